/*
 * A rule made ready for columns: every literal becomes a list of ranges of what the column holds (a text its numbers, a date its instants), reckoned once
 * for the query. Unknown needs no place of its own then: a row is true, or false, or neither.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_segment_part.h"
#include "lty_sort.h"

/* More ranges than a few are looked up in bits, if they lie within so many values. */
#define LTY_SEGMENT_MANY 4U
#define LTY_SEGMENT_SPAN ((size_t) 1 << 22)

/* What planning one step needs. */
typedef struct lty_segment_planning {
    const lty_expr *rule;
    const lty_segment_domain *domain;
    const lty_programme *programme; /* whose tiers the facts name */
    int64_t at_s;
    lty_arena *arena;
} lty_segment_planning;

static int lty_segment_compare(const void *a, const void *b)
{
    const int64_t *left = a;
    const int64_t *right = b;

    return (*left > *right) - (*left < *right);
}

/* Numbers, ascending, as ranges: neighbours are one. Room for as many ranges is there. */
static size_t lty_segment_join(lty_segment_range *ranges, const int64_t *numbers, size_t count)
{
    size_t joined = 0;

    for (size_t i = 0; i < count; i++) {
        if (numbers[i] == LTY_COLUMNS_NONE) {
            continue;
        }
        if (joined > 0 && numbers[i] - 1 <= ranges[joined - 1].high) {
            ranges[joined - 1].high = numbers[i];
        } else {
            ranges[joined++] = (lty_segment_range){numbers[i], numbers[i]};
        }
    }
    return joined;
}

/* Bits in place of many ranges. Without memory for them, or where they lie far apart, the ranges stay. */
static void lty_segment_widen(lty_segment_test *test, lty_arena *arena)
{
    if (test->count <= LTY_SEGMENT_MANY) {
        return;
    }
    const int64_t first = test->ranges[0].low == INT64_MIN + 1 ? test->ranges[0].high : test->ranges[0].low;
    const lty_segment_range *last = &test->ranges[test->count - 1];
    const uint64_t span = (uint64_t) (last->high == INT64_MAX ? last->low : last->high) - (uint64_t) first + 1;
    uint64_t *bits = span > LTY_SEGMENT_SPAN ? NULL : lty_arena_zero(arena, (size_t) (span + 63) / 64, sizeof *bits);

    if (bits == NULL) {
        return;
    }
    for (size_t i = 0; i < span; i++) {
        bits[i / 64] |= (uint64_t) lty_segment_holds(test, (int64_t) ((uint64_t) first + i)) << (i % 64);
    }
    test->bits = bits;
    test->first = first;
    test->span = (size_t) span;
}

/* Everything that is known and not meant by the other test. LTY_E_MEMORY. */
static lty_status lty_segment_invert(lty_segment_test *out, const lty_segment_test *test, lty_arena *arena)
{
    lty_segment_range *ranges = lty_arena_new(arena, test->count + 1, sizeof *ranges);
    int64_t low = INT64_MIN + 1;
    size_t count = 0;
    bool end = false;

    if (ranges == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < test->count; i++) {
        if (test->ranges[i].low > low) {
            ranges[count++] = (lty_segment_range){low, test->ranges[i].low - 1};
        }
        end = test->ranges[i].high == INT64_MAX;
        low = end ? INT64_MAX : test->ranges[i].high + 1;
    }
    if (!end) {
        ranges[count++] = (lty_segment_range){low, INT64_MAX};
    }
    *out = (lty_segment_test){.ranges = ranges, .count = count};
    lty_segment_widen(out, arena);
    return LTY_OK;
}

/* --- texts as numbers -------------------------------------------------------------------------------------------------- */

static bool lty_segment_starts(lty_text text, lty_text with)
{
    return text.len >= with.len && (with.len == 0 || memcmp(text.bytes, with.bytes, with.len) == 0);
}

/* How many texts a column may have, and each: by the numbers that stand in its cells. */
static size_t lty_segment_texts(const lty_segment_planning *planning, uint32_t field)
{
    size_t count;

    if (!planning->domain->facts) {
        return lty_base_text_count(planning->domain->base);
    }
    return field == LTY_FACT_TIER ? planning->programme->tiers.count : lty_fact_fields(&count)[field].choice_count;
}

static lty_text lty_segment_text(const lty_segment_planning *planning, uint32_t field, size_t number)
{
    size_t count;

    if (!planning->domain->facts) {
        return lty_base_text(planning->domain->base, (int64_t) number);
    }
    return field == LTY_FACT_TIER ? planning->programme->tiers.items[number].key : lty_fact_fields(&count)[field].choices[number];
}

