/*
 * Newton's method in a few dimensions. The step divides by the absolute eigenvalues of the Hessian: near a maximum that is Newton's own step,
 * elsewhere it still climbs, along ridges and off saddles. A coordinate at an edge of the box that wants out is held.
 */
#include <math.h>
#include <string.h>

#include "lty_math.h"

#define LTY_MATH_STEPS 200
#define LTY_MATH_HALVINGS 40
#define LTY_MATH_SWEEPS 40
#define LTY_MATH_RADIUS 4.0   /* longest step */
#define LTY_MATH_NEAR 1e-6    /* a step of Newton's method so short leaves its square: 1e-12 */
#define LTY_MATH_NOISE 1e-12  /* of a value: rounding of a long sum */
#define LTY_MATH_FLAT 1e-9    /* gain that is no gain */
#define LTY_MATH_FLAT_STEPS 8 /* so many of them in a row end the search */
#define LTY_MATH_CURVED 1e-6  /* least curvature of a maximum that data decide: a standard error of 1000 */

static void lty_math_rotate(double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS],
    double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], size_t n, size_t p, size_t q)
{
    const double theta = (matrix[q][q] - matrix[p][p]) / (2.0 * matrix[p][q]);
    const double t = (theta >= 0.0 ? 1.0 : -1.0) / (fabs(theta) + hypot(theta, 1.0));
    const double c = 1.0 / hypot(t, 1.0);
    const double s = t * c;

    for (size_t k = 0; k < n; k++) {
        const double kp = matrix[k][p];
        const double kq = matrix[k][q];

        matrix[k][p] = c * kp - s * kq;
        matrix[k][q] = s * kp + c * kq;
    }
    for (size_t k = 0; k < n; k++) {
        const double pk = matrix[p][k];
        const double qk = matrix[q][k];
        const double vp = vectors[k][p];
        const double vq = vectors[k][q];

        matrix[p][k] = c * pk - s * qk;
        matrix[q][k] = s * pk + c * qk;
        vectors[k][p] = c * vp - s * vq;
        vectors[k][q] = s * vp + c * vq;
    }
}

void lty_math_eigen(double values[LTY_MATH_DIMENSIONS], double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS],
    double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            vectors[i][j] = i == j ? 1.0 : 0.0;
        }
    }
    for (int sweep = 0; sweep < LTY_MATH_SWEEPS; sweep++) {
        bool turned = false;

        for (size_t p = 0; p + 1 < n; p++) {
            for (size_t q = p + 1; q < n; q++) {
                if (fabs(matrix[p][q]) > 1e-18 * (fabs(matrix[p][p]) + fabs(matrix[q][q])) && fabs(matrix[p][q]) > 1e-300) {
                    lty_math_rotate(vectors, matrix, n, p, q);
                    turned = true;
                }
            }
        }
        if (!turned) {
            break;
        }
    }
    for (size_t i = 0; i < n; i++) {
        values[i] = matrix[i][i];
    }
}

bool lty_math_covariance(double out[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], const lty_math_place *place, size_t n)
{
    double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    double values[LTY_MATH_DIMENSIONS];

    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            matrix[i][j] = -place->hessian[i][j];
        }
    }
    lty_math_eigen(values, vectors, matrix, n);
    for (size_t i = 0; i < n; i++) {
        if (!(values[i] > 0.0)) {
            return false;
        }
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            out[i][j] = 0.0;
            for (size_t k = 0; k < n; k++) {
                out[i][j] += vectors[i][k] * vectors[j][k] / values[k];
            }
        }
    }
    return true;
}

