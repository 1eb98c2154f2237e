/* WooCommerce's way of discounting, to the minor unit that it takes off. docs/discounts-woocommerce.md */
#ifndef LTY_WOOCOMMERCE_H
#define LTY_WOOCOMMERCE_H

#include "lty_terms.h"

/* Fills *out, which lty_discounts_init() made. The order of typing decides between codes that sort alike. LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_woocommerce_apply(lty_discounts *out, const lty_terms *terms);

#endif
