/* What Programme::quote() answers with: Quote and the records in it. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "php_lty_quote.h"

/* Slots, in the order of the stub. */
enum {
    DISCOUNT_CODE,
    DISCOUNT_CAMPAIGN,
    DISCOUNT_KIND,
    DISCOUNT_AMOUNT,
    DISCOUNT_POINTS,
    DISCOUNT_LINES,
    DISCOUNT_SHIPPING,
    DISCOUNT_GIFT,
    DISCOUNT_GIFT_MISSING,
    DISCOUNT_OPENS,
    DISCOUNT_NET,
    DISCOUNT_GROSS
};
enum { REJECTED_CODE, REJECTED_REASON, REJECTED_MESSAGE, REJECTED_PUBLIC_MESSAGE };
enum { LINE_SKU, LINE_AMOUNT, LINE_DISCOUNT, LINE_TOTAL, LINE_POINTS, LINE_TAX, LINE_NET, LINE_GROSS };
enum { STEP_FIGURE, STEP_RULE, STEP_TEXT, STEP_VALUE };
enum {
    QUOTE_GOODS,
    QUOTE_SHIPPING,
    QUOTE_DISCOUNT,
    QUOTE_TOTAL,
    QUOTE_TAX,
    QUOTE_POINTS,
    QUOTE_SPENDABLE,
    QUOTE_SPENDABLE_WORTH,
    QUOTE_SPENT,
    QUOTE_SPENT_WORTH,
    QUOTE_REWARDS,
    QUOTE_LINES,
    QUOTE_DISCOUNTS,
    QUOTE_REJECTED,
    QUOTE_STEPS
};

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

/* Millionths are PrestaShop's way; null in others. */
static void php_lty_put_optional(zend_object *object, uint32_t slot, int64_t micro, bool has)
{
    zval value;

    if (has) {
        ZVAL_LONG(&value, micro);
    } else {
        ZVAL_NULL(&value);
    }
    php_lty_record_set(object, slot, &value);
}

static void php_lty_quote_lines(zval *out, const lty_cart *cart, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->line_count);
    for (size_t i = 0; i < quote->line_count; i++) {
        const lty_quote_line *line = &quote->lines[i];
        zval record;

        object_init_ex(&record, lty_ce_quote_line);
        php_lty_put_text(Z_OBJ(record), LINE_SKU, cart->lines[i].sku);
        php_lty_put_money(Z_OBJ(record), LINE_AMOUNT, line->amount_minor, cart->currency);
        php_lty_put_money(Z_OBJ(record), LINE_DISCOUNT, line->discount_minor, cart->currency);
        php_lty_put_money(Z_OBJ(record), LINE_TOTAL, line->total_minor, cart->currency);
        php_lty_put_long(Z_OBJ(record), LINE_POINTS, line->points);
        php_lty_put_money(Z_OBJ(record), LINE_TAX, line->tax_minor, cart->currency);
        php_lty_put_optional(Z_OBJ(record), LINE_NET, line->net_micro, line->net_micro >= 0);
        php_lty_put_optional(Z_OBJ(record), LINE_GROSS, line->gross_micro, line->gross_micro >= 0);
        add_next_index_zval(out, &record);
    }
}

/* By line; a discount that takes nothing off goods has a zero for each. */
static void php_lty_quote_discount_lines(zend_object *object, const int64_t *minor, size_t count)
{
    zval list;

    array_init_size(&list, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        add_next_index_long(&list, minor == NULL ? 0 : minor[i]);
    }
    php_lty_record_set(object, DISCOUNT_LINES, &list);
}

static void php_lty_quote_discount_opens(zend_object *object, const lty_text_list *skus)
{
    zval list;

    array_init_size(&list, (uint32_t) skus->count);
    for (size_t i = 0; i < skus->count; i++) {
        add_next_index_stringl(&list, skus->items[i].bytes, skus->items[i].len);
    }
    php_lty_record_set(object, DISCOUNT_OPENS, &list);
}

static void php_lty_quote_discount(zval *out, const lty_discount *discount, const lty_offer *offer, const lty_cart *cart, bool micro)
{
    zval value;

    object_init_ex(out, lty_ce_discount);

    zend_object *object = Z_OBJ_P(out);

    php_lty_put_text(object, DISCOUNT_CODE, offer->code);
    php_lty_put_text(object, DISCOUNT_CAMPAIGN, offer->campaign->key);
    php_lty_put_case(object, DISCOUNT_KIND, lty_ce_discount_kind, (int) offer->campaign->benefits[0].kind);
    php_lty_put_money(object, DISCOUNT_AMOUNT, discount->amount_minor, cart->currency);
    php_lty_put_long(object, DISCOUNT_POINTS, discount->points);
    php_lty_quote_discount_lines(object, discount->line_minor, cart->line_count);
    php_lty_put_money(object, DISCOUNT_SHIPPING, discount->shipping_minor, cart->currency);
    if (discount->gift.len > 0) {
        php_lty_put_text(object, DISCOUNT_GIFT, discount->gift);
    } else {
        ZVAL_NULL(&value);
        php_lty_record_set(object, DISCOUNT_GIFT, &value);
    }
    ZVAL_BOOL(&value, discount->gift_missing);
    php_lty_record_set(object, DISCOUNT_GIFT_MISSING, &value);
    php_lty_quote_discount_opens(object, &discount->opens);
    php_lty_put_optional(object, DISCOUNT_NET, discount->net_micro, micro);
    php_lty_put_optional(object, DISCOUNT_GROSS, discount->gross_micro, micro);
}

