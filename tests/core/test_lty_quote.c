/*
 * Quotes: each term of a campaign by hand, then 10,000 random carts under random programmes for what holds of every quote. Programmes
 * are built as structs, so that this depends on no reader of documents.
 */
#include "lty_fold.h"
#include "lty_history.h"
#include "lty_quote.h"
#include "lty_test.h"

enum { CAMPAIGNS = 8, LINES = 6, CODES = 6 };

#define AT_S 1700000000

typedef struct shop {
    lty_arena arena;
    lty_programme programme;
    lty_campaign campaigns[CAMPAIGNS];
    lty_benefit benefits[CAMPAIGNS][2]; /* the first one is what campaigns give unless a test says more */
    lty_earn_rule earn[3];
    lty_earn_step steps[2];
    lty_tier tiers[2];
    lty_text includes[2];
    lty_transition transition;
} shop;

static void shop_init(shop *it, const lty_alloc *alloc)
{
    memset(it, 0, sizeof *it);
    lty_arena_init(&it->arena, alloc);
    it->includes[0] = LTY_TEXT("cake"); /* sorted, as the reader of documents leaves them */
    it->includes[1] = LTY_TEXT("tea");
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        it->benefits[i][0] = (lty_benefit){
            .kind = LTY_DISCOUNT_PERCENT, .pointer = LTY_TEXT("/campaigns/0/discount"), .value = 100000, .target = LTY_TARGET_ORDER};
        it->campaigns[i] = (lty_campaign){
            .key = LTY_TEXT("campaign"),
            .pointer = LTY_TEXT("/campaigns/0"),
            .number = (uint32_t) (i + 1),
            .format = LTY_FORMAT_SHORT,
            .length = 20,
            .open = true,
            .benefits = it->benefits[i],
            .benefit_count = 1,
            .valid_from_s = LTY_TIME_NONE,
            .valid_until_s = LTY_TIME_NONE,
            .uses_per_code = 1,
            .combining = LTY_COMBINING_ALL,
            .priority = LTY_PRIORITY_NONE,
        };
    }
    it->earn[0] = (lty_earn_rule){.key = LTY_TEXT("base"), .kind = LTY_EARN_RATE, .points = 1, .per_minor = 100};
    it->earn[1] = (lty_earn_rule){.key = LTY_TEXT("welcome"), .kind = LTY_EARN_FIRST_ORDER, .points = 50};
    it->steps[0] = (lty_earn_step){5000, 20};
    it->steps[1] = (lty_earn_step){10000, 60};
    it->earn[2] = (lty_earn_rule){.key = LTY_TEXT("large"), .kind = LTY_EARN_STEPS, .steps = it->steps, .step_count = 2};
    it->earn[2].lines.sale_items = LTY_SALE_LEFT_OUT;
    for (size_t i = 0; i < 3; i++) {
        it->earn[i].from_s = LTY_TIME_NONE;
        it->earn[i].until_s = LTY_TIME_NONE;
    }
    it->tiers[0] = (lty_tier){.key = LTY_TEXT("silver"), .earn_percent = 10000};
    it->tiers[1] = (lty_tier){.key = LTY_TEXT("gold"), .from = 100, .earn_percent = 12500};
    it->transition = (lty_transition){0, 0};
    it->programme = (lty_programme){
        .currency = "GBP",
        .currency_decimals = 2,
        .zone = {LTY_TEXT("UTC"), &it->transition, 1},
        .points =
            {
                .enabled = true,
                .base = {.tax = true, .gift_card = true},
                .earn = it->earn,
                .earn_count = 3,
                .worth_points = 100,
                .worth_minor = 100,
                .spend_minimum = 100,
                .spend_step = 50,
                .spend_maximum_share = 5000,
            },
        .tiers = {.items = it->tiers, .count = 2},
        .campaigns = it->campaigns,
        .campaign_count = CAMPAIGNS,
        .discounts = {.way = LTY_WAY_EXACT},
    };
}

static lty_offer code(const shop *it, size_t campaign, uint64_t serial, const char *text)
{
    return (lty_offer){.code = lty_test_text(text),
        .campaign = &it->campaigns[campaign],
        .zone = &it->programme.zone,
        .serial = serial,
        .expires_at_s = LTY_TIME_NONE,
        .refused = LTY_OK};
}

/* Categories that lines point to. */
static const lty_text names[] = {{"tea", 3}, {"cake", 4}, {"jam", 3}};

static lty_cart_line goods(const char *category, int64_t quantity, int64_t unit_minor, bool sale)
{
    lty_cart_line line = {
        .sku = LTY_TEXT("sku"), .quantity = quantity, .unit_minor = unit_minor, .sale = sale, .net_micro = -1, .gross_micro = -1};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (lty_text_equal(names[i], lty_test_text(category))) {
            line.categories = &names[i];
            line.category_count = 1;
        }
    }
    return line;
}

static lty_cart cart_of(lty_cart_line *lines, size_t count, int64_t shipping_minor)
{
    lty_cart cart = {.currency = "GBP",
        .lines = lines,
        .line_count = count,
        .tax_included = true,
        .shipping_minor = shipping_minor,
        .shipping_net_micro = -1,
        .shipping_gross_micro = -1,
        .displayed_micro = -1};

    assert_int_equal(lty_cart_init(&cart, lines, NULL), LTY_OK);
    return cart;
}

/* The programme as the only version there is; the shop's tests change it now and then, so it is made for each quote. */
static const lty_timeline *timeline_of(shop *it)
{
    const lty_programme *version = &it->programme;
    const lty_timeline *timeline = NULL;
    size_t culprit;

    assert_int_equal(lty_timeline_create(&timeline, &version, 1, &culprit, &it->arena), LTY_OK);
    return timeline;
}

static lty_quote quote_cart(shop *it, const lty_cart *cart, const lty_quote_customer *customer, const lty_offer *codes, size_t code_count)
{
    lty_quote out;

    assert_int_equal(lty_quote_make(&out, timeline_of(it), cart, customer, codes, code_count, NULL, AT_S, &it->arena), LTY_OK);
    return out;
}

