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

static const lty_earn_rule lty_test_rules[] = {
    {.key = {"base", 4}, .pointer = {"/points/earn/0", 14}, .kind = LTY_EARN_RATE, .points = 1, .per_minor = 100},
    {.key = {"gifts", 5},
        .pointer = {"/points/earn/1", 14},
        .kind = LTY_EARN_RATE,
        .points = 3,
        .per_minor = 700,
        .lines = {.categories_in = {lty_test_gifts, 1}, .sale_items = LTY_SALE_LEFT_OUT}},
    {.key = {"steps", 5}, .pointer = {"/points/earn/2", 14}, .kind = LTY_EARN_STEPS, .steps = lty_test_steps, .step_count = 3},
    {.key = {"welcome", 7}, .pointer = {"/points/earn/3", 14}, .kind = LTY_EARN_FIRST_ORDER, .points = 50},
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
            .earn = lty_test_rules,
            .earn_count = 1,
            .rounding = LTY_ROUNDING_DOWN,
            .award_on = LTY_AWARD_ON_PAID,
            .worth_points = 100,
            .worth_minor = 100,
            .spend_step = 1,
            .spend_maximum_share = 10000,
            .arrears = LTY_ARREARS_NEGATIVE},
        .tiers = {.by = LTY_TIER_BY_SPEND, .window = LTY_TIER_LIFETIME},
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

/* Folds a list of events; the folder is the caller's, so that its arrays can be looked at. */
static inline lty_customer lty_test_fold(lty_folder *folder, const lty_event *events, size_t count, int64_t at_s)
{
    const lty_event *pointers[64];
    lty_customer customer;

    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    assert_int_equal(lty_fold(&customer, folder, pointers, count, at_s, true), LTY_OK);
    return customer;
}

/* Law 2, and that lots, draws, debts and flows say the same as the facts. */
static inline void lty_test_conserved(const lty_customer *customer)
{
    const int64_t *facts = customer->facts;
    int64_t flows[LTY_FLOW_COUNT] = {0};
    int64_t available = 0;
    int64_t pending = 0;
    int64_t debt = 0;

    assert_int_equal(facts[LTY_FACT_POINTS_EARNED] + facts[LTY_FACT_POINTS_IN],
        facts[LTY_FACT_POINTS] + facts[LTY_FACT_POINTS_PENDING] + facts[LTY_FACT_POINTS_SPENT] + facts[LTY_FACT_POINTS_EXPIRED]
            + facts[LTY_FACT_POINTS_REVERSED] + facts[LTY_FACT_POINTS_OUT]);
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
    }
    for (size_t i = 0; i < customer->debt_count; i++) {
        assert_true(customer->debts[i].points > 0);
        debt += customer->debts[i].points;
    }
    assert_int_equal(pending, facts[LTY_FACT_POINTS_PENDING]);
    assert_int_equal(available - debt, facts[LTY_FACT_POINTS]);
    assert_true(available == 0 || debt == 0);
    for (size_t i = 0; i < customer->flow_count; i++) {
        assert_true(customer->flows[i].points > 0);
        flows[customer->flows[i].kind] += customer->flows[i].points;
    }
    assert_int_equal(flows[LTY_FLOW_EARNED], facts[LTY_FACT_POINTS_EARNED]);
    assert_int_equal(flows[LTY_FLOW_REVERSED], facts[LTY_FACT_POINTS_REVERSED]);
    assert_int_equal(flows[LTY_FLOW_SPENT], facts[LTY_FACT_POINTS_SPENT]);
    assert_int_equal(flows[LTY_FLOW_EXPIRED], facts[LTY_FACT_POINTS_EXPIRED]);
    assert_int_equal(flows[LTY_FLOW_IN], facts[LTY_FACT_POINTS_IN]);
    assert_int_equal(flows[LTY_FLOW_OUT], facts[LTY_FACT_POINTS_OUT]);
}

#endif
