/*
 * The rule language on any bytes, over the real catalogues, with segments and an affinity to name: what compiles evaluates to one of three values, its
 * negation to the opposite one, what is wrapped into a segment to whether it is true; compiled values read what they say.
 */
#include <stdio.h>

#include "lty_fuzz.h"

#include "lty_expr.h"
#include "lty_facts.h"

static const lty_transition fuzz_transitions[] = {{INT64_MIN, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_zone fuzz_zone = {{"Europe/London", 13}, fuzz_transitions, 3};

/* What a rule may name. */
typedef struct fuzz_names {
    lty_expr_scope scope;
    lty_expr_names names;
    lty_expr_named segments[2];
    lty_expr_named groups[2];
    lty_expr_affinity affinity;
} fuzz_names;

static void fuzz_named(lty_expr_named *out, const fuzz_names *it, lty_text key, lty_text rule, lty_arena *arena, lty_problems *problems)
{
    out->key = key;
    LTY_ASSERT(lty_expr_compile(&out->rule, rule, &it->scope, arena, problems) == LTY_OK);
}

static void fuzz_begin(fuzz_names *it, lty_arena *arena, lty_problems *problems)
{
    *it = (fuzz_names){.scope = lty_fact_scope()};
    it->scope.zone = &fuzz_zone;
    it->scope.currency_decimals = 2;
    it->scope.names = &it->names;
    fuzz_named(&it->groups[0], it, LTY_TEXT("cats"), LTY_TEXT("share(amount, category = \"cat food\") >= 80 %"), arena, problems);
    fuzz_named(&it->groups[1], it, LTY_TEXT("dogs"), LTY_TEXT("share(amount, category = \"dog food\") >= 80 %"), arena, problems);
    fuzz_named(&it->segments[0], it, LTY_TEXT("vip"), LTY_TEXT("sum(amount, last 90 days) > 50 or tier = \"gold\""), arena, problems);
    it->affinity = (lty_expr_affinity){LTY_TEXT("pets"), it->groups, 2};
    it->names = (lty_expr_names){it->segments, 1, &it->affinity, 1};
}

/* Values that depend on the field and, for null, on the bits of *context. */
static void fuzz_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const uint64_t nulls = *(const uint64_t *) context;

    *out = (lty_expr_value){.null = nulls >> field % 64 & 1, .number = (int64_t) field * 1000003, .text = LTY_TEXT("female")};
}

static void fuzz_judge(const lty_expr *expr, const lty_expr *negated, const lty_expr *wrapped)
{
    static const int64_t instants[] = {LTY_TIME_MIN, 0, 1322740800, LTY_TIME_MAX};
    static const uint64_t nulls[] = {0, UINT64_MAX, UINT64_C(0x5555555555555555)};

    for (size_t n = 0; n < sizeof nulls / sizeof *nulls; n++) {
        for (size_t i = 0; i < sizeof instants / sizeof *instants; i++) {
            const int holds = lty_expr_evaluate(expr, fuzz_read, &nulls[n], instants[i]);
            lty_expr_piece piece;
            size_t at = 0;
            LTY_ASSERT(holds >= -1 && holds <= 1);
            LTY_ASSERT(negated == NULL || lty_expr_evaluate(negated, fuzz_read, &nulls[n], instants[i]) == (holds < 0 ? -1 : 1 - holds));
            LTY_ASSERT(wrapped == NULL || lty_expr_evaluate(wrapped, fuzz_read, &nulls[n], instants[i]) >= 0);
            while (lty_expr_part(&piece, &at, expr, fuzz_read, &nulls[n], instants[i])) {
                LTY_ASSERT(piece.source.len <= lty_expr_source(expr).len && piece.holds >= -1 && piece.holds <= 1);
            }
        }
    }
}

/* Steps and aggregates point to one another as they should, and into the rule. */
static void fuzz_check(const lty_expr *expr, const lty_expr_scope *scope, size_t size)
{
    size_t aggregate_count;
    size_t count;
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &aggregate_count);
    const lty_expr_step *steps = lty_expr_steps(expr, &count);

    LTY_ASSERT(aggregate_count <= LTY_EXPR_AGGREGATES_MAX && count <= LTY_EXPR_STEPS_MAX);
    for (size_t i = 0; i < count; i++) {
        LTY_ASSERT(steps[i].offset + steps[i].len <= size);
        LTY_ASSERT(
            steps[i].field < LTY_FACT_COUNT || steps[i].field == LTY_EXPR_TODAY || steps[i].field - LTY_EXPR_AGGREGATE < aggregate_count);
    }
    for (size_t i = 0; i < aggregate_count; i++) {
        const lty_expr_aggregate *one = &aggregates[i];
        const lty_expr *parts[] = {one->window, one->of, one->condition};
        LTY_ASSERT(one->offset + one->len <= size && (one->what->functions & 1U << one->function) != 0);
        for (size_t k = 0; k < 3; k++) {
            steps = parts[k] == NULL ? NULL : lty_expr_steps(parts[k], &count);
            for (size_t j = 0; steps != NULL && j < count; j++) {
                LTY_ASSERT(steps[j].field < scope->tables[one->what->table].field_count);
            }
        }
    }
}

