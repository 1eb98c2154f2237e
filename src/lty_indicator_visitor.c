/*
 * What visits and messages add to the figures. Openings and clicks belong to a delivery, which is known by its source and its reference (lty_fold.h says the
 * same of the facts); they are sorted by it, so that somebody with a hundred thousand of them costs no square. An order was led to by the last click
 * within a week before it.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_indicator_part.h"
#include "lty_sort.h"
#include "lty_time.h"

#define LTY_INDICATOR_LED_S (7 * LTY_DAY_SECONDS)
#define LTY_INDICATOR_BEFORE SIZE_MAX /* a delivery that was sent before the period */

/* --- visits ---------------------------------------------------------------------------------------------------------- */

static lty_status lty_indicator_section_add(lty_indicator_work *work, lty_text section, size_t figure)
{
    lty_figure *item;

    if (section.len == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_indicator_figure(&item, &work->out->sections, &work->sections, section, section, work->alloc);

    if (status == LTY_OK) {
        item->counts[LTY_SECTION_ALL]++;
        item->counts[figure]++;
        item->counts[LTY_SECTION_CUSTOMERS] += item->last != work->customer + 1;
        item->last = work->customer + 1;
    }
    return status;
}

lty_status lty_indicator_via(lty_indicator_work *work, lty_text via)
{
    lty_indicators *out = work->out;
    lty_figure *source;

    out->visits++;
    if (via.len == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_indicator_figure(&source, &out->sources, &work->sources, via, via, work->alloc);

    if (status == LTY_OK) {
        source->counts[LTY_SOURCE_VISITS]++;
        out->known++;
        out->direct += lty_text_equal(via, LTY_INDICATOR_DIRECT);
    }
    return status;
}

/* One visit in the period; first_month is that of the first visit of all, before that of the visit before this one in the period (SIZE_MAX: none). */
static lty_status lty_indicator_visit(lty_indicator_work *work, const lty_activity *visit, size_t first_month, size_t *before)
{
    const size_t at = lty_months_at(&work->table, visit->at_s);
    lty_indicator_month *month = lty_indicator_month_of(work, at);
    const lty_status status = lty_indicator_via(work, visit->via);

    month->visits++;
    month->visitors[at == first_month ? LTY_INDICATOR_NEW : LTY_INDICATOR_RETURNING] += at != *before;
    *before = at;
    return status == LTY_OK ? lty_indicator_section_add(work, visit->section, LTY_SECTION_VISITS) : status;
}

lty_status lty_indicator_visitor(lty_indicator_work *work)
{
    const lty_purchases *purchases = &work->purchases;
    lty_indicators *out = work->out;
    lty_indicator_kind kind = LTY_INDICATOR_NEW;
    size_t first_month = SIZE_MAX;
    size_t before = SIZE_MAX;
    int64_t last_s = LTY_TIME_NONE;
    int64_t times = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < purchases->activity_count && status == LTY_OK; i++) {
        const lty_activity *activity = &purchases->activities[i];

        if (activity->kind != LTY_ACTIVITY_VISIT) {
            continue;
        }
        if (last_s == LTY_TIME_NONE) {
            first_month = lty_months_at(&work->table, activity->at_s);
            kind = activity->at_s >= work->from_s ? LTY_INDICATOR_NEW : LTY_INDICATOR_RETURNING;
        }
        last_s = activity->at_s;
        if (lty_indicator_within(work, activity->at_s)) {
            times++;
            status = lty_indicator_visit(work, activity, first_month, &before);
        }
    }
    if (last_s != LTY_TIME_NONE) {
        out->visit_ages[lty_indicator_bucket_of(lty_indicator_ages, work->today - lty_zone_day(work->zone, last_s))]++;
    }
    if (times > 0) {
        out->visitors.customers[kind]++;
        out->visitors.visits[kind] += times;
        out->visit_times[lty_indicator_bucket_of(lty_indicator_times, times)]++;
    }
    return status;
}

/* --- messages -------------------------------------------------------------------------------------------------------- */

static bool lty_indicator_is_message(lty_event_type type)
{
    return type == LTY_EVENT_MESSAGE_SENT || type == LTY_EVENT_MESSAGE_OPENED || type == LTY_EVENT_MESSAGE_CLICKED;
}

static int lty_indicator_compare_delivery(const lty_event *a, const lty_event *b)
{
    const int object = lty_text_compare(a->object, b->object);

    return object != 0 ? object : lty_text_compare(lty_event_source(a->id), lty_event_source(b->id));
}

/* The sort is stable: within a delivery the history's order holds. */
static int lty_indicator_by_delivery(const void *a, const void *b)
{
    return lty_indicator_compare_delivery(((const lty_indicator_touch *) a)->event, ((const lty_indicator_touch *) b)->event);
}

static int lty_indicator_by_place(const void *a, const void *b)
{
    const size_t left = ((const lty_indicator_touch *) a)->place;
    const size_t right = ((const lty_indicator_touch *) b)->place;

    return (left > right) - (left < right);
}

/* The message of a delivery: what it is called, and its channel. One that is sent by both is two. */
static lty_status lty_indicator_message_of(size_t *out, lty_indicator_work *work, const lty_event *event)
{
    char key[2 * LTY_EVENT_TEXT_MAX + 2];
    size_t len = 0;
    lty_figure *message;

    if (event->value.len > LTY_EVENT_TEXT_MAX || event->channel.len > LTY_EVENT_TEXT_MAX) {
        return LTY_E_RANGE;
    }
    if (event->value.len > 0) {
        memcpy(key, event->value.bytes, event->value.len);
        len = event->value.len;
    }
    key[len++] = '\0'; /* in no text */
    if (event->channel.len > 0) {
        memcpy(key + len, event->channel.bytes, event->channel.len);
        len += event->channel.len;
    }
    const lty_status status =
        lty_indicator_figure(&message, &work->out->messages, &work->messages, (lty_text){key, len}, event->value, work->alloc);

    if (status == LTY_OK) {
        message->channel = event->channel;
        *out = (size_t) (message - work->out->messages.items);
    }
    return status;
}

static void lty_indicator_message_count(lty_indicator_work *work, size_t message, size_t figure, int64_t number)
{
    work->out->messages.items[message].counts[figure] += number;
    work->out->mail.counts[figure] += number;
}

/* One delivery: its touches from first to end. It is of the period if it was sent in it; one of which nobody knows when it was, since its first touch. */
static lty_status lty_indicator_deliver(
    lty_indicator_work *work, lty_indicator_reader *reader, lty_indicator_touch *touches, size_t first, size_t end)
{
    const lty_event *sent = touches[first].event;
    lty_indicator_delivery *delivery = &work->deliveries[work->delivery_count];
    bool opened = false;
    bool clicked = false;
    lty_status status = LTY_OK;

    for (size_t i = end; i-- > first;) { /* backwards, so that the first sending stays */
        const lty_event_type type = touches[i].event->type;

        sent = type == LTY_EVENT_MESSAGE_SENT ? touches[i].event : sent;
        clicked = clicked || type == LTY_EVENT_MESSAGE_CLICKED;
        opened = opened || type != LTY_EVENT_MESSAGE_SENT;
        touches[i].delivery = work->delivery_count;
    }
    work->delivery_count++;
    delivery->message = LTY_INDICATOR_BEFORE;
    if (!lty_indicator_within(work, sent->at_s)) {
        return LTY_OK;
    }
    status = lty_indicator_message_of(&delivery->message, work, sent);
    if (status == LTY_OK) {
        reader->sent++;
        reader->opened += opened;
        lty_indicator_message_count(work, delivery->message, LTY_MESSAGE_SENT, 1);
        lty_indicator_message_count(work, delivery->message, LTY_MESSAGE_OPENED, opened);
        lty_indicator_message_count(work, delivery->message, LTY_MESSAGE_CLICKED, clicked);
    }
    return status;
}

/* Openings and clicks by the hour and by section, when they happened. */
static lty_status lty_indicator_touched(lty_indicator_work *work, const lty_event *event)
{
    if (event->type == LTY_EVENT_MESSAGE_SENT || !lty_indicator_within(work, event->at_s)) {
        return LTY_OK;
    }
    work->out->mail.hours[lty_zone_second(work->zone, event->at_s) / 3600]++;
    return lty_indicator_section_add(
        work, event->section, event->type == LTY_EVENT_MESSAGE_CLICKED ? LTY_SECTION_CLICKED : LTY_SECTION_OPENED);
}

/* Touches in the order of the history, orders in that of their instants: both are walked through once. */
static lty_status lty_indicator_led(lty_indicator_work *work, const lty_indicator_touch *touches, size_t count)
{
    const lty_indicator_touch *click = NULL;
    size_t next = 0;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < work->order_count && status == LTY_OK; i++) {
        const lty_indicator_order *order = &work->orders[i];

        while (next < count && touches[next].event->at_s <= order->at_s) {
            click = touches[next].event->type == LTY_EVENT_MESSAGE_CLICKED ? &touches[next] : click;
            next++;
        }
        if (click == NULL || order->at_s - click->event->at_s > LTY_INDICATOR_LED_S) {
            continue;
        }
        const size_t message = work->deliveries[click->delivery].message;

        if (message != LTY_INDICATOR_BEFORE) {
            int64_t *amount = &work->out->mail.counts[LTY_MESSAGE_AMOUNT];

            lty_indicator_message_count(work, message, LTY_MESSAGE_ORDERS, 1);
            status = lty_add(amount, *amount, order->amount_minor);
            /* no more than the whole, which did fit */
            work->out->messages.items[message].counts[LTY_MESSAGE_AMOUNT] += status == LTY_OK ? order->amount_minor : 0;
        }
    }
    return status;
}

