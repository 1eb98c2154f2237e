/*
 * The fold, in two passes over the events in their total order. lty_history has put orders together before, for every programme alike.
 *
 *  1. Forward: facts are counted, tiers move, goals and caps are reckoned with, and whatever earns becomes a lot. With arrears "negative" it has
 *     its final size from the beginning: that depends on the sum of its refunds and on what is kept of earlier orders, not on when refunds came.
 *  2. Spends, and refunds that take what they find, are replayed over the lots (lty_fold_lots.c), so that spends find the points which a later
 *     refund did not take away.
 *
 * With arrears "zero" and "pending" earlier orders are seen as they were known (lty_fold_known.c). Versions of both kinds may meet in one history;
 * then there is a standing and a progress of each sight.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

lty_status lty_fold_flow(lty_folder *folder, lty_flow_kind kind, int64_t at_s, int64_t points, const lty_event *event, size_t lot)
{
    lty_status status = LTY_OK;

    if ((folder->want & LTY_FOLD_FLOWS) == 0 || points == 0) {
        return LTY_OK;
    }
    LTY_FOLD_RESERVE(status, folder, flows, flow_capacity, folder->flow_count + 1);
    if (status == LTY_OK) {
        folder->flows[folder->flow_count++] = (lty_flow){kind, at_s, points, event, lot};
    }
    return status;
}

lty_status lty_fold_move_add(lty_folder *folder, const lty_fold_move *move)
{
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, moves, move_capacity, folder->move_count + 1);
    if (status == LTY_OK) {
        folder->moves[folder->move_count++] = *move;
    }
    return status;
}

lty_status lty_fold_activity(lty_folder *folder, int64_t at_s)
{
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, activities, activity_capacity, folder->activity_count + 1);
    if (status == LTY_OK) {
        folder->activities[folder->activity_count++] = at_s;
    }
    return status;
}

static lty_status lty_fold_points_in(lty_folder *folder, const lty_event *event, lty_lot_source source)
{
    const size_t version = lty_fold_version_at(folder, event->at_s);
    lty_fold_days days;

    if (event->points == 0) {
        return LTY_OK;
    }
    if (lty_add(&folder->facts[LTY_FACT_POINTS_IN], folder->facts[LTY_FACT_POINTS_IN], event->points) != LTY_OK) {
        return LTY_E_RANGE;
    }
    lty_fold_find_days(&days, folder, version, event->at_s);
    const lty_lot lot = {.source = source,
        .event = event,
        .terms = event,
        .at_s = event->at_s,
        .available_at_s = event->at_s,
        .expires_at_s = days.expiry_s,
        .earned = event->points,
        .left = event->points,
        .earn_percent = 10000,
        .uncapped = event->points,
        .version = version};
    const lty_status status = lty_fold_flow(folder, LTY_FLOW_IN, event->at_s, event->points, event, folder->lots.count);
    if (status == LTY_OK && (folder->want & LTY_FOLD_PARTS) != 0) {
        lty_status room = LTY_OK;

        LTY_FOLD_RESERVE(room, folder, lot_parts, lot_part_capacity, folder->lots.count + 1);
        if (room != LTY_OK) {
            return room;
        }
        folder->lot_parts[folder->lots.count] = (lty_fold_parts){LTY_FOLD_NONE, LTY_FOLD_NONE};
    }
    return status == LTY_OK ? lty_lots_add(&folder->lots, &lot) : status;
}

static lty_status lty_fold_points_out(lty_folder *folder, const lty_event *event, int64_t points)
{
    const bool spent = event->type == LTY_EVENT_POINTS_SPENT;
    int64_t *sum = &folder->facts[spent ? LTY_FACT_POINTS_SPENT : LTY_FACT_POINTS_OUT];
    lty_status status = lty_add(sum, *sum, points);

    if (status == LTY_OK && spent && folder->history->restored) {
        lty_fold_seen *seen;

        status = lty_fold_seen_find(&seen, folder, LTY_FOLD_SPEND, event->object, lty_event_source(event->id), true);
        if (status == LTY_OK) {
            seen->spend = folder->spend_count;
        }
    }
    if (status == LTY_OK && spent && folder->activity) {
        status = lty_fold_activity(folder, event->at_s);
    }
    if (status == LTY_OK) {
        status = lty_fold_flow(folder, spent ? LTY_FLOW_SPENT : LTY_FLOW_OUT, event->at_s, points, event, LTY_FLOW_NO_LOT);
    }
    return status == LTY_OK ? lty_fold_move_add(folder, &(lty_fold_move){LTY_FOLD_TAKE, event, folder->spend_count++, points}) : status;
}

static lty_status lty_fold_points_back(lty_folder *folder, const lty_event *event)
{
    lty_fold_seen *seen;
    const lty_status status = lty_fold_seen_find(&seen, folder, LTY_FOLD_SPEND, event->object, lty_event_source(event->id), false);

    return status == LTY_OK && seen != NULL
        ? lty_fold_move_add(folder, &(lty_fold_move){LTY_FOLD_RESTORE, event, seen->spend, event->points})
        : status;
}

static void lty_fold_join(lty_folder *folder, int64_t at_s)
{
    for (size_t i = 0; i < LTY_FOLD_SIGHTS; i++) {
        if (folder->views[i].standing != NULL) {
            lty_standing_join(folder->views[i].standing, at_s);
        }
    }
}

static lty_status lty_fold_tier_set(lty_folder *folder, const lty_event *event)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < LTY_FOLD_SIGHTS && status == LTY_OK; i++) {
        if (folder->views[i].standing != NULL) {
            status = lty_standing_set(folder->views[i].standing, event->at_s, event->value, event->until_s);
        }
    }
    return status;
}

/* The first sign-up is one, those after it are none. */
static lty_status lty_fold_sign_up(lty_folder *folder, const lty_event *event)
{
    lty_fold_action action = {.kind = LTY_EARN_SIGN_UP, .event = event, .at_s = event->at_s};

    if (folder->facts[LTY_FACT_SIGNED_UP] != LTY_FACT_NONE) {
        return LTY_OK;
    }
    lty_fold_join(folder, event->at_s);
    const lty_status status = lty_fold_act(folder, &action);
    folder->facts[LTY_FACT_SIGNED_UP] = event->at_s;
    return status;
}

