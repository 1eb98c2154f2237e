/* The events of a whole shop as columns: one row each, in the order of their arrival. docs/base.md */
#ifndef LTY_STORE_H
#define LTY_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_event.h"
#include "lty_intern.h"
#include "lty_money.h"
#include "lty_rows.h"
#include "lty_section.h"
#include "lty_status.h"
#include "lty_time.h"

#define LTY_STORE_NONE UINT32_MAX
#define LTY_STORE_ID_MAX 192U /* an id and a NUL */
#define LTY_STORE_SOURCE_MAX 100U

/* A row's type (five bits), its condition less one (two), and whether it is a row that counts, in one byte. */
#define LTY_STORE_PLACE(kind) ((kind) &31U) /* in lty_store_types */
#define LTY_STORE_TYPE(kind) ((lty_event_type) lty_store_types[LTY_STORE_PLACE(kind)])
#define LTY_STORE_CONDITION(kind) ((int) ((kind) >> 5 & 3U) + 1) /* of orders, referrals and services */
#define LTY_STORE_COUNTS 0x80U                                   /* the latest revision of its order, paid or delivered, amount above 0 */
#define LTY_STORE_PLAIN 3U  /* the place of LTY_EVENT_SIGN_UP, which has nothing but its instant: what a damaged row is taken for */
#define LTY_STORE_LINKED 0U /* places of LTY_EVENT_IDENTITIES_LINKED, LTY_EVENT_ORDER and LTY_EVENT_REFUND */
#define LTY_STORE_ORDER 12U
#define LTY_STORE_REFUND 13U
extern const unsigned char lty_store_types[LTY_EVENT_TYPES];

/* What only events have that came one by one. */
typedef struct lty_store_detail {
    unsigned char hash[16]; /* of customer, type, instant and payload: the same id with another one is a conflict */
    int64_t number;         /* revision, points, day, serial, given or a message's channel: the first that its type has */
    uint32_t row;
    uint32_t source; /* texts */
    uint32_t object; /* of links: the other key's number as a customer */
    uint32_t value;
    uint32_t line; /* the first */
    uint32_t line_count;
    uint32_t older; /* of orders: the next lower revision (a detail); NONE */
    uint32_t extra; /* NONE: everything in it is at its default */
} lty_store_detail;

/* What few events have. Texts are NONE where they are empty. */
typedef struct lty_store_extra {
    int64_t shipping_minor;
    int64_t tax_minor;
    int64_t by_points_minor;
    int64_t by_card_minor;
    int64_t second; /* units of a service, end of a tier set by hand, given of links and referrals */
    uint32_t text;  /* an order's channel, the section of a visit, an opening or a click, the reason of others */
    uint32_t replaces;
    uint32_t order;
    uint32_t sku;
} lty_store_extra;

typedef struct lty_store_line {
    uint32_t sku;
    uint32_t category;
    uint32_t brand;
    uint32_t sale; /* 0 or 1; as wide as the gap that would be here, which a file must not have */
    int64_t quantity;
    int64_t amount_minor;
} lty_store_line;

/* Rows of a file: row n of its source stands at `row + (n - first)`. */
typedef struct lty_store_range {
    uint32_t source; /* text */
    uint32_t row;
    size_t first; /* from 1 */
    size_t count;
} lty_store_range;

/*
 * Columns may be those of a file (lty_base_restore()), whose contents nobody vouches for. So whoever takes an index, an instant, an amount or a
 * kind out of a column does it with the functions below, which note what makes no sense in *damaged and give something harmless instead.
 */
typedef struct lty_store {
    const lty_alloc *alloc;
    bool *damaged; /* NULL: the columns are our own. lty_damage() */
    char currency[4];

    lty_intern customers;
    uint32_t *latest;       /* per customer: the row that came last; rows are chained by `next` */
    unsigned char *touched; /* per customer: rows came since the caller cleared it, or a link that names it */
    size_t latest_capacity;
    size_t touched_capacity;
    bool any_touched;

    /* per row */
    uint32_t *customer; /* LTY_STORE_NONE = anonymous */
    int64_t *at_s;
    int64_t *amount; /* refunds negative */
    unsigned char *kind;
    uint32_t *next;   /* the customer's row before; NONE */
    uint32_t *detail; /* NONE for rows of files */
    size_t rows;
    size_t capacities[6]; /* of these columns in this order */

    lty_intern ids; /* number = detail */
    lty_store_detail *details;
    size_t detail_capacity;
    lty_intern texts;
    lty_store_line *lines;
    size_t line_count;
    size_t line_capacity;
    int64_t *taxes; /* of the first tax_count lines: none is kept before the first line that has one */
    size_t tax_count;
    size_t tax_capacity;
    int64_t *costs; /* of the first cost_count lines in the same way: LTY_EVENT_COST_NONE where it is not known */
    size_t cost_count;
    size_t cost_capacity;
    lty_store_extra *extras;
    size_t extra_count;
    size_t extra_capacity;
    uint32_t *links; /* rows of links, in the order of their arrival */
    size_t link_count;
    size_t link_capacity;

    uint32_t *orders; /* open addressing: detail + 1 of the highest revision; 0 = free */
    size_t order_count;
    size_t order_slots;

    lty_store_range *ranges; /* ascending by row */
    size_t range_count;
    size_t range_capacity;

    int64_t last_sale_s; /* latest instant of an order or refund; LTY_TIME_MIN without */
} lty_store;

