/*
 * Keys of full tokens. A token names its key by four bytes, so those are what has to differ within a ring; the ring knows the key's type
 * and never takes a token's word for it. The expanded secret of Ed25519 is made when it first signs: most requests only verify.
 */
#include <string.h>

#include "lty_keyring_part.h"

void lty_token_slot_hash(unsigned char named[LTY_SIGN_PUBLIC_BYTES], const unsigned char key[LTY_SIGN_KEY_BYTES])
{
    lty_sign_hash(named, LTY_SIGN_PUBLIC_BYTES, "loyalty.kid.s", sizeof "loyalty.kid.s" - 1, key);
}

void lty_token_slot_name(lty_token_slot *token)
{
    const char type = (char) token->type;
    const lty_sign_part parts[] = {LTY_SIGN_PART("loyalty.kid.v1"), {&type, 1}, {token->named, sizeof token->named}};
    unsigned char hash[16];

    lty_sign_hash_parts(hash, sizeof hash, parts, 3, NULL);
    memcpy(token->kid, hash, sizeof token->kid);
}

/* NULL for a slot outside of the ring or one that was never used. */
static const lty_token_slot *lty_keyring_token_slot(const lty_keyring *ring, int slot)
{
    return slot >= 0 && slot < LTY_KEYRING_TOKENS && ring->tokens[slot].state != LTY_KEY_NONE ? &ring->tokens[slot] : NULL;
}

bool lty_keyring_token(lty_token_key *out, const lty_keyring *ring, int slot)
{
    const lty_token_slot *token = lty_keyring_token_slot(ring, slot);

    if (token == NULL) {
        return false;
    }
    *out = (lty_token_key){.type = token->type, .state = token->state, .secret = token->secret};
    memcpy(out->kid, token->kid, sizeof out->kid);
    if (token->type == LTY_TOKEN_PUBLIC) {
        memcpy(out->public_key, token->named, sizeof out->public_key);
    }
    return true;
}

int lty_keyring_token_find(const lty_keyring *ring, const unsigned char kid[LTY_KEYRING_KID_BYTES])
{
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        if (ring->tokens[i].state != LTY_KEY_NONE && memcmp(ring->tokens[i].kid, kid, LTY_KEYRING_KID_BYTES) == 0) {
            return i;
        }
    }
    return -1;
}

int lty_keyring_token_active(const lty_keyring *ring, lty_token_type type)
{
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        if (ring->tokens[i].state == LTY_KEY_ACTIVE && ring->tokens[i].type == type) {
            return i;
        }
    }
    return -1;
}

/* Writes a key into its slot; the id of another slot is refused, that of a key which rests in this one is not. */
static lty_status lty_keyring_token_put(lty_keyring *ring, int slot, const lty_token_slot *token)
{
    const int same = lty_keyring_token_find(ring, token->kid);

    if (same >= 0 && same != slot) {
        return LTY_E_KEY_SLOT;
    }
    const int before = token->state == LTY_KEY_ACTIVE ? lty_keyring_token_active(ring, token->type) : -1;
    lty_sign_page_unseal(ring);
    if (before >= 0) {
        ring->tokens[before].state = LTY_KEY_VERIFY;
    }
    ring->tokens[slot] = *token;
    lty_sign_page_seal(ring);
    return LTY_OK;
}

lty_status lty_keyring_token_rotate(
    int *slot, lty_keyring *ring, lty_token_type type, const unsigned char material[LTY_SIGN_KEY_BYTES], int64_t now_s)
{
    lty_token_slot token = {.not_after_s = LTY_KEYRING_FOREVER, .type = type, .state = LTY_KEY_ACTIVE, .secret = true};
    const int active = lty_keyring_token_active(ring, type);
    int taken = -1;

    if (!ring->has_person) {
        return LTY_E_KEY_SLOT;
    }
    if (lty_keyring_zero(material, LTY_SIGN_KEY_BYTES)) {
        return LTY_E_KEYRING;
    }
    for (int i = 1; i <= LTY_KEYRING_TOKENS && taken < 0; i++) {
        const int candidate = (active + i) % LTY_KEYRING_TOKENS;

        if (lty_keyring_reusable(ring->tokens[candidate].state, ring->tokens[candidate].not_after_s, now_s)) {
            taken = candidate;
        }
    }
    if (taken < 0) {
        return LTY_E_KEYRING_FULL;
    }
    memcpy(token.material, material, sizeof token.material);
    if (type == LTY_TOKEN_PUBLIC) {
        lty_sign_key_pair(token.named, token.secret_key, material);
        token.expanded = true;
    } else {
        lty_token_slot_hash(token.named, material);
    }
    lty_token_slot_name(&token);
    const lty_status status = lty_keyring_token_put(ring, taken, &token);
    lty_sign_wipe(&token, sizeof token);
    if (status == LTY_OK) {
        *slot = taken;
    }
    return status;
}

