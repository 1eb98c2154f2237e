/*
 * One comparison. It is written so that it is true where the answer is the wanted one and nowhere else, null included; what it becomes where the
 * operand is null never decides anything.
 */
#include "lty_check.h"
#include "lty_sql_part.h"

/* Days and years lie well inside of these: beyond them every comparison says the same. */
#define LTY_SQL_DAY_LIMIT INT64_C(5000000)
#define LTY_SQL_YEAR_MAX 9999

static const char *lty_sql_sign(lty_expr_compare compare)
{
    switch (compare) {
        case LTY_EXPR_EQ: return " = ";
        case LTY_EXPR_NE: return " <> ";
        case LTY_EXPR_LT: return " < ";
        case LTY_EXPR_LE: return " <= ";
        case LTY_EXPR_GT: return " > ";
        case LTY_EXPR_GE: break;
    }
    return " >= ";
}

static lty_expr_compare lty_sql_opposite(lty_expr_compare compare)
{
    switch (compare) {
        case LTY_EXPR_EQ: return LTY_EXPR_NE;
        case LTY_EXPR_NE: return LTY_EXPR_EQ;
        case LTY_EXPR_LT: return LTY_EXPR_GE;
        case LTY_EXPR_LE: return LTY_EXPR_GT;
        case LTY_EXPR_GT: return LTY_EXPR_LE;
        case LTY_EXPR_GE: break;
    }
    return LTY_EXPR_LT;
}

static lty_expr_compare lty_sql_mirrored(lty_expr_compare compare)
{
    switch (compare) {
        case LTY_EXPR_LT: return LTY_EXPR_GT;
        case LTY_EXPR_LE: return LTY_EXPR_GE;
        case LTY_EXPR_GT: return LTY_EXPR_LT;
        case LTY_EXPR_GE: return LTY_EXPR_LE;
        case LTY_EXPR_EQ:
        case LTY_EXPR_NE: break;
    }
    return compare;
}

static void lty_sql_compare(lty_sql_writer *writer, const lty_sql_operand *operand, lty_expr_compare compare, int64_t number)
{
    lty_sql_operand_write(writer, operand);
    lty_sql_string(writer, lty_sql_sign(compare));
    lty_sql_number(writer, number);
}

/* The first day of a year as a bound: the year 1 has begun on every day, and the year 10000 never does. */
static int64_t lty_sql_year_start(int64_t year)
{
    if (year <= 1) {
        return -LTY_SQL_DAY_LIMIT;
    }
    return year > LTY_SQL_YEAR_MAX ? LTY_SQL_DAY_LIMIT : lty_date_to_day((lty_date){.year = (int32_t) year, .month = 1, .day = 1});
}

/* "year(x) <compare> n" over the day of x. */
static void lty_sql_year(lty_sql_writer *writer, const lty_sql_operand *day, lty_expr_compare compare, int64_t year)
{
    const int64_t within = year < 0 ? 0 : year > LTY_SQL_YEAR_MAX ? LTY_SQL_YEAR_MAX + 1 : year;
    const int64_t next = lty_sql_year_start(within + 1);
    int64_t start = lty_sql_year_start(within);

    if (within == 0) {
        start = next; /* there is no such year */
    }
    switch (compare) {
        case LTY_EXPR_GE: lty_sql_compare(writer, day, LTY_EXPR_GE, start); return;
        case LTY_EXPR_LT: lty_sql_compare(writer, day, LTY_EXPR_LT, start); return;
        case LTY_EXPR_GT: lty_sql_compare(writer, day, LTY_EXPR_GE, next); return;
        case LTY_EXPR_LE: lty_sql_compare(writer, day, LTY_EXPR_LT, next); return;
        case LTY_EXPR_EQ:
        case LTY_EXPR_NE: break;
    }
    lty_sql_string(writer, "(");
    lty_sql_compare(writer, day, compare == LTY_EXPR_EQ ? LTY_EXPR_GE : LTY_EXPR_LT, start);
    lty_sql_string(writer, compare == LTY_EXPR_EQ ? " AND " : " OR ");
    lty_sql_compare(writer, day, compare == LTY_EXPR_EQ ? LTY_EXPR_LT : LTY_EXPR_GE, next);
    lty_sql_string(writer, ")");
}

/* The day that lies a number of days before today. */
static int64_t lty_sql_day_back(const lty_sql_writer *writer, int64_t days)
{
    const int64_t within = days < -2 * LTY_SQL_DAY_LIMIT ? -2 * LTY_SQL_DAY_LIMIT
        : days > 2 * LTY_SQL_DAY_LIMIT                   ? 2 * LTY_SQL_DAY_LIMIT
                                                         : days;

    return lty_zone_day(writer->scope->zone, writer->at_s) - within;
}

