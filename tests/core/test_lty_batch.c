#include "lty_batch.h"
#include "lty_sign.h"
#include "lty_test.h"

static const lty_transition utc[] = {{0, 0}};

/* 3: plain; 4: ten days from the batch; 5: a window; 6: both; 7: closed; 8: sixteen symbols */
static const lty_campaign campaigns[] = {
    {.number = 3, .format = LTY_FORMAT_SHORT, .length = 20, .open = true, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
    {.number = 4,
        .format = LTY_FORMAT_SHORT,
        .length = 20,
        .open = true,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = LTY_TIME_NONE,
        .valid_for_set = true,
        .valid_for = {0, 10}},
    {.number = 5, .format = LTY_FORMAT_SHORT, .length = 20, .open = true, .valid_from_s = 1000, .valid_until_s = 2000},
    {.number = 6,
        .format = LTY_FORMAT_SHORT,
        .length = 20,
        .open = true,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = 5 * LTY_DAY_SECONDS,
        .valid_for_set = true,
        .valid_for = {0, 10}},
    {.number = 7, .format = LTY_FORMAT_SHORT, .length = 20, .open = false, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
    {.number = 8, .format = LTY_FORMAT_SHORT, .length = 16, .open = true, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
};

static const lty_programme programme = {
    .zone = {{"UTC", 3}, utc, 1}, .campaigns = campaigns, .campaign_count = sizeof campaigns / sizeof campaigns[0]};

static lty_batch batch_of(size_t campaign, int64_t first, int64_t count, size_t id)
{
    lty_batch batch;

    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[campaign], first, count, NULL, 0, 0, 2), LTY_OK);
    batch.id = id;
    return batch;
}

static lty_batch_query query_of(int64_t campaign, int64_t serial)
{
    return (lty_batch_query){.campaign = campaign, .serial = serial, .format = LTY_FORMAT_SHORT, .length = 20, .slot = 2};
}

static void test_a_batch_fits_its_campaign(void **state)
{
    lty_batch batch = {0};
    (void) state;

    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], -1, 1, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 0, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1 << 24, 1, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1, 1 << 24, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 1, INT64_MAX, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[1], 0, 1, NULL, 0, LTY_TIME_MAX, 0), LTY_E_RANGE);
    assert_int_equal(batch.count, 0);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 1 << 24, NULL, 0, 0, 0), LTY_OK);
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
    assert_int_equal(lty_batches_next_serial(&batches, 3), next[0]);
    assert_int_equal(lty_batches_next_serial(&batches, 4), next[1]);
    assert_int_equal(lty_batches_next_serial(&batches, 5), 0);
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
    const lty_programme *const versions[] = {&programme};
    LTY_TEST_ALLOC();
    const lty_batch items[] = {
        batch_of(0, 0, 10, 0), batch_of(1, 0, 10, 1), batch_of(2, 0, 10, 2), batch_of(4, 0, 10, 3), batch_of(5, 0, 10, 4)};
    lty_batches batches;
    lty_batch_terms terms;
    lty_batch_query query;
    size_t clash[2];
    (void) state;

    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batches_load(clash, &batches, items, 5), LTY_OK);

    query = query_of(99, 0);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_CAMPAIGN);
    assert_null(terms.campaign);
    query = query_of(8, 0); /* its codes have 16 symbols */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_CAMPAIGN);
    assert_int_equal(terms.campaign->number, 8);
    for (lty_campaign_format format = LTY_FORMAT_PUBLIC; format <= LTY_FORMAT_SHARED; format++) {
        query = query_of(3, 0);
        query.format = format;
        assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_CAMPAIGN);
        assert_int_equal(terms.campaign->number, 3);
    }
    for (int64_t far = -1; far < INT64_MAX / 2; far = far < 0 ? INT64_C(1) << 32 : far * 2) { /* what a token may say */
        query = query_of(far + 3, 0);
        assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_CAMPAIGN);
        query = query_of(3, far);
        assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_NOT_ISSUED);
    }
    query = query_of(7, 0);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_CAMPAIGN_CLOSED);
    query = query_of(3, 10);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_NOT_ISSUED);
    assert_null(terms.batch);
    query = query_of(3, 9);
    query.slot = 1; /* genuine, but of a key that did not sign this batch */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_E_CODE_NOT_ISSUED);
    query = query_of(3, 9);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, LTY_TIME_MAX), LTY_OK);
    assert_int_equal(terms.batch->id, 0);

    query = query_of(5, 3);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 999), LTY_E_CODE_NOT_YET_VALID);
    assert_int_equal(terms.valid_from_s, 1000);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 1000), LTY_OK);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 1999), LTY_OK);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 2000), LTY_E_CODE_EXPIRED);
    assert_int_equal(terms.valid_until_s, 2000);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, LTY_TIME_NONE), LTY_OK);
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

