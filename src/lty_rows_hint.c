/*
 * What may be the cause of what is wrong with a file: the ways in which spreadsheets, databases and other machines write what we do not read. Nothing
 * here decides whether a file is taken in; a hint is given once it is refused.
 */
#include <string.h>

#include "lty_rows_part.h"

static const char lty_rows_no_quotes[] = "format Tsv knows no quotes";

#define LTY_ROWS_DAY_MIN 25569 /* 1970-01-01 as spreadsheets count days */
#define LTY_ROWS_DAY_MAX 73050 /* 2099-12-31 */

bool lty_rows_day(int64_t number)
{
    return number >= LTY_ROWS_DAY_MIN && number <= LTY_ROWS_DAY_MAX;
}

static bool lty_rows_begins(const lty_rows_reader *reader, const char *bytes, size_t len)
{
    return (size_t) (reader->end - reader->at) >= len && memcmp(reader->at, bytes, len) == 0;
}

static lty_status lty_rows_refuse_file(lty_rows_reader *reader, const char *found, const char *expected, const char *hint)
{
    reader->line = 1;
    return lty_rows_fail(reader, found, expected, hint);
}

/* Text in which a character takes two or four bytes: by its mark, or by the NULs of what is ASCII. */
typedef enum lty_rows_wide { WIDE_NONE, WIDE_16, WIDE_16LE, WIDE_16BE, WIDE_32, WIDE_32LE, WIDE_32BE } lty_rows_wide;

static lty_rows_wide lty_rows_wide_of(const lty_rows_reader *reader)
{
    const unsigned char *b = (const unsigned char *) reader->at;

    if (lty_rows_begins(reader, "\xFF\xFE\0\0", 4) || lty_rows_begins(reader, "\0\0\xFE\xFF", 4)) {
        return WIDE_32;
    }
    if (lty_rows_begins(reader, "\xFF\xFE", 2) || lty_rows_begins(reader, "\xFE\xFF", 2)) {
        return WIDE_16;
    }
    if (reader->end - reader->at < 4) {
        return WIDE_NONE;
    }
    if (b[1] == 0 && b[2] == 0) {
        return b[0] != 0 && b[3] == 0 ? WIDE_32LE : b[0] == 0 && b[3] != 0 ? WIDE_32BE : WIDE_NONE;
    }
    if (b[0] != 0 && b[1] == 0 && b[2] != 0 && b[3] == 0) {
        return WIDE_16LE;
    }
    return b[0] == 0 && b[1] != 0 && b[2] == 0 && b[3] != 0 ? WIDE_16BE : WIDE_NONE;
}

static lty_status lty_rows_look_encoding(lty_rows_reader *reader)
{
#define LTY_ROWS_WIDE(name)                                                                                                                \
 {                                                                                                                                         \
  "text in " name, "convert it with iconv -f " name " -t UTF-8 OLD > NEW, or save it as \"CSV UTF-8\""                                     \
 }
    static const struct {
        const char *found;
        const char *hint;
    } texts[] = {[WIDE_16] = LTY_ROWS_WIDE("UTF-16"),
        [WIDE_16LE] = LTY_ROWS_WIDE("UTF-16LE"),
        [WIDE_16BE] = LTY_ROWS_WIDE("UTF-16BE"),
        [WIDE_32] = LTY_ROWS_WIDE("UTF-32"),
        [WIDE_32LE] = LTY_ROWS_WIDE("UTF-32LE"),
        [WIDE_32BE] = LTY_ROWS_WIDE("UTF-32BE")};
#undef LTY_ROWS_WIDE
    const lty_rows_wide wide = lty_rows_wide_of(reader);

    return wide == WIDE_NONE ? LTY_OK : lty_rows_refuse_file(reader, texts[wide].found, "UTF-8", texts[wide].hint);
}

