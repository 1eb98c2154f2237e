/*
 * A block of bytes at a time, of which only whole lines are parsed: the rest moves to the front of the buffer and the next block follows
 * it. Since a '\n' ends the last whole line, no loop over cells asks where the buffer ends. A line end inside of quotes ends no line; in
 * what RFC 4180 allows, a byte is inside when an odd number of quotes stands before it.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_money.h"
#include "lty_rows_part.h"
#include "lty_time.h"

#define LTY_ROWS_BLOCK ((size_t) 256 << 10)

bool lty_rows_read_text(size_t *got, void *context, char *into, size_t max)
{
    lty_text *rest = context;

    *got = rest->len < max ? rest->len : max;
    if (*got > 0) {
        memcpy(into, rest->bytes, *got);
        *rest = (lty_text){rest->bytes + *got, rest->len - *got};
    }
    return true;
}

size_t lty_rows_phrase(char *out, size_t size, lty_text text)
{
    size_t len = text.len < size - 1 ? text.len : size - 1;

    len = lty_utf8_span(text.bytes, len);
    for (size_t i = 0; i < len; i++) {
        const unsigned char byte = (unsigned char) text.bytes[i];

        out[i] = byte < 0x20 || byte == 0x7F ? '?' : (char) byte;
    }
    out[len] = '\0';
    return len;
}

lty_status lty_rows_refuse(lty_rows_reader *reader, lty_text column, lty_text found, lty_text expected)
{
    lty_rows_problem *problem = reader->problem;

    problem->line = reader->line;
    lty_rows_phrase(problem->column, sizeof problem->column, column);
    lty_rows_phrase(problem->found, sizeof problem->found, found);
    lty_rows_phrase(problem->expected, sizeof problem->expected, expected);
    *problem->hint = '\0';
    return LTY_E_ROW;
}

static lty_text lty_rows_literal(const char *text)
{
    return (lty_text){text, strlen(text)};
}

static lty_status lty_rows_hinted(lty_rows_reader *reader, const char *hint)
{
    lty_rows_phrase(reader->problem->hint, sizeof reader->problem->hint, lty_rows_literal(hint == NULL ? "" : hint));
    return LTY_E_ROW;
}

lty_status lty_rows_fail(lty_rows_reader *reader, const char *found, const char *expected, const char *hint)
{
    lty_rows_refuse(reader, LTY_TEXT(""), lty_rows_literal(found), lty_rows_literal(expected));
    return lty_rows_hinted(reader, hint);
}

static bool lty_rows_has_nul(lty_text cell)
{
    return cell.len > 0 && memchr(cell.bytes, '\0', cell.len) != NULL;
}

/* A problem with a cell: what stands there is quoted as far as it is text. */
static lty_status lty_rows_fail_cell(lty_rows_reader *reader, lty_rows_field field, lty_text cell, const char *expected)
{
    char found[sizeof reader->problem->found];
    const size_t most = sizeof found - 6;

    found[0] = '"';
    size_t len = 1 + lty_rows_phrase(found + 1, most, cell);

    memcpy(found + len, len - 1 < cell.len ? "…\"" : "\"", len - 1 < cell.len ? sizeof "…\"" : sizeof "\"");
    if (!lty_utf8_valid(cell.bytes, cell.len)) {
        memcpy(found, "bytes that are no UTF-8", sizeof "bytes that are no UTF-8");
    } else if (reader->nuls && lty_rows_has_nul(cell)) {
        memcpy(found, "a NUL byte", sizeof "a NUL byte");
    } else if (cell.len == 0) {
        memcpy(found, "nothing", sizeof "nothing");
    }
    lty_rows_refuse(reader, reader->plan->names[field], lty_rows_literal(found), lty_rows_literal(expected));
    return lty_rows_hinted(reader, lty_rows_hint_cell(field, cell, reader->plan));
}

