/* Amounts in minor units of a currency. */
#ifndef LTY_MONEY_H
#define LTY_MONEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_status.h"

/* code is three upper-case letters and a NUL (ISO 4217 in shape; unknown codes have two decimals). */
typedef struct lty_money {
    int64_t minor;
    char code[4];
} lty_money;

/*
 * The most that one event or rule may say: ten billion of a currency with two decimals. Far above any shop, and so far below 64 bits
 * that the sums of a shop stay exact; what is beyond is refused where it enters, not found later in a sum that does not fit.
 */
#define LTY_MONEY_ENTRY_MAX INT64_C(1000000000000)

/* How many decimals the minor unit of a currency has: 0 (JPY), 2 (EUR), 3 (KWD), 4 (CLF). ISO 4217, 2024. */
int lty_currency_decimals(const char code[4]);

/* LTY_E_CURRENCY unless code is three upper-case letters. */
lty_status lty_money_init(lty_money *out, int64_t minor, const char *code, size_t code_len);

/*
 * Reads "19.99", "-5", "0.5": '.' as the mark, no grouping, no blanks, at most the currency's decimals.
 * LTY_E_MONEY_SYNTAX or LTY_E_RANGE, and *out is left alone.
 */
lty_status lty_money_parse(lty_money *out, const char *text, size_t text_len, const char code[4]);

/* Writes "19.99" (no currency) and a NUL. out has LTY_MONEY_TEXT bytes. Returns the length. */
#define LTY_MONEY_TEXT 32
size_t lty_money_format(char out[LTY_MONEY_TEXT], const lty_money *money);

/* LTY_E_CURRENCY_MISMATCH, LTY_E_RANGE. out may be a or b. */
lty_status lty_money_add(lty_money *out, const lty_money *a, const lty_money *b);
lty_status lty_money_sub(lty_money *out, const lty_money *a, const lty_money *b);

/* The part of an amount that basis_points say (10,000 = all of it), rounded once. LTY_E_RANGE. */
lty_status lty_money_percent(lty_money *out, const lty_money *money, int64_t basis_points, lty_rounding rounding);

/*
 * Splits minor over weights by largest remainder: parts sum to minor exactly, each part differs from its exact share by less
 * than one unit, equal remainders go to the lower index. A negative amount is split as its positive and negated.
 * LTY_E_WEIGHTS for no weights, a negative one, or a sum of 0; LTY_E_RANGE if the weights' sum does not fit.
 * parts and weights do not overlap.
 */
lty_status lty_split(int64_t *parts, int64_t minor, const int64_t *weights, size_t count);

/* The same over those with chosen[i]; the others get 0, and their weights are not read. chosen may be NULL: all. */
lty_status lty_split_chosen(int64_t *parts, int64_t minor, const int64_t *weights, const bool *chosen, size_t count);

/* <0, 0, >0; the currencies must agree. */
int lty_money_compare(const lty_money *a, const lty_money *b);

#endif
