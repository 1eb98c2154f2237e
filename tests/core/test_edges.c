/* What mutants showed the modules' own tests not to see: each cell of the named tables, a byte beside ASCII, customers of many rows. */
#include "lty_code.h"
#include "lty_replay_part.h"
#include "lty_rfm.h"
#include "lty_segment.h"
#include "lty_test_rows.h"

#define ROWS 127 /* a word of bits, and all but one of the next */

/* The tables of docs/rfm.md cell by cell: a letter for each of 1 to 5 of money within frequency, a line for each recency; "a" is the first name. */
static const struct {
    lty_rfm_standard standard;
    const char *cells;
} tables[] = {
    {LTY_RFM_TABLE_R,
        "jjjjjjjjggjjhffjjhffjjhgg"
        "iiiikicccgicccfkcccfkkhgg"
        "iidddicccdibbbbkbbbbkbbbb"
        "eedddecccdebbbbkbbbbkbbbb"
        "eeeeeeeeeeebbbbkbbbbkbbba"},
    {LTY_RFM_TABLE_CLASSIC,
        "jjkkkjhhhhkhhhhkhhhhkhhhh"
        "ggkkkgffhhkfbbbkhbbbkhbbb"
        "ccckkccckkccbbbkkbbbkkbbb"
        "ccckkccckkccbbbkkbaakkbaa"
        "ccckkccckkccbbbkkbaakkbaa"},
    {LTY_RFM_TABLE_TOTAL,
        "mmmmkmmmmkmmmmkjjjiijjjii"
        "llllkllllkllllkjjjiijjjii"
        "hhhhcggggcggggcffffffffff"
        "ddddceeeeceeeecbbbaabbbaa"
        "ddddceeeeceeeecbbbaabbbaa"},
};

static void test_every_cell_of_the_named_tables(void **state)
{
    (void) state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const lty_rfm_table table = lty_rfm_table_standard(tables[t].standard);

        for (int cell = 0; cell < 125; cell++) {
            const size_t segment = lty_rfm_segment(&table, cell / 25 + 1, cell / 5 % 5 + 1, cell % 5 + 1);

            if ((char) ('a' + segment) != tables[t].cells[cell]) {
                print_error("table %zu, cell %d: segment %zu\n", t, cell, segment);
                fail();
            }
        }
    }
}

/* With ten bins: made for five, nothing matches what is above; the total one takes it as 5. */
static void test_scores_above_five(void **state)
{
    (void) state;
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        const lty_rfm_table table = lty_rfm_table_standard(tables[t].standard);

        for (int64_t cell = 0; cell < 1000; cell++) {
            const int64_t r = cell / 100 + 1, f = cell / 10 % 10 + 1, m = cell % 10 + 1;
            const int64_t low_r = r < 5 ? r : 5, low_f = f < 5 ? f : 5, low_m = m < 5 ? m : 5;
            const bool above = r > 5 || f > 5 || m > 5;
            const char same = tables[t].cells[(low_r - 1) * 25 + (low_f - 1) * 5 + low_m - 1];

            assert_int_equal(
                'a' + (char) lty_rfm_segment(&table, r, f, m), above && tables[t].standard != LTY_RFM_TABLE_TOTAL ? 'k' : same);
        }
    }
}

/* With nobody in it, nothing is a segment's. */
static void test_segments_of_nobody(void **state)
{
    const lty_rfm_table table = lty_rfm_table_standard(LTY_RFM_TABLE_TOTAL);
    const lty_rfm_scores scores = {.bins = 5};
    lty_rfm_sum sums[LTY_RFM_SEGMENTS_MAX];

    (void) state;
    memset(sums, 7, sizeof sums);
    assert_int_equal(lty_rfm_segment_sums(sums, &scores, &table), LTY_OK);
    for (size_t i = 0; i < table.count; i++) {
        assert_int_equal(sums[i].customers, 0);
        assert_int_equal(sums[i].purchases, 0);
        assert_int_equal(sums[i].amount_minor, 0);
    }
    size_t cells[125];
    memset(cells, 7, sizeof cells);
    lty_rfm_histogram(cells, &scores);
    memset(sums, 7, sizeof sums);
    assert_int_equal(lty_rfm_heatmap(sums, &scores), LTY_OK);
    for (size_t i = 0; i < 125; i++) {
        assert_int_equal(cells[i], 0);
    }
    for (size_t i = 0; i < 25; i++) {
        assert_int_equal((int64_t) sums[i].customers + sums[i].purchases + sums[i].amount_minor, 0);
    }
}

