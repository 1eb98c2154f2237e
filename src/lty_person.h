/* Whose events are those of one person: keys that identities_linked events put together. docs/points.md, Which events hold */
#ifndef LTY_PERSON_H
#define LTY_PERSON_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_event.h"
#include "lty_status.h"

/*
 * Keeps, in their order, the events of the person that `key` is at at_s: those of the key, of the keys that links among the events make
 * its own, of those that are theirs, and so on. A link is known by its id without the revision; what it is at at_s says its highest revision up
 * to then. Of several that hold for one key the last in the total order does; links that make `key` another's change nothing.
 *
 * Events of keys that are joined to `key` by links of any revision and instant, but are not its person's now, are left out without a word.
 * LTY_E_UNKNOWN_CUSTOMER for an event of any other key or of nobody: *stranger is the first. LTY_E_MEMORY. Both leave events and *count alone.
 */
lty_status lty_person_gather(
    const lty_event **events, size_t *count, const lty_event **stranger, lty_text key, int64_t at_s, const lty_alloc *alloc);

#endif
