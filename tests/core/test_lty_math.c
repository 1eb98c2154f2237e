/* The gamma family against its own laws and known values; quadrature, eigenvalues and Newton's method against what they must do. */
#include <math.h>

#include "lty_math.h"
#include "lty_test.h"

static double uniform(uint64_t *seed)
{
    return (double) (lty_test_random(seed) >> 11) / 9007199254740992.0;
}

static void close_to(double got, double want, double tolerance)
{
    if (!(fabs(got - want) <= tolerance * fmax(1.0, fabs(want)))) {
        print_error("%.17g is not %.17g\n", got, want);
        fail();
    }
}

static void test_gamma_values(void **state)
{
    (void) state;
    close_to(lty_math_log_gamma(1.0), 0.0, 1e-14);
    close_to(lty_math_log_gamma(2.0), 0.0, 1e-14);
    close_to(lty_math_log_gamma(0.5), 0.57236494292470008707, 1e-14);
    close_to(lty_math_log_gamma(1e-9), 20.723265836369187, 1e-15);
    close_to(lty_math_log_gamma(171.0), 706.57306224578734711, 1e-15);
    close_to(lty_math_log_gamma(1e8), 1742068066.1038346, 1e-15);
    close_to(lty_math_digamma(1.0), -0.57721566490153286061, 1e-15);
    close_to(lty_math_digamma(0.5), -1.9635100260214234794, 1e-15);
    close_to(lty_math_trigamma(1.0), 1.6449340668482264365, 1e-15);
    close_to(lty_math_trigamma(0.5), 4.9348022005446793094, 1e-15);
}

/* Γ(x + 1) = x Γ(x), and what follows for its derivatives; the derivatives are those of the function. */
static void test_gamma_laws(void **state)
{
    uint64_t seed = lty_test_seed("gamma", 1);

    (void) state;
    for (int i = 0; i < 2000; i++) {
        const double x = exp(uniform(&seed) * 20.0 - 8.0);
        const double h = 1e-4 * x;

        close_to(lty_math_log_gamma(x + 1.0), lty_math_log_gamma(x) + log(x), 1e-13);
        close_to(lty_math_digamma(x + 1.0), lty_math_digamma(x) + 1.0 / x, 1e-14 * fmax(1.0, 1.0 / x));
        close_to(lty_math_trigamma(x) / (1.0 + 1.0 / (x * x)), (lty_math_trigamma(x + 1.0) + 1.0 / (x * x)) / (1.0 + 1.0 / (x * x)), 1e-14);
        close_to(x * (lty_math_digamma(x + h) - lty_math_digamma(x - h)) / (2.0 * h), x * lty_math_trigamma(x), 1e-6);
        close_to(lty_math_log_gamma(x), lgamma(x), 1e-13);
    }
}

static void test_rising(void **state)
{
    uint64_t seed = lty_test_seed("rising", 2);

    (void) state;
    for (int i = 0; i < 500; i++) {
        const double a = exp(uniform(&seed) * 50.0 - 20.0);
        const int n = (int) lty_test_below(&seed, 2000);
        double sum = 0.0;

        for (int j = 0; j < n; j++) {
            sum += log(a + j);
        }
        close_to(lty_math_log_rising(a, n), sum, 1e-13);
    }
    assert_true(lty_math_log_rising(3.0, 0.0) == 0.0);
    close_to(lty_math_log_rising(0.25, 0.5), lty_math_log_gamma(0.75) - lty_math_log_gamma(0.25), 1e-15);
    /* The plain difference has no digit left here: n ln(a) and a correction. */
    close_to(lty_math_log_rising(1e12, 3.0), 3.0 * log(1e12) + 3e-12, 1e-15);
}

static void test_log_one_exp(void **state)
{
    (void) state;
    close_to(lty_math_log_one_exp(0.0), 0.69314718055994530942, 1e-15);
    assert_true(lty_math_log_one_exp(800.0) == 800.0);
    assert_true(lty_math_log_one_exp(-800.0) == exp(-800.0));
    assert_true(lty_math_log_one_exp(-INFINITY) == 0.0);
    assert_true(fabs(lty_math_log_one_exp(-40.0) / exp(-40.0) - 1.0) < 1e-15);
}

/* Sixteen points are exact for polynomials up to degree 31, and for none of degree 32. */
static void test_quadrature(void **state)
{
    (void) state;
    for (int degree = 0; degree <= 32; degree++) {
        double sum = 0.0;

        for (int i = 0; i < 2 * LTY_MATH_NODES; i++) {
            const lty_math_node point = lty_math_point(i, 1.0, 2.0);

            sum += point.weight * pow(point.at - 2.0, degree);
        }
        const double whole = degree % 2 == 1 ? 0.0 : 2.0 / (degree + 1);

        assert_true(degree == 32 || fabs(sum - whole) < 4e-15);
        assert_true(degree < 32 || fabs(sum - whole) > 1e-10);
    }
}

static void test_normal_quantile(void **state)
{
    static const double levels[] = {1e-300, 1e-12, 0.001, 0.025, 0.3, 0.5, 0.7, 0.95, 0.975, 0.9999999};

    (void) state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        const double z = lty_math_normal_quantile(levels[i]);

        close_to(0.5 * erfc(-z / sqrt(2.0)) / levels[i], 1.0, 1e-12);
    }
    close_to(lty_math_normal_quantile(0.975), 1.959963984540054, 1e-14);
}

