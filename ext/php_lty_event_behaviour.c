/* Events of what was looked at: visits, messages and what became of them; segments that a customer came into or left. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "ext/date/php_date.h"
#include "Zend/zend_enum.h"

PHP_METHOD(Loyalty_Event, visit)
{
    static const php_lty_event_argument arguments[] = {{"/via", 5}, {"/section", 6}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *via = NULL, *section = NULL;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(4, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(via)
        Z_PARAM_STR(section)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_VISIT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    if (via != NULL) {
        draft.event.value = php_lty_event_text(&draft, via, 0, LTY_EVENT_TEXT_MAX, 5);
    }
    if (section != NULL) {
        draft.event.section = php_lty_event_text(&draft, section, 0, LTY_EVENT_TEXT_MAX, 6);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "visit", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, messageSent)
{
    static const php_lty_event_argument arguments[] = {{"/delivery", 2}, {"/channel", 5}, {"/message", 6}, {NULL, 0}};
    zend_string *source, *delivery = NULL, *customer = NULL, *message;
    zend_object *date = NULL, *channel;
    zend_long number = 0, customer_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(delivery, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(channel, lty_ce_channel)
        Z_PARAM_STR(message)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_MESSAGE_SENT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, delivery, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.channel = php_lty_text(Z_STR_P(zend_enum_fetch_case_value(channel)));
    draft.event.value = php_lty_event_text(&draft, message, 1, LTY_EVENT_TEXT_MAX, 6);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "sent", draft.event.object, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

/* An opening or a click. */
static void php_lty_event_reading(INTERNAL_FUNCTION_PARAMETERS, lty_event_type type, const char *kind)
{
    static const php_lty_event_argument arguments[] = {{"/delivery", 3}, {"/channel", 6}, {"/message", 7}, {"/section", 8}, {NULL, 0}};
    zend_string *source, *object = NULL, *delivery = NULL, *customer = NULL, *message, *section = NULL;
    zend_object *date = NULL, *channel;
    zend_long number = 0, delivery_number = 0, customer_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(7, 8)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(delivery, delivery_number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(channel, lty_ce_channel)
        Z_PARAM_STR(message)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(section)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, type);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    draft.event.object = php_lty_event_object(&draft, delivery, delivery_number, 3);
    php_lty_event_customer(&draft, customer, customer_number, 4);
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.channel = php_lty_text(Z_STR_P(zend_enum_fetch_case_value(channel)));
    draft.event.value = php_lty_event_text(&draft, message, 1, LTY_EVENT_TEXT_MAX, 7);
    if (section != NULL) {
        draft.event.section = php_lty_event_text(&draft, section, 0, LTY_EVENT_TEXT_MAX, 8);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), kind, text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, messageOpened)
{
    php_lty_event_reading(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_MESSAGE_OPENED, "opened");
}

PHP_METHOD(Loyalty_Event, messageClicked)
{
    php_lty_event_reading(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_MESSAGE_CLICKED, "clicked");
}

PHP_METHOD(Loyalty_Event, segment)
{
    static const php_lty_event_argument arguments[] = {{"/segment", 5}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *segment;
    zend_object *date = NULL;
    zend_long number = 0, customer_number = 0, seconds = 0;
    bool entered;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 6)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR(segment)
        Z_PARAM_BOOL(entered)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_SEGMENT);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    php_lty_event_customer(&draft, customer, customer_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.object = php_lty_event_text(&draft, segment, 1, LTY_EVENT_KEY_MAX, 5);
    draft.event.given = entered;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "segment", text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}
