/* Events of one customer to what they say under a programme. docs/points.md */
#ifndef LTY_FOLD_H
#define LTY_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_earn.h"
#include "lty_event.h"
#include "lty_facts.h"
#include "lty_lots.h"
#include "lty_programme.h"
#include "lty_status.h"

/* When points moved, for sums by month. Amounts are positive; per kind they sum to the fact of that name. In no set order. */
typedef enum lty_flow_kind {
    LTY_FLOW_EARNED = 0,
    LTY_FLOW_REVERSED,
    LTY_FLOW_SPENT,
    LTY_FLOW_EXPIRED,
    LTY_FLOW_IN,
    LTY_FLOW_OUT,
    LTY_FLOW_COUNT
} lty_flow_kind;

typedef struct lty_flow {
    lty_flow_kind kind;
    int64_t at_s;
    int64_t points;
} lty_flow;

/* The result. Arrays belong to the lty_folder and are valid until its next use. */
typedef struct lty_customer {
    int64_t facts[LTY_FACT_COUNT];
    const lty_lot *lots;
    size_t lot_count;
    const lty_draw *draws;
    size_t draw_count;
    const lty_debt *debts;
    size_t debt_count;
    const lty_flow *flows; /* only if asked for */
    size_t flow_count;
} lty_customer;

/* Scratch memory that is kept from customer to customer: folding a million of them allocates a handful of times. */
typedef struct lty_folder lty_folder;

lty_status lty_folder_create(lty_folder **out, const lty_programme *programme, const lty_alloc *alloc);
void lty_folder_destroy(lty_folder *folder);

/*
 * Folds the events of one customer that happened at or before at_s. events may come in any order and hold no two of the same id;
 * the array is sorted in place by lty_event_compare. A pure function of programme, events and at_s (laws 5, 6).
 *
 * The meaning, in short: what is refunded was never bought. The award of an order is that of what is kept of it; all that was reversed
 * since counts as reversed at the refund's instant. Spends are facts: where a later refund takes away the points that a spend used, other
 * lots cover it, and what none covers is a debt that the next lots pay. With arrears "zero" a refund takes what is left or expired
 * of the order's own points, and of what was spent of them as much as other lots can cover; with "pending" only what is still pending.
 * Lots are drawn on by earliest expiry, then earliest award, then id. In long: docs/points.md.
 *
 * LTY_E_RANGE if a sum does not fit; LTY_E_MEMORY; LTY_E_CURRENCY_MISMATCH for an order or refund in another currency than the programme's.
 */
lty_status lty_fold(lty_customer *out, lty_folder *folder, const lty_event **events, size_t count, int64_t at_s, bool want_flows);

/*
 * What made a lot's `earned`, rule by rule, as lty_earn_points writes it: the sum of the parts times the lot's earn_percent. None for
 * points that came in by hand. parts has room for programme->points.earn_count. LTY_E_RANGE.
 */
lty_status lty_fold_parts(lty_earn_part *parts, size_t *part_count, const lty_programme *programme, const lty_lot *lot);

#endif
