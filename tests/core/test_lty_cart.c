/* Carts that sum up or are refused, and discounts that never take more than there is. */
#include "lty_cart.h"
#include "lty_test.h"

static lty_cart_line line(int64_t quantity, int64_t unit_minor, int64_t tax)
{
    return (lty_cart_line){
        .sku = LTY_TEXT("sku"), .quantity = quantity, .unit_minor = unit_minor, .tax = tax, .net_micro = -1, .gross_micro = -1};
}

static lty_cart cart_of(const lty_cart_line *lines, size_t count, int64_t shipping_minor)
{
    return (lty_cart){.currency = "GBP",
        .lines = lines,
        .line_count = count,
        .tax_included = true,
        .shipping_minor = shipping_minor,
        .shipping_net_micro = -1,
        .shipping_gross_micro = -1,
        .displayed_micro = -1};
}

static void test_sums(void **state)
{
    lty_cart_line lines[] = {line(3, 450, 0), line(1, 0, 0), line(2, 101, 0), line(0, 700, 0)};
    lty_cart cart = cart_of(lines, 4, 395);

    (void) state;
    assert_int_equal(lty_cart_init(&cart, lines, NULL), LTY_OK);
    assert_int_equal(cart.goods_minor, 1552);
    assert_int_equal(cart.shipping_minor, 395);
    assert_int_equal(cart.decimals, 2);
    assert_int_equal(lines[0].amount_minor, 1350);
    assert_int_equal(lines[1].amount_minor, 0);
    assert_int_equal(lines[3].amount_minor, 0); /* may come as a gift */
    assert_int_equal(lines[3].gross_micro, 7000000);
    assert_int_equal(cart.displayed_micro, 15520000);
    cart = cart_of(NULL, 0, 0);
    assert_int_equal(lty_cart_init(&cart, NULL, NULL), LTY_OK);
    assert_int_equal(cart.goods_minor, 0);
    assert_int_equal(cart.displayed_micro, 0);
}

static void test_millionths_of_currencies(void **state)
{
    static const struct {
        const char *currency;
        int decimals;
        int64_t micro;
    } rows[] = {{"JPY", 0, 119000000}, {"EUR", 2, 1190000}, {"KWD", 3, 119000}, {"CLF", 4, 11900}};

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        for (int included = 0; included < 2; included++) {
            lty_cart_line lines[] = {line(2, 119, 190000)};
            lty_cart cart = cart_of(lines, 1, 119);

            memcpy(cart.currency, rows[i].currency, 4);
            cart.tax_included = included == 1;
            cart.shipping_tax = 70000;
            assert_int_equal(lty_cart_init(&cart, lines, NULL), LTY_OK);
            assert_int_equal(cart.decimals, rows[i].decimals);
            assert_int_equal(lines[0].net_micro, included == 1 ? rows[i].micro / 119 * 100 : rows[i].micro);
            assert_int_equal(lines[0].gross_micro, included == 1 ? rows[i].micro : rows[i].micro / 100 * 119);
            assert_int_equal(cart.shipping_net_micro, included == 1 ? (rows[i].micro * 200 + 107) / 214 : rows[i].micro);
            assert_int_equal(cart.shipping_gross_micro, included == 1 ? rows[i].micro : rows[i].micro / 100 * 107);
            assert_int_equal(cart.displayed_micro, 2 * rows[i].micro);
        }
    }
}

/* What is handed in stays; the other side follows from the side in which the cart has its prices. */
static void test_millionths_that_are_given(void **state)
{
    static const struct {
        bool included;
        int64_t net, gross, expected_net, expected_gross;
    } rows[] = {
        {false, 8340336, -1, 8340336, 10008403}, /* 10,008,403.2 */
        {false, -1, 9999999, 8340000, 9999999},
        {true, -1, 10008403, 8340336, 10008403}, /* 8,340,335.83 */
        {true, 8333333, -1, 8333333, 8340000},
        {true, 1, 2, 1, 2},
        {false, 0, 0, 0, 0},
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lty_cart_line lines[] = {line(3, 834, 200000)};
        lty_cart cart = cart_of(lines, 1, 834);

        cart.tax_included = rows[i].included;
        lines[0].net_micro = cart.shipping_net_micro = rows[i].net;
        lines[0].gross_micro = cart.shipping_gross_micro = rows[i].gross;
        cart.shipping_tax = 200000;
        assert_int_equal(lty_cart_init(&cart, lines, NULL), LTY_OK);
        assert_int_equal(lines[0].net_micro, rows[i].expected_net);
        assert_int_equal(lines[0].gross_micro, rows[i].expected_gross);
        assert_int_equal(cart.shipping_net_micro, rows[i].expected_net);
        assert_int_equal(cart.shipping_gross_micro, rows[i].expected_gross);
        assert_int_equal(cart.goods_minor, 2502);
        assert_int_equal(cart.displayed_micro, 3 * (rows[i].included ? rows[i].expected_gross : rows[i].expected_net));
        cart.displayed_micro = 25;
        assert_int_equal(lty_cart_init(&cart, lines, NULL), LTY_OK);
        assert_int_equal(cart.displayed_micro, 25);
    }
}

