/*
 * Histories under programmes, both made from any bytes: one or two versions, events of every type for a few linked people. Whatever comes in, the
 * sums agree (law 2), the order of arrival and repeats change nothing (laws 4, 5), a fold alone and a base say the same (law 6), and a replay
 * under the same programme finds no difference.
 */
#include <stdio.h>

#include "lty_fuzz.h"

#include "lty_base.h"
#include "lty_facts.h"
#include "lty_money.h"
#include "lty_person.h"
#include "lty_replay.h"

enum { EVENTS = 48, LINES = 3, VERSIONS = 2, ALL = LTY_FOLD_FLOWS | LTY_FOLD_PARTS | LTY_FOLD_RULES };

#define DAY INT64_C(86400)
#define BEGIN_S INT64_C(1577836800) /* 2020 */

/* Bytes as choices; 0 for ever behind the last one. */
typedef struct fuzz_bytes {
    const uint8_t *data;
    size_t left;
} fuzz_bytes;

typedef struct fuzz_world {
    lty_event events[EVENTS];
    lty_event_line lines[EVENTS][LINES];
    char ids[EVENTS][24];
    char payloads[EVENTS][8];
    size_t count;
    int64_t at_s; /* of the fold */
    const lty_timeline *timeline;
    lty_arena arena;
} fuzz_world;

static int64_t fuzz_below(fuzz_bytes *bytes, int64_t limit)
{
    if (bytes->left == 0) {
        return 0;
    }
    bytes->left--;
    return *bytes->data++ % limit;
}

static const char *fuzz_one_of(fuzz_bytes *bytes, const char *const *texts, size_t count)
{
    return texts[fuzz_below(bytes, (int64_t) count)];
}

static lty_text fuzz_text(const char *text)
{
    return (lty_text){text, strlen(text)};
}

#define ONE_OF(bytes, texts) fuzz_one_of(bytes, texts, sizeof(texts) / sizeof *(texts))

/* Small ones mostly, and up to the most that may be entered. */
static int64_t fuzz_amount(fuzz_bytes *bytes)
{
    int64_t amount = fuzz_below(bytes, 256) + 256 * fuzz_below(bytes, 16);

    for (int64_t zeros = fuzz_below(bytes, 8) == 1 ? fuzz_below(bytes, 10) : 0; zeros > 0; zeros--) {
        amount *= 10;
    }
    return amount > LTY_MONEY_ENTRY_MAX ? LTY_MONEY_ENTRY_MAX : amount;
}

/* --- programmes ------------------------------------------------------------------------------------------------------- */

static lty_status fuzz_zone(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    static const lty_transition utc[] = {{INT64_MIN, 0}};
    static const lty_transition west[] = {{INT64_MIN, -18000}, {1583650800, -14400}, {1604210400, -18000}, {1615705200, -14400}};
    static const lty_transition east[] = {{INT64_MIN, 50400}};

    (void) arena;
    (void) context;
    *out = name.bytes[1] == 'm' ? (lty_zone){name, west, 4} : name.bytes[0] == 'P' ? (lty_zone){name, east, 1} : (lty_zone){name, utc, 1};
    return LTY_OK;
}

static void fuzz_number(lty_buffer *out, const char *before, int64_t value, const char *after)
{
    lty_buffer_string(out, before);
    lty_buffer_integer(out, value);
    lty_buffer_string(out, after);
}

static void fuzz_caps(lty_buffer *out, fuzz_bytes *bytes)
{
    static const char *const spans[] = {"order", "day", "month", "year", "programme"};

    lty_buffer_string(out, ",\"caps\":{\"");
    lty_buffer_string(out, ONE_OF(bytes, spans));
    fuzz_number(out, "\":", 1 + fuzz_amount(bytes) % 1000000000, "}");
}

