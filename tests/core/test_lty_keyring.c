#include "lty_keyring.h"
#include "lty_test.h"

#define DOMAIN LTY_TEXT("shop.example/live")

static void fill(unsigned char master[LTY_SIGN_KEY_BYTES], unsigned char first)
{
    for (unsigned i = 0; i < LTY_SIGN_KEY_BYTES; i++) {
        master[i] = (unsigned char) (first + i);
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

    for (size_t i = 0; i < sizeof subkeys; i++) {
        unsigned byte = 0;
        assert_int_equal(sscanf(expected + 2 * i, "%2x", &byte), 1);
        subkeys[i] = (unsigned char) byte;
    }
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
    unsigned char master[LTY_SIGN_KEY_BYTES] = {0};
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

static lty_keyring *ring_of_all_states(void)
{
    unsigned char master[LTY_SIGN_KEY_BYTES];
    lty_keyring *ring = new_ring();
    int slot;

    for (unsigned char i = 1; i <= 3; i++) {
        fill(master, (unsigned char) (100 + i));
        assert_int_equal(lty_keyring_rotate(&slot, ring, master, 0), LTY_OK);
    }
    assert_int_equal(lty_keyring_retire(ring, 1, 1234567890), LTY_OK);
    return ring;
}

static void test_a_file_round_trips(void **state)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    unsigned char again[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = ring_of_all_states();
    lty_keyring *copy = NULL;
    (void) state;

    const size_t len = lty_keyring_encode(bytes, ring);
    assert_int_equal(len, 8 + 1 + 17 + 8 * 41 + 16);
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
    assert_int_equal(lty_keyring_encode(again, copy), len);
    assert_memory_equal(again, bytes, len);
    lty_keyring_destroy(copy);
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
static void expect_refused(const unsigned char *image, size_t len, size_t at, unsigned char value)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *copy = NULL;

    memcpy(bytes, image, len);
    bytes[at] = value;
    lty_sign_hash(bytes + len - 16, 16, bytes, len - 16, NULL);
    assert_int_equal(lty_keyring_decode(&copy, bytes, len), LTY_E_KEYRING);
    assert_null(copy);
}

static void test_contradictions_under_a_right_sum_are_refused(void **state)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = ring_of_all_states();
    const size_t len = lty_keyring_encode(bytes, ring);
    const size_t slots = 8 + 1 + 17;
    (void) state;

    expect_refused(bytes, len, slots, LTY_KEY_ACTIVE);          /* two active */
    expect_refused(bytes, len, slots + 3 * 41, LTY_KEY_VERIFY); /* none active */
    expect_refused(bytes, len, slots, 4);                       /* no such state */
    expect_refused(bytes, len, slots + 41 + 9, 1);              /* retired, yet with a byte of key */
    expect_refused(bytes, len, slots + 7 * 41 + 40, 1);         /* never used, yet with a byte of key */
    expect_refused(bytes, len, slots + 1, 0);                   /* a verifying key that ends */
    expect_refused(bytes, len, slots + 7 * 41 + 1, 0);          /* an empty slot that ends */
    expect_refused(bytes, len, 9, 0xFF);                        /* a domain that is not UTF-8 */
    expect_refused(bytes, len, 7, 2);                           /* a later version */
    lty_keyring_destroy(ring);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_subkeys_are_those_of_the_vectors),
        cmocka_unit_test(test_no_subkeys_without_a_key_or_for_other_lengths),
        cmocka_unit_test(test_domain_is_1_to_255_bytes_of_utf8),
        cmocka_unit_test(test_import_names_the_issuing_slot),
        cmocka_unit_test(test_rotation_takes_free_slots_until_none_is_left),
        cmocka_unit_test(test_only_a_verifying_key_retires),
        cmocka_unit_test(test_a_file_round_trips),
        cmocka_unit_test(test_every_flipped_bit_and_every_cut_is_refused),
        cmocka_unit_test(test_contradictions_under_a_right_sum_are_refused),
    };

    if (!lty_sign_init()) {
        return 1;
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
