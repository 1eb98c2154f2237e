/* Many customers: shops simulated from a model, whose parameters and future a fit has to find again; limits; groups, predictions, hold-outs, memory. */
#include <math.h>

#include "lty_clv.h"
#include "lty_test.h"

static double uniform(uint64_t *seed)
{
    return ((double) (lty_test_random(seed) >> 11) + 0.5) / 9007199254740992.0;
}

static double normal(uint64_t *seed)
{
    return sqrt(-2.0 * log(uniform(seed))) * cos(6.283185307179586 * uniform(seed));
}

/* Marsaglia and Tsang. */
static double gamma_variate(uint64_t *seed, double shape, double rate)
{
    const double boost = shape < 1.0 ? pow(uniform(seed), 1.0 / shape) : 1.0;
    const double d = (shape < 1.0 ? shape + 1.0 : shape) - 1.0 / 3.0;

    for (;;) {
        const double x = normal(seed);
        const double v = pow(1.0 + x / sqrt(9.0 * d), 3.0);

        if (v > 0.0 && log(uniform(seed)) < 0.5 * x * x + d - d * v + d * log(v)) {
            return boost * d * v / rate;
        }
    }
}

static void close_to(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance)) {
        print_error("%.17g is not %.17g\n", got, want);
        fail();
    }
}

#define TICKS 1000.0 /* per unit: purchases of one tick hardly ever meet */
#define HELD 20.0

/* One customer of a model, watched for T and then for HELD. */
static lty_clv_row simulate(const lty_clv_model *model, double T, uint64_t *seed)
{
    const double *p = model->p;
    const double rate = gamma_variate(seed, p[0], p[1]);
    const double g = gamma_variate(seed, p[2], model->kind == LTY_CLV_PARETO ? p[3] : 1.0);
    const double leave = model->lasting ? 0.0 : model->kind == LTY_CLV_PARETO ? g : g / (g + gamma_variate(seed, p[3], 1.0));
    double end = model->lasting || model->kind != LTY_CLV_PARETO ? INFINITY : -log(uniform(seed)) / leave;
    double at = 0.0;
    lty_clv_row row = {.T = (uint32_t) (T * TICKS)};
    const double worth = gamma_variate(seed, 3.7, 15.0);

    if (model->kind == LTY_CLV_MBG && uniform(seed) < leave) {
        end = 0.0;
    }
    for (;;) {
        at += -log(uniform(seed)) / rate;
        if (at > end || at > T + HELD) {
            return row;
        }
        if (at <= T) {
            const uint32_t tick = (uint32_t) (at * TICKS);

            row.x++;
            row.tx = tick > row.tx ? tick : row.tx + 1 > row.T ? row.T : row.tx + 1;
            row.money_minor += (int64_t) (100.0 * gamma_variate(seed, 6.2, worth)) + 1;
        } else {
            row.held++;
        }
        if (model->kind != LTY_CLV_PARETO && uniform(seed) < leave) {
            return row;
        }
    }
}

static void simulate_all(lty_clv_data *data, const lty_clv_model *model, size_t count, uint64_t *seed, const lty_alloc *alloc)
{
    lty_clv_data_init(data, TICKS, alloc);
    data->money = true;
    data->held_ticks = (uint32_t) (HELD * TICKS);
    for (size_t i = 0; i < count; i++) {
        lty_clv_row row = simulate(model, 30.0 + 10.0 * uniform(seed), seed);

        row.customer = (uint32_t) (3 * i);
        assert_int_equal(lty_clv_data_add(data, &row), LTY_OK);
    }
    assert_int_equal(lty_clv_data_close(data), LTY_OK);
}

static double log_likelihood(const lty_clv_data *data, const lty_clv_model *model)
{
    double sum = 0.0;

    for (size_t i = 0; i < data->count; i++) {
        const lty_clv_row *row = &data->rows[i];

        sum += lty_clv_log_likelihood(model, &(lty_clv_history){row->x, row->tx / data->ticks_per_unit, row->T / data->ticks_per_unit});
    }
    return sum;
}

