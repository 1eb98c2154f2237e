/* Events: what each type's payload may be, that writing and reading agree, ids, the total order, repeats. */
#include "lty_event.h"
#include "lty_test_event.h"

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
    {"identities_linked", "{\"linked\":false,\"other\":\"guest-9\",\"revision\":2}"},
    {"opening_balance", "{\"points\":5,\"replaces\":\"s/opening/7/1\"}"},
    {"tier_set", "{\"author\":\"anna\",\"reason\":\"old system\",\"tier\":\"gold\"}"},
    {"tier_set", "{\"author\":\"anna\",\"reason\":\"r\",\"replaces\":\"s/tier/1/1\",\"tier\":\"a1_-\",\"until\":0}"},
    {"sign_up", "{}"},
    {"sign_up", "{\"replaces\":\"s/sign_up/7/1\"}"},
    {"child_birthday", "{\"child\":\"Ada\",\"date\":\"2015-06-30\"}"},
    {"review", "{}"},
    {"review", "{\"replaces\":\"s/review/1/1\",\"sku\":\"A-1\"}"},
    {"survey", "{\"survey\":\"autumn\"}"},
    {"contest", "{\"contest\":\"photo\"}"},
    {"order",
        "{\"amount\":1000,\"by_gift_card\":1200,\"by_points\":250,\"channel\":\"online\",\"condition\":\"delivered\",\"currency\":\"GBP\","
        "\"order\":\"1\",\"revision\":3,\"shipping\":450,\"tax\":1000}"},
    {"order",
        "{\"amount\":1000,\"condition\":\"cancelled\",\"currency\":\"GBP\",\"lines\":[{\"amount\":1000,\"brand\":\"Ash\",\"category\":\"c\","
        "\"quantity\":1,\"sale\":true,\"sku\":\"a\",\"tax\":1000}],\"order\":\"1\",\"revision\":9223372036854775807}"},
    {"refund", "{\"amount\":0,\"currency\":\"GBP\",\"order\":\"1\",\"replaces\":\"s/refund/1/1\",\"shipping\":450}"},
    {"referral", "{\"condition\":\"joined\",\"invited\":true,\"other\":\"8\",\"revision\":1}"},
    {"referral",
        "{\"condition\":\"rejected\",\"invited\":false,\"order\":\"1\",\"other\":\"8\",\"reason\":\"same address\",\"revision\":2}"},
    {"points_spent", "{\"for\":\"536367\",\"points\":1,\"reward\":\"mug\"}"},
    {"points_restored", "{\"for\":\"536367\",\"points\":1000000000000}"},
    {"service", "{\"booking\":\"b1\",\"condition\":\"booked\",\"revision\":1,\"service\":\"repair\",\"units\":1}"},
    {"service",
        "{\"booking\":\"b1\",\"condition\":\"cancelled\",\"order\":\"1\",\"revision\":2,\"service\":\"repair\",\"sku\":\"a\",\"units\":2}"},
    {"preference", "{\"topic\":\"cats\",\"wanted\":true}"},
    {"preference", "{\"replaces\":\"s/preference/7:cats/5\",\"topic\":\"cats\",\"wanted\":false}"},
    {"visit", "{\"section\":\"cats\",\"via\":\"direct\"}"},
    {"visit", "{\"replaces\":\"s/visit/1/1\",\"section\":\"a \\\"b\\\"\",\"via\":\"other\"}"},
    {"message_sent", "{\"channel\":\"email\",\"delivery\":\"d-1\",\"message\":\"spring\"}"},
    {"message_opened", "{\"channel\":\"sms\",\"delivery\":\"d-1\",\"message\":\"spring\"}"},
    {"message_clicked", "{\"channel\":\"email\",\"delivery\":\"d-1\",\"message\":\"spring\",\"section\":\"cats\"}"},
    {"segment", "{\"entered\":true,\"segment\":\"at_risk\"}"},
    {"order",
        "{\"amount\":7,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"cost\":0,\"quantity\":1,\"sku\":\"a\"},{\"amount\":2,\"category\":\"c\",\"cost\":1000000000000,\"quantity\":1,\"sku\":\"b\"}],\"order\":\"1\",\"revision\":1}"},
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
    {"opening_balance", "{\"points\":1,\"x\":2}", "/x", "points or replaces"},
    {"birthday", "{\"date\":\"1983-02-29\"}", "/date", "a date such as 1984-02-29"},
    {"birthday", "{\"date\":19830228}", "/date", "a date such as 1984-02-29"},
    {"gender", "{\"gender\":\"f\"}", "/gender", "female, male or other"},
    {"consent", "{\"channel\":\"fax\",\"given\":true}", "/channel", "email or sms"},
    {"consent", "{\"channel\":\"sms\"}", "/given", "true or false"},
    {"consent", "{\"channel\":\"sms\",\"given\":1}", "/given", "true or false"},
    {"visit", "{\"at\":1}", "/at", "replaces, section or via"},
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
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":1,\"sku\":\"a\",\"vat\":1}]}", "/lines/0/vat",
        "amount, brand, category, quantity, sale, sku or tax"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"revision\":1}", "/revision", "amount, currency, lines, order, replaces or shipping"},
    {"points_adjusted", "{\"author\":\"a\",\"points\":0,\"reason\":\"r\"}", "/points",
        "an integer other than 0, at most 1000000000000 either way"},
    {"points_adjusted", "{\"author\":\"a\",\"points\":-9223372036854775808,\"reason\":\"r\"}", "/points",
        "an integer other than 0, at most 1000000000000 either way"},
    {"points_adjusted", "{\"author\":\"\",\"points\":1,\"reason\":\"r\"}", "/author", "a text of 1 to 191 bytes"},
    {"points_spent", "{\"for\":\"x\",\"points\":0}", "/points", "an integer from 1 to 1000000000000"},
    {"coupon_redeemed", "{\"campaign\":\"c\",\"order\":\"1\",\"serial\":-1}", "/serial", "an integer, not negative"},
    {"order", "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1,\"tax\":11}", "/tax",
        "at most the order's amount, in which it is"},
    {"order",
        "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":10,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1,\"tax\":1}",
        "/tax", "nothing beside lines, which have their own"},
    {"order",
        "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":10,\"quantity\":1,\"sku\":\"a\",\"tax\":11}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/tax", "at most the line's amount, in which it is"},
    {"order",
        "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":10,\"quantity\":1,\"sku\":\"a\",\"tax\":-1}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/tax", "an integer of minor units, 0 to 1000000000000"},
    {"order",
        "{\"amount\":10,\"by_gift_card\":8,\"by_points\":8,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1,\"shipping\":5}",
        "/by_points", "at most the amount and the shipping, both parts together"},
    {"order", "{\"amount\":10,\"by_gift_card\":11,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}",
        "/by_gift_card", "at most the amount and the shipping, both parts together"},
    {"order", "{\"amount\":10,\"by_points\":1000000000001,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}",
        "/by_points", "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1,\"shipping\":-1}", "/shipping",
        "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1,\"shipping\":1.5}", "/shipping",
        "an integer of minor units, 0 to 1000000000000"},
    {"order", "{\"amount\":10,\"channel\":7,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1}", "/channel",
        "a text of at most 191 bytes"},
    {"order", "{\"amount\":10,\"condition\":\"paid\",\"currency\":\"GBP\",\"order\":\"1\",\"revision\":1,\"replaces\":\"s/order/1/0\"}",
        "/replaces", "amount, by_gift_card, by_points, channel, condition, currency, lines, order, revision, shipping or tax"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"shipping\":-1}", "/shipping", "an integer of minor units, 0 to 1000000000000"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"replaces\":\"s/k/o/1\"}", "/replaces", "the id of another event"},
    {"visit", "{\"replaces\":\"\"}", "/replaces", "the id of the event that this one corrects, a text of 1 to 191 bytes"},
    {"points_spent", "{\"for\":\"x\",\"points\":1,\"replaces\":\"y\"}", "/replaces", "for, points or reward"},
    {"points_spent", "{\"for\":\"x\",\"points\":1,\"reward\":\"Mug\"}", "/reward",
        "the reward's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"},
    {"coupon_redeemed", "{\"campaign\":\"c\",\"order\":\"1\",\"replaces\":\"y\",\"serial\":1}", "/replaces", "campaign, order or serial"},
    {"points_restored", "{\"for\":\"x\",\"points\":0}", "/points", "an integer from 1 to 1000000000000"},
    {"points_restored", "{\"points\":1}", "/for", "what the spend was for, a text of 1 to 191 bytes"},
    {"identities_linked", "{\"linked\":true,\"other\":\"7\",\"revision\":1}", "/other", "another customer's key, a text of 1 to 191 bytes"},
    {"identities_linked", "{\"linked\":true,\"other\":\"\",\"revision\":1}", "/other", "another customer's key, a text of 1 to 191 bytes"},
    {"identities_linked", "{\"other\":\"8\",\"revision\":1}", "/linked", "true or false"},
    {"identities_linked", "{\"linked\":true,\"other\":\"8\",\"revision\":0}", "/revision", "an integer of at least 1"},
    {"identities_linked", "{\"linked\":true,\"other\":\"8\",\"replaces\":\"y\",\"revision\":1}", "/replaces", "linked, other or revision"},
    {"referral", "{\"condition\":\"joined\",\"invited\":true,\"other\":\"7\",\"revision\":1}", "/other",
        "another customer's key, a text of 1 to 191 bytes"},
    {"referral", "{\"condition\":\"paid\",\"invited\":true,\"other\":\"8\",\"revision\":1}", "/condition",
        "joined, frozen, rewarded or rejected"},
    {"referral", "{\"condition\":\"joined\",\"invited\":1,\"other\":\"8\",\"revision\":1}", "/invited", "true or false"},
    {"service", "{\"booking\":\"b\",\"condition\":\"joined\",\"revision\":1,\"service\":\"r\",\"units\":1}", "/condition",
        "booked, used or cancelled"},
    {"service", "{\"booking\":\"b\",\"condition\":\"used\",\"revision\":1,\"service\":\"r\",\"units\":0}", "/units",
        "an integer from 1 to 1000000000000"},
    {"service", "{\"booking\":\"b\",\"condition\":\"used\",\"revision\":1,\"service\":\"1r\",\"units\":1}", "/service",
        "the service's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"},
    {"service", "{\"booking\":\"\",\"condition\":\"used\",\"revision\":1,\"service\":\"r\",\"units\":1}", "/booking",
        "which booking, a text of 1 to 191 bytes"},
    {"tier_set", "{\"author\":\"a\",\"reason\":\"r\",\"tier\":\"-gold\"}", "/tier",
        "the tier's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"},
    {"tier_set", "{\"author\":\"a\",\"reason\":\"r\",\"tier\":\"ggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg\"}",
        "/tier", "the tier's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"},
    {"tier_set", "{\"author\":\"a\",\"reason\":\"\",\"tier\":\"gold\"}", "/reason", "a text of 1 to 1000 bytes"},
    {"tier_set", "{\"author\":\"a\",\"reason\":\"r\",\"tier\":\"gold\",\"until\":253402300800}", "/until",
        "an instant in the years 1 to 9999"},
    {"child_birthday", "{\"child\":\"\",\"date\":\"2015-06-30\"}", "/child", "which child, a text of 1 to 191 bytes"},
    {"child_birthday", "{\"child\":\"Ada\",\"date\":\"2015-06-31\"}", "/date", "a date such as 1984-02-29"},
    {"review", "{\"sku\":7}", "/sku", "a text of at most 191 bytes"},
    {"survey", "{}", "/survey", "which survey, a text of 1 to 191 bytes"},
    {"contest", "{\"contest\":\"\"}", "/contest", "which contest, a text of 1 to 191 bytes"},
    {"sign_up", "{\"sku\":\"a\"}", "/sku", "replaces or nothing"},
    {"preference", "{\"topic\":\"\",\"wanted\":true}", "/topic", "which topic, a text of 1 to 191 bytes"},
    {"preference", "{\"topic\":\"cats\"}", "/wanted", "true or false"},
    {"preference", "{\"topic\":\"cats\",\"wanted\":\"yes\"}", "/wanted", "true or false"},
    {"visit", "{\"via\":\"\"}", "/via", "direct, search, email, social, referral, ads or other"},
    {"visit", "{\"via\":\"Direct\"}", "/via", "direct, search, email, social, referral, ads or other"},
    {"visit", "{\"section\":7}", "/section", "a text of at most 191 bytes"},
    {"message_sent", "{\"channel\":\"email\",\"message\":\"m\"}", "/delivery", "which delivery, a text of 1 to 191 bytes"},
    {"message_sent", "{\"channel\":\"fax\",\"delivery\":\"d\",\"message\":\"m\"}", "/channel", "email or sms"},
    {"message_sent", "{\"channel\":\"email\",\"delivery\":\"d\",\"message\":\"m\",\"section\":\"s\"}", "/section",
        "channel, delivery or message"},
    {"message_sent", "{\"channel\":\"email\",\"delivery\":\"d\",\"message\":\"m\",\"replaces\":\"x\"}", "/replaces",
        "channel, delivery or message"},
    {"message_opened", "{\"channel\":\"email\",\"delivery\":\"d\",\"message\":\"\"}", "/message",
        "which message, a text of 1 to 191 bytes"},
    {"message_clicked", "{\"channel\":\"email\",\"delivery\":\"d\",\"message\":\"m\",\"replaces\":\"x\"}", "/replaces",
        "channel, delivery, message or section"},
    {"segment", "{\"entered\":1,\"segment\":\"vip\"}", "/entered", "true or false"},
    {"segment", "{\"entered\":true,\"segment\":\"VIP\"}", "/segment",
        "the segment's key: a lower-case letter, then such letters, digits, \"_\" or \"-\", at most 64 bytes"},
    {"segment", "{\"entered\":true,\"replaces\":\"x\",\"segment\":\"vip\"}", "/replaces", "entered or segment"},
    {"order",
        "{\"amount\":5,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"cost\":-1,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/cost", "an integer of minor units, 0 to 1000000000000"},
    {"order",
        "{\"amount\":5,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"cost\":1000000000001,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/cost", "an integer of minor units, 0 to 1000000000000"},
    {"order",
        "{\"amount\":5,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"cost\":null,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\",\"revision\":1}",
        "/lines/0/cost", "an integer of minor units, 0 to 1000000000000"},
    {"refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"cost\":1,\"quantity\":1,\"sku\":\"a\"}]}", "/lines/0/cost",
        "amount, brand, category, quantity, sale, sku or tax"},
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

