/* Habits of one customer: by hand, where days change and codes repeat; against a naive model; without memory. References are in tests/indicators. */
#include <math.h>

#include "lty_habit.h"
#include "lty_test_base.h"

#define ROWS 40

static void assert_near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want)))) {
        fail_msg("%.17g is not %.17g", got, want);
    }
}

typedef struct line {
    int64_t at_s;
    int order;
    int sku; /* 4 = none */
    int64_t amount;
    bool sale;
} line;

static const char *const skus[] = {"c", "b", "another-long-sku", "a", ""};

/* Lines that come order by order; one refund of each third order, and one that names none. */
static void fill(lty_base *base, const line *lines, size_t count)
{
    for (size_t first = 0, end; first < count; first = end) {
        lty_event_line own[ROWS];
        char id[40], object[24];
        int64_t amount = 0;

        for (end = first; end < count && lines[end].order == lines[first].order; end++) {
            own[end - first] = (lty_event_line){.sku = lty_test_text(skus[lines[end].sku]),
                .quantity = 1,
                .amount_minor = lines[end].amount,
                .cost_minor = LTY_EVENT_COST_NONE,
                .sale = lines[end].sale};
            amount += lines[end].amount;
        }
        snprintf(id, sizeof id, "s/order/%d/1", lines[first].order);
        snprintf(object, sizeof object, "%d", lines[first].order);
        lty_event event = lty_test_order(id, object, 1, lines[first].at_s, LTY_ORDER_PAID, amount);
        event.payload = event.id;
        event.lines = own;
        event.line_count = end - first;
        base_append(base, &event, false);
        if (lines[first].order % 3 == 0) {
            snprintf(id, sizeof id, "s/refund/%d/1", lines[first].order);
            event = lty_test_refund(id, lines[first].order % 2 == 0 ? object : "", lines[first].at_s, 7);
            event.payload = event.id;
            base_append(base, &event, false);
        }
    }
}

static int compare_numbers(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *) a;
    const int64_t right = *(const int64_t *) b;

    return (left > right) - (left < right);
}

static void check_products(const lty_habit *habit, const line *lines, size_t count)
{
    int64_t sums[4] = {0, 0, 0, 0}, whole = 0, products = 0;
    double concentration = 0;
    int top = -1;

    for (size_t i = 0; i < count; i++) {
        if (lines[i].sku < 4) {
            sums[lines[i].sku] += lines[i].amount;
            whole += lines[i].amount;
        }
    }
    for (int sku = 0; sku < 4; sku++) {
        products += sums[sku] > 0;
        concentration += sums[sku] > 0 ? pow((double) sums[sku] / (double) whole, 2) : 0;
        if (sums[sku] > 0 && (top < 0 || sums[sku] > sums[top] || (sums[sku] == sums[top] && strcmp(skus[sku], skus[top]) < 0))) {
            top = sku;
        }
    }
    assert_int_equal(habit->products, products);
    assert_int_equal(habit->product_minor, whole);
    assert_near(habit->concentration, concentration);
    if (top >= 0) {
        assert_true(lty_text_equal(habit->top_product, lty_test_text(skus[top])));
        assert_int_equal(habit->top_minor, sums[top]);
    }
}

static void check_days(const lty_habit *habit, const line *lines, size_t count, const lty_zone *zone)
{
    int64_t days[ROWS], gaps[ROWS], months = 0;
    size_t found = 0;
    double sum = 0, squares = 0;

    for (size_t i = 0; i < count; i++) {
        const int64_t day = lty_zone_day(zone, lines[i].at_s);
        bool met = false;

        for (size_t j = 0; j < found; j++) {
            met = met || days[j] == day;
        }
        if (!met) {
            days[found++] = day;
        }
    }
    qsort(days, found, sizeof *days, compare_numbers);
    assert_int_equal(habit->purchase_days, found);
    for (size_t i = 0; i < found; i++) {
        const lty_date date = lty_date_from_day(days[i]);
        const lty_date last = lty_date_from_day(days[i == 0 ? 0 : i - 1]);

        months += i == 0 || date.month != last.month || date.year != last.year;
        if (i > 0) {
            gaps[i - 1] = days[i] - days[i - 1];
            sum += (double) gaps[i - 1];
        }
    }
    assert_int_equal(habit->active_months, months);
    if (found == 0) {
        return;
    }
    assert_int_equal(habit->first_day, days[0]);
    assert_int_equal(habit->last_day, days[found - 1]);
    if (found == 1) {
        return;
    }
    const size_t n = found - 1;
    for (size_t i = 0; i < n; i++) {
        squares += pow((double) gaps[i] - sum / (double) n, 2);
    }
    qsort(gaps, n, sizeof *gaps, compare_numbers);
    assert_near(habit->gap_mean, sum / (double) n);
    assert_near(habit->gap_sd, n == 1 ? 0 : sqrt(squares / (double) (n - 1)));
    assert_near(habit->gap_median, n % 2 == 1 ? (double) gaps[n / 2] : (double) (gaps[n / 2 - 1] + gaps[n / 2]) / 2);
}

