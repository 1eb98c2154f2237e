/* RFM: the two rules against sorting everything, by hand where R says what is right, the tables, memory. References are in tests/rfm. */
#include "lty_rfm.h"
#include "lty_select.h"
#include "lty_test_fold.h"

static int compare_integers(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *) a;
    const int64_t right = *(const int64_t *) b;

    return (left > right) - (left < right);
}

static void test_select(void **state)
{
    static int64_t values[5000], sorted[5000];
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("select", 4);

    (void) state;
    for (int round = 0; round < 400; round++) {
        const size_t count = (size_t) lty_test_below(&seed, 5000) + 1;
        const int64_t spread = (int64_t) 1 << lty_test_below(&seed, 62);
        lty_selected out[5];
        size_t ranks[5];

        for (size_t i = 0; i < count; i++) {
            values[i] = lty_test_below(&seed, spread) - spread / 2;
            if (lty_test_below(&seed, 500) == 0) {
                values[i] = lty_test_below(&seed, 2) == 0 ? INT64_MAX : INT64_MIN;
            }
        }
        memcpy(sorted, values, count * sizeof *values);
        qsort(sorted, count, sizeof *sorted, compare_integers);
        for (size_t i = 0; i < 5; i++) {
            ranks[i] = (size_t) lty_test_below(&seed, (int64_t) count);
        }
        assert_int_equal(lty_select(out, ranks, 5, values, count, &alloc), LTY_OK);
        for (size_t i = 0; i < 5; i++) {
            size_t less = 0;

            while (sorted[less] < out[i].value) {
                less++;
            }
            assert_int_equal(out[i].value, sorted[ranks[i]]);
            assert_int_equal(out[i].less, less);
        }
    }
    assert_int_equal(memory.blocks, 0);
}

/* Keys 1..count added in the given order; all measures are the values. */
static lty_status score(lty_rfm_scores *out, const lty_rfm_rule *rule, const int64_t *values, size_t count, const lty_alloc *alloc)
{
    const int64_t *const measures[LTY_RFM_MEASURES] = {values, values, values};
    lty_intern keys;
    char key[24];
    uint32_t id;

    lty_intern_init(&keys, 1, alloc);
    for (size_t i = 0; i < count; i++) { /* 9, 10, 11: natural order is not bytewise order */
        snprintf(key, sizeof key, "%zu", i + 9);
        const lty_status status = lty_intern_add(&id, &keys, lty_test_text(key));

        if (status != LTY_OK) {
            lty_intern_destroy(&keys);
            return status;
        }
    }
    const lty_status status = lty_rfm_score_rows(out, rule, &keys, measures, alloc);

    lty_intern_destroy(&keys);
    return status;
}

/* R: quantile(c(1, 2, 2, 7, 10), c(.2, .4, .6, .8)) is 1.8 2.0 4.0 7.6; plus 1. */
static void test_quantiles_by_hand(void **state)
{
    static const int64_t values[] = {10, 2, 7, 2, 1};
    static const double cuts[] = {2.8, 3.0, 5.0, 8.6};
    static const int scores_expected[] = {5, 1, 4, 1, 1}; /* 2 < 2.8 */
    const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = 5};
    LTY_TEST_ALLOC();
    lty_rfm_scores scores;

    (void) state;
    assert_int_equal(score(&scores, &rule, values, 5, &alloc), LTY_OK);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(scores.scores[i][LTY_RFM_MONETARY], scores_expected[i]);
        assert_int_equal(scores.scores[i][LTY_RFM_FREQUENCY], scores_expected[i]);
        assert_int_equal(scores.scores[i][LTY_RFM_RECENCY], 6 - scores_expected[i]);
    }
    for (size_t i = 0; i < 4; i++) {
        assert_true(scores.cuts[LTY_RFM_MONETARY][i] > cuts[i] - 1e-12 && scores.cuts[LTY_RFM_MONETARY][i] < cuts[i] + 1e-12);
    }
    lty_rfm_scores_destroy(&scores);
    lty_rfm_scores_destroy(&scores);
    assert_int_equal(memory.blocks, 0);
}

/* "v < x[lo] + part / k * step + 1" for every value, in fractions that cannot round. */
static void test_quantiles_random(void **state)
{
    static int64_t values[600], sorted[600];
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("quantiles", 6);

    (void) state;
    for (int round = 0; round < 300; round++) {
        const int64_t n = lty_test_below(&seed, 600) + 1;
        const int64_t k = lty_test_below(&seed, 19) + 2;
        const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = (int) k};
        lty_rfm_scores scores;

        for (int64_t i = 0; i < n; i++) {
            sorted[i] = values[i] = lty_test_below(&seed, 200) - 20;
        }
        qsort(sorted, (size_t) n, sizeof *sorted, compare_integers);
        assert_int_equal(score(&scores, &rule, values, (size_t) n, &alloc), LTY_OK);
        for (int64_t i = 0; i < n; i++) {
            int64_t expect = 1;

            for (int64_t cut = 1; cut < k; cut++) {
                const int64_t low = (n - 1) * cut / k;
                const int64_t step = low + 1 < n ? sorted[low + 1] - sorted[low] : 0;

                expect += (values[i] - sorted[low] - 1) * k >= (n - 1) * cut % k * step;
            }
            assert_int_equal(scores.scores[i][LTY_RFM_MONETARY], expect);
            assert_int_equal(scores.scores[i][LTY_RFM_RECENCY], k + 1 - expect);
        }
        lty_rfm_scores_destroy(&scores);
    }
    assert_int_equal(memory.blocks, 0);
}

