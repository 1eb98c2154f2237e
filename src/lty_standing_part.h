/* Inside lty_standing: until when a tier is kept and a share counts, by the local calendar of a programme. */
#ifndef LTY_STANDING_PART_H
#define LTY_STANDING_PART_H

#include <stddef.h>
#include <stdint.h>

#include "lty_programme.h"

/*
 * The end of what is kept from at_s on, later than at_s: by the programme's policy, joined_s for LTY_TIER_KEEP_JOINED. LTY_TIME_NONE where the
 * policy sets no end, or one past the year 9999.
 */
int64_t lty_standing_end(const lty_programme *programme, int64_t joined_s, int64_t at_s);

/*
 * What is kept ended at at_s and is renewed time after time while nothing else happens before until_s: the last of these instants (or one from
 * which the end is the same). May stop earlier where they have to be walked over one by one.
 */
int64_t lty_standing_renewed(const lty_programme *programme, int64_t at_s, int64_t until_s);

/* The end of a grace that begins at at_s; INT64_MAX past the year 9999. */
int64_t lty_standing_grace_end(const lty_programme *programme, int64_t at_s);

/* When what happened on a local day leaves the window of a version: millions of shares lie in some thousand days. */
typedef struct lty_standing_day {
    int64_t day;
    size_t version_next; /* version + 1; 0 = free */
    int64_t end_s;
} lty_standing_day;

#define LTY_STANDING_DAYS 2048U

/* When a share of at_s leaves the window; days are LTY_STANDING_DAYS, zeroed at first, or NULL. */
int64_t lty_standing_window_end(lty_standing_day *days, const lty_programme *programme, size_t version, int64_t at_s);

#endif
