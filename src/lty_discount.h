/* What coupons take off a cart: which of them apply, in which order, and why the others do not. docs/quote.md */
#ifndef LTY_DISCOUNT_H
#define LTY_DISCOUNT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_cart.h"
#include "lty_programme.h"
#include "lty_status.h"
#include "lty_steps.h"

/* A code as an order sees it: genuine, or refused already. */
typedef struct lty_discount_coupon {
    lty_text code;
    const lty_campaign *campaign; /* NULL = the programme knows none of that number */
    uint64_t serial;
    lty_text customer;    /* to whom it is bound; bytes NULL = anyone */
    int64_t expires_at_s; /* half open; LTY_TIME_NONE = never */
    lty_status refused;   /* LTY_OK, or what its verification came back with: nothing else is then read but the code */
} lty_discount_coupon;

/* Who orders. known false = a guest. */
typedef struct lty_discount_customer {
    bool known;
    lty_text key;
    int64_t orders; /* that count */
} lty_discount_customer;

typedef struct lty_discount {
    size_t coupon; /* index into the coupons handed in */
    int64_t amount_minor;
    int64_t points;
} lty_discount;

typedef struct lty_discount_refusal {
    size_t coupon;
    lty_status reason;
    lty_text message;        /* for staff: what would make it work */
    lty_text public_message; /* for the shopper; empty = the standing text of the reason */
} lty_discount_refusal;

/* Arrays live in the arena of the steps. */
typedef struct lty_discounts {
    lty_discount *items; /* in the order of application */
    size_t count;
    lty_discount_refusal *refusals; /* by reason, then code */
    size_t refusal_count;
    int64_t *line_left_minor; /* by line: its amount less what was taken off */
    int64_t shipping_left_minor;
    int64_t total_minor; /* taken off goods and shipping */
} lty_discounts;

#define LTY_DISCOUNT_COUPONS_MAX 100

/*
 * Applies coupons to a cart at an instant. The order in which they are handed in does not matter: they apply by kind (percent, fixed,
 * free shipping, points), then campaign number, then serial; the same serial of a campaign counts once. A code that is not
 * combinable applies alone: of all allowed choices the one that takes most off wins, then the one with most points, then the lowest
 * campaign number and serial. Nothing goes below zero. What was refused is in the result, and is no failure.
 *
 * coupon_count <= LTY_DISCOUNT_COUPONS_MAX. Explains itself in *steps, which holds the arena. LTY_E_RANGE, LTY_E_MEMORY.
 */
lty_status lty_discounts_apply(lty_discounts *out, const lty_programme *programme, const lty_cart *cart,
    const lty_discount_customer *customer, const lty_discount_coupon *coupons, size_t coupon_count, int64_t at_s, lty_steps *steps);

#endif
