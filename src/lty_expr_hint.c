/*
 * Mistakes that people make who write a rule once a year, and what would have been right: signs that a web page or a word processor has put in the
 * place of ours, words of other languages and of SQL, dates and amounts as they are written elsewhere. Nothing is corrected, only named.
 */
#include <stdio.h>
#include <string.h>

#include "lty_expr_read.h"
#include "lty_near.h"

#define LTY_EXPR_QUOTED_MAX 64

/* The first that begins so counts. found: NULL, the sign itself. */
static const struct {
    const char *sign;
    const char *found;
    const char *expected;
} lty_expr_strays[] = {
    {"\xC2\xA0", "a non-breaking space (U+00A0)", "an ordinary blank; this one comes along when text is copied from a web page"},
    {"\xE2\x80\xAF", "a narrow non-breaking space (U+202F)", "an ordinary blank; this one comes along when text is copied"},
    {"\xE2\x80\x89", "a thin space (U+2009)", "an ordinary blank; this one comes along when text is copied"},
    {"\xE3\x80\x80", "an ideographic space (U+3000)", "an ordinary blank"},
    {"\xE2\x80\x8B", "a space without width (U+200B)", "nothing in this place; it comes along when text is copied, and nobody sees it"},
    {"\xEF\xBB\xBF", "a byte order mark (U+FEFF)", "nothing in this place; it comes along from files, and nobody sees it"},
    {"\xC2\xAD", "a soft hyphen (U+00AD)", "nothing in this place; it comes along when text is copied, and nobody sees it"},
    {"\xE2\x80\x9C", NULL, "a text in straight double quotes: \"gold\""},
    {"\xE2\x80\x9D", NULL, "a text in straight double quotes: \"gold\""},
    {"\xE2\x80\x9E", NULL, "a text in straight double quotes: \"gold\""},
    {"\xC2\xAB", NULL, "a text in straight double quotes: \"gold\""},
    {"\xC2\xBB", NULL, "a text in straight double quotes: \"gold\""},
    {"\xE2\x80\x98", NULL, "a text in straight double quotes: \"gold\""},
    {"\xE2\x80\x99", NULL, "a text in straight double quotes: \"gold\""},
    {"\xE2\x80\x9A", NULL, "a text in straight double quotes: \"gold\""},
    {"`", NULL, "a name without quotes, or a text in double quotes: \"gold\""},
    {"\xE2\x89\xA5", NULL, ">="},
    {"\xE2\x89\xA4", NULL, "<="},
    {"\xE2\x89\xA0", NULL, "!="},
    {"\xE2\x88\x92", "a minus sign that is not on keyboards (U+2212)", "an ordinary -"},
    {"\xE2\x80\x93", "a dash (U+2013)", "an ordinary -"},
    {"\xE2\x80\x94", "a dash (U+2014)", "an ordinary -"},
    {"\xEF\xBC\x88", NULL, "an ordinary ("},
    {"\xEF\xBC\x89", NULL, "an ordinary )"},
    {"\xEF\xBC\x8C", NULL, "an ordinary comma"},
    {"\xE2\x82\xAC", NULL, "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"\xC2\xA3", NULL, "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"$", NULL, "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"&gt;", NULL, "the sign itself: >"},
    {"&lt;", NULL, "the sign itself: <"},
    {"&quot;", NULL, "the sign itself: \""},
    {"&nbsp;", NULL, "an ordinary blank"},
    {"&amp;", NULL, "and"},
    {"&", NULL, "and"},
    {"|", NULL, "or"},
    {"[", NULL, "a list in parentheses: tier in (\"silver\", \"gold\")"},
    {"]", NULL, "a list in parentheses: tier in (\"silver\", \"gold\")"},
    {"{", NULL, "an ordinary ("},
    {"}", NULL, "an ordinary )"},
    {";", NULL, "nothing in this place: a rule has no mark at its end"},
    {":", NULL, "a comparison: tier = \"gold\""},
    {"\\", NULL, "a quote without a backslash before it: \"gold\""},
    {"+", NULL, "a field, a value or a comparison; rules do not reckon"},
    {"*", NULL, "a field, a value or a comparison; rules do not reckon, and orders are counted by count(orders)"},
    {"//", NULL, "nothing in this place: rules have no remarks"},
    {"#", NULL, "nothing in this place: rules have no remarks"},
    {"/", NULL, "a field, a value or a comparison; rules do not reckon: average(amount) and share(amount, sale) do"},
};

/* A mistake in words. */
typedef struct lty_expr_hint {
    const char *word;
    const char *expected;
} lty_expr_hint;

#define LTY_EXPR_HINT_NOT "not, which stands before what it turns round: not consent_email"
#define LTY_EXPR_HINT_ALONE "the rule alone: orders >= 3"
#define LTY_EXPR_HINT_LIKE "starts with \"cat\", or in (\"cat food\", \"cat toys\")"
#define LTY_EXPR_HINT_SEGMENT "in segment \"regulars\""
#define LTY_EXPR_HINT_SINCE "a column, or a window: since 2011-01-01"
#define LTY_EXPR_HINT_BEFORE "a column, or a window: before 2011-01-01"
#define LTY_EXPR_HINT_LAST "a column, or a window: last 90 days"

static const lty_expr_hint lty_expr_hint_fields[] = {
    {"nicht", LTY_EXPR_HINT_NOT},
    {"kein", LTY_EXPR_HINT_NOT},
    {"pas", LTY_EXPR_HINT_NOT},
    {"non", LTY_EXPR_HINT_NOT},
    {"nie", LTY_EXPR_HINT_NOT},
    {"niet", LTY_EXPR_HINT_NOT},
    {"nem", LTY_EXPR_HINT_NOT},
    {"if", LTY_EXPR_HINT_ALONE},
    {"when", LTY_EXPR_HINT_ALONE},
    {"where", LTY_EXPR_HINT_ALONE},
    {"select", LTY_EXPR_HINT_ALONE},
    {"segment", LTY_EXPR_HINT_SEGMENT},
    {"segments", LTY_EXPR_HINT_SEGMENT},
    {"affinity", "affinity(\"pets\") = \"cats\""},
    {"sum", "parentheses behind it: sum(amount, last 90 days)"},
    {"count", "parentheses behind it: count(orders, last 90 days)"},
    {"average", "parentheses behind it: average(amount, last 90 days)"},
    {"share", "parentheses behind it: share(amount, sale, last 90 days)"},
    {"age", "a date: birthday <= 18 years ago for at least 18 years old"},
    {"everybody", "true, which is everybody"},
    {"everyone", "true, which is everybody"},
    {"all", "true, which is everybody"},
    {"nobody", "false, which is nobody"},
    {"consent", "a field; did you mean consent_email?"},
    {"subscribed", "a field; did you mean consent_email?"},
    {"newsletter", "a field; did you mean consent_email?"},
    {"revenue", "a field; did you mean spent?"},
    {"turnover", "a field; did you mean spent?"},
    {"total", "a field; did you mean spent?"},
    {"purchases", "a field; did you mean orders?"},
    {"level", "a field; did you mean tier?"},
    {"sex", "a field; did you mean gender?"},
    {"customer", "the name of a field alone: orders, not customer.orders"},
    {"yes", "true, or the field by itself: consent_email"},
    {"no", "false, or not before the field: not consent_email"},
};

static const lty_expr_hint lty_expr_hint_windows[] = {
    {"after", LTY_EXPR_HINT_SINCE},
    {"from", LTY_EXPR_HINT_SINCE},
    {"until", LTY_EXPR_HINT_BEFORE},
    {"till", LTY_EXPR_HINT_BEFORE},
    {"past", LTY_EXPR_HINT_LAST},
    {"within", LTY_EXPR_HINT_LAST},
    {"previous", LTY_EXPR_HINT_LAST},
    {"during", LTY_EXPR_HINT_LAST},
    {"this", LTY_EXPR_HINT_SINCE},
    {"year", "a column, or a function of one: year(at) = 2011"},
    {"product", "a column; did you mean sku?"},
    {"item", "a column; did you mean sku?"},
    {"price", "a column; did you mean amount?"},
    {"revenue", "a column; did you mean amount?"},
    {"total", "a column; did you mean amount?"},
};

static const lty_expr_hint lty_expr_hint_functions[] = {
    {"avg", "a function; did you mean average(...)?"},
    {"mean", "a function; did you mean average(...)?"},
    {"total", "a function; did you mean sum(...)?"},
    {"number", "a function; did you mean count(...)?"},
    {"percentage", "a function; did you mean share(...)?"},
    {"percent", "a function; did you mean share(...)?"},
    {"ratio", "a function; did you mean share(...)?"},
    {"minimum", "a function; did you mean min(...)?"},
    {"maximum", "a function; did you mean max(...)?"},
    {"age", "a date: birthday <= 18 years ago for at least 18 years old"},
    {"now", "today, without parentheses"},
    {"today", "today, without parentheses"},
    {"date", "the date as it is: 2011-09-30"},
    {"contains", LTY_EXPR_HINT_LIKE},
    {"segment", LTY_EXPR_HINT_SEGMENT},
};

/* Where and, or and comparisons stand. */
static const lty_expr_hint lty_expr_hint_operators[] = {
    {"und", "and"},
    {"et", "and"},
    {"y", "and"},
    {"e", "and"},
    {"en", "and"},
    {"och", "and"},
    {"og", "and"},
    {"i", "and"},
    {"a", "and"},
    {"but", "and"},
    {"oder", "or"},
    {"ou", "or"},
    {"o", "or"},
    {"of", "or"},
    {"eller", "or"},
    {"lub", "or"},
    {"vagy", "or"},
    {"nebo", "or"},
    {"except", "and not"},
    {"without", "and not"},
};

static const lty_expr_hint lty_expr_hint_comparisons[] = {
    {"like", LTY_EXPR_HINT_LIKE},
    {"contains", LTY_EXPR_HINT_LIKE},
    {"begins", LTY_EXPR_HINT_LIKE},
    {"matches", LTY_EXPR_HINT_LIKE},
    {"equals", "="},
    {"equal", "="},
    {"eq", "="},
    {"ne", "!="},
    {"gt", ">"},
    {"lt", "<"},
    {"gte", ">="},
    {"lte", "<="},
    {"more", ">"},
    {"greater", ">"},
    {"over", ">"},
    {"above", ">"},
    {"less", "<"},
    {"under", "<"},
    {"below", "<"},
    {"within", ">=, with a date: last_order >= 90 days ago"},
    {"older", "<, with a date: last_order < 90 days ago"},
    {"longer", "<, with a date: last_order < 90 days ago"},
    {"newer", ">=, with a date: last_order >= 90 days ago"},
    {"before", "<, with a date: last_order < 90 days ago"},
    {"after", ">, with a date: last_order > 2011-09-30"},
    {"since", ">=, with a date: last_order >= 90 days ago"},
};

#define LTY_EXPR_HINT_OF(reading, table) lty_expr_hint_word(reading, table, sizeof(table) / sizeof *(table))

static const char *lty_expr_hint_word(const lty_expr_reading *reading, const lty_expr_hint *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (lty_expr_is(reading, table[i].word)) {
            return table[i].expected;
        }
    }
    return NULL;
}

