/* The catalogue of facts: one row per fact, in the order of the enum. */
#include "lty_facts.h"

#include "lty_check.h"

static const lty_text lty_fact_genders[] = {{"female", 6}, {"male", 4}, {"other", 5}};
#define LTY_FACT_GENDERS (sizeof lty_fact_genders / sizeof *lty_fact_genders)

#define LTY_FACT_FIELD(name, type, fact, about)                                                                                            \
 {                                                                                                                                         \
  (name), (type), (fact), NULL, 0, (about)                                                                                                 \
 }

static const lty_expr_field lty_fact_catalogue[] = {
    LTY_FACT_FIELD("orders", LTY_EXPR_INTEGER, LTY_FACT_ORDERS, "orders that count: paid or delivered, of more than 0"),
    LTY_FACT_FIELD("first_order", LTY_EXPR_INSTANT, LTY_FACT_FIRST_ORDER, "when the first order that counts was paid"),
    LTY_FACT_FIELD("last_order", LTY_EXPR_INSTANT, LTY_FACT_LAST_ORDER, "when the latest order that counts was paid"),
    LTY_FACT_FIELD("spent", LTY_EXPR_MONEY, LTY_FACT_SPENT, "what is kept of the orders that count, refunds taken off"),
    LTY_FACT_FIELD("spent_gross", LTY_EXPR_MONEY, LTY_FACT_SPENT_GROSS, "the orders that count, before refunds"),
    LTY_FACT_FIELD("refunded", LTY_EXPR_MONEY, LTY_FACT_REFUNDED, "the sum of all refunds"),
    LTY_FACT_FIELD("refunds", LTY_EXPR_INTEGER, LTY_FACT_REFUNDS, "the number of refunds"),
    LTY_FACT_FIELD("average_order", LTY_EXPR_MONEY, LTY_FACT_AVERAGE_ORDER, "the average order that counts, before refunds"),
    LTY_FACT_FIELD("points", LTY_EXPR_INTEGER, LTY_FACT_POINTS, "points that can be spent; negative with a debt"),
    LTY_FACT_FIELD("points_pending", LTY_EXPR_INTEGER, LTY_FACT_POINTS_PENDING, "points that cannot be spent yet"),
    LTY_FACT_FIELD("points_earned", LTY_EXPR_INTEGER, LTY_FACT_POINTS_EARNED, "points ever earned with orders, before reversals"),
    LTY_FACT_FIELD("points_spent", LTY_EXPR_INTEGER, LTY_FACT_POINTS_SPENT, "points ever spent"),
    LTY_FACT_FIELD("points_expired", LTY_EXPR_INTEGER, LTY_FACT_POINTS_EXPIRED, "points ever expired"),
    LTY_FACT_FIELD("points_reversed", LTY_EXPR_INTEGER, LTY_FACT_POINTS_REVERSED, "points taken back by refunds and cancellations"),
    LTY_FACT_FIELD("points_in", LTY_EXPR_INTEGER, LTY_FACT_POINTS_IN, "points given by hand and opening balances"),
    LTY_FACT_FIELD("points_out", LTY_EXPR_INTEGER, LTY_FACT_POINTS_OUT, "points taken away by hand"),
    LTY_FACT_FIELD("tier", LTY_EXPR_TEXT, LTY_FACT_TIER, "the key of the tier"),
    LTY_FACT_FIELD(
        "tier_metric", LTY_EXPR_INTEGER, LTY_FACT_TIER_METRIC, "what the tier is decided by: minor units, points or orders in the window"),
    LTY_FACT_FIELD("birthday", LTY_EXPR_DAY, LTY_FACT_BIRTHDAY, "the date of birth"),
    {"gender", LTY_EXPR_TEXT, LTY_FACT_GENDER, lty_fact_genders, LTY_FACT_GENDERS, "female, male or other"},
    LTY_FACT_FIELD("consent_email", LTY_EXPR_BOOL, LTY_FACT_CONSENT_EMAIL, "whether e-mail is allowed; null if never asked"),
    LTY_FACT_FIELD("consent_sms", LTY_EXPR_BOOL, LTY_FACT_CONSENT_SMS, "whether text messages are allowed; null if never asked"),
    LTY_FACT_FIELD("visits", LTY_EXPR_INTEGER, LTY_FACT_VISITS, "the number of visits"),
    LTY_FACT_FIELD("last_visit", LTY_EXPR_INSTANT, LTY_FACT_LAST_VISIT, "when the latest visit was"),
    LTY_FACT_FIELD("rfm_recency", LTY_EXPR_INTEGER, LTY_FACT_RFM_RECENCY, "the recency score; null until scored"),
    LTY_FACT_FIELD("rfm_frequency", LTY_EXPR_INTEGER, LTY_FACT_RFM_FREQUENCY, "the frequency score; null until scored"),
    LTY_FACT_FIELD("rfm_monetary", LTY_EXPR_INTEGER, LTY_FACT_RFM_MONETARY, "the monetary score; null until scored"),
};

_Static_assert(sizeof lty_fact_catalogue / sizeof *lty_fact_catalogue == LTY_FACT_COUNT, "one row per fact");

const lty_expr_field *lty_fact_fields(size_t *count)
{
    *count = LTY_FACT_COUNT;
    return lty_fact_catalogue;
}

void lty_fact_value(lty_expr_value *out, const lty_programme *programme, lty_fact fact, int64_t number)
{
    *out = (lty_expr_value){.null = number == LTY_FACT_NONE, .number = number, .text = {NULL, 0}};
    if (out->null) {
        return;
    }
    if (fact == LTY_FACT_TIER) {
        LTY_ASSERT(number >= 0 && (size_t) number < programme->tiers.count);
        out->text = programme->tiers.items[number].key;
    } else if (fact == LTY_FACT_GENDER) {
        LTY_ASSERT(number >= 0 && (size_t) number < LTY_FACT_GENDERS);
        out->text = lty_fact_genders[number];
    }
}
