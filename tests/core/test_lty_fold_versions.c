/* Versions, and the two ways of seeing earlier orders: first orders, tiers, goals, caps, next orders. docs/points.md */
#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define T0 (LTY_TEST_2010 + 40 * DAY)

static const lty_earn_rule twice[] = {
    {.key = {"base", 4}, .pointer = {"/points/earn/0", 14}, .kind = LTY_EARN_RATE, .points = 2, .per_minor = 100, LTY_TEST_ALWAYS}};

static const lty_earn_rule goal[] = {{.key = {"goal", 4},
    .pointer = {"/points/earn/0", 14},
    .kind = LTY_EARN_GOAL,
    .points = 25,
    .goal_orders = 3,
    .within = {1, 0},
    LTY_TEST_ALWAYS}};

static const lty_earn_rule much[] = {{.key = {"goal", 4},
    .pointer = {"/points/earn/0", 14},
    .kind = LTY_EARN_GOAL,
    .points = 25,
    .goal_minor = 3000,
    .within = {1, 0},
    LTY_TEST_ALWAYS}};

/* A second version from T0 + 10 days, which gives two points for each pound. */
static void two_versions(lty_test_fixture *f, lty_arrears first, lty_arrears second)
{
    f->later = lty_test_programme();
    f->later.version = 2;
    f->later.in_force_from_s = T0 + 10 * DAY;
    f->later.points.earn = twice;
    f->programme.points.arrears = first;
    f->later.points.arrears = second;
    f->versions = 2;
}

static void the_version_that_awards_also_refunds(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0 + 10 * DAY - 1, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 10 * DAY, LTY_ORDER_PAID, 10000),
        lty_test_refund("s/refund/1/1", "1", T0 + 20 * DAY, 5000),
        lty_test_refund("s/refund/2/1", "2", T0 + 21 * DAY, 5000),
    };

    lty_test_begin(&f);
    two_versions(&f, LTY_ARREARS_NEGATIVE, LTY_ARREARS_NEGATIVE);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 30 * DAY);
    assert_int_equal(c.lots[0].version, 0);
    assert_int_equal(c.lots[0].earned, 100);
    assert_int_equal(c.lots[0].reversed, 50);
    assert_int_equal(c.lots[1].version, 1);
    assert_int_equal(c.lots[1].earned, 200);
    assert_int_equal(c.lots[1].reversed, 100);
    assert_int_equal(c.rule_points[0], 150); /* one key, one slot */
    lty_test_end(&f);
}

static void arrears_are_those_of_the_version_that_awarded(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0 + 5 * DAY, 100),
        lty_test_refund("s/refund/1/1", "1", T0 + 15 * DAY, 10000),
    };

    lty_test_begin(&f);
    two_versions(&f, LTY_ARREARS_ZERO, LTY_ARREARS_NEGATIVE);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 30 * DAY);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, POINTS_REVERSED), 0);
    two_versions(&f, LTY_ARREARS_NEGATIVE, LTY_ARREARS_ZERO);
    c = lty_test_story(&f, events, COUNT(events), T0 + 30 * DAY);
    assert_int_equal(FACT(c, POINTS), -100);
    lty_test_end(&f);
}

static void an_order_paid_under_one_version_and_delivered_under_the_next_is_of_the_first(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/1/2", "1", 2, T0 + 15 * DAY, LTY_ORDER_DELIVERED, 10000),
    };

    lty_test_begin(&f);
    two_versions(&f, LTY_ARREARS_NEGATIVE, LTY_ARREARS_ZERO);
    f.programme.points.award_on = LTY_AWARD_ON_DELIVERED;
    f.programme.points.expires = true;
    f.programme.points.expiry = (lty_period){0, 9};
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 16 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(c.lots[0].earned, 100);
    assert_int_equal(c.lots[0].version, 0);
    assert_int_equal(c.lots[0].at_s, T0 + 15 * DAY);
    assert_int_equal(c.lots[0].expires_at_s, T0 + 25 * DAY);
    lty_test_end(&f);
}

static void the_first_order_as_it_was_known(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 2 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "1", T0 + 3 * DAY, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.earn = lty_test_rules + 3;
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(FACT(c, POINTS), 0); /* it was the first when it was paid, and is gone */
    events[2].at_s = T0 + DAY;            /* known before the second was paid */
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 2);
    assert_int_equal(FACT(c, POINTS), 50);
    lty_test_end(&f);
}