/* Allocates nothing. Orders and refunds have to be in this currency. */
void lty_store_init(lty_store *store, const char currency[4], uint64_t seed, const lty_alloc *alloc);
void lty_store_destroy(lty_store *store);

/*
 * Takes one event in; *repeated tells that it was there already. Any failure leaves the store as it was: LTY_E_EVENT_CONFLICT,
 * LTY_E_CURRENCY_MISMATCH, LTY_E_RANGE (more rows, lines or texts than numbers of 32 bits), LTY_E_MEMORY.
 */
lty_status lty_store_append(lty_store *store, const lty_event *event, bool *repeated);

/*
 * For callers that know an event's id, customer and object (or some of them) before they have the rest: asks memory for where they are looked
 * up. Who then reads or writes a payload finds that the wait is over.
 */
void lty_store_expect(const lty_store *store, lty_text id, lty_text customer, lty_text object);

/* What an append of rows did, or what stopped it. */
typedef struct lty_store_report {
    size_t appended;
    size_t repeated;
    lty_rows_problem problem;        /* LTY_E_ROW */
    char conflict[LTY_STORE_ID_MAX]; /* LTY_E_EVENT_CONFLICT: the id */
    size_t conflict_line;            /* and the line that has it */
    size_t conflict_first;           /* the line of the same file that had it first; 0: it was known before */
} lty_store_report;

/*
 * Takes in the rows of a file: row n is a paid order "source/row/n/1" at revision 1, with a negative amount a refund of no known order. Where more
 * than three columns are asked for, a row is an order of one line. Of NDJSON each line is an event, as Event::jsonSerialize() writes it, and the
 * source is not looked at. What is there already is compared. All or nothing: LTY_E_ROW, LTY_E_EVENT_CONFLICT, LTY_E_EVENT (source is
 * empty, longer than LTY_STORE_SOURCE_MAX, not UTF-8, or has '/', '%' or a control character), LTY_E_RANGE, LTY_E_MEMORY, LTY_E_STOPPED (the input
 * failed).
 */
lty_status lty_store_append_file(
    lty_store *store, const lty_rows_plan *plan, const lty_rows_input *input, lty_text source, lty_store_report *report);

/* The same of tab-separated text in memory, with amounts in minor units. */
lty_status lty_store_append_rows(
    lty_store *store, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report);

static inline bool lty_store_is_damaged(const lty_store *store)
{
    return store->damaged != NULL && *store->damaged;
}

/* The customer of a row; NONE for nobody. */
static inline uint32_t lty_store_customer_of(const lty_store *store, size_t row)
{
    const uint32_t customer = store->customer[row];

    if (customer >= store->customers.count && customer != LTY_STORE_NONE) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return customer;
}

/* The instant of a row: in the years 1 to 9999. */
static inline int64_t lty_store_at_of(const lty_store *store, size_t row)
{
    const int64_t at_s = store->at_s[row];

    if (store->damaged != NULL && (at_s < LTY_TIME_MIN || at_s > LTY_TIME_MAX)) {
        lty_damage(store->damaged);
        return LTY_TIME_MAX;
    }
    return at_s;
}

/* Type, condition and mark of a row. */
static inline unsigned char lty_store_kind_of(const lty_store *store, size_t row)
{
    const unsigned char kind = store->kind[row];

    if (LTY_STORE_PLACE(kind) >= LTY_EVENT_TYPES) {
        lty_damage(store->damaged);
        return LTY_STORE_PLAIN;
    }
    return kind;
}

/* What a row adds: not negative, of refunds not positive. */
static inline int64_t lty_store_amount_of(const lty_store *store, size_t row)
{
    const int64_t amount = store->amount[row];

    if (store->damaged != NULL) {
        const bool refund = LTY_STORE_PLACE(store->kind[row]) == LTY_STORE_REFUND;

        if (amount < (refund ? -LTY_MONEY_ENTRY_MAX : 0) || amount > (refund ? 0 : LTY_MONEY_ENTRY_MAX)) {
            lty_damage(store->damaged);
            return 0;
        }
    }
    return amount;
}

