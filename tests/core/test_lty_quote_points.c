/*
 * What a cart earns and what points pay for it, by hand: each rule of docs/points.md as it is met in a cart. Then random customers, whose next
 * order earns in history what the quote said.
 */
#include "lty_fold.h"
#include "lty_history.h"
#include "lty_quote.h"
#include "lty_test.h"

enum { RULES = 5, LINES = 5, EVENTS = 24 };

#define AT_S INT64_C(1700000000) /* 2023-11-14, a Tuesday */
#define DAY ((int64_t) LTY_DAY_SECONDS)

typedef struct shop {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_programme programme;
    const lty_timeline *timeline;
    lty_earn_rule earn[RULES];
    lty_earn_step steps[2];
    lty_tier tiers[2];
    lty_reward rewards[3];
    lty_transition transition;
    lty_text categories[2];
    lty_text brands[1];
    lty_text channels[1];
    lty_text gold[1];
    lty_cart_line lines[LINES];
    lty_cart cart;
    int64_t facts[LTY_FACT_COUNT];
    lty_progress progress;
} shop;

static const lty_text tea = {"tea", 3};

/* One point for each pound, one tier, worth a penny each; a customer who has bought before and has 1,234 points. */
static void shop_init(shop *it)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    lty_arena_init(&it->arena, &it->alloc);
    lty_progress_init(&it->progress, &it->alloc);
    it->transition = (lty_transition){0, 0};
    it->categories[0] = tea;
    it->brands[0] = LTY_TEXT("brew");
    it->channels[0] = LTY_TEXT("online");
    it->gold[0] = LTY_TEXT("gold");
    static const lty_text keys[RULES] = {{"base", 4}, {"b", 1}, {"c", 1}, {"d", 1}, {"e", 1}};
    static const lty_text pointers[RULES] = {
        {"/points/earn/0", 14}, {"/points/earn/1", 14}, {"/points/earn/2", 14}, {"/points/earn/3", 14}, {"/points/earn/4", 14}};
    for (size_t i = 0; i < RULES; i++) {
        it->earn[i] = (lty_earn_rule){.key = keys[i],
            .pointer = pointers[i],
            .kind = LTY_EARN_RATE,
            .points = 1,
            .per_minor = 100,
            .from_s = LTY_TIME_NONE,
            .until_s = LTY_TIME_NONE};
    }
    it->tiers[0] = (lty_tier){.key = LTY_TEXT("silver"), .earn_percent = 10000};
    it->tiers[1] = (lty_tier){.key = LTY_TEXT("gold"), .from = 100, .earn_percent = 12500};
    it->programme = (lty_programme){
        .currency = "GBP",
        .currency_decimals = 2,
        .zone = {LTY_TEXT("UTC"), &it->transition, 1},
        .points =
            {
                .enabled = true,
                .base = {.tax = true, .gift_card = true},
                .earn = it->earn,
                .earn_count = 1,
                .award_on = LTY_AWARD_ON_PAID,
                .arrears = LTY_ARREARS_NEGATIVE,
                .worth_points = 100,
                .worth_minor = 100,
                .spend_step = 1,
                .spend_maximum_share = 10000,
                .rewards = it->rewards,
            },
        .tiers = {.by = LTY_TIER_BY_SPEND,
            .window = LTY_TIER_LIFETIME,
            .keep = LTY_TIER_FOLLOW,
            .down = LTY_TIER_DOWN_METRIC,
            .items = it->tiers},
        .discounts = {.way = LTY_WAY_EXACT},
    };
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        it->facts[i] = LTY_FACT_NONE;
    }
    it->facts[LTY_FACT_ORDERS] = 3;
    it->facts[LTY_FACT_SPENT] = 9000;
    it->facts[LTY_FACT_LAST_ORDER] = AT_S - 10 * DAY;
    it->facts[LTY_FACT_POINTS] = 1234;
    it->cart = (lty_cart){.currency = "GBP",
        .lines = it->lines,
        .tax_included = true,
        .shipping_net_micro = -1,
        .shipping_gross_micro = -1,
        .displayed_micro = -1};
}

static void shop_end(shop *it)
{
    lty_progress_destroy(&it->progress);
    lty_arena_destroy(&it->arena);
    assert_int_equal(it->memory.blocks, 0);
}

static lty_cart_line *add_line(shop *it, int64_t quantity, int64_t unit_minor, bool is_tea)
{
    lty_cart_line *line = &it->lines[it->cart.line_count++];

    *line = (lty_cart_line){.sku = LTY_TEXT("sku"),
        .categories = it->categories,
        .category_count = is_tea,
        .quantity = quantity,
        .unit_minor = unit_minor,
        .net_micro = -1,
        .gross_micro = -1};
    return line;
}

