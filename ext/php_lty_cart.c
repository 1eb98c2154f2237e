/* Loyalty\CartLine and Loyalty\Cart: records that hold nothing a quote could not take. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"
#include "Zend/zend_exceptions.h"

enum { LINE_SKU, LINE_QUANTITY, LINE_UNIT_PRICE, LINE_CATEGORY, LINE_SALE };
enum { CART_LINES, CART_SHIPPING };

/* What both a constructor and a payload bring; borrowed. */
typedef struct php_lty_line {
    zend_string *sku;
    zend_long quantity;
    zend_object *unit_price;
    zend_string *category;
    bool sale;
} php_lty_line;

typedef enum php_lty_line_fault { LINE_FINE, LINE_BAD_SKU = 1, LINE_BAD_QUANTITY, LINE_BAD_PRICE, LINE_BAD_CATEGORY } php_lty_line_fault;

/* The number of the fault is the number of the constructor's argument. */
static php_lty_line_fault php_lty_line_check(const php_lty_line *line, const lty_money *price)
{
    int64_t amount;

    if (!lty_utf8_valid(ZSTR_VAL(line->sku), ZSTR_LEN(line->sku))) {
        return LINE_BAD_SKU;
    }
    if (line->quantity < 1) {
        return LINE_BAD_QUANTITY;
    }
    if (price->minor < 0 || lty_mul(&amount, line->quantity, price->minor) != LTY_OK) {
        return LINE_BAD_PRICE;
    }
    return lty_utf8_valid(ZSTR_VAL(line->category), ZSTR_LEN(line->category)) ? LINE_FINE : LINE_BAD_CATEGORY;
}

static void php_lty_line_write(zend_object *object, const php_lty_line *line)
{
    zval value;

    ZVAL_STR_COPY(&value, line->sku);
    php_lty_record_set(object, LINE_SKU, &value);
    ZVAL_LONG(&value, line->quantity);
    php_lty_record_set(object, LINE_QUANTITY, &value);
    ZVAL_OBJ_COPY(&value, line->unit_price);
    php_lty_record_set(object, LINE_UNIT_PRICE, &value);
    ZVAL_STR_COPY(&value, line->category);
    php_lty_record_set(object, LINE_CATEGORY, &value);
    ZVAL_BOOL(&value, line->sale);
    php_lty_record_set(object, LINE_SALE, &value);
}

static bool php_lty_is_set(zend_object *object)
{
    if (Z_TYPE_P(php_lty_record_get(object, 0)) == IS_UNDEF) {
        return false;
    }
    php_lty_throw_twice(object);
    return true;
}

PHP_METHOD(Loyalty_CartLine, __construct)
{
    php_lty_line line = {.category = ZSTR_EMPTY_ALLOC()};
    lty_money price;

    ZEND_PARSE_PARAMETERS_START(3, 5)
        Z_PARAM_STR(line.sku)
        Z_PARAM_LONG(line.quantity)
        Z_PARAM_OBJ_OF_CLASS(line.unit_price, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(line.category)
        Z_PARAM_BOOL(line.sale)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_is_set(Z_OBJ_P(ZEND_THIS)) || !php_lty_money_read(&price, line.unit_price)) {
        RETURN_THROWS();
    }
    switch (php_lty_line_check(&line, &price)) {
        case LINE_BAD_SKU: zend_argument_value_error(1, "must be UTF-8"); RETURN_THROWS();
        case LINE_BAD_QUANTITY: zend_argument_value_error(2, "must be at least 1"); RETURN_THROWS();
        case LINE_BAD_PRICE:
            zend_argument_value_error(3, price.minor < 0 ? "must not be negative" : "is too large for the quantity");
            RETURN_THROWS();
        case LINE_BAD_CATEGORY: zend_argument_value_error(4, "must be UTF-8"); RETURN_THROWS();
        case LINE_FINE: break;
    }
    php_lty_line_write(Z_OBJ_P(ZEND_THIS), &line);
}

/* A record whose slots are all set, as constructed; a Money in it is read into *price. */
static bool php_lty_line_read(php_lty_line *out, lty_money *price, zend_object *object)
{
    const zval *sku = php_lty_record_get(object, LINE_SKU);
    const zval *quantity = php_lty_record_get(object, LINE_QUANTITY);
    const zval *unit_price = php_lty_record_get(object, LINE_UNIT_PRICE);
    const zval *category = php_lty_record_get(object, LINE_CATEGORY);
    const zval *sale = php_lty_record_get(object, LINE_SALE);

    if (Z_TYPE_P(sku) != IS_STRING || Z_TYPE_P(quantity) != IS_LONG || Z_TYPE_P(unit_price) != IS_OBJECT || Z_TYPE_P(category) != IS_STRING
        || Z_TYPE_P(sale) == IS_UNDEF) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *out = (php_lty_line){Z_STR_P(sku), Z_LVAL_P(quantity), Z_OBJ_P(unit_price), Z_STR_P(category), Z_TYPE_P(sale) == IS_TRUE};
    return php_lty_money_read(price, out->unit_price);
}

