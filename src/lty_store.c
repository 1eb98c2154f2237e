/*
 * Events as columns. An append makes room for everything first, gives the texts their numbers, and only then writes: whatever fails
 * before that leaves nothing behind but room.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_sign.h"
#include "lty_store_part.h"
#include "lty_time.h"

const unsigned char lty_store_types[10] = {
    LTY_EVENT_OPENING_BALANCE,
    LTY_EVENT_BIRTHDAY,
    LTY_EVENT_GENDER,
    LTY_EVENT_CONSENT,
    LTY_EVENT_VISIT,
    LTY_EVENT_ORDER,
    LTY_EVENT_REFUND,
    LTY_EVENT_POINTS_ADJUSTED,
    LTY_EVENT_POINTS_SPENT,
    LTY_EVENT_COUPON_REDEEMED,
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
#define LTY_STORE_COLUMNS 12
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
    };

    memcpy(columns, list, sizeof list);
}

static lty_status lty_store_reserve_column(lty_store *store, lty_store_column column, size_t needed)
{
    void *cells;

    memcpy(&cells, column.cells, sizeof cells); /* the members are pointers of other types */
    const lty_status status = lty_alloc_reserve(store->alloc, &cells, column.capacity, needed, column.size);

    memcpy(column.cells, &cells, sizeof cells);
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
    return (size_t) store->capacities[0] * sizeof *store->customer + store->capacities[1] * sizeof *store->at_s
        + store->capacities[2] * sizeof *store->amount + store->capacities[3] * sizeof *store->kind
        + store->capacities[4] * sizeof *store->next + store->capacities[5] * sizeof *store->detail
        + store->latest_capacity * sizeof *store->latest + store->touched_capacity * sizeof *store->touched
        + store->detail_capacity * sizeof *store->details + store->line_capacity * sizeof *store->lines
        + store->order_slots * sizeof *store->orders + store->range_capacity * sizeof *store->ranges + lty_intern_bytes(&store->customers)
        + lty_intern_bytes(&store->ids) + lty_intern_bytes(&store->texts);
}

lty_status lty_store_reserve_rows(lty_store *store, size_t more)
{
    lty_store_column columns[LTY_STORE_COLUMNS];
    lty_status status = more > LTY_STORE_NONE - 1 - store->rows ? LTY_E_RANGE : LTY_OK;

    lty_store_list(columns, store);
    for (size_t i = 0; i < LTY_STORE_ROW_COLUMNS && status == LTY_OK; i++) {
        status = lty_store_reserve_column(store, columns[i], store->rows + more);
    }
    return status;
}

