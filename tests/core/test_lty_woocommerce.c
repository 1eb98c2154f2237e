/* WooCommerce's way: the worked examples of its rules, each refusal, the order of codes, and pools that are emptied piece by piece. */
#include "lty_test_terms.h"

#include "lty_woocommerce.h"

static const lty_text tea = LTY_TEXT("tea");
static const lty_text cake = LTY_TEXT("cake");
static const lty_text odd = LTY_TEXT("odd");

#define BEGIN()                                                                                                                            \
 LTY_TEST_ALLOC();                                                                                                                         \
 shop it;                                                                                                                                  \
 (void) state;                                                                                                                             \
 woo_init(&it, &alloc)
#define END()                                                                                                                              \
 shop_destroy(&it);                                                                                                                        \
 assert_int_equal(memory.blocks, 0)

static void woo_init(shop *it, const lty_alloc *alloc)
{
    shop_init(it, alloc);
    it->programme.discounts.way = LTY_WAY_WOOCOMMERCE;
    it->cart.displayed_micro = -1;
    it->cart.shipping_net_micro = -1;
    it->cart.shipping_gross_micro = -1;
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        it->campaigns[i].name = it->campaigns[i].key;
        it->benefits[i][0].pointer = LTY_TEXT("/campaigns/0/discount");
    }
}

static lty_benefit *woo_benefit(shop *it, size_t campaign, lty_discount_kind kind, lty_discount_target target, int64_t value)
{
    lty_benefit *benefit = &it->benefits[campaign][0];

    benefit->kind = kind;
    benefit->target = target;
    benefit->value = value;
    return benefit;
}

static lty_status woo_try(shop *it)
{
    const lty_terms terms = shop_terms(it);
    const lty_status status = lty_discounts_init(&it->out, &terms);

    return status == LTY_OK ? lty_woocommerce_apply(&it->out, &terms) : status;
}

static void woo_apply(shop *it)
{
    assert_int_equal(lty_cart_init(&it->cart, it->lines, NULL), LTY_OK);
    assert_int_equal(woo_try(it), LTY_OK);
    assert_int_equal(it->steps.text.len, 0);
    int64_t total = it->cart.shipping_minor - it->out.shipping_left_minor;

    for (size_t i = 0; i < it->cart.line_count; i++) {
        assert_true(it->out.line_left_minor[i] >= 0);
        total += it->cart.lines[i].amount_minor - it->out.line_left_minor[i];
    }
    assert_int_equal(total, it->out.total_minor);
}

/* The at-th code in the order of application, with what it takes off the first three lines. */
static void assert_off(const shop *it, size_t at, size_t offer, int64_t first, int64_t second, int64_t third)
{
    const int64_t off[3] = {first, second, third};

    assert_true(at < it->out.count);
    assert_int_equal(it->out.items[at].offer, offer);
    for (size_t i = 0; i < 3 && i < it->cart.line_count; i++) {
        assert_int_equal(it->out.items[at].line_minor == NULL ? 0 : it->out.items[at].line_minor[i], off[i]);
    }
}

static void assert_step(const shop *it, size_t at, const char *figure, int64_t value, const char *text)
{
    assert_true(at < it->steps.count);
    assert_string_equal(it->steps.items[at].figure, figure);
    assert_int_equal(it->steps.items[at].value, value);
    assert_text(it->steps.items[at].text, text);
    assert_true(it->steps.items[at].rule.len > 0);
}

static void test_pool_and_its_rest(void **state)
{
    BEGIN();
    for (int i = 0; i < 3; i++) {
        shop_line(&it, "P", NULL, 3, 5833);
    }
    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 1000);
    shop_offer(&it, 0, 1, "TEN");
    woo_apply(&it);
    assert_off(&it, 0, 0, 334, 333, 333);
    assert_step(&it, 0, "round", 111,
        "TEN: 10.00 GBP over 9 pieces = 1.11 GBP each, rounded down, off every piece, as far as lines have it: 9.99 GBP");
    assert_step(
        &it, 1, "line_rest", 1, "TEN, line 1: 0.01 GBP more, the smallest unit for each of 3 pieces while there is any of 0.01 GBP left");
    assert_step(&it, 2, "line_discount", 334, "TEN, line 1: 3.34 GBP together");
    END();
}

