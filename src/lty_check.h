/* Checked integer arithmetic, the assertion of the core, and what stands in its place where bytes come from a file. */
#ifndef LTY_CHECK_H
#define LTY_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "lty_status.h"

/* A broken invariant of ours, never bad input. Stays on in release builds: a wrong balance is worse than an abort. */
#define LTY_ASSERT(condition) ((condition) ? (void) 0 : abort())

/*
 * The same for what came from a file, which anybody may have altered: it is noted where whoever opened the file asks for it, and the caller goes
 * on with a value that does no harm. NULL stands for memory of our own, where it is a broken invariant.
 */
static inline void lty_damage(bool *damaged)
{
    LTY_ASSERT(damaged != NULL);
    *damaged = true;
}

/* How a quotient becomes an integer. HALF_UP rounds half away from zero, DOWN towards zero, UP away from it. */
typedef enum lty_rounding {
    LTY_ROUNDING_DOWN = 0,
    LTY_ROUNDING_UP = 1,
    LTY_ROUNDING_HALF_UP = 2,
    LTY_ROUNDING_HALF_EVEN = 3,
} lty_rounding;

static inline lty_status lty_add(int64_t *out, int64_t a, int64_t b)
{
    int64_t sum;

    if (__builtin_add_overflow(a, b, &sum)) {
        return LTY_E_RANGE;
    }
    *out = sum;
    return LTY_OK;
}

static inline lty_status lty_sub(int64_t *out, int64_t a, int64_t b)
{
    int64_t difference;

    if (__builtin_sub_overflow(a, b, &difference)) {
        return LTY_E_RANGE;
    }
    *out = difference;
    return LTY_OK;
}

static inline lty_status lty_mul(int64_t *out, int64_t a, int64_t b)
{
    int64_t product;

    if (__builtin_mul_overflow(a, b, &product)) {
        return LTY_E_RANGE;
    }
    *out = product;
    return LTY_OK;
}

/* *out = a * b / divisor, exact in between (128 bits), rounded once. divisor > 0. LTY_E_RANGE if it does not fit. */
lty_status lty_mul_div(int64_t *out, int64_t a, int64_t b, int64_t divisor, lty_rounding rounding);

/* Compares a / b with c / d exactly: negative, 0 or positive. b and d > 0. */
int lty_ratio_compare(int64_t a, int64_t b, int64_t c, int64_t d);

#endif
