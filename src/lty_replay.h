/* The whole history of a shop under two programmes, side by side. docs/replay.md */
#ifndef LTY_REPLAY_H
#define LTY_REPLAY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_status.h"

#define LTY_REPLAY_NOW 0     /* the programme of the base */
#define LTY_REPLAY_CHANGED 1 /* the other one */
#define LTY_REPLAY_LIST 30   /* customers in each list */

/* One local month (of the base's last version), on both sides. */
typedef struct lty_replay_month {
    int64_t month; /* year * 12 + month - 1 */
    int64_t flows[2][LTY_FLOW_COUNT];
    int64_t owed[2];            /* balances and pending points of all customers at its end, debts taken off */
    int64_t liability_minor[2]; /* what they are worth under the version then in force, rounded down; 0 if below 0 */
} lty_replay_month;

/* One customer on both sides, at the instant. */
typedef struct lty_replay_customer {
    uint32_t customer;
    int64_t points[2]; /* balance and pending */
    size_t level[2];   /* LTY_STANDING_NONE without tiers */
} lty_replay_customer;

typedef struct lty_replay_rule {
    lty_text key;
    int64_t points[2]; /* kept, over all customers */
} lty_replay_rule;

typedef struct lty_replay {
    const lty_alloc *alloc;
    int64_t at_s;
    size_t customers;         /* persons at the instant */
    size_t affected;          /* whose points or tier differ */
    lty_replay_month *months; /* from the first in which points moved on a side to that of the instant */
    size_t month_count;
    size_t month_capacity;
    int64_t totals[2][LTY_FACT_COUNT]; /* of the facts that can be summed */
    /* tiers[now * tier_counts[CHANGED] + changed] = customers; a side without tiers has one, for all */
    int64_t *tiers;
    size_t tier_counts[2];                        /* of the versions in force at the instant */
    lty_replay_customer hardest[LTY_REPLAY_LIST]; /* who loses most points first; ties by key */
    size_t hardest_count;
    lty_replay_customer gaining[LTY_REPLAY_LIST];
    size_t gaining_count;
    lty_replay_rule *rules; /* of both sides, by key in order of appearance; then "tiers" and "caps" */
    size_t rule_count;
    unsigned char hash[32]; /* BLAKE2b-256 over all of it in a fixed encoding, both programmes' hashes and the instant */
} lty_replay;

/* Called now and then with how many customers are done; false stops the run (LTY_E_STOPPED). */
typedef bool (*lty_replay_progress)(void *context, size_t done, size_t all);

/*
 * Folds every customer of the base under both at an instant; the base stays as it is. LTY_E_CURRENCY_MISMATCH if the other programme is of another
 * currency; LTY_E_RANGE, LTY_E_MEMORY, LTY_E_STOPPED.
 */
lty_status lty_replay_run(lty_replay *out, lty_base *base, const lty_timeline *changed, int64_t at_s, lty_replay_progress progress,
    void *context, const lty_alloc *alloc);
void lty_replay_destroy(lty_replay *replay); /* may be called twice */

#endif
