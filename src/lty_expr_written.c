/*
 * Rules within rules: "in segment" and affinities are written out into the rule that names them, so that whatever evaluates a rule, here or in
 * a database, knows neither.
 */
#include <string.h>

#include "lty_expr_read.h"

/* A key that nothing has, with the nearest that something has. stride: the keys stand first in what begins at `first`. */
static lty_status lty_expr_key_problem(
    lty_expr_reading *reading, const void *first, size_t count, size_t stride, const char *lead, const char *none)
{
    char expected[LTY_EXPR_MESSAGE_MAX];

    if (count == 0) {
        return lty_expr_problem_token(reading, none);
    }
    lty_expr_hint_choices(expected, sizeof expected, lead, first, count, stride, reading->token.text);
    return lty_expr_problem_token(reading, expected);
}

/* The steps of another rule, all of them in the place of what names it. True or not: what it does not know is not true. */
static lty_status lty_expr_write_out(lty_expr_reading *reading, const lty_expr *rule, size_t offset, size_t len)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; status == LTY_OK && i < rule->count; i++) {
        lty_expr_step step = rule->steps[i];
        step.offset = offset;
        step.len = len;
        if (lty_expr_leaf_reads(step.op) && step.field >= LTY_EXPR_AGGREGATE) {
            lty_expr_aggregate aggregate = rule->aggregates[step.field - LTY_EXPR_AGGREGATE];
            uint32_t index = 0;
            aggregate.offset = offset;
            aggregate.len = len;
            status = lty_expr_call_share(&index, reading, &aggregate);
            step.field = LTY_EXPR_AGGREGATE + index;
        }
        if (status == LTY_OK) {
            status = lty_expr_emit(reading, &step);
        }
    }
    return status == LTY_OK ? lty_expr_emit_op(reading, LTY_EXPR_OP_IS_TRUE, offset, len) : status;
}

static lty_status lty_expr_write_down(
    lty_expr_reading *reading, size_t offset, const lty_expr_named *named, size_t count, const lty_expr_affinity *affinity)
{
    void *written = reading->written;
    const lty_status status =
        lty_expr_grow(&written, &reading->written_capacity, reading->written_count, sizeof *reading->written, reading->scratch);

    reading->written = written;
    if (status == LTY_OK) {
        reading->written[reading->written_count++] =
            (lty_expr_written){.offset = offset, .named = named, .count = count, .affinity = affinity};
    }
    return status;
}

lty_status lty_expr_in_segment(lty_expr_reading *reading)
{
    const lty_expr_names *names = reading->scope->names;
    const lty_expr_named *named = NULL;
    const size_t offset = reading->token.offset;
    const size_t depth = reading->code->depth;

    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK && !lty_expr_is(reading, "segment")) {
        status = lty_expr_problem_token(reading, "in segment \"key\", or a field before in");
    }
    if (status == LTY_OK && reading->table != NULL) {
        status = lty_expr_problem_token(reading, "a condition over one row: segments are asked for outside of the parentheses");
    }
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK && reading->token.kind != LTY_TOKEN_TEXT) {
        status = lty_expr_problem_token(reading, "the key of a segment in double quotes: in segment \"regulars\"");
    }
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; names != NULL && named == NULL && i < names->segment_count; i++) {
        if (lty_text_equal(names->segments[i].key, reading->token.text)) {
            named = &names->segments[i];
        }
    }
    if (named == NULL) {
        status = lty_expr_key_problem(reading, names == NULL ? NULL : names->segments, names == NULL ? 0 : names->segment_count,
            sizeof *names->segments, "a segment of the programme: ", "no segment: the programme has none");
    } else if (named->rule == NULL) {
        reading->wrong = true;
        status = LTY_E_RULE;
    } else {
        status = lty_expr_write_out(reading, named->rule, offset, reading->token.offset + reading->token.len - offset);
        if (status == LTY_OK) {
            status = lty_expr_write_down(reading, offset, named, 1, NULL);
        }
        if (status != LTY_OK) {
            return status; /* too deep, too long, too many: nothing to go on with */
        }
    }
    if (status == LTY_E_RULE && reading->code->depth == depth) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_CONSTANT, offset, 0); /* a wrong name does not stop the reading */
    }
    return status == LTY_OK ? lty_expr_next(reading) : status;
}

lty_status lty_expr_affinity_operand(lty_operand *out, lty_expr_reading *reading)
{
    const lty_expr_names *names = reading->scope->names;
    const size_t count = names == NULL ? 0 : names->affinity_count;
    const char *const name = reading->rule.bytes + reading->token.offset;

    if (reading->table != NULL) {
        return lty_expr_problem_token(reading, "a condition over one row: affinities are asked for outside of the parentheses");
    }
    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK && reading->token.kind != LTY_TOKEN_TEXT) {
        status = lty_expr_problem_token(reading, "the key of an affinity in double quotes: affinity(\"pets\")");
    }
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < count && out->affinity == NULL; i++) {
        if (lty_text_equal(names->affinities[i].key, reading->token.text)) {
            out->affinity = &names->affinities[i];
        }
    }
    if (out->affinity == NULL) {
        status = lty_expr_key_problem(reading, count == 0 ? NULL : names->affinities, count, sizeof(lty_expr_affinity),
            "an affinity of the programme: ", "no affinity: the programme has none");
        if (status == LTY_E_MEMORY) {
            return status;
        }
    } else {
        const size_t groups = out->affinity->group_count;
        lty_text *choices = lty_arena_zero(reading->scratch, groups, sizeof *choices);
        char *shown = lty_arena_copy(reading->scratch, name, reading->token.offset + reading->token.len - out->offset + 1);
        if (choices == NULL || shown == NULL) {
            return LTY_E_MEMORY;
        }
        shown[reading->token.offset + reading->token.len - out->offset] = ')';
        for (size_t i = 0; i < groups; i++) {
            choices[i] = out->affinity->groups[i].key;
        }
        out->known = true;
        out->field = (lty_expr_field){.name = shown, .type = LTY_EXPR_TEXT, .choices = choices, .choice_count = groups};
    }
    status = lty_expr_next(reading);
    if (status == LTY_OK && reading->token.kind != LTY_TOKEN_CLOSE) {
        status = lty_expr_problem_token(reading, "a ) behind the key of an affinity");
    }
    return status;
}

