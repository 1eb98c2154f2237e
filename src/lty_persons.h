/* Which keys of a store are one person at an instant. docs/points.md, Which events hold */
#ifndef LTY_PERSONS_H
#define LTY_PERSONS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"
#include "lty_store.h"

/* Numbers are those of the store's customers; those that came since are their own. */
typedef struct lty_persons {
    const lty_alloc *alloc;
    uint32_t *person; /* by number: to whom it belongs; NULL = every number is its own */
    uint32_t *kin;    /* by number: the next one of the same person, from the person on, then ascending; LTY_STORE_NONE = the last */
    size_t count;
} lty_persons;

/* Allocates nothing: every number is its own. */
void lty_persons_init(lty_persons *persons, const lty_alloc *alloc);
void lty_persons_destroy(lty_persons *persons); /* may be called twice */

/* What the links that happened up to at_s say. LTY_E_MEMORY leaves *persons alone. */
lty_status lty_persons_find(lty_persons *persons, const lty_store *store, int64_t at_s);

static inline uint32_t lty_persons_of(const lty_persons *persons, uint32_t number)
{
    return number < persons->count ? persons->person[number] : number;
}

static inline uint32_t lty_persons_next(const lty_persons *persons, uint32_t number)
{
    return number < persons->count ? persons->kin[number] : LTY_STORE_NONE;
}

#endif
