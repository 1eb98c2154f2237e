/*
 * Files: that every form of the same rows gives the same rows, whatever blocks they come in; what is refused, and in which words; that what
 * stops a file in its middle leaves nothing behind.
 */
#include "lty_sign.h"
#include "lty_store.h"
#include "lty_test_event.h"

static const lty_text three[LTY_ROWS_FIELDS] = {{"customer", 8}, {"ts", 2}, {"amount", 6}};
static const lty_text nine[LTY_ROWS_FIELDS] = {
    {"customer", 8}, {"ts", 2}, {"amount", 6}, {"channel", 7}, {"category", 8}, {"brand", 5}, {"sku", 3}, {"quantity", 8}, {"sale", 4}};

/* Bytes that come in blocks of any length, and may fail. */
typedef struct pieces {
    lty_text rest;
    uint64_t *random; /* NULL: all at once */
    size_t most;
    size_t reads; /* until it fails; 0 = never */
} pieces;

static bool read_pieces(size_t *got, void *context, char *into, size_t max)
{
    pieces *from = context;
    const size_t most = from->most < max ? from->most : max;
    const size_t piece = from->random == NULL ? max : 1 + (size_t) lty_test_below(from->random, (int64_t) most);

    *got = piece < from->rest.len ? piece : from->rest.len;
    memcpy(into, from->rest.bytes, *got);
    from->rest = (lty_text){from->rest.bytes + *got, from->rest.len - *got};
    return from->reads == 0 || --from->reads > 0;
}

static lty_status load_by(lty_store *store, const lty_rows_plan *plan, pieces *from, lty_store_report *report)
{
    const lty_rows_input input = {read_pieces, from, from->rest.len};

    return lty_store_append_file(store, plan, &input, LTY_TEXT("file"), report);
}

static lty_status load(lty_store *store, lty_rows_format format, const lty_text *names, lty_text text, lty_store_report *report)
{
    const lty_rows_plan plan = {format, names, LTY_ROWS_INTEGER};
    pieces from = {.rest = text};

    return load_by(store, &plan, &from, report);
}

/* One row of three cells, the others' defaults. */
typedef struct cell_case {
    lty_rows_field field;
    int decimals;
    const char *cell;
    int64_t value;
    bool wrong;
} cell_case;

static const cell_case cells[] = {
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "0", 0, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "-0", 0, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1", 1, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "12345678", 12345678, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "-123456789", -123456789, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1000000000000", 1000000000000, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "-1000000000000", -1000000000000, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "000000000000000000000000000012", 12, false},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1000000000001", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "-1000000000001", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "9223372036854775808", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "184467440737095516160", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "-", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "+1", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1.5", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1:", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "/1", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "1234567a", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "12345678a", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, "\xB1", 0, true},
    {LTY_ROWS_AMOUNT, LTY_ROWS_INTEGER, " 1", 0, true},
    {LTY_ROWS_AMOUNT, 2, "19.99", 1999, false},
    {LTY_ROWS_AMOUNT, 2, "-19.9", -1990, false},
    {LTY_ROWS_AMOUNT, 2, "19", 1900, false},
    {LTY_ROWS_AMOUNT, 2, "-0.05", -5, false},
    {LTY_ROWS_AMOUNT, 2, "20.000000", 2000, false},
    {LTY_ROWS_AMOUNT, 0, "20", 20, false},
    {LTY_ROWS_AMOUNT, 0, "20.0", 20, false},
    {LTY_ROWS_AMOUNT, 3, "0.001", 1, false},
    {LTY_ROWS_AMOUNT, 2, "10000000000", 1000000000000, false},
    {LTY_ROWS_AMOUNT, 2, "10000000000.01", 0, true},
    {LTY_ROWS_AMOUNT, 2, "19.999", 0, true},
    {LTY_ROWS_AMOUNT, 2, "0.500", 50, false},
    {LTY_ROWS_AMOUNT, 3, "1.000", 1000, false},
    {LTY_ROWS_AMOUNT, 2, "1234.000", 123400, false},
    {LTY_ROWS_AMOUNT, 2, "1.000", 0, true}, /* or a thousand */
    {LTY_ROWS_AMOUNT, 2, "-123.000", 0, true},
    {LTY_ROWS_AMOUNT, 0, "1.000", 0, true},
    {LTY_ROWS_AMOUNT, 2, "19.", 0, true},
    {LTY_ROWS_AMOUNT, 2, ".5", 0, true},
    {LTY_ROWS_AMOUNT, 2, "-.5", 0, true},
    {LTY_ROWS_AMOUNT, 2, "1.-5", 0, true},
    {LTY_ROWS_AMOUNT, 2, "1.5.5", 0, true},
    {LTY_ROWS_AMOUNT, 2, "1,50", 0, true},
    {LTY_ROWS_AMOUNT, 2, "1e3", 0, true},
    {LTY_ROWS_AMOUNT, 2, "", 0, true},
    {LTY_ROWS_AMOUNT, 2, "12345678901234567.00", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "1704456000", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "-62135596800", -62135596800, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "253402300799", 253402300799, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T12:00:00Z", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00Z", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 14:30:00+02:30", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T07:00:00-05:00", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T12:00:00.999999Z", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 14:00:00.25+02", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 06:30:00-0530", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 14:00:00 +0200", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00 UTC", 1704456000, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "25568", 25568, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "73051", 73051, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "1970-01-01T07:06:09Z", 25569, false},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "25569", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "0000000000000000000073050", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00 CET", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00+2", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00+0a", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00+02:0", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00+02.00", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00 Z", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05 12:00:00 ", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "-62135596801", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "253402300800", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T12:00:00", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T12:00:00.Z", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2023-02-29T12:00:00Z", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "2024-01-05T12:00:00.1234567890123456789012345678Z", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "0001-01-01T00:00:00+01:00", 0, true},
    {LTY_ROWS_AT, LTY_ROWS_INTEGER, "", 0, true},
};

