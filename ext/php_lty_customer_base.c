/* CustomerBase: an engine over lty_base, in memory of its own under loyalty.base_limit. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "lty_aggregate.h"
#include "lty_indicator.h"
#include "lty_segment.h"
#include "lty_sign.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"

static zend_object_handlers php_lty_customer_base_handlers;

php_lty_customer_base *php_lty_customer_base_of(zend_object *object)
{
    php_lty_customer_base *self = php_lty_customer_base_from(object);

    if (self->base == NULL) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    if (self->busy) {
        zend_throw_error(NULL, "The base cannot be used while it is replayed");
        return NULL;
    }
    return self;
}

void php_lty_base_throw(php_lty_customer_base *owner, lty_status status)
{
    const uint32_t culprit = lty_base_culprit(owner->base);

    status = php_lty_base_status(status);
    if (status == LTY_E_DAMAGED && owner->map != NULL) {
        php_lty_throw_text(
            status, "the file %s is damaged: run verify(), and build it anew from the journal", php_lty_base_map_name(owner->map));
        return;
    }
    if (status == LTY_E_RANGE && culprit != LTY_STORE_NONE) {
        const lty_text key = lty_base_key(owner->base, culprit);

        php_lty_throw_text(status, "a sum of customer \"%.*s\" does not fit", (int) key.len, key.bytes);
        return;
    }
    php_lty_throw(status);
}

bool php_lty_base_is_sound(php_lty_customer_base *owner)
{
    if (lty_base_is_damaged(owner->base) && EG(exception) == NULL) {
        php_lty_base_throw(owner, LTY_E_DAMAGED);
    }
    return EG(exception) == NULL;
}

PHP_METHOD(Loyalty_CustomerBase, __construct)
{
    php_lty_customer_base *self = php_lty_customer_base_from(Z_OBJ_P(ZEND_THIS));
    zend_object *object;
    uint64_t seed;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_programme)
    ZEND_PARSE_PARAMETERS_END();

    if (self->base != NULL) {
        php_lty_throw_twice(&self->std);
        RETURN_THROWS();
    }
    const lty_timeline *timeline = php_lty_timeline_of(object);

    if (timeline == NULL) {
        RETURN_THROWS();
    }
    lty_sign_random(&seed, sizeof seed);
    lty_sign_random(self->lineage, sizeof self->lineage);
    const lty_status status = lty_base_create(&self->base, timeline, seed, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
    GC_ADDREF(object);
    self->programme = object;
}

PHP_METHOD(Loyalty_CustomerBase, fold)
{
    zend_object *date = NULL;
    zend_long seconds = 0;
    int64_t at_s;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (php_lty_instant(&at_s, date, seconds, 1) == FAILURE) {
        RETURN_THROWS();
    }
    const lty_status status = lty_base_fold(self->base, at_s);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
}

PHP_METHOD(Loyalty_CustomerBase, foldedAt)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    if (lty_base_at(self->base) != LTY_TIME_NONE) {
        RETURN_LONG((zend_long) lty_base_at(self->base));
    }
}

/* What is asked of an instant: later events are taken in first, as links move keys from person to person. True without a fold. */
static bool php_lty_base_refreshed(php_lty_customer_base *self)
{
    const lty_status status = lty_base_at(self->base) == LTY_TIME_NONE ? LTY_OK : lty_base_refresh(self->base);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
    }
    return status == LTY_OK;
}

PHP_METHOD(Loyalty_CustomerBase, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    if (!php_lty_base_refreshed(self)) {
        RETURN_THROWS();
    }
    RETVAL_LONG((zend_long) lty_base_persons(self->base));
    PHP_LTY_BASE_END(self);
}

