/*
 * An open-addressing table of (hash, number) and one 8-byte word per text. Keys of shops are short numbers mostly, so a text of up
 * to 7 bytes is its word, and looking it up touches one slot and one word; longer ones stand in a pool. The slot keeps the whole
 * 32-bit hash that places it: growing the table reads no text.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_intern.h"

#define LTY_INTERN_SHORT 7U
#define LTY_INTERN_LONG ((char) 0x7F) /* in the length's place */
#define LTY_INTERN_POOL_MAX ((uint64_t) 1 << 55)
/* No table that was filled under a secret seed has so many slots in a row without a free one. */
#define LTY_INTERN_PROBES ((size_t) 1 << 14)
#define LTY_INTERN_NOWHERE SIZE_MAX
#define LTY_INTERN_MULTIPLIER 0x9E3779B97F4A7C15ULL

void lty_intern_init(lty_intern *intern, uint64_t seed, const lty_alloc *alloc)
{
    *intern = (lty_intern){.alloc = alloc, .seed = seed};
}

size_t lty_intern_sections(lty_section *out, lty_intern *intern, uint32_t id)
{
    out[0] = (lty_section){NULL, id, sizeof *intern->words, NULL, &intern->words, &intern->word_capacity, &intern->count};
    out[1] = (lty_section){NULL, id + 1, 1, NULL, &intern->pool, &intern->pool_capacity, &intern->pool_len};
    out[2] = (lty_section){NULL, id + 2, sizeof *intern->slots, NULL, &intern->slots, &intern->slot_count, &intern->slot_count};
    return 3;
}

bool lty_intern_is_sound(const lty_intern *intern)
{
    const size_t slots = intern->slot_count;

    return (slots & (slots - 1)) == 0 && slots <= (size_t) 1 << 40 && intern->count < LTY_INTERN_NONE && intern->count * 4 <= slots * 3
        && intern->pool_len < LTY_INTERN_POOL_MAX;
}

void lty_intern_destroy(lty_intern *intern)
{
    lty_alloc_free(intern->alloc, intern->words, intern->word_capacity * sizeof *intern->words);
    lty_alloc_free(intern->alloc, intern->pool, intern->pool_capacity);
    lty_alloc_free(intern->alloc, intern->slots, intern->slot_count * sizeof *intern->slots);
    lty_intern_init(intern, intern->seed, intern->alloc);
}

/*
 * Up to 7 bytes as they would stand in a word whose rest is 0, on machines of either byte order. Two loads that overlap: a call of memcpy, or
 * bytes that are stored and then loaded as a word, cost more than the rest of a look-up.
 */
static uint64_t lty_intern_load(const char *bytes, size_t len)
{
    const unsigned char *at = (const unsigned char *) bytes;
    uint64_t word = 0;

    if (len >= 4) {
        const uint64_t low = (uint64_t) at[0] | (uint64_t) at[1] << 8 | (uint64_t) at[2] << 16 | (uint64_t) at[3] << 24;
        const unsigned char *rest = at + len - 4;
        const uint64_t high = (uint64_t) rest[0] | (uint64_t) rest[1] << 8 | (uint64_t) rest[2] << 16 | (uint64_t) rest[3] << 24;

        word = low | high << (8 * (len - 4));
    } else if (len > 0) {
        word = (uint64_t) at[0] | (uint64_t) at[len / 2] << (8 * (len / 2)) | (uint64_t) at[len - 1] << (8 * (len - 1));
    }
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word = __builtin_bswap64(word);
#endif
    return word;
}

static lty_intern_word lty_intern_short(lty_text text)
{
    lty_intern_word word = {.whole = lty_intern_load(text.bytes, text.len)};

#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    word.whole |= text.len;
#else
    word.whole |= (uint64_t) text.len << 56;
#endif
    return word;
}

__extension__ typedef unsigned __int128 lty_intern_wide;

/*
 * A multiplication of 64 by 64 bits, both halves folded. Each factor has a secret of the seed in it, so no difference of two texts
 * cancels for whoever does not know the seed: keys come from outside.
 */
