#include "lty_test.h"
#include "lty_words.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static lty_words *make(const char *const *texts, size_t count, size_t *skipped, const lty_alloc *alloc)
{
    lty_text list[16];
    lty_words *words = NULL;

    assert_in_range(count, 0, 16);
    for (size_t i = 0; i < count; i++) {
        list[i] = lty_test_text(texts[i]);
    }
    assert_int_equal(lty_words_create(&words, skipped, list, count, alloc), LTY_OK);
    return words;
}

static bool found(const lty_words *words, const char *code)
{
    return lty_words_found(words, code, strlen(code));
}

static void test_look_alikes_are_alike(void **state)
{
    static const char *const texts[] = {"Solitude", "BUTT"};
    LTY_TEST_ALLOC();
    size_t skipped = 9;
    lty_words *words = make(texts, 2, &skipped, &alloc);
    (void) state;

    assert_int_equal(skipped, 0);
    assert_int_equal(lty_words_count(words), 2);
    assert_true(found(words, "S011TVDE")); /* I and L are 1, O is 0, U is V */
    assert_true(found(words, "G9501I7VD3K"));
    assert_true(found(words, "sol1tud3"));
    assert_true(found(words, "8VT7"));
    assert_true(found(words, "butt"));
    assert_false(found(words, "S01TVDE"));
    assert_false(found(words, "S011TVD"));
    assert_false(found(words, "BVT"));
    assert_false(found(words, "BV-TT")); /* not canonical: what is no symbol begins again */
    assert_false(found(words, ""));
    lty_words_destroy(words);
    assert_int_equal(memory.blocks, 0);
    lty_words_destroy(NULL);
}

static void test_words_that_no_code_can_show_are_left_out(void **state)
{
    static const char *const texts[] = {
        "ab", "abc", "abcdefghijklmnopqrstuvwx", "abcdefghijklmnopqrstuvwxy", "a-bc", "a bc", "gr\xC3\xBC\xC3\x9F", "", "abc"};
    LTY_TEST_ALLOC();
    size_t skipped = 0;
    lty_words *words = make(texts, 9, &skipped, &alloc);
    (void) state;

    assert_int_equal(skipped, 6);
    assert_int_equal(lty_words_count(words), 3); /* the same word twice is taken twice */
    assert_true(found(words, "1ABC1"));
    lty_words_destroy(words);
    words = make(texts, 0, &skipped, &alloc);
    assert_int_equal(skipped, 0);
    assert_int_equal(lty_words_count(words), 0);
    assert_false(found(words, "0123456789"));
    lty_words_destroy(words);
    assert_int_equal(memory.blocks, 0);
}

static void test_a_word_in_a_word_is_found_where_it_ends(void **state)
{
    static const char *const texts[] = {"CDCDG", "DCDH", "CDC", "XYZXYZX", "YZXYW"};
    LTY_TEST_ALLOC();
    size_t skipped;
    lty_words *words = make(texts, 2, &skipped, &alloc);
    (void) state;

    assert_true(found(words, "CDCDH")); /* the first word fails where the second goes on */
    assert_true(found(words, "CDCDCDCDG"));
    assert_false(found(words, "CDCDCDC"));
    lty_words_destroy(words);
    words = make(texts, 5, &skipped, &alloc);
    assert_true(found(words, "CDC"));
    assert_true(found(words, "XYZXYW"));
    assert_true(found(words, "XYZXYZX"));
    assert_false(found(words, "XYZXYZ"));
    lty_words_destroy(words);
}

/* The letters of a word or a code as a person may read them. */
static char folded(char character)
{
    static const char from[] = "ILOUEASTB";
    static const char to[] = "110V34578";
    const char upper = (char) (character >= 'a' && character <= 'z' ? character - 32 : character);
    const char *place = strchr(from, upper);

    return place == NULL ? upper : to[place - from];
}