static void test_holes_take_no_code_and_move_those_behind_them(void **state)
{
    uint64_t seed = lty_test_seed("batch", 32);
    (void) state;

    for (size_t round = 0; round < 400; round++) {
        const int64_t count = 1 + lty_test_below(&seed, 60);
        const int64_t density = 2 + lty_test_below(&seed, 10);
        const int64_t first = round % 3 == 0 ? 0 : lty_test_below(&seed, 1000);
        uint32_t skipped[4000];
        uint32_t serials[60];
        size_t holes = 0;
        uint32_t offset = 0;
        lty_batch batch;

        for (int64_t i = 0; i < count; offset++) {
            if (lty_test_below(&seed, density) == 0) {
                skipped[holes++] = offset;
            } else {
                serials[i++] = (uint32_t) first + offset;
            }
        }
        if (round % 5 == 0) { /* the list may end with holes */
            skipped[holes++] = offset++;
        }
        assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], first, count, skipped, holes, 0, 2), LTY_OK);
        assert_int_equal(batch.span, offset);
        uint32_t next = 0;
        for (uint32_t serial = 0; serial < (uint32_t) first + offset + 5; serial++) {
            const bool has = next < count && serials[next] == serial;
            uint32_t index = 12345;

            assert_int_equal(lty_batch_index(&index, &batch, serial), has);
            assert_int_equal(index, has ? next : 12345);
            if (has) {
                assert_int_equal(lty_batch_serial(&batch, next), serial);
                next++;
            }
        }
        assert_int_equal(next, count);
    }
}

static void test_offsets_that_are_no_holes_are_refused(void **state)
{
    static const uint32_t falling[] = {3, 2};
    static const uint32_t twice[] = {3, 3};
    static const uint32_t behind[] = {0, 12};
    static const uint32_t last[] = {0, 11};
    lty_batch batch = {0};
    (void) state;

    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 10, falling, 2, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 10, twice, 2, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 10, behind, 2, 0, 0), LTY_E_RANGE);
    assert_int_equal(batch.count, 0);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 10, last, 2, 0, 0), LTY_OK);
    /* Holes are serials as well: ten codes and two holes do not fit into eleven. */
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], (1 << 24) - 11, 10, last, 2, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], (1 << 24) - 12, 10, last, 2, 0, 0), LTY_OK);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 0, 10, last, SIZE_MAX, 0, 0), LTY_E_RANGE);
}