static void score_rows(lty_rfm_scores *out, const lty_rfm_rule *rule, const int64_t *values, size_t count, const lty_alloc *alloc)
{
    const int64_t *const measures[LTY_RFM_MEASURES] = {values, values, values};
    lty_intern keys;
    char key[24];
    uint32_t id;

    lty_intern_init(&keys, 1, alloc);
    for (size_t i = 0; i < count; i++) {
        snprintf(key, sizeof key, "%zu", i);
        assert_int_equal(lty_intern_add(&id, &keys, lty_test_text(key)), LTY_OK);
    }
    assert_int_equal(lty_rfm_score_rows(out, rule, &keys, measures, alloc), LTY_OK);
    lty_intern_destroy(&keys);
}

/* Ranks 1 to n at quantiles of type 7 of themselves: 1 + (n - 1) i / k, a rank in the lower group if it is not above. */
static void test_ranks_at_their_quantiles(void **state)
{
    static int64_t values[60];

    (void) state;
    for (size_t count = 1; count <= 60; count++) {
        values[count - 1] = (int64_t) count * 3;
        for (int bins = 2; bins <= 10; bins++) {
            LTY_TEST_ALLOC();
            const lty_rfm_rule rule = {.method = LTY_RFM_RANKED, .bins = bins};
            lty_rfm_scores scores = {.alloc = &alloc};

            score_rows(&scores, &rule, values, count, &alloc);
            for (size_t rank = 1; rank <= count; rank++) {
                unsigned above = 1;

                for (size_t i = 1; i < (size_t) bins; i++) {
                    above += (rank - 1) * (size_t) bins > (count - 1) * i;
                }
                assert_int_equal(scores.scores[rank - 1][LTY_RFM_FREQUENCY], above);
            }
            lty_rfm_scores_destroy(&scores);
            assert_int_equal(memory.blocks, 0);
        }
    }
}

