/* Coupons: an engine over a ring, a programme's campaigns and the table of batches. verify() allocates the record and nothing else. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons.h"
#include "ext/date/php_date.h"

static zend_object_handlers php_lty_coupons_handlers;

typedef struct php_lty_coupons {
    zend_object *keys;             /* NULL before the constructor is through */
    zend_object *programme_object; /* NULL for bare codes */
    const lty_programme *programme;
    lty_coupon_scheme scheme;
    lty_batches batches;
    zend_string **campaign_keys; /* by place in the programme: one string for all coupons of a campaign */
    size_t campaign_count;       /* kept here: at the end of a request the programme may be gone first */
    zval *customers;             /* by id of a batch: an array or null */
    size_t batch_count;
    size_t batch_capacity;
    zend_object std;
} php_lty_coupons;

static inline php_lty_coupons *php_lty_coupons_from(zend_object *object)
{
    return (php_lty_coupons *) ((char *) object - offsetof(php_lty_coupons, std));
}

static zend_object *php_lty_coupons_create(zend_class_entry *ce)
{
    php_lty_coupons *coupons = zend_object_alloc(sizeof *coupons, ce);

    zend_object_std_init(&coupons->std, ce);
    object_properties_init(&coupons->std, ce);
    lty_batches_init(&coupons->batches, &php_lty_request_alloc);
    coupons->std.handlers = &php_lty_coupons_handlers;
    return &coupons->std;
}

static void php_lty_coupons_free(zend_object *object)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);

    lty_batches_destroy(&coupons->batches);
    for (size_t i = 0; i < coupons->batch_count; i++) {
        zval_ptr_dtor(&coupons->customers[i]);
    }
    if (coupons->customers != NULL) {
        efree(coupons->customers);
    }
    if (coupons->campaign_keys != NULL) {
        for (size_t i = 0; i < coupons->campaign_count; i++) {
            if (coupons->campaign_keys[i] != NULL) {
                zend_string_release(coupons->campaign_keys[i]);
            }
        }
        efree(coupons->campaign_keys);
    }
    if (coupons->programme_object != NULL) {
        OBJ_RELEASE(coupons->programme_object);
    }
    if (coupons->keys != NULL) {
        OBJ_RELEASE(coupons->keys);
    }
    zend_object_std_dtor(object);
}

static HashTable *php_lty_coupons_gc(zend_object *object, zval **table, int *count)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    if (coupons->keys != NULL) {
        zend_get_gc_buffer_add_obj(buffer, coupons->keys);
    }
    if (coupons->programme_object != NULL) {
        zend_get_gc_buffer_add_obj(buffer, coupons->programme_object);
    }
    for (size_t i = 0; i < coupons->batch_count; i++) {
        zend_get_gc_buffer_add_zval(buffer, &coupons->customers[i]);
    }
    zend_get_gc_buffer_use(buffer, table, count);
    return NULL;
}

void php_lty_coupons_minit(void)
{
    lty_ce_coupons->create_object = php_lty_coupons_create;
    php_lty_coupons_handlers = std_object_handlers;
    php_lty_coupons_handlers.offset = offsetof(php_lty_coupons, std);
    php_lty_coupons_handlers.free_obj = php_lty_coupons_free;
    php_lty_coupons_handlers.get_gc = php_lty_coupons_gc;
    php_lty_coupons_handlers.clone_obj = NULL;
    php_lty_coupons_handlers.compare = zend_objects_not_comparable;
}

static php_lty_coupons *php_lty_coupons_of(zend_object *object)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);

    if (coupons->keys == NULL) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return coupons;
}

/* The key of a campaign as one shared string. */
static zend_string *php_lty_coupons_campaign_key(php_lty_coupons *coupons, const lty_campaign *campaign)
{
    zend_string **key = &coupons->campaign_keys[campaign - coupons->programme->campaigns];

    if (*key == NULL) {
        *key = zend_string_init(campaign->key.bytes, campaign->key.len, false);
    }
    return *key;
}

static void php_lty_coupons_reserve(php_lty_coupons *coupons, size_t count)
{
    if (count > coupons->batch_capacity) {
        const size_t capacity = MAX(count, coupons->batch_capacity + coupons->batch_capacity / 2);

        coupons->customers = safe_erealloc(coupons->customers, capacity, sizeof *coupons->customers, 0);
        coupons->batch_capacity = capacity;
    }
}

