/* What a short code is made of: its alphabet, what people type for it, its check symbols, and repair. docs/coupon-format.md */
#ifndef LTY_CODE_H
#define LTY_CODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_bytes.h"
#include "lty_status.h"

#define LTY_CODE_LENGTH_MAX 24U
#define LTY_CODE_INPUT_MAX 128U /* bytes as typed */
#define LTY_CODE_DISPLAY_MAX (LTY_CODE_LENGTH_MAX + LTY_CODE_LENGTH_MAX / 4)
#define LTY_CODE_REPAIRS_MAX 2U

/* Symbols are the numbers 0..31; count is 12, 16, 20 or 24. The last one (12) or two (others) are check symbols. */
typedef struct lty_code {
    unsigned char symbols[LTY_CODE_LENGTH_MAX];
    uint8_t count;
} lty_code;

/* What exactly is wrong, for the staff's message. */
typedef struct lty_code_fault {
    size_t symbol;       /* LTY_E_CODE_CHAR: which one, from 1, separators not counted */
    uint32_t code_point; /* LTY_E_CODE_CHAR: what stands there */
    size_t count;        /* LTY_E_CODE_LENGTH: symbols found; LTY_E_CODE_TOO_LONG: bytes */
} lty_code_fault;

/* Makes codes of one domain fail the check of another: XORed onto the check symbols. Public. */
typedef struct lty_code_offset {
    unsigned char symbols[2];
} lty_code_offset;

bool lty_code_count_valid(int64_t count);

/* How many of `count` symbols are check symbols. */
size_t lty_code_checks(size_t count);

/* domain is 1..255 bytes. */
lty_code_offset lty_code_offset_init(lty_text domain);

/*
 * Reads what somebody typed: folds case and look-alikes, drops separators. Looks at characters and their number only.
 * LTY_E_CODE_EMPTY, _TOO_LONG, _UTF8, _CHAR, _LENGTH, in this order; on failure *fault says more.
 */
lty_status lty_code_parse(lty_code *out, lty_code_fault *fault, const char *bytes, size_t len);

#define LTY_CODE_NAME_MIN 2U
#define LTY_CODE_NAME_MAX 12U

/*
 * Whether the input begins with a name as personalised codes have it: 2..12 letters (0 and 1 for their look-alikes too), then separators
 * with a dash among them. Returns where the code behind it begins, *name the letters in the input; else 0. At most LTY_CODE_INPUT_MAX bytes.
 */
size_t lty_code_name(lty_text *name, const char *bytes, size_t len);

/* Writes count characters, no NUL. */
void lty_code_format(char *out, const lty_code *code);

/* Writes groups of four with dashes, no NUL; returns the length. text is a canonical code of len characters. */
size_t lty_code_display(char out[LTY_CODE_DISPLAY_MAX], const char *text, size_t len);

/* Computes the check symbols behind the data symbols that stand there. */
void lty_code_seal(lty_code *code, lty_code_offset offset);

/* Whether the check symbols fit. */
bool lty_code_fits(const lty_code *code, lty_code_offset offset);

/*
 * Codes that fit and are one substituted symbol or one swap of neighbours away: at most one of each, the substitution
 * first. Returns how many. None for a code that fits, nor for 12 symbols: one check symbol finds errors but no place.
 */
size_t lty_code_repair(lty_code out[LTY_CODE_REPAIRS_MAX], const lty_code *code, lty_code_offset offset);

#endif
