/* Programme::quote() and the records that it answers with. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"
#include "lty_quote.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"

/* Slots of records of other files, in the order of the stub. */
enum { COUPON_CODE, COUPON_CAMPAIGN_NUMBER, COUPON_SERIAL, COUPON_KEY, COUPON_CAMPAIGN, COUPON_EXPIRES_AT, COUPON_CUSTOMER };
enum { CUSTOMER_KEY };

/* What a call needs until it ends. */
typedef struct php_lty_quote_call {
    const lty_programme *programme;
    lty_arena arena;
    lty_cart cart;
    lty_cart_line *lines;
    zval *held; /* the Coupon or the string behind each code */
    lty_discount_coupon *coupons;
    uint32_t count;
    lty_quote_customer customer;
    int64_t facts[LTY_FACT_COUNT];
} php_lty_quote_call;

static void php_lty_quote_end(php_lty_quote_call *call)
{
    for (uint32_t i = 0; i < call->count; i++) {
        zval_ptr_dtor(&call->held[i]);
    }
    if (call->held != NULL) {
        efree(call->held);
        efree(call->coupons);
    }
    if (call->lines != NULL) {
        efree(call->lines);
    }
    lty_arena_destroy(&call->arena);
}

static bool php_lty_quote_coupon_read(lty_discount_coupon *out, zend_object *object, const lty_programme *programme)
{
    const zval *code = php_lty_record_get(object, COUPON_CODE);
    const zval *number = php_lty_record_get(object, COUPON_CAMPAIGN_NUMBER);
    const zval *serial = php_lty_record_get(object, COUPON_SERIAL);
    const zval *campaign = php_lty_record_get(object, COUPON_CAMPAIGN);
    const zval *expires_at = php_lty_record_get(object, COUPON_EXPIRES_AT);
    const zval *customer = php_lty_record_get(object, COUPON_CUSTOMER);

    if (Z_TYPE_P(code) != IS_STRING || Z_TYPE_P(number) != IS_LONG || Z_TYPE_P(serial) != IS_LONG || Z_TYPE_P(campaign) == IS_UNDEF
        || Z_TYPE_P(expires_at) == IS_UNDEF || Z_TYPE_P(customer) == IS_UNDEF) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *out = (lty_discount_coupon){
        .code = php_lty_text(Z_STR_P(code)),
        .campaign = Z_LVAL_P(number) < 0 || Z_LVAL_P(number) > UINT32_MAX
            ? NULL
            : lty_programme_campaign_number(programme, (uint32_t) Z_LVAL_P(number)),
        .serial = (uint64_t) Z_LVAL_P(serial),
        .customer = Z_TYPE_P(customer) == IS_STRING ? php_lty_text(Z_STR_P(customer)) : (lty_text){NULL, 0},
        .expires_at_s = Z_TYPE_P(expires_at) == IS_LONG ? Z_LVAL_P(expires_at) : LTY_TIME_NONE,
        .refused = LTY_OK,
    };
    /* A number that means another campaign here was verified under another programme. */
    if (out->campaign != NULL && Z_TYPE_P(campaign) == IS_STRING && !lty_text_equal(out->campaign->key, php_lty_text(Z_STR_P(campaign)))) {
        out->campaign = NULL;
    }
    return true;
}

/* One element of the list, which is a Coupon or a string. */
static bool php_lty_quote_coupon(php_lty_quote_call *call, zval *element, zend_object *verifier, int64_t at_s)
{
    lty_discount_coupon *coupon = &call->coupons[call->count];
    zval *held = &call->held[call->count];

    if (Z_TYPE_P(element) == IS_OBJECT && Z_OBJCE_P(element) == lty_ce_coupon) {
        ZVAL_COPY(held, element);
        call->count++;
        return php_lty_quote_coupon_read(coupon, Z_OBJ_P(held), call->programme);
    }
    if (Z_TYPE_P(element) != IS_STRING) {
        zend_argument_type_error(3, "must be a list of Loyalty\\Coupon or string, %s given", zend_zval_type_name(element));
        return false;
    }
    if (verifier == NULL) {
        zend_argument_value_error(3, "must not hold codes as strings where no verifier is given");
        return false;
    }
    const lty_status status = php_lty_coupons_verify(held, verifier, Z_STRVAL_P(element), Z_STRLEN_P(element), at_s);

    if (EG(exception) != NULL) {
        if (status == LTY_OK) {
            zval_ptr_dtor(held);
        }
        return false;
    }
    if (status == LTY_OK) {
        call->count++;
        return php_lty_quote_coupon_read(coupon, Z_OBJ_P(held), call->programme);
    }
    ZVAL_COPY(held, element);
    call->count++;
    *coupon = (lty_discount_coupon){.code = php_lty_text(Z_STR_P(held)), .refused = status};
    return true;
}

