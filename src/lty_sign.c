/* A narrow door to libsodium: what is not declared in the header is not used, so the library could be replaced here alone. */
#include <string.h>

#include <sodium.h>

#include "lty_check.h"
#include "lty_sign.h"

#define LTY_SIGN_SALT_BYTES crypto_pwhash_argon2id_SALTBYTES

_Static_assert(LTY_SIGN_SEAL_BYTES == LTY_SIGN_SALT_BYTES + crypto_secretbox_NONCEBYTES + crypto_secretbox_MACBYTES, "what a seal adds");
_Static_assert(LTY_SIGN_SEED_BYTES == crypto_sign_SEEDBYTES && LTY_SIGN_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES
        && LTY_SIGN_SECRET_BYTES == crypto_sign_SECRETKEYBYTES && LTY_SIGN_SIGNATURE_BYTES == crypto_sign_BYTES,
    "Ed25519 as RFC 8032 has it");
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

void lty_sign_begin(lty_sign_state *out, size_t out_len)
{
    const int result = crypto_generichash_init((crypto_generichash_state *) (void *) out, NULL, 0, out_len);

    LTY_ASSERT(result == 0);
}

void lty_sign_add(lty_sign_state *state, const void *bytes, size_t len)
{
    (void) crypto_generichash_update((crypto_generichash_state *) (void *) state, bytes, len);
}

void lty_sign_end(void *out, size_t out_len, lty_sign_state *state)
{
    const int result = crypto_generichash_final((crypto_generichash_state *) (void *) state, out, out_len);

    LTY_ASSERT(result == 0);
}

void lty_sign_hash_prepared(void *out, size_t out_len, const lty_sign_state *state, const void *message, size_t len)
{
    crypto_generichash_state copy = *(const crypto_generichash_state *) (const void *) state;

    (void) crypto_generichash_update(&copy, message, len);
    const int result = crypto_generichash_final(&copy, out, out_len); /* wipes what it used of the copy: the key among it */
    LTY_ASSERT(result == 0);
}

void lty_sign_key_pair(unsigned char public_key[LTY_SIGN_PUBLIC_BYTES], unsigned char secret_key[LTY_SIGN_SECRET_BYTES],
    const unsigned char seed[LTY_SIGN_SEED_BYTES])
{
    const int result = crypto_sign_seed_keypair(public_key, secret_key, seed);

    LTY_ASSERT(result == 0);
}

void lty_sign_detached(unsigned char signature[LTY_SIGN_SIGNATURE_BYTES], const void *message, size_t len,
    const unsigned char secret_key[LTY_SIGN_SECRET_BYTES])
{
    const int result = crypto_sign_detached(signature, NULL, message, len, secret_key);

    LTY_ASSERT(result == 0);
}

bool lty_sign_verify(const unsigned char signature[LTY_SIGN_SIGNATURE_BYTES], const void *message, size_t len,
    const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES])
{
    return crypto_sign_verify_detached(signature, message, len, public_key) == 0;
}

bool lty_sign_public_valid(const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES])
{
    return crypto_core_ed25519_is_valid_point(public_key) == 1;
}

/* The limits are constants of ours, never read from what is opened: a text cannot ask for more memory than a sealed ring needs. */
static lty_status lty_sign_stretch(
    unsigned char key[crypto_secretbox_KEYBYTES], const char *passphrase, size_t passphrase_len, const unsigned char *salt)
{
    return crypto_pwhash(key, crypto_secretbox_KEYBYTES, passphrase, passphrase_len, salt, crypto_pwhash_argon2id_OPSLIMIT_MODERATE,
               crypto_pwhash_argon2id_MEMLIMIT_MODERATE, crypto_pwhash_ALG_ARGON2ID13)
            == 0
        ? LTY_OK
        : LTY_E_MEMORY;
}

lty_status lty_sign_seal(unsigned char *out, const unsigned char *message, size_t len, const char *passphrase, size_t passphrase_len)
{
    unsigned char key[crypto_secretbox_KEYBYTES];
    unsigned char head[LTY_SIGN_SALT_BYTES + crypto_secretbox_NONCEBYTES];

    randombytes_buf(head, sizeof head);
    const lty_status status = lty_sign_stretch(key, passphrase, passphrase_len, head);
    if (status == LTY_OK) {
        memcpy(out, head, sizeof head);
        (void) crypto_secretbox_easy(out + sizeof head, message, len, head + LTY_SIGN_SALT_BYTES, key);
    }
    sodium_memzero(key, sizeof key);
    return status;
}

lty_status lty_sign_open(unsigned char *out, const unsigned char *sealed, size_t sealed_len, const char *passphrase, size_t passphrase_len)
{
    unsigned char key[crypto_secretbox_KEYBYTES];
    const unsigned char *nonce = sealed + LTY_SIGN_SALT_BYTES;
    const unsigned char *box = nonce + crypto_secretbox_NONCEBYTES;

    LTY_ASSERT(sealed_len >= LTY_SIGN_SEAL_BYTES);
    lty_status status = lty_sign_stretch(key, passphrase, passphrase_len, sealed);
    if (status == LTY_OK && crypto_secretbox_open_easy(out, box, sealed_len - (size_t) (box - sealed), nonce, key) != 0) {
        status = LTY_E_SEALED;
    }
    sodium_memzero(key, sizeof key);
    return status;
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
