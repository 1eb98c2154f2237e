/*
 * Rules beyond one customer's fields: aggregates and their windows, maps, segments and affinities that are written out, values. What they compile to, what
 * they come out at against a reading of the same random tree that shares no code, and every refusal.
 */
#include "lty_test.h"

#include "lty_expr.h"
#include "lty_facts.h"

/* Europe/London in 2011: summer time from 27 March 01:00Z to 30 October 01:00Z. */
static const lty_transition london_transitions[] = {{0, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_zone london = {{"Europe/London", 13}, london_transitions, 3};

#define NOON_1_DECEMBER 1322740800 /* 2011-12-01T12:00:00Z, a Thursday */

/* A rule and what it lives in. */
typedef struct reading {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_problems problems;
    lty_expr_scope scope;
    lty_expr_names names;
    lty_expr_named segments[4];
    lty_expr_named groups[2];
    lty_expr_affinity affinity;
    const lty_expr *expr;
} reading;

static void compile_named(reading *it, lty_expr_named *out, const char *key, const char *rule)
{
    out->key = lty_test_text(key);
    assert_int_equal(lty_expr_compile(&out->rule, lty_test_text(rule), &it->scope, &it->arena, &it->problems), LTY_OK);
}

/* Segments "many" and "dear" (which names "many"), "broken"; the affinity "pets" of "cats" and "dogs". */
static void begin(reading *it)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    lty_arena_init(&it->arena, &it->alloc);
    lty_problems_init(&it->problems, &it->arena);
    it->scope = lty_fact_scope();
    it->scope.zone = &london;
    it->scope.currency_decimals = 2;
    it->scope.names = &it->names;
    compile_named(it, &it->groups[0], "cats", "share(amount, category = \"cat food\") >= 80 %");
    compile_named(it, &it->groups[1], "dogs", "share(amount, category = \"dog food\") >= 80 %");
    it->affinity = (lty_expr_affinity){LTY_TEXT("pets"), it->groups, 2};
    it->names.affinities = &it->affinity;
    it->names.affinity_count = 1;
    compile_named(it, &it->segments[0], "many", "orders >= 3");
    it->names.segments = it->segments;
    it->names.segment_count = 1;
    compile_named(it, &it->segments[1], "dear", "in segment \"many\" and average_order > 100 or gender = \"other\"");
    it->segments[2].key = LTY_TEXT("broken");
    it->names.segment_count = 3;
}

static void end(reading *it)
{
    lty_arena_destroy(&it->arena);
    assert_int_equal(it->memory.blocks, 0);
}

static const lty_expr *compile(reading *it, const char *rule)
{
    const lty_expr *expr = NULL;
    const lty_status status = lty_expr_compile(&expr, lty_test_text(rule), &it->scope, &it->arena, &it->problems);

    if (status != LTY_OK && it->problems.count > 0) {
        print_error("%s: found %s, expected %s\n", rule, it->problems.items[0].found.bytes, it->problems.items[0].expected.bytes);
    }
    assert_int_equal(status, LTY_OK);
    assert_true(lty_text_equal(lty_expr_source(expr), lty_test_text(rule)));
    return expr;
}

static const lty_expr_aggregate *only_aggregate(const lty_expr *expr)
{
    size_t count;
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &count);

    assert_int_equal(count, 1);
    return aggregates;
}

/* The first problem stands at `offset`, found begins so, and expected contains so. */
static void refused_by(lty_status (*read)(const lty_expr **, lty_text, const lty_expr_scope *, lty_arena *, lty_problems *),
    const char *rule, size_t offset, const char *found, const char *expected)
{
    reading it;
    const lty_expr *expr = NULL;

    begin(&it);
    assert_int_equal(read(&expr, lty_test_text(rule), &it.scope, &it.arena, &it.problems), LTY_E_RULE);
    assert_null(expr);
    assert_true(it.problems.count >= 1);
    const lty_problem *first = &it.problems.items[0];
    if (first->offset != offset || strncmp(first->found.bytes, found, strlen(found)) != 0
        || strstr(first->expected.bytes, expected) == NULL) {
        print_error("%s\n  at %zu: %s\n  expected: %s\n", rule, first->offset, first->found.bytes, first->expected.bytes);
    }
    assert_int_equal(first->offset, offset);
    assert_memory_equal(first->found.bytes, found, strlen(found));
    assert_non_null(strstr(first->expected.bytes, expected));
    end(&it);
}

static void refused(const char *rule, size_t offset, const char *found, const char *expected)
{
    refused_by(lty_expr_compile, rule, offset, found, expected);
}

static void test_an_aggregate_is_a_field(void **state)
{
    reading it;
    size_t count;

    (void) state;
    begin(&it);
    const lty_expr *expr = compile(&it, "50 < sum(amount, category = \"cat food\" or sale, channel != \"shop\", last 180 days)");
    const lty_expr_step *steps = lty_expr_steps(expr, &count);
    assert_int_equal(count, 1);
    assert_int_equal(steps[0].op, LTY_EXPR_OP_COMPARE);
    assert_int_equal(steps[0].compare, LTY_EXPR_GT);
    assert_int_equal(steps[0].field, LTY_EXPR_AGGREGATE);
    assert_int_equal(steps[0].type, LTY_EXPR_MONEY);
    assert_int_equal(steps[0].number, 5000);
    assert_int_equal(lty_expr_fields(expr), 0);
    const lty_expr_aggregate *sum = only_aggregate(expr);
    assert_int_equal(sum->function, LTY_EXPR_SUM);
    assert_string_equal(sum->what->name, "amount");
    assert_int_equal(sum->offset, 5);
    assert_true(
        lty_text_equal(sum->text, lty_test_text("sum(amount, category = \"cat food\" or sale, channel != \"shop\", last 180 days)")));
    assert_null(sum->of);
    steps = lty_expr_steps(sum->window, &count);
    assert_int_equal(count, 1);
    assert_int_equal(steps[0].field, LTY_PURCHASE_AT);
    assert_int_equal(steps[0].compare, LTY_EXPR_GE);
    assert_true(steps[0].relative);
    assert_int_equal(steps[0].days, 180);
    steps = lty_expr_steps(sum->condition, &count);
    assert_int_equal(count, 5); /* category, sale, or, channel, and */
    assert_int_equal(steps[0].field, LTY_PURCHASE_CATEGORY);
    assert_int_equal(steps[1].op, LTY_EXPR_OP_TRUE);
    assert_int_equal(steps[1].field, LTY_PURCHASE_SALE);
    assert_int_equal(steps[2].op, LTY_EXPR_OP_OR);
    assert_int_equal(steps[4].op, LTY_EXPR_OP_AND);
    assert_int_equal(lty_expr_fields(sum->condition), 1 << LTY_PURCHASE_CATEGORY | 1 << LTY_PURCHASE_SALE | 1 << LTY_PURCHASE_CHANNEL);
    end(&it);
}

