/* What the glue of Loyalty\Clv shares. */
#ifndef PHP_LTY_CLV_H
#define PHP_LTY_CLV_H

#include "php_lty_base.h"
#include "lty_clv.h"

typedef struct php_lty_clv_data {
    bool ready;
    lty_clv_data data;
    zend_object *base; /* NULL: the keys are `keys` */
    lty_intern keys;
    zend_object std;
} php_lty_clv_data;

/* NULL and an exception for an object without state. */
php_lty_clv_data *php_lty_clv_data_of(zend_object *object);
/* The key of a row. */
lty_text php_lty_clv_data_key(const php_lty_clv_data *self, size_t row);
/* The row of a key; false and a ValueError for argument 1 if there is none, also for what is no key. */
bool php_lty_clv_data_find(size_t *row, const php_lty_clv_data *self, zend_string *text, zend_long number);
/* A status of a call on data as an exception. */
void php_lty_clv_data_throw(const php_lty_clv_data *self, lty_status status);

/* php_lty_clv_plan.c: false and an exception for one without state. */
bool php_lty_clv_plan_read(lty_clv_plan *out, zend_object *object);

/* php_lty_clv_spend.c: NULL and an exception for one without state. */
const lty_clv_spend *php_lty_clv_spend_of(zend_object *object);

/* php_lty_clv_predictions.c: predictions over a Data object; takes them over. */
void php_lty_clv_predictions_create(zval *out, zend_object *data, lty_clv_predictions *predictions);

/* php_lty_clv_calibration.c: a Calibration record; false and an exception without memory. */
bool php_lty_clv_calibration_create(
    zval *out, const lty_clv_calibration *calibration, const lty_clv_model *model, const php_lty_clv_data *data);

/* Named pairs of parameters: [name => [low, high]]. */
void php_lty_clv_ranges(zval *out, const char *const *names, const double *values, const double *log_errors, size_t count, double level);
/* False and a ValueError for a level that is not between 0 and 1. */
bool php_lty_clv_level(double level, uint32_t arg);

#endif
