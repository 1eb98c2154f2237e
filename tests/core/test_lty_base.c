/*
 * A whole base: laws 4, 5 and 6 over many customers at once (the facts are the same bytes whatever the order, the repeats and the
 * number of appends), agreement with the fold of each customer, rows of files, conflicts, and memory that runs out anywhere.
 */
#include "lty_base.h"
#include "lty_indicator.h"
#include "lty_rfm.h"
#include "lty_segment.h"
#include "lty_test_fold.h"

#define EVENTS_MAX 240
#define CUSTOMERS 12

typedef struct world {
    lty_event events[EVENTS_MAX];
    size_t count;
    char ids[EVENTS_MAX][40];
    char refs[EVENTS_MAX][16];
    char payloads[EVENTS_MAX][24];
    lty_event_line lines[EVENTS_MAX];
} world;

static const char *const keys[CUSTOMERS] = {
    "7", "007", "12", "3", "anna@example.org", "customer-000001", "customer-000002", "b", "100", "99", "\xC3\xA9", "z"};

static lty_event *world_add(world *w, const char *kind, size_t object, int64_t revision, int64_t at_s, const char *customer)
{
    const size_t i = w->count++;

    assert_true(i < EVENTS_MAX);
    snprintf(w->ids[i], sizeof w->ids[i], "s/%s/%zu/%lld", kind, object, (long long) revision);
    snprintf(w->refs[i], sizeof w->refs[i], "%zu", object);
    snprintf(w->payloads[i], sizeof w->payloads[i], "{\"test\":%zu}", i); /* stands for the canonical payload: told apart, that is all */
    w->events[i] = (lty_event){
        .id = lty_test_text(w->ids[i]), .customer = lty_test_text(customer), .at_s = at_s, .payload = lty_test_text(w->payloads[i])};
    return &w->events[i];
}

static void world_order(world *w, uint64_t *state, size_t object, const char *customer)
{
    int64_t at_s = LTY_TEST_2010 + lty_test_below(state, 700) * LTY_TEST_DAY / 2;
    const int64_t revisions = lty_test_below(state, 4) == 0 ? 3 : 1;

    for (int64_t revision = 1; revision <= revisions; revision++) {
        lty_event *event = world_add(w, "order", object, revision, at_s, customer);

        event->type = LTY_EVENT_ORDER;
        event->object = lty_test_text(w->refs[event - w->events]);
        event->revision = revision;
        event->condition = revisions == 1 ? LTY_ORDER_PAID : (lty_order_condition) (lty_test_below(state, 4) + 1);
        memcpy(event->currency, "GBP", 4);
        event->amount_minor = lty_test_below(state, 20) == 0 ? 0 : lty_test_below(state, 20000);
        if (lty_test_below(state, 2) == 0) {
            lty_event_line *line = &w->lines[event - w->events];

            *line = (lty_event_line){{"sku", 3}, {"gifts", 5}, 1, event->amount_minor, lty_test_below(state, 2) == 0};
            event->lines = line;
            event->line_count = 1;
        }
        at_s += (lty_test_below(state, 5) - 1) * LTY_TEST_DAY; /* sometimes a later revision happened earlier */
    }
    if (lty_test_below(state, 4) == 0) {
        lty_event *event = world_add(w, "refund", object, 1, at_s + lty_test_below(state, 40) * LTY_TEST_DAY, customer);

        event->type = LTY_EVENT_REFUND;
        event->object = lty_test_below(state, 4) == 0 ? (lty_text){"", 0} : lty_test_text(w->refs[event - w->events]);
        memcpy(event->currency, "GBP", 4);
        event->amount_minor = lty_test_below(state, 25000);
    }
}

static void world_fill(world *w, uint64_t *state, size_t orders, size_t customers)
{
    w->count = 0;
    for (size_t i = 0; i < orders; i++) {
        const size_t who = (size_t) lty_test_below(state, (int64_t) customers + 1);

        world_order(w, state, i + 1, who == customers ? "" : keys[who]);
        if (who < customers && lty_test_below(state, 5) == 0) {
            lty_event *event = world_add(w, "spent", i, 1, LTY_TEST_2011 + lty_test_below(state, 300) * LTY_TEST_DAY, keys[who]);

            event->type = LTY_EVENT_POINTS_SPENT;
            event->object = (lty_text){"x", 1};
            event->points = 1 + lty_test_below(state, 30);
        }
    }
}

