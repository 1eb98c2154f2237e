/* What earns beside orders: sign-ups, reviews, friends, birthdays; and which events hold. docs/points.md */
#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define T0 (LTY_TEST_2010 + 40 * DAY) /* 10 February */

#define ACTION(name, of, give)                                                                                                             \
 .key = {name, sizeof name - 1}, .pointer = {"/points/earn/0", 14}, .kind = of, .points = give, LTY_TEST_ALWAYS

static const lty_earn_rule actions[] = {
    {ACTION("joined", LTY_EARN_SIGN_UP, 30)},
    {ACTION("review", LTY_EARN_REVIEW, 6)},
    {ACTION("survey", LTY_EARN_SURVEY, 7)},
    {ACTION("contest", LTY_EARN_CONTEST, 3)},
    {ACTION("visit", LTY_EARN_VISIT, 2), .caps = {.day = 2}},
    {ACTION("inviter", LTY_EARN_INVITER, 40)},
    {ACTION("friend", LTY_EARN_FRIEND, 20)},
    {ACTION("birthday", LTY_EARN_BIRTHDAY, 15)},
    {ACTION("child", LTY_EARN_CHILD_BIRTHDAY, 12), .most_children = 2},
    {.key = {"base", 4}, .pointer = {"/points/earn/0", 14}, .kind = LTY_EARN_RATE, .points = 1, .per_minor = 100, LTY_TEST_ALWAYS},
};

static lty_event of(const char *id, lty_event_type type, int64_t at_s, const char *object)
{
    lty_event event = lty_test_points(id, type, at_s, 0);

    event.object = lty_test_text(object);
    return event;
}

static lty_event born(const char *id, int64_t at_s, const char *child, int64_t day)
{
    lty_event event = of(id, child == NULL ? LTY_EVENT_BIRTHDAY : LTY_EVENT_CHILD_BIRTHDAY, at_s, child == NULL ? "" : child);

    event.day = day;
    return event;
}

static lty_event friend(const char *id, int64_t at_s, const char *other, bool invited, int64_t revision, lty_referral_condition condition)
{
    lty_event event = of(id, LTY_EVENT_REFERRAL, at_s, other);

    event.given = invited;
    event.revision = revision;
    event.condition = condition;
    return event;
}

static void act(lty_test_fixture *f)
{
    lty_test_begin(f);
    f->programme.points.earn = actions;
    f->programme.points.earn_count = COUNT(actions);
}

static void each_thing_earns_as_often_as_it_may(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        of("s/1", LTY_EVENT_SIGN_UP, T0, ""),
        of("s/2", LTY_EVENT_SIGN_UP, T0 + DAY, ""), /* joined already */
        of("s/3", LTY_EVENT_REVIEW, T0 + DAY, "A"),
        of("s/4", LTY_EVENT_REVIEW, T0 + DAY, "B"),
        of("s/5", LTY_EVENT_REVIEW, T0 + 2 * DAY, "A"),
        of("s/6", LTY_EVENT_REVIEW, T0 + 2 * DAY, ""),
        of("s/7", LTY_EVENT_REVIEW, T0 + 3 * DAY, ""), /* without a product is one product */
        of("s/8", LTY_EVENT_SURVEY, T0 + 3 * DAY, "A"),
        of("s/9", LTY_EVENT_CONTEST, T0 + 3 * DAY, "A"),
        of("s/a", LTY_EVENT_CONTEST, T0 + 4 * DAY, "A"),
        of("s/b", LTY_EVENT_VISIT, T0 + 5 * DAY, ""),
        of("s/c", LTY_EVENT_VISIT, T0 + 5 * DAY + 60, ""), /* the day's cap */
        of("s/d", LTY_EVENT_VISIT, T0 + 6 * DAY, ""),
    };

    act(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 30 + 3 * 6 + 7 + 3 + 2 * 2);
    assert_int_equal(FACT(c, SIGNED_UP), T0);
    assert_int_equal(FACT(c, REVIEWS), 5);
    assert_int_equal(FACT(c, SURVEYS), 1);
    assert_int_equal(FACT(c, CONTESTS), 2);
    assert_int_equal(FACT(c, VISITS), 3);
    assert_int_equal(c.lots[0].source, LTY_LOT_ACTION);
    assert_true(c.lots[0].part_count == 1 && c.lots[0].parts[0].rule == &actions[0] && c.lots[0].parts[0].given == 30);
    f.programme.in_force_from_s = T0 + DAY; /* what came before was the one, and earns nothing */
    c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 3 * 6 + 7 + 3 + 2 * 2);
    f.programme.points.backfill = true;
    assert_int_equal(FACT(lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY), POINTS), 62);
    lty_test_end(&f);
}