lty_status lty_expr_hint_stray(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    const lty_text rest = lty_expr_slice(reading, token->offset, reading->rule.len - token->offset);

    for (size_t i = 0; i < sizeof lty_expr_strays / sizeof *lty_expr_strays; i++) {
        const size_t len = strlen(lty_expr_strays[i].sign);
        if (rest.len < len || memcmp(rest.bytes, lty_expr_strays[i].sign, len) != 0) {
            continue;
        }
        token->len = len;
        return lty_expr_strays[i].found == NULL
            ? lty_expr_problem_token(reading, lty_expr_strays[i].expected)
            : lty_expr_problem(reading, token->offset, lty_expr_strays[i].found, lty_expr_strays[i].expected);
    }
    if (rest.bytes[0] == '.' && rest.len > 1 && rest.bytes[1] >= '0' && rest.bytes[1] <= '9') {
        return lty_expr_problem_token(reading, "a digit before the point: 0.5");
    }
    return lty_expr_problem_token(reading,
        rest.bytes[0] == '.' ? "a name or a number without it: orders, not customer.orders"
                             : "a field, a value, a comparison or a parenthesis");
}

lty_status lty_expr_hint_quote(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    const lty_text rest = lty_expr_slice(reading, token->offset + 1, reading->rule.len - token->offset - 1);
    const char *end = memchr(rest.bytes, '\'', rest.len);
    const char before = token->offset > 0 ? rest.bytes[-2] : ' ';
    char expected[LTY_EXPR_MESSAGE_MAX] = "a text in double quotes: \"gold\"";

    if (before >= '0' && before <= '9') {
        return lty_expr_problem_token(reading, "a number in one piece: 1000 and not 1'000");
    }
    if (end != NULL && end > rest.bytes && end - rest.bytes <= LTY_EXPR_QUOTED_MAX) {
        snprintf(expected, sizeof expected, "a text in double quotes: \"%.*s\"", (int) (end - rest.bytes), rest.bytes);
    }
    return lty_expr_problem_token(reading, expected);
}

