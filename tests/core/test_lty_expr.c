/* Rules: grammar, precedence, types, three-valued logic, days of a zone with summer time, every refusal with its place. */
#include "lty_test.h"

#include "lty_expr.h"
#include "lty_near.h"

enum { ORDERS, SPENT, LAST, BIRTHDAY, CONSENT, TIER, GENDER, GAP, NOTE };

static const lty_text tiers[] = {{"bronze", 6}, {"silver", 6}, {"gold", 4}};

static const lty_expr_field fields[] = {
    {"orders", LTY_EXPR_INTEGER, ORDERS, NULL, 0, "orders that count", 0},
    {"spent", LTY_EXPR_MONEY, SPENT, NULL, 0, "money", 0},
    {"last_order", LTY_EXPR_INSTANT, LAST, NULL, 0, "instant", 0},
    {"birthday", LTY_EXPR_DAY, BIRTHDAY, NULL, 0, "day", 0},
    {"consent_email", LTY_EXPR_BOOL, CONSENT, NULL, 0, "bool", 0},
    {"tier", LTY_EXPR_TEXT, TIER, tiers, 3, "tier", 0},
    {"gender", LTY_EXPR_TEXT, GENDER, NULL, 0, "gender", 0},
    {"gap", LTY_EXPR_DURATION, GAP, NULL, 0, "time between orders", 0},
    {"note", LTY_EXPR_TEXT, NOTE, tiers, 0, "a set without members", 0},
};

