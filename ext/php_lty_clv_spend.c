/* Clv\GammaGamma: what purchases are worth. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"

typedef struct php_lty_clv_spend {
    lty_clv_spend_fit fit; /* of parameters that were given: those only */
    bool fitted;
    bool ready;
    zend_object std;
} php_lty_clv_spend;

static zend_object_handlers php_lty_clv_spend_handlers;

static const char *const php_lty_clv_spend_names[LTY_CLV_SPEND_PARAMETERS] = {"p", "q", "v"};

static php_lty_clv_spend *php_lty_clv_spend_from(zend_object *object)
{
    return (php_lty_clv_spend *) ((char *) object - offsetof(php_lty_clv_spend, std));
}

static const php_lty_clv_spend *php_lty_clv_spend_self(zend_object *object)
{
    const php_lty_clv_spend *self = php_lty_clv_spend_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

const lty_clv_spend *php_lty_clv_spend_of(zend_object *object)
{
    const php_lty_clv_spend *self = php_lty_clv_spend_self(object);

    return self == NULL ? NULL : &self->fit.spend;
}

#define PHP_LTY_CLV_SPEND_THIS(name)                                                                                                       \
 const php_lty_clv_spend *name = php_lty_clv_spend_self(Z_OBJ_P(ZEND_THIS));                                                               \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

PHP_METHOD(Loyalty_Clv_GammaGamma, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_clv_spend_create(zval *out, const lty_clv_spend_fit *fit, bool fitted)
{
    object_init_ex(out, lty_ce_clv_gamma_gamma);
    php_lty_clv_spend *self = php_lty_clv_spend_from(Z_OBJ_P(out));

    self->fit = *fit;
    self->fitted = fitted;
    self->ready = true;
}

PHP_METHOD(Loyalty_Clv_GammaGamma, fit)
{
    zend_object *object;
    lty_clv_spend_fit fit;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_data)
    ZEND_PARSE_PARAMETERS_END();

    const php_lty_clv_data *data = php_lty_clv_data_of(object);

    if (data == NULL) {
        RETURN_THROWS();
    }
    const lty_status status = lty_clv_spend_fit_data(&fit, &data->data);

    if (status == LTY_E_CLV) {
        php_lty_throw_text(status, "nobody has repeat purchases with money: there is nothing to fit");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_clv_data_throw(data, status);
        RETURN_THROWS();
    }
    php_lty_clv_spend_create(return_value, &fit, true);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, of)
{
    double p[LTY_CLV_SPEND_PARAMETERS];
    lty_clv_spend_fit fit = {.interior = true};

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_DOUBLE(p[0])
        Z_PARAM_DOUBLE(p[1])
        Z_PARAM_DOUBLE(p[2])
    ZEND_PARSE_PARAMETERS_END();

    if (lty_clv_spend_init(&fit.spend, p[0], p[1], p[2]) != LTY_OK) {
        uint32_t wrong = 1;

        while (wrong < LTY_CLV_SPEND_PARAMETERS && p[wrong - 1] > 0.0 && zend_finite(p[wrong - 1])) {
            wrong++;
        }
        zend_argument_value_error(wrong, "must be finite and above 0");
        RETURN_THROWS();
    }
    php_lty_clv_spend_create(return_value, &fit, false);
}

static void php_lty_clv_spend_array(zval *out, const double *values)
{
    array_init_size(out, LTY_CLV_SPEND_PARAMETERS);
    for (size_t i = 0; i < LTY_CLV_SPEND_PARAMETERS; i++) {
        if (values != NULL) {
            add_assoc_double(out, php_lty_clv_spend_names[i], values[i]);
        } else {
            add_assoc_null(out, php_lty_clv_spend_names[i]);
        }
    }
}

PHP_METHOD(Loyalty_Clv_GammaGamma, parameters)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    const double values[LTY_CLV_SPEND_PARAMETERS] = {self->fit.spend.p, self->fit.spend.q, self->fit.spend.v};

    php_lty_clv_spend_array(return_value, self->fit.interior ? values : NULL);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, standardErrors)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    if (!self->fitted || !self->fit.interior) {
        RETURN_NULL();
    }
    php_lty_clv_spend_array(return_value, self->fit.errors);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, confidence)
{
    double level = 0.95;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_DOUBLE(level)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_SPEND_THIS(self);
    const double values[LTY_CLV_SPEND_PARAMETERS] = {self->fit.spend.p, self->fit.spend.q, self->fit.spend.v};

    if (!php_lty_clv_level(level, 1)) {
        RETURN_THROWS();
    }
    if (!self->fitted || !self->fit.interior) {
        RETURN_NULL();
    }
    php_lty_clv_ranges(return_value, php_lty_clv_spend_names, values, self->fit.log_errors, LTY_CLV_SPEND_PARAMETERS, level);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, logLikelihood)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    if (!self->fitted) {
        RETURN_NULL();
    }
    RETURN_DOUBLE(self->fit.log_likelihood);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, boundary)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    if (self->fit.interior) {
        RETURN_NULL();
    }
    RETURN_STRING(lty_clv_boundary_name(LTY_CLV_FLAT));
}

PHP_METHOD(Loyalty_Clv_GammaGamma, customers)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    RETURN_LONG((zend_long) self->fit.customers);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, summary)
{
    lty_buffer buffer;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_SPEND_THIS(self);
    if (!self->fitted) {
        RETURN_EMPTY_STRING();
    }
    lty_buffer_init(&buffer, &php_lty_request_alloc);
    lty_clv_spend_summary(&buffer, &self->fit);
    const lty_text text = lty_buffer_view(&buffer);

    RETVAL_STRINGL(text.bytes, text.len);
    lty_buffer_destroy(&buffer);
}

PHP_METHOD(Loyalty_Clv_GammaGamma, mean)
{
    zend_long x = 0, money = 0;

    ZEND_PARSE_PARAMETERS_START(0, 2)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(x)
        Z_PARAM_LONG(money)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_SPEND_THIS(self);
    if (x < 0 || x > LTY_CLV_X_MAX) {
        zend_argument_value_error(1, "must be between 0 and %u", LTY_CLV_X_MAX);
        RETURN_THROWS();
    }
    if (money < 0 || (x == 0 && money != 0)) {
        zend_argument_value_error(2, "must not be below 0, and 0 for x = 0");
        RETURN_THROWS();
    }
    RETURN_DOUBLE(lty_clv_spend_mean(&self->fit.spend, (double) x, (double) money));
}

static zend_object *php_lty_clv_spend_create_object(zend_class_entry *ce)
{
    php_lty_clv_spend *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_clv_spend_handlers;
    return &self->std;
}

void php_lty_clv_spend_minit(void)
{
    lty_ce_clv_gamma_gamma->create_object = php_lty_clv_spend_create_object;
    php_lty_clv_spend_handlers = std_object_handlers;
    php_lty_clv_spend_handlers.offset = offsetof(php_lty_clv_spend, std);
    php_lty_clv_spend_handlers.clone_obj = NULL;
    php_lty_clv_spend_handlers.compare = zend_objects_not_comparable;
}
