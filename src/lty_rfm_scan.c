/*
 * From rows to slots. Marks on the rows say which of them are orders that count, so one pass over the columns does it; what only makes sense
 * together (several keys of one person, refunds that were corrected) is read from the history of these few.
 */
#include "lty_check.h"
#include "lty_rfm_part.h"
#include "lty_set.h"

#define LTY_RFM_AHEAD 24U /* rows whose slot is asked for before it is needed */

static bool lty_rfm_slot_add(lty_rfm_slot *slot, int64_t at_s, int64_t amount)
{
    slot->last_s = slot->rows == 0 || at_s > slot->last_s ? at_s : slot->last_s;
    slot->rows++;
    return !__builtin_add_overflow(slot->amount, amount, &slot->amount);
}

static bool lty_rfm_within(const lty_rfm_window *window, int64_t at_s)
{
    return at_s >= window->since_s && at_s <= window->at_s;
}

/* Orders and refunds as they stand. */
static lty_status lty_rfm_scan_rows(lty_rfm_slot *slots, const lty_store *store, const lty_persons *persons, const lty_rfm_window *window)
{
    for (size_t i = 0; i < store->rows; i++) {
        const uint32_t customer = lty_store_customer_of(store, i);
        const unsigned type = LTY_STORE_PLACE(store->kind[i]);
        int64_t at_s;

        if (i + LTY_RFM_AHEAD < store->rows && store->customer[i + LTY_RFM_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&slots[store->customer[i + LTY_RFM_AHEAD]], 1);
        }
        if (customer == LTY_STORE_NONE || (type != LTY_STORE_ORDER && type != LTY_STORE_REFUND)) {
            continue;
        }
        at_s = lty_store_at_of(store, i);
        if (lty_rfm_within(window, at_s)
            && !lty_rfm_slot_add(&slots[lty_persons_of(persons, customer)], at_s, lty_store_amount_of(store, i))) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

/* Per order (by the detail of the row that says what it is): what was refunded of it, negative. */
static lty_status lty_rfm_scan_refunds(int64_t *refunded, const lty_store *store, int64_t at_s)
{
    int64_t paid_s;

    for (size_t i = 0; i < store->rows; i++) {
        if (LTY_STORE_PLACE(store->kind[i]) != LTY_STORE_REFUND) {
            continue;
        }
        const uint32_t order = lty_store_refunded_at(store, (uint32_t) i, at_s, &paid_s);

        const uint32_t detail = order == LTY_STORE_NONE ? LTY_STORE_NONE : lty_store_detail_of(store, order);

        if (detail != LTY_STORE_NONE && __builtin_add_overflow(refunded[detail], lty_store_amount_of(store, i), &refunded[detail])) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

/* Orders that count, less their refunds if these are given; no order falls below 0. Those of customers who are apart are left out. */
static lty_status lty_rfm_scan_orders(
    lty_rfm_slot *slots, const lty_store *store, const lty_set *apart, const int64_t *refunded, const lty_rfm_window *window)
{
    const bool marked = store->last_sale_s <= window->at_s; /* no revision lies in the future: the marks of the rows hold */

    for (size_t i = 0; i < store->rows; i++) {
        const uint32_t customer = lty_store_customer_of(store, i);
        int64_t paid_s;

        if (i + LTY_RFM_AHEAD < store->rows && store->customer[i + LTY_RFM_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&slots[store->customer[i + LTY_RFM_AHEAD]], 1);
        }
        if (customer == LTY_STORE_NONE || (marked && (store->kind[i] & LTY_STORE_COUNTS) == 0)) {
            continue;
        }
        if (lty_set_has(apart, customer) || lty_store_order_at(store, (uint32_t) i, window->at_s, &paid_s) != i
            || paid_s < window->since_s) {
            continue;
        }
        const uint32_t detail = refunded == NULL ? LTY_STORE_NONE : lty_store_detail_of(store, i);
        int64_t amount = lty_store_amount_of(store, i);

        if (detail != LTY_STORE_NONE) {
            amount = refunded[detail] < -amount ? 0 : amount + refunded[detail];
        }
        if (!lty_rfm_slot_add(&slots[customer], paid_s, amount)) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

static lty_status lty_rfm_scan_net(
    lty_rfm_slot *slots, const lty_store *store, const lty_set *apart, const lty_rfm_window *window, const lty_alloc *alloc)
{
    const size_t details = store->ids.count;

    if (details == 0) { /* rows of files only: their refunds name no order */
        return lty_rfm_scan_orders(slots, store, apart, NULL, window);
    }
    int64_t *refunded = lty_alloc_zero(alloc, details, sizeof *refunded);

    if (refunded == NULL) {
        return LTY_E_MEMORY;
    }
    lty_status status = lty_rfm_scan_refunds(refunded, store, window->at_s);
    if (status == LTY_OK) {
        status = lty_rfm_scan_orders(slots, store, apart, refunded, window);
    }
    lty_alloc_free(alloc, refunded, details * sizeof *refunded);
    return status;
}

/*
 * Rows say what they are by customer. Those of several keys that are one person, and refunds that were corrected, only make sense together:
 * these few are read from their history.
 */
static lty_status lty_rfm_find_apart(
    lty_set *out, const lty_store *store, const lty_persons *persons, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const size_t customers = store->customers.count;
    const bool corrected = basis == LTY_RFM_NET && store->extra_count > 0;
    const lty_status status = lty_set_init(out, persons->count > 0 || corrected ? customers : 0, alloc);

    for (size_t i = 0; i < persons->count && status == LTY_OK; i++) {
        const uint32_t person = lty_persons_of(persons, (uint32_t) i);

        if (person != i) {
            lty_set_add(out, i);
            lty_set_add(out, person);
        }
    }
    for (size_t row = 0; row < store->rows && corrected && status == LTY_OK; row++) {
        const uint32_t detail = lty_store_detail_of(store, row);
        const lty_store_extra *extra = detail == LTY_STORE_NONE ? NULL : lty_store_extra_of(store, detail);
        const uint32_t customer = lty_store_customer_of(store, row);

        if (extra != NULL && extra->replaces != LTY_STORE_NONE && customer != LTY_STORE_NONE) {
            lty_set_add(out, customer);
        }
    }
    return status;
}

static lty_status lty_rfm_scan_apart(lty_rfm_slot *slots, lty_base *base, const lty_persons *persons, const lty_set *apart,
    const lty_rfm_window *window, lty_rfm_basis basis)
{
    for (size_t i = lty_set_next(apart, 0); i < apart->size; i = lty_set_next(apart, i + 1)) {
        const lty_history *history;
        lty_status status = LTY_OK;

        if (lty_persons_of(persons, (uint32_t) i) != i) {
            continue;
        }
        status = lty_base_history(&history, base, (uint32_t) i, window->at_s);
        for (size_t j = 0; status == LTY_OK && j < history->orders.count; j++) {
            const lty_order *order = &history->orders.items[j];
            const int64_t amount = basis == LTY_RFM_NET ? order->kept_minor : order->gross_minor;

            if (order->stopped == NULL && order->gross_minor > 0 && order->counted->at_s >= window->since_s
                && !lty_rfm_slot_add(&slots[i], order->counted->at_s, amount)) {
                status = LTY_E_RANGE;
            }
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    return LTY_OK;
}

lty_status lty_rfm_scan(lty_rfm_slot *slots, lty_base *base, const lty_rfm_window *window, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const lty_store *store = lty_base_store(base);
    const lty_persons *persons;
    lty_set apart;
    lty_status status = lty_base_persons_at(&persons, base, window->at_s);

    if (status != LTY_OK || basis == LTY_RFM_ROWS) {
        return status == LTY_OK ? lty_rfm_scan_rows(slots, store, persons, window) : status;
    }
    status = lty_rfm_find_apart(&apart, store, persons, basis, alloc);
    if (status != LTY_OK) {
        return status;
    }
    if (basis == LTY_RFM_NET) {
        status = lty_rfm_scan_net(slots, store, &apart, window, alloc);
    } else {
        status = lty_rfm_scan_orders(slots, store, &apart, NULL, window);
    }
    if (status == LTY_OK) {
        status = lty_rfm_scan_apart(slots, base, persons, &apart, window, basis);
    }
    lty_set_destroy(&apart);
    return status;
}
