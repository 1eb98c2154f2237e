/* The module: its classes in the order in which they need each other, one setting, and what phpinfo() shows. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_sign.h"
#include "php_ini.h"
#include "ext/json/php_json.h"
#include "ext/standard/info.h"
#include "Zend/zend_attributes.h"
#include "Zend/zend_enum.h"
#include "Zend/zend_exceptions.h"
#include "Zend/zend_interfaces.h"
#include "loyalty_arginfo.h"

ZEND_DECLARE_MODULE_GLOBALS(loyalty)

zend_class_entry *lty_ce_exception, *lty_ce_currency_mismatch, *lty_ce_insufficient_points, *lty_ce_limit, *lty_ce_event_conflict,
    *lty_ce_invalid_programme, *lty_ce_rule, *lty_ce_coupon_exception, *lty_ce_invalid_signature, *lty_ce_expired_coupon;
zend_class_entry *lty_ce_rounding_mode, *lty_ce_event_type, *lty_ce_order_condition, *lty_ce_channel, *lty_ce_discount_kind,
    *lty_ce_coupon_error, *lty_ce_rfm_table, *lty_ce_rfm_basis, *lty_ce_referral_condition, *lty_ce_service_condition, *lty_ce_file_format,
    *lty_ce_dialect;
zend_class_entry *lty_ce_money, *lty_ce_event, *lty_ce_programme_error, *lty_ce_programme, *lty_ce_segment, *lty_ce_point_lot,
    *lty_ce_account, *lty_ce_customer, *lty_ce_append_result, *lty_ce_customer_base, *lty_ce_customer_set, *lty_ce_rfm, *lty_ce_rfm_score,
    *lty_ce_rfm_scores, *lty_ce_key_ring, *lty_ce_coupon_batch, *lty_ce_coupon, *lty_ce_coupons, *lty_ce_coupon_stream, *lty_ce_cart_line,
    *lty_ce_cart, *lty_ce_coupon_terms, *lty_ce_coupon_usage, *lty_ce_word_filter, *lty_ce_discount, *lty_ce_rejected_coupon,
    *lty_ce_quote_line, *lty_ce_quote_step, *lty_ce_quote, *lty_ce_standing, *lty_ce_entitlement, *lty_ce_explained_step, *lty_ce_forecast,
    *lty_ce_replay, *lty_ce_sql_query, *lty_ce_segment_change, *lty_ce_segment_watch, *lty_ce_rfm_segments, *lty_ce_indicators,
    *lty_ce_habits, *lty_ce_goal;
zend_class_entry *lty_ce_clv_data, *lty_ce_clv_plan, *lty_ce_clv_model, *lty_ce_clv_bg_nbd, *lty_ce_clv_mbg_nbd, *lty_ce_clv_pareto_nbd,
    *lty_ce_clv_gamma_gamma, *lty_ce_clv_prediction, *lty_ce_clv_predictions, *lty_ce_clv_calibration;

/* Lists of macros without commas. */
/* clang-format off */
PHP_INI_BEGIN()
    STD_PHP_INI_ENTRY("loyalty.base_limit", "2G", PHP_INI_SYSTEM | PHP_INI_PERDIR, OnUpdateLongGEZero, base_limit, zend_loyalty_globals,
        loyalty_globals)
PHP_INI_END()
/* clang-format on */

static PHP_GINIT_FUNCTION(loyalty)
{
#if defined(ZTS) && defined(COMPILE_DL_LOYALTY)
    ZEND_TSRMLS_CACHE_UPDATE();
#endif
    memset(loyalty_globals, 0, sizeof *loyalty_globals);
}

static void php_lty_register_exceptions(void)
{
    lty_ce_exception = register_class_Loyalty_LoyaltyException(zend_ce_exception);
    lty_ce_currency_mismatch = register_class_Loyalty_CurrencyMismatchException(lty_ce_exception);
    lty_ce_insufficient_points = register_class_Loyalty_InsufficientPointsException(lty_ce_exception);
    lty_ce_limit = register_class_Loyalty_LimitException(lty_ce_exception);
    lty_ce_event_conflict = register_class_Loyalty_EventConflictException(lty_ce_exception);
    lty_ce_invalid_programme = register_class_Loyalty_InvalidProgrammeException(lty_ce_exception);
    lty_ce_rule = register_class_Loyalty_RuleException(lty_ce_exception);
    lty_ce_coupon_exception = register_class_Loyalty_CouponException(lty_ce_exception);
    lty_ce_invalid_signature = register_class_Loyalty_InvalidSignatureException(lty_ce_coupon_exception);
    lty_ce_expired_coupon = register_class_Loyalty_ExpiredCouponException(lty_ce_coupon_exception);
}