/* A Customer of the base, with all that a fold of its events alone would give. */
static lty_status php_lty_base_customer(zval *out, php_lty_customer_base *self, uint32_t customer, int64_t at_s)
{
    const lty_timeline *timeline = lty_base_timeline(self->base);
    const lty_entitlement *services = NULL;
    const lty_purchases *purchases = NULL;
    size_t service_count = 0;
    lty_customer folded;
    lty_arena arena;
    lty_status status = lty_base_customer_at(&folded, self->base, customer, at_s, LTY_FOLD_PARTS | LTY_FOLD_FLOWS);

    if (status == LTY_OK) {
        status = lty_base_customer_rows(&purchases, self->base);
    }
    lty_arena_init(&arena, &php_lty_request_alloc);
    if (status == LTY_OK) {
        const lty_aggregate_person person = {folded.facts, purchases, lty_timeline_at(timeline, at_s), at_s};
        const lty_fact_judge judge = {lty_aggregate_ask, &person};

        status = lty_service_list(&services, &service_count, lty_base_customer_history(self->base), timeline, folded.facts, &judge, &arena);
    }
    if (status == LTY_OK) {
        const lty_text person = lty_base_key(self->base, customer); /* of a linked key that of the person */
        zend_string *key = zend_string_init(person.bytes, person.len, false);

        php_lty_customer_create(out, &folded, purchases, timeline, key, at_s, services, service_count);
        zend_string_release(key);
    }
    lty_arena_destroy(&arena);
    return status;
}

PHP_METHOD(Loyalty_CustomerBase, customer)
{
    zend_string *text = NULL;
    zend_long number = 0, seconds = 0;
    zend_object *date = NULL;
    bool now = true;
    int64_t at_s;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_STR_OR_LONG(text, number)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(date, php_date_get_interface_ce(), seconds, now)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    now = now && date == NULL;
    at_s = lty_base_at(self->base);
    if (!now && php_lty_instant(&at_s, date, seconds, 2) == FAILURE) {
        RETURN_THROWS();
    }
    if (at_s == LTY_TIME_NONE) {
        php_lty_base_throw(self, LTY_E_NOT_FOLDED);
        RETURN_THROWS();
    }
    zend_string *key = php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    const uint32_t customer = php_lty_base_refreshed(self) ? lty_base_find(self->base, php_lty_text(key)) : LTY_STORE_NONE;

    zend_string_release(key);
    if (EG(exception) != NULL) {
        RETURN_THROWS();
    }
    PHP_LTY_BASE_END(self);
    if (customer == LTY_STORE_NONE) {
        zend_argument_value_error(1, "must be the key of a customer in the base");
        RETURN_THROWS();
    }
    const lty_status status = php_lty_base_customer(return_value, self, customer, at_s);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    PHP_LTY_BASE_END(self);
}

PHP_METHOD(Loyalty_CustomerBase, has)
{
    zend_string *text = NULL;
    zend_long number = 0;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    zend_string *key = php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    if (php_lty_base_refreshed(self)) {
        RETVAL_BOOL(lty_base_find(self->base, php_lty_text(key)) != LTY_STORE_NONE);
    }
    zend_string_release(key);
    PHP_LTY_BASE_END(self);
}

PHP_METHOD(Loyalty_CustomerBase, stateHash)
{
    unsigned char hash[32];

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_status status = lty_base_digest(hash, self->base);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    PHP_LTY_BASE_END(self);
    RETURN_STR(php_lty_hex_string(hash, sizeof hash));
}