/* The optimum, its value and its standard errors by finite differences of a sum that shares nothing with the fit's derivatives. */
static void check_optimum(const lty_clv_data *data, const lty_clv_fit *fit)
{
    double hessian[4][4], inverse[4][4] = {{0.0}};
    const double h = 1e-3;

    close_to(fit->log_likelihood, log_likelihood(data, &fit->model), 1e-8 * fabs(fit->log_likelihood));
    for (int i = 0; i < 4; i++) {
        for (int j = 0; j < 4; j++) {
            double values[4];

            for (int k = 0; k < 4; k++) {
                lty_clv_model model = fit->model;

                model.p[i] *= exp(k & 1 ? h : -h);
                model.p[j] *= exp(k & 2 ? h : -h);
                values[k] = log_likelihood(data, &model);
            }
            hessian[i][j] = -(values[3] - values[1] - values[2] + values[0]) / (4.0 * h * h);
            if (i == j) { /* values[3], [0] at ±2h: no slope at the optimum */
                close_to((values[3] - values[0]) / (4.0 * h), 0.0, 1e-2 * sqrt(fabs(hessian[i][i])));
            }
        }
    }
    for (int i = 0; i < 4; i++) { /* Gauss and Jordan */
        inverse[i][i] = 1.0;
    }
    for (int i = 0; i < 4; i++) {
        const double pivot = hessian[i][i];

        for (int j = 0; j < 4; j++) {
            hessian[i][j] /= pivot;
            inverse[i][j] /= pivot;
        }
        for (int k = 0; k < 4; k++) {
            const double factor = k == i ? 0.0 : hessian[k][i];

            for (int j = 0; j < 4; j++) {
                hessian[k][j] -= factor * hessian[i][j];
                inverse[k][j] -= factor * inverse[i][j];
            }
        }
    }
    for (int i = 0; i < 4; i++) {
        close_to(fit->log_errors[i] / sqrt(inverse[i][i]), 1.0, 1e-2);
        close_to(fit->errors[i], fit->log_errors[i] * fit->model.p[i], 1e-12);
    }
}

static const lty_clv_model truths[] = {
    {.kind = LTY_CLV_BG, .p = {0.6, 4.0, 1.2, 3.0}},
    {.kind = LTY_CLV_MBG, .p = {0.9, 5.0, 0.8, 2.0}},
    {.kind = LTY_CLV_PARETO, .p = {0.8, 6.0, 0.9, 12.0}},
};

static void test_recovery(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("recovery", 21);

    (void) state;
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        lty_clv_data data;
        lty_clv_fit fit;
        lty_clv_calibration calibration;
        double predicted = 0.0, actual = 0.0;

        simulate_all(&data, &truths[i], 6000, &seed, &alloc);
        assert_int_equal(lty_clv_fit_data(&fit, truths[i].kind, &data), LTY_OK);
        assert_int_equal(fit.boundary, LTY_CLV_INTERIOR);
        assert_int_equal(fit.customers, 6000);
        assert_true(fit.log_likelihood > fit.log_likelihood_nbd);
        for (int k = 0; k < 4; k++) {
            close_to(log(fit.model.p[k] / truths[i].p[k]) / fit.log_errors[k], 0.0, 4.0);
        }
        check_optimum(&data, &fit);
        assert_int_equal(lty_clv_calibrate(&calibration, &fit.model, &data), LTY_OK);
        for (size_t k = 0; k < LTY_CLV_CALIBRATION; k++) {
            predicted += calibration.predicted[k];
            actual += (double) calibration.actual[k];
        }
        close_to(predicted / actual, 1.0, 0.1);
        assert_true(calibration.absolute_error < calibration.square_error && calibration.square_error < 5.0);
        lty_clv_data_destroy(&data);
    }
    assert_int_equal(memory.blocks, 0);
}

