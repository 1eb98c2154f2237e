/*
 * The store has the events; here are the facts, one narrow column each, and the fold that fills them. Links of keys are looked up for an
 * instant: that of the fold, and one more for whoever asks about another.
 */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_base_part.h"
#include "lty_check.h"
#include "lty_sign.h"
#include "lty_time.h"

static void lty_base_view_init(lty_base_view *view, const lty_alloc *alloc)
{
    lty_persons_init(&view->persons, alloc);
    view->at_s = LTY_TIME_NONE;
    view->links = 0;
}

lty_status lty_base_create(lty_base **out, const lty_timeline *timeline, uint64_t seed, const lty_alloc *alloc)
{
    lty_base *base = lty_alloc_zero(alloc, 1, sizeof *base);

    if (base == NULL) {
        return LTY_E_MEMORY;
    }
    base->alloc = alloc;
    base->timeline = timeline;
    base->at_s = LTY_TIME_NONE;
    base->culprit = LTY_STORE_NONE;
    lty_store_init(&base->store, lty_timeline_last(timeline)->currency, seed, alloc);
    lty_columns_init(&base->facts, LTY_FACT_COUNT, alloc);
    lty_base_gather_init(&base->gather, &base->store, alloc);
    lty_base_rows_init(&base->rows, &base->store, alloc);
    lty_base_changes_init(&base->changes, alloc);
    lty_base_view_init(&base->folded, alloc);
    lty_base_view_init(&base->other, alloc);
    const lty_status status = lty_folder_create(&base->folder, timeline, alloc);

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

    lty_base_forget_order(base, LTY_INTERN_BYTEWISE);
    lty_base_forget_order(base, LTY_INTERN_NATURAL);
    lty_persons_destroy(&base->folded.persons);
    lty_persons_destroy(&base->other.persons);
    lty_folder_destroy(base->folder);
    lty_columns_destroy(&base->facts);
    lty_base_gather_destroy(&base->gather);
    lty_base_rows_destroy(&base->rows);
    lty_base_changes_destroy(&base->changes);
    lty_store_destroy(&base->store);
    lty_alloc_free(alloc, base, sizeof *base);
}

lty_status lty_base_append(lty_base *base, const lty_event *event, bool *repeated)
{
    return lty_base_is_damaged(base) ? LTY_E_DAMAGED : lty_store_append(&base->store, event, repeated);
}

void lty_base_expect(const lty_base *base, lty_text id, lty_text customer)
{
    lty_store_expect(&base->store, id, customer, (lty_text){NULL, 0});
}

lty_status lty_base_append_file(
    lty_base *base, const lty_rows_plan *plan, const lty_rows_input *input, lty_text source, lty_store_report *report)
{
    if (lty_base_is_damaged(base)) {
        *report = (lty_store_report){.appended = 0};
        return LTY_E_DAMAGED;
    }
    return lty_store_append_file(&base->store, plan, input, source, report);
}

lty_status lty_base_append_rows(
    lty_base *base, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report)
{
    if (lty_base_is_damaged(base)) {
        *report = (lty_store_report){.appended = 0};
        return LTY_E_DAMAGED;
    }
    return lty_store_append_rows(&base->store, bytes, source, names, report);
}

const lty_store *lty_base_store(const lty_base *base)
{
    return &base->store;
}

const lty_timeline *lty_base_timeline(const lty_base *base)
{
    return base->timeline;
}

const lty_programme *lty_base_programme(const lty_base *base)
{
    return lty_timeline_last(base->timeline);
}

const lty_programme *lty_base_in_force(const lty_base *base)
{
    return base->at_s == LTY_TIME_NONE ? lty_timeline_last(base->timeline) : lty_timeline_at(base->timeline, base->at_s);
}

size_t lty_base_count(const lty_base *base)
{
    return base->store.customers.count;
}

lty_text lty_base_key(const lty_base *base, uint32_t customer)
{
    return lty_intern_text(&base->store.customers, customer);
}

uint32_t lty_base_person(const lty_base *base, uint32_t customer)
{
    return lty_persons_of(&base->folded.persons, customer);
}

/* Keys that a link names need no rows of their own; whoever is a person has some, if only the link's. */
static bool lty_base_has_rows(const lty_base *base, const lty_persons *persons, uint32_t person)
{
    return base->store.latest[person] != LTY_STORE_NONE || lty_persons_next(persons, person) != LTY_STORE_NONE;
}

