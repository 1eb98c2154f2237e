/* What the sources of the base share with one another and nobody else: what it is made of. */
#ifndef LTY_BASE_PART_H
#define LTY_BASE_PART_H

#include "lty_base_changes.h"
#include "lty_base_gather.h"
#include "lty_base_rows.h"
#include "lty_columns.h"

/* Who is whom at an instant, and how many links were known when that was found out. */
typedef struct lty_base_view {
    lty_persons persons;
    int64_t at_s; /* LTY_TIME_NONE = not found out */
    size_t links;
} lty_base_view;

struct lty_base {
    const lty_alloc *alloc;
    const lty_timeline *timeline;
    lty_store store;
    lty_columns facts;
    lty_folder *folder;
    lty_base_gather gather;
    lty_base_rows rows; /* made when they are first asked for */
    lty_base_changes changes;
    lty_base_view folded; /* of the fold */
    lty_base_view other;  /* of another instant */
    size_t persons;       /* as of the last fold or refresh */
    int64_t at_s;         /* LTY_TIME_NONE = not folded */
    uint32_t culprit;
    uint32_t *orders[2]; /* by lty_intern_order; NULL = not known */
    size_t order_counts[2];
    bool damaged; /* a file says nonsense: lty_damage() */
};

/* A fact that may be a file's, as what is asked of facts wants it: tiers and words that there are, instants in the calendar. Else none. */
int64_t lty_base_doubted(const lty_base *base, lty_fact fact, int64_t value);

#endif
