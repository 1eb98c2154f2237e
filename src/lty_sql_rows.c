/*
 * Columns, and aggregates as subqueries over rows. "Somebody for whom the aggregate is such" is membership in the customers of a grouped query; where the
 * answer for nobody's rows (0, or unknown) is the wanted one too, it is not being among those for whom it is another. No engine's own meaning of
 * an aggregate over nothing, of its overflow or of its division is used:
 *
 * - Sums are exact: PostgreSQL and MariaDB add in decimals, for SQLite (an error) and ClickHouse (wraps) both halves of each number are added by themselves.
 * - Quotients are cut by integer division; a share is divided in two steps of three digits, since its part times a million does not fit.
 * - The month of the first instant is taken from the row of that instant: the instant stands in front of it in one number whose least is looked for.
 */
#include "lty_check.h"
#include "lty_sql_part.h"

typedef struct lty_sql_row_column {
    const char *name;
    bool nullable;
} lty_sql_row_column;

static const lty_sql_row_column lty_sql_purchase_columns[LTY_PURCHASE_COLUMNS] = {
    [LTY_PURCHASE_ORDER] = {"order_number", false},
    [LTY_PURCHASE_AT] = {"at", false},
    [LTY_PURCHASE_AMOUNT] = {"amount", false},
    [LTY_PURCHASE_GROSS] = {"gross", false},
    [LTY_PURCHASE_QUANTITY] = {"quantity", false},
    [LTY_PURCHASE_SKU] = {"sku", false},
    [LTY_PURCHASE_CATEGORY] = {"category", false},
    [LTY_PURCHASE_BRAND] = {"brand", false},
    [LTY_PURCHASE_CHANNEL] = {"channel", false},
    [LTY_PURCHASE_SALE] = {"sale", false},
    [LTY_PURCHASE_CODE] = {"code", false},
    [LTY_PURCHASE_COST] = {"cost", true},
    [LTY_PURCHASE_MARGIN] = {"margin", true},
    [LTY_PURCHASE_MONTH] = {"month", false},
    [LTY_PURCHASE_WEEKDAY] = {"weekday", false},
    [LTY_PURCHASE_HOUR] = {"hour", false},
};

static const lty_sql_row_column lty_sql_activity_columns[LTY_ACTIVITY_COLUMNS] = {
    [LTY_ACTIVITY_AT] = {"at", false},
    [LTY_ACTIVITY_NAME] = {"name", false},
    [LTY_ACTIVITY_VIA] = {"via", false},
    [LTY_ACTIVITY_SECTION] = {"section", false},
    [LTY_ACTIVITY_WANTED] = {"wanted", true},
    [LTY_ACTIVITY_MONTH] = {"month", false},
    [LTY_ACTIVITY_WEEKDAY] = {"weekday", false},
    [LTY_ACTIVITY_HOUR] = {"hour", false},
    [LTY_ACTIVITY_KIND] = {"kind", false},
};

static const struct {
    const char *name;
    const lty_sql_row_column *columns;
    uint32_t count;
    uint32_t at;
} lty_sql_row_tables[LTY_FACT_TABLES] = {
    [LTY_FACT_PURCHASES] = {"purchase", lty_sql_purchase_columns, LTY_PURCHASE_COLUMNS, LTY_PURCHASE_AT},
    [LTY_FACT_ACTIVITIES] = {"activity", lty_sql_activity_columns, LTY_ACTIVITY_COLUMNS, LTY_ACTIVITY_AT},
};

/* The column behind a row's instant that a map looks at. */
static const char *lty_sql_row_local(lty_expr_map map)
{
    switch (map) {
        case LTY_EXPR_MAP_YEAR:
        case LTY_EXPR_MAP_DAYS_SINCE: return "at_day";
        case LTY_EXPR_MAP_MONTH: return "month";
        case LTY_EXPR_MAP_WEEKDAY: return "weekday";
        case LTY_EXPR_MAP_HOUR: return "hour";
        case LTY_EXPR_MAP_NONE: break;
    }
    return "at";
}

static bool lty_sql_operand_row(lty_sql_operand *out, uint32_t table, uint32_t column, lty_expr_map map)
{
    if (table >= LTY_FACT_TABLES || column >= lty_sql_row_tables[table].count) {
        return false;
    }
    *out = (lty_sql_operand){lty_sql_row_tables[table].columns[column].name, "", lty_sql_row_tables[table].columns[column].nullable, false};
    if (column == lty_sql_row_tables[table].at) {
        out->name = lty_sql_row_local(map);
        return true;
    }
    return map == LTY_EXPR_MAP_NONE;
}