static void test_functions_and_what_they_are_taken_of(void **state)
{
    static const struct {
        const char *rule;
        lty_expr_function function;
        lty_expr_type type;
    } table[] = {
        {"count(orders) > 1", LTY_EXPR_DISTINCT, LTY_EXPR_INTEGER},
        {"count(lines, sale) > 1", LTY_EXPR_COUNT, LTY_EXPR_INTEGER},
        {"count(categories) >= 5", LTY_EXPR_DISTINCT, LTY_EXPR_INTEGER},
        {"COUNT(visits, via = \"direct\") = 0", LTY_EXPR_COUNT, LTY_EXPR_INTEGER},
        {"sum(quantity) > 9", LTY_EXPR_SUM, LTY_EXPR_INTEGER},
        {"average(margin) < 0.50", LTY_EXPR_AVERAGE, LTY_EXPR_MONEY},
        {"min(gross) = 1", LTY_EXPR_MIN, LTY_EXPR_MONEY},
        {"max(quantity) = 1", LTY_EXPR_MAX, LTY_EXPR_INTEGER},
        {"first(orders, channel = \"catalogue\") is null", LTY_EXPR_FIRST, LTY_EXPR_INSTANT},
        {"last(clicked, section = \"cats\") >= 30 days ago", LTY_EXPR_LAST, LTY_EXPR_INSTANT},
        {"share(amount, sale or code, last 12 months) >= 60 %", LTY_EXPR_SHARE_SUM, LTY_EXPR_RATIO},
        {"share(orders, code) >= 0.25", LTY_EXPR_SHARE_DISTINCT, LTY_EXPR_RATIO},
        {"share(amount, sale, of (sale or code), last 3 months) >= 10 %", LTY_EXPR_SHARE_SUM, LTY_EXPR_RATIO},
        {"share(opened, hour between 6 and 9) > 50%", LTY_EXPR_SHARE_COUNT, LTY_EXPR_RATIO},
    };

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        reading it;
        begin(&it);
        const lty_expr_aggregate *aggregate = only_aggregate(compile(&it, table[i].rule));
        assert_int_equal(aggregate->function, table[i].function);
        assert_int_equal(aggregate->type, table[i].type);
        end(&it);
    }
}

static void test_windows(void **state)
{
    static const struct {
        const char *window;
        size_t count;
        lty_expr_compare compares[2];
        int64_t numbers[2]; /* at noon of 1 December 2011 */
    } table[] = {
        {"last 1 day", 1, {LTY_EXPR_GE}, {1322611200}},         /* 30 November */
        {"last 2 weeks", 1, {LTY_EXPR_GE}, {1321488000}},       /* 17 November */
        {"last 6 months", 1, {LTY_EXPR_GE}, {1306882800}},      /* 1 June, summer time */
        {"before 90 days ago", 1, {LTY_EXPR_LT}, {1314918000}}, /* 2 September */
        {"since 2011-07-01", 1, {LTY_EXPR_GE}, {1309474800}},
        {"since 2011-07-01T12:00:00Z", 1, {LTY_EXPR_GE}, {1309521600}},
        {"between 2011-01-01 and 2011-03-31", 3, {LTY_EXPR_GE, LTY_EXPR_LT}, {1293840000, 1301612400}}, /* to the start of 1 April */
        {"before 2011-07-01, last 1 year", 3, {LTY_EXPR_LT, LTY_EXPR_GE}, {1309474800, 1291161600}},
        {"since today", 1, {LTY_EXPR_GE}, {1322697600}},
    };

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        reading it;
        char rule[128];
        size_t count;
        begin(&it);
        snprintf(rule, sizeof rule, "count(orders, %s) > 0", table[i].window);
        const lty_expr_aggregate *aggregate = only_aggregate(compile(&it, rule));
        const lty_expr_step *steps = lty_expr_steps(aggregate->window, &count);
        assert_null(aggregate->condition);
        assert_int_equal(count, table[i].count);
        for (size_t k = 0; k < (count + 1) / 2; k++) {
            assert_int_equal(steps[k].compare, table[i].compares[k]);
            assert_int_equal(lty_expr_step_number(aggregate->window, &steps[k], NOON_1_DECEMBER), table[i].numbers[k]);
        }
        end(&it);
    }
}

static void test_equal_aggregates_are_one(void **state)
{
    reading it;
    size_t count;

    (void) state;
    begin(&it);
    const lty_expr *expr =
        compile(&it, "sum(amount, sale) > 5 and sum( amount ,sale = true or sale) < 9 and sum(amount, sale) != 7 and sum(gross, sale) > 5");
    (void) lty_expr_aggregates(expr, &count);
    assert_int_equal(count, 3);
    const lty_expr_step *steps = lty_expr_steps(expr, &count);
    assert_int_equal(steps[0].field, LTY_EXPR_AGGREGATE);
    assert_int_equal(steps[3].field, LTY_EXPR_AGGREGATE);
    /* What segments aggregate counts as the rule's, and is shared with it. */
    expr = compile(&it, "affinity(\"pets\") = \"cats\" and share(amount, category = \"cat food\") < 0.9");
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &count);
    assert_int_equal(count, 2);
    assert_true(lty_text_equal(aggregates[1].text, lty_test_text("share(amount, category = \"dog food\") >= 80 %"))
        || lty_text_equal(aggregates[1].text, lty_test_text("share(amount, category = \"dog food\")")));
    assert_int_equal(aggregates[1].offset, 0); /* where the affinity stands */
    end(&it);
}

