/* How customers buy and leave: models of lifetime value, fitted to a whole shop and read per customer. docs/clv.md */
#ifndef LTY_CLV_H
#define LTY_CLV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_base.h"
#include "lty_bytes.h"
#include "lty_status.h"

/*
 * x = purchase days after the first, tx = from the first to the last of them, T = from the first to the end of what was watched. While alive a customer
 * buys at a rate of his own, gamma distributed with p[0] = r and p[1] = alpha.
 */
typedef enum lty_clv_kind {
    LTY_CLV_BG = 1,     /* leaves after a repeat purchase with a chance of his own, beta distributed with p[2] = a, p[3] = b */
    LTY_CLV_MBG = 2,    /* the same, after the first purchase too */
    LTY_CLV_PARETO = 3, /* leaves at any time at a rate of his own, gamma distributed with p[2] = s, p[3] = beta */
} lty_clv_kind;

/* Why a fit has no optimum of its own: the likelihood rises towards a limit of the model. */
typedef enum lty_clv_boundary {
    LTY_CLV_INTERIOR = 0,
    LTY_CLV_NO_DROPOUT,    /* nobody leaves that one could see: the NBD of p[0] and p[1] */
    LTY_CLV_EVEN_RATE,     /* all buy at one rate: r and alpha grow without end */
    LTY_CLV_EVEN_DROPOUT,  /* all leave alike: a and b (s and beta) grow without end */
    LTY_CLV_SPLIT_DROPOUT, /* some leave at once, the others never: a and b go to 0 */
    LTY_CLV_FLAT,          /* the data do not decide between many sets of parameters */
} lty_clv_boundary;

#define LTY_CLV_PARAMETERS 4
#define LTY_CLV_PARAMETER_MAX 1e12 /* parameters lie between its inverse and it */
#define LTY_CLV_TIME_MAX 1e9       /* of any time */
#define LTY_CLV_X_MAX 1000000U     /* repeat purchase days */
#define LTY_CLV_COUNT_MAX 100000U  /* purchases of a future that are counted one by one */
#define LTY_CLV_TICKS_MAX 4000000U /* days, or whatever rows count in */

typedef struct lty_clv_model {
    lty_clv_kind kind;
    bool lasting; /* nobody leaves: p[2] and p[3] mean nothing */
    double p[LTY_CLV_PARAMETERS];
} lty_clv_model;

/* One customer, in units of time. */
typedef struct lty_clv_history {
    double x;
    double tx;
    double T;
} lty_clv_history;

/* LTY_E_CLV for parameters beyond 1 / LTY_CLV_PARAMETER_MAX..LTY_CLV_PARAMETER_MAX. */
lty_status lty_clv_model_init(lty_clv_model *model, lty_clv_kind kind, const double p[LTY_CLV_PARAMETERS]);

/* False for a history that cannot be: x no whole number of 0..X_MAX, T beyond TIME_MAX, tx not in 0..T, tx above 0 with x = 0. */
bool lty_clv_history_validate(const lty_clv_history *history);

/* The functions below want a valid history. None fails; results that a double cannot hold are 0 or infinite. */
double lty_clv_log_likelihood(const lty_clv_model *model, const lty_clv_history *history);
double lty_clv_alive(const lty_clv_model *model, const lty_clv_history *history);
/* Purchases in the next t, of this customer and of one who has just come (his first purchase not counted). 0 <= t <= LTY_CLV_TIME_MAX. */
double lty_clv_expected(const lty_clv_model *model, const lty_clv_history *history, double t);
double lty_clv_expected_new(const lty_clv_model *model, double t);
/* The first given that the customer is alive: depends on x and T alone, so that callers can keep it. */
double lty_clv_expected_alive(const lty_clv_model *model, double x, double T, double t);
/* All purchases to come, each worth e^(-rate · t) of one now. rate > 0. */
double lty_clv_dert(const lty_clv_model *model, const lty_clv_history *history, double rate);

/* Fewest and most purchases in the next t that leave at most (1 - level) / 2 out on either side; most = UINT32_MAX above LTY_CLV_COUNT_MAX. */
typedef struct lty_clv_interval {
    uint32_t least;
    uint32_t most;
} lty_clv_interval;
lty_clv_interval lty_clv_predict_interval(const lty_clv_model *model, const lty_clv_history *history, double t, double level);
/* P(exactly n purchases in the next t). n <= LTY_CLV_COUNT_MAX. */
double lty_clv_probability(const lty_clv_model *model, const lty_clv_history *history, double t, uint32_t n);

