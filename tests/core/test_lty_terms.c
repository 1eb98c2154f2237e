/* Terms that ask nothing of the arithmetic: each refusal with both of its texts, and the order in which they are looked at. */
#include "lty_test_terms.h"

static const lty_text tea = LTY_TEXT("tea");
static const lty_text cake = LTY_TEXT("cake");

/* One code under whatever the test changed: LTY_OK, or the refusal is checked. */
static void admit(shop *it, lty_status reason, const char *message, const char *public_message)
{
    const lty_terms terms = shop_terms(it);

    assert_int_equal(lty_discounts_init(&it->out, &terms), LTY_OK);
    assert_int_equal(lty_terms_admit(&it->out, &terms, 0), reason == LTY_OK);
    assert_int_equal(it->out.refusal_count, reason != LTY_OK);
    assert_int_equal(it->steps.text.len, 0);
    if (reason != LTY_OK) {
        assert_refused(it, 0, reason, message, public_message);
    }
}

#define BEGIN()                                                                                                                            \
 LTY_TEST_ALLOC();                                                                                                                         \
 shop it;                                                                                                                                  \
 (void) state;                                                                                                                             \
 shop_init(&it, &alloc);                                                                                                                   \
 lty_offer *offer = shop_offer(&it, 0, 7, "CODE");                                                                                         \
 lty_campaign *campaign = &it.campaigns[0];                                                                                                \
 (void) campaign;                                                                                                                          \
 (void) offer
#define END()                                                                                                                              \
 shop_destroy(&it);                                                                                                                        \
 assert_int_equal(memory.blocks, 0)

static void test_verification_and_campaign(void **state)
{
    BEGIN();
    admit(&it, LTY_OK, "", "");
    campaign->open = false;
    admit(&it, LTY_E_CODE_CAMPAIGN_CLOSED, "the campaign is closed", "");
    offer->campaign = NULL;
    admit(&it, LTY_E_CODE_CAMPAIGN, "no such campaign", "");
    offer->refused = LTY_E_CODE_TAG;
    admit(&it, LTY_E_CODE_TAG, "the tag does not fit: forged, altered or of another shop", "");
    END();
}

static void test_uses(void **state)
{
    BEGIN();
    offer->usage.uses = 1;
    admit(&it, LTY_E_CODE_USED, "the code has been used 1 of 1 times, checkouts under way included", "");
    campaign->uses_per_code = 3;
    admit(&it, LTY_OK, "", "");
    offer->usage.uses = 3;
    admit(&it, LTY_E_CODE_USED, "the code has been used 3 of 3 times, checkouts under way included", "");
    campaign->uses_per_code = 0;
    admit(&it, LTY_OK, "", "");
    END();
}

static void test_window(void **state)
{
    BEGIN();
    campaign->valid_from_s = AT_S;
    campaign->valid_until_s = AT_S + 1;
    admit(&it, LTY_OK, "", "");
    campaign->valid_from_s = AT_S + 1;
    admit(&it, LTY_E_CODE_NOT_YET_VALID, "campaign \"one\" is valid from 2011-03-13", "the code is valid from 2011-03-13");
    campaign->valid_from_s = LTY_TIME_NONE;
    campaign->valid_until_s = AT_S;
    admit(&it, LTY_E_CODE_EXPIRED, "the last day of the code was 2011-03-13", "");
    campaign->valid_until_s = LTY_TIME_NONE;
    offer->expires_at_s = AT_S - 86400;
    admit(&it, LTY_E_CODE_EXPIRED, "the last day of the code was 2011-03-12", "");
    campaign->valid_until_s = AT_S - 2 * 86400;
    admit(&it, LTY_E_CODE_EXPIRED, "the last day of the code was 2011-03-11", "");
    campaign->valid_until_s = LTY_TIME_MIN;
    admit(&it, LTY_E_CODE_EXPIRED, "the last day of the code was 0001-01-01", "");
    offer->expires_at_s = campaign->valid_until_s = LTY_TIME_NONE;
    campaign->valid_from_s = LTY_TIME_MAX;
    it.transition.offset_s = 3600; /* the local day would be in the year 10000 */
    admit(&it, LTY_E_CODE_NOT_YET_VALID, "campaign \"one\" is valid from 9999-12-31", "the code is valid from 9999-12-31");
    END();
}

static void test_a_withdrawn_code_is_none(void **state)
{
    BEGIN();
    offer->usage.revoked = true;
    admit(&it, LTY_E_CODE_REVOKED, "the shop has withdrawn the code", "");
    offer->usage.uses = 1;
    admit(&it, LTY_E_CODE_REVOKED, "the shop has withdrawn the code", "");
    END();
}

