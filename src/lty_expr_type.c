/*
 * Types: what a literal becomes when it is compared with a field.
 *
 * The hard idea: a date names a whole local day, so an instant is compared with a date by the local day in which it lies. Such
 * comparisons are compiled into comparisons with the first instant of that day or of the next one; what evaluates them knows
 * nothing of days, and 23- and 25-hour days come out right.
 */
#include <stdio.h>
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"

const char *lty_expr_type_text(lty_expr_type type)
{
    switch (type) {
        case LTY_EXPR_BOOL: return "yes or no";
        case LTY_EXPR_INTEGER: return "a whole number";
        case LTY_EXPR_MONEY: return "an amount of money";
        case LTY_EXPR_INSTANT: return "an instant";
        case LTY_EXPR_DAY: return "a date";
        case LTY_EXPR_DURATION: return "a duration";
        case LTY_EXPR_TEXT: return "a text";
        case LTY_EXPR_RATIO: return "a ratio";
    }
    return "";
}

const char *lty_expr_type_example(const lty_expr_scope *scope, lty_expr_type type)
{
    switch (type) {
        case LTY_EXPR_BOOL: return "true or false";
        case LTY_EXPR_INTEGER: return "a whole number, such as 3";
        case LTY_EXPR_MONEY:
            return scope->currency_decimals > 0 ? "an amount without currency, such as 12.50" : "an amount without currency, such as 1250";
        case LTY_EXPR_INSTANT: return "a date such as 2011-09-30, an instant such as 2011-09-30T18:30:00Z, or 90 days ago";
        case LTY_EXPR_DAY: return "a date such as 1980-05-17, or 18 years ago";
        case LTY_EXPR_DURATION: return "a duration in days or weeks, such as 90 days";
        case LTY_EXPR_TEXT: return "a text in double quotes, such as \"gold\"";
        case LTY_EXPR_RATIO: return "a ratio such as 40 % or 0.4, exact to the millionth";
    }
    return "";
}

static const char *lty_expr_literal_text(lty_literal_kind kind)
{
    switch (kind) {
        case LTY_LITERAL_NUMBER: return "the number";
        case LTY_LITERAL_PERCENT: return "the percentage";
        case LTY_LITERAL_DATE: return "the date";
        case LTY_LITERAL_INSTANT: return "the instant";
        case LTY_LITERAL_DURATION: return "the duration";
        case LTY_LITERAL_AGO: return "the date";
        case LTY_LITERAL_TEXT: return "the text";
        case LTY_LITERAL_BOOL: return "the value";
        case LTY_LITERAL_NULL: return "the value";
    }
    return "";
}

/* The longest literal that is quoted in a message; longer ones would be texts. */
static int lty_expr_quoted(const lty_literal *literal)
{
    return literal->len <= 64 ? (int) literal->len : 0;
}

static lty_status lty_expr_mismatch(lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal, const char *expected)
{
    char found[LTY_EXPR_MESSAGE_MAX];

    snprintf(found, sizeof found, "%s is %s and is compared with %s %.*s", operand->field.name,
        lty_expr_type_text(lty_expr_operand_type(operand)), lty_expr_literal_text(literal->kind), lty_expr_quoted(literal),
        reading->rule.bytes + literal->offset);
    return lty_expr_problem(reading, literal->offset, found, expected);
}

/* The mistake that everybody makes once: an instant is no length of time. */
static lty_status lty_expr_age(lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal)
{
    const char *name = operand->field.name;
    char expected[LTY_EXPR_MESSAGE_MAX];
    int len = lty_expr_quoted(literal);
    const char *text = reading->rule.bytes + literal->offset;

    snprintf(expected, sizeof expected, "%s < %.*s ago for longer ago than that, %s >= %.*s ago for since then", name, len, text, name, len,
        text);
    return lty_expr_mismatch(reading, operand, literal, expected);
}

/* What can never be, such as a thirteenth month; and 40 where 40 % is surely meant. */
static lty_status lty_expr_range(lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal, int64_t number)
{
    char found[LTY_EXPR_MESSAGE_MAX];
    char expected[LTY_EXPR_MESSAGE_MAX];
    const int quoted = lty_expr_quoted(literal);
    const char *text = reading->rule.bytes + literal->offset;

    if (operand->least != INT64_MIN && (number < operand->least || number > operand->most)) {
        snprintf(found, sizeof found, "%.*s, which %s never is", quoted, text, operand->field.name);
        snprintf(expected, sizeof expected, "%lld to %lld%s", (long long) operand->least, (long long) operand->most,
            operand->most == 7 ? ", from Monday on" : "");
        return lty_expr_problem(reading, literal->offset, found, expected);
    }
    if ((operand->field.traits & LTY_EXPR_FIELD_PART) != 0 && lty_expr_operand_type(operand) == LTY_EXPR_RATIO
        && literal->kind == LTY_LITERAL_NUMBER && number > INT64_C(1000000)) {
        snprintf(expected, sizeof expected, "a percentage: %.*s %%", quoted, text);
        return lty_expr_mismatch(reading, operand, literal, expected);
    }
    return LTY_OK;
}

