/* What an order earns under a programme: one function for the quote of a cart and for the fold of history. */
#ifndef LTY_EARN_H
#define LTY_EARN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_event.h"
#include "lty_programme.h"
#include "lty_status.h"

/* An order as earning sees it: what is kept of each line (refunds taken off), and what was paid in total. */
typedef struct lty_earn_order {
    const lty_event_line *lines; /* sku, category, sale; amounts are those kept */
    size_t line_count;
    int64_t total_minor;  /* used where there are no lines: one line without category */
    int64_t earn_percent; /* of the customer's tier, basis points */
    bool first;           /* the customer's first order that earns */
} lty_earn_order;

/* One rule's part of an award; the step from base to points can be redone by hand. */
typedef struct lty_earn_part {
    const lty_earn_rule *rule;
    int64_t base_minor; /* the sum of the lines that match */
    int64_t points;     /* before the tier's percentage */
} lty_earn_part;

/*
 * Each rule's part is rounded once, on the whole order, by the programme's rounding; the sum of the parts times earn_percent is then
 * rounded once by the same. Never negative; 0 if points are switched off. A rule whose lines sum to 0 gives 0. parts may be NULL, else
 * it has room for programme->points.earn_count entries and *part_count says how many were written (rules that gave 0 are written too). LTY_E_RANGE: *points and
 * *part_count are then left alone, parts may be half written.
 */
lty_status lty_earn_points(
    int64_t *points, lty_earn_part *parts, size_t *part_count, const lty_programme *programme, const lty_earn_order *order);

#endif
