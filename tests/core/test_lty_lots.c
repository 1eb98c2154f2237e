/* Lots, draws, debts: what is given back, what moves an end. Through the fold, which is how they are used. docs/points.md */
#include "lty_calendar.h"
#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define T0 (LTY_TEST_2010 + 40 * DAY) /* 10 February */

static lty_event spend(const char *id, const char *what, int64_t at_s, int64_t points)
{
    lty_event event = lty_test_points(id, LTY_EVENT_POINTS_SPENT, at_s, points);

    event.object = lty_test_text(what);
    return event;
}

static lty_event restore(const char *id, const char *what, int64_t at_s, int64_t points)
{
    lty_event event = lty_test_points(id, LTY_EVENT_POINTS_RESTORED, at_s, points);

    event.object = lty_test_text(what);
    return event;
}

static int64_t flowed(const lty_customer *c, lty_flow_kind kind, int64_t at_s)
{
    int64_t sum = 0;

    for (size_t i = 0; i < c->flow_count; i++) {
        sum += c->flows[i].kind == kind && c->flows[i].at_s == at_s ? c->flows[i].points : 0;
    }
    return sum;
}

static void what_is_given_back_undoes_the_latest_draws(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 50), lty_test_points("s/a/2/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 1, 50),
        spend("s/spent/1/1", "1", T0 + DAY, 80), restore("s/restored/1/1", "1", T0 + 2 * DAY, 40),
        restore("s/restored/2/1", "1", T0 + 3 * DAY, 70), /* 40 are left of it */
        restore("s/restored/3/1", "2", T0 + 3 * DAY, 70), /* names no spend */
        restore("t/restored/3/1", "1", T0 + 3 * DAY, 70), /* nor does another source's */
        restore("s/restored/0/1", "1", T0, 5),            /* nor what came before it */
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, 4, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS_SPENT), 80);
    assert_int_equal(FACT(c, POINTS_RESTORED), 40);
    assert_int_equal(FACT(c, POINTS), 60);
    assert_int_equal(c.lots[0].spent, 40);
    assert_int_equal(c.lots[1].spent, 0);
    assert_int_equal(flowed(&c, LTY_FLOW_RESTORED, T0 + 2 * DAY), 40);
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS_RESTORED), 80);
    assert_int_equal(FACT(c, POINTS), 100);
    assert_int_equal(c.draw_count, 0);
    lty_test_end(&f);
}

static void points_that_come_back_too_late_expire_at_once(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        spend("s/spent/1/1", "1", T0 + DAY, 60),
        restore("s/restored/1/1", "1", T0 + 40 * DAY, 25),
        lty_test_refund("s/refund/1/1", "1", T0 + 41 * DAY, 5000),
    };

    lty_test_begin(&f);
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){1, 0};
    lty_customer c = lty_test_story(&f, events, 3, T0 + 50 * DAY);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, POINTS_EXPIRED), 65);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, c.lots[0].expires_at_s), 40);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, T0 + 40 * DAY), 25);
    f.programme.points.arrears = LTY_ARREARS_ZERO; /* the refund takes what expired in time first */
    c = lty_test_story(&f, events, 4, T0 + 50 * DAY);
    assert_int_equal(FACT(c, POINTS_REVERSED), 50);
    assert_int_equal(FACT(c, POINTS_EXPIRED), 15);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, c.lots[0].expires_at_s), 0);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, T0 + 40 * DAY), 15);
    lty_test_end(&f);
}

static void what_came_back_late_is_taken_back_in_its_order(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000), spend("s/spent/1/1", "1", T0 + DAY, 60),
        restore("s/restored/1/1", "1", T0 + 40 * DAY, 25), restore("s/restored/2/1", "1", T0 + 45 * DAY, 20),
        lty_test_refund("s/refund/1/1", "1", T0 + 46 * DAY, 5500), /* 40 expired in time, 15 of the 45 that came late */
    };

    lty_test_begin(&f);
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){1, 0};
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 50 * DAY);
    assert_int_equal(FACT(c, POINTS_REVERSED), 55);
    assert_int_equal(FACT(c, POINTS_EXPIRED), 30);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, c.lots[0].expires_at_s), 0);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, T0 + 40 * DAY), 25);
    assert_int_equal(flowed(&c, LTY_FLOW_EXPIRED, T0 + 45 * DAY), 5);
    lty_test_end(&f);
}

