/* What Coupons reads: codes as typed to records, refusals with a text for staff, repairs, and offers for a quote. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_coupons_part.h"
#include "ext/date/php_date.h"

/* What verifying one code found out, for the record or for the message. */
typedef struct php_lty_verdict {
    bool full; /* read as a token */
    lty_coupon coupon;
    lty_token token;
    size_t symbol; /* of a token: which character is none */
    lty_code_fault fault;
    lty_batch_terms terms;
} php_lty_verdict;

/* Whether the code is the one that the batch made of this serial: with its name, or plain. False and an Error for lists from reflection. */
static bool php_lty_coupons_name_fits(const php_lty_coupons *coupons, const php_lty_verdict *verdict)
{
    const zval *names = &coupons->known[verdict->terms.batch->id].names;
    const lty_coupon_name *read = &verdict->coupon.name;
    lty_coupon_name issued = {.len = 0};

    if (Z_TYPE_P(names) != IS_ARRAY) { /* not personalised, or the shop has forgotten the names: the tag has vouched for it */
        return true;
    }
    const zend_string *name = php_lty_coupon_batch_entry(names, verdict->terms.index);
    if (name == NULL || (ZSTR_LEN(name) > 0 && !lty_coupon_name_parse(&issued, php_lty_text(name)))) {
        return false;
    }
    return issued.len == read->len && memcmp(issued.bytes, read->bytes, issued.len) == 0;
}

static lty_status php_lty_coupons_judge_token(
    php_lty_verdict *out, const php_lty_coupons *coupons, const char *code, size_t code_len, int64_t at_s)
{
    const bool bare = coupons->version_count == 0;
    const lty_token *token = &out->token;
    const lty_status read = lty_token_verify(&out->token, &out->symbol, coupons->scheme.ring, code, code_len, LTY_TIME_NONE);

    if (read != LTY_OK) {
        return read;
    }
    if (!bare) {
        const lty_batch_query query = {
            .campaign = token->campaign,
            .serial = token->serial,
            .format = token->type == LTY_TOKEN_PUBLIC ? LTY_FORMAT_PUBLIC : LTY_FORMAT_SHARED,
            .slot = token->slot,
        };
        const lty_status known =
            lty_batches_check(&out->terms, &coupons->batches, coupons->programmes, coupons->version_count, &query, LTY_TIME_NONE);

        if (known != LTY_OK) {
            return known;
        }
    }
    out->terms.valid_from_s = (token->has >> LTY_TOKEN_TAG_NOT_BEFORE & 1U) != 0 ? token->not_before_s : LTY_TIME_NONE;
    out->terms.valid_until_s = (token->has >> LTY_TOKEN_TAG_EXPIRES & 1U) != 0 ? token->expires_s : LTY_TIME_NONE;
    return lty_batch_window(&out->terms, at_s);
}

static lty_status php_lty_coupons_judge(
    php_lty_verdict *out, const php_lty_coupons *coupons, const char *code, size_t code_len, int64_t at_s)
{
    out->terms = (lty_batch_terms){.valid_from_s = LTY_TIME_NONE, .valid_until_s = LTY_TIME_NONE};
    /* By its front alone: what is too long for a code and begins as no token does is too long, which helps more than a wrong version. */
    out->full = lty_token_looks_like(code, MIN(code_len, LTY_CODE_INPUT_MAX));
    if (out->full) {
        return php_lty_coupons_judge_token(out, coupons, code, code_len, at_s);
    }
    const lty_status read = lty_coupon_verify(&out->coupon, &out->fault, &coupons->scheme, code, code_len);
    if (read != LTY_OK || coupons->version_count == 0) {
        return read;
    }
    const lty_batch_query query = {
        .campaign = out->coupon.campaign,
        .serial = out->coupon.serial,
        .format = LTY_FORMAT_SHORT,
        .length = out->coupon.code.count,
        .slot = out->coupon.slot,
    };
    const lty_status known =
        lty_batches_check(&out->terms, &coupons->batches, coupons->programmes, coupons->version_count, &query, LTY_TIME_NONE);
    if (known != LTY_OK) {
        return known;
    }
    return php_lty_coupons_name_fits(coupons, out) ? lty_batch_window(&out->terms, at_s) : LTY_E_CODE_NOT_ISSUED;
}

