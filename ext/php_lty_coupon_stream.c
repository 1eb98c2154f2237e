/* CouponStream: codes made one at a time, by methods or by foreach; both move the same place. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"
#include "Zend/zend_interfaces.h"

static zend_object_handlers php_lty_coupon_stream_handlers;

typedef struct php_lty_coupon_stream {
    lty_batch batch; /* `skipped` is the stream's own */
    zend_object *coupons;
    php_lty_coupons *engine; /* of `coupons`; NULL before the stream is made */
    zval customers;          /* IS_ARRAY or IS_NULL */
    zval names;              /* likewise */
    lty_token token;         /* of a campaign of tokens: what all of them say */
    int64_t from;            /* of the batch */
    int64_t count;
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
    if (stream->engine != NULL) {
        zval_ptr_dtor(&stream->customers);
        zval_ptr_dtor(&stream->names);
        if (stream->batch.skipped != NULL) {
            efree((void *) stream->batch.skipped);
        }
        OBJ_RELEASE(stream->coupons);
    }
    zend_object_std_dtor(object);
}

static HashTable *php_lty_coupon_stream_gc(zend_object *object, zval **table, int *count)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    if (stream->engine != NULL) {
        zend_get_gc_buffer_add_obj(buffer, stream->coupons);
        zend_get_gc_buffer_add_zval(buffer, &stream->customers);
        zend_get_gc_buffer_add_zval(buffer, &stream->names);
    }
    zend_get_gc_buffer_use(buffer, table, count);
    return NULL;
}

void php_lty_coupon_stream_create(zval *out, php_lty_coupons *coupons, const php_lty_stream_range *range)
{
    object_init_ex(out, lty_ce_coupon_stream);

    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(Z_OBJ_P(out));
    stream->batch = range->batch;
    stream->from = range->from;
    stream->count = range->count;
    ZVAL_COPY(&stream->customers, range->customers);
    ZVAL_COPY(&stream->names, range->names);
    stream->coupons = &coupons->std;
    GC_ADDREF(stream->coupons);
    stream->engine = coupons;
    if (range->batch.campaign->format != LTY_FORMAT_SHORT) {
        const lty_status status = lty_batch_token(&stream->token, &range->batch);

        if (status != LTY_OK) {
            zend_argument_value_error(1, "must be of a campaign whose terms a token can say");
        }
    }
}

static uint32_t php_lty_coupon_stream_serial(const php_lty_coupon_stream *stream)
{
    return lty_batch_serial(&stream->batch, (uint32_t) (stream->from + stream->at));
}

static void php_lty_coupon_stream_move(php_lty_coupon_stream *stream, int64_t at)
{
    zval_ptr_dtor(&stream->current);
    ZVAL_UNDEF(&stream->current);
    stream->at = at;
}

lty_status php_lty_code_write(php_lty_code_text *out, const lty_coupon_scheme *scheme, int slot, const lty_coupon_shape *shape,
    int64_t campaign, int64_t serial, const zend_string *name)
{
    lty_coupon_name folded;
    lty_status status;

    out->front = 0;
    if (name == NULL || ZSTR_LEN(name) == 0) {
        status = lty_coupon_issue(out->bytes, scheme, shape, slot, campaign, serial);
    } else {
        if (!lty_coupon_name_parse(&folded, php_lty_text(name)) || shape->length != LTY_COUPON_NAMED_LENGTH) {
            return LTY_E_RANGE;
        }
        zend_str_toupper_copy(out->bytes, ZSTR_VAL(name), ZSTR_LEN(name)); /* its NUL lies where the dash comes */
        out->bytes[ZSTR_LEN(name)] = '-';
        out->front = ZSTR_LEN(name) + 1;
        status = lty_coupon_issue_named(out->bytes + out->front, scheme, &folded, slot, campaign, serial);
    }
    out->len = out->front + shape->length;
    return status;
}

/* The entry of a list for the code at the place. False and an Error for a list that lacks it; NULL where there is no list. */
static bool php_lty_coupon_stream_entry(zend_string **out, const php_lty_coupon_stream *stream, const zval *list)
{
    *out = Z_TYPE_P(list) == IS_ARRAY ? php_lty_coupon_batch_entry(list, (uint32_t) (stream->from + stream->at)) : NULL;
    return *out != NULL || Z_TYPE_P(list) != IS_ARRAY;
}

