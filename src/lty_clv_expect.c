/*
 * Expected purchases where a customer may leave after each. The textbook's closed form divides by a - 1 and subtracts a Gauss function from 1, which is
 * 0/0 at a = 1 and loses its digits near it. Here are two forms without a subtraction:
 *
 * As a sum over the purchases that there were if nobody left. They are negative binomial; of n, the j-th happens if he stayed after the j - 1 before it,
 * with probability (b)_j-1 / (a + b)_j-1. All terms are positive.
 *
 * As an integral over the chance p of leaving, beta distributed, of (1 - (1 + p t / alpha)^-k) / p, for long times, where the sum takes too many terms.
 * In ln(p / (1 - p)) the integrand is analytic and vanishes on both sides, so that the trapezoidal rule converges exponentially.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_TERMS 600.0 /* up to so many the sum is taken */
#define LTY_CLV_TINY 1e-18
#define LTY_CLV_POINTS 200000
#define LTY_CLV_HALVINGS 6
#define LTY_CLV_SLOW 0.25      /* exponents of the weight below which it falls too slowly */
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

/* What is integrated of h(p) = (1 − (1 + p z)^-k) / p, which falls from k z at p = 0 to h(1) and is convex. */
typedef enum lty_clv_part_of {
    LTY_CLV_ALL,   /* h */
    LTY_CLV_ABOVE, /* h − h(1) */
    LTY_CLV_CHORD, /* k z (1 − p) + h(1) p − h */
} lty_clv_part_of;

typedef struct lty_clv_beta {
    double k;
    double z; /* t / alpha */
    double a;
    double b;
    double last; /* h(1) */
    lty_clv_part_of part;
} lty_clv_beta;

/* k z − h(p), by its series where that would cancel. */
static double lty_clv_beta_lost(double k, double z, double p)
{
    const double pz = p * z;
    const double series =
        1.0 - (k + 2.0) / 3.0 * pz * (1.0 - (k + 3.0) / 4.0 * pz * (1.0 - (k + 4.0) / 5.0 * pz * (1.0 - (k + 5.0) / 6.0 * pz)));

    return (k + 3.0) * pz < 1e-3 ? 0.5 * k * (k + 1.0) * z * pz * series : k * z + expm1(-k * log1p(pz)) / p;
}

/* The part of h that is integrated at p, q = 1 − p: 0 where nothing but rounding is left. */
static double lty_clv_beta_part(const lty_clv_beta *beta, double p, double q)
{
    const double all = beta->k * beta->z;
    const double here = p * beta->z > 1e-200 ? -expm1(-beta->k * log1p(p * beta->z)) / p : all;
    const double above = here - beta->last > LTY_CLV_ROUNDING * here ? here - beta->last : 0.0;
    double chord;

    if (beta->part != LTY_CLV_CHORD) {
        return beta->part == LTY_CLV_ALL ? here : above;
    }
    if (p > q) {
        chord = q * (all - beta->last) - above;
        return chord > LTY_CLV_ROUNDING * above ? chord : 0.0;
    }
    chord = lty_clv_beta_lost(beta->k, beta->z, p) - p * (all - beta->last);
    return chord > 0.0 ? chord : 0.0;
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

double lty_clv_geometric(double k, double alpha, double a, double b, double t)
{
    const double z = t / alpha;

    if (z <= 0.0) {
        return 0.0;
    }
    if (k * z + 40.0 * (1.0 + z) < LTY_CLV_TERMS) {
        return lty_clv_geometric_sum(k, z, a, b);
    }
    /* For a small a (b) the weight falls too slowly towards p = 0 (p = 1): what is known of h there is taken off, with the mean that it has. */
    lty_clv_beta beta = {.k = k, .z = z, .a = a, .b = b, .last = -expm1(-k * log1p(z))};

    beta.part = a < LTY_CLV_SLOW ? LTY_CLV_CHORD : b < LTY_CLV_SLOW ? LTY_CLV_ABOVE : LTY_CLV_ALL;
    const double integral = lty_clv_beta_integral(&beta);

    if (beta.part == LTY_CLV_CHORD) {
        return (k * z * b + beta.last * a) / (a + b) - integral;
    }
    return beta.part == LTY_CLV_ABOVE ? beta.last + integral : integral;
}