static void test_percent_gives_the_rest_to_the_dearest(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 2045);
    shop_line(&it, "B", NULL, 9, 1367);
    shop_line(&it, "C", NULL, 9, 2633);
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 666700);
    shop_offer(&it, 0, 1, "MOST");
    woo_apply(&it);
    assert_off(&it, 0, 0, 1363, 8202, 15800);
    assert_step(&it, 0, "line_part", 15798, "MOST, line 3: 66.67 % of 236.97 GBP = 157.98 GBP, rounded down");
    assert_step(&it, 3, "wanted", 25365, "MOST: 66.67 % of 380.45 GBP together = 253.65 GBP, rounded half down; 0.02 GBP of it is missing");
    END();
}

static void test_sequential_and_limits(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 2, 605);
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 150000)->pieces = 2;
    woo_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 125000);
    shop_offer(&it, 0, 1, "FIFTEEN");
    shop_offer(&it, 1, 1, "EIGHTH");
    it.programme.discounts.sequential = true;
    woo_apply(&it);
    assert_off(&it, 0, 1, 151, 0, 0);
    assert_off(&it, 1, 0, 159, 0, 0);
    it.programme.discounts.sequential = false;
    woo_apply(&it);
    assert_off(&it, 1, 0, 181, 0, 0);
    END();
}

static void test_percent_of_some_pieces(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 3, 334);
    shop_line(&it, "B", NULL, 7, 333);
    shop_line(&it, "C", NULL, 5, 100);
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 333333)->pieces = 5;
    shop_offer(&it, 0, 1, "FIVE");
    woo_apply(&it);
    assert_off(&it, 0, 0, 335, 221, 0); /* 333 of 1002, 221 of 2331 * 2 / 7, 556 of both: the dearer line has the rest */
    END();
}

/* A limit cuts through what is left of a line: 2330 * 2 / 7 is no whole number of units. */
static void test_percent_of_a_fraction(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 7, 333);
    shop_line(&it, "B", NULL, 9, 1);
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 429);
    woo_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 751000)->pieces = 2;
    shop_offer(&it, 0, 1, "ONE");
    shop_offer(&it, 1, 1, "TWO");
    it.programme.discounts.sequential = true;
    woo_apply(&it);
    assert_off(&it, 0, 0, 1, 0, 0);
    assert_off(&it, 1, 1, 500, 0, 0);
    assert_step(&it, 3, "line_part", 499, "TWO, line 1: 75.1 % of 23.30 GBP * 2 / 7 pieces = 4.99 GBP, rounded down");
    assert_step(&it, 4, "wanted", 500,
        "TWO: 75.1 % of 6.65 GBP and 5 / 7 of the smallest unit together = 5.00 GBP, rounded half down; 0.01 GBP of it is missing");
    END();
}

static void test_pool_with_a_limit_piles_up(void **state)
{
    BEGIN();
    for (int i = 0; i < 3; i++) {
        shop_line(&it, i == 2 ? "WANTED" : "P", NULL, 3, 3467);
    }
    const lty_text wanted = LTY_TEXT("WANTED");

    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 1000)->pieces = 2;
    it.campaigns[0].lines.products_in = (lty_text_list){&wanted, 1};
    shop_offer(&it, 0, 1, "TEN");
    woo_apply(&it);
    assert_off(&it, 0, 0, 995, 3, 2);
    assert_step(&it, 16, "round", 1,
        "TEN: 0.14 GBP over 9 pieces = 0.01 GBP each, rounded down, off the first 2 pieces, as far as lines have it: 0.02 GBP, 3 times in a row");
    END();
}

static void test_piece_amounts(void **state)
{
    BEGIN();
    shop_line(&it, "A", &tea, 2, 300);
    shop_line(&it, "B", &cake, 3, 1000);
    shop_line(&it, "C", &tea, 4, 250);
    const lty_text only[] = {tea};

    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, 270);
    it.campaigns[0].lines.categories_in = (lty_text_list){only, 1};
    shop_offer(&it, 0, 1, "EACH");
    woo_apply(&it);
    assert_off(&it, 0, 0, 540, 0, 1000);
    it.benefits[0][0].pieces = 3; /* then no piece gives more than its price */
    woo_apply(&it);
    assert_off(&it, 0, 0, 540, 0, 250);
    END();
}

