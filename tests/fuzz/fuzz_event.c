/*
 * Event payloads: whatever the bytes, parsing ends, an event that is accepted obeys the rules, and what is written of it is read again
 * as the same bytes. The first byte chooses the type, the rest is the payload.
 */
#include "lty_fuzz.h"

#include "lty_event.h"

static void fuzz_rules(const lty_event *event)
{
    int64_t sum = 0;

    LTY_ASSERT(event->amount_minor >= 0 && event->revision >= 0 && event->serial >= 0);
    LTY_ASSERT(event->type != LTY_EVENT_ORDER || (event->object.len > 0 && event->revision > 0 && event->condition != 0));
    LTY_ASSERT(event->type != LTY_EVENT_POINTS_SPENT || event->points > 0);
    LTY_ASSERT(event->type != LTY_EVENT_POINTS_ADJUSTED || (event->points != 0 && event->points != INT64_MIN));
    for (size_t i = 0; i < event->line_count; i++) {
        LTY_ASSERT(event->lines[i].amount_minor >= 0 && event->lines[i].quantity > 0);
        LTY_ASSERT(lty_add(&sum, sum, event->lines[i].amount_minor) == LTY_OK);
    }
    LTY_ASSERT(event->line_count == 0 || sum == event->amount_minor);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const types[] = {"opening_balance", "birthday", "gender", "consent", "visit", "order", "refund", "points_adjusted",
        "points_spent", "coupon_redeemed"};
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
