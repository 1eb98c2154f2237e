/* Rfm: how scores are made. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_rfm.h"
#include "lty_sign.h"
#include "ext/date/php_date.h"

typedef struct php_lty_rfm {
    lty_rfm_rule rule; /* 0 bins before it is set */
    zend_object std;
} php_lty_rfm;

static zend_object_handlers php_lty_rfm_handlers;

static php_lty_rfm *php_lty_rfm_from(zend_object *object)
{
    return (php_lty_rfm *) ((char *) object - offsetof(php_lty_rfm, std));
}

static const lty_rfm_rule *php_lty_rfm_of(zend_object *object)
{
    const php_lty_rfm *self = php_lty_rfm_from(object);

    if (self->rule.bins == 0) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return &self->rule;
}

PHP_METHOD(Loyalty_Rfm, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_rfm_create(INTERNAL_FUNCTION_PARAMETERS, lty_rfm_method method)
{
    zend_long bins = 5, unit = 1;

    ZEND_PARSE_PARAMETERS_START(0, method == LTY_RFM_QUANTILES ? 2 : 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(bins)
        Z_PARAM_LONG(unit)
    ZEND_PARSE_PARAMETERS_END();

    const lty_rfm_rule rule = {.method = method, .bins = bins < 0 || bins > INT_MAX ? 0 : (int) bins, .unit_minor = unit};

    if (unit < 1 || unit > LTY_RFM_UNIT_MAX) {
        zend_argument_value_error(2, "must be between 1 and %d", LTY_RFM_UNIT_MAX);
        RETURN_THROWS();
    }
    if (lty_rfm_rule_validate(&rule) != LTY_OK) {
        zend_argument_value_error(1, "must be between %d and %d", LTY_RFM_BINS_MIN, LTY_RFM_BINS_MAX);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_rfm);
    php_lty_rfm_from(Z_OBJ_P(return_value))->rule = rule;
}

PHP_METHOD(Loyalty_Rfm, quantiles)
{
    php_lty_rfm_create(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_RFM_QUANTILES);
}

PHP_METHOD(Loyalty_Rfm, ntile)
{
    php_lty_rfm_create(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_RFM_NTILE);
}

PHP_METHOD(Loyalty_Rfm, ranked)
{
    php_lty_rfm_create(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_RFM_RANKED);
}

/* Reads one list of cuts; how many they are has to be what the first list said. */
static bool php_lty_rfm_cuts_read(lty_rfm_rule *rule, size_t measure, HashTable *list)
{
    const uint32_t count = zend_hash_num_elements(list);
    int64_t last = 0;
    size_t at = 0;
    zval *value;

    if (measure == 0) {
        rule->bins = count < LTY_RFM_BINS_MAX ? (int) count + 1 : 0;
    }
    if (rule->bins < LTY_RFM_BINS_MIN || count != (uint32_t) rule->bins - 1) {
        zend_argument_value_error((uint32_t) measure + 1, "must have 1 to %d lower bounds, as many as the others", LTY_RFM_BINS_MAX - 1);
        return false;
    }
    ZEND_HASH_FOREACH_VAL (list, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_LONG || (at > 0 && Z_LVAL_P(value) <= last)) {
            zend_argument_value_error((uint32_t) measure + 1, "must be integers, each above the one before");
            return false;
        }
        last = Z_LVAL_P(value);
        rule->cuts[measure][at++] = last;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

PHP_METHOD(Loyalty_Rfm, cuts)
{
    HashTable *lists[LTY_RFM_MEASURES];
    lty_rfm_rule rule = {.method = LTY_RFM_CUTS};

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_ARRAY_HT(lists[0])
        Z_PARAM_ARRAY_HT(lists[1])
        Z_PARAM_ARRAY_HT(lists[2])
    ZEND_PARSE_PARAMETERS_END();

    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        if (!php_lty_rfm_cuts_read(&rule, i, lists[i])) {
            RETURN_THROWS();
        }
    }
    object_init_ex(return_value, lty_ce_rfm);
    php_lty_rfm_from(Z_OBJ_P(return_value))->rule = rule;
}

PHP_METHOD(Loyalty_Rfm, score)
{
    zend_object *object, *date = NULL, *basis = NULL, *since = NULL;
    zend_long seconds = 0, since_seconds = 0, days = 0;
    bool ever = true, all_days = true;
    lty_rfm_window window = {.since_s = LTY_TIME_NONE};
    lty_rfm_scores scores;

    ZEND_PARSE_PARAMETERS_START(2, 5)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_customer_base)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS(basis, lty_ce_rfm_basis)
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(since, php_date_get_interface_ce(), since_seconds, ever)
        Z_PARAM_LONG_OR_NULL(days, all_days)
    ZEND_PARSE_PARAMETERS_END();

    const lty_rfm_rule *rule = php_lty_rfm_of(Z_OBJ_P(ZEND_THIS));
    php_lty_customer_base *owner = rule == NULL ? NULL : php_lty_customer_base_of(object);

    if (owner == NULL || php_lty_instant(&window.at_s, date, seconds, 2) == FAILURE) {
        RETURN_THROWS();
    }
    if ((since != NULL || !ever) && php_lty_instant(&window.since_s, since, since_seconds, 4) == FAILURE) {
        RETURN_THROWS();
    }
    if (!all_days && days < 0) {
        zend_argument_value_error(5, "must be at least 0");
        RETURN_THROWS();
    }
    if (!all_days) { /* where both are given, both have to hold */
        window.since_s = MAX(window.since_s, lty_rfm_since(owner->base, window.at_s, days));
    }
    const lty_rfm_basis by = basis == NULL ? LTY_RFM_GROSS : (lty_rfm_basis) php_lty_enum_value(basis);
    const lty_status status = lty_rfm_score_window(&scores, rule, owner->base, &window, by, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(owner, status);
        RETURN_THROWS();
    }
    php_lty_rfm_scores_create(return_value, object, NULL, &scores);
}

/* Rows under way. In the request's memory: the rows come from a script, which may end us at any of them. */
typedef struct php_lty_rfm_rows {
    lty_intern keys;
    int64_t *values[LTY_RFM_MEASURES];
    size_t capacities[LTY_RFM_MEASURES];
} php_lty_rfm_rows;

static lty_status php_lty_rfm_rows_add(php_lty_rfm_rows *rows, zend_string *key, const zend_long figures[LTY_RFM_MEASURES])
{
    const size_t count = rows->keys.count;
    lty_status status = LTY_OK;
    uint32_t number;

    for (size_t i = 0; i < LTY_RFM_MEASURES && status == LTY_OK; i++) {
        void *memory = rows->values[i];

        status = lty_alloc_reserve(&php_lty_request_alloc, &memory, &rows->capacities[i], count + 1, sizeof **rows->values);
        rows->values[i] = memory;
    }
    if (status == LTY_OK) {
        status = lty_intern_add(&number, &rows->keys, php_lty_text(key));
    }
    if (status == LTY_OK && number < count) {
        status = LTY_E_RFM; /* a key that was there */
    }
    for (size_t i = 0; i < LTY_RFM_MEASURES && status == LTY_OK; i++) {
        rows->values[i][count] = figures[i];
    }
    return status;
}

static bool php_lty_rfm_rows_each(void *context, zval *value)
{
    zend_long figures[LTY_RFM_MEASURES];
    const zval *name = Z_TYPE_P(value) == IS_ARRAY ? zend_hash_index_find_deref(Z_ARRVAL_P(value), 0) : NULL;
    bool valid =
        name != NULL && (Z_TYPE_P(name) == IS_STRING || Z_TYPE_P(name) == IS_LONG) && zend_hash_num_elements(Z_ARRVAL_P(value)) == 4;

    for (zend_ulong i = 0; i < LTY_RFM_MEASURES && valid; i++) {
        const zval *figure = zend_hash_index_find_deref(Z_ARRVAL_P(value), i + 1);

        valid = figure != NULL && Z_TYPE_P(figure) == IS_LONG;
        figures[i] = valid ? Z_LVAL_P(figure) : 0;
    }
    if (!valid) {
        zend_argument_type_error(1, "must contain only lists of a key and three integers");
        return false;
    }
    zend_string *key = php_lty_key(Z_TYPE_P(name) == IS_STRING ? Z_STR_P(name) : NULL, Z_TYPE_P(name) == IS_LONG ? Z_LVAL_P(name) : 0, 1);

    if (key == NULL) {
        return false;
    }
    const lty_status status = php_lty_rfm_rows_add(context, key, figures);

    if (status == LTY_E_RFM) {
        zend_argument_value_error(1, "must have each key once, \"%s\" is there again", ZSTR_VAL(key));
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    }
    zend_string_release(key);
    return status == LTY_OK;
}

PHP_METHOD(Loyalty_Rfm, scoreRows)
{
    php_lty_rfm_rows rows = {.capacities = {0}};
    lty_rfm_scores scores;
    uint64_t seed;
    zval *iterable;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ITERABLE(iterable)
    ZEND_PARSE_PARAMETERS_END();

    const lty_rfm_rule *rule = php_lty_rfm_of(Z_OBJ_P(ZEND_THIS));

    if (rule == NULL) {
        RETURN_THROWS();
    }
    lty_sign_random(&seed, sizeof seed);
    lty_intern_init(&rows.keys, seed, &php_lty_request_alloc);
    php_lty_iterate(iterable, php_lty_rfm_rows_each, &rows);
    if (EG(exception) == NULL) {
        const int64_t *const values[LTY_RFM_MEASURES] = {rows.values[0], rows.values[1], rows.values[2]};
        const lty_status status = lty_rfm_score_rows(&scores, rule, &rows.keys, values, &php_lty_request_alloc);

        if (status == LTY_OK) {
            php_lty_rfm_scores_create(return_value, NULL, &rows.keys, &scores);
        } else {
            php_lty_throw(status);
        }
    }
    lty_intern_destroy(&rows.keys); /* empty if the scores took the keys over */
    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        lty_alloc_free(&php_lty_request_alloc, rows.values[i], rows.capacities[i] * sizeof **rows.values);
    }
}

static zend_object *php_lty_rfm_create_object(zend_class_entry *ce)
{
    php_lty_rfm *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_rfm_handlers;
    return &self->std;
}

void php_lty_rfm_minit(void)
{
    lty_ce_rfm->create_object = php_lty_rfm_create_object;
    php_lty_rfm_handlers = std_object_handlers;
    php_lty_rfm_handlers.offset = offsetof(php_lty_rfm, std);
    php_lty_rfm_handlers.clone_obj = NULL;
    php_lty_rfm_handlers.compare = zend_objects_not_comparable;
}
