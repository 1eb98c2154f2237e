/* Answers the harness until it closes the pipe: for programs that are compiled on their own. */
#ifndef LTY_BENCH_WORKER_H
#define LTY_BENCH_WORKER_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline double worker_now_s(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double) now.tv_sec + (double) now.tv_nsec / 1e9;
}

static inline void *worker_alloc(size_t size)
{
    void *memory = aligned_alloc(64, (size + 63) & ~(size_t) 63);

    if (memory == NULL) {
        fputs("out of memory\n", stderr);
        exit(1);
    }
    return memory;
}

/* A whole file, with a NUL behind it. */
static inline void *worker_read(size_t *size, const char *dir, const char *name)
{
    char path[4096];

    snprintf(path, sizeof path, "%s/%s", dir, name);
    FILE *file = fopen(path, "rb");
    if (file == NULL || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    *size = (size_t) ftell(file);
    rewind(file);
    char *bytes = worker_alloc(*size + 1);
    if (fread(bytes, 1, *size, file) != *size) {
        perror(path);
        exit(1);
    }
    bytes[*size] = '\0';
    fclose(file);
    return bytes;
}

/* run does one repetition and returns the seconds it timed; check tells about the last one. */
static inline int worker_serve(double (*run)(void), void (*check)(char *text, size_t size))
{
    char command[32], text[128];

    puts("{\"ready\":true}");
    fflush(stdout);
    while (fgets(command, sizeof command, stdin) != NULL) {
        if (strcmp(command, "run\n") == 0) {
            printf("{\"seconds\":%.9f}\n", run());
        } else {
            check(text, sizeof text);
            printf("{\"check\":\"%s\"}\n", text);
        }
        fflush(stdout);
    }
    return 0;
}

#endif