static uint64_t lty_intern_mix(uint64_t hash, uint64_t word, uint64_t secret)
{
    const lty_intern_wide product = (lty_intern_wide) (word ^ secret) * (hash ^ (secret * LTY_INTERN_MULTIPLIER));

    return (uint64_t) product ^ (uint64_t) (product >> 64);
}

uint32_t lty_intern_hash(const lty_intern *intern, lty_text text)
{
    uint64_t hash = intern->seed;

    if (text.len <= LTY_INTERN_SHORT) {
        hash = lty_intern_mix(hash, lty_intern_short(text).whole, intern->seed);
    } else {
        size_t at = 0;

        hash = lty_intern_mix(hash, text.len, intern->seed);
        for (; at + 8 <= text.len; at += 8) {
            uint64_t word;

            memcpy(&word, text.bytes + at, sizeof word);
            hash = lty_intern_mix(hash, word, intern->seed);
        }
        hash = lty_intern_mix(hash, lty_intern_load(text.bytes + at, text.len - at), intern->seed);
    }
    hash = (hash ^ (intern->seed << 1)) * 0xD6E8FEB86659FD93ULL;
    return (uint32_t) (hash >> 32);
}

static size_t lty_intern_pool_at(lty_intern_word word)
{
    word.bytes[7] = 0;
    return (size_t) lty_load_le64((const unsigned char *) word.bytes);
}

lty_text lty_intern_text(const lty_intern *intern, uint32_t id)
{
    if (id >= intern->count) {
        lty_damage(intern->damaged);
        return (lty_text){"", 0};
    }
    const lty_intern_word *word = &intern->words[id];
    const unsigned char mark = (unsigned char) word->bytes[7];

    if (mark <= LTY_INTERN_SHORT) {
        return (lty_text){word->bytes, mark};
    }
    uint16_t len;
    const size_t at = lty_intern_pool_at(*word);

    if (mark != LTY_INTERN_LONG || intern->pool_len < sizeof len || at > intern->pool_len - sizeof len) {
        lty_damage(intern->damaged);
        return (lty_text){"", 0};
    }
    memcpy(&len, intern->pool + at, sizeof len);
    if (len > intern->pool_len - sizeof len - at) {
        lty_damage(intern->damaged);
        return (lty_text){"", 0};
    }
    return (lty_text){intern->pool + at + sizeof len, len};
}

/* The slot of the text, or the free one where it belongs; NOWHERE in a table of a file that has none. */
static size_t lty_intern_slot_of(const lty_intern *intern, lty_text text, uint32_t hash)
{
    const size_t mask = intern->slot_count - 1;
    const bool is_short = text.len <= LTY_INTERN_SHORT;
    const uint64_t whole = is_short ? lty_intern_short(text).whole : 0;
    const size_t most = intern->damaged != NULL && mask > LTY_INTERN_PROBES ? LTY_INTERN_PROBES : mask;
    size_t at = hash & mask;

    for (size_t probes = 0; intern->slots[at].id_next != 0; at = (at + 1) & mask) {
        if (probes++ > most) {
            lty_damage(intern->damaged);
            return LTY_INTERN_NOWHERE;
        }
        if (intern->slots[at].hash != hash) {
            continue;
        }
        const uint32_t id = intern->slots[at].id_next - 1;

        if (is_short && id < intern->count) {
            if (intern->words[id].whole == whole) {
                break;
            }
        } else if (lty_text_equal(lty_intern_text(intern, id), text) && id < intern->count) {
            break;
        }
    }
    return at;
}

uint32_t lty_intern_find_hashed(const lty_intern *intern, lty_text text, uint32_t hash)
{
    if (intern->slot_count == 0) {
        return LTY_INTERN_NONE;
    }
    const size_t at = lty_intern_slot_of(intern, text, hash);

    return at == LTY_INTERN_NOWHERE ? LTY_INTERN_NONE : intern->slots[at].id_next - 1; /* 0 - 1 is NONE */
}