static lty_status lty_fold_visit(lty_folder *folder, const lty_event *event)
{
    lty_fold_action action = {.kind = LTY_EARN_VISIT, .event = event, .at_s = event->at_s};
    const lty_status status = lty_fold_act(folder, &action);

    if (folder->facts[LTY_FACT_VISITS]++ == 0) {
        folder->facts[LTY_FACT_FIRST_VISIT] = event->at_s;
    }
    folder->facts[LTY_FACT_LAST_VISIT] = event->at_s;
    return status;
}

static lty_status lty_fold_refund(lty_folder *folder, const lty_event *event, size_t position)
{
    int64_t *facts = folder->facts;

    facts[LTY_FACT_REFUNDS]++;
    const lty_status status = lty_add(&facts[LTY_FACT_REFUNDED], facts[LTY_FACT_REFUNDED], event->amount_minor);
    return status == LTY_OK ? lty_fold_order_event(folder, event, position) : status;
}

/* Consent that is given again while it holds goes on. */
static void lty_fold_consent(int64_t *facts, const lty_event *event)
{
    const bool email = lty_text_equal(event->value, LTY_TEXT("email"));
    const lty_fact consent = email ? LTY_FACT_CONSENT_EMAIL : LTY_FACT_CONSENT_SMS;
    const lty_fact since = email ? LTY_FACT_EMAIL_SINCE : LTY_FACT_SMS_SINCE;

    if (!event->given) {
        facts[since] = LTY_FACT_NONE;
    } else if (facts[consent] != 1) {
        facts[since] = event->at_s;
    }
    facts[consent] = event->given;
}

/* What is known of the person. */
static lty_status lty_fold_person(lty_folder *folder, const lty_event *event)
{
    int64_t *facts = folder->facts;

    switch (event->type) {
        case LTY_EVENT_BIRTHDAY: facts[LTY_FACT_BIRTHDAY] = event->day; return lty_fold_born(folder, event);
        case LTY_EVENT_CHILD_BIRTHDAY: return lty_fold_born(folder, event);
        case LTY_EVENT_GENDER:
            facts[LTY_FACT_GENDER] = lty_text_equal(event->value, LTY_TEXT("female")) ? 0
                : lty_text_equal(event->value, LTY_TEXT("male"))                      ? 1
                                                                                      : 2;
            return LTY_OK;
        default: lty_fold_consent(facts, event); return LTY_OK;
    }
}

