/* The events of one customer, made ready to be judged: in order, corrected, orders put together. Knows no programme. docs/points.md */
#ifndef LTY_HISTORY_H
#define LTY_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_orders.h"
#include "lty_status.h"

/* Made once, folded under as many programmes as there are: replay folds each customer twice. */
typedef struct lty_history {
    const lty_alloc *alloc;
    const lty_event **events; /* in the total order, up to the instant, without those that were corrected */
    size_t count;
    size_t capacity;
    const lty_event **scratch;
    size_t scratch_capacity;
    lty_orders orders;
    bool referrals; /* whether there are any: what became of them is looked up beforehand */
    bool restored;  /* whether points were given back: spends are then kept by what they were for */
    int64_t at_s;
} lty_history;

void lty_history_init(lty_history *history, const lty_alloc *alloc);
void lty_history_destroy(lty_history *history);

/*
 * events are of one person (all keys that are linked), in any order, no two of the same id; the array is only read. Those after at_s are left
 * out. LTY_E_MEMORY.
 */
lty_status lty_history_prepare(lty_history *history, const lty_event *const *events, size_t count, int64_t at_s);

#endif