static void php_lty_record_export(zval *out, zend_object *object)
{
    array_init(out);
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        const zend_property_info *info = object->ce->properties_info_table[i];
        zval *value = php_lty_record_get(object, (uint32_t) i);

        if (Z_TYPE_P(value) == IS_UNDEF) {
            zval_ptr_dtor(out);
            ZVAL_NULL(out);
            php_lty_throw_uninitialized(object);
            return;
        }
        Z_TRY_ADDREF_P(value);
        zend_hash_add_new(Z_ARRVAL_P(out), info->name, value);
    }
}

PHP_METHOD(Loyalty_CartLine, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_CartLine, __unserialize)
{
    HashTable *data;
    lty_money price;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    const zval *sku = zend_hash_str_find_deref(data, ZEND_STRL("sku"));
    const zval *quantity = zend_hash_str_find_deref(data, ZEND_STRL("quantity"));
    const zval *unit_price = zend_hash_str_find_deref(data, ZEND_STRL("unitPrice"));
    const zval *category = zend_hash_str_find_deref(data, ZEND_STRL("category"));
    const zval *sale = zend_hash_str_find_deref(data, ZEND_STRL("sale"));

    if (zend_hash_num_elements(data) != 5 || sku == NULL || Z_TYPE_P(sku) != IS_STRING || quantity == NULL || Z_TYPE_P(quantity) != IS_LONG
        || unit_price == NULL || Z_TYPE_P(unit_price) != IS_OBJECT || Z_OBJCE_P(unit_price) != lty_ce_money || category == NULL
        || Z_TYPE_P(category) != IS_STRING || sale == NULL || (Z_TYPE_P(sale) != IS_TRUE && Z_TYPE_P(sale) != IS_FALSE)) {
        php_lty_throw_unserialize(lty_ce_cart_line);
        RETURN_THROWS();
    }
    const php_lty_line line = {Z_STR_P(sku), Z_LVAL_P(quantity), Z_OBJ_P(unit_price), Z_STR_P(category), Z_TYPE_P(sale) == IS_TRUE};

    if (!php_lty_money_read(&price, line.unit_price)) {
        RETURN_THROWS();
    }
    if (php_lty_line_check(&line, &price) != LINE_FINE) {
        php_lty_throw_unserialize(lty_ce_cart_line);
        RETURN_THROWS();
    }
    php_lty_line_write(Z_OBJ_P(ZEND_THIS), &line);
}

/* One element of the list as a line of the core; *fault gets a phrase for the message, or stays NULL where something was thrown. */
static bool php_lty_cart_line(lty_cart_line *out, const zval *element, const char currency[4], const char **fault)
{
    php_lty_line line;
    lty_money price;

    if (Z_TYPE_P(element) != IS_OBJECT || Z_OBJCE_P(element) != lty_ce_cart_line) {
        *fault = "is no Loyalty\\CartLine";
        return false;
    }
    if (!php_lty_line_read(&line, &price, Z_OBJ_P(element))) {
        return false;
    }
    if (memcmp(price.code, currency, sizeof price.code) != 0) {
        *fault = "has another currency than the shipping";
        return false;
    }
    *out = (lty_cart_line){php_lty_text(line.sku), php_lty_text(line.category), line.quantity, price.minor, line.sale, 0};
    return true;
}

typedef struct php_lty_cart_fault {
    uint32_t line;
    const char *text; /* NULL if an exception is thrown already */
} php_lty_cart_fault;

/* Reads a list of lines and a shipping into *cart; *lines is emalloc'd and the caller's, on failure too. */
static bool php_lty_cart_build(lty_cart *cart, lty_cart_line **lines, HashTable *list, const lty_money *shipping, php_lty_cart_fault *fault)
{
    const uint32_t count = zend_hash_num_elements(list);
    size_t bad_line = 0;
    zval *element;

    *lines = safe_emalloc(count, sizeof **lines, sizeof **lines);
    *fault = (php_lty_cart_fault){0, NULL};
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (!php_lty_cart_line(&(*lines)[fault->line], element, shipping->code, &fault->text)) {
            return false;
        }
        fault->line++;
    }
    ZEND_HASH_FOREACH_END();

    const lty_status status = lty_cart_init(cart, shipping->code, 3, *lines, count, shipping->minor, &bad_line);

    if (status != LTY_OK) {
        fault->line = (uint32_t) bad_line;
        fault->text = status == LTY_E_RANGE ? "makes the sum too large" : "is not valid";
        return false;
    }
    return true;
}

