/* What the files of the programme module share: reading members, and gathering everything that is wrong. Nobody else includes this. */
#ifndef LTY_PROGRAMME_READ_H
#define LTY_PROGRAMME_READ_H

#include "lty_json.h"
#include "lty_money.h"
#include "lty_programme.h"

/* Bounds far above any shop, so that products of an amount, a rate and a percentage stay within lty_mul_div(). */
#define LTY_PROGRAMME_MINOR_MAX LTY_MONEY_ENTRY_MAX
#define LTY_PROGRAMME_POINTS_MAX INT64_C(1000000000)
#define LTY_PROGRAMME_RATE_MAX INT64_C(100) /* points for one minor unit */
#define LTY_PROGRAMME_VERSION_MAX INT64_C(2147483647)
#define LTY_PROGRAMME_PERCENT_MAX INT64_C(1000000) /* basis points: a hundredfold */
#define LTY_PROGRAMME_USES_MAX INT64_C(1000000)
#define LTY_PROGRAMME_MONTHS_MAX INT64_C(1200)
#define LTY_PROGRAMME_DAYS_MAX INT64_C(36500)
#define LTY_PROGRAMME_PENDING_MAX INT64_C(3650)
#define LTY_PROGRAMME_NAME_MAX 200U /* code points */
#define LTY_PROGRAMME_KEY_MAX 64U
#define LTY_PROGRAMME_KNOWN_MAX INT64_C(3650)  /* days that a birthday is known */
#define LTY_PROGRAMME_NOTICE_MAX INT64_C(3650) /* days */
#define LTY_PROGRAMME_CHILDREN_MAX INT64_C(100)
#define LTY_PROGRAMME_GOAL_MAX INT64_C(1000) /* orders */
#define LTY_PROGRAMME_YEARS_MAX INT64_C(100)
#define LTY_PROGRAMME_BURST_MAX INT64_C(1000000) /* friends */
#define LTY_PROGRAMME_EARN_MAX 100U
#define LTY_PROGRAMME_REWARDS_MAX 200U
#define LTY_PROGRAMME_SERVICES_MAX 200U
#define LTY_PROGRAMME_CHANNELS_MAX 100U
#define LTY_PROGRAMME_COUPONS_MAX 20U /* of a tier */
#define LTY_PROGRAMME_PHRASES_MAX 50U /* benefits of a tier, in words */
#define LTY_PROGRAMME_STEPS_MAX 100U
#define LTY_PROGRAMME_CATEGORIES_MAX 1000U
#define LTY_PROGRAMME_PRODUCTS_MAX 10000U
#define LTY_PROGRAMME_BRANDS_MAX 1000U
#define LTY_PROGRAMME_TIERS_MAX 50U
#define LTY_PROGRAMME_SEGMENTS_MAX 500U
#define LTY_PROGRAMME_CAMPAIGNS_MAX 2000U
#define LTY_PROGRAMME_BENEFITS_MAX 4U
#define LTY_PROGRAMME_REQUIREMENTS_MAX 20U
#define LTY_PROGRAMME_PIECES_MAX INT64_C(1000000)
#define LTY_PROGRAMME_BUY_MAX INT64_C(1000)
#define LTY_PROGRAMME_PRIORITY_MAX INT64_C(1000000)
#define LTY_PROGRAMME_NUMBER_MAX INT64_C(2147483647)
#define LTY_PROGRAMME_USES_TOTAL_MAX INT64_C(1000000000)
#define LTY_PROGRAMME_AFFINITIES_MAX 50U
#define LTY_PROGRAMME_GROUPS_MAX 20U /* of an affinity: each takes three aggregates */
#define LTY_PROGRAMME_PARTS_MAX 50U  /* of the degree of loyalty */
#define LTY_PROGRAMME_WEIGHT_MAX INT64_C(1000000)
#define LTY_PROGRAMME_LIMIT_MAX INT64_C(100000000000000) /* of a part: zero and full */
#define LTY_PROGRAMME_GOALS_MAX 200U
/* A hundred million of the currency's unit: LTY_PROGRAMME_MINOR_MAX at four decimals. */
#define LTY_PROGRAMME_MILLIONTHS_MAX INT64_C(100000000000000)

