/* The fold by examples, those of docs/points.md among them; what refunds do under each policy; limits; memory; speed. */
#include <time.h>

#include "lty_calendar.h"
#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define T0 (LTY_TEST_2010 + 40 * DAY) /* winter: local time is UTC */

static void nothing_is_all_zero_and_null(void **unused)
{
    (void) unused;
    lty_test_fixture f;

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, NULL, 0, T0);
    assert_int_equal(FACT(c, ORDERS), 0);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_true(FACT(c, FIRST_ORDER) == LTY_FACT_NONE && FACT(c, AVERAGE_ORDER) == LTY_FACT_NONE && FACT(c, TIER) == LTY_FACT_NONE);
    assert_true(FACT(c, CONSENT_EMAIL) == LTY_FACT_NONE && FACT(c, BIRTHDAY) == LTY_FACT_NONE && FACT(c, RFM_RECENCY) == LTY_FACT_NONE);
    lty_test_end(&f);
}

static void statistics_of_sales(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PLACED, 9999),
        lty_test_order("s/order/3/1", "3", 1, T0 + 2 * DAY, LTY_ORDER_DELIVERED, 2001),
        lty_test_order("s/order/4/1", "4", 1, T0 + 3 * DAY, LTY_ORDER_PAID, 0),
        lty_test_order("s/order/5/1", "5", 1, T0 + 3 * DAY, LTY_ORDER_PAID, 500),
        lty_test_order("s/order/5/2", "5", 2, T0 + 4 * DAY, LTY_ORDER_CANCELLED, 500),
        lty_test_refund("s/refund/1/1", "1", T0 + 5 * DAY, 300), lty_test_refund("s/refund/2/1", "", T0 + 5 * DAY, 70),
        lty_test_refund("s/refund/3/1", "77", T0 + 5 * DAY, 7),
        lty_test_refund("t/refund/3/1", "3", T0 + 5 * DAY, 1), /* another source's order 3 */
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 6 * DAY);
    assert_int_equal(FACT(c, ORDERS), 2);
    assert_int_equal(FACT(c, FIRST_ORDER), T0);
    assert_int_equal(FACT(c, LAST_ORDER), T0 + 2 * DAY);
    assert_int_equal(FACT(c, SPENT_GROSS), 3001);
    assert_int_equal(FACT(c, SPENT), 2701);
    assert_int_equal(FACT(c, REFUNDED), 378);
    assert_int_equal(FACT(c, REFUNDS), 4);
    assert_int_equal(FACT(c, AVERAGE_ORDER), 1501);    /* 1500.5, half up */
    c = lty_test_story(&f, events, COUNT(events), T0); /* an event at the instant has happened */
    assert_int_equal(FACT(c, ORDERS), 1);
    c = lty_test_story(&f, events, COUNT(events), T0 - 1);
    assert_int_equal(FACT(c, ORDERS), 0);
    lty_test_end(&f);
}

static void what_is_known_of_a_person(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        lty_test_points("s/1", LTY_EVENT_BIRTHDAY, T0, 0),
        lty_test_points("s/2", LTY_EVENT_BIRTHDAY, T0 + 1, 0),
        lty_test_points("s/3", LTY_EVENT_GENDER, T0, 0),
        lty_test_points("s/4", LTY_EVENT_CONSENT, T0, 0),
        lty_test_points("s/5", LTY_EVENT_CONSENT, T0 + 1, 0),
        lty_test_points("s/6", LTY_EVENT_CONSENT, T0, 0),
        lty_test_points("s/7", LTY_EVENT_VISIT, T0, 0),
        lty_test_points("s/8", LTY_EVENT_VISIT, T0 + 2, 0),
        lty_test_points("s/9", LTY_EVENT_COUPON_REDEEMED, T0 + 2, 0),
    };

    events[0].day = 100;
    events[1].day = -200;
    events[2].value = LTY_TEXT("male");
    events[3].value = events[4].value = LTY_TEXT("email");
    events[3].given = true;
    events[5].value = LTY_TEXT("sms");
    events[5].given = true;
    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + DAY);
    assert_int_equal(FACT(c, BIRTHDAY), -200);
    assert_int_equal(FACT(c, GENDER), 1);
    assert_int_equal(FACT(c, CONSENT_EMAIL), 0);
    assert_int_equal(FACT(c, CONSENT_SMS), 1);
    assert_int_equal(FACT(c, VISITS), 2);
    assert_int_equal(FACT(c, LAST_VISIT), T0 + 2);
    lty_test_end(&f);
}

