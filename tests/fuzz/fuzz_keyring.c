/*
 * Key ring files: whatever decodes as version 2 encodes to the same bytes, and version 1 to something that does. Tried as given, and with
 * the sum put right so that the inside is reached.
 */
#include "lty_fuzz.h"

#include "lty_keyring.h"
#include "lty_sign.h"

static void use(const lty_keyring *ring)
{
    unsigned char tag[LTY_SIGN_SIGNATURE_BYTES];
    const int active = lty_keyring_active(ring);

    LTY_ASSERT(active >= -1 && active < LTY_KEYRING_SLOTS);
    LTY_ASSERT(active < 0 || lty_keyring_state(ring, active) == LTY_KEY_ACTIVE);
    LTY_ASSERT((lty_keyring_rounds(ring, active, 20) != NULL) == (active >= 0));
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        lty_token_key key;

        if (!lty_keyring_token(&key, ring, i)) {
            LTY_ASSERT(!lty_keyring_token_sign(tag, ring, i, "m", 1));
            continue;
        }
        LTY_ASSERT(lty_keyring_token_find(ring, key.kid) == i);
        LTY_ASSERT(key.state != LTY_KEY_ACTIVE || lty_keyring_token_active(ring, key.type) == i);
        LTY_ASSERT(key.secret || key.type == LTY_TOKEN_PUBLIC || key.state == LTY_KEY_RETIRED);
        if (lty_keyring_token_sign(tag, ring, i, "m", 1)) { /* not where a seed stands beside another's public key */
            LTY_ASSERT(key.secret && lty_keyring_token_verify(tag, ring, i, "m", 1));
        }
    }
}

static void try_bytes(const unsigned char *bytes, size_t len)
{
    unsigned char again[LTY_KEYRING_BYTES_MAX];
    unsigned char twice[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = NULL;
    const lty_status status = lty_keyring_decode(&ring, bytes, len);

    LTY_ASSERT(status == LTY_OK || status == LTY_E_KEYRING);
    LTY_ASSERT((ring != NULL) == (status == LTY_OK));
    if (ring == NULL) {
        return;
    }
    use(ring);
    const size_t again_len = lty_keyring_encode(again, ring);
    lty_keyring_destroy(ring);
    if (bytes[7] == 2) {
        LTY_ASSERT(again_len == len && memcmp(again, bytes, len) == 0);
        return;
    }
    ring = NULL;
    LTY_ASSERT(bytes[7] == 1 && lty_keyring_decode(&ring, again, again_len) == LTY_OK);
    LTY_ASSERT(lty_keyring_encode(twice, ring) == again_len && memcmp(again, twice, again_len) == 0);
    lty_keyring_destroy(ring);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    unsigned char bytes[LTY_KEYRING_BYTES_MAX];

    LTY_ASSERT(lty_sign_init());
    try_bytes(data, size);
    if (size >= 16 && size <= sizeof bytes) {
        memcpy(bytes, data, size);
        lty_sign_hash(bytes + size - 16, 16, bytes, size - 16, NULL);
        try_bytes(bytes, size);
    }
    return 0;
}
