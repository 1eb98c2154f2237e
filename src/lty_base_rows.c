/*
 * A shop's lines by person. Most rows of large bases come from files: an order each, without lines, refunds or texts. Those are read where they stand;
 * all others go through the person's history, as a fold does.
 */
#include <string.h>

#include "lty_base_rows.h"
#include "lty_check.h"

#define LTY_BASE_ROWS_TEXTS 8192U /* a power of two */
#define LTY_BASE_ROWS_FAR 24U
#define LTY_BASE_ROWS_MIDDLE 14U
#define LTY_BASE_ROWS_NEAR 6U
#define LTY_BASE_ROWS_WASTE 4096U /* so many dropped rows are not worth a copy of the rest */

void lty_base_rows_init(lty_base_rows *rows, const lty_store *store, const lty_alloc *alloc)
{
    memset(rows, 0, sizeof *rows);
    rows->alloc = alloc;
    rows->store = store;
    lty_columns_init(&rows->tables[LTY_FACT_PURCHASES].columns, LTY_BASE_PURCHASE_COLUMNS, alloc);
    lty_columns_init(&rows->tables[LTY_FACT_ACTIVITIES].columns, LTY_BASE_ACTIVITY_COLUMNS, alloc);
    lty_purchases_init(&rows->scratch, alloc);
}

static void lty_base_rows_forget_texts(lty_base_rows *rows)
{
    lty_alloc_free(rows->alloc, rows->texts, LTY_BASE_ROWS_TEXTS * sizeof *rows->texts);
    rows->texts = NULL;
}

void lty_base_rows_forget(lty_base_rows *rows)
{
    for (size_t i = 0; i < LTY_FACT_TABLES; i++) {
        lty_base_span *table = &rows->tables[i];
        const size_t columns = table->columns.column_count;

        lty_columns_destroy(&table->columns);
        lty_alloc_free(rows->alloc, table->starts, table->start_capacity * sizeof *table->starts);
        lty_alloc_free(rows->alloc, table->counts, table->count_capacity * sizeof *table->counts);
        lty_alloc_free(rows->alloc, table->block, columns * LTY_BASE_ROWS_BLOCK * sizeof *table->block);
        memset(table, 0, sizeof *table);
        lty_columns_init(&table->columns, columns, rows->alloc);
    }
    lty_base_rows_forget_texts(rows);
    rows->built = false;
}

void lty_base_rows_destroy(lty_base_rows *rows)
{
    lty_base_rows_forget(rows);
    lty_purchases_destroy(&rows->scratch);
}

static lty_status lty_base_span_grow(lty_base_span *table, size_t customers, const lty_alloc *alloc)
{
    void *starts = table->starts;
    void *counts = table->counts;
    lty_status status = lty_alloc_reserve(alloc, &starts, &table->start_capacity, customers, sizeof *table->starts);

    table->starts = starts;
    if (status == LTY_OK) {
        status = lty_alloc_reserve(alloc, &counts, &table->count_capacity, customers, sizeof *table->counts);
        table->counts = counts;
    }
    if (status == LTY_OK && table->block == NULL) {
        table->block = lty_alloc_new(alloc, table->columns.column_count * LTY_BASE_ROWS_BLOCK * sizeof *table->block);
        status = table->block == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    if (status == LTY_OK && customers > table->customers) {
        memset(table->starts + table->customers, 0, (customers - table->customers) * sizeof *table->starts);
        memset(table->counts + table->customers, 0, (customers - table->customers) * sizeof *table->counts);
        table->customers = customers;
    }
    return status;
}

lty_status lty_base_rows_grow(lty_base_rows *rows, size_t customers)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < LTY_FACT_TABLES && status == LTY_OK; i++) {
        status = lty_base_span_grow(&rows->tables[i], customers, rows->alloc);
    }
    return status;
}

static lty_status lty_base_span_flush(lty_base_span *table)
{
    const int64_t *values[LTY_BASE_ROWS_COLUMNS];

    for (size_t i = 0; i < table->columns.column_count; i++) {
        values[i] = table->block + i * LTY_BASE_ROWS_BLOCK;
    }
    const lty_status status = lty_columns_append(&table->columns, values, table->pending);

    table->pending = 0;
    return status;
}

