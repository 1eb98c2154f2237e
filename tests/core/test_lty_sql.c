/*
 * Rules as queries: what stands in the text for each kind of comparison and engine, what is refused, names and texts that try to get out of their quotes. That
 * engines select what the core selects is asked of real ones: shop/tests/Sql.
 */
#include "lty_facts.h"
#include "lty_sql.h"
#include "lty_test.h"

#define AT INT64_C(1323475200) /* 2011-12-10 */
#define PREFIX_C "SELECT customer FROM `s_customer` WHERE "
#define PREFIX_P "SELECT customer FROM \"s_customer\" WHERE "

static const lty_transition utc[] = {{INT64_MIN, 0}};
static const lty_zone zone = {{"UTC", 3}, utc, 1};
static const lty_sql_tables plain = {{"s_", 2}, false};

typedef struct setting {
    lty_arena arena;
    lty_problems problems;
    lty_expr_scope scope;
} setting;

static void setting_open(setting *s, const lty_alloc *alloc)
{
    lty_arena_init(&s->arena, alloc);
    lty_problems_init(&s->problems, &s->arena);
    s->scope = lty_fact_scope();
    s->scope.zone = &zone;
    s->scope.currency_decimals = 2;
}

static const lty_expr *compile(setting *s, const char *rule)
{
    const lty_expr *expr = NULL;

    if (lty_expr_compile(&expr, lty_test_text(rule), &s->scope, &s->arena, &s->problems) != LTY_OK) {
        fail_msg("%s: %s", rule, s->problems.items[0].expected.bytes);
    }
    return expr;
}

/* The query with its parameters behind it, as text. */
static const char *said(setting *s, const char *rule, lty_sql_dialect dialect, const lty_sql_tables *tables)
{
    lty_sql_query query;
    lty_buffer text;

    assert_int_equal(lty_sql_select(&query, compile(s, rule), &s->scope, dialect, tables, AT, &s->arena, &s->problems), LTY_OK);
    lty_buffer_init(&text, s->arena.alloc);
    lty_buffer_text(&text, query.text);
    for (size_t i = 0; i < query.parameter_count; i++) {
        lty_buffer_string(&text, i == 0 ? " | " : ", ");
        if (query.parameters[i].is_text) {
            lty_buffer_json(&text, query.parameters[i].text);
        } else {
            lty_buffer_integer(&text, query.parameters[i].number);
        }
    }
    const lty_text view = lty_buffer_view(&text);
    const char *copy = lty_arena_copy(&s->arena, view.bytes, view.len);
    lty_buffer_destroy(&text);
    assert_non_null(copy);
    return copy;
}

static void assert_said(setting *s, const char *rule, lty_sql_dialect dialect, const char *expected)
{
    assert_string_equal(said(s, rule, dialect, &plain), expected);
}

