/* Loyalty\CouponUsage: what the ledger says of a code. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"

enum { USAGE_CODE, USAGE_USES, USAGE_CUSTOMER_USES, USAGE_CAMPAIGN_USES, USAGE_CAMPAIGN_SPENT, USAGE_REVOKED, USAGE_SLOTS };

/* The first member that is no figure of a ledger; USAGE_SLOTS if all are. */
static uint32_t php_lty_usage_fault(const zval *const values[USAGE_SLOTS])
{
    const zval *code = values[USAGE_CODE];

    if (Z_TYPE_P(code) != IS_STRING || Z_STRLEN_P(code) == 0 || !lty_utf8_valid(Z_STRVAL_P(code), Z_STRLEN_P(code))) {
        return USAGE_CODE;
    }
    for (uint32_t slot = USAGE_USES; slot <= USAGE_CAMPAIGN_SPENT; slot++) {
        if (Z_TYPE_P(values[slot]) != IS_LONG || Z_LVAL_P(values[slot]) < 0) {
            return slot;
        }
    }
    return Z_TYPE_P(values[USAGE_REVOKED]) == IS_TRUE || Z_TYPE_P(values[USAGE_REVOKED]) == IS_FALSE ? USAGE_SLOTS : USAGE_REVOKED;
}

static void php_lty_usage_write(zend_object *object, const zval *const values[USAGE_SLOTS])
{
    for (uint32_t slot = 0; slot < USAGE_SLOTS; slot++) {
        zval value;

        ZVAL_COPY(&value, values[slot]);
        php_lty_record_set(object, slot, &value);
    }
}

PHP_METHOD(Loyalty_CouponUsage, __construct)
{
    zval members[USAGE_SLOTS];
    const zval *values[USAGE_SLOTS];
    zend_string *code;
    zend_long figures[USAGE_SLOTS] = {0};
    bool revoked = false;

    ZEND_PARSE_PARAMETERS_START(1, 6)
        Z_PARAM_STR(code)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(figures[USAGE_USES])
        Z_PARAM_LONG(figures[USAGE_CUSTOMER_USES])
        Z_PARAM_LONG(figures[USAGE_CAMPAIGN_USES])
        Z_PARAM_LONG(figures[USAGE_CAMPAIGN_SPENT])
        Z_PARAM_BOOL(revoked)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    for (uint32_t slot = 0; slot < USAGE_SLOTS; slot++) {
        ZVAL_LONG(&members[slot], figures[slot]);
        values[slot] = &members[slot];
    }
    ZVAL_STR(&members[USAGE_CODE], code);
    ZVAL_BOOL(&members[USAGE_REVOKED], revoked);

    const uint32_t fault = php_lty_usage_fault(values);

    if (fault < USAGE_SLOTS) {
        zend_argument_value_error(fault + 1, fault == USAGE_CODE ? "must be UTF-8 and not empty" : "must not be negative");
        RETURN_THROWS();
    }
    php_lty_usage_write(Z_OBJ_P(ZEND_THIS), values);
}

bool php_lty_coupon_usage_read(lty_usage *out, zend_string **code, zend_object *object)
{
    const zval *values[USAGE_SLOTS];

    php_lty_record_slots(values, object);
    if (php_lty_usage_fault(values) < USAGE_SLOTS) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *code = Z_STR_P(values[USAGE_CODE]);
    *out = (lty_usage){
        .uses = Z_LVAL_P(values[USAGE_USES]),
        .customer_uses = Z_LVAL_P(values[USAGE_CUSTOMER_USES]),
        .campaign_uses = Z_LVAL_P(values[USAGE_CAMPAIGN_USES]),
        .campaign_minor = Z_LVAL_P(values[USAGE_CAMPAIGN_SPENT]),
        .revoked = Z_TYPE_P(values[USAGE_REVOKED]) == IS_TRUE,
    };
    return true;
}

PHP_METHOD(Loyalty_CouponUsage, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_CouponUsage, __unserialize)
{
    HashTable *data;
    const zval *values[USAGE_SLOTS];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    if (!php_lty_record_members(values, data, lty_ce_coupon_usage) || php_lty_usage_fault(values) < USAGE_SLOTS) {
        php_lty_throw_unserialize(lty_ce_coupon_usage);
        RETURN_THROWS();
    }
    php_lty_usage_write(Z_OBJ_P(ZEND_THIS), values);
}
