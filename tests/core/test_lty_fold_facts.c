/* What a fold knows beside points: consents, birthdays ahead, children, messages, visits, coupons. docs/customers.md, Facts */
#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define HOUR 3600
#define T0 (LTY_TEST_2010 + 40 * DAY) /* 10 February */

static lty_event of(const char *id, lty_event_type type, int64_t at_s, const char *object)
{
    lty_event event = lty_test_points(id, type, at_s, 0);

    event.object = lty_test_text(object);
    return event;
}

static lty_event consent(const char *id, int64_t at_s, const char *channel, bool given)
{
    lty_event event = of(id, LTY_EVENT_CONSENT, at_s, "");

    event.value = lty_test_text(channel);
    event.given = given;
    return event;
}

static lty_event born(const char *id, int64_t at_s, const char *child, const char *date)
{
    lty_event event = of(id, *child == '\0' ? LTY_EVENT_BIRTHDAY : LTY_EVENT_CHILD_BIRTHDAY, at_s, child);

    assert_int_equal(lty_day_parse(&event.day, lty_test_text(date)), LTY_OK);
    return event;
}

static lty_event message(const char *id, lty_event_type type, int64_t at_s, const char *delivery)
{
    lty_event event = of(id, type, at_s, delivery);

    event.value = LTY_TEXT("spring");
    event.channel = LTY_TEXT("email");
    return event;
}

static int64_t at(const char *text)
{
    int64_t at_s;

    assert_int_equal(lty_time_parse(&at_s, lty_test_text(text), NULL), LTY_OK);
    return at_s;
}

static void who_said_nothing_has_nothing(void **unused)
{
    (void) unused;
    static const lty_fact nulls[] = {LTY_FACT_EMAIL_SINCE, LTY_FACT_SMS_SINCE, LTY_FACT_BIRTHDAY_IN, LTY_FACT_CHILD_BIRTHDAY_IN,
        LTY_FACT_OPEN_RATE, LTY_FACT_LAST_OPENED, LTY_FACT_BEST_HOUR, LTY_FACT_FIRST_VISIT, LTY_FACT_P_ALIVE, LTY_FACT_EXPECTED_ORDERS,
        LTY_FACT_CLV, LTY_FACT_LOYALTY};
    static const lty_fact zeros[] = {LTY_FACT_CHILDREN, LTY_FACT_MESSAGES_SENT, LTY_FACT_MESSAGES_OPENED, LTY_FACT_MESSAGES_CLICKED,
        LTY_FACT_REDEMPTIONS, LTY_FACT_VISITS};
    lty_test_fixture f;
    lty_event wants = of("s/1", LTY_EVENT_PREFERENCE, T0, "cats");
    const lty_event others[] = {wants, of("s/2", LTY_EVENT_SEGMENT, T0, "vip")};

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, others, COUNT(others), T0 + DAY);
    for (size_t i = 0; i < COUNT(nulls); i++) {
        assert_true(c.facts[nulls[i]] == LTY_FACT_NONE);
    }
    for (size_t i = 0; i < COUNT(zeros); i++) {
        assert_int_equal(c.facts[zeros[i]], 0);
    }
    lty_test_end(&f);
}

static void consent_holds_from_the_first_of_an_unbroken_run(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {
        consent("s/1", T0, "email", true),
        consent("s/2", T0 + DAY, "email", true), /* again: goes on */
        consent("s/3", T0 + 2 * DAY, "sms", false),
        consent("s/4", T0 + 3 * DAY, "email", false),
        consent("s/5", T0 + 4 * DAY, "email", false),
        consent("s/6", T0 + 5 * DAY, "email", true),
        consent("s/7", T0 + 5 * DAY, "sms", true),
        consent("s/8", T0 + 6 * DAY, "email", true),
    };
    static const struct {
        size_t day;
        int64_t email;
        int64_t sms;
    } wanted[] = {{0, T0, LTY_FACT_NONE}, {1, T0, LTY_FACT_NONE}, {2, T0, LTY_FACT_NONE}, {3, LTY_FACT_NONE, LTY_FACT_NONE},
        {4, LTY_FACT_NONE, LTY_FACT_NONE}, {5, T0 + 5 * DAY, T0 + 5 * DAY}, {6, T0 + 5 * DAY, T0 + 5 * DAY}};

    lty_test_begin(&f);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + (int64_t) wanted[i].day * DAY);

        assert_int_equal(FACT(c, EMAIL_SINCE), wanted[i].email);
        assert_int_equal(FACT(c, SMS_SINCE), wanted[i].sms);
    }
    lty_test_end(&f);
}