/* As many groups as make the search start from a sample: it ends where the one without a sample would. */
static void test_sample(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("sample", 22);
    lty_clv_data data;
    lty_clv_fit fit;

    (void) state;
    simulate_all(&data, &truths[0], 130000, &seed, &alloc);
    assert_true(data.group_count > 80000);
    assert_int_equal(lty_clv_fit_data(&fit, LTY_CLV_BG, &data), LTY_OK);
    assert_int_equal(fit.boundary, LTY_CLV_INTERIOR);
    for (int k = 0; k < 4; k++) {
        close_to(log(fit.model.p[k] / truths[0].p[k]) / fit.log_errors[k], 0.0, 4.0);
    }
    for (int k = 0; k < 4; k++) { /* no slope at the end: one step of a hundredth of an error aside is below */
        for (int side = -1; side <= 1; side += 2) {
            lty_clv_model model = fit.model;

            model.p[k] *= exp(0.05 * side * fit.log_errors[k]);
            assert_true(log_likelihood(&data, &model) < fit.log_likelihood);
        }
    }
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
}

static void test_boundaries(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("boundaries", 23);
    const lty_clv_model lasting = {.kind = LTY_CLV_BG, .lasting = true, .p = {1.5, 20.0, 1.0, 1.0}};
    lty_clv_data data;
    int none = 0;

    (void) state;
    for (int round = 0; round < 4; round++) {
        simulate_all(&data, &lasting, 3000, &seed, &alloc);
        for (int kind = 1; kind <= 3; kind++) {
            lty_clv_fit fit;

            assert_int_equal(lty_clv_fit_data(&fit, (lty_clv_kind) kind, &data), LTY_OK);
            /* Chance may look like a little dropout; whatever is reported explains at least as much as the limit. */
            assert_true(fit.log_likelihood >= fit.log_likelihood_nbd);
            if (fit.boundary == LTY_CLV_NO_DROPOUT) {
                none++;
                assert_true(fit.model.lasting);
                assert_true(isnan(fit.errors[0]));
                assert_true(fit.log_likelihood == fit.log_likelihood_nbd);
                close_to(fit.model.p[0], 1.5, 0.3);
                assert_true(lty_clv_fit_has(&fit, 0) && lty_clv_fit_has(&fit, 1) && !lty_clv_fit_has(&fit, 2) && !lty_clv_fit_has(&fit, 3));
            }
        }
        lty_clv_data_destroy(&data);
    }
    assert_true(none >= 4);

    /* One rate for all: what is over-dispersed is nothing. */
    lty_clv_data_init(&data, 1.0, &alloc);
    for (uint32_t i = 0; i < 300; i++) {
        assert_int_equal(lty_clv_data_add(&data, &(lty_clv_row){.customer = i, .x = 10, .tx = 95 + i % 5, .T = 100}), LTY_OK);
    }
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    for (int kind = 1; kind <= 3; kind++) {
        lty_clv_fit fit;

        assert_int_equal(lty_clv_fit_data(&fit, (lty_clv_kind) kind, &data), LTY_OK);
        assert_int_equal(fit.boundary, LTY_CLV_EVEN_RATE);
        assert_false(lty_clv_fit_has(&fit, 0));
        /* the limit predicts all the same */
        close_to(lty_clv_expected(&fit.model, &(lty_clv_history){10.0, 97.0, 100.0}, 10.0), 1.0, 1e-2);
    }
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
}

