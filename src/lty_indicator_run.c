/* The pass over all customers: who they are at the instant, history by history, then the sales and visits of nobody known. */
#include <string.h>

#include "lty_check.h"
#include "lty_indicator_part.h"
#include "lty_sort.h"
#include "lty_time.h"

const lty_indicator_bucket lty_indicator_times[LTY_INDICATOR_BUCKETS] = {
    {1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 9}, {10, 19}, {20, INT64_MAX}};
const lty_indicator_bucket lty_indicator_ages[LTY_INDICATOR_BUCKETS] = {
    {0, 7}, {8, 14}, {15, 30}, {31, 60}, {61, 90}, {91, 180}, {181, 365}, {366, INT64_MAX}};

/* Of so many days each is asked who ordered again within. */
static const int64_t lty_indicator_spans[LTY_INDICATOR_AGAIN] = {30, 60, 90, 180, 365};

size_t lty_indicator_bucket_of(const lty_indicator_bucket buckets[LTY_INDICATOR_BUCKETS], int64_t number)
{
    size_t bucket = 0;

    while (number > buckets[bucket].to) {
        bucket++;
    }
    return bucket;
}

lty_status lty_indicator_figure(lty_figure **out, lty_figures *list, lty_intern *names, lty_text key, lty_text name, const lty_alloc *alloc)
{
    void *memory = list->items;
    uint32_t number;
    lty_status status = lty_alloc_reserve(alloc, &memory, &list->capacity, list->count + 1, sizeof *list->items);

    list->items = memory;
    if (status == LTY_OK) {
        status = lty_intern_add(&number, names, key);
    }
    if (status != LTY_OK) {
        return status;
    }
    if (number == list->count) {
        memset(&list->items[list->count], 0, sizeof *list->items);
        list->items[list->count++].name = name;
    }
    *out = &list->items[number];
    return LTY_OK;
}

/* --- in words -------------------------------------------------------------------------------------------------------- */

#define LTY_INDICATOR_DIRECT_LOW 20 /* per cent; docs/indicators.md says why */
#define LTY_INDICATOR_DIRECT_HIGH 40

lty_indicator_judgement lty_indicator_direct(int64_t known, int64_t direct)
{
    if (known < LTY_INDICATOR_DIRECT_VISITS) {
        return LTY_JUDGEMENT_UNKNOWN;
    }
    if (lty_ratio_compare(direct, known, LTY_INDICATOR_DIRECT_LOW, 100) < 0) {
        return LTY_JUDGEMENT_LOW;
    }
    return lty_ratio_compare(direct, known, LTY_INDICATOR_DIRECT_HIGH, 100) < 0 ? LTY_JUDGEMENT_FAIR : LTY_JUDGEMENT_HIGH;
}

const char *lty_indicator_direct_text(lty_indicator_judgement judgement)
{
    switch (judgement) {
        case LTY_JUDGEMENT_LOW:
            return "Few visitors come by themselves: most are sent by searches, advertisements or other sites, and paid for again each time. Loyalty "
                   "work is missing. Begin with a reason to come back: a code for the next order, points that are shown, a letter after the sale.";
        case LTY_JUDGEMENT_FAIR:
            return "A fair part of the visitors comes by itself. Give those who come back something that others do not get, and watch whether the "
                   "share grows.";
        case LTY_JUDGEMENT_HIGH:
            return "Many visitors come by themselves: the shop is remembered. Look after these, and see that new ones still come too.";
        case LTY_JUDGEMENT_UNKNOWN: break;
    }
    return "Not enough visits of which it is known how they came.";
}

lty_indicator_judgement lty_indicator_subscriber(lty_proportion *rate, int64_t sent, int64_t opened, int64_t all_sent, int64_t all_opened)
{
    const double whole = lty_proportion_of(all_opened, all_sent).value;

    *rate = lty_proportion_of(opened, sent);
    if (sent == 0 || all_sent == 0) {
        return LTY_JUDGEMENT_UNKNOWN;
    }
    if (rate->high < whole) {
        return LTY_JUDGEMENT_LOW;
    }
    return rate->low > whole ? LTY_JUDGEMENT_HIGH : LTY_JUDGEMENT_FAIR;
}

const char *lty_indicator_subscriber_text(lty_indicator_judgement judgement)
{
    switch (judgement) {
        case LTY_JUDGEMENT_LOW: return "Opens fewer messages than subscribers do on the whole: write more seldom, or about something else.";
        case LTY_JUDGEMENT_FAIR: return "Opens about as many messages as subscribers do on the whole, or too few were sent to tell.";
        case LTY_JUDGEMENT_HIGH: return "Opens more messages than subscribers do on the whole.";
        case LTY_JUDGEMENT_UNKNOWN: break;
    }
    return "No message was sent yet.";
}

