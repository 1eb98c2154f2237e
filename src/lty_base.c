/*
 * The store has the events; here are the facts, one narrow column each, and the fold that fills them. A customer's rows are gathered
 * through their chain into scratch memory that is kept from customer to customer.
 */
#include <string.h>

#include "lty_base.h"
#include "lty_check.h"
#include "lty_columns.h"
#include "lty_time.h"

/* What a customer's rows become while they are folded. */
typedef struct lty_base_scratch {
    lty_event *events;
    size_t event_capacity;
    const lty_event **pointers;
    size_t pointer_capacity;
    char (*ids)[LTY_STORE_ID_MAX];
    size_t id_capacity;
    lty_event_line *lines;
    size_t line_capacity;
} lty_base_scratch;

struct lty_base {
    const lty_alloc *alloc;
    const lty_programme *programme;
    lty_store store;
    lty_columns facts;
    lty_folder *folder;
    lty_base_scratch scratch;
    int64_t at_s; /* LTY_TIME_NONE = not folded */
    uint32_t culprit;
    uint32_t *orders[2]; /* by lty_intern_order; NULL = not known */
    size_t order_counts[2];
};

lty_status lty_base_create(lty_base **out, const lty_programme *programme, uint64_t seed, const lty_alloc *alloc)
{
    lty_base *base = lty_alloc_zero(alloc, 1, sizeof *base);

    if (base == NULL) {
        return LTY_E_MEMORY;
    }
    base->alloc = alloc;
    base->programme = programme;
    base->at_s = LTY_TIME_NONE;
    base->culprit = LTY_STORE_NONE;
    lty_store_init(&base->store, programme->currency, seed, alloc);
    lty_columns_init(&base->facts, LTY_FACT_COUNT, alloc);
    const lty_status status = lty_folder_create(&base->folder, programme, alloc);

    if (status != LTY_OK) {
        lty_alloc_free(alloc, base, sizeof *base);
        return status;
    }
    *out = base;
    return LTY_OK;
}

static void lty_base_forget_order(lty_base *base, size_t by)
{
    lty_alloc_free(base->alloc, base->orders[by], base->order_counts[by] * sizeof *base->orders[by]);
    base->orders[by] = NULL;
    base->order_counts[by] = 0;
}

void lty_base_destroy(lty_base *base)
{
    if (base == NULL) {
        return;
    }
    const lty_alloc *alloc = base->alloc;
    const lty_base_scratch *scratch = &base->scratch;

    lty_alloc_free(alloc, scratch->events, scratch->event_capacity * sizeof *scratch->events);
    lty_alloc_free(alloc, (void *) scratch->pointers, scratch->pointer_capacity * sizeof *scratch->pointers);
    lty_alloc_free(alloc, scratch->ids, scratch->id_capacity * sizeof *scratch->ids);
    lty_alloc_free(alloc, scratch->lines, scratch->line_capacity * sizeof *scratch->lines);
    lty_base_forget_order(base, LTY_INTERN_BYTEWISE);
    lty_base_forget_order(base, LTY_INTERN_NATURAL);
    lty_folder_destroy(base->folder);
    lty_columns_destroy(&base->facts);
    lty_store_destroy(&base->store);
    lty_alloc_free(alloc, base, sizeof *base);
}

lty_status lty_base_append(lty_base *base, const lty_event *event, bool *repeated)
{
    return lty_store_append(&base->store, event, repeated);
}

lty_status lty_base_append_rows(
    lty_base *base, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report)
{
    return lty_store_append_rows(&base->store, bytes, source, names, report);
}

const lty_store *lty_base_store(const lty_base *base)
{
    return &base->store;
}

const lty_programme *lty_base_programme(const lty_base *base)
{
    return base->programme;
}

size_t lty_base_count(const lty_base *base)
{
    return base->store.customers.count;
}

lty_text lty_base_key(const lty_base *base, uint32_t customer)
{
    return lty_intern_text(&base->store.customers, customer);
}

uint32_t lty_base_find(const lty_base *base, lty_text key)
{
    return key.len == 0 ? LTY_STORE_NONE : lty_intern_find(&base->store.customers, key);
}

uint32_t lty_base_culprit(const lty_base *base)
{
    return base->culprit;
}

int64_t lty_base_at(const lty_base *base)
{
    return base->at_s;
}

int64_t lty_base_fact(const lty_base *base, uint32_t customer, lty_fact fact)
{
    return lty_columns_get(&base->facts, (size_t) fact, customer);
}

static lty_status lty_base_reserve(lty_base *base, size_t events, size_t lines)
{
    lty_base_scratch *scratch = &base->scratch;
    void *memory = scratch->events;
    lty_status status = lty_alloc_reserve(base->alloc, &memory, &scratch->event_capacity, events, sizeof *scratch->events);

    scratch->events = memory;
    if (status == LTY_OK) {
        memory = (void *) scratch->pointers;
        status = lty_alloc_reserve(base->alloc, &memory, &scratch->pointer_capacity, events, sizeof *scratch->pointers);
        scratch->pointers = memory;
    }
    if (status == LTY_OK) {
        memory = scratch->ids;
        status = lty_alloc_reserve(base->alloc, &memory, &scratch->id_capacity, events, sizeof *scratch->ids);
        scratch->ids = memory;
    }
    if (status == LTY_OK) {
        memory = scratch->lines;
        status = lty_alloc_reserve(base->alloc, &memory, &scratch->line_capacity, lines, sizeof *scratch->lines);
        scratch->lines = memory;
    }
    return status;
}

