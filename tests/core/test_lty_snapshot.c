/*
 * Files of bases: what was saved is what is opened, later events are taken in and saved too, what is no such file is refused with a reason, every
 * altered byte is found, and an altered file does no harm.
 */
#include "lty_test_base.h"
#include "lty_test_event.h"
#include "lty_test_snapshot.h"

static const unsigned char lineage[LTY_SNAPSHOT_LINEAGE] = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};
static const lty_text columns[LTY_ROWS_FIELDS] = {{"customer", 8}, {"at", 2}, {"amount", 6}};

typedef struct file {
    unsigned char *bytes;
    size_t len;
} file;

static file save(lty_base *base, const int64_t *position)
{
    static lty_snapshot_plan plan;

    assert_int_equal(lty_snapshot_prepare(&plan, base, lineage, position), LTY_OK);
    return (file){snapshot_bytes(&plan), (size_t) plan.file_size};
}

static lty_base *reopen(lty_snapshot *snapshot, file from, const lty_timeline *timeline, size_t room, const lty_alloc *alloc)
{
    const char *problem = NULL;
    lty_base *base = NULL;
    const lty_status status = snapshot_open(&base, snapshot, &problem, from.bytes, from.len, timeline, room, alloc);

    if (status != LTY_OK) {
        fail_msg("status %d: %s", (int) status, problem == NULL ? "no problem named" : problem);
    }
    return base;
}

static void same_facts(lty_base *a, lty_base *b)
{
    unsigned char left[32];
    unsigned char right[32];
    lty_totals totals[2];

    assert_int_equal(lty_base_digest(left, a), LTY_OK);
    assert_int_equal(lty_base_digest(right, b), LTY_OK);
    assert_memory_equal(left, right, sizeof left);
    assert_int_equal(lty_base_count(a), lty_base_count(b));
    assert_int_equal(lty_base_persons(a), lty_base_persons(b));
    assert_int_equal(lty_indicator_totals(&totals[0], a), LTY_OK);
    assert_int_equal(lty_indicator_totals(&totals[1], b), LTY_OK);
    assert_memory_equal(&totals[0], &totals[1], sizeof totals[0]);
    for (size_t i = 0; i < lty_base_count(a); i++) {
        const lty_text key = lty_base_key(a, (uint32_t) i);

        assert_true(lty_text_equal(key, lty_base_key(b, (uint32_t) i)));
        assert_int_equal(lty_base_find(a, key), lty_base_find(b, key));
        assert_int_equal(lty_base_person(a, (uint32_t) i), lty_base_person(b, (uint32_t) i));
        for (size_t fact = 0; fact < LTY_FACT_COUNT; fact++) {
            assert_int_equal(lty_base_fact(a, (uint32_t) i, (lty_fact) fact), lty_base_fact(b, (uint32_t) i, (lty_fact) fact));
        }
    }
}

static void same(lty_base *a, lty_base *b, int64_t at_s, const lty_alloc *alloc)
{
    const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = 5};
    lty_rfm_scores scores[2];
    lty_month *months[2];
    size_t counts[2];
    lty_base *const bases[2] = {a, b};

    same_facts(a, b);
    for (size_t i = 0; i < 2; i++) {
        assert_int_equal(lty_indicator_months(&months[i], &counts[i], bases[i], alloc), LTY_OK);
        assert_int_equal(lty_rfm_score(&scores[i], &rule, bases[i], at_s, LTY_RFM_NET, alloc), LTY_OK);
    }
    assert_int_equal(counts[0], counts[1]);
    if (counts[0] > 0) {
        assert_memory_equal(months[0], months[1], counts[0] * sizeof *months[0]);
    }
    assert_int_equal(scores[0].count, scores[1].count);
    for (size_t i = 0; i < scores[0].count; i++) {
        assert_int_equal(scores[0].customers[i], scores[1].customers[i]);
        assert_memory_equal(scores[0].scores[i], scores[1].scores[i], sizeof scores[0].scores[i]);
    }
    for (size_t i = 0; i < 2; i++) {
        lty_indicator_free(months[i], counts[i], alloc);
        lty_rfm_scores_destroy(&scores[i]);
    }
}

