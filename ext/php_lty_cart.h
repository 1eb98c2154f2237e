/* What the quote needs of carts. */
#ifndef PHP_LTY_CART_H
#define PHP_LTY_CART_H

#include "php_loyalty.h"
#include "lty_cart.h"

/*
 * Reads a Cart; texts point into the object. *lines is emalloc'd, belongs to the caller, and may be NULL after a failure.
 * false and an exception for one without state.
 */
bool php_lty_cart_read(lty_cart *out, lty_cart_line **lines, zend_object *object);

#endif
