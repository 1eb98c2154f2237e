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

typedef enum lty_sale_items { LTY_SALE_TAKEN = 0, LTY_SALE_LEFT_OUT = 1, LTY_SALE_ONLY = 2 } lty_sale_items;

/* A sorted list of texts (lty_text_compare). */
typedef struct lty_text_list {
    const lty_text *items;
    size_t count;
} lty_text_list;

bool lty_text_list_has(const lty_text_list *list, lty_text text);

/*
 * Which order lines count. All lists of what is in empty = every line; else a line is in by its product, its brand or one of its
 * categories. What is out by any is out.
 */
typedef struct lty_line_filter {
    lty_text_list categories_in;
    lty_text_list categories_out;
    lty_text_list products_in;
    lty_text_list products_out;
    lty_text_list brands_in;
    lty_text_list brands_out;
    lty_sale_items sale_items;
} lty_line_filter;

/* A line as filters see it. */
typedef struct lty_line_traits {
    lty_text sku;
    lty_text brand;
    const lty_text *categories;
    size_t category_count;
    bool sale;
} lty_line_traits;

bool lty_line_filter_match(const lty_line_filter *filter, const lty_line_traits *line);

/* What earns. Up to LTY_EARN_NEXT_ORDER orders do, then other events; numbers are part of the hash. docs/points.md */
typedef enum lty_earn_kind {
    LTY_EARN_RATE = 1,        /* `points` for every `per_minor` of the lines that match */
    LTY_EARN_STEPS = 2,       /* the points of the highest step that the lines that match reach */
    LTY_EARN_FIRST_ORDER = 3, /* `points` once, for the first order that earns */
    LTY_EARN_ORDER = 4,       /* `points` for each order */
    LTY_EARN_GOAL = 5,        /* `points` for the order that completes goal_orders or goal_minor within `within` */
    LTY_EARN_NEXT_ORDER = 6,  /* `points` for an order at most `within` after the one before */
    LTY_EARN_SIGN_UP = 7,
    LTY_EARN_BIRTHDAY = 8,
    LTY_EARN_CHILD_BIRTHDAY = 9,
    LTY_EARN_REVIEW = 10,
    LTY_EARN_SURVEY = 11,
    LTY_EARN_CONTEST = 12,
    LTY_EARN_INVITER = 13, /* whoever invited a friend */
    LTY_EARN_FRIEND = 14,  /* who was invited */
    LTY_EARN_VISIT = 15,
} lty_earn_kind;

#define LTY_EARN_KINDS 15U
#define LTY_EARN_BY_ORDER(kind) ((kind) <= LTY_EARN_NEXT_ORDER)

/* The most points for one customer, by local day, month and year of the award; 0 = no limit. */
typedef struct lty_caps {
    int64_t order; /* one award */
    int64_t day;
    int64_t month;
    int64_t year;
    int64_t programme; /* ever */
} lty_caps;

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
    lty_line_filter lines; /* kinds by order */
    int64_t minimum_minor; /* kinds by order: what is kept of the order is at least so much; 0 = any */
    int64_t goal_orders;   /* goal: one of both is 0 */
    int64_t goal_minor;
    lty_period within;     /* goal, next order */
    bool after_first;      /* next order: after the first order only, which links the first purchase to the second */
    int32_t known_days;    /* birthdays: the day must have been known so many local days before; 0 = any */
    int32_t most_children; /* child birthdays: that so many children have in a year */
    lty_text_list tiers;   /* these three: empty = everybody, everywhere */
    lty_text_list segments;
    lty_text_list channels; /* kinds by order */
    unsigned weekdays;      /* bits 0 (Monday) to 6; 0 = every day */
    int64_t from_s;         /* LTY_TIME_NONE = always */
    int64_t until_s;        /* half open; LTY_TIME_NONE = for ever */
    lty_caps caps;          /* on what the rule gives, before the tier's percentage */
} lty_earn_rule;

typedef enum lty_expiry_round { LTY_EXPIRY_DAY, LTY_EXPIRY_MONTH, LTY_EXPIRY_QUARTER, LTY_EXPIRY_YEAR } lty_expiry_round;

/* What a refund does with points that are spent or gone already. */
typedef enum lty_arrears {
    LTY_ARREARS_NEGATIVE = 1, /* the balance goes below zero: a debt that later points pay */
    LTY_ARREARS_ZERO = 2,     /* down to a balance of zero, the rest is let go */
    LTY_ARREARS_PENDING = 3,  /* only what is still pending */
} lty_arrears;

