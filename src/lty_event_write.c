/* Canonical payloads. Writing checks nothing: all rules are in lty_event_read.c, which everything that makes events passes through. */
#include <string.h>

#include "lty_event_part.h"
#include "lty_time.h"

static lty_text lty_event_literal(const char *text)
{
    return (lty_text){text, strlen(text)};
}

/* Whether a member is at its default; those that are not optional never are. */
static bool lty_event_is_default(const lty_event_member *member, const void *at)
{
    if (!member->optional) {
        return false;
    }
    switch (member->form) {
        case LTY_EVENT_FORM_INTEGER: return *(const int64_t *) at == member->missing;
        case LTY_EVENT_FORM_TEXT:
        case LTY_EVENT_FORM_KEY:
        case LTY_EVENT_FORM_WORD: return ((const lty_text *) at)->len == 0;
        case LTY_EVENT_FORM_FLAG: return !*(const bool *) at;
        case LTY_EVENT_FORM_DATE:
        case LTY_EVENT_FORM_CONDITION:
        case LTY_EVENT_FORM_CURRENCY:
        case LTY_EVENT_FORM_LINES: break;
    }
    return false;
}

static void lty_event_write_key(lty_buffer *out, const char *key)
{
    const lty_text so_far = lty_buffer_view(out);

    lty_buffer_string(out, so_far.len > 0 && so_far.bytes[so_far.len - 1] == '{' ? "\"" : ",\"");
    lty_buffer_string(out, key);
    lty_buffer_string(out, "\":");
}

/* Any member but lines. */
static void lty_event_write_member(lty_buffer *out, const lty_event_member *member, lty_event_type type, const void *at)
{
    char day[11];

    if (lty_event_is_default(member, at)) {
        return;
    }
    lty_event_write_key(out, member->key);
    switch (member->form) {
        case LTY_EVENT_FORM_INTEGER: lty_buffer_integer(out, *(const int64_t *) at); break;
        case LTY_EVENT_FORM_TEXT:
        case LTY_EVENT_FORM_KEY:
        case LTY_EVENT_FORM_WORD: lty_buffer_json(out, *(const lty_text *) at); break;
        case LTY_EVENT_FORM_FLAG: lty_buffer_string(out, *(const bool *) at ? "true" : "false"); break;
        case LTY_EVENT_FORM_DATE:
            lty_day_format(day, *(const int64_t *) at);
            lty_buffer_json(out, lty_event_literal(day));
            break;
        case LTY_EVENT_FORM_CONDITION: lty_buffer_json(out, lty_event_literal(lty_event_condition_name(type, *(const int *) at))); break;
        case LTY_EVENT_FORM_CURRENCY: lty_buffer_json(out, lty_event_literal(at)); break;
        case LTY_EVENT_FORM_LINES: break;
    }
}

static void lty_event_write_lines(lty_buffer *out, const lty_event_member *member, const lty_event *event)
{
    const lty_event_members members = lty_event_members_line(event->type);

    if (event->line_count == 0) {
        return;
    }
    lty_event_write_key(out, member->key);
    for (size_t i = 0; i < event->line_count; i++) {
        lty_buffer_string(out, i == 0 ? "[{" : ",{");
        for (size_t j = 0; j < members.count; j++) {
            lty_event_write_member(out, &members.items[j], event->type, (const char *) &event->lines[i] + members.items[j].offset);
        }
        lty_buffer_string(out, "}");
    }
    lty_buffer_string(out, "]");
}

void lty_event_write(lty_buffer *out, const lty_event *event)
{
    const lty_event_members members = lty_event_members_of(event->type);

    lty_buffer_string(out, "{");
    for (size_t i = 0; i < members.count; i++) {
        if (members.items[i].form == LTY_EVENT_FORM_LINES) {
            lty_event_write_lines(out, &members.items[i], event);
        } else {
            lty_event_write_member(out, &members.items[i], event->type, (const char *) event + members.items[i].offset);
        }
    }
    lty_buffer_string(out, "}");
}
