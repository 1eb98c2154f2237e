/* A cart, and the exact arithmetic of discounts on it. */
#ifndef LTY_CART_H
#define LTY_CART_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_money.h"
#include "lty_status.h"

typedef struct lty_cart_line {
    lty_text sku;
    lty_text category;  /* may be empty */
    int64_t quantity;   /* >= 1 */
    int64_t unit_minor; /* >= 0 */
    bool sale;
    int64_t amount_minor; /* quantity * unit, filled by lty_cart_init */
} lty_cart_line;

typedef struct lty_cart {
    char currency[4];
    const lty_cart_line *lines;
    size_t line_count;
    int64_t shipping_minor; /* >= 0 */
    int64_t goods_minor;    /* sum of the lines' amounts */
} lty_cart;

/* Fills the amounts and sums. LTY_E_CART for a quantity below 1 or a negative price, LTY_E_RANGE, LTY_E_CURRENCY. bad_line gets the
 * index of the line that is wrong (may be NULL). */
lty_status lty_cart_init(
    lty_cart *out, const char *currency, size_t currency_len, lty_cart_line *lines, size_t count, int64_t shipping_minor, size_t *bad_line);

/*
 * Takes `discount_minor` off what is left of the lines that `chosen` marks (left[i] >= 0), by largest remainder in proportion to left[i];
 * never more than is left. off[i] gets what was taken from line i, *taken the sum. Output arrays hold line_count entries. LTY_E_RANGE.
 */
lty_status lty_cart_discount(
    int64_t *off, int64_t *taken, const int64_t *left, const bool *chosen, size_t line_count, int64_t discount_minor);

#endif
