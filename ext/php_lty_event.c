/*
 * Loyalty\Event: a record. Its named constructors fill a core event, let the core write the payload and the id, and have both read
 * again by lty_event_parse: the rules are there, and a problem is told by the argument from which the member came.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_problem.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_enum.h"
#include "Zend/zend_exceptions.h"

enum { SLOT_ID, SLOT_TYPE, SLOT_CUSTOMER, SLOT_AT, SLOT_PAYLOAD };

/* The argument from which a member of the payload comes. */
typedef struct php_lty_event_argument {
    const char *pointer;
    uint32_t arg;
} php_lty_event_argument;

/* An event while it is made. */
typedef struct php_lty_event_draft {
    lty_event event;
    lty_arena arena;
    lty_problems problems;
    lty_buffer id;
    lty_buffer payload;
    zend_string *customer; /* NULL = anonymous */
    zend_string *object;   /* a number as text */
    bool failed;           /* an exception is there */
} php_lty_event_draft;

static void php_lty_event_begin(php_lty_event_draft *draft, lty_event_type type)
{
    memset(draft, 0, sizeof *draft);
    draft->event.type = type;
    lty_arena_init(&draft->arena, &php_lty_request_alloc);
    lty_problems_init(&draft->problems, &draft->arena);
    lty_buffer_init(&draft->id, &php_lty_request_alloc);
    lty_buffer_init(&draft->payload, &php_lty_request_alloc);
}

static void php_lty_event_end(php_lty_event_draft *draft)
{
    lty_buffer_destroy(&draft->id);
    lty_buffer_destroy(&draft->payload);
    lty_arena_destroy(&draft->arena);
    if (draft->customer != NULL) {
        zend_string_release(draft->customer);
    }
    if (draft->object != NULL) {
        zend_string_release(draft->object);
    }
}

static void php_lty_event_write(zval *out, const lty_event *event, lty_text payload)
{
    zend_object *object;
    zval value;

    object_init_ex(out, lty_ce_event);
    object = Z_OBJ_P(out);
    ZVAL_STRINGL(&value, event->id.bytes, event->id.len);
    php_lty_record_set(object, SLOT_ID, &value);
    ZVAL_OBJ_COPY(&value, php_lty_enum_case(lty_ce_event_type, (int) event->type));
    php_lty_record_set(object, SLOT_TYPE, &value);
    ZVAL_NULL(&value);
    if (event->customer.len > 0) {
        ZVAL_STRINGL(&value, event->customer.bytes, event->customer.len);
    }
    php_lty_record_set(object, SLOT_CUSTOMER, &value);
    ZVAL_LONG(&value, (zend_long) event->at_s);
    php_lty_record_set(object, SLOT_AT, &value);
    ZVAL_STRINGL(&value, payload.bytes, payload.len);
    php_lty_record_set(object, SLOT_PAYLOAD, &value);
}

/* Text of an argument: not empty where least is 1, at most 191 bytes (1000 for reasons), UTF-8. */
static lty_text php_lty_event_text(php_lty_event_draft *draft, const zend_string *text, size_t least, size_t most, uint32_t arg)
{
    if (!draft->failed && (ZSTR_LEN(text) < least || ZSTR_LEN(text) > most || !lty_utf8_valid(ZSTR_VAL(text), ZSTR_LEN(text)))) {
        zend_argument_value_error(arg, "must be %zu to %zu bytes of UTF-8", least, most);
        draft->failed = true;
    }
    return php_lty_text(text);
}

/* The object that the event is about, a text or a number; kept by the draft. */
static lty_text php_lty_event_object(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg)
{
    draft->object = text == NULL ? zend_long_to_str(number) : zend_string_copy(text);
    return php_lty_event_text(draft, draft->object, 1, LTY_EVENT_TEXT_MAX, arg);
}

static void php_lty_event_customer(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg)
{
    if (draft->failed) {
        return;
    }
    draft->customer = php_lty_key(text, number, arg);
    draft->failed = draft->customer == NULL;
    if (!draft->failed) {
        draft->event.customer = php_lty_text(draft->customer);
    }
}

static void php_lty_event_at(php_lty_event_draft *draft, zend_object *date, zend_long seconds, uint32_t arg)
{
    draft->failed = draft->failed || php_lty_instant(&draft->event.at_s, date, seconds, arg) == FAILURE;
}

