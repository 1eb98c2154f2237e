/*
 * Laws 2 to 6 over random histories of every type of event, each under one to three random versions of a programme: every arrears policy,
 * rounding, window, expiry, kind of rule, caps. The seed is printed; LTY_SEED and LTY_HISTORIES override it and the number of histories. Law 4
 * for ids is also a test of the base.
 */
#include "lty_calendar.h"
#include "lty_earn.h"
#include "lty_refund.h"
#include "lty_test_fold.h"

#define HISTORY_MAX 128
#define HISTORY_LINES 512

typedef struct history {
    lty_event events[HISTORY_MAX];
    size_t count;
    char ids[HISTORY_MAX][64];
    char refs[HISTORY_MAX][24];
    lty_event_line lines[HISTORY_LINES];
    size_t line_count;
    size_t orders;
} history;

static const char *const skus[] = {"a", "b", "c", "d"};
static const char *const categories[] = {"", "gifts", "home"};

static size_t histories(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 10000 : (size_t) strtoull(given, NULL, 10);
}

static int64_t random_instant(uint64_t *state)
{
    /* Whole hours make equal instants likely. */
    return LTY_TEST_2010 + lty_test_below(state, 24 * 900) * 3600;
}

static lty_programme random_programme(uint64_t *state)
{
    lty_programme programme = lty_test_programme();
    lty_points_rules *points = &programme.points;

    points->earn_count = (size_t) lty_test_below(state, 4) + 1;
    points->rounding = (lty_rounding) lty_test_below(state, 4);
    points->award_on = (lty_award_on) (lty_test_below(state, 2) + 1);
    points->pending_days = lty_test_below(state, 2) == 0 ? 0 : (int32_t) lty_test_below(state, 40);
    points->expires = lty_test_below(state, 3) > 0;
    points->expiry = (lty_period){(int32_t) lty_test_below(state, 14), (int32_t) lty_test_below(state, 40)};
    points->expiry_round = (lty_expiry_round) lty_test_below(state, 4);
    points->arrears = (lty_arrears) (lty_test_below(state, 3) + 1);
    points->backfill = lty_test_below(state, 2) == 0;
    programme.in_force_from_s = lty_test_below(state, 2) == 0 ? 0 : random_instant(state);
    programme.tiers.by = (lty_tier_by) (lty_test_below(state, 3) + 1);
    programme.tiers.window = (lty_tier_window) (lty_test_below(state, 3) + 1);
    programme.tiers.rolling = (lty_period){(int32_t) lty_test_below(state, 13), 1};
    programme.tiers.items = lty_test_tiers;
    programme.tiers.count = (size_t) lty_test_below(state, 4);
    return programme;
}

static const lty_text online[] = {{"online", 6}};
static const lty_text silver[] = {{"silver", 6}};

#define RULE(name, of) .key = {name, sizeof name - 1}, .pointer = {"/points/earn/0", 14}, .kind = of, LTY_TEST_ALWAYS

/* Every kind, every condition but segments, every cap. */
static const lty_earn_rule pool[] = {
    {RULE("base", LTY_EARN_RATE), .points = 1, .per_minor = 100},
    {RULE("gifts", LTY_EARN_RATE), .points = 3, .per_minor = 700,
        .lines = {.categories_in = {lty_test_gifts, 1}, .sale_items = LTY_SALE_LEFT_OUT}},
    {RULE("steps", LTY_EARN_STEPS), .steps = lty_test_steps, .step_count = 3},
    {RULE("welcome", LTY_EARN_FIRST_ORDER), .points = 50},
    {RULE("order", LTY_EARN_ORDER), .points = 9, .minimum_minor = 4000},
    {RULE("three", LTY_EARN_GOAL), .points = 35, .goal_orders = 3, .within = {4, 0}},
    {RULE("much", LTY_EARN_GOAL), .points = 45, .goal_minor = 20000, .within = {6, 3}},
    {RULE("again", LTY_EARN_NEXT_ORDER), .points = 11, .within = {2, 0}},
    {RULE("second", LTY_EARN_NEXT_ORDER), .points = 13, .within = {5, 0}, .after_first = true},
    {RULE("capped", LTY_EARN_RATE), .points = 1, .per_minor = 50, .caps = {.order = 60, .day = 80, .month = 90, .year = 150}},
    {RULE("weekend", LTY_EARN_RATE), .points = 1, .per_minor = 300, .weekdays = 0x60},
    {RULE("online", LTY_EARN_ORDER), .points = 4, .channels = {online, 1}},
    {RULE("silver", LTY_EARN_RATE), .points = 1, .per_minor = 200, .tiers = {silver, 1}},
    {RULE("joined", LTY_EARN_SIGN_UP), .points = 30},
    {RULE("review", LTY_EARN_REVIEW), .points = 6, .caps = {.month = 12}},
    {RULE("survey", LTY_EARN_SURVEY), .points = 7},
    {RULE("contest", LTY_EARN_CONTEST), .points = 3},
    {RULE("inviter", LTY_EARN_INVITER), .points = 40},
    {RULE("friend", LTY_EARN_FRIEND), .points = 20},
    {RULE("visit", LTY_EARN_VISIT), .points = 2, .caps = {.day = 2, .programme = 8}},
    {RULE("birthday", LTY_EARN_BIRTHDAY), .points = 15, .known_days = 10},
    {RULE("child", LTY_EARN_CHILD_BIRTHDAY), .points = 12, .most_children = 1},
};

#define POOL (sizeof pool / sizeof *pool)
#define VERSIONS 3

/* One to three versions of a programme. */
typedef struct rules {
    lty_programme versions[VERSIONS];
    const lty_programme *list[VERSIONS];
    lty_earn_rule earn[VERSIONS][POOL];
    size_t count;
} rules;