/* A CR in the first line that does not end it: where there is no LF, it was to end it. */
static lty_status lty_rows_look_ends(lty_rows_reader *reader)
{
    const size_t len = (size_t) (reader->end - reader->at);
    const char *cr = len == 0 ? NULL : memchr(reader->at, '\r', len);
    const size_t before = cr == NULL ? 0 : (size_t) (cr - reader->at);

    if (cr == NULL || cr + 1 >= reader->end || cr[1] == '\n' || memchr(reader->at, '\n', before) != NULL
        || (reader->quoting && memchr(reader->at, '"', before) != NULL)) {
        return LTY_OK;
    }
    if (reader->end - cr > 2 && cr[1] == '\r' && cr[2] == '\n') {
        return lty_rows_refuse_file(reader, "lines that end in CR CR LF", "LF or CR LF", "make them LF with tr -d '\\r' < OLD > NEW");
    }
    return lty_rows_refuse_file(reader, "lines that end in CR alone", "LF or CR LF", "make them LF with tr '\\r' '\\n' < OLD > NEW");
}

lty_status lty_rows_look(lty_rows_reader *reader)
{
    static const char text[] = "lines of text";

    if (lty_rows_begins(reader, "PK\3\4", 4)) {
        return lty_rows_refuse_file(reader, "a file of the kind zip or xlsx", text, "save the sheet as CSV, or unpack it");
    }
    if (lty_rows_begins(reader, "\x1F\x8B", 2)) {
        return lty_rows_refuse_file(reader, "a file that gzip packed", text, "unpack it with gunzip");
    }
    if (lty_rows_begins(reader, "\xD0\xCF\x11\xE0", 4)) {
        return lty_rows_refuse_file(reader, "a file of the kind xls or doc", text, "save the sheet as CSV");
    }
    const lty_status status = lty_rows_look_encoding(reader);

    if (status == LTY_OK && lty_rows_begins(reader, "\0", 1)) {
        return lty_rows_refuse_file(reader, "a NUL byte", text, NULL);
    }
    return status == LTY_OK ? lty_rows_look_ends(reader) : status;
}

/* What reads cells that this byte stands between; NULL for a byte that stands between none. */
static const char *lty_rows_format_hint(char delimiter)
{
    switch (delimiter) {
        case ',': return "the cells seem to be separated by \",\", which format Csv reads";
        case ';': return "the cells seem to be separated by \";\", which format CsvSemicolon reads";
        case '\t': return "the cells seem to be separated by tabs, which format Tsv reads";
        case '|': return "the cells seem to be separated by \"|\", which no format reads";
        default: return NULL;
    }
}

const char *lty_rows_hint_behind(const lty_rows_reader *reader, char byte)
{
    return byte == reader->delimiter ? NULL : lty_rows_format_hint(byte);
}

const char *lty_rows_hint_count(const lty_rows_reader *reader, bool more)
{
    if (more && reader->delimiter == ',') {
        return "a cell that has a comma needs quotes around it, such as \"45,90\"";
    }
    return more && reader->delimiter == ';' ? "a cell that has a semicolon needs quotes around it" : NULL;
}

/* Without blanks and one pair of quotes around it. */
static lty_text lty_rows_bare(lty_text cell)
{
    for (int pass = 0; pass < 2; pass++) {
        while (cell.len > 0 && (*cell.bytes == ' ' || *cell.bytes == '\r')) {
            cell = (lty_text){cell.bytes + 1, cell.len - 1};
        }
        while (cell.len > 0 && (cell.bytes[cell.len - 1] == ' ' || cell.bytes[cell.len - 1] == '\r')) {
            cell.len--;
        }
        if (pass == 0 && cell.len >= 2 && *cell.bytes == '"' && cell.bytes[cell.len - 1] == '"') {
            cell = (lty_text){cell.bytes + 1, cell.len - 2};
        }
    }
    return cell;
}

static bool lty_rows_alike(lty_text a, lty_text b)
{
    bool alike = a.len == b.len;

    for (size_t i = 0; alike && i < a.len; i++) {
        const unsigned char x = (unsigned char) a.bytes[i];
        const unsigned char y = (unsigned char) b.bytes[i];

        alike = (x >= 'A' && x <= 'Z' ? x + 32 : x) == (y >= 'A' && y <= 'Z' ? y + 32 : y);
    }
    return alike;
}

/* The cell of a line that is such a name but for case, blanks and quotes. */
static bool lty_rows_among(lty_text *cell, lty_text line, char delimiter, lty_text name)
{
    while (line.bytes != NULL) {
        const char *stop = line.len == 0 ? NULL : memchr(line.bytes, delimiter, line.len);
        const size_t len = stop == NULL ? line.len : (size_t) (stop - line.bytes);

        *cell = (lty_text){line.bytes, len};
        if (lty_rows_alike(lty_rows_bare(*cell), name)) {
            return true;
        }
        line = stop == NULL ? (lty_text){NULL, 0} : (lty_text){stop + 1, line.len - len - 1};
    }
    return false;
}

