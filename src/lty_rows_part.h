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

/* One cell into a field of the row. NULL, or what would be right. */
const char *lty_rows_cell(lty_rows_row *row, lty_rows_more *more, lty_rows_field field, lty_text cell, const lty_rows_plan *plan);

#endif
