/*
 * A rule as a query. The rule's steps are walked from the last one back, each told which answer is wanted of it; what has to be written behind a part
 * waits on a stack.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_sql_part.h"

/* SQLite refuses expressions that are 1,000 deep, a chain of AND included; 800 parts are beyond what anybody writes. */
#define LTY_SQL_STEPS_MAX 800U
/* Its parser has a stack of 100 as Debian and others build it: 18 parentheses fit at the least lucky place. */
#define LTY_SQL_SQLITE_NESTED_MAX 12U
#define LTY_SQL_PARAMETERS_MAX 30000U

void lty_sql_push(lty_sql_writer *writer, const lty_sql_item *item)
{
    void *items = writer->items;

    if (writer->failed
        || lty_alloc_reserve(writer->text.alloc, &items, &writer->item_capacity, writer->item_count + 1, sizeof *writer->items) != LTY_OK) {
        writer->failed = true;
        return;
    }
    writer->items = items;
    writer->items[writer->item_count++] = *item;
}

/* The first step of the part that ends at `at`. */
static size_t lty_sql_begin(const lty_expr_step *steps, size_t at)
{
    size_t wanted = 1; /* values that the steps from here on still take from those before */

    for (size_t i = at + 1; i-- > 0;) {
        if (steps[i].op == LTY_EXPR_OP_AND || steps[i].op == LTY_EXPR_OP_OR) {
            wanted++;
        } else if (steps[i].op != LTY_EXPR_OP_NOT && steps[i].op != LTY_EXPR_OP_IS_TRUE && --wanted == 0) {
            return i;
        }
    }
    LTY_ASSERT(false);
    return 0;
}

/* Whether "and" stays "and": De Morgan where the opposite is wanted. */
static lty_expr_op lty_sql_connective(lty_expr_op op, lty_sql_want want)
{
    const bool turned = want == LTY_SQL_FALSE || want == LTY_SQL_NOT_TRUE;

    return (op == LTY_EXPR_OP_AND) != turned ? LTY_EXPR_OP_AND : LTY_EXPR_OP_OR;
}

static void lty_sql_both(lty_sql_writer *writer, const lty_sql_item *item, const lty_expr_step *steps)
{
    const lty_expr_op op = lty_sql_connective(steps[item->at].op, item->want);
    lty_sql_item part = *item;

    part.within = op;
    if (op != item->within) {
        lty_sql_string(writer, "(");
        writer->depth++;
        writer->deepest = writer->depth > writer->deepest ? writer->depth : writer->deepest;
        lty_sql_push(writer, &(lty_sql_item){.kind = LTY_SQL_ITEM_CLOSE});
    }
    part.at = item->at - 1;
    lty_sql_push(writer, &part);
    lty_sql_push(writer, &(lty_sql_item){.kind = LTY_SQL_ITEM_STRING, .string = op == LTY_EXPR_OP_AND ? " AND " : " OR "});
    part.at = lty_sql_begin(steps, item->at - 1) - 1;
    lty_sql_push(writer, &part);
}

static void lty_sql_refuse(lty_sql_writer *writer, const lty_expr_step *step, lty_text found, const char *expected)
{
    if (writer->refused) {
        return;
    }
    writer->refused = true;
    lty_problems_add(writer->problems, (lty_text){NULL, 0}, found, (lty_text){expected, strlen(expected)}, step->offset);
}

static void lty_sql_read(lty_sql_writer *writer, const lty_sql_item *item, const lty_expr_step *step)
{
    lty_sql_operand operand;

    if (step->op == LTY_EXPR_OP_CONSTANT) {
        lty_sql_constant(writer, lty_sql_wanted(item->want, (int) step->number));
    } else if (step->field == LTY_EXPR_TODAY) {
        const lty_expr_value today = {.number = lty_zone_day(writer->scope->zone, writer->at_s)};

        lty_sql_constant(writer, lty_sql_wanted(item->want, lty_expr_step_answer(item->expr, step, &today, writer->at_s)));
    } else if (step->field >= LTY_EXPR_AGGREGATE && item->table == LTY_SQL_CUSTOMER) {
        lty_sql_aggregate(writer, item->expr, step, item->want);
    } else if (lty_sql_operand_of(&operand, writer, item->table, step->field, step->map)) {
        lty_sql_leaf(writer, item->expr, step, &operand, item->want);
    } else {
        const lty_text source = lty_expr_source(item->expr);
        const size_t from = step->offset < source.len ? step->offset : source.len;
        const size_t most = source.len - from;

        lty_sql_refuse(writer, step, (lty_text){source.bytes + from, step->len < most ? step->len : most},
            "a comparison of something that the tables have a column for");
    }
}

static void lty_sql_part(lty_sql_writer *writer, const lty_sql_item *item)
{
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(item->expr, &count);
    lty_sql_item part = *item;

    switch (steps[item->at].op) {
        case LTY_EXPR_OP_AND:
        case LTY_EXPR_OP_OR: lty_sql_both(writer, item, steps); return;
        case LTY_EXPR_OP_NOT:
            part.want = lty_sql_want_negated(item->want);
            part.at--;
            lty_sql_push(writer, &part);
            return;
        case LTY_EXPR_OP_IS_TRUE: /* it is known: what is not true of it is false */
            part.want = item->want == LTY_SQL_TRUE || item->want == LTY_SQL_NOT_FALSE ? LTY_SQL_TRUE : LTY_SQL_NOT_TRUE;
            part.at--;
            lty_sql_push(writer, &part);
            return;
        case LTY_EXPR_OP_COMPARE:
        case LTY_EXPR_OP_IN:
        case LTY_EXPR_OP_NULL:
        case LTY_EXPR_OP_TRUE:
        case LTY_EXPR_OP_PREFIX:
        case LTY_EXPR_OP_CONSTANT: lty_sql_read(writer, item, &steps[item->at]); return;
    }
}

