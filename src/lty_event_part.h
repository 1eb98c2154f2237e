/* What the sources of events share with one another and nobody else: the members of each type's payload, as docs/events.md lists them. */
#ifndef LTY_EVENT_PART_H
#define LTY_EVENT_PART_H

#include "lty_event.h"

/* How a member stands in JSON, and in the struct at its offset. */
typedef enum lty_event_form {
    LTY_EVENT_FORM_INTEGER,   /* int64_t */
    LTY_EVENT_FORM_TEXT,      /* lty_text */
    LTY_EVENT_FORM_KEY,       /* lty_text, as keys of a programme are */
    LTY_EVENT_FORM_WORD,      /* lty_text, one of some words */
    LTY_EVENT_FORM_FLAG,      /* bool */
    LTY_EVENT_FORM_DATE,      /* int64_t, a day number */
    LTY_EVENT_FORM_CONDITION, /* int, of the event's type */
    LTY_EVENT_FORM_CURRENCY,  /* char[4] */
    LTY_EVENT_FORM_LINES,     /* lines and line_count */
} lty_event_form;

typedef struct lty_event_member {
    const char *key;
    size_t key_len;
    lty_event_form form;
    bool optional; /* may be missing, and is left out where it is at its default */
    size_t offset;
    int64_t least; /* of an integer, of the bytes of a text */
    int64_t most;
    int64_t missing; /* what an optional integer is then */
    const char *const *words;
    const char *expected;
} lty_event_member;

#define LTY_EVENT_MEMBERS_MAX 16U

/* Members in bytewise order of their keys, at most LTY_EVENT_MEMBERS_MAX. */
typedef struct lty_event_members {
    const lty_event_member *items;
    size_t count;
} lty_event_members;

lty_event_members lty_event_members_of(lty_event_type type);
/* Of a line of an order or a refund. */
lty_event_members lty_event_members_line(lty_event_type type);

#endif