static void test_skipped_serials_belong_to_their_batch_but_are_no_codes(void **state)
{
    static const uint32_t skipped[] = {2, 5};
    const lty_programme *const versions[] = {&programme};
    LTY_TEST_ALLOC();
    lty_batches batches;
    lty_batch_terms terms;
    lty_batch batch;
    size_t clash[2];
    (void) state;

    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batch_init(&batch, &programme, &campaigns[0], 10, 4, skipped, 2, 0, 2), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &batch), LTY_OK);
    assert_int_equal(lty_batches_next_serial(&batches, 3), 16);
    for (uint32_t serial = 9; serial < 17; serial++) {
        const lty_batch_query query = query_of(3, serial);
        const bool code = serial >= 10 && serial < 15 && serial != 12;

        assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), code ? LTY_OK : LTY_E_CODE_NOT_ISSUED);
        assert_int_equal(terms.batch != NULL, code);
        if (code) {
            assert_int_equal(terms.index, serial - 10 - (serial > 12));
        }
    }
    const lty_batch over = batch_of(0, 15, 1, 1); /* the hole at the end is not free */
    assert_int_equal(lty_batches_insert(clash, &batches, &over), LTY_E_CODE_LIMIT);
    lty_batches_destroy(&batches);
}

static void test_a_batch_keeps_the_terms_of_its_version(void **state)
{
    static const lty_campaign younger[] = {
        {.number = 3, .format = LTY_FORMAT_SHORT, .length = 20, .open = true, .valid_from_s = 500, .valid_until_s = 600},
        {.number = 4,
            .format = LTY_FORMAT_SHORT,
            .length = 20,
            .open = false,
            .valid_from_s = LTY_TIME_NONE,
            .valid_until_s = LTY_TIME_NONE},
        {.number = 5, .open = true, .automatic = true, .valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE},
        {.number = 7,
            .format = LTY_FORMAT_SHORT,
            .length = 20,
            .open = true,
            .valid_from_s = LTY_TIME_NONE,
            .valid_until_s = LTY_TIME_NONE},
    };
    static const lty_programme second = {.version = 2, .zone = {{"UTC", 3}, utc, 1}, .campaigns = younger, .campaign_count = 4};
    const lty_programme *const versions[] = {&programme, &second};
    LTY_TEST_ALLOC();
    lty_batch items[] = {
        batch_of(0, 0, 10, 0), batch_of(1, 0, 10, 1), batch_of(2, 0, 10, 2), batch_of(4, 0, 10, 3), batch_of(5, 0, 10, 4), {0}};
    lty_batches batches;
    lty_batch_terms terms;
    lty_batch_query query;
    size_t clash[2];
    (void) state;

    assert_int_equal(lty_batch_init(&items[5], &second, &younger[0], 10, 5, NULL, 0, 0, 2), LTY_OK);
    items[5].id = 5;
    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batches_load(clash, &batches, items, 6), LTY_OK);

    query = query_of(3, 9); /* the younger version's window is not this batch's */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 700), LTY_OK);
    assert_ptr_equal(terms.programme, &programme);
    assert_ptr_equal(terms.campaign, &campaigns[0]);
    query = query_of(3, 10);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 700), LTY_E_CODE_EXPIRED);
    assert_ptr_equal(terms.programme, &second);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 599), LTY_OK);
    assert_int_equal(lty_batches_next_serial(&batches, 3), 15);

    query = query_of(4, 0); /* closed by the current version, whatever its own said */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 0), LTY_E_CODE_CAMPAIGN_CLOSED);
    assert_null(terms.batch);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 1, &query, 0), LTY_OK);
    query = query_of(5, 0); /* the current version has an automatic offer in its place */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 1500), LTY_E_CODE_CAMPAIGN_CLOSED);
    query = query_of(7, 0); /* closed when the batch was issued, open again */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 0), LTY_OK);
    query = query_of(8, 0);
    query.length = 16; /* dropped */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 0), LTY_E_CODE_CAMPAIGN_CLOSED);
    assert_int_equal(terms.campaign->number, 8);
    query = query_of(8, 0); /* and of a length that it never had */
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 0), LTY_E_CODE_CAMPAIGN);
    query = query_of(9, 0);
    assert_int_equal(lty_batches_check(&terms, &batches, versions, 2, &query, 0), LTY_E_CODE_CAMPAIGN);
    lty_batches_destroy(&batches);
    assert_int_equal(memory.blocks, 0);
}