/* The record of a genuine code; an exception and undef for a batch that reflection has spoilt. */
static void php_lty_coupons_record(zval *out, php_lty_coupons *coupons, const php_lty_verdict *verdict, lty_text typed)
{
    const lty_batch *batch = verdict->terms.batch;
    php_lty_coupon_source source = {
        .coupon = verdict->full ? NULL : &verdict->coupon,
        .token = verdict->full ? &verdict->token : NULL,
        .typed = typed,
        .valid_until_s = verdict->terms.valid_until_s,
    };

    ZVAL_UNDEF(out);
    if (batch != NULL) {
        const zval *customers = &coupons->known[batch->id].customers;
        php_lty_version *version = php_lty_coupons_version(coupons, batch->programme);

        source.campaign = php_lty_coupons_campaign_key(version, batch->campaign);
        source.programme_hash = version->hash;
        if (!verdict->full && Z_TYPE_P(customers) == IS_ARRAY) { /* a token says itself for whom it is */
            source.customer = php_lty_coupon_batch_entry(customers, verdict->terms.index);
            if (source.customer == NULL) {
                return;
            }
        }
    }
    php_lty_coupon_create(out, &source);
}

static void php_lty_coupons_throw_symbol(const php_lty_verdict *verdict)
{
    const uint32_t point = verdict->fault.code_point;

    if (verdict->full) {
        php_lty_throw_coupon(LTY_E_CODE_CHAR, "character %zu is none that tokens have", verdict->symbol);
    } else if (point > 0x20 && point < 0x7F) {
        php_lty_throw_coupon(LTY_E_CODE_CHAR, "symbol %zu is '%c', which no code has", verdict->fault.symbol, (char) point);
    } else {
        php_lty_throw_coupon(LTY_E_CODE_CHAR, "symbol %zu is U+%04X, which no code has", verdict->fault.symbol, (unsigned) point);
    }
}

static const char *php_lty_coupons_format(lty_campaign_format format)
{
    return format == LTY_FORMAT_SHORT ? "short codes" : format == LTY_FORMAT_PUBLIC ? "public tokens" : "shared tokens";
}

static void php_lty_coupons_throw_campaign(const php_lty_verdict *verdict, size_t len)
{
    const lty_campaign *campaign = verdict->terms.campaign;
    const int64_t number = verdict->full ? verdict->token.campaign : verdict->coupon.campaign;

    if (campaign == NULL) {
        php_lty_throw_coupon(LTY_E_CODE_CAMPAIGN, "there is no campaign " ZEND_LONG_FMT, (zend_long) number);
    } else if (verdict->full || campaign->format != LTY_FORMAT_SHORT) {
        php_lty_throw_coupon(LTY_E_CODE_CAMPAIGN, "campaign \"%.*s\" has %s, this is none", (int) campaign->key.len, campaign->key.bytes,
            php_lty_coupons_format(campaign->format));
    } else {
        php_lty_throw_coupon(LTY_E_CODE_CAMPAIGN, "campaign \"%.*s\" has codes of %d symbols, this one has %zu", (int) campaign->key.len,
            campaign->key.bytes, (int) campaign->length, len);
    }
}

static void php_lty_coupons_throw_instant(lty_status status, const char *what, int64_t at_s)
{
    const int32_t second = lty_day_second(at_s);
    char day[11];

    if (at_s > LTY_TIME_MAX) { /* a token may say any second */
        php_lty_throw_coupon(status, "%s second " ZEND_LONG_FMT, what, (zend_long) at_s);
        return;
    }
    lty_day_format(day, lty_day_of(at_s));
    if (second % 60 == 0) {
        php_lty_throw_coupon(status, "%s %s %02d:%02d UTC", what, day, second / 3600, second / 60 % 60);
    } else {
        php_lty_throw_coupon(status, "%s %s %02d:%02d:%02d UTC", what, day, second / 3600, second / 60 % 60, second % 60);
    }
}

