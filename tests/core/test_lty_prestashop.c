/* PrestaShop's way: its worked examples, each refusal, the order of application, and what is left where nothing ends evenly. */
#include "lty_test_terms.h"

#include "lty_prestashop_part.h"

static const lty_text tea = {"tea", 3};
static const lty_text cake = {"cake", 4};

#define MICRO INT64_C(1000000)
#define BEGIN()                                                                                                                            \
 LTY_TEST_ALLOC();                                                                                                                         \
 shop it;                                                                                                                                  \
 (void) state;                                                                                                                             \
 presta_init(&it, &alloc)
#define END()                                                                                                                              \
 shop_destroy(&it);                                                                                                                        \
 assert_int_equal(memory.blocks, 0)

static void presta_init(shop *it, const lty_alloc *alloc)
{
    shop_init(it, alloc);
    it->programme.discounts = (lty_discount_rules){.way = LTY_WAY_PRESTASHOP, .rounding = LTY_WAY_HALF_UP, .unit = LTY_WAY_ITEM};
    it->cart.displayed_micro = -1;
    it->cart.shipping_net_micro = -1;
    it->cart.shipping_gross_micro = -1;
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        it->benefits[i][0].pointer = LTY_TEXT("/campaigns/0/discount");
    }
}

/* A line by its prices in millionths, as the shop hands them in. */
static lty_cart_line *presta_line(shop *it, const char *sku, const lty_text *category, int64_t quantity, int64_t net, int64_t gross)
{
    lty_cart_line *line = shop_line(it, sku, category, quantity, gross / 10000);

    line->net_micro = net;
    line->gross_micro = gross;
    return line;
}

static lty_benefit *presta_benefit(shop *it, size_t campaign, lty_discount_kind kind, lty_discount_target target, int64_t value)
{
    lty_benefit *benefit = &it->benefits[campaign][0];

    benefit->kind = kind;
    benefit->target = target;
    benefit->value = kind == LTY_DISCOUNT_FIXED ? 0 : value;
    benefit->value_micro = kind == LTY_DISCOUNT_FIXED ? value : 0;
    it->campaigns[campaign].priority = 1;
    return benefit;
}

static lty_status presta_try(shop *it)
{
    const lty_terms terms = shop_terms(it);
    const lty_status status = lty_discounts_init(&it->out, &terms);

    return status == LTY_OK ? lty_prestashop_apply(&it->out, &terms) : status;
}

/* Applies, and holds what must always hold of the view in minor units. */
static void presta_apply(shop *it)
{
    int64_t total = 0;

    assert_int_equal(lty_cart_init(&it->cart, it->lines, NULL), LTY_OK);
    assert_int_equal(presta_try(it), LTY_OK);
    assert_int_equal(it->steps.text.len, 0);
    for (size_t i = 0; i < it->out.count; i++) {
        const lty_discount *discount = &it->out.items[i];
        int64_t sum = discount->shipping_minor;

        for (size_t k = 0; discount->line_minor != NULL && k < it->cart.line_count; k++) {
            assert_true(discount->line_minor[k] >= 0);
            sum += discount->line_minor[k];
        }
        assert_true(discount->shipping_minor >= 0);
        assert_int_equal(sum, discount->amount_minor);
        total += sum;
    }
    assert_int_equal(total, it->out.total_minor);
    total = it->cart.shipping_minor - it->out.shipping_left_minor;
    for (size_t i = 0; i < it->cart.line_count; i++) {
        assert_true(it->out.line_left_minor[i] >= 0);
        total += it->cart.lines[i].amount_minor - it->out.line_left_minor[i];
    }
    assert_int_equal(total, it->out.total_minor);
}

static void assert_row(const shop *it, size_t at, size_t offer, int64_t net, int64_t gross)
{
    assert_true(at < it->out.count);
    assert_int_equal(it->out.items[at].offer, offer);
    assert_int_equal(it->out.items[at].net_micro, net);
    assert_int_equal(it->out.items[at].gross_micro, gross);
}

static void assert_left(const shop *it, size_t line, int64_t net, int64_t gross)
{
    assert_int_equal(it->out.line_left_net_micro[line], net);
    assert_int_equal(it->out.line_left_gross_micro[line], gross);
}

static bool has_step(const shop *it, const char *figure, const char *text)
{
    for (size_t i = 0; i < it->steps.count; i++) {
        if (strcmp(it->steps.items[i].figure, figure) == 0 && lty_text_equal(it->steps.items[i].text, lty_test_text(text))) {
            return true;
        }
    }
    for (size_t i = 0; i < it->steps.count; i++) {
        print_error("%s: %.*s\n", it->steps.items[i].figure, (int) it->steps.items[i].text.len, it->steps.items[i].text.bytes);
    }
    return false;
}

