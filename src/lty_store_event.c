/*
 * Rows as events again. A fold of a whole shop asks for each row once, so what a row of a file or a plain order has not is not looked for:
 * the event is cleared as a whole, and only what its type may have is filled.
 */
#include <string.h>

#include "lty_store_part.h"

int64_t lty_store_number(const lty_event *event)
{
    switch (event->type) {
        case LTY_EVENT_IDENTITIES_LINKED:
        case LTY_EVENT_ORDER:
        case LTY_EVENT_REFERRAL:
        case LTY_EVENT_SERVICE: return event->revision;
        case LTY_EVENT_BIRTHDAY:
        case LTY_EVENT_CHILD_BIRTHDAY: return event->day;
        case LTY_EVENT_PREFERENCE:
        case LTY_EVENT_SEGMENT:
        case LTY_EVENT_CONSENT: return event->given;
        case LTY_EVENT_MESSAGE_SENT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: return lty_text_equal(event->channel, LTY_TEXT("sms"));
        case LTY_EVENT_COUPON_REDEEMED: return event->serial;
        case LTY_EVENT_OPENING_BALANCE:
        case LTY_EVENT_POINTS_ADJUSTED:
        case LTY_EVENT_POINTS_SPENT:
        case LTY_EVENT_POINTS_RESTORED: return event->points;
        case LTY_EVENT_TIER_SET:
        case LTY_EVENT_SIGN_UP:
        case LTY_EVENT_GENDER:
        case LTY_EVENT_VISIT:
        case LTY_EVENT_REVIEW:
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST:
        case LTY_EVENT_REFUND: break;
    }
    return 0;
}

int64_t lty_store_second(const lty_event *event)
{
    if (event->type == LTY_EVENT_SERVICE) {
        return event->points;
    }
    if (event->type == LTY_EVENT_TIER_SET) {
        return event->until_s;
    }
    return (event->type == LTY_EVENT_REFERRAL || event->type == LTY_EVENT_IDENTITIES_LINKED) && event->given;
}

static void lty_store_numbers_to(lty_event *out, int64_t number, int64_t second)
{
    switch (out->type) {
        case LTY_EVENT_ORDER: out->revision = number; break;
        case LTY_EVENT_IDENTITIES_LINKED:
        case LTY_EVENT_REFERRAL:
            out->revision = number;
            out->given = second != 0;
            break;
        case LTY_EVENT_SERVICE:
            out->revision = number;
            out->points = second;
            break;
        case LTY_EVENT_BIRTHDAY:
        case LTY_EVENT_CHILD_BIRTHDAY: out->day = number; break;
        case LTY_EVENT_PREFERENCE:
        case LTY_EVENT_SEGMENT:
        case LTY_EVENT_CONSENT: out->given = number != 0; break;
        case LTY_EVENT_MESSAGE_SENT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: out->channel = number == 0 ? LTY_TEXT("email") : LTY_TEXT("sms"); break;
        case LTY_EVENT_COUPON_REDEEMED: out->serial = number; break;
        case LTY_EVENT_OPENING_BALANCE:
        case LTY_EVENT_POINTS_ADJUSTED:
        case LTY_EVENT_POINTS_SPENT:
        case LTY_EVENT_POINTS_RESTORED: out->points = number; break;
        case LTY_EVENT_TIER_SET: out->until_s = second; break;
        case LTY_EVENT_SIGN_UP:
        case LTY_EVENT_GENDER:
        case LTY_EVENT_VISIT:
        case LTY_EVENT_REVIEW:
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST:
        case LTY_EVENT_REFUND: break;
    }
}

static lty_text lty_store_rare_text(const lty_store *store, uint32_t number)
{
    return number == LTY_STORE_NONE ? (lty_text){NULL, 0} : lty_intern_text(&store->texts, number);
}

static void lty_store_extra_to(lty_event *out, const lty_store *store, const lty_store_extra *extra)
{
    const lty_text text = lty_store_rare_text(store, extra->text);

    out->shipping_minor = extra->shipping_minor;
    out->tax_minor = extra->tax_minor;
    out->by_points_minor = extra->by_points_minor;
    out->by_card_minor = extra->by_card_minor;
    switch (out->type) {
        case LTY_EVENT_ORDER: out->channel = text; break;
        case LTY_EVENT_VISIT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: out->section = text; break;
        default: out->reason = text;
    }
    out->replaces = lty_store_rare_text(store, extra->replaces);
    out->order = lty_store_rare_text(store, extra->order);
    out->sku = lty_store_rare_text(store, extra->sku);
}

static void lty_store_lines_to(lty_event *out, const lty_store *store, const lty_store_detail *detail, lty_event_line *lines)
{
    out->lines = lines;
    out->line_count = detail->line_count;
    for (size_t i = 0; i < detail->line_count; i++) {
        const size_t at = detail->line + i;
        const lty_store_line *line = &store->lines[at];

        lines[i].sku = lty_intern_text(&store->texts, line->sku);
        lines[i].category = lty_intern_text(&store->texts, line->category);
        lines[i].brand = lty_intern_text(&store->texts, line->brand);
        lines[i].quantity = line->quantity;
        lines[i].amount_minor = line->amount_minor;
        lines[i].tax_minor = at < store->tax_count ? store->taxes[at] : 0;
        lines[i].cost_minor = at < store->cost_count ? store->costs[at] : LTY_EVENT_COST_NONE;
        lines[i].sale = line->sale != 0;
    }
}

