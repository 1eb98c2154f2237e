/* Inner part of lty_prestashop: the cart as that shop reckons with it, and the rules that are in it. */
#ifndef LTY_PRESTASHOP_PART_H
#define LTY_PRESTASHOP_PART_H

#include "lty_prestashop.h"

/*
 * An amount in 10^-18 of the currency's unit, never negative. What a cart sums up to fits 64 bits in millionths, so it is below 2^103
 * here, and times a percentage in millionths below 2^123.
 */
__extension__ typedef __int128 lty_fine;

#define LTY_FINE_MICRO ((lty_fine) 1000000 * 1000000) /* one millionth of the unit */

/* Every amount is kept twice and the two never meet, but where a fixed amount is carried from one to the other. */
typedef enum lty_side { LTY_SIDE_NET = 0, LTY_SIDE_GROSS = 1, LTY_SIDES = 2 } lty_side;

typedef struct lty_prestashop_line {
    int64_t quantity;               /* with the pieces that gifts add */
    int64_t unit_micro[LTY_SIDES];  /* what a gift and the cheapest piece are reckoned at */
    int64_t total_micro[LTY_SIDES]; /* rounded as the shop rounds */
    int64_t whole_micro[LTY_SIDES]; /* not rounded by line: the limit of all discounts together */
    lty_fine left[LTY_SIDES];
} lty_prestashop_line;

/* A code or offer that is in the cart. */
typedef struct lty_prestashop_rule {
    size_t offer;
    const lty_campaign *campaign;
    const lty_benefit *gift; /* NULL = none */
    size_t gift_line;        /* line_count = the cart knows no such product */
    int64_t priority;
    size_t created; /* place of its campaign in the programme */
} lty_prestashop_rule;

typedef struct lty_prestashop_job {
    lty_discounts *out;
    const lty_terms *terms;
    size_t line_count;
    lty_side side; /* that the cart's prices are on */
    lty_prestashop_line *lines;
    int64_t shipping_micro[LTY_SIDES];
    lty_prestashop_rule *rules; /* in the cart, in the order of application */
    size_t rule_count;
    lty_prestashop_rule *automatic; /* that may join, in the same order */
    size_t automatic_count;
    bool *covered; /* by line, scratch of one question each */
    bool *selected;
    bool *eligible;
    lty_fine taken[LTY_SIDES]; /* by all rules, the shipping once */
    lty_fine gifts[LTY_SIDES]; /* of that by gifts */
    bool ships_free;
} lty_prestashop_job;

/* a * b / divisor to the nearest, half up. All below 2^104, divisor > 0, and the quotient below 2^104 too. */
lty_fine lty_fine_mul_div(lty_fine a, lty_fine b, lty_fine divisor);

/* How many steps a value has, by a shop's rounding. */
lty_fine lty_fine_round(lty_fine value, lty_fine step, lty_way_rounding rounding);

/* The minor unit of the cart's currency. */
lty_fine lty_prestashop_minor(const lty_prestashop_job *job);

/* LTY_E_RANGE. To the nearest millionth, half up. */
lty_status lty_prestashop_micro(int64_t *micro, lty_fine value);

/* "3.333333" into the step under way: `scale` is 10^decimals, zeros at the end are left out. */
void lty_prestashop_write(const lty_prestashop_job *job, lty_fine value, lty_fine scale);

/* " 3.333333 net, 4 gross" */
void lty_prestashop_write_pair(const lty_prestashop_job *job, const lty_fine value[LTY_SIDES]);

/* The code, or of an automatic offer its campaign. */
lty_text lty_prestashop_name(const lty_prestashop_job *job, size_t offer);

/* Quantities with the pieces of the gifts that are in the cart, and the lines' amounts; what is left starts anew. LTY_E_RANGE. */
lty_status lty_prestashop_price(lty_prestashop_job *job);

/* The shipping as the shop charges it. LTY_E_RANGE. */
lty_status lty_prestashop_price_shipping(lty_prestashop_job *job);

/* Marks in job->covered the lines in the cart that a campaign covers, goods on sale too; returns how many. */
size_t lty_prestashop_cover(lty_prestashop_job *job, const lty_campaign *campaign);

/* Whether all requirements are met; marks the lines that meet them in job->selected. *failing is the first that is not met. */
bool lty_prestashop_select(lty_prestashop_job *job, const lty_prestashop_rule *rule, const lty_requirement **failing);

/* Enters the codes as typed, one request each; job->rules is then what the cart holds. LTY_E_RANGE. */
lty_status lty_prestashop_enter(lty_prestashop_job *job);

/*
 * What a rule takes off: discount->net_micro and gross_micro. weights gets by line, and behind the lines for the shipping, what of it
 * comes off the cart as it was handed in, in millionths on the side of its prices: no gift, and the shipping for the first rule only.
 * LTY_E_RANGE.
 */
lty_status lty_prestashop_subtract(lty_prestashop_job *job, const lty_prestashop_rule *rule, lty_discount *discount, int64_t *weights);

/*
 * The view in minor units of the discounts that are in job->out: amounts, by line (weights[i] of the i-th become its line_minor) and
 * for the shipping. LTY_E_RANGE, LTY_E_MEMORY.
 */
lty_status lty_prestashop_view(lty_prestashop_job *job, int64_t *const *weights);

#endif
