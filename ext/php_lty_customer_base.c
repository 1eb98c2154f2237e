/* CustomerBase: an engine over lty_base, in memory of its own under loyalty.base_limit. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "lty_indicator.h"
#include "lty_segment.h"
#include "lty_sign.h"
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
    return self;
}

void php_lty_base_throw(php_lty_customer_base *owner, lty_status status)
{
    const uint32_t culprit = lty_base_culprit(owner->base);

    status = php_lty_base_status(status);
    if (status == LTY_E_RANGE && culprit != LTY_STORE_NONE) {
        const lty_text key = lty_base_key(owner->base, culprit);

        php_lty_throw_text(status, "a sum of customer \"%.*s\" does not fit", (int) key.len, key.bytes);
        return;
    }
    php_lty_throw(status);
}

#define PHP_LTY_BASE_THIS(name)                                                                                                            \
 php_lty_customer_base *name = php_lty_customer_base_of(Z_OBJ_P(ZEND_THIS));                                                               \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
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
    const lty_programme *programme = php_lty_programme_of(object);

    if (programme == NULL) {
        RETURN_THROWS();
    }
    lty_sign_random(&seed, sizeof seed);
    lty_sign_random(self->lineage, sizeof self->lineage);
    const lty_status status = lty_base_create(&self->base, programme, seed, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
    GC_ADDREF(object);
    self->programme = object;
}

PHP_METHOD(Loyalty_AppendResult, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_append_result(zval *out, size_t appended, size_t repeated)
{
    zval value;

    object_init_ex(out, lty_ce_append_result);
    ZVAL_LONG(&value, (zend_long) appended);
    php_lty_record_set(Z_OBJ_P(out), 0, &value);
    ZVAL_LONG(&value, (zend_long) repeated);
    php_lty_record_set(Z_OBJ_P(out), 1, &value);
}

typedef struct php_lty_append {
    php_lty_customer_base *self;
    size_t appended;
    size_t repeated;
} php_lty_append;

static bool php_lty_append_event(void *context, zval *value)
{
    php_lty_append *append = context;
    lty_arena arena;
    lty_event event;
    bool repeated = false;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_event) {
        zend_argument_type_error(1, "must contain only Loyalty\\Event objects, %s given", zend_zval_type_name(value));
        return false;
    }
    lty_arena_init(&arena, &php_lty_request_alloc);
    if (!php_lty_event_read(&event, Z_OBJ_P(value), &arena)) {
        lty_arena_destroy(&arena);
        return false;
    }
    const lty_status status = lty_base_append(append->self->base, &event, &repeated);

    lty_arena_destroy(&arena);
    if (status == LTY_OK) {
        append->repeated += repeated;
        append->appended += !repeated;
    } else if (status == LTY_E_EVENT_CONFLICT) {
        php_lty_throw_event_conflict(event.id);
    } else if (status == LTY_E_CURRENCY_MISMATCH) {
        php_lty_throw_text(status, "event \"%.*s\" is not in the programme's currency", (int) event.id.len, event.id.bytes);
    } else {
        php_lty_throw(php_lty_base_status(status));
    }
    return status == LTY_OK;
}

PHP_METHOD(Loyalty_CustomerBase, append)
{
    zval *events;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ITERABLE(events)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    php_lty_append append = {self, 0, 0};

    php_lty_iterate(events, php_lty_append_event, &append);
    if (EG(exception) != NULL) {
        RETURN_THROWS();
    }
    php_lty_append_result(return_value, append.appended, append.repeated);
}

/* The columns' names from the array; false and an exception if one is missing or no string. */
static bool php_lty_append_names(lty_text names[LTY_ROWS_FIELDS], HashTable *columns)
{
    static const char *const members[LTY_ROWS_FIELDS] = {"customer", "at", "amount"};

    for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
        const zval *name = zend_hash_str_find_deref(columns, members[i], strlen(members[i]));

        if (name == NULL || Z_TYPE_P(name) != IS_STRING) {
            zend_argument_value_error(3, "must have the name of a column as \"%s\"", members[i]);
            return false;
        }
        names[i] = php_lty_text(Z_STR_P(name));
    }
    if (zend_hash_num_elements(columns) != LTY_ROWS_FIELDS) {
        zend_argument_value_error(3, "must have \"customer\", \"at\" and \"amount\" only");
        return false;
    }
    return true;
}