/* A row of data: times in ticks (days). */
typedef struct lty_clv_row {
    uint32_t customer;
    uint32_t x;
    uint32_t tx;
    uint32_t T;
    uint32_t held;       /* purchase days after the end of the calibration */
    int64_t money_minor; /* of the repeat purchase days */
    int64_t held_minor;
} lty_clv_row;

/* Customers with equal x, tx and T, ascending by x, T, tx. */
typedef struct lty_clv_group {
    uint32_t x;
    uint32_t tx;
    uint32_t T;
    uint32_t count;
} lty_clv_group;

/* What was watched of many customers. Own nothing of it; all by lty_clv_data_*(). */
typedef struct lty_clv_data {
    const lty_alloc *alloc;
    double ticks_per_unit;
    lty_clv_row *rows;
    size_t count;
    size_t capacity;
    bool money;          /* rows say what repeat purchases were worth */
    uint32_t held_ticks; /* length of the hold-out; 0 = none */
    /* after lty_clv_data_close() */
    uint32_t *order; /* rows by group, within one as they came */
    lty_clv_group *groups;
    size_t group_count;
    size_t group_capacity;
    uint64_t *bought; /* of a base: repeat purchase days by day since the first of all, calibration and hold-out */
    size_t days;
} lty_clv_data;

/* Allocates nothing. ticks_per_unit > 0: 7 for rows in days and a model in weeks. */
void lty_clv_data_init(lty_clv_data *data, double ticks_per_unit, const lty_alloc *alloc);
void lty_clv_data_destroy(lty_clv_data *data); /* may be called twice */

/* LTY_E_CLV for a row that cannot be (x = 0 <=> tx = 0, tx <= T, T up to LTY_CLV_TICKS_MAX, money below 0); LTY_E_RANGE, LTY_E_MEMORY. */
lty_status lty_clv_data_add(lty_clv_data *data, const lty_clv_row *row);

/* Groups equal rows; to be called once, before a fit or a prediction. LTY_E_MEMORY. */
lty_status lty_clv_data_close(lty_clv_data *data);

/*
 * The customers of a base who bought up to at_s: orders that count then, in local days; money is what refunds left. With split_s below at_s, days after
 * its local day are the hold-out, and who first bought in it is left out. LTY_E_CLV if that is no whole day; LTY_E_RANGE, LTY_E_MEMORY, LTY_E_DAMAGED. The
 * data are closed.
 */
lty_status lty_clv_data_gather(
    lty_clv_data *out, lty_base *base, int64_t at_s, int64_t split_s, double ticks_per_unit, const lty_alloc *alloc);

typedef struct lty_clv_fit {
    lty_clv_model model;
    lty_clv_boundary boundary;
    double errors[LTY_CLV_PARAMETERS];     /* standard errors, exact Hessian; NAN at a boundary */
    double log_errors[LTY_CLV_PARAMETERS]; /* of the parameters' logarithms */
    double log_likelihood;                 /* of the limit, if there is no dropout */
    double log_likelihood_nbd;
    size_t customers;
    size_t repeaters;
    int evaluations;
} lty_clv_fit;

/* Fits to closed data from fixed start values. LTY_E_CLV if nobody bought twice; LTY_E_MEMORY. */
lty_status lty_clv_fit_data(lty_clv_fit *out, lty_clv_kind kind, const lty_clv_data *data);

/* "no dropout", … in static storage; "" for LTY_CLV_INTERIOR. */
const char *lty_clv_boundary_name(lty_clv_boundary boundary);
/* Whether the data give a parameter a value. */
bool lty_clv_fit_has(const lty_clv_fit *fit, size_t parameter);
/* How sure a fit is, in plain English; a full buffer is the buffer's business. */
void lty_clv_fit_summary(lty_buffer *out, const lty_clv_fit *fit);
/* The confidence interval of a parameter with a standard error of its logarithm. 0 < level < 1. */
void lty_clv_range(double *low, double *high, double value, double log_error, double level);

