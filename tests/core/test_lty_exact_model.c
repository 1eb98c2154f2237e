/*
 * Our own way of discounting against a slow model that looks at every piece by itself, and the properties that docs/quote.md promises, on
 * random carts and campaigns.
 */
#include "lty_test_terms.h"

#include "lty_exact.h"

#define CASES 4000
#define PIECES_MAX 400

static const lty_text categories[] = {LTY_TEXT("cake"), LTY_TEXT("tea")};
static const char *const skus[] = {"assam", "mug", "tart", "spoon"};
static const char *const codes[] = {"A", "B", "C", "D", "E", "F", "G", "H"};
static const lty_text keys[] = {
    LTY_TEXT("eight"), LTY_TEXT("five"), LTY_TEXT("four"), LTY_TEXT("one"), LTY_TEXT("six"), LTY_TEXT("three"), LTY_TEXT("two")};

static void apply(shop *it)
{
    const lty_terms terms = shop_terms(it);

    it->steps.count = 0;
    assert_int_equal(lty_discounts_init(&it->out, &terms), LTY_OK);
    assert_int_equal(lty_exact_apply(&it->out, &terms), LTY_OK);
}

/* Few SKUs, few prices: equal ones meet often. */
static void random_cart(shop *it, uint64_t *seed)
{
    const int64_t count = lty_test_below(seed, 6) + 1;

    for (int64_t i = 0; i < count; i++) {
        const lty_text *category = lty_test_below(seed, 4) == 0 ? NULL : &categories[lty_test_below(seed, 2)];
        const int64_t unit = lty_test_below(seed, 3) == 0 ? 500 * lty_test_below(seed, 3) : lty_test_below(seed, 2000);

        shop_line(it, skus[lty_test_below(seed, 4)], category, lty_test_below(seed, 6), unit)->sale = lty_test_below(seed, 4) == 0;
    }
    it->cart.shipping_minor = lty_test_below(seed, 3) * 395;
}

static const lty_benefit_step steps[] = {{1000, 0}, {3000, 0}, {6000, 0}};

static void random_benefit(lty_benefit *benefit, lty_benefit_step made[3], uint64_t *seed)
{
    static const lty_discount_kind kinds[] = {LTY_DISCOUNT_PERCENT, LTY_DISCOUNT_FIXED, LTY_DISCOUNT_BUY_GET};
    static const lty_discount_target targets[] = {LTY_TARGET_ORDER, LTY_TARGET_PIECE, LTY_TARGET_CHEAPEST, LTY_TARGET_PRODUCT};
    const lty_discount_kind kind = kinds[lty_test_below(seed, 3)];
    const int64_t limit = kind == LTY_DISCOUNT_PERCENT ? LTY_PERCENT_WHOLE : 2500;

    *benefit = (lty_benefit){.kind = kind, .pointer = LTY_TEXT("/x"), .value = lty_test_below(seed, limit) + 1};
    benefit->target = targets[lty_test_below(seed, 4)];
    if (kind == LTY_DISCOUNT_PERCENT && benefit->target == LTY_TARGET_PIECE) {
        benefit->target = LTY_TARGET_ORDER;
    }
    benefit->sku = lty_test_text(skus[lty_test_below(seed, 4)]);
    benefit->pieces = lty_test_below(seed, 3) == 0 ? lty_test_below(seed, 8) + 1 : 0;
    benefit->buy = lty_test_below(seed, 3) + 1;
    benefit->get = lty_test_below(seed, 2) + 1;
    if (kind != LTY_DISCOUNT_BUY_GET && lty_test_below(seed, 3) == 0) {
        memcpy(made, steps, sizeof steps);
        for (int64_t i = 0; i < 3; i++) {
            made[i].value = (i + 1) * limit / 5;
        }
        benefit->steps = made;
        benefit->step_count = 3;
        benefit->value = 0;
    }
}

typedef struct piece {
    int64_t unit;
    size_t line;
    int64_t off;
} piece;

static int by_price(const void *a, const void *b)
{
    const piece *left = a;
    const piece *right = b;

    return left->unit != right->unit ? (left->unit < right->unit ? 1 : -1) : (left->line > right->line) - (left->line < right->line);
}

