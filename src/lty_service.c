/*
 * Services. Bookings are put together once, pieces bought once; each service then looks at both. A booking that names no piece is shared out over the
 * entitlements that it could mean in the order of their ends, so that what is about to be lost is used first.
 */
#include "lty_service.h"

#include "lty_check.h"
#include "lty_earn.h"
#include "lty_facts.h"
#include "lty_refund.h"
#include "lty_sort.h"

/* A booking: known by the source of its events and its name; its event with the highest revision says what it is. */
typedef struct lty_service_booking {
    const lty_event *event; /* what it is; while they are gathered, one event of it */
    int64_t at_s;           /* of its first event */
    size_t position;
} lty_service_booking;

/* A line of an order with the pieces that are kept. */
typedef struct lty_service_piece {
    const lty_order *order;
    const lty_event_line *line;
    int64_t count;
} lty_service_piece;

/* An entitlement with what tells it from others. */
typedef struct lty_service_item {
    lty_entitlement it;
    const lty_order *order; /* NULL where it is no piece's */
} lty_service_item;

typedef struct lty_service_desk {
    const lty_alloc *alloc;
    const lty_history *history;
    const lty_programme *programme;
    const int64_t *facts;
    const lty_fact_judge *judge; /* may be NULL */
    lty_service_booking *bookings;
    size_t booking_count;
    size_t booking_capacity;
    const lty_order **orders; /* those that count, by when they were bought */
    size_t order_count;
    size_t order_capacity;
    lty_service_piece *pieces;
    size_t piece_count;
    size_t piece_capacity;
    lty_service_item *items;
    size_t count;
    size_t capacity;
    void *scratch; /* of sorts */
    size_t scratch_capacity;
    lty_service_item **queue; /* whom a booking may mean */
    size_t queue_capacity;
    lty_refund refund;
} lty_service_desk;

/* ---- Who has it ---- */

static void lty_service_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const lty_service_desk *desk = context;

    if (field >= LTY_FACT_COUNT) {
        *out = (lty_expr_value){.null = true}; /* an aggregate, and no rows */
        return;
    }
    lty_fact_value(out, desk->programme, (lty_fact) field, desk->facts[field]);
}

static bool lty_service_in_segment(const lty_service_desk *desk, const lty_expr *rule)
{
    const lty_fact_judge *judge = desk->judge;
    const bool rows = judge != NULL && judge->ask != NULL;

    return (rows ? judge->ask(judge->context, rule) : lty_expr_evaluate(rule, lty_service_read, desk, desk->history->at_s)) == 1;
}

static bool lty_service_had(const lty_service_desk *desk, const lty_service *service)
{
    const int64_t tier = desk->facts[LTY_FACT_TIER];

    if (service->tiers.count == 0 && service->segments.count == 0) {
        return true;
    }
    if (tier != LTY_FACT_NONE && lty_text_list_has(&service->tiers, desk->programme->tiers.items[tier].key)) {
        return true;
    }
    for (size_t i = 0; i < service->segments.count; i++) {
        const lty_segment_rule *segment = lty_programme_segment(desk->programme, service->segments.items[i]);
        if (segment != NULL && lty_service_in_segment(desk, segment->rule)) {
            return true;
        }
    }
    return false;
}

/* ---- Bookings ---- */

static int lty_service_compare_bookings(const void *a, const void *b)
{
    const lty_event *one = ((const lty_service_booking *) a)->event;
    const lty_event *other = ((const lty_service_booking *) b)->event;
    const int order = lty_text_compare(lty_event_source(one->id), lty_event_source(other->id));

    return order != 0 ? order : lty_text_compare(one->object, other->object);
}

static int lty_service_compare_positions(const void *a, const void *b)
{
    const size_t one = ((const lty_service_booking *) a)->position;
    const size_t other = ((const lty_service_booking *) b)->position;

    return (one > other) - (one < other);
}

static lty_status lty_service_scratch(lty_service_desk *desk, size_t bytes)
{
    return lty_alloc_reserve(desk->alloc, &desk->scratch, &desk->scratch_capacity, bytes, 1);
}