static void test_order_of_codes(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 10, 10000);
    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 100);
    woo_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 200000);
    woo_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000)->pieces = 4;
    woo_benefit(&it, 3, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 300000)->pieces = 2;
    woo_benefit(&it, 4, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, 5000);
    woo_benefit(&it, 5, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    woo_benefit(&it, 6, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    woo_benefit(&it, 7, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    it.campaigns[6].priority = 7;
    it.campaigns[7].priority = 5;
    const size_t order[] = {4, 7, 6, 5, 1, 3, 2, 0}; /* 5 has no priority: behind those that have one */

    for (size_t i = 0; i < CAMPAIGNS; i++) {
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    woo_apply(&it);
    assert_int_equal(it.out.count, CAMPAIGNS);
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        assert_int_equal(it.out.items[i].offer, order[i]);
    }
    it.campaigns[6].priority = it.campaigns[7].priority = LTY_PRIORITY_NONE; /* as they were entered */
    woo_apply(&it);
    assert_int_equal(it.out.items[1].offer, 5);
    assert_int_equal(it.out.items[2].offer, 6);
    assert_int_equal(it.out.items[3].offer, 7);
    END();
}

static void test_minimum_and_maximum(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 2, 1290);
    it.campaigns[0].minimum_order_minor = 2581;
    shop_offer(&it, 0, 1, "CODE");
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_MIN_ORDER, "the goods come to 25.80 GBP, and the minimum of campaign \"one\" is 25.81 GBP",
        "add 0.01 GBP of goods");
    it.cart.displayed_micro = 25810000; /* with tax, say: what the shopper sees decides */
    woo_apply(&it);
    assert_int_equal(it.out.refusal_count, 0);
    it.cart.displayed_micro = 25809999;
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_MIN_ORDER, "the goods come to 25.809999 GBP, and the minimum of campaign \"one\" is 25.81 GBP",
        "add 0.01 GBP of goods");
    it.campaigns[0].minimum_order_minor = 0;
    it.campaigns[0].maximum_order_minor = 2580;
    it.cart.displayed_micro = 25800000;
    woo_apply(&it);
    assert_int_equal(it.out.refusal_count, 0);
    it.cart.displayed_micro = 25800001;
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_MAX_ORDER, "the goods come to 25.800001 GBP, and the maximum of campaign \"one\" is 25.80 GBP",
        "the code is for goods of up to 25.80 GBP");
    END();
}

static void test_goods(void **state)
{
    BEGIN();
    shop_line(&it, "CUP", &tea, 1, 1000)->sale = true;
    shop_line(&it, "PIE", &cake, 0, 1000); /* a gift that may come is not in the cart */
    const lty_text pie = LTY_TEXT("PIE");
    const lty_text cup = LTY_TEXT("CUP");
    lty_line_filter *lines = &it.campaigns[0].lines;

    shop_offer(&it, 0, 1, "CODE");
    lines->products_in = (lty_text_list){&pie, 1};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers: PIE");
    const lty_text many[] = {LTY_TEXT("A"), LTY_TEXT("B"), LTY_TEXT("C"), LTY_TEXT("D"), LTY_TEXT("E"), LTY_TEXT("F"), LTY_TEXT("G")};

    lines->products_in = (lty_text_list){many, 7};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart",
        "add goods that the code covers: A, B, C, D, E and 2 more");
    lines->products_in = (lty_text_list){&cup, 1}; /* wanted, and yet the category is asked for too */
    lines->categories_in = (lty_text_list){&cake, 1};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers: cake");
    lines->categories_in = (lty_text_list){&tea, 1};
    woo_apply(&it);
    assert_int_equal(it.out.refusal_count, 0);
    lines->sale_items = LTY_SALE_LEFT_OUT;
    woo_apply(&it);
    assert_refused(
        &it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers: tea (no sale items)");
    lines->categories_in.count = 0;
    woo_apply(&it);
    assert_refused(
        &it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers (no sale items)");
    lines->sale_items = LTY_SALE_TAKEN;
    lines->categories_out = (lty_text_list){&tea, 1};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" covers no line of the cart", "add goods that the code covers");
    END();
}

