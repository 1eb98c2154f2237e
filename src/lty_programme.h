/* All loyalty rules of one shop: a JSON document, compiled once into these structs. docs/programme.schema.json */
#ifndef LTY_PROGRAMME_H
#define LTY_PROGRAMME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_expr.h"
#include "lty_problem.h"
#include "lty_status.h"
#include "lty_time.h"

/* Which order lines count: include empty = every category. The lists are sorted by lty_text_compare. */
typedef struct lty_line_filter {
    const lty_text *include;
    size_t include_count;
    const lty_text *exclude;
    size_t exclude_count;
    bool sale_items; /* lines marked as sale count too */
} lty_line_filter;

bool lty_line_filter_match(const lty_line_filter *filter, lty_text category, bool sale);

typedef enum lty_earn_kind {
    LTY_EARN_RATE = 1,        /* `points` for every `per_minor` of the lines that match */
    LTY_EARN_STEPS = 2,       /* the points of the highest step that the lines that match reach */
    LTY_EARN_FIRST_ORDER = 3, /* `points` once, for the first order that earns */
} lty_earn_kind;

typedef struct lty_earn_step {
    int64_t from_minor;
    int64_t points;
} lty_earn_step;

typedef struct lty_earn_rule {
    lty_text key;
    lty_text pointer; /* "/points/earn/0": every award names the rule that made it */
    lty_earn_kind kind;
    int64_t points;
    int64_t per_minor;
    const lty_earn_step *steps; /* ascending by from_minor */
    size_t step_count;
    lty_line_filter lines;
} lty_earn_rule;

typedef enum lty_expiry_round { LTY_EXPIRY_DAY, LTY_EXPIRY_MONTH, LTY_EXPIRY_QUARTER, LTY_EXPIRY_YEAR } lty_expiry_round;

/* What a refund does with points that are spent or gone already. */
typedef enum lty_arrears {
    LTY_ARREARS_NEGATIVE = 1, /* the balance goes below zero: a debt that later points pay */
    LTY_ARREARS_ZERO = 2,     /* down to a balance of zero, the rest is let go */
    LTY_ARREARS_PENDING = 3,  /* only what is still pending */
} lty_arrears;

typedef enum lty_award_on { LTY_AWARD_ON_PAID = 1, LTY_AWARD_ON_DELIVERED = 2 } lty_award_on;

typedef struct lty_points_rules {
    bool enabled;
    const lty_earn_rule *earn;
    size_t earn_count;
    lty_rounding rounding; /* of each earn rule, on the whole order */
    lty_award_on award_on;
    int32_t pending_days; /* local days until points can be spent; 0 = at once */
    bool expires;
    lty_period expiry;             /* from the instant of the award */
    lty_expiry_round expiry_round; /* up to the end of that month, quarter or year */
    int64_t worth_points;          /* `worth_points` points are worth `worth_minor`: spending and the liability */
    int64_t worth_minor;
    int64_t spend_minimum;       /* points */
    int64_t spend_step;          /* points are spent in multiples of it, >= 1 */
    int64_t spend_maximum_share; /* of an order, in basis points, 1..10000 */
    lty_arrears arrears;
    bool backfill; /* events from before in_force_from award too, not only count */
} lty_points_rules;

typedef enum lty_tier_by { LTY_TIER_BY_SPEND = 1, LTY_TIER_BY_POINTS = 2, LTY_TIER_BY_ORDERS = 3 } lty_tier_by;
typedef enum lty_tier_window { LTY_TIER_LIFETIME = 1, LTY_TIER_ROLLING = 2, LTY_TIER_CALENDAR_YEAR = 3 } lty_tier_window;

typedef struct lty_tier {
    lty_text key;
    lty_text name;
    lty_text colour;      /* "#aabbcc", may be empty */
    int64_t from;         /* minor units, points or orders in the window; the lowest tier has 0 */
    int64_t earn_percent; /* basis points on what an order earns: 10000 = as everyone */
} lty_tier;