uint32_t lty_intern_find(const lty_intern *intern, lty_text text)
{
    return lty_intern_find_hashed(intern, text, lty_intern_hash(intern, text));
}

/* The text is known to be absent; the table has a free slot. */
static void lty_intern_place(lty_intern_slot *slots, size_t slot_count, lty_intern_slot entry)
{
    size_t at = entry.hash & (slot_count - 1);

    while (slots[at].id_next != 0) {
        at = (at + 1) & (slot_count - 1);
    }
    slots[at] = entry;
}

/* Keeps a quarter of the slots free. */
lty_status lty_intern_reserve(lty_intern *intern, size_t more)
{
    size_t slot_count = intern->slot_count == 0 ? 16 : intern->slot_count;

    while ((intern->count + more) * 4 > slot_count * 3) {
        slot_count *= 2;
    }
    if (slot_count == intern->slot_count) {
        return LTY_OK;
    }
    lty_intern_slot *slots = lty_alloc_zero(intern->alloc, slot_count, sizeof *slots);

    if (slots == NULL) {
        return LTY_E_MEMORY;
    }
    size_t placed = 0; /* of a damaged table there may be more than texts, and no room for them */

    for (size_t i = 0; i < intern->slot_count && placed < intern->count; i++) {
        if (intern->slots[i].id_next != 0) {
            lty_intern_place(slots, slot_count, intern->slots[i]);
            placed++;
        }
    }
    lty_alloc_free(intern->alloc, intern->slots, intern->slot_count * sizeof *slots);
    intern->slots = slots;
    intern->slot_count = slot_count;
    return LTY_OK;
}

/* Makes the word of a new text; a long one goes to the end of the pool. */
static lty_status lty_intern_word_new(lty_intern_word *out, lty_intern *intern, lty_text text)
{
    if (text.len <= LTY_INTERN_SHORT) {
        *out = lty_intern_short(text);
        return LTY_OK;
    }
    const uint16_t len = (uint16_t) text.len;
    const size_t at = intern->pool_len;
    void *pool = intern->pool;

    if (at >= LTY_INTERN_POOL_MAX - text.len) {
        return LTY_E_RANGE;
    }
    lty_status status = lty_alloc_reserve(intern->alloc, &pool, &intern->pool_capacity, at + sizeof len + text.len, 1);
    intern->pool = pool;
    if (status != LTY_OK) {
        return status;
    }
    memcpy(intern->pool + at, &len, sizeof len);
    memcpy(intern->pool + at + sizeof len, text.bytes, text.len);
    intern->pool_len = at + sizeof len + text.len;
    lty_store_le64((unsigned char *) out->bytes, at);
    out->bytes[7] = LTY_INTERN_LONG;
    return LTY_OK;
}

lty_status lty_intern_add_hashed(uint32_t *id, lty_intern *intern, lty_text text, uint32_t hash)
{
    size_t at = 0;

    if (intern->slot_count > 0) {
        at = lty_intern_slot_of(intern, text, hash);
        if (at == LTY_INTERN_NOWHERE) {
            return LTY_E_DAMAGED;
        }
        if (intern->slots[at].id_next != 0) {
            *id = intern->slots[at].id_next - 1;
            return LTY_OK;
        }
    }
    if (text.len > LTY_INTERN_LEN_MAX || intern->count >= LTY_INTERN_NONE - 1) {
        return LTY_E_RANGE;
    }
    const size_t slot_count = intern->slot_count;
    lty_status status = lty_intern_reserve(intern, 1);
    void *words = intern->words;

    if (status == LTY_OK) {
        status = lty_alloc_reserve(intern->alloc, &words, &intern->word_capacity, intern->count + 1, sizeof *intern->words);
        intern->words = words;
    }
    if (status == LTY_OK) {
        status = lty_intern_word_new(&intern->words[intern->count], intern, text);
    }
    if (status != LTY_OK) {
        return status;
    }
    const lty_intern_slot entry = {hash, (uint32_t) intern->count + 1};

    if (slot_count == intern->slot_count) {
        intern->slots[at] = entry;
    } else {
        lty_intern_place(intern->slots, intern->slot_count, entry);
    }
    *id = (uint32_t) intern->count++;
    return LTY_OK;
}

