/* Compiled rules: made by the parser, run here. Unknown is a value of its own all the way (SQL, ISO 9075 part 2, 6.39). */
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"

static lty_status lty_expr_keep(const lty_expr **out, lty_expr_reading *reading)
{
    lty_expr *expr = lty_arena_zero(reading->arena, 1, sizeof *expr);
    lty_expr_step *steps = lty_arena_zero(reading->arena, reading->count, sizeof *steps);

    if (expr == NULL || steps == NULL) {
        return LTY_E_MEMORY;
    }
    LTY_ASSERT(reading->depth == 1 && reading->count > 0);
    memcpy(steps, reading->steps, reading->count * sizeof *steps);
    expr->source = reading->rule;
    expr->zone = reading->scope->zone;
    expr->steps = steps;
    expr->count = reading->count;
    expr->fields = reading->fields;
    *out = expr;
    return LTY_OK;
}

/* What holds before a word is read. */
static lty_status lty_expr_precheck(lty_expr_reading *reading)
{
    size_t at = 0;
    size_t letters = 0;
    uint32_t code;

    if (reading->rule.len > LTY_EXPR_LEN_MAX) {
        return lty_expr_problem(reading, LTY_EXPR_LEN_MAX, "a rule that is too long", "at most 4096 bytes");
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

lty_status lty_expr_compile(const lty_expr **out, lty_text rule, const lty_expr_scope *scope, lty_arena *arena, lty_problems *problems)
{
    const char *copy = lty_arena_copy(arena, rule.bytes, rule.len);
    lty_arena scratch;

    if (copy == NULL) {
        return LTY_E_MEMORY;
    }
    lty_arena_init(&scratch, arena->alloc);
    lty_expr_reading reading = {.rule = {copy, rule.len}, .scope = scope, .arena = arena, .scratch = &scratch, .problems = problems};
    lty_status status = lty_expr_precheck(&reading);
    if (status == LTY_OK) {
        status = lty_expr_rule(&reading);
    }
    if (status == LTY_OK && reading.wrong) {
        status = LTY_E_RULE;
    }
    if (status == LTY_OK) {
        status = lty_expr_keep(out, &reading);
    }
    lty_arena_destroy(&scratch);
    return status;
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

/* The day that lies months and then days before a day; the day of the month is cut to the last one of the target month. */
static int64_t lty_expr_day_before(int64_t day, int32_t months, int32_t days)
{
    static const lty_date first = {.year = 1, .month = 1, .day = 1};
    const int64_t least = lty_date_to_day(first);
    lty_date date = lty_date_from_day(day);
    const int64_t month = (int64_t) date.year * 12 + date.month - 1 - months;

    if (months > 0) {
        if (month < 12) {
            return least;
        }
        date.year = (int32_t) (month / 12);
        date.month = (int32_t) (month % 12) + 1;
        while (!lty_date_valid(date)) {
            date.day--; /* at most 3 times: 31 to 28 */
        }
        day = lty_date_to_day(date);
    }
    day -= days;
    return day < least ? least : day;
}

int64_t lty_expr_step_number(const lty_expr *expr, const lty_expr_step *step, int64_t at_s)
{
    if (!step->relative) {
        return step->number;
    }
    int64_t day = lty_expr_day_before(lty_zone_day(expr->zone, at_s), step->months, step->days);
    return step->type == LTY_EXPR_DAY ? day : lty_zone_day_start(expr->zone, day);
}

static int lty_expr_holds(lty_expr_compare compare, int order)
{
    switch (compare) {
        case LTY_EXPR_EQ: return order == 0;
        case LTY_EXPR_NE: return order != 0;
        case LTY_EXPR_LT: return order < 0;
        case LTY_EXPR_LE: return order <= 0;
        case LTY_EXPR_GT: return order > 0;
        case LTY_EXPR_GE: return order >= 0;
    }
    return 0;
}

/* A step that reads a field: 1, 0, or -1. */
static int lty_expr_leaf(const lty_expr *expr, const lty_expr_step *step, lty_expr_reader reader, const void *context, int64_t at_s)
{
    lty_expr_value value = {.null = true};

    if (step->op == LTY_EXPR_OP_CONSTANT) {
        return step->number != 0;
    }
    reader(&value, context, step->field);
    if (step->op == LTY_EXPR_OP_NULL) {
        return value.null;
    }
    if (value.null) {
        return -1;
    }
    if (step->op == LTY_EXPR_OP_TRUE) {
        return value.number != 0;
    }
    if (step->op == LTY_EXPR_OP_IN) {
        for (size_t i = 0; i < step->list_count; i++) {
            const lty_expr_value *item = &step->list[i];
            if (step->type == LTY_EXPR_TEXT ? lty_text_equal(item->text, value.text) : item->number == value.number) {
                return 1;
            }
        }
        return 0;
    }
    if (step->type == LTY_EXPR_TEXT) {
        return lty_expr_holds(step->compare, lty_text_equal(value.text, step->text) ? 0 : 1);
    }
    const int64_t number = lty_expr_step_number(expr, step, at_s);
    return lty_expr_holds(step->compare, (value.number > number) - (value.number < number));
}

/* Kleene's tables: with false = 0, unknown = between, true = 1, "and" is the least, "or" the greatest. */
static int lty_expr_and(int a, int b)
{
    return a == 0 || b == 0 ? 0 : a < 0 || b < 0 ? -1 : 1;
}

static int lty_expr_or(int a, int b)
{
    return a == 1 || b == 1 ? 1 : a < 0 || b < 0 ? -1 : 0;
}

static int lty_expr_run(const lty_expr *expr, size_t from, size_t end, lty_expr_reader reader, const void *context, int64_t at_s)
{
    int stack[LTY_EXPR_STACK_MAX];
    size_t depth = 0;

    for (size_t i = from; i < end; i++) {
        const lty_expr_step *step = &expr->steps[i];
        switch (step->op) {
            case LTY_EXPR_OP_NOT:
                LTY_ASSERT(depth >= 1);
                stack[depth - 1] = stack[depth - 1] < 0 ? -1 : 1 - stack[depth - 1];
                break;
            case LTY_EXPR_OP_AND:
            case LTY_EXPR_OP_OR:
                LTY_ASSERT(depth >= 2);
                depth--;
                stack[depth - 1] = step->op == LTY_EXPR_OP_AND ? lty_expr_and(stack[depth - 1], stack[depth])
                                                               : lty_expr_or(stack[depth - 1], stack[depth]);
                break;
            case LTY_EXPR_OP_COMPARE:
            case LTY_EXPR_OP_IN:
            case LTY_EXPR_OP_NULL:
            case LTY_EXPR_OP_TRUE:
            case LTY_EXPR_OP_CONSTANT:
                LTY_ASSERT(depth < LTY_EXPR_STACK_MAX);
                stack[depth++] = lty_expr_leaf(expr, step, reader, context, at_s);
                break;
        }
    }
    LTY_ASSERT(depth == 1);
    return stack[0];
}

int lty_expr_evaluate(const lty_expr *expr, lty_expr_reader reader, const void *context, int64_t at_s)
{
    return lty_expr_run(expr, 0, expr->count, reader, context, at_s);
}

bool lty_expr_part(lty_text *source, int *holds, uint32_t *field, size_t *at, const lty_expr *expr, lty_expr_reader reader,
    const void *context, int64_t at_s)
{
    size_t from = *at;

    /* Operators of the rule itself stand between comparisons; those of a comparison have its place. */
    while (from < expr->count
        && (expr->steps[from].op == LTY_EXPR_OP_AND || expr->steps[from].op == LTY_EXPR_OP_OR || expr->steps[from].op == LTY_EXPR_OP_NOT)) {
        from++;
    }
    if (from == expr->count) {
        *at = from;
        return false;
    }
    const lty_expr_step *first = &expr->steps[from];
    size_t end = from + 1;
    while (end < expr->count && expr->steps[end].offset == first->offset && expr->steps[end].len == first->len) {
        end++;
    }
    *source = (lty_text){expr->source.bytes + first->offset, first->len};
    *holds = lty_expr_run(expr, from, end, reader, context, at_s);
    *field = first->op == LTY_EXPR_OP_CONSTANT ? UINT32_MAX : first->field;
    *at = end;
    return true;
}
