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

static size_t unhex(unsigned char *out, const char *hex)
{
    size_t len = 0;

    for (; hex[2 * len] != '\0'; len++) {
        unsigned byte = 0;

        assert_int_equal(sscanf(hex + 2 * len, "%2x", &byte), 1);
        out[len] = (unsigned char) byte;
    }
    return len;
}

static void count_up(unsigned char *out, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        out[i] = (unsigned char) i;
    }
}

/* Messages 00 01 02 …; the last without a key is of the BLAKE2 authors' blake2b-kat, those with the key 00..1f are of their reference code. */
static void test_blake2b_known_answers(void **state)
{
    unsigned char message[255];
    unsigned char key[LTY_SIGN_KEY_BYTES];
    unsigned char out[64];
    lty_sign_state prepared;
    (void) state;

    count_up(message, sizeof message);
    count_up(key, sizeof key);
    lty_sign_hash(out, 16, NULL, 0, key);
    expect_hex(out, 16, "3daf97bce7888fd59773c66bf647459c");
    lty_sign_hash(out, 32, message, 128, key);
    expect_hex(out, 32, "138893f1631ef3165629515d6ed800da3771b7926dced294205c7507351deebc");
    lty_sign_hash(out, 64, message, 255, key);
    expect_hex(out, 64,
        "0cea916812cf434b1a2d1f117fb0533085f1f664682b62266ee6ad54a431d114d1101f4405303285a406547a6ca2d264c0531caa2ec0b3f6a99fba80116041fe");
    lty_sign_hash(out, 16, message, 129, NULL);
    expect_hex(out, 16, "aaf1b0371f6d4ee49ee4fb5ddd9c49ef");
    lty_sign_hash(out, 64, message, 255, NULL);
    expect_hex(out, 64,
        "5b21c5fd8868367612474fa2e70e9cfa2201ffeee8fafab5797ad58fefa17c9b5b107da4a3db6320baaf2c8617d5a51df914ae88da3867c2d41f0cc14fa67928");

    /* What was begun once answers the same, again and again. */
    lty_sign_prepare(&prepared, 32, key);
    for (int i = 0; i < 2; i++) {
        lty_sign_hash_prepared(out, 32, &prepared, message, 128);
        expect_hex(out, 32, "138893f1631ef3165629515d6ed800da3771b7926dced294205c7507351deebc");
    }
}