/* Withdrawn and given at one instant: the id decides, as everywhere. */
static void consents_of_one_instant_are_in_the_order_of_their_ids(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event ends_given[] = {
        consent("s/1", T0, "email", true), consent("s/3", T0 + DAY, "email", true), consent("s/2", T0 + DAY, "email", false)};
    const lty_event ends_withdrawn[] = {
        consent("s/1", T0, "email", true), consent("s/2", T0 + DAY, "email", true), consent("s/3", T0 + DAY, "email", false)};

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, ends_given, COUNT(ends_given), T0 + 2 * DAY);
    assert_int_equal(FACT(c, EMAIL_SINCE), T0 + DAY);
    c = lty_test_story(&f, ends_withdrawn, COUNT(ends_withdrawn), T0 + 2 * DAY);
    assert_int_equal(FACT(c, EMAIL_SINCE), LTY_FACT_NONE);
    assert_int_equal(FACT(c, CONSENT_EMAIL), 0);
    lty_test_end(&f);
}

static void birthdays_are_ahead_by_local_days(void **unused)
{
    (void) unused;
    static const struct {
        const char *born;
        const char *at;
        int64_t days; /* -1: none */
    } cases[] = {
        {"1980-06-15", "2010-06-14T23:00:00Z", 0}, /* it is the 15th in London */
        {"1980-06-15", "2010-06-14T22:59:59Z", 1},
        {"1980-06-15", "2010-06-15T22:59:59Z", 0},
        {"1980-06-15", "2010-06-15T23:00:00Z", 364},
        {"1980-06-15", "2011-06-15T23:00:00Z", 365}, /* over 29 February */
        {"1980-01-01", "2010-12-31T23:59:59Z", 1},
        {"1980-12-31", "2011-01-01T00:00:00Z", 364},
        {"1984-02-29", "2010-02-27T12:00:00Z", 1}, /* the 28th */
        {"1984-02-29", "2010-02-28T12:00:00Z", 0},
        {"1984-02-29", "2010-03-01T12:00:00Z", 364},
        {"1984-02-29", "2011-03-01T12:00:00Z", 365}, /* the 29th */
        {"1984-02-29", "2012-02-28T12:00:00Z", 1},
        {"1984-02-29", "2012-02-29T12:00:00Z", 0},
        {"1984-02-28", "2012-02-28T12:00:00Z", 0},
        {"2010-06-15", "2010-06-15T12:00:00Z", 365}, /* the day of birth itself */
        {"2010-06-15", "2010-06-01T12:00:00Z", 379},
        {"2012-02-29", "2010-06-01T12:00:00Z", 1003}, /* one that is to come: 28 February 2013 */
        {"9998-06-15", "9999-06-15T12:00:00Z", 0},
        {"9998-06-15", "9999-06-16T00:00:00Z", -1}, /* no year behind */
        {"9999-12-31", "9999-12-31T12:00:00Z", -1},
        {"0001-01-01", "0001-01-01T00:00:00Z", 365},
    };
    lty_test_fixture f;

    lty_test_begin(&f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const lty_event said[] = {born("s/1", LTY_TIME_MIN, "", cases[i].born)};
        const int64_t wanted = cases[i].days < 0 ? LTY_FACT_NONE : cases[i].days;
        const lty_customer c = lty_test_story(&f, said, 1, at(cases[i].at));

        assert_int_equal(FACT(c, BIRTHDAY_IN), wanted);
        assert_true(FACT(c, CHILD_BIRTHDAY_IN) == LTY_FACT_NONE);
    }
    lty_test_end(&f);
}

static void the_nearest_child_counts_and_the_latest_date_holds(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        born("s/1", T0, "Ada", "2005-03-01"), born("s/2", T0, "Bob", "2006-02-15"),
        born("s/3", T0 + DAY, "Ada", "2005-02-13"), /* a correction */
        born("s/4", T0 + DAY, "", "1980-02-12"), born("s/5", T0 + 2 * DAY, "Bob", "2006-08-01"),
        born("s/6", T0 + 2 * DAY, "ada", "2006-02-13"), /* another name is another child */
    };

    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0);
    assert_int_equal(FACT(c, CHILDREN), 2);
    assert_int_equal(FACT(c, CHILD_BIRTHDAY_IN), 5);
    c = lty_test_story(&f, events, COUNT(events), T0 + DAY);
    assert_int_equal(FACT(c, CHILDREN), 2);
    assert_int_equal(FACT(c, CHILD_BIRTHDAY_IN), 2);
    assert_int_equal(FACT(c, BIRTHDAY_IN), 1);
    events[5].replaces = LTY_TEXT("s/3");
    c = lty_test_story(&f, events, COUNT(events), T0 + 4 * DAY);
    assert_int_equal(FACT(c, CHILDREN), 3);
    assert_int_equal(FACT(c, CHILD_BIRTHDAY_IN), 15); /* Ada's is what it was at first; that of "ada" was yesterday */
    lty_test_end(&f);
}

