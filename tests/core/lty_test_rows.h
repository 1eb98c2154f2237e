/* What tests of rules over rows share: shops in which everything happens that leaves a row, and rules that ask for all of it. */
#ifndef LTY_TEST_ROWS_H
#define LTY_TEST_ROWS_H

#include "lty_expr.h"
#include "lty_facts.h"
#include "lty_test_base.h"

#define SHOP_LINES 1200

static const char *const shop_categories[] = {"", "cat food", "cat toys", "dog food", "Cat food", "\xC3\xA9t\xC3\xA9"};
static const char *const shop_skus[] = {"", "a", "b", "sku-0000001", "sku-0000002", "sku-0000003", "z"};
static const char *const shop_brands[] = {"", "acme", "a rather long brand"};
static const char *const shop_channels[] = {"", "shop", "online", "catalogue"};
static const char *const shop_sections[] = {"", "cats", "dogs", "a section of some length"};
static const char *const shop_vias[] = {"", "direct", "search", "email", "sms"};
static const char *const shop_messages[] = {"news", "birthday", "an offer of the week"};
static const char *const shop_topics[] = {"pets", "garden"};

/* On both sides of the borders of local days, of summer time among them, and anywhere. */
static const int64_t shop_edges[] = {1269738000, 1288486800, 1301187600, 1319936400, 1293840000, 1301180400, 1306882800, 1325376000};

typedef struct shop {
    world w;
    char long_ids[EVENTS_MAX][64];
    lty_event_line lines[SHOP_LINES];
    size_t line_count;
    size_t customers;
    uint64_t *state;
} shop;

#define SHOP_PICK(s, list) (list[lty_test_below((s)->state, (int64_t) (sizeof(list) / sizeof *(list)))])

static inline int64_t shop_instant(shop *s)
{
    if (lty_test_below(s->state, 3) == 0) {
        return SHOP_PICK(s, shop_edges) + lty_test_below(s->state, 3) - 1;
    }
    return LTY_TEST_2010 + lty_test_below(s->state, 730) * LTY_TEST_DAY + lty_test_below(s->state, LTY_TEST_DAY);
}

static inline const char *shop_customer(shop *s)
{
    return keys[lty_test_below(s->state, (int64_t) s->customers)];
}

static inline int64_t shop_amount(shop *s)
{
    switch (lty_test_below(s->state, 8)) {
        case 0: return 0;
        case 1: return lty_test_below(s->state, 1000000000000);
        default: return lty_test_below(s->state, 20000);
    }
}

static inline int64_t shop_quantity(shop *s)
{
    switch (lty_test_below(s->state, 10)) {
        case 0: return INT64_MAX;
        case 1: return 1 + lty_test_below(s->state, INT64_C(9000000000000000));
        default: return 1 + lty_test_below(s->state, 5);
    }
}

static inline void shop_lines(shop *s, lty_event *event)
{
    const size_t count = (size_t) lty_test_below(s->state, 5);

    event->amount_minor = count == 0 ? lty_test_below(s->state, 20000) : 0;
    if (s->line_count + count > SHOP_LINES || count == 0) {
        return;
    }
    event->lines = s->lines + s->line_count;
    event->line_count = count;
    for (size_t i = 0; i < count; i++) {
        lty_event_line *line = &s->lines[s->line_count++];

        *line = (lty_event_line){.sku = lty_test_text(SHOP_PICK(s, shop_skus)),
            .category = lty_test_text(SHOP_PICK(s, shop_categories)),
            .brand = lty_test_text(SHOP_PICK(s, shop_brands)),
            .quantity = shop_quantity(s),
            .amount_minor = shop_amount(s) / 4,
            .cost_minor = lty_test_below(s->state, 3) == 0 ? LTY_EVENT_COST_NONE : shop_amount(s),
            .sale = lty_test_below(s->state, 3) == 0};
        line->tax_minor = lty_test_below(s->state, line->amount_minor + 1);
        event->amount_minor += line->amount_minor;
    }
}