static void test_percents_one_after_the_other(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 5, 5990000, 5990000);
    presta_line(&it, "B", NULL, 1, 58760000, 58760000);
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 333300);
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 500000);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 666700);
    shop_offer(&it, 1, 1, "HALF");
    shop_offer(&it, 0, 1, "THIRD");
    shop_offer(&it, 2, 1, "TWO");
    presta_apply(&it);
    assert_row(&it, 0, 1, 29567043, 29567043);
    assert_row(&it, 1, 0, 29571479, 29571479); /* 29.5714785 */
    assert_row(&it, 2, 2, 19715305, 19715305);
    assert_int_equal(it.out.total_minor, 7885);
    assert_true(has_step(&it, "part", "THIRD: 33.33 % of what is left of line 1, 29.95 net, 29.95 gross = 9.982335 net, 9.982335 gross"));
    assert_true(has_step(&it, "discounts", "all rules together, without the gifts, 78.853826, rounded as the shop does = 78.85 GBP"));
    END();
}

static void test_an_amount_over_two_taxes(void **state)
{
    BEGIN();
    it.programme.discounts.unit = LTY_WAY_LINE;
    presta_line(&it, "A", NULL, 1, 151650000, 186529500);
    presta_line(&it, "B", NULL, 1, 172140000, 187632600);
    presta_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, MICRO);
    shop_offer(&it, 0, 1, "ONE");
    presta_apply(&it);
    assert_row(&it, 0, 0, MICRO, 1155564);
    assert_left(&it, 0, 151181641, 185953917); /* 151.65 - 0.468359; 186.53 - 0.576083 */
    assert_int_equal(it.out.total_minor, 116);
    assert_true(has_step(&it, "part",
        "ONE: line 1, of which 151.65 net, 186.53 gross are left: its share of 1 net on 323.79 = 0.468359 net, 0.576083 gross"));
    END();
}

static void test_thirds_sum_up(void **state)
{
    BEGIN();
    for (int i = 0; i < 3; i++) {
        presta_line(&it, "P", NULL, 1, 33330000, 36670000);
    }
    presta_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, 10 * MICRO)->with_tax = true;
    shop_offer(&it, 0, 1, "TEN");
    presta_apply(&it);
    assert_row(&it, 0, 0, 9089174, 10 * MICRO);
    assert_left(&it, 2, 30300275, 33336667);
    assert_int_equal(it.out.total_minor, 1000);
    for (size_t i = 0; i < 6; i++) { /* a noise of 10^-18 must not move a rounding up or down */
        it.programme.discounts.rounding = (lty_way_rounding) (LTY_WAY_UP + (int) i);
        presta_apply(&it);
        assert_int_equal(it.out.total_minor, 1000);
    }
    END();
}

static void test_shipping_counts_once(void **state)
{
    BEGIN();
    it.cart.shipping_minor = 1452;
    presta_line(&it, "A", NULL, 1, 100 * MICRO, 100 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_FREE_SHIPPING, LTY_TARGET_ORDER, 0);
    presta_benefit(&it, 1, LTY_DISCOUNT_FREE_SHIPPING, LTY_TARGET_ORDER, 0);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 300000);
    shop_offer(&it, 0, 1, "SHIP");
    shop_offer(&it, 1, 1, "AGAIN");
    shop_offer(&it, 2, 1, "THIRTY");
    presta_apply(&it);
    assert_row(&it, 0, 0, 14520000, 14520000);
    assert_row(&it, 1, 1, 14520000, 14520000);
    assert_int_equal(it.out.total_minor, 4452);
    assert_int_equal(it.out.items[0].shipping_minor, 1452);
    assert_int_equal(it.out.items[1].amount_minor, 0);
    assert_int_equal(it.out.items[2].amount_minor, 3000);
    assert_int_equal(it.out.shipping_left_minor, 0);
    END();
}

