/*
 * The fold, in three passes over the events in their total order.
 *
 *  1. lty_orders finds what each order is and what refunds leave of it, in money.
 *  2. Forward: facts are counted, tiers move, and each order that earns becomes a lot of its final size. That size depends on the sum of
 *     its refunds and on what was kept of earlier orders, not on when refunds came: what is refunded was never bought.
 *  3. The spends are replayed over the lots (lty_lots), so that they find the points which a later refund did not take away.
 *
 * With arrears "zero" and "pending" a refund takes what it finds at its instant: lots then begin in full and refunds are part of pass 3.
 */
#include <string.h>

#include "lty_calendar.h"
#include "lty_check.h"
#include "lty_fold.h"
#include "lty_orders.h"
#include "lty_refund.h"
#include "lty_sort.h"

/* An order's share in the tier's metric, and when it leaves the window. */
typedef struct lty_fold_share {
    int64_t until_s;
    int64_t value;
} lty_fold_share;

/* What changes lots in pass 3: a spend (lot unused) or a reversal. */
typedef struct lty_fold_move {
    const lty_event *event;
    size_t position;
    size_t lot;
    int64_t points;
    bool reversal;
} lty_fold_move;

struct lty_folder {
    const lty_alloc *alloc;
    const lty_programme *programme;
    lty_orders orders;
    lty_refund refund;
    lty_lots lots;
    const lty_event **sorted; /* scratch of sorting */
    size_t sorted_capacity;
    lty_fold_share *shares;
    size_t share_capacity;
    size_t share_first; /* those before it have left the window */
    size_t share_count;
    int64_t metric; /* their sum */
    lty_fold_move *moves;
    size_t move_capacity;
    size_t move_count;
    lty_fold_move *move_scratch;
    size_t move_scratch_capacity;
    lty_flow *flows;
    size_t flow_capacity;
    size_t flow_count;
    bool want_flows;
    size_t first_gross; /* the first order, and the first of which something is kept; LTY_ORDERS_NONE */
    size_t first_kept;
    int64_t facts[LTY_FACT_COUNT];
};

lty_status lty_folder_create(lty_folder **out, const lty_programme *programme, const lty_alloc *alloc)
{
    lty_folder *folder = lty_alloc_zero(alloc, 1, sizeof *folder);

    if (folder == NULL) {
        return LTY_E_MEMORY;
    }
    folder->alloc = alloc;
    folder->programme = programme;
    lty_orders_init(&folder->orders, alloc);
    lty_refund_init(&folder->refund, alloc);
    lty_lots_init(&folder->lots, alloc);
    *out = folder;
    return LTY_OK;
}

void lty_folder_destroy(lty_folder *folder)
{
    if (folder == NULL) {
        return;
    }
    lty_orders_destroy(&folder->orders);
    lty_refund_destroy(&folder->refund);
    lty_lots_destroy(&folder->lots);
    lty_alloc_free(folder->alloc, (void *) folder->sorted, folder->sorted_capacity * sizeof *folder->sorted);
    lty_alloc_free(folder->alloc, folder->shares, folder->share_capacity * sizeof *folder->shares);
    lty_alloc_free(folder->alloc, folder->moves, folder->move_capacity * sizeof *folder->moves);
    lty_alloc_free(folder->alloc, folder->move_scratch, folder->move_scratch_capacity * sizeof *folder->move_scratch);
    lty_alloc_free(folder->alloc, folder->flows, folder->flow_capacity * sizeof *folder->flows);
    lty_alloc_free(folder->alloc, folder, sizeof *folder);
}

static lty_status lty_fold_flow(lty_folder *folder, lty_flow_kind kind, int64_t at_s, int64_t points)
{
    void *flows = folder->flows;

    if (!folder->want_flows || points == 0) {
        return LTY_OK;
    }
    const lty_status status =
        lty_alloc_reserve(folder->alloc, &flows, &folder->flow_capacity, folder->flow_count + 1, sizeof *folder->flows);
    if (status == LTY_OK) {
        folder->flows = flows;
        folder->flows[folder->flow_count++] = (lty_flow){kind, at_s, points};
    }
    return status;
}

