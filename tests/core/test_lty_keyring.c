#include "lty_keyring.h"
#include "lty_test.h"

#define DOMAIN LTY_TEXT("shop.example/live")

static void fill(unsigned char master[LTY_SIGN_KEY_BYTES], unsigned char first)
{
    for (unsigned i = 0; i < LTY_SIGN_KEY_BYTES; i++) {
        master[i] = (unsigned char) (first + i);
    }
}

static void unhex(unsigned char *out, const char *hex)
{
    for (size_t i = 0; hex[2 * i] != '\0'; i++) {
        unsigned byte = 0;

        assert_int_equal(sscanf(hex + 2 * i, "%2x", &byte), 1);
        out[i] = (unsigned char) byte;
    }
}

static lty_keyring *new_ring(void)
{
    unsigned char master[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring = NULL;

    fill(master, 0);
    assert_int_equal(lty_keyring_create(&ring, DOMAIN, master), LTY_OK);
    return ring;
}

/* What a round of a slot makes of a message: shows which subkey it was begun with. */
static void hash_round(unsigned char out[LTY_KEYRING_ROUND_BYTES], const lty_keyring *ring, int slot, size_t length, size_t round)
{
    const lty_sign_state *rounds = lty_keyring_rounds(ring, slot, length);

    assert_non_null(rounds);
    lty_sign_hash_prepared(out, LTY_KEYRING_ROUND_BYTES, &rounds[round], "message", 7);
}

/* tests/data/vectors/short_valid.json: subkeys of key 0 at 20 symbols */
static void test_subkeys_are_those_of_the_vectors(void **state)
{
    static const char *const expected = "31ddb93db69fbdf87bd9090c811b854868bffabad408a71a7da0f99fe7a28c36"
                                        "5cec83a5cf4a8d221d4fa7dc25df34cd83a7126c19f5e200e1f43a2e5e0fad78"
                                        "e28b617b412733414e822541fbf20f1b77f9f7326b1232e3519193b33ca471e7";
    lty_keyring *ring = new_ring();
    unsigned char subkeys[LTY_KEYRING_ROUNDS * LTY_SIGN_KEY_BYTES];
    unsigned char found[LTY_KEYRING_ROUND_BYTES];
    unsigned char wanted[LTY_KEYRING_ROUND_BYTES];
    (void) state;

    unhex(subkeys, expected);
    for (size_t i = 0; i < LTY_KEYRING_ROUNDS; i++) {
        lty_sign_hash(wanted, sizeof wanted, "message", 7, subkeys + i * LTY_SIGN_KEY_BYTES);
        hash_round(found, ring, 0, 20, i);
        assert_memory_equal(found, wanted, sizeof wanted);
    }
    lty_keyring_destroy(ring);
}

static void test_no_subkeys_without_a_key_or_for_other_lengths(void **state)
{
    static const size_t lengths[] = {0, 8, 11, 13, 18, 25, 28};
    lty_keyring *ring = new_ring();
    (void) state;

    for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
        assert_null(lty_keyring_rounds(ring, 0, lengths[i]));
    }
    assert_null(lty_keyring_rounds(ring, 1, 20));
    assert_null(lty_keyring_rounds(ring, -1, 20));
    assert_null(lty_keyring_rounds(ring, 8, 20));
    lty_keyring_destroy(ring);
}

static void test_domain_is_1_to_255_bytes_of_utf8(void **state)
{
    unsigned char master[LTY_SIGN_KEY_BYTES] = {1};
    char longest[256];
    lty_keyring *ring = NULL;
    (void) state;

    memset(longest, 'd', sizeof longest);
    assert_int_equal(lty_keyring_create(&ring, LTY_TEXT(""), master), LTY_E_KEYRING);
    assert_int_equal(lty_keyring_create(&ring, (lty_text){longest, 256}, master), LTY_E_KEYRING);
    assert_int_equal(lty_keyring_create(&ring, LTY_TEXT("\xFF"), master), LTY_E_KEYRING);
    assert_null(ring);
    assert_int_equal(lty_keyring_create(&ring, (lty_text){longest, 255}, master), LTY_OK);
    assert_int_equal(lty_keyring_domain(ring).len, 255);
    lty_keyring_destroy(ring);
}

static void test_a_master_of_zeros_is_nobodys(void **state)
{
    const unsigned char zeros[LTY_SIGN_KEY_BYTES] = {0};
    const unsigned char key[LTY_SIGN_KEY_BYTES] = {1};
    const unsigned char *const masters[LTY_KEYRING_SLOTS] = {key, zeros};
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = NULL;
    (void) state;

    assert_int_equal(lty_keyring_create(&ring, LTY_TEXT("shop"), zeros), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_import(&ring, LTY_TEXT("shop"), masters, 0), LTY_E_KEY_SLOT);
    assert_null(ring);
    assert_int_equal(lty_keyring_create(&ring, LTY_TEXT("shop"), key), LTY_OK);
    const size_t len = lty_keyring_encode(bytes, ring);
    lty_keyring_destroy(ring);
    ring = NULL;
    unsigned char *master = bytes;

    while (memcmp(master, key, sizeof key) != 0) {
        master++;
    }
    *master = 0;
    lty_sign_hash(bytes + len - 16, 16, bytes, len - 16, NULL);
    assert_int_equal(lty_keyring_decode(&ring, bytes, len), LTY_E_KEYRING);
    assert_null(ring);
}

