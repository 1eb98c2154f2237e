/* Coupon: a record of a genuine code. Only verify() makes one, so it does not unserialize. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"

enum {
    COUPON_CODE,
    COUPON_CAMPAIGN_NUMBER,
    COUPON_SERIAL,
    COUPON_KEY,
    COUPON_CAMPAIGN,
    COUPON_EXPIRES_AT,
    COUPON_CUSTOMER,
};

static void php_lty_coupon_set_text(zend_object *object, uint32_t slot, zend_string *text)
{
    zval value;

    if (text == NULL) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_STR_COPY(&value, text);
    }
    php_lty_record_set(object, slot, &value);
}

static void php_lty_coupon_set_number(zend_object *object, uint32_t slot, zend_long number)
{
    zval value;

    ZVAL_LONG(&value, number);
    php_lty_record_set(object, slot, &value);
}

void php_lty_coupon_create(zval *out, const lty_coupon *coupon, zend_string *campaign, int64_t valid_until_s, zend_string *customer)
{
    zend_string *code = zend_string_alloc(coupon->code.count, false);
    zval value;

    lty_code_format(ZSTR_VAL(code), &coupon->code);
    ZSTR_VAL(code)[coupon->code.count] = '\0';
    object_init_ex(out, lty_ce_coupon);

    zend_object *object = Z_OBJ_P(out);
    ZVAL_NEW_STR(&value, code);
    php_lty_record_set(object, COUPON_CODE, &value);
    php_lty_coupon_set_number(object, COUPON_CAMPAIGN_NUMBER, coupon->campaign);
    php_lty_coupon_set_number(object, COUPON_SERIAL, coupon->serial);
    php_lty_coupon_set_number(object, COUPON_KEY, coupon->slot);
    php_lty_coupon_set_text(object, COUPON_CAMPAIGN, campaign);
    if (valid_until_s == LTY_TIME_NONE) {
        ZVAL_NULL(&value);
        php_lty_record_set(object, COUPON_EXPIRES_AT, &value);
    } else {
        php_lty_coupon_set_number(object, COUPON_EXPIRES_AT, valid_until_s);
    }
    php_lty_coupon_set_text(object, COUPON_CUSTOMER, customer);
}

/* Private and without effect: only reflection can call it. */
PHP_METHOD(Loyalty_Coupon, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_Coupon, display)
{
    char text[LTY_CODE_DISPLAY_MAX];

    ZEND_PARSE_PARAMETERS_NONE();

    const zval *code = php_lty_record_get(Z_OBJ_P(ZEND_THIS), COUPON_CODE);
    if (Z_TYPE_P(code) != IS_STRING || Z_STRLEN_P(code) > LTY_CODE_LENGTH_MAX) {
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    RETURN_STRINGL(text, lty_code_display(text, Z_STRVAL_P(code), Z_STRLEN_P(code)));
}
