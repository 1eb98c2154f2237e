/* Memory of the core: one allocator handed in by the caller, and an arena on top of it. */
#ifndef LTY_ALLOC_H
#define LTY_ALLOC_H

#include <stddef.h>
#include <stdint.h>

#include "lty_status.h"

/*
 * resize() works as realloc() does, but is told the old size (0 with NULL memory for a new block) and frees when
 * new_size is 0 (then it returns NULL). It returns NULL when it has nothing to give and then leaves the old block alone.
 * It may leave by longjmp (PHP's emalloc): hold no half-written shared object across a call.
 */
typedef struct lty_alloc {
    void *(*resize)(void *context, void *memory, size_t old_size, size_t new_size);
    void *context;
} lty_alloc;

/*
 * Asks for the cache line of an address. GCC takes a function that does nothing but that for one without effect and drops calls of it:
 * the empty statement keeps them.
 */
#define LTY_PREFETCH(address) (__builtin_prefetch(address), lty_alloc_keep())
static inline void lty_alloc_keep(void)
{
    __asm__ volatile("");
}

/* A new block, not cleared; NULL if there is none. size > 0. */
void *lty_alloc_new(const lty_alloc *alloc, size_t size);

/* A new block of count * size zero bytes; NULL if there is none or the product wraps. */
void *lty_alloc_zero(const lty_alloc *alloc, size_t count, size_t size);

/* Gives a block back. memory may be NULL (then size is ignored). */
void lty_alloc_free(const lty_alloc *alloc, void *memory, size_t size);

/*
 * Makes room in an array: *memory holds *capacity elements of size bytes and shall hold at least needed.
 * Grows by half, at least to 16. LTY_E_MEMORY leaves both alone.
 */
lty_status lty_alloc_reserve(const lty_alloc *alloc, void **memory, size_t *capacity, size_t needed, size_t size);

/*
 * An arena: many small blocks that live and die together. init() allocates nothing. Blocks are aligned to 16 bytes and
 * keep their address. destroy() gives everything back and may be called twice.
 */
typedef struct lty_arena {
    const lty_alloc *alloc;
    struct lty_arena_chunk *chunk;
} lty_arena;

void lty_arena_init(lty_arena *arena, const lty_alloc *alloc);
void lty_arena_destroy(lty_arena *arena);

/* Memory that is not cleared; NULL if there is none. count and size may be 0 (then a valid address of no bytes). */
void *lty_arena_new(lty_arena *arena, size_t count, size_t size);

/* As lty_arena_new, zeroed. */
void *lty_arena_zero(lty_arena *arena, size_t count, size_t size);

/* A copy with a NUL behind it; NULL if there is no memory. */
char *lty_arena_copy(lty_arena *arena, const char *bytes, size_t len);

#endif
