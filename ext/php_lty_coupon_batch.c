/* CouponBatch: a record of all that a shop stores of a batch. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"

enum {
    BATCH_CAMPAIGN,
    BATCH_FIRST_SERIAL,
    BATCH_COUNT,
    BATCH_ISSUED_AT,
    BATCH_PROGRAMME_HASH,
    BATCH_KEY,
    BATCH_CUSTOMERS,
    BATCH_NAMES,
    BATCH_SKIPPED,
    BATCH_PROPERTIES,
};

/* What each is; customers and names may be null instead. */
static const uint8_t php_lty_batch_types[BATCH_PROPERTIES] = {
    IS_STRING, IS_LONG, IS_LONG, IS_LONG, IS_STRING, IS_LONG, IS_ARRAY, IS_ARRAY, IS_ARRAY};

/* Serials of tokens; those of codes end earlier, which the campaign says. */
#define BATCH_SERIAL_LIMIT ((zend_long) 1 << 32)

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

static bool php_lty_batch_name_valid(const zend_string *name)
{
    lty_coupon_name folded;

    return ZSTR_LEN(name) == 0 || lty_coupon_name_parse(&folded, php_lty_text(name));
}

bool php_lty_coupon_batch_names(zval *out, zval *list, uint32_t arg)
{
    bool plain = true;
    zend_ulong index;
    zval *entry;

    if (!zend_array_is_list(Z_ARRVAL_P(list))) {
        zend_argument_value_error(arg, "must be a list");
        return false;
    }
    ZEND_HASH_FOREACH_NUM_KEY_VAL (Z_ARRVAL_P(list), index, entry) {
        plain = plain && Z_TYPE_P(entry) == IS_STRING;
        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_STRING) {
            zend_argument_type_error(arg, "must be a list of strings, %s given in it", zend_zval_type_name(entry));
            return false;
        }
        if (!php_lty_batch_name_valid(Z_STR_P(entry))) {
            zend_argument_value_error(
                arg, "must have names of 2 to 12 letters A to Z, or \"\"; the one at " ZEND_ULONG_FMT " is none", index);
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    if (plain) {
        ZVAL_COPY(out, list);
        return true;
    }
    array_init_size(out, zend_hash_num_elements(Z_ARRVAL_P(list)));
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(list), entry) {
        ZVAL_DEREF(entry);
        add_next_index_str(out, zend_string_copy(Z_STR_P(entry)));
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* The list itself, or a copy without its references: what a reference holds can change. */
static void php_lty_batch_skipped_take(zval *out, zval *list)
{
    zval *entry;
    bool plain = true;

    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(list), entry) {
        plain = plain && !Z_ISREF_P(entry);
    }
    ZEND_HASH_FOREACH_END();
    if (plain || !zend_array_is_list(Z_ARRVAL_P(list))) { /* what is no list is refused by who looks at the entries */
        ZVAL_COPY(out, list);
        return;
    }
    array_init_size(out, zend_hash_num_elements(Z_ARRVAL_P(list)));
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(list), entry) {
        ZVAL_DEREF(entry);
        Z_TRY_ADDREF_P(entry);
        add_next_index_zval(out, entry);
    }
    ZEND_HASH_FOREACH_END();
}