lty_status lty_store_reserve_customers(lty_store *store, size_t customers)
{
    lty_store_column columns[LTY_STORE_COLUMNS];

    lty_store_list(columns, store);
    lty_status status = lty_store_reserve_column(store, columns[6], customers);
    if (status == LTY_OK) {
        status = lty_store_reserve_column(store, columns[7], customers);
    }
    return status;
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
        const unsigned type = store->kind[row] & 15U;

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

static void lty_store_hash(unsigned char hash[16], const lty_event *event)
{
    unsigned char head[16];
    const lty_sign_part parts[] = {
        {head, sizeof head}, {event->customer.bytes, event->customer.len}, {event->payload.bytes, event->payload.len}};

    lty_store_le64(head, (uint64_t) event->at_s);
    lty_store_le64(head + 8, (uint64_t) event->type);
    lty_sign_hash_parts(hash, 16, parts, 3, NULL);
}

static int64_t lty_store_number(const lty_event *event)
{
    switch (event->type) {
        case LTY_EVENT_ORDER: return event->revision;
        case LTY_EVENT_BIRTHDAY: return event->day;
        case LTY_EVENT_CONSENT: return event->given;
        case LTY_EVENT_COUPON_REDEEMED: return event->serial;
        case LTY_EVENT_OPENING_BALANCE:
        case LTY_EVENT_POINTS_ADJUSTED:
        case LTY_EVENT_POINTS_SPENT: return event->points;
        case LTY_EVENT_GENDER:
        case LTY_EVENT_VISIT:
        case LTY_EVENT_REFUND: return 0;
    }
    return 0;
}

static lty_status lty_store_known(const lty_store *store, const lty_event *event, bool *repeated)
{
    const uint32_t known = lty_intern_find(&store->ids, event->id);
    unsigned char hash[16];

    *repeated = true;
    if (known != LTY_INTERN_NONE) {
        lty_store_hash(hash, event);
        return memcmp(hash, store->details[known].hash, sizeof hash) == 0 ? LTY_OK : LTY_E_EVENT_CONFLICT;
    }
    const uint32_t row = lty_store_range_find(store, event->id);
    if (row != LTY_STORE_NONE) {
        return lty_store_row_same(store, row, event) ? LTY_OK : LTY_E_EVENT_CONFLICT;
    }
    *repeated = false;
    return LTY_OK;
}

static lty_status lty_store_reserve(lty_store *store, const lty_event *event)
{
    lty_store_column columns[LTY_STORE_COLUMNS];

    if (event->line_count > LTY_STORE_NONE - 1 - store->line_count) {
        return LTY_E_RANGE;
    }
    lty_status status = lty_store_reserve_rows(store, 1);
    if (status == LTY_OK) {
        status = lty_store_reserve_customers(store, store->customers.count + 1);
    }
    lty_store_list(columns, store);
    if (status == LTY_OK) {
        status = lty_store_reserve_column(store, columns[8], store->ids.count + 1);
    }
    if (status == LTY_OK) {
        status = lty_store_reserve_column(store, columns[9], store->line_count + event->line_count);
    }
    if (status == LTY_OK && event->type == LTY_EVENT_ORDER) {
        status = lty_store_reserve_order(store);
    }
    return status;
}

/* Gives the event's texts their numbers; lines are written behind the last ones, where nobody looks yet. */
static lty_status lty_store_intern(lty_store_detail *detail, uint32_t *customer, lty_store *store, const lty_event *event)
{
    uint32_t id;
    lty_status status = LTY_OK;

    *customer = LTY_STORE_NONE;
    if (event->customer.len > 0) {
        status = lty_intern_add(customer, &store->customers, event->customer);
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&detail->source, &store->texts, lty_event_source(event->id));
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&detail->object, &store->texts, event->object);
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&detail->value, &store->texts, event->value);
    }
    for (size_t i = 0; i < event->line_count && status == LTY_OK; i++) {
        const lty_event_line *from = &event->lines[i];
        lty_store_line *line = &store->lines[store->line_count + i];

        *line = (lty_store_line){.quantity = from->quantity, .amount_minor = from->amount_minor, .sale = from->sale};
        status = lty_intern_add(&line->sku, &store->texts, from->sku);
        if (status == LTY_OK) {
            status = lty_intern_add(&line->category, &store->texts, from->category);
        }
    }
    return status == LTY_OK ? lty_intern_add(&id, &store->ids, event->id) : status;
}