/* One rule of each bit that is chosen; `rate` always. */
static void fuzz_earn(lty_buffer *out, fuzz_bytes *bytes)
{
    static const char *const rules[] = {"\"kind\":\"goal\",\"orders\":2,\"within\":{\"days\":9}",
        "\"kind\":\"goal\",\"spend\":5000,\"within\":{\"months\":2}", "\"kind\":\"next_order\",\"within\":{\"days\":40}",
        "\"kind\":\"next_order\",\"within\":{\"months\":1},\"after\":\"first\"", "\"kind\":\"order\",\"minimum\":300",
        "\"kind\":\"first_order\"", "\"kind\":\"sign_up\"", "\"kind\":\"visit\"", "\"kind\":\"review\"", "\"kind\":\"survey\"",
        "\"kind\":\"contest\"", "\"kind\":\"inviter\"", "\"kind\":\"friend\"", "\"kind\":\"birthday\",\"known_days\":7",
        "\"kind\":\"child_birthday\",\"most_children\":1"};
    static const char *const conditions[] = {"", "", "", ",\"tiers\":[\"gold\"]", ",\"segments\":[\"s\"]",
        ",\"weekdays\":[\"sunday\",\"monday\"]", ",\"from\":\"2020-03-01\",\"until\":\"2020-11-30\""};
    static const char *const lines[] = {
        "", ",\"categories\":{\"include\":[\"tea\"]}", ",\"products\":{\"exclude\":[\"A\"]}", ",\"sale_items\":false"};
    int64_t chosen = fuzz_below(bytes, 256) | fuzz_below(bytes, 256) << 8;

    fuzz_number(out, "\"earn\":[{\"key\":\"e\",\"kind\":\"rate\",\"points\":", 1 + fuzz_below(bytes, 9), "");
    fuzz_number(out, ",\"per\":", 1 + fuzz_below(bytes, 200), ONE_OF(bytes, lines));
    lty_buffer_string(out, "}");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++, chosen >>= 1) {
        if ((chosen & 1) == 0) {
            continue;
        }
        fuzz_number(out, ",{\"key\":\"r", (int64_t) i, "\",\"points\":");
        fuzz_number(out, "", 1 + fuzz_amount(bytes) % 1000000000, ",");
        lty_buffer_string(out, rules[i]);
        lty_buffer_string(out, ONE_OF(bytes, conditions));
        if (fuzz_below(bytes, 4) == 1) {
            fuzz_caps(out, bytes);
        }
        lty_buffer_string(out, "}");
    }
    lty_buffer_string(out, "]");
}

static void fuzz_points(lty_buffer *out, fuzz_bytes *bytes)
{
    static const char *const expiries[] = {"", ",\"expiry\":{\"days\":5}", ",\"expiry\":{\"months\":2,\"round_up_to\":\"month\"}",
        ",\"expiry\":{\"days\":20,\"from\":\"activity\"}", ",\"expiry\":{\"months\":1,\"from\":\"activity\",\"round_up_to\":\"quarter\"}",
        ",\"expiry\":{\"months\":12,\"round_up_to\":\"year\"}"};
    static const char *const bases[] = {"", "", ",\"base\":{\"tax\":false}", ",\"base\":{\"shipping\":true,\"points\":true}",
        ",\"base\":{\"tax\":false,\"gift_card\":false,\"shipping\":true}"};
    static const char *const waits[] = {"", "", ",\"pending_days\":3", ",\"pending_until\":\"delivered\"",
        ",\"pending_days\":30,\"pending_until\":\"delivered\"", ",\"award_on\":\"delivered\""};
    static const char *const others[] = {",\"arrears\":\"negative\"", ",\"arrears\":\"zero\"", ",\"arrears\":\"pending\""};
    static const char *const roundings[] = {"down", "up", "half_up", "half_even"};

    lty_buffer_string(out, "\"points\":{");
    fuzz_earn(out, bytes);
    lty_buffer_string(out, ONE_OF(bytes, bases));
    lty_buffer_string(out, ONE_OF(bytes, expiries));
    lty_buffer_string(out, ONE_OF(bytes, waits));
    lty_buffer_string(out, ONE_OF(bytes, others));
    lty_buffer_string(out, ",\"rounding\":\"");
    lty_buffer_string(out, ONE_OF(bytes, roundings));
    lty_buffer_string(out, fuzz_below(bytes, 2) == 1 ? "\",\"backfill\":true" : "\"");
    if (fuzz_below(bytes, 4) == 1) {
        fuzz_caps(out, bytes);
    }
    lty_buffer_string(out, ",\"worth\":{\"points\":100,\"amount\":3}}");
}

