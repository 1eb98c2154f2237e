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

/* The codes of one order together keep what their campaign permits, whoever reckons; what was tried with too many of them explains nothing. */
static void test_codes_of_one_order_keep_limits_together(void **state)
{
    const lty_way ways[] = {LTY_WAY_EXACT, LTY_WAY_WOOCOMMERCE, LTY_WAY_PRESTASHOP};
    const struct {
        int64_t uses_total, uses_per_customer, budget_minor;
        lty_usage usage;
        size_t applied;
        lty_status reason;
    } cases[] = {
        {2, 0, 0, {0}, 2, LTY_E_CODE_LIMIT},
        {2, 0, 0, {.campaign_uses = 1}, 1, LTY_E_CODE_LIMIT},
        {0, 1, 0, {0}, 1, LTY_E_CODE_LIMIT},
        {0, 0, 201, {0}, 1, LTY_E_CODE_BUDGET},
        {0, 0, 200, {0}, 0, LTY_E_CODE_BUDGET},
        {0, 0, INT64_C(1000000000000), {.campaign_minor = INT64_C(1000000000000) - 202}, 1, LTY_E_CODE_BUDGET},
    };

    (void) state;
    for (size_t i = 0; i < 3 * sizeof cases / sizeof cases[0]; i++) {
        const size_t at = i / 3;

        LTY_TEST_ALLOC();
        shop it;

        shop_init(&it, &alloc);
        fill(&it);
        it.campaigns[0].uses_total = cases[at].uses_total;
        it.campaigns[0].uses_per_customer = cases[at].uses_per_customer;
        it.campaigns[0].budget_minor = cases[at].budget_minor;
        shop_offer(&it, 0, 8, "CODE2");
        shop_offer(&it, 0, 9, "CODE3");
        for (size_t j = 0; j < it.offer_count; j++) {
            it.offers[j].usage = cases[at].usage;
        }
        assert_int_equal(apply(&it.out, &it, ways[i % 3]), LTY_OK);
        assert_int_equal(it.out.count, cases[at].applied);
        assert_int_equal(it.out.refusal_count, 3 - cases[at].applied);
        for (size_t j = 0; j < it.out.refusal_count; j++) {
            assert_int_equal(it.out.refusals[j].reason, cases[at].reason);
        }
        assert_int_equal(it.offers[2].refused, LTY_OK); /* the caller's offers are his */
        const size_t steps = it.steps.count;
        const int64_t total_minor = it.out.total_minor;

        it.steps.count = 0;
        it.offer_count = cases[at].applied;
        assert_int_equal(apply(&it.out, &it, ways[i % 3]), LTY_OK);
        assert_int_equal(it.out.total_minor, total_minor);
        assert_int_equal(it.steps.count, steps);
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
    }
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
            shop_offer(&it, 0, 8, "CODE2");
            it.campaigns[0].budget_minor = 300; /* for one of them */
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
        cmocka_unit_test(test_codes_of_one_order_keep_limits_together),
        cmocka_unit_test(test_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
