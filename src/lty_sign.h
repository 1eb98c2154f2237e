/* Everything cryptographic, thin over libsodium: the only module that knows it. Thread-safe after lty_sign_init(). */
#ifndef LTY_SIGN_H
#define LTY_SIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_status.h"

#define LTY_SIGN_KEY_BYTES 32U
#define LTY_SIGN_HASH_MAX 64U

/* Once per process, before anything else here; again does no harm. False if the system gives no randomness. */
bool lty_sign_init(void);

/* Versions of the headers we were built with, and of the library that runs. Static storage. */
const char *lty_sign_header_version(void);
const char *lty_sign_library_version(void);

/*
 * BLAKE2b of one message. out_len is 16..64; the length is part of the hash (a short one is no prefix of a long one).
 * key is NULL (plain hash) or LTY_SIGN_KEY_BYTES long (MAC). message may be NULL if len is 0. Cannot fail.
 */
void lty_sign_hash(void *out, size_t out_len, const void *message, size_t len, const unsigned char *key);

/* One part of a message of several. */
typedef struct lty_sign_part {
    const void *bytes;
    size_t len;
} lty_sign_part;

#define LTY_SIGN_PART(literal) ((lty_sign_part){(literal), sizeof(literal) - 1})

/*
 * BLAKE2b of PAE(parts): the count and each length as 64 bits little endian in front, so no two lists of parts give the same bytes
 * (PASETO's pre-authentication encoding). Otherwise as lty_sign_hash().
 */
void lty_sign_hash_parts(void *out, size_t out_len, const lty_sign_part *parts, size_t count, const unsigned char *key);

/*
 * A keyed hash that is begun: what is the same for every message of a key is done once. Holds the key, so it belongs into a page for
 * secrets; the alignment is that of the type.
 */
typedef struct lty_sign_state {
    _Alignas(64) unsigned char opaque[384];
} lty_sign_state;

void lty_sign_prepare(lty_sign_state *out, size_t out_len, const unsigned char key[LTY_SIGN_KEY_BYTES]);

/* A hash of a message that comes in pieces: as lty_sign_hash() of all of them together, without a key. */
void lty_sign_begin(lty_sign_state *out, size_t out_len);
void lty_sign_add(lty_sign_state *state, const void *bytes, size_t len);
void lty_sign_end(void *out, size_t out_len, lty_sign_state *state);

/* lty_sign_hash() of a short message under the key and out_len that were prepared. Leaves the state as it is. */
void lty_sign_hash_prepared(void *out, size_t out_len, const lty_sign_state *state, const void *message, size_t len);

#define LTY_SIGN_SEED_BYTES 32U
#define LTY_SIGN_PUBLIC_BYTES 32U
#define LTY_SIGN_SECRET_BYTES 64U
#define LTY_SIGN_SIGNATURE_BYTES 64U

/* Ed25519 (RFC 8032): the key pair of a seed, deterministic signatures of one message. secret_key is for secret pages. */
void lty_sign_key_pair(unsigned char public_key[LTY_SIGN_PUBLIC_BYTES], unsigned char secret_key[LTY_SIGN_SECRET_BYTES],
    const unsigned char seed[LTY_SIGN_SEED_BYTES]);
void lty_sign_detached(unsigned char signature[LTY_SIGN_SIGNATURE_BYTES], const void *message, size_t len,
    const unsigned char secret_key[LTY_SIGN_SECRET_BYTES]);
bool lty_sign_verify(const unsigned char signature[LTY_SIGN_SIGNATURE_BYTES], const void *message, size_t len,
    const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES]);

/* False for bytes that are no point of the curve, zero, or of small order: no key of anybody. */
bool lty_sign_public_valid(const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES]);

/*
 * Sealing under a passphrase: Argon2id (the library's "moderate" limits), then XSalsa20-Poly1305. out holds len + LTY_SIGN_SEAL_BYTES:
 * salt and nonce, which are drawn here, and the tag. seal and open fail only where there is no memory (LTY_E_MEMORY) or, open, where
 * passphrase or bytes are not right (LTY_E_SEALED). sealed_len >= LTY_SIGN_SEAL_BYTES.
 */
#define LTY_SIGN_SEAL_BYTES (16U + 24U + 16U)
lty_status lty_sign_seal(unsigned char *out, const unsigned char *message, size_t len, const char *passphrase, size_t passphrase_len);
lty_status lty_sign_open(unsigned char *out, const unsigned char *sealed, size_t sealed_len, const char *passphrase, size_t passphrase_len);

/* Fills with bytes from the system's generator. */
void lty_sign_random(void *out, size_t len);

/* Clears memory in a way that a compiler does not remove. */
void lty_sign_wipe(void *memory, size_t len);

/* Compares in a time that does not depend on where the two differ. */
bool lty_sign_equal(const void *a, const void *b, size_t len);

/*
 * Memory for secrets: guard pages around it, kept out of core dumps and (where the system allows) out of swap, wiped when
 * given back. NULL if there is none. size is a multiple of the alignment that the content needs.
 */
void *lty_sign_page_create(size_t size);
void lty_sign_page_destroy(void *page); /* NULL is fine */

/* Makes a page read-only or writable again; a stray write to a sealed page ends the process. */
void lty_sign_page_seal(void *page);
void lty_sign_page_unseal(void *page);

#endif
