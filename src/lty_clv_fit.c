/*
 * Maximum likelihood. Parameters are searched as logarithms, gradient and Hessian are exact. What depends on x alone (the rising factorials) is a sum over
 * j of how many customers have x above j: no gamma function is called, and nothing cancels however large the parameters become, so that a likelihood
 * which rises towards a limit is followed there and told from one with an optimum.
 */
#include <math.h>
#include <string.h>

#include "lty_check.h"
#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_BOX 20.0      /* logarithms of parameters are searched within ± this */
#define LTY_CLV_SAMPLE 20000U /* groups of the sample that a large search starts from */
#define LTY_CLV_BLOCK 1024U   /* groups that are summed up together */
#define LTY_CLV_NO_GAIN 1e-6  /* of log-likelihood: dropout that explains less than that was not seen */

typedef struct lty_clv_sums {
    lty_clv_kind kind;
    bool lasting;
    const lty_clv_group *groups;
    size_t group_count;
    double unit; /* units per tick */
    double customers;
    uint64_t *above; /* [j]: customers with x > j */
    size_t x_max;
} lty_clv_sums;

static lty_status lty_clv_sums_init(
    lty_clv_sums *sums, lty_clv_kind kind, const lty_clv_group *groups, size_t count, double ticks_per_unit, const lty_alloc *alloc)
{
    *sums = (lty_clv_sums){.kind = kind, .groups = groups, .group_count = count, .unit = 1.0 / ticks_per_unit};
    sums->x_max = groups[count - 1].x; /* they ascend by x */
    sums->above = lty_alloc_zero(alloc, sums->x_max + 1, sizeof *sums->above);
    if (sums->above == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        sums->customers += groups[i].count;
        if (groups[i].x > 0) {
            sums->above[groups[i].x - 1] += groups[i].count;
        }
    }
    for (size_t j = sums->x_max; j-- > 0;) {
        sums->above[j] += sums->above[j + 1];
    }
    return LTY_OK;
}

static void lty_clv_sums_destroy(lty_clv_sums *sums, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, sums->above, (sums->x_max + 1) * sizeof *sums->above);
}

/* ln of (r)_x over all customers. */
static void lty_clv_fit_rising(lty_math_place *place, const lty_clv_sums *sums, double r)
{
    for (size_t i = 0; i < sums->x_max; i++) {
        const double j = (double) i;
        const double many = (double) sums->above[i];
        const double inverse = 1.0 / (r + j);

        place->value += many * log(r + j);
        place->gradient[0] += many * r * inverse;
        place->hessian[0][0] += many * r * j * inverse * inverse;
    }
}

/* ln of the chance to have stayed after every purchase: (b)_n / (a + b)_n, n = x, or x + 1 where the first one counts too. */
static void lty_clv_fit_stayed(lty_math_place *place, const lty_clv_sums *sums, double a, double b)
{
    const size_t first = sums->kind == LTY_CLV_MBG ? 1 : 0;

    for (size_t i = 0; i < sums->x_max + first; i++) {
        const double j = (double) i;
        const double many = i < first ? sums->customers : (double) sums->above[i - first];
        const double whole = 1.0 / (a + b + j);
        const double part = 1.0 / (b + j);

        place->value -= many * log1p(a * part);
        place->gradient[2] -= many * a * whole;
        place->gradient[3] += many * a * b * part * whole;
        place->hessian[2][2] -= many * a * (b + j) * whole * whole;
        place->hessian[2][3] += many * a * b * whole * whole;
        place->hessian[3][3] += many * b * (j * part * part - (a + j) * whole * whole);
    }
}

/* What customers who bought at a rate all the time add, but for the rising factorial. */
static void lty_clv_fit_rate(lty_math_place *place, double many, double r, double alpha, double x, double T, double log_T, double log1p_T)
{
    const double inverse = 1.0 / (alpha + T);

    place->value -= many * (r * log1p_T + x * log_T);
    place->gradient[0] -= many * r * log1p_T;
    place->gradient[1] += many * (r * T - x * alpha) * inverse;
    place->hessian[0][0] -= many * r * log1p_T;
    place->hessian[0][1] += many * r * T * inverse;
    place->hessian[1][1] -= many * (r + x) * alpha * T * inverse * inverse;
}

