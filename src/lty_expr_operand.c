/* What can stand on one side of a comparison: a literal, a field, an aggregate, an affinity, today, and a map over what is a time. */
#include <stdio.h>
#include <string.h>

#include "lty_expr_read.h"
#include "lty_near.h"

#define LTY_EXPR_NAME_MAX 64 /* of what is quoted */

static const struct {
    const char *name;
    lty_expr_map map;
    int64_t least;
    int64_t most;
} lty_expr_maps[] = {
    {"year", LTY_EXPR_MAP_YEAR, 1, 9999},
    {"month", LTY_EXPR_MAP_MONTH, 1, 12},
    {"weekday", LTY_EXPR_MAP_WEEKDAY, 1, 7},
    {"hour", LTY_EXPR_MAP_HOUR, 0, 23},
    {"days_since", LTY_EXPR_MAP_DAYS_SINCE, INT64_MIN, INT64_MAX},
};
#define LTY_EXPR_MAPS (sizeof lty_expr_maps / sizeof *lty_expr_maps)

lty_expr_type lty_expr_operand_type(const lty_operand *operand)
{
    return operand->map == LTY_EXPR_MAP_NONE ? operand->field.type : LTY_EXPR_INTEGER;
}

static bool lty_expr_keyword(const lty_expr_reading *reading)
{
    static const char *const words[] = {"and", "or", "not", "in", "is", "null", "between", "true", "false", "ago", "starts"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (lty_expr_is(reading, words[i])) {
            return true;
        }
    }
    return false;
}

static const lty_expr_field *lty_expr_find(const lty_expr_field *fields, size_t count, lty_text name)
{
    for (size_t i = 0; i < count; i++) {
        if (lty_text_equal((lty_text){fields[i].name, strlen(fields[i].name)}, name)) {
            return &fields[i];
        }
    }
    return NULL;
}

/* A name that is right elsewhere: a column outside of an aggregate, a field of the customer within one. */
static bool lty_expr_elsewhere(char *expected, size_t size, const lty_expr_reading *reading, lty_text name)
{
    const lty_expr_scope *scope = reading->scope;

    if (reading->table != NULL) {
        const bool field = lty_expr_find(scope->fields, scope->field_count, name) != NULL;
        if (field) {
            snprintf(expected, size, "a column of %s: %.*s is a field of the customer, and stands outside of the parentheses",
                reading->table->name, (int) name.len, name.bytes);
        }
        return field;
    }
    for (size_t i = 0; i < scope->what_count; i++) {
        const lty_expr_what *what = &scope->whats[i];
        if (lty_text_equal((lty_text){what->name, strlen(what->name)}, name)) {
            const char *function = (what->functions & 1U << LTY_EXPR_SUM) != 0 ? "sum" : "count";
            snprintf(expected, size, "a field of the customer: of %s there are many, so %s(%s) or %s(%s, last 90 days)", what->name,
                function, what->name, function, what->name);
            return true;
        }
    }
    for (size_t i = 0; i < scope->table_count; i++) {
        const lty_expr_table *table = &scope->tables[i];
        if (lty_expr_find(table->fields, table->field_count, name) != NULL) {
            snprintf(expected, size, "a field of the customer: %.*s is a column of %s and stands in an aggregate, such as count(%s, ...)",
                (int) name.len, name.bytes, table->name, i == 0 ? "orders" : "visits");
            return true;
        }
    }
    return false;
}

/* The texts that a field may be are taken for names where their quotes are missing. */
static bool lty_expr_unquoted(char *expected, size_t size, const lty_expr_field *fields, size_t count, lty_text name)
{
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < fields[i].choice_count; k++) {
            if (lty_text_equal(fields[i].choices[k], name)) {
                snprintf(
                    expected, size, "a text in double quotes: \"%.*s\"", (int) (name.len <= LTY_EXPR_NAME_MAX ? name.len : 0), name.bytes);
                return true;
            }
        }
    }
    return false;
}

static lty_status lty_expr_unknown(lty_expr_reading *reading)
{
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    const lty_expr_field *fields = reading->table == NULL ? reading->scope->fields : reading->table->fields;
    const size_t count = reading->table == NULL ? reading->scope->field_count : reading->table->field_count;
    const char *kind = reading->table == NULL ? "field" : "column";
    char expected[LTY_EXPR_MESSAGE_MAX];
    lty_near near;

    if (lty_expr_is(reading, "now")) {
        return lty_expr_problem_token(reading, "today, or 0 days ago");
    }
    if (name.len <= LTY_EXPR_NAME_MAX
        && (lty_expr_hint_value(expected, sizeof expected, reading, reading->beside)
            || lty_expr_elsewhere(expected, sizeof expected, reading, name)
            || lty_expr_unquoted(expected, sizeof expected, fields, count, name)
            || lty_expr_hint_name(expected, sizeof expected, reading, fields, count))) {
        return lty_expr_problem_token(reading, expected);
    }
    lty_near_init(&near, name);
    for (size_t i = 0; i < count; i++) {
        lty_near_offer(&near, (lty_text){fields[i].name, strlen(fields[i].name)});
    }
    if (near.best.len > 0) {
        snprintf(expected, sizeof expected, "a %s; did you mean %.*s?", kind, (int) near.best.len, near.best.bytes);
    } else if (reading->table != NULL) {
        size_t used = (size_t) snprintf(expected, sizeof expected, "a column of %s:", reading->table->name);
        for (size_t i = 0; i < count && used + 40 < sizeof expected; i++) {
            used += (size_t) snprintf(expected + used, sizeof expected - used, "%s %s", i == 0 ? "" : ",", fields[i].name);
        }
    } else {
        snprintf(expected, sizeof expected, "a field, such as %s; texts stand in double quotes", count > 0 ? fields[0].name : "orders");
    }
    return lty_expr_problem_token(reading, expected);
}