static void lots_that_were_destroyed_are_as_new(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    const lty_event event = lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 5);
    const lty_lot lot = {.source = LTY_LOT_ADJUSTED,
        .event = &event,
        .at_s = T0,
        .available_at_s = T0,
        .expires_at_s = LTY_TIME_NONE,
        .earned = 5,
        .left = 5};
    lty_lots lots;

    lty_lots_init(&lots, &alloc);
    for (int round = 0; round < 2; round++) {
        assert_int_equal(lty_lots_add(&lots, &lot), LTY_OK);
        assert_int_equal(lty_lots_finish(&lots, T0), LTY_OK);
        assert_int_equal(lots.count, 1);
        lty_lots_destroy(&lots);
        assert_int_equal(lots.count, 0);
        assert_int_equal(memory.blocks, 0);
    }
}

static void debts_are_forgiven_first_and_paid_by_what_comes_back(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 100),
        spend("s/spent/1/1", "1", T0 + DAY, 100),
        spend("s/spent/2/1", "2", T0 + 2 * DAY, 50),
        spend("s/spent/3/1", "3", T0 + 3 * DAY, 30),
        restore("s/restored/2/1", "2", T0 + 4 * DAY, 20), /* its own debt */
        restore("s/restored/1/1", "1", T0 + 5 * DAY, 70), /* pays what is left of it, then the other */
        lty_test_points("s/a/2/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 6 * DAY, 1),
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, 5, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), -60);
    assert_int_equal(c.debts[0].points, 30);
    c = lty_test_story(&f, events, 6, T0 + 9 * DAY);
    assert_int_equal(c.debt_count, 0);
    assert_int_equal(FACT(c, POINTS), 10);
    assert_int_equal(FACT(c, POINTS_RESTORED), 90);
    assert_int_equal(c.lots[0].spent, 90);
    c = lty_test_story(&f, events, 7, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 11);
    lty_test_end(&f);
}

static void what_came_back_can_be_spent_again(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 100),
        spend("s/spent/1/1", "1", T0 + DAY, 100),
        restore("s/restored/1/1", "1", T0 + 2 * DAY, 60),
        spend("s/spent/2/1", "2", T0 + 3 * DAY, 50),
        restore("s/restored/2/1", "1", T0 + 4 * DAY, 100),
        restore("s/restored/3/1", "2", T0 + 5 * DAY, 100),
    };

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, 4, T0 + 9 * DAY);
    assert_int_equal(c.draw_count, 2);
    assert_true(c.draws[0].points == 40 && c.draws[1].points == 50);
    assert_int_equal(FACT(lty_test_story(&f, events, 5, T0 + 9 * DAY), POINTS), 50);
    assert_int_equal(FACT(lty_test_story(&f, events, 6, T0 + 9 * DAY), POINTS), 100);
    lty_test_end(&f);
}

/* A refund under "zero" moves spends to other lots; what is given back then comes from there. */
static void moved_spends_come_back_to_where_they_moved(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 1, LTY_ORDER_PAID, 4000),
        spend("s/spent/1/1", "1", T0 + DAY, 100),
        lty_test_refund("s/refund/1/1", "1", T0 + 2 * DAY, 3000),
        restore("s/restored/1/1", "1", T0 + 3 * DAY, 45),
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lots[0].reversed, 30);
    assert_int_equal(c.lots[0].spent, 55);
    assert_int_equal(c.lots[1].spent, 0);
    assert_int_equal(FACT(c, POINTS), 55);
    lty_test_end(&f);
}

