/* RfmScores: scores of many customers, and RfmScore, the record of one. */
#ifdef HAVE_CONFIG_H
# include "config.h"
#endif

#include "php_lty_rfm.h"
#include "Zend/zend_interfaces.h"

typedef struct php_lty_rfm_scores {
    bool ready;
    lty_rfm_scores scores;
    zend_object *base; /* NULL: the keys are `keys` */
    lty_intern keys;
    uint32_t *places; /* customer to entry, made when first asked for; LTY_STORE_NONE for those not scored */
    size_t place_count;
    zend_object std;
} php_lty_rfm_scores;

static zend_object_handlers php_lty_rfm_scores_handlers;

static php_lty_rfm_scores *php_lty_rfm_scores_from(zend_object *object)
{
    return (php_lty_rfm_scores *) ((char *) object - offsetof(php_lty_rfm_scores, std));
}

static php_lty_rfm_scores *php_lty_rfm_scores_self(zend_object *object)
{
    php_lty_rfm_scores *self = php_lty_rfm_scores_from(object);

    if (!self->ready) {
        php_lty_throw_uninitialized(object);
        return NULL;
    }
    return self;
}

#define PHP_LTY_SCORES_THIS(name)                                                                                                          \
 php_lty_rfm_scores *name = php_lty_rfm_scores_self(Z_OBJ_P(ZEND_THIS));                                                                   \
 if (name == NULL) {                                                                                                                       \
  RETURN_THROWS();                                                                                                                         \
 }

/* Of a base it is its file that may be wrong. */
static void php_lty_rfm_scores_throw(const php_lty_rfm_scores *self, lty_status status)
{
    if (self->base == NULL) {
        php_lty_throw(php_lty_base_status(status));
    } else {
        php_lty_base_throw(php_lty_customer_base_from(self->base), status);
    }
}

const lty_rfm_scores *php_lty_rfm_scores_of(zend_object *object, zend_object **base)
{
    const php_lty_rfm_scores *self = php_lty_rfm_scores_self(object);

    if (self == NULL) {
        return NULL;
    }
    *base = self->base;
    return &self->scores;
}

void php_lty_rfm_scores_create(zval *out, zend_object *base, lty_intern *keys, lty_rfm_scores *scores)
{
    object_init_ex(out, lty_ce_rfm_scores);
    php_lty_rfm_scores *self = php_lty_rfm_scores_from(Z_OBJ_P(out));

    self->scores = *scores;
    self->ready = true;
    if (base != NULL) {
        GC_ADDREF(base);
        self->base = base;
    } else {
        self->keys = *keys;
        lty_intern_init(keys, 0, keys->alloc);
    }
}

static const lty_intern *php_lty_rfm_scores_keys(const php_lty_rfm_scores *self)
{
    return self->base == NULL ? &self->keys : &lty_base_store(php_lty_customer_base_from(self->base)->base)->customers;
}

PHP_METHOD(Loyalty_RfmScore, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_RfmScores, __construct)
{
    ZEND_PARSE_PARAMETERS_NONE();
}

PHP_METHOD(Loyalty_RfmScores, count)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    RETURN_LONG((zend_long) self->scores.count);
}

PHP_METHOD(Loyalty_RfmScores, bins)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    RETURN_LONG(self->scores.bins);
}

/* A record of one entry. Slots are in the order of the stub: key, recencyDays, purchases, amount, recency, frequency, monetary. */
static void php_lty_rfm_scores_record(zval *out, const php_lty_rfm_scores *self, size_t entry)
{
    const lty_text key = lty_intern_text(php_lty_rfm_scores_keys(self), self->scores.customers[entry]);
    zval value;

    object_init_ex(out, lty_ce_rfm_score);
    ZVAL_STRINGL_FAST(&value, key.bytes, key.len);
    php_lty_record_set(Z_OBJ_P(out), 0, &value);
    for (uint32_t i = 0; i < LTY_RFM_MEASURES; i++) {
        ZVAL_LONG(&value, self->scores.values[i][entry]);
        php_lty_record_set(Z_OBJ_P(out), 1 + i, &value);
        ZVAL_LONG(&value, self->scores.scores[entry][i]);
        php_lty_record_set(Z_OBJ_P(out), 4 + i, &value);
    }
}

