/*
 * A customer's rows lie scattered over the columns, in order of arrival. One by one each would cost a handful of trips to memory; with
 * the rows grouped by customer, those of the next ones are on their way while this one is folded.
 */
#include <string.h>

#include "lty_base_gather.h"

/* Rows ahead whose cells are asked for, then what the cells point to, then the texts of that. */
#define LTY_GATHER_FAR 24U
#define LTY_GATHER_MIDDLE 14U
#define LTY_GATHER_NEAR 6U

void lty_base_gather_init(lty_base_gather *gather, const lty_store *store, const lty_alloc *alloc)
{
    memset(gather, 0, sizeof *gather);
    gather->alloc = alloc;
    gather->store = store;
    lty_history_init(&gather->history, alloc);
}

static void lty_base_gather_forget(lty_base_gather *gather)
{
    lty_alloc_free(gather->alloc, gather->rows, gather->row_capacity * sizeof *gather->rows);
    lty_alloc_free(gather->alloc, gather->starts, gather->start_capacity * sizeof *gather->starts);
    gather->rows = NULL;
    gather->starts = NULL;
    gather->row_capacity = 0;
    gather->start_capacity = 0;
    gather->customers = 0;
    gather->indexed = 0;
}

void lty_base_gather_destroy(lty_base_gather *gather)
{
    lty_base_gather_forget(gather);
    lty_alloc_free(gather->alloc, gather->events, gather->event_capacity * sizeof *gather->events);
    lty_alloc_free(gather->alloc, (void *) gather->pointers, gather->pointer_capacity * sizeof *gather->pointers);
    lty_alloc_free(gather->alloc, gather->ids, gather->id_capacity * sizeof *gather->ids);
    lty_alloc_free(gather->alloc, gather->lines, gather->line_capacity * sizeof *gather->lines);
    lty_history_destroy(&gather->history);
    lty_base_gather_init(gather, gather->store, gather->alloc);
}

/* Counts, then deals out. Customers come in any order, so their places are asked for in time. */
static void lty_base_gather_group(uint32_t *rows, uint32_t *starts, const lty_store *store)
{
    const uint32_t *customer = store->customer;
    uint32_t *places = starts + 1; /* counts, then where the next row goes, in the end where the next customer starts */

    for (size_t row = 0; row < store->rows; row++) {
        const uint32_t number = lty_store_customer_of(store, row);

        if (row + LTY_GATHER_FAR < store->rows && customer[row + LTY_GATHER_FAR] < store->customers.count) {
            __builtin_prefetch(&places[customer[row + LTY_GATHER_FAR] + 1], 1);
        }
        if (number != LTY_STORE_NONE) {
            places[number + 1]++;
        }
    }
    for (size_t i = 1; i <= store->customers.count; i++) {
        places[i] += places[i - 1];
    }
    for (size_t row = 0; row < store->rows; row++) {
        const uint32_t number = lty_store_customer_of(store, row);

        if (row + LTY_GATHER_FAR < store->rows && customer[row + LTY_GATHER_FAR] < store->customers.count) {
            __builtin_prefetch(&places[customer[row + LTY_GATHER_FAR]], 1);
        }
        if (row + LTY_GATHER_NEAR < store->rows && customer[row + LTY_GATHER_NEAR] < store->customers.count) {
            __builtin_prefetch(&rows[places[customer[row + LTY_GATHER_NEAR]]], 1);
        }
        if (number != LTY_STORE_NONE) {
            rows[places[number]++] = (uint32_t) row;
        }
    }
}

void lty_base_gather_index(lty_base_gather *gather)
{
    const lty_store *store = gather->store;
    const size_t customers = store->customers.count;

    if (store->rows == 0 || (gather->indexed == store->rows && gather->customers == customers)) {
        return;
    }
    lty_base_gather_forget(gather);
    gather->rows = lty_alloc_new(gather->alloc, store->rows * sizeof *gather->rows);
    gather->starts = lty_alloc_zero(gather->alloc, customers + 2, sizeof *gather->starts);
    gather->row_capacity = gather->rows == NULL ? 0 : store->rows;
    gather->start_capacity = gather->starts == NULL ? 0 : customers + 2;
    if (gather->rows == NULL || gather->starts == NULL) {
        lty_base_gather_forget(gather);
        return;
    }
    lty_base_gather_group(gather->rows, gather->starts, store);
    gather->customers = customers;
    gather->indexed = store->rows;
}