static lty_quote quote(shop *it, lty_cart_line *lines, size_t count, int64_t shipping_minor, const lty_quote_customer *customer,
    const lty_offer *codes, size_t code_count)
{
    const lty_cart cart = cart_of(lines, count, shipping_minor);

    return quote_cart(it, &cart, customer, codes, code_count);
}

static void facts_init(int64_t facts[LTY_FACT_COUNT], int64_t orders, int64_t points, int64_t tier)
{
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = LTY_FACT_NONE;
    }
    facts[LTY_FACT_ORDERS] = orders;
    facts[LTY_FACT_POINTS] = points;
    facts[LTY_FACT_TIER] = tier;
}

static void assert_text(lty_text text, const char *expected)
{
    if (!lty_text_equal(text, lty_test_text(expected))) {
        print_error("got:      %.*s\nexpected: %s\n", (int) text.len, text.bytes, expected);
        fail();
    }
}

static void test_a_worked_example(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    int64_t facts[LTY_FACT_COUNT];
    const lty_quote_customer customer = {LTY_TEXT("anna"), facts, NULL, NULL};
    lty_cart_line lines[] = {goods("tea", 3, 450, false), goods("cake", 1, 3295, false)};

    (void) state;
    shop_init(&it, &alloc);
    facts_init(facts, 0, 1234, 1);
    const lty_offer coupons[] = {code(&it, 0, 7, "TEN")};
    const lty_quote out = quote(&it, lines, 2, 395, &customer, coupons, 1);

    assert_int_equal(out.goods_minor, 4645);
    assert_int_equal(out.discount_minor, 465); /* 464.5 */
    assert_int_equal(out.total_minor, 4575);
    assert_int_equal(out.lines[0].discount_minor, 135); /* 135.15 */
    assert_int_equal(out.lines[1].discount_minor, 330); /* 329.85 */
    assert_int_equal(out.earned_points, 113);           /* (41 + 50) * 1.25 = 113.75 */
    assert_int_equal(out.points, 113);
    assert_int_equal(out.spendable_points, 1200); /* of 1,234, in steps of 50; half of the total would be 2,287 */
    assert_int_equal(out.spendable_minor, 1200);
    assert_int_equal(out.discount_count, 1);
    assert_text(out.steps[3].text, "TEN covers line 1 (13.50 GBP) + line 2 (32.95 GBP) = 46.45 GBP");
    assert_text(out.steps[4].text, "TEN: 10 % of 46.45 GBP = 4.65 GBP, rounded half up");
    assert_text(out.steps[5].text, "line 1: 4.65 GBP * 13.50 GBP / 46.45 GBP = 1.35 GBP, by largest remainder");
    assert_text(out.steps[7].text, "goods 46.45 GBP + shipping 3.95 GBP - discounts 4.65 GBP = 45.75 GBP");
    lty_arena_destroy(&it.arena);
    assert_int_equal(memory.blocks, 0);
}

/* Quotes one code over tea 20.00 (sale), cake 10.00 and shipping 5.00, and expects an amount, or a refusal with its two texts. */
static void assert_one(shop *it, const lty_offer *coupon, const lty_quote_customer *customer, int64_t amount, lty_status reason,
    const char *message, const char *public_message)
{
    lty_cart_line lines[] = {goods("tea", 2, 1000, true), goods("cake", 1, 1000, false)};
    const lty_quote out = quote(it, lines, 2, 500, customer, coupon, 1);

    assert_int_equal(out.discount_count + out.refusal_count, 1);
    assert_int_equal(out.discount_minor, amount);
    if (reason != LTY_OK) {
        assert_int_equal(out.refusal_count, 1);
        assert_int_equal(out.refusals[0].reason, reason);
        assert_text(out.refusals[0].message, message);
        assert_text(out.refusals[0].public_message, public_message);
    }
}

static void test_kinds_and_limits(void **state)
{
    LTY_TEST_ALLOC();
    shop it;

    (void) state;
    shop_init(&it, &alloc);
    const lty_offer coupon = code(&it, 0, 1, "CODE");
    lty_campaign *campaign = &it.campaigns[0];
    lty_benefit *benefit = &it.benefits[0][0];

    assert_one(&it, &coupon, NULL, 300, LTY_OK, NULL, NULL);
    campaign->maximum_discount_minor = 250;
    assert_one(&it, &coupon, NULL, 250, LTY_OK, NULL, NULL);
    campaign->maximum_discount_minor = 0;
    campaign->lines.sale_items = LTY_SALE_LEFT_OUT;
    assert_one(&it, &coupon, NULL, 100, LTY_OK, NULL, NULL);
    benefit->kind = LTY_DISCOUNT_FIXED;
    benefit->value = 700;
    assert_one(&it, &coupon, NULL, 700, LTY_OK, NULL, NULL);
    benefit->value = 5000; /* never more than what is left of the cake */
    assert_one(&it, &coupon, NULL, 1000, LTY_OK, NULL, NULL);
    benefit->kind = LTY_DISCOUNT_FREE_SHIPPING;
    assert_one(&it, &coupon, NULL, 500, LTY_OK, NULL, NULL);
    campaign->maximum_discount_minor = 400;
    assert_one(&it, &coupon, NULL, 400, LTY_OK, NULL, NULL);
    benefit->kind = LTY_DISCOUNT_POINTS;
    benefit->value = 77;
    lty_cart_line lines[] = {goods("cake", 1, 1000, false)};
    const lty_quote out = quote(&it, lines, 1, 500, NULL, &coupon, 1);
    assert_int_equal(out.discount_minor, 0);
    assert_int_equal(out.points, out.earned_points + 77);
    assert_int_equal(out.discounts[0].points, 77);
    lty_arena_destroy(&it.arena);
}