static void test_maps(void **state)
{
    static const struct {
        lty_expr_map map;
        lty_expr_type type;
        int64_t number;
        int64_t wanted;
    } table[] = {
        {LTY_EXPR_MAP_YEAR, LTY_EXPR_INSTANT, 1293839999, 2010},
        {LTY_EXPR_MAP_YEAR, LTY_EXPR_INSTANT, 1293840000, 2011},
        {LTY_EXPR_MAP_MONTH, LTY_EXPR_INSTANT, 1309474799, 6}, /* 2011-06-30T22:59:59Z is 23:59:59 in London */
        {LTY_EXPR_MAP_MONTH, LTY_EXPR_INSTANT, 1309474800, 7},
        {LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_INSTANT, NOON_1_DECEMBER, 4},
        {LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_DAY, 0, 4},
        {LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_DAY, -4, 7},
        {LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_DAY, -3, 1},
        {LTY_EXPR_MAP_HOUR, LTY_EXPR_INSTANT, 1309474800, 0},
        {LTY_EXPR_MAP_HOUR, LTY_EXPR_INSTANT, -1, 23},
        {LTY_EXPR_MAP_HOUR, LTY_EXPR_INSTANT, 1319936399, 1}, /* the hour that comes twice */
        {LTY_EXPR_MAP_HOUR, LTY_EXPR_INSTANT, 1319936400, 1},
        {LTY_EXPR_MAP_DAYS_SINCE, LTY_EXPR_INSTANT, 1322697599, 1},
        {LTY_EXPR_MAP_DAYS_SINCE, LTY_EXPR_INSTANT, NOON_1_DECEMBER, 0},
        {LTY_EXPR_MAP_DAYS_SINCE, LTY_EXPR_DAY, 15310, -1}, /* 2011-12-02 */
        {LTY_EXPR_MAP_YEAR, LTY_EXPR_DAY, 3711, 1980},
    };
    lty_expr_value out;

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        const lty_expr_value value = {.number = table[i].number};
        lty_expr_apply(&out, table[i].map, table[i].type, &value, &london, NOON_1_DECEMBER);
        assert_false(out.null);
        assert_int_equal(out.number, table[i].wanted);
    }
    const lty_expr_value null = {.null = true};
    lty_expr_apply(&out, LTY_EXPR_MAP_MONTH, LTY_EXPR_INSTANT, &null, &london, 0);
    assert_true(out.null);
    /* What no calendar has: an altered file, say. */
    for (int i = 0; i < 4; i++) {
        const int64_t numbers[] = {INT64_MIN, INT64_MAX, LTY_TIME_MAX + 1, LTY_TIME_MIN - 1};
        const lty_expr_value wild = {.number = numbers[i]};
        lty_expr_apply(&out, LTY_EXPR_MAP_DAYS_SINCE, LTY_EXPR_INSTANT, &wild, &london, 0);
        assert_true(out.null);
        lty_expr_apply(&out, LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_DAY, &wild, &london, 0);
        assert_true(out.null);
    }
}

/* month(at) and the column month are one. */
static void test_one_meaning_of_a_month(void **state)
{
    reading it;
    size_t count;

    (void) state;
    begin(&it);
    const lty_expr *expr =
        compile(&it, "count(orders, month(at) = 12) > 0 and count(orders, month = 12) < 9 and count(orders, year(at) = 2011) > 0");
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &count);
    assert_int_equal(count, 2);
    const lty_expr_step *steps = lty_expr_steps(aggregates[0].condition, &count);
    assert_int_equal(steps[0].field, LTY_PURCHASE_MONTH);
    assert_int_equal(steps[0].map, LTY_EXPR_MAP_NONE);
    steps = lty_expr_steps(aggregates[1].condition, &count);
    assert_int_equal(steps[0].field, LTY_PURCHASE_AT);
    assert_int_equal(steps[0].map, LTY_EXPR_MAP_YEAR);
    assert_int_equal(steps[0].type, LTY_EXPR_INSTANT);
    end(&it);
}

/* Facts by number, aggregates by theirs; what is not there is null. */
typedef struct figures {
    const int64_t *facts; /* LTY_FACT_NONE = null */
    const char *gender;
    int64_t aggregates[4];
} figures;

static void read_figures(lty_expr_value *out, const void *context, uint32_t field)
{
    const figures *it = context;
    const int64_t number = field >= LTY_EXPR_AGGREGATE ? it->aggregates[field - LTY_EXPR_AGGREGATE] : it->facts[field];

    *out = (lty_expr_value){.null = number == LTY_FACT_NONE, .number = number};
    if (field == LTY_FACT_GENDER) {
        out->null = it->gender == NULL;
        out->text = out->null ? out->text : lty_test_text(it->gender);
    }
}

static void no_facts(int64_t facts[LTY_FACT_COUNT])
{
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = LTY_FACT_NONE;
    }
}

static int judge(reading *it, const char *rule, const figures *of)
{
    return lty_expr_evaluate(compile(it, rule), read_figures, of, NOON_1_DECEMBER);
}

