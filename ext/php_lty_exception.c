/* From a status of the core to an exception: the class by one table, the code is the status, and never a secret in the text. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "Zend/zend_exceptions.h"
#include "Zend/zend_smart_str.h"

static bool php_lty_is_code_status(lty_status status)
{
    return status >= LTY_E_CODE_EMPTY;
}

static zend_class_entry *php_lty_exception_class(lty_status status)
{
    if (status == LTY_E_CODE_TAG) {
        return lty_ce_invalid_signature;
    }
    if (status == LTY_E_CODE_EXPIRED) {
        return lty_ce_expired_coupon;
    }
    if (php_lty_is_code_status(status)) {
        return lty_ce_coupon_exception;
    }
    if (status == LTY_E_CURRENCY_MISMATCH) {
        return lty_ce_currency_mismatch;
    }
    if (status == LTY_E_POINTS) {
        return lty_ce_insufficient_points;
    }
    if (status == LTY_E_LIMIT) {
        return lty_ce_limit;
    }
    return lty_ce_exception;
}

static void php_lty_throw_message(lty_status status, const char *message)
{
    ZEND_ASSERT(status != LTY_OK);

    zend_object *exception = zend_throw_exception(php_lty_exception_class(status), message, (zend_long) status);

    if (php_lty_is_code_status(status)) {
        zval reason;

        ZVAL_OBJ(&reason, php_lty_enum_case(lty_ce_coupon_error, (int) status));
        zend_update_property(lty_ce_coupon_exception, exception, ZEND_STRL("reason"), &reason);
    }
}

void php_lty_throw(lty_status status)
{
    if (status == LTY_E_LIMIT) {
        php_lty_throw_text(status, "loyalty.base_limit of " ZEND_LONG_FMT " bytes is reached", LTY_G(base_limit));
        return;
    }
    php_lty_throw_message(status, lty_status_text(status));
}

void php_lty_throw_text(lty_status status, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    zend_string *message = zend_vstrpprintf(0, format, arguments);
    va_end(arguments);
    php_lty_throw_message(status, ZSTR_VAL(message));
    zend_string_release(message);
}

void php_lty_throw_coupon(lty_status status, const char *format, ...)
{
    va_list arguments;

    ZEND_ASSERT(php_lty_is_code_status(status));
    va_start(arguments, format);
    zend_string *message = zend_vstrpprintf(0, format, arguments);
    va_end(arguments);
    php_lty_throw_message(status, ZSTR_VAL(message));
    zend_string_release(message);
}

void php_lty_throw_event_conflict(lty_text id)
{
    zend_object *exception = zend_throw_exception_ex(
        lty_ce_event_conflict, (zend_long) LTY_E_EVENT_CONFLICT, "event \"%.*s\" is known with other content", (int) id.len, id.bytes);

    zend_update_property_stringl(lty_ce_event_conflict, exception, ZEND_STRL("id"), id.bytes, id.len);
}

void php_lty_problems_array(zval *out, const lty_problems *problems)
{
    array_init_size(out, (uint32_t) problems->count);
    for (size_t i = 0; i < problems->count; i++) {
        const lty_problem *problem = &problems->items[i];
        zval error, value;

        object_init_ex(&error, lty_ce_programme_error);
        ZVAL_STRINGL_FAST(&value, problem->pointer.bytes, problem->pointer.len);
        php_lty_record_set(Z_OBJ(error), 0, &value);
        ZVAL_STRINGL_FAST(&value, problem->found.bytes, problem->found.len);
        php_lty_record_set(Z_OBJ(error), 1, &value);
        ZVAL_STRINGL_FAST(&value, problem->expected.bytes, problem->expected.len);
        php_lty_record_set(Z_OBJ(error), 2, &value);
        add_next_index_zval(out, &error);
    }
}

static void php_lty_append_text(smart_str *out, lty_text text)
{
    if (text.len > 0) {
        smart_str_appendl(out, text.bytes, text.len);
    }
}

void php_lty_throw_programme(const lty_problems *problems, lty_status status)
{
    if (status == LTY_E_MEMORY || problems->failed || problems->count == 0) {
        php_lty_throw(problems->failed ? LTY_E_MEMORY : status);
        return;
    }
    const lty_problem *first = &problems->items[0];
    smart_str message = {0};

    smart_str_append_printf(&message, "the programme has %zu error%s; first: ", problems->count, problems->count == 1 ? "" : "s");
    if (first->pointer.len == 0) {
        smart_str_appends(&message, "the document");
    }
    php_lty_append_text(&message, first->pointer);
    smart_str_appends(&message, ": found ");
    php_lty_append_text(&message, first->found);
    smart_str_appends(&message, ", expected ");
    php_lty_append_text(&message, first->expected);
    smart_str_0(&message);

    zend_object *exception = zend_throw_exception(lty_ce_invalid_programme, ZSTR_VAL(message.s), (zend_long) status);
    zval errors;

    smart_str_free(&message);
    php_lty_problems_array(&errors, problems);
    zend_update_property(lty_ce_invalid_programme, exception, ZEND_STRL("errors"), &errors);
    zval_ptr_dtor(&errors);
}

/* The line of the rule that has the place, and a caret under it: one column for each code point, tabs kept as tabs. */
static void php_lty_append_caret(smart_str *out, lty_text rule, size_t offset)
{
    size_t start = offset;
    size_t end = offset;

    while (start > 0 && rule.bytes[start - 1] != '\n') {
        start--;
    }
    while (end < rule.len && rule.bytes[end] != '\n') {
        end++;
    }
    smart_str_appendc(out, '\n');
    php_lty_append_text(out, (lty_text){rule.bytes + start, end - start});
    smart_str_appendc(out, '\n');
    for (size_t i = start; i < offset; i++) {
        if (((unsigned char) rule.bytes[i] & 0xC0) != 0x80) {
            smart_str_appendc(out, rule.bytes[i] == '\t' ? '\t' : ' ');
        }
    }
    smart_str_appendc(out, '^');
}

