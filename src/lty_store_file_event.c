/*
 * Events of a file one by one: lines of NDJSON, and rows that say more than a row of a column can keep, as orders of one line. They pass
 * through the same reader and writer as any other event; whatever stops the file takes back those that it brought.
 */
#include <string.h>

#include "lty_json.h"
#include "lty_store_file.h"
#include "lty_store_part.h"

/* Remembers where the next event stands, if that is not just below the one before. LTY_E_MEMORY. */
static lty_status lty_store_load_place(lty_store_load *load, size_t line)
{
    const size_t event = load->report->appended;
    lty_store_place *last = load->place_count == 0 ? NULL : &load->places[load->place_count - 1];

    if (last != NULL && line - last->line == event - last->event) {
        return LTY_OK;
    }
    if (last != NULL && last->event == event) {
        last->line = line; /* what stood there was known */
        return LTY_OK;
    }
    void *places = load->places;
    const lty_status status =
        lty_alloc_reserve(load->store->alloc, &places, &load->place_capacity, load->place_count + 1, sizeof *load->places);

    if (status == LTY_OK) {
        load->places = places;
        load->places[load->place_count++] = (lty_store_place){event, line};
    }
    return status;
}

/* The line of an event that this file brought. */
static size_t lty_store_load_line_of(const lty_store_load *load, size_t event)
{
    size_t i = load->place_count - 1;

    while (i > 0 && load->places[i].event > event) {
        i--;
    }
    return load->places[i].line + (event - load->places[i].event);
}

/* An event's id is another's: which, in which line, and where the other stands if it is of this file too. */
static void lty_store_load_conflict(lty_store_load *load, lty_text id, size_t line)
{
    lty_store_report *report = load->report;
    const uint32_t row = lty_store_find(load->store, id);

    memcpy(report->conflict, id.bytes, id.len);
    report->conflict[id.len] = '\0';
    report->conflict_line = line;
    if (load->place_count > 0 && row != LTY_STORE_NONE && row >= load->first) {
        report->conflict_first = lty_store_load_line_of(load, row - load->first);
    }
}

/* One event with its canonical payload, as the same event that came by itself would have it. */
static lty_status lty_store_load_take(lty_store_load *load, lty_event *event, size_t line, lty_buffer *payload)
{
    bool repeated = false;

    lty_store_expect(load->store, event->id, event->customer, event->object);
    payload->len = 0;
    lty_event_write(payload, event);
    if (payload->failed) {
        return LTY_E_MEMORY;
    }
    event->payload = lty_buffer_view(payload);
    const lty_status status = lty_store_append(load->store, event, &repeated);

    if (status == LTY_E_EVENT_CONFLICT) {
        lty_store_load_conflict(load, event->id, line);
    }
    if (status == LTY_E_CURRENCY_MISMATCH) {
        return lty_rows_refuse(
            &load->reader, LTY_TEXT("payload/currency"), (lty_text){event->currency, 3}, LTY_TEXT("the programme's currency"));
    }
    load->report->repeated += repeated;
    load->report->appended += status == LTY_OK && !repeated;
    return status;
}

/* A row as an event: its id is that of a row of three columns. */
static lty_status lty_store_load_row(lty_store_load *load, const lty_rows_row *row, const lty_rows_more *more, lty_buffer *payload)
{
    char id[LTY_STORE_ID_MAX];
    const bool refund = row->amount_minor < 0;
    const int64_t amount = refund ? -row->amount_minor : row->amount_minor;
    const lty_event_line line = {.sku = more->sku,
        .category = more->category,
        .brand = more->brand,
        .quantity = more->quantity,
        .amount_minor = amount,
        .cost_minor = LTY_EVENT_COST_NONE,
        .sale = more->sale};
    lty_event event = {.customer = row->customer,
        .type = refund ? LTY_EVENT_REFUND : LTY_EVENT_ORDER,
        .at_s = row->at_s,
        .amount_minor = amount,
        .lines = &line,
        .line_count = 1};

    event.id = lty_store_range_id(id, load->source, load->number);
    memcpy(event.currency, load->store->currency, sizeof event.currency);
    if (!refund) {
        event.object = (lty_text){id + load->source.len + 1, event.id.len - load->source.len - 3}; /* "row/n" */
        event.condition = LTY_ORDER_PAID;
        event.revision = 1;
        event.channel = more->channel;
    }
    load->number++;
    return lty_store_load_take(load, &event, row->line, payload);
}