static void test_today_and_texts(void **state)
{
    reading it;
    int64_t facts[LTY_FACT_COUNT];
    figures of = {.facts = facts, .gender = "female"};

    (void) state;
    begin(&it);
    no_facts(facts);
    facts[LTY_FACT_LAST_ORDER] = NOON_1_DECEMBER - 86400;
    facts[LTY_FACT_BIRTHDAY] = 3711;
    assert_int_equal(judge(&it, "month(today) in (11, 12)", &of), 1);
    assert_int_equal(judge(&it, "today = 2011-12-01", &of), 1);
    assert_int_equal(judge(&it, "today between 2011-12-02 and 2011-12-24", &of), 0);
    assert_int_equal(judge(&it, "today not between 2011-12-02 and 2011-12-24 and weekday(today) = 4", &of), 1);
    assert_int_equal(judge(&it, "last_order < today and today > last_order", &of), 1);
    assert_int_equal(judge(&it, "last_order between 1 day ago and today", &of), 1);
    assert_int_equal(judge(&it, "days_since(last_order) = 1 and weekday(last_order) = 3 and hour(last_order) = 12", &of), 1);
    assert_int_equal(judge(&it, "month(birthday) = 2 and year(birthday) < 1981", &of), 1);
    assert_int_equal(judge(&it, "days_since(last_visit) > 1", &of), -1);
    assert_int_equal(judge(&it, "days_since(last_visit) is null and last_visit is null", &of), 1);
    assert_int_equal(judge(&it, "gender starts with \"fem\"", &of), 1);
    of.gender = "male";
    assert_int_equal(judge(&it, "gender starts with \"female\"", &of), 0);
    of.gender = "female";
    assert_int_equal(judge(&it, "gender not starts with \"m\"", &of), 1);
    of.gender = NULL;
    assert_int_equal(judge(&it, "gender starts with \"m\"", &of), -1);
    assert_int_equal(judge(&it, "gender not starts with \"m\"", &of), -1);
    facts[LTY_FACT_OPEN_RATE] = 400000;
    assert_int_equal(judge(&it, "open_rate = 40 %", &of), 1);
    assert_int_equal(judge(&it, "open_rate >= 0.400001", &of), 0);
    assert_int_equal(judge(&it, "open_rate in (40%, 0.5)", &of), 1);
    assert_int_equal(judge(&it, "open_rate between 39.9999 % and 0.4", &of), 1);
    end(&it);
}

static void test_segments_are_written_out(void **state)
{
    reading it;
    int64_t facts[LTY_FACT_COUNT];
    figures of = {.facts = facts};

    (void) state;
    begin(&it);
    no_facts(facts);
    facts[LTY_FACT_ORDERS] = 3;
    assert_int_equal(judge(&it, "in segment \"many\"", &of), 1);
    assert_int_equal(judge(&it, "not in segment \"many\" or false", &of), 0);
    /* average_order and gender are not known: the rule is unknown, so nobody is in, and everybody who is not in is out. */
    assert_int_equal(lty_expr_evaluate(it.segments[1].rule, read_figures, &of, NOON_1_DECEMBER), -1);
    assert_int_equal(judge(&it, "in segment \"dear\"", &of), 0);
    assert_int_equal(judge(&it, "not in segment \"dear\"", &of), 1);
    of.gender = "other";
    assert_int_equal(judge(&it, "in segment \"dear\" and orders = 3", &of), 1);
    const lty_expr *expr = compile(&it, "orders = 1 or not in segment \"dear\"");
    assert_int_equal(
        lty_expr_fields(expr), UINT64_C(1) << LTY_FACT_ORDERS | UINT64_C(1) << LTY_FACT_AVERAGE_ORDER | UINT64_C(1) << LTY_FACT_GENDER);
    lty_expr_piece piece;
    size_t at = 0;
    assert_true(lty_expr_part(&piece, &at, expr, read_figures, &of, NOON_1_DECEMBER));
    assert_null(piece.named);
    assert_true(lty_expr_part(&piece, &at, expr, read_figures, &of, NOON_1_DECEMBER));
    assert_true(lty_text_equal(piece.source, lty_test_text("in segment \"dear\"")));
    assert_int_equal(piece.holds, 1);
    assert_int_equal(piece.field, UINT32_MAX);
    assert_int_equal(piece.named_count, 1);
    assert_ptr_equal(piece.named->rule, it.segments[1].rule);
    assert_null(piece.affinity);
    assert_false(lty_expr_part(&piece, &at, expr, read_figures, &of, NOON_1_DECEMBER));
    end(&it);
}

/* A text field of three values: "cats", "dogs", null. */
static void test_affinities_are_fields(void **state)
{
    static const struct {
        const char *rule;
        int wanted[3]; /* of a cat person, a dog person, and somebody of neither */
    } table[] = {
        {"affinity(\"pets\") = \"cats\"", {1, 0, -1}},
        {"affinity(\"pets\") != \"cats\"", {0, 1, -1}},
        {"\"dogs\" = affinity(\"pets\")", {0, 1, -1}},
        {"not affinity(\"pets\") = \"cats\"", {0, 1, -1}},
        {"affinity(\"pets\") in (\"cats\", \"dogs\")", {1, 1, -1}},
        {"affinity(\"pets\") not in (\"dogs\")", {1, 0, -1}},
        {"affinity(\"pets\") is null", {0, 0, 1}},
        {"affinity(\"pets\") is not null", {1, 1, 0}},
        {"affinity(\"pets\") != \"cats\" or affinity(\"pets\") is null", {0, 1, 1}},
    };

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        for (int person = 0; person < 3; person++) {
            reading it;
            int64_t facts[LTY_FACT_COUNT];
            figures of = {.facts = facts};
            size_t count;
            begin(&it);
            no_facts(facts);
            const lty_expr *expr = compile(&it, table[i].rule);
            const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &count);
            assert_int_equal(count, 2);
            for (size_t k = 0; k < 2; k++) {
                const bool cats = strstr(lty_test_text(aggregates[k].text.bytes).bytes, "cat food") != NULL;
                of.aggregates[k] = person == 2 ? LTY_FACT_NONE : cats == (person == 0) ? 1000000 : 0;
            }
            assert_int_equal(lty_expr_evaluate(expr, read_figures, &of, NOON_1_DECEMBER), table[i].wanted[person]);
            end(&it);
        }
    }
}

