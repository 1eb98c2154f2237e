/* What a shop will owe: points by when they expire, and how many of them will never be used. docs/replay.md */
#ifndef LTY_FORECAST_H
#define LTY_FORECAST_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_status.h"

/* One local month ahead; the first is that of the instant. */
typedef struct lty_forecast_month {
    int64_t month;
    int64_t due;      /* points left that expire in it if nobody spends */
    int64_t expected; /* of them, by the shop's own breakage */
    int64_t owed;     /* at its end if nobody earns or spends: what is left */
} lty_forecast_month;

typedef struct lty_forecast {
    int64_t owed; /* at the instant: left in all lots */
    int64_t debts;
    int64_t liability_minor;
    int64_t never;            /* of owed, in lots that never expire */
    int64_t matured;          /* points of lots that are over, reversals taken off: what breakage is reckoned from */
    int64_t matured_expired;  /* of them expired */
    int64_t breakage_bp;      /* expired of matured, basis points, rounded half up; -1 if nothing has matured */
    int64_t expected_expired; /* of owed: the sum over lots of the smaller of left and breakage of what the lot began with, rounded half up */
    int64_t expected_minor;   /* liability less what expected_expired is worth */
    lty_forecast_month *months;
    size_t month_count;
} lty_forecast;

/* Folds every customer at the instant. months: 1 to 120. LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_forecast_run(lty_forecast *out, lty_base *base, int64_t at_s, size_t months, const lty_alloc *alloc);
void lty_forecast_destroy(lty_forecast *forecast, const lty_alloc *alloc);

#endif
