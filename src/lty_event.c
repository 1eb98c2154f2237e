/* Names, order and ids of events. What a payload may be is in lty_event_members.c. */
#include <string.h>

#include "lty_event.h"
#include "lty_sort.h"

static const struct lty_event_name {
    lty_event_type type;
    const char *name;
} lty_event_names[] = {
    {LTY_EVENT_IDENTITIES_LINKED, "identities_linked"},
    {LTY_EVENT_OPENING_BALANCE, "opening_balance"},
    {LTY_EVENT_TIER_SET, "tier_set"},
    {LTY_EVENT_SIGN_UP, "sign_up"},
    {LTY_EVENT_BIRTHDAY, "birthday"},
    {LTY_EVENT_GENDER, "gender"},
    {LTY_EVENT_CONSENT, "consent"},
    {LTY_EVENT_CHILD_BIRTHDAY, "child_birthday"},
    {LTY_EVENT_PREFERENCE, "preference"},
    {LTY_EVENT_VISIT, "visit"},
    {LTY_EVENT_REVIEW, "review"},
    {LTY_EVENT_SURVEY, "survey"},
    {LTY_EVENT_CONTEST, "contest"},
    {LTY_EVENT_MESSAGE_SENT, "message_sent"},
    {LTY_EVENT_MESSAGE_OPENED, "message_opened"},
    {LTY_EVENT_MESSAGE_CLICKED, "message_clicked"},
    {LTY_EVENT_ORDER, "order"},
    {LTY_EVENT_REFUND, "refund"},
    {LTY_EVENT_REFERRAL, "referral"},
    {LTY_EVENT_POINTS_ADJUSTED, "points_adjusted"},
    {LTY_EVENT_POINTS_SPENT, "points_spent"},
    {LTY_EVENT_POINTS_RESTORED, "points_restored"},
    {LTY_EVENT_COUPON_REDEEMED, "coupon_redeemed"},
    {LTY_EVENT_SERVICE, "service"},
    {LTY_EVENT_SEGMENT, "segment"},
};
#define LTY_EVENT_NAMES (sizeof lty_event_names / sizeof *lty_event_names)

static const struct lty_condition_name {
    lty_event_type type;
    int condition;
    const char *name;
} lty_condition_names[] = {
    {LTY_EVENT_ORDER, LTY_ORDER_PLACED, "placed"},
    {LTY_EVENT_ORDER, LTY_ORDER_PAID, "paid"},
    {LTY_EVENT_ORDER, LTY_ORDER_DELIVERED, "delivered"},
    {LTY_EVENT_ORDER, LTY_ORDER_CANCELLED, "cancelled"},
    {LTY_EVENT_REFERRAL, LTY_REFERRAL_JOINED, "joined"},
    {LTY_EVENT_REFERRAL, LTY_REFERRAL_FROZEN, "frozen"},
    {LTY_EVENT_REFERRAL, LTY_REFERRAL_REWARDED, "rewarded"},
    {LTY_EVENT_REFERRAL, LTY_REFERRAL_REJECTED, "rejected"},
    {LTY_EVENT_SERVICE, LTY_SERVICE_BOOKED, "booked"},
    {LTY_EVENT_SERVICE, LTY_SERVICE_USED, "used"},
    {LTY_EVENT_SERVICE, LTY_SERVICE_CANCELLED, "cancelled"},
};
#define LTY_CONDITION_NAMES (sizeof lty_condition_names / sizeof *lty_condition_names)

static lty_text lty_event_literal(const char *text)
{
    return (lty_text){text, strlen(text)};
}

const char *lty_event_type_name(lty_event_type type)
{
    for (size_t i = 0; i < LTY_EVENT_NAMES; i++) {
        if (lty_event_names[i].type == type) {
            return lty_event_names[i].name;
        }
    }
    return "";
}

