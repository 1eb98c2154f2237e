/* One customer: the hard points, laws that hold for every parameter, counts against expectations, limits. */
#include <math.h>

#include "lty_clv.h"
#include "lty_math.h"
#include "lty_test.h"

static double uniform(uint64_t *seed)
{
    return (double) (lty_test_random(seed) >> 11) / 9007199254740992.0;
}

static void close_to(double got, double want, double relative, double absolute)
{
    if (!(fabs(got - want) <= absolute || fabs(got - want) <= relative * fabs(want))) {
        print_error("%.17g is not %.17g\n", got, want);
        fail();
    }
}

/* From small to large, on both sides of 1. */
static double any(uint64_t *seed, double from, double to)
{
    return exp(log(from) + uniform(seed) * log(to / from));
}

static lty_clv_model any_model(uint64_t *seed)
{
    const double p[LTY_CLV_PARAMETERS] = {any(seed, 0.05, 20.0), any(seed, 0.1, 300.0), any(seed, 0.01, 15.0), any(seed, 0.05, 100.0)};
    lty_clv_model model;

    assert_int_equal(lty_clv_model_init(&model, (lty_clv_kind) (lty_test_below(seed, 3) + 1), p), LTY_OK);
    return model;
}

static lty_clv_history any_history(uint64_t *seed)
{
    const double x = (double) (lty_test_below(seed, 3) == 0 ? 0 : lty_test_below(seed, 40));
    const double T = any(seed, 0.1, 500.0);

    return (lty_clv_history){x, x == 0.0 ? 0.0 : T * uniform(seed), T};
}

/* tests/data/reference/hard_points.csv: 110-digit arithmetic at points where programs break. */
static void test_hard_points(void **state)
{
    FILE *file = fopen("tests/data/reference/hard_points.csv", "rb");
    char line[512];
    size_t points = 0;

    (void) state;
    assert_non_null(file);
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file) != NULL) {
        const lty_clv_kind kind = line[0] == 'b' ? LTY_CLV_BG : line[0] == 'm' ? LTY_CLV_MBG : LTY_CLV_PARETO;
        char *at = strchr(line, ',');
        lty_clv_model model;
        double v[12];

        for (int i = 0; i < 12; i++) {
            assert_non_null(at);
            v[i] = strtod(at + 1, &at);
        }
        assert_int_equal(lty_clv_model_init(&model, kind, v), LTY_OK);
        const lty_clv_history history = {v[4], v[5], v[6]};

        assert_true(lty_clv_history_validate(&history));
        close_to(lty_clv_log_likelihood(&model, &history), v[8], 1e-9, history.T == 0.0 ? 1e-12 : 0.0);
        close_to(lty_clv_alive(&model, &history), v[9], 1e-9, 1e-250);
        close_to(lty_clv_expected(&model, &history, v[7]), v[10], 1e-9, 1e-250);
        close_to(lty_clv_expected_new(&model, v[7]), v[11], 1e-9, 1e-250);
        points++;
    }
    fclose(file);
    assert_int_equal(points, 360);
}

static void test_init(void **state)
{
    static const double wrong[] = {0.0, -1.0, NAN, INFINITY};
    lty_clv_model model = {.kind = LTY_CLV_MBG};
    lty_clv_spend spend = {7.0, 7.0, 7.0};

    (void) state;
    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        for (size_t j = 0; j < sizeof wrong / sizeof *wrong; j++) {
            double p[LTY_CLV_PARAMETERS] = {1.0, 1.0, 1.0, 1.0};

            p[i] = wrong[j];
            assert_int_equal(lty_clv_model_init(&model, LTY_CLV_BG, p), LTY_E_CLV);
            if (i < 3) {
                assert_int_equal(lty_clv_spend_init(&spend, p[0], p[1], p[2]), LTY_E_CLV);
            }
        }
    }
    assert_int_equal(model.kind, LTY_CLV_MBG);
    assert_true(spend.q == 7.0);
    assert_true(lty_clv_history_validate(&(lty_clv_history){0.0, 0.0, 0.0}));
    assert_true(lty_clv_history_validate(&(lty_clv_history){LTY_CLV_X_MAX, 3.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){LTY_CLV_X_MAX + 1.0, 3.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){1.5, 1.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){-1.0, 1.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){NAN, 1.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){1.0, 4.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){1.0, -1.0, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){1.0, NAN, 3.0}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){1.0, 1.0, INFINITY}));
    assert_false(lty_clv_history_validate(&(lty_clv_history){0.0, 1.0, 3.0}));
}

