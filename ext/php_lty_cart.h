/* What the quote needs of carts and of what the ledger says. */
#ifndef PHP_LTY_CART_H
#define PHP_LTY_CART_H

#include "php_loyalty.h"
#include "lty_cart.h"
#include "lty_terms.h"

/*
 * Reads a Cart; texts point into the object. *lines is emalloc'd with the lines' lists of categories behind them, belongs to the caller,
 * and is NULL after a failure. false and an exception for one without state.
 */
bool php_lty_cart_read(lty_cart *out, lty_cart_line **lines, zend_object *object);

/* php_lty_coupon_usage.c: what a CouponUsage says, and of which code; false and an exception for one without state. */
bool php_lty_coupon_usage_read(lty_usage *out, zend_string **code, zend_object *object);

/* php_lty_cart_line.c: what a CartLine says, checked whole; borrowed. */
typedef struct php_lty_line {
    zend_string *sku;
    zend_long quantity;
    zend_object *unit_price;
    HashTable *categories; /* a list of texts */
    bool sale;
    zend_long tax;
    zend_long net_micro; /* -1 = null; so is the next */
    zend_long gross_micro;
    zend_string *brand; /* NULL = "" */
} php_lty_line;

/* false and an exception for one without state. */
bool php_lty_cart_line_read(php_lty_line *out, lty_money *price, zend_object *object);

/* How many categories it has; 0 for one without state. */
size_t php_lty_cart_line_categories(zend_object *object);

/* What both records do with their members. */
static inline bool php_lty_is_micro(const zval *value)
{
    return Z_TYPE_P(value) == IS_NULL || (Z_TYPE_P(value) == IS_LONG && Z_LVAL_P(value) >= 0);
}

static inline bool php_lty_is_bool(const zval *value)
{
    return Z_TYPE_P(value) == IS_TRUE || Z_TYPE_P(value) == IS_FALSE;
}

static inline bool php_lty_is_object_of(const zval *value, const zend_class_entry *ce)
{
    return Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == ce;
}

static inline zend_long php_lty_micro(const zval *value)
{
    return Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : -1;
}

/* null for what is negative */
void php_lty_put_micro(zend_object *object, uint32_t slot, zend_long micro);
void php_lty_put_list(zend_object *object, uint32_t slot, HashTable *list);

#endif
