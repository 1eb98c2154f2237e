/*
 * The hash of a replay: numbers as 64 bits little endian, texts with their length in front, customers and tiers by key. The first text
 * names this encoding: a new one needs a new name.
 */
#include "lty_bytes.h"
#include "lty_replay_part.h"
#include "lty_sign.h"

static void lty_replay_number(lty_buffer *buffer, int64_t number)
{
    unsigned char bytes[8];

    lty_store_le64(bytes, (uint64_t) number);
    lty_buffer_append(buffer, (const char *) bytes, sizeof bytes);
}

static void lty_replay_numbers(lty_buffer *buffer, const int64_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        lty_replay_number(buffer, numbers[i]);
    }
}

static void lty_replay_text(lty_buffer *buffer, lty_text text)
{
    lty_replay_number(buffer, (int64_t) text.len);
    lty_buffer_text(buffer, text);
}

static void lty_replay_months(lty_buffer *buffer, const lty_replay *replay)
{
    lty_replay_number(buffer, (int64_t) replay->month_count);
    for (size_t i = 0; i < replay->month_count; i++) {
        const lty_replay_month *month = &replay->months[i];

        lty_replay_number(buffer, month->month);
        for (size_t side = 0; side < 2; side++) {
            lty_replay_numbers(buffer, month->flows[side], LTY_FLOW_COUNT);
            lty_replay_number(buffer, month->owed[side]);
            lty_replay_number(buffer, month->liability_minor[side]);
        }
    }
}

static void lty_replay_customers(lty_buffer *buffer, const lty_base *base, const lty_replay_customer *list, size_t count)
{
    lty_replay_number(buffer, (int64_t) count);
    for (size_t i = 0; i < count; i++) {
        lty_replay_text(buffer, lty_base_key(base, list[i].customer));
        for (size_t side = 0; side < 2; side++) {
            lty_replay_number(buffer, list[i].points[side]);
            lty_replay_number(buffer, list[i].level[side] == LTY_STANDING_NONE ? -1 : (int64_t) list[i].level[side]);
        }
    }
}

lty_status lty_replay_hash(lty_replay *replay, const lty_base *base, const lty_timeline *now, const lty_timeline *changed)
{
    lty_buffer buffer;

    lty_buffer_init(&buffer, replay->alloc);
    lty_replay_text(&buffer, LTY_TEXT("loyalty replay 1"));
    lty_buffer_append(&buffer, (const char *) now->hash, sizeof now->hash);
    lty_buffer_append(&buffer, (const char *) changed->hash, sizeof changed->hash);
    lty_replay_number(&buffer, replay->at_s);
    lty_replay_number(&buffer, (int64_t) replay->customers);
    lty_replay_number(&buffer, (int64_t) replay->affected);
    lty_replay_months(&buffer, replay);
    lty_replay_numbers(&buffer, replay->totals[0], LTY_FACT_COUNT);
    lty_replay_numbers(&buffer, replay->totals[1], LTY_FACT_COUNT);
    lty_replay_number(&buffer, (int64_t) replay->tier_counts[0]);
    lty_replay_number(&buffer, (int64_t) replay->tier_counts[1]);
    lty_replay_numbers(&buffer, replay->tiers, replay->tier_counts[0] * replay->tier_counts[1]);
    lty_replay_customers(&buffer, base, replay->hardest, replay->hardest_count);
    lty_replay_customers(&buffer, base, replay->gaining, replay->gaining_count);
    lty_replay_number(&buffer, (int64_t) replay->rule_count);
    for (size_t i = 0; i < replay->rule_count; i++) {
        lty_replay_text(&buffer, replay->rules[i].key);
        lty_replay_numbers(&buffer, replay->rules[i].points, 2);
    }
    const lty_text bytes = lty_buffer_view(&buffer);
    const bool failed = buffer.failed;

    if (!failed) {
        lty_sign_hash(replay->hash, sizeof replay->hash, bytes.bytes, bytes.len, NULL);
    }
    lty_buffer_destroy(&buffer);
    return failed ? LTY_E_MEMORY : LTY_OK;
}
