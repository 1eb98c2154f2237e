/* Events of who a customer is and what one does beside buying. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_enum.h"

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

static void php_lty_event_day(php_lty_event_draft *draft, lty_text text, uint32_t arg)
{
    if (!draft->failed && lty_day_parse(&draft->event.day, text) != LTY_OK) {
        zend_argument_value_error(arg, "must be a date such as 1984-02-29");
        draft->failed = true;
    }
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
    if (type == LTY_EVENT_BIRTHDAY) {
        php_lty_event_day(&draft, draft.event.value, 4);
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

/* "<customer>:<child>" or "<customer>:<topic>" as one part of an id: a colon of the customer's own is escaped, and so is what escapes it. */
static void php_lty_event_of(lty_buffer *out, lty_text customer, lty_text what)
{
    for (size_t i = 0; i < customer.len; i++) {
        const char byte = customer.bytes[i];

        if (byte == ':' || byte == '%') {
            lty_buffer_string(out, byte == ':' ? "%3A" : "%25");
        } else {
            lty_buffer_append(out, &byte, 1);
        }
    }
    lty_buffer_string(out, ":");
    lty_buffer_text(out, what);
}

/* What a customer tells of a child or a topic at an instant is one event: its id says all three. */
static void php_lty_event_told(
    zval *out, php_lty_event_draft *draft, const zend_string *source, const char *kind, const php_lty_event_argument *arguments)
{
    lty_buffer object;
    char digits[MAX_LENGTH_OF_LONG];

    lty_buffer_init(&object, &php_lty_request_alloc);
    php_lty_event_of(&object, draft->event.customer, draft->event.object);
    php_lty_event_finish(out, draft, php_lty_text(source), kind, lty_buffer_view(&object),
        php_lty_event_number(digits, (zend_long) draft->event.at_s), arguments);
    lty_buffer_destroy(&object);
    php_lty_event_end(draft);
}

PHP_METHOD(Loyalty_Event, childBirthday)
{
    static const php_lty_event_argument arguments[] = {{"/child", 3}, {"/date", 5}, {NULL, 0}};
    zend_string *source, *customer = NULL, *child = NULL, *day;
    zend_object *date = NULL;
    zend_long customer_number = 0, child_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        Z_PARAM_STR_OR_LONG(child, child_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR(day)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_CHILD_BIRTHDAY);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    php_lty_event_customer(&draft, customer, customer_number, 2);
    draft.event.object = php_lty_event_object(&draft, child, child_number, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    php_lty_event_day(&draft, php_lty_text(day), 5);
    php_lty_event_told(return_value, &draft, source, "child", arguments);
}

PHP_METHOD(Loyalty_Event, preference)
{
    static const php_lty_event_argument arguments[] = {{"/topic", 3}, {NULL, 0}};
    zend_string *source, *customer = NULL, *topic;
    zend_object *date = NULL;
    zend_long customer_number = 0, seconds = 0;
    bool wanted;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        Z_PARAM_STR(topic)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_BOOL(wanted)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_PREFERENCE);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    php_lty_event_customer(&draft, customer, customer_number, 2);
    draft.event.object = php_lty_event_text(&draft, topic, 1, LTY_EVENT_TEXT_MAX, 3);
    php_lty_event_at(&draft, date, seconds, 4);
    draft.event.given = wanted;
    php_lty_event_told(return_value, &draft, source, "preference", arguments);
}

PHP_METHOD(Loyalty_Event, signUp)
{
    static const php_lty_event_argument arguments[] = {{NULL, 0}};
    zend_string *source, *customer = NULL;
    zend_object *date = NULL;
    zend_long customer_number = 0, seconds = 0;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_SIGN_UP);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    php_lty_event_customer(&draft, customer, customer_number, 2);
    php_lty_event_at(&draft, date, seconds, 3);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "sign_up", draft.event.customer, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

/* What a customer does by itself: an object, and for some what it was about. */
typedef struct php_lty_deed {
    lty_event_type type;
    zend_string *source, *object, *customer, *about;
    zend_object *date;
    zend_long number, customer_number, seconds;
} php_lty_deed;

