/* Loyalty\CartLine and Loyalty\Cart: records that hold nothing a quote could not take. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"
#include "Zend/zend_enum.h"
#include "Zend/zend_exceptions.h"

enum {
    CART_LINES,
    CART_SHIPPING,
    CART_TAX_INCLUDED,
    CART_SHIPPING_TAX_RATE,
    CART_CHANNEL,
    CART_SHIPPING_NET,
    CART_SHIPPING_GROSS,
    CART_DISPLAYED,
    CART_SALES_CHANNEL,
    CART_POINTS_TO_SPEND,
    CART_SLOTS
};

/* The members of a Cart; borrowed. */
typedef struct php_lty_cart {
    HashTable *lines;
    zend_object *shipping;
    bool tax_included;
    zend_long shipping_tax;
    zend_object *channel;        /* NULL = not known */
    zend_long shipping_micro[2]; /* without and with tax; -1 = null, so is the next */
    zend_long displayed_micro;
    zend_string *sales_channel; /* NULL = "" */
    zend_long points_to_spend;
} php_lty_cart;

typedef struct php_lty_cart_fault {
    uint32_t argument; /* 0 if an exception is thrown already */
    uint32_t line;
    const char *text;
} php_lty_cart_fault;

/* One element of the list as a line of the core, its categories behind the lines; a fault's text stays NULL where something was thrown. */
static bool php_lty_cart_line(lty_cart_line *out, lty_text **categories, const zval *element, const char currency[4], const char **fault)
{
    php_lty_line line;
    lty_money price;
    zval *category;

    if (!php_lty_is_object_of(element, lty_ce_cart_line)) {
        *fault = "is no Loyalty\\CartLine";
        return false;
    }
    if (!php_lty_cart_line_read(&line, &price, Z_OBJ_P(element))) {
        return false;
    }
    if (memcmp(price.code, currency, sizeof price.code) != 0) {
        *fault = "has another currency than the shipping";
        return false;
    }
    *out = (lty_cart_line){
        .sku = php_lty_text(line.sku),
        .brand = php_lty_text(line.brand),
        .categories = *categories,
        .category_count = zend_hash_num_elements(line.categories),
        .quantity = line.quantity,
        .unit_minor = price.minor,
        .tax = line.tax,
        .net_micro = line.net_micro,
        .gross_micro = line.gross_micro,
        .sale = line.sale,
    };
    ZEND_HASH_FOREACH_VAL (line.categories, category) {
        ZVAL_DEREF(category);
        *(*categories)++ = php_lty_text(Z_STR_P(category));
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* How many categories all lines have together; what is no line is found later. */
static size_t php_lty_cart_category_count(HashTable *list)
{
    size_t count = 0;
    zval *element;

    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        count += php_lty_is_object_of(element, lty_ce_cart_line) ? php_lty_cart_line_categories(Z_OBJ_P(element)) : 0;
    }
    ZEND_HASH_FOREACH_END();
    return count;
}

static bool php_lty_cart_lines(
    lty_cart_line *lines, lty_text *categories, HashTable *list, const char currency[4], php_lty_cart_fault *fault)
{
    zval *element;

    *fault = (php_lty_cart_fault){0, 0, NULL};
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (!php_lty_cart_line(&lines[fault->line], &categories, element, currency, &fault->text)) {
            fault->argument = fault->text == NULL ? 0 : CART_LINES + 1;
            return false;
        }
        fault->line++;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* The core's cart; *lines is emalloc'd and the caller's, and NULL after a failure. */
static bool php_lty_cart_build(lty_cart *out, lty_cart_line **lines, const php_lty_cart *cart, php_lty_cart_fault *fault)
{
    const uint32_t count = zend_hash_num_elements(cart->lines);
    const size_t categories = php_lty_cart_category_count(cart->lines);
    size_t bad_line = 0;
    lty_money shipping;

    *lines = NULL;
    *fault = (php_lty_cart_fault){0, 0, NULL};
    if (!php_lty_money_read(&shipping, cart->shipping)) {
        return false;
    }
    lty_cart_line *built = safe_emalloc(categories, sizeof(lty_text), zend_safe_address_guarded(count, sizeof *built, 0));

    if (!php_lty_cart_lines(built, (lty_text *) (built + count), cart->lines, shipping.code, fault)) {
        efree(built);
        return false;
    }
    *out = (lty_cart){
        .lines = built,
        .line_count = count,
        .tax_included = cart->tax_included,
        .shipping_minor = shipping.minor,
        .shipping_tax = cart->shipping_tax,
        .shipping_net_micro = cart->shipping_micro[0],
        .shipping_gross_micro = cart->shipping_micro[1],
        .displayed_micro = cart->displayed_micro,
        .sales_channel = cart->sales_channel == NULL ? (lty_text){NULL, 0} : php_lty_text(cart->sales_channel),
        .points_to_spend = cart->points_to_spend,
        .by_email = cart->channel != NULL && zend_string_equals_literal(Z_STR_P(zend_enum_fetch_case_value(cart->channel)), "email"),
    };
    memcpy(out->currency, shipping.code, sizeof out->currency);
    if (lty_cart_init(out, built, &bad_line) != LTY_OK) {
        efree(built);
        *fault =
            (php_lty_cart_fault){bad_line == count ? CART_SHIPPING + 1 : CART_LINES + 1, (uint32_t) bad_line, "makes the sum too large"};
        return false;
    }
    *lines = built;
    return true;
}

static bool php_lty_cart_take(php_lty_cart *out, const zval *const values[CART_SLOTS])
{
    if (Z_TYPE_P(values[CART_LINES]) != IS_ARRAY || !php_lty_is_object_of(values[CART_SHIPPING], lty_ce_money)
        || !php_lty_is_bool(values[CART_TAX_INCLUDED]) || Z_TYPE_P(values[CART_SHIPPING_TAX_RATE]) != IS_LONG
        || (Z_TYPE_P(values[CART_CHANNEL]) != IS_NULL && !php_lty_is_object_of(values[CART_CHANNEL], lty_ce_channel))
        || !php_lty_is_micro(values[CART_SHIPPING_NET]) || !php_lty_is_micro(values[CART_SHIPPING_GROSS])
        || !php_lty_is_micro(values[CART_DISPLAYED]) || Z_TYPE_P(values[CART_SALES_CHANNEL]) != IS_STRING
        || Z_TYPE_P(values[CART_POINTS_TO_SPEND]) != IS_LONG) {
        return false;
    }
    *out = (php_lty_cart){
        .lines = Z_ARRVAL_P(values[CART_LINES]),
        .shipping = Z_OBJ_P(values[CART_SHIPPING]),
        .tax_included = Z_TYPE_P(values[CART_TAX_INCLUDED]) == IS_TRUE,
        .shipping_tax = Z_LVAL_P(values[CART_SHIPPING_TAX_RATE]),
        .channel = Z_TYPE_P(values[CART_CHANNEL]) == IS_NULL ? NULL : Z_OBJ_P(values[CART_CHANNEL]),
        .shipping_micro = {php_lty_micro(values[CART_SHIPPING_NET]), php_lty_micro(values[CART_SHIPPING_GROSS])},
        .displayed_micro = php_lty_micro(values[CART_DISPLAYED]),
        .sales_channel = Z_STR_P(values[CART_SALES_CHANNEL]),
        .points_to_spend = Z_LVAL_P(values[CART_POINTS_TO_SPEND]),
    };
    return true;
}

bool php_lty_cart_read(lty_cart *out, lty_cart_line **lines, zend_object *object)
{
    const zval *values[CART_SLOTS];
    php_lty_cart cart;
    php_lty_cart_fault fault;

    *lines = NULL;
    php_lty_record_slots(values, object);
    if (php_lty_cart_take(&cart, values) && php_lty_cart_build(out, lines, &cart, &fault)) {
        return true;
    }
    if (EG(exception) == NULL) {
        php_lty_throw_uninitialized(object);
    }
    return false;
}

static void php_lty_cart_write(zend_object *object, const php_lty_cart *cart)
{
    zval value;

    php_lty_put_list(object, CART_LINES, cart->lines);
    ZVAL_OBJ_COPY(&value, cart->shipping);
    php_lty_record_set(object, CART_SHIPPING, &value);
    ZVAL_BOOL(&value, cart->tax_included);
    php_lty_record_set(object, CART_TAX_INCLUDED, &value);
    ZVAL_LONG(&value, cart->shipping_tax);
    php_lty_record_set(object, CART_SHIPPING_TAX_RATE, &value);
    if (cart->channel == NULL) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_OBJ_COPY(&value, cart->channel);
    }
    php_lty_record_set(object, CART_CHANNEL, &value);
    php_lty_put_micro(object, CART_SHIPPING_NET, cart->shipping_micro[0]);
    php_lty_put_micro(object, CART_SHIPPING_GROSS, cart->shipping_micro[1]);
    php_lty_put_micro(object, CART_DISPLAYED, cart->displayed_micro);
    if (cart->sales_channel == NULL) {
        ZVAL_EMPTY_STRING(&value);
    } else {
        ZVAL_STR_COPY(&value, cart->sales_channel);
    }
    php_lty_record_set(object, CART_SALES_CHANNEL, &value);
    ZVAL_LONG(&value, cart->points_to_spend);
    php_lty_record_set(object, CART_POINTS_TO_SPEND, &value);
}

/* Checks what a constructor and a payload have in common; false with *fault, or with an exception and fault->argument 0. */
static bool php_lty_cart_check(const php_lty_cart *cart, php_lty_cart_fault *fault)
{
    lty_money shipping;
    lty_cart built;
    lty_cart_line *lines;

    *fault = (php_lty_cart_fault){0, 0, NULL};
    if (!php_lty_money_read(&shipping, cart->shipping)) {
        return false;
    }
    if (zend_hash_num_elements(cart->lines) == 0 || !zend_array_is_list(cart->lines)) {
        fault->argument = CART_LINES + 1;
        return false;
    }
    if (shipping.minor < 0) {
        fault->argument = CART_SHIPPING + 1;
        return false;
    }
    if (cart->shipping_tax < 0 || cart->shipping_tax > LTY_CART_TAX_MAX) {
        fault->argument = CART_SHIPPING_TAX_RATE + 1;
        return false;
    }
    if (cart->sales_channel != NULL && !lty_utf8_valid(ZSTR_VAL(cart->sales_channel), ZSTR_LEN(cart->sales_channel))) {
        fault->argument = CART_SALES_CHANNEL + 1;
        return false;
    }
    if (cart->points_to_spend < 0) {
        fault->argument = CART_POINTS_TO_SPEND + 1;
        return false;
    }
    if (!php_lty_cart_build(&built, &lines, cart, fault)) {
        return false;
    }
    efree(lines);
    return true;
}

static void php_lty_cart_throw(const php_lty_cart_fault *fault)
{
    switch (fault->argument) {
        case CART_LINES + 1:
            if (fault->text == NULL) {
                zend_argument_value_error(fault->argument, "must be a list of at least one Loyalty\\CartLine");
            } else {
                zend_argument_value_error(
                    fault->argument, "must be lines of one currency that can be summed: line %u %s", fault->line, fault->text);
            }
            return;
        case CART_SHIPPING + 1:
            zend_argument_value_error(fault->argument, fault->text == NULL ? "must not be negative" : "makes the sum too large");
            return;
        case CART_SHIPPING_TAX_RATE + 1:
            zend_argument_value_error(fault->argument, "must be 0 to " ZEND_LONG_FMT " millionths", (zend_long) LTY_CART_TAX_MAX);
            return;
        case CART_SALES_CHANNEL + 1: zend_argument_value_error(fault->argument, "must be UTF-8"); return;
        case CART_POINTS_TO_SPEND + 1: zend_argument_value_error(fault->argument, "must not be negative"); return;
        default: return; /* thrown already */
    }
}

PHP_METHOD(Loyalty_Cart, __construct)
{
    php_lty_cart cart = {.tax_included = true, .shipping_micro = {0, 0}};
    bool none[3] = {true, true, true};
    php_lty_cart_fault fault;

    ZEND_PARSE_PARAMETERS_START(2, 10)
        Z_PARAM_ARRAY_HT(cart.lines)
        Z_PARAM_OBJ_OF_CLASS(cart.shipping, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_BOOL(cart.tax_included)
        Z_PARAM_LONG(cart.shipping_tax)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(cart.channel, lty_ce_channel)
        Z_PARAM_LONG_OR_NULL(cart.shipping_micro[0], none[0])
        Z_PARAM_LONG_OR_NULL(cart.shipping_micro[1], none[1])
        Z_PARAM_LONG_OR_NULL(cart.displayed_micro, none[2])
        Z_PARAM_STR(cart.sales_channel)
        Z_PARAM_LONG(cart.points_to_spend)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    zend_long *const micro[] = {&cart.shipping_micro[0], &cart.shipping_micro[1], &cart.displayed_micro};

    for (uint32_t i = 0; i < 3; i++) {
        if (!none[i] && *micro[i] < 0) {
            zend_argument_value_error(CART_SHIPPING_NET + 1 + i, "must not be negative");
            RETURN_THROWS();
        }
        *micro[i] = none[i] ? -1 : *micro[i];
    }
    if (!php_lty_cart_check(&cart, &fault)) {
        php_lty_cart_throw(&fault);
        RETURN_THROWS();
    }
    php_lty_cart_write(Z_OBJ_P(ZEND_THIS), &cart);
}

PHP_METHOD(Loyalty_Cart, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_Cart, __unserialize)
{
    HashTable *data;
    const zval *values[CART_SLOTS];
    php_lty_cart cart;
    php_lty_cart_fault fault;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    if (!php_lty_record_members(values, data, lty_ce_cart) || !php_lty_cart_take(&cart, values) || !php_lty_cart_check(&cart, &fault)) {
        if (EG(exception) == NULL) {
            php_lty_throw_unserialize(lty_ce_cart);
        }
        RETURN_THROWS();
    }
    php_lty_cart_write(Z_OBJ_P(ZEND_THIS), &cart);
}
