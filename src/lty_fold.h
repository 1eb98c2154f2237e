/* A history to what it says under a programme: facts, lots of points, tier. docs/points.md */
#ifndef LTY_FOLD_H
#define LTY_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_earn.h"
#include "lty_event.h"
#include "lty_facts.h"
#include "lty_history.h"
#include "lty_lots.h"
#include "lty_progress.h"
#include "lty_standing.h"
#include "lty_status.h"
#include "lty_timeline.h"

/* When points moved, for sums by month. Amounts are positive; per kind they sum to the fact of that name. In no set order. */
typedef enum lty_flow_kind {
    LTY_FLOW_EARNED = 0,
    LTY_FLOW_REVERSED,
    LTY_FLOW_SPENT,
    LTY_FLOW_EXPIRED,
    LTY_FLOW_IN,
    LTY_FLOW_OUT,
    LTY_FLOW_RESTORED,
    LTY_FLOW_COUNT
} lty_flow_kind;

typedef struct lty_flow {
    lty_flow_kind kind;
    int64_t at_s;
    int64_t points;
    const lty_event *event; /* that moved them: the spend, the refund, what gave back; of what expires NULL */
    size_t lot;             /* earned, reversed, expired, in: index; else LTY_FLOW_NO_LOT */
} lty_flow;

#define LTY_FLOW_NO_LOT SIZE_MAX

/* What is wanted beside the facts. */
#define LTY_FOLD_FLOWS 1U
#define LTY_FOLD_PARTS 2U /* which rules made each lot: lty_lot.parts */
#define LTY_FOLD_RULES 4U /* sums by rule: rule_points */

/* The result. Arrays belong to the lty_folder and are valid until its next use. */
typedef struct lty_customer {
    int64_t facts[LTY_FACT_COUNT];
    const lty_lot *lots;
    size_t lot_count;
    const lty_draw *draws;
    size_t draw_count;
    const lty_debt *debts;
    size_t debt_count;
    const lty_flow *flows; /* LTY_FOLD_FLOWS */
    size_t flow_count;
    const int64_t *
        rule_points; /* LTY_FOLD_RULES, by slot of the timeline: what is kept of its parts, by the amounts (refunds under arrears "zero" and "pending" may have found less); then that of tiers, and (negative) what caps over all rules cut: slot_count + 2 */
    const lty_progress *progress;
    lty_standing_state standing; /* level LTY_STANDING_NONE without tiers */
    const lty_standing_change *changes;
    size_t change_count;
    int64_t outlook_s; /* when the tier is lost if nothing happens; LTY_TIME_NONE */
    size_t outlook_level;
} lty_customer;

/* Scratch memory that is kept from customer to customer: folding a million of them allocates a handful of times. */
typedef struct lty_folder lty_folder;

lty_status lty_folder_create(lty_folder **out, const lty_timeline *timeline, const lty_alloc *alloc);
void lty_folder_destroy(lty_folder *folder);

/*
 * Folds a history under a timeline at the history's instant: a pure function of both (laws 5, 6). want is a set of LTY_FOLD_*.
 *
 * The meaning, in short: what is refunded was never bought. What an order earns is reckoned from what is kept of it, under the version that was in
 * force when it first counted; what refunds took back counts as reversed at their instants. Spends are facts: where a later refund takes away the
 * points that a spend used, other lots cover it, and what none covers is a debt that the next lots pay. With arrears "zero" a refund takes what is
 * left or expired of the order's own points, and of what was spent of them as much as other lots can cover; with "pending" only what is still
 * pending. Lots are drawn on by earliest expiry, then earliest award, then id. In long: docs/points.md.
 *
 * LTY_E_RANGE if a sum does not fit; LTY_E_MEMORY; LTY_E_CURRENCY_MISMATCH for an order or refund in another currency than the programme's. They
 * leave *out alone.
 */
lty_status lty_fold(lty_customer *out, lty_folder *folder, const lty_history *history, unsigned want);

/*
 * BLAKE2b-256 over all that a fold says of a customer (facts but those that are applied and the degree of loyalty, lots, draws, debts, tier changes), in a fixed encoding: two folds
 * that say the same have the same.
 */
void lty_fold_digest(unsigned char hash[32], lty_text key, const lty_customer *customer);

#endif
