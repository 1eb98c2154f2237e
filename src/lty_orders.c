/*
 * Orders are found by hashing their references, one pass over the events. What an order is depends on its last event only, which makes a
 * flapping condition harmless; what it was once matters for instants alone. Most orders are one event, and go straight through.
 */
#include <stdbool.h>
#include <string.h>

#include "lty_check.h"
#include "lty_orders.h"

typedef struct lty_orders_slot {
    uint32_t hash;
    uint32_t item; /* + 1; 0 = free */
} lty_orders_slot;

void lty_orders_init(lty_orders *orders, const lty_alloc *alloc)
{
    memset(orders, 0, sizeof *orders);
    orders->alloc = alloc;
}

void lty_orders_destroy(lty_orders *orders)
{
    lty_alloc_free(orders->alloc, orders->entries, orders->entry_capacity * sizeof *orders->entries);
    lty_alloc_free(orders->alloc, orders->items, orders->capacity * sizeof *orders->items);
    lty_alloc_free(orders->alloc, orders->slots, orders->slot_capacity * sizeof *orders->slots);
    lty_alloc_free(orders->alloc, orders->by_event, orders->by_event_capacity * sizeof *orders->by_event);
    lty_orders_init(orders, orders->alloc);
}

static lty_status lty_orders_reserve(lty_orders *orders, size_t events, size_t entries, size_t slots)
{
    void *by_event = orders->by_event;
    void *list = orders->entries;
    void *items = orders->items;
    void *table = orders->slots;
    lty_status status = lty_alloc_reserve(orders->alloc, &by_event, &orders->by_event_capacity, events, sizeof *orders->by_event);

    orders->by_event = by_event;
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &list, &orders->entry_capacity, entries, sizeof *orders->entries);
        orders->entries = list;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &items, &orders->capacity, entries, sizeof *orders->items);
        orders->items = items;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(orders->alloc, &table, &orders->slot_capacity, slots, sizeof *orders->slots);
        orders->slots = table;
    }
    return status;
}

static bool lty_orders_is_entry(const lty_event *event)
{
    return event->type == LTY_EVENT_ORDER || (event->type == LTY_EVENT_REFUND && event->object.len > 0);
}

/* Who chooses references of orders to collide slows one customer down, himself. */
static uint32_t lty_orders_hash(lty_text text)
{
    uint64_t hash = text.len * UINT64_C(0x9E3779B97F4A7C15);
    uint64_t word = 0;
    size_t at = 0;

    for (; text.len - at >= sizeof word; at += sizeof word) {
        memcpy(&word, text.bytes + at, sizeof word);
        hash = (hash ^ word) * UINT64_C(0xBF58476D1CE4E5B9);
        hash ^= hash >> 31;
    }
    if (at < text.len) {
        word = 0;
        for (; at < text.len; at++) {
            word = word << 8 | (unsigned char) text.bytes[at];
        }
        hash = (hash ^ word) * UINT64_C(0xBF58476D1CE4E5B9);
    }
    /* A product mixes upwards only: what its top bits know goes down first. */
    hash = (hash ^ hash >> 32) * UINT64_C(0x94D049BB133111EB);
    return (uint32_t) (hash >> 32);
}

static bool lty_orders_is_same(const lty_event *a, const lty_event *b)
{
    return lty_text_equal(a->object, b->object) && lty_text_equal(lty_event_source(a->id), lty_event_source(b->id));
}

/* The order of an event, a new one if there is none. Until they are read, items have an event of theirs in `terms`. */
static size_t lty_orders_find(lty_orders *orders, const lty_event *event, size_t mask)
{
    const uint32_t hash = lty_orders_hash(event->object);

    for (size_t at = hash & mask;; at = (at + 1) & mask) {
        lty_orders_slot *slot = &orders->slots[at];

        if (slot->item == 0) {
            orders->items[orders->count] = (lty_order){.terms = event, .first = orders->count};
            *slot = (lty_orders_slot){hash, (uint32_t) ++orders->count};
            return orders->count - 1;
        }
        if (slot->hash == hash && lty_orders_is_same(orders->items[slot->item - 1].terms, event)) {
            return slot->item - 1;
        }
    }
}

