#include "lty_code.h"
#include "lty_sign.h"
#include "lty_test.h"

static const size_t counts[] = {12, 16, 20, 24};

static lty_code random_code(uint64_t *seed, size_t count, lty_code_offset offset)
{
    lty_code code = {{0}, (uint8_t) count};

    for (size_t i = 0; i < count; i++) {
        code.symbols[i] = (unsigned char) lty_test_below(seed, 32);
    }
    lty_code_seal(&code, offset);
    return code;
}

static bool same(const lty_code *a, const lty_code *b)
{
    return a->count == b->count && memcmp(a->symbols, b->symbols, a->count) == 0;
}

static void test_offsets_are_those_of_the_vectors(void **state)
{
    const lty_code_offset live = lty_code_offset_init(LTY_TEXT("shop.example/live"));
    const lty_code_offset other = lty_code_offset_init(LTY_TEXT("winkel.example/staging"));
    (void) state;

    assert_int_equal(live.symbols[0], 22);
    assert_int_equal(live.symbols[1], 6);
    assert_int_equal(other.symbols[0], 19);
    assert_int_equal(other.symbols[1], 17);
}

static void test_every_byte_folds_or_is_refused(void **state)
{
    static const char *const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    (void) state;

    for (int byte = 1; byte < 128; byte++) {
        char typed[] = "?AAAAAAAAAAA";
        char read[LTY_CODE_LENGTH_MAX + 1] = {0};
        lty_code code;
        lty_code_fault fault = {0, 0, 0};
        const char upper = (char) (byte >= 'a' && byte <= 'z' ? byte - 32 : byte);
        const char folded = (char) (upper == 'O' ? '0' : upper == 'I' || upper == 'L' ? '1' : upper);

        typed[0] = (char) byte;
        const lty_status status = lty_code_parse(&code, &fault, typed, 12);
        if (strchr(alphabet, folded) != NULL) {
            assert_int_equal(status, LTY_OK);
            lty_code_format(read, &code);
            assert_int_equal(read[0], folded);
        } else if (strchr(" -_.", byte) != NULL) {
            assert_int_equal(status, LTY_E_CODE_LENGTH);
            assert_int_equal(fault.count, 11);
        } else {
            assert_int_equal(status, LTY_E_CODE_CHAR);
            assert_int_equal(fault.symbol, 1);
            assert_int_equal(fault.code_point, byte);
        }
    }
}

static void test_errors_come_in_their_order(void **state)
{
    char spaces[129];
    static const struct {
        const char *bytes;
        size_t len;
        lty_status status;
    } cases[] = {
        {"", 0, LTY_E_CODE_EMPTY},
        {" - _.", 5, LTY_E_CODE_EMPTY},
        {"\xC2\xA0\xE2\x80\xAF\xE2\x80\x90\xE2\x80\x95\xE2\x88\x92", 14, LTY_E_CODE_EMPTY},
        {"\xE2\x80\x96", 3, LTY_E_CODE_CHAR},
        {"\xE2\x80\x8B", 3, LTY_E_CODE_CHAR},
        {"ABC\0", 4, LTY_E_CODE_CHAR},
        {"U\xFF", 2, LTY_E_CODE_UTF8}, /* not UTF-8 further on goes before a wrong symbol here */
        {"\xFFU", 2, LTY_E_CODE_UTF8},
        {"A\xC1\x81", 3, LTY_E_CODE_UTF8},
        {"A", 1, LTY_E_CODE_LENGTH},
        {"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", 50, LTY_E_CODE_LENGTH},
    };
    lty_code code;
    lty_code_fault fault;
    (void) state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(lty_code_parse(&code, &fault, cases[i].bytes, cases[i].len), cases[i].status);
    }
    assert_int_equal(fault.count, 50);
    memset(spaces, ' ', sizeof spaces);
    assert_int_equal(lty_code_parse(&code, &fault, spaces, 129), LTY_E_CODE_TOO_LONG);
    assert_int_equal(lty_code_parse(&code, &fault, spaces, 128), LTY_E_CODE_EMPTY);
    assert_int_equal(lty_code_parse(&code, &fault, "AB-\xD0\x90", 5), LTY_E_CODE_CHAR);
    assert_int_equal(fault.symbol, 3);
    assert_int_equal(fault.code_point, 0x410);
}

static void test_display_groups_by_four(void **state)
{
    char out[LTY_CODE_DISPLAY_MAX];
    (void) state;

    assert_int_equal(lty_code_display(out, "8VW4ZXHGAAJ5", 12), 14);
    assert_memory_equal(out, "8VW4-ZXHG-AAJ5", 14);
    assert_int_equal(lty_code_display(out, "", 0), 0);
    assert_int_equal(lty_code_display(out, "123", 3), 3);
}

