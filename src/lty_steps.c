/* Explanations. A step is written at the place that computes its figure, from the same numbers, so that the two cannot drift apart. */
#include <stdarg.h>
#include <string.h>

#include "lty_steps.h"

void lty_steps_init(lty_steps *steps, lty_arena *arena, const char currency[4])
{
    memset(steps, 0, sizeof *steps);
    steps->arena = arena;
    memcpy(steps->currency, currency, sizeof steps->currency);
    lty_buffer_init(&steps->text, arena->alloc);
}

void lty_steps_destroy(lty_steps *steps)
{
    lty_buffer_destroy(&steps->text);
}

static void lty_steps_money(lty_steps *steps, int64_t minor)
{
    lty_money money = {minor, ""};
    char text[LTY_MONEY_TEXT];

    memcpy(money.code, steps->currency, sizeof money.code);
    lty_buffer_append(&steps->text, text, lty_money_format(text, &money));
    lty_buffer_string(&steps->text, " ");
    lty_buffer_string(&steps->text, money.code);
}

/* A part of `whole` to the percent, without trailing zeros. */
static void lty_steps_percent(lty_steps *steps, int64_t value, int64_t whole)
{
    const int64_t one = whole / 100;

    LTY_ASSERT(value >= 0);
    lty_buffer_integer(&steps->text, value / one);
    lty_buffer_string(&steps->text, value % one == 0 ? "" : ".");
    for (int64_t digit = one / 10, rest = value % one; rest > 0; digit /= 10) {
        lty_buffer_integer(&steps->text, rest / digit);
        rest %= digit;
    }
}

void lty_steps_write(lty_steps *steps, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    for (const char *at = format; *at != '\0'; at++) {
        if (*at != '%') {
            const size_t len = strcspn(at, "%");

            lty_buffer_append(&steps->text, at, len);
            at += len - 1;
            continue;
        }
        at++;
        switch (*at) {
            case 'm': lty_steps_money(steps, va_arg(arguments, int64_t)); break;
            case 'i': lty_buffer_integer(&steps->text, va_arg(arguments, int64_t)); break;
            case 'p': lty_steps_percent(steps, va_arg(arguments, int64_t), 10000); break;
            case 'q': lty_steps_percent(steps, va_arg(arguments, int64_t), 1000000); break;
            case 't': lty_buffer_text(&steps->text, va_arg(arguments, lty_text)); break;
            case 's': lty_buffer_string(&steps->text, va_arg(arguments, const char *)); break;
            case '%': lty_buffer_string(&steps->text, "%"); break;
            default: LTY_ASSERT(false);
        }
    }
    va_end(arguments);
}

lty_text lty_steps_message(lty_steps *steps)
{
    const lty_text text = lty_buffer_view(&steps->text);
    const char *copy = steps->text.failed ? NULL : lty_arena_copy(steps->arena, text.bytes, text.len);
    const lty_text message = {copy, copy == NULL ? 0 : text.len};

    steps->failed = steps->failed || copy == NULL;
    steps->text.len = 0;
    return message;
}

/* Doubles inside the arena: what is left behind is as much as the list itself, and goes with the arena. */
static bool lty_steps_grow(lty_steps *steps)
{
    if (steps->count < steps->capacity) {
        return true;
    }
    const size_t capacity = steps->capacity == 0 ? 32 : steps->capacity * 2;
    lty_step *items = lty_arena_zero(steps->arena, capacity, sizeof *items);

    if (items == NULL) {
        steps->failed = true;
        return false;
    }
    if (steps->count > 0) {
        memcpy(items, steps->items, steps->count * sizeof *items);
    }
    steps->items = items;
    steps->capacity = capacity;
    return true;
}

void lty_steps_end(lty_steps *steps, const char *figure, lty_text rule, int64_t value)
{
    const lty_text text = lty_steps_message(steps);

    if (lty_steps_grow(steps)) {
        steps->items[steps->count++] = (lty_step){figure, rule, text, value};
    }
}

lty_text lty_steps_rule(lty_steps *steps, lty_text pointer, const char *member)
{
    const size_t len = pointer.len + strlen(member);
    char *text = lty_arena_zero(steps->arena, len + 1, 1);

    if (text == NULL) {
        steps->failed = true;
        return (lty_text){NULL, 0};
    }
    if (pointer.len > 0) {
        memcpy(text, pointer.bytes, pointer.len);
    }
    memcpy(text + pointer.len, member, len - pointer.len);
    return (lty_text){text, len};
}

const char *lty_steps_rounding(lty_rounding rounding)
{
    switch (rounding) {
        case LTY_ROUNDING_DOWN: return ", rounded down";
        case LTY_ROUNDING_UP: return ", rounded up";
        case LTY_ROUNDING_HALF_UP: return ", rounded half up";
        case LTY_ROUNDING_HALF_EVEN: return ", rounded half even";
    }
    return "";
}