/* Reads a plain file whole; false and an exception if it cannot. The bytes are read, not mapped: a file cut short meanwhile would end us. */
static bool php_lty_append_read(char **bytes, size_t *len, zend_string *path)
{
    php_stream_statbuf stat;
    php_stream *stream = php_stream_open_wrapper(ZSTR_VAL(path), "rbn", IGNORE_URL, NULL);

    if (stream == NULL || php_stream_stat(stream, &stat) != 0 || !S_ISREG(stat.sb.st_mode)) {
        if (stream != NULL) {
            php_stream_close(stream);
        }
        if (EG(exception) == NULL) {
            zend_argument_value_error(1, "must be a plain file that can be read");
        }
        return false;
    }
    const size_t size = (size_t) stat.sb.st_size;
    size_t done = 0;

    *bytes = lty_alloc_new(&php_lty_base_alloc, size + 1);
    if (*bytes == NULL) {
        php_stream_close(stream);
        php_lty_throw(php_lty_base_status(LTY_E_MEMORY));
        return false;
    }
    php_stream_set_option(stream, PHP_STREAM_OPTION_READ_BUFFER, PHP_STREAM_BUFFER_NONE, NULL);
    while (done < size) {
        const ssize_t got = php_stream_read(stream, *bytes + done, size - done);

        if (got <= 0) {
            break;
        }
        done += (size_t) got;
    }
    php_stream_close(stream);
    if (done < size) {
        lty_alloc_free(&php_lty_base_alloc, *bytes, size + 1);
        zend_argument_value_error(1, "must be a plain file that can be read");
        return false;
    }
    *len = size;
    return true;
}

PHP_METHOD(Loyalty_CustomerBase, appendFile)
{
    zend_string *path, *source;
    HashTable *columns = NULL;
    lty_text names[LTY_ROWS_FIELDS] = {LTY_TEXT("customer"), LTY_TEXT("ts"), LTY_TEXT("amount")};
    lty_store_report report;
    char *bytes;
    size_t len;

    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_STR(source)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(columns)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if ((columns != NULL && !php_lty_append_names(names, columns)) || !php_lty_append_read(&bytes, &len, path)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_base_append_rows(self->base, (lty_text){bytes, len}, php_lty_text(source), names, &report);

    lty_alloc_free(&php_lty_base_alloc, bytes, len + 1);
    switch (status) {
        case LTY_OK: php_lty_append_result(return_value, report.appended, report.repeated); return;
        case LTY_E_ROW: php_lty_throw_text(status, "line %zu of %s: %s", report.line, ZSTR_VAL(path), report.problem); break;
        case LTY_E_EVENT_CONFLICT: php_lty_throw_event_conflict((lty_text){report.conflict, strlen(report.conflict)}); break;
        case LTY_E_EVENT:
            zend_argument_value_error(
                2, "must be 1 to %u bytes of UTF-8 without \"/\", \"%%\" and control characters", LTY_STORE_SOURCE_MAX);
            break;
        default: php_lty_throw(php_lty_base_status(status)); break;
    }
    RETURN_THROWS();
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

PHP_METHOD(Loyalty_CustomerBase, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    RETURN_LONG((zend_long) lty_base_count(self->base));
}

PHP_METHOD(Loyalty_CustomerBase, customer)
{
    zend_string *text = NULL;
    zend_long number = 0;
    lty_customer folded;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    zend_string *key = php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    const uint32_t customer = lty_base_find(self->base, php_lty_text(key));

    if (customer == LTY_STORE_NONE) {
        zend_argument_value_error(1, "must be the key of a customer in the base");
    } else {
        const lty_status status = lty_base_customer(&folded, self->base, customer, false);

        if (status == LTY_OK) {
            php_lty_customer_create(return_value, &folded, lty_base_programme(self->base), key, lty_base_at(self->base));
        } else {
            php_lty_base_throw(self, status);
        }
    }
    zend_string_release(key);
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
    RETVAL_BOOL(lty_base_find(self->base, php_lty_text(key)) != LTY_STORE_NONE);
    zend_string_release(key);
}

/* A rule given as text becomes a Segment the way a script would make it. */
static bool php_lty_base_compile(zval *out, zend_object *programme, zend_string *rule)
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
}

PHP_METHOD(Loyalty_CustomerBase, all)
{
    lty_set set;

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_BASE_THIS(self);
    const lty_status status = lty_set_init(&set, lty_base_count(self->base), &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_throw(php_lty_base_status(status));
        RETURN_THROWS();
    }
    lty_set_fill(&set);
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
    static const char *const flows[LTY_FLOW_COUNT] = {"earned", "reversed", "spent", "expired", "in", "out"};

    array_init(out);
    add_assoc_str(out, "month", strpprintf(0, "%04d-%02d", (int) (month->month / 12), (int) (month->month % 12) + 1));
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
    const lty_tier_rules *tiers = &lty_base_programme(self->base)->tiers;
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
    const size_t customers = lty_base_count(self->base);
    const size_t bytes = lty_base_bytes(self->base);

    array_init_size(return_value, 6);
    add_assoc_long(return_value, "customers", (zend_long) customers);
    add_assoc_long(return_value, "events", (zend_long) store->rows);
    add_assoc_long(return_value, "lines", (zend_long) store->line_count);
    add_assoc_long(return_value, "bytes", (zend_long) bytes);
    add_assoc_long(return_value, "bytes_per_customer", customers == 0 ? 0 : (zend_long) (bytes / customers));
    add_assoc_long(return_value, "bytes_per_event", store->rows == 0 ? 0 : (zend_long) (bytes / store->rows));
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

    lty_base_destroy(self->base);
    self->base = NULL;
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
