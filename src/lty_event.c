/*
 * Names, order, ids and canonical payloads of events. Writing checks nothing: all rules are in lty_event_read.c, which everything that
 * makes events passes through.
 */
#include <string.h>

#include "lty_event.h"
#include "lty_sort.h"
#include "lty_time.h"

static const struct lty_event_name {
    lty_event_type type;
    const char *name;
} lty_event_names[] = {
    {LTY_EVENT_OPENING_BALANCE, "opening_balance"},
    {LTY_EVENT_BIRTHDAY, "birthday"},
    {LTY_EVENT_GENDER, "gender"},
    {LTY_EVENT_CONSENT, "consent"},
    {LTY_EVENT_VISIT, "visit"},
    {LTY_EVENT_ORDER, "order"},
    {LTY_EVENT_REFUND, "refund"},
    {LTY_EVENT_POINTS_ADJUSTED, "points_adjusted"},
    {LTY_EVENT_POINTS_SPENT, "points_spent"},
    {LTY_EVENT_COUPON_REDEEMED, "coupon_redeemed"},
};
#define LTY_EVENT_NAMES (sizeof lty_event_names / sizeof *lty_event_names)

static const struct lty_condition_name {
    lty_order_condition condition;
    const char *name;
} lty_condition_names[] = {
    {LTY_ORDER_PLACED, "placed"},
    {LTY_ORDER_PAID, "paid"},
    {LTY_ORDER_DELIVERED, "delivered"},
    {LTY_ORDER_CANCELLED, "cancelled"},
};
#define LTY_CONDITION_NAMES (sizeof lty_condition_names / sizeof *lty_condition_names)

static lty_text lty_event_literal(const char *text)
{
    return (lty_text){text, strlen(text)};
}

const char *lty_event_type_name(lty_event_type type)
{
    for (size_t i = 0; i < LTY_EVENT_NAMES; i++) {
        if (lty_event_names[i].type == type) {
            return lty_event_names[i].name;
        }
    }
    return "";
}

lty_event_type lty_event_type_find(lty_text name)
{
    for (size_t i = 0; i < LTY_EVENT_NAMES; i++) {
        if (lty_text_equal(name, lty_event_literal(lty_event_names[i].name))) {
            return lty_event_names[i].type;
        }
    }
    return (lty_event_type) 0;
}

const char *lty_order_condition_name(lty_order_condition condition)
{
    for (size_t i = 0; i < LTY_CONDITION_NAMES; i++) {
        if (lty_condition_names[i].condition == condition) {
            return lty_condition_names[i].name;
        }
    }
    return "";
}

lty_order_condition lty_order_condition_find(lty_text name)
{
    for (size_t i = 0; i < LTY_CONDITION_NAMES; i++) {
        if (lty_text_equal(name, lty_event_literal(lty_condition_names[i].name))) {
            return lty_condition_names[i].condition;
        }
    }
    return (lty_order_condition) 0;
}

int lty_event_compare(const lty_event *a, const lty_event *b)
{
    if (a->at_s != b->at_s) {
        return a->at_s < b->at_s ? -1 : 1;
    }
    if (a->type != b->type) {
        return a->type < b->type ? -1 : 1;
    }
    return lty_text_compare(a->id, b->id);
}

bool lty_event_same(const lty_event *a, const lty_event *b)
{
    return a->type == b->type && a->at_s == b->at_s && lty_text_equal(a->customer, b->customer) && lty_text_equal(a->payload, b->payload);
}

static int lty_event_compare_id(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_text_compare((*left)->id, (*right)->id);
}

lty_status lty_event_unique(const lty_event **events, const lty_event **scratch, size_t *count, const lty_event **conflict)
{
    size_t kept = 0;

    lty_sort((void *) events, (void *) scratch, *count, sizeof *events, lty_event_compare_id);
    for (size_t i = 0; i < *count; i++) {
        if (kept > 0 && lty_text_equal(events[kept - 1]->id, events[i]->id)) {
            if (!lty_event_same(events[kept - 1], events[i])) {
                *conflict = events[i];
                return LTY_E_EVENT_CONFLICT;
            }
            continue;
        }
        events[kept++] = events[i];
    }
    *count = kept;
    return LTY_OK;
}

lty_text lty_event_source(lty_text id)
{
    const char *slash = id.len == 0 ? NULL : memchr(id.bytes, '/', id.len);

    return slash == NULL ? id : (lty_text){id.bytes, (size_t) (slash - id.bytes)};
}

