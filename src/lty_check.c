/*
 * Where products may pass 64 bits: every percentage, rate and share of the core goes through lty_mul_div, so that each figure is
 * rounded exactly once.
 */
#include "lty_check.h"

__extension__ typedef __int128 lty_wide;

/* Whether a quotient goes one further from zero. rest and divisor as absolute values, rest < divisor < 2^63. */
static bool lty_rounds_away(uint64_t rest, uint64_t divisor, bool odd, lty_rounding rounding)
{
    switch (rounding) {
        case LTY_ROUNDING_DOWN: return false;
        case LTY_ROUNDING_UP: return rest != 0;
        case LTY_ROUNDING_HALF_UP: return 2 * rest >= divisor;
        case LTY_ROUNDING_HALF_EVEN: return 2 * rest > divisor || (2 * rest == divisor && odd);
    }
    return false;
}

lty_status lty_mul_div(int64_t *out, int64_t a, int64_t b, int64_t divisor, lty_rounding rounding)
{
    int64_t narrow;

    LTY_ASSERT(divisor > 0);
    /* Nearly every product fits; a division of 128 bits costs many times one of 64. */
    if (!__builtin_mul_overflow(a, b, &narrow)) {
        const int64_t remainder = narrow % divisor;
        const int64_t whole = narrow / divisor; /* by 1 nothing is left, so one further still fits */

        *out = whole;
        if (lty_rounds_away((uint64_t) (remainder < 0 ? -remainder : remainder), (uint64_t) divisor, (whole & 1) != 0, rounding)) {
            *out += narrow < 0 ? -1 : 1;
        }
        return LTY_OK;
    }

    const lty_wide product = (lty_wide) a * b;
    lty_wide quotient = product / divisor;
    const lty_wide rest = product % divisor;
    if (lty_rounds_away((uint64_t) (rest < 0 ? -rest : rest), (uint64_t) divisor, (quotient & 1) != 0, rounding)) {
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
