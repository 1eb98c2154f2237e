/* What the glue's files share. The glue translates: parameters in, one core call, a value or an exception out. */
#ifndef PHP_LOYALTY_H
#define PHP_LOYALTY_H

#include "php.h"
#include "ext/date/php_date.h"

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_event.h"
#include "lty_fold.h"
#include "lty_money.h"
#include "lty_programme.h"
#include "lty_purchases.h"
#include "lty_service.h"
#include "lty_status.h"
#include "lty_timeline.h"

#define PHP_LOYALTY_VERSION "0.1.0-dev"

#if SIZEOF_ZEND_LONG != 8
# error "loyalty keeps money and time in 64-bit integers: 32-bit PHP is not supported"
#endif

extern zend_module_entry loyalty_module_entry;
#define phpext_loyalty_ptr &loyalty_module_entry

/* php_lty_support.c: the head of a block of php_lty_base_alloc. */
typedef struct php_lty_block php_lty_block;

/* clang-format off */
ZEND_BEGIN_MODULE_GLOBALS(loyalty)
    zend_long base_limit; /* bytes that all customer bases of one request may take together; 0 = no limit */
    size_t base_bytes;    /* what they take now */
    bool base_refused;    /* the limit, not malloc, refused a block: others may have been given since, before the failure is told */
    php_lty_block *base_blocks; /* all that are not given back yet, the newest first */
ZEND_END_MODULE_GLOBALS(loyalty)
/* clang-format on */

ZEND_EXTERN_MODULE_GLOBALS(loyalty)
#define LTY_G(v) ZEND_MODULE_GLOBALS_ACCESSOR(loyalty, v)

#if defined(ZTS) && defined(COMPILE_DL_LOYALTY)
ZEND_TSRMLS_CACHE_EXTERN()
#endif

/* Every class entry is lty_ce_<name> and is set by loyalty.c in MINIT (generated register_class_* functions). */
extern zend_class_entry *lty_ce_exception, *lty_ce_currency_mismatch, *lty_ce_insufficient_points, *lty_ce_limit, *lty_ce_event_conflict,
    *lty_ce_invalid_programme, *lty_ce_rule, *lty_ce_coupon_exception, *lty_ce_invalid_signature, *lty_ce_expired_coupon;
extern zend_class_entry *lty_ce_rounding_mode, *lty_ce_event_type, *lty_ce_order_condition, *lty_ce_channel, *lty_ce_discount_kind,
    *lty_ce_coupon_error, *lty_ce_rfm_table, *lty_ce_rfm_basis, *lty_ce_referral_condition, *lty_ce_service_condition, *lty_ce_file_format,
    *lty_ce_dialect;
extern zend_class_entry *lty_ce_money, *lty_ce_event, *lty_ce_programme_error, *lty_ce_programme, *lty_ce_segment, *lty_ce_point_lot,
    *lty_ce_account, *lty_ce_customer, *lty_ce_append_result, *lty_ce_customer_base, *lty_ce_customer_set, *lty_ce_rfm, *lty_ce_rfm_score,
    *lty_ce_rfm_scores, *lty_ce_key_ring, *lty_ce_coupon_batch, *lty_ce_coupon, *lty_ce_coupons, *lty_ce_coupon_stream, *lty_ce_cart_line,
    *lty_ce_cart, *lty_ce_coupon_terms, *lty_ce_coupon_usage, *lty_ce_word_filter, *lty_ce_discount, *lty_ce_rejected_coupon,
    *lty_ce_quote_line, *lty_ce_quote_step, *lty_ce_quote, *lty_ce_standing, *lty_ce_entitlement, *lty_ce_explained_step, *lty_ce_forecast,
    *lty_ce_replay, *lty_ce_sql_query, *lty_ce_segment_change, *lty_ce_segment_watch, *lty_ce_rfm_segments, *lty_ce_indicators,
    *lty_ce_habits, *lty_ce_goal;
