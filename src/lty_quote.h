/* What a cart costs, earns and may spend: a pure function of programme, cart, customer, codes and instant. docs/quote.md */
#ifndef LTY_QUOTE_H
#define LTY_QUOTE_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_cart.h"
#include "lty_discount.h"
#include "lty_facts.h"
#include "lty_programme.h"
#include "lty_progress.h"
#include "lty_purchases.h"
#include "lty_status.h"
#include "lty_steps.h"
#include "lty_timeline.h"

/* Who orders: as lty_fold() made it, the tier's index under the version in force at the quote's instant. */
typedef struct lty_quote_customer {
    lty_text key;
    const int64_t *facts;           /* LTY_FACT_COUNT of them */
    const lty_progress *progress;   /* caps and goals so far, of the same timeline; NULL = nothing was given yet */
    const lty_purchases *purchases; /* for segments that aggregate; NULL: what they ask is unknown */
} lty_quote_customer;

/* What the ledger says of automatic offers. */
typedef struct lty_quote_automatic {
    const uint32_t *numbers; /* of campaigns */
    const lty_usage *usage;
    size_t count;
} lty_quote_automatic;

typedef struct lty_quote_line {
    int64_t amount_minor;
    int64_t discount_minor;
    int64_t total_minor; /* amount - discount */
    int64_t tax_minor;   /* in total_minor or on top of it, as the cart's prices are; rounded half up line by line */
    int64_t points;      /* its part of earned_points */
    int64_t net_micro;   /* prestashop: what is left of the line, in millionths, without and with tax; else -1 */
    int64_t gross_micro;
} lty_quote_line;

/* What points buy beside taking them off this order. */
typedef struct lty_quote_reward {
    const lty_reward *reward;
    int64_t missing; /* points that it takes yet, those that this order takes gone already */
} lty_quote_reward;

/*
 * goods + shipping - discount (+ tax where prices are without it) - spent = total. Sums over lines: amounts = goods, points + shipping_points =
 * earned_points. Arrays live in the arena.
 */
typedef struct lty_quote {
    int64_t goods_minor;
    int64_t shipping_minor; /* before discounts */
    int64_t discount_minor;
    int64_t shipping_tax_minor; /* of what is left of the shipping */
    int64_t tax_minor;          /* of lines and shipping */
    int64_t total_minor;
    int64_t earned_points;
    int64_t shipping_points; /* of them, what the shipping earns */
    int64_t points;          /* earned_points and those of coupons */
    int64_t spendable_points;
    int64_t spendable_minor; /* what they are worth */
    int64_t spent_points;    /* as many of those asked for as may be spent */
    int64_t spent_minor;
    const lty_quote_line *lines;
    size_t line_count;
    const lty_offer *offers; /* what discounts and refusals number: the codes, then automatic offers */
    const lty_discount *discounts;
    size_t discount_count;
    const lty_refusal *refusals;
    size_t refusal_count;
    const lty_quote_reward *rewards; /* those that are for the customer's tier, in the order of the document */
    size_t reward_count;
    const lty_step *steps;
    size_t step_count;
} lty_quote;

/*
 * customer NULL = a guest: earns as the lowest tier would and no first-order points, spends nothing. The cart comes from lty_cart_init.
 * The version in force at at_s judges; before the first begins nothing is earned, unless it back-fills.
 * codes are as typed, at most LTY_OFFERS_MAX; the programme's automatic offers join by themselves, their usage by campaign number in
 * `automatic` (may be NULL). LTY_E_CURRENCY_MISMATCH for a cart in another currency than the programme's; LTY_E_RANGE;
 * LTY_E_MEMORY. On failure *out is left alone; the arena keeps what it has until it is destroyed.
 */
lty_status lty_quote_make(lty_quote *out, const lty_timeline *timeline, const lty_cart *cart, const lty_quote_customer *customer,
    const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic, int64_t at_s, lty_arena *arena);

#endif