lty_status lty_expr_choice(lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal, bool prefix)
{
    const lty_expr_field *field = &operand->field;
    const lty_text text = literal->text;
    char expected[LTY_EXPR_MESSAGE_MAX];
    char found[LTY_EXPR_MESSAGE_MAX];

    if (field->choices == NULL) {
        return LTY_OK;
    }
    for (size_t i = 0; i < field->choice_count; i++) {
        const lty_text choice = field->choices[i];
        if (lty_text_equal(choice, text) || (prefix && choice.len > text.len && memcmp(choice.bytes, text.bytes, text.len) == 0)) {
            return LTY_OK;
        }
    }
    lty_expr_hint_choices(expected, sizeof expected, "one of ", field->choices, field->choice_count, sizeof *field->choices, text);
    snprintf(found, sizeof found, "%.*s, %s %s never %s", lty_expr_quoted(literal), reading->rule.bytes + literal->offset,
        prefix ? "with which" : "which", field->name, prefix ? "begins" : "is");
    return lty_expr_problem(reading, literal->offset, found,
        field->choice_count == 0                                     ? "no comparison: the programme has none"
            : field->choice_count == 1 && field->choices[0].len == 0 ? "no comparison: here it is always empty"
                                                                     : expected);
}

lty_status lty_expr_coerce(lty_expr_step *step, lty_expr_reading *reading, const lty_operand *operand, const lty_literal *literal)
{
    const lty_literal_kind kind = literal->kind;
    const lty_expr_type type = lty_expr_operand_type(operand);
    bool fits = false;

    if (kind == LTY_LITERAL_NULL) {
        char expected[LTY_EXPR_MESSAGE_MAX];
        snprintf(expected, sizeof expected, "%s is null or %s is not null", operand->field.name, operand->field.name);
        return lty_expr_problem(reading, literal->offset, "a comparison with null, which is never true", expected);
    }
    if (type == LTY_EXPR_INSTANT && kind == LTY_LITERAL_DURATION) {
        return lty_expr_age(reading, operand, literal);
    }
    step->number = literal->number;
    switch (type) {
        case LTY_EXPR_BOOL: fits = kind == LTY_LITERAL_BOOL; break;
        case LTY_EXPR_INTEGER: fits = kind == LTY_LITERAL_NUMBER && literal->decimals == 0; break;
        case LTY_EXPR_MONEY:
            fits = kind == LTY_LITERAL_NUMBER
                && lty_expr_scale(&step->number, literal->number, literal->decimals, reading->scope->currency_decimals);
            break;
        case LTY_EXPR_RATIO:
            fits = (kind == LTY_LITERAL_NUMBER || kind == LTY_LITERAL_PERCENT)
                && lty_expr_scale(&step->number, literal->number, literal->decimals, kind == LTY_LITERAL_PERCENT ? 4 : 6);
            break;
        case LTY_EXPR_INSTANT: fits = kind == LTY_LITERAL_INSTANT || kind == LTY_LITERAL_DATE || kind == LTY_LITERAL_AGO; break;
        case LTY_EXPR_DAY: fits = kind == LTY_LITERAL_DATE || kind == LTY_LITERAL_AGO; break;
        case LTY_EXPR_DURATION:
            fits = kind == LTY_LITERAL_DURATION && literal->months == 0;
            step->number = (int64_t) literal->days * LTY_DAY_SECONDS;
            break;
        case LTY_EXPR_TEXT:
            fits = kind == LTY_LITERAL_TEXT;
            step->number = 0;
            step->text = literal->text;
            break;
    }
    if (!fits) {
        char expected[LTY_EXPR_MESSAGE_MAX];
        return lty_expr_mismatch(reading, operand, literal,
            lty_expr_hint_type(expected, sizeof expected, operand, literal) ? expected : lty_expr_type_example(reading->scope, type));
    }
    if (kind == LTY_LITERAL_AGO) {
        step->relative = true;
        step->number = 0;
        step->days = literal->days;
        step->months = literal->months;
    }
    return type == LTY_EXPR_TEXT ? lty_expr_choice(reading, operand, literal, false)
                                 : lty_expr_range(reading, operand, literal, step->number);
}

