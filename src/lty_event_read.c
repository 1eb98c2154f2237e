/*
 * An event is an envelope (id, type, customer, instant) and a payload in JSON whose members its type fixes. What writes events and
 * what reads a journal both pass through here, so the fold meets no event that breaks a rule. Every problem is listed, not the first.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_event_part.h"
#include "lty_json.h"
#include "lty_money.h"
#include "lty_time.h"

static lty_text lty_event_literal(const char *text)
{
    return (lty_text){text, strlen(text)};
}

typedef struct lty_event_reader {
    lty_arena *arena;
    lty_problems *problems;
    bool failed; /* something was added to problems */
} lty_event_reader;

static void lty_event_problem(lty_event_reader *reader, lty_text pointer, lty_text found, const char *expected, size_t offset)
{
    lty_problems_add(reader->problems, pointer, found, lty_event_literal(expected), offset);
    reader->failed = true;
}

/* What stands at a value, shortened: messages quote it. */
static lty_text lty_event_found(lty_event_reader *reader, const lty_json *value)
{
    lty_buffer text;
    lty_text found = LTY_TEXT("a value");

    if (value == NULL) {
        return LTY_TEXT("nothing");
    }
    if (value->type == LTY_JSON_ARRAY || value->type == LTY_JSON_OBJECT) {
        return value->type == LTY_JSON_ARRAY ? LTY_TEXT("an array") : LTY_TEXT("an object");
    }
    if (value->type == LTY_JSON_STRING && value->text.len > 60) {
        return LTY_TEXT("a long text");
    }
    lty_buffer_init(&text, reader->arena->alloc);
    lty_json_write(&text, value);
    if (!text.failed) {
        const lty_text view = lty_buffer_view(&text);
        const char *copy = lty_arena_copy(reader->arena, view.bytes, view.len);

        found = copy == NULL ? found : (lty_text){copy, view.len};
    }
    lty_buffer_destroy(&text);
    return found;
}

/* A problem with the member `key` of object; where it is missing, the pointer still names it. */
static void lty_event_wrong(lty_event_reader *reader, const lty_json *object, const char *key, const char *expected)
{
    const lty_json *value = lty_json_member(object, key);
    lty_buffer pointer;

    reader->failed = true;
    if (reader->problems->count == LTY_PROBLEMS_MAX) { /* a pointer that nobody reads costs a walk through the array */
        return;
    }
    lty_buffer_init(&pointer, reader->arena->alloc);
    lty_buffer_text(&pointer, lty_json_pointer(object, reader->arena));
    lty_buffer_string(&pointer, "/");
    lty_buffer_string(&pointer, key);
    lty_event_problem(
        reader, lty_buffer_view(&pointer), lty_event_found(reader, value), expected, value == NULL ? object->offset : value->offset);
    if (pointer.failed) {
        reader->problems->failed = true;
    }
    lty_buffer_destroy(&pointer);
}

static lty_text lty_event_text_of(const lty_json *value)
{
    return value->type == LTY_JSON_STRING ? value->text : (lty_text){NULL, 0};
}

static bool lty_event_is_key(lty_text text)
{
    for (size_t i = 0; i < text.len; i++) {
        const char byte = text.bytes[i];
        const bool letter = byte >= 'a' && byte <= 'z';

        if (!letter && (i == 0 || !((byte >= '0' && byte <= '9') || byte == '_' || byte == '-'))) {
            return false;
        }
    }
    return true;
}

static bool lty_event_is_currency(lty_text text)
{
    bool letters = text.len == 3;

    for (size_t i = 0; i < text.len; i++) {
        letters = letters && text.bytes[i] >= 'A' && text.bytes[i] <= 'Z';
    }
    return letters;
}

static bool lty_event_read_text(lty_text *out, const lty_event_member *member, const lty_json *value)
{
    bool right = value->type == LTY_JSON_STRING && value->text.len <= (size_t) member->most && value->text.len >= (size_t) member->least;

    if (right && member->form == LTY_EVENT_FORM_KEY) {
        right = lty_event_is_key(value->text);
    }
    if (right) {
        *out = value->text;
    }
    return right;
}

static bool lty_event_read_word(lty_text *out, const lty_event_member *member, const lty_json *value)
{
    const lty_text word = lty_event_text_of(value);

    for (size_t i = 0; member->words[i] != NULL; i++) {
        if (lty_text_equal(word, lty_event_literal(member->words[i]))) {
            *out = word;
            return true;
        }
    }
    return false;
}