/* Europe/London in 2011: summer time from 27 March 01:00Z to 30 October 01:00Z. */
static const lty_transition london_transitions[] = {{0, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_zone london = {{"Europe/London", 13}, london_transitions, 3};
static const lty_expr_scope scope = {
    .fields = fields, .field_count = sizeof fields / sizeof fields[0], .zone = &london, .currency_decimals = 2};

/* orders 3, spent 120.50, last order 2011-08-10 10:00Z, born 1980-02-29, consent unknown, gold, gender unknown, gap 30 days */
static void read_field(lty_expr_value *out, const void *context, uint32_t field)
{
    (void) context;
    *out = (lty_expr_value){.null = false};
    switch (field) {
        case ORDERS: out->number = 3; break;
        case SPENT: out->number = 12050; break;
        case LAST: out->number = 1312970400; break;
        case BIRTHDAY: out->number = 3711; break;
        case TIER: out->text = lty_test_text("gold"); break;
        case GAP: out->number = 30 * 86400; break;
        default: out->null = true; break;
    }
}

#define NOON_1_DECEMBER 1322740800 /* 2011-12-01T12:00:00Z */

static int evaluate(const char *rule, int64_t at_s)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr = NULL;

    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    lty_status status = lty_expr_compile(&expr, lty_test_text(rule), &scope, &arena, &problems);
    if (status != LTY_OK) {
        print_error("%s: %s, expected %s\n", rule, problems.count > 0 ? problems.items[0].found.bytes : "?",
            problems.count > 0 ? problems.items[0].expected.bytes : "?");
    }
    assert_int_equal(status, LTY_OK);
    assert_int_equal(problems.count, 0);
    int holds = lty_expr_evaluate(expr, read_field, NULL, at_s);
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
    return holds;
}

static void holds(const char *rule, int wanted)
{
    int got = evaluate(rule, NOON_1_DECEMBER);
    if (got != wanted) {
        print_error("%s: %d, wanted %d\n", rule, got, wanted);
    }
    assert_int_equal(got, wanted);
}

/* The first problem stands at `offset` and its two texts begin so. */
static void refused(const char *rule, size_t offset, const char *found, const char *expected)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr = NULL;

    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &scope, &arena, &problems), LTY_E_RULE);
    assert_null(expr);
    assert_true(problems.count >= 1);
    const lty_problem *first = &problems.items[0];
    if (first->offset != offset || strncmp(first->found.bytes, found, strlen(found)) != 0
        || strncmp(first->expected.bytes, expected, strlen(expected)) != 0) {
        print_error("%s\n  at %zu: %s\n  expected: %s\n", rule, first->offset, first->found.bytes, first->expected.bytes);
    }
    assert_int_equal(first->offset, offset);
    assert_memory_equal(first->found.bytes, found, strlen(found));
    assert_memory_equal(first->expected.bytes, expected, strlen(expected));
    lty_arena_destroy(&arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_comparisons(void **state)
{
    (void) state;
    holds("orders = 3", 1);
    holds("orders == 3", 1);
    holds("orders != 3", 0);
    holds("orders <> 4", 1);
    holds("orders < 3", 0);
    holds("orders <= 3", 1);
    holds("orders > 2", 1);
    holds("orders >= 4", 0);
    holds("4 > orders", 1);
    holds("4 <= orders", 0);
    holds("3 <= orders", 1);
    holds("3 >= orders", 1);
    holds("3 < orders", 0);
    holds("3 != orders", 0);
    holds("2<orders", 1);
    holds("spent = 120.5", 1);
    holds("spent >= 120.51", 0);
    holds("spent > -1", 1);
    holds("spent < 121", 1);
    holds("tier = \"gold\"", 1);
    holds("tier != \"silver\"", 1);
    holds("gap >= 4 weeks", 1);
    holds("gap = 30 days", 1);
    holds("gap > 30 days", 0);
    holds("true", 1);
    holds("FALSE", 0);
}

static void test_lists_and_ranges(void **state)
{
    (void) state;
    holds("orders in (1, 2, 3)", 1);
    holds("orders in (1)", 0);
    holds("orders not in (1, 2)", 1);
    holds("orders in (1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18)", 1);
    holds("tier in (\"silver\", \"gold\")", 1);
    holds("spent in (120.50)", 1);
    holds("birthday in (1980-02-29)", 1);
    holds("orders between 3 and 5", 1);
    holds("orders between 1 and 3", 1);
    holds("orders between 4 and 9", 0);
    holds("orders not between 4 and 9", 1);
    holds("orders between 3 and 5 and spent > 100", 1);
    holds("last_order between 2011-08-01 and 2011-08-10", 1);
    holds("last_order between 2011-08-01 and 2011-08-09", 0);
}

static void test_unknown_is_its_own_value(void **state)
{
    (void) state;
    holds("consent_email", -1);
    holds("not consent_email", -1);
    holds("consent_email = true", -1);
    holds("consent_email != true", -1);
    holds("gender = \"female\"", -1);
    holds("gender in (\"female\", \"male\")", -1);
    holds("gender not in (\"female\")", -1);
    holds("consent_email is null", 1);
    holds("consent_email is not null", 0);
    holds("orders is null", 0);
    holds("consent_email and orders = 3", -1);
    holds("consent_email and orders = 4", 0);
    holds("consent_email or orders = 3", 1);
    holds("consent_email or orders = 4", -1);
    holds("not (consent_email and orders = 4)", 1);
    holds("not (consent_email or orders = 4)", -1);
}

static void test_precedence(void **state)
{
    (void) state;
    holds("true or true and false", 1);
    holds("(true or true) and false", 0);
    holds("not false and false", 0);
    holds("not (false and false)", 1);
    holds("not not true", 1);
    holds("false and false or true", 1);
    holds("((orders = 3))", 1);
    holds("not orders = 3", 0);
    holds("NOT orders = 4 AND tier IN (\"gold\")", 1);
}

/* A date is a whole local day, at both ends of summer time. 2011-12-01 minus 113 days is 2011-08-10. */
static void test_days(void **state)
{
    (void) state;
    holds("last_order = 2011-08-10", 1);
    holds("last_order != 2011-08-10", 0);
    holds("last_order < 2011-08-10", 0);
    holds("last_order <= 2011-08-10", 1);
    holds("last_order > 2011-08-10", 0);
    holds("last_order >= 2011-08-10", 1);
    holds("last_order > 2011-08-09", 1);
    holds("last_order < 2011-08-11", 1);
    holds("last_order = 2011-08-10T10:00:00Z", 1);
    holds("last_order = 2011-08-10T11:00:00+01:00", 1);
    holds("last_order < 2011-08-10T10:00:00Z", 0);
    holds("last_order < 90 days ago", 1);
    holds("last_order < 113 days ago", 0);
    holds("last_order <= 113 days ago", 1);
    holds("last_order = 113 days ago", 1);
    holds("last_order >= 113 days ago", 1);
    holds("last_order > 113 days ago", 0);
    holds("last_order >= 4 months ago", 1);
    holds("last_order < 3 months ago", 1);
    holds("last_order between 120 days ago and 100 days ago", 1);
    holds("last_order > 1 year ago", 1);
    holds("last_order > 12000 months ago", 1);
    holds("last_order > 366000 days ago", 1);
    holds("birthday <= 18 years ago", 1);
    holds("birthday > 31 years ago", 0);
    holds("birthday < 1980-03-01", 1);

    /* The local day 10 August ends at 23:00Z. 23:30Z is 00:30 of the 11th; a cutoff in UTC days would say otherwise. */
    assert_int_equal(evaluate("last_order = 0 days ago", 1312970400 + 12 * 3600), 1);
    assert_int_equal(evaluate("last_order = 0 days ago", 1312970400 + 13 * 3600 + 1800), 0);
    assert_int_equal(evaluate("last_order = 1 day ago", 1312970400 + 13 * 3600 + 1800), 1);
    /* From 12:30 on 1 November, 83 times 24 hours back is 13:30 local time of 10 August: the day counts, not the hours. */
    assert_int_equal(evaluate("last_order < 83 days ago", 1320150600), 0);
    assert_int_equal(evaluate("last_order <= 83 days ago", 1320150600), 1);
    assert_int_equal(evaluate("last_order < 82 days ago", 1320150600), 1);
}

/* 31 May minus 3 months is 28 February; 29 February minus 1 year is the 28th. */
static void test_months_are_cut(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr;
    size_t count;

    (void) state;
    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    assert_int_equal(lty_expr_compile(&expr, lty_test_text("birthday = 3 months ago"), &scope, &arena, &problems), LTY_OK);
    const lty_expr_step *steps = lty_expr_steps(expr, &count);
    assert_int_equal(count, 1);
    assert_int_equal(lty_expr_step_number(expr, steps, 1306843200), 15033); /* 2011-05-31 12:00Z: 2011-02-28 */
    assert_int_equal(lty_expr_compile(&expr, lty_test_text("birthday = 1 year ago"), &scope, &arena, &problems), LTY_OK);
    steps = lty_expr_steps(expr, &count);
    assert_int_equal(lty_expr_step_number(expr, steps, 1330516800), 15033); /* 2012-02-29 12:00Z: 2011-02-28 */
    assert_int_equal(lty_expr_compile(&expr, lty_test_text("last_order < 35 days ago"), &scope, &arena, &problems), LTY_OK);
    steps = lty_expr_steps(expr, &count);
    assert_true(steps[0].relative);
    /* 2011-11-25 minus 35 days is 2011-10-21, in summer time: its start is 23:00Z of the 20th */
    assert_int_equal(lty_expr_step_number(expr, steps, 1322222400), 1319151600);
    lty_arena_destroy(&arena);
}

static void test_syntax_errors(void **state)
{
    (void) state;
    refused("", 0, "an empty rule", "a rule such as");
    refused("  \n", 0, "an empty rule", "a rule such as");
    refused("orders", 0, "orders by itself, which is a whole number", "a comparison behind it");
    refused("3", 1, "the end of the rule", "a comparison behind a value");
    refused("orders >", 8, "the end of the rule", "a value or a field");
    refused("orders > and", 9, "and", "a value or a field");
    refused("1 < orders < 5", 11, "<", "one comparison at a time");
    refused("orders = 3 tier = \"gold\"", 11, "tier", "and, or, a ) or the end");
    refused("(orders = 3", 0, "a ( without end", "a ) behind it");
    refused("orders = 3)", 10, ")", "a ( that belongs to it");
    refused("orders => 3", 7, "=>", ">=");
    refused("orders =< 3", 7, "=<", "<=");
    refused("orders = 3 && spent > 1", 11, "&&", "and");
    refused("!consent_email", 0, "!", "not");
    refused("tier = 'gold'", 7, "'", "a text in double quotes");
    refused("tier = \"gold", 7, "a text without end", "a \" behind it");
    refused("gender = \"a\\n\"", 11, "a backslash", "\\\" or \\\\");
    refused("orders = 3days", 9, "3d", "a blank between");
    refused("orders = 50%", 9, "orders is a whole number and is compared with the percentage 50%", "a whole number, such as 3");
    refused("orders = %", 9, "%", "a value or a field");
    refused("spent = 12.", 8, "12.", "a digit behind the point");
    refused("orders = 9223372036854775808", 9, "a number of too many digits", "a number below");
    refused("orders = - orders", 11, "orders", "a number behind the minus");
    refused("orders in 3", 10, "3", "a list behind in");
    refused("orders in ()", 11, ")", "a value in the list");
    refused("orders in (1,)", 13, ")", "a value in the list");
    refused("orders in (1 2)", 13, "2", "a , or a )");
    refused("orders between 1", 16, "the end of the rule", "and, and the upper end");
    refused("orders is 3", 10, "3", "null: is null or is not null");
    refused("orders not 3", 11, "3", "in, between or starts with");
    refused("3 in (3)", 0, "a value", "a field before is, in, between and starts with");
    refused("orders = 2011-02-30", 9, "2011-02-30", "a date that exists");
    refused("last_order > 2011-02-03T99:00:00Z", 13, "2011-02-03T99:00:00Z", "an instant such as");
    refused("orders = 3 \xC3", 11, "bytes that are no UTF-8", "well-formed");
    refused("orders = 3 \x01", 11, "a control character", "text without");
    refused("orders = 3 \xE2\x82\xAC", 11, "\xE2\x82\xAC", "a field, a value");
    refused("spent > 1,000", 9, ",", "a number without grouping");
    refused("spent > 50 GBP", 11, "GBP", "an amount without currency");
}

static void test_type_errors(void **state)
{
    (void) state;
    refused("last_order < 90 days", 13, "last_order is an instant and is compared with the duration 90 days",
        "last_order < 90 days ago for longer ago than that, last_order >= 90 days ago for since then");
    refused("last_order < 90", 13, "last_order is an instant and is compared with the number 90", "a date such as");
    refused("orders > 2.5", 9, "orders is a whole number and is compared with the number 2.5", "a whole number");
    refused("spent > 1.005", 8, "spent is an amount of money and is compared with the number 1.005", "an amount without currency");
    refused("spent > 92233720368547758.08", 8, "a number of too many digits", "a number below");
    refused("spent > 922337203685477580", 8, "spent is an amount", "an amount without");
    refused("orders = null", 9, "a comparison with null", "orders is null or orders is not null");
    refused("tier > \"gold\"", 0, "tier is a text, which has no order", "=, != or in");
    refused("consent_email > true", 0, "consent_email is yes or no, which has no order", "= or !=");
    refused("consent_email in (true)", 0, "a list of yes and no", "the field by itself");
    refused("last_order in (2011-09-30)", 0, "a list of instants", "=, <, >= or between");
    refused("birthday in (18 years ago)", 13, "a date that moves", "dates such as");
    refused("birthday < 2011-09-30T18:00:00Z", 11, "birthday is a date", "a date such as");
    refused("gap > 3 months", 6, "gap is a duration", "a duration in days or weeks");
    refused("gap > 1.5 days", 6, "a duration that is negative, broken or too long", "a whole number of days");
    refused("last_order > 999999 days ago", 13, "a duration that is", "a whole number of days from 0 to 366000");
    refused("tier = \"glod\"", 7, "\"glod\", which tier never is", "one of \"bronze\", \"silver\", \"gold\"; did you mean \"gold\"?");
    refused("note = \"x\"", 7, "\"x\", which note never is", "no comparison");
    refused("tier = gold", 7, "gold", "a text in double quotes: \"gold\"");
    refused("ordrs > 3", 0, "ordrs", "a field; did you mean orders?");
    refused("Orders > 3", 0, "Orders", "a field; did you mean orders?");
    refused("xyzzyxyzzy > 3", 0, "xyzzyxyzzy", "a field, such as orders");
    refused("last_order > now", 13, "now", "today, or 0 days ago");
    refused("orders > spent", 9, "two fields that are compared", "a field compared with a value");
    refused("1 > 2", 0, "two values that are compared", "a field compared with a value");
}

static void test_every_type_error_at_once(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr = NULL;

    (void) state;
    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    lty_text rule = lty_test_text(
        "ordrs > 1 and (last_order < 9 days or spent = \"x\") and orders in (1.5, \"y\") and orders between 1 and \"z\" and spent");
    assert_int_equal(lty_expr_compile(&expr, rule, &scope, &arena, &problems), LTY_E_RULE);
    assert_int_equal(problems.count, 7);
    const size_t places[] = {0, 28, 46, 66, 71, 101, 109};
    for (size_t i = 0; i < 7; i++) {
        assert_int_equal(problems.items[i].offset, places[i]);
        assert_int_equal(problems.items[i].pointer.len, 0);
    }
    lty_arena_destroy(&arena);
}

static void test_depth_and_length(void **state)
{
    char rule[LTY_EXPR_LEN_MAX + 64];

    (void) state;
    for (int depth = 63; depth <= 66; depth++) {
        memset(rule, '(', (size_t) depth);
        memcpy(rule + depth, "true", 4);
        memset(rule + depth + 4, ')', (size_t) depth);
        rule[2 * depth + 4] = '\0';
        if (depth <= LTY_EXPR_DEPTH_MAX) {
            holds(rule, 1);
        } else {
            refused(rule, LTY_EXPR_DEPTH_MAX, "(", "at most 64 parts");
        }
    }
    /* Operands wait as well: each level leaves one value and one operator. */
    rule[0] = '\0';
    for (int i = 0; i < 40; i++) {
        strcat(rule, "true and (");
    }
    refused(rule, 325, "and", "at most 64 parts");
    /* A long chain waits for nothing. */
    rule[0] = '\0';
    for (int i = 0; i < 400; i++) {
        strcat(rule, i == 0 ? "true" : " or true");
    }
    holds(rule, 1);
    memset(rule, ' ', LTY_EXPR_LEN_MAX + 1);
    rule[LTY_EXPR_LEN_MAX + 1] = '\0';
    memcpy(rule, "true", 4);
    refused(rule, LTY_EXPR_LEN_MAX, "a rule that is too long", "at most 4096 bytes");
    rule[LTY_EXPR_LEN_MAX] = '\0';
    holds(rule, 1);
}

static void test_what_it_reads_and_parts(void **state)
{
    LTY_TEST_ALLOC();
    lty_arena arena;
    lty_problems problems;
    const lty_expr *expr;
    lty_expr_piece piece;
    size_t at = 0;

    (void) state;
    lty_arena_init(&arena, &alloc);
    lty_problems_init(&problems, &arena);
    const char *rule = "not (last_order = 2011-08-10 or consent_email) and orders not between 1 and 2 and true";
    assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &scope, &arena, &problems), LTY_OK);
    assert_true(lty_text_equal(lty_expr_source(expr), lty_test_text(rule)));
    assert_ptr_not_equal(lty_expr_source(expr).bytes, rule);
    assert_int_equal(lty_expr_fields(expr), 1 << LAST | 1 << CONSENT | 1 << ORDERS);

    static const struct {
        const char *source;
        int holds;
        uint32_t field;
    } wanted[] = {{"last_order = 2011-08-10", 1, LAST}, {"consent_email", -1, CONSENT}, {"orders not between 1 and 2", 1, ORDERS},
        {"true", 1, UINT32_MAX}};
    for (size_t i = 0; i < 4; i++) {
        assert_true(lty_expr_part(&piece, &at, expr, read_field, NULL, NOON_1_DECEMBER));
        assert_true(lty_text_equal(piece.source, lty_test_text(wanted[i].source)));
        assert_int_equal(piece.holds, wanted[i].holds);
        assert_int_equal(piece.field, wanted[i].field);
        assert_null(piece.named);
    }
    assert_false(lty_expr_part(&piece, &at, expr, read_field, NULL, NOON_1_DECEMBER));
    lty_arena_destroy(&arena);
}

