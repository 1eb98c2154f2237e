/*
 * Orders on the way through a history. An order is judged when it first counts and awarded when its condition earns, mostly at one event. What it
 * earns is reckoned from what is kept of it; what it would have earned in whole, less that, is what its refunds and its end took back.
 */
#include "lty_calendar.h"
#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

/* One order while it is counted or awarded. */
typedef struct lty_fold_step {
    const lty_order *order;
    lty_fold_run *run; /* NULL: its one event is all there is */
    const lty_fold_version *version;
    size_t version_at;
    size_t awarded_at; /* position */
    int64_t percent;
    const lty_earn_ruling *rulings;
    int64_t room;
    bool want_parts;
    int64_t kept;       /* of its award, as it ends */
    lty_fold_sum given; /* at first: less what came back before the award */
} lty_fold_step;

static int64_t lty_fold_percent(const lty_folder *folder, const lty_fold_view *view)
{
    if (view->standing == NULL) {
        return 10000;
    }
    const lty_standing_state *now = lty_standing_now(view->standing);
    return now->level == LTY_STANDING_NONE ? 10000 : folder->timeline->versions[now->version]->tiers.items[now->level].earn_percent;
}

/* The points of the whole order, or of what is left of it in folder->refund. */
static lty_status lty_fold_points(lty_fold_sum *out, lty_folder *folder, const lty_fold_step *step, bool whole, lty_earn_part *parts)
{
    const lty_event *terms = step->order->terms;
    lty_earn_order order = {.lines = terms->lines,
        .line_count = terms->line_count,
        .kept_minor = terms->amount_minor,
        .whole_minor = terms->amount_minor,
        .tax_minor = terms->tax_minor,
        .shipping_minor = terms->shipping_minor,
        .by_points_minor = terms->by_points_minor,
        .by_card_minor = terms->by_card_minor,
        .earn_percent = step->percent,
        .rulings = step->rulings,
        .room = step->room};

    if (!whole) {
        const lty_status status = lty_refund_kept(&folder->refund, &order.kept_minor);

        if (status != LTY_OK) {
            return status;
        }
        order.lines = terms->line_count == 0 ? NULL : folder->refund.kept;
        order.gross_minor = folder->refund.gross_minor;
        order.shipping_minor = folder->refund.shipping_minor;
    }
    out->parts = parts;
    return lty_earn_points(&out->points, &out->uncapped, parts, &out->count, &folder->earn, step->version->programme, &order);
}

/* What is kept after all refunds, as it ends. */
static lty_status lty_fold_kept(lty_fold_sum *out, lty_folder *folder, const lty_fold_step *step)
{
    const lty_order *order = step->order;
    const lty_order_entry *entries = folder->history->orders.entries + order->first;

    *out = (lty_fold_sum){.parts = folder->parts[1]};
    if (order->stopped != NULL) {
        return LTY_OK;
    }
    const lty_status status = lty_refund_begin(&folder->refund, order->terms);
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < order->count; i++) {
        if (entries[i].event->type == LTY_EVENT_REFUND) {
            lty_refund_add(&folder->refund, entries[i].event);
        }
    }
    return lty_fold_points(out, folder, step, false, step->want_parts ? folder->parts[1] : NULL);
}

/* What one entry takes back: at the award if it came before, else at its own instant; of orders that are seen as known, what it then finds. */
static lty_status lty_fold_reversal(lty_folder *folder, lty_fold_award *award, const lty_fold_step *step, size_t entry, int64_t points)
{
    const lty_order_entry *at = &folder->history->orders.entries[entry];
    const bool before = at->position < step->awarded_at;

    folder->steps[entry] = before ? 0 : points;
    if (points == 0 || (step->version->sight == LTY_FOLD_KNOWN && !before)) {
        return LTY_OK;
    }
    award->lot.reversed += points;
    return lty_fold_flow(folder, LTY_FLOW_REVERSED, before ? award->lot.at_s : at->event->at_s, points, at->event, folder->lots.count);
}

