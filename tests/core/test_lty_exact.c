/* Our own way of discounting: every kind of benefit and term, the choices, the refusals, the steps. */
#include "lty_test_terms.h"

#include "lty_exact.h"

static const lty_text tea = LTY_TEXT("tea");
static const lty_text cake = LTY_TEXT("cake");
static const lty_text mug = LTY_TEXT("mug");

#define BEGIN()                                                                                                                            \
 LTY_TEST_ALLOC();                                                                                                                         \
 shop it;                                                                                                                                  \
 (void) state;                                                                                                                             \
 shop_init(&it, &alloc)
#define END()                                                                                                                              \
 shop_destroy(&it);                                                                                                                        \
 assert_int_equal(memory.blocks, 0)

static void apply(shop *it)
{
    const lty_terms terms = shop_terms(it);

    it->steps.count = 0;
    assert_int_equal(lty_discounts_init(&it->out, &terms), LTY_OK);
    assert_int_equal(lty_exact_apply(&it->out, &terms), LTY_OK);
    assert_int_equal(it->steps.text.len, 0);
}

/* Applies, and expects so much off in all and nothing refused. */
static void takes(shop *it, int64_t amount)
{
    apply(it);
    assert_int_equal(it->out.refusal_count, 0);
    assert_int_equal(it->out.total_minor, amount);
}

static void refuses(shop *it, lty_status reason, const char *message, const char *public_message)
{
    apply(it);
    assert_int_equal(it->out.refusal_count, 1);
    assert_refused(it, 0, reason, message, public_message);
}

static void lines_off(const shop *it, const int64_t *expected)
{
    for (size_t i = 0; i < it->cart.line_count; i++) {
        assert_int_equal(it->out.items[0].line_minor[i], expected[i]);
    }
}

/* tea 2 * 10.00 (sale), cake 1 * 15.55, mug 3 * 5.00, shipping 3.95 */
static void fill(shop *it)
{
    shop_line(it, "assam", &tea, 2, 1000)->sale = true;
    shop_line(it, "tart", &cake, 1, 1555);
    shop_line(it, "mug", &mug, 3, 500);
    it->cart.shipping_minor = 395;
    shop_offer(it, 0, 7, "CODE");
}

static void test_percent_in_millionths(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0].value = 123456; /* 12.3456 % of 50.55 = 6.2407008 */
    takes(&it, 624);
    assert_int_equal(it.steps.count, 5);
    assert_text(it.steps.items[0].text, "CODE covers line 1 (20.00 GBP) + line 2 (15.55 GBP) + line 3 (15.00 GBP) = 50.55 GBP");
    assert_string_equal(it.steps.items[0].figure, "base");
    assert_text(it.steps.items[1].text, "CODE: 12.3456 % of 50.55 GBP = 6.24 GBP, rounded half up");
    assert_text(it.steps.items[1].rule, "/campaigns/0/discount");
    assert_text(it.steps.items[2].text, "line 1: 6.24 GBP * 20.00 GBP / 50.55 GBP = 2.47 GBP, by largest remainder");
    lines_off(&it, (const int64_t[]){247, 192, 185});
    assert_int_equal(it.out.line_left_minor[2], 1315);
    assert_int_equal(it.out.shipping_left_minor, 395);
    it.benefits[0][0].value = LTY_PERCENT_WHOLE;
    takes(&it, 5055);
    it.benefits[0][0].value = 10000; /* 0.5055 */
    takes(&it, 51);
    END();
}

static void test_fixed_and_maximum(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0].kind = LTY_DISCOUNT_FIXED;
    it.benefits[0][0].value = 1000;
    takes(&it, 1000);
    assert_text(it.steps.items[1].text, "CODE: 10.00 GBP, of the 50.55 GBP that are left");
    it.benefits[0][0].value = 6000;
    takes(&it, 5055);
    it.campaigns[0].maximum_discount_minor = 777;
    takes(&it, 777);
    assert_text(it.steps.items[2].text, "CODE: 50.55 GBP, at most 7.77 GBP");
    assert_text(it.steps.items[2].rule, "/campaigns/0/maximum_discount");
    END();
}

