/* Clv\BgNbd, Clv\MbgNbd and Clv\ParetoNbd: one engine whose kind is that of its class. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"

typedef struct php_lty_clv_model {
    lty_clv_fit fit; /* of parameters that were given: the model only */
    double unit;     /* of the data that it was fitted to; 0 if it was given */
    bool ready;
    zend_object std;
} php_lty_clv_model;

static zend_object_handlers php_lty_clv_model_handlers;

static php_lty_clv_model *php_lty_clv_model_from(zend_object *object)
{
    return (php_lty_clv_model *) ((char *) object - offsetof(php_lty_clv_model, std));
}

static php_lty_clv_model *php_lty_clv_model_of(zend_object *object)
{
    php_lty_clv_model *self = php_lty_clv_model_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

#define PHP_LTY_CLV_MODEL_THIS(name)                                                                                                       \
 const php_lty_clv_model *name = php_lty_clv_model_of(Z_OBJ_P(ZEND_THIS));                                                                 \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

static const char *const *php_lty_clv_names(const php_lty_clv_model *self)
{
    static const char *const geometric[LTY_CLV_PARAMETERS] = {"r", "alpha", "a", "b"};
    static const char *const pareto[LTY_CLV_PARAMETERS] = {"r", "alpha", "s", "beta"};

    return self->fit.model.kind == LTY_CLV_PARETO ? pareto : geometric;
}

bool php_lty_clv_level(double level, uint32_t arg)
{
    if (!(level > 0.0 && level < 1.0)) {
        zend_argument_value_error(arg, "must be above 0 and below 1");
        return false;
    }
    return true;
}

void php_lty_clv_ranges(zval *out, const char *const *names, const double *values, const double *log_errors, size_t count, double level)
{
    array_init_size(out, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        double low, high;
        zval range;

        lty_clv_range(&low, &high, values[i], log_errors[i], level);
        array_init_size(&range, 2);
        add_next_index_double(&range, low);
        add_next_index_double(&range, high);
        add_assoc_zval(out, names[i], &range);
    }
}

PHP_METHOD(Loyalty_Clv_BgNbd, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_clv_fit(INTERNAL_FUNCTION_PARAMETERS, zend_class_entry *ce, lty_clv_kind kind)
{
    zend_object *object;
    lty_clv_fit fit;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_data)
    ZEND_PARSE_PARAMETERS_END();

    const php_lty_clv_data *data = php_lty_clv_data_of(object);

    if (data == NULL) {
        RETURN_THROWS();
    }
    const lty_status status = lty_clv_fit_data(&fit, kind, &data->data);

    if (status == LTY_E_CLV) {
        php_lty_throw_text(status, "nobody bought twice: there is nothing to fit");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_clv_data_throw(data, status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, ce);
    php_lty_clv_model *self = php_lty_clv_model_from(Z_OBJ_P(return_value));

    self->fit = fit;
    self->unit = data->data.ticks_per_unit;
    self->ready = true;
}

PHP_METHOD(Loyalty_Clv_BgNbd, fit)
{
    php_lty_clv_fit(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_bg_nbd, LTY_CLV_BG);
}

PHP_METHOD(Loyalty_Clv_MbgNbd, fit)
{
    php_lty_clv_fit(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_mbg_nbd, LTY_CLV_MBG);
}

PHP_METHOD(Loyalty_Clv_ParetoNbd, fit)
{
    php_lty_clv_fit(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_pareto_nbd, LTY_CLV_PARETO);
}

static void php_lty_clv_given(INTERNAL_FUNCTION_PARAMETERS, zend_class_entry *ce, lty_clv_kind kind)
{
    double p[LTY_CLV_PARAMETERS];
    lty_clv_model model;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_DOUBLE(p[0])
        Z_PARAM_DOUBLE(p[1])
        Z_PARAM_DOUBLE(p[2])
        Z_PARAM_DOUBLE(p[3])
    ZEND_PARSE_PARAMETERS_END();

    if (lty_clv_model_init(&model, kind, p) != LTY_OK) {
        uint32_t wrong = 1;

        while (wrong < LTY_CLV_PARAMETERS && p[wrong - 1] >= 1.0 / LTY_CLV_PARAMETER_MAX && p[wrong - 1] <= LTY_CLV_PARAMETER_MAX) {
            wrong++;
        }
        zend_argument_value_error(wrong, "must be between 1e-12 and 1e12");
        RETURN_THROWS();
    }
    object_init_ex(return_value, ce);
    php_lty_clv_model *self = php_lty_clv_model_from(Z_OBJ_P(return_value));

    self->fit.model = model;
    self->ready = true;
}

PHP_METHOD(Loyalty_Clv_BgNbd, of)
{
    php_lty_clv_given(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_bg_nbd, LTY_CLV_BG);
}

PHP_METHOD(Loyalty_Clv_MbgNbd, of)
{
    php_lty_clv_given(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_mbg_nbd, LTY_CLV_MBG);
}

PHP_METHOD(Loyalty_Clv_ParetoNbd, of)
{
    php_lty_clv_given(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_ce_clv_pareto_nbd, LTY_CLV_PARETO);
}

PHP_METHOD(Loyalty_Clv_BgNbd, parameters)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    array_init_size(return_value, LTY_CLV_PARAMETERS);
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        if (lty_clv_fit_has(&self->fit, i)) {
            add_assoc_double(return_value, php_lty_clv_names(self)[i], self->fit.model.p[i]);
        } else {
            add_assoc_null(return_value, php_lty_clv_names(self)[i]);
        }
    }
}

