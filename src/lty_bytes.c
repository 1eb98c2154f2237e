/* Texts and buffers. Nothing here knows what the bytes mean. */
#include <string.h>

#include "lty_bytes.h"

bool lty_text_equal(lty_text a, lty_text b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.bytes, b.bytes, a.len) == 0);
}

int lty_text_compare(lty_text a, lty_text b)
{
    const size_t shorter = a.len < b.len ? a.len : b.len;
    const int order = shorter == 0 ? 0 : memcmp(a.bytes, b.bytes, shorter);

    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

/* "0", "-5", "12", never "007", "-0", "+1": a text that is the only way to write its number. */
static bool lty_text_is_integer(lty_text text)
{
    const size_t sign = text.len > 0 && text.bytes[0] == '-' ? 1 : 0;

    if (text.len == sign || (text.bytes[sign] == '0' && text.len > 1)) {
        return false;
    }
    for (size_t i = sign; i < text.len; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return false;
        }
    }
    return true;
}

int lty_text_compare_natural(lty_text a, lty_text b)
{
    const bool a_integer = lty_text_is_integer(a);
    const bool b_integer = lty_text_is_integer(b);

    if (a_integer != b_integer) {
        return a_integer ? -1 : 1;
    }
    if (!a_integer) {
        return lty_text_compare(a, b);
    }
    const bool a_negative = a.bytes[0] == '-';
    const bool b_negative = b.bytes[0] == '-';
    if (a_negative != b_negative) {
        return a_negative ? -1 : 1;
    }
    /* Without leading zeros the longer number is the larger one, however long: nothing is converted, nothing overflows. */
    const int order = a.len != b.len ? (a.len < b.len ? -1 : 1) : lty_text_compare(a, b);
    return a_negative ? -order : order;
}

/* How many bytes a sequence has and the least value that may be written so; 0 for a byte that starts none. */
static size_t lty_utf8_start(unsigned char first, uint32_t *bits, uint32_t *least)
{
    if (first < 0x80) {
        *bits = first;
        *least = 0;
        return 1;
    }
    if (first >= 0xC2 && first <= 0xDF) {
        *bits = first & 0x1FU;
        *least = 0x80;
        return 2;
    }
    if (first >= 0xE0 && first <= 0xEF) {
        *bits = first & 0x0FU;
        *least = 0x800;
        return 3;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        *bits = first & 0x07U;
        *least = 0x10000;
        return 4;
    }
    return 0;
}

lty_status lty_utf8_next(uint32_t *out, const char *bytes, size_t len, size_t *at)
{
    uint32_t point = 0;
    uint32_t least = 0;
    const size_t size = *at < len ? lty_utf8_start((unsigned char) bytes[*at], &point, &least) : 0;

    if (size == 0 || size > len - *at) {
        return LTY_E_UTF8;
    }
    for (size_t i = 1; i < size; i++) {
        const unsigned char next = (unsigned char) bytes[*at + i];
        if ((next & 0xC0U) != 0x80U) {
            return LTY_E_UTF8;
        }
        point = point << 6 | (next & 0x3FU);
    }
    if (point < least || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF)) {
        return LTY_E_UTF8;
    }
    *out = point;
    *at += size;
    return LTY_OK;
}

size_t lty_utf8_span(const char *bytes, size_t len)
{
    const uint64_t high = UINT64_C(0x8080808080808080);
    uint32_t point;
    size_t at = 0;

    while (at < len) {
        if (len - at >= 8 && (lty_load_le64((const unsigned char *) bytes + at) & high) == 0) {
            at += 8; /* most texts are ASCII from end to end */
        } else if ((unsigned char) bytes[at] < 0x80) {
            at++;
        } else if (lty_utf8_next(&point, bytes, len, &at) != LTY_OK) {
            break;
        }
    }
    return at;
}

bool lty_utf8_valid(const char *bytes, size_t len)
{
    return lty_utf8_span(bytes, len) == len;
}

lty_status lty_text_integer(int64_t *out, lty_text text)
{
    const bool negative = text.len > 0 && text.bytes[0] == '-';
    const size_t start = negative ? 1 : 0;
    int64_t value = 0;

    if (text.len == start) {
        return LTY_E_ROW;
    }
    for (size_t i = start; i < text.len; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return LTY_E_ROW;
        }
    }
    if (text.len - start <= 18) { /* then nothing can overflow */
        for (size_t i = start; i < text.len; i++) {
            value = value * 10 + (text.bytes[i] - '0');
        }
        *out = negative ? -value : value;
        return LTY_OK;
    }
    for (size_t i = start; i < text.len; i++) {
        const int64_t digit = text.bytes[i] - '0';
        if (__builtin_mul_overflow(value, 10, &value) || __builtin_add_overflow(value, negative ? -digit : digit, &value)) {
            return LTY_E_RANGE;
        }
    }
    *out = value;
    return LTY_OK;
}

void lty_buffer_init(lty_buffer *buffer, const lty_alloc *alloc)
{
    memset(buffer, 0, sizeof *buffer);
    buffer->alloc = alloc;
}

void lty_buffer_destroy(lty_buffer *buffer)
{
    lty_alloc_free(buffer->alloc, buffer->bytes, buffer->capacity);
    lty_buffer_init(buffer, buffer->alloc);
}

void lty_buffer_append(lty_buffer *buffer, const char *bytes, size_t len)
{
    void *memory = buffer->bytes;

    if (buffer->failed || len == 0) {
        return;
    }
    if (len > SIZE_MAX - buffer->len || lty_alloc_reserve(buffer->alloc, &memory, &buffer->capacity, buffer->len + len, 1) != LTY_OK) {
        buffer->failed = true;
        return;
    }
    buffer->bytes = memory;
    memcpy(buffer->bytes + buffer->len, bytes, len);
    buffer->len += len;
}

void lty_buffer_text(lty_buffer *buffer, lty_text text)
{
    lty_buffer_append(buffer, text.bytes, text.len);
}

void lty_buffer_string(lty_buffer *buffer, const char *text)
{
    lty_buffer_append(buffer, text, strlen(text));
}

void lty_buffer_integer(lty_buffer *buffer, int64_t value)
{
    char digits[20];
    size_t at = sizeof digits;
    uint64_t rest = value < 0 ? 0 - (uint64_t) value : (uint64_t) value;

    do {
        digits[--at] = (char) ('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    lty_buffer_append(buffer, digits + at, sizeof digits - at);
}

void lty_buffer_json(lty_buffer *buffer, lty_text text)
{
    static const char hex[] = "0123456789abcdef";
    size_t from = 0;

    lty_buffer_append(buffer, "\"", 1);
    for (size_t i = 0; i < text.len; i++) {
        const unsigned char byte = (unsigned char) text.bytes[i];
        if (byte >= 0x20 && byte != '"' && byte != '\\') {
            continue;
        }
        const char escape[6] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
        lty_buffer_append(buffer, text.bytes + from, i - from);
        if (byte >= 0x20) {
            lty_buffer_append(buffer, "\\", 1);
            lty_buffer_append(buffer, text.bytes + i, 1);
        } else {
            lty_buffer_append(buffer, escape, sizeof escape);
        }
        from = i + 1;
    }
    lty_buffer_append(buffer, text.len == 0 ? "" : text.bytes + from, text.len - from);
    lty_buffer_append(buffer, "\"", 1);
}

lty_text lty_buffer_view(const lty_buffer *buffer)
{
    return (lty_text){buffer->bytes, buffer->len};
}
