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
 * Lives in one guarded page. A ring belongs to one thread; every process and thread opens its own.
 * Show no byte of it outside this module but through these functions.
 */
typedef struct lty_keyring lty_keyring;

/*
 * A new ring whose slot 0 is active with this master; domain is 1..255 bytes of UTF-8 ("shop.example/live"). Its key for persons is
 * derived from the master until lty_keyring_person_set(). LTY_E_KEYRING for another domain, LTY_E_MEMORY. destroy() wipes; NULL is fine.
 */
lty_status lty_keyring_create(lty_keyring **out, lty_text domain, const unsigned char master[LTY_SIGN_KEY_BYTES]);
void lty_keyring_destroy(lty_keyring *ring);

/*
 * A ring of given keys: masters[slot] is NULL for a slot without one. `issuing` becomes active, the others verify. The key for persons is
 * derived from the master of the lowest slot, the one that rotation leaves alone longest. LTY_E_KEY_SLOT if there is no key in `issuing`, or one of zeros.
 */
lty_status lty_keyring_import(lty_keyring **out, lty_text domain, const unsigned char *const masters[LTY_KEYRING_SLOTS], int issuing);

lty_text lty_keyring_domain(const lty_keyring *ring);
/* The slot that signs short codes; -1 in a ring without their keys. */
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
 * LTY_E_KEYRING_FULL if no slot is free, LTY_E_KEY_SLOT for a partner's ring. *slot is the slot taken.
 */
lty_status lty_keyring_rotate(int *slot, lty_keyring *ring, const unsigned char master[LTY_SIGN_KEY_BYTES], int64_t now_s);

/* Wipes the key of a slot in state verify. LTY_E_KEY_SLOT for any other slot. */
lty_status lty_keyring_retire(lty_keyring *ring, int slot, int64_t not_after_s);

/*
 * The three keyed hashes of LTY_KEYRING_ROUND_BYTES for codes of `length` symbols in version 1, begun with their subkeys; NULL where the
 * slot holds no key or there are no codes of that length. Valid until the next call with this ring: a few pairs of slot and length are
 * kept, opening a ring derives nothing, the first use of a pair does. So a ring belongs to one thread.
 */
#define LTY_KEYRING_ROUND_BYTES 16U
const lty_sign_state *lty_keyring_rounds(const lty_keyring *ring, int slot, size_t length);

/*
 * The same for personalised codes (version 2, 20 symbols): name is folded already, 2..12 of A-Z and digits 0, 1 as folding makes them.
 * Written to the caller's memory, which holds secrets afterwards: wipe it. False where the slot holds no key.
 */
bool lty_keyring_rounds_named(lty_sign_state out[LTY_KEYRING_ROUNDS], const lty_keyring *ring, int slot, lty_text name);

/*
 * Keys of full tokens: eight slots of their own, each with a typed key. A ring of a partner holds public keys only and signs nothing:
 * it is the one that has no key for persons, and takes no key that signs. A token names its key by four bytes; two keys of a ring never share them.
 */
#define LTY_KEYRING_TOKENS 8
#define LTY_KEYRING_KID_BYTES 4U

typedef enum lty_token_type { LTY_TOKEN_NONE = 0, LTY_TOKEN_PUBLIC = 'P', LTY_TOKEN_SHARED = 'S' } lty_token_type;

typedef struct lty_token_key {
    lty_token_type type;
    lty_key_state state; /* active: the one of its type that signs */
    unsigned char kid[LTY_KEYRING_KID_BYTES];
    unsigned char public_key[LTY_SIGN_PUBLIC_BYTES]; /* of a public one */
    bool secret; /* the ring can sign with it: also with one that verifies, so that a batch goes on under the key it began with */
} lty_token_key;

/* False for a slot outside 0..7 or one without a key; a retired one keeps its type, kid and public key. */
bool lty_keyring_token(lty_token_key *out, const lty_keyring *ring, int slot);
/* The slot of a key by its id, whatever its state; -1 if there is none. */
int lty_keyring_token_find(const lty_keyring *ring, const unsigned char kid[LTY_KEYRING_KID_BYTES]);
/* The slot that signs tokens of a type; -1 if none does. */
int lty_keyring_token_active(const lty_keyring *ring, lty_token_type type);

