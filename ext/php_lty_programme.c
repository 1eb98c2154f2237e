/*
 * Programme: documents compiled into memory of the object, which no call changes again. One of several versions holds the objects of its
 * versions, each of one document; one of a single document is its own only version.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_facts.h"
#include "ext/json/php_json.h"
#include "Zend/zend_smart_str.h"

typedef struct php_lty_programme {
    lty_arena arena;
    const lty_timeline *timeline;
    zend_object **parts; /* in the timeline's order; NULL = its own document */
    size_t part_count;
    zend_object std;
} php_lty_programme;

static zend_object_handlers php_lty_programme_handlers;

static php_lty_programme *php_lty_programme_from(zend_object *object)
{
    return (php_lty_programme *) ((char *) object - offsetof(php_lty_programme, std));
}

static zend_object *php_lty_programme_create(zend_class_entry *ce)
{
    php_lty_programme *intern = zend_object_alloc(sizeof *intern, ce);

    lty_arena_init(&intern->arena, &php_lty_request_alloc);
    zend_object_std_init(&intern->std, ce);
    object_properties_init(&intern->std, ce);
    intern->std.handlers = &php_lty_programme_handlers;
    return &intern->std;
}

static void php_lty_programme_free(zend_object *object)
{
    php_lty_programme *intern = php_lty_programme_from(object);

    intern->timeline = NULL;
    for (size_t i = 0; i < intern->part_count; i++) {
        OBJ_RELEASE(intern->parts[i]);
    }
    intern->part_count = 0;
    lty_arena_destroy(&intern->arena);
    zend_object_std_dtor(object);
}

static HashTable *php_lty_programme_gc(zend_object *object, zval **table, int *count)
{
    const php_lty_programme *intern = php_lty_programme_from(object);
    zend_get_gc_buffer *buffer = zend_get_gc_buffer_create();

    for (size_t i = 0; i < intern->part_count; i++) {
        zend_get_gc_buffer_add_obj(buffer, intern->parts[i]);
    }
    zend_get_gc_buffer_use(buffer, table, count);
    return NULL;
}

void php_lty_programme_minit(void)
{
    lty_ce_programme->create_object = php_lty_programme_create;
    php_lty_programme_handlers = std_object_handlers;
    php_lty_programme_handlers.offset = offsetof(php_lty_programme, std);
    php_lty_programme_handlers.free_obj = php_lty_programme_free;
    php_lty_programme_handlers.get_gc = php_lty_programme_gc;
    php_lty_programme_handlers.clone_obj = NULL;
    php_lty_programme_handlers.compare = zend_objects_not_comparable;
}

const lty_timeline *php_lty_timeline_of(zend_object *object)
{
    const lty_timeline *timeline = php_lty_programme_from(object)->timeline;

    ZEND_ASSERT(timeline != NULL); /* the constructor is private, and a final class with a C state is not made without it */
    return timeline;
}

const lty_programme *php_lty_programme_of(zend_object *object)
{
    return lty_timeline_last(php_lty_timeline_of(object));
}

zend_object *php_lty_programme_version(zend_object *object, size_t version)
{
    const php_lty_programme *intern = php_lty_programme_from(object);

    ZEND_ASSERT(version < intern->timeline->count);
    return intern->parts == NULL ? object : intern->parts[version];
}

static const lty_programme *php_lty_programme_this(zval *this)
{
    return php_lty_programme_of(Z_OBJ_P(this));
}

static lty_status php_lty_programme_parse(const lty_programme **out, lty_arena *arena, lty_problems *problems, const char *json, size_t len)
{
    const lty_expr_scope catalogue = lty_fact_scope();

    lty_problems_init(problems, arena);
    return lty_programme_parse(out, json, len, &catalogue, php_lty_zone_load, NULL, arena, problems);
}

/* A Programme in return_value, or an exception. */
static void php_lty_programme_read(zval *return_value, const char *json, size_t len)
{
    lty_problems problems;
    const lty_programme *programme;
    size_t culprit;

    object_init_ex(return_value, lty_ce_programme);
    php_lty_programme *intern = php_lty_programme_from(Z_OBJ_P(return_value));
    lty_status status = php_lty_programme_parse(&programme, &intern->arena, &problems, json, len);
    if (status == LTY_OK) {
        const lty_programme **own = lty_arena_zero(&intern->arena, 1, sizeof *own);

        *own = programme;
        status = lty_timeline_create(&intern->timeline, own, 1, &culprit, &intern->arena);
    }
    if (status != LTY_OK) {
        php_lty_throw_programme(&problems, status);
        zval_ptr_dtor(return_value);
        ZVAL_UNDEF(return_value);
    }
}

PHP_METHOD(Loyalty_ProgrammeError, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Programme, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_Programme, fromJson)
{
    zend_string *json;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(json)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_programme_read(return_value, ZSTR_VAL(json), ZSTR_LEN(json));
}