/* A family in which each is told of twice, with a rule that earns and without: the same facts. */
static void children_are_found_again_among_many(void **unused)
{
    (void) unused;
    static const lty_earn_rule rule = {
        .key = {"child", 5}, .pointer = {"/points/earn/0", 14}, .kind = LTY_EARN_CHILD_BIRTHDAY, .points = 1, LTY_TEST_ALWAYS};
    enum { NAMES = 30 };
    lty_test_fixture f;
    lty_event events[2 * NAMES];
    char names[NAMES][8];
    char ids[2 * NAMES][16];

    for (size_t i = 0; i < 2 * NAMES; i++) {
        snprintf(names[i % NAMES], sizeof names[0], "c%zu", i % NAMES);
        snprintf(ids[i], sizeof ids[0], "s/%02zu", i);
        events[i] = born(ids[i], T0 + (int64_t) i, names[i % NAMES], "2005-02-10");
        events[i].day += i < NAMES ? 100 : (int64_t) (i % NAMES) + 1;
    }
    for (size_t earns = 0; earns < 2; earns++) {
        lty_test_begin(&f);
        f.programme.points.earn = &rule;
        f.programme.points.earn_count = earns;
        const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + DAY);

        assert_int_equal(FACT(c, CHILDREN), NAMES);
        assert_int_equal(FACT(c, CHILD_BIRTHDAY_IN), 0);
        assert_int_equal(FACT(c, POINTS), earns);
        lty_test_end(&f);
    }
}

static void messages_are_counted_by_their_deliveries(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        message("s/sent/1/1", LTY_EVENT_MESSAGE_SENT, T0, "1"),
        message("s/sent/2/1", LTY_EVENT_MESSAGE_SENT, T0, "2"),
        message("s/opened/a/1", LTY_EVENT_MESSAGE_OPENED, T0 + HOUR, "1"),
        message("s/opened/b/1", LTY_EVENT_MESSAGE_OPENED, T0 + 2 * HOUR, "1"),   /* once more */
        message("s/clicked/a/1", LTY_EVENT_MESSAGE_CLICKED, T0 + 3 * HOUR, "2"), /* was opened, then */
        message("s/clicked/b/1", LTY_EVENT_MESSAGE_CLICKED, T0 + 4 * HOUR, "2"),
        message("s/opened/c/1", LTY_EVENT_MESSAGE_OPENED, T0 + 5 * HOUR, "3"), /* of which nobody has heard: two of it */
        message("s/clicked/c/1", LTY_EVENT_MESSAGE_CLICKED, T0 + 6 * HOUR, "3"),
        message("t/opened/d/1", LTY_EVENT_MESSAGE_OPENED, T0 + 7 * HOUR, "1"), /* of another source is another one */
        message("s/sent/3/1", LTY_EVENT_MESSAGE_SENT, T0 + 8 * HOUR, "3"),     /* heard of late */
        message("s/sent/4/1", LTY_EVENT_MESSAGE_SENT, T0 + 9 * HOUR, "4"),
    };
    static const struct {
        int64_t hours;
        int64_t sent;
        int64_t opened;
        int64_t clicked;
        int64_t rate;
    } wanted[] = {{0, 2, 0, 0, 0}, {1, 2, 1, 0, 500000}, {2, 2, 1, 0, 500000}, {3, 2, 2, 1, 1000000}, {4, 2, 2, 1, 1000000},
        {5, 3, 3, 1, 1000000}, {6, 3, 3, 2, 1000000}, {7, 4, 4, 2, 1000000}, {8, 4, 4, 2, 1000000}, {9, 5, 4, 2, 800000}};

    lty_test_begin(&f);
    for (size_t i = 0; i < COUNT(wanted); i++) {
        const lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + wanted[i].hours * HOUR);

        assert_int_equal(FACT(c, MESSAGES_SENT), wanted[i].sent);
        assert_int_equal(FACT(c, MESSAGES_OPENED), wanted[i].opened);
        assert_int_equal(FACT(c, MESSAGES_CLICKED), wanted[i].clicked);
        assert_int_equal(FACT(c, OPEN_RATE), wanted[i].rate);
        assert_int_equal(FACT(c, LAST_OPENED), i == 0 ? LTY_FACT_NONE : T0 + (wanted[i].hours < 7 ? wanted[i].hours : 7) * HOUR);
    }
    lty_test_end(&f);
}

