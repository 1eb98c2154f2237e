/*
 * A heap of the lots that can be drawn on, earliest expiry first, answers both questions that time asks: which lot pays next, and which
 * expires next. Draws are chained from the newest twice: on one lot, so that a refund can hand the newest spends to other lots, and of one
 * spend, so that what is given back undoes the newest first.
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

typedef struct lty_lots_state {
    size_t newest;       /* draw on the lot */
    size_t late;         /* the newest that came back too late, and */
    int64_t late_points; /* the sum of them */
    bool queued;         /* it is in the heap */
} lty_lots_state;

typedef struct lty_lots_link {
    size_t older;  /* the draw before it on the same lot */
    size_t before; /* the draw before it of the same spend */
    size_t take;
} lty_lots_link;

/* A spend: its newest draw, and its debt. */
typedef struct lty_lots_take {
    const lty_event *event;
    size_t newest;
    size_t debt;
} lty_lots_take;

void lty_lots_init(lty_lots *lots, const lty_alloc *alloc)
{
    memset(lots, 0, sizeof *lots);
    lots->alloc = alloc;
}

void lty_lots_destroy(lty_lots *lots)
{
    lty_alloc_free(lots->alloc, lots->items, lots->capacity * sizeof *lots->items);
    lty_alloc_free(lots->alloc, lots->draws, lots->draw_capacity * sizeof *lots->draws);
    lty_alloc_free(lots->alloc, lots->links, lots->link_capacity * sizeof *lots->links);
    lty_alloc_free(lots->alloc, lots->takes, lots->take_capacity * sizeof *lots->takes);
    lty_alloc_free(lots->alloc, lots->states, lots->state_capacity * sizeof *lots->states);
    lty_alloc_free(lots->alloc, lots->debts, lots->debt_capacity * sizeof *lots->debts);
    lty_alloc_free(lots->alloc, lots->debt_takes, lots->debt_take_capacity * sizeof *lots->debt_takes);
    lty_alloc_free(lots->alloc, lots->late, lots->late_capacity * sizeof *lots->late);
    lty_alloc_free(lots->alloc, lots->heap, lots->heap_capacity * sizeof *lots->heap);
    lty_alloc_free(lots->alloc, lots->arrivals, lots->arrival_capacity * sizeof *lots->arrivals);
    lty_alloc_free(lots->alloc, lots->scratch, lots->scratch_capacity * sizeof *lots->scratch);
    lty_lots_init(lots, lots->alloc);
}

void lty_lots_clear(lty_lots *lots)
{
    lots->count = 0;
    lots->draw_count = 0;
    lots->take_count = 0;
    lots->debt_count = 0;
    lots->debt_paid = 0;
    lots->late_count = 0;
    lots->heap_count = 0;
    lots->arrived = 0;
    lots->spendable = 0;
    lots->begun = false;
}