/* What one benefit takes off a whole cart. off[] by line. */
static int64_t model(int64_t *off, const shop *it, const lty_campaign *campaign)
{
    const lty_benefit *benefit = &campaign->benefits[0];
    piece pieces[PIECES_MAX];
    size_t count = 0;
    int64_t goods = 0;
    int64_t value = benefit->value;
    int64_t weights[LINES] = {0};
    int64_t base = 0;
    int64_t wanted;
    size_t order[LINES];
    int64_t given = 0;

    for (size_t i = 0; i < it->cart.line_count; i++) {
        const lty_cart_line *line = &it->lines[i];
        const bool product = benefit->kind != LTY_DISCOUNT_BUY_GET && benefit->target == LTY_TARGET_PRODUCT;
        const bool covered = lty_terms_line_matches(&campaign->lines, line);
        const bool sale_out = campaign->lines.sale_items == LTY_SALE_LEFT_OUT && line->sale;

        goods += covered ? line->amount_minor : 0;
        for (int64_t n = 0; n < line->quantity && line->unit_minor > 0; n++) {
            if (product ? lty_text_equal(line->sku, benefit->sku) && !sale_out : covered) {
                assert_true(count < PIECES_MAX);
                pieces[count++] = (piece){line->unit_minor, i, line->unit_minor};
            }
        }
    }
    qsort(pieces, count, sizeof *pieces, by_price);
    for (size_t i = 0; i < benefit->step_count; i++) {
        value = goods >= benefit->steps[i].from_minor ? benefit->steps[i].value : value;
    }
    for (size_t i = 0; i < count; i++) {
        const size_t group = (size_t) (benefit->buy + benefit->get);
        const bool each = benefit->kind == LTY_DISCOUNT_FIXED && benefit->target == LTY_TARGET_PIECE;
        bool in = benefit->pieces == 0 || i < (size_t) benefit->pieces;

        if (benefit->kind == LTY_DISCOUNT_BUY_GET) {
            in = i < count / group * group && i % group >= (size_t) benefit->buy;
        } else if (benefit->target == LTY_TARGET_CHEAPEST) {
            in = i == count - 1;
        }
        if (in) {
            const int64_t most = each && value < pieces[i].unit ? value : pieces[i].unit;

            weights[pieces[i].line] += most;
            base += most;
        }
    }
    wanted = benefit->kind == LTY_DISCOUNT_PERCENT ? (2 * base * value + LTY_PERCENT_WHOLE) / (2 * LTY_PERCENT_WHOLE) : base;
    wanted = benefit->kind == LTY_DISCOUNT_FIXED && benefit->target != LTY_TARGET_PIECE && value < base ? value : wanted;
    if (campaign->maximum_discount_minor > 0 && wanted > campaign->maximum_discount_minor) {
        wanted = campaign->maximum_discount_minor;
    }
    for (size_t i = 0; i < it->cart.line_count; i++) {
        off[i] = base == 0 ? 0 : wanted * weights[i] / base;
        given += off[i];
        order[i] = i;
    }
    for (size_t i = 0; i < it->cart.line_count && base > 0; i++) { /* by largest remainder, the slow way */
        for (size_t j = i + 1; j < it->cart.line_count; j++) {
            const int64_t one = wanted * weights[order[i]] % base;
            const int64_t other = wanted * weights[order[j]] % base;

            if (other > one || (other == one && order[j] < order[i])) {
                const size_t swap = order[i];

                order[i] = order[j];
                order[j] = swap;
            }
        }
    }
    for (size_t i = 0; given < wanted; i++) {
        off[order[i]]++;
        given++;
    }
    return wanted;
}