static void test_memory_runs_out(void **state)
{
    static const char *const rules[] = {
        "orders in (1,2,3,4,5,6,7,8,9) and (tier = \"gold\" or last_order = 90 days ago) and not consent_email",
        "ordrs = 1 or tier = \"glod\" or last_order < 3 days or orders = 'x'",
    };

    (void) state;
    for (size_t r = 0; r < 2; r++) {
        lty_status status = LTY_E_MEMORY;
        for (size_t n = 1; status == LTY_E_MEMORY; n++) {
            LTY_TEST_ALLOC();
            lty_arena arena;
            lty_problems problems;
            const lty_expr *expr = NULL;
            memory.fail_at = n;
            lty_arena_init(&arena, &alloc);
            lty_problems_init(&problems, &arena);
            status = lty_expr_compile(&expr, lty_test_text(rules[r]), &scope, &arena, &problems);
            assert_true(status == LTY_OK || expr == NULL);
            lty_arena_destroy(&arena);
            assert_int_equal(memory.blocks, 0);
            assert_true(n < 50);
        }
        assert_int_equal(status, r == 0 ? LTY_OK : LTY_E_RULE);
    }
}

/* Against a recursive reading of the same random tree: precedence, parentheses and three values. */
static int random_rule(char *out, size_t *len, uint64_t *seed, int depth)
{
    static const char *const leaves[] = {"false", "true", "consent_email", "orders = 3", "orders in (7)", "gender is null"};
    static const int values[] = {0, 1, -1, 1, 0, 1};

    int64_t kind = depth == 0 ? 0 : lty_test_below(seed, 4);
    if (kind == 0) {
        size_t leaf = (size_t) lty_test_below(seed, 6);
        *len += (size_t) sprintf(out + *len, "%s", leaves[leaf]);
        return values[leaf];
    }
    if (kind == 1) {
        *len += (size_t) sprintf(out + *len, "not (");
        int inner = random_rule(out, len, seed, depth - 1);
        *len += (size_t) sprintf(out + *len, ")");
        return inner < 0 ? -1 : !inner;
    }
    *len += (size_t) sprintf(out + *len, "(");
    int left = random_rule(out, len, seed, depth - 1);
    *len += (size_t) sprintf(out + *len, kind == 2 ? ") and (" : ") or (");
    int right = random_rule(out, len, seed, depth - 1);
    *len += (size_t) sprintf(out + *len, ")");
    int ranks[] = {1, 0, 2}; /* of -1, 0, 1 */
    int backs[] = {0, -1, 1};
    int a = ranks[left + 1];
    int b = ranks[right + 1];
    return backs[kind == 2 ? (a < b ? a : b) : (a > b ? a : b)];
}