static inline void shop_order(shop *s, size_t number)
{
    const char *customer = shop_customer(s);
    int64_t at_s = shop_instant(s);
    const int64_t revisions = lty_test_below(s->state, 4) == 0 ? 3 : 1;
    const lty_event *last = NULL;

    for (int64_t revision = 1; revision <= revisions; revision++) {
        lty_event *event = world_add(&s->w, "order", number, revision, at_s, customer);

        event->type = LTY_EVENT_ORDER;
        event->object = lty_test_text(s->w.refs[event - s->w.events]);
        event->revision = revision;
        event->condition = revisions == 1 ? LTY_ORDER_PAID : (int) (lty_test_below(s->state, 4) + 1);
        event->channel = lty_test_text(SHOP_PICK(s, shop_channels));
        memcpy(event->currency, "GBP", 4);
        shop_lines(s, event);
        at_s += (lty_test_below(s->state, 5) - 1) * LTY_TEST_DAY;
        last = event;
    }
    for (int64_t i = lty_test_below(s->state, 6) == 0 ? 2 : 0; i > 0; i--) {
        lty_event *event =
            world_add(&s->w, "refund", number * 10 + (size_t) i, 1, at_s + lty_test_below(s->state, 40) * LTY_TEST_DAY, customer);

        event->type = LTY_EVENT_REFUND;
        snprintf(s->w.refs[event - s->w.events], sizeof s->w.refs[0], "%zu", number);
        event->object = lty_test_text(s->w.refs[event - s->w.events]);
        memcpy(event->currency, "GBP", 4);
        event->amount_minor = lty_test_below(s->state, 9000);
        if (last->line_count > 0 && lty_test_below(s->state, 2) == 0) {
            event->lines = last->lines;
            event->line_count = 1;
            event->amount_minor = last->lines[0].amount_minor;
        }
    }
    if (lty_test_below(s->state, 3) == 0) {
        lty_event *event = world_add(&s->w, "coupon", number, 1, at_s, customer);

        event->type = LTY_EVENT_COUPON_REDEEMED;
        snprintf(s->w.refs[event - s->w.events], sizeof s->w.refs[0], "%zu", number);
        event->object = lty_test_text(s->w.refs[event - s->w.events]);
        event->value = LTY_TEXT("spring");
    }
}

static inline void shop_activity(shop *s, size_t number)
{
    static const lty_event_type types[] = {LTY_EVENT_VISIT, LTY_EVENT_MESSAGE_SENT, LTY_EVENT_MESSAGE_OPENED, LTY_EVENT_MESSAGE_CLICKED,
        LTY_EVENT_REVIEW, LTY_EVENT_SURVEY, LTY_EVENT_CONTEST, LTY_EVENT_PREFERENCE, LTY_EVENT_PREFERENCE};
    lty_event *event = world_add(&s->w, "done", number, 1, shop_instant(s), shop_customer(s));

    event->type = SHOP_PICK(s, types);
    switch (event->type) {
        case LTY_EVENT_VISIT:
            event->value = lty_test_text(SHOP_PICK(s, shop_vias));
            event->section = lty_test_text(SHOP_PICK(s, shop_sections));
            break;
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: event->section = lty_test_text(SHOP_PICK(s, shop_sections)); /* fall through */
        case LTY_EVENT_MESSAGE_SENT:
            event->object = lty_test_text(s->w.refs[event - s->w.events]);
            event->value = lty_test_text(SHOP_PICK(s, shop_messages));
            event->channel = lty_test_below(s->state, 3) > 0 ? LTY_TEXT("email") : LTY_TEXT("sms");
            break;
        case LTY_EVENT_PREFERENCE:
            event->object = lty_test_text(SHOP_PICK(s, shop_topics));
            event->given = lty_test_below(s->state, 2) == 0;
            break;
        default: event->object = lty_test_text(SHOP_PICK(s, shop_skus)); break;
    }
    if ((event->type == LTY_EVENT_SURVEY || event->type == LTY_EVENT_CONTEST) && event->object.len == 0) {
        event->object = LTY_TEXT("which");
    }
}

