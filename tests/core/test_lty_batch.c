#include "lty_batch.h"
#include "lty_sign.h"
#include "lty_test.h"

static const lty_transition utc[] = {{0, 0}};

/* 3: plain; 4: ten days from the batch; 5: a window; 6: both; 7: closed; 8: sixteen symbols */
static const lty_campaign campaigns[] = {
    {.number = 3, .length = 20, .open = true, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
    {.number = 4,
        .length = 20,
        .open = true,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = LTY_TIME_NONE,
        .valid_for_set = true,
        .valid_for = {0, 10}},
    {.number = 5, .length = 20, .open = true, .valid_from_s = 1000, .valid_until_s = 2000},
    {.number = 6,
        .length = 20,
        .open = true,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = 5 * LTY_DAY_SECONDS,
        .valid_for_set = true,
        .valid_for = {0, 10}},
    {.number = 7, .length = 20, .open = false, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
    {.number = 8, .length = 16, .open = true, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
};

static const lty_programme programme = {
    .zone = {{"UTC", 3}, utc, 1}, .campaigns = campaigns, .campaign_count = sizeof campaigns / sizeof campaigns[0]};

static lty_batch batch_of(size_t campaign, int64_t first, int64_t count, size_t id)
{
    lty_batch batch;

    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[campaign], first, count, 0, 2), LTY_OK);
    batch.id = id;
    return batch;
}

static lty_coupon coupon_of(uint32_t campaign, uint32_t serial)
{
    return (lty_coupon){.code = {.count = 20}, .version = 1, .slot = 2, .campaign = campaign, .serial = serial};
}

static void test_a_batch_fits_its_campaign(void **state)
{
    lty_batch batch = {0};
    (void) state;

    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], -1, 1, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1 << 24, 1, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1, 1 << 24, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1, INT64_MAX, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[1], 0, 1, LTY_TIME_MAX, 0), LTY_E_RANGE);
    assert_int_equal(batch.count, 0);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 1 << 24, 0, 0), LTY_OK);
    assert_int_equal(batch.valid_until_s, LTY_TIME_NONE);
}

static void test_the_window_ends_with_what_ends_first(void **state)
{
    (void) state;

    assert_int_equal(batch_of(1, 0, 1, 0).valid_until_s, 11 * LTY_DAY_SECONDS); /* ten days, the last one to its end */
    assert_int_equal(batch_of(2, 0, 1, 0).valid_until_s, 2000);
    assert_int_equal(batch_of(3, 0, 1, 0).valid_until_s, 5 * LTY_DAY_SECONDS);
}

static void test_find_agrees_with_a_walk(void **state)
{
    uint64_t seed = lty_test_seed("batch", 31);
    LTY_TEST_ALLOC();
    enum { N = 300 };
    lty_batch items[N];
    lty_batches batches;
    size_t clash[2];
    int64_t next[2] = {0, 0};
    (void) state;

    lty_batches_init(&batches, &alloc);
    for (size_t i = 0; i < N; i++) {
        const size_t campaign = i % 2;
        const int64_t count = 1 + lty_test_below(&seed, 20);

        next[campaign] += lty_test_below(&seed, 3); /* gaps too */
        items[i] = batch_of(campaign, next[campaign], count, i);
        next[campaign] += count;
    }
    for (size_t i = N - 1; i > 0; i--) {
        const size_t j = (size_t) lty_test_below(&seed, (int64_t) i + 1);
        const lty_batch swap = items[i];

        items[i] = items[j];
        items[j] = swap;
    }
    assert_int_equal(lty_batches_load(clash, &batches, items, N), LTY_OK);
    for (uint32_t number = 2; number <= 5; number++) {
        for (uint32_t serial = 0; serial < 4000; serial++) {
            const lty_batch *expected = NULL;
            const lty_batch *found = lty_batches_find(&batches, number, serial);

            for (size_t i = 0; i < N; i++) {
                if (items[i].campaign->number == number && serial >= items[i].first_serial
                    && serial < items[i].first_serial + items[i].count) {
                    expected = &items[i];
                }
            }
            assert_int_equal(found == NULL, expected == NULL);
            if (expected != NULL) {
                assert_int_equal(found->id, expected->id);
            }
        }
    }
    assert_int_equal(lty_batches_next_serial(&batches, &campaigns[0]), next[0]);
    assert_int_equal(lty_batches_next_serial(&batches, &campaigns[1]), next[1]);
    assert_int_equal(lty_batches_next_serial(&batches, &campaigns[2]), 0);
    lty_batches_destroy(&batches);
    lty_batches_destroy(&batches);
    assert_int_equal(memory.blocks, 0);
}