/* Up to four digits. */
static size_t lty_expr_hint_digits(int64_t *out, lty_text text, size_t at)
{
    size_t len = 0;

    *out = 0;
    while (at + len < text.len && text.bytes[at + len] >= '0' && text.bytes[at + len] <= '9' && len < 5) {
        *out = *out * 10 + (text.bytes[at + len] - '0');
        len++;
    }
    return len;
}

/* One reading of three numbers, if there is such a day. */
static size_t lty_expr_hint_day(char *out, size_t size, size_t used, int64_t year, int64_t month, int64_t day)
{
    char text[16];
    int64_t number;

    const int len = snprintf(text, sizeof text, "%04d-%02d-%02d", (int) (year % 10000), (int) (month % 100), (int) (day % 100));
    if (month > 12 || day > 31 || lty_day_parse(&number, (lty_text){text, (size_t) len}) != LTY_OK) {
        return used;
    }
    return used + (size_t) snprintf(out + used, size - used, "%s %s", used == 0 ? "a date as year-month-day:" : " or", text);
}

lty_status lty_expr_hint_date(lty_expr_reading *reading)
{
    lty_token *token = &reading->token;
    const lty_text rest = lty_expr_slice(reading, token->offset, reading->rule.len - token->offset);
    char expected[LTY_EXPR_MESSAGE_MAX];
    int64_t parts[3];
    size_t lens[3];
    size_t at = 0;

    for (int i = 0; i < 3; i++) {
        lens[i] = lty_expr_hint_digits(&parts[i], rest, at);
        at += lens[i];
        if (lens[i] == 0 || lens[i] > 4 || (i < 2 && (at >= rest.len || strchr("./-", rest.bytes[at]) == NULL))
            || (i == 1 && rest.bytes[at] != rest.bytes[lens[0]])) {
            return LTY_OK;
        }
        at += i < 2 ? 1 : 0;
    }
    const bool first = lens[0] == 4;
    const char between = rest.bytes[lens[0]];
    if (lens[1] > 2 || (first ? lens[2] > 2 : lens[0] > 2 || lens[2] == 1 || lens[2] == 3)
        || (first && between == '-' && lens[1] == 2 && lens[2] == 2)) {
        return LTY_OK;
    }
    size_t used = 0;
    if (first) {
        used = lty_expr_hint_day(expected, sizeof expected, used, parts[0], parts[1], parts[2]);
    } else if (lens[2] == 4) {
        used = lty_expr_hint_day(expected, sizeof expected, used, parts[2], parts[1], parts[0]);
        if (between == '/' && parts[0] != parts[1]) { /* both orders are in use with strokes */
            used = lty_expr_hint_day(expected, sizeof expected, used, parts[2], parts[0], parts[1]);
        }
    }
    token->len = at;
    return lty_expr_problem_token(reading, used == 0 ? "a date as year-month-day: 2011-09-30" : expected);
}

