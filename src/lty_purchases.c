/*
 * Rows of a history: orders that count in the order in which they were paid, each with what refunds leave of its lines, and what the person did.
 * Most orders have no refund and most people no coupon, and neither is looked for there.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_purchases_part.h"
#include "lty_sort.h"

void lty_purchases_init(lty_purchases *purchases, const lty_alloc *alloc)
{
    memset(purchases, 0, sizeof *purchases);
    purchases->alloc = alloc;
    lty_refund_init(&purchases->refund, alloc);
}

void lty_purchases_destroy(lty_purchases *purchases)
{
    const lty_alloc *alloc = purchases->alloc;

    lty_alloc_free(alloc, purchases->rows, purchases->capacity * sizeof *purchases->rows);
    lty_alloc_free(alloc, purchases->activities, purchases->activity_capacity * sizeof *purchases->activities);
    lty_alloc_free(alloc, purchases->links, purchases->link_capacity * sizeof *purchases->links);
    lty_alloc_free(alloc, (void *) purchases->pointers, purchases->pointer_capacity * sizeof *purchases->pointers);
    lty_refund_destroy(&purchases->refund);
    lty_purchases_init(purchases, alloc);
}

lty_status lty_purchases_reserve(lty_purchases *purchases, size_t rows)
{
    void *memory = purchases->rows;
    const lty_status status = lty_alloc_reserve(purchases->alloc, &memory, &purchases->capacity, rows, sizeof *purchases->rows);

    purchases->rows = memory;
    return status;
}

lty_status lty_purchases_reserve_activities(lty_purchases *purchases, size_t rows)
{
    void *memory = purchases->activities;
    const lty_status status =
        lty_alloc_reserve(purchases->alloc, &memory, &purchases->activity_capacity, rows, sizeof *purchases->activities);

    purchases->activities = memory;
    return status;
}

lty_status lty_purchases_reserve_pointers(lty_purchases *purchases, size_t count)
{
    void *memory = (void *) purchases->pointers;
    const lty_status status =
        lty_alloc_reserve(purchases->alloc, &memory, &purchases->pointer_capacity, count, sizeof *purchases->pointers);

    purchases->pointers = memory;
    return status;
}

lty_text lty_purchase_text(const lty_purchase *row, size_t place)
{
    switch (place) {
        case 0: return row->sku;
        case 1: return row->category;
        case 2: return row->brand;
        default: return row->channel;
    }
}

#define LTY_PURCHASES_COMPARE(name, place)                                                                                                 \
 static int name(const void *a, const void *b)                                                                                             \
 {                                                                                                                                         \
  const lty_purchase *const *left = a;                                                                                                     \
  const lty_purchase *const *right = b;                                                                                                    \
  return lty_text_compare(lty_purchase_text(*left, (place)), lty_purchase_text(*right, (place)));                                          \
 }
LTY_PURCHASES_COMPARE(lty_purchases_by_sku, 0)
LTY_PURCHASES_COMPARE(lty_purchases_by_category, 1)
LTY_PURCHASES_COMPARE(lty_purchases_by_brand, 2)
LTY_PURCHASES_COMPARE(lty_purchases_by_channel, 3)

lty_status lty_purchases_link(lty_purchases *purchases)
{
    static const lty_sort_compare compares[LTY_PURCHASE_TEXTS] = {
        lty_purchases_by_sku, lty_purchases_by_category, lty_purchases_by_brand, lty_purchases_by_channel};
    const size_t count = purchases->count;
    void *memory = purchases->links;

    if (count < LTY_PURCHASES_LINKED) {
        return LTY_OK;
    }
    lty_status status = count >= UINT32_MAX
        ? LTY_E_RANGE
        : lty_alloc_reserve(purchases->alloc, &memory, &purchases->link_capacity, count, sizeof *purchases->links);
    purchases->links = memory;
    if (status == LTY_OK) {
        status = lty_purchases_reserve_pointers(purchases, 2 * count);
    }
    if (status != LTY_OK) {
        return status;
    }
    const lty_purchase **sorted = (const lty_purchase **) (void *) purchases->pointers;
    for (size_t place = 0; place < LTY_PURCHASE_TEXTS; place++) {
        for (size_t i = 0; i < count; i++) {
            sorted[i] = &purchases->rows[i];
        }
        lty_sort((void *) sorted, (void *) (sorted + count), count, sizeof *sorted, compares[place]);
        for (size_t i = 0; i < count; i++) {
            const bool same = i > 0 && lty_text_equal(lty_purchase_text(sorted[i - 1], place), lty_purchase_text(sorted[i], place));

            purchases->links[sorted[i] - purchases->rows].before[place] = same ? (uint32_t) (sorted[i - 1] - purchases->rows) + 1 : 0;
        }
    }
    return LTY_OK;
}

/* --- what was bought ------------------------------------------------------------------------------------------------ */