/* The number of a text; LTY_COLUMNS_NONE for one that no cell has. */
static int64_t lty_segment_number(const lty_segment_planning *planning, uint32_t field, lty_text text)
{
    if (!planning->domain->facts) {
        return lty_base_text_number(planning->domain->base, planning->domain->table, field, text);
    }
    for (size_t i = 0; i < lty_segment_texts(planning, field); i++) {
        if (lty_text_equal(lty_segment_text(planning, field, i), text)) {
            return (int64_t) i;
        }
    }
    return LTY_COLUMNS_NONE;
}

static lty_status lty_segment_plan_prefix(lty_segment_test *out, const lty_segment_planning *planning, const lty_expr_step *step)
{
    const size_t texts = lty_segment_texts(planning, step->field);
    size_t count = 0;

    for (size_t i = 0; i < texts; i++) {
        count += lty_segment_starts(lty_segment_text(planning, step->field, i), step->text);
    }
    lty_segment_range *ranges = lty_arena_new(planning->arena, count, sizeof *ranges);
    if (ranges == NULL) {
        return LTY_E_MEMORY;
    }
    out->ranges = ranges;
    for (size_t i = 0; i < texts && count > 0; i++) {
        if (!lty_segment_starts(lty_segment_text(planning, step->field, i), step->text)) {
            continue;
        }
        if (out->count > 0 && ranges[out->count - 1].high == (int64_t) i - 1) {
            ranges[out->count - 1].high = (int64_t) i;
        } else {
            ranges[out->count++] = (lty_segment_range){(int64_t) i, (int64_t) i};
        }
    }
    return LTY_OK;
}

/* --- steps ------------------------------------------------------------------------------------------------------------- */

static size_t lty_segment_plan_compare(lty_segment_range *range, lty_expr_compare compare, int64_t number)
{
    *range = (lty_segment_range){INT64_MIN + 1, INT64_MAX};
    switch (compare) {
        case LTY_EXPR_EQ:
        case LTY_EXPR_NE: range->low = range->high = number; return number != LTY_COLUMNS_NONE;
        case LTY_EXPR_LT: range->high = number == LTY_COLUMNS_NONE ? number : number - 1; return number > INT64_MIN + 1;
        case LTY_EXPR_LE: range->high = number; return number != LTY_COLUMNS_NONE;
        case LTY_EXPR_GT: range->low = number == INT64_MAX ? number : number + 1; return number != INT64_MAX;
        case LTY_EXPR_GE: range->low = number == LTY_COLUMNS_NONE ? INT64_MIN + 1 : number; break;
    }
    return 1;
}

static lty_status lty_segment_plan_list(lty_segment_test *out, const lty_segment_planning *planning, const lty_expr_step *step)
{
    int64_t *numbers = lty_arena_new(planning->arena, 2 * step->list_count, sizeof *numbers);
    lty_segment_range *ranges = lty_arena_new(planning->arena, step->list_count, sizeof *ranges);

    if (numbers == NULL || ranges == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < step->list_count; i++) {
        const lty_expr_value *item = &step->list[i];

        numbers[i] = step->type == LTY_EXPR_TEXT ? lty_segment_number(planning, step->field, item->text) : item->number;
    }
    lty_sort(numbers, numbers + step->list_count, step->list_count, sizeof *numbers, lty_segment_compare);
    *out = (lty_segment_test){.ranges = ranges, .count = lty_segment_join(ranges, numbers, step->list_count)};
    return LTY_OK;
}