static void test_whole_cart(void **state)
{
    BEGIN();
    shop_line(&it, "PIE", &cake, 1, 1000);
    shop_line(&it, "CUP", &tea, 1, 1000)->sale = true;
    const lty_text cup = LTY_TEXT("CUP");
    lty_line_filter *lines = &it.campaigns[0].lines;

    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 100);
    shop_offer(&it, 0, 1, "CODE");
    lines->categories_out = (lty_text_list){&tea, 1};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_EXCLUDED_CATEGORY,
        "campaign \"one\" is for the whole cart, and CUP is of a category that it leaves out", "take CUP out of the cart to use this code");
    lines->products_out = (lty_text_list){&cup, 1};
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_EXCLUDED_PRODUCT, "campaign \"one\" is for the whole cart, and CUP is left out by it",
        "take CUP out of the cart to use this code");
    lines->sale_items = LTY_SALE_LEFT_OUT;
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_SALE_ITEMS, "campaign \"one\" is for the whole cart, and CUP is on sale",
        "take CUP out of the cart to use this code");
    it.offers[0].version = 2;
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_SALE_ITEMS, "campaign \"one\" is for the whole cart, and CUP is on sale (terms of version 2)",
        "take CUP out of the cart to use this code");
    *lines = (lty_line_filter){.categories_in = {&cake, 1}}; /* lists decide on acceptance only: all lines pay */
    woo_apply(&it);
    assert_off(&it, 0, 0, 50, 50, 0);
    END();
}

static void test_repeated(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000);
    shop_offer(&it, 0, 1, "ONE");
    shop_offer(&it, 0, 1, "O-NE"); /* the same serial of the same campaign, however it was typed */
    shop_offer(&it, 0, 2, "TWO");
    woo_apply(&it);
    assert_int_equal(it.out.count, 2);
    assert_off(&it, 0, 0, 100, 0, 0);
    assert_off(&it, 1, 2, 100, 0, 0);
    assert_int_equal(it.out.refusal_count, 1);
    assert_refused(&it, 0, LTY_E_CODE_REPEATED, "the code is in the cart already", "");
    it.campaigns[0].minimum_order_minor = 2000; /* what is asked of the cart comes first */
    woo_apply(&it);
    assert_int_equal(it.out.count, 0);
    assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_MIN_ORDER);
    it.offers[1].refused = LTY_E_CODE_TAG;
    woo_apply(&it);
    assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_TAG);
    END();
}

static void test_alone(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000);
    it.campaigns[1].combining = LTY_COMBINING_ALONE;
    it.campaigns[2].combining = LTY_COMBINING_ALONE;
    shop_offer(&it, 0, 1, "ANY");
    shop_offer(&it, 1, 1, "SOLO");
    shop_offer(&it, 3, 1, "LATE");
    woo_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_off(&it, 0, 1, 100, 0, 0);
    assert_int_equal(it.out.refusal_count, 2);
    assert_refused(&it, 0, LTY_E_CODE_COMBINATION, "SOLO stands alone", "remove SOLO to use this code");
    shop_offer(&it, 2, 1, "DUO"); /* throws out the one that stood alone */
    woo_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.items[0].offer, 3);
    assert_int_equal(it.out.refusal_count, 3);
    END();
}

static void test_automatic(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000);
    it.campaigns[1].combining = LTY_COMBINING_ALONE;
    shop_offer(&it, 1, 0, "");
    woo_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_step(&it, 0, "line_part", 100, "\"two\", line 1: 10 % of 10.00 GBP = 1.00 GBP, rounded down");
    shop_offer(&it, 0, 0, "");
    woo_apply(&it);
    assert_int_equal(it.out.count, 1); /* the first stands alone, and nothing is said of the other: nobody typed it */
    assert_int_equal(it.out.refusal_count, 0);
    it.offer_count = 0;
    shop_offer(&it, 0, 1, "CODE");
    shop_offer(&it, 1, 0, ""); /* an offer that stands alone does not throw out a code */
    shop_offer(&it, 2, 0, "");
    woo_apply(&it);
    assert_int_equal(it.out.count, 2);
    assert_int_equal(it.out.items[0].offer, 0);
    assert_int_equal(it.out.items[1].offer, 2);
    it.offer_count = 0;
    it.campaigns[1].key = LTY_TEXT("lone");
    shop_offer(&it, 1, 0, "");
    shop_offer(&it, 0, 1, "CODE");
    woo_apply(&it);
    assert_refused(&it, 0, LTY_E_CODE_COMBINATION, "lone stands alone", "two does not go with this code");
    END();
}

