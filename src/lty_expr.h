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
    LTY_EXPR_RATIO, /* millionths; written as 0.4 or 40 % */
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
#define LTY_EXPR_FIELD_PART 4U    /* of a ratio: a part of a whole, so that 40 is surely meant as 40 % */
#define LTY_EXPR_FIELD_MONTH 8U   /* of a whole number: 1 to 12, and no other number can be meant */
#define LTY_EXPR_FIELD_WEEKDAY 16U
#define LTY_EXPR_FIELD_HOUR 32U

typedef struct lty_expr lty_expr; /* compiled, immutable, lives in the arena, safe to share between threads */

/* docs/customers.md, Aggregates. */
typedef enum lty_expr_function {
    LTY_EXPR_COUNT,    /* rows */
    LTY_EXPR_DISTINCT, /* different values of the column that are not empty texts */
    LTY_EXPR_SUM,
    LTY_EXPR_AVERAGE, /* sum by different values of the table's group (orders) */
    LTY_EXPR_MIN,
    LTY_EXPR_MAX,
    LTY_EXPR_FIRST, /* of the instants */
    LTY_EXPR_LAST,
    LTY_EXPR_SHARE_COUNT,    /* of rows */
    LTY_EXPR_SHARE_DISTINCT, /* of different values */
    LTY_EXPR_SHARE_SUM,
} lty_expr_function;

/* Rows that a rule may aggregate; handed in as the fields are. */
typedef struct lty_expr_table {
    const char *name;             /* "purchases", "activities" */
    const lty_expr_field *fields; /* what conditions name; index = column */
    size_t field_count;
    uint32_t at; /* the column of the instant: windows */
} lty_expr_table;

/* A text column that has few values in some of a table's rows: another literal is an error. */
typedef struct lty_expr_closed {
    uint32_t column;
    const char *name; /* in messages: "via of visits" */
    const lty_text *choices;
    size_t choice_count; /* one that is empty: nothing is ever said of such rows */
} lty_expr_closed;

/* What may stand first inside of the parentheses: "amount", "orders", "visits". */
typedef struct lty_expr_what {
    const char *name;
    uint32_t table;     /* index */
    unsigned functions; /* a bit for each LTY_EXPR_... that is allowed: 1U << LTY_EXPR_SUM */
    uint32_t column;    /* summed, or told apart */
    uint32_t group;     /* AVERAGE: the column whose different values it is divided by */
    lty_expr_type type; /* of sums, averages, least and greatest; counts are INTEGER, shares RATIO, first and last INSTANT */
    uint32_t only;      /* a BOOL-like column of kinds that has to have the value `only_value`; UINT32_MAX = every row */
    int64_t only_value;
    const lty_expr_closed *closed; /* NULL: none */
} lty_expr_what;

/* One aggregate of a compiled rule. A row is in the whole if `window` and `of` are true for it, in the part if `condition` is true too. */
typedef struct lty_expr_aggregate {
    lty_expr_function function;
    const lty_expr_what *what;
    const lty_expr *window;    /* over the table's fields; NULL = every row */
    const lty_expr *of;        /* of shares; NULL = every row */
    const lty_expr *condition; /* NULL = every row */
    lty_expr_type type;
    lty_text text; /* as written, here or in the rule that is written out here */
    size_t offset; /* in the source: of "in segment ..." where it stands in that segment's rule */
    size_t len;
} lty_expr_aggregate;

/* The largest sum, either way; one beyond is null. */
#define LTY_EXPR_SUM_MAX INT64_C(9000000000000000)

/* In lty_expr_step.field: this and above is aggregate (field - LTY_EXPR_AGGREGATE); the fields of the scope are below. */
#define LTY_EXPR_AGGREGATE 0x10000U
#define LTY_EXPR_AGGREGATES_MAX 64U

/* What a rule is compiled against. */
typedef struct lty_expr_scope {
    const lty_expr_field *fields;
    size_t field_count;
    const lty_expr_table *tables; /* NULL: no aggregates */
    size_t table_count;
    const lty_expr_what *whats;
    size_t what_count;
    const struct lty_expr_names *names; /* segments and affinities that rules may name; NULL: none */
    const lty_zone *zone;               /* dates in rules are local days of it; must live as long as what is compiled */
    int currency_decimals;
    size_t len_max; /* bytes of a rule; 0 = LTY_EXPR_LEN_MAX. More for rules that are generated */
} lty_expr_scope;

/* A value of a field: null, or a number (BOOL 0/1), or a text. */
typedef struct lty_expr_value {
    bool null;
    int64_t number;
    lty_text text;
} lty_expr_value;

/* Rules by name: "in segment ..." is written out into the rule that asks. */
typedef struct lty_expr_named {
    lty_text key;
    const lty_expr *rule; /* NULL: it is wrong itself; what names it is refused without a further word */
} lty_expr_named;

/* Groups of one affinity; a group's rule is compiled beforehand. */
typedef struct lty_expr_affinity {
    lty_text key;
    const lty_expr_named *groups;
    size_t group_count;
} lty_expr_affinity;

typedef struct lty_expr_names {
    const lty_expr_named *segments;
    size_t segment_count;
    const lty_expr_affinity *affinities;
    size_t affinity_count;
} lty_expr_names;

#define LTY_EXPR_LEN_MAX 4096
#define LTY_EXPR_DEPTH_MAX 64
#define LTY_EXPR_STEPS_MAX 8192U /* after segments are written out */

