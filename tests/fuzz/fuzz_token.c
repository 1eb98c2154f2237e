/*
 * Full tokens: as typed, and as a payload that is signed here, so that what stands behind the tag is reached. Whatever verifies is
 * issued to the same characters, and what may be issued verifies.
 */
#include "lty_fuzz.h"

#include "lty_keyring.h"
#include "lty_sign.h"
#include "lty_time.h"
#include "lty_token.h"

#define DOMAIN LTY_TEXT("shop.example/live")
#define KID LTY_KEYRING_KID_BYTES

/* The keys of tests/data/vectors/full.json: the public one in slot 0, the shared one in slot 1. */
static lty_keyring *ring_of_vectors(void)
{
    static const unsigned char shared[LTY_SIGN_KEY_BYTES] = {0xeb, 0xad, 0x81, 0x84, 0xa2, 0x75, 0xa8, 0x23, 0x4f, 0xe4, 0x36, 0x58, 0xe3,
        0x38, 0xf8, 0x9c, 0x38, 0x77, 0x3d, 0x2a, 0x0a, 0x1b, 0xbb, 0x95, 0x3e, 0x43, 0x68, 0x58, 0x07, 0xc4, 0x2a, 0x7c};
    unsigned char seed[LTY_SIGN_SEED_BYTES];
    lty_keyring *ring = NULL;
    int slot;

    for (size_t i = 0; i < sizeof seed; i++) {
        seed[i] = (unsigned char) i;
    }
    LTY_ASSERT(lty_keyring_create(&ring, DOMAIN, seed) == LTY_OK);
    LTY_ASSERT(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_PUBLIC, seed, 0) == LTY_OK);
    LTY_ASSERT(lty_keyring_token_rotate(&slot, ring, LTY_TOKEN_SHARED, shared, 0) == LTY_OK);
    return ring;
}

static void try_text(const lty_keyring *ring, const char *bytes, size_t len)
{
    lty_token token;
    char canonical[LTY_TOKEN_CHARS_MAX];
    char again[LTY_TOKEN_CHARS_MAX];
    size_t again_len = 0;
    size_t at = 0;
    const lty_status status = lty_token_verify(&token, &at, ring, bytes, len, LTY_TIME_NONE);

    (void) lty_token_looks_like(bytes, len);
    LTY_ASSERT((status == LTY_E_CODE_CHAR) == (at != 0) && at <= len);
    if (status != LTY_OK) {
        return;
    }
    LTY_ASSERT(lty_token_looks_like(bytes, len));
    lty_token_canonical(canonical, bytes, len);
    LTY_ASSERT(lty_token_issue(again, &again_len, ring, token.slot, &token) == LTY_OK);
    LTY_ASSERT(again_len == len && memcmp(again, canonical, len) == 0);
}

/* A token of any payload under the shared key, by the specification. */
static void try_payload(const lty_keyring *ring, const unsigned char *payload, size_t len)
{
    static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    unsigned char bytes[KID + 600 + LTY_KEYRING_TAG_BYTES];
    unsigned char message[8 + 4 * 8 + 17 + KID + 600 + 32] = {4};
    char text[LTY_TOKEN_CHARS_MAX] = "C1S.";
    lty_token_key key;
    size_t at = 8;
    size_t count = 4;

    LTY_ASSERT(lty_keyring_token(&key, ring, 1));
    const struct {
        const void *bytes;
        size_t len;
    } parts[] = {{"loyalty.full.v1.S", 17}, {key.kid, KID}, {payload, len}, {"shop.example/live", 17}};
    for (size_t i = 0; i < 4; i++) {
        lty_store_le64(message + at, parts[i].len);
        if (parts[i].len > 0) {
            memcpy(message + at + 8, parts[i].bytes, parts[i].len);
        }
        at += 8 + parts[i].len;
    }
    memcpy(bytes, key.kid, KID);
    if (len > 0) {
        memcpy(bytes + KID, payload, len);
    }
    LTY_ASSERT(lty_keyring_token_sign(bytes + KID + len, ring, 1, message, at));
    const size_t bits = 8 * (KID + len + LTY_KEYRING_TAG_BYTES);
    for (size_t bit = 0; bit < bits; bit += 5) {
        unsigned value = 0;

        for (size_t i = bit; i < bit + 5; i++) {
            value = value << 1 | (i < bits ? bytes[i / 8] >> (7 - i % 8) & 1U : 0);
        }
        text[count++] = alphabet[value];
    }
    try_text(ring, text, count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lty_keyring *ring;

    LTY_ASSERT(lty_sign_init());
    if (ring == NULL) {
        ring = ring_of_vectors();
    }
    try_text(ring, (const char *) data, size);
    if (size <= 600) {
        try_payload(ring, data, size);
    }
    return 0;
}
