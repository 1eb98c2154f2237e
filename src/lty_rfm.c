/*
 * One pass over the rows into one slot per customer, then three scorings. Neither rule sorts: quantiles and the borders of NTILE's
 * groups are order statistics, and a customer's group follows from the borders' values and, among equals, from how many came before.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_rfm.h"
#include "lty_select.h"
#include "lty_set.h"
#include "lty_time.h"

#define LTY_RFM_AHEAD 24U /* rows whose slot is asked for before it is needed */
#define LTY_RFM_CUT_MAX (LTY_RFM_BINS_MAX - 1)

lty_status lty_rfm_rule_validate(const lty_rfm_rule *rule)
{
    if (rule->bins < LTY_RFM_BINS_MIN || rule->bins > LTY_RFM_BINS_MAX) {
        return LTY_E_RFM;
    }
    for (size_t measure = 0; rule->method == LTY_RFM_CUTS && measure < LTY_RFM_MEASURES; measure++) {
        for (int i = 1; i < rule->bins - 1; i++) {
            if (rule->cuts[measure][i] <= rule->cuts[measure][i - 1]) {
                return LTY_E_RFM;
            }
        }
    }
    return LTY_OK;
}

void lty_rfm_scores_destroy(lty_rfm_scores *scores)
{
    lty_alloc_free(scores->alloc, scores->customers, scores->count * sizeof *scores->customers);
    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        lty_alloc_free(scores->alloc, scores->values[i], scores->count * sizeof **scores->values);
        scores->values[i] = NULL;
    }
    lty_alloc_free(scores->alloc, scores->scores, scores->count * sizeof *scores->scores);
    scores->customers = NULL;
    scores->scores = NULL;
    scores->count = 0;
}

static lty_status lty_rfm_scores_create(lty_rfm_scores *scores, const lty_rfm_rule *rule, size_t count, const lty_alloc *alloc)
{
    *scores = (lty_rfm_scores){.alloc = alloc, .count = count, .method = rule->method, .bins = rule->bins};
    if (count == 0) {
        return LTY_OK;
    }
    bool memory = (scores->customers = lty_alloc_new(alloc, count * sizeof *scores->customers)) != NULL;

    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        memory = memory && (scores->values[i] = lty_alloc_new(alloc, count * sizeof **scores->values)) != NULL;
    }
    memory = memory && (scores->scores = lty_alloc_new(alloc, count * sizeof *scores->scores)) != NULL;
    if (!memory) {
        lty_rfm_scores_destroy(scores);
        return LTY_E_MEMORY;
    }
    return LTY_OK;
}

/*
 * Quantile i of k (type 7) lies at (n - 1) * i / k between two neighbours of the sorted values. Values are integers, so
 * "v < quantile + 1" is "v < ceil(quantile) + 1": the cut that scores by is an integer, and exact.
 */
static lty_status lty_rfm_quantiles(int64_t *cuts, double *shown, const int64_t *values, size_t count, int bins, const lty_alloc *alloc)
{
    lty_selected found[2 * LTY_RFM_CUT_MAX];
    size_t ranks[2 * LTY_RFM_CUT_MAX];
    const size_t borders = (size_t) bins - 1;
    const size_t k = (size_t) bins;

    for (size_t i = 0; i < borders; i++) {
        const size_t place = (count - 1) / k * (i + 1) + (count - 1) % k * (i + 1) / k; /* of (count - 1) * (i + 1) / k, which might wrap */

        ranks[2 * i] = place;
        ranks[2 * i + 1] = place + 1 < count ? place + 1 : place;
    }
    lty_status status = lty_select(found, ranks, 2 * borders, values, count, alloc);

    for (size_t i = 0; i < borders && status == LTY_OK; i++) {
        const int64_t part = (int64_t) ((count - 1) % k * (i + 1) % k);
        const int64_t low = found[2 * i].value;
        int64_t step;
        int64_t up;

        status = lty_sub(&step, found[2 * i + 1].value, low);
        if (status == LTY_OK) {
            status = lty_mul_div(&up, step, part, (int64_t) k, LTY_ROUNDING_UP);
        }
        if (status == LTY_OK) {
            status = lty_add(&up, up, 1);
        }
        if (status == LTY_OK) {
            status = lty_add(&cuts[i], low, up);
        }
        if (status == LTY_OK) {
            shown[i] = (double) low + (double) step * (double) part / (double) k + 1.0;
        }
    }
    return status;
}