static void begin(shop *it)
{
    const lty_programme *version = &it->programme;
    size_t culprit;

    assert_int_equal(lty_timeline_create(&it->timeline, &version, 1, &culprit, &it->arena), LTY_OK);
}

static lty_quote quote_by(shop *it, const lty_quote_customer *customer)
{
    lty_quote out;

    if (it->timeline == NULL) {
        begin(it);
    }
    it->cart.displayed_micro = -1;
    assert_int_equal(lty_cart_init(&it->cart, it->lines, NULL), LTY_OK);
    assert_int_equal(lty_quote_make(&out, it->timeline, &it->cart, customer, NULL, 0, NULL, AT_S, &it->arena), LTY_OK);
    return out;
}

static lty_quote quote(shop *it)
{
    const lty_quote_customer customer = {LTY_TEXT("anna"), it->facts, it->progress.counter_count > 0 ? &it->progress : NULL, NULL};

    return quote_by(it, &customer);
}

/* The n-th step of a figure says this, and has this value. */
static void assert_step(const lty_quote *out, const char *figure, size_t n, const char *rule, const char *text, int64_t value)
{
    for (size_t i = 0; i < out->step_count; i++) {
        const lty_step *step = &out->steps[i];

        if (strcmp(step->figure, figure) == 0 && n-- == 0) {
            if (!lty_text_equal(step->text, lty_test_text(text))) {
                print_error("got:      %.*s\nexpected: %s\n", (int) step->text.len, step->text.bytes, text);
                fail();
            }
            if (!lty_text_equal(step->rule, lty_test_text(rule))) {
                print_error("got:      %.*s\nexpected: %s\n", (int) step->rule.len, step->rule.bytes, rule);
                fail();
            }
            assert_int_equal(step->value, value);
            return;
        }
    }
    print_error("no such step: %s\n", figure);
    fail();
}

static void points_pay_what_is_asked_for(void **unused)
{
    (void) unused;
    shop it;

    shop_init(&it);
    it.programme.points.spend_step = 50;
    it.programme.points.spend_minimum = 100;
    it.programme.points.spend_maximum_share = 5000;
    (void) add_line(&it, 1, 2001, true);
    (void) add_line(&it, 2, 500, false);
    it.cart.shipping_minor = 395;
    it.cart.points_to_spend = 777;
    const lty_quote out = quote(&it);

    assert_int_equal(out.spendable_points, 1200);
    assert_int_equal(out.spent_points, 750);
    assert_int_equal(out.spent_minor, 750);
    assert_int_equal(out.total_minor, 3396 - 750);
    assert_int_equal(out.earned_points, 22); /* 30.01 less 7.50 */
    assert_step(&out, "total", 0, "", "goods 30.01 GBP + shipping 3.95 GBP - discounts 0.00 GBP = 33.96 GBP", 3396);
    assert_step(
        &out, "spendable", 0, "/points/spend", "the smaller of the balance of 1234 and the cap of 1698, in multiples of 50 = 1200", 1200);
    assert_step(&out, "spent", 0, "/points/spend", "777 are asked for, at most 1200, in multiples of 50 = 750", 750);
    assert_step(&out, "spent_worth", 0, "/points/worth", "750 points * 1.00 GBP / 100 = 7.50 GBP, rounded down", 750);
    assert_step(&out, "to_pay", 0, "", "33.96 GBP - 7.50 GBP paid with points = 26.46 GBP", 2646);
    assert_step(&out, "paid_with_points", 0, "/points/base/points",
        "7.50 GBP are paid with points, which earn nothing: 7.50 GBP of the lines", 750);
    assert_step(
        &out, "line_counts", 0, "/points/base", "line 1: 20.01 GBP - 5.00 GBP paid with points, by largest remainder = 15.01 GBP", 1501);
    assert_step(
        &out, "line_counts", 1, "/points/base", "line 2: 10.00 GBP - 2.50 GBP paid with points, by largest remainder = 7.50 GBP", 750);
    assert_step(&out, "earn_base", 0, "/points/earn/0", "rule \"base\" counts line 1 (15.01 GBP) + line 2 (7.50 GBP) = 22.51 GBP", 2251);
    shop_end(&it);
}