static lty_status lty_fold_move_add(lty_folder *folder, const lty_fold_move *move)
{
    void *moves = folder->moves;
    const lty_status status =
        lty_alloc_reserve(folder->alloc, &moves, &folder->move_capacity, folder->move_count + 1, sizeof *folder->moves);

    if (status == LTY_OK) {
        folder->moves = moves;
        folder->moves[folder->move_count++] = *move;
    }
    return status;
}

static int lty_fold_compare_event(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_event_compare(*left, *right);
}

static int lty_fold_compare_move(const void *a, const void *b)
{
    const lty_fold_move *left = a;
    const lty_fold_move *right = b;

    return left->position == right->position ? 0 : left->position < right->position ? -1 : 1;
}

static lty_status lty_fold_share_add(lty_folder *folder, int64_t at_s, int64_t value)
{
    void *shares = folder->shares;

    if (folder->programme->tiers.count == 0 || value == 0) {
        return LTY_OK;
    }
    if (lty_add(&folder->metric, folder->metric, value) != LTY_OK) {
        return LTY_E_RANGE;
    }
    const lty_status status =
        lty_alloc_reserve(folder->alloc, &shares, &folder->share_capacity, folder->share_count + 1, sizeof *folder->shares);
    if (status == LTY_OK) {
        folder->shares = shares;
        folder->shares[folder->share_count++] = (lty_fold_share){lty_calendar_window_end(folder->programme, at_s), value};
    }
    return status;
}

/* The tier at an instant; instants ascend. Ends of shares ascend with their instants, so one pointer is enough. */
static const lty_tier *lty_fold_tier(lty_folder *folder, int64_t at_s)
{
    const lty_tier_rules *tiers = &folder->programme->tiers;
    size_t level = 0;

    while (folder->share_first < folder->share_count && folder->shares[folder->share_first].until_s <= at_s) {
        folder->metric -= folder->shares[folder->share_first++].value;
    }
    if (tiers->count == 0) {
        return NULL;
    }
    while (level + 1 < tiers->count && tiers->items[level + 1].from <= folder->metric) {
        level++;
    }
    return &tiers->items[level];
}

static lty_status lty_fold_kept_points(lty_folder *folder, int64_t *points, const lty_order *order, bool first)
{
    int64_t total_minor;
    const lty_status status = lty_refund_kept(&folder->refund, &total_minor);

    if (status != LTY_OK) {
        return status;
    }
    const lty_earn_order earn = {folder->refund.kept, folder->refund.count, total_minor, order->earn_percent, first};
    return lty_earn_points(points, NULL, NULL, folder->programme, &earn);
}

/* One part of what is taken back, at the event that caused it. */
static lty_status lty_fold_reversal(lty_folder *folder, lty_lot *lot, const lty_order *order, const lty_order_entry *entry, int64_t points)
{
    const bool before = entry->position < order->awarded_at; /* refunded before it earned */

    if (points == 0) {
        return LTY_OK;
    }
    if (folder->programme->points.arrears == LTY_ARREARS_NEGATIVE || before) {
        lot->reversed += points;
        return lty_fold_flow(folder, LTY_FLOW_REVERSED, before ? lot->at_s : entry->event->at_s, points);
    }
    return lty_fold_move_add(folder, &(lty_fold_move){entry->event, entry->position, folder->lots.count, points, true});
}

/*
 * Shares `total` over the refunds and the cancellation in their order, each by what it adds to the cumulative reversal. Steps of a rule may
 * fall as well as rise, so the cumulative figure is kept between what it was and the total.
 */
static lty_status lty_fold_reversals(lty_folder *folder, lty_lot *lot, const lty_order *order, int64_t total)
{
    const lty_order_entry *entries = folder->orders.entries + order->first;
    int64_t so_far = 0;
    lty_status status = lty_refund_begin(&folder->refund, order->terms);

    for (size_t i = 0; i < order->count && status == LTY_OK && so_far < total; i++) {
        int64_t cumulative = total;

        if (entries[i].event->type == LTY_EVENT_REFUND) {
            int64_t points = 0;

            lty_refund_add(&folder->refund, entries[i].event);
            status = lty_fold_kept_points(folder, &points, order, lot->first);
            cumulative = lot->earned - points < so_far ? so_far : lot->earned - points < total ? lot->earned - points : total;
        } else if (order->stopped != entries[i].event) {
            continue;
        }
        if (status == LTY_OK) {
            status = lty_fold_reversal(folder, lot, order, &entries[i], cumulative - so_far);
            so_far = cumulative;
        }
    }
    return status;
}