static void fuzz_tiers(lty_buffer *out, fuzz_bytes *bytes)
{
    static const char *const metrics[] = {"spend", "points", "orders"};
    static const char *const windows[] = {"\"lifetime\"", "\"calendar_year\"", "{\"days\":11}", "{\"months\":12}"};
    static const char *const keeps[] = {"", "", ",\"keep\":{\"months\":1,\"from\":\"reached\"}",
        ",\"keep\":{\"days\":9,\"from\":\"joined\"}", ",\"keep\":{\"until\":\"03-31\",\"years\":1}", ",\"keep\":\"ever\"",
        ",\"keep\":{\"months\":12,\"from\":\"joined\"},\"downgrade\":\"one\"",
        ",\"keep\":{\"days\":30,\"from\":\"reached\"},\"downgrade\":\"one\""};
    static const char *const silver[] = {"tin", "silver"};

    lty_buffer_string(out, ",\"tiers\":{\"by\":\"");
    lty_buffer_string(out, ONE_OF(bytes, metrics));
    lty_buffer_string(out, "\",\"window\":");
    lty_buffer_string(out, ONE_OF(bytes, windows));
    lty_buffer_string(out, ONE_OF(bytes, keeps));
    lty_buffer_string(out, fuzz_below(bytes, 3) == 1 ? ",\"grace\":{\"days\":4}" : "");
    lty_buffer_string(out, ",\"levels\":[{\"key\":\"basic\",\"name\":\"B\",\"from\":0},{\"key\":\"");
    lty_buffer_string(out, ONE_OF(bytes, silver));
    fuzz_number(out, "\",\"name\":\"S\",\"from\":", 1 + fuzz_below(bytes, 3), ",\"earn_percent\":15000},");
    fuzz_number(out, "{\"key\":\"gold\",\"name\":\"G\",\"from\":", 4 + fuzz_amount(bytes) % 1000000, ",\"earn_percent\":");
    fuzz_number(out, "", 1 + fuzz_below(bytes, 4) * 25000, "}]}");
}

static const lty_programme *fuzz_programme(fuzz_bytes *bytes, lty_arena *arena, int64_t version)
{
    static const char *const zones[] = {"UTC", "America/New_York", "Pacific/Kiritimati"};
    static const char *const begins[] = {"2020-02-28", "2020-04-01", "2020-07-15", "2021-01-01"};
    static const char *const rules[] = {
        "orders >= 2", "tier = \\\"gold\\\" or visits > 1", "last_order < 10 days ago", "average_order > 500 and birthday is not null"};
    const lty_programme *programme = NULL;
    lty_problems problems;
    lty_buffer text;
    const lty_expr_scope catalogue = lty_fact_scope();

    lty_buffer_init(&text, &lty_fuzz_alloc);
    fuzz_number(&text, "{\"name\":\"F\",\"currency\":\"EUR\",\"version\":", version, ",\"valid_from\":\"");
    lty_buffer_string(&text, version == 1 ? "2020-01-15" : ONE_OF(bytes, begins));
    lty_buffer_string(&text, "\",\"timezone\":\"");
    lty_buffer_string(&text, ONE_OF(bytes, zones));
    lty_buffer_string(&text, "\",");
    fuzz_points(&text, bytes);
    fuzz_tiers(&text, bytes);
    lty_buffer_string(&text, ",\"segments\":[{\"key\":\"s\",\"name\":\"S\",\"rule\":\"");
    lty_buffer_string(&text, ONE_OF(bytes, rules));
    lty_buffer_string(&text, "\"}],\"referral\":{\"minimum\":1}}");
    LTY_ASSERT(!text.failed);
    lty_problems_init(&problems, arena);
    const lty_status status = lty_programme_parse(&programme, text.bytes, text.len, &catalogue, fuzz_zone, NULL, arena, &problems);

    LTY_ASSERT(status == LTY_OK || (status == LTY_E_PROGRAMME && problems.count > 0));
    lty_buffer_destroy(&text);
    return status == LTY_OK ? programme : NULL;
}

/* --- events ----------------------------------------------------------------------------------------------------------- */

static const char *const fuzz_people[] = {"a", "a", "a", "a", "b", "c", "d"};
static const char *const fuzz_objects[] = {"1", "2", "3", "4"};