/* Readers return false when the value cannot be used; why is in the problems, or `memory` is set. */
typedef struct lty_programme_reading {
    lty_programme *programme;
    lty_arena *arena;
    lty_problems *problems;
    unsigned way;               /* LTY_READ_WAY() of the programme's; 0 = it is wrong, and nothing is checked against it */
    bool tiers_known;           /* false: they are wrong themselves, so nothing that names one is */
    bool segments_known;        /* likewise */
    lty_text_list tier_keys;    /* sorted */
    lty_text_list segment_keys; /* sorted */
    bool campaigns_known;       /* likewise */
    lty_tier *tiers;            /* the programme's, to be filled further; NULL = none */
    lty_expr_names names;       /* the scope's: segments and affinities as far as they are read */
    lty_expr_named *segment_names;
    bool referral; /* there is such a member, right or wrong */
    bool wrong;
    bool memory; /* it ran out; nothing more is read */
} lty_programme_reading;

/* Sets of ways of discounting. */
#define LTY_READ_WAY(way) (1U << (way))
#define LTY_READ_EXACT LTY_READ_WAY(LTY_WAY_EXACT)
#define LTY_READ_WOOCOMMERCE LTY_READ_WAY(LTY_WAY_WOOCOMMERCE)
#define LTY_READ_PRESTASHOP LTY_READ_WAY(LTY_WAY_PRESTASHOP)

/* A kind of list of texts, and the words for what can be wrong with one. */
typedef struct lty_read_list {
    size_t most;
    const char *many;  /* "categories" */
    const char *one;   /* "the name of a category" */
    const char *twice; /* "each category once" */
} lty_read_list;

/* found: what the value is, in a few words. */
void lty_read_wrong(lty_programme_reading *reading, const lty_json *value, const char *expected);
void lty_read_wrong_found(lty_programme_reading *reading, const lty_json *value, const char *found, const char *expected);

/* Zeroed room in the arena; NULL sets `memory`. */
void *lty_read_room(lty_programme_reading *reading, size_t count, size_t size);

/* False if the value is no object; names that are not in the list are reported with the nearest one that is. */
bool lty_read_object(lty_programme_reading *reading, const lty_json *value, const char *const *names, size_t count, const char *what);
bool lty_read_array(lty_programme_reading *reading, const lty_json *value, size_t least, size_t most, const char *what);

/* The member, or NULL and (if required) a problem that says what it would be. */
const lty_json *lty_read_required(lty_programme_reading *reading, const lty_json *object, const char *name, const char *expected);

/* Optional members: *out keeps its default when there is none. True unless one is there and wrong. */
bool lty_read_bool(bool *out, lty_programme_reading *reading, const lty_json *object, const char *name);
bool lty_read_integer(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least, int64_t most);
/* The same, of money: a fraction is answered with what minor units are. */
bool lty_read_minor(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least);
/* *out is one of `first`, `first` + 1, ... for the names in order. */
bool lty_read_choice(
    int *out, lty_programme_reading *reading, const lty_json *object, const char *name, const char *const *names, size_t count, int first);
bool lty_read_name(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *name);
/* A lower-case letter, then letters, digits, _ and -. */
bool lty_read_key(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *name);
/* An instant, or a date: its local day's start, or (end) the start of the next day. */
bool lty_read_instant(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, bool end);

/* The same, of what 32 bits hold. */
bool lty_read_small(int32_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, int64_t least, int64_t most);

/* {"months": n} or {"days": n}; `extra` are up to LTY_READ_EXTRA_MAX more members that the caller reads. */
#define LTY_READ_EXTRA_MAX 3U
bool lty_read_period(lty_period *out, lty_programme_reading *reading, const lty_json *value, const char *const *extra, size_t extra_count);

