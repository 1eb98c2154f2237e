/* Entitlements: the example of docs/services.md, and each of its sentences by itself. */
#include "lty_earn.h"
#include "lty_facts.h"
#include "lty_service.h"
#include "lty_test.h"
#include "lty_time.h"

#define EVENTS 40
#define SERVICES 6

typedef struct shop {
    lty_programme programme;
    lty_service services[SERVICES];
    lty_segment_rule segment;
    const lty_programme *versions[1];
    lty_timeline timeline;
    int64_t facts[LTY_FACT_COUNT];
    lty_event events[EVENTS];
    lty_event_line lines[EVENTS][3];
    size_t event_count;
    lty_arena arena;
    lty_history history;
    const lty_entitlement *list;
    size_t count;
} shop;

/* London, 2009 to 2012. */
static const lty_transition transitions[] = {
    {1256432400, 0}, {1269738000, 3600}, {1288486800, 0}, {1301187600, 3600}, {1319936400, 0}, {1332637200, 3600}, {1351386000, 0}};
#define LONDON ((lty_zone){LTY_TEXT("Europe/London"), transitions, sizeof transitions / sizeof *transitions})

static const lty_tier tiers[] = {{.key = {"basic", 5}}, {.key = {"silver", 6}, .from = 100}, {.key = {"gold", 4}, .from = 200}};

static const lty_text gold[] = {{"gold", 4}};
static const lty_text regulars[] = {{"regulars", 8}};
static const lty_text stoves[] = {{"stoves", 6}};

static int64_t local(int32_t year, int32_t month, int32_t day)
{
    const lty_zone zone = LONDON;

    return lty_zone_day_start(&zone, lty_date_to_day((lty_date){year, month, day}));
}

static void shop_init(shop *it, const lty_alloc *alloc)
{
    memset(it, 0, sizeof *it);
    it->programme.zone = LONDON;
    it->programme.tiers.items = tiers;
    it->programme.tiers.count = 3;
    it->programme.services = it->services;
    it->versions[0] = &it->programme;
    it->timeline.versions = it->versions;
    it->timeline.count = 1;
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        it->facts[i] = LTY_FACT_NONE;
    }
    it->facts[LTY_FACT_TIER] = 0;
    lty_arena_init(&it->arena, alloc);
    lty_history_init(&it->history, alloc);
}

static void shop_destroy(shop *it)
{
    lty_history_destroy(&it->history);
    lty_arena_destroy(&it->arena);
}

static lty_service *shop_service(shop *it, const char *key, lty_service_per per, int64_t units)
{
    lty_service *service = &it->services[it->programme.service_count++];

    *service = (lty_service){.key = lty_test_text(key), .kind = LTY_SERVICE_ADVICE, .units = units, .per = per, .lasts = {6, 0}};
    return service;
}

static lty_event *shop_event(shop *it, const char *id, lty_event_type type, const char *object, int64_t at_s)
{
    lty_event *event = &it->events[it->event_count++];

    assert_true(it->event_count <= EVENTS);
    *event = (lty_event){.id = lty_test_text(id),
        .customer = {"7", 1},
        .type = type,
        .at_s = at_s,
        .object = lty_test_text(object),
        .revision = 1,
        .until_s = LTY_TIME_NONE,
        .currency = "GBP"};
    return event;
}

static void shop_line(shop *it, lty_event *event, const char *sku, const char *category, int64_t quantity, int64_t amount_minor)
{
    lty_event_line *lines = it->lines[event - it->events];

    assert_true(event->line_count < 3);
    lines[event->line_count++] = (lty_event_line){
        .sku = lty_test_text(sku), .category = lty_test_text(category), .quantity = quantity, .amount_minor = amount_minor};
    event->lines = lines;
    event->amount_minor += amount_minor;
}

static lty_event *shop_order(shop *it, const char *id, const char *order, lty_order_condition condition, int64_t at_s)
{
    lty_event *event = shop_event(it, id, LTY_EVENT_ORDER, order, at_s);

    event->condition = condition;
    return event;
}

