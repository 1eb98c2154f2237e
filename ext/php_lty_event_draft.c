/*
 * An event while it is made: arguments fill a core event, the core writes its payload and id and reads both again. All rules are in
 * lty_event_parse; a problem is told by the argument from which the member came.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "lty_money.h"
#include "Zend/zend_exceptions.h"

void php_lty_event_begin(php_lty_event_draft *draft, lty_event_type type)
{
    memset(draft, 0, sizeof *draft);
    draft->event.type = type;
    lty_arena_init(&draft->arena, &php_lty_request_alloc);
    lty_problems_init(&draft->problems, &draft->arena);
    lty_buffer_init(&draft->id, &php_lty_request_alloc);
    lty_buffer_init(&draft->payload, &php_lty_request_alloc);
}

void php_lty_event_end(php_lty_event_draft *draft)
{
    lty_buffer_destroy(&draft->id);
    lty_buffer_destroy(&draft->payload);
    lty_arena_destroy(&draft->arena);
    if (draft->customer != NULL) {
        zend_string_release(draft->customer);
    }
    for (size_t i = 0; i < draft->held_count; i++) {
        zend_string_release(draft->held[i]);
    }
}

void php_lty_event_write(zval *out, const lty_event *event, lty_text payload)
{
    zend_object *object;
    zval value;

    object_init_ex(out, lty_ce_event);
    object = Z_OBJ_P(out);
    ZVAL_STRINGL(&value, event->id.bytes, event->id.len);
    php_lty_record_set(object, PHP_LTY_EVENT_ID, &value);
    ZVAL_OBJ_COPY(&value, php_lty_enum_case(lty_ce_event_type, (int) event->type));
    php_lty_record_set(object, PHP_LTY_EVENT_TYPE, &value);
    ZVAL_NULL(&value);
    if (event->customer.len > 0) {
        ZVAL_STRINGL(&value, event->customer.bytes, event->customer.len);
    }
    php_lty_record_set(object, PHP_LTY_EVENT_CUSTOMER, &value);
    ZVAL_LONG(&value, (zend_long) event->at_s);
    php_lty_record_set(object, PHP_LTY_EVENT_AT, &value);
    ZVAL_STRINGL(&value, payload.bytes, payload.len);
    php_lty_record_set(object, PHP_LTY_EVENT_PAYLOAD, &value);
}

/* Text of an argument: not empty where least is 1, at most 191 bytes (1000 for reasons), UTF-8. */
lty_text php_lty_event_text(php_lty_event_draft *draft, const zend_string *text, size_t least, size_t most, uint32_t arg)
{
    if (!draft->failed && (ZSTR_LEN(text) < least || ZSTR_LEN(text) > most || !lty_utf8_valid(ZSTR_VAL(text), ZSTR_LEN(text)))) {
        zend_argument_value_error(arg, "must be %zu to %zu bytes of UTF-8", least, most);
        draft->failed = true;
    }
    return php_lty_text(text);
}

/* What the event is about or refers to, a text or a number; kept by the draft. */
lty_text php_lty_event_object(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg)
{
    zend_string *held = text == NULL ? zend_long_to_str(number) : zend_string_copy(text);

    ZEND_ASSERT(draft->held_count < PHP_LTY_EVENT_HELD);
    draft->held[draft->held_count++] = held;
    return php_lty_event_text(draft, held, 1, LTY_EVENT_TEXT_MAX, arg);
}

void php_lty_event_customer(php_lty_event_draft *draft, zend_string *text, zend_long number, uint32_t arg)
{
    if (draft->failed) {
        return;
    }
    draft->customer = php_lty_key(text, number, arg);
    draft->failed = draft->customer == NULL;
    if (!draft->failed) {
        draft->event.customer = php_lty_text(draft->customer);
    }
}

void php_lty_event_instant(php_lty_event_draft *draft, int64_t *out, zend_object *date, zend_long seconds, uint32_t arg)
{
    draft->failed = draft->failed || php_lty_instant(out, date, seconds, arg) == FAILURE;
}

void php_lty_event_at(php_lty_event_draft *draft, zend_object *date, zend_long seconds, uint32_t arg)
{
    php_lty_event_instant(draft, &draft->event.at_s, date, seconds, arg);
}

void php_lty_event_money(php_lty_event_draft *draft, zend_object *object)
{
    lty_money money;

    draft->failed = draft->failed || !php_lty_money_read(&money, object);
    if (!draft->failed) {
        draft->event.amount_minor = money.minor;
        memcpy(draft->event.currency, money.code, sizeof draft->event.currency);
    }
}

