/* Loyalty\CartLine: one product of a cart. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"
#include "Zend/zend_exceptions.h"

enum {
    LINE_SKU,
    LINE_QUANTITY,
    LINE_UNIT_PRICE,
    LINE_CATEGORY,
    LINE_SALE,
    LINE_CATEGORIES,
    LINE_TAX_RATE,
    LINE_NET,
    LINE_GROSS,
    LINE_BRAND,
    LINE_SLOTS
};

void php_lty_put_micro(zend_object *object, uint32_t slot, zend_long micro)
{
    zval value;

    if (micro < 0) {
        ZVAL_NULL(&value);
    } else {
        ZVAL_LONG(&value, micro);
    }
    php_lty_record_set(object, slot, &value);
}

/* The list is built anew: a reference in the caller's array must not stay a door into a readonly property. */
void php_lty_put_list(zend_object *object, uint32_t slot, HashTable *list)
{
    zval value;
    zval *element;

    array_init_size(&value, zend_hash_num_elements(list));
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        Z_TRY_ADDREF_P(element);
        add_next_index_zval(&value, element);
    }
    ZEND_HASH_FOREACH_END();
    php_lty_record_set(object, slot, &value);
}

/* The number of the fault is the number of the constructor's argument. */
typedef enum php_lty_line_fault {
    LINE_FINE = 0,
    LINE_BAD_SKU = 1,
    LINE_BAD_QUANTITY = 2,
    LINE_BAD_PRICE = 3,
    LINE_BAD_CATEGORY = 4,
    LINE_BAD_TAX = 6,
    LINE_BAD_NET = 7,
    LINE_BAD_GROSS = 8,
    LINE_BAD_BRAND = 9,
    LINE_TOO_LARGE = 10,
} php_lty_line_fault;

