/* CouponBatch: a record of all that a shop stores of a batch. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"

enum {
    BATCH_CAMPAIGN,
    BATCH_FIRST_SERIAL,
    BATCH_COUNT,
    BATCH_ISSUED_AT,
    BATCH_PROGRAMME_HASH,
    BATCH_KEY,
    BATCH_CUSTOMERS,
    BATCH_PROPERTIES,
};

static const char *const php_lty_batch_names[BATCH_PROPERTIES] = {
    "campaign", "firstSerial", "count", "issuedAt", "programmeHash", "key", "customers"};

/* Serials of the longest codes. */
#define BATCH_SERIAL_LIMIT ((zend_long) 1 << 30)

bool php_lty_coupon_batch_customers(zval *out, zval *list, uint32_t arg)
{
    HashTable *table = Z_ARRVAL_P(list);
    bool plain = true;
    zval *entry;

    if (!zend_array_is_list(table)) {
        zend_argument_value_error(arg, "must be a list");
        return false;
    }
    ZEND_HASH_FOREACH_VAL (table, entry) {
        plain = plain && Z_TYPE_P(entry) == IS_STRING;
        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_STRING && Z_TYPE_P(entry) != IS_LONG) {
            zend_argument_type_error(arg, "must be a list of strings, %s given in it", zend_zval_type_name(entry));
            return false;
        }
        if (Z_TYPE_P(entry) == IS_STRING) {
            zend_string *key = php_lty_key(Z_STR_P(entry), 0, arg);

            if (key == NULL) {
                return false;
            }
            zend_string_release(key);
        }
    }
    ZEND_HASH_FOREACH_END();
    if (plain) { /* as it came: a million keys are not copied */
        ZVAL_COPY(out, list);
        return true;
    }
    array_init_size(out, zend_hash_num_elements(table));
    ZEND_HASH_FOREACH_VAL (table, entry) {
        ZVAL_DEREF(entry);
        add_next_index_str(out, Z_TYPE_P(entry) == IS_STRING ? zend_string_copy(Z_STR_P(entry)) : zend_long_to_str(Z_LVAL_P(entry)));
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_batch_hash_valid(const zend_string *hash)
{
    return ZSTR_LEN(hash) == 64 && strspn(ZSTR_VAL(hash), "0123456789abcdef") == 64;
}

/* Which property is wrong (its argument number), and how; 0 if none. All but customers, whose type is checked before. */
static uint32_t php_lty_batch_fault(const char **expected, const zval *values)
{
    const zend_long first = Z_LVAL(values[BATCH_FIRST_SERIAL]);
    const zend_long count = Z_LVAL(values[BATCH_COUNT]);
    const zend_long issued_at_s = Z_LVAL(values[BATCH_ISSUED_AT]);

    *expected = "must not be empty";
    if (Z_STRLEN(values[BATCH_CAMPAIGN]) == 0) {
        return 1 + BATCH_CAMPAIGN;
    }
    *expected = "must be from 0 to 1073741823";
    if (first < 0 || first >= BATCH_SERIAL_LIMIT) {
        return 1 + BATCH_FIRST_SERIAL;
    }
    *expected = "must be at least 1, and the last serial at most 1073741823";
    if (count < 1 || count > BATCH_SERIAL_LIMIT - first) {
        return 1 + BATCH_COUNT;
    }
    *expected = "must be an instant in the years 1 to 9999";
    if (issued_at_s < LTY_TIME_MIN || issued_at_s > LTY_TIME_MAX) {
        return 1 + BATCH_ISSUED_AT;
    }
    *expected = "must be 64 hexadecimal digits in lower case";
    if (!php_lty_batch_hash_valid(Z_STR(values[BATCH_PROGRAMME_HASH]))) {
        return 1 + BATCH_PROGRAMME_HASH;
    }
    *expected = "must be from 0 to 7";
    if (Z_LVAL(values[BATCH_KEY]) < 0 || Z_LVAL(values[BATCH_KEY]) >= LTY_KEYRING_SLOTS) {
        return 1 + BATCH_KEY;
    }
    *expected = "must have as many customers as $count says";
    if (Z_TYPE(values[BATCH_CUSTOMERS]) == IS_ARRAY && (zend_long) zend_hash_num_elements(Z_ARRVAL(values[BATCH_CUSTOMERS])) != count) {
        return 1 + BATCH_CUSTOMERS;
    }
    return 0;
}

/* Takes over the customers' reference; copies the texts'. */
static void php_lty_batch_write(zend_object *object, zval *values)
{
    Z_TRY_ADDREF(values[BATCH_CAMPAIGN]);
    Z_TRY_ADDREF(values[BATCH_PROGRAMME_HASH]);
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        php_lty_record_set(object, i, &values[i]);
    }
}

