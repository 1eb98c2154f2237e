/*
 * Order rows from text with a header line: tab-separated, or RFC 4180. Bytes come in blocks from whoever has them, so that a file of any
 * size passes through one buffer that stays in the processor's cache. docs/base.md
 */
#ifndef LTY_ROWS_H
#define LTY_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_status.h"

#define LTY_ROWS_KEY_MAX 191U
#define LTY_ROWS_COLUMNS_MAX 1024U
#define LTY_ROWS_LINE_MAX ((size_t) 16 << 20) /* bytes of a line */

typedef enum lty_rows_format { LTY_ROWS_TSV = 1, LTY_ROWS_CSV, LTY_ROWS_CSV_SEMICOLON, LTY_ROWS_NDJSON } lty_rows_format;

/* The first three have to be asked for. */
typedef enum lty_rows_field {
    LTY_ROWS_CUSTOMER,
    LTY_ROWS_AT,
    LTY_ROWS_AMOUNT,
    LTY_ROWS_CHANNEL,
    LTY_ROWS_CATEGORY,
    LTY_ROWS_BRAND,
    LTY_ROWS_SKU,
    LTY_ROWS_QUANTITY,
    LTY_ROWS_SALE,
    LTY_ROWS_FIELDS
} lty_rows_field;

#define LTY_ROWS_INTEGER (-1)

/* What is read of which columns. A name without bytes: not asked for. */
typedef struct lty_rows_plan {
    lty_rows_format format;
    const lty_text *names; /* LTY_ROWS_FIELDS */
    int decimals;          /* of the currency, where amounts are decimal numbers; LTY_ROWS_INTEGER: they are integers of minor units */
} lty_rows_plan;

/*
 * Where the bytes come from. read() writes up to max of them and says how many, 0 at the end; false if it cannot. `size` is how many
 * there will be as far as is known: a hint for making room.
 */
typedef struct lty_rows_input {
    bool (*read)(size_t *got, void *context, char *into, size_t max);
    void *context;
    size_t size;
} lty_rows_input;

/* An input over bytes in memory: read() for a lty_text that shrinks. */
bool lty_rows_read_text(size_t *got, void *context, char *into, size_t max);

/* One row. Texts point into the reader's buffer; the customer's key may be empty (an anonymous sale). */
typedef struct lty_rows_row {
    size_t line; /* where it begins */
    lty_text customer;
    int64_t at_s;
    int64_t amount_minor;
} lty_rows_row;

/* What a row has beside, where it was asked for: texts are empty, the quantity is 1 and sale false where not. */
typedef struct lty_rows_more {
    lty_text channel;
    lty_text category;
    lty_text brand;
    lty_text sku;
    int64_t quantity;
    bool sale;
} lty_rows_more;

/* What is wrong: NUL-terminated UTF-8, cut where it is long. */
typedef struct lty_rows_problem {
    size_t line;        /* the header is 1; where the line begins */
    char column[64];    /* as the file names it; "" = the line as a whole */
    char found[64];     /* a phrase, or what stands there in quotes */
    char expected[160]; /* a phrase */
    char hint[192];     /* what the cause may be, and what helps; "" = nobody can tell */
} lty_rows_problem;

typedef struct lty_rows_reader {
    const lty_alloc *alloc;
    const lty_rows_plan *plan;
    const lty_rows_input *input;
    lty_rows_problem *problem;
    char *buffer;
    size_t capacity;
    char *at;     /* what was not parsed yet */
    char *full;   /* the end of the whole lines of the buffer: a '\n' stands before it */
    char *end;    /* of the bytes that are there */
    bool ended;   /* the input has no more */
    bool quoting; /* cells may be quoted */
    bool quotes;  /* the whole lines of the buffer have quotes */
    bool nuls;    /* they may have NULs */
    bool more;    /* more than the three columns are asked for */
    char delimiter;
    uint64_t delimiters; /* eight of them */
    size_t line;         /* number of the line that was read last, the header being 1 */
    size_t step;         /* how many lines it took: more than one where ends of lines are quoted */
    unsigned seen;       /* fields that the header has, as bits */
    size_t bytes;        /* that were parsed before the buffer's first */
    size_t column_count;
    unsigned char kinds[LTY_ROWS_COLUMNS_MAX]; /* per column: field + 1; 0 = stepped over */
} lty_rows_reader;

/*
 * Takes a buffer and reads the header; of NDJSON there is none. LTY_E_ROW with *problem: a column is missing, twice there, or asked for
 * twice. LTY_E_STOPPED: the input failed. LTY_E_MEMORY. destroy() is due after any outcome; plan, input and problem have to live until then.
 */
lty_status lty_rows_start(
    lty_rows_reader *reader, const lty_rows_plan *plan, const lty_rows_input *input, lty_rows_problem *problem, const lty_alloc *alloc);
void lty_rows_destroy(lty_rows_reader *reader);

/* How many lines there may be from here on, by the input's size and the lines in the buffer. */
size_t lty_rows_estimate(const lty_rows_reader *reader);

/*
 * Reads up to `max` rows; *count is 0 at the end of the input only. Their texts are valid until the next call. `more` has room for as many
 * where more than three columns are asked for. LTY_E_ROW: too few or too many columns, a text that is too long or not UTF-8, an instant
 * outside of the years 1..9999, a number that is none. A line may end in CR LF; the last one needs no end. Statuses as start.
 */
lty_status lty_rows_next(lty_rows_row *rows, lty_rows_more *more, size_t *count, size_t max, lty_rows_reader *reader);

/* Whether the next call finds rows in the buffer, and so leaves the texts of the one before as they are. */
static inline bool lty_rows_ready(const lty_rows_reader *reader)
{
    return reader->at < reader->full;
}

/* The next line as it is, without its end, and its number; *there is false at the end of the input. Valid until the next call. */
lty_status lty_rows_next_line(lty_text *line, bool *there, lty_rows_reader *reader);

/* Says what is wrong with the line that was read last; texts are cut. Gives LTY_E_ROW. */
lty_status lty_rows_refuse(lty_rows_reader *reader, lty_text column, lty_text found, lty_text expected);

#endif
