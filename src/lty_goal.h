/* How far a loyalty action is, and what of it is the action's doing: against customers whom it leaves alone. docs/indicators.md */
#ifndef LTY_GOAL_H
#define LTY_GOAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_keyring.h"
#include "lty_programme.h"
#include "lty_proportion.h"
#include "lty_sign.h"
#include "lty_status.h"

typedef enum lty_goal_state {
    LTY_GOAL_PLANNED, /* before it begins: who would be in the target group now */
    LTY_GOAL_RUNNING,
    LTY_GOAL_OVER, /* as it stood when it ended */
} lty_goal_state;

typedef enum lty_goal_judgement { LTY_GOAL_UNCLEAR, LTY_GOAL_WORKS, LTY_GOAL_HARMS } lty_goal_judgement;

typedef struct lty_goal_part {
    int64_t customers;
    int64_t done;
    lty_proportion share;
} lty_goal_part;

typedef struct lty_goal {
    lty_goal_state state;
    lty_goal_part treated;
    lty_goal_part held_out;
    int64_t wanted; /* customers: the wanted share of the target group, rounded up */
    bool reached;   /* as many have done it */
    bool compared;  /* there are customers on both sides: uplift says something */
    lty_proportion uplift;
    lty_goal_judgement judgement;
} lty_goal;

/* The goal of a key in a programme; NULL. */
const lty_goal_target *lty_goal_find(const lty_programme *programme, lty_text key);

/* The key by which those are drawn whom a goal leaves alone: the shop's and the goal's own. False for a ring that has none (a partner's). */
bool lty_goal_key(unsigned char key[LTY_SIGN_KEY_BYTES], const lty_keyring *ring, const lty_goal_target *target);

/* Whether a customer is one of them: a matter of the customer's key alone, so it stays as it is when others come and go. */
bool lty_goal_is_held_out(const lty_goal_target *target, const unsigned char key[LTY_SIGN_KEY_BYTES], lty_text customer);

/*
 * The goal at an instant. The target group are the persons for whom the segment's rule held when it began; who of them has done it is judged at at_s, or at the
 * goal's last second if that is over. Facts that are applied to a base (scores, models) are those that it has; all others are folded for the two instants.
 * LTY_E_RANGE, LTY_E_MEMORY, LTY_E_CURRENCY_MISMATCH, LTY_E_DAMAGED; *out is then left alone.
 */
lty_status lty_goal_run(lty_goal *out, const lty_goal_target *target, lty_base *base, const unsigned char key[LTY_SIGN_KEY_BYTES],
    int64_t at_s, const lty_alloc *alloc);

/* In plain words. Static storage. */
const char *lty_goal_text(const lty_goal *goal);

#endif
