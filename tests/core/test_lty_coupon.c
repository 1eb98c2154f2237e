#include "lty_coupon.h"
#include "lty_sign.h"
#include "lty_test.h"

static const int64_t lengths[] = {12, 16, 20, 24};

/* The keys of tests/data/vectors/short_valid.json */
static const unsigned char key0[LTY_SIGN_KEY_BYTES] = {
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31};
static const unsigned char key1[LTY_SIGN_KEY_BYTES] = {0x30, 0xe6, 0x12, 0xd8, 0x58, 0x65, 0xaa, 0xf2, 0x2d, 0xe5, 0xc9, 0x5a, 0x43, 0xc5,
    0xcb, 0xc1, 0x90, 0x73, 0x23, 0xd7, 0x4e, 0xdc, 0xc3, 0xf2, 0xe1, 0x22, 0xc3, 0x85, 0x04, 0x4d, 0xac, 0x2b};
static const unsigned char key5[LTY_SIGN_KEY_BYTES] = {0xbb, 0xc2, 0x16, 0x4b, 0x0d, 0x6c, 0x27, 0xbd, 0x92, 0x8d, 0x51, 0x68, 0x03, 0xd6,
    0x01, 0x1e, 0x1d, 0x07, 0x00, 0x56, 0x63, 0x52, 0x81, 0xf7, 0x84, 0xbc, 0x88, 0xae, 0x11, 0xbd, 0x05, 0x53};

static const struct {
    int64_t length;
    int slot;
    int64_t campaign;
    int64_t serial;
    const char *code;
} vectors[] = {
    {12, 0, 0, 0, "8VW4ZXHGAAJ5"},
    {12, 1, 255, 1048575, "9K090RF44607"},
    {12, 5, 152, 825755, "D915STBJSVZ2"},
    {16, 0, 0, 0, "84EMR192BC3RVJ6M"},
    {16, 1, 4095, 4194303, "95AC70JX8KJKJ64Y"},
    {16, 5, 649, 978915, "DPYPQ0J720MHNYK5"},
    {20, 0, 0, 0, "85MSR03R3XCH9R3DC0AK"},
    {20, 1, 65535, 16777215, "9X38Y6A3NZK3ZQV3B66M"},
    {20, 5, 6773, 1754807, "DNXNMM8KS4DWQ070VF1P"},
    {24, 0, 0, 0, "8KEDR7A04WAPQNQMWYPS44F0"},
    {24, 1, 1048575, 1073741823, "9CRNDX2P0ZTQYMW7JE3466KW"},
    {24, 5, 670664, 680829419, "DW3EGPVR1QN40WB3ABWGZ3DS"},
};

static lty_keyring *open_ring(lty_coupon_scheme *scheme)
{
    const unsigned char *const masters[LTY_KEYRING_SLOTS] = {[0] = key0, [1] = key1, [5] = key5};
    lty_keyring *ring = NULL;

    assert_int_equal(lty_keyring_import(&ring, LTY_TEXT("shop.example/live"), masters, 1), LTY_OK);
    lty_coupon_scheme_init(scheme, ring);
    return ring;
}

static void test_codes_are_those_of_the_vectors(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    (void) state;

    for (size_t i = 0; i < sizeof vectors / sizeof vectors[0]; i++) {
        const size_t len = (size_t) vectors[i].length;
        char code[LTY_CODE_LENGTH_MAX + 1] = {0};
        lty_coupon coupon;
        lty_code_fault fault;

        assert_int_equal(lty_coupon_issue(code, &scheme, lty_coupon_shape_of(vectors[i].length), vectors[i].slot, vectors[i].campaign,
                             vectors[i].serial),
            LTY_OK);
        assert_string_equal(code, vectors[i].code);
        assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, code, len), LTY_OK);
        assert_int_equal(coupon.version, 1);
        assert_int_equal(coupon.slot, vectors[i].slot);
        assert_int_equal(coupon.campaign, vectors[i].campaign);
        assert_int_equal(coupon.serial, vectors[i].serial);
        assert_int_equal(coupon.code.count, len);
    }
    lty_keyring_destroy(ring);
}

static void test_shapes_fill_their_symbols(void **state)
{
    (void) state;

    for (size_t i = 0; i < 4; i++) {
        const lty_coupon_shape *shape = lty_coupon_shape_of(lengths[i]);
        const size_t symbols = (size_t) lengths[i] - 1 - lty_code_checks((size_t) lengths[i]);

        assert_int_equal(shape->length, lengths[i]);
        assert_int_equal(shape->campaign_bits + shape->serial_bits + shape->tag_bits, 5 * symbols);
    }
    assert_null(lty_coupon_shape_of(0));
    assert_null(lty_coupon_shape_of(13));
    assert_null(lty_coupon_shape_of(28));
    assert_null(lty_coupon_shape_of(-4));
}

