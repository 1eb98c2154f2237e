/* What codes and offers take off a cart, in the programme's way of discounting. docs/quote.md */
#ifndef LTY_DISCOUNT_H
#define LTY_DISCOUNT_H

#include "lty_terms.h"

/*
 * Makes *out by the way that terms->programme->discounts names: one table of ways. The codes of the order
 * together keep the limits and the budget of each campaign in all of them. LTY_E_RANGE, LTY_E_MEMORY. Explains itself in the
 * steps.
 */
lty_status lty_discounts_apply(lty_discounts *out, const lty_terms *terms);

#endif
