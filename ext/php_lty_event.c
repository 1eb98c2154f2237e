/* Loyalty\Event: a record. Its named constructors only say which argument is which member; php_lty_event_draft.c does the rest. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_enum.h"
#include "Zend/zend_exceptions.h"

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
    const zval *id = php_lty_record_get(object, PHP_LTY_EVENT_ID);
    const zval *type = php_lty_record_get(object, PHP_LTY_EVENT_TYPE);
    const zval *customer = php_lty_record_get(object, PHP_LTY_EVENT_CUSTOMER);
    const zval *at = php_lty_record_get(object, PHP_LTY_EVENT_AT);
    const zval *payload = php_lty_record_get(object, PHP_LTY_EVENT_PAYLOAD);
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

    const zval *type = php_lty_record_get(object, PHP_LTY_EVENT_TYPE);
    if (Z_TYPE_P(type) != IS_OBJECT) {
        php_lty_throw_uninitialized(object);
        RETURN_THROWS();
    }
    static const struct {
        const char *name;
        uint32_t slot;
    } members[] = {{"id", PHP_LTY_EVENT_ID}, {"type", PHP_LTY_EVENT_TYPE}, {"customer", PHP_LTY_EVENT_CUSTOMER}, {"at", PHP_LTY_EVENT_AT},
        {"payload", PHP_LTY_EVENT_PAYLOAD}};

    array_init_size(return_value, 5);
    for (size_t i = 0; i < 5; i++) {
        zval value;

        ZVAL_COPY(&value,
            members[i].slot == PHP_LTY_EVENT_TYPE ? zend_enum_fetch_case_value(Z_OBJ_P(type))
                                                  : php_lty_record_get(object, members[i].slot));
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
    for (uint32_t slot = PHP_LTY_EVENT_ID; slot <= PHP_LTY_EVENT_PAYLOAD; slot++) {
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

    if (Z_TYPE_P(php_lty_record_get(Z_OBJ_P(ZEND_THIS), PHP_LTY_EVENT_ID)) != IS_UNDEF) {
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
