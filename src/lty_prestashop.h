/* PrestaShop's way of discounting, to the millionth that its calculator subtracts. docs/discounts-prestashop.md */
#ifndef LTY_PRESTASHOP_H
#define LTY_PRESTASHOP_H

#include "lty_terms.h"

/* Fills *out, which lty_discounts_init() made, the members in millionths too. LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_prestashop_apply(lty_discounts *out, const lty_terms *terms);

#endif
