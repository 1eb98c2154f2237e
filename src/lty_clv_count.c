/*
 * How many purchases there will be, whatever the number asked for, in a bounded number of steps: nothing is counted up to it. In y = ln(u / alpha) the
 * moment u of the m-th purchase of one who never leaves has the density
 *
 *   e^(m y) / (1 + e^y)^(k + m) / B(m, k),
 *
 * and m purchases happen if that moment comes before the end and before he leaves. Who leaves after a purchase has stayed so often with a chance of its
 * own; who dies has the factor (1 + u / beta)^-s under the integral. All integrands are concave as logarithms: from the peak outwards, panel by panel, until
 * nothing is left. Nothing is subtracted.
 */
#include <math.h>

#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_LEFT (-200.0) /* of y: parameters and times of a double's use lie far to the right */
#define LTY_CLV_NOTHING 46.0  /* e^-46 of the peak is nothing */
#define LTY_CLV_WIDE 2.5      /* panels as those of the death, and for the same reason */
#define LTY_CLV_FALL 13.0
#define LTY_CLV_PANELS 400
#define LTY_CLV_HALVES 100

/* ln of an integrand: e^(n y) / (1 + e^y)^(k + n) / B(n, k), with 1 for B if n = 0, times e^(rise z) / (1 + e^z)^power, z = y - shift. */
typedef struct lty_clv_moment {
    double n;
    double k;
    double norm; /* ln of the first factor where it is highest, n > 0 */
    double high; /* and where that is */
    double rise; /* 0 or 1 */
    double power;
    double shift;
    double end; /* y of the end */
} lty_clv_moment;

/* ln Γ(x) less Stirling's formula. */
static double lty_clv_stirling(double x)
{
    return lty_math_log_gamma(x) - (x - 0.5) * log(x) + x - 0.91893853320467274178;
}

/* What lasts of Stirling's formula where ln Γ(x) is large: the difference above would be rounding only. */
static double lty_clv_stirling_of(double x)
{
    return x < 30.0 ? lty_clv_stirling(x) : (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / (1260.0 * x * x)) / (x * x)) / x;
}

static void lty_clv_moment_init(lty_clv_moment *moment, double n, double k, double z)
{
    *moment = (lty_clv_moment){.n = n, .k = k, .end = log(z)};
    if (n > 0.0) {
        moment->high = log(n / k);
        moment->norm = 0.5 * (log(n / (n + k)) + log(k)) - 0.91893853320467274178 + lty_clv_stirling_of(n + k) - lty_clv_stirling_of(n)
            - lty_clv_stirling_of(k);
    }
}

/* The first factor alone, from its peak on: its logarithms are large and near each other. */
static double lty_clv_moment_first(const lty_clv_moment *moment, double y)
{
    const double n = moment->n;
    const double k = moment->k;
    const double d = y - moment->high;

    if (n == 0.0) {
        return -k * lty_math_log_one_exp(y);
    }
    return moment->norm + n * d - (n + k) * (fabs(d) < 1.0 ? log1p(n / (n + k) * expm1(d)) : log((k + n * exp(d)) / (n + k)));
}

static double lty_clv_moment_log(const lty_clv_moment *moment, double y)
{
    const double z = y - moment->shift;

    return lty_clv_moment_first(moment, y) + (moment->power > 0.0 ? moment->rise * z - moment->power * lty_math_log_one_exp(z) : 0.0);
}

/* The slope falls from n + rise on the left; the peak is where it ends. */
static double lty_clv_moment_peak(const lty_clv_moment *moment)
{
    double from = LTY_CLV_LEFT;
    double to = moment->end;

    for (int i = 0; i < LTY_CLV_HALVES && to - from > 1e-12; i++) {
        const double y = i == 0 ? to : 0.5 * (from + to);
        const double slope = moment->n + moment->rise - (moment->n + moment->k) / (1.0 + exp(-y))
            - (moment->power > 0.0 ? moment->power / (1.0 + exp(moment->shift - y)) : 0.0);

        if (slope > 0.0) {
            from = y;
        } else {
            to = y;
        }
    }
    return 0.5 * (from + to);
}

/* The integral from a place to the end, or to where nothing is left, relative to e^top. */
static double lty_clv_moment_side(const lty_clv_moment *moment, double from, double sign, double top)
{
    const double limit = sign > 0.0 ? moment->end - from : from - LTY_CLV_LEFT;
    double step = LTY_CLV_WIDE;
    double gone = 0.0;
    double here = top;
    double sum = 0.0;

    for (int panel = 0; panel < LTY_CLV_PANELS && gone < limit && here > top - LTY_CLV_NOTHING; panel++) {
        double next = 0.0;

        step = fmin(step, limit - gone);
        for (int i = 0; i < LTY_CLV_HALVES; i++) {
            next = lty_clv_moment_log(moment, from + sign * (gone + step));
            if (here - next < LTY_CLV_FALL) {
                break;
            }
            step *= 0.5;
        }
        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, gone, step);

            sum += point.weight * exp(lty_clv_moment_log(moment, from + sign * point.at) - top);
        }
        gone += step;
        here = next;
        step = fmin(2.0 * step, LTY_CLV_WIDE);
    }
    return sum;
}

