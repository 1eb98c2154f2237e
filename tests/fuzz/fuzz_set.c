/* Serialised sets: whatever the bytes, reading them ends in a status; what reads is written again as the same bytes. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lty_check.h"
#include "lty_keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void *resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    (void) context;
    (void) old_size;
    if (new_size == 0) {
        free(memory);
        return NULL;
    }
    return realloc(memory, new_size);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const lty_alloc heap = {resize, NULL};
    lty_keys_reader reader;
    lty_keys_writer writer;
    lty_buffer buffer;
    lty_text key;
    lty_status status = lty_keys_read_start(&reader, (lty_text){(const char *) data, size});

    if (status != LTY_OK) {
        return 0;
    }
    lty_buffer_init(&buffer, &heap);
    lty_keys_write_start(&writer, &buffer, reader.lineage, reader.left);
    while (status == LTY_OK && reader.left > 0) {
        status = lty_keys_read(&key, &reader);
        if (status == LTY_OK) {
            lty_keys_write(&writer, key);
        }
    }
    if (status == LTY_OK) {
        const lty_text again = lty_buffer_view(&buffer);

        LTY_ASSERT(!buffer.failed && again.len == size && memcmp(again.bytes, data, size) == 0);
    }
    lty_buffer_destroy(&buffer);
    return 0;
}
