/* What an order earns: rounding once per rule and once for the tier, filters, steps, the first order. */
#include "lty_test_fold.h"

#include "lty_earn.h"

static lty_event_line lines[3];

static lty_earn_order order_of(int64_t first_minor, int64_t second_minor, int64_t third_minor)
{
    lines[0] = (lty_event_line){LTY_TEXT("a"), LTY_TEXT("gifts"), 1, first_minor, false};
    lines[1] = (lty_event_line){LTY_TEXT("b"), LTY_TEXT("gifts"), 1, second_minor, true};
    lines[2] = (lty_event_line){LTY_TEXT("c"), LTY_TEXT(""), 1, third_minor, false};
    return (lty_earn_order){lines, 3, first_minor + second_minor + third_minor, 10000, false};
}

static int64_t earn(const lty_programme *programme, const lty_earn_order *order)
{
    int64_t points = -1;

    assert_int_equal(lty_earn_points(&points, NULL, NULL, programme, order), LTY_OK);
    return points;
}

static void a_rate_is_rounded_once_on_the_whole_order(void **unused)
{
    (void) unused;
    static const int64_t expected[] = {2, 3, 3, 2};
    lty_programme programme = lty_test_programme();
    const lty_earn_order order = order_of(99, 99, 52); /* 2.50 */

    for (int rounding = 0; rounding < 4; rounding++) {
        programme.points.rounding = (lty_rounding) rounding;
        assert_int_equal(earn(&programme, &order), expected[rounding]);
    }
}

static void filters_choose_lines(void **unused)
{
    (void) unused;
    lty_programme programme = lty_test_programme();
    lty_earn_order order = order_of(1400, 7000, 700);

    programme.points.earn = lty_test_rules + 1; /* gifts that are not on sale: 3 for each 7.00 */
    assert_int_equal(earn(&programme, &order), 6);
    order.line_count = 0; /* an order without lines is one line without category */
    assert_int_equal(earn(&programme, &order), 0);
    programme.points.earn = lty_test_rules;
    assert_int_equal(earn(&programme, &order), 91);
}

static void lines_are_chosen_by_product_too(void **unused)
{
    (void) unused;
    static const lty_text skus[] = {{"b", 1}, {"c", 1}};
    lty_programme programme = lty_test_programme();
    lty_earn_order order = order_of(1400, 7000, 700);
    lty_earn_rule rule = lty_test_rules[0];

    programme.points.earn = &rule;
    programme.points.earn_count = 1;
    rule.lines = (lty_line_filter){.products_in = {skus, 2}};
    assert_int_equal(earn(&programme, &order), 77);
    rule.lines = (lty_line_filter){.products_in = {skus, 2}, .sale_items = LTY_SALE_ONLY};
    assert_int_equal(earn(&programme, &order), 70);
    rule.lines = (lty_line_filter){.categories_in = {lty_test_gifts, 1}, .products_out = {skus, 2}};
    assert_int_equal(earn(&programme, &order), 14);
    static const lty_text nothing = {"", 0}; /* no category is not a category without a name */
    rule.lines = (lty_line_filter){.categories_out = {&nothing, 1}};
    assert_int_equal(earn(&programme, &order), 91);
    order.line_count = 0;
    rule.lines = (lty_line_filter){.products_in = {skus, 2}};
    assert_int_equal(earn(&programme, &order), 0);
    rule.lines = (lty_line_filter){.sale_items = LTY_SALE_ONLY};
    assert_int_equal(earn(&programme, &order), 0);
    rule.lines = (lty_line_filter){.products_out = {skus, 2}};
    assert_int_equal(earn(&programme, &order), 91);
}

static void the_highest_step_that_is_reached_holds(void **unused)
{
    (void) unused;
    static const struct {
        int64_t amount;
        int64_t points;
    } cases[] = {{0, 0}, {1999, 0}, {2000, 10}, {4999, 10}, {5000, 40}, {9999, 40}, {10000, 15}, {1000000, 15}};
    lty_programme programme = lty_test_programme();

    programme.points.earn = lty_test_rules + 2;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const lty_earn_order order = order_of(0, 0, cases[i].amount);
        assert_int_equal(earn(&programme, &order), cases[i].points);
    }
}

static void a_first_order_of_nothing_earns_nothing(void **unused)
{
    (void) unused;
    lty_programme programme = lty_test_programme();
    lty_earn_order order = order_of(0, 0, 1);

    programme.points.earn = lty_test_rules + 3;
    assert_int_equal(earn(&programme, &order), 0);
    order.first = true;
    assert_int_equal(earn(&programme, &order), 50);
    order = order_of(0, 0, 0);
    order.first = true;
    assert_int_equal(earn(&programme, &order), 0);
}

static void the_tier_multiplies_the_sum_and_parts_explain_it(void **unused)
{
    (void) unused;
    lty_programme programme = lty_test_programme();
    lty_earn_order order = order_of(1400, 0, 650);
    lty_earn_part parts[4];
    size_t count = 0;
    int64_t points = 0;

    programme.points.earn_count = 4;
    order.earn_percent = 12500;
    order.first = true;
    assert_int_equal(lty_earn_points(&points, parts, &count, &programme, &order), LTY_OK);
    assert_int_equal(count, 4);
    assert_int_equal(parts[0].points, 20);
    assert_int_equal(parts[1].points, 6);
    assert_int_equal(parts[1].base_minor, 1400);
    assert_int_equal(parts[2].points, 10);
    assert_int_equal(parts[3].points, 50);
    assert_ptr_equal(parts[3].rule, &lty_test_rules[3]);
    assert_int_equal(points, 107); /* 86 * 1.25 = 107.5, down */
    programme.points.enabled = false;
    assert_int_equal(lty_earn_points(&points, parts, &count, &programme, &order), LTY_OK);
    assert_int_equal(points + (int64_t) count, 0);
}

static void what_does_not_fit_is_refused(void **unused)
{
    (void) unused;
    lty_programme programme = lty_test_programme();
    lty_earn_order order = order_of(1, 0, 0);
    int64_t points = 77;
    size_t count = 77;

    lines[0].amount_minor = INT64_MAX;
    lines[2].amount_minor = 1;
    assert_int_equal(lty_earn_points(&points, NULL, &count, &programme, &order), LTY_E_RANGE);
    lines[2].amount_minor = 0;
    order.earn_percent = INT64_MAX;
    assert_int_equal(lty_earn_points(&points, NULL, &count, &programme, &order), LTY_E_RANGE);
    assert_int_equal(points, 77);
    assert_int_equal(count, 77);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_is_rounded_once_on_the_whole_order),
        cmocka_unit_test(filters_choose_lines),
        cmocka_unit_test(lines_are_chosen_by_product_too),
        cmocka_unit_test(the_highest_step_that_is_reached_holds),
        cmocka_unit_test(a_first_order_of_nothing_earns_nothing),
        cmocka_unit_test(the_tier_multiplies_the_sum_and_parts_explain_it),
        cmocka_unit_test(what_does_not_fit_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