void php_lty_event_part(php_lty_event_draft *draft, int64_t *out, zend_object *object)
{
    lty_money money;

    if (draft->failed || object == NULL) {
        return;
    }
    draft->failed = !php_lty_money_read(&money, object);
    if (!draft->failed && memcmp(money.code, draft->event.currency, sizeof money.code) != 0) {
        php_lty_throw(LTY_E_CURRENCY_MISMATCH);
        draft->failed = true;
    } else if (!draft->failed) {
        *out = money.minor;
    }
}

/* The members of a line, by the type that PHP has for them; the first three have to be there. */
enum { PHP_LTY_LINE_SKU, PHP_LTY_LINE_QUANTITY, PHP_LTY_LINE_AMOUNT, PHP_LTY_LINE_NEEDED, PHP_LTY_LINE_COST = 7, PHP_LTY_LINE_MEMBERS };
static const struct php_lty_line_member {
    const char *key;
    uint8_t type; /* IS_STRING, IS_LONG or _IS_BOOL */
    size_t offset;
} php_lty_line_members[PHP_LTY_LINE_MEMBERS] = {
    [PHP_LTY_LINE_SKU] = {"sku", IS_STRING, offsetof(lty_event_line, sku)},
    [PHP_LTY_LINE_QUANTITY] = {"quantity", IS_LONG, offsetof(lty_event_line, quantity)},
    [PHP_LTY_LINE_AMOUNT] = {"amount", IS_LONG, offsetof(lty_event_line, amount_minor)},
    {"category", IS_STRING, offsetof(lty_event_line, category)},
    {"brand", IS_STRING, offsetof(lty_event_line, brand)},
    {"tax", IS_LONG, offsetof(lty_event_line, tax_minor)},
    {"sale", _IS_BOOL, offsetof(lty_event_line, sale)},
    [PHP_LTY_LINE_COST] = {"cost", IS_LONG, offsetof(lty_event_line, cost_minor)}, /* of orders; the last, as refunds end before it */
};

/* Puts a value into its member, or says what it should have been. */
static const char *php_lty_event_line_value(lty_event_line *line, const struct php_lty_line_member *member, const zval *value)
{
    void *at = (char *) line + member->offset;

    if (member->type == IS_STRING) {
        if (Z_TYPE_P(value) != IS_STRING || !lty_utf8_valid(Z_STRVAL_P(value), Z_STRLEN_P(value))) {
            return "a string of UTF-8";
        }
        *(lty_text *) at = php_lty_text(Z_STR_P(value));
    } else if (member->type == IS_LONG) {
        if (Z_TYPE_P(value) != IS_LONG) {
            return "an int";
        }
        *(int64_t *) at = Z_LVAL_P(value);
    } else {
        if (Z_TYPE_P(value) != IS_TRUE && Z_TYPE_P(value) != IS_FALSE) {
            return "a bool";
        }
        *(bool *) at = Z_TYPE_P(value) == IS_TRUE;
    }
    return NULL;
}

/* Types only; what the values may be is the core's to say. */
static bool php_lty_event_line(lty_event_line *line, lty_event_type type, HashTable *data, zend_ulong index, uint32_t arg)
{
    const size_t members = type == LTY_EVENT_REFUND ? PHP_LTY_LINE_COST : PHP_LTY_LINE_MEMBERS;
    zend_string *key;
    zval *value;
    bool there[PHP_LTY_LINE_MEMBERS] = {false};

    ZEND_HASH_FOREACH_STR_KEY_VAL (data, key, value) {
        size_t i = 0;

        ZVAL_DEREF(value);
        if (key == NULL) {
            zend_argument_value_error(arg, "must have only named members in line " ZEND_ULONG_FMT, index);
            return false;
        }
        while (i < members && !zend_string_equals_cstr(key, php_lty_line_members[i].key, strlen(php_lty_line_members[i].key))) {
            i++;
        }
        if (i == members) {
            zend_argument_value_error(arg, "must not have \"%s\" in line " ZEND_ULONG_FMT, ZSTR_VAL(key), index);
            return false;
        }
        const char *expected = php_lty_event_line_value(line, &php_lty_line_members[i], value);
        if (expected != NULL) {
            zend_argument_value_error(arg, "must have %s as \"%s\" in line " ZEND_ULONG_FMT, expected, ZSTR_VAL(key), index);
            return false;
        }
        there[i] = true;
    }
    ZEND_HASH_FOREACH_END();
    for (size_t i = 0; i < PHP_LTY_LINE_NEEDED; i++) {
        if (!there[i]) {
            zend_argument_value_error(arg, "must have \"%s\" in line " ZEND_ULONG_FMT, php_lty_line_members[i].key, index);
            return false;
        }
    }
    if (there[PHP_LTY_LINE_COST] && line->cost_minor == LTY_EVENT_COST_NONE) { /* what the core takes for "not known" */
        zend_argument_value_error(arg, "must be an integer of minor units, 0 to %" PRId64 " at /lines/" ZEND_ULONG_FMT "/cost, -1 given",
            LTY_MONEY_ENTRY_MAX, index);
        return false;
    }
    return true;
}

