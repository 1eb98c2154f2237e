/* Programme::quote(): what it is handed becomes offers, usage and a customer of the core. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_cart.h"
#include "php_lty_coupons.h"
#include "php_lty_quote.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"

/* Slots of a record of another file, in the order of the stub. */
enum { CUSTOMER_KEY };

/* Bytes of a code that was refused unread which are kept: a token's are fewer. */
#define PHP_LTY_TYPED_MAX 1024

/* What a call needs until it ends. */
typedef struct php_lty_quote_call {
    const lty_timeline *timeline;
    const lty_programme *programme; /* the version in force at at_s */
    zend_object *verifier;          /* may be NULL */
    lty_arena arena;
    lty_cart cart;
    lty_cart_line *lines;
    zval *held; /* what the texts of each offer point into; undef = the arena */
    lty_offer *offers;
    uint32_t count;
    lty_quote_customer customer; /* key.bytes NULL = a guest */
    int64_t facts[LTY_FACT_COUNT];
    lty_progress progress;
    lty_purchases purchases;
    uint32_t *automatic; /* numbers, with their usage */
    lty_usage *automatic_usage;
    uint32_t automatic_count;
} php_lty_quote_call;

static void php_lty_quote_end(php_lty_quote_call *call)
{
    for (uint32_t i = 0; i < call->count; i++) {
        zval_ptr_dtor(&call->held[i]);
    }
    if (call->lines != NULL) {
        efree(call->lines);
    }
    lty_purchases_destroy(&call->purchases);
    lty_progress_destroy(&call->progress);
    lty_arena_destroy(&call->arena);
}

/* What was typed and refused unread, for an answer that people read: at most PHP_LTY_TYPED_MAX bytes, '?' in place of each byte that is no UTF-8. */
static lty_text php_lty_quote_typed(zend_string *typed, lty_arena *arena)
{
    const char *bytes = ZSTR_VAL(typed);
    const size_t len = ZSTR_LEN(typed);
    char *copy = lty_arena_zero(arena, MIN(len, PHP_LTY_TYPED_MAX) + 1, 1);
    size_t at = 0;
    size_t kept = 0;

    while (at < len) {
        const size_t start = at;
        uint32_t point;
        const bool valid = lty_utf8_next(&point, bytes, len, &at) == LTY_OK;

        at = valid ? at : start + 1;
        if (kept + (at - start) > PHP_LTY_TYPED_MAX) {
            break;
        }
        if (valid) {
            memcpy(copy + kept, bytes + start, at - start);
        } else {
            copy[kept] = '?';
        }
        kept += at - start;
    }
    return (lty_text){copy, kept};
}

static bool php_lty_is_text_or_null(const zval *value)
{
    return Z_TYPE_P(value) == IS_STRING || Z_TYPE_P(value) == IS_NULL;
}

static bool php_lty_quote_coupon_valid(const zval *const values[COUPON_SLOTS])
{
    return Z_TYPE_P(values[COUPON_CODE]) == IS_STRING && Z_STRLEN_P(values[COUPON_CODE]) > 0
        && Z_TYPE_P(values[COUPON_CAMPAIGN_NUMBER]) == IS_LONG && Z_TYPE_P(values[COUPON_SERIAL]) == IS_LONG
        && php_lty_is_text_or_null(values[COUPON_CAMPAIGN])
        && (Z_TYPE_P(values[COUPON_EXPIRES_AT]) == IS_LONG || Z_TYPE_P(values[COUPON_EXPIRES_AT]) == IS_NULL)
        && php_lty_is_text_or_null(values[COUPON_CUSTOMER]) && php_lty_is_text_or_null(values[COUPON_PROGRAMME_HASH])
        && Z_TYPE_P(values[COUPON_TERMS]) != IS_UNDEF;
}