lty_status lty_intern_add(uint32_t *id, lty_intern *intern, lty_text text)
{
    return lty_intern_add_hashed(id, intern, text, lty_intern_hash(intern, text));
}

void lty_intern_truncate(lty_intern *intern, size_t count)
{
    if (count >= intern->count) {
        return;
    }
    for (size_t id = intern->count; id-- > count;) { /* the first long text that goes is where the pool then ends */
        if (intern->words[id].bytes[7] == LTY_INTERN_LONG) {
            intern->pool_len = lty_intern_pool_at(intern->words[id]);
        }
    }
    intern->count = count;
    memset(intern->slots, 0, intern->slot_count * sizeof *intern->slots);
    for (size_t id = 0; id < count; id++) {
        const uint32_t hash = lty_intern_hash(intern, lty_intern_text(intern, (uint32_t) id));

        lty_intern_place(intern->slots, intern->slot_count, (lty_intern_slot){hash, (uint32_t) id + 1});
    }
}

size_t lty_intern_bytes(const lty_intern *intern)
{
    return intern->word_capacity * sizeof *intern->words + intern->pool_capacity + intern->slot_count * sizeof *intern->slots;
}

/*
 * Sorting: by a 64-bit key first (radix), then runs of equal keys by their texts (merge). Bytewise the key is the first eight
 * bytes; natural it is the number, where all texts are numbers of up to 18 digits.
 */
typedef struct lty_intern_item {
    uint64_t key;
    uint32_t id;
} lty_intern_item;

#define LTY_INTERN_RADIX_BITS 11
#define LTY_INTERN_RADIX (1U << LTY_INTERN_RADIX_BITS)

static uint64_t lty_intern_prefix(lty_text text)
{
    uint64_t prefix = 0;

    for (size_t i = 0; i < 8; i++) {
        prefix = prefix << 8 | (i < text.len ? (unsigned char) text.bytes[i] : 0U);
    }
    return prefix;
}

/* A plain decimal integer of up to 18 digits, as lty_text_compare_natural() means it. */
static bool lty_intern_number(uint64_t *out, lty_text text)
{
    const size_t sign = text.len > 0 && text.bytes[0] == '-';
    uint64_t value = 0;

    if (text.len == sign || text.len > sign + 18 || (text.bytes[sign] == '0' && text.len > 1)) {
        return false;
    }
    for (size_t i = sign; i < text.len; i++) {
        const unsigned digit = (unsigned) (unsigned char) text.bytes[i] - '0';

        if (digit > 9) {
            return false;
        }
        value = value * 10 + digit;
    }
    *out = ((uint64_t) 1 << 63) + (sign ? 0 - value : value);
    return true;
}

static void lty_intern_keys(lty_intern_item *items, const uint32_t *ids, size_t count, const lty_intern *intern, lty_intern_order order)
{
    bool numbers = order == LTY_INTERN_NATURAL;

    for (size_t i = 0; i < count && numbers; i++) {
        items[i].id = ids[i];
        numbers = lty_intern_number(&items[i].key, lty_intern_text(intern, ids[i]));
    }
    if (numbers) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        items[i].id = ids[i];
        items[i].key = order == LTY_INTERN_NATURAL ? 0 : lty_intern_prefix(lty_intern_text(intern, ids[i]));
    }
}

