/* The tables that rules aggregate: purchases and activities, one row per column of docs/customers.md, and what can be asked of them. */
#include "lty_facts.h"

#define LTY_FACT_COUNTED LTY_EXPR_FIELD_COUNTED

static const lty_expr_field lty_fact_purchase_columns[] = {
    {"order", LTY_EXPR_INTEGER, LTY_PURCHASE_ORDER, NULL, 0, "the customer's orders that count, numbered from 1", LTY_FACT_COUNTED},
    {"at", LTY_EXPR_INSTANT, LTY_PURCHASE_AT, NULL, 0, "when the order first counted", 0},
    {"amount", LTY_EXPR_MONEY, LTY_PURCHASE_AMOUNT, NULL, 0, "what is kept of the line, refunds taken off", 0},
    {"gross", LTY_EXPR_MONEY, LTY_PURCHASE_GROSS, NULL, 0, "the line before refunds", 0},
    {"quantity", LTY_EXPR_INTEGER, LTY_PURCHASE_QUANTITY, NULL, 0, "pieces, before refunds", LTY_FACT_COUNTED},
    {"sku", LTY_EXPR_TEXT, LTY_PURCHASE_SKU, NULL, 0, "the product", 0},
    {"category", LTY_EXPR_TEXT, LTY_PURCHASE_CATEGORY, NULL, 0, "the category of the product", 0},
    {"brand", LTY_EXPR_TEXT, LTY_PURCHASE_BRAND, NULL, 0, "the brand of the product", 0},
    {"channel", LTY_EXPR_TEXT, LTY_PURCHASE_CHANNEL, NULL, 0, "where the order was placed", 0},
    {"sale", LTY_EXPR_BOOL, LTY_PURCHASE_SALE, NULL, 0, "bought on sale", 0},
    {"code", LTY_EXPR_BOOL, LTY_PURCHASE_CODE, NULL, 0, "a coupon was redeemed with the order", 0},
    {"cost", LTY_EXPR_MONEY, LTY_PURCHASE_COST, NULL, 0, "what the line cost the shop; null if not known", 0},
    {"margin", LTY_EXPR_MONEY, LTY_PURCHASE_MARGIN, NULL, 0, "amount less tax less cost; null if the cost is not known", 0},
    {"month", LTY_EXPR_INTEGER, LTY_PURCHASE_MONTH, NULL, 0, "the local month, 1 to 12", LTY_FACT_COUNTED | LTY_EXPR_FIELD_MONTH},
    {"weekday", LTY_EXPR_INTEGER, LTY_PURCHASE_WEEKDAY, NULL, 0, "the local day, 1 to 7 from Monday",
        LTY_FACT_COUNTED | LTY_EXPR_FIELD_WEEKDAY},
    {"hour", LTY_EXPR_INTEGER, LTY_PURCHASE_HOUR, NULL, 0, "the local hour, 0 to 23", LTY_FACT_COUNTED | LTY_EXPR_FIELD_HOUR},
};

static const lty_expr_field lty_fact_activity_columns[] = {
    {"at", LTY_EXPR_INSTANT, LTY_ACTIVITY_AT, NULL, 0, "when", 0},
    {"name", LTY_EXPR_TEXT, LTY_ACTIVITY_NAME, NULL, 0, "the message, survey, contest, topic, or the SKU of a review", 0},
    {"via", LTY_EXPR_TEXT, LTY_ACTIVITY_VIA, NULL, 0, "how a visit came; of messages the channel", 0},
    {"section", LTY_EXPR_TEXT, LTY_ACTIVITY_SECTION, NULL, 0, "the section of shop or message", 0},
    {"wanted", LTY_EXPR_BOOL, LTY_ACTIVITY_WANTED, NULL, 0, "of a preference; null elsewhere", 0},
    {"month", LTY_EXPR_INTEGER, LTY_ACTIVITY_MONTH, NULL, 0, "the local month, 1 to 12", LTY_FACT_COUNTED | LTY_EXPR_FIELD_MONTH},
    {"weekday", LTY_EXPR_INTEGER, LTY_ACTIVITY_WEEKDAY, NULL, 0, "the local day, 1 to 7 from Monday",
        LTY_FACT_COUNTED | LTY_EXPR_FIELD_WEEKDAY},
    {"hour", LTY_EXPR_INTEGER, LTY_ACTIVITY_HOUR, NULL, 0, "the local hour, 0 to 23", LTY_FACT_COUNTED | LTY_EXPR_FIELD_HOUR},
};