static lty_status lty_service_gather(lty_service_desk *desk)
{
    const lty_history *history = desk->history;
    lty_status status = LTY_OK;
    size_t kept = 0;

    for (size_t i = 0; i < history->count && status == LTY_OK; i++) {
        const lty_event *event = history->events[i];
        if (event->type != LTY_EVENT_SERVICE) {
            continue;
        }
        status = lty_alloc_reserve(
            desk->alloc, (void **) &desk->bookings, &desk->booking_capacity, desk->booking_count + 1, sizeof *desk->bookings);
        if (status == LTY_OK) {
            desk->bookings[desk->booking_count++] = (lty_service_booking){event, event->at_s, i};
        }
    }
    if (status == LTY_OK) {
        status = lty_service_scratch(desk, desk->booking_count * sizeof *desk->bookings);
    }
    if (status != LTY_OK || desk->booking_count == 0) {
        return status;
    }
    /* The sort is stable: events of one booking stay in the total order. */
    lty_sort(desk->bookings, desk->scratch, desk->booking_count, sizeof *desk->bookings, lty_service_compare_bookings);
    for (size_t i = 0; i < desk->booking_count; i++) {
        lty_service_booking *booking = &desk->bookings[i];
        if (i == 0 || lty_service_compare_bookings(&desk->bookings[kept - 1], booking) != 0) {
            desk->bookings[kept++] = *booking;
        } else if (booking->event->revision >= desk->bookings[kept - 1].event->revision) {
            desk->bookings[kept - 1].event = booking->event;
        }
    }
    desk->booking_count = kept;
    lty_sort(desk->bookings, desk->scratch, kept, sizeof *desk->bookings, lty_service_compare_positions);
    return LTY_OK;
}

/* ---- Pieces ---- */

static int lty_service_compare_orders(const void *a, const void *b)
{
    const lty_order *one = *(const lty_order *const *) a;
    const lty_order *other = *(const lty_order *const *) b;

    return (one->counted_at > other->counted_at) - (one->counted_at < other->counted_at);
}

/* Takes the pieces that came back off the lines of the same SKU and category, first fit, as amounts are. */
static void lty_service_take_back(lty_service_piece *pieces, size_t count, const lty_event *refund)
{
    for (size_t i = 0; i < refund->line_count; i++) {
        const lty_event_line *back = &refund->lines[i];
        int64_t rest = back->quantity;

        for (size_t j = 0; j < count && rest > 0; j++) {
            const lty_event_line *line = pieces[j].line;
            if (lty_text_equal(line->sku, back->sku) && lty_text_equal(line->category, back->category)) {
                const int64_t taken = pieces[j].count < rest ? pieces[j].count : rest;
                pieces[j].count -= taken;
                rest -= taken;
            }
        }
    }
}

static lty_status lty_service_refunds(lty_service_desk *desk, const lty_order *order, lty_service_piece *pieces, size_t count)
{
    const lty_order_entry *entries = desk->history->orders.entries + order->first;
    int64_t total_minor;
    lty_status status = lty_refund_begin(&desk->refund, order->terms);

    for (size_t i = 0; i < order->count && status == LTY_OK; i++) {
        if (entries[i].event->type == LTY_EVENT_REFUND) {
            lty_refund_add(&desk->refund, entries[i].event);
            lty_service_take_back(pieces, count, entries[i].event);
        }
    }
    if (status == LTY_OK) {
        status = lty_refund_kept(&desk->refund, &total_minor);
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        if (desk->refund.kept[i].amount_minor == 0 && pieces[i].line->amount_minor > 0) {
            pieces[i].count = 0;
        }
    }
    return status;
}

/* The lines of an order; one without lines is one piece of something without SKU and category. */
static lty_status lty_service_lines(lty_service_desk *desk, const lty_order *order)
{
    static const lty_event_line whole = {.quantity = 1, .amount_minor = 1};
    const size_t lines = order->terms->line_count;
    const size_t count = lines == 0 ? 1 : lines;
    lty_status status =
        lty_alloc_reserve(desk->alloc, (void **) &desk->pieces, &desk->piece_capacity, desk->piece_count + count, sizeof *desk->pieces);

    if (status != LTY_OK) {
        return status;
    }
    lty_service_piece *pieces = desk->pieces + desk->piece_count;
    for (size_t i = 0; i < count; i++) {
        const lty_event_line *line = lines == 0 ? &whole : &order->terms->lines[i];
        pieces[i] = (lty_service_piece){order, line, line->quantity};
    }
    desk->piece_count += count;
    return order->refund_count == 0 ? LTY_OK : lty_service_refunds(desk, order, pieces, count);
}