static void test_fixed_off_each_piece(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_FIXED, .value = 600, .target = LTY_TARGET_PIECE};
    takes(&it, 1200 + 600 + 1500);
    assert_text(it.steps.items[0].text,
        "CODE covers line 1 (2 * 6.00 GBP = 12.00 GBP) + line 2 (1 * 6.00 GBP = 6.00 GBP) + line 3 (3 * 6.00 GBP, at most 15.00 GBP)"
        " = 33.00 GBP");
    assert_text(it.steps.items[1].text, "CODE: 6.00 GBP off each piece, 33.00 GBP");
    lines_off(&it, (const int64_t[]){1200, 600, 1500});
    it.benefits[0][0].pieces = 2; /* the dearest: the tart and one tea */
    takes(&it, 1200);
    lines_off(&it, (const int64_t[]){600, 600, 0});
    assert_text(it.steps.items[0].text,
        "CODE covers line 2 (1 at 15.55 GBP) + line 1 (2 at 10.00 GBP) + line 3 (3 at 5.00 GBP) = 6 pieces, at most 2, the dearest: 2");
    assert_string_equal(it.steps.items[0].figure, "pieces");
    assert_int_equal(it.steps.items[0].value, 2);
    END();
}

static void test_pieces_and_targets(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0].value = 500000;
    it.benefits[0][0].pieces = 2; /* 15.55 + 10.00 */
    takes(&it, 1278);
    assert_text(it.steps.items[1].text,
        "CODE covers line 1 (1 of 2 pieces of 20.00 GBP = 10.00 GBP, rounded down) + line 2 (15.55 GBP)"
        " = 25.55 GBP");
    it.benefits[0][0].pieces = 0;
    it.benefits[0][0].target = LTY_TARGET_CHEAPEST;
    takes(&it, 250);
    lines_off(&it, (const int64_t[]){0, 0, 250});
    shop_line(&it, "sample", &mug, 9, 0); /* what costs nothing is not the cheapest */
    takes(&it, 250);
    it.benefits[0][0].target = LTY_TARGET_PRODUCT;
    it.benefits[0][0].sku = LTY_TEXT("assam");
    takes(&it, 1000);
    lines_off(&it, (const int64_t[]){1000, 0, 0, 0});
    it.campaigns[0].lines.categories_in = (lty_text_list){&cake, 1}; /* what must be bought is not what is cheaper then */
    takes(&it, 1000);
    it.campaigns[0].lines.sale_items = LTY_SALE_LEFT_OUT;
    refuses(&it, LTY_E_CODE_NO_EFFECT, "the code takes off less than the smallest unit of the currency", "");
    it.benefits[0][0].sku = LTY_TEXT("saucer");
    refuses(&it, LTY_E_CODE_CATEGORY, "campaign \"one\" takes off product saucer, and the cart has none that it covers", "add saucer");
    END();
}

static void test_steps_by_order_value(void **state)
{
    static const lty_benefit_step percents[] = {{2000, 50000}, {5000, 100000}, {10000, 150000}};

    BEGIN();
    fill(&it);
    it.benefits[0][0].value = 0;
    it.benefits[0][0].steps = percents;
    it.benefits[0][0].step_count = 3;
    takes(&it, 506);
    assert_text(it.steps.items[0].text, "CODE: 50.55 GBP of goods reach the step from 50.00 GBP");
    assert_string_equal(it.steps.items[0].figure, "step");
    assert_text(it.steps.items[0].rule, "/campaigns/0/discount/steps/1");
    assert_text(it.steps.items[2].rule, "/campaigns/0/discount/steps/1");
    it.campaigns[0].lines.categories_in = (lty_text_list){&tea, 1};
    takes(&it, 100);
    it.campaigns[0].lines.categories_in = (lty_text_list){&cake, 1};
    refuses(&it, LTY_E_CODE_MIN_ORDER, "the goods that campaign \"one\" covers are 4.45 GBP below the minimum of 20.00 GBP",
        "add 4.45 GBP of goods that the code covers");
    END();
}

static void test_minimum_and_maximum_order(void **state)
{
    BEGIN();
    fill(&it);
    it.campaigns[0].minimum_order_minor = 5055;
    it.campaigns[0].maximum_order_minor = 5055;
    takes(&it, 506);
    assert_text(it.steps.items[0].text, "CODE needs 50.55 GBP of goods that it covers: reached, with 50.55 GBP");
    assert_text(it.steps.items[1].text, "CODE is for at most 50.55 GBP of goods that it covers: kept, with 50.55 GBP");
    it.campaigns[0].minimum_order_minor = 5475;
    refuses(&it, LTY_E_CODE_MIN_ORDER, "the goods that campaign \"one\" covers are 4.20 GBP below the minimum of 54.75 GBP",
        "add 4.20 GBP of goods that the code covers");
    it.campaigns[0].minimum_order_minor = 0;
    it.campaigns[0].maximum_order_minor = 5000;
    refuses(&it, LTY_E_CODE_MAX_ORDER, "the goods that campaign \"one\" covers are 0.55 GBP above the maximum of 50.00 GBP",
        "the code is for at most 50.00 GBP of the goods that it covers: take out 0.55 GBP of them");
    END();
}

