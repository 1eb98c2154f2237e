/* Versions in one line: which holds when, whose rules are one, and lists that are refused. */
#include "lty_test.h"

#include "lty_timeline.h"

typedef struct versions {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    const lty_timeline *timeline;
    size_t culprit;
    lty_status status;
} versions;

static const lty_earn_rule rules[] = {{.key = {"a", 1}}, {.key = {"b", 1}}, {.key = {"c", 1}}, {.key = {"a", 1}}, {.key = {"d", 1}}};

/* Rules from `first` on. */
static lty_programme version(int64_t from_s, size_t first, size_t count, const char *currency)
{
    lty_programme programme = {.in_force_from_s = from_s, .points = {.earn = rules + first, .earn_count = count}};

    memcpy(programme.currency, currency, 4);
    memset(programme.hash, (int) (from_s & 0xFF), sizeof programme.hash);
    return programme;
}

static void create(versions *it, const lty_programme *const *list, size_t count, size_t fail_at)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    it->memory.fail_at = fail_at;
    it->culprit = 99;
    lty_arena_init(&it->arena, &it->alloc);
    it->status = lty_timeline_create(&it->timeline, list, count, &it->culprit, &it->arena);
}

static void drop(versions *it)
{
    lty_arena_destroy(&it->arena);
    assert_int_equal(it->memory.blocks, 0);
}

static void test_which_holds_when(void **state)
{
    const lty_programme third = version(300, 0, 0, "GBP");
    const lty_programme first = version(-100, 0, 0, "GBP");
    const lty_programme second = version(200, 0, 0, "GBP");
    const lty_programme *const list[] = {&third, &first, &second};
    static const struct {
        int64_t at_s;
        size_t place;
    } table[] = {{INT64_MIN, 0}, {-101, 0}, {-100, 0}, {199, 0}, {200, 1}, {299, 1}, {300, 2}, {INT64_MAX, 2}};
    versions it;

    (void) state;
    create(&it, list, 3, 0);
    assert_int_equal(it.status, LTY_OK);
    assert_int_equal(it.timeline->count, 3);
    assert_ptr_equal(it.timeline->versions[0], &first);
    assert_ptr_equal(it.timeline->versions[1], &second);
    assert_ptr_equal(lty_timeline_last(it.timeline), &third);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        assert_int_equal(lty_timeline_find(it.timeline, table[i].at_s), table[i].place);
        assert_ptr_equal(lty_timeline_at(it.timeline, table[i].at_s), it.timeline->versions[table[i].place]);
    }
    assert_int_equal(it.timeline->slot_count, 0);
    drop(&it);
}

/* Against a search from end to end. */
static void test_find_is_the_last_that_has_begun(void **state)
{
    uint64_t seed = lty_test_seed("timeline", 20110601);

    (void) state;
    for (int round = 0; round < 200; round++) {
        lty_programme programmes[9];
        const lty_programme *list[9];
        const size_t count = 1 + (size_t) lty_test_below(&seed, 9);
        versions it;
        for (size_t i = 0; i < count; i++) {
            programmes[i] = version((int64_t) i * 3 + lty_test_below(&seed, 3), 0, 0, "EUR");
            list[i] = &programmes[i];
        }
        create(&it, list, count, 0);
        assert_int_equal(it.status, LTY_OK);
        for (int64_t at_s = -2; at_s < 30; at_s++) {
            size_t wanted = 0;
            for (size_t i = 0; i < count; i++) {
                wanted = programmes[i].in_force_from_s <= at_s ? i : wanted;
            }
            assert_int_equal(lty_timeline_find(it.timeline, at_s), wanted);
        }
        drop(&it);
    }
}

static void test_rules_of_one_key_are_one(void **state)
{
    const lty_programme first = version(1, 0, 3, "GBP");  /* a b c */
    const lty_programme second = version(2, 2, 3, "GBP"); /* c a d */
    const lty_programme third = version(3, 4, 1, "GBP");  /* d */
    const lty_programme *const list[] = {&third, &second, &first};
    versions it;

    (void) state;
    create(&it, list, 3, 0);
    assert_int_equal(it.timeline->slot_count, 4);
    assert_int_equal(it.timeline->slots[0][0], 0);
    assert_int_equal(it.timeline->slots[0][1], 1);
    assert_int_equal(it.timeline->slots[0][2], 2);
    assert_int_equal(it.timeline->slots[1][0], 2);
    assert_int_equal(it.timeline->slots[1][1], 0);
    assert_int_equal(it.timeline->slots[1][2], 3);
    assert_int_equal(it.timeline->slots[2][0], 3);
    drop(&it);
}

