/*
 * A ring is one guarded page, read-only but for the moments in which it changes. A slot number is part of every code (three bits of its
 * first symbol), so eight slots are all there can be. What codes derive from a master is made when it is first asked for: a request
 * that opens a ring reads a code or two of one slot and one length, and should not pay for the other thirty-one pairs.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_keyring_part.h"

#define LTY_KEYRING_HEADER 0x08U       /* version 1 in the upper two of a code's first five bits, the slot in the others */
#define LTY_KEYRING_HEADER_NAMED 0x10U /* version 2 */
#define LTY_KEYRING_NAMED_LENGTH 20

bool lty_keyring_zero(const unsigned char *bytes, size_t len)
{
    unsigned char bits = 0;

    for (size_t i = 0; i < len; i++) {
        bits |= bytes[i];
    }
    return bits == 0;
}

lty_status lty_keyring_new(lty_keyring **out, lty_text domain)
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
    ring->active = -1;
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        ring->slots[i].not_after_s = LTY_KEYRING_FOREVER;
    }
    for (int i = 0; i < LTY_KEYRING_TOKENS; i++) {
        ring->tokens[i].not_after_s = LTY_KEYRING_FOREVER;
    }
    *out = ring;
    return LTY_OK;
}

void lty_keyring_person_derive(lty_keyring *ring)
{
    const lty_sign_part parts[] = {LTY_SIGN_PART("loyalty.person.key.v1"), {ring->domain, ring->domain_len}};

    for (int i = 0; i < LTY_KEYRING_SLOTS && !ring->has_person; i++) {
        if (ring->slots[i].state == LTY_KEY_ACTIVE || ring->slots[i].state == LTY_KEY_VERIFY) {
            lty_sign_hash_parts(ring->person, sizeof ring->person, parts, 2, ring->slots[i].master);
            ring->has_person = true;
        }
    }
}

static void lty_keyring_put(lty_keyring *ring, int slot, const unsigned char *master, lty_key_state state)
{
    lty_key_slot *key = &ring->slots[slot];

    key->state = state;
    key->not_after_s = LTY_KEYRING_FOREVER;
    memcpy(key->master, master, sizeof key->master);
}