static void lty_event_id_part(lty_buffer *out, lty_text part)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < part.len; i++) {
        const unsigned char byte = (unsigned char) part.bytes[i];

        if (byte < 0x20 || byte == 0x7F || byte == '/' || byte == '%') {
            const char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
            lty_buffer_append(out, escaped, sizeof escaped);
        } else {
            lty_buffer_append(out, part.bytes + i, 1);
        }
    }
}

lty_status lty_event_id(lty_buffer *out, lty_text source, const char *kind, lty_text object, lty_text revision)
{
    if (source.len == 0 || object.len == 0 || revision.len == 0) {
        return LTY_E_EVENT;
    }
    lty_event_id_part(out, source);
    lty_buffer_string(out, "/");
    lty_buffer_string(out, kind);
    lty_buffer_string(out, "/");
    lty_event_id_part(out, object);
    lty_buffer_string(out, "/");
    lty_event_id_part(out, revision);
    return out->failed ? LTY_E_MEMORY : LTY_OK;
}

static void lty_event_write_key(lty_buffer *out, const char *key)
{
    const lty_text so_far = lty_buffer_view(out);

    lty_buffer_string(out, so_far.len > 0 && so_far.bytes[so_far.len - 1] == '{' ? "\"" : ",\"");
    lty_buffer_string(out, key);
    lty_buffer_string(out, "\":");
}

static void lty_event_write_integer(lty_buffer *out, const char *key, int64_t value)
{
    lty_event_write_key(out, key);
    lty_buffer_integer(out, value);
}

static void lty_event_write_text(lty_buffer *out, const char *key, lty_text value)
{
    lty_event_write_key(out, key);
    lty_buffer_json(out, value);
}

static void lty_event_write_lines(lty_buffer *out, const lty_event *event)
{
    if (event->line_count == 0) {
        return;
    }
    lty_event_write_key(out, "lines");
    for (size_t i = 0; i < event->line_count; i++) {
        const lty_event_line *line = &event->lines[i];

        lty_buffer_string(out, i == 0 ? "[{" : ",{");
        lty_event_write_integer(out, "amount", line->amount_minor);
        if (line->category.len > 0) {
            lty_event_write_text(out, "category", line->category);
        }
        lty_event_write_integer(out, "quantity", line->quantity);
        if (line->sale) {
            lty_event_write_key(out, "sale");
            lty_buffer_string(out, "true");
        }
        lty_event_write_text(out, "sku", line->sku);
        lty_buffer_string(out, "}");
    }
    lty_buffer_string(out, "]");
}

static void lty_event_write_sale(lty_buffer *out, const lty_event *event)
{
    lty_event_write_integer(out, "amount", event->amount_minor);
    if (event->type == LTY_EVENT_ORDER) {
        lty_event_write_text(out, "condition", lty_event_literal(lty_order_condition_name(event->condition)));
    }
    lty_event_write_text(out, "currency", lty_event_literal(event->currency));
    lty_event_write_lines(out, event);
    if (event->object.len > 0 || event->type == LTY_EVENT_ORDER) {
        lty_event_write_text(out, "order", event->object);
    }
    if (event->type == LTY_EVENT_ORDER) {
        lty_event_write_integer(out, "revision", event->revision);
    }
}

void lty_event_write(lty_buffer *out, const lty_event *event)
{
    char day[11];

    lty_buffer_string(out, "{");
    switch (event->type) {
        case LTY_EVENT_OPENING_BALANCE: lty_event_write_integer(out, "points", event->points); break;
        case LTY_EVENT_BIRTHDAY:
            lty_day_format(day, event->day);
            lty_event_write_text(out, "date", lty_event_literal(day));
            break;
        case LTY_EVENT_GENDER: lty_event_write_text(out, "gender", event->value); break;
        case LTY_EVENT_CONSENT:
            lty_event_write_text(out, "channel", event->value);
            lty_event_write_key(out, "given");
            lty_buffer_string(out, event->given ? "true" : "false");
            break;
        case LTY_EVENT_VISIT: break;
        case LTY_EVENT_ORDER:
        case LTY_EVENT_REFUND: lty_event_write_sale(out, event); break;
        case LTY_EVENT_POINTS_ADJUSTED:
            lty_event_write_text(out, "author", event->author);
            lty_event_write_integer(out, "points", event->points);
            lty_event_write_text(out, "reason", event->value);
            break;
        case LTY_EVENT_POINTS_SPENT:
            lty_event_write_text(out, "for", event->object);
            lty_event_write_integer(out, "points", event->points);
            break;
        case LTY_EVENT_COUPON_REDEEMED:
            lty_event_write_text(out, "campaign", event->value);
            lty_event_write_text(out, "order", event->object);
            lty_event_write_integer(out, "serial", event->serial);
            break;
    }
    lty_buffer_string(out, "}");
}