static void fuzz_sale(fuzz_bytes *bytes, lty_event *event, lty_event_line *lines)
{
    static const char *const skus[] = {"A", "B", ""};
    static const char *const categories[] = {"tea", ""};

    memcpy(event->currency, "EUR", 4);
    event->object = fuzz_text(ONE_OF(bytes, fuzz_objects));
    event->line_count = (size_t) fuzz_below(bytes, LINES + 1);
    event->lines = event->line_count == 0 ? NULL : lines;
    event->amount_minor = event->line_count == 0 ? fuzz_amount(bytes) : 0;
    for (size_t i = 0; i < event->line_count; i++) {
        const int64_t amount = fuzz_amount(bytes) / LINES;

        lines[i] = (lty_event_line){.sku = fuzz_text(ONE_OF(bytes, skus)),
            .category = fuzz_text(ONE_OF(bytes, categories)),
            .quantity = 1 + fuzz_below(bytes, 3),
            .amount_minor = amount,
            .tax_minor = event->type == LTY_EVENT_ORDER && fuzz_below(bytes, 2) == 1 ? amount / 6 : 0,
            .cost_minor = event->type == LTY_EVENT_ORDER && i % 2 == 1 ? amount / 2 : LTY_EVENT_COST_NONE,
            .sale = fuzz_below(bytes, 4) == 1};
        event->amount_minor += amount;
    }
    event->shipping_minor = fuzz_below(bytes, 3) == 1 ? fuzz_amount(bytes) : 0;
    if (event->type == LTY_EVENT_ORDER) {
        event->condition = 1 + (int) ((fuzz_below(bytes, 8) + 1) * 7 / 12) % 4;
        event->revision = 1 + fuzz_below(bytes, 4);
        event->tax_minor = event->line_count == 0 && fuzz_below(bytes, 2) == 1 ? event->amount_minor / 5 : 0;
        event->by_points_minor = fuzz_below(bytes, 4) == 1 ? event->amount_minor / 3 : 0;
        event->by_card_minor = fuzz_below(bytes, 4) == 1 ? event->amount_minor / 2 : 0;
    }
}

static void fuzz_person(fuzz_bytes *bytes, lty_event *event)
{
    static const char *const tiers[] = {"basic", "silver", "gold", "none"};

    switch (event->type) {
        case LTY_EVENT_IDENTITIES_LINKED:
        case LTY_EVENT_REFERRAL:
            event->object = fuzz_text(ONE_OF(bytes, fuzz_people));
            event->given = fuzz_below(bytes, 4) != 1;
            event->revision = 1 + fuzz_below(bytes, 3);
            event->condition = event->type == LTY_EVENT_REFERRAL ? 1 + (int) fuzz_below(bytes, 4) : 0;
            if (lty_text_equal(event->object, event->customer)) {
                event->object = fuzz_text("z");
            }
            break;
        case LTY_EVENT_TIER_SET:
            event->value = fuzz_text(ONE_OF(bytes, tiers));
            event->reason = fuzz_text("r");
            event->author = fuzz_text("o");
            event->until_s = fuzz_below(bytes, 2) == 1 ? event->at_s + (fuzz_below(bytes, 250) - 10) * DAY : LTY_TIME_NONE;
            break;
        case LTY_EVENT_BIRTHDAY:
        case LTY_EVENT_CHILD_BIRTHDAY:
            event->day = (event->at_s / DAY + fuzz_below(bytes, 200) - 100) - 365 * fuzz_below(bytes, 90);
            event->object = event->type == LTY_EVENT_CHILD_BIRTHDAY ? fuzz_text(ONE_OF(bytes, fuzz_objects)) : (lty_text){NULL, 0};
            break;
        case LTY_EVENT_CONSENT:
            event->value = fuzz_text(fuzz_below(bytes, 2) == 1 ? "sms" : "email");
            event->given = fuzz_below(bytes, 3) > 0;
            break;
        case LTY_EVENT_GENDER: event->value = fuzz_text("other"); break;
        default: break;
    }
}

/* Visits, messages, what somebody wants, segments. */
static void fuzz_behaviour(fuzz_bytes *bytes, lty_event *event)
{
    switch (event->type) {
        case LTY_EVENT_VISIT:
            event->value = fuzz_text(fuzz_below(bytes, 2) == 1 ? "direct" : "");
            event->section = fuzz_text(fuzz_below(bytes, 2) == 1 ? "cats" : "");
            break;
        case LTY_EVENT_MESSAGE_SENT:
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED:
            event->object = fuzz_text(ONE_OF(bytes, fuzz_objects));
            event->value = fuzz_text("spring");
            event->channel = fuzz_text(fuzz_below(bytes, 2) == 1 ? "sms" : "email");
            event->section = fuzz_text(event->type != LTY_EVENT_MESSAGE_SENT && fuzz_below(bytes, 2) == 1 ? "cats" : "");
            break;
        case LTY_EVENT_PREFERENCE:
        case LTY_EVENT_SEGMENT:
            event->object = fuzz_text("cats");
            event->given = fuzz_below(bytes, 2) == 1;
            break;
        default: fuzz_person(bytes, event); break;
    }
}

