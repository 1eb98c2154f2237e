/* RfmSegments: a table of named segments of a shop's own; and what it has in common with RfmTable. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_rfm.h"

#define PHP_LTY_RFM_REST "Others"

typedef struct php_lty_rfm_segments {
    lty_rfm_range *ranges; /* the last is the rest */
    zend_string **names;   /* one for each range but the last */
    zend_string **advice;  /* NULL where none was given */
    size_t count;          /* ranges; 0 before the constructor */
    size_t held;           /* names and advice that are set */
    zend_object std;
} php_lty_rfm_segments;

static zend_object_handlers php_lty_rfm_segments_handlers;

static php_lty_rfm_segments *php_lty_rfm_segments_from(zend_object *object)
{
    return (php_lty_rfm_segments *) ((char *) object - offsetof(php_lty_rfm_segments, std));
}

bool php_lty_rfm_table_of(lty_rfm_table *out, zend_object *object, uint32_t arg)
{
    if (object->ce == lty_ce_rfm_table) {
        *out = lty_rfm_table_standard((lty_rfm_standard) php_lty_enum_value(object));
        return true;
    }
    if (object->ce != lty_ce_rfm_segments) {
        zend_argument_type_error(arg, "must be of type Loyalty\\RfmTable|Loyalty\\RfmSegments, %s given", ZSTR_VAL(object->ce->name));
        return false;
    }
    const php_lty_rfm_segments *self = php_lty_rfm_segments_from(object);

    if (self->count == 0) {
        php_lty_throw_uninitialized(object);
        return false;
    }
    *out = (lty_rfm_table){self->ranges, self->count};
    return true;
}

bool php_lty_rfm_scores_valid(const zend_long scores[LTY_RFM_MEASURES])
{
    for (uint32_t i = 0; i < LTY_RFM_MEASURES; i++) {
        if (scores[i] < 1 || scores[i] > LTY_RFM_BINS_MAX) {
            zend_argument_value_error(i + 1, "must be between 1 and %d", LTY_RFM_BINS_MAX);
            return false;
        }
    }
    return true;
}

void php_lty_rfm_name(zval *out, const lty_rfm_table *table, size_t segment)
{
    ZVAL_STRINGL(out, table->ranges[segment].name.bytes, table->ranges[segment].name.len);
}

void php_lty_rfm_names(zval *out, const lty_rfm_table *table)
{
    array_init_size(out, (uint32_t) table->count);
    for (size_t i = 0; i < table->count; i++) {
        zval name;

        php_lty_rfm_name(&name, table, i);
        add_next_index_zval(out, &name);
    }
}

/* [2, 5] of one measure. */
static bool php_lty_rfm_range_read(lty_rfm_range *range, size_t measure, const zval *ends)
{
    zend_long values[2];

    for (zend_ulong i = 0; i < 2; i++) {
        const zval *end = zend_hash_index_find_deref(Z_ARRVAL_P(ends), i);

        if (end == NULL || Z_TYPE_P(end) != IS_LONG || Z_LVAL_P(end) < 1 || Z_LVAL_P(end) > LTY_RFM_BINS_MAX) {
            return false;
        }
        values[i] = Z_LVAL_P(end);
    }
    range->from[measure] = (unsigned char) values[0];
    range->to[measure] = (unsigned char) values[1];
    return zend_hash_num_elements(Z_ARRVAL_P(ends)) == 2 && values[0] <= values[1];
}

/* One entry of the list: all members but advice are needed, others are none. */
static bool php_lty_rfm_segments_read(php_lty_rfm_segments *self, const zval *entry)
{
    static const char *const measures[LTY_RFM_MEASURES] = {"recency", "frequency", "monetary"};
    lty_rfm_range *range = &self->ranges[self->held];
    const zval *name = Z_TYPE_P(entry) == IS_ARRAY ? zend_hash_str_find_deref(Z_ARRVAL_P(entry), ZEND_STRL("name")) : NULL;

    if (name == NULL || Z_TYPE_P(name) != IS_STRING) {
        zend_argument_value_error(1, "must contain only segments with a name");
        return false;
    }
    const zval *advice = zend_hash_str_find_deref(Z_ARRVAL_P(entry), ZEND_STRL("advice"));
    bool known = zend_hash_num_elements(Z_ARRVAL_P(entry)) == 1U + LTY_RFM_MEASURES + (advice != NULL);

    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        const zval *ends = zend_hash_str_find_deref(Z_ARRVAL_P(entry), measures[i], strlen(measures[i]));

        if (ends == NULL || Z_TYPE_P(ends) != IS_ARRAY || !php_lty_rfm_range_read(range, i, ends)) {
            zend_argument_value_error(
                1, "must give \"%s\" of \"%s\" as two scores, the lower first: 1 to %d", measures[i], Z_STRVAL_P(name), LTY_RFM_BINS_MAX);
            return false;
        }
        /* so that "and above" holds with any number of bins */
        range->to[i] = range->to[i] == LTY_RFM_BINS_MAX ? LTY_RFM_TOP : range->to[i];
    }
    if (!known || (advice != NULL && Z_TYPE_P(advice) != IS_STRING)) {
        zend_argument_value_error(
            1, "must have name, recency, frequency, monetary and perhaps advice in \"%s\", and nothing else", Z_STRVAL_P(name));
        return false;
    }
    self->names[self->held] = zend_string_copy(Z_STR_P(name));
    self->advice[self->held] = advice == NULL ? NULL : zend_string_copy(Z_STR_P(advice));
    range->name = php_lty_text(self->names[self->held++]);
    return true;
}

