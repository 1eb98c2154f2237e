/* What short codes and tokens have in common, in bare C over libsodium. docs/coupon-format.md */
#ifndef LTY_BENCH_FORMAT_H
#define LTY_BENCH_FORMAT_H

#include <sodium.h>
#include <stdint.h>

#include "../lib/worker.h"

#define KEY_BYTES 32
#define CAMPAIGN 17

static const char DOMAIN[] = "bench.example/live";
static const char ALPHABET[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int8_t values[256]; /* of the characters as typed; -1 = no symbol */

/* The key that all subjects sign with. */
static inline void format_key(unsigned char key[KEY_BYTES])
{
    for (int i = 0; i < KEY_BYTES; i++) {
        key[i] = (unsigned char) i;
    }
}

static inline void format_symbols(void)
{
    memset(values, -1, sizeof values);
    for (int i = 0; i < 32; i++) {
        values[(unsigned char) ALPHABET[i]] = (int8_t) i;
        if (i >= 10) {
            values[(unsigned char) (ALPHABET[i] | 32)] = (int8_t) i;
        }
    }
    values['O'] = values['o'] = 0;
    values['I'] = values['i'] = values['L'] = values['l'] = 1;
}

/* PASETO's encoding of several parts: their number, then each length and its bytes. */
static inline size_t pae(unsigned char *out, const void *const *parts, const size_t *lens, uint64_t n)
{
    size_t used = 8;

    memcpy(out, &n, 8);
    for (uint64_t i = 0; i < n; i++) {
        uint64_t len = lens[i];
        memcpy(out + used, &len, 8);
        memcpy(out + used + 8, parts[i], lens[i]);
        used += 8 + lens[i];
    }
    return used;
}

/* codes of the same size in an order that does not follow their serials */
static inline void format_shuffle(char *codes, uint64_t count, size_t size)
{
    uint64_t state = 1;
    char *swap = worker_alloc(size);

    for (uint64_t i = count - 1; i > 0; i--) {
        state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        uint64_t j = (state >> 32) % (i + 1);
        memcpy(swap, codes + size * i, size);
        memcpy(codes + size * i, codes + size * j, size);
        memcpy(codes + size * j, swap, size);
    }
    free(swap);
}

#endif
