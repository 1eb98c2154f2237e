/* What the sources of segments share with one another and nobody else: rules as tests of columns. */
#ifndef LTY_SEGMENT_PART_H
#define LTY_SEGMENT_PART_H

#include "lty_segment.h"

/* Rows are looked at in chunks: what is known of one stays in the fastest memory until the next. A multiple of 64. */
#define LTY_SEGMENT_CHUNK 4096U
#define LTY_SEGMENT_WORDS (LTY_SEGMENT_CHUNK / 64)

/* Both ends belong to it; low is above LTY_COLUMNS_NONE. */
typedef struct lty_segment_range {
    int64_t low;
    int64_t high;
} lty_segment_range;

/* Which values of a column are meant: ranges, ascending and apart. Null only if `nulls`. */
typedef struct lty_segment_test {
    const lty_segment_range *ranges;
    size_t count;
    bool nulls;
    const uint64_t *bits; /* of many ranges: those of `span` values from `first` on; NULL = the ranges are asked */
    int64_t first;
    size_t span;
} lty_segment_test;

bool lty_segment_holds(const lty_segment_test *test, int64_t value);

/* One bit for each of count cells: whether it is meant. Bits behind the last one in the last word say nothing. */
void lty_segment_scan(uint64_t *words, const void *cells, unsigned width, size_t count, const lty_segment_test *test);

/* One step of a rule over columns. */
typedef struct lty_segment_step {
    lty_expr_op op;
    bool wants_true; /* what is asked of it: which rows it is true for, which it is false for */
    bool wants_false;
    bool constant;  /* `number` says it for all rows: 1, 0, -1 */
    bool aggregate; /* `column` is one of the rule's aggregates */
    int number;
    uint32_t column;
    lty_expr_map map;
    lty_expr_type type;
    lty_segment_test yes;
    lty_segment_test no;
} lty_segment_step;

/* A rule for one table at one instant; lives in an arena. */
typedef struct lty_segment_program {
    const lty_segment_step *steps;
    size_t count;
    const lty_zone *zone;
    int64_t at_s;
} lty_segment_program;

/* What a rule's columns are: facts, or the rows of a table. */
typedef struct lty_segment_domain {
    const lty_base *base;
    bool facts;
    uint32_t table;
} lty_segment_domain;

/* LTY_E_MEMORY. */
lty_status lty_segment_plan(lty_segment_program *out, const lty_expr *rule, const lty_segment_domain *domain, lty_arena *arena);

/* Memory that a run needs; kept from chunk to chunk. */
typedef struct lty_segment_scratch {
    uint64_t words[LTY_EXPR_STACK_MAX][2][LTY_SEGMENT_WORDS];
    int64_t mapped[LTY_SEGMENT_CHUNK];
} lty_segment_scratch;

/*
 * One bit for each of count rows from `from` on (a multiple of LTY_SEGMENT_CHUNK; count is at most that): whether the rule is true. Aggregates have
 * their values for the same rows in values[aggregate].
 */
void lty_segment_run(uint64_t *out, const lty_segment_program *program, const lty_columns *columns, int64_t *const *values, size_t from,
    size_t count, lty_segment_scratch *scratch);

/* Values after a map, for many at once; null stays null, and what is no instant or day becomes null. */
void lty_segment_map(
    int64_t *out, const void *cells, unsigned width, size_t count, const lty_segment_step *step, const lty_zone *zone, int64_t at_s);

/* One aggregate of a rule over the rows of a base. */
typedef struct lty_segment_aggregate {
    const lty_expr_aggregate *aggregate;
    lty_base_table table;
    uint64_t *part; /* a bit for each row of the table; NULL = every row. Of shares: whole as well */
    uint64_t *whole;
    uint32_t *stamps; /* by text: the customer (+ 1) who was the last to have it */
    size_t stamp_count;
    uint32_t stamp;
    int64_t *values; /* of a chunk of customers */
} lty_segment_aggregate;

/* Looks at all rows once. The aggregate lives in the arena; columns of the base may be made for it. LTY_E_MEMORY, statuses of lty_base_rows_of(). */
lty_status lty_segment_aggregate_plan(
    lty_segment_aggregate *out, const lty_expr *rule, size_t aggregate, lty_base *base, lty_arena *arena, lty_segment_scratch *scratch);

/* values[i] of customer from + i. */
void lty_segment_aggregate_run(lty_segment_aggregate *aggregate, size_t from, size_t count);

#endif