_Static_assert(sizeof lty_fact_purchase_columns / sizeof *lty_fact_purchase_columns == LTY_PURCHASE_COLUMNS, "one row per column");
_Static_assert(sizeof lty_fact_activity_columns / sizeof *lty_fact_activity_columns == LTY_ACTIVITY_KIND, "all but the kind have a name");

static const lty_expr_table lty_fact_table_list[] = {
    {"purchases", lty_fact_purchase_columns, LTY_PURCHASE_COLUMNS, LTY_PURCHASE_AT},
    {"activities", lty_fact_activity_columns, LTY_ACTIVITY_KIND, LTY_ACTIVITY_AT},
};

/* docs/customers.md, Activities. What a shop names itself (sections, messages, topics) is open. */
static const lty_text lty_fact_ways[] = {
    {"direct", 6}, {"search", 6}, {"email", 5}, {"social", 6}, {"referral", 8}, {"ads", 3}, {"other", 5}, {"", 0}};
static const lty_text lty_fact_channels[] = {{"email", 5}, {"sms", 3}};
static const lty_text lty_fact_unsaid[] = {{"", 0}};

#define LTY_FACT_VIA(name, set)                                                                                                            \
 {                                                                                                                                         \
  LTY_ACTIVITY_VIA, (name), (set), sizeof(set) / sizeof *(set)                                                                             \
 }

static const lty_expr_closed lty_fact_via_visits = LTY_FACT_VIA("via of visits", lty_fact_ways);
static const lty_expr_closed lty_fact_via_messages = LTY_FACT_VIA("via of messages", lty_fact_channels);
static const lty_expr_closed lty_fact_via_others = LTY_FACT_VIA("via", lty_fact_unsaid);

#define LTY_FACT_BIT(function) (1U << LTY_EXPR_##function)
#define LTY_FACT_TOLD_APART LTY_FACT_BIT(DISTINCT)
#define LTY_FACT_ORDERED (LTY_FACT_BIT(DISTINCT) | LTY_FACT_BIT(FIRST) | LTY_FACT_BIT(LAST) | LTY_FACT_BIT(SHARE_DISTINCT))
#define LTY_FACT_LINED (LTY_FACT_BIT(COUNT) | LTY_FACT_BIT(SHARE_COUNT))
#define LTY_FACT_SUMMED (LTY_FACT_BIT(SUM) | LTY_FACT_BIT(MIN) | LTY_FACT_BIT(MAX))
#define LTY_FACT_DONE (LTY_FACT_BIT(COUNT) | LTY_FACT_BIT(FIRST) | LTY_FACT_BIT(LAST) | LTY_FACT_BIT(SHARE_COUNT))

#define LTY_FACT_PURCHASE(name, functions, column, type)                                                                                   \
 {                                                                                                                                         \
  (name), LTY_FACT_PURCHASES, (functions), (column), LTY_PURCHASE_ORDER, (type), UINT32_MAX, 0, NULL                                       \
 }
#define LTY_FACT_ACTIVITY(name, kind, said)                                                                                                \
 {                                                                                                                                         \
  (name), LTY_FACT_ACTIVITIES, LTY_FACT_DONE, LTY_ACTIVITY_AT, LTY_ACTIVITY_AT, LTY_EXPR_INSTANT, LTY_ACTIVITY_KIND, (kind), &(said)       \
 }