static void a_cell_says_a_number_or_is_refused(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        const cell_case *c = &cells[i];
        const bool at = c->field == LTY_ROWS_AT;
        const lty_rows_plan plan = {LTY_ROWS_TSV, three, c->decimals};
        char text[200];
        lty_store_report report;
        lty_store store;

        snprintf(text, sizeof text, "customer\tts\tamount\n7\t%s\t%s\n", at ? c->cell : "1", at ? "1" : c->cell);
        pieces from = {.rest = lty_test_text(text)};

        lty_store_init(&store, "GBP", 1, &alloc);
        assert_int_equal(load_by(&store, &plan, &from, &report), c->wrong ? LTY_E_ROW : LTY_OK);
        if (c->wrong) {
            assert_int_equal(report.problem.line, 2);
            assert_string_equal(report.problem.column, at ? "ts" : "amount");
            assert_true(strlen(report.problem.found) > 0 && strlen(report.problem.expected) > 10);
        } else {
            assert_int_equal(at ? store.at_s[0] : store.amount[0], c->value);
        }
        lty_store_destroy(&store);
    }
    assert_int_equal(memory.blocks, 0);
}

/* The comma is a mark of decimals where it does not end a cell. */
static void a_semicolon_leaves_the_comma_to_numbers(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    const lty_rows_plan plan = {LTY_ROWS_CSV_SEMICOLON, three, 2};
    pieces from = {.rest = LTY_TEXT("customer;ts;amount\n7;1;-19,99\n8;2;5.5\n9;3;1\n")};
    lty_store_report report;
    lty_store store;

    lty_store_init(&store, "EUR", 1, &alloc);
    assert_int_equal(load_by(&store, &plan, &from, &report), LTY_OK);
    assert_int_equal(store.amount[0], -1999);
    assert_int_equal(store.amount[1], 550);
    assert_int_equal(store.amount[2], 100);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

typedef struct refusal {
    lty_rows_format format;
    const lty_text *names;
    const char *text;
    const char *said; /* line, column, found, expected, the hint if there is one */
} refusal;

#define LATIN "the file seems to be Windows-1252 or ISO 8859: convert it with iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW"
#define ENVELOPE "an object of id, type, customer, at and payload"
static const refusal refusals[] = {
    {LTY_ROWS_TSV, three, "", "1||nothing|a header line"},
    {LTY_ROWS_TSV, three, "customer\tts\n", "1|amount|no such column in the header|it there|the header has customer ts"},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\tts\n", "1|ts|two columns of this name|one"},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\n1\t2\t3\n1\t2\n", "3||fewer columns than in the header|as many as there"},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\n1\t2\t3\t4\n", "2||more columns than in the header|as many as there"},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\n1\t2\t3\n\n", "3||an empty line|as many columns as in the header"},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\n\xFFx\t2\t3\n",
        "2|customer|bytes that are no UTF-8|a customer's key of at most 191 bytes of UTF-8|" LATIN},
    {LTY_ROWS_TSV, three, "customer\tts\tamount\n\"7\"\t2\tx\ry\n",
        "2|amount|\"x?y\"|an integer of minor units, at most 1000000000000 either way"},
    {LTY_ROWS_CSV, three, "customer,ts,amount\n\"a\nb\",2,3\n1,2,\"\"\n",
        "4|amount|nothing|an integer of minor units, at most 1000000000000 either way"},
    {LTY_ROWS_CSV, three, "customer,ts,amount\n1,2,\"3\n4,5,6\n", "2||a quote that is not closed|a second quote behind the text"},
    {LTY_ROWS_CSV, three, "customer,ts,amount\n1,\"2\"2,3\n",
        "2||text behind a closing quote|quotes around the whole cell, and doubled inside of it"},
    {LTY_ROWS_CSV, three, "customer,ts,amount\n1\"2\",2,3\n",
        "2||a quote inside of a cell that has none around it|quotes around the whole cell, and doubled inside of it"},
    {LTY_ROWS_CSV, nine, "customer,ts,amount,channel,category,brand,sku,quantity,sale\n1,2,3,,,,,0,\n",
        "2|quantity|\"0\"|an integer of at least 1, or nothing"},
    {LTY_ROWS_CSV, nine, "customer,ts,amount,channel,category,brand,sku,quantity,sale\n1,2,3,,,,,1,maybe\n",
        "2|sale|\"maybe\"|1, 0, true, false, yes, no or nothing"},
    {LTY_ROWS_CSV, nine, "customer,ts,amount,channel,category,brand,sku,quantity,sale\n1,2,3,,\xC3,,,1,1\n",
        "2|category|bytes that are no UTF-8|a text of at most 191 bytes of UTF-8|" LATIN},
    {LTY_ROWS_NDJSON, three, "[]\n", "1||another value|" ENVELOPE},
    {LTY_ROWS_NDJSON, three, "\n \n{\"id\":\"a\"}\n", "3|type|nothing|the name of a type of event"},
    {LTY_ROWS_NDJSON, three, "{\"id\":\"a\",\"type\":\"visit\",\"customer\":\"7\",\"at\":1,\"payload\":{},\"more\":1}\n",
        "1||more members|" ENVELOPE},
    {LTY_ROWS_NDJSON, three, "{\"id\":\"a\",\"type\":\"visit\",\"customer\":\"\",\"at\":1,\"payload\":{}}\n",
        "1|customer|another value|a key of 1 to 191 bytes, or null"},
    {LTY_ROWS_NDJSON, three, "{\"id\":\"a\",\"type\":\"visit\",\"customer\":7,\"at\":1,\"payload\":{}}\n",
        "1|customer|another value|a key of 1 to 191 bytes, or null"},
    {LTY_ROWS_NDJSON, three, "{\"id\":\"a\",\"type\":\"gone\",\"customer\":\"7\",\"at\":1,\"payload\":{}}\n",
        "1|type|gone|the name of a type of event"},
    {LTY_ROWS_NDJSON, three, "{\"id\":\"a\",\"type\":\"opening_balance\",\"customer\":\"7\",\"at\":1,\"payload\":{\"points\":-1}}\n",
        "1|payload/points|-1|an integer from 0 to 1000000000000"},
    {LTY_ROWS_NDJSON, three,
        "{\"id\":\"a\",\"type\":\"opening_balance\",\"customer\":\"7\",\"at\":1,\"payload\":\"{\\\"points\\\":-1}\"}\n",
        "1|payload/points|-1|an integer from 0 to 1000000000000"},
    {LTY_ROWS_NDJSON, three,
        "{\"id\":\"a\",\"type\":\"refund\",\"customer\":\"7\",\"at\":1,\"payload\":{\"amount\":1,\"currency\":\"EUR\"}}\n",
        "1|payload/currency|EUR|the programme's currency"},
};