static void tiers_as_they_were_known(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/1/2", "1", 2, T0 + DAY, LTY_ORDER_CANCELLED, 0),
        lty_test_order("s/order/2/1", "2", 1, T0 + 2 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/1/3", "1", 3, T0 + 3 * DAY, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/1/0", "1", 1, T0 + 3 * DAY + 1, LTY_ORDER_CANCELLED, 15000), /* overruled by revision 3 */
        lty_test_order("s/order/3/1", "3", 1, T0 + 4 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "1", T0 + 5 * DAY, 14000),
    };

    lty_test_begin(&f);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
    f.programme.points.arrears = LTY_ARREARS_PENDING;
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lots[1].earn_percent, 10000); /* order 1 was cancelled then */
    assert_int_equal(c.lots[2].earn_percent, 20000); /* and paid again by now; the refund came later */
    assert_int_equal(FACT(c, TIER_METRIC), 3000);
    assert_int_equal(FACT(c, TIER), 1);
    f.programme.points.arrears = LTY_ARREARS_NEGATIVE;
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lots[1].earn_percent, 12500);
    assert_int_equal(c.lots[2].earn_percent, 12500);
    assert_int_equal(FACT(c, TIER_METRIC), 3000);
    f.programme.tiers.by = LTY_TIER_BY_POINTS;
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lots[2].earned, 12); /* 160 points, less than gold's 15000, at silver */
    assert_int_equal(FACT(c, TIER_METRIC), 10 + 10 + 12);
    lty_test_end(&f);
}

static int64_t points_of(const lty_customer *c, size_t lots)
{
    int64_t sum = 0;

    assert_int_equal(c->lot_count, lots);
    for (size_t i = 0; i < lots; i++) {
        sum += c->lots[i].earned - c->lots[i].reversed;
    }
    return sum;
}

static void goals_are_reached_and_begin_anew(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 20 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 40 * DAY, LTY_ORDER_PAID, 1000), /* order 1 is out of its month */
        lty_test_order("s/order/4/1", "4", 1, T0 + 41 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/5/1", "5", 1, T0 + 42 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/6/1", "6", 1, T0 + 43 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/7/1", "7", 1, T0 + 44 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "2", T0 + 60 * DAY, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.earn = goal;
    lty_customer c = lty_test_story(&f, events, 7, T0 + 61 * DAY);
    assert_int_equal(points_of(&c, 2), 50);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/4/1");
    assert_string_equal(c.lots[1].event->id.bytes, "s/order/7/1");
    c = lty_test_story(&f, events, 8, T0 + 61 * DAY); /* never bought: the goal was reached an order later */
    assert_int_equal(points_of(&c, 1), 25);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/5/1");
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    c = lty_test_story(&f, events, 8, T0 + 61 * DAY);
    assert_int_equal(points_of(&c, 2), 50);
    f.programme.points.earn = much;
    c = lty_test_story(&f, events, 8, T0 + 61 * DAY);
    assert_int_equal(points_of(&c, 2), 50);
    f.programme.points.arrears = LTY_ARREARS_NEGATIVE;
    c = lty_test_story(&f, events, 8, T0 + 61 * DAY);
    assert_int_equal(points_of(&c, 1), 25);
    lty_test_end(&f);
}

/* Two orders of one second and amount: the first of them reached the goal and is gathered no more, so what comes back of it is not the other's. */
static void orders_of_one_instant_and_amount_are_two(void **unused)
{
    (void) unused;
    static const lty_earn_rule rules[] = {{.key = {"g", 1},
        .pointer = {"/points/earn/0", 14},
        .kind = LTY_EARN_GOAL,
        .points = 50,
        .goal_orders = 2,
        .within = {0, 90},
        LTY_TEST_ALWAYS}};
    lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2010, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, LTY_TEST_2010 + 9, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, LTY_TEST_2010 + 9, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "2", LTY_TEST_2010 + 50, 1000),
        lty_test_order("s/order/4/1", "4", 1, LTY_TEST_2010 + 99, LTY_ORDER_PAID, 1000),
    };
    lty_test_fixture f;

    lty_test_begin(&f);
    f.programme.points.earn = rules;
    f.programme.points.earn_count = 1;
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    const lty_customer customer = lty_test_story(&f, events, COUNT(events), LTY_TEST_2011);
    assert_int_equal(FACT(customer, POINTS_EARNED), 100);
    assert_int_equal(FACT(customer, POINTS_REVERSED), 50);
    lty_test_end(&f);
}

static void a_goal_counts_what_was_known_of_orders_that_came_back(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/2", "2", 2, T0 + 2 * DAY, LTY_ORDER_CANCELLED, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 3 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/3", "2", 3, T0 + 4 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/4/1", "4", 1, T0 + 5 * DAY, LTY_ORDER_PAID, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.earn = goal;
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/4/1");
    f.programme.points.arrears = LTY_ARREARS_NEGATIVE;
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/3/1");
    lty_test_end(&f);
}

