/* What Coupons issues: new batches with the serials that they skip, streams of their codes, and bare codes and tokens. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"
#include "ext/date/php_date.h"

/* The slot that signs codes of a format; -1 and an exception if the ring has none. */
static int php_lty_coupons_slot(const lty_keyring *ring, lty_campaign_format format)
{
    int slot;

    switch (format) {
        case LTY_FORMAT_PUBLIC: slot = lty_keyring_token_active(ring, LTY_TOKEN_PUBLIC); break;
        case LTY_FORMAT_SHARED: slot = lty_keyring_token_active(ring, LTY_TOKEN_SHARED); break;
        default: slot = lty_keyring_active(ring); break;
    }
    if (slot < 0) {
        php_lty_throw_text(LTY_E_KEY_SLOT, "the ring has no key that signs %s",
            format == LTY_FORMAT_PUBLIC       ? "public tokens"
                : format == LTY_FORMAT_SHARED ? "shared tokens"
                                              : "short codes");
    }
    return slot;
}

/* Offsets that a new batch skips, as they are found. */
typedef struct php_lty_holes {
    uint32_t *offsets;
    uint32_t count;
    uint32_t capacity;
} php_lty_holes;

static void php_lty_holes_add(php_lty_holes *holes, uint32_t offset)
{
    if (holes->count == holes->capacity) {
        holes->capacity = holes->capacity == 0 ? 64 : holes->capacity + holes->capacity / 2;
        holes->offsets = safe_erealloc(holes->offsets, holes->capacity, sizeof *holes->offsets, 0);
    }
    holes->offsets[holes->count++] = offset;
}

/* A filter that leaves hardly a code is a mistake, not a wish. */
#define PHP_LTY_HOLES_SPARE 1000

/*
 * Makes every code of a batch once and gathers the serials that a word stands in; what is skipped moves the codes behind it by one. False
 * with an exception; the offsets are then freed.
 */
static bool php_lty_coupons_skip(php_lty_holes *holes, const php_lty_coupons *coupons, const lty_batch *batch, const zval *names)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(batch->campaign->length);
    const int64_t limit = lty_coupon_serial_limit(shape);
    const char *failure = NULL;
    uint32_t i = 0;

    *holes = (php_lty_holes){NULL, 0, 0};
    while (i < batch->count && failure == NULL && EG(exception) == NULL) {
        const int64_t serial = (int64_t) batch->first_serial + i + holes->count;
        zend_string *name = Z_TYPE_P(names) == IS_ARRAY ? php_lty_coupon_batch_entry(names, i) : NULL;
        php_lty_code_text text;

        if (serial >= limit) {
            failure = "serials of campaign \"%s\" end before all codes are made";
        } else if (holes->count > batch->count + PHP_LTY_HOLES_SPARE) {
            failure = "the word filter leaves less than every second code of campaign \"%s\"";
        } else if (php_lty_code_write(&text, &coupons->scheme, batch->slot, shape, batch->campaign->number, serial, name) != LTY_OK) {
            failure = "codes of campaign \"%s\" cannot be made";
        } else if (php_lty_words_offend(coupons->words, &text)) {
            php_lty_holes_add(holes, i + holes->count);
        } else {
            i++;
        }
    }
    if (failure == NULL && EG(exception) == NULL) {
        return true;
    }
    if (failure != NULL) {
        zend_string *key = zend_string_init(batch->campaign->key.bytes, batch->campaign->key.len, false);

        zend_value_error(failure, ZSTR_VAL(key));
        zend_string_release(key);
    }
    if (holes->offsets != NULL) {
        efree(holes->offsets);
    }
    return false;
}

/* The campaign of the current version that a new batch may be of; NULL and a ValueError otherwise. */
static const lty_campaign *php_lty_coupons_issuing(const php_lty_coupons *coupons, const zend_string *key)
{
    const lty_programme *current = coupons->version_count == 0 ? NULL : coupons->programmes[coupons->version_count - 1];
    const lty_campaign *campaign = current == NULL ? NULL : lty_programme_campaign(current, php_lty_text(key));
    const char *expected = NULL;

    if (campaign == NULL) {
        expected = "must be a campaign of the programme";
    } else if (campaign->automatic) {
        expected = "must be a campaign with codes, not an automatic one";
    } else if (!campaign->open) {
        expected = "must be an open campaign (\"open\" in the programme)";
    }
    if (expected != NULL) {
        zend_argument_value_error(1, "%s", expected);
        return NULL;
    }
    return campaign;
}