static bool php_lty_batch_is_set(zend_object *object)
{
    return Z_TYPE_P(php_lty_record_get(object, BATCH_CAMPAIGN)) != IS_UNDEF;
}

PHP_METHOD(Loyalty_CouponBatch, __construct)
{
    zend_string *campaign, *hash;
    zend_long first_serial, count, issued_at_s, key;
    zval *customers = NULL;
    zval values[BATCH_PROPERTIES];
    const char *expected;

    ZEND_PARSE_PARAMETERS_START(6, 7)
        Z_PARAM_STR(campaign)
        Z_PARAM_LONG(first_serial)
        Z_PARAM_LONG(count)
        Z_PARAM_LONG(issued_at_s)
        Z_PARAM_STR(hash)
        Z_PARAM_LONG(key)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_OR_NULL(customers)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_batch_is_set(Z_OBJ_P(ZEND_THIS))) {
        php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    ZVAL_STR(&values[BATCH_CAMPAIGN], campaign);
    ZVAL_LONG(&values[BATCH_FIRST_SERIAL], first_serial);
    ZVAL_LONG(&values[BATCH_COUNT], count);
    ZVAL_LONG(&values[BATCH_ISSUED_AT], issued_at_s);
    ZVAL_STR(&values[BATCH_PROGRAMME_HASH], hash);
    ZVAL_LONG(&values[BATCH_KEY], key);
    ZVAL_NULL(&values[BATCH_CUSTOMERS]);
    if (customers != NULL && !php_lty_coupon_batch_customers(&values[BATCH_CUSTOMERS], customers, 1 + BATCH_CUSTOMERS)) {
        RETURN_THROWS();
    }
    const uint32_t fault = php_lty_batch_fault(&expected, values);
    if (fault != 0) {
        zval_ptr_dtor(&values[BATCH_CUSTOMERS]);
        zend_argument_value_error(fault, "%s", expected);
        RETURN_THROWS();
    }
    php_lty_batch_write(Z_OBJ_P(ZEND_THIS), values);
}

PHP_METHOD(Loyalty_CouponBatch, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    zend_object *object = Z_OBJ_P(ZEND_THIS);
    if (!php_lty_batch_is_set(object)) {
        php_lty_throw_uninitialized(object);
        RETURN_THROWS();
    }
    array_init_size(return_value, BATCH_PROPERTIES);
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        zval *value = php_lty_record_get(object, i);

        Z_TRY_ADDREF_P(value);
        add_assoc_zval(return_value, php_lty_batch_names[i], value);
    }
}

/* The types of the seven entries, and no other entries. The values stay the array's. */
static bool php_lty_batch_unpack(zval *values, HashTable *data)
{
    static const uint8_t types[BATCH_PROPERTIES] = {IS_STRING, IS_LONG, IS_LONG, IS_LONG, IS_STRING, IS_LONG, IS_ARRAY};

    if (zend_hash_num_elements(data) != BATCH_PROPERTIES) {
        return false;
    }
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        zval *value = zend_hash_str_find(data, php_lty_batch_names[i], strlen(php_lty_batch_names[i]));

        if (value == NULL || (Z_TYPE_P(value) != types[i] && !(i == BATCH_CUSTOMERS && Z_TYPE_P(value) == IS_NULL))) {
            return false;
        }
        ZVAL_COPY_VALUE(&values[i], value);
    }
    return true;
}

