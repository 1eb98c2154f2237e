/* What the sources of RFM share with one another and nobody else: what the rows of each customer come to. */
#ifndef LTY_RFM_PART_H
#define LTY_RFM_PART_H

#include "lty_rfm.h"

/* What the rows of a customer come to. */
typedef struct lty_rfm_slot {
    int64_t last_s;
    int64_t amount;
    uint32_t rows;
} lty_rfm_slot;

/* One slot for each number of the base, zeroed before; persons' slots get what their numbers did in the window. Statuses as of lty_rfm_score(). */
lty_status lty_rfm_scan(lty_rfm_slot *slots, lty_base *base, const lty_rfm_window *window, lty_rfm_basis basis, const lty_alloc *alloc);

#endif
