/* Intervals of shares: examples that Newcombe prints, the ends, and how often the interval holds the truth. */
#include <math.h>

#include "lty_proportion.h"
#include "lty_test.h"

static void assert_near(double got, double want, double by)
{
    if (!(fabs(got - want) <= by)) {
        fail_msg("%.17g is not %.17g", got, want);
    }
}

static void test_wilson(void **state)
{
    /* Newcombe, Two-sided confidence intervals for the single proportion, Statistics in Medicine 17, 1998, table I, method 3. */
    static const struct {
        int64_t done, of;
        double low, high;
    } cases[] = {{81, 263, 0.2553, 0.3662}, {15, 148, 0.0624, 0.1605}, {0, 20, 0.0, 0.1611}, {1, 29, 0.0061, 0.1718}};

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const lty_proportion share = lty_proportion_of(cases[i].done, cases[i].of);

        assert_near(share.value, (double) cases[i].done / (double) cases[i].of, 0.0);
        assert_near(share.low, cases[i].low, 0.00005);
        assert_near(share.high, cases[i].high, 0.00005);
    }
    assert_near(lty_proportion_of(20, 20).high, 1.0, 0.0);
    assert_near(lty_proportion_of(20, 20).low, 1.0 - 0.1611, 0.00005);
    assert_near(lty_proportion_of(0, 0).low, 0.0, 0.0);
    assert_near(lty_proportion_of(0, 0).high, 1.0, 0.0);
    assert_true(lty_proportion_of(INT64_MAX / 3, INT64_MAX).low > 0.33333);
}

static void test_newcombe(void **state)
{
    /* Newcombe, the paper of the header, table II, method 10. */
    static const struct {
        int64_t first, of_first, second, of_second;
        double low, high;
    } cases[] = {{56, 70, 48, 80, 0.0524, 0.3339}, {9, 10, 3, 10, 0.1705, 0.8090}, {6, 7, 2, 7, 0.0582, 0.8062},
        {5, 56, 0, 29, -0.0381, 0.1926}, {0, 10, 0, 20, -0.1611, 0.2775}, {0, 10, 0, 10, -0.2775, 0.2775}, {10, 10, 0, 20, 0.6791, 1.0},
        {10, 10, 0, 10, 0.6075, 1.0}};

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const lty_proportion there = lty_proportion_difference(cases[i].first, cases[i].of_first, cases[i].second, cases[i].of_second);
        const lty_proportion back = lty_proportion_difference(cases[i].second, cases[i].of_second, cases[i].first, cases[i].of_first);

        assert_near(there.low, cases[i].low, 0.00005);
        assert_near(there.high, cases[i].high, 0.00005);
        assert_near(back.low, -there.high, 1e-15);
        assert_near(back.high, -there.low, 1e-15);
    }
    assert_near(lty_proportion_difference(0, 0, 3, 10).low, -1.0, 0.0);
    assert_near(lty_proportion_difference(3, 10, 0, 0).high, 1.0, 0.0);
}

/* 95 of 100 intervals hold the truth, or more; small numbers are the hard ones. */
static void test_coverage(void **state)
{
    uint64_t seed = lty_test_seed("coverage", 3);
    int held = 0;

    (void) state;
    for (int round = 0; round < 20000; round++) {
        const int64_t sizes[2] = {5 + lty_test_below(&seed, 60), 5 + lty_test_below(&seed, 60)};
        const int64_t chances[2] = {lty_test_below(&seed, 101), lty_test_below(&seed, 101)};
        int64_t done[2] = {0, 0};

        for (size_t side = 0; side < 2; side++) {
            for (int64_t i = 0; i < sizes[side]; i++) {
                done[side] += lty_test_below(&seed, 100) < chances[side];
            }
        }
        const lty_proportion difference = lty_proportion_difference(done[0], sizes[0], done[1], sizes[1]);
        const double truth = (double) (chances[0] - chances[1]) / 100.0;

        held += difference.low <= truth && truth <= difference.high;
    }
    assert_in_range(held, 18800, 19600);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_wilson),
        cmocka_unit_test(test_newcombe),
        cmocka_unit_test(test_coverage),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