static unsigned char lty_rfm_score_of(size_t group, int bins, lty_rfm_measure measure)
{
    return (unsigned char) (measure == LTY_RFM_RECENCY ? (size_t) bins - group : group + 1);
}

static void lty_rfm_cut(lty_rfm_scores *scores, lty_rfm_measure measure, const int64_t *cuts)
{
    const int64_t *values = scores->values[measure];

    for (size_t i = 0; i < scores->count; i++) {
        size_t group = 0;

        for (int cut = 0; cut < scores->bins - 1; cut++) { /* ascending, so the number of those reached is the group */
            group += values[i] >= cuts[cut];
        }
        scores->scores[i][measure] = lty_rfm_score_of(group, scores->bins, measure);
    }
}

/* The values' order among equals is the order in which they stand. */
static lty_status lty_rfm_ntile(lty_rfm_scores *scores, lty_rfm_measure measure, const int64_t *values)
{
    lty_selected borders[LTY_RFM_CUT_MAX];
    size_t starts[LTY_RFM_CUT_MAX]; /* the place at which group i + 1 starts */
    size_t equals[LTY_RFM_CUT_MAX] = {0};
    size_t border_count = 0;
    size_t start = 0;
    const size_t bins = (size_t) scores->bins;

    for (size_t i = 0; i + 1 < bins; i++) {
        start += scores->count / bins + (i < scores->count % bins);
        if (start < scores->count) {
            starts[border_count++] = start;
        }
    }
    const lty_status status = lty_select(borders, starts, border_count, values, scores->count, scores->alloc);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < scores->count; i++) {
        size_t group = 0;

        for (size_t border = 0; border < border_count; border++) {
            if (values[i] == borders[border].value) {
                group += borders[border].less + equals[border]++ >= starts[border];
            } else {
                group += values[i] > borders[border].value;
            }
        }
        scores->scores[i][measure] = lty_rfm_score_of(group, scores->bins, measure);
    }
    return LTY_OK;
}

/* recency: what recency is scored by under NTILE, if not the days. */
static lty_status lty_rfm_run(lty_rfm_scores *scores, const lty_rfm_rule *rule, const int64_t *recency)
{
    lty_status status = LTY_OK;

    for (size_t measure = 0; measure < LTY_RFM_MEASURES && scores->count > 0 && status == LTY_OK; measure++) {
        const lty_rfm_measure which = (lty_rfm_measure) measure;
        int64_t cuts[LTY_RFM_CUT_MAX];

        if (rule->method == LTY_RFM_NTILE) {
            status = lty_rfm_ntile(scores, which, measure == LTY_RFM_RECENCY && recency != NULL ? recency : scores->values[measure]);
            continue;
        }
        if (rule->method == LTY_RFM_QUANTILES) {
            status = lty_rfm_quantiles(cuts, scores->cuts[measure], scores->values[measure], scores->count, rule->bins, scores->alloc);
        } else {
            memcpy(cuts, rule->cuts[measure], sizeof cuts);
            for (int i = 0; i < rule->bins - 1; i++) {
                scores->cuts[measure][i] = (double) cuts[i];
            }
        }
        if (status == LTY_OK) {
            lty_rfm_cut(scores, which, cuts);
        }
    }
    return status;
}

