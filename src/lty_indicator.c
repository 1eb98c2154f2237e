/*
 * Months come from the history of each person (what was bought, when) and from its fold (when points moved), so they agree with the totals,
 * which are sums of facts. Sales without a customer are in the store alone.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_indicator.h"
#include "lty_months.h"
#include "lty_set.h"
#include "lty_sort.h"
#include "lty_time.h"

/* A refund without a customer that corrects another one. */
typedef struct lty_indicator_correction {
    uint32_t replaces; /* text */
    uint32_t row;
    int64_t at_s;
    lty_text id;
} lty_indicator_correction;

static int lty_indicator_compare(const void *a, const void *b)
{
    const lty_indicator_correction *left = a;
    const lty_indicator_correction *right = b;

    if (left->replaces != right->replaces) {
        return left->replaces < right->replaces ? -1 : 1;
    }
    return left->at_s != right->at_s ? (left->at_s < right->at_s ? -1 : 1) : lty_text_compare(left->id, right->id);
}

static bool lty_indicator_corrects(lty_indicator_correction *out, const lty_store *store, uint32_t row, int64_t at_s)
{
    const uint32_t detail = lty_store_detail_of(store, row);
    const lty_store_extra *extra = detail == LTY_STORE_NONE ? NULL : lty_store_extra_of(store, detail);

    if (lty_store_customer_of(store, row) != LTY_STORE_NONE || LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_REFUND || extra == NULL
        || lty_store_at_of(store, row) > at_s) {
        return false;
    }
    *out = (lty_indicator_correction){extra->replaces, row, lty_store_at_of(store, row), lty_intern_text(&store->ids, detail)};
    return out->replaces != LTY_STORE_NONE;
}

/* Refunds without a customer that are corrected by others: what history does for those who have one. */
static lty_status lty_indicator_corrected(lty_set *out, const lty_store *store, int64_t at_s, const lty_alloc *alloc)
{
    lty_indicator_correction one;
    size_t count = 0;

    for (size_t row = 0; row < store->rows && store->extra_count > 0; row++) {
        count += lty_indicator_corrects(&one, store, (uint32_t) row, at_s);
    }
    const size_t size = count == 0 ? 0 : 2 * count * sizeof one;
    lty_indicator_correction *list = count == 0 ? NULL : lty_alloc_new(alloc, size);
    const lty_status status = count > 0 && list == NULL ? LTY_E_MEMORY : lty_set_init(out, count == 0 ? 0 : store->rows, alloc);

    if (status != LTY_OK || count == 0) {
        lty_alloc_free(alloc, list, size);
        return status;
    }
    size_t filled = 0;

    for (size_t row = 0; row < store->rows; row++) {
        if (lty_indicator_corrects(&one, store, (uint32_t) row, at_s)) {
            list[filled++] = one;
        }
    }
    lty_sort(list, list + count, count, sizeof *list, lty_indicator_compare);
    for (size_t i = 0; i < count; i++) {
        const uint32_t replaced = lty_store_find(store, lty_intern_text(&store->texts, list[i].replaces));

        if (i + 1 < count && list[i].replaces == list[i + 1].replaces) {
            lty_set_add(out, list[i].row); /* the last of them holds */
        }
        if (replaced != LTY_STORE_NONE) {
            lty_set_add(out, replaced); /* asked of refunds without a customer alone */
        }
    }
    lty_alloc_free(alloc, list, size);
    return LTY_OK;
}

/* A row of a sale without a customer that shows in the figures at at_s: *amount is what it adds (refunds negative), *when its instant. */
static bool lty_indicator_sale(int64_t *amount, int64_t *when, const lty_store *store, const lty_set *corrected, uint32_t row, int64_t at_s)
{
    if (lty_store_customer_of(store, row) != LTY_STORE_NONE) {
        return false;
    }
    *amount = lty_store_amount_of(store, row);
    *when = lty_store_at_of(store, row);
    if (LTY_STORE_PLACE(store->kind[row]) == LTY_STORE_REFUND) {
        return *when <= at_s && !lty_set_has(corrected, row);
    }
    return lty_store_order_at(store, row, at_s, when) == row;
}