/* What is reversed after each entry, by what is kept then. What is given at first is left in step->given. */
static lty_status lty_fold_cumulate(lty_folder *folder, const lty_fold_award *award, lty_fold_step *step)
{
    const lty_order *order = step->order;
    bool stopped = false;
    int64_t reversed = 0;
    lty_status status = lty_refund_begin(&folder->refund, order->terms);

    for (size_t i = order->first; i < order->first + order->count && status == LTY_OK; i++) {
        const lty_order_entry *entry = &folder->history->orders.entries[i];
        const bool before = entry->position < step->awarded_at;

        stopped = stopped || entry->event == order->stopped;
        if (entry->event->type == LTY_EVENT_REFUND && !stopped) {
            lty_fold_sum left = {0};

            lty_refund_add(&folder->refund, entry->event);
            status = lty_fold_points(&left, folder, step, false, step->want_parts && before ? folder->parts[2] : NULL);
            reversed = award->earned.points - left.points;
            step->given = before ? left : step->given;
        }
        folder->steps[i] = stopped ? award->earned.points : reversed;
    }
    return status;
}

/*
 * Shares what is reversed over the refunds and the cancellation in their order, each by what it adds to the cumulative figure. A split may let less
 * that is kept earn a point more, so that figure is at most what it is after any later entry: parts end where the whole ends.
 */
static lty_status lty_fold_reversals(lty_folder *folder, lty_fold_award *award, lty_fold_step *step)
{
    const lty_order *order = step->order;
    int64_t *steps = folder->steps + order->first;
    int64_t limit = award->earned.points - award->kept.points;
    int64_t so_far = 0;
    lty_status status = lty_fold_cumulate(folder, award, step);

    for (size_t i = order->count; i-- > 0 && status == LTY_OK;) {
        limit = steps[i] < limit ? steps[i] : limit;
        steps[i] = limit > 0 ? limit : 0;
    }
    for (size_t i = 0; i < order->count && status == LTY_OK; i++) {
        const int64_t cumulative = steps[i];

        if (folder->history->orders.entries[order->first + i].position < step->awarded_at) {
            step->given.points = award->earned.points - cumulative;
        }
        status = lty_fold_reversal(folder, award, step, order->first + i, cumulative - so_far);
        so_far = cumulative;
    }
    return status;
}

/* An order of which something came back. */
static lty_status lty_fold_award_less(lty_folder *folder, lty_fold_award *award, lty_fold_step *step)
{
    lty_status status = lty_fold_kept(&award->kept, folder, step);

    if (status != LTY_OK) {
        return status;
    }
    if (award->kept.points > award->earned.points) {
        award->earned = award->kept;
    }
    step->given = award->earned;
    if (folder->views[LTY_FOLD_KNOWN].used || (folder->want & LTY_FOLD_FLOWS) != 0) {
        status = lty_fold_reversals(folder, award, step);
    } else {
        award->lot.reversed = award->earned.points - award->kept.points;
    }
    return status;
}

/* When the points of an order can be spent: some wait for its delivery. */
static int64_t lty_fold_available(const lty_order *order, const lty_programme *programme, const lty_fold_days *days, int64_t at_s)
{
    if (!programme->points.pending_until_delivered) {
        return days->available_s;
    }
    if (order->delivered == NULL) {
        return LTY_TIME_NONE;
    }
    return order->delivered->at_s <= at_s ? days->available_s : lty_calendar_available(programme, order->delivered->at_s);
}

