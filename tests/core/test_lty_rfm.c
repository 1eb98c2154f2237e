/* RFM: the two rules against sorting everything, by hand where R says what is right, the tables, memory. References are in tests/rfm. */
#include "lty_rfm.h"
#include "lty_select.h"
#include "lty_test_base.h"

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

/* "v < x[lo] + part / k * step + unit" for every value, in fractions that cannot round; the unit is money's alone. */
static void test_quantiles_random(void **state)
{
    static int64_t values[600], sorted[600];
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("quantiles", 6);

    (void) state;
    for (int round = 0; round < 300; round++) {
        const int64_t n = lty_test_below(&seed, 600) + 1;
        const int64_t k = lty_test_below(&seed, 19) + 2;
        const int64_t unit = round % 3 == 0 ? lty_test_below(&seed, 120) + 1 : 1;
        const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = (int) k, .unit_minor = round % 3 == 1 ? 0 : unit};
        lty_rfm_scores scores;

        for (int64_t i = 0; i < n; i++) {
            sorted[i] = values[i] = lty_test_below(&seed, 200) - 20;
        }
        qsort(sorted, (size_t) n, sizeof *sorted, compare_integers);
        assert_int_equal(score(&scores, &rule, values, (size_t) n, &alloc), LTY_OK);
        for (int64_t i = 0; i < n; i++) {
            int64_t expect[2] = {1, 1};

            for (int64_t cut = 1; cut < k; cut++) {
                const int64_t low = (n - 1) * cut / k;
                const int64_t step = low + 1 < n ? sorted[low + 1] - sorted[low] : 0;

                expect[0] += (values[i] - sorted[low] - 1) * k >= (n - 1) * cut % k * step;
                expect[1] += (values[i] - sorted[low] - unit) * k >= (n - 1) * cut % k * step;
            }
            assert_int_equal(scores.scores[i][LTY_RFM_MONETARY], expect[1]);
            assert_int_equal(scores.scores[i][LTY_RFM_RECENCY], k + 1 - expect[0]);
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

static lty_text segment_name(lty_rfm_standard standard, int r, int f, int m)
{
    const lty_rfm_table table = lty_rfm_table_standard(standard);

    return table.ranges[lty_rfm_segment(&table, r, f, m)].name;
}

static bool is_named(lty_text name, const char *expected)
{
    return lty_text_equal(name, lty_test_text(expected));
}

static void test_tables(void **state)
{
    size_t wrong;

    (void) state;
    for (int standard = LTY_RFM_TABLE_R; standard <= LTY_RFM_TABLE_TOTAL; standard++) {
        const lty_rfm_table table = lty_rfm_table_standard((lty_rfm_standard) standard);

        assert_int_equal(table.count, standard == LTY_RFM_TABLE_TOTAL ? 13 : 11);
        assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_OK);
    }
    assert_true(is_named(segment_name(LTY_RFM_TABLE_R, 5, 5, 5), "Champions"));
    assert_true(is_named(segment_name(LTY_RFM_TABLE_R, 5, 9, 9), "Others"));
    /* Our own is total: with five bins only the cells of R 1, F 1 to 3, M 1 to 4 are left to its last name. */
    for (int r = 1; r <= 5; r++) {
        for (int f = 1; f <= 5; f++) {
            for (int m = 1; m <= 5; m++) {
                assert_int_equal(is_named(segment_name(LTY_RFM_TABLE_TOTAL, r, f, m), "Lost"), r == 1 && f <= 3 && m <= 4);
            }
        }
    }
}

static void test_own_tables(void **state)
{
    const lty_rfm_range good[] = {
        {{"Loyal", 5}, {4, 4, 1}, {5, 5, LTY_RFM_TOP}},
        {{"At risk", 7}, {1, 2, 1}, {2, 5, LTY_RFM_TOP}},
        {{"Others", 6}, {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
    };
    lty_rfm_range ranges[3];
    unsigned char map[125];
    const lty_rfm_table table = {ranges, 3};
    const lty_rfm_table open = {ranges, 2};
    const lty_rfm_table none = {ranges, 0};
    size_t wrong;

    (void) state;
    memcpy(ranges, good, sizeof good);
    assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_OK);
    lty_rfm_segment_map(map, &table, 5);
    assert_int_equal(map[124], 0);                 /* 555 */
    assert_int_equal(map[(0 * 5 + 1) * 5 + 0], 1); /* 121 */
    assert_int_equal(map[(2 * 5 + 2) * 5 + 2], 2); /* 333 */
    assert_int_equal(lty_rfm_segment(&table, 4, 5, 20), 0);
    assert_int_equal(lty_rfm_segment(&table, 6, 5, 5), 2);
    assert_int_equal(lty_rfm_table_validate(&wrong, &open), LTY_E_RFM);
    assert_int_equal(wrong, 1);
    assert_int_equal(lty_rfm_table_validate(&wrong, &none), LTY_E_RFM);
    ranges[1].name = ranges[0].name;
    assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_E_RFM);
    assert_int_equal(wrong, 1);
    memcpy(ranges, good, sizeof good);
    ranges[0].from[2] = 0;
    assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_E_RFM);
    assert_int_equal(wrong, 0);
    memcpy(ranges, good, sizeof good);
    ranges[1].to[1] = 1;
    assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_E_RFM);
    memcpy(ranges, good, sizeof good);
    ranges[0].name.len = 0;
    assert_int_equal(lty_rfm_table_validate(&wrong, &table), LTY_E_RFM);
}