static void test_limits_and_budget(void **state)
{
    BEGIN();
    campaign->uses_per_customer = 2;
    campaign->uses_total = 50;
    campaign->budget_minor = 10000;
    offer->usage = (lty_usage){0, 1, 49, 9999, false};
    admit(&it, LTY_OK, "", "");
    offer->usage = (lty_usage){0, 2, 50, 10000, false};
    admit(&it, LTY_E_CODE_LIMIT, "the customer has used campaign \"one\" 2 of 2 times", "");
    campaign->uses_per_customer = 0;
    admit(&it, LTY_E_CODE_LIMIT, "campaign \"one\" has been used 50 of 50 times", "");
    campaign->uses_total = 0;
    admit(&it, LTY_E_CODE_BUDGET, "campaign \"one\" has given away 100.00 GBP of its budget of 100.00 GBP", "");
    campaign->budget_minor = 0;
    admit(&it, LTY_OK, "", "");
    END();
}

static void test_bound_and_first_order(void **state)
{
    BEGIN();
    offer->customer = LTY_TEXT("anna");
    admit(&it, LTY_OK, "", "");
    offer->customer = LTY_TEXT("bob");
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is bound to another customer", "");
    it.buyer.known = false;
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is bound to a customer, and the order names none", "sign in to use this code");
    offer->customer = (lty_text){NULL, 0};
    admit(&it, LTY_OK, "", "");
    offer->bound_elsewhere = true;
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is bound to a customer, and the order names none", "sign in to use this code");
    it.buyer.known = true;
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is bound to another customer", "");
    offer->bound_elsewhere = false;
    campaign->first_order_only = true;
    admit(&it, LTY_OK, "", "");
    it.facts[LTY_FACT_ORDERS] = 2;
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is for a first order, and the customer has 2 already", "the code is for a first order");
    it.buyer.known = false;
    admit(&it, LTY_E_CODE_CUSTOMER, "the code is for a first order, and the order names no customer",
        "sign in to use this code: it is for a first order");
    END();
}

static void test_tiers_and_segments(void **state)
{
    static const lty_text gold[] = {LTY_TEXT("gold"), LTY_TEXT("lost")};
    static const lty_text buyers[] = {LTY_TEXT("buyers"), LTY_TEXT("gone")};
    size_t count;
    lty_problems problems = {0};
    const lty_expr *rule = NULL;

    BEGIN();
    const lty_expr_field *fields = lty_fact_fields(&count);
    const lty_expr_scope scope = {.fields = fields, .field_count = count, .zone = &it.programme.zone, .currency_decimals = 2};

    lty_problems_init(&problems, &it.arena);
    assert_int_equal(lty_expr_compile(&rule, lty_test_text("orders >= 2"), &scope, &it.arena, &problems), LTY_OK);
    it.segment = (lty_segment_rule){LTY_TEXT("buyers"), LTY_TEXT("Buyers"), rule};
    it.programme.segments = &it.segment;
    it.programme.segment_count = 1;

    campaign->tiers = (lty_text_list){gold, 2};
    admit(&it, LTY_E_CODE_ELIGIBILITY, "campaign \"one\" is for the tiers gold, lost; the customer is in none of them",
        "the code is for customers of the tier Gold");
    it.facts[LTY_FACT_TIER] = 1;
    admit(&it, LTY_OK, "", "");
    it.facts[LTY_FACT_TIER] = LTY_FACT_NONE;
    campaign->segments = (lty_text_list){buyers, 2};
    admit(&it, LTY_E_CODE_ELIGIBILITY,
        "campaign \"one\" is for the tiers gold, lost or the segments buyers, gone; the customer is in none of them", "");
    it.facts[LTY_FACT_ORDERS] = 2; /* either is enough */
    admit(&it, LTY_OK, "", "");
    campaign->tiers.count = 0;
    admit(&it, LTY_OK, "", "");
    it.facts[LTY_FACT_ORDERS] = 1;
    offer->version = 2;
    admit(&it, LTY_E_CODE_ELIGIBILITY,
        "campaign \"one\" is for the segments buyers, gone; the customer is in none of them (terms of version 2)", "");
    offer->version = 3;
    it.buyer = (lty_buyer){0};
    admit(&it, LTY_E_CODE_ELIGIBILITY, "campaign \"one\" is for the segments buyers, gone, and the order names no customer",
        "sign in to use this code: it is for some customers only");
    END();
}

static void test_email_only(void **state)
{
    BEGIN();
    campaign->email_only = true;
    admit(&it, LTY_E_CODE_CHANNEL, "campaign \"one\" is for orders that come by a link of an e-mail",
        "come by the link in the e-mail to use this code");
    it.cart.by_email = true;
    admit(&it, LTY_OK, "", "");
    END();
}