static void test_refusals_say_what_would_help(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    int64_t facts[LTY_FACT_COUNT];
    const lty_quote_customer anna = {LTY_TEXT("anna"), facts, NULL, NULL};

    (void) state;
    shop_init(&it, &alloc);
    facts_init(facts, 3, 0, 0);
    lty_offer coupon = code(&it, 0, 1, "CODE");
    lty_campaign *campaign = &it.campaigns[0];

    coupon.refused = LTY_E_CODE_TAG;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_TAG, lty_status_text(LTY_E_CODE_TAG), "");
    coupon.refused = LTY_OK;
    coupon.campaign = NULL;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_CAMPAIGN, lty_status_text(LTY_E_CODE_CAMPAIGN), "");
    coupon.campaign = campaign;
    campaign->open = false;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_CAMPAIGN_CLOSED, lty_status_text(LTY_E_CODE_CAMPAIGN_CLOSED), "");
    campaign->open = true;

    campaign->valid_from_s = AT_S + 1;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_NOT_YET_VALID, "campaign \"campaign\" is valid from 2023-11-14",
        "the code is valid from 2023-11-14");
    campaign->valid_from_s = AT_S;
    campaign->valid_until_s = AT_S + 1;
    assert_one(&it, &coupon, NULL, 300, LTY_OK, NULL, NULL);
    campaign->valid_until_s = AT_S;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_EXPIRED, "the last day of the code was 2023-11-14", "");
    campaign->valid_until_s = LTY_TIME_NONE;
    coupon.expires_at_s = AT_S - 86400;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_EXPIRED, "the last day of the code was 2023-11-13", "");
    coupon.expires_at_s = LTY_TIME_NONE;

    coupon.customer = LTY_TEXT("anna");
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_CUSTOMER, "the code is bound to a customer, and the order names none",
        "sign in to use this code");
    assert_one(&it, &coupon, &anna, 300, LTY_OK, NULL, NULL);
    coupon.customer = LTY_TEXT("bob");
    assert_one(&it, &coupon, &anna, 0, LTY_E_CODE_CUSTOMER, "the code is bound to another customer", "");
    coupon.customer = (lty_text){NULL, 0};

    campaign->first_order_only = true;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_CUSTOMER, "the code is for a first order, and the order names no customer",
        "sign in to use this code: it is for a first order");
    assert_one(&it, &coupon, &anna, 0, LTY_E_CODE_CUSTOMER, "the code is for a first order, and the customer has 3 already",
        "the code is for a first order");
    facts[LTY_FACT_ORDERS] = 0;
    assert_one(&it, &coupon, &anna, 300, LTY_OK, NULL, NULL);
    campaign->first_order_only = false;

    campaign->minimum_order_minor = 3420;
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_MIN_ORDER,
        "the goods that campaign \"campaign\" covers are 4.20 GBP below the minimum of 34.20 GBP",
        "add 4.20 GBP of goods that the code covers");
    campaign->minimum_order_minor = 3000;
    assert_one(&it, &coupon, NULL, 300, LTY_OK, NULL, NULL);
    campaign->minimum_order_minor = 0;

    const lty_text jam = LTY_TEXT("jam");
    campaign->lines = (lty_line_filter){.categories_in = {&jam, 1}, .sale_items = LTY_SALE_LEFT_OUT};
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_CATEGORY, "campaign \"campaign\" covers no line of the cart",
        "add goods that the code covers: jam (no sale items)");
    campaign->lines = (lty_line_filter){.sale_items = LTY_SALE_TAKEN};
    it.benefits[0][0].value = 100; /* 0.01 % of 30.00 */
    assert_one(&it, &coupon, NULL, 0, LTY_E_CODE_NO_EFFECT, "the code takes off less than the smallest unit of the currency", "");
    lty_arena_destroy(&it.arena);
}

static void test_codes_that_stand_alone(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_cart_line lines[] = {goods("tea", 1, 10000, false)};

    (void) state;
    shop_init(&it, &alloc);
    it.campaigns[2].combining = LTY_COMBINING_ALONE;
    it.benefits[2][0].value = 190000;
    it.campaigns[3].combining = LTY_COMBINING_ALONE;
    it.benefits[3][0].value = 150000;
    const lty_offer coupons[] = {
        code(&it, 3, 1, "ALONE15"),
        code(&it, 0, 1, "A10"),
        code(&it, 2, 1, "ALONE19"),
        code(&it, 1, 1, "B10"),
        code(&it, 0, 1, "A10"),
    };

    /* 10 % and 10 % of the rest are 19 % too: the lower campaign number decides. The code that came twice counts once. */
    lty_quote out = quote(&it, lines, 1, 0, NULL, coupons, 5);
    assert_int_equal(out.discount_count, 2);
    assert_int_equal(out.discount_minor, 1900);
    assert_int_equal(out.refusal_count, 2);
    assert_int_equal(out.refusals[0].reason, LTY_E_CODE_COMBINATION);
    assert_text(coupons[out.refusals[0].offer].code, "ALONE15");
    assert_text(out.refusals[0].message, "ALONE15 stands alone, and the better choice has A10");
    assert_text(out.refusals[0].public_message, "remove A10, B10, ALONE19 to use this code");

    it.benefits[2][0].value = 190100;
    out = quote(&it, lines, 1, 0, NULL, coupons, 5);
    assert_int_equal(out.discount_count, 1);
    assert_int_equal(out.discount_minor, 1901);
    assert_int_equal(out.refusal_count, 3);
    assert_text(out.refusals[0].message, "ALONE19 stands alone, and the better choice has ALONE19");
    assert_text(out.refusals[0].public_message, "remove ALONE19, ALONE15 to use this code");

    it.benefits[2][0].kind = LTY_DISCOUNT_POINTS; /* as much off, and points decide */
    it.benefits[2][0].value = 5;
    it.benefits[4][0].kind = LTY_DISCOUNT_POINTS;
    it.benefits[4][0].value = 6;
    it.campaigns[4].combining = LTY_COMBINING_ALONE;
    const lty_offer points[] = {code(&it, 2, 1, "FIVE"), code(&it, 4, 1, "SIX")};
    out = quote(&it, lines, 1, 0, NULL, points, 2);
    assert_int_equal(out.discount_count, 1);
    assert_int_equal(out.discounts[0].offer, 1);
    lty_arena_destroy(&it.arena);
}