/* The next row of a block: where its first column goes, the others LTY_BASE_ROWS_BLOCK apart. *status tells why there is none. */
static int64_t *lty_base_span_next(lty_status *status, lty_base_span *table)
{
    *status = table->pending == LTY_BASE_ROWS_BLOCK ? lty_base_span_flush(table) : LTY_OK;
    if (*status == LTY_OK && table->columns.rows + table->pending >= UINT32_MAX) {
        *status = LTY_E_RANGE;
    }
    return *status == LTY_OK ? table->block + table->pending++ : NULL;
}

/* A person's rows begin with the next one. */
static void lty_base_span_begin(lty_base_span *table, uint32_t customer)
{
    table->dropped += table->counts[customer];
    table->counts[customer] = 0;
    table->starts[customer] = (uint32_t) (table->columns.rows + table->pending);
}

void lty_base_rows_drop(lty_base_rows *rows, uint32_t customer)
{
    for (size_t i = 0; i < LTY_FACT_TABLES; i++) {
        lty_base_span_begin(&rows->tables[i], customer);
    }
}

/* What follows the empty text, below LTY_BASE_TEXTS. */
static const lty_text lty_base_rows_channels[] = {{"email", 5}, {"sms", 3}};

int64_t lty_base_rows_channel(lty_text text)
{
    for (size_t i = 0; i < sizeof lty_base_rows_channels / sizeof *lty_base_rows_channels; i++) {
        if (lty_text_equal(text, lty_base_rows_channels[i])) {
            return (int64_t) i + 1;
        }
    }
    return 0;
}

lty_text lty_base_text(const lty_base *base, int64_t number)
{
    const lty_intern *texts = &lty_base_store(base)->texts;

    if (number > 0 && number < (int64_t) LTY_BASE_TEXTS) {
        return lty_base_rows_channels[number - 1];
    }
    return number < (int64_t) LTY_BASE_TEXTS || (uint64_t) number - LTY_BASE_TEXTS >= texts->count
        ? LTY_TEXT("")
        : lty_intern_text(texts, (uint32_t) ((uint64_t) number - LTY_BASE_TEXTS));
}

int64_t lty_base_text_number(const lty_base *base, uint32_t table, uint32_t column, lty_text text)
{
    const bool via = table == LTY_FACT_ACTIVITIES && column == LTY_ACTIVITY_VIA;
    const int64_t channel = via ? lty_base_rows_channel(text) : 0;
    const uint32_t number = text.len == 0 || channel > 0 ? LTY_INTERN_NONE : lty_intern_find(&lty_base_store(base)->texts, text);

    if (text.len == 0 || channel > 0) {
        return channel;
    }
    return number == LTY_INTERN_NONE ? LTY_COLUMNS_NONE : (int64_t) number + LTY_BASE_TEXTS;
}

size_t lty_base_text_count(const lty_base *base)
{
    return lty_base_store(base)->texts.count + LTY_BASE_TEXTS;
}

/* The number of a text of the store: a short one stands where its number says. */
static int64_t lty_base_rows_text_number(lty_base_rows *rows, lty_text text)
{
    const lty_intern *texts = &rows->store->texts;
    const uintptr_t behind = (uintptr_t) text.bytes - (uintptr_t) texts->words;

    if (text.len == 0) {
        return 0;
    }
    if (behind < texts->count * sizeof *texts->words) {
        return (int64_t) (behind / sizeof *texts->words) + LTY_BASE_TEXTS;
    }
    lty_base_rows_text *known = rows->texts == NULL
        ? NULL
        : &rows->texts[((uintptr_t) text.bytes * UINT64_C(0x9E3779B97F4A7C15)) >> 32 & (LTY_BASE_ROWS_TEXTS - 1)];
    if (known != NULL && known->bytes == text.bytes) {
        return (int64_t) known->number + LTY_BASE_TEXTS;
    }
    const uint32_t number = lty_intern_find(texts, text);
    if (number == LTY_INTERN_NONE) {
        lty_damage(rows->store->damaged);
        return 0;
    }
    if (known != NULL) {
        *known = (lty_base_rows_text){text.bytes, number};
    }
    return (int64_t) number + LTY_BASE_TEXTS;
}