/* Nobody left, nobody bought, one customer, two: an answer or a refusal, never a wrong number. */
static void test_few(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("few", 24);
    lty_clv_data data;
    lty_clv_fit fit = {.customers = 77};
    lty_clv_spend_fit spend = {.customers = 77};

    (void) state;
    lty_clv_data_init(&data, 7.0, &alloc);
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    assert_int_equal(lty_clv_fit_data(&fit, LTY_CLV_BG, &data), LTY_E_CLV);
    assert_int_equal(lty_clv_spend_fit_data(&spend, &data), LTY_E_CLV);
    lty_clv_data_destroy(&data);
    lty_clv_data_init(&data, 7.0, &alloc);
    data.money = true;
    for (uint32_t i = 0; i < 5; i++) {
        assert_int_equal(lty_clv_data_add(&data, &(lty_clv_row){.customer = i, .T = i}), LTY_OK);
    }
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    assert_int_equal(lty_clv_fit_data(&fit, LTY_CLV_PARETO, &data), LTY_E_CLV);
    assert_int_equal(lty_clv_spend_fit_data(&spend, &data), LTY_E_CLV);
    assert_int_equal(fit.customers, 77);
    lty_clv_data_destroy(&data);

    for (int round = 0; round < 60; round++) {
        const size_t count = (size_t) lty_test_below(&seed, 12) + 1;

        lty_clv_data_init(&data, 7.0, &alloc);
        data.money = true;
        for (uint32_t i = 0; i < count; i++) {
            lty_clv_row row = {
                .customer = i, .x = (uint32_t) lty_test_below(&seed, 6) + (i == 0), .T = (uint32_t) lty_test_below(&seed, 300) + 10};

            row.tx = row.x == 0 ? 0 : (uint32_t) lty_test_below(&seed, row.T) + 1;
            row.money_minor = row.x == 0 ? 0 : lty_test_below(&seed, 10000) + 1;
            assert_int_equal(lty_clv_data_add(&data, &row), LTY_OK);
        }
        assert_int_equal(lty_clv_data_close(&data), LTY_OK);
        for (int kind = 1; kind <= 3; kind++) {
            assert_int_equal(lty_clv_fit_data(&fit, (lty_clv_kind) kind, &data), LTY_OK);
            assert_true(isfinite(fit.log_likelihood));
            assert_true(fit.log_likelihood >= fit.log_likelihood_nbd - 1e-9 * fabs(fit.log_likelihood_nbd));
            assert_true((fit.boundary == LTY_CLV_INTERIOR) == isfinite(fit.errors[0]));
            for (size_t i = 2; i < LTY_CLV_PARAMETERS && fit.boundary != LTY_CLV_INTERIOR; i++) {
                /* where a search stopped is no value */
                assert_true(!lty_clv_fit_has(&fit, i) || (fit.model.p[i] > 1e-4 && fit.model.p[i] < 1e4));
            }
            const double expected = lty_clv_expected(&fit.model, &(lty_clv_history){2.0, 5.0, 20.0}, 10.0);

            assert_true(expected >= 0.0 && isfinite(expected));
        }
        assert_int_equal(lty_clv_spend_fit_data(&spend, &data), LTY_OK);
        assert_true(isfinite(spend.log_likelihood));
        lty_clv_data_destroy(&data);
    }
    assert_int_equal(memory.blocks, 0);
}