static void test_codes_that_find_nothing_left(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_cart_line lines[] = {goods("tea", 1, 1000, false)};

    (void) state;
    shop_init(&it, &alloc);
    it.benefits[0][0].value = LTY_PERCENT_WHOLE;
    it.benefits[1][0].kind = LTY_DISCOUNT_FIXED;
    it.benefits[2][0].kind = LTY_DISCOUNT_FREE_SHIPPING;
    const lty_offer coupons[] = {code(&it, 1, 1, "FIXED"), code(&it, 0, 1, "ALL"), code(&it, 2, 1, "SHIP")};
    const lty_quote out = quote(&it, lines, 1, 0, NULL, coupons, 3);

    assert_int_equal(out.discount_count, 1);
    assert_int_equal(out.total_minor, 0);
    assert_int_equal(out.earned_points, 0);
    assert_int_equal(out.refusal_count, 2);
    assert_int_equal(out.refusals[0].reason, LTY_E_CODE_NO_EFFECT);
    assert_text(out.refusals[0].message, "the other codes leave nothing that this one could take off");
    assert_text(out.refusals[1].public_message, "shipping is free already");
    lty_arena_destroy(&it.arena);
}

static void test_other_currency_and_no_codes(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_quote out = {.points = 5};
    lty_cart_line lines[] = {goods("tea", 1, 1000, false)};
    lty_cart cart = cart_of(lines, 1, 0);

    (void) state;
    shop_init(&it, &alloc);
    memcpy(cart.currency, "EUR", 4);
    assert_int_equal(lty_quote_make(&out, timeline_of(&it), &cart, NULL, NULL, 0, NULL, AT_S, &it.arena), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(out.points, 5);
    it.programme.points.enabled = false;
    out = quote(&it, lines, 1, 0, NULL, NULL, 0);
    assert_int_equal(out.points, 0);
    assert_int_equal(out.total_minor, 1000);
    lty_arena_destroy(&it.arena);
}

/* The text of the n-th step of a figure; empty if there are fewer. */
static lty_text step_of(const lty_quote *out, const char *figure, size_t n)
{
    for (size_t i = 0; i < out->step_count; i++) {
        if (strcmp(out->steps[i].figure, figure) == 0 && n-- == 0) {
            return out->steps[i].text;
        }
    }
    return (lty_text){NULL, 0};
}

static void test_taxes_by_hand(void **state)
{
    LTY_TEST_ALLOC();
    shop it;

    (void) state;
    shop_init(&it, &alloc);
    for (int included = 0; included < 2; included++) {
        const bool in = included == 1;
        lty_cart_line lines[] = {goods("tea", 3, 450, false), goods("cake", 1, 3295, false), goods("jam", 1, 100, false)};
        const lty_offer codes[] = {code(&it, 0, 7, "TEN")};
        lty_cart cart = cart_of(lines, 3, 395);

        lines[0].tax = 50000;
        lines[1].tax = 196250;
        cart.tax_included = in;
        cart.shipping_tax = 200000;
        const lty_quote out = quote_cart(&it, &cart, NULL, codes, 1);

        assert_int_equal(out.discount_minor, 475); /* 474.5 */
        assert_int_equal(out.lines[0].total_minor, 1215);
        assert_int_equal(out.lines[1].total_minor, 2965);
        assert_int_equal(out.lines[2].total_minor, 90);
        assert_int_equal(out.lines[0].tax_minor, in ? 58 : 61);   /* 57.86, 60.75 */
        assert_int_equal(out.lines[1].tax_minor, in ? 486 : 582); /* 486.42, 581.88 */
        assert_int_equal(out.lines[2].tax_minor, 0);
        assert_int_equal(out.shipping_tax_minor, in ? 66 : 79); /* 65.83, 79 */
        assert_int_equal(out.tax_minor, in ? 610 : 722);
        assert_int_equal(out.total_minor, in ? 4665 : 5387);
        assert_text(step_of(&out, "line_tax", 0),
            in ? "line 1: 12.15 GBP * 5 % / 105 % = 0.58 GBP, rounded half up" : "line 1: 12.15 GBP * 5 % = 0.61 GBP, rounded half up");
        assert_text(step_of(&out, "line_tax", 1),
            in ? "line 2: 29.65 GBP * 19.625 % / 119.625 % = 4.86 GBP, rounded half up"
               : "line 2: 29.65 GBP * 19.625 % = 5.82 GBP, rounded half up");
        assert_text(step_of(&out, "line_tax", 2), "");
        assert_text(step_of(&out, "shipping_tax", 0),
            in ? "shipping: 3.95 GBP * 20 % / 120 % = 0.66 GBP, rounded half up" : "shipping: 3.95 GBP * 20 % = 0.79 GBP, rounded half up");
        assert_text(step_of(&out, "tax", 0),
            in ? "lines 5.44 GBP + shipping 0.66 GBP = 6.10 GBP, in the prices"
               : "lines 6.43 GBP + shipping 0.79 GBP = 7.22 GBP, on top of the prices");
        assert_text(step_of(&out, "total", 0),
            in ? "goods 47.45 GBP + shipping 3.95 GBP - discounts 4.75 GBP = 46.65 GBP"
               : "goods 47.45 GBP + shipping 3.95 GBP - discounts 4.75 GBP + tax 7.22 GBP = 53.87 GBP");
    }
    lty_arena_destroy(&it.arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_points_that_are_multiplied(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_cart_line lines[] = {goods("tea", 1, 1050, false)};

    (void) state;
    shop_init(&it, &alloc);
    it.programme.points.rounding = LTY_ROUNDING_HALF_UP;
    it.earn[0].points = 1;
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS_MULTIPLIER, .pointer = LTY_TEXT("/campaigns/0/discount"), .value = 20000};
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS_MULTIPLIER, .pointer = LTY_TEXT("/campaigns/1/discount"), .value = 12550};
    it.campaigns[1].key = LTY_TEXT("more");
    it.campaigns[1].automatic = true;
    const lty_offer codes[] = {code(&it, 0, 1, "DOUBLE")};
    const lty_quote out = quote(&it, lines, 1, 0, NULL, codes, 1);

    assert_int_equal(out.earned_points, 11); /* 10.5 */
    assert_int_equal(out.discount_count, 2);
    assert_int_equal(out.discounts[0].points + out.discounts[1].points, 14); /* 11, and 2.805 */
    assert_int_equal(out.points, 25);
    assert_int_equal(out.lines[0].points, 11);
    assert_int_equal(out.discount_minor, 0);
    const bool code_first = out.offers[out.discounts[0].offer].code.len > 0;
    assert_text(step_of(&out, "multiplied", code_first ? 0 : 1), "DOUBLE: 11 earned * 100 % = 11 on top, rounded half up");
    assert_text(step_of(&out, "multiplied", code_first ? 1 : 0), "\"more\": 11 earned * 25.5 % = 3 on top, rounded half up");
    assert_text(step_of(&out, "points", 0), "11 earned + 14 by coupons = 25");
    lty_arena_destroy(&it.arena);
}

static void test_automatic_offers(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_quote out;
    lty_cart_line lines[] = {goods("tea", 1, 1000, false)};
    const lty_cart cart = cart_of(lines, 1, 0);
    const uint32_t numbers[] = {2, 1};
    lty_usage usage[] = {{.uses = 0}, {.uses = 0}};
    const lty_quote_automatic automatic = {numbers, usage, 2};

    (void) state;
    shop_init(&it, &alloc);
    it.campaigns[0].automatic = true;
    it.campaigns[0].uses_per_code = 0;
    it.campaigns[0].uses_total = 5;
    it.campaigns[1].automatic = true;
    it.campaigns[1].minimum_order_minor = 2000; /* not met, and nobody hears of it */
    out = quote_cart(&it, &cart, NULL, NULL, 0);
    assert_int_equal(out.discount_count, 1);
    assert_int_equal(out.discount_minor, 100);
    assert_int_equal(out.refusal_count, 0);
    assert_int_equal(out.offers[out.discounts[0].offer].code.len, 0);
    assert_ptr_equal(out.offers[out.discounts[0].offer].campaign, &it.campaigns[0]);
    usage[1].campaign_uses = 5;
    assert_int_equal(lty_quote_make(&out, timeline_of(&it), &cart, NULL, NULL, 0, &automatic, AT_S, &it.arena), LTY_OK);
    assert_int_equal(out.discount_count, 0);
    assert_int_equal(out.refusal_count, 0);
    lty_arena_destroy(&it.arena);
}

/* An empty code is refused as any other, and is no automatic offer. */
static void test_the_empty_code(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    lty_cart_line lines[] = {goods("tea", 1, 1000, false)};

    (void) state;
    shop_init(&it, &alloc);
    lty_offer codes[] = {code(&it, 0, 1, "TEN"), {.refused = LTY_E_CODE_EMPTY}, {.code = LTY_TEXT("?"), .refused = LTY_E_CODE_CHAR},
        {.refused = LTY_E_CODE_EMPTY}};
    const lty_quote out = quote(&it, lines, 1, 0, NULL, codes, 4);

    assert_int_equal(out.discount_count, 1);
    assert_int_equal(out.refusal_count, 2);
    assert_int_equal(out.refusals[0].reason, LTY_E_CODE_EMPTY);
    assert_text(out.refusals[0].message, lty_status_text(LTY_E_CODE_EMPTY));
    assert_int_equal(out.refusals[1].reason, LTY_E_CODE_CHAR);
    lty_arena_destroy(&it.arena);
}

/* One random programme, cart and set of codes. */
typedef struct random_case {
    lty_cart_line lines[LINES];
    lty_cart cart;
    lty_offer codes[CODES];
    size_t code_count;
    uint32_t numbers[CAMPAIGNS]; /* of automatic offers */
    lty_usage usage[CAMPAIGNS];
    int64_t facts[LTY_FACT_COUNT];
    bool guest;
    char names[CODES][16];
} random_case;

static void random_campaigns(shop *it, uint64_t *seed)
{
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        lty_campaign *campaign = &it->campaigns[i];

        lty_benefit *benefit = &it->benefits[i][0];

        static const lty_discount_kind kinds[] = {LTY_DISCOUNT_PERCENT, LTY_DISCOUNT_FIXED, LTY_DISCOUNT_FREE_SHIPPING, LTY_DISCOUNT_POINTS,
            LTY_DISCOUNT_POINTS_MULTIPLIER, LTY_DISCOUNT_BUY_GET};

        benefit->kind = kinds[lty_test_below(seed, sizeof kinds / sizeof *kinds)];
        benefit->value = 1 + lty_test_below(seed, benefit->kind == LTY_DISCOUNT_PERCENT ? LTY_PERCENT_WHOLE : 4000);
        benefit->value += benefit->kind == LTY_DISCOUNT_POINTS_MULTIPLIER ? 10000 : 0;
        benefit->value_micro = 10000 * benefit->value;
        benefit->buy = 1 + lty_test_below(seed, 3);
        benefit->get = 1 + lty_test_below(seed, 2);
        campaign->automatic = lty_test_below(seed, 6) == 0;
        campaign->maximum_discount_minor = lty_test_below(seed, 3) == 0 ? 1 + lty_test_below(seed, 2000) : 0;
        campaign->minimum_order_minor = lty_test_below(seed, 3) == 0 ? lty_test_below(seed, 6000) : 0;
        campaign->first_order_only = lty_test_below(seed, 6) == 0;
        campaign->combining = lty_test_below(seed, 3) > 0 ? LTY_COMBINING_ALL : LTY_COMBINING_ALONE;
        campaign->open = lty_test_below(seed, 9) > 0;
        campaign->valid_until_s = lty_test_below(seed, 9) == 0 ? AT_S : LTY_TIME_NONE;
        campaign->uses_total = lty_test_below(seed, 4) == 0 ? 3 : 0;
        campaign->budget_minor = lty_test_below(seed, 4) == 0 ? 1 + lty_test_below(seed, 1000) : 0;
        campaign->lines.sale_items = lty_test_below(seed, 2) == 0 ? LTY_SALE_TAKEN : LTY_SALE_LEFT_OUT;
        campaign->lines.categories_in = (lty_text_list){it->includes, (size_t) lty_test_below(seed, 3)};
    }
    for (size_t i = 0; i < 3; i++) {
        it->earn[i].points = 1 + lty_test_below(seed, 40);
        it->earn[i].per_minor = 1 + lty_test_below(seed, 300);
        it->earn[i].lines.sale_items = lty_test_below(seed, 2) == 0 ? LTY_SALE_TAKEN : LTY_SALE_LEFT_OUT;
        it->earn[i].lines.categories_in = (lty_text_list){it->includes, (size_t) lty_test_below(seed, 3)};
    }
    it->programme.points.rounding = (lty_rounding) lty_test_below(seed, 4);
    it->programme.points.worth_points = 1 + lty_test_below(seed, 200);
    it->programme.points.worth_minor = 1 + lty_test_below(seed, 200);
    it->programme.points.spend_maximum_share = 1 + lty_test_below(seed, 10000);
    it->programme.points.spend_step = 1 + lty_test_below(seed, 60);
    it->programme.tiers.count = (size_t) lty_test_below(seed, 3);
}

