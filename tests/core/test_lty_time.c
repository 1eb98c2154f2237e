/* Civil days against the C library, zones against transitions of the IANA database (2024a). */
#define _POSIX_C_SOURCE 200809L

#include <time.h>

#include "lty_test.h"
#include "lty_time.h"

#define LONDON_COUNT 5
static const lty_transition london_transitions[LONDON_COUNT] = {
    {1269738000, 3600}, /* 2010-03-28T01:00Z */
    {1288486800, 0},    /* 2010-10-31T01:00Z */
    {1301187600, 3600}, /* 2011-03-27T01:00Z */
    {1319936400, 0},    /* 2011-10-30T01:00Z */
    {1332637200, 3600}, /* 2012-03-25T01:00Z */
};
static const lty_zone london = {{"Europe/London", 13}, london_transitions, LONDON_COUNT};

/* Midnight is skipped: 2018-11-04 00:00 -03 became 01:00 -02. */
static const lty_transition sao_paulo_transitions[] = {{1518919200, -10800}, {1541300400, -7200}, {1550368800, -10800}};
static const lty_zone sao_paulo = {{"America/Sao_Paulo", 17}, sao_paulo_transitions, 3};

/* Midnight happens twice: 2021-11-07 01:00 -04 became 00:00 -05. */
static const lty_transition havana_transitions[] = {{1615698000, -14400}, {1636261200, -18000}};
static const lty_zone havana = {{"America/Havana", 14}, havana_transitions, 2};

/* A whole day is skipped: after 2011-12-29 24:00 -10 came 2011-12-31 00:00 +14. */
static const lty_transition apia_transitions[] = {{1316872800, -36000}, {1325239200, 50400}};
static const lty_zone apia = {{"Pacific/Apia", 12}, apia_transitions, 2};

static int64_t instant(const char *text, const lty_zone *zone)
{
    int64_t at_s = 0;

    assert_int_equal(lty_time_parse(&at_s, lty_test_text(text), zone), LTY_OK);
    return at_s;
}

static int64_t day(const char *text)
{
    int64_t number = 0;

    assert_int_equal(lty_day_parse(&number, lty_test_text(text)), LTY_OK);
    return number;
}

static void test_days_agree_with_the_c_library(void **state)
{
    uint64_t random = lty_test_seed("time", 20261122);
    (void) state;

    for (int i = 0; i < 200000; i++) {
        const int64_t number = lty_test_below(&random, 2932897 + 719162) - 719162; /* years 1 to 9999 */
        const time_t seconds = (time_t) number * 86400;
        struct tm expected;
        char text[11];
        assert_non_null(gmtime_r(&seconds, &expected));
        const lty_date date = lty_date_from_day(number);
        assert_int_equal(date.year, expected.tm_year + 1900);
        assert_int_equal(date.month, expected.tm_mon + 1);
        assert_int_equal(date.day, expected.tm_mday);
        assert_true(lty_date_valid(date));
        assert_int_equal(lty_date_to_day(date), number);
        lty_day_format(text, number);
        assert_int_equal(day(text), number);
    }
}

static void test_dates_that_do_not_exist_are_refused(void **state)
{
    static const char *const bad[] = {"2011-02-29", "1900-02-29", "2011-13-01", "2011-00-01", "2011-04-31", "2011-4-01", "0000-01-01",
        "2011-01-01 ", "", "2011-01", "20110101", "2011-01-0a"};
    int64_t number = 7;
    (void) state;

    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(lty_day_parse(&number, lty_test_text(bad[i])), LTY_E_DATE);
    }
    assert_int_equal(number, 7);
    assert_int_equal(day("2000-02-29"), 11016);
    assert_int_equal(day("2012-02-29") + 1, day("2012-03-01"));
}

static void test_instants_are_read_with_their_offset(void **state)
{
    static const char *const bad[] = {"2011-12-10T18:30:00", "2011-12-10 18:30:00Z", "2011-12-10T24:00:00Z", "2011-12-10T18:60:00Z",
        "2011-12-10T18:30:60Z", "2011-12-10T18:30:00+2:00", "2011-12-10T18:30:00Zx", "0001-01-01T00:00:00+00:01",
        "9999-12-31T23:59:59-00:01"};
    int64_t at_s = 7;
    (void) state;

    assert_int_equal(instant("2011-12-10T18:30:00Z", &london), 1323541800);
    assert_int_equal(instant("2011-12-10T20:30:00+02:00", &london), 1323541800);
    assert_int_equal(instant("2011-12-10T13:00:00-05:30", &london), 1323541800);
    assert_int_equal(instant("2011-07-01", &london), 1309474800); /* 23:00Z of the day before: summer time */
    assert_int_equal(instant("2011-12-10", &london), 1323475200);
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        assert_int_equal(lty_time_parse(&at_s, lty_test_text(bad[i]), &london), LTY_E_DATE);
    }
    assert_int_equal(at_s, 7);
}

