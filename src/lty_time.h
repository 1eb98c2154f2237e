/* UTC seconds, civil days, and the time zone of a shop as a table that is handed in. */
#ifndef LTY_TIME_H
#define LTY_TIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_status.h"

/* An instant is an int64_t of seconds since 1970-01-01T00:00:00Z; "no instant" is LTY_TIME_NONE. */
#define LTY_TIME_NONE INT64_MIN
#define LTY_TIME_MIN (-62135596800LL) /* 0001-01-01T00:00:00Z */
#define LTY_TIME_MAX 253402300799LL   /* 9999-12-31T23:59:59Z */
#define LTY_DAY_SECONDS 86400

/* A civil date of the proleptic Gregorian calendar. A day number counts from 1970-01-01 = 0. */
typedef struct lty_date {
    int32_t year; /* 1..9999 */
    int32_t month;
    int32_t day;
} lty_date;

lty_date lty_date_from_day(int64_t day);
int64_t lty_date_to_day(lty_date date);
bool lty_date_valid(lty_date date);

/* From `from_s` on, local time is UTC + offset_s. The first entry holds for all time before it too. */
typedef struct lty_transition {
    int64_t from_s;
    int32_t offset_s;
} lty_transition;

/* Ascending by from_s, at least one entry; the array belongs to the caller (usually a programme's arena). */
typedef struct lty_zone {
    lty_text name; /* IANA, "Europe/London" */
    const lty_transition *transitions;
    size_t count;
} lty_zone;

int32_t lty_zone_offset(const lty_zone *zone, int64_t at_s);

/* The offset that was asked for last, for whoever asks of many instants that lie close together. From lty_clock_of() on. */
typedef struct lty_clock {
    const lty_zone *zone;
    int64_t from_s;  /* it holds from here */
    int64_t until_s; /* to before this */
    int64_t offset_s;
} lty_clock;

lty_clock lty_clock_of(const lty_zone *zone);

/* Takes the offset that holds at an instant. */
void lty_clock_set(lty_clock *clock, int64_t at_s);

/* The seconds that a clock on the wall shows, since its 1970-01-01. */
static inline int64_t lty_clock_local(lty_clock *clock, int64_t at_s)
{
    if (at_s < clock->from_s || at_s >= clock->until_s) {
        lty_clock_set(clock, at_s);
    }
    return at_s + clock->offset_s;
}

/* The second of its local day in which an instant lies: 0 to 86399. */
int32_t lty_zone_second(const lty_zone *zone, int64_t at_s);

/* The day of seconds since 1970-01-01, and which of that day's they are: before 1970 too. */
static inline int64_t lty_day_of(int64_t seconds)
{
    return seconds / LTY_DAY_SECONDS - (seconds % LTY_DAY_SECONDS < 0 ? 1 : 0);
}

static inline int32_t lty_day_second(int64_t seconds)
{
    const int32_t second = (int32_t) (seconds % LTY_DAY_SECONDS);

    return second < 0 ? second + LTY_DAY_SECONDS : second;
}

/* The local day number in which an instant lies. */
int64_t lty_zone_day(const lty_zone *zone, int64_t at_s);

/*
 * The instant at which a local day begins: local midnight, or where a transition skips it, the first instant of that day;
 * where it happens twice, the earlier one.
 */
int64_t lty_zone_day_start(const lty_zone *zone, int64_t day);

/* A length of calendar time: months first, then days. Both >= 0. */
typedef struct lty_period {
    int32_t months;
    int32_t days;
} lty_period;

/* day + period; the day of the month is cut to the last one of the target month (31 January + 1 month = 28 February). */
int64_t lty_day_add(int64_t day, lty_period period);

/*
 * The first instant at which something that lasts `period` from `at_s` is over: the local day of at_s counts as day 0 and the
 * last day is used to its end, so "1 day" given on Monday at noon ends when Tuesday ends. LTY_E_RANGE outside the years 1..9999.
 */
lty_status lty_zone_period_end(int64_t *out, const lty_zone *zone, int64_t at_s, lty_period period);

/*
 * "2011-12-10", "2011-12-10T18:30:00Z", "...+02:00" to an instant; a date alone means the start of that local day in zone.
 * LTY_E_DATE otherwise.
 */
lty_status lty_time_parse(int64_t *out, lty_text text, const lty_zone *zone);

/* "2011-12-10" only, to a day number. */
lty_status lty_day_parse(int64_t *out, lty_text text);

/* Writes "2011-12-10" and a NUL. Days outside the years 1..9999 are a broken invariant. */
void lty_day_format(char out[11], int64_t day);

#endif
