/*
 * Columns say what one person's rows say: random shops, random rules, customer by customer; and a segment that is watched is what a new base that
 * got the same events at once would select, whatever comes in between.
 */
#include "lty_aggregate.h"
#include "lty_segment.h"
#include "lty_test_rows.h"

#define ROUNDS 60
#define RULES 40
#define WATCHES 6

static lty_programme tiered(void)
{
    lty_programme programme = lty_test_programme();

    programme.tiers = lty_test_tiers_by(LTY_TIER_BY_SPEND, LTY_TIER_LIFETIME, (lty_period){0, 0});
    return programme;
}

/* One customer by the plain meaning. */
static int judge(lty_base *base, const lty_expr *rule, uint32_t customer, const lty_alloc *alloc)
{
    const lty_history *history = NULL;
    int64_t facts[LTY_FACT_COUNT];
    lty_purchases purchases;
    const lty_aggregate_person person = {facts, &purchases, lty_base_in_force(base), lty_base_at(base)};

    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = lty_base_fact(base, customer, (lty_fact) i);
    }
    lty_purchases_init(&purchases, alloc);
    assert_int_equal(lty_base_history(&history, base, customer, lty_base_at(base)), LTY_OK);
    assert_int_equal(lty_purchases_read(&purchases, history), LTY_OK);
    const int holds = lty_aggregate_judge(rule, &person);
    lty_purchases_destroy(&purchases);
    return holds;
}

static void apply(lty_base *base, uint64_t *state)
{
    uint32_t customers[CUSTOMERS];
    unsigned char scores[CUSTOMERS][3];
    int64_t values[CUSTOMERS][3];
    size_t count = 0;

    for (uint32_t i = 0; i < lty_base_count(base) && count < CUSTOMERS; i++) {
        if (lty_base_is_person(base, i) && lty_test_below(state, 3) > 0) {
            customers[count] = i;
            for (size_t j = 0; j < 3; j++) {
                scores[count][j] = (unsigned char) (1 + lty_test_below(state, 5));
                values[count][j] = lty_test_below(state, 4) == 0 ? LTY_FACT_NONE : lty_test_below(state, 1000001);
            }
            count++;
        }
    }
    assert_int_equal(lty_base_apply_rfm(base, customers, (const unsigned char(*)[3]) scores, count), LTY_OK);
    assert_int_equal(lty_base_apply_clv(base, customers, (const int64_t(*)[3]) values, count), LTY_OK);
}

static void test_columns_are_rows(void **state)
{
    static shop s;
    uint64_t random = lty_test_seed("segment rows", 20260101);
    size_t selected = 0;
    size_t asked = 0;
    LTY_TEST_ALLOC();

    (void) state;
    for (int round = 0; round < ROUNDS; round++) {
        lty_arena arena;
        rules r;

        r.versions[0] = tiered();
        rules_open(&r, 1, &alloc);
        lty_arena_init(&arena, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);
        shop_fill(&s, &random, 1 + (size_t) lty_test_below(&random, CUSTOMERS));
        base_fill(base, &s.w);
        assert_int_equal(lty_base_fold(base, shop_instant(&s)), LTY_OK);
        apply(base, &random);
        for (int i = 0; i < RULES; i++) {
            rule_text text;
            lty_set set;

            rule_random(&text, &random);
            const lty_expr *rule = rule_compile(text.text, lty_base_programme(base), &arena);
            assert_int_equal(lty_segment_select(&set, base, rule, &alloc), LTY_OK);
            for (uint32_t customer = 0; customer < lty_base_count(base); customer++) {
                const bool wanted = lty_base_is_person(base, customer) && judge(base, rule, customer, &alloc) == 1;

                if (lty_set_has(&set, customer) != wanted) {
                    fail_msg("customer %u, round %d: %s", customer, round, text.text);
                }
                asked += lty_base_is_person(base, customer);
            }
            selected += lty_set_count(&set);
            lty_set_destroy(&set);
        }
        lty_base_destroy(base);
        lty_arena_destroy(&arena);
        rules_close(&r);
    }
    printf("%zu of %zu selected\n", selected, asked);
    assert_true(selected > asked / 10 && selected < asked - asked / 10);
    assert_int_equal(memory.blocks, 0);
}

/* --- rows that are read without a history ---------------------------------------------------------------------------------- */