static void append_rows(lty_base *base, uint64_t *state, size_t rows, size_t customers)
{
    char *text = malloc(64 * (rows + 1));
    lty_store_report report;
    size_t len = (size_t) sprintf(text, "customer\tat\tamount\n");

    for (size_t i = 0; i < rows; i++) {
        const long long at_s = (long long) (LTY_TEST_2010 + lty_test_below(state, 800) * LTY_TEST_DAY);
        const long long who = (long long) lty_test_below(state, (int64_t) customers);

        len += (size_t) sprintf(text + len, who % 3 == 0 ? "%lld\t%lld\t%lld\n" : "customer-%07lld\t%lld\t%lld\n", who, at_s,
            (long long) lty_test_below(state, 9000) - 500);
    }
    assert_int_equal(lty_base_append_rows(base, (lty_text){text, len}, LTY_TEXT("till"), columns, &report), LTY_OK);
    assert_int_equal(report.appended, rows);
    free(text);
}

static size_t histories(size_t fallback)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? fallback : 1 + (size_t) strtoull(given, NULL, 10) / 20;
}

/* Some events are in the file, the rest come after: whatever was saved when, it is the base that had them all. */
static void a_file_and_what_came_after_are_one_base(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("a_file_and_what_came_after_are_one_base", 11);
    static world w;

    for (size_t round = 0; round < histories(300); round++) {
        const int64_t at_s = LTY_TEST_2011 + lty_test_below(&state, 500) * LTY_TEST_DAY;
        const bool folded = lty_test_below(&state, 4) > 0;
        rules r;
        lty_snapshot snapshot;

        rules_random(&r, &state, &alloc);
        world_fill(&w, &state, 1 + (size_t) lty_test_below(&state, 40), CUSTOMERS);
        if (lty_test_below(&state, 2) == 0) {
            world_link(&w, &state, (size_t) lty_test_below(&state, 6), CUSTOMERS);
        }
        lty_base *whole = base_create(r.timeline, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);
        size_t at = 0;

        if (lty_test_below(&state, 2) == 0) {
            uint64_t rows = state;

            append_rows(whole, &rows, 30, 9);
            append_rows(base, &state, 30, 9);
        }
        base_fill(whole, &w);
        assert_int_equal(lty_base_fold(whole, at_s), LTY_OK);
        for (int saves = 0; saves < 3; saves++) {
            const int64_t position = lty_test_below(&state, 1000);
            const size_t until = saves == 2 ? w.count : at + (size_t) lty_test_below(&state, (int64_t) (w.count - at) + 1);

            for (; at < until; at++) {
                base_append(base, &w.events[at], false);
            }
            if (folded) {
                assert_int_equal(lty_base_fold(base, at_s), LTY_OK);
            }
            if (folded && lty_test_below(&state, 3) == 0 && at > 0) {
                base_append(base, &w.events[at - 1], true); /* the file begins with something that was folded before */
            }
            const file f = save(base, saves == 1 ? NULL : &position);

            lty_base_destroy(base);
            base = reopen(&snapshot, f, r.timeline, (size_t) lty_test_below(&state, 3), &alloc);
            assert_int_equal(snapshot.has_position, saves != 1);
            assert_int_equal(snapshot.position, saves == 1 ? 0 : position);
            assert_memory_equal(snapshot.lineage, lineage, sizeof lineage);
            assert_int_equal(lty_base_at(base), folded ? at_s : LTY_TIME_NONE);
            free(f.bytes);
            if (at > 0) { /* what the file has is known */
                const lty_event *known = &w.events[lty_test_below(&state, (int64_t) at)];
                lty_event other = *known;
                bool repeated;

                base_append(base, known, true);
                other.at_s++;
                assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
            }
        }
        if (!folded) {
            assert_int_equal(lty_base_fold(base, at_s), LTY_OK);
        }
        same(whole, base, at_s, &alloc);
        assert_false(lty_base_is_damaged(base));
        lty_base_destroy(whole);
        lty_base_destroy(base);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
}

/* Every type with everything that it may say. */
static void every_event_is_kept(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    enum { COUNT = 3000 };
    uint64_t state = lty_test_seed("every_event_is_kept", 5);
    lty_test_event *made = calloc(COUNT, sizeof *made);
    lty_buffer buffer;
    lty_snapshot snapshot;
    rules r;

    assert_non_null(made);
    rules_plain(&r, &alloc);
    lty_buffer_init(&buffer, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    for (unsigned i = 0; i < COUNT; i++) {
        lty_test_random_event(&made[i], lty_test_types[lty_test_below(&state, LTY_EVENT_TYPES)], i, &state);
        assert_true(lty_event_is_sound(&made[i].event));
        buffer.len = 0;
        lty_event_write(&buffer, &made[i].event);
        made[i].event.payload = lty_buffer_view(&buffer);
        base_append(base, &made[i].event, false);
    }
    const file f = save(base, NULL);
    lty_base *again = reopen(&snapshot, f, r.timeline, 1, &alloc);

    for (unsigned i = 0; i < COUNT; i++) {
        char id[LTY_STORE_ID_MAX];
        lty_event_line lines[4];
        lty_event event;

        assert_int_equal(lty_store_line_count(lty_base_store(again), i), made[i].event.line_count);
        lty_store_event(&event, lty_base_store(again), i, id, lines);
        lty_test_event_is(&event, &made[i].event);
        assert_true(lty_event_is_sound(&event));
    }
    assert_false(lty_base_is_damaged(again));
    lty_base_destroy(base);
    lty_base_destroy(again);
    lty_buffer_destroy(&buffer);
    free(f.bytes);
    free(made);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* What a fold relies on is asked again of events that come out of files. */
static void events_that_no_shop_sent_are_found(void **unused)
{
    (void) unused;
    const lty_event_line line = {.sku = {"a", 1}, .quantity = 1, .amount_minor = 500};
    const lty_event_line taxed = {.sku = {"a", 1}, .quantity = 1, .amount_minor = 500, .tax_minor = 501};
    const lty_event good = {.id = {"s/order/1/1", 11},
        .customer = {"7", 1},
        .type = LTY_EVENT_ORDER,
        .at_s = LTY_TEST_2010,
        .object = {"1", 1},
        .condition = LTY_ORDER_PAID,
        .revision = 1,
        .currency = "GBP",
        .amount_minor = 500,
        .lines = &line,
        .line_count = 1};
    lty_event bad[12];
    const size_t count = sizeof bad / sizeof *bad;

    for (size_t i = 0; i < count; i++) {
        bad[i] = good;
    }
    bad[0].at_s = LTY_TIME_MAX + 1;
    bad[1].condition = 5;
    bad[2].revision = 0;
    bad[3].amount_minor = 499;
    bad[4].lines = &taxed;
    bad[5].shipping_minor = -1;
    bad[6].by_points_minor = 501;
    bad[7].object.len = 0;
    bad[8].type = LTY_EVENT_POINTS_SPENT;
    bad[9].type = LTY_EVENT_BIRTHDAY;
    bad[9].day = INT64_MAX;
    bad[10].type = LTY_EVENT_GENDER;
    bad[11].tax_minor = 1;
    assert_true(lty_event_is_sound(&good));
    for (size_t i = 0; i < count; i++) {
        if (lty_event_is_sound(&bad[i])) {
            fail_msg("event %zu passes", i);
        }
    }
}

static void what_is_no_file_of_ours_is_refused(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = 3;
    static world w;
    static lty_snapshot snapshot;
    lty_base *base;
    const char *problem;
    rules r;
    rules other;

    rules_plain(&r, &alloc);
    other.versions[0] = lty_test_programme();
    other.versions[0].hash[0] = 1;
    rules_open(&other, 1, &alloc);
    world_fill(&w, &state, 20, CUSTOMERS);
    base = base_create(r.timeline, &alloc);
    base_fill(base, &w);
    const file f = save(base, NULL);

    lty_base_destroy(base);
    for (size_t len = 0; len < f.len; len += len < 9000 ? 1 : 997) { /* cut short anywhere */
        assert_int_equal(
            lty_snapshot_read(&snapshot, &problem, f.bytes, len < LTY_SNAPSHOT_HEAD ? len : LTY_SNAPSHOT_HEAD, len, r.timeline),
            LTY_E_SNAPSHOT);
        assert_non_null(problem);
    }
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len - 1, r.timeline), LTY_E_SNAPSHOT);
    assert_non_null(strstr(problem, "cut short"));
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len + 1, r.timeline), LTY_E_SNAPSHOT);
    assert_non_null(strstr(problem, "longer"));
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, other.timeline), LTY_E_SNAPSHOT);
    assert_non_null(strstr(problem, "another programme"));
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, r.timeline), LTY_OK);
    for (size_t at = 0; at < LTY_SNAPSHOT_HEAD; at++) { /* whatever byte of the head is altered */
        f.bytes[at] ^= 0x10;
        assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, r.timeline), LTY_E_SNAPSHOT);
        f.bytes[at] ^= 0x10;
    }
    const uint32_t swapped = 0x04030201U;
    const uint32_t newer = 99;

    memcpy(f.bytes + 8, &swapped, sizeof swapped);
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, r.timeline), LTY_E_SNAPSHOT);
    assert_non_null(strstr(problem, "order of bytes"));
    const uint32_t ours = 0x01020304U;

    memcpy(f.bytes + 8, &ours, sizeof ours);
    memcpy(f.bytes + 12, &newer, sizeof newer);
    assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, r.timeline), LTY_E_SNAPSHOT);
    assert_non_null(strstr(problem, "newer version"));
    free(f.bytes);
    rules_close(&r);
    rules_close(&other);
    assert_int_equal(memory.blocks, 0);
}