static bool php_lty_quote_coupons(php_lty_quote_call *call, HashTable *list, zend_object *verifier, int64_t at_s)
{
    zval *element;

    if (!zend_array_is_list(list)) {
        zend_argument_value_error(3, "must be a list");
        return false;
    }
    if (zend_hash_num_elements(list) > LTY_DISCOUNT_COUPONS_MAX) {
        zend_argument_value_error(3, "must hold at most %d codes", LTY_DISCOUNT_COUPONS_MAX);
        return false;
    }
    call->held = safe_emalloc(zend_hash_num_elements(list), sizeof *call->held, sizeof *call->held);
    call->coupons = safe_emalloc(zend_hash_num_elements(list), sizeof *call->coupons, sizeof *call->coupons);
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (!php_lty_quote_coupon(call, element, verifier, at_s)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_quote_customer(php_lty_quote_call *call, zend_object *customer)
{
    if (!php_lty_customer_facts(call->facts, customer, call->programme)) {
        return false;
    }
    call->customer = (lty_quote_customer){php_lty_text(Z_STR_P(php_lty_record_get(customer, CUSTOMER_KEY))), call->facts};
    return true;
}

static void php_lty_put_money(zend_object *object, uint32_t slot, int64_t minor, const char currency[4])
{
    zval value;

    php_lty_money_create(&value, minor, currency);
    php_lty_record_set(object, slot, &value);
}

static void php_lty_put_long(zend_object *object, uint32_t slot, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, number);
    php_lty_record_set(object, slot, &value);
}

static void php_lty_put_text(zend_object *object, uint32_t slot, lty_text text)
{
    zval value;

    if (text.len == 0) {
        ZVAL_EMPTY_STRING(&value);
    } else {
        ZVAL_STRINGL_FAST(&value, text.bytes, text.len);
    }
    php_lty_record_set(object, slot, &value);
}

static void php_lty_put_case(zend_object *object, uint32_t slot, zend_class_entry *ce, int number)
{
    zval value;

    ZVAL_OBJ_COPY(&value, php_lty_enum_case(ce, number));
    php_lty_record_set(object, slot, &value);
}

static void php_lty_quote_lines(zval *out, const php_lty_quote_call *call, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->line_count);
    for (size_t i = 0; i < quote->line_count; i++) {
        const lty_quote_line *line = &quote->lines[i];
        zval record;

        object_init_ex(&record, lty_ce_quote_line);
        php_lty_put_text(Z_OBJ(record), 0, call->cart.lines[i].sku);
        php_lty_put_money(Z_OBJ(record), 1, line->amount_minor, call->cart.currency);
        php_lty_put_money(Z_OBJ(record), 2, line->discount_minor, call->cart.currency);
        php_lty_put_money(Z_OBJ(record), 3, line->total_minor, call->cart.currency);
        php_lty_put_long(Z_OBJ(record), 4, line->points);
        add_next_index_zval(out, &record);
    }
}

static void php_lty_quote_discounts(zval *out, const php_lty_quote_call *call, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->discount_count);
    for (size_t i = 0; i < quote->discount_count; i++) {
        const lty_discount *discount = &quote->discounts[i];
        const lty_discount_coupon *coupon = &call->coupons[discount->coupon];
        zval record;

        object_init_ex(&record, lty_ce_discount);
        php_lty_put_text(Z_OBJ(record), 0, coupon->code);
        php_lty_put_text(Z_OBJ(record), 1, coupon->campaign->key);
        php_lty_put_case(Z_OBJ(record), 2, lty_ce_discount_kind, (int) coupon->campaign->kind);
        php_lty_put_money(Z_OBJ(record), 3, discount->amount_minor, call->cart.currency);
        php_lty_put_long(Z_OBJ(record), 4, discount->points);
        add_next_index_zval(out, &record);
    }
}

