/* The versions of a programme, each in force from its instant until the next one's. */
#ifndef LTY_TIMELINE_H
#define LTY_TIMELINE_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_programme.h"
#include "lty_status.h"

/* Immutable, may be shared between threads. Lives in the caller's arena, as the versions have to. */
typedef struct lty_timeline {
    const lty_programme *const *versions; /* ascending by in_force_from_s, all of one currency; at least one */
    size_t count;
    /*
     * Rules of several versions that have one key are one rule to caps: slots[v][i] numbers rule i of version v, 0 to slot_count - 1, in the
     * order of first appearance.
     */
    const uint32_t *const *slots;
    size_t slot_count;
    unsigned char hash[32]; /* of one version its hash; of several BLAKE2b-256 over theirs */
} lty_timeline;

/*
 * LTY_E_PROGRAMME if two versions begin at the same instant or a later one is of another currency: *culprit is its place in the list as given
 * (any order). LTY_E_MEMORY.
 */
lty_status lty_timeline_create(
    const lty_timeline **out, const lty_programme *const *versions, size_t count, size_t *culprit, lty_arena *arena);

/* Place of the version in force at an instant; before the first begins, the first. */
size_t lty_timeline_find(const lty_timeline *timeline, int64_t at_s);

static inline const lty_programme *lty_timeline_at(const lty_timeline *timeline, int64_t at_s)
{
    return timeline->versions[timeline->count == 1 ? 0 : lty_timeline_find(timeline, at_s)];
}

/* The last one: what names, fields and settings are asked of. */
static inline const lty_programme *lty_timeline_last(const lty_timeline *timeline)
{
    return timeline->versions[timeline->count - 1];
}

#endif