lty_status lty_expr_emit(lty_expr_reading *reading, const lty_expr_step *step)
{
    lty_expr_code *code = reading->code;
    void *steps = code->steps;

    if (code->count == LTY_EXPR_STEPS_MAX) {
        return lty_expr_problem(
            reading, step->offset, "a rule of too many parts", "at most 8192 parts, those of segments that it names included");
    }
    if (lty_expr_grow(&steps, &code->capacity, code->count, sizeof *step, reading->scratch) != LTY_OK) {
        return LTY_E_MEMORY;
    }
    code->steps = steps;
    code->steps[code->count++] = *step;
    if (step->op == LTY_EXPR_OP_AND || step->op == LTY_EXPR_OP_OR) {
        LTY_ASSERT(code->depth >= 2);
        code->depth--;
    } else if (step->op == LTY_EXPR_OP_CONSTANT || lty_expr_leaf_reads(step->op)) {
        code->depth++;
    }
    if (lty_expr_leaf_reads(step->op) && step->field < 64) {
        code->fields |= UINT64_C(1) << step->field;
    }
    if (code->depth > LTY_EXPR_STACK_MAX) {
        return lty_expr_problem(reading, step->offset, "a rule nested too deeply", "at most 64 parts that wait for one another");
    }
    return LTY_OK;
}

lty_status lty_expr_emit_op(lty_expr_reading *reading, lty_expr_op op, size_t offset, size_t len)
{
    const lty_expr_step step = {.op = op, .offset = offset, .len = len};

    return lty_expr_emit(reading, &step);
}

lty_status lty_expr_emit_read(lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step)
{
    lty_expr_step full = *step;

    if (operand->affinity != NULL) {
        return lty_expr_affinity_steps(reading, operand, step);
    }
    full.field = operand->field.index;
    full.map = operand->map;
    full.type = operand->field.type;
    return lty_expr_emit(reading, &full);
}

/* A step that compares with the first instant of the literal's day, or of the day behind it. */
static lty_status lty_expr_emit_day(lty_expr_reading *reading, const lty_expr_step *day, lty_expr_compare compare, int next)
{
    lty_expr_step step = *day;

    step.compare = compare;
    if (step.relative) {
        step.days -= next;
    } else {
        step.number = lty_zone_day_start(reading->scope->zone, day->number + next);
    }
    return lty_expr_emit(reading, &step);
}

static lty_status lty_expr_emit_days(lty_expr_reading *reading, const lty_expr_step *day)
{
    lty_status status = LTY_OK;

    switch (day->compare) {
        case LTY_EXPR_LT: return lty_expr_emit_day(reading, day, LTY_EXPR_LT, 0);
        case LTY_EXPR_GE: return lty_expr_emit_day(reading, day, LTY_EXPR_GE, 0);
        case LTY_EXPR_LE: return lty_expr_emit_day(reading, day, LTY_EXPR_LT, 1);
        case LTY_EXPR_GT: return lty_expr_emit_day(reading, day, LTY_EXPR_GE, 1);
        case LTY_EXPR_EQ:
        case LTY_EXPR_NE: break;
    }
    const bool equal = day->compare == LTY_EXPR_EQ;
    status = lty_expr_emit_day(reading, day, equal ? LTY_EXPR_GE : LTY_EXPR_LT, 0);
    if (status == LTY_OK) {
        status = lty_expr_emit_day(reading, day, equal ? LTY_EXPR_LT : LTY_EXPR_GE, 1);
    }
    if (status == LTY_OK) {
        status = lty_expr_emit_op(reading, equal ? LTY_EXPR_OP_AND : LTY_EXPR_OP_OR, day->offset, day->len);
    }
    return status;
}

lty_status lty_expr_compare_steps(
    lty_expr_reading *reading, const lty_operand *operand, lty_expr_compare compare, const lty_literal *literal, size_t offset, size_t len)
{
    const lty_expr_type type = lty_expr_operand_type(operand);
    lty_expr_step step = {.op = LTY_EXPR_OP_COMPARE,
        .compare = compare,
        .field = operand->field.index,
        .map = operand->map,
        .type = operand->field.type,
        .offset = offset,
        .len = len};
    const bool order = compare != LTY_EXPR_EQ && compare != LTY_EXPR_NE;

    lty_status status = lty_expr_coerce(&step, reading, operand, literal);
    if (status != LTY_OK) {
        return status;
    }
    if (order && (type == LTY_EXPR_BOOL || type == LTY_EXPR_TEXT)) {
        char found[LTY_EXPR_MESSAGE_MAX];
        snprintf(found, sizeof found, "%s is %s, which has no order", operand->field.name, lty_expr_type_text(type));
        return lty_expr_problem(reading, offset, found, type == LTY_EXPR_BOOL ? "= or !=" : "=, != or in");
    }
    if (type == LTY_EXPR_INSTANT && literal->kind != LTY_LITERAL_INSTANT) {
        return lty_expr_emit_days(reading, &step);
    }
    return lty_expr_emit_read(reading, operand, &step);
}