static void test_a_day_begins_where_the_zone_says(void **state)
{
    (void) state;

    assert_int_equal(lty_zone_day_start(&london, day("2011-03-28")) - lty_zone_day_start(&london, day("2011-03-27")), 23 * 3600);
    assert_int_equal(lty_zone_day_start(&london, day("2011-10-31")) - lty_zone_day_start(&london, day("2011-10-30")), 25 * 3600);
    assert_int_equal(lty_zone_day_start(&sao_paulo, day("2018-11-04")), 1541300400); /* 01:00 is the first instant of that day */
    assert_int_equal(lty_zone_day_start(&havana, day("2021-11-07")), 1636257600);    /* the earlier of two midnights */
    assert_int_equal(lty_zone_day_start(&apia, day("2011-12-30")), lty_zone_day_start(&apia, day("2011-12-31")));
    assert_int_equal(lty_zone_day(&apia, 1325239199), day("2011-12-29"));
    assert_int_equal(lty_zone_day(&apia, 1325239200), day("2011-12-31"));
}

/* Every instant lies in the day whose start is the last one at or before it. */
static void test_day_and_day_start_agree(void **state)
{
    const lty_zone *const zones[] = {&london, &sao_paulo, &havana, &apia};
    uint64_t random = lty_test_seed("zones", 4);
    (void) state;

    for (int i = 0; i < 100000; i++) {
        const lty_zone *zone = zones[i % 4];
        const lty_transition *near = &zone->transitions[lty_test_below(&random, (int64_t) zone->count)];
        const int64_t at_s = near->from_s + lty_test_below(&random, 6 * 86400) - 3 * 86400;
        const int64_t number = lty_zone_day(zone, at_s);
        assert_true(lty_zone_day_start(zone, number) <= at_s);
        assert_true(at_s < lty_zone_day_start(zone, number + 1));
    }
}

static void test_periods_end_with_the_last_day(void **state)
{
    int64_t end = 7;
    (void) state;

    assert_int_equal(lty_day_add(day("2011-01-31"), (lty_period){1, 0}), day("2011-02-28"));
    assert_int_equal(lty_day_add(day("2012-01-31"), (lty_period){1, 0}), day("2012-02-29"));
    assert_int_equal(lty_day_add(day("2012-02-29"), (lty_period){12, 0}), day("2013-02-28"));
    assert_int_equal(lty_day_add(day("2011-11-30"), (lty_period){3, 1}), day("2012-03-01"));
    assert_int_equal(lty_zone_period_end(&end, &london, instant("2011-03-26T12:00:00Z", &london), (lty_period){0, 1}), LTY_OK);
    assert_int_equal(end, instant("2011-03-28", &london)); /* all of the 23-hour Sunday is used */
    assert_int_equal(lty_zone_period_end(&end, &london, LTY_TIME_MAX, (lty_period){0, 1}), LTY_E_RANGE);
    assert_int_equal(lty_zone_period_end(&end, &london, 0, (lty_period){-1, 0}), LTY_E_RANGE);
    assert_int_equal(lty_zone_period_end(&end, &london, 0, (lty_period){INT32_MAX, 0}), LTY_E_RANGE);
    assert_int_equal(end, instant("2011-03-28", &london));
}

/* A clock that remembers says what the zone says, whatever order it is asked in; the second of a day is what is left of the day. */
static void test_a_clock_remembers_nothing_wrong(void **state)
{
    static const lty_zone *const zones[] = {&london, &sao_paulo, &havana, &apia};
    (void) state;

    for (size_t z = 0; z < 4; z++) {
        lty_clock clock = lty_clock_of(zones[z]);

        for (size_t i = 0; i < zones[z]->count; i++) {
            static const int64_t beside[] = {0, -1, 1, 86400, -1, -86401, 0, 40000000, -4000000000};

            for (size_t k = 0; k < sizeof beside / sizeof *beside; k++) {
                const int64_t at_s = zones[z]->transitions[i].from_s + beside[k];
                const int64_t local = lty_clock_local(&clock, at_s);

                assert_int_equal(local, at_s + lty_zone_offset(zones[z], at_s));
                assert_int_equal(lty_day_of(local), lty_zone_day(zones[z], at_s));
                assert_in_range(lty_day_second(local), 0, 86399);
                assert_int_equal(lty_day_of(local) * 86400 + lty_day_second(local), local);
                assert_int_equal(lty_zone_second(zones[z], at_s), lty_day_second(local));
            }
        }
    }
    assert_int_equal(lty_day_of(-1), -1);
    assert_int_equal(lty_day_of(-86400), -1);
    assert_int_equal(lty_day_second(-1), 86399);
    assert_int_equal(lty_day_second(INT64_MIN), (INT64_MIN % 86400 + 86400) % 86400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_days_agree_with_the_c_library),
        cmocka_unit_test(test_dates_that_do_not_exist_are_refused),
        cmocka_unit_test(test_instants_are_read_with_their_offset),
        cmocka_unit_test(test_a_day_begins_where_the_zone_says),
        cmocka_unit_test(test_day_and_day_start_agree),
        cmocka_unit_test(test_periods_end_with_the_last_day),
        cmocka_unit_test(test_a_clock_remembers_nothing_wrong),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
