/* Months begin where their first local day does, so that every instant is in one month however clocks were put back over midnight. */
#include "lty_months.h"

static int64_t lty_months_of(const lty_zone *zone, int64_t at_s)
{
    const lty_date date = lty_date_from_day(lty_zone_day(zone, at_s));

    return (int64_t) date.year * 12 + date.month - 1;
}

static int64_t lty_months_start(const lty_zone *zone, int64_t month)
{
    if (month < 12) {
        return LTY_TIME_MIN - 2 * LTY_DAY_SECONDS; /* before everything */
    }
    if (month / 12 > 10000) { /* zones east of Greenwich reach into 10000 */
        return INT64_MAX;
    }
    return lty_zone_day_start(zone, lty_date_to_day((lty_date){(int32_t) (month / 12), (int32_t) (month % 12) + 1, 1}));
}

lty_status lty_months_init(lty_months *months, const lty_zone *zone, int64_t from_s, int64_t until_s, const lty_alloc *alloc)
{
    const int64_t first = lty_months_of(zone, from_s);
    int64_t last = lty_months_of(zone, until_s);

    if (lty_months_start(zone, last + 1) <= until_s) { /* put back over midnight: the local day is the one before again */
        last++;
    }
    const size_t count = (size_t) (last - first) + 1;
    int64_t *starts = lty_alloc_new(alloc, (count + 1) * sizeof *starts);

    if (starts == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i <= count; i++) {
        starts[i] = lty_months_start(zone, first + (int64_t) i);
    }
    *months = (lty_months){alloc, first, count, starts};
    return LTY_OK;
}

void lty_months_destroy(lty_months *months)
{
    lty_alloc_free(months->alloc, months->starts, months->starts == NULL ? 0 : (months->count + 1) * sizeof *months->starts);
    months->starts = NULL;
    months->count = 0;
}
