/*
 * Mistakes as people make them who write a rule once a year: words of other languages, signs of word processors and web pages, dates and amounts of home.
 * Each refusal stands here word by word, since it is all that such a person has.
 */
#include "lty_test.h"

#include "lty_expr.h"
#include "lty_facts.h"

static const lty_transition utc_transitions[] = {{INT64_MIN, 0}};
static const lty_zone utc = {{"UTC", 3}, utc_transitions, 1};
static const lty_text tiers[] = {{"bronze", 6}, {"silver", 6}, {"gold", 4}};

/* The fields as a programme with tiers has them, two segments and an affinity. */
typedef struct reading {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_problems problems;
    lty_expr_field fields[LTY_FACT_COUNT];
    lty_expr_scope scope;
    lty_expr_names names;
    lty_expr_named segments[2];
    lty_expr_named groups[2];
    lty_expr_affinity affinity;
} reading;

static void named(reading *it, lty_expr_named *out, const char *key, const char *rule)
{
    out->key = lty_test_text(key);
    assert_int_equal(lty_expr_compile(&out->rule, lty_test_text(rule), &it->scope, &it->arena, &it->problems), LTY_OK);
}

static void begin(reading *it)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    lty_arena_init(&it->arena, &it->alloc);
    lty_problems_init(&it->problems, &it->arena);
    it->scope = lty_fact_scope();
    memcpy(it->fields, it->scope.fields, sizeof it->fields);
    it->fields[LTY_FACT_TIER].choices = tiers;
    it->fields[LTY_FACT_TIER].choice_count = 3;
    it->scope.fields = it->fields;
    it->scope.zone = &utc;
    it->scope.currency_decimals = 2;
    named(it, &it->groups[0], "cats", "share(amount, category = \"cat food\") >= 80 %");
    named(it, &it->groups[1], "dogs", "share(amount, category = \"dog food\") >= 80 %");
    it->affinity = (lty_expr_affinity){LTY_TEXT("pets"), it->groups, 2};
    named(it, &it->segments[0], "regulars", "orders >= 3");
    named(it, &it->segments[1], "vip", "spent >= 1000");
    it->names = (lty_expr_names){.segments = it->segments, .segment_count = 2, .affinities = &it->affinity, .affinity_count = 1};
    it->scope.names = &it->names;
}

static void end(reading *it)
{
    lty_arena_destroy(&it->arena);
    assert_int_equal(it->memory.blocks, 0);
}

