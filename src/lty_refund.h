/* What is kept of an order after its refunds, line by line: the same for any split and any order of them. docs/points.md */
#ifndef LTY_REFUND_H
#define LTY_REFUND_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_status.h"

/* Scratch memory that is used for one order after the other. */
typedef struct lty_refund {
    const lty_alloc *alloc;
    lty_event_line *left; /* the order's lines less the refund lines that match them */
    size_t left_capacity;
    lty_event_line *kept; /* the answer of lty_refund_kept */
    size_t kept_capacity;
    int64_t *gross_minor; /* by line, before refunds */
    size_t gross_capacity;
    int64_t *weights;
    size_t weight_capacity;
    int64_t *parts;
    size_t part_capacity;
    size_t count;
    int64_t left_minor;     /* sum of left */
    int64_t pool_minor;     /* refunded, but not on a line: spread over what is left */
    int64_t shipping_minor; /* kept of the shipping */
} lty_refund;

void lty_refund_init(lty_refund *refund, const lty_alloc *alloc);
void lty_refund_destroy(lty_refund *refund);

/* Starts with all of an order's lines; an order without lines is one line without SKU and category. LTY_E_MEMORY. */
lty_status lty_refund_begin(lty_refund *refund, const lty_event *order);

/*
 * Takes a refund in. Its lines reduce the lines of the same SKU and category, first fit; what fits no line, and the amount of a refund
 * without lines, goes into the pool. Nothing is taken below zero.
 */
void lty_refund_add(lty_refund *refund, const lty_event *event);

/*
 * What is kept after the refunds so far: the pool, as one sum, is spread over what is left of all lines by largest remainder. refund->kept
 * has refund->count lines; *total_minor is their sum.
 */
lty_status lty_refund_kept(lty_refund *refund, int64_t *total_minor);

#endif