/* Whether digits with a comma between are the number that somebody meant; the comma stands at `comma`. */
static const char *lty_expr_hint_comma(const lty_expr_reading *reading, size_t comma)
{
    const lty_text rule = reading->rule;
    int64_t number;

    if (comma == 0 || rule.bytes[comma - 1] < '0' || rule.bytes[comma - 1] > '9') {
        return NULL;
    }
    switch (lty_expr_hint_digits(&number, rule, comma + 1)) {
        case 0: return NULL;
        case 3: return "a number without grouping, and with a point before decimals: 1000 or 12.50";
        default: return "a point before decimals: 12.50 and not 12,50";
    }
}

const char *lty_expr_hint_behind(const lty_expr_reading *reading)
{
    const lty_token *token = &reading->token;
    const char *const bytes = reading->rule.bytes;
    const bool number = reading->previous_end > 0 && bytes[reading->previous_end - 1] >= '0' && bytes[reading->previous_end - 1] <= '9';
    const char *hint = NULL;

    if (token->kind == LTY_TOKEN_COMMA) {
        return lty_expr_hint_comma(reading, token->offset);
    }
    if (token->kind == LTY_TOKEN_NUMBER && number) {
        return "a number in one piece: 1000 and not 1 000";
    }
    if (token->kind == LTY_TOKEN_OPEN) {
        return "and, or, or the end; fields and today stand without parentheses";
    }
    if (token->kind == LTY_TOKEN_MINUS) {
        return "and, or, or the end; rules do not reckon";
    }
    if (token->kind != LTY_TOKEN_NAME) {
        return NULL;
    }
    bool capitals = number && token->len == 3;
    for (size_t i = 0; capitals && i < 3; i++) {
        capitals = bytes[token->offset + i] >= 'A' && bytes[token->offset + i] <= 'Z';
    }
    if (capitals && !lty_expr_is(reading, "and") && !lty_expr_is(reading, "not")) {
        return "an amount without currency: 12.50";
    }
    hint = LTY_EXPR_HINT_OF(reading, lty_expr_hint_operators);
    return hint;
}