/* Offsets that ascend and stay within the span. */
static bool php_lty_batch_skipped_valid(HashTable *skipped, zend_long span)
{
    zend_long last = -1;
    zval *entry;

    if (!zend_array_is_list(skipped)) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (skipped, entry) {
        if (Z_TYPE_P(entry) != IS_LONG || Z_LVAL_P(entry) <= last || Z_LVAL_P(entry) >= span) {
            return false;
        }
        last = Z_LVAL_P(entry);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_batch_counts(const zval *list, zend_long count)
{
    return Z_TYPE_P(list) != IS_ARRAY || (zend_long) zend_hash_num_elements(Z_ARRVAL_P(list)) == count;
}

static bool php_lty_batch_hash_valid(const zend_string *hash)
{
    return ZSTR_LEN(hash) == 64 && strspn(ZSTR_VAL(hash), "0123456789abcdef") == 64;
}

/* Which property is wrong (its argument number), and how; 0 if none. All but the entries of customers and names, which are checked before. */
static uint32_t php_lty_batch_fault(const char **expected, const zval *values)
{
    const zend_long first = Z_LVAL(values[BATCH_FIRST_SERIAL]);
    const zend_long count = Z_LVAL(values[BATCH_COUNT]);
    const zend_long issued_at_s = Z_LVAL(values[BATCH_ISSUED_AT]);
    const zend_long holes = (zend_long) zend_hash_num_elements(Z_ARRVAL(values[BATCH_SKIPPED]));

    *expected = "must not be empty";
    if (Z_STRLEN(values[BATCH_CAMPAIGN]) == 0) {
        return 1 + BATCH_CAMPAIGN;
    }
    *expected = "must be from 0 to 4294967295";
    if (first < 0 || first >= BATCH_SERIAL_LIMIT) {
        return 1 + BATCH_FIRST_SERIAL;
    }
    *expected = "must be at least 1, and the last serial at most 4294967295";
    if (count < 1 || count > BATCH_SERIAL_LIMIT - first - holes || count > UINT32_MAX - holes) {
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
    if (!php_lty_batch_counts(&values[BATCH_CUSTOMERS], count)) {
        return 1 + BATCH_CUSTOMERS;
    }
    *expected = "must have as many names as $count says";
    if (!php_lty_batch_counts(&values[BATCH_NAMES], count)) {
        return 1 + BATCH_NAMES;
    }
    *expected = "must be a list of offsets that ascend, the last one below $count and their number together";
    if (!php_lty_batch_skipped_valid(Z_ARRVAL(values[BATCH_SKIPPED]), count + holes)) {
        return 1 + BATCH_SKIPPED;
    }
    return 0;
}

/* Takes over the references of the lists; copies the texts'. */
static void php_lty_batch_write(zend_object *object, zval *values)
{
    Z_TRY_ADDREF(values[BATCH_CAMPAIGN]);
    Z_TRY_ADDREF(values[BATCH_PROGRAMME_HASH]);
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        php_lty_record_set(object, i, &values[i]);
    }
}

static void php_lty_batch_lists_free(zval *values)
{
    for (uint32_t i = BATCH_CUSTOMERS; i <= BATCH_SKIPPED; i++) {
        zval_ptr_dtor(&values[i]);
    }
}

PHP_METHOD(Loyalty_CouponBatch, __construct)
{
    zend_string *campaign, *hash;
    zend_long first_serial, count, issued_at_s, key;
    zval *customers = NULL, *names = NULL, *skipped = NULL;
    zval values[BATCH_PROPERTIES];
    const char *expected;

    ZEND_PARSE_PARAMETERS_START(6, 9)
        Z_PARAM_STR(campaign)
        Z_PARAM_LONG(first_serial)
        Z_PARAM_LONG(count)
        Z_PARAM_LONG(issued_at_s)
        Z_PARAM_STR(hash)
        Z_PARAM_LONG(key)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_OR_NULL(customers)
        Z_PARAM_ARRAY_OR_NULL(names)
        Z_PARAM_ARRAY(skipped)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    ZVAL_STR(&values[BATCH_CAMPAIGN], campaign);
    ZVAL_LONG(&values[BATCH_FIRST_SERIAL], first_serial);
    ZVAL_LONG(&values[BATCH_COUNT], count);
    ZVAL_LONG(&values[BATCH_ISSUED_AT], issued_at_s);
    ZVAL_STR(&values[BATCH_PROGRAMME_HASH], hash);
    ZVAL_LONG(&values[BATCH_KEY], key);
    ZVAL_NULL(&values[BATCH_CUSTOMERS]);
    ZVAL_NULL(&values[BATCH_NAMES]);
    ZVAL_EMPTY_ARRAY(&values[BATCH_SKIPPED]);
    if ((customers != NULL && !php_lty_coupon_batch_customers(&values[BATCH_CUSTOMERS], customers, 1 + BATCH_CUSTOMERS))
        || (names != NULL && !php_lty_coupon_batch_names(&values[BATCH_NAMES], names, 1 + BATCH_NAMES))) {
        php_lty_batch_lists_free(values);
        RETURN_THROWS();
    }
    if (skipped != NULL) {
        php_lty_batch_skipped_take(&values[BATCH_SKIPPED], skipped);
    }
    const uint32_t fault = php_lty_batch_fault(&expected, values);
    if (fault != 0) {
        php_lty_batch_lists_free(values);
        zend_argument_value_error(fault, "%s", expected);
        RETURN_THROWS();
    }
    php_lty_batch_write(Z_OBJ_P(ZEND_THIS), values);
}

PHP_METHOD(Loyalty_CouponBatch, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

static bool php_lty_batch_typed(const zval *value, uint32_t property)
{
    return Z_TYPE_P(value) == php_lty_batch_types[property]
        || ((property == BATCH_CUSTOMERS || property == BATCH_NAMES) && Z_TYPE_P(value) == IS_NULL);
}

/* The types of the entries, and no other entries. The values stay the array's. */
static bool php_lty_batch_unpack(zval *values, HashTable *data)
{
    const zval *members[BATCH_PROPERTIES];
    bool right = php_lty_record_members(members, data, lty_ce_coupon_batch);

    for (uint32_t i = 0; i < BATCH_PROPERTIES && right; i++) {
        right = php_lty_batch_typed(members[i], i);
        ZVAL_COPY_VALUE(&values[i], members[i]);
    }
    return right;
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

static bool php_lty_batch_names_valid(const zval *names)
{
    zval *entry;

    if (Z_TYPE_P(names) == IS_NULL) {
        return true;
    }
    if (!zend_array_is_list(Z_ARRVAL_P(names))) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(names), entry) {
        if (Z_TYPE_P(entry) != IS_STRING || !php_lty_batch_name_valid(Z_STR_P(entry))) {
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
    if (php_lty_record_is_set(object)) {
        RETURN_THROWS();
    }
    if (!php_lty_batch_unpack(values, data) || !php_lty_batch_customers_valid(&values[BATCH_CUSTOMERS])
        || !php_lty_batch_names_valid(&values[BATCH_NAMES]) || php_lty_batch_fault(&expected, values) != 0) {
        php_lty_throw_unserialize(object->ce);
        RETURN_THROWS();
    }
    for (uint32_t i = BATCH_CUSTOMERS; i <= BATCH_SKIPPED; i++) {
        Z_TRY_ADDREF(values[i]);
    }
    php_lty_batch_write(object, values);
}

bool php_lty_coupon_batch_read(php_lty_batch_view *out, zend_object *object)
{
    zval values[BATCH_PROPERTIES];
    const char *expected;
    bool right = true;

    /* Reflection can make one without state, or with another one than a constructor takes. */
    for (uint32_t i = 0; i < BATCH_PROPERTIES; i++) {
        ZVAL_COPY_VALUE(&values[i], php_lty_record_get(object, i));
        right = right && php_lty_batch_typed(&values[i], i);
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
        .names = php_lty_record_get(object, BATCH_NAMES),
        .skipped = Z_ARRVAL_P(php_lty_record_get(object, BATCH_SKIPPED)),
        .programme_hash = Z_STR_P(php_lty_record_get(object, BATCH_PROGRAMME_HASH)),
    };
    return true;
}

uint32_t *php_lty_coupon_batch_skipped(const php_lty_batch_view *view)
{
    const uint32_t count = zend_hash_num_elements(view->skipped);
    uint32_t *skipped = count == 0 ? NULL : safe_emalloc(count, sizeof *skipped, 0);
    uint32_t at = 0;
    zval *entry;

    ZEND_HASH_FOREACH_VAL (view->skipped, entry) {
        skipped[at++] = (uint32_t) Z_LVAL_P(entry);
    }
    ZEND_HASH_FOREACH_END();
    return skipped;
}

zend_string *php_lty_coupon_batch_entry(const zval *list, uint32_t index)
{
    zval *entry = zend_hash_index_find(Z_ARRVAL_P(list), index);

    if (entry != NULL) {
        ZVAL_DEREF(entry);
    }
    if (entry == NULL || Z_TYPE_P(entry) != IS_STRING) {
        zend_throw_error(NULL, "a list of the batch has no text at place %u", (unsigned) index);
        return NULL;
    }
    return Z_STR_P(entry);
}

void php_lty_coupon_batch_create(
    zval *out, zend_string *campaign, const lty_batch *batch, zend_string *programme_hash, zval *customers, zval *names)
{
    zval values[BATCH_PROPERTIES];

    object_init_ex(out, lty_ce_coupon_batch);
    ZVAL_STR(&values[BATCH_CAMPAIGN], campaign);
    ZVAL_LONG(&values[BATCH_FIRST_SERIAL], batch->first_serial);
    ZVAL_LONG(&values[BATCH_COUNT], batch->count);
    ZVAL_LONG(&values[BATCH_ISSUED_AT], batch->issued_at_s);
    ZVAL_STR(&values[BATCH_PROGRAMME_HASH], programme_hash);
    ZVAL_LONG(&values[BATCH_KEY], batch->slot);
    ZVAL_COPY(&values[BATCH_CUSTOMERS], customers);
    ZVAL_COPY(&values[BATCH_NAMES], names);
    if (batch->skip_count == 0) {
        ZVAL_EMPTY_ARRAY(&values[BATCH_SKIPPED]);
    } else {
        array_init_size(&values[BATCH_SKIPPED], batch->skip_count);
        for (uint32_t i = 0; i < batch->skip_count; i++) {
            add_next_index_long(&values[BATCH_SKIPPED], batch->skipped[i]);
        }
    }
    php_lty_batch_write(Z_OBJ_P(out), values);
}
