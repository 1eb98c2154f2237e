/* Loyalty\CouponTerms: the fields of a token between its numbers and its tag, as a record; the core says what they may be. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"

enum {
    TERMS_KIND,
    TERMS_VALUE,
    TERMS_CURRENCY,
    TERMS_MINIMUM_ORDER,
    TERMS_NOT_BEFORE,
    TERMS_EXPIRES_AT,
    TERMS_CUSTOMER,
    TERMS_EMAIL_ONLY,
    TERMS_CATEGORIES,
    TERMS_COMBINABLE,
    TERMS_NAME,
    TERMS_MAXIMUM_DISCOUNT,
    TERMS_PROPERTIES
};

static bool php_lty_terms_typed(const zval *value, uint32_t property)
{
    switch (property) {
        case TERMS_KIND: return Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == lty_ce_discount_kind;
        case TERMS_VALUE: return Z_TYPE_P(value) == IS_LONG;
        case TERMS_EMAIL_ONLY:
        case TERMS_CATEGORIES:
        case TERMS_COMBINABLE: return Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE;
        case TERMS_CURRENCY:
        case TERMS_CUSTOMER:
        case TERMS_NAME: return Z_TYPE_P(value) == IS_STRING || Z_TYPE_P(value) == IS_NULL;
        default: return Z_TYPE_P(value) == IS_LONG || Z_TYPE_P(value) == IS_NULL;
    }
}

/* The property that a field of a token is. */
static uint32_t php_lty_terms_property(int tag)
{
    switch (tag) {
        case LTY_TOKEN_TAG_VALUE: return TERMS_VALUE;
        case LTY_TOKEN_TAG_CURRENCY: return TERMS_CURRENCY;
        case LTY_TOKEN_TAG_MIN_ORDER: return TERMS_MINIMUM_ORDER;
        case LTY_TOKEN_TAG_NOT_BEFORE: return TERMS_NOT_BEFORE;
        case LTY_TOKEN_TAG_EXPIRES: return TERMS_EXPIRES_AT;
        case LTY_TOKEN_TAG_CUSTOMER: return TERMS_CUSTOMER;
        case LTY_TOKEN_TAG_NAME: return TERMS_NAME;
        case LTY_TOKEN_TAG_MAX_DISCOUNT: return TERMS_MAXIMUM_DISCOUNT;
        default: return TERMS_KIND;
    }
}

static void php_lty_terms_number(lty_token *token, int64_t *out, int tag, const zval *value)
{
    if (Z_TYPE_P(value) == IS_LONG) {
        *out = Z_LVAL_P(value);
        token->has |= UINT32_C(1) << tag;
    }
}

/* A token's terms from values of the right types, its numbers 0. LTY_OK, or the status and the property that is wrong. */
static lty_status php_lty_terms_token(lty_token *out, uint32_t *property, const zval *values)
{
    const zval *currency = &values[TERMS_CURRENCY];
    const zval *customer = &values[TERMS_CUSTOMER];
    const zval *name = &values[TERMS_NAME];
    int tag = LTY_TOKEN_TAG_KIND;

    *out = (lty_token){.has = 1U << LTY_TOKEN_TAG_CAMPAIGN | 1U << LTY_TOKEN_TAG_SERIAL | 1U << LTY_TOKEN_TAG_KIND, .slot = -1};
    out->kind = php_lty_enum_value(Z_OBJ(values[TERMS_KIND]));
    if (out->kind != LTY_DISCOUNT_FREE_SHIPPING || Z_LVAL(values[TERMS_VALUE]) != 0) {
        php_lty_terms_number(out, &out->value, LTY_TOKEN_TAG_VALUE, &values[TERMS_VALUE]);
    }
    if (Z_TYPE_P(currency) == IS_STRING) {
        *property = TERMS_CURRENCY;
        if (Z_STRLEN_P(currency) != 3) {
            return LTY_E_CODE_FIELD_RANGE;
        }
        memcpy(out->currency, Z_STRVAL_P(currency), 3);
        out->has |= 1U << LTY_TOKEN_TAG_CURRENCY;
    }
    php_lty_terms_number(out, &out->min_order_minor, LTY_TOKEN_TAG_MIN_ORDER, &values[TERMS_MINIMUM_ORDER]);
    php_lty_terms_number(out, &out->not_before_s, LTY_TOKEN_TAG_NOT_BEFORE, &values[TERMS_NOT_BEFORE]);
    php_lty_terms_number(out, &out->expires_s, LTY_TOKEN_TAG_EXPIRES, &values[TERMS_EXPIRES_AT]);
    php_lty_terms_number(out, &out->max_discount_minor, LTY_TOKEN_TAG_MAX_DISCOUNT, &values[TERMS_MAXIMUM_DISCOUNT]);
    if (Z_TYPE_P(customer) == IS_STRING) {
        *property = TERMS_CUSTOMER;
        if (!php_lty_unhex(out->customer, sizeof out->customer, Z_STRVAL_P(customer), Z_STRLEN_P(customer))) {
            return LTY_E_CODE_FIELD_RANGE;
        }
        out->has |= 1U << LTY_TOKEN_TAG_CUSTOMER;
    }
    if (Z_TYPE_P(name) == IS_STRING) {
        *property = TERMS_NAME;
        if (Z_STRLEN_P(name) > LTY_TOKEN_NAME_MAX) {
            return LTY_E_CODE_FIELD_RANGE;
        }
        memcpy(out->name, Z_STRVAL_P(name), Z_STRLEN_P(name));
        out->name_len = Z_STRLEN_P(name);
        out->has |= 1U << LTY_TOKEN_TAG_NAME;
    }
    out->flags = (Z_TYPE(values[TERMS_EMAIL_ONLY]) == IS_TRUE ? LTY_TOKEN_EMAIL_ONLY : 0)
        | (Z_TYPE(values[TERMS_CATEGORIES]) == IS_TRUE ? LTY_TOKEN_CATEGORIES : 0)
        | (Z_TYPE(values[TERMS_COMBINABLE]) == IS_TRUE ? 0 : LTY_TOKEN_ALONE);
    out->has |= out->flags == 0 ? 0 : 1U << LTY_TOKEN_TAG_FLAGS;
    const lty_status status = lty_token_check(&tag, out);
    *property = php_lty_terms_property(tag);
    return status;
}