lty_status lty_rfm_score_rows(lty_rfm_scores *out, const lty_rfm_rule *rule, const lty_intern *keys,
    const int64_t *const values[LTY_RFM_MEASURES], const lty_alloc *alloc)
{
    lty_rfm_scores scores;
    lty_status status = lty_rfm_rule_validate(rule);

    if (status == LTY_OK) {
        status = lty_rfm_scores_create(&scores, rule, keys->count, alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < scores.count; i++) {
        scores.customers[i] = (uint32_t) i;
    }
    if (rule->method == LTY_RFM_NTILE) {
        status = lty_intern_sort(scores.customers, scores.count, keys, LTY_INTERN_NATURAL);
    }
    for (size_t measure = 0; measure < LTY_RFM_MEASURES && status == LTY_OK; measure++) {
        for (size_t i = 0; i < scores.count; i++) {
            scores.values[measure][i] = values[measure][scores.customers[i]];
        }
    }
    if (status == LTY_OK) {
        status = lty_rfm_run(&scores, rule, NULL);
    }
    if (status != LTY_OK) {
        lty_rfm_scores_destroy(&scores);
        return status;
    }
    *out = scores;
    return LTY_OK;
}

/* What the rows of a customer come to. */
typedef struct lty_rfm_slot {
    int64_t last_s;
    int64_t amount;
    uint32_t rows;
} lty_rfm_slot;

static bool lty_rfm_slot_add(lty_rfm_slot *slot, int64_t at_s, int64_t amount)
{
    slot->last_s = slot->rows == 0 || at_s > slot->last_s ? at_s : slot->last_s;
    slot->rows++;
    return !__builtin_add_overflow(slot->amount, amount, &slot->amount);
}

/* Orders and refunds as they stand. */
static lty_status lty_rfm_scan_rows(lty_rfm_slot *slots, const lty_store *store, const lty_persons *persons, int64_t at_s)
{
    for (size_t i = 0; i < store->rows; i++) {
        const uint32_t customer = store->customer[i];
        const unsigned type = LTY_STORE_PLACE(store->kind[i]);

        if (i + LTY_RFM_AHEAD < store->rows && store->customer[i + LTY_RFM_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&slots[store->customer[i + LTY_RFM_AHEAD]], 1);
        }
        if (customer == LTY_STORE_NONE || (type != LTY_STORE_ORDER && type != LTY_STORE_REFUND) || store->at_s[i] > at_s) {
            continue;
        }
        if (!lty_rfm_slot_add(&slots[lty_persons_of(persons, customer)], store->at_s[i], store->amount[i])) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

/* Per order (by the detail of the row that says what it is): what was refunded of it, negative. */
static lty_status lty_rfm_scan_refunds(int64_t *refunded, const lty_store *store, int64_t at_s)
{
    int64_t paid_s;

    for (size_t i = 0; i < store->rows; i++) {
        if (LTY_STORE_PLACE(store->kind[i]) != LTY_STORE_REFUND) {
            continue;
        }
        const uint32_t order = lty_store_refunded_at(store, (uint32_t) i, at_s, &paid_s);

        if (order != LTY_STORE_NONE
            && __builtin_add_overflow(refunded[store->detail[order]], store->amount[i], &refunded[store->detail[order]])) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

/* Orders that count, less their refunds if these are given; no order falls below 0. Those of customers who are apart are left out. */
static lty_status lty_rfm_scan_orders(
    lty_rfm_slot *slots, const lty_store *store, const lty_set *apart, const int64_t *refunded, int64_t at_s)
{
    const bool marked = store->last_sale_s <= at_s; /* no revision lies in the future: the marks of the rows hold */

    for (size_t i = 0; i < store->rows; i++) {
        const uint32_t customer = store->customer[i];
        const uint32_t detail = store->detail[i];
        int64_t paid_s = store->at_s[i];
        int64_t amount = store->amount[i];

        if (i + LTY_RFM_AHEAD < store->rows && store->customer[i + LTY_RFM_AHEAD] != LTY_STORE_NONE) {
            __builtin_prefetch(&slots[store->customer[i + LTY_RFM_AHEAD]], 1);
        }
        if (customer == LTY_STORE_NONE || (marked && (store->kind[i] & LTY_STORE_COUNTS) == 0)) {
            continue;
        }
        if (lty_set_has(apart, customer) || lty_store_order_at(store, (uint32_t) i, at_s, &paid_s) != i) {
            continue;
        }
        if (refunded != NULL && detail != LTY_STORE_NONE) {
            amount = refunded[detail] < -amount ? 0 : amount + refunded[detail];
        }
        if (!lty_rfm_slot_add(&slots[customer], paid_s, amount)) {
            return LTY_E_RANGE;
        }
    }
    return LTY_OK;
}

static lty_status lty_rfm_scan_net(lty_rfm_slot *slots, const lty_store *store, const lty_set *apart, int64_t at_s, const lty_alloc *alloc)
{
    const size_t details = store->ids.count;

    if (details == 0) { /* rows of files only: their refunds name no order */
        return lty_rfm_scan_orders(slots, store, apart, NULL, at_s);
    }
    int64_t *refunded = lty_alloc_zero(alloc, details, sizeof *refunded);

    if (refunded == NULL) {
        return LTY_E_MEMORY;
    }
    lty_status status = lty_rfm_scan_refunds(refunded, store, at_s);
    if (status == LTY_OK) {
        status = lty_rfm_scan_orders(slots, store, apart, refunded, at_s);
    }
    lty_alloc_free(alloc, refunded, details * sizeof *refunded);
    return status;
}

/*
 * Rows say what they are by customer. Those of several keys that are one person, and refunds that were corrected, only make sense together:
 * these few are read from their history.
 */
static lty_status lty_rfm_find_apart(
    lty_set *out, const lty_store *store, const lty_persons *persons, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const size_t customers = store->customers.count;
    const bool corrected = basis == LTY_RFM_NET && store->extra_count > 0;
    const lty_status status = lty_set_init(out, persons->count > 0 || corrected ? customers : 0, alloc);

    for (size_t i = 0; i < persons->count && status == LTY_OK; i++) {
        const uint32_t person = persons->person[i];

        if (person != i) {
            lty_set_add(out, i);
            lty_set_add(out, person);
        }
    }
    for (size_t row = 0; row < store->rows && corrected && status == LTY_OK; row++) {
        const uint32_t detail = store->detail[row];
        const uint32_t extra = detail == LTY_STORE_NONE ? LTY_STORE_NONE : store->details[detail].extra;

        if (extra != LTY_STORE_NONE && store->extras[extra].replaces != LTY_STORE_NONE && store->customer[row] != LTY_STORE_NONE) {
            lty_set_add(out, store->customer[row]);
        }
    }
    return status;
}

static lty_status lty_rfm_scan_apart(
    lty_rfm_slot *slots, lty_base *base, const lty_persons *persons, const lty_set *apart, int64_t at_s, lty_rfm_basis basis)
{
    for (size_t i = lty_set_next(apart, 0); i < apart->size; i = lty_set_next(apart, i + 1)) {
        const lty_history *history;
        lty_status status = LTY_OK;

        if (lty_persons_of(persons, (uint32_t) i) != i) {
            continue;
        }
        status = lty_base_history(&history, base, (uint32_t) i, at_s);
        for (size_t j = 0; status == LTY_OK && j < history->orders.count; j++) {
            const lty_order *order = &history->orders.items[j];
            const int64_t amount = basis == LTY_RFM_NET ? order->kept_minor : order->gross_minor;

            if (order->stopped == NULL && order->gross_minor > 0 && !lty_rfm_slot_add(&slots[i], order->counted->at_s, amount)) {
                status = LTY_E_RANGE;
            }
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    return LTY_OK;
}

static lty_status lty_rfm_scan(lty_rfm_slot *slots, lty_base *base, int64_t at_s, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const lty_store *store = lty_base_store(base);
    const lty_persons *persons;
    lty_set apart;
    lty_status status = lty_base_persons_at(&persons, base, at_s);

    if (status != LTY_OK || basis == LTY_RFM_ROWS) {
        return status == LTY_OK ? lty_rfm_scan_rows(slots, store, persons, at_s) : status;
    }
    status = lty_rfm_find_apart(&apart, store, persons, basis, alloc);
    if (status != LTY_OK) {
        return status;
    }
    if (basis == LTY_RFM_NET) {
        status = lty_rfm_scan_net(slots, store, &apart, at_s, alloc);
    } else {
        status = lty_rfm_scan_orders(slots, store, &apart, NULL, at_s);
    }
    if (status == LTY_OK) {
        status = lty_rfm_scan_apart(slots, base, persons, &apart, at_s, basis);
    }
    lty_set_destroy(&apart);
    return status;
}

/* The local day of an instant; instants of one offset follow one another mostly. */
typedef struct lty_rfm_clock {
    const lty_zone *zone;
    int64_t from_s;
    int64_t until_s;
    int64_t offset_s;
} lty_rfm_clock;

static int64_t lty_rfm_day(lty_rfm_clock *clock, int64_t at_s)
{
    if (at_s < clock->from_s || at_s >= clock->until_s) {
        size_t low = 0;
        size_t high = clock->zone->count;

        while (high - low > 1) {
            const size_t middle = low + (high - low) / 2;

            if (clock->zone->transitions[middle].from_s <= at_s) {
                low = middle;
            } else {
                high = middle;
            }
        }
        clock->from_s = low == 0 ? INT64_MIN : clock->zone->transitions[low].from_s;
        clock->until_s = high == clock->zone->count ? INT64_MAX : clock->zone->transitions[high].from_s;
        clock->offset_s = clock->zone->transitions[low].offset_s;
    }
    const int64_t local_s = at_s + clock->offset_s;

    return local_s / LTY_DAY_SECONDS - (local_s % LTY_DAY_SECONDS < 0);
}

/* One entry for each customer with rows; order is NULL (as numbered) or all customers as they shall stand. */
static void lty_rfm_collect(lty_rfm_scores *scores, int64_t *recency, const lty_rfm_slot *slots, size_t slot_count, const uint32_t *order,
    const lty_zone *zone, int64_t at_s)
{
    lty_rfm_clock clock = {.zone = zone, .from_s = INT64_MAX};
    const int64_t today = lty_zone_day(zone, at_s);
    size_t at = 0;

    for (size_t i = 0; i < slot_count; i++) {
        const uint32_t customer = order == NULL ? (uint32_t) i : order[i];
        const lty_rfm_slot *slot = &slots[customer];

        if (order != NULL && i + LTY_RFM_AHEAD < slot_count) {
            __builtin_prefetch(&slots[order[i + LTY_RFM_AHEAD]]);
        }
        if (slot->rows == 0) {
            continue;
        }
        scores->customers[at] = customer;
        scores->values[LTY_RFM_RECENCY][at] = today - lty_rfm_day(&clock, slot->last_s);
        scores->values[LTY_RFM_FREQUENCY][at] = slot->rows;
        scores->values[LTY_RFM_MONETARY][at] = slot->amount;
        if (recency != NULL) {
            recency[at] = at_s - slot->last_s;
        }
        at++;
    }
    LTY_ASSERT(at == scores->count);
}

/* From filled slots to scores. */
static lty_status lty_rfm_finish(
    lty_rfm_scores *scores, const lty_rfm_rule *rule, lty_base *base, const lty_rfm_slot *slots, int64_t at_s, lty_rfm_basis basis)
{
    const size_t customers = lty_base_count(base);
    const uint32_t *order = NULL;
    int64_t *recency = NULL;
    size_t count = 0;

    for (size_t i = 0; i < customers; i++) {
        count += slots[i].rows > 0;
    }
    lty_status status = rule->method == LTY_RFM_NTILE ? lty_base_order(&order, base, LTY_INTERN_NATURAL) : LTY_OK;

    if (status == LTY_OK) {
        status = lty_rfm_scores_create(scores, rule, count, scores->alloc);
    }
    if (status != LTY_OK || count == 0) {
        return status;
    }
    if (rule->method == LTY_RFM_NTILE && basis == LTY_RFM_ROWS) {
        recency = lty_alloc_new(scores->alloc, count * sizeof *recency);
        status = recency == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    if (status == LTY_OK) {
        lty_rfm_collect(scores, recency, slots, customers, order, &lty_base_programme(base)->zone, at_s);
        status = lty_rfm_run(scores, rule, recency);
    }
    lty_alloc_free(scores->alloc, recency, count * sizeof *recency);
    if (status != LTY_OK) {
        lty_rfm_scores_destroy(scores);
    }
    return status;
}

lty_status lty_rfm_score(
    lty_rfm_scores *out, const lty_rfm_rule *rule, lty_base *base, int64_t at_s, lty_rfm_basis basis, const lty_alloc *alloc)
{
    const size_t customers = lty_base_count(base);
    lty_rfm_scores scores = {.alloc = alloc};
    lty_status status = lty_rfm_rule_validate(rule);

    if (status != LTY_OK) {
        return status;
    }
    if (customers == 0) {
        return lty_rfm_scores_create(out, rule, 0, alloc);
    }
    lty_rfm_slot *slots = lty_alloc_zero(alloc, customers, sizeof *slots);

    if (slots == NULL) {
        return LTY_E_MEMORY;
    }
    status = lty_rfm_scan(slots, base, at_s, basis, alloc);
    if (status == LTY_OK) {
        status = lty_rfm_finish(&scores, rule, base, slots, at_s, basis);
    }
    lty_alloc_free(alloc, slots, customers * sizeof *slots);
    if (status == LTY_OK) {
        *out = scores;
    }
    return status;
}