static size_t check(const char *wrong[LTY_SNAPSHOT_WRONG], const lty_snapshot *snapshot, file f, size_t step)
{
    static lty_snapshot_check state;

    lty_snapshot_check_begin(&state, snapshot);
    for (size_t at = 0; at < f.len; at += step) {
        lty_snapshot_check_add(&state, f.bytes + at, f.len - at < step ? f.len - at : step);
    }
    return lty_snapshot_check_end(wrong, &state);
}

static void every_altered_byte_is_found(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("every_altered_byte_is_found", 21);
    const char *wrong[LTY_SNAPSHOT_WRONG];
    static lty_snapshot snapshot;
    rules r;

    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    append_rows(base, &state, 6000, 1500); /* some sections are large, so there is padding */
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    const file f = save(base, NULL);
    lty_base *again = reopen(&snapshot, f, r.timeline, 0, &alloc);

    for (size_t step = 1; step < f.len; step *= 13) {
        assert_int_equal(check(wrong, &snapshot, f, step), 0);
    }
    size_t padding = 0;

    for (size_t i = 0; i < 1500; i++) {
        const size_t at = i < 16 ? f.len - 1 - i : (size_t) lty_test_below(&state, (int64_t) f.len);

        f.bytes[at] ^= (unsigned char) (1U << lty_test_below(&state, 8));
        assert_true(check(wrong, &snapshot, f, 4096) == 1);
        padding += strcmp(wrong[0], "padding") == 0;
        if (at < LTY_SNAPSHOT_HEAD) {
            assert_string_equal(wrong[0], "head");
        }
        memcpy(f.bytes + at, (unsigned char[]){f.bytes[at]}, 1);
        for (unsigned bit = 0; bit < 8; bit++) { /* put back: only the right one gives the file again */
            f.bytes[at] ^= (unsigned char) (1U << bit);
            if (check(wrong, &snapshot, f, 65536) == 0) {
                break;
            }
            f.bytes[at] ^= (unsigned char) (1U << bit);
        }
    }
    assert_true(padding > 0);
    assert_int_equal(check(wrong, &snapshot, (file){f.bytes, f.len - 1}, 4096), 2);
    assert_string_equal(wrong[1], "length");
    lty_base_destroy(base);
    lty_base_destroy(again);
    free(f.bytes);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Bytes of sections are altered, the head is as it was: nothing may crash, loop, or read outside of its block, which the sanitizers watch. */
static void an_altered_file_does_no_harm(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("an_altered_file_does_no_harm", 77);
    static world w;
    size_t noticed = 0;
    const size_t rounds = histories(400);

    for (size_t round = 0; round < rounds; round++) {
        static lty_snapshot snapshot;
        const char *problem;
        rules r;

        rules_random(&r, &state, &alloc);
        world_fill(&w, &state, 30, CUSTOMERS);
        world_link(&w, &state, 4, CUSTOMERS);
        lty_base *base = base_create(r.timeline, &alloc);

        append_rows(base, &state, 40, 9);
        base_fill(base, &w);
        if (round % 4 != 0) {
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
        const file f = save(base, NULL);

        lty_base_destroy(base);
        assert_int_equal(lty_snapshot_read(&snapshot, &problem, f.bytes, LTY_SNAPSHOT_HEAD, f.len, r.timeline), LTY_OK);
        for (int64_t flips = 1 + lty_test_below(&state, 4); flips > 0;) { /* small sections as often as large ones */
            const lty_snapshot_entry *entry = &snapshot.entries[lty_test_below(&state, (int64_t) snapshot.count)];
            const size_t bytes = lty_snapshot_bytes(entry);

            if (bytes > 0) {
                f.bytes[entry->offset + (size_t) lty_test_below(&state, (int64_t) bytes)] =
                    lty_test_below(&state, 2) == 0 ? 0xFF : (unsigned char) lty_test_random(&state);
                flips--;
            }
        }
        const lty_status status = snapshot_open(&base, &snapshot, &problem, f.bytes, f.len, r.timeline, 0, &alloc);

        if (status == LTY_OK) {
            bool repeated;

            (void) snapshot_ask(base, LTY_TEST_2012, &alloc);
            (void) lty_base_append(base, &w.events[0], &repeated);
            noticed += lty_base_is_damaged(base);
            lty_base_destroy(base);
        } else {
            assert_int_equal(status, LTY_E_DAMAGED);
            noticed++;
        }
        free(f.bytes);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
    assert_true(noticed > rounds / 10); /* and much of it is noticed */
}

static void memory_may_end_anywhere(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = 9;
    static world w;
    static lty_snapshot snapshot;
    lty_base *again = NULL;
    const char *problem;
    rules r;

    rules_plain(&r, &alloc);
    world_fill(&w, &state, 20, CUSTOMERS);
    world_link(&w, &state, 4, CUSTOMERS);
    lty_base *base = base_create(r.timeline, &alloc);
    base_fill(base, &w);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    const file f = save(base, NULL);
    const size_t blocks = memory.blocks;
    const size_t bytes = memory.bytes;
    lty_status status = LTY_E_MEMORY;

    for (size_t n = 1; status != LTY_OK; n++) {
        memory.calls = 0;
        memory.fail_at = n;
        status = snapshot_open(&again, &snapshot, &problem, f.bytes, f.len, r.timeline, 0, &alloc);
        memory.fail_at = 0;
        if (status != LTY_OK) {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_null(again);
            assert_int_equal(memory.blocks, blocks);
            assert_int_equal(memory.bytes, bytes);
        }
    }
    same(base, again, LTY_TEST_2012, &alloc);
    lty_base_destroy(base);
    lty_base_destroy(again);
    free(f.bytes);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

/* A base that is saved has everybody's rows from then on, and whoever opens it too; where there is no room for them, there are none, and the rest is. */
static void rows_are_made_before_they_are_saved(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = 12;
    static world w;
    static lty_snapshot snapshot;
    static lty_snapshot_plan plan;
    lty_base_table table;
    size_t without = 0;
    size_t made = 0;
    rules r;

    rules_plain(&r, &alloc);
    world_fill(&w, &state, 60, CUSTOMERS);
    for (size_t n = 1; made == 0; n++) {
        lty_base *base = base_create(r.timeline, &alloc);

        base_fill(base, &w);
        const file before = save(base, NULL); /* before a fold there is nobody to have rows */
        assert_int_equal(lty_base_rows_made(base), 0);
        free(before.bytes);
        assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        assert_int_equal(lty_base_rows_made(base), 0);
        memory.calls = 0;
        memory.fail_at = n;
        const lty_status status = lty_snapshot_prepare(&plan, base, lineage, NULL);
        memory.fail_at = 0;
        assert_true(status == LTY_OK || status == LTY_E_MEMORY);
        if (status == LTY_OK) {
            const file f = {snapshot_bytes(&plan), (size_t) plan.file_size};
            lty_base *again = reopen(&snapshot, f, r.timeline, 0, &alloc);

            made = lty_base_rows_made(base);
            without += made == 0;
            assert_int_equal(lty_base_rows_made(again), made);
            assert_int_equal(lty_base_rows_of(&table, again, LTY_FACT_PURCHASES), LTY_OK);
            assert_int_equal(made == 0 ? lty_base_rows_made(again) > 0 : lty_base_rows_made(again) == made, true);
            same(base, again, LTY_TEST_2012, &alloc);
            lty_base_destroy(again);
            free(f.bytes);
        }
        lty_base_destroy(base);
        assert_true(n < 1000);
    }
    assert_true(without > 3);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_and_what_came_after_are_one_base),
        cmocka_unit_test(every_event_is_kept),
        cmocka_unit_test(events_that_no_shop_sent_are_found),
        cmocka_unit_test(what_is_no_file_of_ours_is_refused),
        cmocka_unit_test(every_altered_byte_is_found),
        cmocka_unit_test(an_altered_file_does_no_harm),
        cmocka_unit_test(memory_may_end_anywhere),
        cmocka_unit_test(rows_are_made_before_they_are_saved),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