/* Fills the batch with what newBatch() was told; false with an exception. Its skipped offsets (emalloc) are the caller's then. */
static bool php_lty_coupons_plan(lty_batch *out, const php_lty_coupons *coupons, const lty_campaign *campaign, zend_long first_serial,
    zend_long count, int64_t issued_at_s, const zval *names)
{
    const lty_programme *current = coupons->programmes[coupons->version_count - 1];
    const int slot = php_lty_coupons_slot(coupons->scheme.ring, campaign->format);
    php_lty_holes holes = {NULL, 0, 0};
    lty_token token;

    if (slot < 0) {
        return false;
    }
    lty_status status = lty_batch_init(out, current, campaign, first_serial, count, NULL, 0, issued_at_s, slot);
    if (status == LTY_OK && campaign->format == LTY_FORMAT_SHORT && coupons->words != NULL) {
        if (!php_lty_coupons_skip(&holes, coupons, out, names)) {
            return false;
        }
        status = lty_batch_init(out, current, campaign, first_serial, count, holes.offsets, holes.count, issued_at_s, slot);
    }
    if (status != LTY_OK) {
        if (holes.offsets != NULL) {
            efree(holes.offsets);
        }
        zend_value_error("Serials " ZEND_LONG_FMT " and following, or their window, do not fit campaign \"%.*s\"", first_serial,
            (int) campaign->key.len, campaign->key.bytes);
        return false;
    }
    if (campaign->format != LTY_FORMAT_SHORT && lty_batch_token(&token, out) != LTY_OK) {
        zend_argument_value_error(1,
            "must be a campaign whose terms a token can say: one percentage in whole basis points, amount, "
            "free shipping, points or numbered gift, without steps, and a window that is not over");
        return false;
    }
    return true;
}

/* The names of a new batch; false and an exception if they are none or the campaign has no place for them. */
static bool php_lty_coupons_names(zval *out, zval *names, const lty_campaign *campaign, zend_long count)
{
    if (names == NULL) {
        return true;
    }
    if (campaign->format == LTY_FORMAT_SHORT && campaign->length != LTY_COUPON_NAMED_LENGTH) {
        zend_argument_value_error(5, "must be null for codes of %d symbols", (int) campaign->length);
        return false;
    }
    if ((zend_long) zend_hash_num_elements(Z_ARRVAL_P(names)) != count) {
        zend_argument_value_error(5, "must have one name for each code");
        return false;
    }
    return php_lty_coupon_batch_names(out, names, 5);
}

PHP_METHOD(Loyalty_Coupons, newBatch)
{
    zend_string *key;
    HashTable *list;
    zend_long count, at_seconds = 0, first_serial = 0;
    zend_object *at = NULL;
    bool first_is_null = true;
    zval *named = NULL;
    int64_t issued_at_s;
    lty_batch batch;
    zval customers, names;

    ZEND_PARSE_PARAMETERS_START(3, 5)
        Z_PARAM_STR(key)
        Z_PARAM_ARRAY_HT_OR_LONG(list, count)
        PHP_LTY_PARAM_INSTANT(at, at_seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG_OR_NULL(first_serial, first_is_null)
        Z_PARAM_ARRAY_OR_NULL(named)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || php_lty_instant(&issued_at_s, at, at_seconds, 3) == FAILURE) {
        RETURN_THROWS();
    }
    const lty_campaign *campaign = php_lty_coupons_issuing(coupons, key);
    if (campaign == NULL) {
        RETURN_THROWS();
    }
    ZVAL_NULL(&customers);
    ZVAL_NULL(&names);
    if (list != NULL) {
        /* the argument itself: a zval made from the table would take an immutable array for one with a count */
        if (!php_lty_coupon_batch_customers(&customers, ZEND_CALL_ARG(execute_data, 2), 2)) {
            RETURN_THROWS();
        }
        count = (zend_long) zend_hash_num_elements(list);
    }
    if (first_is_null) {
        first_serial = (zend_long) lty_batches_next_serial(&coupons->batches, campaign->number);
    }
    if (count < 1) {
        zend_argument_value_error(2, "must be at least one");
    } else if (php_lty_coupons_names(&names, named, campaign, count)
        && php_lty_coupons_plan(&batch, coupons, campaign, first_serial, count, issued_at_s, &names)
        && php_lty_coupons_add(coupons, &batch, &customers, &names)) {
        php_lty_version *version = &coupons->versions[coupons->version_count - 1];

        php_lty_coupon_batch_create(
            return_value, php_lty_coupons_campaign_key(version, campaign), &batch, version->hash, &customers, &names);
    }
    zval_ptr_dtor(&customers);
    zval_ptr_dtor(&names);
}