static void php_lty_quote_discounts(zval *out, const lty_cart *cart, const lty_quote *quote, bool micro)
{
    array_init_size(out, (uint32_t) quote->discount_count);
    for (size_t i = 0; i < quote->discount_count; i++) {
        zval record;

        php_lty_quote_discount(&record, &quote->discounts[i], &quote->offers[quote->discounts[i].offer], cart, micro);
        add_next_index_zval(out, &record);
    }
}

static void php_lty_quote_refusals(zval *out, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->refusal_count);
    for (size_t i = 0; i < quote->refusal_count; i++) {
        const lty_refusal *refusal = &quote->refusals[i];
        const char *standing = php_lty_public_text(refusal->reason);
        zval record;

        object_init_ex(&record, lty_ce_rejected_coupon);
        php_lty_put_text(Z_OBJ(record), REJECTED_CODE, quote->offers[refusal->offer].code);
        php_lty_put_case(Z_OBJ(record), REJECTED_REASON, lty_ce_coupon_error, (int) refusal->reason);
        php_lty_put_text(Z_OBJ(record), REJECTED_MESSAGE, refusal->message);
        php_lty_put_text(Z_OBJ(record), REJECTED_PUBLIC_MESSAGE,
            refusal->public_message.len > 0 ? refusal->public_message : (lty_text){standing, strlen(standing)});
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
        php_lty_put_text(Z_OBJ(record), STEP_FIGURE, (lty_text){step->figure, strlen(step->figure)});
        php_lty_put_text(Z_OBJ(record), STEP_RULE, step->rule);
        php_lty_put_text(Z_OBJ(record), STEP_TEXT, step->text);
        php_lty_put_long(Z_OBJ(record), STEP_VALUE, step->value);
        add_next_index_zval(out, &record);
    }
}

static const char *php_lty_reward_kind(lty_reward_kind kind)
{
    switch (kind) {
        case LTY_REWARD_GIFT: return "gift";
        case LTY_REWARD_COUPON: return "coupon";
        case LTY_REWARD_CREDIT: return "credit";
    }
    return "";
}

static void php_lty_quote_rewards(zval *out, const lty_quote *quote)
{
    array_init_size(out, (uint32_t) quote->reward_count);
    for (size_t i = 0; i < quote->reward_count; i++) {
        const lty_reward *reward = quote->rewards[i].reward;
        zval record;

        array_init_size(&record, 5);
        add_assoc_stringl(&record, "key", reward->key.bytes, reward->key.len);
        add_assoc_stringl(&record, "name", reward->name.bytes, reward->name.len);
        add_assoc_string(&record, "kind", php_lty_reward_kind(reward->kind));
        add_assoc_long(&record, "points", reward->points);
        add_assoc_long(&record, "missing", quote->rewards[i].missing);
        add_next_index_zval(out, &record);
    }
}

void php_lty_quote_create(zval *out, const lty_cart *cart, const lty_quote *quote, lty_way way)
{
    const char *currency = cart->currency;
    zval list;

    object_init_ex(out, lty_ce_quote);

    zend_object *object = Z_OBJ_P(out);

    php_lty_put_money(object, QUOTE_GOODS, quote->goods_minor, currency);
    php_lty_put_money(object, QUOTE_SHIPPING, quote->shipping_minor, currency);
    php_lty_put_money(object, QUOTE_DISCOUNT, quote->discount_minor, currency);
    php_lty_put_money(object, QUOTE_TOTAL, quote->total_minor, currency);
    php_lty_put_money(object, QUOTE_TAX, quote->tax_minor, currency);
    php_lty_put_long(object, QUOTE_POINTS, quote->points);
    php_lty_put_long(object, QUOTE_SPENDABLE, quote->spendable_points);
    php_lty_put_money(object, QUOTE_SPENDABLE_WORTH, quote->spendable_minor, currency);
    php_lty_put_long(object, QUOTE_SPENT, quote->spent_points);
    php_lty_put_money(object, QUOTE_SPENT_WORTH, quote->spent_minor, currency);
    php_lty_quote_rewards(&list, quote);
    php_lty_record_set(object, QUOTE_REWARDS, &list);
    php_lty_quote_lines(&list, cart, quote);
    php_lty_record_set(object, QUOTE_LINES, &list);
    php_lty_quote_discounts(&list, cart, quote, way == LTY_WAY_PRESTASHOP);
    php_lty_record_set(object, QUOTE_DISCOUNTS, &list);
    php_lty_quote_refusals(&list, quote);
    php_lty_record_set(object, QUOTE_REJECTED, &list);
    php_lty_quote_steps(&list, quote);
    php_lty_record_set(object, QUOTE_STEPS, &list);
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
