/* The texts of every status; that none is missing is for the compiler to say, in tests/core/test_lty_status.c. */
#include <stddef.h>

#include "lty_status.h"

static const char *const lty_status_texts[] = {
    [LTY_OK] = "ok",
    [LTY_E_MEMORY] = "out of memory",
    [LTY_E_RANGE] = "a result is out of range",
    [LTY_E_LIMIT] = "a limit is reached",
    [LTY_E_UTF8] = "not valid UTF-8",
    [LTY_E_DATE] = "not a date, an instant or a time zone",
    [LTY_E_CURRENCY] = "not a currency: three upper-case letters are needed",
    [LTY_E_CURRENCY_MISMATCH] = "currencies differ",
    [LTY_E_MONEY_SYNTAX] = "not an amount of this currency",
    [LTY_E_WEIGHTS] = "weights must not be negative, and not all 0",
    [LTY_E_JSON] = "not valid JSON",
    [LTY_E_PROGRAMME] = "the programme is not valid",
    [LTY_E_RULE] = "the rule is not valid",
    [LTY_E_EVENT] = "the event is not valid",
    [LTY_E_EVENT_CONFLICT] = "this event id is known with other content",
    [LTY_E_UNKNOWN_CUSTOMER] = "no such customer",
    [LTY_E_NOT_FOLDED] = "the base has not been folded",
    [LTY_E_FOREIGN_SET] = "the set belongs to another base",
    [LTY_E_POINTS] = "not enough points",
    [LTY_E_ROW] = "a line does not parse",
    [LTY_E_STOPPED] = "stopped before it was finished",
    [LTY_E_SNAPSHOT] = "not a base file of this programme, version and machine",
    [LTY_E_DAMAGED] = "the base file contradicts itself",
    [LTY_E_CART] = "the cart is not valid",
    [LTY_E_RFM] = "the scoring rule is not valid",
    [LTY_E_SQL] = "the engine cannot say this rule exactly",
    [LTY_E_CLV] = "no model takes these rows or parameters",
    [LTY_E_KEYRING] = "not a key ring",
    [LTY_E_KEYRING_FULL] = "every slot of the key ring holds a key",
    [LTY_E_KEY_SLOT] = "no key in that slot, or it still signs",
    [LTY_E_SEALED] = "the sealed key ring does not open",
    [LTY_E_CODE_EMPTY] = "no code was given",
    [LTY_E_CODE_TOO_LONG] = "the code is too long",
    [LTY_E_CODE_UTF8] = "the code is not valid UTF-8",
    [LTY_E_CODE_CHAR] = "the code has a character that no code has",
    [LTY_E_CODE_LENGTH] = "the code has the wrong number of symbols",
    [LTY_E_CODE_CHECK] = "the check symbols do not fit: a typing error",
    [LTY_E_CODE_VERSION] = "the code is of an unknown version",
    [LTY_E_CODE_KEY] = "the code names a key that this ring does not hold",
    [LTY_E_CODE_KEY_RETIRED] = "the code's key is retired",
    [LTY_E_CODE_TRUNCATED] = "the code is cut short",
    [LTY_E_CODE_NON_CANONICAL] = "the code is not in canonical form",
    [LTY_E_CODE_TAG] = "the tag does not fit: forged, altered or of another shop",
    [LTY_E_CODE_FIELD_UNKNOWN] = "the code has an unknown field",
    [LTY_E_CODE_FIELD_MISSING] = "the code lacks a field",
    [LTY_E_CODE_FIELD_RANGE] = "a field of the code is out of range",
    [LTY_E_CODE_CAMPAIGN] = "no such campaign",
    [LTY_E_CODE_CAMPAIGN_CLOSED] = "the campaign is closed",
    [LTY_E_CODE_NOT_ISSUED] = "the serial was never issued",
    [LTY_E_CODE_REVOKED] = "the code was revoked",
    [LTY_E_CODE_NOT_YET_VALID] = "the code is not valid yet",
    [LTY_E_CODE_EXPIRED] = "the code has expired",
    [LTY_E_CODE_CUSTOMER] = "the code is bound to another customer",
    [LTY_E_CODE_CHANNEL] = "the code is for another channel",
    [LTY_E_CODE_CURRENCY] = "the code is for another currency",
    [LTY_E_CODE_MIN_ORDER] = "the order is below the minimum",
    [LTY_E_CODE_CATEGORY] = "nothing in the cart is covered by the campaign",
    [LTY_E_CODE_BUSY] = "the code is held by another checkout",
    [LTY_E_CODE_USED] = "the code has been used",
    [LTY_E_CODE_LIMIT] = "the code's limit is reached",
    [LTY_E_CODE_HOLD_LOST] = "the hold on the code has lapsed",
    [LTY_E_CODE_RATE_LIMITED] = "too many attempts",
    [LTY_E_CODE_COMBINATION] = "the code cannot be combined with another one of this order",
    [LTY_E_CODE_NO_EFFECT] = "the code has nothing to take off",
    [LTY_E_CODE_REPEATED] = "the code is in the cart already",
    [LTY_E_CODE_MAX_ORDER] = "the order is above the maximum",
    [LTY_E_CODE_SALE_ITEMS] = "the code is not for goods on sale",
    [LTY_E_CODE_EXCLUDED_PRODUCT] = "the cart has a product that the code leaves out",
    [LTY_E_CODE_EXCLUDED_CATEGORY] = "the cart has a category that the code leaves out",
    [LTY_E_CODE_ELIGIBILITY] = "the code is for other customers",
    [LTY_E_CODE_BUDGET] = "the campaign's budget is used up",
};

const char *lty_status_text(lty_status status)
{
    const size_t index = (size_t) status;

    if (index >= sizeof lty_status_texts / sizeof *lty_status_texts || lty_status_texts[index] == NULL) {
        return "unknown status";
    }
    return lty_status_texts[index];
}