/* Makes the table from customers to entries. */
static bool php_lty_rfm_scores_index(php_lty_rfm_scores *self)
{
    size_t count = 0;

    if (self->places != NULL) {
        return true;
    }
    for (size_t i = 0; i < self->scores.count; i++) {
        count = MAX(count, (size_t) self->scores.customers[i] + 1);
    }
    if (count == 0) {
        return true;
    }
    self->places = lty_alloc_new(&php_lty_base_alloc, count * sizeof *self->places);
    if (self->places == NULL) {
        php_lty_throw(php_lty_base_status(LTY_E_MEMORY));
        return false;
    }
    self->place_count = count;
    memset(self->places, 0xFF, count * sizeof *self->places);
    for (size_t i = 0; i < self->scores.count; i++) {
        self->places[self->scores.customers[i]] = (uint32_t) i;
    }
    return true;
}

PHP_METHOD(Loyalty_RfmScores, get)
{
    zend_string *text = NULL;
    zend_long number = 0;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_STR_OR_LONG(text, number)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SCORES_THIS(self);
    zend_string *key = php_lty_key(text, number, 1);

    if (key == NULL) {
        RETURN_THROWS();
    }
    const uint32_t customer = lty_intern_find(php_lty_rfm_scores_keys(self), php_lty_text(key));

    zend_string_release(key);
    if (!php_lty_rfm_scores_index(self)) {
        RETURN_THROWS();
    }
    if (customer >= self->place_count || self->places[customer] == LTY_STORE_NONE) {
        zend_argument_value_error(1, "must be the key of a customer who was scored");
        RETURN_THROWS();
    }
    php_lty_rfm_scores_record(return_value, self, self->places[customer]);
}

PHP_METHOD(Loyalty_RfmScores, cuts)
{
    static const char *const names[LTY_RFM_MEASURES] = {"recency", "frequency", "monetary"};

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    const lty_rfm_method method = self->scores.method;

    array_init_size(return_value, LTY_RFM_MEASURES);
    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        const bool grouped = method == LTY_RFM_NTILE || (method == LTY_RFM_RANKED && i == LTY_RFM_FREQUENCY);
        const int cuts = grouped || self->scores.count == 0 ? 0 : self->scores.bins - 1;
        zval list;

        array_init_size(&list, (uint32_t) cuts);
        for (int cut = 0; cut < cuts; cut++) {
            add_next_index_double(&list, self->scores.cuts[i][cut]);
        }
        add_assoc_zval(return_value, names[i], &list);
    }
}