static void asking_for_too_much_or_too_little_is_cut(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    (void) add_line(&it, 1, 5000, true);
    it.programme.points.spend_minimum = 100;
    it.cart.points_to_spend = INT64_MAX;
    out = quote(&it);
    assert_int_equal(out.spent_points, 1234);
    assert_int_equal(out.total_minor, 5000 - 1234);
    it.cart.points_to_spend = 99;
    out = quote(&it);
    assert_int_equal(out.spent_points, 0);
    assert_int_equal(out.spent_minor, 0);
    assert_int_equal(out.total_minor, 5000);
    assert_int_equal(out.earned_points, 50);
    assert_step(
        &out, "spent", 0, "/points/spend", "99 are asked for, at most 1234, in multiples of 1 = 99, below the minimum of 100: 0", 0);
    it.cart.points_to_spend = 100;
    out = quote(&it);
    assert_int_equal(out.spent_points, 100);
    it.facts[LTY_FACT_POINTS] = 0; /* nothing to say of a balance of nothing */
    out = quote(&it);
    assert_int_equal(out.spendable_points, 0);
    it.facts[LTY_FACT_POINTS] = -500; /* a debt */
    it.cart.points_to_spend = 200;
    out = quote(&it);
    assert_int_equal(out.spent_points + out.spendable_points, 0);
    assert_step(&out, "spent", 0, "/points/spend", "200 are asked for, at most 0", 0);
    out = quote_by(&it, NULL);
    assert_int_equal(out.spent_points, 0);
    it.facts[LTY_FACT_POINTS] = 1234;
    it.lines[0].unit_minor = 700; /* never more than there is to pay */
    it.cart.points_to_spend = 1000;
    out = quote(&it);
    assert_int_equal(out.spent_points, 700);
    assert_int_equal(out.total_minor, 0);
    assert_int_equal(out.earned_points, 0);
    it.programme.points.worth_points = 3; /* 3 points are 1 penny: what is paid is whole */
    it.programme.points.worth_minor = 1;
    it.lines[0].unit_minor = 5000;
    out = quote(&it);
    assert_int_equal(out.spent_points, 1000);
    assert_int_equal(out.spent_minor, 333);
    it.programme.points.enabled = false;
    out = quote(&it);
    assert_int_equal(out.spent_points + out.spent_minor + out.points, 0);
    shop_end(&it);
}

static void some_goods_points_do_not_pay(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.points.spend_lines = (lty_line_filter){.categories_out = {it.categories, 1}, .brands_out = {it.brands, 1}};
    (void) add_line(&it, 1, 700, true);
    (void) add_line(&it, 1, 400, false);
    add_line(&it, 1, 300, false)->brand = LTY_TEXT("brew");
    it.cart.points_to_spend = 1234;
    it.cart.shipping_minor = 50;
    out = quote(&it);
    assert_int_equal(out.spent_points, 450);
    assert_step(&out, "spend_lines", 0, "/points/spend", "14.50 GBP - line 1 (7.00 GBP) - line 3 (3.00 GBP) = 4.50 GBP", 450);
    it.cart.tax_included = false; /* then their tax is not paid either */
    it.lines[0].tax = 200000;
    it.lines[1].tax = 100000;
    for (size_t i = 0; i < 3; i++) {
        it.lines[i].net_micro = -1;
        it.lines[i].gross_micro = -1;
    }
    it.cart.shipping_net_micro = -1;
    it.cart.shipping_gross_micro = -1;
    out = quote(&it);
    assert_int_equal(out.total_minor + out.spent_minor, 1450 + 140 + 40);
    assert_step(&out, "spend_lines", 0, "/points/spend", "16.30 GBP - line 1 (8.40 GBP) - line 3 (3.00 GBP) = 4.90 GBP", 490);
    assert_int_equal(out.spent_points, 490);
    shop_end(&it);
}

static void credit_in_money_pays_one_to_one(void **unused)
{
    (void) unused;
    shop it;

    shop_init(&it);
    it.programme.points.money = true;
    it.programme.points.worth_points = 1;
    it.programme.points.worth_minor = 1;
    (void) add_line(&it, 1, 999, true);
    it.cart.points_to_spend = 500;
    const lty_quote out = quote(&it);

    assert_int_equal(out.spent_minor, 500);
    assert_int_equal(out.total_minor, 499);
    shop_end(&it);
}

static void the_part_paid_with_points_earns_where_the_programme_says_so(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    (void) add_line(&it, 1, 5000, true);
    it.cart.points_to_spend = 1000;
    out = quote(&it);
    assert_int_equal(out.earned_points, 40);
    it.programme.points.base.points = true;
    out = quote(&it);
    assert_int_equal(out.earned_points, 50);
    it.programme.points.base.points = false;
    it.programme.points.base.tax = false;
    it.lines[0].tax = 250000; /* a fifth of the price */
    it.lines[0].net_micro = -1;
    out = quote(&it);
    assert_int_equal(out.earned_points, 30);
    assert_step(&out, "line_counts", 0, "/points/base",
        "line 1: 50.00 GBP - tax 10.00 GBP - 10.00 GBP paid with points, by largest remainder = 30.00 GBP", 3000);
    shop_end(&it);
}