static lty_status lty_fold_kept(lty_folder *folder, int64_t *points, const lty_order *order, bool first)
{
    const lty_order_entry *entries = folder->orders.entries + order->first;

    *points = 0;
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
    return lty_fold_kept_points(folder, points, order, first);
}

/* The order that `index` names begins to earn: its lot. *kept is what it is worth to a tier by points. */
static lty_status lty_fold_award(lty_folder *folder, int64_t *kept, size_t index)
{
    const lty_programme *programme = folder->programme;
    const lty_order *order = &folder->orders.items[index];
    const int64_t at_s = order->awarded->at_s;
    const bool first = index == folder->first_gross || index == folder->first_kept;
    const lty_earn_order gross = {order->terms->lines, order->terms->line_count, order->gross_minor, order->earn_percent, first};
    lty_lot lot = {.source = LTY_LOT_ORDER,
        .event = order->awarded,
        .terms = order->terms,
        .at_s = at_s,
        .earn_percent = order->earn_percent,
        .first = first};

    *kept = 0;
    if (!programme->points.enabled || (at_s < programme->in_force_from_s && !programme->points.backfill)) {
        return LTY_OK;
    }
    lty_status status = lty_earn_points(&lot.earned, NULL, NULL, programme, &gross);
    *kept = lot.earned;
    if (status == LTY_OK && (order->refund_count > 0 || order->stopped != NULL)) {
        status = lty_fold_kept(folder, kept, order, first);
        lot.earned = *kept > lot.earned ? *kept : lot.earned;
    }
    if (status != LTY_OK || lot.earned == 0) {
        return status;
    }
    lot.available_at_s = lty_calendar_available(programme, at_s);
    lot.expires_at_s = lty_calendar_expiry(programme, at_s);
    if (programme->points.arrears == LTY_ARREARS_NEGATIVE && !folder->want_flows) {
        lot.reversed = lot.earned - *kept;
    } else if (lot.earned > *kept) {
        status = lty_fold_reversals(folder, &lot, order, lot.earned - *kept);
    }
    lot.left = lot.earned - lot.reversed;
    if (status == LTY_OK) {
        status = lty_fold_flow(folder, LTY_FLOW_EARNED, at_s, lot.earned);
    }
    if (status == LTY_OK) {
        status = lty_add(&folder->facts[LTY_FACT_POINTS_EARNED], folder->facts[LTY_FACT_POINTS_EARNED], lot.earned);
    }
    return status == LTY_OK ? lty_lots_add(&folder->lots, &lot) : status;
}

static lty_status lty_fold_counted(lty_folder *folder, const lty_order *order)
{
    int64_t *facts = folder->facts;

    if (order->stopped != NULL || order->gross_minor == 0) {
        return LTY_OK;
    }
    facts[LTY_FACT_ORDERS]++;
    if (facts[LTY_FACT_FIRST_ORDER] == LTY_FACT_NONE) {
        facts[LTY_FACT_FIRST_ORDER] = order->counted->at_s;
    }
    facts[LTY_FACT_LAST_ORDER] = order->counted->at_s;
    if (lty_add(&facts[LTY_FACT_SPENT], facts[LTY_FACT_SPENT], order->kept_minor) != LTY_OK
        || lty_add(&facts[LTY_FACT_SPENT_GROSS], facts[LTY_FACT_SPENT_GROSS], order->gross_minor) != LTY_OK) {
        return LTY_E_RANGE;
    }
    switch (folder->programme->tiers.by) {
        case LTY_TIER_BY_SPEND: return lty_fold_share_add(folder, order->counted->at_s, order->kept_minor);
        case LTY_TIER_BY_ORDERS: return lty_fold_share_add(folder, order->counted->at_s, order->kept_minor > 0);
        case LTY_TIER_BY_POINTS: break;
    }
    return LTY_OK;
}

