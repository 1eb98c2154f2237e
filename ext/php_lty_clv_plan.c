/* Clv\Plan: over which future a model is asked. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"

static bool php_lty_clv_plan_figure(double value, double most, uint32_t arg)
{
    if (!(value >= 0.0 && value <= most)) {
        zend_argument_value_error(arg, "must be between 0 and %d", (int) most);
        return false;
    }
    return true;
}

PHP_METHOD(Loyalty_Clv_Plan, __construct)
{
    double t = 52.0, period = 4.345, discount = 0.01;
    zend_long periods = 12;
    zval value;

    ZEND_PARSE_PARAMETERS_START(0, 4)
        Z_PARAM_OPTIONAL
        Z_PARAM_DOUBLE(t)
        Z_PARAM_DOUBLE(period)
        Z_PARAM_LONG(periods)
        Z_PARAM_DOUBLE(discount)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS)) || !php_lty_clv_plan_figure(t, LTY_CLV_TIME_MAX, 1)
        || !php_lty_clv_plan_figure(period, LTY_CLV_PERIOD_MAX, 2)) {
        RETURN_THROWS();
    }
    if (periods < 0 || periods > LTY_CLV_PERIODS_MAX) {
        zend_argument_value_error(3, "must be between 0 and %u", LTY_CLV_PERIODS_MAX);
        RETURN_THROWS();
    }
    if (!php_lty_clv_plan_figure(discount, LTY_CLV_DISCOUNT_MAX, 4)) {
        RETURN_THROWS();
    }
    ZVAL_DOUBLE(&value, t);
    php_lty_record_set(Z_OBJ_P(ZEND_THIS), 0, &value);
    ZVAL_DOUBLE(&value, period);
    php_lty_record_set(Z_OBJ_P(ZEND_THIS), 1, &value);
    ZVAL_LONG(&value, periods);
    php_lty_record_set(Z_OBJ_P(ZEND_THIS), 2, &value);
    ZVAL_DOUBLE(&value, discount);
    php_lty_record_set(Z_OBJ_P(ZEND_THIS), 3, &value);
}

bool php_lty_clv_plan_read(lty_clv_plan *out, zend_object *object)
{
    const zval *values[4];

    php_lty_record_slots(values, object);
    if (Z_TYPE_P(values[0]) != IS_DOUBLE) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *out = (lty_clv_plan){
        .t = Z_DVAL_P(values[0]),
        .period = Z_DVAL_P(values[1]),
        .periods = (uint32_t) Z_LVAL_P(values[2]),
        .discount = Z_DVAL_P(values[3]),
    };
    return true;
}
