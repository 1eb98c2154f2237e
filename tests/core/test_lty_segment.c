/* Rules over a base: what is selected is what the rule says of each customer's facts; members come in canonical order. */
#include "lty_segment.h"
#include "lty_facts.h"
#include "lty_test_base.h"

static const lty_expr *compile(const char *rule, const lty_programme *programme, lty_arena *arena)
{
    lty_expr_scope scope = {.zone = &programme->zone, .currency_decimals = 2};
    lty_problems problems;
    const lty_expr *expr = NULL;

    scope.fields = lty_fact_fields(&scope.field_count);
    lty_problems_init(&problems, arena);
    assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &scope, arena, &problems), LTY_OK);
    return expr;
}

/* Customers 1 to 100; customer i bought i times for i.00 each, i days after New Year. */
static void fill(lty_base *base)
{
    char id[40], order[16], key[16];

    for (int customer = 1; customer <= 100; customer++) {
        for (int i = 0; i < customer; i++) {
            snprintf(id, sizeof id, "s/order/%d-%d/1", customer, i);
            snprintf(order, sizeof order, "%d-%d", customer, i);
            snprintf(key, sizeof key, "%d", customer);
            lty_event event = lty_test_order(id, order, 1, LTY_TEST_2011 + customer * LTY_TEST_DAY, LTY_ORDER_PAID, customer * 100);

            event.customer = lty_test_text(key);
            base_append(base, &event, false);
        }
    }
}

static void test_select(void **state)
{
    static const struct {
        const char *rule;
        int first;
        int last;
    } cases[] = {{"orders >= 50", 50, 100}, {"spent < 100.00", 1, 9}, {"not orders > 3", 1, 3}, {"birthday is null", 1, 100},
        {"birthday < 2000-01-01", 1, 0}, {"not birthday < 2000-01-01", 1, 0}, {"last_order < 1 day ago and orders in (4, 5)", 4, 5},
        {"rfm_recency >= 1", 1, 0}};
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_set set;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_arena_init(&arena, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    const lty_programme *programme = lty_base_programme(base);

    assert_int_equal(lty_segment_select(&set, base, compile("orders > 1", programme, &arena), &alloc), LTY_E_NOT_FOLDED);
    fill(base);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char key[16];

        assert_int_equal(lty_segment_select(&set, base, compile(cases[i].rule, programme, &arena), &alloc), LTY_OK);
        assert_int_equal(lty_set_count(&set), cases[i].last - cases[i].first + 1);
        for (int customer = cases[i].first; customer <= cases[i].last; customer++) {
            snprintf(key, sizeof key, "%d", customer);
            assert_true(lty_set_has(&set, lty_base_find(base, lty_test_text(key))));
        }
        lty_set_destroy(&set);
    }

    lty_event link = {.id = LTY_TEXT("s/link/1/1"),
        .customer = LTY_TEXT("1"),
        .type = LTY_EVENT_IDENTITIES_LINKED,
        .at_s = LTY_TEST_2011,
        .object = LTY_TEXT("100"),
        .revision = 1,
        .given = true};

    base_append(base, &link, false); /* 100 is 1: nobody in a set is somebody else */
    assert_int_equal(lty_segment_select(&set, base, compile("orders != 7", programme, &arena), &alloc), LTY_OK);
    assert_int_equal(lty_set_count(&set), 98);
    assert_true(lty_set_has(&set, lty_base_find(base, LTY_TEXT("100"))));
    lty_set_destroy(&set);
    assert_int_equal(lty_segment_select(&set, base, compile("orders is null or orders = 101", programme, &arena), &alloc), LTY_OK);
    assert_int_equal(lty_set_count(&set), 1);
    lty_set_destroy(&set);
    assert_int_equal(lty_segment_all(&set, base, &alloc), LTY_OK);
    assert_int_equal(lty_set_count(&set), 99);
    lty_set_destroy(&set);
    lty_base_destroy(base);
    lty_arena_destroy(&arena);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Few members are sorted by themselves, many are picked from the order of all: both ways give the same order. */
static void test_members(void **state)
{
    LTY_TEST_ALLOC();
    uint32_t *members = NULL;
    size_t count;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    fill(base);
    for (size_t size = 0; size <= 100; size++) {
        lty_set set;

        assert_int_equal(lty_set_init(&set, 100, &alloc), LTY_OK);
        for (size_t i = 0; i < size; i++) {
            lty_set_add(&set, i * 37 % 100);
        }
        assert_int_equal(lty_segment_members(&members, &count, base, &set, &alloc), LTY_OK);
        assert_int_equal(count, size);
        for (size_t i = 0; i < count; i++) {
            assert_true(lty_set_has(&set, members[i]));
            assert_true(i == 0 || lty_text_compare(lty_base_key(base, members[i - 1]), lty_base_key(base, members[i])) < 0);
        }
        lty_segment_free(members, count, &alloc);
        if (size > 0) {
            memory.fail_at = memory.calls + 1;
            assert_int_equal(lty_segment_members(&members, &count, base, &set, &alloc), LTY_E_MEMORY);
            memory.fail_at = 0;
        }
        lty_set_destroy(&set);
    }
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_select), cmocka_unit_test(test_members)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