static lty_status lty_indicator_anonymous(lty_totals *totals, const lty_base *base)
{
    const lty_store *store = lty_base_store(base);
    const int64_t at_s = lty_base_at(base);
    lty_set corrected;
    int64_t amount;
    int64_t when;
    lty_status status = lty_indicator_corrected(&corrected, store, at_s, store->alloc);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t row = 0; row < store->rows && status == LTY_OK; row++) {
        if (lty_indicator_sale(&amount, &when, store, &corrected, (uint32_t) row, at_s)) {
            totals->anonymous_orders += LTY_STORE_PLACE(store->kind[row]) == LTY_STORE_ORDER;
            status = lty_add(&totals->anonymous_amount_minor, totals->anonymous_amount_minor, amount);
        }
    }
    lty_set_destroy(&corrected);
    return status;
}

lty_status lty_indicator_totals(lty_totals *out, lty_base *base)
{
    lty_totals totals = {.customers = 0};
    lty_status status = lty_base_refresh(base);
    size_t sums;
    const lty_fact *facts = lty_fact_sums(&sums);

    totals.customers = (int64_t) lty_base_persons(base);
    for (size_t sum = 0; sum < sums && status == LTY_OK; sum++) {
        const lty_fact fact = facts[sum];

        for (size_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
            const int64_t value = lty_base_fact(base, (uint32_t) i, fact); /* none of what is no person */

            status = value == LTY_FACT_NONE ? LTY_OK : lty_add(&totals.facts[fact], totals.facts[fact], value);
        }
    }
    if (status == LTY_OK) {
        status = lty_indicator_anonymous(&totals, base);
    }
    if (status == LTY_OK) {
        *out = totals;
    }
    return status;
}

lty_status lty_indicator_tiers(int64_t *out, lty_base *base)
{
    const lty_status status = lty_base_refresh(base);
    const size_t tiers = lty_base_in_force(base)->tiers.count;

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < tiers; i++) {
        out[i] = 0;
    }
    for (size_t i = 0; i < lty_base_count(base); i++) {
        const int64_t tier = lty_base_fact(base, (uint32_t) i, LTY_FACT_TIER);

        if (tier != LTY_FACT_NONE) {
            LTY_ASSERT(tier >= 0 && (size_t) tier < tiers);
            out[tier]++;
        }
    }
    return LTY_OK;
}

/* Months under way: one for every month that can occur, cut down at the end. */
typedef struct lty_indicator_work {
    lty_month *months;
    int64_t *buyer; /* per month: the last customer who bought in it, + 1 */
    lty_months table;
    lty_folder *folder;
    lty_set corrected;
    int64_t at_s;
} lty_indicator_work;

static lty_status lty_indicator_add_order(const lty_indicator_work *work, const lty_order *order, uint32_t customer)
{
    const size_t index = lty_months_at(&work->table, order->counted->at_s);
    lty_month *month = &work->months[index];

    if (order->stopped != NULL || order->gross_minor == 0) {
        return LTY_OK;
    }
    month->orders++;
    month->buyers += work->buyer[index] != (int64_t) customer + 1;
    work->buyer[index] = (int64_t) customer + 1;
    return lty_add(&month->amount_minor, month->amount_minor, order->gross_minor);
}

/* Customer by customer, so that a month knows its last buyer. */
static lty_status lty_indicator_add_customer(const lty_indicator_work *work, lty_base *base, uint32_t customer)
{
    const lty_history *history;
    lty_customer folded;
    lty_status status = lty_base_history(&history, base, customer, work->at_s);

    if (status == LTY_OK) {
        status = lty_fold(&folded, work->folder, history, LTY_FOLD_FLOWS);
    }
    for (size_t i = 0; status == LTY_OK && i < folded.flow_count; i++) {
        const lty_flow *flow = &folded.flows[i];
        int64_t *points = &work->months[lty_months_at(&work->table, flow->at_s)].flows[flow->kind];

        status = lty_add(points, *points, flow->points);
    }
    for (size_t i = 0; status == LTY_OK && i < history->orders.count; i++) {
        status = lty_indicator_add_order(work, &history->orders.items[i], customer);
    }
    for (size_t i = 0; status == LTY_OK && i < history->count; i++) {
        const lty_event *event = history->events[i];
        lty_month *month = &work->months[lty_months_at(&work->table, event->at_s)];

        if (event->type == LTY_EVENT_REFUND) {
            status = lty_add(&month->refunded_minor, month->refunded_minor, event->amount_minor);
        }
    }
    return status;
}

