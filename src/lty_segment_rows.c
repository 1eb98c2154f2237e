/*
 * Aggregates over everybody's rows: the conditions of one are asked of whole columns first, which leaves a bit for each row; then each customer's bits say
 * which rows are summed up.
 */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_check.h"
#include "lty_segment_part.h"

static bool lty_segment_is_share(lty_expr_function function)
{
    return function == LTY_EXPR_SHARE_COUNT || function == LTY_EXPR_SHARE_DISTINCT || function == LTY_EXPR_SHARE_SUM;
}

/* Bits of rows that have a kind of activity. */
static void lty_segment_only(uint64_t *words, const lty_columns *columns, const lty_expr_what *what)
{
    const lty_column *column = &columns->columns[LTY_BASE_ACTIVITY_KIND];
    const lty_segment_range kind = {what->only_value, what->only_value};
    const lty_segment_test test = {.ranges = &kind, .count = 1};

    lty_segment_scan(words, column->cells, column->width, columns->rows, &test);
}

/* Takes the rows out for which a rule is not true. *words NULL = every row still; it is made then. */
static lty_status lty_segment_narrow(uint64_t **words, const lty_expr *rule, const lty_segment_domain *domain, const lty_columns *columns,
    lty_arena *arena, lty_segment_scratch *scratch)
{
    lty_segment_program program;
    uint64_t chunk[LTY_SEGMENT_WORDS];

    if (rule == NULL) {
        return LTY_OK;
    }
    const lty_status status = lty_segment_plan(&program, rule, domain, arena);
    if (status != LTY_OK) {
        return status;
    }
    if (*words == NULL) {
        *words = lty_arena_new(arena, LTY_SET_WORDS(columns->rows), sizeof **words);
        if (*words == NULL) {
            return LTY_E_MEMORY;
        }
        memset(*words, 0xff, LTY_SET_WORDS(columns->rows) * sizeof **words);
    }
    for (size_t from = 0; from < columns->rows; from += LTY_SEGMENT_CHUNK) {
        const size_t count = columns->rows - from < LTY_SEGMENT_CHUNK ? columns->rows - from : LTY_SEGMENT_CHUNK;

        lty_segment_run(chunk, &program, columns, NULL, from, count, scratch);
        for (size_t i = 0; i < LTY_SET_WORDS(count); i++) {
            (*words)[from / 64 + i] &= chunk[i];
        }
    }
    return LTY_OK;
}

