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
    LTY_EVENT_IDENTITIES_LINKED = 5,
    LTY_EVENT_OPENING_BALANCE = 10,
    LTY_EVENT_TIER_SET = 11,
    LTY_EVENT_SIGN_UP = 15,
    LTY_EVENT_BIRTHDAY = 20,
    LTY_EVENT_GENDER = 21,
    LTY_EVENT_CONSENT = 22,
    LTY_EVENT_CHILD_BIRTHDAY = 23,
    LTY_EVENT_PREFERENCE = 24,
    LTY_EVENT_VISIT = 30,
    LTY_EVENT_REVIEW = 31,
    LTY_EVENT_SURVEY = 32,
    LTY_EVENT_CONTEST = 33,
    LTY_EVENT_MESSAGE_SENT = 34,
    LTY_EVENT_MESSAGE_OPENED = 35,
    LTY_EVENT_MESSAGE_CLICKED = 36,
    LTY_EVENT_ORDER = 40,
    LTY_EVENT_REFUND = 50,
    LTY_EVENT_REFERRAL = 55,
    LTY_EVENT_POINTS_ADJUSTED = 60,
    LTY_EVENT_POINTS_SPENT = 70,
    LTY_EVENT_POINTS_RESTORED = 71,
    LTY_EVENT_COUPON_REDEEMED = 80,
    LTY_EVENT_SERVICE = 90,
    LTY_EVENT_SEGMENT = 95, /* entered or left one: what was decided becomes an event again */
} lty_event_type;

#define LTY_EVENT_TYPES 25U

/* A condition of an order, never a transition: the latest event of an order says what it is. */
typedef enum lty_order_condition {
    LTY_ORDER_PLACED = 1,
    LTY_ORDER_PAID = 2,
    LTY_ORDER_DELIVERED = 3,
    LTY_ORDER_CANCELLED = 4,
} lty_order_condition;

/* What became of an invitation; a condition like an order's. */
typedef enum lty_referral_condition {
    LTY_REFERRAL_JOINED = 1,
    LTY_REFERRAL_FROZEN = 2,   /* a person has to look at it; nothing is given */
    LTY_REFERRAL_REWARDED = 3, /* the friend's first order was paid */
    LTY_REFERRAL_REJECTED = 4,
} lty_referral_condition;

/* What became of a booking of a service. */
typedef enum lty_service_condition {
    LTY_SERVICE_BOOKED = 1,
    LTY_SERVICE_USED = 2,
    LTY_SERVICE_CANCELLED = 3,
} lty_service_condition;

#define LTY_EVENT_ID_MAX 191
/* The most points of one event; amounts have LTY_MONEY_ENTRY_MAX. */
#define LTY_EVENT_POINTS_MAX INT64_C(1000000000000)
#define LTY_EVENT_COST_NONE (-1)
#define LTY_EVENT_TEXT_MAX 191    /* bytes of an order's reference, a SKU, a category, a campaign, a customer */
#define LTY_EVENT_KEY_MAX 64      /* bytes of a tier's, a service's, a reward's key */
#define LTY_EVENT_REASON_MAX 1000 /* bytes of why points were adjusted */

/* A line of an order, or the part of one that is refunded (then quantity and amount are what came back, positive). */
typedef struct lty_event_line {
    lty_text sku;
    lty_text category; /* may be empty */
    lty_text brand;    /* may be empty */
    int64_t quantity;
    int64_t amount_minor; /* of the whole line, as paid */
    int64_t tax_minor;    /* in amount_minor */
    int64_t cost_minor;   /* what the whole line cost the shop; LTY_EVENT_COST_NONE = not known; of orders alone */
    bool sale;
} lty_event_line;

typedef struct lty_event {
    lty_text id;       /* "source/kind/object/revision", not empty, at most 191 bytes */
    lty_text customer; /* empty = anonymous */
    lty_event_type type;
    int64_t at_s;
    lty_text payload; /* canonical JSON, as stored */

    /* read from the payload */
    /*
     * order: its reference; refund: the order that it refunds, empty = unmatched; points spent: what for; points restored: what the spend
     * was for; coupon: the order; review: the product, may be empty; survey, contest: which; child's birthday: which child; identities
     * linked: the key that belongs to this customer; referral: the other person's key; service: the booking; messages: the delivery;
     * preference: the topic; segment: its key.
     */
    lty_text object;
    int condition;           /* lty_order_condition, lty_referral_condition or lty_service_condition by type */
    int64_t revision;        /* of orders, referrals, services and links, >= 1 */
    char currency[4];        /* orders and refunds */
    int64_t amount_minor;    /* order: the sum of its lines, or the total if it has none; refund: what came back, not negative */
    int64_t shipping_minor;  /* order: beside amount_minor; refund: of it that came back beside amount_minor */
    int64_t tax_minor;       /* order without lines: in amount_minor */
    int64_t by_points_minor; /* order: the part that points paid */
    int64_t by_card_minor;   /* order: the part that a gift card paid */
    int64_t points;          /* spent, restored: positive; adjusted: any but 0; opening: >= 0; service: units, >= 1 */
    const lty_event_line *lines;
    size_t line_count;
    int64_t day; /* birthday: day number */
    lty_text
        value; /* gender; consent channel; of messages which message (a campaign's key or a name); visit: how it came, may be empty; coupon campaign; tier set: its key; service: its key; points spent: the reward, may be empty */
    lty_text reason;   /* why points were adjusted, a tier was set, a referral is what it is (may be empty there) */
    lty_text author;   /* who adjusted points or set a tier */
    lty_text channel;  /* order: where, such as "shop", "online"; may be empty; message: email or sms */
    lty_text section;  /* visit, message opened or clicked: of the shop or the message; may be empty */
    lty_text replaces; /* id of the event of the same type that this one corrects; may be empty */
    lty_text order;    /* service: the order whose piece it is for; referral: the order that was rewarded; may be empty */
    lty_text sku;      /* service: the piece; may be empty */
    int64_t until_s;   /* tier set: how long at least; LTY_TIME_NONE = as the programme keeps tiers */
    int64_t serial;    /* coupon, >= 0 */
    bool
        given; /* consent; identities linked: false takes the link back; referral: true = this customer invited, false = was invited; preference: wanted; segment: entered */
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
 * ("", false, 0 of amounts that are optional, no lines, no instant). Checks nothing: lty_event_parse has the rules. Texts are UTF-8.
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
/* The stored name of a condition of an event of this type ("" if there is none); the condition of a name, 0 if there is none. */
const char *lty_event_condition_name(lty_event_type type, int condition);
int lty_event_condition_find(lty_event_type type, lty_text name);

/* Whether an event of this type may name another one that it corrects; the others have revisions or are answered by events. */
bool lty_event_replaces(lty_event_type type);

/* The total order of law 5: (happened, type rank, id). <0, 0, >0. */
int lty_event_compare(const lty_event *a, const lty_event *b);

/*
 * Whether an event that was not read from JSON could have been: what a fold relies on. Not looked at are payload and author, which stores do not
 * keep, and whether texts are UTF-8.
 */
bool lty_event_is_sound(const lty_event *event);

/* True if both say the same: type, customer, instant and payload (the id is not looked at). */
bool lty_event_same(const lty_event *a, const lty_event *b);

/*
 * Sorts by id and drops repeats (law 4); *count becomes what is left. LTY_E_EVENT_CONFLICT if an id has two contents: *conflict is
 * then one of the two. scratch has room for *count pointers.
 */
lty_status lty_event_unique(const lty_event **events, const lty_event **scratch, size_t *count, const lty_event **conflict);

#endif
