/* Recency, frequency and money of customers as scores and named segments. docs/rfm.md */
#ifndef LTY_RFM_H
#define LTY_RFM_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_intern.h"
#include "lty_set.h"
#include "lty_status.h"
#include "lty_time.h"

#define LTY_RFM_BINS_MIN 2
#define LTY_RFM_BINS_MAX 20
#define LTY_RFM_UNIT_MAX 1000000000

typedef enum lty_rfm_measure { LTY_RFM_RECENCY, LTY_RFM_FREQUENCY, LTY_RFM_MONETARY, LTY_RFM_MEASURES } lty_rfm_measure;

typedef enum lty_rfm_method {
    LTY_RFM_QUANTILES = 1, /* R's rfm: cuts at quantiles of type 7, plus 1 */
    LTY_RFM_NTILE = 2,     /* SQL's NTILE(k), ties by natural order of the keys */
    LTY_RFM_CUTS = 3,      /* lower bounds of scores 2..k given by hand */
    LTY_RFM_RANKED = 4,    /* pandas' recipe: quantiles, of frequency those of ranks 1..n with ties by natural order of the keys */
} lty_rfm_method;

typedef struct lty_rfm_rule {
    lty_rfm_method method;
    int bins;                                             /* LTY_RFM_BINS_MIN..MAX */
    int64_t cuts[LTY_RFM_MEASURES][LTY_RFM_BINS_MAX - 1]; /* of LTY_RFM_CUTS: strictly ascending */
    int64_t unit_minor; /* of LTY_RFM_QUANTILES: what "plus 1" is of money, up to LTY_RFM_UNIT_MAX; 0 is 1 */
} lty_rfm_rule;

typedef enum lty_rfm_basis {
    LTY_RFM_GROSS = 1, /* orders that count, before refunds */
    LTY_RFM_NET = 2,   /* the same orders, refunds of them taken off the amount */
    LTY_RFM_ROWS = 3,  /* every order and refund row as it stands, refunds negative */
} lty_rfm_basis;

/* The result: one entry per customer that was scored. Recency is in whole local days; its scores are reversed (few days score high). */
typedef struct lty_rfm_scores {
    const lty_alloc *alloc;
    size_t count;
    lty_rfm_method method;
    int bins;
    uint32_t *customers;
    int64_t *values[LTY_RFM_MEASURES];
    unsigned char (*scores)[LTY_RFM_MEASURES];
    double cuts[LTY_RFM_MEASURES]
               [LTY_RFM_BINS_MAX - 1]; /* lower bounds of scores 2..k, recency from few days to many; none for NTILE and ranks */
} lty_rfm_scores;

/* LTY_E_RFM for bins or a unit out of range, or cuts that are not strictly ascending. */
lty_status lty_rfm_rule_validate(const lty_rfm_rule *rule);

/* What is looked at: from since_s (LTY_TIME_NONE = ever) up to at_s, both ends in. An order stands where it first counted. */
typedef struct lty_rfm_window {
    int64_t since_s;
    int64_t at_s;
} lty_rfm_window;

/* The start of the local day that lies so many days before that of at_s; days >= 0. */
int64_t lty_rfm_since(const lty_base *base, int64_t at_s, int64_t days);

/*
 * Scores the customers of a base with at least one row in the window. What orders are, and what is kept of them, is said by everything up to its end.
 * LTY_E_RANGE if a sum does not fit, LTY_E_MEMORY; *out is then left alone. No fold is needed.
 */
lty_status lty_rfm_score_window(lty_rfm_scores *out, const lty_rfm_rule *rule, lty_base *base, const lty_rfm_window *window,
    lty_rfm_basis basis, const lty_alloc *alloc);

/* The same over everything up to at_s. */
static inline lty_status lty_rfm_score(
    lty_rfm_scores *out, const lty_rfm_rule *rule, lty_base *base, int64_t at_s, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const lty_rfm_window window = {LTY_TIME_NONE, at_s};

    return lty_rfm_score_window(out, rule, base, &window, basis, alloc);
}

/* Scores rows that are aggregated already: values[measure][i] belongs to the key with number i. Statuses as above. */
lty_status lty_rfm_score_rows(lty_rfm_scores *out, const lty_rfm_rule *rule, const lty_intern *keys,
    const int64_t *const values[LTY_RFM_MEASURES], const lty_alloc *alloc);