static void php_lty_coupons_throw_length(const php_lty_verdict *verdict)
{
    if (verdict->coupon.name.len > 0) {
        php_lty_throw_coupon(LTY_E_CODE_LENGTH, "the code has %zu symbol%s behind the name; personalised codes have %d",
            verdict->fault.count, verdict->fault.count == 1 ? "" : "s", LTY_COUPON_NAMED_LENGTH);
    } else {
        php_lty_throw_coupon(LTY_E_CODE_LENGTH, "the code has %zu symbol%s; codes have 12, 16, 20 or 24", verdict->fault.count,
            verdict->fault.count == 1 ? "" : "s");
    }
}

static void php_lty_coupons_throw_not_issued(const php_lty_verdict *verdict)
{
    const lty_campaign *campaign = verdict->terms.campaign;
    const int64_t serial = verdict->full ? verdict->token.serial : verdict->coupon.serial;

    if (verdict->terms.batch != NULL) {
        php_lty_throw_coupon(LTY_E_CODE_NOT_ISSUED, "the batch of campaign \"%.*s\" gave serial " ZEND_LONG_FMT " another name",
            (int) campaign->key.len, campaign->key.bytes, (zend_long) serial);
    } else {
        php_lty_throw_coupon(LTY_E_CODE_NOT_ISSUED,
            "no known batch of campaign \"%.*s\" has serial " ZEND_LONG_FMT " under the key of slot %d", (int) campaign->key.len,
            campaign->key.bytes, (zend_long) serial, verdict->full ? verdict->token.slot : (int) verdict->coupon.slot);
    }
}

/* What fails behind the check symbols and before the tag. */
static void php_lty_coupons_throw_key(const php_lty_verdict *verdict, lty_status status)
{
    const int slot = verdict->full ? verdict->token.slot : (int) verdict->coupon.slot;

    if (status == LTY_E_CODE_VERSION && verdict->full) {
        php_lty_throw_coupon(status, "the token begins neither with C1P. nor with C1S.");
    } else if (status == LTY_E_CODE_VERSION) {
        php_lty_throw_coupon(
            status, "the code is of version %d, not %d", (int) verdict->coupon.version, verdict->coupon.name.len > 0 ? 2 : 1);
    } else if (status == LTY_E_CODE_KEY && verdict->full) {
        php_lty_throw_coupon(status, "the ring has no key of the token's id and type");
    } else if (status == LTY_E_CODE_KEY_RETIRED && verdict->full) {
        php_lty_throw_coupon(status, "the token's key is retired");
    } else if (status == LTY_E_CODE_KEY) {
        php_lty_throw_coupon(status, "the ring has no key in slot %d", slot);
    } else {
        php_lty_throw_coupon(status, "the key of slot %d is retired", slot);
    }
}

/* The staff's text. */
static void php_lty_coupons_throw(const php_lty_verdict *verdict, lty_status status, size_t typed_len)
{
    const lty_campaign *campaign = verdict->terms.campaign;

    switch (status) {
        case LTY_E_CODE_TOO_LONG:
            php_lty_throw_coupon(
                status, "the code has %zu bytes, %u are the most", typed_len, verdict->full ? LTY_TOKEN_CHARS_MAX : LTY_CODE_INPUT_MAX);
            return;
        case LTY_E_CODE_CHAR: php_lty_coupons_throw_symbol(verdict); return;
        case LTY_E_CODE_LENGTH: php_lty_coupons_throw_length(verdict); return;
        case LTY_E_CODE_CHECK: php_lty_throw_coupon(status, "the check symbols do not fit"); return;
        case LTY_E_CODE_VERSION:
        case LTY_E_CODE_KEY:
        case LTY_E_CODE_KEY_RETIRED: php_lty_coupons_throw_key(verdict, status); return;
        case LTY_E_CODE_TAG:
            if (!verdict->full && verdict->coupon.name.len > 0) {
                php_lty_throw_coupon(status, "the tag does not fit: forged, altered, of another name, or of another shop");
            } else {
                php_lty_throw_coupon(status, "the tag does not fit: forged, altered, or of another shop");
            }
            return;
        case LTY_E_CODE_CAMPAIGN: php_lty_coupons_throw_campaign(verdict, verdict->full ? 0 : verdict->coupon.code.count); return;
        case LTY_E_CODE_CAMPAIGN_CLOSED:
            php_lty_throw_coupon(status, "campaign \"%.*s\" is closed", (int) campaign->key.len, campaign->key.bytes);
            return;
        case LTY_E_CODE_NOT_ISSUED: php_lty_coupons_throw_not_issued(verdict); return;
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
    if (EG(exception) != NULL) {
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_coupons_throw(&verdict, status, ZSTR_LEN(code));
        RETURN_THROWS();
    }
    php_lty_coupons_record(return_value, coupons, &verdict, php_lty_text(code));
}

PHP_METHOD(Loyalty_Coupons, suggest)
{
    zend_string *code;
    lty_coupon found[LTY_CODE_REPAIRS_MAX];

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
        add_next_index_str(return_value, php_lty_coupon_text(&found[i]));
    }
}