static bool lty_event_read_integer(int64_t *out, const lty_event_member *member, const lty_json *value)
{
    if (value->type != LTY_JSON_INTEGER || value->integer < member->least || value->integer > member->most) {
        return false;
    }
    *out = value->integer;
    return true;
}

/* One value that is there and is not of lines. False if it is not what its member may be. */
static bool lty_event_read_value(void *at, const lty_event_member *member, lty_event_type type, const lty_json *value)
{
    switch (member->form) {
        case LTY_EVENT_FORM_INTEGER: return lty_event_read_integer(at, member, value);
        case LTY_EVENT_FORM_TEXT:
        case LTY_EVENT_FORM_KEY: return lty_event_read_text(at, member, value);
        case LTY_EVENT_FORM_WORD: return lty_event_read_word(at, member, value);
        case LTY_EVENT_FORM_FLAG:
            *(bool *) at = value->type == LTY_JSON_TRUE;
            return value->type == LTY_JSON_TRUE || value->type == LTY_JSON_FALSE;
        case LTY_EVENT_FORM_DATE: return lty_day_parse(at, lty_event_text_of(value)) == LTY_OK;
        case LTY_EVENT_FORM_CONDITION: *(int *) at = lty_event_condition_find(type, lty_event_text_of(value)); return *(int *) at != 0;
        case LTY_EVENT_FORM_CURRENCY:
            if (!lty_event_is_currency(lty_event_text_of(value))) {
                return false;
            }
            memcpy(at, value->text.bytes, 3);
            return true;
        case LTY_EVENT_FORM_LINES: break;
    }
    return false;
}

/*
 * The values of members, NULL where one is missing, and how many are there. Both the table and what was read are in bytewise order,
 * so one walk through the two finds everything. Fewer than object->count: the rest is unknown, for no key stands twice.
 */
static size_t lty_event_match(const lty_json *values[LTY_EVENT_MEMBERS_MAX], lty_event_members members, const lty_json *object)
{
    size_t found = 0;
    size_t at = 0;

    LTY_ASSERT(members.count <= LTY_EVENT_MEMBERS_MAX);
    for (size_t i = 0; i < members.count; i++) {
        const lty_text key = {members.items[i].key, members.items[i].key_len};
        int order = 1;

        while (at < object->count && (order = lty_text_compare_names(object->members[at]->key, key)) < 0) {
            at++;
        }
        values[i] = at < object->count && order == 0 ? object->members[at++] : NULL;
        found += values[i] != NULL;
    }
    return found;
}

/* All members but lines of an object into the struct whose offsets they have. */
static void lty_event_read_members(lty_event_reader *reader, void *record, lty_event_members members, lty_event_type type,
    const lty_json *object, const lty_json *const values[LTY_EVENT_MEMBERS_MAX])
{
    for (size_t i = 0; i < members.count; i++) {
        const lty_event_member *member = &members.items[i];
        const lty_json *value = values[i];
        void *at = (char *) record + member->offset;

        if (member->form == LTY_EVENT_FORM_LINES) {
            continue;
        }
        if (value == NULL && member->optional) {
            if (member->form == LTY_EVENT_FORM_INTEGER) {
                *(int64_t *) at = member->missing;
            }
        } else if (value == NULL || !lty_event_read_value(at, member, type, value)) {
            lty_event_wrong(reader, object, member->key, member->expected);
        }
    }
}

/* "a, b or c", so that who mistyped a member sees what there is. */
static const char *lty_event_expected(lty_event_reader *reader, lty_event_members members)
{
    lty_buffer text;
    const char *expected = "a member of this type";

    lty_buffer_init(&text, reader->arena->alloc);
    for (size_t i = 0; i < members.count; i++) {
        lty_buffer_string(&text, i == 0 ? "" : i + 1 == members.count ? " or " : ", ");
        lty_buffer_string(&text, members.items[i].key);
    }
    lty_buffer_string(&text, members.count == 1 ? " or nothing" : "");
    lty_buffer_append(&text, "", 1);
    if (!text.failed) {
        const lty_text view = lty_buffer_view(&text);
        const char *copy = lty_arena_copy(reader->arena, view.bytes, view.len);

        expected = copy == NULL ? expected : copy;
        reader->problems->failed |= copy == NULL;
    }
    reader->problems->failed |= text.failed;
    lty_buffer_destroy(&text);
    return expected;
}