int lty_indicator_best_hour(const lty_indicator_mail *mail)
{
    int best = 0;

    for (int hour = 1; hour < 24; hour++) {
        best = mail->hours[hour] > mail->hours[best] ? hour : best;
    }
    return mail->hours[best] == 0 ? -1 : best;
}

/* --- the pass -------------------------------------------------------------------------------------------------------- */

static lty_status lty_indicator_degree(lty_indicator_work *work, const lty_history *history)
{
    lty_indicator_loyalty *loyalty = &work->out->loyalty;
    lty_customer folded;
    const lty_status status = lty_fold(&folded, work->folder, history, 0);

    if (status != LTY_OK) {
        return status;
    }
    const lty_aggregate_person person = {folded.facts, &work->purchases, work->programme, work->at_s};
    const int64_t degree = lty_aggregate_degree(work->parts, work->programme, &person);

    if (degree != LTY_FACT_NONE) {
        const size_t bucket = (size_t) degree / LTY_INDICATOR_DEGREES;

        loyalty->customers++;
        loyalty->sum += degree;
        loyalty->degrees[bucket < LTY_INDICATOR_DEGREES ? bucket : LTY_INDICATOR_DEGREES - 1]++;
        for (size_t i = 0; i < loyalty->part_count; i++) {
            loyalty->parts[i] += work->parts[i];
        }
    }
    return LTY_OK;
}

static lty_status lty_indicator_customer(lty_indicator_work *work)
{
    const lty_history *history;
    lty_status status = lty_base_history(&history, work->base, work->customer, work->at_s);

    if (status == LTY_OK) {
        status = lty_purchases_read(&work->purchases, history);
    }
    if (status == LTY_OK) {
        status = lty_indicator_buyer(work);
    }
    if (status == LTY_OK && work->purchases.activity_count > 0) {
        status = lty_indicator_visitor(work);
    }
    if (status == LTY_OK && work->purchases.activity_count > 0) {
        status = lty_indicator_reading(work, history);
    }
    return status == LTY_OK && work->folder != NULL ? lty_indicator_degree(work, history) : status;
}

/* A sale of nobody known: it has a channel alone. Its refunds name no customer either, so it stands as it was sold. */
static lty_status lty_indicator_anonymous_order(lty_indicator_work *work, const lty_store *store, uint32_t row)
{
    lty_event event;
    lty_figure *channel;
    void *memory = work->lines;
    lty_status status =
        lty_alloc_reserve(work->alloc, &memory, &work->line_capacity, lty_store_line_count(store, row) + 1, sizeof *work->lines);

    work->lines = memory;
    if (status != LTY_OK) {
        return status;
    }
    lty_store_event_bare(&event, store, row, work->lines);
    status = lty_indicator_figure(&channel, &work->out->channels, &work->channels, event.channel, event.channel, work->alloc);
    if (status == LTY_OK) {
        int64_t *amount = &channel->counts[LTY_CHANNEL_ANONYMOUS_AMOUNT];

        channel->counts[LTY_CHANNEL_ANONYMOUS_ORDERS]++;
        status = lty_add(amount, *amount, event.amount_minor);
    }
    return status;
}

static lty_status lty_indicator_strangers(lty_indicator_work *work)
{
    const lty_store *store = lty_base_store(work->base);
    lty_status status = LTY_OK;

    for (size_t row = 0; row < store->rows && status == LTY_OK; row++) {
        int64_t paid_s;

        if (lty_store_customer_of(store, row) != LTY_STORE_NONE) {
            continue;
        }
        const lty_event_type type = LTY_STORE_TYPE(lty_store_kind_of(store, row));

        if (type == LTY_EVENT_ORDER && lty_store_order_at(store, (uint32_t) row, work->at_s, &paid_s) == row
            && lty_indicator_within(work, paid_s)) {
            status = lty_indicator_anonymous_order(work, store, (uint32_t) row);
        } else if (type == LTY_EVENT_VISIT && lty_indicator_within(work, lty_store_at_of(store, row))) {
            lty_event event;

            lty_store_event_bare(&event, store, (uint32_t) row, NULL);
            work->out->visitors.anonymous++;
            status = lty_indicator_via(work, event.value);
        }
    }
    return status;
}

/* --- beginning and end ----------------------------------------------------------------------------------------------- */