static void php_lty_event_done(zval *return_value, const php_lty_deed *deed, bool about_empty)
{
    static const php_lty_event_argument arguments[] = {{"/sku", 5}, {"/survey", 5}, {"/contest", 5}, {NULL, 0}};
    php_lty_event_draft draft;

    php_lty_event_begin(&draft, deed->type);
    (void) php_lty_event_text(&draft, deed->source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, deed->object, deed->number, 2);
    php_lty_event_customer(&draft, deed->customer, deed->customer_number, 3);
    php_lty_event_at(&draft, deed->date, deed->seconds, 4);
    if (deed->about != NULL) {
        draft.event.object = php_lty_event_text(&draft, deed->about, about_empty ? 0 : 1, LTY_EVENT_TEXT_MAX, 5);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(deed->source), lty_event_type_name(deed->type), text, LTY_TEXT("1"), arguments);
    php_lty_event_end(&draft);
}

/* What it was about may be left out. */
static void php_lty_event_deed(INTERNAL_FUNCTION_PARAMETERS, lty_event_type type)
{
    php_lty_deed deed = {.type = type};

    ZEND_PARSE_PARAMETERS_START(4, 5)
        Z_PARAM_STR(deed.source)
        Z_PARAM_STR_OR_LONG(deed.object, deed.number)
        Z_PARAM_STR_OR_LONG(deed.customer, deed.customer_number)
        PHP_LTY_PARAM_INSTANT(deed.date, deed.seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(deed.about)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_done(return_value, &deed, true);
}

/* The same where it has to be said. */
static void php_lty_event_deed_about(INTERNAL_FUNCTION_PARAMETERS, lty_event_type type)
{
    php_lty_deed deed = {.type = type};

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(deed.source)
        Z_PARAM_STR_OR_LONG(deed.object, deed.number)
        Z_PARAM_STR_OR_LONG(deed.customer, deed.customer_number)
        PHP_LTY_PARAM_INSTANT(deed.date, deed.seconds)
        Z_PARAM_STR(deed.about)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_done(return_value, &deed, false);
}

PHP_METHOD(Loyalty_Event, review)
{
    php_lty_event_deed(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_REVIEW);
}

PHP_METHOD(Loyalty_Event, survey)
{
    php_lty_event_deed_about(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_SURVEY);
}

PHP_METHOD(Loyalty_Event, contest)
{
    php_lty_event_deed_about(INTERNAL_FUNCTION_PARAM_PASSTHRU, LTY_EVENT_CONTEST);
}

PHP_METHOD(Loyalty_Event, referral)
{
    static const php_lty_event_argument arguments[] = {
        {"/revision", 3}, {"/condition", 6}, {"/other", 7}, {"/invited", 8}, {"/reason", 9}, {"/order", 10}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *other = NULL, *reason = NULL, *order = NULL;
    zend_object *date = NULL, *condition;
    zend_long number = 0, revision, customer_number = 0, seconds = 0, other_number = 0, order_number = 0;
    bool invited, no_order = true;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(8, 10)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_LONG(revision)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(condition, lty_ce_referral_condition)
        Z_PARAM_STR_OR_LONG(other, other_number)
        Z_PARAM_BOOL(invited)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(reason)
        Z_PARAM_STR_OR_LONG_OR_NULL(order, order_number, no_order)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_REFERRAL);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    draft.event.revision = revision;
    php_lty_event_customer(&draft, customer, customer_number, 4);
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.condition = php_lty_enum_value(condition);
    draft.event.object = php_lty_event_object(&draft, other, other_number, 7);
    draft.event.given = invited;
    if (reason != NULL) {
        draft.event.reason = php_lty_event_text(&draft, reason, 0, LTY_EVENT_REASON_MAX, 9);
    }
    if (!no_order) {
        draft.event.order = php_lty_event_object(&draft, order, order_number, 10);
    }
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "referral", text, php_lty_event_number(digits, revision), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, identitiesLinked)
{
    static const php_lty_event_argument arguments[] = {{"/revision", 3}, {"/other", 6}, {"/linked", 7}, {NULL, 0}};
    zend_string *source, *object = NULL, *customer = NULL, *other = NULL;
    zend_object *date = NULL;
    zend_long number = 0, revision, customer_number = 0, seconds = 0, other_number = 0;
    bool linked = true;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(6, 7)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(object, number)
        Z_PARAM_LONG(revision)
        Z_PARAM_STR_OR_LONG(customer, customer_number)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_STR_OR_LONG(other, other_number)
        Z_PARAM_OPTIONAL
        Z_PARAM_BOOL(linked)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_IDENTITIES_LINKED);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text text = php_lty_event_object(&draft, object, number, 2);
    draft.event.revision = revision;
    php_lty_event_customer(&draft, customer, customer_number, 4);
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.object = php_lty_event_object(&draft, other, other_number, 6);
    draft.event.given = linked;
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "link", text, php_lty_event_number(digits, revision), arguments);
    php_lty_event_end(&draft);
}