/* arrears 0: of each version its own. */
static void random_rules(rules *r, uint64_t *state, lty_arrears arrears)
{
    r->count = (size_t) lty_test_below(state, VERSIONS) + 1;
    for (size_t i = 0; i < r->count; i++) {
        lty_programme *programme = &r->versions[i];
        lty_points_rules *points = &programme->points;

        *programme = random_programme(state);
        programme->in_force_from_s = i == 0 ? programme->in_force_from_s : random_instant(state) + (int64_t) i;
        points->arrears = arrears == 0 ? points->arrears : arrears;
        points->earn = r->earn[i];
        points->earn_count = 0;
        for (size_t j = 0; j < POOL; j++) {
            if (lty_test_below(state, 3) > 0) {
                r->earn[i][points->earn_count++] = pool[j];
            }
        }
        points->base = (lty_earn_base){
            lty_test_below(state, 2) == 0, lty_test_below(state, 2) == 0, lty_test_below(state, 2) == 0, lty_test_below(state, 2) == 0};
        points->expiry_by_activity = lty_test_below(state, 3) == 0;
        points->pending_until_delivered = lty_test_below(state, 3) == 0;
        if (lty_test_below(state, 3) == 0) {
            points->caps = (lty_caps){.order = 120, .month = 200, .year = 500, .programme = 900};
        }
        programme->tiers.keep = (lty_tier_keep) (lty_test_below(state, 5) + 1);
        programme->tiers.keep_period = (lty_period){(int32_t) lty_test_below(state, 9) + 1, 0};
        programme->tiers.keep_month = 12;
        programme->tiers.keep_day = 31;
        programme->tiers.grace_set = lty_test_below(state, 2) == 0;
        programme->tiers.grace = (lty_period){0, 20};
        programme->tiers.down =
            programme->tiers.keep != LTY_TIER_FOLLOW && lty_test_below(state, 2) == 0 ? LTY_TIER_DOWN_ONE : LTY_TIER_DOWN_METRIC;
        r->list[i] = programme;
    }
}

static lty_test_shop open_rules(const rules *r, const lty_alloc *alloc)
{
    lty_test_shop shop;

    assert_int_equal(lty_test_open(&shop, r->list, r->count, alloc), LTY_OK);
    return shop;
}

static lty_event *history_add(history *h, const char *kind, size_t object, int64_t revision)
{
    assert_true(h->count < HISTORY_MAX);
    lty_event *event = &h->events[h->count];

    snprintf(h->ids[h->count], sizeof h->ids[0], "s/%s/%zu/%lld", kind, object, (long long) revision);
    snprintf(h->refs[h->count], sizeof h->refs[0], "%zu", object);
    *event = (lty_event){.id = lty_test_text(h->ids[h->count]), .customer = {"7", 1}};
    h->count++;
    return event;
}

/* Random lines, or the given ones in parts. */
static void random_lines(history *h, uint64_t *state, lty_event *event, size_t count, int64_t most_minor)
{
    event->lines = count == 0 ? NULL : h->lines + h->line_count;
    event->line_count = count;
    event->amount_minor = count == 0 ? lty_test_below(state, most_minor) : 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(h->line_count < HISTORY_LINES);
        lty_event_line *line = &h->lines[h->line_count++];

        *line = (lty_event_line){.sku = lty_test_text(skus[lty_test_below(state, 4)]),
            .category = lty_test_text(categories[lty_test_below(state, 3)]),
            .quantity = 1,
            .amount_minor = lty_test_below(state, most_minor),
            .sale = lty_test_below(state, 4) == 0};
        line->tax_minor = line->amount_minor / 6;
        event->amount_minor += line->amount_minor;
    }
}

static void random_order(history *h, uint64_t *state)
{
    const size_t object = h->orders++;
    const int64_t revisions = lty_test_below(state, 3) + 1;
    int64_t at_s = random_instant(state);
    char *ref = h->refs[h->count];

    for (int64_t revision = 1; revision <= revisions; revision++) {
        lty_event *event = history_add(h, "order", object, revision);

        event->type = LTY_EVENT_ORDER;
        event->at_s = at_s;
        event->object = lty_test_text(ref);
        event->revision = revision;
        event->condition = (lty_order_condition) (lty_test_below(state, 5) + 1);
        if (event->condition > LTY_ORDER_CANCELLED) {
            event->condition = LTY_ORDER_PAID;
        }
        memcpy(event->currency, "GBP", 4);
        random_lines(h, state, event, (size_t) lty_test_below(state, 4), 9000);
        event->channel = lty_test_below(state, 2) == 0 ? LTY_TEXT("online") : LTY_TEXT("shop");
        if (lty_test_below(state, 3) == 0) {
            event->shipping_minor = 450;
            event->by_points_minor = lty_test_below(state, event->amount_minor + 1) / 2;
            event->by_card_minor = lty_test_below(state, event->amount_minor + 1) / 2;
        }
        /* Now and then a lower revision is later than a higher one. */
        at_s += lty_test_below(state, 40) * 3600 * 6 - (lty_test_below(state, 8) == 0 ? 40 * 3600 : 0);
    }
    const int64_t refunds = lty_test_below(state, 4);
    for (int64_t i = 0; i < refunds; i++) {
        lty_event *event = history_add(h, "refund", object * 10 + (size_t) i, 1);

        event->type = LTY_EVENT_REFUND;
        event->at_s = random_instant(state);
        event->object = lty_test_below(state, 10) == 0 ? (lty_text){NULL, 0} : lty_test_text(ref);
        memcpy(event->currency, "GBP", 4);
        event->shipping_minor = lty_test_below(state, 4) == 0 ? 300 : 0;
        random_lines(h, state, event, (size_t) lty_test_below(state, 3), 6000);
    }
}

