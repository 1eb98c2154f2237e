/* What refunds leave of an order, line by line. */
#include "lty_refund.h"
#include "lty_test_fold.h"

static const lty_event_line bought[] = {
    {{"a", 1}, {"gifts", 5}, {NULL, 0}, 2, 1000, 0, LTY_EVENT_COST_NONE, false},
    {{"a", 1}, {NULL, 0}, {NULL, 0}, 1, 500, 0, LTY_EVENT_COST_NONE, false},
    {{"b", 1}, {NULL, 0}, {NULL, 0}, 1, 333, 0, LTY_EVENT_COST_NONE, true},
    {{"a", 1}, {"gifts", 5}, {NULL, 0}, 1, 400, 0, LTY_EVENT_COST_NONE, false},
};

static lty_event sale(lty_event_type type, const lty_event_line *lines, size_t count, int64_t amount_minor)
{
    lty_event event = {.type = type, .lines = lines, .line_count = count, .amount_minor = amount_minor};

    for (size_t i = 0; i < count; i++) {
        event.amount_minor += lines[i].amount_minor;
    }
    return event;
}

static void assert_kept(lty_refund *refund, int64_t a, int64_t b, int64_t c, int64_t d)
{
    int64_t total = -1;

    assert_int_equal(lty_refund_kept(refund, &total), LTY_OK);
    assert_int_equal(refund->count, 4);
    assert_int_equal(refund->kept[0].amount_minor, a);
    assert_int_equal(refund->kept[1].amount_minor, b);
    assert_int_equal(refund->kept[2].amount_minor, c);
    assert_int_equal(refund->kept[3].amount_minor, d);
    assert_int_equal(total, a + b + c + d);
}

static void lines_match_by_sku_and_category_first_fit(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_refund refund;
    const lty_event order = sale(LTY_EVENT_ORDER, bought, 4, 0);
    const lty_event_line lines[] = {{LTY_TEXT("a"), LTY_TEXT("gifts"), {NULL, 0}, 1, 1100, 0, LTY_EVENT_COST_NONE, false}};
    const lty_event event = sale(LTY_EVENT_REFUND, lines, 1, 0);

    lty_refund_init(&refund, &alloc);
    assert_int_equal(lty_refund_begin(&refund, &order), LTY_OK);
    assert_kept(&refund, 1000, 500, 333, 400);
    lty_refund_add(&refund, &event);
    assert_kept(&refund, 0, 500, 333, 300);
    lty_refund_add(&refund, &event); /* 300 fit, 800 do not: they are spread */
    assert_kept(&refund, 0, 20, 13, 0);
    lty_refund_add(&refund, &event);
    assert_kept(&refund, 0, 0, 0, 0);
    lty_refund_destroy(&refund);
    lty_refund_destroy(&refund);
    assert_int_equal(memory.blocks, 0);
}

static void the_pool_is_spread_as_one_sum(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_refund refund;
    const lty_event order = sale(LTY_EVENT_ORDER, bought, 4, 0);
    const lty_event penny = {.type = LTY_EVENT_REFUND, .amount_minor = 1};
    const lty_event huge = {.type = LTY_EVENT_REFUND, .amount_minor = INT64_MAX};

    lty_refund_init(&refund, &alloc);
    assert_int_equal(lty_refund_begin(&refund, &order), LTY_OK);
    for (int i = 0; i < 223; i++) {
        lty_refund_add(&refund, &penny);
    }
    /* 223 over 1000, 500, 333, 400 of 2233: 99.86, 49.93, 33.25, 39.95 */
    assert_kept(&refund, 900, 450, 300, 360);
    lty_refund_add(&refund, &huge);
    lty_refund_add(&refund, &huge);
    assert_kept(&refund, 0, 0, 0, 0);
    lty_refund_destroy(&refund);
    assert_int_equal(memory.blocks, 0);
}

static void an_order_without_lines_is_one_line(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_refund refund;
    const lty_event order = {.type = LTY_EVENT_ORDER, .amount_minor = 900};
    const lty_event_line lines[] = {{LTY_TEXT("a"), LTY_TEXT(""), {NULL, 0}, 1, 250, 0, LTY_EVENT_COST_NONE, false}};
    const lty_event event = sale(LTY_EVENT_REFUND, lines, 1, 0);
    int64_t total = 0;

    lty_refund_init(&refund, &alloc);
    assert_int_equal(lty_refund_begin(&refund, &order), LTY_OK);
    lty_refund_add(&refund, &event);
    assert_int_equal(lty_refund_kept(&refund, &total), LTY_OK);
    assert_int_equal(total, 650);
    assert_int_equal(refund.kept[0].amount_minor, 650);
    lty_refund_destroy(&refund);
    for (size_t n = 1; n <= 5; n++) {
        memory.calls = 0;
        memory.fail_at = n;
        assert_int_equal(lty_refund_begin(&refund, &order), LTY_E_MEMORY);
        lty_refund_destroy(&refund);
        assert_int_equal(memory.blocks, 0);
    }
}

/* As many lines as memory is first asked for: what is behind them is nobody's. */
static void a_pool_is_spread_over_sixteen_lines(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_refund refund;
    lty_event_line lines[16];
    const lty_event half = {.type = LTY_EVENT_REFUND, .amount_minor = 800};
    int64_t total = -1;

    for (size_t i = 0; i < COUNT(lines); i++) {
        lines[i] = (lty_event_line){.sku = LTY_TEXT("a"), .quantity = 1, .amount_minor = 100};
    }
    const lty_event order = sale(LTY_EVENT_ORDER, lines, COUNT(lines), 0);
    lty_refund_init(&refund, &alloc);
    assert_int_equal(lty_refund_begin(&refund, &order), LTY_OK);
    lty_refund_add(&refund, &half);
    assert_int_equal(lty_refund_kept(&refund, &total), LTY_OK);
    assert_int_equal(total, 800);
    for (size_t i = 0; i < COUNT(lines); i++) {
        assert_int_equal(refund.kept[i].amount_minor, 50);
    }
    lty_refund_destroy(&refund);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_match_by_sku_and_category_first_fit),
        cmocka_unit_test(the_pool_is_spread_as_one_sum),
        cmocka_unit_test(an_order_without_lines_is_one_line),
        cmocka_unit_test(a_pool_is_spread_over_sixteen_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