static void test_import_names_the_issuing_slot(void **state)
{
    unsigned char a[LTY_SIGN_KEY_BYTES] = {1};
    unsigned char b[LTY_SIGN_KEY_BYTES] = {2};
    const unsigned char *masters[LTY_KEYRING_SLOTS] = {[2] = a, [5] = b};
    lty_keyring *ring = NULL;
    (void) state;

    assert_int_equal(lty_keyring_import(&ring, DOMAIN, masters, 3), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_import(&ring, DOMAIN, masters, -1), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_import(&ring, DOMAIN, masters, 8), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_import(&ring, DOMAIN, masters, 5), LTY_OK);
    assert_int_equal(lty_keyring_active(ring), 5);
    assert_int_equal(lty_keyring_state(ring, 5), LTY_KEY_ACTIVE);
    assert_int_equal(lty_keyring_state(ring, 2), LTY_KEY_VERIFY);
    assert_int_equal(lty_keyring_state(ring, 0), LTY_KEY_NONE);
    assert_int_equal(lty_keyring_state(ring, 9), LTY_KEY_NONE);
    lty_keyring_destroy(ring);
}

static void test_rotation_takes_free_slots_until_none_is_left(void **state)
{
    unsigned char master[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring = new_ring();
    int slot = -1;
    (void) state;

    for (int i = 1; i < LTY_KEYRING_SLOTS; i++) {
        fill(master, (unsigned char) i);
        assert_int_equal(lty_keyring_rotate(&slot, ring, master, 0), LTY_OK);
        assert_int_equal(slot, i);
        assert_int_equal(lty_keyring_state(ring, i - 1), LTY_KEY_VERIFY);
    }
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, 0), LTY_E_KEYRING_FULL);

    /* A retired slot rests until its last code has run out. */
    assert_int_equal(lty_keyring_retire(ring, 0, LTY_KEYRING_FOREVER), LTY_OK);
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, INT64_MAX), LTY_E_KEYRING_FULL);
    assert_int_equal(lty_keyring_retire(ring, 3, 1000), LTY_OK);
    assert_int_equal(lty_keyring_not_after(ring, 3), 1000);
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, 999), LTY_E_KEYRING_FULL);
    assert_int_equal(lty_keyring_active(ring), 7);
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, 1000), LTY_OK);
    assert_int_equal(slot, 3);
    assert_int_equal(lty_keyring_not_after(ring, 3), LTY_KEYRING_FOREVER);
    lty_keyring_destroy(ring);
}

static void test_only_a_verifying_key_retires(void **state)
{
    unsigned char master[LTY_SIGN_KEY_BYTES] = {9};
    lty_keyring *ring = new_ring();
    int slot;
    (void) state;

    assert_int_equal(lty_keyring_retire(ring, 0, 5), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_retire(ring, 4, 5), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_retire(ring, -1, 5), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, 0), LTY_OK);
    assert_int_equal(lty_keyring_retire(ring, 0, 5), LTY_OK);
    assert_int_equal(lty_keyring_retire(ring, 0, 5), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_state(ring, 0), LTY_KEY_RETIRED);
    assert_null(lty_keyring_rounds(ring, 0, 20));
    lty_keyring_destroy(ring);
}

/* Independent of the module: PAE and keyed BLAKE2b by another implementation. */
static void test_named_subkeys(void **state)
{
    static const char *const expected = "9f3960ef40628655faab4c06e4f1352d7ecaa2b4ba36f76df105f15bc1ff1df3"
                                        "9e4c957a09e99611484e87b4e0d9d4962bc831a436e4e42dee89e59bf2e62b75"
                                        "189f904b031b863259503dee5fe394eede1b1069b6fb0aba3038b203b4178168";
    lty_keyring *ring = new_ring();
    lty_sign_state rounds[LTY_KEYRING_ROUNDS];
    unsigned char subkeys[LTY_KEYRING_ROUNDS * LTY_SIGN_KEY_BYTES];
    unsigned char found[LTY_KEYRING_ROUND_BYTES];
    unsigned char wanted[LTY_KEYRING_ROUND_BYTES];
    (void) state;

    unhex(subkeys, expected);
    assert_true(lty_keyring_rounds_named(rounds, ring, 0, LTY_TEXT("MAR1A")));
    for (size_t i = 0; i < LTY_KEYRING_ROUNDS; i++) {
        lty_sign_hash(wanted, sizeof wanted, "message", 7, subkeys + i * LTY_SIGN_KEY_BYTES);
        lty_sign_hash_prepared(found, sizeof found, &rounds[i], "message", 7);
        assert_memory_equal(found, wanted, sizeof wanted);
    }
    assert_false(lty_keyring_rounds_named(rounds, ring, 1, LTY_TEXT("MAR1A")));
    assert_false(lty_keyring_rounds_named(rounds, ring, -1, LTY_TEXT("MAR1A")));
    lty_keyring_destroy(ring);
}

