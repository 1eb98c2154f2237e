/* How far a customer is: points given under caps, and orders towards goals. The same for history and for a cart. docs/points.md */
#ifndef LTY_PROGRESS_H
#define LTY_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_earn.h"
#include "lty_event.h"
#include "lty_facts.h"
#include "lty_status.h"
#include "lty_timeline.h"

/*
 * Points given so far in the local day, month (year * 12 + month - 1) and year of the latest award, and ever. Where another version's zone sets
 * the local day back, the day, month or year that had begun goes on.
 */
typedef struct lty_progress_counter {
    int64_t day;
    int64_t month;
    int64_t year;
    int64_t in_day;
    int64_t in_month;
    int64_t in_year;
    int64_t ever;
} lty_progress_counter;

/*
 * An order on its way to a goal; those of one rule (slot) ascend. Orders whose period is over when the next one joins are dropped then, so some
 * of them may be over by now.
 */
typedef struct lty_progress_entry {
    uint32_t slot;
    int64_t at_s;
    int64_t kept_minor;     /* 0: nothing of it is kept at present (lty_progress_change_order()); it does not count */
    const lty_event *order; /* at which it first counted: tells orders of one instant apart; only compared, NULL from a record */
} lty_progress_entry;

/* Owned by the caller, which may fill it from a record: counters has timeline->slot_count + 1 entries, the last over all rules. */
typedef struct lty_progress {
    const lty_alloc *alloc;
    lty_progress_counter *counters;
    size_t counter_count;
    size_t counter_capacity;
    lty_progress_entry *entries;
    size_t entry_count;
    size_t entry_capacity;
} lty_progress;

void lty_progress_init(lty_progress *progress, const lty_alloc *alloc);
void lty_progress_destroy(lty_progress *progress);
/* Nothing was given yet, and an order that was noted is forgotten. LTY_E_MEMORY. */
lty_status lty_progress_clear(lty_progress *progress, const lty_timeline *timeline);

/* What a rule may ask about the customer and the moment. Facts are those just before it (lty_fact_earn_fields()). */
typedef struct lty_progress_moment {
    int64_t at_s;
    const int64_t *facts;
    lty_text channel;
    bool first;             /* orders: it is the first of the customer */
    int64_t kept_minor;     /* orders: what is kept of it */
    int64_t last_s;         /* orders: the instant of the order before it that counts; LTY_TIME_NONE */
    bool second;            /* orders: exactly one counts before it */
    const lty_event *order; /* at which it first counted; may be NULL */
} lty_progress_moment;

/* Why a rule does not hold: the first of these that is so. */
typedef enum lty_progress_reason {
    LTY_PROGRESS_HOLDS = 0,
    LTY_PROGRESS_OUTSIDE, /* before `from`, from `until` on */
    LTY_PROGRESS_WEEKDAY,
    LTY_PROGRESS_CHANNEL,
    LTY_PROGRESS_CUSTOMER, /* in none of the tiers, in none of the segments */
    LTY_PROGRESS_MINIMUM,  /* goals only: other rules are judged by lty_earn_points(), since refunds change it */
    LTY_PROGRESS_NOT_FIRST,
    LTY_PROGRESS_GOAL, /* not reached yet */
    LTY_PROGRESS_NEXT, /* no order before it, too late, or not the second */
} lty_progress_reason;

/* What there is towards a goal, the order of the moment with it if something of it is kept. */
typedef struct lty_progress_run {
    int64_t orders;
    int64_t kept_minor; /* INT64_MAX where it does not fit */
} lty_progress_run;

/* rule: its place in the version. It is judged as if an event of its kind had come. */
lty_progress_reason lty_progress_ask(
    const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule, const lty_progress_moment *moment);
void lty_progress_run_of(lty_progress_run *out, const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule,
    const lty_progress_moment *moment);

/*
 * Which rules hold: rulings has one entry per rule of the version; `room` is left at LTY_EARN_NO_LIMIT. Rules of other kinds than the event's
 * do not hold. kind: LTY_EARN_ORDER stands for all kinds by order. Goals are judged as if the order were noted, and with their minimum; the
 * minimum of other rules is left to lty_earn_points(). An order of which nothing is kept reaches no goal. Never fails.
 */
lty_status lty_progress_judge(lty_earn_ruling *rulings, const lty_progress *progress, const lty_timeline *timeline, size_t version,
    lty_earn_kind kind, const lty_progress_moment *moment);

/*
 * An order that counts joins the goals of its version, and empties those that its rulings say it reaches, whatever the goal gives under caps and
 * on its base. Orders come ascending; one of which nothing is kept changes nothing. LTY_E_MEMORY.
 */
lty_status lty_progress_note_order(lty_progress *progress, const lty_timeline *timeline, size_t version, const lty_earn_ruling *rulings,
    const lty_progress_moment *moment);

/*
 * As it was known: of an order noted under a version at at_s with was_minor (and `order`), now_minor is kept (0: nothing at present; it keeps its place). Goals that it reached
 * or that were emptied since stay as they are.
 */
void lty_progress_change_order(lty_progress *progress, const lty_timeline *timeline, size_t version, const lty_event *order, int64_t at_s,
    int64_t was_minor, int64_t now_minor);

/* Whether any version has goals, or caps: without goals orders need not be noted, without caps neither awards, and no rooms be asked for. */
bool lty_progress_has_goals(const lty_timeline *timeline);
bool lty_progress_has_caps(const lty_timeline *timeline);

/* What one of the caps leaves at an instant; `per` is "order", "day", "month", "year" or "programme", NULL where there is none. */
typedef struct lty_progress_left {
    const char *per;
    int64_t cap;
    int64_t given; /* of it so far */
    int64_t room;  /* >= 0; LTY_EARN_NO_LIMIT */
} lty_progress_left;

/* The narrowest cap of a rule (its place in the version; earn_count = over all rules); between equals the first of the names above. */
void lty_progress_left_of(
    lty_progress_left *out, const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule, int64_t at_s);

/* What the caps leave at the instant of an award: sets `room` of each ruling and *room over all. */
void lty_progress_rooms(
    lty_earn_ruling *rulings, int64_t *room, const lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s);

/* Counts an award: what its parts gave by rule, and the points of the whole. Awards come ascending. LTY_E_RANGE leaves some counted. */
lty_status lty_progress_note_award(lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s,
    const lty_earn_part *parts, size_t part_count, int64_t points);

#endif