static lty_status lty_indicator_reserve(lty_indicator_work *work, size_t count)
{
    void *memory = work->touches;
    lty_status status = lty_alloc_reserve(work->alloc, &memory, &work->touch_capacity, 2 * count, sizeof *work->touches);

    work->touches = memory;
    if (status == LTY_OK) {
        memory = work->deliveries;
        status = lty_alloc_reserve(work->alloc, &memory, &work->delivery_capacity, count, sizeof *work->deliveries);
        work->deliveries = memory;
    }
    if (status == LTY_OK) {
        memory = work->readers;
        status = lty_alloc_reserve(work->alloc, &memory, &work->reader_capacity, work->reader_count + 1, sizeof *work->readers);
        work->readers = memory;
    }
    return status;
}

lty_status lty_indicator_reading(lty_indicator_work *work, const lty_history *history)
{
    lty_indicator_reader reader = {0, 0};
    size_t count = 0;

    for (size_t i = 0; i < history->count; i++) {
        count += lty_indicator_is_message(history->events[i]->type);
    }
    lty_status status = count == 0 ? LTY_OK : lty_indicator_reserve(work, count);

    if (status != LTY_OK || count == 0) {
        return status;
    }
    lty_indicator_touch *touches = work->touches;

    count = 0;
    for (size_t i = 0; i < history->count && status == LTY_OK; i++) {
        if (lty_indicator_is_message(history->events[i]->type)) {
            touches[count++] = (lty_indicator_touch){history->events[i], i, 0};
            status = lty_indicator_touched(work, history->events[i]);
        }
    }
    lty_sort(touches, touches + count, count, sizeof *touches, lty_indicator_by_delivery);
    work->delivery_count = 0;
    for (size_t first = 0, end; first < count && status == LTY_OK; first = end) {
        for (end = first + 1; end < count && lty_indicator_compare_delivery(touches[first].event, touches[end].event) == 0; end++) {
        }
        status = lty_indicator_deliver(work, &reader, touches, first, end);
    }
    if (reader.sent > 0) {
        work->readers[work->reader_count++] = reader;
    }
    lty_sort(touches, touches + count, count, sizeof *touches, lty_indicator_by_place);
    return status == LTY_OK ? lty_indicator_led(work, touches, count) : status;
}

void lty_indicator_finish_readers(lty_indicator_work *work)
{
    lty_indicator_mail *mail = &work->out->mail;
    lty_proportion rate;

    mail->subscribers = (int64_t) work->reader_count;
    for (size_t i = 0; i < work->reader_count; i++) {
        const lty_indicator_reader *reader = &work->readers[i];

        mail->against[lty_indicator_subscriber(
            &rate, reader->sent, reader->opened, mail->counts[LTY_MESSAGE_SENT], mail->counts[LTY_MESSAGE_OPENED])]++;
    }
}
