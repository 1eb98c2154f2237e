/* Figures over all customers: sums, tiers, and what happened month by month. docs/base.md */
#ifndef LTY_INDICATOR_H
#define LTY_INDICATOR_H

#include <stddef.h>
#include <stdint.h>

#include "lty_base.h"
#include "lty_status.h"

/* Sums over all persons at the instant of the fold, and the sales without one. */
typedef struct lty_totals {
    int64_t facts[LTY_FACT_COUNT]; /* of the facts that can be summed: orders, money, points; others are 0 */
    int64_t customers;
    int64_t anonymous_orders;       /* that count */
    int64_t anonymous_amount_minor; /* less the refunds of anonymous sales, those that name no order too */
} lty_totals;

/* Refreshes the base. LTY_E_NOT_FOLDED, LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_indicator_totals(lty_totals *out, lty_base *base);

/* out[i] = customers in tier i; one entry per tier of the version in force at the instant of the fold, lty_base_in_force() after a refresh. */
lty_status lty_indicator_tiers(int64_t *out, lty_base *base);

/* One local month. Orders stand in the month in which they were first paid, refunds and points in that in which they happened. */
typedef struct lty_month {
    int64_t month; /* year * 12 + month - 1 */
    int64_t orders;
    int64_t amount_minor;   /* of these orders, before refunds */
    int64_t refunded_minor; /* all refunds of known customers */
    int64_t buyers;         /* customers with an order in the month */
    int64_t anonymous_orders;
    int64_t anonymous_amount_minor;
    int64_t flows[LTY_FLOW_COUNT]; /* points */
} lty_month;

/*
 * From the first month in which anything happened to the last one, without gaps; NULL and 0 if nothing did. Folds every customer again,
 * for the flows of points. The array is the caller's: lty_indicator_free(). Statuses as above.
 */
lty_status lty_indicator_months(lty_month **out, size_t *count, lty_base *base, const lty_alloc *alloc);
void lty_indicator_free(lty_month *months, size_t count, const lty_alloc *alloc);

#endif
