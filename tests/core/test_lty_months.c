/* Months of a zone: every instant lies in the month of its local day, but where clocks are put back over a month's first midnight. */
#include "lty_months.h"

#include "lty_test.h"

/* At 00:30 of 1 October 1992 clocks go back an hour. */
static const lty_transition back[] = {{0, 0}, {717897600 + 1800, -3600}};
static const lty_transition skipped[] = {{0, 0}, {717897600, 3600}};

static int64_t month_of(const lty_zone *zone, int64_t at_s)
{
    const lty_date date = lty_date_from_day(lty_zone_day(zone, at_s));

    return (int64_t) date.year * 12 + date.month - 1;
}

static void test_random(void **state)
{
    static const lty_transition fixed[] = {{0, 0}};
    static const lty_transition east[] = {{0, 50400}, {500000000, 46800}, {900000000, 50400}};
    const lty_zone zones[] = {{{"UTC", 3}, fixed, 1}, {{"East", 4}, east, 3}, {{"Skip", 4}, skipped, 2}};
    uint64_t seed = lty_test_seed("months", 12);

    (void) state;
    for (size_t round = 0; round < 300; round++) {
        LTY_TEST_ALLOC();
        const lty_zone *zone = &zones[round % 3];
        const int64_t span_s = round % 10 == 0 ? LTY_TIME_MAX - LTY_TIME_MIN : 1 + lty_test_below(&seed, 4000000000);
        const int64_t from_s = round % 10 == 0 ? LTY_TIME_MIN : -1000000000 + lty_test_below(&seed, 2000000000);
        lty_months months;

        assert_int_equal(lty_months_init(&months, zone, from_s, from_s + span_s, &alloc), LTY_OK);
        assert_int_equal(months.first, month_of(zone, from_s));
        assert_int_equal(months.first + (int64_t) months.count - 1, month_of(zone, from_s + span_s));
        for (size_t i = 0; i < 200; i++) {
            const int64_t at_s = from_s + lty_test_below(&seed, span_s + 1);
            const size_t at = lty_months_at(&months, at_s);

            assert_int_equal(months.first + (int64_t) at, month_of(zone, at_s));
            assert_true(months.starts[at] <= at_s && at_s < months.starts[at + 1]);
        }
        for (size_t i = 1; i < months.count; i++) { /* the edges */
            assert_int_equal(lty_months_at(&months, months.starts[i]), i);
            assert_int_equal(lty_months_at(&months, months.starts[i] - 1), i - 1);
        }
        lty_months_destroy(&months);
        lty_months_destroy(&months);
        assert_int_equal(memory.blocks, 0);
    }
}

/* 30 September, 1 October for half an hour, 30 September again for as long, 1 October: from its first midnight on it is October. */
static void test_put_back(void **state)
{
    LTY_TEST_ALLOC();
    const lty_zone zone = {{"Back", 4}, back, 2};
    const int64_t october_s = 717897600;
    lty_months months;

    (void) state;
    assert_int_equal(lty_months_init(&months, &zone, october_s - 86400, october_s + 1800 + 60, &alloc), LTY_OK);
    assert_int_equal(months.count, 2);
    assert_int_equal(lty_months_at(&months, october_s - 1), 0);
    assert_int_equal(lty_months_at(&months, october_s), 1);
    assert_int_equal(lty_months_at(&months, october_s + 1800 + 60), 1);
    lty_months_destroy(&months);
    memory.fail_at = memory.calls + 1;
    assert_int_equal(lty_months_init(&months, &zone, 0, 1, &alloc), LTY_E_MEMORY);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random), cmocka_unit_test(test_put_back)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
