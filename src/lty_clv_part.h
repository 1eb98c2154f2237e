/* What the files of lty_clv share. */
#ifndef LTY_CLV_PART_H
#define LTY_CLV_PART_H

#include "lty_clv.h"

#define LTY_CLV_FAR 9.0 /* logarithm of a parameter that ran away */

/* Expected purchases in t of one who is alive and buys at a gamma rate (k, alpha), leaving after each with a beta chance (a, b). */
double lty_clv_geometric(double k, double alpha, double a, double b, double t);
/* All his purchases to come, each worth e^(-rate u) at u. */
double lty_clv_geometric_worth(double k, double alpha, double a, double b, double rate);

/*
 * The death of a Pareto customer between tx and T against his being alive at T, with its derivatives by r, alpha, s, beta: gradient and upper triangle
 * of the Hessian of ln(odds). NULL: not wanted. The result is ln(odds), -INFINITY for tx = T.
 */
typedef struct lty_clv_slope {
    double gradient[LTY_CLV_PARAMETERS];
    double hessian[LTY_CLV_PARAMETERS][LTY_CLV_PARAMETERS];
} lty_clv_slope;
double lty_clv_death(lty_clv_slope *slope, const double p[LTY_CLV_PARAMETERS], double x, double tx, double T);

/* ln of the odds dead : alive at T. */
double lty_clv_log_odds(const lty_clv_model *model, const lty_clv_history *history);

/* Purchases over a plan's periods, each discounted, of one who is alive. */
double lty_clv_value_alive(const lty_clv_model *model, double x, double T, const lty_clv_plan *plan);

static inline double lty_clv_alive_of(double log_odds)
{
    return 1.0 / (1.0 + __builtin_exp(log_odds));
}

#endif