static void fuzz_fact(fuzz_bytes *bytes, lty_event *event)
{
    switch (event->type) {
        case LTY_EVENT_REVIEW:
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST: event->object = fuzz_text(ONE_OF(bytes, fuzz_objects)); break;
        case LTY_EVENT_POINTS_ADJUSTED:
            event->points = 1 + fuzz_amount(bytes);
            event->points = fuzz_below(bytes, 2) == 1 ? -event->points : event->points;
            event->reason = fuzz_text("r");
            event->author = fuzz_text("o");
            break;
        case LTY_EVENT_OPENING_BALANCE: event->points = fuzz_amount(bytes); break;
        case LTY_EVENT_POINTS_SPENT:
        case LTY_EVENT_POINTS_RESTORED:
            event->object = fuzz_text(ONE_OF(bytes, fuzz_objects));
            event->points = 1 + fuzz_amount(bytes);
            break;
        case LTY_EVENT_COUPON_REDEEMED:
            event->object = fuzz_text(ONE_OF(bytes, fuzz_objects));
            event->value = fuzz_text("c");
            break;
        case LTY_EVENT_SERVICE:
            event->object = fuzz_text(ONE_OF(bytes, fuzz_objects));
            event->value = fuzz_text("repair");
            event->condition = 1 + (int) fuzz_below(bytes, 3);
            event->revision = 1 + fuzz_below(bytes, 3);
            event->points = 1;
            break;
        default: fuzz_behaviour(bytes, event); break;
    }
}

static int64_t fuzz_instant(fuzz_bytes *bytes, int64_t at_s)
{
    static const int64_t steps[] = {0, 0, 1, 3600, DAY, DAY, 3 * DAY, 10 * DAY, 31 * DAY, -DAY, -5 * DAY, 200 * DAY};
    const int64_t choice = fuzz_below(bytes, 256);

    if (choice >= 254) {
        return choice == 254 ? LTY_TIME_MIN : LTY_TIME_MAX;
    }
    return at_s + steps[choice % 12];
}

static void fuzz_events(fuzz_world *world, fuzz_bytes *bytes)
{
    static const lty_event_type types[] = {LTY_EVENT_ORDER, LTY_EVENT_ORDER, LTY_EVENT_ORDER, LTY_EVENT_ORDER, LTY_EVENT_REFUND,
        LTY_EVENT_REFUND, LTY_EVENT_REFUND, LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_RESTORED,
        LTY_EVENT_IDENTITIES_LINKED, LTY_EVENT_OPENING_BALANCE, LTY_EVENT_TIER_SET, LTY_EVENT_SIGN_UP, LTY_EVENT_BIRTHDAY, LTY_EVENT_GENDER,
        LTY_EVENT_CONSENT, LTY_EVENT_CHILD_BIRTHDAY, LTY_EVENT_VISIT, LTY_EVENT_REVIEW, LTY_EVENT_SURVEY, LTY_EVENT_CONTEST,
        LTY_EVENT_REFERRAL, LTY_EVENT_POINTS_ADJUSTED, LTY_EVENT_COUPON_REDEEMED, LTY_EVENT_SERVICE, LTY_EVENT_PREFERENCE,
        LTY_EVENT_MESSAGE_SENT, LTY_EVENT_MESSAGE_OPENED, LTY_EVENT_MESSAGE_CLICKED, LTY_EVENT_SEGMENT};
    int64_t at_s = BEGIN_S;

    for (world->count = 0; world->count < EVENTS && bytes->left > 0; world->count++) {
        const size_t i = world->count;
        lty_event *event = &world->events[i];
        const int64_t moment_s = fuzz_instant(bytes, at_s);

        at_s = moment_s == LTY_TIME_MIN || moment_s == LTY_TIME_MAX ? at_s : moment_s;
        /* The middle letter puts ids into another order than that of their events. */
        snprintf(world->ids[i], sizeof world->ids[i], "%c/%c/%zu/1", fuzz_below(bytes, 8) == 1 ? 't' : 's',
            'a' + (char) fuzz_below(bytes, 26), i);
        snprintf(world->payloads[i], sizeof world->payloads[i], "%zu", i);
        *event = (lty_event){.id = fuzz_text(world->ids[i]),
            .customer = fuzz_text(ONE_OF(bytes, fuzz_people)),
            .type = types[fuzz_below(bytes, sizeof types / sizeof *types)],
            .at_s = moment_s,
            .payload = fuzz_text(world->payloads[i]),
            .until_s = LTY_TIME_NONE};
        if (event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFUND) {
            fuzz_sale(bytes, event, world->lines[i]);
        } else {
            fuzz_fact(bytes, event);
        }
        if (lty_event_replaces(event->type) && i > 0 && fuzz_below(bytes, 6) == 1) {
            event->replaces = world->events[fuzz_below(bytes, (int64_t) i)].id;
        }
    }
}

