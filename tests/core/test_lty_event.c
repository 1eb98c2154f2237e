/* Events: what each type's payload may be, that writing and reading agree, ids, the total order, repeats. */
#include "lty_event.h"
#include "lty_test.h"
#include "lty_time.h"

static const struct good {
    const char *type;
    const char *payload;
} goods[] = {
    {"opening_balance", "{\"points\":0}"},
    {"opening_balance", "{\"points\":1000000000000}"},
    {"birthday", "{\"date\":\"1984-02-29\"}"},
    {"gender", "{\"gender\":\"other\"}"},
    {"consent", "{\"channel\":\"sms\",\"given\":false}"},
    {"visit", "{}"},
    {"order", "{\"amount\":0,\"condition\":\"placed\",\"currency\":\"GBP\",\"order\":\"536367\",\"revision\":1}"},
    {"order",
        "{\"amount\":1999,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":999,\"category\":\"gifts\",\"quantity\":2,\"sale\":true,"
        "\"sku\":\"A-1\"},{\"amount\":1000,\"quantity\":1,\"sku\":\"\"}],\"order\":\"536367\",\"revision\":2}"},
    {"refund", "{\"amount\":5,\"currency\":\"GBP\"}"},
    {"refund",
        "{\"amount\":5,\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"quantity\":1,\"sku\":\"\xC3\xA9\\\"\"}],\"order\":\"536367\"}"},
    {"points_adjusted", "{\"author\":\"anna\",\"points\":-5,\"reason\":\"typing error\"}"},
    {"points_spent", "{\"for\":\"536367\",\"points\":1}"},
    {"coupon_redeemed", "{\"campaign\":\"spring\",\"order\":\"536367\",\"serial\":0}"},
};

static const struct bad {
    const char *type;
    const char *payload;
    const char *pointer;
    const char *expected;
} bads[] = {
    {"opening_balance", "{\"points\":-1}", "/points", "an integer from 0 to 1000000000000"},
    {"opening_balance", "{}", "/points", "an integer from 0 to 1000000000000"},
    {"opening_balance", "{\"points\":1000000000001}", "/points", "an integer from 0 to 1000000000000"},
    {"opening_balance", "{\"points\":1,\"x\":2}", "/x", "points"},
    {"birthday", "{\"date\":\"1983-02-29\"}", "/date", "a date such as 1984-02-29"},
    {"birthday", "{\"date\":19830228}", "/date", "a date such as 1984-02-29"},
    {"gender", "{\"gender\":\"f\"}", "/gender", "female, male or other"},
    {"consent", "{\"channel\":\"fax\",\"given\":true}", "/channel", "email or sms"},
    {"consent", "{\"channel\":\"sms\"}", "/given", "true or false"},
    {"consent", "{\"channel\":\"sms\",\"given\":1}", "/given", "true or false"},
    {"visit", "{\"at\":1}", "/at", "an empty object"},
    {"visit", "[]", "", "an object"},
    {"order", "{\"amount\":1.5,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}", "/amount",
        "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":-1,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}", "/amount",
        "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":1000000000001,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}", "/amount",
        "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":1,\"condition\":\"refunded\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}", "/condition",
        "placed, paid, delivered or cancelled"},
    {"order", "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"gbp\",\"order\":\"1\",\"revision\":1}", "/currency",
        "a currency of three upper-case letters"},
    {"order", "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"\",\"revision\":1}", "/order",
        "the order's reference, a text of 1 to 191 bytes"},
    {"order", "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":0}", "/revision",
        "an integer of at least 1"},
    {"order", "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":{},\"order\":\"1\",\"revision\":1}", "/lines",
        "an array of lines"},
    {"order",
        "{\"amount\":1999,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":1800,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1}",
        "/lines", "lines that sum to the amount of 1999"},
    {"order",
        "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":9223372036854775807,\"quantity\":1,\"sku\":\"a\"},"
        "{\"amount\":1,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/amount", "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":1,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[7],\"order\":\"1\",\"revision\":1}", "/lines/0",
        "an object"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":0,\"sku\":\"a\"}]}", "/lines/0/quantity",
        "an integer of at least 1"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":1}]}", "/lines/0/sku",
        "a text of at most 191 bytes"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":1,\"sku\":\"a\",\"tax\":1}]}", "/lines/0/tax",
        "amount, category, quantity, sale or sku"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"revision\":1}", "/revision", "amount, currency, lines or order"},
    {"points_adjusted", "{\"author\":\"a\",\"points\":0,\"reason\":\"r\"}", "/points",
        "an integer other than 0, at most 1000000000000 either way"},
    {"points_adjusted", "{\"author\":\"a\",\"points\":-9223372036854775808,\"reason\":\"r\"}", "/points",
        "an integer other than 0, at most 1000000000000 either way"},
    {"points_adjusted", "{\"author\":\"\",\"points\":1,\"reason\":\"r\"}", "/author", "a text of 1 to 191 bytes"},
    {"points_spent", "{\"for\":\"x\",\"points\":0}", "/points", "an integer from 1 to 1000000000000"},
    {"coupon_redeemed", "{\"campaign\":\"c\",\"order\":\"1\",\"serial\":-1}", "/serial", "an integer, not negative"},
    {"order_paid", "{}", "/-/type", "the name of a type of event"},
};

