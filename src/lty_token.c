/*
 * A token is a prefix, then base 32 over key id, payload and tag. The prefix does not choose the algorithm: the key id finds a key of
 * the ring, whose type has to be the prefix's. What is signed is PAE of label, key id, payload and domain, so neither a boundary nor the
 * shop can be moved. The tag is checked before any byte of the payload means anything.
 */
#include <stddef.h>
#include <string.h>

#include "lty_time.h"
#include "lty_token.h"

#define LTY_TOKEN_PREFIX_CHARS 4U
#define LTY_TOKEN_BYTES_MAX ((LTY_TOKEN_CHARS_MAX - LTY_TOKEN_PREFIX_CHARS) * 5 / 8)
#define LTY_TOKEN_PAYLOAD_MIN 6U /* campaign, serial and kind, each a tag and a byte */
#define LTY_TOKEN_NUMBER_BYTES 8U
#define LTY_TOKEN_LABEL_BYTES 17U
#define LTY_TOKEN_MESSAGE_MAX (8U + 4 * 8U + LTY_TOKEN_LABEL_BYTES + LTY_TOKEN_BYTES_MAX + LTY_KEYRING_DOMAIN_MAX)
#define LTY_TOKEN_FLAGS (LTY_TOKEN_EMAIL_ONLY | LTY_TOKEN_CATEGORIES | LTY_TOKEN_ALONE)
#define LTY_TOKEN_KIND_PERCENT 1
#define LTY_TOKEN_KIND_FIXED 2
#define LTY_TOKEN_KIND_FREE_SHIPPING 3
#define LTY_TOKEN_KIND_GIFT 5
#define LTY_TOKEN_PERCENT_MAX 10000
#define LTY_TOKEN_NO_SYMBOL 32U

static const char lty_token_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static size_t lty_token_tag_bytes(lty_token_type type)
{
    return type == LTY_TOKEN_PUBLIC ? LTY_SIGN_SIGNATURE_BYTES : LTY_KEYRING_TAG_BYTES;
}

static bool lty_token_says(const lty_token *token, int tag)
{
    return (token->has >> tag & 1) != 0;
}

static lty_status lty_token_at(int *tag, int of, lty_status status)
{
    if (tag != NULL) {
        *tag = of;
    }
    return status;
}

/* Where a tag that is a number has it; 0 for the others. */
static size_t lty_token_number_at(int tag)
{
    static const size_t at[] = {
        [LTY_TOKEN_TAG_CAMPAIGN] = offsetof(lty_token, campaign),
        [LTY_TOKEN_TAG_SERIAL] = offsetof(lty_token, serial),
        [LTY_TOKEN_TAG_KIND] = offsetof(lty_token, kind),
        [LTY_TOKEN_TAG_VALUE] = offsetof(lty_token, value),
        [LTY_TOKEN_TAG_MIN_ORDER] = offsetof(lty_token, min_order_minor),
        [LTY_TOKEN_TAG_NOT_BEFORE] = offsetof(lty_token, not_before_s),
        [LTY_TOKEN_TAG_EXPIRES] = offsetof(lty_token, expires_s),
        [LTY_TOKEN_TAG_FLAGS] = offsetof(lty_token, flags),
        [LTY_TOKEN_TAG_MAX_DISCOUNT] = offsetof(lty_token, max_discount_minor),
    };

    return at[tag];
}

/* 0 of a tag that is no number. */
static int64_t lty_token_value(const lty_token *token, int tag)
{
    const size_t at = lty_token_number_at(tag);
    int64_t number = 0;

    if (at != 0) {
        memcpy(&number, (const char *) token + at, sizeof number);
    }
    return number;
}