static void what_is_taken_of_pending_points_was_not_to_be_spent(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000), lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 50),
        spend("s/spent/1/1", "1", T0 + 20 * DAY, 100), lty_test_order("s/order/2/1", "2", 1, T0 + 21 * DAY, LTY_ORDER_PAID, 10000),
        lty_test_refund("s/refund/2/1", "2", T0 + 22 * DAY, 10000), /* pending still */
        lty_test_points("s/a/2/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 24 * DAY, 30),
        lty_test_refund("s/refund/1/1", "1", T0 + 25 * DAY, 10000), /* 50 are left, 30 are covered */
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    f.programme.points.pending_days = 14;
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 30 * DAY);
    assert_int_equal(c.lots[0].reversed, 80);
    assert_int_equal(FACT(c, POINTS), 0);
    lty_test_end(&f);
}

/* A debt that is paid later is the latest draw, also on a lot that the spend had drawn on before. */
static void paying_a_debt_is_the_latest_draw(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_points("s/a/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 10), lty_test_points("s/a/2/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 1, 5),
        spend("s/spent/1/1", "1", T0 + DAY, 5), spend("s/spent/2/1", "2", T0 + 2 * DAY, 20), /* 5 of each lot, 10 are a debt */
        restore("s/restored/1/1", "1", T0 + 3 * DAY, 5),                                     /* pays half of it, from lot 1 */
        restore("s/restored/2/1", "2", T0 + 4 * DAY, 8), /* the other half, and 3 of what was drawn last */
    };

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.debt_count, 0);
    assert_int_equal(c.lots[0].left, 3);
    assert_int_equal(c.lots[1].spent, 5);
    lty_test_end(&f);
}

/* One folder for many customers remembers days; what it remembers is what the calendar says. */
static void remembered_days_are_those_of_the_calendar(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("days", 20261122);
    lty_programme programme = lty_test_programme();
    const lty_programme *const versions[] = {&programme};
    lty_test_shop shop;

    programme.points.expires = true;
    programme.points.expiry = (lty_period){2, 5};
    programme.points.pending_days = 3;
    assert_int_equal(lty_test_open(&shop, versions, 1, &alloc), LTY_OK);
    for (int i = 0; i < 20000; i++) {
        /* Local midnights and a second beside them, before 1970 too. */
        const int64_t day = lty_test_below(&state, 1500) - (i % 50 == 0 ? 16000 : 0);
        const int64_t at_s = LTY_TEST_2010 - 100 * DAY + day * DAY + (lty_test_below(&state, 4) - 2) * 3600 + lty_test_below(&state, 3) - 1;
        const lty_event order = lty_test_order("s/order/1/1", "1", 1, at_s, LTY_ORDER_PAID, 1000);

        programme.in_force_from_s = INT64_MIN;
        const lty_customer c = lty_test_fold(&shop, &order, 1, LTY_TEST_2012 + 900 * DAY);
        assert_int_equal(c.lots[0].available_at_s, lty_calendar_available(&programme, at_s));
        assert_int_equal(c.lots[0].expires_at_s, lty_calendar_expiry(&programme, at_s));
    }
    lty_test_close(&shop);
    assert_int_equal(memory.blocks, 0);
}