static void php_lty_event_money(php_lty_event_draft *draft, zend_object *object)
{
    lty_money money;

    draft->failed = draft->failed || !php_lty_money_read(&money, object);
    if (!draft->failed) {
        draft->event.amount_minor = money.minor;
        memcpy(draft->event.currency, money.code, sizeof draft->event.currency);
    }
}

/* Types only; what the values may be is the core's to say. */
static bool php_lty_event_line(lty_event_line *line, HashTable *data, zend_ulong index, uint32_t arg)
{
    zend_string *key;
    zval *value;
    bool sku = false, quantity = false, amount = false;

    ZEND_HASH_FOREACH_STR_KEY_VAL (data, key, value) {
        ZVAL_DEREF(value);
        const char *expected = NULL;

        if (key == NULL) {
            zend_argument_value_error(arg, "must have only named members in line " ZEND_ULONG_FMT, index);
            return false;
        }
        if (zend_string_equals_literal(key, "sku") || zend_string_equals_literal(key, "category")) {
            if (Z_TYPE_P(value) != IS_STRING || !lty_utf8_valid(Z_STRVAL_P(value), Z_STRLEN_P(value))) {
                expected = "a string of UTF-8";
            } else if (zend_string_equals_literal(key, "sku")) {
                line->sku = php_lty_text(Z_STR_P(value));
                sku = true;
            } else {
                line->category = php_lty_text(Z_STR_P(value));
            }
        } else if (zend_string_equals_literal(key, "quantity") || zend_string_equals_literal(key, "amount")) {
            if (Z_TYPE_P(value) != IS_LONG) {
                expected = "an int";
            } else if (zend_string_equals_literal(key, "amount")) {
                line->amount_minor = Z_LVAL_P(value);
                amount = true;
            } else {
                line->quantity = Z_LVAL_P(value);
                quantity = true;
            }
        } else if (zend_string_equals_literal(key, "sale")) {
            if (Z_TYPE_P(value) != IS_TRUE && Z_TYPE_P(value) != IS_FALSE) {
                expected = "a bool";
            }
            line->sale = Z_TYPE_P(value) == IS_TRUE;
        } else {
            zend_argument_value_error(arg, "must not have \"%s\" in line " ZEND_ULONG_FMT, ZSTR_VAL(key), index);
            return false;
        }
        if (expected != NULL) {
            zend_argument_value_error(arg, "must have %s as \"%s\" in line " ZEND_ULONG_FMT, expected, ZSTR_VAL(key), index);
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    if (!sku || !quantity || !amount) {
        zend_argument_value_error(arg, "must have \"%s\" in line " ZEND_ULONG_FMT, !sku ? "sku" : !quantity ? "quantity" : "amount", index);
        return false;
    }
    return true;
}

static void php_lty_event_lines(php_lty_event_draft *draft, HashTable *array, uint32_t arg)
{
    const uint32_t count = array == NULL ? 0 : zend_hash_num_elements(array);
    zval *value;

    if (draft->failed || count == 0) {
        return;
    }
    if (!zend_array_is_list(array)) {
        zend_argument_value_error(arg, "must be a list");
        draft->failed = true;
        return;
    }
    lty_event_line *lines = lty_arena_zero(&draft->arena, count, sizeof *lines);
    draft->event.lines = lines;
    ZEND_HASH_FOREACH_VAL (array, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_ARRAY) {
            zend_argument_value_error(arg, "must have an array as line %zu", draft->event.line_count);
            draft->failed = true;
            return;
        }
        if (!php_lty_event_line(&lines[draft->event.line_count], Z_ARRVAL_P(value), draft->event.line_count, arg)) {
            draft->failed = true;
            return;
        }
        draft->event.line_count++;
    }
    ZEND_HASH_FOREACH_END();
}

static bool php_lty_event_begins(lty_text text, const char *prefix)
{
    const size_t len = strlen(prefix);

    return text.len >= len && memcmp(text.bytes, prefix, len) == 0 && (text.len == len || text.bytes[len] == '/');
}

static void php_lty_event_throw(const lty_problems *problems, const php_lty_event_argument *arguments)
{
    const lty_problem *first = &problems->items[0];
    const php_lty_event_argument *argument = arguments;

    while (argument->pointer != NULL && !php_lty_event_begins(first->pointer, argument->pointer)) {
        argument++;
    }
    if (argument->pointer == NULL) { /* the whole id: the object's part is the long one */
        zend_argument_value_error(2, "must leave the event's id within %d bytes", LTY_EVENT_ID_MAX);
        return;
    }
    const bool whole = strlen(argument->pointer) == first->pointer.len;

    zend_argument_value_error(argument->arg, "must be %.*s%s%.*s, %.*s given", (int) first->expected.len, first->expected.bytes,
        whole ? "" : " at ", whole ? 0 : (int) first->pointer.len, first->pointer.bytes, (int) first->found.len, first->found.bytes);
}

/* The end of every named constructor: writes payload and id, has them read by the core, makes the object. */
static void php_lty_event_finish(zval *out, php_lty_event_draft *draft, lty_text source, const char *kind, lty_text object,
    lty_text revision, const php_lty_event_argument *arguments)
{
    lty_event event;

    if (draft->failed) {
        return;
    }
    lty_event_write(&draft->payload, &draft->event);
    if (lty_event_id(&draft->id, source, kind, object, revision) != LTY_OK) {
        php_lty_throw(LTY_E_EVENT);
        return;
    }
    const char *type = lty_event_type_name(draft->event.type);
    const lty_status status = lty_event_parse(&event, lty_buffer_view(&draft->id), (lty_text){type, strlen(type)}, draft->event.customer,
        draft->event.at_s, lty_buffer_view(&draft->payload), &draft->arena, &draft->problems);

    if (status == LTY_E_EVENT && draft->problems.count > 0) {
        php_lty_event_throw(&draft->problems, arguments);
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    } else {
        php_lty_event_write(out, &event, event.payload);
    }
}

/* A number as a part of an id. */
static lty_text php_lty_event_number(char out[MAX_LENGTH_OF_LONG], zend_long number)
{
    const int len = snprintf(out, MAX_LENGTH_OF_LONG, ZEND_LONG_FMT, number);

    return (lty_text){out, (size_t) len};
}

PHP_METHOD(Loyalty_Event, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private: reflection refuses it too, and there is nothing to fill */
}

PHP_METHOD(Loyalty_Event, order)
{
    static const php_lty_event_argument arguments[] = {
        {"/order", 2}, {"/revision", 3}, {"/condition", 6}, {"/amount", 7}, {"/currency", 7}, {"/lines", 8}, {NULL, 0}};
    zend_string *source, *order = NULL, *customer = NULL;
    zend_object *date = NULL, *condition, *total;
    zend_long revision, number = 0, customer_number = 0, seconds = 0;
    bool anonymous = false;
    HashTable *lines = NULL;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(7, 8)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(order, number)
        Z_PARAM_LONG(revision)
        Z_PARAM_STR_OR_LONG_OR_NULL(customer, customer_number, anonymous)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(condition, lty_ce_order_condition)
        Z_PARAM_OBJ_OF_CLASS(total, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(lines)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_ORDER);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, order, number, 2);
    draft.event.revision = revision;
    if (!anonymous) {
        php_lty_event_customer(&draft, customer, customer_number, 4);
    }
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.condition = (lty_order_condition) php_lty_enum_value(condition);
    php_lty_event_money(&draft, total);
    php_lty_event_lines(&draft, lines, 8);
    php_lty_event_finish(
        return_value, &draft, php_lty_text(source), "order", draft.event.object, php_lty_event_number(digits, revision), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, refund)
{
    static const php_lty_event_argument arguments[] = {{"/order", 3}, {"/amount", 6}, {"/currency", 6}, {"/lines", 7}, {NULL, 0}};
    zend_string *source, *refund = NULL, *order = NULL, *customer = NULL, *order_text = NULL;
    zend_object *date = NULL, *amount;
    zend_long number = 0, order_number = 0, customer_number = 0, seconds = 0;
    bool anonymous = false, unmatched = false;
    HashTable *lines = NULL;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 7)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(refund, number)
        Z_PARAM_STR_OR_LONG_OR_NULL(order, order_number, unmatched)
        Z_PARAM_STR_OR_LONG_OR_NULL(customer, customer_number, anonymous)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(amount, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(lines)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_REFUND);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text object = php_lty_event_object(&draft, refund, number, 2);
    if (!unmatched) {
        order_text = order == NULL ? zend_long_to_str(order_number) : zend_string_copy(order);
        draft.event.object = php_lty_event_text(&draft, order_text, 1, LTY_EVENT_TEXT_MAX, 3);
    }
    if (!anonymous) {
        php_lty_event_customer(&draft, customer, customer_number, 4);
    }
    php_lty_event_at(&draft, date, seconds, 5);
    php_lty_event_money(&draft, amount);
    php_lty_event_lines(&draft, lines, 7);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "refund", object, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
    if (order_text != NULL) {
        zend_string_release(order_text);
    }
}