static lty_status lty_expr_unknown_function(lty_expr_reading *reading)
{
    static const char *const names[] = {
        "count", "sum", "average", "min", "max", "first", "last", "share", "affinity", "year", "month", "weekday", "hour", "days_since"};
    const lty_expr_scope *scope = reading->scope;
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    const char *hint = lty_expr_find(scope->fields, scope->field_count, name) != NULL
        ? "a comparison behind a field, which takes no parentheses"
        : lty_expr_hint_function(reading);
    char expected[LTY_EXPR_MESSAGE_MAX];
    lty_near near;

    if (hint != NULL) {
        return lty_expr_problem_token(reading, hint);
    }
    lty_near_init(&near, name);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lty_near_offer(&near, (lty_text){names[i], strlen(names[i])});
    }
    if (near.best.len > 0) {
        snprintf(expected, sizeof expected, "a function; did you mean %.*s(...)?", (int) near.best.len, near.best.bytes);
    } else {
        snprintf(expected, sizeof expected,
            "a function: count, sum, average, min, max, first, last, share, affinity, year, month, weekday, hour or days_since");
    }
    return lty_expr_problem_token(reading, expected);
}

/* A name that messages can use, and that ends with a NUL. */
static lty_status lty_expr_call_name(lty_operand *out, lty_expr_reading *reading, size_t offset, size_t len)
{
    const int shown = lty_expr_cut(reading, offset, len, LTY_EXPR_NAME_MAX);
    const size_t size = LTY_EXPR_NAME_MAX + 8;
    char *name = lty_arena_zero(reading->scratch, size, 1);

    if (name == NULL) {
        return LTY_E_MEMORY;
    }
    snprintf(name, size, "%.*s%s", shown, reading->rule.bytes + offset, (size_t) shown < len ? "...)" : "");
    out->field.name = name;
    return LTY_OK;
}

static lty_status lty_expr_call_operand(lty_operand *out, lty_expr_reading *reading)
{
    uint32_t index;
    const lty_expr_aggregate *aggregate;

    if (reading->table != NULL) {
        return lty_expr_problem_token(reading, "a condition over one row: aggregates do not stand in one another");
    }
    aggregate = lty_expr_call_take(&index, reading);
    out->field = (lty_expr_field){.type = aggregate->type, .index = LTY_EXPR_AGGREGATE + index};
    out->known = true;
    if (aggregate->function <= LTY_EXPR_DISTINCT) {
        out->field.traits = LTY_EXPR_FIELD_COUNTED;
    } else if (aggregate->type == LTY_EXPR_RATIO) {
        out->field.traits = LTY_EXPR_FIELD_PART;
    }
    return lty_expr_call_name(out, reading, reading->token.offset, reading->token.len);
}

/* A field or column, with what its values can be. */
static void lty_expr_known(lty_operand *out, const lty_expr_reading *reading, const lty_expr_field *field)
{
    const lty_expr_closed *closed = reading->table == NULL ? NULL : reading->closed;
    static const struct {
        unsigned trait;
        int64_t least;
        int64_t most;
    } ranges[] = {{LTY_EXPR_FIELD_MONTH, 1, 12}, {LTY_EXPR_FIELD_WEEKDAY, 1, 7}, {LTY_EXPR_FIELD_HOUR, 0, 23}};

    out->field = *field;
    out->known = true;
    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++) {
        if ((field->traits & ranges[i].trait) != 0) {
            out->least = ranges[i].least;
            out->most = ranges[i].most;
        }
    }
    if (closed != NULL && closed->column == field->index) {
        out->field.name = closed->name;
        out->field.choices = closed->choices;
        out->field.choice_count = closed->choice_count;
    }
}

