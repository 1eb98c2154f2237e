/*
 * What purchases add to the figures. One person's rows come order by order in the order of their instants, so that the first of all is the first, a
 * month follows a month, and whoever is counted once per month is counted when the month changes.
 */
#include <math.h>
#include <string.h>

#include "lty_check.h"
#include "lty_indicator_part.h"
#include "lty_sort.h"
#include "lty_time.h"

static lty_status lty_indicator_promotion_add(lty_indicator_promotion *promotion, const lty_purchase *row)
{
    const bool either = row->sale || row->code;
    lty_status status = lty_add(&promotion->amount_minor, promotion->amount_minor, row->amount_minor);

    if (status != LTY_OK) {
        return status;
    }
    promotion->sale_minor += row->sale ? row->amount_minor : 0; /* parts of the amount, which did fit */
    promotion->code_minor += row->code ? row->amount_minor : 0;
    promotion->either_minor += either ? row->amount_minor : 0;
    if (row->margin_minor == LTY_FACT_NONE) {
        return LTY_OK;
    }
    promotion->margin_amount_minor += row->amount_minor;
    promotion->margin_promotion_amount_minor += either ? row->amount_minor : 0;
    status = lty_add(&promotion->margin_minor, promotion->margin_minor, row->margin_minor);
    return status != LTY_OK || !either ? status
                                       : lty_add(&promotion->margin_promotion_minor, promotion->margin_promotion_minor, row->margin_minor);
}

static lty_status lty_indicator_product_add(lty_indicator_work *work, const lty_purchase *row)
{
    lty_figure *product;

    if (row->sku.len == 0 || row->gross_minor == 0) {
        return LTY_OK;
    }
    lty_status status = lty_indicator_figure(&product, &work->out->products, &work->products, row->sku, row->sku, work->alloc);

    if (status == LTY_OK) {
        status = lty_add(&product->counts[LTY_PRODUCT_AMOUNT], product->counts[LTY_PRODUCT_AMOUNT], row->gross_minor);
    }
    if (status == LTY_OK) {
        status = lty_add(&product->counts[LTY_PRODUCT_QUANTITY], product->counts[LTY_PRODUCT_QUANTITY], row->quantity);
    }
    if (status == LTY_OK) {
        status = lty_add(&work->out->product_minor, work->out->product_minor, row->gross_minor);
    }
    if (status == LTY_OK) {
        product->counts[LTY_PRODUCT_CUSTOMERS] += product->last != work->customer + 1;
        product->last = work->customer + 1;
    }
    return status;
}

static lty_status lty_indicator_channel_add(lty_indicator_work *work, const lty_purchase *row, int64_t amount_minor)
{
    lty_figure *channel;
    lty_status status = lty_indicator_figure(&channel, &work->out->channels, &work->channels, row->channel, row->channel, work->alloc);

    if (status == LTY_OK) {
        status = lty_add(&channel->counts[LTY_CHANNEL_AMOUNT], channel->counts[LTY_CHANNEL_AMOUNT], amount_minor);
    }
    if (status == LTY_OK) {
        channel->counts[LTY_CHANNEL_ORDERS]++;
        channel->counts[LTY_CHANNEL_CUSTOMERS] += channel->last != work->customer + 1;
        channel->last = work->customer + 1;
    }
    return status;
}

/* One order in the period, with its lines. *full tells whether anything of it was kept at its full price. */
static lty_status lty_indicator_lines(lty_indicator_work *work, const lty_purchase *rows, size_t count, int64_t amount_minor, bool *full)
{
    lty_status status = lty_indicator_channel_add(work, rows, amount_minor);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        *full = *full || (!rows[i].sale && !rows[i].code && rows[i].amount_minor > 0);
        status = lty_indicator_promotion_add(&work->out->promotion, &rows[i]);
        if (status == LTY_OK) {
            status = lty_indicator_product_add(work, &rows[i]);
        }
    }
    return status;
}

