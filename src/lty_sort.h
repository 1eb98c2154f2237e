/* A stable sort without an allocation, a recursion or a global: qsort() may have all three. */
#ifndef LTY_SORT_H
#define LTY_SORT_H

#include <stddef.h>

typedef int (*lty_sort_compare)(const void *a, const void *b);

/*
 * Sorts count items of size bytes; equal items keep their order. scratch has room for count items and overlaps nothing.
 * n log n comparisons at most, n - 1 if the items are in order already.
 */
void lty_sort(void *items, void *scratch, size_t count, size_t size, lty_sort_compare compare);

#endif
