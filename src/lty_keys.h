/* A sorted list of keys as compact bytes: what a set of customers is serialised to. */
#ifndef LTY_KEYS_H
#define LTY_KEYS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_status.h"

#define LTY_KEYS_LEN_MAX 191U
#define LTY_KEYS_LINEAGE 16U

/*
 * Format: version 1 (a byte), lineage (16 bytes), number of keys, then per key the length of what it shares with the one before,
 * the length of the rest, and the rest. Numbers are LEB128 in their shortest form.
 */
typedef struct lty_keys_writer {
    lty_buffer *buffer; /* check its `failed` at the end */
    size_t left;
    char last[LTY_KEYS_LEN_MAX];
    size_t last_len;
} lty_keys_writer;

void lty_keys_write_start(lty_keys_writer *writer, lty_buffer *buffer, const unsigned char lineage[LTY_KEYS_LINEAGE], size_t count);

/* Exactly `count` calls, ascending by lty_text_compare, no two equal, 1 to 191 bytes: anything else is a broken invariant. */
void lty_keys_write(lty_keys_writer *writer, lty_text key);

typedef struct lty_keys_reader {
    const unsigned char *bytes;
    size_t len;
    size_t at;
    size_t left; /* keys to come */
    unsigned char lineage[LTY_KEYS_LINEAGE];
    char key[LTY_KEYS_LEN_MAX];
    size_t key_len;
} lty_keys_reader;

/* LTY_E_EVENT for bytes that are no such list. `left` is then at most what the bytes can hold, so it is safe to reserve by it. */
lty_status lty_keys_read_start(lty_keys_reader *reader, lty_text bytes);

/*
 * The next key, in the reader until the next call; only while left > 0. The last one checks that nothing follows.
 * LTY_E_EVENT for keys that are not ascending, not UTF-8, too long, or a list that is cut short or not in its shortest form.
 */
lty_status lty_keys_read(lty_text *key, lty_keys_reader *reader);

#endif
