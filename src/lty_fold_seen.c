/*
 * What earns once, and what is answered later: products that were reviewed, surveys, friends, spends. One table for all of them, by what the event
 * names. A referral has conditions as an order has: its last one says what it is, its first rewarded one when it earned.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_fold_part.h"

static uint32_t lty_fold_seen_hash(lty_fold_seen_kind kind, lty_text object)
{
    uint32_t hash = UINT32_C(2166136261) ^ (uint32_t) kind;

    for (size_t i = 0; i < object.len; i++) {
        hash = (hash ^ (unsigned char) object.bytes[i]) * UINT32_C(16777619);
    }
    return hash ^ hash >> 15;
}

/* At most half of the slots are used. */
static lty_status lty_fold_seen_grow(lty_folder *folder)
{
    const size_t slots = folder->slot_count == 0 ? 32 : 2 * folder->slot_count;
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, slots, slot_capacity, slots);
    if (status != LTY_OK) {
        return status;
    }
    memset(folder->slots, 0, slots * sizeof *folder->slots);
    folder->slot_count = slots;
    for (size_t i = 0; i < folder->seen_count; i++) {
        size_t at = folder->seen[i].hash & (slots - 1);

        while (folder->slots[at] != 0) {
            at = (at + 1) & (slots - 1);
        }
        folder->slots[at] = (uint32_t) (i + 1);
    }
    return LTY_OK;
}

lty_status lty_fold_seen_find(lty_fold_seen **out, lty_folder *folder, lty_fold_seen_kind kind, lty_text object, lty_text source, bool add)
{
    const uint32_t hash = lty_fold_seen_hash(kind, object);
    lty_status status = LTY_OK;

    *out = NULL;
    if (add && 2 * (folder->seen_count + 1) > folder->slot_count) {
        status = lty_fold_seen_grow(folder);
    }
    if (status == LTY_OK && add) {
        LTY_FOLD_RESERVE(status, folder, seen, seen_capacity, folder->seen_count + 1);
    }
    if (status != LTY_OK || folder->slot_count == 0) {
        return status;
    }
    size_t at = hash & (folder->slot_count - 1);
    for (; folder->slots[at] != 0; at = (at + 1) & (folder->slot_count - 1)) {
        lty_fold_seen *seen = &folder->seen[folder->slots[at] - 1];

        if (seen->hash == hash && seen->kind == kind && lty_text_equal(seen->object, object) && lty_text_equal(seen->source, source)) {
            *out = seen;
            return LTY_OK;
        }
    }
    if (add) {
        *out = &folder->seen[folder->seen_count];
        **out =
            (lty_fold_seen){.kind = kind, .hash = hash, .object = object, .source = source, .share = LTY_FOLD_NONE, .lot = LTY_FOLD_NONE};
        folder->slots[at] = (uint32_t) ++folder->seen_count;
    }
    return LTY_OK;
}

static lty_fold_seen_kind lty_fold_friend_kind(const lty_event *event)
{
    return event->given ? LTY_FOLD_INVITER : LTY_FOLD_FRIEND;
}

lty_status lty_fold_referrals(lty_folder *folder)
{
    const lty_history *history = folder->history;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < history->count && status == LTY_OK; i++) {
        const lty_event *event = history->events[i];
        lty_fold_seen *seen;

        if (event->type != LTY_EVENT_REFERRAL) {
            continue;
        }
        status = lty_fold_seen_find(&seen, folder, lty_fold_friend_kind(event), event->object, (lty_text){NULL, 0}, true);
        if (status != LTY_OK || seen == NULL || event->revision < seen->revision) {
            continue;
        }
        seen->revision = event->revision;
        if (event->condition == LTY_REFERRAL_REWARDED) {
            seen->first = seen->first == NULL ? event : seen->first;
            seen->stopped = NULL;
        } else if (seen->first != NULL && seen->stopped == NULL) {
            seen->stopped = event;
        }
    }
    return status;
}

/* What was given for a friend is taken back, as far as it was not from the beginning. */
static lty_status lty_fold_referral_stop(lty_folder *folder, const lty_fold_seen *seen, const lty_event *event)
{
    const lty_lot *lot = &folder->lots.items[seen->lot];
    lty_status status = LTY_OK;

    if (seen->share != LTY_FOLD_NONE) {
        const lty_standing_share share = {.at_s = lot->at_s};

        status = lty_standing_change_share(folder->views[LTY_FOLD_KNOWN].standing, seen->share, event->at_s, &share);
    }
    if (status == LTY_OK && folder->versions[lot->version].sight == LTY_FOLD_KNOWN) {
        status = lty_fold_move_add(folder, &(lty_fold_move){LTY_FOLD_REVERSE, event, seen->lot, seen->points});
    }
    return status;
}

lty_status lty_fold_referral_event(lty_folder *folder, const lty_event *event)
{
    lty_fold_seen *seen;
    lty_status status = lty_fold_seen_find(&seen, folder, lty_fold_friend_kind(event), event->object, (lty_text){NULL, 0}, false);

    if (status != LTY_OK || seen == NULL || event->revision < seen->walked) {
        return status;
    }
    const bool rewarded = event->condition == LTY_REFERRAL_REWARDED;
    seen->walked = event->revision;
    if (event->given) {
        folder->facts[LTY_FACT_FRIENDS] += (int64_t) rewarded - (int64_t) seen->rewarded;
    }
    seen->rewarded = rewarded;
    if (event == seen->stopped && seen->lot != LTY_FOLD_NONE) {
        return lty_fold_referral_stop(folder, seen, event);
    }
    if (event != seen->first || (!event->given && folder->friend_given)) {
        return LTY_OK;
    }
    folder->friend_given = folder->friend_given || !event->given;
    lty_fold_action action = {
        .kind = event->given ? LTY_EARN_INVITER : LTY_EARN_FRIEND, .event = event, .at_s = event->at_s, .stopped = seen->stopped};
    status = lty_fold_act(folder, &action);
    seen->lot = action.lot;
    seen->share = action.share;
    seen->points = action.points;
    return status;
}

lty_status lty_fold_once_event(lty_folder *folder, const lty_event *event)
{
    const bool review = event->type == LTY_EVENT_REVIEW;
    const bool survey = event->type == LTY_EVENT_SURVEY;
    const lty_fold_seen_kind kind = review ? LTY_FOLD_REVIEW : survey ? LTY_FOLD_SURVEY : LTY_FOLD_CONTEST;
    const size_t count = folder->seen_count;
    lty_fold_action action = {.kind = review ? LTY_EARN_REVIEW
            : survey                         ? LTY_EARN_SURVEY
                                             : LTY_EARN_CONTEST,
        .event = event,
        .at_s = event->at_s};
    lty_fold_seen *seen;
    lty_status status = LTY_OK;

    if (folder->once) {
        status = lty_fold_seen_find(&seen, folder, kind, event->object, (lty_text){NULL, 0}, true);
        if (status == LTY_OK && folder->seen_count > count) {
            status = lty_fold_act(folder, &action);
        }
    }
    folder->facts[review ? LTY_FACT_REVIEWS : survey ? LTY_FACT_SURVEYS : LTY_FACT_CONTESTS]++;
    return status;
}
