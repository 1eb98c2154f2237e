/* What one cell says: numbers of up to eight digits in a few multiplications, instants in two forms, amounts in two. */
#include <string.h>

#include "lty_check.h"
#include "lty_money.h"
#include "lty_rows_part.h"
#include "lty_time.h"

/*
 * Whether what stands behind a mark may be the last three digits of thousands: "1.000" is a thousand in most of Europe, which writes semicolons
 * and tabs between cells. Commas between cells come from where a point marks decimals.
 */
static bool lty_rows_thousands(lty_text cell, size_t mark, const lty_rows_plan *plan)
{
    const size_t first = cell.len > 0 && *cell.bytes == '-';

    return plan->format != LTY_ROWS_CSV && plan->decimals < 3 && cell.len == mark + 4 && mark > first && mark <= first + 3
        && cell.bytes[first] != '0';
}

/* "19.99", "-5", "0.5000": digits beyond the currency's have to be noughts. */
static bool lty_rows_decimal(int64_t *out, lty_text cell, const lty_rows_plan *plan)
{
    size_t mark = 0;
    char digits[32];
    size_t len;

    while (mark < cell.len && cell.bytes[mark] != '.' && (cell.bytes[mark] != ',' || plan->format != LTY_ROWS_CSV_SEMICOLON)) {
        mark++;
    }
    if (mark > 16 || mark == (cell.len > 0 && *cell.bytes == '-') || mark + 1 == cell.len || lty_rows_thousands(cell, mark, plan)) {
        return false;
    }
    memset(digits, 0, sizeof digits);
    memcpy(digits, cell.bytes, mark);
    len = mark;
    for (size_t i = 0; i < (size_t) plan->decimals; i++) {
        digits[len++] = mark + 1 + i < cell.len ? cell.bytes[mark + 1 + i] : '0';
    }
    for (size_t i = mark + 1 + (size_t) plan->decimals; i < cell.len; i++) {
        if (cell.bytes[i] != '0') {
            return false;
        }
    }
    return lty_rows_integer(out, (lty_text){digits, len});
}

/* An offset as the core reads it: databases leave out the minutes or the colon, and set a blank before it. 0 if it is none; else its length. */
static size_t lty_rows_offset(char out[8], lty_text cell)
{
    const size_t blank = cell.len > 0 && *cell.bytes == ' ';
    const lty_text rest = {cell.bytes + blank, cell.len - blank};

    if (lty_text_equal(rest, LTY_TEXT("UTC")) || (blank == 0 && lty_text_equal(rest, LTY_TEXT("Z")))) {
        *out = 'Z';
        return 1;
    }
    if (rest.len != 3 && rest.len != 5 && rest.len != 6) {
        return 0;
    }
    memcpy(out, "+00:00", 6);
    memcpy(out, rest.bytes, 3);
    if (rest.len == 5) {
        memcpy(out + 4, rest.bytes + 3, 2);
    } else if (rest.len == 6) {
        memcpy(out + 3, rest.bytes + 3, 3);
    }
    return 6;
}

/* What the core reads as an instant has seconds and a 'T'; databases and browsers write a blank, and parts of a second, which are dropped. */
static bool lty_rows_iso(int64_t *out, lty_text cell)
{
    static const lty_transition utc = {0, 0};
    const lty_zone zone = {LTY_TEXT("UTC"), &utc, 1};
    char text[40];
    size_t rest = 19;

    if (cell.len < 20 || cell.len > sizeof text || (cell.bytes[10] != 'T' && cell.bytes[10] != ' ')) {
        return false;
    }
    memcpy(text, cell.bytes, 19);
    text[10] = 'T';
    if (cell.bytes[rest] == '.') {
        for (rest++; rest < cell.len && (unsigned char) (cell.bytes[rest] - '0') <= 9; rest++) {
        }
        if (rest == 20) {
            return false;
        }
    }
    const size_t offset = lty_rows_offset(text + 19, (lty_text){cell.bytes + rest, cell.len - rest});

    return offset > 0 && lty_time_parse(out, (lty_text){text, 19 + offset}, &zone) == LTY_OK;
}

