/* Loyalty\Customer, Account and PointLot: records of what a fold says. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_loyalty.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"
#include "Zend/zend_smart_str.h"

enum { SLOT_KEY, SLOT_AT, SLOT_ACCOUNT, SLOT_LOTS, SLOT_TIER, SLOT_FACTS };
enum {
    LOT_EVENT,
    LOT_AT,
    LOT_AVAILABLE_AT,
    LOT_EXPIRES_AT,
    LOT_EARNED,
    LOT_REVERSED,
    LOT_SPENT,
    LOT_EXPIRED,
    LOT_LEFT,
    LOT_PENDING,
    LOT_EARN_PERCENT,
    LOT_RULES,
    LOT_DRAWS,
    LOT_COUNT
};
enum {
    ACCOUNT_BALANCE,
    ACCOUNT_PENDING,
    ACCOUNT_EARNED,
    ACCOUNT_IN,
    ACCOUNT_SPENT,
    ACCOUNT_EXPIRED,
    ACCOUNT_REVERSED,
    ACCOUNT_OUT,
    ACCOUNT_DEBTS
};

static void php_lty_set_long(zend_object *object, uint32_t slot, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, (zend_long) number);
    php_lty_record_set(object, slot, &value);
}

static void php_lty_set_text(zend_object *object, uint32_t slot, lty_text text)
{
    zval value;

    ZVAL_STRINGL_FAST(&value, text.bytes, text.len);
    php_lty_record_set(object, slot, &value);
}

/* array{event: string, points: int} */
static void php_lty_event_points(zval *list, const lty_event *event, int64_t points)
{
    zval item;

    array_init_size(&item, 2);
    add_assoc_stringl(&item, "event", event->id.bytes, event->id.len);
    add_assoc_long(&item, "points", (zend_long) points);
    add_next_index_zval(list, &item);
}

static bool php_lty_lot_rules(zval *list, const lty_lot *lot, const lty_programme *programme)
{
    lty_earn_part *parts = safe_emalloc(programme->points.earn_count + 1, sizeof *parts, 0);
    size_t count = 0;
    const lty_status status = lty_fold_parts(parts, &count, programme, lot);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        zval item;

        if (parts[i].points == 0) {
            continue;
        }
        array_init_size(&item, 3);
        add_assoc_stringl(&item, "rule", parts[i].rule->pointer.bytes, parts[i].rule->pointer.len);
        add_assoc_long(&item, "base", (zend_long) parts[i].base_minor);
        add_assoc_long(&item, "points", (zend_long) parts[i].points);
        add_next_index_zval(list, &item);
    }
    efree(parts);
    return status == LTY_OK;
}

static void php_lty_lot_create(zval *out, const lty_customer *folded, size_t index, const lty_programme *programme)
{
    const lty_lot *lot = &folded->lots[index];
    zend_object *object;
    zval value;

    object_init_ex(out, lty_ce_point_lot);
    object = Z_OBJ_P(out);
    php_lty_set_text(object, LOT_EVENT, lot->event->id);
    php_lty_set_long(object, LOT_AT, lot->at_s);
    php_lty_set_long(object, LOT_AVAILABLE_AT, lot->available_at_s);
    ZVAL_NULL(&value);
    if (lot->expires_at_s != LTY_TIME_NONE) {
        ZVAL_LONG(&value, (zend_long) lot->expires_at_s);
    }
    php_lty_record_set(object, LOT_EXPIRES_AT, &value);
    php_lty_set_long(object, LOT_EARNED, lot->earned);
    php_lty_set_long(object, LOT_REVERSED, lot->reversed);
    php_lty_set_long(object, LOT_SPENT, lot->spent);
    php_lty_set_long(object, LOT_EXPIRED, lot->expired);
    php_lty_set_long(object, LOT_LEFT, lot->left);
    ZVAL_BOOL(&value, lot->pending);
    php_lty_record_set(object, LOT_PENDING, &value);
    php_lty_set_long(object, LOT_EARN_PERCENT, lot->earn_percent);
    array_init(&value);
    if (!php_lty_lot_rules(&value, lot, programme)) {
        php_lty_throw(LTY_E_RANGE);
    }
    php_lty_record_set(object, LOT_RULES, &value);
    array_init(&value);
    php_lty_record_set(object, LOT_DRAWS, &value);
}

