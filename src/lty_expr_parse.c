/*
 * The grammar of docs/rules.md. Operators wait on a stack of LTY_EXPR_DEPTH_MAX until what binds less closely comes (Dijkstra's
 * shunting yard), so there is no recursion and the steps come out in postfix order.
 */
#include <stdio.h>
#include <string.h>

#include "lty_expr_read.h"
#include "lty_near.h"

#define LTY_EXPR_MESSAGE_MAX 320

/* One side of a comparison. */
typedef struct lty_operand {
    bool is_field;
    const lty_expr_field *field; /* NULL if the name is not known: that is reported, and nothing else is about it */
    lty_literal literal;
    size_t offset;
    size_t len;
} lty_operand;

static bool lty_expr_keyword(const lty_expr_reading *reading)
{
    static const char *const words[] = {"and", "or", "not", "in", "is", "null", "between", "true", "false", "ago"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (lty_expr_is(reading, words[i])) {
            return true;
        }
    }
    return false;
}

static lty_status lty_expr_unknown(lty_expr_reading *reading)
{
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    const lty_expr_scope *scope = reading->scope;
    char expected[LTY_EXPR_MESSAGE_MAX];
    lty_near near;

    if (lty_expr_is(reading, "today") || lty_expr_is(reading, "now")) {
        return lty_expr_problem_token(reading, "0 days ago, which is today");
    }
    lty_near_init(&near, name);
    for (size_t i = 0; i < scope->field_count; i++) {
        lty_near_offer(&near, (lty_text){scope->fields[i].name, strlen(scope->fields[i].name)});
        for (size_t k = 0; k < scope->fields[i].choice_count; k++) {
            if (lty_text_equal(scope->fields[i].choices[k], name)) {
                snprintf(expected, sizeof expected, "a text in double quotes: \"%.*s\"", (int) (name.len <= 64 ? name.len : 0), name.bytes);
                return lty_expr_problem_token(reading, expected);
            }
        }
    }
    if (near.best.len > 0) {
        snprintf(expected, sizeof expected, "a field; did you mean %.*s?", (int) near.best.len, near.best.bytes);
    } else {
        snprintf(expected, sizeof expected, "a field, such as %s; texts stand in double quotes",
            scope->field_count > 0 ? scope->fields[0].name : "orders");
    }
    return lty_expr_problem_token(reading, expected);
}

static lty_status lty_expr_operand(lty_operand *out, lty_expr_reading *reading, const char *expected)
{
    lty_status status;

    *out = (lty_operand){.offset = reading->token.offset};
    if (lty_expr_literal_begins(reading)) {
        status = lty_expr_literal(&out->literal, reading);
        out->len = out->literal.len;
        return status;
    }
    if (reading->token.kind != LTY_TOKEN_NAME || lty_expr_keyword(reading)) {
        return lty_expr_problem_token(reading, expected);
    }
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    for (size_t i = 0; i < reading->scope->field_count && out->field == NULL; i++) {
        const lty_expr_field *field = &reading->scope->fields[i];
        if (lty_text_equal((lty_text){field->name, strlen(field->name)}, name)) {
            out->field = field;
        }
    }
    out->is_field = true;
    out->len = name.len;
    if (out->field == NULL) {
        status = lty_expr_unknown(reading);
        if (status == LTY_E_MEMORY) {
            return status;
        }
    }
    return lty_expr_next(reading);
}

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
    if (status != LTY_E_RULE || reading->depth > LTY_EXPR_STACK_MAX) {
        return status;
    }
    if (reading->depth > depth) {
        return LTY_OK; /* of two steps the first is there */
    }
    return lty_expr_emit_op(reading, LTY_EXPR_OP_CONSTANT, offset, 0);
}