static lty_status php_lty_coupon_stream_short(zval *out, const php_lty_coupon_stream *stream, const zend_string *name)
{
    const lty_campaign *campaign = stream->batch.campaign;
    php_lty_code_text text;
    const lty_status status = php_lty_code_write(&text, &stream->engine->scheme, stream->batch.slot, lty_coupon_shape_of(campaign->length),
        campaign->number, php_lty_coupon_stream_serial(stream), name);

    if (EXPECTED(status == LTY_OK)) {
        ZVAL_STRINGL(out, text.bytes, text.len);
    }
    return status;
}

static lty_status php_lty_coupon_stream_token(
    zval *out, const php_lty_coupon_stream *stream, const zend_string *name, const zend_string *customer)
{
    const lty_keyring *ring = stream->engine->scheme.ring;
    char text[LTY_TOKEN_CHARS_MAX];
    lty_token token = stream->token;
    size_t len;

    token.has |= 1U << LTY_TOKEN_TAG_SERIAL;
    token.serial = php_lty_coupon_stream_serial(stream);
    if (customer != NULL) {
        token.has |= 1U << LTY_TOKEN_TAG_CUSTOMER;
        if (!lty_keyring_pseudonym(token.customer, ring, php_lty_text(customer))) {
            return LTY_E_KEY_SLOT;
        }
    }
    if (name != NULL && ZSTR_LEN(name) > 0) {
        token.has |= 1U << LTY_TOKEN_TAG_NAME;
        token.name_len = MIN(ZSTR_LEN(name), sizeof token.name);
        memcpy(token.name, ZSTR_VAL(name), token.name_len);
    }
    const lty_status status = lty_token_issue(text, &len, ring, stream->batch.slot, &token);
    if (EXPECTED(status == LTY_OK)) {
        ZVAL_STRINGL(out, text, len);
    }
    return status;
}

/* The code at the place; NULL and an exception if its key has been retired meanwhile. Not at the end. */
static zval *php_lty_coupon_stream_current(php_lty_coupon_stream *stream)
{
    zend_string *name, *customer;
    lty_status status;

    if (Z_TYPE(stream->current) != IS_UNDEF) {
        return &stream->current;
    }
    if (!php_lty_coupon_stream_entry(&name, stream, &stream->names)) {
        return NULL;
    }
    if (stream->batch.campaign->format == LTY_FORMAT_SHORT) {
        status = php_lty_coupon_stream_short(&stream->current, stream, name);
    } else if (php_lty_coupon_stream_entry(&customer, stream, &stream->customers)) {
        status = php_lty_coupon_stream_token(&stream->current, stream, name, customer);
    } else {
        return NULL;
    }
    if (EXPECTED(status == LTY_OK)) {
        return &stream->current;
    }
    if (status == LTY_E_KEY_SLOT) {
        php_lty_throw_text(status, "the key of slot %d, which signed this batch, is not in the ring any more", (int) stream->batch.slot);
    } else {
        php_lty_throw(status);
    }
    return NULL;
}

static php_lty_coupon_stream *php_lty_coupon_stream_of(zend_object *object)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_from(object);

    if (stream->engine == NULL) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return stream;
}

/* The stream, which must not be at its end. */
static php_lty_coupon_stream *php_lty_coupon_stream_inside(zend_object *object)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_of(object);

    if (stream != NULL && stream->at >= stream->count) {
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
    RETURN_LONG(stream->count);
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
    RETURN_LONG(php_lty_coupon_stream_serial(stream));
}

PHP_METHOD(Loyalty_CouponStream, next)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_coupon_stream *stream = php_lty_coupon_stream_of(Z_OBJ_P(ZEND_THIS));
    if (stream == NULL) {
        RETURN_THROWS();
    }
    if (stream->at < stream->count) {
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
    RETURN_BOOL(stream->at < stream->count);
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

    return stream->at < stream->count ? SUCCESS : FAILURE;
}

static zval *php_lty_coupon_stream_it_current(zend_object_iterator *iterator)
{
    /* Not every caller asks valid() first, and behind the end lie serials that are somebody else's. */
    php_lty_coupon_stream *stream = php_lty_coupon_stream_inside(Z_OBJ(iterator->data));

    return stream == NULL ? NULL : php_lty_coupon_stream_current(stream);
}

static void php_lty_coupon_stream_it_key(zend_object_iterator *iterator, zval *key)
{
    const php_lty_coupon_stream *stream = php_lty_coupon_stream_inside(Z_OBJ(iterator->data));

    if (stream == NULL) {
        ZVAL_NULL(key);
        return;
    }
    ZVAL_LONG(key, php_lty_coupon_stream_serial(stream));
}

static void php_lty_coupon_stream_it_next(zend_object_iterator *iterator)
{
    php_lty_coupon_stream *stream = php_lty_coupon_stream_behind(iterator);

    if (stream->at < stream->count) {
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
