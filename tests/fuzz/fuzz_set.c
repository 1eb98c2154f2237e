/* Serialised sets: whatever the bytes, reading them ends in a status; what reads is written again as the same bytes. */
#include "lty_fuzz.h"

#include "lty_keys.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lty_keys_reader reader;
    lty_keys_writer writer;
    lty_buffer buffer;
    lty_text key;
    lty_status status = lty_keys_read_start(&reader, (lty_text){(const char *) data, size});

    if (status != LTY_OK) {
        return 0;
    }
    lty_buffer_init(&buffer, &lty_fuzz_alloc);
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
