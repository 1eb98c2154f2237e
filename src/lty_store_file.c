/*
 * Rows of a file into the columns. They come in batches: while the rows of one are parsed, the slots of the table of customers where their
 * keys belong are on the way from memory, and then the words of those slots. Rows are written behind the last one, where nobody looks, and
 * chained when the whole file was read.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_store_file.h"
#include "lty_store_part.h"

#define LTY_STORE_BATCH 64U
#define LTY_STORE_AHEAD 8U
#define LTY_STORE_ROW_KIND ((unsigned char) (LTY_STORE_ORDER | ((unsigned) LTY_ORDER_PAID - 1U) << 5))

/* The id of the next row is another's. */
static lty_status lty_store_load_conflict(lty_store_load *load, size_t line)
{
    lty_store_range_id(load->report->conflict, load->source, load->number);
    load->report->conflict_line = line;
    return LTY_E_EVENT_CONFLICT;
}

static lty_status lty_store_load_known(lty_store_load *load, const lty_rows_row *row, const lty_store_range *range)
{
    const lty_store *store = load->store;
    const size_t at = range->row + (load->number - range->first);
    const uint32_t customer = row->customer.len == 0 ? LTY_STORE_NONE : lty_intern_find(&store->customers, row->customer);
    const bool known = row->customer.len == 0 || customer != LTY_STORE_NONE;

    if (at >= store->rows) {
        lty_damage(store->damaged);
        return LTY_E_DAMAGED;
    }
    if (!known || store->customer[at] != customer || store->at_s[at] != row->at_s || store->amount[at] != row->amount_minor) {
        return lty_store_load_conflict(load, row->line);
    }
    load->report->repeated++;
    load->number++;
    return LTY_OK;
}

/* The kind of a row by its amount. */
static unsigned char lty_store_load_kind(int64_t amount)
{
    if (amount < 0) {
        return LTY_STORE_REFUND;
    }
    return (unsigned char) (amount > 0 ? LTY_STORE_ROW_KIND | LTY_STORE_COUNTS : LTY_STORE_ROW_KIND);
}

/* Rows of which the slots of their keys are on the way. */
typedef struct lty_store_batch {
    size_t count;
    lty_rows_row rows[LTY_STORE_BATCH];
    uint32_t hashes[LTY_STORE_BATCH];
} lty_store_batch;

static void lty_store_batch_hash(lty_store_batch *batch, const lty_intern *customers)
{
    for (size_t i = 0; i < batch->count; i++) {
        batch->hashes[i] = lty_intern_hash(customers, batch->rows[i].customer);
        lty_intern_prefetch(customers, batch->hashes[i]);
    }
}

static lty_status lty_store_load_new(lty_store_load *load, const lty_store_batch *batch, size_t first)
{
    lty_store *store = load->store;
    lty_intern *customers = &store->customers;
    const size_t count = batch->count;
    lty_status status = lty_store_reserve_rows(store, count - first);

    for (size_t i = first; i < count && i < first + LTY_STORE_AHEAD; i++) {
        lty_intern_prefetch_text(customers, batch->hashes[i]);
    }
    for (size_t i = first; i < count && status == LTY_OK; i++) {
        const lty_rows_row *row = &batch->rows[i];
        uint32_t customer = LTY_STORE_NONE;

        if (i + LTY_STORE_AHEAD < count) {
            lty_intern_prefetch_text(customers, batch->hashes[i + LTY_STORE_AHEAD]);
        }
        if (load->number == load->claimed) {
            return lty_store_load_conflict(load, row->line);
        }
        if (row->customer.len > 0) {
            status = lty_intern_add_hashed(&customer, customers, row->customer, batch->hashes[i]);
        }
        if (status == LTY_OK) {
            lty_store_put_row(store, customer, lty_store_load_kind(row->amount_minor), row->at_s, row->amount_minor, LTY_STORE_NONE);
            load->number++;
        }
    }
    load->report->appended += count - first;
    return status;
}

/* A batch: rows that are known are compared, the rest is written behind the last row. */
static lty_status lty_store_load_batch(lty_store_load *load, lty_store_batch *batch)
{
    lty_status status = LTY_OK;
    size_t known = 0;

    while (status == LTY_OK && known < batch->count) {
        if (load->range == NULL || load->number - load->range->first >= load->range->count) {
            load->range = lty_store_range_of(load->store, load->source_text, load->number);
        }
        if (load->range == NULL) {
            status = lty_store_load_new(load, batch, known);
            break;
        }
        status = lty_store_load_known(load, &batch->rows[known], load->range);
        known++;
    }
    batch->count = 0;
    return status;
}