static double lty_clv_moment_integral(const lty_clv_moment *moment)
{
    const double peak = lty_clv_moment_peak(moment);
    const double top = lty_clv_moment_log(moment, peak);

    return exp(top) * (lty_clv_moment_side(moment, peak, -1.0, top) + lty_clv_moment_side(moment, peak, 1.0, top));
}

/* The future of one who is alive: at most so and so many purchases. */
typedef struct lty_clv_future {
    double k;
    double z; /* t / alpha */
    double a; /* chance to leave; 0 = nobody does so */
    double b;
    double s;     /* death; 0 = nobody dies */
    double shift; /* ln(beta / alpha) */
    double stays; /* P(not dead by the end) */
} lty_clv_future;

static lty_clv_future lty_clv_future_of(const lty_clv_model *model, const lty_clv_history *history, double t)
{
    const double *p = model->p;
    const double alpha = p[1] + history->T;
    lty_clv_future future = {.k = p[0] + history->x, .z = t / alpha, .stays = 1.0};

    if (!model->lasting && model->kind == LTY_CLV_PARETO) {
        future.s = p[2];
        future.shift = log((p[3] + history->T) / alpha);
        future.stays = exp(-p[2] * log1p(t / (p[3] + history->T)));
    } else if (!model->lasting) {
        future.a = p[2];
        future.b = p[3] + history->x + (model->kind == LTY_CLV_BG ? 0.0 : 1.0);
    }
    return future;
}

/* P(stayed after n purchases): (b)_n / (a + b)_n, by the shorter of two ways. */
static double lty_clv_future_stayed(const lty_clv_future *future, double n)
{
    const double a = future->a;
    const double b = future->b;

    if (a == 0.0) {
        return 1.0;
    }
    return exp(
        a < n ? lty_math_log_rising(b, a) - lty_math_log_rising(b + n, a) : lty_math_log_rising(b, n) - lty_math_log_rising(a + b, n));
}

/* P(n purchases or more if nobody left but by death), n > 0. */
static double lty_clv_future_reach(const lty_clv_future *future, double n)
{
    lty_clv_moment moment;

    lty_clv_moment_init(&moment, n, future->k, future->z);
    moment.power = future->s;
    moment.shift = future->shift;
    return fmin(lty_clv_moment_integral(&moment), 1.0);
}

/* P(exactly n). */
static double lty_clv_future_count(const lty_clv_future *future, double n)
{
    const double each = n > 0.0 ? 1.0 / n : 1.0; /* the number of ways is 1 / (n B(n, k)) */
    lty_clv_moment moment;

    lty_clv_moment_init(&moment, n, future->k, future->z);
    double sum = each * exp(lty_clv_moment_first(&moment, moment.end));

    if (future->s > 0.0) { /* alive at the end, or dead with n of them */
        moment.rise = 1.0;
        moment.power = future->s + 1.0;
        moment.shift = future->shift;
        return fmin(future->stays * sum + future->s * each * lty_clv_moment_integral(&moment), 1.0);
    }
    if (future->a > 0.0 && n > 0.0) { /* there were n and he stayed until the last, or there were more and he left at that one */
        sum += lty_clv_future_reach(future, n + 1.0) * future->a / (future->a + future->b + (n - 1.0));
        sum *= lty_clv_future_stayed(future, n - 1.0);
    }
    return fmin(sum, 1.0);
}

/* The least n of which P(more than n) is not above a limit; COUNT_MAX + 1 if there is none. */
static uint32_t lty_clv_future_find(const lty_clv_future *future, double alive, double limit)
{
    uint32_t from = 0;
    uint32_t to = LTY_CLV_COUNT_MAX + 1;

    while (from < to) {
        const uint32_t n = from + (to - from) / 2;

        if (alive * lty_clv_future_reach(future, n + 1.0) * lty_clv_future_stayed(future, n) > limit) {
            from = n + 1;
        } else {
            to = n;
        }
    }
    return from;
}

lty_clv_interval lty_clv_predict_interval(const lty_clv_model *model, const lty_clv_history *history, double t, double level)
{
    const double alive = lty_clv_alive(model, history);
    const double out = 0.5 * (1.0 - level);

    if (t == 0.0 || alive <= out) {
        return (lty_clv_interval){0, 0};
    }
    const lty_clv_future future = lty_clv_future_of(model, history, t);
    const uint32_t most = lty_clv_future_find(&future, alive, out + 1e-12);
    const uint32_t least = lty_clv_future_find(&future, alive, 1.0 - out);

    return (lty_clv_interval){least > LTY_CLV_COUNT_MAX ? 0 : least, most > LTY_CLV_COUNT_MAX ? UINT32_MAX : most};
}

double lty_clv_probability(const lty_clv_model *model, const lty_clv_history *history, double t, uint32_t n)
{
    const double alive = lty_clv_alive(model, history);
    const double dead = n == 0 ? 1.0 - alive : 0.0;

    if (t == 0.0) {
        return n == 0 ? 1.0 : 0.0;
    }
    const lty_clv_future future = lty_clv_future_of(model, history, t);

    return alive > 0.0 ? alive * lty_clv_future_count(&future, n) + dead : dead;
}
