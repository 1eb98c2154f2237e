/* Every block of the core passes here, so that a test can make the n-th allocation fail and count what is left. */
#include <string.h>

#include "lty_alloc.h"
#include "lty_check.h"

#define LTY_ARENA_ALIGN 16U
#define LTY_ARENA_CHUNK ((size_t) 4096)
#define LTY_ARENA_CHUNK_MAX ((size_t) 1 << 20)

typedef struct lty_arena_chunk {
    struct lty_arena_chunk *next;
    size_t size; /* of the whole block, this header included */
    size_t used; /* the header included */
} lty_arena_chunk;

void *lty_alloc_new(const lty_alloc *alloc, size_t size)
{
    LTY_ASSERT(size > 0);
    return alloc->resize(alloc->context, NULL, 0, size);
}

void *lty_alloc_zero(const lty_alloc *alloc, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes == 0) {
        return NULL;
    }
    void *memory = lty_alloc_new(alloc, bytes);
    if (memory != NULL) {
        memset(memory, 0, bytes);
    }
    return memory;
}

void lty_alloc_free(const lty_alloc *alloc, void *memory, size_t size)
{
    if (memory != NULL) {
        (void) alloc->resize(alloc->context, memory, size, 0);
    }
}

lty_status lty_alloc_reserve(const lty_alloc *alloc, void **memory, size_t *capacity, size_t needed, size_t size)
{
    if (needed <= *capacity) {
        return LTY_OK;
    }
    size_t wanted = *capacity + *capacity / 2;
    size_t bytes;

    if (wanted < needed) {
        wanted = needed;
    }
    if (wanted < 16) {
        wanted = 16;
    }
    if (__builtin_mul_overflow(wanted, size, &bytes)) {
        return LTY_E_MEMORY;
    }
    void *grown = alloc->resize(alloc->context, *memory, *capacity * size, bytes);
    if (grown == NULL) {
        return LTY_E_MEMORY;
    }
    *memory = grown;
    *capacity = wanted;
    return LTY_OK;
}

void lty_arena_init(lty_arena *arena, const lty_alloc *alloc)
{
    arena->alloc = alloc;
    arena->chunk = NULL;
}

void lty_arena_destroy(lty_arena *arena)
{
    while (arena->chunk != NULL) {
        lty_arena_chunk *chunk = arena->chunk;
        arena->chunk = chunk->next;
        lty_alloc_free(arena->alloc, chunk, chunk->size);
    }
}

static size_t lty_arena_round(size_t size)
{
    return (size + (LTY_ARENA_ALIGN - 1)) & ~(size_t) (LTY_ARENA_ALIGN - 1);
}

/* Chunks double up to a megabyte, so a large document costs few allocations and a small one little memory. */
static lty_arena_chunk *lty_arena_grow(lty_arena *arena, size_t bytes)
{
    const size_t header = lty_arena_round(sizeof(lty_arena_chunk));
    size_t size = arena->chunk == NULL ? LTY_ARENA_CHUNK : arena->chunk->size * 2;

    if (size > LTY_ARENA_CHUNK_MAX) {
        size = LTY_ARENA_CHUNK_MAX;
    }
    if (size < header + bytes) {
        size = header + bytes;
    }
    lty_arena_chunk *chunk = lty_alloc_new(arena->alloc, size);
    if (chunk == NULL) {
        return NULL;
    }
    chunk->next = arena->chunk;
    chunk->size = size;
    chunk->used = header;
    arena->chunk = chunk;
    return chunk;
}

void *lty_arena_new(lty_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes) || bytes > SIZE_MAX / 2) {
        return NULL;
    }
    bytes = lty_arena_round(bytes);
    lty_arena_chunk *chunk = arena->chunk;
    if (chunk == NULL || chunk->size - chunk->used < bytes) {
        chunk = lty_arena_grow(arena, bytes);
        if (chunk == NULL) {
            return NULL;
        }
    }
    char *memory = (char *) chunk + chunk->used;
    chunk->used += bytes;
    return memory;
}

void *lty_arena_zero(lty_arena *arena, size_t count, size_t size)
{
    void *memory = lty_arena_new(arena, count, size);

    if (memory != NULL) {
        memset(memory, 0, count * size);
    }
    return memory;
}

char *lty_arena_copy(lty_arena *arena, const char *bytes, size_t len)
{
    char *copy = lty_arena_new(arena, len + 1, 1);

    if (copy == NULL) {
        return NULL;
    }
    if (len > 0) {
        memcpy(copy, bytes, len);
    }
    copy[len] = '\0';
    return copy;
}
