/* Forecast: a record of what CustomerBase::forecast() found. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"

/* Slots of the record, in the stub's order. */
enum {
    PHP_LTY_FORECAST_OWED,
    PHP_LTY_FORECAST_DEBTS,
    PHP_LTY_FORECAST_LIABILITY,
    PHP_LTY_FORECAST_NEVER,
    PHP_LTY_FORECAST_MATURED,
    PHP_LTY_FORECAST_MATURED_EXPIRED,
    PHP_LTY_FORECAST_BREAKAGE,
    PHP_LTY_FORECAST_EXPECTED_EXPIRED,
    PHP_LTY_FORECAST_EXPECTED,
    PHP_LTY_FORECAST_MONTHS
};

PHP_METHOD(Loyalty_Forecast, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_forecast_long(zend_object *object, uint32_t slot, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, number);
    php_lty_record_set(object, slot, &value);
}

static void php_lty_forecast_money(zend_object *object, uint32_t slot, int64_t minor, const char currency[4])
{
    zval value;

    php_lty_money_create(&value, minor, currency);
    php_lty_record_set(object, slot, &value);
}

void php_lty_forecast_create(zval *out, const lty_forecast *forecast, const char currency[4])
{
    zval value;

    object_init_ex(out, lty_ce_forecast);
    zend_object *object = Z_OBJ_P(out);

    php_lty_forecast_long(object, PHP_LTY_FORECAST_OWED, forecast->owed);
    php_lty_forecast_long(object, PHP_LTY_FORECAST_DEBTS, forecast->debts);
    php_lty_forecast_money(object, PHP_LTY_FORECAST_LIABILITY, forecast->liability_minor, currency);
    php_lty_forecast_long(object, PHP_LTY_FORECAST_NEVER, forecast->never);
    php_lty_forecast_long(object, PHP_LTY_FORECAST_MATURED, forecast->matured);
    php_lty_forecast_long(object, PHP_LTY_FORECAST_MATURED_EXPIRED, forecast->matured_expired);
    ZVAL_NULL(&value);
    if (forecast->breakage_bp >= 0) {
        ZVAL_LONG(&value, forecast->breakage_bp);
    }
    php_lty_record_set(object, PHP_LTY_FORECAST_BREAKAGE, &value);
    php_lty_forecast_long(object, PHP_LTY_FORECAST_EXPECTED_EXPIRED, forecast->expected_expired);
    php_lty_forecast_money(object, PHP_LTY_FORECAST_EXPECTED, forecast->expected_minor, currency);
    array_init_size(&value, (uint32_t) forecast->month_count);
    for (size_t i = 0; i < forecast->month_count; i++) {
        const lty_forecast_month *from = &forecast->months[i];
        zval month;

        array_init(&month);
        add_assoc_str(&month, "month", php_lty_month(from->month));
        add_assoc_long(&month, "due", from->due);
        add_assoc_long(&month, "expected", from->expected);
        add_assoc_long(&month, "owed", from->owed);
        add_next_index_zval(&value, &month);
    }
    php_lty_record_set(object, PHP_LTY_FORECAST_MONTHS, &value);
}
