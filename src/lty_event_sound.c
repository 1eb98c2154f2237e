/*
 * Events that were put together from columns have passed lty_event_parse() once. Where the columns stand in a file that may have been altered since,
 * the same table says again what each member may be.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_event_part.h"
#include "lty_time.h"

/* Fields lie at offsets with the type of their form. */
static int64_t lty_event_integer_at(const void *object, size_t offset)
{
    return *(const int64_t *) (const void *) ((const char *) object + offset);
}

static lty_text lty_event_text_at(const void *object, size_t offset)
{
    return *(const lty_text *) (const void *) ((const char *) object + offset);
}

static bool lty_event_sound_word(const lty_event_member *member, lty_text word)
{
    for (size_t i = 0; member->words[i] != NULL; i++) {
        if (lty_text_equal(word, (lty_text){member->words[i], strlen(member->words[i])})) {
            return true;
        }
    }
    return member->optional && word.len == 0;
}

static bool lty_event_sound_text(const lty_event_member *member, lty_text text)
{
    return text.len <= (size_t) member->most && (text.len >= (size_t) member->least || (member->optional && text.len == 0));
}

static bool lty_event_sound_member(const void *object, const lty_event_member *member, lty_event_type type, int condition)
{
    int64_t number;

    switch (member->form) {
        case LTY_EVENT_FORM_INTEGER:
            number = lty_event_integer_at(object, member->offset);
            return (number >= member->least && number <= member->most) || (member->optional && number == member->missing);
        case LTY_EVENT_FORM_DATE:
            number = lty_event_integer_at(object, member->offset);
            return number >= LTY_TIME_MIN / LTY_DAY_SECONDS && number <= LTY_TIME_MAX / LTY_DAY_SECONDS;
        case LTY_EVENT_FORM_TEXT:
            return member->offset == offsetof(lty_event, author) || lty_event_sound_text(member, lty_event_text_at(object, member->offset));
        case LTY_EVENT_FORM_KEY: return lty_event_sound_text(member, lty_event_text_at(object, member->offset));
        case LTY_EVENT_FORM_WORD: return lty_event_sound_word(member, lty_event_text_at(object, member->offset));
        case LTY_EVENT_FORM_CONDITION: return lty_event_condition_name(type, condition)[0] != '\0';
        case LTY_EVENT_FORM_FLAG:
        case LTY_EVENT_FORM_CURRENCY:
        case LTY_EVENT_FORM_LINES: break;
    }
    return true;
}

static bool lty_event_sound_members(const void *object, lty_event_members members, lty_event_type type, int condition)
{
    for (size_t i = 0; i < members.count; i++) {
        if (!lty_event_sound_member(object, &members.items[i], type, condition)) {
            return false;
        }
    }
    return true;
}

static bool lty_event_sound_lines(const lty_event *event)
{
    const lty_event_members members = lty_event_members_line(event->type);
    int64_t sum = 0;

    for (size_t i = 0; i < event->line_count; i++) {
        const lty_event_line *line = &event->lines[i];

        if (!lty_event_sound_members(line, members, event->type, 0) || line->tax_minor > line->amount_minor
            || lty_add(&sum, sum, line->amount_minor) != LTY_OK) {
            return false;
        }
    }
    return event->line_count == 0 || sum == event->amount_minor;
}

/* What members say about one another. */
static bool lty_event_sound_together(const lty_event *event)
{
    if (event->type == LTY_EVENT_ORDER) {
        return (event->tax_minor == 0 || event->line_count == 0) && event->tax_minor <= event->amount_minor
            && event->by_points_minor + event->by_card_minor <= event->amount_minor + event->shipping_minor;
    }
    if (event->type == LTY_EVENT_POINTS_ADJUSTED) {
        return event->points != 0;
    }
    if (event->type == LTY_EVENT_IDENTITIES_LINKED || event->type == LTY_EVENT_REFERRAL) {
        return event->customer.len > 0 && !lty_text_equal(event->object, event->customer);
    }
    return true;
}

bool lty_event_is_sound(const lty_event *event)
{
    return event->id.len <= LTY_EVENT_ID_MAX && event->customer.len <= LTY_EVENT_TEXT_MAX && event->at_s >= LTY_TIME_MIN
        && event->at_s <= LTY_TIME_MAX && lty_event_sound_members(event, lty_event_members_of(event->type), event->type, event->condition)
        && lty_event_sound_lines(event) && lty_event_sound_together(event);
}
