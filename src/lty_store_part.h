/* What the sources of the store share with one another and nobody else. */
#ifndef LTY_STORE_PART_H
#define LTY_STORE_PART_H

#include "lty_store.h"

/* Growing arrays by number. Files name them by it: append only. */
enum {
    LTY_STORE_COLUMN_CUSTOMER = 0,
    LTY_STORE_COLUMN_AT,
    LTY_STORE_COLUMN_AMOUNT,
    LTY_STORE_COLUMN_KIND,
    LTY_STORE_COLUMN_NEXT,
    LTY_STORE_COLUMN_DETAIL,
    LTY_STORE_ROW_COLUMNS, /* so far one cell per row */
    LTY_STORE_COLUMN_LATEST = LTY_STORE_ROW_COLUMNS,
    LTY_STORE_COLUMN_TOUCHED,
    LTY_STORE_COLUMN_DETAILS,
    LTY_STORE_COLUMN_LINES,
    LTY_STORE_COLUMN_ORDERS,
    LTY_STORE_COLUMN_RANGES,
    LTY_STORE_COLUMN_TAXES,
    LTY_STORE_COLUMN_EXTRAS,
    LTY_STORE_COLUMN_LINKS,
    LTY_STORE_COLUMN_COSTS,
    LTY_STORE_COLUMNS
};

/* Room for so many cells in one of them. LTY_E_MEMORY. */
lty_status lty_store_reserve_column(lty_store *store, size_t number, size_t needed);

/* Room for so many more rows, and for every customer's entries; LTY_E_RANGE over 2^32 - 1 rows, LTY_E_MEMORY. */
lty_status lty_store_reserve_rows(lty_store *store, size_t more);
lty_status lty_store_reserve_customers(lty_store *store, size_t customers);

/* Writes the next row; room is there. */
void lty_store_put_row(lty_store *store, uint32_t customer, unsigned char kind, int64_t at_s, int64_t amount, uint32_t detail);

/* Chains rows from `first` on into their customers' lists; the customers' entries from `known` on are new. */
void lty_store_link(lty_store *store, size_t first, size_t known);

/* Room for so many more orders; LTY_E_MEMORY. Then: puts a detail among the revisions of its order and sets which row counts. */
lty_status lty_store_reserve_orders(lty_store *store, size_t more);
void lty_store_put_order(lty_store *store, uint32_t detail);

/* Asks memory for where put_order() will look. */
void lty_store_expect_order(const lty_store *store, uint32_t customer, uint32_t source, uint32_t object);

/* Takes a detail out of the revisions of its order again; the next lower one counts then. */
void lty_store_drop_order(lty_store *store, uint32_t detail);

/* What an append of many events changes: how far the arrays went before it. */
typedef struct lty_store_mark {
    size_t rows;
    size_t customers;
    size_t ids;
    size_t texts;
    size_t lines;
    size_t taxes;
    size_t costs;
    size_t extras;
    size_t links;
    int64_t last_sale_s;
} lty_store_mark;

lty_store_mark lty_store_mark_of(const lty_store *store);
/* Takes back every event that came since; customers whom they touched may stay touched. */
void lty_store_undo(lty_store *store, const lty_store_mark *mark);

/* The range that has number n of a source, NULL if there is none. */
const lty_store_range *lty_store_range_of(const lty_store *store, uint32_t source, size_t number);

/* The lowest number of a row of a source (a text; NONE: nobody has it) whose id an event has that came by itself; 0 if there is none. */
size_t lty_store_range_claimed(const lty_store *store, uint32_t text);

/* The row of a file that has this id; NONE if there is none. */
uint32_t lty_store_range_find(const lty_store *store, lty_text id);

/* The one number that a detail keeps of its event, and the second one that an extra has. */
int64_t lty_store_number(const lty_event *event);
int64_t lty_store_second(const lty_event *event);

/* Writes "source/row/n/1" and gives it back. */
lty_text lty_store_range_id(char id[LTY_STORE_ID_MAX], lty_text source, size_t number);

/* The id of a row of a file, and how long its source is in it. */
lty_text lty_store_row_id(char id[LTY_STORE_ID_MAX], size_t *source_len, const lty_store *store, uint32_t row);

/* True if a row of a file says what this event says. */
bool lty_store_row_same(const lty_store *store, uint32_t row, const lty_event *event);

#endif
