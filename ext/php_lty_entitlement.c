/* Loyalty\Entitlement: a service that a customer may have. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"

enum {
    ENTITLEMENT_SERVICE,
    ENTITLEMENT_NAME,
    ENTITLEMENT_KIND,
    ENTITLEMENT_ORDER,
    ENTITLEMENT_SKU,
    ENTITLEMENT_PIECES,
    ENTITLEMENT_UNITS,
    ENTITLEMENT_BOOKED,
    ENTITLEMENT_USED,
    ENTITLEMENT_REMAINING,
    ENTITLEMENT_FROM,
    ENTITLEMENT_UNTIL,
    ENTITLEMENT_OVER
};

PHP_METHOD(Loyalty_Entitlement, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_entitlement_create(zval *out, const lty_entitlement *entitlement)
{
    const lty_service *service = entitlement->service;
    zend_object *object;

    object_init_ex(out, lty_ce_entitlement);
    object = Z_OBJ_P(out);
    php_lty_set_text(object, ENTITLEMENT_SERVICE, service->key);
    php_lty_set_text(object, ENTITLEMENT_NAME, service->name);
    php_lty_set_string(object, ENTITLEMENT_KIND, php_lty_service_name(service->kind));
    if (service->per == LTY_SERVICE_PIECE) {
        php_lty_set_text(object, ENTITLEMENT_ORDER, entitlement->order);
        php_lty_set_text(object, ENTITLEMENT_SKU, entitlement->sku);
    } else {
        php_lty_set_null(object, ENTITLEMENT_ORDER);
        php_lty_set_null(object, ENTITLEMENT_SKU);
    }
    php_lty_set_long(object, ENTITLEMENT_PIECES, entitlement->pieces);
    if (entitlement->units == 0) {
        php_lty_set_null(object, ENTITLEMENT_UNITS);
    } else {
        php_lty_set_long(object, ENTITLEMENT_UNITS, entitlement->units);
    }
    php_lty_set_long(object, ENTITLEMENT_BOOKED, entitlement->booked);
    php_lty_set_long(object, ENTITLEMENT_USED, entitlement->used);
    if (entitlement->remaining == LTY_EARN_NO_LIMIT) {
        php_lty_set_null(object, ENTITLEMENT_REMAINING);
    } else {
        php_lty_set_long(object, ENTITLEMENT_REMAINING, entitlement->remaining);
    }
    php_lty_set_instant(object, ENTITLEMENT_FROM, entitlement->from_s);
    php_lty_set_instant(object, ENTITLEMENT_UNTIL, entitlement->until_s);
    php_lty_set_bool(object, ENTITLEMENT_OVER, entitlement->over);
}

void php_lty_entitlements_create(zval *out, const lty_entitlement *services, size_t count)
{
    array_init_size(out, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        zval entitlement;

        php_lty_entitlement_create(&entitlement, &services[i]);
        add_next_index_zval(out, &entitlement);
    }
}