static void php_lty_lots_create(zval *out, const lty_customer *folded, const lty_programme *programme)
{
    array_init_size(out, (uint32_t) folded->lot_count);
    for (size_t i = 0; i < folded->lot_count; i++) {
        zval lot;

        php_lty_lot_create(&lot, folded, i, programme);
        add_next_index_zval(out, &lot);
    }
    for (size_t i = 0; i < folded->draw_count; i++) {
        const lty_draw *draw = &folded->draws[i];
        const zval *lot = zend_hash_index_find(Z_ARRVAL_P(out), draw->lot);

        php_lty_event_points(php_lty_record_get(Z_OBJ_P(lot), LOT_DRAWS), draw->event, draw->points);
    }
}

static void php_lty_account_create(zval *out, const lty_customer *folded)
{
    static const lty_fact facts[] = {LTY_FACT_POINTS, LTY_FACT_POINTS_PENDING, LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_IN,
        LTY_FACT_POINTS_SPENT, LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_OUT};
    zval debts;

    object_init_ex(out, lty_ce_account);
    for (uint32_t slot = ACCOUNT_BALANCE; slot <= ACCOUNT_OUT; slot++) {
        php_lty_set_long(Z_OBJ_P(out), slot, folded->facts[facts[slot]]);
    }
    array_init_size(&debts, (uint32_t) folded->debt_count);
    for (size_t i = 0; i < folded->debt_count; i++) {
        php_lty_event_points(&debts, folded->debts[i].event, folded->debts[i].points);
    }
    php_lty_record_set(Z_OBJ_P(out), ACCOUNT_DEBTS, &debts);
}

static void php_lty_fact_zval(zval *out, const lty_expr_field *field, const lty_programme *programme, int64_t number)
{
    lty_expr_value value;
    char day[11];

    lty_fact_value(&value, programme, (lty_fact) field->index, number);
    if (value.null) {
        ZVAL_NULL(out);
        return;
    }
    switch (field->type) {
        case LTY_EXPR_BOOL: ZVAL_BOOL(out, value.number != 0); break;
        case LTY_EXPR_TEXT: ZVAL_STRINGL_FAST(out, value.text.bytes, value.text.len); break;
        case LTY_EXPR_DAY:
            lty_day_format(day, value.number);
            ZVAL_STRING(out, day);
            break;
        case LTY_EXPR_INTEGER:
        case LTY_EXPR_MONEY:
        case LTY_EXPR_INSTANT:
        case LTY_EXPR_DURATION: ZVAL_LONG(out, (zend_long) value.number); break;
    }
}

void php_lty_customer_create(zval *out, const lty_customer *folded, const lty_programme *programme, zend_string *key, int64_t at_s)
{
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);
    zend_object *object;
    zval value;

    object_init_ex(out, lty_ce_customer);
    object = Z_OBJ_P(out);
    ZVAL_STR_COPY(&value, key);
    php_lty_record_set(object, SLOT_KEY, &value);
    php_lty_set_long(object, SLOT_AT, at_s);
    php_lty_account_create(&value, folded);
    php_lty_record_set(object, SLOT_ACCOUNT, &value);
    php_lty_lots_create(&value, folded, programme);
    php_lty_record_set(object, SLOT_LOTS, &value);
    php_lty_fact_zval(&value, &fields[LTY_FACT_TIER], programme, folded->facts[LTY_FACT_TIER]);
    php_lty_record_set(object, SLOT_TIER, &value);
    array_init_size(&value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        zval fact;

        php_lty_fact_zval(&fact, &fields[i], programme, folded->facts[i]);
        add_assoc_zval(&value, fields[i].name, &fact);
    }
    php_lty_record_set(object, SLOT_FACTS, &value);
}