static void check_money(const lty_habit *habit, const line *lines, size_t count)
{
    int64_t gross = 0, largest = 0, order = 0, orders = 0, refunds = 0, sale = 0;

    for (size_t i = 0; i < count; i++) {
        const bool begins = i == 0 || lines[i].order != lines[i - 1].order;

        order = begins ? lines[i].amount : order + lines[i].amount;
        orders += begins;
        refunds += begins && lines[i].order % 3 == 0;
        largest = order > largest ? order : largest;
        gross += lines[i].amount;
        sale += lines[i].sale ? lines[i].amount : 0;
    }
    assert_int_equal(habit->orders, orders);
    assert_int_equal(habit->gross_minor, gross);
    assert_int_equal(habit->largest_minor, largest);
    assert_int_equal(habit->refunds, refunds);
    assert_int_equal(habit->refunded_minor, 7 * refunds);
    assert_int_equal(habit->net_minor, gross - 7 * refunds);
    assert_int_equal(habit->promotion_minor, sale);
}

static void test_random(void **state)
{
    uint64_t seed = lty_test_seed("habits", 4);

    (void) state;
    for (int round = 0; round < 1500; round++) {
        const size_t count = (size_t) lty_test_below(&seed, ROWS);
        line lines[ROWS];
        uint32_t customer;
        lty_habit habit;
        rules r;
        LTY_TEST_ALLOC();

        rules_plain(&r, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);

        for (size_t i = 0; i < count; i++) {
            const bool same = i > 0 && lty_test_below(&seed, 2) == 0;

            lines[i] = (line){.at_s = same ? lines[i - 1].at_s
                                           : LTY_TEST_2010 + lty_test_below(&seed, 60) * LTY_TEST_DAY + lty_test_below(&seed, 24) * 3600,
                .order = same ? lines[i - 1].order : (int) i + 1,
                .sku = (int) lty_test_below(&seed, 5),
                .amount = 1 + lty_test_below(&seed, 30),
                .sale = lty_test_below(&seed, 3) == 0};
        }
        fill(base, lines, count);
        assert_int_equal(lty_habit_person(&customer, base, lty_test_text("7"), LTY_TEST_2012), LTY_OK);
        assert_int_equal(customer, count == 0 ? LTY_STORE_NONE : 0);
        if (count > 0) {
            assert_int_equal(lty_habit_of(&habit, base, customer, LTY_TEST_2012, &alloc), LTY_OK);
            check_money(&habit, lines, count);
            check_days(&habit, lines, count, &r.versions[0].zone);
            check_products(&habit, lines, count);
        }
        lty_base_destroy(base);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_memory(void **state)
{
    static const line lines[] = {{LTY_TEST_2010, 1, 0, 5, true}, {LTY_TEST_2010, 1, 1, 6, false}, {LTY_TEST_2011, 2, 1, 7, false}};
    lty_status status = LTY_E_MEMORY;
    LTY_TEST_ALLOC();
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    fill(base, lines, 3);
    for (size_t fail = 1; status != LTY_OK; fail++) {
        lty_test_memory own = {0, 0, 0, fail};
        const lty_alloc tight = {lty_test_resize, &own};
        lty_habit habit = {.orders = -1};

        status = lty_habit_of(&habit, base, 0, LTY_TEST_2012, &tight);
        assert_int_equal(habit.orders, status == LTY_OK ? 2 : -1);
        assert_int_equal(own.blocks, 0);
    }
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
