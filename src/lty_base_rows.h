/*
 * Inside of the base: everybody's purchases and activities as columns. Made when a rule first asks for them, then kept: what events change is one
 * person's, whose rows are written anew at the end; those that stood before are dropped, and the table is made narrow again when many are.
 */
#ifndef LTY_BASE_ROWS_H
#define LTY_BASE_ROWS_H

#include "lty_base.h"
#include "lty_base_gather.h"
#include "lty_columns.h"
#include "lty_purchases.h"

/* Columns that a block of rows is gathered in before it goes into the table. */
#define LTY_BASE_ROWS_BLOCK 1024U
#define LTY_BASE_ROWS_COLUMNS 16U

/* One table: the rows of person p are starts[p] to starts[p] + counts[p] - 1, in their order. Others were dropped. */
typedef struct lty_base_span {
    lty_columns columns;
    uint32_t *starts; /* by customer */
    uint32_t *counts;
    size_t customers;
    size_t start_capacity;
    size_t count_capacity;
    size_t dropped; /* rows of nobody */
    int64_t *block; /* rows that come next, by column */
    size_t pending;
} lty_base_span;

/* Texts whose numbers were looked up lately, by where they stand. */
typedef struct lty_base_rows_text {
    const char *bytes;
    uint32_t number;
} lty_base_rows_text;

typedef struct lty_base_rows {
    const lty_alloc *alloc;
    const lty_store *store;
    lty_base_span tables[LTY_FACT_TABLES];
    lty_purchases scratch;
    lty_base_rows_text *texts; /* while all are made */
    struct lty_base_plain *plain;
    size_t plain_capacity;
    uint32_t empty; /* the empty text, if it has a number */
    bool built;     /* at the instant of the fold */
} lty_base_rows;

void lty_base_rows_init(lty_base_rows *rows, const lty_store *store, const lty_alloc *alloc);
void lty_base_rows_destroy(lty_base_rows *rows);

/* All arrays of both tables, for what writes and reads files, numbered from id; how many. Room for LTY_BASE_ROWS_SECTIONS. */
#define LTY_BASE_ROWS_SECTIONS 24U
size_t lty_base_rows_sections(lty_section *out, lty_base_rows *rows, uint32_t id);

/* Nothing is known any more. */
void lty_base_rows_forget(lty_base_rows *rows);

/* Makes the rows of all persons at an instant. LTY_E_MEMORY, LTY_E_RANGE, LTY_E_DAMAGED: then there are none. */
lty_status lty_base_rows_build(lty_base_rows *rows, lty_base_gather *gather, const lty_persons *persons, int64_t at_s);

/* Writes one person's rows in place of those that there were. To be called between growing to all customers and settling. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_base_rows_put(lty_base_rows *rows, uint32_t customer, const lty_purchases *purchases);
/* The same for who is nobody. */
void lty_base_rows_drop(lty_base_rows *rows, uint32_t customer);

/* Before and after such changes. LTY_E_MEMORY. */
lty_status lty_base_rows_grow(lty_base_rows *rows, size_t customers);
lty_status lty_base_rows_settle(lty_base_rows *rows);

/* The number of a channel of messages; 0 for any other text. */
int64_t lty_base_rows_channel(lty_text text);

#define LTY_BASE_ACTIVITY_TEXTS 3U

/* One row more, texts by number (name, via, section of activities) in place of the row's own. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_base_rows_add_purchase(lty_base_rows *rows, const lty_purchase *from, const int64_t texts[LTY_PURCHASE_TEXTS]);
lty_status lty_base_rows_add_activity(lty_base_rows *rows, const lty_activity *from, const int64_t texts[LTY_BASE_ACTIVITY_TEXTS]);
/* Where the next row of a table will stand. */
size_t lty_base_rows_next(const lty_base_rows *rows, uint32_t table);

/* Rows of the store that are all of one person, if they need no history; *done tells whether they are written. Statuses as of put. */
lty_status lty_base_rows_put_plain(bool *done, lty_base_rows *rows, uint32_t customer, const uint32_t *list, size_t count, int64_t at_s);
void lty_base_rows_forget_plain(lty_base_rows *rows);

size_t lty_base_rows_bytes(const lty_base_rows *rows);

#endif