static void a_refund_deducts_exactly_once(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_refund("s/refund/1/1", "1", T0 + DAY, 2550),
        lty_test_order("s/order/1/2", "1", 2, T0 + 2 * DAY, LTY_ORDER_DELIVERED, 10000),
        lty_test_refund("s/refund/2/1", "1", T0 + 3 * DAY, 999999),
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, 3, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS_EARNED), 100);
    assert_int_equal(FACT(c, POINTS_REVERSED), 26); /* 100 - floor(74.50) */
    assert_int_equal(FACT(c, POINTS), 74);
    c = lty_test_story(&f, events, 4, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS_REVERSED), 100);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, SPENT), 0);
    lty_test_end(&f);
}

static void flapping_awards_once_at_the_first_instant(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PLACED, 5000),
        lty_test_order("s/order/1/2", "1", 2, T0 + DAY, LTY_ORDER_PAID, 5000),
        lty_test_order("s/order/1/3", "1", 3, T0 + 2 * DAY, LTY_ORDER_CANCELLED, 0),
        lty_test_order("s/order/1/4", "1", 4, T0 + 3 * DAY, LTY_ORDER_PAID, 5000),
        lty_test_order("s/order/1/5", "1", 5, T0 + 4 * DAY, LTY_ORDER_DELIVERED, 5000),
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, 1, T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 0);
    c = lty_test_story(&f, events, 3, T0 + 9 * DAY); /* cancelled: what was earned stays told, and is reversed */
    assert_int_equal(FACT(c, POINTS_EARNED), 50);
    assert_int_equal(FACT(c, POINTS_REVERSED), 50);
    assert_int_equal(FACT(c, ORDERS), 0);
    assert_int_equal(c.flows[1].at_s + c.flows[0].at_s, 2 * T0 + 3 * DAY);
    c = lty_test_story(&f, events, 5, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 50);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(c.lots[0].at_s, T0 + DAY);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/1/2");
    f.programme.points.award_on = LTY_AWARD_ON_DELIVERED;
    c = lty_test_story(&f, events, 5, T0 + 9 * DAY);
    assert_int_equal(c.lots[0].at_s, T0 + 4 * DAY);
    assert_int_equal(FACT(c, FIRST_ORDER), T0 + DAY);
    lty_test_end(&f);
}

static void a_lower_revision_never_overrides(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/2", "1", 2, T0, LTY_ORDER_PAID, 5000),
        lty_test_order("s/order/1/1", "1", 1, T0 + DAY, LTY_ORDER_CANCELLED, 5000),
    };

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, 2, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 50);
    lty_test_end(&f);
}

static void spends_move_to_other_lots_and_debts_are_paid(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 4000),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 2 * DAY, 90),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 10000),
        lty_test_points("s/adjusted/1/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 4 * DAY, 30),
        lty_test_order("s/order/3/1", "3", 1, T0 + 5 * DAY, LTY_ORDER_PAID, 7000),
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, 3, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 50);
    assert_int_equal(c.lots[0].spent, 90);
    c = lty_test_story(&f, events, 4, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), -50);
    assert_int_equal(c.lots[0].spent, 0);
    assert_int_equal(c.lots[1].spent, 40);
    assert_int_equal(c.debt_count, 1);
    assert_int_equal(c.debts[0].points, 50);
    assert_string_equal(c.debts[0].event->id.bytes, "s/spent/1/1");
    c = lty_test_story(&f, events, 6, T0 + 9 * DAY);
    assert_int_equal(c.debt_count, 0);
    assert_int_equal(FACT(c, POINTS), 50); /* 40 + 30 + 70 - 90 */
    assert_int_equal(c.lots[2].spent, 30);
    assert_int_equal(c.lots[3].spent, 20);
    lty_test_end(&f);
}

