/*
 * Data out of a base: what each bought is what his history says, refunds, corrections and linked keys included. One pass over the columns deals the
 * sales out by customer; only the few whose rows make sense together alone are asked for their history.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_clv.h"
#include "lty_sales.h"
#include "lty_sort.h"
#include "lty_time.h"

#define LTY_CLV_AHEAD 24U /* rows ahead for which a customer's place is asked for, and those for which what it says */
#define LTY_CLV_NEAR 8U
#define LTY_CLV_MANY 16U /* histories of more than one customer in so many are worth an index */

typedef struct lty_clv_day {
    int64_t day;
    int64_t money_minor;
} lty_clv_day;

typedef struct lty_clv_gather {
    lty_clv_data *data;
    lty_base *base;
    const lty_zone *zone;
    int64_t at_s;
    int64_t end_day;    /* of the calibration */
    int64_t final_day;  /* of the hold-out, or the same */
    lty_clv_day *sales; /* by customer: those of c end at ends[c], where those of the next one start */
    size_t sale_count;
    size_t *ends;
    size_t most; /* of anybody */
    size_t customers;
    lty_clv_day *days; /* of one person who is apart, then scratch memory for as many as anybody has */
    size_t capacity;
    uint64_t *back; /* repeat purchase days by how many days before the final one */
    size_t back_count;
    size_t back_capacity;
} lty_clv_gather;

static int lty_clv_day_compare(const void *a, const void *b)
{
    const int64_t left = ((const lty_clv_day *) a)->day;
    const int64_t right = ((const lty_clv_day *) b)->day;

    return (left > right) - (left < right);
}

/* Sorts the days of a person and makes one of those that are equal. */
static lty_status lty_clv_gather_merge(size_t *places, lty_clv_day *days, size_t count, lty_clv_day *scratch)
{
    *places = 0;
    lty_sort(days, scratch, count, sizeof *days, lty_clv_day_compare);
    for (size_t i = 0; i < count; i++) {
        if (*places > 0 && days[i].day == days[*places - 1].day) {
            int64_t *money_minor = &days[*places - 1].money_minor;
            const lty_status status = lty_add(money_minor, *money_minor, days[i].money_minor);

            if (status != LTY_OK) {
                return status;
            }
        } else {
            days[(*places)++] = days[i];
        }
    }
    return LTY_OK;
}

/* Room for the days of one person and as much scratch memory. */
static lty_status lty_clv_gather_reserve(lty_clv_gather *gather, size_t count)
{
    void *memory = gather->days;
    const lty_status status = lty_alloc_reserve(gather->data->alloc, &memory, &gather->capacity, 2 * count + 1, sizeof *gather->days);

    gather->days = memory;
    return status;
}

/* The sales of a person who is apart. */
static lty_status lty_clv_gather_history(size_t *count, lty_clv_gather *gather, uint32_t person)
{
    const lty_history *history;
    lty_status status = lty_base_history(&history, gather->base, person, gather->at_s);

    *count = 0;
    if (status == LTY_OK) {
        status = lty_clv_gather_reserve(gather, history->orders.count);
    }
    for (size_t i = 0; status == LTY_OK && i < history->orders.count; i++) {
        const lty_order *order = &history->orders.items[i];

        if (order->stopped == NULL && order->gross_minor > 0) {
            gather->days[(*count)++] = (lty_clv_day){lty_zone_day(gather->zone, order->counted->at_s), order->kept_minor};
        }
    }
    return status;
}