/* Everything fails at once, and is put right one by one. */
static void test_the_order_of_checks(void **state)
{
    static const lty_text gold[] = {LTY_TEXT("gold")};

    BEGIN();
    offer->usage = (lty_usage){1, 1, 1, 1, false};
    offer->customer = LTY_TEXT("bob");
    campaign->open = false;
    campaign->valid_from_s = AT_S + 1;
    campaign->valid_until_s = AT_S - 1;
    campaign->uses_per_customer = campaign->uses_total = campaign->budget_minor = 1;
    campaign->tiers = (lty_text_list){gold, 1};
    campaign->email_only = true;
    const lty_status expected[] = {LTY_E_CODE_CAMPAIGN_CLOSED, LTY_E_CODE_USED, LTY_E_CODE_NOT_YET_VALID, LTY_E_CODE_EXPIRED,
        LTY_E_CODE_LIMIT, LTY_E_CODE_BUDGET, LTY_E_CODE_CUSTOMER, LTY_E_CODE_ELIGIBILITY, LTY_E_CODE_CHANNEL};

    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        const lty_terms terms = shop_terms(&it);

        assert_int_equal(lty_discounts_init(&it.out, &terms), LTY_OK);
        assert_false(lty_terms_admit(&it.out, &terms, 0));
        assert_int_equal(it.out.refusals[0].reason, expected[i]);
        switch (expected[i]) {
            case LTY_E_CODE_CAMPAIGN_CLOSED: campaign->open = true; break;
            case LTY_E_CODE_USED: offer->usage.uses = 0; break;
            case LTY_E_CODE_NOT_YET_VALID: campaign->valid_from_s = AT_S; break;
            case LTY_E_CODE_EXPIRED: campaign->valid_until_s = LTY_TIME_NONE; break;
            case LTY_E_CODE_LIMIT: campaign->uses_per_customer = campaign->uses_total = 0; break;
            case LTY_E_CODE_BUDGET: campaign->budget_minor = 0; break;
            case LTY_E_CODE_CUSTOMER: offer->customer = (lty_text){NULL, 0}; break;
            case LTY_E_CODE_ELIGIBILITY: it.facts[LTY_FACT_TIER] = 1; break;
            default: break;
        }
    }
    it.cart.by_email = true;
    admit(&it, LTY_OK, "", "");
    END();
}

static void test_refusals_are_sorted_and_said_once(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    const lty_text none = {NULL, 0};
    const struct {
        const char *code;
        lty_status reason;
    } given[] = {{"B", LTY_E_CODE_USED}, {"C", LTY_E_CODE_TAG}, {"A", LTY_E_CODE_USED}, {"", LTY_E_CODE_USED}, {"B", LTY_E_CODE_USED},
        {"B", LTY_E_CODE_CHECK}, {"C", LTY_E_CODE_TAG}, {"A", LTY_E_CODE_TAG}, {"AB", LTY_E_CODE_USED}};
    const char *const codes[] = {"B", "A", "C", "A", "AB", "B"};
    const lty_status reasons[] = {LTY_E_CODE_CHECK, LTY_E_CODE_TAG, LTY_E_CODE_TAG, LTY_E_CODE_USED, LTY_E_CODE_USED, LTY_E_CODE_USED};
    const size_t count = sizeof given / sizeof *given;

    (void) state;
    shop_init(&it, &alloc);
    for (size_t i = 0; i < count; i++) {
        shop_offer(&it, 0, i, given[i].code);
    }
    const lty_terms terms = shop_terms(&it);

    assert_int_equal(lty_discounts_init(&it.out, &terms), LTY_OK);
    for (size_t start = 0; start < count; start++) { /* whichever comes first */
        it.out.refusal_count = 0;
        for (size_t i = 0; i < count; i++) {
            const size_t at = (start + i * 5) % count;

            lty_discounts_refuse(&it.out, &terms, at, given[at].reason, none, none);
        }
        assert_int_equal(it.out.refusal_count, 6);
        for (size_t i = 0; i < 6; i++) {
            assert_text(it.offers[it.out.refusals[i].offer].code, codes[i]);
            assert_int_equal(it.out.refusals[i].reason, reasons[i]);
        }
    }
    END();
}

static void test_automatic_offers_are_refused_silently(void **state)
{
    BEGIN();
    offer->code = (lty_text){NULL, 0};
    campaign->email_only = true;
    const lty_terms terms = shop_terms(&it);

    assert_int_equal(lty_discounts_init(&it.out, &terms), LTY_OK);
    assert_false(lty_terms_admit(&it.out, &terms, 0));
    assert_int_equal(it.out.refusal_count, 0);
    assert_int_equal(it.steps.text.len, 0);
    END();
}

