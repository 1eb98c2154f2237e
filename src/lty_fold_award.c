/* What an award leaves behind: a lot, its parts, flows, sums by rule; and what earns beside orders, all in one way. */
#include <string.h>

#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

const int64_t *lty_fold_facts(lty_folder *folder, const lty_fold_version *version)
{
    const lty_fold_view *view = &folder->views[version->sight];
    int64_t *facts = folder->facts;

    if (version->sight == LTY_FOLD_KNOWN && version->segments) {
        facts = folder->known_facts;
        memcpy(facts, folder->facts, sizeof folder->facts);
        lty_fold_known_facts(folder, facts);
    }
    if (version->segments) {
        facts[LTY_FACT_AVERAGE_ORDER] = LTY_FACT_NONE;
        if (facts[LTY_FACT_ORDERS] > 0) {
            (void) lty_mul_div(
                &facts[LTY_FACT_AVERAGE_ORDER], facts[LTY_FACT_SPENT_GROSS], 1, facts[LTY_FACT_ORDERS], LTY_ROUNDING_HALF_UP);
        }
    }
    if (view->standing != NULL) {
        const lty_standing_state *now = lty_standing_now(view->standing);

        facts[LTY_FACT_TIER] = now->level == LTY_STANDING_NONE ? LTY_FACT_NONE : (int64_t) now->level;
        facts[LTY_FACT_TIER_METRIC] = now->level == LTY_STANDING_NONE ? LTY_FACT_NONE : now->metric;
    }
    return facts;
}

/* Copies parts into the pool; their lot finds them by number until the pool has stopped growing. */
static lty_status lty_fold_pool(lty_folder *folder, size_t *at, const lty_earn_part *parts, size_t count)
{
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, pool, pool_capacity, folder->pool_count + count);
    if (status == LTY_OK && count > 0) {
        memcpy(folder->pool + folder->pool_count, parts, count * sizeof *parts);
    }
    *at = folder->pool_count;
    folder->pool_count += status == LTY_OK ? count : 0;
    return status;
}

static lty_status lty_fold_parts_add(lty_folder *folder, lty_fold_award *award)
{
    const size_t lot = folder->lots.count;
    lty_fold_parts at = {LTY_FOLD_NONE, LTY_FOLD_NONE};
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, lot_parts, lot_part_capacity, lot + 1);
    if (status == LTY_OK) {
        status = lty_fold_pool(folder, &at.earned, award->earned.parts, award->earned.count);
        award->lot.part_count = award->earned.count;
    }
    if (status == LTY_OK && award->kept.points != award->earned.points) {
        status = lty_fold_pool(folder, &at.kept, award->kept.parts, award->kept.count);
        award->lot.kept_count = award->kept.count;
    }
    if (status == LTY_OK) {
        folder->lot_parts[lot] = at;
    }
    return status;
}

/* Rules, tiers and caps together give what is kept. */
static lty_status lty_fold_rules_add(lty_folder *folder, const lty_fold_award *award)
{
    const lty_timeline *timeline = folder->timeline;
    const size_t version = award->lot.version;
    const lty_earn_rule *rules = timeline->versions[version]->points.earn;
    int64_t *sums = folder->rule_points;
    int64_t *tiers = &sums[timeline->slot_count];
    int64_t *caps = &sums[timeline->slot_count + 1];
    int64_t given = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < award->kept.count && status == LTY_OK; i++) {
        const lty_earn_part *part = &award->kept.parts[i];
        int64_t *sum = &sums[timeline->slots[version][part->rule - rules]];

        status = lty_add(sum, *sum, part->given);
        given += part->given;
    }
    if (status == LTY_OK) {
        status = lty_add(tiers, *tiers, award->kept.uncapped - given);
    }
    return status == LTY_OK ? lty_add(caps, *caps, award->kept.points - award->kept.uncapped) : status;
}

lty_status lty_fold_award_add(lty_folder *folder, lty_fold_award *award)
{
    lty_lot *lot = &award->lot;
    int64_t *sum = &folder->facts[LTY_FACT_POINTS_EARNED];
    lty_status status = lty_add(sum, *sum, award->earned.points);

    lot->earned = award->earned.points;
    lot->uncapped = award->earned.uncapped;
    lot->left = lot->earned - lot->reversed;
    if (status == LTY_OK && (folder->want & LTY_FOLD_FLOWS) != 0) {
        status = lty_fold_flow(folder, LTY_FLOW_EARNED, lot->at_s, lot->earned, lot->event, folder->lots.count);
    }
    if (status == LTY_OK && (folder->want & LTY_FOLD_PARTS) != 0) {
        status = lty_fold_parts_add(folder, award);
    }
    if (status == LTY_OK && (folder->want & LTY_FOLD_RULES) != 0) {
        status = lty_fold_rules_add(folder, award);
    }
    return status == LTY_OK ? lty_lots_add(&folder->lots, lot) : status;
}