static void what_is_wrong_is_said(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        const refusal *r = &refusals[i];
        lty_store_report report;
        lty_store store;
        char said[600];

        lty_store_init(&store, "GBP", 1, &alloc);
        assert_int_equal(load(&store, r->format, r->names, lty_test_text(r->text), &report), LTY_E_ROW);
        const lty_rows_problem *problem = &report.problem;

        snprintf(said, sizeof said, "%zu|%s|%s|%s%s%s", problem->line, problem->column, problem->found, problem->expected,
            *problem->hint == '\0' ? "" : "|", problem->hint);
        assert_string_equal(said, r->said);
        assert_int_equal(store.rows + store.customers.count + store.texts.count + report.appended, 0);
        lty_store_destroy(&store);
    }
    assert_int_equal(memory.blocks, 0);
}

/* A row that the forms of the same data are made of. */
typedef struct made_row {
    char customer[24];
    int64_t at_s;
    int64_t amount;
    lty_text more[4]; /* channel, category, brand, sku */
    int64_t quantity;
    bool sale;
} made_row;

static lty_text some_cell(uint64_t *state, bool any)
{
    static const char *const texts[] = {
        "", "a", "cat food", "Z\xC3\xBCrich", "12345678", "0123456789abcdef", "x;y", "a,b", "say \"no\"", "\"", "two\nlines\r\n", "'"};
    const int64_t count = any ? (int64_t) (sizeof texts / sizeof *texts) : 6;

    return lty_test_text(texts[lty_test_below(state, count)]);
}

