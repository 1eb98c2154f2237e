/*
 * Expected purchases where a customer may leave after each. The textbook's closed form divides by a - 1 and subtracts a Gauss function from 1, which is
 * 0/0 at a = 1 and loses its digits near it. Here are two forms without a subtraction:
 *
 * As a sum over the purchases that there were if nobody left. They are negative binomial; of n, the j-th happens if he stayed after the j - 1 before it,
 * with probability (b)_j-1 / (a + b)_j-1. All terms are positive.
 *
 * As an integral over the chance p of leaving, beta distributed, of (1 - (1 + p t / alpha)^-k) / p, for long times, where the sum takes too many terms.
 * In ln(p / (1 - p)) the integrand is analytic and vanishes on both sides, so that the trapezoidal rule converges exponentially.
 *
 * What all purchases to come are worth at a discount is the same integral with k e^c E(k + 1, c) / p for the fraction, c = rate alpha / p and E the exponential
 * integral: who leaves with chance p after each purchase buys at the rate (k / alpha) (1 + p u / alpha)^-(k + 1) at u.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_TERMS 600.0 /* up to so many the sum is taken */
#define LTY_CLV_TINY 1e-18
#define LTY_CLV_POINTS 200000
#define LTY_CLV_HALVINGS 6
#define LTY_CLV_SLOW 0.25     /* exponents of the weight below which it falls too slowly */
#define LTY_CLV_FRACTIONS 300 /* of a continued fraction */
#define LTY_CLV_CONVERGED 4e-16
#define LTY_CLV_EXPONENT 44.0 /* e^-44 is nothing */
#define LTY_CLV_PANEL_WIDTH 1.5
#define LTY_CLV_PANELS_LEAST 4.0
#define LTY_CLV_STRAIGHT 1e-13 /* of h: a chord that is nowhere farther away is h */
#define LTY_CLV_ROUNDING 1e-15 /* of a difference */
#define LTY_CLV_EDGE 800.0     /* of ln(p / (1 - p)): nothing is beyond that a double holds */

static double lty_clv_geometric_sum(double k, double z, double a, double b)
{
    const double ratio = z / (1.0 + z);
    double weight = exp(-k * log1p(z)); /* P(n purchases) */
    double stay = 1.0;                  /* P(he stays after n purchases) */
    double happen = 0.0;                /* how many of n happen */
    double sum = 0.0;

    for (double n = 0.0; n < 40.0 * LTY_CLV_TERMS; n += 1.0) {
        const double term = weight * happen;

        sum += term;
        if (term < LTY_CLV_TINY * sum && n > k * z) {
            break;
        }
        happen += stay;
        stay *= (b + n) / (a + b + n);
        weight *= ratio * (k + n) / (n + 1.0);
    }
    return sum;
}

/* e^c E(n, c), c > 0, n > 1, as an integral over w of exp(-c (e^w - 1) - (n - 1) w): where the fraction below takes too many terms. */
static double lty_clv_exponential_integral(double n, double c)
{
    const double end = fmin(LTY_CLV_EXPONENT / (n - 1.0), log1p(LTY_CLV_EXPONENT / c));
    const double panels = ceil(fmax(end / LTY_CLV_PANEL_WIDTH, LTY_CLV_PANELS_LEAST));
    const double width = end / panels;
    double sum = 0.0;

    for (double panel = 0.0; panel < panels; panel += 1.0) {
        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, panel * width, width);

            sum += point.weight * exp(-c * expm1(point.at) - (n - 1.0) * point.at);
        }
    }
    return sum;
}

/* The same by its continued fraction, from above (Lentz). */
static double lty_clv_exponential(double n, double c)
{
    double b = c + n;
    double up = 1e300;
    double down = 1.0 / b;
    double value = down;

    for (int i = 1; i <= LTY_CLV_FRACTIONS; i++) {
        const double a = -i * (n - 1.0 + i);

        b += 2.0;
        down = 1.0 / (a * down + b);
        up = b + a / up;
        value *= up * down;
        if (fabs(up * down - 1.0) < LTY_CLV_CONVERGED) {
            return value;
        }
    }
    return lty_clv_exponential_integral(n, c);
}

