/* What a shop will owe: points by when they expire, and how many of them will never be used. docs/replay.md */
#ifndef LTY_FORECAST_H
#define LTY_FORECAST_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_status.h"

/*
 * One local month ahead, in the zone of the version in force; the first is that of the instant, from it on. A lot that is good to the end of a
 * month is over at the first instant of the next, and due in that one, where its points will show as expired. Lots are taken
 * as they stand: pending points that will pay a debt of their customer are owed until they expire.
 */
typedef struct lty_forecast_month {
    int64_t month;    /* year * 12 + month - 1 */
    int64_t due;      /* left of the lots that are over in it */
    int64_t expected; /* of them, by the shop's own breakage: the part of expected_expired */
    int64_t owed;     /* at its end if nobody earns or spends: owed at the instant less what was due so far */
} lty_forecast_month;

/*
 * All lots of all persons at the instant, L those that are over then. Of a lot: began = earned - reversed.
 *
 *   matured = sum of began over L; matured_expired = sum of expired over L; breakage = matured_expired / matured
 *   expected_expired = sum over lots that are not over and do expire of min(left, round_half_up(began * matured_expired / matured))
 *
 * The ratio is the exact one. Of a lot of which much is used already, at most what is left expires; a lot just given loses what lots
 * of this shop have always lost. Without lots that are over there is no breakage, and nothing is expected to expire.
 */
typedef struct lty_forecast {
    int64_t owed;            /* left in all lots, pending ones too; debts are not taken off */
    int64_t debts;           /* spent that no lot covers */
    int64_t liability_minor; /* what owed is worth, rounded down once */
    int64_t never;           /* of owed, in lots that never expire */
    int64_t matured;
    int64_t matured_expired;
    int64_t breakage_bp; /* in basis points, rounded half up; -1 if nothing has matured */
    int64_t expected_expired;
    int64_t expected_minor; /* liability_minor less what expected_expired is worth, rounded down */
    lty_forecast_month *months;
    size_t month_count;
} lty_forecast;

/*
 * Folds every person at the instant, twice if there is a breakage to reckon with; the base need not be folded. months: 1 to 120.
 * LTY_E_RANGE for others, past the year 9998, or if a sum does not fit; LTY_E_MEMORY.
 */
lty_status lty_forecast_run(lty_forecast *out, lty_base *base, int64_t at_s, size_t months, const lty_alloc *alloc);
void lty_forecast_destroy(lty_forecast *forecast, const lty_alloc *alloc);

#endif