typedef enum lty_award_on { LTY_AWARD_ON_PAID = 1, LTY_AWARD_ON_DELIVERED = 2 } lty_award_on;

/* What of an order earns. */
typedef struct lty_earn_base {
    bool tax;       /* default true: the tax that is in the prices earns */
    bool shipping;  /* default false */
    bool points;    /* default false: the part that is paid with points */
    bool gift_card; /* default true */
} lty_earn_base;

typedef enum lty_reward_kind { LTY_REWARD_GIFT = 1, LTY_REWARD_COUPON = 2, LTY_REWARD_CREDIT = 3 } lty_reward_kind;

/* Something that points buy, beside taking them off an order. */
typedef struct lty_reward {
    lty_text key;
    lty_text name;
    lty_text pointer;
    lty_reward_kind kind;
    int64_t points;
    lty_text sku;         /* gift */
    lty_text campaign;    /* coupon: key of a campaign with codes */
    int64_t credit_minor; /* credit: what is put into the customer's store credit */
    lty_text_list tiers;  /* empty = everybody */
} lty_reward;

typedef struct lty_points_rules {
    bool enabled;
    bool money; /* the unit is the currency's minor unit: credit instead of points. worth is 1 : 1 */
    lty_earn_base base;
    lty_caps caps; /* over all rules, after the tier's percentage */
    const lty_earn_rule *earn;
    size_t earn_count;
    lty_rounding rounding; /* of each earn rule, on the whole order */
    lty_award_on award_on;
    int32_t pending_days;         /* local days until points can be spent; 0 = at once */
    bool pending_until_delivered; /* the days begin when the order is delivered */
    bool expires;
    bool expiry_by_activity;       /* every order that counts and every spend begins the period anew */
    int32_t notice_days;           /* how long before its end a lot is announced; 0 = not */
    lty_period expiry;             /* from the instant of the award */
    lty_expiry_round expiry_round; /* up to the end of that month, quarter or year */
    int64_t worth_points;          /* `worth_points` points are worth `worth_minor`: spending and the liability */
    int64_t worth_minor;
    int64_t spend_minimum;       /* points */
    int64_t spend_step;          /* points are spent in multiples of it, >= 1 */
    int64_t spend_maximum_share; /* of an order, in basis points, 1..10000 */
    lty_line_filter spend_lines; /* of which lines points may pay; only its lists of what is out */
    const lty_reward *rewards;
    size_t reward_count;
    lty_arrears arrears;
    bool backfill; /* events from before in_force_from award too, not only count */
} lty_points_rules;

typedef enum lty_tier_by { LTY_TIER_BY_SPEND = 1, LTY_TIER_BY_POINTS = 2, LTY_TIER_BY_ORDERS = 3 } lty_tier_by;
typedef enum lty_tier_window { LTY_TIER_LIFETIME = 1, LTY_TIER_ROLLING = 2, LTY_TIER_CALENDAR_YEAR = 3 } lty_tier_window;

typedef struct lty_tier {
    lty_text key;
    lty_text name;
    lty_text colour; /* "#aabbcc", may be empty */
    lty_text pointer;
    int64_t from;           /* minor units, points or orders in the window; the lowest tier has 0 */
    int64_t earn_percent;   /* basis points on what an order earns: 10000 = as everyone */
    lty_text_list coupons;  /* keys of campaigns with codes: one of each is given on reaching the tier */
    lty_text_list benefits; /* in the owner's words, in the order of the document: no sorted list */
} lty_tier;

/* How long a tier is kept that the metric no longer reaches. docs/points.md, Tiers */
typedef enum lty_tier_keep {
    LTY_TIER_FOLLOW = 1,       /* no longer: the tier follows the metric (the default) */
    LTY_TIER_KEEP_REACHED = 2, /* for a period from when it was reached */
    LTY_TIER_KEEP_JOINED = 3,  /* to the end of the period, counted from when the customer joined, in which it was reached */
    LTY_TIER_KEEP_DATE = 4,    /* to a day of the year */
    LTY_TIER_KEEP_EVER = 5,
} lty_tier_keep;

typedef enum lty_tier_down { LTY_TIER_DOWN_METRIC = 1, LTY_TIER_DOWN_ONE = 2 } lty_tier_down;

