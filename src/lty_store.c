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
    LTY_EVENT_PREFERENCE, /* numbers stay: files have them */
    LTY_EVENT_MESSAGE_SENT,
    LTY_EVENT_MESSAGE_OPENED,
    LTY_EVENT_MESSAGE_CLICKED,
    LTY_EVENT_SEGMENT,
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

/* An array of the store: every one but the interned texts. */
typedef struct lty_store_column {
    const char *name;
    size_t cells; /* where the pointer, the room and the number of cells in use are */
    size_t room;
    size_t count;
    uint32_t size;
} lty_store_column;

#define LTY_STORE_COLUMN(member, capacity, used)                                                                                           \
 {                                                                                                                                         \
#  member, offsetof(lty_store, member), offsetof(lty_store, capacity), offsetof(lty_store, used), sizeof *((lty_store *) 0)->member        \
 }

/* By their numbers (lty_store_part.h), which files name them by. The first ones have one cell per row; their rooms follow one another. */
static const lty_store_column lty_store_columns[LTY_STORE_COLUMNS] = {
    [LTY_STORE_COLUMN_CUSTOMER] = LTY_STORE_COLUMN(customer, capacities[LTY_STORE_COLUMN_CUSTOMER], rows),
    [LTY_STORE_COLUMN_AT] = LTY_STORE_COLUMN(at_s, capacities[LTY_STORE_COLUMN_AT], rows),
    [LTY_STORE_COLUMN_AMOUNT] = LTY_STORE_COLUMN(amount, capacities[LTY_STORE_COLUMN_AMOUNT], rows),
    [LTY_STORE_COLUMN_KIND] = LTY_STORE_COLUMN(kind, capacities[LTY_STORE_COLUMN_KIND], rows),
    [LTY_STORE_COLUMN_NEXT] = LTY_STORE_COLUMN(next, capacities[LTY_STORE_COLUMN_NEXT], rows),
    [LTY_STORE_COLUMN_DETAIL] = LTY_STORE_COLUMN(detail, capacities[LTY_STORE_COLUMN_DETAIL], rows),
    [LTY_STORE_COLUMN_LATEST] = LTY_STORE_COLUMN(latest, latest_capacity, customers.count),
    [LTY_STORE_COLUMN_TOUCHED] = LTY_STORE_COLUMN(touched, touched_capacity, customers.count),
    [LTY_STORE_COLUMN_DETAILS] = LTY_STORE_COLUMN(details, detail_capacity, ids.count),
    [LTY_STORE_COLUMN_LINES] = LTY_STORE_COLUMN(lines, line_capacity, line_count),
    [LTY_STORE_COLUMN_ORDERS] = LTY_STORE_COLUMN(orders, order_slots, order_slots),
    [LTY_STORE_COLUMN_RANGES] = LTY_STORE_COLUMN(ranges, range_capacity, range_count),
    [LTY_STORE_COLUMN_TAXES] = LTY_STORE_COLUMN(taxes, tax_capacity, tax_count),
    [LTY_STORE_COLUMN_EXTRAS] = LTY_STORE_COLUMN(extras, extra_capacity, extra_count),
    [LTY_STORE_COLUMN_LINKS] = LTY_STORE_COLUMN(links, link_capacity, link_count),
    [LTY_STORE_COLUMN_COSTS] = LTY_STORE_COLUMN(costs, cost_capacity, cost_count),
};

/* Files have the bytes of these: none may have a gap that nobody writes. */
_Static_assert(sizeof(lty_store_detail) == 56 && sizeof(lty_store_extra) == 56, "no gaps");
_Static_assert(sizeof(lty_store_line) == 4 * sizeof(uint32_t) + 2 * sizeof(int64_t), "no gaps");
_Static_assert(sizeof(lty_store_range) == 2 * sizeof(uint32_t) + 2 * sizeof(size_t), "no gaps");

/* One of them as it stands in a store. */
static lty_section lty_store_section(lty_store *store, size_t number)
{
    const lty_store_column *column = &lty_store_columns[number];
    char *at = (char *) store;

    return (lty_section){.name = column->name,
        .id = (uint32_t) number,
        .size = column->size,
        .cells = at + column->cells,
        .capacity = (size_t *) (void *) (at + column->room),
        .count = (size_t *) (void *) (at + column->count)};
}

lty_status lty_store_reserve_column(lty_store *store, size_t number, size_t needed)
{
    const lty_section section = lty_store_section(store, number);
    void *cells = lty_section_cells(&section);
    const lty_status status = lty_alloc_reserve(store->alloc, &cells, section.capacity, needed, section.size);

    lty_section_set(&section, cells);
    return status;
}

void lty_store_destroy(lty_store *store)
{
    for (size_t i = 0; i < LTY_STORE_COLUMNS; i++) {
        const lty_section section = lty_store_section(store, i);

        lty_alloc_free(store->alloc, lty_section_cells(&section), *section.capacity * section.size);
    }
    lty_intern_destroy(&store->customers);
    lty_intern_destroy(&store->ids);
    lty_intern_destroy(&store->texts);
    lty_store_init(store, store->currency, store->customers.seed, store->alloc);
}

