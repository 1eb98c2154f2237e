/*
 * When points can be spent and are over depends on the local day of their award alone. Millions of awards lie in some thousand days, so each is
 * reckoned once. A day of UTC has one local midnight in it, unless the zone changes its offset then: such days are reckoned every time.
 */
#include "lty_calendar.h"
#include "lty_fold_part.h"
#include "lty_time.h"

#define LTY_FOLD_DAYS 2048U
/* So many customers make the table worth its memory; a page that shows one does without. */
#define LTY_FOLD_WORTH 32U

struct lty_fold_day {
    int64_t key; /* day of UTC + 1, so that 0 is free at first */
    int64_t midnight_s;
    lty_fold_days sides[2]; /* before local midnight, from then on */
};

/* True if the zone changes its offset after from_s, up to until_s. */
static bool lty_fold_changes(const lty_zone *zone, int64_t from_s, int64_t until_s)
{
    size_t low = 0;
    size_t high = zone->count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (zone->transitions[middle].from_s <= from_s) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < zone->count && zone->transitions[low].from_s <= until_s;
}

static void lty_fold_reckon(lty_fold_days *out, const lty_programme *programme, int64_t at_s)
{
    out->available_s = lty_calendar_available(programme, at_s);
    out->expiry_s = lty_calendar_expiry(programme, at_s);
}

void lty_fold_find_days(lty_fold_days *out, lty_folder *folder, size_t at, int64_t at_s)
{
    lty_fold_version *version = &folder->versions[at];
    const lty_programme *programme = version->programme;
    const bool at_once = programme->points.pending_days == 0;

    if (at_once && !programme->points.expires) {
        *out = (lty_fold_days){at_s, LTY_TIME_NONE};
        return;
    }
    if (version->days == NULL && folder->folded >= LTY_FOLD_WORTH) {
        version->days = lty_alloc_zero(folder->alloc, LTY_FOLD_DAYS, sizeof *version->days);
    }
    if (version->days == NULL || at_s < 0) {
        lty_fold_reckon(out, programme, at_s);
        return;
    }
    const int64_t utc = at_s / LTY_DAY_SECONDS;
    struct lty_fold_day *day = &version->days[(uint64_t) utc % LTY_FOLD_DAYS];
    if (day->key != utc + 1) {
        const int64_t start_s = utc * LTY_DAY_SECONDS;
        const int64_t last_s = start_s + LTY_DAY_SECONDS - 1;
        const int64_t local = lty_zone_day(&programme->zone, last_s);

        if (lty_fold_changes(&programme->zone, start_s, last_s)) {
            lty_fold_reckon(out, programme, at_s);
            return;
        }
        day->key = utc + 1;
        day->midnight_s = lty_zone_day_start(&programme->zone, local);
        lty_fold_reckon(&day->sides[0], programme, start_s);
        lty_fold_reckon(&day->sides[1], programme, last_s);
    }
    *out = day->sides[at_s >= day->midnight_s];
    if (at_once) {
        out->available_s = at_s;
    }
}

void lty_fold_free_days(lty_folder *folder, lty_fold_version *version)
{
    lty_alloc_free(folder->alloc, version->days, LTY_FOLD_DAYS * sizeof *version->days);
}
