/* Segment::toSql() and the record that it gives. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_sql.h"
#include "Zend/zend_exceptions.h"

#define PHP_LTY_SQL_PREFIX_MAX 40 /* PostgreSQL's names have 63 bytes, its indices longer names than its tables */

enum { PHP_LTY_SQL_QUERY_SQL, PHP_LTY_SQL_QUERY_PARAMETERS };

PHP_METHOD(Loyalty_SqlQuery, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

/* Names are quoted, but what a driver takes for a place of a parameter is not asked of it. */
static bool php_lty_sql_prefix(const zend_string *prefix)
{
    if (ZSTR_LEN(prefix) > PHP_LTY_SQL_PREFIX_MAX) {
        return false;
    }
    for (size_t i = 0; i < ZSTR_LEN(prefix); i++) {
        const char byte = ZSTR_VAL(prefix)[i];
        if (!((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || (byte >= '0' && byte <= '9') || byte == '_')) {
            return false;
        }
    }
    return true;
}

static void php_lty_sql_query_create(zval *out, const lty_sql_query *query)
{
    zval value;

    object_init_ex(out, lty_ce_sql_query);
    ZVAL_STRINGL(&value, query->text.bytes, query->text.len);
    php_lty_record_set(Z_OBJ_P(out), PHP_LTY_SQL_QUERY_SQL, &value);
    array_init_size(&value, (uint32_t) query->parameter_count);
    for (size_t i = 0; i < query->parameter_count; i++) {
        const lty_sql_parameter *parameter = &query->parameters[i];

        if (parameter->is_text) {
            add_next_index_stringl(&value, parameter->text.bytes, parameter->text.len);
        } else {
            add_next_index_long(&value, parameter->number);
        }
    }
    php_lty_record_set(Z_OBJ_P(out), PHP_LTY_SQL_QUERY_PARAMETERS, &value);
}

PHP_METHOD(Loyalty_Segment, toSql)
{
    zend_object *dialect;
    zend_object *date = NULL;
    zend_long seconds = 0;
    zend_string *prefix = NULL;
    bool distributed = false;
    int64_t at_s;
    lty_arena arena;
    lty_problems problems;
    lty_sql_query query;

    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_OBJ_OF_CLASS(dialect, lty_ce_dialect)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(prefix)
        Z_PARAM_BOOL(distributed)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_instant(&at_s, date, seconds, 2) != SUCCESS) {
        RETURN_THROWS();
    }
    if (prefix != NULL && !php_lty_sql_prefix(prefix)) {
        zend_argument_value_error(3, "must be at most 40 letters, digits and underscores");
        RETURN_THROWS();
    }
    const lty_sql_dialect engine = (lty_sql_dialect) php_lty_enum_value(dialect);
    if (distributed && engine != LTY_SQL_CLICKHOUSE) {
        zend_argument_value_error(4, "must be false but for ClickHouse");
        RETURN_THROWS();
    }
    zend_object *segment = Z_OBJ_P(ZEND_THIS);
    const lty_expr *rule = php_lty_segment_expr(segment);
    const lty_expr_scope *scope = &php_lty_programme_of(php_lty_segment_programme(segment))->scope;
    const lty_sql_tables tables = {prefix == NULL ? LTY_TEXT("loyalty_") : php_lty_text(prefix), distributed};
    lty_arena_init(&arena, &php_lty_request_alloc);
    lty_problems_init(&problems, &arena);
    const lty_status status = lty_sql_select(&query, rule, scope, engine, &tables, at_s, &arena, &problems);
    if (status == LTY_OK) {
        php_lty_sql_query_create(return_value, &query);
    } else if (status == LTY_E_SQL) {
        php_lty_throw_rule(&problems, lty_expr_source(rule));
        if (EG(exception) != NULL && EG(exception)->ce == lty_ce_rule) {
            zend_update_property_long(zend_ce_exception, EG(exception), ZEND_STRL("code"), (zend_long) LTY_E_SQL);
        }
    } else {
        php_lty_throw(status);
    }
    lty_arena_destroy(&arena);
}