static void test_which_segments_a_text_names(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    const lty_text *keys;
    size_t count;

    (void) state;
    lty_arena_init(&arena, &alloc);
    assert_int_equal(
        lty_expr_segments(&keys, &count, LTY_TEXT("a = 1 and not IN Segment \"vip\" or in segment \"b\" and in (\"c\")"), &arena), LTY_OK);
    assert_int_equal(count, 2);
    assert_true(lty_text_equal(keys[0], LTY_TEXT("vip")));
    assert_true(lty_text_equal(keys[1], LTY_TEXT("b")));
    assert_int_equal(lty_expr_segments(&keys, &count, LTY_TEXT("in segment \"vip\" and $ in segment \"b\""), &arena), LTY_OK);
    assert_int_equal(count, 1);
    lty_arena_destroy(&arena);
}

static void test_values(void **state)
{
    static const struct {
        const char *value;
        uint32_t field;
        lty_expr_map map;
    } table[] = {{"spent", LTY_FACT_SPENT, LTY_EXPR_MAP_NONE}, {"count(orders, last 90 days)", LTY_EXPR_AGGREGATE, LTY_EXPR_MAP_NONE},
        {"days_since(last_order)", LTY_FACT_LAST_ORDER, LTY_EXPR_MAP_DAYS_SINCE},
        {"days_since(last(visits))", LTY_EXPR_AGGREGATE, LTY_EXPR_MAP_DAYS_SINCE},
        {"consent_email", LTY_FACT_CONSENT_EMAIL, LTY_EXPR_MAP_NONE}};

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        reading it;
        const lty_expr *expr;
        size_t count;
        begin(&it);
        assert_int_equal(lty_expr_compile_value(&expr, lty_test_text(table[i].value), &it.scope, &it.arena, &it.problems), LTY_OK);
        const lty_expr_step *steps = lty_expr_steps(expr, &count);
        assert_int_equal(count, 1);
        assert_int_equal(steps[0].op, LTY_EXPR_OP_NULL);
        assert_int_equal(steps[0].field, table[i].field);
        assert_int_equal(steps[0].map, table[i].map);
        end(&it);
    }
    refused_by(lty_expr_compile_value, "spent > 5", 6, ">", "the end: a value is one field");
    refused_by(lty_expr_compile_value, "5", 0, "a literal", "a field or an aggregate");
    refused_by(lty_expr_compile_value, "last_order", 0, "last_order, which is an instant", "days_since(last_order)");
    refused_by(lty_expr_compile_value, "last(visits)", 0, "last(visits), which is an instant", "days_since(last(visits))");
    refused_by(lty_expr_compile_value, "tier", 0, "tier, which is a text", "a number: count(orders), spent");
    refused_by(lty_expr_compile_value, "affinity(\"pets\")", 0, "affinity(\"pets\"), which is a text", "a number");
    refused_by(lty_expr_compile_value, "spnt", 0, "spnt", "did you mean spent?");
    refused_by(lty_expr_compile_value, "today", 0, "today, which is a date", "days_since(today)");

    int64_t number = 7;
    assert_true(lty_expr_number_parse(&number, LTY_TEXT("-12.5"), LTY_EXPR_MONEY, 2));
    assert_int_equal(number, -1250);
    assert_true(lty_expr_number_parse(&number, LTY_TEXT("40 %"), LTY_EXPR_RATIO, 2));
    assert_int_equal(number, 400000);
    assert_true(lty_expr_number_parse(&number, LTY_TEXT("0.4"), LTY_EXPR_RATIO, 2));
    assert_int_equal(number, 400000);
    assert_true(lty_expr_number_parse(&number, LTY_TEXT("3"), LTY_EXPR_INTEGER, 2));
    assert_int_equal(number, 3);
    static const char *const wrong[] = {
        "", "-", ".5", "5.", "1.234", "1,5", " 5", "5 ", "40 %", "%", "1.2.3", "99999999999999999999", "+5"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(lty_expr_number_parse(&number, lty_test_text(wrong[i]), LTY_EXPR_MONEY, 2));
    }
    assert_false(lty_expr_number_parse(&number, LTY_TEXT("%"), LTY_EXPR_RATIO, 2));
    assert_false(lty_expr_number_parse(&number, LTY_TEXT("1.5"), LTY_EXPR_INTEGER, 2));
    assert_false(lty_expr_number_parse(&number, LTY_TEXT("1"), LTY_EXPR_TEXT, 2));
}