typedef struct lty_tier_rules {
    lty_tier_by by;
    lty_tier_window window;
    lty_period rolling; /* of LTY_TIER_ROLLING */
    lty_tier_keep keep;
    lty_period keep_period; /* reached, joined */
    int32_t keep_month;     /* date: the last day that it is kept, and how many years later; not 29 February */
    int32_t keep_day;
    int32_t keep_years;
    bool grace_set;
    lty_period grace; /* after the end, before it is lost */
    lty_tier_down down;
    const lty_tier *items; /* ascending by from; count 0 = no tiers */
    size_t count;
} lty_tier_rules;

typedef struct lty_segment_rule {
    lty_text key;
    lty_text name;
    const lty_expr *rule;
} lty_segment_rule;

/* Kinds 1 to 5 are those of a full token. */
typedef enum lty_discount_kind {
    LTY_DISCOUNT_PERCENT = 1,
    LTY_DISCOUNT_FIXED = 2,
    LTY_DISCOUNT_FREE_SHIPPING = 3,
    LTY_DISCOUNT_POINTS = 4, /* points on top of what the order earns */
    LTY_DISCOUNT_GIFT = 5,   /* one piece of a product for nothing */
    LTY_DISCOUNT_POINTS_MULTIPLIER = 6,
    LTY_DISCOUNT_BUY_GET = 7,      /* of every buy + get covered pieces the cheapest `get` are free */
    LTY_DISCOUNT_EARLY_ACCESS = 8, /* takes nothing off; opens the products that the campaign covers */
} lty_discount_kind;

typedef enum lty_discount_target {
    LTY_TARGET_ORDER = 1,     /* the covered lines together */
    LTY_TARGET_PIECE = 2,     /* a fixed amount off each covered piece */
    LTY_TARGET_CHEAPEST = 3,  /* one piece, the cheapest covered one */
    LTY_TARGET_PRODUCT = 4,   /* the lines of one SKU */
    LTY_TARGET_SELECTION = 5, /* the lines that met the campaign's requirements */
} lty_discount_target;

typedef struct lty_benefit_step {
    int64_t from_minor;
    int64_t value; /* as the benefit's */
} lty_benefit_step;

#define LTY_PERCENT_WHOLE INT64_C(1000000) /* 100 % in millionths */

/* One thing that a campaign gives. */
typedef struct lty_benefit {
    lty_discount_kind kind;
    lty_text pointer; /* "/campaigns/0/discount", or "/campaigns/0/discount/1" of several */
    /*
     * percent: millionths; fixed: minor units, rounded down; points; points multiplier: basis points of the order's own points, 20000
     * doubles them; gift: the number that tokens name it by, 0 = none.
     */
    int64_t value;
    int64_t value_micro;           /* fixed: millionths of the currency's unit */
    const lty_benefit_step *steps; /* percent and fixed that grow with the covered lines; value is 0 then. Ascending by from_minor */
    size_t step_count;
    lty_discount_target target; /* percent and fixed */
    lty_text sku;               /* gift, and target product */
    int64_t pieces;             /* percent and fixed: at most so many pieces; 0 = all */
    int64_t buy;                /* buy and get */
    int64_t get;
    bool with_tax; /* prestashop, fixed: the amount has tax in it */
} lty_benefit;

/* One of `any` is enough; pieces are counted over the lines that it matches. All requirements of a campaign must be met. */
typedef struct lty_requirement {
    int64_t quantity;
    const lty_line_filter *any; /* only categories_in or products_in is set */
    size_t any_count;
} lty_requirement;

typedef enum lty_combining {
    LTY_COMBINING_ALONE = 0,
    LTY_COMBINING_ALL = 1,
    LTY_COMBINING_LISTED = 2, /* with the campaigns of combines_with; that one of two lists the other is enough */
} lty_combining;

typedef enum lty_campaign_format {
    LTY_FORMAT_SHORT = 1,
    LTY_FORMAT_PUBLIC = 2, /* C1P tokens: Ed25519 */
    LTY_FORMAT_SHARED = 3, /* C1S tokens: keyed BLAKE2b */
} lty_campaign_format;

