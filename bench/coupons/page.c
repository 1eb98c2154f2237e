/*
 * page COUNT: guarded memory for a key ring in bare C, made and given back; nothing is read, hashed or written.
 */
#include <sodium.h>
#include <stdint.h>

#include "../lib/worker.h"

#define RING_BYTES 6784 /* of a ring: it takes as many pages */

static uint64_t count;

static double run(void)
{
    double start = worker_now_s();

    for (uint64_t i = 0; i < count; i++) {
        void *page = sodium_malloc(RING_BYTES);
        if (page == NULL) {
            fputs("out of memory\n", stderr);
            exit(1);
        }
        sodium_free(page);
    }
    return worker_now_s() - start;
}

static void check(char *text, size_t size)
{
    snprintf(text, size, "%llu opened", (unsigned long long) count);
}

int main(int argc, char **argv)
{
    if (argc != 2 || sodium_init() < 0) {
        fputs("usage: page COUNT\n", stderr);
        return 2;
    }
    count = strtoull(argv[1], NULL, 10);
    return worker_serve(run, check);
}