static void make_rows(made_row *rows, size_t count, bool any, uint64_t *state)
{
    for (size_t i = 0; i < count; i++) {
        made_row *row = &rows[i];

        snprintf(row->customer, sizeof row->customer,
            lty_test_below(state, 9) == 0       ? ""
                : lty_test_below(state, 3) == 0 ? "customer-%d"
                                                : "%d",
            (int) lty_test_below(state, 400));
        row->at_s = 100000 + lty_test_below(state, 2000000000); /* behind the numbers of a spreadsheet's days */
        row->amount = lty_test_below(state, 5) == 0 ? -lty_test_below(state, 5000) : lty_test_below(state, 1000000);
        row->quantity = 1 + lty_test_below(state, 3);
        row->sale = lty_test_below(state, 2) == 0;
        for (size_t text = 0; text < 4; text++) {
            row->more[text] = some_cell(state, any);
        }
    }
}

static void put_cell(lty_buffer *out, lty_text cell, char delimiter, uint64_t *state)
{
    bool quote = lty_test_below(state, 4) == 0;

    for (size_t i = 0; i < cell.len; i++) {
        quote |= strchr("\",;\r\n", cell.bytes[i]) != NULL;
    }
    if (!quote || delimiter == '\t') {
        lty_buffer_text(out, cell);
        return;
    }
    lty_buffer_string(out, "\"");
    for (size_t i = 0; i < cell.len; i++) {
        lty_buffer_append(out, &cell.bytes[i], 1);
        lty_buffer_append(out, "\"", cell.bytes[i] == '"');
    }
    lty_buffer_string(out, "\"");
}

static void put_number(lty_buffer *out, int64_t number, char delimiter, uint64_t *state)
{
    char text[24];

    snprintf(text, sizeof text, "%lld", (long long) number);
    put_cell(out, lty_test_text(text), delimiter, state);
}

/* The rows as separated text: a byte order mark, ends of lines and quotes as the random numbers say. */
static void write_rows(lty_buffer *out, const made_row *rows, size_t count, bool more, char delimiter, uint64_t *state)
{
    const char *const end = lty_test_below(state, 2) == 0 ? "\r\n" : "\n";
    const char between[2] = {delimiter, '\0'};

    out->len = 0;
    lty_buffer_string(out, lty_test_below(state, 2) == 0 ? "\xEF\xBB\xBF" : "");
    for (size_t i = 0; i < (more ? 9 : 3); i++) {
        lty_buffer_string(out, i == 0 ? "" : between);
        put_cell(out, nine[i], delimiter, state);
    }
    for (size_t i = 0; i < count; i++) {
        lty_buffer_string(out, end);
        put_cell(out, lty_test_text(rows[i].customer), delimiter, state);
        lty_buffer_string(out, between);
        put_number(out, rows[i].at_s, delimiter, state);
        lty_buffer_string(out, between);
        put_number(out, rows[i].amount, delimiter, state);
        for (size_t text = 0; more && text < 4; text++) {
            lty_buffer_string(out, between);
            put_cell(out, rows[i].more[text], delimiter, state);
        }
        if (more) {
            lty_buffer_string(out, between);
            put_number(out, rows[i].quantity, delimiter, state);
            lty_buffer_string(out, between);
            put_cell(out, lty_test_text(rows[i].sale ? "yes" : ""), delimiter, state);
        }
    }
    lty_buffer_string(out, lty_test_below(state, 2) == 0 ? end : "");
}

