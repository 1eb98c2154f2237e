/*
 * The JSON reader behind programmes and events. It is stricter than most: an amount that is read as 12.5 or a key that stands
 * twice would change what a customer is owed, so numbers keep their text and duplicate keys are refused.
 *
 * No recursion: containers that are still open stand on a stack of LTY_JSON_DEPTH_MAX.
 *
 * Every event of a customer passes through here before a page is shown, so texts are not copied one by one: the document is, once,
 * and texts are cut out of the copy. Reading and messages stay with the input, which unescaping does not touch.
 */
#include <stdio.h>
#include <string.h>

#include "lty_check.h"
#include "lty_json.h"
#include "lty_sort.h"

typedef struct lty_json_reader {
    const char *bytes;
    char *copy; /* of bytes, in the arena: what texts point into */
    size_t len;
    size_t at;
    lty_arena *arena;
    lty_problems *problems;
    lty_json *open[LTY_JSON_DEPTH_MAX];
    lty_json *last[LTY_JSON_DEPTH_MAX]; /* the latest child of open[i] */
    bool mixed[LTY_JSON_DEPTH_MAX];     /* the members of open[i] so far do not ascend */
    size_t depth;
    bool duplicates;
} lty_json_reader;

/* What stands at a place, for a message: a word as a whole, else one character. */
static lty_text lty_json_found(char out[96], const lty_json_reader *reader, size_t at)
{
    size_t line = 1;
    size_t column = 1;
    size_t len = 0;
    int used;

    for (size_t i = 0; i < at && i < reader->len; i++) {
        unsigned char byte = (unsigned char) reader->bytes[i];
        if (byte == '\n') {
            line++;
            column = 1;
        } else if ((byte & 0xC0) != 0x80) {
            column++;
        }
    }
    while (at + len < reader->len && len < 24) {
        char c = reader->bytes[at + len];
        bool word =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '+' || c == '-' || c == '_';
        if (!word) {
            break;
        }
        len++;
    }
    if (at >= reader->len) {
        used = snprintf(out, 96, "the end of the document");
    } else if (len > 0) {
        used = snprintf(out, 96, "%.*s at line %zu, column %zu", (int) len, reader->bytes + at, line, column);
    } else {
        unsigned char byte = (unsigned char) reader->bytes[at];
        if (byte > 0x20 && byte < 0x7F) {
            used = snprintf(out, 96, "%c at line %zu, column %zu", byte, line, column);
        } else {
            used = snprintf(out, 96, "the byte 0x%02X at line %zu, column %zu", byte, line, column);
        }
    }
    return (lty_text){out, (size_t) used};
}

static lty_status lty_json_error(lty_json_reader *reader, size_t at, const char *expected)
{
    char found[96];
    lty_text pointer = {"", 0};

    if (reader->depth > 0) {
        pointer = lty_json_pointer(reader->open[reader->depth - 1], reader->arena);
        if (pointer.bytes == NULL) {
            return LTY_E_MEMORY;
        }
    }
    lty_problems_add(reader->problems, pointer, lty_json_found(found, reader, at), (lty_text){expected, strlen(expected)}, at);
    return reader->problems->failed ? LTY_E_MEMORY : LTY_E_JSON;
}

static inline void lty_json_blanks(lty_json_reader *reader)
{
    while (reader->at < reader->len) {
        const char c = reader->bytes[reader->at];
        if (c > ' ' || (c != ' ' && c != '\n' && c != '\t' && c != '\r')) {
            return;
        }
        reader->at++;
    }
}

/* -1 at the end. */
static int lty_json_peek(const lty_json_reader *reader)
{
    return reader->at < reader->len ? (unsigned char) reader->bytes[reader->at] : -1;
}