static void test_comparisons(void **state)
{
    static const struct {
        const char *rule;
        const char *postgresql;
        const char *clickhouse;
    } cases[] = {
        {"orders >= 3", "\"orders\" >= CAST(? AS BIGINT) | 3", "`orders` >= 3"},
        {"points > -5", "\"points\" > CAST(? AS BIGINT) | -5", "(isNotNull(`points`) AND assumeNotNull(`points`) > (-5))"},
        {"points = -9223372036854775807", "\"points\" = CAST(? AS BIGINT) | -9223372036854775807",
            "(isNotNull(`points`) AND assumeNotNull(`points`) = (-9223372036854775807))"},
        {"not points > 5", "\"points\" <= CAST(? AS BIGINT) | 5", "(isNotNull(`points`) AND assumeNotNull(`points`) <= 5)"},
        {"gender != \"male\"", "\"gender\" <> ? | \"male\"", "(isNotNull(`gender`) AND assumeNotNull(`gender`) <> 'male')"},
        {"gender not in (\"male\", \"other\")", "\"gender\" NOT IN (?, ?) | \"male\", \"other\"",
            "(isNotNull(`gender`) AND assumeNotNull(`gender`) NOT IN ('male', 'other'))"},
        {"birthday is null", "\"birthday\" IS NULL", "isNull(`birthday`)"},
        {"not birthday is null", "\"birthday\" IS NOT NULL", "isNotNull(`birthday`)"},
        {"orders is null", "1 = 0", "1 = 0"},
        {"orders is not null", "1 = 1", "1 = 1"},
        {"consent_email", "\"consent_email\" <> 0", "(isNotNull(`consent_email`) AND assumeNotNull(`consent_email`) <> 0)"},
        {"not consent_email", "\"consent_email\" = 0", "(isNotNull(`consent_email`) AND assumeNotNull(`consent_email`) = 0)"},
        {"true", "1 = 1", "1 = 1"},
        {"not true", "1 = 0", "1 = 0"},
        {"month(today) = 12", "1 = 1", "1 = 1"},
        {"today < 2011-12-10", "1 = 0", "1 = 0"},
        {"last_order >= 1 days ago", "\"last_order\" >= CAST(? AS BIGINT) | 1323388800",
            "(isNotNull(`last_order`) AND assumeNotNull(`last_order`) >= 1323388800)"},
        {"days_since(last_order) <= 1", "\"last_order_day\" >= CAST(? AS BIGINT) | 15317",
            "(isNotNull(`last_order_day`) AND assumeNotNull(`last_order_day`) >= 15317)"},
        {"year(last_order) = 2011", "(\"last_order_day\" >= CAST(? AS BIGINT) AND \"last_order_day\" < CAST(? AS BIGINT)) | 14975, 15340",
            "(isNotNull(`last_order_day`) AND (assumeNotNull(`last_order_day`) >= 14975 AND assumeNotNull(`last_order_day`) < 15340))"},
        {"weekday(birthday) = 4", "((\"birthday\" + 719169) % 7 + 1) = CAST(? AS BIGINT) | 4",
            "(isNotNull(`birthday`) AND ((assumeNotNull(`birthday`) + 719169) % 7 + 1) = 4)"},
        {"month(birthday) = 5", "\"birthday_month\" = CAST(? AS BIGINT) | 5",
            "(isNotNull(`birthday_month`) AND assumeNotNull(`birthday_month`) = 5)"},
        {"hour(last_visit) < 6", "\"last_visit_hour\" < CAST(? AS BIGINT) | 6",
            "(isNotNull(`last_visit_hour`) AND assumeNotNull(`last_visit_hour`) < 6)"},
    };
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *const postgresql = said(&s, cases[i].rule, LTY_SQL_POSTGRESQL, &plain);
        const char *const clickhouse = said(&s, cases[i].rule, LTY_SQL_CLICKHOUSE, &plain);

        assert_memory_equal(postgresql, PREFIX_P, strlen(PREFIX_P));
        assert_string_equal(postgresql + strlen(PREFIX_P), cases[i].postgresql);
        assert_memory_equal(clickhouse, PREFIX_C, strlen(PREFIX_C));
        assert_string_equal(clickhouse + strlen(PREFIX_C), cases[i].clickhouse);
    }
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

