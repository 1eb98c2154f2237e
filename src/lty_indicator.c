/* Months come from rows (what was bought, when) and from the flows of a second fold (when points moved); both agree with the totals. */
#include <string.h>

#include "lty_check.h"
#include "lty_indicator.h"
#include "lty_time.h"

static const lty_fact lty_indicator_sums[] = {
    LTY_FACT_ORDERS,
    LTY_FACT_SPENT,
    LTY_FACT_SPENT_GROSS,
    LTY_FACT_REFUNDED,
    LTY_FACT_REFUNDS,
    LTY_FACT_POINTS,
    LTY_FACT_POINTS_PENDING,
    LTY_FACT_POINTS_EARNED,
    LTY_FACT_POINTS_SPENT,
    LTY_FACT_POINTS_EXPIRED,
    LTY_FACT_POINTS_REVERSED,
    LTY_FACT_POINTS_IN,
    LTY_FACT_POINTS_OUT,
    LTY_FACT_VISITS,
};
#define LTY_INDICATOR_SUMS (sizeof lty_indicator_sums / sizeof *lty_indicator_sums)

/* A row of a sale that shows in the figures at at_s: *amount is what it adds (refunds negative), *when its instant. */
static bool lty_indicator_sale(int64_t *amount, int64_t *when, const lty_store *store, uint32_t row, int64_t at_s)
{
    *amount = store->amount[row];
    *when = store->at_s[row];
    if ((store->kind[row] & 15U) == LTY_STORE_REFUND) {
        return store->at_s[row] <= at_s;
    }
    return lty_store_order_at(store, row, at_s, when) == row;
}

lty_status lty_indicator_totals(lty_totals *out, lty_base *base)
{
    const lty_store *store = lty_base_store(base);
    lty_totals totals = {.customers = (int64_t) lty_base_count(base)};
    lty_status status = lty_base_refresh(base);
    const int64_t at_s = lty_base_at(base);
    int64_t amount;
    int64_t when;

    for (size_t sum = 0; sum < LTY_INDICATOR_SUMS && status == LTY_OK; sum++) {
        const lty_fact fact = lty_indicator_sums[sum];

        for (size_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
            status = lty_add(&totals.facts[fact], totals.facts[fact], lty_base_fact(base, (uint32_t) i, fact));
        }
    }
    for (size_t row = 0; row < store->rows && status == LTY_OK; row++) {
        if (store->customer[row] == LTY_STORE_NONE && lty_indicator_sale(&amount, &when, store, (uint32_t) row, at_s)) {
            totals.anonymous_orders += (store->kind[row] & 15U) == LTY_STORE_ORDER;
            status = lty_add(&totals.anonymous_amount_minor, totals.anonymous_amount_minor, amount);
        }
    }
    if (status == LTY_OK) {
        *out = totals;
    }
    return status;
}