static void test_refusals(void **state)
{
    (void) state;
    /* names, each of its own scope */
    refused("amount > 5", 0, "amount", "of amount there are many, so sum(amount) or sum(amount, last 90 days)");
    refused("visit_s > 5 and lines > 3", 0, "visit_s", "did you mean visits?");
    refused("lines > 3", 0, "lines", "of lines there are many, so count(lines)");
    refused(
        "category = \"tea\"", 0, "category", "category is a column of purchases and stands in an aggregate, such as count(orders, ...)");
    refused("section = \"cats\"", 0, "section", "a column of activities and stands in an aggregate, such as count(visits, ...)");
    refused("count(orders, last_order > 3 days ago) > 1", 14, "last_order", "a column of purchases: last_order is a field of the customer");
    refused("count(orders, categry = \"tea\") > 1", 14, "categry", "a column; did you mean category?");
    refused("count(visits, category = \"tea\") > 1", 14, "category",
        "a column of activities: at, name, via, section, wanted, month, weekday, hour");
    refused("count(orders, kind = 1) > 1", 14, "kind", "a column of purchases: order, at, amount");
    /* functions and what they are taken of */
    refused("summ(amount) > 5", 0, "summ", "a function; did you mean sum(...)?");
    refused("frobnicate(amount) > 5", 0, "frobnicate", "a function: count, sum, average");
    refused("sum(orders) > 5", 4, "orders", "what sum can be taken of: amount, gross, quantity, cost, margin");
    refused("average(quantity) > 5", 8, "quantity", "what average can be taken of: amount, gross, cost, margin");
    refused("count(ordrs) > 5", 6, "ordrs", "did you mean orders?");
    refused("count() > 5", 6, ")", "what count can be taken of: orders, lines");
    refused("share(amount) > 40 %", 0, "a share without a condition", "what part it is: share(amount, sale, last 12 months)");
    refused("sum(amount, of sale) > 4", 12, "of", "only a share is taken of something");
    refused("sum(amount", 10, "the end of the rule", "a , or a ) in an aggregate");
    refused("sum(amount, sale", 16, "the end of the rule", "a , or a ) in an aggregate");
    refused("sum(amount, (sale) > 5", 19, ">", "and, or, a comma or a )");
    refused("sum(amount, (sale, code) > 5", 12, "a ( without end", "a ) behind it");
    refused("sum(amount,) > 5", 11, ")", "a field, a value, not or a (");
    refused("sum(amount, sum(gross) > 5) > 5", 12, "sum", "aggregates do not stand in one another");
    refused("sum(amount, in segment \"many\") > 5", 15, "segment", "segments are asked for outside");
    refused("sum(amount, affinity(\"pets\") = \"cats\") > 5", 12, "affinity", "affinities are asked for outside");
    refused("sum(amount, today = 2011-01-01) > 5", 12, "two values that are compared", "a field compared with a value");
    refused("sum(amount) > sum(gross)", 14, "two fields that are compared", "a field compared with a value");
    refused("sum(amount)", 0, "sum(amount) by itself, which is an amount of money", "a comparison behind it");
    refused("sum(amount) > \"x\"", 14, "sum(amount) is an amount of money and is compared with the text", "an amount without currency");
    /* windows */
    refused("count(orders, last) > 5", 18, ")", "a length of time: last 180 days");
    refused("count(orders, last 90) > 5", 19, "no length of time", "days, weeks, months or years: last 180 days");
    refused("count(orders, last 90 days ago) > 5", 19, "a date behind last", "days, weeks, months or years");
    refused("count(orders, since 90 days) > 5", 20, "a length of time", "since 2011-01-01 or since 90 days ago");
    refused("count(orders, before 3) > 5", 21, "no date", "before 2011-01-01 or before 90 days ago");
    refused("count(orders, between 2011-01-01) > 5", 32, ")", "and, and the upper end");
    refused("count(orders, between 3 and 5) > 5", 22, "at is an instant and is compared with the number 3", "a date such as");
    refused("count(orders, month(at) = 13) > 5", 26, "13, which month(at) never is", "1 to 12");
    /* maps */
    refused("month(last_order) = 13", 20, "13, which month(last_order) never is", "1 to 12");
    refused("weekday(today) in (0, 7)", 19, "0, which weekday(today) never is", "1 to 7, from Monday on");
    refused("hour(last_order) = 24", 19, "24, which hour(last_order) never is", "0 to 23");
    refused("hour(birthday) = 2", 5, "hour of birthday, which is a date", "a field that is an instant");
    refused("month(orders) = 2", 6, "month of orders, which is a whole number", "an instant or a date");
    refused("month(12) = 2", 6, "12", "a field that is an instant or a date, today");
    refused("month(year(today)) = 2", 6, "year", "a field that is an instant or a date, today");
    refused("month(last_order = 2", 17, "=", "a ) behind what the function is taken of");
    refused("days_since(last_order) > 90 days", 25, "days_since(last_order) is a whole number and is compared with the duration 90 days",
        "a whole number");
    /* segments and affinities */
    refused("in segment \"mny\"", 11, "\"mny\"", "did you mean \"many\"?");
    refused("in segment many", 11, "many", "in double quotes");
    refused("in (1, 2)", 3, "(", "in segment \"key\", or a field before in");
    refused("orders in segment \"many\"", 0, "a field before in segment", "by itself");
    refused("affinity(\"pet\") = \"cats\"", 9, "\"pet\"", "did you mean \"pets\"?");
    refused("affinity(pets) = \"cats\"", 9, "pets", "in double quotes");
    refused("affinity(\"pets\") = \"cat\"", 19, "\"cat\", which affinity(\"pets\") never is", "did you mean \"cats\"?");
    refused("affinity(\"pets\") in (\"cat\", \"birds\") and orders > 1", 21, "\"cat\", which affinity(\"pets\") never is",
        "did you mean \"cats\"?");
    refused("affinity(\"pets\") > \"cats\"", 0, "affinity(\"pets\") is a text, which has no order", "=, != or in");
    refused("affinity(\"pets\") starts with \"c\"", 0, "the beginning of an affinity", "=, !=, in or is null");
    refused("affinity(\"pets\") = \"cats\" or 3", 29, "3 by itself", "a field before it");
    /* texts and ratios */
    refused("gender starts \"fe\"", 14, "\"fe\"", "with: starts with");
    refused("gender starts with 3", 19, "3", "a text in double quotes");
    refused("gender starts with \"\"", 19, "\"\"", "at least one character");
    refused("orders starts with \"3\"", 0, "the beginning of orders, which is a whole number", "a field that is a text");
    refused("open_rate > 40", 12, "open_rate is a ratio and is compared with the number 40", "a percentage: 40 %");
    refused("share(amount, sale) > 40", 22, "share(amount, sale) is a ratio", "a percentage: 40 %");
    refused("open_rate > 0.1234567", 12, "open_rate is a ratio", "40 % or 0.4, exact to the millionth");
    refused("spent > 40 %", 8, "spent is an amount of money and is compared with the percentage 40 %", "an amount without currency");
}

