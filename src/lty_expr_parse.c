/*
 * The grammar of docs/rules.md. Operators wait on a stack of LTY_EXPR_DEPTH_MAX until what binds less closely comes (Dijkstra's
 * shunting yard), so there is no recursion and the steps come out in postfix order.
 */
#include <stdio.h>
#include <string.h>

#include "lty_expr_read.h"

static lty_expr_compare lty_expr_mirror(lty_expr_compare compare)
{
    switch (compare) {
        case LTY_EXPR_EQ: return LTY_EXPR_EQ;
        case LTY_EXPR_NE: return LTY_EXPR_NE;
        case LTY_EXPR_LT: return LTY_EXPR_GT;
        case LTY_EXPR_LE: return LTY_EXPR_GE;
        case LTY_EXPR_GT: return LTY_EXPR_LT;
        case LTY_EXPR_GE: return LTY_EXPR_LE;
    }
    return compare;
}

/* A wrong type does not stop the reading: whatever is emitted in its stead is never run. */
static lty_status lty_expr_go_on(lty_expr_reading *reading, lty_status status, size_t depth, size_t offset)
{
    const lty_expr_code *code = reading->code;

    if (status != LTY_E_RULE || code->depth > LTY_EXPR_STACK_MAX || code->count >= LTY_EXPR_STEPS_MAX
        || reading->aggregate_count == LTY_EXPR_AGGREGATES_MAX) {
        return status;
    }
    while (reading->code->depth > depth + 1) {
        reading->code->depth--; /* of several steps some are there */
    }
    return code->depth > depth ? LTY_OK : lty_expr_emit_op(reading, LTY_EXPR_OP_CONSTANT, offset, 0);
}

/* Of two sides that read, today gives way: it is a date like another then. */
static void lty_expr_give_way(lty_operand *left, lty_operand *right)
{
    if (left->reads && right->reads && right->today) {
        right->reads = false;
    } else if (left->reads && right->reads && left->today) {
        left->reads = false;
    }
}

