#include "lty_problem.h"
#include "lty_test.h"

static void test_problems_are_copied_and_bounded(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    char pointer[] = "/a";
    (void) state;

    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    lty_problems_add(&problems, lty_test_text(pointer), LTY_TEXT("1"), LTY_TEXT("2"), 5);
    pointer[1] = 'b';
    assert_int_equal(problems.count, 1);
    assert_true(lty_text_equal(problems.items[0].pointer, LTY_TEXT("/a")));
    assert_int_equal(problems.items[0].offset, 5);
    for (int i = 0; i < 2 * LTY_PROBLEMS_MAX; i++) {
        lty_problems_add(&problems, LTY_TEXT(""), LTY_TEXT(""), LTY_TEXT(""), 0);
    }
    assert_int_equal(problems.count, LTY_PROBLEMS_MAX);
    assert_false(problems.failed);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_a_problem_lost_for_memory_is_remembered(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    (void) state;

    memory.fail_at = 1;
    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    lty_problems_add(&problems, LTY_TEXT(""), LTY_TEXT(""), LTY_TEXT(""), 0);
    assert_true(problems.failed);
    assert_int_equal(problems.count, 0);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

/* Places 7 3 9 3 1 from the second on: the first stays where it is, the two 3s as they were found. */
static void test_problems_are_put_in_the_order_of_their_places(void **state)
{
    static const struct {
        size_t offset;
        char found[2];
    } in[] = {{7, "a"}, {3, "b"}, {9, "c"}, {3, "d"}, {1, "e"}};
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    char order[6] = "";
    (void) state;

    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    lty_problems_sort(&problems, 0);
    for (size_t i = 0; i < 5; i++) {
        lty_problems_add(&problems, LTY_TEXT(""), lty_test_text(in[i].found), LTY_TEXT(""), in[i].offset);
    }
    lty_problems_sort(&problems, 1);
    for (size_t i = 0; i < problems.count; i++) {
        order[i] = problems.items[i].found.bytes[0];
    }
    assert_string_equal(order, "aebdc");
    lty_problems_sort(&problems, 0);
    assert_int_equal(problems.items[0].offset, 1);
    assert_int_equal(problems.items[3].offset, 7);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_problems_are_copied_and_bounded),
        cmocka_unit_test(test_a_problem_lost_for_memory_is_remembered),
        cmocka_unit_test(test_problems_are_put_in_the_order_of_their_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
