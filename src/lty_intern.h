/* Texts to dense numbers 0, 1, 2, … in the order of their first appearance. Short texts live inside their table entry. */
#ifndef LTY_INTERN_H
#define LTY_INTERN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_section.h"
#include "lty_status.h"

#define LTY_INTERN_NONE UINT32_MAX
#define LTY_INTERN_LEN_MAX 65535U

/* A text of up to 7 bytes with its length behind it, or the place of a longer one in the pool. */
typedef union lty_intern_word {
    uint64_t whole;
    char bytes[8];
} lty_intern_word;

typedef struct lty_intern_slot {
    uint32_t hash;
    uint32_t id_next; /* id + 1; 0 = free */
} lty_intern_slot;

typedef struct lty_intern {
    const lty_alloc *alloc;
    uint64_t seed;
    size_t count;
    lty_intern_word *words;
    size_t word_capacity;
    char *pool;
    size_t pool_len;
    size_t pool_capacity;
    lty_intern_slot *slots;
    size_t slot_count; /* 0 or a power of two */
    bool *damaged;     /* of a table that came from a file: lty_damage() */
} lty_intern;

/* Allocates nothing. The seed keeps outsiders from choosing texts that collide; results do not depend on it. */
void lty_intern_init(lty_intern *intern, uint64_t seed, const lty_alloc *alloc);
void lty_intern_destroy(lty_intern *intern);

/* For callers that look up many: hash some, prefetch their slots, then their texts, then find or add them. */
uint32_t lty_intern_hash(const lty_intern *intern, lty_text text);
static inline void lty_intern_prefetch(const lty_intern *intern, uint32_t hash)
{
    if (intern->slot_count > 0) {
        LTY_PREFETCH(&intern->slots[hash & (intern->slot_count - 1)]);
    }
}

/* The second step, when the slots have come: prefetches the text that the slot names. Others may stand before it. */
#define LTY_INTERN_GLANCE 6
static inline void lty_intern_prefetch_text(const lty_intern *intern, uint32_t hash)
{
    const size_t mask = intern->slot_count - 1;

    for (size_t i = 0; i < LTY_INTERN_GLANCE && intern->slot_count > 0; i++) {
        const lty_intern_slot *slot = &intern->slots[(hash + i) & mask];

        if (slot->id_next == 0) {
            return;
        }
        if (slot->hash == hash) { /* of a damaged table perhaps no word's number: prefetching it is harmless */
            LTY_PREFETCH(&intern->words[slot->id_next - 1]);
            return;
        }
    }
}

/* The number of a text, LTY_INTERN_NONE if it is not known. */
uint32_t lty_intern_find(const lty_intern *intern, lty_text text);
uint32_t lty_intern_find_hashed(const lty_intern *intern, lty_text text, uint32_t hash);

/*
 * The number of a text, a new one if need be. LTY_E_MEMORY; LTY_E_RANGE for a text over LTY_INTERN_LEN_MAX or the 2^32-th one; LTY_E_DAMAGED if
 * the table has no end where the text belongs.
 */
lty_status lty_intern_add(uint32_t *id, lty_intern *intern, lty_text text);
lty_status lty_intern_add_hashed(uint32_t *id, lty_intern *intern, lty_text text, uint32_t hash);

/* Room in the table for so many more texts before it has to grow. LTY_E_MEMORY. */
lty_status lty_intern_reserve(lty_intern *intern, size_t more);

/* Its arrays, for what writes and reads files: three entries numbered from id, without names. */
size_t lty_intern_sections(lty_section *out, lty_intern *intern, uint32_t id);

/* Whether the counts of a table that came from a file allow it to be read. */
bool lty_intern_is_sound(const lty_intern *intern);

/* The text of a number below count; valid until the next add. The empty one where a file says nonsense. */
lty_text lty_intern_text(const lty_intern *intern, uint32_t id);

/* Forgets every text from number `count` on. Allocates nothing; takes time in proportion to all texts. */
void lty_intern_truncate(lty_intern *intern, size_t count);

/* Bytes that it holds. */
size_t lty_intern_bytes(const lty_intern *intern);

typedef enum lty_intern_order {
    LTY_INTERN_BYTEWISE, /* lty_text_compare */
    LTY_INTERN_NATURAL,  /* lty_text_compare_natural */
} lty_intern_order;

/* Sorts numbers by their texts. The array is left as it was on LTY_E_MEMORY. */
lty_status lty_intern_sort(uint32_t *ids, size_t count, const lty_intern *intern, lty_intern_order order);

/* Which texts of two lists a merge keeps. */
typedef struct lty_intern_keep {
    bool left_only;
    bool both;
    bool right_only;
} lty_intern_keep;

/* Merges two tables whose texts were added in ascending order (lty_text_compare) into an empty one, ascending too. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_intern_merge(lty_intern *out, const lty_intern *left, const lty_intern *right, lty_intern_keep keep);

#endif