static void what_is_at_its_default_is_left_out(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const struct good texts[] = {
        {"order",
            "{\"amount\":5,\"by_gift_card\":0,\"by_points\":0,\"channel\":\"\",\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,"
            "\"brand\":\"\",\"quantity\":1,\"sku\":\"a\",\"tax\":0}],\"order\":\"1\",\"revision\":1,\"shipping\":0,\"tax\":0}"},
        {"referral", "{\"condition\":\"joined\",\"invited\":true,\"order\":\"\",\"other\":\"8\",\"reason\":\"\",\"revision\":1}"},
        {"service", "{\"booking\":\"b\",\"condition\":\"used\",\"order\":\"\",\"revision\":1,\"service\":\"r\",\"sku\":\"\",\"units\":1}"},
        {"points_spent", "{\"for\":\"1\",\"points\":1,\"reward\":\"\"}"},
        {"review", "{\"sku\":\"\"}"},
        {"visit", "{\"section\":\"\"}"},
    };
    static const char *const wanted[] = {
        "{\"amount\":5,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":5,\"quantity\":1,\"sku\":\"a\"}],\"order\":\"1\","
        "\"revision\":1}",
        "{\"condition\":\"joined\",\"invited\":true,\"other\":\"8\",\"revision\":1}",
        "{\"booking\":\"b\",\"condition\":\"used\",\"revision\":1,\"service\":\"r\",\"units\":1}",
        "{\"for\":\"1\",\"points\":1}",
        "{}",
        "{}",
    };

    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        lty_arena arena;
        lty_problems problems;
        lty_buffer buffer;
        lty_event event;

        lty_arena_init(&arena, &alloc);
        lty_buffer_init(&buffer, &alloc);
        assert_int_equal(parse(&event, texts[i].type, texts[i].payload, &arena, &problems), LTY_OK);
        lty_event_write(&buffer, &event);
        assert_true(lty_text_equal(lty_buffer_view(&buffer), lty_test_text(wanted[i])));
        lty_buffer_destroy(&buffer);
        lty_arena_destroy(&arena);
    }
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
    lty_problems_init(&problems, &arena);    /* a wrong envelope around a right payload */
    assert_int_equal(
        lty_event_parse(&event, LTY_TEXT("x"), LTY_TEXT("visit"), LTY_TEXT("\xFF"), 0, LTY_TEXT("{}"), &arena, &problems), LTY_E_EVENT);
    assert_int_equal(problems.count, 1);
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
    const lty_event link = {.id = LTY_TEXT("z"), .type = LTY_EVENT_IDENTITIES_LINKED, .at_s = 5};
    const lty_event service = {.id = LTY_TEXT("a"), .type = LTY_EVENT_SERVICE, .at_s = 5};

    assert_true(lty_event_compare(&order, &refund) < 0);
    assert_true(lty_event_compare(&refund, &order) > 0);
    assert_true(lty_event_compare(&order, &other) < 0);
    assert_true(lty_event_compare(&earlier, &order) < 0);
    assert_true(lty_event_compare(&link, &order) < 0);
    assert_true(lty_event_compare(&refund, &service) < 0);
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
    for (size_t i = 0; i < LTY_EVENT_TYPES; i++) {
        size_t known = 0;

        assert_true(*lty_event_type_name(lty_test_types[i]) != '\0');
        for (int condition = -1; condition <= 9; condition++) {
            const char *name = lty_event_condition_name(lty_test_types[i], condition);

            known += *name != '\0';
            assert_true(*name == '\0' || lty_event_condition_find(lty_test_types[i], lty_test_text(name)) == condition);
        }
        assert_int_equal(known,
            lty_test_types[i] == LTY_EVENT_ORDER || lty_test_types[i] == LTY_EVENT_REFERRAL ? 4
                : lty_test_types[i] == LTY_EVENT_SERVICE                                    ? 3
                                                                                            : 0);
    }
    assert_int_equal(lty_event_condition_find(LTY_EVENT_ORDER, LTY_TEXT("Paid")), 0);
    assert_int_equal(lty_event_condition_find(LTY_EVENT_ORDER, LTY_TEXT("joined")), 0);
}

