/*
 * What is still to come from one customer: its worth today, and how much it may differ from what is expected. Counts of purchases are exact: negative
 * binomial ones, of which only those before he leaves happen.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_WORTHLESS 60.0 /* e^-60 is no money */
#define LTY_CLV_PANELS 64U
#define LTY_CLV_DEATHS (2 * LTY_MATH_NODES * LTY_CLV_PANELS)

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

    return alive > 0.0 ? alive * lty_clv_discounted(model, history->x, history->T, INFINITY, rate) : 0.0;
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

/*
 * Counts 0, 1, 2, … one after the other, given that the customer is alive. Without leaving they are negative binomial up to some time; a Pareto customer
 * mixes the times of his death, the others have one time and a chance to stay after each purchase.
 */
typedef struct lty_clv_counts {
    double k;
    double n; /* the count that comes next */
    double a; /* 0: a chance to leave is not asked for */
    double b;
    double stay; /* chance to have stayed after n - 1 purchases */
    double rest; /* P(more than n purchases without leaving) */
    size_t times;
    double weight[LTY_CLV_DEATHS + 1];
    double log_count[LTY_CLV_DEATHS + 1]; /* ln P(n purchases by that time) */
    double log_ratio[LTY_CLV_DEATHS + 1];
} lty_clv_counts;

static void lty_clv_counts_time(lty_clv_counts *counts, double weight, double alpha, double u)
{
    const double log_stays = log1p(u / alpha);

    counts->weight[counts->times] = weight;
    counts->log_count[counts->times] = -counts->k * log_stays;
    counts->log_ratio[counts->times] = u > 0.0 ? log(u / alpha) - log_stays : -INFINITY;
    counts->times++;
}

static void lty_clv_counts_init(lty_clv_counts *counts, const lty_clv_model *model, double x, double T, double t)
{
    const double *p = model->p;
    const double alpha = p[1] + T;

    counts->k = p[0] + x;
    counts->n = 0.0;
    counts->a = 0.0;
    counts->b = 1.0;
    counts->stay = 1.0;
    counts->rest = 1.0;
    counts->times = 0;
    if (model->lasting || model->kind != LTY_CLV_PARETO) {
        counts->a = model->lasting ? 0.0 : p[2];
        counts->b = model->lasting ? 1.0 : model->kind == LTY_CLV_BG ? p[3] + x : p[3] + x + 1.0;
        lty_clv_counts_time(counts, 1.0, alpha, t);
        return;
    }
    const double beta = p[3] + T;
    const double scale = fmin(alpha, beta);
    const double end = log1p(t / scale);
    /* A count of n has a peak in time of relative width 1 / sqrt(n): panels are narrow enough for those that are likely. */
    const double typical = counts->k * t / alpha;
    const double panels = fmin(ceil(end * (1.0 + 0.3 * sqrt(typical))) + 1.0, (double) LTY_CLV_PANELS);

    lty_clv_counts_time(counts, exp(-p[2] * log1p(t / beta)), alpha, t);
    for (double panel = 0.0; panel < panels; panel += 1.0) {
        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, panel * end / panels, end / panels);
            const double u = scale * expm1(point.at);
            const double dies = p[2] / (beta + u) * exp(-p[2] * log1p(u / beta));

            lty_clv_counts_time(counts, point.weight * (scale + u) * dies, alpha, u);
        }
    }
}

/* P(n purchases); goes on to n + 1. */
static double lty_clv_counts_next(lty_clv_counts *counts)
{
    const double n = counts->n;
    const double grows = log((counts->k + n) / (n + 1.0));
    double sum = 0.0;

    for (size_t i = 0; i < counts->times; i++) {
        sum += counts->weight[i] * exp(counts->log_count[i]);
        counts->log_count[i] += grows + counts->log_ratio[i];
    }
    counts->n = n + 1.0;
    if (counts->a > 0.0) {
        /* n purchases happen if there were n and he stayed until the last, or if there were more and he left at that one */
        counts->rest = fmax(counts->rest - sum, 0.0);
        if (n > 0.0) {
            const double leave = counts->a / (counts->a + counts->b + n - 1.0);

            sum = counts->stay * (sum + counts->rest * leave);
            counts->stay *= 1.0 - leave;
        }
    }
    return sum;
}

lty_clv_interval lty_clv_predict_interval(const lty_clv_model *model, const lty_clv_history *history, double t, double level)
{
    const double alive = lty_clv_alive(model, history);
    const double out = 0.5 * (1.0 - level);
    lty_clv_counts counts;
    lty_clv_interval interval = {0, UINT32_MAX};
    bool least = false;
    double sum = 1.0 - alive;

    lty_clv_counts_init(&counts, model, history->x, history->T, t);
    for (uint32_t n = 0; n <= LTY_CLV_COUNT_MAX; n++) {
        sum += alive * lty_clv_counts_next(&counts);
        if (!least && sum > out) {
            interval.least = n;
            least = true;
        }
        if (sum >= 1.0 - out - 1e-12) {
            interval.most = n;
            break;
        }
    }
    return interval;
}

double lty_clv_probability(const lty_clv_model *model, const lty_clv_history *history, double t, uint32_t n)
{
    const double alive = lty_clv_alive(model, history);
    lty_clv_counts counts;
    double last = 0.0;

    lty_clv_counts_init(&counts, model, history->x, history->T, t);
    for (uint32_t i = 0; i <= n; i++) {
        last = lty_clv_counts_next(&counts);
    }
    return alive * last + (n == 0 ? 1.0 - alive : 0.0);
}
