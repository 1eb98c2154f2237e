/* Programme: a document compiled into memory of the object, which no call changes again. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_facts.h"
#include "ext/json/php_json.h"
#include "Zend/zend_smart_str.h"

typedef struct php_lty_programme {
    lty_arena arena;
    const lty_programme *programme;
    zend_object std;
} php_lty_programme;

static zend_object_handlers php_lty_programme_handlers;

static php_lty_programme *php_lty_programme_from(zend_object *object)
{
    return (php_lty_programme *) ((char *) object - offsetof(php_lty_programme, std));
}

static zend_object *php_lty_programme_create(zend_class_entry *ce)
{
    php_lty_programme *intern = zend_object_alloc(sizeof *intern, ce);

    lty_arena_init(&intern->arena, &php_lty_request_alloc);
    zend_object_std_init(&intern->std, ce);
    object_properties_init(&intern->std, ce);
    intern->std.handlers = &php_lty_programme_handlers;
    return &intern->std;
}

static void php_lty_programme_free(zend_object *object)
{
    php_lty_programme *intern = php_lty_programme_from(object);

    intern->programme = NULL;
    lty_arena_destroy(&intern->arena);
    zend_object_std_dtor(object);
}

void php_lty_programme_minit(void)
{
    lty_ce_programme->create_object = php_lty_programme_create;
    php_lty_programme_handlers = std_object_handlers;
    php_lty_programme_handlers.offset = offsetof(php_lty_programme, std);
    php_lty_programme_handlers.free_obj = php_lty_programme_free;
    php_lty_programme_handlers.clone_obj = NULL;
    php_lty_programme_handlers.compare = zend_objects_not_comparable;
}

const lty_programme *php_lty_programme_of(zend_object *object)
{
    const lty_programme *programme = php_lty_programme_from(object)->programme;

    ZEND_ASSERT(programme != NULL); /* the constructor is private, and a final class with a C state is not made without it */
    return programme;
}

static const lty_programme *php_lty_programme_this(zval *this)
{
    return php_lty_programme_of(Z_OBJ_P(this));
}

static lty_status php_lty_programme_parse(const lty_programme **out, lty_arena *arena, lty_problems *problems, const char *json, size_t len)
{
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);

    lty_problems_init(problems, arena);
    return lty_programme_parse(out, json, len, fields, count, php_lty_zone_load, NULL, arena, problems);
}

/* A Programme in return_value, or an exception. */
static void php_lty_programme_read(zval *return_value, const char *json, size_t len)
{
    lty_problems problems;

    object_init_ex(return_value, lty_ce_programme);
    php_lty_programme *intern = php_lty_programme_from(Z_OBJ_P(return_value));
    lty_status status = php_lty_programme_parse(&intern->programme, &intern->arena, &problems, json, len);
    if (status != LTY_OK) {
        php_lty_throw_programme(&problems, status);
        zval_ptr_dtor(return_value);
        ZVAL_UNDEF(return_value);
    }
}

PHP_METHOD(Loyalty_ProgrammeError, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Programme, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Programme, fromJson)
{
    zend_string *json;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(json)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_programme_read(return_value, ZSTR_VAL(json), ZSTR_LEN(json));
}

/* By way of JSON, so that there is one reader: 12.0 stays a float on the way and is refused like 12.0 in a document. */
PHP_METHOD(Loyalty_Programme, fromArray)
{
    zval *document;
    smart_str json = {0};

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY(document)
    ZEND_PARSE_PARAMETERS_END();

    /* A NAN is written as 0 and only told in the error code, which is json_last_error()'s and put back. */
    const php_json_error_code before = JSON_G(error_code);
    zend_result result = php_json_encode_ex(&json, document,
        PHP_JSON_PRESERVE_ZERO_FRACTION | PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE, PHP_JSON_PARSER_DEFAULT_DEPTH);
    const php_json_error_code error = JSON_G(error_code);
    JSON_G(error_code) = before;
    if (result != SUCCESS || error != PHP_JSON_ERROR_NONE || EG(exception) != NULL) {
        smart_str_free(&json);
        if (EG(exception) == NULL) {
            zend_argument_value_error(1, "must be an array that json_encode() takes");
        }
        RETURN_THROWS();
    }
    smart_str_0(&json);
    php_lty_programme_read(return_value, ZSTR_VAL(json.s), ZSTR_LEN(json.s));
    smart_str_free(&json);
}