/*
 * Puts a new key into a free slot and makes it the active one of its type; the one before verifies on. material is an Ed25519 seed or a
 * shared key, 32 bytes. LTY_E_KEYRING_FULL, LTY_E_KEY_SLOT if its id collides with another's or the ring is a partner's, LTY_E_KEYRING
 * for 32 zero bytes, which are nobody's key.
 */
lty_status lty_keyring_token_rotate(
    int *slot, lty_keyring *ring, lty_token_type type, const unsigned char material[LTY_SIGN_KEY_BYTES], int64_t now_s);
/* Adds a public key that verifies only, into a slot that was never used. LTY_E_KEYRING for bytes that are no key, else as above. */
lty_status lty_keyring_token_add(int *slot, lty_keyring *ring, const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES]);
/* Forgets the key of a slot in state verify. LTY_E_KEY_SLOT for any other. */
lty_status lty_keyring_token_retire(lty_keyring *ring, int slot, int64_t not_after_s);

/* Signs and checks under the key of a slot; message is what PAE made. False where the slot has no such key, or the tag does not fit. */
#define LTY_KEYRING_TAG_BYTES 16U
bool lty_keyring_token_sign(unsigned char *out, const lty_keyring *ring, int slot, const void *message, size_t len);
bool lty_keyring_token_verify(const unsigned char *tag, const lty_keyring *ring, int slot, const void *message, size_t len);

/* A ring without any key: what a partner verifies tokens with. Statuses as lty_keyring_create(). */
lty_status lty_keyring_create_empty(lty_keyring **out, lty_text domain);

/*
 * A stable pseudonym of a person for tokens and ledgers: keyed BLAKE2b-128 of a canonical id (a customer key, an e-mail address), under a
 * key that every ring has of its own and keeps over rotations. False for a partner's ring, which has none.
 */
#define LTY_KEYRING_PSEUDONYM_BYTES 16U
bool lty_keyring_pseudonym(unsigned char out[LTY_KEYRING_PSEUDONYM_BYTES], const lty_keyring *ring, lty_text canonical);
/*
 * A tag over a message for one purpose of the shop's own: keyed BLAKE2b-256 under a subkey of the ring's key for persons, so it too outlives
 * rotation. Every part of what is hashed has its length in front: a tag for one purpose is worth nothing for another. False for a partner's ring.
 */
#define LTY_KEYRING_MESSAGE_TAG_BYTES 32U
bool lty_keyring_tag(unsigned char out[LTY_KEYRING_MESSAGE_TAG_BYTES], const lty_keyring *ring, lty_text purpose, lty_text message);
/* Gives a ring its key for persons: 32 bytes, not all zero. An empty ring is no partner's any more. */
void lty_keyring_person_set(lty_keyring *ring, const unsigned char key[LTY_SIGN_KEY_BYTES]);

/*
 * As bytes for a file: "LTYKEYS" and a version byte, the domain, the keys, BLAKE2b-128 of all before. Not encrypted: seal what leaves the
 * machine (lty_sign_seal). The buffer that encode() fills is the caller's to wipe. encode() returns the length.
 */
#define LTY_KEYRING_BYTES_MAX                                                                                                              \
 (8U + 1U + LTY_KEYRING_DOMAIN_MAX + LTY_SIGN_KEY_BYTES + LTY_KEYRING_SLOTS * (1U + 8U + LTY_SIGN_KEY_BYTES)                               \
     + LTY_KEYRING_TOKENS * (2U + 8U + LTY_SIGN_KEY_BYTES + LTY_SIGN_PUBLIC_BYTES) + 16U)
size_t lty_keyring_encode(unsigned char out[LTY_KEYRING_BYTES_MAX], const lty_keyring *ring);

/*
 * Every byte is checked: whatever decodes as version 2 encodes to the same bytes. A file of version 1 (masters only) opens as
 * lty_keyring_import() makes it and is encoded as version 2. LTY_E_KEYRING, LTY_E_MEMORY.
 */
lty_status lty_keyring_decode(lty_keyring **out, const unsigned char *bytes, size_t len);

#endif