PHP_METHOD(Loyalty_CustomerBase, forecast)
{
    zend_object *date = NULL;
    zend_long seconds = 0;
    zend_long months = 12;
    lty_forecast forecast;
    int64_t at_s;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(months)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (php_lty_instant(&at_s, date, seconds, 1) == FAILURE) {
        RETURN_THROWS();
    }
    if (months < 1 || months > 120) {
        zend_argument_value_error(2, "must be between 1 and 120");
        RETURN_THROWS();
    }
    const lty_status status = lty_forecast_run(&forecast, self->base, at_s, (size_t) months, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    PHP_LTY_BASE_END(self);
    php_lty_forecast_create(return_value, &forecast, lty_base_programme(self->base)->currency);
    lty_forecast_destroy(&forecast, &php_lty_base_alloc);
}

bool php_lty_base_compile(zval *out, zend_object *programme, zend_string *rule)
{
    zend_function *compile = zend_hash_str_find_ptr(&lty_ce_segment->function_table, ZEND_STRL("compile"));
    zval arguments[2];

    ZVAL_OBJ(&arguments[0], programme);
    ZVAL_STR(&arguments[1], rule);
    zend_call_known_function(compile, NULL, lty_ce_segment, out, 2, arguments, NULL);
    return EG(exception) == NULL;
}

PHP_METHOD(Loyalty_CustomerBase, select)
{
    zend_object *segment;
    zend_string *rule;
    zval compiled;
    lty_set set;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS_OR_STR(segment, lty_ce_segment, rule)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    ZVAL_UNDEF(&compiled);
    if (segment == NULL) {
        if (!php_lty_base_compile(&compiled, self->programme, rule)) {
            RETURN_THROWS();
        }
        segment = Z_OBJ(compiled);
    }
    const lty_expr *expr = php_lty_segment_expr(segment);

    if (expr != NULL) {
        const lty_status status = lty_segment_select(&set, self->base, expr, &php_lty_base_alloc);

        if (status == LTY_OK) {
            php_lty_customer_set_create(return_value, self, &set);
        } else {
            php_lty_base_throw(self, status);
        }
    }
    zval_ptr_dtor(&compiled);
    PHP_LTY_BASE_END(self);
}

PHP_METHOD(Loyalty_CustomerBase, recorded)
{
    zend_string *segment;
    lty_set set;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(segment)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    const lty_status status = lty_segment_recorded(&set, self->base, php_lty_text(segment), &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    php_lty_customer_set_create(return_value, self, &set);
    PHP_LTY_BASE_END(self);
}

PHP_METHOD(Loyalty_CustomerBase, all)
{
    lty_set set;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    if (!php_lty_base_refreshed(self)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_segment_all(&set, self->base, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
    php_lty_customer_set_create(return_value, self, &set);
}

PHP_METHOD(Loyalty_CustomerBase, totals)
{
    static const struct {
        const char *name;
        lty_fact fact;
    } sums[] = {
        {"orders", LTY_FACT_ORDERS},
        {"spent", LTY_FACT_SPENT},
        {"spent_gross", LTY_FACT_SPENT_GROSS},
        {"refunded", LTY_FACT_REFUNDED},
        {"refunds", LTY_FACT_REFUNDS},
        {"points", LTY_FACT_POINTS},
        {"points_pending", LTY_FACT_POINTS_PENDING},
        {"points_earned", LTY_FACT_POINTS_EARNED},
        {"points_spent", LTY_FACT_POINTS_SPENT},
        {"points_expired", LTY_FACT_POINTS_EXPIRED},
        {"points_reversed", LTY_FACT_POINTS_REVERSED},
        {"points_in", LTY_FACT_POINTS_IN},
        {"points_out", LTY_FACT_POINTS_OUT},
        {"points_restored", LTY_FACT_POINTS_RESTORED},
    };
    lty_totals totals;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_status status = lty_indicator_totals(&totals, self->base);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    array_init(return_value);
    for (size_t i = 0; i < sizeof sums / sizeof *sums; i++) {
        add_assoc_long(return_value, sums[i].name, totals.facts[sums[i].fact]);
    }
    add_assoc_long(return_value, "customers", totals.customers);
    add_assoc_long(return_value, "anonymous_orders", totals.anonymous_orders);
    add_assoc_long(return_value, "anonymous_amount", totals.anonymous_amount_minor);
}

static void php_lty_month_array(zval *out, const lty_month *month)
{
    static const char *const flows[LTY_FLOW_COUNT] = {"earned", "reversed", "spent", "expired", "in", "out", "restored"};

    array_init(out);
    add_assoc_str(out, "month", php_lty_month(month->month));
    add_assoc_long(out, "orders", month->orders);
    add_assoc_long(out, "amount", month->amount_minor);
    add_assoc_long(out, "refunded", month->refunded_minor);
    add_assoc_long(out, "buyers", month->buyers);
    add_assoc_long(out, "anonymous_orders", month->anonymous_orders);
    add_assoc_long(out, "anonymous_amount", month->anonymous_amount_minor);
    for (size_t i = 0; i < LTY_FLOW_COUNT; i++) {
        add_assoc_long(out, flows[i], month->flows[i]);
    }
}

PHP_METHOD(Loyalty_CustomerBase, months)
{
    lty_month *months;
    size_t count;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_status status = lty_indicator_months(&months, &count, self->base, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    array_init_size(return_value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        zval month;

        php_lty_month_array(&month, &months[i]);
        add_next_index_zval(return_value, &month);
    }
    lty_indicator_free(months, count, &php_lty_base_alloc);
}

PHP_METHOD(Loyalty_CustomerBase, tiers)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_tier_rules *tiers = &lty_base_in_force(self->base)->tiers;
    int64_t *counts = safe_emalloc(tiers->count, sizeof *counts, sizeof *counts);
    const lty_status status = lty_indicator_tiers(counts, self->base);

    if (status == LTY_OK) {
        array_init_size(return_value, (uint32_t) tiers->count);
        for (size_t i = 0; i < tiers->count; i++) {
            zval count;

            ZVAL_LONG(&count, counts[i]);
            zend_symtable_str_update(Z_ARRVAL_P(return_value), tiers->items[i].key.bytes, tiers->items[i].key.len, &count);
        }
    } else {
        php_lty_base_throw(self, status);
    }
    efree(counts);
}

PHP_METHOD(Loyalty_CustomerBase, applyRfm)
{
    zend_object *object, *base;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_rfm_scores)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    const lty_rfm_scores *scores = php_lty_rfm_scores_of(object, &base);

    if (scores == NULL) {
        RETURN_THROWS();
    }
    if (base != &self->std) {
        php_lty_throw_text(LTY_E_FOREIGN_SET, "the scores belong to another base");
        RETURN_THROWS();
    }
    const lty_status status =
        lty_base_apply_rfm(self->base, scores->customers, (const unsigned char(*)[LTY_RFM_MEASURES]) scores->scores, scores->count);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
}

PHP_METHOD(Loyalty_CustomerBase, stats)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_store *store = lty_base_store(self->base);
    const size_t customers = lty_base_persons(self->base);
    const size_t bytes = lty_base_bytes(self->base) - php_lty_base_map_lent(self->map);
    const size_t mapped = php_lty_base_map_bytes(self->map);
    const size_t all = bytes + mapped;
    const size_t made = lty_base_rows_made(self->base);

    PHP_LTY_BASE_END(self);
    array_init_size(return_value, 8);
    add_assoc_long(return_value, "customers", (zend_long) customers);
    add_assoc_long(return_value, "events", (zend_long) store->rows);
    add_assoc_long(return_value, "lines", (zend_long) store->line_count);
    add_assoc_long(return_value, "bytes", (zend_long) bytes);
    add_assoc_long(return_value, "bytes_per_customer", customers == 0 ? 0 : (zend_long) (all / customers));
    add_assoc_long(return_value, "bytes_per_event", store->rows == 0 ? 0 : (zend_long) (all / store->rows));
    add_assoc_long(return_value, "mapped", (zend_long) mapped);
    add_assoc_long(return_value, "rows", (zend_long) made);
}

static zend_object *php_lty_customer_base_create(zend_class_entry *ce)
{
    php_lty_customer_base *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_customer_base_handlers;
    return &self->std;
}

static void php_lty_customer_base_free(zend_object *object)
{
    php_lty_customer_base *self = php_lty_customer_base_from(object);

    php_lty_base_map_close(self->map);
    lty_base_destroy(self->base);
    self->base = NULL;
    php_lty_base_map_free(self->map); /* after the base, whose arrays lie there */
    self->map = NULL;
    if (self->programme != NULL) {
        OBJ_RELEASE(self->programme);
        self->programme = NULL;
    }
    zend_object_std_dtor(object);
}

void php_lty_customer_base_minit(void)
{
    lty_ce_customer_base->create_object = php_lty_customer_base_create;
    php_lty_customer_base_handlers = std_object_handlers;
    php_lty_customer_base_handlers.offset = offsetof(php_lty_customer_base, std);
    php_lty_customer_base_handlers.free_obj = php_lty_customer_base_free;
    php_lty_customer_base_handlers.clone_obj = NULL;
    php_lty_customer_base_handlers.compare = zend_objects_not_comparable;
}