static void test_what_is_covered(void **state)
{
    static const lty_text many[] = {
        LTY_TEXT("a"), LTY_TEXT("b"), LTY_TEXT("c"), LTY_TEXT("d"), LTY_TEXT("e"), LTY_TEXT("f"), LTY_TEXT("g")};
    const char *const message = "campaign \"one\" covers no line of the cart";

    BEGIN();
    fill(&it);
    it.campaigns[0].lines.sale_items = LTY_SALE_ONLY;
    takes(&it, 200);
    it.campaigns[0].lines.categories_in = (lty_text_list){&cake, 1};
    refuses(&it, LTY_E_CODE_CATEGORY, message, "add goods that the code covers: cake (sale items only)");
    it.campaigns[0].lines.categories_in = (lty_text_list){many, 4};
    it.campaigns[0].lines.products_in = (lty_text_list){&many[4], 3};
    it.campaigns[0].lines.sale_items = LTY_SALE_LEFT_OUT;
    refuses(&it, LTY_E_CODE_CATEGORY, message, "add goods that the code covers: a, b, c, d, e and 2 more (no sale items)");
    it.campaigns[0].lines = (lty_line_filter){.categories_out = {&cake, 1}, .products_out = {&mug, 1}, .sale_items = LTY_SALE_LEFT_OUT};
    refuses(&it, LTY_E_CODE_CATEGORY, message, "add goods that the code covers, other than cake, mug (no sale items)");
    it.cart.line_count = 1;
    it.campaigns[0].lines = (lty_line_filter){.sale_items = LTY_SALE_LEFT_OUT};
    refuses(&it, LTY_E_CODE_CATEGORY, message, "add goods that the code covers: no sale items");
    it.offers[0].version = 2;
    refuses(&it, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart (terms of version 2)",
        "add goods that the code covers: no sale items");
    END();
}

static void test_requirements_and_selection(void **state)
{
    const lty_line_filter any[] = {{.categories_in = {&tea, 1}}, {.products_in = {&mug, 1}}, {.categories_in = {&cake, 1}}};
    const lty_requirement requirements[] = {{3, any, 2}, {1, &any[2], 1}};

    BEGIN();
    fill(&it);
    it.campaigns[0].requirements = requirements;
    it.campaigns[0].requirement_count = 2;
    it.benefits[0][0].target = LTY_TARGET_SELECTION;
    takes(&it, 306); /* the tart and the mugs; of tea there are two */
    lines_off(&it, (const int64_t[]){0, 156, 150});
    assert_text(it.steps.items[0].text, "CODE requires 3 of mug: reached, with 3");
    assert_text(it.steps.items[0].rule, "/campaigns/0/requires/0");
    assert_text(it.steps.items[1].text, "CODE requires 1 of cake: reached, with 1");
    it.lines[2].quantity = 1;
    it.lines[1].quantity = 0;
    refuses(&it, LTY_E_CODE_CATEGORY, "the cart lacks pieces that campaign \"one\" requires: 1 of tea or 2 of mug, and 1 of cake",
        "add 1 of tea or 2 of mug, and 1 of cake");
    END();
}

static void test_free_shipping_and_points(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_FREE_SHIPPING, .pointer = LTY_TEXT("/campaigns/0/discount/0")};
    it.benefits[0][1] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS, .value = 50};
    it.benefits[0][2] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS_MULTIPLIER, .value = 25050};
    it.campaigns[0].benefit_count = 3;
    takes(&it, 395);
    assert_int_equal(it.out.items[0].shipping_minor, 395);
    assert_null(it.out.items[0].line_minor);
    assert_int_equal(it.out.items[0].points, 50);
    assert_int_equal(it.out.items[0].multiplier, 25050);
    assert_int_equal(it.out.shipping_left_minor, 0);
    assert_int_equal(it.steps.count, 3);
    assert_text(it.steps.items[0].text, "CODE: the shipping of 3.95 GBP");
    assert_text(it.steps.items[0].rule, "/campaigns/0/discount/0");
    assert_text(it.steps.items[1].text, "CODE: 50 points on top");
    assert_text(it.steps.items[2].text, "CODE: the order's own points * 250.5 %");
    it.campaigns[0].benefit_count = 1;
    it.cart.shipping_minor = 0;
    refuses(&it, LTY_E_CODE_NO_EFFECT, "the code takes off shipping, and the order has none to pay", "shipping is free already");
    END();
}