static void php_lty_register_enums(void)
{
    lty_ce_rounding_mode = register_class_Loyalty_RoundingMode();
    lty_ce_event_type = register_class_Loyalty_EventType();
    lty_ce_order_condition = register_class_Loyalty_OrderCondition();
    lty_ce_referral_condition = register_class_Loyalty_ReferralCondition();
    lty_ce_service_condition = register_class_Loyalty_ServiceCondition();
    lty_ce_channel = register_class_Loyalty_Channel();
    lty_ce_discount_kind = register_class_Loyalty_DiscountKind();
    lty_ce_coupon_error = register_class_Loyalty_CouponError();
    lty_ce_rfm_table = register_class_Loyalty_RfmTable();
    lty_ce_rfm_basis = register_class_Loyalty_RfmBasis();
    lty_ce_file_format = register_class_Loyalty_FileFormat();
    lty_ce_dialect = register_class_Loyalty_Dialect();
}

static void php_lty_register_records(void)
{
    lty_ce_money = register_class_Loyalty_Money(php_json_serializable_ce);
    lty_ce_event = register_class_Loyalty_Event(php_json_serializable_ce);
    lty_ce_programme_error = register_class_Loyalty_ProgrammeError();
    lty_ce_point_lot = register_class_Loyalty_PointLot();
    lty_ce_account = register_class_Loyalty_Account();
    lty_ce_customer = register_class_Loyalty_Customer();
    lty_ce_append_result = register_class_Loyalty_AppendResult();
    lty_ce_rfm_score = register_class_Loyalty_RfmScore();
    lty_ce_coupon_batch = register_class_Loyalty_CouponBatch();
    lty_ce_coupon = register_class_Loyalty_Coupon();
    lty_ce_coupon_terms = register_class_Loyalty_CouponTerms();
    lty_ce_coupon_usage = register_class_Loyalty_CouponUsage();
    lty_ce_cart_line = register_class_Loyalty_CartLine();
    lty_ce_cart = register_class_Loyalty_Cart();
    lty_ce_discount = register_class_Loyalty_Discount();
    lty_ce_rejected_coupon = register_class_Loyalty_RejectedCoupon();
    lty_ce_quote_line = register_class_Loyalty_QuoteLine();
    lty_ce_quote_step = register_class_Loyalty_QuoteStep();
    lty_ce_quote = register_class_Loyalty_Quote();
    lty_ce_standing = register_class_Loyalty_Standing();
    lty_ce_entitlement = register_class_Loyalty_Entitlement();
    lty_ce_explained_step = register_class_Loyalty_ExplainedStep();
    lty_ce_forecast = register_class_Loyalty_Forecast();
    lty_ce_replay = register_class_Loyalty_Replay();
    lty_ce_sql_query = register_class_Loyalty_SqlQuery();
    lty_ce_segment_change = register_class_Loyalty_SegmentChange();
    lty_ce_indicators = register_class_Loyalty_Indicators();
    lty_ce_habits = register_class_Loyalty_Habits();
    lty_ce_goal = register_class_Loyalty_Goal();
}

static void php_lty_register_engines(void)
{
    lty_ce_programme = register_class_Loyalty_Programme();
    lty_ce_segment = register_class_Loyalty_Segment();
    lty_ce_segment_watch = register_class_Loyalty_SegmentWatch();
    lty_ce_customer_base = register_class_Loyalty_CustomerBase(zend_ce_countable);
    lty_ce_customer_set = register_class_Loyalty_CustomerSet(zend_ce_countable, zend_ce_aggregate);
    lty_ce_rfm = register_class_Loyalty_Rfm();
    lty_ce_rfm_scores = register_class_Loyalty_RfmScores(zend_ce_countable, zend_ce_aggregate);
    lty_ce_rfm_segments = register_class_Loyalty_RfmSegments();
    lty_ce_key_ring = register_class_Loyalty_KeyRing();
    lty_ce_word_filter = register_class_Loyalty_WordFilter(zend_ce_countable);
    lty_ce_coupons = register_class_Loyalty_Coupons();
    lty_ce_coupon_stream = register_class_Loyalty_CouponStream(zend_ce_iterator, zend_ce_countable);

    php_lty_programme_minit();
    php_lty_segment_minit();
    php_lty_customer_base_minit();
    php_lty_customer_set_minit();
    php_lty_rfm_minit();
    php_lty_rfm_scores_minit();
    php_lty_rfm_segments_minit();
    php_lty_key_ring_minit();
    php_lty_coupons_minit();
    php_lty_coupon_stream_minit();
    php_lty_word_filter_minit();
    php_lty_segment_watch_minit();
}

