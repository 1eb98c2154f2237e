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

/* php_lty_coupon_batch.c: what a CouponBatch says; texts and arrays are the object's. */
typedef struct php_lty_batch_view {
    zend_string *campaign;
    int64_t first_serial;
    int64_t count;
    int64_t issued_at_s;
    int slot;
    zval *customers;    /* IS_ARRAY or IS_NULL */
    zval *names;        /* likewise */
    HashTable *skipped; /* packed, ascending, each within the span */
    zend_string *programme_hash;
} php_lty_batch_view;

/* false and an exception for an object without state. */
bool php_lty_coupon_batch_read(php_lty_batch_view *out, zend_object *object);
/* The offsets of a view as the core wants them (emalloc; NULL for none). */
uint32_t *php_lty_coupon_batch_skipped(const php_lty_batch_view *view);
void php_lty_coupon_batch_create(
    zval *out, zend_string *campaign, const lty_batch *batch, zend_string *programme_hash, zval *customers, zval *names);
/* A list of customer keys as strings (a new reference in *out); false and a ValueError for argument `arg` otherwise. */
bool php_lty_coupon_batch_customers(zval *out, zval *list, uint32_t arg);
/* Likewise of names, 2 to 12 letters or none. */
bool php_lty_coupon_batch_names(zval *out, zval *list, uint32_t arg);

/* php_lty_coupon.c: what a Coupon is made from. Strings get a reference of the record's. */
typedef struct php_lty_coupon_source {
    const lty_coupon *coupon; /* of a short code, else NULL */
    const lty_token *token;   /* of a token, else NULL */
    lty_text typed;           /* the token as it was typed */
    zend_string *campaign;    /* NULL where no programme is known, and so on */
    zend_string *customer;
    zend_string *programme_hash;
    int64_t valid_until_s;
} php_lty_coupon_source;

void php_lty_coupon_create(zval *out, const php_lty_coupon_source *source);
/* Of a record that create() made: its code, and its customer or NULL. The record's strings. */
zend_string *php_lty_coupon_code(zend_object *object);
zend_string *php_lty_coupon_customer(zend_object *object);
/* Name, dash and symbols of a short code. */
zend_string *php_lty_coupon_text(const lty_coupon *coupon);

/* Slots of a Coupon, in the order of the stub. */
enum {
    COUPON_CODE,
    COUPON_CAMPAIGN_NUMBER,
    COUPON_SERIAL,
    COUPON_KEY,
    COUPON_CAMPAIGN,
    COUPON_EXPIRES_AT,
    COUPON_CUSTOMER,
    COUPON_FORMAT,
    COUPON_NAME,
    COUPON_PROGRAMME_HASH,
    COUPON_TERMS,
    COUPON_SLOTS
};

/* php_lty_coupon_terms.c: a CouponTerms of a token, and back: false and an exception for an object without state. */
void php_lty_coupon_terms_create(zval *out, const lty_token *token);
bool php_lty_coupon_terms_read(lty_token *out, zend_object *object);

/* php_lty_word_filter.c: NULL and an exception for one without words. */
const lty_words *php_lty_word_filter_of(zend_object *object);

/*
 * php_lty_coupons_verify.c: what Programme::quote() needs of one code. Verifies `code` without its window, looks up its batch and the terms of
 * the batch's version; of a token the arena gets its campaign with its own terms over it. A token's customer is compared with
 * `customer` (bytes NULL = a guest). *held gets the Coupon whose texts the offer points to, or undef; the offer's campaign is that of
 * `coupons`, NULL where those have no programme. A refusal is in out->refused. False only with an exception.
 */
bool php_lty_coupons_offer(lty_offer *out, zval *held, zend_object *coupons, zend_string *code, lty_text customer, lty_arena *arena);

#endif