/* What is no order and no refund. */
static void random_other(history *h, uint64_t *state, size_t number)
{
    static const lty_event_type types[] = {LTY_EVENT_OPENING_BALANCE, LTY_EVENT_POINTS_ADJUSTED, LTY_EVENT_POINTS_ADJUSTED,
        LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_RESTORED, LTY_EVENT_POINTS_RESTORED,
        LTY_EVENT_VISIT, LTY_EVENT_TIER_SET, LTY_EVENT_SIGN_UP, LTY_EVENT_BIRTHDAY, LTY_EVENT_CHILD_BIRTHDAY, LTY_EVENT_REVIEW,
        LTY_EVENT_SURVEY, LTY_EVENT_CONTEST, LTY_EVENT_REFERRAL, LTY_EVENT_REFERRAL, LTY_EVENT_GENDER};
    static const char *const names[] = {"0", "1", "2"};
    lty_event *event = history_add(h, "other", number, 1);

    event->type = types[lty_test_below(state, sizeof types / sizeof *types)];
    event->at_s = random_instant(state);
    event->object = lty_test_text(names[lty_test_below(state, 3)]);
    event->points = lty_test_below(state, 120) + 1;
    event->until_s = lty_test_below(state, 2) == 0 ? LTY_TIME_NONE : event->at_s + 90 * LTY_TEST_DAY;
    event->day = lty_test_below(state, 20000);
    event->revision = lty_test_below(state, 3) + 1;
    event->given = lty_test_below(state, 2) == 0;
    if (event->type == LTY_EVENT_POINTS_SPENT) { /* each is for something of its own */
        event->object = lty_test_text(h->refs[h->count - 1]);
    } else if (event->type == LTY_EVENT_POINTS_RESTORED) {
        event->object = lty_test_text(h->refs[lty_test_below(state, (int64_t) h->count)]);
    } else if (event->type == LTY_EVENT_POINTS_ADJUSTED && lty_test_below(state, 2) == 0) {
        event->points = -event->points;
    } else if (event->type == LTY_EVENT_REFERRAL) {
        event->condition = lty_test_below(state, 2) == 0 ? LTY_REFERRAL_REWARDED : (int) lty_test_below(state, 4) + 1;
    } else if (event->type == LTY_EVENT_TIER_SET) {
        event->value = lty_test_tiers[lty_test_below(state, 3)].key;
    }
    if (lty_test_below(state, 12) == 0 && event->type != LTY_EVENT_REFERRAL && event->type != LTY_EVENT_POINTS_SPENT) {
        event->replaces = h->events[lty_test_below(state, (int64_t) h->count)].id;
    }
}

static void random_history(history *h, uint64_t *state)
{
    const int64_t orders = lty_test_below(state, 5);
    const int64_t others = lty_test_below(state, 20);

    h->count = 0;
    h->line_count = 0;
    h->orders = 0;
    for (int64_t i = 0; i < orders; i++) {
        random_order(h, state);
    }
    for (int64_t i = 0; i < others; i++) {
        random_other(h, state, (size_t) i);
    }
}

static lty_customer fold_some(lty_test_shop *shop, const history *h, int64_t at_s, bool all)
{
    const lty_event *pointers[HISTORY_MAX];
    lty_customer customer;

    for (size_t i = 0; i < h->count; i++) {
        pointers[i] = &h->events[i];
    }
    assert_int_equal(lty_test_try(&customer, shop, pointers, h->count, at_s, all ? LTY_TEST_ALL : 0), LTY_OK);
    return customer;
}

static void assert_same_lots(const lty_customer *a, const lty_customer *b)
{
    assert_int_equal(a->lot_count, b->lot_count);
    for (size_t i = 0; i < a->lot_count; i++) {
        const lty_lot *x = &a->lots[i];
        const lty_lot *y = &b->lots[i];

        assert_true(lty_text_equal(x->event->id, y->event->id) && x->at_s == y->at_s && x->source == y->source);
        assert_true(x->available_at_s == y->available_at_s && x->expires_at_s == y->expires_at_s && x->earn_percent == y->earn_percent);
        assert_int_equal(x->earned, y->earned);
        assert_int_equal(x->reversed, y->reversed);
        assert_int_equal(x->spent, y->spent);
        assert_int_equal(x->expired, y->expired);
        assert_int_equal(x->left, y->left);
        assert_int_equal(x->pending, y->pending);
    }
}

static void assert_same(const lty_customer *a, const lty_customer *b)
{
    assert_memory_equal(a->facts, b->facts, sizeof a->facts);
    assert_same_lots(a, b);
    assert_int_equal(a->draw_count, b->draw_count);
    for (size_t i = 0; i < a->draw_count; i++) {
        assert_true(lty_text_equal(a->draws[i].event->id, b->draws[i].event->id));
        assert_true(a->draws[i].lot == b->draws[i].lot && a->draws[i].points == b->draws[i].points);
    }
    assert_int_equal(a->debt_count, b->debt_count);
    for (size_t i = 0; i < a->debt_count; i++) {
        assert_true(lty_text_equal(a->debts[i].event->id, b->debts[i].event->id) && a->debts[i].points == b->debts[i].points);
    }
    assert_int_equal(a->flow_count, b->flow_count);
    for (size_t i = 0; i < a->flow_count; i++) {
        assert_true(
            a->flows[i].kind == b->flows[i].kind && a->flows[i].at_s == b->flows[i].at_s && a->flows[i].points == b->flows[i].points);
    }
}

static int64_t covered_of(const lty_customer *customer, const lty_event *event)
{
    int64_t covered = 0;

    for (size_t j = 0; j < customer->draw_count; j++) {
        covered += customer->draws[j].event == event ? customer->draws[j].points : 0;
    }
    for (size_t j = 0; j < customer->debt_count; j++) {
        covered += customer->debts[j].event == event ? customer->debts[j].points : 0;
    }
    return covered;
}