/* Gathers and folds a customer's rows up to at_s. */
static lty_status lty_base_fold_one(lty_customer *out, lty_base *base, uint32_t customer, int64_t at_s, bool want_flows)
{
    const lty_store *store = &base->store;
    size_t events = 0;
    size_t lines = 0;

    for (uint32_t row = store->latest[customer]; row != LTY_STORE_NONE; row = store->next[row]) {
        events++;
        lines += lty_store_line_count(store, row);
    }
    const lty_status status = lty_base_reserve(base, events, lines + 1); /* events without lines need an address too */

    if (status != LTY_OK) {
        return status;
    }
    events = 0;
    lines = 0;
    for (uint32_t row = store->latest[customer]; row != LTY_STORE_NONE; row = store->next[row]) {
        if (store->at_s[row] <= at_s) {
            lty_event *event = &base->scratch.events[events];

            lty_store_event(event, store, row, base->scratch.ids[events], base->scratch.lines + lines);
            base->scratch.pointers[events++] = event;
            lines += event->line_count;
        }
    }
    return lty_fold(out, base->folder, base->scratch.pointers, events, at_s, want_flows);
}

static bool lty_base_is_rfm(size_t fact)
{
    return fact == LTY_FACT_RFM_RECENCY || fact == LTY_FACT_RFM_FREQUENCY || fact == LTY_FACT_RFM_MONETARY;
}

static lty_status lty_base_write(lty_base *base, uint32_t customer, int64_t at_s)
{
    lty_customer folded;
    lty_status status = lty_base_fold_one(&folded, base, customer, at_s, false);

    for (size_t fact = 0; fact < LTY_FACT_COUNT && status == LTY_OK; fact++) {
        if (!lty_base_is_rfm(fact)) {
            status = lty_columns_set(&base->facts, fact, customer, folded.facts[fact]);
        }
    }
    return status;
}

/* Folds all customers, or those that rows came to. What fails leaves no facts of two instants behind: nothing is folded then. */
static lty_status lty_base_run(lty_base *base, int64_t at_s, bool all)
{
    const size_t count = lty_base_count(base);
    lty_status status = lty_columns_grow(&base->facts, count);

    base->culprit = LTY_STORE_NONE;
    base->at_s = LTY_TIME_NONE;
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        if (all || base->store.touched[i] != 0) {
            status = lty_base_write(base, (uint32_t) i, at_s);
            if (status != LTY_OK) {
                base->culprit = (uint32_t) i;
            }
        }
    }
    if (status != LTY_OK) {
        return status;
    }
    if (count > 0) {
        memset(base->store.touched, 0, count);
    }
    base->store.any_touched = false;
    base->at_s = at_s;
    return LTY_OK;
}

lty_status lty_base_fold(lty_base *base, int64_t at_s)
{
    return lty_base_run(base, at_s, true);
}

lty_status lty_base_refresh(lty_base *base)
{
    if (base->at_s == LTY_TIME_NONE) {
        return LTY_E_NOT_FOLDED;
    }
    return base->store.any_touched ? lty_base_run(base, base->at_s, false) : LTY_OK;
}

lty_status lty_base_customer(lty_customer *out, lty_base *base, uint32_t customer, bool want_flows)
{
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK) {
        status = lty_base_fold_one(out, base, customer, base->at_s, want_flows);
    }
    for (size_t fact = 0; fact < LTY_FACT_COUNT && status == LTY_OK; fact++) {
        if (lty_base_is_rfm(fact)) {
            out->facts[fact] = lty_base_fact(base, customer, (lty_fact) fact);
        }
    }
    return status;
}

lty_status lty_base_order(const uint32_t **order, lty_base *base, lty_intern_order by)
{
    const size_t count = lty_base_count(base);

    if (base->order_counts[by] != count) {
        uint32_t *numbers = lty_alloc_new(base->alloc, count * sizeof *numbers);

        if (numbers == NULL) {
            return LTY_E_MEMORY;
        }
        for (size_t i = 0; i < count; i++) {
            numbers[i] = (uint32_t) i;
        }
        const lty_status status = lty_intern_sort(numbers, count, &base->store.customers, by);

        if (status != LTY_OK) {
            lty_alloc_free(base->alloc, numbers, count * sizeof *numbers);
            return status;
        }
        lty_base_forget_order(base, by);
        base->orders[by] = numbers;
        base->order_counts[by] = count;
    }
    *order = base->orders[by];
    return LTY_OK;
}

lty_status lty_base_apply_rfm(lty_base *base, const uint32_t *customers, const unsigned char (*scores)[3], size_t count)
{
    static const lty_fact facts[3] = {LTY_FACT_RFM_RECENCY, LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY};
    lty_status status = lty_base_refresh(base);

    for (size_t i = 0; i < base->facts.rows && status == LTY_OK; i++) {
        for (size_t score = 0; score < 3 && status == LTY_OK; score++) {
            status = lty_columns_set(&base->facts, (size_t) facts[score], i, LTY_FACT_NONE);
        }
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        LTY_ASSERT(customers[i] < base->facts.rows);
        for (size_t score = 0; score < 3 && status == LTY_OK; score++) {
            status = lty_columns_set(&base->facts, (size_t) facts[score], customers[i], scores[i][score]);
        }
    }
    return status;
}

size_t lty_base_bytes(const lty_base *base)
{
    const lty_base_scratch *scratch = &base->scratch;

    return sizeof *base + lty_store_bytes(&base->store) + lty_columns_bytes(&base->facts)
        + (base->order_counts[0] + base->order_counts[1]) * sizeof **base->orders + scratch->event_capacity * sizeof *scratch->events
        + scratch->pointer_capacity * sizeof *scratch->pointers + scratch->id_capacity * sizeof *scratch->ids
        + scratch->line_capacity * sizeof *scratch->lines;
}
