/*
 * Row by row, as docs/customers.md says it: this is what a rule means, and what the columns of a base and every engine are held against. No order of
 * the rows shows in a result.
 */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_check.h"

__extension__ typedef __int128 lty_aggregate_wide;

#define LTY_AGGREGATE_MILLION INT64_C(1000000)

/* The sum, or LTY_FACT_NONE where it lies beyond LTY_EXPR_SUM_MAX. */
static int64_t lty_aggregate_total(const lty_aggregate_sum *sum)
{
    const lty_aggregate_wide total = (lty_aggregate_wide) sum->high * ((int64_t) UINT32_MAX + 1) + sum->low;

    return total > LTY_EXPR_SUM_MAX || total < -LTY_EXPR_SUM_MAX ? LTY_FACT_NONE : (int64_t) total;
}

static int64_t lty_aggregate_share(int64_t part, int64_t whole)
{
    int64_t share;

    if (part == LTY_FACT_NONE || whole == LTY_FACT_NONE || whole <= 0) {
        return LTY_FACT_NONE;
    }
    /* A whole of at most LTY_EXPR_SUM_MAX and not less than its part: a share fits. */
    return lty_mul_div(&share, part, LTY_AGGREGATE_MILLION, whole, LTY_ROUNDING_DOWN) == LTY_OK ? share : LTY_FACT_NONE;
}

int64_t lty_aggregate_finish(lty_expr_function function, const lty_aggregate_tally *part, const lty_aggregate_tally *whole)
{
    int64_t total;

    switch (function) {
        case LTY_EXPR_COUNT:
        case LTY_EXPR_DISTINCT: return part->count;
        case LTY_EXPR_SUM: return lty_aggregate_total(&part->sum);
        case LTY_EXPR_AVERAGE:
            total = lty_aggregate_total(&part->sum);
            if (part->count == 0 || total == LTY_FACT_NONE || lty_mul_div(&total, total, 1, part->count, LTY_ROUNDING_HALF_UP) != LTY_OK) {
                return LTY_FACT_NONE;
            }
            return total;
        case LTY_EXPR_MIN:
        case LTY_EXPR_FIRST: return part->least;
        case LTY_EXPR_MAX:
        case LTY_EXPR_LAST: return part->most;
        case LTY_EXPR_SHARE_COUNT:
        case LTY_EXPR_SHARE_DISTINCT: return lty_aggregate_share(part->count, whole->count);
        case LTY_EXPR_SHARE_SUM: return lty_aggregate_share(lty_aggregate_total(&part->sum), lty_aggregate_total(&whole->sum));
    }
    return LTY_FACT_NONE;
}

/* --- one person ------------------------------------------------------------------------------------------------------ */

/* A row of either table; what reads it as a context of lty_expr_evaluate(). */
typedef struct lty_aggregate_row {
    const lty_aggregate_person *person;
    const lty_zone *zone;
    uint32_t table;
    size_t at;
} lty_aggregate_row;

static void lty_aggregate_row_value(lty_expr_value *out, const void *context, uint32_t column)
{
    const lty_aggregate_row *row = context;
    const lty_purchases *purchases = row->person->purchases;

    if (row->table == LTY_FACT_PURCHASES) {
        lty_purchase_value(out, &purchases->rows[row->at], (lty_purchase_column) column, row->zone);
    } else {
        lty_activity_value(out, &purchases->activities[row->at], (lty_activity_column) column, row->zone);
    }
}

static int64_t lty_aggregate_row_number(const lty_aggregate_row *row, uint32_t column)
{
    lty_expr_value value;

    lty_aggregate_row_value(&value, row, column);
    return value.null ? LTY_FACT_NONE : value.number;
}

static bool lty_aggregate_holds(const lty_expr *rule, const lty_aggregate_row *row)
{
    return rule == NULL || lty_expr_evaluate(rule, lty_aggregate_row_value, row, row->person->at_s) == 1;
}

/* Whether a row is one of those that are summed up. */
static bool lty_aggregate_has(const lty_expr_aggregate *aggregate, const lty_aggregate_row *row, bool part)
{
    const lty_expr_what *what = aggregate->what;

    return (what->only == UINT32_MAX || lty_aggregate_row_number(row, what->only) == what->only_value)
        && lty_aggregate_holds(aggregate->window, row) && lty_aggregate_holds(aggregate->of, row)
        && (!part || lty_aggregate_holds(aggregate->condition, row));
}