/* More pairs of slot and length than are kept, in an order that gives every one up again: the answers stay. */
static void test_subkeys_that_were_given_up_come_back(void **state)
{
    unsigned char first[LTY_KEYRING_SLOTS][LTY_KEYRING_LENGTHS][LTY_KEYRING_ROUND_BYTES];
    unsigned char master[LTY_SIGN_KEY_BYTES];
    unsigned char found[LTY_KEYRING_ROUND_BYTES];
    lty_keyring *ring = new_ring();
    uint64_t random = lty_test_seed("test_subkeys_that_were_given_up_come_back", 5);
    int slot;
    (void) state;

    for (int i = 1; i < LTY_KEYRING_SLOTS; i++) {
        fill(master, (unsigned char) (10 * i));
        assert_int_equal(lty_keyring_rotate(&slot, ring, master, 0), LTY_OK);
    }
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        for (size_t j = 0; j < LTY_KEYRING_LENGTHS; j++) {
            hash_round(first[i][j], ring, i, 12 + 4 * j, 2);
        }
    }
    for (int i = 0; i < 500; i++) {
        const int64_t pair = lty_test_below(&random, (int64_t) LTY_KEYRING_SLOTS * LTY_KEYRING_LENGTHS);
        const size_t length = (size_t) (pair % LTY_KEYRING_LENGTHS);

        hash_round(found, ring, (int) (pair / LTY_KEYRING_LENGTHS), 12 + 4 * length, 2);
        assert_memory_equal(found, first[pair / LTY_KEYRING_LENGTHS][length], sizeof found);
    }
    /* A slot with another key has other subkeys, also where those of the old one were kept. */
    hash_round(found, ring, 2, 20, 2);
    assert_int_equal(lty_keyring_retire(ring, 2, 10), LTY_OK);
    assert_null(lty_keyring_rounds(ring, 2, 20));
    fill(master, 99);
    assert_int_equal(lty_keyring_rotate(&slot, ring, master, 10), LTY_OK);
    assert_int_equal(slot, 2);
    hash_round(found, ring, 2, 20, 2);
    assert_memory_not_equal(found, first[2][2], sizeof found);
    lty_keyring_destroy(ring);
}

static void test_token_keys_rotate_by_type_and_rest(void **state)
{
    unsigned char material[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring = new_ring();
    lty_token_key key;
    int slot = -1;
    (void) state;

    assert_int_equal(lty_keyring_token_active(ring, LTY_TOKEN_PUBLIC), -1);
    assert_false(lty_keyring_token(&key, ring, 0));
    assert_false(lty_keyring_token(&key, ring, -1));
    assert_false(lty_keyring_token(&key, ring, 8));
    memset(material, 0, sizeof material);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_SHARED, material, 0), LTY_E_KEYRING);
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        fill(material, (unsigned char) (i + 1));
        assert_int_equal(lty_keyring_token_rotate(&slot, ring, i % 2 == 0 ? LTY_TOKEN_PUBLIC : LTY_TOKEN_SHARED, material, 0), LTY_OK);
        assert_int_equal(slot, i);
    }
    assert_int_equal(lty_keyring_token_active(ring, LTY_TOKEN_PUBLIC), 6);
    assert_int_equal(lty_keyring_token_active(ring, LTY_TOKEN_SHARED), 7);
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        assert_true(lty_keyring_token(&key, ring, i));
        assert_int_equal(key.type, i % 2 == 0 ? LTY_TOKEN_PUBLIC : LTY_TOKEN_SHARED);
        assert_int_equal(key.state, i < 6 ? LTY_KEY_VERIFY : LTY_KEY_ACTIVE);
        assert_true(key.secret);
        assert_int_equal(lty_keyring_token_find(ring, key.kid), i);
    }
    fill(material, 100);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 0), LTY_E_KEYRING_FULL);
    assert_int_equal(lty_keyring_token_retire(ring, 6, 50), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_token_retire(ring, 9, 50), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_token_retire(ring, 2, 50), LTY_OK);
    assert_int_equal(lty_keyring_token_retire(ring, 2, 50), LTY_E_KEY_SLOT);
    assert_true(lty_keyring_token(&key, ring, 2));
    assert_int_equal(key.state, LTY_KEY_RETIRED);
    assert_false(key.secret);
    assert_int_equal(lty_keyring_token_find(ring, key.kid), 2);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 49), LTY_E_KEYRING_FULL);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 50), LTY_OK);
    assert_int_equal(slot, 2);
    assert_int_equal(lty_keyring_token_find(ring, key.kid), -1);
    lty_keyring_destroy(ring);
}

