/*
 * Codes are words of a Reed-Solomon code over GF(32), x^5 + x^2 + 1, with the generator (x - a)(x - a^2); of (x - a) alone for
 * 12 symbols. Two check symbols give distance 3: any one or two wrong symbols, and any two symbols in each other's
 * place, are seen, and one error can be located from the two syndromes in closed form.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_code.h"
#include "lty_sign.h"

#define LTY_CODE_ORDER 31 /* a^31 = 1 */

static const char lty_code_alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/* a^i, and its inverse function (entry 0 is not used) */
static const unsigned char lty_code_exp[LTY_CODE_ORDER] = {
    1, 2, 4, 8, 16, 5, 10, 20, 13, 26, 17, 7, 14, 28, 29, 31, 27, 19, 3, 6, 12, 24, 21, 15, 30, 25, 23, 11, 22, 9, 18};
static const unsigned char lty_code_log[32] = {
    0, 0, 1, 18, 2, 5, 19, 11, 3, 29, 6, 27, 20, 8, 12, 23, 4, 10, 30, 17, 7, 22, 28, 26, 21, 25, 9, 16, 13, 14, 24, 15};

/* Multiples of the generators' coefficients: x^2 + (a + a^2) x + a^3, and x + a */
static const unsigned char lty_code_by_g1[32] = {
    0, 6, 12, 10, 24, 30, 20, 18, 21, 19, 25, 31, 13, 11, 1, 7, 15, 9, 3, 5, 23, 17, 27, 29, 26, 28, 22, 16, 2, 4, 14, 8};
static const unsigned char lty_code_by_g0[32] = {
    0, 8, 16, 24, 5, 13, 21, 29, 10, 2, 26, 18, 15, 7, 31, 23, 20, 28, 4, 12, 17, 25, 1, 9, 30, 22, 14, 6, 27, 19, 11, 3};
static const unsigned char lty_code_by_a[32] = {
    0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 5, 7, 1, 3, 13, 15, 9, 11, 21, 23, 17, 19, 29, 31, 25, 27};

/* What an ASCII byte means: a symbol, or one of these two. */
#define LTY_CODE_SKIP 32
#define LTY_CODE_NONE 33

/* clang-format off */
static const unsigned char lty_code_value[128] = {
    33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33,
    33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33,
    32, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 33, 32, 32, 33,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 33, 33, 33, 33, 33, 33,
    33, 10, 11, 12, 13, 14, 15, 16, 17, 1, 18, 19, 1, 20, 21, 0,
    22, 23, 24, 25, 26, 33, 27, 28, 29, 30, 31, 33, 33, 33, 33, 32,
    33, 10, 11, 12, 13, 14, 15, 16, 17, 1, 18, 19, 1, 20, 21, 0,
    22, 23, 24, 25, 26, 33, 27, 28, 29, 30, 31, 33, 33, 33, 33, 33};
/* clang-format on */

static unsigned lty_code_mul(unsigned a, unsigned b)
{
    return a == 0 || b == 0 ? 0 : lty_code_exp[(lty_code_log[a] + lty_code_log[b]) % LTY_CODE_ORDER];
}

static unsigned lty_code_div(unsigned a, unsigned b)
{
    return a == 0 ? 0 : lty_code_exp[(lty_code_log[a] + LTY_CODE_ORDER - lty_code_log[b]) % LTY_CODE_ORDER];
}

bool lty_code_count_valid(int64_t count)
{
    return count == 12 || count == 16 || count == 20 || count == 24;
}

size_t lty_code_checks(size_t count)
{
    return count == 12 ? 1 : 2;
}

lty_code_offset lty_code_offset_init(lty_text domain)
{
    const lty_sign_part parts[] = {LTY_SIGN_PART("loyalty.check.v1"), {domain.bytes, domain.len}};
    unsigned char hash[16];

    lty_sign_hash_parts(hash, sizeof hash, parts, 2, NULL);
    const unsigned v = hash[0] | (unsigned) hash[1] << 8;
    return (lty_code_offset){{(unsigned char) (1 + v % 31), (unsigned char) (v >> 5 & 31)}};
}

