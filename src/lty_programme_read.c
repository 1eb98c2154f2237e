/*
 * Reading members of a programme. Everything here goes on after a problem, because the author of a document wants all of them at once;
 * what is half read is thrown away at the end.
 */
#include <stdio.h>
#include <string.h>

#include "lty_near.h"
#include "lty_programme_read.h"

#define LTY_READ_MESSAGE_MAX 768 /* the names of all members of a campaign */
#define LTY_READ_QUOTE_MAX 60

void lty_read_wrong_found(lty_programme_reading *reading, const lty_json *value, const char *found, const char *expected)
{
    if (reading->memory) {
        return;
    }
    lty_text pointer = lty_json_pointer(value, reading->arena);
    if (pointer.bytes == NULL) {
        reading->memory = true;
        return;
    }
    reading->wrong = true;
    lty_problems_add(reading->problems, pointer, (lty_text){found, strlen(found)}, (lty_text){expected, strlen(expected)}, value->offset);
    if (reading->problems->failed) {
        reading->memory = true;
    }
}

/* As much of a text as a message bears, cut between code points. NUL bytes show as a blank. */
static void lty_read_quote(char *out, size_t size, lty_text text, const char *mark)
{
    size_t len = text.len < LTY_READ_QUOTE_MAX ? text.len : LTY_READ_QUOTE_MAX;

    while (len < text.len && len > 0 && ((unsigned char) text.bytes[len] & 0xC0) == 0x80) {
        len--;
    }
    snprintf(out, size, "%s%*s%s%s", mark, (int) len, "", len < text.len ? "..." : "", mark);
    for (size_t i = 0; i < len; i++) {
        out[strlen(mark) + i] = (unsigned char) text.bytes[i] < 0x20 ? ' ' : text.bytes[i];
    }
}

void lty_read_wrong(lty_programme_reading *reading, const lty_json *value, const char *expected)
{
    char found[LTY_READ_MESSAGE_MAX];

    switch (value->type) {
        case LTY_JSON_NULL: snprintf(found, sizeof found, "null"); break;
        case LTY_JSON_FALSE: snprintf(found, sizeof found, "false"); break;
        case LTY_JSON_TRUE: snprintf(found, sizeof found, "true"); break;
        case LTY_JSON_INTEGER:
        case LTY_JSON_DECIMAL: lty_read_quote(found, sizeof found, value->text, ""); break;
        case LTY_JSON_STRING: lty_read_quote(found, sizeof found, value->text, "\""); break;
        case LTY_JSON_ARRAY: snprintf(found, sizeof found, "an array of %zu", value->count); break;
        case LTY_JSON_OBJECT: snprintf(found, sizeof found, "an object"); break;
    }
    lty_read_wrong_found(reading, value, found, expected);
}

void *lty_read_room(lty_programme_reading *reading, size_t count, size_t size)
{
    void *room = reading->memory ? NULL : lty_arena_zero(reading->arena, count, size);

    if (room == NULL) {
        reading->memory = true;
    }
    return room;
}

static bool lty_read_is(lty_text text, const char *name)
{
    return lty_text_equal(text, (lty_text){name, strlen(name)});
}

bool lty_read_object(lty_programme_reading *reading, const lty_json *value, const char *const *names, size_t count, const char *what)
{
    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, what);
        return false;
    }
    for (const lty_json *child = value->child; child != NULL; child = child->next) {
        char expected[LTY_READ_MESSAGE_MAX];
        lty_near near;
        bool known = false;
        for (size_t i = 0; i < count && !known; i++) {
            known = lty_read_is(child->key, names[i]);
        }
        if (known) {
            continue;
        }
        lty_near_init(&near, child->key);
        for (size_t i = 0; i < count; i++) {
            if (lty_json_member(value, names[i]) == NULL) {
                lty_near_offer(&near, (lty_text){names[i], strlen(names[i])});
            }
        }
        if (near.best.len > 0) {
            snprintf(expected, sizeof expected, "no such member; did you mean \"%.*s\"?", (int) near.best.len, near.best.bytes);
        } else {
            size_t used = (size_t) snprintf(expected, sizeof expected, "one of the members");
            for (size_t i = 0; i < count && used < sizeof expected - 40; i++) {
                used += (size_t) snprintf(expected + used, sizeof expected - used, "%s %s", i == 0 ? "" : ",", names[i]);
            }
        }
        lty_read_wrong_found(reading, child, "an unknown member", expected);
    }
    return true;
}

bool lty_read_array(lty_programme_reading *reading, const lty_json *value, size_t least, size_t most, const char *what)
{
    char expected[LTY_READ_MESSAGE_MAX];

    if (value->type != LTY_JSON_ARRAY || value->count < least || value->count > most) {
        snprintf(expected, sizeof expected, "an array of %zu to %zu %s", least, most, what);
        lty_read_wrong(reading, value, expected);
        return false;
    }
    return true;
}