/* --- laws ------------------------------------------------------------------------------------------------------------- */

/* Law 2 in its sums, by lots and by flows. */
static void fuzz_conserved(const lty_customer *customer)
{
    static const lty_fact flows[LTY_FLOW_COUNT] = {LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_SPENT,
        LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_IN, LTY_FACT_POINTS_OUT, LTY_FACT_POINTS_RESTORED};
    const int64_t *facts = customer->facts;
    int64_t sums[LTY_FLOW_COUNT] = {0};
    int64_t left[2] = {0, 0};
    int64_t drawn = 0;
    int64_t spent = 0;
    int64_t debt = 0;

    LTY_ASSERT(facts[LTY_FACT_POINTS_EARNED] + facts[LTY_FACT_POINTS_RESTORED] + facts[LTY_FACT_POINTS_IN]
        == facts[LTY_FACT_POINTS] + facts[LTY_FACT_POINTS_PENDING] + facts[LTY_FACT_POINTS_SPENT] + facts[LTY_FACT_POINTS_EXPIRED]
            + facts[LTY_FACT_POINTS_REVERSED] + facts[LTY_FACT_POINTS_OUT]);
    for (size_t i = 0; i < customer->lot_count; i++) {
        const lty_lot *lot = &customer->lots[i];

        LTY_ASSERT(lot->earned > 0 && lot->reversed >= 0 && lot->spent >= 0 && lot->expired >= 0 && lot->left >= 0);
        LTY_ASSERT(lot->earned == lot->reversed + lot->spent + lot->expired + lot->left);
        left[lot->pending ? 1 : 0] += lot->left;
        spent += lot->spent;
    }
    for (size_t i = 0; i < customer->draw_count; i++) {
        LTY_ASSERT(customer->draws[i].points > 0 && customer->draws[i].lot < customer->lot_count);
        drawn += customer->draws[i].points;
    }
    for (size_t i = 0; i < customer->debt_count; i++) {
        LTY_ASSERT(customer->debts[i].points > 0);
        debt += customer->debts[i].points;
    }
    LTY_ASSERT(drawn == spent && left[1] == facts[LTY_FACT_POINTS_PENDING] && left[0] - debt == facts[LTY_FACT_POINTS]);
    LTY_ASSERT(left[0] == 0 || debt == 0);
    for (size_t i = 0; i < customer->flow_count; i++) {
        LTY_ASSERT(customer->flows[i].points > 0);
        sums[customer->flows[i].kind] += customer->flows[i].points;
    }
    for (size_t i = 0; i < LTY_FLOW_COUNT; i++) {
        LTY_ASSERT(sums[i] == facts[flows[i]]);
    }
}

