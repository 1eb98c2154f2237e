/*
 * Aggregates. Their conditions are rules over the columns of a table, so they are read by the same parser; to do so without recursion all of
 * them are found and compiled first, and the rule around them is read as if each were a field.
 */
#include <stdio.h>
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"
#include "lty_near.h"

/* A function as written; which one it is depends on what it is taken of. */
static const struct {
    const char *name;
    lty_expr_function plain;
    lty_expr_function distinct; /* where there is no plain one */
    lty_expr_function sum;
} lty_expr_functions[] = {
    {"count", LTY_EXPR_COUNT, LTY_EXPR_DISTINCT, LTY_EXPR_COUNT},
    {"sum", LTY_EXPR_SUM, LTY_EXPR_SUM, LTY_EXPR_SUM},
    {"average", LTY_EXPR_AVERAGE, LTY_EXPR_AVERAGE, LTY_EXPR_AVERAGE},
    {"min", LTY_EXPR_MIN, LTY_EXPR_MIN, LTY_EXPR_MIN},
    {"max", LTY_EXPR_MAX, LTY_EXPR_MAX, LTY_EXPR_MAX},
    {"first", LTY_EXPR_FIRST, LTY_EXPR_FIRST, LTY_EXPR_FIRST},
    {"last", LTY_EXPR_LAST, LTY_EXPR_LAST, LTY_EXPR_LAST},
    {"share", LTY_EXPR_SHARE_COUNT, LTY_EXPR_SHARE_DISTINCT, LTY_EXPR_SHARE_SUM},
};
#define LTY_EXPR_FUNCTIONS (sizeof lty_expr_functions / sizeof *lty_expr_functions)

/* The parts of an aggregate while it is read. */
typedef struct lty_expr_open {
    size_t function;
    lty_expr_aggregate aggregate;
    lty_expr_code window;
    lty_expr_code of;
    lty_expr_code condition;
} lty_expr_open;

static size_t lty_expr_function_of(const lty_expr_reading *reading)
{
    size_t i = 0;

    while (i < LTY_EXPR_FUNCTIONS && !lty_expr_is(reading, lty_expr_functions[i].name)) {
        i++;
    }
    return i;
}

bool lty_expr_call_begins(const lty_expr_reading *reading)
{
    return lty_expr_calls(reading) && lty_expr_function_of(reading) < LTY_EXPR_FUNCTIONS;
}

lty_status lty_expr_grow(void **items, size_t *capacity, size_t count, size_t size, lty_arena *scratch)
{
    if (count < *capacity) {
        return LTY_OK;
    }
    const size_t wanted = *capacity == 0 ? 16 : *capacity * 2;
    void *grown = lty_arena_zero(scratch, wanted, size);
    if (grown == NULL) {
        return LTY_E_MEMORY;
    }
    if (count > 0) {
        memcpy(grown, *items, count * size);
    }
    *items = grown;
    *capacity = wanted;
    return LTY_OK;
}

static bool lty_expr_function_pick(lty_expr_function *out, size_t function, const lty_expr_what *what)
{
    const lty_expr_function ways[] = {
        lty_expr_functions[function].plain, lty_expr_functions[function].distinct, lty_expr_functions[function].sum};

    for (size_t i = 0; i < 3; i++) {
        if ((what->functions & 1U << ways[i]) != 0) {
            *out = ways[i];
            return true;
        }
    }
    return false;
}

static lty_expr_type lty_expr_function_type(lty_expr_function function, const lty_expr_what *what)
{
    switch (function) {
        case LTY_EXPR_COUNT:
        case LTY_EXPR_DISTINCT: return LTY_EXPR_INTEGER;
        case LTY_EXPR_FIRST:
        case LTY_EXPR_LAST: return LTY_EXPR_INSTANT;
        case LTY_EXPR_SHARE_COUNT:
        case LTY_EXPR_SHARE_DISTINCT:
        case LTY_EXPR_SHARE_SUM: return LTY_EXPR_RATIO;
        case LTY_EXPR_SUM:
        case LTY_EXPR_AVERAGE:
        case LTY_EXPR_MIN:
        case LTY_EXPR_MAX: break;
    }
    return what->type;
}

