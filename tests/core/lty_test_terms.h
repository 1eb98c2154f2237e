/* A shop by hand for the tests of discounts: a programme with eight campaigns, a cart, a buyer, offers. */
#ifndef LTY_TEST_TERMS_H
#define LTY_TEST_TERMS_H

#include "lty_test.h"

#include "lty_discount.h"
#include "lty_facts.h"

#define CAMPAIGNS 8
#define LINES 12
#define OFFERS 110
#define AT_S 1300000000 /* 2011-03-13 07:06:40 UTC */

typedef struct shop {
    lty_arena arena;
    lty_steps steps;
    lty_programme programme;
    lty_campaign campaigns[CAMPAIGNS];
    lty_benefit benefits[CAMPAIGNS][4];
    lty_tier tiers[2];
    lty_segment_rule segment;
    lty_transition transition;
    lty_cart_line lines[LINES];
    lty_cart cart;
    int64_t facts[LTY_FACT_COUNT];
    lty_buyer buyer;
    lty_offer offers[OFFERS];
    size_t offer_count;
    lty_discounts out;
} shop;

static const char *const shop_keys[CAMPAIGNS] = {"one", "two", "three", "four", "five", "six", "seven", "eight"};
static const char *const shop_pointers[CAMPAIGNS] = {
    "/campaigns/0", "/campaigns/1", "/campaigns/2", "/campaigns/3", "/campaigns/4", "/campaigns/5", "/campaigns/6", "/campaigns/7"};

static void shop_campaign_init(shop *it, size_t index)
{
    it->benefits[index][0] = (lty_benefit){
        .kind = LTY_DISCOUNT_PERCENT, .pointer = LTY_TEXT("/campaigns/0/discount"), .value = 100000, .target = LTY_TARGET_ORDER};
    it->campaigns[index] = (lty_campaign){
        .key = lty_test_text(shop_keys[index]),
        .pointer = lty_test_text(shop_pointers[index]),
        .number = (uint32_t) index + 1,
        .format = LTY_FORMAT_SHORT,
        .length = 16,
        .open = true,
        .benefits = it->benefits[index],
        .benefit_count = 1,
        .valid_from_s = LTY_TIME_NONE,
        .valid_until_s = LTY_TIME_NONE,
        .uses_per_code = 1,
        .combining = LTY_COMBINING_ALL,
        .priority = LTY_PRIORITY_NONE,
    };
}

static void shop_init(shop *it, const lty_alloc *alloc)
{
    memset(it, 0, sizeof *it);
    lty_arena_init(&it->arena, alloc);
    lty_steps_init(&it->steps, &it->arena, "GBP");
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        shop_campaign_init(it, i);
    }
    it->tiers[0] = (lty_tier){.key = LTY_TEXT("silver"), .name = LTY_TEXT("Silver"), .earn_percent = 10000};
    it->tiers[1] = (lty_tier){.key = LTY_TEXT("gold"), .name = LTY_TEXT("Gold"), .from = 100, .earn_percent = 10000};
    it->programme = (lty_programme){
        .currency = "GBP",
        .currency_decimals = 2,
        .zone = {LTY_TEXT("UTC"), &it->transition, 1},
        .version = 3,
        .tiers = {.items = it->tiers, .count = 2},
        .campaigns = it->campaigns,
        .campaign_count = CAMPAIGNS,
        .discounts = {.way = LTY_WAY_EXACT},
    };
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        it->facts[i] = LTY_FACT_NONE;
    }
    it->facts[LTY_FACT_ORDERS] = 0;
    it->facts[LTY_FACT_TIER] = 0;
    it->buyer = (lty_buyer){true, LTY_TEXT("anna"), it->facts, {NULL, NULL}};
    memcpy(it->cart.currency, "GBP", 4);
    it->cart.decimals = 2;
    it->cart.tax_included = true;
    it->cart.lines = it->lines;
}

static void shop_destroy(shop *it)
{
    lty_steps_destroy(&it->steps);
    lty_arena_destroy(&it->arena);
}

/* A line; categories come from a table of static storage. */
static inline lty_cart_line *shop_line(shop *it, const char *sku, const lty_text *category, int64_t quantity, int64_t unit_minor)
{
    lty_cart_line *line = &it->lines[it->cart.line_count++];

    *line = (lty_cart_line){.sku = lty_test_text(sku),
        .categories = category,
        .category_count = category == NULL ? 0 : 1,
        .quantity = quantity,
        .unit_minor = unit_minor,
        .net_micro = -1,
        .gross_micro = -1,
        .amount_minor = quantity * unit_minor};
    it->cart.goods_minor += line->amount_minor;
    return line;
}

static inline lty_offer *shop_offer(shop *it, size_t campaign, uint64_t serial, const char *code)
{
    lty_offer *offer = &it->offers[it->offer_count++];

    *offer = (lty_offer){.code = lty_test_text(code),
        .campaign = &it->campaigns[campaign],
        .zone = &it->programme.zone,
        .version = it->programme.version,
        .serial = serial,
        .expires_at_s = LTY_TIME_NONE};
    return offer;
}

static inline lty_terms shop_terms(shop *it)
{
    return (lty_terms){&it->programme, &it->cart, &it->buyer, it->offers, it->offer_count, AT_S, &it->steps};
}

static inline void assert_text(lty_text text, const char *expected)
{
    if (!lty_text_equal(text, lty_test_text(expected))) {
        print_error("got:      %.*s\nexpected: %s\n", (int) text.len, text.bytes, expected);
        fail();
    }
}

static inline void assert_refused(const shop *it, size_t at, lty_status reason, const char *message, const char *public_message)
{
    assert_true(at < it->out.refusal_count);
    assert_int_equal(it->out.refusals[at].reason, reason);
    assert_text(it->out.refusals[at].message, message);
    assert_text(it->out.refusals[at].public_message, public_message);
}

#endif
