/* A table of integers, column by column, each as wide as its values ask for. */
#ifndef LTY_COLUMNS_H
#define LTY_COLUMNS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_section.h"
#include "lty_status.h"

#define LTY_COLUMNS_NONE INT64_MIN /* null */
#define LTY_COLUMNS_MAX 64U

typedef struct lty_column {
    void *cells;     /* int8_t, int16_t, int32_t or int64_t; the least value of the type is null */
    unsigned width;  /* bytes of a cell */
    size_t capacity; /* in cells */
} lty_column;

typedef struct lty_columns {
    const lty_alloc *alloc;
    lty_column columns[LTY_COLUMNS_MAX];
    size_t column_count;
    size_t rows;
} lty_columns;

/* Allocates nothing; every column starts one byte wide. */
void lty_columns_init(lty_columns *table, size_t column_count, const lty_alloc *alloc);
void lty_columns_destroy(lty_columns *table);

/* Adds rows of nulls up to `rows`. LTY_E_MEMORY leaves the rows as they were. */
lty_status lty_columns_grow(lty_columns *table, size_t rows);

/* Writes a cell, after widening its column if need be. LTY_E_MEMORY leaves the cell as it was. */
lty_status lty_columns_set(lty_columns *table, size_t column, size_t row, int64_t value);

/* Adds rows: values[i] are those of column i. LTY_E_MEMORY leaves the rows as they were. */
lty_status lty_columns_append(lty_columns *table, const int64_t *const *values, size_t count);

/* One cell; as of a row that there is. */
static inline int64_t lty_column_get(const lty_column *column, size_t row)
{
    const void *cells = column->cells;

    switch (column->width) {
        case 1: return ((const int8_t *) cells)[row] == INT8_MIN ? LTY_COLUMNS_NONE : ((const int8_t *) cells)[row];
        case 2: return ((const int16_t *) cells)[row] == INT16_MIN ? LTY_COLUMNS_NONE : ((const int16_t *) cells)[row];
        case 4: return ((const int32_t *) cells)[row] == INT32_MIN ? LTY_COLUMNS_NONE : ((const int32_t *) cells)[row];
        default: return ((const int64_t *) cells)[row];
    }
}

static inline int64_t lty_columns_get(const lty_columns *table, size_t column, size_t row)
{
    return lty_column_get(&table->columns[column], row);
}

/* Its columns, for what writes and reads files: an entry for each, numbered from id, without a name. */
size_t lty_columns_sections(lty_section *out, lty_columns *table, uint32_t id);

/* Bytes that it holds. */
size_t lty_columns_bytes(const lty_columns *table);

#endif