/* What cannot be taken, with what can. */
static lty_status lty_expr_what_problem(lty_expr_reading *reading, size_t function, bool known)
{
    const lty_expr_scope *scope = reading->scope;
    char expected[LTY_EXPR_MESSAGE_MAX];
    size_t used = (size_t) snprintf(expected, sizeof expected, "what %s can be taken of:", lty_expr_functions[function].name);
    bool first = true;
    lty_near near;

    lty_near_init(&near, lty_expr_slice(reading, reading->token.offset, reading->token.len));
    for (size_t i = 0; i < scope->what_count; i++) {
        lty_expr_function unused;
        if (!lty_expr_function_pick(&unused, function, &scope->whats[i])) {
            continue;
        }
        lty_near_offer(&near, (lty_text){scope->whats[i].name, strlen(scope->whats[i].name)});
        if (used + 80 < sizeof expected) {
            used += (size_t) snprintf(expected + used, sizeof expected - used, "%s %s", first ? "" : ",", scope->whats[i].name);
        }
        first = false;
    }
    if (!known && reading->token.kind == LTY_TOKEN_NAME && near.best.len > 0) {
        snprintf(expected + used, sizeof expected - used, "; did you mean %.*s?", (int) near.best.len, near.best.bytes);
    }
    return lty_expr_problem_token(reading, expected);
}

static lty_status lty_expr_what_read(lty_expr_open *open, lty_expr_reading *reading)
{
    const lty_expr_scope *scope = reading->scope;
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    const lty_expr_what *what = NULL;

    for (size_t i = 0; reading->token.kind == LTY_TOKEN_NAME && what == NULL && i < scope->what_count; i++) {
        if (lty_text_equal((lty_text){scope->whats[i].name, strlen(scope->whats[i].name)}, name)) {
            what = &scope->whats[i];
        }
    }
    lty_expr_aggregate *aggregate = &open->aggregate;
    if (what == NULL || !lty_expr_function_pick(&aggregate->function, open->function, what)) {
        return lty_expr_what_problem(reading, open->function, what != NULL);
    }
    aggregate->what = what;
    aggregate->type = lty_expr_function_type(aggregate->function, what);
    reading->table = &scope->tables[what->table];
    reading->closed = what->closed;
    return lty_expr_next(reading);
}

static void lty_expr_at_operand(lty_operand *out, const lty_expr_reading *reading, size_t offset)
{
    const lty_expr_table *table = reading->table;

    *out = (lty_operand){.reads = true, .known = true, .least = INT64_MIN, .most = INT64_MAX, .offset = offset};
    for (size_t i = 0; i < table->field_count; i++) {
        if (table->fields[i].index == table->at) {
            out->field = table->fields[i];
        }
    }
}

/* "last 180 days", "before 90 days ago", "since 2011-01-01": the token is the word. */
static lty_status lty_expr_window(lty_expr_reading *reading)
{
    const bool last = lty_expr_is(reading, "last");
    const bool before = lty_expr_is(reading, "before");
    const size_t offset = reading->token.offset;
    lty_operand at;
    lty_literal literal;

    lty_expr_at_operand(&at, reading, offset);
    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK && !lty_expr_literal_begins(reading)) {
        status = lty_expr_problem_token(reading, last ? "a length of time: last 180 days" : "a date: since 2011-01-01, before 90 days ago");
    }
    if (status == LTY_OK) {
        status = lty_expr_literal(&literal, reading);
    }
    if (status != LTY_OK) {
        return status;
    }
    const size_t len = reading->previous_end - offset;
    if (last && literal.kind != LTY_LITERAL_DURATION) {
        return lty_expr_problem(reading, literal.offset, literal.kind == LTY_LITERAL_AGO ? "a date behind last" : "no length of time",
            "days, weeks, months or years: last 180 days");
    }
    if (!last && literal.kind != LTY_LITERAL_DATE && literal.kind != LTY_LITERAL_INSTANT && literal.kind != LTY_LITERAL_AGO) {
        return lty_expr_problem(reading, literal.offset, literal.kind == LTY_LITERAL_DURATION ? "a length of time" : "no date",
            before ? "a date: before 2011-01-01 or before 90 days ago" : "a date: since 2011-01-01 or since 90 days ago");
    }
    if (last) {
        literal.kind = LTY_LITERAL_AGO;
    }
    return lty_expr_compare_steps(reading, &at, before ? LTY_EXPR_LT : LTY_EXPR_GE, &literal, offset, len);
}