/* Code points that show nothing, turn the text around or mean what somebody agreed on: Unicode 16, categories Cc, Cf and Co. */
static bool lty_token_invisible(uint32_t point)
{
    static const uint32_t ranges[][2] = {{0x0, 0x1F}, {0x7F, 0x9F}, {0xAD, 0xAD}, {0x600, 0x605}, {0x61C, 0x61C}, {0x6DD, 0x6DD},
        {0x70F, 0x70F}, {0x890, 0x891}, {0x8E2, 0x8E2}, {0x180E, 0x180E}, {0x200B, 0x200F}, {0x202A, 0x202E}, {0x2060, 0x2064},
        {0x2066, 0x206F}, {0xE000, 0xF8FF}, {0xFEFF, 0xFEFF}, {0xFFF9, 0xFFFB}, {0x110BD, 0x110BD}, {0x110CD, 0x110CD}, {0x13430, 0x1343F},
        {0x1BCA0, 0x1BCA3}, {0x1D173, 0x1D17A}, {0xE0001, 0xE0001}, {0xE0020, 0xE007F}, {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}};

    size_t i = 0;

    while (i < sizeof ranges / sizeof ranges[0] && point > ranges[i][1]) {
        i++;
    }
    return i < sizeof ranges / sizeof ranges[0] && point >= ranges[i][0];
}

static lty_status lty_token_check_name(const lty_token *token)
{
    size_t at = 0;

    if (token->name_len > LTY_TOKEN_NAME_MAX) {
        return LTY_E_CODE_FIELD_RANGE;
    }
    while (at < token->name_len) {
        uint32_t point;

        if (lty_utf8_next(&point, token->name, token->name_len, &at) != LTY_OK) {
            return LTY_E_CODE_UTF8;
        }
        if (lty_token_invisible(point)) {
            return LTY_E_CODE_FIELD_RANGE;
        }
    }
    return LTY_OK;
}

/* Kind and value. */
static lty_status lty_token_check_value(int *tag, const lty_token *token)
{
    const bool has = lty_token_says(token, LTY_TOKEN_TAG_VALUE);
    const int64_t most = token->kind == LTY_TOKEN_KIND_PERCENT ? LTY_TOKEN_PERCENT_MAX : LTY_TOKEN_NUMBER_MAX;

    if (token->kind < LTY_TOKEN_KIND_PERCENT || token->kind > LTY_TOKEN_KIND_GIFT) {
        return lty_token_at(tag, LTY_TOKEN_TAG_KIND, LTY_E_CODE_FIELD_RANGE);
    }
    if (token->kind == LTY_TOKEN_KIND_FREE_SHIPPING) {
        return has ? lty_token_at(tag, LTY_TOKEN_TAG_VALUE, LTY_E_CODE_FIELD_UNKNOWN) : LTY_OK;
    }
    if (!has) {
        return lty_token_at(tag, LTY_TOKEN_TAG_VALUE, LTY_E_CODE_FIELD_MISSING);
    }
    return token->value < 1 || token->value > most ? lty_token_at(tag, LTY_TOKEN_TAG_VALUE, LTY_E_CODE_FIELD_RANGE) : LTY_OK;
}

/* A currency stands exactly where there is an amount: one without an amount misses that, an amount without one misses the currency. */
static lty_status lty_token_check_currency(int *tag, const lty_token *token)
{
    const bool amount = token->kind == LTY_TOKEN_KIND_FIXED || lty_token_says(token, LTY_TOKEN_TAG_MIN_ORDER)
        || lty_token_says(token, LTY_TOKEN_TAG_MAX_DISCOUNT);

    if (amount != lty_token_says(token, LTY_TOKEN_TAG_CURRENCY)) {
        return lty_token_at(tag, LTY_TOKEN_TAG_CURRENCY, LTY_E_CODE_FIELD_MISSING);
    }
    for (size_t i = 0; amount && i < 3; i++) {
        if (token->currency[i] < 'A' || token->currency[i] > 'Z') {
            return lty_token_at(tag, LTY_TOKEN_TAG_CURRENCY, LTY_E_CODE_FIELD_RANGE);
        }
    }
    return LTY_OK;
}

