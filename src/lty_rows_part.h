/* What the sources of rows share with one another and nobody else. */
#ifndef LTY_ROWS_PART_H
#define LTY_ROWS_PART_H

#include "lty_rows.h"

#define LTY_ROWS_SLACK 16U /* bytes behind the buffer's end that may be read, and one that may be written */

/* Bytes are read eight at a time, past the end of a cell: the buffer has LTY_ROWS_SLACK more than it holds. */
static inline const char *lty_rows_stop(const char *at, uint64_t delimiters)
{
    const uint64_t ones = UINT64_C(0x0101010101010101);
    const uint64_t high = UINT64_C(0x8080808080808080);

    for (;; at += 8) {
        const uint64_t word = lty_load_le64((const unsigned char *) at);
        const uint64_t line = word ^ (ones * '\n');
        const uint64_t cell = word ^ delimiters;
        const uint64_t hit = (((line - ones) & ~line) | ((cell - ones) & ~cell)) & high; /* its lowest bit is exact */

        if (hit != 0) {
            return at + (unsigned) __builtin_ctzll(hit) / 8;
        }
    }
}

/*
 * The number of up to 8 digits at `at`; false if there is another byte among them. The text is shifted to the top of the word, so that
 * missing digits are noughts in front; then pairs, fours and all eight are put together by one multiplication each.
 */
static inline bool lty_rows_digits(uint64_t *out, const char *at, size_t len)
{
    const unsigned empty = (unsigned) (8 - len) * 8;
    uint64_t word = len == 0 ? 0 : (lty_load_le64((const unsigned char *) at) ^ UINT64_C(0x3030303030303030)) << empty;

    if ((((word & UINT64_C(0x7F7F7F7F7F7F7F7F)) + UINT64_C(0x7676767676767676)) | word) & UINT64_C(0x8080808080808080)) {
        return false;
    }
    word = word * 10 + (word >> 8);
    word = ((word & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x000F424000000064)
               + ((word >> 16) & UINT64_C(0x000000FF000000FF)) * UINT64_C(0x0000271000000001))
        >> 32;
    *out = word;
    return true;
}

/* An integer of up to 18 digits, which nothing that is asked for exceeds. */
static inline bool lty_rows_integer(int64_t *out, lty_text cell)
{
    const bool negative = cell.len > 0 && *cell.bytes == '-';
    const char *at = cell.bytes + negative;
    size_t len = cell.len - negative;
    uint64_t value = 0;
    uint64_t part;

    if (len == 0 || len > 18) {
        return len > 18 && lty_text_integer(out, cell) == LTY_OK; /* noughts in front */
    }
    for (; len > 8; at += 8, len -= 8) {
        if (!lty_rows_digits(&part, at, 8)) {
            return false;
        }
        value = value * 100000000 + part;
    }
    static const uint64_t scales[] = {1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000};

    if (!lty_rows_digits(&part, at, len)) {
        return false;
    }
    value = value * scales[len] + part;
    *out = negative ? -(int64_t) value : (int64_t) value;
    return true;
}

static inline bool lty_rows_text(lty_text *out, lty_text cell)
{
    const uint64_t high = UINT64_C(0x8080808080808080);

    *out = cell;
    if (cell.len <= 8) { /* most keys are short and ASCII */
        const uint64_t word = lty_load_le64((const unsigned char *) cell.bytes);

        if (cell.len == 0 || (word << (8 * (8 - cell.len)) & high) == 0) {
            return true;
        }
    }
    return cell.len <= LTY_ROWS_KEY_MAX && lty_utf8_valid(cell.bytes, cell.len);
}

/* As much of a text as fits, cut between two characters and ended by a NUL; what would break a line of a message becomes '?'. Its length. */
size_t lty_rows_phrase(char *out, size_t size, lty_text text);

/* A problem with the line as a whole; the hint may be NULL. */
lty_status lty_rows_fail(lty_rows_reader *reader, const char *found, const char *expected, const char *hint);

/* A look at the first block: whether it can be lines of UTF-8. LTY_E_ROW. */
lty_status lty_rows_look(lty_rows_reader *reader);

/* Whether an integer is what spreadsheets call a day of 1970 to 2099, and not so many seconds. */
bool lty_rows_day(int64_t number);

#define LTY_ROWS_HINT sizeof((lty_rows_problem *) NULL)->hint

/* What may be the cause, NULL if nobody can tell: of a cell that is wrong, of a byte behind a quote, of a line with too many or too few cells. */
const char *lty_rows_hint_cell(lty_rows_field field, lty_text cell, const lty_rows_plan *plan);
const char *lty_rows_hint_behind(const lty_rows_reader *reader, char byte);
const char *lty_rows_hint_count(const lty_rows_reader *reader, bool more);
/* Of a name that is missing in the header line; written into `hint` where it quotes the line. */
const char *lty_rows_hint_header(char hint[LTY_ROWS_HINT], const lty_rows_reader *reader, lty_text line, lty_text name);

/* One cell into a field of the row. NULL, or what would be right. */
const char *lty_rows_cell(lty_rows_row *row, lty_rows_more *more, lty_rows_field field, lty_text cell, const lty_rows_plan *plan);

#endif