/* "x <compare> n" behind the step's map. */
static void lty_sql_mapped(
    lty_sql_writer *writer, const lty_sql_operand *operand, lty_expr_map map, lty_expr_compare compare, int64_t number)
{
    if (map == LTY_EXPR_MAP_YEAR) {
        lty_sql_year(writer, operand, compare, number);
    } else if (map == LTY_EXPR_MAP_DAYS_SINCE) {
        lty_sql_compare(writer, operand, lty_sql_mirrored(compare), lty_sql_day_back(writer, number));
    } else {
        lty_sql_compare(writer, operand, compare, number);
    }
}

static void lty_sql_list(lty_sql_writer *writer, const lty_expr_step *step, const lty_sql_operand *operand, bool in)
{
    if (step->map == LTY_EXPR_MAP_YEAR) {
        lty_sql_string(writer, "(");
        for (size_t i = 0; i < step->list_count; i++) {
            lty_sql_string(writer, i == 0 ? "" : in ? " OR " : " AND ");
            lty_sql_year(writer, operand, in ? LTY_EXPR_EQ : LTY_EXPR_NE, step->list[i].number);
        }
        lty_sql_string(writer, ")");
        return;
    }
    lty_sql_operand_write(writer, operand);
    lty_sql_string(writer, in ? " IN (" : " NOT IN (");
    for (size_t i = 0; i < step->list_count; i++) {
        lty_sql_string(writer, i == 0 ? "" : ", ");
        if (step->type == LTY_EXPR_TEXT) {
            lty_sql_text(writer, step->list[i].text);
        } else if (step->map == LTY_EXPR_MAP_DAYS_SINCE) {
            lty_sql_number(writer, lty_sql_day_back(writer, step->list[i].number));
        } else {
            lty_sql_number(writer, step->list[i].number);
        }
    }
    lty_sql_string(writer, ")");
}

/* The step, or its opposite, over an operand that is not null. */
static void lty_sql_known(
    lty_sql_writer *writer, const lty_expr *expr, const lty_expr_step *step, const lty_sql_operand *operand, bool holds)
{
    const lty_expr_compare compare = holds ? step->compare : lty_sql_opposite(step->compare);

    if (step->op == LTY_EXPR_OP_TRUE) {
        lty_sql_operand_write(writer, operand);
        lty_sql_string(writer, holds ? " <> 0" : " = 0");
    } else if (step->op == LTY_EXPR_OP_IN) {
        lty_sql_list(writer, step, operand, holds);
    } else if (step->op == LTY_EXPR_OP_PREFIX) {
        lty_sql_starts(writer, operand, step->text);
        lty_sql_string(writer, holds ? " = " : " <> ");
        lty_sql_text(writer, step->text);
    } else if (step->type == LTY_EXPR_TEXT) {
        lty_sql_operand_write(writer, operand);
        lty_sql_string(writer, lty_sql_sign(compare));
        lty_sql_text(writer, step->text);
    } else {
        lty_sql_mapped(writer, operand, step->map, compare, lty_expr_step_number(expr, step, writer->at_s));
    }
}

void lty_sql_leaf(
    lty_sql_writer *writer, const lty_expr *expr, const lty_expr_step *step, const lty_sql_operand *operand, lty_sql_want want)
{
    const bool holds = want == LTY_SQL_TRUE || want == LTY_SQL_NOT_FALSE;
    const bool with_null = want == LTY_SQL_NOT_TRUE || want == LTY_SQL_NOT_FALSE;

    if (step->op == LTY_EXPR_OP_NULL) {
        if (operand->nullable) {
            lty_sql_null(writer, operand, holds);
        } else {
            lty_sql_constant(writer, !holds);
        }
        return;
    }
    if (!operand->nullable) {
        lty_sql_known(writer, expr, step, operand, holds);
    } else if (with_null) {
        lty_sql_string(writer, "(");
        lty_sql_null(writer, operand, true);
        lty_sql_string(writer, " OR ");
        lty_sql_known(writer, expr, step, operand, holds);
        lty_sql_string(writer, ")");
    } else if (writer->dialect == LTY_SQL_CLICKHOUSE) {
        lty_sql_string(writer, "(");
        lty_sql_null(writer, operand, false);
        lty_sql_string(writer, " AND ");
        lty_sql_known(writer, expr, step, operand, holds);
        lty_sql_string(writer, ")");
    } else {
        lty_sql_known(writer, expr, step, operand, holds); /* unknown is not true, and nothing around it negates */
    }
}