static lty_status lty_fold_order(lty_folder *folder, const lty_event *event, size_t position)
{
    const size_t index = folder->orders.by_event[position];
    lty_status status = LTY_OK;

    if (index == LTY_ORDERS_NONE) {
        return LTY_OK;
    }
    lty_order *order = &folder->orders.items[index];
    if (order->counted == event) {
        const lty_tier *tier = lty_fold_tier(folder, event->at_s);

        order->earn_percent = tier == NULL ? 10000 : tier->earn_percent;
        status = lty_fold_counted(folder, order);
    }
    if (status == LTY_OK && order->awarded == event) {
        int64_t kept = 0;

        status = lty_fold_award(folder, &kept, index);
        if (status == LTY_OK && folder->programme->tiers.by == LTY_TIER_BY_POINTS) {
            status = lty_fold_share_add(folder, event->at_s, kept);
        }
    }
    return status;
}

static lty_status lty_fold_points_in(lty_folder *folder, const lty_event *event, lty_lot_source source)
{
    const lty_lot lot = {.source = source,
        .event = event,
        .terms = event,
        .at_s = event->at_s,
        .available_at_s = event->at_s,
        .expires_at_s = lty_calendar_expiry(folder->programme, event->at_s),
        .earned = event->points,
        .left = event->points,
        .earn_percent = 10000};

    if (event->points == 0) {
        return LTY_OK;
    }
    if (lty_add(&folder->facts[LTY_FACT_POINTS_IN], folder->facts[LTY_FACT_POINTS_IN], event->points) != LTY_OK) {
        return LTY_E_RANGE;
    }
    const lty_status status = lty_fold_flow(folder, LTY_FLOW_IN, event->at_s, event->points);
    return status == LTY_OK ? lty_lots_add(&folder->lots, &lot) : status;
}

static lty_status lty_fold_points_out(lty_folder *folder, const lty_event *event, size_t position, int64_t points)
{
    const bool spent = event->type == LTY_EVENT_POINTS_SPENT;
    int64_t *sum = &folder->facts[spent ? LTY_FACT_POINTS_SPENT : LTY_FACT_POINTS_OUT];

    if (lty_add(sum, *sum, points) != LTY_OK) {
        return LTY_E_RANGE;
    }
    const lty_status status = lty_fold_flow(folder, spent ? LTY_FLOW_SPENT : LTY_FLOW_OUT, event->at_s, points);
    return status == LTY_OK ? lty_fold_move_add(folder, &(lty_fold_move){event, position, 0, points, false}) : status;
}

static lty_status lty_fold_event(lty_folder *folder, const lty_event *event, size_t position)
{
    int64_t *facts = folder->facts;

    switch (event->type) {
        case LTY_EVENT_ORDER: return lty_fold_order(folder, event, position);
        case LTY_EVENT_REFUND:
            facts[LTY_FACT_REFUNDS]++;
            return lty_add(&facts[LTY_FACT_REFUNDED], facts[LTY_FACT_REFUNDED], event->amount_minor);
        case LTY_EVENT_OPENING_BALANCE: return lty_fold_points_in(folder, event, LTY_LOT_OPENING);
        case LTY_EVENT_POINTS_ADJUSTED:
            return event->points < 0 ? lty_fold_points_out(folder, event, position, -event->points)
                                     : lty_fold_points_in(folder, event, LTY_LOT_ADJUSTED);
        case LTY_EVENT_POINTS_SPENT: return lty_fold_points_out(folder, event, position, event->points);
        case LTY_EVENT_BIRTHDAY: facts[LTY_FACT_BIRTHDAY] = event->day; break;
        case LTY_EVENT_GENDER:
            facts[LTY_FACT_GENDER] = lty_text_equal(event->value, LTY_TEXT("female")) ? 0
                : lty_text_equal(event->value, LTY_TEXT("male"))                      ? 1
                                                                                      : 2;
            break;
        case LTY_EVENT_CONSENT:
            facts[lty_text_equal(event->value, LTY_TEXT("email")) ? LTY_FACT_CONSENT_EMAIL : LTY_FACT_CONSENT_SMS] = event->given;
            break;
        case LTY_EVENT_VISIT:
            facts[LTY_FACT_VISITS]++;
            facts[LTY_FACT_LAST_VISIT] = event->at_s;
            break;
        case LTY_EVENT_COUPON_REDEEMED: break;
    }
    return LTY_OK;
}