static inline void shop_person(shop *s, size_t number)
{
    lty_event *event = world_add(&s->w, "person", number, 1, shop_instant(s), shop_customer(s));

    switch (lty_test_below(s->state, 4)) {
        case 0:
            event->type = LTY_EVENT_BIRTHDAY;
            event->day = lty_test_below(s->state, 20000) - 5000;
            break;
        case 1:
            event->type = LTY_EVENT_GENDER;
            event->value = lty_test_below(s->state, 2) == 0 ? LTY_TEXT("female") : LTY_TEXT("other");
            break;
        default:
            event->type = LTY_EVENT_CONSENT;
            event->value = lty_test_below(s->state, 2) == 0 ? LTY_TEXT("email") : LTY_TEXT("sms");
            event->given = lty_test_below(s->state, 2) == 0;
            break;
    }
}

/* About 150 events of so many customers, in no order. */
static inline void shop_fill(shop *s, uint64_t *state, size_t customers)
{
    s->w.count = 0;
    s->line_count = 0;
    s->customers = customers;
    s->state = state;
    for (size_t i = 1; i <= 40; i++) {
        shop_order(s, i);
    }
    for (size_t i = 1; i <= 50; i++) {
        shop_activity(s, i);
    }
    for (size_t i = 1; i <= 10; i++) {
        shop_person(s, i);
    }
    if (customers > 1) {
        world_link(&s->w, state, (size_t) lty_test_below(state, 3), customers);
    }
}

/* --- rules ------------------------------------------------------------------------------------------------------------- */

typedef struct rule_text {
    char text[3000];
    size_t len;
    uint64_t *state;
    const char *what; /* of the activities that are asked: their vias are a closed set */
} rule_text;

__attribute__((format(printf, 2, 3))) static inline void rule_add(rule_text *rule, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    rule->len += (size_t) vsnprintf(rule->text + rule->len, sizeof rule->text - rule->len, format, arguments);
    va_end(arguments);
    assert_true(rule->len < sizeof rule->text);
}

#define RULE_PICK(rule, list) (list[lty_test_below((rule)->state, (int64_t) (sizeof(list) / sizeof *(list)))])

static const char *const rule_compares[] = {"=", "!=", "<", "<=", ">", ">="};
static const char *const rule_dates[] = {"2010-03-28", "2010-10-31", "2011-03-27", "2011-10-30", "2011-01-01", "2011-06-01", "30 days ago",
    "1 day ago", "0 days ago", "5 months ago", "1 year ago", "2011-03-27T01:00:00Z", "2011-10-30T00:59:59Z"};

static inline int rule_below(rule_text *rule, int limit)
{
    return (int) lty_test_below(rule->state, limit);
}

static inline void rule_text_test(rule_text *rule, const char *column, const char *const *texts, int count)
{
    switch (rule_below(rule, 6)) {
        case 0: rule_add(rule, "%s != \"%s\"", column, texts[rule_below(rule, count)]); break;
        case 1:
            rule_add(rule, "%s %sin (\"%s\", \"%s\", \"nothing\")", column, rule_below(rule, 2) == 0 ? "not " : "",
                texts[rule_below(rule, count)], texts[rule_below(rule, count)]);
            break;
        case 2:
            rule_add(rule, "%s starts with \"%s\"", column, RULE_PICK(rule, ((const char *const[]){"c", "cat", "sku-000000", "\xC3\xA9"})));
            break;
        case 3: rule_add(rule, "%s not starts with \"%s\"", column, RULE_PICK(rule, ((const char *const[]){"a", "d", "s"}))); break;
        default: rule_add(rule, "%s = \"%s\"", column, texts[rule_below(rule, count)]); break;
    }
}

#define RULE_TEXT_TEST(rule, column, list) rule_text_test((rule), (column), (list), (int) (sizeof(list) / sizeof *(list)))

static inline void rule_instant_test(rule_text *rule, const char *column)
{
    switch (rule_below(rule, 6)) {
        case 0: rule_add(rule, "month(%s) in (3, 10, 12)", column); break;
        case 1: rule_add(rule, "weekday(%s) %s %d", column, RULE_PICK(rule, rule_compares), 1 + rule_below(rule, 7)); break;
        case 2: rule_add(rule, "hour(%s) in (0, 1, 2, 5, 9, 12, 22, 23)", column); break;
        case 3: rule_add(rule, "days_since(%s) %s %d", column, RULE_PICK(rule, rule_compares), rule_below(rule, 400)); break;
        case 4: rule_add(rule, "year(%s) = 201%d", column, rule_below(rule, 3)); break;
        default: rule_add(rule, "%s %s %s", column, RULE_PICK(rule, rule_compares), RULE_PICK(rule, rule_dates)); break;
    }
}