static void test_all_refusals_at_once(void **state)
{
    static const size_t places[] = {0, 31, 61, 69};
    reading it;
    const lty_expr *expr = NULL;

    (void) state;
    begin(&it);
    const char *rule = "ordrs > 1 and count(orders, catgory = \"a\") > \"x\" and in segment \"mny\" and month(spent) = 3";
    assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &it.scope, &it.arena, &it.problems), LTY_E_RULE);
    for (size_t i = 0; i < it.problems.count; i++) {
        assert_true(i == 0 || it.problems.items[i - 1].offset <= it.problems.items[i].offset);
    }
    assert_int_equal(it.problems.count, 5);
    assert_int_equal(it.problems.items[0].offset, places[0]);
    end(&it);
}

/* What is wrong itself is refused without a further word. */
static void test_a_segment_that_is_wrong(void **state)
{
    reading it;
    const lty_expr *expr = NULL;

    (void) state;
    begin(&it);
    assert_int_equal(
        lty_expr_compile(&expr, LTY_TEXT("orders > 1 and in segment \"broken\""), &it.scope, &it.arena, &it.problems), LTY_E_RULE);
    assert_null(expr);
    assert_int_equal(it.problems.count, 0);
    end(&it);
}

static void test_limits(void **state)
{
    static char rule[LTY_EXPR_LEN_MAX + 64];
    reading it;
    size_t count;
    const lty_expr *expr = NULL;

    (void) state;
    begin(&it);
    for (int limit = 64; limit <= 65; limit++) {
        size_t len = 0;
        for (int i = 0; i < limit; i++) {
            len += (size_t) snprintf(
                rule + len, sizeof rule - len, "%scount(orders, month = %d, order = %d) > 0", i == 0 ? "" : " or ", i % 12 + 1, i);
        }
        if (limit == 64) {
            (void) lty_expr_aggregates(compile(&it, rule), &count);
            assert_int_equal(count, 64);
        } else {
            assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &it.scope, &it.arena, &it.problems), LTY_E_RULE);
            assert_string_equal(it.problems.items[0].found.bytes, "one aggregate too many");
        }
    }
    end(&it);

    /* Each segment names the one before twice: 2 to the power of n steps, until it is enough. */
    begin(&it);
    lty_status status = LTY_OK;
    int doublings = 0;
    it.names.segment_count = 1;
    while (status == LTY_OK) {
        const lty_expr *twice = NULL;
        status = lty_expr_compile(&twice, LTY_TEXT("in segment \"many\" or in segment \"many\""), &it.scope, &it.arena, &it.problems);
        if (status == LTY_OK) {
            it.segments[0].rule = twice;
            doublings++;
        }
    }
    assert_int_equal(status, LTY_E_RULE);
    assert_int_equal(doublings, 11);
    assert_string_equal(it.problems.items[0].found.bytes, "a rule of too many parts");
    end(&it);

    /* What waits inside of a segment waits inside of the rule, too. */
    begin(&it);
    it.names.segment_count = 1;
    status = LTY_OK;
    int depth = 0;
    while (status == LTY_OK) {
        const lty_expr *deeper = NULL;
        status = lty_expr_compile(&deeper, LTY_TEXT("orders = 1 and in segment \"many\""), &it.scope, &it.arena, &it.problems);
        if (status == LTY_OK) {
            it.segments[0].rule = deeper;
            depth++;
        }
    }
    assert_int_equal(depth, LTY_EXPR_STACK_MAX - 1);
    assert_string_equal(it.problems.items[0].found.bytes, "a rule nested too deeply");
    end(&it);
}

static void test_memory_runs_out(void **state)
{
    static const char *const rules[] = {
        "sum(amount, category in (\"a\", \"b\"), of sale, last 3 days) > 5",
        "share(amount, category in (\"a\", \"b\"), of sale, last 3 days) > 5 % and affinity(\"pets\") in (\"cats\") and in segment \"dear\"",
        "month(first(orders, sku starts with \"x\")) = 3 or summ(amount) > 4",
    };

    (void) state;
    for (size_t r = 0; r < 3; r++) {
        lty_status status = LTY_E_MEMORY;
        for (size_t n = 1; status == LTY_E_MEMORY; n++) {
            reading it;
            const lty_expr *expr = NULL;
            begin(&it);
            it.memory.fail_at = it.memory.calls + n;
            status = lty_expr_compile(&expr, lty_test_text(rules[r]), &it.scope, &it.arena, &it.problems);
            assert_true(status == LTY_OK || expr == NULL);
            end(&it);
            assert_true(n < 60);
        }
        assert_int_equal(status, r == 1 ? LTY_OK : LTY_E_RULE);
    }
}

/* --- random rules --- */

/* A person of the model: its own words for everything. -1 in `orders` and so on: not known. */
typedef struct person {
    int64_t orders;    /* null below 0 */
    int64_t spent;     /* cents */
    int64_t last_days; /* the last order was so many days ago at noon */
    int gender;        /* 0 female, 1 male, -1 */
    int pets;          /* 0 cats, 1 dogs, -1 neither */
    int64_t sales;     /* sum(amount, sale), cents; null below 0 */
} person;

static int three_not(int a)
{
    return a == 2 ? 2 : 1 - a; /* 0 false, 1 true, 2 unknown */
}

static int three_and(int a, int b)
{
    static const int table[3][3] = {{0, 0, 0}, {0, 1, 2}, {0, 2, 2}};
    return table[a][b];
}

static int three_or(int a, int b)
{
    return three_not(three_and(three_not(a), three_not(b)));
}

static int three_of(bool known, bool holds)
{
    return known ? holds : 2;
}