/* Complaint 12: free shipping took points away. */
static void free_shipping_never_changes_points(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;
    lty_campaign campaign;
    const lty_benefit benefit = {.kind = LTY_DISCOUNT_FREE_SHIPPING, .pointer = LTY_TEXT("/campaigns/0/discount")};

    shop_init(&it);
    (void) add_line(&it, 1, 10000, true);
    it.cart.shipping_minor = 700;
    out = quote(&it);
    assert_int_equal(out.points, 100);
    campaign = (lty_campaign){.key = LTY_TEXT("delivery"),
        .pointer = LTY_TEXT("/campaigns/0"),
        .number = 1,
        .open = true,
        .automatic = true,
        .benefits = &benefit,
        .benefit_count = 1,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = LTY_TIME_NONE,
        .combining = LTY_COMBINING_ALL,
        .priority = LTY_PRIORITY_NONE};
    it.programme.campaigns = &campaign;
    it.programme.campaign_count = 1;
    out = quote(&it);
    assert_int_equal(out.discount_minor, 700);
    assert_int_equal(out.points, 100);
    shop_end(&it);
}

static void shipping_earns_beside_the_lines(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.points.base.shipping = true;
    (void) add_line(&it, 1, 1000, true);
    it.cart.shipping_minor = 500;
    out = quote(&it);
    assert_int_equal(out.earned_points, 15);
    assert_int_equal(out.lines[0].points, 10);
    assert_int_equal(out.shipping_points, 5);
    assert_step(&out, "earn_base", 0, "/points/earn/0", "rule \"base\" counts line 1 (10.00 GBP) + shipping (5.00 GBP) = 15.00 GBP", 1500);
    assert_step(&out, "shipping_points", 0, "", "shipping: 15 * 5 / 15 = 5, by largest remainder", 5);
    it.cart.points_to_spend = 1100; /* the lines are paid with points, and a penny of the shipping */
    out = quote(&it);
    assert_int_equal(out.earned_points, 5);
    assert_int_equal(out.shipping_points, 5);
    it.earn[0].lines = (lty_line_filter){.categories_in = {it.categories, 1}};
    it.cart.points_to_spend = 0;
    out = quote(&it);
    assert_int_equal(out.earned_points, 10);
    shop_end(&it);
}

static void rules_hold_by_channel_brand_tier_and_time(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.points.earn_count = RULES;
    it.programme.tiers.count = 2;
    it.facts[LTY_FACT_TIER] = 0;
    it.earn[0].channels = (lty_text_list){it.channels, 1};
    it.earn[1].lines.brands_in = (lty_text_list){it.brands, 1};
    it.earn[2].tiers = (lty_text_list){it.gold, 1};
    it.earn[3].weekdays = 1U << 2;
    it.earn[4].until_s = AT_S;
    add_line(&it, 1, 1000, true)->brand = LTY_TEXT("brew");
    (void) add_line(&it, 1, 500, false);
    out = quote(&it);
    assert_int_equal(out.earned_points, 10);
    assert_step(&out, "earn", 0, "/points/earn/0", "not in the sales channel \"\": 0 points", 0);
    assert_step(&out, "earn_base", 0, "/points/earn/1", "rule \"b\" counts line 1 (10.00 GBP) = 10.00 GBP", 1000);
    assert_step(&out, "earn", 2, "/points/earn/2", "for other tiers or segments: 0 points", 0);
    assert_step(&out, "earn", 3, "/points/earn/3", "not on this day of the week: 0 points", 0);
    assert_step(&out, "earn", 4, "/points/earn/4", "not in its time: 0 points", 0);
    it.cart.sales_channel = LTY_TEXT("online");
    it.facts[LTY_FACT_TIER] = 1;
    it.earn[3].weekdays = 1U << 1;
    it.earn[4].until_s = AT_S + 1;
    out = quote(&it);
    assert_int_equal(out.earned_points, 87); /* 70 * 1.25 = 87.5 */
    it.earn[4].minimum_minor = 1501;
    out = quote(&it);
    assert_int_equal(out.earned_points, 68); /* 55 * 1.25 = 68.75 */
    assert_step(&out, "earn", 4, "/points/earn/4", "15.00 GBP are below the minimum of 15.01 GBP: 0 points", 0);
    out = quote_by(&it, NULL);
    assert_int_equal(out.earned_points, 15 + 10 + 15);
    shop_end(&it);
}

