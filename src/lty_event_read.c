/*
 * An event is an envelope (id, type, customer, instant) and a payload in JSON whose members its type fixes. What writes events and
 * what reads a journal both pass through here, so the fold meets no event that breaks a rule. Every problem is listed, not the first.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_event.h"
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

static int64_t lty_event_integer(
    lty_event_reader *reader, const lty_json *object, const char *key, int64_t least, int64_t most, const char *expected)
{
    const lty_json *value = lty_json_member(object, key);

    if (value == NULL || value->type != LTY_JSON_INTEGER || value->integer < least || value->integer > most) {
        lty_event_wrong(reader, object, key, expected);
        return 0;
    }
    return value->integer;
}

/* least is 0 or 1: whether the text may be empty. A missing member is the empty text where that is allowed. */
static lty_text lty_event_text(
    lty_event_reader *reader, const lty_json *object, const char *key, size_t least, size_t most, const char *expected)
{
    const lty_json *value = lty_json_member(object, key);

    if (value == NULL && least == 0) {
        return (lty_text){NULL, 0};
    }
    if (value == NULL || value->type != LTY_JSON_STRING || value->text.len < least || value->text.len > most) {
        lty_event_wrong(reader, object, key, expected);
        return (lty_text){NULL, 0};
    }
    return value->text;
}

/* A text that the caller judges and reports: empty where there is none. */
static lty_text lty_event_word(const lty_json *object, const char *key)
{
    const lty_json *value = lty_json_member(object, key);

    return value == NULL || value->type != LTY_JSON_STRING ? (lty_text){NULL, 0} : value->text;
}

static bool lty_event_flag(lty_event_reader *reader, const lty_json *object, const char *key, bool required)
{
    const lty_json *value = lty_json_member(object, key);

    if (value == NULL ? required : value->type != LTY_JSON_TRUE && value->type != LTY_JSON_FALSE) {
        lty_event_wrong(reader, object, key, "true or false");
    }
    return value != NULL && value->type == LTY_JSON_TRUE;
}

/* Strict: what we would not keep is refused, so that writing an event and reading it again gives the same bytes. */
static void lty_event_members(lty_event_reader *reader, const lty_json *object, const char *const *keys, const char *expected)
{
    for (const lty_json *member = object->child; member != NULL; member = member->next) {
        size_t i = 0;

        while (keys[i] != NULL && !lty_text_equal(member->key, lty_event_literal(keys[i]))) {
            i++;
        }
        if (keys[i] == NULL && reader->problems->count == LTY_PROBLEMS_MAX) {
            reader->failed = true;
        } else if (keys[i] == NULL) {
            lty_event_problem(reader, lty_json_pointer(member, reader->arena), LTY_TEXT("an unknown member"), expected, member->offset);
        }
    }
}

static void lty_event_read_line(lty_event_reader *reader, lty_event_line *line, const lty_json *value)
{
    static const char *const keys[] = {"amount", "category", "quantity", "sale", "sku", NULL};

    if (value->type != LTY_JSON_OBJECT) {
        lty_event_problem(reader, lty_json_pointer(value, reader->arena), lty_event_found(reader, value), "an object", value->offset);
        return;
    }
    lty_event_members(reader, value, keys, "amount, category, quantity, sale or sku");
    line->amount_minor =
        lty_event_integer(reader, value, "amount", 0, LTY_MONEY_ENTRY_MAX, "an integer of minor units, 0 to 1000000000000");
    line->category = lty_event_text(reader, value, "category", 0, LTY_EVENT_TEXT_MAX, "a text of at most 191 bytes");
    line->quantity = lty_event_integer(reader, value, "quantity", 1, INT64_MAX, "an integer of at least 1");
    line->sale = lty_event_flag(reader, value, "sale", false);
    if (lty_json_member(value, "sku") == NULL) {
        lty_event_wrong(reader, value, "sku", "a text of at most 191 bytes");
    }
    line->sku = lty_event_text(reader, value, "sku", 0, LTY_EVENT_TEXT_MAX, "a text of at most 191 bytes");
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
    const bool failed_before = reader->failed;
    /* Behind a full list of problems nothing can be added, and each would cost a walk through the array for its pointer. */
    for (const lty_json *value = array->child; value != NULL && reader->problems->count < LTY_PROBLEMS_MAX; value = value->next) {
        lty_event_read_line(reader, &lines[i++], value);
    }
    if (reader->failed == failed_before) {
        lty_event_read_sum(reader, event, lines, array);
    }
    event->lines = lines;
    event->line_count = array->count;
    return LTY_OK;
}

static lty_status lty_event_read_sale(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    static const char *const order_keys[] = {"amount", "condition", "currency", "lines", "order", "revision", NULL};
    static const char *const refund_keys[] = {"amount", "currency", "lines", "order", NULL};
    const bool order = event->type == LTY_EVENT_ORDER;
    const lty_text currency = lty_event_text(reader, payload, "currency", 1, 3, "a currency of three upper-case letters");
    bool letters = currency.len == 3;

    lty_event_members(reader, payload, order ? order_keys : refund_keys,
        order ? "amount, condition, currency, lines, order or revision" : "amount, currency, lines or order");
    for (size_t i = 0; i < currency.len; i++) {
        letters = letters && currency.bytes[i] >= 'A' && currency.bytes[i] <= 'Z';
    }
    if (currency.len > 0 && !letters) {
        lty_event_wrong(reader, payload, "currency", "a currency of three upper-case letters");
    } else if (letters) {
        memcpy(event->currency, currency.bytes, 3);
    }
    event->amount_minor =
        lty_event_integer(reader, payload, "amount", 0, LTY_MONEY_ENTRY_MAX, "an integer of minor units, 0 to 1000000000000");
    event->object = lty_event_text(reader, payload, "order", order ? 1 : 0, LTY_EVENT_TEXT_MAX,
        order ? "the order's reference, a text of 1 to 191 bytes" : "the order's reference, a text of at most 191 bytes");
    if (order) {
        event->revision = lty_event_integer(reader, payload, "revision", 1, INT64_MAX, "an integer of at least 1");
        event->condition = lty_order_condition_find(lty_event_word(payload, "condition"));
        if (event->condition == 0) {
            lty_event_wrong(reader, payload, "condition", "placed, paid, delivered or cancelled");
        }
    }
    return lty_event_read_lines(reader, event, payload);
}