static void test_an_id_is_one_key_s(void **state)
{
    unsigned char material[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring = new_ring();
    lty_token_key key;
    int slot = -1;
    (void) state;

    fill(material, 7);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 0), LTY_OK);
    slot = -1;
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 0), LTY_E_KEY_SLOT);
    assert_true(lty_keyring_token(&key, ring, 0));
    assert_int_equal(lty_keyring_token_add(&slot, ring, key.public_key), LTY_E_KEY_SLOT);
    assert_int_equal(slot, -1);
    assert_int_equal(lty_keyring_token_active(ring, LTY_TOKEN_PUBLIC), 0);
    /* The same bytes as a shared key are another key with another id. */
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_SHARED, material, 0), LTY_OK);
    assert_int_equal(slot, 1);
    /* Retired keys keep their id; their own slot may take the same key once it is free. */
    fill(material, 8);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 0), LTY_OK);
    assert_int_equal(lty_keyring_token_retire(ring, 0, 5), LTY_OK);
    fill(material, 7);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 4), LTY_E_KEY_SLOT);
    lty_keyring_destroy(ring);
}

static void test_signing_and_verifying(void **state)
{
    unsigned char material[LTY_SIGN_KEY_BYTES];
    unsigned char tag[LTY_SIGN_SIGNATURE_BYTES];
    lty_keyring *ring = new_ring();
    int slot;
    (void) state;

    fill(material, 1);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, material, 0), LTY_OK);
    assert_int_equal(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_SHARED, material, 0), LTY_OK);
    for (int i = 0; i < 2; i++) {
        assert_true(lty_keyring_token_sign(tag, ring, i, "message", 7));
        assert_true(lty_keyring_token_verify(tag, ring, i, "message", 7));
        assert_false(lty_keyring_token_verify(tag, ring, i, "messagf", 7));
        assert_false(lty_keyring_token_verify(tag, ring, i, "message", 6));
        assert_false(lty_keyring_token_verify(tag, ring, 1 - i, "message", 7));
        tag[0] ^= 1;
        assert_false(lty_keyring_token_verify(tag, ring, i, "message", 7));
    }
    for (int i = -1; i < 10; i += 3) {
        assert_false(lty_keyring_token_sign(tag, ring, i, "message", 7));
        assert_false(lty_keyring_token_verify(tag, ring, i, "message", 7));
    }
    lty_keyring_destroy(ring);
}

static void test_a_partner_signs_nothing(void **state)
{
    static const unsigned char nobody[LTY_SIGN_PUBLIC_BYTES] = {1};
    unsigned char material[LTY_SIGN_KEY_BYTES];
    unsigned char tag[LTY_SIGN_SIGNATURE_BYTES];
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *shop = new_ring();
    lty_keyring *partner = NULL;
    lty_keyring *copy = NULL;
    lty_token_key key;
    int slot = -1;
    (void) state;

    fill(material, 1);
    assert_int_equal(lty_keyring_token_rotate(&slot, shop, LTY_TOKEN_PUBLIC, material, 0), LTY_OK);
    assert_true(lty_keyring_token_sign(tag, shop, slot, "message", 7));
    assert_true(lty_keyring_token(&key, shop, slot));

    assert_int_equal(lty_keyring_create_empty(&partner, LTY_TEXT("")), LTY_E_KEYRING);
    assert_int_equal(lty_keyring_create_empty(&partner, DOMAIN), LTY_OK);
    assert_int_equal(lty_keyring_active(partner), -1);
    assert_int_equal(lty_keyring_token_add(&slot, partner, nobody), LTY_E_KEYRING);
    assert_int_equal(lty_keyring_token_add(&slot, partner, key.public_key), LTY_OK);
    assert_true(lty_keyring_token_verify(tag, partner, slot, "message", 7));
    assert_false(lty_keyring_token_sign(tag, partner, slot, "message", 7));
    assert_int_equal(lty_keyring_token_active(partner, LTY_TOKEN_PUBLIC), -1);
    assert_true(lty_keyring_token(&key, partner, slot));
    assert_false(key.secret);
    assert_int_equal(lty_keyring_rotate(&slot, partner, material, 0), LTY_E_KEY_SLOT);
    assert_int_equal(lty_keyring_token_rotate(&slot, partner, LTY_TOKEN_SHARED, material, 0), LTY_E_KEY_SLOT);
    assert_false(lty_keyring_pseudonym(tag, partner, LTY_TEXT("anna")));
    assert_null(lty_keyring_rounds(partner, 0, 20));

    const size_t len = lty_keyring_encode(bytes, partner);
    assert_int_equal(lty_keyring_decode(&copy, bytes, len), LTY_OK);
    assert_int_equal(lty_keyring_active(copy), -1);
    assert_int_equal(lty_keyring_token_find(copy, key.kid), 0);
    lty_keyring_destroy(copy);

    for (int i = 1; i < LTY_KEYRING_TOKENS; i++) {
        unsigned char secret_key[LTY_SIGN_SECRET_BYTES];

        fill(material, (unsigned char) (i + 40));
        lty_sign_key_pair(key.public_key, secret_key, material);
        assert_int_equal(lty_keyring_token_add(&slot, partner, key.public_key), LTY_OK);
    }
    fill(material, 90);
    lty_sign_key_pair(key.public_key, tag, material);
    assert_int_equal(lty_keyring_token_add(&slot, partner, key.public_key), LTY_E_KEYRING_FULL);
    lty_keyring_destroy(partner);
    lty_keyring_destroy(shop);
}