static void test_spend(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("spend", 25);
    lty_clv_data data;
    lty_clv_spend_fit fit;
    lty_clv_spend_fit again;

    (void) state;
    simulate_all(&data, &truths[0], 8000, &seed, &alloc);
    assert_int_equal(lty_clv_spend_fit_data(&fit, &data), LTY_OK);
    assert_true(fit.interior);
    const double truth[] = {6.2, 3.7, 1500.0};
    const double got[] = {fit.spend.p, fit.spend.q, fit.spend.v};

    for (int i = 0; i < 3; i++) { /* cents are cut, so somewhat more than four errors */
        close_to(log(got[i] / truth[i]) / fit.log_errors[i], 0.0, 4.5);
        close_to(fit.errors[i], fit.log_errors[i] * got[i], 1e-9 * got[i]);
    }
    /* in another currency only v changes */
    for (size_t i = 0; i < data.count; i++) {
        data.rows[i].money_minor *= 1000;
    }
    assert_int_equal(lty_clv_spend_fit_data(&again, &data), LTY_OK);
    close_to(again.spend.p / fit.spend.p, 1.0, 1e-8);
    close_to(again.spend.q / fit.spend.q, 1.0, 1e-8);
    close_to(again.spend.v / fit.spend.v, 1000.0, 1e-5);
    close_to(again.log_likelihood, fit.log_likelihood - (double) fit.customers * log(1000.0), 1e-6);
    lty_clv_data_destroy(&data);

    /* Every purchase costs the same: no optimum. */
    lty_clv_data_init(&data, 7.0, &alloc);
    data.money = true;
    for (uint32_t i = 0; i < 50; i++) {
        assert_int_equal(
            lty_clv_data_add(&data, &(lty_clv_row){.customer = i, .x = i % 3 + 1, .tx = 5, .T = 9, .money_minor = 100 * (i % 3 + 1)}),
            LTY_OK);
    }
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    assert_int_equal(lty_clv_spend_fit_data(&fit, &data), LTY_OK);
    assert_false(fit.interior);
    assert_true(isnan(fit.errors[0]));
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
}

static void test_rows(void **state)
{
    static const lty_clv_row wrong[] = {
        {.x = LTY_CLV_X_MAX + 1, .tx = 1, .T = 2},
        {.x = 1, .tx = 3, .T = 2},
        {.x = 1, .tx = 0, .T = 2},
        {.x = 0, .tx = 1, .T = 2},
        {.T = LTY_CLV_TICKS_MAX + 1},
        {.held = LTY_CLV_X_MAX + 1},
        {.money_minor = -1},
        {.held_minor = -1},
    };
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("rows", 26);
    lty_clv_data data;

    (void) state;
    lty_clv_data_init(&data, 7.0, &alloc);
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lty_clv_data_add(&data, &wrong[i]), LTY_E_CLV);
    }
    assert_int_equal(data.count, 0);
    assert_int_equal(lty_clv_data_add(&data, &(lty_clv_row){.x = LTY_CLV_X_MAX, .tx = LTY_CLV_TICKS_MAX, .T = LTY_CLV_TICKS_MAX}), LTY_OK);
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    assert_int_equal(data.groups[0].x, LTY_CLV_X_MAX);
    assert_int_equal(data.groups[0].tx, LTY_CLV_TICKS_MAX);
    assert_int_equal(data.groups[0].T, LTY_CLV_TICKS_MAX);
    lty_clv_data_destroy(&data);
    lty_clv_data_destroy(&data);

    for (int round = 0; round < 200; round++) {
        const size_t count = (size_t) lty_test_below(&seed, 300) + 1;
        const int64_t spread = (int64_t) 1 << lty_test_below(&seed, 21);
        size_t at = 0;

        lty_clv_data_init(&data, 1.0, &alloc);
        for (uint32_t i = 0; i < count; i++) {
            lty_clv_row row = {
                .customer = i, .x = (uint32_t) lty_test_below(&seed, 5 + spread / 4), .T = (uint32_t) lty_test_below(&seed, spread) + 1};

            row.tx = row.x == 0 ? 0 : (uint32_t) lty_test_below(&seed, row.T) + 1;
            assert_int_equal(lty_clv_data_add(&data, &row), LTY_OK);
        }
        assert_int_equal(lty_clv_data_close(&data), LTY_OK);
        for (size_t i = 0; i < data.group_count; i++) {
            const lty_clv_group *group = &data.groups[i];

            assert_true(group->count > 0);
            for (uint32_t k = 0; k < group->count; k++, at++) {
                const lty_clv_row *row = &data.rows[data.order[at]];

                assert_true(row->x == group->x && row->T == group->T && row->tx == group->tx);
                assert_true(k == 0 || data.order[at] > data.order[at - 1]);
            }
            assert_true(i == 0 || group[-1].x < group->x
                || (group[-1].x == group->x && (group[-1].T < group->T || (group[-1].T == group->T && group[-1].tx < group->tx))));
        }
        assert_int_equal(at, count);
        lty_clv_data_destroy(&data);
    }
    assert_int_equal(memory.blocks, 0);
}