static lty_status lty_expr_comparison(lty_expr_reading *reading, const lty_operand *left)
{
    const lty_expr_compare compare = (lty_expr_compare) reading->token.number;
    const size_t depth = reading->depth;
    lty_operand right;

    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK) {
        status = lty_expr_operand(&right, reading, "a value or a field behind a comparison");
    }
    if (status != LTY_OK) {
        return status;
    }
    if (reading->token.kind == LTY_TOKEN_COMPARE) {
        return lty_expr_problem_token(reading, "one comparison at a time: orders > 1 and orders < 9, or orders between 2 and 8");
    }
    const size_t len = reading->previous_end - left->offset;
    if ((left->is_field && left->field == NULL) || (right.is_field && right.field == NULL)) {
        status = LTY_E_RULE; /* reported already */
    } else if (left->is_field && right.is_field) {
        status = lty_expr_problem(reading, right.offset, "two fields that are compared", "a field compared with a value");
    } else if (!left->is_field && !right.is_field) {
        status = lty_expr_problem(reading, left->offset, "two values that are compared", "a field compared with a value");
    } else if (left->is_field) {
        status = lty_expr_compare_steps(reading, left->field, compare, &right.literal, left->offset, len);
    } else {
        status = lty_expr_compare_steps(reading, right.field, lty_expr_mirror(compare), &left->literal, left->offset, len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* "is null", "is not null"; the token is behind "is". */
static lty_status lty_expr_null(lty_expr_reading *reading, const lty_operand *left)
{
    lty_status status = LTY_OK;
    const bool negated = lty_expr_is(reading, "not");

    if (negated) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK && !lty_expr_is(reading, "null")) {
        return lty_expr_problem_token(reading, "null: is null or is not null; values are compared with =");
    }
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status != LTY_OK) {
        return status;
    }
    const lty_expr_step step = {.op = LTY_EXPR_OP_NULL,
        .field = left->field == NULL ? 0 : left->field->index,
        .type = left->field == NULL ? LTY_EXPR_BOOL : left->field->type,
        .offset = left->offset,
        .len = reading->previous_end - left->offset};
    status = lty_expr_emit(reading, &step);
    return status == LTY_OK && negated ? lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step.offset, step.len) : status;
}

/* Adds a literal to the list of an "in", in scratch memory that doubles. */
static lty_status lty_expr_list_add(
    lty_expr_value **list, size_t *count, size_t *capacity, lty_expr_reading *reading, const lty_expr_step *item)
{
    if (*count == *capacity) {
        size_t wanted = *capacity == 0 ? 8 : *capacity * 2;
        lty_expr_value *grown = lty_arena_zero(reading->scratch, wanted, sizeof *grown);
        if (grown == NULL) {
            return LTY_E_MEMORY;
        }
        if (*count > 0) {
            memcpy(grown, *list, *count * sizeof *grown);
        }
        *list = grown;
        *capacity = wanted;
    }
    (*list)[(*count)++] = (lty_expr_value){.number = item->number, .text = item->text};
    return LTY_OK;
}

static lty_status lty_expr_list(lty_expr_step *step, lty_expr_reading *reading, const lty_expr_field *field)
{
    lty_expr_value *list = NULL;
    size_t capacity = 0;
    lty_status status;

    if (reading->token.kind != LTY_TOKEN_OPEN) {
        return lty_expr_problem_token(reading, "a list behind in: (1, 2, 3)");
    }
    do {
        lty_literal literal;
        lty_expr_step item = {.number = 0};
        status = lty_expr_next(reading);
        if (status == LTY_OK && !lty_expr_literal_begins(reading)) {
            status = lty_expr_problem_token(reading, "a value in the list");
        }
        if (status == LTY_OK) {
            status = lty_expr_literal(&literal, reading);
        }
        if (status != LTY_OK) {
            return status;
        }
        if (field != NULL) {
            status = lty_expr_coerce(&item, reading, field, &literal);
        }
        if (status == LTY_OK && item.relative) {
            status = lty_expr_problem(reading, literal.offset, "a date that moves with time", "dates such as 1980-05-17 in a list");
        }
        if (status != LTY_E_MEMORY) {
            status = lty_expr_list_add(&list, &step->list_count, &capacity, reading, &item);
        }
        if (status != LTY_OK) {
            return status;
        }
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
    const lty_expr_field *field = left->field;
    lty_expr_step step = {.op = LTY_EXPR_OP_IN, .offset = left->offset};
    lty_status status = LTY_OK;

    if (field != NULL && (field->type == LTY_EXPR_BOOL || field->type == LTY_EXPR_INSTANT)) {
        status = lty_expr_problem(reading, left->offset, field->type == LTY_EXPR_BOOL ? "a list of yes and no" : "a list of instants",
            field->type == LTY_EXPR_BOOL ? "the field by itself, or not before it" : "=, <, >= or between");
        field = NULL;
    }
    if (status == LTY_E_MEMORY) {
        return status;
    }
    status = lty_expr_list(&step, reading, field);
    if (status != LTY_OK) {
        return status;
    }
    step.len = reading->previous_end - left->offset;
    step.field = field == NULL ? 0 : field->index;
    step.type = field == NULL ? LTY_EXPR_BOOL : field->type;
    status = lty_expr_emit(reading, &step);
    return status == LTY_OK && negated ? lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step.offset, step.len) : status;
}