static void test_no_two_batches_share_a_serial(void **state)
{
    LTY_TEST_ALLOC();
    const lty_batch items[] = {batch_of(0, 10, 10, 1), batch_of(1, 10, 10, 2), batch_of(0, 19, 1, 3)};
    const lty_batch edges[] = {batch_of(0, 20, 5, 4), batch_of(0, 0, 10, 5)};
    const lty_batch over[] = {batch_of(0, 24, 1, 6), batch_of(0, 0, 1, 7), batch_of(0, 25, 100, 8), batch_of(0, 30, 1, 9)};
    lty_batches batches;
    size_t clash[2] = {0, 0};
    (void) state;

    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batches_load(clash, &batches, items, 3), LTY_E_CODE_LIMIT);
    assert_int_equal(clash[0] + clash[1], 4);
    assert_int_equal(batches.count, 0);
    assert_int_equal(lty_batches_load(clash, &batches, items, 2), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &edges[0]), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &edges[1]), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &over[0]), LTY_E_CODE_LIMIT);
    assert_int_equal(clash[0], 4);
    assert_int_equal(lty_batches_insert(clash, &batches, &over[1]), LTY_E_CODE_LIMIT);
    assert_int_equal(clash[0], 5);
    assert_int_equal(lty_batches_insert(clash, &batches, &over[3]), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &over[2]), LTY_E_CODE_LIMIT); /* runs into the one behind */
    assert_int_equal(clash[0], 9);
    assert_int_equal(clash[1], 8);
    assert_int_equal(batches.count, 5);
    for (uint32_t serial = 0; serial < 25; serial++) {
        assert_non_null(lty_batches_find(&batches, 3, serial));
    }
    lty_batches_destroy(&batches);
    assert_int_equal(memory.blocks, 0);
}

static void test_checks_come_in_their_order(void **state)
{
    LTY_TEST_ALLOC();
    const lty_batch items[] = {
        batch_of(0, 0, 10, 0), batch_of(1, 0, 10, 1), batch_of(2, 0, 10, 2), batch_of(4, 0, 10, 3), batch_of(5, 0, 10, 4)};
    lty_batches batches;
    lty_batch_terms terms;
    lty_coupon coupon;
    size_t clash[2];
    (void) state;

    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batches_load(clash, &batches, items, 5), LTY_OK);

    coupon = coupon_of(99, 0);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 0), LTY_E_CODE_CAMPAIGN);
    assert_null(terms.campaign);
    coupon = coupon_of(8, 0); /* its codes have 16 symbols */
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 0), LTY_E_CODE_CAMPAIGN);
    assert_int_equal(terms.campaign->number, 8);
    coupon = coupon_of(7, 0);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 0), LTY_E_CODE_CAMPAIGN_CLOSED);
    coupon = coupon_of(3, 10);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 0), LTY_E_CODE_NOT_ISSUED);
    assert_null(terms.batch);
    coupon = coupon_of(3, 9);
    coupon.slot = 1; /* genuine, but of a key that did not sign this batch */
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 0), LTY_E_CODE_NOT_ISSUED);
    coupon = coupon_of(3, 9);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, LTY_TIME_MAX), LTY_OK);
    assert_int_equal(terms.batch->id, 0);

    coupon = coupon_of(5, 3);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 999), LTY_E_CODE_NOT_YET_VALID);
    assert_int_equal(terms.valid_from_s, 1000);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 1000), LTY_OK);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 1999), LTY_OK);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, 2000), LTY_E_CODE_EXPIRED);
    assert_int_equal(terms.valid_until_s, 2000);
    assert_int_equal(lty_batches_check(&terms, &batches, &programme, &coupon, LTY_TIME_NONE), LTY_OK);
    lty_batches_destroy(&batches);
}

static void test_memory_that_ends_leaves_the_table_alone(void **state)
{
    LTY_TEST_ALLOC();
    const lty_batch first = batch_of(0, 0, 10, 0);
    lty_batches batches;
    size_t clash[2];
    (void) state;

    lty_batches_init(&batches, &alloc);
    memory.fail_at = 1;
    assert_int_equal(lty_batches_load(clash, &batches, &first, 1), LTY_E_MEMORY);
    assert_int_equal(lty_batches_insert(clash, &batches, &first), LTY_E_MEMORY);
    assert_int_equal(batches.count, 0);
    memory.fail_at = 0;
    for (uint32_t i = 0; i < 16; i++) {
        const lty_batch batch = batch_of(0, 10 * (int64_t) i, 10, i);

        assert_int_equal(lty_batches_insert(clash, &batches, &batch), LTY_OK);
    }
    memory.fail_at = memory.calls + 1;
    const lty_batch late = batch_of(1, 0, 10, 16);
    assert_int_equal(lty_batches_insert(clash, &batches, &late), LTY_E_MEMORY);
    assert_int_equal(batches.count, 16);
    assert_int_equal(lty_batches_find(&batches, 3, 159)->id, 15);
    lty_batches_destroy(&batches);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_batch_fits_its_campaign),
        cmocka_unit_test(test_the_window_ends_with_what_ends_first),
        cmocka_unit_test(test_find_agrees_with_a_walk),
        cmocka_unit_test(test_no_two_batches_share_a_serial),
        cmocka_unit_test(test_checks_come_in_their_order),
        cmocka_unit_test(test_memory_that_ends_leaves_the_table_alone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