static void fixed_points_for_orders_in_a_row(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.points.earn_count = 4;
    for (size_t i = 0; i < 4; i++) {
        it.earn[i].kind = (lty_earn_kind) (LTY_EARN_FIRST_ORDER + i);
        it.earn[i].points = 10 + (int64_t) i;
        it.earn[i].within = (lty_period){0, 10};
    }
    it.earn[2].goal_orders = 2;
    (void) add_line(&it, 1, 1000, true);
    out = quote(&it);
    assert_int_equal(out.earned_points, 11 + 13); /* each order, and the last one was ten days ago */
    assert_step(&out, "earn", 0, "/points/earn/0", "not a customer's first order: 0 points", 0);
    assert_step(&out, "earn", 1, "/points/earn/1", "each order: 11 points", 11);
    assert_step(&out, "earn", 2, "/points/earn/2", "not yet reached, 1 of 2 orders: 0 points", 0);
    assert_step(&out, "earn", 3, "/points/earn/3", "in time after the order before: 13 points", 13);
    it.facts[LTY_FACT_SPENT] = 0; /* all of them went back */
    it.earn[3].after_first = true;
    out = quote(&it);
    assert_int_equal(out.earned_points, 10 + 11);
    assert_step(&out, "earn", 0, "/points/earn/0", "the customer's first order: 10 points", 10);
    assert_step(&out, "earn", 3, "/points/earn/3", "not in time after an order before: 0 points", 0);
    it.facts[LTY_FACT_ORDERS] = 1;
    it.facts[LTY_FACT_SPENT] = 500;
    assert_int_equal(lty_progress_clear(&it.progress, it.timeline), LTY_OK);
    lty_progress_entry entries[] = {{0, AT_S - DAY, 500, NULL}, {2, AT_S - 11 * DAY, 500, NULL}, {2, AT_S - 10 * DAY, 500, NULL}};
    it.progress.entries = entries; /* of another rule; over; there */
    it.progress.entry_count = 3;
    out = quote(&it);
    it.progress.entries = NULL;
    it.progress.entry_count = 0;
    assert_int_equal(out.earned_points, 11 + 12 + 13);
    assert_step(&out, "earn", 2, "/points/earn/2", "the goal is reached, 2 of 2 orders: 12 points", 12);
    it.earn[2].goal_orders = 0;
    it.earn[2].goal_minor = 1001;
    out = quote(&it);
    assert_step(&out, "earn", 2, "/points/earn/2", "not yet reached, 10.00 GBP of 10.01 GBP: 0 points", 0);
    shop_end(&it);
}

static void caps_leave_what_was_not_given_yet(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.tiers.count = 2;
    it.facts[LTY_FACT_TIER] = 1;
    it.programme.points.earn_count = 2;
    it.earn[0].caps.day = 100;
    it.earn[1].caps.order = 7;
    it.programme.points.caps.programme = 1000;
    (void) add_line(&it, 1, 5000, true);
    begin(&it);
    assert_int_equal(lty_progress_clear(&it.progress, it.timeline), LTY_OK);
    const lty_earn_part part = {&it.earn[0], 0, 70, 70};
    assert_int_equal(lty_progress_note_award(&it.progress, it.timeline, 0, AT_S, &part, 1, 960), LTY_OK);
    out = quote(&it);
    assert_int_equal(out.earned_points, 40);
    assert_int_equal(out.lines[0].points, 40);
    assert_step(&out, "earn", 0, "/points/earn/0", "50.00 GBP * 1 / 1.00 GBP = 50, rounded down", 50);
    assert_step(&out, "earn_cap", 0, "/points/earn/0/caps", "50, of 100 a day 70 were given: 30", 30);
    assert_step(&out, "earn_cap", 1, "/points/earn/1/caps", "50, at most 7 an order: 7", 7);
    assert_step(&out, "tier", 0, "/tiers/levels/1", "tier \"gold\": 37 * 125 % = 46, rounded down", 46);
    assert_step(&out, "caps", 0, "/points/caps", "46, of 1000 in the programme 960 were given: 40", 40);
    out = quote_by(&it, NULL); /* a guest was given nothing yet */
    assert_int_equal(out.earned_points, 57);
    shop_end(&it);
}

