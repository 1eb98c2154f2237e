/*
 * Rows of customers whose history holds nothing to be put together: orders in one revision that nobody gave back, visits, messages. They are read where
 * they stand, texts by number, and that is most of most bases. Anything else goes through a history.
 */
#include <string.h>

#include "lty_base_rows.h"
#include "lty_check.h"

/* A row that comes, and what is read of it early. */
typedef struct lty_base_plain {
    const lty_store *store;
    uint32_t row;
    uint32_t detail;
    lty_event_type type;
    int64_t at_s;
} lty_base_plain;

#define LTY_BASE_PLAIN_MOVES 8U /* of each row on average, to bring them in order; who needs more is sorted as a history is */

static bool lty_base_plain_is_done(lty_event_type type)
{
    switch (type) {
        case LTY_EVENT_VISIT:
        case LTY_EVENT_MESSAGE_SENT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED:
        case LTY_EVENT_REVIEW:
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST: return true;
        default: return false;
    }
}

/* Whether a row can be read by itself; *leaves tells that it leaves a row. */
static bool lty_base_plain_read(lty_base_plain *out, bool *leaves, const lty_store *store, uint32_t row)
{
    const unsigned char kind = lty_store_kind_of(store, row);
    const uint32_t detail = lty_store_detail_of(store, row);
    const lty_store_extra *extra = detail == LTY_STORE_NONE ? NULL : lty_store_extra_of(store, detail);

    *out = (lty_base_plain){store, row, detail, LTY_STORE_TYPE(kind), lty_store_at_of(store, row)};
    *leaves = false;
    switch (out->type) {
        case LTY_EVENT_ORDER:
            *leaves = LTY_STORE_CONDITION(kind) == LTY_ORDER_PAID || LTY_STORE_CONDITION(kind) == LTY_ORDER_DELIVERED;
            *leaves = *leaves && lty_store_amount_of(store, row) > 0;
            return detail == LTY_STORE_NONE || store->details[detail].older == LTY_STORE_NONE;
        case LTY_EVENT_REFUND: return detail == LTY_STORE_NONE || lty_intern_text(&store->texts, store->details[detail].object).len == 0;
        case LTY_EVENT_COUPON_REDEEMED:
        case LTY_EVENT_PREFERENCE: return false;
        default: break;
    }
    *leaves = lty_base_plain_is_done(out->type);
    return !*leaves || (detail != LTY_STORE_NONE && (extra == NULL || extra->replaces == LTY_STORE_NONE));
}

static lty_text lty_base_plain_id(char id[LTY_STORE_ID_MAX], const lty_base_plain *row)
{
    lty_event event;

    if (row->detail != LTY_STORE_NONE) {
        return lty_intern_text(&row->store->ids, row->detail);
    }
    lty_store_event(&event, row->store, row->row, id, NULL);
    return event.id;
}

/* The total order. */
static bool lty_base_plain_after(const lty_base_plain *a, const lty_base_plain *b)
{
    char ids[2][LTY_STORE_ID_MAX];

    if (a->at_s != b->at_s || a->type != b->type) {
        return a->at_s != b->at_s ? a->at_s > b->at_s : a->type > b->type;
    }
    return lty_text_compare(lty_base_plain_id(ids[0], a), lty_base_plain_id(ids[1], b)) > 0;
}

/* Those that leave rows, in order. False if one needs its history. *kept is how many. */
static bool lty_base_plain_list(lty_base_plain *out, size_t *kept, const lty_store *store, const uint32_t *list, size_t count, int64_t at_s)
{
    size_t moves = LTY_BASE_PLAIN_MOVES * (count + LTY_BASE_PLAIN_MOVES);
    const bool detailed = count > 0 && store->detail[list[0]] != LTY_STORE_NONE;
    size_t found = 0;

    for (size_t i = 0; i < count; i++) {
        lty_base_plain row;
        bool leaves;
        size_t to = found;

        /* An order of a file may have a later revision that came by itself: only where both kinds are. */
        if (!lty_base_plain_read(&row, &leaves, store, list[i]) || (row.detail != LTY_STORE_NONE) != detailed) {
            return false;
        }
        if (!leaves || row.at_s > at_s) {
            continue;
        }
        for (; to > 0 && lty_base_plain_after(&out[to - 1], &row); to--) {
            if (moves-- == 0) {
                return false;
            }
            out[to] = out[to - 1];
        }
        out[to] = row;
        found++;
    }
    *kept = found;
    return true;
}

/* A text by its number in the store. */
static int64_t lty_base_plain_text(const lty_base_rows *rows, uint32_t text)
{
    if (text == LTY_STORE_NONE || text == rows->empty) {
        return 0;
    }
    if (text >= rows->store->texts.count) {
        lty_damage(rows->store->damaged);
        return 0;
    }
    return (int64_t) text + LTY_BASE_TEXTS;
}

