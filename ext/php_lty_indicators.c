/* Indicators: the record of what CustomerBase::indicators() found. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_customer_part.h"
#include "lty_indicator.h"
#include "ext/date/php_date.h"

#define PHP_LTY_TOP_PRODUCTS 10U

/* Slots of the record, in the stub's order. */
enum {
    PHP_LTY_INDICATORS_AT,
    PHP_LTY_INDICATORS_FROM,
    PHP_LTY_INDICATORS_BUYERS,
    PHP_LTY_INDICATORS_VISITORS,
    PHP_LTY_INDICATORS_MONTHS,
    PHP_LTY_INDICATORS_PURCHASE_FREQUENCY,
    PHP_LTY_INDICATORS_PURCHASE_RECENCY,
    PHP_LTY_INDICATORS_VISIT_FREQUENCY,
    PHP_LTY_INDICATORS_VISIT_RECENCY,
    PHP_LTY_INDICATORS_SOURCES,
    PHP_LTY_INDICATORS_MESSAGES,
    PHP_LTY_INDICATORS_MAIL,
    PHP_LTY_INDICATORS_SECTIONS,
    PHP_LTY_INDICATORS_CHANNELS,
    PHP_LTY_INDICATORS_LOYALTY,
    PHP_LTY_INDICATORS_REPEAT,
    PHP_LTY_INDICATORS_GAPS,
    PHP_LTY_INDICATORS_COHORTS,
    PHP_LTY_INDICATORS_BASKETS,
    PHP_LTY_INDICATORS_PROMOTION,
    PHP_LTY_INDICATORS_PRODUCTS
};

/* Names of figures, and what is counted under each. */
typedef struct php_lty_member {
    const char *name;
    size_t figure;
} php_lty_member;

static void php_lty_add_members(zval *out, const php_lty_member *members, size_t count, const int64_t *figures)
{
    for (size_t i = 0; i < count; i++) {
        add_assoc_long(out, members[i].name, figures[members[i].figure]);
    }
}
#define PHP_LTY_ADD_MEMBERS(out, members, figures) php_lty_add_members(out, members, sizeof(members) / sizeof *(members), figures)

/* A part of a whole; null of nothing. */
static void php_lty_add_share(zval *out, const char *name, int64_t part, int64_t whole)
{
    if (whole == 0) {
        add_assoc_null(out, name);
    } else {
        add_assoc_double(out, name, (double) part / (double) whole);
    }
}

static void php_lty_add_text(zval *out, const char *name, lty_text text)
{
    add_assoc_stringl(out, name, text.len == 0 ? "" : text.bytes, text.len);
}

static const char *php_lty_judgement_name(lty_indicator_judgement judgement)
{
    static const char *const names[] = {"unknown", "low", "fair", "high"};

    return names[judgement];
}