static const char *php_lty_terms_expected(lty_status status, uint32_t property, const lty_token *token)
{
    switch (property) {
        case TERMS_KIND: return "must be Percent, Fixed, FreeShipping, Points or Gift";
        case TERMS_VALUE:
            return token->kind == LTY_DISCOUNT_PERCENT      ? "must be between 1 and 10000 basis points"
                : token->kind == LTY_DISCOUNT_FREE_SHIPPING ? "must be 0 for free shipping"
                                                            : "must be between 1 and 2^53 - 1";
        case TERMS_CURRENCY:
            return status == LTY_E_CODE_FIELD_RANGE ? "must be three upper-case letters"
                                                    : "must be given with a fixed value, a minimum or a maximum, and only then";
        case TERMS_CUSTOMER: return "must be 32 hexadecimal digits in lower case";
        case TERMS_NAME: return "must be at most 64 bytes of UTF-8 without control and format characters";
        case TERMS_EXPIRES_AT:
            return token->expires_s < 0 || token->expires_s > LTY_TOKEN_NUMBER_MAX
                ? "must be between 0 and 2^53 - 1"
                : "must be after the instant before which it is not valid";
        default: return "must be between 0 and 2^53 - 1";
    }
}

/* Takes references of its own. */
static void php_lty_terms_write(zend_object *object, zval *values)
{
    for (uint32_t i = 0; i < TERMS_PROPERTIES; i++) {
        Z_TRY_ADDREF(values[i]);
        php_lty_record_set(object, i, &values[i]);
    }
}

static void php_lty_terms_text(zval *out, zend_string *text)
{
    if (text == NULL) {
        ZVAL_NULL(out);
    } else {
        ZVAL_STR(out, text);
    }
}

static void php_lty_terms_integer(zval *out, zend_long number, bool is_null)
{
    if (is_null) {
        ZVAL_NULL(out);
    } else {
        ZVAL_LONG(out, number);
    }
}

PHP_METHOD(Loyalty_CouponTerms, __construct)
{
    zend_object *kind;
    zend_long value = 0, minimum = 0, not_before = 0, expires_at = 0, maximum = 0;
    bool no_minimum = true, no_not_before = true, no_expires_at = true, no_maximum = true;
    bool email_only = false, categories = false, combinable = true;
    zend_string *currency = NULL, *customer = NULL, *name = NULL;
    zval values[TERMS_PROPERTIES];
    lty_token token;
    uint32_t property = 0;

    ZEND_PARSE_PARAMETERS_START(1, 12)
        Z_PARAM_OBJ_OF_CLASS(kind, lty_ce_discount_kind)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(value)
        Z_PARAM_STR_OR_NULL(currency)
        Z_PARAM_LONG_OR_NULL(minimum, no_minimum)
        Z_PARAM_LONG_OR_NULL(not_before, no_not_before)
        Z_PARAM_LONG_OR_NULL(expires_at, no_expires_at)
        Z_PARAM_STR_OR_NULL(customer)
        Z_PARAM_BOOL(email_only)
        Z_PARAM_BOOL(categories)
        Z_PARAM_BOOL(combinable)
        Z_PARAM_STR_OR_NULL(name)
        Z_PARAM_LONG_OR_NULL(maximum, no_maximum)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *object = Z_OBJ_P(ZEND_THIS);
    if (php_lty_record_is_set(object)) {
        RETURN_THROWS();
    }
    ZVAL_OBJ(&values[TERMS_KIND], kind);
    ZVAL_LONG(&values[TERMS_VALUE], value);
    php_lty_terms_text(&values[TERMS_CURRENCY], currency);
    php_lty_terms_integer(&values[TERMS_MINIMUM_ORDER], minimum, no_minimum);
    php_lty_terms_integer(&values[TERMS_NOT_BEFORE], not_before, no_not_before);
    php_lty_terms_integer(&values[TERMS_EXPIRES_AT], expires_at, no_expires_at);
    php_lty_terms_text(&values[TERMS_CUSTOMER], customer);
    ZVAL_BOOL(&values[TERMS_EMAIL_ONLY], email_only);
    ZVAL_BOOL(&values[TERMS_CATEGORIES], categories);
    ZVAL_BOOL(&values[TERMS_COMBINABLE], combinable);
    php_lty_terms_text(&values[TERMS_NAME], name);
    php_lty_terms_integer(&values[TERMS_MAXIMUM_DISCOUNT], maximum, no_maximum);
    const lty_status status = php_lty_terms_token(&token, &property, values);
    if (status != LTY_OK) {
        zend_argument_value_error(property + 1, "%s", php_lty_terms_expected(status, property, &token));
        RETURN_THROWS();
    }
    php_lty_terms_write(object, values);
}

