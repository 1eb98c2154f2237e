/* CustomerBase: events and rows of files come in. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
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

static bool php_lty_append_event(void *context, zval *value)
{
    php_lty_append *append = context;
    lty_arena arena;
    lty_event event;
    bool repeated = false;

    if (Z_TYPE_P(value) != IS_OBJECT || Z_OBJCE_P(value) != lty_ce_event) {
        zend_argument_type_error(1, "must contain only Loyalty\\Event objects, %s given", zend_zval_type_name(value));
        return false;
    }
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

/* The columns' names from the array; false and an exception if one is missing or no string. */
static bool php_lty_append_names(lty_text names[LTY_ROWS_FIELDS], HashTable *columns)
{
    static const char *const members[LTY_ROWS_FIELDS] = {"customer", "at", "amount"};

    for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
        const zval *name = zend_hash_str_find_deref(columns, members[i], strlen(members[i]));

        if (name == NULL || Z_TYPE_P(name) != IS_STRING) {
            zend_argument_value_error(3, "must have the name of a column as \"%s\"", members[i]);
            return false;
        }
        names[i] = php_lty_text(Z_STR_P(name));
    }
    if (zend_hash_num_elements(columns) != LTY_ROWS_FIELDS) {
        zend_argument_value_error(3, "must have \"customer\", \"at\" and \"amount\" only");
        return false;
    }
    return true;
}

/* Reads a plain file whole; false and an exception if it cannot. The bytes are read, not mapped: a file cut short meanwhile would end us. */
static bool php_lty_append_read(char **bytes, size_t *len, zend_string *path)
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
        return false;
    }
    const size_t size = (size_t) stat.sb.st_size;
    size_t done = 0;

    *bytes = lty_alloc_new(&php_lty_base_alloc, size + 1);
    if (*bytes == NULL) {
        php_stream_close(stream);
        php_lty_throw(php_lty_base_status(LTY_E_MEMORY));
        return false;
    }
    php_stream_set_option(stream, PHP_STREAM_OPTION_READ_BUFFER, PHP_STREAM_BUFFER_NONE, NULL);
    while (done < size) {
        const ssize_t got = php_stream_read(stream, *bytes + done, size - done);

        if (got <= 0) {
            break;
        }
        done += (size_t) got;
    }
    php_stream_close(stream);
    if (done < size) {
        lty_alloc_free(&php_lty_base_alloc, *bytes, size + 1);
        zend_argument_value_error(1, "must be a plain file that can be read");
        return false;
    }
    *len = size;
    return true;
}

PHP_METHOD(Loyalty_CustomerBase, appendFile)
{
    zend_string *path, *source;
    HashTable *columns = NULL;
    lty_text names[LTY_ROWS_FIELDS] = {LTY_TEXT("customer"), LTY_TEXT("ts"), LTY_TEXT("amount")};
    lty_store_report report;
    char *bytes;
    size_t len;

    ZEND_PARSE_PARAMETERS_START(2, 3)
        Z_PARAM_PATH_STR(path)
        Z_PARAM_STR(source)
        Z_PARAM_OPTIONAL
        Z_PARAM_ARRAY_HT(columns)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_BASE_THIS(self);
    if ((columns != NULL && !php_lty_append_names(names, columns)) || !php_lty_append_read(&bytes, &len, path)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_base_append_rows(self->base, (lty_text){bytes, len}, php_lty_text(source), names, &report);

    lty_alloc_free(&php_lty_base_alloc, bytes, len + 1);
    switch (status) {
        case LTY_OK: php_lty_append_result(return_value, report.appended, report.repeated); return;
        case LTY_E_ROW: php_lty_throw_text(status, "line %zu of %s: %s", report.line, ZSTR_VAL(path), report.problem); break;
        case LTY_E_EVENT_CONFLICT: php_lty_throw_event_conflict((lty_text){report.conflict, strlen(report.conflict)}); break;
        case LTY_E_EVENT:
            zend_argument_value_error(
                2, "must be 1 to %u bytes of UTF-8 without \"/\", \"%%\" and control characters", LTY_STORE_SOURCE_MAX);
            break;
        default: php_lty_throw(php_lty_base_status(status)); break;
    }
    RETURN_THROWS();
}
