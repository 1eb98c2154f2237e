/* A cart, and the exact arithmetic of discounts on it. */
#ifndef LTY_CART_H
#define LTY_CART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_money.h"
#include "lty_status.h"

#define LTY_CART_TAX_MAX INT64_C(10000000) /* a tax rate, in millionths: 1,000 % */

typedef struct lty_cart_line {
    lty_text sku;
    lty_text brand;             /* may be empty; earn rules look at it, campaigns do not */
    const lty_text *categories; /* the first one is what orders remember */
    size_t category_count;
    int64_t quantity;    /* >= 0; 0 = not in the cart, but a product that a gift may add */
    int64_t unit_minor;  /* >= 0, with tax where the cart's prices have it */
    int64_t tax;         /* rate in millionths: 190000 = 19 % */
    int64_t net_micro;   /* unit price in millionths of the currency's unit, without tax; negative = lty_cart_init derives it */
    int64_t gross_micro; /* with tax; negative as well */
    bool sale;
    int64_t amount_minor; /* quantity * unit, filled by lty_cart_init */
} lty_cart_line;

typedef struct lty_cart {
    char currency[4];
    int decimals;
    const lty_cart_line *lines;
    size_t line_count;
    bool tax_included;          /* unit_minor and shipping_minor have tax in them */
    int64_t shipping_minor;     /* >= 0 */
    int64_t shipping_tax;       /* rate in millionths */
    int64_t shipping_net_micro; /* negative = derived */
    int64_t shipping_gross_micro;
    int64_t displayed_micro; /* woocommerce: the goods as the cart shows them, for minimum and maximum; negative = the sum of the lines */
    bool by_email;           /* the shopper came by a link of an e-mail */
    lty_text sales_channel;  /* what earn rules call the order's channel; may be empty */
    int64_t points_to_spend; /* >= 0: as many as the customer asks for; a quote takes at most what may be spent */
    int64_t goods_minor;     /* sum of the lines' amounts */
} lty_cart;

/*
 * Checks a cart whose members are set, fills the amounts, the sum, the decimals and what is to be derived. lines is the array that
 * cart->lines points to. LTY_E_CART for a negative quantity, price, rate or number of points, LTY_E_RANGE, LTY_E_CURRENCY. bad_line gets the index of the
 * line that is wrong, or the count of lines if it is none of them (may be NULL).
 */
lty_status lty_cart_init(lty_cart *cart, lty_cart_line *lines, size_t *bad_line);

/*
 * Takes `discount_minor` off what is left of the lines that `chosen` marks (left[i] >= 0), by largest remainder in proportion to left[i];
 * never more than is left. off[i] gets what was taken from line i, *taken the sum. Output arrays hold line_count entries. LTY_E_RANGE.
 */
lty_status lty_cart_discount(
    int64_t *off, int64_t *taken, const int64_t *left, const bool *chosen, size_t line_count, int64_t discount_minor);

#endif