lty_status lty_token_check(int *tag, const lty_token *token)
{
    const uint32_t known = ((UINT32_C(1) << LTY_TOKEN_TAG_MAX_DISCOUNT) - 1) << 1;

    if ((token->has & ~known) != 0) {
        return lty_token_at(tag, 0, LTY_E_CODE_FIELD_UNKNOWN);
    }
    for (int i = LTY_TOKEN_TAG_CAMPAIGN; i <= LTY_TOKEN_TAG_KIND; i++) {
        if (!lty_token_says(token, i)) {
            return lty_token_at(tag, i, LTY_E_CODE_FIELD_MISSING);
        }
    }
    for (int i = LTY_TOKEN_TAG_CAMPAIGN; i <= LTY_TOKEN_TAG_MAX_DISCOUNT; i++) {
        const int64_t number = lty_token_says(token, i) ? lty_token_value(token, i) : 0;

        if (number < 0 || number > LTY_TOKEN_NUMBER_MAX) {
            return lty_token_at(tag, i, LTY_E_CODE_FIELD_RANGE);
        }
    }
    lty_status status = lty_token_check_value(tag, token);
    if (status == LTY_OK) {
        status = lty_token_check_currency(tag, token);
    }
    if (status != LTY_OK) {
        return status;
    }
    if (lty_token_says(token, LTY_TOKEN_TAG_EXPIRES) && lty_token_says(token, LTY_TOKEN_TAG_NOT_BEFORE)
        && token->expires_s <= token->not_before_s) {
        return lty_token_at(tag, LTY_TOKEN_TAG_EXPIRES, LTY_E_CODE_FIELD_RANGE);
    }
    if (lty_token_says(token, LTY_TOKEN_TAG_FLAGS) && (token->flags & ~(int64_t) LTY_TOKEN_FLAGS) != 0) {
        return lty_token_at(tag, LTY_TOKEN_TAG_FLAGS, LTY_E_CODE_FIELD_RANGE);
    }
    if (lty_token_says(token, LTY_TOKEN_TAG_NAME)) {
        status = lty_token_check_name(token);
    }
    return status == LTY_OK ? LTY_OK : lty_token_at(tag, LTY_TOKEN_TAG_NAME, status);
}

static size_t lty_token_put_number(unsigned char *out, int64_t number)
{
    uint64_t rest = (uint64_t) number;
    size_t len = 0;

    while (rest >= 0x80) {
        out[len++] = (unsigned char) (rest | 0x80);
        rest >>= 7;
    }
    out[len++] = (unsigned char) rest;
    return len;
}

/* The payload of fields that lty_token_check() passed. */
static size_t lty_token_put_payload(unsigned char out[LTY_TOKEN_PAYLOAD_MAX], const lty_token *token)
{
    size_t len = 0;

    for (int tag = LTY_TOKEN_TAG_CAMPAIGN; tag <= LTY_TOKEN_TAG_MAX_DISCOUNT; tag++) {
        const void *bytes = NULL;
        size_t count = 0;

        if (!lty_token_says(token, tag)) {
            continue;
        }
        out[len++] = (unsigned char) tag;
        if (tag == LTY_TOKEN_TAG_CURRENCY) {
            bytes = token->currency;
            count = 3;
        } else if (tag == LTY_TOKEN_TAG_CUSTOMER) {
            bytes = token->customer;
            count = sizeof token->customer;
            len += lty_token_put_number(out + len, (int64_t) count);
        } else if (tag == LTY_TOKEN_TAG_NAME) {
            bytes = token->name;
            count = token->name_len;
            len += lty_token_put_number(out + len, (int64_t) count);
        } else {
            len += lty_token_put_number(out + len, lty_token_value(token, tag));
        }
        if (count > 0) {
            memcpy(out + len, bytes, count);
            len += count;
        }
    }
    return len;
}

/* PAE of what is signed; body is the key id and the payload behind it. */
static size_t lty_token_message(
    unsigned char out[LTY_TOKEN_MESSAGE_MAX], lty_token_type type, const unsigned char *body, size_t payload_len, lty_text domain)
{
    const char *label = type == LTY_TOKEN_PUBLIC ? "loyalty.full.v1.P" : "loyalty.full.v1.S";
    const struct {
        const void *bytes;
        size_t len;
    } parts[] = {
        {label, LTY_TOKEN_LABEL_BYTES},
        {body, LTY_KEYRING_KID_BYTES},
        {body + LTY_KEYRING_KID_BYTES, payload_len},
        {domain.bytes, domain.len},
    };
    size_t len = 8;

    lty_store_le64(out, sizeof parts / sizeof parts[0]);
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        lty_store_le64(out + len, parts[i].len);
        memcpy(out + len + 8, parts[i].bytes, parts[i].len);
        len += 8 + parts[i].len;
    }
    return len;
}