/* What made each lot sums to what it earned; what is kept by rule, to what is kept of all lots (under "negative"). */
static void check_parts(const lty_customer *customer, const lty_test_shop *shop)
{
    int64_t rules_sum = 0;
    int64_t kept = 0;
    bool negative = true;

    for (size_t i = 0; i < customer->lot_count; i++) {
        const lty_lot *lot = &customer->lots[i];
        int64_t given = 0;

        negative = negative && shop->timeline->versions[lot->version]->points.arrears == LTY_ARREARS_NEGATIVE;
        if (lot->source == LTY_LOT_ADJUSTED || lot->source == LTY_LOT_OPENING) {
            assert_true(lot->parts == NULL && lot->kept == NULL);
            continue;
        }
        assert_true(lot->parts != NULL);
        for (size_t j = 0; j < lot->part_count; j++) {
            given += lot->parts[j].given;
        }
        if (lot->earn_percent == 10000) {
            assert_int_equal(given, lot->uncapped);
        }
        assert_true(lot->earned <= lot->uncapped);
        kept += lot->earned - lot->reversed;
    }
    for (size_t i = 0; i < shop->timeline->slot_count + 2; i++) {
        rules_sum += customer->rule_points[i];
    }
    if (negative) {
        assert_int_equal(rules_sum, kept);
    }
}

/* Law 2: the sums agree, every spend is covered by its draws or a debt as far as it was not given back, no lot is drawn on outside its life. */
static void check_conservation(const lty_customer *customer, const lty_test_shop *shop)
{
    int64_t restored = 0;

    lty_test_conserved(customer);
    check_parts(customer, shop);
    for (size_t i = 0; i < customer->draw_count; i++) {
        const lty_lot *lot = &customer->lots[customer->draws[i].lot];

        assert_true(lot->available_at_s != LTY_TIME_NONE && lot->available_at_s <= shop->history.at_s);
        assert_true(lot->expires_at_s == LTY_TIME_NONE || customer->draws[i].event->at_s < lot->expires_at_s);
    }
    for (size_t i = 0; i < shop->history.count; i++) {
        const lty_event *event = shop->history.events[i];

        if (event->type == LTY_EVENT_POINTS_SPENT) {
            const int64_t covered = covered_of(customer, event);

            assert_true(covered >= 0 && covered <= event->points);
            restored += event->points - covered;
        } else if (event->type == LTY_EVENT_POINTS_ADJUSTED && event->points < 0) {
            assert_int_equal(covered_of(customer, event), -event->points);
        }
    }
    assert_int_equal(restored, customer->facts[LTY_FACT_POINTS_RESTORED]);
}

static void check_facts_of_sales(const lty_customer *customer)
{
    const int64_t *facts = customer->facts;

    assert_true(facts[LTY_FACT_SPENT] >= 0 && facts[LTY_FACT_SPENT] <= facts[LTY_FACT_SPENT_GROSS]);
    assert_true((facts[LTY_FACT_ORDERS] == 0) == (facts[LTY_FACT_FIRST_ORDER] == LTY_FACT_NONE));
    assert_true(facts[LTY_FACT_SPENT_GROSS] - facts[LTY_FACT_SPENT] <= facts[LTY_FACT_REFUNDED]);
}

