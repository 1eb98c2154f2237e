/* Loyalty\PointLot and Loyalty\Account: records of the points of a fold. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"
#include "lty_calendar.h"

PHP_METHOD(Loyalty_Account, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private, and there is nothing to fill */
}

PHP_METHOD(Loyalty_PointLot, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

/* array{event: string, points: int}, into a list that may be PHP's empty array, which many lots share. */
static void php_lty_event_points(zval *list, const lty_event *event, int64_t points)
{
    zval item;

    SEPARATE_ARRAY(list);
    array_init_size(&item, 2);
    add_assoc_stringl(&item, "event", event->id.bytes, event->id.len);
    add_assoc_long(&item, "points", (zend_long) points);
    add_next_index_zval(list, &item);
}

static const char *php_lty_earn_name(lty_earn_kind kind)
{
    switch (kind) {
        case LTY_EARN_RATE: return "rate";
        case LTY_EARN_STEPS: return "steps";
        case LTY_EARN_FIRST_ORDER: return "first_order";
        case LTY_EARN_ORDER: return "order";
        case LTY_EARN_GOAL: return "goal";
        case LTY_EARN_NEXT_ORDER: return "next_order";
        case LTY_EARN_SIGN_UP: return "sign_up";
        case LTY_EARN_BIRTHDAY: return "birthday";
        case LTY_EARN_CHILD_BIRTHDAY: return "child_birthday";
        case LTY_EARN_REVIEW: return "review";
        case LTY_EARN_SURVEY: return "survey";
        case LTY_EARN_CONTEST: return "contest";
        case LTY_EARN_INVITER: return "inviter";
        case LTY_EARN_FRIEND: return "friend";
        case LTY_EARN_VISIT: return "visit";
    }
    return "";
}

static const char *php_lty_rounding_name(lty_rounding rounding)
{
    switch (rounding) {
        case LTY_ROUNDING_DOWN: return "down";
        case LTY_ROUNDING_UP: return "up";
        case LTY_ROUNDING_HALF_UP: return "half_up";
        case LTY_ROUNDING_HALF_EVEN: return "half_even";
    }
    return "";
}

static const char *php_lty_source_name(lty_lot_source source)
{
    switch (source) {
        case LTY_LOT_ORDER: return "order";
        case LTY_LOT_ADJUSTED: return "adjusted";
        case LTY_LOT_OPENING: return "opening";
        case LTY_LOT_ACTION: return "action";
    }
    return "";
}

/* What the rule gives before its caps: at a rate, or as it is. */
static int64_t php_lty_part_rate(const lty_earn_part *part)
{
    int64_t rate = part->rule->points;

    if (part->rule->kind == LTY_EARN_STEPS) {
        rate = part->points;
    }
    return rate;
}

enum { PART_RULE, PART_KEY, PART_KIND, PART_BASE, PART_RATE, PART_PER, PART_POINTS, PART_GIVEN, PART_COUNT };

/* What many lots say alike: made once for all lots of a customer. */
typedef struct php_lty_lot_words {
    zend_string *members[PART_COUNT];
    const unsigned char *hash; /* of the version of the last lot, and as text */
    zend_string *hash_text;
} php_lty_lot_words;

static void php_lty_lot_words_init(php_lty_lot_words *words)
{
    static const char *const names[PART_COUNT] = {"rule", "key", "kind", "base", "rate", "per", "points", "given"};

    for (size_t i = 0; i < PART_COUNT; i++) {
        words->members[i] = zend_string_init(names[i], strlen(names[i]), false);
    }
    words->hash = NULL;
    words->hash_text = NULL;
}

static void php_lty_lot_words_destroy(php_lty_lot_words *words)
{
    for (size_t i = 0; i < PART_COUNT; i++) {
        zend_string_release(words->members[i]);
    }
    if (words->hash_text != NULL) {
        zend_string_release(words->hash_text);
    }
}

static void php_lty_part_text(zval *item, zend_string *member, lty_text text)
{
    zval value;

    ZVAL_STRINGL_FAST(&value, text.bytes, text.len);
    zend_hash_add_new(Z_ARRVAL_P(item), member, &value);
}

static void php_lty_part_long(zval *item, zend_string *member, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, (zend_long) number);
    zend_hash_add_new(Z_ARRVAL_P(item), member, &value);
}

static void php_lty_lot_parts(zend_object *object, uint32_t slot, const lty_earn_part *parts, size_t count, php_lty_lot_words *words)
{
    zval list;

    ZVAL_EMPTY_ARRAY(&list);
    for (size_t i = 0; i < count; i++) {
        const lty_earn_rule *rule = parts[i].rule;
        const char *kind = php_lty_earn_name(rule->kind);
        zval item;

        if (parts[i].points == 0) {
            continue;
        }
        if (zend_hash_num_elements(Z_ARRVAL(list)) == 0) {
            array_init_size(&list, (uint32_t) (count - i));
        }
        array_init_size(&item, PART_COUNT);
        php_lty_part_text(&item, words->members[PART_RULE], rule->pointer);
        php_lty_part_text(&item, words->members[PART_KEY], rule->key);
        php_lty_part_text(&item, words->members[PART_KIND], (lty_text){kind, strlen(kind)});
        php_lty_part_long(&item, words->members[PART_BASE], parts[i].base_minor);
        php_lty_part_long(&item, words->members[PART_RATE], php_lty_part_rate(&parts[i]));
        php_lty_part_long(&item, words->members[PART_PER], rule->kind == LTY_EARN_RATE ? rule->per_minor : 0);
        php_lty_part_long(&item, words->members[PART_POINTS], parts[i].points);
        php_lty_part_long(&item, words->members[PART_GIVEN], parts[i].given);
        add_next_index_zval(&list, &item);
    }
    php_lty_record_set(object, slot, &list);
}