static void test_eigen(void **state)
{
    uint64_t seed = lty_test_seed("eigen", 3);

    (void) state;
    for (int round = 0; round < 500; round++) {
        const size_t n = (size_t) lty_test_below(&seed, LTY_MATH_DIMENSIONS) + 1;
        double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], copy[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
        double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], values[LTY_MATH_DIMENSIONS];

        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j <= i; j++) {
                matrix[i][j] = matrix[j][i] = (uniform(&seed) - 0.5) * pow(10.0, (double) lty_test_below(&seed, 6));
            }
        }
        memcpy(copy, matrix, sizeof copy);
        lty_math_eigen(values, vectors, matrix, n);
        for (size_t i = 0; i < n; i++) {
            for (size_t j = 0; j < n; j++) {
                double sum = 0.0, dot = 0.0;

                for (size_t k = 0; k < n; k++) {
                    sum += vectors[i][k] * values[k] * vectors[j][k];
                    dot += vectors[k][i] * vectors[k][j];
                }
                assert_true(fabs(sum - copy[i][j]) < 1e-9);
                assert_true(fabs(dot - (i == j)) < 1e-13);
            }
        }
    }
}

/* −(x − 1)² − 100 (y − x²)², in logarithms of nothing: a bent ridge. */
static void ridge(lty_math_place *place, void *context)
{
    const double x = place->at[0], y = place->at[1], bent = y - x * x;

    *(int *) context += 1;
    place->value = -(x - 1.0) * (x - 1.0) - 100.0 * bent * bent;
    place->gradient[0] = -2.0 * (x - 1.0) + 400.0 * x * bent;
    place->gradient[1] = -200.0 * bent;
    place->hessian[0][0] = -2.0 + 400.0 * bent - 800.0 * x * x;
    place->hessian[0][1] = place->hessian[1][0] = 400.0 * x;
    place->hessian[1][1] = -200.0;
}

/* Rises for ever: −e^−x. */
static void rising(lty_math_place *place, void *context)
{
    (void) context;
    place->value = -exp(-place->at[0]);
    place->gradient[0] = exp(-place->at[0]);
    place->hessian[0][0] = -exp(-place->at[0]);
}

/* A saddle at 0 and maxima at x = ±1, y = 0. */
static void saddle(lty_math_place *place, void *context)
{
    const double x = place->at[0], y = place->at[1];

    (void) context;
    place->value = x * x / 2.0 - x * x * x * x / 4.0 - y * y;
    place->gradient[0] = x - x * x * x;
    place->gradient[1] = -2.0 * y;
    place->hessian[0][0] = 1.0 - 3.0 * x * x;
    place->hessian[0][1] = place->hessian[1][0] = 0.0;
    place->hessian[1][1] = -2.0;
}

/* Steep outwards on one coordinate, an inner maximum on the other. */
static void wall(lty_math_place *place, void *context)
{
    (void) context;
    place->value = 3.0 * place->at[0] - (place->at[1] - 0.5) * (place->at[1] - 0.5);
    place->gradient[0] = 3.0;
    place->gradient[1] = -2.0 * (place->at[1] - 0.5);
    place->hessian[0][0] = place->hessian[0][1] = place->hessian[1][0] = 0.0;
    place->hessian[1][1] = -2.0;
}

static void test_maximise(void **state)
{
    int calls = 0;
    double covariance[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    lty_math_optimum optimum = {.place = {.at = {-1.2, 1.0}}};

    (void) state;
    lty_math_maximise(&optimum, 2, 10.0, ridge, &calls);
    assert_true(optimum.interior);
    assert_int_equal(calls, optimum.evaluations);
    assert_true(calls < 60);
    assert_true(fabs(optimum.place.at[0] - 1.0) < 1e-9 && fabs(optimum.place.at[1] - 1.0) < 1e-9);
    assert_true(lty_math_covariance(covariance, &optimum.place, 2));
    close_to(covariance[0][0], 0.5, 1e-7); /* the inverse of [[802, -400], [-400, 200]] */
    close_to(covariance[1][1], 2.005, 1e-7);

    optimum = (lty_math_optimum){.place = {.at = {0.0}}};
    lty_math_maximise(&optimum, 1, 8.0, rising, NULL);
    assert_false(optimum.interior);
    optimum = (lty_math_optimum){.place = {.at = {0.0}}};
    lty_math_maximise(&optimum, 1, 500.0, rising, NULL); /* flat long before the edge */
    assert_false(optimum.interior);

    optimum = (lty_math_optimum){.place = {.at = {1e-3, 2.0}}};
    lty_math_maximise(&optimum, 2, 10.0, saddle, NULL);
    assert_true(optimum.interior);
    assert_true(fabs(optimum.place.at[0] - 1.0) < 1e-9 && fabs(optimum.place.at[1]) < 1e-9);
    optimum.place.hessian[0][0] = 1.0;
    assert_false(lty_math_covariance(covariance, &optimum.place, 2));

    optimum = (lty_math_optimum){.place = {.at = {0.0, 0.0}}};
    lty_math_maximise(&optimum, 2, 5.0, wall, NULL);
    assert_false(optimum.interior);
    assert_true(optimum.place.at[0] == 5.0);
    assert_true(fabs(optimum.place.at[1] - 0.5) < 1e-9);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_gamma_values),
        cmocka_unit_test(test_gamma_laws),
        cmocka_unit_test(test_rising),
        cmocka_unit_test(test_log_one_exp),
        cmocka_unit_test(test_quadrature),
        cmocka_unit_test(test_normal_quantile),
        cmocka_unit_test(test_eigen),
        cmocka_unit_test(test_maximise),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
