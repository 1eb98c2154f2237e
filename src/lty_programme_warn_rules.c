/*
 * Whether a rule can be true at all, or always is. One thing that it reads is looked at at a time, a field, an aggregate, today, or what a map
 * makes of one: every value at which its comparisons can change their answer is tried, while all others may come out any way. So a rule is
 * called empty only if it is, though not every empty one is found.
 */
#include "lty_programme_warn.h"

#include <string.h>

/* What may come out of a step: a set. */
#define LTY_WARN_TRUE 1U
#define LTY_WARN_FALSE 2U
#define LTY_WARN_UNKNOWN 4U
#define LTY_WARN_ANY 7U

/* "90 days ago" moves with the instant of the question: fourteen of them 31 days apart meet all lengths of months and a new year. */
#define LTY_WARN_INSTANTS 14
#define LTY_WARN_MONTH INT64_C(2678400)
#define LTY_WARN_STEPS 1024U /* of a rule are looked at: no document may keep its check busy for long */

/* What is looked at. */
typedef struct lty_warn_read {
    uint32_t field; /* as steps say it */
    lty_expr_map map;
    lty_expr_type type; /* behind the map */
    bool never_null;
    bool counted;
    const lty_text *choices;
    size_t choice_count;
} lty_warn_read;

typedef struct lty_warn_values {
    lty_expr_value *items;
    size_t count;
    size_t capacity;
} lty_warn_values;

static void lty_warn_add(lty_warn_values *values, lty_expr_value value)
{
    LTY_ASSERT(values->count < values->capacity);
    values->items[values->count++] = value;
}

static bool lty_warn_reads(const lty_expr_step *step)
{
    return step->op <= LTY_EXPR_OP_TRUE || step->op == LTY_EXPR_OP_PREFIX;
}

static bool lty_warn_of(const lty_expr_step *step, const lty_warn_read *read)
{
    return lty_warn_reads(step) && step->field == read->field && step->map == read->map;
}

static unsigned lty_warn_not(unsigned a)
{
    return (a & LTY_WARN_UNKNOWN) | ((a & LTY_WARN_TRUE) != 0 ? LTY_WARN_FALSE : 0U) | ((a & LTY_WARN_FALSE) != 0 ? LTY_WARN_TRUE : 0U);
}

/* Kleene's: false wins, else unknown, else true. */
static unsigned lty_warn_and(unsigned a, unsigned b)
{
    const unsigned both = a & b & LTY_WARN_TRUE;
    const unsigned either = (a | b) & LTY_WARN_FALSE;
    const bool unknown = ((a & LTY_WARN_UNKNOWN) != 0 && (b & (LTY_WARN_UNKNOWN | LTY_WARN_TRUE)) != 0)
        || ((b & LTY_WARN_UNKNOWN) != 0 && (a & (LTY_WARN_UNKNOWN | LTY_WARN_TRUE)) != 0);

    return both | either | (unknown ? LTY_WARN_UNKNOWN : 0U);
}

/* What is not true is false. */
static unsigned lty_warn_is_true(unsigned a)
{
    return (a & LTY_WARN_TRUE) | ((a & (LTY_WARN_FALSE | LTY_WARN_UNKNOWN)) != 0 ? LTY_WARN_FALSE : 0U);
}

static unsigned lty_warn_constant(int64_t number)
{
    return number < 0 ? LTY_WARN_UNKNOWN : number > 0 ? LTY_WARN_TRUE : LTY_WARN_FALSE;
}

static bool lty_warn_equal(const lty_expr_value *value, lty_expr_type type, int64_t number, lty_text text)
{
    return type == LTY_EXPR_TEXT ? lty_text_equal(value->text, text) : value->number == number;
}

/* A comparison with a value that is not null. */
static bool lty_warn_compare(const lty_expr_step *step, const lty_expr_value *value, int64_t number)
{
    const bool equal = lty_warn_equal(value, step->type, number, step->text);

    switch (step->compare) {
        case LTY_EXPR_EQ: return equal;
        case LTY_EXPR_NE: return !equal;
        case LTY_EXPR_LT: return value->number < number;
        case LTY_EXPR_LE: return value->number <= number;
        case LTY_EXPR_GT: return value->number > number;
        case LTY_EXPR_GE: return value->number >= number;
    }
    return false;
}

static bool lty_warn_listed(const lty_expr_step *step, const lty_expr_value *value)
{
    for (size_t i = 0; i < step->list_count; i++) {
        if (lty_warn_equal(value, step->type, step->list[i].number, step->list[i].text)) {
            return true;
        }
    }
    return false;
}

/* What a step that reads the field says of a value of it. */
static unsigned lty_warn_ask(const lty_expr *rule, const lty_expr_step *step, const lty_expr_value *value, int64_t at_s)
{
    bool holds = false;

    if (step->op == LTY_EXPR_OP_NULL) {
        return value->null ? LTY_WARN_TRUE : LTY_WARN_FALSE;
    }
    if (value->null) {
        return LTY_WARN_UNKNOWN;
    }
    switch (step->op) {
        case LTY_EXPR_OP_COMPARE: holds = lty_warn_compare(step, value, lty_expr_step_number(rule, step, at_s)); break;
        case LTY_EXPR_OP_IN: holds = lty_warn_listed(step, value); break;
        case LTY_EXPR_OP_PREFIX:
            holds = value->text.len >= step->text.len && memcmp(value->text.bytes, step->text.bytes, step->text.len) == 0;
            break;
        default: holds = value->number != 0; break;
    }
    return holds ? LTY_WARN_TRUE : LTY_WARN_FALSE;
}

