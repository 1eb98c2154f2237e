/* The catalogue of facts: one row per fact, in the order of the enum. */
#include "lty_facts.h"

#include "lty_check.h"

static const lty_text lty_fact_genders[] = {{"female", 6}, {"male", 4}, {"other", 5}};
#define LTY_FACT_GENDERS (sizeof lty_fact_genders / sizeof *lty_fact_genders)

#define LTY_FACT_WALKED LTY_EXPR_FIELD_WALKED /* docs/points.md, Segments */
#define LTY_FACT_COUNTED LTY_EXPR_FIELD_COUNTED

#define LTY_FACT_FIELD(name, type, fact, about, traits)                                                                                    \
 {                                                                                                                                         \
  (name), (type), (fact), NULL, 0, (about), (traits)                                                                                       \
 }

static const lty_expr_field lty_fact_catalogue[] = {
    LTY_FACT_FIELD("orders", LTY_EXPR_INTEGER, LTY_FACT_ORDERS, "orders that count: paid or delivered, of more than 0",
        LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("first_order", LTY_EXPR_INSTANT, LTY_FACT_FIRST_ORDER, "when the first order that counts was paid", LTY_FACT_WALKED),
    LTY_FACT_FIELD("last_order", LTY_EXPR_INSTANT, LTY_FACT_LAST_ORDER, "when the latest order that counts was paid", LTY_FACT_WALKED),
    LTY_FACT_FIELD("spent", LTY_EXPR_MONEY, LTY_FACT_SPENT, "what is kept of the orders that count, refunds taken off",
        LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "spent_gross", LTY_EXPR_MONEY, LTY_FACT_SPENT_GROSS, "the orders that count, before refunds", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("refunded", LTY_EXPR_MONEY, LTY_FACT_REFUNDED, "the sum of all refunds", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("refunds", LTY_EXPR_INTEGER, LTY_FACT_REFUNDS, "the number of refunds", LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "average_order", LTY_EXPR_MONEY, LTY_FACT_AVERAGE_ORDER, "the average order that counts, before refunds", LTY_FACT_WALKED),
    LTY_FACT_FIELD("points", LTY_EXPR_INTEGER, LTY_FACT_POINTS, "points that can be spent; negative with a debt", 0),
    LTY_FACT_FIELD("points_pending", LTY_EXPR_INTEGER, LTY_FACT_POINTS_PENDING, "points that cannot be spent yet", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_earned", LTY_EXPR_INTEGER, LTY_FACT_POINTS_EARNED, "points ever earned, before reversals", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_spent", LTY_EXPR_INTEGER, LTY_FACT_POINTS_SPENT, "points ever spent", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_expired", LTY_EXPR_INTEGER, LTY_FACT_POINTS_EXPIRED, "points ever expired", LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "points_reversed", LTY_EXPR_INTEGER, LTY_FACT_POINTS_REVERSED, "points taken back by refunds and cancellations", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_in", LTY_EXPR_INTEGER, LTY_FACT_POINTS_IN, "points given by hand and opening balances", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_out", LTY_EXPR_INTEGER, LTY_FACT_POINTS_OUT, "points taken away by hand", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("tier", LTY_EXPR_TEXT, LTY_FACT_TIER, "the key of the tier", LTY_FACT_WALKED),
    LTY_FACT_FIELD("tier_metric", LTY_EXPR_INTEGER, LTY_FACT_TIER_METRIC,
        "what the tier is decided by: minor units, points or orders in the window", LTY_FACT_WALKED),
    LTY_FACT_FIELD("birthday", LTY_EXPR_DAY, LTY_FACT_BIRTHDAY, "the date of birth", LTY_FACT_WALKED),
    {"gender", LTY_EXPR_TEXT, LTY_FACT_GENDER, lty_fact_genders, LTY_FACT_GENDERS, "female, male or other", LTY_FACT_WALKED},
    LTY_FACT_FIELD(
        "consent_email", LTY_EXPR_BOOL, LTY_FACT_CONSENT_EMAIL, "whether e-mail is allowed; null if never asked", LTY_FACT_WALKED),
    LTY_FACT_FIELD(
        "consent_sms", LTY_EXPR_BOOL, LTY_FACT_CONSENT_SMS, "whether text messages are allowed; null if never asked", LTY_FACT_WALKED),
    LTY_FACT_FIELD("visits", LTY_EXPR_INTEGER, LTY_FACT_VISITS, "the number of visits", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("last_visit", LTY_EXPR_INSTANT, LTY_FACT_LAST_VISIT, "when the latest visit was", LTY_FACT_WALKED),
    LTY_FACT_FIELD("rfm_recency", LTY_EXPR_INTEGER, LTY_FACT_RFM_RECENCY, "the recency score; null until scored", 0),
    LTY_FACT_FIELD("rfm_frequency", LTY_EXPR_INTEGER, LTY_FACT_RFM_FREQUENCY, "the frequency score; null until scored", 0),
    LTY_FACT_FIELD("rfm_monetary", LTY_EXPR_INTEGER, LTY_FACT_RFM_MONETARY, "the monetary score; null until scored", 0),
    LTY_FACT_FIELD("points_restored", LTY_EXPR_INTEGER, LTY_FACT_POINTS_RESTORED, "points given back of what was spent", LTY_FACT_COUNTED),
    LTY_FACT_FIELD("points_expire_at", LTY_EXPR_INSTANT, LTY_FACT_POINTS_EXPIRE_AT, "when points expire next; null if none do", 0),
    LTY_FACT_FIELD("signed_up", LTY_EXPR_INSTANT, LTY_FACT_SIGNED_UP, "when the customer signed up; null if not known", LTY_FACT_WALKED),
    LTY_FACT_FIELD("tier_since", LTY_EXPR_INSTANT, LTY_FACT_TIER_SINCE, "since when the customer is in the tier", 0),
    LTY_FACT_FIELD("tier_until", LTY_EXPR_INSTANT, LTY_FACT_TIER_UNTIL, "when the tier is lost if nothing happens; null if it is kept", 0),
    LTY_FACT_FIELD("tier_missing", LTY_EXPR_INTEGER, LTY_FACT_TIER_MISSING,
        "what is missing to the next tier: minor units, points or orders; null in the highest", 0),
    LTY_FACT_FIELD("reviews", LTY_EXPR_INTEGER, LTY_FACT_REVIEWS, "the number of reviews", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("surveys", LTY_EXPR_INTEGER, LTY_FACT_SURVEYS, "the number of surveys answered", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("contests", LTY_EXPR_INTEGER, LTY_FACT_CONTESTS, "the number of contests entered", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("friends", LTY_EXPR_INTEGER, LTY_FACT_FRIENDS, "invited friends whose first order was rewarded",
        LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "email_since", LTY_EXPR_INSTANT, LTY_FACT_EMAIL_SINCE, "since when e-mail has been allowed without a break", LTY_FACT_WALKED),
    LTY_FACT_FIELD(
        "sms_since", LTY_EXPR_INSTANT, LTY_FACT_SMS_SINCE, "since when text messages have been allowed without a break", LTY_FACT_WALKED),
    LTY_FACT_FIELD("birthday_in", LTY_EXPR_INTEGER, LTY_FACT_BIRTHDAY_IN, "whole days until the next birthday, 0 on the day", 0),
    LTY_FACT_FIELD("child_birthday_in", LTY_EXPR_INTEGER, LTY_FACT_CHILD_BIRTHDAY_IN,
        "whole days until the next birthday of a child, 0 on the day", 0),
    LTY_FACT_FIELD(
        "children", LTY_EXPR_INTEGER, LTY_FACT_CHILDREN, "children whose birthdays are known", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("messages_sent", LTY_EXPR_INTEGER, LTY_FACT_MESSAGES_SENT, "messages that were sent", LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "messages_opened", LTY_EXPR_INTEGER, LTY_FACT_MESSAGES_OPENED, "messages that were opened at least once", LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "messages_clicked", LTY_EXPR_INTEGER, LTY_FACT_MESSAGES_CLICKED, "messages in which a link was clicked", LTY_FACT_COUNTED),
    LTY_FACT_FIELD(
        "open_rate", LTY_EXPR_RATIO, LTY_FACT_OPEN_RATE, "messages that were opened by those that were sent", LTY_EXPR_FIELD_PART),
    LTY_FACT_FIELD("last_opened", LTY_EXPR_INSTANT, LTY_FACT_LAST_OPENED, "when a message was last opened or clicked", 0),
    LTY_FACT_FIELD(
        "best_hour", LTY_EXPR_INTEGER, LTY_FACT_BEST_HOUR, "the local hour in which most messages are read, 0 to 23", LTY_EXPR_FIELD_HOUR),
    LTY_FACT_FIELD("first_visit", LTY_EXPR_INSTANT, LTY_FACT_FIRST_VISIT, "when the first visit was", 0),
    LTY_FACT_FIELD("redemptions", LTY_EXPR_INTEGER, LTY_FACT_REDEMPTIONS, "coupons redeemed", LTY_FACT_WALKED | LTY_FACT_COUNTED),
    LTY_FACT_FIELD("p_alive", LTY_EXPR_RATIO, LTY_FACT_P_ALIVE, "how likely the customer will buy again; null until a model is applied",
        LTY_EXPR_FIELD_PART),
    LTY_FACT_FIELD(
        "expected_orders", LTY_EXPR_RATIO, LTY_FACT_EXPECTED_ORDERS, "the orders that a model expects; null until it is applied", 0),
    LTY_FACT_FIELD("clv", LTY_EXPR_MONEY, LTY_FACT_CLV, "what a model expects the customer to be worth; null until it is applied", 0),
    LTY_FACT_FIELD("loyalty", LTY_EXPR_INTEGER, LTY_FACT_LOYALTY, "the degree of loyalty, 0 to 100", 0),
};

_Static_assert(sizeof lty_fact_catalogue / sizeof *lty_fact_catalogue == LTY_FACT_COUNT, "one row per fact");
_Static_assert(LTY_FACT_COUNT <= 64, "sets of facts are the bits of one word");

static const lty_fact lty_fact_sum_list[] = {
    LTY_FACT_ORDERS,
    LTY_FACT_SPENT,
    LTY_FACT_SPENT_GROSS,
    LTY_FACT_REFUNDED,
    LTY_FACT_REFUNDS,
    LTY_FACT_POINTS,
    LTY_FACT_POINTS_PENDING,
    LTY_FACT_POINTS_EARNED,
    LTY_FACT_POINTS_SPENT,
    LTY_FACT_POINTS_EXPIRED,
    LTY_FACT_POINTS_REVERSED,
    LTY_FACT_POINTS_IN,
    LTY_FACT_POINTS_OUT,
    LTY_FACT_POINTS_RESTORED,
    LTY_FACT_VISITS,
    LTY_FACT_REVIEWS,
    LTY_FACT_SURVEYS,
    LTY_FACT_CONTESTS,
    LTY_FACT_FRIENDS,
    LTY_FACT_CHILDREN,
    LTY_FACT_MESSAGES_SENT,
    LTY_FACT_MESSAGES_OPENED,
    LTY_FACT_MESSAGES_CLICKED,
    LTY_FACT_REDEMPTIONS,
};

bool lty_fact_is_applied(lty_fact fact)
{
    return (fact >= LTY_FACT_RFM_RECENCY && fact <= LTY_FACT_RFM_MONETARY) || (fact >= LTY_FACT_P_ALIVE && fact <= LTY_FACT_CLV);
}

const lty_fact *lty_fact_sums(size_t *count)
{
    *count = sizeof lty_fact_sum_list / sizeof *lty_fact_sum_list;
    return lty_fact_sum_list;
}

const lty_expr_field *lty_fact_fields(size_t *count)
{
    *count = LTY_FACT_COUNT;
    return lty_fact_catalogue;
}

uint64_t lty_fact_earn_fields(void)
{
    uint64_t fields = 0;

    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        fields |= (uint64_t) ((lty_fact_catalogue[i].traits & LTY_FACT_WALKED) != 0) << i;
    }
    return fields;
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