static bool lty_json_hex4(uint32_t *out, const lty_json_reader *reader, size_t at, size_t end)
{
    uint32_t value = 0;

    if (end - at < 4) {
        return false;
    }
    for (size_t i = at; i < at + 4; i++) {
        char c = reader->bytes[i];
        uint32_t digit;
        if (c >= '0' && c <= '9') {
            digit = (uint32_t) (c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = (uint32_t) (c - 'a') + 10;
        } else if (c >= 'A' && c <= 'F') {
            digit = (uint32_t) (c - 'A') + 10;
        } else {
            return false;
        }
        value = value << 4 | digit;
    }
    *out = value;
    return true;
}

static size_t lty_json_utf8(char *out, uint32_t code)
{
    if (code < 0x80) {
        out[0] = (char) code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char) (0xC0 | code >> 6);
        out[1] = (char) (0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char) (0xE0 | code >> 12);
        out[1] = (char) (0x80 | (code >> 6 & 0x3F));
        out[2] = (char) (0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char) (0xF0 | code >> 18);
    out[1] = (char) (0x80 | (code >> 12 & 0x3F));
    out[2] = (char) (0x80 | (code >> 6 & 0x3F));
    out[3] = (char) (0x80 | (code & 0x3F));
    return 4;
}

/* One escape whose backslash stands at *at: appends to out and moves *at behind it. False if it is none. */
static bool lty_json_escape(char *out, size_t *len, const lty_json_reader *reader, size_t *at, size_t end)
{
    static const char from[] = "\"\\/bfnrt";
    static const char to[] = "\"\\/\b\f\n\r\t";
    uint32_t code;
    uint32_t low;

    char c = reader->bytes[*at + 1];
    const char *simple = c == '\0' ? NULL : strchr(from, c);
    if (simple != NULL) {
        out[(*len)++] = to[simple - from];
        *at += 2;
        return true;
    }
    if (c != 'u' || !lty_json_hex4(&code, reader, *at + 2, end)) {
        return false;
    }
    size_t used = 6;
    if (code >= 0xDC00 && code <= 0xDFFF) {
        return false;
    }
    if (code >= 0xD800 && code <= 0xDBFF) {
        const char *next = reader->bytes + *at + 6;
        if (end - *at < 12 || next[0] != '\\' || next[1] != 'u' || !lty_json_hex4(&low, reader, *at + 8, end) || low < 0xDC00
            || low > 0xDFFF) {
            return false;
        }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        used = 12;
    }
    *len += lty_json_utf8(out + *len, code);
    *at += used;
    return true;
}

/* A byte that ends a run of plain ones inside a string. */
static bool lty_json_is_special(char c)
{
    return (unsigned char) c < 0x20 || c == '"' || c == '\\';
}

/*
 * Where the first special byte stands, len if none does; eight bytes in one step. In each of the three masks what is above the first
 * hit may be wrong (a borrow runs upwards), the lowest bit never is.
 */
static inline size_t lty_json_special(const lty_json_reader *reader, size_t at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t high = UINT64_C(0x8080808080808080);

    while (reader->len - at >= 8) {
        const uint64_t word = lty_load_le64((const unsigned char *) reader->bytes + at);
        const uint64_t quote = word ^ (ones * '"');
        const uint64_t slash = word ^ (ones * '\\');
        const uint64_t hits = (((word - ones * 0x20) & ~word) | ((quote - ones) & ~quote) | ((slash - ones) & ~slash)) & high;

        if (hits != 0) {
            return at + (size_t) __builtin_ctzll(hits) / 8;
        }
        at += 8;
    }
    while (at < reader->len && !lty_json_is_special(reader->bytes[at])) {
        at++;
    }
    return at;
}

/* A string whose opening quote stands at reader->at. Unescaping never makes a text longer, so its place in the copy is room enough. */
static lty_status lty_json_string(lty_text *out, lty_json_reader *reader)
{
    const size_t start = reader->at + 1;
    char *text = reader->copy + start;
    size_t end = lty_json_special(reader, start);
    size_t len = end - start; /* of what stands before the first escape, and is in its place */

    while (end < reader->len && reader->bytes[end] != '"') {
        if (reader->bytes[end] != '\\') {
            return lty_json_error(reader, end, "no control characters in a string: write \\n, \\t or \\u00XX");
        }
        end += 2;
        if (end < reader->len) {
            end = lty_json_special(reader, end);
        }
    }
    if (end >= reader->len) {
        return lty_json_error(reader, reader->len, "a \" that ends the string");
    }
    for (size_t at = start + len; at < end;) {
        if (reader->bytes[at] != '\\') {
            text[len++] = reader->bytes[at++];
        } else if (!lty_json_escape(text, &len, reader, &at, end)) {
            return lty_json_error(reader, at, "an escape of JSON: \\\" \\\\ \\/ \\b \\f \\n \\r \\t or \\uXXXX, surrogates in pairs");
        }
    }
    text[len] = '\0'; /* at most where the quote stood */
    *out = (lty_text){text, len};
    reader->at = end + 1;
    return LTY_OK;
}

static size_t lty_json_digits(const lty_json_reader *reader, size_t at)
{
    size_t end = at;

    while (end < reader->len && reader->bytes[end] >= '0' && reader->bytes[end] <= '9') {
        end++;
    }
    return end - at;
}

/* RFC 8259 section 6. */
static lty_status lty_json_number(lty_json *out, lty_json_reader *reader)
{
    const size_t start = reader->at;
    size_t at = start;
    bool plain = true;

    if (reader->bytes[at] == '-') {
        at++;
    }
    size_t digits = lty_json_digits(reader, at);
    if (digits == 0 || (digits > 1 && reader->bytes[at] == '0')) {
        return lty_json_error(reader, start, "a number without leading zero or plus sign");
    }
    at += digits;
    if (at < reader->len && reader->bytes[at] == '.') {
        plain = false;
        digits = lty_json_digits(reader, at + 1);
        if (digits == 0) {
            return lty_json_error(reader, start, "a digit behind the point");
        }
        at += 1 + digits;
    }
    if (at < reader->len && (reader->bytes[at] == 'e' || reader->bytes[at] == 'E')) {
        plain = false;
        at++;
        if (at < reader->len && (reader->bytes[at] == '+' || reader->bytes[at] == '-')) {
            at++;
        }
        digits = lty_json_digits(reader, at);
        if (digits == 0) {
            return lty_json_error(reader, start, "a digit in the exponent");
        }
        at += digits;
    }
    const char *text = reader->copy + start;
    out->text = (lty_text){text, at - start};
    lty_text magnitude = {text + 1, at - start - 1};
    bool minus_zero = text[0] == '-' && magnitude.len == 1 && text[1] == '0';
    out->type = LTY_JSON_DECIMAL;
    if (plain && (minus_zero || lty_text_integer(&out->integer, out->text) == LTY_OK)) {
        out->type = LTY_JSON_INTEGER;
    }
    reader->at = at;
    return LTY_OK;
}

static bool lty_json_word(lty_json_reader *reader, const char *word)
{
    size_t len = strlen(word);

    if (reader->len - reader->at < len || memcmp(reader->bytes + reader->at, word, len) != 0) {
        return false;
    }
    reader->at += len;
    return true;
}

static lty_status lty_json_scalar(lty_json *node, lty_json_reader *reader)
{
    int c = lty_json_peek(reader);

    if (c == '"') {
        node->type = LTY_JSON_STRING;
        return lty_json_string(&node->text, reader);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
        return lty_json_number(node, reader);
    }
    if (lty_json_word(reader, "true")) {
        node->type = LTY_JSON_TRUE;
    } else if (lty_json_word(reader, "false")) {
        node->type = LTY_JSON_FALSE;
    } else if (lty_json_word(reader, "null")) {
        node->type = LTY_JSON_NULL;
    } else if (c == ']' || c == '}') {
        return lty_json_error(reader, reader->at, "a value; no comma stands behind the last one");
    } else {
        return lty_json_error(reader, reader->at, "a value: an object, an array, a string in double quotes, a number, true, false or null");
    }
    return LTY_OK;
}

static lty_status lty_json_key(lty_json *node, lty_json_reader *reader)
{
    if (lty_json_peek(reader) != '"') {
        return lty_json_error(reader, reader->at,
            lty_json_peek(reader) == '}' ? "a member; no comma stands behind the last one" : "the name of a member, in double quotes");
    }
    lty_status status = lty_json_string(&node->key, reader);
    if (status != LTY_OK) {
        return status;
    }
    lty_json_blanks(reader);
    if (lty_json_peek(reader) != ':') {
        return lty_json_error(reader, reader->at, "a : behind the name of a member");
    }
    reader->at++;
    lty_json_blanks(reader);
    return LTY_OK;
}

/* One value and, inside an object, its key. Containers are left open on the stack. */
static lty_status lty_json_value(lty_json **out, lty_json_reader *reader)
{
    lty_json *parent = reader->depth > 0 ? reader->open[reader->depth - 1] : NULL;
    lty_json *node = lty_arena_new(reader->arena, 1, sizeof *node);

    if (node == NULL) {
        return LTY_E_MEMORY;
    }
    lty_json_blanks(reader);
    *node = (lty_json){.parent = parent, .offset = reader->at};
    if (parent != NULL && parent->type == LTY_JSON_OBJECT) {
        lty_status status = lty_json_key(node, reader);
        if (status != LTY_OK) {
            return status;
        }
        node->offset = reader->at;
    }
    if (parent != NULL) {
        lty_json *last = reader->last[reader->depth - 1];
        if (last == NULL) {
            parent->child = node;
        } else {
            last->next = node;
            reader->mixed[reader->depth - 1] |= parent->type == LTY_JSON_OBJECT && lty_text_compare_names(last->key, node->key) >= 0;
        }
        reader->last[reader->depth - 1] = node;
        parent->count++;
    }
    *out = node;
    int c = lty_json_peek(reader);
    if (c != '[' && c != '{') {
        return lty_json_scalar(node, reader);
    }
    if (reader->depth == LTY_JSON_DEPTH_MAX) {
        return lty_json_error(reader, reader->at, "at most 64 arrays and objects inside one another");
    }
    node->type = c == '[' ? LTY_JSON_ARRAY : LTY_JSON_OBJECT;
    reader->open[reader->depth] = node;
    reader->last[reader->depth] = NULL;
    reader->mixed[reader->depth] = false;
    reader->depth++;
    reader->at++;
    return LTY_OK;
}

static int lty_json_order(const void *a, const void *b)
{
    const lty_json *left = *(const lty_json *const *) a;
    const lty_json *right = *(const lty_json *const *) b;
    size_t len = left->key.len < right->key.len ? left->key.len : right->key.len;
    int order = len == 0 ? 0 : memcmp(left->key.bytes, right->key.bytes, len);

    if (order == 0) {
        order = (left->key.len > right->key.len) - (left->key.len < right->key.len);
    }
    if (order == 0) {
        order = (left->offset > right->offset) - (left->offset < right->offset);
    }
    return order;
}

/* Reports every key that stands a second time among members in their order. */
static lty_status lty_json_twice(lty_json_reader *reader, const lty_json *const *members, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (!lty_text_equal(members[i - 1]->key, members[i]->key)) {
            continue;
        }
        reader->duplicates = true;
        if (reader->problems->count >= LTY_PROBLEMS_MAX) {
            break;
        }
        lty_text pointer = lty_json_pointer(members[i], reader->arena);
        if (pointer.bytes == NULL) {
            return LTY_E_MEMORY;
        }
        lty_problems_add(reader->problems, pointer, LTY_TEXT("a member of that name for the second time"), LTY_TEXT("each name once"),
            members[i]->offset);
    }
    return LTY_OK;
}

