/* One pass over the bytes: fields that nobody asked for are stepped over, integers are read while their end is looked for. */
#include <string.h>

#include "lty_check.h"
#include "lty_money.h"
#include "lty_rows.h"
#include "lty_time.h"

static lty_status lty_rows_fail(lty_rows_reader *reader, const char *problem)
{
    reader->problem = problem;
    return LTY_E_ROW;
}

/* The end of the line at `at` without its CR LF; *next is where the following line starts. */
static const char *lty_rows_line_end(const lty_rows_reader *reader, const char **next)
{
    const char *stop = memchr(reader->at, '\n', (size_t) (reader->end - reader->at));

    *next = stop == NULL ? reader->end : stop + 1;
    stop = stop == NULL ? reader->end : stop;
    return stop > reader->at && stop[-1] == '\r' ? stop - 1 : stop;
}

lty_status lty_rows_start(lty_rows_reader *reader, lty_text bytes, const lty_text names[LTY_ROWS_FIELDS])
{
    const char *next;
    bool more = bytes.len > 0;

    *reader = (lty_rows_reader){.at = bytes.bytes, .line = 1, .problem = ""};
    if (!more) {
        return lty_rows_fail(reader, "there is no header line");
    }
    reader->end = bytes.bytes + bytes.len;
    for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
        reader->columns[i] = SIZE_MAX;
    }
    const char *stop = lty_rows_line_end(reader, &next);

    for (const char *start = reader->at; more; reader->column_count++) {
        const char *tab = memchr(start, '\t', (size_t) (stop - start));
        const lty_text name = {start, (size_t) ((tab == NULL ? stop : tab) - start)};

        for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
            if (lty_text_equal(name, names[i])) {
                if (reader->columns[i] != SIZE_MAX) {
                    return lty_rows_fail(reader, "a column that is asked for is there twice");
                }
                reader->columns[i] = reader->column_count;
            }
        }
        more = tab != NULL;
        start = more ? tab + 1 : stop;
    }
    for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
        if (reader->columns[i] == SIZE_MAX) {
            return lty_rows_fail(reader, "a column that is asked for is missing");
        }
        if (reader->columns[i] == reader->columns[(i + 1) % LTY_ROWS_FIELDS]) {
            return lty_rows_fail(reader, "one column is asked for twice");
        }
    }
    reader->at = next;
    return LTY_OK;
}

size_t lty_rows_bound(const lty_rows_reader *reader)
{
    size_t lines = 0;

    for (const char *at = reader->at; at < reader->end; lines++) {
        const char *stop = memchr(at, '\n', (size_t) (reader->end - at));

        at = stop == NULL ? reader->end : stop + 1;
    }
    return lines;
}

/* Reads an integer that a tab, an end of line or the end of the input ends; *at is moved there. */
static lty_status lty_rows_integer(int64_t *out, const char **at, const char *end)
{
    const char *start = *at;
    const bool negative = start < end && *start == '-';
    const char *digit = start + negative;
    int64_t value = 0;

    for (; digit < end && (unsigned char) (*digit - '0') <= 9; digit++) {
        if (digit - start >= 18) {
            value = -1; /* too long for the short way */
            break;
        }
        value = value * 10 + (*digit - '0');
    }
    if (value < 0) {
        while (digit < end && *digit != '\t' && *digit != '\n' && *digit != '\r') {
            digit++;
        }
        *at = digit;
        return lty_text_integer(out, (lty_text){start, (size_t) (digit - start)});
    }
    *at = digit;
    *out = negative ? -value : value;
    return digit == start + negative ? LTY_E_ROW : LTY_OK;
}

static lty_status lty_rows_key(lty_text *out, const char **at, lty_rows_reader *reader)
{
    const char *start = *at;
    const char *stop = start;
    unsigned char all = 0;

    while (stop < reader->end && *stop != '\t' && *stop != '\n' && *stop != '\r') {
        all |= (unsigned char) *stop++;
    }
    *at = stop;
    *out = (lty_text){start, (size_t) (stop - start)};
    if (out->len > LTY_ROWS_KEY_MAX) {
        return lty_rows_fail(reader, "the customer's key is longer than 191 bytes");
    }
    if (all >= 0x80 && !lty_utf8_valid(start, out->len)) {
        return lty_rows_fail(reader, "the customer's key is not UTF-8");
    }
    return LTY_OK;
}

static lty_status lty_rows_field_read(lty_rows_row *row, const char **at, size_t column, lty_rows_reader *reader)
{
    if (column == reader->columns[LTY_ROWS_CUSTOMER]) {
        return lty_rows_key(&row->customer, at, reader);
    }
    if (column == reader->columns[LTY_ROWS_AT]) {
        if (lty_rows_integer(&row->at_s, at, reader->end) != LTY_OK || row->at_s < LTY_TIME_MIN || row->at_s > LTY_TIME_MAX) {
            return lty_rows_fail(reader, "the instant is no integer of UTC seconds in the years 1 to 9999");
        }
        return LTY_OK;
    }
    if (column == reader->columns[LTY_ROWS_AMOUNT]) {
        if (lty_rows_integer(&row->amount_minor, at, reader->end) != LTY_OK || row->amount_minor > LTY_MONEY_ENTRY_MAX
            || row->amount_minor < -LTY_MONEY_ENTRY_MAX) {
            return lty_rows_fail(reader, "the amount is no integer of minor units, at most 1000000000000 either way");
        }
        return LTY_OK;
    }
    const char *stop = *at;

    while (stop < reader->end && *stop != '\t' && *stop != '\n') {
        stop++;
    }
    *at = stop;
    return LTY_OK;
}

static lty_status lty_rows_line(lty_rows_row *row, lty_rows_reader *reader)
{
    const char *at = reader->at;

    for (size_t column = 0; column < reader->column_count; column++) {
        const lty_status status = lty_rows_field_read(row, &at, column, reader);

        if (status != LTY_OK) {
            return status;
        }
        if (column + 1 < reader->column_count) {
            if (at == reader->end || *at != '\t') {
                return lty_rows_fail(reader, "a field ends where none should, or columns are missing");
            }
            at++;
        }
    }
    if (at < reader->end && *at == '\r') {
        at++;
    }
    if (at < reader->end && *at != '\n') {
        return lty_rows_fail(reader, "a field ends where none should, or there are too many columns");
    }
    reader->at = at < reader->end ? at + 1 : at;
    return LTY_OK;
}

lty_status lty_rows_next(lty_rows_row *rows, size_t *count, size_t max, lty_rows_reader *reader)
{
    size_t done = 0;

    while (done < max && reader->at < reader->end) {
        reader->line++;
        const lty_status status = lty_rows_line(&rows[done], reader);

        if (status != LTY_OK) {
            return status;
        }
        done++;
    }
    *count = done;
    return LTY_OK;
}
