/* What tests of events, earning and the fold share: programmes as plain structs, a zone with summer time, events without JSON. */
#ifndef LTY_TEST_FOLD_H
#define LTY_TEST_FOLD_H

#include "lty_test.h"

#include "lty_event.h"
#include "lty_fold.h"
#include "lty_programme.h"
#include "lty_time.h"

#define LTY_TEST_DAY ((int64_t) LTY_DAY_SECONDS)
#define LTY_TEST_2010 1262304000LL /* 2010-01-01T00:00:00Z */
#define LTY_TEST_2011 1293840000LL
#define LTY_TEST_2012 1325376000LL

/* London, 2009 to 2012. */
static const lty_transition lty_test_transitions[] = {
    {1256432400, 0}, {1269738000, 3600}, {1288486800, 0}, {1301187600, 3600}, {1319936400, 0}, {1332637200, 3600}, {1351386000, 0}};

static const lty_text lty_test_gifts[] = {{"gifts", 5}};

static const lty_earn_step lty_test_steps[] = {{2000, 10}, {5000, 40}, {10000, 15}}; /* falls on purpose */

#define LTY_TEST_ALWAYS .from_s = LTY_TIME_NONE, .until_s = LTY_TIME_NONE

static const lty_earn_rule lty_test_rules[] = {
    {.key = {"base", 4}, .pointer = {"/points/earn/0", 14}, .kind = LTY_EARN_RATE, .points = 1, .per_minor = 100, LTY_TEST_ALWAYS},
    {.key = {"gifts", 5},
        .pointer = {"/points/earn/1", 14},
        .kind = LTY_EARN_RATE,
        .points = 3,
        .per_minor = 700,
        .lines = {.categories_in = {lty_test_gifts, 1}, .sale_items = LTY_SALE_LEFT_OUT},
        LTY_TEST_ALWAYS},
    {.key = {"steps", 5},
        .pointer = {"/points/earn/2", 14},
        .kind = LTY_EARN_STEPS,
        .steps = lty_test_steps,
        .step_count = 3,
        LTY_TEST_ALWAYS},
    {.key = {"welcome", 7}, .pointer = {"/points/earn/3", 14}, .kind = LTY_EARN_FIRST_ORDER, .points = 50, LTY_TEST_ALWAYS},
};

static const lty_tier lty_test_tiers[] = {
    {.key = {"basic", 5}, .from = 0, .earn_percent = 10000},
    {.key = {"silver", 6}, .from = 20, .earn_percent = 12500},
    {.key = {"gold", 4}, .from = 15000, .earn_percent = 20000},
};

/* One point for each pound, at once, for ever; the first rule only; no tiers. */
static inline lty_programme lty_test_programme(void)
{
    return (lty_programme){
        .name = {"Test", 4},
        .currency = "GBP",
        .currency_decimals = 2,
        .zone = {{"Europe/London", 13}, lty_test_transitions, sizeof lty_test_transitions / sizeof *lty_test_transitions},
        .version = 1,
        .in_force_from_s = 0,
        .points = {.enabled = true,
            .base = {.tax = true, .gift_card = true},
            .earn = lty_test_rules,
            .earn_count = 1,
            .rounding = LTY_ROUNDING_DOWN,
            .award_on = LTY_AWARD_ON_PAID,
            .worth_points = 100,
            .worth_minor = 100,
            .spend_step = 1,
            .spend_maximum_share = 10000,
            .arrears = LTY_ARREARS_NEGATIVE},
        .tiers = {.by = LTY_TIER_BY_SPEND, .window = LTY_TIER_LIFETIME, .keep = LTY_TIER_FOLLOW, .down = LTY_TIER_DOWN_METRIC},
    };
}

static inline lty_event lty_test_order(
    const char *id, const char *order, int64_t revision, int64_t at_s, lty_order_condition condition, int64_t amount_minor)
{
    return (lty_event){.id = lty_test_text(id),
        .customer = {"7", 1},
        .type = LTY_EVENT_ORDER,
        .at_s = at_s,
        .object = lty_test_text(order),
        .condition = condition,
        .revision = revision,
        .currency = "GBP",
        .amount_minor = amount_minor};
}

