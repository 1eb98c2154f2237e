/*
 * No question may take long, whatever parameters, histories and times it asks of: calls of the two functions of libm that every loop of the models turns
 * on are counted, not seconds.
 */
#include <math.h>

#include "lty_clv.h"
#include "lty_test.h"

static size_t steps;

/* Stand in for libm's, here and in the core that is linked with this file. */
double log1p(double x);
double exp(double x);

double log1p(double x)
{
    steps++;
    return (double) log1pl((long double) x);
}

double exp(double x)
{
    steps++;
    return (double) expl((long double) x);
}

static double uniform(uint64_t *seed)
{
    return (double) (lty_test_random(seed) >> 11) / 9007199254740992.0;
}

static double wide(uint64_t *seed, double from, double to)
{
    return pow(10.0, from + (to - from) * uniform(seed));
}

/* Figures that are at an end of what is allowed as often as between. */
static void question(lty_clv_model *model, lty_clv_history *history, uint64_t *seed, double span)
{
    static const double ends[] = {0.0, 1.0, 5.0, 1000.0, LTY_CLV_X_MAX};
    double p[LTY_CLV_PARAMETERS];

    for (size_t i = 0; i < LTY_CLV_PARAMETERS; i++) {
        p[i] = wide(seed, -span, span);
    }
    assert_int_equal(lty_clv_model_init(model, (lty_clv_kind) (1 + lty_test_below(seed, 3)), p), LTY_OK);
    history->x = ends[lty_test_below(seed, 5)];
    history->T = lty_test_below(seed, 8) == 0 ? 0.0 : wide(seed, -3.0, 9.0);
    history->tx = history->x == 0.0 ? 0.0 : lty_test_below(seed, 4) == 0 ? history->T : history->T * uniform(seed);
    assert_true(lty_clv_history_validate(history));
}

static void spent(size_t *most, size_t limit, const char *what, const lty_clv_model *model, const lty_clv_history *history, double t)
{
    if (steps > limit) {
        fail_msg("%s: %zu steps at kind %d (%g, %g, %g, %g), x %g, tx %g, T %g, t %g", what, steps, (int) model->kind, model->p[0],
            model->p[1], model->p[2], model->p[3], history->x, history->tx, history->T, t);
    }
    *most = steps > *most ? steps : *most;
    steps = 0;
}

static void test_steps(void **state)
{
    uint64_t seed = lty_test_seed("steps", 31);
    size_t most[6] = {0};

    (void) state;
    for (int i = 0; i < 4000; i++) {
        lty_clv_model model;
        lty_clv_history history;

        question(&model, &history, &seed, i % 2 == 0 ? 12.0 : 3.0);
        const double t = wide(&seed, -9.0, 9.0);
        const uint32_t n = (uint32_t) lty_test_below(&seed, LTY_CLV_COUNT_MAX + 1);
        const double level = uniform(&seed) * 0.99 + 0.005;
        steps = 0;

        const double alive = lty_clv_alive(&model, &history);
        spent(&most[0], 4000, "alive", &model, &history, t);
        const double expected = lty_clv_expected(&model, &history, t);
        spent(&most[1], 100000, "expected", &model, &history, t);
        const lty_clv_interval interval = lty_clv_predict_interval(&model, &history, t, level);
        spent(&most[2], 200000, "interval", &model, &history, t);
        const double chance = lty_clv_probability(&model, &history, t, n);
        spent(&most[3], 20000, "probability", &model, &history, t);

        assert_true(alive >= 0.0 && alive <= 1.0 && expected >= 0.0 && chance >= 0.0 && chance <= 1.0);
        assert_true(interval.least <= interval.most);
        if (i % 20 == 0) {
            assert_true(lty_clv_dert(&model, &history, wide(&seed, -12.0, 9.0)) >= 0.0);
            spent(&most[4], 1000000, "dert", &model, &history, t);
            assert_true(lty_clv_value_continuous(&model, &history, t, wide(&seed, -12.0, 9.0), 1.0) >= 0.0);
            spent(&most[5], 10000000, "value", &model, &history, t);
        }
    }
    print_message("steps at most: alive %zu, expected %zu, interval %zu, probability %zu, dert %zu, value %zu\n", most[0], most[1], most[2],
        most[3], most[4], most[5]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_steps)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