bool lty_sql_operand_of(lty_sql_operand *out, const lty_sql_writer *writer, uint32_t table, uint32_t column, lty_expr_map map)
{
    if (table != LTY_SQL_CUSTOMER) {
        return lty_sql_operand_row(out, table, column, map);
    }
    if (column >= writer->scope->field_count) {
        return false;
    }
    const lty_expr_field *field = &writer->scope->fields[column];
    const bool instant = field->type == LTY_EXPR_INSTANT;
    *out = (lty_sql_operand){field->name, "", (field->traits & LTY_EXPR_FIELD_COUNTED) == 0, map == LTY_EXPR_MAP_WEEKDAY};
    switch (map) {
        case LTY_EXPR_MAP_NONE: return true;
        case LTY_EXPR_MAP_MONTH: out->suffix = "_month"; break;
        case LTY_EXPR_MAP_HOUR: out->suffix = "_hour"; return instant;
        case LTY_EXPR_MAP_YEAR:
        case LTY_EXPR_MAP_WEEKDAY:
        case LTY_EXPR_MAP_DAYS_SINCE: out->suffix = instant ? "_day" : ""; break;
    }
    return instant || field->type == LTY_EXPR_DAY;
}

/* --- the parts of a subquery, inside out ------------------------------------------------------------------------------- */

static bool lty_sql_halves(const lty_sql_writer *writer)
{
    return writer->dialect == LTY_SQL_SQLITE || writer->dialect == LTY_SQL_CLICKHOUSE;
}

/* "a / b", cut towards zero; b > 0. */
static void lty_sql_quotient(lty_sql_writer *writer, const char *a, const char *b)
{
    const bool call = writer->dialect == LTY_SQL_CLICKHOUSE;

    lty_sql_string(writer, call ? "intDiv(" : "(");
    lty_sql_string(writer, a);
    lty_sql_string(writer, call ? ", " : writer->dialect == LTY_SQL_MARIADB ? " DIV " : " / ");
    lty_sql_string(writer, b);
    lty_sql_string(writer, ")");
}

/* The sum of a column of the rows: `name`, or its halves `name`_h and `name`_l. */
static void lty_sql_sum(lty_sql_writer *writer, const lty_sql_operand *operand, const char *times, const char *name)
{
    const bool call = writer->dialect == LTY_SQL_CLICKHOUSE;

    if (!lty_sql_halves(writer)) {
        lty_sql_string(writer, "SUM(");
        lty_sql_operand_write(writer, operand);
        lty_sql_string(writer, times);
        lty_sql_string(writer, ") AS ");
        lty_sql_string(writer, name);
        return;
    }
    lty_sql_string(writer, call ? "SUM(intDiv(" : "SUM(");
    lty_sql_operand_write(writer, operand);
    lty_sql_string(writer, call ? ", toInt64(4294967296))" : " / 4294967296");
    lty_sql_string(writer, times);
    lty_sql_string(writer, ") AS ");
    lty_sql_string(writer, name);
    lty_sql_string(writer, "_h, SUM(");
    lty_sql_operand_write(writer, operand);
    lty_sql_string(writer, call ? " % toInt64(4294967296)" : " % 4294967296"); /* else ClickHouse takes both for numbers without a sign */
    lty_sql_string(writer, times);
    lty_sql_string(writer, ") AS ");
    lty_sql_string(writer, name);
    lty_sql_string(writer, "_l");
}

/* Such a sum as one number, or null where it is beyond LTY_EXPR_SUM_MAX. Of a billion rows the lower halves do not reach 2^62. */
static void lty_sql_bounded(lty_sql_writer *writer, const char *name, const char *as)
{
    const char *const parts[] = {"CASE WHEN ", name, "_h BETWEEN -1073741824 AND 1073741824 AND ", name, "_h * 4294967296 + ", name,
        "_l BETWEEN -9000000000000000 AND 9000000000000000 THEN ", name, "_h * 4294967296 + ", name, "_l END AS ", as};
    const char *const whole[] = {"CASE WHEN ", name, " BETWEEN -9000000000000000 AND 9000000000000000 THEN CAST(", name,
        writer->dialect == LTY_SQL_MARIADB ? " AS SIGNED) END AS " : " AS BIGINT) END AS ", as};
    const bool halves = lty_sql_halves(writer);

    for (size_t i = 0; i < (halves ? sizeof parts / sizeof *parts : sizeof whole / sizeof *whole); i++) {
        lty_sql_string(writer, halves ? parts[i] : whole[i]);
    }
}