static lty_status lty_fold_event(lty_folder *folder, const lty_event *event, size_t position)
{
    switch (event->type) {
        case LTY_EVENT_ORDER: return lty_fold_order_event(folder, event, position);
        case LTY_EVENT_REFUND: return lty_fold_refund(folder, event, position);
        case LTY_EVENT_OPENING_BALANCE: lty_fold_join(folder, event->at_s); return lty_fold_points_in(folder, event, LTY_LOT_OPENING);
        case LTY_EVENT_TIER_SET: return lty_fold_tier_set(folder, event);
        case LTY_EVENT_SIGN_UP: return lty_fold_sign_up(folder, event);
        case LTY_EVENT_VISIT: return lty_fold_visit(folder, event);
        case LTY_EVENT_REVIEW:
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST: return lty_fold_once_event(folder, event);
        case LTY_EVENT_REFERRAL: return lty_fold_referral_event(folder, event);
        case LTY_EVENT_POINTS_ADJUSTED:
            return event->points < 0 ? lty_fold_points_out(folder, event, -event->points)
                                     : lty_fold_points_in(folder, event, LTY_LOT_ADJUSTED);
        case LTY_EVENT_POINTS_SPENT: return lty_fold_points_out(folder, event, event->points);
        case LTY_EVENT_POINTS_RESTORED: return lty_fold_points_back(folder, event);
        case LTY_EVENT_BIRTHDAY:
        case LTY_EVENT_CHILD_BIRTHDAY:
        case LTY_EVENT_GENDER:
        case LTY_EVENT_CONSENT: return lty_fold_person(folder, event);
        case LTY_EVENT_MESSAGE_SENT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: return lty_fold_message(folder, event);
        case LTY_EVENT_COUPON_REDEEMED: folder->facts[LTY_FACT_REDEMPTIONS]++; return LTY_OK;
        case LTY_EVENT_IDENTITIES_LINKED:
        case LTY_EVENT_PREFERENCE:
        case LTY_EVENT_SERVICE:
        case LTY_EVENT_SEGMENT: break;
    }
    return LTY_OK;
}

static void lty_fold_clear_facts(int64_t *facts)
{
    static const lty_fact nulls[] = {LTY_FACT_FIRST_ORDER, LTY_FACT_LAST_ORDER, LTY_FACT_AVERAGE_ORDER, LTY_FACT_TIER, LTY_FACT_TIER_METRIC,
        LTY_FACT_BIRTHDAY, LTY_FACT_GENDER, LTY_FACT_CONSENT_EMAIL, LTY_FACT_CONSENT_SMS, LTY_FACT_LAST_VISIT, LTY_FACT_RFM_RECENCY,
        LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY, LTY_FACT_POINTS_EXPIRE_AT, LTY_FACT_SIGNED_UP, LTY_FACT_TIER_SINCE,
        LTY_FACT_TIER_UNTIL, LTY_FACT_TIER_MISSING, LTY_FACT_EMAIL_SINCE, LTY_FACT_SMS_SINCE, LTY_FACT_BIRTHDAY_IN,
        LTY_FACT_CHILD_BIRTHDAY_IN, LTY_FACT_OPEN_RATE, LTY_FACT_LAST_OPENED, LTY_FACT_BEST_HOUR, LTY_FACT_FIRST_VISIT, LTY_FACT_P_ALIVE,
        LTY_FACT_EXPECTED_ORDERS, LTY_FACT_CLV, LTY_FACT_LOYALTY};

    memset(facts, 0, LTY_FACT_COUNT * sizeof *facts);
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
        facts[nulls[i]] = LTY_FACT_NONE;
    }
}

static lty_status lty_fold_clear_views(lty_folder *folder)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < LTY_FOLD_SIGHTS && status == LTY_OK; i++) {
        lty_fold_view *view = &folder->views[i];

        if (!view->used) {
            continue;
        }
        view->kept_count = 0;
        view->last_s = LTY_TIME_NONE;
        if (folder->goals || folder->caps) {
            status = lty_progress_clear(&view->progress, folder->timeline);
        }
        if (view->standing != NULL) {
            lty_standing_clear(view->standing);
        }
    }
    return status;
}