PHP_METHOD(Loyalty_Event, pointsSpent)
{
    static const php_lty_event_argument arguments[] = {{"/for", 2}, {"/points", 5}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0, points;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_LONG(points)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_POINTS_SPENT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.points = points;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "spent", draft.event.object, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, pointsAdjusted)
{
    static const php_lty_event_argument arguments[] = {{"/points", 5}, {"/reason", 6}, {"/author", 7}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *reason, *author;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0, points;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(7, 7)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_LONG(points)
        Z_PARAM_STR(reason)
        Z_PARAM_STR(author)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_POINTS_ADJUSTED);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.points = points;
    draft.event.value = php_lty_event_text(&draft, reason, 1, LTY_EVENT_REASON_MAX, 6);
    draft.event.author = php_lty_event_text(&draft, author, 1, LTY_EVENT_TEXT_MAX, 7);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "adjusted", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, openingBalance)
{
    static const php_lty_event_argument arguments[] = {{"/points", 4}, {NULL, 0}};
    zend_string *source, *customer = NULL;
    zend_object *date = NULL;
    zend_long customer_number = 0, seconds = 0, points;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_LONG(points)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_OPENING_BALANCE);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    php_lty_event_customer(&draft, customer, customer_number, 2);
    php_lty_event_at(&draft, date, seconds, 3);
    draft.event.points = points;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "opening", draft.event.customer, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, consent)
{
    static const php_lty_event_argument arguments[] = {{"/channel", 5}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL;
    zend_object *date = NULL, *channel;
    zend_long number = 0, customer_number = 0, seconds = 0;
    bool given;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(channel, lty_ce_channel)
        Z_PARAM_BOOL(given)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_CONSENT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.value = php_lty_text(Z_STR_P(zend_enum_fetch_case_value(channel)));
    draft.event.given = given;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "consent", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

/* Birthday and gender have no object of their own: the id is the customer's at that instant, so a correction is another event. */
static void php_lty_event_person(INTERNAL_FUNCTION_PARAMETERS, lty_event_type type)
{
    static const php_lty_event_argument arguments[] = {{"/date", 4}, {"/gender", 4}, {NULL, 0}};
    zend_string *source, *customer = NULL, *value;
    zend_object *date = NULL;
    zend_long customer_number = 0, seconds = 0;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR(value)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, type);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    php_lty_event_customer(&draft, customer, customer_number, 2);
    php_lty_event_at(&draft, date, seconds, 3);
    draft.event.value = php_lty_event_text(&draft, value, 1, LTY_EVENT_TEXT_MAX, 4);
    if (!draft.failed && type == LTY_EVENT_BIRTHDAY && lty_day_parse(&draft.event.day, draft.event.value) != LTY_OK) {
        zend_argument_value_error(4, "must be a date such as 1984-02-29");
        draft.failed = true;
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), lty_event_type_name(type), draft.event.customer,
        php_lty_event_number(digits, (zend_long) draft.event.at_s), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, birthday)
{
    php_lty_event_person(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_BIRTHDAY);
}

PHP_METHOD(Loyalty_Event, gender)
{
    php_lty_event_person(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_GENDER);
}

PHP_METHOD(Loyalty_Event, visit)
{
    static const php_lty_event_argument arguments[] = {{NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_VISIT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "visit", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, couponRedeemed)
{
    static const php_lty_event_argument arguments[] = {{"/order", 2}, {"/campaign", 5}, {"/serial", 6}, {NULL, 0}};
    zend_string *source, *order = NULL, *customer = NULL, *campaign;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0, serial;
    bool anonymous = false;
    php_lty_event_draft draft;
    lty_buffer coupon;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(order, number)
        Z_PARAM_STR_OR_LONG_OR_NULL(customer, customer_number, anonymous)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR(campaign)
        Z_PARAM_LONG(serial)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_COUPON_REDEEMED);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, order, number, 2);
    if (!anonymous) {
        php_lty_event_customer(&draft, customer, customer_number, 3);
    }
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.value = php_lty_event_text(&draft, campaign, 1, LTY_EVENT_TEXT_MAX, 5);
    draft.event.serial = serial;
    /* An order may redeem several codes, and a code with many uses several orders: both are in the id. */
    lty_buffer_init(&coupon, &php_lty_request_alloc);
    lty_buffer_text(&coupon, draft.event.value);
    lty_buffer_string(&coupon, "-");
    lty_buffer_text(&coupon, php_lty_event_number(digits, serial));
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "coupon", draft.event.object, lty_buffer_view(&coupon), arguments);
    lty_buffer_destroy(&coupon);
    php_lty_event_end(&draft);
}

