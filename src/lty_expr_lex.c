/* The words of a rule. */
#include <string.h>

#include "lty_check.h"
#include "lty_expr_read.h"

#define LTY_EXPR_FOUND_MAX 40

lty_text lty_expr_slice(const lty_expr_reading *reading, size_t offset, size_t len)
{
    return (lty_text){reading->rule.bytes + offset, len};
}

lty_status lty_expr_problem(lty_expr_reading *reading, size_t offset, const char *found, const char *expected)
{
    if (reading->quiet) {
        return LTY_E_RULE;
    }
    reading->wrong = true;
    lty_problems_add(
        reading->problems, (lty_text){"", 0}, (lty_text){found, strlen(found)}, (lty_text){expected, strlen(expected)}, offset);
    return reading->problems->failed ? LTY_E_MEMORY : LTY_E_RULE;
}

int lty_expr_cut(const lty_expr_reading *reading, size_t offset, size_t len, size_t most)
{
    if (len > most) {
        len = most;
        while (len > 0 && ((unsigned char) reading->rule.bytes[offset + len] & 0xC0) == 0x80) {
            len--;
        }
    }
    return (int) len;
}

lty_status lty_expr_problem_token(lty_expr_reading *reading, const char *expected)
{
    const lty_token *token = &reading->token;
    char found[LTY_EXPR_FOUND_MAX + 1];

    if (token->kind == LTY_TOKEN_END) {
        return lty_expr_problem(reading, token->offset, "the end of the rule", expected);
    }
    const size_t len = (size_t) lty_expr_cut(reading, token->offset, token->len, LTY_EXPR_FOUND_MAX);
    memcpy(found, reading->rule.bytes + token->offset, len);
    found[len] = '\0';
    return lty_expr_problem(reading, token->offset, found, expected);
}

static char lty_expr_lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char) (c - 'A' + 'a') : c;
}

bool lty_expr_is(const lty_expr_reading *reading, const char *keyword)
{
    const lty_token *token = &reading->token;

    if (token->kind != LTY_TOKEN_NAME || token->len != strlen(keyword)) {
        return false;
    }
    for (size_t i = 0; i < token->len; i++) {
        if (lty_expr_lower(reading->rule.bytes[token->offset + i]) != keyword[i]) {
            return false;
        }
    }
    return true;
}

static bool lty_expr_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool lty_expr_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static char lty_expr_at(const lty_expr_reading *reading, size_t at)
{
    return at < reading->rule.len ? reading->rule.bytes[at] : '\0';
}

/* "2011-09-30" and what may follow a date in an instant. */
static lty_status lty_expr_lex_date(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    size_t end = token->offset;

    for (char c = lty_expr_at(reading, end); lty_expr_digit(c) || c == '-' || c == ':' || c == '+' || c == '.' || c == 'T' || c == 'Z';) {
        c = lty_expr_at(reading, ++end);
    }
    token->kind = LTY_TOKEN_DATE;
    const lty_status status = lty_expr_hint_date(reading);
    if (status != LTY_OK) {
        return status;
    }
    token->len = end - token->offset;
    reading->at = end;
    lty_text text = lty_expr_slice(reading, token->offset, token->len);
    if (memchr(text.bytes, 'T', text.len) == NULL) {
        if (lty_day_parse(&token->number, text) != LTY_OK) {
            return lty_expr_problem_token(reading, "a date that exists, as year-month-day: 2011-09-30");
        }
        return LTY_OK;
    }
    token->kind = LTY_TOKEN_INSTANT;
    if (lty_time_parse(&token->number, text, reading->scope->zone) != LTY_OK) {
        return lty_expr_problem_token(reading, "an instant such as 2011-09-30T18:30:00Z or 2011-09-30T18:30:00+02:00");
    }
    return LTY_OK;
}

static lty_status lty_expr_lex_number(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    size_t at = token->offset;
    bool point = false;

    while (lty_expr_digit(lty_expr_at(reading, at))) {
        at++;
    }
    if (at - token->offset == 4 && lty_expr_at(reading, at) == '-' && lty_expr_digit(lty_expr_at(reading, at + 1))) {
        return lty_expr_lex_date(reading);
    }
    token->kind = LTY_TOKEN_NUMBER;
    const lty_status status = lty_expr_hint_date(reading);
    if (status != LTY_OK) {
        return status;
    }
    at = token->offset;
    for (char c = lty_expr_at(reading, at); lty_expr_digit(c) || (c == '.' && !point); c = lty_expr_at(reading, ++at)) {
        if (c == '.') {
            point = true;
            continue;
        }
        if (lty_mul(&token->number, token->number, 10) != LTY_OK || lty_add(&token->number, token->number, c - '0') != LTY_OK) {
            token->len = at + 1 - token->offset;
            return lty_expr_problem(reading, token->offset, "a number of too many digits", "a number below 9223372036854775808");
        }
        token->decimals += point;
    }
    token->len = at - token->offset;
    reading->at = at;
    if (point && token->decimals == 0) {
        return lty_expr_problem_token(reading, "a digit behind the point");
    }
    if (lty_expr_letter(lty_expr_at(reading, at))) {
        token->len++;
        return lty_expr_problem_token(reading, "a blank between a number and a word: 90 days");
    }
    return LTY_OK;
}

