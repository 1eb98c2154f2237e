/*
 * How a customer reads messages. Openings and clicks of one message name its delivery, which is known by its source and its reference as an order
 * is; a delivery that only they name was sent all the same. So which of them came first says nothing.
 */
#include <string.h>

#include "lty_fold_part.h"
#include "lty_time.h"

#define LTY_FOLD_MILLION INT64_C(1000000)

void lty_fold_reading_clear(lty_folder *folder)
{
    memset(folder->hours, 0, sizeof folder->hours);
}

/* Hours are those of the zone that is in force at the instant of the fold. */
static size_t lty_fold_hour(const lty_folder *folder, int64_t at_s)
{
    const lty_zone *zone = &lty_timeline_at(folder->timeline, folder->history->at_s)->zone;

    return (size_t) lty_zone_second(zone, at_s) / 3600;
}

lty_status lty_fold_message(lty_folder *folder, const lty_event *event)
{
    int64_t *facts = folder->facts;
    const size_t known = folder->seen_count;
    const bool clicked = event->type == LTY_EVENT_MESSAGE_CLICKED;
    lty_fold_seen *seen;
    const lty_status status = lty_fold_seen_find(&seen, folder, LTY_FOLD_DELIVERY, event->object, lty_event_source(event->id), true);

    if (status != LTY_OK) {
        return status;
    }
    facts[LTY_FACT_MESSAGES_SENT] += folder->seen_count > known;
    if (event->type == LTY_EVENT_MESSAGE_SENT) {
        return LTY_OK;
    }
    facts[LTY_FACT_MESSAGES_OPENED] += !seen->opened;
    facts[LTY_FACT_MESSAGES_CLICKED] += clicked && !seen->clicked;
    facts[LTY_FACT_LAST_OPENED] = event->at_s;
    seen->opened = true;
    seen->clicked = seen->clicked || clicked;
    folder->hours[lty_fold_hour(folder, event->at_s)]++;
    return LTY_OK;
}

void lty_fold_reading(lty_folder *folder)
{
    int64_t *facts = folder->facts;
    size_t best = 0;

    if (facts[LTY_FACT_MESSAGES_SENT] > 0) {
        facts[LTY_FACT_OPEN_RATE] = facts[LTY_FACT_MESSAGES_OPENED] * LTY_FOLD_MILLION / facts[LTY_FACT_MESSAGES_SENT];
    }
    for (size_t hour = 1; hour < 24; hour++) {
        best = folder->hours[hour] > folder->hours[best] ? hour : best;
    }
    if (folder->hours[best] > 0) {
        facts[LTY_FACT_BEST_HOUR] = (int64_t) best;
    }
}