/* A batch of this programme from a view; false and a ValueError for argument `arg` otherwise. */
static bool php_lty_coupons_batch(lty_batch *out, const php_lty_coupons *coupons, const php_lty_batch_view *view, uint32_t arg)
{
    const lty_campaign *campaign =
        coupons->programme == NULL ? NULL : lty_programme_campaign(coupons->programme, php_lty_text(view->campaign));

    if (campaign == NULL) {
        zend_argument_value_error(arg, "must be of a campaign of the programme, \"%s\" is none", ZSTR_VAL(view->campaign));
        return false;
    }
    if (lty_batch_init(out, coupons->programme, campaign, view->first_serial, view->count, view->issued_at_s, view->slot) != LTY_OK) {
        zend_argument_value_error(arg, "must have serials and a window that fit campaign \"%s\"", ZSTR_VAL(view->campaign));
        return false;
    }
    return true;
}

/* Fills items from the list and takes the customers in; false and an exception for what is no batch of this programme. */
static bool php_lty_coupons_collect(php_lty_coupons *coupons, lty_batch *items, HashTable *list)
{
    zval *entry;

    ZEND_HASH_FOREACH_VAL (list, entry) {
        php_lty_batch_view view;

        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_OBJECT || Z_OBJCE_P(entry) != lty_ce_coupon_batch) {
            zend_argument_type_error(
                3, "must be a list of %s, %s given in it", ZSTR_VAL(lty_ce_coupon_batch->name), zend_zval_type_name(entry));
            return false;
        }
        if (!php_lty_coupon_batch_read(&view, Z_OBJ_P(entry)) || !php_lty_coupons_batch(&items[coupons->batch_count], coupons, &view, 3)) {
            return false;
        }
        items[coupons->batch_count].id = coupons->batch_count;
        ZVAL_COPY(&coupons->customers[coupons->batch_count], view.customers);
        coupons->batch_count++;
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static bool php_lty_coupons_load(php_lty_coupons *coupons, HashTable *list)
{
    const size_t count = zend_hash_num_elements(list);
    size_t clash[2];

    if (count == 0) {
        return true;
    }
    if (coupons->programme == NULL) {
        zend_argument_value_error(3, "must be empty where no programme is given");
        return false;
    }
    lty_batch *items = safe_emalloc(count, sizeof *items, 0);

    php_lty_coupons_reserve(coupons, count);
    bool loaded = php_lty_coupons_collect(coupons, items, list);
    if (loaded && lty_batches_load(clash, &coupons->batches, items, count) != LTY_OK) {
        const size_t first = MIN(clash[0], clash[1]);

        zend_argument_value_error(3, "must not have a serial twice, as batches %zu and %zu do", first, clash[0] + clash[1] - first);
        loaded = false;
    }
    efree(items);
    return loaded;
}

PHP_METHOD(Loyalty_Coupons, __construct)
{
    zval *keys;
    zval *programme = NULL;
    HashTable *batches = NULL;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_OBJECT_OF_CLASS(keys, lty_ce_key_ring)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJECT_OF_CLASS_OR_NULL(programme, lty_ce_programme)
        Z_PARAM_ARRAY_HT(batches)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_from(Z_OBJ_P(ZEND_THIS));
    if (coupons->keys != NULL || coupons->programme_object != NULL) {
        php_lty_throw_twice(&coupons->std);
        RETURN_THROWS();
    }
    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(keys));
    if (ring == NULL) {
        RETURN_THROWS();
    }
    if (programme != NULL) {
        const lty_programme *compiled = php_lty_programme_of(Z_OBJ_P(programme));

        if (compiled == NULL) {
            RETURN_THROWS();
        }
        coupons->programme = compiled;
        coupons->programme_object = Z_OBJ_P(programme);
        GC_ADDREF(coupons->programme_object);
        coupons->campaign_keys = ecalloc(MAX(compiled->campaign_count, 1), sizeof *coupons->campaign_keys);
        coupons->campaign_count = compiled->campaign_count;
    }
    if (batches != NULL && !php_lty_coupons_load(coupons, batches)) {
        RETURN_THROWS();
    }
    lty_coupon_scheme_init(&coupons->scheme, ring);
    coupons->keys = Z_OBJ_P(keys); /* last: says that all is there */
    GC_ADDREF(coupons->keys);
}

/* Adds a new batch to the table; false and a ValueError if known serials are in it. */
static bool php_lty_coupons_add(php_lty_coupons *coupons, lty_batch *batch, zval *customers)
{
    size_t clash[2];

    php_lty_coupons_reserve(coupons, coupons->batch_count + 1);
    batch->id = coupons->batch_count;
    if (lty_batches_insert(clash, &coupons->batches, batch) != LTY_OK) {
        zend_argument_value_error(4, "must leave out serials that a known batch has; the next free one is " ZEND_LONG_FMT,
            (zend_long) lty_batches_next_serial(&coupons->batches, batch->campaign));
        return false;
    }
    ZVAL_COPY(&coupons->customers[coupons->batch_count], customers);
    coupons->batch_count++;
    return true;
}

