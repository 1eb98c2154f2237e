/* The texts of every status. A switch without default: the compiler names a status that has none. */
#include "lty_status.h"

const char *lty_status_text(lty_status status)
{
    switch (status) {
        case LTY_OK: return "ok";
        case LTY_E_MEMORY: return "out of memory";
        case LTY_E_RANGE: return "a result is out of range";
        case LTY_E_LIMIT: return "a limit is reached";
        case LTY_E_UTF8: return "not valid UTF-8";
        case LTY_E_DATE: return "not a date, an instant or a time zone";
        case LTY_E_CURRENCY: return "not a currency: three upper-case letters are needed";
        case LTY_E_CURRENCY_MISMATCH: return "currencies differ";
        case LTY_E_MONEY_SYNTAX: return "not an amount of this currency";
        case LTY_E_WEIGHTS: return "weights must not be negative, and not all 0";
        case LTY_E_JSON: return "not valid JSON";
        case LTY_E_PROGRAMME: return "the programme is not valid";
        case LTY_E_RULE: return "the rule is not valid";
        case LTY_E_EVENT: return "the event is not valid";
        case LTY_E_EVENT_CONFLICT: return "this event id is known with other content";
        case LTY_E_UNKNOWN_CUSTOMER: return "no such customer";
        case LTY_E_NOT_FOLDED: return "the base has not been folded";
        case LTY_E_FOREIGN_SET: return "the set belongs to another base";
        case LTY_E_POINTS: return "not enough points";
        case LTY_E_ROW: return "a line does not parse";
        case LTY_E_CART: return "the cart is not valid";
        case LTY_E_RFM: return "the scoring rule is not valid";
        case LTY_E_KEYRING: return "not a key ring";
        case LTY_E_KEYRING_FULL: return "every slot of the key ring holds a key";
        case LTY_E_KEY_SLOT: return "no key in that slot, or it still signs";
        case LTY_E_SEALED: return "the sealed key ring does not open";
        case LTY_E_CODE_EMPTY: return "no code was given";
        case LTY_E_CODE_TOO_LONG: return "the code is too long";
        case LTY_E_CODE_UTF8: return "the code is not valid UTF-8";
        case LTY_E_CODE_CHAR: return "the code has a character that no code has";
        case LTY_E_CODE_LENGTH: return "the code has the wrong number of symbols";
        case LTY_E_CODE_CHECK: return "the check symbols do not fit: a typing error";
        case LTY_E_CODE_VERSION: return "the code is of an unknown version";
        case LTY_E_CODE_KEY: return "the code names a key that this ring does not hold";
        case LTY_E_CODE_KEY_RETIRED: return "the code's key is retired";
        case LTY_E_CODE_TRUNCATED: return "the code is cut short";
        case LTY_E_CODE_NON_CANONICAL: return "the code is not in canonical form";
        case LTY_E_CODE_TAG: return "the tag does not fit: forged, altered or of another shop";
        case LTY_E_CODE_FIELD_UNKNOWN: return "the code has an unknown field";
        case LTY_E_CODE_FIELD_MISSING: return "the code lacks a field";
        case LTY_E_CODE_FIELD_RANGE: return "a field of the code is out of range";
        case LTY_E_CODE_CAMPAIGN: return "no such campaign";
        case LTY_E_CODE_CAMPAIGN_CLOSED: return "the campaign is closed";
        case LTY_E_CODE_NOT_ISSUED: return "the serial was never issued";
        case LTY_E_CODE_REVOKED: return "the code was revoked";
        case LTY_E_CODE_NOT_YET_VALID: return "the code is not valid yet";
        case LTY_E_CODE_EXPIRED: return "the code has expired";
        case LTY_E_CODE_CUSTOMER: return "the code is bound to another customer";
        case LTY_E_CODE_CHANNEL: return "the code is for another channel";
        case LTY_E_CODE_CURRENCY: return "the code is for another currency";
        case LTY_E_CODE_MIN_ORDER: return "the order is below the minimum";
        case LTY_E_CODE_CATEGORY: return "nothing in the cart is covered by the campaign";
        case LTY_E_CODE_BUSY: return "the code is held by another checkout";
        case LTY_E_CODE_USED: return "the code has been used";
        case LTY_E_CODE_LIMIT: return "the code's limit is reached";
        case LTY_E_CODE_HOLD_LOST: return "the hold on the code has lapsed";
        case LTY_E_CODE_RATE_LIMITED: return "too many attempts";
        case LTY_E_CODE_COMBINATION: return "the code cannot be combined with another one of this order";
        case LTY_E_CODE_NO_EFFECT: return "the code has nothing to take off";
        case LTY_E_CODE_REPEATED: return "the code is in the cart already";
        case LTY_E_CODE_MAX_ORDER: return "the order is above the maximum";
        case LTY_E_CODE_SALE_ITEMS: return "the code is not for goods on sale";
        case LTY_E_CODE_EXCLUDED_PRODUCT: return "the cart has a product that the code leaves out";
        case LTY_E_CODE_EXCLUDED_CATEGORY: return "the cart has a category that the code leaves out";
        case LTY_E_CODE_ELIGIBILITY: return "the code is for other customers";
        case LTY_E_CODE_BUDGET: return "the campaign's budget is used up";
    }
    return "unknown status";
}
