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

/* tests/data/vectors/short_v2.json */
static const struct {
    const char *name;
    int slot;
    int64_t campaign;
    int64_t serial;
    const char *code;
} named_vectors[] = {
    {"MARIA", 1, 48930, 8963543, "MARIA-HY2W-WP04-KTA0-YHND-GY7T"},
    {"IOAN", 1, 5360, 12717787, "IOAN-HQGA-94X8-V3BZ-5RQG-4VPN"},
    {"ULA", 0, 14542, 4443464, "ULA-G69Y-M33E-C627-EKTB-RZ48"},
    {"BOGDAN", 0, 29399, 14151762, "BOGDAN-GXN4-TGV2-AQJG-EB30-ZB0P"},
    {"IVAYLO", 0, 26146, 176885, "IVAYLO-G1EJ-XBKZ-P2M4-GQG7-11JS"},
    {"MARIA", 0, 55669, 3759648, "MARIA-G2Q9-B2W9-DEET-K9GY-W41R"},
    {"IOAN", 1, 1081, 2801915, "IOAN-HN4Q-9TQ6-HDES-31YK-EFDV"},
    {"ULA", 1, 9020, 13359187, "ULA-HF05-40F9-7Z5B-TJ4S-RD4D"},
    {"BOGDAN", 1, 19569, 9003008, "BOGDAN-H5NC-C3NZ-2JHV-370J-E8BA"},
    {"IVAYLO", 0, 5640, 12279138, "IVAYLO-G1DJ-7FMD-7N28-JY6G-Z1DF"},
    {"MARIA", 0, 52713, 6669687, "MARIA-GVS4-E74E-FNQY-34E1-83YF"},
    {"IOAN", 1, 14641, 7161428, "IOAN-HCF5-JQMW-E27J-2PG3-VPAR"},
    {"ULA", 5, 37340, 3458436, "ULA-NTAQ-1AGT-RG97-BAWZ-22CB"},
    {"BOGDAN", 1, 32540, 2223992, "BOGDAN-H6CS-PQ76-SMCE-1DD4-4T90"},
    {"IVAYLO", 0, 38049, 5739812, "IVAYLO-G30S-TS0B-H79E-2HWR-V79P"},
    {"MARIA", 0, 15763, 4976770, "MARIA-GDHR-NT01-6A8B-9EEK-J6MP"},
    {"IOAN", 1, 1939, 11896089, "IOAN-HJAC-YNDJ-K2TY-JC0B-M4WR"},
    {"ULA", 0, 38798, 3957107, "ULA-GQ02-880F-6DQ6-SSJN-JX6J"},
    {"BOGDAN", 5, 35934, 16590512, "BOGDAN-NJ7K-QD4M-78VE-PDB0-AXNZ"},
    {"IVAYLO", 5, 11045, 5443362, "IVAYLO-N0Q1-D5FG-PJ4N-K60A-GZYP"},
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
        lty_coupon suggestions[LTY_CODE_REPAIRS_MAX];
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

            assert_int_equal(verify_code(&coupon, &scheme, &suggestions[i].code), LTY_OK);
            assert_int_equal(suggestions[i].serial, coupon.serial);
            assert_int_equal(suggestions[i].name.len, 0);
            lty_code_format(found, &suggestions[i].code);
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
    lty_coupon suggestions[LTY_CODE_REPAIRS_MAX];
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

static lty_status verify_text(lty_coupon *coupon, lty_code_fault *fault, const lty_coupon_scheme *scheme, const char *text)
{
    return lty_coupon_verify(coupon, fault, scheme, text, strlen(text));
}

static lty_coupon_name name_of(const char *text)
{
    lty_coupon_name name;

    assert_true(lty_coupon_name_parse(&name, lty_test_text(text)));
    return name;
}

static void test_personalised_codes_are_those_of_the_vectors(void **state)
{
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    (void) state;

    for (size_t i = 0; i < sizeof named_vectors / sizeof named_vectors[0]; i++) {
        const lty_coupon_name name = name_of(named_vectors[i].name);
        const size_t front = strlen(named_vectors[i].name) + 1;
        char code[20];
        char shown[LTY_CODE_DISPLAY_MAX + 1] = {0};
        lty_coupon coupon;
        lty_code_fault fault;

        assert_int_equal(
            lty_coupon_issue_named(code, &scheme, &name, named_vectors[i].slot, named_vectors[i].campaign, named_vectors[i].serial),
            LTY_OK);
        lty_code_display(shown, code, sizeof code);
        assert_string_equal(shown, named_vectors[i].code + front);
        assert_int_equal(verify_text(&coupon, &fault, &scheme, named_vectors[i].code), LTY_OK);
        assert_int_equal(coupon.version, 2);
        assert_int_equal(coupon.slot, named_vectors[i].slot);
        assert_int_equal(coupon.campaign, named_vectors[i].campaign);
        assert_int_equal(coupon.serial, named_vectors[i].serial);
        assert_int_equal(coupon.name.len, front - 1);
        assert_memory_equal(coupon.name.bytes, name.bytes, name.len);
        /* Without the name it is of a version that plain codes do not have. */
        assert_int_equal(verify_text(&coupon, &fault, &scheme, shown), LTY_E_CODE_VERSION);
        assert_int_equal(coupon.name.len, 0);
    }
    lty_keyring_destroy(ring);
}

static void test_names_fold_as_codes_do(void **state)
{
    lty_coupon_name name;
    (void) state;

    assert_true(lty_coupon_name_parse(&name, LTY_TEXT("Liloux")));
    assert_int_equal(name.len, 6);
    assert_memory_equal(name.bytes, "1110UX", 6);
    assert_true(lty_coupon_name_parse(&name, LTY_TEXT("ab")));
    assert_true(lty_coupon_name_parse(&name, LTY_TEXT("ABCDEFGHIJKM")));
    assert_int_equal(name.len, 12);
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("A")));
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("")));
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("ABCDEFGHIJKMN")));
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("AN1")));
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("A-B")));
    assert_false(lty_coupon_name_parse(&name, LTY_TEXT("\xC3\x84NNE")));
    assert_int_equal(name.len, 12);
}

