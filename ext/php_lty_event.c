/* Loyalty\Event: a record. Named constructors are in php_lty_event_sale.c, php_lty_event_points.c and php_lty_event_person.c. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_event.h"
#include "Zend/zend_enum.h"
#include "Zend/zend_exceptions.h"

PHP_METHOD(Loyalty_Event, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE(); /* private: reflection refuses it too, and there is nothing to fill */
}

/* Reads a stored row and makes it canonical; *status says whether it was right, draft->problems what is wrong. */
static lty_status php_lty_event_row(zval *out, php_lty_event_draft *draft, const zend_string *id, const zend_string *type,
    const zend_string *customer, zend_long at, const zend_string *payload)
{
    lty_event event;
    const lty_text key = customer == NULL ? (lty_text){NULL, 0} : php_lty_text(customer);
    const lty_status status =
        lty_event_parse(&event, php_lty_text(id), php_lty_text(type), key, at, php_lty_text(payload), &draft->arena, &draft->problems);

    if (status == LTY_OK) {
        lty_event_write(&draft->payload, &event);
        php_lty_event_write(out, &event, lty_buffer_view(&draft->payload));
    }
    return status;
}

static void php_lty_event_throw(lty_status status, const lty_problems *problems, lty_text id)
{
    if (problems->count == 0) {
        php_lty_throw(status);
        return;
    }
    const lty_problem *first = &problems->items[0];
    const bool named = id.len <= LTY_EVENT_ID_MAX && lty_utf8_valid(id.bytes, id.len);

    php_lty_throw_text(status, "event \"%.*s\"%s%.*s: found %.*s, expected %.*s", named ? (int) id.len : 1, named ? id.bytes : "?",
        first->pointer.len == 0 ? "" : ", ", (int) first->pointer.len, first->pointer.len == 0 ? "" : first->pointer.bytes,
        (int) first->found.len, first->found.bytes, (int) first->expected.len, first->expected.bytes);
}

/* An Event of a stored row, or an exception. */
static void php_lty_event_stored(zval *out, zend_string *id, zend_string *type, zend_string *customer, zend_long at, zend_string *payload)
{
    php_lty_event_draft draft;

    php_lty_event_begin(&draft, (lty_event_type) 0);
    const lty_status status = php_lty_event_row(out, &draft, id, type, customer, at, payload);

    if (status != LTY_OK) {
        php_lty_event_throw(status, &draft.problems, php_lty_text(id));
    }
    php_lty_event_end(&draft);
}

PHP_METHOD(Loyalty_Event, fromRow)
{
    zend_string *id, *type, *customer, *payload;
    zend_long at;

    ZEND_PARSE_PARAMETERS_START(5, 5)
        Z_PARAM_STR(id)
        Z_PARAM_STR(type)
        Z_PARAM_STR_OR_NULL(customer)
        Z_PARAM_LONG(at)
        Z_PARAM_STR(payload)
    ZEND_PARSE_PARAMETERS_END();

    if (customer != NULL && ZSTR_LEN(customer) == 0) {
        zend_argument_value_error(3, "must be 1 to %d bytes of UTF-8, or null", LTY_EVENT_TEXT_MAX);
        RETURN_THROWS();
    }
    php_lty_event_stored(return_value, id, type, customer, at, payload);
}

#define PHP_LTY_EVENT_CELLS 5

/* The texts of a row and its instant; NULL for no customer. What is there has to be released, whatever is returned. */
static bool php_lty_event_cells(zend_string *texts[PHP_LTY_EVENT_CELLS], zend_long *at, HashTable *row, uint32_t arg)
{
    static const char *const names[PHP_LTY_EVENT_CELLS] = {"id", "type", "customer", "at", "payload"};
    bool good = true;

    for (size_t i = 0; i < PHP_LTY_EVENT_CELLS && good; i++) {
        const zval *value = zend_hash_str_find_deref(row, names[i], strlen(names[i]));
        const bool number = i == PHP_LTY_EVENT_AT;

        good = value != NULL
            && (Z_TYPE_P(value) == IS_STRING || Z_TYPE_P(value) == IS_LONG || (Z_TYPE_P(value) == IS_NULL && i == PHP_LTY_EVENT_CUSTOMER));
        if (good && number && Z_TYPE_P(value) == IS_STRING) {
            good = is_numeric_string(Z_STRVAL_P(value), Z_STRLEN_P(value), at, NULL, false) == IS_LONG;
        } else if (good && number) {
            *at = Z_LVAL_P(value);
        } else if (good && Z_TYPE_P(value) != IS_NULL) {
            texts[i] = zval_get_string((zval *) value);
            good = i != PHP_LTY_EVENT_CUSTOMER || ZSTR_LEN(texts[i]) > 0;
        }
        if (!good) {
            zend_argument_value_error(arg,
                "must contain Loyalty\\Event objects or rows with id, type, customer, at (UTC seconds) and payload; \"%s\" %s", names[i],
                value == NULL ? "is missing" : "is something else");
        }
    }
    return good;
}

