/* A rule as a query over the tables of docs/sql.md that selects the same customers. */
#ifndef LTY_SQL_H
#define LTY_SQL_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_expr.h"
#include "lty_problem.h"
#include "lty_programme.h"
#include "lty_status.h"

typedef enum lty_sql_dialect { LTY_SQL_MARIADB = 1, LTY_SQL_POSTGRESQL, LTY_SQL_SQLITE, LTY_SQL_CLICKHOUSE } lty_sql_dialect;

typedef struct lty_sql_parameter {
    bool is_text;
    int64_t number;
    lty_text text;
} lty_sql_parameter;

typedef struct lty_sql_query {
    lty_text text;                       /* one SELECT of one column, `customer` */
    const lty_sql_parameter *parameters; /* in the order of their places, each a "?"; none in ClickHouse */
    size_t parameter_count;
} lty_sql_query;

/* How the tables are named, and whether they are spread over shards. */
typedef struct lty_sql_tables {
    lty_text prefix;  /* "shop_loyalty_": any bytes but NUL; names are quoted */
    bool distributed; /* ClickHouse: GLOBAL IN */
} lty_sql_tables;

/*
 * The rule at an instant. LTY_E_SQL with problems (offset in the rule) for what the dialect cannot say exactly; LTY_E_MEMORY. The result lives in
 * the arena.
 */
lty_status lty_sql_select(lty_sql_query *out, const lty_expr *rule, const lty_expr_scope *scope, lty_sql_dialect dialect,
    const lty_sql_tables *tables, int64_t at_s, lty_arena *arena, lty_problems *problems);

#endif
