/* Compiling a rule: from the text to steps that lty_expr_run.c runs. */
#include <stdio.h>
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"

lty_expr *lty_expr_keep(const lty_expr_reading *reading, const lty_expr_code *code)
{
    lty_expr *expr = lty_arena_zero(reading->arena, 1, sizeof *expr);
    lty_expr_step *steps = lty_arena_zero(reading->arena, code->count, sizeof *steps);

    if (expr == NULL || steps == NULL) {
        return NULL;
    }
    if (code->count > 0) {
        memcpy(steps, code->steps, code->count * sizeof *steps);
    }
    *expr = (lty_expr){.source = reading->rule, .zone = reading->scope->zone, .steps = steps, .count = code->count, .fields = code->fields};
    return expr;
}

/* The whole rule, with its aggregates and what is written out in it. */
static lty_status lty_expr_keep_rule(const lty_expr **out, const lty_expr_reading *reading)
{
    lty_expr *expr = lty_expr_keep(reading, reading->code);
    lty_expr_aggregate *aggregates = lty_arena_zero(reading->arena, reading->aggregate_count, sizeof *aggregates);
    lty_expr_written *written = lty_arena_zero(reading->arena, reading->written_count, sizeof *written);

    if (expr == NULL || aggregates == NULL || written == NULL) {
        return LTY_E_MEMORY;
    }
    LTY_ASSERT(reading->code->depth == 1 && reading->code->count > 0);
    if (reading->aggregate_count > 0) {
        memcpy(aggregates, reading->aggregates, reading->aggregate_count * sizeof *aggregates);
    }
    if (reading->written_count > 0) {
        memcpy(written, reading->written, reading->written_count * sizeof *written);
    }
    expr->aggregates = aggregates;
    expr->aggregate_count = reading->aggregate_count;
    expr->written = written;
    expr->written_count = reading->written_count;
    *out = expr;
    return LTY_OK;
}

/* What holds before a word is read. */
static lty_status lty_expr_precheck(lty_expr_reading *reading)
{
    const size_t most = reading->scope->len_max == 0 ? LTY_EXPR_LEN_MAX : reading->scope->len_max;
    size_t at = 0;
    size_t letters = 0;
    uint32_t code;

    if (reading->rule.len > most) {
        char expected[48];
        snprintf(expected, sizeof expected, "at most %zu bytes", most);
        return lty_expr_problem(reading, most, "a rule that is too long", expected);
    }
    while (at < reading->rule.len) {
        if (lty_utf8_next(&code, reading->rule.bytes, reading->rule.len, &at) != LTY_OK) {
            return lty_expr_problem(reading, at, "bytes that are no UTF-8", "well-formed UTF-8");
        }
        if (code < 0x20 && code != '\n' && code != '\t' && code != '\r') {
            return lty_expr_problem(reading, at - 1, "a control character", "text without control characters");
        }
        letters += code > 0x20;
    }
    if (letters == 0) {
        return lty_expr_problem(reading, 0, "an empty rule", "a rule such as orders >= 2");
    }
    return LTY_OK;
}

/* "spent", "count(orders)": what a number is read from. */
static lty_status lty_expr_value_read(lty_expr_reading *reading)
{
    lty_operand operand;

    lty_status status = lty_expr_operand(&operand, reading, "a field or an aggregate, such as count(orders, last 12 months)");
    if (status != LTY_OK) {
        return status;
    }
    if (reading->token.kind != LTY_TOKEN_END) {
        return lty_expr_problem_token(reading, "the end: a value is one field or one aggregate, and is compared with nothing");
    }
    if (!operand.reads) {
        return lty_expr_problem(reading, operand.offset, "a literal", "a field or an aggregate, such as count(orders, last 12 months)");
    }
    if (!operand.known) {
        return LTY_E_RULE; /* said already */
    }
    const lty_expr_type type = lty_expr_operand_type(&operand);
    if (type == LTY_EXPR_TEXT || type == LTY_EXPR_INSTANT || type == LTY_EXPR_DAY) {
        char found[LTY_EXPR_MESSAGE_MAX];
        char expected[LTY_EXPR_MESSAGE_MAX];
        snprintf(found, sizeof found, "%s, which is %s", operand.field.name, lty_expr_type_text(type));
        snprintf(expected, sizeof expected, "a number: %s%s%s", type == LTY_EXPR_TEXT ? "count(orders), spent" : "days_since(",
            type == LTY_EXPR_TEXT ? "" : operand.field.name, type == LTY_EXPR_TEXT ? "" : ")");
        return lty_expr_problem(reading, operand.offset, found, expected);
    }
    const lty_expr_step step = {.op = LTY_EXPR_OP_NULL, .offset = operand.offset, .len = operand.len};
    return lty_expr_emit_read(reading, &operand, &step);
}

static lty_status lty_expr_read_all(const lty_expr **out, lty_expr_reading *reading, lty_text rule, lty_status (*what)(lty_expr_reading *))
{
    const char *copy = lty_arena_copy(reading->arena, rule.bytes, rule.len);
    const size_t before = reading->problems->count;
    lty_expr_code code = {.count = 0};
    lty_arena scratch;

    if (copy == NULL) {
        return LTY_E_MEMORY;
    }
    lty_arena_init(&scratch, reading->arena->alloc);
    reading->rule = (lty_text){copy, rule.len};
    reading->scratch = &scratch;
    reading->code = &code;
    lty_status status = lty_expr_precheck(reading);
    if (status == LTY_OK) {
        status = lty_expr_call_all(reading);
    }
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK) {
        status = what(reading);
    }
    if (status == LTY_OK && reading->wrong) {
        status = LTY_E_RULE;
    }
    if (status == LTY_OK) {
        status = lty_expr_keep_rule(out, reading);
    }
    lty_problems_sort(reading->problems, before); /* aggregates were read first */
    lty_arena_destroy(&scratch);
    return status;
}

lty_status lty_expr_compile(const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems)
{
    lty_expr_reading reading = {.scope = scope, .arena = arena, .problems = problems};

    return lty_expr_read_all(out, &reading, rule, lty_expr_rule);
}

lty_status lty_expr_compile_value(
    const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems)
{
    lty_expr_reading reading = {.scope = scope, .arena = arena, .problems = problems};

    return lty_expr_read_all(out, &reading, rule, lty_expr_value_read);
}

lty_text lty_expr_source(const lty_expr *expr)
{
    return expr->source;
}

const lty_zone *lty_expr_zone(const lty_expr *expr)
{
    return expr->zone;
}

uint64_t lty_expr_fields(const lty_expr *expr)
{
    return expr->fields;
}

const lty_expr_step *lty_expr_steps(const lty_expr *expr, size_t *count)
{
    *count = expr->count;
    return expr->steps;
}

const lty_expr_aggregate *lty_expr_aggregates(const lty_expr *expr, size_t *count)
{
    *count = expr->aggregate_count;
    return expr->aggregates;
}