static lty_status lty_service_buy(lty_service_desk *desk)
{
    const lty_orders *orders = &desk->history->orders;
    lty_status status = lty_alloc_reserve(desk->alloc, (void **) &desk->orders, &desk->order_capacity, orders->count, sizeof *desk->orders);

    if (status == LTY_OK) {
        status = lty_service_scratch(desk, orders->count * sizeof *desk->orders);
    }
    for (size_t i = 0; i < orders->count && status == LTY_OK; i++) {
        if (orders->items[i].stopped == NULL && orders->items[i].kept_minor > 0) {
            desk->orders[desk->order_count++] = &orders->items[i];
        }
    }
    if (status != LTY_OK || desk->order_count == 0) {
        return status;
    }
    lty_sort(desk->orders, desk->scratch, desk->order_count, sizeof *desk->orders, lty_service_compare_orders);
    for (size_t i = 0; i < desk->order_count && status == LTY_OK; i++) {
        status = lty_service_lines(desk, desk->orders[i]);
    }
    return status;
}

/* ---- Entitlements ---- */

static lty_status lty_service_append(lty_service_desk *desk, const lty_entitlement *entitlement, const lty_order *order)
{
    const lty_status status = lty_alloc_reserve(desk->alloc, (void **) &desk->items, &desk->capacity, desk->count + 1, sizeof *desk->items);

    if (status == LTY_OK) {
        desk->items[desk->count++] = (lty_service_item){*entitlement, order};
    }
    return status;
}

/* Adds units of a booking to what is booked or used. */
static lty_status lty_service_count(lty_entitlement *it, const lty_event *event, int64_t units)
{
    return event->condition == LTY_SERVICE_USED ? lty_add(&it->used, it->used, units) : lty_add(&it->booked, it->booked, units);
}

static int64_t lty_service_left(const lty_entitlement *it)
{
    int64_t taken;

    if (it->units == 0) {
        return LTY_EARN_NO_LIMIT;
    }
    if (lty_add(&taken, it->booked, it->used) != LTY_OK) {
        return 0;
    }
    return taken < it->units ? it->units - taken : 0;
}

static bool lty_service_is_of(const lty_service_booking *booking, const lty_service *service)
{
    return booking->event->condition != LTY_SERVICE_CANCELLED && lty_text_equal(booking->event->value, service->key);
}

/* The local month or year of the instant, or ever. */
static void lty_service_period(lty_entitlement *it, const lty_service_desk *desk)
{
    const lty_zone *zone = &desk->programme->zone;
    const lty_date today = lty_date_from_day(lty_zone_day(zone, desk->history->at_s));
    lty_date first = {today.year, 1, 1};
    lty_date next = {today.year + 1, 1, 1};

    if (it->service->per == LTY_SERVICE_EVER) {
        it->from_s = LTY_TIME_NONE;
        it->until_s = LTY_TIME_NONE;
        return;
    }
    if (it->service->per == LTY_SERVICE_MONTH) {
        first.month = today.month;
        next = (lty_date){today.year + today.month / 12, today.month % 12 + 1, 1};
    }
    it->from_s = lty_zone_day_start(zone, lty_date_to_day(first));
    it->until_s = next.year > 9999 ? LTY_TIME_NONE : lty_zone_day_start(zone, lty_date_to_day(next));
}

static lty_status lty_service_periodic(lty_service_desk *desk, const lty_service *service)
{
    lty_entitlement it = {.service = service, .units = service->units};
    lty_status status = LTY_OK;

    lty_service_period(&it, desk);
    for (size_t i = 0; i < desk->booking_count && status == LTY_OK; i++) {
        const lty_service_booking *booking = &desk->bookings[i];
        if (lty_service_is_of(booking, service) && (it.from_s == LTY_TIME_NONE || booking->at_s >= it.from_s)) {
            status = lty_service_count(&it, booking->event, booking->event->points);
        }
    }
    it.remaining = lty_service_left(&it);
    return status != LTY_OK ? status : lty_service_append(desk, &it, NULL);
}