/* Every wrong symbol at every place, and every two places swapped, of codes of every length. */
static void test_every_substitution_and_swap_is_seen(void **state)
{
    uint64_t seed = lty_test_seed("code", 11);
    const lty_code_offset offset = {{22, 6}};
    (void) state;

    for (size_t round = 0; round < 80; round++) {
        const lty_code code = random_code(&seed, counts[round % 4], offset);

        assert_true(lty_code_fits(&code, offset));
        for (size_t i = 0; i < code.count; i++) {
            for (unsigned wrong = 1; wrong < 32; wrong++) {
                lty_code typed = code;

                typed.symbols[i] ^= (unsigned char) wrong;
                assert_false(lty_code_fits(&typed, offset));
            }
            for (size_t j = i + 1; j < code.count; j++) {
                lty_code typed = code;

                typed.symbols[i] = code.symbols[j];
                typed.symbols[j] = code.symbols[i];
                assert_int_equal(lty_code_fits(&typed, offset), code.symbols[i] == code.symbols[j]);
            }
        }
    }
}

static void test_every_double_substitution_is_seen_with_two_check_symbols(void **state)
{
    uint64_t seed = lty_test_seed("code", 12);
    const lty_code_offset offset = {{1, 31}};
    (void) state;

    for (size_t round = 1; round < 4; round++) {
        const lty_code code = random_code(&seed, counts[round], offset);

        for (size_t i = 0; i < code.count; i++) {
            for (size_t j = i + 1; j < code.count; j++) {
                for (unsigned wrong = 33; wrong < 32 * 32; wrong++) {
                    lty_code typed = code;

                    if (wrong / 32 == 0 || wrong % 32 == 0) {
                        continue;
                    }
                    typed.symbols[i] ^= (unsigned char) (wrong / 32);
                    typed.symbols[j] ^= (unsigned char) (wrong % 32);
                    assert_false(lty_code_fits(&typed, offset));
                }
            }
        }
    }
}

static void expect_repaired(const lty_code *code, const lty_code *typed, lty_code_offset offset)
{
    lty_code found[LTY_CODE_REPAIRS_MAX];
    const size_t count = lty_code_repair(found, typed, offset);
    size_t hits = 0;

    assert_in_range(count, 1, LTY_CODE_REPAIRS_MAX);
    for (size_t i = 0; i < count; i++) {
        assert_true(lty_code_fits(&found[i], offset));
        hits += same(&found[i], code);
    }
    assert_int_equal(hits, 1);
}

static void test_the_truth_is_among_at_most_two_repairs(void **state)
{
    uint64_t seed = lty_test_seed("code", 13);
    const lty_code_offset offset = {{22, 6}};
    (void) state;

    for (size_t round = 0; round < 120; round++) {
        const lty_code code = random_code(&seed, counts[1 + round % 3], offset);

        for (size_t i = 0; i < code.count; i++) {
            for (unsigned wrong = 1; wrong < 32; wrong++) {
                lty_code typed = code;

                typed.symbols[i] ^= (unsigned char) wrong;
                expect_repaired(&code, &typed, offset);
            }
            if (i > 0 && code.symbols[i] != code.symbols[i - 1]) {
                lty_code typed = code;

                typed.symbols[i] = code.symbols[i - 1];
                typed.symbols[i - 1] = code.symbols[i];
                expect_repaired(&code, &typed, offset);
            }
        }
    }
}

static void test_nothing_is_repaired_without_need_or_place(void **state)
{
    uint64_t seed = lty_test_seed("code", 14);
    const lty_code_offset offset = {{22, 6}};
    lty_code found[LTY_CODE_REPAIRS_MAX];
    (void) state;

    for (size_t i = 0; i < 4; i++) {
        lty_code code = random_code(&seed, counts[i], offset);

        assert_int_equal(lty_code_repair(found, &code, offset), 0);
        code.symbols[3] ^= 5;
        assert_int_equal(lty_code_repair(found, &code, offset), counts[i] == 12 ? 0 : 1);
    }
}

/* tests/data/vectors/short_typos.json: a swap that a substitution explains as well */
static void test_a_swap_with_two_explanations(void **state)
{
    const lty_code_offset offset = lty_code_offset_init(LTY_TEXT("shop.example/live"));
    lty_code found[LTY_CODE_REPAIRS_MAX];
    lty_code code;
    lty_code_fault fault;
    char text[24];
    (void) state;

    assert_int_equal(lty_code_parse(&code, &fault, "8P16TRFKJ3G658KZ5WXMRDEQ", 24), LTY_OK);
    assert_int_equal(lty_code_repair(found, &code, offset), 2);
    lty_code_format(text, &found[0]);
    assert_memory_equal(text, "8PD6TRFKJ3G658KZ5WXMRDEQ", 24);
    lty_code_format(text, &found[1]);
    assert_memory_equal(text, "8P16TRFKJ3G658KZ5WXRMDEQ", 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_offsets_are_those_of_the_vectors),
        cmocka_unit_test(test_every_byte_folds_or_is_refused),
        cmocka_unit_test(test_errors_come_in_their_order),
        cmocka_unit_test(test_display_groups_by_four),
        cmocka_unit_test(test_every_substitution_and_swap_is_seen),
        cmocka_unit_test(test_every_double_substitution_is_seen_with_two_check_symbols),
        cmocka_unit_test(test_the_truth_is_among_at_most_two_repairs),
        cmocka_unit_test(test_nothing_is_repaired_without_need_or_place),
        cmocka_unit_test(test_a_swap_with_two_explanations),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
