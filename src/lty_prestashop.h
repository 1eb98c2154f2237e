/* PrestaShop's way of discounting, to the millionth that its calculator subtracts. docs/discounts-prestashop.md */
#ifndef LTY_PRESTASHOP_H
#define LTY_PRESTASHOP_H

#include "lty_terms.h"

/*
 * Fills *out, which lty_discounts_init() made, the members in millionths too. The cart comes without the pieces that gifts add: the shop
 * always adds one (gift_missing), and its later rules see it. Codes are entered in the order of terms->offers, automatic offers join
 * before each; what they take off does not depend on that order, which of them the cart takes does. Explains itself in the steps.
 * LTY_E_RANGE, LTY_E_MEMORY.
 */
lty_status lty_prestashop_apply(lty_discounts *out, const lty_terms *terms);

#endif
