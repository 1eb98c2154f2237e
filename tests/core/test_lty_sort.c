/* Sorting: stable, for any count, and cheap for what is sorted already. */
#include "lty_sort.h"
#include "lty_test.h"

typedef struct pair {
    int64_t key;
    int64_t place;
} pair;

static size_t compared;

static int compare_pair(const void *a, const void *b)
{
    const pair *left = a;
    const pair *right = b;

    compared++;
    return left->key == right->key ? 0 : left->key < right->key ? -1 : 1;
}

static void sorts_and_is_stable(void **unused)
{
    (void) unused;
    uint64_t state = lty_test_seed("sort", 7);
    pair items[300], scratch[300];

    for (size_t count = 0; count < 300; count++) {
        int64_t sum = 0;
        for (size_t i = 0; i < count; i++) {
            items[i] = (pair){lty_test_below(&state, 20), (int64_t) i};
            sum += items[i].key;
        }
        lty_sort(items, scratch, count, sizeof *items, compare_pair);
        for (size_t i = 1; i < count; i++) {
            assert_true(items[i - 1].key < items[i].key || (items[i - 1].key == items[i].key && items[i - 1].place < items[i].place));
        }
        for (size_t i = 0; i < count; i++) {
            sum -= items[i].key;
        }
        assert_int_equal(sum, 0);
    }
}

static void a_sorted_list_costs_one_pass(void **unused)
{
    (void) unused;
    pair items[256], scratch[256];

    for (size_t i = 0; i < 256; i++) {
        items[i] = (pair){(int64_t) i / 2, (int64_t) i};
    }
    compared = 0;
    lty_sort(items, scratch, 256, sizeof *items, compare_pair);
    assert_int_equal(compared, 255);
    items[0].key = 1000;
    compared = 0;
    lty_sort(items, scratch, 256, sizeof *items, compare_pair);
    assert_true(compared < 256 * 9);
    assert_int_equal(items[255].key, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_and_is_stable),
        cmocka_unit_test(a_sorted_list_costs_one_pass),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
