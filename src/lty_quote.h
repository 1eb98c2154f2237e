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

typedef struct lty_quote_line {
    int64_t amount_minor;
    int64_t discount_minor;
    int64_t total_minor; /* amount - discount: what it earns on */
    int64_t points;      /* its part of earned_points */
} lty_quote_line;

/* goods + shipping - discount = total. Sums over lines: amounts = goods, points = earned_points. Arrays live in the arena. */
typedef struct lty_quote {
    int64_t goods_minor;
    int64_t shipping_minor; /* before discounts */
    int64_t discount_minor;
    int64_t total_minor;
    int64_t earned_points;
    int64_t points; /* earned_points and those of coupons */
    int64_t spendable_points;
    int64_t spendable_minor; /* what they are worth */
    const lty_quote_line *lines;
    size_t line_count;
    const lty_discount *discounts;
    size_t discount_count;
    const lty_discount_refusal *refusals;
    size_t refusal_count;
    const lty_step *steps;
    size_t step_count;
} lty_quote;

/*
 * customer NULL = a guest: earns as the lowest tier would and no first-order points, spends nothing. The cart comes from lty_cart_init.
 * coupon_count <= LTY_DISCOUNT_COUPONS_MAX; their order does not matter. LTY_E_CURRENCY_MISMATCH for a cart in another currency than
 * the programme's; LTY_E_RANGE; LTY_E_MEMORY. On failure *out is left alone; the arena keeps what it has until it is destroyed.
 */
lty_status lty_quote_make(lty_quote *out, const lty_programme *programme, const lty_cart *cart, const lty_quote_customer *customer,
    const lty_discount_coupon *coupons, size_t coupon_count, int64_t at_s, lty_arena *arena);

#endif