/* Every row: one batch is parsed while the slots of the one before come from memory. That one's texts are in the reader's buffer. */
static lty_status lty_store_load_batches(lty_store_load *load)
{
    lty_store_batch batches[2];
    lty_store_batch *before = &batches[0];
    lty_store_batch *batch = &batches[1];
    lty_status status = LTY_OK;

    before->count = 0;
    do {
        if (!lty_rows_ready(&load->reader)) {
            status = lty_store_load_batch(load, before);
        }
        if (status == LTY_OK) {
            status = lty_rows_next(batch->rows, NULL, &batch->count, LTY_STORE_BATCH, &load->reader);
        }
        if (status == LTY_OK) {
            lty_store_batch_hash(batch, &load->store->customers);
            status = lty_store_load_batch(load, before);
        }
        lty_store_batch *swap = before;
        before = batch;
        batch = swap;
    } while (status == LTY_OK && before->count > 0);
    return status;
}

/* Room for one more range, and for as many rows as the file seems to have beyond those that are there. */
static lty_status lty_store_load_reserve(lty_store_load *load)
{
    lty_store *store = load->store;
    const size_t lines = lty_rows_estimate(&load->reader);
    size_t known = 0;

    for (size_t i = 0; i < store->range_count; i++) {
        known += store->ranges[i].source == load->source_text ? store->ranges[i].count : 0;
    }
    const lty_status status = lty_store_reserve_column(store, LTY_STORE_COLUMN_RANGES, store->range_count + 1);
    return status == LTY_OK && lines > known ? lty_store_reserve_rows(store, lines - known) : status;
}

/* All rows of three columns: nothing that was there before is changed until the last one was read. */
static lty_status lty_store_load_plain(lty_store_load *load)
{
    lty_status status = lty_store_load_reserve(load);

    load->claimed = lty_store_range_claimed(load->store, load->source_text);
    if (status == LTY_OK) {
        status = lty_store_load_batches(load);
    }
    if (status == LTY_OK) {
        status = lty_store_reserve_customers(load->store, load->store->customers.count);
    }
    return status == LTY_OK ? lty_intern_add(&load->source_text, &load->store->texts, load->source) : status;
}

static lty_status lty_store_load_rows(lty_store_load *load)
{
    lty_store *store = load->store;
    const size_t rows = store->rows;
    const size_t customers = store->customers.count;
    const lty_status status = lty_store_load_plain(load);

    if (status != LTY_OK) {
        store->rows = rows;
        lty_intern_truncate(&store->customers, customers);
        return status;
    }
    if (load->report->appended > 0) {
        store->ranges[store->range_count++] =
            (lty_store_range){load->source_text, (uint32_t) rows, load->number - load->report->appended, load->report->appended};
    }
    lty_store_link(store, rows, customers);
    return LTY_OK;
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

lty_status lty_store_append_file(
    lty_store *store, const lty_rows_plan *plan, const lty_rows_input *input, lty_text source, lty_store_report *report)
{
    lty_store_load load = {.store = store, .source = source, .number = 1, .report = report};

    *report = (lty_store_report){.appended = 0};
    if (plan->format != LTY_ROWS_NDJSON && !lty_store_source_valid(source)) {
        return LTY_E_EVENT;
    }
    load.source_text = lty_intern_find(&store->texts, source);
    lty_status status = lty_rows_start(&load.reader, plan, input, &report->problem, store->alloc);
    if (status == LTY_OK) {
        status = plan->format == LTY_ROWS_NDJSON || load.reader.more ? lty_store_load_events(&load, plan) : lty_store_load_rows(&load);
    }
    lty_rows_destroy(&load.reader);
    if (status != LTY_OK) {
        report->appended = report->repeated = 0;
    }
    return status;
}

lty_status lty_store_append_rows(
    lty_store *store, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report)
{
    const lty_rows_plan plan = {LTY_ROWS_TSV, names, LTY_ROWS_INTEGER};
    lty_text rest = bytes;
    const lty_rows_input input = {lty_rows_read_text, &rest, bytes.len};

    return lty_store_append_file(store, &plan, &input, source, report);
}