lty_status lty_indicator_tiers(int64_t *out, lty_base *base)
{
    const size_t tiers = lty_base_programme(base)->tiers.count;
    const lty_status status = lty_base_refresh(base);

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

/* Months under way: a row for every month that can occur, cut down at the end. */
typedef struct lty_indicator_work {
    lty_month *months;
    int64_t *buyer; /* per month: the last customer who bought in it, + 1 */
    size_t count;
    int64_t first;
    const lty_zone *zone;
} lty_indicator_work;

static int64_t lty_indicator_month(const lty_zone *zone, int64_t at_s)
{
    const lty_date date = lty_date_from_day(lty_zone_day(zone, at_s));

    return (int64_t) date.year * 12 + date.month - 1;
}

static lty_month *lty_indicator_at(const lty_indicator_work *work, int64_t at_s, size_t *index)
{
    const int64_t month = lty_indicator_month(work->zone, at_s);

    LTY_ASSERT(month >= work->first && (size_t) (month - work->first) < work->count);
    *index = (size_t) (month - work->first);
    return &work->months[*index];
}

static lty_status lty_indicator_add_row(const lty_indicator_work *work, const lty_store *store, uint32_t row, int64_t at_s)
{
    const unsigned type = store->kind[row] & 15U;
    int64_t amount;
    int64_t when;
    size_t index;

    if ((type != LTY_STORE_ORDER && type != LTY_STORE_REFUND) || !lty_indicator_sale(&amount, &when, store, row, at_s)) {
        return LTY_OK;
    }
    lty_month *month = lty_indicator_at(work, when, &index);

    if (store->customer[row] == LTY_STORE_NONE) {
        month->anonymous_orders += type == LTY_STORE_ORDER;
        return lty_add(&month->anonymous_amount_minor, month->anonymous_amount_minor, amount);
    }
    if (type == LTY_STORE_REFUND) {
        return lty_sub(&month->refunded_minor, month->refunded_minor, amount);
    }
    const int64_t buyer = (int64_t) store->customer[row] + 1;

    month->orders++;
    month->buyers += work->buyer[index] != buyer;
    work->buyer[index] = buyer;
    return lty_add(&month->amount_minor, month->amount_minor, amount);
}

/* Customer by customer, so that a month knows its last buyer. */
static lty_status lty_indicator_add_customer(const lty_indicator_work *work, lty_base *base, uint32_t customer, int64_t at_s)
{
    const lty_store *store = lty_base_store(base);
    lty_customer folded;
    lty_status status = lty_base_customer(&folded, base, customer, true);

    for (size_t i = 0; status == LTY_OK && i < folded.flow_count; i++) {
        size_t index;
        lty_month *month = lty_indicator_at(work, folded.flows[i].at_s, &index);
        int64_t *points = &month->flows[folded.flows[i].kind];

        status = lty_add(points, *points, folded.flows[i].points);
    }
    for (uint32_t row = store->latest[customer]; status == LTY_OK && row != LTY_STORE_NONE; row = store->next[row]) {
        status = lty_indicator_add_row(work, store, row, at_s);
    }
    return status;
}

static lty_status lty_indicator_gather(const lty_indicator_work *work, lty_base *base, int64_t at_s)
{
    const lty_store *store = lty_base_store(base);
    lty_status status = LTY_OK;

    for (size_t i = 0; i < lty_base_count(base) && status == LTY_OK; i++) {
        status = lty_indicator_add_customer(work, base, (uint32_t) i, at_s);
    }
    for (size_t row = 0; row < store->rows && status == LTY_OK; row++) {
        if (store->customer[row] == LTY_STORE_NONE) {
            status = lty_indicator_add_row(work, store, (uint32_t) row, at_s);
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
    size_t end = work->count;

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

lty_status lty_indicator_months(lty_month **out, size_t *count, lty_base *base, const lty_alloc *alloc)
{
    const lty_store *store = lty_base_store(base);
    lty_indicator_work work = {.zone = &lty_base_programme(base)->zone};
    lty_status status = lty_base_refresh(base);
    const int64_t at_s = lty_base_at(base);
    int64_t first_s = at_s;

    if (status != LTY_OK) {
        return status;
    }
    for (size_t row = 0; row < store->rows; row++) {
        first_s = store->at_s[row] < first_s ? store->at_s[row] : first_s;
    }
    work.first = lty_indicator_month(work.zone, first_s);
    work.count = (size_t) (lty_indicator_month(work.zone, at_s) - work.first) + 1;
    work.months = lty_alloc_zero(alloc, work.count, sizeof *work.months);
    work.buyer = lty_alloc_zero(alloc, work.count, sizeof *work.buyer);
    status = work.months == NULL || work.buyer == NULL ? LTY_E_MEMORY : LTY_OK;
    for (size_t i = 0; i < work.count && status == LTY_OK; i++) {
        work.months[i].month = work.first + (int64_t) i;
    }
    if (status == LTY_OK) {
        status = lty_indicator_gather(&work, base, at_s);
    }
    if (status == LTY_OK) {
        status = lty_indicator_trim(out, count, &work, alloc);
    }
    lty_alloc_free(alloc, work.months, work.count * sizeof *work.months);
    lty_alloc_free(alloc, work.buyer, work.count * sizeof *work.buyer);
    return status;
}

void lty_indicator_free(lty_month *months, size_t count, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, months, count * sizeof *months);
}