static void lty_sql_count(lty_sql_writer *writer, const char *what, const char *as)
{
    const bool typed = writer->dialect == LTY_SQL_CLICKHOUSE; /* its counts have no sign */

    lty_sql_string(writer, typed ? "toInt64(" : "");
    if (what == NULL) {
        lty_sql_string(writer, typed ? "count()" : "COUNT(*)");
    } else {
        lty_sql_string(writer, typed ? "uniqExact(" : "COUNT(DISTINCT ");
        lty_sql_string(writer, what);
        lty_sql_string(writer, ")");
    }
    lty_sql_string(writer, typed ? ") AS " : " AS ");
    lty_sql_string(writer, as);
}

/* The least or the greatest instant, or what stands beside it in its row. */
static void lty_sql_instant(lty_sql_writer *writer, bool first, lty_expr_map map)
{
    lty_sql_string(writer, first ? "MIN(" : "MAX(");
    if (map == LTY_EXPR_MAP_NONE) {
        lty_sql_name(writer, (lty_text){NULL, 0}, "at", "");
        lty_sql_string(writer, ") AS v");
        return;
    }
    lty_sql_string(writer, "(");
    lty_sql_name(writer, (lty_text){NULL, 0}, "at", "");
    lty_sql_string(writer, " + 62135596800) * 4194304 + "); /* from the year 1 on; days need 22 bits */
    lty_sql_name(writer, (lty_text){NULL, 0}, lty_sql_row_local(map), "");
    lty_sql_string(writer, " + 719162) % 4194304 - 719162 AS v");
}

/* From `p` and `w`. A whole is at most LTY_EXPR_SUM_MAX, so three digits at a time fit. ClickHouse divides where nobody looks, too. */
static void lty_sql_share(lty_sql_writer *writer)
{
#define LTY_SQL_W "greatest(ifNull(w, 1), 1)"
    const bool call = writer->dialect == LTY_SQL_CLICKHOUSE;
    const char *const whole = call ? LTY_SQL_W : "w";

    lty_sql_string(writer, "CASE WHEN w > 0 THEN ");
    lty_sql_quotient(writer, "p", whole);
    lty_sql_string(writer, " * 1000000 + ");
    lty_sql_quotient(writer, call ? "p % " LTY_SQL_W " * 1000" : "p % w * 1000", whole);
    lty_sql_string(writer, " * 1000 + ");
    lty_sql_quotient(writer, call ? "p % " LTY_SQL_W " * 1000 % " LTY_SQL_W " * 1000" : "p % w * 1000 % w * 1000", whole);
    lty_sql_string(writer, " END AS v");
#undef LTY_SQL_W
}

/* What a row gives: the column that is summed or told apart. */
static lty_sql_operand lty_sql_what(const lty_expr_aggregate *aggregate)
{
    lty_sql_operand operand = {"at", "", false, false};
    const bool found = lty_sql_operand_row(&operand, aggregate->what->table, aggregate->what->column, LTY_EXPR_MAP_NONE);

    LTY_ASSERT(found);
    return operand;
}

/* Writes "SELECT customer, ..." of the grouped level. */
static void lty_sql_grouped(lty_sql_writer *writer, const lty_expr_aggregate *aggregate, lty_expr_map map)
{
    const bool call = writer->dialect == LTY_SQL_CLICKHOUSE;
    const lty_sql_operand what = lty_sql_what(aggregate);
    const lty_sql_operand row = {"x", "", false, false};

    switch (aggregate->function) {
        case LTY_EXPR_COUNT: lty_sql_count(writer, NULL, "v"); break;
        case LTY_EXPR_DISTINCT: lty_sql_count(writer, what.name, "v"); break;
        case LTY_EXPR_SUM: lty_sql_sum(writer, &what, "", "t"); break;
        case LTY_EXPR_AVERAGE: {
            lty_sql_operand group;
            const bool found = lty_sql_operand_row(&group, aggregate->what->table, aggregate->what->group, LTY_EXPR_MAP_NONE);

            LTY_ASSERT(found);
            lty_sql_sum(writer, &what, "", "t");
            lty_sql_string(writer, ", ");
            lty_sql_count(writer, group.name, "n");
            break;
        }
        case LTY_EXPR_MIN:
        case LTY_EXPR_MAX:
            lty_sql_string(writer, aggregate->function == LTY_EXPR_MIN ? "MIN(" : "MAX(");
            lty_sql_operand_write(writer, &what);
            lty_sql_string(writer, ") AS v");
            break;
        case LTY_EXPR_FIRST:
        case LTY_EXPR_LAST: lty_sql_instant(writer, aggregate->function == LTY_EXPR_FIRST, map); break;
        case LTY_EXPR_SHARE_COUNT:
            lty_sql_string(writer, call ? "toInt64(countIf(c = 1)) AS p, " : "COUNT(CASE WHEN c = 1 THEN 1 END) AS p, ");
            lty_sql_count(writer, NULL, "w");
            break;
        case LTY_EXPR_SHARE_DISTINCT:
            lty_sql_string(writer, call ? "toInt64(uniqExactIf(x, c = 1)) AS p, " : "COUNT(DISTINCT CASE WHEN c = 1 THEN x END) AS p, ");
            lty_sql_count(writer, "x", "w");
            break;
        case LTY_EXPR_SHARE_SUM:
            lty_sql_sum(writer, &row, " * c", "tp");
            lty_sql_string(writer, ", ");
            lty_sql_sum(writer, &row, "", "tw");
            break;
    }
}