static inline lty_event lty_test_refund(const char *id, const char *order, int64_t at_s, int64_t amount_minor)
{
    return (lty_event){.id = lty_test_text(id),
        .customer = {"7", 1},
        .type = LTY_EVENT_REFUND,
        .at_s = at_s,
        .object = lty_test_text(order),
        .currency = "GBP",
        .amount_minor = amount_minor};
}

static inline lty_event lty_test_points(const char *id, lty_event_type type, int64_t at_s, int64_t points)
{
    return (lty_event){.id = lty_test_text(id), .customer = {"7", 1}, .type = type, .at_s = at_s, .object = {"x", 1}, .points = points};
}

/* Versions of a programme, a folder and a history: what a fold needs. Results are good until the next fold. */
typedef struct lty_test_shop {
    lty_arena arena;
    const lty_timeline *timeline;
    lty_folder *folder;
    lty_history history;
} lty_test_shop;

static inline lty_status lty_test_open(lty_test_shop *shop, const lty_programme *const *versions, size_t count, const lty_alloc *alloc)
{
    size_t culprit;

    memset(shop, 0, sizeof *shop);
    lty_arena_init(&shop->arena, alloc);
    lty_history_init(&shop->history, alloc);
    const lty_status status = lty_timeline_create(&shop->timeline, versions, count, &culprit, &shop->arena);
    return status == LTY_OK ? lty_folder_create(&shop->folder, shop->timeline, alloc) : status;
}

static inline void lty_test_close(lty_test_shop *shop)
{
    lty_folder_destroy(shop->folder);
    lty_history_destroy(&shop->history);
    lty_arena_destroy(&shop->arena);
    shop->folder = NULL;
}

static inline lty_status lty_test_try(
    lty_customer *out, lty_test_shop *shop, const lty_event *const *events, size_t count, int64_t at_s, unsigned want)
{
    const lty_status status = lty_history_prepare(&shop->history, events, count, at_s);

    return status == LTY_OK ? lty_fold(out, shop->folder, &shop->history, want) : status;
}

#define LTY_TEST_ALL (LTY_FOLD_FLOWS | LTY_FOLD_PARTS | LTY_FOLD_RULES)

static inline lty_customer lty_test_fold(lty_test_shop *shop, const lty_event *events, size_t count, int64_t at_s)
{
    const lty_event *pointers[64];
    lty_customer customer;

    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    assert_int_equal(lty_test_try(&customer, shop, pointers, count, at_s, LTY_TEST_ALL), LTY_OK);
    return customer;
}

/* Law 2 in its sums. */
static inline void lty_test_conserved_facts(const int64_t *facts)
{
    assert_int_equal(facts[LTY_FACT_POINTS_EARNED] + facts[LTY_FACT_POINTS_RESTORED] + facts[LTY_FACT_POINTS_IN],
        facts[LTY_FACT_POINTS] + facts[LTY_FACT_POINTS_PENDING] + facts[LTY_FACT_POINTS_SPENT] + facts[LTY_FACT_POINTS_EXPIRED]
            + facts[LTY_FACT_POINTS_REVERSED] + facts[LTY_FACT_POINTS_OUT]);
}

static inline void lty_test_conserved_flows(const lty_customer *customer)
{
    static const lty_fact facts[LTY_FLOW_COUNT] = {LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_SPENT,
        LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_IN, LTY_FACT_POINTS_OUT, LTY_FACT_POINTS_RESTORED};
    int64_t flows[LTY_FLOW_COUNT] = {0};

    for (size_t i = 0; i < customer->flow_count; i++) {
        const lty_flow *flow = &customer->flows[i];

        assert_true(flow->points > 0);
        assert_true((flow->event == NULL) == (flow->kind == LTY_FLOW_EXPIRED));
        assert_true(flow->lot == LTY_FLOW_NO_LOT || flow->lot < customer->lot_count);
        assert_true((flow->lot == LTY_FLOW_NO_LOT)
            == (flow->kind == LTY_FLOW_SPENT || flow->kind == LTY_FLOW_OUT || flow->kind == LTY_FLOW_RESTORED));
        flows[flow->kind] += flow->points;
    }
    for (size_t i = 0; i < LTY_FLOW_COUNT; i++) {
        assert_int_equal(flows[i], customer->facts[facts[i]]);
    }
}

