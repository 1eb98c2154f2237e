/* Ends of local days, months, quarters and years. Past the year 9999 is never: no instant that the core takes lies there. */
#include "lty_calendar.h"

#include "lty_time.h"

/* The first instant of a month of a year; 13 is January of the next. INT64_MAX past the year 9999. */
static int64_t lty_calendar_month_start(const lty_zone *zone, int32_t year, int32_t month)
{
    const lty_date date = {year + (month - 1) / 12, (month - 1) % 12 + 1, 1};

    return date.year > 9999 ? INT64_MAX : lty_zone_day_start(zone, lty_date_to_day(date));
}

int64_t lty_calendar_expiry(const lty_programme *programme, int64_t at_s)
{
    const lty_points_rules *rules = &programme->points;
    int64_t end_s = LTY_TIME_NONE;

    if (!rules->expires || lty_zone_period_end(&end_s, &programme->zone, at_s, rules->expiry) != LTY_OK) {
        return LTY_TIME_NONE;
    }
    const lty_date last = lty_date_from_day(lty_zone_day(&programme->zone, end_s - 1));
    switch (rules->expiry_round) {
        case LTY_EXPIRY_DAY: break;
        case LTY_EXPIRY_MONTH: end_s = lty_calendar_month_start(&programme->zone, last.year, last.month + 1); break;
        case LTY_EXPIRY_QUARTER: end_s = lty_calendar_month_start(&programme->zone, last.year, (last.month + 2) / 3 * 3 + 1); break;
        case LTY_EXPIRY_YEAR: end_s = lty_calendar_month_start(&programme->zone, last.year, 13); break;
    }
    return end_s == INT64_MAX ? LTY_TIME_NONE : end_s;
}

int64_t lty_calendar_available(const lty_programme *programme, int64_t at_s)
{
    if (programme->points.pending_days == 0) {
        return at_s;
    }
    return lty_zone_day_start(&programme->zone, lty_zone_day(&programme->zone, at_s) + programme->points.pending_days);
}

int64_t lty_calendar_notice(const lty_programme *programme, int64_t expires_at_s)
{
    if (programme->points.notice_days == 0 || expires_at_s == LTY_TIME_NONE) {
        return LTY_TIME_NONE;
    }
    return lty_zone_day_start(&programme->zone, lty_zone_day(&programme->zone, expires_at_s) - programme->points.notice_days);
}

int64_t lty_calendar_window_end(const lty_programme *programme, int64_t at_s)
{
    int64_t end_s = INT64_MAX;

    switch (programme->tiers.window) {
        case LTY_TIER_LIFETIME: break;
        case LTY_TIER_ROLLING:
            if (lty_zone_period_end(&end_s, &programme->zone, at_s, programme->tiers.rolling) != LTY_OK) {
                end_s = INT64_MAX;
            }
            break;
        case LTY_TIER_CALENDAR_YEAR:
            end_s = lty_calendar_month_start(&programme->zone, lty_date_from_day(lty_zone_day(&programme->zone, at_s)).year, 13);
            break;
    }
    return end_s;
}

void lty_calendar_find(lty_calendar_place *out, const lty_programme *programme, int64_t at_s)
{
    const int64_t day = lty_zone_day(&programme->zone, at_s);
    const lty_date date = lty_date_from_day(day);

    *out = (lty_calendar_place){day, (int64_t) date.year * 12 + date.month - 1, date.year};
}
