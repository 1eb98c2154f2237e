/*
 * A ring is one guarded page with everything that follows from its masters computed once, when a key enters: verifying then reads
 * only. A slot number is part of every code (three bits of its first symbol), so eight slots are all there can be.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_keyring.h"

#define LTY_KEYRING_SUM_BYTES 16U
#define LTY_KEYRING_SLOT_BYTES (1U + 8U + LTY_SIGN_KEY_BYTES)
#define LTY_KEYRING_HEADER 0x08U /* version 1 in the upper two of a code's first five bits, the slot in the others */

typedef struct lty_key_slot {
    lty_sign_state rounds[LTY_KEYRING_LENGTHS][LTY_KEYRING_ROUNDS];
    int64_t not_after_s; /* of a retired slot */
    lty_key_state state;
    unsigned char master[LTY_SIGN_KEY_BYTES];
} lty_key_slot;

struct lty_keyring {
    lty_key_slot slots[LTY_KEYRING_SLOTS];
    char domain[LTY_KEYRING_DOMAIN_MAX + 1];
    size_t domain_len;
    int active;
};

/* The last byte is the version of the file format. */
static const unsigned char lty_keyring_magic[8] = {'L', 'T', 'Y', 'K', 'E', 'Y', 'S', 1};

/* An unsealed ring without keys. */
static lty_status lty_keyring_new(lty_keyring **out, lty_text domain)
{
    if (domain.len < 1 || domain.len > LTY_KEYRING_DOMAIN_MAX || !lty_utf8_valid(domain.bytes, domain.len)) {
        return LTY_E_KEYRING;
    }
    lty_keyring *ring = lty_sign_page_create(sizeof *ring);
    if (ring == NULL) {
        return LTY_E_MEMORY;
    }
    memset(ring, 0, sizeof *ring);
    memcpy(ring->domain, domain.bytes, domain.len);
    ring->domain_len = domain.len;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        ring->slots[i].not_after_s = LTY_KEYRING_FOREVER;
    }
    *out = ring;
    return LTY_OK;
}

static void lty_keyring_put(lty_keyring *ring, int slot, const unsigned char *master, lty_key_state state)
{
    lty_key_slot *key = &ring->slots[slot];
    const unsigned char header = (unsigned char) (LTY_KEYRING_HEADER | (unsigned) slot);

    key->state = state;
    key->not_after_s = LTY_KEYRING_FOREVER;
    memcpy(key->master, master, sizeof key->master);
    for (size_t i = 0; i < LTY_KEYRING_LENGTHS; i++) {
        const unsigned char length = (unsigned char) (12 + 4 * i);

        for (size_t r = 0; r < LTY_KEYRING_ROUNDS; r++) {
            const unsigned char round = (unsigned char) (r + 1);
            const lty_sign_part parts[] = {
                LTY_SIGN_PART("loyalty.short.v1"), {ring->domain, ring->domain_len}, {&length, 1}, {&header, 1}, {&round, 1}};

            unsigned char subkey[LTY_SIGN_KEY_BYTES];

            lty_sign_hash_parts(subkey, sizeof subkey, parts, 5, key->master);
            lty_sign_prepare(&key->rounds[i][r], LTY_KEYRING_ROUND_BYTES, subkey);
            lty_sign_wipe(subkey, sizeof subkey);
        }
    }
}

lty_status lty_keyring_import(lty_keyring **out, lty_text domain, const unsigned char *const masters[LTY_KEYRING_SLOTS], int issuing)
{
    lty_keyring *ring;

    if (issuing < 0 || issuing >= LTY_KEYRING_SLOTS || masters[issuing] == NULL) {
        return LTY_E_KEY_SLOT;
    }
    const lty_status status = lty_keyring_new(&ring, domain);
    if (status != LTY_OK) {
        return status;
    }
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        if (masters[i] != NULL) {
            lty_keyring_put(ring, i, masters[i], i == issuing ? LTY_KEY_ACTIVE : LTY_KEY_VERIFY);
        }
    }
    ring->active = issuing;
    lty_sign_page_seal(ring);
    *out = ring;
    return LTY_OK;
}