PHP_METHOD(Loyalty_Coupons, newBatch)
{
    zend_string *key;
    HashTable *list;
    zend_long count, at_seconds = 0, first_serial = 0;
    zend_object *at = NULL;
    bool first_is_null = true;
    int64_t issued_at_s;
    lty_batch batch;
    zval customers;

    ZEND_PARSE_PARAMETERS_START(3, 4)
        Z_PARAM_STR(key)
        Z_PARAM_ARRAY_HT_OR_LONG(list, count)
        PHP_LTY_PARAM_INSTANT(at, at_seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG_OR_NULL(first_serial, first_is_null)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || php_lty_instant(&issued_at_s, at, at_seconds, 3) == FAILURE) {
        RETURN_THROWS();
    }
    const lty_campaign *campaign = coupons->programme == NULL ? NULL : lty_programme_campaign(coupons->programme, php_lty_text(key));
    if (campaign == NULL) {
        zend_argument_value_error(1, "must be a campaign of the programme");
        RETURN_THROWS();
    }
    if (!campaign->open) {
        zend_argument_value_error(1, "must be an open campaign");
        RETURN_THROWS();
    }
    ZVAL_NULL(&customers);
    if (list != NULL) {
        /* the argument itself: a zval made from the table would take an immutable array for one with a count */
        if (!php_lty_coupon_batch_customers(&customers, ZEND_CALL_ARG(execute_data, 2), 2)) {
            RETURN_THROWS();
        }
        count = (zend_long) zend_hash_num_elements(list);
    }
    if (count < 1) {
        zval_ptr_dtor(&customers);
        zend_argument_value_error(2, "must be at least one");
        RETURN_THROWS();
    }
    if (first_is_null) {
        first_serial = (zend_long) lty_batches_next_serial(&coupons->batches, campaign);
    }
    if (lty_batch_init(&batch, coupons->programme, campaign, first_serial, count, issued_at_s, lty_keyring_active(coupons->scheme.ring))
        != LTY_OK) {
        zend_value_error(
            "Serials " ZEND_LONG_FMT " and following, or their window, do not fit campaign \"%s\"", first_serial, ZSTR_VAL(key));
    } else if (php_lty_coupons_add(coupons, &batch, &customers)) {
        php_lty_coupon_batch_create(
            return_value, php_lty_coupons_campaign_key(coupons, campaign), &batch, coupons->programme->hash, &customers);
    }
    zval_ptr_dtor(&customers);
}

PHP_METHOD(Loyalty_Coupons, issueMany)
{
    zval *object;
    zend_long from = 0, count = 0;
    bool count_is_null = true;
    php_lty_batch_view view;
    lty_batch batch;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_OBJECT_OF_CLASS(object, lty_ce_coupon_batch)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(from)
        Z_PARAM_LONG_OR_NULL(count, count_is_null)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || !php_lty_coupon_batch_read(&view, Z_OBJ_P(object)) || !php_lty_coupons_batch(&batch, coupons, &view, 1)) {
        RETURN_THROWS();
    }
    if (from < 0 || from > view.count) {
        zend_argument_value_error(2, "must be between 0 and " ZEND_LONG_FMT, (zend_long) view.count);
        RETURN_THROWS();
    }
    if (!count_is_null && (count < 0 || count > view.count - from)) {
        zend_argument_value_error(3, "must be between 0 and " ZEND_LONG_FMT, (zend_long) view.count - from);
        RETURN_THROWS();
    }
    const php_lty_stream_range range = {
        .scheme = &coupons->scheme,
        .shape = lty_coupon_shape_of(batch.campaign->length),
        .slot = view.slot,
        .campaign = batch.campaign->number,
        .first_serial = view.first_serial + from,
        .count = count_is_null ? view.count - from : count,
    };
    php_lty_coupon_stream_create(return_value, &coupons->std, &range);
}

