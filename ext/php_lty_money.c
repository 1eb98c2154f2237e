/* Loyalty\Money: a record whose two readonly properties are its only state. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "Zend/zend_exceptions.h"

enum { SLOT_MINOR, SLOT_CURRENCY };

static void php_lty_money_write(zend_object *object, const lty_money *money)
{
    zval value;

    ZVAL_LONG(&value, money->minor);
    php_lty_record_set(object, SLOT_MINOR, &value);
    ZVAL_STRINGL(&value, money->code, 3);
    php_lty_record_set(object, SLOT_CURRENCY, &value);
}

void php_lty_money_create(zval *out, int64_t minor, const char code[4])
{
    lty_money money;

    LTY_ASSERT(lty_money_init(&money, minor, code, strlen(code)) == LTY_OK);
    object_init_ex(out, lty_ce_money);
    php_lty_money_write(Z_OBJ_P(out), &money);
}

bool php_lty_money_read(lty_money *out, zend_object *object)
{
    const zval *minor = php_lty_record_get(object, SLOT_MINOR);
    const zval *currency = php_lty_record_get(object, SLOT_CURRENCY);

    if (Z_TYPE_P(minor) != IS_LONG || Z_TYPE_P(currency) != IS_STRING
        || lty_money_init(out, Z_LVAL_P(minor), Z_STRVAL_P(currency), Z_STRLEN_P(currency)) != LTY_OK) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    return true;
}

static bool php_lty_money_is_set(zend_object *object)
{
    if (Z_TYPE_P(php_lty_record_get(object, SLOT_MINOR)) == IS_UNDEF) {
        return false;
    }
    php_lty_throw_twice(object);
    return true;
}

/* A currency as an argument: its three letters, or a ValueError. */
static bool php_lty_money_code(char code[4], const zend_string *currency, uint32_t arg)
{
    lty_money money;

    if (lty_money_init(&money, 0, ZSTR_VAL(currency), ZSTR_LEN(currency)) != LTY_OK) {
        zend_argument_value_error(arg, "must be three upper-case letters");
        return false;
    }
    memcpy(code, money.code, sizeof money.code);
    return true;
}

PHP_METHOD(Loyalty_Money, __construct)
{
    zval *minor;
    zend_string *currency;
    lty_money money;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_ZVAL(minor)
        Z_PARAM_STR(currency)
    ZEND_PARSE_PARAMETERS_END();

    /* Not even where PHP would juggle: "12.50" would be 12 minor units, which is 0.12. */
    if (Z_TYPE_P(minor) != IS_LONG) {
        zend_argument_type_error(
            1, "must be of type int, %s given: it counts minor units, Money::parse() reads \"12.50\"", zend_zval_type_name(minor));
        RETURN_THROWS();
    }
    if (php_lty_money_is_set(Z_OBJ_P(ZEND_THIS)) || !php_lty_money_code(money.code, currency, 2)) {
        RETURN_THROWS();
    }
    money.minor = Z_LVAL_P(minor);
    php_lty_money_write(Z_OBJ_P(ZEND_THIS), &money);
}

PHP_METHOD(Loyalty_Money, parse)
{
    zend_string *text, *currency;
    lty_money money;
    char code[4];

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_STR(text)
        Z_PARAM_STR(currency)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_code(code, currency, 2)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_money_parse(&money, ZSTR_VAL(text), ZSTR_LEN(text), code);

    if (status == LTY_E_MONEY_SYNTAX) {
        zend_argument_value_error(1, "must be an amount with at most %d decimals, such as \"%s\"", lty_currency_decimals(code),
            lty_currency_decimals(code) == 0 ? "19" : "19.9");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_money);
    php_lty_money_write(Z_OBJ_P(return_value), &money);
}

PHP_METHOD(Loyalty_Money, decimals)
{
    zend_string *currency;
    char code[4];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(currency)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_code(code, currency, 1)) {
        RETURN_THROWS();
    }
    RETURN_LONG(lty_currency_decimals(code));
}

PHP_METHOD(Loyalty_Money, format)
{
    lty_money money;
    char text[LTY_MONEY_TEXT];

    ZEND_PARSE_PARAMETERS_NONE();

    if (!php_lty_money_read(&money, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    RETURN_STRINGL(text, lty_money_format(text, &money));
}

typedef lty_status (*php_lty_money_operation)(lty_money *out, const lty_money *a, const lty_money *b);

static void php_lty_money_binary(INTERNAL_FUNCTION_PARAMETERS, php_lty_money_operation operation)
{
    zend_object *other;
    lty_money a, b, result;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(other, lty_ce_money)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_read(&a, Z_OBJ_P(ZEND_THIS)) || !php_lty_money_read(&b, other)) {
        RETURN_THROWS();
    }
    const lty_status status = operation(&result, &a, &b);

    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_money);
    php_lty_money_write(Z_OBJ_P(return_value), &result);
}

