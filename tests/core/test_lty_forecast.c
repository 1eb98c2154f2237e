/* The forecast by hand, and against sums over the lots of each customer as the base shows them. */
#include "lty_fold.h"
#include "lty_forecast.h"
#include "lty_test.h"
#include "lty_time.h"

#define EVENTS 400
#define CUSTOMERS 30
#define DAY ((int64_t) LTY_DAY_SECONDS)

/* London, 2009 to 2012. */
static const lty_transition transitions[] = {
    {1256432400, 0}, {1269738000, 3600}, {1288486800, 0}, {1301187600, 3600}, {1319936400, 0}, {1332637200, 3600}, {1351386000, 0}};
static const lty_zone zone = {{"Europe/London", 13}, transitions, sizeof transitions / sizeof *transitions};

static const lty_earn_rule rules[] = {{.key = {"base", 4},
    .pointer = {"/points/earn/0", 14},
    .kind = LTY_EARN_RATE,
    .points = 1,
    .per_minor = 100,
    .from_s = LTY_TIME_NONE,
    .until_s = LTY_TIME_NONE}};

typedef struct shop {
    lty_programme programme;
    const lty_timeline *timeline;
    lty_arena arena;
    lty_base *base;
    size_t events;
    char ids[EVENTS][40];
    char names[EVENTS][16];
} shop;

static int64_t local(int32_t year, int32_t month, int32_t day)
{
    return lty_zone_day_start(&zone, lty_date_to_day((lty_date){year, month, day}));
}

/* A point for each pound, for a month; 100 points are worth 2.50. */
static lty_status shop_init(shop *it, const lty_alloc *alloc)
{
    const lty_programme *versions[1] = {&it->programme};
    size_t culprit;

    it->events = 0;
    it->base = NULL;
    it->programme = (lty_programme){.currency = "GBP",
        .currency_decimals = 2,
        .zone = zone,
        .version = 1,
        .points = {.enabled = true,
            .earn = rules,
            .earn_count = 1,
            .base = {.tax = true, .gift_card = true},
            .rounding = LTY_ROUNDING_DOWN,
            .award_on = LTY_AWARD_ON_PAID,
            .expires = true,
            .expiry = {1, 0},
            .worth_points = 100,
            .worth_minor = 250,
            .spend_step = 1,
            .spend_maximum_share = 10000,
            .arrears = LTY_ARREARS_NEGATIVE}};
    lty_arena_init(&it->arena, alloc);
    const lty_status status = lty_timeline_create(&it->timeline, versions, 1, &culprit, &it->arena);
    return status != LTY_OK ? status : lty_base_create(&it->base, it->timeline, 1, alloc);
}

static void shop_destroy(shop *it)
{
    lty_base_destroy(it->base);
    lty_arena_destroy(&it->arena);
}

static lty_status shop_happen(shop *it, const char *customer, lty_event_type type, int64_t at_s, int64_t amount)
{
    const size_t i = it->events++;
    bool repeated;

    assert_true(i < EVENTS);
    snprintf(it->ids[i], sizeof it->ids[i], "s/%s/%zu/1", lty_event_type_name(type), i);
    snprintf(it->names[i], sizeof it->names[i], "%zu", i);
    lty_event event = {.id = lty_test_text(it->ids[i]),
        .customer = lty_test_text(customer),
        .type = type,
        .at_s = at_s,
        .object = lty_test_text(it->names[i]),
        .condition = LTY_ORDER_PAID,
        .revision = 1,
        .currency = "GBP",
        .until_s = LTY_TIME_NONE};

    if (type == LTY_EVENT_ORDER) {
        event.amount_minor = amount;
    } else {
        event.condition = 0;
        event.revision = 0;
        memset(event.currency, 0, sizeof event.currency);
        event.points = amount;
        if (type == LTY_EVENT_OPENING_BALANCE) {
            event.object = (lty_text){NULL, 0};
        }
    }
    return lty_base_append(it->base, &event, &repeated);
}

static void expect_month(const lty_forecast *forecast, size_t index, int64_t month, int64_t due, int64_t expected, int64_t owed)
{
    assert_true(index < forecast->month_count);
    assert_int_equal(forecast->months[index].month, month);
    assert_int_equal(forecast->months[index].due, due);
    assert_int_equal(forecast->months[index].expected, expected);
    assert_int_equal(forecast->months[index].owed, owed);
}