static void test_hash(void **state)
{
    const lty_programme first = version(1, 0, 0, "GBP");
    const lty_programme second = version(2, 0, 0, "GBP");
    const lty_programme *const list[] = {&first, &second};
    const lty_programme *const turned[] = {&second, &first};
    unsigned char hash[32];
    versions it;

    (void) state;
    create(&it, list, 1, 0);
    assert_memory_equal(it.timeline->hash, first.hash, 32);
    drop(&it);
    create(&it, list, 2, 0);
    memcpy(hash, it.timeline->hash, 32);
    assert_memory_not_equal(hash, first.hash, 32);
    drop(&it);
    create(&it, turned, 2, 0);
    assert_memory_equal(it.timeline->hash, hash, 32);
    drop(&it);
    lty_programme other = second;
    other.hash[31] ^= 1;
    const lty_programme *const changed[] = {&first, &other};
    create(&it, changed, 2, 0);
    assert_memory_not_equal(it.timeline->hash, hash, 32);
    drop(&it);
}

static void test_lists_that_are_refused(void **state)
{
    const lty_programme first = version(1, 0, 0, "GBP");
    const lty_programme second = version(2, 0, 0, "GBP");
    const lty_programme again = version(1, 0, 0, "GBP");
    const lty_programme euro = version(3, 0, 0, "EUR");
    const lty_programme *const twice[] = {&second, &first, &again};
    const lty_programme *const mixed[] = {&euro, &first, &second};
    versions it;

    (void) state;
    create(&it, twice, 3, 0);
    assert_int_equal(it.status, LTY_E_PROGRAMME);
    assert_int_equal(it.culprit, 2);
    assert_null(it.timeline);
    drop(&it);
    create(&it, mixed, 3, 0);
    assert_int_equal(it.status, LTY_E_PROGRAMME);
    assert_int_equal(it.culprit, 0);
    assert_null(it.timeline);
    drop(&it);
}

static void test_memory_runs_out(void **state)
{
    const lty_programme first = version(1, 0, 3, "GBP");
    const lty_programme second = version(2, 2, 3, "GBP");
    const lty_programme *const list[] = {&first, &second};
    versions it;
    size_t fail_at = 0;

    (void) state;
    do {
        create(&it, list, 2, ++fail_at);
        assert_true(it.status == LTY_OK || (it.status == LTY_E_MEMORY && it.timeline == NULL && it.culprit == 99));
        drop(&it);
    } while (it.status != LTY_OK);
    assert_true(fail_at > 1);
}

/* Lists with blocks of their own, and one that still fits where the longer one does not: any of them may be what is not there. */
static void test_memory_runs_out_of_many(void **state)
{
    static const size_t counts[] = {300, 9000};

    (void) state;
    for (size_t round = 0; round < sizeof counts / sizeof *counts; round++) {
        const size_t count = counts[round];
        lty_programme *programmes = calloc(count, sizeof *programmes);
        const lty_programme **list = calloc(count, sizeof *list);
        versions it;
        size_t fail_at = 0;

        assert_non_null(programmes);
        assert_non_null(list);
        for (size_t i = 0; i < count; i++) {
            programmes[i] = version((int64_t) i, 0, 0, "GBP");
            list[i] = &programmes[i];
        }
        do {
            create(&it, list, count, ++fail_at);
            assert_true(it.status == LTY_OK || (it.status == LTY_E_MEMORY && it.timeline == NULL && it.culprit == 99));
            drop(&it);
        } while (it.status != LTY_OK);
        assert_true(fail_at > 2);
        free(list);
        free(programmes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_which_holds_when),
        cmocka_unit_test(test_find_is_the_last_that_has_begun),
        cmocka_unit_test(test_rules_of_one_key_are_one),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_lists_that_are_refused),
        cmocka_unit_test(test_memory_runs_out),
        cmocka_unit_test(test_memory_runs_out_of_many),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
