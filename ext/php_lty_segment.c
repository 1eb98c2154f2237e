/* Segment: a compiled rule. It keeps its programme, whose zone and fields the rule looks at. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_segment_part.h"

#define PHP_LTY_CUSTOMER_AT 1 /* slot of Customer::$at */

typedef struct php_lty_segment {
    lty_arena arena; /* of a rule of its own; a named segment lives in the programme */
    const lty_expr *expr;
    zend_object *programme;
    zend_object std;
} php_lty_segment;

static zend_object_handlers php_lty_segment_handlers;

static php_lty_segment *php_lty_segment_from(zend_object *object)
{
    return (php_lty_segment *) ((char *) object - offsetof(php_lty_segment, std));
}

static zend_object *php_lty_segment_create_object(zend_class_entry *ce)
{
    php_lty_segment *intern = zend_object_alloc(sizeof *intern, ce);

    lty_arena_init(&intern->arena, &php_lty_request_alloc);
    zend_object_std_init(&intern->std, ce);
    object_properties_init(&intern->std, ce);
    intern->std.handlers = &php_lty_segment_handlers;
    return &intern->std;
}

static void php_lty_segment_free(zend_object *object)
{
    php_lty_segment *intern = php_lty_segment_from(object);

    intern->expr = NULL;
    lty_arena_destroy(&intern->arena);
    if (intern->programme != NULL) {
        OBJ_RELEASE(intern->programme);
    }
    zend_object_std_dtor(object);
}

void php_lty_segment_minit(void)
{
    lty_ce_segment->create_object = php_lty_segment_create_object;
    php_lty_segment_handlers = std_object_handlers;
    php_lty_segment_handlers.offset = offsetof(php_lty_segment, std);
    php_lty_segment_handlers.free_obj = php_lty_segment_free;
    php_lty_segment_handlers.clone_obj = NULL;
    php_lty_segment_handlers.compare = zend_objects_not_comparable;
}

const lty_expr *php_lty_segment_expr(zend_object *object)
{
    const lty_expr *expr = php_lty_segment_from(object)->expr;

    ZEND_ASSERT(expr != NULL);
    return expr;
}

zend_object *php_lty_segment_programme(zend_object *object)
{
    return php_lty_segment_from(object)->programme;
}

void php_lty_segment_create(zval *out, zend_object *programme, const lty_expr *expr)
{
    object_init_ex(out, lty_ce_segment);
    php_lty_segment *intern = php_lty_segment_from(Z_OBJ_P(out));
    intern->expr = expr;
    intern->programme = programme;
    GC_ADDREF(programme);
}

PHP_METHOD(Loyalty_Segment, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Segment, compile)
{
    zend_object *programme;
    zend_string *rule;
    lty_problems problems;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_OBJ_OF_CLASS(programme, lty_ce_programme)
        Z_PARAM_STR(rule)
    ZEND_PARSE_PARAMETERS_END();

    const lty_expr_scope *scope = &php_lty_programme_of(programme)->scope;
    php_lty_segment_create(return_value, programme, NULL);
    php_lty_segment *intern = php_lty_segment_from(Z_OBJ_P(return_value));
    lty_problems_init(&problems, &intern->arena);
    lty_status status = lty_expr_compile(&intern->expr, php_lty_text(rule), scope, &intern->arena, &problems);
    if (status == LTY_OK) {
        return;
    }
    if (status == LTY_E_RULE) {
        php_lty_throw_rule(&problems, php_lty_text(rule));
    } else {
        php_lty_throw(status);
    }
    zval_ptr_dtor(return_value);
    ZVAL_UNDEF(return_value);
}

PHP_METHOD(Loyalty_Segment, rule)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_text rule = lty_expr_source(php_lty_segment_expr(Z_OBJ_P(ZEND_THIS)));
    RETURN_STRINGL(rule.bytes, rule.len);
}

/* What is read of rows: "purchases.amount". Each name once. */
static void php_lty_segment_source(zval *out, const lty_expr_table *table, const char *of)
{
    zval name;

    ZVAL_STR(&name, zend_strpprintf(0, "%s.%s", table->name, of));
    if (zend_hash_add(Z_ARRVAL_P(out), Z_STR(name), &name) != NULL) {
        Z_ADDREF(name);
    }
    zval_ptr_dtor(&name);
}

static void php_lty_segment_columns(zval *out, const lty_expr_table *table, const lty_expr *rule)
{
    const uint64_t columns = rule == NULL ? 0 : lty_expr_fields(rule);

    for (size_t i = 0; i < table->field_count; i++) {
        if (columns >> table->fields[i].index & 1) {
            php_lty_segment_source(out, table, table->fields[i].name);
        }
    }
}

PHP_METHOD(Loyalty_Segment, fields)
{
    size_t count;
    zval named;
    zval *name;

    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_segment *intern = php_lty_segment_from(Z_OBJ_P(ZEND_THIS));
    const lty_expr_scope *scope = &php_lty_programme_of(intern->programme)->scope;
    const uint64_t fields = lty_expr_fields(intern->expr);
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(intern->expr, &count);
    array_init(return_value);
    for (size_t i = 0; i < scope->field_count; i++) {
        if (fields >> scope->fields[i].index & 1) {
            add_next_index_string(return_value, scope->fields[i].name);
        }
    }
    array_init(&named);
    for (size_t i = 0; i < count; i++) {
        const lty_expr_what *what = aggregates[i].what;
        const lty_expr_table *table = &scope->tables[what->table];

        php_lty_segment_source(&named, table, what->name);
        php_lty_segment_columns(&named, table, aggregates[i].window);
        php_lty_segment_columns(&named, table, aggregates[i].of);
        php_lty_segment_columns(&named, table, aggregates[i].condition);
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL(named), name) {
        Z_ADDREF_P(name);
        add_next_index_zval(return_value, name);
    }
    ZEND_HASH_FOREACH_END();
    zval_ptr_dtor(&named);
}

bool php_lty_subject_read(php_lty_subject *out, zend_object *segment, zend_object *customer)
{
    const lty_programme *programme = php_lty_programme_of(php_lty_segment_from(segment)->programme);

    if (!php_lty_customer_facts(out->facts, customer, programme) || !php_lty_rows_read(&out->purchases, customer)) {
        return false;
    }
    out->person = (lty_aggregate_person){.facts = out->facts,
        .purchases = &out->purchases,
        .programme = programme,
        .at_s = Z_LVAL_P(php_lty_record_get(customer, PHP_LTY_CUSTOMER_AT))};
    return true;
}

void php_lty_subject_destroy(php_lty_subject *subject)
{
    lty_purchases_destroy(&subject->purchases);
}

PHP_METHOD(Loyalty_Segment, matches)
{
    zend_object *customer;
    php_lty_subject subject;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(customer, lty_ce_customer)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_subject_read(&subject, Z_OBJ_P(ZEND_THIS), customer)) {
        RETURN_THROWS();
    }
    const bool holds = lty_aggregate_judge(php_lty_segment_expr(Z_OBJ_P(ZEND_THIS)), &subject.person) == 1;
    php_lty_subject_destroy(&subject);
    RETURN_BOOL(holds);
}
