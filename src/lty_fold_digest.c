/*
 * A customer's state as 32 bytes. Integers are 64 bits little endian, texts have their length in front, lists their count: no two states give the same
 * bytes. They are hashed block by block, each together with the hash so far, so nothing is allocated.
 */
#include <string.h>

#include "lty_fold.h"
#include "lty_sign.h"

#define LTY_FOLD_BLOCK 4096U

typedef struct lty_fold_hash {
    unsigned char bytes[LTY_FOLD_BLOCK]; /* the hash so far, then what came since */
    size_t len;
} lty_fold_hash;

static void lty_fold_hash_flush(lty_fold_hash *hash)
{
    unsigned char out[32];

    lty_sign_hash(out, sizeof out, hash->bytes, hash->len, NULL);
    memcpy(hash->bytes, out, sizeof out);
    hash->len = sizeof out;
}

static void lty_fold_hash_bytes(lty_fold_hash *hash, const void *bytes, size_t len)
{
    const unsigned char *from = bytes;

    while (len > 0) {
        const size_t room = LTY_FOLD_BLOCK - hash->len;
        const size_t part = len < room ? len : room;

        memcpy(hash->bytes + hash->len, from, part);
        hash->len += part;
        from += part;
        len -= part;
        if (hash->len == LTY_FOLD_BLOCK) {
            lty_fold_hash_flush(hash);
        }
    }
}

static void lty_fold_hash_number(lty_fold_hash *hash, int64_t number)
{
    unsigned char bytes[8];

    lty_store_le64(bytes, (uint64_t) number);
    lty_fold_hash_bytes(hash, bytes, sizeof bytes);
}

static void lty_fold_hash_text(lty_fold_hash *hash, lty_text text)
{
    lty_fold_hash_number(hash, (int64_t) text.len);
    lty_fold_hash_bytes(hash, text.bytes, text.len);
}

static void lty_fold_hash_lot(lty_fold_hash *hash, const lty_lot *lot)
{
    const int64_t numbers[] = {(int64_t) lot->source, lot->at_s, lot->available_at_s, lot->expires_at_s, lot->earned, lot->reversed,
        lot->spent, lot->expired, lot->left, lot->pending, lot->earn_percent, lot->uncapped, (int64_t) lot->version};

    lty_fold_hash_text(hash, lot->event->id);
    lty_fold_hash_text(hash, lot->terms->id);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        lty_fold_hash_number(hash, numbers[i]);
    }
}

/*
 * Scores and what models say are written by whoever looked last at all customers: they are none of the fold's. The degree of loyalty is not in it
 * either: a function of the programme, these facts and the rows behind them, and made where it is asked for.
 */
static void lty_fold_hash_facts(lty_fold_hash *hash, const int64_t *facts)
{
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        if (!lty_fact_is_applied((lty_fact) i) && i != LTY_FACT_LOYALTY) {
            lty_fold_hash_number(hash, facts[i]);
        }
    }
}

void lty_fold_digest(unsigned char hash[32], lty_text key, const lty_customer *customer)
{
    lty_fold_hash state = {.len = 0};

    lty_fold_hash_text(&state, LTY_TEXT("loyalty state 2"));
    lty_fold_hash_text(&state, key);
    lty_fold_hash_facts(&state, customer->facts);
    lty_fold_hash_number(&state, (int64_t) customer->lot_count);
    for (size_t i = 0; i < customer->lot_count; i++) {
        lty_fold_hash_lot(&state, &customer->lots[i]);
    }
    lty_fold_hash_number(&state, (int64_t) customer->draw_count);
    for (size_t i = 0; i < customer->draw_count; i++) {
        lty_fold_hash_text(&state, customer->draws[i].event->id);
        lty_fold_hash_number(&state, (int64_t) customer->draws[i].lot);
        lty_fold_hash_number(&state, customer->draws[i].points);
    }
    lty_fold_hash_number(&state, (int64_t) customer->debt_count);
    for (size_t i = 0; i < customer->debt_count; i++) {
        lty_fold_hash_text(&state, customer->debts[i].event->id);
        lty_fold_hash_number(&state, customer->debts[i].points);
    }
    lty_fold_hash_number(&state, (int64_t) customer->change_count);
    for (size_t i = 0; i < customer->change_count; i++) {
        const lty_standing_change *change = &customer->changes[i];
        const int64_t numbers[] = {
            change->at_s, (int64_t) change->from, (int64_t) change->to, (int64_t) change->version, (int64_t) change->cause};

        for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
            lty_fold_hash_number(&state, numbers[j]);
        }
    }
    lty_fold_hash_flush(&state);
    memcpy(hash, state.bytes, 32);
}