static void random_fill(random_case *one, shop *it, uint64_t *seed)
{
    static const char *const categories[] = {"tea", "cake", "jam", ""};

    const bool taxed = lty_test_below(seed, 2) == 0;
    static const int64_t rates[] = {0, 50000, 81000, 200000, 255000};
    size_t line_count;

    memset(one, 0, sizeof *one);
    random_campaigns(it, seed);
    line_count = (size_t) (1 + lty_test_below(seed, LINES));
    for (size_t i = 0; i < line_count; i++) {
        const int64_t unit_minor = lty_test_below(seed, 8) == 0 ? 0 : lty_test_below(seed, 4000);

        one->lines[i] = goods(categories[lty_test_below(seed, 4)], lty_test_below(seed, 6), unit_minor, lty_test_below(seed, 3) == 0);
        if (one->lines[i].categories == &names[0] && lty_test_below(seed, 2) == 0) {
            one->lines[i].category_count = 3; /* main category tea */
        }
        one->lines[i].tax = taxed ? rates[lty_test_below(seed, 5)] : 0;
    }
    one->cart = cart_of(one->lines, line_count, lty_test_below(seed, 3) * 395);
    one->cart.tax_included = lty_test_below(seed, 2) == 0;
    one->cart.shipping_tax = taxed ? rates[lty_test_below(seed, 5)] : 0;
    one->code_count = (size_t) lty_test_below(seed, CODES + 1);
    for (size_t i = 0; i < one->code_count; i++) {
        const size_t campaign = (size_t) lty_test_below(seed, CAMPAIGNS);
        const int64_t serial = 1 + lty_test_below(seed, 2);

        (void) snprintf(one->names[i], sizeof one->names[i], "C%zu-%d", campaign, (int) serial);
        one->codes[i] = code(it, campaign, (uint64_t) serial, one->names[i]);
        if (it->campaigns[campaign].automatic) {
            one->codes[i].refused = LTY_E_CODE_CAMPAIGN; /* nobody issues codes of it */
        }
        if (lty_test_below(seed, 6) == 0) {
            one->codes[i].customer = lty_test_text(serial == 1 ? "anna" : "bob");
        }
    }
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        one->numbers[i] = (uint32_t) (CAMPAIGNS - i);
        one->usage[i] = (lty_usage){0, 0, lty_test_below(seed, 5), lty_test_below(seed, 900), false};
    }
    one->guest = lty_test_below(seed, 4) == 0;
    facts_init(one->facts, lty_test_below(seed, 2), lty_test_below(seed, 9000) - 1000,
        it->programme.tiers.count == 0 ? LTY_FACT_NONE : lty_test_below(seed, (int64_t) it->programme.tiers.count));
}