/* Each step asks for what the one before has brought the address of. */
static void lty_base_gather_ahead(const lty_base_gather *gather, size_t at)
{
    const lty_store *store = gather->store;
    const size_t end = gather->starts[gather->customers];

    if (at + LTY_GATHER_FAR < end) {
        const uint32_t row = gather->rows[at + LTY_GATHER_FAR];

        __builtin_prefetch(&store->at_s[row]);
        __builtin_prefetch(&store->amount[row]);
        __builtin_prefetch(&store->kind[row]);
        __builtin_prefetch(&store->detail[row]);
    }
    if (store->ids.count == 0) { /* rows of files have no more */
        return;
    }
    if (at + LTY_GATHER_MIDDLE < end) {
        const uint32_t detail = store->detail[gather->rows[at + LTY_GATHER_MIDDLE]];

        if (detail < store->ids.count) {
            __builtin_prefetch(&store->details[detail].number);
            __builtin_prefetch(&store->details[detail].extra);
            __builtin_prefetch(&store->ids.words[detail]);
        }
    }
    if (at + LTY_GATHER_NEAR < end) {
        const uint32_t detail = store->detail[gather->rows[at + LTY_GATHER_NEAR]];

        if (detail < store->ids.count) {
            const uint32_t object = store->details[detail].object;

            __builtin_prefetch(lty_intern_text(&store->ids, detail).bytes);
            if (object < store->texts.count) { /* of a link it is no text */
                __builtin_prefetch(&store->texts.words[object]);
            }
        }
    }
}

static lty_status lty_base_gather_reserve(lty_base_gather *gather, size_t events, size_t lines)
{
    void *memory = gather->events;
    lty_status status = lty_alloc_reserve(gather->alloc, &memory, &gather->event_capacity, events, sizeof *gather->events);

    gather->events = memory;
    if (status == LTY_OK) {
        memory = (void *) gather->pointers;
        status = lty_alloc_reserve(gather->alloc, &memory, &gather->pointer_capacity, events, sizeof *gather->pointers);
        gather->pointers = memory;
    }
    if (status == LTY_OK) {
        memory = gather->ids;
        status = lty_alloc_reserve(gather->alloc, &memory, &gather->id_capacity, events, sizeof *gather->ids);
        gather->ids = memory;
    }
    if (status == LTY_OK) {
        memory = gather->lines;
        status = lty_alloc_reserve(gather->alloc, &memory, &gather->line_capacity, lines, sizeof *gather->lines);
        gather->lines = memory;
    }
    return status;
}

/* What is gathered of a person so far. */
typedef struct lty_base_gathered {
    size_t events;
    size_t lines;
} lty_base_gathered;

static void lty_base_gather_row(lty_base_gather *gather, lty_base_gathered *so_far, uint32_t row)
{
    lty_event *event = &gather->events[so_far->events];

    lty_store_event(event, gather->store, row, gather->ids[so_far->events], gather->lines + so_far->lines);
    gather->pointers[so_far->events++] = event;
    so_far->lines += event->line_count;
}

/*
 * Room for more of a person. What was gathered must not move any more, as events point to their lines: of a person with kin all was counted before,
 * and only a file that contradicts itself has more now.
 */
static lty_status lty_base_gather_more(lty_base_gather *gather, const lty_base_gathered *so_far, size_t events, size_t lines)
{
    if (so_far->events > 0 && (so_far->events + events > gather->event_capacity || so_far->lines + lines + 1 > gather->line_capacity)) {
        lty_damage(gather->store->damaged);
        return LTY_E_DAMAGED;
    }
    return lty_base_gather_reserve(gather, so_far->events + events, so_far->lines + lines + 1);
}