static lty_status parse(lty_event *out, const char *type, const char *payload, lty_arena *arena, lty_problems *problems)
{
    lty_problems_init(problems, arena);
    return lty_event_parse(out, LTY_TEXT("s/k/o/1"), lty_test_text(type), LTY_TEXT("7"), 5, lty_test_text(payload), arena, problems);
}

static void writing_gives_what_was_read(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();

    for (size_t i = 0; i < sizeof goods / sizeof *goods; i++) {
        lty_arena arena;
        lty_problems problems;
        lty_buffer buffer;
        lty_event event;

        lty_arena_init(&arena, &alloc);
        lty_buffer_init(&buffer, &alloc);
        assert_int_equal(parse(&event, goods[i].type, goods[i].payload, &arena, &problems), LTY_OK);
        assert_string_equal(lty_event_type_name(event.type), goods[i].type);
        lty_event_write(&buffer, &event);
        assert_true(lty_text_equal(lty_buffer_view(&buffer), lty_test_text(goods[i].payload)));
        lty_buffer_destroy(&buffer);
        lty_arena_destroy(&arena);
    }
    assert_int_equal(memory.blocks, 0);
}

static void any_json_of_the_right_members_becomes_canonical(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    lty_buffer buffer;
    lty_event event;

    lty_arena_init(&arena, &alloc);
    lty_buffer_init(&buffer, &alloc);
    assert_int_equal(
        parse(&event, "refund",
            " { \"lines\" : [ { \"sku\":\"a\", \"sale\":false, \"quantity\":1, \"category\":\"\", \"amount\":5 } ], \"order\":\"\","
            " \"currency\":\"GBP\", \"amount\":5 }",
            &arena, &problems),
        LTY_OK);
    assert_int_equal(event.line_count, 1);
    lty_event_write(&buffer, &event);
    assert_true(lty_text_equal(
        lty_buffer_view(&buffer), LTY_TEXT("{\"amount\":5,\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"quantity\":1,\"sku\":\"a\"}]}")));
    lty_buffer_destroy(&buffer);
    lty_arena_destroy(&arena);
}

static void wrong_payloads_are_refused_by_place(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();

    for (size_t i = 0; i < sizeof bads / sizeof *bads; i++) {
        lty_arena arena;
        lty_problems problems;
        lty_event event = {.at_s = 77};

        lty_arena_init(&arena, &alloc);
        assert_int_equal(parse(&event, bads[i].type, bads[i].payload, &arena, &problems), LTY_E_EVENT);
        assert_int_equal(problems.count, 1);
        assert_true(lty_text_equal(problems.items[0].pointer, lty_test_text(bads[i].pointer)));
        assert_true(lty_text_equal(problems.items[0].expected, lty_test_text(bads[i].expected)));
        assert_int_equal(event.at_s, 77);
        lty_arena_destroy(&arena);
    }
    assert_int_equal(memory.blocks, 0);
}