static void php_lty_lot_hash(zend_object *object, const lty_programme *version, php_lty_lot_words *words)
{
    zval text;

    if (words->hash != version->hash) {
        if (words->hash_text != NULL) {
            zend_string_release(words->hash_text);
        }
        words->hash = version->hash;
        words->hash_text = php_lty_hex_string(version->hash, sizeof version->hash);
    }
    ZVAL_STR_COPY(&text, words->hash_text);
    php_lty_record_set(object, LOT_PROGRAMME_HASH, &text);
}

static void php_lty_lot_create(zval *out, const lty_lot *lot, const lty_timeline *timeline, php_lty_lot_words *words)
{
    const lty_programme *version = timeline->versions[lot->version];
    const bool ruled = lot->source == LTY_LOT_ORDER || lot->source == LTY_LOT_ACTION;
    zend_object *object;
    zval list;

    object_init_ex(out, lty_ce_point_lot);
    object = Z_OBJ_P(out);
    php_lty_set_text(object, LOT_EVENT, lot->event->id);
    php_lty_set_long(object, LOT_AT, lot->at_s);
    php_lty_set_instant(object, LOT_AVAILABLE_AT, lot->available_at_s);
    php_lty_set_instant(object, LOT_EXPIRES_AT, lot->expires_at_s);
    php_lty_set_instant(object, LOT_NOTICE_AT, lty_calendar_notice(version, lot->expires_at_s));
    php_lty_set_long(object, LOT_EARNED, lot->earned);
    php_lty_set_long(object, LOT_REVERSED, lot->reversed);
    php_lty_set_long(object, LOT_SPENT, lot->spent);
    php_lty_set_long(object, LOT_EXPIRED, lot->expired);
    php_lty_set_long(object, LOT_LEFT, lot->left);
    php_lty_set_bool(object, LOT_PENDING, lot->pending);
    php_lty_set_long(object, LOT_EARN_PERCENT, lot->earn_percent);
    php_lty_lot_parts(object, LOT_RULES, lot->parts, lot->part_count, words);
    php_lty_lot_parts(object, LOT_KEPT, lot->kept, lot->kept_count, words);
    php_lty_set_string(object, LOT_ROUNDING, ruled ? php_lty_rounding_name(version->points.rounding) : "");
    php_lty_set_long(object, LOT_UNCAPPED, lot->uncapped);
    php_lty_set_string(object, LOT_SOURCE, php_lty_source_name(lot->source));
    php_lty_lot_hash(object, version, words);
    ZVAL_EMPTY_ARRAY(&list);
    php_lty_record_set(object, LOT_DRAWS, &list);
    php_lty_record_set(object, LOT_REVERSALS, &list);
}

static zval *php_lty_lot_list(zval *lots, size_t lot, uint32_t slot)
{
    return php_lty_record_get(Z_OBJ_P(zend_hash_index_find(Z_ARRVAL_P(lots), lot)), slot);
}

void php_lty_lots_create(zval *out, const lty_customer *folded, const lty_timeline *timeline)
{
    php_lty_lot_words words;

    php_lty_lot_words_init(&words);
    array_init_size(out, (uint32_t) folded->lot_count);
    for (size_t i = 0; i < folded->lot_count; i++) {
        zval lot;

        php_lty_lot_create(&lot, &folded->lots[i], timeline, &words);
        add_next_index_zval(out, &lot);
    }
    php_lty_lot_words_destroy(&words);
    for (size_t i = 0; i < folded->draw_count; i++) {
        const lty_draw *draw = &folded->draws[i];

        php_lty_event_points(php_lty_lot_list(out, draw->lot, LOT_DRAWS), draw->event, draw->points);
    }
    for (size_t i = 0; i < folded->flow_count; i++) {
        const lty_flow *flow = &folded->flows[i];

        if (flow->kind == LTY_FLOW_REVERSED) {
            php_lty_event_points(php_lty_lot_list(out, flow->lot, LOT_REVERSALS), flow->event, flow->points);
        }
    }
}

void php_lty_account_create(zval *out, const lty_customer *folded)
{
    static const lty_fact facts[] = {LTY_FACT_POINTS, LTY_FACT_POINTS_PENDING, LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_IN,
        LTY_FACT_POINTS_SPENT, LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_OUT, LTY_FACT_POINTS_RESTORED};
    zval debts, restores;

    object_init_ex(out, lty_ce_account);
    for (uint32_t slot = ACCOUNT_BALANCE; slot <= ACCOUNT_RESTORED; slot++) {
        php_lty_set_long(Z_OBJ_P(out), slot, folded->facts[facts[slot]]);
    }
    array_init_size(&debts, (uint32_t) folded->debt_count);
    for (size_t i = 0; i < folded->debt_count; i++) {
        php_lty_event_points(&debts, folded->debts[i].event, folded->debts[i].points);
    }
    php_lty_record_set(Z_OBJ_P(out), ACCOUNT_DEBTS, &debts);
    array_init(&restores);
    for (size_t i = 0; i < folded->flow_count; i++) {
        if (folded->flows[i].kind == LTY_FLOW_RESTORED) {
            php_lty_event_points(&restores, folded->flows[i].event, folded->flows[i].points);
        }
    }
    php_lty_record_set(Z_OBJ_P(out), ACCOUNT_RESTORES, &restores);
}