static void corrected_events_do_not_hold(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        of("s/1", LTY_EVENT_REVIEW, T0, "A"),
        of("s/2", LTY_EVENT_REVIEW, T0 + DAY, "B"),
        of("s/3", LTY_EVENT_REVIEW, T0 + 2 * DAY, "C"),
        of("s/4", LTY_EVENT_SURVEY, T0 + 2 * DAY, "C"),
        of("s/5", LTY_EVENT_REVIEW, T0 + 3 * DAY, "D"),
    };

    events[1].replaces = LTY_TEXT("s/1");
    events[2].replaces = LTY_TEXT("s/1");
    events[3].replaces = LTY_TEXT("s/1"); /* of another type: names nothing */
    act(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY);
    assert_int_equal(FACT(c, REVIEWS), 2); /* the last of those that replace s/1, and s/5 */
    assert_int_equal(FACT(c, SURVEYS), 1);
    assert_string_equal(c.lots[0].event->id.bytes, "s/3");
    c = lty_test_story(&f, events, COUNT(events), T0 + DAY); /* corrections to come are not known */
    assert_int_equal(FACT(c, REVIEWS), 1);
    assert_string_equal(c.lots[0].event->id.bytes, "s/2");
    events[4].replaces = LTY_TEXT("s/3");
    assert_int_equal(FACT(lty_test_story(&f, events, COUNT(events), T0 + 9 * DAY), REVIEWS), 1);
    lty_test_end(&f);
}

static void friends_are_rewarded_once_and_taken_back(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        friend("s/1", T0, "anna", true, 1, LTY_REFERRAL_JOINED),
        friend("s/2", T0 + DAY, "anna", true, 2, LTY_REFERRAL_REWARDED),
        friend("s/3", T0 + DAY, "bert", true, 1, LTY_REFERRAL_REWARDED),
        friend("s/4", T0 + 2 * DAY, "bert", true, 2, LTY_REFERRAL_REWARDED),
        friend("s/5", T0 + 2 * DAY, "carl", false, 1, LTY_REFERRAL_REWARDED),
        friend("s/6", T0 + 3 * DAY, "dora", false, 1, LTY_REFERRAL_REWARDED), /* a friend once */
        friend("s/7", T0 + 4 * DAY, "anna", true, 1, LTY_REFERRAL_REJECTED),  /* overruled by revision 2 */
        friend("s/8", T0 + 5 * DAY, "bert", true, 3, LTY_REFERRAL_REJECTED),
        lty_test_points("s/9", LTY_EVENT_POINTS_SPENT, T0 + 4 * DAY, 100),
        friend("s/a", T0 + 6 * DAY, "bert", true, 4, LTY_REFERRAL_REWARDED),
    };

    act(&f);
    lty_customer c = lty_test_story(&f, events, 7, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 40 + 40 + 20);
    assert_int_equal(FACT(c, FRIENDS), 2);
    c = lty_test_story(&f, events, 9, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), -40);
    assert_int_equal(FACT(c, POINTS_REVERSED), 40);
    assert_int_equal(FACT(c, FRIENDS), 1);
    assert_true(c.lots[1].kept_count == 0 && c.lots[1].reversed == 40);
    c = lty_test_story(&f, events, 10, T0 + 9 * DAY); /* rewarded again: as before */
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, FRIENDS), 2);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_POINTS, LTY_TIER_LIFETIME, (lty_period){0, 0});
    c = lty_test_story(&f, events, 9, T0 + 9 * DAY);
    assert_int_equal(FACT(c, TIER_METRIC), 60);
    f.programme.points.arrears = LTY_ARREARS_ZERO;
    c = lty_test_story(&f, events, 9, T0 + 9 * DAY);
    assert_int_equal(FACT(c, POINTS), 0);
    assert_int_equal(FACT(c, POINTS_REVERSED), 0);
    assert_int_equal(FACT(c, TIER_METRIC), 60);
    lty_test_end(&f);
}