/* Everything a quote says, with codes in place of indices: two equal texts are two equal quotes. */
static void describe(lty_buffer *text, const lty_quote *out)
{
    const int64_t figures[] = {
        out->goods_minor,
        out->shipping_minor,
        out->discount_minor,
        out->shipping_tax_minor,
        out->tax_minor,
        out->total_minor,
        out->earned_points,
        out->points,
        out->spendable_points,
        out->spendable_minor,
    };

    for (size_t i = 0; i < sizeof figures / sizeof *figures; i++) {
        lty_buffer_integer(text, figures[i]);
        lty_buffer_string(text, " ");
    }
    for (size_t i = 0; i < out->line_count; i++) {
        lty_buffer_integer(text, out->lines[i].discount_minor);
        lty_buffer_string(text, ":");
        lty_buffer_integer(text, out->lines[i].points);
        lty_buffer_string(text, ":");
        lty_buffer_integer(text, out->lines[i].tax_minor);
        lty_buffer_string(text, "\n");
    }
    for (size_t i = 0; i < out->discount_count; i++) {
        lty_buffer_text(text, out->offers[out->discounts[i].offer].code);
        lty_buffer_integer(text, out->offers[out->discounts[i].offer].campaign->number);
        lty_buffer_string(text, "=");
        lty_buffer_integer(text, out->discounts[i].amount_minor);
        lty_buffer_string(text, "\n");
    }
    for (size_t i = 0; i < out->refusal_count; i++) {
        lty_buffer_text(text, out->offers[out->refusals[i].offer].code);
        lty_buffer_string(text, "!");
        lty_buffer_text(text, out->refusals[i].message);
        lty_buffer_string(text, "\n");
    }
    for (size_t i = 0; i < out->step_count; i++) {
        lty_buffer_text(text, out->steps[i].text);
        lty_buffer_string(text, "\n");
    }
    assert_false(text->failed);
}

