/*
 * Replay against two bases that were folded apart: every sum, month, tier, rule and list, under random programmes of several versions and
 * random histories with linked keys; against itself; its hash; stopping; and memory that runs out anywhere.
 */
#include "lty_replay.h"

#include "lty_indicator.h"
#include "lty_test_base.h"

static size_t rounds(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 150 : (size_t) strtoull(given, NULL, 10) / 20 + 1;
}

static lty_replay run(lty_base *base, const lty_timeline *changed, int64_t at_s, const lty_alloc *alloc)
{
    lty_replay replay;

    assert_int_equal(lty_replay_run(&replay, base, changed, at_s, NULL, NULL, alloc), LTY_OK);
    return replay;
}

/* One side as a base of its own says it. */
static void check_side(const lty_replay *replay, size_t side, lty_base *alone, const lty_alloc *alloc)
{
    static const lty_fact facts[] = {LTY_FACT_ORDERS, LTY_FACT_SPENT, LTY_FACT_REFUNDED, LTY_FACT_POINTS, LTY_FACT_POINTS_PENDING,
        LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_SPENT, LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_IN,
        LTY_FACT_POINTS_OUT, LTY_FACT_POINTS_RESTORED};
    lty_totals totals;
    lty_month *months;
    int64_t tiers[4] = {0};
    size_t count;

    assert_int_equal(lty_indicator_totals(&totals, alone), LTY_OK);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        assert_int_equal(replay->totals[side][facts[i]], totals.facts[facts[i]]);
    }
    assert_int_equal(replay->customers, totals.customers);
    assert_int_equal(lty_indicator_months(&months, &count, alone, alloc), LTY_OK);
    for (size_t i = 0; i < count; i++) {
        size_t at = 0;

        while (at < replay->month_count && replay->months[at].month != months[i].month) {
            at++;
        }
        for (size_t flow = 0; flow < LTY_FLOW_COUNT; flow++) {
            assert_int_equal(at < replay->month_count ? replay->months[at].flows[side][flow] : 0, months[i].flows[flow]);
        }
    }
    lty_indicator_free(months, count, alloc);
    assert_true(replay->tier_counts[side] <= 4);
    assert_int_equal(lty_indicator_tiers(tiers, alone), LTY_OK);
    for (size_t level = 0; level < lty_base_in_force(alone)->tiers.count; level++) {
        int64_t customers = 0;

        for (size_t other = 0; other < replay->tier_counts[1 - side]; other++) {
            customers +=
                replay->tiers[side == LTY_REPLAY_NOW ? level * replay->tier_counts[1] + other : other * replay->tier_counts[1] + level];
        }
        assert_int_equal(customers, tiers[level]);
    }
}

/* What is owed adds up month by month and ends at the balances. */
static void check_owed(const lty_replay *replay, size_t side, const lty_timeline *timeline)
{
    int64_t owed = 0;

    for (size_t i = 0; i < replay->month_count; i++) {
        const int64_t *flows = replay->months[i].flows[side];

        owed += flows[LTY_FLOW_EARNED] + flows[LTY_FLOW_IN] + flows[LTY_FLOW_RESTORED] - flows[LTY_FLOW_REVERSED] - flows[LTY_FLOW_SPENT]
            - flows[LTY_FLOW_EXPIRED] - flows[LTY_FLOW_OUT];
        assert_int_equal(replay->months[i].owed[side], owed);
        if (timeline->count == 1) {
            const lty_points_rules *points = &timeline->versions[0]->points;

            assert_int_equal(replay->months[i].liability_minor[side], owed <= 0 ? 0 : owed * points->worth_minor / points->worth_points);
        }
    }
    assert_int_equal(owed, replay->totals[side][LTY_FACT_POINTS] + replay->totals[side][LTY_FACT_POINTS_PENDING]);
    if (replay->month_count > 0) {
        const lty_date last = lty_date_from_day(lty_zone_day(&timeline->versions[0]->zone, replay->at_s));

        assert_int_equal(replay->months[replay->month_count - 1].month, last.year * 12 + last.month - 1);
    }
}