static void birthdays_fall_on_local_days(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event leap[] = {born("s/1", T0, NULL, 5172 /* 1984-02-29 */)};
    const lty_event summer[] = {born("s/1", T0, NULL, 5201 /* 1984-03-29 */)};

    act(&f);
    lty_customer c = lty_test_story(&f, leap, 1, LTY_TEST_2012 + 59 * DAY); /* 29 February 2012 */
    assert_int_equal(c.lot_count, 3);
    assert_int_equal(c.lots[0].at_s, LTY_TEST_2010 + 58 * DAY); /* the 28th */
    assert_int_equal(c.lots[1].at_s, LTY_TEST_2011 + 58 * DAY);
    assert_int_equal(c.lots[2].at_s, LTY_TEST_2012 + 59 * DAY);
    assert_string_equal(c.lots[2].event->id.bytes, "s/1");
    assert_int_equal(lty_test_story(&f, leap, 1, LTY_TEST_2012 + 59 * DAY - 1).lot_count, 2);
    c = lty_test_story(&f, summer, 1, 1269817200);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(c.lots[0].at_s, 1269817200); /* 28 March, 23:00 UTC */
    assert_int_equal(lty_test_story(&f, summer, 1, 1269817199).lot_count, 0);
    lty_test_end(&f);
}

static void a_birthday_is_awarded_once_a_year_and_in_time(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const int64_t day = 5158; /* 1984-02-15 */
    const lty_event events[] = {
        born("s/1", T0, NULL, day), born("s/2", T0 + 10 * DAY, NULL, day + 20), /* 6 March: another one in the same year */
        born("s/3", T0 + 20 * DAY, NULL, day + 366 + 30),
        born("s/4", T0 + 380 * DAY, NULL, day + 366 + 30), /* the same once more: known since s/3 */
    };
    const lty_event at_once[] = {born("s/1", LTY_TEST_2010 + 45 * DAY, NULL, day)};
    const lty_event before[] = {born("s/1", LTY_TEST_2010 + 45 * DAY - 1, NULL, day)};
    const lty_event newborn[] = {born("s/1", LTY_TEST_2010, NULL, 14655 /* 2010-02-15 */)};
    lty_earn_rule rule = actions[7];

    act(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), LTY_TEST_2011 + 300 * DAY);
    assert_int_equal(c.lot_count, 2);
    assert_int_equal(c.lots[0].at_s, LTY_TEST_2010 + 45 * DAY);
    assert_int_equal(c.lots[1].at_s, LTY_TEST_2011 + 75 * DAY); /* 17 March */
    assert_string_equal(c.lots[1].event->id.bytes, "s/4");
    assert_int_equal(lty_test_story(&f, at_once, 1, LTY_TEST_2011).lot_count, 0); /* that day had begun */
    assert_int_equal(lty_test_story(&f, before, 1, LTY_TEST_2011).lot_count, 1);
    assert_int_equal(lty_test_story(&f, newborn, 1, LTY_TEST_2011).lot_count, 0);
    assert_int_equal(lty_test_story(&f, newborn, 1, LTY_TEST_2012).lot_count, 1);
    rule.known_days = 30;
    f.programme.points.earn = &rule;
    f.programme.points.earn_count = 1;
    c = lty_test_story(&f, events, COUNT(events), LTY_TEST_2011 + 300 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(c.lots[0].at_s, LTY_TEST_2011 + 75 * DAY);
    rule.known_days = 46; /* since the start of 31 December before */
    const lty_event edge[] = {born("s/1", LTY_TEST_2010 - DAY, NULL, day)};
    const lty_event late[] = {born("s/1", LTY_TEST_2010 - DAY + 1, NULL, day)};
    assert_int_equal(lty_test_story(&f, edge, 1, LTY_TEST_2011).lot_count, 1);
    assert_int_equal(lty_test_story(&f, late, 1, LTY_TEST_2011).lot_count, 0);
    lty_test_end(&f);
}