static void test_random_trees(void **state)
{
    uint64_t seed = lty_test_seed("expr trees", 20111201);
    char rule[LTY_EXPR_LEN_MAX];

    (void) state;
    for (int i = 0; i < 3000; i++) {
        size_t len = 0;
        int wanted = random_rule(rule, &len, &seed, 6);
        holds(rule, wanted);
    }
}

static void test_nearest_name(void **state)
{
    static const struct {
        const char *typed;
        const char *best;
    } table[] = {{"lst_order", "last_order"}, {"oders", "orders"}, {"SPENT", "spent"}, {"gpa", "gap"}, {"itr", ""}, {"tire", "tier"},
        {"x", ""}, {"", ""}, {"consentemail", "consent_email"}, {"zzzzzzzz", ""}};

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        lty_near near;
        lty_near_init(&near, lty_test_text(table[i].typed));
        for (size_t k = 0; k < scope.field_count; k++) {
            lty_near_offer(&near, lty_test_text(fields[k].name));
        }
        if (!lty_text_equal(near.best, lty_test_text(table[i].best))) {
            print_error("%s: %.*s\n", table[i].typed, (int) near.best.len, near.best.bytes);
        }
        assert_true(lty_text_equal(near.best, lty_test_text(table[i].best)));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_comparisons),
        cmocka_unit_test(test_lists_and_ranges),
        cmocka_unit_test(test_unknown_is_its_own_value),
        cmocka_unit_test(test_precedence),
        cmocka_unit_test(test_days),
        cmocka_unit_test(test_months_are_cut),
        cmocka_unit_test(test_syntax_errors),
        cmocka_unit_test(test_type_errors),
        cmocka_unit_test(test_every_type_error_at_once),
        cmocka_unit_test(test_depth_and_length),
        cmocka_unit_test(test_what_it_reads_and_parts),
        cmocka_unit_test(test_memory_runs_out),
        cmocka_unit_test(test_random_trees),
        cmocka_unit_test(test_nearest_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
