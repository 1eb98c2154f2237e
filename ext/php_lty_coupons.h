/* What the glue files around coupon codes share. */
#ifndef PHP_LTY_COUPONS_H
#define PHP_LTY_COUPONS_H

#include "php_loyalty.h"
#include "lty_batch.h"
#include "lty_coupon.h"
#include "lty_keyring.h"
#include "lty_terms.h"
#include "lty_token.h"
#include "lty_words.h"

/* php_lty_key_ring.c: the ring of a KeyRing; NULL and an exception for one without. Valid as long as the object. */
lty_keyring *php_lty_key_ring_of(zend_object *object);

/* php_lty_coupon_batch.c: what a CouponBatch says; texts and the array are the object's. */
typedef struct php_lty_batch_view {
    zend_string *campaign;
    int64_t first_serial;
    int64_t count;
    int64_t issued_at_s;
    int slot;
    zval *customers; /* IS_ARRAY or IS_NULL */
    zval *names;     /* likewise */
    HashTable *skipped;
    zend_string *programme_hash;
} php_lty_batch_view;

/* false and an exception for an object without state. */
bool php_lty_coupon_batch_read(php_lty_batch_view *out, zend_object *object);
void php_lty_coupon_batch_create(
    zval *out, zend_string *campaign, const lty_batch *batch, const unsigned char programme_hash[32], zval *customers);
/* A list of customer keys as strings (a new reference in *out); false and a ValueError for argument `arg` otherwise. */
bool php_lty_coupon_batch_customers(zval *out, zval *list, uint32_t arg);

/* php_lty_coupon.c: campaign and customer may be NULL; both get a reference of their own. */
void php_lty_coupon_create(zval *out, const lty_coupon *coupon, zend_string *campaign, int64_t valid_until_s, zend_string *customer);

/* php_lty_coupon_terms.c: a CouponTerms of a token, and back: false and an exception for an object without state. */
void php_lty_coupon_terms_create(zval *out, const lty_token *token);
bool php_lty_coupon_terms_read(lty_token *out, zend_object *object);

/* php_lty_word_filter.c: NULL and an exception for one without words. */
const lty_words *php_lty_word_filter_of(zend_object *object);

/*
 * php_lty_coupons.c: what Programme::quote() needs of one code. Verifies `code` without its window, looks up its batch and the terms of the
 * batch's version; of a token the arena gets its campaign with its own terms over it. A token's customer is compared with
 * `customer` (bytes NULL = a guest). *held gets the Coupon whose texts the offer points to, or undef. A refusal is in out->refused. False
 * only with an exception.
 */
bool php_lty_coupons_offer(lty_offer *out, zval *held, zend_object *coupons, zend_string *code, lty_text customer, lty_arena *arena);

/* php_lty_coupon_stream.c: count codes from first_serial on. Keeps `coupons`, which owns scheme. */
typedef struct php_lty_stream_range {
    const lty_coupon_scheme *scheme;
    const lty_coupon_shape *shape;
    int slot;
    int64_t campaign;
    int64_t first_serial;
    int64_t count;
} php_lty_stream_range;

void php_lty_coupon_stream_create(zval *out, zend_object *coupons, const php_lty_stream_range *range);

#endif