static void php_lty_quote_refusals(zval *out, const php_lty_quote_call *call, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->refusal_count);
    for (size_t i = 0; i < quote->refusal_count; i++) {
        const lty_discount_refusal *refusal = &quote->refusals[i];
        const char *standing = php_lty_public_text(refusal->reason);
        zval record;

        object_init_ex(&record, lty_ce_rejected_coupon);
        php_lty_put_text(Z_OBJ(record), 0, call->coupons[refusal->coupon].code);
        php_lty_put_case(Z_OBJ(record), 1, lty_ce_coupon_error, (int) php_lty_coupon_reason(refusal->reason));
        php_lty_put_text(Z_OBJ(record), 2, refusal->message);
        php_lty_put_text(
            Z_OBJ(record), 3, refusal->public_message.len > 0 ? refusal->public_message : (lty_text){standing, strlen(standing)});
        add_next_index_zval(out, &record);
    }
}

static void php_lty_quote_steps(zval *out, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->step_count);
    for (size_t i = 0; i < quote->step_count; i++) {
        const lty_step *step = &quote->steps[i];
        zval record;

        object_init_ex(&record, lty_ce_quote_step);
        php_lty_put_text(Z_OBJ(record), 0, (lty_text){step->figure, strlen(step->figure)});
        php_lty_put_text(Z_OBJ(record), 1, step->rule);
        php_lty_put_text(Z_OBJ(record), 2, step->text);
        php_lty_put_long(Z_OBJ(record), 3, step->value);
        add_next_index_zval(out, &record);
    }
}

static void php_lty_quote_create(zval *out, const php_lty_quote_call *call, const lty_quote *quote)
{
    const char *currency = call->cart.currency;
    zval list;

    object_init_ex(out, lty_ce_quote);
    zend_object *object = Z_OBJ_P(out);

    php_lty_put_money(object, 0, quote->goods_minor, currency);
    php_lty_put_money(object, 1, quote->shipping_minor, currency);
    php_lty_put_money(object, 2, quote->discount_minor, currency);
    php_lty_put_money(object, 3, quote->total_minor, currency);
    php_lty_put_long(object, 4, quote->points);
    php_lty_put_long(object, 5, quote->spendable_points);
    php_lty_put_money(object, 6, quote->spendable_minor, currency);
    php_lty_quote_lines(&list, call, quote);
    php_lty_record_set(object, 7, &list);
    php_lty_quote_discounts(&list, call, quote);
    php_lty_record_set(object, 8, &list);
    php_lty_quote_refusals(&list, call, quote);
    php_lty_record_set(object, 9, &list);
    php_lty_quote_steps(&list, quote);
    php_lty_record_set(object, 10, &list);
}

PHP_METHOD(Loyalty_Programme, quote)
{
    zend_object *cart, *customer, *verifier, *date;
    zend_long seconds = 0;
    HashTable *list;
    int64_t at_s;
    php_lty_quote_call call = {0};
    lty_quote quote;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_OBJ_OF_CLASS(cart, lty_ce_cart)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(customer, lty_ce_customer)
        Z_PARAM_ARRAY_HT(list)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(verifier, lty_ce_coupons)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    call.programme = php_lty_programme_of(Z_OBJ_P(ZEND_THIS));
    if (call.programme == NULL || php_lty_instant(&at_s, date, seconds, 5) != SUCCESS) {
        RETURN_THROWS();
    }
    lty_arena_init(&call.arena, &php_lty_request_alloc);
    if (!php_lty_cart_read(&call.cart, &call.lines, cart) || !php_lty_quote_coupons(&call, list, verifier, at_s)
        || (customer != NULL && !php_lty_quote_customer(&call, customer))) {
        php_lty_quote_end(&call);
        RETURN_THROWS();
    }
    const lty_status status = lty_quote_make(
        &quote, call.programme, &call.cart, customer == NULL ? NULL : &call.customer, call.coupons, call.count, at_s, &call.arena);

    if (status == LTY_OK) {
        php_lty_quote_create(return_value, &call, &quote);
    } else {
        php_lty_throw(status);
    }
    php_lty_quote_end(&call);
}

/* The records of a quote are made by quote() alone: their constructors are private. */

PHP_METHOD(Loyalty_Discount, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_RejectedCoupon, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_QuoteLine, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_QuoteStep, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Quote, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}
