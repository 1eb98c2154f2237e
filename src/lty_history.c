/*
 * What every fold of a history needs first, and no programme has a say in: the order of the events, which of them hold, and which are one order.
 * Journals come in order, so that is looked for before anything is sorted.
 */
#include <string.h>

#include "lty_history.h"
#include "lty_sort.h"

void lty_history_init(lty_history *history, const lty_alloc *alloc)
{
    memset(history, 0, sizeof *history);
    history->alloc = alloc;
    lty_orders_init(&history->orders, alloc);
}

void lty_history_destroy(lty_history *history)
{
    lty_alloc_free(history->alloc, (void *) history->events, history->capacity * sizeof *history->events);
    lty_alloc_free(history->alloc, (void *) history->scratch, history->scratch_capacity * sizeof *history->scratch);
    lty_orders_destroy(&history->orders);
    lty_history_init(history, history->alloc);
}

static lty_status lty_history_reserve(lty_history *history, const lty_event ***array, size_t *capacity, size_t count)
{
    void *memory = (void *) *array;
    const lty_status status = lty_alloc_reserve(history->alloc, &memory, capacity, count, sizeof **array);

    *array = memory;
    return status;
}

static int lty_history_compare(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_event_compare(*left, *right);
}

/* By what is replaced and the type, then the total order. */
static int lty_history_compare_replaces(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;
    const int order = lty_text_compare((*left)->replaces, (*right)->replaces);

    if (order != 0 || (*left)->type != (*right)->type) {
        return order != 0 ? order : (int) (*left)->type - (int) (*right)->type;
    }
    return lty_event_compare(*left, *right);
}

/* The event that takes the place of this one: the last that names it and is of its type; NULL. list is sorted by what is replaced. */
static const lty_event *lty_history_successor(const lty_event *const *list, size_t count, const lty_event *event, lty_text id)
{
    size_t low = 0;
    size_t high = count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = lty_text_compare(list[middle]->replaces, id);

        if (order < 0 || (order == 0 && list[middle]->type <= event->type)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 && list[low - 1]->type == event->type && lty_text_equal(list[low - 1]->replaces, id) ? list[low - 1] : NULL;
}

/* What is replaced is left out, and of several that replace the same all but the last. */
static lty_status lty_history_correct(lty_history *history, size_t corrections)
{
    size_t count = 0;
    size_t kept = 0;
    const lty_status status = lty_history_reserve(history, &history->scratch, &history->scratch_capacity, history->count + 2 * corrections);

    if (status != LTY_OK) {
        return status;
    }
    const lty_event **list = history->scratch + history->count;
    for (size_t i = 0; i < history->count; i++) {
        if (history->events[i]->replaces.len > 0) {
            list[count++] = history->events[i];
        }
    }
    lty_sort((void *) list, (void *) (list + corrections), count, sizeof *list, lty_history_compare_replaces);
    for (size_t i = 0; i < history->count; i++) {
        const lty_event *event = history->events[i];
        const bool replaced = lty_history_successor(list, count, event, event->id) != NULL;
        const bool outdone = event->replaces.len > 0 && lty_history_successor(list, count, event, event->replaces) != event;

        if (!replaced && !outdone) {
            history->scratch[kept++] = event;
        }
    }
    memcpy((void *) history->events, (const void *) history->scratch, kept * sizeof *history->events);
    history->count = kept;
    return LTY_OK;
}

lty_status lty_history_prepare(lty_history *history, const lty_event *const *events, size_t count, int64_t at_s)
{
    bool sorted = true;
    size_t corrections = 0;
    lty_status status = lty_history_reserve(history, &history->events, &history->capacity, count);

    history->count = 0;
    history->at_s = at_s;
    history->referrals = false;
    history->restored = false;
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const lty_event *event = events[i];

        if (event->at_s > at_s) {
            continue;
        }
        if (history->count > 0) {
            const lty_event *last = history->events[history->count - 1];
            sorted = sorted && (last->at_s < event->at_s || lty_event_compare(last, event) <= 0);
        }
        corrections += event->replaces.len > 0;
        history->referrals |= event->type == LTY_EVENT_REFERRAL;
        history->restored |= event->type == LTY_EVENT_POINTS_RESTORED;
        history->events[history->count++] = event;
    }
    if (status == LTY_OK && !sorted) {
        status = lty_history_reserve(history, &history->scratch, &history->scratch_capacity, history->count);
        if (status == LTY_OK) {
            lty_sort((void *) history->events, (void *) history->scratch, history->count, sizeof *history->events, lty_history_compare);
        }
    }
    if (status == LTY_OK && corrections > 0) {
        status = lty_history_correct(history, corrections);
    }
    return status == LTY_OK ? lty_orders_group(&history->orders, history->events, history->count) : status;
}