/* A list of texts that are not empty. */
static bool php_lty_categories_valid(HashTable *list)
{
    zval *element;

    if (!zend_array_is_list(list)) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (Z_TYPE_P(element) != IS_STRING || Z_STRLEN_P(element) == 0 || !lty_utf8_valid(Z_STRVAL_P(element), Z_STRLEN_P(element))) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* As a cart of this line alone: what one cart may sum up to is the core's to say. */
static bool php_lty_line_fits(const php_lty_line *line, const lty_money *price)
{
    lty_cart_line lines[] = {{
        .quantity = line->quantity,
        .unit_minor = price->minor,
        .tax = line->tax,
        .net_micro = line->net_micro,
        .gross_micro = line->gross_micro,
    }};
    lty_cart cart = {.lines = lines, .line_count = 1, .shipping_net_micro = -1, .shipping_gross_micro = -1, .displayed_micro = -1};

    memcpy(cart.currency, price->code, sizeof cart.currency);
    return lty_cart_init(&cart, lines, NULL) == LTY_OK;
}

static php_lty_line_fault php_lty_line_check(const php_lty_line *line, const lty_money *price)
{
    if (!lty_utf8_valid(ZSTR_VAL(line->sku), ZSTR_LEN(line->sku))) {
        return LINE_BAD_SKU;
    }
    if (line->quantity < 0) {
        return LINE_BAD_QUANTITY;
    }
    if (price->minor < 0) {
        return LINE_BAD_PRICE;
    }
    if (!php_lty_categories_valid(line->categories)) {
        return LINE_BAD_CATEGORY;
    }
    if (line->tax < 0 || line->tax > LTY_CART_TAX_MAX) {
        return LINE_BAD_TAX;
    }
    if (line->brand != NULL && !lty_utf8_valid(ZSTR_VAL(line->brand), ZSTR_LEN(line->brand))) {
        return LINE_BAD_BRAND;
    }
    return php_lty_line_fits(line, price) ? LINE_FINE : LINE_TOO_LARGE;
}

static void php_lty_line_write(zend_object *object, const php_lty_line *line)
{
    zval *main_category = zend_hash_index_find_deref(line->categories, 0);
    zval value;

    ZVAL_STR_COPY(&value, line->sku);
    php_lty_record_set(object, LINE_SKU, &value);
    ZVAL_LONG(&value, line->quantity);
    php_lty_record_set(object, LINE_QUANTITY, &value);
    ZVAL_OBJ_COPY(&value, line->unit_price);
    php_lty_record_set(object, LINE_UNIT_PRICE, &value);
    if (main_category == NULL) {
        ZVAL_EMPTY_STRING(&value);
    } else {
        ZVAL_COPY(&value, main_category);
    }
    php_lty_record_set(object, LINE_CATEGORY, &value);
    ZVAL_BOOL(&value, line->sale);
    php_lty_record_set(object, LINE_SALE, &value);
    php_lty_put_list(object, LINE_CATEGORIES, line->categories);
    ZVAL_LONG(&value, line->tax);
    php_lty_record_set(object, LINE_TAX_RATE, &value);
    php_lty_put_micro(object, LINE_NET, line->net_micro);
    php_lty_put_micro(object, LINE_GROSS, line->gross_micro);
    if (line->brand == NULL) {
        ZVAL_EMPTY_STRING(&value);
    } else {
        ZVAL_STR_COPY(&value, line->brand);
    }
    php_lty_record_set(object, LINE_BRAND, &value);
}

static void php_lty_line_throw(php_lty_line_fault fault)
{
    switch (fault) {
        case LINE_BAD_SKU:
        case LINE_BAD_BRAND: zend_argument_value_error(fault, "must be UTF-8"); return;
        case LINE_BAD_QUANTITY:
        case LINE_BAD_PRICE:
        case LINE_BAD_NET:
        case LINE_BAD_GROSS: zend_argument_value_error(fault, "must not be negative"); return;
        case LINE_BAD_CATEGORY: zend_argument_value_error(fault, "must be UTF-8, or a list of UTF-8 strings that are not empty"); return;
        case LINE_BAD_TAX:
            zend_argument_value_error(fault, "must be 0 to " ZEND_LONG_FMT " millionths", (zend_long) LTY_CART_TAX_MAX);
            return;
        case LINE_TOO_LARGE:
            zend_argument_value_error(LINE_BAD_PRICE, "is too large for the quantity, with its tax and in millionths");
            return;
        case LINE_FINE: return;
    }
}

/* A category alone is a list of it; "" is none. */
static HashTable *php_lty_category_list(HashTable *list, zend_string *category)
{
    zval element;

    if (list != NULL) {
        GC_TRY_ADDREF(list);
        return list;
    }
    list = zend_new_array(1);
    if (category != NULL && ZSTR_LEN(category) > 0) {
        ZVAL_STR_COPY(&element, category);
        zend_hash_next_index_insert_new(list, &element);
    }
    return list;
}

PHP_METHOD(Loyalty_CartLine, __construct)
{
    php_lty_line line = {.sale = false};
    HashTable *list = NULL;
    zend_string *category = NULL;
    bool no_net = true;
    bool no_gross = true;
    lty_money price;

    ZEND_PARSE_PARAMETERS_START(3, 9)
        Z_PARAM_STR(line.sku)
        Z_PARAM_LONG(line.quantity)
        Z_PARAM_OBJ_OF_CLASS(line.unit_price, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT_OR_STR(list, category)
        Z_PARAM_BOOL(line.sale)
        Z_PARAM_LONG(line.tax)
        Z_PARAM_LONG_OR_NULL(line.net_micro, no_net)
        Z_PARAM_LONG_OR_NULL(line.gross_micro, no_gross)
        Z_PARAM_STR(line.brand)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS)) || !php_lty_money_read(&price, line.unit_price)) {
        RETURN_THROWS();
    }
    if ((!no_net && line.net_micro < 0) || (!no_gross && line.gross_micro < 0)) {
        php_lty_line_throw(!no_net && line.net_micro < 0 ? LINE_BAD_NET : LINE_BAD_GROSS);
        RETURN_THROWS();
    }
    line.net_micro = no_net ? -1 : line.net_micro;
    line.gross_micro = no_gross ? -1 : line.gross_micro;
    line.categories = php_lty_category_list(list, category);

    const php_lty_line_fault fault = php_lty_line_check(&line, &price);

    if (fault == LINE_FINE) {
        php_lty_line_write(Z_OBJ_P(ZEND_THIS), &line);
    } else {
        php_lty_line_throw(fault);
    }
    zend_array_release(line.categories);
}