static lty_status lty_indicator_gather(const lty_indicator_work *work, lty_base *base)
{
    const lty_store *store = lty_base_store(base);
    lty_status status = LTY_OK;

    lty_base_begin(base);
    for (size_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
        if (lty_base_is_person(base, (uint32_t) i)) {
            status = lty_indicator_add_customer(work, base, (uint32_t) i);
        }
    }
    for (size_t row = 0; row < store->rows && status == LTY_OK; row++) {
        int64_t amount;
        int64_t when;

        if (lty_indicator_sale(&amount, &when, store, &work->corrected, (uint32_t) row, work->at_s)) {
            lty_month *month = &work->months[lty_months_at(&work->table, when)];

            month->anonymous_orders += LTY_STORE_PLACE(store->kind[row]) == LTY_STORE_ORDER;
            status = lty_add(&month->anonymous_amount_minor, month->anonymous_amount_minor, amount);
        }
    }
    return status;
}

static bool lty_indicator_is_empty(const lty_month *month)
{
    int64_t points = 0;

    for (size_t i = 0; i < LTY_FLOW_COUNT; i++) {
        points |= month->flows[i];
    }
    return (month->orders | month->amount_minor | month->refunded_minor | month->anonymous_orders | month->anonymous_amount_minor | points)
        == 0;
}

/* Cuts empty months off both ends. */
static lty_status lty_indicator_trim(lty_month **out, size_t *count, const lty_indicator_work *work, const lty_alloc *alloc)
{
    size_t first = 0;
    size_t end = work->table.count;

    while (end > 0 && lty_indicator_is_empty(&work->months[end - 1])) {
        end--;
    }
    while (first < end && lty_indicator_is_empty(&work->months[first])) {
        first++;
    }
    lty_month *months = NULL;

    if (first < end) {
        months = lty_alloc_new(alloc, (end - first) * sizeof *months);
        if (months == NULL) {
            return LTY_E_MEMORY;
        }
        memcpy(months, work->months + first, (end - first) * sizeof *months);
    }
    *out = months;
    *count = end - first;
    return LTY_OK;
}

static lty_status lty_indicator_begin(lty_indicator_work *work, const lty_base *base, const lty_alloc *alloc)
{
    const lty_store *store = lty_base_store(base);
    int64_t first_s = work->at_s;

    for (size_t row = 0; row < store->rows; row++) {
        const int64_t row_s = lty_store_at_of(store, row);

        first_s = row_s < first_s ? row_s : first_s;
    }
    lty_status status = lty_months_init(&work->table, &lty_base_programme(base)->zone, first_s, work->at_s, alloc);

    if (status != LTY_OK) {
        return status;
    }
    work->months = lty_alloc_zero(alloc, work->table.count, sizeof *work->months);
    work->buyer = lty_alloc_zero(alloc, work->table.count, sizeof *work->buyer);
    status = work->months == NULL || work->buyer == NULL ? LTY_E_MEMORY : lty_folder_create(&work->folder, lty_base_timeline(base), alloc);
    if (status == LTY_OK) {
        status = lty_indicator_corrected(&work->corrected, store, work->at_s, alloc);
    }
    for (size_t i = 0; i < work->table.count && status == LTY_OK; i++) {
        work->months[i].month = work->table.first + (int64_t) i;
    }
    return status;
}

lty_status lty_indicator_months(lty_month **out, size_t *count, lty_base *base, const lty_alloc *alloc)
{
    lty_indicator_work work = {.table = {.alloc = alloc}, .corrected = {.alloc = alloc}};
    lty_status status = lty_base_refresh(base);

    if (status != LTY_OK) {
        return status;
    }
    work.at_s = lty_base_at(base);
    status = lty_indicator_begin(&work, base, alloc);
    if (status == LTY_OK) {
        status = lty_indicator_gather(&work, base);
    }
    if (status == LTY_OK) {
        status = lty_indicator_trim(out, count, &work, alloc);
    }
    lty_set_destroy(&work.corrected);
    lty_folder_destroy(work.folder);
    lty_alloc_free(alloc, work.months, work.table.count * sizeof *work.months);
    lty_alloc_free(alloc, work.buyer, work.table.count * sizeof *work.buyer);
    lty_months_destroy(&work.table);
    return status;
}

void lty_indicator_free(lty_month *months, size_t count, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, months, count * sizeof *months);
}
