/* The r-th smallest of many integers without sorting them all. */
#ifndef LTY_SELECT_H
#define LTY_SELECT_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"

typedef struct lty_selected {
    int64_t value;
    size_t less; /* how many of the values are below it */
} lty_selected;

/* out[i] = the ranks[i]-th smallest (from 0) of count values. Every rank is below count. LTY_E_MEMORY leaves *out alone. */
lty_status lty_select(
    lty_selected *out, const size_t *ranks, size_t rank_count, const int64_t *values, size_t count, const lty_alloc *alloc);

#endif