static void lots_are_drawn_on_by_earliest_expiry(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_points("s/opening/7/1", LTY_EVENT_OPENING_BALANCE, T0, 10),
        lty_test_points("s/adjusted/1/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 300 * DAY, 10),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 301 * DAY, 12),
        lty_test_points("s/adjusted/2/1", LTY_EVENT_POINTS_ADJUSTED, T0 + 302 * DAY, -3),
    };

    lty_test_begin(&f);
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){12, 0};
    const lty_customer c = lty_test_story(&f, events, 4, T0 + 302 * DAY);
    assert_int_equal(c.lots[0].spent, 10);
    assert_int_equal(c.lots[1].spent, 5);
    assert_int_equal(FACT(c, POINTS), 5);
    assert_int_equal(FACT(c, POINTS_IN), 20);
    assert_int_equal(FACT(c, POINTS_OUT), 3);
    assert_int_equal(c.draw_count, 3);
    lty_test_end(&f);
}

static void points_expire_half_open_at_the_rounded_end(void **unused)
{
    (void) unused;
    /* 2010-02-10 and one month: the last day is 2010-03-10. */
    static const int64_t ends[] = {1268265600 /* 2010-03-11 */, 1270076400 /* 2010-04-01, summer time */, 1270076400, LTY_TEST_2011};
    lty_test_fixture f;
    const lty_event order = lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000);

    lty_test_begin(&f);
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){1, 0};
    for (int round = LTY_EXPIRY_DAY; round <= LTY_EXPIRY_YEAR; round++) {
        f.programme.points.expiry_round = (lty_expiry_round) round;
        lty_customer c = lty_test_story(&f, &order, 1, ends[round] - 1);
        assert_int_equal(c.lots[0].expires_at_s, ends[round]);
        assert_int_equal(FACT(c, POINTS), 10);
        c = lty_test_story(&f, &order, 1, ends[round]);
        assert_int_equal(FACT(c, POINTS), 0);
        assert_int_equal(FACT(c, POINTS_EXPIRED), 10);
        assert_int_equal(c.flows[1].at_s, ends[round]);
    }
    f.programme.points.expiry = (lty_period){12 * 9000, 0};
    assert_true(lty_test_story(&f, &order, 1, T0).lots[0].expires_at_s == LTY_TIME_NONE);
    lty_test_end(&f);
}

static void pending_points_become_available_at_local_midnight(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, 1269610200 /* 2010-03-26 13:30 UTC */, LTY_ORDER_PAID, 1000),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, 1269610201, 4),
    };

    lty_test_begin(&f);
    f.programme.points.pending_days = 3;
    lty_customer c = lty_test_story(&f, events, 2, 1269817199); /* 2010-03-29 00:00 in summer time, less a second */
    assert_int_equal(FACT(c, POINTS), -4);
    assert_int_equal(FACT(c, POINTS_PENDING), 10);
    assert_true(c.lots[0].pending);
    c = lty_test_story(&f, events, 2, 1269817200);
    assert_int_equal(FACT(c, POINTS), 6);
    assert_int_equal(FACT(c, POINTS_PENDING), 0);
    assert_int_equal(c.debt_count, 0);
    lty_test_end(&f);
}

static void arrears_zero_lets_the_rest_go(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 4000),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 2 * DAY, 120),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 1500),
        lty_test_refund("s/refund/2/1", "1", T0 + 4 * DAY, 8500),
        lty_test_order("s/order/3/1", "3", 1, T0 + 5 * DAY, LTY_ORDER_PAID, 7000),
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    lty_customer c = lty_test_story(&f, events, 3, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 20);
    c = lty_test_story(&f, events, 4, T0 + 9 * DAY); /* 15 of lot 1, which were spent: lot 2 covers them */
    assert_int_equal(FACT(c, POINTS), 5);
    assert_int_equal(c.lots[0].reversed, 15);
    assert_int_equal(c.lots[0].spent, 85);
    assert_int_equal(c.lots[1].spent, 35);
    c = lty_test_story(&f, events, 6, T0 + 9 * DAY);
    assert_int_equal(c.lots[0].reversed, 20);
    assert_int_equal(FACT(c, POINTS), 70);
    assert_int_equal(c.debt_count, 0);
    lty_test_end(&f);
}

static void arrears_zero_takes_the_very_last_point(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 100),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 2 * DAY, 10),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    const lty_customer c = lty_test_story(&f, events, 4, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, POINTS_REVERSED), 1);
    lty_test_end(&f);
}