/* The model knows one price per piece: SELECTION and several offers are for the properties below. */
static void test_one_benefit_against_the_model(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("one benefit against the model", 20260401);
    int64_t taken = 0;

    (void) state;
    for (int i = 0; i < CASES; i++) {
        shop it;
        lty_benefit_step made[3];
        int64_t off[LINES];

        shop_init(&it, &alloc);
        random_cart(&it, &seed);
        random_benefit(&it.benefits[0][0], made, &seed);
        if (lty_test_below(&seed, 3) == 0) {
            it.campaigns[0].lines.categories_in = (lty_text_list){&categories[lty_test_below(&seed, 2)], 1};
        }
        it.campaigns[0].lines.sale_items = lty_test_below(&seed, 4) == 0 ? LTY_SALE_LEFT_OUT : LTY_SALE_TAKEN;
        it.campaigns[0].maximum_discount_minor = lty_test_below(&seed, 4) == 0 ? lty_test_below(&seed, 900) + 1 : 0;
        shop_offer(&it, 0, 1, "A");
        apply(&it);
        const int64_t expected = model(off, &it, &it.campaigns[0]);

        if (it.out.count == 0) { /* refused: the model may see a product of lines that the campaign does not cover */
            const bool product = it.benefits[0][0].target == LTY_TARGET_PRODUCT && it.benefits[0][0].kind != LTY_DISCOUNT_BUY_GET;

            assert_true(expected == 0 || (product && it.out.refusals[0].reason == LTY_E_CODE_CATEGORY));
        } else {
            assert_int_equal(it.out.total_minor, expected);
            for (size_t j = 0; j < it.cart.line_count; j++) {
                assert_int_equal(it.out.items[0].line_minor[j], off[j]);
            }
            taken++;
        }
        shop_destroy(&it);
    }
    assert_true(taken > CASES / 2);
    assert_int_equal(memory.blocks, 0);
}

static void random_campaign(shop *it, size_t index, lty_benefit_step made[3], uint64_t *seed)
{
    lty_campaign *campaign = &it->campaigns[index];
    const lty_combining combining[] = {LTY_COMBINING_ALL, LTY_COMBINING_ALL, LTY_COMBINING_LISTED, LTY_COMBINING_ALONE};
    lty_benefit *benefits = it->benefits[index];

    random_benefit(&benefits[0], made, seed);
    if (lty_test_below(seed, 3) == 0) {
        const lty_discount_kind kinds[] = {
            LTY_DISCOUNT_FREE_SHIPPING, LTY_DISCOUNT_GIFT, LTY_DISCOUNT_POINTS, LTY_DISCOUNT_POINTS_MULTIPLIER};

        benefits[1] = benefits[0];
        benefits[0] = (lty_benefit){.kind = kinds[lty_test_below(seed, 4)], .value = 20000, .sku = LTY_TEXT("mug")};
        campaign->benefit_count = (size_t) lty_test_below(seed, 2) + 1;
    }
    campaign->combining = combining[lty_test_below(seed, 4)];
    campaign->combines_with = (lty_text_list){&keys[lty_test_below(seed, 4)], 3};
    campaign->priority = lty_test_below(seed, 3) == 0 ? lty_test_below(seed, 3) : LTY_PRIORITY_NONE;
    campaign->maximum_discount_minor = lty_test_below(seed, 4) == 0 ? lty_test_below(seed, 900) + 1 : 0;
    campaign->minimum_order_minor = lty_test_below(seed, 4) == 0 ? lty_test_below(seed, 3000) : 0;
    campaign->budget_minor = lty_test_below(seed, 4) == 0 ? lty_test_below(seed, 3000) + 1 : 0;
    campaign->uses_per_customer = lty_test_below(seed, 4) == 0;
    campaign->stacking_class = lty_test_below(seed, 5) == 0 ? LTY_TEXT("spring") : (lty_text){NULL, 0};
    if (lty_test_below(seed, 3) == 0) {
        campaign->lines.categories_in = (lty_text_list){&categories[lty_test_below(seed, 2)], 1};
    }
}

static void random_shop(shop *it, lty_benefit_step made[CAMPAIGNS][3], uint64_t *seed)
{
    random_cart(it, seed);
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        random_campaign(it, i, made[i], seed);
    }
    for (int64_t n = lty_test_below(seed, 7); n >= 0; n--) {
        const int64_t which = lty_test_below(seed, 8);

        shop_offer(it, (size_t) (which < 6 ? which : 0), (uint64_t) which, codes[which]);
    }
    if (lty_test_below(seed, 3) == 0) {
        shop_offer(it, 7, 0, "");
    }
}

