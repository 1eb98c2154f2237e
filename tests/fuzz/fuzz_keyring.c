/* Key ring files: whatever decodes encodes to the same bytes. Tried as given, and with the sum put right so that the inside is reached. */
#include "lty_fuzz.h"

#include "lty_keyring.h"
#include "lty_sign.h"

static void try_bytes(const unsigned char *bytes, size_t len)
{
    unsigned char again[LTY_KEYRING_BYTES_MAX];
    lty_keyring *ring = NULL;
    const lty_status status = lty_keyring_decode(&ring, bytes, len);

    LTY_ASSERT(status == LTY_OK || status == LTY_E_KEYRING);
    LTY_ASSERT((ring != NULL) == (status == LTY_OK));
    if (ring == NULL) {
        return;
    }
    LTY_ASSERT(lty_keyring_encode(again, ring) == len && memcmp(again, bytes, len) == 0);
    LTY_ASSERT(lty_keyring_state(ring, lty_keyring_active(ring)) == LTY_KEY_ACTIVE);
    LTY_ASSERT(lty_keyring_rounds(ring, lty_keyring_active(ring), 20) != NULL);
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
