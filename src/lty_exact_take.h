/* Inner part of exact: what one offer takes off a cart of which others may have taken already. */
#ifndef LTY_EXACT_TAKE_H
#define LTY_EXACT_TAKE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_terms.h"

/* What is left of a cart. */
typedef struct lty_exact_cart {
    int64_t *left; /* by line, minor units */
    int64_t *rest; /* by line, pieces that nobody got for nothing */
    int64_t shipping;
} lty_exact_cart;

/* A line whose pieces are looked at one by one. */
typedef struct lty_exact_stock {
    int64_t unit_minor;
    int64_t left_minor; /* of all its pieces */
    int64_t rest;       /* pieces */
    size_t line;
} lty_exact_stock;

typedef struct lty_exact_job {
    const lty_terms *terms;
    lty_discounts *out;
    lty_exact_cart cart;
    lty_exact_cart saved;
    bool *covered;
    bool *selected;
    bool *chosen;
    lty_exact_stock *stock; /* dearest piece first */
    lty_exact_stock *scratch;
    size_t stock_count;
    int64_t *pieces;     /* by line: how many a benefit looks at */
    int64_t *weights;    /* by line: what it may take at most */
    int64_t *off;        /* by line, by the benefit under way */
    int64_t *line_minor; /* by line, by the offer under way */
} lty_exact_job;

/* One benefit, reckoned: what the explanation is written from. */
typedef struct lty_exact_part {
    size_t offer;
    const lty_benefit *benefit;
    int64_t value;       /* of the step that is reached, where there are steps */
    size_t step;         /* its index */
    int64_t goods_minor; /* what decided about the step */
    int64_t stock;       /* pieces that were looked at, where single pieces count */
    int64_t base_minor;  /* of the weights */
    int64_t wanted_minor;
    int64_t maximum_minor; /* of the campaign; 0 = none */
    int64_t before_minor;  /* taken by the campaign's benefits before this one */
    int64_t amount_minor;
} lty_exact_part;

/* LTY_E_MEMORY. Everything lives in the arena of the steps. */
lty_status lty_exact_job_init(lty_exact_job *out, lty_discounts *discounts, const lty_terms *terms);

/* Puts the whole cart back. */
void lty_exact_restart(lty_exact_job *job);

/* Remembers what is left, and goes back to it. */
void lty_exact_save(lty_exact_job *job);
void lty_exact_restore(lty_exact_job *job);

/*
 * The goods that a campaign's order terms look at: the covered lines before any discount, less the piece that it gives itself. *any =
 * whether something besides that piece is covered. Fills job->covered. LTY_E_RANGE.
 */
lty_status lty_exact_goods(int64_t *minor, bool *any, lty_exact_job *job, const lty_campaign *campaign);

/* The covered pieces of which something is left, single ones; fills job->stock. LTY_E_RANGE. */
lty_status lty_exact_stock_take(int64_t *pieces, lty_exact_job *job, const bool *lines);

/* Whether an offer gives anything. */
bool lty_exact_idle(const lty_discount *taken);

/*
 * Takes an offer off what is left. job->line_minor gets what comes off each line; taken->line_minor stays NULL. *worth is the amount and
 * the price of gifts that are not in the cart yet, as far as it is known. With explain, writes the steps. LTY_E_RANGE.
 */
lty_status lty_exact_take(lty_discount *taken, int64_t *worth, lty_exact_job *job, size_t offer, bool explain);

#endif