/* The first refusal, word by word. */
static const struct {
    const char *rule;
    size_t offset;
    const char *found;
    const char *expected;
} mistakes[] = {
    {"count(visits, via = \"driect\") > 1", 20, "\"driect\", which via of visits never is",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\"; did you mean \"direct\"?"},
    {"count(visits, via != \"driect\") > 1", 21, "\"driect\", which via of visits never is",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\"; did you mean \"direct\"?"},
    {"count(visits, via in (\"search\", \"google\")) > 1", 32, "\"google\", which via of visits never is",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\""},
    {"count(visits, via starts with \"go\") > 1", 30, "\"go\", with which via of visits never begins",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\""},
    {"count(visits, via = \"Email\") > 1", 20, "\"Email\", which via of visits never is",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\"; did you mean \"email\"?"},
    {"share(visits, via = \"newsletter\", of via in (\"email\", \"sms\")) > 10 %", 20, "\"newsletter\", which via of visits never is",
        "one of \"direct\", \"search\", \"email\", \"social\", \"referral\", \"ads\", \"other\", \"\""},
    {"count(clicked, via = \"mail\") > 1", 21, "\"mail\", which via of messages never is",
        "one of \"email\", \"sms\"; did you mean \"email\"?"},
    {"count(reviews, via = \"email\") > 1", 21, "\"email\", which via never is", "no comparison: here it is always empty"},
    {"count(visits, via = direct) > 1", 20, "direct", "a text in double quotes: \"direct\""},
    {"gender = \"f\"", 9, "\"f\", which gender never is", "one of \"female\", \"male\", \"other\""},
    {"gender = \"Female\"", 9, "\"Female\", which gender never is", "one of \"female\", \"male\", \"other\"; did you mean \"female\"?"},
    {"gender starts with \"w\"", 19, "\"w\", with which gender never begins", "one of \"female\", \"male\", \"other\""},
    {"gender = femal", 9, "femal", "a text in double quotes: \"female\""},
    {"tier = \"platinum\"", 7, "\"platinum\", which tier never is", "one of \"bronze\", \"silver\", \"gold\""},
    {"tier in (\"silver\", \"glod\")", 19, "\"glod\", which tier never is",
        "one of \"bronze\", \"silver\", \"gold\"; did you mean \"gold\"?"},
    {"tier starts with \"plat\"", 17, "\"plat\", with which tier never begins", "one of \"bronze\", \"silver\", \"gold\""},
    {"tier = gold", 7, "gold", "a text in double quotes: \"gold\""},
    {"tier in (silver, gold)", 9, "silver", "a text in double quotes: \"silver\""},
    {"tier in \"gold\"", 8, "\"gold\"", "a list behind in, in parentheses: (\"silver\", \"gold\")"},
    {"tier = 'gold'", 7, "'", "a text in double quotes: \"gold\""},
    {"tier \"gold\"", 0, "tier by itself, which is a text", "a comparison behind it: =, !=, in, starts with, is null"},
    {"tier is \"gold\"", 8, "\"gold\"", "null: is null or is not null; values are compared with ="},
    {"tier === \"gold\"", 5, "===", "="},
    {"tier: \"gold\"", 4, ":", "a comparison: tier = \"gold\""},
    {"tier = \"gold\" or \"silver\"", 17, "\"silver\" by itself",
        "a field before it; one of several is written tier in (\"silver\", \"gold\")"},
    {"tier = \xE2\x80\x9Cgold\xE2\x80\x9D", 7, "\xE2\x80\x9C", "a text in straight double quotes: \"gold\""},
    {"tier = \xE2\x80\x9Egold\xE2\x80\x9C", 7, "\xE2\x80\x9E", "a text in straight double quotes: \"gold\""},
    {"tier = \xE2\x80\x98gold\xE2\x80\x99", 7, "\xE2\x80\x98", "a text in straight double quotes: \"gold\""},
    {"tier = \xC2\xABgold\xC2\xBB", 7, "\xC2\xAB", "a text in straight double quotes: \"gold\""},
    {"tier = \\\"gold\\\"", 7, "\\", "a quote without a backslash before it: \"gold\""},
    {"`tier` = \"gold\"", 0, "`", "a name without quotes, or a text in double quotes: \"gold\""},
    {"tier = \"gold", 7, "a text without end", "a \" behind it"},
    {"orders \xE2\x89\xA5 3", 7, "\xE2\x89\xA5", ">="},
    {"orders &gt; 3", 7, "&gt;", "the sign itself: >"},
    {"orders > \xE2\x80\x93"
     "3",
        9, "a dash (U+2013)", "an ordinary -"},
    {"orders > three", 9, "three", "a whole number, such as 3"},
    {"orders > \"3\"", 9, "orders is a whole number and is compared with the text \"3\"", "the same without quotes: 3"},
    {"orders > 3 und spent > 50", 11, "und", "and"},
    {"orders > 3 ET spent > 50", 11, "ET", "and"},
    {"orders > 3 oder spent > 50", 11, "oder", "or"},
    {"orders > 3 & spent > 50", 11, "&", "and"},
    {"orders > 3 | spent > 50", 11, "|", "or"},
    {"orders > 3;", 10, ";", "nothing in this place: a rule has no mark at its end"},
    {"orders > 3 and < 8", 15, "<", "a field before it, again: orders > 3 and orders < 8, or orders between 4 and 7"},
    {"orders = 2 or 3", 14, "3 by itself", "a field before it; one of several is written orders in (2, 3)"},
    {"orders greater than 3", 7, "greater", ">"},
    {"if orders > 3", 0, "if", "the rule alone: orders >= 3"},
    {"nicht consent_email", 0, "nicht", "not, which stands before what it turns round: not consent_email"},
    {"consent_email = yes", 16, "yes", "true or false"},
    {"consent_email = 1", 16, "consent_email is yes or no and is compared with the number 1", "true or false"},
    {"[orders > 3]", 0, "[", "a list in parentheses: tier in (\"silver\", \"gold\")"},
    {"tier in [\"gold\"]", 8, "[", "a list in parentheses: tier in (\"silver\", \"gold\")"},
    {"(orders > 3 and spent > 50", 0, "a ( without end", "a ) behind it"},
    {"orders > 3) and spent > 50", 10, ")", "a ( that belongs to it"},
    {"spent > 12,50", 10, ",", "a point before decimals: 12.50 and not 12,50"},
    {"spent > 1,000", 9, ",", "a number without grouping, and with a point before decimals: 1000 or 12.50"},
    {"spent > 1.000,00", 8, "spent is an amount of money and is compared with the number 1.000",
        "an amount without currency, such as 12.50"},
    {"spent > 1 000", 10, "000", "a number in one piece: 1000 and not 1 000"},
    {"spent > \xE2\x82\xAC"
     "50",
        8, "\xE2\x82\xAC", "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"spent > $50", 8, "$", "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"spent > 50 EUR", 11, "EUR", "an amount without currency: 12.50"},
    {"spent > 50\xE2\x82\xAC", 10, "\xE2\x82\xAC", "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"spent > .5", 8, ".", "a digit before the point: 0.5"},
    {"spent / orders > 20", 6, "/", "a field, a value or a comparison; rules do not reckon: average(amount) and share(amount, sale) do"},
    {"sum(amount, category = tea, last 90 days) > 50", 23, "tea", "a text in double quotes: \"tea\""},
    {"sum(amount, category = \"tea\", 90 days) > 50", 30, "90 days by itself", "a window: last 90 days"},
    {"sum(amount, category = \"tea\", past 90 days) > 50", 30, "past", "a column, or a window: last 90 days"},
    {"sum(amount, category = \"tea\", after 2011-01-01) > 50", 30, "after", "a column, or a window: since 2011-01-01"},
    {"sum(amount, category = \"tea\", since 90 days) > 50", 36, "a length of time", "a date: since 2011-01-01 or since 90 days ago"},
    {"sum(amount, category = \"tea\", last 90) > 50", 35, "no length of time", "days, weeks, months or years: last 180 days"},
    {"sum(amount, category = \"tea\", 2011-01-01) > 50", 30, "2011-01-01 by itself", "a window: since 2011-01-01 or before 2011-01-01"},
    {"sum(amount, amount > 12,50) > 50", 24, "50 by itself", "a point before decimals: 12.50 and not 12,50"},
    {"sum(amount, category like \"tea%\") > 50", 21, "like", "starts with \"cat\", or in (\"cat food\", \"cat toys\")"},
    {"avg(amount) > 20", 0, "avg", "a function; did you mean average(...)?"},
    {"count(*) > 3", 6, "*", "a field, a value or a comparison; rules do not reckon, and orders are counted by count(orders)"},
    {"count(order) > 3", 6, "order",
        "what count can be taken of: orders, lines, categories, brands, skus, channels, visits, sent, opened, clicked, reviews, surveys, contests, preferences; did you mean orders?"},
    {"sum(spent) > 3", 4, "spent", "what sum can be taken of: amount, gross, quantity, cost, margin"},
    {"age(birthday) > 18", 0, "age", "a date: birthday <= 18 years ago for at least 18 years old"},
    {"contains(sku, \"A\")", 0, "contains", "starts with \"cat\", or in (\"cat food\", \"cat toys\")"},
    {"last_order < 30.09.2011", 13, "30.09.2011", "a date as year-month-day: 2011-09-30"},
    {"last_order < 9/30/2011", 13, "9/30/2011", "a date as year-month-day: 2011-09-30"},
    {"last_order < 08/09/2011", 13, "08/09/2011", "a date as year-month-day: 2011-09-08 or 2011-08-09"},
    {"last_order < 2011-9-30", 13, "2011-9-30", "a date as year-month-day: 2011-09-30"},
    {"last_order < 2011/09/30", 13, "2011/09/30", "a date as year-month-day: 2011-09-30"},
    {"last_order < 2011-02-30", 13, "2011-02-30", "a date that exists, as year-month-day: 2011-09-30"},
    {"last_order < \"2011-09-30\"", 13, "last_order is an instant and is compared with the text \"2011-09-30\"",
        "the same without quotes: 2011-09-30"},
    {"last_order < 90 days", 13, "last_order is an instant and is compared with the duration 90 days",
        "last_order < 90 days ago for longer ago than that, last_order >= 90 days ago for since then"},
    {"last_order < 90 hours ago", 16, "hours", "days, weeks, months or years; rules look at whole days"},
    {"last_order < 90 dys ago", 16, "dys", "days"},
    {"last_order < 90 ago", 16, "ago", "a unit before ago: 90 days ago"},
    {"last order < 90 days ago", 0, "last", "a field; did you mean last_order?"},
    {"last-order < 90 days ago", 0, "last", "a field; did you mean last_order?"},
    {"last_order before 2011-09-30", 11, "before", "<, with a date: last_order < 90 days ago"},
    {"last_order > now", 13, "now", "today, or 0 days ago"},
    {"last_order > today()", 18, "(", "and, or, or the end; fields and today stand without parentheses"},
    {"month(last_order) = \"May\"", 20, "month(last_order) is a whole number and is compared with the text \"May\"",
        "its number: 5, of 1 to 12"},
    {"weekday(last_order) = \"Sunday\"", 22, "weekday(last_order) is a whole number and is compared with the text \"Sunday\"",
        "its number: 7, of 1 to 7 from Monday on"},
    {"month(last_order) = 13", 20, "13, which month(last_order) never is", "1 to 12"},
    {"count(orders, month = 13) > 1", 22, "13, which month never is", "1 to 12"},
    {"count(orders, month = \"december\") > 1", 22, "month is a whole number and is compared with the text \"december\"",
        "its number: 12, of 1 to 12"},
    {"share(orders, hour = 24) > 10 %", 21, "24, which hour never is", "0 to 23"},
    {"best_hour > 30", 12, "30, which best_hour never is", "0 to 23"},
    {"open_rate > 40", 12, "open_rate is a ratio and is compared with the number 40", "a percentage: 40 %"},
    {"open_rate > 40 percent", 15, "percent", "the sign: 40 %"},
    {"in segment \"regular\"", 11, "\"regular\"", "a segment of the programme: \"regulars\", \"vip\"; did you mean \"regulars\"?"},
    {"in segment \"loyal\"", 11, "\"loyal\"", "a segment of the programme: \"regulars\", \"vip\""},
    {"in segment vip", 11, "vip", "the key of a segment in double quotes: in segment \"regulars\""},
    {"in \"vip\"", 3, "\"vip\"", "in segment \"key\", or a field before in"},
    {"segment = \"vip\"", 0, "segment", "in segment \"regulars\""},
    {"in segments \"vip\"", 3, "segments", "in segment \"key\", or a field before in"},
    {"affinity(\"pet\") = \"cats\"", 9, "\"pet\"", "an affinity of the programme: \"pets\"; did you mean \"pets\"?"},
    {"affinity(\"pets\") = \"birds\"", 19, "\"birds\", which affinity(\"pets\") never is", "one of \"cats\", \"dogs\""},
    {"affinity = \"cats\"", 0, "affinity", "affinity(\"pets\") = \"cats\""},
    {"affinity(pets) = \"cats\"", 9, "pets", "the key of an affinity in double quotes: affinity(\"pets\")"},
    {"customer.orders > 3", 0, "customer", "the name of a field alone: orders, not customer.orders"},
    {"ordes > 3", 0, "ordes", "a field; did you mean orders?"},
    {"Orders > 3", 0, "Orders", "a field; did you mean orders?"},
    {"colour = \"red\"", 0, "colour", "a field, such as orders; texts stand in double quotes"},
    {"category = \"tea\"", 0, "category",
        "a field of the customer: category is a column of purchases and stands in an aggregate, such as count(orders, ...)"},
    {"orders\xE2\x80\x8B > 3", 6, "a space without width (U+200B)",
        "nothing in this place; it comes along when text is copied, and nobody sees it"},
    {"orders\xC2\xA0> 3", 6, "a non-breaking space (U+00A0)",
        "an ordinary blank; this one comes along when text is copied from a web page"},
    {"last_order > today ()", 19, "(", "and, or, or the end; fields and today stand without parentheses"},
    {"tier (gold)", 0, "tier", "a comparison behind a field, which takes no parentheses"},
    {"orders >= 3 AND NOT tier='gold'", 25, "'", "a text in double quotes: \"gold\""},
    {"orders >= 3 and tier not \"gold\"", 25, "\"gold\"",
        "in, between or starts with; that values differ is !=, and not stands before what it turns round"},
    {"tier not = \"gold\"", 9, "=", "in, between or starts with; that values differ is !=, and not stands before what it turns round"},
    {"tier is not \"gold\"", 12, "\"gold\"", "null: is null or is not null; that values differ is !="},
    {"not tier in \"gold\"", 12, "\"gold\"", "a list behind in, in parentheses: (\"silver\", \"gold\")"},
    {"orders not > 3", 11, ">", "in, between or starts with; that values differ is !=, and not stands before what it turns round"},
    {"orders > 3, spent > 50", 10, ",", "and, or, a ) or the end"},
    {"orders > 3 spent > 50", 11, "spent", "and, or, a ) or the end"},
    {"orders more than 3", 7, "more", ">"},
    {"spent > 1.000", 8, "spent is an amount of money and is compared with the number 1.000", "an amount without currency, such as 12.50"},
    {"spent > 1'000", 9, "'", "a number in one piece: 1000 and not 1'000"},
    {"spent > 12.50 \xC2\xA3", 14, "\xC2\xA3", "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"spent > \xC2\xA3"
     "12.50",
        8, "\xC2\xA3", "a field, a value or a comparison; amounts stand without currency: 12.50"},
    {"spent > 12,50 EUR", 10, ",", "a point before decimals: 12.50 and not 12,50"},
    {"sum(amount) > 12,50", 16, ",", "a point before decimals: 12.50 and not 12,50"},
    {"sum(amount) > 1,000.50", 15, ",", "a number without grouping, and with a point before decimals: 1000 or 12.50"},
    {"sum(amount, last 90 days > 50", 25, ">", "a , or a ) in an aggregate: sum(amount, category = \"tea\", last 180 days)"},
    {"sum(amount; last 90 days) > 50", 10, ";", "nothing in this place: a rule has no mark at its end"},
    {"sum amount > 50", 0, "sum", "parentheses behind it: sum(amount, last 90 days)"},
    {"sum(amount last 90 days) > 50", 11, "last", "a , or a ) in an aggregate: sum(amount, category = \"tea\", last 180 days)"},
    {"sum(amount, in the last 90 days) > 50", 15, "the", "in segment \"key\", or a field before in"},
    {"sum(amount, last 90 days ago) > 50", 17, "a date behind last", "days, weeks, months or years: last 180 days"},
    {"sum(amount, last three months) > 50", 17, "three", "a length of time: last 180 days"},
    {"sum(amount, last month) > 50", 17, "month", "a length of time: last 180 days"},
    {"sum(amount, this year) > 50", 12, "this", "a column, or a window: since 2011-01-01"},
    {"sum(amount, category \"tea\") > 50", 12, "category by itself, which is a text",
        "a comparison behind it: =, !=, in, starts with, is null"},
    {"sum(amount, category = \"tea\" or \"coffee\") > 50", 32, "\"coffee\" by itself",
        "a field before it; one of several is written tier in (\"silver\", \"gold\")"},
    {"sum(amount, category in \"tea\") > 50", 24, "\"tea\"", "a list behind in, in parentheses: (\"silver\", \"gold\")"},
    {"sum(amount, category = 'tea') > 50", 23, "'", "a text in double quotes: \"tea\""},
    {"sum(amount, category == tea) > 50", 24, "tea", "a text in double quotes: \"tea\""},
    {"sum(amount, categories = \"tea\") > 50", 12, "categories", "a column; did you mean category?"},
    {"sum(amount, product = \"tea\") > 50", 12, "product", "a column; did you mean sku?"},
    {"sum(amount, orders > 3) > 50", 12, "orders",
        "a column of purchases: orders is a field of the customer, and stands outside of the parentheses"},
    {"sum(amount, sale = yes) > 50", 19, "yes", "true or false"},
    {"count(orders, 2011) > 1", 14, "2011 by itself", "a window: between 2011-01-01 and 2011-12-31"},
    {"count(orders, year = 2011) > 1", 14, "year", "a column, or a function of one: year(at) = 2011"},
    {"count(orders, date > 2011-01-01) > 1", 14, "date", "a column; did you mean at?"},
    {"count(orders last 90 days) > 1", 13, "last", "a , or a ) in an aggregate: sum(amount, category = \"tea\", last 180 days)"},
    {"count orders > 3", 0, "count", "parentheses behind it: count(orders, last 90 days)"},
    {"count(mails) > 3", 6, "mails",
        "what count can be taken of: orders, lines, categories, brands, skus, channels, visits, sent, opened, clicked, reviews, surveys, contests, preferences"},
    {"share(amount, sale) > 0,4", 23, ",", "a point before decimals: 12.50 and not 12,50"},
    {"share(amount, sale) > 40", 22, "share(amount, sale) is a ratio and is compared with the number 40", "a percentage: 40 %"},
    {"birthday = 05-17", 11, "birthday is a date and is compared with the number 05", "a date such as 1980-05-17, or 18 years ago"},
    {"month(birthday) = month(today)", 18, "two fields that are compared", "a field compared with a value"},
    {"age > 18", 0, "age", "a date: birthday <= 18 years ago for at least 18 years old"},
    {"birthday > 18", 11, "birthday is a date and is compared with the number 18", "a date such as 1980-05-17, or 18 years ago"},
    {"days_since(last_order) > 90 days", 25, "days_since(last_order) is a whole number and is compared with the duration 90 days",
        "a whole number, such as 3"},
    {"last_order = yesterday", 13, "yesterday", "1 day ago"},
    {"last_order < 2011", 13, "last_order is an instant and is compared with the number 2011",
        "a date such as 2011-09-30, an instant such as 2011-09-30T18:30:00Z, or 90 days ago"},
    {"last_order < 2011-09", 13, "2011-09", "a date that exists, as year-month-day: 2011-09-30"},
    {"last_order < Sept 30, 2011", 13, "Sept", "a date such as 2011-09-30, an instant such as 2011-09-30T18:30:00Z, or 90 days ago"},
    {"last_order within 90 days", 11, "within", ">=, with a date: last_order >= 90 days ago"},
    {"last_order in last 90 days", 0, "a list of instants", "=, <, >= or between: last_order >= 90 days ago"},
    {"last_order older than 90 days", 11, "older", "<, with a date: last_order < 90 days ago"},
    {"last_order between 2011-01-01 and", 33, "the end of the rule", "a value: between 2 and 8"},
    {"last_order between 2011-01-01, 2011-03-31", 29, ",", "and, and the upper end: between 2 and 8"},
    {"last_order between 2011-01-01 to 2011-03-31", 30, "to", "and, and the upper end: between 2 and 8"},
    {"orders between 2 8", 17, "8", "and, and the upper end: between 2 and 8"},
    {"orders = \"3\" or orders = '4'", 9, "orders is a whole number and is compared with the text \"3\"", "the same without quotes: 3"},
    {"gender = weiblich", 9, "weiblich", "a text in double quotes: \"weiblich\""},
    {"gender = \"weiblich\"", 9, "\"weiblich\", which gender never is", "one of \"female\", \"male\", \"other\""},
    {"gender = \"female", 9, "a text without end", "a \" behind it"},
    {"affinity(\"pets\") = cats", 19, "cats", "a text in double quotes: \"cats\""},
    {"affinity('pets') = \"cats\"", 9, "'", "a text in double quotes: \"pets\""},
    {"affinity(\"pets\", \"cats\")", 15, ",", "a ) behind the key of an affinity"},
    {"in segment (\"vip\")", 11, "(", "the key of a segment in double quotes: in segment \"regulars\""},
    {"in segment \"vip\" or \"regulars\"", 20, "\"regulars\" by itself",
        "a field before it; one of several is written tier in (\"silver\", \"gold\")"},
    {"in segment \"vip\",\"regulars\"", 16, ",", "and, or, a ) or the end"},
    {"not segment \"vip\"", 4, "segment", "in segment \"regulars\""},
    {"vip", 0, "vip", "in segment \"vip\""},
    {"consent", 0, "consent", "a field; did you mean consent_email?"},
    {"consent_email = given", 16, "given", "true or false"},
    {"consent_email is true", 17, "true", "null: is null or is not null; values are compared with ="},
    {"subscribed", 0, "subscribed", "a field; did you mean consent_email?"},
    {"newsletter = true", 0, "newsletter", "a field; did you mean consent_email?"},
    {"points => 500", 7, "=>", ">="},
    {"tier >= \"silver\"", 0, "tier is a text, which has no order", "=, != or in"},
    {"customer is new", 0, "customer", "the name of a field alone: orders, not customer.orders"},
    {"everyone", 0, "everyone", "true, which is everybody"},
    {"*", 0, "*", "a field, a value or a comparison; rules do not reckon, and orders are counted by count(orders)"},
    {">", 0, ">", "a field, a value, not or a ("},
    {"orders >", 8, "the end of the rule", "a value or a field behind a comparison"},
    {"orders > 3 and", 14, "the end of the rule", "a field, a value, not or a ("},
    {"and orders > 3", 0, "and", "a field, a value, not or a ("},
    {"orders > 3 and and spent > 5", 15, "and", "a field, a value, not or a ("},
    {"((orders > 3)", 0, "a ( without end", "a ) behind it"},
    {"orders > 3 // regulars", 11, "//", "nothing in this place: rules have no remarks"},
    {"orders > 3 # regulars", 11, "#", "nothing in this place: rules have no remarks"},
};

/* What stands beside those and is right. */
static const char *const right[] = {
    "count(visits, via starts with \"so\") > 1",
    "count(visits, via = \"\") > 1",
    "count(sent, via = \"sms\") > 1",
    "tier starts with \"g\"",
    "orders > 3",
    "count(visits, section = \"nowhere\", via = \"other\") > 1",
    "count(sent, name = \"nothing\") > 1",
    "count(orders, channel = \"nowhere\", category != \"nothing\", brand in (\"x\"), sku starts with \"y\") > 1",
    "count(orders, month in (1, 12), weekday between 1 and 7, hour < 23) > 1",
    "count(reviews, via = \"\") = 0",
    "orders in (1,2,3) and spent in (12,50)",
};

static void test_mistakes(void **state)
{
    size_t wrong = 0;

    (void) state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        reading it;
        const lty_expr *expr = NULL;
        begin(&it);
        const lty_status status = lty_expr_compile(&expr, lty_test_text(mistakes[i].rule), &it.scope, &it.arena, &it.problems);
        const lty_problem *first = &it.problems.items[0];
        if (status != LTY_E_RULE || it.problems.count == 0 || first->offset != mistakes[i].offset
            || strcmp(first->found.bytes, mistakes[i].found) != 0 || strcmp(first->expected.bytes, mistakes[i].expected) != 0) {
            print_error("%s\n  %zu: %s\n  expected %s\n", mistakes[i].rule, it.problems.count == 0 ? 0 : first->offset,
                it.problems.count == 0 ? "nothing" : first->found.bytes, it.problems.count == 0 ? "" : first->expected.bytes);
            wrong++;
        }
        end(&it);
    }
    assert_int_equal(wrong, 0);
}

