/* What the sources that take files into the store share with one another and nobody else. */
#ifndef LTY_STORE_FILE_H
#define LTY_STORE_FILE_H

#include "lty_store.h"

/* An event of the file, counted from 0, and its line; each that follows stands one line below the one before it, up to the next of these. */
typedef struct lty_store_place {
    size_t event;
    size_t line;
} lty_store_place;

/* An append under way. */
typedef struct lty_store_load {
    lty_store *store;
    lty_rows_reader reader;
    lty_text source;
    uint32_t source_text;         /* NONE: no event or row has it yet */
    size_t number;                /* of the next row, from 1 */
    const lty_store_range *range; /* the last one that was found */
    size_t claimed;               /* the number of the first row whose id an event has that came by itself; 0: none */
    size_t first;                 /* the first row that it brought */
    lty_store_place *places;      /* of NDJSON, ascending */
    size_t place_count;
    size_t place_capacity;
    lty_store_report *report;
} lty_store_load;

/* Events of a file one by one: lines of NDJSON, or rows that have more than three columns. */
lty_status lty_store_load_events(lty_store_load *load, const lty_rows_plan *plan);

#endif