static void test_by_hand(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;
    lty_forecast forecast;

    assert_int_equal(shop_init(&it, &alloc), LTY_OK);
    assert_int_equal(shop_happen(&it, "a", LTY_EVENT_ORDER, local(2010, 1, 10), 10000), LTY_OK);
    assert_int_equal(shop_happen(&it, "a", LTY_EVENT_POINTS_SPENT, local(2010, 1, 20), 30), LTY_OK);
    assert_int_equal(shop_happen(&it, "b", LTY_EVENT_ORDER, local(2010, 3, 5), 5000), LTY_OK);
    assert_int_equal(shop_happen(&it, "b", LTY_EVENT_ORDER, local(2010, 3, 30), 2100), LTY_OK); /* over at the first instant of May */

    /* Nothing has matured yet: nothing is expected. */
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 2, 11) - 1, 2, &alloc), LTY_OK);
    assert_int_equal(forecast.owed, 70);
    assert_int_equal(forecast.breakage_bp, -1);
    assert_int_equal(forecast.expected_expired, 0);
    assert_int_equal(forecast.expected_minor, 175);
    expect_month(&forecast, 0, 2010 * 12 + 1, 70, 0, 0);
    lty_forecast_destroy(&forecast, &alloc);

    /* 70 of 100 expired: 35 of 50 will, and 15 (14.7) of 21. */
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 3, 31), 3, &alloc), LTY_OK);
    assert_int_equal(forecast.owed, 71);
    assert_int_equal(forecast.debts, 0);
    assert_int_equal(forecast.liability_minor, 177);
    assert_int_equal(forecast.never, 0);
    assert_int_equal(forecast.matured, 100);
    assert_int_equal(forecast.matured_expired, 70);
    assert_int_equal(forecast.breakage_bp, 7000);
    assert_int_equal(forecast.expected_expired, 50);
    assert_int_equal(forecast.expected_minor, 177 - 125);
    assert_int_equal(forecast.month_count, 3);
    expect_month(&forecast, 0, 2010 * 12 + 2, 0, 0, 71);
    expect_month(&forecast, 1, 2010 * 12 + 3, 50, 35, 21);
    expect_month(&forecast, 2, 2010 * 12 + 4, 21, 15, 0);
    lty_forecast_destroy(&forecast, &alloc);

    /* Of the first lot 10 are left: no more can expire. A debt is no lot's. The second is due later than asked for. */
    assert_int_equal(shop_happen(&it, "b", LTY_EVENT_POINTS_SPENT, local(2010, 3, 29), 40), LTY_OK);
    assert_int_equal(shop_happen(&it, "c", LTY_EVENT_POINTS_SPENT, local(2010, 3, 29), 7), LTY_OK);
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 3, 31), 2, &alloc), LTY_OK);
    assert_int_equal(forecast.owed, 31);
    assert_int_equal(forecast.debts, 7);
    assert_int_equal(forecast.expected_expired, 25);
    expect_month(&forecast, 1, 2010 * 12 + 3, 10, 10, 21);
    lty_forecast_destroy(&forecast, &alloc);

    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 3, 31), 0, &alloc), LTY_E_RANGE);
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 3, 31), 121, &alloc), LTY_E_RANGE);
    assert_int_equal(lty_forecast_run(&forecast, it.base, LTY_TIME_MAX, 1, &alloc), LTY_E_RANGE);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
}

static void test_never(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop it;
    lty_forecast forecast;

    assert_int_equal(shop_init(&it, &alloc), LTY_OK);
    it.programme.points.expires = false;
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2010, 1, 1), 120, &alloc), LTY_OK);
    assert_int_equal(forecast.owed, 0);
    assert_int_equal(forecast.month_count, 120);
    expect_month(&forecast, 119, 2019 * 12 + 11, 0, 0, 0);
    lty_forecast_destroy(&forecast, &alloc);
    assert_int_equal(shop_happen(&it, "a", LTY_EVENT_ORDER, local(2010, 1, 10), 10000), LTY_OK);
    assert_int_equal(lty_forecast_run(&forecast, it.base, local(2011, 1, 1), 12, &alloc), LTY_OK);
    assert_int_equal(forecast.owed, 100);
    assert_int_equal(forecast.never, 100);
    assert_int_equal(forecast.breakage_bp, -1);
    expect_month(&forecast, 11, 2011 * 12 + 11, 0, 0, 100);
    lty_forecast_destroy(&forecast, &alloc);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
}

