/* Inside of Coupons: what its own files share, nobody else's business. */
#ifndef PHP_LTY_COUPONS_PART_H
#define PHP_LTY_COUPONS_PART_H

#include "php_lty_coupons.h"

/* One version of the programme. */
typedef struct php_lty_version {
    zend_object *object;
    const lty_programme *programme;
    zend_string *hash;  /* as 64 digits */
    zend_string **keys; /* of campaigns by place, made when asked for: one string for all coupons of a campaign */
    size_t key_count;   /* kept here: at the end of a request the programme may be gone first */
} php_lty_version;

/* What a batch has beside the core's struct, by its id there. */
typedef struct php_lty_known_batch {
    zval customers; /* IS_ARRAY or IS_NULL */
    zval names;     /* likewise */
    uint32_t *skipped;
} php_lty_known_batch;

typedef struct php_lty_coupons {
    zend_object *keys; /* NULL before the constructor is through */
    zend_object *words_object;
    const lty_words *words; /* NULL = nothing is skipped */
    php_lty_version *versions;
    const lty_programme **programmes; /* of the versions */
    size_t version_count;             /* 0 for bare codes */
    lty_coupon_scheme scheme;
    lty_batches batches;
    php_lty_known_batch *known;
    size_t batch_count;
    size_t batch_capacity;
    zend_object std;
} php_lty_coupons;

static inline php_lty_coupons *php_lty_coupons_from(zend_object *object)
{
    return (php_lty_coupons *) ((char *) object - offsetof(php_lty_coupons, std));
}

/* NULL and an exception for one whose constructor is not through. */
php_lty_coupons *php_lty_coupons_of(zend_object *object);

/* The version of a programme that is among them, and the key of one of its campaigns; strings stay the object's. */
php_lty_version *php_lty_coupons_version(php_lty_coupons *coupons, const lty_programme *programme);
zend_string *php_lty_coupons_campaign_key(php_lty_version *version, const lty_campaign *campaign);

/*
 * A batch of one of the versions from a view; false and a ValueError for argument `arg` otherwise. Its skipped offsets are the caller's to
 * free (emalloc, may be NULL).
 */
bool php_lty_coupons_batch(lty_batch *out, const php_lty_coupons *coupons, const php_lty_batch_view *view, uint32_t arg);

/* newBatch(): adds one to the table; false and a ValueError if known serials are in it. Takes over its skipped offsets in any case. */
bool php_lty_coupons_add(php_lty_coupons *coupons, lty_batch *batch, zval *customers, zval *names);

/* php_lty_coupon_stream.c: one short code as text, its name in upper case and a dash in front if it has one. */
#define PHP_LTY_CODE_MAX (LTY_COUPON_NAME_MAX + 1 + LTY_CODE_LENGTH_MAX)

typedef struct php_lty_code_text {
    char bytes[PHP_LTY_CODE_MAX];
    size_t len;
    size_t front; /* name and dash */
} php_lty_code_text;

/* name may be NULL or empty: a plain code. LTY_E_KEY_SLOT, LTY_E_RANGE (a name that is none too). */
lty_status php_lty_code_write(php_lty_code_text *out, const lty_coupon_scheme *scheme, int slot, const lty_coupon_shape *shape,
    int64_t campaign, int64_t serial, const zend_string *name);

/*
 * php_lty_word_filter.c: whether the code shows a word, in its symbols or across the name and them. One that stands in the name and the
 * first symbol does not count: it would stand there with every serial.
 */
bool php_lty_words_offend(const lty_words *words, const php_lty_code_text *text);

/* php_lty_coupon_batch.c: the i-th of a list of strings; NULL and an Error if reflection put something else there. */
zend_string *php_lty_coupon_batch_entry(const zval *list, uint32_t index);

/* The codes of a batch from a place on. The stream takes over `skipped` of the batch (emalloc), and copies the lists' references. */
typedef struct php_lty_stream_range {
    lty_batch batch;
    zval *customers;
    zval *names;
    int64_t from;
    int64_t count;
} php_lty_stream_range;

void php_lty_coupon_stream_create(zval *out, php_lty_coupons *coupons, const php_lty_stream_range *range);

#endif
