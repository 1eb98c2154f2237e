/* What the parts of the quote share. */
#ifndef LTY_QUOTE_PART_H
#define LTY_QUOTE_PART_H

#include "lty_earn.h"
#include "lty_quote.h"

typedef struct lty_quote_job {
    const lty_timeline *timeline;
    size_t version;
    const lty_programme *programme; /* that version */
    const lty_cart *cart;
    const lty_quote_customer *customer;
    int64_t facts[LTY_FACT_COUNT]; /* the customer's; of a guest nothing is known but the lowest tier */
    lty_progress progress;         /* of a customer without any, and of guests */
    lty_earn earn;
    lty_offer *offers; /* the codes, then the automatic ones */
    size_t offer_count;
    int64_t at_s;
    lty_steps steps;
    lty_arena *arena;
    lty_quote out;
    lty_quote_line *lines;
    lty_discount *discounts; /* out.discounts, for the points that multipliers add */
    int64_t *kept;           /* by line, what is left of it */
    int64_t shipping_kept;
} lty_quote_job;

/* lty_quote_spend.c: how many points may pay, and those that do: before lty_quote_earn(), which leaves out what they pay. */
lty_status lty_quote_spend(lty_quote_job *job);
/* What points buy beside. */
lty_status lty_quote_rewards(lty_quote_job *job);

/* lty_quote_earn.c: what the cart earns. */
lty_status lty_quote_earn(lty_quote_job *job);
/* The tier whose percentage holds: NULL without tiers. Guests stand in the lowest. */
const lty_tier *lty_quote_tier(const lty_quote_job *job);

static inline const lty_progress *lty_quote_progress(const lty_quote_job *job)
{
    return job->customer != NULL && job->customer->progress != NULL ? job->customer->progress : &job->progress;
}

static inline lty_text lty_quote_no_rule(void)
{
    return (lty_text){NULL, 0};
}

#endif