lty_status lty_keyring_create(lty_keyring **out, lty_text domain, const unsigned char master[LTY_SIGN_KEY_BYTES])
{
    const unsigned char *const masters[LTY_KEYRING_SLOTS] = {master};

    return lty_keyring_import(out, domain, masters, 0);
}

void lty_keyring_destroy(lty_keyring *ring)
{
    lty_sign_page_destroy(ring);
}

lty_text lty_keyring_domain(const lty_keyring *ring)
{
    return (lty_text){ring->domain, ring->domain_len};
}

int lty_keyring_active(const lty_keyring *ring)
{
    return ring->active;
}

static bool lty_keyring_has(int slot)
{
    return slot >= 0 && slot < LTY_KEYRING_SLOTS;
}

lty_key_state lty_keyring_state(const lty_keyring *ring, int slot)
{
    return lty_keyring_has(slot) ? ring->slots[slot].state : LTY_KEY_NONE;
}

int64_t lty_keyring_not_after(const lty_keyring *ring, int slot)
{
    return lty_keyring_has(slot) ? ring->slots[slot].not_after_s : LTY_KEYRING_FOREVER;
}

static bool lty_key_slot_free(const lty_key_slot *key, int64_t now_s)
{
    return key->state == LTY_KEY_NONE
        || (key->state == LTY_KEY_RETIRED && key->not_after_s != LTY_KEYRING_FOREVER && key->not_after_s <= now_s);
}

lty_status lty_keyring_rotate(int *slot, lty_keyring *ring, const unsigned char master[LTY_SIGN_KEY_BYTES], int64_t now_s)
{
    int taken = -1;

    /* Onwards from the active slot, so that a number that was freed rests as long as possible. */
    for (int i = 1; i < LTY_KEYRING_SLOTS && taken < 0; i++) {
        const int candidate = (ring->active + i) % LTY_KEYRING_SLOTS;

        if (lty_key_slot_free(&ring->slots[candidate], now_s)) {
            taken = candidate;
        }
    }
    if (taken < 0) {
        return LTY_E_KEYRING_FULL;
    }
    lty_sign_page_unseal(ring);
    ring->slots[ring->active].state = LTY_KEY_VERIFY;
    lty_keyring_put(ring, taken, master, LTY_KEY_ACTIVE);
    ring->active = taken;
    lty_sign_page_seal(ring);
    *slot = taken;
    return LTY_OK;
}

lty_status lty_keyring_retire(lty_keyring *ring, int slot, int64_t not_after_s)
{
    if (lty_keyring_state(ring, slot) != LTY_KEY_VERIFY) {
        return LTY_E_KEY_SLOT;
    }
    lty_key_slot *key = &ring->slots[slot];
    lty_sign_page_unseal(ring);
    lty_sign_wipe(key->master, sizeof key->master);
    lty_sign_wipe(key->rounds, sizeof key->rounds);
    key->state = LTY_KEY_RETIRED;
    key->not_after_s = not_after_s;
    lty_sign_page_seal(ring);
    return LTY_OK;
}

const lty_sign_state *lty_keyring_rounds(const lty_keyring *ring, int slot, size_t length)
{
    const lty_key_state state = lty_keyring_state(ring, slot);

    if ((state != LTY_KEY_ACTIVE && state != LTY_KEY_VERIFY) || length < 12 || length > 24 || length % 4 != 0) {
        return NULL;
    }
    return ring->slots[slot].rounds[(length - 12) / 4];
}