/* The token is behind "between". Both ends belong to it. */
static lty_status lty_expr_between(lty_expr_reading *reading, const lty_operand *left, bool negated)
{
    const size_t depth = reading->depth;
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
    status = left->field == NULL ? LTY_E_RULE : lty_expr_compare_steps(reading, left->field, LTY_EXPR_GE, &ends[0], left->offset, len);
    if (status == LTY_OK) {
        status = lty_expr_compare_steps(reading, left->field, LTY_EXPR_LE, &ends[1], left->offset, len);
    }
    if (status == LTY_OK) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_AND, left->offset, len);
    }
    if (status == LTY_OK && negated) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, left->offset, len);
    }
    return lty_expr_go_on(reading, status, depth, left->offset);
}

/* A field or a value that no comparison follows. */
static lty_status lty_expr_bare(lty_expr_reading *reading, const lty_operand *left)
{
    lty_expr_step step = {.op = LTY_EXPR_OP_CONSTANT, .offset = left->offset, .len = left->len, .type = LTY_EXPR_BOOL};

    if (left->is_field && left->field == NULL) {
        return lty_expr_emit(reading, &step);
    }
    if (left->is_field && left->field->type == LTY_EXPR_BOOL) {
        step.op = LTY_EXPR_OP_TRUE;
        step.field = left->field->index;
        return lty_expr_emit(reading, &step);
    }
    if (!left->is_field && left->literal.kind == LTY_LITERAL_BOOL) {
        step.number = left->literal.number;
        return lty_expr_emit(reading, &step);
    }
    char found[LTY_EXPR_MESSAGE_MAX];
    if (!left->is_field) {
        return lty_expr_problem_token(reading, "a comparison behind a value");
    }
    snprintf(found, sizeof found, "%s by itself, which is %s", left->field->name, lty_expr_type_text(left->field->type));
    lty_status status = lty_expr_problem(reading, left->offset, found, "a comparison behind it: =, !=, <, <=, >, >=, in, between, is null");
    return lty_expr_go_on(reading, status, reading->depth, left->offset);
}

static lty_status lty_expr_predicate(lty_expr_reading *reading)
{
    lty_operand left;
    bool negated = false;

    lty_status status = lty_expr_operand(&left, reading, "a field, a value, not or a (");
    if (status != LTY_OK) {
        return status;
    }
    if (reading->token.kind == LTY_TOKEN_COMPARE) {
        return lty_expr_comparison(reading, &left);
    }
    if (lty_expr_is(reading, "not")) {
        negated = true;
        status = lty_expr_next(reading);
        if (status == LTY_OK && !lty_expr_is(reading, "in") && !lty_expr_is(reading, "between")) {
            status = lty_expr_problem_token(reading, "in or between; not stands before what it turns round");
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    const bool null = lty_expr_is(reading, "is");
    const bool in = lty_expr_is(reading, "in");
    if (!null && !in && !lty_expr_is(reading, "between")) {
        return lty_expr_bare(reading, &left);
    }
    if (!left.is_field) {
        return lty_expr_problem(reading, left.offset, "a value", "a field before is, in and between");
    }
    status = lty_expr_next(reading);
    if (status != LTY_OK) {
        return status;
    }
    if (null) {
        return lty_expr_null(reading, &left);
    }
    return in ? lty_expr_in(reading, &left, negated) : lty_expr_between(reading, &left, negated);
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

/* Behind an operand: closes parentheses, then takes the operator. *more is false at the end of the rule. */
static lty_status lty_expr_operator(bool *more, lty_expr_waiting *waiting, lty_expr_reading *reading)
{
    lty_status status = LTY_OK;

    while (status == LTY_OK && reading->token.kind == LTY_TOKEN_CLOSE) {
        status = lty_expr_release(waiting, reading, 1);
        if (status == LTY_OK && waiting->count == 0) {
            return lty_expr_problem_token(reading, "a ( that belongs to it");
        }
        waiting->count--;
        if (status == LTY_OK) {
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
    if (reading->token.kind != LTY_TOKEN_END) {
        return lty_expr_problem_token(reading, "and, or, a ) or the end");
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
    bool more = true;

    lty_status status = lty_expr_next(reading);
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