void php_lty_throw_rule(const lty_problems *problems, lty_text rule)
{
    if (problems->failed || problems->count == 0) {
        php_lty_throw(problems->failed ? LTY_E_MEMORY : LTY_E_RULE);
        return;
    }
    const lty_problem *first = &problems->items[0];
    const size_t offset = MIN(first->offset, rule.len);
    smart_str message = {0};

    smart_str_appends(&message, "found ");
    php_lty_append_text(&message, first->found);
    smart_str_appends(&message, ", expected ");
    php_lty_append_text(&message, first->expected);
    smart_str_append_printf(&message, " at byte %zu", offset);
    php_lty_append_caret(&message, rule, offset);
    smart_str_0(&message);

    zend_object *exception = zend_throw_exception(lty_ce_rule, ZSTR_VAL(message.s), (zend_long) LTY_E_RULE);

    smart_str_free(&message);
    zend_update_property_long(lty_ce_rule, exception, ZEND_STRL("position"), (zend_long) offset);
    zend_update_property_stringl(lty_ce_rule, exception, ZEND_STRL("rule"), rule.len == 0 ? "" : rule.bytes, rule.len);
}

/*
 * Up to the check symbols a refusal helps with typing. From there to "revoked" all read alike: a forger must not learn which hurdle
 * stopped him, and who guesses must not learn which codes there are.
 */
const char *php_lty_public_text(lty_status status)
{
    if (status >= LTY_E_CODE_VERSION && status <= LTY_E_CODE_REVOKED) {
        return "invalid code";
    }
    switch (status) {
        case LTY_E_CODE_EMPTY: return "please enter a code";
        case LTY_E_CODE_TOO_LONG: return "the code is too long";
        case LTY_E_CODE_UTF8:
        case LTY_E_CODE_CHAR: return "the code has a character that codes do not use";
        case LTY_E_CODE_LENGTH: return "the code is too short or too long";
        case LTY_E_CODE_CHECK: return "the code has a typing error";
        case LTY_E_CODE_NOT_YET_VALID: return "the code is not valid yet";
        case LTY_E_CODE_EXPIRED: return "the code has expired";
        case LTY_E_CODE_CUSTOMER: return "the code is not for this account";
        case LTY_E_CODE_CHANNEL: return "the code cannot be used here";
        case LTY_E_CODE_CURRENCY: return "the code is for another currency";
        case LTY_E_CODE_MIN_ORDER: return "the order is too small for the code";
        case LTY_E_CODE_CATEGORY: return "the code covers nothing in the cart";
        case LTY_E_CODE_BUSY: return "the code is in use in another order";
        case LTY_E_CODE_USED: return "the code has been used";
        case LTY_E_CODE_LIMIT: return "the code cannot be used again";
        case LTY_E_CODE_HOLD_LOST: return "please enter the code again";
        case LTY_E_CODE_RATE_LIMITED: return "too many attempts, please try later";
        case LTY_E_CODE_COMBINATION: return "the code cannot be combined with another one";
        case LTY_E_CODE_NO_EFFECT: return "the code has nothing to take off";
        case LTY_E_CODE_REPEATED: return "the code is in the cart already";
        case LTY_E_CODE_MAX_ORDER: return "the order is too large for the code";
        case LTY_E_CODE_SALE_ITEMS: return "the code is not for goods on sale";
        case LTY_E_CODE_EXCLUDED_PRODUCT:
        case LTY_E_CODE_EXCLUDED_CATEGORY: return "the cart has goods that the code leaves out";
        case LTY_E_CODE_ELIGIBILITY: return "the code is for other customers";
        case LTY_E_CODE_BUDGET: return "the offer is used up";
        default: return "invalid code";
    }
}

PHP_METHOD(Loyalty_CouponException, publicMessage)
{
    zval space;

    ZEND_PARSE_PARAMETERS_NONE();

    const zval *code = zend_read_property(zend_ce_exception, Z_OBJ_P(ZEND_THIS), ZEND_STRL("code"), true, &space);

    RETURN_STRING(php_lty_public_text(Z_TYPE_P(code) == IS_LONG ? (lty_status) Z_LVAL_P(code) : LTY_E_CODE_TAG));
}