extern zend_class_entry *lty_ce_clv_data, *lty_ce_clv_plan, *lty_ce_clv_model, *lty_ce_clv_bg_nbd, *lty_ce_clv_mbg_nbd,
    *lty_ce_clv_pareto_nbd, *lty_ce_clv_gamma_gamma, *lty_ce_clv_prediction, *lty_ce_clv_predictions, *lty_ce_clv_calibration;

/* Handlers of the engines, each in its class's file; called once in MINIT after the class is registered. */
void php_lty_programme_minit(void);
void php_lty_segment_minit(void);
void php_lty_customer_base_minit(void);
void php_lty_customer_set_minit(void);
void php_lty_rfm_minit(void);
void php_lty_rfm_scores_minit(void);
void php_lty_rfm_segments_minit(void);
void php_lty_key_ring_minit(void);
void php_lty_coupons_minit(void);
void php_lty_coupon_stream_minit(void);
void php_lty_word_filter_minit(void);
void php_lty_segment_watch_minit(void);
void php_lty_clv_data_minit(void);
void php_lty_clv_model_minit(void);
void php_lty_clv_spend_minit(void);
void php_lty_clv_predictions_minit(void);

/* php_lty_exception.c: the only map from a status to a class; the status is the code. */
void php_lty_throw(lty_status status);
void php_lty_throw_text(lty_status status, const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);
/* CouponException or its subclass for a LTY_E_CODE_* status, with its reason set. */
void php_lty_throw_coupon(lty_status status, const char *format, ...) ZEND_ATTRIBUTE_FORMAT(printf, 2, 3);
void php_lty_throw_programme(const lty_problems *problems, lty_status status);
void php_lty_throw_rule(const lty_problems *problems, lty_text rule);
void php_lty_throw_event_conflict(lty_text id);
/* A list<ProgrammeError>. */
void php_lty_problems_array(zval *out, const lty_problems *problems);
/* What the public may read of a refusal: static text. */
const char *php_lty_public_text(lty_status status);

/* php_lty_enum.c: the one table between enum cases and C constants. Returns a borrowed case object; every value given must have one. */
zend_object *php_lty_enum_case(zend_class_entry *ce, int value);
int php_lty_enum_value(const zend_object *enum_case);

/* php_lty_support.c */
extern const lty_alloc php_lty_request_alloc; /* emalloc: leaves by longjmp when memory is out */
extern const lty_alloc php_lty_base_alloc;    /* malloc under loyalty.base_limit: gives NULL */

/* Counts bytes that are not of that allocator against the limit too; false if they do not fit. */
bool php_lty_base_count(size_t more);

/* The end of a request, when its objects are gone: frees what memory_limit or an exit in the middle of a call left behind. */
void php_lty_base_end(void);

/* What a core call over php_lty_base_alloc came back with: LTY_E_MEMORY becomes LTY_E_LIMIT if it was the limit that refused. */
lty_status php_lty_base_status(lty_status status);

/* An instant from a DateTimeInterface or an int of UTC seconds; throws a ValueError naming argument `arg` outside the years 1..9999. */
zend_result php_lty_instant(int64_t *out, zend_object *date, zend_long seconds, uint32_t arg);
#define PHP_LTY_PARAM_INSTANT(object, number) Z_PARAM_OBJ_OF_CLASS_OR_LONG(object, php_date_get_interface_ce(), number)

/* The key as a string, with a reference for the caller ("7" for 7); throws if empty, longer than 191 bytes or not UTF-8. */
zend_string *php_lty_key(zend_string *text, zend_long number, uint32_t arg);

static inline lty_text php_lty_text(const zend_string *string)
{
    return (lty_text){ZSTR_VAL(string), ZSTR_LEN(string)};
}

/* Hexadecimal digits in lower case, and back: false for anything but 2 * len of them. */
zend_string *php_lty_hex_string(const unsigned char *bytes, size_t len);
bool php_lty_unhex(unsigned char *out, size_t len, const char *hex, size_t hex_len);