PHP_METHOD(Loyalty_Money, add)
{
    php_lty_money_binary(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_money_add);
}

PHP_METHOD(Loyalty_Money, subtract)
{
    php_lty_money_binary(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_money_sub);
}

PHP_METHOD(Loyalty_Money, percent)
{
    zend_long basis_points;
    zend_object *mode = NULL;
    lty_money money, part;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_LONG(basis_points)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS(mode, lty_ce_rounding_mode)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_read(&money, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    const lty_rounding rounding = mode == NULL ? LTY_ROUNDING_HALF_UP : (lty_rounding) php_lty_enum_value(mode);
    const lty_status status = lty_money_percent(&part, &money, basis_points, rounding);

    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_money);
    php_lty_money_write(Z_OBJ_P(return_value), &part);
}

/* The weights as integers; NULL and a TypeError or ValueError if one is something else. */
static int64_t *php_lty_money_weights(HashTable *list)
{
    const uint32_t count = zend_hash_num_elements(list);
    int64_t *weights = safe_emalloc(count, sizeof *weights, 0);
    uint32_t i = 0;
    zval *weight;

    ZEND_HASH_FOREACH_VAL (list, weight) {
        ZVAL_DEREF(weight);
        if (Z_TYPE_P(weight) != IS_LONG) {
            zend_argument_type_error(1, "must be a list of int, %s given", zend_zval_type_name(weight));
            efree(weights);
            return NULL;
        }
        weights[i++] = Z_LVAL_P(weight);
    }
    ZEND_HASH_FOREACH_END();
    return weights;
}

PHP_METHOD(Loyalty_Money, split)
{
    HashTable *list;
    lty_money money;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(list)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_read(&money, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    if (!zend_array_is_list(list)) {
        zend_argument_value_error(1, "must be a list");
        RETURN_THROWS();
    }
    const uint32_t count = zend_hash_num_elements(list);
    int64_t *weights = php_lty_money_weights(list);

    if (weights == NULL) {
        RETURN_THROWS();
    }
    int64_t *parts = safe_emalloc(count, sizeof *parts, 0);
    const lty_status status = lty_split(parts, money.minor, weights, count);

    efree(weights);
    if (status != LTY_OK) {
        efree(parts);
        if (status == LTY_E_WEIGHTS) {
            zend_argument_value_error(1, "must be weights that are not negative, and not all 0");
        } else {
            php_lty_throw(status);
        }
        RETURN_THROWS();
    }
    array_init_size(return_value, count);
    for (uint32_t i = 0; i < count; i++) {
        zval part;

        php_lty_money_create(&part, parts[i], money.code);
        add_next_index_zval(return_value, &part);
    }
    efree(parts);
}

PHP_METHOD(Loyalty_Money, compare)
{
    zend_object *other;
    lty_money a, b;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(other, lty_ce_money)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_money_read(&a, Z_OBJ_P(ZEND_THIS)) || !php_lty_money_read(&b, other)) {
        RETURN_THROWS();
    }
    if (memcmp(a.code, b.code, sizeof a.code) != 0) {
        php_lty_throw(LTY_E_CURRENCY_MISMATCH);
        RETURN_THROWS();
    }
    RETURN_LONG(lty_money_compare(&a, &b));
}

static void php_lty_money_export(INTERNAL_FUNCTION_PARAMETERS)
{
    lty_money money;

    ZEND_PARSE_PARAMETERS_NONE();

    if (!php_lty_money_read(&money, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    array_init_size(return_value, 2);
    add_assoc_long(return_value, "minor", money.minor);
    add_assoc_stringl(return_value, "currency", money.code, 3);
}

PHP_METHOD(Loyalty_Money, jsonSerialize)
{
    php_lty_money_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_Money, __serialize)
{
    php_lty_money_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_Money, __unserialize)
{
    HashTable *data;
    lty_money money;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_money_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    const zval *minor = zend_hash_str_find_deref(data, ZEND_STRL("minor"));
    const zval *currency = zend_hash_str_find_deref(data, ZEND_STRL("currency"));

    if (zend_hash_num_elements(data) != 2 || minor == NULL || Z_TYPE_P(minor) != IS_LONG || currency == NULL
        || Z_TYPE_P(currency) != IS_STRING
        || lty_money_init(&money, Z_LVAL_P(minor), Z_STRVAL_P(currency), Z_STRLEN_P(currency)) != LTY_OK) {
        php_lty_throw_unserialize(lty_ce_money);
        RETURN_THROWS();
    }
    php_lty_money_write(Z_OBJ_P(ZEND_THIS), &money);
}
