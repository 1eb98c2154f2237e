/* Whole programmes from any bytes: a refusal names a place that the document has, an acceptance hashes the same twice. */
#include "lty_fuzz.h"

#include "lty_facts.h"
#include "lty_programme.h"

static const lty_transition fuzz_transitions[] = {{INT64_MIN, 0}, {1301187600, 3600}, {1319936400, 0}};

static lty_status fuzz_load(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    (void) arena;
    (void) context;
    if (memchr(name.bytes, '/', name.len) == NULL) {
        return LTY_E_DATE;
    }
    *out = (lty_zone){name, fuzz_transitions, 3};
    return LTY_OK;
}

static lty_status fuzz_parse(const lty_programme **out, const uint8_t *data, size_t size, lty_arena *arena, lty_problems *problems)
{
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);

    lty_problems_init(problems, arena);
    return lty_programme_parse(out, (const char *) data, size, fields, count, fuzz_load, NULL, arena, problems);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const lty_programme *programme = NULL;
    const lty_programme *again = NULL;
    lty_problems problems;
    lty_arena arena;
    int64_t minor;

    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_status status = fuzz_parse(&programme, data, size, &arena, &problems);
    if (status == LTY_OK) {
        LTY_ASSERT(problems.count == 0);
        LTY_ASSERT(fuzz_parse(&again, data, size, &arena, &problems) == LTY_OK);
        LTY_ASSERT(memcmp(programme->hash, again->hash, sizeof programme->hash) == 0);
        LTY_ASSERT(lty_programme_worth(&minor, programme, 1000000) == LTY_OK);
        for (size_t i = 0; i < programme->campaign_count; i++) {
            const lty_campaign *campaign = &programme->campaigns[i];
            LTY_ASSERT(lty_programme_campaign(programme, campaign->key) == campaign);
            LTY_ASSERT(lty_programme_campaign_number(programme, campaign->number) == campaign);
            (void) lty_line_filter_match(&campaign->lines, LTY_TEXT("sku"), &campaign->key, 1, true);
        }
        for (size_t i = 0; i < programme->segment_count; i++) {
            LTY_ASSERT(lty_programme_segment(programme, programme->segments[i].key) == &programme->segments[i]);
        }
        for (size_t i = 1; i < programme->tiers.count; i++) {
            LTY_ASSERT(programme->tiers.items[i - 1].from < programme->tiers.items[i].from);
        }
    } else {
        LTY_ASSERT(status == LTY_E_JSON || status == LTY_E_PROGRAMME);
        LTY_ASSERT(programme == NULL && problems.count > 0);
        for (size_t i = 0; i < problems.count; i++) {
            const lty_problem *problem = &problems.items[i];
            LTY_ASSERT(problem->offset <= size && (problem->pointer.len == 0 || problem->pointer.bytes[0] == '/'));
            LTY_ASSERT(problem->found.len > 0 && problem->expected.len > 0);
            LTY_ASSERT(lty_utf8_valid(problem->found.bytes, problem->found.len));
        }
    }
    lty_arena_destroy(&arena);
    return 0;
}
