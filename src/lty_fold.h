/* Events of one customer to what they say under a programme. docs/points.md */
#ifndef LTY_FOLD_H
#define LTY_FOLD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_earn.h"
#include "lty_event.h"
#include "lty_expr.h"
#include "lty_programme.h"
#include "lty_status.h"

/*
 * Facts: everything a rule can ask about a customer, as integers. LTY_FACT_NONE = null.
 * Money in minor units, instants in UTC seconds, booleans 0/1, tier = index into the programme's tiers.
 * The order is that of lty_fact_fields(). Append only (before LTY_FACT_COUNT).
 */
#define LTY_FACT_NONE INT64_MIN
typedef enum lty_fact {
    LTY_FACT_ORDERS = 0,      /* orders that count: paid or delivered at their latest revision, amount > 0 */
    LTY_FACT_FIRST_ORDER,     /* instant; null without orders */
    LTY_FACT_LAST_ORDER,      /* instant; null without orders */
    LTY_FACT_SPENT,           /* net of refunds, of orders that count */
    LTY_FACT_SPENT_GROSS,     /* before refunds */
    LTY_FACT_REFUNDED,        /* matched and unmatched */
    LTY_FACT_REFUNDS,         /* number of refund events */
    LTY_FACT_AVERAGE_ORDER,   /* gross / orders, rounded half up; null without orders */
    LTY_FACT_POINTS,          /* balance that can be spent; negative with a debt */
    LTY_FACT_POINTS_PENDING,
    LTY_FACT_POINTS_EARNED,   /* ever, before reversals */
    LTY_FACT_POINTS_SPENT,
    LTY_FACT_POINTS_EXPIRED,
    LTY_FACT_POINTS_REVERSED,
    LTY_FACT_POINTS_IN,       /* adjusted in and opening balances */
    LTY_FACT_POINTS_OUT,      /* adjusted out */
    LTY_FACT_TIER,            /* index; null without tiers */
    LTY_FACT_TIER_METRIC,     /* spend, points or orders inside the tier window at the instant */
    LTY_FACT_BIRTHDAY,        /* day number; null if not known */
    LTY_FACT_GENDER,          /* 0 female, 1 male, 2 other; null if not known */
    LTY_FACT_CONSENT_EMAIL,   /* 0/1; null = never asked */
    LTY_FACT_CONSENT_SMS,
    LTY_FACT_VISITS,
    LTY_FACT_LAST_VISIT,
    LTY_FACT_RFM_RECENCY,     /* scores 1..k; null until scored (the base writes them) */
    LTY_FACT_RFM_FREQUENCY,
    LTY_FACT_RFM_MONETARY,
    LTY_FACT_COUNT
} lty_fact;

/* The catalogue for lty_expr; names are those of docs/rules.md ("orders", "last_order", "spent", ...). *count = LTY_FACT_COUNT
 * and field.index == lty_fact. GENDER is text with the choices female, male, other; TIER is text (choices by the programme). */
const lty_expr_field *lty_fact_fields(size_t *count);

/* Turns a fact into an expression value under a programme (tier and gender become texts). */
void lty_fact_value(lty_expr_value *out, const lty_programme *programme, lty_fact fact, int64_t number);

typedef enum lty_lot_source { LTY_LOT_ORDER = 1, LTY_LOT_ADJUSTED = 2, LTY_LOT_OPENING = 3 } lty_lot_source;

/* Points that came in together. earned = reversed + spent + expired + left (Law 2 sums these). */
typedef struct lty_lot {
    lty_lot_source source;
    const lty_event *event; /* that awarded it: the order event whose condition made it earn, or the adjustment */
    int64_t at_s;
    int64_t available_at_s;
    int64_t expires_at_s;   /* LTY_TIME_NONE = never */
    int64_t earned;
    int64_t reversed;
    int64_t spent;          /* by spends and adjustments out; those of a debt included once they are paid from here */
    int64_t expired;
    int64_t left;           /* pending or spendable */
    bool pending;
    int64_t earn_percent;   /* of the tier at that time */
    bool first;             /* the first order that earned */
} lty_lot;

/* A spend or adjustment out took points from a lot. */
typedef struct lty_draw {
    const lty_event *event;
    size_t lot; /* index */
    int64_t points;
} lty_draw;

/* Points spent that no lot covers (any more): they make the balance negative. */
typedef struct lty_debt {
    const lty_event *event; /* the spend that is not covered */
    int64_t points;
} lty_debt;

/* When points moved, for sums by month; amounts are positive but see EXPIRED. */
typedef enum lty_flow_kind {
    LTY_FLOW_EARNED = 0,
    LTY_FLOW_REVERSED,
    LTY_FLOW_SPENT,
    LTY_FLOW_EXPIRED,
    LTY_FLOW_IN,
    LTY_FLOW_OUT,
    LTY_FLOW_COUNT
} lty_flow_kind;

typedef struct lty_flow {
    lty_flow_kind kind;
    int64_t at_s;
    int64_t points;
} lty_flow;

/* The result. Arrays belong to the lty_folder and are valid until its next use. */
typedef struct lty_customer {
    int64_t facts[LTY_FACT_COUNT];
    const lty_lot *lots;
    size_t lot_count;
    const lty_draw *draws;
    size_t draw_count;
    const lty_debt *debts;
    size_t debt_count;
    const lty_flow *flows; /* only if asked for */
    size_t flow_count;
} lty_customer;

/* Scratch memory that is kept from customer to customer: folding a million of them allocates a handful of times. */
typedef struct lty_folder lty_folder;

lty_status lty_folder_create(lty_folder **out, const lty_programme *programme, const lty_alloc *alloc);
void lty_folder_destroy(lty_folder *folder);

/*
 * Folds the events of one customer that happened at or before at_s. events may come in any order and hold no two of the same id;
 * the array is sorted in place by lty_event_compare. A pure function of programme, events and at_s (laws 5, 6).
 *
 * The meaning, in short: what is refunded was never bought. The award of an order is that of what is kept of it under the
 * version that awarded; all that was reversed since counts as reversed at the refund's instant. Spends are facts: where a later refund
 * takes away the points that a spend used, other lots cover it, and what none covers is a debt that the next lots pay.
 * With arrears "zero" and "pending" a refund reverses at most what the balance or the pending part allowed at its instant.
 * Lots are drawn on by earliest expiry, then earliest award, then id.
 *
 * LTY_E_RANGE if a sum does not fit; LTY_E_MEMORY; LTY_E_CURRENCY_MISMATCH for an order in another currency than the programme's.
 */
lty_status lty_fold(lty_customer *out, lty_folder *folder, const lty_event **events, size_t count, int64_t at_s, bool want_flows);

#endif
