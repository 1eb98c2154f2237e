/* Aggregates of one person: by hand, and against a reading that knows rows as they are and no rules; the degree of loyalty. */
#include "lty_aggregate.h"
#include "lty_test_rows.h"

static int64_t ask(const char *text, const lty_purchases *purchases, int64_t at_s, lty_arena *arena)
{
    static const int64_t facts[LTY_FACT_COUNT];
    const lty_programme programme = lty_test_programme();
    const lty_aggregate_person person = {facts, purchases, &programme, at_s};
    lty_expr_value value;

    lty_aggregate_value(&value, rule_compile(text, &programme, arena), 0, &person);
    return value.null ? LTY_FACT_NONE : value.number;
}

static lty_purchase bought(uint32_t order, int64_t at_s, int64_t amount, const char *sku, const char *category)
{
    return (lty_purchase){.at_s = at_s,
        .amount_minor = amount,
        .gross_minor = amount,
        .quantity = 1,
        .cost_minor = LTY_FACT_NONE,
        .margin_minor = LTY_FACT_NONE,
        .sku = lty_test_text(sku),
        .category = lty_test_text(category),
        .order = order};
}

/* At noon of 31 March 2011, local time: two days after summer time began. */
#define NOON 1301569200LL

static void test_by_hand(void **state)
{
    lty_purchase rows[] = {bought(1, NOON - 200 * LTY_TEST_DAY, 1000, "a", "cat food"), bought(1, NOON - 200 * LTY_TEST_DAY, 500, "b", ""),
        bought(2, NOON - 4 * LTY_TEST_DAY - 12 * 3600, 250, "a", "cat food"),
        bought(3, NOON - 4 * LTY_TEST_DAY - 11 * 3600, 101, "", "dog food")};
    lty_activity done[] = {{.at_s = NOON - 5, .kind = LTY_ACTIVITY_VISIT, .via = LTY_TEXT("search"), .wanted = LTY_FACT_NONE},
        {.at_s = NOON - 4, .kind = LTY_ACTIVITY_CLICKED, .name = LTY_TEXT("news"), .section = LTY_TEXT("cats"), .wanted = LTY_FACT_NONE},
        {.at_s = NOON - 3, .kind = LTY_ACTIVITY_PREFERENCE, .name = LTY_TEXT("pets"), .wanted = 0}};
    static const struct {
        const char *rule;
        int64_t value;
    } cases[] = {{"count(orders) > 0", 3}, {"count(lines) > 0", 4}, {"count(skus) > 0", 2}, {"count(categories) > 0", 2},
        {"count(brands) > 0", 0}, {"sum(amount) > 0", 1851}, {"sum(amount, category = \"cat food\") > 0", 1250},
        {"sum(amount, category starts with \"cat\", sku = \"a\") > 0", 1250},
        /* The window begins with the start of the local day: four days ago, in winter time still, 23:00 UTC of the day before by then. */
        {"count(orders, last 4 days) > 0", 1}, {"count(orders, last 5 days) > 0", 2}, {"count(orders, before 4 days ago) > 0", 2},
        {"count(orders, since 2011-03-27) > 0", 1}, {"count(orders, between 2011-03-26 and 2011-03-26) > 0", 1},
        {"count(orders, last 200 days, before 5 days ago) > 0", 1}, {"average(amount) > 0", 617},
        {"average(amount, category = \"tea\") > 0", LTY_FACT_NONE}, {"average(amount, order <= 2) > 0", 875}, {"min(amount) > 0", 101},
        {"max(amount) > 0", 1000}, {"max(amount, sku = \"x\") > 0", LTY_FACT_NONE}, {"sum(amount, sku = \"x\") > 0", 0},
        {"sum(cost) > 0", 0}, {"min(margin) > 0", LTY_FACT_NONE}, {"average(cost) > 0", LTY_FACT_NONE},
        {"count(lines, cost is null) > 0", 4}, {"first(orders) is null", NOON - 200 * LTY_TEST_DAY},
        {"last(orders, category = \"cat food\") is null", NOON - 4 * LTY_TEST_DAY - 12 * 3600},
        {"last(orders, brand = \"x\") is null", LTY_FACT_NONE}, {"share(amount, category = \"cat food\") > 1 %", 675310},
        {"share(amount, category = \"cat food\", of category in (\"cat food\", \"dog food\")) > 1 %", 925240},
        {"share(orders, category = \"cat food\") > 1 %", 666666}, {"share(lines, sku = \"b\") > 1 %", 250000},
        {"share(amount, sale, of brand = \"x\") > 1 %", LTY_FACT_NONE}, {"share(lines, sale) > 1 %", 0}, {"count(visits) > 0", 1},
        {"count(visits, via = \"search\") > 0", 1}, {"count(clicked, section = \"dogs\") > 0", 0},
        {"count(preferences, not wanted) > 0", 1}, {"count(preferences, wanted) > 0", 0}, {"last(clicked) is null", NOON - 4},
        {"first(opened) is null", LTY_FACT_NONE}, {"share(visits, hour = 11) > 1 %", 1000000},
        {"share(sent, hour = 11) > 1 %", LTY_FACT_NONE}, {"count(lines, weekday = 6 or month = 9) > 0", 3}};
    LTY_TEST_ALLOC();
    const lty_purchases purchases = {.rows = rows, .count = COUNT(rows), .activities = done, .activity_count = COUNT(done)};
    lty_arena arena;

    (void) state;
    lty_arena_init(&arena, &alloc);
    for (size_t i = 0; i < COUNT(cases); i++) {
        const int64_t value = ask(cases[i].rule, &purchases, NOON, &arena);

        if (value != cases[i].value) {
            fail_msg("%s: %lld", cases[i].rule, (long long) value);
        }
    }
    rows[0].quantity = rows[1].quantity = INT64_MAX;
    assert_true(ask("sum(quantity) > 0", &purchases, NOON, &arena) == LTY_FACT_NONE);
    assert_true(ask("sum(quantity, order > 1) > 0", &purchases, NOON, &arena) == 2);
    assert_true(ask("share(quantity, order > 1) > 1 %", &purchases, NOON, &arena) == LTY_FACT_NONE);
    assert_true(ask("max(quantity) > 0", &purchases, NOON, &arena) == INT64_MAX);
    rows[0].quantity = LTY_EXPR_SUM_MAX - 2;
    rows[1].quantity = 1;
    assert_true(ask("sum(quantity) > 0", &purchases, NOON, &arena) == LTY_FACT_NONE); /* one beyond */
    rows[1].quantity = 0;
    assert_true(ask("sum(quantity) > 0", &purchases, NOON, &arena) == LTY_EXPR_SUM_MAX);
    for (size_t i = 0; i < COUNT(rows); i++) { /* sums go either way */
        rows[i].cost_minor = INT64_C(1000000000000);
        rows[i].margin_minor = i % 2 == 0 ? -INT64_C(4500000000000000) : 0;
    }
    assert_true(ask("sum(margin) > 0", &purchases, NOON, &arena) == -LTY_EXPR_SUM_MAX);
    assert_true(ask("average(margin) > 0", &purchases, NOON, &arena) == -INT64_C(3000000000000000));
    rows[1].margin_minor = -1;
    assert_true(ask("sum(margin) > 0", &purchases, NOON, &arena) == LTY_FACT_NONE);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

/* --- against a plain reading --------------------------------------------------------------------------------------------- */

/* Conditions by number, as words and as they are. */
#define CONDITIONS 8
static const char *const condition_words[CONDITIONS] = {"category = \"cat food\"", "amount >= 20", "sale", "not code",
    "sku in (\"a\", \"b\", \"z\")", "channel != \"shop\"", "cost is null or margin > 0", "order >= 2 and quantity < 3"};

static bool is(lty_text text, const char *other)
{
    return lty_text_equal(text, lty_test_text(other));
}

static bool meets(const lty_purchase *row, int condition)
{
    switch (condition) {
        case 0: return is(row->category, "cat food");
        case 1: return row->amount_minor >= 2000;
        case 2: return row->sale;
        case 3: return !row->code;
        case 4: return is(row->sku, "a") || is(row->sku, "b") || is(row->sku, "z");
        case 5: return !is(row->channel, "shop");
        case 6: return row->cost_minor == LTY_FACT_NONE || row->margin_minor > 0;
        default: return row->order >= 2 && row->quantity < 3;
    }
}

typedef long double wide; /* sums below 2^63 are exact in 64 bits of mantissa, and beyond that it only has to be seen */

static bool chosen(const lty_purchase *row, unsigned set)
{
    for (int i = 0; i < CONDITIONS; i++) {
        if ((set >> i & 1U) != 0 && !meets(row, i)) {
            return false;
        }
    }
    return true;
}

static int64_t model_sum(const lty_purchases *p, unsigned set, int column)
{
    wide sum = 0;

    for (size_t i = 0; i < p->count; i++) {
        if (chosen(&p->rows[i], set)) {
            sum += column == 0                             ? p->rows[i].amount_minor
                : column == 1                              ? p->rows[i].quantity
                : p->rows[i].margin_minor == LTY_FACT_NONE ? 0
                                                           : p->rows[i].margin_minor;
        }
    }
    return sum > LTY_EXPR_SUM_MAX || sum < -LTY_EXPR_SUM_MAX ? LTY_FACT_NONE : (int64_t) sum;
}

static int64_t model_different(const lty_purchases *p, unsigned set, bool orders)
{
    int64_t count = 0;

    for (size_t i = 0; i < p->count; i++) {
        bool before = !orders && p->rows[i].sku.len == 0;

        for (size_t j = 0; j < i && !before; j++) {
            before = chosen(&p->rows[j], set)
                && (orders ? p->rows[j].order == p->rows[i].order : lty_text_equal(p->rows[j].sku, p->rows[i].sku));
        }
        count += chosen(&p->rows[i], set) && !before;
    }
    return count;
}

static void words(char *out, size_t size, unsigned set)
{
    size_t len = 0;

    out[0] = '\0';
    for (int i = 0; i < CONDITIONS; i++) {
        if ((set >> i & 1U) != 0) {
            len += (size_t) snprintf(out + len, size - len, ", %s", condition_words[i]);
        }
    }
}

static void assert_asked(const char *what, const char *conditions, int64_t wanted, const lty_purchases *p, lty_arena *arena)
{
    char rule[800];

    snprintf(rule, sizeof rule, "%s%s) is null", what, conditions);
    const int64_t value = ask(rule, p, LTY_TEST_2012, arena);
    if (value != wanted) {
        fail_msg("%s: %lld, not %lld", rule, (long long) value, (long long) wanted);
    }
}

static void test_against_model(void **state)
{
    static shop s;
    uint64_t random = lty_test_seed("aggregate", 4711);
    LTY_TEST_ALLOC();
    lty_purchases p;
    lty_history history;
    size_t linked = 0;

    (void) state;
    lty_history_init(&history, &alloc);
    lty_purchases_init(&p, &alloc);
    for (int round = 0; round < 60; round++) {
        const lty_event *pointers[EVENTS_MAX];
        lty_arena arena;

        shop_fill(&s, &random, 1);
        for (size_t i = 0; i < s.w.count; i++) {
            pointers[i] = &s.w.events[i];
        }
        lty_arena_init(&arena, &alloc);
        assert_int_equal(lty_history_prepare(&history, pointers, s.w.count, LTY_TEST_2012), LTY_OK);
        assert_int_equal(lty_purchases_read(&p, &history), LTY_OK);
        linked += p.count >= LTY_PURCHASES_LINKED;
        for (int i = 0; i < 12; i++) {
            const unsigned set = (unsigned) (lty_test_random(&random) & lty_test_random(&random)) % (1U << CONDITIONS);
            const int64_t sum = model_sum(&p, set, 0);
            const int64_t orders = model_different(&p, set, true);
            const int64_t whole = model_sum(&p, 0, 0);
            char conditions[600];

            words(conditions, sizeof conditions, set);
            assert_asked("sum(amount", conditions, sum, &p, &arena);
            assert_asked("sum(quantity", conditions, model_sum(&p, set, 1), &p, &arena);
            assert_asked("sum(margin", conditions, model_sum(&p, set, 2), &p, &arena);
            assert_asked("count(skus", conditions, model_different(&p, set, false), &p, &arena);
            assert_asked("count(orders", conditions, orders, &p, &arena);
            assert_asked("average(amount", conditions, orders == 0 ? LTY_FACT_NONE : (2 * sum + orders) / (2 * orders), &p, &arena);
            if (set != 0 && sum < INT64_C(9000000000000)) {
                assert_asked("share(amount", conditions, whole <= 0 ? LTY_FACT_NONE : sum * 1000000 / whole, &p, &arena);
            }
        }
        lty_arena_destroy(&arena);
    }
    printf("%zu histories long enough for links\n", linked);
    assert_true(linked > 10 && linked < 60);
    lty_purchases_destroy(&p);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

/* Thousands of lines with thousands of texts, none of which counts but the last: no time in their square. */
static void test_many_texts(void **state)
{
    const size_t count = 200000;
    LTY_TEST_ALLOC();
    lty_event *events = calloc(2, sizeof *events);
    lty_event_line *lines = calloc(count, sizeof *lines);
    char *skus = calloc(count, 8);
    const lty_event *pointers[1] = {events};
    lty_purchases p;
    lty_history history;
    lty_arena arena;

    (void) state;
    events[0] = lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2011, LTY_ORDER_PAID, (int64_t) count);
    for (size_t i = 0; i < count; i++) {
        snprintf(skus + 8 * i, 8, "%zu", i % (count / 2));
        lines[i] = (lty_event_line){.sku = lty_test_text(skus + 8 * i),
            .category = LTY_TEXT("one"),
            .quantity = 1,
            .amount_minor = 1,
            .cost_minor = LTY_EVENT_COST_NONE,
            .sale = i + 1 == count};
    }
    events[0].lines = lines;
    events[0].line_count = count;
    lty_history_init(&history, &alloc);
    lty_purchases_init(&p, &alloc);
    lty_arena_init(&arena, &alloc);
    assert_int_equal(lty_history_prepare(&history, pointers, 1, LTY_TEST_2012), LTY_OK);
    assert_int_equal(lty_purchases_read(&p, &history), LTY_OK);
    assert_int_equal(ask("count(skus) > 0", &p, LTY_TEST_2012, &arena), (int64_t) count / 2);
    assert_int_equal(ask("count(categories) > 0", &p, LTY_TEST_2012, &arena), 1);
    assert_int_equal(ask("count(categories, sale) > 0", &p, LTY_TEST_2012, &arena), 1);
    lty_arena_destroy(&arena);
    lty_purchases_destroy(&p);
    lty_history_destroy(&history);
    free(skus);
    free(lines);
    free(events);
    assert_int_equal(memory.blocks, 0);
}

/* --- the degree of loyalty ------------------------------------------------------------------------------------------------ */

static const lty_expr *number_of(const char *text, const lty_programme *programme, lty_arena *arena)
{
    lty_expr_scope scope = lty_fact_scope();
    lty_problems problems;
    const lty_expr *value = NULL;

    scope.zone = &programme->zone;
    scope.currency_decimals = 2;
    lty_problems_init(&problems, arena);
    assert_int_equal(lty_expr_compile_value(&value, lty_test_text(text), &scope, arena, &problems), LTY_OK);
    return value;
}

static void test_degree(void **state)
{
    LTY_TEST_ALLOC();
    lty_programme programme = lty_test_programme();
    lty_purchase rows[] = {bought(1, NOON - 10 * LTY_TEST_DAY, 1000, "a", ""), bought(2, NOON - 5 * LTY_TEST_DAY, 1000, "b", "")};
    const lty_purchases purchases = {.rows = rows, .count = COUNT(rows)};
    int64_t facts[LTY_FACT_COUNT];
    const lty_aggregate_person person = {facts, &purchases, &programme, NOON};
    int64_t parts[5];
    lty_arena arena;

    (void) state;
    lty_arena_init(&arena, &alloc);
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = LTY_FACT_NONE;
    }
    assert_true(lty_aggregate_degree(NULL, &programme, &person) == LTY_FACT_NONE);
    facts[LTY_FACT_LAST_ORDER] = NOON - 5 * LTY_TEST_DAY;
    facts[LTY_FACT_RFM_RECENCY] = 5; /* applied: says nothing here */
    facts[LTY_FACT_LOYALTY] = 77;
    const lty_loyalty_part list[] = {{.value = number_of("count(orders)", &programme, &arena), .full = 3, .weight = 30},
        {.value = number_of("days_since(last_order)", &programme, &arena), .zero = 365, .full = 30, .weight = 15},
        {.value = number_of("sum(amount)", &programme, &arena), .zero = 500, .full = 4500, .weight = 1},
        {.value = number_of("rfm_recency", &programme, &arena), .full = 5, .weight = 10},
        {.value = number_of("birthday_in", &programme, &arena), .zero = INT64_MIN + 1, .full = INT64_MAX, .weight = 4}};

    programme.loyalty = list;
    programme.loyalty_count = COUNT(list);
    /* 30 * .666666 + 15 + .375 of 60: 58.958… */
    assert_int_equal(lty_aggregate_degree(parts, &programme, &person), 59);
    assert_int_equal(parts[0], 666666);
    assert_int_equal(parts[1], 1000000);
    assert_int_equal(parts[2], 375000);
    assert_int_equal(parts[3], 0);
    assert_int_equal(parts[4], 0);
    assert_int_equal(lty_aggregate_part_value(&list[1], &person), 5);
    assert_true(lty_aggregate_part_value(&list[3], &person) == LTY_FACT_NONE);
    facts[LTY_FACT_LAST_ORDER] = NOON - 198 * LTY_TEST_DAY;
    facts[LTY_FACT_BIRTHDAY_IN] = 0;
    lty_aggregate_degree(parts, &programme, &person);
    assert_int_equal(parts[1], 167 * 1000000 / 335);
    assert_int_equal(parts[4], 500000); /* (2^63 - 1) / (2^64 - 2) */
    facts[LTY_FACT_LAST_ORDER] = NOON - 900 * LTY_TEST_DAY;
    lty_aggregate_degree(parts, &programme, &person);
    assert_int_equal(parts[1], 0);
    programme.loyalty_count = 1; /* half up */
    lty_loyalty_part half = {.value = list[0].value, .full = 400, .weight = 1};
    programme.loyalty = &half;
    assert_int_equal(lty_aggregate_degree(NULL, &programme, &person), 1); /* 0.5 */
    half.full = 401;
    assert_int_equal(lty_aggregate_degree(NULL, &programme, &person), 0);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_against_model),
        cmocka_unit_test(test_many_texts), cmocka_unit_test(test_degree)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