/* Base 32 with zero bits at the end; returns the number of characters. */
static size_t lty_token_write(char *out, const unsigned char *bytes, size_t len)
{
    uint32_t bits = 0;
    unsigned held = 0;
    size_t count = 0;

    for (size_t i = 0; i < len; i++) {
        bits = (bits << 8 | bytes[i]) & 0xFFF;
        held += 8;
        while (held >= 5) {
            held -= 5;
            out[count++] = lty_token_alphabet[bits >> held & 31];
        }
    }
    if (held > 0) {
        out[count++] = lty_token_alphabet[bits << (5 - held) & 31];
    }
    return count;
}

lty_status lty_token_issue(char out[LTY_TOKEN_CHARS_MAX], size_t *len, const lty_keyring *ring, int slot, const lty_token *token)
{
    unsigned char bytes[LTY_KEYRING_KID_BYTES + LTY_TOKEN_PAYLOAD_MAX + LTY_SIGN_SIGNATURE_BYTES];
    unsigned char message[LTY_TOKEN_MESSAGE_MAX];
    lty_token_key key;
    const lty_status status = lty_token_check(NULL, token);

    if (status != LTY_OK) {
        return status;
    }
    if (!lty_keyring_token(&key, ring, slot)) {
        return LTY_E_KEY_SLOT;
    }
    memcpy(bytes, key.kid, sizeof key.kid);
    const size_t payload_len = lty_token_put_payload(bytes + LTY_KEYRING_KID_BYTES, token);
    const size_t signed_len = LTY_KEYRING_KID_BYTES + payload_len;
    const size_t message_len = lty_token_message(message, key.type, bytes, payload_len, lty_keyring_domain(ring));
    if (!lty_keyring_token_sign(bytes + signed_len, ring, slot, message, message_len)) {
        return LTY_E_KEY_SLOT;
    }
    memcpy(out, key.type == LTY_TOKEN_PUBLIC ? "C1P." : "C1S.", LTY_TOKEN_PREFIX_CHARS);
    *len = LTY_TOKEN_PREFIX_CHARS + lty_token_write(out + LTY_TOKEN_PREFIX_CHARS, bytes, signed_len + lty_token_tag_bytes(key.type));
    return LTY_OK;
}

/* Upper case for an ASCII letter, whatever the locale. */
static char lty_token_upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
}

bool lty_token_looks_like(const char *bytes, size_t len)
{
    if (len > 128) {
        return true;
    }
    return len >= LTY_TOKEN_PREFIX_CHARS && lty_token_upper(bytes[0]) == 'C' && bytes[1] >= '0' && bytes[1] <= '9'
        && lty_token_upper(bytes[2]) >= 'A' && lty_token_upper(bytes[2]) <= 'Z' && bytes[3] == '.';
}

/* The number of a symbol as typed, LTY_TOKEN_NO_SYMBOL for anything else. */
static unsigned lty_token_symbol(char typed)
{
    static const unsigned char symbols[128] = {32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32,
        32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 32, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
        32, 32, 32, 32, 32, 32, 32, 10, 11, 12, 13, 14, 15, 16, 17, 1, 18, 19, 1, 20, 21, 0, 22, 23, 24, 25, 26, 32, 27, 28, 29, 30, 31, 32,
        32, 32, 32, 32, 32, 10, 11, 12, 13, 14, 15, 16, 17, 1, 18, 19, 1, 20, 21, 0, 22, 23, 24, 25, 26, 32, 27, 28, 29, 30, 31, 32, 32, 32,
        32, 32};
    const unsigned char byte = (unsigned char) typed;

    return byte < sizeof symbols ? symbols[byte] : LTY_TOKEN_NO_SYMBOL;
}

