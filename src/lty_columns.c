/* Most facts of most customers are small or null: a column starts at one byte a cell and is copied to twice the width when a value asks. */
#include <string.h>

#include "lty_check.h"
#include "lty_columns.h"

void lty_columns_init(lty_columns *table, size_t column_count, const lty_alloc *alloc)
{
    LTY_ASSERT(column_count <= LTY_COLUMNS_MAX);
    memset(table, 0, sizeof *table);
    table->alloc = alloc;
    table->column_count = column_count;
    for (size_t i = 0; i < column_count; i++) {
        table->columns[i].width = 1;
    }
}

void lty_columns_destroy(lty_columns *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        lty_alloc_free(table->alloc, table->columns[i].cells, table->columns[i].capacity * table->columns[i].width);
    }
    lty_columns_init(table, table->column_count, table->alloc);
}

static void lty_columns_store(lty_column *column, size_t row, int64_t value)
{
    const bool null = value == LTY_COLUMNS_NONE;

    switch (column->width) {
        case 1: ((int8_t *) column->cells)[row] = null ? INT8_MIN : (int8_t) value; break;
        case 2: ((int16_t *) column->cells)[row] = null ? INT16_MIN : (int16_t) value; break;
        case 4: ((int32_t *) column->cells)[row] = null ? INT32_MIN : (int32_t) value; break;
        default: ((int64_t *) column->cells)[row] = value; break;
    }
}

lty_status lty_columns_grow(lty_columns *table, size_t rows)
{
    LTY_ASSERT(rows >= table->rows);
    for (size_t i = 0; i < table->column_count; i++) {
        lty_column *column = &table->columns[i];
        const lty_status status = lty_alloc_reserve(table->alloc, &column->cells, &column->capacity, rows, column->width);

        if (status != LTY_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < table->column_count; i++) {
        for (size_t row = table->rows; row < rows; row++) {
            lty_columns_store(&table->columns[i], row, LTY_COLUMNS_NONE);
        }
    }
    table->rows = rows;
    return LTY_OK;
}

static unsigned lty_columns_width(int64_t value)
{
    if (value == LTY_COLUMNS_NONE || (value > INT8_MIN && value <= INT8_MAX)) {
        return 1;
    }
    if (value > INT16_MIN && value <= INT16_MAX) {
        return 2;
    }
    return value > INT32_MIN && value <= INT32_MAX ? 4 : 8;
}

/* Copies a column to a greater width. LTY_E_MEMORY leaves it as it was. */
static lty_status lty_columns_widen(lty_columns *table, size_t column, unsigned width)
{
    lty_column wide = {lty_alloc_new(table->alloc, table->columns[column].capacity * width), width, table->columns[column].capacity};

    if (wide.cells == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < table->rows; i++) {
        lty_columns_store(&wide, i, lty_columns_get(table, column, i));
    }
    lty_alloc_free(table->alloc, table->columns[column].cells, table->columns[column].capacity * table->columns[column].width);
    table->columns[column] = wide;
    return LTY_OK;
}

lty_status lty_columns_set(lty_columns *table, size_t column, size_t row, int64_t value)
{
    const unsigned width = lty_columns_width(value);

    LTY_ASSERT(column < table->column_count && row < table->rows);
    if (width > table->columns[column].width) {
        const lty_status status = lty_columns_widen(table, column, width);

        if (status != LTY_OK) {
            return status;
        }
    }
    lty_columns_store(&table->columns[column], row, value);
    return LTY_OK;
}

/* Many cells at once: a loop for each width, which compilers make wide. */
static void lty_columns_store_all(lty_column *column, size_t row, const int64_t *values, size_t count)
{
    switch (column->width) {
        case 1:
            for (size_t i = 0; i < count; i++) {
                ((int8_t *) column->cells)[row + i] = values[i] == LTY_COLUMNS_NONE ? INT8_MIN : (int8_t) values[i];
            }
            break;
        case 2:
            for (size_t i = 0; i < count; i++) {
                ((int16_t *) column->cells)[row + i] = values[i] == LTY_COLUMNS_NONE ? INT16_MIN : (int16_t) values[i];
            }
            break;
        case 4:
            for (size_t i = 0; i < count; i++) {
                ((int32_t *) column->cells)[row + i] = values[i] == LTY_COLUMNS_NONE ? INT32_MIN : (int32_t) values[i];
            }
            break;
        default: memcpy((int64_t *) column->cells + row, values, count * sizeof *values); break;
    }
}

lty_status lty_columns_append(lty_columns *table, const int64_t *const *values, size_t count)
{
    for (size_t i = 0; i < table->column_count; i++) {
        lty_column *column = &table->columns[i];
        int64_t least = 0;
        int64_t most = 0;
        lty_status status = lty_alloc_reserve(table->alloc, &column->cells, &column->capacity, table->rows + count, column->width);

        for (size_t row = 0; row < count; row++) {
            const int64_t value = values[i][row] == LTY_COLUMNS_NONE ? 0 : values[i][row];

            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        const unsigned low = lty_columns_width(least);
        const unsigned high = lty_columns_width(most);
        const unsigned width = low > high ? low : high;

        if (status == LTY_OK && width > column->width) {
            status = lty_columns_widen(table, i, width);
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    for (size_t i = 0; i < table->column_count; i++) {
        lty_columns_store_all(&table->columns[i], table->rows, values[i], count);
    }
    table->rows += count;
    return LTY_OK;
}

size_t lty_columns_sections(lty_section *out, lty_columns *table, uint32_t id)
{
    for (size_t i = 0; i < table->column_count; i++) {
        lty_column *column = &table->columns[i];

        out[i] = (lty_section){.id = id + (uint32_t) i,
            .size = column->width,
            .width = &column->width,
            .cells = &column->cells,
            .capacity = &column->capacity,
            .count = &table->rows};
    }
    return table->column_count;
}

size_t lty_columns_bytes(const lty_columns *table)
{
    size_t bytes = 0;

    for (size_t i = 0; i < table->column_count; i++) {
        bytes += table->columns[i].capacity * table->columns[i].width;
    }
    return bytes;
}