#define LTY_LOTS_RESERVE(status, lots, array, room, needed)                                                                                \
 do {                                                                                                                                      \
  void *memory_ = (lots)->array;                                                                                                           \
  if ((status) == LTY_OK && (needed) > (lots)->room) {                                                                                     \
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

    lots->begun = true;
    if (lots->count == 0) {
        return LTY_OK;
    }
    LTY_LOTS_RESERVE(status, lots, states, state_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, heap, heap_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, arrivals, arrival_capacity, lots->count);
    LTY_LOTS_RESERVE(status, lots, scratch, scratch_capacity, lots->count);
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lots->count; i++) {
        const int64_t at_s = lots->items[i].available_at_s;

        lots->states[i] = (lty_lots_state){.newest = LTY_LOTS_NONE, .late = LTY_LOTS_NONE};
        lots->arrivals[i] = (lty_lots_arrival){at_s == LTY_TIME_NONE ? INT64_MAX : at_s, i};
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
    lots->states[lot].queued = true;
    lots->spendable += lots->items[lot].left;
}

/* Takes the first lot out of the heap; what is left of it is no longer spendable. */
static void lty_lots_pop(lty_lots *lots)
{
    const size_t moved = lots->heap[--lots->heap_count];
    size_t at = 0;

    lots->states[lots->heap[0]].queued = false;
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

static lty_status lty_lots_draw(lty_lots *lots, size_t take, size_t lot, int64_t points)
{
    lty_lot *item = &lots->items[lot];
    const size_t newest = lots->states[lot].newest;

    if (newest != LTY_LOTS_NONE && lots->takes[take].newest == newest) {
        lots->draws[newest].points += points;
    } else {
        lty_status status = LTY_OK;

        LTY_LOTS_RESERVE(status, lots, draws, draw_capacity, lots->draw_count + 1);
        LTY_LOTS_RESERVE(status, lots, links, link_capacity, lots->draw_count + 1);
        if (status != LTY_OK) {
            return status;
        }
        lots->draws[lots->draw_count] = (lty_draw){lots->takes[take].event, lot, points};
        lots->links[lots->draw_count] = (lty_lots_link){newest, lots->takes[take].newest, take};
        lots->takes[take].newest = lots->draw_count;
        lots->states[lot].newest = lots->draw_count++;
    }
    item->left -= points;
    item->spent += points;
    return LTY_OK;
}

/* Draws up to points from the heap; *drawn says how many. */
static lty_status lty_lots_cover(lty_lots *lots, int64_t *drawn, size_t take, int64_t points)
{
    int64_t sum = 0;

    while (sum < points && lots->heap_count > 0) {
        const size_t lot = lots->heap[0];
        const int64_t left = lots->items[lot].left;
        const int64_t part = left < points - sum ? left : points - sum;

        if (part > 0) {
            const lty_status status = lty_lots_draw(lots, take, lot, part);
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

/* Debts that were forgiven have no points any more. */
static lty_status lty_lots_pay(lty_lots *lots, size_t lot)
{
    while (lots->debt_paid < lots->debt_count && lots->items[lot].left > 0) {
        lty_debt *debt = &lots->debts[lots->debt_paid];
        const int64_t left = lots->items[lot].left;
        const int64_t part = left < debt->points ? left : debt->points;
        const lty_status status = part == 0 ? LTY_OK : lty_lots_draw(lots, lots->debt_takes[lots->debt_paid], lot, part);

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
    const size_t take = lots->take_count;
    int64_t drawn = 0;
    lty_status status = LTY_OK;

    LTY_LOTS_RESERVE(status, lots, takes, take_capacity, take + 1);
    if (status != LTY_OK) {
        return status;
    }
    lots->takes[lots->take_count++] = (lty_lots_take){event, LTY_LOTS_NONE, LTY_LOTS_NONE};
    status = lty_lots_cover(lots, &drawn, take, points);
    if (status != LTY_OK || drawn == points) {
        return status;
    }
    LTY_LOTS_RESERVE(status, lots, debts, debt_capacity, lots->debt_count + 1);
    LTY_LOTS_RESERVE(status, lots, debt_takes, debt_take_capacity, lots->debt_count + 1);
    if (status == LTY_OK) {
        lots->takes[take].debt = lots->debt_count;
        lots->debt_takes[lots->debt_count] = take;
        lots->debts[lots->debt_count++] = (lty_debt){event, points - drawn};
    }
    return status;
}

/* What was restored too late counts as expired then only as far as it is still expired: the newest of it goes first. */
static void lty_lots_trim(lty_lots *lots, size_t lot)
{
    lty_lots_state *state = &lots->states[lot];

    while (state->late_points > lots->items[lot].expired) {
        lty_lots_late *late = &lots->late[state->late];
        const int64_t over = state->late_points - lots->items[lot].expired;
        const int64_t part = late->points < over ? late->points : over;

        late->points -= part;
        state->late_points -= part;
        if (late->points == 0) {
            state->late = late->older;
        }
    }
}

int64_t lty_lots_late_of(const lty_lots *lots, size_t lot)
{
    return lots->late_count == 0 ? 0 : lots->states[lot].late_points;
}

lty_status lty_lots_reverse(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted)
{
    lty_lot *item = &lots->items[lot];
    int64_t rest = wanted;
    const int64_t of_left = item->left < rest ? item->left : rest;

    if (lots->states[lot].queued) {
        lots->spendable -= of_left;
    }
    item->left -= of_left;
    rest -= of_left;

    const int64_t of_expired = item->expired < rest ? item->expired : rest;
    item->expired -= of_expired;
    rest -= of_expired;
    lty_lots_trim(lots, lot);

    while (rest > 0 && lots->spendable > 0 && lots->states[lot].newest != LTY_LOTS_NONE) {
        const size_t newest = lots->states[lot].newest;
        const int64_t part = lots->draws[newest].points < rest ? lots->draws[newest].points : rest;
        int64_t covered = 0;
        const lty_status status = lty_lots_cover(lots, &covered, lots->links[newest].take, part);

        if (status != LTY_OK) {
            return status;
        }
        lots->draws[newest].points -= covered;
        item->spent -= covered;
        rest -= covered;
        if (lots->draws[newest].points == 0) {
            lots->states[lot].newest = lots->links[newest].older;
        }
    }
    item->reversed += wanted - rest;
    *taken = wanted - rest;
    return LTY_OK;
}

void lty_lots_reverse_pending(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted, int64_t at_s)
{
    lty_lot *item = &lots->items[lot];
    const bool pending = item->available_at_s == LTY_TIME_NONE || at_s < item->available_at_s;

    *taken = 0;
    if (pending && !lty_lots_is_over(item, at_s)) {
        *taken = item->left < wanted ? item->left : wanted;
        item->left -= *taken;
        item->reversed += *taken;
    }
}

/* Points of an undone draw are back in their lot: gone if it is over, else they pay debts before they can be spent again. */
static lty_status lty_lots_return(lty_lots *lots, size_t lot, int64_t points, int64_t at_s)
{
    lty_lot *item = &lots->items[lot];
    lty_status status = LTY_OK;

    item->spent -= points;
    if (lty_lots_is_over(item, at_s)) {
        LTY_LOTS_RESERVE(status, lots, late, late_capacity, lots->late_count + 1);
        if (status == LTY_OK) {
            item->expired += points;
            lots->late[lots->late_count] = (lty_lots_late){lot, at_s, points, lots->states[lot].late};
            lots->states[lot].late = lots->late_count++;
            lots->states[lot].late_points += points;
        }
        return status;
    }
    const int64_t before = item->left;
    item->left += points;
    status = lty_lots_pay(lots, lot);
    if (status == LTY_OK && lots->states[lot].queued) {
        lots->spendable += item->left - before;
    } else if (status == LTY_OK && item->left > 0) {
        lty_lots_push(lots, lot);
    }
    return status;
}

lty_status lty_lots_restore(lty_lots *lots, int64_t *given, size_t spend, int64_t points, int64_t at_s)
{
    const size_t debt = lots->takes[spend].debt;
    int64_t rest = points;
    size_t at = lots->takes[spend].newest;
    lty_status status = LTY_OK;

    if (debt != LTY_LOTS_NONE) {
        const int64_t part = lots->debts[debt].points < rest ? lots->debts[debt].points : rest;

        lots->debts[debt].points -= part;
        rest -= part;
    }
    /* Paying debts of others may chain more draws on these lots, none of this spend: it has no debt any more, or nothing is left to give. */
    while (rest > 0 && at != LTY_LOTS_NONE && status == LTY_OK) {
        const int64_t part = lots->draws[at].points < rest ? lots->draws[at].points : rest;

        lots->draws[at].points -= part;
        rest -= part;
        status = part == 0 ? LTY_OK : lty_lots_return(lots, lots->draws[at].lot, part, at_s);
        if (lots->draws[at].points == 0) {
            at = lots->links[at].before;
        }
    }
    lots->takes[spend].newest = at;
    *given = points - rest;
    return status;
}

/* Drops draws and debts of which nothing is left. */
static void lty_lots_tidy(lty_lots *lots)
{
    size_t kept = 0;

    for (size_t i = 0; i < lots->draw_count; i++) {
        if (lots->draws[i].points > 0) {
            lots->draws[kept++] = lots->draws[i];
        }
    }
    lots->draw_count = kept;
    kept = 0;
    for (size_t i = lots->debt_paid; i < lots->debt_count; i++) {
        if (lots->debts[i].points > 0) {
            lots->debts[kept++] = lots->debts[i];
        }
    }
    lots->debt_count = kept;
    lots->debt_paid = 0;
}

lty_status lty_lots_finish(lty_lots *lots, int64_t at_s)
{
    const lty_status status = lots->begun ? lty_lots_advance(lots, at_s) : LTY_OK;

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lots->count; i++) {
        lty_lot *lot = &lots->items[i];

        if (lty_lots_is_over(lot, at_s)) {
            lty_lots_expire(lot);
        }
        lot->pending = lot->left > 0 && (lot->available_at_s == LTY_TIME_NONE || lot->available_at_s > at_s);
        LTY_ASSERT(lot->earned == lot->reversed + lot->spent + lot->expired + lot->left);
    }
    lty_lots_tidy(lots);
    return LTY_OK;
}