/* The order begins to earn: its lot. */
static lty_status lty_fold_award_order(lty_folder *folder, lty_fold_step *step, const lty_event *event)
{
    const lty_order *order = step->order;
    lty_fold_view *views = folder->views;
    lty_fold_award award;
    lty_fold_days days;

    step->kept = 0;
    step->given = (lty_fold_sum){0};
    if (step->version->kinds == 0 || !lty_fold_awards_at(folder, event->at_s)) {
        return LTY_OK;
    }
    step->room = LTY_EARN_NO_LIMIT;
    step->want_parts = folder->caps || (folder->want & (LTY_FOLD_PARTS | LTY_FOLD_RULES)) != 0;
    if (folder->caps) {
        lty_progress_rooms(
            folder->rulings, &step->room, &views[step->version->sight].progress, folder->timeline, step->version_at, event->at_s);
    }
    lty_status status = lty_fold_points(&award.earned, folder, step, true, step->want_parts ? folder->parts[0] : NULL);
    if (status != LTY_OK) {
        return status;
    }
    lty_fold_find_days(&days, folder, step->version_at, event->at_s);
    award.lot = (lty_lot){.source = LTY_LOT_ORDER,
        .event = event,
        .terms = order->terms,
        .at_s = event->at_s,
        .available_at_s = lty_fold_available(order, step->version->programme, &days, event->at_s),
        .expires_at_s = days.expiry_s,
        .earn_percent = step->percent,
        .version = step->version_at};
    award.kept = award.earned;
    step->given = award.earned;
    if (order->refund_count > 0 || order->stopped != NULL) {
        status = lty_fold_award_less(folder, &award, step);
    }
    step->kept = award.kept.points;
    /* What the rules gave counts for their own caps, whatever the cap over all of them left of it. */
    if (status == LTY_OK && folder->caps && views[LTY_FOLD_ENDS].used) {
        status = lty_progress_note_award(&views[LTY_FOLD_ENDS].progress, folder->timeline, step->version_at, event->at_s, award.kept.parts,
            award.kept.count, award.kept.points);
    }
    if (status == LTY_OK && folder->caps && views[LTY_FOLD_KNOWN].used) {
        status = lty_progress_note_award(&views[LTY_FOLD_KNOWN].progress, folder->timeline, step->version_at, event->at_s,
            step->given.parts, step->given.count, step->given.points);
    }
    if (status != LTY_OK || award.earned.points == 0) {
        return status;
    }
    if (step->run != NULL) {
        step->run->lot = folder->lots.count;
        step->run->points = step->given.points;
    }
    return lty_fold_award_add(folder, &award);
}

/* Which rules hold for the order in one sight; there it joins its goals. */
static lty_status lty_fold_judge(lty_folder *folder, lty_fold_step *step, lty_fold_sight sight, int64_t kept_minor)
{
    const lty_fold_version *version = step->version;
    const lty_order *order = step->order;
    lty_fold_view *view = &folder->views[sight];
    const bool first = sight == LTY_FOLD_ENDS
        ? (order->gross_minor > 0 && !folder->seen_gross) || (order->kept_minor > 0 && !folder->seen_kept)
        : view->kept_count == 0;

    if (version->plain && !folder->caps) {
        step->rulings = version->rulings[first];
        return LTY_OK;
    }
    const lty_fold_version seen = {.sight = sight, .segments = version->segments};
    const lty_progress_moment moment = {.at_s = order->counted->at_s,
        .facts = lty_fold_facts(folder, &seen),
        .channel = order->terms->channel,
        .first = first,
        .kept_minor = kept_minor,
        .last_s = sight == LTY_FOLD_ENDS ? view->last_s : lty_fold_known_last(folder),
        .second = view->kept_count == 1,
        .order = order->counted};
    lty_status status = lty_progress_judge(folder->rulings, &view->progress, folder->timeline, step->version_at, LTY_EARN_ORDER, &moment);

    step->rulings = folder->rulings;
    if (status == LTY_OK && folder->goals && kept_minor > 0) {
        status = lty_progress_note_order(&view->progress, folder->timeline, step->version_at, folder->rulings, &moment);
    }
    return status;
}

