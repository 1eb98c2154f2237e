/* Histories: the total order, what is corrected, which events are one order. docs/points.md, Which events hold; Which orders count, and when */
#include <time.h>

#include "lty_test_fold.h"

#define DAY LTY_TEST_DAY
#define T0 LTY_TEST_2010

static void prepare(lty_history *history, const lty_event *events, size_t count, int64_t at_s)
{
    const lty_event *pointers[64];

    assert_true(count <= 64);
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    assert_int_equal(lty_history_prepare(history, pointers, count, at_s), LTY_OK);
}

static void events_stand_in_the_total_order_up_to_the_instant(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_history history;
    const lty_event events[] = {
        lty_test_points("s/spent/1/1", LTY_EVENT_POINTS_SPENT, T0, 1),
        lty_test_points("s/b", LTY_EVENT_VISIT, T0, 0),
        lty_test_points("s/a", LTY_EVENT_VISIT, T0, 0),
        lty_test_points("s/z", LTY_EVENT_VISIT, T0 - 1, 0),
        lty_test_points("s/y", LTY_EVENT_VISIT, T0 + 1, 0),
        lty_test_points("s/r", LTY_EVENT_POINTS_RESTORED, T0 + 2, 1),
    };

    lty_history_init(&history, &alloc);
    prepare(&history, events, COUNT(events), T0 + 1);
    assert_int_equal(history.count, 5);
    assert_true(history.events[0] == &events[3] && history.events[1] == &events[2] && history.events[2] == &events[1]);
    assert_true(history.events[3] == &events[0] && history.events[4] == &events[4]);
    assert_false(history.restored);
    prepare(&history, events, COUNT(events), T0 + 2);
    assert_true(history.restored && !history.referrals);
    prepare(&history, NULL, 0, T0);
    assert_int_equal(history.count + history.orders.count, 0);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

static void an_order_is_what_its_highest_revision_says(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_history history;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PLACED, 900),
        lty_test_order("s/order/1/2", "1", 2, T0 + 1, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/1/5", "1", 5, T0 + 2, LTY_ORDER_DELIVERED, 1200),
        lty_test_order("s/order/1/3", "1", 3, T0 + 3, LTY_ORDER_CANCELLED, 1000), /* overruled */
        lty_test_refund("s/refund/1/1", "1", T0 + 4, 700),
        lty_test_refund("s/refund/2/1", "1", T0 + 5, INT64_MAX),
        lty_test_order("s/order/2/1", "2", 1, T0 + 6, LTY_ORDER_PAID, 500),
        lty_test_order("s/order/2/2", "2", 2, T0 + 7, LTY_ORDER_CANCELLED, 0),
        lty_test_order("s/order/3/1", "3", 1, T0 + 8, LTY_ORDER_PLACED, 500),
        lty_test_refund("s/refund/3/1", "3", T0 + 9, 100),
        lty_test_refund("s/refund/4/1", "4", T0 + 9, 100),
    };
    const lty_order *orders;

    lty_history_init(&history, &alloc);
    prepare(&history, events, COUNT(events), T0 + DAY);
    orders = history.orders.items;
    assert_int_equal(history.orders.count, 2); /* order 3 never counted, order 4 is not there */
    assert_true(orders[0].counted == &events[1] && orders[0].delivered == &events[2] && orders[0].terms == &events[2]);
    assert_true(orders[0].stopped == NULL && orders[0].refund_count == 2 && orders[0].count == 6);
    assert_true(orders[0].gross_minor == 1200 && orders[0].kept_minor == 0);
    assert_true(orders[1].stopped == &events[7] && orders[1].terms == &events[6] && orders[1].kept_minor == 0);
    assert_int_equal(history.orders.by_event[5], 0);
    assert_int_equal(history.orders.by_event[7], 1);
    for (size_t i = 8; i < COUNT(events); i++) {
        assert_true(history.orders.by_event[i] == LTY_ORDERS_NONE);
    }
    prepare(&history, events, COUNT(events), T0 + 4);
    assert_int_equal(history.orders.items[0].kept_minor, 500);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

/* Orders by comparing every pair, for thousands of references that differ in single bytes, from two sources. */
static void orders_are_found_as_by_comparing_all(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    enum { N = 1500 };
    static lty_event events[N];
    static const lty_event *pointers[N];
    static char ids[N][40];
    static char refs[N][24];
    uint64_t state = lty_test_seed("orders", 20261122);
    lty_history history;

    lty_history_init(&history, &alloc);
    for (size_t i = 0; i < N; i++) {
        (void) snprintf(
            refs[i], sizeof refs[i], "ORDER-%0*lld", (int) lty_test_below(&state, 12) + 1, (long long) lty_test_below(&state, 60));
        (void) snprintf(ids[i], sizeof ids[i], "%s/order/%s/%zu", lty_test_below(&state, 2) == 0 ? "s" : "t", refs[i], i);
        events[i] = lty_test_order(ids[i], refs[i], 1, T0 + (int64_t) i, LTY_ORDER_PAID, 100);
        pointers[i] = &events[i];
    }
    assert_int_equal(lty_history_prepare(&history, pointers, N, T0 + N), LTY_OK);
    for (size_t i = 0; i < N; i++) {
        const lty_order *order = &history.orders.items[history.orders.by_event[i]];
        bool found = false;

        for (size_t j = order->first; j < order->first + order->count; j++) {
            found = found || history.orders.entries[j].event == &events[i];
            assert_true(j == order->first || history.orders.entries[j].position > history.orders.entries[j - 1].position);
        }
        assert_true(found);
        for (size_t j = 0; j < i; j++) {
            const bool same = ids[i][0] == ids[j][0] && strcmp(refs[i], refs[j]) == 0;
            assert_true(same == (history.orders.by_event[i] == history.orders.by_event[j]));
        }
    }
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

/* Ten thousand that name one event, of two types: of each type the last holds, and what it takes is no square of their number. */
static void of_many_that_replace_one_the_last_of_each_type_holds(void **unused)
{
    (void) unused;
    enum { MANY = 20000 };
    static lty_event events[MANY + 1];
    static const lty_event *pointers[MANY + 1];
    static char ids[MANY + 1][24];
    const clock_t begun = clock();
    LTY_TEST_ALLOC();
    lty_history history;

    lty_history_init(&history, &alloc);
    for (size_t i = 0; i <= MANY; i++) {
        (void) snprintf(ids[i], sizeof ids[i], "s/x/%zu/1", i);
        events[i] = lty_test_points(ids[i], i % 3 == 1 ? LTY_EVENT_REVIEW : LTY_EVENT_VISIT, T0 + (int64_t) i, 0);
        events[i].replaces = i == 0 ? (lty_text){NULL, 0} : lty_test_text(ids[0]);
        pointers[MANY - i] = &events[i];
    }
    assert_int_equal(lty_history_prepare(&history, pointers, MANY + 1, T0 + 2 * MANY), LTY_OK);
    assert_int_equal(history.count, 2);
    assert_ptr_equal(history.events[0], &events[MANY - 1]);
    assert_ptr_equal(history.events[1], &events[MANY]);
    assert_true(clock() - begun < 4 * CLOCKS_PER_SEC);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void) unused;
    lty_event events[] = {
        lty_test_order("s/order/2/1", "2", 1, T0 + DAY, LTY_ORDER_PAID, 15000),
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 15000),
        lty_test_points("s/visit/1/1", LTY_EVENT_VISIT, T0, 0),
        lty_test_points("s/visit/2/1", LTY_EVENT_VISIT, T0, 0),
    };
    const lty_event *pointers[] = {&events[0], &events[1], &events[2], &events[3]};
    lty_status status = LTY_E_MEMORY;

    events[3].replaces = events[2].id;
    for (size_t n = 1; status == LTY_E_MEMORY; n++) {
        LTY_TEST_ALLOC();
        lty_history history;

        memory.fail_at = n;
        lty_history_init(&history, &alloc);
        status = lty_history_prepare(&history, pointers, COUNT(pointers), T0 + 9 * DAY);
        assert_true(status == LTY_E_MEMORY || (status == LTY_OK && history.count == 3 && n > 3));
        memory.fail_at = 0;
        assert_int_equal(lty_history_prepare(&history, pointers, COUNT(pointers), T0 + 9 * DAY), LTY_OK);
        assert_int_equal(history.orders.count, 2);
        lty_history_destroy(&history);
        lty_history_destroy(&history);
        assert_int_equal(memory.blocks, 0);
        assert_true(n < 50);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(events_stand_in_the_total_order_up_to_the_instant),
        cmocka_unit_test(an_order_is_what_its_highest_revision_says),
        cmocka_unit_test(orders_are_found_as_by_comparing_all),
        cmocka_unit_test(of_many_that_replace_one_the_last_of_each_type_holds),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