/* Everything that an answer says, so that two can be compared. */
static void describe(lty_buffer *text, const shop *it)
{
    for (size_t i = 0; i < it->out.count; i++) {
        const lty_discount *discount = &it->out.items[i];

        lty_buffer_text(text, it->offers[discount->offer].code);
        lty_buffer_integer(text, discount->amount_minor);
        lty_buffer_string(text, discount->gift_missing ? "!" : " ");
        for (size_t j = 0; j < it->cart.line_count && discount->line_minor != NULL; j++) {
            lty_buffer_integer(text, discount->line_minor[j]);
            lty_buffer_string(text, ",");
        }
    }
    for (size_t i = 0; i < it->out.refusal_count; i++) {
        lty_buffer_integer(text, it->out.refusals[i].reason);
        lty_buffer_text(text, it->offers[it->out.refusals[i].offer].code);
        lty_buffer_text(text, it->out.refusals[i].message);
        lty_buffer_text(text, it->out.refusals[i].public_message);
    }
    for (size_t i = 0; i < it->steps.count; i++) {
        lty_buffer_text(text, it->steps.items[i].text);
        lty_buffer_text(text, it->steps.items[i].rule);
        lty_buffer_integer(text, it->steps.items[i].value);
    }
}

static bool together(const lty_campaign *a, const lty_campaign *b)
{
    const bool lists = a->combining == LTY_COMBINING_LISTED && lty_text_list_has(&a->combines_with, b->key);
    const bool listed = b->combining == LTY_COMBINING_LISTED && lty_text_list_has(&b->combines_with, a->key);

    if (a->combining == LTY_COMBINING_ALONE || b->combining == LTY_COMBINING_ALONE) {
        return false;
    }
    return (a->combining == LTY_COMBINING_ALL && b->combining == LTY_COMBINING_ALL) || lists || listed;
}

static void assert_promises(const shop *it)
{
    const lty_discounts *out = &it->out;
    int64_t total = 0;
    int64_t shipping = 0;
    int64_t lines[LINES] = {0};

    for (size_t i = 0; i < out->count; i++) {
        const lty_discount *discount = &out->items[i];
        const lty_campaign *campaign = it->offers[discount->offer].campaign;
        int64_t sum = discount->shipping_minor;
        int64_t given = it->offers[discount->offer].usage.campaign_minor;
        int64_t uses = 0;

        for (size_t j = 0; j < it->cart.line_count && discount->line_minor != NULL; j++) {
            assert_true(discount->line_minor[j] >= 0);
            lines[j] += discount->line_minor[j];
            sum += discount->line_minor[j];
        }
        assert_int_equal(sum, discount->amount_minor);
        assert_true(campaign->maximum_discount_minor == 0 || sum <= campaign->maximum_discount_minor);
        total += sum;
        shipping += discount->shipping_minor;
        for (size_t j = 0; j < out->count; j++) {
            const lty_campaign *other = it->offers[out->items[j].offer].campaign;

            given += other == campaign ? out->items[j].amount_minor : 0;
            uses += other == campaign;
            assert_true(i == j || together(campaign, other));
            assert_true(i == j || campaign->stacking_class.len == 0 || !lty_text_equal(campaign->stacking_class, other->stacking_class));
        }
        assert_true(campaign->budget_minor == 0 || given <= campaign->budget_minor);
        assert_true(campaign->uses_per_customer == 0 || uses <= campaign->uses_per_customer);
    }
    assert_int_equal(total, out->total_minor);
    assert_int_equal(it->cart.shipping_minor - shipping, out->shipping_left_minor);
    assert_true(out->shipping_left_minor >= 0);
    for (size_t j = 0; j < it->cart.line_count; j++) {
        assert_int_equal(it->lines[j].amount_minor - lines[j], out->line_left_minor[j]);
        assert_true(out->line_left_minor[j] >= 0);
    }
}

static void shuffle(shop *it, uint64_t *seed)
{
    size_t codes_typed = it->offer_count;

    while (codes_typed > 0 && it->offers[codes_typed - 1].code.len == 0) {
        codes_typed--;
    }
    for (size_t i = codes_typed; i > 1; i--) {
        const size_t other = (size_t) lty_test_below(seed, (int64_t) i);
        const lty_offer swap = it->offers[i - 1];

        it->offers[i - 1] = it->offers[other];
        it->offers[other] = swap;
    }
}

static void test_the_order_of_typing_and_sums(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("the order of typing and sums", 20260402);
    size_t applied = 0;
    size_t refused = 0;

    (void) state;
    for (int i = 0; i < CASES; i++) {
        shop it;
        lty_benefit_step made[CAMPAIGNS][3];
        lty_buffer first;
        lty_buffer second;

        lty_buffer_init(&first, &alloc);
        lty_buffer_init(&second, &alloc);
        shop_init(&it, &alloc);
        random_shop(&it, made, &seed);
        apply(&it);
        describe(&first, &it);
        assert_promises(&it);
        applied += it.out.count;
        refused += it.out.refusal_count;
        shuffle(&it, &seed);
        apply(&it);
        describe(&second, &it);
        assert_true(lty_text_equal(lty_buffer_view(&first), lty_buffer_view(&second)));
        lty_buffer_destroy(&first);
        lty_buffer_destroy(&second);
        shop_destroy(&it);
    }
    assert_true(applied > CASES && refused > CASES);
    assert_int_equal(memory.blocks, 0);
}