static void test_gift_is_a_piece_more(void **state)
{
    BEGIN();
    presta_line(&it, "A", &tea, 2, 27577093, 31300000);
    presta_line(&it, "B", &tea, 0, 5 * MICRO, 6 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("A");
    presta_benefit(&it, 1, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 2)->sku = LTY_TEXT("B");
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    presta_benefit(&it, 3, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 9)->sku = LTY_TEXT("none");
    shop_offer(&it, 2, 1, "TEN");
    shop_offer(&it, 0, 1, "A");
    shop_offer(&it, 1, 1, "B");
    shop_offer(&it, 3, 1, "NONE");
    presta_apply(&it);
    assert_row(&it, 0, 3, 0, 0); /* the highest number first, whatever the cart knows */
    assert_row(&it, 1, 2, 5 * MICRO, 6 * MICRO);
    assert_row(&it, 2, 1, 27580000, 31300000);
    assert_row(&it, 3, 0, 5516000, 6260000); /* of the two pieces that are paid for */
    assert_text(it.out.items[1].gift, "B");
    assert_true(it.out.items[1].gift_missing && it.out.items[2].gift_missing);
    assert_int_equal(it.out.items[1].amount_minor, 0);
    assert_int_equal(it.out.total_minor, 626);
    assert_left(&it, 1, 0, 0);
    END();
}

static void test_gift_of_a_line_that_is_free_already(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 12 * MICRO);
    presta_line(&it, "B", NULL, 0, 5 * MICRO, 6 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 500000);
    presta_benefit(&it, 1, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 2)->sku = LTY_TEXT("B");
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 1000000);
    it.campaigns[1].priority = it.campaigns[2].priority = 2;
    shop_offer(&it, 0, 1, "HALF");
    shop_offer(&it, 1, 1, "GIFT");
    shop_offer(&it, 2, 1, "CHEAPEST");
    presta_apply(&it);
    assert_row(&it, 0, 0, 7500000, 9 * MICRO); /* of the gift's piece too */
    assert_row(&it, 1, 1, 5 * MICRO, 6 * MICRO);
    assert_row(&it, 2, 2, 5 * MICRO, 6 * MICRO); /* in full, though nothing is left of the line */
    assert_left(&it, 0, 5 * MICRO, 6 * MICRO);
    assert_left(&it, 1, 0, 0);
    assert_int_equal(it.out.total_minor, 1200); /* 18.00, the cap, without the gift */
    END();
}

static void test_one_rule_with_everything(void **state)
{
    BEGIN();
    it.cart.shipping_minor = 500;
    presta_line(&it, "A", NULL, 2, 10 * MICRO, 10 * MICRO);
    lty_benefit *benefits = it.benefits[0];

    benefits[0] = (lty_benefit){.kind = LTY_DISCOUNT_FIXED, .target = LTY_TARGET_PRODUCT, .sku = LTY_TEXT("A"), .value_micro = MICRO};
    benefits[1] = (lty_benefit){.kind = LTY_DISCOUNT_PERCENT, .target = LTY_TARGET_PRODUCT, .sku = LTY_TEXT("A"), .value = 500000};
    benefits[2] = (lty_benefit){.kind = LTY_DISCOUNT_GIFT, .sku = LTY_TEXT("A"), .value = 1};
    benefits[3] = (lty_benefit){.kind = LTY_DISCOUNT_FREE_SHIPPING};
    it.campaigns[0].benefit_count = 4;
    shop_offer(&it, 0, 1, "ALL");
    presta_apply(&it);
    assert_row(&it, 0, 0, 26 * MICRO, 26 * MICRO); /* 5 + 10 + half of 20 + 1 */
    assert_left(&it, 0, 9 * MICRO, 9 * MICRO);
    assert_int_equal(it.out.total_minor, 1600);
    END();
}

static void test_sale_items(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    presta_line(&it, "B", NULL, 1, 2 * MICRO, 2 * MICRO)->sale = true;
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 100000);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_PRODUCT, 100000)->sku = LTY_TEXT("B");
    presta_benefit(&it, 3, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, MICRO);
    for (size_t i = 0; i < 4; i++) {
        it.campaigns[i].lines.sale_items = LTY_SALE_LEFT_OUT;
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    presta_apply(&it);
    assert_row(&it, 0, 0, MICRO, MICRO);
    assert_row(&it, 1, 1, MICRO, MICRO);   /* the cheapest that is not on sale */
    assert_row(&it, 2, 2, 200000, 200000); /* a product's own discount does not ask */
    assert_row(&it, 3, 3, MICRO, MICRO);
    assert_left(&it, 1, 1616327, 1616327); /* an amount does not either: 1.80 - 1.80 / 9.80 */
    it.lines[0].sale = true;
    presta_apply(&it);
    assert_int_equal(it.out.count, 0);
    assert_refused(
        &it, 3, LTY_E_CODE_SALE_ITEMS, "every line that campaign \"two\" covers is on sale", "the code is not for goods on sale");
    END();
}

static void test_cheapest_ties_and_free_goods(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 3, 4 * MICRO, 5 * MICRO);
    presta_line(&it, "B", NULL, 1, 3 * MICRO, 5 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 500000);
    shop_offer(&it, 0, 1, "HALF");
    presta_apply(&it);
    assert_row(&it, 0, 0, 2 * MICRO, 2500000); /* the first of equal prices with tax */
    presta_line(&it, "C", NULL, 1, 0, 0);
    presta_apply(&it);
    assert_row(&it, 0, 0, 0, 0);
    presta_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_CHEAPEST, MICRO);
    presta_apply(&it);
    assert_row(&it, 0, 0, 0, 0); /* no amounts off the cheapest */
    END();
}

