/* What the sources of the key ring share with one another and nobody else. */
#ifndef LTY_KEYRING_PART_H
#define LTY_KEYRING_PART_H

#include "lty_keyring.h"

/* Pairs of slot and length whose subkeys are kept. Four keep the ring within two pages of memory; most shops use one or two. */
#define LTY_KEYRING_KEPT 4

typedef struct lty_key_slot {
    int64_t not_after_s; /* of a retired slot */
    lty_key_state state;
    unsigned char master[LTY_SIGN_KEY_BYTES];
} lty_key_slot;

typedef struct lty_token_slot {
    int64_t not_after_s;
    lty_token_type type;
    lty_key_state state;
    bool secret;   /* material is there */
    bool expanded; /* secret_key is there */
    unsigned char kid[LTY_KEYRING_KID_BYTES];
    unsigned char material[LTY_SIGN_KEY_BYTES];      /* the Ed25519 seed or the shared key */
    unsigned char named[LTY_SIGN_PUBLIC_BYTES];      /* what the id is made of: the public key, or the shared key's hash */
    unsigned char secret_key[LTY_SIGN_SECRET_BYTES]; /* made of the seed when it first signs */
} lty_token_slot;

/* Subkeys of one pair; length 0 = none. */
typedef struct lty_key_rounds {
    lty_sign_state states[LTY_KEYRING_ROUNDS];
    size_t length;
    int slot;
} lty_key_rounds;

struct lty_keyring {
    lty_key_rounds kept[LTY_KEYRING_KEPT];
    size_t next_kept; /* the one to give up next */
    lty_key_slot slots[LTY_KEYRING_SLOTS];
    lty_token_slot tokens[LTY_KEYRING_TOKENS];
    unsigned char person[LTY_SIGN_KEY_BYTES];
    bool has_person;
    int active;
    size_t domain_len;
    char domain[LTY_KEYRING_DOMAIN_MAX + 1];
};

/* An unsealed ring without keys. Statuses as lty_keyring_create(). */
lty_status lty_keyring_new(lty_keyring **out, lty_text domain);

/* The key for persons of a ring that was given none: derived from the master of its lowest slot that has one. */
void lty_keyring_person_derive(lty_keyring *ring);

/* Whether a slot in this state takes another key at this instant. */
bool lty_keyring_reusable(lty_key_state state, int64_t not_after_s, int64_t now_s);

/* Sets kid; type and named are there. */
void lty_token_slot_name(lty_token_slot *token);

/* named of a shared key. */
void lty_token_slot_hash(unsigned char named[LTY_SIGN_PUBLIC_BYTES], const unsigned char key[LTY_SIGN_KEY_BYTES]);

bool lty_keyring_zero(const unsigned char *bytes, size_t len);

#endif
