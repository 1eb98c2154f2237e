/*
 * Quotes of carts under programmes, both made from any bytes: a document is written from choices, so that most of them are valid, and read
 * by the parser. Whatever comes in, the sums of a quote agree, and nothing is taken that is not there.
 */
#include "lty_fuzz.h"

#include "lty_facts.h"
#include "lty_programme.h"
#include "lty_quote.h"

enum { CAMPAIGNS = 6, LINES = 6, CODES = 8 };

#define AT_S INT64_C(1700000000)

/* Bytes as choices; 0 for ever behind the last one. */
typedef struct fuzz_bytes {
    const uint8_t *data;
    size_t left;
} fuzz_bytes;

static int64_t fuzz_below(fuzz_bytes *bytes, int64_t limit)
{
    if (bytes->left == 0) {
        return 0;
    }
    bytes->left--;
    return *bytes->data++ % limit;
}

/* Small ones mostly, and up to the ends of what a document may say. */
static int64_t fuzz_amount(fuzz_bytes *bytes)
{
    int64_t amount = 1 + fuzz_below(bytes, 256) + 256 * fuzz_below(bytes, 16);

    for (int64_t zeros = fuzz_below(bytes, 8) == 0 ? fuzz_below(bytes, 10) : 0; zeros > 0; zeros--) {
        amount *= 10;
    }
    return amount > LTY_MONEY_ENTRY_MAX ? LTY_MONEY_ENTRY_MAX : amount;
}

static lty_status fuzz_zone(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    static const lty_transition transitions[] = {{INT64_MIN, 0}};

    (void) arena;
    (void) context;
    *out = (lty_zone){name, transitions, 1};
    return LTY_OK;
}

static void fuzz_number(lty_buffer *out, const char *before, int64_t value, const char *after)
{
    lty_buffer_string(out, before);
    lty_buffer_integer(out, value);
    lty_buffer_string(out, after);
}

static void fuzz_benefit(lty_buffer *out, fuzz_bytes *bytes, int64_t kind)
{
    static const char *const on[] = {
        "", "", ",\"on\":\"piece\"", ",\"on\":\"cheapest\"", ",\"on\":\"product\",\"sku\":\"B\"", ",\"on\":\"selection\""};

    switch (kind) {
        case 0: fuzz_number(out, "{\"kind\":\"percent\",\"basis_points\":", 1 + fuzz_amount(bytes) % 10000, ""); break;
        case 1: fuzz_number(out, "{\"kind\":\"fixed\",\"amount\":", fuzz_amount(bytes), ""); break;
        case 2: lty_buffer_string(out, "{\"kind\":\"free_shipping\"}"); return;
        case 3: fuzz_number(out, "{\"kind\":\"points\",\"points\":", fuzz_amount(bytes), "}"); return;
        case 4: lty_buffer_string(out, "{\"kind\":\"gift\",\"sku\":\"C\"}"); return;
        case 5: fuzz_number(out, "{\"kind\":\"points_multiplier\",\"basis_points\":", 10001 + fuzz_amount(bytes) % 990000, "}"); return;
        case 6:
            fuzz_number(out, "{\"kind\":\"buy_get\",\"buy\":", 1 + fuzz_below(bytes, 4), "");
            fuzz_number(out, ",\"get\":", 1 + fuzz_below(bytes, 3), "}");
            return;
        case 7:
            fuzz_number(out, "{\"kind\":\"percent\",\"steps\":[{\"from\":0,\"basis_points\":", 1 + fuzz_below(bytes, 255), "},");
            fuzz_number(out, "{\"from\":", 1 + fuzz_amount(bytes), ",");
            fuzz_number(out, "\"basis_points\":", 256 + fuzz_amount(bytes) % 9000, "}]");
            break;
        default: fuzz_number(out, "{\"kind\":\"percent\",\"millionths\":", 1 + fuzz_amount(bytes) % 1000000, ""); break;
    }
    lty_buffer_string(out, on[fuzz_below(bytes, 6)]);
    if (fuzz_below(bytes, 4) == 0) {
        fuzz_number(out, ",\"pieces\":", 1 + fuzz_below(bytes, 9), "");
    }
    lty_buffer_string(out, "}");
}