/* From the index, in order of arrival: most histories are in order then. */
static lty_status lty_base_gather_indexed(lty_base_gather *gather, lty_base_gathered *so_far, uint32_t customer, int64_t at_s)
{
    const lty_store *store = gather->store;
    const size_t first = gather->starts[customer];
    const size_t end = gather->starts[customer + 1];
    size_t lines = 0;

    for (size_t at = first; at < end && store->ids.count > 0; at++) {
        lines += lty_store_line_count(store, gather->rows[at]);
    }
    const lty_status status = lty_base_gather_more(gather, so_far, end - first, lines);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t at = first; at < end; at++) {
        lty_base_gather_ahead(gather, at);
        if (lty_store_at_of(store, gather->rows[at]) <= at_s) {
            lty_base_gather_row(gather, so_far, gather->rows[at]);
        }
    }
    return LTY_OK;
}

/* Along the chain, which begins with what came last; the list of events is turned round at the end. */
static lty_status lty_base_gather_chained(lty_base_gather *gather, lty_base_gathered *so_far, uint32_t customer, int64_t at_s)
{
    const lty_store *store = gather->store;
    const size_t first = so_far->events;
    size_t rows = 0;
    size_t lines = 0;

    for (uint32_t row = lty_store_latest_of(store, customer); row != LTY_STORE_NONE; row = lty_store_next_of(store, row)) {
        rows++;
        lines += lty_store_line_count(store, row);
    }
    const lty_status status = lty_base_gather_more(gather, so_far, rows, lines);

    if (status != LTY_OK) {
        return status;
    }
    for (uint32_t row = lty_store_latest_of(store, customer); row != LTY_STORE_NONE; row = lty_store_next_of(store, row)) {
        if (lty_store_at_of(store, row) <= at_s) {
            lty_base_gather_row(gather, so_far, row);
        }
    }
    for (size_t low = first, high = so_far->events; low + 1 < high; low++) {
        const lty_event *swap = gather->pointers[low];

        gather->pointers[low] = gather->pointers[--high];
        gather->pointers[high] = swap;
    }
    return LTY_OK;
}

/* Growing arrays move: events point to their lines and ids, and others to events, so all kin is counted before anything is gathered. */
static lty_status lty_base_gather_kin(lty_base_gather *gather, const lty_persons *persons, uint32_t person)
{
    const lty_store *store = gather->store;
    size_t rows = 0;
    size_t lines = 0;

    for (uint32_t number = person; number != LTY_STORE_NONE; number = lty_persons_next(persons, number)) {
        for (uint32_t row = lty_store_latest_of(store, number); row != LTY_STORE_NONE; row = lty_store_next_of(store, row)) {
            rows++;
            lines += lty_store_line_count(store, row);
        }
    }
    return lty_base_gather_reserve(gather, rows, lines + 1);
}

lty_status lty_base_gather_history(lty_base_gather *gather, const lty_persons *persons, uint32_t person, int64_t at_s)
{
    const bool indexed = gather->indexed > 0 && gather->indexed == gather->store->rows && person < gather->customers;
    lty_base_gathered so_far = {0, 0};
    lty_status status = lty_persons_next(persons, person) == LTY_STORE_NONE ? LTY_OK : lty_base_gather_kin(gather, persons, person);

    for (uint32_t number = person; number != LTY_STORE_NONE && status == LTY_OK; number = lty_persons_next(persons, number)) {
        status = indexed ? lty_base_gather_indexed(gather, &so_far, number, at_s) : lty_base_gather_chained(gather, &so_far, number, at_s);
    }
    if (status == LTY_OK && lty_store_is_damaged(gather->store)) {
        status = LTY_E_DAMAGED;
    }
    return status == LTY_OK ? lty_history_prepare(&gather->history, gather->pointers, so_far.events, at_s) : status;
}

size_t lty_base_gather_bytes(const lty_base_gather *gather)
{
    return gather->event_capacity * sizeof *gather->events + gather->pointer_capacity * sizeof *gather->pointers
        + gather->id_capacity * sizeof *gather->ids + gather->line_capacity * sizeof *gather->lines
        + gather->row_capacity * sizeof *gather->rows + gather->start_capacity * sizeof *gather->starts;
}
