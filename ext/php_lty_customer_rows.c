/* Customer's rows: bytes in the record, which its methods and rules read. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"
#include "php_lty_segment_part.h"
#include "lty_aggregate.h"

void php_lty_rows_create(zval *out, const lty_purchases *purchases)
{
    lty_buffer buffer;

    lty_buffer_init(&buffer, &php_lty_request_alloc);
    lty_purchases_encode(&buffer, purchases);
    const lty_text bytes = lty_buffer_view(&buffer);
    ZVAL_STRINGL_FAST(out, bytes.bytes, bytes.len);
    lty_buffer_destroy(&buffer);
}

bool php_lty_rows_read(lty_purchases *out, zend_object *customer)
{
    const zval *rows = php_lty_record_get(customer, CUSTOMER_ROWS);

    lty_purchases_init(out, &php_lty_request_alloc);
    const lty_status status = Z_TYPE_P(rows) == IS_STRING ? lty_purchases_decode(out, php_lty_text(Z_STR_P(rows))) : LTY_E_EVENT;

    if (status == LTY_OK) {
        return true;
    }
    lty_purchases_destroy(out);
    if (status == LTY_E_EVENT) {
        php_lty_throw_uninitialized(customer); /* Reflection can make one with other rows than fold() gives */
    } else {
        php_lty_throw(status);
    }
    return false;
}

static void php_lty_rows_text(zval *row, const char *name, lty_text text)
{
    zval value;

    ZVAL_STRINGL_FAST(&value, text.bytes, text.len);
    add_assoc_zval(row, name, &value);
}

static void php_lty_rows_number(zval *row, const char *name, int64_t number)
{
    if (number == LTY_FACT_NONE) {
        add_assoc_null(row, name);
    } else {
        add_assoc_long(row, name, (zend_long) number);
    }
}

PHP_METHOD(Loyalty_Customer, purchases)
{
    lty_purchases purchases;

    ZEND_PARSE_PARAMETERS_NONE();

    if (!php_lty_rows_read(&purchases, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    array_init_size(return_value, (uint32_t) purchases.count);
    for (size_t i = 0; i < purchases.count; i++) {
        const lty_purchase *from = &purchases.rows[i];
        zval row;

        array_init_size(&row, 13);
        add_assoc_long(&row, "order", (zend_long) from->order);
        add_assoc_long(&row, "at", (zend_long) from->at_s);
        add_assoc_long(&row, "amount", (zend_long) from->amount_minor);
        add_assoc_long(&row, "gross", (zend_long) from->gross_minor);
        add_assoc_long(&row, "quantity", (zend_long) from->quantity);
        php_lty_rows_text(&row, "sku", from->sku);
        php_lty_rows_text(&row, "category", from->category);
        php_lty_rows_text(&row, "brand", from->brand);
        php_lty_rows_text(&row, "channel", from->channel);
        add_assoc_bool(&row, "sale", from->sale);
        add_assoc_bool(&row, "code", from->code);
        php_lty_rows_number(&row, "cost", from->cost_minor);
        php_lty_rows_number(&row, "margin", from->margin_minor);
        add_next_index_zval(return_value, &row);
    }
    lty_purchases_destroy(&purchases);
}

/* What rules call a kind. */
static const char *php_lty_rows_kind(lty_activity_kind kind)
{
    size_t count;
    const lty_expr_what *whats = lty_fact_whats(&count);

    for (size_t i = 0; i < count; i++) {
        if (whats[i].table == LTY_FACT_ACTIVITIES && whats[i].only_value == (int64_t) kind) {
            return whats[i].name;
        }
    }
    ZEND_UNREACHABLE();
    return "";
}

PHP_METHOD(Loyalty_Customer, activities)
{
    lty_purchases purchases;

    ZEND_PARSE_PARAMETERS_NONE();

    if (!php_lty_rows_read(&purchases, Z_OBJ_P(ZEND_THIS))) {
        RETURN_THROWS();
    }
    array_init_size(return_value, (uint32_t) purchases.activity_count);
    for (size_t i = 0; i < purchases.activity_count; i++) {
        const lty_activity *from = &purchases.activities[i];
        zval row;

        array_init_size(&row, 6);
        add_assoc_string(&row, "kind", php_lty_rows_kind(from->kind));
        add_assoc_long(&row, "at", (zend_long) from->at_s);
        php_lty_rows_text(&row, "name", from->name);
        php_lty_rows_text(&row, "via", from->via);
        php_lty_rows_text(&row, "section", from->section);
        if (from->wanted == LTY_FACT_NONE) {
            add_assoc_null(&row, "wanted");
        } else {
            add_assoc_bool(&row, "wanted", from->wanted != 0);
        }
        add_next_index_zval(return_value, &row);
    }
    lty_purchases_destroy(&purchases);
}

/* The value of a part as it is written; what is behind a map or is counted is a whole number. */
static zend_string *php_lty_loyalty_text(const lty_loyalty_part *part, const lty_aggregate_person *person)
{
    const int64_t number = lty_aggregate_part_value(part, person);
    const lty_expr_value value = {.null = number == LTY_FACT_NONE, .number = number};
    size_t count;
    const lty_expr_step *step = lty_expr_steps(part->value, &count);

    return php_lty_value_text(&value, step->map == LTY_EXPR_MAP_NONE ? step->type : LTY_EXPR_INTEGER, true, person->programme);
}

static void php_lty_loyalty_parts(zval *out, const lty_programme *programme, const lty_aggregate_person *person)
{
    int64_t *parts = safe_emalloc(programme->loyalty_count, sizeof *parts, 0);

    lty_aggregate_degree(parts, programme, person);
    for (size_t i = 0; i < programme->loyalty_count; i++) {
        const lty_loyalty_part *part = &programme->loyalty[i];
        zval row;

        array_init_size(&row, 5);
        php_lty_rows_text(&row, "key", part->key);
        php_lty_rows_text(&row, "name", part->name);
        add_assoc_str(&row, "value", php_lty_loyalty_text(part, person));
        add_assoc_long(&row, "part", (zend_long) parts[i]);
        add_assoc_long(&row, "weight", (zend_long) part->weight);
        add_next_index_zval(out, &row);
    }
    efree(parts);
}

PHP_METHOD(Loyalty_Customer, loyalty)
{
    zend_object *customer = Z_OBJ_P(ZEND_THIS);
    zend_object *object;
    lty_purchases purchases;
    int64_t facts[LTY_FACT_COUNT];

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_programme)
    ZEND_PARSE_PARAMETERS_END();

    const lty_timeline *timeline = php_lty_timeline_of(object);
    const zval *at = php_lty_record_get(customer, CUSTOMER_AT);

    if (timeline == NULL) {
        RETURN_THROWS();
    }
    if (Z_TYPE_P(at) != IS_LONG) {
        php_lty_throw_uninitialized(customer);
        RETURN_THROWS();
    }
    if (!php_lty_customer_is_of(customer, object)) {
        zend_argument_value_error(1, "must be the programme that the customer was folded under");
        RETURN_THROWS();
    }
    const lty_programme *version = timeline->versions[lty_timeline_find(timeline, Z_LVAL_P(at))];
    if (!php_lty_customer_facts(facts, customer, version) || !php_lty_rows_read(&purchases, customer)) {
        RETURN_THROWS();
    }
    const lty_aggregate_person person = {facts, &purchases, version, Z_LVAL_P(at)};

    array_init_size(return_value, (uint32_t) version->loyalty_count);
    if (version->loyalty_count > 0) {
        php_lty_loyalty_parts(return_value, version, &person);
    }
    lty_purchases_destroy(&purchases);
}
