/* What a model says of many customers together. */
#ifndef LTY_CLV_SUM_H
#define LTY_CLV_SUM_H

#include "lty_clv.h"
#include "lty_set.h"

#define LTY_CLV_TENTHS 10U

typedef struct lty_clv_sum {
    int64_t customers;
    int64_t alive; /* sums, in millionths */
    int64_t expected;
    int64_t valued; /* customers that have a value */
    int64_t value_minor;
    int64_t tenths[LTY_CLV_TENTHS]; /* customers by P(alive): below 0.1, below 0.2 … 0.9 and above */
} lty_clv_sum;

/* Over those of `of`, a set of the numbers that the predictions name; NULL for all. LTY_E_RANGE if a sum does not fit; *out is then left alone. */
lty_status lty_clv_sum_of(lty_clv_sum *out, const lty_clv_predictions *predictions, const lty_set *of);

#endif