/* A coupon campaign. Short codes carry its number and a serial; the terms stay here. */
typedef struct lty_campaign {
    lty_text key;
    lty_text name;
    lty_text pointer;
    uint32_t number; /* in the code; >= 1, fits the length's bits (docs/coupon-format.md) */
    lty_campaign_format format;
    int32_t length; /* of short codes: 12, 16, 20 or 24 symbols; else 0, of an automatic campaign too */
    bool open;      /* a closed campaign's codes are refused */
    bool automatic; /* applies without a code, to every cart that meets its terms */
    const lty_benefit *benefits;
    size_t benefit_count;           /* 1..4, no kind twice, in the order in which they apply: free shipping, gift, then as written */
    int64_t minimum_order_minor;    /* of the lines that match; 0 = none */
    int64_t maximum_order_minor;    /* 0 = none */
    bool minimum_with_tax;          /* prestashop */
    bool minimum_with_shipping;     /* prestashop */
    int64_t maximum_discount_minor; /* 0 = none */
    bool first_order_only;
    lty_text_list tiers;    /* empty = everybody; a customer in one of the tiers or of the segments may use it */
    lty_text_list segments; /* keys of the programme's */
    bool email_only;        /* only for orders that came by e-mail */
    lty_line_filter lines;
    const lty_requirement *requirements;
    size_t requirement_count;
    int64_t valid_from_s;  /* LTY_TIME_NONE = always */
    int64_t valid_until_s; /* half open: of a date the end of that local day; LTY_TIME_NONE = for ever */
    bool valid_for_set;
    lty_period valid_for;      /* from the batch's instant */
    int64_t uses_per_code;     /* 1 = single use; of an automatic offer 0 = no limit */
    int64_t uses_per_customer; /* of the campaign; 0 = no limit */
    int64_t uses_total;        /* of the campaign; 0 = no limit */
    int64_t budget_minor;      /* of the campaign; 0 = none */
    lty_combining combining;
    lty_text_list combines_with; /* keys of campaigns */
    lty_text stacking_class;     /* of all campaigns of one class one applies; empty = none */
    int64_t priority;            /* the smaller applies first; LTY_PRIORITY_NONE = by kind */
    bool release_on_cancel;      /* a cancelled order gives the use back */
    bool release_on_refund;      /* so does one that is refunded whole */
} lty_campaign;

#define LTY_PRIORITY_NONE INT64_MAX

/* Whose arithmetic discounts follow: our own, or that of a shop system, to the unit that it charges. */
typedef enum lty_way { LTY_WAY_EXACT = 1, LTY_WAY_WOOCOMMERCE = 2, LTY_WAY_PRESTASHOP = 3 } lty_way;

typedef enum lty_way_rounding {
    LTY_WAY_UP = 1,
    LTY_WAY_DOWN = 2,
    LTY_WAY_HALF_UP = 3, /* the default */
    LTY_WAY_HALF_DOWN = 4,
    LTY_WAY_HALF_EVEN = 5,
    LTY_WAY_HALF_ODD = 6,
} lty_way_rounding;

typedef enum lty_way_unit { LTY_WAY_ITEM = 1, LTY_WAY_LINE = 2, LTY_WAY_TOTAL = 3 } lty_way_unit;

typedef struct lty_discount_rules {
    lty_way way;
    bool sequential;           /* woocommerce: "calculate coupon discounts sequentially" */
    lty_way_rounding rounding; /* prestashop: the shop's rounding mode */
    lty_way_unit unit;         /* prestashop: what is rounded; the default is each item */
} lty_discount_rules;

typedef enum lty_service_kind {
    LTY_SERVICE_INFORMATION = 1,
    LTY_SERVICE_ADVICE = 2,
    LTY_SERVICE_INSTALLATION = 3,
    LTY_SERVICE_REPAIR = 4,
    LTY_SERVICE_WARRANTY = 5,
} lty_service_kind;

typedef enum lty_service_per { LTY_SERVICE_EVER = 1, LTY_SERVICE_MONTH = 2, LTY_SERVICE_YEAR = 3, LTY_SERVICE_PIECE = 4 } lty_service_per;

/* What a customer is entitled to after the sale: by tier or segment, or with each piece that was bought. docs/services.md */
typedef struct lty_service {
    lty_text key;
    lty_text name;
    lty_text pointer;
    lty_service_kind kind;
    int64_t units;         /* how often, 0 = without limit */
    lty_service_per per;   /* in ever, a local month or year, or for each piece of the lines that match */
    lty_period lasts;      /* piece: from when the order was delivered (paid, where that is not known) */
    lty_line_filter lines; /* piece */
    lty_text_list tiers;   /* empty with empty segments = everybody; else in one of the tiers or segments */
    lty_text_list segments;
} lty_service;