static lty_text tier_key(const lty_base *base, uint32_t customer)
{
    const int64_t tier = lty_base_fact(base, customer, LTY_FACT_TIER);

    return tier == LTY_FACT_NONE ? LTY_TEXT("") : lty_base_in_force(base)->tiers.items[tier].key;
}

static int64_t points_of(const lty_base *base, uint32_t customer)
{
    return lty_base_fact(base, customer, LTY_FACT_POINTS) + lty_base_fact(base, customer, LTY_FACT_POINTS_PENDING);
}

/* The list again, by looking for the next one each time. */
static void check_list(const lty_replay_customer *list, size_t count, lty_base *now, lty_base *changed, int64_t sign)
{
    bool taken[CUSTOMERS + 1] = {false};
    size_t expected = 0;

    while (expected < LTY_REPLAY_LIST) {
        uint32_t best = LTY_STORE_NONE;

        for (uint32_t i = 0; i < lty_base_count(now); i++) {
            if (!lty_base_is_person(now, i) || taken[i] || sign * (points_of(changed, i) - points_of(now, i)) <= 0) {
                continue;
            }
            const int64_t mine = sign * (points_of(changed, i) - points_of(now, i));
            const int64_t his = best == LTY_STORE_NONE ? -1 : sign * (points_of(changed, best) - points_of(now, best));

            if (best == LTY_STORE_NONE || mine > his
                || (mine == his && lty_text_compare(lty_base_key(now, i), lty_base_key(now, best)) < 0)) {
                best = i;
            }
        }
        if (best == LTY_STORE_NONE) {
            break;
        }
        taken[best] = true;
        assert_true(expected < count);
        assert_int_equal(list[expected].customer, best);
        assert_int_equal(list[expected].points[0], points_of(now, best));
        assert_int_equal(list[expected].points[1], points_of(changed, best));
        expected++;
    }
    assert_int_equal(count, expected);
}

static void check_rules(const lty_replay *replay, size_t side, lty_base *alone)
{
    int64_t tiers = 0;
    int64_t caps = 0;
    int64_t kept = 0;
    const lty_timeline *timeline = lty_base_timeline(alone);
    int64_t by_slot[16] = {0};
    bool negative = true;

    assert_true(timeline->slot_count < 16);
    for (uint32_t i = 0; i < lty_base_count(alone); i++) {
        lty_customer folded;

        if (!lty_base_is_person(alone, i)) {
            continue;
        }
        assert_int_equal(lty_base_customer(&folded, alone, i, LTY_FOLD_RULES), LTY_OK);
        for (size_t slot = 0; slot < timeline->slot_count; slot++) {
            by_slot[slot] += folded.rule_points[slot];
        }
        tiers += folded.rule_points[timeline->slot_count];
        caps += folded.rule_points[timeline->slot_count + 1];
    }
    for (size_t version = 0; version < timeline->count; version++) {
        negative = negative && timeline->versions[version]->points.arrears == LTY_ARREARS_NEGATIVE;
        for (size_t i = 0; i < timeline->versions[version]->points.earn_count; i++) {
            size_t at = 0;

            while (!lty_text_equal(replay->rules[at].key, timeline->versions[version]->points.earn[i].key)) {
                at++;
                assert_true(at < replay->rule_count - 2);
            }
            assert_int_equal(replay->rules[at].points[side], by_slot[timeline->slots[version][i]]);
        }
    }
    assert_int_equal(replay->rules[replay->rule_count - 2].points[side], tiers);
    assert_int_equal(replay->rules[replay->rule_count - 1].points[side], caps);
    assert_true(lty_text_equal(replay->rules[replay->rule_count - 2].key, LTY_TEXT("tiers")));
    assert_true(lty_text_equal(replay->rules[replay->rule_count - 1].key, LTY_TEXT("caps")));
    for (size_t i = 0; i < replay->rule_count; i++) {
        kept += replay->rules[i].points[side];
    }
    if (negative) { /* else what a refund lets go stays with the customer, and with no rule */
        assert_int_equal(kept, replay->totals[side][LTY_FACT_POINTS_EARNED] - replay->totals[side][LTY_FACT_POINTS_REVERSED]);
    }
}

