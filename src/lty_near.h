/* "Did you mean …": which of some names is nearest to a mistyped one. */
#ifndef LTY_NEAR_H
#define LTY_NEAR_H

#include <stddef.h>

#include "lty_bytes.h"

/* Names longer than this are never suggested nor corrected. */
#define LTY_NEAR_LEN_MAX 63

/* Filled by init(); every candidate is offered once; `best` is the nearest, the empty text if none is near enough. */
typedef struct lty_near {
    lty_text typed;
    lty_text best;
    size_t distance;
} lty_near;

void lty_near_init(lty_near *near, lty_text typed);

/*
 * Edit distance with swaps of neighbours (optimal string alignment), letters without case. Near enough is a third of the typed
 * length, 2 below six letters, 1 below four; the first of equals wins. Keeps the candidate's bytes, does not copy them.
 */
void lty_near_offer(lty_near *near, lty_text candidate);

#endif