/* Who invited whom is found and judged by the shop (docs/referral.md); these are its measures. */
typedef struct lty_referral_rules {
    bool enabled;
    int64_t minimum_minor; /* of the friend's first order; 0 = any */
    bool within_set;
    lty_period within;     /* from joining to the first order */
    int64_t burst_friends; /* so many joined within burst_days are looked at by a person; 0 = never */
    int32_t burst_days;
    int64_t most; /* friends that are rewarded; 0 = no limit */
} lty_referral_rules;

/* docs/customers.md, Affinities. Each group is a rule by then: scope.names has them. */
typedef struct lty_affinity_group {
    lty_text key;
    lty_text name;
    lty_text_list categories;
} lty_affinity_group;

typedef struct lty_affinity {
    lty_text key;
    lty_text name;
    const lty_affinity_group *groups;
    size_t group_count;
    int64_t minimum_share; /* basis points, 5001 to 10000 */
    int64_t minimum_orders;
    lty_period within; /* empty = ever */
} lty_affinity;

/* docs/customers.md, The degree of loyalty. */
typedef struct lty_loyalty_part {
    lty_text key;
    lty_text name;
    const lty_expr *value; /* lty_expr_compile_value() */
    int64_t zero;          /* in the unit of the value */
    int64_t full;          /* another than zero */
    int64_t weight;        /* 1 to 1,000,000 */
} lty_loyalty_part;

/* What a loyalty action wants to reach, and with whom. docs/indicators.md */
typedef struct lty_goal_target {
    lty_text key;
    lty_text name;
    lty_text segment;     /* whom the action is for; empty = everybody */
    const lty_expr *rule; /* who has done it: those of the target group for whom it holds */
    int64_t share;        /* millionths of the target group that are wanted */
    int64_t from_s;
    int64_t until_s;
    int64_t holdout; /* basis points of the target group that are left alone, 0 to 5000 */
} lty_goal_target;

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
    lty_discount_rules discounts;
    const lty_service *services;
    size_t service_count;
    lty_referral_rules referral;
    const lty_affinity *affinities;
    size_t affinity_count;
    const lty_loyalty_part *loyalty;
    size_t loyalty_count;
    const lty_goal_target *goals;
    size_t goal_count;
    lty_expr_scope scope;   /* of its rules: the customer's fields with this programme's tiers and segments' names */
    unsigned char hash[32]; /* BLAKE2b-256 of the canonical encoding, zone transitions included */
} lty_programme;

/*
 * Asks the caller for a zone: fills *out with name and transitions up to the year 2200 in the arena. LTY_E_DATE if there is no
 * such zone. The core has no zone data of its own.
 */
typedef lty_status (*lty_zone_loader)(lty_zone *out, lty_text name, lty_arena *arena, void *context);

/*
 * Reads and checks a document. catalogue has the fields, tables and whats that rules may name (lty_fact_scope(), handed in because
 * this module stands below it; nothing else of it is looked at); text fields named "tier" get the document's tiers as their choices.
 * LTY_E_PROGRAMME or LTY_E_JSON with every problem in `problems`; LTY_E_MEMORY. Everything lives in the arena.
 */
lty_status lty_programme_parse(const lty_programme **out, const char *json, size_t len, const lty_expr_scope *catalogue,
    lty_zone_loader loader, void *loader_context, lty_arena *arena, lty_problems *problems);

const lty_campaign *lty_programme_campaign(const lty_programme *programme, lty_text key);
const lty_campaign *lty_programme_campaign_number(const lty_programme *programme, uint32_t number);
const lty_segment_rule *lty_programme_segment(const lty_programme *programme, lty_text key);

/*
 * What is legal but surely meant otherwise: appended to `problems` with pointer, found and what to think about. Nothing is refused for it.
 * LTY_E_MEMORY.
 */
lty_status lty_programme_warn(lty_problems *problems, const lty_programme *programme, lty_arena *arena);

/* What points are worth in minor units, rounded down. LTY_E_RANGE. */
lty_status lty_programme_worth(int64_t *minor, const lty_programme *programme, int64_t points);

#endif