#define LTY_BASE_ROWS_CELL(row, column) ((row)[(size_t) (column) *LTY_BASE_ROWS_BLOCK])

size_t lty_base_rows_next(const lty_base_rows *rows, uint32_t table)
{
    return rows->tables[table].columns.rows + rows->tables[table].pending;
}

lty_status lty_base_rows_add_purchase(lty_base_rows *rows, const lty_purchase *from, const int64_t texts[LTY_PURCHASE_TEXTS])
{
    lty_status status;
    int64_t *row = lty_base_span_next(&status, &rows->tables[LTY_FACT_PURCHASES]);

    if (row == NULL) {
        return status;
    }
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_ORDER) = from->order;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_AT) = from->at_s;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_AMOUNT) = from->amount_minor;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_GROSS) = from->gross_minor;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_QUANTITY) = from->quantity;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_SKU) = texts[0];
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_CATEGORY) = texts[1];
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_BRAND) = texts[2];
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_CHANNEL) = texts[3];
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_SALE) = from->sale;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_CODE) = from->code;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_COST) = from->cost_minor;
    LTY_BASE_ROWS_CELL(row, LTY_PURCHASE_MARGIN) = from->margin_minor;
    return LTY_OK;
}

lty_status lty_base_rows_add_activity(lty_base_rows *rows, const lty_activity *from, const int64_t texts[LTY_BASE_ACTIVITY_TEXTS])
{
    lty_status status;
    int64_t *row = lty_base_span_next(&status, &rows->tables[LTY_FACT_ACTIVITIES]);

    if (row == NULL) {
        return status;
    }
    LTY_BASE_ROWS_CELL(row, LTY_ACTIVITY_AT) = from->at_s;
    LTY_BASE_ROWS_CELL(row, LTY_ACTIVITY_NAME) = texts[0];
    LTY_BASE_ROWS_CELL(row, LTY_ACTIVITY_VIA) = texts[1];
    LTY_BASE_ROWS_CELL(row, LTY_ACTIVITY_SECTION) = texts[2];
    LTY_BASE_ROWS_CELL(row, LTY_ACTIVITY_WANTED) = from->wanted;
    LTY_BASE_ROWS_CELL(row, LTY_BASE_ACTIVITY_KIND) = (int64_t) from->kind;
    return LTY_OK;
}

static lty_status lty_base_rows_put_purchase(lty_base_rows *rows, const lty_purchase *from)
{
    const int64_t texts[LTY_PURCHASE_TEXTS] = {lty_base_rows_text_number(rows, from->sku), lty_base_rows_text_number(rows, from->category),
        lty_base_rows_text_number(rows, from->brand), lty_base_rows_text_number(rows, from->channel)};

    return lty_base_rows_add_purchase(rows, from, texts);
}

static lty_status lty_base_rows_put_activity(lty_base_rows *rows, const lty_activity *from)
{
    const int64_t channel = lty_base_rows_channel(from->via);
    const int64_t texts[LTY_BASE_ACTIVITY_TEXTS] = {lty_base_rows_text_number(rows, from->name),
        channel > 0 ? channel : lty_base_rows_text_number(rows, from->via), lty_base_rows_text_number(rows, from->section)};

    return lty_base_rows_add_activity(rows, from, texts);
}

lty_status lty_base_rows_put(lty_base_rows *rows, uint32_t customer, const lty_purchases *purchases)
{
    lty_status status = LTY_OK;

    lty_base_rows_drop(rows, customer);
    for (size_t i = 0; i < purchases->count && status == LTY_OK; i++) {
        status = lty_base_rows_put_purchase(rows, &purchases->rows[i]);
    }
    for (size_t i = 0; i < purchases->activity_count && status == LTY_OK; i++) {
        status = lty_base_rows_put_activity(rows, &purchases->activities[i]);
    }
    if (status == LTY_OK) {
        rows->tables[LTY_FACT_PURCHASES].counts[customer] = (uint32_t) purchases->count;
        rows->tables[LTY_FACT_ACTIVITIES].counts[customer] = (uint32_t) purchases->activity_count;
    }
    return status;
}