static void lty_fold_clear(lty_folder *folder, bool want_flows)
{
    static const lty_fact nulls[] = {LTY_FACT_FIRST_ORDER, LTY_FACT_LAST_ORDER, LTY_FACT_AVERAGE_ORDER, LTY_FACT_TIER, LTY_FACT_TIER_METRIC,
        LTY_FACT_BIRTHDAY, LTY_FACT_GENDER, LTY_FACT_CONSENT_EMAIL, LTY_FACT_CONSENT_SMS, LTY_FACT_LAST_VISIT, LTY_FACT_RFM_RECENCY,
        LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY};

    lty_lots_clear(&folder->lots);
    folder->share_first = 0;
    folder->share_count = 0;
    folder->metric = 0;
    folder->move_count = 0;
    folder->flow_count = 0;
    folder->want_flows = want_flows;
    folder->first_gross = LTY_ORDERS_NONE;
    folder->first_kept = LTY_ORDERS_NONE;
    memset(folder->facts, 0, sizeof folder->facts);
    for (size_t i = 0; i < sizeof nulls / sizeof *nulls; i++) {
        folder->facts[nulls[i]] = LTY_FACT_NONE;
    }
}

/* The bonus for a first order goes to the first of which something is kept; where that is refunded later, it moves on. */
static void lty_fold_first(lty_folder *folder)
{
    const lty_order *orders = folder->orders.items;

    for (size_t i = 0; i < folder->orders.count; i++) {
        if (orders[i].gross_minor > 0
            && (folder->first_gross == LTY_ORDERS_NONE || orders[i].counted_at < orders[folder->first_gross].counted_at)) {
            folder->first_gross = i;
        }
        if (orders[i].kept_minor > 0
            && (folder->first_kept == LTY_ORDERS_NONE || orders[i].counted_at < orders[folder->first_kept].counted_at)) {
            folder->first_kept = i;
        }
    }
}

static lty_status lty_fold_replay(lty_folder *folder, int64_t at_s)
{
    lty_lots *lots = &folder->lots;
    void *scratch = folder->move_scratch;
    lty_status status =
        lty_alloc_reserve(folder->alloc, &scratch, &folder->move_scratch_capacity, folder->move_count, sizeof *folder->moves);

    if (status == LTY_OK) {
        folder->move_scratch = scratch;
        lty_sort(folder->moves, scratch, folder->move_count, sizeof *folder->moves, lty_fold_compare_move);
        status = lty_lots_begin(lots);
    }
    for (size_t i = 0; i < folder->move_count && status == LTY_OK; i++) {
        const lty_fold_move *move = &folder->moves[i];
        int64_t taken = 0;

        status = lty_lots_advance(lots, move->event->at_s);
        if (status == LTY_OK && !move->reversal) {
            status = lty_lots_spend(lots, move->event, move->points);
            continue;
        }
        if (status == LTY_OK && folder->programme->points.arrears == LTY_ARREARS_PENDING) {
            lty_lots_reverse_pending(lots, &taken, move->lot, move->points, move->event->at_s);
        } else if (status == LTY_OK) {
            status = lty_lots_reverse(lots, &taken, move->lot, move->points);
        }
        if (status == LTY_OK) {
            status = lty_fold_flow(folder, LTY_FLOW_REVERSED, move->event->at_s, taken);
        }
    }
    return status == LTY_OK ? lty_lots_finish(lots, at_s) : status;
}