PHP_METHOD(Loyalty_RfmScores, segments)
{
    zend_object *object;
    lty_rfm_sum sums[LTY_RFM_SEGMENTS_MAX];
    lty_rfm_table table;

    ZEND_PARSE_PARAMETERS_START(1, 1)
        Z_PARAM_OBJ(object)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SCORES_THIS(self);
    if (!php_lty_rfm_table_of(&table, object, 1)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_rfm_segment_sums(sums, &self->scores, &table);

    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    array_init(return_value);
    for (size_t i = 0; i < table.count; i++) {
        zval sum;

        array_init_size(&sum, 3);
        add_assoc_long(&sum, "customers", (zend_long) sums[i].customers);
        add_assoc_long(&sum, "purchases", sums[i].purchases);
        add_assoc_long(&sum, "amount", sums[i].amount_minor);
        zend_symtable_str_update(Z_ARRVAL_P(return_value), table.ranges[i].name.bytes, table.ranges[i].name.len, &sum);
    }
}

/* Fills in both scorings and, where they number customers differently, whom of the later one each number of the earlier one is. */
static bool php_lty_rfm_moves_read(
    lty_rfm_moves *moves, const php_lty_rfm_scores *self, const php_lty_rfm_scores *later, const lty_rfm_table *table)
{
    const lty_intern *keys = php_lty_rfm_scores_keys(self);
    const lty_intern *others = php_lty_rfm_scores_keys(later);

    *moves = (lty_rfm_moves){.earlier = &self->scores, .later = &later->scores, .table = table};
    if (keys == others || keys->count == 0) {
        return true;
    }
    uint32_t *same = lty_alloc_new(&php_lty_base_alloc, keys->count * sizeof *same);

    if (same == NULL) {
        php_lty_throw(php_lty_base_status(LTY_E_MEMORY));
        return false;
    }
    for (uint32_t i = 0; i < keys->count; i++) {
        same[i] = lty_intern_find(others, lty_intern_text(keys, i));
    }
    moves->same = same;
    moves->same_count = keys->count;
    return true;
}

static void php_lty_rfm_moves_free(const lty_rfm_moves *moves)
{
    lty_alloc_free(&php_lty_base_alloc, (void *) moves->same, moves->same_count * sizeof *moves->same);
}

static void php_lty_rfm_transition(zval *out, const lty_rfm_table *table, size_t from, size_t to, size_t customers)
{
    static const char *const ends[] = {"from", "to"};
    const size_t segments[] = {from, to};
    zval row;

    array_init_size(&row, 3);
    for (size_t i = 0; i < 2; i++) {
        zval name;

        ZVAL_NULL(&name);
        if (segments[i] < table->count) {
            php_lty_rfm_name(&name, table, segments[i]);
        }
        add_assoc_zval(&row, ends[i], &name);
    }
    add_assoc_long(&row, "customers", (zend_long) customers);
    add_next_index_zval(out, &row);
}

PHP_METHOD(Loyalty_RfmScores, transitions)
{
    size_t counts[(LTY_RFM_SEGMENTS_MAX + 1) * (LTY_RFM_SEGMENTS_MAX + 1)];
    zend_object *object, *names;
    lty_rfm_table table;
    lty_rfm_moves moves;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_rfm_scores)
        Z_PARAM_OBJ(names)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SCORES_THIS(self);
    const php_lty_rfm_scores *later = php_lty_rfm_scores_self(object);

    if (later == NULL || !php_lty_rfm_table_of(&table, names, 2) || !php_lty_rfm_moves_read(&moves, self, later, &table)) {
        RETURN_THROWS();
    }
    const lty_status status = lty_rfm_transitions(counts, &moves, &php_lty_base_alloc);

    php_lty_rfm_moves_free(&moves);
    if (status != LTY_OK) {
        php_lty_rfm_scores_throw(self, status);
        RETURN_THROWS();
    }
    array_init(return_value);
    for (size_t from = 0; from <= table.count; from++) {
        for (size_t to = 0; to <= table.count; to++) {
            const size_t customers = counts[from * (table.count + 1) + to];

            if (customers > 0) {
                php_lty_rfm_transition(return_value, &table, from, to, customers);
            }
        }
    }
}

/* The segment of a name, the count of all for null; false and an exception if there is none. */
static bool php_lty_rfm_segment_find(size_t *out, const lty_rfm_table *table, const zend_string *name, uint32_t arg, const char *must)
{
    for (*out = 0; *out < table->count; (*out)++) {
        if (name != NULL && lty_text_equal(table->ranges[*out].name, php_lty_text(name))) {
            return true;
        }
    }
    if (name != NULL) {
        zend_argument_value_error(arg, "must be the name of a segment of the table");
    }
    return name == NULL;
}

#define PHP_LTY_RFM_MUST "must be the name of a segment of the table"