static int lty_purchases_by_payment(const void *a, const void *b)
{
    const lty_order *const *left = a;
    const lty_order *const *right = b;

    return ((*left)->counted_at > (*right)->counted_at) - ((*left)->counted_at < (*right)->counted_at);
}

/* What an order is known by, and what a coupon names: reference, then source. */
static int lty_purchases_compare_order(const lty_event *a, const lty_event *b)
{
    const int order = lty_text_compare(a->object, b->object);

    return order != 0 ? order : lty_text_compare(lty_event_source(a->id), lty_event_source(b->id));
}

static int lty_purchases_by_order(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_purchases_compare_order(*left, *right);
}

static int lty_purchases_by_topic(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_text_compare((*left)->object, (*right)->object);
}

/* How many of the sorted events are not above one. */
static size_t lty_purchases_upper(const lty_event *const *sorted, size_t count, const lty_event *event, lty_sort_compare compare)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (compare(&sorted[middle], &event) <= 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Events of a type, sorted, from *list on; *count is how many. Room for twice as many is there. */
static void lty_purchases_collect(
    const lty_event **list, size_t *count, const lty_history *history, lty_event_type type, lty_sort_compare compare)
{
    *count = 0;
    for (size_t i = 0; i < history->count; i++) {
        if (history->events[i]->type == type) {
            list[(*count)++] = history->events[i];
        }
    }
    lty_sort((void *) list, (void *) (list + *count), *count, sizeof *list, compare);
}

/* What a line leaves the shop: what is kept of it without its parts of the tax and the cost. */
static lty_status lty_purchases_margin(int64_t *out, const lty_event_line *line, int64_t gross_minor, int64_t kept_minor)
{
    int64_t tax_minor = 0;
    int64_t cost_minor = 0;
    lty_status status = LTY_OK;

    if (gross_minor > 0) {
        status = lty_mul_div(&tax_minor, line->tax_minor, kept_minor, gross_minor, LTY_ROUNDING_DOWN);
        if (status == LTY_OK) {
            status = lty_mul_div(&cost_minor, line->cost_minor, kept_minor, gross_minor, LTY_ROUNDING_DOWN);
        }
    }
    if (status == LTY_OK) {
        status = lty_sub(out, kept_minor - tax_minor, cost_minor);
    }
    return status;
}

/* Takes the refunds of an order off its lines; *kept has the lines as they are then, the order's own ones where nothing came back. */
static lty_status lty_purchases_keep(
    const lty_event_line **kept, lty_refund *refund, const lty_order *order, const lty_order_entry *entries)
{
    int64_t total_minor;

    *kept = order->terms->lines;
    if (order->refund_count == 0) {
        return LTY_OK;
    }
    lty_status status = lty_refund_begin(refund, order->terms);
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < order->count; i++) {
        if (entries[i].event->type == LTY_EVENT_REFUND) {
            lty_refund_add(refund, entries[i].event);
        }
    }
    status = lty_refund_kept(refund, &total_minor);
    *kept = refund->kept;
    return status;
}