static void test_several_benefits_share_the_maximum(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][1] = it.benefits[0][0];
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_FREE_SHIPPING};
    it.campaigns[0].benefit_count = 2;
    takes(&it, 395 + 506);
    it.campaigns[0].maximum_discount_minor = 500;
    takes(&it, 500);
    assert_int_equal(it.out.items[0].shipping_minor, 395);
    assert_text(it.steps.items[3].text, "CODE: 5.06 GBP, at most 5.00 GBP - 3.95 GBP taken before = 1.05 GBP");
    END();
}

static void test_gifts(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = mug};
    takes(&it, 500);
    lines_off(&it, (const int64_t[]){0, 0, 500});
    assert_text(it.out.items[0].gift, "mug");
    assert_false(it.out.items[0].gift_missing);
    assert_text(it.steps.items[1].text, "CODE: a piece of mug for nothing, 5.00 GBP");
    shop_line(&it, "mug", &mug, 1, 400); /* the cheaper one */
    takes(&it, 400);
    it.lines[3].quantity = it.lines[2].quantity = 0;
    takes(&it, 0);
    assert_true(it.out.items[0].gift_missing);
    assert_text(it.steps.items[0].text, "CODE: a piece of mug for nothing, which the shop adds");
    it.lines[2] = (lty_cart_line){.sku = mug, .quantity = 1};
    takes(&it, 0); /* the shop has added it at a price of 0 */
    assert_false(it.out.items[0].gift_missing);
    assert_text(it.out.items[0].gift, "mug");
    END();
}

/* The piece that a campaign gives does not count for its own minimum: that it is in the cart already makes no difference. */
static void test_a_gift_does_not_pay_for_itself(void **state)
{
    BEGIN();
    shop_offer(&it, 0, 7, "CODE");
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = mug};
    it.campaigns[0].minimum_order_minor = 2000;
    shop_line(&it, "assam", &tea, 1, 1800);
    for (int i = 0; i < 2; i++) {
        refuses(&it, LTY_E_CODE_MIN_ORDER, "the goods that campaign \"one\" covers are 2.00 GBP below the minimum of 20.00 GBP",
            "add 2.00 GBP of goods that the code covers");
        shop_line(&it, "mug", &mug, 1, 500);
    }
    it.cart.line_count = 2;
    it.lines[1].quantity = 2;
    it.lines[1].amount_minor = 1000;
    takes(&it, 500);
    it.cart.lines = &it.lines[1];
    it.cart.line_count = 1;
    it.lines[1].quantity = 1;
    it.campaigns[0].minimum_order_minor = 0;
    refuses(&it, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers");
    END();
}

static void test_two_gifts_of_one_product(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = mug};
    shop_offer(&it, 0, 8, "MORE");
    takes(&it, 1000);
    it.lines[2].quantity = 1;
    it.lines[2].amount_minor = 500;
    takes(&it, 500);
    assert_int_equal(it.out.count, 2);
    assert_true(it.out.items[1].gift_missing);
    END();
}

static void test_buy_get(void **state)
{
    BEGIN();
    fill(&it); /* 15.55, 10.00, 10.00 | 5.00, 5.00, 5.00 */
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_BUY_GET, .buy = 2, .get = 1};
    takes(&it, 1500);
    lines_off(&it, (const int64_t[]){1000, 0, 500});
    assert_text(it.steps.items[0].text,
        "CODE covers line 2 (1 at 15.55 GBP) + line 1 (2 at 10.00 GBP) + line 3 (3 at 5.00 GBP) = 6 pieces, "
        "of every 3 from the dearest on the cheapest 1: 2");
    assert_text(it.steps.items[2].text, "CODE: these pieces for nothing, 15.00 GBP");
    it.benefits[0][0].buy = 3; /* 15.55, 10.00, 10.00, 5.00 | 5.00, 5.00: what is no whole group gives nothing */
    takes(&it, 500);
    it.benefits[0][0].get = 2;
    takes(&it, 1000);
    it.benefits[0][0].get = 5;
    refuses(&it, LTY_E_CODE_NO_EFFECT, "the cart has 2 too few pieces that campaign \"one\" covers",
        "add 2 more of the goods that the code covers");
    END();
}