/* Facts of orders that count, as it ends. */
static lty_status lty_fold_count(lty_folder *folder, const lty_order *order)
{
    int64_t *facts = folder->facts;
    const int64_t at_s = order->counted->at_s;

    folder->seen_gross = folder->seen_gross || order->gross_minor > 0;
    folder->seen_kept = folder->seen_kept || order->kept_minor > 0;
    if (order->kept_minor > 0) {
        folder->views[LTY_FOLD_ENDS].kept_count++;
        folder->views[LTY_FOLD_ENDS].last_s = at_s;
    }
    if (order->stopped != NULL || order->gross_minor == 0) {
        return LTY_OK;
    }
    facts[LTY_FACT_ORDERS]++;
    if (facts[LTY_FACT_FIRST_ORDER] == LTY_FACT_NONE) {
        facts[LTY_FACT_FIRST_ORDER] = at_s;
    }
    facts[LTY_FACT_LAST_ORDER] = at_s;
    const lty_status status = lty_add(&facts[LTY_FACT_SPENT], facts[LTY_FACT_SPENT], order->kept_minor);
    return status == LTY_OK ? lty_add(&facts[LTY_FACT_SPENT_GROSS], facts[LTY_FACT_SPENT_GROSS], order->gross_minor) : status;
}

/* Shares of tiers: of the order, of its award, of both where they come at once. */
static lty_status lty_fold_share(lty_folder *folder, lty_fold_step *step, int64_t at_s, const int64_t kept_minor[2], bool awarded)
{
    const int64_t points[2] = {awarded ? step->kept : 0, awarded ? step->given.points : 0};
    lty_status status = LTY_OK;

    for (size_t sight = 0; sight < LTY_FOLD_SIGHTS && status == LTY_OK; sight++) {
        lty_standing *standing = folder->views[sight].standing;
        const lty_standing_share order = {.at_s = at_s, .spend_minor = kept_minor[sight], .orders = kept_minor[sight] > 0};
        const lty_standing_share award = {.at_s = at_s, .points = points[sight]};
        const lty_standing_share both = {at_s, order.spend_minor, award.points, order.orders};

        if (standing == NULL) {
            continue;
        }
        if (sight == LTY_FOLD_ENDS || step->run == NULL) {
            if (both.orders > 0 || both.points > 0) {
                status = lty_standing_add(standing, NULL, &both);
            }
            continue;
        }
        if (order.orders > 0) {
            status = lty_standing_add(standing, &step->run->share, &order);
        }
        if (status == LTY_OK && award.points > 0) {
            status = lty_standing_add(standing, &step->run->award_share, &award);
        }
    }
    return status;
}

static lty_status lty_fold_advance(lty_folder *folder, int64_t at_s)
{
    lty_status status = LTY_OK;

    for (size_t sight = 0; sight < LTY_FOLD_SIGHTS && status == LTY_OK; sight++) {
        if (folder->views[sight].standing != NULL) {
            status = lty_standing_advance(folder->views[sight].standing, at_s);
        }
    }
    return status;
}

static void lty_fold_hold(lty_fold_run *run, const lty_fold_step *step)
{
    run->earn_percent = step->percent;
    run->holds[0] = 0;
    run->holds[1] = 0;
    for (size_t i = 0; i < step->version->programme->points.earn_count; i++) {
        run->holds[i / 64] |= (uint64_t) step->rulings[i].holds << i % 64;
    }
}

static const lty_event *lty_fold_awarded(const lty_order *order, const lty_programme *programme)
{
    return programme->points.award_on == LTY_AWARD_ON_DELIVERED ? order->delivered : order->counted;
}