static inline void rule_amount_test(rule_text *rule, const char *column)
{
    rule_add(rule, "%s %s %d.%02d", column, RULE_PICK(rule, rule_compares), rule_below(rule, 120), rule_below(rule, 100));
}

static inline void rule_purchase_test(rule_text *rule)
{
    switch (rule_below(rule, 15)) {
        case 0: rule_amount_test(rule, "amount"); break;
        case 1: rule_amount_test(rule, "gross"); break;
        case 2: rule_amount_test(rule, "cost"); break;
        case 3: rule_amount_test(rule, "margin"); break;
        case 4: rule_add(rule, "quantity %s %d", RULE_PICK(rule, rule_compares), rule_below(rule, 5)); break;
        case 5: rule_add(rule, "order %s %d", RULE_PICK(rule, rule_compares), 1 + rule_below(rule, 4)); break;
        case 6: RULE_TEXT_TEST(rule, "sku", shop_skus); break;
        case 7:
        case 8: RULE_TEXT_TEST(rule, "category", shop_categories); break;
        case 9: RULE_TEXT_TEST(rule, "brand", shop_brands); break;
        case 10: RULE_TEXT_TEST(rule, "channel", shop_channels); break;
        case 11: rule_add(rule, "%s", RULE_PICK(rule, ((const char *const[]){"sale", "code", "not sale", "code = false"}))); break;
        case 12:
            rule_add(rule, "%s",
                RULE_PICK(
                    rule, ((const char *const[]){"cost is null", "margin is not null", "month = 3", "weekday in (6, 7)", "hour < 12"})));
            break;
        default: rule_instant_test(rule, "at"); break;
    }
}

static inline void rule_choice_test(rule_text *rule, const char *const *texts, int count, const char *start)
{
    const char *const negated = rule_below(rule, 2) == 0 ? "" : "not ";

    switch (rule_below(rule, 4)) {
        case 0: rule_add(rule, "via != \"%s\"", texts[rule_below(rule, count)]); break;
        case 1: rule_add(rule, "via %sin (\"%s\", \"%s\")", negated, texts[rule_below(rule, count)], texts[rule_below(rule, count)]); break;
        case 2: rule_add(rule, "via %sstarts with \"%s\"", negated, start); break;
        default: rule_add(rule, "via = \"%s\"", texts[rule_below(rule, count)]); break;
    }
}

/* Visits and messages have ways of their own; of anything else it is empty. */
static inline void rule_via_test(rule_text *rule)
{
    static const char *const ways[] = {"", "direct", "search", "email", "other"};
    static const char *const channels[] = {"email", "sms"};

    if (strcmp(rule->what, "visits") == 0) {
        rule_choice_test(rule, ways, 5, "s");
    } else if (strchr("soc", rule->what[0]) != NULL && strcmp(rule->what, "surveys") != 0 && strcmp(rule->what, "contests") != 0) {
        rule_choice_test(rule, channels, 2, "e");
    } else {
        rule_add(rule, "via %s \"\"", rule_below(rule, 2) == 0 ? "=" : "!=");
    }
}

static inline void rule_activity_test(rule_text *rule)
{
    switch (rule_below(rule, 6)) {
        case 0: RULE_TEXT_TEST(rule, "name", shop_messages); break;
        case 1: rule_via_test(rule); break;
        case 2: RULE_TEXT_TEST(rule, "section", shop_sections); break;
        case 3:
            rule_add(
                rule, "%s", RULE_PICK(rule, ((const char *const[]){"wanted", "not wanted", "wanted is null", "month != 3", "hour >= 6"})));
            break;
        default: rule_instant_test(rule, "at"); break;
    }
}

