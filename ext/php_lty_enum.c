/* Enum cases and the core's constants, in one table; tests/enum reads it both ways. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_rows.h"
#include "lty_sql.h"
#include "Zend/zend_enum.h"

typedef struct php_lty_enum_row {
    zend_class_entry *const *ce;
    const char *name;
    int value;
} php_lty_enum_row;

static const php_lty_enum_row php_lty_enum_rows[] = {
    {&lty_ce_rounding_mode, "Down", LTY_ROUNDING_DOWN},
    {&lty_ce_rounding_mode, "Up", LTY_ROUNDING_UP},
    {&lty_ce_rounding_mode, "HalfUp", LTY_ROUNDING_HALF_UP},
    {&lty_ce_rounding_mode, "HalfEven", LTY_ROUNDING_HALF_EVEN},

    {&lty_ce_event_type, "IdentitiesLinked", LTY_EVENT_IDENTITIES_LINKED},
    {&lty_ce_event_type, "OpeningBalance", LTY_EVENT_OPENING_BALANCE},
    {&lty_ce_event_type, "TierSet", LTY_EVENT_TIER_SET},
    {&lty_ce_event_type, "SignUp", LTY_EVENT_SIGN_UP},
    {&lty_ce_event_type, "Birthday", LTY_EVENT_BIRTHDAY},
    {&lty_ce_event_type, "Gender", LTY_EVENT_GENDER},
    {&lty_ce_event_type, "Consent", LTY_EVENT_CONSENT},
    {&lty_ce_event_type, "ChildBirthday", LTY_EVENT_CHILD_BIRTHDAY},
    {&lty_ce_event_type, "Preference", LTY_EVENT_PREFERENCE},
    {&lty_ce_event_type, "Visit", LTY_EVENT_VISIT},
    {&lty_ce_event_type, "Review", LTY_EVENT_REVIEW},
    {&lty_ce_event_type, "Survey", LTY_EVENT_SURVEY},
    {&lty_ce_event_type, "Contest", LTY_EVENT_CONTEST},
    {&lty_ce_event_type, "MessageSent", LTY_EVENT_MESSAGE_SENT},
    {&lty_ce_event_type, "MessageOpened", LTY_EVENT_MESSAGE_OPENED},
    {&lty_ce_event_type, "MessageClicked", LTY_EVENT_MESSAGE_CLICKED},
    {&lty_ce_event_type, "Order", LTY_EVENT_ORDER},
    {&lty_ce_event_type, "Refund", LTY_EVENT_REFUND},
    {&lty_ce_event_type, "Referral", LTY_EVENT_REFERRAL},
    {&lty_ce_event_type, "PointsAdjusted", LTY_EVENT_POINTS_ADJUSTED},
    {&lty_ce_event_type, "PointsSpent", LTY_EVENT_POINTS_SPENT},
    {&lty_ce_event_type, "PointsRestored", LTY_EVENT_POINTS_RESTORED},
    {&lty_ce_event_type, "CouponRedeemed", LTY_EVENT_COUPON_REDEEMED},
    {&lty_ce_event_type, "Service", LTY_EVENT_SERVICE},
    {&lty_ce_event_type, "Segment", LTY_EVENT_SEGMENT},

    {&lty_ce_order_condition, "Placed", LTY_ORDER_PLACED},
    {&lty_ce_order_condition, "Paid", LTY_ORDER_PAID},
    {&lty_ce_order_condition, "Delivered", LTY_ORDER_DELIVERED},
    {&lty_ce_order_condition, "Cancelled", LTY_ORDER_CANCELLED},

    {&lty_ce_referral_condition, "Joined", LTY_REFERRAL_JOINED},
    {&lty_ce_referral_condition, "Frozen", LTY_REFERRAL_FROZEN},
    {&lty_ce_referral_condition, "Rewarded", LTY_REFERRAL_REWARDED},
    {&lty_ce_referral_condition, "Rejected", LTY_REFERRAL_REJECTED},

    {&lty_ce_service_condition, "Booked", LTY_SERVICE_BOOKED},
    {&lty_ce_service_condition, "Used", LTY_SERVICE_USED},
    {&lty_ce_service_condition, "Cancelled", LTY_SERVICE_CANCELLED},

    {&lty_ce_channel, "Email", 1},
    {&lty_ce_channel, "Sms", 2},

    {&lty_ce_discount_kind, "Percent", LTY_DISCOUNT_PERCENT},
    {&lty_ce_discount_kind, "Fixed", LTY_DISCOUNT_FIXED},
    {&lty_ce_discount_kind, "FreeShipping", LTY_DISCOUNT_FREE_SHIPPING},
    {&lty_ce_discount_kind, "Points", LTY_DISCOUNT_POINTS},
    {&lty_ce_discount_kind, "Gift", LTY_DISCOUNT_GIFT},
    {&lty_ce_discount_kind, "PointsMultiplier", LTY_DISCOUNT_POINTS_MULTIPLIER},
    {&lty_ce_discount_kind, "BuyGet", LTY_DISCOUNT_BUY_GET},
    {&lty_ce_discount_kind, "EarlyAccess", LTY_DISCOUNT_EARLY_ACCESS},

    {&lty_ce_coupon_error, "Empty", LTY_E_CODE_EMPTY},
    {&lty_ce_coupon_error, "TooLong", LTY_E_CODE_TOO_LONG},
    {&lty_ce_coupon_error, "BadUtf8", LTY_E_CODE_UTF8},
    {&lty_ce_coupon_error, "BadChar", LTY_E_CODE_CHAR},
    {&lty_ce_coupon_error, "BadLength", LTY_E_CODE_LENGTH},
    {&lty_ce_coupon_error, "BadCheck", LTY_E_CODE_CHECK},
    {&lty_ce_coupon_error, "BadVersion", LTY_E_CODE_VERSION},
    {&lty_ce_coupon_error, "UnknownKey", LTY_E_CODE_KEY},
    {&lty_ce_coupon_error, "KeyRetired", LTY_E_CODE_KEY_RETIRED},
    {&lty_ce_coupon_error, "Truncated", LTY_E_CODE_TRUNCATED},
    {&lty_ce_coupon_error, "NonCanonical", LTY_E_CODE_NON_CANONICAL},
    {&lty_ce_coupon_error, "BadTag", LTY_E_CODE_TAG},
    {&lty_ce_coupon_error, "UnknownField", LTY_E_CODE_FIELD_UNKNOWN},
    {&lty_ce_coupon_error, "MissingField", LTY_E_CODE_FIELD_MISSING},
    {&lty_ce_coupon_error, "FieldRange", LTY_E_CODE_FIELD_RANGE},
    {&lty_ce_coupon_error, "UnknownCampaign", LTY_E_CODE_CAMPAIGN},
    {&lty_ce_coupon_error, "CampaignClosed", LTY_E_CODE_CAMPAIGN_CLOSED},
    {&lty_ce_coupon_error, "NotIssued", LTY_E_CODE_NOT_ISSUED},
    {&lty_ce_coupon_error, "Revoked", LTY_E_CODE_REVOKED},
    {&lty_ce_coupon_error, "NotYetValid", LTY_E_CODE_NOT_YET_VALID},
    {&lty_ce_coupon_error, "Expired", LTY_E_CODE_EXPIRED},
    {&lty_ce_coupon_error, "CustomerMismatch", LTY_E_CODE_CUSTOMER},
    {&lty_ce_coupon_error, "ChannelMismatch", LTY_E_CODE_CHANNEL},
    {&lty_ce_coupon_error, "CurrencyMismatch", LTY_E_CODE_CURRENCY},
    {&lty_ce_coupon_error, "MinOrder", LTY_E_CODE_MIN_ORDER},
    {&lty_ce_coupon_error, "Category", LTY_E_CODE_CATEGORY},
    {&lty_ce_coupon_error, "Busy", LTY_E_CODE_BUSY},
    {&lty_ce_coupon_error, "Used", LTY_E_CODE_USED},
    {&lty_ce_coupon_error, "Limit", LTY_E_CODE_LIMIT},
    {&lty_ce_coupon_error, "HoldLost", LTY_E_CODE_HOLD_LOST},
    {&lty_ce_coupon_error, "RateLimited", LTY_E_CODE_RATE_LIMITED},
    {&lty_ce_coupon_error, "Combination", LTY_E_CODE_COMBINATION},
    {&lty_ce_coupon_error, "NoEffect", LTY_E_CODE_NO_EFFECT},
    {&lty_ce_coupon_error, "Repeated", LTY_E_CODE_REPEATED},
    {&lty_ce_coupon_error, "MaxOrder", LTY_E_CODE_MAX_ORDER},
    {&lty_ce_coupon_error, "SaleItems", LTY_E_CODE_SALE_ITEMS},
    {&lty_ce_coupon_error, "ExcludedProduct", LTY_E_CODE_EXCLUDED_PRODUCT},
    {&lty_ce_coupon_error, "ExcludedCategory", LTY_E_CODE_EXCLUDED_CATEGORY},
    {&lty_ce_coupon_error, "Eligibility", LTY_E_CODE_ELIGIBILITY},
    {&lty_ce_coupon_error, "Budget", LTY_E_CODE_BUDGET},

    {&lty_ce_rfm_table, "R", 1},
    {&lty_ce_rfm_table, "Classic", 2},
    {&lty_ce_rfm_table, "Total", 3},

    {&lty_ce_file_format, "Tsv", LTY_ROWS_TSV},
    {&lty_ce_file_format, "Csv", LTY_ROWS_CSV},
    {&lty_ce_file_format, "CsvSemicolon", LTY_ROWS_CSV_SEMICOLON},
    {&lty_ce_file_format, "Ndjson", LTY_ROWS_NDJSON},

    {&lty_ce_dialect, "MariaDb", LTY_SQL_MARIADB},
    {&lty_ce_dialect, "PostgreSql", LTY_SQL_POSTGRESQL},
    {&lty_ce_dialect, "Sqlite", LTY_SQL_SQLITE},
    {&lty_ce_dialect, "ClickHouse", LTY_SQL_CLICKHOUSE},

    {&lty_ce_rfm_basis, "Gross", 1},
    {&lty_ce_rfm_basis, "Net", 2},
    {&lty_ce_rfm_basis, "Rows", 3},
};

#define PHP_LTY_ENUM_COUNT (sizeof php_lty_enum_rows / sizeof *php_lty_enum_rows)

zend_object *php_lty_enum_case(zend_class_entry *ce, int value)
{
    for (size_t i = 0; i < PHP_LTY_ENUM_COUNT; i++) {
        if (*php_lty_enum_rows[i].ce == ce && php_lty_enum_rows[i].value == value) {
            return zend_enum_get_case_cstr(ce, php_lty_enum_rows[i].name);
        }
    }
    abort();
}

int php_lty_enum_value(const zend_object *enum_case)
{
    const zend_string *name = Z_STR_P(zend_enum_fetch_case_name((zend_object *) enum_case));

    for (size_t i = 0; i < PHP_LTY_ENUM_COUNT; i++) {
        if (*php_lty_enum_rows[i].ce == enum_case->ce && strcmp(php_lty_enum_rows[i].name, ZSTR_VAL(name)) == 0) {
            return php_lty_enum_rows[i].value;
        }
    }
    abort();
}
