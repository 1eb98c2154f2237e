/* Programme: what a document says, as arrays. Of several versions it is the last that is asked. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_facts.h"

static const lty_programme *php_lty_programme_this(zval *this)
{
    return php_lty_programme_of(Z_OBJ_P(this));
}

static void php_lty_add_text(zval *array, const char *key, lty_text text)
{
    add_assoc_stringl(array, key, text.len == 0 ? "" : text.bytes, text.len);
}

static void php_lty_add_texts(zval *array, const char *key, const lty_text_list *texts)
{
    zval list;

    array_init_size(&list, (uint32_t) texts->count);
    for (size_t i = 0; i < texts->count; i++) {
        add_next_index_stringl(&list, texts->items[i].len == 0 ? "" : texts->items[i].bytes, texts->items[i].len);
    }
    add_assoc_zval(array, key, &list);
}

static void php_lty_tier_entry(zval *entry, const lty_tier *tier)
{
    array_init_size(entry, 10);
    php_lty_add_text(entry, "key", tier->key);
    php_lty_add_text(entry, "name", tier->name);
    php_lty_add_text(entry, "colour", tier->colour);
    add_assoc_long(entry, "from", tier->from);
    add_assoc_long(entry, "earn_percent", tier->earn_percent);
}

PHP_METHOD(Loyalty_Programme, tiers)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_tier_rules *tiers = &php_lty_programme_this(ZEND_THIS)->tiers;
    array_init_size(return_value, (uint32_t) tiers->count);
    for (size_t i = 0; i < tiers->count; i++) {
        zval entry;

        php_lty_tier_entry(&entry, &tiers->items[i]);
        php_lty_add_texts(&entry, "coupons", &tiers->items[i].coupons);
        php_lty_add_texts(&entry, "benefits", &tiers->items[i].benefits);
        add_next_index_zval(return_value, &entry);
    }
}

PHP_METHOD(Loyalty_Programme, segments)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->segment_count);
    for (size_t i = 0; i < programme->segment_count; i++) {
        const lty_segment_rule *segment = &programme->segments[i];

        add_assoc_stringl_ex(return_value, segment->key.bytes, segment->key.len, segment->name.bytes, segment->name.len);
    }
}

PHP_METHOD(Loyalty_Programme, goals)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->goal_count);
    for (size_t i = 0; i < programme->goal_count; i++) {
        const lty_goal_target *goal = &programme->goals[i];

        add_assoc_stringl_ex(return_value, goal->key.bytes, goal->key.len, goal->name.bytes, goal->name.len);
    }
}

static const char *php_lty_discount_name(lty_discount_kind kind)
{
    switch (kind) {
        case LTY_DISCOUNT_PERCENT: return "percent";
        case LTY_DISCOUNT_FIXED: return "fixed";
        case LTY_DISCOUNT_FREE_SHIPPING: return "free_shipping";
        case LTY_DISCOUNT_POINTS: return "points";
        case LTY_DISCOUNT_GIFT: return "gift";
        case LTY_DISCOUNT_POINTS_MULTIPLIER: return "points_multiplier";
        case LTY_DISCOUNT_BUY_GET: return "buy_get";
        case LTY_DISCOUNT_EARLY_ACCESS: return "early_access";
    }
    return "";
}

static const char *php_lty_format_name(lty_campaign_format format)
{
    switch (format) {
        case LTY_FORMAT_SHORT: return "short";
        case LTY_FORMAT_PUBLIC: return "public";
        case LTY_FORMAT_SHARED: return "shared";
    }
    return "";
}

static void php_lty_add_instant(zval *array, const char *key, int64_t instant_s)
{
    if (instant_s == LTY_TIME_NONE) {
        add_assoc_null(array, key);
    } else {
        add_assoc_long(array, key, instant_s);
    }
}

/* kind and value of what a campaign gives. */
static void php_lty_add_benefit(zval *array, const lty_benefit *benefit)
{
    const bool percent = benefit->kind == LTY_DISCOUNT_PERCENT;

    add_assoc_string(array, "kind", php_lty_discount_name(benefit->kind));
    add_assoc_long(array, "value", percent ? benefit->value / (LTY_PERCENT_WHOLE / 10000) : benefit->value);
}