/* An event as a line of NDJSON, its payload as a text or as it is. */
static void put_event(lty_buffer *out, const lty_event *event, bool text)
{
    lty_buffer payload;

    lty_buffer_init(&payload, out->alloc);
    lty_event_write(&payload, event);
    lty_buffer_string(out, "{\"at\":");
    lty_buffer_integer(out, event->at_s);
    lty_buffer_string(out, ",\"customer\":");
    if (event->customer.len == 0) {
        lty_buffer_string(out, "null");
    } else {
        lty_buffer_json(out, event->customer);
    }
    lty_buffer_string(out, ",\"id\":");
    lty_buffer_json(out, event->id);
    lty_buffer_string(out, ",\"payload\":");
    if (text) {
        lty_buffer_json(out, lty_buffer_view(&payload));
    } else {
        lty_buffer_text(out, lty_buffer_view(&payload));
    }
    lty_buffer_string(out, ",\"type\":\"");
    lty_buffer_string(out, lty_event_type_name(event->type));
    lty_buffer_string(out, "\"}\n");
    lty_buffer_destroy(&payload);
}

/* Every event of a store as NDJSON. */
static void write_events(lty_buffer *out, const lty_store *store, uint64_t *state)
{
    out->len = 0;
    for (uint32_t row = 0; row < store->rows; row++) {
        char id[LTY_STORE_ID_MAX];
        lty_event_line lines[4];
        lty_event event;

        lty_store_event(&event, store, row, id, lines);
        put_event(out, &event, lty_test_below(state, 2) == 0);
    }
}

/* All that two stores say, row by row. */
static void assert_same(const lty_store *a, const lty_store *b)
{
    assert_int_equal(a->rows, b->rows);
    assert_int_equal(a->customers.count, b->customers.count);
    assert_int_equal(a->last_sale_s, b->last_sale_s);
    for (uint32_t row = 0; row < a->rows; row++) {
        char id[2][LTY_STORE_ID_MAX];
        lty_event_line lines[2][4];
        lty_event event[2];
        int64_t paid_s[2] = {0, 0};

        lty_store_event(&event[0], a, row, id[0], lines[0]);
        lty_store_event(&event[1], b, row, id[1], lines[1]);
        lty_test_event_is(&event[0], &event[1]);
        assert_int_equal(a->kind[row], b->kind[row]);
        assert_int_equal(a->next[row], b->next[row]);
        assert_int_equal(lty_store_find(a, event[0].id), row);
        assert_int_equal(lty_store_find(b, event[0].id), row);
        for (int64_t at_s = 0; at_s < 100; at_s += 9) {
            assert_int_equal(lty_store_order_at(a, row, at_s, &paid_s[0]), lty_store_order_at(b, row, at_s, &paid_s[1]));
            assert_int_equal(paid_s[0], paid_s[1]);
        }
    }
    for (uint32_t customer = 0; customer < a->customers.count; customer++) {
        assert_int_equal(a->latest[customer], b->latest[customer]);
    }
}

/* Tab-separated text in one piece first, then every other form of the same rows in pieces. */
static void every_form_gives_the_same_rows(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const struct {
        lty_rows_format format;
        char delimiter;
    } forms[] = {{LTY_ROWS_TSV, '\t'}, {LTY_ROWS_CSV, ','}, {LTY_ROWS_CSV_SEMICOLON, ';'}, {LTY_ROWS_NDJSON, 0}};
    uint64_t state = lty_test_seed("every_form_gives_the_same_rows", 5);
    static made_row rows[15000]; /* more than a buffer holds */
    lty_buffer text;

    lty_buffer_init(&text, &alloc);
    for (unsigned round = 0; round < 60; round++) {
        const bool more = round % 2 == 1;
        const bool any = more && round % 4 == 3; /* texts that only quotes can carry: no form without quotes then */
        const size_t count = round % 20 >= 18 ? 15000 : (size_t) lty_test_below(&state, 900);
        lty_store_report report;
        lty_store first;

        make_rows(rows, count, any, &state);
        lty_store_init(&first, "GBP", 1, &alloc);
        write_rows(&text, rows, count, more, any ? ',' : '\t', &state);
        assert_int_equal(load(&first, any ? LTY_ROWS_CSV : LTY_ROWS_TSV, more ? nine : three, lty_buffer_view(&text), &report), LTY_OK);
        assert_int_equal(report.appended, count);
        for (size_t i = any ? 1 : 0; i < 4; i++) {
            const lty_rows_plan plan = {forms[i].format, more ? nine : three, LTY_ROWS_INTEGER};
            lty_store other;

            if (forms[i].format == LTY_ROWS_NDJSON) {
                write_events(&text, &first, &state);
            } else {
                write_rows(&text, rows, count, more, forms[i].delimiter, &state);
            }
            lty_store_init(&other, "GBP", 2, &alloc);
            for (unsigned again = 0; again < 2; again++) {
                pieces from = {.rest = lty_buffer_view(&text), .random = &state, .most = round % 3 == 0 ? 5 : 70000};

                assert_int_equal(load_by(&other, &plan, &from, &report), LTY_OK);
                assert_int_equal(again == 0 ? report.appended : report.repeated, count);
                assert_int_equal(again == 0 ? report.repeated : report.appended, 0);
                assert_same(&first, &other);
            }
            lty_store_destroy(&other);
        }
        lty_store_destroy(&first);
    }
    lty_buffer_destroy(&text);
    assert_int_equal(memory.blocks, 0);
}