const char *lty_rows_hint_header(char hint[LTY_ROWS_HINT], const lty_rows_reader *reader, lty_text line, lty_text name)
{
    static const char delimiters[] = ",;\t|";
    static const char is[] = "the header has ";
    char blanks[LTY_ROWS_HINT];
    lty_text cell;

    if (line.len >= 4 && lty_rows_alike((lty_text){line.bytes, 4}, LTY_TEXT("sep="))) {
        return "the first line is there for a spreadsheet: remove it";
    }
    for (const char *delimiter = delimiters; *delimiter != '\0'; delimiter++) {
        if (*delimiter != reader->delimiter && lty_rows_among(&cell, line, *delimiter, name)) {
            return lty_rows_format_hint(*delimiter);
        }
    }
    const bool alike = lty_rows_among(&cell, line, reader->delimiter, name);

    if (line.len == 0 || (alike && reader->plan->format == LTY_ROWS_TSV && cell.len > 0 && *cell.bytes == '"')) {
        return alike ? lty_rows_no_quotes : "the first line is empty";
    }
    memcpy(hint, is, sizeof is - 1);
    size_t len = sizeof is - 1;

    if (alike) {
        hint[len++] = '"';
    }
    cell = alike ? cell : line;
    cell.len = cell.len < sizeof blanks ? cell.len : sizeof blanks;
    for (size_t i = 0; i < cell.len; i++) {
        blanks[i] = cell.bytes[i] == '\t' ? ' ' : cell.bytes[i];
    }
    len += lty_rows_phrase(hint + len, LTY_ROWS_HINT - len - 1, (lty_text){blanks, cell.len});
    memcpy(hint + len, alike ? "\"" : "", alike ? 2 : 1);
    return hint;
}

/* Bytes of a cell by sort: what numbers and dates are made of. */
typedef struct lty_rows_sorts {
    size_t digits;
    size_t points;
    size_t commas;
    size_t letters;
    size_t others;
    size_t behind; /* digits behind the last point or comma */
} lty_rows_sorts;

