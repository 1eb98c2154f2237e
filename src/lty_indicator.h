/* Figures over all customers: sums, tiers, what happened month by month (docs/base.md); and how a shop's customers behave (docs/indicators.md). */
#ifndef LTY_INDICATOR_H
#define LTY_INDICATOR_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_proportion.h"
#include "lty_status.h"

/* Sums over all persons at the instant of the fold, and the sales without one. */
typedef struct lty_totals {
    int64_t facts[LTY_FACT_COUNT]; /* of the facts that can be summed: orders, money, points; others are 0 */
    int64_t customers;
    int64_t anonymous_orders;       /* that count */
    int64_t anonymous_amount_minor; /* less the refunds of anonymous sales, those that name no order too */
} lty_totals;

/* Refreshes the base. LTY_E_NOT_FOLDED, LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_indicator_totals(lty_totals *out, lty_base *base);

/* out[i] = customers in tier i; one entry per tier of the version in force at the instant of the fold, lty_base_in_force() after a refresh. */
lty_status lty_indicator_tiers(int64_t *out, lty_base *base);

/* One local month. Orders stand in the month in which they were first paid, refunds and points in that in which they happened. */
typedef struct lty_month {
    int64_t month; /* year * 12 + month - 1 */
    int64_t orders;
    int64_t amount_minor;   /* of these orders, before refunds */
    int64_t refunded_minor; /* all refunds of known customers */
    int64_t buyers;         /* customers with an order in the month */
    int64_t anonymous_orders;
    int64_t anonymous_amount_minor;
    int64_t flows[LTY_FLOW_COUNT]; /* points */
} lty_month;

/*
 * From the first month in which anything happened to the last one, without gaps; NULL and 0 if nothing did. Folds every customer again,
 * for the flows of points. The array is the caller's: lty_indicator_free(). Statuses as above.
 */
lty_status lty_indicator_months(lty_month **out, size_t *count, lty_base *base, const lty_alloc *alloc);
void lty_indicator_free(lty_month *months, size_t count, const lty_alloc *alloc);

/* --- how customers behave: one pass over the histories, no fold but for the degree of loyalty ------------------------ */

/* Whoever is new in a period did it for the first time of all in it. */
typedef enum lty_indicator_kind { LTY_INDICATOR_NEW, LTY_INDICATOR_RETURNING, LTY_INDICATOR_KINDS } lty_indicator_kind;

typedef struct lty_indicator_buyers {
    int64_t customers[LTY_INDICATOR_KINDS];
    int64_t orders[LTY_INDICATOR_KINDS];
    int64_t amount_minor[LTY_INDICATOR_KINDS];
} lty_indicator_buyers;

typedef struct lty_indicator_visitors {
    int64_t customers[LTY_INDICATOR_KINDS];
    int64_t visits[LTY_INDICATOR_KINDS];
    int64_t anonymous; /* visits of nobody known */
} lty_indicator_visitors;

/* One local month of the period; new is who did it for the first time in this month. */
typedef struct lty_indicator_month {
    int64_t month; /* year * 12 + month - 1 */
    int64_t orders;
    int64_t buyers[LTY_INDICATOR_KINDS];
    int64_t amount_minor[LTY_INDICATOR_KINDS];
    int64_t visits;
    int64_t visitors[LTY_INDICATOR_KINDS];
} lty_indicator_month;

/* Customers by how often (times in the period) or how long ago (local days since the last time of all). Static storage. */
#define LTY_INDICATOR_BUCKETS 8U
typedef struct lty_indicator_bucket {
    int64_t from;
    int64_t to; /* INT64_MAX in the last */
} lty_indicator_bucket;
extern const lty_indicator_bucket lty_indicator_times[LTY_INDICATOR_BUCKETS];
extern const lty_indicator_bucket lty_indicator_ages[LTY_INDICATOR_BUCKETS];

/* Figures by name. What is counted says the enumeration of the list; they stand by the first figure, largest first, then by name. */
#define LTY_FIGURE_COUNTS 5U
typedef struct lty_figure {
    lty_text name;    /* the base's: valid until its next append */
    lty_text channel; /* of messages; else empty */
    int64_t counts[LTY_FIGURE_COUNTS];
    uint32_t last; /* the customer it was last counted for, + 1 */
} lty_figure;

typedef struct lty_figures {
    lty_figure *items;
    size_t count;
    size_t capacity;
} lty_figures;

enum { LTY_SOURCE_VISITS };
enum { LTY_MESSAGE_SENT, LTY_MESSAGE_OPENED, LTY_MESSAGE_CLICKED, LTY_MESSAGE_ORDERS, LTY_MESSAGE_AMOUNT };
enum { LTY_SECTION_ALL, LTY_SECTION_VISITS, LTY_SECTION_OPENED, LTY_SECTION_CLICKED, LTY_SECTION_CUSTOMERS };
enum { LTY_CHANNEL_AMOUNT, LTY_CHANNEL_ORDERS, LTY_CHANNEL_CUSTOMERS, LTY_CHANNEL_ANONYMOUS_ORDERS, LTY_CHANNEL_ANONYMOUS_AMOUNT };
enum { LTY_PRODUCT_AMOUNT, LTY_PRODUCT_QUANTITY, LTY_PRODUCT_CUSTOMERS };

/* What can be said of a share in plain words. */
typedef enum lty_indicator_judgement {
    LTY_JUDGEMENT_UNKNOWN, /* too few to say */
    LTY_JUDGEMENT_LOW,
    LTY_JUDGEMENT_FAIR,
    LTY_JUDGEMENT_HIGH,
} lty_indicator_judgement;

