/* Order rows from tab-separated text with a header line. */
#ifndef LTY_ROWS_H
#define LTY_ROWS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_status.h"

#define LTY_ROWS_KEY_MAX 191U

typedef enum lty_rows_format { LTY_ROWS_TSV = 1, LTY_ROWS_CSV, LTY_ROWS_CSV_SEMICOLON, LTY_ROWS_NDJSON } lty_rows_format;

typedef enum lty_rows_field { LTY_ROWS_CUSTOMER, LTY_ROWS_AT, LTY_ROWS_AMOUNT, LTY_ROWS_FIELDS } lty_rows_field;

/* One row; the customer's key points into the input and may be empty (an anonymous sale). */
typedef struct lty_rows_row {
    lty_text customer;
    int64_t at_s;
    int64_t amount_minor;
} lty_rows_row;

typedef struct lty_rows_reader {
    const char *at;
    const char *end;
    size_t columns[LTY_ROWS_FIELDS]; /* where each field stands */
    size_t column_count;
    size_t line;         /* number of the line read last, the header being 1; of the one that is wrong after LTY_E_ROW */
    const char *problem; /* what is wrong with it: static text */
} lty_rows_reader;

/* Reads the header; names[i] is the column of field i. LTY_E_ROW if one is missing, twice there, or asked for twice. */
lty_status lty_rows_start(lty_rows_reader *reader, lty_text bytes, const lty_text names[LTY_ROWS_FIELDS]);

/* How many lines follow: a bound for reserving. */
size_t lty_rows_bound(const lty_rows_reader *reader);

/*
 * Reads up to `max` rows; *count is less at the end of the input only. LTY_E_ROW: a line with too few or too many columns, a key that
 * is too long or not UTF-8, an instant outside the years 1..9999, or no integer. A line may end in CR LF; the last one needs no end.
 */
lty_status lty_rows_next(lty_rows_row *rows, size_t *count, size_t max, lty_rows_reader *reader);

#endif
