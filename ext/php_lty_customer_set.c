/*
 * CustomerSet: bits over the numbers of a base, or, once it was serialised, a list of keys of its own. Either way it knows the base
 * that it came from and meets sets of no other.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "lty_segment.h"
#include "lty_sign.h"
#include "Zend/zend_interfaces.h"

typedef struct php_lty_customer_set {
    bool ready;
    php_lty_customer_base *owner; /* NULL: the members are `keys`, ascending */
    lty_set set;
    lty_intern keys;
    unsigned char lineage[LTY_KEYS_LINEAGE];
    zend_object std;
} php_lty_customer_set;

static zend_object_handlers php_lty_customer_set_handlers;

static php_lty_customer_set *php_lty_customer_set_from(zend_object *object)
{
    return (php_lty_customer_set *) ((char *) object - offsetof(php_lty_customer_set, std));
}

static php_lty_customer_set *php_lty_customer_set_of(zend_object *object)
{
    php_lty_customer_set *self = php_lty_customer_set_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

#define PHP_LTY_SET_THIS(name)                                                                                                             \
 php_lty_customer_set *name = php_lty_customer_set_of(Z_OBJ_P(ZEND_THIS));                                                                 \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

void php_lty_customer_set_create(zval *out, php_lty_customer_base *owner, lty_set *set)
{
    object_init_ex(out, lty_ce_customer_set);
    php_lty_customer_set *self = php_lty_customer_set_from(Z_OBJ_P(out));

    self->owner = owner;
    GC_ADDREF(&owner->std);
    self->set = *set;
    memcpy(self->lineage, owner->lineage, sizeof self->lineage);
    self->ready = true;
}

/* Takes the keys over. */
static void php_lty_customer_set_create_keys(zval *out, const unsigned char lineage[LTY_KEYS_LINEAGE], lty_intern *keys)
{
    object_init_ex(out, lty_ce_customer_set);
    php_lty_customer_set *self = php_lty_customer_set_from(Z_OBJ_P(out));

    self->keys = *keys;
    memcpy(self->lineage, lineage, sizeof self->lineage);
    self->ready = true;
}

static size_t php_lty_customer_set_count(const php_lty_customer_set *self)
{
    return self->owner == NULL ? self->keys.count : lty_set_count(&self->set);
}

static lty_text php_lty_customer_set_key(const php_lty_customer_set *self, uint32_t number)
{
    return self->owner == NULL ? lty_intern_text(&self->keys, number) : lty_base_key(self->owner->base, number);
}

/* The members in canonical order; the array is of php_lty_request_alloc. False and an exception without memory. */
static bool php_lty_customer_set_members(uint32_t **out, size_t *count, const php_lty_customer_set *self)
{
    lty_status status = LTY_OK;

    if (self->owner != NULL) {
        status = lty_segment_members(out, count, self->owner->base, &self->set, &php_lty_request_alloc);
    } else {
        *count = self->keys.count;
        *out = *count == 0 ? NULL : lty_alloc_new(&php_lty_request_alloc, *count * sizeof **out);
        for (size_t i = 0; i < *count; i++) {
            (*out)[i] = (uint32_t) i;
        }
    }
    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
    }
    return status == LTY_OK;
}

PHP_METHOD(Loyalty_CustomerSet, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_CustomerSet, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SET_THIS(self);
    RETURN_LONG((zend_long) php_lty_customer_set_count(self));
}

PHP_METHOD(Loyalty_CustomerSet, contains)
{
    zend_string *text = NULL;
    zend_long number = 0;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SET_THIS(self);
    zend_string *key = php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    if (self->owner == NULL) {
        RETVAL_BOOL(lty_intern_find(&self->keys, php_lty_text(key)) != LTY_INTERN_NONE);
    } else {
        const uint32_t customer = lty_base_find(self->owner->base, php_lty_text(key));

        RETVAL_BOOL(customer != LTY_STORE_NONE && lty_set_has(&self->set, customer));
    }
    zend_string_release(key);
}

/* Members of a set over another base of the same lineage, such as the one that was saved: numbers may differ, keys do not. */
static lty_status php_lty_customer_set_translate(lty_set *made, const php_lty_customer_set *self, const lty_base *base)
{
    const lty_set *set = &self->set;
    const lty_status status = lty_set_init(made, lty_base_count(base), &php_lty_base_alloc);

    for (size_t at = lty_set_next(set, 0); status == LTY_OK && at < set->size; at = lty_set_next(set, at + 1)) {
        const uint32_t customer = lty_base_find(base, lty_base_key(self->owner->base, (uint32_t) at));

        if (customer == LTY_STORE_NONE) {
            lty_set_destroy(made);
            return LTY_E_FOREIGN_SET;
        }
        lty_set_add(made, customer);
    }
    return status;
}

