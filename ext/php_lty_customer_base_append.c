/* CustomerBase: events and rows of files come in. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_event.h"
#include "Zend/zend_exceptions.h"

PHP_METHOD(Loyalty_AppendResult, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

static void php_lty_append_result(zval *out, size_t appended, size_t repeated)
{
    zval value;

    object_init_ex(out, lty_ce_append_result);
    ZVAL_LONG(&value, (zend_long) appended);
    php_lty_record_set(Z_OBJ_P(out), 0, &value);
    ZVAL_LONG(&value, (zend_long) repeated);
    php_lty_record_set(Z_OBJ_P(out), 1, &value);
}

typedef struct php_lty_append {
    php_lty_customer_base *self;
    size_t appended;
    size_t repeated;
} php_lty_append;

static bool php_lty_append_object(php_lty_append *append, const zval *value)
{
    lty_arena arena;
    lty_event event;
    bool repeated = false;
    const zval *id = php_lty_record_get(Z_OBJ_P(value), PHP_LTY_EVENT_ID);
    const zval *customer = php_lty_record_get(Z_OBJ_P(value), PHP_LTY_EVENT_CUSTOMER);

    lty_base_expect(append->self->base, Z_TYPE_P(id) == IS_STRING ? php_lty_text(Z_STR_P(id)) : (lty_text){NULL, 0},
        Z_TYPE_P(customer) == IS_STRING ? php_lty_text(Z_STR_P(customer)) : (lty_text){NULL, 0});
    lty_arena_init(&arena, &php_lty_request_alloc);
    if (!php_lty_event_read(&event, Z_OBJ_P(value), &arena)) {
        lty_arena_destroy(&arena);
        return false;
    }
    const lty_status status = lty_base_append(append->self->base, &event, &repeated);

    lty_arena_destroy(&arena);
    if (status == LTY_OK) {
        append->repeated += repeated;
        append->appended += !repeated;
    } else if (status == LTY_E_EVENT_CONFLICT) {
        php_lty_throw_event_conflict(event.id);
    } else if (status == LTY_E_CURRENCY_MISMATCH) {
        php_lty_throw_text(status, "event \"%.*s\" is not in the programme's currency", (int) event.id.len, event.id.bytes);
    } else {
        php_lty_throw(php_lty_base_status(status));
    }
    return status == LTY_OK;
}

static bool php_lty_append_event(void *context, zval *value)
{
    zval event;

    if (Z_TYPE_P(value) == IS_OBJECT && Z_OBJCE_P(value) == lty_ce_event) {
        return php_lty_append_object(context, value);
    }
    if (Z_TYPE_P(value) != IS_ARRAY) {
        zend_argument_type_error(1, "must contain only Loyalty\\Event objects or rows of them, %s given", zend_zval_type_name(value));
        return false;
    }
    if (!php_lty_event_of_row(&event, Z_ARRVAL_P(value), 1)) {
        return false;
    }
    const bool taken = php_lty_append_object(context, &event);

    zval_ptr_dtor(&event);
    return taken;
}

PHP_METHOD(Loyalty_CustomerBase, append)
{
    zval *events;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ITERABLE(events)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    php_lty_append append = {self, 0, 0};

    php_lty_iterate(events, php_lty_append_event, &append);
    if (EG(exception) != NULL) {
        RETURN_THROWS();
    }
    php_lty_append_result(return_value, append.appended, append.repeated);
}

/* Our names of columns; "total" is the amount as a decimal number. */
static const struct {
    const char *name;
    lty_rows_field field;
} php_lty_append_columns[] = {{"customer", LTY_ROWS_CUSTOMER}, {"at", LTY_ROWS_AT}, {"amount", LTY_ROWS_AMOUNT}, {"total", LTY_ROWS_AMOUNT},
    {"channel", LTY_ROWS_CHANNEL}, {"category", LTY_ROWS_CATEGORY}, {"brand", LTY_ROWS_BRAND}, {"sku", LTY_ROWS_SKU},
    {"quantity", LTY_ROWS_QUANTITY}, {"sale", LTY_ROWS_SALE}};

/* The columns' names from the array, and whether amounts are decimal; false and an exception where they are not all there, or others. */
static bool php_lty_append_names(lty_text names[LTY_ROWS_FIELDS], bool *decimal, HashTable *columns)
{
    size_t found = 0;

    *decimal = zend_hash_str_exists(columns, ZEND_STRL("total"));
    for (size_t i = 0; i < sizeof php_lty_append_columns / sizeof *php_lty_append_columns; i++) {
        const char *ours = php_lty_append_columns[i].name;
        const zval *name = zend_hash_str_find_deref(columns, ours, strlen(ours));
        const bool needed = i < 2 || (i == 2 && !*decimal);

        if (name == NULL && !needed) {
            continue;
        }
        if (name == NULL || Z_TYPE_P(name) != IS_STRING || Z_STRLEN_P(name) == 0) {
            zend_argument_value_error(3, "must have the name of a column as \"%s\"%s", ours, i == 2 ? ", or as \"total\"" : "");
            return false;
        }
        if (i == 2 && *decimal) {
            zend_argument_value_error(3, "must have either \"amount\" or \"total\"");
            return false;
        }
        names[php_lty_append_columns[i].field] = php_lty_text(Z_STR_P(name));
        found++;
    }
    if (zend_hash_num_elements(columns) != found) {
        zend_argument_value_error(3,
            "must have \"customer\", \"at\", \"amount\" or \"total\", \"channel\", \"category\", \"brand\", \"sku\", \"quantity\" and \"sale\" only");
        return false;
    }
    return true;
}