/* The first order or visit of all. */
static int64_t lty_indicator_first(const lty_store *store, int64_t at_s)
{
    int64_t first_s = at_s;

    for (size_t row = 0; row < store->rows; row++) {
        const lty_event_type type = LTY_STORE_TYPE(lty_store_kind_of(store, row));
        const int64_t when = lty_store_at_of(store, row);

        first_s = when < first_s && (type == LTY_EVENT_ORDER || type == LTY_EVENT_VISIT) ? when : first_s;
    }
    return first_s;
}

static lty_status lty_indicator_begin(lty_indicator_work *work)
{
    lty_indicators *out = work->out;
    const int64_t first_s = lty_indicator_first(lty_base_store(work->base), work->at_s);
    lty_status status = lty_months_init(&work->table, work->zone, first_s, work->at_s, work->alloc);

    if (status != LTY_OK) {
        return status;
    }
    work->first_month = work->from_s <= first_s ? 0 : lty_months_at(&work->table, work->from_s);
    const size_t months = work->table.count - work->first_month;

    out->months = lty_alloc_zero(work->alloc, months, sizeof *out->months);
    work->cohorts = lty_alloc_zero(work->alloc, work->table.count, sizeof *work->cohorts);
    if (out->months == NULL || work->cohorts == NULL) {
        out->month_count = out->months == NULL ? 0 : months;
        return LTY_E_MEMORY;
    }
    out->month_count = months;
    for (size_t i = 0; i < months; i++) {
        out->months[i].month = work->table.first + (int64_t) (work->first_month + i);
    }
    for (size_t i = 0; i < LTY_INDICATOR_AGAIN; i++) {
        out->within[i].days = lty_indicator_spans[i];
    }
    if (work->programme->loyalty_count == 0) {
        return LTY_OK;
    }
    out->loyalty.parts = lty_alloc_zero(work->alloc, work->programme->loyalty_count, sizeof *out->loyalty.parts);
    if (out->loyalty.parts == NULL) {
        return LTY_E_MEMORY;
    }
    out->loyalty.part_count = work->programme->loyalty_count;
    work->parts = lty_alloc_zero(work->alloc, out->loyalty.part_count, sizeof *work->parts);
    if (work->parts == NULL) {
        return LTY_E_MEMORY;
    }
    return lty_folder_create(&work->folder, lty_base_timeline(work->base), work->alloc);
}

static lty_status lty_indicator_pass(lty_indicator_work *work)
{
    const size_t customers = lty_base_count(work->base);
    lty_status status = LTY_OK;

    lty_base_begin(work->base);
    for (size_t i = 0; i < customers && status == LTY_OK; i++) {
        const lty_persons *persons;

        status = lty_base_persons_at(&persons, work->base, work->at_s);
        if (status == LTY_OK && lty_base_is_person_at(work->base, persons, (uint32_t) i)) {
            work->customer = (uint32_t) i;
            status = lty_indicator_customer(work);
        }
    }
    return status == LTY_OK ? lty_indicator_strangers(work) : status;
}

static int lty_indicator_compare_figures(const void *a, const void *b)
{
    const lty_figure *left = a;
    const lty_figure *right = b;

    if (left->counts[0] != right->counts[0]) {
        return left->counts[0] > right->counts[0] ? -1 : 1;
    }
    const int name = lty_text_compare(left->name, right->name);

    return name != 0 ? name : lty_text_compare(left->channel, right->channel);
}

static int lty_indicator_compare_cohorts(const void *a, const void *b)
{
    const int64_t left = ((const lty_indicator_cohort *) a)->month;
    const int64_t right = ((const lty_indicator_cohort *) b)->month;

    return (left > right) - (left < right);
}

/* Sorts an array with scratch memory of its own. */
static lty_status lty_indicator_order_by(void *items, size_t count, size_t size, lty_sort_compare compare, const lty_alloc *alloc)
{
    void *scratch = count < 2 ? NULL : lty_alloc_new(alloc, count * size);

    if (count < 2) {
        return LTY_OK;
    }
    if (scratch == NULL) {
        return LTY_E_MEMORY;
    }
    lty_sort(items, scratch, count, size, compare);
    lty_alloc_free(alloc, scratch, count * size);
    return LTY_OK;
}

