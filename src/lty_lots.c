/*
 * A heap of the lots that can be drawn on, earliest expiry first, answers both questions that time asks: which lot pays next, and which
 * expires next. Draws on one lot are chained from the newest, so that a refund can hand the newest spends to other lots.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_lots.h"
#include "lty_sort.h"
#include "lty_time.h"

#define LTY_LOTS_NONE SIZE_MAX

typedef struct lty_lots_arrival {
    int64_t at_s;
    size_t lot;
} lty_lots_arrival;

void lty_lots_init(lty_lots *lots, const lty_alloc *alloc)
{
    memset(lots, 0, sizeof *lots);
    lots->alloc = alloc;
}

void lty_lots_destroy(lty_lots *lots)
{
    lty_alloc_free(lots->alloc, lots->items, lots->capacity * sizeof *lots->items);
    lty_alloc_free(lots->alloc, lots->draws, lots->draw_capacity * sizeof *lots->draws);
    lty_alloc_free(lots->alloc, lots->older, lots->older_capacity * sizeof *lots->older);
    lty_alloc_free(lots->alloc, lots->newest, lots->newest_capacity * sizeof *lots->newest);
    lty_alloc_free(lots->alloc, lots->debts, lots->debt_capacity * sizeof *lots->debts);
    lty_alloc_free(lots->alloc, lots->heap, lots->heap_capacity * sizeof *lots->heap);
    lty_alloc_free(lots->alloc, lots->arrivals, lots->arrival_capacity * sizeof *lots->arrivals);
    lty_alloc_free(lots->alloc, lots->scratch, lots->scratch_capacity * sizeof *lots->scratch);
    lty_lots_init(lots, lots->alloc);
}

void lty_lots_clear(lty_lots *lots)
{
    lots->count = 0;
    lots->draw_count = 0;
    lots->debt_count = 0;
    lots->debt_paid = 0;
    lots->heap_count = 0;
    lots->arrived = 0;
    lots->spendable = 0;
}

#define LTY_LOTS_RESERVE(status, lots, array, room, needed)                                                                                \
 do {                                                                                                                                      \
  void *memory_ = (lots)->array;                                                                                                           \
  if ((status) == LTY_OK) {                                                                                                                \
   (status) = lty_alloc_reserve((lots)->alloc, &memory_, &(lots)->room, (needed), sizeof *(lots)->array);                                  \
   (lots)->array = memory_;                                                                                                                \
  }                                                                                                                                        \
 } while (0)

lty_status lty_lots_add(lty_lots *lots, const lty_lot *lot)
{
    lty_status status = LTY_OK;

    LTY_LOTS_RESERVE(status, lots, items, capacity, lots->count + 1);
    if (status == LTY_OK) {
        lots->items[lots->count++] = *lot;
    }
    return status;
}

static int lty_lots_compare_arrival(const void *a, const void *b)
{
    const lty_lots_arrival *left = a;
    const lty_lots_arrival *right = b;

    return left->at_s == right->at_s ? 0 : left->at_s < right->at_s ? -1 : 1;
}

lty_status lty_lots_begin(lty_lots *lots)
{
    lty_status status = LTY_OK;

    if (lots->count == 0) {
        return LTY_OK;
    }
    LTY_LOTS_RESERVE(status, lots, newest, newest_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, heap, heap_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, arrivals, arrival_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, scratch, scratch_capacity, lots->count);
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lots->count; i++) {
        lots->newest[i] = LTY_LOTS_NONE;
        lots->arrivals[i] = (lty_lots_arrival){lots->items[i].available_at_s, i};
    }
    lty_sort(lots->arrivals, lots->scratch, lots->count, sizeof *lots->arrivals, lty_lots_compare_arrival);
    return LTY_OK;
}

/* True if lot a is drawn on before lot b. */
static bool lty_lots_before(const lty_lots *lots, size_t a, size_t b)
{
    const lty_lot *left = &lots->items[a];
    const lty_lot *right = &lots->items[b];

    if (left->expires_at_s != right->expires_at_s) {
        return right->expires_at_s == LTY_TIME_NONE || (left->expires_at_s != LTY_TIME_NONE && left->expires_at_s < right->expires_at_s);
    }
    if (left->at_s != right->at_s) {
        return left->at_s < right->at_s;
    }
    return lty_text_compare(left->event->id, right->event->id) < 0;
}

