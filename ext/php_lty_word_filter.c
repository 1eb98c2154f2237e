/* WordFilter: an engine over the automaton of words, which lives in the request's memory. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_base.h"
#include "php_lty_coupons_part.h"

static zend_object_handlers php_lty_word_filter_handlers;

typedef struct php_lty_word_filter {
    lty_words *words; /* NULL before the constructor is through */
    zend_object std;
} php_lty_word_filter;

static inline php_lty_word_filter *php_lty_word_filter_from(zend_object *object)
{
    return (php_lty_word_filter *) ((char *) object - offsetof(php_lty_word_filter, std));
}

static zend_object *php_lty_word_filter_create(zend_class_entry *ce)
{
    php_lty_word_filter *filter = zend_object_alloc(sizeof *filter, ce);

    zend_object_std_init(&filter->std, ce);
    object_properties_init(&filter->std, ce);
    filter->std.handlers = &php_lty_word_filter_handlers;
    return &filter->std;
}

static void php_lty_word_filter_free(zend_object *object)
{
    lty_words_destroy(php_lty_word_filter_from(object)->words);
    zend_object_std_dtor(object);
}

void php_lty_word_filter_minit(void)
{
    lty_ce_word_filter->create_object = php_lty_word_filter_create;
    php_lty_word_filter_handlers = std_object_handlers;
    php_lty_word_filter_handlers.offset = offsetof(php_lty_word_filter, std);
    php_lty_word_filter_handlers.free_obj = php_lty_word_filter_free;
    php_lty_word_filter_handlers.clone_obj = NULL;
    php_lty_word_filter_handlers.compare = zend_objects_not_comparable;
}

const lty_words *php_lty_word_filter_of(zend_object *object)
{
    const lty_words *words = php_lty_word_filter_from(object)->words;

    if (words == NULL) {
        php_lty_throw_uninitialized(object);
    }
    return words;
}

bool php_lty_words_offend(const lty_words *words, const php_lty_code_text *text)
{
    const size_t name = text->front == 0 ? 0 : text->front - 1;
    const size_t len = text->len - text->front;
    char read[PHP_LTY_CODE_MAX]; /* as one reads it: the dash does not part a word */

    if (name == 0) {
        return lty_words_found(words, text->bytes, text->len);
    }
    memcpy(read, text->bytes, name);
    memcpy(read + name, text->bytes + text->front, len);
    /* The first symbol is the key's and the same for every serial. */
    return lty_words_found(words, read, name + 1) ? lty_words_found(words, read + name, len) : lty_words_found(words, read, name + len);
}

/* The words while they are gathered. */
typedef struct php_lty_word_list {
    zend_string **strings;
    size_t count;
    size_t capacity;
} php_lty_word_list;

static bool php_lty_word_list_add(void *context, zval *word)
{
    php_lty_word_list *list = context;

    if (Z_TYPE_P(word) != IS_STRING) {
        zend_argument_type_error(1, "must have strings only, %s given in it", zend_zval_type_name(word));
        return false;
    }
    if (list->count == LTY_WORDS_MAX) {
        zend_argument_value_error(1, "must not have more than %u words", LTY_WORDS_MAX);
        return false;
    }
    if (list->count == list->capacity) {
        list->capacity = list->capacity == 0 ? 64 : 2 * list->capacity;
        list->strings = safe_erealloc(list->strings, list->capacity, sizeof *list->strings, 0);
    }
    list->strings[list->count++] = zend_string_copy(Z_STR_P(word));
    return true;
}

/* Throws what does not work. */
static void php_lty_word_filter_compile(php_lty_word_filter *filter, const php_lty_word_list *list)
{
    lty_text *texts = safe_emalloc(list->count, sizeof *texts, 1);
    size_t skipped;

    for (size_t i = 0; i < list->count; i++) {
        texts[i] = php_lty_text(list->strings[i]);
    }
    const lty_status status = lty_words_create(&filter->words, &skipped, texts, list->count, &php_lty_request_alloc);
    efree(texts);
    if (status != LTY_OK) {
        php_lty_throw(status);
    }
}

PHP_METHOD(Loyalty_WordFilter, __construct)
{
    zval *words;
    php_lty_word_list list = {NULL, 0, 0};

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ITERABLE(words)
    ZEND_PARSE_PARAMETERS_END();

    php_lty_word_filter *filter = php_lty_word_filter_from(Z_OBJ_P(ZEND_THIS));
    if (filter->words != NULL) {
        php_lty_throw_twice(&filter->std);
        RETURN_THROWS();
    }
    php_lty_iterate(words, php_lty_word_list_add, &list);
    if (filter->words != NULL) { /* by an iterator that called this constructor */
        php_lty_throw_twice(&filter->std);
    } else if (EG(exception) == NULL) {
        php_lty_word_filter_compile(filter, &list);
    }
    for (size_t i = 0; i < list.count; i++) {
        zend_string_release(list.strings[i]);
    }
    if (list.strings != NULL) {
        efree(list.strings);
    }
}

PHP_METHOD(Loyalty_WordFilter, matches)
{
    zend_string *code;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR(code)
    ZEND_PARSE_PARAMETERS_END();

    const lty_words *words = php_lty_word_filter_of(Z_OBJ_P(ZEND_THIS));
    if (words == NULL) {
        RETURN_THROWS();
    }
    char *plain = emalloc(ZSTR_LEN(code) + 1); /* without what groups a code */
    size_t len = 0;

    for (size_t i = 0; i < ZSTR_LEN(code); i++) {
        if (strchr(" -_.", ZSTR_VAL(code)[i]) == NULL || ZSTR_VAL(code)[i] == '\0') {
            plain[len++] = ZSTR_VAL(code)[i];
        }
    }
    const bool found = lty_words_found(words, plain, len);
    efree(plain);
    RETURN_BOOL(found);
}

PHP_METHOD(Loyalty_WordFilter, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    const lty_words *words = php_lty_word_filter_of(Z_OBJ_P(ZEND_THIS));
    if (words == NULL) {
        RETURN_THROWS();
    }
    RETURN_LONG((zend_long) lty_words_count(words));
}