/* Counts the sales of each customer, then deals them out. The columns' order is any: places are asked for in time. */
static lty_status lty_clv_gather_deal(lty_clv_gather *gather, const lty_sales *sales)
{
    const lty_store *store = sales->store;
    const lty_alloc *alloc = gather->data->alloc;
    lty_clock clock = lty_clock_of(gather->zone);
    lty_sale sale;

    for (size_t i = 0; i < store->rows; i++) {
        if (i + LTY_CLV_AHEAD < store->rows && store->customer[i + LTY_CLV_AHEAD] < gather->customers) {
            __builtin_prefetch(&gather->ends[store->customer[i + LTY_CLV_AHEAD]], 1);
        }
        if (lty_sales_read(&sale, sales, i)) {
            gather->ends[sale.customer]++;
            gather->sale_count++;
        }
    }
    if (gather->sale_count == 0) {
        return LTY_OK;
    }
    gather->sales = lty_alloc_new(alloc, gather->sale_count * sizeof *gather->sales);
    if (gather->sales == NULL) {
        return LTY_E_MEMORY;
    }
    size_t start = 0;

    for (size_t i = 0; i < gather->customers; i++) { /* starts now, which the sales that come move to the ends */
        const size_t count = gather->ends[i];

        gather->most = count > gather->most ? count : gather->most;
        gather->ends[i] = start;
        start += count;
    }
    for (size_t i = 0; i < store->rows; i++) {
        if (i + LTY_CLV_AHEAD < store->rows && store->customer[i + LTY_CLV_AHEAD] < gather->customers) {
            __builtin_prefetch(&gather->ends[store->customer[i + LTY_CLV_AHEAD]], 1);
        }
        if (i + LTY_CLV_NEAR < store->rows && store->customer[i + LTY_CLV_NEAR] < gather->customers) {
            __builtin_prefetch(&gather->sales[gather->ends[store->customer[i + LTY_CLV_NEAR]]], 1);
        }
        if (lty_sales_read(&sale, sales, i)
            && gather->ends[sale.customer] < gather->sale_count) { /* a mapped file may say something else now */
            gather->sales[gather->ends[sale.customer]++] =
                (lty_clv_day){lty_day_of(lty_clock_local(&clock, sale.paid_s)), sale.amount_minor};
        }
    }
    return lty_clv_gather_reserve(gather, gather->most);
}

/* Remembers a repeat purchase for the curve. */
static lty_status lty_clv_gather_bought(lty_clv_gather *gather, int64_t day)
{
    const size_t place = (size_t) (gather->final_day - day);
    void *memory = gather->back;
    const lty_status status = lty_alloc_reserve(gather->data->alloc, &memory, &gather->back_capacity, place + 1, sizeof *gather->back);

    gather->back = memory;
    if (status != LTY_OK) {
        return status;
    }
    if (place >= gather->back_count) {
        memset(gather->back + gather->back_count, 0, (place + 1 - gather->back_count) * sizeof *gather->back);
        gather->back_count = place + 1;
    }
    gather->back[place]++;
    return LTY_OK;
}

/* Days up to the end of the calibration are what a model sees, those after it what it shall foretell. */
static lty_status lty_clv_gather_person(lty_clv_gather *gather, uint32_t person, lty_clv_day *days, size_t sales)
{
    lty_clv_row row = {.customer = person};
    size_t count;
    lty_status status = lty_clv_gather_merge(&count, days, sales, gather->days + (days == gather->days ? sales : 0));

    if (status != LTY_OK || count == 0 || days[0].day > gather->end_day) {
        return status;
    }
    row.T = (uint32_t) (gather->end_day - days[0].day);
    for (size_t i = 1; i < count && status == LTY_OK; i++) {
        const lty_clv_day *day = &days[i];

        if (day->day <= gather->end_day) {
            row.x++;
            row.tx = (uint32_t) (day->day - days[0].day);
            status = lty_add(&row.money_minor, row.money_minor, day->money_minor);
        } else {
            row.held++;
            status = lty_add(&row.held_minor, row.held_minor, day->money_minor);
        }
        if (status == LTY_OK) {
            status = lty_clv_gather_bought(gather, day->day);
        }
    }
    return status == LTY_OK ? lty_clv_data_add(gather->data, &row) : status;
}

/* Turns the counts of days round: from the first day of all on. */
static lty_status lty_clv_gather_curve(lty_clv_gather *gather)
{
    lty_clv_data *data = gather->data;
    uint32_t span = 0;

    for (size_t i = 0; i < data->count; i++) {
        span = data->rows[i].T > span ? data->rows[i].T : span;
    }
    const size_t days = (size_t) span + data->held_ticks + 1;

    data->bought = lty_alloc_zero(data->alloc, days, sizeof *data->bought);
    if (data->bought == NULL) {
        return LTY_E_MEMORY;
    }
    data->days = days;
    LTY_ASSERT(gather->back_count <= days);
    for (size_t i = 0; i < gather->back_count; i++) {
        data->bought[days - 1 - i] = gather->back[i];
    }
    return LTY_OK;
}