void php_lty_event_lines(php_lty_event_draft *draft, HashTable *array, uint32_t arg)
{
    const uint32_t count = array == NULL ? 0 : zend_hash_num_elements(array);
    zval *value;

    if (draft->failed || count == 0) {
        return;
    }
    if (!zend_array_is_list(array)) {
        zend_argument_value_error(arg, "must be a list");
        draft->failed = true;
        return;
    }
    lty_event_line *lines = lty_arena_zero(&draft->arena, count, sizeof *lines);
    draft->event.lines = lines;
    ZEND_HASH_FOREACH_VAL (array, value) {
        ZVAL_DEREF(value);
        if (Z_TYPE_P(value) != IS_ARRAY) {
            zend_argument_value_error(arg, "must have an array as line %zu", draft->event.line_count);
            draft->failed = true;
            return;
        }
        lines[draft->event.line_count].cost_minor = LTY_EVENT_COST_NONE;
        if (!php_lty_event_line(&lines[draft->event.line_count], draft->event.type, Z_ARRVAL_P(value), draft->event.line_count, arg)) {
            draft->failed = true;
            return;
        }
        draft->event.line_count++;
    }
    ZEND_HASH_FOREACH_END();
}

static bool php_lty_event_begins(lty_text text, const char *prefix)
{
    const size_t len = strlen(prefix);

    return text.len >= len && memcmp(text.bytes, prefix, len) == 0 && (text.len == len || text.bytes[len] == '/');
}

static void php_lty_event_throw(const lty_problems *problems, const php_lty_event_argument *arguments)
{
    const lty_problem *first = &problems->items[0];
    const php_lty_event_argument *argument = arguments;

    while (argument->pointer != NULL && !php_lty_event_begins(first->pointer, argument->pointer)) {
        argument++;
    }
    if (argument->pointer == NULL) { /* the whole id: the object's part is the long one */
        zend_argument_value_error(2, "must leave the event's id within %d bytes", LTY_EVENT_ID_MAX);
        return;
    }
    const bool whole = strlen(argument->pointer) == first->pointer.len;

    zend_argument_value_error(argument->arg, "must be %.*s%s%.*s, %.*s given", (int) first->expected.len, first->expected.bytes,
        whole ? "" : " at ", whole ? 0 : (int) first->pointer.len, first->pointer.bytes, (int) first->found.len, first->found.bytes);
}

void php_lty_event_check(zval *out, php_lty_event_draft *draft, lty_text id, const php_lty_event_argument *arguments)
{
    lty_event event;

    if (draft->failed) {
        return;
    }
    lty_event_write(&draft->payload, &draft->event);
    const char *type = lty_event_type_name(draft->event.type);
    const lty_status status = lty_event_parse(&event, id, (lty_text){type, strlen(type)}, draft->event.customer, draft->event.at_s,
        lty_buffer_view(&draft->payload), &draft->arena, &draft->problems);

    if (status == LTY_E_EVENT && draft->problems.count > 0) {
        php_lty_event_throw(&draft->problems, arguments);
    } else if (status != LTY_OK) {
        php_lty_throw(status);
    } else {
        php_lty_event_write(out, &event, event.payload);
    }
}

/* The end of every named constructor. */
void php_lty_event_finish(zval *out, php_lty_event_draft *draft, lty_text source, const char *kind, lty_text object, lty_text revision,
    const php_lty_event_argument *arguments)
{
    if (draft->failed) {
        return;
    }
    if (lty_event_id(&draft->id, source, kind, object, revision) != LTY_OK) {
        php_lty_throw(LTY_E_EVENT);
        return;
    }
    php_lty_event_check(out, draft, lty_buffer_view(&draft->id), arguments);
}

/* A number as a part of an id. */
lty_text php_lty_event_number(char out[MAX_LENGTH_OF_LONG], zend_long number)
{
    const int len = snprintf(out, MAX_LENGTH_OF_LONG, ZEND_LONG_FMT, number);

    return (lty_text){out, (size_t) len};
}
