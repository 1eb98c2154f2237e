/* Shares of a number with their intervals, and the difference of two. Pure functions, any thread. docs/indicators.md */
#ifndef LTY_PROPORTION_H
#define LTY_PROPORTION_H

#include <stdint.h>

/* A share or a difference of shares, and where it lies with 95 in 100. */
typedef struct lty_proportion {
    double value; /* 0 of nothing */
    double low;
    double high;
} lty_proportion;

/*
 * done of `of`, 0 <= done <= of, with Wilson's score interval (E. B. Wilson, Journal of the American Statistical Association 22, 1927). Of nothing it is
 * 0 to 1.
 */
lty_proportion lty_proportion_of(int64_t done, int64_t of);

/*
 * The share of the first less that of the second, with the interval that is made of both score intervals: method 10 of R. G. Newcombe, Interval estimation for
 * the difference between independent proportions, Statistics in Medicine 17, 1998. Where one side is empty it is 0 and -1 to 1.
 */
lty_proportion lty_proportion_difference(int64_t done_first, int64_t of_first, int64_t done_second, int64_t of_second);

#endif
