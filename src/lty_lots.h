/* Lots of points, what takes from them, and what no lot covers. docs/points.md */
#ifndef LTY_LOTS_H
#define LTY_LOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_status.h"

typedef enum lty_lot_source { LTY_LOT_ORDER = 1, LTY_LOT_ADJUSTED = 2, LTY_LOT_OPENING = 3, LTY_LOT_ACTION = 4 } lty_lot_source;

/* Points that came in together. earned = reversed + spent + expired + left (Law 2 sums these). */
typedef struct lty_lot {
    lty_lot_source source;
    const lty_event *event; /* that awarded it: the order event whose condition made it earn, the adjustment, the birthday's */
    const lty_event *terms; /* whose amounts it was computed from: the order's latest; else the same as event */
    int64_t at_s;
    int64_t available_at_s; /* LTY_TIME_NONE = not known yet: pending until the order is delivered */
    int64_t expires_at_s;   /* LTY_TIME_NONE = never */
    int64_t earned;
    int64_t reversed;
    int64_t spent; /* by spends and adjustments out; those of a debt included once they are paid from here */
    int64_t expired;
    int64_t left; /* pending or spendable */
    bool pending;
    int64_t earn_percent;              /* of the tier at that time; 10000 unless it is an order's */
    int64_t uncapped;                  /* what the rules and the tier gave before the caps over all rules */
    size_t version;                    /* of the timeline: under which it was awarded, is reversed and expires */
    const struct lty_earn_part *parts; /* that made `earned`, if asked for */
    size_t part_count;
    const struct lty_earn_part *kept; /* likewise of what is kept, where something was reversed; else NULL */
    size_t kept_count;
} lty_lot;

/* A spend or adjustment out took points from a lot. */
typedef struct lty_draw {
    const lty_event *event;
    size_t lot; /* index */
    int64_t points;
} lty_draw;

/* Points spent that no lot covers (any more): they make the balance negative. */
typedef struct lty_debt {
    const lty_event *event; /* the spend that is not covered */
    int64_t points;
} lty_debt;

/* Restored points that were over when they came back: they expired at that instant, not at the lot's end. */
typedef struct lty_lots_late {
    size_t lot;
    int64_t at_s;
    int64_t points;
    size_t older; /* on the same lot */
} lty_lots_late;

/*
 * The lots of one customer while time goes by. Use: clear, add all lots (each with left = earned - reversed), begin, then advance to an
 * instant and spend, reverse or restore there, instants ascending, then finish (begin is only needed if any of these is done). The sums of
 * earned and of spends must each fit an int64_t.
 */
typedef struct lty_lots {
    const lty_alloc *alloc;
    lty_lot *items;
    size_t count;
    size_t capacity;
    lty_draw *draws;
    size_t draw_count;
    size_t draw_capacity;
    struct lty_lots_link *links; /* by draw */
    size_t link_capacity;
    struct lty_lots_take *takes; /* spends, in the order of their calls */
    size_t take_count;
    size_t take_capacity;
    struct lty_lots_state *states; /* by lot */
    size_t state_capacity;
    lty_debt *debts;
    size_t debt_count;
    size_t debt_capacity;
    size_t *debt_takes; /* by debt: the spend */
    size_t debt_take_capacity;
    size_t debt_paid; /* debts before it are paid */
    lty_lots_late *late;
    size_t late_count;
    size_t late_capacity;
    size_t *heap; /* lots that can be drawn on; [0] is the next */
    size_t heap_count;
    size_t heap_capacity;
    struct lty_lots_arrival *arrivals; /* lots by when they become available */
    size_t arrival_capacity;
    struct lty_lots_arrival *scratch;
    size_t scratch_capacity;
    size_t arrived;
    int64_t spendable; /* sum of left over the heap */
    bool begun;
} lty_lots;

void lty_lots_init(lty_lots *lots, const lty_alloc *alloc);
void lty_lots_destroy(lty_lots *lots);
void lty_lots_clear(lty_lots *lots);

lty_status lty_lots_add(lty_lots *lots, const lty_lot *lot);
lty_status lty_lots_begin(lty_lots *lots);

/* Up to and including at_s: lots become available and pay debts, oldest first; lots expire (half open). */
lty_status lty_lots_advance(lty_lots *lots, int64_t at_s);

/* Takes points from the lots by earliest expiry, then earliest award, then event id; what they do not cover becomes a debt. The n-th call is spend n, from 0. */
lty_status lty_lots_spend(lty_lots *lots, const lty_event *event, int64_t points);

/*
 * Takes back at most wanted points of a lot without a debt: what is left of it, what of it has expired, and what of it was spent as far as
 * other lots can cover those spends. *taken says how many.
 */
lty_status lty_lots_reverse(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted);

/*
 * Gives back at most `points` of spend number `spend`: first what of it is a debt, then its draws, the latest first. What comes back to a lot that
 * is over expires at once (late), else it pays debts like a new lot. *given says how many came back.
 */
lty_status lty_lots_restore(lty_lots *lots, int64_t *given, size_t spend, int64_t points, int64_t at_s);

/* How many of the points of a lot that have expired did so later than its end: those of its `late`. */
int64_t lty_lots_late_of(const lty_lots *lots, size_t lot);

/* Takes back what is still pending at at_s, at most wanted. */
void lty_lots_reverse_pending(lty_lots *lots, int64_t *taken, size_t lot, int64_t wanted, int64_t at_s);

/* Advances to at_s and settles: pending is marked, empty draws and paid debts are dropped. debts then has debt_count items. */
lty_status lty_lots_finish(lty_lots *lots, int64_t at_s);

#endif
