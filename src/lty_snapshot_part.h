/* What the sources of the snapshot share with one another and nobody else: the head as it stands in the file. */
#ifndef LTY_SNAPSHOT_PART_H
#define LTY_SNAPSHOT_PART_H

#include "lty_snapshot.h"

/* The beginning of the head; the table follows, then zeros. In the machine's own order of bytes, as the arrays are. */
typedef struct lty_snapshot_front {
    char magic[8];
    uint32_t order;
    uint32_t version;
    uint64_t file_size;
    int64_t position;
    uint32_t has_position;
    uint32_t count;
    unsigned char programme[32];
    unsigned char lineage[LTY_SNAPSHOT_LINEAGE];
    int64_t numbers[LTY_BASE_NUMBERS];
    unsigned char hash[LTY_SNAPSHOT_HASH]; /* of the head with zeros here */
} lty_snapshot_front;

void lty_snapshot_hash_head(unsigned char hash[LTY_SNAPSHOT_HASH], const unsigned char head[LTY_SNAPSHOT_HEAD]);

#endif
