/*
 * Event payloads: whatever the bytes, parsing ends, an event that is accepted obeys the rules, and what is written of it is read again
 * as the same bytes. The first byte chooses the type, the rest is the payload.
 */
#include "lty_fuzz.h"

#include "lty_event.h"
#include "lty_money.h"

/* An optional amount is 0 or one that may be entered. */
static bool fuzz_money(int64_t minor)
{
    return minor >= 0 && minor <= LTY_MONEY_ENTRY_MAX;
}

static void fuzz_sale(const lty_event *event)
{
    int64_t sum = 0;

    LTY_ASSERT(fuzz_money(event->amount_minor) && fuzz_money(event->shipping_minor) && fuzz_money(event->tax_minor));
    LTY_ASSERT(fuzz_money(event->by_points_minor) && fuzz_money(event->by_card_minor));
    LTY_ASSERT(
        event->type != LTY_EVENT_ORDER || event->by_points_minor + event->by_card_minor <= event->amount_minor + event->shipping_minor);
    LTY_ASSERT(event->tax_minor == 0 || (event->line_count == 0 && event->tax_minor <= event->amount_minor));
    for (size_t i = 0; i < event->line_count; i++) {
        const lty_event_line *line = &event->lines[i];

        LTY_ASSERT(fuzz_money(line->amount_minor) && line->quantity > 0);
        LTY_ASSERT(line->tax_minor >= 0 && line->tax_minor <= line->amount_minor);
        LTY_ASSERT(line->cost_minor == LTY_EVENT_COST_NONE || (event->type == LTY_EVENT_ORDER && fuzz_money(line->cost_minor)));
        LTY_ASSERT(lty_add(&sum, sum, line->amount_minor) == LTY_OK);
    }
    LTY_ASSERT(event->line_count == 0 || sum == event->amount_minor);
}

static void fuzz_rules(const lty_event *event)
{
    const bool revised = event->type == LTY_EVENT_ORDER || event->type == LTY_EVENT_REFERRAL || event->type == LTY_EVENT_SERVICE;

    fuzz_sale(event);
    LTY_ASSERT(event->revision >= 0 && event->serial >= 0);
    LTY_ASSERT(!revised || (event->object.len > 0 && event->revision > 0 && event->condition != 0));
    LTY_ASSERT(revised || event->condition == 0);
    LTY_ASSERT(event->type != LTY_EVENT_IDENTITIES_LINKED || (event->object.len > 0 && event->revision > 0));
    LTY_ASSERT((event->type != LTY_EVENT_IDENTITIES_LINKED && event->type != LTY_EVENT_REFERRAL)
        || !lty_text_equal(event->object, event->customer));
    LTY_ASSERT((event->type != LTY_EVENT_POINTS_SPENT && event->type != LTY_EVENT_POINTS_RESTORED && event->type != LTY_EVENT_SERVICE)
        || event->points > 0);
    LTY_ASSERT(event->type != LTY_EVENT_POINTS_ADJUSTED || (event->points != 0 && event->points != INT64_MIN));
    LTY_ASSERT(event->type != LTY_EVENT_TIER_SET || (event->value.len > 0 && event->reason.len > 0 && event->author.len > 0));
    LTY_ASSERT(event->section.len <= LTY_EVENT_TEXT_MAX);
    LTY_ASSERT(
        (event->type != LTY_EVENT_MESSAGE_SENT && event->type != LTY_EVENT_MESSAGE_OPENED && event->type != LTY_EVENT_MESSAGE_CLICKED)
        || (event->object.len > 0 && event->value.len > 0 && event->channel.len > 0));
    LTY_ASSERT((event->type != LTY_EVENT_PREFERENCE && event->type != LTY_EVENT_SEGMENT) || event->object.len > 0);
    LTY_ASSERT(event->replaces.len == 0 || (lty_event_replaces(event->type) && !lty_text_equal(event->replaces, event->id)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"opening_balance", "birthday", "gender", "consent", "visit", "order", "refund", "points_adjusted",
        "points_spent", "coupon_redeemed", "identities_linked", "tier_set", "sign_up", "child_birthday", "review", "survey", "contest",
        "referral", "points_restored", "service", "preference", "message_sent", "message_opened", "message_clicked", "segment"};
    lty_arena arena;
    lty_problems problems;
    lty_buffer first;
    lty_buffer second;
    lty_event event;
    lty_event again;

    if (size == 0) {
        return 0;
    }
    const char *name = types[data[0] % (sizeof types / sizeof *types)];
    size_t name_len = 0;
    while (name[name_len] != '\0') {
        name_len++;
    }
    const lty_text type = {name, name_len};
    const lty_text payload = {(const char *) data + 1, size - 1};

    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_problems_init(&problems, &arena);
    lty_buffer_init(&first, &lty_fuzz_alloc);
    lty_buffer_init(&second, &lty_fuzz_alloc);
    if (lty_event_parse(&event, LTY_TEXT("s/k/o/1"), type, LTY_TEXT("7"), 0, payload, &arena, &problems) == LTY_OK) {
        LTY_ASSERT(problems.count == 0);
        fuzz_rules(&event);
        lty_event_write(&first, &event);
        LTY_ASSERT(
            lty_event_parse(&again, LTY_TEXT("s/k/o/1"), type, LTY_TEXT("7"), 0, lty_buffer_view(&first), &arena, &problems) == LTY_OK);
        lty_event_write(&second, &again);
        LTY_ASSERT(lty_text_equal(lty_buffer_view(&first), lty_buffer_view(&second)));
    } else {
        LTY_ASSERT(problems.count > 0);
    }
    lty_buffer_destroy(&first);
    lty_buffer_destroy(&second);
    lty_arena_destroy(&arena);
    return 0;
}