/* What is integrated of h(p) = (1 − (1 + p z)^-k) / p, which falls from k z at p = 0 to h(1) and is convex; h of a worth falls from k / rate. */
typedef enum lty_clv_part_of {
    LTY_CLV_ALL,   /* h */
    LTY_CLV_ABOVE, /* h − h(1) */
    LTY_CLV_CHORD, /* k z (1 − p) + h(1) p − h */
} lty_clv_part_of;

typedef struct lty_clv_beta {
    double k;
    double z;    /* t / alpha */
    double rate; /* of discount, times alpha; 0: purchases in t are asked for, not their worth without end */
    double a;
    double b;
    double last; /* h(1) */
    double fall; /* h(0) - h(1) */
    lty_clv_part_of part;
} lty_clv_beta;

static double lty_clv_beta_most(const lty_clv_beta *beta)
{
    return beta->rate > 0.0 ? beta->k / beta->rate : beta->k * beta->z;
}

static double lty_clv_beta_here(const lty_clv_beta *beta, double p)
{
    if (beta->rate > 0.0) {
        const double c = beta->rate / p;

        return p > 1e-200 * beta->rate ? lty_clv_beta_most(beta) * c * lty_clv_exponential(beta->k + 1.0, c) : lty_clv_beta_most(beta);
    }
    return p * beta->z > 1e-200 ? -expm1(-beta->k * log1p(p * beta->z)) / p : beta->k * beta->z;
}

/* h(0) − h(p): by its series where that would cancel, or by E's recurrence. */
static double lty_clv_beta_lost(const lty_clv_beta *beta, double p)
{
    const double k = beta->k;
    const double z = beta->z;
    const double pz = p * z;
    const double series =
        1.0 - (k + 2.0) / 3.0 * pz * (1.0 - (k + 3.0) / 4.0 * pz * (1.0 - (k + 4.0) / 5.0 * pz * (1.0 - (k + 5.0) / 6.0 * pz)));

    if (beta->rate > 0.0) {
        return p > 1e-200 * beta->rate ? lty_clv_beta_most(beta) * (k + 1.0) * lty_clv_exponential(k + 2.0, beta->rate / p) : 0.0;
    }
    return (k + 3.0) * pz < 1e-3 ? 0.5 * k * (k + 1.0) * z * pz * series : k * z + expm1(-k * log1p(pz)) / p;
}

/* How steeply h falls at p = 0, where it does so most. */
static double lty_clv_beta_slope(const lty_clv_beta *beta)
{
    const double k = beta->k;

    return beta->rate > 0.0 ? lty_clv_beta_most(beta) * (k + 1.0) / beta->rate : 0.5 * k * (k + 1.0) * beta->z * beta->z;
}

/* The part of h that is integrated at p, q = 1 − p: 0 where nothing but rounding is left. */
static double lty_clv_beta_part(const lty_clv_beta *beta, double p, double q)
{
    double above;
    double chord;

    if (beta->part == LTY_CLV_CHORD && p <= q) {
        const double lost = lty_clv_beta_lost(beta, p);

        chord = lost - p * beta->fall;
        return chord > 10.0 * LTY_CLV_ROUNDING * lost ? chord : 0.0;
    }
    const double here = lty_clv_beta_here(beta, p);

    if (beta->part == LTY_CLV_ALL) {
        return here;
    }
    above = here - beta->last > LTY_CLV_ROUNDING * here ? here - beta->last : 0.0;
    if (beta->part == LTY_CLV_ABOVE) {
        return above;
    }
    chord = q * beta->fall - above;
    return chord > LTY_CLV_ROUNDING * above ? chord : 0.0;
}

/* ln of the integrand at y = ln(p / (1 - p)), without the beta function. */
static double lty_clv_beta_log(const lty_clv_beta *beta, double y)
{
    const double log_p = -lty_math_log_one_exp(-y);
    const double log_q = -lty_math_log_one_exp(y);

    return beta->a * log_p + beta->b * log_q + log(lty_clv_beta_part(beta, exp(log_p), exp(log_q)));
}