#define PEOPLE 40

/* Some of them, in any order, with any scores; where[number] = 1 + segment, 0 = not scored. */
static void draw_scores(lty_rfm_scores *out, size_t where[PEOPLE], const lty_rfm_table *table, uint64_t *seed)
{
    static uint32_t customers[2][PEOPLE];
    static unsigned char scores[2][PEOPLE][LTY_RFM_MEASURES];
    const size_t use = out->bins == 4; /* either of the two has its own memory */

    out->customers = customers[use];
    out->scores = scores[use];
    out->count = 0;
    for (uint32_t i = 0; i < PEOPLE; i++) {
        const uint32_t number = i * 17 % PEOPLE;
        unsigned char *cell = scores[use][out->count];

        where[number] = 0;
        if (lty_test_below(seed, 4) == 0) {
            continue;
        }
        for (size_t measure = 0; measure < LTY_RFM_MEASURES; measure++) {
            cell[measure] = (unsigned char) (1 + lty_test_below(seed, out->bins));
        }
        where[number] = 1 + lty_rfm_segment(table, cell[0], cell[1], cell[2]);
        customers[use][out->count++] = number;
    }
}

static void test_transitions(void **state)
{
    const lty_rfm_table table = lty_rfm_table_standard(LTY_RFM_TABLE_TOTAL);
    const size_t wide = table.count + 1;
    uint64_t seed = lty_test_seed("transitions", 8);
    LTY_TEST_ALLOC();

    (void) state;
    for (int round = 0; round < 300; round++) {
        lty_rfm_scores earlier = {.bins = 5}, later = {.bins = 4};
        size_t before[PEOPLE], after[PEOPLE], want[14 * 14] = {0}, got[14 * 14];
        uint32_t same[PEOPLE];
        lty_rfm_moves moves = {&earlier, &later, round % 2 == 0 ? NULL : same, PEOPLE, &table};

        draw_scores(&earlier, before, &table, &seed);
        draw_scores(&later, after, &table, &seed);
        for (uint32_t i = 0; i < PEOPLE; i++) { /* another numbering, in which some are not known */
            same[i] = i < 3 ? LTY_RFM_NOBODY : i * 7 % PEOPLE;
        }
        for (size_t i = 0; i < PEOPLE; i++) {
            const size_t number = moves.same == NULL ? i : same[i];
            const size_t now = number < PEOPLE ? after[number] : 0;

            want[(before[i] == 0 ? table.count : before[i] - 1) * wide + (now == 0 ? table.count : now - 1)]++;
            if (number >= PEOPLE) { /* whom the earlier one does not know is new in the later one */
                const size_t lost = after[i * 7 % PEOPLE];

                want[table.count * wide + (lost == 0 ? table.count : lost - 1)]++;
            }
        }
        want[table.count * wide + table.count] = 0;
        assert_int_equal(lty_rfm_transitions(got, &moves, &alloc), LTY_OK);
        assert_memory_equal(got, want, sizeof want);
        for (size_t cell = 0; cell < wide * wide; cell++) {
            uint32_t *numbers = NULL;
            size_t count = 0;

            assert_int_equal(lty_rfm_moved(&numbers, &count, &moves, cell / wide, cell % wide, &alloc), LTY_OK);
            assert_int_equal(count, want[cell]);
            for (size_t i = 0; i < count; i++) {
                const size_t *where = cell / wide < table.count ? before : after;

                assert_int_equal(where[numbers[i]], 1 + (cell / wide < table.count ? cell / wide : cell % wide));
            }
            lty_alloc_free(&alloc, numbers, count * sizeof *numbers);
        }
        assert_int_equal(memory.blocks, 0);
    }
}