/* Stable, by key; digits in which all keys agree cost nothing. Returns where the result is. */
static lty_intern_item *lty_intern_radix(lty_intern_item *items, lty_intern_item *other, size_t count)
{
    uint64_t all_or = 0;
    uint64_t all_and = UINT64_MAX;

    for (size_t i = 0; i < count; i++) {
        all_or |= items[i].key;
        all_and &= items[i].key;
    }
    for (unsigned shift = 0; shift < 64; shift += LTY_INTERN_RADIX_BITS) {
        size_t starts[LTY_INTERN_RADIX + 1] = {0};

        if (((all_or ^ all_and) >> shift & (LTY_INTERN_RADIX - 1)) == 0) {
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            starts[(items[i].key >> shift & (LTY_INTERN_RADIX - 1)) + 1]++;
        }
        for (size_t i = 0; i < LTY_INTERN_RADIX; i++) {
            starts[i + 1] += starts[i];
        }
        for (size_t i = 0; i < count; i++) {
            other[starts[items[i].key >> shift & (LTY_INTERN_RADIX - 1)]++] = items[i];
        }
        lty_intern_item *swap = items;
        items = other;
        other = swap;
    }
    return items;
}

static void lty_intern_merge_runs(
    lty_intern_item *items, lty_intern_item *other, size_t count, const lty_intern *intern, lty_intern_order order)
{
    lty_intern_item *from = items;
    lty_intern_item *to = other;

    for (size_t width = 1; width < count; width *= 2) {
        for (size_t start = 0; start < count; start += 2 * width) {
            const size_t middle = count - start > width ? start + width : count;
            const size_t end = count - start > 2 * width ? start + 2 * width : count;
            size_t left = start;
            size_t right = middle;

            for (size_t at = start; at < end; at++) {
                bool take_left = right == end;

                if (!take_left && left < middle) {
                    const lty_text a = lty_intern_text(intern, from[left].id);
                    const lty_text b = lty_intern_text(intern, from[right].id);

                    take_left = (order == LTY_INTERN_NATURAL ? lty_text_compare_natural(a, b) : lty_text_compare(a, b)) <= 0;
                }
                to[at] = take_left ? from[left++] : from[right++];
            }
        }
        lty_intern_item *swap = from;
        from = to;
        to = swap;
    }
    if (from != items) {
        memcpy(items, from, count * sizeof *items);
    }
}

lty_status lty_intern_sort(uint32_t *ids, size_t count, const lty_intern *intern, lty_intern_order order)
{
    if (count < 2) {
        return LTY_OK;
    }
    lty_intern_item *items = lty_alloc_new(intern->alloc, count * sizeof *items);
    lty_intern_item *other = lty_alloc_new(intern->alloc, count * sizeof *items);

    if (items != NULL && other != NULL) {
        lty_intern_keys(items, ids, count, intern, order);
        lty_intern_item *sorted = lty_intern_radix(items, other, count);
        lty_intern_item *spare = sorted == items ? other : items;

        for (size_t start = 0; start < count;) {
            size_t end = start + 1;

            while (end < count && sorted[end].key == sorted[start].key) {
                end++;
            }
            lty_intern_merge_runs(sorted + start, spare + start, end - start, intern, order);
            start = end;
        }
        for (size_t i = 0; i < count; i++) {
            ids[i] = sorted[i].id;
        }
    }
    const lty_status status = items != NULL && other != NULL ? LTY_OK : LTY_E_MEMORY;
    lty_alloc_free(intern->alloc, items, count * sizeof *items);
    lty_alloc_free(intern->alloc, other, count * sizeof *items);
    return status;
}

lty_status lty_intern_merge(lty_intern *out, const lty_intern *left, const lty_intern *right, lty_intern_keep keep)
{
    lty_status status = LTY_OK;
    uint32_t a = 0;
    uint32_t b = 0;

    while ((a < left->count || b < right->count) && status == LTY_OK) {
        const lty_text left_text = a < left->count ? lty_intern_text(left, a) : (lty_text){NULL, 0};
        const lty_text right_text = b < right->count ? lty_intern_text(right, b) : (lty_text){NULL, 0};
        const int order = a == left->count ? 1 : (b == right->count ? -1 : lty_text_compare(left_text, right_text));
        uint32_t id;

        if (order < 0 ? keep.left_only : (order == 0 ? keep.both : keep.right_only)) {
            status = lty_intern_add(&id, out, order <= 0 ? left_text : right_text);
        }
        a += order <= 0;
        b += order >= 0;
    }
    return status;
}
