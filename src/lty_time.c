/*
 * Civil days and zones. The calendar is the one of H. Hinnant's "chrono-compatible low-level date algorithms": eras of 400 years
 * that begin in March, so that the leap day is the last of its year. Everything local goes through the zone's table; the core
 * has no zone data of its own.
 */
#include "lty_time.h"
#include "lty_check.h"

#define LTY_ERA_DAYS 146097
#define LTY_EPOCH_SHIFT 719468 /* days from 0000-03-01 to 1970-01-01 */

lty_date lty_date_from_day(int64_t day)
{
    const int64_t shifted = day + LTY_EPOCH_SHIFT;
    const int64_t era = (shifted >= 0 ? shifted : shifted - (LTY_ERA_DAYS - 1)) / LTY_ERA_DAYS;
    const int64_t day_of_era = shifted - era * LTY_ERA_DAYS;
    const int64_t year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int64_t march_month = (5 * day_of_year + 2) / 153;
    const int64_t month = march_month < 10 ? march_month + 3 : march_month - 9;

    return (lty_date){
        (int32_t) (year_of_era + era * 400 + (month <= 2 ? 1 : 0)),
        (int32_t) month,
        (int32_t) (day_of_year - (153 * march_month + 2) / 5 + 1),
    };
}

int64_t lty_date_to_day(lty_date date)
{
    const int64_t year = (int64_t) date.year - (date.month <= 2 ? 1 : 0);
    const int64_t era = (year >= 0 ? year : year - 399) / 400;
    const int64_t year_of_era = year - era * 400;
    const int64_t march_month = date.month > 2 ? date.month - 3 : date.month + 9;
    const int64_t day_of_year = (153 * march_month + 2) / 5 + date.day - 1;
    const int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * LTY_ERA_DAYS + day_of_era - LTY_EPOCH_SHIFT;
}

