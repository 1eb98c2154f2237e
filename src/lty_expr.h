/* The rule language: parse, type-check, compile, evaluate. Grammar and meaning: docs/rules.md. */
#ifndef LTY_EXPR_H
#define LTY_EXPR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_problem.h"
#include "lty_status.h"
#include "lty_time.h"

typedef enum lty_expr_type {
    LTY_EXPR_BOOL,
    LTY_EXPR_INTEGER,
    LTY_EXPR_MONEY,    /* minor units; written in major units: 12.50 */
    LTY_EXPR_INSTANT,  /* UTC seconds; written as 2011-09-30, or as "90 days ago" */
    LTY_EXPR_DAY,      /* a civil date without zone, as a day number: a birthday */
    LTY_EXPR_DURATION, /* seconds; written as "90 days" */
    LTY_EXPR_TEXT,
} lty_expr_type;

/* What rules may name. The catalogue is handed in, so this module knows no customer. Names: [a-z][a-z0-9_]*. */
typedef struct lty_expr_field {
    const char *name;
    lty_expr_type type;
    uint32_t index;          /* what value() is asked for */
    const lty_text *choices; /* of a text field with a closed set (tiers), else NULL: another literal is an error */
    size_t choice_count;
    const char *about; /* one phrase for docs and messages */
} lty_expr_field;

/* What a rule is compiled against. */
typedef struct lty_expr_scope {
    const lty_expr_field *fields;
    size_t field_count;
    const lty_zone *zone; /* dates in rules are local days of it */
    int currency_decimals;
} lty_expr_scope;

/* A value of a field: null, or a number (BOOL 0/1), or a text. */
typedef struct lty_expr_value {
    bool null;
    int64_t number;
    lty_text text;
} lty_expr_value;

typedef struct lty_expr lty_expr; /* compiled, immutable, lives in the arena, safe to share between threads */

#define LTY_EXPR_LEN_MAX 4096
#define LTY_EXPR_DEPTH_MAX 64

/*
 * Compiles a rule. LTY_E_RULE with problems: pointer is empty, offset is the byte in the rule, found/expected say what.
 * LTY_E_MEMORY. The rule's text is copied.
 */
lty_status lty_expr_compile(const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems);

/* The text as written. */
lty_text lty_expr_source(const lty_expr *expr);

/* Which fields it reads: a bit set by field index (index < 64). */
uint64_t lty_expr_fields(const lty_expr *expr);

/* How a field's value is had during evaluation. Called at most once per use of the field in the rule. */
typedef void (*lty_expr_reader)(lty_expr_value *out, const void *context, uint32_t field);

/*
 * SQL's three-valued logic: a comparison with null is unknown, and selects nothing, negated or not.
 * Returns 1 (true), 0 (false), -1 (unknown). at_s is the instant of "... ago" and of ages. Allocates nothing, never fails.
 */
int lty_expr_evaluate(const lty_expr *expr, lty_expr_reader reader, const void *context, int64_t at_s);

/* What evaluates faster over columns: the compiled steps, in postfix order. Read-only; owned by the expression. */
typedef enum lty_expr_op {
    LTY_EXPR_OP_COMPARE, /* field <cmp> literal */
    LTY_EXPR_OP_IN,      /* field in list */
    LTY_EXPR_OP_NULL,    /* field is null */
    LTY_EXPR_OP_TRUE,    /* a BOOL field by itself */
    LTY_EXPR_OP_NOT,
    LTY_EXPR_OP_AND,
    LTY_EXPR_OP_OR,
    LTY_EXPR_OP_CONSTANT, /* true or false */
} lty_expr_op;

typedef enum lty_expr_compare { LTY_EXPR_EQ, LTY_EXPR_NE, LTY_EXPR_LT, LTY_EXPR_LE, LTY_EXPR_GT, LTY_EXPR_GE } lty_expr_compare;

typedef struct lty_expr_step {
    lty_expr_op op;
    lty_expr_compare compare;
    uint32_t field; /* lty_expr_field.index */
    lty_expr_type type;
    bool relative;       /* `number` is an offset to at_s: "90 days ago" is -7776000 (by calendar days: see days) */
    int32_t days;        /* with relative: local days before at_s (calendar arithmetic, DST-proof); else 0 */
    int32_t months;      /* likewise */
    int64_t number;      /* of the literal */
    lty_text text;       /* of a text literal */
    const lty_expr_value *list; /* of LTY_EXPR_OP_IN */
    size_t list_count;
    size_t offset; /* in the source, for explanations */
    size_t len;
} lty_expr_step;

const lty_expr_step *lty_expr_steps(const lty_expr *expr, size_t *count);

#endif