static void test_personalised_codes_read_however_they_are_typed(void **state)
{
    static const char *const typed[] = {"MARIA-HY2W-WP04-KTA0-YHND-GY7T", "maria-hy2wwp04kta0yhndgy7t",
        " Maria - HY2W WP04 KTA0 YHND GY7T ", "MAR1A\xE2\x80\x93HY2W.WP04_KTAO-YHND-GY7T", "marla\xE2\x88\x92HY2W-WP04-KTA0-YHND-GY7T",
        "--MARIA--HY2WWP04KTA0YHNDGY7T--", "\xC2\xA0MARIA\xE2\x80\xAF\xE2\x80\x91\xC2\xA0HY2WWP04KTA0YHNDGY7T"};
    static const struct {
        const char *typed;
        lty_status status;
    } refused[] = {
        {"MARIAHY2WWP04KTA0YHNDGY7T", LTY_E_CODE_LENGTH}, /* no dash: read as a plain code */
        {"MARIA HY2W WP04 KTA0 YHND GY7T", LTY_E_CODE_LENGTH}, {"MARIA_HY2WWP04KTA0YHNDGY7T", LTY_E_CODE_LENGTH},
        {"ULA G69Y M33E C627 EKTB RZ48", LTY_E_CODE_CHAR}, {"MA-RIA-HY2W-WP04-KTA0-YHND-GY7T", LTY_E_CODE_LENGTH},
        {"MARIAN-HY2W-WP04-KTA0-YHND-GY7T", LTY_E_CODE_TAG},
        {"MARI-HY2W-WP04-KTA0-YHND-GY7T", LTY_E_CODE_TAG}, /* 24 symbols too, but not genuine ones */
        {"MARIA-HY2W-WP04-KTA0-YHND-GY7S", LTY_E_CODE_CHECK},
        {"MARIA-HY2W-WP04-KTA0-YHND-GY7", LTY_E_CODE_CHECK}, /* 19 behind: 24 symbols of a plain code */
        {"MARIA-HY2W-WP04-KTA0-YHND-GY7TT", LTY_E_CODE_LENGTH}, {"MARIA-", LTY_E_CODE_LENGTH}, {"ULA-", LTY_E_CODE_LENGTH},
        {"ULA-G69Y-M33E-C627-EKTB-RZ4", LTY_E_CODE_LENGTH}, {"ULA-G69Y-M33E-C627-EKTB-RZ4U", LTY_E_CODE_CHAR},
        {"ULA-G69Y-M33E\xC3", LTY_E_CODE_UTF8}, {"M-HY2WWP04KTA0YHNDGY7T", LTY_E_CODE_LENGTH},
        {"MAR2A-HY2WWP04KTA0YHNDGY7T", LTY_E_CODE_LENGTH}, {"ABCDEFGHJKMNP-HY2WWP04KTA0YHNDGY7T", LTY_E_CODE_LENGTH},
        {"MARIA-85MS-R03R-3XCH-9R3D-C0AK", LTY_E_CODE_VERSION}, /* a plain code with a name put in front */
    };
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    lty_code_fault fault;
    lty_coupon coupon;
    (void) state;

    for (size_t i = 0; i < sizeof typed / sizeof typed[0]; i++) {
        assert_int_equal(verify_text(&coupon, &fault, &scheme, typed[i]), LTY_OK);
        assert_int_equal(coupon.serial, 8963543);
        assert_memory_equal(coupon.name.bytes, "MAR1A", 5);
    }
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++) {
        assert_int_equal(verify_text(&coupon, &fault, &scheme, refused[i].typed), refused[i].status);
    }
    assert_int_equal(verify_text(&coupon, &fault, &scheme, "ULA-G69Y-M33E-C627-EKTB-RZ4U"), LTY_E_CODE_CHAR);
    assert_int_equal(fault.symbol, 23); /* those of the name are counted */
    assert_int_equal(fault.code_point, 'U');
    assert_int_equal(verify_text(&coupon, &fault, &scheme, "ULA-G69Y-M33E-C627-EKTB-RZ4"), LTY_E_CODE_LENGTH);
    assert_int_equal(fault.count, 19);
    assert_int_equal(coupon.name.len, 3);
    lty_keyring_destroy(ring);
}

