/*
 * One event into the columns. An append makes room for everything first, gives the texts their numbers, and only then writes: whatever
 * fails before that leaves nothing behind but room.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_sign.h"
#include "lty_store_part.h"

/* An append under way: what will be written. */
typedef struct lty_store_entry {
    uint32_t customer;
    bool taxed; /* a line has a tax, a cost that is known */
    bool costed;
    bool rare; /* extra has something */
    lty_store_detail detail;
    lty_store_extra extra;
} lty_store_entry;

static void lty_store_hash(unsigned char hash[16], const lty_event *event)
{
    unsigned char head[16];
    const lty_sign_part parts[] = {
        {head, sizeof head}, {event->customer.bytes, event->customer.len}, {event->payload.bytes, event->payload.len}};

    lty_store_le64(head, (uint64_t) event->at_s);
    lty_store_le64(head + 8, (uint64_t) event->type);
    lty_sign_hash_parts(hash, 16, parts, 3, NULL);
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

static lty_status lty_store_reserve(lty_store *store, const lty_store_entry *entry, const lty_event *event)
{
    const struct lty_store_need {
        size_t column;
        size_t cells;
    } needs[] = {
        {LTY_STORE_COLUMN_DETAILS, store->ids.count + 1},
        {LTY_STORE_COLUMN_LINES, store->line_count + event->line_count},
        {LTY_STORE_COLUMN_TAXES, entry->taxed ? store->line_count + event->line_count : 0},
        {LTY_STORE_COLUMN_COSTS, entry->costed ? store->line_count + event->line_count : 0},
        {LTY_STORE_COLUMN_EXTRAS, store->extra_count + entry->rare},
        {LTY_STORE_COLUMN_LINKS, store->link_count + (event->type == LTY_EVENT_IDENTITIES_LINKED)},
    };

    if (event->line_count > LTY_STORE_NONE - 1 - store->line_count) {
        return LTY_E_RANGE;
    }
    lty_status status = lty_store_reserve_rows(store, 1);
    if (status == LTY_OK) {
        status = lty_store_reserve_customers(store, store->customers.count + 2); /* and the one that a link names */
    }
    for (size_t i = 0; i < sizeof needs / sizeof *needs && status == LTY_OK; i++) {
        status = needs[i].cells == 0 ? LTY_OK : lty_store_reserve_column(store, needs[i].column, needs[i].cells);
    }
    if (status == LTY_OK && event->type == LTY_EVENT_ORDER) {
        status = lty_store_reserve_orders(store, 1);
    }
    return status;
}

/* The number of a text of the table beside: none for the empty one. */
static lty_status lty_store_intern_rare(uint32_t *number, lty_store *store, lty_text text)
{
    *number = LTY_STORE_NONE;
    return text.len == 0 ? LTY_OK : lty_intern_add(number, &store->texts, text);
}

static lty_status lty_store_intern_extra(lty_store_extra *extra, lty_store *store, const lty_event *event)
{
    const lty_text text = event->section.len > 0 ? event->section : event->type == LTY_EVENT_ORDER ? event->channel : event->reason;
    lty_status status = lty_store_intern_rare(&extra->text, store, text);

    if (status == LTY_OK) {
        status = lty_store_intern_rare(&extra->replaces, store, event->replaces);
    }
    if (status == LTY_OK) {
        status = lty_store_intern_rare(&extra->order, store, event->order);
    }
    return status == LTY_OK ? lty_store_intern_rare(&extra->sku, store, event->sku) : status;
}

/* Lines are written behind the last ones, where nobody looks yet. */
static lty_status lty_store_intern_lines(lty_store *store, const lty_event *event)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < event->line_count && status == LTY_OK; i++) {
        const lty_event_line *from = &event->lines[i];
        lty_store_line *line = &store->lines[store->line_count + i];

        *line = (lty_store_line){.sale = from->sale, .quantity = from->quantity, .amount_minor = from->amount_minor};
        status = lty_intern_add(&line->sku, &store->texts, from->sku);
        if (status == LTY_OK) {
            status = lty_intern_add(&line->category, &store->texts, from->category);
        }
        if (status == LTY_OK) {
            status = lty_intern_add(&line->brand, &store->texts, from->brand);
        }
    }
    return status;
}

/* Gives the event's texts their numbers. */
static lty_status lty_store_intern(lty_store_entry *entry, lty_store *store, const lty_event *event)
{
    lty_intern *const objects = event->type == LTY_EVENT_IDENTITIES_LINKED ? &store->customers : &store->texts;
    uint32_t id;
    lty_status status = LTY_OK;

    if (event->customer.len > 0) {
        status = lty_intern_add(&entry->customer, &store->customers, event->customer);
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&entry->detail.source, &store->texts, lty_event_source(event->id));
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&entry->detail.object, objects, event->object);
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&entry->detail.value, &store->texts, event->value);
    }
    if (status == LTY_OK && entry->rare) {
        status = lty_store_intern_extra(&entry->extra, store, event);
    }
    if (status == LTY_OK) {
        status = lty_store_intern_lines(store, event);
    }
    return status == LTY_OK ? lty_intern_add(&id, &store->ids, event->id) : status;
}