static const lty_benefit percent = {
    .kind = LTY_DISCOUNT_PERCENT, .value = 150000, .target = LTY_TARGET_PRODUCT, .sku = {"MUG", 3}, .pieces = 2};
static const lty_benefit fixed = {.kind = LTY_DISCOUNT_FIXED, .value = 250, .value_micro = 2500000, .target = LTY_TARGET_ORDER};
static const lty_benefit shipping = {.kind = LTY_DISCOUNT_FREE_SHIPPING};
static const lty_benefit gift = {.kind = LTY_DISCOUNT_GIFT, .value = 7, .sku = {"MUG", 3}};

static lty_campaign token_campaign(const lty_benefit *benefit)
{
    return (lty_campaign){.number = 70000,
        .format = LTY_FORMAT_PUBLIC,
        .open = true,
        .benefits = benefit,
        .benefit_count = 1,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = LTY_TIME_NONE,
        .combining = LTY_COMBINING_ALL};
}

static lty_programme token_programme(const lty_campaign *campaign)
{
    return (lty_programme){
        .currency = "EUR", .currency_decimals = 2, .zone = {{"UTC", 3}, utc, 1}, .campaigns = campaign, .campaign_count = 1};
}

static lty_status token_of(lty_token *out, const lty_campaign *campaign)
{
    const lty_programme own = token_programme(campaign);
    lty_batch batch;

    assert_int_equal(lty_batch_init(&batch, &own, campaign, 5, 10, NULL, 0, 0, 0), LTY_OK);
    return lty_batch_token(out, &batch);
}

static void test_tokens_say_what_their_campaign_gives(void **state)
{
    lty_campaign campaign = token_campaign(&percent);
    lty_token token;
    (void) state;

    assert_int_equal(token_of(&token, &campaign), LTY_OK);
    assert_int_equal(token.has, 1U << LTY_TOKEN_TAG_CAMPAIGN | 1U << LTY_TOKEN_TAG_KIND | 1U << LTY_TOKEN_TAG_VALUE);
    assert_int_equal(token.campaign, 70000);
    assert_int_equal(token.kind, LTY_DISCOUNT_PERCENT);
    assert_int_equal(token.value, 1500);

    campaign.benefits = &shipping;
    campaign.minimum_order_minor = 3000;
    campaign.maximum_discount_minor = 500;
    campaign.valid_from_s = 1000;
    campaign.valid_until_s = 2000;
    campaign.email_only = true;
    campaign.lines.sale_items = LTY_SALE_LEFT_OUT;
    campaign.combining = LTY_COMBINING_ALONE;
    assert_int_equal(token_of(&token, &campaign), LTY_OK);
    assert_int_equal(token.has,
        1U << LTY_TOKEN_TAG_CAMPAIGN | 1U << LTY_TOKEN_TAG_KIND | 1U << LTY_TOKEN_TAG_CURRENCY | 1U << LTY_TOKEN_TAG_MIN_ORDER
            | 1U << LTY_TOKEN_TAG_MAX_DISCOUNT | 1U << LTY_TOKEN_TAG_NOT_BEFORE | 1U << LTY_TOKEN_TAG_EXPIRES | 1U << LTY_TOKEN_TAG_FLAGS);
    assert_string_equal(token.currency, "EUR");
    assert_int_equal(token.min_order_minor, 3000);
    assert_int_equal(token.max_discount_minor, 500);
    assert_int_equal(token.not_before_s, 1000);
    assert_int_equal(token.expires_s, 2000);
    assert_int_equal(token.flags, LTY_TOKEN_EMAIL_ONLY | LTY_TOKEN_CATEGORIES | LTY_TOKEN_ALONE);
    campaign.valid_from_s = 2000;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_RANGE);
    campaign.valid_from_s = -1000; /* before 1970 is from ever */
    assert_int_equal(token_of(&token, &campaign), LTY_OK);
    assert_int_equal(token.has >> LTY_TOKEN_TAG_NOT_BEFORE & 1, 0);
    campaign.valid_until_s = -1;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_RANGE);
}