/* Reads a stored row and makes it canonical; *status says whether it was right, draft->problems what is wrong. */
static lty_status php_lty_event_row(zval *out, php_lty_event_draft *draft, const zend_string *id, const zend_string *type,
    const zend_string *customer, zend_long at, const zend_string *payload)
{
    lty_event event;
    const lty_text key = customer == NULL ? (lty_text){NULL, 0} : php_lty_text(customer);
    const lty_status status =
        lty_event_parse(&event, php_lty_text(id), php_lty_text(type), key, at, php_lty_text(payload), &draft->arena, &draft->problems);

    if (status == LTY_OK) {
        lty_event_write(&draft->payload, &event);
        php_lty_event_write(out, &event, lty_buffer_view(&draft->payload));
    }
    return status;
}

PHP_METHOD(Loyalty_Event, fromRow)
{
    zend_string *id, *type, *customer, *payload;
    zend_long at;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(id)
        Z_PARAM_STR(type)
        Z_PARAM_STR_OR_NULL(customer)
        Z_PARAM_LONG(at)
        Z_PARAM_STR(payload)
    ZEND_PARSE_PARAMETERS_END();

    if (customer != NULL && ZSTR_LEN(customer) == 0) {
        zend_argument_value_error(3, "must be 1 to %d bytes of UTF-8, or null", LTY_EVENT_TEXT_MAX);
        RETURN_THROWS();
    }
    php_lty_event_begin(&draft, (lty_event_type) 0);
    const lty_status status = php_lty_event_row(return_value, &draft, id, type, customer, at, payload);
    if (status != LTY_OK && draft.problems.count > 0) {
        const lty_problem *first = &draft.problems.items[0];
        const bool named = ZSTR_LEN(id) <= LTY_EVENT_ID_MAX && lty_utf8_valid(ZSTR_VAL(id), ZSTR_LEN(id));

        php_lty_throw_text(status, "event \"%s\"%s%.*s: found %.*s, expected %.*s", named ? ZSTR_VAL(id) : "?",
            first->pointer.len == 0 ? "" : ", ", (int) first->pointer.len, first->pointer.len == 0 ? "" : first->pointer.bytes,
            (int) first->found.len, first->found.bytes, (int) first->expected.len, first->expected.bytes);
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    }
    php_lty_event_end(&draft);
}