lty_event_type lty_event_type_find(lty_text name)
{
    for (size_t i = 0; i < LTY_EVENT_NAMES; i++) {
        const char *known = lty_event_names[i].name;
        /* Most differ in their first letter, and every event of a page passes through here. */
        if (name.len > 0 && known[0] == name.bytes[0] && lty_text_equal(name, lty_event_literal(known))) {
            return lty_event_names[i].type;
        }
    }
    return (lty_event_type) 0;
}

const char *lty_event_condition_name(lty_event_type type, int condition)
{
    for (size_t i = 0; i < LTY_CONDITION_NAMES; i++) {
        if (lty_condition_names[i].type == type && lty_condition_names[i].condition == condition) {
            return lty_condition_names[i].name;
        }
    }
    return "";
}

int lty_event_condition_find(lty_event_type type, lty_text name)
{
    for (size_t i = 0; i < LTY_CONDITION_NAMES; i++) {
        if (lty_condition_names[i].type == type && lty_text_equal(name, lty_event_literal(lty_condition_names[i].name))) {
            return lty_condition_names[i].condition;
        }
    }
    return 0;
}

int lty_event_compare(const lty_event *a, const lty_event *b)
{
    if (a->at_s != b->at_s) {
        return a->at_s < b->at_s ? -1 : 1;
    }
    if (a->type != b->type) {
        return a->type < b->type ? -1 : 1;
    }
    return lty_text_compare(a->id, b->id);
}

bool lty_event_same(const lty_event *a, const lty_event *b)
{
    return a->type == b->type && a->at_s == b->at_s && lty_text_equal(a->customer, b->customer) && lty_text_equal(a->payload, b->payload);
}

static int lty_event_compare_id(const void *a, const void *b)
{
    const lty_event *const *left = a;
    const lty_event *const *right = b;

    return lty_text_compare((*left)->id, (*right)->id);
}

lty_status lty_event_unique(const lty_event **events, const lty_event **scratch, size_t *count, const lty_event **conflict)
{
    size_t kept = 0;

    lty_sort((void *) events, (void *) scratch, *count, sizeof *events, lty_event_compare_id);
    for (size_t i = 0; i < *count; i++) {
        if (kept > 0 && lty_text_equal(events[kept - 1]->id, events[i]->id)) {
            if (!lty_event_same(events[kept - 1], events[i])) {
                *conflict = events[i];
                return LTY_E_EVENT_CONFLICT;
            }
            continue;
        }
        events[kept++] = events[i];
    }
    *count = kept;
    return LTY_OK;
}

lty_text lty_event_source(lty_text id)
{
    const char *slash = id.len == 0 ? NULL : memchr(id.bytes, '/', id.len);

    return slash == NULL ? id : (lty_text){id.bytes, (size_t) (slash - id.bytes)};
}

static void lty_event_id_part(lty_buffer *out, lty_text part)
{
    static const char digits[] = "0123456789ABCDEF";

    for (size_t i = 0; i < part.len; i++) {
        const unsigned char byte = (unsigned char) part.bytes[i];

        if (byte < 0x20 || byte == 0x7F || byte == '/' || byte == '%') {
            const char escaped[3] = {'%', digits[byte >> 4], digits[byte & 15]};
            lty_buffer_append(out, escaped, sizeof escaped);
        } else {
            lty_buffer_append(out, part.bytes + i, 1);
        }
    }
}

lty_status lty_event_id(lty_buffer *out, lty_text source, const char *kind, lty_text object, lty_text revision)
{
    if (source.len == 0 || object.len == 0 || revision.len == 0) {
        return LTY_E_EVENT;
    }
    lty_event_id_part(out, source);
    lty_buffer_string(out, "/");
    lty_buffer_string(out, kind);
    lty_buffer_string(out, "/");
    lty_event_id_part(out, object);
    lty_buffer_string(out, "/");
    lty_event_id_part(out, revision);
    return out->failed ? LTY_E_MEMORY : LTY_OK;
}
