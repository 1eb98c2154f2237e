/* Aggregates of rules over the rows of one person, and whole rules with them: the meaning that columns and SQL have to equal. docs/customers.md */
#ifndef LTY_AGGREGATE_H
#define LTY_AGGREGATE_H

#include <stddef.h>
#include <stdint.h>

#include "lty_expr.h"
#include "lty_facts.h"
#include "lty_programme.h"
#include "lty_purchases.h"

/* A person at an instant: facts as integers, rows. The programme is the one whose tiers the facts name. */
typedef struct lty_aggregate_person {
    const int64_t *facts; /* LTY_FACT_COUNT */
    const lty_purchases *purchases;
    const lty_programme *programme;
    int64_t at_s;
} lty_aggregate_person;

/* One aggregate of a rule. Never fails: what cannot be said is null. */
void lty_aggregate_value(lty_expr_value *out, const lty_expr *rule, size_t aggregate, const lty_aggregate_person *person);

/* A lty_expr_reader whose context is a lty_aggregate_reading: facts and aggregates (each reckoned once while the context lives). */
typedef struct lty_aggregate_reading {
    const lty_expr *rule;
    const lty_aggregate_person *person;
    uint64_t known; /* bits: begin with 0 */
    lty_expr_value values[LTY_EXPR_AGGREGATES_MAX];
} lty_aggregate_reading;
void lty_aggregate_read(lty_expr_value *out, const void *reading, uint32_t field);

/* 1, 0, -1 as lty_expr_evaluate(). */
int lty_aggregate_judge(const lty_expr *rule, const lty_aggregate_person *person);

/* The same as a lty_fact_judge asks it: the context is a lty_aggregate_person. */
int lty_aggregate_ask(const void *person, const lty_expr *rule);

/*
 * The degree of loyalty, 0 to 100, and the part of each of the programme's parts in millionths (NULL: not wanted). LTY_FACT_NONE without parts.
 * Facts that are applied to a base count as null, so that a person alone and a base say the same.
 */
int64_t lty_aggregate_degree(int64_t *parts, const lty_programme *programme, const lty_aggregate_person *person);

/* A number of one of its parts as the person has it: in the unit of its value; LTY_FACT_NONE for null. */
int64_t lty_aggregate_part_value(const lty_loyalty_part *part, const lty_aggregate_person *person);

/* --- what is summed up over rows, however they are stored ------------------------------------------------------------ */

/* A sum as high * 2^32 + low: no number of rows takes either out of 64 bits. */
typedef struct lty_aggregate_sum {
    int64_t high;
    int64_t low;
} lty_aggregate_sum;

static inline void lty_aggregate_add(lty_aggregate_sum *sum, int64_t value)
{
    const int64_t low = (int64_t) ((uint64_t) value & UINT32_MAX);

    sum->high += (value - low) / ((int64_t) UINT32_MAX + 1); /* exact: a shift of what is negative has no meaning in C */
    sum->low += low;
}

/* The rows that count: how many (or how many different values), and their numbers. */
typedef struct lty_aggregate_tally {
    int64_t count;
    lty_aggregate_sum sum;
    int64_t least; /* LTY_FACT_NONE without a row */
    int64_t most;
} lty_aggregate_tally;

/* What a function makes of a tally; of shares, of the part's and the whole's. LTY_FACT_NONE = null. */
int64_t lty_aggregate_finish(lty_expr_function function, const lty_aggregate_tally *part, const lty_aggregate_tally *whole);

#endif