#define LARGEST (INT64_MAX / 10000) /* in pence: what has millionths */

static void test_refusals_name_the_line(void **state)
{
    static const struct {
        int64_t quantity, unit_minor, tax, net, gross;
        lty_status status;
    } rows[] = {
        {-1, 5, 0, -1, -1, LTY_E_CART}, {1, -5, 0, -1, -1, LTY_E_CART}, {1, 5, -1, -1, -1, LTY_E_CART},
        {1, 5, LTY_CART_TAX_MAX + 1, -1, -1, LTY_E_CART}, {INT64_MAX, 2, 0, -1, -1, LTY_E_RANGE}, {1, INT64_MAX, 0, -1, -1, LTY_E_RANGE},
        {1, LARGEST + 1, 0, -1, -1, LTY_E_RANGE}, {0, LARGEST + 1, 0, -1, -1, LTY_E_RANGE},
        {1, LARGEST, 0, -1, -1, LTY_E_RANGE}, /* with the line before it */
        {2, 1, 0, INT64_MAX / 2 + 1, -1, LTY_E_RANGE}, {2, 1, 0, -1, INT64_MAX / 2 + 1, LTY_E_RANGE},
        {INT64_MAX / 10, 1, LTY_CART_TAX_MAX, 0, 0, LTY_E_RANGE}, /* eleven times as much with its tax */
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lty_cart_line lines[] = {line(1, 1, 0), line(rows[i].quantity, rows[i].unit_minor, rows[i].tax)};
        lty_cart cart = cart_of(lines, 2, 0);
        size_t bad_line = 99;

        lines[1].net_micro = rows[i].net;
        lines[1].gross_micro = rows[i].gross;
        cart.goods_minor = 7;
        assert_int_equal(lty_cart_init(&cart, lines, &bad_line), rows[i].status);
        assert_int_equal(bad_line, 1);
        assert_int_equal(cart.goods_minor, 7);
        assert_int_equal(cart.displayed_micro, -1);
    }
}

static void test_refusals_of_the_whole(void **state)
{
    static const struct {
        const char *currency;
        int64_t shipping_minor, tax;
        lty_status status;
    } rows[] = {
        {"gbp", 0, 0, LTY_E_CURRENCY},
        {"GB", 0, 0, LTY_E_CURRENCY},
        {"GBP", -1, 0, LTY_E_CART},
        {"GBP", 1, -1, LTY_E_CART},
        {"GBP", 1, LTY_CART_TAX_MAX + 1, LTY_E_CART},
        {"GBP", LARGEST, 0, LTY_E_RANGE}, /* with the goods */
        {"GBP", INT64_MAX, 0, LTY_E_RANGE},
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lty_cart_line lines[] = {line(1, 1, 0)};
        lty_cart cart = cart_of(lines, 1, rows[i].shipping_minor);
        size_t bad_line = 99;

        (void) snprintf(cart.currency, sizeof cart.currency, "%s", rows[i].currency);
        cart.shipping_tax = rows[i].tax;
        cart.goods_minor = 7;
        assert_int_equal(lty_cart_init(&cart, lines, &bad_line), rows[i].status);
        assert_int_equal(bad_line, 1);
        assert_int_equal(cart.goods_minor, 7);
    }
    lty_cart_line fine[] = {line(1, LARGEST - 1, 0)};
    lty_cart cart = cart_of(fine, 1, 1);
    assert_int_equal(lty_cart_init(&cart, fine, NULL), LTY_OK);
    assert_int_equal(cart.goods_minor, LARGEST - 1);
    size_t bad_line = 99;
    cart.points_to_spend = -1;
    assert_int_equal(lty_cart_init(&cart, fine, &bad_line), LTY_E_CART);
    assert_int_equal(bad_line, 1); /* none of them */
    cart.points_to_spend = INT64_MAX;
    assert_int_equal(lty_cart_init(&cart, fine, NULL), LTY_OK);
    lty_cart_line many[] = {line(INT64_MAX / 11, 1, LTY_CART_TAX_MAX)}; /* with its tax seven pence below the end */
    many[0].net_micro = many[0].gross_micro = 0;
    for (int64_t shipping_minor = 7; shipping_minor <= 8; shipping_minor++) {
        lty_cart taxed = cart_of(many, 1, shipping_minor);

        assert_int_equal(lty_cart_init(&taxed, many, NULL), shipping_minor == 7 ? LTY_OK : LTY_E_RANGE);
    }
    memcpy(cart.currency, "GBPX", 4);
    assert_int_equal(lty_cart_init(&cart, fine, NULL), LTY_E_CURRENCY);
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
        cmocka_unit_test(test_millionths_of_currencies),
        cmocka_unit_test(test_millionths_that_are_given),
        cmocka_unit_test(test_refusals_name_the_line),
        cmocka_unit_test(test_refusals_of_the_whole),
        cmocka_unit_test(test_discount_by_hand),
        cmocka_unit_test(test_discount_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