/* Two shops number their orders alike, and sell on the same days. */
static void sources_keep_their_orders_apart(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("t/order/1/1", "1", 1, T0 + DAY, LTY_ORDER_PAID, 2000),
        lty_test_order("s/order/1/2", "1", 2, T0 + 2 * DAY, LTY_ORDER_CANCELLED, 1000),
        lty_test_refund("t/refund/1/1", "1", T0 + 3 * DAY, 500),
        lty_test_order("s/order/1/3", "1", 3, T0 + 4 * DAY, LTY_ORDER_PAID, 1000),
    };

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, 5, T0 + 9 * DAY);
    assert_int_equal(FACT(c, ORDERS), 2);
    assert_int_equal(c.lots[0].left, 10);
    assert_int_equal(c.lots[1].left, 15);
    lty_test_end(&f);
}

static void arrears_zero_takes_pending_and_expired_points_of_the_order(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 200 * DAY, LTY_ORDER_PAID, 4000),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 6000),
        lty_test_refund("s/refund/2/1", "1", T0 + 210 * DAY, 3000),
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    f.programme.points.pending_days = 14;
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){3, 0};
    lty_customer c = lty_test_story(&f, events, 3, T0 + 4 * DAY);
    assert_int_equal(c.lots[0].reversed, 60);
    assert_int_equal(FACT(c, POINTS_PENDING), 40);
    c = lty_test_story(&f, events, 4, T0 + 220 * DAY); /* the balance of another order does not pay for what has expired */
    assert_int_equal(c.lots[0].reversed, 90);
    assert_int_equal(c.lots[0].expired, 10);
    assert_int_equal(FACT(c, POINTS), 40);
    lty_test_end(&f);
}

static void arrears_pending_takes_only_what_is_pending(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 6000),
        lty_test_refund("s/refund/2/1", "1", T0 + 14 * DAY, 3000),
    };

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_PENDING;
    f.programme.points.pending_days = 14;
    const lty_customer c = lty_test_story(&f, events, 3, T0 + 20 * DAY);
    assert_int_equal(c.lots[0].reversed, 60);
    assert_int_equal(FACT(c, POINTS), 40);
    lty_test_end(&f);
}

static void a_refund_before_the_award_is_taken_off_at_the_award(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PLACED, 10000),
        lty_test_refund("s/refund/1/1", "1", T0 + DAY, 4000),
        lty_test_order("s/order/1/2", "1", 2, T0 + 2 * DAY, LTY_ORDER_PAID, 10000),
    };

    lty_test_begin(&f);
    for (int arrears = LTY_ARREARS_NEGATIVE; arrears <= LTY_ARREARS_PENDING; arrears++) {
        f.programme.points.arrears = (lty_arrears) arrears;
        const lty_customer c = lty_test_story(&f, events, 3, T0 + 20 * DAY);
        assert_int_equal(FACT(c, POINTS), 60);
        assert_int_equal(FACT(c, POINTS_REVERSED), 40);
        assert_int_equal(c.flows[0].at_s, T0 + 2 * DAY);
    }
    lty_test_end(&f);
}

static void tiers_raise_what_later_orders_earn(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 400 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 10000),
    };

    lty_test_begin(&f);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_ROLLING, (lty_period){12, 0});
    lty_customer c = lty_test_story(&f, events, 3, T0 + 400 * DAY);
    assert_int_equal(c.lots[0].earn_percent, 10000);
    assert_int_equal(c.lots[1].earn_percent, 20000);
    assert_int_equal(c.lots[1].earned, 20);
    assert_int_equal(c.lots[2].earn_percent, 10000);
    assert_int_equal(FACT(c, TIER), 1);
    assert_int_equal(FACT(c, TIER_METRIC), 1000);
    c = lty_test_story(&f, events, 4, T0 + 10 * DAY); /* what is refunded was never bought: the second order was silver's */
    assert_int_equal(c.lots[1].earn_percent, 12500);
    assert_int_equal(c.lots[1].earned, 12);
    f.programme.tiers.by = LTY_TIER_BY_ORDERS;
    assert_int_equal(FACT(lty_test_story(&f, events, 4, T0 + 10 * DAY), TIER_METRIC), 2);
    f.programme.tiers.by = LTY_TIER_BY_POINTS;
    assert_int_equal(FACT(lty_test_story(&f, events, 4, T0 + 10 * DAY), TIER_METRIC), 50 + 12);
    f.programme.tiers.window = LTY_TIER_CALENDAR_YEAR;
    assert_int_equal(FACT(lty_test_story(&f, events, 4, LTY_TEST_2011 - 1), TIER_METRIC), 62);
    assert_int_equal(FACT(lty_test_story(&f, events, 4, LTY_TEST_2011), TIER_METRIC), 0);
    lty_test_end(&f);
}

