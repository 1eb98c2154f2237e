/* Months and totals on a history small enough to add up by hand; random ones are in test_lty_base. */
#include "lty_indicator.h"
#include "lty_test_base.h"

#define AT(year_start, days) ((year_start) + (days) *LTY_TEST_DAY)

static void append(lty_base *base, lty_event event, const char *customer)
{
    event.customer = lty_test_text(customer);
    base_append(base, &event, false);
}

static void test_months(void **state)
{
    LTY_TEST_ALLOC();
    lty_totals totals;
    lty_month *months;
    size_t count;
    rules r;

    (void) state;
    r.versions[0] = lty_test_programme();
    r.versions[0].points.expires = true;
    r.versions[0].points.expiry = (lty_period){1, 0};
    rules_open(&r, 1, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_E_NOT_FOLDED);
    assert_int_equal(lty_indicator_months(&months, &count, base, &alloc), LTY_E_NOT_FOLDED);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    assert_int_equal(lty_indicator_months(&months, &count, base, &alloc), LTY_OK);
    assert_int_equal(count, 0);

    append(base, lty_test_order("s/order/1/1", "1", 1, AT(LTY_TEST_2011, 4), LTY_ORDER_PAID, 1000), "7");
    append(base, lty_test_order("s/order/2/1", "2", 1, AT(LTY_TEST_2011, 5), LTY_ORDER_PAID, 2000), "7");
    append(base, lty_test_order("s/order/3/1", "3", 1, AT(LTY_TEST_2011, 6), LTY_ORDER_PLACED, 4000), "8");
    append(base, lty_test_order("s/order/3/2", "3", 2, AT(LTY_TEST_2011, 40), LTY_ORDER_PAID, 5000), "8");
    append(base, lty_test_order("s/order/3/3", "3", 3, AT(LTY_TEST_2011, 80), LTY_ORDER_DELIVERED, 5500), "8");
    append(base, lty_test_refund("s/refund/1/1", "1", AT(LTY_TEST_2011, 65), 400), "7");
    append(base, lty_test_order("s/order/4/1", "4", 1, AT(LTY_TEST_2011, 7), LTY_ORDER_PAID, 900), "");
    append(base, lty_test_refund("s/refund/4/1", "", AT(LTY_TEST_2011, 8), 100), "");
    append(base, lty_test_order("s/order/5/1", "5", 1, AT(LTY_TEST_2012, 8), LTY_ORDER_PAID, 77), "7"); /* after the instant */

    assert_int_equal(lty_indicator_months(&months, &count, base, &alloc), LTY_OK);
    assert_int_equal(count, 3); /* to March, when the last points lapsed: the delivery in March earned nothing again */
    assert_int_equal(months[0].month, 2011 * 12);
    assert_int_equal(months[0].orders, 2);
    assert_int_equal(months[0].amount_minor, 3000);
    assert_int_equal(months[0].buyers, 1);
    assert_int_equal(months[0].anonymous_orders, 1);
    assert_int_equal(months[0].anonymous_amount_minor, 800);
    assert_int_equal(months[0].flows[LTY_FLOW_EARNED], 30);
    assert_int_equal(months[1].orders, 1); /* when it was first paid, with the amount that holds */
    assert_int_equal(months[1].amount_minor, 5500);
    assert_int_equal(months[2].orders, 0);
    assert_int_equal(months[2].refunded_minor, 400);
    assert_int_equal(months[2].buyers, 0);
    assert_int_equal(months[2].flows[LTY_FLOW_EXPIRED], 55);
    lty_indicator_free(months, count, &alloc);

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(totals.customers, 2);
    assert_int_equal(totals.facts[LTY_FACT_ORDERS], 3);
    assert_int_equal(totals.facts[LTY_FACT_SPENT], 8100);
    assert_int_equal(totals.facts[LTY_FACT_SPENT_GROSS], 8500);
    assert_int_equal(totals.anonymous_orders, 1);
    assert_int_equal(totals.anonymous_amount_minor, 800);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Corrections: of refunds of nobody in particular, and of a customer's; those after the instant correct nothing. */
static void test_corrected(void **state)
{
    LTY_TEST_ALLOC();
    lty_totals totals;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    for (size_t i = 0; i < 2; i++) {
        static const char *const customers[] = {"", "7"};
        static const char *const ids[2][5] = {{"s/refund/1/1", "s/refund/2/1", "s/refund/3/1", "s/refund/4/1", "s/refund/5/1"},
            {"s/refund/6/1", "s/refund/7/1", "s/refund/8/1", "s/refund/9/1", "s/refund/10/1"}};
        lty_event refund = lty_test_refund(ids[i][0], "", AT(LTY_TEST_2011, 1), 1000);

        append(base, refund, customers[i]);
        refund = lty_test_refund(ids[i][1], "", AT(LTY_TEST_2011, 3), 200); /* the later of two that correct the first */
        refund.replaces = lty_test_text(ids[i][0]);
        append(base, refund, customers[i]);
        refund = lty_test_refund(ids[i][2], "", AT(LTY_TEST_2011, 2), 30);
        refund.replaces = lty_test_text(ids[i][0]);
        append(base, refund, customers[i]);
        refund = lty_test_refund(ids[i][3], "", AT(LTY_TEST_2011, 40), 4); /* a correction of the correction */
        refund.replaces = lty_test_text(ids[i][1]);
        append(base, refund, customers[i]);
        refund = lty_test_refund(ids[i][4], "", AT(LTY_TEST_2011, 1), 50000);
        refund.replaces = LTY_TEXT("s/refund/99/1"); /* of nothing that is known */
        append(base, refund, customers[i]);
    }
    assert_int_equal(lty_base_fold(base, AT(LTY_TEST_2011, 30)), LTY_OK);
    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(totals.anonymous_amount_minor, -50200);
    assert_int_equal(totals.facts[LTY_FACT_REFUNDED], 50200);
    assert_int_equal(lty_base_fold(base, AT(LTY_TEST_2011, 50)), LTY_OK);
    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(totals.anonymous_amount_minor, -50004);
    assert_int_equal(totals.facts[LTY_FACT_REFUNDED], 50004);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static void test_tiers(void **state)
{
    static const lty_tier after[] = {
        {.key = {"silver", 6}, .from = 0, .earn_percent = 12500},
        {.key = {"gold", 4}, .from = 15000, .earn_percent = 20000},
    };
    LTY_TEST_ALLOC();
    int64_t tiers[3];
    rules r;

    (void) state;
    r.versions[0] = lty_test_programme();
    r.versions[0].tiers.items = lty_test_tiers;
    r.versions[0].tiers.count = 3;
    r.versions[0].tiers.keep = LTY_TIER_FOLLOW;
    r.versions[0].tiers.down = LTY_TIER_DOWN_METRIC;
    r.versions[1] = r.versions[0]; /* from 2012 on the lowest tier is gone: places in the list mean other tiers then */
    r.versions[1].in_force_from_s = LTY_TEST_2012;
    r.versions[1].tiers.items = after;
    r.versions[1].tiers.count = 2;
    rules_open(&r, 2, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    append(base, lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2011, LTY_ORDER_PAID, 19), "7");
    append(base, lty_test_order("s/order/2/1", "2", 1, LTY_TEST_2011, LTY_ORDER_PAID, 20), "8");
    append(base, lty_test_order("s/order/3/1", "3", 1, LTY_TEST_2011, LTY_ORDER_PAID, 99999), "9");
    append(base, lty_test_order("s/order/4/1", "4", 1, LTY_TEST_2011, LTY_ORDER_PAID, 99999), "10");
    assert_int_equal(lty_indicator_tiers(tiers, base), LTY_E_NOT_FOLDED);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012 - 1), LTY_OK);
    assert_int_equal(lty_base_in_force(base)->tiers.count, 3);
    assert_int_equal(lty_indicator_tiers(tiers, base), LTY_OK);
    assert_int_equal(tiers[0], 1);
    assert_int_equal(tiers[1], 1);
    assert_int_equal(tiers[2], 2);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    assert_int_equal(lty_base_in_force(base)->tiers.count, 2);
    assert_int_equal(lty_indicator_tiers(tiers, base), LTY_OK);
    assert_int_equal(tiers[0], 2);
    assert_int_equal(tiers[1], 2);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_months), cmocka_unit_test(test_corrected), cmocka_unit_test(test_tiers)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