static void test_a_personalised_code_is_of_its_name_and_key(void **state)
{
    static const char *const names[] = {"AB", "ANNA", "ANNE", "ULA", "WOLFGANGANNA", "BERND"};
    enum { N = sizeof names / sizeof names[0] };
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    lty_coupon coupon;
    lty_code_fault fault;
    (void) state;

    for (size_t i = 0; i < N; i++) {
        const lty_coupon_name name = name_of(names[i]);
        char code[20];

        assert_int_equal(lty_coupon_issue_named(code, &scheme, &name, 5, 7, 99), LTY_OK);
        for (size_t k = 0; k < N; k++) {
            char typed[LTY_COUPON_NAME_MAX + 1 + 20];
            const size_t front = strlen(names[k]);

            memcpy(typed, names[k], front);
            typed[front] = '-';
            memcpy(typed + front + 1, code, sizeof code);
            assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, typed, front + 21), i == k ? LTY_OK : LTY_E_CODE_TAG);
            typed[front + 1] = typed[front + 1] == 'G' ? 'H' : 'G'; /* another slot: the check symbols see it first */
            assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, typed, front + 21), LTY_E_CODE_CHECK);
        }
    }
    const lty_coupon_name name = name_of("ANNA");
    char code[20];
    assert_int_equal(lty_coupon_issue_named(code, &scheme, &name, 2, 0, 0), LTY_E_KEY_SLOT);
    assert_int_equal(lty_coupon_issue_named(code, &scheme, &name, 0, 1 << 16, 0), LTY_E_RANGE);
    assert_int_equal(lty_coupon_issue_named(code, &scheme, &name, 0, 0, 1 << 24), LTY_E_RANGE);
    assert_int_equal(lty_coupon_issue_named(code, &scheme, &name, 0, -1, 0), LTY_E_RANGE);
    assert_int_equal(lty_keyring_retire(ring, 0, LTY_KEYRING_FOREVER), LTY_OK);
    assert_int_equal(verify_text(&coupon, &fault, &scheme, "ULA-G69Y-M33E-C627-EKTB-RZ48"), LTY_E_CODE_KEY_RETIRED);
    lty_keyring_destroy(ring);
}