static void lty_lots_push(lty_lots *lots, size_t lot)
{
    size_t at = lots->heap_count++;

    while (at > 0 && lty_lots_before(lots, lot, lots->heap[(at - 1) / 2])) {
        lots->heap[at] = lots->heap[(at - 1) / 2];
        at = (at - 1) / 2;
    }
    lots->heap[at] = lot;
    lots->spendable += lots->items[lot].left;
}

/* Takes the first lot out of the heap; what is left of it is no longer spendable. */
static void lty_lots_pop(lty_lots *lots)
{
    const size_t moved = lots->heap[--lots->heap_count];
    size_t at = 0;

    lots->spendable -= lots->items[lots->heap[0]].left;
    for (;;) {
        size_t child = 2 * at + 1;

        if (child >= lots->heap_count) {
            break;
        }
        if (child + 1 < lots->heap_count && lty_lots_before(lots, lots->heap[child + 1], lots->heap[child])) {
            child++;
        }
        if (!lty_lots_before(lots, lots->heap[child], moved)) {
            break;
        }
        lots->heap[at] = lots->heap[child];
        at = child;
    }
    lots->heap[at] = moved;
}

static lty_status lty_lots_draw(lty_lots *lots, const lty_event *event, size_t lot, int64_t points)
{
    lty_lot *item = &lots->items[lot];
    const size_t newest = lots->newest[lot];

    if (newest != LTY_LOTS_NONE && lots->draws[newest].event == event) {
        lots->draws[newest].points += points;
    } else {
        lty_status status = LTY_OK;

        LTY_LOTS_RESERVE(status, lots, draws, draw_capacity, lots->draw_count + 1);
        LTY_LOTS_RESERVE(status, lots, older, older_capacity, lots->draw_count + 1);
        if (status != LTY_OK) {
            return status;
        }
        lots->draws[lots->draw_count] = (lty_draw){event, lot, points};
        lots->older[lots->draw_count] = newest;
        lots->newest[lot] = lots->draw_count++;
    }
    item->left -= points;
    item->spent += points;
    return LTY_OK;
}

/* Draws up to points from the heap; *drawn says how many. */
static lty_status lty_lots_cover(lty_lots *lots, int64_t *drawn, const lty_event *event, int64_t points)
{
    int64_t sum = 0;

    while (sum < points && lots->heap_count > 0) {
        const size_t lot = lots->heap[0];
        const int64_t left = lots->items[lot].left;
        const int64_t part = left < points - sum ? left : points - sum;

        if (part > 0) {
            const lty_status status = lty_lots_draw(lots, event, lot, part);
            if (status != LTY_OK) {
                return status;
            }
            lots->spendable -= part;
            sum += part;
        }
        if (part == left) {
            lty_lots_pop(lots);
        }
    }
    *drawn = sum;
    return LTY_OK;
}

static lty_status lty_lots_pay(lty_lots *lots, size_t lot)
{
    while (lots->debt_paid < lots->debt_count && lots->items[lot].left > 0) {
        lty_debt *debt = &lots->debts[lots->debt_paid];
        const int64_t left = lots->items[lot].left;
        const int64_t part = left < debt->points ? left : debt->points;
        const lty_status status = lty_lots_draw(lots, debt->event, lot, part);

        if (status != LTY_OK) {
            return status;
        }
        debt->points -= part;
        lots->debt_paid += debt->points == 0;
    }
    return LTY_OK;
}

static void lty_lots_expire(lty_lot *lot)
{
    lot->expired += lot->left;
    lot->left = 0;
}

static bool lty_lots_is_over(const lty_lot *lot, int64_t at_s)
{
    return lot->expires_at_s != LTY_TIME_NONE && lot->expires_at_s <= at_s;
}