PHP_METHOD(Loyalty_RfmScores, select)
{
    zend_object *names;
    zend_string *name;
    size_t segment;
    lty_rfm_table table;
    lty_set set;

    ZEND_PARSE_PARAMETERS_START(2, 2)
        Z_PARAM_OBJ(names)
        Z_PARAM_STR(name)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SCORES_THIS(self);
    if (!php_lty_rfm_table_of(&table, names, 1) || !php_lty_rfm_segment_find(&segment, &table, name, 2, PHP_LTY_RFM_MUST)) {
        RETURN_THROWS();
    }
    if (self->base == NULL) {
        php_lty_throw_text(LTY_E_FOREIGN_SET, "the scores are of rows, not of a base");
        RETURN_THROWS();
    }
    php_lty_customer_base *owner = php_lty_customer_base_from(self->base);
    const lty_status status =
        lty_rfm_segment_set(&set, &self->scores, &table, segment, php_lty_rfm_scores_keys(self)->count, &php_lty_base_alloc);

    if (status != LTY_OK) {
        php_lty_rfm_scores_throw(self, status);
        RETURN_THROWS();
    }
    php_lty_customer_set_create(return_value, owner, &set);
}

PHP_METHOD(Loyalty_RfmScores, moved)
{
    zend_object *object, *names;
    zend_string *from_name, *to_name;
    size_t from, to, count = 0;
    uint32_t *numbers = NULL;
    lty_rfm_table table;
    lty_rfm_moves moves;

    ZEND_PARSE_PARAMETERS_START(4, 4)
        Z_PARAM_OBJ_OF_CLASS(object, lty_ce_rfm_scores)
        Z_PARAM_OBJ(names)
        Z_PARAM_STR_OR_NULL(from_name)
        Z_PARAM_STR_OR_NULL(to_name)
    ZEND_PARSE_PARAMETERS_END();

    PHP_LTY_SCORES_THIS(self);
    const php_lty_rfm_scores *later = php_lty_rfm_scores_self(object);

    if (later == NULL || !php_lty_rfm_table_of(&table, names, 2)
        || !php_lty_rfm_segment_find(&from, &table, from_name, 3, PHP_LTY_RFM_MUST ", or null")
        || !php_lty_rfm_segment_find(&to, &table, to_name, 4, PHP_LTY_RFM_MUST ", or null")
        || !php_lty_rfm_moves_read(&moves, self, later, &table)) {
        RETURN_THROWS();
    }
    const lty_intern *keys = php_lty_rfm_scores_keys(from < table.count ? self : later);
    lty_status status = lty_rfm_moved(&numbers, &count, &moves, from, to, &php_lty_base_alloc);

    php_lty_rfm_moves_free(&moves);
    if (status == LTY_OK && count > 0) {
        status = lty_intern_sort(numbers, count, keys, LTY_INTERN_BYTEWISE);
    }
    if (status == LTY_OK) {
        array_init_size(return_value, (uint32_t) count);
        for (size_t i = 0; i < count; i++) {
            const lty_text key = lty_intern_text(keys, numbers[i]);

            add_next_index_stringl(return_value, key.bytes, key.len);
        }
    } else {
        php_lty_rfm_scores_throw(from < table.count ? self : later, status);
    }
    lty_alloc_free(&php_lty_base_alloc, numbers, count * sizeof *numbers);
}

PHP_METHOD(Loyalty_RfmScores, heatmap)
{
    lty_rfm_sum sums[LTY_RFM_BINS_MAX * LTY_RFM_BINS_MAX];

    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    const lty_status status = lty_rfm_heatmap(sums, &self->scores);

    if (status != LTY_OK) {
        php_lty_throw(status);
        RETURN_THROWS();
    }
    const int bins = self->scores.bins;

    array_init_size(return_value, (uint32_t) (bins * bins));
    for (int i = 0; i < bins * bins; i++) {
        zval cell;

        array_init_size(&cell, 4);
        add_assoc_long(&cell, "recency", i / bins + 1);
        add_assoc_long(&cell, "frequency", i % bins + 1);
        add_assoc_long(&cell, "customers", (zend_long) sums[i].customers);
        add_assoc_long(&cell, "amount", sums[i].amount_minor);
        add_next_index_zval(return_value, &cell);
    }
}