static void the_first_children_of_the_year_are_awarded(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        born("s/1", T0, "zoe", 10957 + 70), born("s/2", T0, "amy", 10957 + 70), born("s/3", T0, "bob", 10957 + 70),
        born("s/4", T0, "cat", 10957 + 200),
        lty_test_points("s/5", LTY_EVENT_POINTS_SPENT, LTY_TEST_2010 + 69 * DAY, 20), /* that very instant: the award is before it */
    };

    act(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), LTY_TEST_2011 - 1);
    assert_int_equal(c.lot_count, 2);
    assert_string_equal(c.lots[0].event->id.bytes, "s/2"); /* by name */
    assert_string_equal(c.lots[1].event->id.bytes, "s/3");
    assert_int_equal(c.debt_count, 0);
    assert_int_equal(FACT(c, POINTS), 4);
    assert_int_equal(lty_test_story(&f, events, COUNT(events), LTY_TEST_2012 - 1).lot_count, 4);
    lty_test_end(&f);
}

/* Each has two birthdays in two years; all of them come by their instant, those of one instant by name, in whatever order they were told. */
static void sixty_children_have_their_birthdays_in_order(void **unused)
{
    (void) unused;
    static const lty_earn_rule rule[] = {{ACTION("child", LTY_EARN_CHILD_BIRTHDAY, 12)}};
    uint64_t state = lty_test_seed("children", 20261123);
    lty_event events[60];
    char names[60][8];

    for (int round = 0; round < 200; round++) {
        lty_test_fixture f;
        const int64_t days = 1 + lty_test_below(&state, 366); /* many of one day, or hardly two */
        size_t of_child[COUNT(events)] = {0};

        for (size_t i = 0; i < COUNT(events); i++) {
            snprintf(names[i], sizeof names[i], "%03d%02d", (int) lty_test_below(&state, 1000), (int) i);
            events[i] = born("s/child", T0, names[i], 10957 + lty_test_below(&state, days));
        }
        lty_test_begin(&f);
        f.programme.points.earn = rule;
        f.programme.points.earn_count = COUNT(rule);
        const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 730 * DAY);
        assert_int_equal(c.lot_count, 2 * COUNT(events));
        for (size_t i = 0; i < c.lot_count; i++) {
            of_child[c.lots[i].event->object.bytes[3] * 10 + c.lots[i].event->object.bytes[4] - 11 * '0']++;
            if (i > 0) {
                const lty_lot *before = &c.lots[i - 1];

                assert_true(before->at_s < c.lots[i].at_s
                    || (before->at_s == c.lots[i].at_s && lty_text_compare(before->event->object, c.lots[i].event->object) < 0));
            }
        }
        for (size_t i = 0; i < COUNT(events); i++) {
            assert_int_equal(of_child[i], 2);
        }
        lty_test_end(&f);
    }
}

static void forty_products_are_remembered(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[60];
    char products[40][4];

    for (size_t i = 0; i < COUNT(events); i++) {
        char *product = products[i % COUNT(products)];

        snprintf(product, sizeof products[0], "p%d", (int) (i % COUNT(products)));
        events[i] = of("s/review", LTY_EVENT_REVIEW, T0 + (int64_t) i * 60, product);
    }
    act(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + DAY);
    assert_int_equal(c.lot_count, COUNT(products));
    assert_int_equal(FACT(c, REVIEWS), COUNT(events));
    lty_test_end(&f);
}