/* Orders of several events have a state of their own while the history is walked through. */
static lty_status lty_fold_clear_runs(lty_folder *folder)
{
    const lty_orders *orders = &folder->history->orders;
    lty_status status = LTY_OK;

    if (orders->count == orders->entry_count) {
        return LTY_OK;
    }
    LTY_FOLD_RESERVE(status, folder, runs, run_capacity, orders->count);
    if (status == LTY_OK) {
        LTY_FOLD_RESERVE(status, folder, steps, step_capacity, orders->entry_count);
    }
    if (status != LTY_OK || !folder->views[LTY_FOLD_KNOWN].used) {
        return status;
    }
    memset(folder->steps, 0, orders->entry_count * sizeof *folder->steps);
    for (size_t i = 0; i < orders->count; i++) {
        if (orders->items[i].count > 1) {
            folder->runs[i] =
                (lty_fold_run){.known = LTY_FOLD_NONE, .share = LTY_FOLD_NONE, .award_share = LTY_FOLD_NONE, .lot = LTY_FOLD_NONE};
        }
    }
    return LTY_OK;
}

static lty_status lty_fold_clear(lty_folder *folder, const lty_history *history, unsigned want)
{
    folder->history = history;
    folder->want = want;
    folder->folded++;
    lty_lots_clear(&folder->lots);
    lty_fold_clear_facts(folder->facts);
    folder->seen_gross = false;
    folder->seen_kept = false;
    folder->friend_given = false;
    folder->spend_count = 0;
    folder->known_count = 0;
    folder->known_first = 0;
    folder->known_end = 0;
    folder->known_kept = 0;
    folder->known_orders = 0;
    folder->known_minor = 0;
    folder->known_gross_minor = 0;
    folder->seen_count = 0;
    folder->slot_count = 0;
    folder->move_count = 0;
    folder->activity_count = 0;
    folder->birthday_count = 0;
    folder->birthday_own = LTY_FOLD_NONE;
    folder->birthday_s = INT64_MAX;
    folder->child_year = INT64_MIN;
    folder->flow_count = 0;
    folder->pool_count = 0;
    lty_fold_reading_clear(folder);
    if ((want & LTY_FOLD_RULES) != 0) {
        memset(folder->rule_points, 0, (folder->timeline->slot_count + 2) * sizeof *folder->rule_points);
    }
    const lty_status status = lty_fold_clear_views(folder);
    return status == LTY_OK ? lty_fold_clear_runs(folder) : status;
}

static lty_status lty_fold_walk(lty_folder *folder)
{
    const lty_history *history = folder->history;
    const char *currency = folder->timeline->versions[0]->currency;
    lty_status status = history->referrals ? lty_fold_referrals(folder) : LTY_OK;

    for (size_t i = 0; i < history->count && status == LTY_OK; i++) {
        const lty_event *event = history->events[i];
        const bool money = event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFUND;

        if (money && memcmp(event->currency, currency, sizeof event->currency) != 0) {
            return LTY_E_CURRENCY_MISMATCH;
        }
        if (folder->birthday_s <= event->at_s) {
            status = lty_fold_birthdays(folder, event->at_s);
        }
        status = status == LTY_OK ? lty_fold_event(folder, event, i) : status;
    }
    return status == LTY_OK && folder->birthday_s <= history->at_s ? lty_fold_birthdays(folder, history->at_s) : status;
}

/* Each of both sums over lots and spends fits, so that none of their parts has to be checked. */
static lty_status lty_fold_check(const lty_folder *folder)
{
    const int64_t *facts = folder->facts;
    int64_t sum;

    return lty_add(&sum, facts[LTY_FACT_POINTS_EARNED], facts[LTY_FACT_POINTS_IN]) == LTY_OK
            && lty_add(&sum, facts[LTY_FACT_POINTS_SPENT], facts[LTY_FACT_POINTS_OUT]) == LTY_OK
        ? LTY_OK
        : LTY_E_RANGE;
}

