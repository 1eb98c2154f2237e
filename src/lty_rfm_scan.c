/*
 * From rows to slots: one pass over the columns. What only makes sense together (several keys of one person, refunds that were corrected) is read from
 * the history of these few.
 */
#include "lty_rfm_part.h"
#include "lty_sales.h"

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

/* Orders that count, but those of customers who are apart. */
static lty_status lty_rfm_scan_orders(lty_rfm_slot *slots, const lty_sales *sales, const lty_rfm_window *window)
{
    const lty_store *store = sales->store;
    lty_sale sale;

    for (size_t i = 0; i < store->rows; i++) {
        if (i + LTY_RFM_AHEAD < store->rows && store->customer[i + LTY_RFM_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&slots[store->customer[i + LTY_RFM_AHEAD]], 1);
        }
        if (lty_sales_read(&sale, sales, i) && sale.paid_s >= window->since_s
            && !lty_rfm_slot_add(&slots[sale.customer], sale.paid_s, sale.amount_minor)) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
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
    lty_sales sales;
    lty_status status = lty_base_persons_at(&persons, base, window->at_s);

    if (status != LTY_OK || basis == LTY_RFM_ROWS) {
        return status == LTY_OK ? lty_rfm_scan_rows(slots, store, persons, window) : status;
    }
    status = lty_sales_init(&sales, store, persons, window->at_s, basis == LTY_RFM_NET, alloc);
    if (status != LTY_OK) {
        return status;
    }
    status = lty_rfm_scan_orders(slots, &sales, window);
    if (status == LTY_OK) {
        status = lty_rfm_scan_apart(slots, base, persons, &sales.apart, window, basis);
    }
    lty_sales_destroy(&sales);
    return status;
}