/* U+00A0, U+202F, dashes U+2010..2015 and the minus sign: what word processors put in place of a space or a dash. */
static bool lty_code_is_separator(uint32_t code_point)
{
    return code_point == 0xA0 || code_point == 0x202F || (code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212;
}

/* Moves *at behind separators; whether there was a dash among them. */
static bool lty_code_skip(size_t *at, const char *bytes, size_t len)
{
    bool dash = false;

    while (*at < len) {
        const unsigned char byte = (unsigned char) bytes[*at];
        size_t next = *at + 1;
        uint32_t code_point = byte;

        if (byte < 0x80) {
            if (lty_code_value[byte] != LTY_CODE_SKIP) {
                break;
            }
        } else {
            next = *at;
            if (lty_utf8_next(&code_point, bytes, len, &next) != LTY_OK || !lty_code_is_separator(code_point)) {
                break;
            }
        }
        dash = dash || code_point == '-' || (code_point >= 0x2010 && code_point != 0x202F);
        *at = next;
    }
    return dash;
}

size_t lty_code_name(lty_text *name, const char *bytes, size_t len)
{
    size_t at = 0;

    LTY_ASSERT(len <= LTY_CODE_INPUT_MAX);
    lty_code_skip(&at, bytes, len);
    const size_t first = at;
    while (at < len
        && ((bytes[at] >= 'A' && bytes[at] <= 'Z') || (bytes[at] >= 'a' && bytes[at] <= 'z') || bytes[at] == '0' || bytes[at] == '1')) {
        at++;
    }
    const size_t letters = at - first;
    if (letters < LTY_CODE_NAME_MIN || letters > LTY_CODE_NAME_MAX || !lty_code_skip(&at, bytes, len)) {
        return 0;
    }
    *name = (lty_text){bytes + first, letters};
    return at;
}

lty_status lty_code_parse(lty_code *out, lty_code_fault *fault, const char *bytes, size_t len)
{
    lty_code code = {{0}, 0};
    size_t count = 0;
    size_t at = 0;

    if (len == 0) {
        return LTY_E_CODE_EMPTY;
    }
    if (len > LTY_CODE_INPUT_MAX) {
        fault->count = len;
        return LTY_E_CODE_TOO_LONG;
    }
    /* Mostly there is nothing but symbols. */
    while (at < len && at < LTY_CODE_LENGTH_MAX && (unsigned char) bytes[at] < 0x80
        && lty_code_value[(unsigned char) bytes[at]] < LTY_CODE_SKIP) {
        code.symbols[at] = lty_code_value[(unsigned char) bytes[at]];
        at++;
    }
    count = at;
    while (at < len) {
        const unsigned char byte = (unsigned char) bytes[at];
        unsigned value = byte < 0x80 ? lty_code_value[byte] : LTY_CODE_NONE;
        uint32_t code_point = byte;

        if (value < LTY_CODE_SKIP) {
            code.symbols[count < LTY_CODE_LENGTH_MAX ? count : 0] = (unsigned char) value; /* too many are refused below */
            count++;
            at++;
            continue;
        }
        if (byte < 0x80) {
            at++;
        } else if (lty_utf8_next(&code_point, bytes, len, &at) != LTY_OK) {
            return LTY_E_CODE_UTF8;
        } else if (lty_code_is_separator(code_point)) {
            value = LTY_CODE_SKIP;
        }
        if (value == LTY_CODE_NONE) {
            if (!lty_utf8_valid(bytes + at, len - at)) {
                return LTY_E_CODE_UTF8;
            }
            fault->symbol = count + 1;
            fault->code_point = code_point;
            return LTY_E_CODE_CHAR;
        }
    }
    if (count == 0) {
        return LTY_E_CODE_EMPTY;
    }
    if (!lty_code_count_valid((int64_t) count)) {
        fault->count = count;
        return LTY_E_CODE_LENGTH;
    }
    code.count = (uint8_t) count;
    *out = code;
    return LTY_OK;
}

void lty_code_format(char *out, const lty_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        out[i] = lty_code_alphabet[code->symbols[i]];
    }
}