/* A step from a place over its free coordinates; returns the least curvature, NAN where the function is not finite. */
static double lty_math_step(double step[LTY_MATH_DIMENSIONS], const lty_math_place *place, size_t n, double bound)
{
    double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
    double values[LTY_MATH_DIMENSIONS];
    size_t free[LTY_MATH_DIMENSIONS];
    double longest = 0.0;
    double least = INFINITY;
    double most = 0.0;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        step[i] = 0.0;
        if (!(place->gradient[i] < 0.0 ? place->at[i] <= -bound : place->at[i] >= bound)) {
            free[count++] = i;
        }
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = 0; j < count; j++) {
            matrix[i][j] = -place->hessian[free[i]][free[j]];
        }
    }
    lty_math_eigen(values, vectors, matrix, count);
    for (size_t k = 0; k < count; k++) {
        most = fmax(most, fabs(values[k]));
        least = fmin(least, values[k]);
    }
    for (size_t k = 0; k < count; k++) {
        double along = 0.0;

        for (size_t i = 0; i < count; i++) {
            along += vectors[i][k] * place->gradient[free[i]];
        }
        along /= fmax(fabs(values[k]), 1e-14 * most + 1e-300);
        for (size_t i = 0; i < count; i++) {
            step[free[i]] += vectors[i][k] * along;
        }
    }
    for (size_t i = 0; i < n; i++) {
        longest = fmax(longest, fabs(step[i]));
    }
    for (size_t i = 0; i < n && longest > LTY_MATH_RADIUS; i++) {
        step[i] *= LTY_MATH_RADIUS / longest;
    }
    return count < n ? -INFINITY : least;
}

/* Goes along a step until the value has not fallen by more than rounding; returns the longest coordinate of what was gone, 0 if there is nowhere to go. */
static double lty_math_go(
    lty_math_optimum *optimum, const double step[LTY_MATH_DIMENSIONS], size_t n, double bound, lty_math_function function, void *context)
{
    const lty_math_place old = optimum->place;
    double part = 1.0;

    for (int i = 0; i < LTY_MATH_HALVINGS; i++) {
        lty_math_place *place = &optimum->place;
        double gone = 0.0;

        for (size_t k = 0; k < n; k++) {
            place->at[k] = fmax(-bound, fmin(bound, old.at[k] + part * step[k]));
            gone = fmax(gone, fabs(place->at[k] - old.at[k]));
        }
        function(place, context);
        optimum->evaluations++;
        if (place->value >= old.value - LTY_MATH_NOISE * fabs(old.value)) {
            return gone;
        }
        part *= i < 2 ? 0.5 : 0.25;
    }
    optimum->place = old;
    return 0.0;
}

/* The last step, whole: what a value says of it is rounding. */
static void lty_math_finish(
    lty_math_place *place, const double step[LTY_MATH_DIMENSIONS], size_t n, lty_math_function function, void *context)
{
    for (size_t k = 0; k < n; k++) {
        place->at[k] += step[k];
    }
    function(place, context);
}

void lty_math_maximise(lty_math_optimum *optimum, size_t n, double bound, lty_math_function function, void *context)
{
    int flat = 0;

    function(&optimum->place, context);
    optimum->evaluations = 1;
    optimum->interior = false;
    for (int i = 0; i < LTY_MATH_STEPS && flat < LTY_MATH_FLAT_STEPS; i++) {
        const double before = optimum->place.value;
        double step[LTY_MATH_DIMENSIONS];
        const double curved = lty_math_step(step, &optimum->place, n, bound);
        double longest = 0.0;

        for (size_t k = 0; k < n; k++) {
            longest = fmax(longest, fabs(step[k]));
        }
        if (longest < LTY_MATH_NEAR && curved > LTY_MATH_CURVED) {
            lty_math_finish(&optimum->place, step, n, function, context);
            optimum->evaluations++;
            optimum->interior = true;
            return;
        }
        if (longest < LTY_MATH_NEAR || lty_math_go(optimum, step, n, bound, function, context) == 0.0) {
            return;
        }
        flat = optimum->place.value - before < LTY_MATH_FLAT + LTY_MATH_NOISE * fabs(before) ? flat + 1 : 0;
    }
}