PHP_METHOD(Loyalty_Coupons, issue)
{
    zend_long campaign, serial, length = 20;

    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_LONG(campaign)
        Z_PARAM_LONG(serial)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(length)
    ZEND_PARSE_PARAMETERS_END();

    const php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL) {
        RETURN_THROWS();
    }
    const lty_coupon_shape *shape = lty_coupon_shape_of(length);
    if (shape == NULL) {
        zend_argument_value_error(3, "must be 12, 16, 20 or 24");
        RETURN_THROWS();
    }
    if (campaign < 0 || campaign >= lty_coupon_campaign_limit(shape)) {
        zend_argument_value_error(1, "must be between 0 and " ZEND_LONG_FMT, (zend_long) lty_coupon_campaign_limit(shape) - 1);
        RETURN_THROWS();
    }
    if (serial < 0 || serial >= lty_coupon_serial_limit(shape)) {
        zend_argument_value_error(2, "must be between 0 and " ZEND_LONG_FMT, (zend_long) lty_coupon_serial_limit(shape) - 1);
        RETURN_THROWS();
    }
    zend_string *code = zend_string_alloc(shape->length, false);
    const lty_status status =
        lty_coupon_issue(ZSTR_VAL(code), &coupons->scheme, shape, lty_keyring_active(coupons->scheme.ring), campaign, serial);
    ZEND_ASSERT(status == LTY_OK);
    (void) status;
    ZSTR_VAL(code)[shape->length] = '\0';
    RETURN_NEW_STR(code);
}

/* What verifying one code found out, for the record or for the message. */
typedef struct php_lty_verdict {
    lty_coupon coupon;
    lty_code_fault fault;
    lty_batch_terms terms;
} php_lty_verdict;

static lty_status php_lty_coupons_judge(
    php_lty_verdict *out, const php_lty_coupons *coupons, const char *code, size_t code_len, int64_t at_s)
{
    const lty_status status = lty_coupon_verify(&out->coupon, &out->fault, &coupons->scheme, code, code_len);

    if (status != LTY_OK || coupons->programme == NULL) {
        return status;
    }
    return lty_batches_check(&out->terms, &coupons->batches, coupons->programme, &out->coupon, at_s);
}

static void php_lty_coupons_record(zval *out, php_lty_coupons *coupons, const php_lty_verdict *verdict)
{
    const lty_batch *batch = coupons->programme == NULL ? NULL : verdict->terms.batch;

    if (batch == NULL) {
        php_lty_coupon_create(out, &verdict->coupon, NULL, LTY_TIME_NONE, NULL);
        return;
    }
    const zval *customers = &coupons->customers[batch->id];
    zend_string *customer = NULL;
    if (Z_TYPE_P(customers) == IS_ARRAY) {
        const zval *bound = zend_hash_index_find(Z_ARRVAL_P(customers), verdict->coupon.serial - batch->first_serial);

        if (bound != NULL) {
            ZVAL_DEREF(bound);
        }
        if (bound == NULL || Z_TYPE_P(bound) != IS_STRING) { /* a list that reflection put there */
            php_lty_throw_uninitialized(&coupons->std);
            return;
        }
        customer = Z_STR_P(bound);
    }
    php_lty_coupon_create(
        out, &verdict->coupon, php_lty_coupons_campaign_key(coupons, batch->campaign), verdict->terms.valid_until_s, customer);
}

static void php_lty_coupons_throw_symbol(const lty_code_fault *fault)
{
    const uint32_t point = fault->code_point;

    if (point > 0x20 && point < 0x7F) {
        php_lty_throw_coupon(LTY_E_CODE_CHAR, "symbol %zu is '%c', which no code has", fault->symbol, (char) point);
    } else {
        php_lty_throw_coupon(LTY_E_CODE_CHAR, "symbol %zu is U+%04X, which no code has", fault->symbol, (unsigned) point);
    }
}

static void php_lty_coupons_throw_campaign(const php_lty_verdict *verdict)
{
    const lty_campaign *campaign = verdict->terms.campaign;

    if (campaign == NULL) {
        php_lty_throw_coupon(LTY_E_CODE_CAMPAIGN, "there is no campaign %u", (unsigned) verdict->coupon.campaign);
    } else {
        php_lty_throw_coupon(LTY_E_CODE_CAMPAIGN, "campaign \"%.*s\" has codes of %d symbols, this one has %d", (int) campaign->key.len,
            campaign->key.bytes, (int) campaign->length, (int) verdict->coupon.code.count);
    }
}

static void php_lty_coupons_throw_instant(lty_status status, const char *what, int64_t at_s)
{
    const int64_t second = ((at_s % LTY_DAY_SECONDS) + LTY_DAY_SECONDS) % LTY_DAY_SECONDS;
    char day[11];

    lty_day_format(day, (at_s - second) / LTY_DAY_SECONDS);
    if (second % 60 == 0) {
        php_lty_throw_coupon(status, "%s %s %02d:%02d UTC", what, day, (int) (second / 3600), (int) (second / 60 % 60));
    } else {
        php_lty_throw_coupon(
            status, "%s %s %02d:%02d:%02d UTC", what, day, (int) (second / 3600), (int) (second / 60 % 60), (int) (second % 60));
    }
}