/* All at once says what one by one says, rounded half up. */
static void test_predictions(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("predictions", 27);
    const lty_clv_plan plan = {.t = 10.0, .period = 4.0, .periods = 6, .discount = 0.02};
    lty_clv_spend spend;
    lty_clv_data data;
    lty_clv_predictions predictions;

    (void) state;
    assert_int_equal(lty_clv_spend_init(&spend, 6.0, 3.0, 1500.0), LTY_OK);
    for (size_t i = 0; i < sizeof truths / sizeof *truths; i++) {
        simulate_all(&data, &truths[i], 500, &seed, &alloc);
        assert_int_equal(lty_clv_predict(&predictions, &truths[i], &spend, &plan, &data, &alloc), LTY_OK);
        assert_int_equal(predictions.count, 500);
        for (size_t k = 0; k < 500; k++) {
            const lty_clv_row *row = &data.rows[k];
            const lty_clv_history history = {row->x, row->tx / TICKS, row->T / TICKS};
            const double mean = lty_clv_spend_mean(&spend, row->x, (double) row->money_minor);

            assert_int_equal(predictions.customers[k], row->customer);
            assert_true(fabs((double) predictions.values[k][0] - 1e6 * lty_clv_alive(&truths[i], &history)) < 0.5 + 1e-6);
            assert_true(fabs((double) predictions.values[k][1] - 1e6 * lty_clv_expected(&truths[i], &history, 10.0)) < 0.5 + 1e-6);
            assert_true(fabs((double) predictions.values[k][2] - lty_clv_value(&truths[i], &history, &plan, mean)) < 0.5 + 1e-6);
        }
        lty_clv_predictions_destroy(&predictions);
        lty_clv_predictions_destroy(&predictions);
        assert_int_equal(lty_clv_predict(&predictions, &truths[i], NULL, &plan, &data, &alloc), LTY_OK);
        assert_true(predictions.values[0][2] == LTY_FACT_NONE);
        lty_clv_predictions_destroy(&predictions);
        spend.q = 0.5; /* no mean: no value for those without repeat purchases */
        assert_int_equal(lty_clv_predict(&predictions, &truths[i], &spend, &plan, &data, &alloc), LTY_OK);
        for (size_t k = 0; k < 500; k++) {
            assert_true((predictions.values[k][2] == LTY_FACT_NONE) == (data.rows[k].x == 0));
        }
        lty_clv_predictions_destroy(&predictions);
        spend.q = 3.0;
        spend.v = 1e300;
        assert_int_equal(lty_clv_predict(&predictions, &truths[i], &spend, &plan, &data, &alloc), LTY_E_RANGE);
        spend.v = 1500.0;
        lty_clv_data_destroy(&data);
    }
    simulate_all(&data, &truths[0], 3, &seed, &alloc);
    static const lty_clv_plan wrong[] = {
        {.t = -1.0}, {.t = NAN}, {.period = INFINITY}, {.periods = LTY_CLV_PERIODS_MAX + 1}, {.discount = -0.5}};

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lty_clv_predict(&predictions, &truths[0], NULL, &wrong[i], &data, &alloc), LTY_E_CLV);
    }
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
}

