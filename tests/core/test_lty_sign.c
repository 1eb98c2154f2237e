#include "lty_sign.h"
#include "lty_test.h"

static void expect_hex(const unsigned char *bytes, size_t len, const char *hex)
{
    char text[2 * LTY_SIGN_HASH_MAX + 1];

    for (size_t i = 0; i < len; i++) {
        snprintf(text + 2 * i, 3, "%02x", bytes[i]);
    }
    assert_string_equal(text, hex);
}

static void test_hash_is_blake2b(void **state)
{
    unsigned char out[64];
    (void) state;

    /* RFC 7693, appendix A */
    lty_sign_hash(out, 64, "abc", 3, NULL);
    expect_hex(out, 64,
        "ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d17d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
    /* BLAKE2b-256 of nothing */
    lty_sign_hash(out, 32, NULL, 0, NULL);
    expect_hex(out, 32, "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
}

static void test_key_and_length_change_the_hash(void **state)
{
    unsigned char key[LTY_SIGN_KEY_BYTES] = {1};
    unsigned char plain[16];
    unsigned char keyed[16];
    unsigned char longer[32];
    (void) state;

    lty_sign_hash(plain, sizeof plain, "abc", 3, NULL);
    lty_sign_hash(keyed, sizeof keyed, "abc", 3, key);
    lty_sign_hash(longer, sizeof longer, "abc", 3, key);
    assert_memory_not_equal(plain, keyed, sizeof plain);
    assert_memory_not_equal(keyed, longer, sizeof keyed);
}

static void test_parts_are_pae(void **state)
{
    /* LE64(2) LE64(1) "a" LE64(2) "bc" */
    static const unsigned char pae[] = {2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 'a', 2, 0, 0, 0, 0, 0, 0, 0, 'b', 'c'};
    const lty_sign_part parts[] = {LTY_SIGN_PART("a"), LTY_SIGN_PART("bc")};
    const lty_sign_part moved[] = {LTY_SIGN_PART("ab"), LTY_SIGN_PART("c")};
    unsigned char key[LTY_SIGN_KEY_BYTES] = {7};
    unsigned char expected[32];
    unsigned char got[32];
    (void) state;

    lty_sign_hash(expected, sizeof expected, pae, sizeof pae, key);
    lty_sign_hash_parts(got, sizeof got, parts, 2, key);
    assert_memory_equal(got, expected, sizeof got);
    lty_sign_hash_parts(got, sizeof got, moved, 2, key);
    assert_memory_not_equal(got, expected, sizeof got);
}

static void test_equal_wipe_random(void **state)
{
    unsigned char a[64] = {0};
    unsigned char b[64] = {0};
    (void) state;

    assert_true(lty_sign_equal(a, b, sizeof a));
    b[63] = 1;
    assert_false(lty_sign_equal(a, b, sizeof a));
    lty_sign_random(a, sizeof a);
    lty_sign_random(b, sizeof b);
    assert_false(lty_sign_equal(a, b, sizeof a));
    lty_sign_wipe(a, sizeof a);
    lty_sign_wipe(b, sizeof b);
    assert_true(lty_sign_equal(a, b, sizeof a));
    assert_int_equal(a[0] | a[31] | a[63], 0);
}

static void test_a_page_can_be_sealed_and_opened(void **state)
{
    unsigned char *page = lty_sign_page_create(4096);
    (void) state;

    assert_non_null(page);
    memset(page, 1, 4096);
    lty_sign_page_seal(page);
    assert_int_equal(page[4095], 1);
    lty_sign_page_unseal(page);
    page[0] = 2;
    lty_sign_page_destroy(page);
    lty_sign_page_destroy(NULL);
}

static void test_versions_are_texts(void **state)
{
    (void) state;

    assert_true(strlen(lty_sign_header_version()) >= 5);
    assert_true(strlen(lty_sign_library_version()) >= 5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hash_is_blake2b),
        cmocka_unit_test(test_key_and_length_change_the_hash),
        cmocka_unit_test(test_parts_are_pae),
        cmocka_unit_test(test_equal_wipe_random),
        cmocka_unit_test(test_a_page_can_be_sealed_and_opened),
        cmocka_unit_test(test_versions_are_texts),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