static void activity_moves_the_end_of_what_is_not_over(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),            /* to the end of 10 March */
        lty_test_order("s/order/2/1", "2", 1, T0 + 20 * DAY, LTY_ORDER_PAID, 4000),  /* 2 March: of 2 April */
        spend("s/spent/1/1", "1", T0 + 45 * DAY, 10),                                /* 27 March: of 27 April */
        lty_test_order("s/order/3/1", "3", 1, T0 + 120 * DAY, LTY_ORDER_PAID, 4000), /* too late for all of them */
        lty_test_refund("s/refund/1/1", "2", T0 + 60 * DAY, 4000),
    };
    const int64_t april = 1272409200; /* 28 April, summer time */

    lty_test_begin(&f);
    f.programme.points.expires = true;
    f.programme.points.expiry_by_activity = true;
    f.programme.points.expiry = (lty_period){1, 0};
    lty_customer c = lty_test_story(&f, events, 4, T0 + 130 * DAY);
    assert_int_equal(c.lots[0].expires_at_s, april);
    assert_int_equal(c.lots[1].expires_at_s, april);
    assert_int_equal(FACT(c, POINTS_EXPIRED), 130);
    assert_int_equal(FACT(c, POINTS), 40);
    assert_int_equal(FACT(c, POINTS_EXPIRE_AT), c.lots[2].expires_at_s);
    c = lty_test_story(&f, events, 5, T0 + 130 * DAY); /* never bought: lot 1 was over before the spend */
    assert_int_equal(c.lots[0].expires_at_s, 1268265600);
    assert_int_equal(FACT(c, POINTS), 30); /* the third order paid the spend */
    f.programme.points.expiry_round = LTY_EXPIRY_MONTH;
    c = lty_test_story(&f, events, 5, T0 + 130 * DAY); /* to the end of March: the spend moves it to that of April */
    assert_int_equal(c.lots[0].expires_at_s, 1272668400);
    lty_test_end(&f);
}

/* Against a slow reckoning: each lot by itself, activity by activity. */
static void ends_moved_by_activity_equal_a_slow_reckoning(void **unused)
{
    (void) unused;
    enum { N = 24 };
    lty_test_fixture f;
    uint64_t state = lty_test_seed("activity", 20261122);

    for (int round = 0; round < 500; round++) {
        static char ids[N][24];
        lty_event events[N];
        const int64_t step = lty_test_below(&state, 60) + 1;

        lty_test_begin(&f);
        f.programme.points.expires = true;
        f.programme.points.expiry_by_activity = true;
        f.programme.points.expiry = (lty_period){(int32_t) lty_test_below(&state, 3), (int32_t) lty_test_below(&state, 20) + 1};
        f.programme.points.expiry_round = (lty_expiry_round) lty_test_below(&state, 3);
        for (size_t i = 0; i < N; i++) {
            const int64_t at_s = T0 + lty_test_below(&state, step * 24) * 3600;

            (void) snprintf(ids[i], sizeof ids[i], "s/x/%zu/1", i);
            events[i] = lty_test_below(&state, 2) == 0 ? lty_test_order(ids[i], ids[i], 1, at_s, LTY_ORDER_PAID, 1000)
                                                       : spend(ids[i], ids[i], at_s, 3);
        }
        const lty_customer c = lty_test_story(&f, events, N, T0 + 400 * DAY);
        for (size_t i = 0; i < c.lot_count; i++) {
            int64_t end_s = lty_calendar_expiry(&f.programme, c.lots[i].at_s);

            for (size_t j = 0; j < f.shop.history.count; j++) {
                const int64_t at_s = f.shop.history.events[j]->at_s;
                if (at_s > c.lots[i].at_s && at_s < end_s && lty_calendar_expiry(&f.programme, at_s) > end_s) {
                    end_s = lty_calendar_expiry(&f.programme, at_s);
                }
            }
            assert_int_equal(c.lots[i].expires_at_s, end_s);
        }
        lty_test_end(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_given_back_undoes_the_latest_draws),
        cmocka_unit_test(points_that_come_back_too_late_expire_at_once),
        cmocka_unit_test(what_came_back_late_is_taken_back_in_its_order),
        cmocka_unit_test(lots_that_were_destroyed_are_as_new),
        cmocka_unit_test(debts_are_forgiven_first_and_paid_by_what_comes_back),
        cmocka_unit_test(what_came_back_can_be_spent_again),
        cmocka_unit_test(moved_spends_come_back_to_where_they_moved),
        cmocka_unit_test(what_is_taken_of_pending_points_was_not_to_be_spent),
        cmocka_unit_test(paying_a_debt_is_the_latest_draw),
        cmocka_unit_test(remembered_days_are_those_of_the_calendar),
        cmocka_unit_test(activity_moves_the_end_of_what_is_not_over),
        cmocka_unit_test(ends_moved_by_activity_equal_a_slow_reckoning),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