/* The detail of a row, which is that row's alone; NONE for rows of files. */
static inline uint32_t lty_store_detail_of(const lty_store *store, size_t row)
{
    const uint32_t detail = store->detail[row];

    if (detail == LTY_STORE_NONE) {
        return detail;
    }
    if (detail >= store->ids.count || (store->damaged != NULL && store->details[detail].row != row)) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return detail;
}

/* The row of a detail below ids.count. There is one then. */
static inline uint32_t lty_store_row_of(const lty_store *store, uint32_t detail)
{
    const uint32_t row = store->details[detail].row;

    if (row >= store->rows) {
        lty_damage(store->damaged);
        return 0;
    }
    return row;
}

/* What is rare in a detail; NULL for nothing. */
static inline const lty_store_extra *lty_store_extra_of(const lty_store *store, uint32_t detail)
{
    const uint32_t extra = store->details[detail].extra;

    if (extra >= store->extra_count) {
        if (extra != LTY_STORE_NONE) {
            lty_damage(store->damaged);
        }
        return NULL;
    }
    return &store->extras[extra];
}

/* The customer's last row; NONE. */
static inline uint32_t lty_store_latest_of(const lty_store *store, uint32_t customer)
{
    const uint32_t row = store->latest[customer];

    if (row != LTY_STORE_NONE && (row >= store->rows || (store->damaged != NULL && store->customer[row] != customer))) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return row;
}

/* The row of the same customer that came before; NONE. Chains fall, so every walk along one ends. */
static inline uint32_t lty_store_next_of(const lty_store *store, uint32_t row)
{
    const uint32_t next = store->next[row];

    if (next != LTY_STORE_NONE && (next >= row || (store->damaged != NULL && store->customer[next] != store->customer[row]))) {
        lty_damage(store->damaged);
        return LTY_STORE_NONE;
    }
    return next;
}

/* The row that has an id; NONE if there is none. */
uint32_t lty_store_find(const lty_store *store, lty_text id);

/*
 * For callers that go through rows in an order of their own (customer by customer, say) and know which come soon: asks memory for the
 * cells of one. Without it, each row waits for as many cache misses as it has columns.
 */
static inline void lty_store_prefetch(const lty_store *store, uint32_t row)
{
    LTY_PREFETCH(&store->at_s[row]);
    LTY_PREFETCH(&store->amount[row]);
    LTY_PREFETCH(&store->kind[row]);
    LTY_PREFETCH(&store->detail[row]);
    LTY_PREFETCH(&store->customer[row]);
}

/* How many lines a row's event has. */
size_t lty_store_line_count(const lty_store *store, uint32_t row);

/*
 * A row as an event again, without payload and author. Texts point into the store (valid until the next append) or into id, which a
 * row of a file needs; lines has room for lty_store_line_count() entries. Writes all of *out; cheap enough for folds of millions.
 */
void lty_store_event(lty_event *out, const lty_store *store, uint32_t row, char id[LTY_STORE_ID_MAX], lty_event_line *lines);

/*
 * The same without an id, and without an object where the row is one of a file: for what sums over events by instant and type. A fold
 * wants lty_store_event(): ids decide ties, and objects tell orders apart.
 */
void lty_store_event_bare(lty_event *out, const lty_store *store, uint32_t row, lty_event_line *lines);

/* Rows of identities_linked events in the order of their arrival; how many. Valid until the next append. */
size_t lty_store_links(const lty_store *store, const uint32_t **rows);

/* The number of the key that such a row names: a customer like any other, with or without rows of its own. */
uint32_t lty_store_other(const lty_store *store, uint32_t row);

/*
 * The row that says what a row's order is, as known at at_s, if the order then counts; NONE otherwise, and for rows of other types.
 * *paid_s becomes the instant at which the order first counted: when it happened (the rules are those of the fold).
 */
uint32_t lty_store_order_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s);

/* The same for the order that a refund names. */
uint32_t lty_store_refunded_at(const lty_store *store, uint32_t row, int64_t at_s, int64_t *paid_s);

/*
 * All its arrays, for what writes and reads files; how many. Counts that belong to no array are `order_count` and `last_sale_s`.
 * LTY_STORE_SECTIONS entries at most. A new array is a line in the table of lty_store.c.
 */
#define LTY_STORE_SECTIONS 32U
size_t lty_store_sections(lty_section *out, lty_store *store);

/* Tables of texts and orders with room for an eighth more before they have to grow: what a file should have. LTY_E_MEMORY. */
lty_status lty_store_widen(lty_store *store);

/* Whether counts that came from a file allow the store to be used. */
bool lty_store_is_sound(const lty_store *store);

/* Bytes that it holds. */
size_t lty_store_bytes(const lty_store *store);

#endif