/* --- rows of nobody --------------------------------------------------------------------------------------------------- */

/* The same table without what was dropped, persons in the order of their numbers. LTY_E_MEMORY leaves it as it was. */
static lty_status lty_base_span_narrow(lty_base_span *table, const lty_alloc *alloc)
{
    lty_base_span narrow = {.customers = 0};
    const size_t columns = table->columns.column_count;
    lty_columns_init(&narrow.columns, columns, alloc);
    lty_status status = lty_base_span_grow(&narrow, table->customers, alloc);

    for (size_t customer = 0; customer < table->customers && status == LTY_OK; customer++) {
        const lty_base_table rows = {&table->columns, table->starts, table->counts};
        size_t count;
        const size_t start = lty_base_rows_range(&count, &rows, customer);

        lty_base_span_begin(&narrow, (uint32_t) customer);
        for (size_t i = 0; i < count && status == LTY_OK; i++) {
            int64_t *row = lty_base_span_next(&status, &narrow);

            for (size_t column = 0; column < columns && row != NULL; column++) {
                LTY_BASE_ROWS_CELL(row, column) = lty_columns_get(&table->columns, column, start + i);
            }
        }
        narrow.counts[customer] = (uint32_t) count;
    }
    if (status == LTY_OK) {
        status = lty_base_span_flush(&narrow);
    }
    lty_base_span *gone = status == LTY_OK ? table : &narrow;
    lty_columns_destroy(&gone->columns);
    lty_alloc_free(alloc, gone->starts, gone->start_capacity * sizeof *gone->starts);
    lty_alloc_free(alloc, gone->counts, gone->count_capacity * sizeof *gone->counts);
    lty_alloc_free(alloc, gone->block, columns * LTY_BASE_ROWS_BLOCK * sizeof *gone->block);
    if (status == LTY_OK) {
        *table = narrow;
    }
    return status;
}

lty_status lty_base_rows_settle(lty_base_rows *rows)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < LTY_FACT_TABLES && status == LTY_OK; i++) {
        lty_base_span *table = &rows->tables[i];

        status = lty_base_span_flush(table);
        if (status == LTY_OK && table->dropped > LTY_BASE_ROWS_WASTE && table->dropped > table->columns.rows / 4) {
            status = lty_base_span_narrow(table, rows->alloc);
        }
    }
    return status;
}

/* --- everybody's ------------------------------------------------------------------------------------------------------ */

static lty_status lty_base_rows_put_history(
    lty_base_rows *rows, lty_base_gather *gather, const lty_persons *persons, uint32_t customer, int64_t at_s)
{
    lty_status status = lty_base_gather_history(gather, persons, customer, at_s);

    if (status == LTY_OK) {
        status = lty_purchases_read(&rows->scratch, &gather->history);
    }
    return status == LTY_OK ? lty_base_rows_put(rows, customer, &rows->scratch) : status;
}

/* What rows ahead will need: their cells, then what those point to, then the lines of that. */
static void lty_base_rows_ahead(const lty_store *store, const uint32_t *list, size_t at, size_t end)
{
    if (at + LTY_BASE_ROWS_FAR < end) {
        lty_store_prefetch(store, list[at + LTY_BASE_ROWS_FAR]);
    }
    if (at + LTY_BASE_ROWS_MIDDLE < end) {
        const uint32_t detail = store->detail[list[at + LTY_BASE_ROWS_MIDDLE]];

        if (detail < store->ids.count) {
            __builtin_prefetch(&store->details[detail].object);
            __builtin_prefetch(&store->details[detail].extra);
        }
    }
    if (at + LTY_BASE_ROWS_NEAR < end) {
        const uint32_t detail = store->detail[list[at + LTY_BASE_ROWS_NEAR]];

        if (detail < store->ids.count && store->details[detail].line < store->line_count) {
            __builtin_prefetch(&store->lines[store->details[detail].line]);
        }
    }
}

