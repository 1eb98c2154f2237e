/*
 * What an order earns: what counts of its lines, rounding once per rule and once for the tier, filters, caps. Each term by hand, then random
 * orders against a slow reckoning of their own, made from docs/points.md with 128-bit integers.
 */
#include "lty_test.h"

#include "lty_check.h"
#include "lty_earn.h"
#include "lty_money.h"

__extension__ typedef __int128 wide;

static const lty_text gifts[] = {{"gifts", 5}};
static const lty_earn_step steps[] = {{2000, 10}, {5000, 40}, {10000, 15}}; /* falls on purpose */

enum { BASE, GIFTS, STEPS, WELCOME, RULES };

/* London, 2009 to 2012. */
static const lty_transition transitions[] = {
    {1256432400, 0}, {1269738000, 3600}, {1288486800, 0}, {1301187600, 3600}, {1319936400, 0}, {1332637200, 3600}, {1351386000, 0}};

typedef struct desk {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_earn earn;
    lty_earn_rule rules[RULES];
    lty_programme programme;
    lty_event_line lines[3];
    lty_earn_order order;
} desk;

static void desk_init(desk *it)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    lty_earn_init(&it->earn, &it->alloc);
    it->rules[BASE] = (lty_earn_rule){.kind = LTY_EARN_RATE, .points = 1, .per_minor = 100};
    it->rules[GIFTS] = (lty_earn_rule){
        .kind = LTY_EARN_RATE, .points = 3, .per_minor = 700, .lines = {.categories_in = {gifts, 1}, .sale_items = LTY_SALE_LEFT_OUT}};
    it->rules[STEPS] = (lty_earn_rule){.kind = LTY_EARN_STEPS, .steps = steps, .step_count = 3};
    it->rules[WELCOME] = (lty_earn_rule){.kind = LTY_EARN_FIRST_ORDER, .points = 50};
    for (size_t i = 0; i < RULES; i++) {
        it->rules[i].from_s = LTY_TIME_NONE;
        it->rules[i].until_s = LTY_TIME_NONE;
    }
    it->programme = (lty_programme){
        .zone = {LTY_TEXT("Europe/London"), transitions, sizeof transitions / sizeof *transitions},
        .points = {.enabled = true, .base = {.tax = true, .gift_card = true}, .earn = it->rules, .earn_count = 1},
    };
}

static void desk_end(desk *it)
{
    lty_earn_destroy(&it->earn);
    assert_int_equal(it->memory.blocks, 0);
}

/* Three lines: a gift, a gift on sale, something without category. */
static void desk_order(desk *it, int64_t first_minor, int64_t second_minor, int64_t third_minor)
{
    it->lines[0] = (lty_event_line){.sku = LTY_TEXT("a"), .category = LTY_TEXT("gifts"), .quantity = 1, .amount_minor = first_minor};
    it->lines[1] =
        (lty_event_line){.sku = LTY_TEXT("b"), .category = LTY_TEXT("gifts"), .quantity = 1, .amount_minor = second_minor, .sale = true};
    it->lines[2] = (lty_event_line){.sku = LTY_TEXT("c"), .quantity = 1, .amount_minor = third_minor};
    it->order = (lty_earn_order){.lines = it->lines, .line_count = 3, .earn_percent = 10000, .room = LTY_EARN_NO_LIMIT};
    if (first_minor < INT64_MAX / 4) {
        it->order.kept_minor = first_minor + second_minor + third_minor;
        it->order.whole_minor = it->order.kept_minor;
    }
}

static int64_t earn(desk *it)
{
    int64_t points = -1;

    assert_int_equal(lty_earn_points(&points, NULL, NULL, NULL, &it->earn, &it->programme, &it->order), LTY_OK);
    return points;
}

