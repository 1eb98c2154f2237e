/* Recency, frequency and money of customers as scores and named segments. docs/rfm.md */
#ifndef LTY_RFM_H
#define LTY_RFM_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_intern.h"
#include "lty_status.h"

#define LTY_RFM_BINS_MIN 2
#define LTY_RFM_BINS_MAX 20

typedef enum lty_rfm_measure { LTY_RFM_RECENCY, LTY_RFM_FREQUENCY, LTY_RFM_MONETARY, LTY_RFM_MEASURES } lty_rfm_measure;

typedef enum lty_rfm_method {
    LTY_RFM_QUANTILES = 1, /* R's rfm: cuts at quantiles of type 7, plus 1 */
    LTY_RFM_NTILE = 2,     /* SQL's NTILE(k), ties by natural order of the keys */
    LTY_RFM_CUTS = 3,      /* lower bounds of scores 2..k given by hand */
} lty_rfm_method;

typedef struct lty_rfm_rule {
    lty_rfm_method method;
    int bins;                                             /* LTY_RFM_BINS_MIN..MAX */
    int64_t cuts[LTY_RFM_MEASURES][LTY_RFM_BINS_MAX - 1]; /* of LTY_RFM_CUTS: strictly ascending */
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
    double cuts[LTY_RFM_MEASURES][LTY_RFM_BINS_MAX - 1]; /* lower bounds of scores 2..k, recency from few days to many; none for NTILE */
} lty_rfm_scores;

/* LTY_E_RFM for bins out of range, or cuts that are not strictly ascending. */
lty_status lty_rfm_rule_validate(const lty_rfm_rule *rule);

/*
 * Scores the customers of a base with at least one row up to at_s. LTY_E_RANGE if a sum does not fit, LTY_E_MEMORY; *out is then left
 * alone. No fold is needed.
 */
lty_status lty_rfm_score(
    lty_rfm_scores *out, const lty_rfm_rule *rule, lty_base *base, int64_t at_s, lty_rfm_basis basis, const lty_alloc *alloc);

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

/* Tables of named segments: the first match wins, the last name takes what nothing matches. */
typedef enum lty_rfm_table {
    LTY_RFM_TABLE_R = 1,       /* of the README of R's rfm 0.3.0 */
    LTY_RFM_TABLE_CLASSIC = 2, /* the older one in wide use */
    LTY_RFM_TABLE_TOTAL = 3,   /* our own: leaves no cell over */
} lty_rfm_table;

#define LTY_RFM_SEGMENTS_MAX 16U

/* How many names a table has, and the names in its order. Static storage. */
size_t lty_rfm_segments(lty_rfm_table table);
const char *lty_rfm_segment_name(lty_rfm_table table, size_t segment);

/* The segment of a cell. */
size_t lty_rfm_segment(lty_rfm_table table, int64_t recency, int64_t frequency, int64_t monetary);

/* out[segment], lty_rfm_segments() entries. LTY_E_RANGE. */
lty_status lty_rfm_segment_sums(lty_rfm_sum *out, const lty_rfm_scores *scores, lty_rfm_table table);

#endif
