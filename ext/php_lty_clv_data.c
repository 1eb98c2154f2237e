/* Clv\Data: what was watched of many customers, from rows of a script or from a base. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_clv.h"
#include "lty_sign.h"

#define PHP_LTY_CLV_UNIT_MAX 1000000.0

static zend_object_handlers php_lty_clv_data_handlers;

static php_lty_clv_data *php_lty_clv_data_from(zend_object *object)
{
    return (php_lty_clv_data *) ((char *) object - offsetof(php_lty_clv_data, std));
}

php_lty_clv_data *php_lty_clv_data_of(zend_object *object)
{
    php_lty_clv_data *self = php_lty_clv_data_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

#define PHP_LTY_CLV_DATA_THIS(name)                                                                                                        \
 const php_lty_clv_data *name = php_lty_clv_data_of(Z_OBJ_P(ZEND_THIS));                                                                   \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

void php_lty_clv_data_throw(const php_lty_clv_data *self, lty_status status)
{
    if (self->base == NULL) {
        php_lty_throw(status);
    } else {
        php_lty_base_throw(php_lty_customer_base_from(self->base), status);
    }
}

lty_text php_lty_clv_data_key(const php_lty_clv_data *self, size_t row)
{
    const uint32_t customer = self->data.rows[row].customer;

    return self->base == NULL ? lty_intern_text(&self->keys, customer)
                              : lty_base_key(php_lty_customer_base_from(self->base)->base, customer);
}

bool php_lty_clv_data_find(size_t *row, const php_lty_clv_data *self, zend_string *text, zend_long number)
{
    zend_string *key = php_lty_key(text, number, 1);
    size_t from = 0;
    size_t to = self->data.count;

    if (key == NULL) {
        return false;
    }
    const uint32_t customer = self->base == NULL ? lty_intern_find(&self->keys, php_lty_text(key))
                                                 : lty_base_find(php_lty_customer_base_from(self->base)->base, php_lty_text(key));

    zend_string_release(key);
    while (from < to) { /* rows ascend by customer */
        const size_t middle = from + (to - from) / 2;

        if (self->data.rows[middle].customer < customer) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (from == self->data.count || self->data.rows[from].customer != customer) {
        zend_argument_value_error(1, "must be the key of a customer of the data");
        return false;
    }
    *row = from;
    return true;
}

static bool php_lty_clv_unit_validate(double unit, uint32_t arg)
{
    if (!(unit >= 1.0 && unit <= PHP_LTY_CLV_UNIT_MAX)) {
        zend_argument_value_error(arg, "must be between 1 and %d", (int) PHP_LTY_CLV_UNIT_MAX);
        return false;
    }
    return true;
}

static php_lty_clv_data *php_lty_clv_data_create(zval *out)
{
    object_init_ex(out, lty_ce_clv_data);
    return php_lty_clv_data_from(Z_OBJ_P(out));
}