static void php_lty_campaign_entry(zval *entry, const lty_campaign *campaign)
{
    array_init_size(entry, 17);
    add_assoc_long(entry, "number", campaign->number);
    php_lty_add_text(entry, "name", campaign->name);
    add_assoc_string(entry, "format", php_lty_format_name(campaign->format));
    add_assoc_long(entry, "length", campaign->length);
    php_lty_add_benefit(entry, &campaign->benefits[0]);
    add_assoc_bool(entry, "open", campaign->open);
    add_assoc_bool(entry, "automatic", campaign->automatic);
    add_assoc_bool(entry, "email_only", campaign->email_only);
    php_lty_add_instant(entry, "valid_from", campaign->valid_from_s);
    php_lty_add_instant(entry, "valid_until", campaign->valid_until_s);
    add_assoc_long(entry, "uses_per_code", campaign->uses_per_code);
    add_assoc_long(entry, "uses_per_customer", campaign->uses_per_customer);
    add_assoc_long(entry, "uses_total", campaign->uses_total);
    add_assoc_long(entry, "budget", campaign->budget_minor);
    add_assoc_bool(entry, "release_on_cancel", campaign->release_on_cancel);
    add_assoc_bool(entry, "release_on_refund", campaign->release_on_refund);
}

PHP_METHOD(Loyalty_Programme, campaigns)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->campaign_count);
    for (size_t i = 0; i < programme->campaign_count; i++) {
        const lty_campaign *campaign = &programme->campaigns[i];
        zval entry;

        php_lty_campaign_entry(&entry, campaign);
        add_assoc_zval_ex(return_value, campaign->key.bytes, campaign->key.len, &entry);
    }
}

static const char *php_lty_reward_name(lty_reward_kind kind)
{
    switch (kind) {
        case LTY_REWARD_GIFT: return "gift";
        case LTY_REWARD_COUPON: return "coupon";
        case LTY_REWARD_CREDIT: return "credit";
    }
    return "";
}

const char *php_lty_service_name(lty_service_kind kind)
{
    switch (kind) {
        case LTY_SERVICE_INFORMATION: return "information";
        case LTY_SERVICE_ADVICE: return "advice";
        case LTY_SERVICE_INSTALLATION: return "installation";
        case LTY_SERVICE_REPAIR: return "repair";
        case LTY_SERVICE_WARRANTY: return "warranty";
    }
    return "";
}

static const char *php_lty_service_per_name(lty_service_per per)
{
    switch (per) {
        case LTY_SERVICE_EVER: return "ever";
        case LTY_SERVICE_MONTH: return "month";
        case LTY_SERVICE_YEAR: return "year";
        case LTY_SERVICE_PIECE: return "piece";
    }
    return "";
}

/* Into an array that may have its key already. */
static void php_lty_service_entry(zval *entry, const lty_service *service)
{
    php_lty_add_text(entry, "name", service->name);
    add_assoc_string(entry, "kind", php_lty_service_name(service->kind));
    add_assoc_long(entry, "units", service->units);
    add_assoc_string(entry, "per", php_lty_service_per_name(service->per));
}

/* Whether something that names tiers and segments is for a tier: it names it, or is for everybody. */
static bool php_lty_for_tier(const lty_text_list *tiers, const lty_text_list *segments, lty_text tier)
{
    return tiers->count == 0 ? segments->count == 0 : lty_text_list_has(tiers, tier);
}

static void php_lty_ladder_coupons(zval *entry, const lty_programme *programme, const lty_tier *tier)
{
    zval list;

    array_init_size(&list, (uint32_t) tier->coupons.count);
    for (size_t i = 0; i < tier->coupons.count; i++) {
        const lty_campaign *campaign = lty_programme_campaign(programme, tier->coupons.items[i]);
        zval item;

        array_init_size(&item, 2);
        php_lty_add_text(&item, "key", campaign->key);
        php_lty_add_text(&item, "name", campaign->name);
        add_next_index_zval(&list, &item);
    }
    add_assoc_zval(entry, "coupons", &list);
}

