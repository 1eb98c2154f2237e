/*
 * A ring as bytes. Every ring has one form: what a slot does not hold is zero, and an end stands at retired slots only. The sum is no
 * signature (whoever can write the file owns the keys anyway), it tells a damaged file from a whole one.
 */
#include <string.h>

#include "lty_keyring_part.h"

#define LTY_KEYRING_SUM_BYTES 16U
#define LTY_KEYRING_SLOT_BYTES (1U + 8U + LTY_SIGN_KEY_BYTES)
#define LTY_KEYRING_TOKEN_BYTES (2U + 8U + LTY_SIGN_KEY_BYTES + LTY_SIGN_PUBLIC_BYTES)
#define LTY_KEYRING_MAGIC_BYTES 7U
#define LTY_KEYRING_VERSION 2
#define LTY_KEYRING_VERSION_MASTERS 1 /* masters only */

static const unsigned char lty_keyring_magic[LTY_KEYRING_MAGIC_BYTES] = {'L', 'T', 'Y', 'K', 'E', 'Y', 'S'};

size_t lty_keyring_encode(unsigned char out[LTY_KEYRING_BYTES_MAX], const lty_keyring *ring)
{
    unsigned char *to = out;

    memcpy(to, lty_keyring_magic, sizeof lty_keyring_magic);
    to += sizeof lty_keyring_magic;
    *to++ = LTY_KEYRING_VERSION;
    *to++ = (unsigned char) ring->domain_len;
    memcpy(to, ring->domain, ring->domain_len);
    to += ring->domain_len;
    memcpy(to, ring->person, sizeof ring->person);
    to += sizeof ring->person;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++, to += LTY_KEYRING_SLOT_BYTES) {
        *to = (unsigned char) ring->slots[i].state;
        lty_store_le64(to + 1, (uint64_t) ring->slots[i].not_after_s);
        memcpy(to + 9, ring->slots[i].master, LTY_SIGN_KEY_BYTES);
    }
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++, to += LTY_KEYRING_TOKEN_BYTES) {
        const lty_token_slot *token = &ring->tokens[i];

        to[0] = (unsigned char) token->type;
        to[1] = (unsigned char) token->state;
        lty_store_le64(to + 2, (uint64_t) token->not_after_s);
        memcpy(to + 10, token->material, LTY_SIGN_KEY_BYTES);
        memcpy(to + 10 + LTY_SIGN_KEY_BYTES, token->named, LTY_SIGN_PUBLIC_BYTES);
    }
    lty_sign_hash(to, LTY_KEYRING_SUM_BYTES, out, (size_t) (to - out), NULL);
    return (size_t) (to - out) + LTY_KEYRING_SUM_BYTES;
}

/* Where the parts of a whole image begin. */
typedef struct lty_keyring_image {
    lty_text domain;
    const unsigned char *person; /* NULL in version 1, and tokens with it */
    const unsigned char *slots;
    const unsigned char *tokens;
} lty_keyring_image;

/* Length, version and sum. */
static bool lty_keyring_image_init(lty_keyring_image *out, const unsigned char *bytes, size_t len)
{
    const size_t head = LTY_KEYRING_MAGIC_BYTES + 2;
    unsigned char sum[LTY_KEYRING_SUM_BYTES];

    if (len < head || memcmp(bytes, lty_keyring_magic, LTY_KEYRING_MAGIC_BYTES) != 0) {
        return false;
    }
    const unsigned version = bytes[LTY_KEYRING_MAGIC_BYTES];
    const size_t domain_len = bytes[LTY_KEYRING_MAGIC_BYTES + 1];
    const unsigned char *at = bytes + head + domain_len;
    size_t body = head + domain_len + LTY_KEYRING_SLOTS * LTY_KEYRING_SLOT_BYTES;

    if (version == LTY_KEYRING_VERSION) {
        body += LTY_SIGN_KEY_BYTES + LTY_KEYRING_TOKENS * LTY_KEYRING_TOKEN_BYTES;
    } else if (version != LTY_KEYRING_VERSION_MASTERS) {
        return false;
    }
    if (len != body + sizeof sum) {
        return false;
    }
    lty_sign_hash(sum, sizeof sum, bytes, body, NULL);
    if (!lty_sign_equal(sum, bytes + body, sizeof sum)) {
        return false;
    }
    *out = (lty_keyring_image){.domain = {(const char *) bytes + head, domain_len}, .slots = at};
    if (version == LTY_KEYRING_VERSION) {
        out->person = at;
        out->slots = at + LTY_SIGN_KEY_BYTES;
        out->tokens = out->slots + LTY_KEYRING_SLOTS * LTY_KEYRING_SLOT_BYTES;
    }
    return true;
}

/* Only what is retired may end. */
static bool lty_keyring_end_valid(unsigned state, int64_t not_after_s)
{
    return state <= LTY_KEY_RETIRED && (state == LTY_KEY_RETIRED || not_after_s == LTY_KEYRING_FOREVER);
}

