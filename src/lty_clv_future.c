/* What is still to come from one customer: its worth today. */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_WORTHLESS 60.0 /* e^-60 is no money */

/*
 * The integral of e^(-rate u) over purchases at times u up to the horizon, given that he is alive: by parts, so that it asks for expected purchases only.
 * In w = ln(1 + u / alpha) they have no singularity near.
 */
static double lty_clv_discounted(const lty_clv_model *model, double x, double T, double horizon, double rate)
{
    const double scale = (model->kind == LTY_CLV_PARETO && !model->lasting ? model->p[3] : model->p[1]) + T;
    const double end = fmin(log1p(horizon / scale), log1p(LTY_CLV_WORTHLESS / (rate * scale)));
    const double panels = ceil(end) + 1.0;
    const double width = end / panels;
    const double left = exp(-rate * horizon);
    double sum = 0.0;

    for (double panel = 0.0; panel < panels; panel += 1.0) {
        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, panel * width, width);
            const double u = scale * expm1(point.at);

            sum += point.weight * exp(-rate * u) * (scale + u) * lty_clv_expected_alive(model, x, T, u);
        }
    }
    return rate * sum + (left > 0.0 ? left * lty_clv_expected_alive(model, x, T, horizon) : 0.0);
}

double lty_clv_dert(const lty_clv_model *model, const lty_clv_history *history, double rate)
{
    if (model->lasting) {
        return (model->p[0] + history->x) / (model->p[1] + history->T) / rate;
    }
    const double alive = lty_clv_alive(model, history);
    const double *p = model->p;
    const double x = history->x;

    if (!(alive > 0.0)) {
        return 0.0;
    }
    if (model->kind == LTY_CLV_PARETO) {
        return alive * lty_clv_discounted(model, x, history->T, INFINITY, rate);
    }
    return alive * lty_clv_geometric_worth(p[0] + x, p[1] + history->T, p[2], model->kind == LTY_CLV_BG ? p[3] + x : p[3] + x + 1.0, rate);
}

double lty_clv_value_continuous(const lty_clv_model *model, const lty_clv_history *history, double horizon, double rate, double mean)
{
    const double alive = lty_clv_alive(model, history);

    if (!(alive > 0.0) || horizon == 0.0) {
        return 0.0;
    }
    if (rate == 0.0) {
        return mean * alive * lty_clv_expected_alive(model, history->x, history->T, horizon);
    }
    return mean * alive * lty_clv_discounted(model, history->x, history->T, horizon, rate);
}

double lty_clv_value_alive(const lty_clv_model *model, double x, double T, const lty_clv_plan *plan)
{
    double before = 0.0;
    double sum = 0.0;
    double worth = 1.0;

    for (uint32_t i = 1; i <= plan->periods; i++) {
        const double until = lty_clv_expected_alive(model, x, T, plan->period * i);

        worth /= 1.0 + plan->discount;
        sum += (until - before) * worth;
        before = until;
    }
    return sum;
}

double lty_clv_value(const lty_clv_model *model, const lty_clv_history *history, const lty_clv_plan *plan, double mean)
{
    const double alive = lty_clv_alive(model, history);

    return alive > 0.0 ? mean * alive * lty_clv_value_alive(model, history->x, history->T, plan) : 0.0;
}