void lty_rfm_scores_destroy(lty_rfm_scores *scores); /* may be called twice */

/* Sums over customers. */
typedef struct lty_rfm_sum {
    size_t customers;
    int64_t purchases;
    int64_t amount_minor;
} lty_rfm_sum;

/* Customers by cell: out[((r - 1) * bins + f - 1) * bins + m - 1], bins^3 entries. */
void lty_rfm_histogram(size_t *out, const lty_rfm_scores *scores);

/* out[(r - 1) * bins + f - 1], bins^2 entries. LTY_E_RANGE. */
lty_status lty_rfm_heatmap(lty_rfm_sum *out, const lty_rfm_scores *scores);

/* A named segment: scores from..to of each measure, both ends in. */
typedef struct lty_rfm_range {
    lty_text name;
    unsigned char from[LTY_RFM_MEASURES];
    unsigned char to[LTY_RFM_MEASURES];
} lty_rfm_range;

#define LTY_RFM_TOP 255U /* "and above" */

/* A table of them: the first match wins, the last name takes what nothing matches. */
typedef struct lty_rfm_table {
    const lty_rfm_range *ranges;
    size_t count; /* 1 .. LTY_RFM_SEGMENTS_MAX */
} lty_rfm_table;

#define LTY_RFM_SEGMENTS_MAX 64U

typedef enum lty_rfm_standard {
    LTY_RFM_TABLE_R = 1,       /* of the README of R's rfm 0.3.0 */
    LTY_RFM_TABLE_CLASSIC = 2, /* the older one in wide use */
    LTY_RFM_TABLE_TOTAL = 3,   /* our own: leaves no cell over */
} lty_rfm_standard;

/* Static storage. */
lty_rfm_table lty_rfm_table_standard(lty_rfm_standard standard);

/*
 * LTY_E_RFM for a table whose last range does not take everything, a range that begins with 0 or ends before it begins, an empty name or one that is there
 * twice; *range is which.
 */
lty_status lty_rfm_table_validate(size_t *range, const lty_rfm_table *table);

/* The segment of a cell. */
size_t lty_rfm_segment(const lty_rfm_table *table, int64_t recency, int64_t frequency, int64_t monetary);

/* The segment of every cell: out[((r - 1) * bins + f - 1) * bins + m - 1], bins^3 entries. */
void lty_rfm_segment_map(unsigned char *out, const lty_rfm_table *table, int bins);

/* out[segment], table->count entries. LTY_E_RANGE. */
lty_status lty_rfm_segment_sums(lty_rfm_sum *out, const lty_rfm_scores *scores, const lty_rfm_table *table);

/* Who is in a segment: a set of `size` numbers, above all that the scores name. LTY_E_MEMORY; *out is then left alone. */
lty_status lty_rfm_segment_set(
    lty_set *out, const lty_rfm_scores *scores, const lty_rfm_table *table, size_t segment, size_t size, const lty_alloc *alloc);

/*
 * Two scorings by one table. Customers of `earlier` and `later` are numbered by themselves; same[i] is the number in `later` of number i of `earlier`
 * (LTY_RFM_NOBODY = none there), NULL if both number alike. out[from * (table->count + 1) + to] is how many went; table->count stands for not scored.
 */
#define LTY_RFM_NOBODY UINT32_MAX
typedef struct lty_rfm_moves {
    const lty_rfm_scores *earlier;
    const lty_rfm_scores *later;
    const uint32_t *same; /* as many as earlier numbers go */
    size_t same_count;
    const lty_rfm_table *table;
} lty_rfm_moves;

lty_status lty_rfm_transitions(size_t *out, const lty_rfm_moves *moves, const lty_alloc *alloc); /* LTY_E_MEMORY */

/*
 * Who went: numbers in no set order, those of `earlier` if from < table->count, else those of `later`. *out has *count of them and is the caller's to give back
 * (lty_alloc_free with *count * sizeof); NULL for none. LTY_E_MEMORY.
 */
lty_status lty_rfm_moved(uint32_t **out, size_t *count, const lty_rfm_moves *moves, size_t from, size_t to, const lty_alloc *alloc);

#endif