static void lines_may_be_longer_than_a_block(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    enum { LONG = 700000, TOO_LONG = 17 << 20 };
    char *bytes = malloc(TOO_LONG + 100);
    lty_store_report report;
    lty_store store;

    assert_non_null(bytes);
    lty_store_init(&store, "GBP", 1, &alloc);
    const size_t head = (size_t) sprintf(bytes, "note,customer,ts,amount\n\"");

    memset(bytes + head, '\n', TOO_LONG);
    size_t len = head + LONG + (size_t) sprintf(bytes + head + LONG, "\",7,1,100\nx,8,2,x\n");
    assert_int_equal(load(&store, LTY_ROWS_CSV, three, (lty_text){bytes, len}, &report), LTY_E_ROW);
    assert_int_equal(report.problem.line, 2 + LONG + 1);
    len -= 2;
    memcpy(bytes + len, "1\n", 2);
    assert_int_equal(load(&store, LTY_ROWS_CSV, three, (lty_text){bytes, len + 2}, &report), LTY_OK);
    assert_int_equal(store.rows, 2);
    memset(bytes + head, '\n', TOO_LONG);
    assert_int_equal(load(&store, LTY_ROWS_CSV, three, (lty_text){bytes, head + TOO_LONG}, &report), LTY_E_ROW);
    assert_int_equal(report.problem.line, 2);
    assert_string_equal(report.problem.expected, "shorter lines");
    lty_store_destroy(&store);
    free(bytes);
    assert_int_equal(memory.blocks, 0);
}

/* Events of a round: revisions of few orders, links, everything else. */
static void random_events(lty_test_event *made, size_t count, unsigned first, uint64_t *state)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t choice = lty_test_below(state, 3);
        const lty_event_type type = choice == 0 ? lty_test_types[lty_test_below(state, LTY_EVENT_TYPES)] : LTY_EVENT_ORDER;

        lty_test_random_event(&made[i], type, 3 * (first + (unsigned) i), state); /* of one source */
        if (type == LTY_EVENT_ORDER) {
            static const char *const orders[] = {"1", "2", "3", "4", "5", "6"};

            made[i].event.object = lty_test_text(orders[lty_test_below(state, 6)]);
            made[i].event.customer = lty_test_text(orders[lty_test_below(state, 3)]);
            made[i].event.at_s = lty_test_below(state, 90);
        }
    }
}

static void append_all(lty_store *store, lty_test_event *made, size_t count)
{
    lty_buffer buffer;

    lty_buffer_init(&buffer, store->alloc);
    for (size_t i = 0; i < count; i++) {
        bool repeated;

        buffer.len = 0;
        lty_event_write(&buffer, &made[i].event);
        made[i].event.payload = lty_buffer_view(&buffer);
        assert_int_equal(lty_store_append(store, &made[i].event, &repeated), LTY_OK);
    }
    lty_buffer_destroy(&buffer);
}

/* Some events, a file that fails at its end, and more events: as if the file had never been there. */
static void a_file_that_stops_leaves_nothing(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    enum { EVENTS = 40 };
    uint64_t state = lty_test_seed("a_file_that_stops_leaves_nothing", 17);
    static lty_test_event made[3 * EVENTS];
    static made_row rows[EVENTS];
    lty_buffer text;

    lty_buffer_init(&text, &alloc);
    for (unsigned round = 0; round < 400; round++) {
        const bool lines = round % 2 == 0;
        const size_t before = (size_t) lty_test_below(&state, EVENTS);
        const size_t there = (size_t) lty_test_below(&state, EVENTS);
        lty_store_report report;
        lty_store with;
        lty_store without;

        random_events(made, 3 * EVENTS, 0, &state);
        lty_store_init(&with, "GBP", 1, &alloc);
        lty_store_init(&without, "GBP", 2, &alloc);
        append_all(&with, made, before);
        append_all(&without, made, before);
        if (lines) {
            text.len = 0;
            for (size_t i = 0; i < there; i++) {
                put_event(&text, &made[EVENTS + i].event, i % 2 == 0);
            }
            lty_buffer_string(&text, "{}\n");
        } else {
            make_rows(rows, there, true, &state);
            write_rows(&text, rows, there, true, ',', &state);
            lty_buffer_string(&text, "\nx");
        }
        assert_int_equal(load(&with, lines ? LTY_ROWS_NDJSON : LTY_ROWS_CSV, nine, lty_buffer_view(&text), &report), LTY_E_ROW);
        assert_int_equal(report.appended + report.repeated, 0);
        assert_same(&with, &without);
        append_all(&with, made + 2 * EVENTS, EVENTS);
        append_all(&without, made + 2 * EVENTS, EVENTS);
        assert_same(&with, &without);
        assert_int_equal(with.texts.count, without.texts.count);
        assert_int_equal(with.line_count, without.line_count);
        assert_int_equal(with.order_count, without.order_count);
        lty_store_destroy(&with);
        lty_store_destroy(&without);
    }
    lty_buffer_destroy(&text);
    assert_int_equal(memory.blocks, 0);
}