/* By way of JSON, so that there is one reader: 12.0 stays a float on the way and is refused like 12.0 in a document. */
PHP_METHOD(Loyalty_Programme, fromArray)
{
    zval *document;
    smart_str json = {0};

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY(document)
    ZEND_PARSE_PARAMETERS_END();

    /* A NAN is written as 0 and only told in the error code, which is json_last_error()'s and put back. */
    const php_json_error_code before = JSON_G(error_code);
    zend_result result = php_json_encode_ex(&json, document,
        PHP_JSON_PRESERVE_ZERO_FRACTION | PHP_JSON_UNESCAPED_SLASHES | PHP_JSON_UNESCAPED_UNICODE, PHP_JSON_PARSER_DEFAULT_DEPTH);
    const php_json_error_code error = JSON_G(error_code);
    JSON_G(error_code) = before;
    if (result != SUCCESS || error != PHP_JSON_ERROR_NONE || EG(exception) != NULL) {
        smart_str_free(&json);
        if (EG(exception) == NULL) {
            zend_argument_value_error(1, "must be an array that json_encode() takes");
        }
        RETURN_THROWS();
    }
    smart_str_0(&json);
    php_lty_programme_read(return_value, ZSTR_VAL(json.s), ZSTR_LEN(json.s));
    smart_str_free(&json);
}

PHP_METHOD(Loyalty_Programme, check)
{
    zend_string *json;
    lty_arena arena;
    lty_problems problems;
    const lty_programme *programme;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(json)
    ZEND_PARSE_PARAMETERS_END();

    lty_arena_init(&arena, &php_lty_request_alloc);
    lty_status status = php_lty_programme_parse(&programme, &arena, &problems, ZSTR_VAL(json), ZSTR_LEN(json));
    if (status == LTY_E_MEMORY) {
        php_lty_throw(status);
    } else {
        php_lty_problems_array(return_value, &problems);
    }
    lty_arena_destroy(&arena);
}

/* What is given to versions(), with the versions of those that have several in their place. */
typedef struct php_lty_version_list {
    zend_object **objects;
    const lty_programme **programmes;
    size_t count;
} php_lty_version_list;

size_t php_lty_versions_count(HashTable *list, uint32_t arg)
{
    size_t count = 0;
    zval *entry;

    ZEND_HASH_FOREACH_VAL (list, entry) {
        ZVAL_DEREF(entry);
        if (Z_TYPE_P(entry) != IS_OBJECT || Z_OBJCE_P(entry) != lty_ce_programme) {
            zend_argument_type_error(
                arg, "must be a list of %s, %s given in it", ZSTR_VAL(lty_ce_programme->name), zend_zval_type_name(entry));
            return 0;
        }
        count += php_lty_timeline_of(Z_OBJ_P(entry))->count;
    }
    ZEND_HASH_FOREACH_END();
    if (count == 0 || !zend_array_is_list(list)) {
        zend_argument_value_error(arg, "must be a list of at least one version");
        return 0;
    }
    return count;
}

static void php_lty_versions_fill(php_lty_version_list *out, HashTable *list)
{
    zval *entry;

    ZEND_HASH_FOREACH_VAL (list, entry) {
        ZVAL_DEREF(entry);
        const lty_timeline *timeline = php_lty_timeline_of(Z_OBJ_P(entry));

        for (size_t i = 0; i < timeline->count; i++) {
            out->objects[out->count] = php_lty_programme_version(Z_OBJ_P(entry), i);
            out->programmes[out->count++] = timeline->versions[i];
        }
    }
    ZEND_HASH_FOREACH_END();
}

static void php_lty_versions_refuse(const php_lty_version_list *list, size_t culprit)
{
    const lty_programme *wrong = list->programmes[culprit];

    for (size_t i = 0; i < list->count; i++) {
        const lty_programme *other = list->programmes[i];

        if (i != culprit && other->in_force_from_s == wrong->in_force_from_s) {
            zend_argument_value_error(1,
                "must be of versions that begin at different instants, versions " ZEND_LONG_FMT " and " ZEND_LONG_FMT " begin at one",
                (zend_long) MIN(wrong->version, other->version), (zend_long) MAX(wrong->version, other->version));
            return;
        }
    }
    zend_argument_value_error(
        1, "must be of versions in one currency, version " ZEND_LONG_FMT " is in %s", (zend_long) wrong->version, wrong->currency);
}

/* Takes a reference to each version, in the order of the timeline. */
static void php_lty_versions_hold(php_lty_programme *intern, const php_lty_version_list *list)
{
    intern->parts = lty_arena_zero(&intern->arena, list->count, sizeof(zend_object *));
    for (size_t i = 0; i < list->count; i++) {
        size_t from = 0;

        while (list->programmes[from] != intern->timeline->versions[i]) {
            from++;
            ZEND_ASSERT(from < list->count);
        }
        intern->parts[intern->part_count++] = list->objects[from];
        GC_ADDREF(list->objects[from]);
    }
}