static lty_status lty_segment_copy(uint64_t **out, const uint64_t *words, size_t rows, lty_arena *arena)
{
    *out = NULL;
    if (words == NULL) {
        return LTY_OK;
    }
    *out = lty_arena_new(arena, LTY_SET_WORDS(rows), sizeof **out);
    if (*out == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(*out, words, LTY_SET_WORDS(rows) * sizeof **out);
    return LTY_OK;
}

static bool lty_segment_tells_texts_apart(const lty_expr_aggregate *aggregate)
{
    const bool distinct = aggregate->function == LTY_EXPR_DISTINCT || aggregate->function == LTY_EXPR_SHARE_DISTINCT;

    return distinct && aggregate->what->column != LTY_PURCHASE_ORDER;
}

lty_status lty_segment_aggregate_plan(
    lty_segment_aggregate *out, const lty_expr *rule, size_t aggregate, lty_base *base, lty_arena *arena, lty_segment_scratch *scratch)
{
    size_t count;
    const lty_expr_aggregate *wanted = &lty_expr_aggregates(rule, &count)[aggregate];
    const lty_segment_domain domain = {.base = base, .table = wanted->what->table};
    lty_segment_aggregate planned = {.aggregate = wanted};
    lty_status status = lty_base_rows_of(&planned.table, base, domain.table);

    if (status != LTY_OK) {
        return status;
    }
    const lty_columns *columns = planned.table.columns;
    if (wanted->what->only != UINT32_MAX) {
        planned.whole = lty_arena_new(arena, LTY_SET_WORDS(columns->rows), sizeof *planned.whole);
        if (planned.whole == NULL) {
            return LTY_E_MEMORY;
        }
        lty_segment_only(planned.whole, columns, wanted->what);
    }
    status = lty_segment_narrow(&planned.whole, wanted->window, &domain, columns, arena, scratch);
    if (status == LTY_OK) {
        status = lty_segment_narrow(&planned.whole, wanted->of, &domain, columns, arena, scratch);
    }
    planned.part = planned.whole;
    if (status == LTY_OK && lty_segment_is_share(wanted->function)) {
        status = lty_segment_copy(&planned.part, planned.whole, columns->rows, arena);
    }
    if (status == LTY_OK) {
        status = lty_segment_narrow(&planned.part, wanted->condition, &domain, columns, arena, scratch);
    }
    if (status == LTY_OK && lty_segment_tells_texts_apart(wanted)) {
        planned.stamp_count = lty_base_text_count(base);
        planned.stamps = lty_arena_zero(arena, planned.stamp_count, sizeof *planned.stamps);
        status = planned.stamps == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    if (status == LTY_OK) {
        planned.values = lty_arena_new(arena, LTY_SEGMENT_CHUNK, sizeof *planned.values);
        status = planned.values == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    *out = planned;
    return status;
}

/* --- one customer ------------------------------------------------------------------------------------------------------ */

/* A customer's rows, of which bits say whether they count. */
typedef struct lty_segment_rows {
    size_t from;
    size_t end;
    const uint64_t *bits;
} lty_segment_rows;

/* The bits of up to 64 rows from `at` on, the first as the lowest. */
static uint64_t lty_segment_bits(const lty_segment_rows *rows, size_t at)
{
    const size_t left = rows->end - at < 64 ? rows->end - at : 64;
    const uint64_t mask = left == 64 ? UINT64_MAX : ((uint64_t) 1 << left) - 1;
    uint64_t bits = UINT64_MAX;

    if (rows->bits != NULL) {
        const size_t shift = at % 64;

        bits = rows->bits[at / 64] >> shift;
        if (shift + left > 64) {
            bits |= rows->bits[at / 64 + 1] << (64 - shift);
        }
    }
    return bits & mask;
}

/* For each row that counts: `row` is it. */
#define LTY_SEGMENT_EACH(rows, row)                                                                                                        \
 for (size_t row##_at = (rows)->from; row##_at < (rows)->end; row##_at += 64)                                                              \
  for (uint64_t row##_bits = lty_segment_bits((rows), row##_at), row = 0;                                                                  \
       row##_bits != 0 && (row = row##_at + (size_t) __builtin_ctzll(row##_bits), true); row##_bits &= row##_bits - 1)

static int64_t lty_segment_count(const lty_segment_rows *rows)
{
    int64_t count = 0;

    for (size_t at = rows->from; at < rows->end; at += 64) {
        count += __builtin_popcountll(lty_segment_bits(rows, at));
    }
    return count;
}

/* Rows of one order stand together. */
static int64_t lty_segment_count_orders(const lty_segment_rows *rows, const lty_columns *columns)
{
    const lty_column *orders = &columns->columns[LTY_PURCHASE_ORDER];
    int64_t count = 0;
    int64_t last = LTY_COLUMNS_NONE;

    LTY_SEGMENT_EACH(rows, row)
    {
        const int64_t order = lty_column_get(orders, row);

        count += order != last;
        last = order;
    }
    return count;
}

static int64_t lty_segment_count_texts(lty_segment_aggregate *aggregate, const lty_segment_rows *rows, const lty_column *texts)
{
    int64_t count = 0;

    aggregate->stamp++;
    LTY_SEGMENT_EACH(rows, row)
    {
        const int64_t text = lty_column_get(texts, row);

        if (text > 0 && (uint64_t) text < aggregate->stamp_count && aggregate->stamps[text] != aggregate->stamp) {
            aggregate->stamps[text] = aggregate->stamp;
            count++;
        }
    }
    return count;
}

static void lty_segment_sum(lty_aggregate_tally *tally, const lty_segment_rows *rows, const lty_column *column)
{
    if (column->width == sizeof(int64_t)) {
        LTY_SEGMENT_EACH(rows, row)
        {
            const int64_t value = lty_column_get(column, row);

            if (value != LTY_COLUMNS_NONE) {
                lty_aggregate_add(&tally->sum, value);
            }
        }
        return;
    }
    LTY_SEGMENT_EACH(rows, row)
    {
        const int64_t value = lty_column_get(column, row);

        tally->sum.low += value == LTY_COLUMNS_NONE ? 0 : value; /* 2^32 rows of 32 bits fit */
    }
}

static void lty_segment_extremes(lty_aggregate_tally *tally, const lty_segment_rows *rows, const lty_column *column)
{
    LTY_SEGMENT_EACH(rows, row)
    {
        const int64_t value = lty_column_get(column, row);

        if (value != LTY_COLUMNS_NONE) {
            tally->least = tally->least == LTY_COLUMNS_NONE || value < tally->least ? value : tally->least;
            tally->most = value > tally->most ? value : tally->most;
        }
    }
}

/* Sums, and the orders of the rows that are in them. */
static void lty_segment_average(lty_aggregate_tally *tally, const lty_segment_rows *rows, const lty_columns *columns, uint32_t column)
{
    int64_t last = LTY_COLUMNS_NONE;

    LTY_SEGMENT_EACH(rows, row)
    {
        const int64_t value = lty_columns_get(columns, column, row);
        const int64_t order = lty_columns_get(columns, LTY_PURCHASE_ORDER, row);

        if (value != LTY_COLUMNS_NONE) {
            lty_aggregate_add(&tally->sum, value);
            tally->count += order != last;
            last = order;
        }
    }
}

static void lty_segment_tally(lty_aggregate_tally *tally, lty_segment_aggregate *aggregate, const lty_segment_rows *rows)
{
    const lty_columns *columns = aggregate->table.columns;
    const lty_expr_what *what = aggregate->aggregate->what;
    const lty_column *column = &columns->columns[what->column];

    *tally = (lty_aggregate_tally){.least = LTY_FACT_NONE, .most = LTY_FACT_NONE};
    switch (aggregate->aggregate->function) {
        case LTY_EXPR_COUNT:
        case LTY_EXPR_SHARE_COUNT: tally->count = lty_segment_count(rows); break;
        case LTY_EXPR_DISTINCT:
        case LTY_EXPR_SHARE_DISTINCT:
            tally->count =
                aggregate->stamps == NULL ? lty_segment_count_orders(rows, columns) : lty_segment_count_texts(aggregate, rows, column);
            break;
        case LTY_EXPR_SUM:
        case LTY_EXPR_SHARE_SUM: lty_segment_sum(tally, rows, column); break;
        case LTY_EXPR_AVERAGE: lty_segment_average(tally, rows, columns, what->column); break;
        case LTY_EXPR_MIN:
        case LTY_EXPR_MAX: lty_segment_extremes(tally, rows, column); break;
        case LTY_EXPR_FIRST:
        case LTY_EXPR_LAST: lty_segment_extremes(tally, rows, &columns->columns[lty_fact_tables()[what->table].at]); break;
    }
}

void lty_segment_aggregate_run(lty_segment_aggregate *aggregate, size_t from, size_t count)
{
    const lty_base_table *table = &aggregate->table;
    const lty_expr_function function = aggregate->aggregate->function;
    const bool share = lty_segment_is_share(function);

    for (size_t i = 0; i < count; i++) {
        size_t rows;
        const size_t start = lty_base_rows_range(&rows, table, from + i);
        lty_segment_rows part = {start, start + rows, aggregate->part};
        lty_aggregate_tally tally;
        lty_aggregate_tally whole;

        lty_segment_tally(&tally, aggregate, &part);
        if (share) {
            part.bits = aggregate->whole;
            lty_segment_tally(&whole, aggregate, &part);
        }
        aggregate->values[i] = lty_aggregate_finish(function, &tally, share ? &whole : &tally);
    }
}