static lty_event *shop_book(
    shop *it, const char *id, const char *booking, const char *service, lty_service_condition condition, int64_t units, int64_t at_s)
{
    lty_event *event = shop_event(it, id, LTY_EVENT_SERVICE, booking, at_s);

    event->condition = condition;
    event->value = lty_test_text(service);
    event->points = units;
    return event;
}

static lty_status shop_try(shop *it, int64_t at_s)
{
    const lty_event *events[EVENTS];

    for (size_t i = 0; i < it->event_count; i++) {
        events[i] = &it->events[i];
    }
    const lty_status status = lty_history_prepare(&it->history, events, it->event_count, at_s);
    return status != LTY_OK ? status : lty_service_list(&it->list, &it->count, &it->history, &it->timeline, it->facts, NULL, &it->arena);
}

static void shop_list(shop *it, int64_t at_s, size_t count)
{
    assert_int_equal(shop_try(it, at_s), LTY_OK);
    assert_int_equal(it->count, count);
}

static void expect(const shop *it, size_t index, int64_t units, int64_t booked, int64_t used, int64_t remaining, int64_t until_s)
{
    const lty_entitlement *entitlement = &it->list[index];

    assert_true(index < it->count);
    assert_int_equal(entitlement->units, units);
    assert_int_equal(entitlement->booked, booked);
    assert_int_equal(entitlement->used, used);
    assert_int_equal(entitlement->remaining, remaining);
    assert_int_equal(entitlement->until_s, until_s);
    assert_int_equal(entitlement->over, until_s != LTY_TIME_NONE && until_s <= it->history.at_s);
}

static void expect_piece(const shop *it, size_t index, const char *order, const char *sku, int64_t pieces, int64_t from_s)
{
    const lty_entitlement *entitlement = &it->list[index];

    assert_true(index < it->count);
    assert_true(lty_text_equal(entitlement->order, lty_test_text(order)));
    assert_true(lty_text_equal(entitlement->sku, lty_test_text(sku)));
    assert_int_equal(entitlement->pieces, pieces);
    assert_int_equal(entitlement->from_s, from_s);
}