static void assert_text(const lty_base *base, const lty_base_table *table, size_t column, size_t row, lty_text wanted)
{
    assert_true(lty_text_equal(lty_base_text(base, lty_columns_get(table->columns, column, row)), wanted));
}

static void assert_purchases(const lty_base *base, const lty_base_table *table, uint32_t customer, const lty_purchases *purchases)
{
    static const lty_purchase_column numbers[] = {LTY_PURCHASE_ORDER, LTY_PURCHASE_AT, LTY_PURCHASE_AMOUNT, LTY_PURCHASE_GROSS,
        LTY_PURCHASE_QUANTITY, LTY_PURCHASE_SALE, LTY_PURCHASE_CODE, LTY_PURCHASE_COST, LTY_PURCHASE_MARGIN};
    const lty_zone *zone = &lty_base_programme(base)->zone;

    assert_int_equal(table->counts[customer], purchases->count);
    for (size_t i = 0; i < purchases->count; i++) {
        const size_t row = table->starts[customer] + i;

        for (size_t j = 0; j < COUNT(numbers); j++) {
            lty_expr_value value;

            lty_purchase_value(&value, &purchases->rows[i], numbers[j], zone);
            assert_int_equal(lty_columns_get(table->columns, numbers[j], row), value.null ? LTY_FACT_NONE : value.number);
        }
        assert_text(base, table, LTY_PURCHASE_SKU, row, purchases->rows[i].sku);
        assert_text(base, table, LTY_PURCHASE_CATEGORY, row, purchases->rows[i].category);
        assert_text(base, table, LTY_PURCHASE_BRAND, row, purchases->rows[i].brand);
        assert_text(base, table, LTY_PURCHASE_CHANNEL, row, purchases->rows[i].channel);
    }
}

static void assert_activities(const lty_base *base, const lty_base_table *table, uint32_t customer, const lty_purchases *purchases)
{
    assert_int_equal(table->counts[customer], purchases->activity_count);
    for (size_t i = 0; i < purchases->activity_count; i++) {
        const lty_activity *activity = &purchases->activities[i];
        const size_t row = table->starts[customer] + i;

        assert_int_equal(lty_columns_get(table->columns, LTY_ACTIVITY_AT, row), activity->at_s);
        assert_int_equal(lty_columns_get(table->columns, LTY_BASE_ACTIVITY_KIND, row), activity->kind);
        assert_int_equal(lty_columns_get(table->columns, LTY_ACTIVITY_WANTED, row), activity->wanted);
        assert_text(base, table, LTY_ACTIVITY_NAME, row, activity->name);
        assert_text(base, table, LTY_ACTIVITY_VIA, row, activity->via);
        assert_text(base, table, LTY_ACTIVITY_SECTION, row, activity->section);
    }
}

static void assert_rows(lty_base *base, lty_purchases *purchases)
{
    lty_base_table tables[LTY_FACT_TABLES];

    for (uint32_t customer = 0; customer < lty_base_count(base); customer++) {
        const lty_history *history;

        assert_int_equal(lty_base_rows_of(&tables[0], base, 0), LTY_OK);
        assert_int_equal(lty_base_rows_of(&tables[1], base, 1), LTY_OK);
        if (!lty_base_is_person(base, customer)) {
            assert_int_equal(tables[0].counts[customer] + tables[1].counts[customer], 0);
            continue;
        }
        assert_int_equal(lty_base_history(&history, base, customer, lty_base_at(base)), LTY_OK);
        assert_int_equal(lty_purchases_read(purchases, history), LTY_OK);
        assert_purchases(base, &tables[0], customer, purchases);
        assert_activities(base, &tables[1], customer, purchases);
    }
}

/* Rows of a file whose instants fall and are equal: ids, which are texts, decide. */
static void append_file(lty_base *base, uint64_t *random, const char *source, const char *customer)
{
    static const lty_text names[LTY_ROWS_FIELDS] = {{"c", 1}, {"t", 1}, {"a", 1}};
    char text[4000];
    size_t len = (size_t) snprintf(text, sizeof text, "c\tt\ta\n");
    lty_store_report report;

    for (int i = 0; i < 100; i++) {
        len += (size_t) snprintf(text + len, sizeof text - len, "%s\t%lld\t%d\n", customer,
            (long long) (LTY_TEST_2011 + lty_test_below(random, 6)), (int) lty_test_below(random, 60) - 10);
    }
    assert_int_equal(lty_base_append_rows(base, (lty_text){text, len}, lty_test_text(source), names, &report), LTY_OK);
}

