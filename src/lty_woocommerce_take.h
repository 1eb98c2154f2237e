/* Inner part of the woocommerce module: what one benefit takes off the lines. docs/discounts-woocommerce.md */
#ifndef LTY_WOOCOMMERCE_TAKE_H
#define LTY_WOOCOMMERCE_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_programme.h"
#include "lty_status.h"
#include "lty_terms.h"

/* A line with pieces, as the shop reckons with it: millionths of the currency's unit, tax in them where prices have it. */
typedef struct lty_woocommerce_line {
    size_t index; /* in the cart */
    int64_t quantity;
    int64_t unit_micro;
    int64_t price_micro; /* quantity * unit */
    int64_t left_micro;  /* less all discounts so far; may end half a minor unit below zero */
    int64_t taken_micro; /* by the coupon under way */
    bool chosen;         /* the benefit under way applies to it */
} lty_woocommerce_line;

/* In the shop's order of lines: the dearest piece first, in cart order where pieces cost the same. */
typedef struct lty_woocommerce_lines {
    lty_woocommerce_line *items;
    size_t count;
    int64_t minor_micro; /* millionths in a minor unit: 10^(6 - decimals) */
    int decimals;
    bool sequential; /* percentages work on what is left instead of the full price */
} lty_woocommerce_lines;

/* What is left of a line in minor units, as the shop sees it. */
int64_t lty_woocommerce_room(const lty_woocommerce_lines *lines, const lty_woocommerce_line *line);

/*
 * Takes a percentage or a fixed amount off the lines that are chosen (those without room are left out first) and explains it.
 * LTY_E_RANGE, after which the lines are of no use.
 */
lty_status lty_woocommerce_take(lty_woocommerce_lines *lines, const lty_terms *terms, size_t offer, const lty_benefit *benefit);

/* Into the text under way: an amount >= 0 with as many decimals as it needs, at least the currency's; the code, or the offer's name. */
void lty_woocommerce_write_micro(lty_steps *steps, int64_t micro, int decimals);
void lty_woocommerce_write_name(const lty_terms *terms, size_t offer);

/* The amount of a fixed benefit in millionths. LTY_E_RANGE. */
lty_status lty_woocommerce_amount(int64_t *micro, const lty_benefit *benefit, int64_t minor_micro);

#endif