static inline void rule_condition(rule_text *rule, bool purchases)
{
    const int more = rule_below(rule, 4);

    for (int i = 0; i <= more / 2; i++) {
        rule_add(rule, "%s%s", i == 0 ? "" : rule_below(rule, 2) == 0 ? " and " : " or ", rule_below(rule, 5) == 0 ? "not " : "");
        if (purchases) {
            rule_purchase_test(rule);
        } else {
            rule_activity_test(rule);
        }
    }
}

static inline void rule_window(rule_text *rule)
{
    switch (rule_below(rule, 5)) {
        case 0: rule_add(rule, ", last %d days", 1 + rule_below(rule, 500)); break;
        case 1: rule_add(rule, ", before %d months ago", rule_below(rule, 12)); break;
        case 2: rule_add(rule, ", since 2011-0%d-27", 1 + rule_below(rule, 9)); break;
        case 3: rule_add(rule, ", between 2010-0%d-28 and 2011-0%d-27", 1 + rule_below(rule, 9), 1 + rule_below(rule, 9)); break;
        default: break;
    }
}

static inline void rule_inside(rule_text *rule, bool purchases)
{
    if (rule_below(rule, 3) > 0) {
        rule_add(rule, ", ");
        rule_condition(rule, purchases);
    }
    rule_window(rule);
}

static inline void rule_aggregate(rule_text *rule)
{
    static const char *const activities[] = {"visits", "sent", "opened", "clicked", "reviews", "surveys", "contests", "preferences"};
    static const char *const money[] = {"amount", "gross", "cost", "margin"};
    const char *what = RULE_PICK(rule, activities);
    const bool purchases = rule_below(rule, 3) > 0;
    const char *compare = RULE_PICK(rule, rule_compares);

    rule->what = what;
    switch (rule_below(rule, 7)) {
        case 0:
        case 1:
            rule_add(rule, "count(%s",
                purchases ? RULE_PICK(rule, ((const char *const[]){"orders", "lines", "categories", "brands", "skus", "channels"})) : what);
            rule_inside(rule, purchases);
            rule_add(rule, ") %s %d", compare, rule_below(rule, 5));
            break;
        case 2:
            rule_add(rule, "%s(%s", RULE_PICK(rule, ((const char *const[]){"sum", "average", "min", "max"})), RULE_PICK(rule, money));
            rule_inside(rule, true);
            rule_add(rule, ") %s %d.%02d", compare, rule_below(rule, 200), rule_below(rule, 100));
            break;
        case 3:
            rule_add(rule, "%s(quantity", RULE_PICK(rule, ((const char *const[]){"sum", "min", "max"})));
            rule_inside(rule, true);
            rule_add(rule, rule_below(rule, 3) == 0 ? ") is null" : ") %s %d", compare, rule_below(rule, 20));
            break;
        case 4:
            rule_add(rule, "%s(%s", rule_below(rule, 2) == 0 ? "first" : "last", purchases ? "orders" : what);
            rule_inside(rule, purchases);
            if (rule_below(rule, 3) == 0) {
                rule_add(rule, ") is %snull", rule_below(rule, 2) == 0 ? "" : "not ");
            } else {
                rule_add(rule, ") %s %s", compare, RULE_PICK(rule, rule_dates));
            }
            break;
        default:
            rule_add(rule, "share(%s",
                purchases ? RULE_PICK(rule, ((const char *const[]){"orders", "lines", "amount", "gross", "quantity"})) : what);
            rule_add(rule, ", ");
            rule_condition(rule, purchases);
            if (rule_below(rule, 2) == 0) {
                rule_add(rule, ", of ");
                rule_condition(rule, purchases);
            }
            rule_window(rule);
            rule_add(rule, ") %s %d %%", compare, rule_below(rule, 101));
            break;
    }
}