/* A text fact as its number: a tier by its key, a gender by its place. LTY_FACT_NONE for a tier that the programme does not have. */
static bool php_lty_fact_text(int64_t *out, const lty_expr_field *field, lty_text text, const lty_programme *programme)
{
    *out = LTY_FACT_NONE;
    if (field->index == LTY_FACT_TIER) {
        for (size_t i = 0; i < programme->tiers.count; i++) {
            if (lty_text_equal(programme->tiers.items[i].key, text)) {
                *out = (int64_t) i;
            }
        }
        return true;
    }
    for (size_t i = 0; i < field->choice_count; i++) {
        if (lty_text_equal(field->choices[i], text)) {
            *out = (int64_t) i;
        }
    }
    return *out != LTY_FACT_NONE;
}

static bool php_lty_fact_number(int64_t *out, const lty_expr_field *field, const zval *value, const lty_programme *programme)
{
    switch (Z_TYPE_P(value)) {
        case IS_NULL: *out = LTY_FACT_NONE; return true;
        case IS_TRUE:
        case IS_FALSE: *out = Z_TYPE_P(value) == IS_TRUE; return field->type == LTY_EXPR_BOOL;
        case IS_LONG:
            *out = Z_LVAL_P(value);
            return field->type == LTY_EXPR_INTEGER || field->type == LTY_EXPR_MONEY
                || (field->type == LTY_EXPR_INSTANT && *out >= LTY_TIME_MIN && *out <= LTY_TIME_MAX);
        case IS_STRING:
            if (field->type == LTY_EXPR_DAY) {
                return lty_day_parse(out, php_lty_text(Z_STR_P(value))) == LTY_OK;
            }
            return field->type == LTY_EXPR_TEXT && php_lty_fact_text(out, field, php_lty_text(Z_STR_P(value)), programme);
        default: return false;
    }
}

bool php_lty_customer_facts(int64_t facts[LTY_FACT_COUNT], zend_object *customer, const lty_programme *programme)
{
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);
    const zval *array = php_lty_record_get(customer, SLOT_FACTS);
    const zval *at = php_lty_record_get(customer, SLOT_AT);
    /* Reflection can make one without state, or with another one than fold() gives. */
    bool right = Z_TYPE_P(array) == IS_ARRAY && Z_TYPE_P(php_lty_record_get(customer, SLOT_KEY)) == IS_STRING && Z_TYPE_P(at) == IS_LONG
        && Z_LVAL_P(at) >= LTY_TIME_MIN && Z_LVAL_P(at) <= LTY_TIME_MAX;

    for (size_t i = 0; i < count && right; i++) {
        const zval *value = zend_hash_str_find_deref(Z_ARRVAL_P(array), fields[i].name, strlen(fields[i].name));

        right = value != NULL && php_lty_fact_number(&facts[i], &fields[i], value, programme);
    }
    if (!right) {
        php_lty_throw_uninitialized(customer);
    }
    return right;
}

/* What fold() gathers before it folds. Objects are held, for their texts are pointed to. */
typedef struct php_lty_gather {
    zend_string *key;
    HashTable held;
    lty_arena arena;
    const lty_event **events;
    size_t count;
    size_t capacity;
} php_lty_gather;

