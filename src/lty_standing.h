/* Which tier a customer is in while time goes by: up at once, down by the programme's policies. docs/points.md, Tiers */
#ifndef LTY_STANDING_H
#define LTY_STANDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"
#include "lty_timeline.h"

/* What an order or another award adds to the three metrics, from its instant on; none is negative. */
typedef struct lty_standing_share {
    int64_t at_s;
    int64_t spend_minor;
    int64_t points;
    int64_t orders;
} lty_standing_share;

/* A change of tier. Levels are indices into the tiers of the version in force; LTY_STANDING_NONE = no tier. */
#define LTY_STANDING_NONE SIZE_MAX
typedef enum lty_standing_cause {
    LTY_STANDING_REACHED = 1, /* the metric reached it */
    LTY_STANDING_LEFT = 2,    /* the metric fell, or what was kept ended */
    LTY_STANDING_SET = 3,     /* by hand */
    LTY_STANDING_VERSION = 4, /* another version came into force */
} lty_standing_cause;

typedef struct lty_standing_change {
    int64_t at_s;
    size_t from;
    size_t to;
    size_t version; /* in whose tiers `to` counts; `from` counts in those of the change before, at first of first_version */
    lty_standing_cause cause;
} lty_standing_change;

/* The state at the instant to which it was advanced. */
typedef struct lty_standing_state {
    size_t version;
    size_t level;
    int64_t since_s;
    int64_t metric;
    int64_t keep_until_s; /* LTY_TIME_NONE = no end is set */
    bool grace;           /* keep_until_s is the end of the grace */
    size_t first_version; /* when the customer joined: in whose tiers the first change's `from` counts */
} lty_standing_state;

typedef struct lty_standing lty_standing;

lty_status lty_standing_create(lty_standing **out, const lty_timeline *timeline, const lty_alloc *alloc);
void lty_standing_destroy(lty_standing *standing);
void lty_standing_clear(lty_standing *standing);

/*
 * Instants of all calls ascend. Each advances to its instant first: versions begin, shares leave the window, what is kept ends, in this order at
 * one instant. LTY_E_RANGE if a metric does not fit; LTY_E_MEMORY; after either only clear and destroy.
 */
lty_status lty_standing_advance(lty_standing *standing, int64_t at_s);
/* *handle names the share to lty_standing_change_share(); may be NULL. */
lty_status lty_standing_add(lty_standing *standing, size_t *handle, const lty_standing_share *share);
/* A refund or a cancellation, at its instant: what the share is from now on. Its place in time stays. */
lty_status lty_standing_change_share(lty_standing *standing, size_t handle, int64_t at_s, const lty_standing_share *now);
/* By hand: at least this level until until_s (LTY_TIME_NONE: as if reached; where tiers follow the metric, for ever). The text lives until clear. */
lty_status lty_standing_set(lty_standing *standing, int64_t at_s, lty_text tier, int64_t until_s);
/* When the customer joined, for LTY_TIER_KEEP_JOINED; the first call holds, and each share and setting joins by itself. */
void lty_standing_join(lty_standing *standing, int64_t at_s);

const lty_standing_state *lty_standing_now(const lty_standing *standing);
/* Its changes so far, ascending; valid until the next call. */
const lty_standing_change *lty_standing_changes(const lty_standing *standing, size_t *count);

/*
 * When the tier is lost if nothing happens any more (versions that are known begin), and what it is then, in the version of that instant;
 * LTY_TIME_NONE and the level of now if it never is. Leaves the standing as it is. LTY_E_RANGE.
 */
lty_status lty_standing_outlook(int64_t *at_s, size_t *level, lty_standing *standing);

#endif
