/*
 * Orders as they were known: refunds, cancellations and re-openings hold from when they happened. Only programmes whose refunds take from their
 * own order alone look at orders so; for the others nothing of this runs.
 *
 * The first and the last that count are asked for at each order. Where they stood is remembered and only looked for from there: an order that
 * counts no more is passed once, unless one behind it counts again.
 */
#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

/* An order is counted in (by 1) or out (by -1) with what is kept of it. */
static lty_status lty_fold_known_sum(lty_folder *folder, const lty_fold_known *order, int64_t by)
{
    if (!order->counts) {
        return LTY_OK;
    }
    folder->known_orders += by;
    folder->views[LTY_FOLD_KNOWN].kept_count += order->kept_minor > 0 ? (size_t) by : 0;
    const lty_status status = lty_add(&folder->known_minor, folder->known_minor, by * order->kept_minor);
    return status == LTY_OK ? lty_add(&folder->known_gross_minor, folder->known_gross_minor, by * order->gross_minor) : status;
}

/* An order was added, or it has changed. */
static void lty_fold_known_bound(lty_folder *folder, size_t at)
{
    const lty_fold_known *order = &folder->known[at];

    if (order->counts && at < folder->known_first) {
        folder->known_first = at;
    }
    if (order->counts && at >= folder->known_end) {
        folder->known_end = at + 1;
    }
    if (order->kept_minor > 0 && at >= folder->known_kept) {
        folder->known_kept = at + 1;
    }
}

lty_status lty_fold_known_add(lty_folder *folder, lty_fold_run *run, const lty_fold_known *order)
{
    lty_status status = LTY_OK;

    if (order->gross_minor == 0) {
        return LTY_OK;
    }
    LTY_FOLD_RESERVE(status, folder, known, known_capacity, folder->known_count + 1);
    if (status != LTY_OK) {
        return status;
    }
    if (run != NULL) {
        run->known = folder->known_count;
    }
    folder->known[folder->known_count++] = *order;
    lty_fold_known_bound(folder, folder->known_count - 1);
    return lty_fold_known_sum(folder, order, 1);
}

int64_t lty_fold_known_last(lty_folder *folder)
{
    while (folder->known_kept > 0 && folder->known[folder->known_kept - 1].kept_minor <= 0) {
        folder->known_kept--;
    }
    return folder->known_kept > 0 ? folder->known[folder->known_kept - 1].at_s : LTY_TIME_NONE;
}

void lty_fold_known_facts(lty_folder *folder, int64_t *facts)
{
    while (folder->known_first < folder->known_count && !folder->known[folder->known_first].counts) {
        folder->known_first++;
    }
    while (folder->known_end > 0 && !folder->known[folder->known_end - 1].counts) {
        folder->known_end--;
    }
    const size_t first = folder->known_first;
    const size_t end = folder->known_end;

    facts[LTY_FACT_ORDERS] = folder->known_orders;
    facts[LTY_FACT_SPENT] = folder->known_minor;
    facts[LTY_FACT_SPENT_GROSS] = folder->known_gross_minor;
    facts[LTY_FACT_FIRST_ORDER] = first < end ? folder->known[first].at_s : LTY_FACT_NONE;
    facts[LTY_FACT_LAST_ORDER] = first < end ? folder->known[end - 1].at_s : LTY_FACT_NONE;
}

/* What is kept of the order changes at an instant. */
static lty_status lty_fold_known_change(lty_folder *folder, lty_fold_run *run, const lty_event *counted, int64_t at_s)
{
    lty_fold_view *view = &folder->views[LTY_FOLD_KNOWN];
    lty_fold_known *order = &folder->known[run->known];
    const int64_t was_minor = order->kept_minor;

    lty_status status = lty_fold_known_sum(folder, order, -1);
    order->counts = run->counts;
    order->kept_minor = run->counts && run->refunded_minor < order->gross_minor ? order->gross_minor - run->refunded_minor : 0;
    lty_fold_known_bound(folder, run->known);
    status = status == LTY_OK ? lty_fold_known_sum(folder, order, 1) : status;
    if (status != LTY_OK || order->kept_minor == was_minor) {
        return status;
    }
    if (folder->goals) {
        lty_progress_change_order(&view->progress, folder->timeline, run->version, counted, order->at_s, was_minor, order->kept_minor);
    }
    if (run->share == LTY_FOLD_NONE) {
        return LTY_OK;
    }
    const lty_standing_share share = {.at_s = order->at_s, .spend_minor = order->kept_minor, .orders = order->kept_minor > 0};
    return lty_standing_change_share(view->standing, run->share, at_s, &share);
}

/* Points of the order's award are taken back at an entry, and count or not. */
static lty_status lty_fold_known_points(lty_folder *folder, lty_fold_run *run, const lty_event *event, int64_t points)
{
    const lty_lot *lot = &folder->lots.items[run->lot];
    lty_status status = LTY_OK;

    run->points -= points;
    if (run->award_share != LTY_FOLD_NONE) {
        const lty_standing_share share = {.at_s = lot->at_s, .points = run->counts ? run->points : 0};

        status = lty_standing_change_share(folder->views[LTY_FOLD_KNOWN].standing, run->award_share, event->at_s, &share);
    }
    if (status == LTY_OK && points > 0 && folder->versions[lot->version].sight == LTY_FOLD_KNOWN) {
        status = lty_fold_move_add(folder, &(lty_fold_move){LTY_FOLD_REVERSE, event, run->lot, points});
    }
    return status;
}

lty_status lty_fold_known_event(lty_folder *folder, const lty_order *order, lty_fold_run *run, const lty_event *event)
{
    const size_t entry = order->first + run->passed++;
    const bool counted = run->counts;
    lty_status status = LTY_OK;

    if (event->type == LTY_EVENT_REFUND) {
        if (lty_add(&run->refunded_minor, run->refunded_minor, event->amount_minor) != LTY_OK) {
            run->refunded_minor = INT64_MAX;
        }
    } else if (event->revision >= run->revision) {
        run->revision = event->revision;
        run->counts = event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED;
    }
    if (run->known != LTY_FOLD_NONE) {
        status = lty_fold_known_change(folder, run, order->counted, event->at_s);
    }
    if (status == LTY_OK && run->lot != LTY_FOLD_NONE && (folder->steps[entry] > 0 || run->counts != counted)) {
        status = lty_fold_known_points(folder, run, event, folder->steps[entry]);
    }
    return status;
}