void lty_token_canonical(char *out, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len && i < LTY_TOKEN_PREFIX_CHARS; i++) {
        out[i] = lty_token_upper(bytes[i]);
    }
    for (size_t i = LTY_TOKEN_PREFIX_CHARS; i < len; i++) {
        out[i] = lty_token_alphabet[lty_token_symbol(bytes[i])];
    }
}

/* From characters to bytes: everything up to and with NON_CANONICAL of the order of errors. */
static lty_status lty_token_read(
    lty_token_type *type, unsigned char out[LTY_TOKEN_BYTES_MAX], size_t *out_len, size_t *at, const char *bytes, size_t len)
{
    uint32_t bits = 0;
    unsigned held = 0;
    size_t count = 0;

    if (len == 0) {
        return LTY_E_CODE_EMPTY;
    }
    if (len > LTY_TOKEN_CHARS_MAX) {
        return LTY_E_CODE_TOO_LONG;
    }
    for (size_t i = 0; i < len; i++) {
        if ((unsigned char) bytes[i] > 0x7F) {
            *at = i + 1;
            return LTY_E_CODE_CHAR;
        }
    }
    if (len < LTY_TOKEN_PREFIX_CHARS || lty_token_upper(bytes[0]) != 'C' || bytes[1] != '1' || bytes[3] != '.') {
        return LTY_E_CODE_VERSION;
    }
    *type = lty_token_upper(bytes[2]) == 'P' ? LTY_TOKEN_PUBLIC : lty_token_upper(bytes[2]) == 'S' ? LTY_TOKEN_SHARED : LTY_TOKEN_NONE;
    if (*type == LTY_TOKEN_NONE) {
        return LTY_E_CODE_VERSION;
    }
    for (size_t i = LTY_TOKEN_PREFIX_CHARS; i < len; i++) {
        const unsigned symbol = lty_token_symbol(bytes[i]);

        if (symbol == LTY_TOKEN_NO_SYMBOL) {
            *at = i + 1;
            return LTY_E_CODE_CHAR;
        }
        bits = (bits << 5 | symbol) & 0xFFF;
        held += 5;
        if (held >= 8) {
            held -= 8;
            out[count++] = (unsigned char) (bits >> held);
        }
    }
    *out_len = count;
    return held >= 5 || (bits & ((1U << held) - 1)) != 0 ? LTY_E_CODE_NON_CANONICAL : LTY_OK;
}

/* What is left of a payload. */
typedef struct lty_token_reader {
    const unsigned char *at;
    const unsigned char *end;
} lty_token_reader;

/* The whole number is read before it is judged: its last byte says whether it was minimal. */
static lty_status lty_token_read_number(int64_t *out, lty_token_reader *reader)
{
    uint64_t number = 0;
    bool large = false;
    size_t count = 0;
    unsigned char byte;

    do {
        if (reader->at == reader->end) {
            return LTY_E_CODE_TRUNCATED;
        }
        byte = *reader->at++;
        if (count < LTY_TOKEN_NUMBER_BYTES) {
            number |= (uint64_t) (byte & 0x7F) << (7 * count);
        } else {
            large = true;
        }
        count++;
    } while ((byte & 0x80) != 0);
    if (count > 1 && byte == 0) {
        return LTY_E_CODE_NON_CANONICAL;
    }
    if (large || number > (uint64_t) LTY_TOKEN_NUMBER_MAX) {
        return LTY_E_CODE_FIELD_RANGE;
    }
    *out = (int64_t) number;
    return LTY_OK;
}

/* count bytes, which have to be there and to fit. */
static lty_status lty_token_read_bytes(void *out, lty_token_reader *reader, size_t count, size_t least, size_t most)
{
    if (count > (size_t) (reader->end - reader->at)) {
        return LTY_E_CODE_TRUNCATED;
    }
    if (count < least || count > most) {
        return LTY_E_CODE_FIELD_RANGE;
    }
    memcpy(out, reader->at, count);
    reader->at += count;
    return LTY_OK;
}