static bool lty_service_covers(const lty_service *service, const lty_event_line *line)
{
    const lty_line_traits traits = {line->sku, line->brand, &line->category, line->category.len == 0 ? 0 : 1, line->sale};

    return lty_line_filter_match(&service->lines, &traits);
}

/* The pieces of one product in one order are one entitlement. */
static lty_status lty_service_add_piece(lty_service_desk *desk, const lty_service *service, size_t first, const lty_service_piece *piece)
{
    const lty_zone *zone = &desk->programme->zone;
    const lty_order *order = piece->order;

    for (size_t i = desk->count; i-- > first && desk->items[i].order == order;) {
        lty_entitlement *it = &desk->items[i].it;
        int64_t units = it->units;
        if (lty_text_equal(it->sku, piece->line->sku)) {
            const bool fits =
                lty_add(&it->pieces, it->pieces, piece->count) == LTY_OK && lty_mul(&units, service->units, it->pieces) == LTY_OK;
            it->units = units;
            return fits ? LTY_OK : LTY_E_RANGE;
        }
    }
    lty_entitlement it = {.service = service,
        .order = order->terms->object,
        .sku = piece->line->sku,
        .pieces = piece->count,
        .from_s = order->delivered != NULL ? order->delivered->at_s : order->counted->at_s,
        .until_s = LTY_TIME_NONE};

    (void) lty_zone_period_end(&it.until_s, zone, it.from_s, service->lasts); /* past the year 9999 is for ever */
    it.over = it.until_s != LTY_TIME_NONE && it.until_s <= desk->history->at_s;
    const lty_status status = lty_mul(&it.units, service->units, it.pieces);
    return status != LTY_OK ? status : lty_service_append(desk, &it, order);
}

/* By end, for ever last; else as they were bought. */
static int lty_service_compare_ends(const void *a, const void *b)
{
    const int64_t one = (*(const lty_service_item *const *) a)->it.until_s;
    const int64_t other = (*(const lty_service_item *const *) b)->it.until_s;

    if (one == LTY_TIME_NONE || other == LTY_TIME_NONE) {
        return (one == LTY_TIME_NONE) - (other == LTY_TIME_NONE);
    }
    return (one > other) - (one < other);
}

static bool lty_service_names(const lty_event *event)
{
    return event->order.len > 0 && event->sku.len > 0;
}

static bool lty_service_may_mean(const lty_service_item *item, const lty_service_booking *booking)
{
    const lty_event *event = booking->event;

    if (event->sku.len > 0 && !lty_text_equal(event->sku, item->it.sku)) {
        return false;
    }
    return lty_service_names(event)
        || (item->order->counted->at_s <= booking->at_s && (item->it.until_s == LTY_TIME_NONE || booking->at_s < item->it.until_s));
}

/* Entitlements of the order that is named. Those of several systems may have one reference: where one is the booking's own, it is that. */
static size_t lty_service_named(lty_service_desk *desk, size_t first, const lty_event *event)
{
    const lty_text source = lty_event_source(event->id);
    lty_service_item **queue = desk->queue;
    size_t count = 0;
    size_t own = 0;

    for (size_t i = first; i < desk->count; i++) {
        if (event->order.len == 0 || lty_text_equal(event->order, desk->items[i].it.order)) {
            queue[count++] = &desk->items[i];
        }
    }
    for (size_t i = 0; i < count && event->order.len > 0; i++) {
        if (lty_text_equal(lty_event_source(queue[i]->order->counted->id), source)) {
            queue[own++] = queue[i];
        }
    }
    return own > 0 ? own : count;
}

static lty_status lty_service_share_out(lty_service_desk *desk, size_t first, const lty_service_booking *booking)
{
    const lty_event *event = booking->event;
    int64_t rest = event->points;
    const size_t named = lty_service_named(desk, first, event);
    size_t count = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < named; i++) {
        if (lty_service_may_mean(desk->queue[i], booking)) {
            desk->queue[count++] = desk->queue[i];
        }
    }
    lty_sort(desk->queue, desk->scratch, count, sizeof *desk->queue, lty_service_compare_ends);
    for (size_t i = 0; i < count && rest > 0 && status == LTY_OK; i++) {
        lty_entitlement *it = &desk->queue[i]->it;
        const int64_t left = lty_service_left(it);
        const int64_t units = rest < left || i + 1 == count ? rest : left;

        status = lty_service_count(it, event, units);
        rest -= units;
    }
    return status;
}