/* Money per purchase: Gamma-Gamma with p, q and v (in minor units). */
enum { LTY_CLV_SPEND_PARAMETERS = 3 };
typedef struct lty_clv_spend {
    double p;
    double q;
    double v;
} lty_clv_spend;

typedef struct lty_clv_spend_fit {
    lty_clv_spend spend;
    bool interior; /* false: no optimum of its own, nothing else but customers means anything */
    double errors[LTY_CLV_SPEND_PARAMETERS];
    double log_errors[LTY_CLV_SPEND_PARAMETERS];
    double log_likelihood;
    size_t customers; /* with repeat purchases and money */
    int evaluations;
} lty_clv_spend_fit;

/* LTY_E_CLV for parameters that are not finite and above 0. */
lty_status lty_clv_spend_init(lty_clv_spend *spend, double p, double q, double v);
/* LTY_E_CLV if nobody has repeat purchases and money. LTY_E_MEMORY. */
lty_status lty_clv_spend_fit_data(lty_clv_spend_fit *out, const lty_clv_data *data);
void lty_clv_spend_summary(lty_buffer *out, const lty_clv_spend_fit *fit);
/* Expected money per purchase of a customer with money_minor over x repeat purchases, and of anybody (x = 0); infinite if the mean is (q <= 1). */
double lty_clv_spend_mean(const lty_clv_spend *spend, double x, double money_minor);

#define LTY_CLV_PERIODS_MAX 1200U
#define LTY_CLV_PERIOD_MAX 100000.0
#define LTY_CLV_DISCOUNT_MAX 1000.0

/* Over which future, and how later money is worth less. */
typedef struct lty_clv_plan {
    double t;      /* units of time of expected purchases */
    double period; /* units of time of one period of the value */
    uint32_t periods;
    double discount; /* per period: the value of period i counts 1 / (1 + discount)^i */
} lty_clv_plan;

/* Money that purchases of the next `periods` periods are worth at `mean` each, as lifetimes defines it. */
double lty_clv_value(const lty_clv_model *model, const lty_clv_history *history, const lty_clv_plan *plan, double mean);
/* The same discounted day by day at a continuous rate, up to a horizon; lty_clv_dert() is the one without end. */
double lty_clv_value_continuous(const lty_clv_model *model, const lty_clv_history *history, double horizon, double rate, double mean);

/* What a model says of every customer of closed data: values[i] belongs to customers[i], in the order of the rows. */
typedef struct lty_clv_predictions {
    const lty_alloc *alloc;
    size_t count;
    uint32_t *customers;
    int64_t (*values)
        [3]; /* P(alive) and expected purchases in millionths, value in minor units, rounded half up; LTY_FACT_NONE = null: no spend, no mean */
} lty_clv_predictions;

/* spend may be NULL. LTY_E_CLV for a plan out of range, LTY_E_RANGE if a figure does not fit, LTY_E_MEMORY. */
lty_status lty_clv_predict(lty_clv_predictions *out, const lty_clv_model *model, const lty_clv_spend *spend, const lty_clv_plan *plan,
    const lty_clv_data *data, const lty_alloc *alloc);
void lty_clv_predictions_destroy(lty_clv_predictions *predictions); /* may be called twice */

/* A hold-out against what a model of the calibration says: one entry per x, the last one takes all above. */
#define LTY_CLV_CALIBRATION 8
typedef struct lty_clv_calibration {
    size_t customers[LTY_CLV_CALIBRATION];
    uint64_t actual[LTY_CLV_CALIBRATION]; /* sums of purchases */
    double predicted[LTY_CLV_CALIBRATION];
    double absolute_error; /* mean over customers of |predicted - actual| */
    double square_error;   /* root of the mean square */
} lty_clv_calibration;

/* LTY_E_CLV without a hold-out. */
lty_status lty_clv_calibrate(lty_clv_calibration *out, const lty_clv_model *model, const lty_clv_data *data);

/*
 * Repeat purchases of all customers up to the end of every unit of time since the first day: out[i] for unit i + 1, count = lty_clv_curve_length(), both
 * of calibration and hold-out. actual needs data of a base (zeros otherwise) and may be NULL.
 */
size_t lty_clv_curve_length(const lty_clv_data *data);
lty_status lty_clv_curve(double *predicted, uint64_t *actual, const lty_clv_model *model, const lty_clv_data *data);

#endif