/* Strict: what we would not keep is refused, so that writing an event and reading it again gives the same bytes. */
static void lty_event_read_unknown(lty_event_reader *reader, lty_event_members members, const lty_json *object)
{
    for (const lty_json *member = object->child; member != NULL; member = member->next) {
        size_t i = 0;

        while (i < members.count && !lty_text_equal(member->key, (lty_text){members.items[i].key, members.items[i].key_len})) {
            i++;
        }
        if (i == members.count && reader->problems->count == LTY_PROBLEMS_MAX) {
            reader->failed = true;
        } else if (i == members.count) {
            lty_event_problem(reader, lty_json_pointer(member, reader->arena), LTY_TEXT("an unknown member"),
                lty_event_expected(reader, members), member->offset);
        }
    }
}

static void lty_event_read_object(
    lty_event_reader *reader, void *record, lty_event_members members, lty_event_type type, const lty_json *object)
{
    const lty_json *values[LTY_EVENT_MEMBERS_MAX];

    if (lty_event_match(values, members, object) < object->count) {
        lty_event_read_unknown(reader, members, object);
    }
    lty_event_read_members(reader, record, members, type, object, values);
}

static void lty_event_read_line(lty_event_reader *reader, lty_event_line *line, lty_event_type type, const lty_json *value)
{
    const lty_event_members members = lty_event_members_line(type);

    line->cost_minor = LTY_EVENT_COST_NONE;
    if (value->type != LTY_JSON_OBJECT) {
        lty_event_problem(reader, lty_json_pointer(value, reader->arena), lty_event_found(reader, value), "an object", value->offset);
        return;
    }
    lty_event_read_object(reader, line, members, type, value);
    if (line->tax_minor > line->amount_minor) {
        lty_event_wrong(reader, value, "tax", "at most the line's amount, in which it is");
    }
}

static void lty_event_read_sum(lty_event_reader *reader, const lty_event *event, const lty_event_line *lines, const lty_json *array)
{
    lty_buffer found;
    lty_buffer expected;
    int64_t sum = 0;
    bool fits = true;

    for (size_t i = 0; i < array->count; i++) {
        fits = fits && lty_add(&sum, sum, lines[i].amount_minor) == LTY_OK;
    }
    if (fits && sum == event->amount_minor) {
        return;
    }
    lty_buffer_init(&found, reader->arena->alloc);
    lty_buffer_init(&expected, reader->arena->alloc);
    lty_buffer_string(&found, "a sum of ");
    if (fits) {
        lty_buffer_integer(&found, sum);
    } else {
        lty_buffer_string(&found, "more than 9223372036854775807");
    }
    lty_buffer_string(&expected, "lines that sum to the amount of ");
    lty_buffer_integer(&expected, event->amount_minor);
    lty_problems_add(
        reader->problems, lty_json_pointer(array, reader->arena), lty_buffer_view(&found), lty_buffer_view(&expected), array->offset);
    reader->problems->failed |= found.failed || expected.failed;
    reader->failed = true;
    lty_buffer_destroy(&found);
    lty_buffer_destroy(&expected);
}

static lty_status lty_event_read_lines(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    const lty_json *array = lty_json_member(payload, "lines");
    size_t i = 0;

    if (array == NULL) {
        return LTY_OK;
    }
    if (array->type != LTY_JSON_ARRAY) {
        lty_event_wrong(reader, payload, "lines", "an array of lines");
        return LTY_OK;
    }
    if (array->count == 0) {
        return LTY_OK;
    }
    lty_event_line *lines = lty_arena_zero(reader->arena, array->count, sizeof *lines);
    if (lines == NULL) {
        return LTY_E_MEMORY;
    }
    /* Behind a full list of problems nothing can be added, and each would cost a walk through the array for its pointer. */
    for (const lty_json *value = array->child; value != NULL && reader->problems->count < LTY_PROBLEMS_MAX; value = value->next) {
        lty_event_read_line(reader, &lines[i++], event->type, value);
    }
    if (!reader->failed) {
        lty_event_read_sum(reader, event, lines, array);
    }
    event->lines = lines;
    event->line_count = array->count;
    return LTY_OK;
}

/* What the members of an order say about one another. */
static void lty_event_read_order(lty_event_reader *reader, const lty_event *event, const lty_json *payload)
{
    if (event->tax_minor > 0 && event->line_count > 0) {
        lty_event_wrong(reader, payload, "tax", "nothing beside lines, which have their own");
    } else if (event->tax_minor > event->amount_minor) {
        lty_event_wrong(reader, payload, "tax", "at most the order's amount, in which it is");
    }
    /* Each is at most LTY_MONEY_ENTRY_MAX, so the sums fit. */
    if (event->by_points_minor + event->by_card_minor > event->amount_minor + event->shipping_minor) {
        lty_event_wrong(reader, payload, event->by_points_minor > 0 ? "by_points" : "by_gift_card",
            "at most the amount and the shipping, both parts together");
    }
}