static void rewards_say_what_is_missing(void **unused)
{
    (void) unused;
    shop it;
    lty_quote out;

    shop_init(&it);
    it.programme.tiers.count = 2;
    it.facts[LTY_FACT_TIER] = 0;
    it.rewards[0] = (lty_reward){.key = LTY_TEXT("mug"), .pointer = LTY_TEXT("/points/rewards/0"), .kind = LTY_REWARD_GIFT, .points = 1000};
    it.rewards[1] = (lty_reward){.key = LTY_TEXT("gold_mug"), .kind = LTY_REWARD_GIFT, .points = 10, .tiers = {it.gold, 1}};
    it.rewards[2] = (lty_reward){.key = LTY_TEXT("credit"), .kind = LTY_REWARD_CREDIT, .points = 1300};
    it.programme.points.reward_count = 3;
    (void) add_line(&it, 1, 5000, true);
    out = quote(&it);
    assert_int_equal(out.reward_count, 2);
    assert_ptr_equal(out.rewards[0].reward, &it.rewards[0]);
    assert_int_equal(out.rewards[0].missing, 0);
    assert_int_equal(out.rewards[1].missing, 66);
    assert_step(&out, "reward", 0, "/points/rewards/0", "reward \"mug\": 1000 points, 1234 are there: 0 missing", 0);
    it.cart.points_to_spend = 1000; /* once they have paid for the order */
    out = quote(&it);
    assert_int_equal(out.rewards[0].missing, 766);
    it.facts[LTY_FACT_TIER] = 1;
    it.facts[LTY_FACT_POINTS] = -200;
    out = quote(&it);
    assert_int_equal(out.reward_count, 3);
    assert_int_equal(out.rewards[1].missing, 210);
    out = quote_by(&it, NULL);
    assert_int_equal(out.reward_count, 2);
    assert_int_equal(out.rewards[0].missing, 1000);
    shop_end(&it);
}

static void the_version_in_force_judges(void **unused)
{
    (void) unused;
    shop it;
    shop later;
    lty_quote out;

    shop_init(&it);
    shop_init(&later);
    later.programme.in_force_from_s = AT_S + 1;
    later.earn[0].points = 7;
    later.programme.version = 2;
    const lty_programme *versions[] = {&later.programme, &it.programme};
    size_t culprit;

    (void) add_line(&it, 1, 1000, true);
    assert_int_equal(lty_timeline_create(&it.timeline, versions, 2, &culprit, &it.arena), LTY_OK);
    out = quote(&it);
    assert_int_equal(out.earned_points, 10);
    later.programme.in_force_from_s = AT_S;
    assert_int_equal(lty_timeline_create(&it.timeline, versions, 2, &culprit, &it.arena), LTY_OK);
    out = quote(&it);
    assert_int_equal(out.earned_points, 70);
    it.programme.in_force_from_s = AT_S + 1; /* before the first version nothing is earned */
    later.programme.in_force_from_s = AT_S + 2;
    assert_int_equal(lty_timeline_create(&it.timeline, versions, 2, &culprit, &it.arena), LTY_OK);
    out = quote(&it);
    assert_int_equal(out.earned_points, 0);
    it.programme.points.backfill = true;
    out = quote(&it);
    assert_int_equal(out.earned_points, 10);
    shop_end(&it);
    shop_end(&later);
}

/* --- history -------------------------------------------------------------------------------------------------------------- */

typedef struct past {
    lty_event events[EVENTS];
    lty_event_line lines[EVENTS][LINES];
    char ids[EVENTS][24];
    size_t count;
} past;

static lty_event *add_event(past *it, lty_event_type type, int64_t at_s)
{
    lty_event *event = &it->events[it->count];

    (void) snprintf(it->ids[it->count], sizeof *it->ids, "shop/x/%02zu/1", it->count);
    *event = (lty_event){.id = lty_test_text(it->ids[it->count]),
        .customer = LTY_TEXT("anna"),
        .type = type,
        .at_s = at_s,
        .currency = "GBP",
        .revision = 1,
        .condition = LTY_ORDER_PAID,
        .until_s = LTY_TIME_NONE};
    event->object = event->id;
    it->count++;
    return event;
}

static void random_past(past *it, const shop *desk, uint64_t *seed)
{
    int64_t at_s = AT_S - 200 * DAY;

    it->count = 0;
    add_event(it, LTY_EVENT_OPENING_BALANCE, at_s)->points = 1 + lty_test_below(seed, 3000);
    for (int64_t n = lty_test_below(seed, 8); n > 0; n--) {
        at_s += lty_test_below(seed, 3) == 0 ? lty_test_below(seed, DAY) : lty_test_below(seed, 24 * DAY);
        lty_event_line *lines = it->lines[it->count];
        lty_event *order = add_event(it, LTY_EVENT_ORDER, at_s);

        order->channel = lty_test_below(seed, 2) == 0 ? desk->channels[0] : LTY_TEXT("shop");
        order->shipping_minor = lty_test_below(seed, 2) * 395;
        order->line_count = (size_t) (1 + lty_test_below(seed, LINES));
        order->lines = lines;
        for (size_t i = 0; i < order->line_count; i++) {
            lines[i] = (lty_event_line){.sku = LTY_TEXT("sku"),
                .category = lty_test_below(seed, 2) == 0 ? tea : (lty_text){NULL, 0},
                .quantity = 1,
                .amount_minor = 1 + lty_test_below(seed, 5000)};
            order->amount_minor += lines[i].amount_minor;
        }
        if (lty_test_below(seed, 3) == 0) {
            lty_event *refund = add_event(it, LTY_EVENT_REFUND, at_s + lty_test_below(seed, DAY));

            refund->object = order->object;
            refund->condition = 0;
            refund->revision = 0;
            refund->amount_minor = lty_test_below(seed, order->amount_minor); /* something is kept */
        }
    }
}