PHP_METHOD(Loyalty_RfmScores, histogram)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    const size_t bins = (size_t) self->scores.bins;
    size_t *counts = safe_emalloc(bins * bins * bins, sizeof *counts, 0);

    lty_rfm_histogram(counts, &self->scores);
    array_init(return_value);
    for (size_t i = 0; i < bins * bins * bins; i++) {
        zval cell;

        if (counts[i] == 0) {
            continue;
        }
        array_init_size(&cell, 4);
        add_assoc_long(&cell, "recency", (zend_long) (i / (bins * bins) + 1));
        add_assoc_long(&cell, "frequency", (zend_long) (i / bins % bins + 1));
        add_assoc_long(&cell, "monetary", (zend_long) (i % bins + 1));
        add_assoc_long(&cell, "customers", (zend_long) counts[i]);
        add_next_index_zval(return_value, &cell);
    }
    efree(counts);
}

PHP_METHOD(Loyalty_RfmScores, getIterator)
{
    ZEND_PARSE_PARAMETERS_NONE();

    PHP_LTY_SCORES_THIS(self);
    zend_create_internal_iterator_zval(return_value, ZEND_THIS);
}

static void php_lty_rfm_scores_value(zval *out, zend_object *object, uint32_t customer)
{
    const php_lty_rfm_scores *self = php_lty_rfm_scores_from(object);

    php_lty_rfm_scores_record(out, self, self->places[customer]);
}

static zend_object_iterator *php_lty_rfm_scores_iterator(zend_class_entry *ce, zval *object, int by_reference)
{
    php_lty_rfm_scores *self = php_lty_rfm_scores_self(Z_OBJ_P(object));
    uint32_t *numbers = NULL;
    lty_status status = LTY_OK;

    if (by_reference) {
        zend_throw_error(NULL, "An iterator cannot be used with foreach by reference");
        return NULL;
    }
    if (self == NULL || !php_lty_rfm_scores_index(self)) {
        return NULL;
    }
    const size_t count = self->scores.count;

    if (count > 0) {
        numbers = lty_alloc_new(&php_lty_request_alloc, count * sizeof *numbers);
        memcpy(numbers, self->scores.customers, count * sizeof *numbers);
        status = lty_intern_sort(numbers, count, php_lty_rfm_scores_keys(self), LTY_INTERN_BYTEWISE);
    }
    if (status != LTY_OK) {
        lty_alloc_free(&php_lty_request_alloc, numbers, count * sizeof *numbers);
        php_lty_rfm_scores_throw(self, status);
        return NULL;
    }
    return php_lty_iterator_create(object, numbers, count, php_lty_rfm_scores_value);
}

static zend_object *php_lty_rfm_scores_create_object(zend_class_entry *ce)
{
    php_lty_rfm_scores *self = zend_object_alloc(sizeof *self, ce);

    zend_object_std_init(&self->std, ce);
    object_properties_init(&self->std, ce);
    self->std.handlers = &php_lty_rfm_scores_handlers;
    self->scores.alloc = &php_lty_base_alloc;
    lty_intern_init(&self->keys, 0, &php_lty_base_alloc);
    return &self->std;
}

static void php_lty_rfm_scores_free(zend_object *object)
{
    php_lty_rfm_scores *self = php_lty_rfm_scores_from(object);

    lty_rfm_scores_destroy(&self->scores);
    lty_intern_destroy(&self->keys);
    lty_alloc_free(&php_lty_base_alloc, self->places, self->place_count * sizeof *self->places);
    self->places = NULL;
    self->place_count = 0;
    if (self->base != NULL) {
        OBJ_RELEASE(self->base);
        self->base = NULL;
    }
    self->ready = false;
    zend_object_std_dtor(object);
}

void php_lty_rfm_scores_minit(void)
{
    lty_ce_rfm_scores->create_object = php_lty_rfm_scores_create_object;
    lty_ce_rfm_scores->get_iterator = php_lty_rfm_scores_iterator;
    php_lty_rfm_scores_handlers = std_object_handlers;
    php_lty_rfm_scores_handlers.offset = offsetof(php_lty_rfm_scores, std);
    php_lty_rfm_scores_handlers.free_obj = php_lty_rfm_scores_free;
    php_lty_rfm_scores_handlers.clone_obj = NULL;
    php_lty_rfm_scores_handlers.compare = zend_objects_not_comparable;
}
