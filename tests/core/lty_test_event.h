/* Random events of every type, right by docs/events.md, and a comparison of all that an event says. */
#ifndef LTY_TEST_EVENT_H
#define LTY_TEST_EVENT_H

#include "lty_event.h"
#include "lty_money.h"
#include "lty_test.h"
#include "lty_time.h"

static const lty_event_type lty_test_types[LTY_EVENT_TYPES] = {LTY_EVENT_IDENTITIES_LINKED, LTY_EVENT_OPENING_BALANCE, LTY_EVENT_TIER_SET,
    LTY_EVENT_SIGN_UP, LTY_EVENT_BIRTHDAY, LTY_EVENT_GENDER, LTY_EVENT_CONSENT, LTY_EVENT_CHILD_BIRTHDAY, LTY_EVENT_VISIT, LTY_EVENT_REVIEW,
    LTY_EVENT_SURVEY, LTY_EVENT_CONTEST, LTY_EVENT_ORDER, LTY_EVENT_REFUND, LTY_EVENT_REFERRAL, LTY_EVENT_POINTS_ADJUSTED,
    LTY_EVENT_POINTS_SPENT, LTY_EVENT_POINTS_RESTORED, LTY_EVENT_COUPON_REDEEMED, LTY_EVENT_SERVICE, LTY_EVENT_PREFERENCE,
    LTY_EVENT_MESSAGE_SENT, LTY_EVENT_MESSAGE_OPENED, LTY_EVENT_MESSAGE_CLICKED, LTY_EVENT_SEGMENT};

typedef struct lty_test_event {
    lty_event event; /* points into the rest */
    lty_event_line lines[4];
    char id[32];
} lty_test_event;

/* A text of a few, some of which JSON has to escape; not the empty one. */
static inline lty_text lty_test_some_text(uint64_t *state)
{
    static const char *const texts[] = {
        "a", "536367", "\xC3\xA9t\xC3\xA9", "with \"quotes\" \\ and /", "\n\t\x01", "a-longer-one, with a comma", "\xF0\x9F\x8E\x81", "7"};

    return lty_test_text(texts[lty_test_below(state, (int64_t) (sizeof texts / sizeof *texts))]);
}

/* The same, or none. */
static inline lty_text lty_test_maybe_text(uint64_t *state)
{
    return lty_test_below(state, 2) == 0 ? (lty_text){NULL, 0} : lty_test_some_text(state);
}

static inline lty_text lty_test_some_key(uint64_t *state)
{
    static const char *const keys[] = {"gold", "a", "x-1_2", "repair"};

    return lty_test_text(keys[lty_test_below(state, 4)]);
}

/* Often nothing, seldom the most. */
static inline int64_t lty_test_some_money(uint64_t *state, int64_t most)
{
    const int64_t choice = lty_test_below(state, 8);

    return choice < 4 ? 0 : choice == 4 ? most : lty_test_below(state, most < 100000 ? most + 1 : 100000);
}

static inline void lty_test_random_sale(lty_test_event *out, uint64_t *state)
{
    lty_event *event = &out->event;

    memcpy(event->currency, "GBP", 4);
    event->line_count = (size_t) lty_test_below(state, 5);
    event->lines = event->line_count == 0 ? NULL : out->lines;
    event->shipping_minor = lty_test_some_money(state, LTY_MONEY_ENTRY_MAX);
    event->amount_minor = event->line_count == 0 ? lty_test_some_money(state, LTY_MONEY_ENTRY_MAX) : 0;
    for (size_t i = 0; i < event->line_count; i++) {
        lty_event_line *line = &out->lines[i];

        *line = (lty_event_line){.sku = lty_test_maybe_text(state),
            .category = lty_test_maybe_text(state),
            .brand = lty_test_maybe_text(state),
            .quantity = 1 + lty_test_below(state, 9),
            .amount_minor = lty_test_some_money(state, LTY_MONEY_ENTRY_MAX / 4),
            .cost_minor = LTY_EVENT_COST_NONE,
            .sale = lty_test_below(state, 2) == 0};
        line->tax_minor = lty_test_below(state, 2) == 0 ? 0 : lty_test_some_money(state, line->amount_minor);
        event->amount_minor += line->amount_minor;
        if (event->type == LTY_EVENT_ORDER && lty_test_below(state, 2) == 0) {
            line->cost_minor = lty_test_some_money(state, LTY_MONEY_ENTRY_MAX);
        }
    }
    if (event->type == LTY_EVENT_REFUND) {
        event->object = lty_test_maybe_text(state);
        return;
    }
    event->object = lty_test_some_text(state);
    event->condition = (int) lty_test_below(state, 4) + 1;
    event->channel = lty_test_maybe_text(state);
    if (event->line_count == 0) {
        event->tax_minor = lty_test_some_money(state, event->amount_minor);
    }
    event->by_points_minor = lty_test_some_money(state, event->amount_minor);
    event->by_card_minor = lty_test_some_money(state, event->amount_minor + event->shipping_minor - event->by_points_minor);
    if (event->by_card_minor > LTY_MONEY_ENTRY_MAX) {
        event->by_card_minor = LTY_MONEY_ENTRY_MAX;
    }
}

