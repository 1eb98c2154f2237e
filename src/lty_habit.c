/* Purchase days and products are sorted, not searched for: somebody with a hundred thousand lines costs what the lines cost. */
#include <math.h>
#include <string.h>

#include "lty_check.h"
#include "lty_habit.h"
#include "lty_sort.h"
#include "lty_time.h"

/* What was spent on a SKU by one line, later by all. */
typedef struct lty_habit_product {
    lty_text sku;
    int64_t amount_minor;
} lty_habit_product;

static int lty_habit_by_sku(const void *a, const void *b)
{
    return lty_text_compare(((const lty_habit_product *) a)->sku, ((const lty_habit_product *) b)->sku);
}

static int lty_habit_by_number(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *) a;
    const int64_t right = *(const int64_t *) b;

    return (left > right) - (left < right);
}

/* Lines of the same SKU become one entry; how many are left. */
static lty_status lty_habit_merge(lty_habit_product *products, size_t *count)
{
    size_t kept = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < *count && status == LTY_OK; i++) {
        if (kept > 0 && lty_text_equal(products[kept - 1].sku, products[i].sku)) {
            status = lty_add(&products[kept - 1].amount_minor, products[kept - 1].amount_minor, products[i].amount_minor);
        } else {
            products[kept++] = products[i];
        }
    }
    *count = kept;
    return status;
}

static lty_status lty_habit_products(lty_habit *habit, const lty_purchases *purchases, const lty_alloc *alloc)
{
    const size_t size = 2 * purchases->count * sizeof(lty_habit_product);
    lty_habit_product *products = purchases->count == 0 ? NULL : lty_alloc_new(alloc, size);
    size_t count = 0;

    if (products == NULL) {
        return purchases->count == 0 ? LTY_OK : LTY_E_MEMORY;
    }
    for (size_t i = 0; i < purchases->count; i++) {
        const lty_purchase *row = &purchases->rows[i];

        if (row->sku.len > 0 && row->gross_minor > 0) {
            products[count++] = (lty_habit_product){row->sku, row->gross_minor};
        }
    }
    lty_sort(products, products + purchases->count, count, sizeof *products, lty_habit_by_sku);
    lty_status status = lty_habit_merge(products, &count);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        status = lty_add(&habit->product_minor, habit->product_minor, products[i].amount_minor);
        if (products[i].amount_minor > habit->top_minor) {
            habit->top_minor = products[i].amount_minor;
            habit->top_product = products[i].sku;
        }
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const double share = (double) products[i].amount_minor / (double) habit->product_minor;

        habit->concentration += share * share;
    }
    habit->products = (int64_t) count;
    lty_alloc_free(alloc, products, size);
    return status;
}

/* gaps: between purchase days, ascending by size at the end. */
static void lty_habit_gaps(lty_habit *habit, int64_t *gaps, int64_t *scratch, size_t count)
{
    const double n = (double) count;
    double squares = 0.0;

    if (count == 0) {
        return;
    }
    habit->gap_mean = (double) (habit->last_day - habit->first_day) / n;
    for (size_t i = 0; i < count; i++) {
        const double off = (double) gaps[i] - habit->gap_mean;

        squares += off * off;
    }
    habit->gap_sd = count > 1 ? sqrt(squares / (n - 1.0)) : 0.0;
    lty_sort(gaps, scratch, count, sizeof *gaps, lty_habit_by_number);
    habit->gap_median = ((double) gaps[(count - 1) / 2] + (double) gaps[count / 2]) / 2.0;
}

