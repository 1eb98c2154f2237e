/*
 * Orders are found by sorting, not hashing: entries by source, reference and place in the total order, then one pass. What an order is
 * depends on its last event only, which makes a flapping condition harmless; what it was once matters for instants alone.
 */
#include <stdbool.h>
#include <string.h>

#include "lty_orders.h"
#include "lty_sort.h"

void lty_orders_init(lty_orders *orders, const lty_alloc *alloc)
{
    memset(orders, 0, sizeof *orders);
    orders->alloc = alloc;
}

void lty_orders_destroy(lty_orders *orders)
{
    lty_alloc_free(orders->alloc, orders->entries, orders->entry_capacity * sizeof *orders->entries);
    lty_alloc_free(orders->alloc, orders->scratch, orders->scratch_capacity * sizeof *orders->scratch);
    lty_alloc_free(orders->alloc, orders->items, orders->capacity * sizeof *orders->items);
    lty_alloc_free(orders->alloc, orders->by_event, orders->by_event_capacity * sizeof *orders->by_event);
    lty_orders_init(orders, orders->alloc);
}

static lty_status lty_orders_reserve(lty_orders *orders, size_t events, size_t entries)
{
    void *by_event = orders->by_event;
    void *list = orders->entries;
    void *scratch = orders->scratch;
    void *items = orders->items;
    lty_status status = lty_alloc_reserve(orders->alloc, &by_event, &orders->by_event_capacity, events, sizeof *orders->by_event);

    orders->by_event = by_event;
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &list, &orders->entry_capacity, entries, sizeof *orders->entries);
        orders->entries = list;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &scratch, &orders->scratch_capacity, entries, sizeof *orders->scratch);
        orders->scratch = scratch;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &items, &orders->capacity, entries, sizeof *orders->items);
        orders->items = items;
    }
    return status;
}

static bool lty_orders_is_entry(const lty_event *event)
{
    return event->type == LTY_EVENT_ORDER || (event->type == LTY_EVENT_REFUND && event->object.len > 0);
}

static int lty_orders_compare(const void *a, const void *b)
{
    const lty_order_entry *left = a;
    const lty_order_entry *right = b;
    int order = lty_text_compare(left->event->object, right->event->object);

    if (order == 0) {
        order = lty_text_compare(left->source, right->source);
    }
    if (order != 0 || left->position == right->position) {
        return order;
    }
    return left->position < right->position ? -1 : 1;
}

static bool lty_orders_is_same(const lty_order_entry *a, const lty_order_entry *b)
{
    return lty_text_equal(a->event->object, b->event->object) && lty_text_equal(a->source, b->source);
}

static void lty_orders_condition(lty_order *order, const lty_event *event, size_t position, lty_award_on award_on)
{
    const bool counts = event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED;
    const bool earns = event->condition == LTY_ORDER_DELIVERED || (counts && award_on == LTY_AWARD_ON_PAID);

    /* What is cancelled, or back to placed, takes back what the order was when it counted, whatever lines it has now. */
    if (counts || order->counted == NULL) {
        order->terms = event;
    }
    if (counts && order->counted == NULL) {
        order->counted = event;
        order->counted_at = position;
    }
    if (earns && order->awarded == NULL) {
        order->awarded = event;
        order->awarded_at = position;
    }
    if (counts) {
        order->stopped = NULL;
    } else if (order->stopped == NULL) {
        order->stopped = event;
        order->stopped_at = position;
    }
}

/* Reads the entries of one order. Refunds are taken off as one sum: more than the order cannot come back. */
static void lty_orders_read(lty_order *order, const lty_order_entry *entries, size_t count, lty_award_on award_on)
{
    int64_t revision = 0;

    for (size_t i = 0; i < count; i++) {
        const lty_event *event = entries[i].event;

        if (event->type == LTY_EVENT_ORDER && event->revision >= revision) {
            revision = event->revision;
            lty_orders_condition(order, event, entries[i].position, award_on);
        }
        order->refund_count += event->type == LTY_EVENT_REFUND;
    }
    if (order->terms == NULL) {
        return;
    }
    order->gross_minor = order->terms->amount_minor;
    order->kept_minor = order->stopped == NULL ? order->gross_minor : 0;
    for (size_t i = 0; i < count && order->refund_count > 0; i++) {
        if (entries[i].event->type == LTY_EVENT_REFUND) {
            const int64_t amount_minor = entries[i].event->amount_minor;
            order->kept_minor -= amount_minor < order->kept_minor ? amount_minor : order->kept_minor;
        }
    }
}

lty_status lty_orders_group(lty_orders *orders, const lty_event *const *events, size_t count, lty_award_on award_on)
{
    size_t entries = 0;

    orders->count = 0;
    orders->entry_count = 0;
    for (size_t i = 0; i < count; i++) {
        entries += lty_orders_is_entry(events[i]);
    }
    const lty_status status = lty_orders_reserve(orders, count, entries);
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        orders->by_event[i] = LTY_ORDERS_NONE;
        if (lty_orders_is_entry(events[i])) {
            orders->entries[orders->entry_count++] = (lty_order_entry){events[i], lty_event_source(events[i]->id), i};
        }
    }
    if (entries == 0) {
        return LTY_OK;
    }
    lty_sort(orders->entries, orders->scratch, entries, sizeof *orders->entries, lty_orders_compare);
    for (size_t first = 0, end = 0; first < entries; first = end) {
        lty_order order = {.first = first};

        while (end < entries && lty_orders_is_same(&orders->entries[first], &orders->entries[end])) {
            end++;
        }
        order.count = end - first;
        lty_orders_read(&order, orders->entries + first, order.count, award_on);
        if (order.counted == NULL) {
            continue;
        }
        for (size_t i = first; i < end; i++) {
            orders->by_event[orders->entries[i].position] = orders->count;
        }
        orders->items[orders->count++] = order;
    }
    return LTY_OK;
}