PHP_METHOD(Loyalty_Clv_Data, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

/* Rows on their way, in the object that will own them: it is destroyed with what it has whatever happens. */
typedef struct php_lty_clv_rows {
    php_lty_clv_data *self;
    uint32_t members; /* of every row; 0 before the first */
} php_lty_clv_rows;

/* Members 1 to 5 of a row as integers from 0 on. */
static bool php_lty_clv_row_read(lty_clv_row *row, HashTable *list, uint32_t members)
{
    zend_long figures[5] = {0};

    for (uint32_t i = 1; i < members; i++) {
        const zval *figure = zend_hash_index_find_deref(list, i);

        if (figure == NULL || Z_TYPE_P(figure) != IS_LONG) {
            zend_argument_type_error(1, "must contain only lists of a key and integers");
            return false;
        }
        figures[i - 1] = Z_LVAL_P(figure);
        if (figures[i - 1] < 0 || (i != 4 && figures[i - 1] > UINT32_MAX)) {
            zend_argument_value_error(1, "must have no figure below 0 or out of range");
            return false;
        }
    }
    row->x = (uint32_t) figures[0];
    row->tx = (uint32_t) figures[1];
    row->T = (uint32_t) figures[2];
    row->money_minor = figures[3];
    row->held = (uint32_t) figures[4];
    return true;
}

static bool php_lty_clv_row_add(php_lty_clv_data *self, lty_clv_row *row, zend_string *key)
{
    const size_t count = self->keys.count;
    lty_status status = lty_intern_add(&row->customer, &self->keys, php_lty_text(key));

    if (status == LTY_OK && row->customer < count) {
        zend_argument_value_error(1, "must have each key once, \"%s\" is there again", ZSTR_VAL(key));
        return false;
    }
    if (status == LTY_OK) {
        status = lty_clv_data_add(&self->data, row);
    }
    if (status == LTY_E_CLV) {
        zend_argument_value_error(1,
            "must have x up to %u, tx of 0 for x = 0 and above 0 else, and T from tx to %u; that of \"%s\" has not", LTY_CLV_X_MAX,
            LTY_CLV_TICKS_MAX, ZSTR_VAL(key));
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    }
    return status == LTY_OK;
}

static bool php_lty_clv_rows_each(void *context, zval *value)
{
    php_lty_clv_rows *rows = context;
    const uint32_t members = Z_TYPE_P(value) == IS_ARRAY ? zend_hash_num_elements(Z_ARRVAL_P(value)) : 0;
    const zval *name = members == 0 ? NULL : zend_hash_index_find_deref(Z_ARRVAL_P(value), 0);
    lty_clv_row row = {0};

    if (name == NULL || (Z_TYPE_P(name) != IS_STRING && Z_TYPE_P(name) != IS_LONG)) {
        zend_argument_type_error(1, "must contain only lists of a key and integers");
        return false;
    }
    if (members < 4 || members > 6 || (rows->members != 0 && members != rows->members)
        || (members == 6) != (rows->self->data.held_ticks > 0)) {
        zend_argument_value_error(1, "must have rows of 4 members, of 5 with money, or of 6 with a hold-out, all of the same length");
        return false;
    }
    rows->members = members;
    if (!php_lty_clv_row_read(&row, Z_ARRVAL_P(value), members)) {
        return false;
    }
    zend_string *key = php_lty_key(Z_TYPE_P(name) == IS_STRING ? Z_STR_P(name) : NULL, Z_TYPE_P(name) == IS_LONG ? Z_LVAL_P(name) : 0, 1);

    if (key == NULL) {
        return false;
    }
    const bool added = php_lty_clv_row_add(rows->self, &row, key);

    zend_string_release(key);
    return added;
}

PHP_METHOD(Loyalty_Clv_Data, fromRows)
{
    zval *iterable;
    double unit = 7.0;
    zend_long held = 0;
    uint64_t seed;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_ITERABLE(iterable)
        Z_PARAM_OPTIONAL
        Z_PARAM_DOUBLE(unit)
        Z_PARAM_LONG(held)
    ZEND_PARSE_PARAMETERS_END();

    if (!php_lty_clv_unit_validate(unit, 2)) {
        RETURN_THROWS();
    }
    if (held < 0 || held > LTY_CLV_TICKS_MAX) {
        zend_argument_value_error(3, "must be between 0 and %u", LTY_CLV_TICKS_MAX);
        RETURN_THROWS();
    }
    php_lty_clv_data *self = php_lty_clv_data_create(return_value);
    php_lty_clv_rows rows = {.self = self};

    lty_sign_random(&seed, sizeof seed);
    lty_intern_init(&self->keys, seed, &php_lty_request_alloc);
    lty_clv_data_init(&self->data, unit, &php_lty_request_alloc);
    self->data.held_ticks = (uint32_t) held;
    php_lty_iterate(iterable, php_lty_clv_rows_each, &rows);
    if (EG(exception) == NULL) {
        self->data.money = rows.members > 4;
        const lty_status status = lty_clv_data_close(&self->data);

        if (status != LTY_OK) {
            php_lty_throw(status);
        }
    }
    if (EG(exception) != NULL) {
        zval_ptr_dtor(return_value);
        ZVAL_NULL(return_value);
        RETURN_THROWS();
    }
    self->ready = true;
}

PHP_METHOD(Loyalty_Clv_Data, fromBase)
{
    zend_object *object, *date = NULL, *split_date = NULL;
    zend_long seconds = 0, split_seconds = 0;
    bool whole = true;
    double unit = 7.0;
    int64_t at_s;
    int64_t split_s;
    lty_clv_data data;

    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_customer_base)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(split_date, php_date_get_interface_ce(), split_seconds, whole)
        Z_PARAM_DOUBLE(unit)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_customer_base *owner = php_lty_customer_base_of(object);

    if (owner == NULL || php_lty_instant(&at_s, date, seconds, 2) == FAILURE) {
        RETURN_THROWS();
    }
    split_s = at_s;
    if (split_date != NULL || !whole) {
        if (php_lty_instant(&split_s, split_date, split_seconds, 3) == FAILURE) {
            RETURN_THROWS();
        }
        if (split_s >= at_s) {
            zend_argument_value_error(3, "must be before argument #2 ($at)");
            RETURN_THROWS();
        }
    }
    if (!php_lty_clv_unit_validate(unit, 4)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_clv_data_gather(&data, owner->base, at_s, split_s, unit, &php_lty_base_alloc);

    if (status == LTY_E_CLV) {
        zend_argument_value_error(3, "must be on an earlier local day than argument #2 ($at)");
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_base_throw(owner, status);
        RETURN_THROWS();
    }
    php_lty_clv_data *self = php_lty_clv_data_create(return_value);

    self->data = data;
    self->base = object;
    self->ready = true;
    GC_ADDREF(object);
}

PHP_METHOD(Loyalty_Clv_Data, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_DATA_THIS(self);
    RETURN_LONG((zend_long) self->data.count);
}

PHP_METHOD(Loyalty_Clv_Data, daysPerUnit)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_DATA_THIS(self);
    RETURN_DOUBLE(self->data.ticks_per_unit);
}