/* Writes the levels around the grouped one, outermost first: what is left is "SELECT customer, " of that one. Gives how many were opened. */
static size_t lty_sql_levels(lty_sql_writer *writer, lty_expr_function function)
{
    lty_sql_string(writer, "SELECT customer FROM (SELECT customer, ");
    switch (function) {
        case LTY_EXPR_COUNT:
        case LTY_EXPR_DISTINCT:
        case LTY_EXPR_MIN:
        case LTY_EXPR_MAX:
        case LTY_EXPR_FIRST:
        case LTY_EXPR_LAST: return 0;
        case LTY_EXPR_SUM:
            lty_sql_bounded(writer, "t", "v");
            lty_sql_string(writer, " FROM (SELECT customer, ");
            return 1;
        case LTY_EXPR_AVERAGE: /* half away from zero */
            lty_sql_quotient(writer, "s", "n");
            lty_sql_string(
                writer, " + CASE WHEN s % n * 2 >= n THEN 1 WHEN s % n * 2 <= -n THEN -1 ELSE 0 END AS v FROM (SELECT customer, n, ");
            lty_sql_bounded(writer, "t", "s");
            lty_sql_string(writer, " FROM (SELECT customer, ");
            return 2;
        case LTY_EXPR_SHARE_COUNT:
        case LTY_EXPR_SHARE_DISTINCT:
            lty_sql_share(writer);
            lty_sql_string(writer, " FROM (SELECT customer, ");
            return 1;
        case LTY_EXPR_SHARE_SUM:
            lty_sql_share(writer);
            lty_sql_string(writer, " FROM (SELECT customer, ");
            lty_sql_bounded(writer, "tp", "p");
            lty_sql_string(writer, ", ");
            lty_sql_bounded(writer, "tw", "w");
            lty_sql_string(writer, " FROM (SELECT customer, ");
            return 2;
    }
    return 0;
}

/* " FROM table WHERE ..." up to the first rule; what every row has to be. Gives whether anything was asked. */
static bool lty_sql_rows_of(lty_sql_writer *writer, const lty_expr_aggregate *aggregate)
{
    const lty_expr_what *what = aggregate->what;
    const lty_sql_operand operand = lty_sql_what(aggregate);
    bool asked = false;

    lty_sql_string(writer, " FROM ");
    lty_sql_table(writer, lty_sql_row_tables[what->table].name);
    lty_sql_string(writer, " WHERE ");
    if (what->only != UINT32_MAX) {
        lty_sql_operand only;
        const bool found = lty_sql_operand_row(&only, what->table, what->only, LTY_EXPR_MAP_NONE);

        LTY_ASSERT(found && what->only_value >= 0);
        lty_sql_operand_write(writer, &only);
        lty_sql_string(writer, " = ");
        lty_sql_integer(writer, what->only_value);
        asked = true;
    }
    if (operand.nullable) {
        lty_sql_string(writer, asked ? " AND " : "");
        lty_sql_null(writer, &operand, false);
        asked = true;
    }
    if (aggregate->function == LTY_EXPR_DISTINCT && what->type == LTY_EXPR_TEXT) {
        lty_sql_string(writer, asked ? " AND " : "");
        lty_sql_operand_write(writer, &operand);
        lty_sql_string(writer, " <> ''");
        asked = true;
    }
    return asked;
}

static bool lty_sql_is_share(lty_expr_function function)
{
    return function == LTY_EXPR_SHARE_COUNT || function == LTY_EXPR_SHARE_DISTINCT || function == LTY_EXPR_SHARE_SUM;
}