static bool php_lty_clv_is_certain(const php_lty_clv_model *self)
{
    return self->unit > 0.0 && self->fit.boundary == LTY_CLV_INTERIOR;
}

PHP_METHOD(Loyalty_Clv_BgNbd, standardErrors)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_is_certain(self)) {
        RETURN_NULL();
    }
    array_init_size(return_value, LTY_CLV_PARAMETERS);
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        add_assoc_double(return_value, php_lty_clv_names(self)[i], self->fit.errors[i]);
    }
}

PHP_METHOD(Loyalty_Clv_BgNbd, confidence)
{
    double level = 0.95;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_DOUBLE(level)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_level(level, 1)) {
        RETURN_THROWS();
    }
    if (!php_lty_clv_is_certain(self)) {
        RETURN_NULL();
    }
    php_lty_clv_ranges(return_value, php_lty_clv_names(self), self->fit.model.p, self->fit.log_errors, LTY_CLV_PARAMETERS, level);
}

PHP_METHOD(Loyalty_Clv_BgNbd, logLikelihood)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (self->unit == 0.0) {
        RETURN_NULL();
    }
    RETURN_DOUBLE(self->fit.log_likelihood);
}

PHP_METHOD(Loyalty_Clv_BgNbd, boundary)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (self->fit.boundary == LTY_CLV_INTERIOR) {
        RETURN_NULL();
    }
    RETURN_STRING(lty_clv_boundary_name(self->fit.boundary));
}

PHP_METHOD(Loyalty_Clv_BgNbd, customers)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    RETURN_LONG((zend_long) self->fit.customers);
}

PHP_METHOD(Loyalty_Clv_BgNbd, summary)
{
    lty_buffer buffer;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (self->unit == 0.0) {
        RETURN_EMPTY_STRING();
    }
    lty_buffer_init(&buffer, &php_lty_request_alloc);
    lty_clv_fit_summary(&buffer, &self->fit);
    const lty_text text = lty_buffer_view(&buffer);

    RETVAL_STRINGL(text.bytes, text.len);
    lty_buffer_destroy(&buffer);
}

/* Arguments x, tx and T from number `arg` on. */
static bool php_lty_clv_history(lty_clv_history *out, zend_long x, double tx, double T, uint32_t arg)
{
    *out = (lty_clv_history){(double) x, tx, T};
    if (x < 0 || x > LTY_CLV_X_MAX) {
        zend_argument_value_error(arg, "must be between 0 and %u", LTY_CLV_X_MAX);
        return false;
    }
    if (!(T >= 0.0 && T <= LTY_CLV_TIME_MAX)) {
        zend_argument_value_error(arg + 2, "must be between 0 and 1e9");
        return false;
    }
    if (!lty_clv_history_validate(out)) {
        zend_argument_value_error(arg + 1, "must be between 0 and T, and 0 for x = 0");
        return false;
    }
    return true;
}

