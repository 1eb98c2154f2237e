/*
 * Score intervals stay within 0 and 1, and say something of few customers and of shares of 0 and 1 too, where the usual interval of plus and minus two
 * standard errors says that there is no doubt.
 */
#include <math.h>

#include "lty_proportion.h"

#define LTY_PROPORTION_Z 1.959963984540054 /* the normal distribution's quantile of 0.975 */

lty_proportion lty_proportion_of(int64_t done, int64_t of)
{
    const double z2 = LTY_PROPORTION_Z * LTY_PROPORTION_Z;

    if (of <= 0) {
        return (lty_proportion){0.0, 0.0, 1.0};
    }
    const double n = (double) of;
    const double share = (double) done / n;
    const double middle = 2.0 * n * share + z2;
    const double reach = LTY_PROPORTION_Z * sqrt(z2 + 4.0 * n * share * (1.0 - share));
    const double under = 2.0 * (n + z2);
    /* What is exactly an end is written as one: the formula leaves a rest of the last digits there. */
    const double low = done == 0 ? 0.0 : (middle - reach) / under;
    const double high = done == of ? 1.0 : (middle + reach) / under;

    return (lty_proportion){share, low, high};
}

lty_proportion lty_proportion_difference(int64_t done_first, int64_t of_first, int64_t done_second, int64_t of_second)
{
    if (of_first <= 0 || of_second <= 0) {
        return (lty_proportion){0.0, -1.0, 1.0};
    }
    const lty_proportion first = lty_proportion_of(done_first, of_first);
    const lty_proportion second = lty_proportion_of(done_second, of_second);
    const double difference = first.value - second.value;

    return (lty_proportion){difference, difference - hypot(first.value - first.low, second.high - second.value),
        difference + hypot(first.high - first.value, second.value - second.low)};
}