static lty_status lty_expr_window_between(lty_expr_reading *reading)
{
    lty_operand at;

    lty_expr_at_operand(&at, reading, reading->token.offset);
    const lty_status status = lty_expr_next(reading);
    return status == LTY_OK ? lty_expr_between(reading, &at, false) : status;
}

/* Behind a comma. Several windows, and several conditions, hold together. */
static lty_status lty_expr_argument(lty_expr_open *open, lty_expr_reading *reading)
{
    const bool calls = lty_expr_calls(reading);
    const bool window = !calls && (lty_expr_is(reading, "last") || lty_expr_is(reading, "before") || lty_expr_is(reading, "since"));
    const bool between = !calls && lty_expr_is(reading, "between");
    const bool of = lty_expr_is(reading, "of"); /* no function is called so: what follows may stand in parentheses */
    const size_t offset = reading->token.offset;
    lty_status status = LTY_OK;

    if (of && lty_expr_functions[open->function].plain != LTY_EXPR_SHARE_COUNT) {
        return lty_expr_problem_token(reading, "a condition; only a share is taken of something");
    }
    reading->code = window || between ? &open->window : of ? &open->of : &open->condition;
    const bool more = reading->code->depth > 0;
    if (window) {
        status = lty_expr_window(reading);
    } else if (between) {
        status = lty_expr_window_between(reading);
    } else {
        status = of ? lty_expr_next(reading) : LTY_OK;
        if (status == LTY_OK) {
            status = lty_expr_rule(reading);
        }
    }
    return status == LTY_OK && more ? lty_expr_emit_op(reading, LTY_EXPR_OP_AND, offset, 1) : status;
}

static lty_status lty_expr_part_keep(const lty_expr **out, const lty_expr_reading *reading, const lty_expr_code *code)
{
    if (code->count > 0) {
        *out = lty_expr_keep(reading, code);
    }
    return code->count == 0 || *out != NULL ? LTY_OK : LTY_E_MEMORY;
}

/* What was read becomes an aggregate of the rule, or is one already. */
static lty_status lty_expr_call_close(lty_expr_open *open, lty_expr_reading *reading)
{
    lty_expr_aggregate *aggregate = &open->aggregate;
    lty_expr_call call = {.offset = aggregate->offset, .end = reading->at};

    aggregate->len = reading->at - aggregate->offset;
    aggregate->text = lty_expr_slice(reading, aggregate->offset, aggregate->len);
    if (aggregate->type == LTY_EXPR_RATIO && open->condition.count == 0) {
        const lty_status said = lty_expr_problem(reading, aggregate->offset, "a share without a condition, which is everything",
            "what part it is: share(amount, sale, last 12 months)");
        if (said == LTY_E_MEMORY) {
            return said;
        }
    }
    lty_status status = lty_expr_part_keep(&aggregate->window, reading, &open->window);
    if (status == LTY_OK) {
        status = lty_expr_part_keep(&aggregate->of, reading, &open->of);
    }
    if (status == LTY_OK) {
        status = lty_expr_part_keep(&aggregate->condition, reading, &open->condition);
    }
    if (status == LTY_OK) {
        status = lty_expr_call_share(&call.index, reading, aggregate);
    }
    if (status == LTY_OK) {
        void *calls = reading->calls;
        status = lty_expr_grow(&calls, &reading->call_capacity, reading->call_count, sizeof call, reading->scratch);
        reading->calls = calls;
    }
    if (status == LTY_OK) {
        reading->calls[reading->call_count++] = call;
    }
    return status;
}

