/* Our own way of discounting: in minor units, split by largest remainder, whatever order codes are typed in. docs/quote.md */
#ifndef LTY_EXACT_H
#define LTY_EXACT_H

#include "lty_terms.h"

/*
 * Fills *out, which lty_discounts_init() made. Codes apply by priority, then by kind of their first benefit, campaign number and serial; the
 * same serial of a campaign counts once. Of the codes of one stacking class the one of the smallest priority applies, then the one that
 * takes most off. A code that combines with nothing applies alone: of all allowed choices the one that takes most off wins, then
 * the one with most points, then the lowest campaign number and serial. Nothing goes below zero. Explains itself in the steps.
 * LTY_E_RANGE, LTY_E_MEMORY.
 */
lty_status lty_exact_apply(lty_discounts *out, const lty_terms *terms);

#endif