size_t lty_code_display(char out[LTY_CODE_DISPLAY_MAX], const char *text, size_t len)
{
    size_t at = 0;

    LTY_ASSERT(len <= LTY_CODE_LENGTH_MAX);
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && i % 4 == 0) {
            out[at++] = '-';
        }
        out[at++] = text[i];
    }
    return at;
}

/* The remainder of the data symbols, the highest power first, with the domain's offset on it. */
static void lty_code_remainder(unsigned char out[2], const lty_code *code, lty_code_offset offset)
{
    const size_t data = code->count - lty_code_checks(code->count);
    unsigned high = 0;
    unsigned low = 0;

    if (code->count == 12) {
        for (size_t i = 0; i < data; i++) {
            high = lty_code_by_a[code->symbols[i] ^ high];
        }
    } else {
        for (size_t i = 0; i < data; i++) {
            const unsigned feedback = code->symbols[i] ^ high;

            high = low ^ lty_code_by_g1[feedback];
            low = lty_code_by_g0[feedback];
        }
    }
    out[0] = (unsigned char) (high ^ offset.symbols[0]);
    out[1] = (unsigned char) (low ^ offset.symbols[1]);
}

void lty_code_seal(lty_code *code, lty_code_offset offset)
{
    const size_t checks = lty_code_checks(code->count);
    unsigned char remainder[2];

    lty_code_remainder(remainder, code, offset);
    memcpy(code->symbols + code->count - checks, remainder, checks);
}

bool lty_code_fits(const lty_code *code, lty_code_offset offset)
{
    const size_t checks = lty_code_checks(code->count);
    unsigned char remainder[2];

    lty_code_remainder(remainder, code, offset);
    return memcmp(code->symbols + code->count - checks, remainder, checks) == 0;
}

/* The word's value at a^power, by Horner's rule; 0 at power 1 and 2 for a word without error. */
static unsigned lty_code_syndrome(const lty_code *code, lty_code_offset offset, unsigned power)
{
    const unsigned root = lty_code_exp[power];
    const size_t data = code->count - 2U;
    unsigned sum = 0;

    for (size_t i = 0; i < code->count; i++) {
        sum = lty_code_mul(sum, root) ^ code->symbols[i] ^ (i < data ? 0U : offset.symbols[i - data]);
    }
    return sum;
}

/*
 * An error e at power j gives S1 = e a^j and S2 = e a^2j, so a^j = S2 / S1 and e = S1^2 / S2. Neighbours swapped at j and j + 1
 * are the same error d (their XOR) at both: S1 = d a^j (1 + a), S2 = d a^2j (1 + a)^2, so a^j = S2 / (S1 (1 + a)) and again
 * d = S1^2 / S2. The offset is added to both words alike and drops out.
 */
size_t lty_code_repair(lty_code out[LTY_CODE_REPAIRS_MAX], const lty_code *code, lty_code_offset offset)
{
    size_t found = 0;

    if (code->count == 12) {
        return 0;
    }
    const unsigned s1 = lty_code_syndrome(code, offset, 1);
    const unsigned s2 = lty_code_syndrome(code, offset, 2);
    if (s1 == 0 || s2 == 0) { /* no error, or more than one */
        return 0;
    }
    const unsigned error = lty_code_div(lty_code_mul(s1, s1), s2);
    const unsigned place = lty_code_log[lty_code_div(s2, s1)];
    const unsigned pair = lty_code_log[lty_code_div(s2, lty_code_mul(s1, 1 ^ 2))];

    if (place < code->count) {
        out[found] = *code;
        out[found++].symbols[code->count - 1 - place] ^= (unsigned char) error;
    }
    if (pair + 1 < code->count) {
        const size_t right = code->count - 1 - pair;
        const unsigned char a = code->symbols[right - 1];
        const unsigned char b = code->symbols[right];

        if ((a ^ b) == (int) error) {
            out[found] = *code;
            out[found].symbols[right - 1] = b;
            out[found++].symbols[right] = a;
        }
    }
    return found;
}
