/* What the sources of purchases share with one another and nobody else. */
#ifndef LTY_PURCHASES_PART_H
#define LTY_PURCHASES_PART_H

#include "lty_purchases.h"

/* Room for so many rows of either list, and pointers to sort. LTY_E_MEMORY. */
lty_status lty_purchases_reserve(lty_purchases *purchases, size_t rows);
lty_status lty_purchases_reserve_activities(lty_purchases *purchases, size_t rows);
lty_status lty_purchases_reserve_pointers(lty_purchases *purchases, size_t count);

/* Which row before has the same text, for lists that are long enough. LTY_E_MEMORY. */
lty_status lty_purchases_link(lty_purchases *purchases);

/* Sku, category, brand, channel by place. */
lty_text lty_purchase_text(const lty_purchase *row, size_t place);

#endif