PHP_METHOD(Loyalty_Programme, check)
{
    zend_string *json;
    lty_arena arena;
    lty_problems problems;
    const lty_programme *programme;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(json)
    ZEND_PARSE_PARAMETERS_END();

    lty_arena_init(&arena, &php_lty_request_alloc);
    lty_status status = php_lty_programme_parse(&programme, &arena, &problems, ZSTR_VAL(json), ZSTR_LEN(json));
    if (status == LTY_E_MEMORY) {
        php_lty_throw(status);
    } else {
        php_lty_problems_array(return_value, &problems);
    }
    lty_arena_destroy(&arena);
}

PHP_METHOD(Loyalty_Programme, hash)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    RETURN_NEW_STR(php_lty_hex_string(programme->hash, sizeof programme->hash));
}

PHP_METHOD(Loyalty_Programme, name)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    RETURN_STRINGL(programme->name.bytes, programme->name.len);
}

PHP_METHOD(Loyalty_Programme, currency)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(php_lty_programme_this(ZEND_THIS)->currency);
}

PHP_METHOD(Loyalty_Programme, timezone)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_zone *zone = &php_lty_programme_this(ZEND_THIS)->zone;
    RETURN_STRINGL(zone->name.bytes, zone->name.len);
}

PHP_METHOD(Loyalty_Programme, version)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(php_lty_programme_this(ZEND_THIS)->version);
}

PHP_METHOD(Loyalty_Programme, inForceFrom)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(php_lty_programme_this(ZEND_THIS)->in_force_from_s);
}

static void php_lty_add_text(zval *array, const char *key, lty_text text)
{
    add_assoc_stringl(array, key, text.len == 0 ? "" : text.bytes, text.len);
}

PHP_METHOD(Loyalty_Programme, tiers)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_tier_rules *tiers = &php_lty_programme_this(ZEND_THIS)->tiers;
    array_init_size(return_value, (uint32_t) tiers->count);
    for (size_t i = 0; i < tiers->count; i++) {
        zval tier;

        array_init_size(&tier, 5);
        php_lty_add_text(&tier, "key", tiers->items[i].key);
        php_lty_add_text(&tier, "name", tiers->items[i].name);
        php_lty_add_text(&tier, "colour", tiers->items[i].colour);
        add_assoc_long(&tier, "from", tiers->items[i].from);
        add_assoc_long(&tier, "earn_percent", tiers->items[i].earn_percent);
        add_next_index_zval(return_value, &tier);
    }
}

PHP_METHOD(Loyalty_Programme, segments)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->segment_count);
    for (size_t i = 0; i < programme->segment_count; i++) {
        const lty_segment_rule *segment = &programme->segments[i];

        add_assoc_stringl_ex(return_value, segment->key.bytes, segment->key.len, segment->name.bytes, segment->name.len);
    }
}

static const char *php_lty_discount_name(lty_discount_kind kind)
{
    switch (kind) {
        case LTY_DISCOUNT_PERCENT: return "percent";
        case LTY_DISCOUNT_FIXED: return "fixed";
        case LTY_DISCOUNT_FREE_SHIPPING: return "free_shipping";
        case LTY_DISCOUNT_POINTS: return "points";
        case LTY_DISCOUNT_GIFT: return "gift";
        case LTY_DISCOUNT_POINTS_MULTIPLIER: return "points_multiplier";
        case LTY_DISCOUNT_BUY_GET: return "buy_get";
        case LTY_DISCOUNT_EARLY_ACCESS: return "early_access";
    }
    return "";
}

static const char *php_lty_format_name(lty_campaign_format format)
{
    switch (format) {
        case LTY_FORMAT_SHORT: return "short";
        case LTY_FORMAT_PUBLIC: return "public";
        case LTY_FORMAT_SHARED: return "shared";
    }
    return "";
}

static void php_lty_add_instant(zval *array, const char *key, int64_t instant_s)
{
    if (instant_s == LTY_TIME_NONE) {
        add_assoc_null(array, key);
    } else {
        add_assoc_long(array, key, instant_s);
    }
}