/* The tax by another formula than the core's: half up of the exact fraction. */
static int64_t tax_of(int64_t minor, int64_t rate, bool included)
{
    const int64_t divisor = included ? 1000000 + rate : 1000000;

    return (2 * minor * rate + divisor) / (2 * divisor);
}

static void assert_taxes(const random_case *one, const lty_quote *out)
{
    int64_t tax = out->shipping_tax_minor;
    int64_t off_shipping = out->discount_minor;

    for (size_t i = 0; i < out->line_count; i++) {
        assert_int_equal(out->lines[i].tax_minor, tax_of(out->lines[i].total_minor, one->lines[i].tax, one->cart.tax_included));
        tax += out->lines[i].tax_minor;
        off_shipping -= out->lines[i].discount_minor;
    }
    assert_int_equal(out->shipping_tax_minor, tax_of(out->shipping_minor - off_shipping, one->cart.shipping_tax, one->cart.tax_included));
    assert_int_equal(out->tax_minor, tax);
    assert_int_equal(out->goods_minor + out->shipping_minor - out->discount_minor + (one->cart.tax_included ? 0 : tax), out->total_minor);
}

static void assert_sums(const shop *it, const random_case *one, const lty_quote *out)
{
    const lty_points_rules *rules = &it->programme.points;
    int64_t goods_minor = 0, off = 0, points = 0, discounts = 0, bonus = 0;

    for (size_t i = 0; i < out->line_count; i++) {
        const lty_quote_line *line = &out->lines[i];

        assert_int_equal(line->amount_minor - line->discount_minor, line->total_minor);
        assert_in_range(line->discount_minor, 0, line->amount_minor);
        assert_true(line->points >= 0);
        assert_int_equal(line->net_micro, -1);
        goods_minor += line->amount_minor;
        off += line->discount_minor;
        points += line->points;
    }
    for (size_t i = 0; i < out->discount_count; i++) {
        const lty_discount *discount = &out->discounts[i];

        assert_true(discount->amount_minor > 0 || discount->points > 0 || discount->multiplier > 0);
        discounts += discount->amount_minor;
        bonus += discount->points;
    }
    assert_int_equal(goods_minor, out->goods_minor);
    assert_int_equal(points, out->earned_points);
    assert_int_equal(points + bonus, out->points);
    assert_int_equal(discounts, out->discount_minor);
    assert_in_range(discounts - off, 0, out->shipping_minor);
    assert_true(out->total_minor >= 0);
    assert_true(out->spendable_points <= (one->facts[LTY_FACT_POINTS] > 0 && !one->guest ? one->facts[LTY_FACT_POINTS] : 0));
    assert_int_equal(out->spendable_points % rules->spend_step, 0);
    assert_true(out->spendable_points == 0 || out->spendable_points >= rules->spend_minimum);
    assert_true(out->spendable_minor * 10000 <= out->total_minor * rules->spend_maximum_share);
}

/* Each code is either taken off or refused, once, and no automatic offer is refused; codes that stand alone do. */
static void assert_codes(const random_case *one, const lty_quote *out)
{
    for (size_t i = 0; i < one->code_count; i++) {
        size_t seen = 0;

        for (size_t at = 0; at < out->discount_count; at++) {
            seen += lty_text_equal(out->offers[out->discounts[at].offer].code, one->codes[i].code);
        }
        for (size_t at = 0; at < out->refusal_count; at++) {
            seen += lty_text_equal(out->offers[out->refusals[at].offer].code, one->codes[i].code);
        }
        assert_true(seen >= 1);
    }
    for (size_t at = 0; at < out->refusal_count; at++) {
        assert_true(out->offers[out->refusals[at].offer].code.len > 0);
    }
    for (size_t at = 0; at < out->discount_count; at++) {
        const lty_offer *offer = &out->offers[out->discounts[at].offer];

        assert_true(out->discount_count == 1 || offer->campaign->combining == LTY_COMBINING_ALL);
        assert_true((offer->code.len == 0) == offer->campaign->automatic);
        assert_true(offer->campaign->uses_total == 0 || offer->usage.campaign_uses < offer->campaign->uses_total);
        assert_true(offer->campaign->budget_minor == 0
            || offer->usage.campaign_minor + out->discounts[at].amount_minor <= offer->campaign->budget_minor);
    }
}

/* Bound and unbound variants of one serial do not exist: a code says one thing. */
static void unify(random_case *one)
{
    for (size_t i = 0; i < one->code_count; i++) {
        for (size_t j = 0; j < i; j++) {
            if (lty_text_equal(one->codes[i].code, one->codes[j].code)) {
                one->codes[i].customer = one->codes[j].customer;
            }
        }
    }
}

static lty_quote quote_random(shop *it, const random_case *one)
{
    const lty_quote_customer customer = {LTY_TEXT("anna"), one->facts, NULL, NULL};
    const lty_quote_automatic automatic = {one->numbers, one->usage, CAMPAIGNS};
    lty_quote out;

    assert_int_equal(lty_quote_make(&out, timeline_of(it), &one->cart, one->guest ? NULL : &customer, one->codes, one->code_count,
                         &automatic, AT_S, &it->arena),
        LTY_OK);
    return out;
}

static void test_random_quotes(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("quote", 20260105);
    size_t applied = 0;

    (void) state;
    for (int i = 0; i < 10000; i++) {
        shop it;
        random_case one;
        lty_buffer first;
        lty_buffer second;

        shop_init(&it, &alloc);
        random_fill(&one, &it, &seed);
        unify(&one);
        const lty_quote out = quote_random(&it, &one);

        assert_sums(&it, &one, &out);
        assert_taxes(&one, &out);
        assert_codes(&one, &out);
        applied += out.discount_count;
        lty_buffer_init(&first, &alloc);
        describe(&first, &out);
        for (size_t at = one.code_count; at > 1; at--) {
            const size_t with = (size_t) lty_test_below(&seed, (int64_t) at);
            const lty_offer swapped = one.codes[at - 1];

            one.codes[at - 1] = one.codes[with];
            one.codes[with] = swapped;
        }
        const lty_quote again = quote_random(&it, &one);
        lty_buffer_init(&second, &alloc);
        describe(&second, &again);
        assert_true(lty_text_equal(lty_buffer_view(&first), lty_buffer_view(&second)));
        lty_buffer_destroy(&first);
        lty_buffer_destroy(&second);
        lty_arena_destroy(&it.arena);
    }
    assert_true(applied > 5000); /* the cases are not all refusals */
    assert_int_equal(memory.blocks, 0);
}

