/* What an order or another event earns under a programme: one function for the cart and for history. docs/points.md */
#ifndef LTY_EARN_H
#define LTY_EARN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_programme.h"
#include "lty_status.h"

#define LTY_EARN_NO_LIMIT INT64_MAX

/* What is judged of a rule beside the amounts, for one award: whether its conditions hold, and what its caps leave. */
typedef struct lty_earn_ruling {
    bool holds;   /* tiers, segments, channel, weekday, window; and of its kind: first, goal reached, next order in time */
    int64_t room; /* LTY_EARN_NO_LIMIT or what the rule's caps leave */
} lty_earn_ruling;

/* An order as earning sees it. Lines are those kept, after refunds. */
typedef struct lty_earn_order {
    const lty_event_line *lines; /* amounts are those kept; tax_minor is that of the whole line */
    const int64_t *gross_minor;  /* by line, before refunds; NULL = nothing was refunded */
    size_t line_count;
    int64_t kept_minor;      /* the sum; used where there are no lines: one line without anything else */
    int64_t whole_minor;     /* before refunds */
    int64_t tax_minor;       /* without lines: in whole_minor */
    int64_t shipping_minor;  /* kept */
    int64_t by_points_minor; /* of the whole order */
    int64_t by_card_minor;
    int64_t earn_percent;           /* of the customer's tier, basis points */
    const lty_earn_ruling *rulings; /* one per rule of the programme; NULL = all hold, none is limited */
    int64_t room;                   /* of the caps over all rules */
} lty_earn_order;

/* One rule's part of an award; the steps from base to points can be redone by hand. */
typedef struct lty_earn_part {
    const lty_earn_rule *rule;
    int64_t base_minor; /* the sum of what counts of the lines that match; 0 for actions */
    int64_t points;     /* by the rule, rounded */
    int64_t given;      /* the same under the rule's caps */
} lty_earn_part;

/* Scratch memory, used for one order after the other. */
typedef struct lty_earn {
    const lty_alloc *alloc;
    int64_t *counted; /* what counts of each line */
    size_t counted_capacity;
    int64_t *shares;
    size_t share_capacity;
} lty_earn;

void lty_earn_init(lty_earn *earn, const lty_alloc *alloc);
void lty_earn_destroy(lty_earn *earn);

/*
 * Each rule by order is rounded once, on the whole order, by the programme's rounding, then cut to its room; the sum times earn_percent is
 * rounded once by the same, then cut to the order's room. Never negative; 0 if points are switched off. A rule whose base is 0 gives 0, and so
 * does one whose minimum is more than what is kept of the order: that is judged here, since it changes with refunds.
 * parts may be NULL, else it has room for programme->points.earn_count entries and *part_count says how many were written (rules by order that
 * hold, those that gave 0 too). *uncapped (may be NULL): before the order's room. LTY_E_RANGE, LTY_E_MEMORY: outputs are then left alone,
 * parts may be half written. No amount is negative, and no line keeps more than it was bought for.
 */
lty_status lty_earn_points(int64_t *points, int64_t *uncapped, lty_earn_part *parts, size_t *part_count, lty_earn *earn,
    const lty_programme *programme, const lty_earn_order *order);

/*
 * What another event earns: `points` of each rule of its kind that holds, cut to its room; the sum cut to `room`. rulings has one entry per rule.
 * The outputs are as above.
 */
lty_status lty_earn_action(int64_t *points, int64_t *uncapped, lty_earn_part *parts, size_t *part_count, const lty_programme *programme,
    lty_earn_kind kind, const lty_earn_ruling *rulings, int64_t room);

/*
 * What counts of each line, as lty_earn_points has it: line_count entries (one without lines), good until the next use of *earn. *elsewhere_minor
 * is what was taken off them because points or a gift card paid it. What is kept of the shipping counts beside
 * them where the programme says so, and the order was of more than 0.
 */
lty_status lty_earn_counted(
    const int64_t **counted, int64_t *elsewhere_minor, lty_earn *earn, const lty_programme *programme, const lty_earn_order *order);

/* Whether an instant lies in a rule's weekdays and window. */
bool lty_earn_in_time(const lty_earn_rule *rule, const lty_programme *programme, int64_t at_s);

#endif
