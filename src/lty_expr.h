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
    LTY_EXPR_INSTANT,  /* UTC seconds; written as 2011-09-30, 2011-09-30T12:00:00Z or "90 days ago" */
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
    unsigned traits;   /* LTY_EXPR_FIELD_... */
} lty_expr_field;

#define LTY_EXPR_FIELD_WALKED 1U  /* known while a history is walked through, so that what earns points may depend on it */
#define LTY_EXPR_FIELD_COUNTED 2U /* never null, never below 0 */

/* What a rule is compiled against. */
typedef struct lty_expr_scope {
    const lty_expr_field *fields;
    size_t field_count;
    const lty_zone *zone; /* dates in rules are local days of it; must live as long as what is compiled */
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

/* How many values an evaluation of steps holds at once: never more. */
#define LTY_EXPR_STACK_MAX LTY_EXPR_DEPTH_MAX

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
    LTY_EXPR_OP_TRUE,    /* a BOOL field by itself: its value, unknown if it is null */
    LTY_EXPR_OP_NOT,
    LTY_EXPR_OP_AND,
    LTY_EXPR_OP_OR,
    LTY_EXPR_OP_CONSTANT, /* true or false: `number` is 1 or 0 */
} lty_expr_op;

typedef enum lty_expr_compare { LTY_EXPR_EQ, LTY_EXPR_NE, LTY_EXPR_LT, LTY_EXPR_LE, LTY_EXPR_GT, LTY_EXPR_GE } lty_expr_compare;

/*
 * A date means a whole local day, so it is compiled away: "last_order <= 2011-09-30" is one step "< start of 2011-10-01", and "=" is
 * two steps and an AND. All steps of one comparison as written (an AND or NOT that it needs, too) have the same offset and len.
 */
typedef struct lty_expr_step {
    lty_expr_op op;
    lty_expr_compare compare;
    uint32_t field; /* lty_expr_field.index */
    lty_expr_type type;
    bool relative;              /* the number depends on the instant: lty_expr_step_number() gives it */
    int32_t days;               /* with relative: local days before that of at_s, after the months; may be negative */
    int32_t months;             /* with relative */
    int64_t number;             /* of the literal, without relative */
    lty_text text;              /* of a text literal */
    const lty_expr_value *list; /* of LTY_EXPR_OP_IN */
    size_t list_count;
    size_t offset; /* in the source, for explanations */
    size_t len;
} lty_expr_step;

const lty_expr_step *lty_expr_steps(const lty_expr *expr, size_t *count);

/*
 * The number that a step compares with at at_s: its literal, or with `relative` the start of that local day (INSTANT) or that day's
 * number (DAY). Reckoned once per query, not per row. Days before the year 1 are the year 1's first.
 */
int64_t lty_expr_step_number(const lty_expr *expr, const lty_expr_step *step, int64_t at_s);

/*
 * One comparison as written, for explanations: *at is the step to begin with (0 first) and is moved behind the comparison.
 * False if there is none left. *holds is 1, 0 or -1 as of lty_expr_evaluate; *field is what it reads, UINT32_MAX for a constant.
 */
bool lty_expr_part(lty_text *source, int *holds, uint32_t *field, size_t *at, const lty_expr *expr, lty_expr_reader reader,
    const void *context, int64_t at_s);

#endif