/* Derived from the lowest master where nobody gives one, so it outlives rotation; another domain has other pseudonyms. */
static void test_pseudonyms(void **state)
{
    static const char *const derived = "2662616bf613e40ed8c54a108555a1d3";
    unsigned char key[LTY_SIGN_KEY_BYTES];
    unsigned char expected[LTY_KEYRING_PSEUDONYM_BYTES];
    unsigned char found[LTY_KEYRING_PSEUDONYM_BYTES];
    lty_keyring *ring = new_ring();
    lty_keyring *other = NULL;
    int slot;
    (void) state;

    unhex(expected, derived);
    assert_true(lty_keyring_pseudonym(found, ring, LTY_TEXT("anna@example.com")));
    assert_memory_equal(found, expected, sizeof found);
    fill(key, 50);
    assert_int_equal(lty_keyring_rotate(&slot, ring, key, 0), LTY_OK);
    assert_true(lty_keyring_pseudonym(found, ring, LTY_TEXT("anna@example.com")));
    assert_memory_equal(found, expected, sizeof found);
    fill(key, 0);
    assert_int_equal(lty_keyring_create(&other, LTY_TEXT("shop.example/test"), key), LTY_OK);
    assert_true(lty_keyring_pseudonym(found, other, LTY_TEXT("anna@example.com")));
    assert_memory_not_equal(found, expected, sizeof found);
    lty_keyring_person_set(ring, key);
    assert_true(lty_keyring_pseudonym(found, ring, LTY_TEXT("anna@example.com")));
    assert_memory_not_equal(found, expected, sizeof found);
    assert_true(lty_keyring_pseudonym(expected, ring, LTY_TEXT("")));
    assert_memory_not_equal(found, expected, sizeof found);
    lty_keyring_destroy(other);
    lty_keyring_destroy(ring);
}

/* Under a key of its own that outlives rotation; purpose and message are told apart by their lengths, and other rings by their domain. */
static void test_tags(void **state)
{
    static const char *const expected_hex = "7e55c729c49f8d84170a96c7a77c09ce01dde2de29b76d848aff4fc1728569e5";
    unsigned char key[LTY_SIGN_KEY_BYTES];
    unsigned char expected[LTY_KEYRING_MESSAGE_TAG_BYTES];
    unsigned char found[LTY_KEYRING_MESSAGE_TAG_BYTES];
    lty_keyring *ring = new_ring();
    lty_keyring *other = NULL;
    int slot;
    (void) state;

    unhex(expected, expected_hex);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("journal"), LTY_TEXT("head 7")));
    assert_memory_equal(found, expected, sizeof found);
    fill(key, 50);
    assert_int_equal(lty_keyring_rotate(&slot, ring, key, 0), LTY_OK);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("journal"), LTY_TEXT("head 7")));
    assert_memory_equal(found, expected, sizeof found);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("journalh"), LTY_TEXT("ead 7")));
    assert_memory_not_equal(found, expected, sizeof found);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("invitation"), LTY_TEXT("head 7")));
    assert_memory_not_equal(found, expected, sizeof found);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("journal"), (lty_text){NULL, 0}));
    assert_memory_not_equal(found, expected, sizeof found);
    fill(key, 0);
    assert_int_equal(lty_keyring_create(&other, LTY_TEXT("shop.example/test"), key), LTY_OK);
    assert_true(lty_keyring_tag(found, other, LTY_TEXT("journal"), LTY_TEXT("head 7")));
    assert_memory_not_equal(found, expected, sizeof found);
    lty_keyring_person_set(ring, key);
    assert_true(lty_keyring_tag(found, ring, LTY_TEXT("journal"), LTY_TEXT("head 7")));
    assert_memory_not_equal(found, expected, sizeof found);
    lty_keyring_destroy(other);
    assert_int_equal(lty_keyring_create_empty(&other, LTY_TEXT("shop.example/live")), LTY_OK);
    assert_false(lty_keyring_tag(found, other, LTY_TEXT("journal"), LTY_TEXT("head 7")));
    lty_keyring_destroy(other);
    lty_keyring_destroy(ring);
}