/* "Cannot initialize X twice" / "X object is not initialized", as PHP says it. */
void php_lty_throw_twice(const zend_object *object);
void php_lty_throw_uninitialized(const zend_object *object);
void php_lty_throw_unserialize(const zend_class_entry *ce);

/*
 * Fills a record: sets declared property `slot` (stub order) of a new record and takes over the value's reference.
 * Readonly flags are as after a constructor.
 */
void php_lty_record_set(zend_object *object, uint32_t slot, zval *value);
static inline zval *php_lty_record_get(zend_object *object, uint32_t slot)
{
    return OBJ_PROP_NUM(object, slot);
}

/* php_lty_record.c: for records that are constructed and unserialized. */
/* True and an exception for one that has its state already. */
bool php_lty_record_is_set(zend_object *object);
/* An array of its properties by name; null and an exception for one without state. */
void php_lty_record_export(zval *out, zend_object *object);
/* Its values in the order of the stub, one for each property, borrowed; IS_UNDEF without state. */
void php_lty_record_slots(const zval **values, zend_object *object);
/* The same out of a payload, which must have these members and no other. */
bool php_lty_record_members(const zval **values, const HashTable *data, const zend_class_entry *ce);

/* php_lty_money.c */
void php_lty_money_create(zval *out, int64_t minor, const char code[4]);
bool php_lty_money_read(lty_money *out, zend_object *object); /* false and an exception for one without state */

/* php_lty_programme.c: the last version; all of them. They live as long as the object. */
const lty_programme *php_lty_programme_of(zend_object *object);
const lty_timeline *php_lty_timeline_of(zend_object *object);
/* How many versions a list of programmes has in all; 0 and an exception that names argument `arg` for what is no such list, and an empty one. */
size_t php_lty_versions_count(HashTable *list, uint32_t arg);
/* The object of one of them, borrowed. */
zend_object *php_lty_programme_version(zend_object *object, size_t version);
/* php_lty_programme_parts.c: "repair" of LTY_SERVICE_REPAIR. */
const char *php_lty_service_name(lty_service_kind kind);
/* php_lty_zone.c: a lty_zone_loader over PHP's own zone data. */
lty_status php_lty_zone_load(lty_zone *out, lty_text name, lty_arena *arena, void *context);

/* php_lty_segment.c */
const lty_expr *php_lty_segment_expr(zend_object *object);
zend_object *php_lty_segment_programme(zend_object *object);
/* A Segment object over a rule that lives in a programme; keeps the programme. */
void php_lty_segment_create(zval *out, zend_object *programme, const lty_expr *expr);

/* php_lty_event.c: reads an Event into a core event; texts point into the object, lines into the arena. */
bool php_lty_event_read(lty_event *out, zend_object *object, lty_arena *arena);

/* php_lty_customer.c: a Customer record from a fold with LTY_FOLD_PARTS and LTY_FOLD_FLOWS, which explanations are made of. */
void php_lty_customer_create(zval *out, const lty_customer *folded, const lty_purchases *purchases, const lty_timeline *timeline,
    zend_string *key, int64_t at_s, const lty_entitlement *services, size_t service_count);
/* Its progress as a quote needs it; false and an exception for one without state. Destroy it after use. */
bool php_lty_customer_progress(lty_progress *progress, zend_object *customer, const lty_timeline *timeline);
/*
 * Whether a Customer was folded under this programme or one of its versions: what a customer of other rules has says nothing here. False for one
 * without state too.
 */
bool php_lty_customer_is_of(zend_object *customer, zend_object *programme);
/* php_lty_customer_rows.c: its purchases and activities, whose texts point into it; false and an exception for one without state. Destroy them after use. */
bool php_lty_rows_read(lty_purchases *out, zend_object *customer);
/* The facts of a Customer as integers again; false and an exception for one without state. */
bool php_lty_customer_facts(int64_t facts[LTY_FACT_COUNT], zend_object *customer, const lty_programme *programme);

#endif