static void test_what_tokens_cannot_say_is_refused(void **state)
{
    static const lty_benefit_step steps[] = {{0, 500}};
    const lty_benefit two[] = {percent, shipping};
    lty_campaign campaign = token_campaign(two);
    lty_benefit benefit;
    lty_token token = {.campaign = 1};
    (void) state;

    campaign.benefit_count = 2;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    campaign.benefit_count = 0;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    campaign = token_campaign(&benefit);
    benefit = percent;
    benefit.value = 150001;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    benefit = fixed;
    benefit.value_micro = 2500001;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    benefit = fixed;
    benefit.steps = steps;
    benefit.step_count = 1;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    benefit = gift;
    benefit.value = 0;
    assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    for (lty_discount_kind kind = LTY_DISCOUNT_POINTS_MULTIPLIER; kind <= LTY_DISCOUNT_EARLY_ACCESS; kind++) {
        benefit = (lty_benefit){.kind = kind, .value = 20000};
        assert_int_equal(token_of(&token, &campaign), LTY_E_CODE_FIELD_UNKNOWN);
    }
    assert_int_equal(token.campaign, 1);
}

/* The campaign as a token of it says it, read back under the programme. */
static lty_status terms_of(lty_campaign *out, lty_benefit *benefit, const lty_campaign *campaign, const lty_token *token)
{
    const lty_programme own = token_programme(campaign);
    const lty_batch_terms terms = {.programme = &own, .campaign = campaign};

    return lty_batch_token_terms(out, benefit, &terms, token);
}

static void test_the_terms_of_a_token_go_over_its_campaign(void **state)
{
    const lty_benefit *const benefits[] = {&percent, &fixed, &shipping, &gift};
    lty_campaign campaign;
    lty_campaign read;
    lty_benefit benefit;
    lty_token token;
    (void) state;

    for (size_t i = 0; i < 4; i++) {
        campaign = token_campaign(benefits[i]);
        campaign.minimum_order_minor = 100;
        campaign.first_order_only = true;
        assert_int_equal(token_of(&token, &campaign), LTY_OK);
        assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_OK);
        assert_ptr_equal(read.benefits, &benefit);
        assert_int_equal(benefit.kind, benefits[i]->kind);
        assert_int_equal(benefit.value, benefits[i]->value);
        assert_int_equal(benefit.value_micro, benefits[i]->value_micro);
        assert_int_equal(benefit.pieces, benefits[i]->pieces); /* what a token cannot say stays */
        assert_int_equal(benefit.sku.len, benefits[i]->sku.len);
        assert_int_equal(read.minimum_order_minor, 100);
        assert_true(read.first_order_only);
        assert_int_equal(read.combining, LTY_COMBINING_ALL);
    }
    /* A token of another kind than its campaign's, with other terms in everything. */
    campaign = token_campaign(&percent);
    campaign.minimum_order_minor = 100;
    campaign.valid_until_s = 5000;
    campaign.email_only = true;
    campaign.combining = LTY_COMBINING_ALONE;
    token = (lty_token){.has = 1U << LTY_TOKEN_TAG_KIND | 1U << LTY_TOKEN_TAG_VALUE | 1U << LTY_TOKEN_TAG_CURRENCY
            | 1U << LTY_TOKEN_TAG_MAX_DISCOUNT | 1U << LTY_TOKEN_TAG_NOT_BEFORE,
        .kind = LTY_DISCOUNT_FIXED,
        .value = 99,
        .currency = "EUR",
        .max_discount_minor = 50,
        .not_before_s = 77};
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_OK);
    assert_int_equal(benefit.kind, LTY_DISCOUNT_FIXED);
    assert_int_equal(benefit.value, 99);
    assert_int_equal(benefit.value_micro, 990000);
    assert_int_equal(benefit.target, LTY_TARGET_ORDER);
    assert_int_equal(benefit.sku.len, 0);
    assert_int_equal(read.minimum_order_minor, 0);
    assert_int_equal(read.maximum_discount_minor, 50);
    assert_int_equal(read.valid_from_s, 77);
    assert_int_equal(read.valid_until_s, LTY_TIME_NONE);
    assert_false(read.email_only);
    assert_int_equal(read.combining, LTY_COMBINING_ALL);
    token.has |= 1U << LTY_TOKEN_TAG_FLAGS;
    token.flags = LTY_TOKEN_ALONE | LTY_TOKEN_EMAIL_ONLY;
    campaign.combining = LTY_COMBINING_LISTED;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_OK);
    assert_int_equal(read.combining, LTY_COMBINING_ALONE);
    assert_true(read.email_only);
    token.flags = LTY_TOKEN_EMAIL_ONLY;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_OK);
    assert_int_equal(read.combining, LTY_COMBINING_LISTED);

    token.currency[0] = 'G';
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_E_CODE_CURRENCY);
    token.currency[0] = 'E';
    token.value = (INT64_C(1) << 53) - 1;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_E_CODE_FIELD_RANGE);
    token.kind = LTY_DISCOUNT_GIFT; /* the campaign has none of that number */
    token.value = 7;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_E_CODE_FIELD_RANGE);
    campaign.benefits = &gift;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_E_CODE_FIELD_RANGE); /* a gift has no maximum */
    token.has &= ~(1U << LTY_TOKEN_TAG_MAX_DISCOUNT);
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_OK);
    token.value = 8;
    assert_int_equal(terms_of(&read, &benefit, &campaign, &token), LTY_E_CODE_FIELD_RANGE);
}

