/*
 * Which row of an order counts: its revisions are chained from the highest down, and a table finds the highest by customer, source
 * and reference. Rows of files are orders of one revision and need no entry.
 */
#include "lty_check.h"
#include "lty_store_part.h"

static uint64_t lty_store_order_hash(uint32_t customer, uint32_t source, uint32_t object)
{
    uint64_t hash = ((uint64_t) customer << 32 | object) * 0x9E3779B97F4A7C15ULL;

    hash = (hash ^ (hash >> 32) ^ source) * 0xD6E8FEB86659FD93ULL;
    return hash ^ (hash >> 32);
}

static uint64_t lty_store_order_hash_of(const lty_store *store, uint32_t detail)
{
    const lty_store_detail *entry = &store->details[detail];

    return lty_store_order_hash(lty_store_customer_of(store, lty_store_row_of(store, detail)), entry->source, entry->object);
}

/* No table of orders that was filled by us has so many slots in a row without a free one. */
#define LTY_STORE_PROBES ((size_t) 1 << 14)
#define LTY_STORE_NOWHERE SIZE_MAX

/* The detail that a slot names, NONE for a free one. */
static uint32_t lty_store_order_in(const lty_store *store, size_t slot)
{
    const uint32_t detail = store->orders[slot] - 1; /* 0 - 1 is NONE */

    if (detail != LTY_STORE_NONE && detail >= store->ids.count) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return detail;
}

/* The slot of an order, or the free one where it belongs; NOWHERE in a table of a file that has none. */
static size_t lty_store_order_slot(const lty_store *store, uint32_t customer, uint32_t source, uint32_t object)
{
    const size_t mask = store->order_slots - 1;
    const size_t most = store->damaged != NULL && mask > LTY_STORE_PROBES ? LTY_STORE_PROBES : mask;
    size_t at = (size_t) lty_store_order_hash(customer, source, object) & mask;

    for (size_t probes = 0;; at = (at + 1) & mask) {
        const uint32_t detail = lty_store_order_in(store, at);

        if (detail == LTY_STORE_NONE) {
            return at;
        }
        const lty_store_detail *entry = &store->details[detail];

        if (entry->object == object && entry->source == source
            && lty_store_customer_of(store, lty_store_row_of(store, detail)) == customer) {
            return at;
        }
        if (probes++ > most) {
            lty_damage(store->damaged);
            return LTY_STORE_NOWHERE;
        }
    }
}

lty_status lty_store_reserve_orders(lty_store *store, size_t more)
{
    size_t slots = store->order_slots == 0 ? 16 : store->order_slots;

    while ((store->order_count + more) * 4 > slots * 3) {
        slots *= 2;
    }
    if (slots == store->order_slots || store->order_count + more == 0) {
        return LTY_OK;
    }
    uint32_t *orders = lty_alloc_zero(store->alloc, slots, sizeof *orders);
    size_t placed = 0; /* of a damaged table there may be more than orders, and no room for them */

    if (orders == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < store->order_slots && placed < store->order_count; i++) {
        const uint32_t detail = lty_store_order_in(store, i);

        if (detail != LTY_STORE_NONE) {
            size_t at = (size_t) lty_store_order_hash_of(store, detail) & (slots - 1);

            while (orders[at] != 0) {
                at = (at + 1) & (slots - 1);
            }
            orders[at] = detail + 1;
            placed++;
        }
    }
    lty_alloc_free(store->alloc, store->orders, store->order_slots * sizeof *orders);
    store->orders = orders;
    store->order_slots = slots;
    return LTY_OK;
}

/* The total order of law 5 between events of one type. */
static bool lty_store_order_after(const lty_store *store, uint32_t a, uint32_t b)
{
    const int64_t left = lty_store_at_of(store, lty_store_row_of(store, a));
    const int64_t right = lty_store_at_of(store, lty_store_row_of(store, b));

    return left != right ? left > right : lty_text_compare(lty_intern_text(&store->ids, a), lty_intern_text(&store->ids, b)) > 0;
}

/* True if a is the later word on the order: the higher revision, else the later event. */
static bool lty_store_order_later(const lty_store *store, uint32_t a, uint32_t b)
{
    const lty_store_detail *left = &store->details[a];
    const lty_store_detail *right = &store->details[b];

    return left->number != right->number ? left->number > right->number : lty_store_order_after(store, a, b);
}

/* The next lower revision; NONE. Each is an earlier word than the one before, so every walk down a chain ends. */
static uint32_t lty_store_order_older(const lty_store *store, uint32_t detail)
{
    const uint32_t older = store->details[detail].older;

    if (older != LTY_STORE_NONE
        && (older >= store->ids.count || (store->damaged != NULL && !lty_store_order_later(store, detail, older)))) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return older;
}

static bool lty_store_order_paid(const lty_store *store, uint32_t row)
{
    const int condition = LTY_STORE_CONDITION(store->kind[row]);

    return condition == LTY_ORDER_PAID || condition == LTY_ORDER_DELIVERED;
}

static bool lty_store_order_pays(const lty_store *store, uint32_t row)
{
    return lty_store_order_paid(store, row) && lty_store_amount_of(store, row) > 0;
}

static void lty_store_order_mark(lty_store *store, uint32_t detail, bool counts)
{
    const uint32_t row = lty_store_row_of(store, detail);
    const unsigned kind = store->kind[row] & ~LTY_STORE_COUNTS;

    store->kind[row] = (unsigned char) (kind | (counts && lty_store_order_pays(store, row) ? LTY_STORE_COUNTS : 0U));
}