static void the_rolling_window_ends_with_a_local_day(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event order = lty_test_order("s/order/1/1", "1", 1, T0 + 3600, LTY_ORDER_PAID, 15000);

    lty_test_begin(&f);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_ROLLING, (lty_period){0, 10});
    assert_int_equal(FACT(lty_test_story(&f, &order, 1, T0 + 11 * DAY - 1), TIER), 2);
    assert_int_equal(FACT(lty_test_story(&f, &order, 1, T0 + 11 * DAY), TIER), 0);
    lty_test_end(&f);
}

static void the_first_order_bonus_moves_on_when_the_first_is_refunded(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "1", T0 + 2 * DAY, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.earn = lty_test_rules + 3;
    lty_customer c = lty_test_story(&f, events, 2, T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(FACT(c, POINTS), 50);
    c = lty_test_story(&f, events, 3, T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 2);
    assert_int_equal(c.lots[0].reversed, 50);
    assert_int_equal(c.lots[1].left, 50);
    lty_test_end(&f);
}

static void orders_before_the_programme_count_and_award_nothing(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 1000),
    };

    lty_test_begin(&f);
    f.programme.in_force_from_s = T0 + 1;
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
    lty_customer c = lty_test_story(&f, events, 2, T0 + 9 * DAY);
    assert_int_equal(FACT(c, ORDERS), 2);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(c.lots[0].earned, 20);
    f.programme.points.backfill = true;
    assert_int_equal(lty_test_story(&f, events, 2, T0 + 9 * DAY).lot_count, 2);
    f.programme.points.enabled = false;
    assert_int_equal(lty_test_story(&f, events, 2, T0 + 9 * DAY).lot_count, 0);
    lty_test_end(&f);
}

static void limits_are_refused_and_leave_the_result_alone(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        lty_test_points("s/opening/7/1", LTY_EVENT_OPENING_BALANCE, T0, INT64_MAX),
        lty_test_points("s/adjusted/1/1", LTY_EVENT_POINTS_ADJUSTED, T0, 1),
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 100),
    };
    const lty_event *pointers[] = {&events[0], &events[1]};
    lty_customer c = {.lot_count = 77};

    lty_test_begin(&f);
    lty_test_reopen(&f);
    assert_int_equal(lty_test_try(&c, &f.shop, pointers, 2, T0, LTY_TEST_ALL), LTY_E_RANGE);
    assert_int_equal(c.lot_count, 77);
    pointers[1] = &events[2];
    assert_int_equal(lty_test_try(&c, &f.shop, pointers, 2, T0, LTY_TEST_ALL), LTY_E_RANGE);
    memcpy(events[2].currency, "EUR", 4);
    assert_int_equal(lty_test_try(&c, &f.shop, pointers + 1, 1, T0, LTY_TEST_ALL), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(c.lot_count, 77);
    pointers[0] = &events[0];
    assert_int_equal(lty_test_try(&c, &f.shop, pointers, 1, T0, LTY_TEST_ALL), LTY_OK);
    assert_int_equal(FACT(c, POINTS), INT64_MAX);
    lty_test_end(&f);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void) unused;
    const lty_event events[] = {
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_refund("s/refund/1/1", "1", T0 + 2 * DAY, 1000),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 2 * DAY, 500),
        lty_test_points("s/restored/1/1", LTY_EVENT_POINTS_RESTORED, T0 + 3 * DAY, 60),
        lty_test_points("s/review/1/1", LTY_EVENT_REVIEW, T0 + 3 * DAY, 0),
    };
    lty_status status = LTY_E_MEMORY;

    for (size_t n = 1; status == LTY_E_MEMORY; n++) {
        const lty_event *pointers[] = {&events[0], &events[1], &events[2], &events[3], &events[4], &events[5]};
        lty_customer c = {.lot_count = 77};
        LTY_TEST_ALLOC();
        lty_programme programme = lty_test_programme();
        lty_programme later = lty_test_programme();
        const lty_programme *const versions[] = {&programme, &later};
        lty_test_shop shop;

        programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
        programme.points.arrears = LTY_ARREARS_ZERO;
        programme.points.expires = true;
        programme.points.expiry_by_activity = true;
        programme.points.expiry = (lty_period){6, 0};
        later.in_force_from_s = T0 + DAY;
        memory.fail_at = n;
        status = lty_test_open(&shop, versions, 2, &alloc);
        if (status == LTY_OK) {
            status = lty_test_try(&c, &shop, pointers, COUNT(pointers), T0 + 9 * DAY, LTY_TEST_ALL);
            assert_int_equal(c.lot_count, status == LTY_OK ? 2 : 77);
            memory.fail_at = 0; /* what failed can be done again with the same folder */
            assert_int_equal(lty_test_try(&c, &shop, pointers, COUNT(pointers), T0 + 9 * DAY, LTY_TEST_ALL), LTY_OK);
            assert_int_equal(FACT(c, POINTS_SPENT), 500);
            assert_int_equal(FACT(c, POINTS_RESTORED), 60);
        }
        lty_test_close(&shop);
        assert_int_equal(memory.blocks, 0);
        assert_true(n < 200);
    }
}