/* A window over a base is the base of what happened in it. */
static void test_window(void **state)
{
    uint64_t seed = lty_test_seed("window", 6);

    (void) state;
    for (int round = 0; round < 40; round++) {
        const int64_t since_s = LTY_TEST_2012 - lty_test_below(&seed, 400) * LTY_DAY_SECONDS;
        const lty_rfm_window window = {since_s, LTY_TEST_2012};
        const lty_rfm_rule rule = {.method = round % 2 == 0 ? LTY_RFM_QUANTILES : LTY_RFM_NTILE, .bins = 5};
        lty_base *whole, *part;
        lty_rfm_scores got, want;
        bool repeated;
        rules r;
        LTY_TEST_ALLOC();

        rules_plain(&r, &alloc);
        assert_int_equal(lty_base_create(&whole, r.timeline, 1, &alloc), LTY_OK);
        assert_int_equal(lty_base_create(&part, r.timeline, 1, &alloc), LTY_OK);
        for (int i = 0; i < 60; i++) {
            char id[40], customer[16], object[16];
            lty_event event = {.type = LTY_EVENT_ORDER, .condition = LTY_ORDER_PAID, .revision = 1, .currency = "GBP"};

            snprintf(id, sizeof id, "t/order/%d/1", i);
            snprintf(customer, sizeof customer, "%d", i < 10 ? i : (int) lty_test_below(&seed, 10));
            snprintf(object, sizeof object, "%d", i);
            event.id = lty_test_text(id);
            event.customer = lty_test_text(customer);
            event.object = lty_test_text(object);
            event.at_s = LTY_TEST_2012 - lty_test_below(&seed, 400 * LTY_DAY_SECONDS);
            event.amount_minor = 1 + lty_test_below(&seed, 10000);
            assert_int_equal(lty_base_append(whole, &event, &repeated), LTY_OK);
            if (event.at_s >= since_s) {
                assert_int_equal(lty_base_append(part, &event, &repeated), LTY_OK);
            }
        }
        for (int basis = LTY_RFM_GROSS; basis <= LTY_RFM_ROWS; basis++) {
            assert_int_equal(lty_rfm_score_window(&got, &rule, whole, &window, (lty_rfm_basis) basis, &alloc), LTY_OK);
            assert_int_equal(lty_rfm_score(&want, &rule, part, LTY_TEST_2012, (lty_rfm_basis) basis, &alloc), LTY_OK);
            assert_int_equal(got.count, want.count);
            for (size_t i = 0; i < got.count; i++) {
                const lty_text key = lty_base_key(whole, got.customers[i]);
                size_t at = 0;

                while (!lty_text_equal(lty_base_key(part, want.customers[at]), key)) {
                    at++;
                }
                assert_memory_equal(got.scores[i], want.scores[at], sizeof *got.scores);
                assert_int_equal(got.values[LTY_RFM_MONETARY][i], want.values[LTY_RFM_MONETARY][at]);
            }
            lty_rfm_scores_destroy(&got);
            lty_rfm_scores_destroy(&want);
        }
        assert_int_equal(lty_rfm_since(whole, LTY_TEST_2012, 0),
            lty_zone_day_start(&r.versions[0].zone, lty_zone_day(&r.versions[0].zone, LTY_TEST_2012)));
        assert_int_equal(lty_rfm_since(whole, LTY_TEST_2012, INT64_MAX), LTY_TIME_NONE);
        lty_base_destroy(whole);
        lty_base_destroy(part);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
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

/* Who is in a segment: every cell is in one, and memory that is out leaves nothing behind. */
static void test_segment_set(void **state)
{
    static int64_t values[100];
    uint64_t seed = 2;
    const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = 5};
    const lty_rfm_table table = lty_rfm_table_standard(LTY_RFM_TABLE_TOTAL);
    lty_rfm_sum sums[LTY_RFM_SEGMENTS_MAX];
    lty_set set = {.size = 12345};
    size_t all = 0;
    LTY_TEST_ALLOC();
    lty_rfm_scores scores = {.alloc = &alloc};

    (void) state;
    for (size_t i = 0; i < 100; i++) {
        values[i] = lty_test_below(&seed, 50);
    }
    assert_int_equal(score(&scores, &rule, values, 100, &alloc), LTY_OK);
    assert_int_equal(lty_rfm_segment_sums(sums, &scores, &table), LTY_OK);
    memory.fail_at = memory.calls + 1;
    assert_int_equal(lty_rfm_segment_set(&set, &scores, &table, 0, 100, &alloc), LTY_E_MEMORY);
    assert_int_equal(set.size, 12345);
    memory.fail_at = 0;
    for (size_t segment = 0; segment < table.count; segment++) {
        assert_int_equal(lty_rfm_segment_set(&set, &scores, &table, segment, 100, &alloc), LTY_OK);
        assert_int_equal(lty_set_count(&set), sums[segment].customers);
        for (size_t i = 0; i < scores.count; i++) {
            const unsigned char *cell = scores.scores[i];

            assert_int_equal(lty_set_has(&set, scores.customers[i]), lty_rfm_segment(&table, cell[0], cell[1], cell[2]) == segment);
        }
        all += lty_set_count(&set);
        lty_set_destroy(&set);
    }
    assert_int_equal(all, 100);
    lty_rfm_scores_destroy(&scores);
    assert_int_equal(memory.blocks, 0);
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
        cmocka_unit_test(test_own_tables),
        cmocka_unit_test(test_transitions),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_segment_set),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