bool php_lty_event_of_row(zval *out, HashTable *row, uint32_t arg)
{
    zend_string *texts[PHP_LTY_EVENT_CELLS] = {NULL};
    zend_long at = 0;

    if (php_lty_event_cells(texts, &at, row, arg)) {
        php_lty_event_stored(
            out, texts[PHP_LTY_EVENT_ID], texts[PHP_LTY_EVENT_TYPE], texts[PHP_LTY_EVENT_CUSTOMER], at, texts[PHP_LTY_EVENT_PAYLOAD]);
    }
    for (size_t i = 0; i < PHP_LTY_EVENT_CELLS; i++) {
        if (texts[i] != NULL) {
            zend_string_release(texts[i]);
        }
    }
    return EG(exception) == NULL;
}

bool php_lty_event_read_row(lty_event *out, HashTable *row, uint32_t arg, HashTable *held, lty_arena *arena)
{
    zend_string *texts[PHP_LTY_EVENT_CELLS] = {NULL};
    zend_long at = 0;
    const bool good = php_lty_event_cells(texts, &at, row, arg);
    lty_problems problems;

    for (size_t i = 0; i < PHP_LTY_EVENT_CELLS; i++) {
        if (texts[i] != NULL) {
            zval text;

            ZVAL_STR(&text, texts[i]);
            zend_hash_next_index_insert_new(held, &text);
        }
    }
    if (!good) {
        return false;
    }
    lty_problems_init(&problems, arena);
    const zend_string *customer = texts[PHP_LTY_EVENT_CUSTOMER];
    const lty_text key = customer == NULL ? (lty_text){NULL, 0} : php_lty_text(customer);
    const lty_status status = lty_event_parse(out, php_lty_text(texts[PHP_LTY_EVENT_ID]), php_lty_text(texts[PHP_LTY_EVENT_TYPE]), key, at,
        php_lty_text(texts[PHP_LTY_EVENT_PAYLOAD]), arena, &problems);

    if (status != LTY_OK) {
        php_lty_event_throw(status, &problems, php_lty_text(texts[PHP_LTY_EVENT_ID]));
    }
    return status == LTY_OK;
}

bool php_lty_event_read(lty_event *out, zend_object *object, lty_arena *arena)
{
    const zval *id = php_lty_record_get(object, PHP_LTY_EVENT_ID);
    const zval *type = php_lty_record_get(object, PHP_LTY_EVENT_TYPE);
    const zval *customer = php_lty_record_get(object, PHP_LTY_EVENT_CUSTOMER);
    const zval *at = php_lty_record_get(object, PHP_LTY_EVENT_AT);
    const zval *payload = php_lty_record_get(object, PHP_LTY_EVENT_PAYLOAD);
    lty_problems problems;

    if (Z_TYPE_P(id) != IS_STRING || Z_TYPE_P(type) != IS_OBJECT || Z_TYPE_P(at) != IS_LONG || Z_TYPE_P(payload) != IS_STRING) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    lty_problems_init(&problems, arena);
    const char *name = lty_event_type_name((lty_event_type) php_lty_enum_value(Z_OBJ_P(type)));
    const lty_text key = Z_TYPE_P(customer) == IS_STRING ? php_lty_text(Z_STR_P(customer)) : (lty_text){NULL, 0};
    const lty_status status = lty_event_parse(out, php_lty_text(Z_STR_P(id)), (lty_text){name, strlen(name)}, key, Z_LVAL_P(at),
        php_lty_text(Z_STR_P(payload)), arena, &problems);

    if (status != LTY_OK) {
        php_lty_throw(status);
    }
    return status == LTY_OK;
}