/* The bits of a set over a base: its own, or made of its keys (then *made is to be destroyed). */
static lty_status php_lty_customer_set_bits(const lty_set **out, lty_set *made, const php_lty_customer_set *self, const lty_base *base)
{
    *out = &self->set;
    if (self->owner != NULL && self->owner->base == base) {
        return LTY_OK;
    }
    if (self->owner != NULL) {
        *out = made;
        return php_lty_customer_set_translate(made, self, base);
    }
    const lty_status status = lty_set_init(made, lty_base_count(base), &php_lty_base_alloc);

    *out = made;
    for (size_t i = 0; status == LTY_OK && i < self->keys.count; i++) {
        const uint32_t customer = lty_base_find(base, lty_intern_text(&self->keys, (uint32_t) i));

        if (customer == LTY_STORE_NONE) {
            lty_set_destroy(made);
            return LTY_E_FOREIGN_SET;
        }
        lty_set_add(made, customer);
    }
    return status;
}

bool php_lty_customer_set_read(const lty_set **out, lty_set *made, zend_object *object, php_lty_customer_base *owner)
{
    const php_lty_customer_set *self = php_lty_customer_set_of(object);

    *made = (lty_set){.alloc = &php_lty_base_alloc};
    if (self == NULL) {
        return false;
    }
    const lty_status status = php_lty_customer_set_bits(out, made, self, owner->base);

    if (status != LTY_OK) {
        php_lty_base_throw(owner, status);
    }
    return status == LTY_OK;
}

static lty_status php_lty_customer_set_combine_bits(
    zval *out, const php_lty_customer_set *a, const php_lty_customer_set *b, lty_set_operation operation)
{
    php_lty_customer_base *owner = a->owner != NULL ? a->owner : b->owner;
    lty_set a_made = {.alloc = &php_lty_base_alloc};
    lty_set b_made = {.alloc = &php_lty_base_alloc};
    const lty_set *a_bits, *b_bits;
    lty_set result;
    lty_status status = php_lty_customer_set_bits(&a_bits, &a_made, a, owner->base);

    if (status == LTY_OK) {
        status = php_lty_customer_set_bits(&b_bits, &b_made, b, owner->base);
    }
    if (status == LTY_OK) {
        status = lty_set_combine(&result, a_bits, b_bits, operation, &php_lty_base_alloc);
    }
    lty_set_destroy(&a_made);
    lty_set_destroy(&b_made);
    if (status == LTY_OK) {
        php_lty_customer_set_create(out, owner, &result);
    }
    return status;
}

static lty_status php_lty_customer_set_combine_keys(
    zval *out, const php_lty_customer_set *a, const php_lty_customer_set *b, lty_set_operation operation)
{
    const lty_intern_keep keep = {operation != LTY_SET_AND, operation != LTY_SET_AND_NOT, operation == LTY_SET_OR};
    lty_intern keys;

    lty_intern_init(&keys, a->keys.seed, &php_lty_base_alloc);
    const lty_status status = lty_intern_merge(&keys, &a->keys, &b->keys, keep);

    if (status != LTY_OK) {
        lty_intern_destroy(&keys);
        return status;
    }
    php_lty_customer_set_create_keys(out, a->lineage, &keys);
    return LTY_OK;
}

static void php_lty_customer_set_combine(INTERNAL_FUNCTION_PARAMETERS, lty_set_operation operation)
{
    zend_object *object;
    lty_status status;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_customer_set)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SET_THIS(self);
    const php_lty_customer_set *other = php_lty_customer_set_of(object);

    if (other == NULL) {
        RETURN_THROWS();
    }
    if (memcmp(self->lineage, other->lineage, sizeof self->lineage) != 0) {
        status = LTY_E_FOREIGN_SET;
    } else if (self->owner == NULL && other->owner == NULL) {
        status = php_lty_customer_set_combine_keys(return_value, self, other, operation);
    } else {
        status = php_lty_customer_set_combine_bits(return_value, self, other, operation);
    }
    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
}

PHP_METHOD(Loyalty_CustomerSet, and)
{
    php_lty_customer_set_combine(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_SET_AND);
}

PHP_METHOD(Loyalty_CustomerSet, or)
{
    php_lty_customer_set_combine(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_SET_OR);
}

PHP_METHOD(Loyalty_CustomerSet, andNot)
{
    php_lty_customer_set_combine(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_SET_AND_NOT);
}

PHP_METHOD(Loyalty_CustomerSet, keys)
{
    uint32_t *members;
    size_t count;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SET_THIS(self);
    if (!php_lty_customer_set_members(&members, &count, self)) {
        RETURN_THROWS();
    }
    array_init_size(return_value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        const lty_text key = php_lty_customer_set_key(self, members[i]);

        add_next_index_stringl(return_value, key.bytes, key.len);
    }
    lty_segment_free(members, count, &php_lty_request_alloc);
}

PHP_METHOD(Loyalty_CustomerSet, getIterator)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SET_THIS(self);
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