static lty_status lty_base_plain_order(lty_base_rows *rows, const lty_base_plain *row, uint32_t number)
{
    const lty_store *store = rows->store;
    const lty_store_extra *extra = row->detail == LTY_STORE_NONE ? NULL : lty_store_extra_of(store, row->detail);
    const size_t lines = lty_store_line_count(store, row->row);
    const int64_t channel = extra == NULL ? 0 : lty_base_plain_text(rows, extra->text);
    lty_status status = LTY_OK;

    if (lines == 0) {
        const int64_t amount_minor = lty_store_amount_of(store, row->row);
        const lty_purchase whole = {row->at_s, amount_minor, amount_minor, 1, LTY_FACT_NONE, LTY_FACT_NONE, .order = number};

        return lty_base_rows_add_purchase(rows, &whole, (const int64_t[LTY_PURCHASE_TEXTS]){0, 0, 0, channel});
    }
    for (size_t i = 0; i < lines && status == LTY_OK; i++) {
        const size_t at = store->details[row->detail].line + i;
        const lty_store_line *line = &store->lines[at];
        const int64_t tax_minor = at < store->tax_count ? store->taxes[at] : 0;
        const int64_t cost_minor = at < store->cost_count ? store->costs[at] : LTY_EVENT_COST_NONE;
        const bool known = cost_minor != LTY_EVENT_COST_NONE;
        int64_t margin_minor = 0;
        const int64_t texts[LTY_PURCHASE_TEXTS] = {lty_base_plain_text(rows, line->sku), lty_base_plain_text(rows, line->category),
            lty_base_plain_text(rows, line->brand), channel};

        /* All of it was kept; of nothing there are no parts. A file may have sums that do not fit. */
        if (known && line->amount_minor > 0
            && (lty_sub(&margin_minor, line->amount_minor, tax_minor) != LTY_OK
                || lty_sub(&margin_minor, margin_minor, cost_minor) != LTY_OK)) {
            lty_damage(store->damaged);
        }
        const lty_purchase purchase = {row->at_s, line->amount_minor, line->amount_minor, line->quantity,
            known ? cost_minor : LTY_FACT_NONE, known ? margin_minor : LTY_FACT_NONE, .order = number, .sale = line->sale != 0};
        status = lty_base_rows_add_purchase(rows, &purchase, texts);
    }
    return status;
}

static lty_status lty_base_plain_activity(lty_base_rows *rows, const lty_base_plain *row)
{
    const lty_store *store = rows->store;
    const lty_store_detail *detail = &store->details[row->detail];
    const lty_store_extra *extra = lty_store_extra_of(store, row->detail);
    const int64_t section = extra == NULL ? 0 : lty_base_plain_text(rows, extra->text);
    lty_activity activity = {.at_s = row->at_s, .wanted = LTY_FACT_NONE};
    int64_t texts[LTY_BASE_ACTIVITY_TEXTS] = {lty_base_plain_text(rows, detail->object), 0, 0};
    lty_event event;

    switch (row->type) {
        case LTY_EVENT_VISIT:
            activity.kind = LTY_ACTIVITY_VISIT;
            activity.via = lty_intern_text(&store->texts, detail->value);
            texts[0] = 0;
            texts[1] = lty_base_rows_channel(activity.via);
            texts[1] = texts[1] > 0 ? texts[1] : lty_base_plain_text(rows, detail->value);
            texts[2] = section;
            break;
        case LTY_EVENT_REVIEW: activity.kind = LTY_ACTIVITY_REVIEW; break;
        case LTY_EVENT_SURVEY: activity.kind = LTY_ACTIVITY_SURVEY; break;
        case LTY_EVENT_CONTEST: activity.kind = LTY_ACTIVITY_CONTEST; break;
        default:
            lty_store_event_bare(&event, store, row->row, NULL); /* which channel a number means is the store's to say */
            activity.kind = row->type == LTY_EVENT_MESSAGE_SENT ? LTY_ACTIVITY_SENT
                : row->type == LTY_EVENT_MESSAGE_OPENED         ? LTY_ACTIVITY_OPENED
                                                                : LTY_ACTIVITY_CLICKED;
            texts[0] = lty_base_plain_text(rows, detail->value);
            texts[1] = lty_base_rows_channel(event.channel);
            texts[2] = section;
            break;
    }
    return lty_base_rows_add_activity(rows, &activity, texts);
}

lty_status lty_base_rows_put_plain(bool *done, lty_base_rows *rows, uint32_t customer, const uint32_t *list, size_t count, int64_t at_s)
{
    void *memory = rows->plain;
    uint32_t orders = 0;
    size_t kept = 0;
    lty_status status = lty_alloc_reserve(rows->alloc, &memory, &rows->plain_capacity, count, sizeof *rows->plain);

    rows->plain = memory;
    *done = false;
    if (status != LTY_OK || !lty_base_plain_list(rows->plain, &kept, rows->store, list, count, at_s)) {
        return status;
    }
    lty_base_rows_drop(rows, customer);
    const size_t first = lty_base_rows_next(rows, LTY_FACT_PURCHASES);
    for (size_t i = 0; i < kept && status == LTY_OK; i++) {
        status = rows->plain[i].type == LTY_EVENT_ORDER ? lty_base_plain_order(rows, &rows->plain[i], ++orders)
                                                        : lty_base_plain_activity(rows, &rows->plain[i]);
    }
    rows->tables[LTY_FACT_PURCHASES].counts[customer] = (uint32_t) (lty_base_rows_next(rows, LTY_FACT_PURCHASES) - first);
    rows->tables[LTY_FACT_ACTIVITIES].counts[customer] = (uint32_t) (kept - orders);
    *done = true;
    return status;
}

void lty_base_rows_forget_plain(lty_base_rows *rows)
{
    lty_alloc_free(rows->alloc, rows->plain, rows->plain_capacity * sizeof *rows->plain);
    rows->plain = NULL;
    rows->plain_capacity = 0;
}
