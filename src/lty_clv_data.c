/*
 * Rows and their grouping. A likelihood depends on x, tx and T alone, so equal rows count together; a radix sort over the three packed into 64 bits brings
 * them side by side, ordered by x and T first, because most of what is computed of a row depends on these two only.
 */
#include <math.h>
#include <string.h>

#include "lty_check.h"
#include "lty_clv.h"

#define LTY_CLV_DIGIT 11U /* bits per pass: two passes per field of 22, of which the upper is mostly skipped */
#define LTY_CLV_FIELD 22U
#define LTY_CLV_BUCKETS (1U << LTY_CLV_DIGIT)

void lty_clv_data_init(lty_clv_data *data, double ticks_per_unit, const lty_alloc *alloc)
{
    LTY_ASSERT(ticks_per_unit > 0.0 && isfinite(ticks_per_unit));
    *data = (lty_clv_data){.alloc = alloc, .ticks_per_unit = ticks_per_unit};
}

void lty_clv_data_destroy(lty_clv_data *data)
{
    lty_alloc_free(data->alloc, data->rows, data->capacity * sizeof *data->rows);
    lty_alloc_free(data->alloc, data->order, data->count * sizeof *data->order);
    lty_alloc_free(data->alloc, data->groups, data->group_capacity * sizeof *data->groups);
    lty_alloc_free(data->alloc, data->bought, data->days * sizeof *data->bought);
    *data = (lty_clv_data){.alloc = data->alloc, .ticks_per_unit = data->ticks_per_unit};
}

lty_status lty_clv_data_add(lty_clv_data *data, const lty_clv_row *row)
{
    void *memory = data->rows;

    LTY_ASSERT(data->order == NULL);
    if (row->x > LTY_CLV_X_MAX || row->T > LTY_CLV_TICKS_MAX || row->tx > row->T || (row->x == 0) != (row->tx == 0)
        || row->held > LTY_CLV_X_MAX || row->money_minor < 0 || row->held_minor < 0) {
        return LTY_E_CLV;
    }
    if (data->count >= UINT32_MAX - 1) {
        return LTY_E_RANGE;
    }
    const lty_status status = lty_alloc_reserve(data->alloc, &memory, &data->capacity, data->count + 1, sizeof *data->rows);

    if (status != LTY_OK) {
        return status;
    }
    data->rows = memory;
    data->rows[data->count++] = *row;
    return LTY_OK;
}

typedef struct lty_clv_sorted {
    uint64_t key;
    uint32_t row;
} lty_clv_sorted;

/* One pass of a stable radix sort; false if all items have the same digit and nothing was to do. */
static bool lty_clv_sort_pass(lty_clv_sorted *to, const lty_clv_sorted *from, size_t count, unsigned shift)
{
    size_t places[LTY_CLV_BUCKETS] = {0};
    size_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        places[from[i].key >> shift & (LTY_CLV_BUCKETS - 1)]++;
    }
    if (places[from[0].key >> shift & (LTY_CLV_BUCKETS - 1)] == count) {
        return false;
    }
    for (size_t i = 0; i < LTY_CLV_BUCKETS; i++) {
        const size_t many = places[i];

        places[i] = sum;
        sum += many;
    }
    for (size_t i = 0; i < count; i++) {
        to[places[from[i].key >> shift & (LTY_CLV_BUCKETS - 1)]++] = from[i];
    }
    return true;
}

/* Writes order and groups out of sorted items; groups may be NULL to count them. */
static size_t lty_clv_data_group(lty_clv_data *data, const lty_clv_sorted *items, lty_clv_group *groups)
{
    const uint64_t mask = ((uint64_t) 1 << LTY_CLV_FIELD) - 1;
    size_t count = 0;

    for (size_t i = 0; i < data->count; i++) {
        const uint64_t key = items[i].key;

        if (i == 0 || key != items[i - 1].key) {
            if (groups != NULL) {
                groups[count] = (lty_clv_group){
                    (uint32_t) (key >> 2 * LTY_CLV_FIELD), (uint32_t) (key & mask), (uint32_t) (key >> LTY_CLV_FIELD & mask), 0};
            }
            count++;
        }
        if (groups != NULL) {
            groups[count - 1].count++;
            data->order[i] = items[i].row;
        }
    }
    return count;
}

lty_status lty_clv_data_close(lty_clv_data *data)
{
    const size_t count = data->count;

    LTY_ASSERT(data->order == NULL);
    if (count == 0) {
        return LTY_OK;
    }
    lty_clv_sorted *items = lty_alloc_new(data->alloc, count * sizeof *items);
    lty_clv_sorted *scratch = lty_alloc_new(data->alloc, count * sizeof *scratch);
    lty_clv_sorted *from = items;
    lty_clv_sorted *to = scratch;
    lty_status status = items == NULL || scratch == NULL ? LTY_E_MEMORY : LTY_OK;

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const lty_clv_row *row = &data->rows[i];

        items[i] = (lty_clv_sorted){(uint64_t) row->x << 2 * LTY_CLV_FIELD | (uint64_t) row->T << LTY_CLV_FIELD | row->tx, (uint32_t) i};
    }
    for (unsigned shift = 0; shift < 64 && status == LTY_OK; shift += LTY_CLV_DIGIT) {
        if (lty_clv_sort_pass(to, from, count, shift)) {
            lty_clv_sorted *swap = from;

            from = to;
            to = swap;
        }
    }
    if (status == LTY_OK) {
        data->group_count = lty_clv_data_group(data, from, NULL);
        data->order = lty_alloc_new(data->alloc, count * sizeof *data->order);
        data->groups = lty_alloc_new(data->alloc, data->group_count * sizeof *data->groups);
        data->group_capacity = data->groups == NULL ? 0 : data->group_count;
        status = data->order == NULL || data->groups == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    if (status == LTY_OK) {
        lty_clv_data_group(data, from, data->groups);
    } else {
        lty_alloc_free(data->alloc, data->order, count * sizeof *data->order);
        lty_alloc_free(data->alloc, data->groups, data->group_capacity * sizeof *data->groups);
        data->order = NULL;
        data->groups = NULL;
        data->group_count = data->group_capacity = 0;
    }
    lty_alloc_free(data->alloc, items, count * sizeof *items);
    lty_alloc_free(data->alloc, scratch, count * sizeof *scratch);
    return status;
}