/* The place of a column's text among those that rows are linked by. */
static size_t lty_aggregate_place(uint32_t column)
{
    LTY_ASSERT(column >= LTY_PURCHASE_SKU && column <= LTY_PURCHASE_CHANNEL);
    return column - LTY_PURCHASE_SKU;
}

/* Whether no row before that counts has the text of this one. Steps back only as far as the last that counts, so all rows together go back once. */
static bool lty_aggregate_is_new(const lty_expr_aggregate *aggregate, const lty_aggregate_row *row, uint32_t column, bool part)
{
    const lty_purchases *purchases = row->person->purchases;
    const bool linked = purchases->count >= LTY_PURCHASES_LINKED;
    const size_t place = lty_aggregate_place(column);
    lty_aggregate_row before = *row;
    lty_expr_value text;
    lty_expr_value other;

    lty_aggregate_row_value(&text, row, column);
    if (text.text.len == 0) {
        return false;
    }
    while (before.at > 0) {
        if (linked) {
            if (purchases->links[before.at].before[place] == 0) {
                return true;
            }
            before.at = purchases->links[before.at].before[place];
        }
        before.at--;
        lty_aggregate_row_value(&other, &before, column);
        if (lty_text_equal(other.text, text.text) && lty_aggregate_has(aggregate, &before, part)) {
            return false;
        }
    }
    return true;
}

static bool lty_aggregate_is_distinct(lty_expr_function function)
{
    return function == LTY_EXPR_DISTINCT || function == LTY_EXPR_SHARE_DISTINCT || function == LTY_EXPR_AVERAGE;
}

/* One row more. `last` is the number of the last order that counted: rows of one order stand together. */
static void lty_aggregate_take(
    lty_aggregate_tally *tally, int64_t *last, const lty_expr_aggregate *aggregate, const lty_aggregate_row *row, bool part)
{
    const lty_expr_what *what = aggregate->what;
    const lty_expr_function function = aggregate->function;
    const bool instant = function == LTY_EXPR_FIRST || function == LTY_EXPR_LAST;
    const bool number = instant
        || (function != LTY_EXPR_COUNT && function != LTY_EXPR_DISTINCT && function != LTY_EXPR_SHARE_COUNT
            && function != LTY_EXPR_SHARE_DISTINCT);
    const uint32_t group = function == LTY_EXPR_AVERAGE ? what->group : what->column;

    if (number) {
        const int64_t value = lty_aggregate_row_number(row, instant ? lty_fact_tables()[what->table].at : what->column);

        if (value == LTY_FACT_NONE) {
            return;
        }
        lty_aggregate_add(&tally->sum, value);
        tally->least = tally->least == LTY_FACT_NONE || value < tally->least ? value : tally->least;
        tally->most = value > tally->most ? value : tally->most;
    }
    if (!lty_aggregate_is_distinct(function)) {
        tally->count++;
    } else if (row->table == LTY_FACT_PURCHASES && group == LTY_PURCHASE_ORDER) {
        const int64_t order = lty_aggregate_row_number(row, group);

        tally->count += order != *last;
        *last = order;
    } else {
        tally->count += lty_aggregate_is_new(aggregate, row, group, part);
    }
}

void lty_aggregate_value(lty_expr_value *out, const lty_expr *rule, size_t aggregate, const lty_aggregate_person *person)
{
    size_t count;
    const lty_expr_aggregate *wanted = &lty_expr_aggregates(rule, &count)[aggregate];
    const bool share = wanted->function >= LTY_EXPR_SHARE_COUNT;
    lty_aggregate_row row = {person, lty_expr_zone(rule), wanted->what->table, 0};
    lty_aggregate_tally part = {.least = LTY_FACT_NONE, .most = LTY_FACT_NONE};
    lty_aggregate_tally whole = part;
    int64_t last_of_part = 0;
    int64_t last_of_whole = 0;

    LTY_ASSERT(aggregate < count);
    const size_t rows = row.table == LTY_FACT_PURCHASES ? person->purchases->count : person->purchases->activity_count;
    for (; row.at < rows; row.at++) {
        if (!lty_aggregate_has(wanted, &row, false)) {
            continue;
        }
        if (share) {
            lty_aggregate_take(&whole, &last_of_whole, wanted, &row, false);
        }
        if (lty_aggregate_holds(wanted->condition, &row)) {
            lty_aggregate_take(&part, &last_of_part, wanted, &row, true);
        }
    }
    const int64_t number = lty_aggregate_finish(wanted->function, &part, &whole);

    *out = (lty_expr_value){.null = number == LTY_FACT_NONE, .number = number};
}

