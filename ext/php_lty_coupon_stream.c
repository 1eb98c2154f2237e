/* CouponStream: codes made one at a time, by methods or by foreach; both move the same place. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"
#include "Zend/zend_interfaces.h"

static zend_object_handlers php_lty_coupon_stream_handlers;

typedef struct php_lty_coupon_stream {
    php_lty_stream_range range;
    zend_object *coupons; /* owns range.scheme; NULL before it is made */
    int64_t at;
    zval current; /* the code at `at`, IS_UNDEF until somebody asks */
    zend_object std;
} php_lty_coupon_stream;

static inline php_lty_coupon_stream *php_lty_coupon_stream_from(zend_object *object)
{
    return (php_lty_coupon_stream *) ((char *) object - offsetof(php_lty_coupon_stream, std));
}

static zend_object *php_lty_coupon_stream_new(zend_class_entry *ce)
{
    php_lty_coupon_stream *stream = zend_object_alloc(sizeof *stream, ce);

    zend_object_std_init(&stream->std, ce);
    object_properties_init(&stream->std, ce);
    ZVAL_UNDEF(&stream->current);
    stream->std.handlers = &php_lty_coupon_stream_handlers;
    return &stream->std;
}

static void php_lty_coupon_stream_free(zend_object *object)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(object);

    zval_ptr_dtor(&stream->current);
    if (stream->coupons != NULL) {
        OBJ_RELEASE(stream->coupons);
    }
    zend_object_std_dtor(object);
}

static HashTable *php_lty_coupon_stream_gc(zend_object *object, zval **table, int *count)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    if (stream->coupons != NULL) {
        zend_get_gc_buffer_add_obj(buffer, stream->coupons);
    }
    zend_get_gc_buffer_use(buffer, table, count);
    return NULL;
}

void php_lty_coupon_stream_create(zval *out, zend_object *coupons, const php_lty_stream_range *range)
{
    object_init_ex(out, lty_ce_coupon_stream);

    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(Z_OBJ_P(out));
    stream->range = *range;
    stream->coupons = coupons;
    GC_ADDREF(coupons);
}

static void php_lty_coupon_stream_move(php_lty_coupon_stream *stream, int64_t at)
{
    zval_ptr_dtor(&stream->current);
    ZVAL_UNDEF(&stream->current);
    stream->at = at;
}

/* The code at the place; NULL and an exception if its key has been retired meanwhile. Not at the end. */
static zval *php_lty_coupon_stream_current(php_lty_coupon_stream *stream)
{
    const php_lty_stream_range *range = &stream->range;

    if (Z_TYPE(stream->current) == IS_UNDEF) {
        zend_string *code = zend_string_alloc(range->shape->length, false);
        const lty_status status =
            lty_coupon_issue(ZSTR_VAL(code), range->scheme, range->shape, range->slot, range->campaign, range->first_serial + stream->at);

        if (UNEXPECTED(status != LTY_OK)) {
            zend_string_efree(code);
            php_lty_throw_text(status, "the key of slot %d, which signed this batch, is not in the ring any more", range->slot);
            return NULL;
        }
        ZSTR_VAL(code)[range->shape->length] = '\0';
        ZVAL_NEW_STR(&stream->current, code);
    }
    return &stream->current;
}

static php_lty_coupon_stream *php_lty_coupon_stream_of(zend_object *object)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(object);

    if (stream->coupons == NULL) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return stream;
}

/* The stream, which must not be at its end. */
static php_lty_coupon_stream *php_lty_coupon_stream_inside(zend_object *object)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_of(object);

    if (stream != NULL && stream->at >= stream->range.count) {
        zend_throw_error(NULL, "%s is at its end", ZSTR_VAL(object->ce->name));
        return NULL;
    }
    return stream;
}

/* Private and without effect: only reflection can call it. */
PHP_METHOD(Loyalty_CouponStream, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
    php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_CouponStream, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const php_lty_coupon_stream *stream = php_lty_coupon_stream_of(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    RETURN_LONG(stream->range.count);
}

PHP_METHOD(Loyalty_CouponStream, current)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_coupon_stream *stream = php_lty_coupon_stream_inside(Z_OBJ_P(ZEND_THIS));
    const zval *code = stream == NULL ? NULL : php_lty_coupon_stream_current(stream);
    if (code == NULL) {
        RETURN_THROWS();
    }
    RETURN_COPY(code);
}