/* The seventeenth change of tier is a refund's, and asks for memory. */
static void a_refund_that_finds_no_memory_is_no_answer(void **unused)
{
    (void) unused;
    char ids[17][2][16];
    lty_event events[17];
    const lty_event *pointers[17];
    lty_status status = LTY_E_MEMORY;

    for (size_t i = 0; i < COUNT(events); i++) {
        const bool refund = i > 0 && i % 2 == 0;
        const int64_t at_s = T0 + (int64_t) i * DAY;

        snprintf(ids[i][0], sizeof ids[i][0], "s/%02d", (int) i);
        snprintf(ids[i][1], sizeof ids[i][1], "%d", (int) (refund ? i - 1 : i));
        events[i] = refund ? lty_test_refund(ids[i][0], ids[i][1], at_s, 20000)
                           : lty_test_order(ids[i][0], ids[i][1], 1, at_s, LTY_ORDER_PAID, i == 0 ? 5000 : 20000);
        pointers[i] = &events[i];
    }
    for (size_t n = 1; status == LTY_E_MEMORY; n++) {
        LTY_TEST_ALLOC();
        lty_customer c = {.lot_count = 77};
        lty_programme programme = lty_test_programme();
        const lty_programme *const versions[] = {&programme};
        lty_test_shop shop;

        programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
        programme.points.arrears = LTY_ARREARS_ZERO;
        memory.fail_at = n;
        status = lty_test_open(&shop, versions, 1, &alloc);
        if (status == LTY_OK) {
            status = lty_test_try(&c, &shop, pointers, COUNT(pointers), T0 + 90 * DAY, 0);
        }
        if (status == LTY_OK) {
            assert_int_equal(c.change_count, 17);
            assert_int_equal(c.changes[16].to, 1);
        }
        lty_test_close(&shop);
        assert_int_equal(memory.blocks, 0);
        assert_true(n < 200);
    }
    assert_int_equal(status, LTY_OK);
}

/* A wholesale customer: 10,000 orders, refunds and spends. Quadratic work would be 10^8 and more; the allocator is asked a few times. */
static void ten_thousand_orders_are_far_from_quadratic(void **unused)
{
    (void) unused;
    enum { N = 10000 };
    static lty_event events[3 * N];
    static const lty_event *pointers[3 * N];
    static char texts[2 * N][24];
    lty_test_fixture f;
    lty_customer c;

    lty_test_begin(&f);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){2, 0};
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_ROLLING, (lty_period){3, 0});
    for (size_t i = 0; i < N; i++) {
        const int64_t at_s = T0 + (int64_t) i * 3600;

        snprintf(texts[2 * i], sizeof *texts, "%zu", i);
        snprintf(texts[2 * i + 1], sizeof *texts, "s/%zu", i);
        events[3 * i] = lty_test_order(texts[2 * i + 1], texts[2 * i], 1, at_s, LTY_ORDER_PAID, 5000);
        events[3 * i + 1] = lty_test_refund(texts[2 * i + 1], texts[2 * i], at_s + 500 * 3600, 1000);
        events[3 * i + 2] = lty_test_points(texts[2 * i + 1], LTY_EVENT_POINTS_SPENT, at_s + 100 * 3600, 45);
    }
    for (size_t i = 0; i < 3 * N; i++) {
        pointers[i] = &events[3 * N - 1 - i];
    }
    lty_test_reopen(&f);
    const clock_t start = clock();
    assert_int_equal(lty_test_try(&c, &f.shop, pointers, 3 * N, T0 + 3 * N * 3600, LTY_TEST_ALL), LTY_OK);
    const double seconds = (double) (clock() - start) / CLOCKS_PER_SEC;
    printf("30,000 events of one customer: %.1f ms\n", seconds * 1000);
    assert_true(seconds < 2); /* some 10 ms; with sanitizers ten times that */
    const size_t calls = f.memory.calls;
    assert_int_equal(lty_test_try(&c, &f.shop, pointers, 3 * N, T0 + 3 * N * 3600, LTY_TEST_ALL), LTY_OK);
    assert_int_equal(f.memory.calls, calls);
    assert_int_equal(FACT(c, ORDERS), N);
    lty_test_end(&f);
}