/* The version whose terms a Coupon has, so that nobody else is needed to say them; NULL if it is none of this programme's. */
static const lty_programme *php_lty_quote_terms(const zval *const values[COUPON_SLOTS], const php_lty_quote_call *call)
{
    if (Z_TYPE_P(values[COUPON_TERMS]) != IS_NULL) {
        return NULL;
    }
    if (Z_TYPE_P(values[COUPON_PROGRAMME_HASH]) == IS_NULL) {
        return call->programme;
    }
    for (size_t i = call->timeline->count; i > 0; i--) {
        const lty_programme *version = call->timeline->versions[i - 1];
        zend_string *own = php_lty_hex_string(version->hash, sizeof version->hash);
        const bool same = zend_string_equals(Z_STR_P(values[COUPON_PROGRAMME_HASH]), own);

        zend_string_release(own);
        if (same) {
            return version;
        }
    }
    return NULL;
}

/* Whether a code has as many symbols as the campaign's: fewer of them have a shorter tag, which is easier to forge than the campaign's codes. */
static bool php_lty_quote_shaped(const zend_string *code, const lty_campaign *campaign)
{
    const char *dash = zend_memrchr(ZSTR_VAL(code), '-', ZSTR_LEN(code)); /* behind a name */
    const size_t before = dash == NULL ? 0 : (size_t) (dash - ZSTR_VAL(code)) + 1;

    return !campaign->automatic && campaign->format == LTY_FORMAT_SHORT && ZSTR_LEN(code) - before == (size_t) campaign->length;
}

/* A Coupon that is taken as it is, with no verifier. */
static bool php_lty_quote_coupon(lty_offer *out, zend_object *object, const php_lty_quote_call *call)
{
    const zval *values[COUPON_SLOTS];

    php_lty_record_slots(values, object);
    if (!php_lty_quote_coupon_valid(values)) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    const lty_programme *programme = php_lty_quote_terms(values, call);

    if (programme == NULL) {
        zend_argument_value_error(3,
            "must not hold tokens, or coupons of another version, where no verifier is given: hand in the Loyalty\\Coupons that verified them");
        return false;
    }
    const zend_long number = Z_LVAL_P(values[COUPON_CAMPAIGN_NUMBER]);
    const lty_campaign *campaign = number < 0 || number > UINT32_MAX ? NULL : lty_programme_campaign_number(programme, (uint32_t) number);

    *out = (lty_offer){
        .code = php_lty_text(Z_STR_P(values[COUPON_CODE])),
        .campaign = campaign != NULL && php_lty_quote_shaped(Z_STR_P(values[COUPON_CODE]), campaign) ? campaign : NULL,
        .zone = &programme->zone,
        .version = programme->version,
        .serial = (uint64_t) Z_LVAL_P(values[COUPON_SERIAL]),
        .customer = Z_TYPE_P(values[COUPON_CUSTOMER]) == IS_STRING ? php_lty_text(Z_STR_P(values[COUPON_CUSTOMER])) : (lty_text){NULL, 0},
        .expires_at_s = Z_TYPE_P(values[COUPON_EXPIRES_AT]) == IS_LONG ? Z_LVAL_P(values[COUPON_EXPIRES_AT]) : LTY_TIME_NONE,
        .refused = LTY_OK,
    };
    return true;
}

/* Whether a Coupon is a number and a serial and nothing more: its terms are then those of whoever asks. */
static bool php_lty_quote_is_bare(zend_object *object)
{
    return Z_TYPE_P(php_lty_record_get(object, COUPON_PROGRAMME_HASH)) == IS_NULL
        && Z_TYPE_P(php_lty_record_get(object, COUPON_TERMS)) == IS_NULL;
}