static bool naive(char (*words)[25], size_t count, const char *code, size_t len)
{
    for (size_t w = 0; w < count; w++) {
        const size_t length = strlen(words[w]);

        for (size_t at = 0; at + length <= len; at++) {
            size_t same = 0;

            while (same < length && folded(words[w][same]) == folded(code[at + same])) {
                same++;
            }
            if (same == length) {
                return true;
            }
        }
    }
    return false;
}

static void test_agrees_with_a_search_word_by_word(void **state)
{
    enum { ROUNDS = 60, CODES = 400 };
    static char texts[300][25];
    static lty_text list[300];
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("words", 51);
    size_t hits = 0;
    (void) state;

    for (size_t round = 0; round < ROUNDS; round++) {
        const size_t count = (size_t) lty_test_below(&seed, 300);
        const int64_t letters = 3 + lty_test_below(&seed, 24); /* few letters: words in words */
        lty_words *words;
        size_t skipped;

        for (size_t w = 0; w < count; w++) {
            const size_t len = 3 + (size_t) lty_test_below(&seed, round % 2 == 0 ? 5 : 22);

            for (size_t i = 0; i < len; i++) {
                texts[w][i] = (char) ('A' + lty_test_below(&seed, letters));
            }
            texts[w][len] = '\0';
            list[w] = (lty_text){texts[w], len};
        }
        assert_int_equal(lty_words_create(&words, &skipped, list, count, &alloc), LTY_OK);
        assert_int_equal(skipped, 0);
        for (size_t c = 0; c < CODES; c++) {
            char code[20];

            for (size_t i = 0; i < sizeof code; i++) {
                code[i] = c % 2 == 0 ? alphabet[lty_test_below(&seed, 32)] : (char) ('A' + lty_test_below(&seed, letters));
            }
            const bool expected = naive(texts, count, code, sizeof code);

            assert_int_equal(lty_words_found(words, code, sizeof code), expected);
            hits += expected;
        }
        lty_words_destroy(words);
    }
    assert_in_range(hits, ROUNDS * CODES / 10, ROUNDS * CODES * 9 / 10); /* both answers were asked for */
    assert_int_equal(memory.blocks, 0);
}

static void test_limits_and_memory_that_ends(void **state)
{
    static lty_text many[LTY_WORDS_MAX + 1];
    static const char *const texts[] = {"abcdef", "abcxyz", "ghjkmn", "nmkjhg", "ppqqrr", "wxyz"};
    LTY_TEST_ALLOC();
    lty_words *words = NULL;
    size_t skipped = 77;
    lty_text list[6];
    (void) state;

    for (size_t i = 0; i <= LTY_WORDS_MAX; i++) {
        many[i] = LTY_TEXT("abc");
    }
    assert_int_equal(lty_words_create(&words, &skipped, many, LTY_WORDS_MAX + 1, &alloc), LTY_E_LIMIT);
    assert_int_equal(lty_words_create(&words, &skipped, many, LTY_WORDS_MAX, &alloc), LTY_OK);
    lty_words_destroy(words);
    words = NULL;
    skipped = 77;
    for (size_t i = 0; i < 6; i++) {
        list[i] = lty_test_text(texts[i]);
    }
    for (size_t n = 1;; n++) {
        memory.calls = 0;
        memory.fail_at = n;
        const lty_status status = lty_words_create(&words, &skipped, list, 6, &alloc);

        if (status == LTY_OK) {
            assert_in_range(n, 4, 20);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
        assert_null(words);
        assert_int_equal(skipped, 77);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
    lty_words_destroy(words);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_look_alikes_are_alike),
        cmocka_unit_test(test_words_that_no_code_can_show_are_left_out),
        cmocka_unit_test(test_a_word_in_a_word_is_found_where_it_ends),
        cmocka_unit_test(test_agrees_with_a_search_word_by_word),
        cmocka_unit_test(test_limits_and_memory_that_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