/* Adds ln(1 + e^odds) with the odds' derivatives by the logarithms of the parameters. */
static void lty_clv_fit_dead(lty_math_place *place, double many, double odds, const lty_clv_slope *slope)
{
    const double alive = lty_clv_alive_of(odds);
    const double dead = lty_clv_alive_of(-odds);

    place->value += many * lty_math_log_one_exp(odds);
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        place->gradient[i] += many * dead * slope->gradient[i];
        for (size_t j = i; j < LTY_CLV_PARAMETERS; j++) {
            place->hessian[i][j] += many * dead * (slope->hessian[i][j] + alive * slope->gradient[i] * slope->gradient[j]);
        }
    }
}

/* The odds of one who left after his last purchase, where leaving is asked after purchases. */
static double lty_clv_fit_left(
    lty_clv_slope *slope, const lty_clv_sums *sums, const double p[LTY_CLV_PARAMETERS], double x, double tx, double T, double log_T)
{
    const double log_tx = log(p[1] + tx);
    const double after = 1.0 / (p[1] + T);
    const double before = 1.0 / (p[1] + tx);
    const double stayed = p[3] + (sums->kind == LTY_CLV_BG ? x - 1.0 : x);
    const double k = p[0] + x;
    const double gap = (tx - T) * after * before;

    slope->gradient[0] = p[0] * (log_T - log_tx);
    slope->gradient[1] = p[1] * k * gap;
    slope->gradient[2] = 1.0;
    slope->gradient[3] = -p[3] / stayed;
    slope->hessian[0][0] = slope->gradient[0];
    slope->hessian[0][1] = p[0] * p[1] * gap;
    slope->hessian[1][1] = slope->gradient[1] * (1.0 - p[1] * (after + before));
    slope->hessian[3][3] = slope->gradient[3] * (1.0 + slope->gradient[3]);
    return log(p[2] / stayed) + k * (log_T - log_tx);
}

/* Pareto: who has not left by T, and the odds of one who has. */
static double lty_clv_fit_died(
    lty_math_place *place, lty_clv_slope *slope, const double p[LTY_CLV_PARAMETERS], double many, double x, double tx, double T)
{
    const double stays = p[2] * log1p(T / p[3]);
    const double inverse = 1.0 / (p[3] + T);
    const double odds = lty_clv_death(slope, p, x, tx, T);

    place->value -= many * stays;
    place->gradient[2] -= many * stays;
    place->gradient[3] += many * p[2] * T * inverse;
    place->hessian[2][2] -= many * stays;
    place->hessian[2][3] += many * p[2] * T * inverse;
    place->hessian[3][3] -= many * p[2] * p[3] * T * inverse * inverse;
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        slope->gradient[i] *= p[i];
        for (size_t j = i; j < LTY_CLV_PARAMETERS; j++) {
            slope->hessian[i][j] = slope->hessian[i][j] * p[i] * p[j] + (i == j ? slope->gradient[i] : 0.0);
        }
    }
    return odds;
}

static void lty_clv_fit_groups(lty_math_place *place, const lty_clv_sums *sums, const double p[LTY_CLV_PARAMETERS], size_t from, size_t to)
{
    double last = -1.0;
    double log_T = 0.0;
    double log1p_T = 0.0;

    for (size_t i = from; i < to; i++) {
        const lty_clv_group *group = &sums->groups[i];
        const double many = group->count;
        const double x = group->x;
        const double tx = group->tx * sums->unit;
        const double T = group->T * sums->unit;
        lty_clv_slope slope = {.gradient = {0.0}};

        if (T != last) {
            last = T;
            log_T = log(p[1] + T);
            log1p_T = log1p(T / p[1]);
        }
        lty_clv_fit_rate(place, many, p[0], p[1], x, T, log_T, log1p_T);
        if (sums->lasting) {
            continue;
        }
        if (sums->kind == LTY_CLV_PARETO) {
            const double odds = lty_clv_fit_died(place, &slope, p, many, x, tx, T);

            lty_clv_fit_dead(place, many, odds, &slope);
        } else if (sums->kind == LTY_CLV_MBG || x > 0.0) {
            const double odds = lty_clv_fit_left(&slope, sums, p, x, tx, T, log_T);

            lty_clv_fit_dead(place, many, odds, &slope);
        }
    }
}