static lty_status lty_service_by_piece(lty_service_desk *desk, const lty_service *service)
{
    const size_t first = desk->count;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < desk->piece_count && status == LTY_OK; i++) {
        if (desk->pieces[i].count > 0 && lty_service_covers(service, desk->pieces[i].line)) {
            status = lty_service_add_piece(desk, service, first, &desk->pieces[i]);
        }
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(desk->alloc, (void **) &desk->queue, &desk->queue_capacity, desk->count - first, sizeof *desk->queue);
    }
    if (status == LTY_OK) {
        status = lty_service_scratch(desk, (desk->count - first) * sizeof *desk->queue);
    }
    /* Those that say which piece they are for come first: the others have what these leave. */
    for (size_t i = 0; i < 2 * desk->booking_count && status == LTY_OK; i++) {
        const lty_service_booking *booking = &desk->bookings[i % desk->booking_count];
        if (lty_service_is_of(booking, service) && lty_service_names(booking->event) == (i < desk->booking_count)) {
            status = lty_service_share_out(desk, first, booking);
        }
    }
    for (size_t i = first; i < desk->count; i++) {
        desk->items[i].it.remaining = lty_service_left(&desk->items[i].it);
    }
    return status;
}

static lty_status lty_service_all(lty_service_desk *desk)
{
    const lty_programme *programme = desk->programme;
    bool bought = false;
    lty_status status = lty_service_gather(desk);

    for (size_t i = 0; i < programme->service_count && status == LTY_OK; i++) {
        const lty_service *service = &programme->services[i];
        if (!lty_service_had(desk, service)) {
            continue;
        }
        if (service->per != LTY_SERVICE_PIECE) {
            status = lty_service_periodic(desk, service);
            continue;
        }
        if (!bought) {
            bought = true;
            status = lty_service_buy(desk);
        }
        if (status == LTY_OK) {
            status = lty_service_by_piece(desk, service);
        }
    }
    return status;
}

static void lty_service_close(lty_service_desk *desk)
{
    lty_refund_destroy(&desk->refund);
    lty_alloc_free(desk->alloc, desk->bookings, desk->booking_capacity * sizeof *desk->bookings);
    lty_alloc_free(desk->alloc, desk->orders, desk->order_capacity * sizeof *desk->orders);
    lty_alloc_free(desk->alloc, desk->pieces, desk->piece_capacity * sizeof *desk->pieces);
    lty_alloc_free(desk->alloc, desk->items, desk->capacity * sizeof *desk->items);
    lty_alloc_free(desk->alloc, desk->scratch, desk->scratch_capacity);
    lty_alloc_free(desk->alloc, desk->queue, desk->queue_capacity * sizeof *desk->queue);
}

lty_status lty_service_list(const lty_entitlement **out, size_t *count, const lty_history *history, const lty_timeline *timeline,
    const int64_t *facts, const lty_fact_judge *judge, lty_arena *arena)
{
    const lty_programme *programme = lty_timeline_at(timeline, history->at_s);
    lty_service_desk desk = {.alloc = history->alloc, .history = history, .programme = programme, .facts = facts, .judge = judge};

    lty_refund_init(&desk.refund, history->alloc);
    lty_status status = programme->service_count == 0 ? LTY_OK : lty_service_all(&desk);
    lty_entitlement *list = status == LTY_OK && desk.count > 0 ? lty_arena_zero(arena, desk.count, sizeof *list) : NULL;

    if (status == LTY_OK && desk.count > 0 && list == NULL) {
        status = LTY_E_MEMORY;
    }
    for (size_t i = 0; i < desk.count && status == LTY_OK; i++) {
        list[i] = desk.items[i].it;
    }
    if (status == LTY_OK) {
        *out = list;
        *count = desk.count;
    }
    lty_service_close(&desk);
    return status;
}