lty_status lty_keyring_token_add(int *slot, lty_keyring *ring, const unsigned char public_key[LTY_SIGN_PUBLIC_BYTES])
{
    lty_token_slot token = {.not_after_s = LTY_KEYRING_FOREVER, .type = LTY_TOKEN_PUBLIC, .state = LTY_KEY_VERIFY};

    if (!lty_sign_public_valid(public_key)) {
        return LTY_E_KEYRING;
    }
    memcpy(token.named, public_key, sizeof token.named);
    lty_token_slot_name(&token);
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        if (ring->tokens[i].state == LTY_KEY_NONE) {
            const lty_status status = lty_keyring_token_put(ring, i, &token);

            if (status == LTY_OK) {
                *slot = i;
            }
            return status;
        }
    }
    return LTY_E_KEYRING_FULL;
}

lty_status lty_keyring_token_retire(lty_keyring *ring, int slot, int64_t not_after_s)
{
    const lty_token_slot *found = lty_keyring_token_slot(ring, slot);

    if (found == NULL || found->state != LTY_KEY_VERIFY) {
        return LTY_E_KEY_SLOT;
    }
    lty_token_slot *token = &ring->tokens[slot];

    lty_sign_page_unseal(ring);
    lty_sign_wipe(token->material, sizeof token->material);
    lty_sign_wipe(token->secret_key, sizeof token->secret_key);
    token->secret = false;
    token->expanded = false;
    token->state = LTY_KEY_RETIRED;
    token->not_after_s = not_after_s;
    lty_sign_page_seal(ring);
    return LTY_OK;
}

/*
 * False if the seed does not make the public key beside it. A signature under one secret with another public key hashed in gives the
 * secret away, and a file may say anything.
 */
static bool lty_keyring_token_expand(const lty_keyring *ring, int slot)
{
    const lty_token_slot *token = &ring->tokens[slot];
    unsigned char public_key[LTY_SIGN_PUBLIC_BYTES];

    if (token->expanded) {
        return true;
    }
    lty_keyring *own = (lty_keyring *) (uintptr_t) ring; /* our own memory, and no part of what the ring is: see lty_keyring_rounds() */
    lty_token_slot *written = &own->tokens[slot];

    lty_sign_page_unseal(own);
    lty_sign_key_pair(public_key, written->secret_key, token->material);
    written->expanded = lty_sign_equal(public_key, token->named, sizeof public_key);
    if (!written->expanded) {
        lty_sign_wipe(written->secret_key, sizeof written->secret_key);
    }
    lty_sign_page_seal(own);
    return token->expanded;
}

bool lty_keyring_token_sign(unsigned char *out, const lty_keyring *ring, int slot, const void *message, size_t len)
{
    const lty_token_slot *token = lty_keyring_token_slot(ring, slot);

    if (token == NULL || !token->secret) {
        return false;
    }
    if (token->type == LTY_TOKEN_SHARED) {
        lty_sign_hash(out, LTY_KEYRING_TAG_BYTES, message, len, token->material);
        return true;
    }
    if (!lty_keyring_token_expand(ring, slot)) {
        return false;
    }
    lty_sign_detached(out, message, len, token->secret_key);
    return true;
}

bool lty_keyring_token_verify(const unsigned char *tag, const lty_keyring *ring, int slot, const void *message, size_t len)
{
    const lty_token_slot *token = lty_keyring_token_slot(ring, slot);
    unsigned char expected[LTY_KEYRING_TAG_BYTES];

    if (token == NULL || token->state == LTY_KEY_RETIRED) {
        return false;
    }
    if (token->type == LTY_TOKEN_PUBLIC) {
        return lty_sign_verify(tag, message, len, token->named);
    }
    lty_sign_hash(expected, sizeof expected, message, len, token->material);
    return lty_sign_equal(expected, tag, sizeof expected);
}
