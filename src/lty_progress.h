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

/* Points given so far in the local day, month (year * 12 + month - 1) and year of the latest award, and ever. */
typedef struct lty_progress_counter {
    int64_t day;
    int64_t month;
    int64_t year;
    int64_t in_day;
    int64_t in_month;
    int64_t in_year;
    int64_t ever;
} lty_progress_counter;

/* An order on its way to a goal: orders of one rule (slot) ascend, and all lie within the rule's period of the first. */
typedef struct lty_progress_entry {
    uint32_t slot;
    int64_t at_s;
    int64_t kept_minor;
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
/* Nothing was given yet. LTY_E_MEMORY. */
lty_status lty_progress_clear(lty_progress *progress, const lty_timeline *timeline);

/* What a rule may ask about the customer and the moment. Facts are those just before it (lty_fact_earn_fields()). */
typedef struct lty_progress_moment {
    int64_t at_s;
    const int64_t *facts;
    lty_text channel;
    bool first;         /* orders: it is the first of the customer */
    int64_t kept_minor; /* orders: what is kept of it */
    int64_t last_s;     /* orders: the instant of the order before it that counts; LTY_TIME_NONE */
    bool second;        /* orders: exactly one counts before it */
} lty_progress_moment;

/*
 * Which rules hold: rulings has one entry per rule of the version; `room` is left at LTY_EARN_NO_LIMIT. Rules of other kinds than the event's
 * do not hold. kind: LTY_EARN_ORDER stands for all kinds by order. Goals are judged as if the order were noted.
 */
lty_status lty_progress_judge(lty_earn_ruling *rulings, const lty_progress *progress, const lty_timeline *timeline, size_t version,
    lty_earn_kind kind, const lty_progress_moment *moment);

/* An order that counts and of which something is kept joins the goals of its version, and empties those it reaches. */
lty_status lty_progress_note_order(
    lty_progress *progress, const lty_timeline *timeline, size_t version, const lty_earn_ruling *rulings, const lty_progress_moment *moment);

/* What the caps leave at the instant of an award: sets `room` of each ruling and *room over all. */
void lty_progress_rooms(
    lty_earn_ruling *rulings, int64_t *room, const lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s);

/* Counts an award: its parts by rule, and the points of the whole. LTY_E_RANGE. */
lty_status lty_progress_note_award(lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s,
    const lty_earn_part *parts, size_t part_count, int64_t points);

#endif