static bool php_lty_batch_customers_valid(const zval *customers)
{
    zval *entry;

    if (Z_TYPE_P(customers) == IS_NULL) {
        return true;
    }
    if (!zend_array_is_list(Z_ARRVAL_P(customers))) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(customers), entry) {
        if (Z_TYPE_P(entry) != IS_STRING || Z_STRLEN_P(entry) == 0 || Z_STRLEN_P(entry) > 191
            || !lty_utf8_valid(Z_STRVAL_P(entry), Z_STRLEN_P(entry))) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

PHP_METHOD(Loyalty_CouponBatch, __unserialize)
{
    HashTable *data;
    zval values[BATCH_PROPERTIES];
    const char *expected;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    zend_object *object = Z_OBJ_P(ZEND_THIS);
    if (php_lty_batch_is_set(object)) {
        php_lty_throw_twice(object);
        RETURN_THROWS();
    }
    if (!php_lty_batch_unpack(values, data) || !php_lty_batch_customers_valid(&values[BATCH_CUSTOMERS])
        || php_lty_batch_fault(&expected, values) != 0) {
        php_lty_throw_unserialize(object->ce);
        RETURN_THROWS();
    }
    Z_TRY_ADDREF(values[BATCH_CUSTOMERS]);
    php_lty_batch_write(object, values);
}

bool php_lty_coupon_batch_read(php_lty_batch_view *out, zend_object *object)
{
    static const unsigned char types[BATCH_PROPERTIES] = {IS_STRING, IS_LONG, IS_LONG, IS_LONG, IS_STRING, IS_LONG, IS_ARRAY};
    zval values[BATCH_PROPERTIES];
    const char *expected;
    bool right = true;

    /* Reflection can make one without state, or with another one than a constructor takes. */
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        ZVAL_COPY_VALUE(&values[i], php_lty_record_get(object, i));
        right = right && (Z_TYPE(values[i]) == types[i] || (i == BATCH_CUSTOMERS && Z_TYPE(values[i]) == IS_NULL));
    }
    if (!right || php_lty_batch_fault(&expected, values) != 0) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *out = (php_lty_batch_view){
        .campaign = Z_STR_P(php_lty_record_get(object, BATCH_CAMPAIGN)),
        .first_serial = Z_LVAL_P(php_lty_record_get(object, BATCH_FIRST_SERIAL)),
        .count = Z_LVAL_P(php_lty_record_get(object, BATCH_COUNT)),
        .issued_at_s = Z_LVAL_P(php_lty_record_get(object, BATCH_ISSUED_AT)),
        .slot = (int) Z_LVAL_P(php_lty_record_get(object, BATCH_KEY)),
        .customers = php_lty_record_get(object, BATCH_CUSTOMERS),
    };
    return true;
}

void php_lty_coupon_batch_create(
    zval *out, zend_string *campaign, const lty_batch *batch, const unsigned char programme_hash[32], zval *customers)
{
    static const char digits[] = "0123456789abcdef";
    zval values[BATCH_PROPERTIES];
    zend_string *hash = zend_string_alloc(64, false);

    for (size_t i = 0; i < 32; i++) {
        ZSTR_VAL(hash)[2 * i] = digits[programme_hash[i] >> 4];
        ZSTR_VAL(hash)[2 * i + 1] = digits[programme_hash[i] & 15];
    }
    ZSTR_VAL(hash)[64] = '\0';
    object_init_ex(out, lty_ce_coupon_batch);
    ZVAL_STR(&values[BATCH_CAMPAIGN], campaign);
    ZVAL_LONG(&values[BATCH_FIRST_SERIAL], batch->first_serial);
    ZVAL_LONG(&values[BATCH_COUNT], batch->count);
    ZVAL_LONG(&values[BATCH_ISSUED_AT], batch->issued_at_s);
    ZVAL_STR(&values[BATCH_PROGRAMME_HASH], hash);
    ZVAL_LONG(&values[BATCH_KEY], batch->slot);
    ZVAL_COPY(&values[BATCH_CUSTOMERS], customers);
    php_lty_batch_write(Z_OBJ_P(out), values);
    zend_string_release(hash);
}
