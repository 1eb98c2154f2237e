/* What the fuzz targets share: their entry point and an allocator over the heap. */
#ifndef LTY_FUZZ_H
#define LTY_FUZZ_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lty_alloc.h"
#include "lty_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static inline void *lty_fuzz_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    (void) context;
    (void) old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, new_size);
}

static const lty_alloc lty_fuzz_alloc = {lty_fuzz_resize, NULL};

#endif