PHP_METHOD(Loyalty_CouponStream, key)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const php_lty_coupon_stream *stream = php_lty_coupon_stream_inside(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    RETURN_LONG(stream->range.first_serial + stream->at);
}

PHP_METHOD(Loyalty_CouponStream, next)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_coupon_stream *stream = php_lty_coupon_stream_of(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    if (stream->at < stream->range.count) {
        php_lty_coupon_stream_move(stream, stream->at + 1);
    }
}

PHP_METHOD(Loyalty_CouponStream, rewind)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_coupon_stream *stream = php_lty_coupon_stream_of(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    php_lty_coupon_stream_move(stream, 0);
}

PHP_METHOD(Loyalty_CouponStream, valid)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const php_lty_coupon_stream *stream = php_lty_coupon_stream_of(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    RETURN_BOOL(stream->at < stream->range.count);
}

/* foreach without method calls */
static php_lty_coupon_stream *php_lty_coupon_stream_behind(zend_object_iterator *iterator)
{
    return php_lty_coupon_stream_from(Z_OBJ(iterator->data));
}

static void php_lty_coupon_stream_it_free(zend_object_iterator *iterator)
{
    zval_ptr_dtor(&iterator->data);
}

static int php_lty_coupon_stream_it_valid(zend_object_iterator *iterator)
{
    const php_lty_coupon_stream *stream = php_lty_coupon_stream_behind(iterator);

    return stream->at < stream->range.count ? SUCCESS : FAILURE;
}

static zval *php_lty_coupon_stream_it_current(zend_object_iterator *iterator)
{
    /* Not every caller asks valid() first, and behind the end lie serials that are somebody else's. */
    php_lty_coupon_stream *stream = php_lty_coupon_stream_inside(Z_OBJ(iterator->data));

    return stream == NULL ? NULL : php_lty_coupon_stream_current(stream);
}

static void php_lty_coupon_stream_it_key(zend_object_iterator *iterator, zval *key)
{
    const php_lty_coupon_stream *stream = php_lty_coupon_stream_behind(iterator);

    ZVAL_LONG(key, stream->range.first_serial + stream->at);
}

static void php_lty_coupon_stream_it_next(zend_object_iterator *iterator)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_behind(iterator);

    if (stream->at < stream->range.count) {
        php_lty_coupon_stream_move(stream, stream->at + 1);
    }
}

static void php_lty_coupon_stream_it_rewind(zend_object_iterator *iterator)
{
    php_lty_coupon_stream_move(php_lty_coupon_stream_behind(iterator), 0);
}

static const zend_object_iterator_funcs php_lty_coupon_stream_it_funcs = {
    .dtor = php_lty_coupon_stream_it_free,
    .valid = php_lty_coupon_stream_it_valid,
    .get_current_data = php_lty_coupon_stream_it_current,
    .get_current_key = php_lty_coupon_stream_it_key,
    .move_forward = php_lty_coupon_stream_it_next,
    .rewind = php_lty_coupon_stream_it_rewind,
};

static zend_object_iterator *php_lty_coupon_stream_iterator(zend_class_entry *ce, zval *object, int by_ref)
{
    if (by_ref) {
        zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
        return NULL;
    }
    if (php_lty_coupon_stream_of(Z_OBJ_P(object)) == NULL) {
        return NULL;
    }
    zend_object_iterator *iterator = emalloc(sizeof *iterator);

    zend_iterator_init(iterator);
    ZVAL_OBJ_COPY(&iterator->data, Z_OBJ_P(object));
    iterator->funcs = &php_lty_coupon_stream_it_funcs;
    return iterator;
}

void php_lty_coupon_stream_minit(void)
{
    lty_ce_coupon_stream->create_object = php_lty_coupon_stream_new;
    lty_ce_coupon_stream->get_iterator = php_lty_coupon_stream_iterator;
    php_lty_coupon_stream_handlers = std_object_handlers;
    php_lty_coupon_stream_handlers.offset = offsetof(php_lty_coupon_stream, std);
    php_lty_coupon_stream_handlers.free_obj = php_lty_coupon_stream_free;
    php_lty_coupon_stream_handlers.get_gc = php_lty_coupon_stream_gc;
    php_lty_coupon_stream_handlers.clone_obj = NULL;
    php_lty_coupon_stream_handlers.compare = zend_objects_not_comparable;
}
