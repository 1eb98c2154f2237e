/* How far caps and goals are: to an array by rule keys, which stay when versions come and go, and strictly back. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_customer_part.h"

#define COUNTER_MEMBERS 7
#define GOAL_MEMBERS 3

/* The key of a slot: that of any rule that has it. "" over all rules. */
static lty_text php_lty_slot_key(const lty_timeline *timeline, size_t slot)
{
    for (size_t v = 0; v < timeline->count; v++) {
        for (size_t i = 0; i < timeline->versions[v]->points.earn_count; i++) {
            if (timeline->slots[v][i] == slot) {
                return timeline->versions[v]->points.earn[i].key;
            }
        }
    }
    return (lty_text){"", 0};
}

/* False if no version has a rule of this key. */
static bool php_lty_slot_find(size_t *slot, const lty_timeline *timeline, const zend_string *key)
{
    if (ZSTR_LEN(key) == 0) {
        *slot = timeline->slot_count;
        return true;
    }
    for (size_t v = 0; v < timeline->count; v++) {
        for (size_t i = 0; i < timeline->versions[v]->points.earn_count; i++) {
            if (lty_text_equal(timeline->versions[v]->points.earn[i].key, php_lty_text(key))) {
                *slot = timeline->slots[v][i];
                return true;
            }
        }
    }
    return false;
}

void php_lty_progress_create(zval *out, const lty_progress *progress, const lty_timeline *timeline)
{
    static const lty_progress_counter nothing = {0};
    zval counters, goals;

    array_init(&counters);
    for (size_t slot = 0; slot < progress->counter_count; slot++) {
        const lty_progress_counter *counter = &progress->counters[slot];
        const int64_t members[COUNTER_MEMBERS] = {
            counter->day, counter->month, counter->year, counter->in_day, counter->in_month, counter->in_year, counter->ever};
        const lty_text key = php_lty_slot_key(timeline, slot);
        zval list;

        if (memcmp(counter, &nothing, sizeof nothing) == 0) {
            continue;
        }
        array_init_size(&list, COUNTER_MEMBERS);
        for (size_t i = 0; i < COUNTER_MEMBERS; i++) {
            add_next_index_long(&list, (zend_long) members[i]);
        }
        add_assoc_zval_ex(&counters, key.bytes, key.len, &list);
    }
    array_init_size(&goals, (uint32_t) progress->entry_count);
    for (size_t i = 0; i < progress->entry_count; i++) {
        const lty_progress_entry *entry = &progress->entries[i];
        const lty_text key = php_lty_slot_key(timeline, entry->slot);
        zval list;

        array_init_size(&list, GOAL_MEMBERS);
        add_next_index_stringl(&list, key.bytes, key.len);
        add_next_index_long(&list, (zend_long) entry->at_s);
        add_next_index_long(&list, (zend_long) entry->kept_minor);
        add_next_index_zval(&goals, &list);
    }
    array_init_size(out, 2);
    add_assoc_zval(out, "counters", &counters);
    add_assoc_zval(out, "goals", &goals);
}

/* A list of exactly `count` values; NULL for anything else. */
static HashTable *php_lty_list_of(zval *value, uint32_t count)
{
    ZVAL_DEREF(value);
    if (Z_TYPE_P(value) != IS_ARRAY || zend_hash_num_elements(Z_ARRVAL_P(value)) != count || !zend_array_is_list(Z_ARRVAL_P(value))) {
        return NULL;
    }
    return Z_ARRVAL_P(value);
}

static bool php_lty_list_long(int64_t *out, HashTable *list, zend_ulong index, int64_t least, int64_t most)
{
    zval *value = zend_hash_index_find(list, index);

    ZVAL_DEREF(value);
    *out = Z_TYPE_P(value) == IS_LONG ? Z_LVAL_P(value) : 0;
    return Z_TYPE_P(value) == IS_LONG && *out >= least && *out <= most;
}