/* The code of an element: a string, or what a Coupon says of itself; NULL and an exception for what is neither. */
static zend_string *php_lty_quote_code(const zval *element)
{
    if (Z_TYPE_P(element) == IS_STRING) {
        return Z_STR_P(element);
    }
    if (!php_lty_is_object_of(element, lty_ce_coupon)) {
        zend_argument_type_error(3, "must be a list of Loyalty\\Coupon or string, %s given", zend_zval_type_name(element));
        return NULL;
    }
    const zval *code = php_lty_record_get(Z_OBJ_P(element), COUPON_CODE);

    if (Z_TYPE_P(code) != IS_STRING) {
        php_lty_throw_uninitialized(Z_OBJ_P(element));
        return NULL;
    }
    return Z_STR_P(code);
}

/* One element of the list. */
static bool php_lty_quote_offer(php_lty_quote_call *call, zval *element)
{
    lty_offer *offer = &call->offers[call->count];
    zval *held = &call->held[call->count];
    zend_string *code = php_lty_quote_code(element);

    if (code == NULL) {
        return false;
    }
    if (call->verifier == NULL && Z_TYPE_P(element) == IS_STRING) {
        zend_argument_value_error(3, "must not hold codes as strings where no verifier is given");
        return false;
    }
    if (call->verifier == NULL) {
        ZVAL_COPY(held, element);
        call->count++;
        return php_lty_quote_coupon(offer, Z_OBJ_P(held), call);
    }
    ZVAL_UNDEF(held);
    *offer = (lty_offer){.expires_at_s = LTY_TIME_NONE, .refused = LTY_OK};
    call->count++;
    if (!php_lty_coupons_offer(offer, held, call->verifier, code, call->customer.key, &call->arena)) {
        return false;
    }
    if (Z_TYPE_P(held) == IS_UNDEF) {
        offer->code = php_lty_quote_typed(code, &call->arena);
        return true;
    }
    return !php_lty_quote_is_bare(Z_OBJ_P(held)) || php_lty_quote_coupon(offer, Z_OBJ_P(held), call);
}