/* Two of three is 666,666 millionths: cut. */
static void the_rate_is_cut(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event events[] = {message("s/1", LTY_EVENT_MESSAGE_SENT, T0, "1"), message("s/2", LTY_EVENT_MESSAGE_OPENED, T0, "2"),
        message("s/3", LTY_EVENT_MESSAGE_CLICKED, T0, "3")};

    lty_test_begin(&f);
    const lty_customer c = lty_test_story(&f, events, COUNT(events), T0);
    assert_int_equal(FACT(c, OPEN_RATE), 666666);
    lty_test_end(&f);
}

static void the_best_hour_is_local_and_of_equals_the_earlier(void **unused)
{
    (void) unused;
    static const lty_transition fixed[] = {{0, -5 * HOUR}};
    static const struct {
        const char *first;
        const char *second;
        const char *third;
        int64_t hour;
    } cases[] = {
        {"2010-06-01T07:59:59Z", "2010-01-01T08:00:00Z", "2010-01-02T19:00:00Z", 8}, /* 8:59 in summer, 8:00 in winter */
        {"2010-06-01T06:00:00Z", "2010-01-01T08:00:00Z", "2010-01-02T19:00:00Z", 7}, /* each once */
        {"2010-03-28T00:59:59Z", "2010-03-28T01:00:00Z", "2010-03-28T01:59:59Z", 2}, /* 1:00 to 2:00 is skipped */
        {"2010-10-31T00:30:00Z", "2010-10-31T01:30:00Z", "2010-10-31T02:00:00Z", 1}, /* 1:30 comes twice */
        {"1969-12-31T23:30:00Z", "1969-12-31T22:59:59Z", "1969-12-31T22:00:00Z", 22},
    };
    lty_test_fixture f;

    lty_test_begin(&f);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const lty_event events[] = {message("s/1", LTY_EVENT_MESSAGE_OPENED, at(cases[i].first), "1"),
            message("s/2", LTY_EVENT_MESSAGE_CLICKED, at(cases[i].second), "1"),
            message("s/3", LTY_EVENT_MESSAGE_OPENED, at(cases[i].third), "2")};
        const lty_customer c = lty_test_story(&f, events, 3, LTY_TEST_2011);

        assert_int_equal(FACT(c, BEST_HOUR), cases[i].hour);
    }
    /* The zone is that of the instant of the question, whenever the message was read. */
    lty_programme later = f.programme;
    const lty_programme *versions[] = {&f.programme, &later};
    const lty_event read[] = {message("s/1", LTY_EVENT_MESSAGE_OPENED, LTY_TEST_2010, "1"), born("s/2", T0, "", "1980-02-12")};
    lty_test_shop shop;

    later.zone = (lty_zone){LTY_TEXT("Etc/GMT+5"), fixed, 1};
    later.in_force_from_s = LTY_TEST_2010 + 42 * DAY;
    assert_int_equal(lty_test_open(&shop, versions, 2, &f.alloc), LTY_OK);
    lty_customer c = lty_test_fold(&shop, read, 2, LTY_TEST_2010 + 42 * DAY - 1);
    assert_int_equal(FACT(c, BEST_HOUR), 0);
    assert_int_equal(FACT(c, BIRTHDAY_IN), 1);
    c = lty_test_fold(&shop, read, 2, LTY_TEST_2010 + 42 * DAY);
    assert_int_equal(FACT(c, BEST_HOUR), 19);
    assert_int_equal(FACT(c, BIRTHDAY_IN), 1); /* it is the 11th there */
    lty_test_close(&shop);
    lty_test_end(&f);
}

static void visits_and_coupons_are_counted(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    lty_event events[] = {
        of("s/2", LTY_EVENT_VISIT, T0 + DAY, ""),
        of("s/1", LTY_EVENT_VISIT, T0, ""),
        of("s/3", LTY_EVENT_VISIT, T0 + 2 * DAY, ""),
        of("s/4", LTY_EVENT_COUPON_REDEEMED, T0, "1"),
        of("s/5", LTY_EVENT_COUPON_REDEEMED, T0 + DAY, "1"),
        of("s/6", LTY_EVENT_VISIT, T0 + 3 * DAY, ""),
    };

    events[5].replaces = LTY_TEXT("s/1");
    lty_test_begin(&f);
    lty_customer c = lty_test_story(&f, events, COUNT(events), T0 + 2 * DAY);
    assert_int_equal(FACT(c, FIRST_VISIT), T0);
    assert_int_equal(FACT(c, VISITS), 3);
    assert_int_equal(FACT(c, REDEMPTIONS), 2);
    c = lty_test_story(&f, events, COUNT(events), T0 + 3 * DAY);
    assert_int_equal(FACT(c, FIRST_VISIT), T0 + DAY);
    assert_int_equal(FACT(c, LAST_VISIT), T0 + 3 * DAY);
    lty_test_end(&f);
}

