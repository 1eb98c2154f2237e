/* When points can be spent, when they expire, when an order leaves the tier's window: local calendar of the programme (law 10). */
#ifndef LTY_CALENDAR_H
#define LTY_CALENDAR_H

#include <stdint.h>

#include "lty_programme.h"

/* The first instant at which points given at at_s can be spent: at once, or the start of the local day pending_days later. */
int64_t lty_calendar_available(const lty_programme *programme, int64_t at_s);

/*
 * The first instant at which points given at at_s are over: the end of the expiry period, then of the month, quarter or year in which its
 * last day lies. LTY_TIME_NONE = never.
 */
int64_t lty_calendar_expiry(const lty_programme *programme, int64_t at_s);

/*
 * When the end of points is announced: at the start of the local day notice_days before that of the end. LTY_TIME_NONE if it is not, or if there is
 * no end.
 */
int64_t lty_calendar_notice(const lty_programme *programme, int64_t expires_at_s);

/* The first instant at which what happened at at_s counts for the tier no longer; INT64_MAX = never. Ascends with at_s. */
int64_t lty_calendar_window_end(const lty_programme *programme, int64_t at_s);

/* Where an instant lies in the local calendar: months count on through the years (year * 12 + month - 1). */
typedef struct lty_calendar_place {
    int64_t day;
    int64_t month;
    int64_t year;
} lty_calendar_place;

void lty_calendar_find(lty_calendar_place *out, const lty_programme *programme, int64_t at_s);

#endif