/* Negation ends at the comparisons; chains have no parentheses of their own. */
static void test_connectives(void **state)
{
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    assert_said(&s, "not (orders = 1 and (visits = 2 or reviews = 3) and surveys = 4)", LTY_SQL_SQLITE,
        PREFIX_P "(\"orders\" <> CAST(? AS INTEGER) OR (\"visits\" <> CAST(? AS INTEGER) AND \"reviews\" <> CAST(? AS INTEGER))"
                 " OR \"surveys\" <> CAST(? AS INTEGER)) | 1, 2, 3, 4");
    assert_said(&s, "orders = 1 and visits = 2 and not not (reviews = 3 and surveys = 4)", LTY_SQL_MARIADB,
        PREFIX_C "`orders` = CAST(? AS SIGNED) AND `visits` = CAST(? AS SIGNED) AND `reviews` = CAST(? AS SIGNED)"
                 " AND `surveys` = CAST(? AS SIGNED) | 1, 2, 3, 4");
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

/* Whoever has no row has none, or what is not known: the query asks for those who are in, or for all who are not. */
static void test_aggregates(void **state)
{
    static const char counted[] =
        "(SELECT customer FROM (SELECT customer, COUNT(*) AS v FROM \"s_purchase\" WHERE 1 = 1 GROUP BY customer) AS a WHERE ";
    LTY_TEST_ALLOC();
    setting s;
    char expected[4096];

    (void) state;
    setting_open(&s, &alloc);
    snprintf(expected, sizeof expected, PREFIX_P "customer IN %s\"v\" > CAST(? AS BIGINT)) | 2", counted);
    assert_said(&s, "count(lines) > 2", LTY_SQL_POSTGRESQL, expected);
    snprintf(expected, sizeof expected, PREFIX_P "customer NOT IN %s\"v\" > CAST(? AS BIGINT)) | 2", counted);
    assert_said(&s, "not count(lines) > 2", LTY_SQL_POSTGRESQL, expected);
    assert_said(&s, "count(lines) <= 2", LTY_SQL_POSTGRESQL, expected);
    assert_said(&s, "last(clicked, section = \"cats\") is null", LTY_SQL_MARIADB,
        PREFIX_C
        "customer NOT IN (SELECT customer FROM (SELECT customer, MAX(`at`) AS v FROM `s_activity` WHERE `kind` = 4 AND `section` = ?"
        " GROUP BY customer) AS a WHERE 1 = 1) | \"cats\"");
    assert_said(&s, "last(clicked) < 2011-01-01", LTY_SQL_MARIADB,
        PREFIX_C
        "customer IN (SELECT customer FROM (SELECT customer, MAX(`at`) AS v FROM `s_activity` WHERE `kind` = 4 GROUP BY customer) AS a"
        " WHERE `v` < CAST(? AS SIGNED)) | 1293840000");
    assert_said(&s, "sum(cost, last 1 days) < 1", LTY_SQL_SQLITE,
        PREFIX_P "customer NOT IN (SELECT customer FROM (SELECT customer, CASE WHEN t_h BETWEEN -1073741824 AND 1073741824 AND"
                 " t_h * 4294967296 + t_l BETWEEN -9000000000000000 AND 9000000000000000 THEN t_h * 4294967296 + t_l END AS v FROM"
                 " (SELECT customer, SUM(\"cost\" / 4294967296) AS t_h, SUM(\"cost\" % 4294967296) AS t_l FROM \"s_purchase\""
                 " WHERE \"cost\" IS NOT NULL AND \"at\" >= CAST(? AS INTEGER) GROUP BY customer) AS a) AS a"
                 " WHERE (\"v\" IS NULL OR \"v\" >= CAST(? AS INTEGER))) | 1323388800, 100");
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_shards(void **state)
{
    static const lty_sql_tables spread = {{"s_", 2}, true};
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    assert_non_null(strstr(said(&s, "count(visits) > 2", LTY_SQL_CLICKHOUSE, &spread), "customer GLOBAL IN ("));
    assert_non_null(strstr(said(&s, "count(visits) < 2", LTY_SQL_CLICKHOUSE, &spread), "customer GLOBAL NOT IN ("));
    assert_null(strstr(said(&s, "count(visits) < 2", LTY_SQL_CLICKHOUSE, &plain), "GLOBAL"));
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

/* No byte of a name or a text ends its quotes. */
static void test_quotes(void **state)
{
    static const char evil[] = "a`b\"c\\d'e";
    const lty_sql_tables tables = {lty_test_text(evil), false};
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    assert_non_null(strstr(said(&s, "orders = 1", LTY_SQL_MARIADB, &tables), "FROM `a``b\"c\\d'ecustomer` WHERE"));
    assert_non_null(strstr(said(&s, "orders = 1", LTY_SQL_POSTGRESQL, &tables), "FROM \"a`b\"\"c\\d'ecustomer\" WHERE"));
    assert_non_null(strstr(said(&s, "orders = 1", LTY_SQL_SQLITE, &tables), "FROM \"a`b\"\"c\\d'ecustomer\" WHERE"));
    assert_non_null(strstr(said(&s, "orders = 1", LTY_SQL_CLICKHOUSE, &tables), "FROM `a\\`b\"c\\\\d'ecustomer` WHERE"));

    static const char rule[] = "count(lines, sku = \"'); DROP TABLE x; -- \\\\' \\\" ? \t\n\x7F\") > 0";
    assert_non_null(strstr(said(&s, rule, LTY_SQL_CLICKHOUSE, &plain), "`sku` = '\\'); DROP TABLE x; -- \\\\\\' \" ? \\x09\\x0A\\x7F'"));
    assert_non_null(strstr(said(&s, rule, LTY_SQL_MARIADB, &plain), "`sku` = ? GROUP"));
    assert_non_null(strstr(said(&s, rule, LTY_SQL_MARIADB, &plain), "| \"'); DROP TABLE x; -- \\\\' \\\" ? \\u0009\\u000a"));
    /* A beginning is as long as the engine counts it. */
    assert_non_null(strstr(
        said(&s, "count(lines, sku starts with \"\xC3\xA9\xF0\x9F\x90\x88\") > 0", LTY_SQL_MARIADB, &plain), "SUBSTR(`sku`, 1, 6) = ?"));
    assert_non_null(strstr(
        said(&s, "count(lines, sku starts with \"\xC3\xA9\xF0\x9F\x90\x88\") > 0", LTY_SQL_SQLITE, &plain), "SUBSTR(\"sku\", 1, 2) = ?"));
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

static lty_status refused(setting *s, const char *rule, lty_sql_dialect dialect)
{
    lty_sql_query query = {.parameter_count = 99};
    const lty_expr *expr = compile(s, rule);
    const lty_status status = lty_sql_select(&query, expr, &s->scope, dialect, &plain, AT, &s->arena, &s->problems);

    assert_true(status == LTY_OK || query.parameter_count == 99);
    return status;
}

/* A chain may be long, parentheses deep: what an engine's parser does not take is said before it is asked. */
static void test_limits(void **state)
{
    char rule[8192];
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    for (int depth = 10; depth <= 14; depth++) {
        size_t len = 0;

        for (int i = 0; i < depth; i++) {
            len += (size_t) snprintf(rule + len, sizeof rule - len, "orders = 1 %s (", i % 2 == 0 ? "or" : "and");
        }
        len += (size_t) snprintf(rule + len, sizeof rule - len, "orders = 2");
        for (int i = 0; i < depth; i++) {
            len += (size_t) snprintf(rule + len, sizeof rule - len, ")");
        }
        assert_int_equal(refused(&s, rule, LTY_SQL_SQLITE), depth <= 12 ? LTY_OK : LTY_E_SQL);
        assert_int_equal(refused(&s, rule, LTY_SQL_POSTGRESQL), LTY_OK);
        lty_problems_init(&s.problems, &s.arena);
    }
    s.scope.len_max = sizeof rule;
    for (int parts = 400; parts <= 401; parts++) {
        size_t len = (size_t) snprintf(rule, sizeof rule, "true");

        for (int i = 1; i < parts; i++) {
            len += (size_t) snprintf(rule + len, sizeof rule - len, " or visits=%d", i % 10);
        }
        assert_int_equal(refused(&s, rule, LTY_SQL_CLICKHOUSE), parts == 400 ? LTY_OK : LTY_E_SQL);
    }
    assert_int_equal(s.problems.count, 1);
    assert_int_equal(s.problems.items[0].offset, 0);
    assert_string_equal(s.problems.items[0].found.bytes, "a rule of more than 800 parts");
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

/* A map that the tables have no column for is refused at its place. */
static void test_no_column(void **state)
{
    static const lty_expr_field odd[] = {{"length", LTY_EXPR_DURATION, 0, NULL, 0, "", 0}, {"later", LTY_EXPR_INSTANT, 77, NULL, 0, "", 0}};
    LTY_TEST_ALLOC();
    setting s;

    (void) state;
    setting_open(&s, &alloc);
    s.scope.fields = odd;
    s.scope.field_count = sizeof odd / sizeof *odd;
    assert_int_equal(refused(&s, "length > 3 days and later > 2011-01-01", LTY_SQL_MARIADB), LTY_E_SQL);
    assert_int_equal(s.problems.items[0].offset, 20);
    assert_string_equal(s.problems.items[0].found.bytes, "later > 2011-01-01");
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

static void test_memory(void **state)
{
    static const char rule[] =
        "share(amount, sale or code, of category in (\"a\", \"b\"), last 12 months) >= 60 % and not (gender = \"male\" or orders in (1, 2, 3))";
    LTY_TEST_ALLOC();
    setting s;
    lty_arena arena;
    size_t failures = 0;

    (void) state;
    setting_open(&s, &alloc);
    const lty_expr *expr = compile(&s, rule);
    for (size_t n = 1;; n++) {
        lty_sql_query query = {.parameter_count = 99};
        lty_problems problems;

        lty_arena_init(&arena, &alloc);
        lty_problems_init(&problems, &arena);
        const size_t blocks = memory.blocks;
        memory.fail_at = memory.calls + n;
        const lty_status status = lty_sql_select(&query, expr, &s.scope, LTY_SQL_MARIADB, &plain, AT, &arena, &problems);
        memory.fail_at = 0;
        lty_arena_destroy(&arena);
        assert_int_equal(memory.blocks, blocks);
        if (status == LTY_OK) {
            assert_int_equal(query.parameter_count, 8);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
        assert_int_equal(query.parameter_count, 99);
        failures++;
    }
    assert_true(failures > 3);
    lty_arena_destroy(&s.arena);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_comparisons), cmocka_unit_test(test_connectives),
        cmocka_unit_test(test_aggregates), cmocka_unit_test(test_shards), cmocka_unit_test(test_quotes), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_no_column), cmocka_unit_test(test_memory)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