static bool php_lty_counter_read(lty_progress_counter *out, zval *value)
{
    HashTable *list = php_lty_list_of(value, COUNTER_MEMBERS);
    const int64_t days = LTY_TIME_MAX / LTY_DAY_SECONDS + 1;

    return list != NULL && php_lty_list_long(&out->day, list, 0, LTY_TIME_MIN / LTY_DAY_SECONDS - 1, days)
        && php_lty_list_long(&out->month, list, 1, 0, 12 * INT64_C(10001)) && php_lty_list_long(&out->year, list, 2, 0, 10001)
        && php_lty_list_long(&out->in_day, list, 3, 0, INT64_MAX) && php_lty_list_long(&out->in_month, list, 4, 0, INT64_MAX)
        && php_lty_list_long(&out->in_year, list, 5, 0, INT64_MAX) && php_lty_list_long(&out->ever, list, 6, 0, INT64_MAX);
}

static bool php_lty_counters_read(lty_progress *progress, zval *value, const lty_timeline *timeline)
{
    zend_string *key;
    zval *entry;

    if (value == NULL || Z_TYPE_P(value) != IS_ARRAY) {
        return false;
    }
    ZEND_HASH_FOREACH_STR_KEY_VAL (Z_ARRVAL_P(value), key, entry) {
        size_t slot;

        if (key == NULL || !php_lty_slot_find(&slot, timeline, key) || !php_lty_counter_read(&progress->counters[slot], entry)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

/* Instants of one rule ascend, as a history makes them. */
static bool php_lty_goal_follows(const lty_progress *progress, const lty_progress_entry *next)
{
    for (size_t i = progress->entry_count; i-- > 0;) {
        if (progress->entries[i].slot == next->slot) {
            return progress->entries[i].at_s <= next->at_s;
        }
    }
    return true;
}

static bool php_lty_goal_read(lty_progress *progress, zval *value, const lty_timeline *timeline)
{
    HashTable *list = php_lty_list_of(value, GOAL_MEMBERS);
    zval *key = list == NULL ? NULL : zend_hash_index_find_deref(list, 0);
    lty_progress_entry entry = {0};
    size_t slot;

    if (key == NULL || Z_TYPE_P(key) != IS_STRING || !php_lty_slot_find(&slot, timeline, Z_STR_P(key)) || slot == timeline->slot_count
        || !php_lty_list_long(&entry.at_s, list, 1, LTY_TIME_MIN, LTY_TIME_MAX)
        || !php_lty_list_long(&entry.kept_minor, list, 2, 0, LTY_MONEY_ENTRY_MAX)) {
        return false;
    }
    entry.slot = (uint32_t) slot;
    if (!php_lty_goal_follows(progress, &entry)) {
        return false;
    }
    progress->entries[progress->entry_count++] = entry;
    return true;
}

static bool php_lty_goals_read(lty_progress *progress, zval *value, const lty_timeline *timeline)
{
    void *entries = progress->entries;
    zval *entry;

    if (value == NULL || Z_TYPE_P(value) != IS_ARRAY) {
        return false;
    }
    /* The request's allocator gives memory or leaves. */
    (void) lty_alloc_reserve(
        progress->alloc, &entries, &progress->entry_capacity, zend_hash_num_elements(Z_ARRVAL_P(value)), sizeof *progress->entries);
    progress->entries = entries;
    ZEND_HASH_FOREACH_VAL (Z_ARRVAL_P(value), entry) {
        if (!php_lty_goal_read(progress, entry, timeline)) {
            return false;
        }
    }
    ZEND_HASH_FOREACH_END();
    return true;
}

bool php_lty_customer_progress(lty_progress *progress, zend_object *customer, const lty_timeline *timeline)
{
    zval *array = php_lty_record_get(customer, CUSTOMER_PROGRESS);
    lty_status status;

    lty_progress_init(progress, &php_lty_request_alloc);
    status = lty_progress_clear(progress, timeline);
    if (status == LTY_OK && Z_TYPE_P(array) == IS_ARRAY
        && php_lty_counters_read(progress, zend_hash_str_find_deref(Z_ARRVAL_P(array), ZEND_STRL("counters")), timeline)
        && php_lty_goals_read(progress, zend_hash_str_find_deref(Z_ARRVAL_P(array), ZEND_STRL("goals")), timeline)) {
        return true;
    }
    lty_progress_destroy(progress);
    php_lty_throw_uninitialized(customer);
    return false;
}