static unsigned lty_warn_evaluate(const lty_expr *rule, const lty_warn_read *read, const lty_expr_value *value, int64_t at_s)
{
    unsigned stack[LTY_EXPR_STACK_MAX] = {0};
    size_t depth = 0;
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);

    for (size_t i = 0; i < count; i++) {
        const lty_expr_step *step = &steps[i];
        const size_t takes = step->op == LTY_EXPR_OP_NOT || step->op == LTY_EXPR_OP_IS_TRUE ? 1
            : step->op == LTY_EXPR_OP_AND || step->op == LTY_EXPR_OP_OR                     ? 2
                                                                                            : 0;

        LTY_ASSERT(depth >= takes && (takes > 0 || depth < LTY_EXPR_STACK_MAX));
        switch (step->op) {
            case LTY_EXPR_OP_NOT: stack[depth - 1] = lty_warn_not(stack[depth - 1]); break;
            case LTY_EXPR_OP_AND:
                depth--;
                stack[depth - 1] = lty_warn_and(stack[depth - 1], stack[depth]);
                break;
            case LTY_EXPR_OP_OR:
                depth--;
                stack[depth - 1] = lty_warn_not(lty_warn_and(lty_warn_not(stack[depth - 1]), lty_warn_not(stack[depth])));
                break;
            case LTY_EXPR_OP_IS_TRUE: stack[depth - 1] = lty_warn_is_true(stack[depth - 1]); break;
            case LTY_EXPR_OP_CONSTANT: stack[depth++] = lty_warn_constant(step->number); break;
            default: stack[depth++] = lty_warn_of(step, read) ? lty_warn_ask(rule, step, value, at_s) : LTY_WARN_ANY; break;
        }
    }
    LTY_ASSERT(depth == 1);
    return stack[0];
}

/* A literal, and its neighbours: between two literals every value gives the same answers. */
static void lty_warn_offer(lty_warn_values *values, int64_t number, bool counted)
{
    for (int i = -1; i <= 1; i++) {
        int64_t near;
        if (lty_add(&near, number, i) == LTY_OK && (!counted || near >= 0)) {
            lty_warn_add(values, (lty_expr_value){.number = near});
        }
    }
}

static size_t lty_warn_literals(const lty_expr *rule, const lty_warn_read *read)
{
    size_t count;
    size_t literals = 0;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);

    for (size_t i = 0; i < count; i++) {
        literals += lty_warn_of(&steps[i], read) ? 1 + steps[i].list_count : 0;
    }
    return literals;
}

static void lty_warn_gather_steps(lty_warn_values *values, const lty_expr *rule, const lty_warn_read *read, int64_t at_s)
{
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);

    for (size_t i = 0; i < count; i++) {
        const lty_expr_step *step = &steps[i];
        if (!lty_warn_of(step, read)) {
            continue;
        }
        if (read->type != LTY_EXPR_TEXT) {
            lty_warn_offer(values, step->op == LTY_EXPR_OP_COMPARE ? lty_expr_step_number(rule, step, at_s) : 0, read->counted);
        } else if (read->choices == NULL && (step->op == LTY_EXPR_OP_COMPARE || step->op == LTY_EXPR_OP_PREFIX)) {
            lty_warn_add(values, (lty_expr_value){.text = step->text});
        }
        for (size_t k = 0; k < step->list_count; k++) {
            if (read->type != LTY_EXPR_TEXT) {
                lty_warn_offer(values, step->list[k].number, read->counted);
            } else if (read->choices == NULL) {
                lty_warn_add(values, step->list[k]);
            }
        }
    }
}

/* Enough values: null where it can be, what literals name, and something beyond them all. At most lty_warn_most(). */
static size_t lty_warn_most(const lty_expr *rule, const lty_warn_read *read)
{
    return 3 + 3 * lty_warn_literals(rule, read) + read->choice_count;
}

static void lty_warn_gather(lty_warn_values *values, const lty_expr *rule, const lty_warn_read *read, int64_t at_s)
{
    values->count = 0;
    if (!read->never_null) {
        lty_warn_add(values, (lty_expr_value){.null = true});
    }
    if (read->type == LTY_EXPR_BOOL) {
        lty_warn_add(values, (lty_expr_value){.number = 0});
        lty_warn_add(values, (lty_expr_value){.number = 1});
        return;
    }
    /* The ends first: most rules are true at one of them and false at the other, and then no more is asked. */
    if (read->type != LTY_EXPR_TEXT) {
        lty_warn_add(values, (lty_expr_value){.number = read->counted ? 0 : INT64_MIN + 1});
        lty_warn_add(values, (lty_expr_value){.number = INT64_MAX});
    } else if (read->choices == NULL) {
        lty_warn_add(values, (lty_expr_value){.text = LTY_TEXT("\x01")}); /* what no rule says */
    }
    lty_warn_gather_steps(values, rule, read, at_s);
    for (size_t i = 0; i < read->choice_count; i++) {
        lty_warn_add(values, (lty_expr_value){.text = read->choices[i]});
    }
}