static lty_status lty_indicator_finish(lty_indicator_work *work)
{
    lty_indicators *out = work->out;
    lty_figures *const lists[] = {&out->sources, &out->messages, &out->sections, &out->channels, &out->products};
    lty_status status = LTY_OK;

    lty_indicator_finish_gaps(work);
    lty_indicator_finish_readers(work);
    for (size_t i = 0; i < sizeof lists / sizeof *lists && status == LTY_OK; i++) {
        status =
            lty_indicator_order_by(lists[i]->items, lists[i]->count, sizeof *lists[i]->items, lty_indicator_compare_figures, work->alloc);
    }
    if (status == LTY_OK) {
        lty_indicator_finish_products(work); /* in an order that no arrival decides: so the last digits are the same everywhere */
        status = lty_indicator_order_by(out->cohorts, out->cohort_count, sizeof *out->cohorts, lty_indicator_compare_cohorts, work->alloc);
    }
    return status;
}

static void lty_indicator_end(lty_indicator_work *work)
{
    lty_intern *const names[] = {&work->sources, &work->messages, &work->sections, &work->channels, &work->products};
    const lty_alloc *alloc = work->alloc;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        lty_intern_destroy(names[i]);
    }
    lty_folder_destroy(work->folder);
    lty_purchases_destroy(&work->purchases);
    lty_alloc_free(alloc, work->parts, work->out->loyalty.part_count * sizeof *work->parts);
    lty_alloc_free(alloc, work->cohorts, work->table.count * sizeof *work->cohorts);
    lty_months_destroy(&work->table);
    lty_alloc_free(alloc, work->orders, work->order_capacity * sizeof *work->orders);
    lty_alloc_free(alloc, work->touches, work->touch_capacity * sizeof *work->touches);
    lty_alloc_free(alloc, work->deliveries, work->delivery_capacity * sizeof *work->deliveries);
    lty_alloc_free(alloc, work->readers, work->reader_capacity * sizeof *work->readers);
    lty_alloc_free(alloc, work->gaps, work->gap_capacity * sizeof *work->gaps);
    lty_alloc_free(alloc, work->lines, work->line_capacity * sizeof *work->lines);
}

void lty_indicators_destroy(lty_indicators *indicators)
{
    lty_figures *const lists[] = {
        &indicators->sources, &indicators->messages, &indicators->sections, &indicators->channels, &indicators->products};
    const lty_alloc *alloc = indicators->alloc;

    if (alloc == NULL) {
        return;
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        lty_alloc_free(alloc, lists[i]->items, lists[i]->capacity * sizeof *lists[i]->items);
    }
    for (size_t i = 0; i < indicators->cohort_count; i++) {
        lty_alloc_free(alloc, indicators->cohorts[i].cells, indicators->cohorts[i].capacity * sizeof *indicators->cohorts[i].cells);
    }
    lty_alloc_free(alloc, indicators->cohorts, indicators->cohort_capacity * sizeof *indicators->cohorts);
    lty_alloc_free(alloc, indicators->months, indicators->month_count * sizeof *indicators->months);
    lty_alloc_free(alloc, indicators->loyalty.parts, indicators->loyalty.part_count * sizeof *indicators->loyalty.parts);
    memset(indicators, 0, sizeof *indicators);
}

lty_status lty_indicators_run(lty_indicators *out, lty_base *base, int64_t from_s, int64_t at_s, const lty_alloc *alloc)
{
    const lty_programme *programme = lty_base_programme(base);
    lty_indicators indicators;
    lty_indicator_work work;
    lty_intern *const names[] = {&work.sources, &work.messages, &work.sections, &work.channels, &work.products};

    LTY_ASSERT(from_s <= at_s);
    memset(&indicators, 0, sizeof indicators);
    memset(&work, 0, sizeof work);
    indicators.alloc = alloc;
    work.out = &indicators;
    work.base = base;
    work.alloc = alloc;
    work.programme = programme;
    work.zone = &programme->zone;
    work.from_s = from_s;
    work.at_s = at_s;
    work.today = lty_zone_day(&programme->zone, at_s);
    work.table.alloc = alloc;
    lty_purchases_init(&work.purchases, alloc);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        /* Texts that went through a table of the base with a seed of its own: whoever could choose colliding ones would have met it there. */
        lty_intern_init(names[i], lty_base_store(base)->texts.seed, alloc);
    }
    lty_status status = lty_indicator_begin(&work);

    if (status == LTY_OK) {
        status = lty_indicator_pass(&work);
    }
    if (status == LTY_OK) {
        status = lty_indicator_finish(&work);
    }
    lty_indicator_end(&work);
    if (status == LTY_OK && lty_base_is_damaged(base)) {
        status = LTY_E_DAMAGED;
    }
    if (status != LTY_OK) {
        lty_indicators_destroy(&indicators);
        return status;
    }
    *out = indicators;
    return LTY_OK;
}