/* Sums over lots and debts fit: earned + in and spent + out were checked before. */
static lty_status lty_fold_settle(lty_folder *folder, int64_t at_s)
{
    const lty_lots *lots = &folder->lots;
    int64_t *facts = folder->facts;

    for (size_t i = 0; i < lots->count; i++) {
        const lty_lot *lot = &lots->items[i];
        const lty_status status = lty_fold_flow(folder, LTY_FLOW_EXPIRED, lot->expires_at_s, lot->expired);

        if (status != LTY_OK) {
            return status;
        }
        facts[LTY_FACT_POINTS_EXPIRED] += lot->expired;
        facts[LTY_FACT_POINTS_REVERSED] += lot->reversed;
        facts[lot->pending ? LTY_FACT_POINTS_PENDING : LTY_FACT_POINTS] += lot->left;
    }
    for (size_t i = 0; i < lots->debt_count; i++) {
        facts[LTY_FACT_POINTS] -= lots->debts[i].points;
    }
    if (facts[LTY_FACT_ORDERS] > 0
        && lty_mul_div(&facts[LTY_FACT_AVERAGE_ORDER], facts[LTY_FACT_SPENT_GROSS], 1, facts[LTY_FACT_ORDERS], LTY_ROUNDING_HALF_UP)
            != LTY_OK) {
        return LTY_E_RANGE;
    }
    const lty_tier *tier = lty_fold_tier(folder, at_s);
    if (tier != NULL) {
        facts[LTY_FACT_TIER] = tier - folder->programme->tiers.items;
        facts[LTY_FACT_TIER_METRIC] = folder->metric;
    }
    return LTY_OK;
}

static lty_status lty_fold_run(lty_folder *folder, const lty_event **events, size_t count, int64_t at_s)
{
    int64_t sum;
    lty_status status = lty_orders_group(&folder->orders, events, count, folder->programme->points.award_on);

    if (status == LTY_OK) {
        lty_fold_first(folder);
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const bool money = events[i]->type == LTY_EVENT_ORDER || events[i]->type == LTY_EVENT_REFUND;

        if (money && memcmp(events[i]->currency, folder->programme->currency, sizeof events[i]->currency) != 0) {
            return LTY_E_CURRENCY_MISMATCH;
        }
        status = lty_fold_event(folder, events[i], i);
    }
    if (status == LTY_OK) {
        status = lty_add(&sum, folder->facts[LTY_FACT_POINTS_EARNED], folder->facts[LTY_FACT_POINTS_IN]);
    }
    if (status == LTY_OK) {
        status = lty_add(&sum, folder->facts[LTY_FACT_POINTS_SPENT], folder->facts[LTY_FACT_POINTS_OUT]);
    }
    if (status == LTY_OK) {
        status = lty_fold_replay(folder, at_s);
    }
    return status == LTY_OK ? lty_fold_settle(folder, at_s) : status;
}

lty_status lty_fold(lty_customer *out, lty_folder *folder, const lty_event **events, size_t count, int64_t at_s, bool want_flows)
{
    void *sorted = (void *) folder->sorted;
    lty_status status = lty_alloc_reserve(folder->alloc, &sorted, &folder->sorted_capacity, count, sizeof *folder->sorted);

    if (status != LTY_OK) {
        return status;
    }
    folder->sorted = sorted;
    lty_sort((void *) events, sorted, count, sizeof *events, lty_fold_compare_event);
    while (count > 0 && events[count - 1]->at_s > at_s) {
        count--;
    }
    lty_fold_clear(folder, want_flows);
    status = lty_fold_run(folder, events, count, at_s);
    if (status != LTY_OK) {
        return status;
    }
    memcpy(out->facts, folder->facts, sizeof out->facts);
    out->lots = folder->lots.items;
    out->lot_count = folder->lots.count;
    out->draws = folder->lots.draws;
    out->draw_count = folder->lots.draw_count;
    out->debts = folder->lots.debts;
    out->debt_count = folder->lots.debt_count;
    out->flows = folder->flows;
    out->flow_count = folder->flow_count;
    return LTY_OK;
}

lty_status lty_fold_parts(lty_earn_part *parts, size_t *part_count, const lty_programme *programme, const lty_lot *lot)
{
    const lty_event *terms = lot->terms;
    const lty_earn_order order = {terms->lines, terms->line_count, terms->amount_minor, lot->earn_percent, lot->first};
    int64_t points;

    *part_count = 0;
    return lot->source == LTY_LOT_ORDER ? lty_earn_points(&points, parts, part_count, programme, &order) : LTY_OK;
}