/* Reads the masters; false if a slot contradicts itself or another. */
static bool lty_keyring_read_slots(lty_keyring *ring, const unsigned char *from)
{
    bool used = false;

    for (int i = 0; i < LTY_KEYRING_SLOTS; i++, from += LTY_KEYRING_SLOT_BYTES) {
        lty_key_slot *key = &ring->slots[i];
        const int64_t not_after_s = (int64_t) lty_load_le64(from + 1);

        if (!lty_keyring_end_valid(from[0], not_after_s)) {
            return false;
        }
        key->state = (lty_key_state) from[0];
        key->not_after_s = not_after_s;
        memcpy(key->master, from + 9, sizeof key->master);
        const bool keyless = key->state == LTY_KEY_NONE || key->state == LTY_KEY_RETIRED;

        if (lty_keyring_zero(key->master, sizeof key->master) != keyless) {
            return false;
        }
        if (key->state == LTY_KEY_ACTIVE) {
            if (ring->active >= 0) {
                return false;
            }
            ring->active = i;
        }
        used = used || key->state != LTY_KEY_NONE;
    }
    return !used || ring->active >= 0;
}

/*
 * Whether the parts of a token's key agree. That a public key is that of its seed, and a point of the curve, is not looked at: both cost
 * more than all else here; the first is looked at before it signs, the second whenever it verifies.
 */
static bool lty_token_slot_valid(const lty_token_slot *token)
{
    unsigned char named[LTY_SIGN_PUBLIC_BYTES];

    if (token->type == LTY_TOKEN_NONE || token->state == LTY_KEY_NONE) {
        return token->type == LTY_TOKEN_NONE && token->state == LTY_KEY_NONE && !token->secret
            && lty_keyring_zero(token->named, sizeof token->named);
    }
    if (lty_keyring_zero(token->named, sizeof token->named)) {
        return false;
    }
    if (token->state == LTY_KEY_RETIRED) {
        return !token->secret;
    }
    if (token->type == LTY_TOKEN_PUBLIC) {
        return token->secret || token->state == LTY_KEY_VERIFY;
    }
    if (!token->secret) {
        return false;
    }
    lty_token_slot_hash(named, token->material);
    return lty_sign_equal(named, token->named, sizeof named);
}

static bool lty_keyring_read_tokens(lty_keyring *ring, const unsigned char *from)
{
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++, from += LTY_KEYRING_TOKEN_BYTES) {
        lty_token_slot token = {.not_after_s = (int64_t) lty_load_le64(from + 2)};

        if ((from[0] != LTY_TOKEN_NONE && from[0] != LTY_TOKEN_PUBLIC && from[0] != LTY_TOKEN_SHARED)
            || !lty_keyring_end_valid(from[1], token.not_after_s)) {
            return false;
        }
        token.type = (lty_token_type) from[0];
        token.state = (lty_key_state) from[1];
        memcpy(token.material, from + 10, sizeof token.material);
        memcpy(token.named, from + 10 + LTY_SIGN_KEY_BYTES, sizeof token.named);
        token.secret = !lty_keyring_zero(token.material, sizeof token.material);
        bool valid = lty_token_slot_valid(&token) && (!token.secret || ring->has_person);

        if (valid && token.state != LTY_KEY_NONE) {
            lty_token_slot_name(&token);
            valid = lty_keyring_token_find(ring, token.kid) < 0
                && (token.state != LTY_KEY_ACTIVE || lty_keyring_token_active(ring, token.type) < 0);
        }
        if (valid) {
            ring->tokens[i] = token;
        }
        lty_sign_wipe(&token, sizeof token);
        if (!valid) {
            return false;
        }
    }
    return true;
}

static bool lty_keyring_read(lty_keyring *ring, const lty_keyring_image *image)
{
    if (!lty_keyring_read_slots(ring, image->slots)) {
        return false;
    }
    if (image->person == NULL) {
        lty_keyring_person_derive(ring);
        return ring->active >= 0; /* version 1 knew no ring without masters */
    }
    memcpy(ring->person, image->person, sizeof ring->person);
    ring->has_person = !lty_keyring_zero(ring->person, sizeof ring->person);
    return (ring->has_person || ring->active < 0) && lty_keyring_read_tokens(ring, image->tokens);
}

lty_status lty_keyring_decode(lty_keyring **out, const unsigned char *bytes, size_t len)
{
    lty_keyring_image image;
    lty_keyring *ring;

    if (!lty_keyring_image_init(&image, bytes, len)) {
        return LTY_E_KEYRING;
    }
    const lty_status status = lty_keyring_new(&ring, image.domain);
    if (status != LTY_OK) {
        return status;
    }
    if (!lty_keyring_read(ring, &image)) {
        lty_keyring_destroy(ring);
        return LTY_E_KEYRING;
    }
    lty_sign_page_seal(ring);
    *out = ring;
    return LTY_OK;
}
