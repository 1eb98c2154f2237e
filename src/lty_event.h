/* One thing that happened: its types, its payload as canonical JSON, the total order of events. docs/events.md */
#ifndef LTY_EVENT_H
#define LTY_EVENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_problem.h"
#include "lty_status.h"

/* Numbers are fixed for ever; their order is the type rank of law 5 (at one instant an order stands before its refund). */
typedef enum lty_event_type {
    LTY_EVENT_OPENING_BALANCE = 10,
    LTY_EVENT_BIRTHDAY = 20,
    LTY_EVENT_GENDER = 21,
    LTY_EVENT_CONSENT = 22,
    LTY_EVENT_VISIT = 30,
    LTY_EVENT_ORDER = 40,
    LTY_EVENT_REFUND = 50,
    LTY_EVENT_POINTS_ADJUSTED = 60,
    LTY_EVENT_POINTS_SPENT = 70,
    LTY_EVENT_COUPON_REDEEMED = 80,
} lty_event_type;

/* A condition of an order, never a transition: the latest event of an order says what it is. */
typedef enum lty_order_condition {
    LTY_ORDER_PLACED = 1,
    LTY_ORDER_PAID = 2,
    LTY_ORDER_DELIVERED = 3,
    LTY_ORDER_CANCELLED = 4,
} lty_order_condition;

#define LTY_EVENT_ID_MAX 191
/* The most points of one event; amounts have LTY_MONEY_ENTRY_MAX. */
#define LTY_EVENT_POINTS_MAX INT64_C(1000000000000)
#define LTY_EVENT_TEXT_MAX 191    /* bytes of an order's reference, a SKU, a category, a campaign, a customer */
#define LTY_EVENT_REASON_MAX 1000 /* bytes of why points were adjusted */

/* A line of an order, or the part of one that is refunded (then quantity and amount are what came back, positive). */
typedef struct lty_event_line {
    lty_text sku;
    lty_text category; /* may be empty */
    int64_t quantity;
    int64_t amount_minor; /* of the whole line, as paid */
    bool sale;
} lty_event_line;

typedef struct lty_event {
    lty_text id;       /* "source/kind/object/revision", not empty, at most 191 bytes */
    lty_text customer; /* empty = anonymous */
    lty_event_type type;
    int64_t at_s;
    lty_text payload; /* canonical JSON, as stored */

    /* read from the payload */
    lty_text object; /* order: its reference; refund: the order that it refunds, empty = unmatched; points spent: what for;
                               coupon: the order */
    lty_order_condition condition;
    int64_t revision;     /* of an order event, >= 1 */
    char currency[4];     /* orders and refunds */
    int64_t amount_minor; /* order: the sum of its lines, or the total if it has none; refund: what came back, not negative */
    int64_t points;       /* spent: positive; adjusted: any but 0; opening: >= 0 */
    const lty_event_line *lines;
    size_t line_count;
    int64_t day;     /* birthday: day number */
    lty_text value;  /* gender; consent channel; coupon campaign; why points were adjusted */
    lty_text author; /* who adjusted points */
    int64_t serial;  /* coupon, >= 0 */
    bool given;      /* consent */
} lty_event;

/*
 * Reads type, payload and the rest into *out; texts and lines live in the arena (id, customer, payload are referenced, not copied).
 * type is the stored name ("order"). Any valid JSON of the right members is read: canonical form is what lty_event_write makes of it.
 * LTY_E_EVENT with problems whose pointers go into the payload (for id, type, customer and instant the pointer is "/-/id" and so on);
 * LTY_E_MEMORY. *out is left alone on failure.
 */
lty_status lty_event_parse(lty_event *out, lty_text id, lty_text type, lty_text customer, int64_t at_s, lty_text payload, lty_arena *arena,
    lty_problems *problems);

/*
 * Appends the canonical payload of an event: members in bytewise order of their keys, no blanks, what is at its default left out
 * (category "", sale false, no lines, no order). Checks nothing: lty_event_parse has the rules. Texts are UTF-8.
 */
void lty_event_write(lty_buffer *out, const lty_event *event);

/*
 * Appends "source/kind/object/revision"; '/', '%' and control characters inside source, object and revision are written as %XX, so
 * that different parts never give one id. LTY_E_EVENT if a part is empty; the length is checked by lty_event_parse.
 */
lty_status lty_event_id(lty_buffer *out, lty_text source, const char *kind, lty_text object, lty_text revision);

/* The part of an id before its first '/': the system whose numbers the objects are. */
lty_text lty_event_source(lty_text id);

/* The stored name of a type, the type of a name (0 if there is none). */
const char *lty_event_type_name(lty_event_type type);
lty_event_type lty_event_type_find(lty_text name);
const char *lty_order_condition_name(lty_order_condition condition);
lty_order_condition lty_order_condition_find(lty_text name);

/* The total order of law 5: (happened, type rank, id). <0, 0, >0. */
int lty_event_compare(const lty_event *a, const lty_event *b);

/* True if both say the same: type, customer, instant and payload (the id is not looked at). */
bool lty_event_same(const lty_event *a, const lty_event *b);

/*
 * Sorts by id and drops repeats (law 4); *count becomes what is left. LTY_E_EVENT_CONFLICT if an id has two contents: *conflict is
 * then one of the two. scratch has room for *count pointers.
 */
lty_status lty_event_unique(const lty_event **events, const lty_event **scratch, size_t *count, const lty_event **conflict);

#endif
