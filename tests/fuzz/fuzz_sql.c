/*
 * Any rule that compiles becomes a query of each engine, or is refused with a reason. The text is read again by a scanner that knows nothing but the engine's
 * quotes: they are closed, parentheses match, there are as many places as parameters, and outside of quotes there is nothing that could end a
 * statement or hide a part of it. The first byte of the input says which names the tables have and whether they are spread.
 */
#include "lty_fuzz.h"

#include "lty_facts.h"
#include "lty_sql.h"

static const lty_transition fuzz_transitions[] = {{INT64_MIN, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_zone fuzz_zone = {{"Europe/London", 13}, fuzz_transitions, 3};

/* The place behind the quote that ends what begins at `at`; doubled quotes and, in ClickHouse, what a backslash precedes are inside. */
static size_t fuzz_quoted(lty_text text, size_t at, lty_sql_dialect dialect)
{
    const char quote = text.bytes[at++];

    for (; at < text.len; at++) {
        if (text.bytes[at] == '\\' && dialect == LTY_SQL_CLICKHOUSE) {
            at++;
        } else if (text.bytes[at] == quote) {
            if (dialect == LTY_SQL_CLICKHOUSE || at + 1 == text.len || text.bytes[at + 1] != quote) {
                return at + 1;
            }
            at++;
        }
    }
    LTY_ASSERT(false);
    return at;
}

static void fuzz_scan(const lty_sql_query *query, lty_sql_dialect dialect)
{
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_ ,=<>+-*/%().?`\"'";
    const lty_text text = query->text;
    size_t places = 0;
    size_t depth = 0;

    for (size_t at = 0; at < text.len;) {
        const char byte = text.bytes[at];
        LTY_ASSERT(byte != '\0' && strchr(allowed, byte) != NULL);
        if (byte == '`' || byte == '"' || byte == '\'') {
            /* Texts stand in the query only where nothing is bound, and names have the engine's own quotes. */
            LTY_ASSERT(byte != '\'' || dialect == LTY_SQL_CLICKHOUSE || (at + 1 < text.len && text.bytes[at + 1] == '\''));
            LTY_ASSERT(byte != '`' || dialect == LTY_SQL_MARIADB || dialect == LTY_SQL_CLICKHOUSE);
            LTY_ASSERT(byte != '"' || dialect == LTY_SQL_POSTGRESQL || dialect == LTY_SQL_SQLITE);
            at = fuzz_quoted(text, at, dialect);
            continue;
        }
        LTY_ASSERT(at + 1 == text.len || !(byte == '-' && text.bytes[at + 1] == '-'));
        LTY_ASSERT(at + 1 == text.len || !(byte == '/' && text.bytes[at + 1] == '*'));
        depth += byte == '(';
        LTY_ASSERT(byte != ')' || depth-- > 0);
        places += byte == '?';
        at++;
    }
    LTY_ASSERT(depth == 0 && places == query->parameter_count);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const lty_text prefixes[] = {{"loyalty_", 8}, {"", 0}, {"a`b\"c\\", 6}, {"'?--/*;", 7}};
    lty_expr_scope scope = lty_fact_scope();
    const lty_expr *rule = NULL;
    lty_problems problems;
    lty_arena arena;

    if (size == 0) {
        return 0;
    }
    scope.zone = &fuzz_zone;
    scope.currency_decimals = 2;
    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_problems_init(&problems, &arena);
    if (lty_expr_compile(&rule, (lty_text){(const char *) data + 1, size - 1}, &scope, &arena, &problems) == LTY_OK) {
        for (int dialect = LTY_SQL_MARIADB; dialect <= LTY_SQL_CLICKHOUSE; dialect++) {
            const lty_sql_tables tables = {prefixes[data[0] & 3], dialect == LTY_SQL_CLICKHOUSE && (data[0] & 4) != 0};
            lty_sql_query query = {.parameter_count = SIZE_MAX};
            const size_t before = problems.count;
            const lty_status status =
                lty_sql_select(&query, rule, &scope, (lty_sql_dialect) dialect, &tables, 1323475200, &arena, &problems);

            if (status == LTY_OK) {
                fuzz_scan(&query, (lty_sql_dialect) dialect);
            } else {
                LTY_ASSERT(status == LTY_E_SQL && problems.count == before + 1 && query.parameter_count == SIZE_MAX);
            }
        }
    }
    lty_arena_destroy(&arena);
    return 0;
}
