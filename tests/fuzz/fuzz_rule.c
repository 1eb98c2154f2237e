/* The rule language on any bytes: what compiles evaluates to one of three values, and its negation to the opposite one. */
#include <stdio.h>

#include "lty_fuzz.h"

#include "lty_expr.h"
#include "lty_facts.h"

static const lty_transition fuzz_transitions[] = {{INT64_MIN, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_zone fuzz_zone = {{"Europe/London", 13}, fuzz_transitions, 3};

/* Values that depend on the field and, for null, on the bits of *context. */
static void fuzz_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const uint64_t nulls = *(const uint64_t *) context;

    *out = (lty_expr_value){.null = nulls >> field % 64 & 1, .number = (int64_t) field * 1000003, .text = LTY_TEXT("female")};
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const int64_t instants[] = {LTY_TIME_MIN, 0, 1322740800, LTY_TIME_MAX};
    lty_expr_scope scope = lty_fact_scope();
    const lty_text rule = {(const char *) data, size};
    char negated[LTY_EXPR_LEN_MAX + 16];
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr = NULL;
    const lty_expr *other = NULL;

    scope.zone = &fuzz_zone;
    scope.currency_decimals = 2;

    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_problems_init(&problems, &arena);
    if (lty_expr_compile(&expr, rule, &scope, &arena, &problems) != LTY_OK) {
        LTY_ASSERT(expr == NULL && problems.count > 0);
        for (size_t i = 0; i < problems.count; i++) {
            LTY_ASSERT(problems.items[i].offset <= size && lty_utf8_valid(problems.items[i].found.bytes, problems.items[i].found.len));
        }
        lty_arena_destroy(&arena);
        return 0;
    }
    LTY_ASSERT(problems.count == 0 && lty_text_equal(lty_expr_source(expr), rule));
    if (size + 6 <= LTY_EXPR_LEN_MAX) {
        size_t len = (size_t) snprintf(negated, sizeof negated, "not (%.*s)", (int) size, (const char *) data);
        /* One parenthesis deeper, and "not" waits as well: a rule at the limit may be refused. */
        (void) lty_expr_compile(&other, (lty_text){negated, len}, &scope, &arena, &problems);
    }
    for (uint64_t nulls = 0; nulls < 3; nulls++) {
        const uint64_t bits = nulls == 0 ? 0 : nulls == 1 ? UINT64_MAX : UINT64_C(0x5555555555555555);
        for (size_t i = 0; i < sizeof instants / sizeof instants[0]; i++) {
            int holds = lty_expr_evaluate(expr, fuzz_read, &bits, instants[i]);
            LTY_ASSERT(holds >= -1 && holds <= 1);
            LTY_ASSERT(other == NULL || lty_expr_evaluate(other, fuzz_read, &bits, instants[i]) == (holds < 0 ? -1 : 1 - holds));
            lty_expr_piece piece;
            size_t at = 0;
            while (lty_expr_part(&piece, &at, expr, fuzz_read, &bits, instants[i])) {
                LTY_ASSERT(piece.source.len <= size && piece.holds >= -1 && piece.holds <= 1);
            }
        }
    }
    lty_arena_destroy(&arena);
    return 0;
}
