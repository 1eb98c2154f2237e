/*
 * Order rows as text: whatever the bytes, an append ends in a status; what is refused leaves nothing, what is taken in is the same rows
 * when it comes again, folds, and scores.
 */
#include "lty_fuzz.h"

#include "lty_base.h"
#include "lty_rfm.h"
#include "lty_sign.h"

static const lty_text names[LTY_ROWS_FIELDS] = {{"customer", 8}, {"ts", 2}, {"amount", 6}};

static void check_scores(lty_base *base)
{
    const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = 5};
    lty_rfm_scores scores = {.alloc = &lty_fuzz_alloc};
    const lty_status status = lty_rfm_score(&scores, &rule, base, 1735689600, LTY_RFM_ROWS, &lty_fuzz_alloc);

    LTY_ASSERT(status == LTY_OK || status == LTY_E_RANGE);
    for (size_t i = 0; i < scores.count; i++) {
        LTY_ASSERT(scores.scores[i][0] >= 1 && scores.scores[i][0] <= 5);
    }
    lty_rfm_scores_destroy(&scores);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const lty_transition utc = {0, 0};
    const lty_programme programme = {.currency = "EUR", .currency_decimals = 2, .zone = {{"UTC", 3}, &utc, 1}};
    const lty_programme *const versions[] = {&programme};
    const lty_timeline *timeline;
    size_t culprit;
    lty_arena arena;
    const lty_text bytes = {(const char *) data, size};
    lty_store_report report;
    lty_base *base;

    LTY_ASSERT(lty_sign_init());
    lty_arena_init(&arena, &lty_fuzz_alloc);
    LTY_ASSERT(lty_timeline_create(&timeline, versions, 1, &culprit, &arena) == LTY_OK);
    LTY_ASSERT(lty_base_create(&base, timeline, 1, &lty_fuzz_alloc) == LTY_OK);
    const lty_status status = lty_base_append_rows(base, bytes, LTY_TEXT("fuzz"), names, &report);
    const size_t rows = lty_base_store(base)->rows;

    if (status != LTY_OK) {
        LTY_ASSERT(status == LTY_E_ROW && rows == 0 && lty_base_count(base) == 0 && report.problem.line >= 1);
    } else {
        LTY_ASSERT(rows == report.appended);
        LTY_ASSERT(lty_base_append_rows(base, bytes, LTY_TEXT("fuzz"), names, &report) == LTY_OK);
        LTY_ASSERT(report.appended == 0 && report.repeated == rows && lty_base_store(base)->rows == rows);
        const lty_status folded = lty_base_fold(base, 1735689600);

        LTY_ASSERT(folded == LTY_OK || folded == LTY_E_RANGE);
        check_scores(base);
    }
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    return 0;
}