/* Law 2, and that lots, draws, debts and flows say the same as the facts. */
static inline void lty_test_conserved(const lty_customer *customer)
{
    const int64_t *facts = customer->facts;
    int64_t next_s = LTY_FACT_NONE;
    int64_t available = 0;
    int64_t pending = 0;
    int64_t debt = 0;

    lty_test_conserved_facts(facts);
    for (size_t i = 0; i < customer->lot_count; i++) {
        const lty_lot *lot = &customer->lots[i];
        int64_t drawn = 0;

        assert_true(lot->earned > 0 && lot->reversed >= 0 && lot->spent >= 0 && lot->expired >= 0 && lot->left >= 0);
        assert_int_equal(lot->earned, lot->reversed + lot->spent + lot->expired + lot->left);
        for (size_t j = 0; j < customer->draw_count; j++) {
            drawn += customer->draws[j].lot == i ? customer->draws[j].points : 0;
        }
        assert_int_equal(drawn, lot->spent);
        *(lot->pending ? &pending : &available) += lot->left;
        if (lot->left > 0 && lot->expires_at_s != LTY_TIME_NONE && (next_s == LTY_FACT_NONE || lot->expires_at_s < next_s)) {
            next_s = lot->expires_at_s;
        }
    }
    for (size_t i = 0; i < customer->debt_count; i++) {
        assert_true(customer->debts[i].points > 0);
        debt += customer->debts[i].points;
    }
    assert_int_equal(pending, facts[LTY_FACT_POINTS_PENDING]);
    assert_int_equal(available - debt, facts[LTY_FACT_POINTS]);
    assert_int_equal(next_s, facts[LTY_FACT_POINTS_EXPIRE_AT]);
    assert_true(available == 0 || debt == 0);
    lty_test_conserved_flows(customer);
}

/* --- stories: a list of events under a programme that the test shapes ------------------------------------------- */

typedef struct lty_test_fixture {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_programme programme;
    lty_programme later; /* the second of two versions */
    size_t versions;
    lty_test_shop shop;
} lty_test_fixture;

static inline void lty_test_begin(lty_test_fixture *f)
{
    memset(f, 0, sizeof *f);
    f->alloc = (lty_alloc){lty_test_resize, &f->memory};
    f->programme = lty_test_programme();
    f->versions = 1;
}

static inline void lty_test_end(lty_test_fixture *f)
{
    lty_test_close(&f->shop);
    assert_int_equal(f->memory.blocks, 0);
}

/* A folder of its own for each fold: the programme may have changed. */
static inline void lty_test_reopen(lty_test_fixture *f)
{
    const lty_programme *const versions[] = {&f->programme, &f->later};

    if (f->shop.folder != NULL) {
        lty_test_close(&f->shop);
    }
    assert_int_equal(lty_test_open(&f->shop, versions, f->versions, &f->alloc), LTY_OK);
}

static inline lty_customer lty_test_story(lty_test_fixture *f, const lty_event *events, size_t count, int64_t at_s)
{
    lty_test_reopen(f);
    const lty_customer customer = lty_test_fold(&f->shop, events, count, at_s);
    lty_test_conserved(&customer);
    return customer;
}

/* All tiers of the tests follow the metric. */
static inline lty_tier_rules lty_test_tiers_by(lty_tier_by by, lty_tier_window window, lty_period rolling)
{
    return (lty_tier_rules){.by = by,
        .window = window,
        .rolling = rolling,
        .keep = LTY_TIER_FOLLOW,
        .down = LTY_TIER_DOWN_METRIC,
        .items = lty_test_tiers,
        .count = 3};
}

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define FACT(customer, fact) ((customer).facts[LTY_FACT_##fact])

#endif
