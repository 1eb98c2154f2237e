/* The table of ways: each is reached by its name, and an answer is whole or not at all. */
#include "lty_test_terms.h"

static void fill(shop *it)
{
    shop_line(it, "assam", NULL, 1, 1005);
    shop_line(it, "tart", NULL, 1, 1005);
    for (size_t i = 0; i < it->cart.line_count; i++) { /* as lty_cart_init() derives them */
        it->lines[i].net_micro = it->lines[i].gross_micro = it->lines[i].unit_minor * 10000;
    }
    it->cart.displayed_micro = -1;
    shop_offer(it, 0, 7, "CODE");
}

static lty_status apply(lty_discounts *out, shop *it, lty_way way)
{
    const lty_terms terms = shop_terms(it);

    it->programme.discounts = (lty_discount_rules){way, false, LTY_WAY_HALF_UP, LTY_WAY_ITEM};
    return lty_discounts_apply(out, &terms);
}

static void test_each_way_is_reached(void **state)
{
    const lty_way ways[] = {LTY_WAY_EXACT, LTY_WAY_WOOCOMMERCE, LTY_WAY_PRESTASHOP};

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        LTY_TEST_ALLOC();
        shop it;

        shop_init(&it, &alloc);
        fill(&it);
        assert_int_equal(apply(&it.out, &it, ways[i]), LTY_OK);
        assert_int_equal(it.out.count, 1);
        assert_int_equal(it.out.refusal_count, 0);
        assert_int_equal(it.out.total_minor, 201); /* 10 % of 20.10 */
        assert_int_equal(it.out.line_left_minor[0] + it.out.line_left_minor[1] + it.out.total_minor, 2010);
        /* Only PrestaShop's calculator goes on in millionths. */
        assert_int_equal(it.out.line_left_net_micro != NULL, ways[i] == LTY_WAY_PRESTASHOP);
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_no_offers(void **state)
{
    LTY_TEST_ALLOC();
    shop it;

    (void) state;
    shop_init(&it, &alloc);
    fill(&it);
    it.offer_count = 0;
    it.cart.shipping_minor = 395;
    assert_int_equal(apply(&it.out, &it, LTY_WAY_EXACT), LTY_OK);
    assert_int_equal(it.out.count + it.out.refusal_count + it.steps.count, 0);
    assert_int_equal(it.out.total_minor, 0);
    assert_int_equal(it.out.shipping_left_minor, 395);
    it.cart.line_count = 0;
    it.offer_count = 1;
    assert_int_equal(apply(&it.out, &it, LTY_WAY_EXACT), LTY_OK);
    assert_int_equal(it.out.refusal_count, 1);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
}

static void test_every_allocation_fails_once(void **state)
{
    const lty_way ways[] = {LTY_WAY_EXACT, LTY_WAY_WOOCOMMERCE, LTY_WAY_PRESTASHOP};

    (void) state;
    for (size_t i = 0; i < 3; i++) {
        size_t failed = 0;
        lty_status status = LTY_E_MEMORY;

        for (size_t fail_at = 1; status != LTY_OK; fail_at++) {
            LTY_TEST_ALLOC();
            shop it;
            lty_discounts out = {.total_minor = 99};

            shop_init(&it, &alloc);
            fill(&it);
            memory.fail_at = fail_at;
            status = apply(&out, &it, ways[i]);
            if (status != LTY_OK) {
                assert_int_equal(status, LTY_E_MEMORY);
                assert_int_equal(out.total_minor, 99);
                failed++;
            }
            shop_destroy(&it);
            assert_int_equal(memory.blocks, 0);
        }
        assert_true(failed > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_way_is_reached),
        cmocka_unit_test(test_no_offers),
        cmocka_unit_test(test_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