/* What members say about one another and about the envelope. Only of members that are right by themselves. */
static void lty_event_read_together(lty_event_reader *reader, const lty_event *event, const lty_json *payload)
{
    if (event->type == LTY_EVENT_ORDER) {
        lty_event_read_order(reader, event, payload);
    } else if (event->type == LTY_EVENT_POINTS_ADJUSTED && event->points == 0) {
        lty_event_wrong(reader, payload, "points", "an integer other than 0, at most 1000000000000 either way");
    } else if (event->type == LTY_EVENT_IDENTITIES_LINKED || event->type == LTY_EVENT_REFERRAL) {
        if (event->customer.len == 0) {
            lty_event_problem(reader, LTY_TEXT("/-/customer"), LTY_TEXT("nothing"), "a customer's key", 0);
        }
        if (lty_text_equal(event->object, event->customer)) {
            lty_event_wrong(reader, payload, "other", "another customer's key, a text of 1 to 191 bytes");
        }
    }
    if (event->replaces.len > 0 && lty_text_equal(event->replaces, event->id)) {
        lty_event_wrong(reader, payload, "replaces", "the id of another event");
    }
}

static lty_status lty_event_read_payload(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    const lty_event_members members = lty_event_members_of(event->type);
    const bool failed_before = reader->failed;
    lty_status status = LTY_OK;

    reader->failed = false;
    lty_event_read_object(reader, event, members, event->type, payload);
    if (event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFUND) {
        status = lty_event_read_lines(reader, event, payload);
    }
    if (status == LTY_OK && !reader->failed) {
        lty_event_read_together(reader, event, payload);
    }
    reader->failed |= failed_before;
    return status;
}

static void lty_event_read_envelope(lty_event_reader *reader, const lty_event *event, lty_text type)
{
    const lty_text id = event->id;

    if (id.len == 0 || id.len > LTY_EVENT_ID_MAX || !lty_utf8_valid(id.bytes, id.len)) {
        lty_event_problem(
            reader, LTY_TEXT("/-/id"), id.len == 0 ? LTY_TEXT("nothing") : LTY_TEXT("another text"), "1 to 191 bytes of UTF-8", 0);
    }
    if (event->type == 0) {
        lty_event_problem(reader, LTY_TEXT("/-/type"),
            type.len > 0 && type.len <= 60 && lty_utf8_valid(type.bytes, type.len) ? type : LTY_TEXT("another text"),
            "the name of a type of event", 0);
    }
    if (event->customer.len > LTY_EVENT_TEXT_MAX || !lty_utf8_valid(event->customer.bytes, event->customer.len)) {
        lty_event_problem(reader, LTY_TEXT("/-/customer"), LTY_TEXT("another text"), "at most 191 bytes of UTF-8", 0);
    }
    if (event->at_s < LTY_TIME_MIN || event->at_s > LTY_TIME_MAX) {
        lty_event_problem(reader, LTY_TEXT("/-/at"), LTY_TEXT("another instant"), "an instant in the years 1 to 9999", 0);
    }
}

lty_status lty_event_parse(
    lty_event *out, lty_text id, lty_text type, lty_text customer, int64_t at_s, lty_text payload, lty_arena *arena, lty_problems *problems)
{
    lty_event event = {.id = id, .customer = customer, .type = lty_event_type_find(type), .at_s = at_s, .payload = payload};
    lty_event_reader reader = {arena, problems, false};
    const lty_json *json = NULL;

    lty_event_read_envelope(&reader, &event, type);
    lty_status status = lty_json_parse(&json, payload.bytes, payload.len, arena, problems);
    if (status == LTY_E_MEMORY) {
        return status;
    }
    if (status != LTY_OK) {
        return problems->failed ? LTY_E_MEMORY : LTY_E_EVENT;
    }
    if (json->type != LTY_JSON_OBJECT) {
        lty_event_problem(&reader, LTY_TEXT(""), lty_event_found(&reader, json), "an object", json->offset);
    } else if (event.type != 0) {
        status = lty_event_read_payload(&reader, &event, json);
    }
    if (status != LTY_OK || problems->failed) {
        return LTY_E_MEMORY;
    }
    if (reader.failed) {
        return LTY_E_EVENT;
    }
    *out = event;
    return LTY_OK;
}
