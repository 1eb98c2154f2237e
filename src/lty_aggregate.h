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

/* A lty_expr_reader whose context is a lty_aggregate_reading: facts, today, aggregates (each reckoned once while the context lives). */
typedef struct lty_aggregate_reading {
    const lty_expr *rule;
    const lty_aggregate_person *person;
    uint64_t known; /* bits: begin with 0 */
    lty_expr_value values[LTY_EXPR_AGGREGATES_MAX];
} lty_aggregate_reading;
void lty_aggregate_read(lty_expr_value *out, const void *reading, uint32_t field);

/* 1, 0, -1 as lty_expr_evaluate(). */
int lty_aggregate_judge(const lty_expr *rule, const lty_aggregate_person *person);

/* The degree of loyalty, 0 to 100, and the part of each of the programme's parts in millionths (NULL: not wanted). LTY_FACT_NONE without parts. */
int64_t lty_aggregate_degree(int64_t *parts, const lty_programme *programme, const lty_aggregate_person *person);

#endif