/* RFC 8032, section 7.1: tests 1, 2, 3 and SHA(abc) */
static const struct {
    const char *seed;
    const char *public_key;
    const char *message;
    const char *signature;
} ed25519[] = {
    {"9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
    {"4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
    {"c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"},
    {"833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42", "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf",
        "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f",
        "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c66431e0303dca179c138ac17ad9bef1177331a704"},
};

static void test_ed25519_known_answers(void **state)
{
    (void) state;

    for (size_t i = 0; i < sizeof ed25519 / sizeof ed25519[0]; i++) {
        unsigned char seed[LTY_SIGN_SEED_BYTES];
        unsigned char public_key[LTY_SIGN_PUBLIC_BYTES];
        unsigned char secret_key[LTY_SIGN_SECRET_BYTES];
        unsigned char signature[LTY_SIGN_SIGNATURE_BYTES];
        unsigned char message[64];
        const size_t len = unhex(message, ed25519[i].message);

        unhex(seed, ed25519[i].seed);
        lty_sign_key_pair(public_key, secret_key, seed);
        expect_hex(public_key, sizeof public_key, ed25519[i].public_key);
        lty_sign_detached(signature, message, len, secret_key);
        expect_hex(signature, sizeof signature, ed25519[i].signature);
        assert_true(lty_sign_public_valid(public_key));
        assert_true(lty_sign_verify(signature, message, len, public_key));
        message[len == 0 ? 0 : len - 1] ^= 1;
        assert_false(lty_sign_verify(signature, message, len == 0 ? 1 : len, public_key));
    }
}

/* S + L verifies in the curve's arithmetic: RFC 8032, 5.1.7, refuses an S that is not below L, so a signature has one form. */
static void test_a_signature_has_one_form(void **state)
{
    static const char *const order = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    unsigned char l[32];
    unsigned char public_key[LTY_SIGN_PUBLIC_BYTES];
    unsigned char signature[LTY_SIGN_SIGNATURE_BYTES];
    unsigned carry = 0;
    (void) state;

    unhex(l, order);
    unhex(public_key, ed25519[1].public_key);
    unhex(signature, ed25519[1].signature);
    assert_true(lty_sign_verify(signature, "\x72", 1, public_key));
    for (size_t i = 0; i < 32; i++) {
        carry += (unsigned) signature[32 + i] + l[i];
        signature[32 + i] = (unsigned char) carry;
        carry >>= 8;
    }
    assert_false(lty_sign_verify(signature, "\x72", 1, public_key));
    for (size_t i = 0; i < 8 * sizeof signature; i++) {
        unhex(signature, ed25519[1].signature);
        signature[i / 8] ^= (unsigned char) (1U << i % 8);
        assert_false(lty_sign_verify(signature, "\x72", 1, public_key));
    }
}

/* Small order, their other encodings, and bytes that are no point. Under such a key one signature fits many messages. */
static void test_public_keys_of_nobody(void **state)
{
    static const char *const keys[] = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "0200000000000000000000000000000000000000000000000000000000000000",
    };
    unsigned char signature[LTY_SIGN_SIGNATURE_BYTES] = {1}; /* R the neutral element, S zero */
    (void) state;

    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        unsigned char key[LTY_SIGN_PUBLIC_BYTES];

        unhex(key, keys[i]);
        assert_false(lty_sign_public_valid(key));
        assert_false(lty_sign_verify(signature, "any", 3, key));
    }
}

static void test_sealing(void **state)
{
    static const char message[] = "the keys of a shop";
    static const size_t flipped[] = {0, 16, 40, sizeof message - 1 + LTY_SIGN_SEAL_BYTES - 1};
    unsigned char sealed[sizeof message - 1 + LTY_SIGN_SEAL_BYTES];
    unsigned char again[sizeof sealed];
    unsigned char opened[sizeof message - 1];
    const size_t len = sizeof message - 1;
    (void) state;

    assert_int_equal(lty_sign_seal(sealed, (const unsigned char *) message, len, "correct horse", 13), LTY_OK);
    assert_int_equal(lty_sign_seal(again, (const unsigned char *) message, len, "correct horse", 13), LTY_OK);
    assert_memory_not_equal(sealed, again, 40); /* salt and nonce are drawn each time */
    assert_int_equal(lty_sign_open(opened, sealed, sizeof sealed, "correct horse", 13), LTY_OK);
    assert_memory_equal(opened, message, len);

    memset(opened, 7, sizeof opened);
    assert_int_equal(lty_sign_open(opened, sealed, sizeof sealed, "correct horsf", 13), LTY_E_SEALED);
    assert_int_equal(lty_sign_open(opened, sealed, sizeof sealed - 1, "correct horse", 13), LTY_E_SEALED);
    for (size_t i = 0; i < sizeof flipped / sizeof flipped[0]; i++) { /* salt, nonce, tag and text */
        sealed[flipped[i]] ^= 0x40;
        assert_int_equal(lty_sign_open(opened, sealed, sizeof sealed, "correct horse", 13), LTY_E_SEALED);
        sealed[flipped[i]] ^= 0x40;
    }
    for (size_t i = 0; i < sizeof opened; i++) {
        assert_int_equal(opened[i], 7);
    }
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
        cmocka_unit_test(test_blake2b_known_answers),
        cmocka_unit_test(test_ed25519_known_answers),
        cmocka_unit_test(test_a_signature_has_one_form),
        cmocka_unit_test(test_public_keys_of_nobody),
        cmocka_unit_test(test_sealing),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
