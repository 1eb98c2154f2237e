/*
 * Gamma-Gamma (Fader and Hardie, 2013): what a purchase of a customer is worth, shrunk towards the mean of all by how seldom he bought. The gamma
 * functions depend on x alone, so that customers of equal x share them.
 */
#include <math.h>
#include <string.h>

#include "lty_clv.h"
#include "lty_math.h"

#define LTY_CLV_SPEND_BOX 20.0

lty_status lty_clv_spend_init(lty_clv_spend *spend, double p, double q, double v)
{
    if (!(p > 0.0) || !(q > 0.0) || !(v > 0.0) || !isfinite(p) || !isfinite(q) || !isfinite(v)) {
        return LTY_E_CLV;
    }
    *spend = (lty_clv_spend){p, q, v};
    return LTY_OK;
}

double lty_clv_spend_mean(const lty_clv_spend *spend, double x, double money_minor)
{
    const double below = spend->p * x + spend->q - 1.0;

    if (x == 0.0) {
        money_minor = 0.0;
    }
    return below > 0.0 ? spend->p * (spend->v + money_minor) / below : INFINITY;
}

typedef struct lty_clv_spending {
    double *money; /* by x */
    size_t count;
    size_t capacity;
    struct lty_clv_spender {
        double x;
        double log_sum; /* of the logarithms of money */
        size_t count;
    } * spenders; /* one per x */
    size_t spender_count;
    size_t spender_capacity;
    double scale; /* mean of ln(money): v is searched relative to it, so that the currency does not matter */
} lty_clv_spending;

static void lty_clv_spending_destroy(lty_clv_spending *spending, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, spending->money, spending->capacity * sizeof *spending->money);
    lty_alloc_free(alloc, spending->spenders, spending->spender_capacity * sizeof *spending->spenders);
}

static lty_status lty_clv_spending_add(lty_clv_spending *spending, const lty_clv_row *row, const lty_alloc *alloc)
{
    void *memory = spending->money;
    lty_status status = lty_alloc_reserve(alloc, &memory, &spending->capacity, spending->count + 1, sizeof *spending->money);

    spending->money = memory;
    if (status == LTY_OK && (spending->spender_count == 0 || spending->spenders[spending->spender_count - 1].x != row->x)) {
        memory = spending->spenders;
        status = lty_alloc_reserve(alloc, &memory, &spending->spender_capacity, spending->spender_count + 1, sizeof *spending->spenders);
        spending->spenders = memory;
        if (status == LTY_OK) {
            spending->spenders[spending->spender_count++] = (struct lty_clv_spender){row->x, 0.0, 0};
        }
    }
    if (status == LTY_OK) {
        struct lty_clv_spender *spender = &spending->spenders[spending->spender_count - 1];

        spending->money[spending->count++] = (double) row->money_minor;
        spender->log_sum += log((double) row->money_minor);
        spender->count++;
    }
    return status;
}

static lty_status lty_clv_spending_init(lty_clv_spending *spending, const lty_clv_data *data)
{
    lty_status status = LTY_OK;

    *spending = (lty_clv_spending){.money = NULL};
    for (size_t i = 0; i < data->count && status == LTY_OK; i++) {
        const lty_clv_row *row = &data->rows[data->order[i]];

        if (data->money && row->x > 0 && row->money_minor > 0) {
            status = lty_clv_spending_add(spending, row, data->alloc);
        }
    }
    if (status == LTY_OK && spending->count == 0) {
        status = LTY_E_CLV;
    }
    for (size_t i = 0; i < spending->spender_count && status == LTY_OK; i++) {
        spending->scale += spending->spenders[i].log_sum / (double) spending->count;
    }
    if (status != LTY_OK) {
        lty_clv_spending_destroy(spending, data->alloc);
    }
    return status;
}