/* Rows to orders, and what lines in the period add. */
static lty_status lty_indicator_orders(lty_indicator_work *work)
{
    const lty_purchases *purchases = &work->purchases;
    void *memory = work->orders;
    lty_status status = lty_alloc_reserve(work->alloc, &memory, &work->order_capacity, purchases->count, sizeof *work->orders);
    bool any = false;
    bool full = false;

    work->orders = memory;
    work->order_count = 0;
    for (size_t first = 0, end; first < purchases->count && status == LTY_OK; first = end) {
        const lty_purchase *row = &purchases->rows[first];
        int64_t amount_minor = 0;

        for (end = first; end < purchases->count && purchases->rows[end].order == row->order && status == LTY_OK; end++) {
            status = lty_add(&amount_minor, amount_minor, purchases->rows[end].amount_minor);
        }
        work->orders[work->order_count++] =
            (lty_indicator_order){row->at_s, lty_zone_day(work->zone, row->at_s), lty_months_at(&work->table, row->at_s), amount_minor};
        if (status == LTY_OK && lty_indicator_within(work, row->at_s)) {
            any = any || amount_minor > 0;
            status = lty_indicator_lines(work, row, end - first, amount_minor, &full);
        }
    }
    work->out->promotion.buyers += any;
    work->out->promotion.only += any && !full;
    return status;
}

/* The person's orders in the period, by month and by whether it is new. */
static lty_status lty_indicator_period(lty_indicator_work *work)
{
    lty_indicators *out = work->out;
    const lty_indicator_order *orders = work->orders;
    const lty_indicator_kind kind = orders[0].at_s >= work->from_s ? LTY_INDICATOR_NEW : LTY_INDICATOR_RETURNING;
    int64_t times = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < work->order_count && status == LTY_OK; i++) {
        const lty_indicator_order *order = &orders[i];
        lty_indicator_basket *basket = &out->baskets[i < LTY_INDICATOR_BASKETS ? i : LTY_INDICATOR_BASKETS - 1];
        const lty_indicator_kind month_kind = order->month == orders[0].month ? LTY_INDICATOR_NEW : LTY_INDICATOR_RETURNING;

        if (order->at_s < work->from_s) {
            continue;
        }
        lty_indicator_month *month = lty_indicator_month_of(work, order->month);

        basket->orders++;
        month->orders++;
        month->buyers[month_kind] += times == 0 || orders[i - 1].month != order->month;
        times++;
        status = lty_add(&basket->amount_minor, basket->amount_minor, order->amount_minor);
        if (status == LTY_OK) {
            status = lty_add(&month->amount_minor[month_kind], month->amount_minor[month_kind], order->amount_minor);
        }
        if (status == LTY_OK) {
            status = lty_add(&out->buyers.amount_minor[kind], out->buyers.amount_minor[kind], order->amount_minor);
        }
    }
    if (times > 0) {
        out->buyers.customers[kind]++;
        out->buyers.orders[kind] += times;
        out->purchase_times[lty_indicator_bucket_of(lty_indicator_times, times)]++;
    }
    return status;
}

/* A cohort has as many cells as its customers came back months later. */
static lty_status lty_indicator_cohort_of(lty_indicator_cohort **out, lty_indicator_work *work, size_t month)
{
    lty_indicators *all = work->out;
    void *memory = all->cohorts;

    if (work->cohorts[month] == 0) {
        const lty_status status =
            lty_alloc_reserve(work->alloc, &memory, &all->cohort_capacity, all->cohort_count + 1, sizeof *all->cohorts);

        all->cohorts = memory;
        if (status != LTY_OK) {
            return status;
        }
        all->cohorts[all->cohort_count] = (lty_indicator_cohort){.month = work->table.first + (int64_t) month};
        work->cohorts[month] = (uint32_t) ++all->cohort_count;
    }
    *out = &all->cohorts[work->cohorts[month] - 1];
    return LTY_OK;
}

static lty_status lty_indicator_cohort_add(lty_indicator_work *work)
{
    const lty_indicator_order *orders = work->orders;
    lty_indicator_cohort *cohort;
    lty_status status = lty_indicator_cohort_of(&cohort, work, orders[0].month);

    if (status != LTY_OK) {
        return status;
    }
    const size_t cells = orders[work->order_count - 1].month - orders[0].month + 1;
    void *memory = cohort->cells;

    status = lty_alloc_reserve(work->alloc, &memory, &cohort->capacity, cells, sizeof *cohort->cells);
    cohort->cells = memory;
    if (status != LTY_OK) {
        return status;
    }
    while (cohort->count < cells) {
        cohort->cells[cohort->count++] = (lty_indicator_cell){0, 0};
    }
    for (size_t i = 0; i < work->order_count && status == LTY_OK; i++) {
        lty_indicator_cell *cell = &cohort->cells[orders[i].month - orders[0].month];

        cell->customers += i == 0 || orders[i - 1].month != orders[i].month;
        status = lty_add(&cell->amount_minor, cell->amount_minor, orders[i].amount_minor);
    }
    return status;
}