const char *lty_expr_hint_compare(const lty_expr_reading *reading)
{
    return LTY_EXPR_HINT_OF(reading, lty_expr_hint_comparisons);
}

const char *lty_expr_hint_function(const lty_expr_reading *reading)
{
    return LTY_EXPR_HINT_OF(reading, lty_expr_hint_functions);
}

const char *lty_expr_hint_unit(const lty_expr_reading *reading)
{
    static const lty_expr_hint table[] = {
        {"hour", "days, weeks, months or years; rules look at whole days"},
        {"hours", "days, weeks, months or years; rules look at whole days"},
        {"minutes", "days, weeks, months or years; rules look at whole days"},
        {"ago", "a unit before ago: 90 days ago"},
        {"percent", "the sign: 40 %"},
        {"quarter", "months: 3 months"},
        {"quarters", "months: 3 months"},
        {"dys", "days"},
        {"dyas", "days"},
        {"d", "days"},
        {"wks", "weeks"},
        {"wekes", "weeks"},
        {"w", "weeks"},
        {"mths", "months"},
        {"monts", "months"},
        {"motnhs", "months"},
        {"m", "months"},
        {"yrs", "years"},
        {"yaers", "years"},
        {"y", "years, or and"},
    };

    return LTY_EXPR_HINT_OF(reading, table);
}

/* "last order" and "last-order" for last_order. */
static bool lty_expr_hint_joined(char *expected, size_t size, const lty_expr_reading *reading, const lty_expr_field *fields, size_t count)
{
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    const lty_text rest = lty_expr_slice(reading, reading->at, reading->rule.len - reading->at);

    for (size_t i = 0; i < count && rest.len > 1 && strchr(" -.", rest.bytes[0]) != NULL; i++) {
        const size_t len = strlen(fields[i].name);
        if (len > name.len + 1 && fields[i].name[name.len] == '_' && memcmp(fields[i].name, name.bytes, name.len) == 0
            && rest.len >= len - name.len && memcmp(rest.bytes + 1, fields[i].name + name.len + 1, len - name.len - 1) == 0) {
            snprintf(expected, size, "a field; did you mean %s?", fields[i].name);
            return true;
        }
    }
    return false;
}

bool lty_expr_hint_name(char *expected, size_t size, const lty_expr_reading *reading, const lty_expr_field *fields, size_t count)
{
    const char *hint =
        reading->table == NULL ? LTY_EXPR_HINT_OF(reading, lty_expr_hint_fields) : LTY_EXPR_HINT_OF(reading, lty_expr_hint_windows);

    const lty_expr_names *names = reading->scope->names;
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);

    for (size_t i = 0; names != NULL && reading->table == NULL && i < names->segment_count; i++) {
        if (lty_text_equal(names->segments[i].key, name)) {
            snprintf(expected, size, "in segment \"%.*s\"", (int) name.len, name.bytes);
            return true;
        }
    }
    if (hint != NULL) {
        snprintf(expected, size, "%s", hint);
    }
    return hint != NULL || lty_expr_hint_joined(expected, size, reading, fields, count);
}

bool lty_expr_hint_value(char *expected, size_t size, const lty_expr_reading *reading, const lty_operand *beside)
{
    const lty_text name = lty_expr_slice(reading, reading->token.offset, reading->token.len);
    lty_text best = name;
    lty_near near;

    if (beside == NULL || !beside->reads || !beside->known || reading->token.kind != LTY_TOKEN_NAME) {
        return false;
    }
    if (lty_expr_is(reading, "yesterday")) {
        snprintf(expected, size, "1 day ago");
        return true;
    }
    if (lty_expr_operand_type(beside) != LTY_EXPR_TEXT) {
        snprintf(expected, size, "%s", lty_expr_type_example(reading->scope, lty_expr_operand_type(beside)));
        return true;
    }
    lty_near_init(&near, name);
    for (size_t i = 0; i < beside->field.choice_count; i++) {
        lty_near_offer(&near, beside->field.choices[i]);
    }
    if (near.best.len > 0) {
        best = near.best;
    }
    snprintf(expected, size, "a text in double quotes: \"%.*s\"", best.len <= LTY_EXPR_QUOTED_MAX ? (int) best.len : 0, best.bytes);
    return true;
}

