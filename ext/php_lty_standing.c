/* Loyalty\Standing: which tier a customer is in, what is missing to the next, and when it is lost. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"

PHP_METHOD(Loyalty_Standing, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static const char *php_lty_tier_by_name(lty_tier_by by)
{
    switch (by) {
        case LTY_TIER_BY_SPEND: return "spend";
        case LTY_TIER_BY_POINTS: return "points";
        case LTY_TIER_BY_ORDERS: return "orders";
    }
    return "";
}

static const char *php_lty_tier_unit(const lty_programme *programme)
{
    switch (programme->tiers.by) {
        case LTY_TIER_BY_SPEND: return programme->currency;
        case LTY_TIER_BY_POINTS: return programme->points.money ? programme->currency : "points";
        case LTY_TIER_BY_ORDERS: return "orders";
    }
    return "";
}

static const char *php_lty_cause_name(lty_standing_cause cause)
{
    switch (cause) {
        case LTY_STANDING_REACHED: return "reached";
        case LTY_STANDING_LEFT: return "left";
        case LTY_STANDING_SET: return "set";
        case LTY_STANDING_VERSION: return "version";
    }
    return "";
}

static void php_lty_tier_key(zval *out, const lty_programme *version, size_t level)
{
    ZVAL_NULL(out);
    if (level != LTY_STANDING_NONE) {
        ZVAL_STRINGL_FAST(out, version->tiers.items[level].key.bytes, version->tiers.items[level].key.len);
    }
}

static void php_lty_standing_changes(zend_object *object, const lty_customer *folded, const lty_timeline *timeline)
{
    size_t before = folded->standing.first_version;
    zval list;

    array_init_size(&list, (uint32_t) folded->change_count);
    for (size_t i = 0; i < folded->change_count; i++) {
        const lty_standing_change *change = &folded->changes[i];
        zval item, key;

        array_init_size(&item, 4);
        add_assoc_long(&item, "at", (zend_long) change->at_s);
        php_lty_tier_key(&key, timeline->versions[before], change->from);
        add_assoc_zval(&item, "from", &key);
        php_lty_tier_key(&key, timeline->versions[change->version], change->to);
        add_assoc_zval(&item, "to", &key);
        add_assoc_string(&item, "cause", php_lty_cause_name(change->cause));
        add_next_index_zval(&list, &item);
        before = change->version;
    }
    php_lty_record_set(object, STANDING_CHANGES, &list);
}

void php_lty_standing_create(zval *out, const lty_customer *folded, const lty_timeline *timeline)
{
    const lty_standing_state *state = &folded->standing;
    zend_object *object;
    zval key;

    ZVAL_NULL(out);
    if (state->level == LTY_STANDING_NONE) {
        return;
    }
    const lty_programme *version = timeline->versions[state->version];
    const lty_tier *tier = &version->tiers.items[state->level];

    object_init_ex(out, lty_ce_standing);
    object = Z_OBJ_P(out);
    php_lty_set_text(object, STANDING_TIER, tier->key);
    php_lty_set_text(object, STANDING_NAME, tier->name);
    php_lty_set_text(object, STANDING_COLOUR, tier->colour);
    php_lty_set_text(object, STANDING_RULE, tier->pointer);
    php_lty_set_long(object, STANDING_FROM, tier->from);
    php_lty_set_instant(object, STANDING_SINCE, state->since_s);
    php_lty_set_long(object, STANDING_METRIC, state->metric);
    php_lty_set_string(object, STANDING_BY, php_lty_tier_by_name(version->tiers.by));
    php_lty_set_string(object, STANDING_UNIT, php_lty_tier_unit(version));
    if (state->level + 1 < version->tiers.count) {
        php_lty_set_text(object, STANDING_NEXT, tier[1].key);
        php_lty_set_text(object, STANDING_NEXT_NAME, tier[1].name);
        php_lty_set_long(object, STANDING_MISSING, folded->facts[LTY_FACT_TIER_MISSING]);
    } else {
        php_lty_set_null(object, STANDING_NEXT);
        php_lty_set_null(object, STANDING_NEXT_NAME);
        php_lty_set_null(object, STANDING_MISSING);
    }
    php_lty_set_instant(object, STANDING_LOST_AT, folded->outlook_s);
    ZVAL_NULL(&key);
    if (folded->outlook_s != LTY_TIME_NONE) {
        php_lty_tier_key(&key, lty_timeline_at(timeline, folded->outlook_s), folded->outlook_level);
    }
    php_lty_record_set(object, STANDING_LOST_TO, &key);
    php_lty_set_bool(object, STANDING_GRACE, state->grace);
    php_lty_standing_changes(object, folded, timeline);
}

void php_lty_append_amount(smart_str *out, zend_long amount, const zend_string *unit)
{
    char text[LTY_MONEY_TEXT];
    lty_money money;

    if (lty_money_init(&money, amount, ZSTR_VAL(unit), ZSTR_LEN(unit)) == LTY_OK) {
        smart_str_appendl(out, text, lty_money_format(text, &money));
        smart_str_appendc(out, ' ');
        smart_str_append(out, unit);
        return;
    }
    smart_str_append_long(out, amount);
    smart_str_appendc(out, ' ');
    smart_str_appendl(out, ZSTR_VAL(unit), ZSTR_LEN(unit) - (amount == 1 && ZSTR_LEN(unit) > 1 ? 1 : 0));
}

bool php_lty_append_progress(smart_str *out, zend_object *standing)
{
    const zval *missing = php_lty_record_get(standing, STANDING_MISSING);
    const zval *unit = php_lty_record_get(standing, STANDING_UNIT);
    const zval *name = php_lty_record_get(standing, STANDING_NEXT_NAME);

    if (Z_TYPE_P(missing) == IS_NULL && Z_TYPE_P(name) == IS_NULL) {
        return true;
    }
    if (Z_TYPE_P(missing) != IS_LONG || Z_TYPE_P(unit) != IS_STRING || Z_TYPE_P(name) != IS_STRING) {
        return false; /* reflection makes such */
    }
    php_lty_append_amount(out, Z_LVAL_P(missing), Z_STR_P(unit));
    smart_str_appends(out, " to ");
    smart_str_append(out, Z_STR_P(name));
    return true;
}

PHP_METHOD(Loyalty_Standing, progress)
{
    smart_str text = {0};

    ZEND_PARSE_PARAMETERS_NONE();

    if (!php_lty_append_progress(&text, Z_OBJ_P(ZEND_THIS))) {
        php_lty_throw_uninitialized(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    RETURN_STR(smart_str_extract(&text));
}
