/* Front coding: neighbours of a sorted list share most of their bytes. There is one encoding of a list, and only it is read. */
#include <string.h>

#include "lty_check.h"
#include "lty_keys.h"

#define LTY_KEYS_VERSION 1
#define LTY_KEYS_ENTRY_MIN 3U /* shared, rest, one byte */

static void lty_keys_number(lty_buffer *buffer, size_t number)
{
    char bytes[10];
    size_t len = 0;

    do {
        bytes[len] = (char) (number & 0x7F);
        number >>= 7;
        if (number > 0) {
            bytes[len] = (char) ((unsigned char) bytes[len] | 0x80U);
        }
        len++;
    } while (number > 0);
    lty_buffer_append(buffer, bytes, len);
}

void lty_keys_write_start(lty_keys_writer *writer, lty_buffer *buffer, const unsigned char lineage[LTY_KEYS_LINEAGE], size_t count)
{
    const char version = LTY_KEYS_VERSION;

    writer->buffer = buffer;
    writer->left = count;
    writer->last_len = 0;
    lty_buffer_append(buffer, &version, 1);
    lty_buffer_append(buffer, (const char *) lineage, LTY_KEYS_LINEAGE);
    lty_keys_number(buffer, count);
}

void lty_keys_write(lty_keys_writer *writer, lty_text key)
{
    size_t shared = 0;

    LTY_ASSERT(writer->left > 0 && key.len > 0 && key.len <= LTY_KEYS_LEN_MAX);
    LTY_ASSERT(lty_text_compare((lty_text){writer->last, writer->last_len}, key) < 0);
    while (shared < key.len && shared < writer->last_len && writer->last[shared] == key.bytes[shared]) {
        shared++;
    }
    lty_keys_number(writer->buffer, shared);
    lty_keys_number(writer->buffer, key.len - shared);
    lty_buffer_append(writer->buffer, key.bytes + shared, key.len - shared);
    memcpy(writer->last, key.bytes, key.len);
    writer->last_len = key.len;
    writer->left--;
}

static lty_status lty_keys_take(size_t *out, lty_keys_reader *reader)
{
    size_t number = 0;

    for (unsigned shift = 0; shift < 56; shift += 7) {
        if (reader->at == reader->len) {
            return LTY_E_EVENT;
        }
        const unsigned char byte = reader->bytes[reader->at++];

        number |= (size_t) (byte & 0x7FU) << shift;
        if (byte < 0x80) {
            if (byte == 0 && shift > 0) {
                return LTY_E_EVENT;
            }
            *out = number;
            return LTY_OK;
        }
    }
    return LTY_E_EVENT;
}

lty_status lty_keys_read_start(lty_keys_reader *reader, lty_text bytes)
{
    *reader = (lty_keys_reader){.bytes = (const unsigned char *) bytes.bytes, .len = bytes.len};

    if (bytes.len < 1 + LTY_KEYS_LINEAGE || bytes.bytes[0] != LTY_KEYS_VERSION) {
        return LTY_E_EVENT;
    }
    memcpy(reader->lineage, bytes.bytes + 1, LTY_KEYS_LINEAGE);
    reader->at = 1 + LTY_KEYS_LINEAGE;
    const lty_status status = lty_keys_take(&reader->left, reader);

    if (status != LTY_OK) {
        return status;
    }
    const size_t rest = reader->len - reader->at;
    return reader->left > rest / LTY_KEYS_ENTRY_MIN || (reader->left == 0 && rest > 0) ? LTY_E_EVENT : LTY_OK;
}

lty_status lty_keys_read(lty_text *key, lty_keys_reader *reader)
{
    size_t shared;
    size_t rest;

    LTY_ASSERT(reader->left > 0);
    if (lty_keys_take(&shared, reader) != LTY_OK || lty_keys_take(&rest, reader) != LTY_OK) {
        return LTY_E_EVENT;
    }
    if (shared > reader->key_len || rest == 0 || rest > LTY_KEYS_LEN_MAX - shared || rest > reader->len - reader->at) {
        return LTY_E_EVENT;
    }
    /* Ascending, and the shared part as long as it can be: the first byte of the rest is above the one that stood there. */
    const unsigned char *suffix = reader->bytes + reader->at;

    if (shared < reader->key_len && suffix[0] <= (unsigned char) reader->key[shared]) {
        return LTY_E_EVENT;
    }
    memcpy(reader->key + shared, suffix, rest);
    reader->key_len = shared + rest;
    reader->at += rest;
    reader->left--;
    if (!lty_utf8_valid(reader->key, reader->key_len) || (reader->left == 0 && reader->at != reader->len)) {
        return LTY_E_EVENT;
    }
    *key = (lty_text){reader->key, reader->key_len};
    return LTY_OK;
}
