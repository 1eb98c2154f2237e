/* Facts: everything a rule can ask about a customer. docs/rules.md has their meaning for the owner of a shop. */
#ifndef LTY_FACTS_H
#define LTY_FACTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_expr.h"
#include "lty_programme.h"

/*
 * As integers; LTY_FACT_NONE = null.
 * Money in minor units, instants in UTC seconds, booleans 0/1, tier = index into the programme's tiers.
 * The order is that of lty_fact_fields(). Append only (before LTY_FACT_COUNT).
 */
#define LTY_FACT_NONE INT64_MIN
typedef enum lty_fact {
    LTY_FACT_ORDERS = 0,    /* orders that count: paid or delivered at their latest revision, amount > 0 */
    LTY_FACT_FIRST_ORDER,   /* instant; null without orders */
    LTY_FACT_LAST_ORDER,    /* instant; null without orders */
    LTY_FACT_SPENT,         /* net of refunds, of orders that count */
    LTY_FACT_SPENT_GROSS,   /* before refunds */
    LTY_FACT_REFUNDED,      /* matched and unmatched */
    LTY_FACT_REFUNDS,       /* number of refund events */
    LTY_FACT_AVERAGE_ORDER, /* gross / orders, rounded half up; null without orders */
    LTY_FACT_POINTS,        /* balance that can be spent; negative with a debt */
    LTY_FACT_POINTS_PENDING,
    LTY_FACT_POINTS_EARNED, /* ever, before reversals */
    LTY_FACT_POINTS_SPENT,
    LTY_FACT_POINTS_EXPIRED,
    LTY_FACT_POINTS_REVERSED,
    LTY_FACT_POINTS_IN,     /* adjusted in and opening balances */
    LTY_FACT_POINTS_OUT,    /* adjusted out */
    LTY_FACT_TIER,          /* index; null without tiers */
    LTY_FACT_TIER_METRIC,   /* spend, points or orders inside the tier window at the instant */
    LTY_FACT_BIRTHDAY,      /* day number; null if not known */
    LTY_FACT_GENDER,        /* 0 female, 1 male, 2 other; null if not known */
    LTY_FACT_CONSENT_EMAIL, /* 0/1; null = never asked */
    LTY_FACT_CONSENT_SMS,
    LTY_FACT_VISITS,
    LTY_FACT_LAST_VISIT,
    LTY_FACT_RFM_RECENCY, /* scores 1..k; null until scored (the base writes them) */
    LTY_FACT_RFM_FREQUENCY,
    LTY_FACT_RFM_MONETARY,
    LTY_FACT_POINTS_RESTORED,  /* given back of what was spent */
    LTY_FACT_POINTS_EXPIRE_AT, /* the next instant at which points expire; null if none do */
    LTY_FACT_SIGNED_UP,        /* instant; null if not known */
    LTY_FACT_TIER_SINCE,       /* instant; null without tiers */
    LTY_FACT_TIER_UNTIL,       /* the instant at which the tier is lost if nothing happens; null if it is not */
    LTY_FACT_TIER_MISSING,     /* to the next tier: minor units, points or orders; null in the highest */
    LTY_FACT_REVIEWS,
    LTY_FACT_SURVEYS,
    LTY_FACT_CONTESTS,
    LTY_FACT_FRIENDS,     /* invited, whose first order was rewarded */
    LTY_FACT_EMAIL_SINCE, /* instant since which consent has held; null where it is not given. docs/customers.md has these */
    LTY_FACT_SMS_SINCE,
    LTY_FACT_BIRTHDAY_IN,       /* whole local days to the next birthday */
    LTY_FACT_CHILD_BIRTHDAY_IN, /* to the nearest one of a child */
    LTY_FACT_CHILDREN,
    LTY_FACT_MESSAGES_SENT,
    LTY_FACT_MESSAGES_OPENED,
    LTY_FACT_MESSAGES_CLICKED,
    LTY_FACT_OPEN_RATE, /* millionths */
    LTY_FACT_LAST_OPENED,
    LTY_FACT_BEST_HOUR,
    LTY_FACT_FIRST_VISIT,
    LTY_FACT_REDEMPTIONS,
    LTY_FACT_P_ALIVE,         /* millionths; applied, as the RFM scores are */
    LTY_FACT_EXPECTED_ORDERS, /* millionths of an order; applied */
    LTY_FACT_CLV,             /* minor units; applied */
    LTY_FACT_LOYALTY,         /* 0 to 100; null without the programme's loyalty */
    LTY_FACT_COUNT
} lty_fact;