static void law_2_conservation(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 2", 20101201);
    static history h;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        const int64_t at_s = random_instant(&state) + 200 * LTY_TEST_DAY;

        random_rules(&r, &state, 0);
        random_history(&h, &state);
        lty_test_shop shop = open_rules(&r, &alloc);
        const lty_customer customer = fold_some(&shop, &h, at_s, true);
        check_conservation(&customer, &shop);
        check_facts_of_sales(&customer);
        lty_test_close(&shop);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Puts one refund where an order had several. Lines of equal keys need not be merged: they are summed per key. */
static void merge_refunds(history *out, const history *h, size_t order, uint64_t *state)
{
    char ref[24];
    lty_event *merged = NULL;
    lty_event whole = {.at_s = 0};
    size_t seen = 0;
    int64_t loose_minor = 0;

    *out = *h;
    out->count = 0;
    snprintf(ref, sizeof ref, "%zu", order);
    whole.lines = out->lines + out->line_count;
    for (size_t i = 0; i < h->count; i++) {
        const lty_event *event = &h->events[i];

        if (event->type != LTY_EVENT_REFUND || !lty_text_equal(event->object, lty_test_text(ref))) {
            out->events[out->count++] = *event;
            continue;
        }
        for (size_t j = 0; j < event->line_count; j++) {
            assert_true(out->line_count < HISTORY_LINES);
            out->lines[out->line_count++] = event->lines[j];
            whole.line_count++;
        }
        loose_minor += event->line_count == 0 ? event->amount_minor : 0;
        whole.amount_minor += event->amount_minor;
        whole.shipping_minor += event->shipping_minor;
        if (merged == NULL) {
            merged = &out->events[out->count++];
            *merged = *event;
        } else if (lty_test_below(state, (int64_t) seen + 1) == 0) {
            merged->at_s = event->at_s;
        }
        seen++;
    }
    if (merged != NULL) {
        if (whole.line_count > 0 && loose_minor > 0) {
            /* What was refunded without lines is a line that the order does not have. */
            out->lines[out->line_count++] =
                (lty_event_line){.sku = LTY_TEXT("none"), .category = LTY_TEXT("none"), .quantity = 1, .amount_minor = loose_minor};
            whole.line_count++;
        }
        merged->amount_minor = whole.amount_minor;
        merged->shipping_minor = whole.shipping_minor;
        merged->lines = whole.line_count == 0 ? NULL : whole.lines;
        merged->line_count = whole.line_count;
    }
}

/* One refund of the total, at any of the instants, whatever lies between, ends where the parts end. */
static void law_3_any_split_of_a_refund(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 3", 20101202);
    static history h, whole;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        random_rules(&r, &state, LTY_ARREARS_NEGATIVE);
        random_history(&h, &state);
        if (h.orders == 0) {
            continue;
        }
        merge_refunds(&whole, &h, (size_t) lty_test_below(&state, (int64_t) h.orders), &state);
        lty_test_shop parts = open_rules(&r, &alloc);
        lty_test_shop one = open_rules(&r, &alloc);
        lty_customer a = fold_some(&parts, &h, LTY_TEST_2012 + 300 * LTY_TEST_DAY, lty_test_below(&state, 2) == 0);
        lty_customer b = fold_some(&one, &whole, LTY_TEST_2012 + 300 * LTY_TEST_DAY, lty_test_below(&state, 2) == 0);
        b.flow_count = 0;
        a.facts[LTY_FACT_REFUNDS] = b.facts[LTY_FACT_REFUNDS];
        a.flow_count = 0;
        assert_same(&a, &b);
        lty_test_close(&parts);
        lty_test_close(&one);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Where nothing else happens between the parts, every policy ends alike. */
static void law_3_every_policy_without_a_pause(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 3, all policies", 20101203);
    static history h, whole;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        random_rules(&r, &state, 0);
        random_history(&h, &state);
        if (h.orders == 0) {
            continue;
        }
        const int64_t order = lty_test_below(&state, (int64_t) h.orders);
        /* All of them within one second in which nothing else happens: the hours are full elsewhere. */
        const int64_t at_s = random_instant(&state) + 1800;
        char ref[24];
        snprintf(ref, sizeof ref, "%lld", (long long) order);
        for (size_t i = 0; i < h.count; i++) {
            if (h.events[i].type == LTY_EVENT_REFUND && lty_text_equal(h.events[i].object, lty_test_text(ref))) {
                h.events[i].at_s = at_s;
            }
        }
        merge_refunds(&whole, &h, (size_t) order, &state);
        lty_test_shop parts = open_rules(&r, &alloc);
        lty_test_shop one = open_rules(&r, &alloc);
        lty_customer a = fold_some(&parts, &h, LTY_TEST_2012 + 300 * LTY_TEST_DAY, true);
        const lty_customer b = fold_some(&one, &whole, LTY_TEST_2012 + 300 * LTY_TEST_DAY, true);
        a.facts[LTY_FACT_REFUNDS] = b.facts[LTY_FACT_REFUNDS];
        assert_memory_equal(a.facts, b.facts, sizeof a.facts);
        assert_same_lots(&a, &b);
        lty_test_close(&parts);
        lty_test_close(&one);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Another arrears policy changes who sees what, never what is kept in money: sales, and tiers by money, end alike. */
static void both_sights_end_alike_in_money(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("both sights", 20101209);
    static history h;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        const int64_t at_s = random_instant(&state) + 200 * LTY_TEST_DAY;
        const lty_fact same[] = {LTY_FACT_ORDERS, LTY_FACT_FIRST_ORDER, LTY_FACT_LAST_ORDER, LTY_FACT_SPENT, LTY_FACT_SPENT_GROSS,
            LTY_FACT_REFUNDED, LTY_FACT_FRIENDS, LTY_FACT_TIER_METRIC, LTY_FACT_TIER};

        random_rules(&r, &state, LTY_ARREARS_NEGATIVE);
        for (size_t i = 0; i < r.count; i++) {
            lty_tier_rules *tiers = &r.versions[i].tiers;

            tiers->by = tiers->by == LTY_TIER_BY_POINTS ? LTY_TIER_BY_SPEND : tiers->by;
            tiers->keep = LTY_TIER_FOLLOW;
            tiers->grace_set = false;
            tiers->down = LTY_TIER_DOWN_METRIC;
        }
        random_history(&h, &state);
        for (size_t i = 0; i < h.count; i++) { /* by hand a tier is raised where it stands then */
            h.events[i].type = h.events[i].type == LTY_EVENT_TIER_SET ? LTY_EVENT_GENDER : h.events[i].type;
        }
        lty_test_shop ends = open_rules(&r, &alloc);
        const lty_customer a = fold_some(&ends, &h, at_s, false);
        for (size_t i = 0; i < r.count; i++) {
            r.versions[i].points.arrears = i % 2 == 0 ? LTY_ARREARS_ZERO : LTY_ARREARS_PENDING;
        }
        lty_test_shop known = open_rules(&r, &alloc);
        const lty_customer b = fold_some(&known, &h, at_s, true);
        for (size_t i = 0; i < sizeof same / sizeof *same; i++) {
            assert_int_equal(a.facts[same[i]], b.facts[same[i]]);
        }
        lty_test_close(&ends);
        lty_test_close(&known);
    }
    assert_int_equal(memory.blocks, 0);
}

/* What was known stays known: under "zero" and "pending" what an order was given is not changed by anything that happens later to others. */
static void what_was_known_does_not_change(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("as it was known", 20101210);
    static history h;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        const int64_t early_s = random_instant(&state);

        random_rules(&r, &state, lty_test_below(&state, 2) == 0 ? LTY_ARREARS_ZERO : LTY_ARREARS_PENDING);
        for (size_t i = 0; i < r.count; i++) { /* a step that falls would let less that is kept earn more */
            for (size_t j = 0; j < r.versions[i].points.earn_count; j++) {
                r.earn[i][j].step_count = r.earn[i][j].step_count > 2 ? 2 : r.earn[i][j].step_count;
            }
        }
        random_history(&h, &state);
        for (size_t i = 0; i < h.count; i++) { /* corrections and other lines rewrite what was */
            lty_event *event = &h.events[i];

            event->replaces.len = 0;
            for (size_t j = 0; j < i && event->type == LTY_EVENT_ORDER; j++) {
                if (h.events[j].type == LTY_EVENT_ORDER && lty_text_equal(h.events[j].object, event->object)) {
                    event->lines = h.events[j].lines;
                    event->line_count = h.events[j].line_count;
                    event->amount_minor = h.events[j].amount_minor;
                    event->shipping_minor = h.events[j].shipping_minor;
                    event->by_points_minor = h.events[j].by_points_minor;
                    event->by_card_minor = h.events[j].by_card_minor;
                    event->channel = h.events[j].channel;
                    break;
                }
            }
        }
        lty_test_shop before = open_rules(&r, &alloc);
        lty_test_shop after = open_rules(&r, &alloc);
        const lty_customer a = fold_some(&before, &h, early_s, true);
        const lty_customer b = fold_some(&after, &h, LTY_TEST_2012 + 300 * LTY_TEST_DAY, true);
        for (size_t i = 0, j = 0; i < a.lot_count; i++) {
            while (j < b.lot_count && (b.lots[j].event != a.lots[i].event || b.lots[j].at_s != a.lots[i].at_s)) {
                j++;
            }
            assert_true(j < b.lot_count);
            assert_int_equal(a.lots[i].earn_percent, b.lots[j].earn_percent);
            assert_int_equal(a.lots[i].version, b.lots[j].version);
            assert_int_equal(a.lots[i].earned, b.lots[j].earned);
        }
        lty_test_close(&before);
        lty_test_close(&after);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Every event twice: the repeats are dropped. An order that says again what it is, or flaps, changes nothing. */
static void law_4_once(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 4", 20101204);
    static history h;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        const lty_event *pointers[2 * HISTORY_MAX];
        const lty_event *scratch[2 * HISTORY_MAX];
        const lty_event *conflict = NULL;
        const int64_t at_s = LTY_TEST_2012 + 300 * LTY_TEST_DAY;
        lty_customer b;
        size_t count = 0;

        random_rules(&r, &state, 0);
        random_history(&h, &state);
        lty_test_shop once = open_rules(&r, &alloc);
        lty_test_shop twice = open_rules(&r, &alloc);
        const lty_customer a = fold_some(&once, &h, at_s, true);
        for (size_t i = 0; i < h.count; i++) {
            pointers[count++] = &h.events[i];
            if (lty_test_below(&state, 2) == 0) {
                pointers[count++] = &h.events[h.count - 1 - i];
            }
            pointers[count++] = &h.events[i];
            if (count + 3 > 2 * HISTORY_MAX) {
                for (i++; i < h.count && count < 2 * HISTORY_MAX; i++) {
                    pointers[count++] = &h.events[i];
                }
            }
        }
        assert_int_equal(lty_event_unique(pointers, scratch, &count, &conflict), LTY_OK);
        assert_int_equal(count, h.count);
        assert_int_equal(lty_test_try(&b, &twice, pointers, count, at_s, LTY_TEST_ALL), LTY_OK);
        assert_same(&a, &b);
        lty_test_close(&once);
        lty_test_close(&twice);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Appends events to the last of an order's: the same again (revision + 1), or away and back. */
static void flap(history *h, uint64_t *state, int64_t at_s)
{
    const size_t count = h->count;

    for (size_t order = 0; order < h->orders; order++) {
        const lty_event *last = NULL;
        char ref[24];

        snprintf(ref, sizeof ref, "%zu", order);
        for (size_t i = 0; i < count; i++) {
            const lty_event *event = &h->events[i];
            if (event->type == LTY_EVENT_ORDER && strcmp(h->refs[i], ref) == 0 && (last == NULL || event->revision >= last->revision)) {
                last = event;
            }
        }
        if (last == NULL || (last->condition != LTY_ORDER_PAID && last->condition != LTY_ORDER_DELIVERED) || h->count + 2 > HISTORY_MAX) {
            continue;
        }
        const int64_t revision = last->revision;
        for (int64_t i = 1; i <= 2; i++) {
            lty_event *event = history_add(h, "order", order, revision + i);
            const lty_text id = event->id;

            *event = *last;
            event->id = id;
            event->revision = revision + i;
            event->at_s = at_s + i;
            if (i == 1 && lty_test_below(state, 2) == 0) {
                event->condition = lty_test_below(state, 2) == 0 ? LTY_ORDER_CANCELLED : LTY_ORDER_PLACED;
                event->lines = NULL;
                event->line_count = 0;
                event->amount_minor = 0;
            }
        }
    }
}

static void law_4_flapping_conditions(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 4, flapping", 20101205);
    static history h;
    static rules r;

    for (size_t n = histories(); n > 0; n--) {
        const int64_t at_s = LTY_TEST_2012 + 300 * LTY_TEST_DAY;

        random_rules(&r, &state, 0);
        /* A tier is lost for as long as it was known to be: what flaps changes since when it is held, and nothing else. */
        for (size_t i = 0; i < r.count; i++) {
            r.versions[i].tiers.count =
                r.versions[i].points.arrears == LTY_ARREARS_NEGATIVE && r.count == 1 ? r.versions[i].tiers.count : 0;
        }
        random_history(&h, &state);
        lty_test_shop still = open_rules(&r, &alloc);
        lty_test_shop flapping = open_rules(&r, &alloc);
        lty_customer a = fold_some(&still, &h, at_s, true);
        /* Within the order's life a flap may end in a cancellation that is now overruled, so fold after the last event. */
        flap(&h, &state, LTY_TEST_2012 + 250 * LTY_TEST_DAY);
        lty_customer b = fold_some(&flapping, &h, at_s, true);
        assert_same(&a, &b);
        lty_test_close(&still);
        lty_test_close(&flapping);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Arrival does not matter: shuffled events, and a folder that has seen other customers, give the same. Later events are not seen. */
static void laws_5_and_6_order_and_determinism(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("laws 5 and 6", 20101206);
    static history h, other;
    static rules r;
    lty_test_shop used = {.folder = NULL};

    for (size_t n = histories(); n > 0; n--) {
        const lty_event *shuffled[HISTORY_MAX];
        unsigned char hashes[2][32];
        lty_customer b;
        size_t past = 0;

        if (used.folder == NULL || lty_test_below(&state, 80) == 0) {
            if (used.folder != NULL) {
                lty_test_close(&used);
            }
            random_rules(&r, &state, 0);
            used = open_rules(&r, &alloc);
        }
        const int64_t at_s = random_instant(&state);
        random_history(&h, &state);
        random_history(&other, &state);
        (void) fold_some(&used, &other, at_s, true);
        for (size_t i = 0; i < h.count; i++) {
            if (h.events[i].at_s <= at_s) {
                shuffled[past++] = &h.events[i];
            }
        }
        for (size_t i = past; i > 1; i--) {
            const size_t j = (size_t) lty_test_below(&state, (int64_t) i);
            const lty_event *swap = shuffled[i - 1];
            shuffled[i - 1] = shuffled[j];
            shuffled[j] = swap;
        }
        lty_test_shop fresh = open_rules(&r, &alloc);
        const lty_customer a = fold_some(&fresh, &h, at_s, true);
        assert_int_equal(lty_test_try(&b, &used, shuffled, past, at_s, LTY_TEST_ALL), LTY_OK);
        assert_same(&a, &b);
        lty_fold_digest(hashes[0], LTY_TEXT("7"), &a);
        lty_fold_digest(hashes[1], LTY_TEXT("7"), &b);
        assert_memory_equal(hashes[0], hashes[1], 32);
        lty_test_close(&fresh);
    }
    if (used.folder != NULL) {
        lty_test_close(&used);
    }
    assert_int_equal(memory.blocks, 0);
}

/* --- a slow model: no sorting of orders, no heap, no windows ------------------------------------------------------- */

typedef struct slow_order {
    const lty_event *counted;
    const lty_event *awarded;
    const lty_event *terms;
    bool counts;
    int64_t kept_minor;
    int64_t percent;
    int64_t kept_points;
    bool first;
} slow_order;

static bool slow_before(const lty_event *a, const lty_event *b)
{
    return lty_event_compare(a, b) < 0;
}

/* True if an order event is overruled by a higher revision that came before it. */
static bool slow_overruled(const history *h, const lty_event *event, int64_t at_s)
{
    for (size_t i = 0; i < h->count; i++) {
        const lty_event *other = &h->events[i];
        if (other->type == LTY_EVENT_ORDER && other->at_s <= at_s && lty_text_equal(other->object, event->object)
            && other->revision > event->revision && slow_before(other, event)) {
            return true;
        }
    }
    return false;
}

static slow_order slow_read(const history *h, const char *ref, int64_t at_s, const lty_programme *programme)
{
    slow_order order = {.counts = false};
    const lty_event *last = NULL;

    for (size_t i = 0; i < h->count; i++) {
        const lty_event *event = &h->events[i];
        if (event->type != LTY_EVENT_ORDER || event->at_s > at_s || !lty_text_equal(event->object, lty_test_text(ref))
            || slow_overruled(h, event, at_s)) {
            continue;
        }
        const bool counts = event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED;
        const bool earns = event->condition == LTY_ORDER_DELIVERED || (counts && programme->points.award_on == LTY_AWARD_ON_PAID);
        if (counts && (order.counted == NULL || slow_before(event, order.counted))) {
            order.counted = event;
        }
        if (earns && (order.awarded == NULL || slow_before(event, order.awarded))) {
            order.awarded = event;
        }
        if (last == NULL || slow_before(last, event)) {
            last = event;
        }
    }
    order.counts = last != NULL && (last->condition == LTY_ORDER_PAID || last->condition == LTY_ORDER_DELIVERED);
    order.terms = last;
    return order;
}

static int64_t slow_points(const history *h, const slow_order *order, const lty_programme *programme, lty_refund *refund, int64_t at_s)
{
    int64_t total_minor = 0;
    int64_t points = 0;

    assert_int_equal(lty_refund_begin(refund, order->terms), LTY_OK);
    for (size_t i = h->count; i-- > 0;) {
        const lty_event *event = &h->events[i];
        if (event->type == LTY_EVENT_REFUND && event->at_s <= at_s && lty_text_equal(event->object, order->terms->object)) {
            lty_refund_add(refund, event);
        }
    }
    assert_int_equal(lty_refund_kept(refund, &total_minor), LTY_OK);
    lty_earn_ruling rulings[4];
    for (size_t i = 0; i < programme->points.earn_count; i++) {
        rulings[i] = (lty_earn_ruling){programme->points.earn[i].kind != LTY_EARN_FIRST_ORDER || order->first, LTY_EARN_NO_LIMIT};
    }
    const lty_earn_order kept = {.lines = refund->kept,
        .gross_minor = refund->gross_minor,
        .line_count = refund->count,
        .kept_minor = total_minor,
        .whole_minor = order->terms->amount_minor,
        .shipping_minor = refund->shipping_minor,
        .by_points_minor = order->terms->by_points_minor,
        .by_card_minor = order->terms->by_card_minor,
        .earn_percent = order->percent,
        .rulings = rulings,
        .room = LTY_EARN_NO_LIMIT};
    lty_earn earn;
    lty_earn_init(&earn, refund->alloc);
    assert_int_equal(lty_earn_points(&points, NULL, NULL, NULL, &earn, programme, &kept), LTY_OK);
    lty_earn_destroy(&earn);
    return points;
}

static int64_t slow_percent(
    const slow_order *orders, size_t count, const lty_event *at, const lty_programme *programme, int64_t *metric_out)
{
    const lty_tier_rules *tiers = &programme->tiers;
    int64_t metric = 0;
    int64_t percent = 10000;

    for (size_t i = 0; i < count; i++) {
        const lty_event *event = tiers->by == LTY_TIER_BY_POINTS ? orders[i].awarded : orders[i].counted;
        if (event == NULL || !slow_before(event, at) || lty_calendar_window_end(programme, event->at_s) <= at->at_s) {
            continue;
        }
        metric += tiers->by == LTY_TIER_BY_SPEND ? orders[i].kept_minor
            : tiers->by == LTY_TIER_BY_ORDERS    ? orders[i].kept_minor > 0
                                                 : orders[i].kept_points;
    }
    for (size_t i = 0; i < tiers->count; i++) {
        if (metric >= tiers->items[i].from) {
            percent = tiers->items[i].earn_percent;
        }
    }
    *metric_out = metric;
    return percent;
}

/* Points that are kept of each order, in the order of their being counted (bubble sorted), each percentage from those before. */
static size_t slow_orders(slow_order *orders, const history *h, const lty_programme *programme, lty_refund *refund, int64_t at_s)
{
    size_t count = 0;

    for (size_t n = 0; n < h->orders; n++) {
        char ref[24];
        snprintf(ref, sizeof ref, "%zu", n);
        orders[count] = slow_read(h, ref, at_s, programme);
        count += orders[count].counted != NULL;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (slow_before(orders[j].counted, orders[i].counted)) {
                const slow_order swap = orders[i];
                orders[i] = orders[j];
                orders[j] = swap;
            }
        }
    }
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        slow_order *order = &orders[i];
        int64_t refunded = 0;
        int64_t metric;

        for (size_t j = 0; j < h->count; j++) {
            const lty_event *event = &h->events[j];
            refunded += event->type == LTY_EVENT_REFUND && event->at_s <= at_s && lty_text_equal(event->object, order->terms->object)
                ? event->amount_minor
                : 0;
        }
        order->kept_minor = !order->counts || refunded > order->terms->amount_minor ? 0 : order->terms->amount_minor - refunded;
        order->first = first && order->kept_minor > 0;
        first = first && order->kept_minor == 0;
        order->percent = slow_percent(orders, i, order->counted, programme, &metric);
        const bool awards =
            order->awarded != NULL && order->counts && (programme->points.backfill || order->awarded->at_s >= programme->in_force_from_s);
        order->kept_points = awards ? slow_points(h, order, programme, refund, at_s) : 0;
    }
    return count;
}

/* Hour by hour: every instant of the tests lies on one, and so do local days. */
static int64_t slow_balance(const lty_customer *customer, const history *h, int64_t at_s)
{
    int64_t left[HISTORY_MAX];
    int64_t debt = 0;
    int64_t sum = 0;

    for (size_t i = 0; i < customer->lot_count; i++) {
        left[i] = customer->lots[i].earned - customer->lots[i].reversed;
    }
    for (int64_t now = LTY_TEST_2010 - 40 * 3600; now <= at_s; now += 3600) {
        for (size_t i = 0; i < customer->lot_count; i++) {
            const lty_lot *lot = &customer->lots[i];
            if (lot->expires_at_s != LTY_TIME_NONE && lot->expires_at_s <= now) {
                left[i] = 0;
            } else if (lot->available_at_s <= now && debt > 0) {
                const int64_t paid = left[i] < debt ? left[i] : debt;
                left[i] -= paid;
                debt -= paid;
            }
        }
        for (size_t e = 0; e < h->count; e++) {
            const lty_event *event = &h->events[e];
            int64_t need = event->type == LTY_EVENT_POINTS_SPENT ? event->points
                : event->type == LTY_EVENT_POINTS_ADJUSTED       ? -event->points
                                                                 : 0;
            while (event->at_s == now && need > 0) {
                size_t best = SIZE_MAX;
                for (size_t i = 0; i < customer->lot_count; i++) {
                    const lty_lot *lot = &customer->lots[i];
                    const int64_t end = lot->expires_at_s == LTY_TIME_NONE ? INT64_MAX : lot->expires_at_s;
                    if (left[i] > 0 && lot->available_at_s <= now
                        && (best == SIZE_MAX
                            || end
                                < (customer->lots[best].expires_at_s == LTY_TIME_NONE ? INT64_MAX : customer->lots[best].expires_at_s))) {
                        best = i;
                    }
                }
                if (best == SIZE_MAX) {
                    debt += need;
                    break;
                }
                const int64_t part = left[best] < need ? left[best] : need;
                left[best] -= part;
                need -= part;
            }
        }
    }
    for (size_t i = 0; i < customer->lot_count; i++) {
        sum += customer->lots[i].available_at_s <= at_s ? left[i] : 0;
    }
    return sum - debt;
}

static void the_fold_equals_a_slow_model(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("slow model", 20101207);
    lty_refund refund;
    static history h;

    lty_refund_init(&refund, &alloc);
    for (size_t n = histories() / 10 + 1; n > 0; n--) {
        lty_programme programme = random_programme(&state);
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&state, 24 * 1000) * 3600;
        slow_order orders[8];
        const lty_programme *const list[] = {&programme};
        lty_test_shop shop;
        int64_t points = 0;
        int64_t spent = 0;
        int64_t metric = 0;

        programme.points.arrears = LTY_ARREARS_NEGATIVE;
        random_history(&h, &state);
        for (size_t i = 0; i < h.count; i++) { /* the model corrects nothing, gives nothing back, and sets no tier by hand */
            h.events[i].replaces.len = 0;
            if (h.events[i].type == LTY_EVENT_POINTS_RESTORED || h.events[i].type == LTY_EVENT_TIER_SET) {
                h.events[i].type = LTY_EVENT_CONSENT;
            }
        }
        assert_int_equal(lty_test_open(&shop, list, 1, &alloc), LTY_OK);
        const lty_customer customer = fold_some(&shop, &h, at_s, false);
        const size_t count = slow_orders(orders, &h, &programme, &refund, at_s);
        for (size_t i = 0; i < count; i++) {
            points += orders[i].kept_points;
            spent += orders[i].kept_minor;
        }
        assert_int_equal(points, customer.facts[LTY_FACT_POINTS_EARNED] - customer.facts[LTY_FACT_POINTS_REVERSED]);
        assert_int_equal(spent, customer.facts[LTY_FACT_SPENT]);
        const lty_event now = {.at_s = at_s, .type = (lty_event_type) 99};
        (void) slow_percent(orders, count, &now, &programme, &metric);
        if (programme.tiers.count > 0) {
            assert_int_equal(metric, customer.facts[LTY_FACT_TIER_METRIC]);
        }
        assert_int_equal(slow_balance(&customer, &h, at_s), customer.facts[LTY_FACT_POINTS]);
        lty_test_close(&shop);
    }
    lty_refund_destroy(&refund);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(law_2_conservation),
        cmocka_unit_test(law_3_any_split_of_a_refund),
        cmocka_unit_test(law_3_every_policy_without_a_pause),
        cmocka_unit_test(both_sights_end_alike_in_money),
        cmocka_unit_test(what_was_known_does_not_change),
        cmocka_unit_test(law_4_once),
        cmocka_unit_test(law_4_flapping_conditions),
        cmocka_unit_test(laws_5_and_6_order_and_determinism),
        cmocka_unit_test(the_fold_equals_a_slow_model),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