/* Facts of messages and dates are within their bounds and agree with one another. */
static void fuzz_known(const lty_customer *customer)
{
    const int64_t *facts = customer->facts;
    const int64_t sent = facts[LTY_FACT_MESSAGES_SENT];
    const int64_t opened = facts[LTY_FACT_MESSAGES_OPENED];

    LTY_ASSERT(facts[LTY_FACT_MESSAGES_CLICKED] >= 0 && facts[LTY_FACT_MESSAGES_CLICKED] <= opened && opened <= sent);
    LTY_ASSERT((sent == 0) == (facts[LTY_FACT_OPEN_RATE] == LTY_FACT_NONE) && facts[LTY_FACT_OPEN_RATE] <= 1000000);
    LTY_ASSERT((opened == 0) == (facts[LTY_FACT_BEST_HOUR] == LTY_FACT_NONE) && facts[LTY_FACT_BEST_HOUR] <= 23);
    LTY_ASSERT((opened == 0) == (facts[LTY_FACT_LAST_OPENED] == LTY_FACT_NONE));
    LTY_ASSERT((facts[LTY_FACT_CONSENT_EMAIL] == 1) == (facts[LTY_FACT_EMAIL_SINCE] != LTY_FACT_NONE));
    LTY_ASSERT((facts[LTY_FACT_CONSENT_SMS] == 1) == (facts[LTY_FACT_SMS_SINCE] != LTY_FACT_NONE));
    LTY_ASSERT(
        facts[LTY_FACT_BIRTHDAY_IN] == LTY_FACT_NONE || (facts[LTY_FACT_BIRTHDAY] != LTY_FACT_NONE && facts[LTY_FACT_BIRTHDAY_IN] >= 0));
    LTY_ASSERT(
        facts[LTY_FACT_CHILD_BIRTHDAY_IN] == LTY_FACT_NONE || (facts[LTY_FACT_CHILDREN] > 0 && facts[LTY_FACT_CHILD_BIRTHDAY_IN] >= 0));
    LTY_ASSERT((facts[LTY_FACT_VISITS] == 0) == (facts[LTY_FACT_FIRST_VISIT] == LTY_FACT_NONE)
        && facts[LTY_FACT_FIRST_VISIT] <= facts[LTY_FACT_LAST_VISIT]);
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        LTY_ASSERT((!lty_fact_is_applied((lty_fact) i) && i != LTY_FACT_LOYALTY) || facts[i] == LTY_FACT_NONE);
    }
}

/* The events of "a" out of those of everybody; strangers are left out. */
static size_t fuzz_gather(const lty_event **list, size_t count, int64_t at_s)
{
    for (;;) {
        const lty_event *stranger = NULL;
        size_t kept = 0;
        const lty_status status = lty_person_gather(list, &count, &stranger, fuzz_text("a"), at_s, &lty_fuzz_alloc);

        if (status == LTY_OK) {
            return count;
        }
        LTY_ASSERT(status == LTY_E_UNKNOWN_CUSTOMER && stranger != NULL);
        for (size_t i = 0; i < count; i++) {
            if (!lty_text_equal(list[i]->customer, stranger->customer)) {
                list[kept++] = list[i];
            }
        }
        LTY_ASSERT(kept < count);
        count = kept;
    }
}

/* Folds "a" with a folder of its own, events given from one end or the other, whatever is wanted. */
static lty_status fuzz_alone(unsigned char hash[32], const fuzz_world *world, bool turned, unsigned want)
{
    const lty_event *list[EVENTS];
    lty_folder *folder = NULL;
    lty_history history;
    lty_customer customer;

    for (size_t i = 0; i < world->count; i++) {
        list[i] = &world->events[turned ? world->count - 1 - i : i];
    }
    const size_t count = fuzz_gather(list, world->count, world->at_s);
    lty_history_init(&history, &lty_fuzz_alloc);
    LTY_ASSERT(lty_folder_create(&folder, world->timeline, &lty_fuzz_alloc) == LTY_OK);
    LTY_ASSERT(lty_history_prepare(&history, list, count, world->at_s) == LTY_OK);
    lty_status status = lty_fold(&customer, folder, &history, want);
    if (status == LTY_OK) {
        unsigned char again[32];

        lty_fold_digest(hash, fuzz_text("a"), &customer);
        LTY_ASSERT(lty_fold(&customer, folder, &history, ALL) == LTY_OK);
        fuzz_conserved(&customer);
        fuzz_known(&customer);
        lty_fold_digest(again, fuzz_text("a"), &customer);
        LTY_ASSERT(memcmp(hash, again, sizeof again) == 0);
    }
    lty_folder_destroy(folder);
    lty_history_destroy(&history);
    return status;
}

static lty_base *fuzz_base(const fuzz_world *world, bool turned)
{
    lty_base *base = NULL;
    bool repeated;

    LTY_ASSERT(lty_base_create(&base, world->timeline, 7, &lty_fuzz_alloc) == LTY_OK);
    for (size_t i = 0; i < world->count; i++) {
        const lty_event *event = &world->events[turned ? world->count - 1 - i : i];

        LTY_ASSERT(lty_base_append(base, event, &repeated) == LTY_OK && !repeated);
        if (turned && i == world->count / 2) {
            const lty_status status = lty_base_fold(base, world->at_s); /* the rest comes later */
            LTY_ASSERT(status == LTY_OK || status == LTY_E_RANGE);
        }
    }
    for (size_t i = 0; i < world->count; i++) {
        LTY_ASSERT(lty_base_append(base, &world->events[i], &repeated) == LTY_OK && repeated);
    }
    return base;
}

