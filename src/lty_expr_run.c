/* Compiled rules, run. Unknown is a value of its own all the way (SQL, ISO 9075 part 2, 6.39). */
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"

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

/* Whole local days, and the year and month of one; what lies outside of the calendar is nothing. */
static bool lty_expr_local_day(int64_t *out, lty_expr_type type, int64_t number, const lty_zone *zone)
{
    static const lty_date first = {1, 1, 1};
    static const lty_date last = {9999, 12, 31};

    if (type == LTY_EXPR_INSTANT) {
        if (number < LTY_TIME_MIN || number > LTY_TIME_MAX) {
            return false;
        }
        *out = lty_zone_day(zone, number);
        return true;
    }
    *out = number;
    return number >= lty_date_to_day(first) && number <= lty_date_to_day(last);
}

void lty_expr_apply(
    lty_expr_value *out, lty_expr_map map, lty_expr_type type, const lty_expr_value *value, const lty_zone *zone, int64_t at_s)
{
    int64_t day;

    *out = *value;
    if (map == LTY_EXPR_MAP_NONE || value->null) {
        return;
    }
    if (!lty_expr_local_day(&day, type, value->number, zone)) {
        *out = (lty_expr_value){.null = true};
        return;
    }
    const lty_date date = lty_date_from_day(day);
    int64_t number = 0;
    switch (map) {
        case LTY_EXPR_MAP_NONE: break;
        case LTY_EXPR_MAP_YEAR: number = date.year; break;
        case LTY_EXPR_MAP_MONTH: number = date.month; break;
        case LTY_EXPR_MAP_WEEKDAY:
            number = (day + 3) % 7; /* 1970-01-01 was a Thursday */
            number += number < 0 ? 8 : 1;
            break;
        case LTY_EXPR_MAP_HOUR: number = lty_zone_second(zone, value->number) / 3600; break;
        case LTY_EXPR_MAP_DAYS_SINCE: number = lty_zone_day(zone, at_s) - day; break;
    }
    *out = (lty_expr_value){.number = number};
}

bool lty_expr_leaf_reads(lty_expr_op op)
{
    switch (op) {
        case LTY_EXPR_OP_COMPARE:
        case LTY_EXPR_OP_IN:
        case LTY_EXPR_OP_NULL:
        case LTY_EXPR_OP_TRUE:
        case LTY_EXPR_OP_PREFIX: return true;
        case LTY_EXPR_OP_NOT:
        case LTY_EXPR_OP_AND:
        case LTY_EXPR_OP_OR:
        case LTY_EXPR_OP_CONSTANT:
        case LTY_EXPR_OP_IS_TRUE: break;
    }
    return false;
}

static bool lty_expr_listed(const lty_expr_step *step, const lty_expr_value *value)
{
    for (size_t i = 0; i < step->list_count; i++) {
        const lty_expr_value *item = &step->list[i];
        if (step->type == LTY_EXPR_TEXT ? lty_text_equal(item->text, value->text) : item->number == value->number) {
            return true;
        }
    }
    return false;
}

int lty_expr_step_answer(const lty_expr *expr, const lty_expr_step *step, const lty_expr_value *read, int64_t at_s)
{
    lty_expr_value value;

    lty_expr_apply(&value, step->map, step->type, read, expr->zone, at_s);
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
        return lty_expr_listed(step, &value);
    }
    if (step->op == LTY_EXPR_OP_PREFIX) {
        return value.text.len >= step->text.len && memcmp(value.text.bytes, step->text.bytes, step->text.len) == 0;
    }
    LTY_ASSERT(step->op == LTY_EXPR_OP_COMPARE);
    if (step->type == LTY_EXPR_TEXT) {
        return lty_expr_holds(step->compare, lty_text_equal(value.text, step->text) ? 0 : 1);
    }
    const int64_t number = lty_expr_step_number(expr, step, at_s);
    return lty_expr_holds(step->compare, (value.number > number) - (value.number < number));
}

/* A step that puts an answer on the stack: 1, 0, or -1. */
static int lty_expr_leaf(const lty_expr *expr, const lty_expr_step *step, lty_expr_reader reader, const void *context, int64_t at_s)
{
    lty_expr_value value = {.null = true};

    if (step->op == LTY_EXPR_OP_CONSTANT) {
        return step->number < 0 ? -1 : step->number != 0;
    }
    if (step->field == LTY_EXPR_TODAY) {
        value = (lty_expr_value){.number = lty_zone_day(expr->zone, at_s)};
    } else {
        reader(&value, context, step->field);
    }
    return lty_expr_step_answer(expr, step, &value, at_s);
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
            case LTY_EXPR_OP_IS_TRUE:
                LTY_ASSERT(depth >= 1);
                stack[depth - 1] = stack[depth - 1] == 1;
                break;
            case LTY_EXPR_OP_COMPARE:
            case LTY_EXPR_OP_IN:
            case LTY_EXPR_OP_NULL:
            case LTY_EXPR_OP_TRUE:
            case LTY_EXPR_OP_PREFIX:
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

bool lty_expr_part(lty_expr_piece *out, size_t *at, const lty_expr *expr, lty_expr_reader reader, const void *context, int64_t at_s)
{
    size_t from = *at;

    /* Operators of the rule itself stand between comparisons; those of a comparison have its place. */
    while (from < expr->count && !lty_expr_leaf_reads(expr->steps[from].op) && expr->steps[from].op != LTY_EXPR_OP_CONSTANT) {
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
    *out = (lty_expr_piece){.source = {expr->source.bytes + first->offset, first->len},
        .holds = lty_expr_run(expr, from, end, reader, context, at_s),
        .field = UINT32_MAX};
    for (size_t i = 0; i < expr->written_count; i++) {
        const lty_expr_written *written = &expr->written[i];
        if (written->offset == first->offset) {
            out->named = written->named;
            out->named_count = written->count;
            out->affinity = written->affinity;
        }
    }
    if (out->named == NULL && first->op != LTY_EXPR_OP_CONSTANT) {
        out->field = first->field;
        out->map = first->map;
        out->read_type = first->type;
        out->type = first->map == LTY_EXPR_MAP_NONE ? first->type : LTY_EXPR_INTEGER;
    }
    *at = end;
    return true;
}
