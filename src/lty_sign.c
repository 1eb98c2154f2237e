/* A narrow door to libsodium: what is not declared in the header is not used, so the library could be replaced here alone. */
#include <sodium.h>

#include "lty_check.h"
#include "lty_sign.h"

_Static_assert(sizeof(lty_sign_state) >= sizeof(crypto_generichash_state), "a prepared state has to fit");

bool lty_sign_init(void)
{
    return sodium_init() >= 0;
}

const char *lty_sign_header_version(void)
{
    return SODIUM_VERSION_STRING;
}

const char *lty_sign_library_version(void)
{
    return sodium_version_string();
}

void lty_sign_hash(void *out, size_t out_len, const void *message, size_t len, const unsigned char *key)
{
    const int result = crypto_generichash(out, out_len, message, len, key, key == NULL ? 0 : LTY_SIGN_KEY_BYTES);

    LTY_ASSERT(result == 0); /* only a wrong out_len fails */
}

static void lty_sign_update_number(crypto_generichash_state *state, uint64_t number)
{
    unsigned char bytes[8];

    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char) (number >> (8 * i));
    }
    (void) crypto_generichash_update(state, bytes, sizeof bytes);
}

void lty_sign_hash_parts(void *out, size_t out_len, const lty_sign_part *parts, size_t count, const unsigned char *key)
{
    crypto_generichash_state state;

    LTY_ASSERT(crypto_generichash_init(&state, key, key == NULL ? 0 : LTY_SIGN_KEY_BYTES, out_len) == 0);
    lty_sign_update_number(&state, count);
    for (size_t i = 0; i < count; i++) {
        lty_sign_update_number(&state, parts[i].len);
        (void) crypto_generichash_update(&state, parts[i].bytes, parts[i].len);
    }
    LTY_ASSERT(crypto_generichash_final(&state, out, out_len) == 0);
    sodium_memzero(&state, sizeof state); /* it holds the key block */
}

void lty_sign_prepare(lty_sign_state *out, size_t out_len, const unsigned char key[LTY_SIGN_KEY_BYTES])
{
    const int result = crypto_generichash_init((crypto_generichash_state *) (void *) out, key, LTY_SIGN_KEY_BYTES, out_len);

    LTY_ASSERT(result == 0);
}

void lty_sign_hash_prepared(void *out, size_t out_len, const lty_sign_state *state, const void *message, size_t len)
{
    crypto_generichash_state copy = *(const crypto_generichash_state *) (const void *) state;

    (void) crypto_generichash_update(&copy, message, len);
    const int result = crypto_generichash_final(&copy, out, out_len); /* wipes what it used of the copy: the key among it */
    LTY_ASSERT(result == 0);
}

void lty_sign_random(void *out, size_t len)
{
    randombytes_buf(out, len);
}

void lty_sign_wipe(void *memory, size_t len)
{
    sodium_memzero(memory, len);
}

bool lty_sign_equal(const void *a, const void *b, size_t len)
{
    return sodium_memcmp(a, b, len) == 0;
}

void *lty_sign_page_create(size_t size)
{
    return sodium_malloc(size);
}

void lty_sign_page_destroy(void *page)
{
    sodium_free(page);
}

void lty_sign_page_seal(void *page)
{
    (void) sodium_mprotect_readonly(page); /* a system without page protection still has the content safe from dumps */
}

void lty_sign_page_unseal(void *page)
{
    (void) sodium_mprotect_readwrite(page);
}