size_t lty_keyring_encode(unsigned char out[LTY_KEYRING_BYTES_MAX], const lty_keyring *ring)
{
    unsigned char *to = out;

    memcpy(to, lty_keyring_magic, sizeof lty_keyring_magic);
    to += sizeof lty_keyring_magic;
    *to++ = (unsigned char) ring->domain_len;
    memcpy(to, ring->domain, ring->domain_len);
    to += ring->domain_len;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        *to = (unsigned char) ring->slots[i].state;
        lty_store_le64(to + 1, (uint64_t) ring->slots[i].not_after_s);
        memcpy(to + 9, ring->slots[i].master, LTY_SIGN_KEY_BYTES);
        to += LTY_KEYRING_SLOT_BYTES;
    }
    lty_sign_hash(to, LTY_KEYRING_SUM_BYTES, out, (size_t) (to - out), NULL);
    return (size_t) (to - out) + LTY_KEYRING_SUM_BYTES;
}

/* One form per ring: a slot without key has a zero master, and only a retired one may end. */
static bool lty_keyring_slot_valid(const unsigned char *slot)
{
    unsigned char bits = 0;
    const int64_t not_after_s = (int64_t) lty_load_le64(slot + 1);

    if (slot[0] > LTY_KEY_RETIRED || (slot[0] != LTY_KEY_RETIRED && not_after_s != LTY_KEYRING_FOREVER)) {
        return false;
    }
    for (size_t i = 0; i < LTY_SIGN_KEY_BYTES; i++) {
        bits |= slot[9 + i];
    }
    return slot[0] == LTY_KEY_ACTIVE || slot[0] == LTY_KEY_VERIFY || bits == 0;
}

/* The active slot of a whole and well-formed image, -1 for any other bytes. */
static int lty_keyring_inspect(const unsigned char *bytes, size_t len)
{
    unsigned char sum[LTY_KEYRING_SUM_BYTES];
    int active = -1;

    if (len < sizeof lty_keyring_magic + 1 || memcmp(bytes, lty_keyring_magic, sizeof lty_keyring_magic) != 0) {
        return -1;
    }
    const size_t body = sizeof lty_keyring_magic + 1 + bytes[sizeof lty_keyring_magic] + LTY_KEYRING_SLOTS * LTY_KEYRING_SLOT_BYTES;
    if (len != body + sizeof sum) {
        return -1;
    }
    lty_sign_hash(sum, sizeof sum, bytes, body, NULL);
    if (!lty_sign_equal(sum, bytes + body, sizeof sum)) {
        return -1;
    }
    const unsigned char *slots = bytes + body - LTY_KEYRING_SLOTS * LTY_KEYRING_SLOT_BYTES;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        const unsigned char *slot = slots + (size_t) i * LTY_KEYRING_SLOT_BYTES;

        if (!lty_keyring_slot_valid(slot) || (slot[0] == LTY_KEY_ACTIVE && active >= 0)) {
            return -1;
        }
        if (slot[0] == LTY_KEY_ACTIVE) {
            active = i;
        }
    }
    return active;
}

lty_status lty_keyring_decode(lty_keyring **out, const unsigned char *bytes, size_t len)
{
    lty_keyring *ring;
    const int active = lty_keyring_inspect(bytes, len);

    if (active < 0) {
        return LTY_E_KEYRING;
    }
    const unsigned char *from = bytes + sizeof lty_keyring_magic;
    const lty_text domain = {(const char *) from + 1, *from};
    const lty_status status = lty_keyring_new(&ring, domain);
    if (status != LTY_OK) {
        return status;
    }
    from += 1 + domain.len;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++, from += LTY_KEYRING_SLOT_BYTES) {
        if (from[0] == LTY_KEY_ACTIVE || from[0] == LTY_KEY_VERIFY) {
            lty_keyring_put(ring, i, from + 9, (lty_key_state) from[0]);
        } else {
            ring->slots[i].state = (lty_key_state) from[0];
            ring->slots[i].not_after_s = (int64_t) lty_load_le64(from + 1);
        }
    }
    ring->active = active;
    lty_sign_page_seal(ring);
    *out = ring;
    return LTY_OK;
}