static lty_status lty_clv_gather_everybody(lty_clv_gather *gather, const lty_sales *sales)
{
    lty_status status = lty_clv_gather_deal(gather, sales);
    size_t start = 0;

    if (lty_set_count(&sales->apart) > gather->customers / LTY_CLV_MANY) {
        lty_base_begin(gather->base);
    }

    for (uint32_t i = 0; i < gather->customers && status == LTY_OK; i++) {
        const lty_persons *persons;
        size_t count = gather->ends[i] - start;

        if (gather->ends[i] < start || count > gather->most) {
            return LTY_E_DAMAGED;
        }
        if (!lty_set_has(&sales->apart, i)) {
            status = count == 0 ? LTY_OK : lty_clv_gather_person(gather, i, gather->sales + start, count);
            start = gather->ends[i];
            continue;
        }
        status = lty_base_persons_at(&persons, gather->base, gather->at_s); /* valid until the base's next use only */
        if (status == LTY_OK && lty_base_is_person_at(gather->base, persons, i)) {
            status = lty_clv_gather_history(&count, gather, i);
            if (status == LTY_OK) {
                status = lty_clv_gather_person(gather, i, gather->days, count);
            }
        }
    }
    return status;
}

static lty_status lty_clv_gather_run(lty_clv_gather *gather, const lty_persons *persons)
{
    const lty_alloc *alloc = gather->data->alloc;
    lty_sales sales;
    lty_status status = lty_sales_init(&sales, lty_base_store(gather->base), persons, gather->at_s, true, alloc);

    if (status != LTY_OK) {
        return status;
    }
    gather->customers = lty_base_count(gather->base);
    gather->ends = lty_alloc_zero(alloc, gather->customers + 1, sizeof *gather->ends);
    status = gather->ends == NULL ? LTY_E_MEMORY : lty_clv_gather_everybody(gather, &sales);
    if (status == LTY_OK && lty_base_is_damaged(gather->base)) {
        status = LTY_E_DAMAGED;
    }
    lty_sales_destroy(&sales);
    lty_alloc_free(alloc, gather->sales, gather->sale_count * sizeof *gather->sales);
    lty_alloc_free(alloc, gather->ends, (gather->customers + 1) * sizeof *gather->ends);
    lty_alloc_free(alloc, gather->days, gather->capacity * sizeof *gather->days);
    if (status == LTY_OK && gather->data->count > 0) {
        status = lty_clv_gather_curve(gather);
    }
    lty_alloc_free(alloc, gather->back, gather->back_capacity * sizeof *gather->back);
    return status;
}

lty_status lty_clv_data_gather(
    lty_clv_data *out, lty_base *base, int64_t at_s, int64_t split_s, double ticks_per_unit, const lty_alloc *alloc)
{
    const lty_persons *persons;
    lty_clv_data data;
    lty_clv_gather gather = {.data = &data, .base = base, .zone = &lty_base_programme(base)->zone, .at_s = at_s};

    gather.end_day = lty_zone_day(gather.zone, split_s < at_s ? split_s : at_s);
    gather.final_day = lty_zone_day(gather.zone, at_s);
    if (split_s < at_s && gather.end_day == gather.final_day) {
        return LTY_E_CLV;
    }
    lty_status status = lty_base_persons_at(&persons, base, at_s);

    if (status != LTY_OK) {
        return status;
    }
    lty_clv_data_init(&data, ticks_per_unit, alloc);
    data.money = true;
    data.held_ticks = (uint32_t) (gather.final_day - gather.end_day);
    status = lty_clv_gather_run(&gather, persons);
    if (status == LTY_OK) {
        status = lty_clv_data_close(&data);
    }
    if (status != LTY_OK) {
        lty_clv_data_destroy(&data);
        return status;
    }
    *out = data;
    return LTY_OK;
}