static void test_serials_of_tokens_have_32_bits(void **state)
{
    LTY_TEST_ALLOC();
    const lty_campaign campaign = token_campaign(&percent);
    const lty_programme own = token_programme(&campaign);
    lty_batches batches;
    lty_batch batch;
    size_t clash[2];
    (void) state;

    lty_batches_init(&batches, &alloc);
    assert_int_equal(lty_batch_init(&batch, &own, &campaign, INT64_C(1) << 32, 1, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &own, &campaign, UINT32_MAX, 2, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &own, &campaign, 0, INT64_C(1) << 32, NULL, 0, 0, 0), LTY_E_RANGE);
    assert_int_equal(lty_batch_init(&batch, &own, &campaign, 0, UINT32_MAX, NULL, 0, 0, 0), LTY_OK);
    assert_int_equal(lty_batches_insert(clash, &batches, &batch), LTY_OK);
    assert_int_equal(lty_batch_init(&batch, &own, &campaign, UINT32_MAX, 1, NULL, 0, 0, 0), LTY_OK);
    batch.id = 1;
    assert_int_equal(lty_batches_insert(clash, &batches, &batch), LTY_OK);
    assert_int_equal(lty_batches_next_serial(&batches, 70000), INT64_C(1) << 32);
    assert_int_equal(lty_batches_find(&batches, 70000, UINT32_MAX)->id, 1);
    assert_int_equal(lty_batches_find(&batches, 70000, UINT32_MAX - 1)->id, 0);
    lty_batches_destroy(&batches);
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
        cmocka_unit_test(test_holes_take_no_code_and_move_those_behind_them),
        cmocka_unit_test(test_offsets_that_are_no_holes_are_refused),
        cmocka_unit_test(test_skipped_serials_belong_to_their_batch_but_are_no_codes),
        cmocka_unit_test(test_a_batch_keeps_the_terms_of_its_version),
        cmocka_unit_test(test_tokens_say_what_their_campaign_gives),
        cmocka_unit_test(test_what_tokens_cannot_say_is_refused),
        cmocka_unit_test(test_the_terms_of_a_token_go_over_its_campaign),
        cmocka_unit_test(test_serials_of_tokens_have_32_bits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