static void fuzz_campaign(lty_buffer *out, fuzz_bytes *bytes, int64_t number)
{
    static const char *const texts[] = {",\"automatic\":true", ",\"combinable\":true", ",\"combinable\":true",
        ",\"combinable\":[\"c1\",\"c3\"]", ",\"stacking_class\":\"s\"", ",\"first_order_only\":true", ",\"sale_items\":false",
        ",\"sale_items\":\"only\"", ",\"categories\":{\"include\":[\"tea\"]}", ",\"categories\":{\"exclude\":[\"tea\"]}",
        ",\"products\":{\"include\":[\"A\",\"B\"]}", ",\"products\":{\"exclude\":[\"A\"]}",
        ",\"requires\":[{\"quantity\":2,\"any_of\":[{\"categories\":[\"tea\"]},{\"products\":[\"C\"]}]}]", ",\"email_only\":true",
        ",\"tiers\":[\"gold\"]", ",\"valid_until\":\"2023-01-01\""};
    static const char *const amounts[] = {",\"minimum_order\":", ",\"maximum_order\":", ",\"maximum_discount\":", ",\"budget\":",
        ",\"uses_total\":", ",\"uses_per_customer\":", ",\"priority\":"};
    const int64_t second = fuzz_below(bytes, 4) == 0 ? 2 + fuzz_below(bytes, 4) : 0;
    uint32_t said = 0;

    fuzz_number(out, "{\"number\":", number, ",\"key\":\"c");
    fuzz_number(out, "", number, "\",\"name\":\"n\",\"discount\":[");
    fuzz_benefit(out, bytes, fuzz_below(bytes, 9));
    if (second > 0) {
        lty_buffer_string(out, ",");
        fuzz_benefit(out, bytes, second);
    }
    lty_buffer_string(out, "]");
    for (int64_t terms = fuzz_below(bytes, 6); terms > 0; terms--) {
        static const uint8_t members[] = {0, 1, 1, 1, 4, 5, 6, 6, 8, 8, 10, 10, 12, 13, 14, 15};
        const int64_t text = fuzz_below(bytes, 16);

        if ((said & UINT32_C(1) << members[text]) == 0) {
            lty_buffer_string(out, texts[text]);
        }
        said |= UINT32_C(1) << members[text];
    }
    for (int64_t terms = fuzz_below(bytes, 3); terms > 0; terms--) {
        const int64_t amount = fuzz_below(bytes, 7);

        if ((said & UINT32_C(0x10000) << amount) == 0) {
            fuzz_number(out, amounts[amount], amount < 4 ? fuzz_amount(bytes) : 1 + fuzz_below(bytes, 9), "");
        }
        said |= UINT32_C(0x10000) << amount;
    }
    lty_buffer_string(out, "}");
}

