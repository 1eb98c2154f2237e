/* What records share: their slots to an array and back. A payload is as good as a constructor's arguments, no better. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_loyalty.h"

bool php_lty_record_is_set(zend_object *object)
{
    if (Z_TYPE_P(php_lty_record_get(object, 0)) == IS_UNDEF) {
        return false;
    }
    php_lty_throw_twice(object);
    return true;
}

void php_lty_record_export(zval *out, zend_object *object)
{
    array_init_size(out, (uint32_t) object->ce->default_properties_count);
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        const zend_property_info *info = object->ce->properties_info_table[i];
        zval *value = php_lty_record_get(object, (uint32_t) i);

        if (Z_TYPE_P(value) == IS_UNDEF) {
            zval_ptr_dtor(out);
            ZVAL_NULL(out);
            php_lty_throw_uninitialized(object);
            return;
        }
        Z_TRY_ADDREF_P(value);
        zend_hash_add_new(Z_ARRVAL_P(out), info->name, value);
    }
}

void php_lty_record_slots(const zval **values, zend_object *object)
{
    for (int i = 0; i < object->ce->default_properties_count; i++) {
        values[i] = php_lty_record_get(object, (uint32_t) i);
    }
}

bool php_lty_record_members(const zval **values, const HashTable *data, const zend_class_entry *ce)
{
    if (zend_hash_num_elements(data) != (uint32_t) ce->default_properties_count) {
        return false;
    }
    for (int i = 0; i < ce->default_properties_count; i++) {
        zval *value = zend_hash_find(data, ce->properties_info_table[i]->name);

        if (value == NULL) {
            return false;
        }
        ZVAL_DEREF(value);
        values[i] = value;
    }
    return true;
}