lty_status lty_lots_advance(lty_lots *lots, int64_t at_s)
{
    while (lots->arrived < lots->count && lots->arrivals[lots->arrived].at_s <= at_s) {
        const lty_lots_arrival *arrival = &lots->arrivals[lots->arrived++];
        lty_lot *lot = &lots->items[arrival->lot];

        if (lty_lots_is_over(lot, arrival->at_s)) {
            lty_lots_expire(lot);
            continue;
        }
        const lty_status status = lty_lots_pay(lots, arrival->lot);
        if (status != LTY_OK) {
            return status;
        }
        if (lot->left > 0) {
            lty_lots_push(lots, arrival->lot);
        }
    }
    while (lots->heap_count > 0 && lty_lots_is_over(&lots->items[lots->heap[0]], at_s)) {
        lty_lot *lot = &lots->items[lots->heap[0]];

        lty_lots_pop(lots);
        lty_lots_expire(lot);
    }
    return LTY_OK;
}

lty_status lty_lots_spend(lty_lots *lots, const lty_event *event, int64_t points)
{
    int64_t drawn = 0;
    lty_status status = lty_lots_cover(lots, &drawn, event, points);

    if (status != LTY_OK || drawn == points) {
        return status;
    }
    LTY_LOTS_RESERVE(status, lots, debts, debt_capacity, lots->debt_count + 1);
    if (status == LTY_OK) {
        lots->debts[lots->debt_count++] = (lty_debt){event, points - drawn};
    }
    return status;
}

static bool lty_lots_is_drawable(const lty_lots *lots, size_t lot)
{
    return lots->arrived > 0 && lots->items[lot].available_at_s <= lots->arrivals[lots->arrived - 1].at_s;
}

lty_status lty_lots_reverse(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted)
{
    lty_lot *item = &lots->items[lot];
    int64_t rest = wanted;
    const int64_t of_left = item->left < rest ? item->left : rest;

    if (lty_lots_is_drawable(lots, lot)) {
        lots->spendable -= of_left;
    }
    item->left -= of_left;
    rest -= of_left;

    const int64_t of_expired = item->expired < rest ? item->expired : rest;
    item->expired -= of_expired;
    rest -= of_expired;

    while (rest > 0 && lots->spendable > 0 && lots->newest[lot] != LTY_LOTS_NONE) {
        const size_t newest = lots->newest[lot];
        const int64_t part = lots->draws[newest].points < rest ? lots->draws[newest].points : rest;
        int64_t covered = 0;
        const lty_status status = lty_lots_cover(lots, &covered, lots->draws[newest].event, part);

        if (status != LTY_OK) {
            return status;
        }
        lots->draws[newest].points -= covered;
        item->spent -= covered;
        rest -= covered;
        if (lots->draws[newest].points == 0) {
            lots->newest[lot] = lots->older[newest];
        }
    }
    item->reversed += wanted - rest;
    *taken = wanted - rest;
    return LTY_OK;
}

void lty_lots_reverse_pending(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted, int64_t at_s)
{
    lty_lot *item = &lots->items[lot];

    *taken = 0;
    if (at_s < item->available_at_s && !lty_lots_is_over(item, at_s)) {
        *taken = item->left < wanted ? item->left : wanted;
        item->left -= *taken;
        item->reversed += *taken;
    }
}

lty_status lty_lots_finish(lty_lots *lots, int64_t at_s)
{
    const lty_status status = lty_lots_advance(lots, at_s);
    size_t kept = 0;

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lots->count; i++) {
        lty_lot *lot = &lots->items[i];

        if (lty_lots_is_over(lot, at_s)) {
            lty_lots_expire(lot);
        }
        lot->pending = lot->left > 0 && lot->available_at_s > at_s;
        LTY_ASSERT(lot->earned == lot->reversed + lot->spent + lot->expired + lot->left);
    }
    for (size_t i = 0; i < lots->draw_count; i++) {
        if (lots->draws[i].points > 0) {
            lots->draws[kept++] = lots->draws[i];
        }
    }
    lots->draw_count = kept;
    if (lots->debt_paid > 0) {
        memmove(lots->debts, lots->debts + lots->debt_paid, (lots->debt_count - lots->debt_paid) * sizeof *lots->debts);
        lots->debt_count -= lots->debt_paid;
        lots->debt_paid = 0;
    }
    return LTY_OK;
}