static void php_lty_campaign_entry(zval *entry, const lty_campaign *campaign)
{
    const lty_benefit *first = &campaign->benefits[0];
    const bool percent = first->kind == LTY_DISCOUNT_PERCENT;

    array_init_size(entry, 17);
    add_assoc_long(entry, "number", campaign->number);
    php_lty_add_text(entry, "name", campaign->name);
    add_assoc_string(entry, "format", php_lty_format_name(campaign->format));
    add_assoc_long(entry, "length", campaign->length);
    add_assoc_string(entry, "kind", php_lty_discount_name(first->kind));
    add_assoc_long(entry, "value", percent ? first->value / (LTY_PERCENT_WHOLE / 10000) : first->value);
    add_assoc_bool(entry, "open", campaign->open);
    add_assoc_bool(entry, "automatic", campaign->automatic);
    add_assoc_bool(entry, "email_only", campaign->email_only);
    php_lty_add_instant(entry, "valid_from", campaign->valid_from_s);
    php_lty_add_instant(entry, "valid_until", campaign->valid_until_s);
    add_assoc_long(entry, "uses_per_code", campaign->uses_per_code);
    add_assoc_long(entry, "uses_per_customer", campaign->uses_per_customer);
    add_assoc_long(entry, "uses_total", campaign->uses_total);
    add_assoc_long(entry, "budget", campaign->budget_minor);
    add_assoc_bool(entry, "release_on_cancel", campaign->release_on_cancel);
    add_assoc_bool(entry, "release_on_refund", campaign->release_on_refund);
}

PHP_METHOD(Loyalty_Programme, campaigns)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->campaign_count);
    for (size_t i = 0; i < programme->campaign_count; i++) {
        const lty_campaign *campaign = &programme->campaigns[i];
        zval entry;

        php_lty_campaign_entry(&entry, campaign);
        add_assoc_zval_ex(return_value, campaign->key.bytes, campaign->key.len, &entry);
    }
}

PHP_METHOD(Loyalty_Programme, discounts)
{
    ZEND_PARSE_PARAMETERS_NONE();

    switch (php_lty_programme_this(ZEND_THIS)->discounts.way) {
        case LTY_WAY_EXACT: RETURN_STRING("exact");
        case LTY_WAY_WOOCOMMERCE: RETURN_STRING("woocommerce");
        case LTY_WAY_PRESTASHOP: RETURN_STRING("prestashop");
    }
}

PHP_METHOD(Loyalty_Programme, segment)
{
    zend_string *key;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();

    const lty_segment_rule *segment = lty_programme_segment(php_lty_programme_this(ZEND_THIS), php_lty_text(key));
    if (segment == NULL) {
        zend_argument_value_error(1, "must be the key of a segment of the programme");
        RETURN_THROWS();
    }
    php_lty_segment_create(return_value, Z_OBJ_P(ZEND_THIS), segment->rule);
}

PHP_METHOD(Loyalty_Programme, worth)
{
    zend_long points;
    int64_t minor;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_LONG(points)
    ZEND_PARSE_PARAMETERS_END();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    lty_status status = lty_programme_worth(&minor, programme, points);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    php_lty_money_create(return_value, minor, programme->currency);
}

static const char *php_lty_field_type(lty_expr_type type)
{
    switch (type) {
        case LTY_EXPR_BOOL: return "bool";
        case LTY_EXPR_INTEGER: return "integer";
        case LTY_EXPR_MONEY: return "money";
        case LTY_EXPR_INSTANT: return "instant";
        case LTY_EXPR_DAY: return "day";
        case LTY_EXPR_DURATION: return "duration";
        case LTY_EXPR_TEXT: return "text";
    }
    return "";
}

PHP_METHOD(Loyalty_Programme, fields)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_expr_scope *scope = &php_lty_programme_this(ZEND_THIS)->scope;
    array_init_size(return_value, (uint32_t) scope->field_count);
    for (size_t i = 0; i < scope->field_count; i++) {
        zval field;

        array_init_size(&field, 2);
        add_assoc_string(&field, "type", php_lty_field_type(scope->fields[i].type));
        add_assoc_string(&field, "about", scope->fields[i].about);
        add_assoc_zval(return_value, scope->fields[i].name, &field);
    }
}