/* Members by their types; what they say together is checked behind it. */
static bool php_lty_line_take(php_lty_line *out, const zval *const values[LINE_SLOTS])
{
    if (Z_TYPE_P(values[LINE_SKU]) != IS_STRING || Z_TYPE_P(values[LINE_QUANTITY]) != IS_LONG
        || !php_lty_is_object_of(values[LINE_UNIT_PRICE], lty_ce_money) || Z_TYPE_P(values[LINE_CATEGORY]) != IS_STRING
        || !php_lty_is_bool(values[LINE_SALE]) || Z_TYPE_P(values[LINE_CATEGORIES]) != IS_ARRAY
        || Z_TYPE_P(values[LINE_TAX_RATE]) != IS_LONG || !php_lty_is_micro(values[LINE_NET]) || !php_lty_is_micro(values[LINE_GROSS])
        || Z_TYPE_P(values[LINE_BRAND]) != IS_STRING) {
        return false;
    }
    *out = (php_lty_line){
        .sku = Z_STR_P(values[LINE_SKU]),
        .quantity = Z_LVAL_P(values[LINE_QUANTITY]),
        .unit_price = Z_OBJ_P(values[LINE_UNIT_PRICE]),
        .categories = Z_ARRVAL_P(values[LINE_CATEGORIES]),
        .sale = Z_TYPE_P(values[LINE_SALE]) == IS_TRUE,
        .tax = Z_LVAL_P(values[LINE_TAX_RATE]),
        .net_micro = php_lty_micro(values[LINE_NET]),
        .gross_micro = php_lty_micro(values[LINE_GROSS]),
        .brand = Z_STR_P(values[LINE_BRAND]),
    };
    return true;
}

/* The main category is there twice, and must be the same. */
static bool php_lty_line_main_category(const zval *category, const php_lty_line *line)
{
    const zval *first = zend_hash_index_find_deref(line->categories, 0);

    return first == NULL ? Z_STRLEN_P(category) == 0 : zend_string_equals(Z_STR_P(category), Z_STR_P(first));
}

/* What a constructor would have taken; false with an exception only for a price without state. */
static bool php_lty_line_members(php_lty_line *out, lty_money *price, const zval *const values[LINE_SLOTS])
{
    return php_lty_line_take(out, values) && php_lty_money_read(price, out->unit_price) && php_lty_line_check(out, price) == LINE_FINE
        && php_lty_line_main_category(values[LINE_CATEGORY], out);
}

bool php_lty_cart_line_read(php_lty_line *out, lty_money *price, zend_object *object)
{
    const zval *values[LINE_SLOTS];

    php_lty_record_slots(values, object);
    if (php_lty_line_members(out, price, values)) {
        return true;
    }
    if (EG(exception) == NULL) {
        php_lty_throw_uninitialized(object);
    }
    return false;
}

size_t php_lty_cart_line_categories(zend_object *object)
{
    const zval *categories = php_lty_record_get(object, LINE_CATEGORIES);

    return Z_TYPE_P(categories) == IS_ARRAY ? zend_hash_num_elements(Z_ARRVAL_P(categories)) : 0;
}

PHP_METHOD(Loyalty_CartLine, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_CartLine, __unserialize)
{
    HashTable *data;
    const zval *values[LINE_SLOTS];
    php_lty_line line;
    lty_money price;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_record_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    if (!php_lty_record_members(values, data, lty_ce_cart_line) || !php_lty_line_members(&line, &price, values)) {
        if (EG(exception) == NULL) {
            php_lty_throw_unserialize(lty_ce_cart_line);
        }
        RETURN_THROWS();
    }
    php_lty_line_write(Z_OBJ_P(ZEND_THIS), &line);
}