static void php_lty_ladder_campaigns(zval *entry, const lty_programme *programme, const lty_tier *tier)
{
    zval list;

    array_init(&list);
    for (size_t i = 0; i < programme->campaign_count; i++) {
        const lty_campaign *campaign = &programme->campaigns[i];
        zval item;

        if (!campaign->open || !php_lty_for_tier(&campaign->tiers, &campaign->segments, tier->key)) {
            continue;
        }
        array_init_size(&item, 4);
        php_lty_add_text(&item, "key", campaign->key);
        php_lty_add_text(&item, "name", campaign->name);
        php_lty_add_benefit(&item, &campaign->benefits[0]);
        add_next_index_zval(&list, &item);
    }
    add_assoc_zval(entry, "campaigns", &list);
}

static void php_lty_ladder_services(zval *entry, const lty_programme *programme, const lty_tier *tier)
{
    zval list;

    array_init(&list);
    for (size_t i = 0; i < programme->service_count; i++) {
        const lty_service *service = &programme->services[i];
        zval item;

        if (!php_lty_for_tier(&service->tiers, &service->segments, tier->key)) {
            continue;
        }
        array_init_size(&item, 5);
        php_lty_add_text(&item, "key", service->key);
        php_lty_service_entry(&item, service);
        add_next_index_zval(&list, &item);
    }
    add_assoc_zval(entry, "services", &list);
}

static void php_lty_ladder_rewards(zval *entry, const lty_programme *programme, const lty_tier *tier)
{
    zval list;

    array_init(&list);
    for (size_t i = 0; i < programme->points.reward_count; i++) {
        const lty_reward *reward = &programme->points.rewards[i];
        zval item;

        if (reward->tiers.count > 0 && !lty_text_list_has(&reward->tiers, tier->key)) {
            continue;
        }
        array_init_size(&item, 3);
        php_lty_add_text(&item, "key", reward->key);
        php_lty_add_text(&item, "name", reward->name);
        add_assoc_long(&item, "points", reward->points);
        add_next_index_zval(&list, &item);
    }
    add_assoc_zval(entry, "rewards", &list);
}

PHP_METHOD(Loyalty_Programme, ladder)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->tiers.count);
    for (size_t i = 0; i < programme->tiers.count; i++) {
        const lty_tier *tier = &programme->tiers.items[i];
        zval entry;

        php_lty_tier_entry(&entry, tier);
        php_lty_add_texts(&entry, "benefits", &tier->benefits);
        php_lty_ladder_coupons(&entry, programme, tier);
        php_lty_ladder_campaigns(&entry, programme, tier);
        php_lty_ladder_services(&entry, programme, tier);
        php_lty_ladder_rewards(&entry, programme, tier);
        add_next_index_zval(return_value, &entry);
    }
}

static const char *php_lty_arrears_name(lty_arrears arrears)
{
    switch (arrears) {
        case LTY_ARREARS_NEGATIVE: return "negative";
        case LTY_ARREARS_ZERO: return "zero";
        case LTY_ARREARS_PENDING: return "pending";
    }
    return "";
}

PHP_METHOD(Loyalty_Programme, points)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_points_rules *points = &php_lty_programme_this(ZEND_THIS)->points;
    if (!points->enabled) {
        RETURN_NULL();
    }
    array_init_size(return_value, 10);
    add_assoc_string(return_value, "unit", points->money ? "money" : "points");
    add_assoc_long(return_value, "worth_points", points->worth_points);
    add_assoc_long(return_value, "worth_amount", points->worth_minor);
    add_assoc_long(return_value, "spend_minimum", points->spend_minimum);
    add_assoc_long(return_value, "spend_step", points->spend_step);
    add_assoc_long(return_value, "spend_maximum_share", points->spend_maximum_share);
    add_assoc_long(return_value, "notice_days", points->notice_days);
    add_assoc_string(return_value, "arrears", php_lty_arrears_name(points->arrears));
    add_assoc_string(return_value, "award_on", points->award_on == LTY_AWARD_ON_DELIVERED ? "delivered" : "paid");
    add_assoc_long(return_value, "pending_days", points->pending_days);
}