/* How many lines an event of a row has. They stand in the order of details, so those of all details together are no more than there are. */
static size_t lty_store_lines_of(const lty_store *store, uint32_t row, uint32_t detail)
{
    const unsigned place = LTY_STORE_PLACE(store->kind[row]);
    const lty_store_detail *entry = &store->details[detail];

    if (entry->line_count == 0) {
        return 0;
    }
    const size_t behind = (size_t) entry->line + entry->line_count;
    const size_t next = detail + (size_t) 1 < store->ids.count ? store->details[detail + 1].line : store->line_count;

    if ((place != LTY_STORE_ORDER && place != LTY_STORE_REFUND) || behind > store->line_count
        || (store->damaged != NULL && behind != next)) {
        lty_damage(store->damaged);
        return 0;
    }
    return entry->line_count;
}

static void lty_store_detail_to(lty_event *out, const lty_store *store, uint32_t row, uint32_t number, lty_event_line *lines)
{
    const lty_store_detail *detail = &store->details[number];
    const lty_store_extra *extra = lty_store_extra_of(store, number);
    const size_t line_count = lty_store_lines_of(store, row, number);
    int64_t second = 0;

    out->object = lty_intern_text(out->type == LTY_EVENT_IDENTITIES_LINKED ? &store->customers : &store->texts, detail->object);
    out->value = lty_intern_text(&store->texts, detail->value);
    if (line_count > 0) {
        lty_store_lines_to(out, store, detail, lines);
    }
    if (extra != NULL) {
        lty_store_extra_to(out, store, extra);
        second = extra->second;
    }
    lty_store_numbers_to(out, detail->number, second);
}

/* What every row has. */
static void lty_store_row_to(lty_event *out, const lty_store *store, uint32_t row)
{
    const unsigned char kind = lty_store_kind_of(store, row);
    const uint32_t customer = lty_store_customer_of(store, row);
    const unsigned place = LTY_STORE_PLACE(kind);

    memset(out, 0, sizeof *out);
    out->type = LTY_STORE_TYPE(kind);
    out->at_s = lty_store_at_of(store, row);
    if (customer != LTY_STORE_NONE) {
        out->customer = lty_intern_text(&store->customers, customer);
    }
    if (place == LTY_STORE_ORDER) {
        out->condition = LTY_STORE_CONDITION(kind);
        out->amount_minor = lty_store_amount_of(store, row);
        memcpy(out->currency, store->currency, sizeof out->currency);
    } else if (place == LTY_STORE_REFUND) {
        out->amount_minor = -lty_store_amount_of(store, row);
        memcpy(out->currency, store->currency, sizeof out->currency);
    } else if (out->type == LTY_EVENT_REFERRAL || out->type == LTY_EVENT_SERVICE) {
        out->condition = LTY_STORE_CONDITION(kind);
    }
}

/* A fold relies on what was checked when an event came in. What came from a file is checked again; what fails says nothing. */
static void lty_store_check(lty_event *event, const lty_store *store)
{
    if (store->damaged == NULL || lty_event_is_sound(event)) {
        return;
    }
    lty_damage(store->damaged);
    *event = (lty_event){.id = event->id, .customer = event->customer, .type = LTY_EVENT_SIGN_UP, .at_s = event->at_s};
}

void lty_store_event_bare(lty_event *out, const lty_store *store, uint32_t row, lty_event_line *lines)
{
    const uint32_t detail = lty_store_detail_of(store, row);

    lty_store_row_to(out, store, row);
    if (detail != LTY_STORE_NONE) {
        lty_store_detail_to(out, store, row, detail, lines);
    } else if (out->type == LTY_EVENT_ORDER) {
        out->revision = 1;
        out->object = LTY_TEXT("row"); /* taken away again: every order has one */
    }
    lty_store_check(out, store);
    if (detail == LTY_STORE_NONE) {
        out->object = (lty_text){NULL, 0};
    }
}

void lty_store_event(lty_event *out, const lty_store *store, uint32_t row, char id[LTY_STORE_ID_MAX], lty_event_line *lines)
{
    const uint32_t detail = lty_store_detail_of(store, row);

    lty_store_row_to(out, store, row);
    if (detail != LTY_STORE_NONE) {
        out->id = lty_intern_text(&store->ids, detail);
        lty_store_detail_to(out, store, row, detail, lines);
    } else {
        size_t source;

        out->id = lty_store_row_id(id, &source, store, row);
        if (out->type == LTY_EVENT_ORDER) {
            out->revision = 1;
            out->object = (lty_text){id + source + 1, out->id.len - source - 3}; /* "row/n" */
        }
    }
    lty_store_check(out, store);
}

size_t lty_store_line_count(const lty_store *store, uint32_t row)
{
    const uint32_t detail = lty_store_detail_of(store, row);

    return detail == LTY_STORE_NONE ? 0 : lty_store_lines_of(store, row, detail);
}

size_t lty_store_links(const lty_store *store, const uint32_t **rows)
{
    *rows = store->links;
    return store->link_count;
}

uint32_t lty_store_other(const lty_store *store, uint32_t row)
{
    const uint32_t detail = lty_store_detail_of(store, row);
    const uint32_t other = detail == LTY_STORE_NONE ? LTY_STORE_NONE : store->details[detail].object;

    if (other >= store->customers.count) {
        lty_damage(store->damaged);
        return 0;
    }
    return other;
}