static void test_cover(void **state)
{
    bool covered[LINES];
    int64_t sum;
    size_t count;

    BEGIN();
    shop_line(&it, "assam", &tea, 2, 450);
    shop_line(&it, "gift", &tea, 0, 500);
    shop_line(&it, "tart", &cake, 1, 300)->sale = true;
    it.cart.lines = it.lines;
    const lty_terms terms = shop_terms(&it);

    assert_int_equal(lty_terms_cover(covered, &sum, &count, &terms, campaign), LTY_OK);
    assert_true(covered[0] && !covered[1] && covered[2]); /* nothing in the cart, nothing covered */
    assert_int_equal(sum, 1200);
    assert_int_equal(count, 2);
    campaign->lines.sale_items = LTY_SALE_LEFT_OUT;
    assert_int_equal(lty_terms_cover(covered, &sum, &count, &terms, campaign), LTY_OK);
    assert_true(covered[0] && !covered[2]);
    campaign->lines.sale_items = LTY_SALE_ONLY;
    campaign->lines.categories_in = (lty_text_list){&tea, 1};
    assert_int_equal(lty_terms_cover(covered, &sum, &count, &terms, campaign), LTY_OK);
    assert_int_equal(count, 0);
    assert_int_equal(sum, 0);
    it.lines[0].amount_minor = it.lines[2].amount_minor = INT64_MAX;
    campaign->lines = (lty_line_filter){0};
    sum = 77;
    assert_int_equal(lty_terms_cover(covered, &sum, &count, &terms, campaign), LTY_E_RANGE);
    assert_int_equal(sum, 77);
    END();
}

static void test_require(void **state)
{
    static const lty_text mug = LTY_TEXT("mug");
    const lty_line_filter teas = {.categories_in = {&tea, 1}};
    const lty_line_filter mugs = {.products_in = {&mug, 1}};
    const lty_line_filter any[] = {teas, mugs};
    const lty_requirement requirements[] = {{2, any, 2}, {1, &any[1], 1}};
    bool selected[LINES];

    BEGIN();
    shop_line(&it, "assam", &tea, 1, 450);
    shop_line(&it, "mug", &cake, 1, 500);
    shop_line(&it, "tart", &cake, 5, 300);
    shop_line(&it, "darjeeling", &tea, 1, 450);
    const lty_terms terms = shop_terms(&it);

    assert_true(lty_terms_require(selected, &terms, campaign));
    assert_false(selected[0] || selected[1] || selected[2] || selected[3]);
    campaign->requirements = requirements;
    campaign->requirement_count = 1;
    assert_true(lty_terms_require(selected, &terms, campaign));
    assert_true(selected[0] && !selected[1] && !selected[2] && selected[3]); /* one mug is not two */
    campaign->requirement_count = 2;
    assert_true(lty_terms_require(selected, &terms, campaign));
    assert_true(selected[0] && selected[1] && !selected[2] && selected[3]);
    it.lines[1].quantity = 0;
    assert_false(lty_terms_require(selected, &terms, campaign));
    assert_false(selected[0] || selected[1] || selected[2] || selected[3]);
    it.lines[0].quantity = INT64_MAX;
    assert_true(lty_terms_pieces(&terms, &teas) == INT64_MAX);
    END();
}

static void test_every_allocation_fails_once(void **state)
{
    size_t failed = 0;

    (void) state;
    for (size_t fail_at = 1;; fail_at++) {
        LTY_TEST_ALLOC();
        shop it;
        lty_discounts out = {.total_minor = 99};

        shop_init(&it, &alloc);
        shop_offer(&it, 0, 7, "CODE")->refused = LTY_E_CODE_USED;
        shop_line(&it, "assam", &tea, 2, 450);
        const lty_terms terms = shop_terms(&it);

        memory.fail_at = fail_at;
        const lty_status status = lty_discounts_init(&out, &terms);

        if (status == LTY_OK) {
            assert_int_equal(out.total_minor, 0);
            assert_int_equal(out.line_left_minor[0], 900);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_int_equal(out.total_minor, 99);
            failed++;
        }
        shop_destroy(&it);
        assert_int_equal(memory.blocks, 0);
        if (status == LTY_OK) {
            break;
        }
    }
    assert_true(failed > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_verification_and_campaign),
        cmocka_unit_test(test_uses),
        cmocka_unit_test(test_window),
        cmocka_unit_test(test_a_withdrawn_code_is_none),
        cmocka_unit_test(test_limits_and_budget),
        cmocka_unit_test(test_bound_and_first_order),
        cmocka_unit_test(test_tiers_and_segments),
        cmocka_unit_test(test_email_only),
        cmocka_unit_test(test_the_order_of_checks),
        cmocka_unit_test(test_refusals_are_sorted_and_said_once),
        cmocka_unit_test(test_automatic_offers_are_refused_silently),
        cmocka_unit_test(test_cover),
        cmocka_unit_test(test_require),
        cmocka_unit_test(test_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