const lty_json *lty_read_required(lty_programme_reading *reading, const lty_json *object, const char *name, const char *expected)
{
    char found[LTY_READ_MESSAGE_MAX];
    char text[LTY_READ_MESSAGE_MAX];
    const lty_json *value = lty_json_member(object, name);

    if (value == NULL) {
        snprintf(found, sizeof found, "no member \"%s\"", name);
        snprintf(text, sizeof text, "\"%s\": %s", name, expected);
        lty_read_wrong_found(reading, object, found, text);
    }
    return value;
}

bool lty_read_has(lty_programme_reading *reading, const lty_json *object, const char *name, const char *expected)
{
    return lty_read_required(reading, object, name, expected) != NULL;
}

bool lty_read_bool(bool *out, lty_programme_reading *reading, const lty_json *object, const char *name)
{
    const lty_json *value = lty_json_member(object, name);

    if (value == NULL) {
        return true;
    }
    if (value->type != LTY_JSON_TRUE && value->type != LTY_JSON_FALSE) {
        lty_read_wrong(reading, value, "true or false");
        return false;
    }
    *out = value->type == LTY_JSON_TRUE;
    return true;
}

bool lty_read_integer(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least, int64_t most)
{
    const lty_json *value = lty_json_member(object, name);
    char expected[LTY_READ_MESSAGE_MAX];

    if (value == NULL) {
        return true;
    }
    if (value->type != LTY_JSON_INTEGER || value->integer < least || value->integer > most) {
        snprintf(expected, sizeof expected, "an integer from %lld to %lld%s", (long long) least, (long long) most,
            value->type == LTY_JSON_DECIMAL ? ", written without point and exponent" : "");
        lty_read_wrong(reading, value, expected);
        return false;
    }
    *out = value->integer;
    return true;
}

bool lty_read_small(int32_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least, int64_t most)
{
    int64_t number = *out;
    const bool fits = lty_read_integer(&number, reading, object, name, least, most);

    *out = (int32_t) number;
    return fits;
}

bool lty_read_minor(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least)
{
    static const char *const examples[] = {"12 is 12", "1.2 is 12", "12.50 is 1250", "1.250 is 1250", "1.2500 is 12500"};
    const lty_json *value = lty_json_member(object, name);
    const lty_programme *programme = reading->programme;
    char expected[LTY_READ_MESSAGE_MAX];

    if (value == NULL) {
        return true;
    }
    if (value->type != LTY_JSON_INTEGER || value->integer < least || value->integer > LTY_PROGRAMME_MINOR_MAX) {
        int decimals = programme->currency_decimals >= 0 && programme->currency_decimals <= 4 ? programme->currency_decimals : 2;
        snprintf(expected, sizeof expected, "an integer from %lld to %lld: money is in minor units, so %s", (long long) least,
            (long long) LTY_PROGRAMME_MINOR_MAX, examples[decimals]);
        lty_read_wrong(reading, value, expected);
        return false;
    }
    *out = value->integer;
    return true;
}

bool lty_read_choice(
    int *out, lty_programme_reading *reading, const lty_json *object, const char *name, const char *const *names, size_t count, int first)
{
    const lty_json *value = lty_json_member(object, name);
    char expected[LTY_READ_MESSAGE_MAX];
    size_t used = 0;
    lty_near near;

    if (value == NULL) {
        return true;
    }
    lty_near_init(&near, value->text);
    for (size_t i = 0; i < count; i++) {
        if (value->type == LTY_JSON_STRING && lty_read_is(value->text, names[i])) {
            *out = first + (int) i;
            return true;
        }
        if (value->type == LTY_JSON_STRING) {
            lty_near_offer(&near, (lty_text){names[i], strlen(names[i])});
        }
        used += (size_t) snprintf(expected + used, sizeof expected - used, "%s\"%s\"", i == 0 ? "one of " : ", ", names[i]);
    }
    if (near.best.len > 0) {
        snprintf(expected + used, sizeof expected - used, "; did you mean \"%.*s\"?", (int) near.best.len, near.best.bytes);
    }
    lty_read_wrong(reading, value, expected);
    return false;
}

