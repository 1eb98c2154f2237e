/*
 * One pass over the rows into one slot per customer, then three scorings. Neither rule sorts: quantiles and the borders of NTILE's
 * groups are order statistics, and a customer's group follows from the borders' values and, among equals, from how many came before.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_rfm_part.h"
#include "lty_select.h"
#include "lty_time.h"

#define LTY_RFM_AHEAD 24U /* customers whose slot is asked for before it is needed */
#define LTY_RFM_CUT_MAX (LTY_RFM_BINS_MAX - 1)

lty_status lty_rfm_rule_validate(const lty_rfm_rule *rule)
{
    if (rule->bins < LTY_RFM_BINS_MIN || rule->bins > LTY_RFM_BINS_MAX || rule->unit_minor < 0 || rule->unit_minor > LTY_RFM_UNIT_MAX) {
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
 * "v < quantile + 1" is "v < ceil(quantile) + 1": the cut that scores by is an integer, and exact. By pandas' recipe a value belongs to the lower group if it
 * is not above the quantile: "v < floor(quantile) + 1". unit is that 1, which is more where the package would be given money in major units.
 */
static lty_status lty_rfm_quantiles(
    int64_t *cuts, double *shown, const int64_t *values, size_t count, const lty_rfm_rule *rule, int64_t unit, const lty_alloc *alloc)
{
    const bool ranked = rule->method == LTY_RFM_RANKED;
    const int bins = rule->bins;
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
            status = lty_mul_div(&up, step, part, (int64_t) k, ranked ? LTY_ROUNDING_DOWN : LTY_ROUNDING_UP);
        }
        if (status == LTY_OK) {
            status = lty_add(&up, up, unit);
        }
        if (status == LTY_OK) {
            status = lty_add(&cuts[i], low, up);
        }
        if (status == LTY_OK) {
            shown[i] = ranked ? (double) cuts[i] : (double) low + (double) step * (double) part / (double) k + (double) unit;
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

/* Whether equals are told apart by key. */
static bool lty_rfm_by_key(lty_rfm_method method)
{
    return method == LTY_RFM_NTILE || method == LTY_RFM_RANKED;
}

/* The places at which groups begin: NTILE's, or the ranks above quantile i of 1..n, which lies at 1 + (n - 1) * i / k. */
static size_t lty_rfm_starts(size_t starts[LTY_RFM_CUT_MAX], const lty_rfm_scores *scores)
{
    const size_t bins = (size_t) scores->bins;
    const size_t last = scores->count - 1;
    size_t count = 0;
    size_t start = 0;

    for (size_t i = 0; i + 1 < bins; i++) {
        if (scores->method == LTY_RFM_RANKED) {
            start = 1 + last / bins * (i + 1) + last % bins * (i + 1) / bins;
        } else {
            start += scores->count / bins + (i < scores->count % bins);
        }
        if (start < scores->count) {
            starts[count++] = start;
        }
    }
    return count;
}

/* The values' order among equals is the order in which they stand. */
static lty_status lty_rfm_groups(lty_rfm_scores *scores, lty_rfm_measure measure, const int64_t *values)
{
    lty_selected borders[LTY_RFM_CUT_MAX];
    size_t starts[LTY_RFM_CUT_MAX];
    size_t equals[LTY_RFM_CUT_MAX] = {0};
    const size_t border_count = lty_rfm_starts(starts, scores);
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

        if (rule->method == LTY_RFM_NTILE || (rule->method == LTY_RFM_RANKED && which == LTY_RFM_FREQUENCY)) {
            status = lty_rfm_groups(scores, which, measure == LTY_RFM_RECENCY && recency != NULL ? recency : scores->values[measure]);
            continue;
        }
        if (rule->method != LTY_RFM_CUTS) {
            const int64_t unit =
                rule->method == LTY_RFM_QUANTILES && which == LTY_RFM_MONETARY && rule->unit_minor > 0 ? rule->unit_minor : 1;

            status = lty_rfm_quantiles(cuts, scores->cuts[measure], scores->values[measure], scores->count, rule, unit, scores->alloc);
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
    if (lty_rfm_by_key(rule->method)) {
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

/* One entry for each customer with rows; order is NULL (as numbered) or all customers as they shall stand. */
static void lty_rfm_collect(lty_rfm_scores *scores, int64_t *recency, const lty_rfm_slot *slots, size_t slot_count, const uint32_t *order,
    const lty_zone *zone, int64_t at_s)
{
    lty_clock clock = lty_clock_of(zone);
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
        scores->values[LTY_RFM_RECENCY][at] = today - lty_day_of(lty_clock_local(&clock, slot->last_s));
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
    lty_status status = lty_rfm_by_key(rule->method) ? lty_base_order(&order, base, LTY_INTERN_NATURAL) : LTY_OK;

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

int64_t lty_rfm_since(const lty_base *base, int64_t at_s, int64_t days)
{
    const lty_zone *zone = &lty_base_programme(base)->zone;
    const int64_t today = lty_zone_day(zone, at_s);

    return days > today - lty_zone_day(zone, LTY_TIME_MIN) ? LTY_TIME_NONE : lty_zone_day_start(zone, today - days);
}

lty_status lty_rfm_score_window(lty_rfm_scores *out, const lty_rfm_rule *rule, lty_base *base, const lty_rfm_window *window,
    lty_rfm_basis basis, const lty_alloc *alloc)
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
    status = lty_rfm_scan(slots, base, window, basis, alloc);
    if (status == LTY_OK) {
        status = lty_rfm_finish(&scores, rule, base, slots, window->at_s, basis);
    }
    lty_alloc_free(alloc, slots, customers * sizeof *slots);
    if (status == LTY_OK && lty_base_is_damaged(base)) {
        lty_rfm_scores_destroy(&scores);
        status = LTY_E_DAMAGED;
    }
    if (status == LTY_OK) {
        *out = scores;
    }
    return status;
}
