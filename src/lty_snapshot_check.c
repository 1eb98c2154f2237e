/* Every byte of a file is the head's, an array's or padding, and each of these is looked at, so nothing can be altered unseen. */
#include <string.h>

#include "lty_snapshot_part.h"

void lty_snapshot_check_begin(lty_snapshot_check *check, const lty_snapshot *snapshot)
{
    memset(check, 0, sizeof *check);
    check->snapshot = snapshot;
    lty_sign_begin(&check->state, LTY_SNAPSHOT_HASH);
}

/* Ends the section at hand, and all empty ones that follow where it ends. */
static void lty_snapshot_check_next(lty_snapshot_check *check)
{
    const lty_snapshot *snapshot = check->snapshot;
    unsigned char hash[LTY_SNAPSHOT_HASH];

    while (check->entry < snapshot->count) {
        const lty_snapshot_entry *entry = &snapshot->entries[check->entry];

        if (check->at < entry->offset + lty_snapshot_bytes(entry)) {
            return;
        }
        lty_sign_end(hash, sizeof hash, &check->state);
        lty_sign_begin(&check->state, LTY_SNAPSHOT_HASH);
        check->wrong[check->entry] = memcmp(hash, entry->hash, sizeof hash) != 0;
        check->entry++;
    }
}

void lty_snapshot_check_add(lty_snapshot_check *check, const unsigned char *bytes, size_t len)
{
    const lty_snapshot *snapshot = check->snapshot;

    while (len > 0) {
        size_t step = len;

        if (check->at < LTY_SNAPSHOT_HEAD) {
            step = step < LTY_SNAPSHOT_HEAD - check->at ? step : (size_t) (LTY_SNAPSHOT_HEAD - check->at);
            memcpy(check->head + check->at, bytes, step);
        } else {
            lty_snapshot_check_next(check);
            const bool any = check->entry < snapshot->count;
            const lty_snapshot_entry *entry = &snapshot->entries[any ? check->entry : 0];
            const uint64_t end = !any ? UINT64_MAX : check->at < entry->offset ? entry->offset : entry->offset + lty_snapshot_bytes(entry);

            step = step < end - check->at ? step : (size_t) (end - check->at);
            if (any && check->at >= entry->offset) {
                lty_sign_add(&check->state, bytes, step);
            } else {
                for (size_t i = 0; i < step; i++) {
                    check->padding |= bytes[i];
                }
            }
        }
        check->at += step;
        bytes += step;
        len -= step;
    }
}

size_t lty_snapshot_check_end(const char *wrong[LTY_SNAPSHOT_WRONG], lty_snapshot_check *check)
{
    const lty_snapshot *snapshot = check->snapshot;
    unsigned char hash[LTY_SNAPSHOT_HASH];
    size_t count = 0;

    lty_snapshot_hash_head(hash, check->head);
    if (memcmp(hash, snapshot->hash, sizeof hash) != 0
        || memcmp(hash, check->head + offsetof(lty_snapshot_front, hash), sizeof hash) != 0) { /* the hash itself is not in what it is of */
        wrong[count++] = "head";
    }
    if (check->at >= LTY_SNAPSHOT_HEAD) {
        lty_snapshot_check_next(check);
    }
    for (size_t i = 0; i < snapshot->count; i++) {
        if (i >= check->entry || check->wrong[i]) {
            wrong[count++] = snapshot->names[i];
        }
    }
    if (check->padding != 0) {
        wrong[count++] = "padding";
    }
    if (check->at != snapshot->file_size) {
        wrong[count++] = "length";
    }
    return count;
}