static int64_t shipping_off(const lty_quote *out)
{
    int64_t off = out->discount_minor;

    for (size_t i = 0; i < out->line_count; i++) {
        off -= out->lines[i].discount_minor;
    }
    return off;
}

/* The balance of one customer behind these events. */
static int64_t fold_points(shop *it, const lty_event *events, size_t count)
{
    const lty_event *pointers[8];
    lty_folder *folder;
    lty_history history;
    lty_customer customer;

    assert_true(count <= 8);
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    lty_history_init(&history, it->arena.alloc);
    assert_int_equal(lty_folder_create(&folder, timeline_of(it), it->arena.alloc), LTY_OK);
    assert_int_equal(lty_history_prepare(&history, pointers, count, AT_S), LTY_OK);
    assert_int_equal(lty_fold(&customer, folder, &history, 0), LTY_OK);
    const int64_t points = customer.facts[LTY_FACT_POINTS];

    lty_folder_destroy(folder);
    lty_history_destroy(&history);
    return points;
}

/*
 * What a quote says an order earns is what the order earns: the shop writes down what is left of each line with its main category, and
 * the fold finds the same points. A new customer's first order, whatever the programme.
 */
static void test_the_order_earns_what_the_quote_said(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("quote and fold", 20260108);
    int64_t sum = 0;

    (void) state;
    for (int i = 0; i < 5000; i++) {
        shop it;
        random_case one;
        lty_event_line lines[LINES];
        size_t count = 0;

        shop_init(&it, &alloc);
        random_fill(&one, &it, &seed);
        one.guest = false;
        facts_init(one.facts, 0, 0, it.programme.tiers.count == 0 ? LTY_FACT_NONE : 0);
        it.programme.points.award_on = LTY_AWARD_ON_PAID;
        it.programme.points.arrears = LTY_ARREARS_NEGATIVE;
        it.programme.tiers.by = LTY_TIER_BY_ORDERS;
        it.programme.tiers.window = LTY_TIER_LIFETIME;
        it.tiers[0].earn_percent = 8000 + lty_test_below(&seed, 5000);
        const lty_quote out = quote_random(&it, &one);
        lty_event order = {.id = LTY_TEXT("shop/order/1/1"),
            .customer = LTY_TEXT("anna"),
            .type = LTY_EVENT_ORDER,
            .at_s = AT_S,
            .object = LTY_TEXT("1"),
            .condition = LTY_ORDER_PAID,
            .revision = 1,
            .currency = "GBP",
            .shipping_minor = out.shipping_minor - shipping_off(&out)};

        for (size_t at = 0; at < one.cart.line_count; at++) {
            const lty_cart_line *line = &one.lines[at];

            if (line->quantity > 0) {
                lines[count++] = (lty_event_line){
                    .sku = line->sku,
                    .category = line->category_count == 0 ? (lty_text){NULL, 0} : line->categories[0],
                    .brand = line->brand,
                    .quantity = line->quantity,
                    .amount_minor = out.lines[at].total_minor,
                    .tax_minor = one.cart.tax_included ? out.lines[at].tax_minor : 0,
                    .sale = line->sale,
                };
                order.amount_minor += out.lines[at].total_minor;
            }
        }
        order.lines = lines;
        order.line_count = count;
        assert_int_equal(fold_points(&it, &order, 1), out.earned_points);
        sum += out.earned_points;
        lty_arena_destroy(&it.arena);
    }
    assert_true(sum > 100000);
    assert_int_equal(memory.blocks, 0);
}

static void test_every_allocation_fails_once(void **state)
{
    uint64_t seed = lty_test_seed("quote memory", 20260106);

    (void) state;
    for (int i = 0; i < 40; i++) {
        const uint64_t start = seed;
        lty_status status = LTY_E_MEMORY;

        for (size_t n = 1; status != LTY_OK; n++) {
            LTY_TEST_ALLOC();
            shop it;
            random_case one;
            lty_quote out = {.points = -5};

            seed = start;
            shop_init(&it, &alloc);
            random_fill(&one, &it, &seed);
            const lty_quote_customer customer = {LTY_TEXT("anna"), one.facts, NULL, NULL};

            const lty_timeline *timeline = timeline_of(&it);

            memory.calls = 0;
            memory.fail_at = n;
            status = lty_quote_make(&out, timeline, &one.cart, &customer, one.codes, one.code_count, NULL, AT_S, &it.arena);
            assert_true(status == LTY_OK ? memory.calls < n : status == LTY_E_MEMORY && out.points == -5);
            lty_arena_destroy(&it.arena);
            assert_int_equal(memory.blocks, 0);
            assert_int_equal(memory.bytes, 0);
            assert_true(n < 100);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_worked_example),
        cmocka_unit_test(test_kinds_and_limits),
        cmocka_unit_test(test_refusals_say_what_would_help),
        cmocka_unit_test(test_codes_that_stand_alone),
        cmocka_unit_test(test_codes_that_find_nothing_left),
        cmocka_unit_test(test_other_currency_and_no_codes),
        cmocka_unit_test(test_taxes_by_hand),
        cmocka_unit_test(test_points_that_are_multiplied),
        cmocka_unit_test(test_automatic_offers),
        cmocka_unit_test(test_the_empty_code),
        cmocka_unit_test(test_random_quotes),
        cmocka_unit_test(test_the_order_earns_what_the_quote_said),
        cmocka_unit_test(test_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