PHP_METHOD(Loyalty_Programme, versions)
{
    HashTable *versions;
    size_t culprit = 0;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(versions)
    ZEND_PARSE_PARAMETERS_END();

    const size_t count = php_lty_versions_count(versions, 1);
    if (count == 0) {
        RETURN_THROWS();
    }
    object_init_ex(return_value, lty_ce_programme);
    php_lty_programme *intern = php_lty_programme_from(Z_OBJ_P(return_value));
    php_lty_version_list list = {
        lty_arena_zero(&intern->arena, count, sizeof(zend_object *)), lty_arena_zero(&intern->arena, count, sizeof(lty_programme *)), 0};

    php_lty_versions_fill(&list, versions);
    const lty_status status = lty_timeline_create(&intern->timeline, list.programmes, count, &culprit, &intern->arena);
    if (status == LTY_OK) {
        php_lty_versions_hold(intern, &list);
        return;
    }
    if (status == LTY_E_PROGRAMME) {
        php_lty_versions_refuse(&list, culprit);
    } else {
        php_lty_throw(status);
    }
    zval_ptr_dtor(return_value);
    ZVAL_UNDEF(return_value);
}

PHP_METHOD(Loyalty_Programme, parts)
{
    ZEND_PARSE_PARAMETERS_NONE();

    zend_object *object = Z_OBJ_P(ZEND_THIS);
    const lty_timeline *timeline = php_lty_timeline_of(object);
    array_init_size(return_value, (uint32_t) timeline->count);
    for (size_t i = 0; i < timeline->count; i++) {
        zval part;

        ZVAL_OBJ_COPY(&part, php_lty_programme_version(object, i));
        add_next_index_zval(return_value, &part);
    }
}

PHP_METHOD(Loyalty_Programme, at)
{
    zend_object *date = NULL;
    zend_long seconds = 0;
    int64_t at_s;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        PHP_LTY_PARAM_INSTANT(date, seconds)
    ZEND_PARSE_PARAMETERS_END();

    if (php_lty_instant(&at_s, date, seconds, 1) == FAILURE) {
        RETURN_THROWS();
    }
    zend_object *object = Z_OBJ_P(ZEND_THIS);
    RETURN_OBJ_COPY(php_lty_programme_version(object, lty_timeline_find(php_lty_timeline_of(object), at_s)));
}

PHP_METHOD(Loyalty_Programme, warnings)
{
    lty_arena arena;
    lty_problems problems;

    ZEND_PARSE_PARAMETERS_NONE();

    lty_arena_init(&arena, &php_lty_request_alloc);
    lty_problems_init(&problems, &arena);
    const lty_status status = lty_programme_warn(&problems, php_lty_programme_this(ZEND_THIS), &arena);
    if (status == LTY_OK) {
        php_lty_problems_array(return_value, &problems);
    } else {
        php_lty_throw(status);
    }
    lty_arena_destroy(&arena);
}

PHP_METHOD(Loyalty_Programme, hash)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_timeline *timeline = php_lty_timeline_of(Z_OBJ_P(ZEND_THIS));
    RETURN_NEW_STR(php_lty_hex_string(timeline->hash, sizeof timeline->hash));
}

PHP_METHOD(Loyalty_Programme, name)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    RETURN_STRINGL(programme->name.bytes, programme->name.len);
}

PHP_METHOD(Loyalty_Programme, currency)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_STRING(php_lty_programme_this(ZEND_THIS)->currency);
}

PHP_METHOD(Loyalty_Programme, timezone)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_zone *zone = &php_lty_programme_this(ZEND_THIS)->zone;
    RETURN_STRINGL(zone->name.bytes, zone->name.len);
}

PHP_METHOD(Loyalty_Programme, version)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(php_lty_programme_this(ZEND_THIS)->version);
}

PHP_METHOD(Loyalty_Programme, inForceFrom)
{
    ZEND_PARSE_PARAMETERS_NONE();
    RETURN_LONG(php_lty_programme_this(ZEND_THIS)->in_force_from_s);
}

PHP_METHOD(Loyalty_Programme, segment)
{
    zend_string *key;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(key)
    ZEND_PARSE_PARAMETERS_END();

    const lty_segment_rule *segment = lty_programme_segment(php_lty_programme_this(ZEND_THIS), php_lty_text(key));
    if (segment == NULL) {
        zend_argument_value_error(1, "must be the key of a segment of the programme");
        RETURN_THROWS();
    }
    php_lty_segment_create(return_value, Z_OBJ_P(ZEND_THIS), segment->rule);
}

PHP_METHOD(Loyalty_Programme, worth)
{
    zend_long points;
    int64_t minor;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_LONG(points)
    ZEND_PARSE_PARAMETERS_END();

    const lty_programme *programme = php_lty_programme_this(ZEND_THIS);
    lty_status status = lty_programme_worth(&minor, programme, points);
    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    php_lty_money_create(return_value, minor, programme->currency);
}
