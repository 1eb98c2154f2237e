/* What the files of the expr module share: the compiled form, tokens, the parser's state. Nobody else includes this. */
#ifndef LTY_EXPR_READ_H
#define LTY_EXPR_READ_H

#include "lty_expr.h"

#define LTY_EXPR_MESSAGE_MAX 512

/* Rules that are written out at one place of the source. */
typedef struct lty_expr_written {
    size_t offset;
    const lty_expr_named *named;
    size_t count;
    const lty_expr_affinity *affinity; /* NULL: a segment */
} lty_expr_written;

struct lty_expr {
    lty_text source;
    const lty_zone *zone;
    const lty_expr_step *steps;
    size_t count;
    uint64_t fields;
    const lty_expr_aggregate *aggregates;
    size_t aggregate_count;
    const lty_expr_written *written; /* in the order of the source */
    size_t written_count;
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
    LTY_TOKEN_PERCENT,
} lty_token_kind;

typedef struct lty_token {
    lty_token_kind kind;
    size_t offset;
    size_t len;
    int64_t number;
    int decimals;
    lty_text text; /* of a TEXT, unescaped, in the arena */
} lty_token;

/* Steps that come into being, in scratch memory. */
typedef struct lty_expr_code {
    lty_expr_step *steps;
    size_t count;
    size_t capacity;
    size_t depth; /* values that the steps so far leave on the stack */
    uint64_t fields;
} lty_expr_code;

/* An aggregate as it stands in the source, found before the rule around it is read. */
typedef struct lty_expr_call {
    size_t offset;
    size_t end; /* behind its parenthesis */
    uint32_t index;
} lty_expr_call;

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
    bool quiet; /* tokens are looked at only: nothing is reported, texts are not unescaped */
    bool wrong; /* a problem was found; the reading may go on */

    const lty_expr_table *table;      /* within an aggregate: whose columns the names are; else NULL */
    const lty_expr_closed *closed;    /* within an aggregate: a column of few values in its rows; NULL: none */
    const struct lty_operand *beside; /* what the next operand is compared with: a word without quotes is surely its value; NULL: none */
    lty_expr_code *code;

    lty_expr_aggregate aggregates[LTY_EXPR_AGGREGATES_MAX];
    uint32_t aggregate_count;
    lty_expr_call *calls;
    size_t call_count;
    size_t call_capacity;
    lty_expr_written *written;
    size_t written_count;
    size_t written_capacity;
} lty_expr_reading;

/* --- lty_expr_lex.c --- */

/* Reads the next token into reading->token. LTY_E_RULE with a problem, LTY_E_MEMORY. */
lty_status lty_expr_next(lty_expr_reading *reading);

/* Adds a problem; returns LTY_E_RULE, or LTY_E_MEMORY. The texts are NUL-terminated and copied. */
lty_status lty_expr_problem(lty_expr_reading *reading, size_t offset, const char *found, const char *expected);
lty_status lty_expr_problem_token(lty_expr_reading *reading, const char *expected);

/* True if the token is this keyword, in any case. */
bool lty_expr_is(const lty_expr_reading *reading, const char *keyword);

/* True if the token is a name and a parenthesis opens behind it. */
bool lty_expr_calls(const lty_expr_reading *reading);

lty_text lty_expr_slice(const lty_expr_reading *reading, size_t offset, size_t len);

/* A slice for a message: at most `most` bytes, cut between code points. */
int lty_expr_cut(const lty_expr_reading *reading, size_t offset, size_t len, size_t most);

/* --- lty_expr_literal.c --- */

