/* Blocks, arrays that grow and the arena, with memory that runs out at every allocation. */
#include "lty_test.h"

/* Hands out blocks full of rubbish, as memory that was used before is. */
static void *dirty_resize(void *context, void *block, size_t old_size, size_t new_size)
{
    char *grown = lty_test_resize(context, block, old_size, new_size);

    if (grown != NULL && new_size > old_size) {
        memset(grown + old_size, 0xA5, new_size - old_size);
    }
    return grown;
}

static void test_zero_clears_and_refuses_a_wrapping_product(void **state)
{
    lty_test_memory memory = {0, 0, 0, 0};
    const lty_alloc alloc = {dirty_resize, &memory};
    unsigned char *bytes = lty_alloc_zero(&alloc, 7, 3);

    (void) state;
    assert_non_null(bytes);
    for (size_t i = 0; i < 21; i++) {
        assert_int_equal(bytes[i], 0);
    }
    lty_alloc_free(&alloc, bytes, 21);
    lty_alloc_free(&alloc, NULL, 21);
    assert_null(lty_alloc_zero(&alloc, SIZE_MAX / 2, 3));
    memory.fail_at = memory.calls + 1;
    assert_null(lty_alloc_zero(&alloc, 1, 1));
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_reserve_keeps_the_array_when_memory_is_out(void **state)
{
    LTY_TEST_ALLOC();
    void *array = NULL;
    size_t capacity = 0;

    (void) state;
    assert_int_equal(lty_alloc_reserve(&alloc, &array, &capacity, 1, sizeof(int64_t)), LTY_OK);
    assert_int_equal(capacity, 16);
    ((int64_t *) array)[15] = 99;
    assert_int_equal(lty_alloc_reserve(&alloc, &array, &capacity, 16, sizeof(int64_t)), LTY_OK);
    assert_int_equal(memory.calls, 1);
    assert_int_equal(lty_alloc_reserve(&alloc, &array, &capacity, 17, sizeof(int64_t)), LTY_OK);
    assert_int_equal(capacity, 24);
    assert_int_equal(((int64_t *) array)[15], 99);

    void *const before = array;
    memory.fail_at = memory.calls + 1;
    assert_int_equal(lty_alloc_reserve(&alloc, &array, &capacity, 25, sizeof(int64_t)), LTY_E_MEMORY);
    assert_int_equal(lty_alloc_reserve(&alloc, &array, &capacity, SIZE_MAX / 4, sizeof(int64_t)), LTY_E_MEMORY);
    assert_ptr_equal(array, before);
    assert_int_equal(capacity, 24);
    lty_alloc_free(&alloc, array, capacity * sizeof(int64_t));
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_arena_aligns_clears_and_keeps_addresses(void **state)
{
    lty_test_memory memory = {0, 0, 0, 0};
    const lty_alloc alloc = {dirty_resize, &memory};
    lty_arena arena;
    unsigned char *blocks[200];

    (void) state;
    lty_arena_init(&arena, &alloc);
    assert_int_equal(memory.calls, 0);
    for (size_t i = 0; i < 200; i++) {
        blocks[i] = lty_arena_zero(&arena, i, 17);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t) blocks[i] % 16, 0);
        for (size_t at = 0; at < i * 17; at++) {
            assert_int_equal(blocks[i][at], 0);
        }
        memset(blocks[i], (int) i, i * 17);
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t at = 0; at < i * 17; at++) {
            assert_int_equal(blocks[i][at], (unsigned char) i);
        }
    }
    assert_string_equal(lty_arena_copy(&arena, "tea and cake", 3), "tea");
    assert_string_equal(lty_arena_copy(&arena, NULL, 0), "");
    assert_null(lty_arena_zero(&arena, SIZE_MAX, 2));
    assert_null(lty_arena_zero(&arena, SIZE_MAX, 1));
    lty_arena_destroy(&arena);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_arena_survives_every_failure(void **state)
{
    (void) state;
    for (size_t n = 1; n < 20; n++) {
        LTY_TEST_ALLOC();
        lty_arena arena;
        size_t given = 0;

        memory.fail_at = n;
        lty_arena_init(&arena, &alloc);
        while (given < 40 && lty_arena_zero(&arena, 3, 1000) != NULL) {
            given++;
        }
        assert_true(given == 40 || memory.calls >= n);
        lty_arena_destroy(&arena);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zero_clears_and_refuses_a_wrapping_product),
        cmocka_unit_test(test_reserve_keeps_the_array_when_memory_is_out),
        cmocka_unit_test(test_arena_aligns_clears_and_keeps_addresses),
        cmocka_unit_test(test_arena_survives_every_failure),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
