/* How customers behave: random shops against a model; links of keys; ends of periods; memory. */
#include "lty_test_behaviour_model.h"

static void test_random(void **state)
{
    uint64_t seed = lty_test_seed("indicators", 12);

    (void) state;
    for (int round = 0; round < 1500; round++) {
        lty_indicators got;
        size_t order[THINGS];
        shop s;
        rules r;
        LTY_TEST_ALLOC();

        rules_plain(&r, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);

        draw(&s, &seed, &r.versions[0].zone);
        for (size_t i = 0; i < s.count; i++) { /* in any order */
            const size_t at = (size_t) lty_test_below(&seed, (int64_t) i + 1);

            order[i] = order[at];
            order[at] = i;
        }
        for (size_t i = 0; i < s.count; i++) {
            take(base, &s.things[order[i]], order[i]);
        }
        assert_int_equal(lty_indicators_run(&got, base, s.from_s, s.at_s, &alloc), LTY_OK);
        check(&s, &got);
        lty_indicators_destroy(&got);
        lty_indicators_destroy(&got);
        lty_base_destroy(base);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_linked(void **state)
{
    LTY_TEST_ALLOC();
    lty_indicators got;
    shop s = {.count = 3};
    rules r;
    char id[40];

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    for (size_t i = 0; i < 3; i++) { /* anna, ben, anna */
        s.things[i] = (thing){.kind = ORDER,
            .who = i == 1,
            .at_s = LTY_TEST_2011 + (int64_t) i * 40 * LTY_TEST_DAY,
            .gross = 100,
            .kept = 100,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE};
        take(base, &s.things[i], i);
    }
    assert_int_equal(lty_indicators_run(&got, base, LTY_TIME_NONE, LTY_TEST_2012, &alloc), LTY_OK);
    assert_int_equal(got.customers, 2);
    assert_int_equal(got.gaps.count, 1);
    lty_indicators_destroy(&got);
    lty_event link = blank(&s.things[0], id, sizeof id, 1, "link");
    link.type = LTY_EVENT_IDENTITIES_LINKED;
    link.object = lty_test_text("ben");
    link.revision = 1;
    link.given = true;
    link.at_s = LTY_TEST_2012;
    base_append(base, &link, false);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TIME_NONE, LTY_TEST_2012 - 1, &alloc), LTY_OK);
    assert_int_equal(got.customers, 2); /* before they are one */
    lty_indicators_destroy(&got);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2012 - 1, LTY_TEST_2012, &alloc), LTY_OK);
    assert_int_equal(got.customers, 1);
    assert_int_equal(got.gaps.count, 2);
    assert_int_equal(got.cohort_count, 1);
    assert_int_equal(got.channels.count, 0); /* nothing was bought in the period */
    assert_int_equal(got.month_count, 2);
    lty_indicators_destroy(&got);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Both ends of the period, of the week before an order, and an opening at the very instant of an order. */
