/* Our own way of discounting: in minor units, split by largest remainder, whatever order codes are typed in. docs/quote.md */
#ifndef LTY_EXACT_H
#define LTY_EXACT_H

#include "lty_terms.h"

/*
 * Fills *out, which lty_discounts_init() made. Codes apply by priority, then by kind of their first benefit, campaign number and serial; the
 * same serial of a campaign counts once. Of the codes of one stacking class the one of the smallest priority applies, then the one that
 * takes most off by itself. The choices that are tried: all codes that combine with everything, and whatever goes with all of them; and
 * each other code with whatever goes with it, in the order of application. The choice that takes most off wins, then the one with most
 * points, the largest multipliers, the lowest campaign number and serial. Nothing goes below zero. Explains itself in the steps.
 * LTY_E_RANGE, LTY_E_MEMORY; *out is then left alone.
 */
lty_status lty_exact_apply(lty_discounts *out, const lty_terms *terms);

#endif
