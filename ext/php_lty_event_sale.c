/* Events of what was bought: orders, refunds, redeemed coupons. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "ext/date/php_date.h"

PHP_METHOD(Loyalty_Event, order)
{
    static const php_lty_event_argument arguments[] = {{"/order", 2}, {"/revision", 3}, {"/condition", 6}, {"/amount", 7}, {"/currency", 7},
        {"/lines", 8}, {"/channel", 9}, {"/shipping", 10}, {"/tax", 11}, {"/by_points", 12}, {"/by_gift_card", 13}, {NULL, 0}};
    zend_string *source, *order = NULL, *customer = NULL, *channel = NULL;
    zend_object *date = NULL, *condition, *total, *shipping = NULL, *tax = NULL, *by_points = NULL, *by_card = NULL;
    zend_long revision, number = 0, customer_number = 0, seconds = 0;
    bool anonymous = false;
    HashTable *lines = NULL;
    php_lty_event_draft draft;
    char digits[MAX_LENGTH_OF_LONG];

    ZEND_PARSE_PARAMETERS_START(7, 13)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(order, number)
        Z_PARAM_LONG(revision)
        Z_PARAM_STR_OR_LONG_OR_NULL(customer, customer_number, anonymous)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(condition, lty_ce_order_condition)
        Z_PARAM_OBJ_OF_CLASS(total, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(lines)
        Z_PARAM_STR(channel)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(shipping, lty_ce_money)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(tax, lty_ce_money)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(by_points, lty_ce_money)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(by_card, lty_ce_money)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_ORDER);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    draft.event.object = php_lty_event_object(&draft, order, number, 2);
    draft.event.revision = revision;
    if (!anonymous) {
        php_lty_event_customer(&draft, customer, customer_number, 4);
    }
    php_lty_event_at(&draft, date, seconds, 5);
    draft.event.condition = php_lty_enum_value(condition);
    php_lty_event_money(&draft, total);
    php_lty_event_lines(&draft, lines, 8);
    if (channel != NULL) {
        draft.event.channel = php_lty_event_text(&draft, channel, 0, LTY_EVENT_TEXT_MAX, 9);
    }
    php_lty_event_part(&draft, &draft.event.shipping_minor, shipping);
    php_lty_event_part(&draft, &draft.event.tax_minor, tax);
    php_lty_event_part(&draft, &draft.event.by_points_minor, by_points);
    php_lty_event_part(&draft, &draft.event.by_card_minor, by_card);
    php_lty_event_finish(
        return_value, &draft, php_lty_text(source), "order", draft.event.object, php_lty_event_number(digits, revision), arguments);
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, refund)
{
    static const php_lty_event_argument arguments[] = {
        {"/order", 3}, {"/amount", 6}, {"/currency", 6}, {"/lines", 7}, {"/shipping", 8}, {NULL, 0}};
    zend_string *source, *refund = NULL, *order = NULL, *customer = NULL;
    zend_object *date = NULL, *amount, *shipping = NULL;
    zend_long number = 0, order_number = 0, customer_number = 0, seconds = 0;
    bool anonymous = false, unmatched = false;
    HashTable *lines = NULL;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(6, 8)
        Z_PARAM_STR(source)
        Z_PARAM_STR_OR_LONG(refund, number)
        Z_PARAM_STR_OR_LONG_OR_NULL(order, order_number, unmatched)
        Z_PARAM_STR_OR_LONG_OR_NULL(customer, customer_number, anonymous)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OBJ_OF_CLASS(amount, lty_ce_money)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(lines)
        Z_PARAM_OBJ_OF_CLASS_OR_NULL(shipping, lty_ce_money)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, LTY_EVENT_REFUND);
    (void) php_lty_event_text(&draft, source, 1, LTY_EVENT_TEXT_MAX, 1);
    const lty_text object = php_lty_event_object(&draft, refund, number, 2);
    if (!unmatched) {
        draft.event.object = php_lty_event_object(&draft, order, order_number, 3);
    }
    if (!anonymous) {
        php_lty_event_customer(&draft, customer, customer_number, 4);
    }
    php_lty_event_at(&draft, date, seconds, 5);
    php_lty_event_money(&draft, amount);
    php_lty_event_lines(&draft, lines, 7);
    php_lty_event_part(&draft, &draft.event.shipping_minor, shipping);
    php_lty_event_finish(return_value, &draft, php_lty_text(source), "refund", object, LTY_TEXT("1"), arguments);
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