/* Goods of one SKU and price in two lines, and lines the other way round: one code takes off as much. */
static void test_splitting_and_turning_lines(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("splitting and turning lines", 20260403);

    (void) state;
    for (int i = 0; i < CASES; i++) {
        shop it;
        lty_benefit_step made[3];

        shop_init(&it, &alloc);
        random_cart(&it, &seed);
        random_benefit(&it.benefits[0][0], made, &seed);
        shop_offer(&it, 0, 1, "A");
        apply(&it);
        const int64_t total = it.out.total_minor;
        const size_t count = it.cart.line_count;
        const size_t at = (size_t) lty_test_below(&seed, (int64_t) count);
        const int64_t cut = lty_test_below(&seed, it.lines[at].quantity + 1);

        it.lines[count] = it.lines[at];
        it.lines[at].quantity -= cut;
        it.lines[at].amount_minor -= cut * it.lines[at].unit_minor;
        it.lines[count].quantity = cut;
        it.lines[count].amount_minor = cut * it.lines[at].unit_minor;
        it.cart.line_count++;
        apply(&it);
        assert_int_equal(it.out.total_minor, total);
        for (size_t j = 0; j < it.cart.line_count / 2; j++) {
            const lty_cart_line swap = it.lines[j];

            it.lines[j] = it.lines[it.cart.line_count - 1 - j];
            it.lines[it.cart.line_count - 1 - j] = swap;
        }
        apply(&it);
        assert_int_equal(it.out.total_minor, total);
        shop_destroy(&it);
    }
    assert_int_equal(memory.blocks, 0);
}