static void test_random_codes_round_trip(void **state)
{
    uint64_t seed = lty_test_seed("coupon", 21);
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    (void) state;

    for (size_t round = 0; round < 4000; round++) {
        const lty_coupon_shape *shape = lty_coupon_shape_of(lengths[round % 4]);
        const int64_t campaign = lty_test_below(&seed, lty_coupon_campaign_limit(shape));
        const int64_t serial = lty_test_below(&seed, lty_coupon_serial_limit(shape));
        char code[LTY_CODE_LENGTH_MAX];
        lty_coupon coupon;
        lty_code_fault fault;

        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 5, campaign, serial), LTY_OK);
        assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, code, shape->length), LTY_OK);
        assert_int_equal(coupon.campaign, campaign);
        assert_int_equal(coupon.serial, serial);
    }
    lty_keyring_destroy(ring);
}

static void test_numbers_that_do_not_fit_are_refused(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    char code[LTY_CODE_LENGTH_MAX];
    (void) state;

    for (size_t i = 0; i < 4; i++) {
        const lty_coupon_shape *shape = lty_coupon_shape_of(lengths[i]);
        const int64_t campaigns = lty_coupon_campaign_limit(shape);
        const int64_t serials = lty_coupon_serial_limit(shape);

        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 0, campaigns, 0), LTY_E_RANGE);
        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 0, 0, serials), LTY_E_RANGE);
        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 0, -1, 0), LTY_E_RANGE);
        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 0, 0, -1), LTY_E_RANGE);
        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 2, 0, 0), LTY_E_KEY_SLOT);
        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 0, campaigns - 1, serials - 1), LTY_OK);
    }
    lty_keyring_destroy(ring);
}

/* A code with one data symbol changed and the check symbols made right again. */
static void forge(lty_code *code, const lty_coupon_scheme *scheme, const char *genuine, size_t at, unsigned change)
{
    lty_code_fault fault;

    assert_int_equal(lty_code_parse(code, &fault, genuine, strlen(genuine)), LTY_OK);
    code->symbols[at] ^= (unsigned char) change;
    lty_code_seal(code, scheme->offset);
}

static lty_status verify_code(lty_coupon *coupon, const lty_coupon_scheme *scheme, const lty_code *code)
{
    char text[LTY_CODE_LENGTH_MAX];
    lty_code_fault fault;

    lty_code_format(text, code);
    return lty_coupon_verify(coupon, &fault, scheme, text, code->count);
}

static void test_every_changed_bit_under_right_checks_is_a_bad_tag(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    (void) state;

    for (size_t i = 6; i < sizeof vectors / sizeof vectors[0]; i++) { /* 20 and 24 symbols: chance hits are 2^-45 */
        const size_t data = (size_t) vectors[i].length - 2;

        for (size_t bit = 5; bit < 5 * data; bit++) {
            lty_code code;
            lty_coupon coupon;

            forge(&code, &scheme, vectors[i].code, bit / 5, 1U << bit % 5);
            assert_int_equal(verify_code(&coupon, &scheme, &code), LTY_E_CODE_TAG);
        }
    }
    lty_keyring_destroy(ring);
}

static void test_the_header_is_looked_at_before_the_tag(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    lty_code code;
    lty_coupon coupon;
    (void) state;

    for (unsigned header = 0; header < 32; header++) {
        const unsigned slot = header & 7;
        lty_status expected = LTY_E_CODE_TAG;

        if (header >> 3 != 1) {
            expected = LTY_E_CODE_VERSION;
        } else if (slot != 0 && slot != 1 && slot != 5) {
            expected = LTY_E_CODE_KEY;
        }
        forge(&code, &scheme, "85MSR03R3XCH9R3DC0AK", 0, 8 ^ header);
        if (header == 8) {
            assert_int_equal(verify_code(&coupon, &scheme, &code), LTY_OK);
            continue;
        }
        assert_int_equal(verify_code(&coupon, &scheme, &code), expected);
        assert_int_equal(coupon.version, header >> 3);
        assert_int_equal(coupon.slot, slot);
    }
    assert_int_equal(lty_keyring_retire(ring, 0, LTY_KEYRING_FOREVER), LTY_OK);
    forge(&code, &scheme, "85MSR03R3XCH9R3DC0AK", 0, 0);
    assert_int_equal(verify_code(&coupon, &scheme, &code), LTY_E_CODE_KEY_RETIRED);
    lty_keyring_destroy(ring);
}