static bool php_lty_quote_offers(php_lty_quote_call *call, HashTable *list)
{
    const uint32_t count = zend_hash_num_elements(list);
    zval *element;

    if (!zend_array_is_list(list)) {
        zend_argument_value_error(3, "must be a list");
        return false;
    }
    if (count > LTY_OFFERS_MAX) {
        zend_argument_value_error(3, "must hold at most %d codes", LTY_OFFERS_MAX);
        return false;
    }
    call->held = lty_arena_zero(&call->arena, count, sizeof *call->held);
    call->offers = lty_arena_zero(&call->arena, count, sizeof *call->offers);
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (!php_lty_quote_offer(call, element)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* The ledger's word on one code or automatic offer. What is not in this quote is passed over. */
static bool php_lty_quote_usage_one(php_lty_quote_call *call, bool *named, zend_object *object)
{
    zend_string *code;
    lty_usage usage;
    bool twice = false;

    if (!php_lty_coupon_usage_read(&usage, &code, object)) {
        return false;
    }
    for (uint32_t i = 0; i < call->count; i++) {
        if (call->offers[i].refused == LTY_OK && lty_text_equal(call->offers[i].code, php_lty_text(code))) {
            twice = twice || named[i];
            named[i] = true;
            call->offers[i].usage = usage;
        }
    }
    const lty_campaign *campaign = lty_programme_campaign(call->programme, php_lty_text(code));

    if (campaign != NULL && campaign->automatic) {
        for (uint32_t i = 0; i < call->automatic_count; i++) {
            twice = twice || call->automatic[i] == campaign->number;
        }
        call->automatic[call->automatic_count] = campaign->number;
        call->automatic_usage[call->automatic_count] = usage;
        call->automatic_count += !twice;
    }
    if (twice) {
        zend_argument_value_error(6, "must name each code once");
    }
    return !twice;
}

static bool php_lty_quote_usage(php_lty_quote_call *call, HashTable *list)
{
    const size_t automatic_max = MIN((size_t) zend_hash_num_elements(list), call->programme->campaign_count) + 1;
    bool *named = lty_arena_zero(&call->arena, call->count, sizeof *named);
    zval *element;

    if (!zend_array_is_list(list)) {
        zend_argument_value_error(6, "must be a list");
        return false;
    }
    call->automatic = lty_arena_zero(&call->arena, automatic_max, sizeof *call->automatic);
    call->automatic_usage = lty_arena_zero(&call->arena, automatic_max, sizeof *call->automatic_usage);
    ZEND_HASH_FOREACH_VAL (list, element) {
        ZVAL_DEREF(element);
        if (!php_lty_is_object_of(element, lty_ce_coupon_usage)) {
            zend_argument_type_error(6, "must be a list of Loyalty\\CouponUsage, %s given", zend_zval_type_name(element));
            return false;
        }
        if (!php_lty_quote_usage_one(call, named, Z_OBJ_P(element))) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_quote_customer(php_lty_quote_call *call, zend_object *customer, zend_object *programme)
{
    if (customer == NULL) {
        return true;
    }
    if (Z_TYPE_P(php_lty_record_get(customer, CUSTOMER_KEY)) != IS_STRING) {
        php_lty_throw_uninitialized(customer);
        return false;
    }
    if (!php_lty_customer_is_of(customer, programme)) {
        zend_argument_value_error(2, "must have been folded under this programme or one of its versions");
        return false;
    }
    if (!php_lty_customer_facts(call->facts, customer, call->programme)
        || !php_lty_customer_progress(&call->progress, customer, call->timeline)) {
        return false;
    }
    call->customer = (lty_quote_customer){
        php_lty_text(Z_STR_P(php_lty_record_get(customer, CUSTOMER_KEY))), call->facts, &call->progress, &call->purchases};
    return php_lty_rows_read(&call->purchases, customer);
}

PHP_METHOD(Loyalty_Programme, quote)
{
    zend_object *cart, *customer, *date;
    zend_long seconds = 0;
    HashTable *codes;
    HashTable *usage = NULL;
    int64_t at_s;
    php_lty_quote_call call = {0};
    lty_quote quote;

    ZEND_PARSE_PARAMETERS_START(5, 6)
        Z_PARAM_OBJ_OF_CLASS(cart, lty_ce_cart)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(customer, lty_ce_customer)
        Z_PARAM_ARRAY_HT(codes)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(call.verifier, lty_ce_coupons)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(usage)
    ZEND_PARSE_PARAMETERS_END();

    call.timeline = php_lty_timeline_of(Z_OBJ_P(ZEND_THIS));
    if (call.timeline == NULL || php_lty_instant(&at_s, date, seconds, 5) != SUCCESS) {
        RETURN_THROWS();
    }
    call.programme = lty_timeline_at(call.timeline, at_s);
    lty_progress_init(&call.progress, &php_lty_request_alloc);
    lty_purchases_init(&call.purchases, &php_lty_request_alloc);
    lty_arena_init(&call.arena, &php_lty_request_alloc);
    if (!php_lty_cart_read(&call.cart, &call.lines, cart) || !php_lty_quote_customer(&call, customer, Z_OBJ_P(ZEND_THIS))
        || !php_lty_quote_offers(&call, codes) || (usage != NULL && !php_lty_quote_usage(&call, usage))) {
        php_lty_quote_end(&call);
        RETURN_THROWS();
    }
    const lty_quote_automatic automatic = {call.automatic, call.automatic_usage, call.automatic_count};
    const lty_status status = lty_quote_make(&quote, call.timeline, &call.cart, customer == NULL ? NULL : &call.customer, call.offers,
        call.count, &automatic, at_s, &call.arena);

    if (status == LTY_OK) {
        php_lty_quote_create(return_value, &call.cart, &quote, call.programme->discounts.way);
    } else if (status == LTY_E_CURRENCY_MISMATCH) {
        php_lty_throw_text(status, "the cart is in %s, the programme in %s", call.cart.currency, call.programme->currency);
    } else {
        php_lty_throw(status);
    }
    php_lty_quote_end(&call);
}
