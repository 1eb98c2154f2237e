/* Carts that sum up or are refused, and discounts that never take more than there is. */
#include "lty_cart.h"
#include "lty_test.h"

static lty_cart_line line(int64_t quantity, int64_t unit_minor)
{
    return (lty_cart_line){LTY_TEXT("sku"), {NULL, 0}, quantity, unit_minor, false, -1};
}

static void test_sums(void **state)
{
    lty_cart_line lines[] = {line(3, 450), line(1, 0), line(2, 101)};
    lty_cart cart;

    (void) state;
    assert_int_equal(lty_cart_init(&cart, "GBP", 3, lines, 3, 395, NULL), LTY_OK);
    assert_int_equal(cart.goods_minor, 1552);
    assert_int_equal(cart.shipping_minor, 395);
    assert_int_equal(cart.line_count, 3);
    assert_int_equal(lines[0].amount_minor, 1350);
    assert_int_equal(lines[1].amount_minor, 0);
    assert_string_equal(cart.currency, "GBP");
    assert_int_equal(lty_cart_init(&cart, "GBP", 3, NULL, 0, 0, NULL), LTY_OK);
    assert_int_equal(cart.goods_minor, 0);
}

static void test_refusals_name_the_line(void **state)
{
    static const struct {
        int64_t quantity, unit_minor;
        lty_status status;
    } rows[] = {
        {0, 5, LTY_E_CART}, {-1, 5, LTY_E_CART}, {1, -5, LTY_E_CART}, {INT64_MAX, 2, LTY_E_RANGE},
        {1, INT64_MAX, LTY_E_RANGE}, /* with the line before it */
    };
    lty_cart cart = {.goods_minor = 7};

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lty_cart_line lines[] = {line(1, 1), line(rows[i].quantity, rows[i].unit_minor)};
        size_t bad_line = 99;

        assert_int_equal(lty_cart_init(&cart, "GBP", 3, lines, 2, 0, &bad_line), rows[i].status);
        assert_int_equal(bad_line, 1);
    }
    lty_cart_line fine[] = {line(1, 1)};
    assert_int_equal(lty_cart_init(&cart, "gbp", 3, fine, 1, 0, NULL), LTY_E_CURRENCY);
    assert_int_equal(lty_cart_init(&cart, "GBP", 3, fine, 1, -1, NULL), LTY_E_CART);
    assert_int_equal(lty_cart_init(&cart, "GBP", 3, fine, 1, INT64_MAX, NULL), LTY_E_RANGE);
    assert_int_equal(cart.goods_minor, 7);
}

static void test_discount_by_hand(void **state)
{
    const int64_t left[] = {1000, 500, 300};
    int64_t off[3];
    int64_t taken;

    (void) state;
    assert_int_equal(lty_cart_discount(off, &taken, left, (bool[]){true, false, true}, 3, 100), LTY_OK);
    assert_int_equal(taken, 100);
    assert_int_equal(off[0], 77); /* 76.92 */
    assert_int_equal(off[1], 0);
    assert_int_equal(off[2], 23); /* 23.08 */
    assert_int_equal(lty_cart_discount(off, &taken, left, (bool[]){true, true, true}, 3, 5000), LTY_OK);
    assert_int_equal(taken, 1800);
    assert_memory_equal(off, left, sizeof left);
    assert_int_equal(lty_cart_discount(off, &taken, left, (bool[]){false, false, false}, 3, 5000), LTY_OK);
    assert_int_equal(taken, 0);
    assert_int_equal(lty_cart_discount(off, &taken, (int64_t[]){INT64_MAX, 1}, (bool[]){true, true}, 2, 5), LTY_E_RANGE);
}

static void test_discount_random(void **state)
{
    uint64_t seed = lty_test_seed("cart", 20260104);

    (void) state;
    for (int i = 0; i < 10000; i++) {
        const size_t count = (size_t) lty_test_below(&seed, 9);
        const int64_t limit = (int64_t) 1 << lty_test_below(&seed, 59);
        const int64_t discount = lty_test_below(&seed, 2 * limit);
        int64_t left[8];
        int64_t off[8];
        bool chosen[8];
        int64_t available = 0;
        int64_t sum = 0;
        int64_t taken;

        for (size_t at = 0; at < count; at++) {
            left[at] = lty_test_below(&seed, limit);
            chosen[at] = lty_test_below(&seed, 3) > 0;
            available += chosen[at] ? left[at] : 0;
        }
        assert_int_equal(lty_cart_discount(off, &taken, left, chosen, count, discount), LTY_OK);
        for (size_t at = 0; at < count; at++) {
            assert_in_range(off[at], 0, chosen[at] ? left[at] : 0);
            sum += off[at];
        }
        assert_int_equal(sum, taken);
        assert_int_equal(taken, discount < available ? discount : available);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_refusals_name_the_line),
        cmocka_unit_test(test_discount_by_hand),
        cmocka_unit_test(test_discount_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
