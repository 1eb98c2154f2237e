/* Going through what a script hands in, and letting it go through what we have. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "ext/spl/spl_iterators.h"
#include "Zend/zend_interfaces.h"

typedef struct php_lty_iterator {
    zend_object_iterator std; /* data is the object */
    uint32_t *numbers;
    size_t count;
    size_t at;
    zval current;
    php_lty_iterator_make make;
} php_lty_iterator;

static void php_lty_iterator_invalidate(zend_object_iterator *iterator)
{
    php_lty_iterator *self = (php_lty_iterator *) iterator;

    zval_ptr_dtor(&self->current);
    ZVAL_UNDEF(&self->current);
}

static void php_lty_iterator_dtor(zend_object_iterator *iterator)
{
    php_lty_iterator *self = (php_lty_iterator *) iterator;

    php_lty_iterator_invalidate(iterator);
    lty_alloc_free(&php_lty_request_alloc, self->numbers, self->count * sizeof *self->numbers);
    zval_ptr_dtor(&iterator->data);
}

static int php_lty_iterator_valid(zend_object_iterator *iterator)
{
    const php_lty_iterator *self = (const php_lty_iterator *) iterator;

    return self->at < self->count ? SUCCESS : FAILURE;
}

static zval *php_lty_iterator_current(zend_object_iterator *iterator)
{
    php_lty_iterator *self = (php_lty_iterator *) iterator;

    if (self->at >= self->count) {
        zend_throw_error(NULL, "%s is at its end", ZSTR_VAL(Z_OBJCE(iterator->data)->name));
        return NULL;
    }
    if (Z_TYPE(self->current) == IS_UNDEF) {
        self->make(&self->current, Z_OBJ(iterator->data), self->numbers[self->at]);
    }
    return &self->current;
}

static void php_lty_iterator_key(zend_object_iterator *iterator, zval *key)
{
    ZVAL_LONG(key, (zend_long) ((const php_lty_iterator *) iterator)->at);
}

static void php_lty_iterator_next(zend_object_iterator *iterator)
{
    php_lty_iterator *self = (php_lty_iterator *) iterator;

    php_lty_iterator_invalidate(iterator);
    if (self->at < self->count) {
        self->at++;
    }
}

static void php_lty_iterator_rewind(zend_object_iterator *iterator)
{
    php_lty_iterator_invalidate(iterator);
    ((php_lty_iterator *) iterator)->at = 0;
}

static const zend_object_iterator_funcs php_lty_iterator_funcs = {
    .dtor = php_lty_iterator_dtor,
    .valid = php_lty_iterator_valid,
    .get_current_data = php_lty_iterator_current,
    .get_current_key = php_lty_iterator_key,
    .move_forward = php_lty_iterator_next,
    .rewind = php_lty_iterator_rewind,
    .invalidate_current = php_lty_iterator_invalidate,
};

zend_object_iterator *php_lty_iterator_create(zval *object, uint32_t *numbers, size_t count, php_lty_iterator_make make)
{
    php_lty_iterator *self = ecalloc(1, sizeof *self);

    zend_iterator_init(&self->std);
    ZVAL_OBJ_COPY(&self->std.data, Z_OBJ_P(object));
    self->std.funcs = &php_lty_iterator_funcs;
    self->numbers = numbers;
    self->count = count;
    self->make = make;
    ZVAL_UNDEF(&self->current);
    return &self->std;
}

typedef struct php_lty_walk {
    php_lty_each each;
    void *context;
} php_lty_walk;

static int php_lty_walk_step(zend_object_iterator *iterator, void *pointer)
{
    const php_lty_walk *walk = pointer;
    zval *value = iterator->funcs->get_current_data(iterator);

    if (EG(exception) != NULL || value == NULL) {
        return ZEND_HASH_APPLY_STOP;
    }
    ZVAL_DEREF(value);
    return walk->each(walk->context, value) && EG(exception) == NULL ? ZEND_HASH_APPLY_KEEP : ZEND_HASH_APPLY_STOP;
}

void php_lty_iterate(zval *iterable, php_lty_each each, void *context)
{
    php_lty_walk walk = {each, context};

    if (Z_TYPE_P(iterable) == IS_ARRAY) {
        zval *value;

        ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(iterable), value) {
            ZVAL_DEREF(value);
            if (!each(context, value) || EG(exception) != NULL) {
                return;
            }
        }
        ZEND_HASH_FOREACH_END();
        return;
    }
    (void) spl_iterator_apply(iterable, php_lty_walk_step, &walk);
}