PHP_METHOD(Loyalty_Programme, rewards)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_points_rules *points = &php_lty_programme_this(ZEND_THIS)->points;
    array_init_size(return_value, (uint32_t) points->reward_count);
    for (size_t i = 0; i < points->reward_count; i++) {
        const lty_reward *reward = &points->rewards[i];
        zval entry;

        array_init_size(&entry, 7);
        php_lty_add_text(&entry, "name", reward->name);
        add_assoc_string(&entry, "kind", php_lty_reward_name(reward->kind));
        add_assoc_long(&entry, "points", reward->points);
        php_lty_add_text(&entry, "sku", reward->sku);
        php_lty_add_text(&entry, "campaign", reward->campaign);
        add_assoc_long(&entry, "amount", reward->credit_minor);
        php_lty_add_texts(&entry, "tiers", &reward->tiers);
        add_assoc_zval_ex(return_value, reward->key.bytes, reward->key.len, &entry);
    }
}

PHP_METHOD(Loyalty_Programme, services)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    array_init_size(return_value, (uint32_t) programme->service_count);
    for (size_t i = 0; i < programme->service_count; i++) {
        zval entry;

        array_init_size(&entry, 4);
        php_lty_service_entry(&entry, &programme->services[i]);
        add_assoc_zval_ex(return_value, programme->services[i].key.bytes, programme->services[i].key.len, &entry);
    }
}

PHP_METHOD(Loyalty_Programme, referral)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_referral_rules *referral = &php_lty_programme_this(ZEND_THIS)->referral;
    if (!referral->enabled) {
        RETURN_NULL();
    }
    array_init_size(return_value, 6);
    add_assoc_long(return_value, "minimum", referral->minimum_minor);
    add_assoc_long(return_value, "within_months", referral->within.months);
    add_assoc_long(return_value, "within_days", referral->within.days);
    add_assoc_long(return_value, "most", referral->most);
    add_assoc_long(return_value, "burst_friends", referral->burst_friends);
    add_assoc_long(return_value, "burst_days", referral->burst_days);
}

PHP_METHOD(Loyalty_Programme, discounts)
{
    ZEND_PARSE_PARAMETERS_NONE();

    switch (php_lty_programme_this(ZEND_THIS)->discounts.way) {
        case LTY_WAY_EXACT: RETURN_STRING("exact");
        case LTY_WAY_WOOCOMMERCE: RETURN_STRING("woocommerce");
        case LTY_WAY_PRESTASHOP: RETURN_STRING("prestashop");
    }
}

static const char *php_lty_field_type(lty_expr_type type)
{
    switch (type) {
        case LTY_EXPR_BOOL: return "bool";
        case LTY_EXPR_INTEGER: return "integer";
        case LTY_EXPR_MONEY: return "money";
        case LTY_EXPR_INSTANT: return "instant";
        case LTY_EXPR_DAY: return "day";
        case LTY_EXPR_DURATION: return "duration";
        case LTY_EXPR_TEXT: return "text";
        case LTY_EXPR_RATIO: return "ratio";
    }
    return "";
}

PHP_METHOD(Loyalty_Programme, fields)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_expr_scope *scope = &php_lty_programme_this(ZEND_THIS)->scope;
    array_init_size(return_value, (uint32_t) scope->field_count);
    for (size_t i = 0; i < scope->field_count; i++) {
        zval field;

        array_init_size(&field, 2);
        add_assoc_string(&field, "type", php_lty_field_type(scope->fields[i].type));
        add_assoc_string(&field, "about", scope->fields[i].about);
        add_assoc_zval(return_value, scope->fields[i].name, &field);
    }
}