static void test_an_amount_takes_what_is_there(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 8 * MICRO, 10 * MICRO);
    presta_line(&it, "B", NULL, 1, 2 * MICRO, 2 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_FIXED, LTY_TARGET_PRODUCT, 99999 * MICRO)->sku = LTY_TEXT("A");
    presta_benefit(&it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_PRODUCT, MICRO)->sku = LTY_TEXT("A");
    shop_offer(&it, 0, 1, "MUCH");
    shop_offer(&it, 1, 1, "MORE");
    presta_apply(&it);
    assert_row(&it, 0, 0, 8 * MICRO, 10 * MICRO);
    assert_row(&it, 1, 1, 0, 0);
    assert_left(&it, 1, 2 * MICRO, 2 * MICRO);
    it.lines[0].net_micro = 10000;
    it.lines[0].gross_micro = 4000; /* rounds to 0.01 and 0.00: tax below zero counts as none */
    it.lines[0].unit_minor = 0;
    presta_apply(&it);
    assert_row(&it, 0, 0, 10000, 10000);
    assert_left(&it, 0, 0, 0);
    END();
}

static void test_rounding_units(void **state)
{
    static const struct {
        lty_way_unit unit;
        lty_way_rounding rounding;
        int64_t left;
    } rows[] = {
        {LTY_WAY_ITEM, LTY_WAY_HALF_UP, 15030000},
        {LTY_WAY_ITEM, LTY_WAY_HALF_DOWN, 15000000},
        {LTY_WAY_ITEM, LTY_WAY_HALF_EVEN, 15000000},
        {LTY_WAY_ITEM, LTY_WAY_HALF_ODD, 15030000},
        {LTY_WAY_ITEM, LTY_WAY_UP, 15030000},
        {LTY_WAY_ITEM, LTY_WAY_DOWN, 15000000},
        {LTY_WAY_LINE, LTY_WAY_HALF_UP, 15020000},
        {LTY_WAY_LINE, LTY_WAY_HALF_DOWN, 15010000},
        {LTY_WAY_LINE, LTY_WAY_HALF_EVEN, 15020000},
        {LTY_WAY_LINE, LTY_WAY_HALF_ODD, 15010000},
        {LTY_WAY_LINE, LTY_WAY_UP, 15020000},
        {LTY_WAY_LINE, LTY_WAY_DOWN, 15010000},
        {LTY_WAY_TOTAL, LTY_WAY_UP, 15015000},
    };
    BEGIN();
    presta_line(&it, "A", NULL, 3, 5005000, 5005000);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        it.programme.discounts.unit = rows[i].unit;
        it.programme.discounts.rounding = rows[i].rounding;
        presta_apply(&it);
        assert_left(&it, 0, rows[i].left, rows[i].left);
    }
    END();
}

static void test_repeated_and_restricted(void **state)
{
    static const lty_text first[] = {{"one", 3}};
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    for (size_t i = 0; i < 4; i++) {
        presta_benefit(&it, i, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
        it.campaigns[i].combining = i < 3 ? LTY_COMBINING_LISTED : LTY_COMBINING_ALONE;
        it.campaigns[i].priority = i == 2 ? 1 : 2;
    }
    it.campaigns[1].combines_with = (lty_text_list){first, 1};
    shop_offer(&it, 0, 1, "ONE");
    shop_offer(&it, 0, 1, "ONE");
    shop_offer(&it, 1, 1, "TWO"); /* lists the first: that one of both does is enough */
    shop_offer(&it, 3, 1, "FOUR");
    presta_apply(&it);
    assert_int_equal(it.out.count, 2);
    assert_int_equal(it.out.refusal_count, 2);
    assert_refused(&it, 0, LTY_E_CODE_COMBINATION, "campaign \"four\" (priority 2) does not combine with campaign \"one\" (priority 2)",
        "the code does not combine with ONE: remove that to use it");
    assert_refused(&it, 1, LTY_E_CODE_REPEATED, "the code is in the cart already", "");
    shop_offer(&it, 2, 1, "THREE"); /* a smaller number removes both */
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.items[0].offer, 4);
    assert_int_equal(it.out.refusal_count, 4);
    it.campaigns[2].combining = LTY_COMBINING_ALL; /* one of two without restriction is enough */
    presta_apply(&it);
    assert_int_equal(it.out.count, 3);
    it.offer_count = 1;
    shop_offer(&it, 0, 2, "TWIN"); /* another code of a restricted campaign */
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_COMBINATION);
    END();
}