bool php_lty_cart_read(lty_cart *out, lty_cart_line **lines, zend_object *object)
{
    const zval *list = php_lty_record_get(object, CART_LINES);
    const zval *shipping = php_lty_record_get(object, CART_SHIPPING);
    lty_money money;
    php_lty_cart_fault fault;

    *lines = NULL;
    if (Z_TYPE_P(list) != IS_ARRAY || Z_TYPE_P(shipping) != IS_OBJECT) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    if (!php_lty_money_read(&money, Z_OBJ_P(shipping))) {
        return false;
    }
    if (!php_lty_cart_build(out, lines, Z_ARRVAL_P(list), &money, &fault)) {
        if (fault.text != NULL) {
            php_lty_throw_uninitialized(object);
        }
        return false;
    }
    return true;
}

/* The list is built anew: a reference in the caller's array must not stay a door into a readonly property. */
static void php_lty_cart_write(zend_object *object, HashTable *list, zend_object *shipping)
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
    php_lty_record_set(object, CART_LINES, &value);
    ZVAL_OBJ_COPY(&value, shipping);
    php_lty_record_set(object, CART_SHIPPING, &value);
}

PHP_METHOD(Loyalty_Cart, __construct)
{
    HashTable *list;
    zend_object *shipping;
    lty_money money;
    lty_cart cart;
    lty_cart_line *lines;
    php_lty_cart_fault fault;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_ARRAY_HT(list)
        Z_PARAM_OBJ_OF_CLASS(shipping, lty_ce_money)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_is_set(Z_OBJ_P(ZEND_THIS)) || !php_lty_money_read(&money, shipping)) {
        RETURN_THROWS();
    }
    if (zend_hash_num_elements(list) == 0 || !zend_array_is_list(list)) {
        zend_argument_value_error(1, "must be a list of at least one Loyalty\\CartLine");
        RETURN_THROWS();
    }
    if (money.minor < 0) {
        zend_argument_value_error(2, "must not be negative");
        RETURN_THROWS();
    }
    const bool built = php_lty_cart_build(&cart, &lines, list, &money, &fault);

    efree(lines);
    if (!built) {
        if (fault.text != NULL) {
            zend_argument_value_error(1, "must be lines of one currency that can be summed: line %u %s", fault.line, fault.text);
        }
        RETURN_THROWS();
    }
    php_lty_cart_write(Z_OBJ_P(ZEND_THIS), list, shipping);
}

PHP_METHOD(Loyalty_Cart, __serialize)
{
    ZEND_PARSE_PARAMETERS_NONE();

    php_lty_record_export(return_value, Z_OBJ_P(ZEND_THIS));
}

PHP_METHOD(Loyalty_Cart, __unserialize)
{
    HashTable *data;
    lty_money money;
    lty_cart cart;
    lty_cart_line *lines = NULL;
    php_lty_cart_fault fault;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_is_set(Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    const zval *list = zend_hash_str_find_deref(data, ZEND_STRL("lines"));
    const zval *shipping = zend_hash_str_find_deref(data, ZEND_STRL("shipping"));

    if (zend_hash_num_elements(data) != 2 || list == NULL || Z_TYPE_P(list) != IS_ARRAY || zend_hash_num_elements(Z_ARRVAL_P(list)) == 0
        || !zend_array_is_list(Z_ARRVAL_P(list)) || shipping == NULL || Z_TYPE_P(shipping) != IS_OBJECT
        || Z_OBJCE_P(shipping) != lty_ce_money) {
        php_lty_throw_unserialize(lty_ce_cart);
        RETURN_THROWS();
    }
    if (!php_lty_money_read(&money, Z_OBJ_P(shipping))) {
        RETURN_THROWS();
    }
    const bool built = php_lty_cart_build(&cart, &lines, Z_ARRVAL_P(list), &money, &fault);

    efree(lines);
    if (!built) {
        if (fault.text != NULL) {
            php_lty_throw_unserialize(lty_ce_cart);
        }
        RETURN_THROWS();
    }
    php_lty_cart_write(Z_OBJ_P(ZEND_THIS), Z_ARRVAL_P(list), Z_OBJ_P(shipping));
}