/*
 * Compiles a rule. LTY_E_RULE with problems: pointer is empty, offset is the byte in the rule, found/expected say what.
 * LTY_E_MEMORY. The rule's text is copied.
 */
lty_status lty_expr_compile(const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems);

/* The text as written. */
lty_text lty_expr_source(const lty_expr *expr);

/* Whose local days and hours it means. */
const lty_zone *lty_expr_zone(const lty_expr *expr);

/* Which fields it reads, segments that are written out included: a bit set by field index (index < 64). What aggregates read is not in it. */
uint64_t lty_expr_fields(const lty_expr *expr);

/* How a field's value is had during evaluation: fields of the scope and aggregates; maps and LTY_EXPR_TODAY are reckoned here. */
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
    LTY_EXPR_OP_CONSTANT, /* `number` is 1 for true, 0 for false, -1 for unknown (an affinity that nobody can tell) */
    LTY_EXPR_OP_IS_TRUE,  /* of what is on the stack: unknown becomes false ("in segment") */
    LTY_EXPR_OP_PREFIX,   /* text field starts with `text` */
} lty_expr_op;

/* What is done to a field before it is compared. Of an instant it is the local time that counts. */
typedef enum lty_expr_map {
    LTY_EXPR_MAP_NONE,
    LTY_EXPR_MAP_YEAR,
    LTY_EXPR_MAP_MONTH,      /* 1 to 12 */
    LTY_EXPR_MAP_WEEKDAY,    /* 1 to 7 from Monday */
    LTY_EXPR_MAP_HOUR,       /* 0 to 23, of instants */
    LTY_EXPR_MAP_DAYS_SINCE, /* whole local days from it to the instant of the question; negative after it */
} lty_expr_map;

/* In lty_expr_step.field: "today", a DAY: the local day of the instant of the question. */
#define LTY_EXPR_TODAY 0xfffeU

typedef enum lty_expr_compare { LTY_EXPR_EQ, LTY_EXPR_NE, LTY_EXPR_LT, LTY_EXPR_LE, LTY_EXPR_GT, LTY_EXPR_GE } lty_expr_compare;

/*
 * A date means a whole local day, so it is compiled away: "last_order <= 2011-09-30" is one step "< start of 2011-10-01", and "=" is
 * two steps and an AND. All steps of one comparison as written (an AND or NOT that it needs, too) have the same offset and len.
 */
typedef struct lty_expr_step {
    lty_expr_op op;
    lty_expr_compare compare;
    uint32_t field; /* lty_expr_field.index, LTY_EXPR_TODAY, or from LTY_EXPR_AGGREGATE on */
    lty_expr_map map;
    lty_expr_type type;         /* of the field; behind a map it is a whole number that is compared */
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

/* Its aggregates, equal ones once: those that stand in the rule, then those of what is written out in it. */
const lty_expr_aggregate *lty_expr_aggregates(const lty_expr *expr, size_t *count);

/*
 * A number to be reckoned and not a rule: "spent", "count(orders, last 90 days)", "days_since(last_order)". One step of LTY_EXPR_OP_NULL
 * whose field and map say what to read. Statuses as of lty_expr_compile(); texts are refused.
 */
lty_status lty_expr_compile_value(
    const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems);

/* A value after a map; null stays null. */
void lty_expr_apply(
    lty_expr_value *out, lty_expr_map map, lty_expr_type type, const lty_expr_value *value, const lty_zone *zone, int64_t at_s);

/*
 * The number that a step compares with at at_s: its literal, or with `relative` the start of that local day (INSTANT) or that day's
 * number (DAY). Reckoned once per query, not per row. Days before the year 1 are the year 1's first.
 */
int64_t lty_expr_step_number(const lty_expr *expr, const lty_expr_step *step, int64_t at_s);

/* What a step that reads says of the value that it reads, before its map: 1, 0 or -1 as of lty_expr_evaluate(). */
int lty_expr_step_answer(const lty_expr *expr, const lty_expr_step *step, const lty_expr_value *value, int64_t at_s);

/* One comparison as written, for explanations. */
typedef struct lty_expr_piece {
    lty_text source;
    int holds;      /* 1, 0 or -1 as of lty_expr_evaluate() */
    uint32_t field; /* what it reads as a step says it; UINT32_MAX: a constant, or rules that are written out */
    lty_expr_map map;
    lty_expr_type read_type;     /* of the field */
    lty_expr_type type;          /* of what is compared: behind the map */
    const lty_expr_named *named; /* the rules that are written out: the segment, or the groups that are asked for; else NULL */
    size_t named_count;
    const lty_expr_affinity *affinity; /* whose groups they are; NULL: a segment */
} lty_expr_piece;

/* *at is the step to begin with (0 first) and is moved behind the comparison. False if there is none left. */
bool lty_expr_part(lty_expr_piece *out, size_t *at, const lty_expr *expr, lty_expr_reader reader, const void *context, int64_t at_s);

/* Which segments a text names behind "in segment", before anything is compiled; what is no rule names none. LTY_E_MEMORY. */
lty_status lty_expr_segments(const lty_text **out, size_t *count, lty_text rule, lty_arena *arena);

/*
 * A literal by itself, as limits of a value are written: "12.50" as MONEY, "40 %" or "0.4" as RATIO, "3" as INTEGER. False for another type, for
 * what is no such number, and for one that does not fit.
 */
bool lty_expr_number_parse(int64_t *out, lty_text text, lty_expr_type type, int currency_decimals);

#endif