static void the_sum_of_lines_names_both_figures(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    lty_event event;

    lty_arena_init(&arena, &alloc);
    assert_int_equal(parse(&event, "refund", "{\"amount\":7,\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"quantity\":1,\"sku\":\"a\"}]}",
                         &arena, &problems),
        LTY_E_EVENT);
    assert_true(lty_text_equal(problems.items[0].found, LTY_TEXT("a sum of 5")));
    assert_true(lty_text_equal(problems.items[0].expected, LTY_TEXT("lines that sum to the amount of 7")));
    lty_arena_destroy(&arena);
}

static void every_problem_is_listed(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    lty_event event;
    char id[LTY_EVENT_ID_MAX + 1];

    memset(id, 'x', sizeof id);
    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    assert_int_equal(lty_event_parse(&event, (lty_text){id, sizeof id}, LTY_TEXT("order"), LTY_TEXT("\xFF"), LTY_TIME_MAX + 1,
                         LTY_TEXT("{}"), &arena, &problems),
        LTY_E_EVENT);
    assert_int_equal(problems.count, 3 + 5); /* id, customer, instant; currency, amount, order, revision, condition */
    lty_problems_init(&problems, &arena);
    assert_int_equal(
        lty_event_parse(&event, (lty_text){NULL, 0}, LTY_TEXT("visit"), LTY_TEXT(""), 0, LTY_TEXT("{"), &arena, &problems), LTY_E_EVENT);
    assert_int_equal(problems.count, 2);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

static void ids_tell_their_parts_apart(void **unused)
{
    (void) unused;
    static const struct {
        const char *source;
        const char *object;
        const char *id;
    } cases[] = {
        {"shop", "536367", "shop/order/536367/1"},
        {"shop/de", "1", "shop%2Fde/order/1/1"},
        {"shop", "a/b%\n\x7F\xC3\xA9", "shop/order/a%2Fb%25%0A%7F\xC3\xA9/1"},
    };
    LTY_TEST_ALLOC();
    lty_buffer buffer;

    for (size_t i = 0; i < 3; i++) {
        lty_buffer_init(&buffer, &alloc);
        assert_int_equal(
            lty_event_id(&buffer, lty_test_text(cases[i].source), "order", lty_test_text(cases[i].object), LTY_TEXT("1")), LTY_OK);
        assert_true(lty_text_equal(lty_buffer_view(&buffer), lty_test_text(cases[i].id)));
        lty_buffer_destroy(&buffer);
    }
    lty_buffer_init(&buffer, &alloc);
    assert_int_equal(lty_event_id(&buffer, LTY_TEXT(""), "order", LTY_TEXT("1"), LTY_TEXT("1")), LTY_E_EVENT);
    assert_int_equal(lty_event_id(&buffer, LTY_TEXT("s"), "order", LTY_TEXT(""), LTY_TEXT("1")), LTY_E_EVENT);
    assert_int_equal(lty_event_id(&buffer, LTY_TEXT("s"), "order", LTY_TEXT("1"), LTY_TEXT("")), LTY_E_EVENT);
    assert_int_equal(buffer.len, 0);
    assert_true(lty_text_equal(lty_event_source(LTY_TEXT("shop/order/1/1")), LTY_TEXT("shop")));
    assert_true(lty_text_equal(lty_event_source(LTY_TEXT("shop")), LTY_TEXT("shop")));
    assert_int_equal(lty_event_source(LTY_TEXT("")).len, 0);
    assert_int_equal(memory.blocks, 0);
}

static void the_total_order_is_instant_then_rank_then_id(void **unused)
{
    (void) unused;
    const lty_event order = {.id = LTY_TEXT("b"), .type = LTY_EVENT_ORDER, .at_s = 5};
    const lty_event other = {.id = LTY_TEXT("c"), .type = LTY_EVENT_ORDER, .at_s = 5};
    const lty_event refund = {.id = LTY_TEXT("a"), .type = LTY_EVENT_REFUND, .at_s = 5};
    const lty_event earlier = {.id = LTY_TEXT("z"), .type = LTY_EVENT_COUPON_REDEEMED, .at_s = 4};

    assert_true(lty_event_compare(&order, &refund) < 0);
    assert_true(lty_event_compare(&refund, &order) > 0);
    assert_true(lty_event_compare(&order, &other) < 0);
    assert_true(lty_event_compare(&earlier, &order) < 0);
    assert_int_equal(lty_event_compare(&order, &order), 0);
}

static void repeats_are_dropped_and_conflicts_found(void **unused)
{
    (void) unused;
    const lty_event a = {.id = LTY_TEXT("a"), .customer = LTY_TEXT("7"), .type = LTY_EVENT_VISIT, .at_s = 5, .payload = LTY_TEXT("{}")};
    lty_event b = a;
    lty_event again = a;
    const lty_event *events[] = {&b, &a, &again, &b};
    const lty_event *scratch[4];
    const lty_event *conflict = NULL;
    size_t count = 4;

    b.id = LTY_TEXT("b");
    assert_int_equal(lty_event_unique(events, scratch, &count, &conflict), LTY_OK);
    assert_int_equal(count, 2);
    assert_true(events[0] == &a && events[1] == &b);
    again.at_s = 6;
    events[0] = &again;
    events[1] = &a;
    assert_int_equal(lty_event_unique(events, scratch, &count, &conflict), LTY_E_EVENT_CONFLICT);
    assert_true(conflict == &a || conflict == &again);
    again = a;
    again.customer = LTY_TEXT("8");
    assert_false(lty_event_same(&a, &again));
    again = a;
    again.payload = LTY_TEXT("{ }");
    assert_false(lty_event_same(&a, &again));
    again = a;
    again.type = LTY_EVENT_ORDER;
    assert_false(lty_event_same(&a, &again));
}

static void names_map_both_ways(void **unused)
{
    (void) unused;
    for (int type = 0; type < 100; type++) {
        const char *name = lty_event_type_name((lty_event_type) type);
        assert_true(*name == '\0' || (int) lty_event_type_find(lty_test_text(name)) == type);
    }
    for (int condition = 1; condition <= 4; condition++) {
        assert_int_equal(lty_order_condition_find(lty_test_text(lty_order_condition_name((lty_order_condition) condition))), condition);
    }
    assert_string_equal(lty_order_condition_name((lty_order_condition) 9), "");
    assert_int_equal(lty_order_condition_find(LTY_TEXT("Paid")), 0);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void) unused;
    static const char *const payloads[] = {
        "{\"amount\":9,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":9,\"quantity\":2,\"sku\":\"A\"}],\"order\":\"1\",\"revision\":2}",
        "{\"amount\":8,\"condition\":\"x\",\"currency\":\"G\",\"lines\":[{\"amount\":9,\"quantity\":0,\"sku\":7}],\"order\":\"1\",\"revision\":2,\"y\":1}",
    };
    LTY_TEST_ALLOC();

    for (size_t p = 0; p < 2; p++) {
        lty_status status = LTY_E_MEMORY;

        for (size_t n = 1; status == LTY_E_MEMORY; n++) {
            lty_arena arena;
            lty_problems problems;
            lty_event event = {.at_s = 77};

            memory.calls = 0;
            memory.fail_at = n;
            lty_arena_init(&arena, &alloc);
            status = parse(&event, "order", payloads[p], &arena, &problems);
            assert_true(status == LTY_OK || event.at_s == 77);
            lty_arena_destroy(&arena);
            assert_int_equal(memory.blocks, 0);
            assert_true(n < 1000);
        }
        assert_int_equal(status, p == 0 ? LTY_OK : LTY_E_EVENT);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writing_gives_what_was_read),
        cmocka_unit_test(any_json_of_the_right_members_becomes_canonical),
        cmocka_unit_test(wrong_payloads_are_refused_by_place),
        cmocka_unit_test(the_sum_of_lines_names_both_figures),
        cmocka_unit_test(every_problem_is_listed),
        cmocka_unit_test(ids_tell_their_parts_apart),
        cmocka_unit_test(the_total_order_is_instant_then_rank_then_id),
        cmocka_unit_test(repeats_are_dropped_and_conflicts_found),
        cmocka_unit_test(names_map_both_ways),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