PHP_METHOD(Loyalty_Coupons, issueMany)
{
    zval *object;
    zend_long from = 0, count = 0;
    bool count_is_null = true;
    php_lty_batch_view view;
    php_lty_stream_range range;

    ZEND_PARSE_PARAMETERS_START(1, 3)
        Z_PARAM_OBJECT_OF_CLASS(object, lty_ce_coupon_batch)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(from)
        Z_PARAM_LONG_OR_NULL(count, count_is_null)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || !php_lty_coupon_batch_read(&view, Z_OBJ_P(object))) {
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
    if (!php_lty_coupons_batch(&range.batch, coupons, &view, 1)) {
        RETURN_THROWS();
    }
    range.customers = view.customers;
    range.names = view.names;
    range.from = from;
    range.count = count_is_null ? view.count - from : count;
    php_lty_coupon_stream_create(return_value, coupons, &range);
}

PHP_METHOD(Loyalty_Coupons, issue)
{
    zend_long campaign, serial, length = 20;
    zend_string *name = NULL;
    lty_coupon_name folded;
    php_lty_code_text text;

    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_LONG(campaign)
        Z_PARAM_LONG(serial)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(length)
        Z_PARAM_STR_OR_NULL(name)
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
    if (name != NULL && length != LTY_COUPON_NAMED_LENGTH) {
        zend_argument_value_error(3, "must be %d for a personalised code", LTY_COUPON_NAMED_LENGTH);
        RETURN_THROWS();
    }
    if (name != NULL && !lty_coupon_name_parse(&folded, php_lty_text(name))) {
        zend_argument_value_error(4, "must be 2 to 12 letters A to Z");
        RETURN_THROWS();
    }
    const int slot = php_lty_coupons_slot(coupons->scheme.ring, LTY_FORMAT_SHORT);
    if (slot < 0) {
        RETURN_THROWS();
    }
    const lty_status status = php_lty_code_write(&text, &coupons->scheme, slot, shape, campaign, serial, name);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    RETURN_STRINGL(text.bytes, text.len);
}

PHP_METHOD(Loyalty_Coupons, token)
{
    zend_long campaign, serial;
    zval *terms;
    zend_string *format = NULL;
    char text[LTY_TOKEN_CHARS_MAX];
    size_t len;
    lty_token token;

    ZEND_PARSE_PARAMETERS_START(3, 4)
        Z_PARAM_LONG(campaign)
        Z_PARAM_LONG(serial)
        Z_PARAM_OBJECT_OF_CLASS(terms, lty_ce_coupon_terms)
        Z_PARAM_OPTIONAL
        Z_PARAM_STR(format)
    ZEND_PARSE_PARAMETERS_END();

    const php_lty_coupons *coupons = php_lty_coupons_of(Z_OBJ_P(ZEND_THIS));
    if (coupons == NULL || !php_lty_coupon_terms_read(&token, Z_OBJ_P(terms))) {
        RETURN_THROWS();
    }
    if (campaign < 0 || campaign > LTY_TOKEN_NUMBER_MAX) {
        zend_argument_value_error(1, "must be between 0 and " ZEND_LONG_FMT, (zend_long) LTY_TOKEN_NUMBER_MAX);
        RETURN_THROWS();
    }
    if (serial < 0 || serial > LTY_TOKEN_NUMBER_MAX) {
        zend_argument_value_error(2, "must be between 0 and " ZEND_LONG_FMT, (zend_long) LTY_TOKEN_NUMBER_MAX);
        RETURN_THROWS();
    }
    const bool shared = format != NULL && zend_string_equals_literal(format, "shared");
    if (format != NULL && !shared && !zend_string_equals_literal(format, "public")) {
        zend_argument_value_error(4, "must be \"public\" or \"shared\"");
        RETURN_THROWS();
    }
    const int slot = php_lty_coupons_slot(coupons->scheme.ring, shared ? LTY_FORMAT_SHARED : LTY_FORMAT_PUBLIC);
    if (slot < 0) {
        RETURN_THROWS();
    }
    token.campaign = campaign;
    token.serial = serial;
    token.has |= 1U << LTY_TOKEN_TAG_CAMPAIGN | 1U << LTY_TOKEN_TAG_SERIAL;
    const lty_status status = lty_token_issue(text, &len, coupons->scheme.ring, slot, &token);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    RETURN_STRINGL(text, len);
}