void lty_aggregate_read(lty_expr_value *out, const void *reading, uint32_t field)
{
    /* A reader's context is const for those that only read; what is reckoned is kept in this one. */
    lty_aggregate_reading *kept = (lty_aggregate_reading *) (uintptr_t) reading;

    if (field < LTY_EXPR_AGGREGATE) {
        lty_fact_value(out, kept->person->programme, (lty_fact) field, kept->person->facts[field]);
        return;
    }
    const uint32_t aggregate = field - LTY_EXPR_AGGREGATE;

    LTY_ASSERT(aggregate < LTY_EXPR_AGGREGATES_MAX);
    if ((kept->known >> aggregate & 1U) == 0) {
        lty_aggregate_value(&kept->values[aggregate], kept->rule, aggregate, kept->person);
        kept->known |= (uint64_t) 1 << aggregate;
    }
    *out = kept->values[aggregate];
}

int lty_aggregate_judge(const lty_expr *rule, const lty_aggregate_person *person)
{
    lty_aggregate_reading reading = {.rule = rule, .person = person};

    return lty_expr_evaluate(rule, lty_aggregate_read, &reading, person->at_s);
}

int lty_aggregate_ask(const void *person, const lty_expr *rule)
{
    return lty_aggregate_judge(rule, person);
}

/* --- the degree of loyalty ------------------------------------------------------------------------------------------ */

static int64_t lty_aggregate_number(const lty_expr *rule, const lty_aggregate_person *person)
{
    lty_aggregate_reading reading = {.rule = rule, .person = person};
    lty_expr_value read = {.null = true};
    lty_expr_value value;
    size_t count;
    const lty_expr_step *step = lty_expr_steps(rule, &count);

    if (step->field == LTY_EXPR_TODAY) {
        read = (lty_expr_value){.number = lty_zone_day(lty_expr_zone(rule), person->at_s)};
    } else {
        lty_aggregate_read(&read, &reading, step->field);
    }
    lty_expr_apply(&value, step->map, step->type, &read, lty_expr_zone(rule), person->at_s);
    return value.null ? LTY_FACT_NONE : value.number;
}

/* The facts that a person alone has too. */
static void lty_aggregate_own_facts(int64_t facts[LTY_FACT_COUNT], const lty_aggregate_person *person)
{
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        const bool own = !lty_fact_is_applied((lty_fact) i) && i != LTY_FACT_LOYALTY;

        facts[i] = own ? person->facts[i] : LTY_FACT_NONE;
    }
}

int64_t lty_aggregate_part_value(const lty_loyalty_part *part, const lty_aggregate_person *person)
{
    int64_t facts[LTY_FACT_COUNT];
    lty_aggregate_person own = *person;

    lty_aggregate_own_facts(facts, person);
    own.facts = facts;
    return lty_aggregate_number(part->value, &own);
}

/* How much of a part is earned, in millionths. */
static int64_t lty_aggregate_earned(const lty_loyalty_part *part, int64_t value)
{
    const lty_aggregate_wide full = (lty_aggregate_wide) part->full - part->zero;
    const lty_aggregate_wide got = (lty_aggregate_wide) value - part->zero;

    if (value == LTY_FACT_NONE || got == 0 || (got < 0) != (full < 0)) {
        return 0;
    }
    return got / full >= 1 ? LTY_AGGREGATE_MILLION : (int64_t) (got * LTY_AGGREGATE_MILLION / full);
}

int64_t lty_aggregate_degree(int64_t *parts, const lty_programme *programme, const lty_aggregate_person *person)
{
    int64_t facts[LTY_FACT_COUNT];
    lty_aggregate_person own = *person;
    lty_aggregate_wide earned = 0;
    lty_aggregate_wide weights = 0;

    if (programme->loyalty_count == 0) {
        return LTY_FACT_NONE;
    }
    lty_aggregate_own_facts(facts, person);
    own.facts = facts;
    for (size_t i = 0; i < programme->loyalty_count; i++) {
        const lty_loyalty_part *part = &programme->loyalty[i];
        const int64_t share = lty_aggregate_earned(part, lty_aggregate_number(part->value, &own));

        earned += (lty_aggregate_wide) part->weight * share;
        weights += (lty_aggregate_wide) part->weight * LTY_AGGREGATE_MILLION;
        if (parts != NULL) {
            parts[i] = share;
        }
    }
    return (int64_t) ((200 * earned + weights) / (2 * weights));
}