static void test_what_is_right(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof right / sizeof *right; i++) {
        reading it;
        const lty_expr *expr = NULL;
        begin(&it);
        const lty_status status = lty_expr_compile(&expr, lty_test_text(right[i]), &it.scope, &it.arena, &it.problems);
        if (status != LTY_OK) {
            print_error("%s: %s\n", right[i], it.problems.items[0].found.bytes);
        }
        assert_int_equal(status, LTY_OK);
        end(&it);
    }
}

/* What does not fit is counted, and a message never ends within a word of it. */
static void test_many_to_choose_from(void **state)
{
    static lty_expr_named many[60];
    static char keys[60][65];
    reading it;
    const lty_expr *expr = NULL;

    (void) state;
    begin(&it);
    for (size_t i = 0; i < 60; i++) {
        memset(keys[i], 'a' + (int) (i % 26), 40);
        (void) snprintf(keys[i] + 40, 8, "%zu", i);
        many[i] = (lty_expr_named){.key = lty_test_text(keys[i]), .rule = it.segments[0].rule};
    }
    it.names.segments = many;
    it.names.segment_count = 60;
    char rule[128];
    (void) snprintf(rule, sizeof rule, "in segment \"%sx\"", keys[57]);
    assert_int_equal(lty_expr_compile(&expr, lty_test_text(rule), &it.scope, &it.arena, &it.problems), LTY_E_RULE);
    const char *expected = it.problems.items[0].expected.bytes;
    const char *more = strstr(expected, "\" and ");
    assert_non_null(more);
    size_t named_there = 0;
    for (const char *at = strstr(expected, "\"aaa"); at < more; at++) {
        named_there += *at == ',';
    }
    assert_int_equal(strtoul(more + 6, NULL, 10), 60 - named_there - 1);
    char near[96];
    (void) snprintf(near, sizeof near, "; did you mean \"%s\"?", keys[57]);
    assert_string_equal(expected + strlen(expected) - strlen(near), near);

    it.names.segment_count = 0;
    it.names.affinity_count = 0;
    lty_problems_init(&it.problems, &it.arena);
    assert_int_equal(
        lty_expr_compile(&expr, LTY_TEXT("in segment \"vip\" or affinity(\"pets\") = \"cats\""), &it.scope, &it.arena, &it.problems),
        LTY_E_RULE);
    assert_int_equal(it.problems.count, 2);
    assert_string_equal(it.problems.items[0].expected.bytes, "no segment: the programme has none");
    assert_string_equal(it.problems.items[1].expected.bytes, "no affinity: the programme has none");
    end(&it);
}

/* Every mistake with every allocation failing once: a refusal or no memory, and nothing is left. */
static void test_no_memory(void **state)
{
    (void) state;
    for (size_t i = 0; i < sizeof mistakes / sizeof *mistakes; i++) {
        lty_status status = LTY_E_MEMORY;
        for (long n = 1; status == LTY_E_MEMORY; n++) {
            reading it;
            const lty_expr *expr = NULL;
            begin(&it);
            it.memory.fail_at = it.memory.calls + (size_t) n;
            status = lty_expr_compile(&expr, lty_test_text(mistakes[i].rule), &it.scope, &it.arena, &it.problems);
            assert_null(expr);
            end(&it);
        }
        assert_int_equal(status, LTY_E_RULE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_what_is_right),
        cmocka_unit_test(test_many_to_choose_from),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