/* NTILE by its definition: groups of equal size, the first n mod k of them one larger, ties by key. */
static void test_ntile_random(void **state)
{
    static int64_t values[600];
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("ntile", 9);

    (void) state;
    for (int round = 0; round < 200; round++) {
        const size_t n = (size_t) lty_test_below(&seed, 600) + 1;
        const size_t k = (size_t) lty_test_below(&seed, 19) + 2;
        const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = (int) k};
        lty_rfm_scores scores;

        for (size_t i = 0; i < n; i++) {
            values[i] = lty_test_below(&seed, lty_test_below(&seed, 2) == 0 ? 5 : 1000000);
        }
        assert_int_equal(score(&scores, &rule, values, n, &alloc), LTY_OK);
        for (size_t i = 0; i < n; i++) { /* natural order: entry i is key i + 9 */
            size_t place = 0;
            size_t group = 1;
            size_t end = n / k + (n % k > 0);

            assert_int_equal(scores.customers[i], i);
            for (size_t j = 0; j < n; j++) {
                place += values[j] < values[i] || (values[j] == values[i] && j < i);
            }
            while (place >= end) {
                end += n / k + (group < n % k);
                group++;
            }
            assert_int_equal(scores.scores[i][LTY_RFM_FREQUENCY], group);
            assert_int_equal(scores.scores[i][LTY_RFM_RECENCY], k + 1 - group);
        }
        lty_rfm_scores_destroy(&scores);
    }
}

static void test_rules(void **state)
{
    static const int64_t values[] = {1, 4, 5, 9};
    lty_rfm_rule rule = {.method = LTY_RFM_CUTS, .bins = 3, .cuts = {{4, 9}, {4, 9}, {4, 9}}};
    LTY_TEST_ALLOC();
    lty_rfm_scores scores;

    (void) state;
    assert_int_equal(score(&scores, &rule, values, 4, &alloc), LTY_OK);
    assert_int_equal(scores.scores[0][1], 1);
    assert_int_equal(scores.scores[1][1], 2);
    assert_int_equal(scores.scores[2][0], 2);
    assert_int_equal(scores.scores[3][0], 1);
    lty_rfm_scores_destroy(&scores);
    rule.cuts[2][1] = 4;
    assert_int_equal(lty_rfm_rule_validate(&rule), LTY_E_RFM);
    rule = (lty_rfm_rule){.method = LTY_RFM_NTILE, .bins = 1};
    assert_int_equal(lty_rfm_rule_validate(&rule), LTY_E_RFM);
    rule.bins = 21;
    assert_int_equal(lty_rfm_rule_validate(&rule), LTY_E_RFM);
    rule.bins = 5;
    assert_int_equal(score(&scores, &rule, values, 0, &alloc), LTY_OK);
    assert_int_equal(scores.count, 0);
    assert_int_equal(memory.blocks, 0);
}

static void test_tables(void **state)
{
    (void) state;
    assert_int_equal(lty_rfm_segments(LTY_RFM_TABLE_R), 11);
    assert_int_equal(lty_rfm_segments(LTY_RFM_TABLE_CLASSIC), 11);
    assert_string_equal(lty_rfm_segment_name(LTY_RFM_TABLE_R, lty_rfm_segment(LTY_RFM_TABLE_R, 5, 5, 5)), "Champions");
    assert_string_equal(lty_rfm_segment_name(LTY_RFM_TABLE_R, lty_rfm_segment(LTY_RFM_TABLE_R, 5, 9, 9)), "Others");
    /* Our own is total: with five bins only the cells of R 1, F 1 to 3, M 1 to 4 are left to its last name. */
    for (int r = 1; r <= 5; r++) {
        for (int f = 1; f <= 5; f++) {
            for (int m = 1; m <= 5; m++) {
                const char *name = lty_rfm_segment_name(LTY_RFM_TABLE_TOTAL, lty_rfm_segment(LTY_RFM_TABLE_TOTAL, r, f, m));

                assert_int_equal(strcmp(name, "Lost") == 0, r == 1 && f <= 3 && m <= 4);
            }
        }
    }
}

static void test_memory(void **state)
{
    static int64_t values[100];
    uint64_t seed = 1;

    (void) state;
    for (size_t i = 0; i < 100; i++) {
        values[i] = lty_test_below(&seed, 50);
    }
    for (int method = LTY_RFM_QUANTILES; method <= LTY_RFM_NTILE; method++) {
        lty_status status = LTY_E_MEMORY;

        for (size_t fail = 1; status != LTY_OK; fail++) {
            const lty_rfm_rule rule = {.method = (lty_rfm_method) method, .bins = 5};
            LTY_TEST_ALLOC();
            lty_rfm_scores scores = {.alloc = &alloc};

            memory.fail_at = fail;
            status = score(&scores, &rule, values, 100, &alloc);
            assert_true(status == LTY_OK || scores.customers == NULL);
            lty_rfm_scores_destroy(&scores);
            assert_int_equal(memory.blocks, 0);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_select),
        cmocka_unit_test(test_quantiles_by_hand),
        cmocka_unit_test(test_quantiles_random),
        cmocka_unit_test(test_ntile_random),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