/* A time, a rate or an amount: 0 to 1e9, or above 0. */
static bool php_lty_clv_figure(double value, bool positive, uint32_t arg)
{
    if (!(value >= 0.0 && value <= LTY_CLV_TIME_MAX) || (positive && value == 0.0)) {
        zend_argument_value_error(arg, positive ? "must be above 0, up to 1e9" : "must be between 0 and 1e9");
        return false;
    }
    return true;
}

typedef double (*php_lty_clv_figure_of)(const lty_clv_model *model, const lty_clv_history *history);

static void php_lty_clv_read(INTERNAL_FUNCTION_PARAMETERS, php_lty_clv_figure_of figure)
{
    zend_long x;
    double tx, T;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_history(&history, x, tx, T, 1)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(figure(&self->fit.model, &history));
}

PHP_METHOD(Loyalty_Clv_BgNbd, likelihood)
{
    php_lty_clv_read(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_clv_log_likelihood);
}

PHP_METHOD(Loyalty_Clv_BgNbd, alive)
{
    php_lty_clv_read(INTERNAL_FUNCTION_PARAM_PASSTHRU, lty_clv_alive);
}

PHP_METHOD(Loyalty_Clv_BgNbd, expected)
{
    zend_long x;
    double t, tx, T;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_DOUBLE(t)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_figure(t, false, 1) || !php_lty_clv_history(&history, x, tx, T, 2)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_expected(&self->fit.model, &history, t));
}

PHP_METHOD(Loyalty_Clv_BgNbd, expectedNew)
{
    double t;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_DOUBLE(t)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_figure(t, false, 1)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_expected_new(&self->fit.model, t));
}

PHP_METHOD(Loyalty_Clv_BgNbd, probability)
{
    zend_long n, x;
    double t, tx, T;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_LONG(n)
        Z_PARAM_DOUBLE(t)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (n < 0 || n > LTY_CLV_COUNT_MAX) {
        zend_argument_value_error(1, "must be between 0 and %u", LTY_CLV_COUNT_MAX);
        RETURN_THROWS();
    }
    if (!php_lty_clv_figure(t, false, 2) || !php_lty_clv_history(&history, x, tx, T, 3)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_probability(&self->fit.model, &history, t, (uint32_t) n));
}

PHP_METHOD(Loyalty_Clv_BgNbd, interval)
{
    zend_long x;
    double t, tx, T, level = 0.9;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(4, 5)
        Z_PARAM_DOUBLE(t)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
        Z_PARAM_OPTIONAL
        Z_PARAM_DOUBLE(level)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_figure(t, false, 1) || !php_lty_clv_history(&history, x, tx, T, 2) || !php_lty_clv_level(level, 5)) {
        RETURN_THROWS();
    }
    const lty_clv_interval interval = lty_clv_predict_interval(&self->fit.model, &history, t, level);

    if (interval.most == UINT32_MAX) {
        php_lty_throw_text(LTY_E_RANGE, "more than %u purchases are likely in that time", LTY_CLV_COUNT_MAX);
        RETURN_THROWS();
    }
    array_init_size(return_value, 2);
    add_next_index_long(return_value, interval.least);
    add_next_index_long(return_value, interval.most);
}

PHP_METHOD(Loyalty_Clv_BgNbd, value)
{
    zend_object *object;
    zend_long x;
    double mean, tx, T;
    lty_clv_history history;
    lty_clv_plan plan;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_plan)
        Z_PARAM_DOUBLE(mean)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_plan_read(&plan, object) || !php_lty_clv_figure(mean, false, 2) || !php_lty_clv_history(&history, x, tx, T, 3)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_value(&self->fit.model, &history, &plan, mean));
}