static inline void rule_fact(rule_text *rule)
{
    static const char *const plain[] = {"consent_email", "not consent_sms", "consent_email is null", "gender = \"female\"",
        "gender != \"male\"", "gender in (\"other\", \"female\")", "gender starts with \"f\"", "birthday is not null",
        "birthday < 1980-05-17", "year(birthday) <= 1985", "month(birthday) = 2", "birthday_in <= 60", "open_rate >= 40 %",
        "best_hour < 12", "messages_sent > 0", "rfm_recency >= 3", "rfm_frequency in (1, 3, 5)", "p_alive >= 50 %", "clv < 100",
        "expected_orders > 0.5", "month(today) in (1, 6)", "weekday(today) < 6", "true", "false", "tier_missing > 0", "signed_up is null",
        "redemptions > 0", "average_order >= 50", "in segment \"readers\"", "not in segment \"readers\"", "not in segment \"mail\""};
    static const char *const numbers[] = {"orders", "refunds", "visits", "points", "reviews", "surveys", "messages_opened"};
    static const char *const money[] = {"spent", "spent_gross", "refunded", "average_order"};
    static const char *const instants[] = {"first_order", "last_order", "last_visit", "email_since", "first_visit", "last_opened"};

    switch (rule_below(rule, 5)) {
        case 0: rule_add(rule, "%s %s %d", RULE_PICK(rule, numbers), RULE_PICK(rule, rule_compares), rule_below(rule, 6)); break;
        case 1: rule_amount_test(rule, RULE_PICK(rule, money)); break;
        case 2: rule_instant_test(rule, RULE_PICK(rule, instants)); break;
        default: rule_add(rule, "%s", RULE_PICK(rule, plain)); break;
    }
}

/* Comparisons between "and", "or" and "not", in parentheses here and there. */
static inline void rule_random(rule_text *rule, uint64_t *state)
{
    int open = 0;

    *rule = (rule_text){.state = state};
    const int parts = 1 + rule_below(rule, 5);
    for (int i = 0; i < parts; i++) {
        rule_add(rule, "%s%s", i == 0 ? "" : rule_below(rule, 2) == 0 ? " and " : " or ", rule_below(rule, 3) == 0 ? "not " : "");
        if (rule_below(rule, 4) == 0) {
            rule_add(rule, "(");
            open++;
        }
        if (rule_below(rule, 2) == 0) {
            rule_aggregate(rule);
        } else {
            rule_fact(rule);
        }
        if (open > 0 && rule_below(rule, 2) == 0) {
            rule_add(rule, ")");
            open--;
        }
    }
    for (; open > 0; open--) {
        rule_add(rule, ")");
    }
}

static inline const lty_expr *rule_compile_in(
    const char *text, const lty_programme *programme, const lty_expr_names *names, lty_arena *arena)
{
    lty_expr_scope scope = lty_fact_scope();
    lty_problems problems;
    const lty_expr *rule = NULL;

    scope.zone = &programme->zone;
    scope.currency_decimals = 2;
    scope.names = names;
    lty_problems_init(&problems, arena);
    const lty_status status = lty_expr_compile(&rule, lty_test_text(text), &scope, arena, &problems);
    if (status != LTY_OK) {
        printf("%s\n", text);
        for (size_t i = 0; i < problems.count; i++) {
            printf("at %zu: %.*s, expected %.*s\n", problems.items[i].offset, (int) problems.items[i].found.len,
                problems.items[i].found.bytes, (int) problems.items[i].expected.len, problems.items[i].expected.bytes);
        }
    }
    assert_int_equal(status, LTY_OK);
    return rule;
}

/* With segments that are unknown of some, so that what is written out is told from what is asked. */
static inline const lty_expr *rule_compile(const char *text, const lty_programme *programme, lty_arena *arena)
{
    lty_expr_named *segments = lty_arena_new(arena, 2, sizeof *segments);
    lty_expr_names *names = lty_arena_zero(arena, 1, sizeof *names);

    assert_true(segments != NULL && names != NULL);
    segments[0] =
        (lty_expr_named){LTY_TEXT("readers"), rule_compile_in("open_rate >= 40 % or last(visits) >= 300 days ago", programme, NULL, arena)};
    segments[1] = (lty_expr_named){LTY_TEXT("mail"), rule_compile_in("consent_email and count(orders) < 3", programme, NULL, arena)};
    *names = (lty_expr_names){.segments = segments, .segment_count = 2};
    return rule_compile_in(text, programme, names, arena);
}

#endif