static void test_example(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "hotline", LTY_SERVICE_MONTH, 2)->tiers = (lty_text_list){gold, 1};
    shop_service(&it, "setup", LTY_SERVICE_PIECE, 1)->lines.categories_in = (lty_text_list){stoves, 1};
    shop_service(&it, "warranty", LTY_SERVICE_PIECE, 0)->lasts = (lty_period){24, 0};
    for (int revision = 1; revision <= 2; revision++) {
        lty_event *order = shop_order(&it, revision == 1 ? "s/order/17/1" : "s/order/17/2", "17",
            revision == 1 ? LTY_ORDER_PAID : LTY_ORDER_DELIVERED, local(2010, 3, revision == 1 ? 1 : 5) + 9 * 3600);
        order->revision = revision;
        shop_line(&it, order, "stove", "stoves", 2, 100000);
        shop_line(&it, order, "poker", "tools", 1, 1500);
    }
    shop_line(&it, shop_event(&it, "s/refund/1/1", LTY_EVENT_REFUND, "17", local(2010, 3, 9)), "stove", "stoves", 1, 50000);
    shop_book(&it, "s/service/1/1", "1", "setup", LTY_SERVICE_BOOKED, 1, local(2010, 4, 2));
    shop_book(&it, "s/service/2/1", "2", "hotline", LTY_SERVICE_USED, 1, local(2010, 4, 2));
    shop_book(&it, "s/service/1/2", "1", "setup", LTY_SERVICE_USED, 1, local(2010, 4, 6))->revision = 2;
    it.facts[LTY_FACT_TIER] = 2;

    const int64_t delivered_s = local(2010, 3, 5) + 9 * 3600;
    shop_list(&it, local(2010, 4, 20), 4);
    expect(&it, 0, 2, 0, 1, 1, local(2010, 5, 1));
    assert_int_equal(it.list[0].from_s, local(2010, 4, 1));
    expect(&it, 1, 1, 0, 1, 0, local(2010, 9, 6));
    expect_piece(&it, 1, "17", "stove", 1, delivered_s);
    expect(&it, 2, 0, 0, 0, LTY_EARN_NO_LIMIT, local(2012, 3, 6));
    expect_piece(&it, 2, "17", "stove", 1, delivered_s);
    expect_piece(&it, 3, "17", "poker", 1, delivered_s);

    /* Before it was delivered, everything ran from the payment; the installation was booked, not used. */
    shop_list(&it, local(2010, 3, 4), 4);
    expect_piece(&it, 1, "17", "stove", 2, local(2010, 3, 1) + 9 * 3600);
    expect(&it, 1, 2, 0, 0, 2, local(2010, 9, 2));
    shop_list(&it, local(2010, 4, 5), 4);
    expect(&it, 1, 1, 1, 0, 0, local(2010, 9, 6));

    /* The last instant, the end, and no gold any more. */
    it.facts[LTY_FACT_TIER] = 1;
    shop_list(&it, local(2010, 9, 6) - 1, 3);
    assert_false(it.list[0].over);
    shop_list(&it, local(2010, 9, 6), 3);
    assert_true(it.list[0].over);
    expect(&it, 0, 1, 0, 1, 0, local(2010, 9, 6));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_periods(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "a", LTY_SERVICE_EVER, 3);
    shop_service(&it, "a", LTY_SERVICE_YEAR, 3);
    shop_service(&it, "a", LTY_SERVICE_MONTH, 3);
    /* Midnight in London in summer is an hour before midnight in UTC. */
    shop_book(&it, "s/service/1/1", "1", "a", LTY_SERVICE_USED, 2, local(2010, 12, 31));
    shop_book(&it, "s/service/2/1", "2", "a", LTY_SERVICE_USED, 1, local(2011, 6, 1) - 1);
    shop_book(&it, "s/service/3/1", "3", "a", LTY_SERVICE_BOOKED, 1, local(2011, 6, 1));
    shop_book(&it, "s/service/4/1", "4", "b", LTY_SERVICE_BOOKED, 1, local(2011, 6, 1)); /* another service */

    shop_list(&it, local(2011, 6, 1), 3);
    expect(&it, 0, 3, 1, 3, 0, LTY_TIME_NONE); /* four of three: nothing is refused here, and nothing negative */
    assert_int_equal(it.list[0].from_s, LTY_TIME_NONE);
    expect(&it, 1, 3, 1, 1, 1, local(2012, 1, 1));
    expect(&it, 2, 3, 1, 0, 2, local(2011, 7, 1));
    shop_list(&it, local(2011, 6, 1) - 1, 3);
    expect(&it, 2, 3, 0, 1, 2, local(2011, 6, 1));
    shop_list(&it, local(2010, 12, 31), 3);
    expect(&it, 1, 3, 0, 2, 1, local(2011, 1, 1));
    expect(&it, 2, 3, 0, 2, 1, local(2011, 1, 1));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