bool lty_base_is_person(const lty_base *base, uint32_t customer)
{
    return lty_base_person(base, customer) == customer && lty_base_has_rows(base, &base->folded.persons, customer);
}

size_t lty_base_persons(const lty_base *base)
{
    size_t persons = 0;

    if (base->at_s != LTY_TIME_NONE && !base->store.any_touched) {
        return base->persons;
    }
    for (size_t i = 0; i < lty_base_count(base); i++) {
        persons += lty_base_is_person(base, (uint32_t) i);
    }
    return persons;
}

uint32_t lty_base_find(const lty_base *base, lty_text key)
{
    const uint32_t number = key.len == 0 ? LTY_STORE_NONE : lty_intern_find(&base->store.customers, key);
    const uint32_t person = number == LTY_STORE_NONE ? LTY_STORE_NONE : lty_base_person(base, number);

    return person != LTY_STORE_NONE && lty_base_is_person(base, person) ? person : LTY_STORE_NONE;
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
    const int64_t value = lty_columns_get(&base->facts, (size_t) fact, customer);

    return base->store.damaged == NULL ? value : lty_base_doubted(base, fact, value);
}

static bool lty_base_view_holds(const lty_base_view *view, const lty_store *store, int64_t at_s)
{
    return view->links == store->link_count && (view->at_s == at_s || view->links == 0);
}

/* Finds out who is whom at an instant, if that is not known. */
static lty_status lty_base_look(lty_base_view *view, const lty_store *store, int64_t at_s)
{
    if (lty_base_view_holds(view, store, at_s)) {
        return LTY_OK;
    }
    const lty_status status = lty_persons_find(&view->persons, store, at_s);

    if (status == LTY_OK) {
        view->at_s = at_s;
        view->links = store->link_count;
    }
    return status;
}

lty_status lty_base_persons_at(const lty_persons **out, lty_base *base, int64_t at_s)
{
    /* That of the fold is left to the fold: it touches whom later links move. */
    lty_base_view *view = lty_base_view_holds(&base->folded, &base->store, at_s) ? &base->folded : &base->other;
    const lty_status status = lty_base_look(view, &base->store, at_s);

    if (status == LTY_OK) {
        *out = &view->persons;
    }
    return status;
}

bool lty_base_is_person_at(const lty_base *base, const lty_persons *persons, uint32_t customer)
{
    return lty_persons_of(persons, customer) == customer && lty_base_has_rows(base, persons, customer);
}

void lty_base_begin(lty_base *base)
{
    lty_base_gather_index(&base->gather);
}

lty_status lty_base_history(const lty_history **out, lty_base *base, uint32_t customer, int64_t at_s)
{
    const lty_persons *persons;
    lty_status status = lty_base_persons_at(&persons, base, at_s);

    if (status == LTY_OK) {
        status = lty_base_gather_history(&base->gather, persons, lty_persons_of(persons, customer), at_s);
    }
    if (status == LTY_OK) {
        *out = &base->gather.history;
    }
    return status;
}

/* The rows of the person whose history was gathered last, and the degree of loyalty that they and the facts make. */
static lty_status lty_base_degree(lty_base *base, int64_t facts[LTY_FACT_COUNT], int64_t at_s)
{
    const lty_programme *programme = lty_timeline_at(base->timeline, at_s);
    const lty_status status = lty_purchases_read(&base->rows.scratch, &base->gather.history);

    if (status == LTY_OK && programme->loyalty_count > 0) {
        const lty_aggregate_person own = {facts, &base->rows.scratch, programme, at_s};

        facts[LTY_FACT_LOYALTY] = lty_aggregate_degree(NULL, programme, &own);
    }
    return status;
}