/* Probabilities of counts are all there is, and their mean is what is expected: two ways that share no formula. */
static void test_counts(void **state)
{
    uint64_t seed = lty_test_seed("counts", 11);
    int checked = 0;

    (void) state;
    for (int i = 0; i < 400; i++) {
        const lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double t = any(&seed, 0.05, 60.0);
        const double without = (model.p[0] + history.x) / (model.p[1] + history.T) * t;
        double sum = 0.0, mean = 0.0, last = 1.0;

        if (without > 60.0) {
            continue;
        }
        for (uint32_t n = 0; n < 3000 && (n < 3.0 * without + 10.0 || last > 1e-14); n++) {
            last = lty_clv_probability(&model, &history, t, n);
            assert_true(last >= 0.0);
            sum += last;
            mean += n * last;
        }
        if (last < 1e-13) {
            close_to(sum, 1.0, 1e-9, 0.0);
            close_to(mean, lty_clv_expected(&model, &history, t), 1e-8, 1e-10);
            checked++;
        }
    }
    assert_true(checked > 200);
}

static void test_interval(void **state)
{
    uint64_t seed = lty_test_seed("interval", 12);

    (void) state;
    for (int i = 0; i < 100; i++) {
        const lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double t = any(&seed, 0.05, 30.0);
        const double level = 0.5 + 0.49 * uniform(&seed);
        const lty_clv_interval interval = lty_clv_predict_interval(&model, &history, t, level);
        double below = 0.0, inside = 0.0;

        if (interval.most > 400) {
            continue;
        }
        for (uint32_t n = 0; n <= interval.most; n++) {
            *(n < interval.least ? &below : &inside) += lty_clv_probability(&model, &history, t, n);
        }
        assert_true(below <= 0.5 * (1.0 - level) + 1e-9);
        assert_true(below + inside >= 0.5 * (1.0 + level) - 1e-9);
        /* none of the two ends could be moved inwards */
        assert_true(below + lty_clv_probability(&model, &history, t, interval.least) > 0.5 * (1.0 - level) - 1e-9);
        assert_true(
            interval.most == 0 || below + inside - lty_clv_probability(&model, &history, t, interval.most) < 0.5 * (1.0 + level) + 1e-9);
    }
    const lty_clv_model lasting = {.kind = LTY_CLV_BG, .lasting = true, .p = {1.0, 1e-6, 1.0, 1.0}};

    assert_int_equal(lty_clv_predict_interval(&lasting, &(lty_clv_history){5.0, 1.0, 1.0}, 0.0, 0.9).most, 0);
    assert_int_equal(lty_clv_predict_interval(&lasting, &(lty_clv_history){900000.0, 1.0, 1.0}, 10.0, 0.9).most, UINT32_MAX);
}

/* Expectations over time: they rise, and ever more slowly. */
static void test_expected_over_time(void **state)
{
    uint64_t seed = lty_test_seed("parts", 13);

    (void) state;
    for (int i = 0; i < 200; i++) {
        const lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        double last = 0.0, rise = INFINITY;

        /* Nobody buys backwards, and customers only get fewer. */
        for (double t = 0.0; t < 400.0; t += 20.0) {
            const double expected = lty_clv_expected(&model, &history, t);

            assert_true(expected >= last * (1.0 - 1e-13));
            assert_true(expected - last <= rise * (1.0 + 1e-9) + 1e-12 * expected);
            rise = t == 0.0 ? INFINITY : expected - last;
            last = expected;
        }
    }
}

/* At a = 1 and s = 1 the textbook divides by 0; with a short step aside nothing may jump, whichever of sum and integral is taken. */
static void test_smooth(void **state)
{
    uint64_t seed = lty_test_seed("smooth", 14);

    (void) state;
    for (int i = 0; i < 300; i++) {
        lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double t = any(&seed, 0.1, 3000.0);

        for (int which = 0; which < 3; which++) {
            const double at = which == 0 ? 1.0 : which == 1 ? 0.25 : any(&seed, 0.02, 10.0);
            double values[3];

            for (int j = 0; j < 3; j++) {
                model.p[2] = at * (1.0 + 1e-6 * (j - 1));
                values[j] = lty_clv_expected(&model, &history, t);
            }
            close_to(values[0] + values[2], 2.0 * values[1], 2e-9, 1e-290);
            model.p[2] = at;
            for (int j = 0; j < 3; j++) { /* across the border between the two */
                values[j] = lty_clv_expected(&model, &history, t * (1.0 + 1e-6 * (j - 1)));
            }
            close_to(values[0] + values[2], 2.0 * values[1], 2e-9, 1e-290);
        }
    }
}