/* The token is the function's name; afterwards it is the closing parenthesis. */
static lty_status lty_expr_call_read(lty_expr_reading *reading)
{
    lty_expr_open open = {.function = lty_expr_function_of(reading), .aggregate = {.offset = reading->token.offset}};

    if (reading->scope->what_count == 0) {
        return lty_expr_problem_token(reading, "a field: nothing can be aggregated here");
    }
    lty_status status = lty_expr_next(reading);
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK) {
        status = lty_expr_what_read(&open, reading);
    }
    while (status == LTY_OK && reading->token.kind == LTY_TOKEN_COMMA) {
        status = lty_expr_next(reading);
        if (status == LTY_OK) {
            status = lty_expr_argument(&open, reading);
        }
    }
    if (status == LTY_OK && reading->token.kind != LTY_TOKEN_CLOSE) {
        status = lty_expr_problem_token(reading, "a , or a ) in an aggregate: sum(amount, category = \"tea\", last 180 days)");
    }
    return status == LTY_OK ? lty_expr_call_close(&open, reading) : status;
}

lty_status lty_expr_call_all(lty_expr_reading *reading)
{
    lty_expr_code *code = reading->code;
    lty_status status;

    reading->quiet = true;
    while ((status = lty_expr_next(reading)) == LTY_OK && reading->token.kind != LTY_TOKEN_END) {
        if (!lty_expr_call_begins(reading)) {
            continue;
        }
        reading->quiet = false;
        status = lty_expr_call_read(reading);
        reading->table = NULL;
        reading->code = code;
        if (status != LTY_OK) {
            return status;
        }
        reading->quiet = true;
    }
    reading->quiet = false;
    reading->at = 0;
    reading->token = (lty_token){.kind = LTY_TOKEN_END};
    return status == LTY_E_MEMORY ? status : LTY_OK; /* what is no word is met again, and reported then */
}

const lty_expr_aggregate *lty_expr_call_take(uint32_t *index, lty_expr_reading *reading)
{
    size_t i = 0;

    while (reading->calls[i].offset != reading->token.offset) {
        i++;
        LTY_ASSERT(i < reading->call_count); /* both passes read the same words */
    }
    reading->token.len = reading->calls[i].end - reading->token.offset;
    reading->at = reading->calls[i].end;
    *index = reading->calls[i].index;
    return &reading->aggregates[*index];
}

static bool lty_expr_same_step(const lty_expr_step *a, const lty_expr_step *b)
{
    bool same = a->op == b->op && a->compare == b->compare && a->field == b->field && a->map == b->map && a->type == b->type
        && a->relative == b->relative && a->days == b->days && a->months == b->months && a->number == b->number
        && lty_text_equal(a->text, b->text) && a->list_count == b->list_count;

    for (size_t i = 0; same && i < a->list_count; i++) {
        same = a->list[i].number == b->list[i].number && lty_text_equal(a->list[i].text, b->list[i].text);
    }
    return same;
}

static bool lty_expr_same(const lty_expr *a, const lty_expr *b)
{
    if (a == NULL || b == NULL) {
        return a == b;
    }
    bool same = a == b || a->count == b->count;
    for (size_t i = 0; same && a != b && i < a->count; i++) {
        same = lty_expr_same_step(&a->steps[i], &b->steps[i]);
    }
    return same;
}

lty_status lty_expr_call_share(uint32_t *index, lty_expr_reading *reading, const lty_expr_aggregate *aggregate)
{
    for (uint32_t i = 0; i < reading->aggregate_count; i++) {
        const lty_expr_aggregate *other = &reading->aggregates[i];
        if (other->function == aggregate->function && other->what == aggregate->what && lty_expr_same(other->window, aggregate->window)
            && lty_expr_same(other->of, aggregate->of) && lty_expr_same(other->condition, aggregate->condition)) {
            *index = i;
            return LTY_OK;
        }
    }
    if (reading->aggregate_count == LTY_EXPR_AGGREGATES_MAX) {
        return lty_expr_problem(reading, aggregate->offset, "one aggregate too many",
            "at most 64 different aggregates, those of segments and affinities that the rule names included");
    }
    *index = reading->aggregate_count++;
    reading->aggregates[*index] = *aggregate;
    return LTY_OK;
}