static void a_rate_is_rounded_once_on_the_whole_order(void **unused)
{
    (void) unused;
    static const int64_t expected[] = {2, 3, 3, 2};
    desk it;

    desk_init(&it);
    desk_order(&it, 99, 99, 52); /* 2.50 */
    for (int rounding = 0; rounding < 4; rounding++) {
        it.programme.points.rounding = (lty_rounding) rounding;
        assert_int_equal(earn(&it), expected[rounding]);
    }
    desk_end(&it);
}

static void filters_choose_lines(void **unused)
{
    (void) unused;
    static const lty_text skus[] = {{"b", 1}, {"c", 1}};
    static const lty_text brands[] = {{"brew", 4}};
    desk it;

    desk_init(&it);
    desk_order(&it, 1400, 7000, 700);
    it.programme.points.earn = it.rules + GIFTS; /* that are not on sale: 3 for each 7.00 */
    assert_int_equal(earn(&it), 6);
    it.programme.points.earn = it.rules;
    it.rules[BASE].lines = (lty_line_filter){.products_in = {skus, 2}};
    assert_int_equal(earn(&it), 77);
    it.rules[BASE].lines = (lty_line_filter){.products_in = {skus, 2}, .sale_items = LTY_SALE_ONLY};
    assert_int_equal(earn(&it), 70);
    it.rules[BASE].lines = (lty_line_filter){.categories_in = {gifts, 1}, .products_out = {skus, 2}};
    assert_int_equal(earn(&it), 14);
    it.lines[2].brand = LTY_TEXT("brew");
    it.rules[BASE].lines = (lty_line_filter){.brands_in = {brands, 1}};
    assert_int_equal(earn(&it), 7);
    it.rules[BASE].lines = (lty_line_filter){.brands_out = {brands, 1}};
    assert_int_equal(earn(&it), 84);
    static const lty_text nothing = {"", 0}; /* no category is not a category without a name */
    it.rules[BASE].lines = (lty_line_filter){.categories_out = {&nothing, 1}};
    assert_int_equal(earn(&it), 91);
    desk_end(&it);
}

static void an_order_without_lines_is_one_line(void **unused)
{
    (void) unused;
    static const lty_text skus[] = {{"b", 1}, {"c", 1}};
    desk it;

    desk_init(&it);
    desk_order(&it, 1400, 7000, 700);
    it.order.line_count = 0;
    it.order.lines = NULL;
    assert_int_equal(earn(&it), 91);
    it.rules[BASE].lines = (lty_line_filter){.products_in = {skus, 2}};
    assert_int_equal(earn(&it), 0);
    it.rules[BASE].lines = (lty_line_filter){.categories_in = {gifts, 1}};
    assert_int_equal(earn(&it), 0);
    it.rules[BASE].lines = (lty_line_filter){.sale_items = LTY_SALE_ONLY};
    assert_int_equal(earn(&it), 0);
    it.rules[BASE].lines = (lty_line_filter){.products_out = {skus, 2}};
    assert_int_equal(earn(&it), 91);
    it.programme.points.base.tax = false;
    it.order.tax_minor = 1517; /* 20 % */
    assert_int_equal(earn(&it), 75);
    it.order.kept_minor = 4550; /* half of it came back, and half of the tax: 758.5, up */
    assert_int_equal(earn(&it), 37);
    it.order.by_points_minor = 1000; /* half of what points paid as well */
    assert_int_equal(earn(&it), 32);
    desk_end(&it);
}

static void the_highest_step_that_is_reached_holds(void **unused)
{
    (void) unused;
    static const struct {
        int64_t amount;
        int64_t points;
    } cases[] = {{0, 0}, {1999, 0}, {2000, 10}, {4999, 10}, {5000, 40}, {9999, 40}, {10000, 15}, {1000000, 15}};
    desk it;

    desk_init(&it);
    it.programme.points.earn = it.rules + STEPS;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        desk_order(&it, 0, 0, cases[i].amount);
        assert_int_equal(earn(&it), cases[i].points);
    }
    desk_end(&it);
}

