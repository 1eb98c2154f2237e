/* Sums over predictions: all, sets, borders of the tenths, sums that do not fit. */
#include "lty_clv_sum.h"
#include "lty_test.h"

static uint32_t numbers[] = {7, 0, 3, 64};
static int64_t values[][3] = {{0, 1000000, 500}, {99999, 0, LTY_FACT_NONE}, {100000, 2500000, 70}, {1000000, 1, 9}};
static const lty_clv_predictions predictions = {.count = 4, .customers = numbers, .values = values};

static void test_all(void **state)
{
    lty_clv_sum sum;

    (void) state;
    assert_int_equal(lty_clv_sum_of(&sum, &predictions, NULL), LTY_OK);
    assert_int_equal(sum.customers, 4);
    assert_int_equal(sum.alive, 1199999);
    assert_int_equal(sum.expected, 3500001);
    assert_int_equal(sum.valued, 3);
    assert_int_equal(sum.value_minor, 579);
    assert_int_equal(sum.tenths[0], 2);
    assert_int_equal(sum.tenths[1], 1);
    assert_int_equal(sum.tenths[LTY_CLV_TENTHS - 1], 1);
}

static void test_set(void **state)
{
    LTY_TEST_ALLOC();
    lty_set set;
    lty_clv_sum sum;

    (void) state;
    assert_int_equal(lty_set_init(&set, 64, &alloc), LTY_OK); /* too small for the last number: it is not in */
    lty_set_add(&set, 3);
    lty_set_add(&set, 0);
    lty_set_add(&set, 5);
    assert_int_equal(lty_clv_sum_of(&sum, &predictions, &set), LTY_OK);
    assert_int_equal(sum.customers, 2);
    assert_int_equal(sum.expected, 2500000);
    assert_int_equal(sum.valued, 1);
    assert_int_equal(sum.value_minor, 70);
    lty_set_destroy(&set);
    assert_int_equal(memory.blocks, 0);
}

static void test_range(void **state)
{
    int64_t large[][3] = {{0, 0, INT64_MAX}, {0, 0, 1}};
    const lty_clv_predictions two = {.count = 2, .customers = numbers, .values = large};
    lty_clv_sum sum = {.customers = -1};

    (void) state;
    assert_int_equal(lty_clv_sum_of(&sum, &two, NULL), LTY_E_RANGE);
    assert_int_equal(sum.customers, -1);
    large[0][2] = 0;
    large[0][1] = INT64_MAX;
    large[1][1] = 1;
    assert_int_equal(lty_clv_sum_of(&sum, &two, NULL), LTY_E_RANGE);
    assert_int_equal(sum.customers, -1);
    large[1][1] = 0;
    assert_int_equal(lty_clv_sum_of(&sum, &two, NULL), LTY_OK);
    assert_int_equal(sum.expected, INT64_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all), cmocka_unit_test(test_set), cmocka_unit_test(test_range)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