/* Slots: verify, retired, verify, active, none …; tokens: retired P, active S, active P, a partner's P, none … */
static lty_keyring *ring_of_all_states(void)
{
    unsigned char material[LTY_SIGN_KEY_BYTES];
    unsigned char public_key[LTY_SIGN_PUBLIC_BYTES];
    unsigned char secret_key[LTY_SIGN_SECRET_BYTES];
    lty_keyring *ring = new_ring();
    int slot;

    for (unsigned char i = 1; i <= 3; i++) {
        fill(material, (unsigned char) (100 + i));
        assert_int_equal(lty_keyring_rotate(&slot, ring, material, 0), LTY_OK);
    }
    assert_int_equal(lty_keyring_retire(ring, 1, 1234567890), LTY_OK);
    for (unsigned char i = 1; i <= 3; i++) {
        fill(material, i);
        assert_int_equal(lty_keyring_token_rotate(&slot, ring, i == 2 ? LTY_TOKEN_SHARED : LTY_TOKEN_PUBLIC, material, 0), LTY_OK);
    }
    assert_int_equal(lty_keyring_token_retire(ring, 0, 77), LTY_OK);
    fill(material, 60);
    lty_sign_key_pair(public_key, secret_key, material);
    assert_int_equal(lty_keyring_token_add(&slot, ring, public_key), LTY_OK);
    return ring;
}

#define SLOTS (8U + 1U + 17U + 32U)
#define TOKENS (SLOTS + 8U * 41U)
#define SUM (TOKENS + 8U * 74U)

static void test_a_file_round_trips(void **state)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    unsigned char again[LTY_KEYRING_BYTES_MAX];
    unsigned char tag[LTY_SIGN_SIGNATURE_BYTES];
    unsigned char other[LTY_SIGN_SIGNATURE_BYTES];
    lty_keyring *ring = ring_of_all_states();
    lty_keyring *copy = NULL;
    (void) state;

    const size_t len = lty_keyring_encode(bytes, ring);
    assert_int_equal(len, SUM + 16);
    assert_int_equal(lty_keyring_decode(&copy, bytes, len), LTY_OK);
    assert_int_equal(lty_keyring_active(copy), 3);
    assert_int_equal(lty_keyring_state(copy, 1), LTY_KEY_RETIRED);
    assert_int_equal(lty_keyring_not_after(copy, 1), 1234567890);
    for (size_t i = 0; i < LTY_KEYRING_ROUNDS; i++) {
        unsigned char of_copy[LTY_KEYRING_ROUND_BYTES];
        unsigned char of_ring[LTY_KEYRING_ROUND_BYTES];

        hash_round(of_copy, copy, 2, 24, i);
        hash_round(of_ring, ring, 2, 24, i);
        assert_memory_equal(of_copy, of_ring, sizeof of_ring);
    }
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        lty_token_key a = {0};
        lty_token_key b = {0};

        assert_int_equal(lty_keyring_token(&a, ring, i), i < 4);
        assert_int_equal(lty_keyring_token(&b, copy, i), i < 4);
        assert_memory_equal(&a, &b, sizeof a);
    }
    for (int i = 1; i <= 2; i++) { /* the expanded secret is no part of the file */
        assert_true(lty_keyring_token_sign(tag, ring, i, "m", 1));
        assert_true(lty_keyring_token_sign(other, copy, i, "m", 1));
        assert_memory_equal(tag, other, i == 1 ? 16 : 64);
    }
    assert_true(lty_keyring_pseudonym(tag, ring, LTY_TEXT("x")));
    assert_true(lty_keyring_pseudonym(other, copy, LTY_TEXT("x")));
    assert_memory_equal(tag, other, 16);
    assert_int_equal(lty_keyring_encode(again, copy), len);
    assert_memory_equal(again, bytes, len);
    lty_keyring_destroy(copy);
    lty_keyring_destroy(ring);
}