#define LTY_STORE_EVENT_BATCH 64U

static lty_status lty_store_load_rich(lty_store_load *load, lty_buffer *payload)
{
    lty_rows_row rows[LTY_STORE_EVENT_BATCH];
    lty_rows_more more[LTY_STORE_EVENT_BATCH];
    size_t count = 0;

    for (;;) {
        lty_status status = lty_rows_next(rows, more, &count, LTY_STORE_EVENT_BATCH, &load->reader);

        for (size_t i = 0; i < count && status == LTY_OK; i++) {
            status = lty_store_load_row(load, &rows[i], &more[i], payload);
        }
        if (status != LTY_OK || count == 0) {
            return status;
        }
    }
}

/* The members of a line's object. */
typedef struct lty_store_envelope {
    const lty_json *id;
    const lty_json *type;
    const lty_json *customer;
    const lty_json *at;
    const lty_json *payload;
} lty_store_envelope;

/* The first problem that a reader found, in the words of a line: "/amount" of the payload is "payload/amount", "/-/id" is "id". */
static lty_status lty_store_load_refuse(lty_store_load *load, const lty_problems *problems, const char *where)
{
    char column[sizeof load->report->problem.column];
    const lty_problem *first = &problems->items[0];
    lty_text pointer = first->pointer;
    size_t len = strlen(where);

    if (problems->failed || problems->count == 0) {
        return LTY_E_MEMORY;
    }
    if (pointer.len > 3 && memcmp(pointer.bytes, "/-/", 3) == 0) {
        return lty_rows_refuse(&load->reader, (lty_text){pointer.bytes + 3, pointer.len - 3}, first->found, first->expected);
    }
    memcpy(column, where, len);
    for (size_t i = 0; i < pointer.len && len < sizeof column; i++) {
        column[len++] = pointer.bytes[i];
    }
    return lty_rows_refuse(&load->reader, (lty_text){column, len}, first->found, first->expected);
}

static lty_status lty_store_load_member(
    lty_store_load *load, const lty_json **out, const lty_json *object, const char *key, const char *expected, lty_json_type type)
{
    const lty_json *value = lty_json_member(object, key);

    *out = value;
    if (value != NULL && value->type == type) {
        return LTY_OK;
    }
    return lty_rows_refuse(&load->reader, (lty_text){key, strlen(key)}, value == NULL ? LTY_TEXT("nothing") : LTY_TEXT("another value"),
        (lty_text){expected, strlen(expected)});
}

static lty_status lty_store_load_envelope(lty_store_envelope *out, lty_store_load *load, const lty_json *object)
{
    static const char members[] = "an object of id, type, customer, at and payload";
    const lty_json *customer = lty_json_member(object, "customer");
    const lty_json *payload = lty_json_member(object, "payload");
    const lty_json_type text_or_object = payload != NULL && payload->type == LTY_JSON_OBJECT ? LTY_JSON_OBJECT : LTY_JSON_STRING;
    const bool named = customer != NULL && customer->type == LTY_JSON_STRING && customer->text.len > 0;

    if (object->type != LTY_JSON_OBJECT || object->count > 5) {
        return lty_rows_refuse(&load->reader, (lty_text){NULL, 0},
            object->type == LTY_JSON_OBJECT ? LTY_TEXT("more members") : LTY_TEXT("another value"), LTY_TEXT(members));
    }
    lty_status status = lty_store_load_member(load, &out->id, object, "id", "1 to 191 bytes of UTF-8", LTY_JSON_STRING);
    if (status == LTY_OK) {
        status = lty_store_load_member(load, &out->type, object, "type", "the name of a type of event", LTY_JSON_STRING);
    }
    if (status == LTY_OK) {
        status = lty_store_load_member(
            load, &out->customer, object, "customer", "a key of 1 to 191 bytes, or null", named ? LTY_JSON_STRING : LTY_JSON_NULL);
    }
    if (status == LTY_OK) {
        status = lty_store_load_member(load, &out->at, object, "at", "an integer of UTC seconds", LTY_JSON_INTEGER);
    }
    if (status == LTY_OK) {
        status = lty_store_load_member(load, &out->payload, object, "payload", "JSON as a text, or an object", text_or_object);
    }
    return status;
}

