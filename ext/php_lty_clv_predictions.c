/* Clv\Predictions and its record Clv\Prediction; what a base takes over of them. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"
#include "lty_clv_sum.h"
#include "Zend/zend_interfaces.h"

typedef struct php_lty_clv_predictions {
    bool ready;
    lty_clv_predictions predictions;
    zend_object *data;
    zend_object std;
} php_lty_clv_predictions;

static zend_object_handlers php_lty_clv_predictions_handlers;

static php_lty_clv_predictions *php_lty_clv_predictions_from(zend_object *object)
{
    return (php_lty_clv_predictions *) ((char *) object - offsetof(php_lty_clv_predictions, std));
}

static const php_lty_clv_predictions *php_lty_clv_predictions_of(zend_object *object)
{
    const php_lty_clv_predictions *self = php_lty_clv_predictions_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

#define PHP_LTY_CLV_PREDICTIONS_THIS(name)                                                                                                 \
 const php_lty_clv_predictions *name = php_lty_clv_predictions_of(Z_OBJ_P(ZEND_THIS));                                                     \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

void php_lty_clv_predictions_create(zval *out, zend_object *data, lty_clv_predictions *predictions)
{
    object_init_ex(out, lty_ce_clv_predictions);
    php_lty_clv_predictions *self = php_lty_clv_predictions_from(Z_OBJ_P(out));

    self->predictions = *predictions;
    self->data = data;
    self->ready = true;
    GC_ADDREF(data);
}

PHP_METHOD(Loyalty_Clv_Prediction, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Clv_Predictions, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Clv_Predictions, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_PREDICTIONS_THIS(self);
    RETURN_LONG((zend_long) self->predictions.count);
}

/* Slots are in the order of the stub: key, alive, expected, clv. */
static void php_lty_clv_predictions_record(zval *out, const php_lty_clv_predictions *self, size_t row)
{
    const lty_text key = php_lty_clv_data_key(php_lty_clv_data_of(self->data), row);
    zval value;

    object_init_ex(out, lty_ce_clv_prediction);
    ZVAL_STRINGL_FAST(&value, key.bytes, key.len);
    php_lty_record_set(Z_OBJ_P(out), 0, &value);
    for (uint32_t i = 0; i < 3; i++) {
        const int64_t figure = self->predictions.values[row][i];

        if (figure == LTY_FACT_NONE) {
            ZVAL_NULL(&value);
        } else {
            ZVAL_LONG(&value, figure);
        }
        php_lty_record_set(Z_OBJ_P(out), 1 + i, &value);
    }
}

PHP_METHOD(Loyalty_Clv_Predictions, get)
{
    zend_string *text = NULL;
    zend_long number = 0;
    size_t row;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_PREDICTIONS_THIS(self);
    if (!php_lty_clv_data_find(&row, php_lty_clv_data_of(self->data), text, number)) {
        RETURN_THROWS();
    }
    php_lty_clv_predictions_record(return_value, self, row);
}

static void php_lty_clv_predictions_make(zval *out, zend_object *object, uint32_t row)
{
    php_lty_clv_predictions_record(out, php_lty_clv_predictions_from(object), row);
}

static zend_object_iterator *php_lty_clv_predictions_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
    if (by_ref) {
        zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
        return NULL;
    }
    const php_lty_clv_predictions *self = php_lty_clv_predictions_of(Z_OBJ_P(object));

    if (self == NULL) {
        return NULL;
    }
    uint32_t *rows = lty_alloc_new(&php_lty_request_alloc, (self->predictions.count + 1) * sizeof *rows);

    for (size_t i = 0; i < self->predictions.count; i++) {
        rows[i] = (uint32_t) i;
    }
    return php_lty_iterator_create(object, rows, self->predictions.count, php_lty_clv_predictions_make);
}

PHP_METHOD(Loyalty_Clv_Predictions, getIterator)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_PREDICTIONS_THIS(self);
    (void) self;
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

PHP_METHOD(Loyalty_Clv_Predictions, sums)
{
    zend_object *of = NULL;
    const lty_set *bits = NULL;
    lty_set made = {.alloc = &php_lty_base_alloc};
    lty_clv_sum sum;
    zval tenths;

    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(of, lty_ce_customer_set)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_PREDICTIONS_THIS(self);
    if (of != NULL) {
        zend_object *base = php_lty_clv_data_of(self->data)->base;

        if (base == NULL) {
            php_lty_throw_text(LTY_E_FOREIGN_SET, "the predictions are of rows, not of a base");
            RETURN_THROWS();
        }
        if (!php_lty_customer_set_read(&bits, &made, of, php_lty_customer_base_from(base))) {
            RETURN_THROWS();
        }
    }
    const lty_status status = lty_clv_sum_of(&sum, &self->predictions, bits);

    lty_set_destroy(&made);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    array_init_size(return_value, 6);
    add_assoc_long(return_value, "customers", sum.customers);
    add_assoc_long(return_value, "alive", sum.alive);
    add_assoc_long(return_value, "expected", sum.expected);
    add_assoc_long(return_value, "valued", sum.valued);
    add_assoc_long(return_value, "clv", sum.value_minor);
    array_init_size(&tenths, LTY_CLV_TENTHS);
    for (size_t i = 0; i < LTY_CLV_TENTHS; i++) {
        add_next_index_long(&tenths, sum.tenths[i]);
    }
    add_assoc_zval(return_value, "tenths", &tenths);
}

PHP_METHOD(Loyalty_CustomerBase, applyClv)
{
    zend_object *object;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_clv_predictions)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(owner);
    const php_lty_clv_predictions *predictions = php_lty_clv_predictions_of(object);

    if (predictions == NULL) {
        RETURN_THROWS();
    }
    if (php_lty_clv_data_of(predictions->data)->base != &owner->std) {
        php_lty_throw_text(LTY_E_FOREIGN_SET, "the predictions belong to another base");
        RETURN_THROWS();
    }
    const lty_status status = lty_base_apply_clv(owner->base, predictions->predictions.customers,
        (const int64_t(*)[3]) predictions->predictions.values, predictions->predictions.count);

    if (status != LTY_OK) {
        php_lty_base_throw(owner, status);
        RETURN_THROWS();
    }
}

static zend_object *php_lty_clv_predictions_create_object(zend_class_entry *ce)
{
    php_lty_clv_predictions *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_clv_predictions_handlers;
    self->predictions.alloc = &php_lty_request_alloc;
    return &self->std;
}

static void php_lty_clv_predictions_free(zend_object *object)
{
    php_lty_clv_predictions *self = php_lty_clv_predictions_from(object);

    lty_clv_predictions_destroy(&self->predictions);
    if (self->data != NULL) {
        OBJ_RELEASE(self->data);
        self->data = NULL;
    }
    zend_object_std_dtor(object);
}

void php_lty_clv_predictions_minit(void)
{
    lty_ce_clv_predictions->create_object = php_lty_clv_predictions_create_object;
    lty_ce_clv_predictions->get_iterator = php_lty_clv_predictions_iterator;
    php_lty_clv_predictions_handlers = std_object_handlers;
    php_lty_clv_predictions_handlers.offset = offsetof(php_lty_clv_predictions, std);
    php_lty_clv_predictions_handlers.free_obj = php_lty_clv_predictions_free;
    php_lty_clv_predictions_handlers.clone_obj = NULL;
    php_lty_clv_predictions_handlers.compare = zend_objects_not_comparable;
}
