/* What a cart costs, earns and may spend: a pure function of programme, cart, customer, codes and instant. docs/quote.md */
#ifndef LTY_QUOTE_H
#define LTY_QUOTE_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_cart.h"
#include "lty_discount.h"
#include "lty_fold.h"
#include "lty_programme.h"
#include "lty_status.h"
#include "lty_steps.h"

/* Who orders: facts as lty_fold() made them. */
typedef struct lty_quote_customer {
    lty_text key;
    const int64_t *facts; /* LTY_FACT_COUNT of them */
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
    int64_t total_minor; /* amount - discount: what it earns on */
    int64_t tax_minor;   /* in total_minor or on top of it, as the cart's prices are; rounded half up line by line */
    int64_t points;      /* its part of earned_points */
    int64_t net_micro;   /* prestashop: what is left of the line, in millionths, without and with tax; else -1 */
    int64_t gross_micro;
} lty_quote_line;

/* goods + shipping - discount (+ tax where prices are without it) = total. Sums over lines: amounts = goods, points = earned_points. Arrays live in the arena. */
typedef struct lty_quote {
    int64_t goods_minor;
    int64_t shipping_minor; /* before discounts */
    int64_t discount_minor;
    int64_t shipping_tax_minor; /* of what is left of the shipping */
    int64_t tax_minor;          /* of lines and shipping */
    int64_t total_minor;
    int64_t earned_points;
    int64_t points; /* earned_points and those of coupons */
    int64_t spendable_points;
    int64_t spendable_minor; /* what they are worth */
    const lty_quote_line *lines;
    size_t line_count;
    const lty_offer *offers; /* what discounts and refusals number: the codes, then automatic offers */
    const lty_discount *discounts;
    size_t discount_count;
    const lty_refusal *refusals;
    size_t refusal_count;
    const lty_step *steps;
    size_t step_count;
} lty_quote;

/*
 * customer NULL = a guest: earns as the lowest tier would and no first-order points, spends nothing. The cart comes from lty_cart_init.
 * codes are as typed, at most LTY_OFFERS_MAX; the programme's automatic offers join by themselves, their usage by campaign number in
 * `automatic` (may be NULL). LTY_E_CURRENCY_MISMATCH for a cart in another currency than the programme's; LTY_E_RANGE;
 * LTY_E_MEMORY. On failure *out is left alone; the arena keeps what it has until it is destroyed.
 */
lty_status lty_quote_make(lty_quote *out, const lty_programme *programme, const lty_cart *cart, const lty_quote_customer *customer,
    const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic, int64_t at_s, lty_arena *arena);

#endif
