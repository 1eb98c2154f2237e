/* What a core call can come back with: one enum for the whole core. */
#ifndef LTY_STATUS_H
#define LTY_STATUS_H

/*
 * Values are fixed for ever (they are the codes of PHP exceptions) and grouped by module. Append only.
 * Every function that can fail returns one; unless its header says otherwise, outputs are left alone on failure.
 */
typedef enum lty_status {
    LTY_OK = 0,

    /* any module */
    LTY_E_MEMORY = 1, /* the allocator gave nothing */
    LTY_E_RANGE = 2,  /* a result would not fit: money, points and time never wrap */
    LTY_E_LIMIT = 3,  /* a limit set by the host is reached, such as loyalty.base_limit */

    /* bytes, time */
    LTY_E_UTF8 = 10,
    LTY_E_DATE = 11,

    /* money */
    LTY_E_CURRENCY = 20,          /* not three upper-case letters */
    LTY_E_CURRENCY_MISMATCH = 21, /* two amounts of different currencies */
    LTY_E_MONEY_SYNTAX = 22,
    LTY_E_WEIGHTS = 23, /* a split by no weights, negative weights, or weights that sum to 0 */

    /* json, programme, expr: details are in the lty_problems handed in */
    LTY_E_JSON = 30,
    LTY_E_PROGRAMME = 31,
    LTY_E_RULE = 32,

    /* event, fold, base */
    LTY_E_EVENT = 40,          /* a payload that its type does not allow */
    LTY_E_EVENT_CONFLICT = 41, /* an id that is known with other content */
    LTY_E_UNKNOWN_CUSTOMER = 42,
    LTY_E_NOT_FOLDED = 43,  /* a reading before the first fold */
    LTY_E_FOREIGN_SET = 44, /* a set that belongs to another base */
    LTY_E_POINTS = 45,      /* fewer points than asked for */
    LTY_E_ROW = 46,         /* a line of a file that does not parse */
    LTY_E_STOPPED = 47,     /* the caller did not want it finished */
    LTY_E_SNAPSHOT = 48,    /* a file that is no base, or one of another programme, version or machine */
    LTY_E_DAMAGED = 49,     /* a base file whose contents contradict themselves */

    /* cart, quote */
    LTY_E_CART = 50,

    /* rfm */
    LTY_E_RFM = 60,

    /* sql */
    LTY_E_SQL = 70, /* a rule that a dialect cannot say exactly */

    /* models of purchases */
    LTY_E_CLV = 80, /* rows or parameters that no model takes */

    /* key ring */
    LTY_E_KEYRING = 90, /* bytes that are no key ring */
    LTY_E_KEYRING_FULL = 91,
    LTY_E_KEY_SLOT = 92, /* no such slot, or not in the state that the call needs */
    LTY_E_SEALED = 93,   /* a sealed ring that does not open: another passphrase, or altered bytes */

    /* codes, in the order in which they are looked for (docs/coupon-format.md) */
    LTY_E_CODE_EMPTY = 100,
    LTY_E_CODE_TOO_LONG = 101,
    LTY_E_CODE_UTF8 = 102,
    LTY_E_CODE_CHAR = 103,
    LTY_E_CODE_LENGTH = 104,
    LTY_E_CODE_CHECK = 105,
    LTY_E_CODE_VERSION = 106,
    LTY_E_CODE_KEY = 107,
    LTY_E_CODE_KEY_RETIRED = 108,
    LTY_E_CODE_TRUNCATED = 109,
    LTY_E_CODE_NON_CANONICAL = 110,
    LTY_E_CODE_TAG = 111,
    LTY_E_CODE_FIELD_UNKNOWN = 112,
    LTY_E_CODE_FIELD_MISSING = 113,
    LTY_E_CODE_FIELD_RANGE = 114,
    LTY_E_CODE_CAMPAIGN = 115,
    LTY_E_CODE_CAMPAIGN_CLOSED = 116,
    LTY_E_CODE_NOT_ISSUED = 117,
    LTY_E_CODE_REVOKED = 118,
    LTY_E_CODE_NOT_YET_VALID = 119,
    LTY_E_CODE_EXPIRED = 120,
    LTY_E_CODE_CUSTOMER = 121,
    LTY_E_CODE_CHANNEL = 122,
    LTY_E_CODE_CURRENCY = 123,
    LTY_E_CODE_MIN_ORDER = 124,
    LTY_E_CODE_CATEGORY = 125,
    LTY_E_CODE_BUSY = 126,
    LTY_E_CODE_USED = 127,
    LTY_E_CODE_LIMIT = 128,
    LTY_E_CODE_HOLD_LOST = 129,
    LTY_E_CODE_RATE_LIMITED = 130,
    LTY_E_CODE_COMBINATION = 131, /* another code of the order stands alone, or this one does */
    LTY_E_CODE_NO_EFFECT = 132,   /* nothing (left) to take off */
    LTY_E_CODE_REPEATED = 133,    /* the code is in the cart already */
    LTY_E_CODE_MAX_ORDER = 134,
    LTY_E_CODE_SALE_ITEMS = 135, /* goods on sale are in the way */
    LTY_E_CODE_EXCLUDED_PRODUCT = 136,
    LTY_E_CODE_EXCLUDED_CATEGORY = 137,
    LTY_E_CODE_ELIGIBILITY = 138, /* for another tier or segment */
    LTY_E_CODE_BUDGET = 139,      /* the campaign's money is given away */
} lty_status;

/* A short English text, lower case, never NULL. Static storage; safe in any thread. */
const char *lty_status_text(lty_status status);

#endif
