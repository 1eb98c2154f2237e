/* What the sources of the replay share with one another and nobody else. */
#ifndef LTY_REPLAY_PART_H
#define LTY_REPLAY_PART_H

#include "lty_replay.h"

/* Writes replay->hash over everything else in it. LTY_E_MEMORY. */
lty_status lty_replay_hash(lty_replay *replay, const lty_base *base, const lty_timeline *now, const lty_timeline *changed);

#endif
