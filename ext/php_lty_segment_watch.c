/* SegmentWatch: members that follow a base. It keeps its base and its rule, as a set keeps its base. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_customer_part.h"
#include "lty_segment.h"

/* Slots of SegmentChange in the order of the stub. */
enum { CHANGE_ENTERED, CHANGE_LEFT, CHANGE_JUDGED };

typedef struct php_lty_segment_watch {
    bool ready;
    php_lty_customer_base *owner;
    zval segment; /* whose rule it is */
    lty_segment_watch watch;
    zend_object std;
} php_lty_segment_watch;

static zend_object_handlers php_lty_segment_watch_handlers;

static php_lty_segment_watch *php_lty_segment_watch_from(zend_object *object)
{
    return (php_lty_segment_watch *) ((char *) object - offsetof(php_lty_segment_watch, std));
}

/* NULL and an exception for one without state, or while its base is replayed. */
static php_lty_segment_watch *php_lty_segment_watch_of(zend_object *object)
{
    php_lty_segment_watch *self = php_lty_segment_watch_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return php_lty_customer_base_of(&self->owner->std) == NULL ? NULL : self;
}

PHP_METHOD(Loyalty_SegmentChange, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private, and there is nothing to fill */
}

PHP_METHOD(Loyalty_SegmentWatch, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_CustomerBase, watch)
{
    zend_object *segment;
    zend_string *rule;
    lty_segment_watch watch;
    zval compiled;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS_OR_STR(segment, lty_ce_segment, rule)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (segment != NULL) {
        ZVAL_OBJ_COPY(&compiled, segment);
    } else if (!php_lty_base_compile(&compiled, self->programme, rule)) {
        RETURN_THROWS();
    }
    const lty_expr *expr = php_lty_segment_expr(Z_OBJ(compiled));
    const lty_status status = lty_segment_watch_init(&watch, self->base, expr, &php_lty_base_alloc);

    if (status != LTY_OK) {
        zval_ptr_dtor(&compiled);
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_segment_watch);
    php_lty_segment_watch *made = php_lty_segment_watch_from(Z_OBJ_P(return_value));
    made->watch = watch;
    made->segment = compiled;
    made->owner = self;
    GC_ADDREF(&self->std);
    made->ready = true;
    PHP_LTY_BASE_END(self);
}

static void php_lty_segment_change_set(zend_object *change, uint32_t slot, php_lty_customer_base *owner, lty_set *set)
{
    zval value;

    php_lty_customer_set_create(&value, owner, set);
    php_lty_record_set(change, slot, &value);
}

PHP_METHOD(Loyalty_SegmentWatch, update)
{
    lty_set entered, left;

    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_segment_watch *self = php_lty_segment_watch_of(Z_OBJ_P(ZEND_THIS));
    if (self == NULL) {
        RETURN_THROWS();
    }
    const lty_status status = lty_segment_watch_update(&entered, &left, &self->watch, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(self->owner, status);
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_segment_change);
    php_lty_segment_change_set(Z_OBJ_P(return_value), CHANGE_ENTERED, self->owner, &entered);
    php_lty_segment_change_set(Z_OBJ_P(return_value), CHANGE_LEFT, self->owner, &left);
    php_lty_set_long(Z_OBJ_P(return_value), CHANGE_JUDGED, (int64_t) self->watch.judged);
    PHP_LTY_BASE_END(self->owner);
}

PHP_METHOD(Loyalty_SegmentWatch, members)
{
    lty_set set;

    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_segment_watch *self = php_lty_segment_watch_of(Z_OBJ_P(ZEND_THIS));
    if (self == NULL) {
        RETURN_THROWS();
    }
    const lty_status status = lty_set_combine(&set, &self->watch.members, &self->watch.members, LTY_SET_OR, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
    php_lty_customer_set_create(return_value, self->owner, &set);
}

static zend_object *php_lty_segment_watch_create_object(zend_class_entry *ce)
{
    php_lty_segment_watch *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_segment_watch_handlers;
    ZVAL_UNDEF(&self->segment);
    return &self->std;
}

static void php_lty_segment_watch_free(zend_object *object)
{
    php_lty_segment_watch *self = php_lty_segment_watch_from(object);

    if (self->ready) {
        self->ready = false;
        lty_segment_watch_destroy(&self->watch);
        zval_ptr_dtor(&self->segment);
        OBJ_RELEASE(&self->owner->std);
    }
    zend_object_std_dtor(object);
}

void php_lty_segment_watch_minit(void)
{
    lty_ce_segment_watch->create_object = php_lty_segment_watch_create_object;
    php_lty_segment_watch_handlers = std_object_handlers;
    php_lty_segment_watch_handlers.offset = offsetof(php_lty_segment_watch, std);
    php_lty_segment_watch_handlers.free_obj = php_lty_segment_watch_free;
    php_lty_segment_watch_handlers.clone_obj = NULL;
    php_lty_segment_watch_handlers.compare = zend_objects_not_comparable;
}