static bool php_lty_gather_event(void *context, zval *value)
{
    php_lty_gather *gather = context;
    void *events = (void *) gather->events;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_event) {
        zend_argument_type_error(3, "must contain only Loyalty\\Event objects, %s given", zend_zval_type_name(value));
        return false;
    }
    lty_event *event = lty_arena_zero(&gather->arena, 1, sizeof *event);
    if (event == NULL
        || lty_alloc_reserve(&php_lty_request_alloc, &events, &gather->capacity, gather->count + 1, sizeof *gather->events) != LTY_OK) {
        php_lty_throw(LTY_E_MEMORY);
        return false;
    }
    gather->events = events;
    Z_ADDREF_P(value);
    zend_hash_next_index_insert_new(&gather->held, value);
    if (!php_lty_event_read(event, Z_OBJ_P(value), &gather->arena)) {
        return false;
    }
    if (!lty_text_equal(event->customer, php_lty_text(gather->key))) {
        zend_argument_value_error(3, "must contain only events of customer \"%s\", but \"%.*s\" is of %s%.*s%s", ZSTR_VAL(gather->key),
            (int) event->id.len, event->id.bytes, event->customer.len == 0 ? "nobody" : "\"", (int) event->customer.len,
            event->customer.len == 0 ? "" : event->customer.bytes, event->customer.len == 0 ? "" : "\"");
        return false;
    }
    gather->events[gather->count++] = event;
    return true;
}

static void php_lty_gather_fold(zval *out, php_lty_gather *gather, const lty_programme *programme, int64_t at_s)
{
    const lty_event **scratch = safe_emalloc(gather->count + 1, sizeof *scratch, 0);
    const lty_event *conflict = NULL;
    lty_folder *folder = NULL;
    lty_customer folded;
    lty_status status = lty_event_unique(gather->events, scratch, &gather->count, &conflict);

    efree((void *) scratch);
    if (status == LTY_E_EVENT_CONFLICT) {
        php_lty_throw_event_conflict(conflict->id);
        return;
    }
    status = lty_folder_create(&folder, programme, &php_lty_request_alloc);
    if (status == LTY_OK) {
        status = lty_fold(&folded, folder, gather->events, gather->count, at_s, false);
    }
    if (status == LTY_OK) {
        php_lty_customer_create(out, &folded, programme, gather->key, at_s);
    } else {
        php_lty_throw(status);
    }
    lty_folder_destroy(folder);
}

PHP_METHOD(Loyalty_Customer, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private, and there is nothing to fill */
}

PHP_METHOD(Loyalty_Account, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_PointLot, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Customer, fold)
{
    zend_object *programme, *date = NULL;
    zend_string *text = NULL;
    zend_long number = 0, seconds = 0;
    zval *events;
    int64_t at_s;
    php_lty_gather gather = {NULL};

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_OBJ_OF_CLASS(programme, lty_ce_programme)
        Z_PARAM_STR_OR_LONG(text, number)
        Z_PARAM_ITERABLE(events)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_instant(&at_s, date, seconds, 4) == FAILURE) {
        RETURN_THROWS();
    }
    gather.key = php_lty_key(text, number, 2);
    if (gather.key == NULL) {
        RETURN_THROWS();
    }
    zend_hash_init(&gather.held, 8, NULL, ZVAL_PTR_DTOR, 0);
    lty_arena_init(&gather.arena, &php_lty_request_alloc);
    php_lty_iterate(events, php_lty_gather_event, &gather);
    if (EG(exception) == NULL) {
        php_lty_gather_fold(return_value, &gather, php_lty_programme_of(programme), at_s);
    }
    lty_arena_destroy(&gather.arena);
    lty_alloc_free(&php_lty_request_alloc, (void *) gather.events, gather.capacity * sizeof *gather.events);
    zend_hash_destroy(&gather.held);
    zend_string_release(gather.key);
}

/* The slot of a record as a number; anything else was not made by us. */
static bool php_lty_long_of(zend_long *out, zend_object *object, uint32_t slot)
{
    const zval *value = php_lty_record_get(object, slot);

    *out = Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : 0;
    return Z_TYPE_P(value) == IS_LONG;
}

