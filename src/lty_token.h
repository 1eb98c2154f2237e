/* The full token: a coupon that carries its terms, signed so that whoever has the key can read it offline. docs/coupon-format.md */
#ifndef LTY_TOKEN_H
#define LTY_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_keyring.h"
#include "lty_status.h"

#define LTY_TOKEN_CHARS_MAX 1024U
#define LTY_TOKEN_NUMBER_MAX ((INT64_C(1) << 53) - 1)
#define LTY_TOKEN_NAME_MAX 64U
#define LTY_TOKEN_PAYLOAD_MAX 256U

#define LTY_TOKEN_EMAIL_ONLY 1
#define LTY_TOKEN_CATEGORIES 2 /* the campaign restricts categories: read on there */
#define LTY_TOKEN_ALONE 4      /* not combinable */

/* The twelve fields; the bit of `has` for tag t is 1 << t. Numbers are 0 where they are not there. */
typedef struct lty_token {
    uint32_t has;
    int64_t campaign; /* 0..2^53 - 1, as all numbers here */
    int64_t serial;
    int64_t kind;  /* 1 percent, 2 fixed, 3 free shipping, 4 points, 5 gift: lty_discount_kind */
    int64_t value; /* basis points 1..10000, minor units, points, the gift's number */
    char currency[4];
    int64_t min_order_minor;
    int64_t not_before_s;
    int64_t expires_s; /* half open */
    unsigned char customer[16];
    int64_t flags;
    char name[LTY_TOKEN_NAME_MAX]; /* UTF-8 without control, format and private characters */
    size_t name_len;
    int64_t max_discount_minor;
    lty_token_type type; /* set by verify */
    int slot;            /* of the key in the ring; set by verify */
} lty_token;

enum {
    LTY_TOKEN_TAG_CAMPAIGN = 1,
    LTY_TOKEN_TAG_SERIAL,
    LTY_TOKEN_TAG_KIND,
    LTY_TOKEN_TAG_VALUE,
    LTY_TOKEN_TAG_CURRENCY,
    LTY_TOKEN_TAG_MIN_ORDER,
    LTY_TOKEN_TAG_NOT_BEFORE,
    LTY_TOKEN_TAG_EXPIRES,
    LTY_TOKEN_TAG_CUSTOMER,
    LTY_TOKEN_TAG_FLAGS,
    LTY_TOKEN_TAG_NAME,
    LTY_TOKEN_TAG_MAX_DISCOUNT,
};

/*
 * Whether the fields are what a token may say: LTY_E_CODE_FIELD_MISSING, _FIELD_UNKNOWN (a field that its kind forbids), _FIELD_RANGE,
 * _UTF8 of a name. *tag gets the field's (may be NULL). A currency without an amount is MISSING, as an amount without a currency is.
 * The name must be NFC; that it is, is the caller's to see to: the core has no tables.
 */
lty_status lty_token_check(int *tag, const lty_token *token);

/*
 * Writes the token's characters, no NUL, and their number to *len. Signs with the key of slot, which decides the prefix. Statuses of
 * lty_token_check(), LTY_E_KEY_SLOT if the slot cannot sign.
 */
lty_status lty_token_issue(char out[LTY_TOKEN_CHARS_MAX], size_t *len, const lty_keyring *ring, int slot, const lty_token *token);

/* Whether verify() of coupons reads these bytes as a token: over 128 of them, or "C", a digit, a letter and a point in front. */
bool lty_token_looks_like(const char *bytes, size_t len);

/*
 * Reads a token: LTY_E_CODE_* in the order of docs/coupon-format.md, the window last. at_s LTY_TIME_NONE checks no window. On failure *out
 * has what was read before; nothing behind a bad tag is read at all. *at gets the character of _CHAR, from 1. Allocates nothing.
 */
lty_status lty_token_verify(lty_token *out, size_t *at, const lty_keyring *ring, const char *bytes, size_t len, int64_t at_s);

/* The canonical characters of what was typed (upper case, look-alikes folded); as many as were typed. Only for what verifies. */
void lty_token_canonical(char *out, const char *bytes, size_t len);

#endif