static lty_rows_sorts lty_rows_sort(lty_text cell)
{
    lty_rows_sorts sorts = {.digits = 0};

    for (size_t i = 0; i < cell.len; i++) {
        const unsigned char byte = (unsigned char) cell.bytes[i];
        const bool digit = byte >= '0' && byte <= '9';
        const bool mark = byte == '.' || byte == ',';

        sorts.digits += digit;
        sorts.points += byte == '.';
        sorts.commas += byte == ',';
        sorts.letters += byte > 0x7F || (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') || byte == '$';
        sorts.others += !digit && !mark && byte != '-';
        sorts.behind = mark ? 0 : sorts.behind + digit;
    }
    return sorts;
}

static bool lty_rows_holds(lty_text cell, const char *bytes)
{
    const size_t len = strlen(bytes);

    for (size_t i = 0; i + len <= cell.len; i++) {
        if (memcmp(cell.bytes + i, bytes, len) == 0) {
            return true;
        }
    }
    return false;
}

static const char *lty_rows_hint_amount(lty_text cell, const lty_rows_plan *plan)
{
    const lty_rows_sorts sorts = lty_rows_sort(cell);
    const size_t marks = sorts.points + sorts.commas;

    if (sorts.digits == 0) {
        return NULL;
    }
    if (lty_rows_holds(cell, "\xE2\x88\x92") || *cell.bytes == '(' || cell.bytes[cell.len - 1] == '-') {
        return "what is negative has a hyphen in front, as -19.99";
    }
    if (*cell.bytes == '+') {
        return "what is positive has no sign";
    }
    if (sorts.letters == 1 && (lty_rows_holds(cell, "E+") || lty_rows_holds(cell, "e+"))) {
        return "a spreadsheet shortened it: format the column as a number with all digits";
    }
    if (lty_rows_holds(cell, "\xC2\xA0") || lty_rows_holds(cell, "\xE2\x80\xAF") || lty_rows_holds(cell, "'")
        || lty_rows_holds(cell, "\xE2\x80\x99")) {
        return "nothing may separate thousands, and no sign of a currency stand there";
    }
    if (sorts.letters > 0) {
        return "it seems to have the sign of a currency: leave it out";
    }
    if (sorts.others > 0) {
        return "blanks and other signs are no part of a number: leave them out";
    }
    if (marks > 1) {
        return "nothing may separate thousands";
    }
    if (marks == 1 && plan->decimals == LTY_ROWS_INTEGER) {
        return "what has decimals is read as \"total\" in place of \"amount\"";
    }
    if (sorts.commas == 1 && plan->format != LTY_ROWS_CSV_SEMICOLON) {
        return "a comma marks decimals in format CsvSemicolon only";
    }
    return marks == 1 && sorts.behind == 3 ? "it may be thousands or decimals: write 1234 or 1234.00" : NULL;
}

static const char *lty_rows_hint_date(lty_text cell)
{
    const bool timed = cell.len >= 16 && cell.bytes[13] == ':';

    if (cell.len == 10) {
        return "the time and its offset are missing, as in 2011-12-10T00:00:00Z";
    }
    if (timed && (cell.len == 16 || cell.bytes[16] != ':')) {
        return "the seconds are missing";
    }
    if (timed && cell.len >= 19) {
        size_t rest = 19;

        while (rest < cell.len && (cell.bytes[rest] == '.' || cell.bytes[rest] == ',' || (unsigned char) (cell.bytes[rest] - '0') <= 9)) {
            rest++;
        }
        if (rest == cell.len) {
            return "the offset from UTC is missing: put Z behind it, or +01:00, as the shop's clock went then";
        }
        if (lty_rows_sort((lty_text){cell.bytes + rest, cell.len - rest}).letters > 1) {
            return "an offset such as +01:00 is needed in place of a zone's name";
        }
    }
    return NULL;
}

static const char *lty_rows_hint_instant(lty_text cell)
{
    const lty_rows_sorts sorts = lty_rows_sort(cell);
    const char *mark = cell.len == 0 ? NULL : memchr(cell.bytes, sorts.commas > 0 ? ',' : '.', cell.len);
    const bool number = sorts.digits > 0 && sorts.others == 0 && sorts.points + sorts.commas <= 1 && !lty_rows_holds(cell, "-");
    const lty_text whole = {cell.bytes, mark == NULL ? cell.len : (size_t) (mark - cell.bytes)};
    int64_t value;

    if (number && whole.len > 0 && whole.len <= 16 && lty_text_integer(&value, whole) == LTY_OK) {
        if (lty_rows_day(value)) {
            return "it seems to be a spreadsheet's number of a day: format the column as yyyy-mm-dd hh:mm:ss and put the offset behind";
        }
        return value >= 100000000000 ? "it seems to be milliseconds: divide them by 1000"
            : mark != NULL           ? "seconds have no decimals"
                                     : NULL;
    }
    if (cell.len >= 10 && cell.bytes[4] == '-' && cell.bytes[7] == '-') {
        return lty_rows_hint_date(cell);
    }
    if (sorts.digits >= 4 && (lty_rows_holds(cell, "/") || sorts.points >= 2 || lty_rows_holds(cell, "-"))) {
        return "it seems to be a date as one country writes it: write year, month, day, as in 2011-12-10T18:30:00Z";
    }
    return NULL;
}

const char *lty_rows_hint_cell(lty_rows_field field, lty_text cell, const lty_rows_plan *plan)
{
    if (!lty_utf8_valid(cell.bytes, cell.len)) {
        return "the file seems to be Windows-1252 or ISO 8859: convert it with iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW";
    }
    if (plan->format == LTY_ROWS_TSV && cell.len >= 2 && *cell.bytes == '"' && cell.bytes[cell.len - 1] == '"') {
        return lty_rows_no_quotes;
    }
    if (cell.len == 0 || memchr(cell.bytes, '\0', cell.len) != NULL) {
        return NULL;
    }
    if (field == LTY_ROWS_AT || field == LTY_ROWS_AMOUNT) {
        if (*cell.bytes == ' ' || cell.bytes[cell.len - 1] == ' ') {
            return "blanks stand around it: leave them out";
        }
        return field == LTY_ROWS_AT ? lty_rows_hint_instant(cell) : lty_rows_hint_amount(cell, plan);
    }
    return NULL;
}