PHP_METHOD(Loyalty_Event, replacing)
{
    static const php_lty_event_argument arguments[] = {{"/replaces", 1}, {NULL, 0}};
    zend_string *id;
    php_lty_event_draft draft;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(id)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_event_begin(&draft, (lty_event_type) 0);
    if (php_lty_event_read(&draft.event, Z_OBJ_P(ZEND_THIS), &draft.arena)) {
        const lty_text own = draft.event.id;

        draft.event.replaces = php_lty_event_text(&draft, id, 1, LTY_EVENT_ID_MAX, 1);
        if (!draft.failed && !lty_event_replaces(draft.event.type)) {
            zend_argument_value_error(1, "must not be set for an event of type \"%s\"", lty_event_type_name(draft.event.type));
            draft.failed = true;
        }
        php_lty_event_check(return_value, &draft, own, arguments);
    }
    php_lty_event_end(&draft);
}

static void php_lty_event_export(INTERNAL_FUNCTION_PARAMETERS)
{
    zend_object *object = Z_OBJ_P(ZEND_THIS);

    ZEND_PARSE_PARAMETERS_NONE();

    const zval *type = php_lty_record_get(object, PHP_LTY_EVENT_TYPE);
    if (Z_TYPE_P(type) != IS_OBJECT) {
        php_lty_throw_uninitialized(object);
        RETURN_THROWS();
    }
    static const struct {
        const char *name;
        uint32_t slot;
    } members[] = {{"id", PHP_LTY_EVENT_ID}, {"type", PHP_LTY_EVENT_TYPE}, {"customer", PHP_LTY_EVENT_CUSTOMER}, {"at", PHP_LTY_EVENT_AT},
        {"payload", PHP_LTY_EVENT_PAYLOAD}};

    array_init_size(return_value, 5);
    for (size_t i = 0; i < 5; i++) {
        zval value;

        ZVAL_COPY(&value,
            members[i].slot == PHP_LTY_EVENT_TYPE ? zend_enum_fetch_case_value(Z_OBJ_P(type))
                                                  : php_lty_record_get(object, members[i].slot));
        zend_hash_str_add_new(Z_ARRVAL_P(return_value), members[i].name, strlen(members[i].name), &value);
    }
}

PHP_METHOD(Loyalty_Event, jsonSerialize)
{
    php_lty_event_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_Event, __serialize)
{
    php_lty_event_export(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

/* Moves the properties of a checked event into the object that unserialize() made. */
static void php_lty_event_take(zend_object *to, zval *from)
{
    for (uint32_t slot = PHP_LTY_EVENT_ID; slot <= PHP_LTY_EVENT_PAYLOAD; slot++) {
        zval value;

        ZVAL_COPY(&value, php_lty_record_get(Z_OBJ_P(from), slot));
        php_lty_record_set(to, slot, &value);
    }
    zval_ptr_dtor(from);
}

PHP_METHOD(Loyalty_Event, __unserialize)
{
    HashTable *data;
    php_lty_event_draft draft;
    zval event;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(data)
    ZEND_PARSE_PARAMETERS_END();

    if (Z_TYPE_P(php_lty_record_get(Z_OBJ_P(ZEND_THIS), PHP_LTY_EVENT_ID)) != IS_UNDEF) {
        php_lty_throw_twice(Z_OBJ_P(ZEND_THIS));
        RETURN_THROWS();
    }
    const zval *id = zend_hash_str_find_deref(data, ZEND_STRL("id"));
    const zval *type = zend_hash_str_find_deref(data, ZEND_STRL("type"));
    const zval *customer = zend_hash_str_find_deref(data, ZEND_STRL("customer"));
    const zval *at = zend_hash_str_find_deref(data, ZEND_STRL("at"));
    const zval *payload = zend_hash_str_find_deref(data, ZEND_STRL("payload"));
    const bool typed = zend_hash_num_elements(data) == 5 && id != NULL && Z_TYPE_P(id) == IS_STRING && type != NULL
        && Z_TYPE_P(type) == IS_STRING && customer != NULL
        && (Z_TYPE_P(customer) == IS_NULL || (Z_TYPE_P(customer) == IS_STRING && Z_STRLEN_P(customer) > 0)) && at != NULL
        && Z_TYPE_P(at) == IS_LONG && payload != NULL && Z_TYPE_P(payload) == IS_STRING;

    php_lty_event_begin(&draft, (lty_event_type) 0);
    if (typed
        && php_lty_event_row(&event, &draft, Z_STR_P(id), Z_STR_P(type), Z_TYPE_P(customer) == IS_NULL ? NULL : Z_STR_P(customer),
               Z_LVAL_P(at), Z_STR_P(payload))
            == LTY_OK) {
        php_lty_event_take(Z_OBJ_P(ZEND_THIS), &event);
    } else {
        php_lty_throw_unserialize(lty_ce_event);
    }
    php_lty_event_end(&draft);
}
