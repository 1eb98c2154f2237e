/* A quote of the core as records. */
#ifndef PHP_LTY_QUOTE_H
#define PHP_LTY_QUOTE_H

#include "php_loyalty.h"
#include "lty_quote.h"

void php_lty_quote_create(zval *out, const lty_cart *cart, const lty_quote *quote, lty_way way);

#endif