static lty_status lty_token_read_field(lty_token *out, lty_token_reader *reader, int tag)
{
    const size_t at = lty_token_number_at(tag);
    int64_t count;

    if (at != 0) {
        const lty_status number = lty_token_read_number(&count, reader);

        if (number == LTY_OK) {
            memcpy((char *) out + at, &count, sizeof count);
        }
        return number;
    }
    if (tag == LTY_TOKEN_TAG_CURRENCY) {
        return lty_token_read_bytes(out->currency, reader, 3, 3, 3);
    }
    const lty_status status = lty_token_read_number(&count, reader);
    if (status != LTY_OK) {
        return status;
    }
    if (tag == LTY_TOKEN_TAG_CUSTOMER) {
        return lty_token_read_bytes(out->customer, reader, (size_t) count, sizeof out->customer, sizeof out->customer);
    }
    const lty_status name = lty_token_read_bytes(out->name, reader, (size_t) count, 0, LTY_TOKEN_NAME_MAX);
    if (name == LTY_OK) {
        out->name_len = (size_t) count;
    }
    return name;
}

/* Fields in the order in which they stand; each is a field of *out once it is whole. */
static lty_status lty_token_read_payload(lty_token *out, const unsigned char *bytes, size_t len)
{
    lty_token_reader reader = {bytes, bytes + len};
    int last = 0;

    while (reader.at < reader.end) {
        const int tag = *reader.at++;

        if (tag < LTY_TOKEN_TAG_CAMPAIGN || tag > LTY_TOKEN_TAG_MAX_DISCOUNT) {
            return LTY_E_CODE_FIELD_UNKNOWN;
        }
        if (tag <= last) {
            return LTY_E_CODE_NON_CANONICAL;
        }
        const lty_status status = lty_token_read_field(out, &reader, tag);
        if (status != LTY_OK) {
            return status;
        }
        out->has |= UINT32_C(1) << tag;
        last = tag;
    }
    return lty_token_check(NULL, out);
}

/* Key and tag of whole bytes: *out gets type and slot. */
static lty_status lty_token_authenticate(
    lty_token *out, const lty_keyring *ring, lty_token_type type, const unsigned char *bytes, size_t payload_len)
{
    unsigned char message[LTY_TOKEN_MESSAGE_MAX];
    lty_token_key key;
    const int slot = lty_keyring_token_find(ring, bytes);

    if (slot < 0 || !lty_keyring_token(&key, ring, slot) || key.type != type) {
        return LTY_E_CODE_KEY;
    }
    out->type = type;
    out->slot = slot;
    if (key.state == LTY_KEY_RETIRED) {
        return LTY_E_CODE_KEY_RETIRED;
    }
    const size_t len = lty_token_message(message, type, bytes, payload_len, lty_keyring_domain(ring));
    return lty_keyring_token_verify(bytes + LTY_KEYRING_KID_BYTES + payload_len, ring, slot, message, len) ? LTY_OK : LTY_E_CODE_TAG;
}

lty_status lty_token_verify(lty_token *out, size_t *at, const lty_keyring *ring, const char *bytes, size_t len, int64_t at_s)
{
    unsigned char read[LTY_TOKEN_BYTES_MAX];
    size_t read_len = 0;
    lty_token_type type = LTY_TOKEN_NONE;

    *out = (lty_token){.slot = -1};
    lty_status status = lty_token_read(&type, read, &read_len, at, bytes, len);
    if (status != LTY_OK) {
        return status;
    }
    const size_t around = LTY_KEYRING_KID_BYTES + lty_token_tag_bytes(type);
    if (read_len < around + LTY_TOKEN_PAYLOAD_MIN) {
        return LTY_E_CODE_TRUNCATED;
    }
    status = lty_token_authenticate(out, ring, type, read, read_len - around);
    if (status == LTY_OK) {
        status = lty_token_read_payload(out, read + LTY_KEYRING_KID_BYTES, read_len - around);
    }
    if (status != LTY_OK || at_s == LTY_TIME_NONE) {
        return status;
    }
    if (lty_token_says(out, LTY_TOKEN_TAG_NOT_BEFORE) && at_s < out->not_before_s) {
        return LTY_E_CODE_NOT_YET_VALID;
    }
    return lty_token_says(out, LTY_TOKEN_TAG_EXPIRES) && at_s >= out->expires_s ? LTY_E_CODE_EXPIRED : LTY_OK;
}
