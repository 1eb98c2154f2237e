/* Texts with a length, a growing buffer, UTF-8, hexadecimal, little endian. */
#ifndef LTY_BYTES_H
#define LTY_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"

/* Bytes that somebody else owns; not NUL-terminated in general. {NULL, 0} is the empty text. */
typedef struct lty_text {
    const char *bytes;
    size_t len;
} lty_text;

#define LTY_TEXT(literal) ((lty_text){(literal), sizeof(literal) - 1})

bool lty_text_equal(lty_text a, lty_text b);

/* Bytewise, shorter first on a common prefix: the canonical order of customer keys. <0, 0, >0. */
int lty_text_compare(lty_text a, lty_text b);

/* As lty_text_compare, for names: most pairs differ in their first bytes, where a call costs more than the comparison. */
static inline int lty_text_compare_names(lty_text a, lty_text b)
{
    const size_t shorter = a.len < b.len ? a.len : b.len;

    for (size_t i = 0; i < shorter; i++) {
        if (a.bytes[i] != b.bytes[i]) {
            return (unsigned char) a.bytes[i] < (unsigned char) b.bytes[i] ? -1 : 1;
        }
    }
    return (a.len > b.len) - (a.len < b.len);
}

/* Numeric where both are plain decimal integers (no sign but '-', no leading zero), such keys first; else bytewise. */
int lty_text_compare_natural(lty_text a, lty_text b);

/* How many bytes from the start are well-formed UTF-8: len, or where the first sequence stands that is not. */
size_t lty_utf8_span(const char *bytes, size_t len);

/* True for well-formed UTF-8 (no overlong forms, surrogates or values over U+10FFFF). */
bool lty_utf8_valid(const char *bytes, size_t len);

/*
 * Reads one code point at *at and moves *at behind it. LTY_E_UTF8 if the bytes there are not well-formed; *at is then left.
 */
lty_status lty_utf8_next(uint32_t *out, const char *bytes, size_t len, size_t *at);

/* A base-10 integer, '-' allowed, nothing else; the whole text. LTY_E_RANGE if it does not fit, LTY_E_ROW if it is none. */
lty_status lty_text_integer(int64_t *out, lty_text text);

/*
 * A buffer that grows. After a failed append the buffer keeps what it had and remembers the failure: check `failed` once at
 * the end. init() allocates nothing; destroy() may be called twice.
 */
typedef struct lty_buffer {
    const lty_alloc *alloc;
    char *bytes;
    size_t len;
    size_t capacity;
    bool failed;
} lty_buffer;

void lty_buffer_init(lty_buffer *buffer, const lty_alloc *alloc);
void lty_buffer_destroy(lty_buffer *buffer);
void lty_buffer_append(lty_buffer *buffer, const char *bytes, size_t len);
void lty_buffer_text(lty_buffer *buffer, lty_text text);
void lty_buffer_string(lty_buffer *buffer, const char *text); /* NUL-terminated */
void lty_buffer_integer(lty_buffer *buffer, int64_t value);   /* base 10 */
void lty_buffer_json(lty_buffer *buffer, lty_text text);      /* a JSON string with its quotes; UTF-8 is kept */

/* What was gathered; never fails, the empty text if nothing was. Valid until the next append. */
lty_text lty_buffer_view(const lty_buffer *buffer);

/* Written out, compilers make one load or store of each; every coupon code needs six. */
static inline uint64_t lty_load_le64(const unsigned char *bytes)
{
    return (uint64_t) bytes[0] | (uint64_t) bytes[1] << 8 | (uint64_t) bytes[2] << 16 | (uint64_t) bytes[3] << 24
        | (uint64_t) bytes[4] << 32 | (uint64_t) bytes[5] << 40 | (uint64_t) bytes[6] << 48 | (uint64_t) bytes[7] << 56;
}

static inline void lty_store_le64(unsigned char *bytes, uint64_t value)
{
    bytes[0] = (unsigned char) value;
    bytes[1] = (unsigned char) (value >> 8);
    bytes[2] = (unsigned char) (value >> 16);
    bytes[3] = (unsigned char) (value >> 24);
    bytes[4] = (unsigned char) (value >> 32);
    bytes[5] = (unsigned char) (value >> 40);
    bytes[6] = (unsigned char) (value >> 48);
    bytes[7] = (unsigned char) (value >> 56);
}

#endif