/* The first numbers of tables of texts are multiples of this, those of columns are below it. */
#define LTY_STORE_SECTION_TEXTS 32U

size_t lty_store_sections(lty_section *out, lty_store *store)
{
    static const char *const names[] = {"customers", "ids", "texts"};
    lty_intern *const tables[] = {&store->customers, &store->ids, &store->texts};
    size_t count = 0;

    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const size_t first = count;

        count += lty_intern_sections(out + count, tables[i], (uint32_t) (LTY_STORE_SECTION_TEXTS * (i + 1)));
        for (size_t at = first; at < count; at++) {
            out[at].name = names[i];
        }
    }
    for (size_t i = 0; i < LTY_STORE_COLUMNS; i++) {
        out[count++] = lty_store_section(store, i);
    }
    return count;
}

lty_status lty_store_widen(lty_store *store)
{
    lty_intern *const tables[] = {&store->customers, &store->ids, &store->texts};
    lty_status status = LTY_OK;

    for (size_t i = 0; i < sizeof tables / sizeof *tables && status == LTY_OK; i++) {
        status = lty_intern_reserve(tables[i], tables[i]->count / 8);
    }
    return status == LTY_OK ? lty_store_reserve_orders(store, store->order_count / 8) : status;
}

/* Few, so all of them are asked: one after another, within the rows, with numbers that ids can have. */
static bool lty_store_ranges_are_sound(const lty_store *store)
{
    size_t end = 0;

    for (size_t i = 0; i < store->range_count; i++) {
        const lty_store_range *range = &store->ranges[i];

        if (range->row < end || range->row >= store->rows || range->count == 0 || range->count > store->rows - range->row
            || range->first == 0 || range->first > LTY_STORE_NONE || range->source >= store->texts.count) {
            return false;
        }
        end = range->row + range->count;
    }
    return true;
}

bool lty_store_is_sound(const lty_store *store)
{
    const size_t slots = store->order_slots;

    return lty_intern_is_sound(&store->customers) && lty_intern_is_sound(&store->ids) && lty_intern_is_sound(&store->texts)
        && store->rows < LTY_STORE_NONE && store->ids.count <= store->rows && store->line_count < LTY_STORE_NONE
        && store->tax_count <= store->line_count && store->cost_count <= store->line_count && store->extra_count <= store->ids.count
        && store->link_count <= store->ids.count && (slots & (slots - 1)) == 0 && store->order_count <= store->ids.count
        && store->order_count * 4 <= slots * 3 && store->last_sale_s >= LTY_TIME_MIN && store->last_sale_s <= LTY_TIME_MAX
        && lty_store_ranges_are_sound(store);
}

size_t lty_store_bytes(const lty_store *store)
{
    size_t bytes = lty_intern_bytes(&store->customers) + lty_intern_bytes(&store->ids) + lty_intern_bytes(&store->texts);

    for (size_t i = 0; i < LTY_STORE_COLUMNS; i++) {
        size_t room;

        memcpy(&room, (const char *) store + lty_store_columns[i].room, sizeof room);
        bytes += room * lty_store_columns[i].size;
    }
    return bytes;
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

#define LTY_STORE_LINK_AHEAD 24U

void lty_store_link(lty_store *store, size_t first, size_t known)
{
    for (size_t i = known; i < store->customers.count; i++) {
        store->latest[i] = LTY_STORE_NONE;
        store->touched[i] = 0;
    }
    /* In locals: bytes are written, which could be anything's, and each member would be read again. */
    const uint32_t *customers = store->customer;
    const unsigned char *kind = store->kind;
    const int64_t *at_s = store->at_s;
    uint32_t *latest = store->latest;
    uint32_t *next = store->next;
    unsigned char *touched = store->touched;
    const size_t rows = store->rows;
    int64_t last_sale_s = store->last_sale_s;

    for (size_t row = first; row < rows; row++) {
        const uint32_t customer = customers[row];
        const unsigned type = LTY_STORE_PLACE(kind[row]);

        if (row + LTY_STORE_LINK_AHEAD < rows && customers[row + LTY_STORE_LINK_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&latest[customers[row + LTY_STORE_LINK_AHEAD]], 1);
            __builtin_prefetch(&touched[customers[row + LTY_STORE_LINK_AHEAD]], 1);
        }
        if ((type == LTY_STORE_ORDER || type == LTY_STORE_REFUND) && at_s[row] > last_sale_s) {
            last_sale_s = at_s[row];
        }
        if (customer != LTY_STORE_NONE) {
            next[row] = latest[customer];
            latest[customer] = (uint32_t) row;
            touched[customer] = 1;
            store->any_touched = true;
        }
    }
    store->last_sale_s = last_sale_s;
}