bool php_lty_event_read(lty_event *out, zend_object *object, lty_arena *arena)
{
    const zval *id = php_lty_record_get(object, SLOT_ID);
    const zval *type = php_lty_record_get(object, SLOT_TYPE);
    const zval *customer = php_lty_record_get(object, SLOT_CUSTOMER);
    const zval *at = php_lty_record_get(object, SLOT_AT);
    const zval *payload = php_lty_record_get(object, SLOT_PAYLOAD);
    lty_problems problems;

    if (Z_TYPE_P(id) != IS_STRING || Z_TYPE_P(type) != IS_OBJECT || Z_TYPE_P(at) != IS_LONG || Z_TYPE_P(payload) != IS_STRING) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    lty_problems_init(&problems, arena);
    const char *name = lty_event_type_name((lty_event_type) php_lty_enum_value(Z_OBJ_P(type)));
    const lty_text key = Z_TYPE_P(customer) == IS_STRING ? php_lty_text(Z_STR_P(customer)) : (lty_text){NULL, 0};
    const lty_status status = lty_event_parse(out, php_lty_text(Z_STR_P(id)), (lty_text){name, strlen(name)}, key, Z_LVAL_P(at),
        php_lty_text(Z_STR_P(payload)), arena, &problems);

    if (status != LTY_OK) {
        php_lty_throw(status);
    }
    return status == LTY_OK;
}