/* Models of lifetime value, Loyalty\Clv. */
static void php_lty_register_clv(void)
{
    lty_ce_clv_plan = register_class_Loyalty_Clv_Plan();
    lty_ce_clv_prediction = register_class_Loyalty_Clv_Prediction();
    lty_ce_clv_calibration = register_class_Loyalty_Clv_Calibration();
    lty_ce_clv_data = register_class_Loyalty_Clv_Data(zend_ce_countable);
    lty_ce_clv_model = register_class_Loyalty_Clv_Model();
    lty_ce_clv_bg_nbd = register_class_Loyalty_Clv_BgNbd(lty_ce_clv_model);
    lty_ce_clv_mbg_nbd = register_class_Loyalty_Clv_MbgNbd(lty_ce_clv_model);
    lty_ce_clv_pareto_nbd = register_class_Loyalty_Clv_ParetoNbd(lty_ce_clv_model);
    lty_ce_clv_gamma_gamma = register_class_Loyalty_Clv_GammaGamma();
    lty_ce_clv_predictions = register_class_Loyalty_Clv_Predictions(zend_ce_countable, zend_ce_aggregate);

    php_lty_clv_data_minit();
    php_lty_clv_model_minit();
    php_lty_clv_spend_minit();
    php_lty_clv_predictions_minit();
}

static PHP_MINIT_FUNCTION(loyalty)
{
    if (!lty_sign_init()) {
        return FAILURE;
    }
    REGISTER_INI_ENTRIES();
    php_lty_register_exceptions();
    php_lty_register_enums();
    php_lty_register_records();
    php_lty_register_engines();
    php_lty_register_clv();
    return SUCCESS;
}

static PHP_MSHUTDOWN_FUNCTION(loyalty)
{
    UNREGISTER_INI_ENTRIES();
    return SUCCESS;
}

/* Bases live no longer than their request. What one that ended half-way (memory_limit) had must neither stay nor count against the next. */
static ZEND_MODULE_POST_ZEND_DEACTIVATE_D(loyalty)
{
    php_lty_base_end();
    return SUCCESS;
}

static PHP_MINFO_FUNCTION(loyalty)
{
    php_info_print_table_start();
    php_info_print_table_row(2, "loyalty support", "enabled");
    php_info_print_table_row(2, "loyalty version", PHP_LOYALTY_VERSION);
    php_info_print_table_row(2, "libsodium headers version", lty_sign_header_version());
    php_info_print_table_row(2, "libsodium library version", lty_sign_library_version());
    php_info_print_table_end();
    DISPLAY_INI_ENTRIES();
}

/* clang-format off */
static const zend_module_dep loyalty_deps[] = {
    ZEND_MOD_REQUIRED("date")
    ZEND_MOD_REQUIRED("json")
    ZEND_MOD_END
};
/* clang-format on */

zend_module_entry loyalty_module_entry = {
    STANDARD_MODULE_HEADER_EX,
    NULL,
    loyalty_deps,
    "loyalty",
    NULL,
    PHP_MINIT(loyalty),
    PHP_MSHUTDOWN(loyalty),
    NULL,
    NULL,
    PHP_MINFO(loyalty),
    PHP_LOYALTY_VERSION,
    PHP_MODULE_GLOBALS(loyalty),
    PHP_GINIT(loyalty),
    NULL,
    ZEND_MODULE_POST_ZEND_DEACTIVATE_N(loyalty),
    STANDARD_MODULE_PROPERTIES_EX,
};

#ifdef COMPILE_DL_LOYALTY
# ifdef ZTS
ZEND_TSRMLS_CACHE_DEFINE()
# endif
ZEND_GET_MODULE(loyalty)
#endif