static void test_what_is_no_discount(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000);
    it.cart.shipping_minor = 495;
    const lty_text wanted = LTY_TEXT("A");

    it.benefits[0][0].kind = LTY_DISCOUNT_FREE_SHIPPING;
    it.benefits[0][1] = it.benefits[1][0];
    it.campaigns[0].benefit_count = 2;
    woo_benefit(&it, 1, LTY_DISCOUNT_POINTS, LTY_TARGET_ORDER, 40);
    woo_benefit(&it, 2, LTY_DISCOUNT_POINTS_MULTIPLIER, LTY_TARGET_ORDER, 20000);
    woo_benefit(&it, 3, LTY_DISCOUNT_EARLY_ACCESS, LTY_TARGET_ORDER, 0);
    it.campaigns[3].lines.products_in = (lty_text_list){&wanted, 1};
    woo_benefit(&it, 4, LTY_DISCOUNT_FREE_SHIPPING, LTY_TARGET_ORDER, 0);
    for (size_t i = 0; i < 5; i++) {
        shop_offer(&it, 4 - i, 1, shop_keys[4 - i]);
    }
    woo_apply(&it);
    assert_int_equal(it.out.count, 5);
    assert_off(&it, 0, 4, 100, 0, 0);
    assert_int_equal(it.out.items[0].shipping_minor, 495);
    assert_int_equal(it.out.items[0].amount_minor, 595);
    assert_int_equal(it.out.items[1].shipping_minor, 0); /* free already: the shop keeps the code all the same */
    assert_int_equal(it.out.items[2].opens.count, 1);
    assert_int_equal(it.out.items[3].multiplier, 20000);
    assert_int_equal(it.out.items[4].points, 40);
    assert_null(it.out.items[4].line_minor);
    assert_int_equal(it.out.shipping_left_minor, 0);
    assert_step(&it, 0, "shipping_discount", 495, "one: all of the shipping, 4.95 GBP");
    END();
}

static void test_what_a_token_may_bring(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000);
    shop_offer(&it, 0, 1, "CODE");
    const lty_discount_kind kinds[] = {LTY_DISCOUNT_GIFT, LTY_DISCOUNT_BUY_GET};
    const lty_discount_target targets[] = {LTY_TARGET_CHEAPEST, LTY_TARGET_PRODUCT, LTY_TARGET_SELECTION};

    for (size_t i = 0; i < 6; i++) {
        it.benefits[0][0].kind = i < 2 ? kinds[i] : LTY_DISCOUNT_PERCENT;
        it.benefits[0][0].target = i >= 2 && i < 5 ? targets[i - 2] : LTY_TARGET_ORDER;
        it.campaigns[0].maximum_discount_minor = i == 5;
        woo_apply(&it);
        assert_int_equal(it.out.count, 0);
        assert_refused(&it, 0, LTY_E_CODE_NO_EFFECT, "the code gives what WooCommerce's way of discounting cannot charge", "");
    }
    END();
}

static void test_fine_prices(void **state)
{
    BEGIN();
    lty_cart_line *line = shop_line(&it, "A", NULL, 7, 661);

    line->gross_micro = 6611610;
    shop_line(&it, "B", NULL, 3, 1264)->gross_micro = 12637440;
    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, 33)->value_micro = 333100;
    woo_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 333300);
    woo_benefit(&it, 2, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 1)->value_micro = 15900;
    for (size_t i = 0; i < 3; i++) {
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    woo_apply(&it);
    assert_off(&it, 0, 0, 233, 100, 0);
    assert_off(&it, 1, 1, 1542, 1264, 0);
    assert_off(&it, 2, 2, 0, 2, 0);
    assert_step(&it, 0, "line_part", 100, "one, line 2: 3 * 0.3331 GBP, at most the 37.91 GBP that are left = 0.9993 GBP");
    assert_step(&it, 3, "line_discount", 233, "one, line 1: 2.33 GBP together, rounded from 2.3317 GBP");
    END();
}

