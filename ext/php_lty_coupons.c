/* Coupons: an engine over a ring, the versions of a programme and the table of batches. What issues and what verifies has files of its own. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"
#include "ext/date/php_date.h"

static zend_object_handlers php_lty_coupons_handlers;

static zend_object *php_lty_coupons_create(zend_class_entry *ce)
{
    php_lty_coupons *coupons = zend_object_alloc(sizeof *coupons, ce);

    zend_object_std_init(&coupons->std, ce);
    object_properties_init(&coupons->std, ce);
    lty_batches_init(&coupons->batches, &php_lty_request_alloc);
    coupons->std.handlers = &php_lty_coupons_handlers;
    return &coupons->std;
}

/* Back to what create made, also from half-way. */
static void php_lty_coupons_clear(php_lty_coupons *coupons)
{
    lty_batches_destroy(&coupons->batches);
    for (size_t i = 0; i < coupons->batch_count; i++) {
        zval_ptr_dtor(&coupons->known[i].customers);
        zval_ptr_dtor(&coupons->known[i].names);
        if (coupons->known[i].skipped != NULL) {
            efree(coupons->known[i].skipped);
        }
    }
    if (coupons->known != NULL) {
        efree(coupons->known);
    }
    for (size_t i = 0; i < coupons->version_count; i++) {
        php_lty_version *version = &coupons->versions[i];

        for (size_t k = 0; k < version->key_count; k++) {
            if (version->keys[k] != NULL) {
                zend_string_release(version->keys[k]);
            }
        }
        efree(version->keys);
        zend_string_release(version->hash);
        OBJ_RELEASE(version->object);
    }
    if (coupons->versions != NULL) {
        efree(coupons->versions);
        efree(coupons->programmes);
    }
    coupons->known = NULL;
    coupons->batch_count = 0;
    coupons->batch_capacity = 0;
    coupons->versions = NULL;
    coupons->programmes = NULL;
    coupons->version_count = 0;
}