static bool lty_rows_instant(int64_t *out, lty_text cell)
{
    int64_t at_s;
    const bool number = lty_rows_integer(&at_s, cell);

    if ((!number && !lty_rows_iso(&at_s, cell)) || at_s < LTY_TIME_MIN || at_s > LTY_TIME_MAX || (number && lty_rows_day(at_s))) {
        return false;
    }
    *out = at_s;
    return true;
}

static bool lty_rows_amount(int64_t *out, lty_text cell, const lty_rows_plan *plan)
{
    const bool read = plan->decimals == LTY_ROWS_INTEGER ? lty_rows_integer(out, cell) : lty_rows_decimal(out, cell, plan);

    return read && *out <= LTY_MONEY_ENTRY_MAX && *out >= -LTY_MONEY_ENTRY_MAX;
}

static bool lty_rows_quantity(int64_t *out, lty_text cell)
{
    *out = 1;
    return cell.len == 0 || (lty_rows_integer(out, cell) && *out >= 1);
}

/* Spreadsheets write TRUE and FALSE. */
static bool lty_rows_flag(bool *out, lty_text cell)
{
    char small[8];

    if (cell.len >= sizeof small) {
        return false;
    }
    for (size_t i = 0; i < cell.len; i++) {
        small[i] = cell.bytes[i] >= 'A' && cell.bytes[i] <= 'Z' ? (char) (cell.bytes[i] + 32) : cell.bytes[i];
    }
    const lty_text text = {small, cell.len};

    *out = lty_text_equal(text, LTY_TEXT("1")) || lty_text_equal(text, LTY_TEXT("true")) || lty_text_equal(text, LTY_TEXT("yes"));
    return *out || cell.len == 0 || lty_text_equal(text, LTY_TEXT("0")) || lty_text_equal(text, LTY_TEXT("false"))
        || lty_text_equal(text, LTY_TEXT("no"));
}

const char *lty_rows_cell(lty_rows_row *row, lty_rows_more *more, lty_rows_field field, lty_text cell, const lty_rows_plan *plan)
{
    static const char text[] = "a text of at most 191 bytes of UTF-8";

    switch (field) {
        case LTY_ROWS_CUSTOMER: return lty_rows_text(&row->customer, cell) ? NULL : "a customer's key of at most 191 bytes of UTF-8";
        case LTY_ROWS_AT:
            return lty_rows_instant(&row->at_s, cell)
                ? NULL
                : "UTC seconds, or an instant such as 2011-12-10T18:30:00Z or 2011-12-10 18:30:00+02:00, in the years 1 to 9999";
        case LTY_ROWS_AMOUNT:
            if (lty_rows_amount(&row->amount_minor, cell, plan)) {
                return NULL;
            }
            return plan->decimals == LTY_ROWS_INTEGER
                ? "an integer of minor units, at most 1000000000000 either way"
                : "a decimal number such as -19.99, with no more decimals than the currency has, at most 1000000000000 minor units either way";
        case LTY_ROWS_CHANNEL: return lty_rows_text(&more->channel, cell) ? NULL : text;
        case LTY_ROWS_CATEGORY: return lty_rows_text(&more->category, cell) ? NULL : text;
        case LTY_ROWS_BRAND: return lty_rows_text(&more->brand, cell) ? NULL : text;
        case LTY_ROWS_SKU: return lty_rows_text(&more->sku, cell) ? NULL : text;
        case LTY_ROWS_QUANTITY: return lty_rows_quantity(&more->quantity, cell) ? NULL : "an integer of at least 1, or nothing";
        case LTY_ROWS_SALE: return lty_rows_flag(&more->sale, cell) ? NULL : "1, 0, true, false, yes, no or nothing";
        case LTY_ROWS_FIELDS: break;
    }
    return "";
}
