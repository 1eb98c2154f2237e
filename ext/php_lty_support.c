/* What many glue files need: the two allocators, instants, customer keys, and the life of records. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "lty_time.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"

#include <stddef.h>

#define PHP_LTY_KEY_MAX 191

static void *php_lty_request_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    if (new_size == 0) {
        if (memory != NULL) {
            efree(memory);
        }
        return NULL;
    }
    return memory == NULL ? emalloc(new_size) : erealloc2(memory, new_size, MIN(old_size, new_size));
}

const lty_alloc php_lty_request_alloc = {php_lty_request_resize, NULL};

/*
 * Bases outlive no request but may be larger than memory_limit: they are counted against a limit of their own. PHP leaves by longjmp where its
 * own memory is out, and whoever held such a block then cannot give it back: so each has a head by which the end of the request finds it.
 */
struct php_lty_block {
    php_lty_block *before;
    php_lty_block *behind;
};

/* Keeps what stands behind the head aligned as malloc aligns. */
#define PHP_LTY_BLOCK_HEAD ((sizeof(php_lty_block) + _Alignof(max_align_t) - 1) / _Alignof(max_align_t) * _Alignof(max_align_t))

static void php_lty_block_link(php_lty_block *block)
{
    if (block->before == NULL) {
        LTY_G(base_blocks) = block;
    } else {
        block->before->behind = block;
    }
    if (block->behind != NULL) {
        block->behind->before = block;
    }
}

static void php_lty_block_unlink(const php_lty_block *block)
{
    if (block->before == NULL) {
        LTY_G(base_blocks) = block->behind;
    } else {
        block->before->behind = block->behind;
    }
    if (block->behind != NULL) {
        block->behind->before = block->before;
    }
}

static void *php_lty_base_resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    php_lty_block *block = memory == NULL ? NULL : (php_lty_block *) ((char *) memory - PHP_LTY_BLOCK_HEAD);

    if (new_size == 0) {
        if (block != NULL) {
            LTY_G(base_bytes) -= old_size;
            php_lty_block_unlink(block);
            free(block);
        }
        return NULL;
    }
    const size_t rest = LTY_G(base_bytes) - (block == NULL ? 0 : old_size);
    const size_t limit = LTY_G(base_limit) == 0 ? SIZE_MAX : (size_t) LTY_G(base_limit);

    if (new_size > limit || rest > limit - new_size) {
        LTY_G(base_refused) = true;
        return NULL;
    }
    php_lty_block *grown = new_size > SIZE_MAX - PHP_LTY_BLOCK_HEAD ? NULL : realloc(block, PHP_LTY_BLOCK_HEAD + new_size);

    if (grown == NULL) {
        return NULL;
    }
    if (block == NULL) {
        *grown = (php_lty_block){NULL, LTY_G(base_blocks)};
    }
    php_lty_block_link(grown);
    LTY_G(base_bytes) = rest + new_size;
    return (char *) grown + PHP_LTY_BLOCK_HEAD;
}

void php_lty_base_end(void)
{
    for (php_lty_block *block = LTY_G(base_blocks), *next; block != NULL; block = next) {
        next = block->behind;
        free(block);
    }
    LTY_G(base_blocks) = NULL;
    LTY_G(base_bytes) = 0;
    LTY_G(base_refused) = false;
}

bool php_lty_base_count(size_t more)
{
    const size_t limit = LTY_G(base_limit) == 0 ? SIZE_MAX : (size_t) LTY_G(base_limit);

    if (more > limit || LTY_G(base_bytes) > limit - more) {
        LTY_G(base_refused) = true;
        return false;
    }
    LTY_G(base_bytes) += more;
    return true;
}

const lty_alloc php_lty_base_alloc = {php_lty_base_resize, NULL};

lty_status php_lty_base_status(lty_status status)
{
    const bool refused = LTY_G(base_refused);

    LTY_G(base_refused) = false;
    return status == LTY_E_MEMORY && refused ? LTY_E_LIMIT : status;
}

zend_result php_lty_instant(int64_t *out, zend_object *date, zend_long seconds, uint32_t arg)
{
    int64_t at_s = seconds;

    if (date != NULL) {
        const php_date_obj *instant = php_date_obj_from_obj(date);

        if (instant->time == NULL) {
            zend_throw_error(NULL, "%s object is not initialized", ZSTR_VAL(date->ce->name));
            return FAILURE;
        }
        at_s = instant->time->sse;
    }
    if (at_s < LTY_TIME_MIN || at_s > LTY_TIME_MAX) {
        zend_argument_value_error(arg, "must be an instant in the years 1 to 9999");
        return FAILURE;
    }
    *out = at_s;
    return SUCCESS;
}

zend_string *php_lty_key(zend_string *text, zend_long number, uint32_t arg)
{
    if (text == NULL) {
        return zend_long_to_str(number);
    }
    if (ZSTR_LEN(text) == 0 || ZSTR_LEN(text) > PHP_LTY_KEY_MAX || !lty_utf8_valid(ZSTR_VAL(text), ZSTR_LEN(text))) {
        zend_argument_value_error(arg, "must be 1 to %d bytes of UTF-8", PHP_LTY_KEY_MAX);
        return NULL;
    }
    return zend_string_copy(text);
}

zend_string *php_lty_hex_string(const unsigned char *bytes, size_t len)
{
    static const char digits[] = "0123456789abcdef";
    zend_string *hex = zend_string_alloc(2 * len, false);

    for (size_t i = 0; i < len; i++) {
        ZSTR_VAL(hex)[2 * i] = digits[bytes[i] >> 4];
        ZSTR_VAL(hex)[2 * i + 1] = digits[bytes[i] & 15];
    }
    ZSTR_VAL(hex)[2 * len] = '\0';
    return hex;
}

static int php_lty_hex_digit(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool php_lty_unhex(unsigned char *out, size_t len, const char *hex, size_t hex_len)
{
    if (hex_len != 2 * len) {
        return false;
    }
    for (size_t i = 0; i < len; i++) {
        const int high = php_lty_hex_digit(hex[2 * i]);
        const int low = php_lty_hex_digit(hex[2 * i + 1]);

        if (high < 0 || low < 0) {
            return false;
        }
        out[i] = (unsigned char) (high << 4 | low);
    }
    return true;
}

void php_lty_throw_twice(const zend_object *object)
{
    zend_throw_error(NULL, "Cannot initialize %s twice", ZSTR_VAL(object->ce->name));
}

void php_lty_throw_uninitialized(const zend_object *object)
{
    zend_throw_error(NULL, "%s object is not initialized", ZSTR_VAL(object->ce->name));
}

void php_lty_throw_unserialize(const zend_class_entry *ce)
{
    zend_throw_exception_ex(NULL, 0, "Invalid serialization data for %s object", ZSTR_VAL(ce->name));
}

void php_lty_record_set(zend_object *object, uint32_t slot, zval *value)
{
    zval *property = OBJ_PROP_NUM(object, slot);

    ZEND_ASSERT(Z_TYPE_P(property) == IS_UNDEF);
    ZVAL_COPY_VALUE(property, value);
    Z_PROP_FLAG_P(property) = 0;
}