static void fuzz_replay(lty_base *base, const fuzz_world *world)
{
    lty_replay replay = {0};

    LTY_ASSERT(lty_replay_run(&replay, base, world->timeline, world->at_s, NULL, NULL, &lty_fuzz_alloc) == LTY_OK);
    LTY_ASSERT(replay.affected == 0 && replay.hardest_count == 0 && replay.gaining_count == 0);
    LTY_ASSERT(memcmp(replay.totals[0], replay.totals[1], sizeof replay.totals[0]) == 0);
    for (size_t i = 0; i < replay.month_count; i++) {
        const lty_replay_month *month = &replay.months[i];

        LTY_ASSERT(memcmp(month->flows[0], month->flows[1], sizeof month->flows[0]) == 0);
        LTY_ASSERT(month->owed[0] == month->owed[1] && month->liability_minor[0] == month->liability_minor[1]);
    }
    lty_replay_destroy(&replay);
}

static void fuzz_together(const fuzz_world *world, const unsigned char alone[32])
{
    lty_base *bases[2] = {fuzz_base(world, false), fuzz_base(world, true)};
    unsigned char hashes[2][32];
    unsigned char hash[32];
    lty_customer customer;
    bool folded = true;

    for (size_t i = 0; i < 2; i++) {
        const lty_status status = lty_base_fold(bases[i], world->at_s);

        LTY_ASSERT(status == LTY_OK || status == LTY_E_RANGE);
        folded = folded && status == LTY_OK && lty_base_digest(hashes[i], bases[i]) == LTY_OK;
    }
    const uint32_t number = folded ? lty_base_find(bases[0], fuzz_text("a")) : LTY_STORE_NONE;
    if (number != LTY_STORE_NONE && lty_base_person(bases[0], number) == number
        && lty_text_equal(lty_base_key(bases[0], number), fuzz_text("a")) && lty_base_is_person(bases[0], number)) {
        LTY_ASSERT(lty_base_customer(&customer, bases[0], number, ALL) == LTY_OK);
        fuzz_conserved(&customer);
        fuzz_known(&customer);
        lty_fold_digest(hash, fuzz_text("a"), &customer);
        LTY_ASSERT(memcmp(hash, alone, sizeof hash) == 0);
    }
    if (folded) {
        LTY_ASSERT(memcmp(hashes[0], hashes[1], sizeof hashes[0]) == 0);
        fuzz_replay(bases[0], world);
    }
    lty_base_destroy(bases[0]);
    lty_base_destroy(bases[1]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    fuzz_bytes bytes = {data, size};
    const lty_programme *versions[VERSIONS] = {NULL, NULL};
    const size_t count = 1 + (size_t) fuzz_below(&bytes, VERSIONS);
    unsigned char hashes[2][32];
    bool whole = true;
    size_t culprit;
    fuzz_world *world = calloc(1, sizeof *world);

    LTY_ASSERT(world != NULL);
    lty_arena_init(&world->arena, &lty_fuzz_alloc);
    for (size_t i = 0; i < count && whole; i++) {
        versions[i] = fuzz_programme(&bytes, &world->arena, (int64_t) i + 1);
        whole = versions[i] != NULL;
    }
    if (whole) {
        LTY_ASSERT(lty_timeline_create(&world->timeline, versions, count, &culprit, &world->arena) == LTY_OK);
        world->at_s = BEGIN_S + 8 * DAY * fuzz_below(&bytes, 256);
        fuzz_events(world, &bytes);
        const lty_status status = fuzz_alone(hashes[0], world, false, 0);

        LTY_ASSERT(status == LTY_OK || status == LTY_E_RANGE);
        LTY_ASSERT(fuzz_alone(hashes[1], world, true, ALL) == status);
        if (status == LTY_OK) {
            LTY_ASSERT(memcmp(hashes[0], hashes[1], sizeof hashes[0]) == 0);
            fuzz_together(world, hashes[0]);
        }
    }
    lty_arena_destroy(&world->arena);
    free(world);
    return 0;
}