static void random_rules(shop *it, uint64_t *seed)
{
    static const int64_t caps[] = {0, 0, 0, 20, 60, 200};
    lty_points_rules *points = &it->programme.points;

    points->earn_count = RULES;
    for (size_t i = 0; i < RULES; i++) {
        lty_earn_rule *rule = &it->earn[i];

        rule->kind = (lty_earn_kind) (1 + lty_test_below(seed, 6));
        rule->points = 1 + lty_test_below(seed, 40);
        rule->per_minor = 1 + lty_test_below(seed, 300);
        rule->steps = it->steps;
        rule->step_count = 2;
        rule->goal_orders = rule->kind == LTY_EARN_GOAL && i % 2 == 0 ? 2 + lty_test_below(seed, 3) : 0;
        rule->goal_minor = rule->kind == LTY_EARN_GOAL && i % 2 == 1 ? 1 + lty_test_below(seed, 20000) : 0;
        rule->within = (lty_period){0, 1 + (int32_t) lty_test_below(seed, 90)};
        rule->after_first = lty_test_below(seed, 3) == 0;
        rule->channels = (lty_text_list){it->channels, lty_test_below(seed, 4) == 0};
        rule->tiers = (lty_text_list){it->gold, lty_test_below(seed, 5) == 0};
        rule->weekdays = lty_test_below(seed, 4) == 0 ? 1 + (unsigned) lty_test_below(seed, 127) : 0;
        rule->minimum_minor = lty_test_below(seed, 4) == 0 ? lty_test_below(seed, 6000) : 0;
        rule->lines = (lty_line_filter){
            .categories_in = {it->categories, lty_test_below(seed, 3) == 0}, .brands_out = {it->brands, lty_test_below(seed, 4) == 0}};
        rule->caps = (lty_caps){caps[lty_test_below(seed, 6)], caps[lty_test_below(seed, 6)], caps[lty_test_below(seed, 6)],
            caps[lty_test_below(seed, 6)], 2 * caps[lty_test_below(seed, 6)]};
    }
    it->steps[0] = (lty_earn_step){2000, 20};
    it->steps[1] = (lty_earn_step){5000, 50};
    points->caps = (lty_caps){caps[lty_test_below(seed, 6)], 0, 3 * caps[lty_test_below(seed, 6)], 0, 9 * caps[lty_test_below(seed, 6)]};
    points->base = (lty_earn_base){
        lty_test_below(seed, 2) == 0, lty_test_below(seed, 2) == 0, lty_test_below(seed, 2) == 0, lty_test_below(seed, 2) == 0};
    points->rounding = (lty_rounding) lty_test_below(seed, 4);
    points->arrears = (lty_arrears) (1 + lty_test_below(seed, 3));
    points->spend_maximum_share = 1 + lty_test_below(seed, 10000);
    points->spend_step = 1 + lty_test_below(seed, 30);
    it->programme.tiers.count = lty_test_below(seed, 3) == 0 ? 0 : 2;
    it->tiers[1].from = 5000;
    it->tiers[1].earn_percent = 8000 + lty_test_below(seed, 12000);
}

static void random_cart(shop *it, uint64_t *seed)
{
    static const int64_t rates[] = {0, 50000, 190000};

    for (int64_t n = 1 + lty_test_below(seed, LINES); n > 0; n--) {
        lty_cart_line *line = add_line(it, lty_test_below(seed, 4), lty_test_below(seed, 4000), lty_test_below(seed, 2) == 0);

        line->brand = lty_test_below(seed, 2) == 0 ? it->brands[0] : (lty_text){NULL, 0};
        line->sale = lty_test_below(seed, 3) == 0;
        line->tax = rates[lty_test_below(seed, 3)];
    }
    it->cart.tax_included = lty_test_below(seed, 3) > 0;
    it->cart.shipping_minor = lty_test_below(seed, 3) * 395;
    it->cart.sales_channel = lty_test_below(seed, 2) == 0 ? it->channels[0] : LTY_TEXT("shop");
    it->cart.points_to_spend = lty_test_below(seed, 3) == 0 ? 0 : lty_test_below(seed, 3000);
}