lty_status lty_keyring_import(lty_keyring **out, lty_text domain, const unsigned char *const masters[LTY_KEYRING_SLOTS], int issuing)
{
    lty_keyring *ring;

    if (issuing < 0 || issuing >= LTY_KEYRING_SLOTS || masters[issuing] == NULL) {
        return LTY_E_KEY_SLOT;
    }
    for (int i = 0; i < LTY_KEYRING_SLOTS; i++) {
        if (masters[i] != NULL && lty_keyring_zero(masters[i], LTY_SIGN_KEY_BYTES)) {
            return LTY_E_KEY_SLOT; /* everybody has this key */
        }
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
    lty_keyring_person_derive(ring);
    lty_sign_page_seal(ring);
    *out = ring;
    return LTY_OK;
}

lty_status lty_keyring_create(lty_keyring **out, lty_text domain, const unsigned char master[LTY_SIGN_KEY_BYTES])
{
    const unsigned char *const masters[LTY_KEYRING_SLOTS] = {master};

    return lty_keyring_import(out, domain, masters, 0);
}

lty_status lty_keyring_create_empty(lty_keyring **out, lty_text domain)
{
    lty_keyring *ring;
    const lty_status status = lty_keyring_new(&ring, domain);

    if (status == LTY_OK) {
        lty_sign_page_seal(ring);
        *out = ring;
    }
    return status;
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

bool lty_keyring_reusable(lty_key_state state, int64_t not_after_s, int64_t now_s)
{
    return state == LTY_KEY_NONE || (state == LTY_KEY_RETIRED && not_after_s != LTY_KEYRING_FOREVER && not_after_s <= now_s);
}

lty_status lty_keyring_rotate(int *slot, lty_keyring *ring, const unsigned char master[LTY_SIGN_KEY_BYTES], int64_t now_s)
{
    int taken = -1;

    if (!ring->has_person) {
        return LTY_E_KEY_SLOT;
    }
    /* Onwards from the active slot, so that a number that was freed rests as long as possible. */
    for (int i = 1; i <= LTY_KEYRING_SLOTS && taken < 0; i++) {
        const int candidate = (ring->active + i) % LTY_KEYRING_SLOTS;

        if (lty_keyring_reusable(ring->slots[candidate].state, ring->slots[candidate].not_after_s, now_s)) {
            taken = candidate;
        }
    }
    if (taken < 0) {
        return LTY_E_KEYRING_FULL;
    }
    lty_sign_page_unseal(ring);
    if (ring->active >= 0) {
        ring->slots[ring->active].state = LTY_KEY_VERIFY;
    }
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
    for (size_t i = 0; i < LTY_KEYRING_KEPT; i++) {
        if (ring->kept[i].slot == slot) {
            lty_sign_wipe(&ring->kept[i], sizeof ring->kept[i]);
        }
    }
    key->state = LTY_KEY_RETIRED;
    key->not_after_s = not_after_s;
    lty_sign_page_seal(ring);
    return LTY_OK;
}

/* Begins the rounds of a slot for codes of `length` symbols: version 1, or with a name version 2. */
static void lty_keyring_derive(
    lty_sign_state out[LTY_KEYRING_ROUNDS], const lty_keyring *ring, int slot, size_t symbols, const lty_text *name)
{
    const unsigned char length = (unsigned char) symbols;
    const unsigned char header = (unsigned char) ((name == NULL ? LTY_KEYRING_HEADER : LTY_KEYRING_HEADER_NAMED) | (unsigned) slot);
    unsigned char subkey[LTY_SIGN_KEY_BYTES];

    for (size_t r = 0; r < LTY_KEYRING_ROUNDS; r++) {
        const unsigned char round = (unsigned char) (r + 1);
        lty_sign_part parts[6] = {LTY_SIGN_PART("loyalty.short.v1"), {ring->domain, ring->domain_len}, {&length, 1}, {&header, 1}};
        size_t count = 4;

        if (name != NULL) {
            parts[0] = LTY_SIGN_PART("loyalty.short.v2");
            parts[count++] = (lty_sign_part){name->bytes, name->len};
        }
        parts[count++] = (lty_sign_part){&round, 1};
        lty_sign_hash_parts(subkey, sizeof subkey, parts, count, ring->slots[slot].master);
        lty_sign_prepare(&out[r], LTY_KEYRING_ROUND_BYTES, subkey);
    }
    lty_sign_wipe(subkey, sizeof subkey);
}

static bool lty_keyring_reads(const lty_keyring *ring, int slot)
{
    const lty_key_state state = lty_keyring_state(ring, slot);

    return state == LTY_KEY_ACTIVE || state == LTY_KEY_VERIFY;
}

const lty_sign_state *lty_keyring_rounds(const lty_keyring *ring, int slot, size_t length)
{
    if (!lty_keyring_reads(ring, slot) || length < 12 || length > 24 || length % 4 != 0) {
        return NULL;
    }
    for (size_t i = 0; i < LTY_KEYRING_KEPT; i++) {
        if (ring->kept[i].slot == slot && ring->kept[i].length == length) {
            return ring->kept[i].states;
        }
    }
    /* What is kept is no part of what the ring is, and the memory is our own: no const object is written to. */
    lty_keyring *own = (lty_keyring *) (uintptr_t) ring;
    lty_key_rounds *kept = &own->kept[ring->next_kept];

    lty_sign_page_unseal(own);
    lty_keyring_derive(kept->states, ring, slot, length, NULL);
    kept->slot = slot;
    kept->length = length;
    own->next_kept = (own->next_kept + 1) % LTY_KEYRING_KEPT;
    lty_sign_page_seal(own);
    return kept->states;
}

bool lty_keyring_rounds_named(lty_sign_state out[LTY_KEYRING_ROUNDS], const lty_keyring *ring, int slot, lty_text name)
{
    if (!lty_keyring_reads(ring, slot)) {
        return false;
    }
    lty_keyring_derive(out, ring, slot, LTY_KEYRING_NAMED_LENGTH, &name);
    return true;
}

bool lty_keyring_pseudonym(unsigned char out[LTY_KEYRING_PSEUDONYM_BYTES], const lty_keyring *ring, lty_text canonical)
{
    const lty_sign_part parts[] = {LTY_SIGN_PART("loyalty.person.v1"), {ring->domain, ring->domain_len}, {canonical.bytes, canonical.len}};

    if (!ring->has_person) {
        return false;
    }
    lty_sign_hash_parts(out, LTY_KEYRING_PSEUDONYM_BYTES, parts, 3, ring->person);
    return true;
}

bool lty_keyring_tag(unsigned char out[LTY_KEYRING_MESSAGE_TAG_BYTES], const lty_keyring *ring, lty_text purpose, lty_text message)
{
    const lty_sign_part derive[] = {LTY_SIGN_PART("loyalty.tag.key.v1"), {ring->domain, ring->domain_len}};
    const lty_sign_part parts[] = {LTY_SIGN_PART("loyalty.tag.v1"), {purpose.bytes, purpose.len}, {message.bytes, message.len}};
    unsigned char subkey[LTY_SIGN_KEY_BYTES];

    if (!ring->has_person) {
        return false;
    }
    lty_sign_hash_parts(subkey, sizeof subkey, derive, 2, ring->person);
    lty_sign_hash_parts(out, LTY_KEYRING_MESSAGE_TAG_BYTES, parts, 3, subkey);
    lty_sign_wipe(subkey, sizeof subkey);
    return true;
}

void lty_keyring_person_set(lty_keyring *ring, const unsigned char key[LTY_SIGN_KEY_BYTES])
{
    LTY_ASSERT(!lty_keyring_zero(key, LTY_SIGN_KEY_BYTES));
    lty_sign_page_unseal(ring);
    memcpy(ring->person, key, sizeof ring->person);
    ring->has_person = true;
    lty_sign_page_seal(ring);
}
