/* How sure a fit is, in words that a shop owner understands. */
#include <math.h>

#include "lty_clv.h"
#include "lty_clv_part.h"
#include "lty_math.h"

#define LTY_CLV_FEW 100U /* repeat buyers below which one says so */
#define LTY_CLV_WELL 1.5 /* factors of 95 % ranges */
#define LTY_CLV_ROUGHLY 3.0
#define LTY_CLV_HOPELESS 1000.0
#define LTY_CLV_95 1.959963984540054 /* of the normal distribution */

const char *lty_clv_boundary_name(lty_clv_boundary boundary)
{
    switch (boundary) {
        case LTY_CLV_INTERIOR: return "";
        case LTY_CLV_NO_DROPOUT: return "no dropout";
        case LTY_CLV_EVEN_RATE: return "one rate";
        case LTY_CLV_EVEN_DROPOUT: return "equal dropout";
        case LTY_CLV_SPLIT_DROPOUT: return "split dropout";
        case LTY_CLV_FLAT: return "flat";
    }
    return "";
}

static const char *lty_clv_boundary_words(lty_clv_boundary boundary)
{
    switch (boundary) {
        case LTY_CLV_INTERIOR: return "";
        case LTY_CLV_NO_DROPOUT:
            return "In the time watched nobody can be seen to leave: the fit ends in the model without dropout (NBD), P(alive) is 1 for all, and what "
                   "is expected is too much as soon as customers do leave. Watch longer.";
        case LTY_CLV_EVEN_RATE:
            return "All customers buy at one rate as far as one can see: r and alpha have no value of their own, only their ratio has.";
        case LTY_CLV_EVEN_DROPOUT:
            return "All customers leave alike as far as one can see: the parameters of leaving have no values of their own, only their ratio has.";
        case LTY_CLV_SPLIT_DROPOUT:
            return "Customers seem to leave at once or never: the parameters of leaving have no values of their own, only their ratio has.";
        case LTY_CLV_FLAT: return "The data do not decide between many sets of parameters: do not act on single figures.";
    }
    return "";
}

/* Where all buy at one rate, those of leaving may have run away as well: a boundary has one name, but a search two limits. */
static bool lty_clv_fit_leaves(const lty_clv_fit *fit)
{
    switch (fit->boundary) {
        case LTY_CLV_INTERIOR: return true;
        case LTY_CLV_EVEN_RATE:
            return !fit->model.lasting && fabs(log(fit->model.p[2])) < LTY_CLV_FAR && fabs(log(fit->model.p[3])) < LTY_CLV_FAR;
        case LTY_CLV_NO_DROPOUT:
        case LTY_CLV_EVEN_DROPOUT:
        case LTY_CLV_SPLIT_DROPOUT:
        case LTY_CLV_FLAT: return false;
    }
    return false;
}

bool lty_clv_fit_has(const lty_clv_fit *fit, size_t parameter)
{
    return parameter < 2 ? fit->boundary != LTY_CLV_FLAT && fit->boundary != LTY_CLV_EVEN_RATE : lty_clv_fit_leaves(fit);
}

/* "1.8" without the locale's comma. */
static void lty_clv_tenths(lty_buffer *out, double value)
{
    const int64_t tenths = (int64_t) floor(value * 10.0 + 0.5);

    lty_buffer_integer(out, tenths / 10);
    lty_buffer_string(out, ".");
    lty_buffer_integer(out, tenths % 10);
}

static void lty_clv_sureness(lty_buffer *out, const double *log_errors, size_t count)
{
    double worst = 0.0;

    for (size_t i = 0; i < count; i++) {
        worst = fmax(worst, log_errors[i]);
    }
    const double factor = exp(LTY_CLV_95 * worst);

    lty_buffer_string(out,
        factor <= LTY_CLV_WELL          ? "The parameters are well determined: "
            : factor <= LTY_CLV_ROUGHLY ? "The parameters are roughly determined: "
                                        : "The parameters are poorly determined: ");
    lty_buffer_string(out, "with 95 % confidence each is within a factor of ");
    if (factor < LTY_CLV_HOPELESS) {
        lty_clv_tenths(out, factor);
    } else {
        lty_buffer_string(out, "more than 1000");
    }
    lty_buffer_string(out, ".");
}

static void lty_clv_few(lty_buffer *out, size_t repeaters)
{
    if (repeaters < LTY_CLV_FEW) {
        lty_buffer_string(out, " So few repeat buyers give wide ranges: do not act on single figures yet.");
    }
}

void lty_clv_fit_summary(lty_buffer *out, const lty_clv_fit *fit)
{
    lty_buffer_string(out, "Fitted to ");
    lty_buffer_integer(out, (int64_t) fit->customers);
    lty_buffer_string(out, " customers, of whom ");
    lty_buffer_integer(out, (int64_t) fit->repeaters);
    lty_buffer_string(out, " bought again. ");
    if (fit->boundary != LTY_CLV_INTERIOR) {
        lty_buffer_string(out, lty_clv_boundary_words(fit->boundary));
    } else {
        lty_clv_sureness(out, fit->log_errors, LTY_CLV_PARAMETERS);
    }
    lty_clv_few(out, fit->repeaters);
}

void lty_clv_spend_summary(lty_buffer *out, const lty_clv_spend_fit *fit)
{
    lty_buffer_string(out, "Fitted to ");
    lty_buffer_integer(out, (int64_t) fit->customers);
    lty_buffer_string(out, " customers with repeat purchases. ");
    if (!fit->interior) {
        lty_buffer_string(out, "The data do not decide between many sets of parameters: do not act on single figures.");
        return;
    }
    lty_clv_sureness(out, fit->log_errors, LTY_CLV_SPEND_PARAMETERS);
    lty_clv_few(out, fit->customers);
    if (fit->spend.q <= 1.0) {
        lty_buffer_string(out,
            " Spending varies so much between customers that their mean does not exist: without repeat purchases a customer has no value.");
    }
}

void lty_clv_range(double *low, double *high, double value, double log_error, double level)
{
    const double factor = exp(lty_math_normal_quantile(0.5 + 0.5 * level) * log_error);

    *low = value / factor;
    *high = value * factor;
}
