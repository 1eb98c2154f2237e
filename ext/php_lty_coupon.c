/* Coupon: a record of a genuine code. Only verify() makes one, so it does not unserialize. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"

/* Takes over the string's reference; NULL becomes null. */
static void php_lty_coupon_set_text(zend_object *object, uint32_t slot, zend_string *text)
{
    zval value;

    if (text == NULL) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_STR(&value, text);
    }
    php_lty_record_set(object, slot, &value);
}

static void php_lty_coupon_set_copy(zend_object *object, uint32_t slot, zend_string *text)
{
    php_lty_coupon_set_text(object, slot, text == NULL ? NULL : zend_string_copy(text));
}

static void php_lty_coupon_set_number(zend_object *object, uint32_t slot, zend_long number)
{
    zval value;

    ZVAL_LONG(&value, number);
    php_lty_record_set(object, slot, &value);
}

zend_string *php_lty_coupon_text(const lty_coupon *coupon)
{
    const size_t front = coupon->name.len == 0 ? 0 : coupon->name.len + 1U;
    zend_string *text = zend_string_alloc(front + coupon->code.count, false);

    if (front > 0) {
        memcpy(ZSTR_VAL(text), coupon->name.bytes, coupon->name.len);
        ZSTR_VAL(text)[front - 1] = '-';
    }
    lty_code_format(ZSTR_VAL(text) + front, &coupon->code);
    ZSTR_VAL(text)[front + coupon->code.count] = '\0';
    return text;
}

static void php_lty_coupon_fill_short(zend_object *object, const lty_coupon *coupon)
{
    zval null;

    ZVAL_NULL(&null);
    php_lty_coupon_set_text(object, COUPON_CODE, php_lty_coupon_text(coupon));
    php_lty_coupon_set_number(object, COUPON_CAMPAIGN_NUMBER, coupon->campaign);
    php_lty_coupon_set_number(object, COUPON_SERIAL, coupon->serial);
    php_lty_coupon_set_number(object, COUPON_KEY, coupon->slot);
    php_lty_coupon_set_text(object, COUPON_FORMAT, zend_string_init(ZEND_STRL("short"), false));
    php_lty_coupon_set_text(
        object, COUPON_NAME, coupon->name.len == 0 ? NULL : zend_string_init(coupon->name.bytes, coupon->name.len, false));
    php_lty_record_set(object, COUPON_TERMS, &null);
}

static void php_lty_coupon_fill_token(zend_object *object, const lty_token *token, lty_text typed)
{
    zend_string *text = zend_string_alloc(typed.len, false);
    const char *format = token->type == LTY_TOKEN_PUBLIC ? "public" : "shared";
    zval terms;

    lty_token_canonical(ZSTR_VAL(text), typed.bytes, typed.len);
    ZSTR_VAL(text)[typed.len] = '\0';
    php_lty_coupon_set_text(object, COUPON_CODE, text);
    php_lty_coupon_set_number(object, COUPON_CAMPAIGN_NUMBER, token->campaign);
    php_lty_coupon_set_number(object, COUPON_SERIAL, token->serial);
    php_lty_coupon_set_number(object, COUPON_KEY, token->slot);
    php_lty_coupon_set_text(object, COUPON_FORMAT, zend_string_init(format, 6, false));
    php_lty_coupon_set_text(object, COUPON_NAME, NULL);
    php_lty_coupon_terms_create(&terms, token);
    php_lty_record_set(object, COUPON_TERMS, &terms);
}

void php_lty_coupon_create(zval *out, const php_lty_coupon_source *source)
{
    zval null;

    object_init_ex(out, lty_ce_coupon);

    zend_object *object = Z_OBJ_P(out);
    if (source->token != NULL) {
        php_lty_coupon_fill_token(object, source->token, source->typed);
    } else {
        php_lty_coupon_fill_short(object, source->coupon);
    }
    php_lty_coupon_set_copy(object, COUPON_CAMPAIGN, source->campaign);
    if (source->valid_until_s == LTY_TIME_NONE) {
        ZVAL_NULL(&null);
        php_lty_record_set(object, COUPON_EXPIRES_AT, &null);
    } else {
        php_lty_coupon_set_number(object, COUPON_EXPIRES_AT, source->valid_until_s);
    }
    php_lty_coupon_set_copy(object, COUPON_CUSTOMER, source->customer);
    php_lty_coupon_set_copy(object, COUPON_PROGRAMME_HASH, source->programme_hash);
}

zend_string *php_lty_coupon_code(zend_object *object)
{
    return Z_STR_P(php_lty_record_get(object, COUPON_CODE));
}

zend_string *php_lty_coupon_customer(zend_object *object)
{
    const zval *customer = php_lty_record_get(object, COUPON_CUSTOMER);

    return Z_TYPE_P(customer) == IS_STRING ? Z_STR_P(customer) : NULL;
}

/* Private and without effect: only reflection can call it. */
PHP_METHOD(Loyalty_Coupon, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_Coupon, display)
{
    char text[PHP_LTY_CODE_MAX + LTY_CODE_DISPLAY_MAX];

    ZEND_PARSE_PARAMETERS_NONE();

    zval *code = php_lty_record_get(Z_OBJ_P(ZEND_THIS), COUPON_CODE);
    const zval *format = php_lty_record_get(Z_OBJ_P(ZEND_THIS), COUPON_FORMAT);
    if (Z_TYPE_P(code) != IS_STRING || Z_TYPE_P(format) != IS_STRING) {
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    if (!zend_string_equals_literal(Z_STR_P(format), "short")) {
        RETURN_COPY(code);
    }
    const char *dash = memchr(Z_STRVAL_P(code), '-', Z_STRLEN_P(code));
    const size_t front = dash == NULL ? 0 : (size_t) (dash + 1 - Z_STRVAL_P(code));
    if (front > LTY_COUPON_NAME_MAX + 1 || Z_STRLEN_P(code) - front > LTY_CODE_LENGTH_MAX) {
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    memcpy(text, Z_STRVAL_P(code), front);
    RETURN_STRINGL(text, front + lty_code_display(text + front, Z_STRVAL_P(code) + front, Z_STRLEN_P(code) - front));
}