/* A history is folded by a folder that has folded another one before: nothing of that is left. */
static void nothing_is_left_of_the_customer_before(void **unused)
{
    (void) unused;
    lty_test_fixture f;
    const lty_event full[] = {message("s/1", LTY_EVENT_MESSAGE_CLICKED, T0, "1"), born("s/2", T0, "Ada", "2005-03-01"),
        born("s/3", T0, "", "1980-03-01"), consent("s/4", T0, "email", true), of("s/5", LTY_EVENT_VISIT, T0, "")};
    const lty_event other[] = {message("s/6", LTY_EVENT_MESSAGE_SENT, T0, "1"), born("s/7", T0, "Bob", "2005-04-01")};
    lty_test_shop shop;

    lty_test_begin(&f);
    const lty_programme *versions[] = {&f.programme};
    assert_int_equal(lty_test_open(&shop, versions, 1, &f.alloc), LTY_OK);
    (void) lty_test_fold(&shop, full, COUNT(full), T0);
    const lty_customer again = lty_test_fold(&shop, other, COUNT(other), T0);
    unsigned char warm[32];
    unsigned char cold[32];

    lty_fold_digest(warm, LTY_TEXT("7"), &again);
    assert_int_equal(FACT(again, MESSAGES_OPENED), 0);
    assert_true(FACT(again, BEST_HOUR) == LTY_FACT_NONE && FACT(again, BIRTHDAY_IN) == LTY_FACT_NONE);
    assert_int_equal(FACT(again, CHILDREN), 1);
    lty_test_close(&shop);
    assert_int_equal(lty_test_open(&shop, versions, 1, &f.alloc), LTY_OK);
    const lty_customer fresh = lty_test_fold(&shop, other, COUNT(other), T0);
    lty_fold_digest(cold, LTY_TEXT("7"), &fresh);
    assert_memory_equal(warm, cold, 32);
    lty_test_close(&shop);
    lty_test_end(&f);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_event events[40];
    const lty_event *pointers[COUNT(events)];
    char ids[COUNT(events)][16];
    lty_programme programme = lty_test_programme();
    const lty_programme *versions[] = {&programme};
    lty_status status = LTY_E_MEMORY;

    for (size_t i = 0; i < COUNT(events); i++) {
        snprintf(ids[i], sizeof ids[0], "s/%02zu", i);
        events[i] = i % 2 == 0 ? message(ids[i], LTY_EVENT_MESSAGE_OPENED, T0, ids[i]) : born(ids[i], T0, ids[i], "2005-03-01");
        pointers[i] = &events[i];
    }
    for (size_t n = 1; status == LTY_E_MEMORY; n++) {
        lty_customer customer = {.lot_count = 77};
        lty_test_shop shop;

        memory.calls = 0;
        memory.fail_at = n;
        status = lty_test_open(&shop, versions, 1, &alloc);
        if (status == LTY_OK) {
            status = lty_test_try(&customer, &shop, pointers, COUNT(events), T0, 0);
        }
        assert_true(status == LTY_OK || customer.lot_count == 77);
        if (status == LTY_OK) {
            assert_int_equal(customer.facts[LTY_FACT_CHILDREN], 20);
            assert_int_equal(customer.facts[LTY_FACT_MESSAGES_SENT], 20);
        }
        lty_test_close(&shop);
        assert_int_equal(memory.blocks, 0);
        assert_true(n < 1000);
    }
    assert_int_equal(status, LTY_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_said_nothing_has_nothing),
        cmocka_unit_test(consent_holds_from_the_first_of_an_unbroken_run),
        cmocka_unit_test(consents_of_one_instant_are_in_the_order_of_their_ids),
        cmocka_unit_test(birthdays_are_ahead_by_local_days),
        cmocka_unit_test(the_nearest_child_counts_and_the_latest_date_holds),
        cmocka_unit_test(children_are_found_again_among_many),
        cmocka_unit_test(messages_are_counted_by_their_deliveries),
        cmocka_unit_test(the_rate_is_cut),
        cmocka_unit_test(the_best_hour_is_local_and_of_equals_the_earlier),
        cmocka_unit_test(visits_and_coupons_are_counted),
        cmocka_unit_test(nothing_is_left_of_the_customer_before),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