/* What is true of a comparison, and by that what is false. */
static lty_status lty_segment_plan_tests(lty_segment_step *out, const lty_segment_planning *planning, const lty_expr_step *step)
{
    lty_segment_test test = {.count = 0};
    lty_status status = LTY_OK;

    if (step->op == LTY_EXPR_OP_IN) {
        status = lty_segment_plan_list(&test, planning, step);
    } else if (step->op == LTY_EXPR_OP_PREFIX) {
        status = lty_segment_plan_prefix(&test, planning, step);
    } else if (step->op != LTY_EXPR_OP_NULL) {
        lty_segment_range *range = lty_arena_new(planning->arena, 1, sizeof *range);
        const bool text = step->op == LTY_EXPR_OP_COMPARE && step->type == LTY_EXPR_TEXT;
        const int64_t number = step->op == LTY_EXPR_OP_TRUE ? 0
            : text                                          ? lty_segment_number(planning, step->field, step->text)
                                                            : lty_expr_step_number(planning->rule, step, planning->at_s);

        if (range == NULL) {
            return LTY_E_MEMORY;
        }
        test.ranges = range;
        test.count = lty_segment_plan_compare(range, step->op == LTY_EXPR_OP_TRUE ? LTY_EXPR_NE : step->compare, number);
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_segment_widen(&test, planning->arena);
    out->yes = test;
    status = lty_segment_invert(&out->no, &test, planning->arena);
    if (step->op == LTY_EXPR_OP_NULL) {
        out->yes.nulls = true; /* and nothing that is known: what is false is all of that */
    } else if (step->op == LTY_EXPR_OP_TRUE || (step->op == LTY_EXPR_OP_COMPARE && step->compare == LTY_EXPR_NE)) {
        out->yes = out->no;
        out->no = test;
    }
    return status;
}

/* Month, weekday and hour of a row are those of its instant. */
static void lty_segment_plan_column(lty_segment_step *out, const lty_segment_domain *domain, const lty_expr_step *step)
{
    static const lty_expr_map maps[] = {LTY_EXPR_MAP_MONTH, LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_MAP_HOUR};
    const bool purchases = domain->table == LTY_FACT_PURCHASES;
    const uint32_t first = purchases ? (uint32_t) LTY_PURCHASE_MONTH : (uint32_t) LTY_ACTIVITY_MONTH;

    out->column = step->field;
    out->map = step->map;
    out->type = step->type;
    if (step->field >= LTY_EXPR_AGGREGATE) {
        out->aggregate = true;
        out->column = step->field - LTY_EXPR_AGGREGATE;
    } else if (!domain->facts && step->field >= first) {
        LTY_ASSERT(step->field - first < sizeof maps / sizeof *maps);
        out->map = maps[step->field - first];
        out->type = LTY_EXPR_INSTANT;
        out->column = purchases ? (uint32_t) LTY_PURCHASE_AT : (uint32_t) LTY_ACTIVITY_AT;
    }
}

static lty_status lty_segment_plan_step(lty_segment_step *out, const lty_segment_planning *planning, const lty_expr_step *step)
{
    lty_status status = LTY_OK;

    *out = (lty_segment_step){.op = step->op};
    switch (step->op) {
        case LTY_EXPR_OP_NOT:
        case LTY_EXPR_OP_AND:
        case LTY_EXPR_OP_OR:
        case LTY_EXPR_OP_IS_TRUE: return LTY_OK;
        case LTY_EXPR_OP_CONSTANT:
            out->constant = true;
            out->number = (int) step->number;
            return LTY_OK;
        case LTY_EXPR_OP_COMPARE:
        case LTY_EXPR_OP_IN:
        case LTY_EXPR_OP_NULL:
        case LTY_EXPR_OP_TRUE:
        case LTY_EXPR_OP_PREFIX: break;
    }
    lty_segment_plan_column(out, planning->domain, step);
    status = lty_segment_plan_tests(out, planning, step);
    if (status == LTY_OK && step->field == LTY_EXPR_TODAY) {
        const lty_zone *zone = lty_expr_zone(planning->rule);
        int64_t today = lty_zone_day(zone, planning->at_s);

        lty_segment_map(&today, &today, sizeof today, 1, out, zone, planning->at_s);
        out->constant = true;
        out->number = lty_segment_holds(&out->yes, today) ? 1 : 0;
    }
    return status;
}

/* What is asked of each step: of the rule whom it is true for, and from there down to the comparisons. */
static void lty_segment_plan_wants(lty_segment_step *steps, size_t count)
{
    unsigned char wants[LTY_EXPR_STACK_MAX]; /* 1 = true, 2 = false */
    size_t depth = 1;

    wants[0] = 1;
    for (size_t i = count; i > 0; i--) {
        lty_segment_step *step = &steps[i - 1];
        const unsigned char want = wants[--depth];

        step->wants_true = (want & 1U) != 0;
        step->wants_false = (want & 2U) != 0;
        if (step->op == LTY_EXPR_OP_AND || step->op == LTY_EXPR_OP_OR) {
            LTY_ASSERT(depth + 2 <= LTY_EXPR_STACK_MAX);
            wants[depth++] = want;
            wants[depth++] = want;
        } else if (step->op == LTY_EXPR_OP_NOT) {
            wants[depth++] = (unsigned char) ((want & 1U) << 1 | want >> 1);
        } else if (step->op == LTY_EXPR_OP_IS_TRUE) {
            wants[depth++] = 1;
        }
    }
    LTY_ASSERT(depth == 0);
}

lty_status lty_segment_plan(lty_segment_program *out, const lty_expr *rule, const lty_segment_domain *domain, lty_arena *arena)
{
    size_t count;
    const lty_expr_step *steps = lty_expr_steps(rule, &count);
    const lty_segment_planning planning = {rule, domain, lty_base_in_force(domain->base), lty_base_at(domain->base), arena};
    lty_segment_step *planned = lty_arena_new(arena, count, sizeof *planned);

    if (planned == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        const lty_status status = lty_segment_plan_step(&planned[i], &planning, &steps[i]);

        if (status != LTY_OK) {
            return status;
        }
    }
    lty_segment_plan_wants(planned, count);
    *out = (lty_segment_program){planned, count, lty_expr_zone(rule), planning.at_s};
    return LTY_OK;
}
