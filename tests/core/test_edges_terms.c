/* Discounts where memory fails once and is there again: every allocation is looked at by itself, wherever in a chunk of the arena it falls. */
#include "lty_quote.h"
#include "lty_test_fold.h"
#include "lty_test_terms.h"

/* Unlike that of lty_test.h: only the fail_at-th call fails. */
static void *resize_once(void *context, void *memory, size_t old_size, size_t new_size)
{
    lty_test_memory *counter = context;
    const size_t fail_at = counter->fail_at;
    const bool now = new_size != 0 && counter->calls + 1 == fail_at;

    counter->calls += (size_t) now;
    if (now) {
        return NULL;
    }
    counter->fail_at = 0;
    void *block = lty_test_resize(context, memory, old_size, new_size);
    counter->fail_at = fail_at;
    return block;
}

static void test_memory_that_fails_once(void **state)
{
    const lty_way ways[] = {LTY_WAY_EXACT, LTY_WAY_WOOCOMMERCE, LTY_WAY_PRESTASHOP};
    size_t failed = 0;

    (void) state;
    for (size_t pad = 0; pad < 4096; pad += 48) {
        for (size_t i = 0; i < 3; i++) {
            lty_status status = LTY_E_MEMORY;

            for (size_t nth = 1; status != LTY_OK; nth++) {
                lty_test_memory memory = {0, 0, 0, 0};
                const lty_alloc alloc = {resize_once, &memory};
                shop it;
                lty_discounts out = {.total_minor = 99};

                shop_init(&it, &alloc);
                shop_line(&it, "T1", NULL, 2, 500);
                shop_line(&it, "T2", NULL, 1, 1010);
                shop_offer(&it, 0, 7, "CODE1");
                shop_offer(&it, 1, 8, "CODE2");
                it.campaigns[0].budget_minor = 300;
                it.programme.discounts.way = ways[i];
                assert_non_null(lty_arena_zero(&it.arena, 1, pad + 1));
                memory.fail_at = memory.calls + nth;
                const lty_terms terms = shop_terms(&it);

                status = lty_discounts_apply(&out, &terms);
                if (status != LTY_OK) {
                    assert_int_equal(status, LTY_E_MEMORY);
                    assert_int_equal(out.total_minor, 99);
                    failed++;
                }
                shop_destroy(&it);
                assert_int_equal(memory.blocks, 0);
            }
        }
    }
    assert_true(failed > 100);
}

/* The least that a campaign may permit: one use. */
static void test_the_least_limits(void **state)
{
    (void) state;
    for (int which = 0; which < 2; which++) {
        for (int64_t used = 0; used < 2; used++) {
            LTY_TEST_ALLOC();
            shop it;

            shop_init(&it, &alloc);
            shop_line(&it, "T1", NULL, 2, 500);
            lty_offer *offer = shop_offer(&it, 0, 7, "CODE1");
            *(which == 0 ? &it.campaigns[0].uses_total : &it.campaigns[0].uses_per_customer) = 1;
            *(which == 0 ? &offer->usage.campaign_uses : &offer->usage.customer_uses) = used;
            const lty_terms terms = shop_terms(&it);

            assert_int_equal(lty_discounts_apply(&it.out, &terms), LTY_OK);
            assert_int_equal(it.out.refusal_count, used);
            assert_int_equal(it.out.count, 1 - used);
            shop_destroy(&it);
            assert_int_equal(memory.blocks, 0);
        }
    }
}

/* The day that a customer reads: ends are half open, so one at midnight belongs to the day before, and one a second later does not. */
static void test_the_last_day_that_is_said(void **state)
{
    static const char *const said[] = {"the last day of the code was 2011-03-12", "the last day of the code was 2011-03-13"};
    const int64_t midnight_s = AT_S - AT_S % 86400;

    (void) state;
    for (int64_t late = 0; late < 2; late++) {
        LTY_TEST_ALLOC();
        shop it;

        shop_init(&it, &alloc);
        shop_line(&it, "T1", NULL, 2, 500);
        shop_offer(&it, 0, 7, "CODE1")->expires_at_s = midnight_s + late;
        const lty_terms terms = shop_terms(&it);

        assert_int_equal(lty_discounts_apply(&it.out, &terms), LTY_OK);
        assert_int_equal(it.out.refusal_count, 1);
        assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_EXPIRED);
        assert_memory_equal(it.out.refusals[0].message.bytes, said[late], strlen(said[late]));
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
    }
}

/* Facts of a version with more tiers: in one that has fewer, the customer stands at the lowest. */
static void test_a_tier_that_the_version_has_not(void **state)
{
    const lty_programme plain = lty_test_programme();

    (void) state;
    for (int64_t tier = 0; tier < 4; tier++) {
        LTY_TEST_ALLOC();
        shop it;
        lty_quote out;
        size_t culprit;
        const lty_timeline *timeline;

        shop_init(&it, &alloc);
        shop_line(&it, "T1", NULL, 2, 500);
        it.programme.points = plain.points;
        it.programme.tiers = plain.tiers;
        it.programme.tiers.items = it.tiers;
        it.programme.tiers.count = 2;
        it.tiers[1].earn_percent = 20000;
        it.facts[LTY_FACT_TIER] = tier;
        const lty_programme *versions[] = {&it.programme};
        const lty_quote_customer customer = {LTY_TEXT("anna"), it.facts, NULL, NULL};

        assert_int_equal(lty_timeline_create(&timeline, versions, 1, &culprit, &it.arena), LTY_OK);
        assert_int_equal(lty_quote_make(&out, timeline, &it.cart, &customer, NULL, 0, NULL, AT_S, &it.arena), LTY_OK);
        assert_int_equal(out.points, tier == 1 ? 20 : 10);
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_that_fails_once), cmocka_unit_test(test_the_least_limits),
        cmocka_unit_test(test_the_last_day_that_is_said), cmocka_unit_test(test_a_tier_that_the_version_has_not)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