/* What else orders earn, and what of them counts: all behind the first two rules, which every programme has. */
static void fuzz_rules(lty_buffer *out, fuzz_bytes *bytes)
{
    static const char *const rules[] = {",{\"key\":\"g\",\"kind\":\"goal\",\"points\":7,\"orders\":2,\"within\":{\"days\":9}",
        ",{\"key\":\"h\",\"kind\":\"goal\",\"points\":9,\"spend\":500,\"within\":{\"months\":2},\"channels\":[\"online\"]",
        ",{\"key\":\"i\",\"kind\":\"next_order\",\"points\":3,\"within\":{\"days\":9},\"tiers\":[\"gold\"]",
        ",{\"key\":\"j\",\"kind\":\"order\",\"points\":4,\"brands\":{\"include\":[\"b\"]},\"minimum\":300",
        ",{\"key\":\"k\",\"kind\":\"first_order\",\"points\":5,\"weekdays\":[\"tuesday\"]"};
    const int64_t chosen = fuzz_below(bytes, 32);

    for (int64_t i = 0; i < 5; i++) {
        if ((chosen >> i & 1) != 0) {
            lty_buffer_string(out, rules[i]);
            if (fuzz_below(bytes, 2) == 0) {
                fuzz_number(out, ",\"caps\":{\"order\":", 1 + fuzz_below(bytes, 9), "");
                fuzz_number(out, ",\"month\":", 1 + fuzz_below(bytes, 99), "}");
            }
            lty_buffer_string(out, "}");
        }
    }
    lty_buffer_string(out, "],\"base\":{\"tax\":");
    lty_buffer_string(out, fuzz_below(bytes, 2) == 0 ? "true" : "false");
    lty_buffer_string(out, fuzz_below(bytes, 2) == 0 ? ",\"shipping\":true" : ",\"shipping\":false");
    lty_buffer_string(out, fuzz_below(bytes, 2) == 0 ? ",\"points\":true}" : ",\"points\":false}");
    if (fuzz_below(bytes, 2) == 0) {
        fuzz_number(out, ",\"caps\":{\"day\":", 1 + fuzz_amount(bytes), "}");
    }
    lty_buffer_string(out, ",\"rewards\":[{\"key\":\"r\",\"name\":\"R\",\"points\":99,\"kind\":\"gift\",\"sku\":\"C\"}]");
}

static const char fuzz_currencies[][4] = {"JPY", "EUR", "KWD"};

static const lty_programme *fuzz_programme(fuzz_bytes *bytes, lty_arena *arena, int64_t currency)
{
    static const char *const ways[] = {"exact", "exact", "woocommerce", "prestashop"};
    const lty_programme *programme = NULL;
    lty_problems problems;
    lty_buffer text;
    const lty_expr_scope catalogue = lty_fact_scope();
    const int64_t campaigns = 1 + fuzz_below(bytes, CAMPAIGNS);

    lty_buffer_init(&text, &lty_fuzz_alloc);
    lty_buffer_string(&text, "{\"name\":\"F\",\"timezone\":\"UTC\",\"version\":1,\"valid_from\":\"2020-01-01\",\"currency\":\"");
    lty_buffer_string(&text, fuzz_currencies[currency]);
    lty_buffer_string(&text, "\",\"discounts\":\"");
    lty_buffer_string(&text, ways[fuzz_below(bytes, 4)]);
    fuzz_number(&text, "\",\"points\":{\"earn\":[{\"key\":\"e\",\"kind\":\"rate\",\"points\":", 1 + fuzz_below(bytes, 9), ",\"per\":");
    fuzz_number(&text, "", 1 + fuzz_below(bytes, 200), ",\"categories\":{\"include\":[\"tea\"]}},");
    fuzz_number(&text, "{\"key\":\"f\",\"kind\":\"rate\",\"points\":1,\"per\":", 1 + fuzz_below(bytes, 200), "}");
    fuzz_rules(&text, bytes);
    fuzz_number(&text, ",\"worth\":{\"points\":", 1 + fuzz_below(bytes, 200), ",\"amount\":3},\"spend\":{\"minimum\":5,\"step\":5");
    lty_buffer_string(&text, fuzz_below(bytes, 4) == 0 ? ",\"brands\":{\"exclude\":[\"b\"]}}}," : "}},");
    lty_buffer_string(&text,
        "\"tiers\":{\"by\":\"spend\",\"window\":\"lifetime\",\"levels\":[{\"key\":\"tin\",\"name\":\"T\",\"from\":0},"
        "{\"key\":\"gold\",\"name\":\"G\",\"from\":9,\"earn_percent\":12500}]},\"campaigns\":[");
    for (int64_t i = 0; i < campaigns; i++) {
        lty_buffer_string(&text, i == 0 ? "" : ",");
        fuzz_campaign(&text, bytes, i + 1);
    }
    lty_buffer_string(&text, "]}");
    LTY_ASSERT(!text.failed);
    lty_problems_init(&problems, arena);
    const lty_status status = lty_programme_parse(&programme, text.bytes, text.len, &catalogue, fuzz_zone, NULL, arena, &problems);

    LTY_ASSERT(status == LTY_OK || (status == LTY_E_PROGRAMME && problems.count > 0));
    lty_buffer_destroy(&text);
    return status == LTY_OK ? programme : NULL;
}

