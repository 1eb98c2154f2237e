/* Which events are one order, what it is now, and what refunds leave of it. docs/points.md */
#ifndef LTY_ORDERS_H
#define LTY_ORDERS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_status.h"

#define LTY_ORDERS_NONE SIZE_MAX

/* An event of an order or a refund, and its place in the total order. */
typedef struct lty_order_entry {
    const lty_event *event;
    size_t position;
} lty_order_entry;

/*
 * An order is known by its source (the first part of the ids) and its reference. Of its events those count whose revision is not below
 * one that came before them in the total order; the last of these says what the order is.
 */
typedef struct lty_order {
    const lty_event *terms;     /* the last event that was paid or delivered: its lines and amount hold */
    const lty_event *counted;   /* the first paid or delivered one: the order's instant */
    const lty_event *delivered; /* the first delivered one, NULL if there is none */
    const lty_event *stopped;   /* since when it counts no longer, NULL while it counts */
    size_t counted_at;          /* positions in the total order */
    size_t delivered_at;
    size_t stopped_at;
    size_t first; /* its entries, refunds among them */
    size_t count;
    size_t refund_count;
    int64_t gross_minor; /* of terms */
    int64_t kept_minor;  /* less refunds, never below 0; 0 unless it counts */
} lty_order;

typedef struct lty_orders {
    const lty_alloc *alloc;
    lty_order_entry *entries; /* by order, then total order */
    size_t entry_count;
    size_t entry_capacity;
    lty_order *items; /* those that were ever counted */
    size_t count;
    size_t capacity;
    struct lty_orders_slot *slots; /* open addressing */
    size_t slot_capacity;
    size_t *by_event; /* by position: the order of which the event is part, or LTY_ORDERS_NONE */
    size_t by_event_capacity;
} lty_orders;

void lty_orders_init(lty_orders *orders, const lty_alloc *alloc);
void lty_orders_destroy(lty_orders *orders);

/* events are in the total order. Replaces what was there. LTY_E_MEMORY. */
lty_status lty_orders_group(lty_orders *orders, const lty_event *const *events, size_t count);

#endif