static void test_another_domain_fails_at_the_check_symbols(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = NULL;
    lty_coupon coupon;
    lty_code_fault fault;
    (void) state;

    assert_int_equal(lty_keyring_create(&ring, LTY_TEXT("winkel.example/staging"), key0), LTY_OK);
    lty_coupon_scheme_init(&scheme, ring);
    assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, "85MSR03R3XCH9R3DC0AK", 20), LTY_E_CODE_CHECK);
    lty_keyring_destroy(ring);
}

static int compare_12(const void *a, const void *b)
{
    return memcmp(a, b, 12);
}

static void test_codes_of_a_batch_are_all_different(void **state)
{
    enum { N = 20000 };
    static char codes[N][12];
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    size_t neighbours = 0;
    (void) state;

    for (size_t i = 0; i < N; i++) {
        assert_int_equal(lty_coupon_issue(codes[i], &scheme, lty_coupon_shape_of(12), 0, 7, (int64_t) i), LTY_OK);
        neighbours += i > 0 && memcmp(codes[i], codes[i - 1], 4) == 0;
    }
    assert_in_range(neighbours, 0, 10); /* serials do not show */
    qsort(codes, N, 12, compare_12);
    for (size_t i = 1; i < N; i++) {
        assert_memory_not_equal(codes[i], codes[i - 1], 12);
    }
    lty_keyring_destroy(ring);
}

static void test_suggestions_are_genuine_codes_only(void **state)
{
    uint64_t seed = lty_test_seed("coupon", 22);
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    (void) state;

    for (size_t round = 0; round < 3000; round++) {
        const lty_coupon_shape *shape = lty_coupon_shape_of(lengths[1 + round % 3]);
        char code[LTY_CODE_LENGTH_MAX];
        char typed[LTY_CODE_LENGTH_MAX];
        char found[LTY_CODE_LENGTH_MAX];
        lty_code suggestions[LTY_CODE_REPAIRS_MAX];
        const size_t at = (size_t) lty_test_below(&seed, shape->length - 1);
        bool hit = false;

        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 1, 5, (int64_t) round), LTY_OK);
        assert_int_equal(lty_coupon_suggest(suggestions, &scheme, code, shape->length), 0);
        memcpy(typed, code, sizeof typed);
        if (round % 2 == 0) {
            typed[at] = code[at] == 'X' ? 'Y' : 'X';
        } else {
            typed[at] = code[at + 1];
            typed[at + 1] = code[at];
        }
        const size_t count = lty_coupon_suggest(suggestions, &scheme, typed, shape->length);
        if (memcmp(typed, code, shape->length) == 0) {
            assert_int_equal(count, 0);
            continue;
        }
        assert_in_range(count, 1, LTY_CODE_REPAIRS_MAX);
        for (size_t i = 0; i < count; i++) {
            lty_coupon coupon;

            assert_int_equal(verify_code(&coupon, &scheme, &suggestions[i]), LTY_OK);
            lty_code_format(found, &suggestions[i]);
            hit = hit || memcmp(found, code, shape->length) == 0;
        }
        assert_true(hit);
    }
    lty_keyring_destroy(ring);
}

static void test_nothing_is_suggested_for_strangers(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    lty_code suggestions[LTY_CODE_REPAIRS_MAX];
    lty_code code;
    char text[LTY_CODE_LENGTH_MAX];
    (void) state;

    assert_int_equal(lty_coupon_suggest(suggestions, &scheme, "", 0), 0);
    assert_int_equal(lty_coupon_suggest(suggestions, &scheme, "85MSR03R3XCH9R3DC0A", 19), 0);
    /* A forged code mistyped: the repair fits the check symbols, its tag fits nothing. */
    forge(&code, &scheme, "85MSR03R3XCH9R3DC0AK", 4, 3);
    code.symbols[9] ^= 1;
    lty_code_format(text, &code);
    assert_int_equal(lty_coupon_suggest(suggestions, &scheme, text, 20), 0);
    lty_keyring_destroy(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_codes_are_those_of_the_vectors),
        cmocka_unit_test(test_shapes_fill_their_symbols),
        cmocka_unit_test(test_random_codes_round_trip),
        cmocka_unit_test(test_numbers_that_do_not_fit_are_refused),
        cmocka_unit_test(test_every_changed_bit_under_right_checks_is_a_bad_tag),
        cmocka_unit_test(test_the_header_is_looked_at_before_the_tag),
        cmocka_unit_test(test_another_domain_fails_at_the_check_symbols),
        cmocka_unit_test(test_codes_of_a_batch_are_all_different),
        cmocka_unit_test(test_suggestions_are_genuine_codes_only),
        cmocka_unit_test(test_nothing_is_suggested_for_strangers),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
