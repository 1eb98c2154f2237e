/* The keys of one shop and environment: eight slots of masters, and what the short codes derive from them. */
#ifndef LTY_KEYRING_H
#define LTY_KEYRING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_sign.h"
#include "lty_status.h"

#define LTY_KEYRING_SLOTS 8
#define LTY_KEYRING_LENGTHS 4 /* codes of 12, 16, 20 and 24 symbols */
#define LTY_KEYRING_ROUNDS 3
#define LTY_KEYRING_DOMAIN_MAX 255U
#define LTY_KEYRING_FOREVER INT64_MAX

typedef enum lty_key_state {
    LTY_KEY_NONE = 0,
    LTY_KEY_ACTIVE = 1,  /* signs and verifies; one slot of a ring */
    LTY_KEY_VERIFY = 2,  /* verifies what it signed once */
    LTY_KEY_RETIRED = 3, /* the ring knows that there was one, its bytes are gone */
} lty_key_state;

/*
 * Lives in one guarded page that is read-only between changes, so any number of threads may read it while none changes it.
 * Show no byte of it outside this module but through these functions.
 */
typedef struct lty_keyring lty_keyring;

/*
 * A new ring whose slot 0 is active with this master; domain is 1..255 bytes of UTF-8 ("shop.example/live").
 * LTY_E_KEYRING for another domain, LTY_E_MEMORY. destroy() wipes; NULL is fine.
 */
lty_status lty_keyring_create(lty_keyring **out, lty_text domain, const unsigned char master[LTY_SIGN_KEY_BYTES]);
void lty_keyring_destroy(lty_keyring *ring);

/*
 * A ring of given keys: masters[slot] is NULL for a slot without one. `issuing` becomes active, the others verify.
 * LTY_E_KEY_SLOT if there is no key in `issuing`.
 */
lty_status lty_keyring_import(lty_keyring **out, lty_text domain, const unsigned char *const masters[LTY_KEYRING_SLOTS], int issuing);

lty_text lty_keyring_domain(const lty_keyring *ring);
int lty_keyring_active(const lty_keyring *ring);

/* slot outside 0..7 has state none. */
lty_key_state lty_keyring_state(const lty_keyring *ring, int slot);

/*
 * When the last code of a retired slot has run out: LTY_KEYRING_FOREVER if nobody said. Only then the slot takes another key,
 * so that no two keys ever answer to one slot number at a time.
 */
int64_t lty_keyring_not_after(const lty_keyring *ring, int slot);

/*
 * Puts a master into a free slot (never used, or retired with not_after_s <= now_s), makes it active and the old one verify.
 * LTY_E_KEYRING_FULL if no slot is free. *slot is the slot taken.
 */
lty_status lty_keyring_rotate(int *slot, lty_keyring *ring, const unsigned char master[LTY_SIGN_KEY_BYTES], int64_t now_s);

/* Wipes the key of a slot in state verify. LTY_E_KEY_SLOT for any other slot. */
lty_status lty_keyring_retire(lty_keyring *ring, int slot, int64_t not_after_s);

/*
 * The three keyed hashes of LTY_KEYRING_ROUND_BYTES for codes of `length` symbols in version 1, begun with their subkeys; NULL where the
 * slot holds no key or there are no codes of that length. Valid until the ring changes.
 */
#define LTY_KEYRING_ROUND_BYTES 16U
const lty_sign_state *lty_keyring_rounds(const lty_keyring *ring, int slot, size_t length);

/*
 * As bytes for a file: "LTYKEYS" and a version byte, the domain, the slots, BLAKE2b-128 of all before. Not encrypted.
 * The buffer that encode() fills is the caller's to wipe. encode() returns the length.
 */
#define LTY_KEYRING_BYTES_MAX (8U + 1U + LTY_KEYRING_DOMAIN_MAX + LTY_KEYRING_SLOTS * (1U + 8U + LTY_SIGN_KEY_BYTES) + 16U)
size_t lty_keyring_encode(unsigned char out[LTY_KEYRING_BYTES_MAX], const lty_keyring *ring);

/* Every byte is checked: whatever decodes encodes to the same bytes. LTY_E_KEYRING, LTY_E_MEMORY. */
lty_status lty_keyring_decode(lty_keyring **out, const unsigned char *bytes, size_t len);

#endif