static void test_calibration(void **state)
{
    LTY_TEST_ALLOC();
    lty_clv_data data;
    lty_clv_calibration calibration = {.absolute_error = 5.0};
    static const lty_clv_row rows[] = {
        {.T = 20, .held = 1}, {.x = 9, .tx = 9, .T = 10}, {.T = 20}, {.x = 12, .tx = 14, .T = 14, .held = 7}};
    double curve[16], sum[LTY_CLV_CALIBRATION] = {0.0}, errors = 0.0, squares = 0.0;
    uint64_t actual[16];

    (void) state;
    lty_clv_data_init(&data, 7.0, &alloc);
    for (size_t i = 0; i < 4; i++) {
        assert_int_equal(lty_clv_data_add(&data, &rows[i]), LTY_OK);
    }
    assert_int_equal(lty_clv_data_close(&data), LTY_OK);
    assert_int_equal(lty_clv_calibrate(&calibration, &truths[0], &data), LTY_E_CLV);
    assert_true(calibration.absolute_error == 5.0);
    data.held_ticks = 14;
    assert_int_equal(lty_clv_calibrate(&calibration, &truths[0], &data), LTY_OK);
    for (size_t i = 0; i < 4; i++) {
        const double expected = lty_clv_expected(&truths[0], &(lty_clv_history){rows[i].x, rows[i].tx / 7.0, rows[i].T / 7.0}, 2.0);

        sum[rows[i].x == 0 ? 0 : LTY_CLV_CALIBRATION - 1] += expected;
        errors += fabs(expected - rows[i].held) / 4.0;
        squares += (expected - rows[i].held) * (expected - rows[i].held) / 4.0;
    }
    assert_int_equal(calibration.customers[0], 2);
    assert_int_equal(calibration.customers[LTY_CLV_CALIBRATION - 1], 2);
    assert_int_equal(calibration.actual[0], 1);
    assert_int_equal(calibration.actual[LTY_CLV_CALIBRATION - 1], 7);
    close_to(calibration.predicted[0], sum[0], 1e-14);
    close_to(calibration.predicted[LTY_CLV_CALIBRATION - 1], sum[LTY_CLV_CALIBRATION - 1], 1e-13);
    close_to(calibration.absolute_error, errors, 1e-14);
    close_to(calibration.square_error, sqrt(squares), 1e-14);

    assert_int_equal(lty_clv_curve_length(&data), 4); /* (20 + 14) / 7, whole weeks */
    assert_int_equal(lty_clv_curve(curve, actual, &truths[0], &data), LTY_OK);
    for (size_t i = 0; i < 4; i++) {
        double expected = 0.0;

        for (size_t k = 0; k < 4; k++) {
            const double since = (7.0 * (double) (i + 1) - (20.0 - rows[k].T)) / 7.0;

            expected += since > 0.0 ? lty_clv_expected_new(&truths[0], since) : 0.0;
        }
        close_to(curve[i], expected, 1e-13);
        assert_int_equal(actual[i], 0);
    }
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
}