lty_status lty_store_append(lty_store *store, const lty_event *event, bool *repeated)
{
    bool known;
    const bool sale = event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFUND;
    lty_status status = lty_store_known(store, event, &known);

    if (status != LTY_OK || known) {
        *repeated = known;
        return status;
    }
    if (sale && memcmp(event->currency, store->currency, sizeof store->currency) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    status = lty_store_reserve(store, event);
    if (status != LTY_OK) {
        return status;
    }
    const size_t customers = store->customers.count;
    const size_t texts = store->texts.count;
    lty_store_detail detail = {.number = lty_store_number(event), .older = LTY_STORE_NONE};
    uint32_t customer;

    status = lty_store_intern(&detail, &customer, store, event);
    if (status != LTY_OK) {
        lty_intern_truncate(&store->customers, customers);
        lty_intern_truncate(&store->texts, texts);
        return status;
    }
    unsigned char kind = 0;

    while (lty_store_types[kind] != event->type) {
        kind++;
        LTY_ASSERT(kind < sizeof lty_store_types);
    }
    const uint32_t number = (uint32_t) store->ids.count - 1;
    const size_t first = store->rows;

    lty_store_hash(detail.hash, event);
    detail.row = (uint32_t) first;
    detail.line = (uint32_t) store->line_count;
    detail.line_count = (uint32_t) event->line_count;
    store->line_count += event->line_count;
    store->details[number] = detail;
    kind = (unsigned char) (kind | (event->type == LTY_EVENT_ORDER ? (unsigned) event->condition << 4 : 0U));
    lty_store_put_row(
        store, customer, kind, event->at_s, event->type == LTY_EVENT_REFUND ? -event->amount_minor : event->amount_minor, number);
    lty_store_link(store, first, customers);
    if (event->type == LTY_EVENT_ORDER) {
        lty_store_put_order(store, number);
    }
    *repeated = false;
    return LTY_OK;
}

size_t lty_store_line_count(const lty_store *store, uint32_t row)
{
    const uint32_t detail = store->detail[row];

    return detail == LTY_STORE_NONE ? 0 : store->details[detail].line_count;
}

static void lty_store_number_to(lty_event *out, int64_t number)
{
    switch (out->type) {
        case LTY_EVENT_ORDER: out->revision = number; break;
        case LTY_EVENT_BIRTHDAY: out->day = number; break;
        case LTY_EVENT_CONSENT: out->given = number != 0; break;
        case LTY_EVENT_COUPON_REDEEMED: out->serial = number; break;
        case LTY_EVENT_OPENING_BALANCE:
        case LTY_EVENT_POINTS_ADJUSTED:
        case LTY_EVENT_POINTS_SPENT: out->points = number; break;
        case LTY_EVENT_GENDER:
        case LTY_EVENT_VISIT:
        case LTY_EVENT_REFUND: break;
    }
}

void lty_store_event(lty_event *out, const lty_store *store, uint32_t row, char id[LTY_STORE_ID_MAX], lty_event_line *lines)
{
    const uint32_t number = store->detail[row];
    lty_event event = {
        .type = LTY_STORE_TYPE(store->kind[row]), .at_s = store->at_s[row], .condition = LTY_STORE_CONDITION(store->kind[row])};

    if (store->customer[row] != LTY_STORE_NONE) {
        event.customer = lty_intern_text(&store->customers, store->customer[row]);
    }
    if (event.type == LTY_EVENT_ORDER || event.type == LTY_EVENT_REFUND) {
        memcpy(event.currency, store->currency, sizeof event.currency);
        event.amount_minor = event.type == LTY_EVENT_REFUND ? -store->amount[row] : store->amount[row];
    }
    if (number == LTY_STORE_NONE) {
        event.id = lty_store_row_id(id, store, row);
        if (event.type == LTY_EVENT_ORDER) {
            const size_t source = lty_event_source(event.id).len + 1;

            event.revision = 1;
            event.object = (lty_text){event.id.bytes + source, event.id.len - source - 2}; /* "row/n" */
        }
    } else {
        const lty_store_detail *detail = &store->details[number];

        event.id = lty_intern_text(&store->ids, number);
        event.object = lty_intern_text(&store->texts, detail->object);
        event.value = lty_intern_text(&store->texts, detail->value);
        event.lines = lines;
        event.line_count = detail->line_count;
        for (size_t i = 0; i < detail->line_count; i++) {
            const lty_store_line *line = &store->lines[detail->line + i];

            lines[i] = (lty_event_line){lty_intern_text(&store->texts, line->sku), lty_intern_text(&store->texts, line->category),
                line->quantity, line->amount_minor, line->sale};
        }
        lty_store_number_to(&event, detail->number);
    }
    *out = event;
}