bool lty_expr_hint_bare(char *expected, size_t size, const lty_expr_reading *reading, const lty_literal *literal)
{
    const bool behind = reading->code->count > 0;
    const int len = literal->len <= LTY_EXPR_QUOTED_MAX ? (int) literal->len : 0;
    const char *const text = reading->rule.bytes + literal->offset;
    const char *comma = literal->offset > 0 && text[-1] == ',' ? lty_expr_hint_comma(reading, literal->offset - 1) : NULL;

    if (reading->table != NULL && literal->kind == LTY_LITERAL_DURATION) {
        snprintf(expected, size, "a window: last %.*s", len, text);
    } else if (reading->table != NULL && (literal->kind == LTY_LITERAL_DATE || literal->kind == LTY_LITERAL_AGO)) {
        snprintf(expected, size, "a window: since %.*s or before %.*s", len, text, len, text);
    } else if (reading->table != NULL && comma == NULL && literal->kind == LTY_LITERAL_NUMBER && literal->len == 4
        && literal->number > 1900) {
        snprintf(expected, size, "a window: between %.*s-01-01 and %.*s-12-31", len, text, len, text);
    } else if (reading->table != NULL && comma != NULL) {
        snprintf(expected, size, "%s", comma);
    } else if (behind && literal->kind == LTY_LITERAL_TEXT) {
        snprintf(expected, size, "a field before it; one of several is written tier in (\"silver\", \"gold\")");
    } else if (behind && literal->kind == LTY_LITERAL_NUMBER) {
        snprintf(expected, size, "a field before it; one of several is written orders in (2, 3)");
    } else {
        return false;
    }
    return true;
}

bool lty_expr_hint_type(char *expected, size_t size, const lty_operand *operand, const lty_literal *literal)
{
    static const char names[2][12][4] = {{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"},
        {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}};
    const bool weekday = operand->most == 7;
    const lty_text text = literal->text;

    if (literal->kind != LTY_LITERAL_TEXT || text.len == 0 || lty_expr_operand_type(operand) == LTY_EXPR_TEXT) {
        return false;
    }
    for (size_t i = 0; (weekday || operand->most == 12) && text.len >= 3 && i < (weekday ? 7U : 12U); i++) {
        bool same = true;
        for (size_t k = 0; k < 3; k++) {
            same = same && (text.bytes[k] | 0x20) == names[weekday][i][k];
        }
        if (same) {
            snprintf(expected, size, "its number: %zu, of 1 to %d%s", i + 1, weekday ? 7 : 12, weekday ? " from Monday on" : "");
            return true;
        }
    }
    bool plain = text.len <= LTY_EXPR_QUOTED_MAX;
    for (size_t i = 0; plain && i < text.len; i++) {
        plain = strchr("0123456789.-TZ:+% ", text.bytes[i]) != NULL;
    }
    if (plain) {
        snprintf(expected, size, "the same without quotes: %.*s", (int) text.len, text.bytes);
    }
    return plain;
}

void lty_expr_hint_choices(char *expected, size_t size, const char *lead, const void *first, size_t count, size_t stride, lty_text typed)
{
    const size_t room = 128; /* for how many are left out, and for the nearest */
    size_t used = (size_t) snprintf(expected, size, "%s", lead);
    size_t shown = 0;
    lty_near near;

    lty_near_init(&near, typed);
    for (size_t i = 0; i < count; i++) {
        lty_text key;
        memcpy(&key, (const char *) first + i * stride, sizeof key);
        lty_near_offer(&near, key);
        if (shown == i && key.len <= LTY_EXPR_QUOTED_MAX && used + key.len + 4 + room < size) {
            used += (size_t) snprintf(expected + used, size - used, "%s\"%.*s\"", i == 0 ? "" : ", ", (int) key.len, key.bytes);
            shown++;
        }
    }
    if (shown < count) {
        used += (size_t) snprintf(expected + used, size - used, "%s%zu more", shown == 0 ? "" : " and ", count - shown);
    }
    if (near.best.len > 0) {
        snprintf(expected + used, size - used, "; did you mean \"%.*s\"?", (int) near.best.len, near.best.bytes);
    }
}