/* Whether a fact is written by the base over all customers (scores, models) and not by the fold of one. */
bool lty_fact_is_applied(lty_fact fact);

/* The catalogue for lty_expr; names are those of docs/rules.md ("orders", "last_order", "spent", ...). *count = LTY_FACT_COUNT
 * and field.index == lty_fact. GENDER is text with the choices female, male, other; TIER is text (choices by the programme). */
const lty_expr_field *lty_fact_fields(size_t *count);

/* The columns of docs/customers.md, Purchases and Activities. Append only. */
typedef enum lty_purchase_column {
    LTY_PURCHASE_ORDER = 0,
    LTY_PURCHASE_AT,
    LTY_PURCHASE_AMOUNT,
    LTY_PURCHASE_GROSS,
    LTY_PURCHASE_QUANTITY,
    LTY_PURCHASE_SKU,
    LTY_PURCHASE_CATEGORY,
    LTY_PURCHASE_BRAND,
    LTY_PURCHASE_CHANNEL,
    LTY_PURCHASE_SALE,
    LTY_PURCHASE_CODE,
    LTY_PURCHASE_COST,
    LTY_PURCHASE_MARGIN,
    LTY_PURCHASE_MONTH,
    LTY_PURCHASE_WEEKDAY,
    LTY_PURCHASE_HOUR,
    LTY_PURCHASE_COLUMNS
} lty_purchase_column;

typedef enum lty_activity_column {
    LTY_ACTIVITY_AT = 0,
    LTY_ACTIVITY_NAME,
    LTY_ACTIVITY_VIA,
    LTY_ACTIVITY_SECTION,
    LTY_ACTIVITY_WANTED,
    LTY_ACTIVITY_MONTH,
    LTY_ACTIVITY_WEEKDAY,
    LTY_ACTIVITY_HOUR,
    LTY_ACTIVITY_KIND, /* not to be named in rules: `only` of lty_expr_what */
    LTY_ACTIVITY_COLUMNS
} lty_activity_column;

typedef enum lty_activity_kind {
    LTY_ACTIVITY_VISIT = 1,
    LTY_ACTIVITY_SENT,
    LTY_ACTIVITY_OPENED,
    LTY_ACTIVITY_CLICKED,
    LTY_ACTIVITY_REVIEW,
    LTY_ACTIVITY_SURVEY,
    LTY_ACTIVITY_CONTEST,
    LTY_ACTIVITY_PREFERENCE,
    LTY_ACTIVITY_KINDS
} lty_activity_kind;

/* The tables of rules, by LTY_FACT_PURCHASES and LTY_FACT_ACTIVITIES, and what can be aggregated of them. */
enum { LTY_FACT_PURCHASES = 0, LTY_FACT_ACTIVITIES = 1, LTY_FACT_TABLES = 2 };
const lty_expr_table *lty_fact_tables(void);
const lty_expr_what *lty_fact_whats(size_t *count);

/* All three catalogues, as a programme is read with: without names and zone. */
lty_expr_scope lty_fact_scope(void);

/* Facts that are known while the history is walked through, so that the segments of earn rules may read them: a bit set by fact. */
uint64_t lty_fact_earn_fields(void);

/* The facts that can be summed over customers: orders, money, points, what they did. */
const lty_fact *lty_fact_sums(size_t *count);

/*
 * Who can ask a rule of somebody whose rows are at hand: 1, 0, -1 as lty_expr_evaluate(). For modules that stand below the rows; ask NULL: there are
 * none, and what aggregates is unknown.
 */
typedef struct lty_fact_judge {
    int (*ask)(const void *context, const lty_expr *rule);
    const void *context;
} lty_fact_judge;

/* Turns a fact into an expression value under a programme (tier and gender become texts). */
void lty_fact_value(lty_expr_value *out, const lty_programme *programme, lty_fact fact, int64_t number);

#endif