static bool is_plain(const lty_event *event)
{
    return event->type != LTY_EVENT_COUPON_REDEEMED && event->type != LTY_EVENT_PREFERENCE && event->type != LTY_EVENT_REFUND
        && event->revision <= 1;
}

static void test_rows_are_histories(void **state)
{
    static shop s;
    uint64_t random = lty_test_seed("base rows", 20260103);
    LTY_TEST_ALLOC();

    (void) state;
    for (int round = 0; round < ROUNDS; round++) {
        lty_purchases purchases;
        rules r;

        rules_plain(&r, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);
        shop_fill(&s, &random, 2 + (size_t) lty_test_below(&random, CUSTOMERS - 1));
        for (size_t i = 0; i < s.w.count; i++) { /* of every second customer nothing has to be put together */
            lty_event *event = &s.w.events[i];
            const bool plain = event->customer.bytes == keys[0] || event->customer.bytes == keys[2];

            if (plain && lty_test_below(&random, 3) == 0) {
                event->at_s = LTY_TEST_2011; /* ties */
            }
            if (!plain || is_plain(event)) {
                base_append(base, event, false);
            }
        }
        append_file(base, &random, "f", lty_test_below(&random, 2) == 0 ? "file" : keys[0]);
        append_file(base, &random, "e", lty_test_below(&random, 2) == 0 ? "file" : "another");
        assert_int_equal(lty_base_fold(base, lty_test_below(&random, 2) == 0 ? LTY_TEST_2011 + 3 : shop_instant(&s)), LTY_OK);
        lty_purchases_init(&purchases, &alloc);
        assert_rows(base, &purchases);
        append_file(base, &random, "d", "another"); /* one person's rows anew */
        assert_rows(base, &purchases);
        lty_purchases_destroy(&purchases);
        lty_base_destroy(base);
        rules_close(&r);
    }
    assert_int_equal(memory.blocks, 0);
}