/* A piece that one code gives for nothing is not given again, nor does it make a group. */
static void test_free_pieces_are_gone(void **state)
{
    BEGIN();
    shop_line(&it, "mug", &mug, 3, 500);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = mug};
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_BUY_GET, .buy = 2, .get = 1};
    shop_offer(&it, 0, 1, "GIFT");
    shop_offer(&it, 1, 1, "THREE");
    apply(&it);
    assert_int_equal(it.out.total_minor, 500);
    assert_int_equal(it.out.refusal_count, 1);
    assert_refused(&it, 0, LTY_E_CODE_NO_EFFECT, "the other codes leave nothing that this one could take off", "");
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_PERCENT, .value = 500000, .target = LTY_TARGET_CHEAPEST};
    it.campaigns[0].priority = 4;
    takes(&it, 500 + 250);
    it.campaigns[1].priority = 3; /* a piece that is cheaper already makes every piece of its line a third of that cheaper */
    takes(&it, 250 + 416);
    END();
}

/* A piece that is worth less than the smallest unit was not given, be it alone in its code or beside others. */
static void test_pieces_that_round_to_nothing(void **state)
{
    BEGIN();
    it.campaigns[0].priority = 1;
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_FIXED, .value = 1, .target = LTY_TARGET_PRODUCT, .sku = LTY_TEXT("mug")};
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_BUY_GET, .buy = 1, .get = 1};
    it.benefits[2][0] = (lty_benefit){.kind = LTY_DISCOUNT_PERCENT, .value = LTY_PERCENT_WHOLE, .target = LTY_TARGET_CHEAPEST};
    it.campaigns[1].priority = 2;
    shop_line(&it, "assam", &tea, 2, 10);
    shop_line(&it, "mug", &mug, 2, 1);
    shop_offer(&it, 0, 1, "ONE");   /* of two mugs at 0.01 together 0.01 is left */
    shop_offer(&it, 1, 1, "TWO");   /* one tea; half of 0.01 for a mug is nothing */
    shop_offer(&it, 2, 1, "THREE"); /* one of two mugs, nothing again */
    apply(&it);
    assert_int_equal(it.out.total_minor, 1 + 10);
    assert_int_equal(it.out.refusal_count, 1);
    assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_NO_EFFECT);
    END();
}

static void test_early_access(void **state)
{
    static const lty_text skus[] = {LTY_TEXT("new"), LTY_TEXT("newer")};

    BEGIN();
    fill(&it);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_EARLY_ACCESS, .pointer = LTY_TEXT("/campaigns/0/discount")};
    it.campaigns[0].lines.products_in = (lty_text_list){skus, 2};
    takes(&it, 0); /* they cannot be in the cart before they are opened */
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.items[0].opens.count, 2);
    assert_text(it.steps.items[0].text, "CODE opens new, newer");
    assert_int_equal(it.steps.items[0].value, 2);
    END();
}

static void test_budget(void **state)
{
    BEGIN();
    fill(&it);
    it.campaigns[0].budget_minor = 10000;
    it.offers[0].usage.campaign_minor = 10000 - 506;
    takes(&it, 506);
    assert_text(it.steps.items[5].text, "CODE: 94.94 GBP given away before + 5.06 GBP, of the budget of 100.00 GBP");
    assert_text(it.steps.items[5].rule, "/campaigns/0/budget");
    assert_int_equal(it.steps.items[5].value, 10000);
    it.offers[0].usage.campaign_minor++;
    refuses(&it, LTY_E_CODE_BUDGET,
        "the code would take 5.06 GBP off, and campaign \"one\" has given away 94.95 GBP of its budget of 100.00 GBP", "");
    it.offers[0].usage.campaign_minor = 10000 - 900;
    shop_offer(&it, 0, 8, "MORE")->usage.campaign_minor = 10000 - 900; /* 4.55 would be too much: codes of one order share it */
    refuses(&it, LTY_E_CODE_BUDGET,
        "the code would take 4.55 GBP off, and campaign \"one\" has given away 96.06 GBP of its budget of 100.00 GBP", "");
    END();
}

