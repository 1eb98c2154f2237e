/*
 * A base as the bytes of a file: a head that says what it is, then its arrays as they stand in memory, each where a page begins. The core knows
 * no files: the caller writes the pieces, and hands in the memory into which it has mapped or read them. docs/base.md
 */
#ifndef LTY_SNAPSHOT_H
#define LTY_SNAPSHOT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_sign.h"
#include "lty_status.h"
#include "lty_timeline.h"

#define LTY_SNAPSHOT_HEAD 8192U   /* bytes of the head, whatever it says */
#define LTY_SNAPSHOT_ALIGN 65536U /* where large sections begin: pages of every machine end there */
#define LTY_SNAPSHOT_LARGE 16384U /* from so many bytes on; smaller ones lie behind one another and are copied */
#define LTY_SNAPSHOT_LINEAGE 16U
#define LTY_SNAPSHOT_HASH 32U

/* An array in the file. */
typedef struct lty_snapshot_entry {
    uint32_t id;
    uint32_t size; /* bytes of a cell */
    uint64_t offset;
    uint64_t count; /* cells */
    unsigned char hash[LTY_SNAPSHOT_HASH];
} lty_snapshot_entry;

/* What the head says, checked. */
typedef struct lty_snapshot {
    uint64_t file_size;
    int64_t position; /* of the journal, as the caller said */
    bool has_position;
    unsigned char lineage[LTY_SNAPSHOT_LINEAGE];
    int64_t numbers[LTY_BASE_NUMBERS];
    unsigned char hash[LTY_SNAPSHOT_HASH]; /* of the head */
    size_t count;
    lty_snapshot_entry entries[LTY_BASE_SECTIONS]; /* ascending by offset, the large ones last */
    const char *names[LTY_BASE_SECTIONS];          /* since lty_snapshot_open() */
} lty_snapshot;

static inline size_t lty_snapshot_bytes(const lty_snapshot_entry *entry)
{
    return (size_t) entry->count * entry->size;
}

typedef struct lty_snapshot_piece {
    const void *bytes;
    size_t len;
    uint64_t offset;
} lty_snapshot_piece;

/* What a file is made of: the head, the pieces ascending by offset, and zeros in between. Valid until the base's next use. */
typedef struct lty_snapshot_plan {
    unsigned char head[LTY_SNAPSHOT_HEAD];
    lty_snapshot_piece pieces[LTY_BASE_SECTIONS];
    size_t count;
    uint64_t file_size;
} lty_snapshot_plan;

/*
 * Plans the file of a base, and hashes it: events that came since the fold are folded first, and everybody's rows are made. position: NULL = none. Statuses as of
 * lty_base_refresh(), but of LTY_E_NOT_FOLDED: such a base is written as it is.
 */
lty_status lty_snapshot_prepare(
    lty_snapshot_plan *out, lty_base *base, const unsigned char lineage[LTY_SNAPSHOT_LINEAGE], const int64_t *position);

/*
 * Reads a head; len are the bytes of it that the file has. LTY_E_SNAPSHOT: *problem says why the file cannot be used, and what to do. Nothing behind
 * the head is looked at.
 */
lty_status lty_snapshot_read(
    lty_snapshot *out, const char **problem, const unsigned char *head, size_t len, uint64_t file_size, const lty_timeline *timeline);

/* Where a section has been put: at least its bytes, in a block of the allocator of that size. NULL for an empty one. */
typedef struct lty_snapshot_memory {
    void *cells;
    size_t bytes;
} lty_snapshot_memory;

/*
 * A base over the sections: memory[i] has entries[i], and is the base's from here on, whatever comes back; its bytes become those that the base
 * counts as its own (lty_base_bytes()). Contents are doubted for as long as
 * the base lives (lty_base_is_damaged()). LTY_E_DAMAGED if the head's numbers contradict one another; LTY_E_MEMORY.
 */
lty_status lty_snapshot_open(
    lty_base **out, lty_snapshot *snapshot, lty_snapshot_memory memory[], const lty_timeline *timeline, const lty_alloc *alloc);

/* A look at every byte of the file of an open base, in order, in pieces of any size. */
typedef struct lty_snapshot_check {
    const lty_snapshot *snapshot;
    lty_sign_state state;
    unsigned char head[LTY_SNAPSHOT_HEAD];
    uint64_t at;
    size_t entry;          /* the next one */
    unsigned char padding; /* all of it: 0 */
    bool wrong[LTY_BASE_SECTIONS];
} lty_snapshot_check;

void lty_snapshot_check_begin(lty_snapshot_check *check, const lty_snapshot *snapshot);
void lty_snapshot_check_add(lty_snapshot_check *check, const unsigned char *bytes, size_t len);

/* Names of what differs from what was written, static texts; how many. */
#define LTY_SNAPSHOT_WRONG (LTY_BASE_SECTIONS + 3U)
size_t lty_snapshot_check_end(const char *wrong[LTY_SNAPSHOT_WRONG], lty_snapshot_check *check);

#endif