static int random_leaf(char *out, size_t *len, uint64_t *seed, const person *who)
{
    const int64_t number = lty_test_below(seed, 6);
    const bool known = who->pets >= 0;
    const char *genders[] = {"female", "male"};
    const int64_t gender = lty_test_below(seed, 2);

#define LEAF(...) (*len += (size_t) sprintf(out + *len, __VA_ARGS__))
    switch (lty_test_below(seed, 16)) {
        case 0: LEAF("orders >= %d", (int) number); return three_of(who->orders >= 0, who->orders >= number);
        case 1: LEAF("%d > orders", (int) number); return three_of(who->orders >= 0, number > who->orders);
        case 2:
            LEAF("spent between %d.5 and %d", (int) number, (int) number + 2);
            return three_of(who->spent >= 0, who->spent >= number * 100 + 50 && who->spent <= (number + 2) * 100);
        case 3: LEAF("days_since(last_order) = %d", (int) number); return three_of(who->last_days >= 0, who->last_days == number);
        case 4: LEAF("last_order >= %d days ago", (int) number); return three_of(who->last_days >= 0, who->last_days <= number);
        case 5: LEAF("month(today) = 12"); return 1;
        case 6: LEAF("gender starts with \"%.2s\"", genders[gender]); return three_of(who->gender >= 0, who->gender == gender);
        case 7: LEAF("gender not in (\"%s\")", genders[gender]); return three_of(who->gender >= 0, who->gender != gender);
        case 8: LEAF("affinity(\"pets\") = \"%s\"", gender == 0 ? "cats" : "dogs"); return three_of(known, who->pets == gender);
        case 9: LEAF("affinity(\"pets\") != \"%s\"", gender == 0 ? "cats" : "dogs"); return three_of(known, who->pets != gender);
        case 10: LEAF("affinity(\"pets\") is null"); return !known;
        case 11: LEAF("in segment \"many\""); return who->orders >= 3;
        case 12: LEAF("sum(amount, sale) > %d", (int) number); return three_of(who->sales >= 0, who->sales > number * 100);
        case 13: LEAF("sum(amount, sale) is not null"); return who->sales >= 0;
        case 14: LEAF("today > last_order"); return three_of(who->last_days >= 0, who->last_days > 0);
        default: LEAF("orders is null"); return who->orders < 0;
    }
#undef LEAF
}

static int random_tree(char *out, size_t *len, uint64_t *seed, const person *who, int depth)
{
    const int64_t kind = depth == 0 ? 0 : lty_test_below(seed, 4);

    if (kind == 0) {
        return random_leaf(out, len, seed, who);
    }
    *len += (size_t) sprintf(out + *len, kind == 1 ? "not (" : "(");
    const int left = random_tree(out, len, seed, who, depth - 1);
    if (kind == 1) {
        *len += (size_t) sprintf(out + *len, ")");
        return three_not(left);
    }
    *len += (size_t) sprintf(out + *len, kind == 2 ? " and " : " or ");
    const int right = random_tree(out, len, seed, who, depth - 1);
    *len += (size_t) sprintf(out + *len, ")");
    return kind == 2 ? three_and(left, right) : three_or(left, right);
}

static void test_random_rules(void **state)
{
    uint64_t seed = lty_test_seed("expr rows", 20111202);
    static char rule[1 << 14];
    size_t judged = 0;

    (void) state;
    for (int i = 0; i < 4000; i++) {
        const person who = {lty_test_below(&seed, 7) - 1, lty_test_below(&seed, 900) - 100, lty_test_below(&seed, 7) - 1,
            (int) lty_test_below(&seed, 3) - 1, (int) lty_test_below(&seed, 3) - 1, lty_test_below(&seed, 700) - 100};
        int64_t facts[LTY_FACT_COUNT];
        figures of = {.facts = facts, .gender = who.gender < 0 ? NULL : who.gender == 0 ? "female" : "male"};
        reading it;
        size_t len = 0;
        size_t count;
        const int wanted = random_tree(rule, &len, &seed, &who, 5);
        if (len > LTY_EXPR_LEN_MAX) {
            continue;
        }
        no_facts(facts);
        facts[LTY_FACT_ORDERS] = who.orders < 0 ? LTY_FACT_NONE : who.orders;
        facts[LTY_FACT_SPENT] = who.spent < 0 ? LTY_FACT_NONE : who.spent;
        facts[LTY_FACT_LAST_ORDER] = who.last_days < 0 ? LTY_FACT_NONE : NOON_1_DECEMBER - who.last_days * 86400;
        begin(&it);
        const lty_expr *expr = compile(&it, rule);
        const lty_expr_aggregate *aggregates = lty_expr_aggregates(expr, &count);
        for (size_t k = 0; k < count; k++) {
            const bool sale = strncmp(aggregates[k].text.bytes, "sum", 3) == 0;
            const bool cats = memcmp(aggregates[k].text.bytes + 26, "cat", 3) == 0;
            const bool member = who.pets == (cats ? 0 : 1);
            of.aggregates[k] = sale ? (who.sales < 0 ? LTY_FACT_NONE : who.sales) : member ? 900000 : 100000;
        }
        const int got = lty_expr_evaluate(expr, read_figures, &of, NOON_1_DECEMBER);
        if (got != (wanted == 2 ? -1 : wanted)) {
            print_error("%s\n  is %d, wanted %d\n", rule, got, wanted);
        }
        assert_int_equal(got, wanted == 2 ? -1 : wanted);
        judged++;
        end(&it);
    }
    assert_true(judged > 3500);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_an_aggregate_is_a_field),
        cmocka_unit_test(test_functions_and_what_they_are_taken_of),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_equal_aggregates_are_one),
        cmocka_unit_test(test_maps),
        cmocka_unit_test(test_one_meaning_of_a_month),
        cmocka_unit_test(test_today_and_texts),
        cmocka_unit_test(test_segments_are_written_out),
        cmocka_unit_test(test_affinities_are_fields),
        cmocka_unit_test(test_which_segments_a_text_names),
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_all_refusals_at_once),
        cmocka_unit_test(test_a_segment_that_is_wrong),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_memory_runs_out),
        cmocka_unit_test(test_random_rules),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