static void test_minimum(void **state)
{
    BEGIN();
    it.cart.shipping_minor = 600;
    it.cart.shipping_net_micro = 5 * MICRO;
    presta_line(&it, "A", NULL, 2, 10 * MICRO, 12 * MICRO);
    presta_line(&it, "B", NULL, 0, 3 * MICRO, 4 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("B");
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    shop_offer(&it, 0, 1, "GIFT");
    shop_offer(&it, 1, 1, "TEN");
    static const struct {
        int64_t minimum;
        bool tax, shipping, enough;
    } rows[] = {
        {2000, false, false, true},
        {2001, false, false, false},
        {2400, true, false, true},
        {2401, true, false, false},
        {2500, false, true, true},
        {2501, false, true, false},
        {3000, true, true, true},
        {3001, true, true, false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        it.campaigns[1].minimum_order_minor = rows[i].minimum;
        it.campaigns[1].minimum_with_tax = rows[i].tax;
        it.campaigns[1].minimum_with_shipping = rows[i].shipping;
        presta_apply(&it);
        assert_int_equal(it.out.count, rows[i].enough ? 2 : 1);
    }
    assert_refused(&it, 0, LTY_E_CODE_MIN_ORDER,
        "the goods and the shipping that campaign \"two\" counts are 0.01 GBP below the minimum of 30.01 GBP",
        "add 0.01 GBP of goods that the code covers");
    END();
}

static lty_requirement *presta_require(shop *it, size_t campaign, lty_requirement *requirement)
{
    it->campaigns[campaign].requirements = requirement;
    it->campaigns[campaign].requirement_count = 1;
    return requirement;
}

static void test_selection(void **state)
{
    static const lty_text ab[] = {{"A", 1}, {"B", 1}};
    const lty_line_filter any[] = {{.products_in = {ab, 2}}, {.categories_in = {&tea, 1}}};
    lty_requirement requirement = {2, any, 2};
    BEGIN();
    presta_line(&it, "A", &tea, 2, 10 * MICRO, 10 * MICRO);
    presta_line(&it, "B", &cake, 2, 10 * MICRO, 10 * MICRO);
    presta_line(&it, "C", &tea, 1, 10 * MICRO, 10 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_SELECTION, 500000);
    shop_offer(&it, 0, 1, "HALF");
    presta_apply(&it);
    assert_row(&it, 0, 0, 0, 0); /* without requirements nothing is selected */
    presta_require(&it, 0, &requirement);
    presta_apply(&it);
    assert_row(&it, 0, 0, 10 * MICRO, 10 * MICRO); /* both alternatives hold: what is left is A */
    requirement.quantity = 3;                      /* of A and B there are four, of tea among them only two */
    presta_apply(&it);
    assert_row(&it, 0, 0, 20 * MICRO, 20 * MICRO);
    requirement.quantity = 5;
    presta_apply(&it);
    assert_refused(
        &it, 0, LTY_E_CODE_CATEGORY, "campaign \"one\" asks for 5 of A, B or tea", "add goods that the code asks for: 5 of A, B or tea");
    END();
}

static void test_a_rule_that_leaves_takes_its_gift_along(void **state)
{
    const lty_line_filter any[] = {{.categories_in = {&cake, 1}}};
    lty_requirement requirement = {1, any, 1};
    BEGIN();
    presta_line(&it, "A", &tea, 1, 10 * MICRO, 10 * MICRO);
    presta_line(&it, "B", &cake, 0, 5 * MICRO, 5 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("B");
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 200000);
    it.campaigns[0].combining = it.campaigns[2].combining = LTY_COMBINING_ALONE;
    it.campaigns[0].priority = 2;
    presta_require(&it, 1, &requirement);
    shop_offer(&it, 0, 1, "GIFT");
    shop_offer(&it, 1, 1, "CAKE"); /* is in the cart by the gift's piece */
    presta_apply(&it);
    assert_int_equal(it.out.count, 2);
    shop_offer(&it, 2, 1, "ALONE"); /* removes the gift, and with its piece the ground for the other */
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_row(&it, 0, 2, 2 * MICRO, 2 * MICRO);
    assert_refused(&it, 0, LTY_E_CODE_CATEGORY, "campaign \"two\" asks for 1 of cake", "add goods that the code asks for: 1 of cake");
    assert_refused(&it, 1, LTY_E_CODE_COMBINATION, "campaign \"one\" (priority 2) does not combine with campaign \"three\" (priority 1)",
        "the code does not combine with ALONE: remove that to use it");
    presta_require(&it, 0, &requirement); /* a category asks for other goods than its own gift */
    it.offer_count = 1;
    presta_apply(&it);
    assert_int_equal(it.out.count, 0);
    it.lines[1].quantity = 1;
    presta_apply(&it);
    assert_int_equal(it.out.count, 0);
    END();
}

/* What a rule leaves behind is asked again, also by those that come before it. */
static void test_leaving_goes_round(void **state)
{
    static const lty_text skus[] = {{"B", 1}, {"C", 1}};
    const lty_line_filter any_b = {.products_in = {&skus[0], 1}};
    const lty_line_filter any_c = {.products_in = {&skus[1], 1}};
    lty_requirement of_b = {1, &any_b, 1};
    lty_requirement of_c = {1, &any_c, 1};
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    presta_line(&it, "B", NULL, 0, 5 * MICRO, 5 * MICRO);
    presta_line(&it, "C", NULL, 0, 5 * MICRO, 5 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("C");
    presta_benefit(&it, 1, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("B");
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
    presta_benefit(&it, 3, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 200000);
    it.campaigns[0].combining = it.campaigns[3].combining = LTY_COMBINING_ALONE;
    it.campaigns[0].priority = 3;
    it.campaigns[1].priority = 2;
    presta_require(&it, 1, &of_c);
    presta_require(&it, 2, &of_b);
    for (size_t i = 0; i < 3; i++) {
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    presta_apply(&it);
    assert_int_equal(it.out.count, 3);
    shop_offer(&it, 3, 1, "ALONE");
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.refusal_count, 3);
    END();
}

/* The limit compares amounts with tax, and then holds for those without. */
static void test_limit_of_all_together(void **state)
{
    BEGIN();
    it.cart.tax_included = false;
    presta_line(&it, "A", NULL, 1, 20 * MICRO, 20 * MICRO);
    presta_line(&it, "B", NULL, 1, MICRO, 3 * MICRO)->unit_minor = 100;
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 1000000);
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 1000000);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_PRODUCT, 900000)->sku = LTY_TEXT("A");
    for (size_t i = 0; i < 3; i++) {
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    presta_apply(&it);
    assert_int_equal(it.out.total_minor, 2100); /* not 20.00: with tax 24 of 23 would go */
    END();
}

static void test_excess_ends_at_a_waived_shipping(void **state)
{
    BEGIN();
    it.cart.shipping_minor = 500;
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_FREE_SHIPPING, LTY_TARGET_ORDER, 0);
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 1000000);
    presta_benefit(&it, 2, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 1000000);
    for (size_t i = 0; i < 3; i++) {
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    presta_apply(&it);
    assert_int_equal(it.out.total_minor, 1500); /* 25.00 limited to 15.00: 3.00, 6.00, 6.00 */
    assert_int_equal(it.out.items[2].amount_minor, 600);
    assert_int_equal(it.out.items[2].shipping_minor, 200);
    it.offers[0] = it.offers[2];
    it.offer_count = 2;
    presta_apply(&it);
    assert_int_equal(it.out.total_minor, 1000);
    assert_int_equal(it.out.shipping_left_minor, 500); /* nobody waives it */
    END();
}

static void test_automatic_offers_join(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    for (size_t i = 0; i < 3; i++) {
        presta_benefit(&it, i, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 100000);
        it.campaigns[i].combining = LTY_COMBINING_ALONE;
        it.campaigns[i].priority = 3 - (int64_t) i;
    }
    it.campaigns[1].uses_per_code = it.campaigns[2].uses_per_code = 0;
    shop_offer(&it, 0, 1, "CODE");
    shop_offer(&it, 1, 0, "");
    shop_offer(&it, 2, 0, "");
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.items[0].offer, 2); /* the smallest number, before any code */
    assert_int_equal(it.out.refusal_count, 1);
    assert_refused(&it, 0, LTY_E_CODE_COMBINATION, "campaign \"one\" (priority 3) does not combine with campaign \"three\" (priority 1)",
        "the code does not combine with an offer that this order has");
    it.campaigns[0].priority = 1; /* not smaller than the offer's, which is in first */
    presta_apply(&it);
    assert_int_equal(it.out.count, 1);
    assert_int_equal(it.out.items[0].offer, 2);
    END();
}

