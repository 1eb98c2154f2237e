/* What the files of the expr module share: the compiled form, tokens, the parser's state. Nobody else includes this. */
#ifndef LTY_EXPR_READ_H
#define LTY_EXPR_READ_H

#include "lty_expr.h"

struct lty_expr {
    lty_text source;
    const lty_zone *zone;
    const lty_expr_step *steps;
    size_t count;
    uint64_t fields;
};

typedef enum lty_token_kind {
    LTY_TOKEN_END,
    LTY_TOKEN_NAME,    /* a field or a keyword */
    LTY_TOKEN_NUMBER,  /* number with `decimals` digits behind the point */
    LTY_TOKEN_DATE,    /* number is a day */
    LTY_TOKEN_INSTANT, /* number is UTC seconds */
    LTY_TOKEN_TEXT,
    LTY_TOKEN_COMPARE, /* number is a lty_expr_compare */
    LTY_TOKEN_OPEN,
    LTY_TOKEN_CLOSE,
    LTY_TOKEN_COMMA,
    LTY_TOKEN_MINUS,
} lty_token_kind;

typedef struct lty_token {
    lty_token_kind kind;
    size_t offset;
    size_t len;
    int64_t number;
    int decimals;
    lty_text text; /* of a TEXT, unescaped, in the arena */
} lty_token;

/* The reading stops at the first thing that is no token or stands in the wrong place; wrong types are gathered. */
typedef struct lty_expr_reading {
    lty_text rule;
    size_t at; /* behind `token` */
    lty_token token;
    size_t previous_end; /* where the token before ended */
    const lty_expr_scope *scope;
    lty_arena *arena;
    lty_arena *scratch;
    lty_problems *problems;
    bool wrong; /* a problem was found; the reading may go on */

    lty_expr_step *steps; /* in scratch */
    size_t count;
    size_t capacity;
    size_t depth; /* values that the steps so far leave on the stack */
    uint64_t fields;
} lty_expr_reading;

/* Reads the next token into reading->token. LTY_E_RULE with a problem, LTY_E_MEMORY. */
lty_status lty_expr_next(lty_expr_reading *reading);

/* Adds a problem; returns LTY_E_RULE, or LTY_E_MEMORY. The texts are NUL-terminated and copied. */
lty_status lty_expr_problem(lty_expr_reading *reading, size_t offset, const char *found, const char *expected);
lty_status lty_expr_problem_token(lty_expr_reading *reading, const char *expected);

/* True if the token is this keyword, in any case. */
bool lty_expr_is(const lty_expr_reading *reading, const char *keyword);

lty_text lty_expr_slice(const lty_expr_reading *reading, size_t offset, size_t len);

/* A literal as written, before a field says which type it shall have. */
typedef enum lty_literal_kind {
    LTY_LITERAL_NUMBER,
    LTY_LITERAL_DATE,
    LTY_LITERAL_INSTANT,
    LTY_LITERAL_DURATION,
    LTY_LITERAL_AGO,
    LTY_LITERAL_TEXT,
    LTY_LITERAL_BOOL,
    LTY_LITERAL_NULL,
} lty_literal_kind;

typedef struct lty_literal {
    lty_literal_kind kind;
    size_t offset;
    size_t len;
    int64_t number;
    int decimals;
    int32_t months;
    int32_t days;
    lty_text text;
} lty_literal;

/* Whether a token can begin a literal; then reads it. */
bool lty_expr_literal_begins(const lty_expr_reading *reading);
lty_status lty_expr_literal(lty_literal *out, lty_expr_reading *reading);

/* "an instant", "an amount of money", ... */
const char *lty_expr_type_text(lty_expr_type type);

/*
 * lty_expr_type.c: the typed number or text of a literal for a field. LTY_E_RULE with a problem if the types do not agree;
 * a DATE or AGO literal for an INSTANT field is left to lty_expr_compare_steps().
 */
lty_status lty_expr_coerce(lty_expr_step *step, lty_expr_reading *reading, const lty_expr_field *field, const lty_literal *literal);

/* Emits the steps of "field compare literal"; offset and len are those of the whole comparison. */
lty_status lty_expr_compare_steps(lty_expr_reading *reading, const lty_expr_field *field, lty_expr_compare compare,
    const lty_literal *literal, size_t offset, size_t len);

/* Appends a step and keeps count of the values on the stack. */
lty_status lty_expr_emit(lty_expr_reading *reading, const lty_expr_step *step);
lty_status lty_expr_emit_op(lty_expr_reading *reading, lty_expr_op op, size_t offset, size_t len);

/* lty_expr_parse.c: the whole rule into reading->steps. */
lty_status lty_expr_rule(lty_expr_reading *reading);

#endif