/* Alpha = beta has a closed form: the odds are s / (r + s + x) (((a + T) / (a + tx))^(r + s + x) − 1). */
static void test_equal_scales(void **state)
{
    uint64_t seed = lty_test_seed("equal", 15);

    (void) state;
    for (int i = 0; i < 500; i++) {
        lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double k = model.p[0] + model.p[2] + history.x;

        model.kind = LTY_CLV_PARETO;
        model.p[3] = model.p[1];
        const double odds = model.p[2] / k * expm1(k * log1p((history.T - history.tx) / (model.p[1] + history.tx)));

        close_to(lty_clv_alive(&model, &history), 1.0 / (1.0 + odds), 1e-12, 1e-300);
    }
}

/* Without dropout all three are the negative binomial model; with next to none they are near it. */
static void test_lasting(void **state)
{
    uint64_t seed = lty_test_seed("lasting", 16);

    (void) state;
    for (int i = 0; i < 200; i++) {
        lty_clv_model model = any_model(&seed);
        lty_clv_model lasting = model;
        const lty_clv_history history = {(double) lty_test_below(&seed, 6) + 1.0, 0.0, any(&seed, 1.0, 50.0)};
        const lty_clv_history known = {history.x, 0.9 * history.T, history.T};
        const double t = any(&seed, 0.1, 50.0);

        lasting.lasting = true;
        model.p[2] = 1e-12;
        model.p[3] = 5.0;
        assert_true(lty_clv_alive(&lasting, &known) == 1.0);
        close_to(lty_clv_expected(&lasting, &known, t), (model.p[0] + known.x) / (model.p[1] + known.T) * t, 1e-14, 0.0);
        close_to(lty_clv_expected(&model, &known, t), lty_clv_expected(&lasting, &known, t), 1e-6, 0.0);
        close_to(lty_clv_log_likelihood(&model, &known), lty_clv_log_likelihood(&lasting, &known), 1e-6, 1e-6);
        close_to(lty_clv_dert(&lasting, &known, 0.01), 100.0 * (model.p[0] + known.x) / (model.p[1] + known.T), 1e-12, 0.0);
        close_to(lty_clv_probability(&lasting, &known, t, 3), lty_clv_probability(&model, &known, t, 3), 1e-6, 1e-9);
    }
}

/* Discounting continuously: a fine sum over the same expectations, the horizon that grows to no end, and no discount at all. */
static void test_discounted(void **state)
{
    uint64_t seed = lty_test_seed("discounted", 17);

    (void) state;
    for (int i = 0; i < 60; i++) {
        const lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double rate = any(&seed, 1e-3, 0.5);
        const double horizon = any(&seed, 1.0, 50.0);
        const double whole = lty_clv_dert(&model, &history, rate);
        const double part = lty_clv_value_continuous(&model, &history, horizon, rate, 1.0);
        double sum = 0.0, before = 0.0;
        const int steps = 4000;

        for (int step = 1; step <= steps; step++) {
            const double until = lty_clv_expected(&model, &history, horizon * step / steps);

            sum += (until - before) * exp(-rate * horizon * (step - 0.5) / steps);
            before = until;
        }
        close_to(part, sum, 3e-5, 1e-200);
        assert_true(part <= whole * (1.0 + 1e-12));
        close_to(lty_clv_value_continuous(&model, &history, 200.0 / rate, rate, 1.0), whole, 1e-9, 1e-200);
        close_to(
            lty_clv_value_continuous(&model, &history, horizon, 0.0, 2.0), 2.0 * lty_clv_expected(&model, &history, horizon), 1e-14, 0.0);
        assert_true(lty_clv_value_continuous(&model, &history, 0.0, rate, 1.0) == 0.0);
    }
}

static void test_value(void **state)
{
    const lty_clv_plan plan = {.t = 1.0, .period = 4.0, .periods = 3, .discount = 0.25};
    const lty_clv_plan none = {.t = 1.0, .period = 4.0, .periods = 0, .discount = 0.25};
    uint64_t seed = lty_test_seed("value", 18);

    (void) state;
    for (int i = 0; i < 100; i++) {
        const lty_clv_model model = any_model(&seed);
        const lty_clv_history history = any_history(&seed);
        const double e1 = lty_clv_expected(&model, &history, 4.0);
        const double e2 = lty_clv_expected(&model, &history, 8.0);
        const double e3 = lty_clv_expected(&model, &history, 12.0);

        close_to(
            lty_clv_value(&model, &history, &plan, 10.0), 10.0 * (e1 / 1.25 + (e2 - e1) / 1.5625 + (e3 - e2) / 1.953125), 1e-12, 1e-280);
        assert_true(lty_clv_value(&model, &history, &none, 10.0) == 0.0);
    }
}