static void test_ends(void **state)
{
    static const thing things[] = {
        {.kind = ORDER, .who = 0, .at_s = LTY_TEST_2011, .gross = 10, .kept = 10, .quantity = 1, .cost = LTY_EVENT_COST_NONE},
        {.kind = VISIT, .who = 0, .at_s = LTY_TEST_2011, .place = 3},
        {.kind = CLICKED, .who = 1, .at_s = LTY_TEST_2011, .place = 3, .delivery = 8},
        {.kind = ORDER,
            .who = 1,
            .at_s = LTY_TEST_2011 + 7 * LTY_TEST_DAY,
            .gross = 20,
            .kept = 20,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
        {.kind = CLICKED, .who = 2, .at_s = LTY_TEST_2011, .place = 3, .delivery = 17},
        {.kind = ORDER,
            .who = 2,
            .at_s = LTY_TEST_2011 + 7 * LTY_TEST_DAY + 1,
            .gross = 40,
            .kept = 40,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
        {.kind = CLICKED, .who = 3, .at_s = LTY_TEST_2011 + 8 * LTY_TEST_DAY, .place = 3, .delivery = 26},
        {.kind = ORDER,
            .who = 3,
            .at_s = LTY_TEST_2011 + 8 * LTY_TEST_DAY,
            .gross = 80,
            .kept = 80,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
    };
    LTY_TEST_ALLOC();
    lty_indicators got;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        take(base, &things[i], i);
    }
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2011, LTY_TEST_2011 + 8 * LTY_TEST_DAY, &alloc), LTY_OK);
    assert_int_equal(got.buyers.customers[LTY_INDICATOR_NEW], 4);
    assert_int_equal(got.baskets[0].amount_minor, 150);
    assert_int_equal(got.visitors.customers[LTY_INDICATOR_NEW], 1);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_SENT], 3); /* that nobody sent, and were clicked all the same */
    assert_int_equal(got.mail.counts[LTY_MESSAGE_ORDERS], 2);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_AMOUNT], 100);
    lty_indicators_destroy(&got);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2011 + 1, LTY_TEST_2011 + 8 * LTY_TEST_DAY - 1, &alloc), LTY_OK);
    assert_int_equal(got.buyers.customers[LTY_INDICATOR_NEW], 2);
    assert_int_equal(got.visits, 0);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_ORDERS], 0); /* the clicked ones are of before the period */
    lty_indicators_destroy(&got);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static void test_judgements(void **state)
{
    lty_indicator_mail mail = {.hours = {[7] = 3, [19] = 3}};
    const lty_indicator_mail none = {.subscribers = 0};
    lty_proportion rate;

    (void) state;
    assert_int_equal(lty_indicator_direct(99, 0), LTY_JUDGEMENT_UNKNOWN);
    assert_int_equal(lty_indicator_direct(100, 19), LTY_JUDGEMENT_LOW);
    assert_int_equal(lty_indicator_direct(100, 20), LTY_JUDGEMENT_FAIR);
    assert_int_equal(lty_indicator_direct(1000, 399), LTY_JUDGEMENT_FAIR);
    assert_int_equal(lty_indicator_direct(1000, 400), LTY_JUDGEMENT_HIGH);
    assert_int_equal(lty_indicator_best_hour(&mail), 7);
    mail.hours[19]++;
    assert_int_equal(lty_indicator_best_hour(&mail), 19);
    assert_int_equal(lty_indicator_best_hour(&none), -1);
    assert_int_equal(lty_indicator_subscriber(&rate, 0, 0, 100, 30), LTY_JUDGEMENT_UNKNOWN);
    assert_int_equal(lty_indicator_subscriber(&rate, 3, 0, 100, 30), LTY_JUDGEMENT_FAIR); /* too few to tell */
    assert_int_equal(lty_indicator_subscriber(&rate, 30, 1, 100, 30), LTY_JUDGEMENT_LOW);
    assert_int_equal(lty_indicator_subscriber(&rate, 30, 29, 100, 30), LTY_JUDGEMENT_HIGH);
    for (int judgement = LTY_JUDGEMENT_UNKNOWN; judgement <= LTY_JUDGEMENT_HIGH; judgement++) {
        assert_true(strlen(lty_indicator_direct_text((lty_indicator_judgement) judgement)) > 20);
        assert_true(strlen(lty_indicator_subscriber_text((lty_indicator_judgement) judgement)) > 20);
    }
}

/* Bases are made outside, so that only the call itself finds no memory. */
static void test_memory(void **state)
{
    uint64_t seed = 5;
    LTY_TEST_ALLOC();
    shop s;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    draw(&s, &seed, &r.versions[0].zone);
    while (s.count < 40) {
        draw(&s, &seed, &r.versions[0].zone);
    }
    for (size_t i = 0; i < s.count; i++) {
        take(base, &s.things[i], i);
    }
    lty_status status = LTY_E_MEMORY;

    for (size_t fail = 1; status != LTY_OK; fail++) {
        lty_test_memory own = {0, 0, 0, fail};
        const lty_alloc tight = {lty_test_resize, &own};
        lty_indicators got = {.customers = -1};

        status = lty_indicators_run(&got, base, s.from_s, s.at_s, &tight);
        if (status == LTY_OK) {
            own.fail_at = 0;
            check(&s, &got);
            lty_indicators_destroy(&got);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_int_equal(got.customers, -1);
        }
        assert_int_equal(own.blocks, 0);
    }
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_linked),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_judgements),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