static void test_limits_count_the_codes_of_one_order(void **state)
{
    BEGIN();
    fill(&it);
    it.campaigns[0].uses_per_customer = 2;
    it.offers[0].usage.customer_uses = 1;
    shop_offer(&it, 0, 3, "LESS")->usage.customer_uses = 1;
    refuses(&it, LTY_E_CODE_LIMIT, "with the other codes of this order the customer would use campaign \"one\" more than 2 times",
        "remove another code of the same offer to use this one");
    assert_int_equal(it.out.refusals[0].offer, 0); /* serial 7; 3 comes before it */
    it.campaigns[0].uses_per_customer = 0;
    it.campaigns[0].uses_total = 1;
    refuses(&it, LTY_E_CODE_LIMIT, "with the other codes of this order campaign \"one\" would be used more than 1 times",
        "remove another code of the same offer to use this one");
    END();
}

static void test_the_same_code_twice(void **state)
{
    BEGIN();
    fill(&it);
    shop_offer(&it, 0, 7, "CODE");
    takes(&it, 506);
    assert_int_equal(it.out.count, 1);
    END();
}

/* Two spellings of one code: which of them is typed first makes no difference. */
static void test_two_spellings_of_one_code(void **state)
{
    BEGIN();
    fill(&it);
    shop_offer(&it, 0, 7, "ANNA-CODE");
    for (int i = 0; i < 2; i++) {
        takes(&it, 506);
        assert_int_equal(it.out.count, 1);
        assert_text(it.offers[it.out.items[0].offer].code, "ANNA-CODE");
        it.offers[2] = it.offers[0];
        it.offers[0] = it.offers[1];
        it.offers[1] = it.offers[2];
    }
    END();
}

/* Of equal labels the piece that is cheaper already is the cheapest, in whichever line it stands. */
static void test_equal_labels(void **state)
{
    BEGIN();
    it.campaigns[0].lines.categories_in = (lty_text_list){&tea, 1};
    it.benefits[0][0].value = 500000;
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_BUY_GET, .buy = 1, .get = 1};
    shop_offer(&it, 0, 1, "HALF");
    shop_offer(&it, 1, 1, "TWO");
    for (int i = 0; i < 2; i++) {
        it.cart.line_count = 0;
        shop_line(&it, "assam", i == 0 ? &tea : &cake, 1, 1000);
        shop_line(&it, "tart", i == 0 ? &cake : &tea, 1, 1000);
        takes(&it, 500 + 500);
        assert_int_equal(it.out.items[1].line_minor[i], 500);
    }
    END();
}

/* Of equal labels what is left of a piece decides to its fraction: 0.035 goes before 0.03, whichever line stands first. */
static void test_equal_labels_to_the_fraction(void **state)
{
    BEGIN();
    it.campaigns[0].priority = 1;
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_FIXED, .value = 2, .target = LTY_TARGET_ORDER};
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_PERCENT, .value = LTY_PERCENT_WHOLE, .target = LTY_TARGET_ORDER, .pieces = 2};
    shop_offer(&it, 0, 1, "TWO");
    shop_offer(&it, 1, 1, "DEAREST");
    for (int i = 0; i < 2; i++) {
        it.cart.line_count = 0;
        shop_line(&it, "assam", &tea, i == 0 ? 2 : 1, 4);
        shop_line(&it, "tart", &cake, i == 0 ? 1 : 2, 4);
        takes(&it, 2 + 7);
        assert_int_equal(it.out.items[1].line_minor[i], 7);
    }
    END();
}

static void test_the_order_of_application(void **state)
{
    BEGIN();
    fill(&it);
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_FIXED, .value = 1000, .target = LTY_TARGET_ORDER};
    shop_offer(&it, 1, 1, "FIXED");
    takes(&it, 506 + 1000); /* percent first, as its kind is smaller */
    it.campaigns[1].priority = 9;
    takes(&it, 1000 + 406); /* 10 % of 40.55 */
    assert_int_equal(it.out.items[0].offer, 1);
    it.campaigns[0].priority = 8;
    takes(&it, 506 + 1000);
    END();
}

static void test_stacking_classes(void **state)
{
    BEGIN();
    fill(&it);
    shop_offer(&it, 1, 1, "BETTER");
    it.benefits[1][0].value = 200000;
    it.campaigns[0].stacking_class = it.campaigns[1].stacking_class = LTY_TEXT("spring");
    refuses(&it, LTY_E_CODE_COMBINATION, "of the stacking class \"spring\" one applies: BETTER", "remove BETTER to use this code");
    assert_int_equal(it.out.total_minor, 1011);
    it.campaigns[0].priority = 1;
    it.campaigns[1].priority = 2;
    refuses(&it, LTY_E_CODE_COMBINATION, "of the stacking class \"spring\" one applies: CODE", "remove CODE to use this code");
    assert_int_equal(it.out.total_minor, 506);
    it.offers[0].code.len = 0;
    refuses(&it, LTY_E_CODE_COMBINATION, "of the stacking class \"spring\" one applies: \"one\"", "");
    END();
}