static void php_lty_rfm_segments_forget(php_lty_rfm_segments *self)
{
    for (size_t i = 0; i < self->held; i++) {
        zend_string_release(self->names[i]);
        if (self->advice[i] != NULL) {
            zend_string_release(self->advice[i]);
        }
    }
    if (self->ranges != NULL) {
        efree(self->ranges);
        efree(self->names);
        efree(self->advice);
    }
    self->ranges = NULL;
    self->count = 0;
    self->held = 0;
}

PHP_METHOD(Loyalty_RfmSegments, __construct)
{
    php_lty_rfm_segments *self = php_lty_rfm_segments_from(Z_OBJ_P(ZEND_THIS));
    HashTable *list;
    zval *entry;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_ARRAY_HT(list)
    ZEND_PARSE_PARAMETERS_END();

    const size_t count = zend_hash_num_elements(list);

    if (self->count > 0) {
        php_lty_throw_twice(&self->std);
        RETURN_THROWS();
    }
    if (count < 1 || count >= LTY_RFM_SEGMENTS_MAX) {
        zend_argument_value_error(1, "must have 1 to %d segments", (int) LTY_RFM_SEGMENTS_MAX - 1);
        RETURN_THROWS();
    }
    php_lty_rfm_segments_forget(self);
    self->ranges = ecalloc(count + 1, sizeof *self->ranges);
    self->names = ecalloc(count, sizeof *self->names);
    self->advice = ecalloc(count, sizeof *self->advice);
    ZEND_HASH_FOREACH_VAL (list, entry) {
        ZVAL_DEREF(entry);
        if (!php_lty_rfm_segments_read(self, entry)) {
            RETURN_THROWS();
        }
    }
    ZEND_HASH_FOREACH_END();
    self->ranges[count] =
        (lty_rfm_range){{PHP_LTY_RFM_REST, sizeof PHP_LTY_RFM_REST - 1}, {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}};
    const lty_rfm_table table = {self->ranges, count + 1};
    size_t wrong;

    if (lty_rfm_table_validate(&wrong, &table) != LTY_OK) {
        zend_argument_value_error(1, "must have names that are not empty, each once, and none that is \"%s\"; entry %zu is not so",
            PHP_LTY_RFM_REST, wrong < count ? wrong + 1 : count);
        RETURN_THROWS();
    }
    self->count = count + 1;
}

#define PHP_LTY_SEGMENTS_THIS(table)                                                                                                       \
 lty_rfm_table table;                                                                                                                      \
 if (!php_lty_rfm_table_of(&table, Z_OBJ_P(ZEND_THIS), 0)) {                                                                               \
  RETURN_THROWS();                                                                                                                         \
 }

static void php_lty_rfm_table_segment(INTERNAL_FUNCTION_PARAMETERS)
{
    zend_long scores[LTY_RFM_MEASURES];

    ZEND_PARSE_PARAMETERS_START(3, 3)
        Z_PARAM_LONG(scores[LTY_RFM_RECENCY])
        Z_PARAM_LONG(scores[LTY_RFM_FREQUENCY])
        Z_PARAM_LONG(scores[LTY_RFM_MONETARY])
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SEGMENTS_THIS(table);
    if (!php_lty_rfm_scores_valid(scores)) {
        RETURN_THROWS();
    }
    php_lty_rfm_name(return_value, &table, lty_rfm_segment(&table, scores[0], scores[1], scores[2]));
}

static void php_lty_rfm_table_segments(INTERNAL_FUNCTION_PARAMETERS)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SEGMENTS_THIS(table);
    php_lty_rfm_names(return_value, &table);
}

