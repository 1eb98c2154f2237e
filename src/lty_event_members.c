/*
 * One table for reading and for writing, so that neither knows a member that the other does not. Its order is that of canonical JSON. What
 * one member says about another is not in it: lty_event_read.c asks that at the end.
 */
#include "lty_event_part.h"
#include "lty_money.h"
#include "lty_time.h"

#define LTY_EVENT_COUNT(array) (sizeof(array) / sizeof *(array))

#define LTY_EVENT_NAME(key) key, sizeof(key) - 1
#define LTY_EVENT_TEXT(key, field, least, what)                                                                                            \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_TEXT, false, offsetof(lty_event, field), least, LTY_EVENT_TEXT_MAX, 0, NULL, what                    \
 }
#define LTY_EVENT_TEXT_OR_NOT(key, field, what)                                                                                            \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_TEXT, true, offsetof(lty_event, field), 0, LTY_EVENT_TEXT_MAX, 0, NULL, what                         \
 }
#define LTY_EVENT_REASON(optional, least, what)                                                                                            \
 {                                                                                                                                         \
  LTY_EVENT_NAME("reason"), LTY_EVENT_FORM_TEXT, optional, offsetof(lty_event, reason), least, LTY_EVENT_REASON_MAX, 0, NULL, what         \
 }
#define LTY_EVENT_KEY(key, field, optional, what)                                                                                          \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_KEY, optional, offsetof(lty_event, field), optional ? 0 : 1, LTY_EVENT_KEY_MAX, 0, NULL, what        \
 }
#define LTY_EVENT_WORD(key, field, optional, list, what)                                                                                   \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_WORD, optional, offsetof(lty_event, field), 0, 0, 0, list, what                                      \
 }
#define LTY_EVENT_INTEGER(key, field, least, most, what)                                                                                   \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_INTEGER, false, offsetof(lty_event, field), least, most, 0, NULL, what                               \
 }
#define LTY_EVENT_MONEY(key, field, optional)                                                                                              \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_INTEGER, optional, offsetof(lty_event, field), 0, LTY_MONEY_ENTRY_MAX, 0, NULL,                      \
      "an integer of minor units, 0 to 1000000000000"                                                                                      \
 }
#define LTY_EVENT_FLAG(key)                                                                                                                \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_FLAG, false, offsetof(lty_event, given), 0, 0, 0, NULL, "true or false"                              \
 }
#define LTY_EVENT_CONDITION(words)                                                                                                         \
 {                                                                                                                                         \
  LTY_EVENT_NAME("condition"), LTY_EVENT_FORM_CONDITION, false, offsetof(lty_event, condition), 0, 0, 0, NULL, words                       \
 }
#define LTY_EVENT_DATE                                                                                                                     \
 {                                                                                                                                         \
  LTY_EVENT_NAME("date"), LTY_EVENT_FORM_DATE, false, offsetof(lty_event, day), 0, 0, 0, NULL, "a date such as 1984-02-29"                 \
 }
#define LTY_EVENT_CURRENCY                                                                                                                 \
 {                                                                                                                                         \
  LTY_EVENT_NAME("currency"), LTY_EVENT_FORM_CURRENCY, false, offsetof(lty_event, currency), 0, 0, 0, NULL,                                \
      "a currency of three upper-case letters"                                                                                             \
 }
#define LTY_EVENT_LINES                                                                                                                    \
 {                                                                                                                                         \
  LTY_EVENT_NAME("lines"), LTY_EVENT_FORM_LINES, true, 0, 0, 0, 0, NULL, "an array of lines"                                               \
 }
#define LTY_EVENT_REVISION LTY_EVENT_INTEGER("revision", revision, 1, INT64_MAX, "an integer of at least 1")
#define LTY_EVENT_REPLACES                                                                                                                 \
 {                                                                                                                                         \
  LTY_EVENT_NAME("replaces"), LTY_EVENT_FORM_TEXT, true, offsetof(lty_event, replaces), 1, LTY_EVENT_ID_MAX, 0, NULL,                      \
      "the id of the event that this one corrects, a text of 1 to 191 bytes"                                                               \
 }
#define LTY_EVENT_AUTHOR LTY_EVENT_TEXT("author", author, 1, "a text of 1 to 191 bytes")
#define LTY_EVENT_DELIVERY LTY_EVENT_TEXT("delivery", object, 1, "which delivery, a text of 1 to 191 bytes")
#define LTY_EVENT_MESSAGE LTY_EVENT_TEXT("message", value, 1, "which message, a text of 1 to 191 bytes")
#define LTY_EVENT_SECTION LTY_EVENT_TEXT_OR_NOT("section", section, "a text of at most 191 bytes")
#define LTY_EVENT_ORDER_OR_NOT(field) LTY_EVENT_TEXT_OR_NOT("order", field, "the order's reference, a text of at most 191 bytes")