static int64_t reversed_at(const lty_customer *c, int64_t at_s)
{
    int64_t sum = 0;

    for (size_t i = 0; i < c->flow_count; i++) {
        sum += c->flows[i].kind == LTY_FLOW_REVERSED && c->flows[i].at_s == at_s ? c->flows[i].points : 0;
    }
    return sum;
}

static void a_friend_is_taken_back_at_the_first_stop(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event stops[] = {
        friend("s/1", T0, "8", true, 1, LTY_REFERRAL_REWARDED),
        friend("s/2", T0 + DAY, "8", true, 2, LTY_REFERRAL_FROZEN),
        friend("s/3", T0 + 2 * DAY, "8", true, 3, LTY_REFERRAL_REJECTED),
    };
    const lty_event twins[] = {
        friend("s/1", T0, "8", true, 1, LTY_REFERRAL_REWARDED),
        friend("s/2", T0 + DAY, "8", true, 1, LTY_REFERRAL_REJECTED), /* of one revision: the later */
    };
    lty_event others[] = {
        lty_test_order("s/order/8/5", "8", 5, T0, LTY_ORDER_PLACED, 100), /* no friend, though it is called as one */
        friend("s/2", T0 + DAY, "8", false, 1, LTY_REFERRAL_REWARDED),
    };

    act(&f);
    lty_customer c = lty_test_story(&f, stops, COUNT(stops), T0 + 9 * DAY);
    assert_int_equal(reversed_at(&c, T0 + DAY), 40);
    assert_int_equal(FACT(c, POINTS_REVERSED), 40);
    assert_int_equal(lty_test_story(&f, twins, COUNT(twins), T0 + 9 * DAY).lots[0].reversed, 40);
    c = lty_test_story(&f, others, COUNT(others), T0 + 9 * DAY);
    assert_int_equal(c.lot_count, 1);
    assert_int_equal(FACT(c, POINTS), 20);
    lty_test_end(&f);
}

static void an_own_birthday_takes_no_place_of_a_child(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        born("s/1", T0, "amy", 10957 + 70),
        born("s/2", T0, NULL, 10957 + 100),
        born("s/3", T0, "bob", 10957 + 130),
        born("s/4", T0 + DAY, "bob", 10957 + 140), /* said once more: still one child */
        born("s/5", T0 + DAY, "cat", 10957 + 150),
    };

    act(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), LTY_TEST_2011 - 1);
    assert_int_equal(c.lot_count, 3);
    assert_string_equal(c.lots[0].event->id.bytes, "s/1");
    assert_string_equal(c.lots[1].event->id.bytes, "s/2");
    assert_string_equal(c.lots[2].event->id.bytes, "s/4");
    lty_test_end(&f);
}

static void after_the_last_birthday_of_all_years_there_is_none(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {born("s/1", LTY_TIME_MAX - 100 * DAY, NULL, 10957 + 70)};

    act(&f);
    assert_int_equal(lty_test_story(&f, events, 1, LTY_TIME_MAX).lot_count, 0);
    lty_test_end(&f);
}

static void a_tier_by_hand_earns_at_once(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        of("s/1", LTY_EVENT_TIER_SET, T0, ""),
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 20 * DAY, LTY_ORDER_PAID, 10000),
    };

    events[0].value = LTY_TEXT("gold");
    events[0].until_s = T0 + 10 * DAY;
    act(&f);
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
    lty_customer c = lty_test_story(&f, events, 2, T0 + DAY);
    assert_int_equal(c.lots[0].earned, 200);
    assert_int_equal(FACT(c, TIER), 2);
    assert_int_equal(FACT(c, TIER_SINCE), T0);
    assert_int_equal(FACT(c, TIER_UNTIL), T0 + 10 * DAY);
    assert_true(c.outlook_level == 1 && c.change_count > 0);
    c = lty_test_story(&f, events, 3, T0 + 21 * DAY);
    assert_int_equal(c.lots[1].earned, 125);
    assert_int_equal(FACT(c, TIER), 2); /* 20000 by now */
    assert_true(FACT(c, TIER_MISSING) == LTY_FACT_NONE && FACT(c, TIER_UNTIL) == LTY_FACT_NONE);
    lty_test_end(&f);
}