/* Sums over what the base shows of each customer, month by month from the calendar alone. */
static void compare(shop *it, const lty_forecast *forecast, int64_t at_s)
{
    int64_t owed = 0;
    int64_t matured = 0;
    int64_t over = 0;
    int64_t expected = 0;

    assert_int_equal(lty_base_fold(it->base, at_s), LTY_OK);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t i = 0; i < lty_base_count(it->base); i++) {
            lty_customer customer;
            assert_int_equal(lty_base_customer(&customer, it->base, i, 0), LTY_OK);
            for (size_t j = 0; j < customer.lot_count; j++) {
                const lty_lot *lot = &customer.lots[j];
                if (pass == 0) {
                    owed += lot->left;
                    matured += lot->expires_at_s <= at_s ? lot->earned - lot->reversed : 0;
                    over += lot->expires_at_s <= at_s ? lot->expired : 0;
                } else if (lot->expires_at_s > at_s && matured > 0) {
                    const int64_t share = (2 * (lot->earned - lot->reversed) * over + matured) / (2 * matured);
                    expected += share < lot->left ? share : lot->left;
                }
            }
        }
    }
    assert_int_equal(forecast->owed, owed);
    assert_int_equal(forecast->matured, matured);
    assert_int_equal(forecast->matured_expired, over);
    assert_int_equal(forecast->breakage_bp, matured == 0 ? -1 : (20000 * over + matured) / (2 * matured));
    assert_int_equal(forecast->expected_expired, expected);
    assert_int_equal(forecast->liability_minor, owed * 250 / 100);
    assert_int_equal(forecast->expected_minor, owed * 250 / 100 - expected * 250 / 100);

    /* If nothing happens, what is left at the end of each month is what was said; but pending points pay debts by themselves. */
    if (forecast->debts > 0 && it->programme.points.pending_days > 0) {
        return;
    }
    const lty_date date = lty_date_from_day(lty_zone_day(&zone, at_s));
    for (size_t i = 0; i < forecast->month_count; i++) {
        const int32_t next = date.year * 12 + date.month + (int32_t) i;
        const int64_t end_s = local(next / 12, next % 12 + 1, 1) - 1;
        int64_t left = 0;
        assert_int_equal(lty_base_fold(it->base, end_s), LTY_OK);
        for (uint32_t j = 0; j < lty_base_count(it->base); j++) {
            lty_customer customer;
            assert_int_equal(lty_base_customer(&customer, it->base, j, 0), LTY_OK);
            for (size_t k = 0; k < customer.lot_count; k++) {
                left += customer.lots[k].left;
            }
        }
        assert_int_equal(forecast->months[i].owed, left);
    }
}

static void test_random(void **context)
{
    (void) context;
    uint64_t state = lty_test_seed("forecast", 20111209);

    for (int round = 0; round < 60; round++) {
        LTY_TEST_ALLOC();
        static shop it;
        lty_forecast forecast;
        const int64_t at_s = local(2010, 9, 1) + lty_test_below(&state, 200 * DAY);
        const size_t count = 1 + (size_t) lty_test_below(&state, EVENTS - 1);

        assert_int_equal(shop_init(&it, &alloc), LTY_OK);
        it.programme.points.expiry = (lty_period){(int32_t) lty_test_below(&state, 5), 1 + (int32_t) lty_test_below(&state, 40)};
        it.programme.points.expiry_round = (lty_expiry_round) lty_test_below(&state, 4);
        it.programme.points.pending_days = (int32_t) lty_test_below(&state, 3) * 7;
        for (size_t i = 0; i < count; i++) {
            char customer[8];
            snprintf(customer, sizeof customer, "c%lld", (long long) lty_test_below(&state, CUSTOMERS));
            const bool order = lty_test_below(&state, 3) > 0;
            const int64_t amount = order ? lty_test_below(&state, 20000) : 1 + lty_test_below(&state, 150);
            assert_int_equal(shop_happen(&it, customer, order ? LTY_EVENT_ORDER : LTY_EVENT_POINTS_SPENT,
                                 at_s - lty_test_below(&state, 300 * DAY), amount),
                LTY_OK);
        }
        assert_int_equal(lty_forecast_run(&forecast, it.base, at_s, 1 + (size_t) lty_test_below(&state, 14), &alloc), LTY_OK);
        compare(&it, &forecast, at_s);
        lty_forecast_destroy(&forecast, &alloc);
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_memory(void **context)
{
    (void) context;
    for (size_t fail_at = 1;; fail_at++) {
        LTY_TEST_ALLOC();
        shop it;
        lty_forecast forecast = {.owed = 12345};

        assert_int_equal(shop_init(&it, &alloc), LTY_OK);
        assert_int_equal(shop_happen(&it, "a", LTY_EVENT_ORDER, local(2010, 1, 10), 10000), LTY_OK);
        assert_int_equal(shop_happen(&it, "b", LTY_EVENT_ORDER, local(2010, 3, 5), 5000), LTY_OK);
        memory.fail_at = fail_at;
        const lty_status status = lty_forecast_run(&forecast, it.base, local(2010, 3, 25), 3, &alloc);
        if (status == LTY_OK) {
            assert_int_equal(forecast.expected_expired, 50);
            lty_forecast_destroy(&forecast, &alloc);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_int_equal(forecast.owed, 12345);
        }
        memory.fail_at = 0;
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
        if (status == LTY_OK) {
            assert_true(fail_at > 3);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_by_hand),
        cmocka_unit_test(test_never),
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