/* "2011-12-10T18:30:00Z" */
static void php_lty_append_instant(smart_str *out, zend_long at)
{
    char day[11];
    const zend_long days = (at - ((at % LTY_DAY_SECONDS) + LTY_DAY_SECONDS) % LTY_DAY_SECONDS) / LTY_DAY_SECONDS;
    const zend_long rest = at - days * LTY_DAY_SECONDS;

    if (at < LTY_TIME_MIN || at > LTY_TIME_MAX) {
        smart_str_append_long(out, at);
        return;
    }
    lty_day_format(day, days);
    smart_str_append_printf(out, "%sT%02d:%02d:%02dZ", day, (int) (rest / 3600), (int) (rest / 60 % 60), (int) (rest % 60));
}

static void php_lty_explain_add(zval *list, smart_str *line)
{
    smart_str_0(line);
    add_next_index_str(list, line->s);
    line->s = NULL;
    line->a = 0;
}

static bool php_lty_explain_account(zval *list, zend_object *account)
{
    zend_long n[ACCOUNT_OUT + 1];
    smart_str line = {0};

    for (uint32_t slot = ACCOUNT_BALANCE; slot <= ACCOUNT_OUT; slot++) {
        if (!php_lty_long_of(&n[slot], account, slot)) {
            return false;
        }
    }
    smart_str_append_printf(&line,
        "balance " ZEND_LONG_FMT " = earned " ZEND_LONG_FMT " + in " ZEND_LONG_FMT " - pending " ZEND_LONG_FMT " - spent " ZEND_LONG_FMT
        " - expired " ZEND_LONG_FMT " - reversed " ZEND_LONG_FMT " - out " ZEND_LONG_FMT,
        n[ACCOUNT_BALANCE], n[ACCOUNT_EARNED], n[ACCOUNT_IN], n[ACCOUNT_PENDING], n[ACCOUNT_SPENT], n[ACCOUNT_EXPIRED], n[ACCOUNT_REVERSED],
        n[ACCOUNT_OUT]);
    php_lty_explain_add(list, &line);
    return true;
}

/* One member of an array of ours, of the expected type; NULL else. */
static zval *php_lty_member(zval *array, const char *name, zend_uchar type)
{
    zval *value = Z_TYPE_P(array) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(array), name, strlen(name)) : NULL;

    return value != NULL && Z_TYPE_P(value) == type ? value : NULL;
}

