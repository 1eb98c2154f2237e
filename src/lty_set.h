/* Sets of dense numbers as bitmaps. */
#ifndef LTY_SET_H
#define LTY_SET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"

/* Numbers 0 .. size - 1; bits from size on are 0. */
typedef struct lty_set {
    const lty_alloc *alloc;
    uint64_t *words;
    size_t size;
} lty_set;

#define LTY_SET_WORDS(size) (((size) + 63) / 64)

/* The empty set of a size; LTY_E_MEMORY leaves *set alone. */
lty_status lty_set_init(lty_set *set, size_t size, const lty_alloc *alloc);
void lty_set_destroy(lty_set *set); /* may be called twice */

void lty_set_fill(lty_set *set);
void lty_set_add(lty_set *set, size_t number);
bool lty_set_has(const lty_set *set, size_t number); /* false for numbers from size on */
size_t lty_set_count(const lty_set *set);

/* The least member at or after `from`; size if there is none. */
size_t lty_set_next(const lty_set *set, size_t from);

typedef enum lty_set_operation { LTY_SET_AND, LTY_SET_OR, LTY_SET_AND_NOT } lty_set_operation;

/* A new set of the larger size: what a smaller one does not reach is not in it. LTY_E_MEMORY leaves *out alone. */
lty_status lty_set_combine(lty_set *out, const lty_set *a, const lty_set *b, lty_set_operation operation, const lty_alloc *alloc);

#endif
