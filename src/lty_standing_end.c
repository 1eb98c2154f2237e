/* Ends of kept tiers. Each is the start of a local day, so that nobody loses a tier in the middle of one. */
#include "lty_standing_part.h"

#include "lty_calendar.h"
#include "lty_time.h"

#define LTY_STANDING_FOLDS ((int64_t) 1 << 24) /* more periods of a day than the calendar has days */

/* The end of n periods from the instant of joining; INT64_MAX past the year 9999. */
static int64_t lty_standing_fold_end(const lty_programme *programme, int64_t joined_s, int64_t n)
{
    const int64_t months = n * programme->tiers.keep_period.months;
    const int64_t days = n * programme->tiers.keep_period.days;
    int64_t end_s;

    if (months > INT32_MAX || days > INT32_MAX
        || lty_zone_period_end(&end_s, &programme->zone, joined_s, (lty_period){(int32_t) months, (int32_t) days}) != LTY_OK) {
        return INT64_MAX;
    }
    return end_s;
}

/* The first end of n periods that is later; ends ascend with n, so it is found by halving. */
static int64_t lty_standing_joined_end(const lty_programme *programme, int64_t joined_s, int64_t at_s)
{
    int64_t low = 0; /* not later */
    int64_t high = 1;

    while (high < LTY_STANDING_FOLDS && lty_standing_fold_end(programme, joined_s, high) <= at_s) {
        low = high;
        high *= 2;
    }
    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;
        if (lty_standing_fold_end(programme, joined_s, middle) <= at_s) {
            low = middle;
        } else {
            high = middle;
        }
    }
    const int64_t end_s = lty_standing_fold_end(programme, joined_s, high);

    return end_s == INT64_MAX || end_s <= at_s ? LTY_TIME_NONE : end_s;
}

static int64_t lty_standing_date_end(const lty_programme *programme, int64_t at_s)
{
    const lty_tier_rules *rules = &programme->tiers;
    const int64_t today = lty_zone_day(&programme->zone, at_s);
    lty_date date = {lty_date_from_day(today).year, rules->keep_month, rules->keep_day};

    if (lty_date_to_day(date) < today) {
        date.year++;
    }
    date.year += rules->keep_years;
    if (date.year >= 9999) {
        return LTY_TIME_NONE;
    }
    return lty_zone_day_start(&programme->zone, lty_date_to_day(date) + 1);
}

int64_t lty_standing_end(const lty_programme *programme, int64_t joined_s, int64_t at_s)
{
    int64_t end_s = LTY_TIME_NONE;

    switch (programme->tiers.keep) {
        case LTY_TIER_FOLLOW: break;
        case LTY_TIER_KEEP_REACHED: (void) lty_zone_period_end(&end_s, &programme->zone, at_s, programme->tiers.keep_period); break;
        case LTY_TIER_KEEP_JOINED: end_s = lty_standing_joined_end(programme, joined_s, at_s); break;
        case LTY_TIER_KEEP_DATE: end_s = lty_standing_date_end(programme, at_s); break;
        case LTY_TIER_KEEP_EVER: break;
    }
    return end_s;
}

int64_t lty_standing_grace_end(const lty_programme *programme, int64_t at_s)
{
    int64_t end_s = INT64_MAX;

    (void) lty_zone_period_end(&end_s, &programme->zone, at_s, programme->tiers.grace);
    return end_s;
}

int64_t lty_standing_window_end(lty_standing_day *days, const lty_programme *programme, size_t version, int64_t at_s)
{
    if (days == NULL) {
        return lty_calendar_window_end(programme, at_s);
    }
    const int64_t local = lty_zone_day(&programme->zone, at_s); /* both windows end by it */
    lty_standing_day *day = &days[(uint64_t) local % LTY_STANDING_DAYS];

    if (day->day != local || day->version_next != version + 1) {
        *day = (lty_standing_day){local, version + 1, lty_calendar_window_end(programme, at_s)};
    }
    return day->end_s;
}
