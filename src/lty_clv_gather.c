/* Data out of a base, person by person: what each bought is what his history says, refunds, corrections and linked keys included. */
#include <string.h>

#include "lty_check.h"
#include "lty_clv.h"
#include "lty_sort.h"
#include "lty_time.h"

typedef struct lty_clv_day {
    int64_t day;
    int64_t money_minor;
} lty_clv_day;

typedef struct lty_clv_gather {
    lty_clv_data *data;
    lty_base *base;
    const lty_zone *zone;
    int64_t end_day;   /* of the calibration */
    int64_t final_day; /* of the hold-out, or the same */
    lty_clv_day *days; /* of one person; as much again is scratch memory */
    size_t count;
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

/* The days on which a person bought up to an instant, ascending, each once. */
static lty_status lty_clv_gather_days(lty_clv_gather *gather, uint32_t person, int64_t at_s)
{
    const lty_history *history;
    void *memory = gather->days;
    size_t count = 0;
    size_t places = 0;
    lty_status status = lty_base_history(&history, gather->base, person, at_s);

    if (status == LTY_OK) {
        status = lty_alloc_reserve(gather->data->alloc, &memory, &gather->capacity, 2 * history->orders.count + 1, sizeof *gather->days);
        gather->days = memory;
    }
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < history->orders.count; i++) {
        const lty_order *order = &history->orders.items[i];

        if (order->stopped == NULL && order->gross_minor > 0) {
            gather->days[count++] = (lty_clv_day){lty_zone_day(gather->zone, order->counted->at_s), order->kept_minor};
        }
    }
    lty_sort(gather->days, gather->days + count, count, sizeof *gather->days, lty_clv_day_compare);
    for (size_t i = 0; i < count; i++) {
        if (places > 0 && gather->days[i].day == gather->days[places - 1].day) {
            status = lty_add(&gather->days[places - 1].money_minor, gather->days[places - 1].money_minor, gather->days[i].money_minor);
            if (status != LTY_OK) {
                return status;
            }
        } else {
            gather->days[places++] = gather->days[i];
        }
    }
    gather->count = places;
    return LTY_OK;
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
static lty_status lty_clv_gather_person(lty_clv_gather *gather, uint32_t person, int64_t at_s)
{
    lty_clv_row row = {.customer = person};
    lty_status status = lty_clv_gather_days(gather, person, at_s);

    if (status != LTY_OK || gather->count == 0 || gather->days[0].day > gather->end_day) {
        return status;
    }
    row.T = (uint32_t) (gather->end_day - gather->days[0].day);
    for (size_t i = 1; i < gather->count && status == LTY_OK; i++) {
        const lty_clv_day *day = &gather->days[i];

        if (day->day <= gather->end_day) {
            row.x++;
            row.tx = (uint32_t) (day->day - gather->days[0].day);
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

lty_status lty_clv_data_gather(
    lty_clv_data *out, lty_base *base, int64_t at_s, int64_t split_s, double ticks_per_unit, const lty_alloc *alloc)
{
    const lty_persons *persons;
    lty_clv_data data;
    lty_clv_gather gather = {.data = &data, .base = base, .zone = &lty_base_programme(base)->zone};

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
    lty_base_begin(base);
    for (uint32_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
        /* valid until the base's next use only */
        status = lty_base_persons_at(&persons, base, at_s);
        if (status == LTY_OK && lty_base_is_person_at(base, persons, i)) {
            status = lty_clv_gather_person(&gather, i, at_s);
        }
    }
    if (status == LTY_OK && data.count > 0) {
        status = lty_clv_gather_curve(&gather);
    }
    if (status == LTY_OK) {
        status = lty_clv_data_close(&data);
    }
    lty_alloc_free(alloc, gather.days, gather.capacity * sizeof *gather.days);
    lty_alloc_free(alloc, gather.back, gather.back_capacity * sizeof *gather.back);
    if (status != LTY_OK) {
        lty_clv_data_destroy(&data);
        return status;
    }
    *out = data;
    return LTY_OK;
}
