/* Sums over predictions, for groups of customers: millions of them never become values of a script. */
#include "lty_clv_sum.h"

#include "lty_check.h"

#define LTY_CLV_TENTH INT64_C(100000) /* of a million */

lty_status lty_clv_sum_of(lty_clv_sum *out, const lty_clv_predictions *predictions, const lty_set *of)
{
    lty_clv_sum sum = {.customers = 0};
    lty_status status = LTY_OK;

    for (size_t i = 0; i < predictions->count && status == LTY_OK; i++) {
        const int64_t *values = predictions->values[i];
        const int64_t tenth = values[0] / LTY_CLV_TENTH;

        if (of != NULL && !lty_set_has(of, predictions->customers[i])) {
            continue;
        }
        sum.customers++;
        sum.tenths[tenth < (int64_t) LTY_CLV_TENTHS ? tenth : (int64_t) LTY_CLV_TENTHS - 1]++;
        sum.alive += values[0]; /* a million each at most: 2^32 of them fit */
        status = lty_add(&sum.expected, sum.expected, values[1]);
        if (status == LTY_OK && values[2] != LTY_FACT_NONE) {
            sum.valued++;
            status = lty_add(&sum.value_minor, sum.value_minor, values[2]);
        }
    }
    if (status == LTY_OK) {
        *out = sum;
    }
    return status;
}