static void lty_clv_fit_add(lty_math_place *sum, const lty_math_place *part)
{
    sum->value += part->value;
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        sum->gradient[i] += part->gradient[i];
        for (size_t j = i; j < LTY_CLV_PARAMETERS; j++) {
            sum->hessian[i][j] += part->hessian[i][j];
        }
    }
}

/* The log-likelihood at the logarithms of parameters. Sums of blocks are added up: one sum over millions would round ever more. */
static void lty_clv_fit_value(lty_math_place *place, void *context)
{
    const lty_clv_sums *sums = context;
    lty_math_place whole = {.value = 0.0};
    double p[LTY_CLV_PARAMETERS];

    memcpy(whole.at, place->at, sizeof whole.at);
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        p[i] = exp(whole.at[i]);
    }
    lty_clv_fit_rising(&whole, sums, p[0]);
    if (!sums->lasting && sums->kind != LTY_CLV_PARETO) {
        lty_clv_fit_stayed(&whole, sums, p[2], p[3]);
    }
    for (size_t i = 0; i < sums->group_count; i += LTY_CLV_BLOCK) {
        const size_t left = sums->group_count - i;
        lty_math_place part = {.value = 0.0};

        lty_clv_fit_groups(&part, sums, p, i, left < LTY_CLV_BLOCK ? sums->group_count : i + LTY_CLV_BLOCK);
        lty_clv_fit_add(&whole, &part);
    }
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        for (size_t j = 0; j < i; j++) {
            whole.hessian[i][j] = whole.hessian[j][i];
        }
    }
    *place = whole;
}

/* Which limit a search without an optimum ran to. */
static lty_clv_boundary lty_clv_fit_limit(const lty_math_optimum *optimum)
{
    const double *at = optimum->place.at;

    if (at[0] > LTY_CLV_FAR && at[1] > 0.0) {
        return LTY_CLV_EVEN_RATE;
    }
    if (at[2] > LTY_CLV_FAR && at[3] > LTY_CLV_FAR / 2) {
        return LTY_CLV_EVEN_DROPOUT;
    }
    return at[2] < -LTY_CLV_FAR && at[3] < -LTY_CLV_FAR / 2 ? LTY_CLV_SPLIT_DROPOUT : LTY_CLV_FLAT;
}

/* The NBD, and then the model from (1, 1, 1, 1); where that ends nowhere, from the NBD and other shares of those who leave. */
static void lty_clv_fit_search(lty_math_optimum *best, lty_math_optimum *nbd, lty_clv_sums *sums)
{
    static const double starts[][2] = {{-2.0, 0.0}, {0.0, 2.0}, {-1.0, 4.0}, {2.0, 4.0}, {-4.0, -2.0}};

    *nbd = (lty_math_optimum){.place = {.at = {0.0}}};
    sums->lasting = true;
    lty_math_maximise(nbd, 2, LTY_CLV_BOX, lty_clv_fit_value, sums);
    sums->lasting = false;
    *best = (lty_math_optimum){.place = {.at = {0.0}}};
    lty_math_maximise(best, LTY_CLV_PARAMETERS, LTY_CLV_BOX, lty_clv_fit_value, sums);
    for (size_t i = 0; i < sizeof starts / sizeof *starts && !best->interior; i++) {
        lty_math_optimum other = {.place = {.at = {nbd->place.at[0], nbd->place.at[1], starts[i][0], starts[i][1]}}};

        lty_math_maximise(&other, LTY_CLV_PARAMETERS, LTY_CLV_BOX, lty_clv_fit_value, sums);
        if (other.place.value > best->place.value) {
            other.evaluations += best->evaluations;
            *best = other;
        } else {
            best->evaluations += other.evaluations;
        }
    }
}

