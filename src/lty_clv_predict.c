/*
 * All customers at once. Groups stand by x and T, on which everything but P(alive) depends: what they expect is computed once for each such pair, P(alive)
 * once for each group.
 */
#include <math.h>

#include "lty_check.h"
#include "lty_clv_part.h"

#define LTY_CLV_MILLION 1e6
#define LTY_CLV_WHOLE 9e15 /* up to here integers are doubles */

void lty_clv_predictions_destroy(lty_clv_predictions *predictions)
{
    lty_alloc_free(predictions->alloc, predictions->customers, predictions->count * sizeof *predictions->customers);
    lty_alloc_free(predictions->alloc, predictions->values, predictions->count * sizeof *predictions->values);
    *predictions = (lty_clv_predictions){.alloc = predictions->alloc};
}

static bool lty_clv_round(int64_t *out, double value)
{
    if (!(fabs(value) < LTY_CLV_WHOLE)) {
        return false;
    }
    *out = (int64_t) floor(value + 0.5);
    return true;
}

/* A plan that can be kept to. */
static bool lty_clv_plan_validate(const lty_clv_plan *plan)
{
    return plan->t >= 0.0 && plan->t <= LTY_CLV_TIME_MAX && plan->period >= 0.0 && plan->period <= LTY_CLV_PERIOD_MAX
        && plan->periods <= LTY_CLV_PERIODS_MAX && plan->discount >= 0.0 && plan->discount <= LTY_CLV_DISCOUNT_MAX;
}

static lty_status lty_clv_predict_group(lty_clv_predictions *out, const lty_clv_data *data, const lty_clv_spend *spend, size_t first,
    const lty_clv_group *group, const double figures[3])
{
    int64_t alive;
    int64_t expected;

    if (!lty_clv_round(&alive, figures[0] * LTY_CLV_MILLION) || !lty_clv_round(&expected, figures[0] * figures[1] * LTY_CLV_MILLION)) {
        return LTY_E_RANGE;
    }
    for (size_t i = first; i < first + group->count; i++) {
        const lty_clv_row *row = &data->rows[data->order[i]];
        int64_t *values = out->values[data->order[i]];

        out->customers[data->order[i]] = row->customer;
        values[0] = alive;
        values[1] = expected;
        values[2] = LTY_FACT_NONE;
        if (spend != NULL) {
            const double mean = lty_clv_spend_mean(spend, row->x, (double) row->money_minor);

            if (isfinite(mean) && !lty_clv_round(&values[2], figures[0] * figures[2] * mean)) {
                return LTY_E_RANGE;
            }
        }
    }
    return LTY_OK;
}

static lty_status lty_clv_predict_groups(
    lty_clv_predictions *out, const lty_clv_model *model, const lty_clv_spend *spend, const lty_clv_plan *plan, const lty_clv_data *data)
{
    const double unit = 1.0 / data->ticks_per_unit;
    double figures[3] = {0.0, 0.0, 0.0};
    size_t first = 0;

    for (size_t i = 0; i < data->group_count; i++) {
        const lty_clv_group *group = &data->groups[i];
        const lty_clv_history history = {group->x, group->tx * unit, group->T * unit};

        if (i == 0 || group->x != group[-1].x || group->T != group[-1].T) {
            figures[1] = lty_clv_expected_alive(model, history.x, history.T, plan->t);
            figures[2] = spend == NULL ? 0.0 : lty_clv_value_alive(model, history.x, history.T, plan);
        }
        figures[0] = lty_clv_alive(model, &history);
        const lty_status status = lty_clv_predict_group(out, data, spend, first, group, figures);

        if (status != LTY_OK) {
            return status;
        }
        first += group->count;
    }
    return LTY_OK;
}

lty_status lty_clv_predict(lty_clv_predictions *out, const lty_clv_model *model, const lty_clv_spend *spend, const lty_clv_plan *plan,
    const lty_clv_data *data, const lty_alloc *alloc)
{
    lty_clv_predictions predictions = {.alloc = alloc, .count = data->count};
    lty_status status = LTY_OK;

    LTY_ASSERT(data->count == 0 || data->order != NULL);
    if (!lty_clv_plan_validate(plan)) {
        return LTY_E_CLV;
    }
    if (data->count > 0) {
        predictions.customers = lty_alloc_new(alloc, data->count * sizeof *predictions.customers);
        predictions.values = lty_alloc_new(alloc, data->count * sizeof *predictions.values);
        status = predictions.customers == NULL || predictions.values == NULL
            ? LTY_E_MEMORY
            : lty_clv_predict_groups(&predictions, model, data->money ? spend : NULL, plan, data);
    }
    if (status != LTY_OK) {
        lty_clv_predictions_destroy(&predictions);
        return status;
    }
    *out = predictions;
    return LTY_OK;
}