static int32_t lty_month_days(int32_t year, int32_t month)
{
    static const int32_t days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

bool lty_date_valid(lty_date date)
{
    return date.year >= 1 && date.year <= 9999 && date.month >= 1 && date.month <= 12 && date.day >= 1
        && date.day <= lty_month_days(date.year, date.month);
}

/* The entry in force at an instant: the last one that begins at or before it, or the first. */
static size_t lty_zone_entry(const lty_zone *zone, int64_t at_s)
{
    size_t low = 0;
    size_t high = zone->count;

    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (zone->transitions[middle].from_s <= at_s) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

int32_t lty_zone_offset(const lty_zone *zone, int64_t at_s)
{
    LTY_ASSERT(zone->count > 0);
    return zone->transitions[lty_zone_entry(zone, at_s)].offset_s;
}

lty_clock lty_clock_of(const lty_zone *zone)
{
    return (lty_clock){.zone = zone, .from_s = INT64_MAX, .until_s = INT64_MAX};
}

void lty_clock_set(lty_clock *clock, int64_t at_s)
{
    const lty_zone *zone = clock->zone;

    LTY_ASSERT(zone->count > 0);
    const size_t entry = lty_zone_entry(zone, at_s);

    clock->from_s = entry == 0 ? INT64_MIN : zone->transitions[entry].from_s;
    clock->until_s = entry + 1 == zone->count ? INT64_MAX : zone->transitions[entry + 1].from_s;
    clock->offset_s = zone->transitions[entry].offset_s;
}

int32_t lty_zone_second(const lty_zone *zone, int64_t at_s)
{
    return lty_day_second(at_s + lty_zone_offset(zone, at_s));
}

int64_t lty_zone_day(const lty_zone *zone, int64_t at_s)
{
    return lty_day_of(at_s + lty_zone_offset(zone, at_s));
}

int64_t lty_zone_day_start(const lty_zone *zone, int64_t day)
{
    const int64_t local = day * LTY_DAY_SECONDS;
    /* Offsets stay within a day, so the entry in force a day before local midnight is the earliest that can matter. */
    size_t entry = lty_zone_entry(zone, local - LTY_DAY_SECONDS);

    for (;; entry++) {
        const int64_t from_s = zone->transitions[entry].from_s;
        const int64_t at_s = local - zone->transitions[entry].offset_s;
        const bool last = entry + 1 == zone->count;

        if (at_s < from_s && entry > 0) {
            return from_s; /* midnight was skipped: the day begins with the transition */
        }
        if (last || at_s < zone->transitions[entry + 1].from_s) {
            return at_s;
        }
    }
}

int64_t lty_day_add(int64_t day, lty_period period)
{
    if (period.months == 0) {
        return day + period.days;
    }
    lty_date date = lty_date_from_day(day);
    const int64_t months = (int64_t) date.year * 12 + (date.month - 1) + period.months;

    date.year = (int32_t) (months / 12);
    date.month = (int32_t) (months % 12) + 1;
    if (date.day > lty_month_days(date.year, date.month)) {
        date.day = lty_month_days(date.year, date.month);
    }
    return lty_date_to_day(date) + period.days;
}

lty_status lty_zone_period_end(int64_t *out, const lty_zone *zone, int64_t at_s, lty_period period)
{
    if (at_s < LTY_TIME_MIN || at_s > LTY_TIME_MAX || period.months < 0 || period.days < 0 || period.months > 12 * 9999
        || period.days > 366 * 9999) {
        return LTY_E_RANGE;
    }
    const int64_t day = lty_day_add(lty_zone_day(zone, at_s), period) + 1;
    if (day > lty_day_of(LTY_TIME_MAX)) {
        return LTY_E_RANGE;
    }
    *out = lty_zone_day_start(zone, day);
    return LTY_OK;
}

/* `count` digits at *at; moves *at. -1 if there is something else. */
static int32_t lty_digits(lty_text text, size_t *at, size_t count)
{
    int32_t value = 0;

    if (count > text.len - *at) {
        return -1;
    }
    for (size_t i = 0; i < count; i++) {
        const char digit = text.bytes[*at + i];
        if (digit < '0' || digit > '9') {
            return -1;
        }
        value = value * 10 + (digit - '0');
    }
    *at += count;
    return value;
}

static bool lty_skip(lty_text text, size_t *at, char wanted)
{
    if (*at >= text.len || text.bytes[*at] != wanted) {
        return false;
    }
    (*at)++;
    return true;
}

static lty_status lty_day_read(int64_t *out, lty_text text, size_t *at)
{
    lty_date date;

    date.year = lty_digits(text, at, 4);
    if (date.year < 0 || !lty_skip(text, at, '-')) {
        return LTY_E_DATE;
    }
    date.month = lty_digits(text, at, 2);
    if (date.month < 0 || !lty_skip(text, at, '-')) {
        return LTY_E_DATE;
    }
    date.day = lty_digits(text, at, 2);
    if (!lty_date_valid(date)) {
        return LTY_E_DATE;
    }
    *out = lty_date_to_day(date);
    return LTY_OK;
}

lty_status lty_day_parse(int64_t *out, lty_text text)
{
    int64_t day;
    size_t at = 0;

    if (lty_day_read(&day, text, &at) != LTY_OK || at != text.len) {
        return LTY_E_DATE;
    }
    *out = day;
    return LTY_OK;
}

/* "18:30:00" to seconds; -1 if it is none. */
static int32_t lty_clock_read(lty_text text, size_t *at, bool with_seconds)
{
    const int32_t hours = lty_digits(text, at, 2);
    const int32_t minutes = lty_skip(text, at, ':') ? lty_digits(text, at, 2) : -1;
    int32_t seconds = 0;

    if (with_seconds) {
        seconds = lty_skip(text, at, ':') ? lty_digits(text, at, 2) : -1;
    }
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || seconds < 0 || seconds > 59) {
        return -1;
    }
    return hours * 3600 + minutes * 60 + seconds;
}

lty_status lty_time_parse(int64_t *out, lty_text text, const lty_zone *zone)
{
    int64_t day;
    size_t at = 0;
    int32_t offset = 0;

    if (lty_day_read(&day, text, &at) != LTY_OK) {
        return LTY_E_DATE;
    }
    if (at == text.len) {
        *out = lty_zone_day_start(zone, day);
        return LTY_OK;
    }
    const int32_t clock = lty_skip(text, &at, 'T') ? lty_clock_read(text, &at, true) : -1;
    if (clock < 0) {
        return LTY_E_DATE;
    }
    if (!lty_skip(text, &at, 'Z')) {
        const bool west = lty_skip(text, &at, '-');
        if (!west && !lty_skip(text, &at, '+')) {
            return LTY_E_DATE;
        }
        offset = lty_clock_read(text, &at, false);
        if (offset < 0) {
            return LTY_E_DATE;
        }
        offset = west ? -offset : offset;
    }
    const int64_t instant = day * LTY_DAY_SECONDS + clock - offset;
    if (at != text.len || instant < LTY_TIME_MIN || instant > LTY_TIME_MAX) {
        return LTY_E_DATE;
    }
    *out = instant;
    return LTY_OK;
}

static void lty_digits_write(char *out, int32_t value, size_t count)
{
    for (size_t i = count; i-- > 0;) {
        out[i] = (char) ('0' + value % 10);
        value /= 10;
    }
}

void lty_day_format(char out[11], int64_t day)
{
    const lty_date date = lty_date_from_day(day);

    LTY_ASSERT(lty_date_valid(date));
    lty_digits_write(out, date.year, 4);
    out[4] = '-';
    lty_digits_write(out + 5, date.month, 2);
    out[7] = '-';
    lty_digits_write(out + 8, date.day, 2);
    out[10] = '\0';
}
