/* The second half of a fold: all lots are known, time runs once more, and spends, reversals and what is given back find what is there. */
#include "lty_calendar.h"
#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

/* Never is later than any instant. */
static int64_t lty_fold_end(int64_t end_s)
{
    return end_s == LTY_TIME_NONE ? INT64_MAX : end_s;
}

/*
 * The ends that each activity leads to, of lots that it moves: from the last one back, since an activity before the end that another one set
 * goes on to that one's end.
 */
static lty_status lty_fold_ends(lty_folder *folder, size_t version)
{
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, ends, end_capacity, folder->activity_count);
    for (size_t i = folder->activity_count; i-- > 0 && status == LTY_OK;) {
        lty_fold_days days;

        lty_fold_find_days(&days, folder, version, folder->activities[i]);
        folder->ends[i] = lty_fold_end(days.expiry_s);
        if (i + 1 < folder->activity_count && folder->activities[i + 1] < folder->ends[i]) {
            folder->ends[i] = folder->ends[i + 1];
        }
    }
    return status;
}

/* Lots ascend by their instants, activities too. */
static lty_status lty_fold_extend(lty_folder *folder, size_t at)
{
    const lty_status status = lty_fold_ends(folder, at);
    size_t next = 0;

    for (size_t i = 0; i < folder->lots.count && status == LTY_OK; i++) {
        lty_lot *lot = &folder->lots.items[i];

        while (next < folder->activity_count && folder->activities[next] <= lot->at_s) {
            next++;
        }
        if (lot->version == at && next < folder->activity_count && folder->activities[next] < lty_fold_end(lot->expires_at_s)) {
            lot->expires_at_s = folder->ends[next] == INT64_MAX ? LTY_TIME_NONE : folder->ends[next];
        }
    }
    return status;
}

static lty_status lty_fold_play(lty_folder *folder, const lty_fold_move *move)
{
    lty_lots *lots = &folder->lots;
    const int64_t at_s = move->event->at_s;
    int64_t points = 0;
    lty_status status = lty_lots_advance(lots, at_s);

    if (status != LTY_OK) {
        return status;
    }
    switch (move->kind) {
        case LTY_FOLD_TAKE: return lty_lots_spend(lots, move->event, move->points);
        case LTY_FOLD_REVERSE:
            if (folder->versions[lots->items[move->target].version].programme->points.arrears == LTY_ARREARS_PENDING) {
                lty_lots_reverse_pending(lots, &points, move->target, move->points, at_s);
            } else {
                status = lty_lots_reverse(lots, &points, move->target, move->points);
            }
            return status == LTY_OK ? lty_fold_flow(folder, LTY_FLOW_REVERSED, at_s, points, move->event, move->target) : status;
        case LTY_FOLD_RESTORE:
            status = lty_lots_restore(lots, &points, move->target, move->points, at_s);
            if (status == LTY_OK) {
                status = lty_add(&folder->facts[LTY_FACT_POINTS_RESTORED], folder->facts[LTY_FACT_POINTS_RESTORED], points);
            }
            return status == LTY_OK ? lty_fold_flow(folder, LTY_FLOW_RESTORED, at_s, points, move->event, LTY_FLOW_NO_LOT) : status;
    }
    return status;
}

lty_status lty_fold_replay(lty_folder *folder)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < folder->timeline->count && status == LTY_OK && folder->activity_count > 0; i++) {
        if (folder->versions[i].programme->points.expiry_by_activity) {
            status = lty_fold_extend(folder, i);
        }
    }
    if (status == LTY_OK && folder->move_count > 0) {
        status = lty_lots_begin(&folder->lots);
    }
    for (size_t i = 0; i < folder->move_count && status == LTY_OK; i++) {
        status = lty_fold_play(folder, &folder->moves[i]);
    }
    return status == LTY_OK ? lty_lots_finish(&folder->lots, folder->history->at_s) : status;
}

/* What expired did so at the end of its lot, but for what came back later. */
static lty_status lty_fold_expired(lty_folder *folder)
{
    const lty_lots *lots = &folder->lots;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < lots->count && status == LTY_OK; i++) {
        const lty_lot *lot = &lots->items[i];
        const int64_t in_time = lot->expired - lty_lots_late_of(lots, i);

        status = lty_fold_flow(folder, LTY_FLOW_EXPIRED, lot->expires_at_s, in_time, NULL, i);
    }
    for (size_t i = 0; i < lots->late_count && status == LTY_OK; i++) {
        const lty_lots_late *late = &lots->late[i];

        status = lty_fold_flow(folder, LTY_FLOW_EXPIRED, late->at_s, late->points, NULL, late->lot);
    }
    return status;
}

/* Sums over lots and debts fit: earned + in and spent + out were checked before. */
lty_status lty_fold_settle(lty_folder *folder)
{
    const lty_lots *lots = &folder->lots;
    int64_t next_s = INT64_MAX;
    int64_t *facts = folder->facts;

    for (size_t i = 0; i < lots->count; i++) {
        const lty_lot *lot = &lots->items[i];

        facts[LTY_FACT_POINTS_EXPIRED] += lot->expired;
        facts[LTY_FACT_POINTS_REVERSED] += lot->reversed;
        facts[lot->pending ? LTY_FACT_POINTS_PENDING : LTY_FACT_POINTS] += lot->left;
        if (lot->left > 0 && lty_fold_end(lot->expires_at_s) < next_s) {
            next_s = lot->expires_at_s;
        }
    }
    facts[LTY_FACT_POINTS_EXPIRE_AT] = next_s == INT64_MAX ? LTY_FACT_NONE : next_s;
    for (size_t i = 0; i < lots->debt_count; i++) {
        facts[LTY_FACT_POINTS] -= lots->debts[i].points;
    }
    return (folder->want & LTY_FOLD_FLOWS) != 0 ? lty_fold_expired(folder) : LTY_OK;
}
