/* What the core's tests share: cmocka, and an allocator that counts and can fail. */
#ifndef LTY_TEST_H
#define LTY_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "lty_alloc.h"
#include "lty_bytes.h"

/* Blocks and bytes that live, and the call that shall fail: the fail_at-th allocation from now (1 = the next), 0 = none. */
typedef struct lty_test_memory {
    size_t blocks;
    size_t bytes;
    size_t calls;
    size_t fail_at;
} lty_test_memory;

static inline void *lty_test_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    lty_test_memory *counter = context;

    if (new_size == 0) {
        if (memory != NULL) {
            counter->blocks--;
            counter->bytes -= old_size;
        }
        free(memory);
        return NULL;
    }
    counter->calls++;
    if (counter->fail_at != 0 && counter->calls >= counter->fail_at) {
        return NULL;
    }
    void *grown = realloc(memory, new_size);
    if (grown != NULL) {
        counter->blocks += memory == NULL;
        counter->bytes += new_size - old_size;
    }
    return grown;
}

/* Declares `memory` and `alloc`. */
#define LTY_TEST_ALLOC()                                                                                                                   \
 lty_test_memory memory = {0, 0, 0, 0};                                                                                                    \
 const lty_alloc alloc = {lty_test_resize, &memory}

static inline lty_text lty_test_text(const char *text)
{
    return (lty_text){text, strlen(text)};
}

/* splitmix64: the same numbers on every machine. The seed is LTY_SEED from the environment, or the given one; it is printed. */
static inline uint64_t lty_test_seed(const char *name, uint64_t fallback)
{
    const char *given = getenv("LTY_SEED");
    const uint64_t seed = given == NULL ? fallback : strtoull(given, NULL, 10);

    printf("%s: seed %llu\n", name, (unsigned long long) seed);
    return seed;
}

static inline uint64_t lty_test_random(uint64_t *state)
{
    uint64_t z = (*state += 0x9E3779B97F4A7C15ULL);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

/* 0 .. limit - 1 */
static inline int64_t lty_test_below(uint64_t *state, int64_t limit)
{
    return (int64_t) (lty_test_random(state) % (uint64_t) limit);
}

#endif
