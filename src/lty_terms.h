/*
 * Codes and offers as an order meets them, the part of their terms that asks nothing of the arithmetic, and the answer that every way of
 * discounting fills. docs/quote.md
 */
#ifndef LTY_TERMS_H
#define LTY_TERMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_cart.h"
#include "lty_facts.h"
#include "lty_programme.h"
#include "lty_status.h"
#include "lty_steps.h"

/* What the shop's ledger says at the moment; zeros where nobody asked it. */
typedef struct lty_usage {
    int64_t uses;           /* of the code, held ones included */
    int64_t customer_uses;  /* of the campaign by the order's customer */
    int64_t campaign_uses;  /* of the campaign */
    int64_t campaign_minor; /* given away by the campaign */
    bool revoked;           /* the shop has withdrawn the code */
} lty_usage;

/* A code, or an automatic offer. */
typedef struct lty_offer {
    lty_text code;                /* empty = automatic */
    const lty_campaign *campaign; /* NULL = none of that number. Of a token: its campaign with the token's own terms over it */
    const lty_zone *zone;         /* of the programme that the terms are of */
    int64_t version;              /* of that programme */
    uint64_t serial;
    lty_text customer;    /* to whom it is bound; bytes NULL = anyone */
    bool bound_elsewhere; /* bound, by a hash that is not of this order's customer */
    int64_t expires_at_s; /* half open; LTY_TIME_NONE = never */
    lty_usage usage;
    lty_status refused; /* LTY_OK, or what its verification came back with: nothing else is then read but the code */
} lty_offer;

/* Who orders. known false = a guest: nothing else is then read. */
typedef struct lty_buyer {
    bool known;
    lty_text key;
    const int64_t *facts; /* LTY_FACT_COUNT of them, under the programme of the quote */
    lty_fact_judge judge; /* at the terms' instant */
} lty_buyer;

typedef struct lty_terms {
    const lty_programme *programme; /* the quote's */
    const lty_cart *cart;
    const lty_buyer *buyer;
    const lty_offer *offers; /* codes in the order of typing, then automatic ones in the order of the programme */
    size_t offer_count;
    int64_t at_s;
    lty_steps *steps; /* holds the arena of everything below */
} lty_terms;

typedef struct lty_discount {
    size_t offer;
    int64_t amount_minor;      /* off goods and shipping */
    const int64_t *line_minor; /* by line of the cart, what comes off it; NULL = nothing */
    int64_t shipping_minor;    /* what comes off shipping */
    int64_t points;            /* on top, of a points coupon */
    int64_t multiplier;        /* of the order's own points, in basis points; 0 = none */
    lty_text gift;             /* SKU of a product that comes for nothing; empty = none */
    bool gift_missing;         /* the cart has no piece of it: the shop adds one */
    lty_text_list opens;       /* SKUs that may be bought early */
    int64_t net_micro;         /* prestashop: what its calculator subtracts, in millionths of the unit, without and with tax */
    int64_t gross_micro;
} lty_discount;

typedef struct lty_refusal {
    size_t offer;
    lty_status reason;
    lty_text message;        /* for staff: what would make it work */
    lty_text public_message; /* for the shopper; empty = the standing text of the reason */
} lty_refusal;

/* Arrays live in the arena of the steps. */
typedef struct lty_discounts {
    lty_discount *items; /* in the order of application */
    size_t count;
    lty_refusal *refusals; /* by reason, then code; automatic offers that do not apply are not among them */
    size_t refusal_count;
    int64_t *line_left_minor;     /* by line: its amount less what was taken off */
    int64_t *line_left_net_micro; /* prestashop, else NULL: by line, in millionths */
    int64_t *line_left_gross_micro;
    int64_t shipping_left_minor;
    int64_t total_minor; /* taken off goods and shipping */
} lty_discounts;

#define LTY_OFFERS_MAX 100 /* codes of one order */

/* Makes room for all offers of the terms; line_left_minor starts as the lines' amounts, shipping likewise. LTY_E_MEMORY. */
lty_status lty_discounts_init(lty_discounts *out, const lty_terms *terms);

/* Adds a refusal in its place; a code that is refused for the same reason already is left out, and so is an automatic offer. */
void lty_discounts_refuse(
    lty_discounts *out, const lty_terms *terms, size_t offer, lty_status reason, lty_text message, lty_text public_message);

/*
 * Whether the terms hold that do not depend on the lines, the first that fails refuses: refused already, no campaign or a closed one, withdrawn
 * (_REVOKED), used up (LTY_E_CODE_USED), not yet valid, expired, limits of the customer and the campaign (_LIMIT), budget spent (_BUDGET), bound to
 * another (_CUSTOMER), first order only (_CUSTOMER), tier and segment (_ELIGIBILITY), e-mail only (_CHANNEL).
 */
bool lty_terms_admit(lty_discounts *out, const lty_terms *terms, size_t offer);

/* Whether a filter matches a line of a cart, whatever its quantity. */
bool lty_terms_line_matches(const lty_line_filter *filter, const lty_cart_line *line);

/* Marks the lines that a campaign covers (quantity 0 never); *sum of their amounts, *count of them. LTY_E_RANGE. */
lty_status lty_terms_cover(bool *covered, int64_t *sum_minor, size_t *count, const lty_terms *terms, const lty_campaign *campaign);

/* " (terms of version 2)" into the text under way, if an offer's terms are of another version than the quote's programme. */
void lty_terms_write_version(const lty_terms *terms, size_t offer);

/* Pieces of the cart that a filter matches. */
int64_t lty_terms_pieces(const lty_terms *terms, const lty_line_filter *filter);

/*
 * Whether all requirements of a campaign are met; marks the lines that meet them (the selection: every line that a satisfied alternative
 * matches), or none. May be met without any.
 */
bool lty_terms_require(bool *selected, const lty_terms *terms, const lty_campaign *campaign);

#endif