/* As many cuts as there can be, and behind the last of fewer nothing. */
static void test_cuts_by_hand(void **state)
{
    static const int64_t values[] = {5, 15, 25, 995};

    (void) state;
    for (int bins = LTY_RFM_BINS_MIN; bins <= (int) LTY_RFM_BINS_MAX; bins++) {
        LTY_TEST_ALLOC();
        lty_rfm_rule rule = {.method = LTY_RFM_CUTS, .bins = bins};
        lty_rfm_scores scores = {.alloc = &alloc};

        for (size_t measure = 0; measure < LTY_RFM_MEASURES; measure++) {
            for (size_t i = 0; i + 1 < LTY_RFM_BINS_MAX; i++) {
                rule.cuts[measure][i] = 10 * (int64_t) (i + 1);
            }
        }
        score_rows(&scores, &rule, values, 4, &alloc);
        for (size_t measure = 0; measure < LTY_RFM_MEASURES; measure++) {
            for (int i = 0; i + 1 < (int) LTY_RFM_BINS_MAX; i++) {
                assert_true(scores.cuts[measure][i] == (i + 1 < bins ? 10.0 * (i + 1) : 0.0));
            }
        }
        assert_int_equal(scores.scores[0][LTY_RFM_FREQUENCY], 1);
        assert_int_equal(scores.scores[1][LTY_RFM_FREQUENCY], 2);
        assert_int_equal(scores.scores[3][LTY_RFM_FREQUENCY], bins);
        lty_rfm_scores_destroy(&scores);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_the_first_byte_that_is_no_ascii(void **state)
{
    static const char *const texts[] = {"\x80", "A\x80", "8VW4\x80ZXHGAAJ5"};
    lty_code code;
    lty_code_fault fault;

    (void) state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_int_equal(lty_code_parse(&code, &fault, texts[i], strlen(texts[i])), LTY_E_CODE_UTF8);
    }
    lty_text name;
    assert_int_equal(lty_code_name(&name, "\x80", 1), 0);
    assert_int_equal(lty_code_name(&name, "AB\x80-", 4), 0);
}

static size_t members(lty_base *base, const char *text, lty_arena *arena, const lty_alloc *alloc)
{
    lty_set set;

    assert_int_equal(lty_segment_select(&set, base, rule_compile(text, lty_base_programme(base), arena), alloc), LTY_OK);
    const size_t count = lty_set_count(&set);
    lty_set_destroy(&set);
    return count;
}

/* Two customers whose rows are more than the bits of a word, the second's beginning amidst one. */
static void test_customers_of_many_rows(void **state)
{
    static const char *const both[] = {"count(orders) = 127", "sum(amount) = 127.00", "count(orders, amount >= 1.00) = 127",
        "max(amount) = 1.00", "count(orders, quantity = 1) = 127"};
    static const char *const nobody[] = {"count(orders) <> 127", "count(orders, amount > 1.00) > 0", "sum(amount) <> 127.00"};
    LTY_TEST_ALLOC();
    lty_arena arena;
    rules r;
    char id[40], order[16];

    (void) state;
    rules_plain(&r, &alloc);
    lty_arena_init(&arena, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    for (int i = 0; i < 2 * ROWS; i++) {
        snprintf(id, sizeof id, "s/order/%d/1", i);
        snprintf(order, sizeof order, "%d", i);
        lty_event event = lty_test_order(id, order, 1, LTY_TEST_2011 + i * 60, LTY_ORDER_PAID, 100);

        event.customer = lty_test_text(i < ROWS ? "anna" : "bob");
        base_append(base, &event, false);
    }
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    for (size_t i = 0; i < sizeof both / sizeof *both; i++) {
        if (members(base, both[i], &arena, &alloc) != 2) {
            print_error("%s\n", both[i]);
            fail();
        }
    }
    for (size_t i = 0; i < sizeof nobody / sizeof *nobody; i++) {
        assert_int_equal(members(base, nobody[i], &arena, &alloc), 0);
    }
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* How many tiers there are is part of the encoding: else what stands behind them could be read as one. */
static void test_a_replay_is_hashed_with_its_shape(void **state)
{
    LTY_TEST_ALLOC();
    const lty_timeline programme = {.count = 1};
    int64_t one[] = {5};
    int64_t four[] = {5, 0, 0, 1};
    lty_replay_rule rule = {.key = LTY_TEXT("")};
    lty_replay some = {.alloc = &alloc, .tiers = one, .tier_counts = {1, 1}, .rules = &rule, .rule_count = 1};
    lty_replay others = {.alloc = &alloc, .tiers = four, .tier_counts = {4, 1}};

    (void) state;
    assert_int_equal(lty_replay_hash(&some, NULL, &programme, &programme), LTY_OK);
    assert_int_equal(lty_replay_hash(&others, NULL, &programme, &programme), LTY_OK);
    assert_memory_not_equal(some.hash, others.hash, sizeof some.hash);
    others.tier_counts[0] = 1;
    others.tier_counts[1] = 4;
    lty_replay turned = others;
    assert_int_equal(lty_replay_hash(&turned, NULL, &programme, &programme), LTY_OK);
    assert_memory_not_equal(some.hash, turned.hash, sizeof some.hash);
    lty_replay_rule other = {.key = LTY_TEXT("a")};
    some.rules = &other;
    assert_int_equal(lty_replay_hash(&some, NULL, &programme, &programme), LTY_OK);
    other.key = LTY_TEXT("b");
    turned = some;
    assert_int_equal(lty_replay_hash(&turned, NULL, &programme, &programme), LTY_OK);
    assert_memory_not_equal(some.hash, turned.hash, sizeof some.hash);
    assert_int_equal(memory.blocks, 0);
}

/* A side without tiers has one place, for all. */
static void test_a_replay_without_tiers(void **state)
{
    LTY_TEST_ALLOC();
    rules r;
    lty_replay replay;
    lty_event event = lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2011, LTY_ORDER_PAID, 100);

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    event.customer = LTY_TEXT("anna");
    base_append(base, &event, false);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    assert_int_equal(lty_replay_run(&replay, base, r.timeline, LTY_TEST_2012, NULL, NULL, &alloc), LTY_OK);
    assert_int_equal(replay.tier_counts[0], 1);
    assert_int_equal(replay.tier_counts[1], 1);
    assert_int_equal(replay.tiers[0], 1);
    lty_replay_destroy(&replay);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_cell_of_the_named_tables),
        cmocka_unit_test(test_scores_above_five),
        cmocka_unit_test(test_segments_of_nobody),
        cmocka_unit_test(test_ranks_at_their_quantiles),
        cmocka_unit_test(test_cuts_by_hand),
        cmocka_unit_test(test_the_first_byte_that_is_no_ascii),
        cmocka_unit_test(test_customers_of_many_rows),
        cmocka_unit_test(test_a_replay_is_hashed_with_its_shape),
        cmocka_unit_test(test_a_replay_without_tiers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
