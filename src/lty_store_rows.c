/*
 * Rows of files: no id is kept for them, only which rows belong to which source. Rows are read in batches, so that the table of
 * customers is asked for a whole batch while its slots are on the way from memory.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_store_part.h"

#define LTY_STORE_BATCH 128U
#define LTY_STORE_ROW_KIND ((unsigned char) (LTY_STORE_ORDER | ((unsigned) LTY_ORDER_PAID - 1U) << 5))

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
    const lty_store_range *range = &store->ranges[low];

    LTY_ASSERT(row >= range->row && row - range->row < range->count);
    const lty_text source = lty_intern_text(&store->texts, range->source);

    *source_len = source.len;
    return lty_store_range_id(id, source, range->first + (row - range->row));
}

/* The range that has number n of a source, NULL if there is none. Ranges of a source are few: one per append that found more. */
static const lty_store_range *lty_store_range_of(const lty_store *store, uint32_t source, size_t number)
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

    return detail == LTY_INTERN_NONE ? lty_store_range_find(store, id) : store->details[detail].row;
}

bool lty_store_row_same(const lty_store *store, uint32_t row, const lty_event *event)
{
    char id[LTY_STORE_ID_MAX];
    lty_event known;

    lty_store_event(&known, store, row, id, NULL);
    return known.type == event->type && known.at_s == event->at_s && known.amount_minor == event->amount_minor
        && known.condition == event->condition && known.revision == event->revision && lty_store_row_plain(event)
        && lty_text_equal(known.customer, event->customer) && lty_text_equal(known.object, event->object)
        && memcmp(known.currency, event->currency, sizeof known.currency) == 0;
}

/* An append under way. */
typedef struct lty_store_load {
    lty_store *store;
    lty_rows_reader reader;
    lty_text source;
    uint32_t source_text; /* NONE: no event or row has it yet */
    size_t number;        /* of the next row, from 1 */
    lty_store_report *report;
} lty_store_load;

static lty_status lty_store_load_known(lty_store_load *load, const lty_rows_row *row, const lty_store_range *range)
{
    const lty_store *store = load->store;
    const size_t at = range->row + (load->number - range->first);
    const uint32_t customer = row->customer.len == 0 ? LTY_STORE_NONE : lty_intern_find(&store->customers, row->customer);
    const bool known = row->customer.len == 0 || customer != LTY_STORE_NONE;

    if (!known || store->customer[at] != customer || store->at_s[at] != row->at_s || store->amount[at] != row->amount_minor) {
        lty_store_range_id(load->report->conflict, load->source, load->number);
        return LTY_E_EVENT_CONFLICT;
    }
    load->report->repeated++;
    load->number++;
    return LTY_OK;
}

static lty_status lty_store_load_new(lty_store_load *load, const lty_rows_row *rows, size_t count)
{
    lty_store *store = load->store;
    uint32_t hashes[LTY_STORE_BATCH];

    for (size_t i = 0; i < count; i++) {
        hashes[i] = lty_intern_hash(&store->customers, rows[i].customer);
        lty_intern_prefetch(&store->customers, hashes[i]);
    }
    for (size_t i = 0; i < count; i++) {
        lty_intern_prefetch_text(&store->customers, hashes[i]);
    }
    for (size_t i = 0; i < count; i++) {
        uint32_t customer = LTY_STORE_NONE;
        const int64_t amount = rows[i].amount_minor;
        unsigned char kind = LTY_STORE_ROW_KIND;

        if (rows[i].customer.len > 0) {
            const lty_status status = lty_intern_add_hashed(&customer, &store->customers, rows[i].customer, hashes[i]);

            if (status != LTY_OK) {
                return status;
            }
        }
        if (amount < 0) {
            kind = LTY_STORE_REFUND;
        } else if (amount > 0) {
            kind = (unsigned char) (kind | LTY_STORE_COUNTS);
        }
        lty_store_put_row(store, customer, kind, rows[i].at_s, amount, LTY_STORE_NONE);
    }
    load->report->appended += count;
    load->number += count;
    return LTY_OK;
}

/* Reads all rows: those that are known are compared, the rest is written behind the last row. */
static lty_status lty_store_load_rows(lty_store_load *load)
{
    lty_rows_row rows[LTY_STORE_BATCH];
    const lty_store_range *range = NULL;
    size_t count;

    do {
        lty_status status = lty_rows_next(rows, &count, LTY_STORE_BATCH, &load->reader);
        size_t known = 0;

        while (status == LTY_OK && known < count) {
            if (range == NULL || load->number - range->first >= range->count) {
                range = lty_store_range_of(load->store, load->source_text, load->number);
            }
            if (range == NULL) {
                break;
            }
            status = lty_store_load_known(load, &rows[known], range);
            known++;
        }
        if (status == LTY_OK && known < count) {
            status = lty_store_load_new(load, rows + known, count - known);
        }
        if (status != LTY_OK) {
            return status;
        }
    } while (count == LTY_STORE_BATCH);
    return LTY_OK;
}