/* Each allocation fails once, each read once; then the file is taken in after all. */
static void what_fails_can_be_done_again(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const lty_rows_format formats[] = {LTY_ROWS_TSV, LTY_ROWS_CSV, LTY_ROWS_NDJSON};
    lty_test_memory calm = {0, 0, 0, 0};
    const lty_alloc calm_alloc = {lty_test_resize, &calm};
    uint64_t state = lty_test_seed("what_fails_can_be_done_again", 23);
    static made_row rows[60];
    lty_buffer text;

    lty_buffer_init(&text, &calm_alloc);
    make_rows(rows, 60, false, &state);
    for (size_t form = 0; form < 3; form++) {
        const bool more = formats[form] != LTY_ROWS_TSV;
        const lty_rows_plan plan = {formats[form], more ? nine : three, LTY_ROWS_INTEGER};
        lty_status status = LTY_E_MEMORY;
        lty_store_report report;
        lty_store whole;
        lty_store store;

        write_rows(&text, rows, 60, more, more ? ',' : '\t', &state);
        lty_store_init(&whole, "GBP", 2, &calm_alloc);
        assert_int_equal(load(&whole, more ? LTY_ROWS_CSV : LTY_ROWS_TSV, plan.names, lty_buffer_view(&text), &report), LTY_OK);
        if (formats[form] == LTY_ROWS_NDJSON) {
            write_events(&text, &whole, &state);
        }
        lty_store_init(&store, "GBP", 1, &alloc);
        for (size_t n = 1; n < 5; n++) {
            pieces from = {.rest = lty_buffer_view(&text), .random = &state, .most = 200, .reads = n};

            assert_int_equal(load_by(&store, &plan, &from, &report), LTY_E_STOPPED);
            assert_int_equal(store.rows + store.customers.count + store.texts.count + store.ids.count, 0);
        }
        for (size_t n = 1; status == LTY_E_MEMORY; n++) {
            memory.calls = 0;
            memory.fail_at = n;
            status = load(&store, formats[form], plan.names, lty_buffer_view(&text), &report);
            memory.fail_at = 0;
            if (status == LTY_E_MEMORY) {
                assert_int_equal(store.rows + store.customers.count + store.texts.count + store.ids.count + store.range_count, 0);
            }
            assert_true(n < 2000);
        }
        assert_int_equal(status, LTY_OK);
        assert_same(&store, &whole);
        lty_store_destroy(&store);
        lty_store_destroy(&whole);
    }
    lty_buffer_destroy(&text);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(calm.blocks, 0);
}

