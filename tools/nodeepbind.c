#define _GNU_SOURCE
#include <dlfcn.h>

/* ASAN refuses RTLD_DEEPBIND, which a stock PHP passes for every module: preloaded, this takes the flag off. */
void *dlopen(const char *file, int mode)
{
    void *(*next)(const char *, int) = (void *(*) (const char *, int) ) dlsym(RTLD_NEXT, "dlopen");

    return next(file, mode & ~RTLD_DEEPBIND);
}