PHP_METHOD(Loyalty_CouponTerms, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_CouponTerms, __unserialize)
{
    HashTable *data;
    const zval *members[TERMS_PROPERTIES];
    zval values[TERMS_PROPERTIES];
    lty_token token;
    uint32_t property;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *object = Z_OBJ_P(ZEND_THIS);
    if (php_lty_record_is_set(object)) {
        RETURN_THROWS();
    }
    bool right = php_lty_record_members(members, data, object->ce);
    for (uint32_t i = 0; i < TERMS_PROPERTIES && right; i++) {
        right = php_lty_terms_typed(members[i], i);
        ZVAL_COPY_VALUE(&values[i], members[i]);
    }
    if (!right || php_lty_terms_token(&token, &property, values) != LTY_OK) {
        php_lty_throw_unserialize(object->ce);
        RETURN_THROWS();
    }
    php_lty_terms_write(object, values);
}

bool php_lty_coupon_terms_read(lty_token *out, zend_object *object)
{
    uint32_t property;
    bool right = true;

    /* Reflection can make one without state, or with another one than the constructor takes. */
    for (uint32_t i = 0; i < TERMS_PROPERTIES && right; i++) {
        right = php_lty_terms_typed(php_lty_record_get(object, i), i);
    }
    if (!right || php_lty_terms_token(out, &property, php_lty_record_get(object, 0)) != LTY_OK) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    return true;
}

static void php_lty_terms_field(zval *out, const lty_token *token, int tag, int64_t number)
{
    php_lty_terms_integer(out, (zend_long) number, (token->has >> tag & 1) == 0);
}

void php_lty_coupon_terms_create(zval *out, const lty_token *token)
{
    zval values[TERMS_PROPERTIES];

    for (uint32_t i = 0; i < TERMS_PROPERTIES; i++) {
        ZVAL_NULL(&values[i]);
    }
    ZVAL_OBJ_COPY(&values[TERMS_KIND], php_lty_enum_case(lty_ce_discount_kind, (int) token->kind));
    ZVAL_LONG(&values[TERMS_VALUE], (zend_long) token->value);
    if ((token->has >> LTY_TOKEN_TAG_CURRENCY & 1) != 0) {
        ZVAL_STRINGL(&values[TERMS_CURRENCY], token->currency, 3);
    }
    php_lty_terms_field(&values[TERMS_MINIMUM_ORDER], token, LTY_TOKEN_TAG_MIN_ORDER, token->min_order_minor);
    php_lty_terms_field(&values[TERMS_NOT_BEFORE], token, LTY_TOKEN_TAG_NOT_BEFORE, token->not_before_s);
    php_lty_terms_field(&values[TERMS_EXPIRES_AT], token, LTY_TOKEN_TAG_EXPIRES, token->expires_s);
    if ((token->has >> LTY_TOKEN_TAG_CUSTOMER & 1) != 0) {
        ZVAL_STR(&values[TERMS_CUSTOMER], php_lty_hex_string(token->customer, sizeof token->customer));
    }
    ZVAL_BOOL(&values[TERMS_EMAIL_ONLY], (token->flags & LTY_TOKEN_EMAIL_ONLY) != 0);
    ZVAL_BOOL(&values[TERMS_CATEGORIES], (token->flags & LTY_TOKEN_CATEGORIES) != 0);
    ZVAL_BOOL(&values[TERMS_COMBINABLE], (token->flags & LTY_TOKEN_ALONE) == 0);
    if ((token->has >> LTY_TOKEN_TAG_NAME & 1) != 0) {
        ZVAL_STRINGL(&values[TERMS_NAME], token->name, token->name_len);
    }
    php_lty_terms_field(&values[TERMS_MAXIMUM_DISCOUNT], token, LTY_TOKEN_TAG_MAX_DISCOUNT, token->max_discount_minor);
    object_init_ex(out, lty_ce_coupon_terms);
    for (uint32_t i = 0; i < TERMS_PROPERTIES; i++) {
        php_lty_record_set(Z_OBJ_P(out), i, &values[i]);
    }
}
