/* Which customers of a base a rule holds for. */
#ifndef LTY_SEGMENT_H
#define LTY_SEGMENT_H

#include "lty_base.h"
#include "lty_expr.h"
#include "lty_set.h"
#include "lty_status.h"

/*
 * The persons for whom the rule is true; unknown is not true. The rule was compiled over lty_fact_fields() under the base's programme.
 * Refreshes the base first: LTY_E_NOT_FOLDED and the statuses of lty_base_refresh(). LTY_E_MEMORY. *out is left alone on failure.
 */
lty_status lty_segment_select(lty_set *out, lty_base *base, const lty_expr *rule, const lty_alloc *alloc);

/*
 * A rule that is watched: its members, kept up to date by judging again only those whose facts or rows changed (lty_base_changed). Equal to a new
 * lty_segment_select() at every moment. The rule and the base have to outlive it.
 */
typedef struct lty_segment_watch {
    lty_base *base;
    const lty_expr *rule;
    lty_set members;
    uint64_t generation;
    int64_t at_s;
    size_t judged; /* by the last update */
} lty_segment_watch;

/* Starts with the members of now. Statuses as select. */
lty_status lty_segment_watch_init(lty_segment_watch *watch, lty_base *base, const lty_expr *rule, const lty_alloc *alloc);
void lty_segment_watch_destroy(lty_segment_watch *watch);

/* Who came in and who went out since the last update; new sets. On failure nothing has changed. */
lty_status lty_segment_watch_update(lty_set *entered, lty_set *left, lty_segment_watch *watch, const lty_alloc *alloc);

/*
 * The persons whom their latest event of a segment (up to the instant of the fold) says to be in it: what was written down, and not what a rule says
 * now. Statuses as select.
 */
lty_status lty_segment_recorded(lty_set *out, lty_base *base, lty_text key, const lty_alloc *alloc);

/* All persons as of the last refresh, before the first fold everybody. LTY_E_MEMORY. */
lty_status lty_segment_all(lty_set *out, const lty_base *base, const lty_alloc *alloc);

/*
 * The members of a set in canonical order (by key, bytewise). *out has *count numbers and is given back with lty_segment_free(); it is
 * NULL for none. The set is no larger than the base. LTY_E_MEMORY.
 */
lty_status lty_segment_members(uint32_t **out, size_t *count, lty_base *base, const lty_set *set, const lty_alloc *alloc);
void lty_segment_free(uint32_t *members, size_t count, const lty_alloc *alloc);

#endif
