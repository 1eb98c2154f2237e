/* What one customer's purchases look like in figures. docs/indicators.md */
#ifndef LTY_HABIT_H
#define LTY_HABIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_history.h"
#include "lty_purchases.h"
#include "lty_status.h"

typedef struct lty_habit {
    int64_t orders;        /* that count */
    int64_t gross_minor;   /* before refunds */
    int64_t largest_minor; /* the largest order, before refunds */
    int64_t refunds;
    int64_t refunded_minor; /* all of them, those that name no order too */
    int64_t net_minor;      /* gross less refunded */
    int64_t first_day;      /* local days; without orders nothing */
    int64_t last_day;
    int64_t purchase_days;   /* different local days with an order */
    int64_t active_months;   /* different local months with one */
    int64_t products;        /* different SKUs that have an amount; lines without a SKU are none */
    int64_t product_minor;   /* spent on these, before refunds */
    int64_t promotion_minor; /* of gross: on sale, or in an order with a code */
    lty_text top_product;    /* the SKU with the largest amount, of equals the first in byte order; the history's */
    int64_t top_minor;
    double gap_mean; /* days between consecutive purchase days; with two of these at least */
    double gap_median;
    double gap_sd;        /* with n - 1; with three purchase days at least */
    double concentration; /* sum of squared shares of product_minor by SKU; with products */
} lty_habit;

/* The figures of a history, whose rows the purchases have. LTY_E_RANGE, LTY_E_MEMORY; *out is then left alone. */
lty_status lty_habit_read(
    lty_habit *out, const lty_history *history, const lty_purchases *purchases, const lty_zone *zone, const lty_alloc *alloc);

/* Who has a key at an instant; LTY_STORE_NONE for nobody. LTY_E_MEMORY. */
lty_status lty_habit_person(uint32_t *out, lty_base *base, lty_text key, int64_t at_s);

/* Those of a person of a base at an instant; texts are valid until the base's next use. LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_habit_of(lty_habit *out, lty_base *base, uint32_t customer, int64_t at_s, const lty_alloc *alloc);

#endif
