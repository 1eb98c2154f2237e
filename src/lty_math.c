/*
 * The gamma family by Stirling's series. Small arguments are shifted up first; what is shifted is multiplied before a logarithm is taken, so
 * that no digits are lost between near equal terms.
 */
#include <math.h>

#include "lty_math.h"

#define LTY_MATH_STIRLING 12.0 /* from here on the series below are exact to a double */
#define LTY_MATH_HALF_LOG_TWO_PI 0.91893853320467274178

const lty_math_node lty_math_nodes[LTY_MATH_NODES] = {
    {0.095012509837637440185, 0.18945061045506849629},
    {0.28160355077925891323, 0.18260341504492358887},
    {0.45801677765722738634, 0.16915651939500253819},
    {0.61787624440264374845, 0.14959598881657673208},
    {0.7554044083550030339, 0.12462897125553387205},
    {0.86563120238783174388, 0.09515851168249278481},
    {0.94457502307323257608, 0.062253523938647892863},
    {0.9894009349916499326, 0.027152459411754094852},
};

/* The part of Stirling's series that vanishes: ln Γ(x) − (x − 1/2) ln x + x − ln(2π) / 2. */
static double lty_math_stirling(double x)
{
    const double z = 1.0 / (x * x);

    return (1.0 / 12.0
               - z * (1.0 / 360.0 - z * (1.0 / 1260.0 - z * (1.0 / 1680.0 - z * (1.0 / 1188.0 - z * (691.0 / 360360.0 - z / 156.0))))))
        / x;
}

double lty_math_log_gamma(double x)
{
    double product = 1.0;

    while (x < LTY_MATH_STIRLING) {
        product *= x;
        x += 1.0;
    }
    return (x - 0.5) * log(x) - x + LTY_MATH_HALF_LOG_TWO_PI + lty_math_stirling(x) - log(product);
}

double lty_math_digamma(double x)
{
    double sum = 0.0;

    while (x < LTY_MATH_STIRLING) {
        sum -= 1.0 / x;
        x += 1.0;
    }
    const double z = 1.0 / (x * x);

    return sum + log(x) - 0.5 / x
        - z
        * (1.0 / 12.0 - z * (1.0 / 120.0 - z * (1.0 / 252.0 - z * (1.0 / 240.0 - z * (1.0 / 132.0 - z * (691.0 / 32760.0 - z / 12.0))))));
}

double lty_math_trigamma(double x)
{
    double sum = 0.0;

    while (x < LTY_MATH_STIRLING) {
        sum += 1.0 / (x * x);
        x += 1.0;
    }
    const double z = 1.0 / (x * x);

    return sum + 1.0 / x + 0.5 * z
        + z / x
        * (1.0 / 6.0 - z * (1.0 / 30.0 - z * (1.0 / 42.0 - z * (1.0 / 30.0 - z * (5.0 / 66.0 - z * (691.0 / 2730.0 - z * (7.0 / 6.0)))))));
}

double lty_math_log_rising(double a, double n)
{
    double ratio = 1.0;

    if (n == 0.0) {
        return 0.0;
    }
    while (a < LTY_MATH_STIRLING) {
        ratio *= a / (a + n);
        a += 1.0;
    }
    return (a - 0.5) * log1p(n / a) + n * log(a + n) - n + lty_math_stirling(a + n) - lty_math_stirling(a) + log(ratio);
}

double lty_math_log_one_exp(double x)
{
    return x > 0.0 ? x + log1p(exp(-x)) : log1p(exp(x));
}

double lty_math_normal_quantile(double p)
{
    const double tail = p < 0.5 ? p : 1.0 - p;
    double z = sqrt(-2.0 * log(2.0 * tail)); /* the tail of z is at most half of e^(-z²/2): the root is not beyond */

    /* Newton's method on ln of the tail, which is concave and falls: from the right it goes to the root without passing it. */
    for (int i = 0; i < 100; i++) {
        const double above = 0.5 * erfc(z * 0.70710678118654752440);
        const double density = 0.39894228040143267794 * exp(-0.5 * z * z);
        const double step = above / density * log(above / tail);

        z += step;
        if (fabs(step) < 1e-14 * (1.0 + z)) {
            break;
        }
    }
    return p < 0.5 ? -z : z;
}