static lty_base *base_create(const lty_programme *programme, const lty_alloc *alloc)
{
    lty_base *base = NULL;

    assert_int_equal(lty_base_create(&base, programme, 99, alloc), LTY_OK);
    return base;
}

static void base_append(lty_base *base, const lty_event *event, bool expect_repeated)
{
    bool repeated = !expect_repeated;

    assert_int_equal(lty_base_append(base, event, &repeated), LTY_OK);
    assert_int_equal(repeated, expect_repeated);
}

/* The facts of all customers in canonical order, keys included. */
static size_t base_image(int64_t *image, lty_base *base)
{
    const uint32_t *order;
    size_t at = 0;

    assert_int_equal(lty_base_refresh(base), LTY_OK);
    if (lty_base_count(base) == 0) {
        return 0;
    }
    assert_int_equal(lty_base_order(&order, base, LTY_INTERN_BYTEWISE), LTY_OK);
    for (size_t i = 0; i < lty_base_count(base); i++) {
        const lty_text key = lty_base_key(base, order[i]);

        image[at++] = key.bytes[0];
        image[at++] = (int64_t) key.len;
        for (size_t fact = 0; fact < LTY_FACT_COUNT; fact++) {
            image[at++] = lty_base_fact(base, order[i], (lty_fact) fact);
        }
    }
    return at;
}

static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        const size_t other = (size_t) lty_test_below(state, (int64_t) i);
        const size_t swap = order[i - 1];

        order[i - 1] = order[other];
        order[other] = swap;
    }
}

static size_t histories(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 10000 : (size_t) strtoull(given, NULL, 10);
}

/* RFM of orders, gross and net, says what the facts say. */
static void check_rfm(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = 5};

    for (int net = 0; net < 2; net++) {
        lty_rfm_scores scores;
        size_t buyers = 0;

        assert_int_equal(lty_rfm_score(&scores, &rule, base, at_s, net ? LTY_RFM_NET : LTY_RFM_GROSS, alloc), LTY_OK);
        for (size_t i = 0; i < lty_base_count(base); i++) {
            buyers += lty_base_fact(base, (uint32_t) i, LTY_FACT_ORDERS) > 0;
        }
        assert_int_equal(scores.count, buyers);
        for (size_t i = 0; i < scores.count; i++) {
            const uint32_t customer = scores.customers[i];
            const lty_zone *zone = &lty_base_programme(base)->zone;

            assert_int_equal(scores.values[LTY_RFM_FREQUENCY][i], lty_base_fact(base, customer, LTY_FACT_ORDERS));
            assert_int_equal(
                scores.values[LTY_RFM_MONETARY][i], lty_base_fact(base, customer, net ? LTY_FACT_SPENT : LTY_FACT_SPENT_GROSS));
            assert_int_equal(scores.values[LTY_RFM_RECENCY][i],
                lty_zone_day(zone, at_s) - lty_zone_day(zone, lty_base_fact(base, customer, LTY_FACT_LAST_ORDER)));
        }
        lty_rfm_scores_destroy(&scores);
    }
}

static void check_months(lty_base *base, const lty_alloc *alloc)
{
    lty_totals totals;
    lty_month *months;
    lty_month sum = {0};
    size_t count;

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(lty_indicator_months(&months, &count, base, alloc), LTY_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(months[i].month, months[0].month + (int64_t) i);
        assert_true(months[i].buyers <= months[i].orders && (months[i].buyers > 0) == (months[i].orders > 0));
        sum.orders += months[i].orders;
        sum.amount_minor += months[i].amount_minor;
        sum.refunded_minor += months[i].refunded_minor;
        sum.anonymous_orders += months[i].anonymous_orders;
        sum.anonymous_amount_minor += months[i].anonymous_amount_minor;
        for (size_t flow = 0; flow < LTY_FLOW_COUNT; flow++) {
            sum.flows[flow] += months[i].flows[flow];
        }
    }
    assert_int_equal(sum.orders, totals.facts[LTY_FACT_ORDERS]);
    assert_int_equal(sum.amount_minor, totals.facts[LTY_FACT_SPENT_GROSS]);
    assert_int_equal(sum.refunded_minor, totals.facts[LTY_FACT_REFUNDED]);
    assert_int_equal(sum.anonymous_orders, totals.anonymous_orders);
    assert_int_equal(sum.anonymous_amount_minor, totals.anonymous_amount_minor);
    assert_int_equal(sum.flows[LTY_FLOW_EARNED], totals.facts[LTY_FACT_POINTS_EARNED]);
    assert_int_equal(sum.flows[LTY_FLOW_REVERSED], totals.facts[LTY_FACT_POINTS_REVERSED]);
    assert_int_equal(sum.flows[LTY_FLOW_SPENT], totals.facts[LTY_FACT_POINTS_SPENT]);
    assert_int_equal(sum.flows[LTY_FLOW_EXPIRED], totals.facts[LTY_FACT_POINTS_EXPIRED]);
    lty_indicator_free(months, count, alloc);
}