bool lty_read_phrase(lty_text *out, lty_programme_reading *reading, const lty_json *value)
{
    size_t at = 0;
    size_t letters = 0;
    size_t seen = 0;
    uint32_t code;
    bool plain = true;

    while (
        value->type == LTY_JSON_STRING && at < value->text.len && lty_utf8_next(&code, value->text.bytes, value->text.len, &at) == LTY_OK) {
        plain = plain && code >= 0x20 && code != 0x7F;
        seen += code > 0x20;
        letters++;
    }
    if (value->type != LTY_JSON_STRING || !plain || seen == 0 || letters > LTY_PROGRAMME_NAME_MAX) {
        lty_read_wrong(reading, value, "a string of 1 to 200 characters, no control characters, not only blanks");
        return false;
    }
    *out = value->text;
    return true;
}

bool lty_read_name(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *name)
{
    const lty_json *value = lty_json_member(object, name);

    return value == NULL || lty_read_phrase(out, reading, value);
}

bool lty_read_sku(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *about)
{
    const lty_json *value = lty_read_required(reading, object, "sku", about);

    if (value == NULL) {
        return false;
    }
    if (value->type != LTY_JSON_STRING || value->text.len == 0) {
        lty_read_wrong(reading, value, "the SKU of a product");
        return false;
    }
    *out = value->text;
    return true;
}

bool lty_read_key(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *name)
{
    static const char expected[] = "a lower-case letter, then up to 63 of a-z, 0-9, _ and -";
    const lty_json *value = lty_read_required(reading, object, name, expected);

    if (value == NULL) {
        return false;
    }
    bool fits = value->type == LTY_JSON_STRING && value->text.len >= 1 && value->text.len <= LTY_PROGRAMME_KEY_MAX;
    for (size_t i = 0; fits && i < value->text.len; i++) {
        char c = value->text.bytes[i];
        fits = (c >= 'a' && c <= 'z') || (i > 0 && ((c >= '0' && c <= '9') || c == '_' || c == '-'));
    }
    if (!fits) {
        lty_read_wrong(reading, value, expected);
        return false;
    }
    *out = value->text;
    return true;
}

void lty_read_own_key(lty_text *key, lty_programme_reading *reading, const lty_json *object, const void *first, size_t count, size_t stride,
    const char *expected)
{
    if (!lty_read_key(key, reading, object, "key")) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        lty_text other;
        memcpy(&other, (const char *) first + i * stride, sizeof other);
        if (lty_text_equal(other, *key)) {
            lty_read_wrong(reading, lty_json_member(object, "key"), expected);
            return;
        }
    }
}

lty_text lty_read_pointer(lty_programme_reading *reading, const lty_json *value)
{
    const lty_text pointer = lty_json_pointer(value, reading->arena);

    reading->memory = reading->memory || pointer.bytes == NULL;
    return pointer;
}

bool lty_read_instant(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, bool end)
{
    const lty_json *value = lty_json_member(object, name);
    const lty_zone *zone = &reading->programme->zone;
    int64_t day;

    if (value == NULL) {
        return true;
    }
    if (value->type == LTY_JSON_STRING && end && lty_day_parse(&day, value->text) == LTY_OK) {
        const int64_t next = lty_zone_day_start(zone, day + 1);
        if (next > LTY_TIME_MAX) {
            lty_read_wrong(reading, value, "a date before 9999-12-31");
            return false;
        }
        *out = next;
        return true;
    }
    if (value->type != LTY_JSON_STRING || lty_time_parse(out, value->text, zone) != LTY_OK) {
        lty_read_wrong(reading, value, "a date such as \"2011-12-10\", or an instant such as \"2011-12-10T18:30:00Z\"");
        return false;
    }
    return true;
}

bool lty_read_period(lty_period *out, lty_programme_reading *reading, const lty_json *value, const char *const *extra, size_t extra_count)
{
    static const char expected[] = "an object with \"months\" or \"days\"";
    const char *names[2 + LTY_READ_EXTRA_MAX] = {"months", "days"};
    int64_t months = 0;
    int64_t days = 0;

    LTY_ASSERT(extra_count <= LTY_READ_EXTRA_MAX);
    for (size_t i = 0; i < extra_count; i++) {
        names[2 + i] = extra[i];
    }
    if (!lty_read_object(reading, value, names, 2 + extra_count, expected)) {
        return false;
    }
    const bool has_months = lty_json_member(value, "months") != NULL;
    const bool has_days = lty_json_member(value, "days") != NULL;
    if (has_months == has_days) {
        lty_read_wrong_found(reading, value, has_days ? "both \"months\" and \"days\"" : "neither \"months\" nor \"days\"",
            "one of \"months\" and \"days\"");
        return false;
    }
    bool fits = lty_read_integer(&months, reading, value, "months", 1, LTY_PROGRAMME_MONTHS_MAX)
        && lty_read_integer(&days, reading, value, "days", 1, LTY_PROGRAMME_DAYS_MAX);
    *out = (lty_period){.months = (int32_t) months, .days = (int32_t) days};
    return fits;
}
