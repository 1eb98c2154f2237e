/* Ends of kept tiers. Each is the start of a local day, so that nobody loses a tier in the middle of one. */
#include "lty_standing_part.h"

#include "lty_calendar.h"
#include "lty_time.h"

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

/* The first end of n periods that is later; ends ascend with n, so it is found by halving between what the lengths of months allow. */
static int64_t lty_standing_joined_end(const lty_programme *programme, int64_t joined_s, int64_t at_s)
{
    const lty_period period = programme->tiers.keep_period;
    const int64_t days = at_s > joined_s ? (at_s - joined_s) / LTY_DAY_SECONDS : 0;
    const int64_t longest = 31 * (int64_t) period.months + period.days + (period.months + period.days == 0);
    const int64_t shortest = longest - 3 * (int64_t) period.months;
    int64_t low = days > 3 ? (days - 3) / longest : 0; /* not later: each end is some hours behind so many days */
    int64_t high = (days + 3) / shortest + 1;

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

int64_t lty_standing_renewed(const lty_programme *programme, int64_t at_s, int64_t until_s)
{
    const lty_tier_rules *rules = &programme->tiers;

    if (rules->keep == LTY_TIER_KEEP_JOINED) {
        return until_s - 1;
    }
    /* Days of one length, from midnight to midnight, can be counted. */
    if (rules->keep == LTY_TIER_KEEP_REACHED && rules->keep_period.months == 0
        && at_s > programme->zone.transitions[programme->zone.count - 1].from_s) {
        const int64_t step_s = (rules->keep_period.days + INT64_C(1)) * LTY_DAY_SECONDS;
        const int64_t last_s = until_s - 1 < LTY_TIME_MAX ? until_s - 1 : LTY_TIME_MAX;

        return last_s > at_s ? at_s + (last_s - at_s) / step_s * step_s : at_s;
    }
    return at_s;
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