/* "lot 2: <event> took 10 points", or the same of a debt. */
static bool php_lty_explain_points(zval *list, const zval *items, zend_ulong lot)
{
    zval *item;

    if (Z_TYPE_P(items) != IS_ARRAY) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(items), item) {
        ZVAL_DEREF(item);
        const zval *event = php_lty_member(item, "event", IS_STRING);
        const zval *points = php_lty_member(item, "points", IS_LONG);
        smart_str line = {0};

        if (event == NULL || points == NULL) {
            return false;
        }
        if (lot == 0) {
            smart_str_append_printf(
                &line, "debt: " ZEND_LONG_FMT " points of %s are not covered by any lot", Z_LVAL_P(points), Z_STRVAL_P(event));
        } else {
            smart_str_append_printf(
                &line, "lot " ZEND_ULONG_FMT ": %s took " ZEND_LONG_FMT " points", lot, Z_STRVAL_P(event), Z_LVAL_P(points));
        }
        php_lty_explain_add(list, &line);
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_explain_rules(zval *list, const zval *rules, zend_ulong lot, zend_long percent)
{
    zval *item;

    if (Z_TYPE_P(rules) != IS_ARRAY) {
        return false;
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(rules), item) {
        ZVAL_DEREF(item);
        const zval *rule = php_lty_member(item, "rule", IS_STRING);
        const zval *base = php_lty_member(item, "base", IS_LONG);
        const zval *points = php_lty_member(item, "points", IS_LONG);
        smart_str line = {0};

        if (rule == NULL || base == NULL || points == NULL) {
            return false;
        }
        smart_str_append_printf(&line, "lot " ZEND_ULONG_FMT ": rule %s made " ZEND_LONG_FMT " points of " ZEND_LONG_FMT " minor units",
            lot, Z_STRVAL_P(rule), Z_LVAL_P(points), Z_LVAL_P(base));
        php_lty_explain_add(list, &line);
    }
    ZEND_HASH_FOREACH_END();
    if (percent != 10000) {
        smart_str line = {0};

        smart_str_append_printf(&line, "lot " ZEND_ULONG_FMT ": the tier pays " ZEND_LONG_FMT ".%02d %% of the sum, rounded once", lot,
            percent / 100, (int) (percent % 100 < 0 ? -(percent % 100) : percent % 100));
        php_lty_explain_add(list, &line);
    }
    return true;
}

static bool php_lty_explain_lot(zval *list, const zval *value, zend_ulong number)
{
    zend_long n[LOT_COUNT] = {0};
    smart_str line = {0};

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_point_lot) {
        return false;
    }
    zend_object *lot = Z_OBJ_P(value);
    const zval *event = php_lty_record_get(lot, LOT_EVENT);
    const zval *expires = php_lty_record_get(lot, LOT_EXPIRES_AT);
    bool right = Z_TYPE_P(event) == IS_STRING && php_lty_long_of(&n[LOT_AT], lot, LOT_AT)
        && php_lty_long_of(&n[LOT_AVAILABLE_AT], lot, LOT_AVAILABLE_AT) && php_lty_long_of(&n[LOT_EARN_PERCENT], lot, LOT_EARN_PERCENT);

    for (uint32_t slot = LOT_EARNED; slot <= LOT_LEFT && right; slot++) {
        right = php_lty_long_of(&n[slot], lot, slot);
    }
    if (!right) {
        return false;
    }
    smart_str_append_printf(
        &line, "lot " ZEND_ULONG_FMT ": %s gave " ZEND_LONG_FMT " points at ", number, Z_STRVAL_P(event), n[LOT_EARNED]);
    php_lty_append_instant(&line, n[LOT_AT]);
    smart_str_append_printf(&line,
        "; reversed " ZEND_LONG_FMT ", spent " ZEND_LONG_FMT ", expired " ZEND_LONG_FMT ", left " ZEND_LONG_FMT "; ", n[LOT_REVERSED],
        n[LOT_SPENT], n[LOT_EXPIRED], n[LOT_LEFT]);
    smart_str_appends(&line, "spendable from ");
    php_lty_append_instant(&line, n[LOT_AVAILABLE_AT]);
    if (Z_TYPE_P(expires) == IS_LONG) {
        smart_str_appends(&line, " until ");
        php_lty_append_instant(&line, Z_LVAL_P(expires));
    }
    php_lty_explain_add(list, &line);
    return php_lty_explain_rules(list, php_lty_record_get(lot, LOT_RULES), number, n[LOT_EARN_PERCENT])
        && php_lty_explain_points(list, php_lty_record_get(lot, LOT_DRAWS), number);
}

PHP_METHOD(Loyalty_Customer, explain)
{
    zend_object *object = Z_OBJ_P(ZEND_THIS);
    zend_ulong number = 0;
    zval *lot;

    ZEND_PARSE_PARAMETERS_NONE();

    const zval *account = php_lty_record_get(object, SLOT_ACCOUNT);
    const zval *lots = php_lty_record_get(object, SLOT_LOTS);
    bool right = Z_TYPE_P(account) == IS_OBJECT && Z_TYPE_P(lots) == IS_ARRAY;

    array_init(return_value);
    right = right && php_lty_explain_account(return_value, Z_OBJ_P(account));
    if (right) {
        ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(lots), lot) {
            ZVAL_DEREF(lot);
            right = right && php_lty_explain_lot(return_value, lot, ++number);
        }
        ZEND_HASH_FOREACH_END();
        right = right && php_lty_explain_points(return_value, php_lty_record_get(Z_OBJ_P(account), ACCOUNT_DEBTS), 0);
    }
    if (!right) {
        php_lty_throw_uninitialized(object);
        RETURN_THROWS();
    }
}