lty_status lty_clv_calibrate(lty_clv_calibration *out, const lty_clv_model *model, const lty_clv_data *data)
{
    const double unit = 1.0 / data->ticks_per_unit;
    lty_clv_calibration sums = {.absolute_error = 0.0};
    double ahead = 0.0;
    size_t at = 0;

    if (data->held_ticks == 0 || data->count == 0) {
        return LTY_E_CLV;
    }
    for (size_t i = 0; i < data->group_count; i++) {
        const lty_clv_group *group = &data->groups[i];
        const size_t place = group->x < LTY_CLV_CALIBRATION ? group->x : LTY_CLV_CALIBRATION - 1;
        const lty_clv_history history = {group->x, group->tx * unit, group->T * unit};

        if (i == 0 || group->x != group[-1].x || group->T != group[-1].T) {
            ahead = lty_clv_expected_alive(model, history.x, history.T, data->held_ticks * unit);
        }
        const double predicted = lty_clv_alive(model, &history) * ahead;

        sums.customers[place] += group->count;
        sums.predicted[place] += predicted * group->count;
        for (const size_t end = at + group->count; at < end; at++) {
            const uint32_t held = data->rows[data->order[at]].held;
            const double error = predicted - held;

            sums.actual[place] += held;
            sums.absolute_error += fabs(error);
            sums.square_error += error * error;
        }
    }
    sums.absolute_error /= (double) data->count;
    sums.square_error = sqrt(sums.square_error / (double) data->count);
    *out = sums;
    return LTY_OK;
}

/* Ticks from the first day of all to the end of the calibration. */
static uint32_t lty_clv_curve_span(const lty_clv_data *data)
{
    uint32_t span = 0;

    for (size_t i = 0; i < data->group_count; i++) {
        span = data->groups[i].T > span ? data->groups[i].T : span;
    }
    return span;
}

size_t lty_clv_curve_length(const lty_clv_data *data)
{
    return (size_t) (((double) lty_clv_curve_span(data) + data->held_ticks) / data->ticks_per_unit);
}

lty_status lty_clv_curve(double *predicted, uint64_t *actual, const lty_clv_model *model, const lty_clv_data *data)
{
    const size_t length = lty_clv_curve_length(data);
    const uint32_t span = lty_clv_curve_span(data);
    const size_t ticks = (size_t) span + data->held_ticks + 1;
    double *expected = lty_alloc_new(data->alloc, ticks * sizeof *expected); /* of one who came so many ticks ago */
    uint64_t *came = lty_alloc_zero(data->alloc, (size_t) span + 1, sizeof *came);
    const bool memory = expected != NULL && came != NULL;
    size_t bought = 0;

    for (size_t i = 0; i < data->group_count && memory; i++) {
        came[span - data->groups[i].T] += data->groups[i].count;
    }
    for (size_t i = 0; i < ticks && memory; i++) {
        expected[i] = lty_clv_expected_new(model, (double) i / data->ticks_per_unit);
    }
    for (size_t i = 0; i < length && memory; i++) {
        const size_t end = (size_t) ((double) (i + 1) * data->ticks_per_unit);

        predicted[i] = 0.0;
        for (size_t day = 0; day <= span && day <= end; day++) {
            predicted[i] += (double) came[day] * expected[end - day];
        }
        if (actual != NULL) {
            actual[i] = i == 0 ? 0 : actual[i - 1];
            for (; bought <= end && bought < data->days; bought++) {
                actual[i] += data->bought[bought];
            }
        }
    }
    lty_alloc_free(data->alloc, expected, ticks * sizeof *expected);
    lty_alloc_free(data->alloc, came, ((size_t) span + 1) * sizeof *came);
    return memory ? LTY_OK : LTY_E_MEMORY;
}