static void test_what_only_gives(void **state)
{
    static const lty_text skus[] = {{"A", 1}};
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    it.benefits[0][0] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS, .value = 40};
    it.benefits[0][1] = (lty_benefit){.kind = LTY_DISCOUNT_POINTS_MULTIPLIER, .value = 20000};
    it.benefits[0][2] = (lty_benefit){.kind = LTY_DISCOUNT_EARLY_ACCESS};
    it.campaigns[0].benefit_count = 3;
    it.campaigns[0].lines.products_in = (lty_text_list){skus, 1};
    shop_offer(&it, 0, 1, "POINTS");
    presta_apply(&it);
    assert_row(&it, 0, 0, 0, 0);
    assert_int_equal(it.out.items[0].points, 40);
    assert_int_equal(it.out.items[0].multiplier, 20000);
    assert_text(it.out.items[0].opens.items[0], "A");
    END();
}

static void test_terms_that_the_shop_cannot_charge(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 10 * MICRO, 10 * MICRO);
    shop_offer(&it, 0, 1, "CODE");
    static const lty_benefit_step step = {1, 2};
    lty_benefit *benefit = &it.benefits[0][0];
    lty_campaign *campaign = &it.campaigns[0];
    const lty_benefit good = *benefit;
    const lty_campaign fine = *campaign;

    for (int i = 0; i < 9; i++) {
        *benefit = good;
        *campaign = fine;
        switch (i) {
            case 0: benefit->kind = LTY_DISCOUNT_BUY_GET; break;
            case 1: benefit->pieces = 1; break;
            case 2: benefit->target = LTY_TARGET_PIECE; break;
            case 3: campaign->maximum_order_minor = 5; break;
            case 4: campaign->maximum_discount_minor = 5; break;
            case 5: campaign->stacking_class = LTY_TEXT("x"); break;
            case 6: campaign->lines.sale_items = LTY_SALE_ONLY; break;
            case 7:
                benefit->steps = &step;
                benefit->step_count = 1;
                break;
            default: break;
        }
        presta_apply(&it);
        assert_int_equal(it.out.count, i == 8);
        if (i < 8) {
            assert_refused(
                &it, 0, LTY_E_CODE_NO_EFFECT, "campaign \"one\" has terms that PrestaShop's way of discounting cannot charge", "");
        }
    }
    END();
}