/* Birthdays beside: how long they were known, and how many children were awarded before. */
static void lty_fold_act_birthday(lty_folder *folder, const lty_programme *programme, lty_earn_kind kind, const lty_fold_birthday *birthday)
{
    for (size_t i = 0; i < programme->points.earn_count; i++) {
        const lty_earn_rule *rule = &programme->points.earn[i];

        if (rule->kind != kind || !folder->rulings[i].holds) {
            continue;
        }
        if (rule->known_days > 0) {
            folder->rulings[i].holds = birthday->since_s <= lty_zone_day_start(&programme->zone, birthday->next_day - rule->known_days);
        }
        if (kind == LTY_EARN_CHILD_BIRTHDAY && rule->most_children > 0 && folder->child_count >= rule->most_children) {
            folder->rulings[i].holds = false;
        }
    }
}

/* Counts an action for caps and tiers, in both sights. */
static lty_status lty_fold_act_note(lty_folder *folder, lty_fold_action *action, size_t version, const lty_fold_sum *sum)
{
    lty_status status = LTY_OK;

    for (size_t sight = 0; sight < LTY_FOLD_SIGHTS && status == LTY_OK; sight++) {
        lty_fold_view *view = &folder->views[sight];
        const lty_standing_share share = {.at_s = action->at_s, .points = sum->points};

        if (!view->used || (sight == LTY_FOLD_ENDS && action->stopped != NULL)) {
            continue;
        }
        if (folder->caps) {
            status = lty_progress_note_award(&view->progress, folder->timeline, version, action->at_s, sum->parts, sum->count, sum->points);
        }
        if (status == LTY_OK && view->standing != NULL && sum->points > 0) {
            status = lty_standing_add(view->standing, sight == LTY_FOLD_KNOWN ? &action->share : NULL, &share);
        }
    }
    return status;
}

static lty_status lty_fold_act_add(lty_folder *folder, lty_fold_action *action, size_t version, lty_fold_award *award)
{
    const bool ends = folder->versions[version].sight == LTY_FOLD_ENDS;
    lty_fold_days days;
    lty_status status = LTY_OK;

    lty_fold_find_days(&days, folder, version, action->at_s);
    award->lot = (lty_lot){.source = LTY_LOT_ACTION,
        .event = action->event,
        .terms = action->event,
        .at_s = action->at_s,
        .available_at_s = action->at_s,
        .expires_at_s = days.expiry_s,
        .reversed = ends && action->stopped != NULL ? award->earned.points : 0,
        .earn_percent = 10000,
        .version = version};
    award->kept = action->stopped == NULL ? award->earned : (lty_fold_sum){.parts = award->earned.parts};
    action->lot = folder->lots.count;
    action->points = award->earned.points;
    if (award->lot.reversed > 0) {
        status = lty_fold_flow(folder, LTY_FLOW_REVERSED, action->stopped->at_s, award->lot.reversed, action->stopped, action->lot);
    }
    return status == LTY_OK ? lty_fold_award_add(folder, award) : status;
}

lty_status lty_fold_act(lty_folder *folder, lty_fold_action *action)
{
    const size_t at = lty_fold_version_at(folder, action->at_s);
    const lty_fold_version *version = &folder->versions[at];
    lty_fold_view *view = &folder->views[version->sight];
    lty_fold_award award = {.earned.parts = folder->parts[0]};
    int64_t room = LTY_EARN_NO_LIMIT;
    lty_status status = LTY_OK;

    action->lot = LTY_FOLD_NONE;
    action->share = LTY_FOLD_NONE;
    action->held = false;
    if ((version->kinds >> action->kind & 1U) == 0 || !lty_fold_awards_at(folder, action->at_s)) {
        return LTY_OK;
    }
    if (view->standing != NULL) {
        status = lty_standing_advance(view->standing, action->at_s);
        if (status != LTY_OK) {
            return status;
        }
    }
    const lty_progress_moment moment = {.at_s = action->at_s, .facts = lty_fold_facts(folder, version), .last_s = LTY_TIME_NONE};
    status = lty_progress_judge(folder->rulings, &view->progress, folder->timeline, at, action->kind, &moment);
    if (action->birthday != NULL) {
        lty_fold_act_birthday(folder, version->programme, action->kind, action->birthday);
    }
    for (size_t i = 0; i < version->programme->points.earn_count; i++) {
        action->held = action->held || folder->rulings[i].holds;
    }
    if (status != LTY_OK || !action->held) {
        return status;
    }
    if (folder->caps) {
        lty_progress_rooms(folder->rulings, &room, &view->progress, folder->timeline, at, action->at_s);
    }
    status = lty_earn_action(&award.earned.points, &award.earned.uncapped, folder->parts[0], &award.earned.count, version->programme,
        action->kind, folder->rulings, room);
    status = status == LTY_OK ? lty_fold_act_note(folder, action, at, &award.earned) : status;
    return status == LTY_OK && award.earned.points > 0 ? lty_fold_act_add(folder, action, at, &award) : status;
}