static void test_two_bases(void **state)
{
    static world w;
    uint64_t seed = lty_test_seed("replay", 20261122);

    (void) state;
    for (size_t round = 0; round < rounds(); round++) {
        LTY_TEST_ALLOC();
        rules here, there;
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&seed, 900) * LTY_TEST_DAY + lty_test_below(&seed, 86400);
        size_t affected = 0;

        rules_random(&here, &seed, &alloc);
        rules_random(&there, &seed, &alloc);
        world_fill(&w, &seed, 30, CUSTOMERS);
        world_link(&w, &seed, round % 2 * 6, CUSTOMERS);
        lty_base *now = base_create(here.timeline, &alloc);
        lty_base *changed = base_create(there.timeline, &alloc);
        lty_base *asked = base_create(here.timeline, &alloc);

        base_fill(now, &w);
        base_fill(changed, &w);
        base_fill(asked, &w);
        assert_int_equal(lty_base_fold(now, at_s), LTY_OK);
        assert_int_equal(lty_base_fold(changed, at_s), LTY_OK);
        if (round % 3 == 0) {
            assert_int_equal(lty_base_fold(asked, LTY_TEST_2011), LTY_OK); /* what it is folded at is another matter */
        }
        lty_replay replay = run(asked, there.timeline, at_s, &alloc);
        lty_replay same = run(asked, here.timeline, at_s, &alloc);

        check_side(&replay, LTY_REPLAY_NOW, now, &alloc);
        check_side(&replay, LTY_REPLAY_CHANGED, changed, &alloc);
        check_owed(&replay, LTY_REPLAY_NOW, here.timeline);
        check_owed(&replay, LTY_REPLAY_CHANGED, there.timeline);
        check_list(replay.hardest, replay.hardest_count, now, changed, -1);
        check_list(replay.gaining, replay.gaining_count, now, changed, 1);
        check_rules(&replay, LTY_REPLAY_NOW, now);
        check_rules(&replay, LTY_REPLAY_CHANGED, changed);
        for (uint32_t i = 0; i < lty_base_count(now); i++) {
            affected += lty_base_is_person(now, i)
                && (points_of(now, i) != points_of(changed, i) || !lty_text_equal(tier_key(now, i), tier_key(changed, i)));
        }
        assert_int_equal(replay.affected, affected);
        assert_int_equal(same.affected, 0);
        assert_int_equal(same.hardest_count + same.gaining_count, 0);
        for (size_t i = 0; i < same.month_count; i++) {
            assert_memory_equal(same.months[i].flows[0], same.months[i].flows[1], sizeof same.months[i].flows[0]);
            assert_int_equal(same.months[i].liability_minor[0], same.months[i].liability_minor[1]);
        }
        assert_memory_equal(same.totals[0], same.totals[1], sizeof same.totals[0]);
        lty_replay_destroy(&replay);
        lty_replay_destroy(&same);
        lty_base_destroy(now);
        lty_base_destroy(changed);
        lty_base_destroy(asked);
        rules_close(&here);
        rules_close(&there);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_more_than_thirty(void **state)
{
    LTY_TEST_ALLOC();
    rules here, there;
    uint64_t seed = lty_test_seed("replay list", 31);
    char ids[80][40];
    char names[80][24];

    (void) state;
    rules_plain(&here, &alloc);
    there.versions[0] = lty_test_programme();
    there.versions[0].points.earn_count = 0;
    rules_open(&there, 1, &alloc);
    lty_base *base = base_create(here.timeline, &alloc);

    for (size_t i = 0; i < 80; i++) {
        snprintf(ids[i], sizeof ids[i], "s/order/%zu/1", i);
        snprintf(names[i], sizeof names[i], "k%zu", i);
        lty_event event = lty_test_order(ids[i], names[i], 1, LTY_TEST_2010, LTY_ORDER_PAID, 100 * lty_test_below(&seed, 20));

        event.customer = lty_test_text(names[i]);
        base_append(base, &event, false);
    }
    lty_replay replay = run(base, there.timeline, LTY_TEST_2011, &alloc);

    assert_int_equal(replay.hardest_count, LTY_REPLAY_LIST);
    assert_int_equal(replay.gaining_count, 0);
    for (size_t i = 1; i < LTY_REPLAY_LIST; i++) {
        const lty_replay_customer *before = &replay.hardest[i - 1];
        const lty_replay_customer *after = &replay.hardest[i];

        assert_true(before->points[0] > after->points[0]
            || (before->points[0] == after->points[0]
                && lty_text_compare(lty_base_key(base, before->customer), lty_base_key(base, after->customer)) < 0));
    }
    assert_int_equal(lty_base_fold(base, LTY_TEST_2011), LTY_OK);
    for (uint32_t i = 0; i < lty_base_count(base); i++) { /* who is not in it lost no more than its last */
        bool listed = false;

        for (size_t j = 0; j < LTY_REPLAY_LIST; j++) {
            listed |= replay.hardest[j].customer == i;
        }
        assert_true(listed || points_of(base, i) <= replay.hardest[LTY_REPLAY_LIST - 1].points[0]);
    }
    lty_replay_destroy(&replay);
    lty_base_destroy(base);
    rules_close(&here);
    rules_close(&there);
    assert_int_equal(memory.blocks, 0);
}

static void test_hash(void **state)
{
    static world w;
    LTY_TEST_ALLOC();
    rules here, there;
    uint64_t seed = lty_test_seed("replay hash", 5);
    lty_replay replays[4];

    (void) state;
    here.versions[0] = random_version(&seed, 0);
    rules_open(&here, 1, &alloc);
    there.versions[0] = random_version(&seed, 0);
    rules_open(&there, 1, &alloc);
    world_fill(&w, &seed, 30, CUSTOMERS);
    lty_base *base = base_create(here.timeline, &alloc);
    lty_base *other = base_create(here.timeline, &alloc);

    base_fill(base, &w);
    for (size_t i = w.count; i-- > 0;) { /* arrival does not matter */
        base_append(other, &w.events[i], false);
    }
    replays[0] = run(base, there.timeline, LTY_TEST_2011, &alloc);
    replays[1] = run(other, there.timeline, LTY_TEST_2011, &alloc);
    assert_memory_equal(replays[0].hash, replays[1].hash, sizeof replays[0].hash);
    lty_replay_destroy(&replays[1]);
    replays[1] = run(base, there.timeline, LTY_TEST_2011 + 1, &alloc);
    replays[2] = run(base, here.timeline, LTY_TEST_2011, &alloc);
    base_append(base,
        &(lty_event){.id = LTY_TEXT("s/adjusted/9/1"),
            .customer = LTY_TEXT("7"),
            .type = LTY_EVENT_POINTS_ADJUSTED,
            .at_s = LTY_TEST_2010,
            .points = 1,
            .until_s = LTY_TIME_NONE},
        false);
    replays[3] = run(base, there.timeline, LTY_TEST_2011, &alloc);
    for (size_t i = 0; i < 4; i++) {
        for (size_t j = 0; j < i; j++) {
            assert_memory_not_equal(replays[i].hash, replays[j].hash, sizeof replays[i].hash);
        }
    }
    for (size_t i = 0; i < 4; i++) {
        lty_replay_destroy(&replays[i]);
        lty_replay_destroy(&replays[i]);
    }
    lty_base_destroy(base);
    lty_base_destroy(other);
    rules_close(&here);
    rules_close(&there);
    assert_int_equal(memory.blocks, 0);
}

typedef struct reports {
    size_t calls;
    size_t done;
    size_t all;
    size_t stop_at;
} reports;

static bool report(void *context, size_t done, size_t all)
{
    reports *r = context;

    assert_true(done >= r->done && done <= all);
    r->calls++;
    r->done = done;
    r->all = all;
    return r->calls != r->stop_at;
}

static void test_progress(void **state)
{
    LTY_TEST_ALLOC();
    rules here;
    char ids[2500][40];
    lty_replay replay;
    reports all = {0};

    (void) state;
    rules_plain(&here, &alloc);
    lty_base *base = base_create(here.timeline, &alloc);

    for (size_t i = 0; i < 2500; i++) {
        snprintf(ids[i], sizeof ids[i], "s/visit/%zu/1", i);
        base_append(base,
            &(lty_event){.id = lty_test_text(ids[i]),
                .customer = lty_test_text(ids[i]),
                .type = LTY_EVENT_VISIT,
                .at_s = LTY_TEST_2010,
                .until_s = LTY_TIME_NONE},
            false);
    }
    assert_int_equal(lty_replay_run(&replay, base, here.timeline, LTY_TEST_2011, report, &all, &alloc), LTY_OK);
    assert_int_equal(all.done, 2500);
    assert_int_equal(all.all, 2500);
    assert_true(all.calls >= 3);
    assert_int_equal(replay.customers, 2500);
    assert_int_equal(replay.month_count, 0);
    lty_replay_destroy(&replay);
    for (size_t stop = 1; stop <= all.calls; stop++) {
        reports some = {.stop_at = stop};

        assert_int_equal(lty_replay_run(&replay, base, here.timeline, LTY_TEST_2011, report, &some, &alloc), LTY_E_STOPPED);
        assert_int_equal(some.calls, stop);
    }
    lty_base_destroy(base);
    rules_close(&here);
    assert_int_equal(memory.blocks, 0);
}

static void test_refusals(void **state)
{
    LTY_TEST_ALLOC();
    rules here, there;
    lty_replay replay = {0};

    (void) state;
    rules_plain(&here, &alloc);
    there.versions[0] = lty_test_programme();
    memcpy(there.versions[0].currency, "EUR", 4);
    rules_open(&there, 1, &alloc);
    lty_base *base = base_create(here.timeline, &alloc);

    assert_int_equal(lty_replay_run(&replay, base, there.timeline, LTY_TEST_2011, NULL, NULL, &alloc), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(lty_replay_run(&replay, base, here.timeline, LTY_TEST_2011, NULL, NULL, &alloc), LTY_OK);
    assert_int_equal(replay.customers, 0);
    assert_int_equal(replay.month_count, 0);
    lty_replay_destroy(&replay);
    lty_base_destroy(base);
    rules_close(&here);
    rules_close(&there);
    assert_int_equal(memory.blocks, 0);
}

static void test_memory(void **state)
{
    static world w;
    LTY_TEST_ALLOC();
    rules here, there;
    uint64_t seed = lty_test_seed("replay memory", 6);
    bool done = false;

    (void) state;
    rules_random(&here, &seed, &alloc);
    rules_random(&there, &seed, &alloc);
    world_fill(&w, &seed, 20, CUSTOMERS);
    world_link(&w, &seed, 3, CUSTOMERS);
    for (size_t fail = 1; !done; fail++) {
        lty_replay replay = {.customers = 77};
        lty_base *base = base_create(here.timeline, &alloc);

        base_fill(base, &w);
        memory.calls = 0;
        memory.fail_at = fail;
        const lty_status status = lty_replay_run(&replay, base, there.timeline, LTY_TEST_2012, NULL, NULL, &alloc);

        memory.fail_at = 0;
        done = status == LTY_OK;
        if (done) {
            lty_replay_destroy(&replay);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_int_equal(replay.customers, 77);
        }
        lty_base_destroy(base);
    }
    rules_close(&here);
    rules_close(&there);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_two_bases),
        cmocka_unit_test(test_more_than_thirty),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_progress),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