typedef struct lty_tier_rules {
    lty_tier_by by;
    lty_tier_window window;
    lty_period rolling;    /* of LTY_TIER_ROLLING */
    const lty_tier *items; /* ascending by from; count 0 = no tiers */
    size_t count;
} lty_tier_rules;

typedef struct lty_segment_rule {
    lty_text key;
    lty_text name;
    const lty_expr *rule;
} lty_segment_rule;

typedef enum lty_discount_kind {
    LTY_DISCOUNT_PERCENT = 1,
    LTY_DISCOUNT_FIXED = 2,
    LTY_DISCOUNT_FREE_SHIPPING = 3,
    LTY_DISCOUNT_POINTS = 4, /* points on top of what the order earns */
} lty_discount_kind;

/* A coupon campaign. Codes carry its number and a serial; the terms stay here. */
typedef struct lty_campaign {
    lty_text key;
    lty_text name;
    lty_text pointer;
    uint32_t number; /* in the code; >= 1, fits the length's bits (docs/coupon-format.md) */
    int32_t length;  /* 12, 16, 20 or 24 symbols */
    bool open;       /* a closed campaign's codes are refused */
    lty_discount_kind kind;
    int64_t value;                  /* basis points, minor units or points; 0 for free shipping */
    int64_t minimum_order_minor;    /* of the lines that match; 0 = none */
    int64_t maximum_discount_minor; /* 0 = none */
    bool first_order_only;
    lty_line_filter lines;
    int64_t valid_from_s;  /* LTY_TIME_NONE = always */
    int64_t valid_until_s; /* half open: of a date the end of that local day; LTY_TIME_NONE = for ever */
    bool valid_for_set;
    lty_period valid_for;  /* from the batch's instant */
    int64_t uses_per_code; /* 1 = single use */
    bool combinable;       /* with other codes */
} lty_campaign;

typedef struct lty_programme {
    lty_text name;
    char currency[4];
    int currency_decimals;
    lty_zone zone;
    int64_t version;
    int64_t in_force_from_s;
    lty_points_rules points;
    lty_tier_rules tiers;
    const lty_segment_rule *segments;
    size_t segment_count;
    const lty_campaign *campaigns;
    size_t campaign_count;
    lty_expr_scope scope;   /* of its rules: the customer's fields with this programme's tiers and segments' names */
    unsigned char hash[32]; /* BLAKE2b-256 of the canonical encoding, zone transitions included */
} lty_programme;

/*
 * Asks the caller for a zone: fills *out with name and transitions up to the year 2200 in the arena. LTY_E_DATE if there is no
 * such zone. The core has no zone data of its own.
 */
typedef lty_status (*lty_zone_loader)(lty_zone *out, lty_text name, lty_arena *arena, void *context);

/*
 * Reads and checks a document. fields is the catalogue that rules may name (lty_fact_fields() of the fold module, handed in because
 * this module stands below it); text fields named "tier" get the document's tiers as their choices.
 * LTY_E_PROGRAMME or LTY_E_JSON with every problem in `problems`; LTY_E_MEMORY. Everything lives in the arena.
 */
lty_status lty_programme_parse(const lty_programme **out, const char *json, size_t len, const lty_expr_field *fields, size_t field_count,
    lty_zone_loader loader, void *loader_context, lty_arena *arena, lty_problems *problems);

const lty_campaign *lty_programme_campaign(const lty_programme *programme, lty_text key);
const lty_campaign *lty_programme_campaign_number(const lty_programme *programme, uint32_t number);
const lty_segment_rule *lty_programme_segment(const lty_programme *programme, lty_text key);

/* What points are worth in minor units, rounded down. LTY_E_RANGE. */
lty_status lty_programme_worth(int64_t *minor, const lty_programme *programme, int64_t points);

#endif