/* Orders the members of an object that is complete. What is written canonically ascends already: then none stands twice either. */
static lty_status lty_json_close(lty_json_reader *reader)
{
    const bool mixed = reader->mixed[reader->depth - 1];
    lty_json *node = reader->open[reader->depth - 1];
    size_t i = 0;

    if (node->type == LTY_JSON_OBJECT && node->count > 0) {
        const size_t room = mixed ? 2 * node->count : node->count; /* to sort in */
        const lty_json **members = lty_arena_new(reader->arena, room, sizeof *members);
        if (members == NULL) {
            return LTY_E_MEMORY;
        }
        for (const lty_json *child = node->child; child != NULL; child = child->next) {
            members[i++] = child;
        }
        node->members = members;
        if (mixed) {
            lty_sort(members, members + node->count, node->count, sizeof *members, lty_json_order);
            lty_status status = lty_json_twice(reader, members, node->count);
            if (status != LTY_OK) {
                return status;
            }
        }
    }
    reader->depth--;
    return reader->problems->failed ? LTY_E_MEMORY : LTY_OK;
}

/* Behind a value: closes what ends here. *more says that a comma asks for another value. */
static lty_status lty_json_after(bool *more, lty_json_reader *reader)
{
    *more = false;
    while (reader->depth > 0) {
        lty_json_blanks(reader);
        bool object = reader->open[reader->depth - 1]->type == LTY_JSON_OBJECT;
        int c = lty_json_peek(reader);
        if (c == (object ? '}' : ']')) {
            lty_status status = lty_json_close(reader);
            if (status != LTY_OK) {
                return status;
            }
            reader->at++;
        } else if (c == ',' && reader->open[reader->depth - 1]->count > 0) {
            reader->at++;
            *more = true;
            return LTY_OK;
        } else {
            return lty_json_error(reader, reader->at, object ? "a , or a } behind a member" : "a , or a ] behind an element");
        }
    }
    return LTY_OK;
}