/* A file as version 1 wrote it: no key for persons, no keys of tokens. */
static void test_a_file_of_version_1_opens_and_is_written_as_version_2(void **state)
{
    unsigned char now[LTY_KEYRING_BYTES_MAX];
    unsigned char old[LTY_KEYRING_BYTES_MAX];
    unsigned char again[LTY_KEYRING_BYTES_MAX];
    unsigned char a[16];
    unsigned char b[16];
    lty_keyring *ring = ring_of_all_states();
    lty_keyring *copy = NULL;
    const size_t old_len = 26 + 8 * 41 + 16;
    (void) state;

    (void) lty_keyring_encode(now, ring);
    memcpy(old, now, 26);
    old[7] = 1;
    memcpy(old + 26, now + SLOTS, 8 * 41);
    lty_sign_hash(old + old_len - 16, 16, old, old_len - 16, NULL);
    assert_int_equal(lty_keyring_decode(&copy, old, old_len), LTY_OK);
    assert_int_equal(lty_keyring_active(copy), 3);
    assert_int_equal(lty_keyring_not_after(copy, 1), 1234567890);
    assert_int_equal(lty_keyring_token_active(copy, LTY_TOKEN_PUBLIC), -1);
    assert_true(lty_keyring_pseudonym(a, ring, LTY_TEXT("anna"))); /* derived there from the same master */
    assert_true(lty_keyring_pseudonym(b, copy, LTY_TEXT("anna")));
    assert_memory_equal(a, b, sizeof a);
    const size_t len = lty_keyring_encode(again, copy);
    assert_int_equal(len, SUM + 16);
    assert_int_equal(again[7], 2);
    assert_memory_equal(again, now, 7);
    assert_memory_equal(again + 8, now + 8, TOKENS - 8);
    lty_keyring_destroy(copy);

    /* Without masters there was none. */
    copy = NULL;
    memset(old + 26, 0, 8 * 41);
    for (size_t i = 0; i < 8; i++) {
        memset(old + 26 + 41 * i + 1, 0xFF, 7);
        old[26 + 41 * i + 8] = 0x7F;
    }
    lty_sign_hash(old + old_len - 16, 16, old, old_len - 16, NULL);
    assert_int_equal(lty_keyring_decode(&copy, old, old_len), LTY_E_KEYRING);
    lty_keyring_destroy(ring);
}

static void test_every_flipped_bit_and_every_cut_is_refused(void **state)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX + 1] = {0};
    lty_keyring *ring = ring_of_all_states();
    lty_keyring *copy = NULL;
    (void) state;

    const size_t len = lty_keyring_encode(bytes, ring);
    for (size_t i = 0; i < 8 * len; i++) {
        bytes[i / 8] ^= (unsigned char) (1U << i % 8);
        assert_int_equal(lty_keyring_decode(&copy, bytes, len), LTY_E_KEYRING);
        bytes[i / 8] ^= (unsigned char) (1U << i % 8);
    }
    for (size_t i = 0; i < len; i++) {
        assert_int_equal(lty_keyring_decode(&copy, bytes, i), LTY_E_KEYRING);
    }
    assert_int_equal(lty_keyring_decode(&copy, bytes, len + 1), LTY_E_KEYRING);
    assert_null(copy);
    lty_keyring_destroy(ring);
}

/* Puts the sum right after a change, as somebody who edits the file on purpose would. */
static lty_keyring *decode_edited(const unsigned char *image, size_t len, size_t at, const unsigned char *value, size_t count)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *copy = NULL;

    memcpy(bytes, image, len);
    memcpy(bytes + at, value, count);
    lty_sign_hash(bytes + len - 16, 16, bytes, len - 16, NULL);
    const lty_status status = lty_keyring_decode(&copy, bytes, len);

    assert_int_equal(status, copy == NULL ? LTY_E_KEYRING : LTY_OK);
    return copy;
}

static void expect_refused(const unsigned char *image, size_t len, size_t at, unsigned char value)
{
    assert_null(decode_edited(image, len, at, &value, 1));
}

