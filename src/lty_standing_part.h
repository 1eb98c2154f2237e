/* Inside lty_standing: until when a tier is kept, by the local calendar of a programme. */
#ifndef LTY_STANDING_PART_H
#define LTY_STANDING_PART_H

#include <stdint.h>

#include "lty_programme.h"

/*
 * The end of what is kept from at_s on, later than at_s: by the programme's policy, joined_s for LTY_TIER_KEEP_JOINED. LTY_TIME_NONE where the
 * policy sets no end, or one past the year 9999.
 */
int64_t lty_standing_end(const lty_programme *programme, int64_t joined_s, int64_t at_s);

/* The end of a grace that begins at at_s; INT64_MAX past the year 9999. */
int64_t lty_standing_grace_end(const lty_programme *programme, int64_t at_s);

#endif