/* A literal as written, before a field says which type it shall have. */
typedef enum lty_literal_kind {
    LTY_LITERAL_NUMBER,
    LTY_LITERAL_PERCENT,
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

/* A decimal number to an integer with `decimals` digits behind the point. False if it has more, or does not fit. */
bool lty_expr_scale(int64_t *out, int64_t number, int has, int decimals);

/* --- lty_expr_operand.c --- */

/* One side of a comparison. */
typedef struct lty_operand {
    bool reads;           /* else a literal */
    bool today;           /* reads; where it is compared with something that reads too it is the literal */
    bool known;           /* reads: false if the name is not known; that is reported, and nothing else is about it */
    lty_expr_field field; /* what is read: of the scope, or made up for an aggregate, an affinity, today */
    lty_expr_map map;
    int64_t least; /* what it can be, where that is known */
    int64_t most;
    const lty_expr_affinity *affinity;
    lty_literal literal;
    size_t offset;
    size_t len;
} lty_operand;

lty_status lty_expr_operand(lty_operand *out, lty_expr_reading *reading, const char *expected);

/* The type that is compared: a whole number behind a map. */
lty_expr_type lty_expr_operand_type(const lty_operand *operand);

/* Room for one more element in scratch memory, which doubles. LTY_E_MEMORY. */
lty_status lty_expr_grow(void **items, size_t *capacity, size_t count, size_t size, lty_arena *scratch);

/* --- lty_expr_hint.c: what was surely meant. Those that give false or NULL know nothing --- */

/* What is no word of a rule, at the token. */
lty_status lty_expr_hint_stray(lty_expr_reading *reading);

/* A single quote, at the token. */
lty_status lty_expr_hint_quote(lty_expr_reading *reading);

/* A date that is not written year-month-day, at the token, whose len it sets; LTY_OK if there is none. */
lty_status lty_expr_hint_date(lty_expr_reading *reading);

/* The token stands where "and" or the end could; where a comparison could; behind a number as its unit; as an unknown function. */
const char *lty_expr_hint_behind(const lty_expr_reading *reading);
const char *lty_expr_hint_compare(const lty_expr_reading *reading);
const char *lty_expr_hint_unit(const lty_expr_reading *reading);
const char *lty_expr_hint_function(const lty_expr_reading *reading);

/* An unknown name, among the fields or columns that there are. */
bool lty_expr_hint_name(char *expected, size_t size, const lty_expr_reading *reading, const lty_expr_field *fields, size_t count);

/* A word that is compared with `beside`. */
bool lty_expr_hint_value(char *expected, size_t size, const lty_expr_reading *reading, const lty_operand *beside);

/* A literal that nothing is compared with. */
bool lty_expr_hint_bare(char *expected, size_t size, const lty_expr_reading *reading, const lty_literal *literal);

/* A text where something else is compared. */
bool lty_expr_hint_type(char *expected, size_t size, const lty_operand *operand, const lty_literal *literal);

/* Behind lead the texts that there are, as many as fit, and the one that is nearest. They stand first in each `stride` bytes from `first` on. */
void lty_expr_hint_choices(char *expected, size_t size, const char *lead, const void *first, size_t count, size_t stride, lty_text typed);

/* --- lty_expr_call.c: what aggregates --- */

/* Finds and compiles every aggregate of the rule, so that what reads the rule around them meets them ready made. */
lty_status lty_expr_call_all(lty_expr_reading *reading);

/* Whether the token names a function that aggregates. */
bool lty_expr_call_begins(const lty_expr_reading *reading);

/* The one that begins at the token, which it then covers whole. */
const lty_expr_aggregate *lty_expr_call_take(uint32_t *index, lty_expr_reading *reading);

/* The number of an equal aggregate, or of this one, which is added. LTY_E_RULE beyond LTY_EXPR_AGGREGATES_MAX. */
lty_status lty_expr_call_share(uint32_t *index, lty_expr_reading *reading, const lty_expr_aggregate *aggregate);

/* --- lty_expr_written.c: rules within rules --- */

/* The token is "in" where a comparison may begin. */
lty_status lty_expr_in_segment(lty_expr_reading *reading);

/* affinity("pets"): the token is the name. */
lty_status lty_expr_affinity_operand(lty_operand *out, lty_expr_reading *reading);

/* The steps of a comparison with an affinity; step is what a field's comparison would be. */
lty_status lty_expr_affinity_steps(lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step);

/* --- lty_expr_type.c --- */

/* "an instant", "an amount of money", ... */
const char *lty_expr_type_text(lty_expr_type type);
const char *lty_expr_type_example(const lty_expr_scope *scope, lty_expr_type type);

/*
 * The typed number or text of a literal for what is read. LTY_E_RULE with a problem if the types do not agree;
 * a DATE or AGO literal for an INSTANT is left to lty_expr_compare_steps().
 */
lty_status lty_expr_coerce(lty_expr_step *step, lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal);

/* Whether a text column of few values has one that is the literal, or begins so. LTY_E_RULE with a problem. */
lty_status lty_expr_choice(lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal, bool prefix);

/* Emits the steps of "operand compare literal"; offset and len are those of the whole comparison. */
lty_status lty_expr_compare_steps(
    lty_expr_reading *reading, const lty_operand *operand, lty_expr_compare compare, const lty_literal *literal, size_t offset, size_t len);

/* Appends a step and keeps count of the values on the stack. */
lty_status lty_expr_emit(lty_expr_reading *reading, const lty_expr_step *step);
lty_status lty_expr_emit_op(lty_expr_reading *reading, lty_expr_op op, size_t offset, size_t len);

/* A step that reads: of an affinity it is written out. */
lty_status lty_expr_emit_read(lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step);

/* --- lty_expr_parse.c --- */

/* From the token to the end of the rule; within an aggregate to the comma or parenthesis that ends a condition. */
lty_status lty_expr_rule(lty_expr_reading *reading);

/* "between a and b" of what was read; the token is behind "between". */
lty_status lty_expr_between(lty_expr_reading *reading, const lty_operand *left, bool negated);

/* --- lty_expr.c --- */

/* What was emitted as an expression of its own, in the arena. NULL without memory. */
lty_expr *lty_expr_keep(const lty_expr_reading *reading, const lty_expr_code *code);

/* --- lty_expr_run.c --- */

bool lty_expr_leaf_reads(lty_expr_op op);

#endif