static void fixed_points_need_something_that_is_paid_for(void **unused)
{
    (void) unused;
    static const lty_earn_kind kinds[] = {LTY_EARN_FIRST_ORDER, LTY_EARN_ORDER, LTY_EARN_GOAL, LTY_EARN_NEXT_ORDER};
    desk it;

    desk_init(&it);
    it.programme.points.earn = it.rules + WELCOME;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        lty_earn_ruling ruling = {false, LTY_EARN_NO_LIMIT};

        it.rules[WELCOME].kind = kinds[i];
        desk_order(&it, 0, 0, 1);
        assert_int_equal(earn(&it), 50);
        it.order.rulings = &ruling;
        assert_int_equal(earn(&it), 0);
        ruling.holds = true;
        assert_int_equal(earn(&it), 50);
        desk_order(&it, 0, 0, 0);
        assert_int_equal(earn(&it), 0);
    }
    it.rules[WELCOME].kind = LTY_EARN_REVIEW; /* not by order */
    desk_order(&it, 0, 0, 1);
    assert_int_equal(earn(&it), 0);
    desk_end(&it);
}

static void the_tier_multiplies_the_sum_and_parts_explain_it(void **unused)
{
    (void) unused;
    desk it;
    lty_earn_part parts[RULES];
    size_t count = 0;
    int64_t points = 0;
    int64_t uncapped = 0;

    desk_init(&it);
    desk_order(&it, 1400, 0, 650);
    it.programme.points.earn_count = RULES;
    it.order.earn_percent = 12500;
    assert_int_equal(lty_earn_points(&points, &uncapped, parts, &count, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(count, 4);
    assert_int_equal(parts[0].points, 20);
    assert_int_equal(parts[1].points, 6);
    assert_int_equal(parts[1].base_minor, 1400);
    assert_int_equal(parts[2].points, 10);
    assert_int_equal(parts[3].given, 50);
    assert_ptr_equal(parts[3].rule, &it.rules[WELCOME]);
    assert_int_equal(points, 107); /* 86 * 1.25 = 107.5, down */
    assert_int_equal(uncapped, 107);
    it.order.earn_percent = 9999;
    assert_int_equal(lty_earn_points(&points, &uncapped, parts, &count, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(points, 85); /* 86 * 0.9999, down */
    it.programme.points.enabled = false;
    assert_int_equal(lty_earn_points(&points, &uncapped, parts, &count, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(points + uncapped + (int64_t) count, 0);
    desk_end(&it);
}

static void caps_cut_rules_before_the_tier_and_the_sum_behind_it(void **unused)
{
    (void) unused;
    desk it;
    lty_earn_ruling rulings[RULES] = {{true, 15}, {false, 0}, {true, 0}, {true, LTY_EARN_NO_LIMIT}};
    lty_earn_part parts[RULES];
    size_t count = 0;
    int64_t points = 0;
    int64_t uncapped = 0;

    desk_init(&it);
    desk_order(&it, 1400, 0, 650);
    it.programme.points.earn_count = RULES;
    it.order.earn_percent = 12500;
    it.order.rulings = rulings;
    it.order.room = 80;
    assert_int_equal(lty_earn_points(&points, &uncapped, parts, &count, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(count, 3); /* what does not hold has no part */
    assert_int_equal(parts[0].points, 20);
    assert_int_equal(parts[0].given, 15);
    assert_int_equal(parts[1].points, 10);
    assert_int_equal(parts[1].given, 0);
    assert_int_equal(uncapped, 81); /* 65 * 1.25 = 81.25 */
    assert_int_equal(points, 80);
    it.order.room = 0;
    assert_int_equal(earn(&it), 0);
    desk_end(&it);
}

static void a_minimum_is_of_what_is_kept_of_the_order(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.programme.points.earn_count = 2;
    desk_order(&it, 700, 0, 1300);
    it.rules[GIFTS].minimum_minor = 2000; /* of the order, not of the gifts in it */
    assert_int_equal(earn(&it), 23);
    desk_order(&it, 700, 0, 1299);
    assert_int_equal(earn(&it), 19);
    desk_order(&it, 700, 0, 1300);
    it.programme.points.base.points = false;
    it.order.by_points_minor = 500; /* paid otherwise, and bought none the less */
    assert_int_equal(earn(&it), 15 + 2);
    desk_end(&it);
}

static void tax_counts_only_where_the_programme_says_so(void **unused)
{
    (void) unused;
    desk it;
    int64_t gross[3];
    const int64_t *counted;
    int64_t elsewhere;

    desk_init(&it);
    it.programme.points.base.tax = false;
    it.rules[BASE].per_minor = 1;
    desk_order(&it, 1190, 0, 107);
    it.lines[0].tax_minor = 190;
    it.lines[2].tax_minor = 7;
    assert_int_equal(earn(&it), 1100);
    gross[0] = 1190;
    gross[1] = 500; /* came back whole */
    gross[2] = 107;
    it.lines[1].tax_minor = 80;
    it.order.gross_minor = gross;
    it.lines[0].amount_minor = 3;  /* 190 * 3 / 1190 = 0.479 */
    it.lines[2].amount_minor = 99; /* 7 * 99 / 107 = 6.477 */
    assert_int_equal(lty_earn_counted(&counted, &elsewhere, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(counted[0], 3);
    assert_int_equal(counted[1], 0);
    assert_int_equal(counted[2], 93);
    assert_int_equal(elsewhere, 0);
    it.lines[0].tax_minor = 1190; /* a line of nothing but tax */
    assert_int_equal(earn(&it), 93);
    desk_end(&it);
}

static void what_is_paid_otherwise_is_spread_over_the_lines(void **unused)
{
    (void) unused;
    desk it;
    const int64_t *counted;
    int64_t elsewhere;

    desk_init(&it);
    it.rules[BASE].per_minor = 1;
    desk_order(&it, 100, 100, 100);
    assert_int_equal(lty_earn_counted(&counted, &elsewhere, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(counted[0] + counted[1] + counted[2] - elsewhere, 300);
    it.order.by_points_minor = 100;
    assert_int_equal(lty_earn_counted(&counted, &elsewhere, &it.earn, &it.programme, &it.order), LTY_OK);
    assert_int_equal(elsewhere, 100);
    assert_int_equal(counted[0], 66); /* the unit that is left over goes to the first */
    assert_int_equal(counted[1], 67);
    assert_int_equal(counted[2], 67);
    assert_int_equal(earn(&it), 200);
    it.order.by_card_minor = 50; /* earns, unless the programme says otherwise */
    assert_int_equal(earn(&it), 200);
    it.programme.points.base.gift_card = false;
    assert_int_equal(earn(&it), 150);
    it.programme.points.base.points = true;
    assert_int_equal(earn(&it), 250);
    it.order.by_card_minor = 100000; /* more than the order: it paid the shipping too */
    assert_int_equal(earn(&it), 0);
    it.programme.points.base.shipping = true;
    it.order.shipping_minor = 7; /* comes beside, whoever paid it */
    assert_int_equal(earn(&it), 7);
    it.programme.points.base.gift_card = true;
    it.rules[BASE].lines = (lty_line_filter){.categories_in = {gifts, 1}};
    assert_int_equal(earn(&it), 200); /* shipping is of no category */
    it.rules[BASE].lines = (lty_line_filter){.sale_items = LTY_SALE_LEFT_OUT};
    assert_int_equal(earn(&it), 207);
    desk_order(&it, 0, 0, 0); /* an order of nothing earns nothing, whatever its shipping */
    it.order.shipping_minor = 700;
    assert_int_equal(earn(&it), 0);
    it.order.by_card_minor = INT64_MAX;
    it.order.by_points_minor = 1;
    it.programme.points.base.gift_card = false;
    it.programme.points.base.points = false;
    int64_t points = 77;
    assert_int_equal(lty_earn_points(&points, NULL, NULL, NULL, &it.earn, &it.programme, &it.order), LTY_E_RANGE);
    assert_int_equal(points, 77);
    desk_end(&it);
}

static void other_events_earn_what_their_rules_say(void **unused)
{
    (void) unused;
    desk it;
    lty_earn_ruling rulings[RULES] = {{true, LTY_EARN_NO_LIMIT}, {true, LTY_EARN_NO_LIMIT}, {true, 4}, {false, LTY_EARN_NO_LIMIT}};
    lty_earn_part parts[RULES];
    size_t count = 0;
    int64_t points = 0;
    int64_t uncapped = 0;

    desk_init(&it);
    it.programme.points.earn_count = RULES;
    for (size_t i = 1; i < RULES; i++) {
        it.rules[i] = (lty_earn_rule){.kind = LTY_EARN_REVIEW, .points = (int64_t) i * 10};
    }
    assert_int_equal(lty_earn_action(&points, &uncapped, parts, &count, &it.programme, LTY_EARN_REVIEW, rulings, 12), LTY_OK);
    assert_int_equal(count, 2);
    assert_int_equal(parts[0].given, 10);
    assert_int_equal(parts[1].points, 20);
    assert_int_equal(parts[1].given, 4);
    assert_int_equal(uncapped, 14);
    assert_int_equal(points, 12);
    assert_int_equal(lty_earn_action(&points, NULL, NULL, NULL, &it.programme, LTY_EARN_VISIT, rulings, LTY_EARN_NO_LIMIT), LTY_OK);
    assert_int_equal(points, 0);
    it.rules[1].points = INT64_MAX;
    assert_int_equal(lty_earn_action(&points, NULL, NULL, NULL, &it.programme, LTY_EARN_REVIEW, rulings, LTY_EARN_NO_LIMIT), LTY_E_RANGE);
    it.programme.points.enabled = false;
    it.programme.points.earn = NULL; /* as where the document has no points */
    assert_int_equal(lty_earn_action(&points, NULL, NULL, NULL, &it.programme, LTY_EARN_REVIEW, rulings, LTY_EARN_NO_LIMIT), LTY_OK);
    desk_end(&it);
}

static void a_rule_is_in_time_by_the_local_day(void **unused)
{
    (void) unused;
    desk it;
    lty_earn_rule *rule = &it.rules[BASE];

    desk_init(&it);
    assert_true(lty_earn_in_time(rule, &it.programme, LTY_TIME_MIN));
    rule->from_s = 1000;
    rule->until_s = 2000;
    assert_false(lty_earn_in_time(rule, &it.programme, 999));
    assert_true(lty_earn_in_time(rule, &it.programme, 1000));
    assert_true(lty_earn_in_time(rule, &it.programme, 1999));
    assert_false(lty_earn_in_time(rule, &it.programme, 2000));
    rule->from_s = LTY_TIME_NONE;
    rule->until_s = LTY_TIME_NONE;
    rule->weekdays = 1U << 5 | 1U << 6;                              /* the weekend */
    assert_false(lty_earn_in_time(rule, &it.programme, 1269644399)); /* Friday 2010-03-26 22:59:59 in London */
    assert_false(lty_earn_in_time(rule, &it.programme, 1269647999));
    assert_true(lty_earn_in_time(rule, &it.programme, 1269648000));  /* Saturday, still winter */
    assert_true(lty_earn_in_time(rule, &it.programme, 1269817199));  /* Sunday 2010-03-28 23:59:59, summer time since 01:00 */
    assert_false(lty_earn_in_time(rule, &it.programme, 1269817200)); /* Monday, 23:00 UTC on Sunday */
    rule->weekdays = 1U << 3;
    assert_true(lty_earn_in_time(rule, &it.programme, 0)); /* Thursday 1970-01-01 */
    assert_false(lty_earn_in_time(rule, &it.programme, -1));
    rule->weekdays = 1U << 2;
    assert_true(lty_earn_in_time(rule, &it.programme, -1));
    desk_end(&it);
}

static void what_does_not_fit_is_refused(void **unused)
{
    (void) unused;
    desk it;
    int64_t points = 77;
    int64_t uncapped = 77;
    size_t count = 77;

    desk_init(&it);
    desk_order(&it, INT64_MAX, 0, 1);
    assert_int_equal(lty_earn_points(&points, &uncapped, NULL, &count, &it.earn, &it.programme, &it.order), LTY_E_RANGE);
    it.lines[2].amount_minor = 0;
    it.order.earn_percent = INT64_MAX;
    assert_int_equal(lty_earn_points(&points, &uncapped, NULL, &count, &it.earn, &it.programme, &it.order), LTY_E_RANGE);
    it.order.earn_percent = 10000;
    it.order.shipping_minor = 1;
    it.programme.points.base.shipping = true;
    assert_int_equal(lty_earn_points(&points, &uncapped, NULL, &count, &it.earn, &it.programme, &it.order), LTY_E_RANGE);
    assert_int_equal(points, 77);
    assert_int_equal(uncapped, 77);
    assert_int_equal(count, 77);
    desk_end(&it);
}

static void every_allocation_fails_once(void **unused)
{
    (void) unused;
    lty_status status = LTY_E_MEMORY;

    for (size_t n = 1; status != LTY_OK; n++) {
        desk it;
        int64_t points = 77;

        desk_init(&it);
        desk_order(&it, 100, 200, 300);
        it.order.by_points_minor = 50;
        it.memory.fail_at = n;
        status = lty_earn_points(&points, NULL, NULL, NULL, &it.earn, &it.programme, &it.order);
        assert_true(status == LTY_OK ? n > 2 && points == 5 : status == LTY_E_MEMORY && points == 77);
        desk_end(&it);
        assert_true(n < 10);
    }
}

/* --- the slow reckoning ------------------------------------------------------------------------------------------------ */

static int64_t slow_round(wide numerator, wide divisor, lty_rounding rounding)
{
    const wide down = numerator / divisor;
    const wide rest = numerator - down * divisor;

    if (rounding == LTY_ROUNDING_UP) {
        return (int64_t) (down + (rest > 0));
    }
    if (rounding == LTY_ROUNDING_HALF_UP) {
        return (int64_t) (down + (rest + rest >= divisor));
    }
    if (rounding == LTY_ROUNDING_HALF_EVEN) {
        return (int64_t) (down + (rest + rest > divisor || (rest + rest == divisor && down % 2 == 1)));
    }
    return (int64_t) down;
}

/* One unit after the other to whoever is furthest below the exact share: the same as largest remainder, the slow way. */
static void slow_spread(int64_t *counted, size_t count, int64_t off)
{
    int64_t weights[8];
    int64_t parts[8];
    wide sum = 0;

    for (size_t i = 0; i < count; i++) {
        weights[i] = counted[i];
        sum += weights[i];
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = sum == 0 ? 0 : (int64_t) ((wide) off * weights[i] / sum);
        counted[i] -= parts[i];
    }
    for (;;) {
        int64_t spread = 0;
        size_t best = 0;

        for (size_t i = 0; i < count; i++) {
            spread += parts[i];
            if ((wide) off * weights[i] - (wide) parts[i] * sum > (wide) off * weights[best] - (wide) parts[best] * sum) {
                best = i;
            }
        }
        if (spread == off) {
            return;
        }
        parts[best]++;
        counted[best]--;
    }
}

static bool slow_admits(const lty_line_filter *filter, lty_text category, lty_text brand, bool sale)
{
    if ((filter->sale_items == LTY_SALE_LEFT_OUT && sale) || (filter->sale_items == LTY_SALE_ONLY && !sale)) {
        return false;
    }
    if (filter->brands_out.count > 0 && lty_text_equal(brand, filter->brands_out.items[0])) {
        return false;
    }
    const bool open = filter->categories_in.count == 0 && filter->brands_in.count == 0;

    return open || (filter->categories_in.count > 0 && lty_text_equal(category, filter->categories_in.items[0]))
        || (filter->brands_in.count > 0 && lty_text_equal(brand, filter->brands_in.items[0]));
}

static int64_t slow_rule(const lty_earn_rule *rule, int64_t base, lty_rounding rounding)
{
    int64_t points = 0;

    if (base == 0) {
        return 0;
    }
    if (rule->kind == LTY_EARN_RATE) {
        return slow_round((wide) base * rule->points, rule->per_minor, rounding);
    }
    if (rule->kind != LTY_EARN_STEPS) {
        return rule->points;
    }
    for (size_t i = 0; i < rule->step_count; i++) {
        points = rule->steps[i].from_minor <= base ? rule->steps[i].points : points;
    }
    return points;
}

static int64_t slow_earn(const lty_programme *programme, const lty_earn_order *order)
{
    const lty_earn_base *base = &programme->points.base;
    int64_t counted[8] = {0};
    int64_t kept = 0, gross = 0, available = 0, sum = 0;

    for (size_t i = 0; i < order->line_count; i++) {
        const int64_t k = order->lines[i].amount_minor;
        const int64_t g = order->gross_minor[i];

        kept += k;
        gross += g;
        counted[i] = k - (base->tax || g == 0 ? 0 : slow_round((wide) order->lines[i].tax_minor * k, g, LTY_ROUNDING_HALF_UP));
        counted[i] = counted[i] < 0 ? 0 : counted[i];
        available += counted[i];
    }
    int64_t paid = (base->points ? 0 : order->by_points_minor) + (base->gift_card ? 0 : order->by_card_minor);
    paid = paid < gross ? paid : gross;
    int64_t off = gross == 0 ? 0 : slow_round((wide) paid * kept, gross, LTY_ROUNDING_HALF_UP);
    slow_spread(counted, order->line_count, off < available ? off : available);
    for (size_t r = 0; r < programme->points.earn_count; r++) {
        const lty_earn_rule *rule = &programme->points.earn[r];
        int64_t on = base->shipping && gross > 0 && slow_admits(&rule->lines, (lty_text){NULL, 0}, (lty_text){NULL, 0}, false)
            ? order->shipping_minor
            : 0;

        if (!order->rulings[r].holds || rule->minimum_minor > kept || rule->kind > LTY_EARN_NEXT_ORDER) {
            continue;
        }
        for (size_t i = 0; i < order->line_count; i++) {
            on += slow_admits(&rule->lines, order->lines[i].category, order->lines[i].brand, order->lines[i].sale) ? counted[i] : 0;
        }
        const int64_t points = slow_rule(rule, on, programme->points.rounding);
        sum += points < order->rulings[r].room ? points : order->rulings[r].room;
    }
    const int64_t all = slow_round((wide) sum * order->earn_percent, 10000, programme->points.rounding);
    return all < order->room ? all : order->room;
}

/* Amounts from nothing to the most that an event may say. */
static int64_t random_amount(uint64_t *seed)
{
    static const int64_t limits[] = {1, 3, 100, 5000, 1000000, LTY_MONEY_ENTRY_MAX};

    return lty_test_below(seed, limits[lty_test_below(seed, 6)]);
}

static void random_rule(lty_earn_rule *rule, uint64_t *seed)
{
    static const lty_text brands[] = {{"brew", 4}};

    *rule = (lty_earn_rule){.kind = (lty_earn_kind) (1 + lty_test_below(seed, 7)),
        .points = 1 + lty_test_below(seed, 100),
        .per_minor = 1 + lty_test_below(seed, 500),
        .steps = steps,
        .step_count = 3};
    rule->minimum_minor = lty_test_below(seed, 4) == 0 ? random_amount(seed) : 0;
    rule->lines.sale_items = (lty_sale_items) lty_test_below(seed, 3);
    rule->lines.categories_in = (lty_text_list){gifts, lty_test_below(seed, 3) == 0};
    rule->lines.brands_in = (lty_text_list){brands, lty_test_below(seed, 4) == 0};
    rule->lines.brands_out = (lty_text_list){brands, lty_test_below(seed, 6) == 0};
}

static void random_orders_earn_what_the_document_says(void **unused)
{
    (void) unused;
    uint64_t seed = lty_test_seed("earn", 20261122);
    int64_t total = 0;

    for (int round = 0; round < 20000; round++) {
        desk it;
        lty_event_line lines[6];
        int64_t gross[6];
        lty_earn_ruling rulings[RULES];

        desk_init(&it);
        it.programme.points.rounding = (lty_rounding) lty_test_below(&seed, 4);
        it.programme.points.base = (lty_earn_base){
            lty_test_below(&seed, 2) == 0, lty_test_below(&seed, 2) == 0, lty_test_below(&seed, 2) == 0, lty_test_below(&seed, 2) == 0};
        it.programme.points.earn_count = RULES;
        for (size_t i = 0; i < RULES; i++) {
            random_rule(&it.rules[i], &seed);
            rulings[i] = (lty_earn_ruling){
                lty_test_below(&seed, 5) > 0, lty_test_below(&seed, 3) == 0 ? lty_test_below(&seed, 50) : LTY_EARN_NO_LIMIT};
        }
        it.order = (lty_earn_order){.lines = lines,
            .gross_minor = gross,
            .line_count = (size_t) (1 + lty_test_below(&seed, 6)),
            .shipping_minor = random_amount(&seed),
            .by_points_minor = random_amount(&seed),
            .by_card_minor = random_amount(&seed),
            .earn_percent = lty_test_below(&seed, 30000),
            .rulings = rulings,
            .room = lty_test_below(&seed, 4) == 0 ? lty_test_below(&seed, 1000) : LTY_EARN_NO_LIMIT};
        for (size_t i = 0; i < it.order.line_count; i++) {
            gross[i] = random_amount(&seed);
            lines[i] = (lty_event_line){.category = lty_test_below(&seed, 2) == 0 ? gifts[0] : (lty_text){NULL, 0},
                .brand = lty_test_below(&seed, 2) == 0 ? LTY_TEXT("brew") : LTY_TEXT("other"),
                .amount_minor = lty_test_below(&seed, 2) == 0 ? gross[i] : lty_test_below(&seed, gross[i] + 1),
                .tax_minor = lty_test_below(&seed, gross[i] + 1),
                .sale = lty_test_below(&seed, 3) == 0};
        }
        const int64_t points = earn(&it);

        assert_int_equal(points, slow_earn(&it.programme, &it.order));
        total += points > 0;
        desk_end(&it);
    }
    assert_true(total > 5000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rate_is_rounded_once_on_the_whole_order),
        cmocka_unit_test(filters_choose_lines),
        cmocka_unit_test(an_order_without_lines_is_one_line),
        cmocka_unit_test(the_highest_step_that_is_reached_holds),
        cmocka_unit_test(fixed_points_need_something_that_is_paid_for),
        cmocka_unit_test(the_tier_multiplies_the_sum_and_parts_explain_it),
        cmocka_unit_test(caps_cut_rules_before_the_tier_and_the_sum_behind_it),
        cmocka_unit_test(a_minimum_is_of_what_is_kept_of_the_order),
        cmocka_unit_test(tax_counts_only_where_the_programme_says_so),
        cmocka_unit_test(what_is_paid_otherwise_is_spread_over_the_lines),
        cmocka_unit_test(other_events_earn_what_their_rules_say),
        cmocka_unit_test(a_rule_is_in_time_by_the_local_day),
        cmocka_unit_test(what_does_not_fit_is_refused),
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(random_orders_earn_what_the_document_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