static void php_lty_event_export(INTERNAL_FUNCTION_PARAMETERS)
{
    zend_object *object = Z_OBJ_P(ZEND_THIS);

    ZEND_PARSE_PARAMETERS_NONE();

    const zval *type = php_lty_record_get(object, SLOT_TYPE);
    if (Z_TYPE_P(type) != IS_OBJECT) {
        php_lty_throw_uninitialized(object);
        RETURN_THROWS();
    }
    static const struct {
        const char *name;
        uint32_t slot;
    } members[] = {{"id", SLOT_ID}, {"type", SLOT_TYPE}, {"customer", SLOT_CUSTOMER}, {"at", SLOT_AT}, {"payload", SLOT_PAYLOAD}};

    array_init_size(return_value, 5);
    for (size_t i = 0; i < 5; i++) {
        zval value;

        ZVAL_COPY(
            &value, members[i].slot == SLOT_TYPE ? zend_enum_fetch_case_value(Z_OBJ_P(type)) : php_lty_record_get(object, members[i].slot));
        zend_hash_str_add_new(Z_ARRVAL_P(return_value), members[i].name, strlen(members[i].name), &value);
    }
}

PHP_METHOD(Loyalty_Event, jsonSerialize)
{
    php_lty_event_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_Event, __serialize)
{
    php_lty_event_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

/* Moves the properties of a checked event into the object that unserialize() made. */
static void php_lty_event_take(zend_object *to, zval *from)
{
    for (uint32_t slot = SLOT_ID; slot <= SLOT_PAYLOAD; slot++) {
        zval value;

        ZVAL_COPY(&value, php_lty_record_get(Z_OBJ_P(from), slot));
        php_lty_record_set(to, slot, &value);
    }
    zval_ptr_dtor(from);
}

PHP_METHOD(Loyalty_Event, __unserialize)
{
    HashTable *data;
    php_lty_event_draft draft;
    zval event;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (Z_TYPE_P(php_lty_record_get(Z_OBJ_P(ZEND_THIS), SLOT_ID)) != IS_UNDEF) {
        php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    const zval *id = zend_hash_str_find_deref(data, ZEND_STRL("id"));
    const zval *type = zend_hash_str_find_deref(data, ZEND_STRL("type"));
    const zval *customer = zend_hash_str_find_deref(data, ZEND_STRL("customer"));
    const zval *at = zend_hash_str_find_deref(data, ZEND_STRL("at"));
    const zval *payload = zend_hash_str_find_deref(data, ZEND_STRL("payload"));
    const bool typed = zend_hash_num_elements(data) == 5 && id != NULL && Z_TYPE_P(id) == IS_STRING && type != NULL
        && Z_TYPE_P(type) == IS_STRING && customer != NULL
        && (Z_TYPE_P(customer) == IS_NULL || (Z_TYPE_P(customer) == IS_STRING && Z_STRLEN_P(customer) > 0)) && at != NULL
        && Z_TYPE_P(at) == IS_LONG && payload != NULL && Z_TYPE_P(payload) == IS_STRING;

    php_lty_event_begin(&draft, (lty_event_type) 0);
    if (typed
        && php_lty_event_row(&event, &draft, Z_STR_P(id), Z_STR_P(type), Z_TYPE_P(customer) == IS_NULL ? NULL : Z_STR_P(customer),
               Z_LVAL_P(at), Z_STR_P(payload))
            == LTY_OK) {
        php_lty_event_take(Z_OBJ_P(ZEND_THIS), &event);
    } else {
        php_lty_throw_unserialize(lty_ce_event);
    }
    php_lty_event_end(&draft);
}