/* The highest revision says what a booking is; its first event says when it was. One name in two systems is two bookings. */
static void test_bookings(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "a", LTY_SERVICE_MONTH, 10);
    shop_book(&it, "s/service/1/1", "1", "a", LTY_SERVICE_BOOKED, 1, local(2010, 5, 1));
    shop_book(&it, "s/service/1/3", "1", "a", LTY_SERVICE_USED, 4, local(2010, 6, 2))->revision = 3;
    shop_book(&it, "s/service/1/2", "1", "a", LTY_SERVICE_CANCELLED, 1, local(2010, 6, 3))->revision = 2; /* late, and lower */
    shop_book(&it, "t/service/1/1", "1", "a", LTY_SERVICE_BOOKED, 2, local(2010, 5, 3));
    shop_book(&it, "s/service/2/1", "2", "a", LTY_SERVICE_BOOKED, 3, local(2010, 5, 2));
    shop_book(&it, "s/service/2/2", "2", "a", LTY_SERVICE_CANCELLED, 3, local(2010, 5, 4))->revision = 2;

    shop_list(&it, local(2010, 6, 1) - 1, 1);
    expect(&it, 0, 10, 3, 0, 7, local(2010, 6, 1));
    shop_list(&it, local(2010, 6, 10), 1);
    expect(&it, 0, 10, 0, 0, 10, local(2010, 7, 1)); /* all of them were May's */
    it.programme.services = it.services;
    it.services[0].per = LTY_SERVICE_YEAR;
    shop_list(&it, local(2010, 6, 10), 1);
    expect(&it, 0, 10, 2, 4, 4, local(2011, 1, 1));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_access(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;
    size_t field_count;
    lty_problems problems;

    shop_init(&it, &alloc);
    const lty_expr_scope scope = {
        .fields = lty_fact_fields(&field_count), .field_count = LTY_FACT_COUNT, .zone = &it.programme.zone, .currency_decimals = 2};
    lty_problems_init(&problems, &it.arena);
    it.segment.key = regulars[0];
    assert_int_equal(
        lty_expr_compile(&it.segment.rule, LTY_TEXT("orders >= 2 and last_order >= 30 days ago"), &scope, &it.arena, &problems), LTY_OK);
    it.programme.segments = &it.segment;
    it.programme.segment_count = 1;
    shop_service(&it, "all", LTY_SERVICE_EVER, 1);
    shop_service(&it, "gold", LTY_SERVICE_EVER, 1)->tiers = (lty_text_list){gold, 1};
    shop_service(&it, "segment", LTY_SERVICE_EVER, 1)->segments = (lty_text_list){regulars, 1};
    lty_service *either = shop_service(&it, "either", LTY_SERVICE_EVER, 1);
    either->tiers = (lty_text_list){gold, 1};
    either->segments = (lty_text_list){regulars, 1};

    shop_list(&it, local(2010, 6, 1), 1); /* orders unknown is not true */
    it.facts[LTY_FACT_TIER] = LTY_FACT_NONE;
    shop_list(&it, local(2010, 6, 1), 1);
    it.facts[LTY_FACT_TIER] = 2;
    shop_list(&it, local(2010, 6, 1), 3);
    assert_ptr_equal(it.list[1].service, &it.services[1]);
    it.facts[LTY_FACT_TIER] = 1;
    it.facts[LTY_FACT_ORDERS] = 2;
    it.facts[LTY_FACT_LAST_ORDER] = local(2010, 5, 20);
    shop_list(&it, local(2010, 6, 1), 3);
    assert_ptr_equal(it.list[1].service, &it.services[2]);
    assert_ptr_equal(it.list[2].service, &it.services[3]);
    shop_list(&it, local(2010, 7, 1), 1);
    it.programme.service_count = 0;
    shop_list(&it, local(2010, 7, 1), 0);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_pieces(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 2);
    lty_event *order = shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 3, 1));
    shop_line(&it, order, "x", "a", 2, 2000);
    shop_line(&it, order, "x", "b", 3, 3000);
    shop_line(&it, order, "gift", "", 1, 0);
    order = shop_order(&it, "s/order/2/1", "2", LTY_ORDER_PAID, local(2010, 2, 1));
    order->amount_minor = 500;
    shop_line(&it, shop_order(&it, "s/order/3/1", "3", LTY_ORDER_PLACED, local(2010, 2, 2)), "x", "a", 1, 100);
    shop_line(&it, shop_order(&it, "s/order/4/1", "4", LTY_ORDER_PAID, local(2010, 2, 3)), "x", "a", 1, 100);
    shop_order(&it, "s/order/4/2", "4", LTY_ORDER_CANCELLED, local(2010, 2, 4))->revision = 2;

    shop_list(&it, local(2010, 4, 1), 3);
    expect_piece(&it, 0, "2", "", 1, local(2010, 2, 1)); /* by when they were paid */
    expect_piece(&it, 1, "1", "x", 5, local(2010, 3, 1));
    expect(&it, 1, 10, 0, 0, 10, local(2010, 9, 2));
    expect_piece(&it, 2, "1", "gift", 1, local(2010, 3, 1));

    /* Of 5 pieces 2 of category b and 4 of category a (only 2 are there) come back; then money without lines. */
    lty_event *refund = shop_event(&it, "s/refund/1/1", LTY_EVENT_REFUND, "1", local(2010, 3, 2));
    shop_line(&it, refund, "x", "b", 2, 2000);
    shop_line(&it, refund, "x", "a", 4, 500);
    shop_list(&it, local(2010, 4, 1), 3);
    expect_piece(&it, 1, "1", "x", 1, local(2010, 3, 1));
    shop_event(&it, "s/refund/2/1", LTY_EVENT_REFUND, "1", local(2010, 3, 3))->amount_minor = 1000;
    shop_list(&it, local(2010, 4, 1), 3);
    expect_piece(&it, 1, "1", "x", 1, local(2010, 3, 1)); /* some money of its line is kept */
    lty_event *rest = shop_event(&it, "s/refund/3/1", LTY_EVENT_REFUND, "1", local(2010, 3, 4));
    rest->amount_minor = 1499; /* the last penny is kept on the other line, of which no piece is left */
    shop_list(&it, local(2010, 4, 1), 2);
    expect_piece(&it, 1, "1", "gift", 1, local(2010, 3, 1));
    rest->amount_minor = 1500; /* nothing of the order is kept, so the gift is gone too */
    shop_list(&it, local(2010, 4, 1), 1);
    expect_piece(&it, 0, "2", "", 1, local(2010, 2, 1));
    shop_destroy(&it);

    /* A line of which no money is left has no pieces, whatever quantity was said; the gift beside what is kept stays. */
    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 2);
    order = shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 3, 1));
    shop_line(&it, order, "x", "a", 2, 2000);
    shop_line(&it, order, "y", "a", 1, 1000);
    shop_line(&it, order, "gift", "", 1, 0);
    shop_line(&it, shop_event(&it, "s/refund/1/1", LTY_EVENT_REFUND, "1", local(2010, 3, 2)), "x", "a", 1, 2000);
    shop_list(&it, local(2010, 4, 1), 2);
    expect_piece(&it, 0, "1", "y", 1, local(2010, 3, 1));
    expect_piece(&it, 1, "1", "gift", 1, local(2010, 3, 1));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static lty_event *shop_name(lty_event *event, const char *order, const char *sku)
{
    event->order = lty_test_text(order);
    event->sku = lty_test_text(sku);
    return event;
}