/* "gold"; \" and \\ inside. */
static lty_status lty_expr_lex_text(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    size_t end = token->offset + 1;
    size_t len = 0;

    while (end < reading->rule.len && reading->rule.bytes[end] != '"') {
        end += reading->rule.bytes[end] == '\\' ? 2 : 1;
    }
    if (end >= reading->rule.len) {
        return lty_expr_problem(reading, token->offset, "a text without end", "a \" behind it");
    }
    if (reading->quiet) {
        token->kind = LTY_TOKEN_TEXT;
        token->text = lty_expr_slice(reading, token->offset + 1, end - token->offset - 1);
        token->len = end + 1 - token->offset;
        reading->at = end + 1;
        return LTY_OK;
    }
    char *text = lty_arena_zero(reading->arena, end - token->offset, 1);
    if (text == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = token->offset + 1; i < end; i++) {
        char c = reading->rule.bytes[i];
        if (c == '\\') {
            c = reading->rule.bytes[++i];
            if (c != '"' && c != '\\') {
                return lty_expr_problem(reading, i - 1, "a backslash", "\\\" or \\\\ inside a text");
            }
        }
        text[len++] = c;
    }
    token->kind = LTY_TOKEN_TEXT;
    token->text = (lty_text){text, len};
    token->len = end + 1 - token->offset;
    reading->at = end + 1;
    return LTY_OK;
}

/* Three characters of a comparison at most; wrong ones say what is right. */
static lty_status lty_expr_lex_compare(lty_expr_reading *reading)
{
    static const struct {
        char text[4];
        int compare;
        const char *instead;
    } table[] = {
        {"===", 0, "="},
        {"!==", 0, "!="},
        {"==", LTY_EXPR_EQ, NULL},
        {"!=", LTY_EXPR_NE, NULL},
        {"<>", LTY_EXPR_NE, NULL},
        {"<=", LTY_EXPR_LE, NULL},
        {">=", LTY_EXPR_GE, NULL},
        {"=>", 0, ">="},
        {"=<", 0, "<="},
        {"=", LTY_EXPR_EQ, NULL},
        {"<", LTY_EXPR_LT, NULL},
        {">", LTY_EXPR_GT, NULL},
        {"&&", 0, "and"},
        {"||", 0, "or"},
        {"!", 0, "not"},
    };
    lty_token *token = &reading->token;

    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        size_t len = strlen(table[i].text);
        if (reading->rule.len - token->offset < len || memcmp(reading->rule.bytes + token->offset, table[i].text, len) != 0) {
            continue;
        }
        token->kind = LTY_TOKEN_COMPARE;
        token->len = len;
        token->number = table[i].compare;
        reading->at = token->offset + len;
        return table[i].instead == NULL ? LTY_OK : lty_expr_problem_token(reading, table[i].instead);
    }
    return lty_expr_hint_stray(reading);
}

static size_t lty_expr_blanks(const lty_expr_reading *reading, size_t at)
{
    for (char c = lty_expr_at(reading, at); c == ' ' || c == '\t' || c == '\n' || c == '\r';) {
        c = lty_expr_at(reading, ++at);
    }
    return at;
}

bool lty_expr_calls(const lty_expr_reading *reading)
{
    return reading->token.kind == LTY_TOKEN_NAME && lty_expr_at(reading, lty_expr_blanks(reading, reading->at)) == '(';
}

lty_status lty_expr_next(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    const size_t at = lty_expr_blanks(reading, reading->at);

    reading->previous_end = reading->token.offset + reading->token.len;
    *token = (lty_token){.kind = LTY_TOKEN_END, .offset = at, .len = 1};
    if (at >= reading->rule.len) {
        reading->at = at;
        token->len = 0;
        return LTY_OK;
    }
    reading->at = at + 1;
    char c = reading->rule.bytes[at];
    switch (c) {
        case '(': token->kind = LTY_TOKEN_OPEN; return LTY_OK;
        case ')': token->kind = LTY_TOKEN_CLOSE; return LTY_OK;
        case ',': token->kind = LTY_TOKEN_COMMA; return LTY_OK;
        case '-': token->kind = LTY_TOKEN_MINUS; return LTY_OK;
        case '%': token->kind = LTY_TOKEN_PERCENT; return LTY_OK;
        case '"': return lty_expr_lex_text(reading);
        case '\'': token->kind = LTY_TOKEN_TEXT; return lty_expr_hint_quote(reading);
        default: break;
    }
    if (lty_expr_digit(c)) {
        return lty_expr_lex_number(reading);
    }
    if (!lty_expr_letter(c)) {
        token->kind = LTY_TOKEN_TEXT; /* for the message */
        while (token->offset + token->len < reading->rule.len
            && ((unsigned char) reading->rule.bytes[token->offset + token->len] & 0xC0) == 0x80) {
            token->len++;
        }
        return lty_expr_lex_compare(reading);
    }
    while (lty_expr_letter(lty_expr_at(reading, reading->at)) || lty_expr_digit(lty_expr_at(reading, reading->at))) {
        reading->at++;
    }
    token->kind = LTY_TOKEN_NAME;
    token->len = reading->at - at;
    return LTY_OK;
}
