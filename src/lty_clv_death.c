/*
 * Pareto/NBD: the odds that a customer left between tx and T against his being alive at T are
 *
 *   s · ∫ ((alpha + T) / (alpha + u))^(r + x) · ((beta + T) / (beta + u))^s · du / (beta + u)   over u from tx to T.
 *
 * The textbook's difference of two Gauss functions cancels; the integral has only positive terms, and its derivatives are integrals over the same
 * points. In w = ln((m + u) / (m + tx)), m the smaller of alpha and beta, the nearest singularity is pi away from the real line; the exponent is convex
 * in w, so that its end, where nothing is left to add, is found by Newton's method from the right.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_EXPONENT 44.0 /* e^-44 of the first value is nothing */
#define LTY_CLV_PANEL_WIDTH 2.5
#define LTY_CLV_PANEL_FALL 13.0 /* of the exponent: sixteen points have it to 1e-16 */

typedef struct lty_clv_dying {
    const double *p;
    double k; /* r + x */
    double tx;
    double T;
    double m;     /* the smaller of alpha and beta */
    double other; /* the larger one plus tx */
    double fast;  /* exponents of the smaller and of the larger */
    double slow;
    double end;  /* of w */
    double fall; /* of the exponent from 0 to the end */
} lty_clv_dying;

/* The exponent at a w and, by the way, u - tx. */
static double lty_clv_dying_exponent(const lty_clv_dying *dying, double w, double *passed)
{
    *passed = (dying->m + dying->tx) * expm1(w);
    return dying->fast * w + dying->slow * log1p(*passed / dying->other);
}

static void lty_clv_dying_init(lty_clv_dying *dying, const double p[LTY_CLV_PARAMETERS], double x, double tx, double T)
{
    const bool first = p[1] < p[3];
    double passed;

    *dying = (lty_clv_dying){.p = p, .k = p[0] + x, .tx = tx, .T = T};
    dying->m = first ? p[1] : p[3];
    dying->other = (first ? p[3] : p[1]) + tx;
    dying->fast = first ? dying->k : p[2];
    dying->slow = first ? p[2] : dying->k;
    dying->end = log1p((T - tx) / (dying->m + tx));
    for (int i = 0; i < 60; i++) {
        dying->fall = lty_clv_dying_exponent(dying, dying->end, &passed);
        if (dying->fall < LTY_CLV_EXPONENT + 4.0) {
            break;
        }
        const double rise = dying->fast + dying->slow * (dying->m + tx + passed) / (dying->other + passed);

        dying->end -= (dying->fall - LTY_CLV_EXPONENT) / rise;
    }
}

/* What one point adds: the value is the integrand, relative to the exponent at tx. */
static void lty_clv_dying_slope(lty_clv_slope *slope, const lty_clv_dying *dying, double passed, double value)
{
    const double *p = dying->p;
    const double u = dying->tx + passed;
    const double alpha_gap = (u - dying->T) / ((p[1] + u) * (p[1] + dying->T)); /* 1 / (alpha + T) - 1 / (alpha + u) */
    const double beta_gap = (u - dying->T) / ((p[3] + u) * (p[3] + dying->T));
    const double log_alpha = log1p((dying->T - u) / (p[1] + u));
    const double log_beta = log1p((dying->T - u) / (p[3] + u));
    const double inverse = 1.0 / (p[3] + u);
    /* derivatives of the logarithm of the integrand; of a first power of alpha + T over alpha + u: 1 / (alpha + T) - 1 / (alpha + u) */
    const double g[LTY_CLV_PARAMETERS] = {log_alpha, dying->k * alpha_gap, 1.0 / p[2] + log_beta, p[2] * beta_gap - inverse};

    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        slope->gradient[i] += value * g[i];
        for (size_t j = i; j < LTY_CLV_PARAMETERS; j++) {
            slope->hessian[i][j] += value * g[i] * g[j];
        }
    }
    slope->hessian[0][1] += value * alpha_gap;
    slope->hessian[1][1] -= value * dying->k * alpha_gap * (1.0 / (p[1] + dying->T) + 1.0 / (p[1] + u));
    slope->hessian[2][2] -= value / (p[2] * p[2]);
    slope->hessian[2][3] += value * beta_gap;
    slope->hessian[3][3] += value * (inverse * inverse - p[2] * beta_gap * (1.0 / (p[3] + dying->T) + inverse));
}

double lty_clv_death(lty_clv_slope *slope, const double p[LTY_CLV_PARAMETERS], double x, double tx, double T)
{
    lty_clv_dying dying;
    double sum = 0.0;

    if (slope != NULL) {
        *slope = (lty_clv_slope){.gradient = {0.0}};
    }
    if (!(T > tx)) {
        return -INFINITY;
    }
    lty_clv_dying_init(&dying, p, x, tx, T);

    const bool first = p[1] < p[3];
    const double panels = ceil(fmax(dying.end / LTY_CLV_PANEL_WIDTH, dying.fall / LTY_CLV_PANEL_FALL));
    const double width = dying.end / panels;

    for (double panel = 0.0; panel < panels; panel += 1.0) {
        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, panel * width, width);
            double passed;
            const double exponent = lty_clv_dying_exponent(&dying, point.at, &passed);
            /* du / (beta + u) is dw if beta is the smaller one */
            const double value = point.weight * exp(-exponent) * (first ? (dying.m + dying.tx + passed) / (dying.other + passed) : 1.0);

            sum += value;
            if (slope != NULL) {
                lty_clv_dying_slope(slope, &dying, passed, value);
            }
        }
    }
    if (slope != NULL) {
        for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
            slope->gradient[i] /= sum;
        }
        for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
            for (size_t j = i; j < LTY_CLV_PARAMETERS; j++) {
                slope->hessian[i][j] = slope->hessian[i][j] / sum - slope->gradient[i] * slope->gradient[j];
            }
        }
    }
    return log(p[2] * sum) + dying.k * log1p((T - tx) / (p[1] + tx)) + p[2] * log1p((T - tx) / (p[3] + tx));
}