static void links_and_referrals_need_a_customer(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const char *const types[] = {"identities_linked", "referral"};
    static const char *const payloads[] = {
        "{\"linked\":true,\"other\":\"8\",\"revision\":1}", "{\"condition\":\"joined\",\"invited\":true,\"other\":\"8\",\"revision\":1}"};

    for (size_t i = 0; i < 2; i++) {
        lty_arena arena;
        lty_problems problems;
        lty_event event;

        lty_arena_init(&arena, &alloc);
        lty_problems_init(&problems, &arena);
        assert_int_equal(lty_event_parse(&event, LTY_TEXT("s/k/o/1"), lty_test_text(types[i]), (lty_text){NULL, 0}, 5,
                             lty_test_text(payloads[i]), &arena, &problems),
            LTY_E_EVENT);
        assert_int_equal(problems.count, 1);
        assert_true(lty_text_equal(problems.items[0].pointer, LTY_TEXT("/-/customer")));
        lty_arena_destroy(&arena);
    }
}

/* A text of the most bytes passes, one more does not; the same of an id in replaces. */
static void texts_end_at_their_bounds(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const struct {
        const char *type;
        const char *before;
        const char *after;
        size_t most;
    } cases[] = {
        {"survey", "{\"survey\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"visit", "{\"section\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"preference", "{\"wanted\":true,\"topic\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"message_sent", "{\"channel\":\"sms\",\"delivery\":\"d\",\"message\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"message_opened", "{\"channel\":\"sms\",\"message\":\"m\",\"delivery\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"message_clicked", "{\"channel\":\"sms\",\"delivery\":\"d\",\"message\":\"m\",\"section\":\"", "\"}", LTY_EVENT_TEXT_MAX},
        {"segment", "{\"entered\":true,\"segment\":\"", "\"}", LTY_EVENT_KEY_MAX},
        {"visit", "{\"replaces\":\"", "\"}", LTY_EVENT_ID_MAX},
        {"points_spent", "{\"for\":\"x\",\"points\":1,\"reward\":\"", "\"}", LTY_EVENT_KEY_MAX},
        {"points_adjusted", "{\"author\":\"a\",\"points\":1,\"reason\":\"", "\"}", LTY_EVENT_REASON_MAX},
        {"referral", "{\"condition\":\"joined\",\"invited\":true,\"other\":\"8\",\"revision\":1,\"reason\":\"", "\"}",
            LTY_EVENT_REASON_MAX},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t more = 0; more < 2; more++) {
            char letters[LTY_EVENT_REASON_MAX + 2] = "";
            char payload[LTY_EVENT_REASON_MAX + 200];
            lty_arena arena;
            lty_problems problems;
            lty_event event;

            memset(letters, 'x', cases[i].most + more);
            snprintf(payload, sizeof payload, "%s%s%s", cases[i].before, letters, cases[i].after);
            lty_arena_init(&arena, &alloc);
            assert_int_equal(parse(&event, cases[i].type, payload, &arena, &problems), more == 0 ? LTY_OK : LTY_E_EVENT);
            lty_arena_destroy(&arena);
        }
    }
    assert_int_equal(memory.blocks, 0);
}

/* What is not said of a line's cost is not known, which is another thing than 0; control characters come back as they were. */
static void costs_may_be_unknown(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    lty_event event;

    lty_arena_init(&arena, &alloc);
    assert_int_equal(parse(&event, "order",
                         "{\"amount\":3,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":1,\"sku\":\"a\"},"
                         "{\"amount\":2,\"cost\":0,\"quantity\":1,\"sku\":\"b\"}],\"order\":\"1\",\"revision\":1}",
                         &arena, &problems),
        LTY_OK);
    assert_int_equal(event.lines[0].cost_minor, LTY_EVENT_COST_NONE);
    assert_int_equal(event.lines[1].cost_minor, 0);
    assert_int_equal(parse(&event, "refund", "{\"amount\":1,\"currency\":\"GBP\",\"lines\":[{\"amount\":1,\"quantity\":1,\"sku\":\"a\"}]}",
                         &arena, &problems),
        LTY_OK);
    assert_int_equal(event.lines[0].cost_minor, LTY_EVENT_COST_NONE);
    assert_int_equal(
        parse(&event, "message_opened", "{\"channel\":\"sms\",\"delivery\":\"d\",\"message\":\"m\",\"section\":\"a\\u0000\\u0001\\n\"}",
            &arena, &problems),
        LTY_OK);
    assert_true(lty_text_equal(event.section, LTY_TEXT("a\0\x01\n")));
    assert_true(lty_text_equal(event.object, LTY_TEXT("d")) && lty_text_equal(event.value, LTY_TEXT("m")));
    assert_true(lty_text_equal(event.channel, LTY_TEXT("sms")));
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

static void what_may_replace(void **unused)
{
    (void) unused;
    for (size_t i = 0; i < LTY_EVENT_TYPES; i++) {
        assert_int_equal(lty_event_replaces(lty_test_types[i]), lty_test_may_replace(lty_test_types[i]));
    }
}

/* Every member of every type, there or not: what is written is read as it was, and written again as the same bytes. */
static void any_event_survives_its_payload(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("any_event_survives_its_payload", 20260601);

    for (unsigned i = 0; i < 20000; i++) {
        lty_test_event made;
        lty_arena arena;
        lty_problems problems;
        lty_buffer first;
        lty_buffer second;
        lty_event read;

        lty_test_random_event(&made, lty_test_types[i % LTY_EVENT_TYPES], i, &state);
        lty_arena_init(&arena, &alloc);
        lty_problems_init(&problems, &arena);
        lty_buffer_init(&first, &alloc);
        lty_buffer_init(&second, &alloc);
        lty_event_write(&first, &made.event);
        assert_int_equal(lty_event_parse(&read, made.event.id, lty_test_text(lty_event_type_name(made.event.type)), made.event.customer,
                             made.event.at_s, lty_buffer_view(&first), &arena, &problems),
            LTY_OK);
        lty_test_event_is(&read, &made.event);
        assert_true(lty_text_equal(read.author, made.event.author));
        lty_event_write(&second, &read);
        assert_true(lty_text_equal(lty_buffer_view(&first), lty_buffer_view(&second)));
        lty_buffer_destroy(&first);
        lty_buffer_destroy(&second);
        lty_arena_destroy(&arena);
    }
    assert_int_equal(memory.blocks, 0);
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
        cmocka_unit_test(what_is_at_its_default_is_left_out),
        cmocka_unit_test(wrong_payloads_are_refused_by_place),
        cmocka_unit_test(the_sum_of_lines_names_both_figures),
        cmocka_unit_test(every_problem_is_listed),
        cmocka_unit_test(ids_tell_their_parts_apart),
        cmocka_unit_test(the_total_order_is_instant_then_rank_then_id),
        cmocka_unit_test(repeats_are_dropped_and_conflicts_found),
        cmocka_unit_test(names_map_both_ways),
        cmocka_unit_test(links_and_referrals_need_a_customer),
        cmocka_unit_test(texts_end_at_their_bounds),
        cmocka_unit_test(costs_may_be_unknown),
        cmocka_unit_test(what_may_replace),
        cmocka_unit_test(any_event_survives_its_payload),
        cmocka_unit_test(memory_may_run_out_anywhere),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