/* Days between purchase days, as counts by length: their median needs no sorting of all. */
static lty_status lty_indicator_gaps_add(lty_indicator_work *work)
{
    const int64_t customers = work->out->gaps.count;
    int64_t day = work->orders[0].day;

    for (size_t i = 1; i < work->order_count; i++) {
        const int64_t gap = work->orders[i].day - day;

        if (gap <= 0) { /* below 0 where an hour happens twice at midnight */
            continue;
        }
        if ((size_t) gap >= work->gap_capacity) {
            const size_t before = work->gap_capacity;
            void *memory = work->gaps;
            const lty_status status = lty_alloc_reserve(work->alloc, &memory, &work->gap_capacity, (size_t) gap + 1, sizeof *work->gaps);

            work->gaps = memory;
            if (status != LTY_OK) {
                return status;
            }
            memset(work->gaps + before, 0, (work->gap_capacity - before) * sizeof *work->gaps);
        }
        work->gaps[gap]++;
        work->out->gaps.count++;
        day = work->orders[i].day;
    }
    work->out->gaps.customers += work->out->gaps.count > customers;
    return LTY_OK;
}

static void lty_indicator_again_add(lty_indicator_work *work)
{
    lty_indicators *out = work->out;
    const int64_t first = work->orders[0].day;

    out->customers++;
    out->again += work->order_count > 1;
    out->purchase_ages[lty_indicator_bucket_of(lty_indicator_ages, work->today - work->orders[work->order_count - 1].day)]++;
    for (size_t i = 0; i < LTY_INDICATOR_AGAIN; i++) {
        lty_indicator_again *within = &out->within[i];

        if (work->today - first >= within->days) {
            within->customers++;
            within->again += work->order_count > 1 && work->orders[1].day - first <= within->days;
        }
    }
}

lty_status lty_indicator_buyer(lty_indicator_work *work)
{
    lty_status status = lty_indicator_orders(work);

    if (status != LTY_OK || work->order_count == 0) {
        return status;
    }
    lty_indicator_again_add(work);
    status = lty_indicator_period(work);
    if (status == LTY_OK) {
        status = lty_indicator_gaps_add(work);
    }
    return status == LTY_OK ? lty_indicator_cohort_add(work) : status;
}

/* The gap that stands at a place of all, sorted. */
static double lty_indicator_gap_at(const lty_indicator_work *work, int64_t place)
{
    size_t gap = 0;

    while (gap + 1 < work->gap_capacity && work->gaps[gap] <= place) {
        place -= work->gaps[gap++];
    }
    return (double) gap;
}

void lty_indicator_finish_gaps(lty_indicator_work *work)
{
    lty_indicator_gaps *gaps = &work->out->gaps;
    const double n = (double) gaps->count;
    double sum = 0.0;
    double squares = 0.0;

    if (gaps->count == 0) {
        return;
    }
    for (size_t i = 0; i < work->gap_capacity; i++) {
        sum += (double) work->gaps[i] * (double) i;
    }
    gaps->mean = sum / n;
    for (size_t i = 0; i < work->gap_capacity; i++) {
        const double off = (double) i - gaps->mean;

        squares += (double) work->gaps[i] * off * off;
    }
    gaps->sd = gaps->count > 1 ? sqrt(squares / (n - 1.0)) : 0.0;
    gaps->median = (lty_indicator_gap_at(work, (gaps->count - 1) / 2) + lty_indicator_gap_at(work, gaps->count / 2)) / 2.0;
}

void lty_indicator_finish_products(lty_indicator_work *work)
{
    const lty_figures *products = &work->out->products;

    for (size_t i = 0; i < products->count; i++) {
        const double share = (double) products->items[i].counts[LTY_PRODUCT_AMOUNT] / (double) work->out->product_minor;

        work->out->concentration += share * share;
    }
}