/* Dates of the calendar beside lengths of time: which comes first changes with the instant of the question. */
static bool lty_warn_mixed(const lty_expr *rule, const lty_warn_read *read, bool *relative)
{
    bool fixed = false;
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);

    *relative = false;
    for (size_t i = 0; i < count; i++) {
        if (steps[i].op <= LTY_EXPR_OP_IN && lty_warn_of(&steps[i], read)) {
            *relative = *relative || steps[i].relative;
            fixed = fixed || !steps[i].relative;
        }
    }
    return fixed && *relative;
}

static lty_warn_verdict lty_warn_sum_up(unsigned answers)
{
    if (answers == LTY_WARN_TRUE) {
        return LTY_WARN_EVERYBODY;
    }
    return (answers & LTY_WARN_TRUE) == 0 ? LTY_WARN_NOBODY : LTY_WARN_SOME;
}

/* Some and not all, whatever else comes out. */
static bool lty_warn_settled(unsigned answers)
{
    return (answers & LTY_WARN_TRUE) != 0 && answers != LTY_WARN_TRUE;
}

/* What a step reads. */
static void lty_warn_describe(lty_warn_read *out, const lty_programme *programme, const lty_expr *rule, const lty_expr_step *step)
{
    size_t count;
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(rule, &count);

    *out = (lty_warn_read){.field = step->field, .map = step->map, .type = step->type};
    if (step->field >= LTY_EXPR_AGGREGATE) {
        out->counted = aggregates[step->field - LTY_EXPR_AGGREGATE].function <= LTY_EXPR_DISTINCT;
    } else if (step->field == LTY_EXPR_TODAY) {
        out->never_null = true;
    }
    for (size_t i = 0; step->field != LTY_EXPR_TODAY && i < programme->scope.field_count; i++) {
        const lty_expr_field *field = &programme->scope.fields[i];
        if (field->index == step->field) {
            out->counted = (field->traits & LTY_EXPR_FIELD_COUNTED) != 0;
            out->choices = field->choices;
            out->choice_count = field->choice_count;
            /* Where there are tiers, everybody is in one. */
            out->never_null = programme->tiers.count > 0 && strcmp(field->name, "tier") == 0;
        }
    }
    if (out->map != LTY_EXPR_MAP_NONE) {
        out->type = LTY_EXPR_INTEGER;
        out->counted = false;
    }
    out->never_null = out->never_null || out->counted;
}

/* Whether an earlier step reads the same. */
static bool lty_warn_seen(const lty_expr_step *steps, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (lty_warn_reads(&steps[i]) && steps[i].field == steps[index].field && steps[i].map == steps[index].map) {
            return true;
        }
    }
    return false;
}

static lty_status lty_warn_judge_read(
    lty_warn_verdict *out, const lty_programme *programme, const lty_expr *rule, const lty_warn_read *read, bool relative, lty_arena *arena)
{
    lty_warn_values values = {.capacity = lty_warn_most(rule, read)};
    unsigned answers = 0;

    values.items = lty_arena_zero(arena, values.capacity, sizeof *values.items);
    if (values.items == NULL) {
        return LTY_E_MEMORY;
    }
    for (int64_t month = 0; month < (relative ? LTY_WARN_INSTANTS : 1) && !lty_warn_settled(answers); month++) {
        const int64_t at_s = programme->in_force_from_s + month * LTY_WARN_MONTH;
        lty_warn_gather(&values, rule, read, at_s);
        for (size_t k = 0; k < values.count && !lty_warn_settled(answers); k++) {
            answers |= lty_warn_evaluate(rule, read, &values.items[k], at_s);
        }
    }
    *out = lty_warn_sum_up(answers);
    return LTY_OK;
}

lty_status lty_warn_judge(lty_warn_verdict *out, const lty_programme *programme, const lty_expr *rule, lty_arena *arena)
{
    static const lty_expr_value none = {.null = true};
    static const lty_warn_read nothing = {.field = UINT32_MAX};
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);
    lty_status status = LTY_OK;

    *out = lty_warn_sum_up(lty_warn_evaluate(rule, &nothing, &none, 0));
    for (size_t i = 0; status == LTY_OK && *out == LTY_WARN_SOME && i < count && i < LTY_WARN_STEPS; i++) {
        lty_warn_read read;
        bool relative;
        if (!lty_warn_reads(&steps[i]) || lty_warn_seen(steps, i)) {
            continue;
        }
        lty_warn_describe(&read, programme, rule, &steps[i]);
        if (!lty_warn_mixed(rule, &read, &relative)) {
            status = lty_warn_judge_read(out, programme, rule, &read, relative, arena);
        }
    }
    return status;
}