/* Adds those of one x. With m money over x purchases: ln f = ln Γ(px + q) − ln Γ(px) − ln Γ(q) − px ln(1 + v / m) − q ln(1 + m / v) − ln(m / x). */
static void lty_clv_spend_add(
    lty_math_place *place, const double t[LTY_CLV_SPEND_PARAMETERS], const struct lty_clv_spender *spender, const double *money)
{
    const double x = spender->x;
    const double n = (double) spender->count;
    const double px = t[0] * x;
    const double whole = px + t[1];
    const double trigamma = lty_math_trigamma(whole);
    double logs = 0.0;   /* of ln(1 + v / m) */
    double others = 0.0; /* of ln(1 + m / v) */
    double inverses = 0.0;
    double squares = 0.0;
    double shares = 0.0; /* of m / (v + m) */
    double bends = 0.0;  /* of 1 / v − v / (v + m)² */

    for (size_t i = 0; i < spender->count; i++) {
        const double inverse = 1.0 / (t[2] + money[i]);
        const bool more = money[i] >= t[2];
        const double small = log1p(more ? t[2] / money[i] : money[i] / t[2]);
        const double large = small + fabs(log(money[i] / t[2]));

        logs += more ? small : large;
        others += more ? large : small;
        inverses += inverse;
        squares += inverse * inverse;
        shares += money[i] * inverse;
        bends += money[i] * inverse * (1.0 / t[2] + inverse);
    }
    /* ln(Γ(px + q) / Γ(px) Γ(q)) from the larger of the two */
    const double beta = lty_math_log_rising(fmax(px, t[1]), fmin(px, t[1])) - lty_math_log_gamma(fmin(px, t[1]));

    place->value += n * beta - px * logs - t[1] * others - spender->log_sum + n * log(x);
    place->gradient[0] += n * x * (lty_math_digamma(whole) - lty_math_digamma(px)) - x * logs;
    place->gradient[1] += n * (lty_math_digamma(whole) - lty_math_digamma(t[1])) - others;
    place->gradient[2] += t[1] * shares / t[2] - px * inverses;
    place->hessian[0][0] += n * x * x * (trigamma - lty_math_trigamma(px));
    place->hessian[0][1] += n * x * trigamma;
    place->hessian[0][2] -= x * inverses;
    place->hessian[1][1] += n * (trigamma - lty_math_trigamma(t[1]));
    place->hessian[1][2] += shares / t[2];
    place->hessian[2][2] += px * squares - t[1] / t[2] * bends;
}

static void lty_clv_spend_value(lty_math_place *place, void *context)
{
    const lty_clv_spending *spending = context;
    const double *money = spending->money;
    double t[LTY_CLV_SPEND_PARAMETERS];

    place->value = 0.0;
    memset(place->gradient, 0, sizeof place->gradient);
    memset(place->hessian, 0, sizeof place->hessian);
    for (size_t i = 0; i < LTY_CLV_SPEND_PARAMETERS; i++) {
        t[i] = exp(place->at[i] + (i == 2 ? spending->scale : 0.0));
    }
    for (size_t i = 0; i < spending->spender_count; i++) {
        lty_clv_spend_add(place, t, &spending->spenders[i], money);
        money += spending->spenders[i].count;
    }
    for (size_t i = 0; i < LTY_CLV_SPEND_PARAMETERS; i++) {
        place->gradient[i] *= t[i];
        for (size_t j = i; j < LTY_CLV_SPEND_PARAMETERS; j++) {
            place->hessian[i][j] = place->hessian[i][j] * t[i] * t[j] + (i == j ? place->gradient[i] : 0.0);
            place->hessian[j][i] = place->hessian[i][j];
        }
    }
}

lty_status lty_clv_spend_fit_data(lty_clv_spend_fit *out, const lty_clv_data *data)
{
    double covariance[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    lty_math_optimum best = {.place = {.at = {0.0, 0.7, 0.0}}};
    lty_clv_spending spending;
    const lty_status status = lty_clv_spending_init(&spending, data);

    if (status != LTY_OK) {
        return status;
    }
    lty_math_maximise(&best, LTY_CLV_SPEND_PARAMETERS, LTY_CLV_SPEND_BOX, lty_clv_spend_value, &spending);
    *out = (lty_clv_spend_fit){
        .spend = {exp(best.place.at[0]), exp(best.place.at[1]), exp(best.place.at[2] + spending.scale)},
        .interior = best.interior && lty_math_covariance(covariance, &best.place, LTY_CLV_SPEND_PARAMETERS),
        .log_likelihood = best.place.value,
        .customers = spending.count,
        .evaluations = best.evaluations,
    };
    for (size_t i = 0; i < LTY_CLV_SPEND_PARAMETERS; i++) {
        out->log_errors[i] = out->interior ? sqrt(covariance[i][i]) : NAN;
        out->errors[i] = out->log_errors[i] * (i == 0 ? out->spend.p : i == 1 ? out->spend.q : out->spend.v);
    }
    lty_clv_spending_destroy(&spending, data->alloc);
    return LTY_OK;
}
