/* Inside of the base: whose facts changed since when, for whoever watches. */
#ifndef LTY_BASE_CHANGES_H
#define LTY_BASE_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"

typedef struct lty_base_change {
    uint64_t generation;
    uint32_t customer;
} lty_base_change;

typedef struct lty_base_changes {
    const lty_alloc *alloc;
    uint64_t generation;    /* of the facts as they are */
    uint64_t forgotten;     /* before this one everything may have changed */
    lty_base_change *items; /* ascending by generation, then customer */
    size_t count;
    size_t capacity;
    uint32_t *list; /* of the last question, and room to sort it */
    size_t list_capacity;
} lty_base_changes;

void lty_base_changes_init(lty_base_changes *changes, const lty_alloc *alloc);
void lty_base_changes_destroy(lty_base_changes *changes);

/* The next generation: everybody's facts, or those that are then named, ascending. Never fails: what finds no memory is forgotten. */
void lty_base_changes_all(lty_base_changes *changes);
void lty_base_changes_next(lty_base_changes *changes, size_t customers);
void lty_base_changes_add(lty_base_changes *changes, uint32_t customer);

/* As lty_base_changed(). */
lty_status lty_base_changes_list(const uint32_t **customers, size_t *count, bool *all, lty_base_changes *changes, uint64_t since);

size_t lty_base_changes_bytes(const lty_base_changes *changes);

#endif