static const char *const lty_event_genders[] = {"female", "male", "other", NULL};
static const char *const lty_event_channels[] = {"email", "sms", NULL};
static const char *const lty_event_ways[] = {"direct", "search", "email", "social", "referral", "ads", "other", NULL};

static const lty_event_member lty_event_link[] = {
    LTY_EVENT_FLAG("linked"),
    LTY_EVENT_TEXT("other", object, 1, "another customer's key, a text of 1 to 191 bytes"),
    LTY_EVENT_REVISION,
};
static const lty_event_member lty_event_opening[] = {
    LTY_EVENT_INTEGER("points", points, 0, LTY_EVENT_POINTS_MAX, "an integer from 0 to 1000000000000"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_tier[] = {
    LTY_EVENT_AUTHOR,
    LTY_EVENT_REASON(false, 1, "a text of 1 to 1000 bytes"),
    LTY_EVENT_REPLACES,
    LTY_EVENT_KEY("tier", value, false, "the tier's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"),
    {LTY_EVENT_NAME("until"), LTY_EVENT_FORM_INTEGER, true, offsetof(lty_event, until_s), LTY_TIME_MIN, LTY_TIME_MAX, LTY_TIME_NONE, NULL,
        "an instant in the years 1 to 9999"},
};
static const lty_event_member lty_event_bare[] = {
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_birthday[] = {
    LTY_EVENT_DATE,
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_gender[] = {
    LTY_EVENT_WORD("gender", value, false, lty_event_genders, "female, male or other"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_consent[] = {
    LTY_EVENT_WORD("channel", value, false, lty_event_channels, "email or sms"),
    LTY_EVENT_FLAG("given"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_child[] = {
    LTY_EVENT_TEXT("child", object, 1, "which child, a text of 1 to 191 bytes"),
    LTY_EVENT_DATE,
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_preference[] = {
    LTY_EVENT_REPLACES,
    LTY_EVENT_TEXT("topic", object, 1, "which topic, a text of 1 to 191 bytes"),
    LTY_EVENT_FLAG("wanted"),
};
static const lty_event_member lty_event_visit[] = {
    LTY_EVENT_REPLACES,
    LTY_EVENT_SECTION,
    LTY_EVENT_WORD("via", value, true, lty_event_ways, "direct, search, email, social, referral, ads or other"),
};
static const lty_event_member lty_event_sent[] = {
    LTY_EVENT_WORD("channel", channel, false, lty_event_channels, "email or sms"),
    LTY_EVENT_DELIVERY,
    LTY_EVENT_MESSAGE,
};
/* Of an opening and of a click. */
static const lty_event_member lty_event_read_of[] = {
    LTY_EVENT_WORD("channel", channel, false, lty_event_channels, "email or sms"),
    LTY_EVENT_DELIVERY,
    LTY_EVENT_MESSAGE,
    LTY_EVENT_SECTION,
};
static const lty_event_member lty_event_review[] = {
    LTY_EVENT_REPLACES,
    LTY_EVENT_TEXT_OR_NOT("sku", object, "a text of at most 191 bytes"),
};
static const lty_event_member lty_event_survey[] = {
    LTY_EVENT_REPLACES,
    LTY_EVENT_TEXT("survey", object, 1, "which survey, a text of 1 to 191 bytes"),
};
static const lty_event_member lty_event_contest[] = {
    LTY_EVENT_TEXT("contest", object, 1, "which contest, a text of 1 to 191 bytes"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_order[] = {
    LTY_EVENT_MONEY("amount", amount_minor, false),
    LTY_EVENT_MONEY("by_gift_card", by_card_minor, true),
    LTY_EVENT_MONEY("by_points", by_points_minor, true),
    LTY_EVENT_TEXT_OR_NOT("channel", channel, "a text of at most 191 bytes"),
    LTY_EVENT_CONDITION("placed, paid, delivered or cancelled"),
    LTY_EVENT_CURRENCY,
    LTY_EVENT_LINES,
    LTY_EVENT_TEXT("order", object, 1, "the order's reference, a text of 1 to 191 bytes"),
    LTY_EVENT_REVISION,
    LTY_EVENT_MONEY("shipping", shipping_minor, true),
    LTY_EVENT_MONEY("tax", tax_minor, true),
};
static const lty_event_member lty_event_refund[] = {
    LTY_EVENT_MONEY("amount", amount_minor, false),
    LTY_EVENT_CURRENCY,
    LTY_EVENT_LINES,
    LTY_EVENT_ORDER_OR_NOT(object),
    LTY_EVENT_REPLACES,
    LTY_EVENT_MONEY("shipping", shipping_minor, true),
};
static const lty_event_member lty_event_referral[] = {
    LTY_EVENT_CONDITION("joined, frozen, rewarded or rejected"),
    LTY_EVENT_FLAG("invited"),
    LTY_EVENT_ORDER_OR_NOT(order),
    LTY_EVENT_TEXT("other", object, 1, "another customer's key, a text of 1 to 191 bytes"),
    LTY_EVENT_REASON(true, 0, "a text of at most 1000 bytes"),
    LTY_EVENT_REVISION,
};
/* Not 0: asked at the end, since every integer around it is right. */
static const lty_event_member lty_event_adjusted[] = {
    LTY_EVENT_AUTHOR,
    LTY_EVENT_INTEGER(
        "points", points, -LTY_EVENT_POINTS_MAX, LTY_EVENT_POINTS_MAX, "an integer other than 0, at most 1000000000000 either way"),
    LTY_EVENT_REASON(false, 1, "a text of 1 to 1000 bytes"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_spent[] = {
    LTY_EVENT_TEXT("for", object, 1, "what for, a text of 1 to 191 bytes"),
    LTY_EVENT_INTEGER("points", points, 1, LTY_EVENT_POINTS_MAX, "an integer from 1 to 1000000000000"),
    LTY_EVENT_KEY(
        "reward", value, true, "the reward's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"),
};
static const lty_event_member lty_event_restored[] = {
    LTY_EVENT_TEXT("for", object, 1, "what the spend was for, a text of 1 to 191 bytes"),
    LTY_EVENT_INTEGER("points", points, 1, LTY_EVENT_POINTS_MAX, "an integer from 1 to 1000000000000"),
    LTY_EVENT_REPLACES,
};
static const lty_event_member lty_event_coupon[] = {
    LTY_EVENT_TEXT("campaign", value, 1, "the campaign's key, a text of 1 to 191 bytes"),
    LTY_EVENT_TEXT("order", object, 1, "the order's reference, a text of 1 to 191 bytes"),
    LTY_EVENT_INTEGER("serial", serial, 0, INT64_MAX, "an integer, not negative"),
};
static const lty_event_member lty_event_service[] = {
    LTY_EVENT_TEXT("booking", object, 1, "which booking, a text of 1 to 191 bytes"),
    LTY_EVENT_CONDITION("booked, used or cancelled"),
    LTY_EVENT_ORDER_OR_NOT(order),
    LTY_EVENT_REVISION,
    LTY_EVENT_KEY(
        "service", value, false, "the service's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"),
    LTY_EVENT_TEXT_OR_NOT("sku", sku, "a text of at most 191 bytes"),
    LTY_EVENT_INTEGER("units", points, 1, LTY_EVENT_POINTS_MAX, "an integer from 1 to 1000000000000"),
};

static const lty_event_member lty_event_segment[] = {
    LTY_EVENT_FLAG("entered"),
    LTY_EVENT_KEY(
        "segment", object, false, "the segment's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"),
};

#define LTY_EVENT_LINE_TEXT(key, field, optional)                                                                                          \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_TEXT, optional, offsetof(lty_event_line, field), 0, LTY_EVENT_TEXT_MAX, 0, NULL,                     \
      "a text of at most 191 bytes"                                                                                                        \
 }
#define LTY_EVENT_LINE_MONEY(key, field, optional)                                                                                         \
 {                                                                                                                                         \
  LTY_EVENT_NAME(key), LTY_EVENT_FORM_INTEGER, optional, offsetof(lty_event_line, field), 0, LTY_MONEY_ENTRY_MAX, 0, NULL,                 \
      "an integer of minor units, 0 to 1000000000000"                                                                                      \
 }

#define LTY_EVENT_LINE_AMOUNT LTY_EVENT_LINE_MONEY("amount", amount_minor, false)
#define LTY_EVENT_LINE_BRAND LTY_EVENT_LINE_TEXT("brand", brand, true)
#define LTY_EVENT_LINE_CATEGORY LTY_EVENT_LINE_TEXT("category", category, true)
#define LTY_EVENT_LINE_QUANTITY                                                                                                            \
 {                                                                                                                                         \
  LTY_EVENT_NAME("quantity"), LTY_EVENT_FORM_INTEGER, false, offsetof(lty_event_line, quantity), 1, INT64_MAX, 0, NULL,                    \
      "an integer of at least 1"                                                                                                           \
 }
#define LTY_EVENT_LINE_SALE                                                                                                                \
 {                                                                                                                                         \
  LTY_EVENT_NAME("sale"), LTY_EVENT_FORM_FLAG, true, offsetof(lty_event_line, sale), 0, 0, 0, NULL, "true or false"                        \
 }
#define LTY_EVENT_LINE_SKU LTY_EVENT_LINE_TEXT("sku", sku, false)
#define LTY_EVENT_LINE_TAX LTY_EVENT_LINE_MONEY("tax", tax_minor, true)

static const lty_event_member lty_event_order_line[] = {
    LTY_EVENT_LINE_AMOUNT,
    LTY_EVENT_LINE_BRAND,
    LTY_EVENT_LINE_CATEGORY,
    {LTY_EVENT_NAME("cost"), LTY_EVENT_FORM_INTEGER, true, offsetof(lty_event_line, cost_minor), 0, LTY_MONEY_ENTRY_MAX,
        LTY_EVENT_COST_NONE, NULL, "an integer of minor units, 0 to 1000000000000"},
    LTY_EVENT_LINE_QUANTITY,
    LTY_EVENT_LINE_SALE,
    LTY_EVENT_LINE_SKU,
    LTY_EVENT_LINE_TAX,
};
/* The cost of what came back is that of what was bought. */
static const lty_event_member lty_event_refund_line[] = {
    LTY_EVENT_LINE_AMOUNT,
    LTY_EVENT_LINE_BRAND,
    LTY_EVENT_LINE_CATEGORY,
    LTY_EVENT_LINE_QUANTITY,
    LTY_EVENT_LINE_SALE,
    LTY_EVENT_LINE_SKU,
    LTY_EVENT_LINE_TAX,
};

#define LTY_EVENT_LIST(array) ((lty_event_members){array, LTY_EVENT_COUNT(array)})

lty_event_members lty_event_members_line(lty_event_type type)
{
    return type == LTY_EVENT_REFUND ? LTY_EVENT_LIST(lty_event_refund_line) : LTY_EVENT_LIST(lty_event_order_line);
}

lty_event_members lty_event_members_of(lty_event_type type)
{
    switch (type) {
        case LTY_EVENT_IDENTITIES_LINKED: return LTY_EVENT_LIST(lty_event_link);
        case LTY_EVENT_OPENING_BALANCE: return LTY_EVENT_LIST(lty_event_opening);
        case LTY_EVENT_TIER_SET: return LTY_EVENT_LIST(lty_event_tier);
        case LTY_EVENT_SIGN_UP: return LTY_EVENT_LIST(lty_event_bare);
        case LTY_EVENT_BIRTHDAY: return LTY_EVENT_LIST(lty_event_birthday);
        case LTY_EVENT_GENDER: return LTY_EVENT_LIST(lty_event_gender);
        case LTY_EVENT_CONSENT: return LTY_EVENT_LIST(lty_event_consent);
        case LTY_EVENT_CHILD_BIRTHDAY: return LTY_EVENT_LIST(lty_event_child);
        case LTY_EVENT_PREFERENCE: return LTY_EVENT_LIST(lty_event_preference);
        case LTY_EVENT_VISIT: return LTY_EVENT_LIST(lty_event_visit);
        case LTY_EVENT_REVIEW: return LTY_EVENT_LIST(lty_event_review);
        case LTY_EVENT_SURVEY: return LTY_EVENT_LIST(lty_event_survey);
        case LTY_EVENT_CONTEST: return LTY_EVENT_LIST(lty_event_contest);
        case LTY_EVENT_MESSAGE_SENT: return LTY_EVENT_LIST(lty_event_sent);
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: return LTY_EVENT_LIST(lty_event_read_of);
        case LTY_EVENT_ORDER: return LTY_EVENT_LIST(lty_event_order);
        case LTY_EVENT_REFUND: return LTY_EVENT_LIST(lty_event_refund);
        case LTY_EVENT_REFERRAL: return LTY_EVENT_LIST(lty_event_referral);
        case LTY_EVENT_POINTS_ADJUSTED: return LTY_EVENT_LIST(lty_event_adjusted);
        case LTY_EVENT_POINTS_SPENT: return LTY_EVENT_LIST(lty_event_spent);
        case LTY_EVENT_POINTS_RESTORED: return LTY_EVENT_LIST(lty_event_restored);
        case LTY_EVENT_COUPON_REDEEMED: return LTY_EVENT_LIST(lty_event_coupon);
        case LTY_EVENT_SERVICE: return LTY_EVENT_LIST(lty_event_service);
        case LTY_EVENT_SEGMENT: return LTY_EVENT_LIST(lty_event_segment);
    }
    return (lty_event_members){NULL, 0};
}

bool lty_event_replaces(lty_event_type type)
{
    const lty_event_members members = lty_event_members_of(type);

    for (size_t i = 0; i < members.count; i++) {
        if (members.items[i].offset == offsetof(lty_event, replaces)) {
            return true;
        }
    }
    return false;
}