static void lty_event_read_person(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    static const char *const birthday_keys[] = {"date", NULL};
    static const char *const gender_keys[] = {"gender", NULL};
    static const char *const consent_keys[] = {"channel", "given", NULL};

    if (event->type == LTY_EVENT_BIRTHDAY) {
        lty_event_members(reader, payload, birthday_keys, "date");
        if (lty_day_parse(&event->day, lty_event_word(payload, "date")) != LTY_OK) {
            lty_event_wrong(reader, payload, "date", "a date such as 1984-02-29");
        }
    } else if (event->type == LTY_EVENT_GENDER) {
        lty_event_members(reader, payload, gender_keys, "gender");
        event->value = lty_event_word(payload, "gender");
        if (!lty_text_equal(event->value, LTY_TEXT("female")) && !lty_text_equal(event->value, LTY_TEXT("male"))
            && !lty_text_equal(event->value, LTY_TEXT("other"))) {
            lty_event_wrong(reader, payload, "gender", "female, male or other");
        }
    } else {
        lty_event_members(reader, payload, consent_keys, "channel or given");
        event->value = lty_event_word(payload, "channel");
        if (!lty_text_equal(event->value, LTY_TEXT("email")) && !lty_text_equal(event->value, LTY_TEXT("sms"))) {
            lty_event_wrong(reader, payload, "channel", "email or sms");
        }
        event->given = lty_event_flag(reader, payload, "given", true);
    }
}

static void lty_event_read_points(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    static const char *const opening_keys[] = {"points", NULL};
    static const char *const adjusted_keys[] = {"author", "points", "reason", NULL};
    static const char *const spent_keys[] = {"for", "points", NULL};

    if (event->type == LTY_EVENT_OPENING_BALANCE) {
        lty_event_members(reader, payload, opening_keys, "points");
        event->points = lty_event_integer(reader, payload, "points", 0, LTY_EVENT_POINTS_MAX, "an integer from 0 to 1000000000000");
    } else if (event->type == LTY_EVENT_POINTS_SPENT) {
        lty_event_members(reader, payload, spent_keys, "for or points");
        event->points = lty_event_integer(reader, payload, "points", 1, LTY_EVENT_POINTS_MAX, "an integer from 1 to 1000000000000");
        event->object = lty_event_text(reader, payload, "for", 1, LTY_EVENT_TEXT_MAX, "what for, a text of 1 to 191 bytes");
    } else {
        lty_event_members(reader, payload, adjusted_keys, "author, points or reason");
        event->points = lty_event_integer(reader, payload, "points", -LTY_EVENT_POINTS_MAX, LTY_EVENT_POINTS_MAX,
            "an integer other than 0, at most 1000000000000 either way");
        const lty_json *points = lty_json_member(payload, "points");
        if (event->points == 0 && points != NULL && points->type == LTY_JSON_INTEGER && points->integer == 0) {
            lty_event_wrong(reader, payload, "points", "an integer other than 0, at most 1000000000000 either way");
        }
        event->value = lty_event_text(reader, payload, "reason", 1, LTY_EVENT_REASON_MAX, "a text of 1 to 1000 bytes");
        event->author = lty_event_text(reader, payload, "author", 1, LTY_EVENT_TEXT_MAX, "a text of 1 to 191 bytes");
    }
}

static lty_status lty_event_read_payload(lty_event_reader *reader, lty_event *event, const lty_json *payload)
{
    static const char *const visit_keys[] = {NULL};
    static const char *const coupon_keys[] = {"campaign", "order", "serial", NULL};

    switch (event->type) {
        case LTY_EVENT_ORDER:
        case LTY_EVENT_REFUND: return lty_event_read_sale(reader, event, payload);
        case LTY_EVENT_BIRTHDAY:
        case LTY_EVENT_GENDER:
        case LTY_EVENT_CONSENT: lty_event_read_person(reader, event, payload); break;
        case LTY_EVENT_OPENING_BALANCE:
        case LTY_EVENT_POINTS_ADJUSTED:
        case LTY_EVENT_POINTS_SPENT: lty_event_read_points(reader, event, payload); break;
        case LTY_EVENT_VISIT: lty_event_members(reader, payload, visit_keys, "an empty object"); break;
        case LTY_EVENT_COUPON_REDEEMED:
            lty_event_members(reader, payload, coupon_keys, "campaign, order or serial");
            event->value =
                lty_event_text(reader, payload, "campaign", 1, LTY_EVENT_TEXT_MAX, "the campaign's key, a text of 1 to 191 bytes");
            event->object =
                lty_event_text(reader, payload, "order", 1, LTY_EVENT_TEXT_MAX, "the order's reference, a text of 1 to 191 bytes");
            event->serial = lty_event_integer(reader, payload, "serial", 0, INT64_MAX, "an integer, not negative");
            break;
    }
    return LTY_OK;
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
