/* What the sources of the base share with one another and nobody else: the rows of a person as a history. */
#ifndef LTY_BASE_GATHER_H
#define LTY_BASE_GATHER_H

#include "lty_base.h"
#include "lty_history.h"
#include "lty_persons.h"

/* Kept from person to person, so that a million of them allocate a handful of times. */
typedef struct lty_base_gather {
    const lty_alloc *alloc;
    const lty_store *store;
    lty_event *events;
    size_t event_capacity;
    const lty_event **pointers;
    size_t pointer_capacity;
    char (*ids)[LTY_STORE_ID_MAX];
    size_t id_capacity;
    lty_event_line *lines;
    size_t line_capacity;
    lty_history history;
    /*
     * All rows by customer, then arrival: those of c are rows[starts[c]] to rows[starts[c + 1] - 1]. Passes over everybody ask for what
     * they will need while they work; without it they follow the store's chains.
     */
    uint32_t *rows;
    size_t row_capacity;
    uint32_t *starts;
    size_t start_capacity;
    size_t customers;
    size_t indexed; /* rows of the store that it knows; it is of use while that is all of them */
} lty_base_gather;

void lty_base_gather_init(lty_base_gather *gather, const lty_store *store, const lty_alloc *alloc);
void lty_base_gather_destroy(lty_base_gather *gather);

/* Groups the rows for a pass over all customers. Without memory for it there is none, and passes are slower. */
void lty_base_gather_index(lty_base_gather *gather);

/* Prepares the history of a person, with the rows of its kin, up to at_s. LTY_E_MEMORY, LTY_E_DAMAGED. */
lty_status lty_base_gather_history(lty_base_gather *gather, const lty_persons *persons, uint32_t person, int64_t at_s);

size_t lty_base_gather_bytes(const lty_base_gather *gather);

#endif
