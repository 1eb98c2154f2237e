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

    return lty_store_order_hash(store->customer[entry->row], entry->source, entry->object);
}

/* The slot of an order, or the free one where it belongs. */
static size_t lty_store_order_slot(const lty_store *store, uint32_t customer, uint32_t source, uint32_t object)
{
    const size_t mask = store->order_slots - 1;
    size_t at = (size_t) lty_store_order_hash(customer, source, object) & mask;

    for (; store->orders[at] != 0; at = (at + 1) & mask) {
        const lty_store_detail *entry = &store->details[store->orders[at] - 1];

        if (entry->object == object && entry->source == source && store->customer[entry->row] == customer) {
            break;
        }
    }
    return at;
}

lty_status lty_store_reserve_order(lty_store *store)
{
    if ((store->order_count + 1) * 4 <= store->order_slots * 3) {
        return LTY_OK;
    }
    const size_t slots = store->order_slots == 0 ? 16 : store->order_slots * 2;
    uint32_t *orders = lty_alloc_zero(store->alloc, slots, sizeof *orders);

    if (orders == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < store->order_slots; i++) {
        if (store->orders[i] != 0) {
            size_t at = (size_t) lty_store_order_hash_of(store, store->orders[i] - 1) & (slots - 1);

            while (orders[at] != 0) {
                at = (at + 1) & (slots - 1);
            }
            orders[at] = store->orders[i];
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
    const int64_t left = store->at_s[store->details[a].row];
    const int64_t right = store->at_s[store->details[b].row];

    return left != right ? left > right : lty_text_compare(lty_intern_text(&store->ids, a), lty_intern_text(&store->ids, b)) > 0;
}

/* True if a is the later word on the order: the higher revision, else the later event. */
static bool lty_store_order_later(const lty_store *store, uint32_t a, uint32_t b)
{
    const lty_store_detail *left = &store->details[a];
    const lty_store_detail *right = &store->details[b];

    return left->number != right->number ? left->number > right->number : lty_store_order_after(store, a, b);
}

static bool lty_store_order_paid(const lty_store *store, uint32_t row)
{
    const int condition = LTY_STORE_CONDITION(store->kind[row]);

    return condition == LTY_ORDER_PAID || condition == LTY_ORDER_DELIVERED;
}

static bool lty_store_order_pays(const lty_store *store, uint32_t row)
{
    return lty_store_order_paid(store, row) && store->amount[row] > 0;
}

static void lty_store_order_mark(lty_store *store, uint32_t detail, bool counts)
{
    const uint32_t row = store->details[detail].row;
    const unsigned kind = store->kind[row] & ~LTY_STORE_COUNTS;

    store->kind[row] = (unsigned char) (kind | (counts && lty_store_order_pays(store, row) ? LTY_STORE_COUNTS : 0U));
}

void lty_store_put_order(lty_store *store, uint32_t detail)
{
    lty_store_detail *entry = &store->details[detail];
    const size_t at = lty_store_order_slot(store, store->customer[entry->row], entry->source, entry->object);
    const uint32_t head = store->orders[at] - 1; /* 0 - 1 is NONE */

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

    while (store->details[before].older != LTY_STORE_NONE && !lty_store_order_later(store, detail, store->details[before].older)) {
        before = store->details[before].older;
    }
    entry->older = store->details[before].older;
    store->details[before].older = detail;
}

/*
 * Since when an order counts, from the revision that holds. An event has a say unless a higher revision happened before it: going down
 * the chain, it has to lie before all that were passed.
 */
static int64_t lty_store_order_since(const lty_store *store, uint32_t holds, int64_t at_s)
{
    uint32_t earliest = holds;
    int64_t paid_s = store->at_s[store->details[holds].row];

    for (uint32_t entry = store->details[holds].older; entry != LTY_STORE_NONE; entry = store->details[entry].older) {
        const uint32_t row = store->details[entry].row;

        if (store->at_s[row] <= at_s && !lty_store_order_after(store, entry, earliest)) {
            earliest = entry;
            paid_s = lty_store_order_paid(store, row) ? store->at_s[row] : paid_s;
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
    uint32_t entry = store->orders[lty_store_order_slot(store, customer, named->source, named->object)] - 1;

    while (entry != LTY_STORE_NONE && store->at_s[store->details[entry].row] > at_s) {
        entry = store->details[entry].older;
    }
    if (entry == LTY_STORE_NONE || !lty_store_order_pays(store, store->details[entry].row)) {
        return LTY_STORE_NONE;
    }
    *paid_s = lty_store_order_since(store, entry, at_s);
    return store->details[entry].row;
}

uint32_t lty_store_order_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s)
{
    if (LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_ORDER || store->at_s[row] > at_s) {
        return LTY_STORE_NONE;
    }
    if (store->detail[row] == LTY_STORE_NONE) {
        *paid_s = store->at_s[row];
        return lty_store_order_pays(store, row) ? row : LTY_STORE_NONE;
    }
    return lty_store_order_known(store, store->customer[row], store->detail[row], at_s, paid_s);
}

uint32_t lty_store_refunded_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s)
{
    const uint32_t detail = store->detail[row];

    if (LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_REFUND || detail == LTY_STORE_NONE || store->at_s[row] > at_s
        || lty_intern_text(&store->texts, store->details[detail].object).len == 0) {
        return LTY_STORE_NONE;
    }
    return lty_store_order_known(store, store->customer[row], detail, at_s, paid_s);
}