/* The tier as it is shown: seen by the policy of the version in force. */
static lty_status lty_fold_tier(lty_folder *folder, lty_customer *out)
{
    const int64_t at_s = folder->history->at_s;
    const lty_fold_version *version = &folder->versions[lty_fold_version_at(folder, at_s)];
    lty_standing *standing = folder->views[version->sight].standing;
    int64_t *facts = folder->facts;

    facts[LTY_FACT_TIER] = LTY_FACT_NONE;
    facts[LTY_FACT_TIER_METRIC] = LTY_FACT_NONE;
    out->progress = &folder->views[version->sight].progress;
    out->standing = (lty_standing_state){.level = LTY_STANDING_NONE, .since_s = LTY_TIME_NONE, .keep_until_s = LTY_TIME_NONE};
    out->changes = NULL;
    out->change_count = 0;
    out->outlook_s = LTY_TIME_NONE;
    out->outlook_level = LTY_STANDING_NONE;
    lty_status status = standing == NULL ? LTY_OK : lty_standing_advance(standing, at_s);
    if (status != LTY_OK || standing == NULL) {
        return status;
    }
    out->standing = *lty_standing_now(standing);
    if (out->standing.level != LTY_STANDING_NONE) {
        const lty_tier_rules *tiers = &folder->timeline->versions[out->standing.version]->tiers;

        status = lty_standing_outlook(&out->outlook_s, &out->outlook_level, standing);
        facts[LTY_FACT_TIER] = (int64_t) out->standing.level;
        facts[LTY_FACT_TIER_METRIC] = out->standing.metric;
        facts[LTY_FACT_TIER_SINCE] = out->standing.since_s == LTY_TIME_NONE ? LTY_FACT_NONE : out->standing.since_s;
        facts[LTY_FACT_TIER_UNTIL] = out->outlook_s == LTY_TIME_NONE ? LTY_FACT_NONE : out->outlook_s;
        if (out->standing.level + 1 < tiers->count) {
            facts[LTY_FACT_TIER_MISSING] = tiers->items[out->standing.level + 1].from - out->standing.metric;
        }
    }
    out->changes = lty_standing_changes(standing, &out->change_count);
    return status;
}

/* The pool of parts has stopped growing. */
static void lty_fold_point(lty_folder *folder)
{
    for (size_t i = 0; i < folder->lots.count && (folder->want & LTY_FOLD_PARTS) != 0; i++) {
        lty_lot *lot = &folder->lots.items[i];
        const lty_fold_parts *at = &folder->lot_parts[i];

        lot->parts = at->earned == LTY_FOLD_NONE ? NULL : folder->pool + at->earned;
        lot->kept = at->kept == LTY_FOLD_NONE ? NULL : folder->pool + at->kept;
    }
}

static void lty_fold_deliver(lty_customer *out, const lty_folder *folder)
{
    memcpy(out->facts, folder->facts, sizeof out->facts);
    out->lots = folder->lots.items;
    out->lot_count = folder->lots.count;
    out->draws = folder->lots.draws;
    out->draw_count = folder->lots.draw_count;
    out->debts = folder->lots.debts;
    out->debt_count = folder->lots.debt_count;
    out->flows = folder->flows;
    out->flow_count = folder->flow_count;
    out->rule_points = folder->rule_points;
}

lty_status lty_fold(lty_customer *out, lty_folder *folder, const lty_history *history, unsigned want)
{
    lty_customer shown;
    lty_status status = lty_fold_clear(folder, history, want);

    if (status == LTY_OK) {
        status = lty_fold_walk(folder);
    }
    if (status == LTY_OK) {
        status = lty_fold_check(folder);
    }
    if (status == LTY_OK) {
        status = lty_fold_replay(folder);
    }
    if (status == LTY_OK) {
        status = lty_fold_settle(folder);
    }
    int64_t *facts = folder->facts;
    facts[LTY_FACT_AVERAGE_ORDER] = LTY_FACT_NONE;
    if (status == LTY_OK && facts[LTY_FACT_ORDERS] > 0) {
        status = lty_mul_div(&facts[LTY_FACT_AVERAGE_ORDER], facts[LTY_FACT_SPENT_GROSS], 1, facts[LTY_FACT_ORDERS], LTY_ROUNDING_HALF_UP);
    }
    if (status == LTY_OK) {
        lty_fold_reading(folder);
        lty_fold_birthdays_ahead(folder);
        status = lty_fold_tier(folder, &shown);
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_fold_point(folder);
    out->progress = shown.progress;
    out->standing = shown.standing;
    out->changes = shown.changes;
    out->change_count = shown.change_count;
    out->outlook_s = shown.outlook_s;
    out->outlook_level = shown.outlook_level;
    lty_fold_deliver(out, folder);
    return LTY_OK;
}