static void test_arrival(void **state)
{
    static world w;
    static int64_t first[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    static int64_t second[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    const lty_programme programme = lty_test_programme();
    uint64_t seed = lty_test_seed("base arrival", 2026);
    size_t order[EVENTS_MAX];

    (void) state;
    for (size_t done = 0; done < histories(); done += CUSTOMERS) {
        LTY_TEST_ALLOC();
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&seed, 900) * LTY_TEST_DAY;
        lty_base *straight = base_create(&programme, &alloc);
        lty_base *shuffled = base_create(&programme, &alloc);

        world_fill(&w, &seed, 40, CUSTOMERS);
        for (size_t i = 0; i < w.count; i++) {
            order[i] = i;
            base_append(straight, &w.events[i], false);
        }
        assert_int_equal(lty_base_fold(straight, at_s), LTY_OK);
        shuffle(order, w.count, &seed);
        assert_int_equal(lty_base_fold(shuffled, at_s), LTY_OK); /* before anything came: all is folded late */
        for (size_t i = 0; i < w.count; i++) {
            base_append(shuffled, &w.events[order[i]], false);
            if (lty_test_below(&seed, 10) == 0) {
                base_append(shuffled, &w.events[order[lty_test_below(&seed, (int64_t) i + 1)]], true);
                assert_int_equal(lty_base_refresh(shuffled), LTY_OK);
            }
        }
        const size_t len = base_image(first, straight);

        assert_int_equal(base_image(second, shuffled), len);
        assert_memory_equal(first, second, len * sizeof *first);
        check_rfm(shuffled, at_s, &alloc);
        check_months(shuffled, &alloc);
        lty_base_destroy(straight);
        lty_base_destroy(shuffled);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
}

/* Each customer of a base is what the fold of his own events is. */
static void test_agrees_with_fold(void **state)
{
    static world w;
    const lty_programme programme = lty_test_programme();
    uint64_t seed = lty_test_seed("base fold", 12);

    (void) state;
    for (int round = 0; round < 50; round++) {
        LTY_TEST_ALLOC();
        lty_base *base = base_create(&programme, &alloc);
        lty_folder *folder;

        assert_int_equal(lty_folder_create(&folder, &programme, &alloc), LTY_OK);
        world_fill(&w, &seed, 40, 4);
        for (size_t i = 0; i < w.count; i++) {
            base_append(base, &w.events[i], false);
        }
        assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        for (size_t who = 0; who < 4; who++) {
            const lty_event *own[EVENTS_MAX];
            lty_customer expect, got;
            size_t count = 0;

            for (size_t i = 0; i < w.count; i++) {
                if (lty_text_equal(w.events[i].customer, lty_test_text(keys[who]))) {
                    own[count++] = &w.events[i];
                }
            }
            const uint32_t customer = lty_base_find(base, lty_test_text(keys[who]));

            assert_int_equal(customer == LTY_STORE_NONE, count == 0);
            if (count == 0) {
                continue;
            }
            assert_int_equal(lty_fold(&expect, folder, own, count, LTY_TEST_2012, false), LTY_OK);
            assert_int_equal(lty_base_customer(&got, base, customer, false), LTY_OK);
            assert_memory_equal(expect.facts, got.facts, sizeof got.facts);
            assert_int_equal(expect.lot_count, got.lot_count);
            for (size_t i = 0; i < got.lot_count; i++) {
                assert_true(lty_text_equal(expect.lots[i].event->id, got.lots[i].event->id));
                assert_int_equal(expect.lots[i].left, got.lots[i].left);
            }
        }
        lty_folder_destroy(folder);
        lty_base_destroy(base);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_refusals(void **state)
{
    LTY_TEST_ALLOC();
    const lty_programme programme = lty_test_programme();
    lty_base *base = base_create(&programme, &alloc);
    lty_event order = lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2010, LTY_ORDER_PAID, 1000);
    lty_event other = order;
    bool repeated = false;

    (void) state;
    assert_int_equal(lty_base_refresh(base), LTY_E_NOT_FOLDED);
    base_append(base, &order, false);
    base_append(base, &order, true);
    other.at_s++;
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other = order;
    other.customer = (lty_text){"8", 1};
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other = order;
    other.payload = (lty_text){"{}", 2};
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other.id = (lty_text){"s/order/2/1", 11};
    memcpy(other.currency, "EUR", 4);
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(lty_base_store(base)->rows, 1);
    assert_int_equal(lty_base_count(base), 1);
    lty_base_destroy(base);
    assert_int_equal(memory.blocks, 0);
}

static const lty_text names[LTY_ROWS_FIELDS] = {{"customer", 8}, {"ts", 2}, {"amount", 6}};

static lty_status append_text(lty_base *base, const char *text, lty_store_report *report)
{
    return lty_base_append_rows(base, lty_test_text(text), LTY_TEXT("file"), names, report);
}

static void test_rows(void **state)
{
    LTY_TEST_ALLOC();
    const lty_programme programme = lty_test_programme();
    lty_base *base = base_create(&programme, &alloc);
    lty_store_report report;

    (void) state;
    assert_int_equal(append_text(base, "ts\tx\tcustomer\tamount\n1262304000\t\t7\t1000\r\n1262304001\tq\t\t500\n", &report), LTY_OK);
    assert_int_equal(report.appended, 2);
    assert_int_equal(
        append_text(base, "customer\tts\tamount\n7\t1262304000\t1000\n\t1262304001\t500\n7\t1262390400\t-300\ncustomer-8\t1262390400\t250",
            &report),
        LTY_OK);
    assert_int_equal(report.appended, 2);
    assert_int_equal(report.repeated, 2);
    assert_int_equal(append_text(base, "customer\tts\tamount\n7\t1262304000\t1001\n", &report), LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/1/1");
    assert_int_equal(append_text(base, "customer\tts\tamount\n9\t1262304000\t1000\n", &report), LTY_E_EVENT_CONFLICT);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2011), LTY_OK);
    const uint32_t seven = lty_base_find(base, LTY_TEXT("7"));

    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_ORDERS), 1);
    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_REFUNDED), 300);
    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_SPENT), 1000);
    assert_int_equal(lty_base_count(base), 2);

    lty_totals totals;

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(totals.anonymous_orders, 1);
    assert_int_equal(totals.anonymous_amount_minor, 500);

    /* The same row as an event by itself, and another one that claims its id. */
    lty_event event = lty_test_order("file/row/1/1", "row/1", 1, 1262304000, LTY_ORDER_PAID, 1000);
    bool repeated = false;

    base_append(base, &event, true);
    event.amount_minor++;
    assert_int_equal(lty_base_append(base, &event, &repeated), LTY_E_EVENT_CONFLICT);
    event.id = LTY_TEXT("file/row/5/1");
    base_append(base, &event, false);
    assert_int_equal(
        append_text(base,
            "customer\tts\tamount\n7\t1262304000\t1000\n\t1262304001\t500\n7\t1262390400\t-300\ncustomer-8\t1262390400\t250\n1\t1\t1\n",
            &report),
        LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/5/1");
    lty_base_destroy(base);
    assert_int_equal(memory.blocks, 0);
}

