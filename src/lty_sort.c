/*
 * Bottom-up merge sort: runs of 1, 2, 4, ... are merged from one block into the other and back. Journals come nearly sorted,
 * so the sorted case is looked for first, and two runs that are in order already are copied as one.
 */
#include <stdbool.h>
#include <string.h>

#include "lty_sort.h"

static bool lty_sort_done(const char *items, size_t count, size_t size, lty_sort_compare compare)
{
    for (size_t i = 1; i < count; i++) {
        if (compare(items + (i - 1) * size, items + i * size) > 0) {
            return false;
        }
    }
    return true;
}

/* Merges [0, middle) and [middle, end) of from into to. */
static void lty_sort_merge(char *to, const char *from, size_t middle, size_t end, size_t size, lty_sort_compare compare)
{
    size_t left = 0;
    size_t right = middle;

    if (middle >= end || compare(from + (middle - 1) * size, from + middle * size) <= 0) {
        memcpy(to, from, end * size);
        return;
    }
    for (size_t i = 0; i < end; i++) {
        const bool take_left = left < middle && (right >= end || compare(from + left * size, from + right * size) <= 0);
        const size_t taken = take_left ? left++ : right++;

        memcpy(to + i * size, from + taken * size, size);
    }
}

void lty_sort(void *items, void *scratch, size_t count, size_t size, lty_sort_compare compare)
{
    char *from = items;
    char *to = scratch;

    if (lty_sort_done(items, count, size, compare)) {
        return;
    }
    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            const size_t rest = count - start;
            const size_t end = rest < 2 * width ? rest : 2 * width;

            lty_sort_merge(to + start * size, from + start * size, rest < width ? rest : width, end, size, compare);
        }
        char *swap = from;
        from = to;
        to = swap;
    }
    if (from != (char *) items) {
        memcpy(items, from, count * size);
    }
}