static lty_status lty_purchases_order(
    lty_purchases *purchases, const lty_order *order, const lty_order_entry *entries, uint32_t number, bool code)
{
    const lty_event *terms = order->terms;
    const lty_event_line whole = {.quantity = 1, .amount_minor = terms->amount_minor, .cost_minor = LTY_EVENT_COST_NONE};
    const lty_event_line *lines = terms->line_count == 0 ? &whole : terms->lines;
    const size_t count = terms->line_count == 0 ? 1 : terms->line_count;
    const lty_event_line *kept;
    lty_status status = lty_purchases_keep(&kept, &purchases->refund, order, entries);

    if (status == LTY_OK) {
        status = lty_purchases_reserve(purchases, purchases->count + count);
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const lty_event_line *line = &lines[i];
        const bool known = line->cost_minor != LTY_EVENT_COST_NONE;
        lty_purchase *row = &purchases->rows[purchases->count];

        *row = (lty_purchase){.at_s = order->counted->at_s,
            .amount_minor = order->refund_count == 0 ? line->amount_minor : kept[i].amount_minor,
            .gross_minor = line->amount_minor,
            .quantity = line->quantity,
            .cost_minor = known ? line->cost_minor : LTY_FACT_NONE,
            .margin_minor = LTY_FACT_NONE,
            .sku = line->sku,
            .category = line->category,
            .brand = line->brand,
            .channel = terms->channel,
            .order = number,
            .sale = line->sale,
            .code = code};
        if (known) {
            status = lty_purchases_margin(&row->margin_minor, line, row->gross_minor, row->amount_minor);
        }
        purchases->count += status == LTY_OK;
    }
    return status;
}

static lty_status lty_purchases_bought(lty_purchases *purchases, const lty_history *history, size_t coupon_count)
{
    const lty_orders *orders = &history->orders;
    const lty_status status = lty_purchases_reserve_pointers(purchases, 2 * (orders->count + coupon_count));
    bool sorted = true;
    size_t count = 0;
    uint32_t number = 0;

    if (status != LTY_OK) {
        return status;
    }
    const lty_order **list = (const lty_order **) (void *) purchases->pointers;
    const lty_event **coupons = (const lty_event **) (void *) (purchases->pointers + 2 * orders->count);
    for (size_t i = 0; i < orders->count; i++) {
        const lty_order *order = &orders->items[i];

        if (order->stopped == NULL && order->gross_minor > 0) {
            sorted = sorted && (count == 0 || list[count - 1]->counted_at < order->counted_at);
            list[count++] = order;
        }
    }
    if (!sorted) {
        lty_sort((void *) list, (void *) (list + count), count, sizeof *list, lty_purchases_by_payment);
    }
    if (coupon_count > 0) {
        lty_purchases_collect(coupons, &coupon_count, history, LTY_EVENT_COUPON_REDEEMED, lty_purchases_by_order);
    }
    for (size_t i = 0; i < count; i++) {
        const lty_order *order = list[i];
        const size_t upper = lty_purchases_upper(coupons, coupon_count, order->terms, lty_purchases_by_order);
        const bool code = upper > 0 && lty_purchases_compare_order(coupons[upper - 1], order->terms) == 0;
        const lty_status added = lty_purchases_order(purchases, order, orders->entries + order->first, ++number, code);

        if (added != LTY_OK) {
            return added;
        }
    }
    return LTY_OK;
}

/* --- what was done -------------------------------------------------------------------------------------------------- */