/* Folds a past; facts and progress are the caller's, the latter borrowed from the folder. */
static lty_customer fold(const past *it, lty_folder *folder, const lty_alloc *alloc)
{
    const lty_event *pointers[EVENTS];
    lty_history history;
    lty_customer customer;

    for (size_t i = 0; i < it->count; i++) {
        pointers[i] = &it->events[i];
    }
    lty_history_init(&history, alloc);
    assert_int_equal(lty_history_prepare(&history, pointers, it->count, AT_S), LTY_OK);
    assert_int_equal(lty_fold(&customer, folder, &history, 0), LTY_OK);
    lty_history_destroy(&history);
    return customer;
}

/* The order that the shop writes down of a cart. */
static void order_of(past *then, const shop *it, const lty_quote *out)
{
    lty_event_line *lines = then->lines[then->count];
    lty_event *order = add_event(then, LTY_EVENT_ORDER, AT_S);

    order->channel = it->cart.sales_channel;
    order->shipping_minor = out->shipping_minor;
    order->by_points_minor = out->spent_minor;
    order->lines = lines;
    for (size_t i = 0; i < out->line_count; i++) {
        const lty_cart_line *line = &it->lines[i];

        if (line->quantity > 0) {
            lines[order->line_count++] = (lty_event_line){.sku = line->sku,
                .category = line->category_count == 0 ? (lty_text){NULL, 0} : line->categories[0],
                .brand = line->brand,
                .quantity = line->quantity,
                .amount_minor = out->lines[i].total_minor,
                .tax_minor = it->cart.tax_included ? out->lines[i].tax_minor : 0,
                .sale = line->sale};
            order->amount_minor += out->lines[i].total_minor;
        }
    }
}

static void print_steps(const lty_quote *out)
{
    for (size_t i = 0; i < out->step_count; i++) {
        print_error("%s: %.*s\n", out->steps[i].figure, (int) out->steps[i].text.len, out->steps[i].text.bytes);
    }
}

static void the_next_order_earns_in_history_what_the_quote_said(void **unused)
{
    (void) unused;
    uint64_t seed = lty_test_seed("quote and history", 20261124);
    size_t earned = 0;
    size_t spent = 0;

    for (int round = 0; round < 5000; round++) {
        shop it;
        past then;
        lty_folder *folder;

        shop_init(&it);
        random_rules(&it, &seed);
        random_past(&then, &it, &seed);
        random_cart(&it, &seed);
        begin(&it);
        assert_int_equal(lty_folder_create(&folder, it.timeline, &it.alloc), LTY_OK);
        lty_customer before = fold(&then, folder, &it.alloc);
        const lty_quote_customer customer = {LTY_TEXT("anna"), before.facts, before.progress, NULL};
        const lty_quote out = quote_by(&it, &customer);
        const int64_t had = before.facts[LTY_FACT_POINTS_EARNED];
        int64_t points = out.shipping_points;

        for (size_t i = 0; i < out.line_count; i++) {
            points += out.lines[i].points;
        }
        assert_int_equal(points, out.earned_points);
        assert_true(out.spent_points <= out.spendable_points && out.spent_points <= it.cart.points_to_spend);
        assert_int_equal(out.spent_points % it.programme.points.spend_step, 0);
        assert_true(out.total_minor >= 0);
        order_of(&then, &it, &out);
        const lty_customer after = fold(&then, folder, &it.alloc);

        if (after.facts[LTY_FACT_POINTS_EARNED] - had != out.earned_points) {
            print_steps(&out);
        }
        assert_int_equal(after.facts[LTY_FACT_POINTS_EARNED] - had, out.earned_points);
        earned += out.earned_points > 0;
        spent += out.spent_points > 0;
        lty_folder_destroy(folder);
        shop_end(&it);
    }
    assert_true(earned > 2000 && spent > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(points_pay_what_is_asked_for),
        cmocka_unit_test(asking_for_too_much_or_too_little_is_cut),
        cmocka_unit_test(some_goods_points_do_not_pay),
        cmocka_unit_test(credit_in_money_pays_one_to_one),
        cmocka_unit_test(the_part_paid_with_points_earns_where_the_programme_says_so),
        cmocka_unit_test(free_shipping_never_changes_points),
        cmocka_unit_test(shipping_earns_beside_the_lines),
        cmocka_unit_test(rules_hold_by_channel_brand_tier_and_time),
        cmocka_unit_test(fixed_points_for_orders_in_a_row),
        cmocka_unit_test(caps_leave_what_was_not_given_yet),
        cmocka_unit_test(rewards_say_what_is_missing),
        cmocka_unit_test(the_version_in_force_judges),
        cmocka_unit_test(the_next_order_earns_in_history_what_the_quote_said),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