PHP_METHOD(Loyalty_RfmTable, segment)
{
    php_lty_rfm_table_segment(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_RfmTable, segments)
{
    php_lty_rfm_table_segments(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_RfmSegments, segment)
{
    php_lty_rfm_table_segment(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_RfmSegments, segments)
{
    php_lty_rfm_table_segments(INTERNAL_FUNCTION_PARAM_PASSTHRU);
}

PHP_METHOD(Loyalty_RfmSegments, advice)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SEGMENTS_THIS(table);
    const php_lty_rfm_segments *self = php_lty_rfm_segments_from(Z_OBJ_P(ZEND_THIS));

    array_init(return_value);
    for (size_t i = 0; i + 1 < table.count; i++) {
        zval advice;

        if (self->advice[i] != NULL) {
            ZVAL_STR_COPY(&advice, self->advice[i]);
            zend_symtable_update(Z_ARRVAL_P(return_value), self->names[i], &advice);
        }
    }
}

/* Reads `bins`, and the segment of every cell of so many; NULL and an exception for another number. To be freed. */
static unsigned char *php_lty_rfm_segments_map(zend_execute_data *execute_data, const lty_rfm_table *table, zend_long *bins)
{
    *bins = 5;
    ZEND_PARSE_PARAMETERS_START(0, 1)
        Z_PARAM_OPTIONAL
        Z_PARAM_LONG(*bins)
    ZEND_PARSE_PARAMETERS_END_EX(return NULL);

    if (*bins < LTY_RFM_BINS_MIN || *bins > LTY_RFM_BINS_MAX) {
        zend_argument_value_error(1, "must be between %d and %d", LTY_RFM_BINS_MIN, LTY_RFM_BINS_MAX);
        return NULL;
    }
    unsigned char *map = emalloc((size_t) (*bins * *bins * *bins));

    lty_rfm_segment_map(map, table, (int) *bins);
    return map;
}

PHP_METHOD(Loyalty_RfmSegments, gaps)
{
    zend_long bins;

    PHP_LTY_SEGMENTS_THIS(table);
    unsigned char *map = php_lty_rfm_segments_map(execute_data, &table, &bins);

    if (map == NULL) {
        RETURN_THROWS();
    }
    array_init(return_value);
    for (zend_long i = 0; i < bins * bins * bins; i++) {
        zval cell;

        if ((size_t) map[i] + 1 == table.count) {
            array_init_size(&cell, LTY_RFM_MEASURES);
            add_assoc_long(&cell, "recency", i / (bins * bins) + 1);
            add_assoc_long(&cell, "frequency", i / bins % bins + 1);
            add_assoc_long(&cell, "monetary", i % bins + 1);
            add_next_index_zval(return_value, &cell);
        }
    }
    efree(map);
}

PHP_METHOD(Loyalty_RfmSegments, hidden)
{
    bool met[LTY_RFM_SEGMENTS_MAX] = {false};
    zend_long bins;

    PHP_LTY_SEGMENTS_THIS(table);
    unsigned char *map = php_lty_rfm_segments_map(execute_data, &table, &bins);

    if (map == NULL) {
        RETURN_THROWS();
    }
    for (zend_long i = 0; i < bins * bins * bins; i++) {
        met[map[i]] = true;
    }
    efree(map);
    array_init(return_value);
    for (size_t i = 0; i + 1 < table.count; i++) {
        if (!met[i]) {
            zval name;

            php_lty_rfm_name(&name, &table, i);
            add_next_index_zval(return_value, &name);
        }
    }
}

static zend_object *php_lty_rfm_segments_create_object(zend_class_entry *ce)
{
    php_lty_rfm_segments *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_rfm_segments_handlers;
    return &self->std;
}

static void php_lty_rfm_segments_free(zend_object *object)
{
    php_lty_rfm_segments_forget(php_lty_rfm_segments_from(object));
    zend_object_std_dtor(object);
}

void php_lty_rfm_segments_minit(void)
{
    lty_ce_rfm_segments->create_object = php_lty_rfm_segments_create_object;
    php_lty_rfm_segments_handlers = std_object_handlers;
    php_lty_rfm_segments_handlers.offset = offsetof(php_lty_rfm_segments, std);
    php_lty_rfm_segments_handlers.free_obj = php_lty_rfm_segments_free;
    php_lty_rfm_segments_handlers.clone_obj = NULL;
    php_lty_rfm_segments_handlers.compare = zend_objects_not_comparable;
}