PHP_METHOD(Loyalty_CustomerSet, __serialize)
{
    lty_keys_writer writer;
    lty_buffer buffer;
    uint32_t *members;
    size_t count;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SET_THIS(self);
    if (!php_lty_customer_set_members(&members, &count, self)) {
        RETURN_THROWS();
    }
    for (size_t i = 0; i < count && self->owner != NULL; i++) { /* what came from a file may not be what keys are */
        const lty_text key = php_lty_customer_set_key(self, members[i]);

        if (key.len == 0 || key.len > LTY_KEYS_LEN_MAX || !lty_utf8_valid(key.bytes, key.len)
            || (i > 0 && lty_text_compare(php_lty_customer_set_key(self, members[i - 1]), key) >= 0)) {
            lty_segment_free(members, count, &php_lty_request_alloc);
            php_lty_base_throw(self->owner, LTY_E_DAMAGED);
            RETURN_THROWS();
        }
    }
    lty_buffer_init(&buffer, &php_lty_request_alloc);
    lty_keys_write_start(&writer, &buffer, self->lineage, count);
    for (size_t i = 0; i < count; i++) {
        lty_keys_write(&writer, php_lty_customer_set_key(self, members[i]));
    }
    lty_segment_free(members, count, &php_lty_request_alloc);
    const lty_text bytes = lty_buffer_view(&buffer);

    array_init_size(return_value, 1);
    add_next_index_stringl(return_value, bytes.bytes, bytes.len);
    lty_buffer_destroy(&buffer);
}

PHP_METHOD(Loyalty_CustomerSet, __unserialize)
{
    php_lty_customer_set *self = php_lty_customer_set_from(Z_OBJ_P(ZEND_THIS));
    lty_keys_reader reader;
    lty_intern keys;
    uint64_t seed;
    HashTable *data;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (self->ready) {
        php_lty_throw_twice(&self->std);
        RETURN_THROWS();
    }
    const zval *bytes = zend_hash_index_find_deref(data, 0);

    if (bytes == NULL || Z_TYPE_P(bytes) != IS_STRING || zend_hash_num_elements(data) != 1) {
        php_lty_throw_unserialize(lty_ce_customer_set);
        RETURN_THROWS();
    }
    lty_sign_random(&seed, sizeof seed);
    lty_intern_init(&keys, seed, &php_lty_base_alloc);
    lty_status status = lty_keys_read_start(&reader, php_lty_text(Z_STR_P(bytes)));

    while (status == LTY_OK && reader.left > 0) {
        lty_text key;
        uint32_t number;

        status = lty_keys_read(&key, &reader);
        if (status == LTY_OK) {
            status = lty_intern_add(&number, &keys, key);
        }
    }
    if (status != LTY_OK) {
        lty_intern_destroy(&keys);
        if (status == LTY_E_EVENT) {
            php_lty_throw_unserialize(lty_ce_customer_set);
        } else {
            php_lty_throw(php_lty_base_status(status));
        }
        RETURN_THROWS();
    }
    self->keys = keys;
    memcpy(self->lineage, reader.lineage, sizeof self->lineage);
    self->ready = true;
}

static void php_lty_customer_set_value(zval *out, zend_object *object, uint32_t number)
{
    const lty_text key = php_lty_customer_set_key(php_lty_customer_set_from(object), number);

    ZVAL_STRINGL_FAST(out, key.bytes, key.len);
}

static zend_object_iterator *php_lty_customer_set_iterator(zend_class_entry *ce, zval *object, int by_reference)
{
    const php_lty_customer_set *self = php_lty_customer_set_of(Z_OBJ_P(object));
    uint32_t *members;
    size_t count;

    if (by_reference) {
        zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
        return NULL;
    }
    if (self == NULL || !php_lty_customer_set_members(&members, &count, self)) {
        return NULL;
    }
    return php_lty_iterator_create(object, members, count, php_lty_customer_set_value);
}

static zend_object *php_lty_customer_set_create_object(zend_class_entry *ce)
{
    php_lty_customer_set *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_customer_set_handlers;
    self->set.alloc = &php_lty_base_alloc;
    lty_intern_init(&self->keys, 0, &php_lty_base_alloc);
    return &self->std;
}

static void php_lty_customer_set_free(zend_object *object)
{
    php_lty_customer_set *self = php_lty_customer_set_from(object);

    lty_set_destroy(&self->set);
    lty_intern_destroy(&self->keys);
    if (self->owner != NULL) {
        OBJ_RELEASE(&self->owner->std);
        self->owner = NULL;
    }
    self->ready = false;
    zend_object_std_dtor(object);
}

void php_lty_customer_set_minit(void)
{
    lty_ce_customer_set->create_object = php_lty_customer_set_create_object;
    lty_ce_customer_set->get_iterator = php_lty_customer_set_iterator;
    php_lty_customer_set_handlers = std_object_handlers;
    php_lty_customer_set_handlers.offset = offsetof(php_lty_customer_set, std);
    php_lty_customer_set_handlers.free_obj = php_lty_customer_set_free;
    php_lty_customer_set_handlers.clone_obj = NULL;
    php_lty_customer_set_handlers.compare = zend_objects_not_comparable;
}