/* The degree of loyalty, and the rows where they are kept: what takes more of a history than its fold. */
static lty_status lty_base_aggregate(lty_base *base, uint32_t person, int64_t facts[LTY_FACT_COUNT], int64_t at_s)
{
    if (!base->rows.built && lty_timeline_at(base->timeline, at_s)->loyalty_count == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_base_degree(base, facts, at_s);

    return status == LTY_OK && base->rows.built ? lty_base_rows_put(&base->rows, person, &base->rows.scratch) : status;
}

static lty_status lty_base_write(lty_base *base, uint32_t person, int64_t at_s)
{
    lty_customer folded;
    lty_status status = lty_base_gather_history(&base->gather, &base->folded.persons, person, at_s);

    if (status == LTY_OK) {
        status = lty_fold(&folded, base->folder, &base->gather.history, 0);
    }
    if (status == LTY_OK) {
        status = lty_base_aggregate(base, person, folded.facts, at_s);
    }
    for (size_t fact = 0; fact < LTY_FACT_COUNT && status == LTY_OK; fact++) {
        if (!lty_fact_is_applied((lty_fact) fact)) {
            status = lty_columns_set(&base->facts, fact, person, folded.facts[fact]);
        }
    }
    return status;
}

/* What is no person has no facts, scores neither. */
static lty_status lty_base_erase(lty_base *base, uint32_t customer)
{
    lty_status status = LTY_OK;

    for (size_t fact = 0; fact < LTY_FACT_COUNT && status == LTY_OK; fact++) {
        status = lty_columns_set(&base->facts, fact, customer, LTY_FACT_NONE);
    }
    if (base->rows.built) {
        lty_base_rows_drop(&base->rows, customer);
    }
    return status;
}

/* Links that came, or an instant at which others hold: whoever belongs to another person than before is touched, and so are both persons. */
static lty_status lty_base_relate(lty_base *base, int64_t at_s)
{
    lty_base_view before = base->folded;
    lty_base_view after;
    unsigned char *touched = base->store.touched;

    lty_base_view_init(&after, base->alloc);
    const lty_status status = lty_base_view_holds(&before, &base->store, at_s) ? LTY_OK : lty_base_look(&after, &base->store, at_s);

    if (status != LTY_OK || after.at_s == LTY_TIME_NONE) {
        return status;
    }
    for (size_t i = 0; i < lty_base_count(base); i++) {
        const uint32_t old = lty_persons_of(&before.persons, (uint32_t) i);
        const uint32_t now = lty_persons_of(&after.persons, (uint32_t) i);

        if (old != now) {
            touched[i] = touched[old] = touched[now] = 1;
        }
    }
    base->folded = after;
    lty_persons_destroy(&before.persons);
    return LTY_OK;
}

/* The first customer from `from` on whom rows touched; count if there is none. Few are, of many. */
static size_t lty_base_touched(const unsigned char *touched, size_t from, size_t count)
{
    uint64_t eight = 0;

    while (count - from >= sizeof eight) {
        memcpy(&eight, touched + from, sizeof eight);
        if (eight != 0) {
            break;
        }
        from += sizeof eight;
    }
    while (from < count && touched[from] == 0) {
        from++;
    }
    return from;
}

/* Whether a number was a person when facts were last written: persons have all facts that count, whoever is none has none. */
static bool lty_base_was_person(const lty_base *base, size_t known, size_t number)
{
    return number < known && lty_columns_get(&base->facts, LTY_FACT_ORDERS, number) != LTY_FACT_NONE;
}

/* Whoever is touched touches the person that he is now. */
static void lty_base_touch_persons(lty_base *base)
{
    unsigned char *touched = base->store.touched;

    for (size_t i = 0; i < base->folded.persons.count; i++) {
        const uint32_t person = lty_persons_of(&base->folded.persons, (uint32_t) i);

        touched[person] = touched[person] | touched[i];
    }
}

static lty_status lty_base_run_one(lty_base *base, uint32_t number, int64_t at_s)
{
    const bool person = lty_base_is_person(base, number);
    const lty_status status = person ? lty_base_write(base, number, at_s) : lty_base_erase(base, number);

    base->persons += person;
    lty_base_changes_add(&base->changes, number);
    if (status != LTY_OK) {
        base->culprit = number;
    }
    return status;
}

/* What is kept beside the facts, before they change. */
static lty_status lty_base_prepare(lty_base *base, bool all)
{
    if (all) {
        lty_base_gather_index(&base->gather);
        lty_base_rows_forget(&base->rows);
        lty_base_changes_all(&base->changes);
        base->persons = 0;
        return LTY_OK;
    }
    lty_base_changes_next(&base->changes, lty_base_count(base));
    return base->rows.built ? lty_base_rows_grow(&base->rows, lty_base_count(base)) : LTY_OK;
}

/* Folds all persons, or those that rows came to. What fails leaves no facts of two instants behind: nothing is folded then. */
static lty_status lty_base_run(lty_base *base, int64_t at_s, bool all)
{
    const size_t count = lty_base_count(base);
    const size_t known = base->facts.rows;
    unsigned char *touched = base->store.touched;
    lty_status status = lty_columns_grow(&base->facts, count);

    base->culprit = LTY_STORE_NONE;
    base->at_s = LTY_TIME_NONE;
    if (status == LTY_OK) {
        status = lty_base_relate(base, at_s);
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_base_touch_persons(base);
    status = lty_base_prepare(base, all);
    for (size_t i = all ? 0 : lty_base_touched(touched, 0, count); i < count && status == LTY_OK;
         i = all ? i + 1 : lty_base_touched(touched, i + 1, count)) {
        base->persons -= !all && lty_base_was_person(base, known, i);
        status = lty_base_run_one(base, (uint32_t) i, at_s);
        touched[i] = 0; /* what fails folds everybody the next time */
    }
    if (status == LTY_OK && base->rows.built) {
        status = lty_base_rows_settle(&base->rows);
    }
    if (status == LTY_OK && lty_base_is_damaged(base)) {
        status = LTY_E_DAMAGED;
    }
    if (status != LTY_OK) {
        lty_base_rows_forget(&base->rows); /* some are of before */
        return status;
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
    if (lty_base_is_damaged(base)) {
        return LTY_E_DAMAGED;
    }
    if (base->at_s == LTY_TIME_NONE) {
        return LTY_E_NOT_FOLDED;
    }
    return base->store.any_touched ? lty_base_run(base, base->at_s, false) : LTY_OK;
}

lty_status lty_base_customer(lty_customer *out, lty_base *base, uint32_t customer, unsigned want)
{
    const lty_status status = lty_base_refresh(base);

    return status == LTY_OK ? lty_base_customer_at(out, base, customer, base->at_s, want) : status;
}

lty_status lty_base_customer_at(lty_customer *out, lty_base *base, uint32_t customer, int64_t at_s, unsigned want)
{
    const lty_history *history;
    lty_status status = lty_base_history(&history, base, customer, at_s);

    if (status == LTY_OK) {
        status = lty_fold(out, base->folder, history, want);
    }
    if (status == LTY_OK && lty_timeline_at(base->timeline, at_s)->loyalty_count > 0) {
        status = lty_base_degree(base, out->facts, at_s);
    }
    if (status != LTY_OK) {
        return status;
    }
    const uint32_t person = lty_base_person(base, customer);

    for (size_t fact = 0; fact < LTY_FACT_COUNT; fact++) {
        if (lty_fact_is_applied((lty_fact) fact)) {
            out->facts[fact] = person < base->facts.rows ? lty_base_fact(base, person, (lty_fact) fact) : LTY_FACT_NONE;
        }
    }
    return lty_base_is_damaged(base) ? LTY_E_DAMAGED : LTY_OK;
}

const lty_history *lty_base_customer_history(const lty_base *base)
{
    return &base->gather.history;
}

lty_status lty_base_digest(unsigned char hash[32], lty_base *base)
{
    const uint32_t *order = NULL;
    lty_sign_state state;
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK && lty_base_count(base) > 0) {
        status = lty_base_order(&order, base, LTY_INTERN_BYTEWISE);
    }
    lty_sign_begin(&state, 32);
    for (size_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
        unsigned char digest[32];
        lty_customer folded;

        if (order != NULL && lty_base_is_person(base, order[i])) {
            status = lty_base_customer(&folded, base, order[i], 0);
            if (status == LTY_OK) {
                lty_fold_digest(digest, lty_base_key(base, order[i]), &folded);
                lty_sign_add(&state, digest, sizeof digest);
            }
        }
    }
    if (status == LTY_OK) {
        lty_sign_end(hash, 32, &state);
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

size_t lty_base_bytes(const lty_base *base)
{
    const size_t linked = base->folded.persons.count + base->other.persons.count;

    return sizeof *base + lty_store_bytes(&base->store) + lty_columns_bytes(&base->facts) + lty_base_gather_bytes(&base->gather)
        + lty_base_rows_bytes(&base->rows) + lty_base_changes_bytes(&base->changes)
        + (base->order_counts[0] + base->order_counts[1]) * sizeof **base->orders + linked * 2 * sizeof(uint32_t);
}