static void test_rows_memory(void **state)
{
    static shop s;
    uint64_t random = 9;
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_set set;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_arena_init(&arena, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    const lty_expr *rule = rule_compile("count(skus, category starts with \"c\", last 2 years) > 0 or share(visits, via = \"email\") > 1 %",
        lty_base_programme(base), &arena);
    shop_fill(&s, &random, CUSTOMERS);
    base_fill(base, &s.w);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    for (size_t fail = 1;; fail++) {
        memory.calls = 0;
        memory.fail_at = fail;
        const lty_status status = lty_segment_select(&set, base, rule, &alloc);
        memory.fail_at = 0;
        if (status == LTY_OK) {
            assert_true(fail > 10);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
    }
    assert_true(lty_set_count(&set) > 0);
    lty_set_destroy(&set);
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* --- watching ---------------------------------------------------------------------------------------------------------- */

/* The same events in a base of its own, by key. */
static void assert_as_new(
    const lty_segment_watch *watch, const shop *s, size_t count, const lty_timeline *timeline, int64_t at_s, const lty_alloc *alloc)
{
    lty_base *fresh = base_create(timeline, alloc);
    lty_set set;

    for (size_t i = 0; i < count; i++) {
        base_append(fresh, &s->w.events[i], false);
    }
    assert_int_equal(lty_base_fold(fresh, at_s), LTY_OK);
    assert_int_equal(lty_segment_select(&set, fresh, watch->rule, alloc), LTY_OK);
    assert_int_equal(lty_set_count(&set), lty_set_count(&watch->members));
    for (uint32_t customer = 0; customer < lty_base_count(fresh); customer++) {
        const uint32_t same = lty_base_find(watch->base, lty_base_key(fresh, customer));

        if (lty_base_is_person(fresh, customer)) {
            assert_true(same != LTY_STORE_NONE);
            assert_int_equal(lty_set_has(&set, customer), lty_set_has(&watch->members, same));
        }
    }
    lty_set_destroy(&set);
    lty_base_destroy(fresh);
}

static void assert_update(lty_segment_watch *watch, bool few, const lty_alloc *alloc)
{
    lty_set before, entered, left, now;

    assert_int_equal(lty_set_combine(&before, &watch->members, &watch->members, LTY_SET_OR, alloc), LTY_OK);
    assert_int_equal(lty_segment_watch_update(&entered, &left, watch, alloc), LTY_OK);
    assert_int_equal(lty_segment_select(&now, watch->base, watch->rule, alloc), LTY_OK);
    assert_int_equal(now.size, watch->members.size);
    for (size_t i = 0; i < now.size; i++) {
        assert_int_equal(lty_set_has(&now, i), lty_set_has(&watch->members, i));
        assert_int_equal(lty_set_has(&entered, i), lty_set_has(&now, i) && !lty_set_has(&before, i));
        assert_int_equal(lty_set_has(&left, i), !lty_set_has(&now, i) && lty_set_has(&before, i));
    }
    if (!few) {
        assert_int_equal(watch->judged, lty_base_persons(watch->base));
    }
    lty_set_destroy(&before);
    lty_set_destroy(&entered);
    lty_set_destroy(&left);
    lty_set_destroy(&now);
}

static void watch_round(shop *s, uint64_t *random, const lty_alloc *alloc)
{
    lty_segment_watch watches[WATCHES];
    int64_t at_s = shop_edges[lty_test_below(random, 8)];
    bool applied = false;
    lty_arena arena;
    rules r;

    r.versions[0] = tiered();
    rules_open(&r, 1, alloc);
    lty_arena_init(&arena, alloc);
    lty_base *base = base_create(r.timeline, alloc);
    size_t done = (size_t) lty_test_below(random, 60);
    for (size_t i = 0; i < done; i++) {
        base_append(base, &s->w.events[i], false);
    }
    assert_int_equal(lty_base_fold(base, at_s), LTY_OK);
    for (size_t i = 0; i < WATCHES; i++) {
        rule_text text;

        rule_random(&text, random);
        assert_int_equal(
            lty_segment_watch_init(&watches[i], base, rule_compile(text.text, lty_base_programme(base), &arena), alloc), LTY_OK);
    }
    while (done < s->w.count) {
        const size_t end = done + 1 + (size_t) lty_test_below(random, 12);
        const int64_t what = lty_test_below(random, 8);

        for (; done < end && done < s->w.count; done++) {
            base_append(base, &s->w.events[done], false);
        }
        if (what == 0) {
            at_s = shop_edges[lty_test_below(random, 8)];
            assert_int_equal(lty_base_fold(base, at_s), LTY_OK);
        } else if (what == 1) {
            apply(base, random);
            applied = true;
        } else if (what == 2) {
            assert_int_equal(lty_base_refresh(base), LTY_OK); /* two generations at once */
            continue;
        }
        for (size_t i = 0; i < WATCHES; i++) {
            if (lty_test_below(random, 4) > 0) {
                assert_update(&watches[i], what > 1, alloc);
                if (!applied) {
                    assert_as_new(&watches[i], s, done, r.timeline, at_s, alloc);
                }
            }
        }
    }
    for (size_t i = 0; i < WATCHES; i++) {
        lty_segment_watch_destroy(&watches[i]);
    }
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
}

static void test_watch(void **state)
{
    static shop s;
    uint64_t random = lty_test_seed("segment watch", 20260102);
    LTY_TEST_ALLOC();

    (void) state;
    for (int round = 0; round < ROUNDS; round++) {
        shop_fill(&s, &random, 2 + (size_t) lty_test_below(&random, CUSTOMERS - 1));
        for (size_t i = s.w.count; i > 1; i--) { /* links come anywhere */
            const size_t other = (size_t) lty_test_below(&random, (int64_t) i);
            const lty_event swap = s.w.events[i - 1];

            s.w.events[i - 1] = s.w.events[other];
            s.w.events[other] = swap;
        }
        watch_round(&s, &random, &alloc);
    }
    assert_int_equal(memory.blocks, 0);
}

/* One event more: one customer is judged. A new instant: everybody. */
static void test_watch_judges_few(void **state)
{
    LTY_TEST_ALLOC();
    lty_segment_watch watch;
    lty_arena arena;
    lty_set entered, left;
    rules r;
    char id[40], order[16], key[16];

    (void) state;
    rules_plain(&r, &alloc);
    lty_arena_init(&arena, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    for (int i = 0; i < 2000; i++) {
        snprintf(id, sizeof id, "s/order/%d/1", i);
        snprintf(order, sizeof order, "%d", i);
        snprintf(key, sizeof key, "%d", i % 500);
        lty_event event = lty_test_order(id, order, 1, LTY_TEST_2011 + i * 60, LTY_ORDER_PAID, 100);

        event.customer = lty_test_text(key);
        base_append(base, &event, false);
    }
    assert_int_equal(
        lty_segment_watch_init(&watch, base, rule_compile("orders > 1", lty_base_programme(base), &arena), &alloc), LTY_E_NOT_FOLDED);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    assert_int_equal(
        lty_segment_watch_init(&watch, base, rule_compile("sum(amount, last 1 year) > 4", lty_base_programme(base), &arena), &alloc),
        LTY_OK);
    assert_int_equal(lty_set_count(&watch.members), 0);
    assert_int_equal(lty_segment_watch_update(&entered, &left, &watch, &alloc), LTY_OK);
    assert_int_equal(watch.judged, 0);
    lty_set_destroy(&entered);
    lty_set_destroy(&left);

    lty_event more = lty_test_order("s/order/more/1", "more", 1, LTY_TEST_2012 - 5, LTY_ORDER_PAID, 1);
    base_append(base, &more, false);
    for (size_t fail = 1;; fail++) { /* what fails has changed nothing */
        memory.calls = 0;
        memory.fail_at = fail;
        const lty_status status = lty_segment_watch_update(&entered, &left, &watch, &alloc);
        memory.fail_at = 0;
        if (status == LTY_OK) {
            break;
        }
        assert_true(status == LTY_E_MEMORY || status == LTY_E_NOT_FOLDED);
        assert_int_equal(lty_set_count(&watch.members), 0);
        if (lty_base_at(base) == LTY_TIME_NONE) {
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
    }
    assert_int_equal(lty_set_count(&entered), 1);
    assert_int_equal(lty_set_count(&left), 0);
    assert_true(lty_set_has(&entered, lty_base_find(base, LTY_TEXT("7"))));
    lty_set_destroy(&entered);
    lty_set_destroy(&left);
    more.id = LTY_TEXT("s/order/evenmore/1");
    more.object = LTY_TEXT("evenmore");
    base_append(base, &more, false);
    assert_int_equal(lty_segment_watch_update(&entered, &left, &watch, &alloc), LTY_OK);
    assert_int_equal(watch.judged, 1);
    lty_set_destroy(&entered);
    lty_set_destroy(&left);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012 + 400 * LTY_TEST_DAY), LTY_OK);
    assert_int_equal(lty_segment_watch_update(&entered, &left, &watch, &alloc), LTY_OK);
    assert_int_equal(watch.judged, 500);
    assert_int_equal(lty_set_count(&left), 1);
    lty_set_destroy(&entered);
    lty_set_destroy(&left);
    lty_segment_watch_destroy(&watch);
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Rows of nobody are taken out of the tables when they are many; no answer changes. */
static void test_rows_are_made_narrow(void **state)
{
    LTY_TEST_ALLOC();
    lty_base_table table;
    lty_arena arena;
    lty_set set;
    rules r;
    char id[40], order[16], key[16];

    (void) state;
    rules_plain(&r, &alloc);
    lty_arena_init(&arena, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    const lty_expr *rule = rule_compile("count(orders) >= 3 and sum(amount) > 2.99", lty_base_programme(base), &arena);
    size_t most = 0;
    for (int i = 0; i < 6000; i++) {
        snprintf(id, sizeof id, "s/order/%d/1", i);
        snprintf(order, sizeof order, "%d", i);
        snprintf(key, sizeof key, "%d", i % 40);
        lty_event event = lty_test_order(id, order, 1, LTY_TEST_2011 + i, LTY_ORDER_PAID, 100);

        event.customer = lty_test_text(key);
        base_append(base, &event, false);
        if (i == 100) {
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        } else if (i > 100 && i % 7 == 0) {
            assert_int_equal(lty_base_rows_of(&table, base, LTY_FACT_PURCHASES), LTY_OK);
            most = table.columns->rows > most ? table.columns->rows : most;
            if (i % 70 == 0) {
                assert_int_equal(lty_segment_select(&set, base, rule, &alloc), LTY_OK);
                assert_int_equal(lty_set_count(&set), i / 40 < 3 ? i % 40 + 1 : 40);
                lty_set_destroy(&set);
            }
        }
    }
    assert_true(most > 4096 && most < 16000); /* 6,000 rows that count, a quarter and the least dropped, once more while they are written */
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_columns_are_rows), cmocka_unit_test(test_rows_are_histories),
        cmocka_unit_test(test_rows_memory), cmocka_unit_test(test_watch), cmocka_unit_test(test_watch_judges_few),
        cmocka_unit_test(test_rows_are_made_narrow)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
