/* The local months between two instants, and in which of them an instant lies. */
#ifndef LTY_MONTHS_H
#define LTY_MONTHS_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_status.h"
#include "lty_time.h"

typedef struct lty_months {
    const lty_alloc *alloc;
    int64_t first; /* year * 12 + month - 1 */
    size_t count;
    int64_t *starts; /* count + 1: the first instant of each month, and of the one after */
} lty_months;

/* All months from that of from_s to that of until_s, from_s <= until_s, both in the years 1..9999. LTY_E_MEMORY. */
lty_status lty_months_init(lty_months *months, const lty_zone *zone, int64_t from_s, int64_t until_s, const lty_alloc *alloc);
void lty_months_destroy(lty_months *months); /* may be called twice */

#define LTY_MONTHS_MEAN_S INT64_C(2629746) /* 400 years are 146,097 days and 4,800 months */

/* The place of an instant's month; the instant lies between the two. The mean length says it to a month or so, the table the rest. */
static inline size_t lty_months_at(const lty_months *months, int64_t at_s)
{
    const int64_t guess = at_s <= months->starts[0] ? 0 : (at_s - months->starts[0]) / LTY_MONTHS_MEAN_S;
    size_t at = (uint64_t) guess < months->count ? (size_t) guess : months->count - 1;

    while (at > 0 && months->starts[at] > at_s) {
        at--;
    }
    while (at + 1 < months->count && months->starts[at + 1] <= at_s) {
        at++;
    }
    return at;
}

#endif
