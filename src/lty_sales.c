/*
 * Rows say what they are by customer: marks on them say which are orders that count. Those of several keys that are one person, and refunds that were
 * corrected, only make sense together.
 */
#include "lty_sales.h"

static lty_status lty_sales_find_refunds(lty_sales *sales)
{
    const lty_store *store = sales->store;
    int64_t paid_s;

    for (size_t i = 0; i < store->rows; i++) {
        if (LTY_STORE_PLACE(store->kind[i]) != LTY_STORE_REFUND) {
            continue;
        }
        const uint32_t order = lty_store_refunded_at(store, (uint32_t) i, sales->at_s, &paid_s);
        const uint32_t detail = order == LTY_STORE_NONE ? LTY_STORE_NONE : lty_store_detail_of(store, order);

        if (detail != LTY_STORE_NONE
            && __builtin_add_overflow(sales->refunded[detail], lty_store_amount_of(store, i), &sales->refunded[detail])) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

static lty_status lty_sales_find_apart(lty_sales *sales, const lty_persons *persons, bool net)
{
    const lty_store *store = sales->store;
    const bool corrected = net && store->extra_count > 0;
    const lty_status status = lty_set_init(&sales->apart, persons->count > 0 || corrected ? store->customers.count : 0, sales->alloc);

    for (size_t i = 0; i < persons->count && status == LTY_OK; i++) {
        const uint32_t person = lty_persons_of(persons, (uint32_t) i);

        if (person != i) {
            lty_set_add(&sales->apart, i);
            lty_set_add(&sales->apart, person);
        }
    }
    for (size_t row = 0; row < store->rows && corrected && status == LTY_OK; row++) {
        const uint32_t detail = lty_store_detail_of(store, row);
        const lty_store_extra *extra = detail == LTY_STORE_NONE ? NULL : lty_store_extra_of(store, detail);
        const uint32_t customer = lty_store_customer_of(store, row);

        if (extra != NULL && extra->replaces != LTY_STORE_NONE && customer != LTY_STORE_NONE) {
            lty_set_add(&sales->apart, customer);
        }
    }
    return status;
}

lty_status lty_sales_init(
    lty_sales *sales, const lty_store *store, const lty_persons *persons, int64_t at_s, bool net, const lty_alloc *alloc)
{
    *sales = (lty_sales){.alloc = alloc, .store = store, .at_s = at_s, .marked = store->last_sale_s <= at_s};

    lty_status status = lty_sales_find_apart(sales, persons, net);

    if (status != LTY_OK) {
        return status;
    }
    if (net && store->ids.count > 0) { /* rows of files have no ids: their refunds name no order */
        sales->refunded = lty_alloc_zero(alloc, store->ids.count, sizeof *sales->refunded);
        sales->details = sales->refunded == NULL ? 0 : store->ids.count;
        status = sales->refunded == NULL ? LTY_E_MEMORY : lty_sales_find_refunds(sales);
    }
    if (status != LTY_OK) {
        lty_sales_destroy(sales);
    }
    return status;
}

void lty_sales_destroy(lty_sales *sales)
{
    lty_set_destroy(&sales->apart);
    lty_alloc_free(sales->alloc, sales->refunded, sales->details * sizeof *sales->refunded);
    sales->refunded = NULL;
    sales->details = 0;
}