static lty_status lty_base_rows_put_person(
    lty_base_rows *rows, lty_base_gather *gather, const lty_persons *persons, uint32_t customer, int64_t at_s)
{
    const bool alone = lty_persons_next(persons, customer) == LTY_STORE_NONE;
    const bool indexed = gather->indexed > 0 && gather->indexed == rows->store->rows && customer < gather->customers;
    bool done = false;
    lty_status status = LTY_OK;

    if (indexed) {
        const size_t first = gather->starts[customer];
        const size_t end = gather->starts[customer + 1];

        for (size_t at = first; at < end; at++) {
            lty_base_rows_ahead(rows->store, gather->rows, at, gather->starts[gather->customers]);
        }
        if (alone) {
            status = lty_base_rows_put_plain(&done, rows, customer, gather->rows + first, end - first, at_s);
        }
    }
    return status == LTY_OK && !done ? lty_base_rows_put_history(rows, gather, persons, customer, at_s) : status;
}

lty_status lty_base_rows_build(lty_base_rows *rows, lty_base_gather *gather, const lty_persons *persons, int64_t at_s)
{
    const lty_store *store = rows->store;
    const size_t customers = store->customers.count;

    lty_base_rows_forget(rows);
    lty_base_gather_index(gather);
    rows->empty = lty_intern_find(&store->texts, LTY_TEXT(""));
    rows->texts = lty_alloc_zero(rows->alloc, LTY_BASE_ROWS_TEXTS, sizeof *rows->texts); /* without, each text is looked up */
    lty_status status = lty_base_rows_grow(rows, customers);

    for (size_t i = 0; i < customers && status == LTY_OK; i++) {
        if (lty_persons_of(persons, (uint32_t) i) == i) {
            status = lty_base_rows_put_person(rows, gather, persons, (uint32_t) i, at_s);
        }
    }
    if (status == LTY_OK) {
        status = lty_base_rows_settle(rows);
    }
    lty_base_rows_forget_plain(rows);
    lty_base_rows_forget_texts(rows);
    if (status != LTY_OK) {
        lty_base_rows_forget(rows);
    }
    rows->built = status == LTY_OK;
    return status;
}

/* Columns of activities have the names of rules, but for the kind. */
static const char *lty_base_rows_name(uint32_t table, size_t column)
{
    const bool kind = table == LTY_FACT_ACTIVITIES && column == LTY_BASE_ACTIVITY_KIND;

    return kind ? "kind" : lty_fact_tables()[table].fields[column].name;
}

size_t lty_base_rows_sections(lty_section *out, lty_base_rows *rows, uint32_t id)
{
    size_t count = 0;

    for (uint32_t i = 0; i < LTY_FACT_TABLES; i++) {
        lty_base_span *table = &rows->tables[i];
        const size_t first = count;

        count += lty_columns_sections(out + count, &table->columns, id + i * LTY_COLUMNS_MAX);
        for (size_t column = first; column < count; column++) {
            out[column].name = lty_base_rows_name(i, column - first);
        }
        out[count++] = (lty_section){.name = "starts",
            .id = id + (i + 1) * LTY_COLUMNS_MAX - 2,
            .size = sizeof *table->starts,
            .cells = &table->starts,
            .capacity = &table->start_capacity,
            .count = &table->customers};
        out[count++] = (lty_section){.name = "counts",
            .id = id + (i + 1) * LTY_COLUMNS_MAX - 1,
            .size = sizeof *table->counts,
            .cells = &table->counts,
            .capacity = &table->count_capacity,
            .count = &table->customers};
    }
    LTY_ASSERT(count <= LTY_BASE_ROWS_SECTIONS);
    return count;
}

size_t lty_base_rows_bytes(const lty_base_rows *rows)
{
    size_t bytes = 0;

    for (size_t i = 0; i < LTY_FACT_TABLES; i++) {
        const lty_base_span *table = &rows->tables[i];

        bytes += lty_columns_bytes(&table->columns) + (table->start_capacity + table->count_capacity) * sizeof *table->starts
            + (table->block == NULL ? 0 : table->columns.column_count * LTY_BASE_ROWS_BLOCK * sizeof *table->block);
    }
    return bytes;
}