static void test_bad_rows(void **state)
{
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"", 1},
        {"customer\tts\n", 1},
        {"customer\tts\tamount\tts\n", 1},
        {"customer\tts\tamount\n1\t2\t3\n1\t2\n", 3},
        {"customer\tts\tamount\n1\t2\t3\t4\n", 2},
        {"customer\tts\tamount\n1\t2\t3.5\n", 2},
        {"customer\tts\tamount\n1\t2\t\n", 2},
        {"customer\tts\tamount\n1\t2\t-\n", 2},
        {"customer\tts\tamount\n1\t2x\t3\n", 2},
        {"customer\tts\tamount\n1\t2\t3\n\n1\t2\t3\n", 3},
        {"customer\tts\tamount\n1\t2\t9223372036854775808\n", 2},
        {"customer\tts\tamount\n1\t2\t-9223372036854775808\n", 2},
        {"customer\tts\tamount\n1\t2\t1000000000001\n", 2},
        {"customer\tts\tamount\n1\t2\t-1000000000001\n", 2},
        {"customer\tts\tamount\n1\t999999999999\t1\n", 2},
        {"customer\tts\tamount\n\xFF\t2\t3\n", 2},
    };
    LTY_TEST_ALLOC();
    const lty_programme programme = lty_test_programme();
    lty_base *base = base_create(&programme, &alloc);
    lty_store_report report;
    char key[300];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(append_text(base, cases[i].text, &report), LTY_E_ROW);
        assert_int_equal(report.line, cases[i].line);
        assert_true(strlen(report.problem) > 0);
        assert_int_equal(lty_base_store(base)->rows, 0);
        assert_int_equal(lty_base_count(base), 0);
    }
    snprintf(key, sizeof key, "customer\tts\tamount\n%0200d\t1\t1\n", 1);
    assert_int_equal(append_text(base, key, &report), LTY_E_ROW);
    assert_int_equal(append_text(base, "customer\tts\tamount\n1\t2\t1000000000000\n1\t2\t-1000000000000\n", &report), LTY_OK);
    for (size_t i = 0; i < 3; i++) {
        static const char *const sources[] = {"", "a/b", "a%"};
        assert_int_equal(lty_base_append_rows(base, LTY_TEXT("x"), lty_test_text(sources[i]), names, &report), LTY_E_EVENT);
    }
    lty_base_destroy(base);
    assert_int_equal(memory.blocks, 0);
}