/* A row of a file and an event that says the same are one; a row that says more is another. */
static void rows_and_events_meet_by_their_ids(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_store_report report;
    lty_store store;

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(load(&store, LTY_ROWS_TSV, three, LTY_TEXT("customer\tts\tamount\n7\t5\t100\n8\t6\t-7\n"), &report), LTY_OK);
    assert_int_equal(
        load(&store, LTY_ROWS_NDJSON, three,
            LTY_TEXT("{\"id\":\"file/row/1/1\",\"type\":\"order\",\"customer\":\"7\",\"at\":5,\"payload\":{\"amount\":100,\"condition\":"
                     "\"paid\",\"currency\":\"GBP\",\"order\":\"row/1\",\"revision\":1}}\r\n"),
            &report),
        LTY_OK);
    assert_int_equal(report.repeated, 1);
    assert_int_equal(
        load(&store, LTY_ROWS_CSV, nine, LTY_TEXT("customer,ts,amount,channel,category,brand,sku,quantity,sale\n7,5,100,,,,,,\n"), &report),
        LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/1/1");
    assert_int_equal(store.rows, 2);
    lty_store_destroy(&store);

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(load(&store, LTY_ROWS_CSV, nine,
                         LTY_TEXT("sale,quantity,sku,brand,category,channel,amount,ts,customer\n1,2,s,b,c,online,100,5,7\n"), &report),
        LTY_OK);
    assert_int_equal(load(&store, LTY_ROWS_TSV, three, LTY_TEXT("customer\tts\tamount\n7\t5\t100\n"), &report), LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/1/1");
    assert_int_equal(store.rows, 1);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

/* What a store says of a file of which an id is another event's. */
static void conflict_is(lty_store *store, lty_rows_format format, const lty_text *names, const char *text, const char *said)
{
    const size_t rows = store->rows;
    lty_store_report report;
    char found[200];

    assert_int_equal(load(store, format, names, lty_test_text(text), &report), LTY_E_EVENT_CONFLICT);
    snprintf(found, sizeof found, "%s|%zu|%zu", report.conflict, report.conflict_line, report.conflict_first);
    assert_string_equal(found, said);
    assert_int_equal(store->rows, rows);
}

#define VISIT(id, at) "{\"id\":\"" id "\",\"type\":\"visit\",\"customer\":\"7\",\"at\":" at ",\"payload\":{}}\n"

/* The line of the id, and of the one that it contradicts where that is of the same file: whatever stands between is counted. */
static void a_conflict_names_its_lines(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const char quoted[] = "customer,ts,\"amount\"\n7,1,1\n\"8\n9\",2,2\n7,3,3\n";
    lty_store_report report;
    lty_store store;

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(load(&store, LTY_ROWS_NDJSON, three, LTY_TEXT(VISIT("s/a/1", "5") VISIT("s/b/1", "5")), &report), LTY_OK);
    conflict_is(&store, LTY_ROWS_NDJSON, three, VISIT("s/c/1", "5") "\n" VISIT("s/b/1", "6"), "s/b/1|3|0");
    conflict_is(&store, LTY_ROWS_NDJSON, three, VISIT("s/c/1", "5") VISIT("s/c/1", "6"), "s/c/1|2|1");
    conflict_is(&store, LTY_ROWS_NDJSON, three,
        "\n\n" VISIT("s/a/1", "5") VISIT("s/c/1", "5") VISIT("s/d/1", "5") "\n" VISIT("s/b/1", "5") VISIT("s/a/1", "5") VISIT("s/e/1", "5")
            VISIT("s/c/1", "5") VISIT("s/f/1", "5") VISIT("s/e/1", "6"),
        "s/e/1|12|9");
    conflict_is(&store, LTY_ROWS_NDJSON, three,
        "\n\n" VISIT("s/a/1", "5") VISIT("s/c/1", "5") VISIT("s/d/1", "5") "\n" VISIT("s/e/1", "5") VISIT("s/d/1", "6"), "s/d/1|8|5");
    assert_int_equal(load(&store, LTY_ROWS_CSV, three, lty_test_text(quoted), &report), LTY_OK);
    conflict_is(&store, LTY_ROWS_CSV, three, "customer,ts,\"amount\"\n7,1,1\n\"8\n9\",2,2\n7,3,4\n", "file/row/3/1|5|0");
    conflict_is(
        &store, LTY_ROWS_CSV, nine, "customer,ts,amount,channel,category,brand,sku,quantity,sale\n\"7\",1,1,,,,,,\n", "file/row/1/1|2|0");
    lty_store_destroy(&store);

    lty_store_init(&store, "GBP", 1, &alloc); /* ids that events have which came by themselves */
    assert_int_equal(load(&store, LTY_ROWS_NDJSON, three,
                         LTY_TEXT(VISIT("file/row/200/1", "5") VISIT("file/row/3/1", "5") VISIT("file/row/x/1", "5")), &report),
        LTY_OK);
    conflict_is(&store, LTY_ROWS_CSV, three, quoted, "file/row/3/1|5|0");
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cell_says_a_number_or_is_refused),
        cmocka_unit_test(a_semicolon_leaves_the_comma_to_numbers),
        cmocka_unit_test(what_is_wrong_is_said),
        cmocka_unit_test(every_form_gives_the_same_rows),
        cmocka_unit_test(lines_may_be_longer_than_a_block),
        cmocka_unit_test(a_file_that_stops_leaves_nothing),
        cmocka_unit_test(what_fails_can_be_done_again),
        cmocka_unit_test(rows_and_events_meet_by_their_ids),
        cmocka_unit_test(a_conflict_names_its_lines),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