/* Against the plain expression where it fits 128 bits, and scaled to where it does not. */
static void test_mul_div(void **state)
{
    uint64_t seed = lty_test_seed("prestashop", 20261122);
    const lty_fine most = ((lty_fine) 1 << 103) + (((lty_fine) 1 << 103) - 1);

    (void) state;
    assert_true(lty_fine_mul_div(most, most, most) == most);
    assert_true(lty_fine_mul_div(most, 1, 2) == ((lty_fine) 1 << 103));
    assert_true(lty_fine_mul_div(0, most, 1) == 0);
    assert_true(lty_fine_mul_div(1, 1, 2) == 1);
    assert_true(lty_fine_mul_div(1, 1, 3) == 0);
    for (int i = 0; i < 20000; i++) {
        const lty_fine a = (lty_fine) (lty_test_random(&seed) >> lty_test_below(&seed, 60) >> 1);
        const lty_fine b = (lty_fine) (lty_test_random(&seed) >> lty_test_below(&seed, 60) >> 1);
        const lty_fine divisor = 1 + (lty_fine) (lty_test_random(&seed) >> lty_test_below(&seed, 60) >> 1);
        const lty_fine exact = (2 * (a * b % divisor) >= divisor) + a * b / divisor;

        if (exact <= most) {
            assert_true(lty_fine_mul_div(a, b, divisor) == exact);
        }
        /* Scaled by what does not fit 128 bits any more, the quotient scales or stays. */
        const lty_fine scale = (lty_fine) 1 << 40;

        assert_true(
            lty_fine_mul_div(a * scale, b * scale, (a > b ? a : b) * scale + scale) == lty_fine_mul_div(a, b * scale, (a > b ? a : b) + 1));
    }
}