/* Half a unit is rounded up and taken: then half a unit too much is gone, and nothing more may go. */
static void test_nothing_below_zero(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 3, 1)->gross_micro = 5000;
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 1000000);
    woo_benefit(&it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 500);
    shop_offer(&it, 0, 1, "ALL");
    shop_offer(&it, 1, 1, "FIVE");
    woo_apply(&it);
    assert_off(&it, 0, 0, 2, 0, 0);
    assert_off(&it, 1, 1, 0, 0, 0);
    it.lines[0].unit_minor = 0; /* a cart that rounds its prices down: the line is free, the discount is still the shop's */
    woo_apply(&it);
    assert_int_equal(it.out.items[0].amount_minor, 2);
    assert_int_equal(it.out.total_minor, 0);
    END();
}

static void test_net_prices(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 1000)->tax = 200000;
    shop_offer(&it, 0, 1, "TENTH");
    it.cart.tax_included = false;
    woo_apply(&it);
    assert_off(&it, 0, 0, 100, 0, 0);
    END();
}

static void test_overflow(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, INT64_C(1000000000000), 900);
    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, INT64_MAX / 10000);
    woo_benefit(&it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, INT64_MAX / 10000)->pieces = 1;
    woo_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 1000000)->pieces = INT64_MAX;
    for (size_t i = 0; i < 3; i++) {
        it.offer_count = 0;
        shop_offer(&it, i, 1, "MUCH");
        woo_apply(&it);
        assert_int_equal(it.out.items[0].amount_minor, i == 1 ? 900 : INT64_C(900000000000000));
    }
    it.benefits[0][0].value = INT64_MAX; /* in millionths it would not fit */
    it.offer_count = 0;
    shop_offer(&it, 0, 1, "MORE");
    assert_int_equal(woo_try(&it), LTY_E_RANGE);
    END();
}

/* A price that fits, but not its room: that is rounded up to a minor unit. */
static void test_overflow_of_the_room(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, 1, 0)->gross_micro = INT64_MAX;
    assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
    woo_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 1000000);
    woo_benefit(&it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, INT64_MAX / 10000)->value_micro = INT64_MAX;
    woo_benefit(&it, 2, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, INT64_MAX / 10000);
    for (size_t i = 0; i < 3; i++) {
        it.offer_count = 0;
        shop_offer(&it, i, 1, "MUCH");
        assert_int_equal(woo_try(&it), i == 0 ? LTY_E_RANGE : LTY_OK);
    }
    END();
}

/* A quantity that a shopper may type keeps no loop busy: turns of one kind are taken at once. */
static void test_pools_of_many_pieces(void **state)
{
    BEGIN();
    shop_line(&it, "A", NULL, INT64_C(1000000000), 100);
    shop_line(&it, "B", NULL, INT64_C(1000000000), 100);
    woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, INT64_C(20000000000))->pieces = 1;
    shop_offer(&it, 0, 1, "POOL");
    woo_apply(&it);
    assert_int_equal(it.out.items[0].amount_minor, INT64_C(20000000000));
    assert_true(it.steps.count < 40);
    END();
}

/* A pool as the shop empties it: turn by turn, unit by unit. */
static void slow_pool(int64_t *off, const int64_t *units, const int64_t *quantities, size_t count, int64_t pool, int64_t limit)
{
    bool in[LINES];

    memset(off, 0, count * sizeof *off);
    for (size_t i = 0; i < count; i++) {
        in[i] = true;
    }
    while (pool > 0) {
        int64_t pieces = 0;
        int64_t given = 0;
        int64_t open = limit;

        for (size_t i = 0; i < count; i++) {
            in[i] = in[i] && units[i] * quantities[i] > off[i];
            pieces += in[i] ? quantities[i] : 0;
        }
        const int64_t each = pieces == 0 ? 0 : pool / pieces;

        for (size_t i = 0; i < count; i++) {
            for (int64_t piece = 0; in[i] && piece < quantities[i] && (each > 0 || given < pool); piece++) {
                const int64_t most = limit > 0 && each > units[i] ? units[i] : each == 0 ? 1 : each;
                const int64_t room = units[i] * quantities[i] - off[i];

                if (limit > 0 && each > 0 && open-- <= 0) {
                    break;
                }
                off[i] += most < room ? most : room;
                given += most < room ? most : room;
            }
        }
        if (given == 0 || each == 0) {
            return;
        }
        pool -= given;
    }
}

