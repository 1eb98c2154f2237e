/* The numerical tools of the statistics: functions of the gamma family, quadrature, Newton's method. Pure functions, any thread. */
#ifndef LTY_MATH_H
#define LTY_MATH_H

#include <stdbool.h>
#include <stddef.h>

/* ln Γ(x), ψ(x) and ψ'(x) for x > 0, to about 1e-14 (absolute where they are small). libm's lgamma() writes a global. */
double lty_math_log_gamma(double x);
double lty_math_digamma(double x);
double lty_math_trigamma(double x);

/* ln Γ(a + n) − ln Γ(a), a > 0, n >= 0: without the loss of the plain difference where a is large or n small. */
double lty_math_log_rising(double a, double n);

/* ln(1 + e^x) for any x. */
double lty_math_log_one_exp(double x);

/* The value that a standard normal variable stays below with probability p, 0 < p < 1. */
double lty_math_normal_quantile(double p);

/* Gauss and Legendre's rule with 2 · LTY_MATH_NODES points on -1..1: nodes[i] stands for both signs. */
#define LTY_MATH_NODES 8
typedef struct lty_math_node {
    double at;
    double weight;
} lty_math_node;
extern const lty_math_node lty_math_nodes[LTY_MATH_NODES];

/* Point `point` of 0 .. 2 · LTY_MATH_NODES - 1 of the rule on from..from + width. */
static inline lty_math_node lty_math_point(int point, double from, double width)
{
    const lty_math_node *node = &lty_math_nodes[point >> 1];
    const double half = 0.5 * width;

    return (lty_math_node){from + half * ((point & 1) != 0 ? 1.0 + node->at : 1.0 - node->at), half * node->weight};
}

#define LTY_MATH_DIMENSIONS 4

/* A place with the value of a function there, its gradient and its Hessian matrix (the first n rows and columns count). */
typedef struct lty_math_place {
    double at[LTY_MATH_DIMENSIONS];
    double value;
    double gradient[LTY_MATH_DIMENSIONS];
    double hessian[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS];
} lty_math_place;

/* Fills in everything but `at`. */
typedef void (*lty_math_function)(lty_math_place *place, void *context);

typedef struct lty_math_optimum {
    lty_math_place place;
    int evaluations;
    bool interior; /* converged to a maximum inside the box; otherwise the function still rises to an edge, or is flat */
} lty_math_optimum;

/*
 * Climbs from place.at to a maximum within ±bound in every one of n coordinates: Newton's method, by the absolute eigenvalues where the function is not
 * concave, with steps that are shortened until the value rises. Ends with a step below 1e-6, which leaves an error of about its square.
 */
void lty_math_maximise(lty_math_optimum *optimum, size_t n, double bound, lty_math_function function, void *context);

/* Eigenvalues and eigenvectors (columns) of a symmetric matrix by Jacobi's rotations; the matrix is destroyed. */
void lty_math_eigen(double values[LTY_MATH_DIMENSIONS], double vectors[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS],
    double matrix[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], size_t n);

/* The inverse of the negative Hessian: covariances. False if that is not positive definite. */
bool lty_math_covariance(double out[LTY_MATH_DIMENSIONS][LTY_MATH_DIMENSIONS], const lty_math_place *place, size_t n);

#endif