/* The staff's text. */
static void php_lty_coupons_throw(const php_lty_verdict *verdict, lty_status status)
{
    const lty_coupon *coupon = &verdict->coupon;
    const lty_campaign *campaign = status >= LTY_E_CODE_CAMPAIGN ? verdict->terms.campaign : NULL;

    switch (status) {
        case LTY_E_CODE_TOO_LONG:
            php_lty_throw_coupon(status, "the code has %zu bytes, %u are the most", verdict->fault.count, LTY_CODE_INPUT_MAX);
            return;
        case LTY_E_CODE_CHAR: php_lty_coupons_throw_symbol(&verdict->fault); return;
        case LTY_E_CODE_LENGTH:
            php_lty_throw_coupon(status, "the code has %zu symbols; codes have 12, 16, 20 or 24", verdict->fault.count);
            return;
        case LTY_E_CODE_CHECK: php_lty_throw_coupon(status, "the check symbols do not fit"); return;
        case LTY_E_CODE_VERSION: php_lty_throw_coupon(status, "the code is of version %d, not 1", (int) coupon->version); return;
        case LTY_E_CODE_KEY: php_lty_throw_coupon(status, "the ring has no key in slot %d", (int) coupon->slot); return;
        case LTY_E_CODE_KEY_RETIRED: php_lty_throw_coupon(status, "the key of slot %d is retired", (int) coupon->slot); return;
        case LTY_E_CODE_TAG: php_lty_throw_coupon(status, "the tag does not fit: forged, altered, or of another shop"); return;
        case LTY_E_CODE_CAMPAIGN: php_lty_coupons_throw_campaign(verdict); return;
        case LTY_E_CODE_CAMPAIGN_CLOSED:
            php_lty_throw_coupon(status, "campaign \"%.*s\" is closed", (int) campaign->key.len, campaign->key.bytes);
            return;
        case LTY_E_CODE_NOT_ISSUED:
            php_lty_throw_coupon(status, "no known batch of campaign \"%.*s\" has serial %u under the key of slot %d",
                (int) campaign->key.len, campaign->key.bytes, (unsigned) coupon->serial, (int) coupon->slot);
            return;
        case LTY_E_CODE_NOT_YET_VALID: php_lty_coupons_throw_instant(status, "valid from", verdict->terms.valid_from_s); return;
        case LTY_E_CODE_EXPIRED: php_lty_coupons_throw_instant(status, "expired on", verdict->terms.valid_until_s); return;
        default: php_lty_throw(status); return;
    }
}

PHP_METHOD(Loyalty_Coupons, verify)
{
    zend_string *code;
    zend_object *at = NULL;
    zend_long at_seconds = 0;
    bool at_is_null = true;
    int64_t at_s = LTY_TIME_NONE;
    php_lty_verdict verdict;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        Z_PARAM_STR(code)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(at, php_date_get_interface_ce(), at_seconds, at_is_null)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || ((at != NULL || !at_is_null) && php_lty_instant(&at_s, at, at_seconds, 2) == FAILURE)) {
        RETURN_THROWS();
    }
    const lty_status status = php_lty_coupons_judge(&verdict, coupons, ZSTR_VAL(code), ZSTR_LEN(code), at_s);
    if (status != LTY_OK) {
        php_lty_coupons_throw(&verdict, status);
        RETURN_THROWS();
    }
    php_lty_coupons_record(return_value, coupons, &verdict);
}

lty_status php_lty_coupons_verify(zval *out, zend_object *object, const char *code, size_t code_len, int64_t at_s)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);
    php_lty_verdict verdict;

    if (coupons->keys == NULL) {
        return LTY_E_CODE_KEY;
    }
    const lty_status status = php_lty_coupons_judge(&verdict, coupons, code, code_len, at_s);
    if (status == LTY_OK) {
        ZVAL_UNDEF(out);
        php_lty_coupons_record(out, coupons, &verdict);
    }
    return status;
}

PHP_METHOD(Loyalty_Coupons, suggest)
{
    zend_string *code;
    lty_code found[LTY_CODE_REPAIRS_MAX];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(code)
    ZEND_PARSE_PARAMETERS_END();

    const php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL) {
        RETURN_THROWS();
    }
    const size_t count = lty_coupon_suggest(found, &coupons->scheme, ZSTR_VAL(code), ZSTR_LEN(code));
    array_init_size(return_value, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        char text[LTY_CODE_LENGTH_MAX];

        lty_code_format(text, &found[i]);
        add_next_index_stringl(return_value, text, found[i].count);
    }
}