static void fuzz_value(const fuzz_names *it, lty_text rule, lty_arena *arena, lty_problems *problems)
{
    const lty_expr *value = NULL;
    size_t count;

    if (lty_expr_compile_value(&value, rule, &it->scope, arena, problems) == LTY_OK) {
        (void) lty_expr_steps(value, &count);
        LTY_ASSERT(count == 1);
        fuzz_check(value, &it->scope, rule.len);
    } else {
        LTY_ASSERT(value == NULL && problems->count > 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const lty_text rule = {(const char *) data, size};
    char text[LTY_EXPR_LEN_MAX + 16];
    lty_arena arena;
    lty_problems problems;
    lty_problems spare;
    fuzz_names it;
    const lty_text *keys;
    size_t count;
    const lty_expr *expr = NULL;
    const lty_expr *negated = NULL;
    const lty_expr *wrapped = NULL;

    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_problems_init(&problems, &arena);
    lty_problems_init(&spare, &arena);
    fuzz_begin(&it, &arena, &problems);
    LTY_ASSERT(lty_expr_segments(&keys, &count, rule, &arena) == LTY_OK);
    fuzz_value(&it, rule, &arena, &spare);
    if (lty_expr_compile(&expr, rule, &it.scope, &arena, &problems) != LTY_OK) {
        LTY_ASSERT(expr == NULL && problems.count > 0);
        for (size_t i = 0; i < problems.count; i++) {
            LTY_ASSERT(problems.items[i].offset <= size && lty_utf8_valid(problems.items[i].found.bytes, problems.items[i].found.len));
            LTY_ASSERT(lty_utf8_valid(problems.items[i].expected.bytes, problems.items[i].expected.len));
        }
        lty_arena_destroy(&arena);
        return 0;
    }
    LTY_ASSERT(problems.count == 0 && lty_text_equal(lty_expr_source(expr), rule));
    fuzz_check(expr, &it.scope, size);
    if (size + 6 <= LTY_EXPR_LEN_MAX) {
        const size_t len = (size_t) snprintf(text, sizeof text, "not (%.*s)", (int) size, (const char *) data);
        /* One parenthesis deeper, and "not" waits as well: a rule at the limit may be refused. */
        (void) lty_expr_compile(&negated, (lty_text){text, len}, &it.scope, &arena, &problems);
    }
    it.segments[1] = (lty_expr_named){LTY_TEXT("it"), expr};
    it.names.segment_count = 2;
    (void) lty_expr_compile(&wrapped, LTY_TEXT("not in segment \"it\""), &it.scope, &arena, &problems);
    fuzz_judge(expr, negated, wrapped);
    lty_arena_destroy(&arena);
    return 0;
}