static lty_status fuzz_cart(lty_cart *cart, lty_cart_line lines[LINES], fuzz_bytes *bytes, int64_t currency)
{
    static const lty_text skus[] = {{"A", 1}, {"B", 1}, {"C", 1}, {"D", 1}};
    static const lty_text categories[] = {{"cake", 4}, {"tea", 3}, {"cake", 4}};
    static const int64_t rates[] = {0, 190000, 70000, LTY_CART_TAX_MAX, 1};
    const size_t count = 1 + (size_t) fuzz_below(bytes, LINES);

    for (size_t i = 0; i < count; i++) {
        lines[i] = (lty_cart_line){
            .sku = skus[fuzz_below(bytes, 4)],
            .categories = &categories[fuzz_below(bytes, 2)],
            .category_count = (size_t) fuzz_below(bytes, 3),
            .quantity = fuzz_below(bytes, 16) == 0 ? fuzz_amount(bytes) : fuzz_below(bytes, 5),
            .unit_minor = fuzz_below(bytes, 9) == 0 ? 0 : fuzz_amount(bytes),
            .tax = rates[fuzz_below(bytes, 5)],
            .net_micro = fuzz_below(bytes, 8) == 0 ? fuzz_amount(bytes) : -1,
            .gross_micro = fuzz_below(bytes, 8) == 0 ? fuzz_amount(bytes) : -1,
            .sale = fuzz_below(bytes, 3) == 0,
            .brand = fuzz_below(bytes, 2) == 0 ? LTY_TEXT("b") : (lty_text){NULL, 0},
        };
    }
    *cart = (lty_cart){
        .lines = lines,
        .line_count = count,
        .tax_included = fuzz_below(bytes, 2) == 0,
        .shipping_minor = fuzz_below(bytes, 2) == 0 ? 0 : fuzz_amount(bytes),
        .shipping_tax = rates[fuzz_below(bytes, 5)],
        .shipping_net_micro = -1,
        .shipping_gross_micro = -1,
        .displayed_micro = -1,
        .by_email = fuzz_below(bytes, 2) == 0,
        .sales_channel = fuzz_below(bytes, 2) == 0 ? LTY_TEXT("online") : (lty_text){NULL, 0},
        .points_to_spend = fuzz_below(bytes, 2) == 0 ? 0 : fuzz_amount(bytes),
    };
    memcpy(cart->currency, fuzz_currencies[currency], sizeof cart->currency);
    return lty_cart_init(cart, lines, NULL);
}

static size_t fuzz_codes(lty_offer codes[CODES], char texts[CODES][4], fuzz_bytes *bytes, const lty_programme *programme)
{
    const size_t count = (size_t) fuzz_below(bytes, CODES + 1);

    for (size_t i = 0; i < count; i++) {
        const size_t at = (size_t) fuzz_below(bytes, CAMPAIGNS);
        const lty_campaign *campaign = at < programme->campaign_count ? &programme->campaigns[at] : NULL;
        const int64_t serial = fuzz_below(bytes, 3);

        texts[i][0] = (char) ('A' + at);
        texts[i][1] = (char) ('0' + serial);
        codes[i] = (lty_offer){
            .code = {texts[i], 2},
            .campaign = campaign == NULL || campaign->automatic ? NULL : campaign,
            .zone = &programme->zone,
            .version = 1,
            .serial = (uint64_t) serial,
            .customer = serial == 2 ? LTY_TEXT("anna") : (lty_text){NULL, 0},
            .expires_at_s = LTY_TIME_NONE,
            .usage = {0, serial, serial, serial * 100, false},
            .refused = at == CAMPAIGNS - 1 && serial == 1 ? LTY_E_CODE_TAG : LTY_OK,
        };
    }
    return count;
}