/* Plain codes of 24 symbols whose first four are letters look like a name and 20 symbols when they are shown in groups. */
static void test_what_can_be_read_both_ways_is_what_its_tag_says(void **state)
{
    enum { WANTED = 400 };
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    const lty_coupon_shape *shape = lty_coupon_shape_of(24);
    size_t both = 0;
    size_t repaired = 0;
    (void) state;

    for (int64_t serial = 0; both < WANTED; serial++) {
        char code[LTY_CODE_LENGTH_MAX];
        char shown[LTY_CODE_DISPLAY_MAX];
        lty_coupon coupon;
        lty_coupon suggestions[LTY_CODE_REPAIRS_MAX];
        lty_code_fault fault;

        assert_int_equal(lty_coupon_issue(code, &scheme, shape, 5, 1, serial), LTY_OK); /* slot 5: they begin with D */
        if (!lty_coupon_name_parse(&coupon.name, (lty_text){code, 4})) {
            continue;
        }
        both++;
        const size_t len = lty_code_display(shown, code, sizeof code);
        assert_int_equal(lty_coupon_verify(&coupon, &fault, &scheme, shown, len), LTY_OK);
        assert_int_equal(coupon.version, 1);
        assert_int_equal(coupon.name.len, 0);
        assert_int_equal(coupon.code.count, 24);
        assert_int_equal(coupon.serial, serial);
        assert_int_equal(lty_coupon_suggest(suggestions, &scheme, shown, len), 0);
        /* Mistyped, the error is that of the other reading, and the repair that of this one. */
        shown[len - 1] = shown[len - 1] == '7' ? '8' : '7';
        const lty_status status = lty_coupon_verify(&coupon, &fault, &scheme, shown, len);
        assert_true(status == LTY_E_CODE_CHECK || status == LTY_E_CODE_VERSION || status == LTY_E_CODE_KEY || status == LTY_E_CODE_TAG);
        assert_int_equal(coupon.name.len, 4);
        for (size_t i = lty_coupon_suggest(suggestions, &scheme, shown, len); i > 0; i--) {
            repaired += suggestions[i - 1].version == 1 && suggestions[i - 1].serial == (uint32_t) serial;
        }
    }
    assert_int_equal(repaired, both);
    lty_keyring_destroy(ring);
}

static void test_repairs_stand_behind_the_name_that_was_typed(void **state)
{
    uint64_t seed = lty_test_seed("coupon", 23);
    lty_coupon_scheme scheme;
    lty_keyring *ring = open_ring(&scheme);
    static const char *const names[] = {"MARIA", "ULA", "ANNA", "WOLFGANGANNA"};
    (void) state;

    for (size_t round = 0; round < 2000; round++) {
        const char *named = names[round % 4];
        const size_t front = strlen(named) + 1;
        const lty_coupon_name name = name_of(named);
        const size_t at = front + (size_t) lty_test_below(&seed, 19);
        char typed[LTY_COUPON_NAME_MAX + 21];
        lty_coupon suggestions[LTY_CODE_REPAIRS_MAX];
        size_t hits = 0;

        memcpy(typed, named, front - 1);
        typed[front - 1] = '-';
        assert_int_equal(lty_coupon_issue_named(typed + front, &scheme, &name, 1, 5, (int64_t) round), LTY_OK);
        assert_int_equal(lty_coupon_suggest(suggestions, &scheme, typed, front + 20), 0);
        const char was = typed[at];
        if (round % 3 == 0) {
            typed[at] = typed[at + 1];
            typed[at + 1] = was;
            if (typed[at] == was) {
                continue;
            }
        } else {
            typed[at] = was == 'X' ? 'Y' : 'X';
        }
        const size_t count = lty_coupon_suggest(suggestions, &scheme, typed, front + 20);
        for (size_t i = 0; i < count; i++) {
            hits += suggestions[i].version == 2 && suggestions[i].serial == round && suggestions[i].name.len == name.len
                && memcmp(suggestions[i].name.bytes, name.bytes, name.len) == 0;
        }
        assert_int_equal(hits, 1);
        typed[0] = 'X'; /* behind another name no repair has a tag that fits */
        assert_int_equal(lty_coupon_suggest(suggestions, &scheme, typed, front + 20), 0);
    }
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
        cmocka_unit_test(test_personalised_codes_are_those_of_the_vectors),
        cmocka_unit_test(test_names_fold_as_codes_do),
        cmocka_unit_test(test_personalised_codes_read_however_they_are_typed),
        cmocka_unit_test(test_a_personalised_code_is_of_its_name_and_key),
        cmocka_unit_test(test_what_can_be_read_both_ways_is_what_its_tag_says),
        cmocka_unit_test(test_repairs_stand_behind_the_name_that_was_typed),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