static lty_status lty_fold_counted(lty_folder *folder, const lty_order *order, lty_fold_run *run)
{
    const lty_event *event = order->counted;
    const size_t at = lty_fold_version_at(folder, event->at_s);
    const lty_fold_version *version = &folder->versions[at];
    lty_fold_step step = {.order = order, .run = run, .version = version, .version_at = at, .awarded_at = order->counted_at};
    const lty_fold_sight other = version->sight == LTY_FOLD_ENDS ? LTY_FOLD_KNOWN : LTY_FOLD_ENDS;
    int64_t kept_minor[LTY_FOLD_SIGHTS] = {order->kept_minor, order->gross_minor};
    const bool awarded = lty_fold_awarded(order, version->programme) == event;
    lty_status status = folder->tiers ? lty_fold_advance(folder, event->at_s) : LTY_OK;

    if (run != NULL) {
        run->version = at;
    }
    if (run != NULL && folder->views[LTY_FOLD_KNOWN].used) {
        kept_minor[LTY_FOLD_KNOWN] = run->refunded_minor < order->gross_minor ? order->gross_minor - run->refunded_minor : 0;
    }
    if (status == LTY_OK && folder->goals && folder->views[other].used) {
        status = lty_fold_judge(folder, &step, other, kept_minor[other]);
    }
    if (status == LTY_OK) {
        step.percent = lty_fold_percent(folder, &folder->views[version->sight]);
        status = lty_fold_judge(folder, &step, version->sight, kept_minor[version->sight]);
    }
    if (status == LTY_OK && awarded) {
        status = lty_fold_award_order(folder, &step, event);
    } else if (status == LTY_OK && run != NULL) {
        lty_fold_hold(run, &step);
    }
    if (status == LTY_OK && folder->tiers) {
        status = lty_fold_share(folder, &step, event->at_s, kept_minor, awarded);
    }
    if (status == LTY_OK && folder->views[LTY_FOLD_KNOWN].used) {
        status = lty_fold_known_add(folder, run, &(lty_fold_known){event->at_s, order->gross_minor, kept_minor[LTY_FOLD_KNOWN], true});
    }
    if (status == LTY_OK && folder->activity && order->kept_minor > 0) {
        status = lty_fold_activity(folder, event->at_s);
    }
    return status == LTY_OK ? lty_fold_count(folder, order) : status;
}

/* The award of an order that was judged before, when it was paid. */
static lty_status lty_fold_delivered(lty_folder *folder, const lty_order *order, lty_fold_run *run)
{
    const lty_fold_version *version = &folder->versions[run->version];
    const int64_t none[LTY_FOLD_SIGHTS] = {0, 0};
    lty_fold_step step = {.order = order,
        .run = run,
        .version = version,
        .version_at = run->version,
        .awarded_at = order->delivered_at,
        .percent = run->earn_percent,
        .rulings = folder->rulings};
    lty_status status = folder->tiers ? lty_fold_advance(folder, order->delivered->at_s) : LTY_OK;

    for (size_t i = 0; i < version->programme->points.earn_count; i++) {
        folder->rulings[i] = (lty_earn_ruling){(run->holds[i / 64] >> i % 64 & 1U) != 0, LTY_EARN_NO_LIMIT};
    }
    status = status == LTY_OK ? lty_fold_award_order(folder, &step, order->delivered) : status;
    return status == LTY_OK && folder->tiers ? lty_fold_share(folder, &step, order->delivered->at_s, none, true) : status;
}

lty_status lty_fold_order_event(lty_folder *folder, const lty_event *event, size_t position)
{
    const lty_orders *orders = &folder->history->orders;
    const size_t index = orders->by_event[position];

    if (index == LTY_ORDERS_NONE) {
        return LTY_OK;
    }
    const lty_order *order = &orders->items[index];
    if (order->count == 1) {
        return lty_fold_counted(folder, order, NULL);
    }
    lty_fold_run *run = &folder->runs[index];
    lty_status status = LTY_OK;
    if (folder->views[LTY_FOLD_KNOWN].used) {
        status = lty_fold_known_event(folder, order, run, event);
    }
    if (status == LTY_OK && event == order->counted) {
        return lty_fold_counted(folder, order, run);
    }
    if (status == LTY_OK && event == order->delivered && lty_fold_awarded(order, folder->versions[run->version].programme) == event) {
        return lty_fold_delivered(folder, order, run);
    }
    return status;
}
