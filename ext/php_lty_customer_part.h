/* Inside of Customer: slots of its records in the order of the stub, and what its own files share. */
#ifndef PHP_LTY_CUSTOMER_PART_H
#define PHP_LTY_CUSTOMER_PART_H

#include "php_loyalty.h"
#include "lty_time.h"
#include "Zend/zend_smart_str.h"

enum {
    CUSTOMER_KEY,
    CUSTOMER_AT,
    CUSTOMER_ACCOUNT,
    CUSTOMER_LOTS,
    CUSTOMER_TIER,
    CUSTOMER_FACTS,
    CUSTOMER_STANDING,
    CUSTOMER_SERVICES,
    CUSTOMER_PROGRAMME_HASH,
    CUSTOMER_STATE_HASH,
    CUSTOMER_CURRENCY,
    CUSTOMER_UNIT,
    CUSTOMER_PROGRESS,
    CUSTOMER_ROWS
};

enum {
    LOT_EVENT,
    LOT_AT,
    LOT_AVAILABLE_AT,
    LOT_EXPIRES_AT,
    LOT_NOTICE_AT,
    LOT_EARNED,
    LOT_REVERSED,
    LOT_SPENT,
    LOT_EXPIRED,
    LOT_LEFT,
    LOT_PENDING,
    LOT_EARN_PERCENT,
    LOT_RULES,
    LOT_KEPT,
    LOT_ROUNDING,
    LOT_UNCAPPED,
    LOT_SOURCE,
    LOT_PROGRAMME_HASH,
    LOT_DRAWS,
    LOT_REVERSALS
};

enum {
    ACCOUNT_BALANCE,
    ACCOUNT_PENDING,
    ACCOUNT_EARNED,
    ACCOUNT_IN,
    ACCOUNT_SPENT,
    ACCOUNT_EXPIRED,
    ACCOUNT_REVERSED,
    ACCOUNT_OUT,
    ACCOUNT_RESTORED,
    ACCOUNT_DEBTS,
    ACCOUNT_RESTORES
};

enum {
    STANDING_TIER,
    STANDING_NAME,
    STANDING_COLOUR,
    STANDING_RULE,
    STANDING_FROM,
    STANDING_SINCE,
    STANDING_METRIC,
    STANDING_BY,
    STANDING_UNIT,
    STANDING_NEXT,
    STANDING_NEXT_NAME,
    STANDING_MISSING,
    STANDING_LOST_AT,
    STANDING_LOST_TO,
    STANDING_GRACE,
    STANDING_CHANGES
};

static inline void php_lty_set_long(zend_object *object, uint32_t slot, int64_t number)
{
    zval value;

    ZVAL_LONG(&value, (zend_long) number);
    php_lty_record_set(object, slot, &value);
}

/* Null where the core has LTY_TIME_NONE. */
static inline void php_lty_set_instant(zend_object *object, uint32_t slot, int64_t at_s)
{
    zval value;

    ZVAL_NULL(&value);
    if (at_s != LTY_TIME_NONE) {
        ZVAL_LONG(&value, (zend_long) at_s);
    }
    php_lty_record_set(object, slot, &value);
}

static inline void php_lty_set_bool(zend_object *object, uint32_t slot, bool flag)
{
    zval value;

    ZVAL_BOOL(&value, flag);
    php_lty_record_set(object, slot, &value);
}

static inline void php_lty_set_text(zend_object *object, uint32_t slot, lty_text text)
{
    zval value;

    ZVAL_STRINGL_FAST(&value, text.bytes, text.len);
    php_lty_record_set(object, slot, &value);
}

static inline void php_lty_set_string(zend_object *object, uint32_t slot, const char *text)
{
    php_lty_set_text(object, slot, (lty_text){text, strlen(text)});
}

static inline void php_lty_set_null(zend_object *object, uint32_t slot)
{
    zval value;

    ZVAL_NULL(&value);
    php_lty_record_set(object, slot, &value);
}

static inline void php_lty_set_hash(zend_object *object, uint32_t slot, const unsigned char hash[32])
{
    zval value;

    ZVAL_STR(&value, php_lty_hex_string(hash, 32));
    php_lty_record_set(object, slot, &value);
}

/* php_lty_point_lot.c */
void php_lty_account_create(zval *out, const lty_customer *folded);
void php_lty_lots_create(zval *out, const lty_customer *folded, const lty_timeline *timeline);

/* php_lty_standing.c: null for a customer without tiers. */
void php_lty_standing_create(zval *out, const lty_customer *folded, const lty_timeline *timeline);
/* "12.40 EUR", "3 orders", "1 point": an amount of a unit, which is a currency or a plural. */
void php_lty_append_amount(smart_str *out, zend_long amount, const zend_string *unit);
/* "12.40 EUR to Gold" of a Standing; false for one that was not made by us. Appends nothing in the highest tier. */
bool php_lty_append_progress(smart_str *out, zend_object *standing);

/* php_lty_entitlement.c: list<Entitlement>. */
void php_lty_entitlements_create(zval *out, const lty_entitlement *services, size_t count);

/* php_lty_customer_rows.c: Customer::$rows. */
void php_lty_rows_create(zval *out, const lty_purchases *purchases);

/* php_lty_customer_progress.c */
void php_lty_progress_create(zval *out, const lty_progress *progress, const lty_timeline *timeline);

#endif