static void php_lty_coupons_free(zend_object *object)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);

    php_lty_coupons_clear(coupons);
    if (coupons->words_object != NULL) {
        OBJ_RELEASE(coupons->words_object);
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
    if (coupons->words_object != NULL) {
        zend_get_gc_buffer_add_obj(buffer, coupons->words_object);
    }
    for (size_t i = 0; i < coupons->version_count; i++) {
        zend_get_gc_buffer_add_obj(buffer, coupons->versions[i].object);
    }
    for (size_t i = 0; i < coupons->batch_count; i++) {
        zend_get_gc_buffer_add_zval(buffer, &coupons->known[i].customers);
        zend_get_gc_buffer_add_zval(buffer, &coupons->known[i].names);
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

php_lty_coupons *php_lty_coupons_of(zend_object *object)
{
    php_lty_coupons *coupons = php_lty_coupons_from(object);

    if (coupons->keys == NULL) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return coupons;
}

php_lty_version *php_lty_coupons_version(php_lty_coupons *coupons, const lty_programme *programme)
{
    size_t i = 0;

    while (coupons->versions[i].programme != programme) {
        i++;
        ZEND_ASSERT(i < coupons->version_count);
    }
    return &coupons->versions[i];
}

zend_string *php_lty_coupons_campaign_key(php_lty_version *version, const lty_campaign *campaign)
{
    zend_string **key = &version->keys[campaign - version->programme->campaigns];

    if (*key == NULL) {
        *key = zend_string_init(campaign->key.bytes, campaign->key.len, false);
    }
    return *key;
}

/* Adds one version. There is room. */
static void php_lty_coupons_take(php_lty_coupons *coupons, zend_object *object)
{
    const lty_programme *programme = php_lty_programme_of(object);

    coupons->versions[coupons->version_count] = (php_lty_version){
        .object = object,
        .programme = programme,
        .hash = php_lty_hex_string(programme->hash, sizeof programme->hash),
        .keys = ecalloc(MAX(programme->campaign_count, 1), sizeof(zend_string *)),
        .key_count = programme->campaign_count,
    };
    GC_ADDREF(object);
    coupons->programmes[coupons->version_count++] = programme;
}

/* A number that meant one length or format must not mean another: codes would be read under terms that are not theirs. */
static bool php_lty_coupons_agree(const lty_programme *a, const lty_programme *b)
{
    for (size_t i = 0; i < a->campaign_count; i++) {
        const lty_campaign *one = &a->campaigns[i];
        const lty_campaign *other = one->automatic ? NULL : lty_programme_campaign_number(b, one->number);

        if (other != NULL && !other->automatic && (one->format != other->format || one->length != other->length)) {
            zend_argument_value_error(2,
                "must not have campaign number %u with two formats or lengths, as versions " ZEND_LONG_FMT " and " ZEND_LONG_FMT " do",
                (unsigned) one->number, (zend_long) a->version, (zend_long) b->version);
            return false;
        }
    }
    return true;
}

/* All versions of a programme; false and an exception if one does not go with those before. */
static bool php_lty_coupons_take_versions(php_lty_coupons *coupons, zend_object *programme)
{
    const size_t count = php_lty_timeline_of(programme)->count;

    for (size_t v = 0; v < count; v++) {
        php_lty_coupons_take(coupons, php_lty_programme_version(programme, v));
        for (size_t i = 0; i + 1 < coupons->version_count; i++) {
            if (!php_lty_coupons_agree(coupons->programmes[i], coupons->programmes[coupons->version_count - 1])) {
                return false;
            }
        }
    }
    return true;
}

/* programmes is null, a Programme or a list of them. False and an exception for anything else. */
static bool php_lty_coupons_take_all(php_lty_coupons *coupons, zval *programmes)
{
    const bool list = Z_TYPE_P(programmes) == IS_ARRAY;
    zval *entry;

    if (Z_TYPE_P(programmes) == IS_NULL) {
        return true;
    }
    if (!list && (Z_TYPE_P(programmes) != IS_OBJECT || Z_OBJCE_P(programmes) != lty_ce_programme)) {
        zend_argument_type_error(
            2, "must be of type %s|array|null, %s given", ZSTR_VAL(lty_ce_programme->name), zend_zval_type_name(programmes));
        return false;
    }
    const size_t count = list ? php_lty_versions_count(Z_ARRVAL_P(programmes), 2) : php_lty_timeline_of(Z_OBJ_P(programmes))->count;
    if (count == 0) {
        return false;
    }
    coupons->versions = safe_emalloc(count, sizeof *coupons->versions, 0);
    coupons->programmes = safe_emalloc(count, sizeof *coupons->programmes, 0);
    if (!list) {
        return php_lty_coupons_take_versions(coupons, Z_OBJ_P(programmes));
    }
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(programmes), entry) {
        ZVAL_DEREF(entry);
        if (!php_lty_coupons_take_versions(coupons, Z_OBJ_P(entry))) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

static void php_lty_coupons_reserve(php_lty_coupons *coupons, size_t count)
{
    if (count > coupons->batch_capacity) {
        const size_t capacity = MAX(count, coupons->batch_capacity + coupons->batch_capacity / 2);

        coupons->known = safe_erealloc(coupons->known, capacity, sizeof *coupons->known, 0);
        coupons->batch_capacity = capacity;
    }
}

bool php_lty_coupons_batch(lty_batch *out, const php_lty_coupons *coupons, const php_lty_batch_view *view, uint32_t arg)
{
    const lty_programme *programme = NULL;

    for (size_t i = 0; i < coupons->version_count && programme == NULL; i++) {
        if (zend_string_equals(coupons->versions[i].hash, view->programme_hash)) {
            programme = coupons->versions[i].programme;
        }
    }
    if (programme == NULL) {
        zend_argument_value_error(arg, "must be of a version of the programme that was given, a batch of campaign \"%s\" is of %s",
            ZSTR_VAL(view->campaign), ZSTR_VAL(view->programme_hash));
        return false;
    }
    const lty_campaign *campaign = lty_programme_campaign(programme, php_lty_text(view->campaign));
    if (campaign == NULL || campaign->automatic) {
        zend_argument_value_error(
            arg, "must be of a campaign with codes of its version of the programme, \"%s\" is none", ZSTR_VAL(view->campaign));
        return false;
    }
    if (Z_TYPE_P(view->names) != IS_NULL && campaign->format == LTY_FORMAT_SHORT && campaign->length != LTY_COUPON_NAMED_LENGTH) {
        zend_argument_value_error(
            arg, "must have no names: codes of campaign \"%s\" have %d symbols", ZSTR_VAL(view->campaign), (int) campaign->length);
        return false;
    }
    uint32_t *skipped = php_lty_coupon_batch_skipped(view);
    if (lty_batch_init(out, programme, campaign, view->first_serial, view->count, skipped, zend_hash_num_elements(view->skipped),
            view->issued_at_s, view->slot)
        != LTY_OK) {
        if (skipped != NULL) {
            efree(skipped);
        }
        zend_argument_value_error(arg, "must have serials and a window that fit campaign \"%s\"", ZSTR_VAL(view->campaign));
        return false;
    }
    return true;
}

/* Remembers what a batch has beside its row, under its id. There is room. */
static void php_lty_coupons_know(php_lty_coupons *coupons, lty_batch *batch, zval *customers, zval *names)
{
    php_lty_known_batch *known = &coupons->known[coupons->batch_count];

    batch->id = coupons->batch_count++;
    ZVAL_COPY(&known->customers, customers);
    ZVAL_COPY(&known->names, names);
    known->skipped = (uint32_t *) batch->skipped;
}

/* Fills items from the list; false and an exception for what is no batch of these versions. */
static bool php_lty_coupons_collect(php_lty_coupons *coupons, lty_batch *items, HashTable *list)
{
    zval *entry;

    ZEND_HASH_FOREACH_VAL (list, entry) {
        php_lty_batch_view view;
        lty_batch *item = &items[coupons->batch_count];

        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_OBJECT || Z_OBJCE_P(entry) != lty_ce_coupon_batch) {
            zend_argument_type_error(
                3, "must be a list of %s, %s given in it", ZSTR_VAL(lty_ce_coupon_batch->name), zend_zval_type_name(entry));
            return false;
        }
        if (!php_lty_coupon_batch_read(&view, Z_OBJ_P(entry)) || !php_lty_coupons_batch(item, coupons, &view, 3)) {
            return false;
        }
        php_lty_coupons_know(coupons, item, view.customers, view.names);
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
    if (coupons->version_count == 0) {
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

bool php_lty_coupons_add(php_lty_coupons *coupons, lty_batch *batch, zval *customers, zval *names)
{
    size_t clash[2];

    php_lty_coupons_reserve(coupons, coupons->batch_count + 1);
    batch->id = coupons->batch_count;
    if (lty_batches_insert(clash, &coupons->batches, batch) != LTY_OK) {
        if (batch->skipped != NULL) {
            efree((void *) batch->skipped);
        }
        zend_argument_value_error(4, "must leave out serials that a known batch has; the next free one is " ZEND_LONG_FMT,
            (zend_long) lty_batches_next_serial(&coupons->batches, batch->campaign->number));
        return false;
    }
    php_lty_coupons_know(coupons, batch, customers, names);
    return true;
}

PHP_METHOD(Loyalty_Coupons, __construct)
{
    zval *keys;
    zval none;
    zval *programmes = &none;
    HashTable *batches = NULL;
    zval *words = NULL;

    ZVAL_NULL(&none);
    ZEND_PARSE_PARAMETERS_START(1, 4)
        Z_PARAM_OBJECT_OF_CLASS(keys, lty_ce_key_ring)
        Z_PARAM_OPTIONAL
        Z_PARAM_ZVAL(programmes)
        Z_PARAM_ARRAY_HT(batches)
        Z_PARAM_OBJECT_OF_CLASS_OR_NULL(words, lty_ce_word_filter)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_from(Z_OBJ_P(ZEND_THIS));
    if (coupons->keys != NULL) {
        php_lty_throw_twice(&coupons->std);
        RETURN_THROWS();
    }
    const lty_keyring *ring = php_lty_key_ring_of(Z_OBJ_P(keys));
    const lty_words *filter = words == NULL ? NULL : php_lty_word_filter_of(Z_OBJ_P(words));
    if (ring == NULL || (words != NULL && filter == NULL)) {
        RETURN_THROWS();
    }
    if (!php_lty_coupons_take_all(coupons, programmes) || (batches != NULL && !php_lty_coupons_load(coupons, batches))) {
        php_lty_coupons_clear(coupons);
        RETURN_THROWS();
    }
    if (words != NULL) {
        coupons->words = filter;
        coupons->words_object = Z_OBJ_P(words);
        GC_ADDREF(coupons->words_object);
    }
    lty_coupon_scheme_init(&coupons->scheme, ring);
    coupons->keys = Z_OBJ_P(keys); /* last: says that all is there */
    GC_ADDREF(coupons->keys);
}
