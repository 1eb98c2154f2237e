/* Checked arithmetic against 128-bit arithmetic, every rounding against a table written by hand. */
#include "lty_check.h"
#include "lty_test.h"

__extension__ typedef __int128 wide;

static void test_add_sub_mul_at_the_edges(void **state)
{
    int64_t out = 7;

    (void) state;
    assert_int_equal(lty_add(&out, INT64_MAX, 1), LTY_E_RANGE);
    assert_int_equal(lty_add(&out, INT64_MIN, -1), LTY_E_RANGE);
    assert_int_equal(lty_sub(&out, INT64_MIN, 1), LTY_E_RANGE);
    assert_int_equal(lty_sub(&out, 0, INT64_MIN), LTY_E_RANGE);
    assert_int_equal(lty_mul(&out, INT64_MIN, -1), LTY_E_RANGE);
    assert_int_equal(lty_mul(&out, INT64_MAX, 2), LTY_E_RANGE);
    assert_int_equal(out, 7);
    assert_int_equal(lty_add(&out, INT64_MAX, INT64_MIN), LTY_OK);
    assert_int_equal(out, -1);
    assert_int_equal(lty_sub(&out, -1, INT64_MIN), LTY_OK);
    assert_int_equal(out, INT64_MAX);
    assert_int_equal(lty_mul(&out, INT64_MIN, 1), LTY_OK);
    assert_int_equal(out, INT64_MIN);
}

static void test_mul_div_rounds_as_named(void **state)
{
    static const struct {
        int64_t a, divisor, down, up, half_up, half_even;
    } rows[] = {
        {0, 4, 0, 0, 0, 0},
        {1, 4, 0, 1, 0, 0},
        {2, 4, 0, 1, 1, 0},
        {3, 4, 0, 1, 1, 1},
        {4, 4, 1, 1, 1, 1},
        {6, 4, 1, 2, 2, 2},
        {10, 4, 2, 3, 3, 2},
        {-1, 4, 0, -1, 0, 0},
        {-2, 4, 0, -1, -1, 0},
        {-3, 4, 0, -1, -1, -1},
        {-6, 4, -1, -2, -2, -2},
        {-10, 4, -2, -3, -3, -2},
        {1, 3, 0, 1, 0, 0},
        {2, 3, 0, 1, 1, 1},
        {5, 10, 0, 1, 1, 0},
        {15, 10, 1, 2, 2, 2},
        {25, 10, 2, 3, 3, 2},
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        int64_t out;

        assert_int_equal(lty_mul_div(&out, rows[i].a, 1, rows[i].divisor, LTY_ROUNDING_DOWN), LTY_OK);
        assert_int_equal(out, rows[i].down);
        assert_int_equal(lty_mul_div(&out, rows[i].a, 1, rows[i].divisor, LTY_ROUNDING_UP), LTY_OK);
        assert_int_equal(out, rows[i].up);
        assert_int_equal(lty_mul_div(&out, rows[i].a, 1, rows[i].divisor, LTY_ROUNDING_HALF_UP), LTY_OK);
        assert_int_equal(out, rows[i].half_up);
        assert_int_equal(lty_mul_div(&out, rows[i].a, 1, rows[i].divisor, LTY_ROUNDING_HALF_EVEN), LTY_OK);
        assert_int_equal(out, rows[i].half_even);
    }
}

static void test_mul_div_at_the_edges(void **state)
{
    int64_t out = 7;

    (void) state;
    assert_int_equal(lty_mul_div(&out, INT64_MAX, INT64_MAX, INT64_MAX, LTY_ROUNDING_DOWN), LTY_OK);
    assert_int_equal(out, INT64_MAX);
    assert_int_equal(lty_mul_div(&out, INT64_MIN, INT64_MIN, INT64_MAX, LTY_ROUNDING_DOWN), LTY_E_RANGE);
    assert_int_equal(lty_mul_div(&out, INT64_MIN, 10000, 10000, LTY_ROUNDING_HALF_UP), LTY_OK);
    assert_int_equal(out, INT64_MIN);
    assert_int_equal(lty_mul_div(&out, INT64_MAX, 10001, 10000, LTY_ROUNDING_DOWN), LTY_E_RANGE);
    assert_int_equal(lty_mul_div(&out, INT64_MAX, 1, INT64_MAX, LTY_ROUNDING_HALF_EVEN), LTY_OK);
    assert_int_equal(out, 1);
}

/* For any rounding: |exact - rounded| < 1, and at most one half where the name says so; all in 128 bits. */
static void test_mul_div_random(void **state)
{
    uint64_t seed = lty_test_seed("check", 20260101);

    (void) state;
    for (int i = 0; i < 20000; i++) {
        const int shift = (int) lty_test_below(&seed, 63);
        const int64_t a = (int64_t) (lty_test_random(&seed) >> shift) * (lty_test_below(&seed, 2) == 0 ? 1 : -1);
        const int64_t b = (int64_t) (lty_test_random(&seed) >> (63 - shift));
        const int64_t divisor = 1 + lty_test_below(&seed, (int64_t) 1 << (1 + lty_test_below(&seed, 61)));
        const lty_rounding rounding = (lty_rounding) lty_test_below(&seed, 4);
        int64_t out;

        if (lty_mul_div(&out, a, b, divisor, rounding) != LTY_OK) {
            const wide quotient = (wide) a * b / divisor;
            assert_true(quotient >= INT64_MAX || quotient <= INT64_MIN);
            continue;
        }
        wide error = (wide) a * b - (wide) out * divisor;
        assert_true(error < divisor && error > -(wide) divisor);
        error = error < 0 ? -error : error;
        if (rounding == LTY_ROUNDING_HALF_UP || rounding == LTY_ROUNDING_HALF_EVEN) {
            assert_true(2 * error <= divisor);
        }
        const wide size = (wide) a * b < 0 ? -((wide) a * b) : (wide) a * b;
        const wide taken = (wide) (out < 0 ? -(wide) out : (wide) out) * divisor;
        assert_true(rounding != LTY_ROUNDING_DOWN || taken <= size);
        assert_true(rounding != LTY_ROUNDING_UP || taken >= size);
    }
}

static void test_ratios(void **state)
{
    uint64_t seed = lty_test_seed("check", 20260102);

    (void) state;
    assert_true(lty_ratio_compare(7, 2, 3, 1) > 0);
    assert_true(lty_ratio_compare(3, 1, 7, 2) < 0);
    assert_int_equal(lty_ratio_compare(7, 2, 14, 4), 0);
    assert_true(lty_ratio_compare(INT64_MAX, INT64_MAX - 1, INT64_MAX - 1, INT64_MAX) > 0);
    assert_true(lty_ratio_compare(INT64_MIN, 1, INT64_MAX, 1) < 0);
    for (int i = 0; i < 1000; i++) {
        const int64_t a = lty_test_below(&seed, 50);
        const int64_t b = 1 + lty_test_below(&seed, 50);
        const int64_t c = lty_test_below(&seed, 50);
        const int64_t d = 1 + lty_test_below(&seed, 50);
        const double difference = (double) a / (double) b - (double) c / (double) d; /* such ratios differ by 1/2500 at least */
        const int expected = difference > 1e-4 ? 1 : difference < -1e-4 ? -1 : 0;

        assert_int_equal(lty_ratio_compare(a, b, c, d), expected);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_add_sub_mul_at_the_edges),
        cmocka_unit_test(test_mul_div_rounds_as_named),
        cmocka_unit_test(test_mul_div_at_the_edges),
        cmocka_unit_test(test_mul_div_random),
        cmocka_unit_test(test_ratios),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