static void lty_sql_write(lty_sql_writer *writer)
{
    while (writer->item_count > 0 && !writer->failed && !writer->refused) {
        const lty_sql_item item = writer->items[--writer->item_count];

        switch (item.kind) {
            case LTY_SQL_ITEM_STRING: lty_sql_string(writer, item.string); break;
            case LTY_SQL_ITEM_CLOSE:
                lty_sql_string(writer, ")");
                writer->depth--;
                break;
            case LTY_SQL_ITEM_RULE: lty_sql_part(writer, &item); break;
            case LTY_SQL_ITEM_ROWS: lty_sql_rows(writer, item.aggregate); break;
            case LTY_SQL_ITEM_VALUE: lty_sql_value(writer, &item); break;
        }
    }
}

/* How many steps there are with those of the aggregates' conditions, each as often as it is written. */
static size_t lty_sql_size(const lty_expr *rule)
{
    size_t count, aggregate_count, inner;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(rule, &aggregate_count);
    size_t size = count;

    for (size_t i = 0; i < count; i++) {
        if (steps[i].op == LTY_EXPR_OP_CONSTANT || steps[i].field < LTY_EXPR_AGGREGATE
            || steps[i].field - LTY_EXPR_AGGREGATE >= aggregate_count) {
            continue;
        }
        const lty_expr_aggregate *aggregate = &aggregates[steps[i].field - LTY_EXPR_AGGREGATE];
        const lty_expr *const parts[] = {aggregate->window, aggregate->of, aggregate->condition};
        for (size_t part = 0; part < sizeof parts / sizeof *parts; part++) {
            if (parts[part] != NULL) {
                (void) lty_expr_steps(parts[part], &inner);
                size += inner;
            }
        }
    }
    return size;
}

static lty_status lty_sql_keep(lty_sql_query *out, const lty_sql_writer *writer, lty_arena *arena)
{
    const lty_text text = lty_buffer_view(&writer->text);
    const char *copy = lty_arena_copy(arena, text.bytes, text.len);
    lty_sql_parameter *parameters = lty_arena_new(arena, writer->count, sizeof *parameters);

    if (copy == NULL || parameters == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < writer->count; i++) {
        parameters[i] = writer->parameters[i];
        if (parameters[i].is_text) {
            parameters[i].text.bytes = lty_arena_copy(arena, parameters[i].text.bytes, parameters[i].text.len);
            if (parameters[i].text.bytes == NULL) {
                return LTY_E_MEMORY;
            }
        }
    }
    *out = (lty_sql_query){{copy, text.len}, parameters, writer->count};
    return LTY_OK;
}

lty_status lty_sql_select(lty_sql_query *out, const lty_expr *rule, const lty_expr_scope *scope, lty_sql_dialect dialect,
    const lty_sql_tables *tables, int64_t at_s, lty_arena *arena, lty_problems *problems)
{
    lty_sql_writer writer = {.dialect = dialect, .tables = tables, .scope = scope, .problems = problems, .at_s = at_s};
    const lty_expr_step whole = {.offset = 0};
    size_t count;

    (void) lty_expr_steps(rule, &count);
    if (lty_sql_size(rule) > LTY_SQL_STEPS_MAX) {
        lty_sql_refuse(&writer, &whole, LTY_TEXT("a rule of more than 800 parts"),
            "at most 800, segments that are named and conditions of rows included");
        return problems->failed ? LTY_E_MEMORY : LTY_E_SQL;
    }
    lty_buffer_init(&writer.text, arena->alloc);
    lty_sql_string(&writer, "SELECT customer FROM ");
    lty_sql_table(&writer, "customer");
    lty_sql_string(&writer, " WHERE ");
    lty_sql_push(&writer,
        &(lty_sql_item){.kind = LTY_SQL_ITEM_RULE,
            .want = LTY_SQL_TRUE,
            .expr = rule,
            .at = count - 1,
            .table = LTY_SQL_CUSTOMER,
            .within = LTY_EXPR_OP_AND});
    lty_sql_write(&writer);
    if (!writer.refused && dialect == LTY_SQL_SQLITE && writer.deepest > LTY_SQL_SQLITE_NESTED_MAX) {
        lty_sql_refuse(&writer, &whole, LTY_TEXT("and, or and parentheses that are nested more than 12 deep, which SQLite cannot read"),
            "a flatter rule, or part of it as a list (in) or a range (between)");
    }
    if (!writer.refused && writer.count > LTY_SQL_PARAMETERS_MAX) {
        lty_sql_refuse(&writer, &whole, LTY_TEXT("more than 30000 values"), "shorter lists");
    }
    lty_status status = writer.failed || writer.text.failed || problems->failed ? LTY_E_MEMORY : writer.refused ? LTY_E_SQL : LTY_OK;
    if (status == LTY_OK) {
        status = lty_sql_keep(out, &writer, arena);
    }
    lty_buffer_destroy(&writer.text);
    lty_alloc_free(arena->alloc, writer.parameters, writer.capacity * sizeof *writer.parameters);
    lty_alloc_free(arena->alloc, writer.items, writer.item_capacity * sizeof *writer.items);
    return status;
}
