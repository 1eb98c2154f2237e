/* The columns themselves: room, rows, chains. What comes in and goes out is in lty_store_append.c and lty_store_event.c. */
#include <string.h>

#include "lty_store_part.h"
#include "lty_time.h"

const unsigned char lty_store_types[LTY_EVENT_TYPES] = {
    LTY_EVENT_IDENTITIES_LINKED,
    LTY_EVENT_OPENING_BALANCE,
    LTY_EVENT_TIER_SET,
    LTY_EVENT_SIGN_UP,
    LTY_EVENT_BIRTHDAY,
    LTY_EVENT_GENDER,
    LTY_EVENT_CONSENT,
    LTY_EVENT_CHILD_BIRTHDAY,
    LTY_EVENT_VISIT,
    LTY_EVENT_REVIEW,
    LTY_EVENT_SURVEY,
    LTY_EVENT_CONTEST,
    LTY_EVENT_ORDER,
    LTY_EVENT_REFUND,
    LTY_EVENT_REFERRAL,
    LTY_EVENT_POINTS_ADJUSTED,
    LTY_EVENT_POINTS_SPENT,
    LTY_EVENT_POINTS_RESTORED,
    LTY_EVENT_COUPON_REDEEMED,
    LTY_EVENT_SERVICE,
};

void lty_store_init(lty_store *store, const char currency[4], uint64_t seed, const lty_alloc *alloc)
{
    memset(store, 0, sizeof *store);
    store->alloc = alloc;
    memcpy(store->currency, currency, sizeof store->currency);
    lty_intern_init(&store->customers, seed, alloc);
    lty_intern_init(&store->ids, seed, alloc);
    lty_intern_init(&store->texts, seed, alloc);
    store->last_sale_s = LTY_TIME_MIN;
}

typedef struct lty_store_column {
    void **cells;
    size_t *capacity;
    size_t size;
} lty_store_column;

/* Every growing array but the interned texts; the first six have one cell per row. */
#define LTY_STORE_COLUMNS 15
#define LTY_STORE_ROW_COLUMNS 6
#define LTY_STORE_COLUMN(member, room)                                                                                                     \
 {                                                                                                                                         \
  (void **) &store->member, &store->room, sizeof *store->member                                                                            \
 }

static void lty_store_list(lty_store_column columns[LTY_STORE_COLUMNS], lty_store *store)
{
    const lty_store_column list[LTY_STORE_COLUMNS] = {
        LTY_STORE_COLUMN(customer, capacities[0]),
        LTY_STORE_COLUMN(at_s, capacities[1]),
        LTY_STORE_COLUMN(amount, capacities[2]),
        LTY_STORE_COLUMN(kind, capacities[3]),
        LTY_STORE_COLUMN(next, capacities[4]),
        LTY_STORE_COLUMN(detail, capacities[5]),
        LTY_STORE_COLUMN(latest, latest_capacity),
        LTY_STORE_COLUMN(touched, touched_capacity),
        LTY_STORE_COLUMN(details, detail_capacity),
        LTY_STORE_COLUMN(lines, line_capacity),
        LTY_STORE_COLUMN(orders, order_slots),
        LTY_STORE_COLUMN(ranges, range_capacity),
        LTY_STORE_COLUMN(taxes, tax_capacity),
        LTY_STORE_COLUMN(extras, extra_capacity),
        LTY_STORE_COLUMN(links, link_capacity),
    };

    memcpy(columns, list, sizeof list);
}

lty_status lty_store_reserve_column(lty_store *store, size_t number, size_t needed)
{
    lty_store_column columns[LTY_STORE_COLUMNS];
    void *cells;

    lty_store_list(columns, store);
    memcpy(&cells, columns[number].cells, sizeof cells); /* the members are pointers of other types */
    const lty_status status = lty_alloc_reserve(store->alloc, &cells, columns[number].capacity, needed, columns[number].size);

    memcpy(columns[number].cells, &cells, sizeof cells);
    return status;
}

void lty_store_destroy(lty_store *store)
{
    lty_store_column columns[LTY_STORE_COLUMNS];

    lty_store_list(columns, store);
    for (size_t i = 0; i < LTY_STORE_COLUMNS; i++) {
        void *cells;

        memcpy(&cells, columns[i].cells, sizeof cells);
        lty_alloc_free(store->alloc, cells, *columns[i].capacity * columns[i].size);
    }
    lty_intern_destroy(&store->customers);
    lty_intern_destroy(&store->ids);
    lty_intern_destroy(&store->texts);
    lty_store_init(store, store->currency, store->customers.seed, store->alloc);
}

size_t lty_store_bytes(const lty_store *store)
{
    const size_t rows = store->capacities[0] * sizeof *store->customer + store->capacities[1] * sizeof *store->at_s
        + store->capacities[2] * sizeof *store->amount + store->capacities[3] * sizeof *store->kind
        + store->capacities[4] * sizeof *store->next + store->capacities[5] * sizeof *store->detail;

    return rows + store->latest_capacity * sizeof *store->latest + store->touched_capacity * sizeof *store->touched
        + store->detail_capacity * sizeof *store->details + store->line_capacity * sizeof *store->lines
        + store->tax_capacity * sizeof *store->taxes + store->extra_capacity * sizeof *store->extras
        + store->link_capacity * sizeof *store->links + store->order_slots * sizeof *store->orders
        + store->range_capacity * sizeof *store->ranges + lty_intern_bytes(&store->customers) + lty_intern_bytes(&store->ids)
        + lty_intern_bytes(&store->texts);
}

lty_status lty_store_reserve_rows(lty_store *store, size_t more)
{
    lty_status status = more > LTY_STORE_NONE - 1 - store->rows ? LTY_E_RANGE : LTY_OK;

    for (size_t i = 0; i < LTY_STORE_ROW_COLUMNS && status == LTY_OK; i++) {
        status = lty_store_reserve_column(store, i, store->rows + more);
    }
    return status;
}

lty_status lty_store_reserve_customers(lty_store *store, size_t customers)
{
    const lty_status status = lty_store_reserve_column(store, LTY_STORE_COLUMN_LATEST, customers);

    return status == LTY_OK ? lty_store_reserve_column(store, LTY_STORE_COLUMN_TOUCHED, customers) : status;
}

void lty_store_put_row(lty_store *store, uint32_t customer, unsigned char kind, int64_t at_s, int64_t amount, uint32_t detail)
{
    const size_t row = store->rows++;

    store->customer[row] = customer;
    store->at_s[row] = at_s;
    store->amount[row] = amount;
    store->kind[row] = kind;
    store->next[row] = LTY_STORE_NONE;
    store->detail[row] = detail;
}

void lty_store_link(lty_store *store, size_t first, size_t known)
{
    for (size_t i = known; i < store->customers.count; i++) {
        store->latest[i] = LTY_STORE_NONE;
        store->touched[i] = 0;
    }
    for (size_t row = first; row < store->rows; row++) {
        const uint32_t customer = store->customer[row];
        const unsigned type = LTY_STORE_PLACE(store->kind[row]);

        if ((type == LTY_STORE_ORDER || type == LTY_STORE_REFUND) && store->at_s[row] > store->last_sale_s) {
            store->last_sale_s = store->at_s[row];
        }
        if (customer != LTY_STORE_NONE) {
            store->next[row] = store->latest[customer];
            store->latest[customer] = (uint32_t) row;
            store->touched[customer] = 1;
            store->any_touched = true;
        }
    }
}