static void caps_leave_less_and_give_it_back_as_it_ends(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 3600, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/3/1", "3", 1, T0 + DAY, LTY_ORDER_PAID, 30000),
        lty_test_refund("s/refund/1/1", "1", T0 + 9 * DAY, 10000),
    };

    lty_test_begin(&f);
    f.programme.points.caps = (lty_caps){.order = 120, .day = 150, .month = 200};
    lty_customer c = lty_test_story(&f, events, 3, T0 + 20 * DAY);
    assert_int_equal(c.lots[0].earned, 100);
    assert_int_equal(c.lots[1].earned, 50);
    assert_int_equal(c.lots[1].uncapped, 100);
    assert_int_equal(c.lots[2].earned, 50);
    assert_int_equal(c.rule_points[f.shop.timeline->slot_count + 1], -50 - 250);
    c = lty_test_story(&f, events, 4, T0 + 20 * DAY);
    assert_int_equal(c.lots[1].earned, 100);
    assert_int_equal(c.lots[2].earned, 100);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    c = lty_test_story(&f, events, 4, T0 + 20 * DAY);
    assert_int_equal(c.lots[0].reversed, 100);
    assert_int_equal(c.lots[1].earned, 50);
    assert_int_equal(c.lots[2].earned, 50);
    lty_test_end(&f);
}

static void the_next_order_follows_the_latest_that_is_kept(void **unused)
{
    (void) unused;
    lty_earn_rule next[] = {{.key = {"next", 4},
        .pointer = {"/points/earn/0", 14},
        .kind = LTY_EARN_NEXT_ORDER,
        .points = 7,
        .within = {0, 10},
        LTY_TEST_ALWAYS}};
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 10 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 20 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/4/1", "4", 1, T0 + 31 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "2", T0 + 40 * DAY, 1000),
    };

    lty_test_begin(&f);
    f.programme.points.earn = next;
    lty_customer c = lty_test_story(&f, events, 4, T0 + 50 * DAY);
    assert_int_equal(points_of(&c, 2), 14);
    c = lty_test_story(&f, events, 5, T0 + 50 * DAY);
    assert_int_equal(points_of(&c, 1), 0); /* of order 2 nothing is kept; order 3 follows order 1 too late */
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    c = lty_test_story(&f, events, 5, T0 + 50 * DAY);
    assert_int_equal(points_of(&c, 2), 7);
    next[0].after_first = true;
    c = lty_test_story(&f, events, 4, T0 + 50 * DAY);
    assert_int_equal(points_of(&c, 1), 7);
    assert_string_equal(c.lots[0].event->id.bytes, "s/order/2/1");
    f.programme.points.arrears = LTY_ARREARS_NEGATIVE;
    c = lty_test_story(&f, events, 4, T0 + 50 * DAY);
    assert_int_equal(points_of(&c, 1), 7);
    lty_test_end(&f);
}

/* Both sights at once: the order of the later version sees what was known, the earlier one's what ends. */
static void versions_of_both_policies_see_in_their_own_way(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 11 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_refund("s/refund/1/1", "1", T0 + 15 * DAY, 15000),
    };

    lty_test_begin(&f);
    two_versions(&f, LTY_ARREARS_NEGATIVE, LTY_ARREARS_ZERO);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
    f.later.tiers = f.programme.tiers;
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 20 * DAY);
    assert_int_equal(c.lots[0].earned - c.lots[0].reversed, 0);
    assert_int_equal(c.lots[1].earn_percent, 10000);
    assert_int_equal(c.lots[2].earn_percent, 20000);
    assert_int_equal(FACT(c, TIER_METRIC), 2000);
    lty_test_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_version_that_awards_also_refunds),
        cmocka_unit_test(arrears_are_those_of_the_version_that_awarded),
        cmocka_unit_test(an_order_paid_under_one_version_and_delivered_under_the_next_is_of_the_first),
        cmocka_unit_test(the_first_order_as_it_was_known),
        cmocka_unit_test(tiers_as_they_were_known),
        cmocka_unit_test(goals_are_reached_and_begin_anew),
        cmocka_unit_test(orders_of_one_instant_and_amount_are_two),
        cmocka_unit_test(a_goal_counts_what_was_known_of_orders_that_came_back),
        cmocka_unit_test(caps_leave_less_and_give_it_back_as_it_ends),
        cmocka_unit_test(the_next_order_follows_the_latest_that_is_kept),
        cmocka_unit_test(versions_of_both_policies_see_in_their_own_way),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