static void test_contradictions_under_a_right_sum_are_refused(void **state)
{
    static const unsigned char zeros[LTY_SIGN_KEY_BYTES] = {0};
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = ring_of_all_states();
    const size_t len = lty_keyring_encode(bytes, ring);
    (void) state;

    expect_refused(bytes, len, SLOTS, LTY_KEY_ACTIVE);          /* two active */
    expect_refused(bytes, len, SLOTS + 3 * 41, LTY_KEY_VERIFY); /* none active */
    expect_refused(bytes, len, SLOTS, 4);                       /* no such state */
    expect_refused(bytes, len, SLOTS + 41 + 9, 1);              /* retired, yet with a byte of key */
    expect_refused(bytes, len, SLOTS + 7 * 41 + 40, 1);         /* never used, yet with a byte of key */
    expect_refused(bytes, len, SLOTS + 1, 0);                   /* a verifying key that ends */
    expect_refused(bytes, len, SLOTS + 7 * 41 + 1, 0);          /* an empty slot that ends */
    expect_refused(bytes, len, 9, 0xFF);                        /* a domain that is not UTF-8 */
    expect_refused(bytes, len, 7, 3);                           /* a later version */
    expect_refused(bytes, len, 7, 1);                           /* version 1 is shorter */
    expect_refused(bytes, len, 7, 0);
    assert_null(decode_edited(bytes, len, 26, zeros, 32)); /* keys that sign, yet none for persons */
    unsigned char partner[TOKENS - 26];                    /* nor where only those of tokens are left */
    memset(partner, 0, sizeof partner);
    for (size_t i = 0; i < LTY_KEYRING_SLOTS; i++) {
        memcpy(partner + 32 + 41 * i + 1, bytes + SLOTS + 7 * 41 + 1, 8);
    }
    assert_null(decode_edited(bytes, len, 26, partner, sizeof partner));
    partner[0] = 1; /* with one it is a ring */
    lty_keyring *tokens_only = decode_edited(bytes, len, 26, partner, sizeof partner);
    assert_non_null(tokens_only);
    assert_int_equal(lty_keyring_active(tokens_only), -1);
    lty_keyring_destroy(tokens_only);

    expect_refused(bytes, len, TOKENS, 'Q');                                              /* no such type */
    expect_refused(bytes, len, TOKENS, 0);                                                /* a state without a type */
    expect_refused(bytes, len, TOKENS + 1, 0);                                            /* a type without a state */
    expect_refused(bytes, len, TOKENS + 1, 4);                                            /* no such state */
    expect_refused(bytes, len, TOKENS + 10, 1);                                           /* retired, yet with a byte of key */
    assert_null(decode_edited(bytes, len, TOKENS + 42, zeros, 32));                       /* retired, and nobody knows which */
    expect_refused(bytes, len, TOKENS + 74 + 10, 0xEE);                                   /* a shared key whose hash is another */
    expect_refused(bytes, len, TOKENS + 74 + 42, 0xEE);                                   /* the same the other way round */
    assert_null(decode_edited(bytes, len, TOKENS + 74 + 10, zeros, 32));                  /* a shared key that is not there */
    expect_refused(bytes, len, TOKENS + 74 + 2, 0);                                       /* an active key that ends */
    expect_refused(bytes, len, TOKENS + 3 * 74 + 1, LTY_KEY_ACTIVE);                      /* active without a secret */
    expect_refused(bytes, len, TOKENS + 7 * 74 + 10, 1);                                  /* never used, yet with a byte of key */
    expect_refused(bytes, len, TOKENS + 7 * 74 + 42, 1);                                  /* likewise */
    assert_null(decode_edited(bytes, len, TOKENS + 4 * 74, bytes + TOKENS + 3 * 74, 74)); /* one key twice */
    lty_keyring_destroy(ring);
}

/* Signing a message under one secret with two public keys gives the secret away. */
static void test_a_seed_beside_another_s_public_key_signs_nothing(void **state)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    unsigned char seed[LTY_SIGN_SEED_BYTES];
    unsigned char public_key[LTY_SIGN_PUBLIC_BYTES];
    unsigned char tag[LTY_SIGN_SIGNATURE_BYTES];
    lty_keyring *ring = ring_of_all_states();
    const size_t len = lty_keyring_encode(bytes, ring);
    (void) state;

    fill(seed, 200);
    lty_sign_key_pair(public_key, tag, seed);
    lty_keyring *edited = decode_edited(bytes, len, TOKENS + 2 * 74 + 42, public_key, sizeof public_key);
    assert_non_null(edited);
    assert_false(lty_keyring_token_sign(tag, edited, 2, "m", 1));
    assert_false(lty_keyring_token_sign(tag, edited, 2, "m", 1));
    lty_keyring_destroy(edited);
    lty_keyring_destroy(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subkeys_are_those_of_the_vectors),
        cmocka_unit_test(test_no_subkeys_without_a_key_or_for_other_lengths),
        cmocka_unit_test(test_domain_is_1_to_255_bytes_of_utf8),
        cmocka_unit_test(test_a_master_of_zeros_is_nobodys),
        cmocka_unit_test(test_import_names_the_issuing_slot),
        cmocka_unit_test(test_rotation_takes_free_slots_until_none_is_left),
        cmocka_unit_test(test_only_a_verifying_key_retires),
        cmocka_unit_test(test_named_subkeys),
        cmocka_unit_test(test_subkeys_that_were_given_up_come_back),
        cmocka_unit_test(test_token_keys_rotate_by_type_and_rest),
        cmocka_unit_test(test_an_id_is_one_key_s),
        cmocka_unit_test(test_signing_and_verifying),
        cmocka_unit_test(test_a_partner_signs_nothing),
        cmocka_unit_test(test_pseudonyms),
        cmocka_unit_test(test_tags),
        cmocka_unit_test(test_a_file_round_trips),
        cmocka_unit_test(test_a_file_of_version_1_opens_and_is_written_as_version_2),
        cmocka_unit_test(test_every_flipped_bit_and_every_cut_is_refused),
        cmocka_unit_test(test_contradictions_under_a_right_sum_are_refused),
        cmocka_unit_test(test_a_seed_beside_another_s_public_key_signs_nothing),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