static void lty_clv_fit_write(lty_clv_fit *out, const lty_math_optimum *best, const lty_math_optimum *nbd, const lty_clv_sums *sums)
{
    double covariance[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    const bool lasting = !(best->place.value > nbd->place.value + LTY_CLV_NO_GAIN + 1e-13 * fabs(nbd->place.value));
    const lty_math_optimum *optimum = lasting ? nbd : best;

    *out = (lty_clv_fit){
        .model = {.kind = sums->kind, .lasting = lasting},
        .boundary = lasting && nbd->place.at[0] > LTY_CLV_FAR ? LTY_CLV_EVEN_RATE
            : lasting                                         ? LTY_CLV_NO_DROPOUT
                                                              : LTY_CLV_INTERIOR,
        .log_likelihood = optimum->place.value,
        .log_likelihood_nbd = nbd->place.value,
        .customers = (size_t) sums->customers,
        .repeaters = (size_t) sums->above[0],
        .evaluations = best->evaluations + nbd->evaluations,
    };
    const bool certain = !lasting && best->interior && lty_math_covariance(covariance, &best->place, LTY_CLV_PARAMETERS);

    if (!lasting && !certain) {
        out->boundary = lty_clv_fit_limit(best);
    }
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        out->model.p[i] = lasting && i > 1 ? 1.0 : exp(optimum->place.at[i]);
        out->log_errors[i] = certain ? sqrt(covariance[i][i]) : NAN;
        out->errors[i] = out->log_errors[i] * out->model.p[i];
    }
}

/* A large search starts where that of every n-th group ends, if it ends. */
static lty_status lty_clv_fit_sample(lty_math_optimum *best, lty_math_optimum *nbd, lty_clv_kind kind, const lty_clv_data *data)
{
    const size_t stride = data->group_count / LTY_CLV_SAMPLE;
    size_t count = 0;
    lty_clv_sums sums;
    lty_clv_group *groups = lty_alloc_new(data->alloc, (data->group_count / stride + 1) * sizeof *groups);

    if (groups == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < data->group_count; i += stride) {
        groups[count++] = data->groups[i];
    }
    const lty_status status = lty_clv_sums_init(&sums, kind, groups, count, data->ticks_per_unit, data->alloc);

    if (status == LTY_OK) {
        lty_clv_fit_search(best, nbd, &sums);
        lty_clv_sums_destroy(&sums, data->alloc);
    }
    lty_alloc_free(data->alloc, groups, (data->group_count / stride + 1) * sizeof *groups);
    return status;
}

lty_status lty_clv_fit_data(lty_clv_fit *out, lty_clv_kind kind, const lty_clv_data *data)
{
    lty_math_optimum best = {.interior = false};
    lty_math_optimum nbd;
    lty_clv_sums sums;
    lty_status status = LTY_OK;

    if (data->group_count == 0 || data->groups[data->group_count - 1].x == 0) {
        return LTY_E_CLV;
    }
    if (data->group_count >= 4 * LTY_CLV_SAMPLE) {
        status = lty_clv_fit_sample(&best, &nbd, kind, data);
    }
    if (status == LTY_OK) {
        status = lty_clv_sums_init(&sums, kind, data->groups, data->group_count, data->ticks_per_unit, data->alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    if (best.interior) {
        sums.lasting = true;
        lty_math_maximise(&nbd, 2, LTY_CLV_BOX, lty_clv_fit_value, &sums);
        sums.lasting = false;
        lty_math_maximise(&best, LTY_CLV_PARAMETERS, LTY_CLV_BOX, lty_clv_fit_value, &sums);
    }
    if (!best.interior) {
        lty_clv_fit_search(&best, &nbd, &sums);
    }
    lty_clv_fit_write(out, &best, &nbd, &sums);
    lty_clv_sums_destroy(&sums, data->alloc);
    return LTY_OK;
}
