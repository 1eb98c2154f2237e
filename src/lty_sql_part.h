/* What the files of the sql module share. Nobody else includes this. */
#ifndef LTY_SQL_PART_H
#define LTY_SQL_PART_H

#include "lty_facts.h"
#include "lty_sql.h"

/*
 * What is asked of a part of a rule. A rule has three answers and SQL's NOT knows only what engines agree on, so negation is carried down to the
 * comparisons: each is then written so that it is true for exactly those for whom the answer is the wanted one.
 */
typedef enum lty_sql_want {
    LTY_SQL_TRUE,
    LTY_SQL_FALSE,
    LTY_SQL_NOT_TRUE, /* false or unknown */
    LTY_SQL_NOT_FALSE,
} lty_sql_want;

/* FALSE of what is wanted TRUE of its negation, and so on. */
lty_sql_want lty_sql_want_negated(lty_sql_want want);
/* What holds for all others. */
lty_sql_want lty_sql_want_others(lty_sql_want want);
/* Whether a known answer, or the unknown one (-1), is the wanted one. */
bool lty_sql_wanted(lty_sql_want want, int answer);

/* What a comparison reads: a column of docs/sql.md, or what an aggregate's subquery gives. */
typedef struct lty_sql_operand {
    const char *name;
    const char *suffix; /* "_day", "_month", "_hour" of a fact, or "" */
    bool nullable;
    bool weekday; /* it is a day, and its weekday is meant */
} lty_sql_operand;

/* A query while it is written. Like a lty_buffer it remembers a failure. */
typedef struct lty_sql_writer {
    lty_sql_dialect dialect;
    const lty_sql_tables *tables;
    const lty_expr_scope *scope;
    lty_problems *problems;
    int64_t at_s;
    lty_buffer text;
    lty_sql_parameter *parameters;
    size_t count;
    size_t capacity;
    struct lty_sql_item *items; /* what is still to be written, the next one last */
    size_t item_count;
    size_t item_capacity;
    size_t depth; /* of parentheses that are open between comparisons */
    size_t deepest;
    bool failed;
    bool refused;
} lty_sql_writer;

/* lty_sql_write.c: the dialects. */
void lty_sql_string(lty_sql_writer *writer, const char *text); /* as it is */
void lty_sql_integer(lty_sql_writer *writer, int64_t number);  /* of ours, not negative */
void lty_sql_name(lty_sql_writer *writer, lty_text prefix, const char *name, const char *suffix);
void lty_sql_table(lty_sql_writer *writer, const char *name);
void lty_sql_number(lty_sql_writer *writer, int64_t number); /* of the rule: a parameter, or a literal */
void lty_sql_text(lty_sql_writer *writer, lty_text text);    /* the same */
void lty_sql_constant(lty_sql_writer *writer, bool holds);
void lty_sql_null(lty_sql_writer *writer, const lty_sql_operand *operand, bool is_null);
/* As one that is not null by what stands around it. */
void lty_sql_operand_write(lty_sql_writer *writer, const lty_sql_operand *operand);
/* As much of its beginning as the text is long. */
void lty_sql_starts(lty_sql_writer *writer, const lty_sql_operand *operand, lty_text text);

/* lty_sql_leaf.c: a step that reads a value, over the operand that its map asks for. */
void lty_sql_leaf(
    lty_sql_writer *writer, const lty_expr *expr, const lty_expr_step *step, const lty_sql_operand *operand, lty_sql_want want);

/* lty_sql_rows.c */
#define LTY_SQL_CUSTOMER UINT32_MAX /* instead of a table of rows: the facts */
/* The operand of a column of a table; false if there is none for the map. */
bool lty_sql_operand_of(lty_sql_operand *out, const lty_sql_writer *writer, uint32_t table, uint32_t column, lty_expr_map map);
/* Pushes the subquery of a step that reads an aggregate. */
void lty_sql_aggregate(lty_sql_writer *writer, const lty_expr *expr, const lty_expr_step *step, lty_sql_want want);
/* What was pushed by it, when its turn comes. */
void lty_sql_rows(lty_sql_writer *writer, const lty_expr_aggregate *aggregate);
void lty_sql_value(lty_sql_writer *writer, const struct lty_sql_item *item);

/* lty_sql.c: what is still to be written, pushed in reverse as everything on a stack. Rules nest, C functions of ours do not. */
typedef enum lty_sql_item_kind {
    LTY_SQL_ITEM_STRING,
    LTY_SQL_ITEM_CLOSE, /* a parenthesis between comparisons */
    LTY_SQL_ITEM_RULE,  /* the part of `expr` that ends at step `at`, over the columns of `table` */
    LTY_SQL_ITEM_ROWS,  /* the rows of an aggregate */
    LTY_SQL_ITEM_VALUE, /* `step` over what an aggregate gives */
} lty_sql_item_kind;

typedef struct lty_sql_item {
    lty_sql_item_kind kind;
    lty_sql_want want;
    const char *string;
    const lty_expr *expr;
    const lty_expr_step *step;
    const lty_expr_aggregate *aggregate;
    size_t at;
    uint32_t table;
    lty_expr_op within; /* AND or OR: what stands around it */
} lty_sql_item;

void lty_sql_push(lty_sql_writer *writer, const lty_sql_item *item);

#endif