/* A plain file; NULL and an exception if it is none. Its bytes are read, not mapped: a file cut short meanwhile would end us. */
static php_stream *php_lty_append_open(size_t *size, zend_string *path)
{
    php_stream_statbuf stat;
    php_stream *stream = php_stream_open_wrapper(ZSTR_VAL(path), "rbn", IGNORE_URL, NULL);

    if (stream == NULL || php_stream_stat(stream, &stat) != 0 || !S_ISREG(stat.sb.st_mode)) {
        if (stream != NULL) {
            php_stream_close(stream);
        }
        if (EG(exception) == NULL) {
            zend_argument_value_error(1, "must be a plain file that can be read");
        }
        return NULL;
    }
    php_stream_set_option(stream, PHP_STREAM_OPTION_READ_BUFFER, PHP_STREAM_BUFFER_NONE, NULL);
    *size = (size_t) stat.sb.st_size;
    return stream;
}

static bool php_lty_append_bytes(size_t *got, void *context, char *into, size_t max)
{
    const ssize_t read = php_stream_read(context, into, max);

    *got = read > 0 ? (size_t) read : 0;
    return read >= 0;
}

/* An id that stands in a file and is another event's: both lines where both are of this file. */
static void php_lty_append_throw_conflict(const zend_string *path, const lty_store_report *report)
{
    zend_string *place =
        report->conflict_first == 0 ? zend_string_init(ZEND_STRL("known"), false) : strpprintf(0, "in line %zu", report->conflict_first);
    zend_object *exception = zend_throw_exception_ex(lty_ce_event_conflict, (zend_long) LTY_E_EVENT_CONFLICT,
        "line %zu of %s: event \"%s\" is %s with other content", report->conflict_line, ZSTR_VAL(path), report->conflict, ZSTR_VAL(place));

    zend_update_property_string(lty_ce_event_conflict, exception, ZEND_STRL("id"), report->conflict);
    zend_string_release(place);
}

static void php_lty_append_throw(lty_status status, const zend_string *path, lty_rows_format format, const lty_store_report *report)
{
    const lty_rows_problem *problem = &report->problem;
    const char *where = *problem->column == '\0' ? "" : format == LTY_ROWS_NDJSON ? ", member \"" : ", column \"";

    switch (status) {
        case LTY_E_ROW:
            php_lty_throw_text(status, "line %zu of %s%s%s%s: found %s, expected %s%s%s", problem->line, ZSTR_VAL(path), where,
                problem->column, *problem->column == '\0' ? "" : "\"", problem->found, problem->expected,
                *problem->hint == '\0' ? "" : "; ", problem->hint);
            break;
        case LTY_E_EVENT_CONFLICT: php_lty_append_throw_conflict(path, report); break;
        case LTY_E_EVENT:
            zend_argument_value_error(
                2, "must be 1 to %u bytes of UTF-8 without \"/\", \"%%\" and control characters", LTY_STORE_SOURCE_MAX);
            break;
        case LTY_E_STOPPED: zend_argument_value_error(1, "must be a plain file that can be read"); break;
        default: php_lty_throw(php_lty_base_status(status)); break;
    }
}

PHP_METHOD(Loyalty_CustomerBase, appendFile)
{
    zend_string *path, *source;
    HashTable *columns = NULL;
    zend_object *format = NULL;
    lty_text names[LTY_ROWS_FIELDS] = {LTY_TEXT("customer"), LTY_TEXT("ts"), LTY_TEXT("amount")};
    lty_store_report report;
    bool decimal = false;
    size_t size;

    ZEND_PARSE_PARAMETERS_START(2, 4)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_STR(source)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(columns)
        Z_PARAM_OBJ_OF_CLASS(format, lty_ce_file_format)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    const lty_rows_format written = format == NULL ? LTY_ROWS_TSV : (lty_rows_format) php_lty_enum_value(format);

    if (columns != NULL && written != LTY_ROWS_NDJSON && !php_lty_append_names(names, &decimal, columns)) {
        RETURN_THROWS();
    }
    php_stream *stream = php_lty_append_open(&size, path);
    if (stream == NULL) {
        RETURN_THROWS();
    }
    const lty_rows_plan plan = {written, names, decimal ? lty_base_programme(self->base)->currency_decimals : LTY_ROWS_INTEGER};
    const lty_rows_input input = {php_lty_append_bytes, stream, size};

    self->busy = true; /* a reading that fails may call a handler of errors */
    const lty_status status = lty_base_append_file(self->base, &plan, &input, php_lty_text(source), &report);

    self->busy = false;
    php_stream_close(stream);
    if (EG(exception) != NULL) {
        RETURN_THROWS();
    }
    if (status != LTY_OK) {
        php_lty_append_throw(status, path, written, &report);
        RETURN_THROWS();
    }
    php_lty_append_result(return_value, report.appended, report.repeated);
}
