/* Versions in order of their instants. The one thing to know: a rule's key is its identity over versions, as caps and goals see it. */
#include "lty_timeline.h"

#include <string.h>

#include "lty_sign.h"
#include "lty_sort.h"

/* A version as it was handed in, and where. */
typedef struct lty_timeline_entry {
    const lty_programme *programme;
    size_t place;
} lty_timeline_entry;

static int lty_timeline_order(const void *a, const void *b)
{
    const int64_t left = ((const lty_timeline_entry *) a)->programme->in_force_from_s;
    const int64_t right = ((const lty_timeline_entry *) b)->programme->in_force_from_s;

    return (left > right) - (left < right);
}

/* One that begins with the version before it, or has another currency than the first. */
static lty_status lty_timeline_check(const lty_timeline_entry *entries, size_t count, size_t *culprit)
{
    for (size_t i = 1; i < count; i++) {
        const lty_programme *programme = entries[i].programme;

        if (programme->in_force_from_s == entries[i - 1].programme->in_force_from_s
            || memcmp(programme->currency, entries[0].programme->currency, sizeof programme->currency) != 0) {
            *culprit = entries[i].place;
            return LTY_E_PROGRAMME;
        }
    }
    return LTY_OK;
}

/* A key with the place where it stands: rules before rules of later versions, so the first of equals appeared first. */
typedef struct lty_timeline_key {
    lty_text key;
    size_t place;
} lty_timeline_key;

static int lty_timeline_key_order(const void *a, const void *b)
{
    return lty_text_compare(((const lty_timeline_key *) a)->key, ((const lty_timeline_key *) b)->key);
}

/*
 * slot[place] for all rules of all versions, one after the other. The sort is stable, so the first of a run of equal keys is where the key
 * first appeared; slots are numbered in the order of those places.
 */
static size_t lty_timeline_number(uint32_t *slot, size_t *first, lty_timeline_key *keys, size_t count)
{
    size_t slots = 0;

    lty_sort(keys, keys + count, count, sizeof *keys, lty_timeline_key_order);
    for (size_t i = 0; i < count; i++) {
        const bool same = i > 0 && lty_text_equal(keys[i].key, keys[i - 1].key);

        first[keys[i].place] = same ? first[keys[i - 1].place] : keys[i].place;
    }
    for (size_t place = 0; place < count; place++) {
        slot[place] = first[place] == place ? (uint32_t) slots++ : slot[first[place]];
    }
    return slots;
}

static lty_status lty_timeline_slots(lty_timeline *timeline, lty_arena *arena)
{
    size_t count = 0;
    size_t place = 0;

    for (size_t v = 0; v < timeline->count; v++) {
        count += timeline->versions[v]->points.earn_count;
    }
    const uint32_t **slots = lty_arena_zero(arena, timeline->count, sizeof *slots);
    uint32_t *slot = lty_arena_zero(arena, count, sizeof *slot);
    size_t *first = lty_arena_zero(arena, count, sizeof *first);
    lty_timeline_key *keys = lty_arena_zero(arena, 2 * count, sizeof *keys); /* and room to sort in */
    if (slots == NULL || slot == NULL || first == NULL || keys == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t v = 0; v < timeline->count; v++) {
        const lty_points_rules *points = &timeline->versions[v]->points;

        slots[v] = slot + place;
        for (size_t i = 0; i < points->earn_count; i++, place++) {
            keys[place] = (lty_timeline_key){points->earn[i].key, place};
        }
    }
    timeline->slot_count = lty_timeline_number(slot, first, keys, count);
    timeline->slots = slots;
    return LTY_OK;
}

/* One version by itself is the programme that it is; so its hash is that of the document. */
static lty_status lty_timeline_digest(lty_timeline *timeline, lty_arena *arena)
{
    static const char name[] = "loyalty timeline 1";
    const size_t size = sizeof timeline->hash;

    if (timeline->count == 1) {
        memcpy(timeline->hash, timeline->versions[0]->hash, size);
        return LTY_OK;
    }
    const size_t len = sizeof name + timeline->count * size;
    char *bytes = lty_arena_zero(arena, len, 1);
    if (bytes == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(bytes, name, sizeof name);
    for (size_t v = 0; v < timeline->count; v++) {
        memcpy(bytes + sizeof name + v * size, timeline->versions[v]->hash, size);
    }
    lty_sign_hash(timeline->hash, size, bytes, len, NULL);
    return LTY_OK;
}

lty_status lty_timeline_create(
    const lty_timeline **out, const lty_programme *const *versions, size_t count, size_t *culprit, lty_arena *arena)
{
    LTY_ASSERT(count > 0);
    lty_timeline *timeline = lty_arena_zero(arena, 1, sizeof *timeline);
    lty_timeline_entry *entries = lty_arena_zero(arena, 2 * count, sizeof *entries); /* and room to sort in */
    const lty_programme **sorted = lty_arena_zero(arena, count, sizeof *sorted);

    if (timeline == NULL || entries == NULL || sorted == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        entries[i] = (lty_timeline_entry){versions[i], i};
    }
    lty_sort(entries, entries + count, count, sizeof *entries, lty_timeline_order);
    lty_status status = lty_timeline_check(entries, count, culprit);
    for (size_t i = 0; i < count; i++) {
        sorted[i] = entries[i].programme;
    }
    timeline->versions = sorted;
    timeline->count = count;
    status = status == LTY_OK ? lty_timeline_slots(timeline, arena) : status;
    status = status == LTY_OK ? lty_timeline_digest(timeline, arena) : status;
    if (status == LTY_OK) {
        *out = timeline;
    }
    return status;
}

size_t lty_timeline_find(const lty_timeline *timeline, int64_t at_s)
{
    size_t low = 0;
    size_t high = timeline->count;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;

        if (timeline->versions[middle]->in_force_from_s <= at_s) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}
