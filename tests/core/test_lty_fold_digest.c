/* The digest of a customer by its own encoding: integers of 64 bits little endian, texts behind their length, lists behind their count, hashed by blocks. */
#include "lty_test_fold.h"

#include "lty_sign.h"

#define BLOCK 4096U

typedef struct encoding {
    unsigned char bytes[1 << 16];
    size_t len;
} encoding;

static void put(encoding *it, int64_t number)
{
    for (int i = 0; i < 8; i++) {
        it->bytes[it->len++] = (unsigned char) ((uint64_t) number >> 8 * i);
    }
}

static void put_text(encoding *it, const char *text)
{
    put(it, (int64_t) strlen(text));
    memcpy(it->bytes + it->len, text, strlen(text));
    it->len += strlen(text);
}

/* The hash so far stands before each further block's bytes. */
static void finish(unsigned char out[32], const encoding *it)
{
    unsigned char block[BLOCK];
    size_t from = 0;
    size_t before = 0;

    for (;;) {
        const size_t room = BLOCK - before;
        const size_t part = it->len - from < room ? it->len - from : room;

        memcpy(block + before, it->bytes + from, part);
        lty_sign_hash(out, 32, block, before + part, NULL);
        from += part;
        if (before + part < BLOCK) {
            return;
        }
        memcpy(block, out, 32);
        before = 32;
    }
}

static void digests_are_their_encoding(void **context)
{
    (void) context;
    static lty_event events[200];
    static char ids[200][16];
    static lty_lot lots[100];
    static encoding expected;
    const lty_draw draws[] = {{&events[1], 3, 40}, {&events[2], 1, 5}};
    const lty_debt debts[] = {{&events[3], 7}, {&events[4], 8}};
    const lty_standing_change changes[] = {
        {LTY_TEST_2010, 0, 2, 1, LTY_STANDING_SET}, {LTY_TEST_2011, 2, LTY_STANDING_NONE, 2, LTY_STANDING_VERSION}};

    for (size_t i = 0; i < 200; i++) {
        snprintf(ids[i], sizeof ids[i], "s/order/%zu/1", i);
        events[i].id = lty_test_text(ids[i]);
    }
    for (size_t i = 0; i < 100; i++) {
        const int64_t n = (int64_t) i * 1000;

        lots[i] = (lty_lot){.source = (lty_lot_source) (i % 4 + 1),
            .event = &events[i],
            .terms = &events[i + 100],
            .at_s = n + 1,
            .available_at_s = n + 2,
            .expires_at_s = n + 3,
            .earned = n + 4,
            .reversed = n + 5,
            .spent = n + 6,
            .expired = n + 7,
            .left = n + 8,
            .pending = i % 3 == 0,
            .earn_percent = n + 9,
            .uncapped = n + 10,
            .version = i % 5};
    }
    /* One block, and several; with every list, and with none. */
    for (size_t count = 0; count <= 100; count += 25) {
        lty_customer customer = {.lots = lots, .lot_count = count, .draws = draws, .debts = debts, .changes = changes};
        unsigned char hash[32];
        unsigned char wanted[32];

        customer.draw_count = count == 25 ? 0 : 2;
        customer.debt_count = count == 50 ? 0 : 2;
        customer.change_count = count == 75 ? 0 : 2;
        expected.len = 0;
        put_text(&expected, "loyalty state 2");
        put_text(&expected, "7");
        for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
            customer.facts[i] = (int64_t) i - 5;
            if (!lty_fact_is_applied((lty_fact) i) && i != LTY_FACT_LOYALTY) {
                put(&expected, (int64_t) i - 5);
            }
        }
        put(&expected, (int64_t) count);
        for (size_t i = 0; i < count; i++) {
            const lty_lot *lot = &lots[i];
            const int64_t numbers[] = {(int64_t) lot->source, lot->at_s, lot->available_at_s, lot->expires_at_s, lot->earned, lot->reversed,
                lot->spent, lot->expired, lot->left, lot->pending, lot->earn_percent, lot->uncapped, (int64_t) lot->version};

            put_text(&expected, ids[i]);
            put_text(&expected, ids[i + 100]);
            for (size_t j = 0; j < sizeof numbers / sizeof *numbers; j++) {
                put(&expected, numbers[j]);
            }
        }
        put(&expected, (int64_t) customer.draw_count);
        for (size_t i = 0; i < customer.draw_count; i++) {
            put_text(&expected, ids[1 + i]);
            put(&expected, (int64_t) draws[i].lot);
            put(&expected, draws[i].points);
        }
        put(&expected, (int64_t) customer.debt_count);
        for (size_t i = 0; i < customer.debt_count; i++) {
            put_text(&expected, ids[3 + i]);
            put(&expected, debts[i].points);
        }
        put(&expected, (int64_t) customer.change_count);
        for (size_t i = 0; i < customer.change_count; i++) {
            put(&expected, changes[i].at_s);
            put(&expected, (int64_t) changes[i].from);
            put(&expected, (int64_t) changes[i].to);
            put(&expected, (int64_t) changes[i].version);
            put(&expected, (int64_t) changes[i].cause);
        }
        lty_fold_digest(hash, LTY_TEXT("7"), &customer);
        finish(wanted, &expected);
        assert_memory_equal(hash, wanted, 32);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(digests_are_their_encoding)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