/* Whether an event that came by itself has an id of the rows that are to be appended. */
static bool lty_store_load_claimed(lty_store_load *load, size_t bound)
{
    const lty_store *store = load->store;
    char written[LTY_STORE_ID_MAX];

    for (size_t i = 0; load->source_text != LTY_STORE_NONE && i < store->ids.count; i++) {
        const lty_text id = lty_intern_text(&store->ids, (uint32_t) i);
        size_t number = 0;

        if (store->details[i].source != load->source_text || id.len < load->source.len + LTY_STORE_ROW_PART
            || memcmp(id.bytes + load->source.len, lty_store_row_part, LTY_STORE_ROW_PART) != 0) {
            continue;
        }
        for (size_t at = load->source.len + LTY_STORE_ROW_PART; at < id.len && id.bytes[at] != '/' && number <= bound; at++) {
            number = number * 10 + (size_t) ((unsigned char) id.bytes[at] & 15U);
        }
        if (number >= 1 && number <= bound && lty_text_equal(lty_store_range_id(written, load->source, number), id)) {
            memcpy(load->report->conflict, written, sizeof written);
            return true;
        }
    }
    return false;
}

static bool lty_store_source_valid(lty_text source)
{
    for (size_t i = 0; i < source.len; i++) {
        const unsigned char byte = (unsigned char) source.bytes[i];

        if (byte < 0x20 || byte == 0x7F || byte == '/' || byte == '%') {
            return false;
        }
    }
    return source.len > 0 && source.len <= LTY_STORE_SOURCE_MAX && lty_utf8_valid(source.bytes, source.len);
}

/* What has to be there before the first row is read, and once more when all are. */
static lty_status lty_store_load_reserve(lty_store_load *load, size_t bound)
{
    lty_store *store = load->store;
    void *ranges = store->ranges;

    const lty_status status =
        lty_alloc_reserve(store->alloc, &ranges, &store->range_capacity, store->range_count + 1, sizeof *store->ranges);
    store->ranges = ranges;
    if (status != LTY_OK) {
        return status;
    }
    if (bound > LTY_STORE_NONE - 1) {
        return LTY_E_RANGE;
    }
    size_t known = 0;

    for (size_t i = 0; i < store->range_count; i++) {
        known += store->ranges[i].source == load->source_text ? store->ranges[i].count : 0;
    }
    return lty_store_reserve_rows(store, bound > known ? bound - known : 0);
}

static lty_status lty_store_load_all(lty_store_load *load)
{
    lty_store *store = load->store;
    const size_t bound = lty_rows_bound(&load->reader);
    lty_status status = lty_store_load_claimed(load, bound) ? LTY_E_EVENT_CONFLICT : LTY_OK;

    if (status == LTY_OK) {
        status = lty_store_load_reserve(load, bound);
    }
    if (status == LTY_OK) {
        status = lty_store_load_rows(load);
    }
    if (status == LTY_OK) {
        status = lty_store_reserve_customers(store, store->customers.count);
    }
    return status == LTY_OK ? lty_intern_add(&load->source_text, &store->texts, load->source) : status;
}

lty_status lty_store_append_rows(
    lty_store *store, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report)
{
    const size_t rows = store->rows;
    const size_t customers = store->customers.count;
    lty_store_load load = {.store = store, .source = source, .number = 1, .report = report};

    *report = (lty_store_report){.problem = ""};
    if (!lty_store_source_valid(source)) {
        return LTY_E_EVENT;
    }
    load.source_text = lty_intern_find(&store->texts, source);
    lty_status status = lty_rows_start(&load.reader, bytes, names);
    if (status == LTY_OK) {
        status = lty_store_load_all(&load);
    }
    report->line = load.reader.line;
    report->problem = load.reader.problem;
    if (status != LTY_OK) {
        store->rows = rows;
        lty_intern_truncate(&store->customers, customers);
        return status;
    }
    if (report->appended > 0) {
        store->ranges[store->range_count++] =
            (lty_store_range){load.source_text, (uint32_t) rows, load.number - report->appended, report->appended};
    }
    lty_store_link(store, rows, customers);
    return LTY_OK;
}