static void fuzz_sums(const lty_quote *quote, const lty_cart *cart, bool exact)
{
    int64_t goods = 0, off = 0, points = 0, tax = quote->shipping_tax_minor, discounts = 0, bonus = 0;

    for (size_t i = 0; i < quote->line_count; i++) {
        const lty_quote_line *line = &quote->lines[i];

        LTY_ASSERT(line->discount_minor >= 0 && line->total_minor >= 0 && line->tax_minor >= 0 && line->points >= 0);
        LTY_ASSERT(line->amount_minor - line->discount_minor == line->total_minor);
        goods += line->amount_minor;
        off += line->discount_minor;
        points += line->points;
        tax += line->tax_minor;
    }
    for (size_t i = 0; i < quote->discount_count; i++) {
        const lty_discount *discount = &quote->discounts[i];
        int64_t sum = discount->shipping_minor;

        for (size_t line = 0; discount->line_minor != NULL && line < cart->line_count; line++) {
            LTY_ASSERT(discount->line_minor[line] >= 0);
            sum += discount->line_minor[line];
        }
        LTY_ASSERT(discount->shipping_minor >= 0 && sum == discount->amount_minor && discount->points >= 0);
        discounts += discount->amount_minor;
        bonus += discount->points;
    }
    LTY_ASSERT(goods == quote->goods_minor && points + quote->shipping_points == quote->earned_points);
    LTY_ASSERT(quote->earned_points + bonus == quote->points && tax == quote->tax_minor);
    LTY_ASSERT(quote->discount_minor >= off && quote->discount_minor - off <= quote->shipping_minor);
    LTY_ASSERT(!exact || discounts == quote->discount_minor);
    LTY_ASSERT(
        goods + quote->shipping_minor - quote->discount_minor + (cart->tax_included ? 0 : tax) - quote->spent_minor == quote->total_minor);
    LTY_ASSERT(quote->total_minor >= 0 && quote->spent_minor >= 0 && quote->spent_minor <= quote->spendable_minor);
    LTY_ASSERT(quote->spendable_minor <= quote->total_minor + quote->spent_minor && quote->spent_points <= quote->spendable_points);
    LTY_ASSERT(quote->spent_points <= cart->points_to_spend && quote->spent_points % 5 == 0);
}

/* What does not depend on the order of typing: all figures, and which codes apply. */
static void fuzz_same(const lty_quote *a, const lty_quote *b)
{
    LTY_ASSERT(a->total_minor == b->total_minor && a->points == b->points && a->tax_minor == b->tax_minor);
    LTY_ASSERT(a->discount_count == b->discount_count && a->refusal_count == b->refusal_count && a->step_count == b->step_count);
    for (size_t i = 0; i < a->discount_count; i++) {
        LTY_ASSERT(lty_text_equal(a->offers[a->discounts[i].offer].code, b->offers[b->discounts[i].offer].code));
        LTY_ASSERT(a->discounts[i].amount_minor == b->discounts[i].amount_minor);
    }
    for (size_t i = 0; i < a->refusal_count; i++) {
        LTY_ASSERT(a->refusals[i].reason == b->refusals[i].reason && lty_text_equal(a->refusals[i].message, b->refusals[i].message));
    }
    for (size_t i = 0; i < a->step_count; i++) {
        LTY_ASSERT(lty_text_equal(a->steps[i].text, b->steps[i].text) && a->steps[i].value == b->steps[i].value);
    }
}

