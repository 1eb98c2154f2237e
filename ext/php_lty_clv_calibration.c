/* Clv\Calibration: the record of a hold-out. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"

PHP_METHOD(Loyalty_Clv_Calibration, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_clv_calibration_rows(zval *out, const lty_clv_calibration *calibration)
{
    array_init(out);
    for (size_t i = 0; i < LTY_CLV_CALIBRATION; i++) {
        const double customers = (double) calibration->customers[i];
        zval row;

        if (calibration->customers[i] == 0) {
            continue;
        }
        array_init_size(&row, 5);
        add_assoc_long(&row, "purchases", (zend_long) i);
        add_assoc_bool(&row, "open", i + 1 == LTY_CLV_CALIBRATION);
        add_assoc_long(&row, "customers", (zend_long) calibration->customers[i]);
        add_assoc_double(&row, "actual", (double) calibration->actual[i] / customers);
        add_assoc_double(&row, "predicted", calibration->predicted[i] / customers);
        add_next_index_zval(out, &row);
    }
}

/* Both curves; the actual one is null without a base. */
static lty_status php_lty_clv_calibration_curves(zval *predicted, zval *actual, const lty_clv_model *model, const php_lty_clv_data *data)
{
    const size_t length = lty_clv_curve_length(&data->data);
    double *expected = safe_emalloc(length + 1, sizeof *expected, 0);
    uint64_t *bought = safe_emalloc(length + 1, sizeof *bought, 0);
    const lty_status status = lty_clv_curve(expected, bought, model, &data->data);

    if (status == LTY_OK) {
        array_init_size(predicted, (uint32_t) length);
        for (size_t i = 0; i < length; i++) {
            add_next_index_double(predicted, expected[i]);
        }
        ZVAL_NULL(actual);
        if (data->base != NULL) {
            array_init_size(actual, (uint32_t) length);
            for (size_t i = 0; i < length; i++) {
                add_next_index_long(actual, (zend_long) bought[i]);
            }
        }
    }
    efree(expected);
    efree(bought);
    return status;
}

bool php_lty_clv_calibration_create(
    zval *out, const lty_clv_calibration *calibration, const lty_clv_model *model, const php_lty_clv_data *data)
{
    zval values[7];
    zend_long actual = 0;
    double predicted = 0.0;
    const lty_status status = php_lty_clv_calibration_curves(&values[5], &values[6], model, data);

    if (status != LTY_OK) {
        php_lty_clv_data_throw(data, status);
        return false;
    }
    for (size_t i = 0; i < LTY_CLV_CALIBRATION; i++) {
        actual += (zend_long) calibration->actual[i];
        predicted += calibration->predicted[i];
    }
    php_lty_clv_calibration_rows(&values[0], calibration);
    ZVAL_LONG(&values[1], actual);
    ZVAL_DOUBLE(&values[2], predicted);
    ZVAL_DOUBLE(&values[3], calibration->absolute_error);
    ZVAL_DOUBLE(&values[4], calibration->square_error);
    object_init_ex(out, lty_ce_clv_calibration);
    for (uint32_t i = 0; i < 7; i++) {
        php_lty_record_set(Z_OBJ_P(out), i, &values[i]);
    }
    return true;
}
