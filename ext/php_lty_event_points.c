/* Events of what a customer has: points, a tier set by hand, booked services. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "lty_time.h"
#include "ext/date/php_date.h"

PHP_METHOD(Loyalty_Event, pointsSpent)
{
    static const php_lty_event_argument arguments[] = {{"/for", 2}, {"/points", 5}, {"/reward", 6}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *reward = NULL;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0, points;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(5, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_LONG(points)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(reward)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_POINTS_SPENT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.points = points;
    if (reward != NULL) {
        draft.event.value = php_lty_event_text(&draft, reward, 0, LTY_EVENT_KEY_MAX, 6);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "spent", draft.event.object, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, pointsRestored)
{
    static const php_lty_event_argument arguments[] = {{"/for", 3}, {"/points", 6}, {NULL, 0}};
    zend_string *source, *object = NULL, *spend = NULL, *customer = NULL;
    zend_object *date = NULL;
    zend_long number = 0, spend_number = 0, customer_number = 0, seconds = 0, points;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(spend, spend_number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_LONG(points)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_POINTS_RESTORED);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    draft.event.object = php_lty_event_object(&draft, spend, spend_number, 3);
    php_lty_event_customer(&draft, customer, customer_number, 4);
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.points = points;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "restored", text, LTY_TEXT("1"), arguments);
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
    draft.event.reason = php_lty_event_text(&draft, reason, 1, LTY_EVENT_REASON_MAX, 6);
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

PHP_METHOD(Loyalty_Event, tierSet)
{
    static const php_lty_event_argument arguments[] = {{"/tier", 5}, {"/reason", 6}, {"/author", 7}, {"/until", 8}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *tier, *reason, *author;
    zend_object *date = NULL, *until_date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0, until_seconds = 0;
    bool open = true;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(7, 8)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR(tier)
        Z_PARAM_STR(reason)
        Z_PARAM_STR(author)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(until_date, php_date_get_interface_ce(), until_seconds, open)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_TIER_SET);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.value = php_lty_event_text(&draft, tier, 1, LTY_EVENT_KEY_MAX, 5);
    draft.event.reason = php_lty_event_text(&draft, reason, 1, LTY_EVENT_REASON_MAX, 6);
    draft.event.author = php_lty_event_text(&draft, author, 1, LTY_EVENT_TEXT_MAX, 7);
    draft.event.until_s = LTY_TIME_NONE;
    if (!open && ZEND_NUM_ARGS() > 7) {
        php_lty_event_instant(&draft, &draft.event.until_s, until_date, until_seconds, 8);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "tier", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, service)
{
    static const php_lty_event_argument arguments[] = {
        {"/booking", 2}, {"/revision", 3}, {"/condition", 6}, {"/service", 7}, {"/units", 8}, {"/order", 9}, {"/sku", 10}, {NULL, 0}};
    zend_string *source, *booking = NULL, *customer = NULL, *service, *order = NULL, *sku = NULL;
    zend_object *date = NULL, *condition;
    zend_long number = 0, revision, customer_number = 0, seconds = 0, units = 1, order_number = 0;
    bool loose = true;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(7, 10)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(booking, number)
        Z_PARAM_LONG(revision)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(condition, lty_ce_service_condition)
        Z_PARAM_STR(service)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(units)
        Z_PARAM_STR_OR_LONG_OR_NULL(order, order_number, loose)
        Z_PARAM_STR(sku)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_SERVICE);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, booking, number, 2);
    draft.event.revision = revision;
    php_lty_event_customer(&draft, customer, customer_number, 4);
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.condition = php_lty_enum_value(condition);
    draft.event.value = php_lty_event_text(&draft, service, 1, LTY_EVENT_KEY_MAX, 7);
    draft.event.points = units;
    if (!loose) {
        draft.event.order = php_lty_event_object(&draft, order, order_number, 9);
    }
    if (sku != NULL) {
        draft.event.sku = php_lty_event_text(&draft, sku, 0, LTY_EVENT_TEXT_MAX, 10);
    }
    php_lty_event_finish(
        return_value, &draft, php_lty_text(source), "service", draft.event.object, php_lty_event_number(digits, revision), arguments);
    php_lty_event_end(&draft);
}