/* A folder that has folded many keeps tables of days. St John's set its clocks back at one minute past midnight: that day began twice. */
static void a_day_that_began_twice_is_reckoned_each_time(void **unused)
{
    (void) unused;
    static const lty_transition moves[] = {{1268537460, -9000}, {1289097060, -12600}, {1299987060, -9000}};
    const int64_t start_s = LTY_TEST_2010 + 310 * DAY; /* 7 November, UTC */
    lty_test_fixture f;
    lty_event events[60];

    lty_test_begin(&f);
    f.programme.zone = (lty_zone){LTY_TEXT("America/St_Johns"), moves, COUNT(moves)};
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){0, 30};
    for (size_t i = 0; i < COUNT(events); i++) {
        events[i] = lty_test_points("s/adjusted/1/1", LTY_EVENT_POINTS_ADJUSTED, start_s + 2 * 3600 + (int64_t) i * 120, 5);
    }
    lty_test_reopen(&f);
    for (int round = 0; round < 40; round++) {
        const lty_customer c = lty_test_fold(&f.shop, events, COUNT(events), start_s + DAY);

        assert_int_equal(c.lot_count, COUNT(events));
        for (size_t i = 0; i < c.lot_count; i++) {
            assert_int_equal(c.lots[i].expires_at_s, lty_calendar_expiry(&f.programme, c.lots[i].at_s));
        }
        assert_true(c.lots[30].expires_at_s < c.lots[15].expires_at_s); /* 23:30 after 00:00 */
    }
    lty_test_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_all_zero_and_null),
        cmocka_unit_test(statistics_of_sales),
        cmocka_unit_test(what_is_known_of_a_person),
        cmocka_unit_test(a_refund_deducts_exactly_once),
        cmocka_unit_test(flapping_awards_once_at_the_first_instant),
        cmocka_unit_test(a_lower_revision_never_overrides),
        cmocka_unit_test(spends_move_to_other_lots_and_debts_are_paid),
        cmocka_unit_test(lots_are_drawn_on_by_earliest_expiry),
        cmocka_unit_test(points_expire_half_open_at_the_rounded_end),
        cmocka_unit_test(pending_points_become_available_at_local_midnight),
        cmocka_unit_test(arrears_zero_lets_the_rest_go),
        cmocka_unit_test(arrears_zero_takes_the_very_last_point),
        cmocka_unit_test(sources_keep_their_orders_apart),
        cmocka_unit_test(arrears_zero_takes_pending_and_expired_points_of_the_order),
        cmocka_unit_test(arrears_pending_takes_only_what_is_pending),
        cmocka_unit_test(a_refund_before_the_award_is_taken_off_at_the_award),
        cmocka_unit_test(tiers_raise_what_later_orders_earn),
        cmocka_unit_test(the_rolling_window_ends_with_a_local_day),
        cmocka_unit_test(the_first_order_bonus_moves_on_when_the_first_is_refunded),
        cmocka_unit_test(orders_before_the_programme_count_and_award_nothing),
        cmocka_unit_test(limits_are_refused_and_leave_the_result_alone),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(a_refund_that_finds_no_memory_is_no_answer),
        cmocka_unit_test(a_day_that_began_twice_is_reckoned_each_time),
        cmocka_unit_test(ten_thousand_orders_are_far_from_quadratic),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
