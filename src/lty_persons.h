/* Which keys of a store are one person at an instant. docs/points.md, Which events hold */
#ifndef LTY_PERSONS_H
#define LTY_PERSONS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_check.h"
#include "lty_status.h"
#include "lty_store.h"

/* Numbers are those of the store's customers; those that came since are their own. */
typedef struct lty_persons {
    const lty_alloc *alloc;
    uint32_t *person; /* by number: to whom it belongs; NULL = every number is its own */
    uint32_t *kin;    /* by number: the next one of the same person, from the person on, then ascending; LTY_STORE_NONE = the last */
    size_t count;
    bool *damaged; /* of lists that came from a file: lty_damage() */
} lty_persons;

/* Allocates nothing: every number is its own. */
void lty_persons_init(lty_persons *persons, const lty_alloc *alloc);
void lty_persons_destroy(lty_persons *persons); /* may be called twice */

/* What the links that happened up to at_s say. LTY_E_MEMORY leaves *persons alone. */
lty_status lty_persons_find(lty_persons *persons, const lty_store *store, int64_t at_s);

static inline uint32_t lty_persons_of(const lty_persons *persons, uint32_t number)
{
    if (number >= persons->count) {
        return number;
    }
    const uint32_t person = persons->person[number];

    if (person >= persons->count) {
        lty_damage(persons->damaged);
        return number;
    }
    return person;
}

/* Whether `next` may come after number: of the same person, and not it again, so that every walk ends. */
static inline bool lty_persons_follows(const lty_persons *persons, uint32_t number, uint32_t next)
{
    return next < persons->count && persons->person[next] == persons->person[number] && persons->person[next] != next
        && (persons->person[number] == number || next > number);
}

static inline uint32_t lty_persons_next(const lty_persons *persons, uint32_t number)
{
    if (number >= persons->count) {
        return LTY_STORE_NONE;
    }
    const uint32_t next = persons->kin[number];

    if (persons->damaged != NULL && next != LTY_STORE_NONE && !lty_persons_follows(persons, number, next)) {
        lty_damage(persons->damaged);
        return LTY_STORE_NONE;
    }
    return next;
}

#endif