/* 0 for what is no activity. */
static lty_activity_kind lty_purchases_kind(lty_event_type type)
{
    switch (type) {
        case LTY_EVENT_VISIT: return LTY_ACTIVITY_VISIT;
        case LTY_EVENT_MESSAGE_SENT: return LTY_ACTIVITY_SENT;
        case LTY_EVENT_MESSAGE_OPENED: return LTY_ACTIVITY_OPENED;
        case LTY_EVENT_MESSAGE_CLICKED: return LTY_ACTIVITY_CLICKED;
        case LTY_EVENT_REVIEW: return LTY_ACTIVITY_REVIEW;
        case LTY_EVENT_SURVEY: return LTY_ACTIVITY_SURVEY;
        case LTY_EVENT_CONTEST: return LTY_ACTIVITY_CONTEST;
        case LTY_EVENT_PREFERENCE: return LTY_ACTIVITY_PREFERENCE;
        default: return (lty_activity_kind) 0;
    }
}

static lty_activity lty_purchases_activity(const lty_event *event, lty_activity_kind kind)
{
    const bool message = kind == LTY_ACTIVITY_SENT || kind == LTY_ACTIVITY_OPENED || kind == LTY_ACTIVITY_CLICKED;
    lty_activity row = {.at_s = event->at_s, .kind = kind, .name = event->object, .wanted = LTY_FACT_NONE};

    if (message) {
        row.name = event->value;
        row.via = event->channel;
        row.section = event->section;
    } else if (kind == LTY_ACTIVITY_VISIT) {
        row.name = (lty_text){NULL, 0};
        row.via = event->value;
        row.section = event->section;
    } else if (kind == LTY_ACTIVITY_PREFERENCE) {
        row.wanted = event->given;
    }
    return row;
}

static lty_status lty_purchases_done(lty_purchases *purchases, const lty_history *history, size_t done, size_t preference_count)
{
    lty_status status = lty_purchases_reserve_activities(purchases, done);

    if (status == LTY_OK) {
        status = lty_purchases_reserve_pointers(purchases, 2 * preference_count);
    }
    if (status != LTY_OK) {
        return status;
    }
    const lty_event **preferences = (const lty_event **) (void *) purchases->pointers;
    if (preference_count > 0) {
        lty_purchases_collect(preferences, &preference_count, history, LTY_EVENT_PREFERENCE, lty_purchases_by_topic);
    }
    for (size_t i = 0; i < history->count; i++) {
        const lty_event *event = history->events[i];
        const lty_activity_kind kind = lty_purchases_kind(event->type);

        if (kind == LTY_ACTIVITY_PREFERENCE
            && preferences[lty_purchases_upper(preferences, preference_count, event, lty_purchases_by_topic) - 1] != event) {
            continue; /* said otherwise later */
        }
        if (kind != 0) {
            purchases->activities[purchases->activity_count++] = lty_purchases_activity(event, kind);
        }
    }
    return LTY_OK;
}

lty_status lty_purchases_read(lty_purchases *purchases, const lty_history *history)
{
    size_t coupons = 0;
    size_t preferences = 0;
    size_t done = 0;
    lty_status status = LTY_OK;

    purchases->count = 0;
    purchases->activity_count = 0;
    for (size_t i = 0; i < history->count; i++) {
        const lty_event_type type = history->events[i]->type;

        coupons += type == LTY_EVENT_COUPON_REDEEMED;
        preferences += type == LTY_EVENT_PREFERENCE;
        done += lty_purchases_kind(type) != 0;
    }
    if (history->orders.count > 0) {
        status = lty_purchases_bought(purchases, history, coupons);
    }
    if (status == LTY_OK && done > 0) {
        status = lty_purchases_done(purchases, history, done, preferences);
    }
    return status == LTY_OK ? lty_purchases_link(purchases) : status;
}

/* --- rows as values ------------------------------------------------------------------------------------------------- */

static lty_expr_value lty_purchases_number(int64_t number)
{
    return (lty_expr_value){.null = number == LTY_FACT_NONE, .number = number};
}

static lty_expr_value lty_purchases_text(lty_text text)
{
    return (lty_expr_value){.text = text};
}