/* The integrand has one peak; where it is, roughly. */
static double lty_clv_beta_peak(const lty_clv_beta *beta, double tolerance)
{
    double from = -LTY_CLV_EDGE;
    double to = LTY_CLV_EDGE;

    while (to - from > tolerance) {
        const double left = from + (to - from) / 3.0;
        const double right = to - (to - from) / 3.0;

        if (lty_clv_beta_log(beta, left) < lty_clv_beta_log(beta, right)) {
            from = left;
        } else {
            to = right;
        }
    }
    return 0.5 * (from + to);
}

/* The sum of the integrand at from + i h in one direction, relative to e^top. */
static double lty_clv_beta_side(const lty_clv_beta *beta, double from, double h, double top)
{
    double sum = 0.0;

    for (int i = 0; i < LTY_CLV_POINTS; i++) {
        const double term = exp(lty_clv_beta_log(beta, from + i * h) - top);

        sum += term;
        if (term < LTY_CLV_TINY * sum || term == 0.0) {
            break;
        }
    }
    return sum;
}

static double lty_clv_beta_integral(const lty_clv_beta *beta)
{
    /* The weight's peak is as wide as this where a and b are large. */
    double h = fmin(0.25, 0.7 * sqrt(1.0 / beta->a + 1.0 / beta->b));
    const double peak = lty_clv_beta_peak(beta, 0.1 * h);
    const double top = lty_clv_beta_log(beta, peak);

    if (!(top > -INFINITY)) { /* nothing is left of h but what was taken off */
        return 0.0;
    }
    double sum = h * (lty_clv_beta_side(beta, peak, h, top) + lty_clv_beta_side(beta, peak - h, -h, top));

    for (int i = 0; i < LTY_CLV_HALVINGS; i++) {
        const double between = h * (lty_clv_beta_side(beta, peak + 0.5 * h, h, top) + lty_clv_beta_side(beta, peak - 0.5 * h, -h, top));
        const double change = fabs(between - sum);

        sum = 0.5 * (sum + between);
        h *= 0.5;
        if (change < 1e-13 * sum) {
            break;
        }
    }
    /* ln B(a, b) by the rising factorial, which keeps its digits for any b */
    return exp(top + log(sum) - lty_math_log_gamma(beta->a) + lty_math_log_rising(beta->b, beta->a));
}

/* The mean of h. For a small a (b) the weight falls too slowly towards p = 0 (p = 1): what is known of h there is taken off, with the mean that it has. */
static double lty_clv_beta_mean(lty_clv_beta *beta)
{
    const double a = beta->a;
    const double b = beta->b;

    beta->last = lty_clv_beta_here(beta, 1.0);
    beta->part = a < LTY_CLV_SLOW ? LTY_CLV_CHORD : b < LTY_CLV_SLOW ? LTY_CLV_ABOVE : LTY_CLV_ALL;
    beta->fall = lty_clv_beta_lost(beta, 1.0);
    if (beta->part == LTY_CLV_CHORD && lty_clv_beta_slope(beta) - beta->fall < LTY_CLV_STRAIGHT * beta->last) {
        return (lty_clv_beta_most(beta) * b + beta->last * a) / (a + b);
    }
    const double integral = lty_clv_beta_integral(beta);

    if (beta->part == LTY_CLV_CHORD) {
        return (lty_clv_beta_most(beta) * b + beta->last * a) / (a + b) - integral;
    }
    return beta->part == LTY_CLV_ABOVE ? beta->last + integral : integral;
}

double lty_clv_geometric(double k, double alpha, double a, double b, double t)
{
    const double z = t / alpha;

    if (z <= 0.0) {
        return 0.0;
    }
    if (k * z + 40.0 * (1.0 + z) < LTY_CLV_TERMS) {
        return lty_clv_geometric_sum(k, z, a, b);
    }
    lty_clv_beta beta = {.k = k, .z = z, .a = a, .b = b};

    return lty_clv_beta_mean(&beta);
}

double lty_clv_geometric_worth(double k, double alpha, double a, double b, double rate)
{
    lty_clv_beta beta = {.k = k, .rate = rate * alpha, .a = a, .b = b};

    return lty_clv_beta_mean(&beta);
}