/* What is no literal, no map and no affinity; the token is left in place. */
static lty_status lty_expr_atom(lty_operand *out, lty_expr_reading *reading)
{
    const lty_expr_scope *scope = reading->scope;
    const lty_expr_table *table = reading->table;
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);

    if (lty_expr_is(reading, "today") && table == NULL) {
        out->today = true;
        out->known = true;
        out->field = (lty_expr_field){.name = "today", .type = LTY_EXPR_DAY, .index = LTY_EXPR_TODAY};
        return LTY_OK;
    }
    if (lty_expr_calls(reading)) {
        return lty_expr_call_begins(reading) ? lty_expr_call_operand(out, reading) : lty_expr_unknown_function(reading);
    }
    const lty_expr_field *field =
        table == NULL ? lty_expr_find(scope->fields, scope->field_count, name) : lty_expr_find(table->fields, table->field_count, name);
    if (field != NULL) {
        lty_expr_known(out, reading, field);
        return LTY_OK;
    }
    const lty_status status = lty_expr_unknown(reading);
    return status == LTY_E_RULE ? LTY_OK : status; /* said, and the reading goes on */
}

/* month(at) in a condition is the column month: one meaning, and no second way to reckon it. */
static void lty_expr_map_column(lty_operand *out, const lty_expr_reading *reading, const char *name)
{
    const lty_expr_table *table = reading->table;
    const lty_expr_field *column = table == NULL || out->field.index != table->at
        ? NULL
        : lty_expr_find(table->fields, table->field_count, (lty_text){name, strlen(name)});

    if (column != NULL) {
        out->field.index = column->index;
        out->field.type = column->type;
        out->map = LTY_EXPR_MAP_NONE;
    }
}

/* "month(last_order)": the token is the name; behind it the whole. */
static lty_status lty_expr_map_operand(lty_operand *out, lty_expr_reading *reading, size_t which)
{
    lty_status status = lty_expr_next(reading);

    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    if (status == LTY_OK
        && (reading->token.kind != LTY_TOKEN_NAME || lty_expr_keyword(reading)
            || (lty_expr_calls(reading) && !lty_expr_call_begins(reading)))) {
        status = lty_expr_problem_token(reading, "a field that is an instant or a date, today, or first(...) or last(...)");
    }
    const size_t inner = reading->token.offset;
    if (status == LTY_OK) {
        status = lty_expr_atom(out, reading);
    }
    if (status != LTY_OK) {
        return status;
    }
    const bool hour = lty_expr_maps[which].map == LTY_EXPR_MAP_HOUR;
    if (out->known && out->field.type != LTY_EXPR_INSTANT && (hour || out->field.type != LTY_EXPR_DAY)) {
        char found[LTY_EXPR_MESSAGE_MAX];
        snprintf(
            found, sizeof found, "%s of %s, which is %s", lty_expr_maps[which].name, out->field.name, lty_expr_type_text(out->field.type));
        status = lty_expr_problem(reading, inner, found,
            hour ? "a field that is an instant, such as last_order"
                 : "a field that is an instant or a date, such as last_order or birthday");
        if (status == LTY_E_MEMORY) {
            return status;
        }
        out->known = false;
    }
    status = lty_expr_next(reading);
    if (status == LTY_OK && reading->token.kind != LTY_TOKEN_CLOSE) {
        status = lty_expr_problem_token(reading, "a ) behind what the function is taken of");
    }
    if (status != LTY_OK) {
        return status;
    }
    out->today = false;
    out->map = lty_expr_maps[which].map;
    out->least = lty_expr_maps[which].least;
    out->most = lty_expr_maps[which].most;
    lty_expr_map_column(out, reading, lty_expr_maps[which].name);
    return lty_expr_call_name(out, reading, out->offset, reading->token.offset + 1 - out->offset);
}

lty_status lty_expr_operand(lty_operand *out, lty_expr_reading *reading, const char *expected)
{
    lty_status status = LTY_OK;
    size_t which = 0;

    *out = (lty_operand){.offset = reading->token.offset, .least = INT64_MIN, .most = INT64_MAX};
    if (lty_expr_literal_begins(reading) && !(lty_expr_is(reading, "today") && reading->table == NULL)) {
        status = lty_expr_literal(&out->literal, reading);
        out->len = out->literal.len;
        return status;
    }
    if (reading->token.kind != LTY_TOKEN_NAME || lty_expr_keyword(reading)) {
        return lty_expr_problem_token(reading, expected);
    }
    out->reads = true;
    while (which < LTY_EXPR_MAPS && !(lty_expr_calls(reading) && lty_expr_is(reading, lty_expr_maps[which].name))) {
        which++;
    }
    if (which < LTY_EXPR_MAPS) {
        status = lty_expr_map_operand(out, reading, which);
    } else if (lty_expr_calls(reading) && lty_expr_is(reading, "affinity")) {
        status = lty_expr_affinity_operand(out, reading);
    } else {
        status = lty_expr_atom(out, reading);
    }
    if (status == LTY_OK) {
        status = lty_expr_next(reading);
    }
    out->len = reading->previous_end - out->offset;
    out->literal = (lty_literal){.kind = LTY_LITERAL_AGO, .offset = out->offset, .len = out->len}; /* what today is as one */
    return status;
}
