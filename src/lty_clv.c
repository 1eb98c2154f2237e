/*
 * What the models say of one customer. Everything hangs on the odds that he has left by T against being alive then, kept as a logarithm: P(alive) of
 * 1e-1207 is as right as one of 0.5. Equations: Fader, Hardie and Lee (2005) for BG/NBD, Batislam, Denizel and Filiztekin (2007) for MBG/NBD, Fader and
 * Hardie (2005) for Pareto/NBD.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

lty_status lty_clv_model_init(lty_clv_model *model, lty_clv_kind kind, const double p[LTY_CLV_PARAMETERS])
{
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        if (!(p[i] >= 1.0 / LTY_CLV_PARAMETER_MAX && p[i] <= LTY_CLV_PARAMETER_MAX)) {
            return LTY_E_CLV;
        }
    }
    *model = (lty_clv_model){.kind = kind, .lasting = false, .p = {p[0], p[1], p[2], p[3]}};
    return LTY_OK;
}

bool lty_clv_history_validate(const lty_clv_history *history)
{
    return history->x >= 0.0 && history->x <= LTY_CLV_X_MAX && history->x == floor(history->x) && history->T <= LTY_CLV_TIME_MAX
        && history->tx >= 0.0 && history->tx <= history->T && (history->x > 0.0 || history->tx == 0.0);
}

double lty_clv_log_odds(const lty_clv_model *model, const lty_clv_history *history)
{
    const double *p = model->p;
    const double x = history->x;

    if (model->lasting || (model->kind == LTY_CLV_BG && x == 0.0)) {
        return -INFINITY;
    }
    if (model->kind == LTY_CLV_PARETO) {
        return lty_clv_death(NULL, p, x, history->tx, history->T);
    }
    return log(p[2] / (model->kind == LTY_CLV_BG ? p[3] + (x - 1.0) : p[3] + x))
        + (p[0] + x) * log1p((history->T - history->tx) / (p[1] + history->tx));
}

double lty_clv_alive(const lty_clv_model *model, const lty_clv_history *history)
{
    return lty_clv_alive_of(lty_clv_log_odds(model, history));
}

double lty_clv_log_likelihood(const lty_clv_model *model, const lty_clv_history *history)
{
    const double *p = model->p;
    const double x = history->x;
    /* alive all the time: (r)_x alpha^r / (alpha + T)^(r + x), the powers of alpha as one */
    double sum = lty_math_log_rising(p[0], x) - p[0] * log1p(history->T / p[1]) - x * log(p[1] + history->T);

    if (model->lasting) {
        return sum;
    }
    if (model->kind == LTY_CLV_PARETO) {
        sum -= p[2] * log1p(history->T / p[3]);
    } else {
        const double chances = model->kind == LTY_CLV_BG ? x : x + 1.0;

        sum += lty_math_log_rising(p[3], chances) - lty_math_log_rising(p[2] + p[3], chances);
    }
    return sum + lty_math_log_one_exp(lty_clv_log_odds(model, history));
}

double lty_clv_expected_alive(const lty_clv_model *model, double x, double T, double t)
{
    const double *p = model->p;
    const double k = p[0] + x;
    const double alpha = p[1] + T;

    if (model->lasting) {
        return k / alpha * t;
    }
    if (model->kind == LTY_CLV_PARETO) {
        /* the integral of (beta / (beta + u))^s over 0..t: (1 - e^-y) / (s - 1) with y = (s - 1) w, 1 for s = 1 */
        const double w = log1p(t / (p[3] + T));
        const double y = (p[2] - 1.0) * w;

        return k / alpha * (p[3] + T) * (fabs(y) < 1e-8 ? w * (1.0 - 0.5 * y) : -expm1(-y) / (p[2] - 1.0));
    }
    return lty_clv_geometric(k, alpha, p[2], model->kind == LTY_CLV_BG ? p[3] + x : p[3] + x + 1.0, t);
}

double lty_clv_expected(const lty_clv_model *model, const lty_clv_history *history, double t)
{
    const double alive = lty_clv_alive(model, history);

    return alive > 0.0 ? alive * lty_clv_expected_alive(model, history->x, history->T, t) : 0.0;
}

double lty_clv_expected_new(const lty_clv_model *model, double t)
{
    return lty_clv_expected(model, &(lty_clv_history){0.0, 0.0, 0.0}, t);
}