/* Pushes a rule over rows, joined to what stands before it. */
static void lty_sql_push_rule(lty_sql_writer *writer, const lty_expr *rule, uint32_t table, bool joined)
{
    size_t count;

    if (rule != NULL) {
        (void) lty_expr_steps(rule, &count);
        lty_sql_push(writer,
            &(lty_sql_item){
                .kind = LTY_SQL_ITEM_RULE, .want = LTY_SQL_TRUE, .expr = rule, .at = count - 1, .table = table, .within = LTY_EXPR_OP_AND});
        lty_sql_push(writer, &(lty_sql_item){.kind = LTY_SQL_ITEM_STRING, .string = joined ? " AND " : ""});
    }
}

/* Pushes what follows the condition of a share: its rows. */
static void lty_sql_push_string(lty_sql_writer *writer, const char *string)
{
    lty_sql_push(writer, &(lty_sql_item){.kind = LTY_SQL_ITEM_STRING, .string = string});
}

void lty_sql_rows(lty_sql_writer *writer, const lty_expr_aggregate *aggregate)
{
    const lty_expr *last = lty_sql_is_share(aggregate->function) ? aggregate->of : aggregate->condition;
    const bool asked = lty_sql_rows_of(writer, aggregate);

    if (!asked && aggregate->window == NULL && last == NULL) {
        lty_sql_constant(writer, true);
    }
    lty_sql_push_rule(writer, last, aggregate->what->table, asked || aggregate->window != NULL);
    lty_sql_push_rule(writer, aggregate->window, aggregate->what->table, asked);
}

void lty_sql_aggregate(lty_sql_writer *writer, const lty_expr *expr, const lty_expr_step *step, lty_sql_want want)
{
    size_t count;
    const lty_expr_aggregate *aggregate = &lty_expr_aggregates(expr, &count)[step->field - LTY_EXPR_AGGREGATE];
    const lty_expr_function function = aggregate->function;
    const lty_expr_value nothing = {.null = function != LTY_EXPR_COUNT && function != LTY_EXPR_DISTINCT && function != LTY_EXPR_SUM};
    const bool others = lty_sql_wanted(want, lty_expr_step_answer(expr, step, &nothing, writer->at_s));
    const bool is_share = lty_sql_is_share(function);

    lty_sql_string(writer, "customer");
    lty_sql_string(writer, writer->dialect == LTY_SQL_CLICKHOUSE && writer->tables->distributed ? " GLOBAL" : "");
    lty_sql_string(writer, others ? " NOT IN (" : " IN (");
    const size_t levels = lty_sql_levels(writer, function);
    lty_sql_grouped(writer, aggregate, step->map);

    lty_sql_push_string(writer, ")");
    lty_sql_push(writer,
        &(lty_sql_item){.kind = LTY_SQL_ITEM_VALUE,
            .want = others ? lty_sql_want_others(want) : want,
            .expr = expr,
            .step = step,
            .aggregate = aggregate});
    lty_sql_push_string(writer, ") AS a WHERE ");
    for (size_t i = 0; i < levels; i++) {
        lty_sql_push_string(writer, ") AS a");
    }
    lty_sql_push_string(writer, " GROUP BY customer");
    if (is_share) {
        lty_sql_push_string(writer, ") AS a");
    }
    lty_sql_push(writer, &(lty_sql_item){.kind = LTY_SQL_ITEM_ROWS, .aggregate = aggregate});
    if (is_share) {
        const lty_sql_operand what = lty_sql_what(aggregate);

        lty_sql_push_string(writer, " THEN 1 ELSE 0 END AS c");
        lty_sql_push_rule(writer, aggregate->condition, aggregate->what->table, false);
        if (aggregate->condition == NULL) {
            lty_sql_push_string(writer, "1 = 1");
        }
        lty_sql_string(writer, " FROM (SELECT customer, ");
        lty_sql_operand_write(writer, &what);
        lty_sql_string(writer, " AS x, CASE WHEN ");
    }
}

/* The comparison over `v`: of an instant a map has taken its part already, days are mapped here. */
void lty_sql_value(lty_sql_writer *writer, const lty_sql_item *item)
{
    const lty_expr_function function = item->aggregate->function;
    const bool whole = function == LTY_EXPR_COUNT || function == LTY_EXPR_DISTINCT || function == LTY_EXPR_MIN || function == LTY_EXPR_MAX
        || function == LTY_EXPR_FIRST || function == LTY_EXPR_LAST;
    const lty_sql_operand operand = {"v", "", !whole, false};

    lty_sql_leaf(writer, item->expr, item->step, &operand, item->want);
}