static const lty_expr_what lty_fact_what_list[] = {
    LTY_FACT_PURCHASE("orders", LTY_FACT_ORDERED, LTY_PURCHASE_ORDER, LTY_EXPR_INTEGER),
    LTY_FACT_PURCHASE("lines", LTY_FACT_LINED, LTY_PURCHASE_ORDER, LTY_EXPR_INTEGER),
    LTY_FACT_PURCHASE("categories", LTY_FACT_TOLD_APART, LTY_PURCHASE_CATEGORY, LTY_EXPR_TEXT),
    LTY_FACT_PURCHASE("brands", LTY_FACT_TOLD_APART, LTY_PURCHASE_BRAND, LTY_EXPR_TEXT),
    LTY_FACT_PURCHASE("skus", LTY_FACT_TOLD_APART, LTY_PURCHASE_SKU, LTY_EXPR_TEXT),
    LTY_FACT_PURCHASE("channels", LTY_FACT_TOLD_APART, LTY_PURCHASE_CHANNEL, LTY_EXPR_TEXT),
    LTY_FACT_PURCHASE("amount", LTY_FACT_SUMMED | LTY_FACT_BIT(AVERAGE) | LTY_FACT_BIT(SHARE_SUM), LTY_PURCHASE_AMOUNT, LTY_EXPR_MONEY),
    LTY_FACT_PURCHASE("gross", LTY_FACT_SUMMED | LTY_FACT_BIT(AVERAGE) | LTY_FACT_BIT(SHARE_SUM), LTY_PURCHASE_GROSS, LTY_EXPR_MONEY),
    LTY_FACT_PURCHASE("quantity", LTY_FACT_SUMMED | LTY_FACT_BIT(SHARE_SUM), LTY_PURCHASE_QUANTITY, LTY_EXPR_INTEGER),
    LTY_FACT_PURCHASE("cost", LTY_FACT_SUMMED | LTY_FACT_BIT(AVERAGE), LTY_PURCHASE_COST, LTY_EXPR_MONEY),
    LTY_FACT_PURCHASE("margin", LTY_FACT_SUMMED | LTY_FACT_BIT(AVERAGE), LTY_PURCHASE_MARGIN, LTY_EXPR_MONEY),
    LTY_FACT_ACTIVITY("visits", LTY_ACTIVITY_VISIT, lty_fact_via_visits),
    LTY_FACT_ACTIVITY("sent", LTY_ACTIVITY_SENT, lty_fact_via_messages),
    LTY_FACT_ACTIVITY("opened", LTY_ACTIVITY_OPENED, lty_fact_via_messages),
    LTY_FACT_ACTIVITY("clicked", LTY_ACTIVITY_CLICKED, lty_fact_via_messages),
    LTY_FACT_ACTIVITY("reviews", LTY_ACTIVITY_REVIEW, lty_fact_via_others),
    LTY_FACT_ACTIVITY("surveys", LTY_ACTIVITY_SURVEY, lty_fact_via_others),
    LTY_FACT_ACTIVITY("contests", LTY_ACTIVITY_CONTEST, lty_fact_via_others),
    LTY_FACT_ACTIVITY("preferences", LTY_ACTIVITY_PREFERENCE, lty_fact_via_others),
};

const lty_expr_table *lty_fact_tables(void)
{
    return lty_fact_table_list;
}

const lty_expr_what *lty_fact_whats(size_t *count)
{
    *count = sizeof lty_fact_what_list / sizeof *lty_fact_what_list;
    return lty_fact_what_list;
}

lty_expr_scope lty_fact_scope(void)
{
    lty_expr_scope scope = {.tables = lty_fact_table_list, .table_count = LTY_FACT_TABLES};

    scope.fields = lty_fact_fields(&scope.field_count);
    scope.whats = lty_fact_whats(&scope.what_count);
    return scope;
}