/* The campaign of a token with its own terms over it, in the arena; false with an exception. */
static bool php_lty_offer_token(
    lty_offer *out, const php_lty_verdict *verdict, const lty_keyring *ring, lty_text customer, lty_arena *arena)
{
    const lty_token *token = &verdict->token;

    if ((token->has >> LTY_TOKEN_TAG_CUSTOMER & 1U) != 0) {
        unsigned char mine[LTY_KEYRING_PSEUDONYM_BYTES];

        out->bound_elsewhere =
            customer.bytes == NULL || !lty_keyring_pseudonym(mine, ring, customer) || memcmp(mine, token->customer, sizeof mine) != 0;
    }
    if (verdict->terms.batch == NULL) {
        return true;
    }
    lty_campaign *campaign = lty_arena_zero(arena, 1, sizeof *campaign);
    lty_benefit *benefit = lty_arena_zero(arena, 1, sizeof *benefit);
    if (campaign == NULL || benefit == NULL) {
        php_lty_throw(LTY_E_MEMORY);
        return false;
    }
    out->refused = lty_batch_token_terms(campaign, benefit, &verdict->terms, token);
    out->campaign = campaign;
    return true;
}

bool php_lty_coupons_offer(lty_offer *out, zval *held, zend_object *object, zend_string *code, lty_text customer, lty_arena *arena)
{
    php_lty_coupons *coupons = php_lty_coupons_of(object);
    php_lty_verdict verdict;

    ZVAL_UNDEF(held);
    *out = (lty_offer){.code = php_lty_text(code), .expires_at_s = LTY_TIME_NONE};
    if (coupons == NULL) {
        return false;
    }
    out->refused = php_lty_coupons_judge(&verdict, coupons, ZSTR_VAL(code), ZSTR_LEN(code), LTY_TIME_NONE);
    if (EG(exception) != NULL) {
        return false;
    }
    if (out->refused != LTY_OK) {
        return true;
    }
    php_lty_coupons_record(held, coupons, &verdict, php_lty_text(code));
    if (Z_TYPE_P(held) == IS_UNDEF) {
        return false;
    }
    const zend_string *canonical = php_lty_coupon_code(Z_OBJ_P(held));
    const zend_string *bound = php_lty_coupon_customer(Z_OBJ_P(held));
    out->code = php_lty_text(canonical);
    out->customer = bound == NULL ? (lty_text){NULL, 0} : php_lty_text(bound);
    out->serial = verdict.full ? (uint64_t) verdict.token.serial : verdict.coupon.serial;
    out->expires_at_s = verdict.terms.valid_until_s;
    out->campaign = verdict.terms.campaign;
    if (verdict.terms.programme != NULL) {
        out->zone = &verdict.terms.programme->zone;
        out->version = verdict.terms.programme->version;
    }
    return !verdict.full || php_lty_offer_token(out, &verdict, coupons->scheme.ring, customer, arena);
}