static void test_which_piece(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 2);
    lty_event *order = shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1));
    shop_line(&it, order, "x", "", 1, 100);
    shop_line(&it, order, "y", "", 1, 100);
    order = shop_order(&it, "s/order/1/2", "1", LTY_ORDER_DELIVERED, local(2010, 2, 1)); /* until 2 August */
    order->revision = 2;
    shop_line(&it, order, "x", "", 1, 100);
    shop_line(&it, order, "y", "", 1, 100);
    shop_line(&it, shop_order(&it, "s/order/2/1", "2", LTY_ORDER_PAID, local(2010, 1, 20)), "x", "", 1, 100); /* until 21 July */
    shop_line(&it, shop_order(&it, "s/order/3/1", "3", LTY_ORDER_PAID, local(2010, 3, 1)), "x", "", 1, 100);

    /* Three units without a name: two of what ends first, one of the next. The third order was not there yet. */
    shop_book(&it, "s/service/1/1", "1", "w", LTY_SERVICE_USED, 3, local(2010, 2, 10));
    shop_list(&it, local(2010, 6, 1), 4);
    expect_piece(&it, 0, "1", "x", 1, local(2010, 2, 1));
    expect_piece(&it, 2, "2", "x", 1, local(2010, 1, 20));
    expect(&it, 0, 2, 0, 1, 1, local(2010, 8, 2));
    expect(&it, 1, 2, 0, 0, 2, local(2010, 8, 2));
    expect(&it, 2, 2, 0, 2, 0, local(2010, 7, 21));
    expect(&it, 3, 2, 0, 0, 2, local(2010, 9, 2));

    /* A later booking that names its piece goes before; so does one for what is over. One that fits nothing counts nowhere. */
    shop_name(shop_book(&it, "s/service/2/1", "2", "w", LTY_SERVICE_BOOKED, 2, local(2010, 8, 1)), "2", "x");
    shop_name(shop_book(&it, "s/service/3/1", "3", "w", LTY_SERVICE_BOOKED, 1, local(2010, 3, 1)), "9", "x");
    shop_list(&it, local(2010, 8, 1), 4);
    expect(&it, 2, 2, 2, 0, 0, local(2010, 7, 21));
    expect(&it, 0, 2, 0, 2, 0, local(2010, 8, 2));
    expect(&it, 1, 2, 0, 1, 1, local(2010, 8, 2));

    /* Only the product, only the order; what exceeds all is counted on the last. */
    shop_name(shop_book(&it, "s/service/4/1", "4", "w", LTY_SERVICE_BOOKED, 1, local(2010, 7, 25)), "", "y");
    shop_name(shop_book(&it, "s/service/5/1", "5", "w", LTY_SERVICE_BOOKED, 9, local(2010, 7, 26)), "3", "");
    shop_list(&it, local(2010, 8, 1), 4);
    expect(&it, 1, 2, 1, 1, 0, local(2010, 8, 2));
    expect(&it, 3, 2, 9, 0, 0, local(2010, 9, 2));
    shop_destroy(&it);

    /* Two systems with an order 1 each: a booking means that of its own system. */
    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 0);
    shop_line(&it, shop_order(&it, "a/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1)), "x", "", 1, 100);
    shop_line(&it, shop_order(&it, "b/order/1/1", "1", LTY_ORDER_PAID, local(2010, 2, 1)), "x", "", 1, 100);
    shop_name(shop_book(&it, "b/service/1/1", "1", "w", LTY_SERVICE_USED, 5, local(2010, 3, 1)), "1", "x");
    shop_name(shop_book(&it, "c/service/1/1", "1", "w", LTY_SERVICE_BOOKED, 7, local(2010, 3, 1)), "1", "x");
    shop_list(&it, local(2010, 4, 1), 2);
    expect(&it, 0, 0, 7, 0, LTY_EARN_NO_LIMIT, local(2010, 7, 2));
    expect(&it, 1, 0, 0, 5, LTY_EARN_NO_LIMIT, local(2010, 8, 2));

    /* Also where that of its own is over, or has no such product: then it counts nowhere. */
    shop_name(shop_book(&it, "a/service/2/1", "2", "w", LTY_SERVICE_USED, 3, local(2010, 7, 10)), "1", "");
    shop_line(&it, shop_order(&it, "d/order/1/1", "1", LTY_ORDER_PAID, local(2010, 2, 2)), "y", "", 1, 100);
    shop_name(shop_book(&it, "d/service/1/1", "1", "w", LTY_SERVICE_USED, 3, local(2010, 7, 10)), "1", "x");
    shop_list(&it, local(2010, 7, 20), 3);
    expect(&it, 0, 0, 7, 0, LTY_EARN_NO_LIMIT, local(2010, 7, 2));
    expect(&it, 1, 0, 0, 5, LTY_EARN_NO_LIMIT, local(2010, 8, 2));
    expect(&it, 2, 0, 0, 0, LTY_EARN_NO_LIMIT, local(2010, 8, 3));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

/* As many lines as memory is first asked for: what is behind them is nobody's. */
static void test_sixteen_lines(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;
    lty_event_line lines[16];
    lty_event *order;

    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 1);
    order = shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1));
    for (size_t i = 0; i < 16; i++) {
        lines[i] = (lty_event_line){.sku = LTY_TEXT("stove"), .quantity = 1, .amount_minor = 10};
    }
    order->lines = lines;
    order->line_count = 16;
    order->amount_minor = 160;
    shop_list(&it, local(2010, 2, 1), 1);
    expect_piece(&it, 0, "1", "stove", 16, local(2010, 1, 1));
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_limits(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;

    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, INT64_MAX / 2);
    lty_event *order = shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1));
    shop_line(&it, order, "x", "a", 2, 100);
    shop_list(&it, local(2010, 4, 1), 1);
    shop_line(&it, order, "x", "b", 1, 100);
    assert_int_equal(shop_try(&it, local(2010, 4, 1)), LTY_E_RANGE);
    it.services[0].per = LTY_SERVICE_EVER;
    shop_book(&it, "s/service/1/1", "1", "w", LTY_SERVICE_USED, INT64_MAX, local(2010, 1, 1));
    shop_book(&it, "s/service/2/1", "2", "w", LTY_SERVICE_BOOKED, INT64_MAX, local(2010, 1, 1));
    shop_list(&it, local(2010, 4, 1), 1);
    expect(&it, 0, INT64_MAX / 2, INT64_MAX, INT64_MAX, 0, LTY_TIME_NONE);
    shop_book(&it, "s/service/3/1", "3", "w", LTY_SERVICE_USED, 1, local(2010, 1, 1));
    assert_int_equal(shop_try(&it, local(2010, 4, 1)), LTY_E_RANGE);
    shop_destroy(&it);

    /* A warranty past the year 9999 is one for ever. */
    shop_init(&it, &alloc);
    shop_service(&it, "w", LTY_SERVICE_PIECE, 1)->lasts = (lty_period){12 * 8000, 0};
    shop_line(&it, shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1)), "x", "a", 2, 100);
    shop_list(&it, local(2010, 4, 1), 1);
    expect(&it, 0, 2, 0, 0, 2, LTY_TIME_NONE);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_memory(void **context)
{
    (void) context;
    for (size_t fail_at = 1;; fail_at++) {
        LTY_TEST_ALLOC();
        shop it;
        const lty_entitlement *const untouched = (const lty_entitlement *) &it;

        shop_init(&it, &alloc);
        shop_service(&it, "a", LTY_SERVICE_MONTH, 2);
        shop_service(&it, "w", LTY_SERVICE_PIECE, 1);
        shop_line(&it, shop_order(&it, "s/order/1/1", "1", LTY_ORDER_PAID, local(2010, 1, 1)), "x", "a", 2, 100);
        shop_line(&it, shop_order(&it, "s/order/2/1", "2", LTY_ORDER_PAID, local(2010, 1, 2)), "x", "a", 2, 100);
        shop_line(&it, shop_event(&it, "s/refund/1/1", LTY_EVENT_REFUND, "1", local(2010, 1, 3)), "x", "a", 1, 50);
        shop_book(&it, "s/service/1/1", "1", "w", LTY_SERVICE_USED, 2, local(2010, 2, 1));
        it.list = untouched;
        memory.fail_at = fail_at;
        const lty_status status = shop_try(&it, local(2010, 4, 1));
        if (status == LTY_OK) {
            assert_int_equal(it.count, 3);
            assert_true(fail_at > 12);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_ptr_equal(it.list, untouched);
            assert_int_equal(it.count, 0);
        }
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
        if (status == LTY_OK) {
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_example),
        cmocka_unit_test(test_periods),
        cmocka_unit_test(test_bookings),
        cmocka_unit_test(test_access),
        cmocka_unit_test(test_pieces),
        cmocka_unit_test(test_which_piece),
        cmocka_unit_test(test_sixteen_lines),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