/* Orders come in the order of their instants; local days follow them, but for an hour that happens twice at midnight, so days are sorted. */
static lty_status lty_habit_days(lty_habit *habit, const lty_purchases *purchases, const lty_zone *zone, const lty_alloc *alloc)
{
    const size_t orders = (size_t) habit->orders;
    int64_t *days = orders == 0 ? NULL : lty_alloc_new(alloc, 2 * orders * sizeof *days);
    int64_t month = INT64_MIN;
    size_t found = 0;
    size_t gaps = 0;

    if (days == NULL) {
        return orders == 0 ? LTY_OK : LTY_E_MEMORY;
    }
    for (size_t i = 0; i < purchases->count; i++) {
        if (i == 0 || purchases->rows[i].order != purchases->rows[i - 1].order) {
            days[found++] = lty_zone_day(zone, purchases->rows[i].at_s);
        }
    }
    lty_sort(days, days + orders, found, sizeof *days, lty_habit_by_number);
    habit->first_day = days[0];
    habit->last_day = days[found - 1];
    for (size_t i = 0; i < found; i++) {
        const int64_t day = days[i];
        const int64_t before = i == 0 ? day : habit->last_day; /* the day before this one; at first there is none */
        const lty_date date = lty_date_from_day(day);

        if (i > 0 && day == before) {
            continue;
        }
        if (i > 0) {
            days[gaps++] = day - before; /* behind the days that are still to be read */
        }
        habit->last_day = day;
        habit->purchase_days++;
        habit->active_months += date.year * 12 + date.month != month;
        month = date.year * 12 + date.month;
    }
    lty_habit_gaps(habit, days, days + orders, gaps);
    lty_alloc_free(alloc, days, 2 * orders * sizeof *days);
    return LTY_OK;
}

static lty_status lty_habit_orders(lty_habit *habit, const lty_purchases *purchases)
{
    int64_t order_minor = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < purchases->count && status == LTY_OK; i++) {
        const lty_purchase *row = &purchases->rows[i];
        const bool begins = i == 0 || row->order != row[-1].order;

        habit->orders += begins;
        status = lty_add(&order_minor, begins ? 0 : order_minor, row->gross_minor);
        habit->largest_minor = order_minor > habit->largest_minor ? order_minor : habit->largest_minor;
        if (status == LTY_OK) {
            status = lty_add(&habit->gross_minor, habit->gross_minor, row->gross_minor);
        }
        habit->promotion_minor += row->sale || row->code ? row->gross_minor : 0; /* no more than gross, which did fit */
    }
    return status;
}

lty_status lty_habit_read(
    lty_habit *out, const lty_history *history, const lty_purchases *purchases, const lty_zone *zone, const lty_alloc *alloc)
{
    lty_habit habit;
    lty_status status;

    memset(&habit, 0, sizeof habit);
    status = lty_habit_orders(&habit, purchases);
    for (size_t i = 0; i < history->count && status == LTY_OK; i++) {
        if (history->events[i]->type == LTY_EVENT_REFUND) {
            habit.refunds++;
            status = lty_add(&habit.refunded_minor, habit.refunded_minor, history->events[i]->amount_minor);
        }
    }
    if (status == LTY_OK) {
        status = lty_sub(&habit.net_minor, habit.gross_minor, habit.refunded_minor);
    }
    if (status == LTY_OK) {
        status = lty_habit_days(&habit, purchases, zone, alloc);
    }
    if (status == LTY_OK) {
        status = lty_habit_products(&habit, purchases, alloc);
    }
    if (status == LTY_OK) {
        *out = habit;
    }
    return status;
}

lty_status lty_habit_person(uint32_t *out, lty_base *base, lty_text key, int64_t at_s)
{
    const uint32_t number = key.len == 0 ? LTY_STORE_NONE : lty_intern_find(&lty_base_store(base)->customers, key);
    const lty_persons *persons;
    const lty_status status = lty_base_persons_at(&persons, base, at_s);

    if (status == LTY_OK) {
        const uint32_t person = number == LTY_STORE_NONE ? number : lty_persons_of(persons, number);

        *out = person != LTY_STORE_NONE && lty_base_is_person_at(base, persons, person) ? person : LTY_STORE_NONE;
    }
    return status;
}

lty_status lty_habit_of(lty_habit *out, lty_base *base, uint32_t customer, int64_t at_s, const lty_alloc *alloc)
{
    lty_purchases purchases;
    const lty_history *history;
    lty_status status = lty_base_history(&history, base, customer, at_s);

    if (status != LTY_OK) {
        return status;
    }
    lty_purchases_init(&purchases, alloc);
    status = lty_purchases_read(&purchases, history);
    if (status == LTY_OK) {
        status = lty_habit_read(out, history, &purchases, &lty_base_programme(base)->zone, alloc);
    }
    lty_purchases_destroy(&purchases);
    return status == LTY_OK && lty_base_is_damaged(base) ? LTY_E_DAMAGED : status;
}
