/* Loyalty\Customer: a record of what a fold says, and back to the figures that rules and quotes ask for. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_customer_part.h"
#include "php_lty_event.h"
#include "lty_aggregate.h"
#include "lty_person.h"
#include "ext/date/php_date.h"

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
        case LTY_EXPR_RATIO:
        case LTY_EXPR_DURATION: ZVAL_LONG(out, (zend_long) value.number); break;
    }
}

void php_lty_customer_create(zval *out, const lty_customer *folded, const lty_purchases *purchases, const lty_timeline *timeline,
    zend_string *key, int64_t at_s, const lty_entitlement *services, size_t service_count)
{
    const lty_programme *version = timeline->versions[lty_timeline_find(timeline, at_s)];
    unsigned char digest[32];
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);
    zend_object *object;
    zval value;

    object_init_ex(out, lty_ce_customer);
    object = Z_OBJ_P(out);
    ZVAL_STR_COPY(&value, key);
    php_lty_record_set(object, CUSTOMER_KEY, &value);
    php_lty_set_long(object, CUSTOMER_AT, at_s);
    php_lty_account_create(&value, folded);
    php_lty_record_set(object, CUSTOMER_ACCOUNT, &value);
    php_lty_lots_create(&value, folded, timeline);
    php_lty_record_set(object, CUSTOMER_LOTS, &value);
    php_lty_fact_zval(&value, &fields[LTY_FACT_TIER], version, folded->facts[LTY_FACT_TIER]);
    php_lty_record_set(object, CUSTOMER_TIER, &value);
    array_init_size(&value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        zval fact;

        php_lty_fact_zval(&fact, &fields[i], version, folded->facts[i]);
        add_assoc_zval(&value, fields[i].name, &fact);
    }
    php_lty_record_set(object, CUSTOMER_FACTS, &value);
    php_lty_standing_create(&value, folded, timeline);
    php_lty_record_set(object, CUSTOMER_STANDING, &value);
    php_lty_entitlements_create(&value, services, service_count);
    php_lty_record_set(object, CUSTOMER_SERVICES, &value);
    php_lty_set_hash(object, CUSTOMER_PROGRAMME_HASH, timeline->hash);
    lty_fold_digest(digest, php_lty_text(key), folded);
    php_lty_set_hash(object, CUSTOMER_STATE_HASH, digest);
    php_lty_set_string(object, CUSTOMER_CURRENCY, version->currency);
    php_lty_set_string(object, CUSTOMER_UNIT, version->points.money ? "money" : "points");
    php_lty_progress_create(&value, folded->progress, timeline);
    php_lty_record_set(object, CUSTOMER_PROGRESS, &value);
    php_lty_rows_create(&value, purchases);
    php_lty_record_set(object, CUSTOMER_ROWS, &value);
}

bool php_lty_customer_is_of(zend_object *customer, zend_object *programme)
{
    const zval *text = php_lty_record_get(customer, CUSTOMER_PROGRAMME_HASH);
    const lty_timeline *timeline = php_lty_timeline_of(programme);
    unsigned char hash[32];

    if (Z_TYPE_P(text) != IS_STRING || !php_lty_unhex(hash, sizeof hash, Z_STRVAL_P(text), Z_STRLEN_P(text))) {
        return false;
    }
    bool same = memcmp(hash, timeline->hash, sizeof hash) == 0;
    for (size_t i = 0; i < timeline->count && !same; i++) {
        same = memcmp(hash, timeline->versions[i]->hash, sizeof hash) == 0;
    }
    return same;
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
            return field->type == LTY_EXPR_INTEGER || field->type == LTY_EXPR_MONEY || field->type == LTY_EXPR_RATIO
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
    const zval *array = php_lty_record_get(customer, CUSTOMER_FACTS);
    const zval *at = php_lty_record_get(customer, CUSTOMER_AT);
    /* Reflection can make one without state, or with another one than fold() gives. */
    bool right = Z_TYPE_P(array) == IS_ARRAY && Z_TYPE_P(php_lty_record_get(customer, CUSTOMER_KEY)) == IS_STRING && Z_TYPE_P(at) == IS_LONG
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