static void test_range(void **state)
{
    BEGIN();
    presta_line(&it, "A", NULL, 1, 9000000000000 * MICRO, 9000000000000 * MICRO);
    presta_benefit(&it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 1000000);
    presta_benefit(&it, 1, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 999999);
    presta_benefit(&it, 2, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, INT64_MAX);
    presta_benefit(&it, 3, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("B");
    for (size_t i = 0; i < 4; i++) {
        it.campaigns[i].priority = 9 - (int64_t) i;
        it.campaigns[i].minimum_order_minor = i == 1 ? INT64_MAX : 0;
        shop_offer(&it, i, 1, shop_keys[i]);
    }
    assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
    assert_int_equal(presta_try(&it), LTY_OK); /* what is there is taken, and no more */
    assert_int_equal(it.out.line_left_minor[0], 0);
    assert_int_equal(it.out.refusals[0].reason, LTY_E_CODE_MIN_ORDER);
    it.campaigns[1].minimum_order_minor = 0;
    assert_int_equal(presta_try(&it), LTY_E_RANGE); /* two rules take more than fits the sum of their weights */
    it.offer_count = 0;
    shop_offer(&it, 3, 1, "B");
    presta_line(&it, "B", NULL, 0, 9000000000000 * MICRO, 9000000000000 * MICRO);
    assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
    assert_int_equal(presta_try(&it), LTY_E_RANGE); /* the gift's piece is too much */
    it.lines[1] = it.lines[0];
    it.lines[1].quantity = 0;
    it.lines[0].quantity = INT64_MAX;
    it.lines[0].unit_minor = it.lines[0].net_micro = it.lines[0].gross_micro = 0;
    it.benefits[3][0].sku = LTY_TEXT("A");
    assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
    assert_int_equal(presta_try(&it), LTY_E_RANGE); /* so many pieces that one more does not fit */
    it.lines[0].quantity = INT64_MAX / 20000;
    it.lines[0].net_micro = it.lines[0].gross_micro = 1;
    it.programme.discounts.rounding = LTY_WAY_UP;
    it.offer_count = 0;
    assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
    assert_int_equal(presta_try(&it), LTY_OK);
    it.lines[0].quantity = INT64_MAX / 5000; /* each millionth rounds up to a penny */
    assert_int_equal(presta_try(&it), LTY_E_RANGE);
    END();
}

/* A cart in which every path takes memory. */
static void presta_fill(shop *it)
{
    static const lty_line_filter any[] = {{.categories_in = {&cake, 1}}};
    static const lty_requirement requirement = {5, any, 1};

    it->cart.shipping_minor = 500;
    presta_line(it, "A", &tea, 3, 10 * MICRO, 12 * MICRO);
    presta_line(it, "B", &cake, 1, 3 * MICRO, 4 * MICRO);
    presta_benefit(it, 0, LTY_DISCOUNT_PERCENT, LTY_TARGET_ORDER, 333300);
    presta_benefit(it, 1, LTY_DISCOUNT_FIXED, LTY_TARGET_ORDER, MICRO);
    presta_benefit(it, 2, LTY_DISCOUNT_GIFT, LTY_TARGET_ORDER, 1)->sku = LTY_TEXT("B");
    presta_benefit(it, 3, LTY_DISCOUNT_FREE_SHIPPING, LTY_TARGET_ORDER, 0);
    presta_benefit(it, 4, LTY_DISCOUNT_PERCENT, LTY_TARGET_CHEAPEST, 10000);
    it->campaigns[5].minimum_order_minor = 100000;
    it->campaigns[6].requirements = &requirement;
    it->campaigns[6].requirement_count = 1;
    it->campaigns[7].lines.sale_items = LTY_SALE_ONLY;
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        shop_offer(it, i, 1, shop_keys[i]);
    }
    shop_offer(it, 0, 1, shop_keys[0]);
}

static void test_memory(void **state)
{
    lty_status status = LTY_E_MEMORY;
    size_t failed = 0;

    for (size_t n = 1; status != LTY_OK; n++) {
        BEGIN();
        presta_fill(&it);
        assert_int_equal(lty_cart_init(&it.cart, it.lines, NULL), LTY_OK);
        memory.fail_at = n;
        status = presta_try(&it);
        memory.fail_at = 0;
        assert_true(status == LTY_OK || status == LTY_E_MEMORY);
        failed += status == LTY_E_MEMORY;
        assert_true(n < 200);
        if (status == LTY_OK) {
            assert_int_equal(it.out.count, 5);
            assert_int_equal(it.out.refusal_count, 4);
        }
        END();
    }
    assert_true(failed > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_percents_one_after_the_other),
        cmocka_unit_test(test_an_amount_over_two_taxes),
        cmocka_unit_test(test_thirds_sum_up),
        cmocka_unit_test(test_shipping_counts_once),
        cmocka_unit_test(test_gift_is_a_piece_more),
        cmocka_unit_test(test_gift_of_a_line_that_is_free_already),
        cmocka_unit_test(test_one_rule_with_everything),
        cmocka_unit_test(test_sale_items),
        cmocka_unit_test(test_cheapest_ties_and_free_goods),
        cmocka_unit_test(test_an_amount_takes_what_is_there),
        cmocka_unit_test(test_rounding_units),
        cmocka_unit_test(test_repeated_and_restricted),
        cmocka_unit_test(test_minimum),
        cmocka_unit_test(test_selection),
        cmocka_unit_test(test_a_rule_that_leaves_takes_its_gift_along),
        cmocka_unit_test(test_leaving_goes_round),
        cmocka_unit_test(test_limit_of_all_together),
        cmocka_unit_test(test_excess_ends_at_a_waived_shipping),
        cmocka_unit_test(test_automatic_offers_join),
        cmocka_unit_test(test_what_only_gives),
        cmocka_unit_test(test_terms_that_the_shop_cannot_charge),
        cmocka_unit_test(test_mul_div),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