/* One piece more never makes a code take off less: groups and limits begin with the dearest piece. */
static void test_more_goods_never_less_discount(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("more goods, never less discount", 20260404);

    (void) state;
    for (int i = 0; i < CASES; i++) {
        shop it;
        lty_benefit_step made[3];

        shop_init(&it, &alloc);
        random_cart(&it, &seed);
        random_benefit(&it.benefits[0][0], made, &seed);
        if (it.benefits[0][0].target == LTY_TARGET_CHEAPEST) {
            it.benefits[0][0].target = LTY_TARGET_ORDER; /* another piece may be cheaper */
        }
        shop_offer(&it, 0, 1, "A");
        apply(&it);
        const int64_t total = it.out.total_minor;

        shop_line(&it, skus[lty_test_below(&seed, 4)], NULL, 1, lty_test_below(&seed, 2000));
        apply(&it);
        assert_true(it.out.total_minor >= total);
        shop_destroy(&it);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Total of some of the offers, by themselves. */
static int64_t total_of(shop *it, unsigned members)
{
    shop part = *it;

    part.offer_count = 0;
    for (size_t i = 0; i < it->offer_count; i++) {
        if (members >> i & 1U) {
            part.offers[part.offer_count++] = it->offers[i];
        }
    }
    part.cart.lines = part.lines;
    part.buyer.facts = part.facts;
    apply(&part);
    it->steps = part.steps; /* what it took lives in the arena of the shop */
    return part.out.total_minor;
}

/* Where codes either combine with everything or with nothing, the choice is the best of all that are allowed. */
static void test_the_best_choice_by_brute_force(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("the best choice by brute force", 20260405);
    size_t alone = 0;

    (void) state;
    for (int i = 0; i < CASES / 4; i++) {
        shop it;
        lty_benefit_step made[CAMPAIGNS][3];
        unsigned all = 0;
        int64_t best;

        shop_init(&it, &alloc);
        random_cart(&it, &seed);
        for (size_t j = 0; j < 5; j++) {
            random_benefit(&it.benefits[j][0], made[j], &seed);
            it.campaigns[j].combining = lty_test_below(&seed, 2) == 0 ? LTY_COMBINING_ALONE : LTY_COMBINING_ALL;
            all |= it.campaigns[j].combining == LTY_COMBINING_ALL ? 1U << j : 0;
            shop_offer(&it, j, j, codes[j]);
        }
        best = total_of(&it, all);
        for (unsigned j = 0; j < 5; j++) {
            const int64_t one = all >> j & 1U ? 0 : total_of(&it, 1U << j);

            alone += one > best;
            best = one > best ? one : best;
        }
        assert_int_equal(total_of(&it, 31), best);
        shop_destroy(&it);
    }
    assert_true(alone > 50);
    assert_int_equal(memory.blocks, 0);
}

/* Quantities, prices and limits up to the last bit: an answer that keeps its promises, or "out of range"; nothing wraps. */
static void test_huge_numbers(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("huge numbers", 20260406);
    size_t answered = 0;

    (void) state;
    for (int i = 0; i < CASES; i++) {
        shop it;
        lty_benefit_step made[CAMPAIGNS][3];

        shop_init(&it, &alloc);
        random_shop(&it, made, &seed);
        for (size_t j = 0; j < it.cart.line_count; j++) {
            lty_cart_line *line = &it.lines[j];
            const int bits = (int) lty_test_below(&seed, 61);

            line->quantity = lty_test_below(&seed, INT64_C(1) << bits);
            line->unit_minor = lty_test_below(&seed, INT64_C(1) << (60 - bits));
            line->amount_minor = line->quantity * line->unit_minor;
        }
        it.cart.shipping_minor = lty_test_below(&seed, INT64_C(1) << 62);
        for (size_t j = 0; j < CAMPAIGNS; j++) {
            lty_benefit *last = &it.benefits[j][it.campaigns[j].benefit_count - 1];

            if (last->kind == LTY_DISCOUNT_FIXED && last->step_count == 0) {
                last->value = lty_test_below(&seed, INT64_MAX);
            }
            last->pieces = last->pieces == 0 ? 0 : lty_test_below(&seed, INT64_MAX) + 1;
            it.campaigns[j].maximum_discount_minor = lty_test_below(&seed, 2) * lty_test_below(&seed, INT64_MAX);
            it.campaigns[j].budget_minor = lty_test_below(&seed, 2) * INT64_MAX;
        }
        for (size_t j = 0; j < it.offer_count; j++) {
            it.offers[j].usage.campaign_minor = it.offers[j].campaign->budget_minor / 4 * 3;
        }
        const lty_terms terms = shop_terms(&it);

        assert_int_equal(lty_discounts_init(&it.out, &terms), LTY_OK);
        const lty_status status = lty_exact_apply(&it.out, &terms);

        assert_true(status == LTY_OK || status == LTY_E_RANGE);
        if (status == LTY_OK) {
            assert_promises(&it);
            answered += it.out.count > 0;
        }
        shop_destroy(&it);
    }
    assert_true(answered > CASES / 10);
    assert_int_equal(memory.blocks, 0);
}

/* A hundred codes, all listed with each other in part: an answer, in a moment. */
static void test_a_hundred_codes(void **state)
{
    LTY_TEST_ALLOC();
    shop it;
    char texts[100][4];

    (void) state;
    shop_init(&it, &alloc);
    for (size_t i = 0; i < LINES; i++) {
        shop_line(&it, "assam", &categories[i % 2], 1000000, 1000 + (int64_t) i);
    }
    for (size_t i = 0; i < CAMPAIGNS; i++) {
        it.campaigns[i].combining = LTY_COMBINING_LISTED;
        it.campaigns[i].combines_with = (lty_text_list){&keys[i % 4], 4};
    }
    for (size_t i = 0; i < 100; i++) {
        snprintf(texts[i], sizeof texts[i], "%03zu", i);
        shop_offer(&it, i % CAMPAIGNS, i, texts[i]);
    }
    apply(&it);
    assert_int_equal(it.out.count + it.out.refusal_count, 100);
    assert_true(it.out.total_minor > 0);
    assert_promises(&it);
    shop_destroy(&it);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_benefit_against_the_model),
        cmocka_unit_test(test_the_order_of_typing_and_sums),
        cmocka_unit_test(test_splitting_and_turning_lines),
        cmocka_unit_test(test_more_goods_never_less_discount),
        cmocka_unit_test(test_the_best_choice_by_brute_force),
        cmocka_unit_test(test_huge_numbers),
        cmocka_unit_test(test_a_hundred_codes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
