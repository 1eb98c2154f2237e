/* Segment: a compiled rule. It keeps its programme, whose zone and fields the rule looks at. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_facts.h"
#include "lty_money.h"
#include "Zend/zend_smart_str.h"

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

PHP_METHOD(Loyalty_Segment, fields)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_segment *intern = php_lty_segment_from(Z_OBJ_P(ZEND_THIS));
    const lty_expr_scope *scope = &php_lty_programme_of(intern->programme)->scope;
    const uint64_t fields = lty_expr_fields(intern->expr);
    array_init(return_value);
    for (size_t i = 0; i < scope->field_count; i++) {
        if (fields >> scope->fields[i].index & 1) {
            add_next_index_string(return_value, scope->fields[i].name);
        }
    }
}

/* A customer as a rule sees one. */
typedef struct php_lty_subject {
    const lty_programme *programme;
    int64_t facts[LTY_FACT_COUNT];
    int64_t at_s;
} php_lty_subject;

static bool php_lty_subject_read(php_lty_subject *out, zend_object *segment, zend_object *customer)
{
    out->programme = php_lty_programme_of(php_lty_segment_from(segment)->programme);
    if (!php_lty_customer_facts(out->facts, customer, out->programme)) {
        return false;
    }
    out->at_s = Z_LVAL_P(php_lty_record_get(customer, PHP_LTY_CUSTOMER_AT));
    return true;
}

static void php_lty_subject_value(lty_expr_value *out, const void *context, uint32_t field)
{
    const php_lty_subject *subject = context;

    lty_fact_value(out, subject->programme, (lty_fact) field, subject->facts[field]);
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
    RETURN_BOOL(lty_expr_evaluate(php_lty_segment_expr(Z_OBJ_P(ZEND_THIS)), php_lty_subject_value, &subject, subject.at_s) == 1);
}

/* "120.50 GBP", "2011-08-10T10:00:00Z", "1980-02-29", "true", "gold", "null". */
static zend_string *php_lty_subject_text(const php_lty_subject *subject, uint32_t field)
{
    const lty_expr_field *about = &subject->programme->scope.fields[field];
    char day[11];
    lty_expr_value value;

    php_lty_subject_value(&value, subject, field);
    if (value.null) {
        return zend_string_init(ZEND_STRL("null"), false);
    }
    switch (about->type) {
        case LTY_EXPR_BOOL:
            return value.number != 0 ? zend_string_init(ZEND_STRL("true"), false) : zend_string_init(ZEND_STRL("false"), false);
        case LTY_EXPR_TEXT: return zend_string_init(value.text.bytes, value.text.len, false);
        case LTY_EXPR_DAY: lty_day_format(day, value.number); return zend_string_init(day, strlen(day), false);
        case LTY_EXPR_MONEY: {
            char text[LTY_MONEY_TEXT];
            lty_money money = {.minor = value.number};
            memcpy(money.code, subject->programme->currency, sizeof money.code);
            lty_money_format(text, &money);
            return zend_strpprintf(0, "%s %s", text, money.code);
        }
        case LTY_EXPR_INSTANT: {
            static const lty_transition utc_transitions[] = {{INT64_MIN, 0}};
            static const lty_zone utc = {{"UTC", 3}, utc_transitions, 1};
            const int64_t number = lty_zone_day(&utc, value.number);
            const int seconds = (int) (value.number - number * LTY_DAY_SECONDS);
            lty_day_format(day, number);
            return zend_strpprintf(0, "%sT%02d:%02d:%02dZ", day, seconds / 3600, seconds / 60 % 60, seconds % 60);
        }
        case LTY_EXPR_DURATION: return zend_strpprintf(0, ZEND_LONG_FMT " seconds", (zend_long) value.number);
        case LTY_EXPR_INTEGER: break;
    }
    return zend_long_to_str(value.number);
}

PHP_METHOD(Loyalty_Segment, explain)
{
    zend_object *customer;
    php_lty_subject subject;
    lty_text source;
    uint32_t field;
    size_t at = 0;
    int holds;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(customer, lty_ce_customer)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_subject_read(&subject, Z_OBJ_P(ZEND_THIS), customer)) {
        RETURN_THROWS();
    }
    const lty_expr *expr = php_lty_segment_expr(Z_OBJ_P(ZEND_THIS));
    array_init(return_value);
    while (lty_expr_part(&source, &holds, &field, &at, expr, php_lty_subject_value, &subject, subject.at_s)) {
        zval part;

        array_init_size(&part, 3);
        add_assoc_stringl(&part, "part", source.bytes, source.len);
        if (holds < 0) {
            add_assoc_null(&part, "holds");
        } else {
            add_assoc_bool(&part, "holds", holds == 1);
        }
        if (field == UINT32_MAX) {
            add_assoc_str(&part, "value", ZSTR_EMPTY_ALLOC());
        } else {
            add_assoc_str(&part, "value", php_lty_subject_text(&subject, field));
        }
        add_next_index_zval(return_value, &part);
    }
}