static void test_who_combines_with_whom(void **state)
{
    const lty_text two[] = {LTY_TEXT("two")};

    BEGIN();
    fill(&it);
    shop_offer(&it, 1, 1, "TWO");
    takes(&it, 506 + 455);
    it.campaigns[0].combining = LTY_COMBINING_ALONE;
    refuses(&it, LTY_E_CODE_COMBINATION, "CODE stands alone, and the better choice has CODE", "remove CODE to use this code");
    it.benefits[1][0].value = 200000;
    refuses(&it, LTY_E_CODE_COMBINATION, "CODE stands alone, and the better choice has TWO", "remove TWO to use this code");
    it.campaigns[0].combining = LTY_COMBINING_LISTED;
    refuses(
        &it, LTY_E_CODE_COMBINATION, "CODE does not go together with TWO, and the better choice has TWO", "remove TWO to use this code");
    it.campaigns[0].combines_with = (lty_text_list){two, 1};
    takes(&it, 506 + 910);
    it.campaigns[1].combining = LTY_COMBINING_LISTED; /* one list is enough */
    takes(&it, 506 + 910);
    it.campaigns[1].combining = LTY_COMBINING_ALONE; /* who stands alone is not drawn in by another's list */
    refuses(&it, LTY_E_CODE_COMBINATION, "TWO stands alone, and the better choice has TWO", "remove TWO to use this code");
    END();
}

static void test_lists_are_tried_from_each_end(void **state)
{
    const lty_text lists[] = {LTY_TEXT("four"), LTY_TEXT("three")};

    BEGIN(); /* one goes with two; three with four; the second pair takes more */
    fill(&it);
    shop_offer(&it, 1, 1, "TWO");
    shop_offer(&it, 2, 1, "THREE");
    shop_offer(&it, 3, 1, "FOUR");
    for (size_t i = 0; i < 4; i++) {
        it.campaigns[i].combining = LTY_COMBINING_LISTED;
        it.benefits[i][0].value = 100000 + 10000 * (int64_t) i;
    }
    const lty_text first[] = {LTY_TEXT("two")};

    it.campaigns[0].combines_with = (lty_text_list){first, 1};
    it.campaigns[3].combines_with = (lty_text_list){&lists[1], 1};
    apply(&it);
    assert_int_equal(it.out.count, 2);
    assert_int_equal(it.out.items[0].offer, 2);
    assert_int_equal(it.out.items[1].offer, 3);
    assert_refused(&it, 0, LTY_E_CODE_COMBINATION, "CODE does not go together with THREE, and the better choice has THREE",
        "remove THREE, FOUR to use this code");
    END();
}

static void test_automatic_offers(void **state)
{
    BEGIN();
    fill(&it);
    shop_offer(&it, 1, 0, "");
    it.campaigns[1].automatic = true;
    it.campaigns[1].uses_per_code = 0;
    it.offers[1].version = 2;
    takes(&it, 506 + 455);
    assert_text(it.steps.items[5].text,
        "\"two\" (terms of version 2) covers line 1 (18.00 GBP) + line 2 (13.99 GBP) + line 3 (13.50 GBP) = 45.49 GBP");
    it.campaigns[1].combining = LTY_COMBINING_ALONE;
    takes(&it, 506); /* silently */
    it.benefits[1][0].value = 900000;
    refuses(&it, LTY_E_CODE_COMBINATION, "\"two\" stands alone, and the better choice has \"two\"",
        "your cart has a better offer already, and the two do not go together");
    it.campaigns[1].minimum_order_minor = 900000;
    takes(&it, 506);
    END();
}

/* A gift that is not in the cart yet weighs what the cart knows of its price, so adding it changes no choice. */
static void test_a_missing_gift_weighs_its_price(void **state)
{
    BEGIN();
    shop_line(&it, "assam", &tea, 1, 2000);
    shop_line(&it, "mug", &mug, 0, 500);
    it.campaigns[0].combining = it.campaigns[1].combining = LTY_COMBINING_ALONE;
    it.benefits[1][0] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = mug};
    shop_offer(&it, 0, 1, "TEN");
    shop_offer(&it, 1, 1, "GIFT");
    for (int64_t quantity = 0; quantity < 2; quantity++) {
        it.lines[1].quantity = quantity;
        it.lines[1].amount_minor = quantity * 500;
        apply(&it);
        assert_int_equal(it.out.count, 1);
        assert_int_equal(it.out.items[0].offer, 1);
        assert_int_equal(it.out.items[0].gift_missing, quantity == 0);
    }
    END();
}