PHP_METHOD(Loyalty_Clv_BgNbd, continuousValue)
{
    zend_long x;
    double horizon, rate, mean, tx, T;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_DOUBLE(horizon)
        Z_PARAM_DOUBLE(rate)
        Z_PARAM_DOUBLE(mean)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_figure(horizon, false, 1) || !php_lty_clv_figure(rate, false, 2) || !php_lty_clv_figure(mean, false, 3)
        || !php_lty_clv_history(&history, x, tx, T, 4)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_value_continuous(&self->fit.model, &history, horizon, rate, mean));
}

PHP_METHOD(Loyalty_Clv_BgNbd, dert)
{
    zend_long x;
    double rate, tx, T;
    lty_clv_history history;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_DOUBLE(rate)
        Z_PARAM_LONG(x)
        Z_PARAM_DOUBLE(tx)
        Z_PARAM_DOUBLE(T)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    if (!php_lty_clv_figure(rate, true, 1) || !php_lty_clv_history(&history, x, tx, T, 2)) {
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_dert(&self->fit.model, &history, rate));
}

/* The data of argument 1, which a fitted model can only read in its own unit of time. */
static php_lty_clv_data *php_lty_clv_model_data(const php_lty_clv_model *self, zend_object *object)
{
    php_lty_clv_data *data = php_lty_clv_data_of(object);

    if (data != NULL && self->unit != 0.0 && self->unit != data->data.ticks_per_unit) {
        zend_argument_value_error(1, "must be in the unit of time that the model was fitted in");
        return NULL;
    }
    return data;
}

PHP_METHOD(Loyalty_Clv_BgNbd, predict)
{
    zend_object *object, *plan_object, *spend_object = NULL;
    lty_clv_predictions predictions;
    lty_clv_plan plan;

    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_data)
        Z_PARAM_OBJ_OF_CLASS(plan_object, lty_ce_clv_plan)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(spend_object, lty_ce_clv_gamma_gamma)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    const php_lty_clv_data *data = php_lty_clv_model_data(self, object);
    const lty_clv_spend *spend = spend_object == NULL || data == NULL ? NULL : php_lty_clv_spend_of(spend_object);

    if (data == NULL || (spend_object != NULL && spend == NULL) || !php_lty_clv_plan_read(&plan, plan_object)) {
        RETURN_THROWS();
    }
    if (spend != NULL && !data->data.money) {
        zend_argument_value_error(3, "must be null for data without money");
        RETURN_THROWS();
    }
    const lty_status status = lty_clv_predict(&predictions, &self->fit.model, spend, &plan, &data->data, data->data.alloc);

    if (status != LTY_OK) {
        php_lty_clv_data_throw(data, status);
        RETURN_THROWS();
    }
    php_lty_clv_predictions_create(return_value, object, &predictions);
}

PHP_METHOD(Loyalty_Clv_BgNbd, calibrate)
{
    zend_object *object;
    lty_clv_calibration calibration;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_data)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_MODEL_THIS(self);
    const php_lty_clv_data *data = php_lty_clv_model_data(self, object);

    if (data == NULL) {
        RETURN_THROWS();
    }
    if (lty_clv_calibrate(&calibration, &self->fit.model, &data->data) != LTY_OK) {
        zend_argument_value_error(1, "must have customers and a hold-out");
        RETURN_THROWS();
    }
    if (!php_lty_clv_calibration_create(return_value, &calibration, &self->fit.model, data)) {
        RETURN_THROWS();
    }
}

static zend_object *php_lty_clv_model_create_object(zend_class_entry *ce)
{
    php_lty_clv_model *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_clv_model_handlers;
    return &self->std;
}

void php_lty_clv_model_minit(void)
{
    lty_ce_clv_bg_nbd->create_object = php_lty_clv_model_create_object;
    lty_ce_clv_mbg_nbd->create_object = php_lty_clv_model_create_object;
    lty_ce_clv_pareto_nbd->create_object = php_lty_clv_model_create_object;
    php_lty_clv_model_handlers = std_object_handlers;
    php_lty_clv_model_handlers.offset = offsetof(php_lty_clv_model, std);
    php_lty_clv_model_handlers.clone_obj = NULL;
    php_lty_clv_model_handlers.compare = zend_objects_not_comparable;
}