PHP_METHOD(Loyalty_Clv_Data, heldDays)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_CLV_DATA_THIS(self);
    RETURN_LONG(self->data.held_ticks);
}

PHP_METHOD(Loyalty_Clv_Data, get)
{
    zend_string *text = NULL;
    zend_long number = 0;
    size_t place;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_CLV_DATA_THIS(self);
    if (!php_lty_clv_data_find(&place, self, text, number)) {
        RETURN_THROWS();
    }
    const lty_clv_row *row = &self->data.rows[place];

    array_init_size(return_value, 5);
    add_assoc_long(return_value, "x", row->x);
    add_assoc_long(return_value, "tx", row->tx);
    add_assoc_long(return_value, "T", row->T);
    if (self->data.money) {
        add_assoc_long(return_value, "money", row->money_minor);
    } else {
        add_assoc_null(return_value, "money");
    }
    if (self->data.held_ticks > 0) {
        add_assoc_long(return_value, "held", row->held);
    } else {
        add_assoc_null(return_value, "held");
    }
}

static zend_object *php_lty_clv_data_create_object(zend_class_entry *ce)
{
    php_lty_clv_data *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_clv_data_handlers;
    lty_clv_data_init(&self->data, 1.0, &php_lty_request_alloc);
    lty_intern_init(&self->keys, 0, &php_lty_request_alloc);
    return &self->std;
}

static void php_lty_clv_data_free(zend_object *object)
{
    php_lty_clv_data *self = php_lty_clv_data_from(object);

    lty_clv_data_destroy(&self->data);
    lty_intern_destroy(&self->keys);
    if (self->base != NULL) {
        OBJ_RELEASE(self->base);
        self->base = NULL;
    }
    zend_object_std_dtor(object);
}

void php_lty_clv_data_minit(void)
{
    lty_ce_clv_data->create_object = php_lty_clv_data_create_object;
    php_lty_clv_data_handlers = std_object_handlers;
    php_lty_clv_data_handlers.offset = offsetof(php_lty_clv_data, std);
    php_lty_clv_data_handlers.free_obj = php_lty_clv_data_free;
    php_lty_clv_data_handlers.clone_obj = NULL;
    php_lty_clv_data_handlers.compare = zend_objects_not_comparable;
}