/* One line that is not blank: two documents where the payload is a text, as Event::jsonSerialize() writes it. */
static lty_status lty_store_load_line(lty_store_load *load, lty_text line, lty_arena *arena, lty_buffer *payload)
{
    lty_store_envelope envelope;
    lty_problems problems;
    const lty_json *object;
    lty_event event;

    lty_problems_init(&problems, arena);
    lty_status status = lty_json_parse(&object, line.bytes, line.len, arena, &problems);
    if (status != LTY_OK) {
        return status == LTY_E_MEMORY ? status : lty_store_load_refuse(load, &problems, "");
    }
    status = lty_store_load_envelope(&envelope, load, object);
    if (status != LTY_OK) {
        return status;
    }
    lty_text text = envelope.payload->text;
    if (envelope.payload->type == LTY_JSON_OBJECT) {
        payload->len = 0;
        lty_json_write(payload, envelope.payload);
        text = lty_buffer_view(payload);
    }
    if (payload->failed) {
        return LTY_E_MEMORY;
    }
    const lty_text customer = envelope.customer->type == LTY_JSON_NULL ? (lty_text){NULL, 0} : envelope.customer->text;

    status = lty_event_parse(&event, envelope.id->text, envelope.type->text, customer, envelope.at->integer, text, arena, &problems);
    if (status != LTY_OK) {
        return status == LTY_E_MEMORY ? status : lty_store_load_refuse(load, &problems, "payload");
    }
    status = lty_store_load_place(load, load->reader.line);
    return status == LTY_OK ? lty_store_load_take(load, &event, load->reader.line, payload) : status;
}

static bool lty_store_load_blank(lty_text line)
{
    for (size_t i = 0; i < line.len; i++) {
        if (line.bytes[i] != ' ' && line.bytes[i] != '\t') {
            return false;
        }
    }
    return true;
}

static lty_status lty_store_load_lines(lty_store_load *load, lty_buffer *payload)
{
    for (;;) {
        lty_text line;
        lty_arena arena;
        bool there;
        lty_status status = lty_rows_next_line(&line, &there, &load->reader);

        if (status != LTY_OK || !there) {
            return status;
        }
        if (lty_store_load_blank(line)) {
            continue;
        }
        lty_arena_init(&arena, load->store->alloc);
        status = lty_store_load_line(load, line, &arena, payload);
        lty_arena_destroy(&arena);
        if (status != LTY_OK) {
            return status;
        }
    }
}

lty_status lty_store_load_events(lty_store_load *load, const lty_rows_plan *plan)
{
    const lty_store_mark mark = lty_store_mark_of(load->store);
    lty_buffer payload;

    lty_buffer_init(&payload, load->store->alloc);
    load->first = mark.rows;
    const lty_status status = plan->format == LTY_ROWS_NDJSON ? lty_store_load_lines(load, &payload) : lty_store_load_rich(load, &payload);

    lty_buffer_destroy(&payload);
    lty_alloc_free(load->store->alloc, load->places, load->place_capacity * sizeof *load->places);
    if (status != LTY_OK) {
        lty_store_undo(load->store, &mark);
    }
    return status;
}
