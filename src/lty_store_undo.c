/* Takes back what an append brought, the last event first: every list then ends where it ended before. */
#include "lty_check.h"
#include "lty_store_part.h"

lty_store_mark lty_store_mark_of(const lty_store *store)
{
    return (lty_store_mark){.rows = store->rows,
        .customers = store->customers.count,
        .ids = store->ids.count,
        .texts = store->texts.count,
        .lines = store->line_count,
        .taxes = store->tax_count,
        .costs = store->cost_count,
        .extras = store->extra_count,
        .links = store->link_count,
        .last_sale_s = store->last_sale_s};
}

void lty_store_undo(lty_store *store, const lty_store_mark *mark)
{
    for (size_t row = store->rows; row-- > mark->rows;) {
        const uint32_t customer = store->customer[row];

        if (LTY_STORE_PLACE(store->kind[row]) == LTY_STORE_ORDER) {
            lty_store_drop_order(store, store->detail[row]);
        }
        if (customer != LTY_STORE_NONE) {
            store->latest[customer] = store->next[row];
        }
    }
    store->rows = mark->rows;
    store->line_count = mark->lines;
    store->tax_count = mark->taxes;
    store->cost_count = mark->costs;
    store->extra_count = mark->extras;
    store->link_count = mark->links;
    store->last_sale_s = mark->last_sale_s;
    lty_intern_truncate(&store->ids, mark->ids);
    lty_intern_truncate(&store->texts, mark->texts);
    lty_intern_truncate(&store->customers, mark->customers);
}
