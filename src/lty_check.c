/*
 * Where products may pass 64 bits: every percentage, rate and share of the core goes through lty_mul_div, so that each figure is
 * rounded exactly once.
 */
#include "lty_check.h"

__extension__ typedef __int128 lty_wide;

lty_status lty_mul_div(int64_t *out, int64_t a, int64_t b, int64_t divisor, lty_rounding rounding)
{
    LTY_ASSERT(divisor > 0);

    const lty_wide product = (lty_wide) a * b;
    lty_wide quotient = product / divisor;
    const lty_wide rest = product % divisor;
    const lty_wide twice = 2 * (rest < 0 ? -rest : rest);
    bool away = false;

    switch (rounding) {
        case LTY_ROUNDING_DOWN: break;
        case LTY_ROUNDING_UP: away = rest != 0; break;
        case LTY_ROUNDING_HALF_UP: away = twice >= divisor; break;
        case LTY_ROUNDING_HALF_EVEN: away = twice > divisor || (twice == divisor && (quotient & 1) != 0); break;
    }
    if (away) {
        quotient += product < 0 ? -1 : 1;
    }
    if (quotient > INT64_MAX || quotient < INT64_MIN) {
        return LTY_E_RANGE;
    }
    *out = (int64_t) quotient;
    return LTY_OK;
}

int lty_ratio_compare(int64_t a, int64_t b, int64_t c, int64_t d)
{
    LTY_ASSERT(b > 0 && d > 0);

    const lty_wide left = (lty_wide) a * d;
    const lty_wide right = (lty_wide) c * b;

    return (left > right) - (left < right);
}