static void test_amounts_that_do_not_fit(void **state)
{
    BEGIN();
    fill(&it);
    it.lines[0].amount_minor = it.lines[1].amount_minor = INT64_MAX;
    const lty_terms terms = shop_terms(&it);

    assert_int_equal(lty_discounts_init(&it.out, &terms), LTY_OK);
    it.out.total_minor = 99;
    assert_int_equal(lty_exact_apply(&it.out, &terms), LTY_E_RANGE);
    assert_int_equal(it.out.total_minor, 99);
    assert_int_equal(it.out.count, 0);
    END();
}

static void test_currencies_without_and_with_three_decimals(void **state)
{
    BEGIN();
    memcpy(it.steps.currency, "JPY", 4);
    shop_line(&it, "assam", &tea, 3, 333);
    shop_offer(&it, 0, 1, "TEN");
    takes(&it, 100);
    assert_text(it.steps.items[1].text, "TEN: 10 % of 999 JPY = 100 JPY, rounded half up");
    memcpy(it.steps.currency, "KWD", 4);
    takes(&it, 100);
    assert_text(it.steps.items[1].text, "TEN: 10 % of 0.999 KWD = 0.100 KWD, rounded half up");
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
        fill(&it);
        it.campaigns[0].minimum_order_minor = 1000;
        for (size_t i = 1; i < 60; i++) {
            shop_offer(&it, i % CAMPAIGNS, 100 + i, i % 3 == 0 ? "LONGER-THAN-OTHERS" : "X")->refused =
                i % 5 == 0 ? LTY_E_CODE_TAG : LTY_OK;
        }
        it.campaigns[3].combining = LTY_COMBINING_ALONE;
        const lty_terms terms = shop_terms(&it);

        memory.fail_at = fail_at;
        lty_status status = lty_discounts_init(&out, &terms);

        if (status == LTY_OK) {
            out.total_minor = 99;
            status = lty_exact_apply(&out, &terms);
        }
        if (status == LTY_OK) {
            assert_true(out.total_minor > 0 && out.count > 1);
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
    assert_true(failed > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percent_in_millionths),
        cmocka_unit_test(test_fixed_and_maximum),
        cmocka_unit_test(test_fixed_off_each_piece),
        cmocka_unit_test(test_pieces_and_targets),
        cmocka_unit_test(test_steps_by_order_value),
        cmocka_unit_test(test_minimum_and_maximum_order),
        cmocka_unit_test(test_what_is_covered),
        cmocka_unit_test(test_requirements_and_selection),
        cmocka_unit_test(test_free_shipping_and_points),
        cmocka_unit_test(test_several_benefits_share_the_maximum),
        cmocka_unit_test(test_gifts),
        cmocka_unit_test(test_a_gift_does_not_pay_for_itself),
        cmocka_unit_test(test_two_gifts_of_one_product),
        cmocka_unit_test(test_buy_get),
        cmocka_unit_test(test_free_pieces_are_gone),
        cmocka_unit_test(test_pieces_that_round_to_nothing),
        cmocka_unit_test(test_early_access),
        cmocka_unit_test(test_budget),
        cmocka_unit_test(test_limits_count_the_codes_of_one_order),
        cmocka_unit_test(test_the_same_code_twice),
        cmocka_unit_test(test_two_spellings_of_one_code),
        cmocka_unit_test(test_equal_labels),
        cmocka_unit_test(test_equal_labels_to_the_fraction),
        cmocka_unit_test(test_the_order_of_application),
        cmocka_unit_test(test_stacking_classes),
        cmocka_unit_test(test_who_combines_with_whom),
        cmocka_unit_test(test_lists_are_tried_from_each_end),
        cmocka_unit_test(test_automatic_offers),
        cmocka_unit_test(test_a_missing_gift_weighs_its_price),
        cmocka_unit_test(test_amounts_that_do_not_fit),
        cmocka_unit_test(test_currencies_without_and_with_three_decimals),
        cmocka_unit_test(test_every_allocation_fails_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
