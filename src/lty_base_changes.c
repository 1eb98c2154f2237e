/* A list of who changed in which generation. It is a help, not a record: one that grew long, or found no memory, begins anew. */
#include <string.h>

#include "lty_base_changes.h"
#include "lty_sort.h"

#define LTY_BASE_CHANGES_LEAST 1024U /* of a small base everything may be remembered */

void lty_base_changes_init(lty_base_changes *changes, const lty_alloc *alloc)
{
    memset(changes, 0, sizeof *changes);
    changes->alloc = alloc;
}

void lty_base_changes_destroy(lty_base_changes *changes)
{
    lty_alloc_free(changes->alloc, changes->items, changes->capacity * sizeof *changes->items);
    lty_alloc_free(changes->alloc, changes->list, changes->list_capacity * sizeof *changes->list);
    lty_base_changes_init(changes, changes->alloc);
}

void lty_base_changes_all(lty_base_changes *changes)
{
    changes->generation++;
    changes->forgotten = changes->generation;
    changes->count = 0;
}

void lty_base_changes_next(lty_base_changes *changes, size_t customers)
{
    changes->generation++;
    if (changes->count > LTY_BASE_CHANGES_LEAST && changes->count > customers / 8) {
        changes->forgotten = changes->generation - 1;
        changes->count = 0;
    }
}

void lty_base_changes_add(lty_base_changes *changes, uint32_t customer)
{
    void *memory = changes->items;

    if (changes->forgotten == changes->generation) {
        return;
    }
    const lty_status status = lty_alloc_reserve(changes->alloc, &memory, &changes->capacity, changes->count + 1, sizeof *changes->items);

    changes->items = memory;
    if (status != LTY_OK) {
        changes->forgotten = changes->generation;
        changes->count = 0;
        return;
    }
    changes->items[changes->count++] = (lty_base_change){changes->generation, customer};
}

static int lty_base_changes_compare(const void *a, const void *b)
{
    const uint32_t *left = a;
    const uint32_t *right = b;

    return (*left > *right) - (*left < *right);
}

lty_status lty_base_changes_list(const uint32_t **customers, size_t *count, bool *all, lty_base_changes *changes, uint64_t since)
{
    void *memory = changes->list;
    size_t first = changes->count;
    size_t kept = 0;

    *all = since < changes->forgotten || since > changes->generation;
    *customers = NULL;
    *count = 0;
    while (first > 0 && changes->items[first - 1].generation > since) {
        first--;
    }
    if (*all || first == changes->count) {
        return LTY_OK;
    }
    const size_t found = changes->count - first;
    const lty_status status = lty_alloc_reserve(changes->alloc, &memory, &changes->list_capacity, 2 * found, sizeof *changes->list);
    uint32_t *list = memory;

    changes->list = memory;
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < found; i++) {
        list[i] = changes->items[first + i].customer;
    }
    lty_sort(list, list + found, found, sizeof *list, lty_base_changes_compare);
    for (size_t i = 0; i < found; i++) {
        if (kept == 0 || list[kept - 1] != list[i]) {
            list[kept++] = list[i];
        }
    }
    *customers = list;
    *count = kept;
    return LTY_OK;
}

size_t lty_base_changes_bytes(const lty_base_changes *changes)
{
    return changes->capacity * sizeof *changes->items + changes->list_capacity * sizeof *changes->list;
}