static lty_status lty_expr_comparison(lty_expr_reading *reading, lty_operand *left)
{
    const lty_expr_compare compare = (lty_expr_compare) reading->token.number;
    const size_t depth = reading->code->depth;
    lty_operand right;

    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK) {
        reading->beside = left;
        status = lty_expr_operand(&right, reading, "a value or a field behind a comparison");
        reading->beside = NULL;
    }
    if (status != LTY_OK) {
        return status;
    }
    if (reading->token.kind == LTY_TOKEN_COMPARE) {
        return lty_expr_problem_token(reading, "one comparison at a time: orders > 1 and orders < 9, or orders between 2 and 8");
    }
    const size_t len = reading->previous_end - left->offset;
    lty_expr_give_way(left, &right);
    if ((left->reads && !left->known) || (right.reads && !right.known)) {
        status = LTY_E_RULE; /* reported already */
    } else if (left->reads && right.reads) {
        status = lty_expr_problem(reading, right.offset, "two fields that are compared", "a field compared with a value");
    } else if (!left->reads && !right.reads) {
        status = lty_expr_problem(reading, left->offset, "two values that are compared", "a field compared with a value");
    } else if (left->reads) {
        status = lty_expr_compare_steps(reading, left, compare, &right.literal, left->offset, len);
    } else {
        status = lty_expr_compare_steps(reading, &right, lty_expr_mirror(compare), &left->literal, left->offset, len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* "is null", "is not null"; the token is behind "is". */
static lty_status lty_expr_null(lty_expr_reading *reading, const lty_operand *left)
{
    const bool negated = lty_expr_is(reading, "not");
    const size_t depth = reading->code->depth;
    lty_status status = LTY_OK;

    if (negated) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK && !lty_expr_is(reading, "null")) {
        return lty_expr_problem_token(reading,
            negated ? "null: is null or is not null; that values differ is !="
                    : "null: is null or is not null; values are compared with =");
    }
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status != LTY_OK) {
        return status;
    }
    const lty_expr_step step = {.op = LTY_EXPR_OP_NULL, .offset = left->offset, .len = reading->previous_end - left->offset};
    status = left->known ? lty_expr_emit_read(reading, left, &step) : LTY_E_RULE;
    if (status == LTY_OK && negated) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step.offset, step.len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* "starts with"; the token is behind "with". */
static lty_status lty_expr_prefix(lty_expr_reading *reading, const lty_operand *left, bool negated)
{
    const size_t depth = reading->code->depth;
    const lty_token token = reading->token;
    lty_status status = LTY_OK;

    if (token.kind != LTY_TOKEN_TEXT) {
        return lty_expr_problem_token(reading, "a text in double quotes: starts with \"cat\"");
    }
    if (token.text.len == 0) {
        status = lty_expr_problem_token(reading, "a text of at least one character: everything starts with nothing");
    } else if (left->known && left->affinity != NULL) {
        status = lty_expr_problem(reading, left->offset, "the beginning of an affinity", "=, !=, in or is null");
    } else if (left->known && lty_expr_operand_type(left) != LTY_EXPR_TEXT) {
        char found[LTY_EXPR_MESSAGE_MAX];
        snprintf(
            found, sizeof found, "the beginning of %s, which is %s", left->field.name, lty_expr_type_text(lty_expr_operand_type(left)));
        status = lty_expr_problem(reading, left->offset, found, "a field that is a text before starts with");
    } else if (!left->known) {
        status = LTY_E_RULE;
    } else {
        const lty_literal literal = {.kind = LTY_LITERAL_TEXT, .offset = token.offset, .len = token.len, .text = token.text};
        status = lty_expr_choice(reading, left, &literal, true);
    }
    if (status == LTY_E_MEMORY) {
        return status;
    }
    const lty_status next = lty_expr_next(reading);
    if (next != LTY_OK) {
        return next;
    }
    const lty_expr_step step = {
        .op = LTY_EXPR_OP_PREFIX, .text = token.text, .offset = left->offset, .len = reading->previous_end - left->offset};
    if (status == LTY_OK) {
        status = lty_expr_emit_read(reading, left, &step);
    }
    if (status == LTY_OK && negated) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step.offset, step.len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* operand: what the values are checked against; NULL = nothing. */
static lty_status lty_expr_list(lty_expr_step *step, lty_expr_reading *reading, const lty_operand *operand)
{
    void *list = NULL;
    size_t capacity = 0;
    lty_status status;

    if (reading->token.kind != LTY_TOKEN_OPEN) {
        return lty_expr_problem_token(reading,
            reading->token.kind == LTY_TOKEN_TEXT ? "a list behind in, in parentheses: (\"silver\", \"gold\")"
                                                  : "a list behind in: (1, 2, 3)");
    }
    do {
        lty_literal literal;
        lty_expr_step item = {.number = 0};
        status = lty_expr_next(reading);
        if (status == LTY_OK && !lty_expr_literal_begins(reading)) {
            char expected[LTY_EXPR_MESSAGE_MAX];
            const bool word = lty_expr_hint_value(expected, sizeof expected, reading, operand);
            status = lty_expr_problem_token(reading, word ? expected : "a value in the list");
        }
        if (status == LTY_OK) {
            status = lty_expr_literal(&literal, reading);
        }
        if (status != LTY_OK) {
            return status;
        }
        if (operand != NULL) {
            status = lty_expr_coerce(&item, reading, operand, &literal);
        }
        if (status == LTY_OK && item.relative) {
            status = lty_expr_problem(reading, literal.offset, "a date that moves with time", "dates such as 1980-05-17 in a list");
        }
        if (status == LTY_E_MEMORY
            || lty_expr_grow(&list, &capacity, step->list_count, sizeof(lty_expr_value), reading->scratch) != LTY_OK) {
            return LTY_E_MEMORY;
        }
        ((lty_expr_value *) list)[step->list_count++] = (lty_expr_value){.number = item.number, .text = item.text};
    } while (reading->token.kind == LTY_TOKEN_COMMA);
    if (reading->token.kind != LTY_TOKEN_CLOSE) {
        return lty_expr_problem_token(reading, "a , or a ) behind a value in a list");
    }
    lty_expr_value *kept = lty_arena_zero(reading->arena, step->list_count, sizeof *kept);
    if (kept == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(kept, list, step->list_count * sizeof *kept);
    step->list = kept;
    return lty_expr_next(reading);
}

/* The token is behind "in". */
static lty_status lty_expr_in(lty_expr_reading *reading, const lty_operand *left, bool negated)
{
    const lty_expr_type type = lty_expr_operand_type(left);
    const size_t depth = reading->code->depth;
    lty_expr_step step = {.op = LTY_EXPR_OP_IN, .offset = left->offset};
    bool right = left->known;
    lty_status status = LTY_OK;

    if (right && (type == LTY_EXPR_BOOL || type == LTY_EXPR_INSTANT)) {
        status = lty_expr_problem(reading, left->offset, type == LTY_EXPR_BOOL ? "a list of yes and no" : "a list of instants",
            type == LTY_EXPR_BOOL ? "the field by itself, or not before it" : "=, <, >= or between: last_order >= 90 days ago");
        right = false;
    }
    if (status == LTY_E_MEMORY) {
        return status;
    }
    if (lty_expr_is(reading, "segment")) {
        return lty_expr_problem(reading, left->offset, "a field before in segment", "in segment \"key\" by itself, or not before it");
    }
    status = lty_expr_list(&step, reading, right ? left : NULL);
    if (status != LTY_OK) {
        return status;
    }
    step.len = reading->previous_end - left->offset;
    status = right ? lty_expr_emit_read(reading, left, &step) : LTY_E_RULE;
    if (status == LTY_OK && negated) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step.offset, step.len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* Both ends belong to it. */
lty_status lty_expr_between(lty_expr_reading *reading, const lty_operand *left, bool negated)
{
    const size_t depth = reading->code->depth;
    lty_literal ends[2];
    lty_status status = LTY_OK;

    for (int i = 0; i < 2; i++) {
        if (!lty_expr_literal_begins(reading)) {
            return lty_expr_problem_token(reading, "a value: between 2 and 8");
        }
        status = lty_expr_literal(&ends[i], reading);
        if (status == LTY_OK && i == 0 && !lty_expr_is(reading, "and")) {
            status = lty_expr_problem_token(reading, "and, and the upper end: between 2 and 8");
        }
        if (status == LTY_OK && i == 0) {
            status = lty_expr_next(reading);
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    const size_t len = reading->previous_end - left->offset;
    status = left->known ? lty_expr_compare_steps(reading, left, LTY_EXPR_GE, &ends[0], left->offset, len) : LTY_E_RULE;
    if (status == LTY_OK) {
        status = lty_expr_compare_steps(reading, left, LTY_EXPR_LE, &ends[1], left->offset, len);
    }
    if (status == LTY_OK) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_AND, left->offset, len);
    }
    if (status == LTY_OK && negated) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, left->offset, len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* A value that nothing is compared with. */
static lty_status lty_expr_bare_value(lty_expr_reading *reading, const lty_operand *left)
{
    const lty_literal *literal = &left->literal;
    char expected[LTY_EXPR_MESSAGE_MAX];
    char found[LTY_EXPR_MESSAGE_MAX];

    if (!lty_expr_hint_bare(expected, sizeof expected, reading, literal)) {
        return lty_expr_problem_token(reading, "a comparison behind a value");
    }
    snprintf(found, sizeof found, "%.*s by itself", lty_expr_cut(reading, literal->offset, literal->len, 64),
        reading->rule.bytes + literal->offset);
    return lty_expr_problem(reading, literal->offset, found, expected);
}

/* A field or a value that no comparison follows. */
static lty_status lty_expr_bare(lty_expr_reading *reading, const lty_operand *left)
{
    lty_expr_step step = {.op = LTY_EXPR_OP_CONSTANT, .offset = left->offset, .len = left->len, .type = LTY_EXPR_BOOL};

    if (left->reads && !left->known) {
        return lty_expr_emit(reading, &step);
    }
    if (left->reads && lty_expr_operand_type(left) == LTY_EXPR_BOOL) {
        step.op = LTY_EXPR_OP_TRUE;
        return lty_expr_emit_read(reading, left, &step);
    }
    if (!left->reads && left->literal.kind == LTY_LITERAL_BOOL) {
        step.number = left->literal.number;
        return lty_expr_emit(reading, &step);
    }
    char found[LTY_EXPR_MESSAGE_MAX];
    if (!left->reads) {
        return lty_expr_bare_value(reading, left);
    }
    const char *hint = lty_expr_hint_compare(reading);
    if (hint != NULL) {
        return lty_expr_problem_token(reading, hint);
    }
    snprintf(found, sizeof found, "%s by itself, which is %s", left->field.name, lty_expr_type_text(lty_expr_operand_type(left)));
    const lty_status status = lty_expr_problem(reading, left->offset, found,
        lty_expr_operand_type(left) == LTY_EXPR_TEXT ? "a comparison behind it: =, !=, in, starts with, is null"
                                                     : "a comparison behind it: =, !=, <, <=, >, >=, in, between, is null");
    return lty_expr_go_on(reading, status, reading->code->depth, left->offset);
}

/* What follows the left side: the word, which is stepped over, and whether "not" stood before it. */
typedef enum lty_expr_word { LTY_WORD_NONE, LTY_WORD_IS, LTY_WORD_IN, LTY_WORD_BETWEEN, LTY_WORD_STARTS } lty_expr_word;

static lty_status lty_expr_word_read(lty_expr_word *out, bool *negated, lty_expr_reading *reading, const lty_operand *left)
{
    lty_status status = LTY_OK;

    *negated = lty_expr_is(reading, "not");
    if (*negated) {
        status = lty_expr_next(reading);
    }
    if (status != LTY_OK) {
        return status;
    }
    *out = lty_expr_is(reading, "in")     ? LTY_WORD_IN
        : lty_expr_is(reading, "between") ? LTY_WORD_BETWEEN
        : lty_expr_is(reading, "starts")  ? LTY_WORD_STARTS
        : lty_expr_is(reading, "is")      ? LTY_WORD_IS
                                          : LTY_WORD_NONE;
    if (*negated && (*out == LTY_WORD_NONE || *out == LTY_WORD_IS)) {
        return lty_expr_problem_token(
            reading, "in, between or starts with; that values differ is !=, and not stands before what it turns round");
    }
    if (*out == LTY_WORD_NONE) {
        return LTY_OK;
    }
    if (!left->reads) {
        return lty_expr_problem(reading, left->offset, "a value", "a field before is, in, between and starts with");
    }
    status = lty_expr_next(reading);
    if (status == LTY_OK && *out == LTY_WORD_STARTS) {
        status = lty_expr_is(reading, "with") ? lty_expr_next(reading) : lty_expr_problem_token(reading, "with: starts with \"cat\"");
    }
    return status;
}

static lty_status lty_expr_predicate(lty_expr_reading *reading)
{
    lty_operand left;
    lty_expr_word word = LTY_WORD_NONE;
    bool negated = false;

    if (lty_expr_is(reading, "in")) {
        return lty_expr_in_segment(reading);
    }
    const bool lacks = reading->token.kind == LTY_TOKEN_COMPARE && reading->code->count > 0;
    lty_status status = lty_expr_operand(&left, reading,
        lacks ? "a field before it, again: orders > 3 and orders < 8, or orders between 4 and 7" : "a field, a value, not or a (");
    if (status != LTY_OK) {
        return status;
    }
    if (reading->token.kind == LTY_TOKEN_COMPARE) {
        return lty_expr_comparison(reading, &left);
    }
    status = lty_expr_word_read(&word, &negated, reading, &left);
    if (status != LTY_OK) {
        return status;
    }
    switch (word) {
        case LTY_WORD_NONE: break;
        case LTY_WORD_IS: return lty_expr_null(reading, &left);
        case LTY_WORD_IN: return lty_expr_in(reading, &left, negated);
        case LTY_WORD_BETWEEN: return lty_expr_between(reading, &left, negated);
        case LTY_WORD_STARTS: return lty_expr_prefix(reading, &left, negated);
    }
    return lty_expr_bare(reading, &left);
}

/* What waits: the operators, and LTY_EXPR_OP_CONSTANT for an open parenthesis. */
typedef struct lty_expr_waiting {
    lty_expr_op op[LTY_EXPR_DEPTH_MAX];
    size_t offset[LTY_EXPR_DEPTH_MAX];
    size_t len[LTY_EXPR_DEPTH_MAX];
    size_t count;
} lty_expr_waiting;

static int lty_expr_binds(lty_expr_op op)
{
    return op == LTY_EXPR_OP_NOT ? 3 : op == LTY_EXPR_OP_AND ? 2 : op == LTY_EXPR_OP_OR ? 1 : 0;
}

static lty_status lty_expr_wait(lty_expr_waiting *waiting, lty_expr_reading *reading, lty_expr_op op)
{
    if (waiting->count == LTY_EXPR_DEPTH_MAX) {
        return lty_expr_problem_token(reading, "at most 64 parts that wait for one another");
    }
    waiting->op[waiting->count] = op;
    waiting->offset[waiting->count] = reading->token.offset;
    waiting->len[waiting->count] = reading->token.len;
    waiting->count++;
    return lty_expr_next(reading);
}

/* Emits what waits and binds at least as closely. */
static lty_status lty_expr_release(lty_expr_waiting *waiting, lty_expr_reading *reading, int binds)
{
    while (waiting->count > 0 && lty_expr_binds(waiting->op[waiting->count - 1]) >= binds) {
        waiting->count--;
        lty_status status =
            lty_expr_emit_op(reading, waiting->op[waiting->count], waiting->offset[waiting->count], waiting->len[waiting->count]);
        if (status != LTY_OK) {
            return status;
        }
    }
    return LTY_OK;
}

/* Behind an operand: closes parentheses, then takes the operator. *more is false at the end of the rule, or of a condition. */
static lty_status lty_expr_operator(bool *more, lty_expr_waiting *waiting, lty_expr_reading *reading)
{
    const bool inside = reading->table != NULL;
    lty_status status = LTY_OK;

    while (status == LTY_OK && reading->token.kind == LTY_TOKEN_CLOSE) {
        status = lty_expr_release(waiting, reading, 1);
        if (status == LTY_OK && waiting->count == 0) {
            *more = false;
            return inside ? LTY_OK : lty_expr_problem_token(reading, "a ( that belongs to it");
        }
        if (status == LTY_OK) {
            waiting->count--;
            status = lty_expr_next(reading);
        }
    }
    if (status != LTY_OK) {
        return status;
    }
    *more = lty_expr_is(reading, "and") || lty_expr_is(reading, "or");
    if (*more) {
        lty_expr_op op = lty_expr_is(reading, "and") ? LTY_EXPR_OP_AND : LTY_EXPR_OP_OR;
        status = lty_expr_release(waiting, reading, lty_expr_binds(op));
        return status == LTY_OK ? lty_expr_wait(waiting, reading, op) : status;
    }
    if (reading->token.kind != LTY_TOKEN_END && !(inside && reading->token.kind == LTY_TOKEN_COMMA)) {
        const char *hint = lty_expr_hint_behind(reading);
        return lty_expr_problem_token(reading, hint != NULL ? hint : inside ? "and, or, a comma or a )" : "and, or, a ) or the end");
    }
    status = lty_expr_release(waiting, reading, 1);
    if (status == LTY_OK && waiting->count > 0) {
        return lty_expr_problem(reading, waiting->offset[waiting->count - 1], "a ( without end", "a ) behind it");
    }
    return status;
}

lty_status lty_expr_rule(lty_expr_reading *reading)
{
    lty_expr_waiting waiting = {.count = 0};
    lty_status status = LTY_OK;
    bool more = true;

    while (status == LTY_OK && more) {
        if (lty_expr_is(reading, "not")) {
            status = lty_expr_wait(&waiting, reading, LTY_EXPR_OP_NOT);
        } else if (reading->token.kind == LTY_TOKEN_OPEN) {
            status = lty_expr_wait(&waiting, reading, LTY_EXPR_OP_CONSTANT);
        } else {
            status = lty_expr_predicate(reading);
            if (status == LTY_OK) {
                status = lty_expr_operator(&more, &waiting, reading);
            }
        }
    }
    return status;
}
