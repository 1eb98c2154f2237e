/* The short coupon code, versions 1 (plain) and 2 (personalised): a campaign and a serial, enciphered and signed in one.
 * docs/coupon-format.md */
#ifndef LTY_COUPON_H
#define LTY_COUPON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_code.h"
#include "lty_keyring.h"
#include "lty_status.h"

/* How the bits of one length are shared out. */
typedef struct lty_coupon_shape {
    uint8_t length; /* symbols */
    uint8_t campaign_bits;
    uint8_t serial_bits;
    uint8_t tag_bits;
} lty_coupon_shape;

/* NULL if there are no codes of that length. */
const lty_coupon_shape *lty_coupon_shape_of(int64_t length);

/* 1 + the largest number that fits. */
int64_t lty_coupon_campaign_limit(const lty_coupon_shape *shape);
int64_t lty_coupon_serial_limit(const lty_coupon_shape *shape);

#define LTY_COUPON_NAME_MIN LTY_CODE_NAME_MIN
#define LTY_COUPON_NAME_MAX LTY_CODE_NAME_MAX
#define LTY_COUPON_NAMED_LENGTH 20 /* symbols of a personalised code */

/* The customer's name in front of a personalised code, as folded (I and L are 1, O is 0). */
typedef struct lty_coupon_name {
    char bytes[LTY_COUPON_NAME_MAX];
    uint8_t len;
} lty_coupon_name;

/* Folds 2..12 letters A-Z or a-z. False for anything else. */
bool lty_coupon_name_parse(lty_coupon_name *out, lty_text typed);

typedef struct lty_coupon {
    lty_code code;
    lty_coupon_name name; /* of version 2; else its length is 0 */
    uint8_t version;
    uint8_t slot; /* of the key */
    uint32_t campaign;
    uint32_t serial;
} lty_coupon;

/* A ring (borrowed; it may rotate meanwhile) and what its domain adds. Reading and signing allocate nothing. */
typedef struct lty_coupon_scheme {
    const lty_keyring *ring;
    lty_code_offset offset;
} lty_coupon_scheme;

void lty_coupon_scheme_init(lty_coupon_scheme *out, const lty_keyring *ring);

/*
 * Writes shape->length characters, no NUL. LTY_E_KEY_SLOT if the slot holds no key (any more), LTY_E_RANGE for a campaign or
 * serial that does not fit. The same arguments always give the same code.
 */
lty_status lty_coupon_issue(
    char *out, const lty_coupon_scheme *scheme, const lty_coupon_shape *shape, int slot, int64_t campaign, int64_t serial);

/*
 * The same for a personalised code: 20 symbols that are good only behind this name and a dash, which the caller writes in front
 * (as typed, not as folded). LTY_E_KEY_SLOT, LTY_E_RANGE.
 */
lty_status lty_coupon_issue_named(
    char *out, const lty_coupon_scheme *scheme, const lty_coupon_name *name, int slot, int64_t campaign, int64_t serial);

/*
 * Reads what somebody typed, NAME-CODE too; repairs nothing. LTY_E_CODE_* from _EMPTY to _TAG, in the order of their numbers. On failure *out
 * has what was read before: name always (its length is 0 where the input was not read as NAME-CODE), code from _CHECK on, version and slot from
 * _VERSION on; *fault says more up to _LENGTH. An input is NAME-CODE if it begins as lty_code_name() says and either 20 symbols follow or
 * the name has a U, which no other code has. Four letters and 20 symbols are a plain code of 24 as well: both readings are tried, the tag
 * decides, and what neither fits fails as NAME-CODE.
 */
lty_status lty_coupon_verify(lty_coupon *out, lty_code_fault *fault, const lty_coupon_scheme *scheme, const char *bytes, size_t len);

/*
 * Genuine codes that are one typing error away, at most two: the candidates of lty_code_repair() whose tag fits, behind the name as it was
 * typed. Each is an attempt for whoever limits attempts. Returns how many; none for what does not parse or fits already.
 */
size_t lty_coupon_suggest(lty_coupon out[LTY_CODE_REPAIRS_MAX], const lty_coupon_scheme *scheme, const char *bytes, size_t len);

#endif
