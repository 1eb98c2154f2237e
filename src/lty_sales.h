/* The orders of a whole shop that count at an instant, read off the columns: no history is made, but for the few customers for whom only that will do. */
#ifndef LTY_SALES_H
#define LTY_SALES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_persons.h"
#include "lty_set.h"
#include "lty_status.h"
#include "lty_store.h"

typedef struct lty_sales {
    const lty_alloc *alloc;
    const lty_store *store;
    int64_t at_s;
    bool marked;   /* no revision lies after at_s: the marks of the rows hold */
    lty_set apart; /* customers whose rows only make sense together: their sales are read from their history */
    int64_t *
        refunded; /* per order, by the detail of the row that says what it is: what was refunded, negative; NULL = not asked for, or none */
    size_t details;
} lty_sales;

/* An order that counts. */
typedef struct lty_sale {
    uint32_t customer;    /* a person, with one key */
    int64_t paid_s;       /* when it first counted */
    int64_t amount_minor; /* less its refunds if these were asked for, never below 0 then */
} lty_sale;

/*
 * Sales as known at at_s; net: less refunds. Customers of several keys are apart, and with net those who had something corrected. The store is
 * only read and has to last. LTY_E_RANGE if a sum does not fit, LTY_E_MEMORY; nothing is held then.
 */
lty_status lty_sales_init(
    lty_sales *sales, const lty_store *store, const lty_persons *persons, int64_t at_s, bool net, const lty_alloc *alloc);
void lty_sales_destroy(lty_sales *sales); /* may be called twice */

/* The sale that a row says; false for a row that says none, or is of a customer apart. */
static inline bool lty_sales_read(lty_sale *out, const lty_sales *sales, size_t row)
{
    const lty_store *store = sales->store;
    const uint32_t customer = lty_store_customer_of(store, row);

    if (customer == LTY_STORE_NONE || (sales->marked && (store->kind[row] & LTY_STORE_COUNTS) == 0) || lty_set_has(&sales->apart, customer)
        || lty_store_order_at(store, (uint32_t) row, sales->at_s, &out->paid_s) != row) {
        return false;
    }
    const uint32_t detail = sales->refunded == NULL ? LTY_STORE_NONE : lty_store_detail_of(store, row);
    const int64_t amount = lty_store_amount_of(store, row);

    out->customer = customer;
    out->amount_minor = detail == LTY_STORE_NONE ? amount : sales->refunded[detail] < -amount ? 0 : amount + sales->refunded[detail];
    return true;
}

#endif
