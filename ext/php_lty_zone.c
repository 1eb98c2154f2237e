/*
 * Time zones from PHP's own data, asked for through its classes: a distribution may have replaced what stands behind them, and
 * getTransitions() carries the last rule of a zone on to the year that is asked for.
 */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"
#include "ext/date/php_date.h"
#include "Zend/zend_exceptions.h"
#include "Zend/zend_interfaces.h"

#define PHP_LTY_ZONE_END INT64_C(7289654400) /* 2201-01-01T00:00:00Z */
#define PHP_LTY_ZONES_ALL_WITH_BC 4095       /* DateTimeZone::ALL_WITH_BC */

/* DateTimeZone also takes offsets, abbreviations and any case; those would mean different things on different machines. */
static bool php_lty_zone_known(zend_class_entry *ce, lty_text name)
{
    zval group, list;
    const zval *entry;
    bool known = false;

    ZVAL_LONG(&group, PHP_LTY_ZONES_ALL_WITH_BC);
    ZVAL_UNDEF(&list);
    zend_call_method_with_1_params(NULL, ce, NULL, "listidentifiers", &list, &group);
    if (Z_TYPE(list) == IS_ARRAY) {
        ZEND_HASH_FOREACH_VAL (Z_ARRVAL(list), entry) {
            if (Z_TYPE_P(entry) == IS_STRING && zend_string_equals_cstr(Z_STR_P(entry), name.bytes, name.len)) {
                known = true;
                break;
            }
        }
        ZEND_HASH_FOREACH_END();
    }
    zval_ptr_dtor(&list);
    return known;
}

/* The list of transitions as PHP has it; undefined on failure. */
static void php_lty_zone_ask(zval *out, zend_class_entry *ce, lty_text name)
{
    zval zone, text, begin, end;

    ZVAL_UNDEF(out);
    if (object_init_ex(&zone, ce) != SUCCESS) {
        return;
    }
    ZVAL_STRINGL(&text, name.bytes, name.len);
    zend_call_method_with_1_params(Z_OBJ(zone), ce, &ce->constructor, "__construct", NULL, &text);
    zval_ptr_dtor(&text);
    if (EG(exception) == NULL) {
        ZVAL_LONG(&begin, ZEND_LONG_MIN);
        ZVAL_LONG(&end, PHP_LTY_ZONE_END);
        zend_call_method_with_2_params(Z_OBJ(zone), ce, NULL, "gettransitions", out, &begin, &end);
    }
    zval_ptr_dtor(&zone);
}

/* Entries that change only the abbreviation are dropped: two releases of the zone data that mean the same give the same hash. */
static lty_status php_lty_zone_copy(lty_zone *out, const HashTable *list, lty_arena *arena)
{
    lty_transition *transitions = lty_arena_zero(arena, zend_hash_num_elements(list), sizeof *transitions);
    size_t count = 0;
    zval *entry;

    if (transitions == NULL) {
        return LTY_E_MEMORY;
    }
    ZEND_HASH_FOREACH_VAL ((HashTable *) list, entry) {
        const zval *at = Z_TYPE_P(entry) == IS_ARRAY ? zend_hash_str_find(Z_ARRVAL_P(entry), ZEND_STRL("ts")) : NULL;
        const zval *offset = at == NULL ? NULL : zend_hash_str_find(Z_ARRVAL_P(entry), ZEND_STRL("offset"));

        if (offset == NULL || Z_TYPE_P(at) != IS_LONG || Z_TYPE_P(offset) != IS_LONG || Z_LVAL_P(offset) <= -LTY_DAY_SECONDS
            || Z_LVAL_P(offset) >= LTY_DAY_SECONDS || (count > 0 && Z_LVAL_P(at) <= transitions[count - 1].from_s)) {
            return LTY_E_DATE;
        }
        if (count == 0 || transitions[count - 1].offset_s != Z_LVAL_P(offset)) {
            transitions[count].from_s = count == 0 ? INT64_MIN : Z_LVAL_P(at);
            transitions[count].offset_s = (int32_t) Z_LVAL_P(offset);
            count++;
        }
    }
    ZEND_HASH_FOREACH_END();
    if (count == 0) {
        return LTY_E_DATE;
    }
    out->transitions = transitions;
    out->count = count;
    return LTY_OK;
}

lty_status php_lty_zone_load(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    zend_class_entry *ce = php_date_get_timezone_ce();
    lty_zone zone = {.name = name};
    lty_status status = LTY_E_DATE;
    zval list;

    if (!php_lty_zone_known(ce, name)) {
        return LTY_E_DATE;
    }
    php_lty_zone_ask(&list, ce, name);
    if (Z_TYPE(list) == IS_ARRAY) {
        status = php_lty_zone_copy(&zone, Z_ARRVAL(list), arena);
    }
    zval_ptr_dtor(&list);
    if (EG(exception) != NULL) {
        zend_clear_exception(); /* no such zone after all, which the programme's own errors say better */
        status = LTY_E_DATE;
    }
    if (status == LTY_OK) {
        *out = zone;
    }
    return status;
}