/* Everything that allocates, with every allocation failing once: nothing leaks, and a failed call changed nothing. */
static void test_memory(void **state)
{
    static world w;
    static int64_t expect[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    static int64_t got[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    const lty_programme programme = lty_test_programme();
    uint64_t seed = lty_test_seed("base memory", 8);
    size_t len = 0;

    (void) state;
    world_fill(&w, &seed, 30, CUSTOMERS);
    for (size_t fail = 0; fail < 400; fail++) {
        LTY_TEST_ALLOC();
        const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = 5};
        lty_rfm_scores scores = {.alloc = &alloc};
        lty_base *base = NULL;
        lty_month *months = NULL;
        lty_store_report report;
        size_t count = 0;

        memory.fail_at = fail;
        if (lty_base_create(&base, &programme, 5, &alloc) != LTY_OK) {
            assert_int_equal(memory.blocks, 0);
            continue;
        }
        for (size_t i = 0; i < w.count; i++) {
            const size_t rows = lty_base_store(base)->rows;
            const size_t customers = lty_base_count(base);
            bool repeated;
            lty_status status = lty_base_append(base, &w.events[i], &repeated);

            if (status != LTY_OK) {
                assert_int_equal(status, LTY_E_MEMORY);
                assert_int_equal(lty_base_store(base)->rows, rows);
                assert_int_equal(lty_base_count(base), customers);
                memory.fail_at = 0;
                base_append(base, &w.events[i], false);
            }
        }
        if (append_text(base, "customer\tts\tamount\nq\t1262304000\t1000\nrr\t1262304001\t5\n", &report) != LTY_OK) {
            assert_int_equal(lty_base_store(base)->rows, w.count);
            memory.fail_at = 0;
            assert_int_equal(append_text(base, "customer\tts\tamount\nq\t1262304000\t1000\nrr\t1262304001\t5\n", &report), LTY_OK);
        }
        assert_int_equal(report.appended, 2);
        if (lty_base_fold(base, LTY_TEST_2012) != LTY_OK) {
            assert_int_equal(lty_base_refresh(base), LTY_E_NOT_FOLDED);
            memory.fail_at = 0;
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
        if (lty_rfm_score(&scores, &rule, base, LTY_TEST_2012, LTY_RFM_NET, &alloc) != LTY_OK) {
            assert_null(scores.customers);
            memory.fail_at = 0;
        }
        if (lty_indicator_months(&months, &count, base, &alloc) != LTY_OK) {
            assert_null(months);
            memory.fail_at = 0;
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
        memory.fail_at = 0;
        if (fail == 0) {
            len = base_image(expect, base) * sizeof *expect;
        } else {
            assert_int_equal(base_image(got, base) * sizeof *got, len);
            assert_memory_equal(expect, got, len);
        }
        lty_rfm_scores_destroy(&scores);
        lty_indicator_free(months, count, &alloc);
        lty_base_destroy(base);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrival),
        cmocka_unit_test(test_agrees_with_fold),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