/* A text for people: 1 to 200 characters, none of them a control character, not only blanks. */
bool lty_read_phrase(lty_text *out, lty_programme_reading *reading, const lty_json *value);
bool lty_read_sku(lty_text *out, lty_programme_reading *reading, const lty_json *object, const char *about);

/*
 * An array of texts that are not empty, none twice; *out is sorted. known: what they may be, NULL = any. NULL as the value leaves *out
 * alone.
 */
void lty_read_texts(
    lty_text_list *out, lty_programme_reading *reading, const lty_json *value, const lty_read_list *kind, const lty_text_list *known);

/* A sorted copy of `count` texts that stand `stride` bytes apart. */
void lty_read_sorted(lty_text_list *out, lty_programme_reading *reading, const void *first, size_t count, size_t stride);

/* "categories", "products", "brands" and "sale_items"; a campaign has no brands, and its way must be able to charge what it says. */
void lty_read_lines(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object);
void lty_read_campaign_lines(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object);
/* "categories", "products" and "brands" with "exclude" alone. */
void lty_read_lines_out(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object);

/* "tiers", "segments": keys that the document has. */
void lty_read_tier_list(lty_text_list *out, lty_programme_reading *reading, const lty_json *object);
void lty_read_segment_list(lty_text_list *out, lty_programme_reading *reading, const lty_json *object);

/* One that is none of `known`, with the nearest that is. */
void lty_read_unknown(lty_programme_reading *reading, const lty_json *value, const char *one, const lty_text_list *known);

/* A rule, or (number) a value that is reckoned. *out stays NULL if it is wrong. */
void lty_read_rule(const lty_expr **out, lty_programme_reading *reading, const lty_json *value, bool number);

/* A key that none of the `count` things before has; they begin with it and stand `stride` bytes apart. */
void lty_read_own_key(lty_text *key, lty_programme_reading *reading, const lty_json *object, const void *first, size_t count, size_t stride,
    const char *expected);

/* The key of a campaign with codes; checked once the campaigns are known. */
void lty_read_coded(lty_programme_reading *reading, const lty_json *value);

/* The pointer of a value, for whoever explains figures by it. */
lty_text lty_read_pointer(lty_programme_reading *reading, const lty_json *value);

/* A value that these ways cannot keep to is a problem. NULL is none. */
void lty_read_refuse(lty_programme_reading *reading, const lty_json *value, unsigned ways);

/* Requires a member first; for the readers above, which take none for the default. */
bool lty_read_has(lty_programme_reading *reading, const lty_json *object, const char *name, const char *expected);

/* The parts of the document. Points and services name tiers, segments and campaigns, so they are read last. */
void lty_read_tiers(lty_programme_reading *reading, const lty_json *value);
void lty_read_tier_coupons(lty_programme_reading *reading, const lty_json *value); /* which campaigns there are is known later */
void lty_read_affinities(lty_programme_reading *reading, const lty_json *value);
void lty_read_segments(lty_programme_reading *reading, const lty_json *value);
void lty_read_loyalty(lty_programme_reading *reading, const lty_json *value);
void lty_read_goals(lty_programme_reading *reading, const lty_json *value);
void lty_read_discounts(lty_programme_reading *reading, const lty_json *root);
void lty_read_campaigns(lty_programme_reading *reading, const lty_json *value);
void lty_read_referral(lty_programme_reading *reading, const lty_json *value);
void lty_read_points(lty_programme_reading *reading, const lty_json *value);
void lty_read_services(lty_programme_reading *reading, const lty_json *value);

/* The parts of points. */
void lty_read_earn(lty_programme_reading *reading, const lty_json *points);
void lty_read_caps(lty_caps *out, lty_programme_reading *reading, const lty_json *value);

/* The parts of a campaign. */
void lty_read_benefits(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *object);
void lty_read_requirements(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value);

/* lty_programme_hash.c: fills programme->hash. LTY_E_MEMORY. */
lty_status lty_programme_digest(lty_programme *programme, const lty_alloc *alloc);

#endif