static void test_spend_mean(void **state)
{
    lty_clv_spend spend;

    (void) state;
    assert_int_equal(lty_clv_spend_init(&spend, 6.25, 3.74, 1544.0), LTY_OK);
    close_to(lty_clv_spend_mean(&spend, 0.0, 0.0), 6.25 * 1544.0 / 2.74, 1e-15, 0.0);
    close_to(lty_clv_spend_mean(&spend, 2.0, 4470.0), 6.25 * (1544.0 + 4470.0) / (12.5 + 2.74), 1e-15, 0.0);
    assert_int_equal(lty_clv_spend_init(&spend, 0.2, 0.5, 1544.0), LTY_OK);
    assert_true(isinf(lty_clv_spend_mean(&spend, 0.0, 0.0)));
    assert_true(isinf(lty_clv_spend_mean(&spend, 2.0, 10.0)));
    assert_true(isfinite(lty_clv_spend_mean(&spend, 3.0, 10.0)));
}

/* Counts far from what is expected, against 60-digit arithmetic: counting up to them and taking the rest from 1 leaves noise of 1e-19. */
static void test_far_counts(void **state)
{
    static const struct {
        lty_clv_kind kind;
        double p[LTY_CLV_PARAMETERS];
        lty_clv_history history;
        double t;
        uint32_t n;
        double chance;
    } far[] = {
        {LTY_CLV_BG, {0.18, 33.0, 0.25, 4.25}, {5.0, 5.5, 14.5}, 0.1875, 30, 2.87194444512688159e-68},
        {LTY_CLV_MBG, {0.9375, 19.25, 0.03125, 0.25}, {20.0, 51.0, 58.0}, 0.0625, 5, 1.74963759243815542e-11},
        {LTY_CLV_PARETO, {2.5, 8.0, 0.75, 6.0}, {3.0, 20.0, 30.0}, 400.0, 100, 0.000362368224549432345},
        {LTY_CLV_PARETO, {5.0, 0.5, 2.0, 1.5}, {1000.0, 40.0, 40.5}, 2000.0, 40000, 6.80960632438205693e-11},
    };

    (void) state;
    for (size_t i = 0; i < sizeof far / sizeof *far; i++) {
        lty_clv_model model;

        assert_int_equal(lty_clv_model_init(&model, far[i].kind, far[i].p), LTY_OK);
        close_to(lty_clv_probability(&model, &far[i].history, far[i].t, far[i].n), far[i].chance, 1e-12, 0.0);
    }
}

/* P(X(t) = x) of new customers as the manual of BTYD prints them. */
static void test_published_counts(void **state)
{
    static const double printed[] = {0.0019995214, 0.0015170236, 0.0011633150, 0.0009003148, 0.0007023638, 0.0005517902, 0.0004361913,
        0.0003467171, 0.0002769613, 0.0002222260};
    static const double p[LTY_CLV_PARAMETERS] = {0.243, 4.414, 0.793, 2.426};
    const lty_clv_history new = {0.0, 0.0, 0.0};
    lty_clv_model model;

    (void) state;
    assert_int_equal(lty_clv_model_init(&model, LTY_CLV_BG, p), LTY_OK);
    close_to(lty_clv_probability(&model, &new, 2.0, 10), 1.07869e-07, 1e-5, 0.0);
    close_to(lty_clv_probability(&model, &new, 39.0, 0), 0.5737864, 1e-7, 0.0);
    for (uint32_t i = 0; i < 10; i++) {
        close_to(lty_clv_probability(&model, &new, 30.0, 11 + i), printed[i], 0.0, 6e-11);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_hard_points),
        cmocka_unit_test(test_init),
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_interval),
        cmocka_unit_test(test_expected_over_time),
        cmocka_unit_test(test_smooth),
        cmocka_unit_test(test_equal_scales),
        cmocka_unit_test(test_lasting),
        cmocka_unit_test(test_discounted),
        cmocka_unit_test(test_value),
        cmocka_unit_test(test_spend_mean),
        cmocka_unit_test(test_far_counts),
        cmocka_unit_test(test_published_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