typedef enum lty_purchases_clock { LTY_PURCHASES_MONTH, LTY_PURCHASES_WEEKDAY, LTY_PURCHASES_HOUR } lty_purchases_clock;

static lty_expr_value lty_purchases_local(int64_t at_s, lty_purchases_clock clock, const lty_zone *zone)
{
    const int64_t day = lty_zone_day(zone, at_s);

    switch (clock) {
        case LTY_PURCHASES_MONTH: return lty_purchases_number(lty_date_from_day(day).month);
        case LTY_PURCHASES_WEEKDAY: return lty_purchases_number(((day + 3) % 7 + 7) % 7 + 1); /* day 0 was a Thursday */
        case LTY_PURCHASES_HOUR: break;
    }
    return lty_purchases_number((at_s + lty_zone_offset(zone, at_s) - day * LTY_DAY_SECONDS) / 3600);
}

void lty_purchase_value(lty_expr_value *out, const lty_purchase *row, lty_purchase_column column, const lty_zone *zone)
{
    switch (column) {
        case LTY_PURCHASE_ORDER: *out = lty_purchases_number(row->order); return;
        case LTY_PURCHASE_AT: *out = lty_purchases_number(row->at_s); return;
        case LTY_PURCHASE_AMOUNT: *out = lty_purchases_number(row->amount_minor); return;
        case LTY_PURCHASE_GROSS: *out = lty_purchases_number(row->gross_minor); return;
        case LTY_PURCHASE_QUANTITY: *out = lty_purchases_number(row->quantity); return;
        case LTY_PURCHASE_SKU: *out = lty_purchases_text(row->sku); return;
        case LTY_PURCHASE_CATEGORY: *out = lty_purchases_text(row->category); return;
        case LTY_PURCHASE_BRAND: *out = lty_purchases_text(row->brand); return;
        case LTY_PURCHASE_CHANNEL: *out = lty_purchases_text(row->channel); return;
        case LTY_PURCHASE_SALE: *out = lty_purchases_number(row->sale); return;
        case LTY_PURCHASE_CODE: *out = lty_purchases_number(row->code); return;
        case LTY_PURCHASE_COST: *out = lty_purchases_number(row->cost_minor); return;
        case LTY_PURCHASE_MARGIN: *out = lty_purchases_number(row->margin_minor); return;
        case LTY_PURCHASE_MONTH: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_MONTH, zone); return;
        case LTY_PURCHASE_WEEKDAY: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_WEEKDAY, zone); return;
        case LTY_PURCHASE_HOUR: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_HOUR, zone); return;
        case LTY_PURCHASE_COLUMNS: break;
    }
    LTY_ASSERT(false);
}

void lty_activity_value(lty_expr_value *out, const lty_activity *row, lty_activity_column column, const lty_zone *zone)
{
    switch (column) {
        case LTY_ACTIVITY_AT: *out = lty_purchases_number(row->at_s); return;
        case LTY_ACTIVITY_NAME: *out = lty_purchases_text(row->name); return;
        case LTY_ACTIVITY_VIA: *out = lty_purchases_text(row->via); return;
        case LTY_ACTIVITY_SECTION: *out = lty_purchases_text(row->section); return;
        case LTY_ACTIVITY_WANTED: *out = lty_purchases_number(row->wanted); return;
        case LTY_ACTIVITY_MONTH: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_MONTH, zone); return;
        case LTY_ACTIVITY_WEEKDAY: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_WEEKDAY, zone); return;
        case LTY_ACTIVITY_HOUR: *out = lty_purchases_local(row->at_s, LTY_PURCHASES_HOUR, zone); return;
        case LTY_ACTIVITY_KIND: *out = lty_purchases_number((int64_t) row->kind); return;
        case LTY_ACTIVITY_COLUMNS: break;
    }
    LTY_ASSERT(false);
}