static inline void lty_test_random_person(lty_test_event *out, uint64_t *state)
{
    static const char *const genders[] = {"female", "male", "other"};
    lty_event *event = &out->event;

    event->given = lty_test_below(state, 2) == 0;
    event->day = lty_test_below(state, 40000) - 20000;
    if (event->type == LTY_EVENT_CONSENT) {
        event->value = lty_test_text(lty_test_below(state, 2) == 0 ? "sms" : "email");
    } else if (event->type == LTY_EVENT_GENDER) {
        event->value = lty_test_text(genders[lty_test_below(state, 3)]);
    } else if (event->type == LTY_EVENT_CHILD_BIRTHDAY) {
        event->object = lty_test_some_text(state);
    }
    event->given = event->given && event->type == LTY_EVENT_CONSENT;
    event->day = event->type == LTY_EVENT_BIRTHDAY || event->type == LTY_EVENT_CHILD_BIRTHDAY ? event->day : 0;
}

/* Visits, messages, what somebody wants, segments. */
static inline void lty_test_random_deed(lty_test_event *out, uint64_t *state)
{
    static const char *const ways[] = {"", "direct", "search", "email", "social", "referral", "ads", "other"};
    lty_event *event = &out->event;

    switch (event->type) {
        case LTY_EVENT_VISIT:
            event->value = lty_test_text(ways[lty_test_below(state, 8)]);
            event->section = lty_test_maybe_text(state);
            break;
        case LTY_EVENT_MESSAGE_OPENED:
        case LTY_EVENT_MESSAGE_CLICKED: event->section = lty_test_maybe_text(state); /* fall through */
        case LTY_EVENT_MESSAGE_SENT:
            event->object = lty_test_some_text(state);
            event->value = lty_test_some_text(state);
            event->channel = lty_test_text(lty_test_below(state, 2) == 0 ? "sms" : "email");
            break;
        case LTY_EVENT_PREFERENCE:
            event->object = lty_test_some_text(state);
            event->given = lty_test_below(state, 2) == 0;
            break;
        case LTY_EVENT_SEGMENT:
            event->object = lty_test_some_key(state);
            event->given = lty_test_below(state, 2) == 0;
            break;
        default: break;
    }
}

static inline void lty_test_random_points(lty_test_event *out, uint64_t *state)
{
    lty_event *event = &out->event;

    event->points = 1 + lty_test_some_money(state, LTY_EVENT_POINTS_MAX - 1);
    if (event->type == LTY_EVENT_OPENING_BALANCE) {
        event->points--;
    } else if (event->type == LTY_EVENT_POINTS_ADJUSTED) {
        event->points = lty_test_below(state, 2) == 0 ? event->points : -event->points;
        event->reason = lty_test_some_text(state);
        event->author = lty_test_some_text(state);
    } else {
        event->object = lty_test_some_text(state);
    }
    if (event->type == LTY_EVENT_POINTS_SPENT && lty_test_below(state, 2) == 0) {
        event->value = lty_test_some_key(state);
    }
}

static inline void lty_test_random_rest(lty_test_event *out, uint64_t *state)
{
    lty_event *event = &out->event;

    switch (event->type) {
        case LTY_EVENT_TIER_SET:
            event->value = lty_test_some_key(state);
            event->reason = lty_test_some_text(state);
            event->author = lty_test_some_text(state);
            event->until_s = lty_test_below(state, 2) == 0 ? LTY_TIME_NONE : lty_test_below(state, 3) - 1;
            break;
        case LTY_EVENT_REVIEW: event->object = lty_test_maybe_text(state); break;
        case LTY_EVENT_SURVEY:
        case LTY_EVENT_CONTEST: event->object = lty_test_some_text(state); break;
        case LTY_EVENT_IDENTITIES_LINKED:
        case LTY_EVENT_REFERRAL:
            event->object = lty_test_text(lty_test_below(state, 2) == 0 ? "another" : "a third one");
            event->given = lty_test_below(state, 2) == 0;
            break;
        case LTY_EVENT_COUPON_REDEEMED:
            event->value = lty_test_some_text(state);
            event->object = lty_test_some_text(state);
            event->serial = lty_test_below(state, 3) == 0 ? INT64_MAX : lty_test_below(state, 9);
            break;
        case LTY_EVENT_SERVICE:
            event->object = lty_test_some_text(state);
            event->value = lty_test_some_key(state);
            event->points = 1 + lty_test_below(state, 5);
            event->order = lty_test_maybe_text(state);
            event->sku = lty_test_maybe_text(state);
            event->condition = (int) lty_test_below(state, 3) + 1;
            break;
        default: break;
    }
    if (event->type == LTY_EVENT_REFERRAL) {
        event->condition = (int) lty_test_below(state, 4) + 1;
        event->reason = lty_test_maybe_text(state);
        event->order = lty_test_maybe_text(state);
    }
}