static lty_status lty_json_read(lty_json **root, lty_json_reader *reader)
{
    bool more = true;

    while (more) {
        lty_json *node;
        size_t depth = reader->depth;
        lty_status status = lty_json_value(&node, reader);
        if (status != LTY_OK) {
            return status;
        }
        if (node->parent == NULL) {
            *root = node;
        }
        if (reader->depth > depth) {
            lty_json_blanks(reader);
            if (lty_json_peek(reader) != (node->type == LTY_JSON_OBJECT ? '}' : ']')) {
                continue;
            }
        }
        status = lty_json_after(&more, reader);
        if (status != LTY_OK) {
            return status;
        }
    }
    lty_json_blanks(reader);
    if (reader->at < reader->len) {
        return lty_json_error(reader, reader->at, "nothing behind the document");
    }
    return LTY_OK;
}

lty_status lty_json_parse(const lty_json **out, const char *bytes, size_t len, lty_arena *arena, lty_problems *problems)
{
    lty_json_reader reader = {.bytes = bytes, .len = len, .arena = arena, .problems = problems};
    lty_json *root = NULL;

    if (len >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0) {
        return lty_json_error(&reader, 0, "UTF-8 without a byte order mark");
    }
    const size_t good = lty_utf8_span(bytes, len);
    if (good < len) {
        return lty_json_error(&reader, good, "well-formed UTF-8");
    }
    reader.copy = lty_arena_copy(arena, bytes, len);
    if (reader.copy == NULL) {
        return LTY_E_MEMORY;
    }
    lty_status status = lty_json_read(&root, &reader);
    if (status != LTY_OK) {
        return status;
    }
    if (reader.duplicates) {
        return LTY_E_JSON;
    }
    *out = root;
    return LTY_OK;
}