static void lty_store_entry_init(lty_store_entry *entry, const lty_event *event)
{
    *entry = (lty_store_entry){.customer = LTY_STORE_NONE,
        .detail = {.number = lty_store_number(event), .older = LTY_STORE_NONE, .extra = LTY_STORE_NONE},
        .extra = {.shipping_minor = event->shipping_minor,
            .tax_minor = event->tax_minor,
            .by_points_minor = event->by_points_minor,
            .by_card_minor = event->by_card_minor,
            .second = lty_store_second(event)}};
    const lty_store_extra *extra = &entry->extra;

    entry->rare = extra->shipping_minor != 0 || extra->tax_minor != 0 || extra->by_points_minor != 0 || extra->by_card_minor != 0
        || extra->second != 0 || (event->type == LTY_EVENT_ORDER && event->channel.len > 0) || event->section.len > 0
        || event->reason.len > 0 || event->replaces.len > 0 || event->order.len > 0 || event->sku.len > 0;
    for (size_t i = 0; i < event->line_count; i++) {
        entry->taxed |= event->lines[i].tax_minor != 0;
        entry->costed |= event->lines[i].cost_minor != LTY_EVENT_COST_NONE;
    }
}

/* Taxes and costs reach to the last line that has one; lines before them that had none get their defaults now. */
static void lty_store_put_lines(lty_store *store, lty_store_entry *entry, const lty_event *event)
{
    const size_t first = store->line_count;

    entry->detail.line = (uint32_t) first;
    entry->detail.line_count = (uint32_t) event->line_count;
    store->line_count += event->line_count;
    if (entry->taxed) {
        memset(store->taxes + store->tax_count, 0, (first - store->tax_count) * sizeof *store->taxes);
        for (size_t i = 0; i < event->line_count; i++) {
            store->taxes[first + i] = event->lines[i].tax_minor;
        }
        store->tax_count = store->line_count;
    }
    if (entry->costed) {
        while (store->cost_count < first) {
            store->costs[store->cost_count++] = LTY_EVENT_COST_NONE;
        }
        for (size_t i = 0; i < event->line_count; i++) {
            store->costs[store->cost_count++] = event->lines[i].cost_minor;
        }
    }
}

static unsigned char lty_store_kind(const lty_event *event)
{
    unsigned kind = 0;

    while (lty_store_types[kind] != (unsigned) event->type) {
        kind++;
        LTY_ASSERT(kind < LTY_EVENT_TYPES);
    }
    if (event->condition != 0) {
        kind |= ((unsigned) event->condition - 1U) << 5;
    }
    return (unsigned char) kind;
}

/* Writes what has room and numbers; nothing can fail any more. */
static void lty_store_put(lty_store *store, lty_store_entry *entry, const lty_event *event)
{
    const uint32_t number = (uint32_t) store->ids.count - 1;
    const int64_t amount = event->type == LTY_EVENT_REFUND ? -event->amount_minor : event->amount_minor;

    lty_store_hash(entry->detail.hash, event);
    entry->detail.row = (uint32_t) store->rows;
    lty_store_put_lines(store, entry, event);
    if (entry->rare) {
        entry->detail.extra = (uint32_t) store->extra_count;
        store->extras[store->extra_count++] = entry->extra;
    }
    store->details[number] = entry->detail;
    lty_store_put_row(store, entry->customer, lty_store_kind(event), event->at_s, amount, number);
}

void lty_store_expect(const lty_store *store, lty_text id, lty_text customer, lty_text object)
{
    lty_intern_prefetch(&store->ids, lty_intern_hash(&store->ids, id));
    lty_intern_prefetch(&store->customers, lty_intern_hash(&store->customers, customer));
    lty_intern_prefetch(&store->texts, lty_intern_hash(&store->texts, object));
}

/* The same of what is written at the end, while the payload is hashed. */
static void lty_store_expect_put(const lty_store *store, const lty_store_entry *entry, lty_event_type type)
{
    if (entry->customer != LTY_STORE_NONE) {
        LTY_PREFETCH(&store->latest[entry->customer]);
        LTY_PREFETCH(&store->touched[entry->customer]);
    }
    if (type == LTY_EVENT_ORDER) {
        lty_store_expect_order(store, entry->customer, entry->detail.source, entry->detail.object);
    }
}

lty_status lty_store_append(lty_store *store, const lty_event *event, bool *repeated)
{
    bool known;
    const bool sale = event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFUND;
    const size_t customers = store->customers.count;
    const size_t texts = store->texts.count;
    const size_t first = store->rows;
    lty_store_entry entry;
    lty_status status = lty_store_known(store, event, &known);

    if (status != LTY_OK || known) {
        *repeated = known;
        return status;
    }
    if (sale && memcmp(event->currency, store->currency, sizeof store->currency) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    lty_store_entry_init(&entry, event);
    status = lty_store_reserve(store, &entry, event);
    if (status != LTY_OK) {
        return status;
    }
    status = lty_store_intern(&entry, store, event);
    if (status != LTY_OK) {
        lty_intern_truncate(&store->customers, customers);
        lty_intern_truncate(&store->texts, texts);
        return status;
    }
    lty_store_expect_put(store, &entry, event->type);
    lty_store_put(store, &entry, event);
    lty_store_link(store, first, customers);
    if (event->type == LTY_EVENT_ORDER) {
        lty_store_put_order(store, (uint32_t) store->ids.count - 1);
    } else if (event->type == LTY_EVENT_IDENTITIES_LINKED) {
        store->links[store->link_count++] = (uint32_t) first;
        store->touched[entry.detail.object] = 1;
    }
    *repeated = false;
    return LTY_OK;
}