PHP_METHOD(Loyalty_Indicators, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_indicators_kinds(zval *out, const char *name, const int64_t values[LTY_INDICATOR_KINDS])
{
    zend_string *new_name = strpprintf(0, "%s_new", name);
    zend_string *returning_name = strpprintf(0, "%s_returning", name);

    add_assoc_long(out, ZSTR_VAL(new_name), values[LTY_INDICATOR_NEW]);
    add_assoc_long(out, ZSTR_VAL(returning_name), values[LTY_INDICATOR_RETURNING]);
    zend_string_release(new_name);
    zend_string_release(returning_name);
}

static void php_lty_indicators_people(zval *out, const int64_t values[LTY_INDICATOR_KINDS])
{
    add_assoc_long(out, "all", values[LTY_INDICATOR_NEW] + values[LTY_INDICATOR_RETURNING]);
    add_assoc_long(out, "new", values[LTY_INDICATOR_NEW]);
    add_assoc_long(out, "returning", values[LTY_INDICATOR_RETURNING]);
}

static void php_lty_indicators_buyers(zval *out, const lty_indicator_buyers *buyers)
{
    array_init(out);
    php_lty_indicators_people(out, buyers->customers);
    add_assoc_long(out, "orders", buyers->orders[LTY_INDICATOR_NEW] + buyers->orders[LTY_INDICATOR_RETURNING]);
    php_lty_indicators_kinds(out, "orders", buyers->orders);
    add_assoc_long(out, "amount", buyers->amount_minor[LTY_INDICATOR_NEW] + buyers->amount_minor[LTY_INDICATOR_RETURNING]);
    php_lty_indicators_kinds(out, "amount", buyers->amount_minor);
}

static void php_lty_indicators_visitors(zval *out, const lty_indicator_visitors *visitors)
{
    array_init(out);
    php_lty_indicators_people(out, visitors->customers);
    add_assoc_long(out, "visits", visitors->visits[LTY_INDICATOR_NEW] + visitors->visits[LTY_INDICATOR_RETURNING]);
    php_lty_indicators_kinds(out, "visits", visitors->visits);
    add_assoc_long(out, "anonymous", visitors->anonymous);
}

static void php_lty_indicators_months(zval *out, const lty_indicators *from)
{
    array_init_size(out, (uint32_t) from->month_count);
    for (size_t i = 0; i < from->month_count; i++) {
        const lty_indicator_month *month = &from->months[i];
        zval row;

        array_init(&row);
        add_assoc_str(&row, "month", php_lty_month(month->month));
        add_assoc_long(&row, "orders", month->orders);
        add_assoc_long(&row, "amount", month->amount_minor[LTY_INDICATOR_NEW] + month->amount_minor[LTY_INDICATOR_RETURNING]);
        php_lty_indicators_kinds(&row, "buyers", month->buyers);
        php_lty_indicators_kinds(&row, "amount", month->amount_minor);
        add_assoc_long(&row, "visits", month->visits);
        php_lty_indicators_kinds(&row, "visitors", month->visitors);
        add_next_index_zval(out, &row);
    }
}

static void php_lty_indicators_buckets(zval *out, const lty_indicator_bucket *buckets, const int64_t customers[LTY_INDICATOR_BUCKETS])
{
    array_init_size(out, LTY_INDICATOR_BUCKETS);
    for (size_t i = 0; i < LTY_INDICATOR_BUCKETS; i++) {
        zval row;

        array_init_size(&row, 3);
        add_assoc_long(&row, "from", buckets[i].from);
        if (buckets[i].to == INT64_MAX) {
            add_assoc_null(&row, "to");
        } else {
            add_assoc_long(&row, "to", buckets[i].to);
        }
        add_assoc_long(&row, "customers", customers[i]);
        add_next_index_zval(out, &row);
    }
}

static void php_lty_indicators_direct(zval *out, int64_t known, int64_t direct)
{
    const lty_indicator_judgement judgement = lty_indicator_direct(known, direct);

    php_lty_add_share(out, "share", direct, known);
    add_assoc_string(out, "judgement", php_lty_judgement_name(judgement));
    add_assoc_string(out, "text", lty_indicator_direct_text(judgement));
}

PHP_METHOD(Loyalty_Indicators, direct)
{
    zend_long known, direct;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_LONG(known)
        Z_PARAM_LONG(direct)
    ZEND_PARSE_PARAMETERS_END();

    if (known < 0) {
        zend_argument_value_error(1, "must not be negative");
        RETURN_THROWS();
    }
    if (direct < 0 || direct > known) {
        zend_argument_value_error(2, "must be from 0 to the number of visits of which it is known how they came");
        RETURN_THROWS();
    }
    array_init_size(return_value, 3);
    php_lty_indicators_direct(return_value, known, direct);
}

static void php_lty_indicators_sources(zval *out, const lty_indicators *from)
{
    zval by;

    array_init(out);
    add_assoc_long(out, "visits", from->visits);
    add_assoc_long(out, "known", from->known);
    add_assoc_long(out, "direct", from->direct);
    php_lty_indicators_direct(out, from->known, from->direct);
    array_init_size(&by, (uint32_t) from->sources.count);
    for (size_t i = 0; i < from->sources.count; i++) {
        const lty_figure *source = &from->sources.items[i];
        zval visits;

        ZVAL_LONG(&visits, source->counts[LTY_SOURCE_VISITS]);
        zend_symtable_str_update(Z_ARRVAL(by), source->name.bytes, source->name.len, &visits);
    }
    add_assoc_zval(out, "by", &by);
}

static void php_lty_indicators_rates(zval *out, const int64_t counts[LTY_FIGURE_COUNTS])
{
    static const php_lty_member members[] = {{"sent", LTY_MESSAGE_SENT}, {"opened", LTY_MESSAGE_OPENED}, {"clicked", LTY_MESSAGE_CLICKED},
        {"orders", LTY_MESSAGE_ORDERS}, {"amount", LTY_MESSAGE_AMOUNT}};

    PHP_LTY_ADD_MEMBERS(out, members, counts);
    php_lty_add_share(out, "open_rate", counts[LTY_MESSAGE_OPENED], counts[LTY_MESSAGE_SENT]);
    php_lty_add_share(out, "click_rate", counts[LTY_MESSAGE_CLICKED], counts[LTY_MESSAGE_SENT]);
    php_lty_add_share(out, "order_rate", counts[LTY_MESSAGE_ORDERS], counts[LTY_MESSAGE_SENT]);
}

static void php_lty_indicators_messages(zval *out, const lty_figures *messages)
{
    array_init_size(out, (uint32_t) messages->count);
    for (size_t i = 0; i < messages->count; i++) {
        zval row;

        array_init(&row);
        php_lty_add_text(&row, "message", messages->items[i].name);
        php_lty_add_text(&row, "channel", messages->items[i].channel);
        php_lty_indicators_rates(&row, messages->items[i].counts);
        add_next_index_zval(out, &row);
    }
}

static void php_lty_indicators_mail(zval *out, const lty_indicator_mail *mail)
{
    const int best = lty_indicator_best_hour(mail);
    zval hours;

    array_init(out);
    php_lty_indicators_rates(out, mail->counts);
    add_assoc_long(out, "subscribers", mail->subscribers);
    add_assoc_long(out, "above", mail->against[LTY_JUDGEMENT_HIGH]);
    add_assoc_long(out, "about", mail->against[LTY_JUDGEMENT_FAIR]);
    add_assoc_long(out, "below", mail->against[LTY_JUDGEMENT_LOW]);
    array_init_size(&hours, 24);
    for (size_t hour = 0; hour < 24; hour++) {
        add_next_index_long(&hours, mail->hours[hour]);
    }
    add_assoc_zval(out, "hours", &hours);
    if (best < 0) {
        add_assoc_null(out, "best_hour");
    } else {
        add_assoc_long(out, "best_hour", best);
    }
}

/* A list of figures by name, `most` at most. */
static void php_lty_indicators_list(
    zval *out, const char *name, const lty_figures *figures, size_t most, const php_lty_member *members, size_t member_count)
{
    const size_t count = MIN(figures->count, most);

    array_init_size(out, (uint32_t) count);
    for (size_t i = 0; i < count; i++) {
        zval row;

        array_init_size(&row, (uint32_t) member_count + 1);
        php_lty_add_text(&row, name, figures->items[i].name);
        php_lty_add_members(&row, members, member_count, figures->items[i].counts);
        add_next_index_zval(out, &row);
    }
}
#define PHP_LTY_INDICATORS_LIST(out, name, figures, most, members)                                                                         \
 php_lty_indicators_list(out, name, figures, most, members, sizeof(members) / sizeof *(members))

static void php_lty_indicators_sections(zval *out, const lty_figures *sections)
{
    static const php_lty_member members[] = {{"visits", LTY_SECTION_VISITS}, {"opened", LTY_SECTION_OPENED},
        {"clicked", LTY_SECTION_CLICKED}, {"customers", LTY_SECTION_CUSTOMERS}};

    PHP_LTY_INDICATORS_LIST(out, "section", sections, SIZE_MAX, members);
}

static void php_lty_indicators_channels(zval *out, const lty_figures *channels)
{
    static const php_lty_member members[] = {{"orders", LTY_CHANNEL_ORDERS}, {"amount", LTY_CHANNEL_AMOUNT},
        {"customers", LTY_CHANNEL_CUSTOMERS}, {"anonymous_orders", LTY_CHANNEL_ANONYMOUS_ORDERS},
        {"anonymous_amount", LTY_CHANNEL_ANONYMOUS_AMOUNT}};

    PHP_LTY_INDICATORS_LIST(out, "channel", channels, SIZE_MAX, members);
}

static void php_lty_indicators_loyalty(zval *out, const lty_indicator_loyalty *loyalty, const lty_programme *programme)
{
    zval distribution, parts;

    if (loyalty->part_count == 0) {
        ZVAL_NULL(out);
        return;
    }
    array_init(out);
    add_assoc_long(out, "customers", loyalty->customers);
    php_lty_add_share(out, "average", loyalty->sum, loyalty->customers);
    array_init_size(&distribution, LTY_INDICATOR_DEGREES);
    for (size_t i = 0; i < LTY_INDICATOR_DEGREES; i++) {
        zval row;

        array_init_size(&row, 3);
        add_assoc_long(&row, "from", (zend_long) (i * 10));
        add_assoc_long(&row, "to", i + 1 == LTY_INDICATOR_DEGREES ? 100 : (zend_long) (i * 10 + 9));
        add_assoc_long(&row, "customers", loyalty->degrees[i]);
        add_next_index_zval(&distribution, &row);
    }
    add_assoc_zval(out, "distribution", &distribution);
    array_init_size(&parts, (uint32_t) loyalty->part_count);
    for (size_t i = 0; i < loyalty->part_count; i++) {
        zval row;

        array_init_size(&row, 4);
        php_lty_add_text(&row, "key", programme->loyalty[i].key);
        php_lty_add_text(&row, "name", programme->loyalty[i].name);
        add_assoc_long(&row, "weight", programme->loyalty[i].weight);
        php_lty_add_share(&row, "average", loyalty->parts[i], loyalty->customers * LTY_INDICATOR_MILLION);
        add_next_index_zval(&parts, &row);
    }
    add_assoc_zval(out, "parts", &parts);
}

static void php_lty_indicators_repeat(zval *out, const lty_indicators *from)
{
    zval within;

    array_init(out);
    add_assoc_long(out, "customers", from->customers);
    add_assoc_long(out, "again", from->again);
    php_lty_add_share(out, "rate", from->again, from->customers);
    array_init_size(&within, LTY_INDICATOR_AGAIN);
    for (size_t i = 0; i < LTY_INDICATOR_AGAIN; i++) {
        zval row;

        array_init_size(&row, 4);
        add_assoc_long(&row, "days", from->within[i].days);
        add_assoc_long(&row, "customers", from->within[i].customers);
        add_assoc_long(&row, "again", from->within[i].again);
        php_lty_add_share(&row, "rate", from->within[i].again, from->within[i].customers);
        add_next_index_zval(&within, &row);
    }
    add_assoc_zval(out, "within", &within);
}

static void php_lty_indicators_gaps(zval *out, const lty_indicator_gaps *gaps)
{
    array_init(out);
    add_assoc_long(out, "gaps", gaps->count);
    add_assoc_long(out, "customers", gaps->customers);
    if (gaps->count > 0) {
        add_assoc_double(out, "mean", gaps->mean);
    } else {
        add_assoc_null(out, "mean");
    }
    if (gaps->count > 1) {
        add_assoc_double(out, "sd", gaps->sd);
    } else {
        add_assoc_null(out, "sd");
    }
    if (gaps->count > 0) {
        add_assoc_double(out, "median", gaps->median);
    } else {
        add_assoc_null(out, "median");
    }
}

static void php_lty_indicators_cohorts(zval *out, const lty_indicators *from)
{
    array_init_size(out, (uint32_t) from->cohort_count);
    for (size_t i = 0; i < from->cohort_count; i++) {
        const lty_indicator_cohort *cohort = &from->cohorts[i];
        zval row, customers, amounts;

        array_init_size(&row, 3);
        array_init_size(&customers, (uint32_t) cohort->count);
        array_init_size(&amounts, (uint32_t) cohort->count);
        for (size_t offset = 0; offset < cohort->count; offset++) {
            add_next_index_long(&customers, cohort->cells[offset].customers);
            add_next_index_long(&amounts, cohort->cells[offset].amount_minor);
        }
        add_assoc_str(&row, "month", php_lty_month(cohort->month));
        add_assoc_zval(&row, "customers", &customers);
        add_assoc_zval(&row, "amounts", &amounts);
        add_next_index_zval(out, &row);
    }
}

static void php_lty_indicators_baskets(zval *out, const lty_indicator_basket baskets[LTY_INDICATOR_BASKETS])
{
    static const char *const names[LTY_INDICATOR_BASKETS] = {"first", "second", "regular"};

    array_init_size(out, LTY_INDICATOR_BASKETS);
    for (size_t i = 0; i < LTY_INDICATOR_BASKETS; i++) {
        zval row;

        array_init_size(&row, 3);
        add_assoc_long(&row, "orders", baskets[i].orders);
        add_assoc_long(&row, "amount", baskets[i].amount_minor);
        php_lty_add_share(&row, "average", baskets[i].amount_minor, baskets[i].orders);
        add_assoc_zval(out, names[i], &row);
    }
}

static void php_lty_indicators_promotion(zval *out, const lty_indicator_promotion *promotion)
{
    array_init(out);
    add_assoc_long(out, "amount", promotion->amount_minor);
    add_assoc_long(out, "sale", promotion->sale_minor);
    add_assoc_long(out, "code", promotion->code_minor);
    add_assoc_long(out, "either", promotion->either_minor);
    php_lty_add_share(out, "share", promotion->either_minor, promotion->amount_minor);
    add_assoc_long(out, "buyers", promotion->buyers);
    add_assoc_long(out, "only", promotion->only);
    add_assoc_long(out, "margin", promotion->margin_minor);
    add_assoc_long(out, "margin_amount", promotion->margin_amount_minor);
    add_assoc_long(out, "margin_promotion", promotion->margin_promotion_minor);
    add_assoc_long(out, "margin_promotion_amount", promotion->margin_promotion_amount_minor);
}

static void php_lty_indicators_products(zval *out, const lty_indicators *from)
{
    static const php_lty_member members[] = {
        {"amount", LTY_PRODUCT_AMOUNT}, {"quantity", LTY_PRODUCT_QUANTITY}, {"customers", LTY_PRODUCT_CUSTOMERS}};
    zval top;

    array_init(out);
    add_assoc_long(out, "products", (zend_long) from->products.count);
    add_assoc_long(out, "amount", from->product_minor);
    if (from->products.count == 0) {
        add_assoc_null(out, "concentration");
        add_assoc_null(out, "alike");
    } else {
        add_assoc_double(out, "concentration", from->concentration);
        add_assoc_double(out, "alike", 1.0 / from->concentration);
    }
    PHP_LTY_INDICATORS_LIST(&top, "sku", &from->products, PHP_LTY_TOP_PRODUCTS, members);
    add_assoc_zval(out, "top", &top);
}

static void php_lty_indicators_create(zval *out, const lty_indicators *from, const lty_programme *programme, int64_t from_s, int64_t at_s)
{
    zval values[PHP_LTY_INDICATORS_PRODUCTS + 1];

    ZVAL_LONG(&values[PHP_LTY_INDICATORS_AT], at_s);
    ZVAL_NULL(&values[PHP_LTY_INDICATORS_FROM]);
    if (from_s != LTY_TIME_NONE) {
        ZVAL_LONG(&values[PHP_LTY_INDICATORS_FROM], from_s);
    }
    php_lty_indicators_buyers(&values[PHP_LTY_INDICATORS_BUYERS], &from->buyers);
    php_lty_indicators_visitors(&values[PHP_LTY_INDICATORS_VISITORS], &from->visitors);
    php_lty_indicators_months(&values[PHP_LTY_INDICATORS_MONTHS], from);
    php_lty_indicators_buckets(&values[PHP_LTY_INDICATORS_PURCHASE_FREQUENCY], lty_indicator_times, from->purchase_times);
    php_lty_indicators_buckets(&values[PHP_LTY_INDICATORS_PURCHASE_RECENCY], lty_indicator_ages, from->purchase_ages);
    php_lty_indicators_buckets(&values[PHP_LTY_INDICATORS_VISIT_FREQUENCY], lty_indicator_times, from->visit_times);
    php_lty_indicators_buckets(&values[PHP_LTY_INDICATORS_VISIT_RECENCY], lty_indicator_ages, from->visit_ages);
    php_lty_indicators_sources(&values[PHP_LTY_INDICATORS_SOURCES], from);
    php_lty_indicators_messages(&values[PHP_LTY_INDICATORS_MESSAGES], &from->messages);
    php_lty_indicators_mail(&values[PHP_LTY_INDICATORS_MAIL], &from->mail);
    php_lty_indicators_sections(&values[PHP_LTY_INDICATORS_SECTIONS], &from->sections);
    php_lty_indicators_channels(&values[PHP_LTY_INDICATORS_CHANNELS], &from->channels);
    php_lty_indicators_loyalty(&values[PHP_LTY_INDICATORS_LOYALTY], &from->loyalty, programme);
    php_lty_indicators_repeat(&values[PHP_LTY_INDICATORS_REPEAT], from);
    php_lty_indicators_gaps(&values[PHP_LTY_INDICATORS_GAPS], &from->gaps);
    php_lty_indicators_cohorts(&values[PHP_LTY_INDICATORS_COHORTS], from);
    php_lty_indicators_baskets(&values[PHP_LTY_INDICATORS_BASKETS], from->baskets);
    php_lty_indicators_promotion(&values[PHP_LTY_INDICATORS_PROMOTION], &from->promotion);
    php_lty_indicators_products(&values[PHP_LTY_INDICATORS_PRODUCTS], from);
    object_init_ex(out, lty_ce_indicators);
    for (uint32_t slot = 0; slot < sizeof values / sizeof *values; slot++) {
        php_lty_record_set(Z_OBJ_P(out), slot, &values[slot]);
    }
}

PHP_METHOD(Loyalty_CustomerBase, indicators)
{
    zend_object *date = NULL, *since = NULL;
    zend_long seconds = 0, since_seconds = 0;
    bool ever = true;
    int64_t at_s;
    int64_t from_s = LTY_TIME_NONE;
    lty_indicators indicators;

    ZEND_PARSE_PARAMETERS_START(1, 2)
        PHP_LTY_PARAM_INSTANT(date, seconds)
        Z_PARAM_OPTIONAL
        Z_PARAM_OBJ_OF_CLASS_OR_LONG_OR_NULL(since, php_date_get_interface_ce(), since_seconds, ever)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if (php_lty_instant(&at_s, date, seconds, 1) == FAILURE) {
        RETURN_THROWS();
    }
    if ((since != NULL || !ever) && php_lty_instant(&from_s, since, since_seconds, 2) == FAILURE) {
        RETURN_THROWS();
    }
    if (from_s > at_s) {
        zend_argument_value_error(2, "must not lie behind the instant");
        RETURN_THROWS();
    }
    const lty_status status = lty_indicators_run(&indicators, self->base, from_s, at_s, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_base_throw(self, status);
        RETURN_THROWS();
    }
    php_lty_indicators_create(return_value, &indicators, lty_base_programme(self->base), from_s, at_s);
    lty_indicators_destroy(&indicators);
}

/* A number of an array that is there in a record of ours. */
static int64_t php_lty_number_of(const zval *array, const char *name)
{
    const zval *value = Z_TYPE_P(array) == IS_ARRAY ? zend_hash_str_find(Z_ARRVAL_P(array), name, strlen(name)) : NULL;

    return value != NULL && Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : 0;
}

PHP_METHOD(Loyalty_Indicators, subscriber)
{
    static const char *const judgements[] = {"unknown", "below", "about", "above"};
    zend_object *customer;
    lty_proportion rate;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(customer, lty_ce_customer)
    ZEND_PARSE_PARAMETERS_END();

    const zval *mail = php_lty_record_get(Z_OBJ_P(ZEND_THIS), PHP_LTY_INDICATORS_MAIL);
    const zval *facts = php_lty_record_get(customer, CUSTOMER_FACTS);

    if (Z_TYPE_P(mail) != IS_ARRAY || Z_TYPE_P(facts) != IS_ARRAY) { /* made by reflection */
        php_lty_throw_uninitialized(Z_TYPE_P(mail) != IS_ARRAY ? Z_OBJ_P(ZEND_THIS) : customer);
        RETURN_THROWS();
    }
    const int64_t sent = php_lty_number_of(facts, "messages_sent");
    const int64_t opened = php_lty_number_of(facts, "messages_opened");
    const int64_t all_sent = php_lty_number_of(mail, "sent");
    const int64_t all_opened = php_lty_number_of(mail, "opened");
    const lty_indicator_judgement judgement = lty_indicator_subscriber(&rate, sent, opened, all_sent, all_opened);

    array_init(return_value);
    add_assoc_long(return_value, "sent", sent);
    add_assoc_long(return_value, "opened", opened);
    php_lty_add_share(return_value, "rate", opened, sent);
    add_assoc_double(return_value, "low", rate.low);
    add_assoc_double(return_value, "high", rate.high);
    php_lty_add_share(return_value, "whole", all_opened, all_sent);
    add_assoc_string(return_value, "judgement", judgements[judgement]);
    add_assoc_string(return_value, "text", lty_indicator_subscriber_text(judgement));
}