/* Whether a comparison for equality or with a list asks for a group. */
static bool lty_expr_asks(const lty_expr_step *step, lty_text group)
{
    if (step->op == LTY_EXPR_OP_COMPARE) {
        return lty_text_equal(step->text, group);
    }
    for (size_t i = 0; i < step->list_count; i++) {
        if (lty_text_equal(step->list[i].text, group)) {
            return true;
        }
    }
    return false;
}

/* That somebody is in one of the groups: of all, or of those that are asked for. */
static lty_status lty_expr_any_group(
    size_t *count, lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step, bool all)
{
    const lty_expr_affinity *affinity = operand->affinity;
    lty_status status = LTY_OK;

    *count = 0;
    for (size_t i = 0; status == LTY_OK && i < affinity->group_count; i++) {
        if (!all && !lty_expr_asks(step, affinity->groups[i].key)) {
            continue;
        }
        if (affinity->groups[i].rule == NULL) {
            reading->wrong = true;
            return LTY_E_RULE;
        }
        status = lty_expr_write_out(reading, affinity->groups[i].rule, step->offset, step->len);
        if (status == LTY_OK && ++*count > 1) {
            status = lty_expr_emit_op(reading, LTY_EXPR_OP_OR, step->offset, step->len);
        }
    }
    return status;
}

/* The groups that a comparison names, for explanations. */
static lty_status lty_expr_asked(lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step)
{
    const lty_expr_affinity *affinity = operand->affinity;
    const bool all = step->op == LTY_EXPR_OP_NULL;
    lty_expr_named *named = lty_arena_zero(reading->arena, affinity->group_count, sizeof *named);
    size_t count = 0;

    if (named == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < affinity->group_count; i++) {
        if (all || lty_expr_asks(step, affinity->groups[i].key)) {
            named[count++] = affinity->groups[i];
        }
    }
    return lty_expr_write_down(reading, step->offset, named, count, affinity);
}

/*
 * Nobody is in two groups, and who is in none has the value null. So "= a" is true in a, false in another group, else unknown:
 * in a, or (unknown and in none).
 */
lty_status lty_expr_affinity_steps(lty_expr_reading *reading, const lty_operand *operand, const lty_expr_step *step)
{
    const lty_expr_step unknown = {.op = LTY_EXPR_OP_CONSTANT, .number = -1, .offset = step->offset, .len = step->len};
    const bool null = step->op == LTY_EXPR_OP_NULL;
    size_t count = 0;

    lty_status status = lty_expr_asked(reading, operand, step);
    if (status == LTY_OK && !null) {
        status = lty_expr_any_group(&count, reading, operand, step, false);
    }
    if (status == LTY_OK && !null && count == 0) {
        return LTY_E_RULE; /* a list without a group: that is said already */
    }
    if (status == LTY_OK && !null) {
        status = lty_expr_emit(reading, &unknown);
    }
    if (status == LTY_OK) {
        status = lty_expr_any_group(&count, reading, operand, step, true);
    }
    if (status == LTY_OK) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step->offset, step->len);
    }
    if (status == LTY_OK && !null) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_AND, step->offset, step->len);
    }
    if (status == LTY_OK && !null) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_OR, step->offset, step->len);
    }
    if (status == LTY_OK && step->op == LTY_EXPR_OP_COMPARE && step->compare == LTY_EXPR_NE) {
        status = lty_expr_emit_op(reading, LTY_EXPR_OP_NOT, step->offset, step->len);
    }
    return status;
}

lty_status lty_expr_segments(const lty_text **out, size_t *count, lty_text rule, lty_arena *arena)
{
    static const lty_transition utc_transitions[] = {{INT64_MIN, 0}};
    static const lty_zone utc = {{"UTC", 3}, utc_transitions, 1};
    const lty_expr_scope scope = {.zone = &utc};
    lty_expr_reading reading = {.rule = rule, .scope = &scope, .quiet = true};
    size_t capacity = 0;
    size_t found = 0;
    int behind = 0; /* 1: "in" was read, 2: "in segment" */
    void *keys = NULL;

    while (lty_expr_next(&reading) == LTY_OK && reading.token.kind != LTY_TOKEN_END) {
        if (behind == 2 && reading.token.kind == LTY_TOKEN_TEXT) {
            if (lty_expr_grow(&keys, &capacity, found, sizeof(lty_text), arena) != LTY_OK) {
                return LTY_E_MEMORY;
            }
            ((lty_text *) keys)[found++] = reading.token.text;
        }
        behind = lty_expr_is(&reading, "in") ? 1 : behind == 1 && lty_expr_is(&reading, "segment") ? 2 : 0;
    }
    *out = keys;
    *count = found;
    return LTY_OK;
}