/* What fold() gathers before it folds. Objects, and texts of rows, are held: they are pointed to. */
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

    const bool row = Z_TYPE_P(value) == IS_ARRAY;

    if (!row && (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_event)) {
        zend_argument_type_error(3, "must contain only Loyalty\\Event objects or rows of them, %s given", zend_zval_type_name(value));
        return false;
    }
    lty_event *event = lty_arena_zero(&gather->arena, 1, sizeof *event);
    if (event == NULL
        || lty_alloc_reserve(&php_lty_request_alloc, &events, &gather->capacity, gather->count + 1, sizeof *gather->events) != LTY_OK) {
        php_lty_throw(LTY_E_MEMORY);
        return false;
    }
    gather->events = events;
    if (row) {
        if (!php_lty_event_read_row(event, Z_ARRVAL_P(value), 3, &gather->held, &gather->arena)) {
            return false;
        }
        gather->events[gather->count++] = event;
        return true;
    }
    Z_ADDREF_P(value);
    zend_hash_next_index_insert_new(&gather->held, value);
    if (!php_lty_event_read(event, Z_OBJ_P(value), &gather->arena)) {
        return false;
    }
    gather->events[gather->count++] = event;
    return true;
}

/* Leaves one person's events, each once. */
static bool php_lty_gather_settle(php_lty_gather *gather, int64_t at_s)
{
    const lty_event *wrong = NULL;
    const lty_event **scratch = safe_emalloc(gather->count + 1, sizeof *scratch, 0);
    lty_status status = lty_person_gather(gather->events, &gather->count, &wrong, php_lty_text(gather->key), at_s, &php_lty_request_alloc);

    if (status == LTY_OK) {
        status = lty_event_unique(gather->events, scratch, &gather->count, &wrong);
    }
    efree((void *) scratch);
    if (status == LTY_E_UNKNOWN_CUSTOMER) {
        const bool nobody = wrong->customer.len == 0;

        zend_argument_value_error(3, "must contain only events of customer \"%s\", but \"%.*s\" is of %s%.*s%s", ZSTR_VAL(gather->key),
            (int) wrong->id.len, wrong->id.bytes, nobody ? "nobody" : "\"", (int) wrong->customer.len, nobody ? "" : wrong->customer.bytes,
            nobody ? "" : "\"");
    } else if (status == LTY_E_EVENT_CONFLICT) {
        php_lty_throw_event_conflict(wrong->id);
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    }
    return status == LTY_OK;
}

static void php_lty_gather_fold(zval *out, php_lty_gather *gather, const lty_timeline *timeline, int64_t at_s)
{
    const lty_entitlement *services = NULL;
    size_t service_count = 0;
    const lty_programme *version = timeline->versions[lty_timeline_find(timeline, at_s)];
    lty_folder *folder = NULL;
    lty_purchases purchases;
    lty_history history;
    lty_customer folded;

    lty_history_init(&history, &php_lty_request_alloc);
    lty_purchases_init(&purchases, &php_lty_request_alloc);
    lty_status status = lty_history_prepare(&history, gather->events, gather->count, at_s);
    if (status == LTY_OK) {
        status = lty_folder_create(&folder, timeline, &php_lty_request_alloc);
    }
    if (status == LTY_OK) {
        status = lty_fold(&folded, folder, &history, LTY_FOLD_PARTS | LTY_FOLD_FLOWS);
    }
    if (status == LTY_OK) {
        status = lty_purchases_read(&purchases, &history);
    }
    if (status == LTY_OK) {
        const lty_aggregate_person person = {folded.facts, &purchases, version, at_s};

        folded.facts[LTY_FACT_LOYALTY] = lty_aggregate_degree(NULL, version, &person);
        const lty_fact_judge judge = {lty_aggregate_ask, &person};
        status = lty_service_list(&services, &service_count, &history, timeline, folded.facts, &judge, &gather->arena);
    }
    if (status == LTY_OK) {
        php_lty_customer_create(out, &folded, &purchases, timeline, gather->key, at_s, services, service_count);
    } else {
        php_lty_throw(status);
    }
    lty_purchases_destroy(&purchases);
    lty_folder_destroy(folder);
    lty_history_destroy(&history);
}

PHP_METHOD(Loyalty_Customer, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private, and there is nothing to fill */
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
    if (EG(exception) == NULL && php_lty_gather_settle(&gather, at_s)) {
        php_lty_gather_fold(return_value, &gather, php_lty_timeline_of(programme), at_s);
    }
    lty_arena_destroy(&gather.arena);
    lty_alloc_free(&php_lty_request_alloc, (void *) gather.events, gather.capacity * sizeof *gather.events);
    zend_hash_destroy(&gather.held);
    zend_string_release(gather.key);
}
