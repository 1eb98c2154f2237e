/*
 * Amounts. The one hard idea is the split by largest remainder without sorting and without memory: the remainder from which on a
 * part gets one unit more is found by bisection.
 */
#include <string.h>

#include "lty_money.h"

__extension__ typedef __int128 lty_money_wide;

/* ISO 4217:2015 with its amendments to 2024; every code that is not listed has two decimals. */
static const char lty_currency_none[][4] = {
    "BIF",
    "CLP",
    "DJF",
    "GNF",
    "ISK",
    "JPY",
    "KMF",
    "KRW",
    "PYG",
    "RWF",
    "UGX",
    "UYI",
    "VND",
    "VUV",
    "XAF",
    "XOF",
    "XPF",
};
static const char lty_currency_three[][4] = {"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
static const char lty_currency_four[][4] = {"CLF", "UYW"};

static bool lty_currency_among(const char list[][4], size_t count, const char code[4])
{
    for (size_t i = 0; i < count; i++) {
        if (memcmp(list[i], code, 3) == 0) {
            return true;
        }
    }
    return false;
}

int lty_currency_decimals(const char code[4])
{
    if (lty_currency_among(lty_currency_none, sizeof lty_currency_none / 4, code)) {
        return 0;
    }
    if (lty_currency_among(lty_currency_three, sizeof lty_currency_three / 4, code)) {
        return 3;
    }
    return lty_currency_among(lty_currency_four, sizeof lty_currency_four / 4, code) ? 4 : 2;
}

lty_status lty_money_init(lty_money *out, int64_t minor, const char *code, size_t code_len)
{
    if (code_len != 3) {
        return LTY_E_CURRENCY;
    }
    for (size_t i = 0; i < 3; i++) {
        if (code[i] < 'A' || code[i] > 'Z') {
            return LTY_E_CURRENCY;
        }
    }
    out->minor = minor;
    memcpy(out->code, code, 3);
    out->code[3] = '\0';
    return LTY_OK;
}

/* Appends one digit; negative amounts are built downwards, so that INT64_MIN is read as any other. */
static lty_status lty_money_digit(int64_t *minor, bool negative, char digit)
{
    const lty_status status = lty_mul(minor, *minor, 10);

    if (status != LTY_OK) {
        return status;
    }
    return lty_add(minor, *minor, negative ? -(digit - '0') : digit - '0');
}

lty_status lty_money_parse(lty_money *out, const char *text, size_t text_len, const char code[4])
{
    const int decimals = lty_currency_decimals(code);
    const bool negative = text_len > 0 && text[0] == '-';
    size_t at = negative ? 1 : 0;
    size_t whole = 0;
    int fraction = -1; /* digits behind the mark; -1 before it */
    int64_t minor = 0;
    lty_money money;
    lty_status status = lty_money_init(&money, 0, code, strlen(code));
    bool fits = true;

    if (status != LTY_OK) {
        return status;
    }
    for (; at < text_len; at++) {
        const char c = text[at];

        if (c == '.' && fraction < 0 && whole > 0 && decimals > 0) {
            fraction = 0;
        } else if (c >= '0' && c <= '9' && fraction < decimals) {
            whole += fraction < 0 ? 1 : 0;
            fraction += fraction < 0 ? 0 : 1;
            fits = fits && lty_money_digit(&minor, negative, c) == LTY_OK;
        } else {
            return LTY_E_MONEY_SYNTAX;
        }
    }
    if (whole == 0 || fraction == 0) {
        return LTY_E_MONEY_SYNTAX;
    }
    for (int i = fraction < 0 ? 0 : fraction; i < decimals; i++) {
        fits = fits && lty_money_digit(&minor, negative, '0') == LTY_OK;
    }
    if (!fits) {
        return LTY_E_RANGE;
    }
    money.minor = minor;
    *out = money;
    return LTY_OK;
}

size_t lty_money_format(char out[LTY_MONEY_TEXT], const lty_money *money)
{
    const int decimals = lty_currency_decimals(money->code);
    uint64_t rest = money->minor < 0 ? 0 - (uint64_t) money->minor : (uint64_t) money->minor;
    char reversed[LTY_MONEY_TEXT];
    size_t len = 0;
    size_t written = 0;

    for (int digit = 0; rest > 0 || digit <= decimals; digit++) {
        if (digit == decimals && decimals > 0) {
            reversed[len++] = '.';
        }
        reversed[len++] = (char) ('0' + rest % 10);
        rest /= 10;
    }
    if (money->minor < 0) {
        out[written++] = '-';
    }
    while (len > 0) {
        out[written++] = reversed[--len];
    }
    out[written] = '\0';
    return written;
}

lty_status lty_money_add(lty_money *out, const lty_money *a, const lty_money *b)
{
    if (memcmp(a->code, b->code, 4) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    lty_money sum = *a;
    const lty_status status = lty_add(&sum.minor, a->minor, b->minor);

    if (status == LTY_OK) {
        *out = sum;
    }
    return status;
}

lty_status lty_money_sub(lty_money *out, const lty_money *a, const lty_money *b)
{
    if (memcmp(a->code, b->code, 4) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    lty_money difference = *a;
    const lty_status status = lty_sub(&difference.minor, a->minor, b->minor);

    if (status == LTY_OK) {
        *out = difference;
    }
    return status;
}

lty_status lty_money_percent(lty_money *out, const lty_money *money, int64_t basis_points, lty_rounding rounding)
{
    lty_money part = *money;
    const lty_status status = lty_mul_div(&part.minor, money->minor, basis_points, 10000, rounding);

    if (status == LTY_OK) {
        *out = part;
    }
    return status;
}

/* What lty_split works on: weights of lines that are not chosen count as 0. */
typedef struct lty_split_job {
    int64_t minor;
    const int64_t *weights;
    const bool *chosen; /* NULL = all */
    size_t count;
    int64_t sum; /* of the weights */
} lty_split_job;

static int64_t lty_split_weight(const lty_split_job *job, size_t i)
{
    return job->chosen == NULL || job->chosen[i] ? job->weights[i] : 0;
}

static lty_status lty_split_sum(lty_split_job *job)
{
    for (size_t i = 0; i < job->count; i++) {
        const int64_t weight = lty_split_weight(job, i);

        if (weight < 0) {
            return LTY_E_WEIGHTS;
        }
        const lty_status status = lty_add(&job->sum, job->sum, weight);

        if (status != LTY_OK) {
            return status;
        }
    }
    return job->sum == 0 ? LTY_E_WEIGHTS : LTY_OK;
}

static int64_t lty_split_remainder(const lty_split_job *job, size_t i)
{
    const int64_t weight = lty_split_weight(job, i);
    int64_t product;

    if (!__builtin_mul_overflow(job->minor, weight, &product) && product != INT64_MIN) {
        return (product < 0 ? -product : product) % job->sum; /* a division of 128 bits costs several times as much */
    }
    const lty_money_wide rest = (lty_money_wide) job->minor * weight % job->sum;

    return (int64_t) (rest < 0 ? -rest : rest);
}

static size_t lty_split_at_least(const lty_split_job *job, int64_t bound)
{
    size_t reached = 0;

    for (size_t i = 0; i < job->count; i++) {
        reached += lty_split_remainder(job, i) >= bound;
    }
    return reached;
}

/*
 * The largest bound that at least `units` remainders reach, by bisection: nothing is sorted and no memory is needed. 1 is such a
 * bound, because the remainders sum to units * sum and each is below sum.
 */
static int64_t lty_split_bound(const lty_split_job *job, size_t units)
{
    int64_t low = 1;
    int64_t high = job->sum;

    while (high - low > 1) {
        const int64_t middle = low + (high - low) / 2;

        if (lty_split_at_least(job, middle) >= units) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

lty_status lty_split_chosen(int64_t *parts, int64_t minor, const int64_t *weights, const bool *chosen, size_t count)
{
    lty_split_job job = {minor, weights, chosen, count, 0};
    int64_t left = minor;
    const int64_t unit = minor < 0 ? -1 : 1;
    const lty_status status = lty_split_sum(&job);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        parts[i] = (int64_t) ((lty_money_wide) minor * lty_split_weight(&job, i) / job.sum);
        left -= parts[i];
    }
    const size_t units = (size_t) (left < 0 ? -left : left);

    if (units == 0) {
        return LTY_OK;
    }
    const int64_t bound = lty_split_bound(&job, units);
    size_t ties = units - lty_split_at_least(&job, bound + 1);

    for (size_t i = 0; i < count; i++) {
        const int64_t remainder = lty_split_remainder(&job, i);
        const bool tie = remainder == bound && ties > 0;

        ties -= tie;
        parts[i] += remainder > bound || tie ? unit : 0;
    }
    return LTY_OK;
}

lty_status lty_split(int64_t *parts, int64_t minor, const int64_t *weights, size_t count)
{
    return lty_split_chosen(parts, minor, weights, NULL, count);
}

int lty_money_compare(const lty_money *a, const lty_money *b)
{
    LTY_ASSERT(memcmp(a->code, b->code, 4) == 0);
    return (a->minor > b->minor) - (a->minor < b->minor);
}