typedef struct lty_indicator_mail {
    int64_t counts[LTY_FIGURE_COUNTS]; /* as of a message */
    int64_t subscribers;               /* who was sent one in the period */
    int64_t against[4];                /* of them, by lty_indicator_judgement: how they open, against the whole */
    int64_t hours[24];                 /* openings and clicks in the period by local hour */
} lty_indicator_mail;

#define LTY_INDICATOR_MILLION INT64_C(1000000)
#define LTY_INDICATOR_DEGREES 10U /* 0 to 9, 10 to 19 … 90 to 100 */
typedef struct lty_indicator_loyalty {
    int64_t customers;
    int64_t sum; /* of degrees */
    int64_t degrees[LTY_INDICATOR_DEGREES];
    int64_t *parts; /* by part of the programme: the sum in millionths; NULL without parts */
    size_t part_count;
} lty_indicator_loyalty;

/* Of those whose first order is so many days old at least, who ordered again within so many. */
#define LTY_INDICATOR_AGAIN 5U
typedef struct lty_indicator_again {
    int64_t days;
    int64_t customers;
    int64_t again;
} lty_indicator_again;

typedef struct lty_indicator_gaps {
    int64_t count;     /* gaps between consecutive purchase days, over all customers */
    int64_t customers; /* who have one */
    double mean;       /* days; with a gap */
    double sd;         /* with n - 1; with two */
    double median;
} lty_indicator_gaps;

/* Who bought `offset` local months after the month of the first order, and for how much. */
typedef struct lty_indicator_cell {
    int64_t customers;
    int64_t amount_minor;
} lty_indicator_cell;

typedef struct lty_indicator_cohort {
    int64_t month;
    lty_indicator_cell *cells; /* by offset; the last is not empty */
    size_t count;
    size_t capacity;
} lty_indicator_cohort;

/* First orders, second ones, later ones. */
#define LTY_INDICATOR_BASKETS 3U
typedef struct lty_indicator_basket {
    int64_t orders;
    int64_t amount_minor;
} lty_indicator_basket;

typedef struct lty_indicator_promotion {
    int64_t amount_minor;
    int64_t sale_minor;
    int64_t code_minor;
    int64_t either_minor;
    int64_t buyers;
    int64_t only; /* buyers of whom nothing is kept but what was on sale or by code */
    int64_t margin_minor;
    int64_t margin_amount_minor; /* what the margin is of: lines whose cost is known */
    int64_t margin_promotion_minor;
    int64_t margin_promotion_amount_minor;
} lty_indicator_promotion;

/* Amounts are what is kept after refunds, but for those of products and of anonymous sales. */
typedef struct lty_indicators {
    const lty_alloc *alloc;
    lty_indicator_buyers buyers; /* these in the period */
    lty_indicator_visitors visitors;
    lty_indicator_month *months;
    size_t month_count;
    int64_t purchase_times[LTY_INDICATOR_BUCKETS];
    int64_t purchase_ages[LTY_INDICATOR_BUCKETS]; /* ever */
    int64_t visit_times[LTY_INDICATOR_BUCKETS];
    int64_t visit_ages[LTY_INDICATOR_BUCKETS]; /* ever */
    lty_figures sources;
    int64_t visits;
    int64_t known; /* visits of which it is known how they came */
    int64_t direct;
    lty_figures messages;
    lty_indicator_mail mail;
    lty_figures sections;
    lty_figures channels;
    lty_indicator_loyalty loyalty; /* at the instant */
    int64_t customers;             /* these ever: who bought */
    int64_t again;                 /* who did twice */
    lty_indicator_again within[LTY_INDICATOR_AGAIN];
    lty_indicator_gaps gaps;
    lty_indicator_cohort *cohorts; /* those with customers, ascending */
    size_t cohort_count;
    size_t cohort_capacity;
    lty_indicator_basket baskets[LTY_INDICATOR_BASKETS]; /* these in the period again */
    lty_indicator_promotion promotion;
    lty_figures products;
    int64_t product_minor;
    double concentration; /* sum of squared shares of product_minor; with products */
} lty_indicators;

/*
 * Everything that happened from from_s (LTY_TIME_NONE = ever) up to at_s, both ends in; from_s <= at_s. The base need not be folded. LTY_E_RANGE if a sum does
 * not fit, LTY_E_MEMORY, LTY_E_CURRENCY_MISMATCH, LTY_E_DAMAGED; *out is then left alone.
 */
lty_status lty_indicators_run(lty_indicators *out, lty_base *base, int64_t from_s, int64_t at_s, const lty_alloc *alloc);
void lty_indicators_destroy(lty_indicators *indicators); /* may be called twice */

/* The hour with most openings and clicks, of equals the earlier; -1 without. */
int lty_indicator_best_hour(const lty_indicator_mail *mail);

/* How a share of visits that come by themselves is to be seen: thresholds and reasons in docs/indicators.md. */
#define LTY_INDICATOR_DIRECT_VISITS 100
lty_indicator_judgement lty_indicator_direct(int64_t known, int64_t direct);
/* The same in words. Static storage. */
const char *lty_indicator_direct_text(lty_indicator_judgement judgement);

/* One subscriber's rate against the whole's: LOW or HIGH only where the interval of the one leaves the other out. */
lty_indicator_judgement lty_indicator_subscriber(lty_proportion *rate, int64_t sent, int64_t opened, int64_t all_sent, int64_t all_opened);
const char *lty_indicator_subscriber_text(lty_indicator_judgement judgement);

#endif