static inline bool lty_test_may_replace(lty_event_type type)
{
    return type != LTY_EVENT_ORDER && type != LTY_EVENT_REFERRAL && type != LTY_EVENT_SERVICE && type != LTY_EVENT_IDENTITIES_LINKED
        && type != LTY_EVENT_POINTS_SPENT && type != LTY_EVENT_COUPON_REDEEMED && type != LTY_EVENT_MESSAGE_SENT
        && type != LTY_EVENT_MESSAGE_OPENED && type != LTY_EVENT_MESSAGE_CLICKED && type != LTY_EVENT_SEGMENT;
}

/* An event of a type with members that may be there and may not; number makes its id. */
static inline void lty_test_random_event(lty_test_event *out, lty_event_type type, unsigned number, uint64_t *state)
{
    static const char *const customers[] = {"7", "007", "anna@example.org", "a customer with a long key"};
    lty_event *event = &out->event;

    memset(out, 0, sizeof *out);
    snprintf(out->id, sizeof out->id, "s%u/k/%u/1", number % 3, number);
    event->id = lty_test_text(out->id);
    event->customer = lty_test_text(customers[lty_test_below(state, 4)]);
    event->type = type;
    event->at_s = lty_test_below(state, 100);
    lty_test_random_rest(out, state);
    lty_test_random_deed(out, state);
    if (type == LTY_EVENT_ORDER || type == LTY_EVENT_REFUND) {
        lty_test_random_sale(out, state);
        event->customer = lty_test_below(state, 5) == 0 ? (lty_text){NULL, 0} : event->customer;
    } else if (type == LTY_EVENT_BIRTHDAY || type == LTY_EVENT_CHILD_BIRTHDAY || type == LTY_EVENT_GENDER || type == LTY_EVENT_CONSENT) {
        lty_test_random_person(out, state);
    } else if (type == LTY_EVENT_OPENING_BALANCE || type == LTY_EVENT_POINTS_ADJUSTED || type == LTY_EVENT_POINTS_SPENT
        || type == LTY_EVENT_POINTS_RESTORED) {
        lty_test_random_points(out, state);
    }
    if (type == LTY_EVENT_ORDER || type == LTY_EVENT_REFERRAL || type == LTY_EVENT_SERVICE || type == LTY_EVENT_IDENTITIES_LINKED) {
        event->revision = 1 + lty_test_below(state, 3);
    }
    if (lty_test_may_replace(type) && lty_test_below(state, 3) == 0) {
        event->replaces = LTY_TEXT("s/k/earlier/1");
    }
}

static inline void lty_test_line_is(const lty_event_line *is, const lty_event_line *wanted)
{
    assert_true(lty_text_equal(is->sku, wanted->sku));
    assert_true(lty_text_equal(is->category, wanted->category));
    assert_true(lty_text_equal(is->brand, wanted->brand));
    assert_int_equal(is->quantity, wanted->quantity);
    assert_int_equal(is->amount_minor, wanted->amount_minor);
    assert_int_equal(is->tax_minor, wanted->tax_minor);
    assert_int_equal(is->sale, wanted->sale);
    assert_int_equal(is->cost_minor, wanted->cost_minor);
}

/* All that two events say but payload and author, which a store does not keep. */
static inline void lty_test_event_is(const lty_event *is, const lty_event *wanted)
{
    assert_true(lty_text_equal(is->id, wanted->id));
    assert_true(lty_text_equal(is->customer, wanted->customer));
    assert_int_equal(is->type, wanted->type);
    assert_int_equal(is->at_s, wanted->at_s);
    assert_true(lty_text_equal(is->object, wanted->object));
    assert_int_equal(is->condition, wanted->condition);
    assert_int_equal(is->revision, wanted->revision);
    assert_memory_equal(is->currency, wanted->currency, 4);
    assert_int_equal(is->amount_minor, wanted->amount_minor);
    assert_int_equal(is->shipping_minor, wanted->shipping_minor);
    assert_int_equal(is->tax_minor, wanted->tax_minor);
    assert_int_equal(is->by_points_minor, wanted->by_points_minor);
    assert_int_equal(is->by_card_minor, wanted->by_card_minor);
    assert_int_equal(is->points, wanted->points);
    assert_int_equal(is->line_count, wanted->line_count);
    for (size_t i = 0; i < wanted->line_count; i++) {
        lty_test_line_is(&is->lines[i], &wanted->lines[i]);
    }
    assert_int_equal(is->day, wanted->day);
    assert_true(lty_text_equal(is->value, wanted->value));
    assert_true(lty_text_equal(is->reason, wanted->reason));
    assert_true(lty_text_equal(is->channel, wanted->channel));
    assert_true(lty_text_equal(is->section, wanted->section));
    assert_true(lty_text_equal(is->replaces, wanted->replaces));
    assert_true(lty_text_equal(is->order, wanted->order));
    assert_true(lty_text_equal(is->sku, wanted->sku));
    assert_int_equal(is->until_s, wanted->until_s);
    assert_int_equal(is->serial, wanted->serial);
    assert_int_equal(is->given, wanted->given);
}

#endif