static void test_pools_at_random(void **state)
{
    uint64_t random = lty_test_seed("woocommerce pools", 20261122);

    for (int round = 0; round < 3000; round++) {
        BEGIN();
        const size_t count = (size_t) lty_test_below(&random, 5) + 1;
        int64_t units[5];
        int64_t quantities[5];
        int64_t off[5];

        for (size_t i = 0; i < count; i++) {
            shop_line(&it, "P", NULL, lty_test_below(&random, 40) + 1, lty_test_below(&random, 400));
        }
        const int64_t pool = lty_test_below(&random, 20000) + 1;
        const int64_t limit = lty_test_below(&random, 2) * lty_test_below(&random, 30);

        woo_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, pool)->pieces = limit;
        shop_offer(&it, 0, 1, "POOL");
        woo_apply(&it);
        size_t order[5];
        for (size_t i = 0; i < count; i++) { /* insertion: the dearest first, ties as they lie in the cart */
            size_t at = i;

            for (; at > 0 && it.lines[order[at - 1]].unit_minor < it.lines[i].unit_minor; at--) {
                order[at] = order[at - 1];
            }
            order[at] = i;
        }
        for (size_t i = 0; i < count; i++) {
            units[i] = it.lines[order[i]].unit_minor;
            quantities[i] = it.lines[order[i]].quantity;
        }
        slow_pool(off, units, quantities, count, pool, limit);
        for (size_t i = 0; i < count; i++) {
            const int64_t *got = it.out.items[0].line_minor;

            assert_int_equal(got == NULL ? 0 : got[order[i]], off[i]);
        }
        END();
    }
}

static void fill_for_memory(shop *it)
{
    shop_line(it, "A", &tea, 3, 1999);
    shop_line(it, "B", &odd, 7, 333);
    it->cart.shipping_minor = 500;
    woo_benefit(it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 1000)->pieces = 1;
    woo_benefit(it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_PIECE, 100);
    it->campaigns[2].minimum_order_minor = 1000000;
    it->benefits[3][0].kind = LTY_DISCOUNT_FREE_SHIPPING;
    for (size_t i = 0; i < 5; i++) {
        shop_offer(it, i, 1, shop_keys[i]);
    }
}

static void test_memory(void **state)
{
    lty_status status = LTY_E_MEMORY;

    for (size_t n = 1; status != LTY_OK; n++) {
        BEGIN();
        fill_for_memory(&it);
        assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
        memory.fail_at = n;
        status = woo_try(&it);
        memory.fail_at = 0;
        assert_true(status == LTY_OK || status == LTY_E_MEMORY);
        assert_true(n < 200);
        if (status == LTY_OK) {
            assert_int_equal(it.out.count, 4);
            assert_true(n > 3);
        }
        END();
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_pool_and_its_rest),
        cmocka_unit_test(test_percent_gives_the_rest_to_the_dearest),
        cmocka_unit_test(test_sequential_and_limits),
        cmocka_unit_test(test_percent_of_some_pieces),
        cmocka_unit_test(test_percent_of_a_fraction),
        cmocka_unit_test(test_pool_with_a_limit_piles_up),
        cmocka_unit_test(test_piece_amounts),
        cmocka_unit_test(test_order_of_codes),
        cmocka_unit_test(test_minimum_and_maximum),
        cmocka_unit_test(test_goods),
        cmocka_unit_test(test_whole_cart),
        cmocka_unit_test(test_repeated),
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_automatic),
        cmocka_unit_test(test_what_is_no_discount),
        cmocka_unit_test(test_what_a_token_may_bring),
        cmocka_unit_test(test_fine_prices),
        cmocka_unit_test(test_nothing_below_zero),
        cmocka_unit_test(test_net_prices),
        cmocka_unit_test(test_overflow),
        cmocka_unit_test(test_overflow_of_the_room),
        cmocka_unit_test(test_pools_of_many_pieces),
        cmocka_unit_test(test_pools_at_random),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
