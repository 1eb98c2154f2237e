/* Rows of files: no id is kept for them, only which rows belong to which source. */
#include <string.h>

#include "lty_check.h"
#include "lty_store_part.h"

static const char lty_store_row_part[] = "/row/";
#define LTY_STORE_ROW_PART (sizeof lty_store_row_part - 1)

/*
 * Backwards into its place, in 32 bits where it fits: a fold of millions writes millions of these. Numbers are of rows, or one digit
 * longer where an id is looked up, so the bound does not wrap.
 */
static size_t lty_store_write_number(char *out, size_t number)
{
    size_t digits = 1;

    for (size_t bound = 10; number >= bound; bound *= 10) {
        digits++;
    }
    size_t at = digits;

    for (; number > UINT32_MAX; number /= 10) {
        out[--at] = (char) ('0' + number % 10);
    }
    uint32_t rest = (uint32_t) number;

    while (at > 0) {
        out[--at] = (char) ('0' + rest % 10);
        rest /= 10;
    }
    return digits;
}

lty_text lty_store_range_id(char id[LTY_STORE_ID_MAX], lty_text source, size_t number)
{
    size_t len = source.len;

    memcpy(id, source.bytes, source.len);
    memcpy(id + len, lty_store_row_part, LTY_STORE_ROW_PART);
    len += LTY_STORE_ROW_PART;
    len += lty_store_write_number(id + len, number);
    memcpy(id + len, "/1", 3);
    return (lty_text){id, len + 2};
}

lty_text lty_store_row_id(char id[LTY_STORE_ID_MAX], size_t *source_len, const lty_store *store, uint32_t row)
{
    size_t low = 0;
    size_t high = store->range_count;

    while (high - low > 1) { /* the last range that starts at or before the row */
        const size_t middle = low + (high - low) / 2;

        if (store->ranges[middle].row <= row) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const lty_store_range none = {LTY_STORE_NONE, row, 1, 1};
    const lty_store_range *range = low < store->range_count ? &store->ranges[low] : &none;
    lty_text source = lty_intern_text(&store->texts, range->source);

    if (row < range->row || row - range->row >= range->count || source.len > LTY_STORE_SOURCE_MAX || range->first > LTY_STORE_NONE) {
        lty_damage(store->damaged);
        range = &none;
        source = LTY_TEXT("");
    }

    *source_len = source.len;
    return lty_store_range_id(id, source, range->first + (row - range->row));
}

/* Ranges of a source are few: one per append that found more. */
const lty_store_range *lty_store_range_of(const lty_store *store, uint32_t source, size_t number)
{
    for (size_t i = 0; i < store->range_count; i++) {
        const lty_store_range *range = &store->ranges[i];

        if (range->source == source && number >= range->first && number - range->first < range->count) {
            return range;
        }
    }
    return NULL;
}

uint32_t lty_store_range_find(const lty_store *store, lty_text id)
{
    char written[LTY_STORE_ID_MAX];
    const lty_text source = lty_event_source(id);
    size_t number = 0;

    if (store->range_count == 0 || source.len > LTY_STORE_SOURCE_MAX || id.len < source.len + LTY_STORE_ROW_PART) {
        return LTY_STORE_NONE;
    }
    for (size_t i = source.len + LTY_STORE_ROW_PART; i < id.len && id.bytes[i] != '/' && number < LTY_STORE_NONE; i++) {
        const unsigned digit = (unsigned) (unsigned char) id.bytes[i] - '0';

        number = number * 10 + (digit <= 9 ? digit : 0);
    }
    /* Whatever the digits were: only an id that is written the same way is this row's. */
    const uint32_t text = lty_intern_find(&store->texts, source);
    const lty_store_range *range = text == LTY_INTERN_NONE ? NULL : lty_store_range_of(store, text, number);

    if (range == NULL || !lty_text_equal(lty_store_range_id(written, source, number), id)) {
        return LTY_STORE_NONE;
    }
    return range->row + (uint32_t) (number - range->first);
}

/* Whether an event says nothing that a row of a file cannot say. */
static bool lty_store_row_plain(const lty_event *event)
{
    return event->line_count == 0 && event->shipping_minor == 0 && event->tax_minor == 0 && event->by_points_minor == 0
        && event->by_card_minor == 0 && event->channel.len == 0 && event->replaces.len == 0;
}

uint32_t lty_store_find(const lty_store *store, lty_text id)
{
    const uint32_t detail = lty_intern_find(&store->ids, id);

    return detail == LTY_INTERN_NONE ? lty_store_range_find(store, id) : lty_store_row_of(store, detail);
}

bool lty_store_row_same(const lty_store *store, uint32_t row, const lty_event *event)
{
    char id[LTY_STORE_ID_MAX];
    lty_event known;

    if (lty_store_detail_of(store, row) != LTY_STORE_NONE) {
        lty_damage(store->damaged);
        return false;
    }
    lty_store_event(&known, store, row, id, NULL);
    return known.type == event->type && known.at_s == event->at_s && known.amount_minor == event->amount_minor
        && known.condition == event->condition && known.revision == event->revision && lty_store_row_plain(event)
        && lty_text_equal(known.customer, event->customer) && lty_text_equal(known.object, event->object)
        && memcmp(known.currency, event->currency, sizeof known.currency) == 0;
}

size_t lty_store_range_claimed(const lty_store *store, uint32_t text)
{
    char written[LTY_STORE_ID_MAX];
    const lty_text source = text == LTY_STORE_NONE ? (lty_text){NULL, 0} : lty_intern_text(&store->texts, text);
    size_t lowest = 0;

    for (size_t i = 0; text != LTY_STORE_NONE && i < store->ids.count; i++) {
        const lty_text id = lty_intern_text(&store->ids, (uint32_t) i);
        size_t number = 0;

        if (store->details[i].source != text || id.len < source.len + LTY_STORE_ROW_PART
            || memcmp(id.bytes + source.len, lty_store_row_part, LTY_STORE_ROW_PART) != 0) {
            continue;
        }
        for (size_t at = source.len + LTY_STORE_ROW_PART; at < id.len && id.bytes[at] != '/' && number < LTY_STORE_NONE; at++) {
            number = number * 10 + (size_t) ((unsigned char) id.bytes[at] & 15U);
        }
        if (number >= 1 && (lowest == 0 || number < lowest) && lty_text_equal(lty_store_range_id(written, source, number), id)) {
            lowest = number;
        }
    }
    return lowest;
}