/* Where the last whole line of what is there ends. */
static void lty_rows_bound(lty_rows_reader *reader)
{
    char *at = reader->at;
    char *full = reader->at;

    reader->quotes = false;
    for (;;) {
        char *quote = !reader->quoting ? NULL : memchr(at, '"', (size_t) (reader->end - at));
        char *stop = quote == NULL ? reader->end : quote;

        while (stop > at && stop[-1] != '\n') {
            stop--;
        }
        full = stop > at ? stop : full;
        if (quote == NULL) {
            break;
        }
        reader->quotes = true;
        at = memchr(quote + 1, '"', (size_t) (reader->end - quote - 1));
        if (at == NULL) {
            break;
        }
        at++;
    }
    reader->full = full;
    reader->nuls = lty_rows_has_nul((lty_text){reader->at, (size_t) (reader->end - reader->at)});
}

/* Room for twice as many bytes; a line that does not fit then is not read any further. */
static lty_status lty_rows_widen(lty_rows_reader *reader)
{
    const size_t size = reader->capacity * 2;
    const size_t there = (size_t) (reader->end - reader->at);

    if (reader->capacity >= LTY_ROWS_LINE_MAX) {
        reader->line += reader->step; /* the one that was to be read */
        return lty_rows_fail(reader, "more than 16 MB without the end of a line", "shorter lines",
            reader->quotes ? "a quote that is not closed may stand there" : NULL);
    }
    char *buffer = lty_alloc_new(reader->alloc, size + LTY_ROWS_SLACK);
    if (buffer == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(buffer, reader->at, there);
    lty_alloc_free(reader->alloc, reader->buffer, reader->capacity + LTY_ROWS_SLACK);
    reader->buffer = buffer;
    reader->capacity = size;
    reader->at = buffer;
    reader->end = buffer + there;
    return LTY_OK;
}

static lty_status lty_rows_fill_once(lty_rows_reader *reader)
{
    while (!reader->ended && reader->end < reader->buffer + reader->capacity) {
        size_t got;

        if (!reader->input->read(&got, reader->input->context, reader->end, (size_t) (reader->buffer + reader->capacity - reader->end))) {
            return LTY_E_STOPPED;
        }
        reader->end += got;
        reader->ended = got == 0;
    }
    if (reader->ended && reader->end > reader->at && reader->end[-1] != '\n') {
        *reader->end++ = '\n'; /* in the slack */
    }
    memset(reader->end, 0, 8); /* what is read past the end is at least the same every time */
    return LTY_OK;
}

/* More whole lines, where all were parsed. At the end of the input there are none: at == full. */
static lty_status lty_rows_fill(lty_rows_reader *reader)
{
    const size_t rest = (size_t) (reader->end - reader->at);

    if (reader->ended && rest == 0) {
        return LTY_OK;
    }
    reader->bytes += (size_t) (reader->at - reader->buffer);
    memmove(reader->buffer, reader->at, rest);
    reader->at = reader->buffer;
    reader->end = reader->buffer + rest;
    for (;;) {
        lty_status status = lty_rows_fill_once(reader);

        if (status != LTY_OK) {
            return status;
        }
        lty_rows_bound(reader);
        if (reader->ended) {
            reader->full = reader->end; /* a quote that never ends is found by who reads the cell */
        }
        if (reader->full > reader->at || reader->ended) {
            return LTY_OK;
        }
        status = lty_rows_widen(reader);
        if (status != LTY_OK) {
            return status;
        }
    }
}

/* A cell that begins with a quote: without its quotes, doubled ones made one in their place. *stop is behind it. */
static lty_status lty_rows_quoted(lty_text *cell, const char **stop, char *at, lty_rows_reader *reader)
{
    char *out = at;
    char *from = at + 1;

    for (;;) {
        char *quote = memchr(from, '"', (size_t) (reader->full - from));

        if (quote == NULL) {
            return lty_rows_fail(reader, "a quote that is not closed", "a second quote behind the text", NULL);
        }
        for (const char *end = from; (end = memchr(end, '\n', (size_t) (quote - end))) != NULL; end++) {
            reader->step++;
        }
        memmove(out, from, (size_t) (quote - from));
        out += quote - from;
        from = quote + 2;
        if (quote[1] != '"') {
            break;
        }
        *out++ = '"';
    }
    from--;
    *cell = (lty_text){at, (size_t) (out - at)};
    *stop = *from == '\r' && from[1] == '\n' ? from + 1 : from;
    if (**stop != '\n' && **stop != reader->delimiter) {
        return lty_rows_fail(reader, "text behind a closing quote", "quotes around the whole cell, and doubled inside of it",
            lty_rows_hint_behind(reader, **stop));
    }
    return LTY_OK;
}

/* The cell at `at` and the delimiter or line end behind it. */
static inline lty_status lty_rows_split(lty_text *cell, const char **stop, const char *at, uint64_t delimiters, lty_rows_reader *reader)
{
    if (reader->quotes && *at == '"') {
        return lty_rows_quoted(cell, stop, reader->buffer + (at - reader->buffer), reader);
    }
    const char *end = lty_rows_stop(at, delimiters);
    size_t len = (size_t) (end - at);

    *stop = end;
    if (*end == '\n' && len > 0 && end[-1] == '\r') {
        len--;
    }
    *cell = (lty_text){at, len};
    if (reader->quotes && memchr(at, '"', len) != NULL) {
        return lty_rows_fail(
            reader, "a quote inside of a cell that has none around it", "quotes around the whole cell, and doubled inside of it", NULL);
    }
    return LTY_OK;
}

/* Goes on behind a line end. */
static void lty_rows_behind(lty_rows_reader *reader, const char *stop)
{
    reader->at = reader->buffer + (stop + 1 - reader->buffer);
}

static lty_status lty_rows_name(lty_rows_reader *reader, lty_text name)
{
    unsigned char *kind = &reader->kinds[reader->column_count++];

    for (unsigned char i = 0; i < LTY_ROWS_FIELDS; i++) {
        if (reader->plan->names[i].bytes == NULL || !lty_text_equal(name, reader->plan->names[i])) {
            continue;
        }
        if (*kind != 0) {
            return lty_rows_refuse(reader, name, LTY_TEXT("one column for two of ours"), LTY_TEXT("a column for each"));
        }
        if (reader->seen & 1U << i) {
            return lty_rows_refuse(reader, name, LTY_TEXT("two columns of this name"), LTY_TEXT("one"));
        }
        *kind = (unsigned char) (i + 1);
        reader->seen |= 1U << i;
        reader->more |= i > LTY_ROWS_AMOUNT;
    }
    return LTY_OK;
}

static lty_status lty_rows_header(lty_rows_reader *reader)
{
    char raw[1024]; /* its beginning before quotes are taken away */
    const char *at = reader->at;
    const char *stop;
    lty_text cell;
    size_t len = (size_t) (reader->full - reader->at);

    len = len < sizeof raw ? len : sizeof raw;
    memcpy(raw, at, len);
    reader->line = 1;
    if (reader->at == reader->full) {
        return lty_rows_fail(reader, "nothing", "a header line", NULL);
    }
    do {
        if (reader->column_count == LTY_ROWS_COLUMNS_MAX) {
            return lty_rows_fail(reader, "more than 1024 columns", "fewer", NULL);
        }
        lty_status status = lty_rows_split(&cell, &stop, at, reader->delimiters, reader);
        if (status == LTY_OK) {
            status = lty_rows_name(reader, cell);
        }
        if (status != LTY_OK) {
            return status;
        }
        at = stop + 1;
    } while (*stop != '\n');
    for (size_t i = 0; i < LTY_ROWS_FIELDS; i++) {
        if (reader->plan->names[i].bytes != NULL && (reader->seen & 1U << i) == 0) {
            const char *end = memchr(raw, '\n', len);
            const size_t whole = end == NULL ? len : (size_t) (end - raw);
            const lty_text line = {raw, whole - (whole > 0 && raw[whole - 1] == '\r')};
            char hint[LTY_ROWS_HINT];

            lty_rows_refuse(reader, reader->plan->names[i], LTY_TEXT("no such column in the header"), LTY_TEXT("it there"));
            return lty_rows_hinted(reader, lty_rows_hint_header(hint, reader, line, reader->plan->names[i]));
        }
    }
    lty_rows_behind(reader, stop);
    return LTY_OK;
}

lty_status lty_rows_start(
    lty_rows_reader *reader, const lty_rows_plan *plan, const lty_rows_input *input, lty_rows_problem *problem, const lty_alloc *alloc)
{
    const bool semicolon = plan->format == LTY_ROWS_CSV_SEMICOLON;

    *reader = (lty_rows_reader){.alloc = alloc, .plan = plan, .input = input, .problem = problem, .step = 1};
    reader->delimiter = plan->format == LTY_ROWS_TSV ? '\t' : semicolon ? ';' : plan->format == LTY_ROWS_CSV ? ',' : '\n';
    reader->delimiters = UINT64_C(0x0101010101010101) * (unsigned char) reader->delimiter;
    reader->quoting = plan->format == LTY_ROWS_CSV || semicolon;
    *problem = (lty_rows_problem){.line = 0};
    reader->buffer = lty_alloc_new(alloc, LTY_ROWS_BLOCK + LTY_ROWS_SLACK);
    if (reader->buffer == NULL) {
        return LTY_E_MEMORY;
    }
    reader->capacity = LTY_ROWS_BLOCK;
    reader->at = reader->full = reader->end = reader->buffer;
    lty_status status = lty_rows_fill_once(reader);

    if (status == LTY_OK) {
        status = lty_rows_look(reader);
    }
    if (status == LTY_OK) {
        status = lty_rows_fill(reader);
    }
    if (status == LTY_OK && reader->full - reader->at >= 3 && memcmp(reader->at, "\xEF\xBB\xBF", 3) == 0) {
        reader->at += 3; /* a byte order mark, as spreadsheets write it */
    }
    return status != LTY_OK || plan->format == LTY_ROWS_NDJSON ? status : lty_rows_header(reader);
}

void lty_rows_destroy(lty_rows_reader *reader)
{
    lty_alloc_free(reader->alloc, reader->buffer, reader->capacity + LTY_ROWS_SLACK);
    reader->buffer = NULL;
}

size_t lty_rows_estimate(const lty_rows_reader *reader)
{
    const size_t there = (size_t) (reader->full - reader->at);
    const size_t parsed = reader->bytes + (size_t) (reader->at - reader->buffer);
    size_t lines = 0;

    for (const char *at = reader->at; at < reader->full; lines++) {
        at = (const char *) memchr(at, '\n', (size_t) (reader->full - at)) + 1;
    }
    if (reader->ended || there == 0 || reader->input->size <= parsed + there) {
        return lines;
    }
    /* What is not read yet, at the lines' length so far, and a fiftieth for those that are shorter. */
    const size_t rest = reader->input->size - parsed;
    const size_t all = rest / there * lines + rest % there * lines / there;

    return all + all / 50 + 1;
}

/* What nearly every cell is: a key, seconds, minor units. Everything else, and all that is wrong, is left to lty_rows_cell(). */
static inline bool lty_rows_common(lty_rows_row *row, lty_rows_field field, lty_text cell, const lty_rows_plan *plan)
{
    switch (field) {
        case LTY_ROWS_CUSTOMER: return lty_rows_text(&row->customer, cell);
        case LTY_ROWS_AT:
            return lty_rows_integer(&row->at_s, cell) && row->at_s >= LTY_TIME_MIN && row->at_s <= LTY_TIME_MAX && !lty_rows_day(row->at_s);
        case LTY_ROWS_AMOUNT:
            return plan->decimals == LTY_ROWS_INTEGER && lty_rows_integer(&row->amount_minor, cell)
                && row->amount_minor <= LTY_MONEY_ENTRY_MAX && row->amount_minor >= -LTY_MONEY_ENTRY_MAX;
        default: return false;
    }
}

/*
 * The line at `at` where nothing is out of the ordinary: three columns, no quotes, every cell as it should be. Its '\n', or NULL: then it is to be
 * read again, by who can say what is wrong with it.
 */
static const char *lty_rows_line_common(lty_rows_row *row, const lty_rows_reader *reader)
{
    const uint64_t delimiters = reader->delimiters;
    const size_t last = reader->column_count - 1;
    const char *at = reader->at;

    for (size_t column = 0;; column++) {
        const char *stop = lty_rows_stop(at, delimiters);
        const bool over = column == last;

        if ((*stop == '\n') != over) {
            return NULL;
        }
        if (reader->kinds[column] != 0) {
            const size_t len = (size_t) (stop - at) - (over && stop > at && stop[-1] == '\r');

            if (!lty_rows_common(row, (lty_rows_field) (reader->kinds[column] - 1), (lty_text){at, len}, reader->plan)) {
                return NULL;
            }
        }
        if (over) {
            return stop;
        }
        at = stop + 1;
    }
}

/* The line at `at` into a row; *end becomes its '\n'. */
static lty_status lty_rows_line(lty_rows_row *row, lty_rows_more *more, const char **end, lty_rows_reader *reader)
{
    const uint64_t delimiters = reader->delimiters;
    const size_t count = reader->column_count;
    const char *at = reader->at;
    const char *stop;
    lty_text cell;

    for (size_t column = 0;; column++) {
        const lty_status status = lty_rows_split(&cell, &stop, at, delimiters, reader);

        if (status != LTY_OK) {
            return status;
        }
        if (column == 0 && *stop == '\n' && cell.len == 0) {
            return lty_rows_fail(reader, "an empty line", "as many columns as in the header", NULL);
        }
        if (column == count || (*stop == '\n' && column + 1 < count)) {
            return lty_rows_fail(reader, column == count ? "more columns than in the header" : "fewer columns than in the header",
                "as many as there", lty_rows_hint_count(reader, column == count));
        }
        if (reader->kinds[column] != 0) {
            const lty_rows_field field = (lty_rows_field) (reader->kinds[column] - 1);
            const char *expected =
                reader->nuls && lty_rows_has_nul(cell) ? "a text without any" : lty_rows_cell(row, more, field, cell, reader->plan);

            if (expected != NULL) {
                return lty_rows_fail_cell(reader, field, cell, expected);
            }
        }
        if (*stop == '\n') {
            *end = stop;
            return LTY_OK;
        }
        at = stop + 1;
    }
}

lty_status lty_rows_next(lty_rows_row *rows, lty_rows_more *more, size_t *count, size_t max, lty_rows_reader *reader)
{
    size_t done = 0;

    if (reader->at == reader->full) {
        const lty_status status = lty_rows_fill(reader);

        if (status != LTY_OK) {
            return status;
        }
    }
    for (; done < max && reader->at < reader->full; done++) {
        const char *end = reader->more || reader->quotes || reader->nuls ? NULL : lty_rows_line_common(&rows[done], reader);

        reader->line += reader->step;
        reader->step = 1;
        rows[done].line = reader->line;
        if (end == NULL) {
            lty_rows_more *beside = reader->more ? &more[done] : NULL;

            if (beside != NULL) {
                *beside = (lty_rows_more){.quantity = 1};
            }
            const lty_status status = lty_rows_line(&rows[done], beside, &end, reader);
            if (status != LTY_OK) {
                return status;
            }
        }
        lty_rows_behind(reader, end);
    }
    *count = done;
    return LTY_OK;
}

lty_status lty_rows_next_line(lty_text *line, bool *there, lty_rows_reader *reader)
{
    if (reader->at == reader->full) {
        const lty_status status = lty_rows_fill(reader);

        if (status != LTY_OK) {
            return status;
        }
    }
    reader->line += reader->step;
    *there = reader->at < reader->full;
    if (*there) {
        const char *at = reader->at;
        const char *end = memchr(at, '\n', (size_t) (reader->full - at));
        const size_t len = (size_t) (end - at);

        *line = (lty_text){at, len > 0 && end[-1] == '\r' ? len - 1 : len};
        lty_rows_behind(reader, end);
    }
    return LTY_OK;
}