void lty_store_expect_order(const lty_store *store, uint32_t customer, uint32_t source, uint32_t object)
{
    LTY_PREFETCH(&store->orders[(size_t) lty_store_order_hash(customer, source, object) & (store->order_slots - 1)]);
}

void lty_store_put_order(lty_store *store, uint32_t detail)
{
    lty_store_detail *entry = &store->details[detail];
    const size_t at = lty_store_order_slot(store, store->customer[entry->row], entry->source, entry->object);

    if (at == LTY_STORE_NOWHERE) {
        return;
    }
    const uint32_t head = lty_store_order_in(store, at);

    if (head == LTY_STORE_NONE) {
        store->order_count++;
    }
    if (head == LTY_STORE_NONE || lty_store_order_later(store, detail, head)) {
        entry->older = head;
        store->orders[at] = detail + 1;
        if (head != LTY_STORE_NONE) {
            lty_store_order_mark(store, head, false);
        }
        lty_store_order_mark(store, detail, true);
        return;
    }
    uint32_t before = head;
    uint32_t older = lty_store_order_older(store, before);

    while (older != LTY_STORE_NONE && !lty_store_order_later(store, detail, older)) {
        before = older;
        older = lty_store_order_older(store, before);
    }
    entry->older = older;
    store->details[before].older = detail;
}

/* Frees a slot; what stands behind it moves up, so that every order is still found from where it belongs. */
static void lty_store_order_free(lty_store *store, size_t slot)
{
    const size_t mask = store->order_slots - 1;
    size_t hole = slot;

    for (size_t at = (hole + 1) & mask; at != slot; at = (at + 1) & mask) {
        const uint32_t detail = lty_store_order_in(store, at);

        if (detail == LTY_STORE_NONE) {
            break;
        }
        if (((at - (size_t) lty_store_order_hash_of(store, detail)) & mask) >= ((at - hole) & mask)) {
            store->orders[hole] = store->orders[at];
            hole = at;
        }
    }
    store->orders[hole] = 0;
    store->order_count--;
}

void lty_store_drop_order(lty_store *store, uint32_t detail)
{
    const lty_store_detail *entry = &store->details[detail];
    const size_t at = lty_store_order_slot(store, store->customer[entry->row], entry->source, entry->object);
    uint32_t before = at == LTY_STORE_NOWHERE ? LTY_STORE_NONE : lty_store_order_in(store, at);

    if (before == detail) {
        if (entry->older == LTY_STORE_NONE) {
            lty_store_order_free(store, at);
        } else {
            store->orders[at] = entry->older + 1;
            lty_store_order_mark(store, entry->older, true);
        }
        return;
    }
    while (before != LTY_STORE_NONE && store->details[before].older != detail) {
        before = lty_store_order_older(store, before);
    }
    if (before != LTY_STORE_NONE) {
        store->details[before].older = entry->older;
    }
}

/*
 * Since when an order counts, from the revision that holds. An event has a say unless a higher revision happened before it: going down
 * the chain, it has to lie before all that were passed.
 */
static int64_t lty_store_order_since(const lty_store *store, uint32_t holds, int64_t at_s)
{
    uint32_t earliest = holds;
    int64_t paid_s = lty_store_at_of(store, lty_store_row_of(store, holds));

    for (uint32_t entry = lty_store_order_older(store, holds); entry != LTY_STORE_NONE; entry = lty_store_order_older(store, entry)) {
        const uint32_t row = lty_store_row_of(store, entry);
        const int64_t when = lty_store_at_of(store, row);

        if (when <= at_s && !lty_store_order_after(store, entry, earliest)) {
            earliest = entry;
            paid_s = lty_store_order_paid(store, row) ? when : paid_s;
        }
    }
    return paid_s;
}

static uint32_t lty_store_order_known(const lty_store *store, uint32_t customer, uint32_t detail, int64_t at_s, int64_t *paid_s)
{
    const lty_store_detail *named = &store->details[detail];

    if (store->order_slots == 0) {
        return LTY_STORE_NONE;
    }
    const size_t slot = lty_store_order_slot(store, customer, named->source, named->object);
    uint32_t entry = slot == LTY_STORE_NOWHERE ? LTY_STORE_NONE : lty_store_order_in(store, slot);

    while (entry != LTY_STORE_NONE && lty_store_at_of(store, lty_store_row_of(store, entry)) > at_s) {
        entry = lty_store_order_older(store, entry);
    }
    if (entry == LTY_STORE_NONE || !lty_store_order_pays(store, lty_store_row_of(store, entry))) {
        return LTY_STORE_NONE;
    }
    *paid_s = lty_store_order_since(store, entry, at_s);
    return lty_store_row_of(store, entry);
}

uint32_t lty_store_order_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s)
{
    const int64_t when = lty_store_at_of(store, row);

    if (LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_ORDER || when > at_s) {
        return LTY_STORE_NONE;
    }
    const uint32_t detail = lty_store_detail_of(store, row);

    if (detail == LTY_STORE_NONE) {
        *paid_s = when;
        return lty_store_order_pays(store, row) ? row : LTY_STORE_NONE;
    }
    return lty_store_order_known(store, lty_store_customer_of(store, row), detail, at_s, paid_s);
}

uint32_t lty_store_refunded_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s)
{
    const uint32_t detail = lty_store_detail_of(store, row);

    if (LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_REFUND || detail == LTY_STORE_NONE || lty_store_at_of(store, row) > at_s
        || lty_intern_text(&store->texts, store->details[detail].object).len == 0) {
        return LTY_STORE_NONE;
    }
    return lty_store_order_known(store, lty_store_customer_of(store, row), detail, at_s, paid_s);
}