static void lty_orders_condition(lty_order *order, const lty_event *event, size_t position)
{
    const bool counts = event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED;

    if (counts) {
        /* What is cancelled, or back to placed, takes back what the order was when it counted, whatever lines it has then. */
        order->terms = event;
        order->stopped = NULL;
        if (order->counted == NULL) {
            order->counted = event;
            order->counted_at = position;
        }
        if (order->delivered == NULL && event->condition == LTY_ORDER_DELIVERED) {
            order->delivered = event;
            order->delivered_at = position;
        }
    } else if (order->counted != NULL && order->stopped == NULL) {
        order->stopped = event;
        order->stopped_at = position;
    }
}

/* Reads the entries of one order. Refunds are taken off as one sum: more than the order cannot come back. */
static void lty_orders_read(lty_order *order, const lty_order_entry *entries)
{
    int64_t revision = 0;
    int64_t refunded_minor = 0;

    order->terms = NULL;
    for (size_t i = 0; i < order->count; i++) {
        const lty_event *event = entries[i].event;

        if (event->type == LTY_EVENT_REFUND) {
            order->refund_count++;
            if (lty_add(&refunded_minor, refunded_minor, event->amount_minor) != LTY_OK) {
                refunded_minor = INT64_MAX;
            }
        } else if (event->revision >= revision) {
            revision = event->revision;
            lty_orders_condition(order, event, entries[i].position);
        }
    }
    if (order->terms == NULL) { /* never counted */
        return;
    }
    order->gross_minor = order->terms->amount_minor;
    order->kept_minor = order->stopped == NULL && refunded_minor < order->gross_minor ? order->gross_minor - refunded_minor : 0;
}

/* Leaves out orders that never counted, and refunds of orders that are not there. */
static void lty_orders_drop(lty_orders *orders)
{
    size_t kept = 0;

    for (size_t i = 0; i < orders->count; i++) {
        const lty_order *order = &orders->items[i];
        const size_t to = order->counted == NULL ? LTY_ORDERS_NONE : kept;

        for (size_t j = order->first; j < order->first + order->count; j++) {
            orders->by_event[orders->entries[j].position] = to;
        }
        if (to != LTY_ORDERS_NONE) {
            orders->items[kept++] = *order;
        }
    }
    orders->count = kept;
}

/* Entries of orders that are more than one: by order, each in the total order. */
static void lty_orders_gather(lty_orders *orders, const lty_event *const *events, size_t count)
{
    for (size_t i = 0, first = 0; i < orders->count; i++) {
        orders->items[i].first = first;
        first += orders->items[i].count;
        orders->items[i].count = 0;
    }
    for (size_t i = 0; i < count; i++) {
        if (orders->by_event[i] != LTY_ORDERS_NONE) {
            lty_order *order = &orders->items[orders->by_event[i]];

            orders->entries[order->first + order->count++] = (lty_order_entry){events[i], i};
        }
    }
}

lty_status lty_orders_group(lty_orders *orders, const lty_event *const *events, size_t count)
{
    size_t entries = 0;
    size_t slots = 16;
    bool drop = false;

    orders->count = 0;
    orders->entry_count = 0;
    for (size_t i = 0; i < count; i++) {
        entries += lty_orders_is_entry(events[i]);
    }
    while (slots < 2 * entries) {
        slots *= 2;
    }
    const lty_status status = entries > UINT32_MAX - 1 ? LTY_E_MEMORY : lty_orders_reserve(orders, count, entries, slots);
    if (status != LTY_OK) {
        return status;
    }
    memset(orders->slots, 0, slots * sizeof *orders->slots);
    orders->entry_count = entries;
    for (size_t i = 0; i < count; i++) {
        orders->by_event[i] = LTY_ORDERS_NONE;
        if (lty_orders_is_entry(events[i])) {
            const size_t item = lty_orders_find(orders, events[i], slots - 1);

            orders->by_event[i] = item;
            orders->items[item].count++;
            orders->entries[orders->count - 1] = (lty_order_entry){events[i], i}; /* right if each is an order of its own */
        }
    }
    if (orders->count < entries) {
        lty_orders_gather(orders, events, count);
    }
    for (size_t i = 0; i < orders->count; i++) {
        lty_orders_read(&orders->items[i], orders->entries + orders->items[i].first);
        drop = drop || orders->items[i].counted == NULL;
    }
    if (drop) {
        lty_orders_drop(orders);
    }
    return LTY_OK;
}