static void one_point_at_the_delivery_counts_for_the_tier(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 100),
        lty_test_order("s/order/1/2", "1", 2, T0 + DAY, LTY_ORDER_DELIVERED, 100),
    };

    act(&f);
    f.programme.points.award_on = LTY_AWARD_ON_DELIVERED;
    f.programme.tiers = lty_test_tiers_by(LTY_TIER_BY_POINTS, LTY_TIER_LIFETIME, (lty_period){0, 0});
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0);
    assert_int_equal(FACT(c, TIER_METRIC), 0);
    c = lty_test_story(&f, events, COUNT(events), T0 + DAY);
    assert_int_equal(FACT(c, POINTS), 1);
    assert_int_equal(FACT(c, TIER_METRIC), 1);
    lty_test_end(&f);
}

static void points_wait_for_the_delivery(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 10000),
        lty_test_order("s/order/1/2", "1", 2, T0 + 20 * DAY + 60, LTY_ORDER_DELIVERED, 10000),
        lty_test_refund("s/refund/1/1", "1", T0 + 300 * DAY, 4000),
    };

    act(&f);
    f.programme.points.pending_until_delivered = true;
    lty_customer c = lty_test_story(&f, events, 1, T0 + 400 * DAY);
    assert_int_equal(FACT(c, POINTS_PENDING), 100);
    assert_true(c.lots[0].available_at_s == LTY_TIME_NONE && c.lots[0].pending);
    c = lty_test_story(&f, events, 2, T0 + 400 * DAY);
    assert_int_equal(c.lots[0].available_at_s, T0 + 20 * DAY + 60);
    f.programme.points.pending_days = 14;
    c = lty_test_story(&f, events, 2, T0 + 34 * DAY - 1);
    assert_int_equal(FACT(c, POINTS_PENDING), 100);
    c = lty_test_story(&f, events, 2, T0 + 34 * DAY);
    assert_int_equal(FACT(c, POINTS), 100);
    f.programme.points.arrears = LTY_ARREARS_PENDING;
    const lty_event waiting[] = {events[0], events[2]};
    c = lty_test_story(&f, waiting, 2, T0 + 400 * DAY);
    assert_int_equal(FACT(c, POINTS_REVERSED), 40);
    f.programme.points.expires = true; /* pending or not */
    f.programme.points.expiry = (lty_period){0, 30};
    c = lty_test_story(&f, waiting, 2, T0 + 400 * DAY);
    assert_int_equal(FACT(c, POINTS_EXPIRED), 100);
    lty_test_end(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_thing_earns_as_often_as_it_may),
        cmocka_unit_test(corrected_events_do_not_hold),
        cmocka_unit_test(friends_are_rewarded_once_and_taken_back),
        cmocka_unit_test(birthdays_fall_on_local_days),
        cmocka_unit_test(a_birthday_is_awarded_once_a_year_and_in_time),
        cmocka_unit_test(the_first_children_of_the_year_are_awarded),
        cmocka_unit_test(sixty_children_have_their_birthdays_in_order),
        cmocka_unit_test(forty_products_are_remembered),
        cmocka_unit_test(a_friend_is_taken_back_at_the_first_stop),
        cmocka_unit_test(an_own_birthday_takes_no_place_of_a_child),
        cmocka_unit_test(after_the_last_birthday_of_all_years_there_is_none),
        cmocka_unit_test(a_tier_by_hand_earns_at_once),
        cmocka_unit_test(one_point_at_the_delivery_counts_for_the_tier),
        cmocka_unit_test(points_wait_for_the_delivery),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