static void test_words(void **state)
{
    LTY_TEST_ALLOC();
    lty_clv_fit fit = {.customers = 2357, .repeaters = 946, .log_errors = {0.05, 0.08, 0.2, 0.29}};
    lty_clv_spend_fit spend = {.interior = true, .spend = {6.0, 0.9, 15.0}, .customers = 40, .log_errors = {0.1, 0.2, 9.0}};
    lty_buffer buffer;
    double low, high;

    (void) state;
    lty_buffer_init(&buffer, &alloc);
    lty_clv_fit_summary(&buffer, &fit);
    lty_buffer_string(&buffer, "|");
    fit.log_errors[1] = 0.0;
    fit.log_errors[3] = fit.log_errors[2] = 0.1;
    fit.repeaters = 99;
    lty_clv_fit_summary(&buffer, &fit);
    lty_buffer_string(&buffer, "|");
    lty_clv_spend_summary(&buffer, &spend);
    lty_buffer_string(&buffer, "|");
    const lty_text text = lty_buffer_view(&buffer);
    const char *want =
        "Fitted to 2357 customers, of whom 946 bought again. The parameters are roughly determined: with 95 % confidence each is within a "
        "factor of 1.8.|Fitted to 2357 customers, of whom 99 bought again. The parameters are well determined: with 95 % confidence each "
        "is within a factor of 1.2. So few repeat buyers give wide ranges: do not act on single figures yet.|Fitted to 40 customers with "
        "repeat purchases. The parameters are poorly determined: with 95 % confidence each is within a factor of more than 1000. So few "
        "repeat buyers give wide ranges: do not act on single figures yet. Spending varies so much between customers that their mean does "
        "not exist: without repeat purchases a customer has no value.|";

    assert_int_equal(text.len, strlen(want));
    assert_memory_equal(text.bytes, want, text.len);
    lty_buffer_destroy(&buffer);
    for (int i = LTY_CLV_NO_DROPOUT; i <= LTY_CLV_FLAT; i++) {
        fit.boundary = (lty_clv_boundary) i;
        lty_buffer_init(&buffer, &alloc);
        lty_clv_fit_summary(&buffer, &fit);
        assert_true(lty_buffer_view(&buffer).len > 120);
        assert_true(strlen(lty_clv_boundary_name(fit.boundary)) >= 4);
        lty_buffer_destroy(&buffer);
    }
    lty_clv_range(&low, &high, 10.0, 0.5, 0.95);
    close_to(high, 10.0 * exp(0.5 * 1.959963984540054), 1e-12);
    close_to(low, 100.0 / high, 1e-12);
    assert_int_equal(memory.blocks, 0);
}

/* Memory that runs out at any call: nothing is lost, nothing is written. */
static void test_memory(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("memory", 28);
    const lty_clv_plan plan = {.t = 1.0};
    lty_clv_data data;
    lty_clv_fit fit = {.customers = 77};
    lty_clv_spend_fit spend = {.customers = 77};
    lty_clv_predictions predictions = {.count = 77};
    double curve[64];
    lty_status status = LTY_E_MEMORY;
    size_t tries[5] = {0};

    (void) state;
    simulate_all(&data, &truths[0], 60, &seed, &alloc);
    for (size_t n = 1; status != LTY_OK; n++, tries[0]++) {
        lty_clv_data copy;

        memory.calls = 0;
        memory.fail_at = n;
        lty_clv_data_init(&copy, TICKS, &alloc);
        status = LTY_OK;
        for (size_t i = 0; i < data.count && status == LTY_OK; i++) {
            status = lty_clv_data_add(&copy, &data.rows[i]);
        }
        if (status == LTY_OK) {
            status = lty_clv_data_close(&copy);
            assert_true(status == LTY_OK || (copy.order == NULL && copy.groups == NULL));
        }
        lty_clv_data_destroy(&copy);
    }
    for (int call = 1; call < 5; call++) {
        status = LTY_E_MEMORY;
        for (size_t n = 1; status != LTY_OK; n++, tries[call]++) {
            memory.calls = 0;
            memory.fail_at = n;
            status = call == 1 ? lty_clv_fit_data(&fit, LTY_CLV_BG, &data)
                : call == 2    ? lty_clv_spend_fit_data(&spend, &data)
                : call == 3    ? lty_clv_predict(&predictions, &truths[0], NULL, &plan, &data, &alloc)
                               : lty_clv_curve(curve, NULL, &truths[0], &data);
            assert_true(status == LTY_OK
                || (status == LTY_E_MEMORY && (call != 1 || fit.customers == 77) && (call != 2 || spend.customers == 77)
                    && (call != 3 || predictions.count == 77)));
        }
    }
    memory.fail_at = 0;
    for (int call = 0; call < 5; call++) {
        assert_true(tries[call] > 1);
    }
    lty_clv_predictions_destroy(&predictions);
    lty_clv_data_destroy(&data);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_recovery),
        cmocka_unit_test(test_sample),
        cmocka_unit_test(test_boundaries),
        cmocka_unit_test(test_few),
        cmocka_unit_test(test_spend),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_predictions),
        cmocka_unit_test(test_calibration),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