/* How far caps and goals are, as a record may say it. */
static void fuzz_progress(lty_progress *progress, fuzz_bytes *bytes, const lty_timeline *timeline)
{
    const lty_programme *programme = lty_timeline_last(timeline);
    lty_earn_ruling rulings[8] = {{false, 0}};
    int64_t at_s = AT_S - 86400 * 30;

    LTY_ASSERT(programme->points.earn_count <= 8);
    lty_progress_init(progress, &lty_fuzz_alloc);
    LTY_ASSERT(lty_progress_clear(progress, timeline) == LTY_OK);
    for (int64_t i = fuzz_below(bytes, 4); i > 0; i--) {
        const lty_earn_part part = {
            &programme->points.earn[fuzz_below(bytes, (int64_t) programme->points.earn_count)], 0, 0, fuzz_amount(bytes)};
        const lty_progress_moment moment = {.at_s = at_s, .kept_minor = fuzz_amount(bytes)};

        LTY_ASSERT(lty_progress_note_award(progress, timeline, 0, at_s, &part, 1, part.given) == LTY_OK);
        LTY_ASSERT(lty_progress_note_order(progress, timeline, 0, rulings, &moment) == LTY_OK);
        at_s += 86400 * fuzz_below(bytes, 10);
    }
}

static void fuzz_quote(fuzz_bytes *bytes, const lty_programme *programme, const lty_cart *cart, lty_arena *arena)
{
    lty_offer codes[CODES];
    lty_offer turned[CODES];
    char texts[CODES][4];
    int64_t facts[LTY_FACT_COUNT];
    const size_t count = fuzz_codes(codes, texts, bytes, programme);
    const bool exact = programme->discounts.way == LTY_WAY_EXACT;
    lty_quote first;
    lty_quote second;
    const lty_timeline *timeline;
    lty_progress progress;
    size_t culprit;

    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = LTY_FACT_NONE;
    }
    facts[LTY_FACT_ORDERS] = fuzz_below(bytes, 3);
    facts[LTY_FACT_POINTS] = fuzz_amount(bytes) - 500;
    facts[LTY_FACT_TIER] = fuzz_below(bytes, 2);
    facts[LTY_FACT_LAST_ORDER] = facts[LTY_FACT_ORDERS] > 0 ? AT_S - 86400 * fuzz_below(bytes, 20) : LTY_FACT_NONE;
    LTY_ASSERT(lty_timeline_create(&timeline, &programme, 1, &culprit, arena) == LTY_OK);
    fuzz_progress(&progress, bytes, timeline);
    const lty_quote_customer customer = {LTY_TEXT("anna"), facts, &progress, NULL};
    const lty_quote_customer *who = fuzz_below(bytes, 4) == 0 ? NULL : &customer;
    const lty_status status = lty_quote_make(&first, timeline, cart, who, codes, count, NULL, AT_S, arena);

    LTY_ASSERT(status == LTY_OK || status == LTY_E_RANGE);
    if (status != LTY_OK) {
        lty_progress_destroy(&progress);
        return;
    }
    fuzz_sums(&first, cart, exact);
    for (size_t i = 0; i < count; i++) {
        turned[i] = codes[count - 1 - i];
    }
    LTY_ASSERT(lty_quote_make(&second, timeline, cart, who, turned, count, NULL, AT_S, arena) == LTY_OK || !exact);
    if (exact) {
        fuzz_same(&first, &second);
    }
    lty_progress_destroy(&progress);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_bytes bytes = {data, size};
    lty_arena arena;
    lty_cart cart;
    lty_cart_line lines[LINES];
    const int64_t currency = fuzz_below(&bytes, 3);

    lty_arena_init(&arena, &lty_fuzz_alloc);
    const lty_programme *programme = fuzz_programme(&bytes, &arena, currency);

    if (programme != NULL && fuzz_cart(&cart, lines, &bytes, currency) == LTY_OK) {
        fuzz_quote(&bytes, programme, &cart, &arena);
    }
    lty_arena_destroy(&arena);
    return 0;
}
