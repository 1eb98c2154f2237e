/* The literals of a rule, made of one to four words: "-12.50", "40 %", "90 days ago". */
#include <stdio.h>

#include "lty_check.h"
#include "lty_expr_read.h"

/* Enough for every calendar, and far from where day arithmetic could overflow. */
#define LTY_EXPR_DURATION_DAYS_MAX 366000
#define LTY_EXPR_DURATION_MONTHS_MAX 12000

bool lty_expr_literal_begins(const lty_expr_reading *reading)
{
    switch (reading->token.kind) {
        case LTY_TOKEN_NUMBER:
        case LTY_TOKEN_DATE:
        case LTY_TOKEN_INSTANT:
        case LTY_TOKEN_TEXT:
        case LTY_TOKEN_MINUS: return true;
        case LTY_TOKEN_NAME:
            return lty_expr_is(reading, "true") || lty_expr_is(reading, "false") || lty_expr_is(reading, "null")
                || lty_expr_is(reading, "today");
        case LTY_TOKEN_END:
        case LTY_TOKEN_COMPARE:
        case LTY_TOKEN_OPEN:
        case LTY_TOKEN_CLOSE:
        case LTY_TOKEN_COMMA:
        case LTY_TOKEN_PERCENT: return false;
    }
    return false;
}

/* "%", or "days", "weeks", "months", "years" behind a number, and "ago" behind those. */
static lty_status lty_expr_unit(lty_literal *out, lty_expr_reading *reading)
{
    static const struct {
        const char *one;
        const char *many;
        int days;
        int months;
    } units[] = {{"day", "days", 1, 0}, {"week", "weeks", 7, 0}, {"month", "months", 0, 1}, {"year", "years", 0, 12}};

    if (reading->token.kind == LTY_TOKEN_PERCENT) {
        out->kind = LTY_LITERAL_PERCENT;
        return lty_expr_next(reading);
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!lty_expr_is(reading, units[i].one) && !lty_expr_is(reading, units[i].many)) {
            continue;
        }
        int64_t most = units[i].days > 0 ? LTY_EXPR_DURATION_DAYS_MAX / units[i].days : LTY_EXPR_DURATION_MONTHS_MAX / units[i].months;
        if (out->decimals > 0 || out->number < 0 || out->number > most) {
            char expected[64];
            snprintf(expected, sizeof expected, "a whole number of %s from 0 to %lld", units[i].many, (long long) most);
            return lty_expr_problem(reading, out->offset, "a duration that is negative, broken or too long", expected);
        }
        out->kind = LTY_LITERAL_DURATION;
        out->days = (int32_t) out->number * units[i].days;
        out->months = (int32_t) out->number * units[i].months;
        lty_status status = lty_expr_next(reading);
        if (status == LTY_OK && lty_expr_is(reading, "ago")) {
            out->kind = LTY_LITERAL_AGO;
            status = lty_expr_next(reading);
        }
        return status;
    }
    const char *hint = lty_expr_hint_unit(reading);
    return hint == NULL ? LTY_OK : lty_expr_problem_token(reading, hint);
}

lty_status lty_expr_literal(lty_literal *out, lty_expr_reading *reading)
{
    bool minus = reading->token.kind == LTY_TOKEN_MINUS;
    lty_status status = LTY_OK;

    *out = (lty_literal){.offset = reading->token.offset};
    if (minus) {
        status = lty_expr_next(reading);
        if (status == LTY_OK && reading->token.kind != LTY_TOKEN_NUMBER) {
            status = lty_expr_problem_token(reading, "a number behind the minus sign");
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    const lty_token token = reading->token;
    out->number = minus ? -token.number : token.number;
    out->decimals = token.decimals;
    out->text = token.text;
    if (token.kind == LTY_TOKEN_NAME) {
        out->kind = lty_expr_is(reading, "null") ? LTY_LITERAL_NULL : lty_expr_is(reading, "today") ? LTY_LITERAL_AGO : LTY_LITERAL_BOOL;
        out->number = lty_expr_is(reading, "true");
    }
    status = lty_expr_next(reading);
    switch (token.kind) {
        case LTY_TOKEN_NUMBER:
            out->kind = LTY_LITERAL_NUMBER;
            if (status == LTY_OK) {
                status = lty_expr_unit(out, reading);
            }
            break;
        case LTY_TOKEN_DATE: out->kind = LTY_LITERAL_DATE; break;
        case LTY_TOKEN_INSTANT: out->kind = LTY_LITERAL_INSTANT; break;
        case LTY_TOKEN_TEXT: out->kind = LTY_LITERAL_TEXT; break;
        case LTY_TOKEN_NAME: break;
        case LTY_TOKEN_END:
        case LTY_TOKEN_COMPARE:
        case LTY_TOKEN_OPEN:
        case LTY_TOKEN_CLOSE:
        case LTY_TOKEN_COMMA:
        case LTY_TOKEN_MINUS:
        case LTY_TOKEN_PERCENT: LTY_ASSERT(false); break;
    }
    out->len = reading->previous_end - out->offset;
    return status;
}

bool lty_expr_scale(int64_t *out, int64_t number, int has, int decimals)
{
    for (int i = has; i < decimals; i++) {
        if (lty_mul(&number, number, 10) != LTY_OK) {
            return false;
        }
    }
    *out = number;
    return has <= decimals;
}

bool lty_expr_number_parse(int64_t *out, lty_text text, lty_expr_type type, int currency_decimals)
{
    const bool minus = text.len > 0 && text.bytes[0] == '-';
    size_t len = text.len;
    int decimals = type == LTY_EXPR_MONEY ? currency_decimals : type == LTY_EXPR_RATIO ? 6 : 0;
    int64_t number = 0;
    int has = -1; /* digits behind the point; -1 before it */

    if (len > 0 && text.bytes[len - 1] == '%' && type == LTY_EXPR_RATIO) {
        decimals = 4;
        len -= len > 1 && text.bytes[len - 2] == ' ' ? 2 : 1;
    }
    const size_t first = minus ? 1 : 0;
    for (size_t i = first; i < len; i++) {
        const char c = text.bytes[i];
        if (c == '.' && has < 0 && i > first && i + 1 < len) {
            has = 0;
        } else if (c < '0' || c > '9' || lty_mul(&number, number, 10) != LTY_OK || lty_add(&number, number, c - '0') != LTY_OK) {
            return false;
        } else if (has >= 0) {
            has++;
        }
    }
    return len > first && type != LTY_EXPR_TEXT && type != LTY_EXPR_INSTANT && type != LTY_EXPR_DAY && type != LTY_EXPR_DURATION
        && lty_expr_scale(out, minus ? -number : number, has < 0 ? 0 : has, decimals);
}
