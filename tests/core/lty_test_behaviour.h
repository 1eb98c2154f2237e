/* Random shops for the test of indicators: what happened as a flat list, and as events. */
#ifndef LTY_TEST_BEHAVIOUR_H
#define LTY_TEST_BEHAVIOUR_H

#include "lty_test_base.h"

#define PEOPLE 9
#define THINGS 60
#define NOBODY PEOPLE

typedef enum thing_kind { ORDER, VISIT, SENT, OPENED, CLICKED } thing_kind;

typedef struct thing {
    thing_kind kind;
    int who;
    int64_t at_s;
    int64_t gross;
    int64_t kept;
    int64_t quantity;
    bool sale;
    bool code;
    int64_t cost;
    int text;     /* sku, message or way */
    int place;    /* channel or section; 3 = none */
    int delivery; /* of messages */
} thing;

typedef struct shop {
    thing things[THINGS];
    size_t count;
    int64_t from_s;
    int64_t at_s;
    const lty_zone *zone;
} shop;

static const char *const people[] = {"anna", "ben", "carl", "dora", "emil", "fay", "gus", "hanna-with-a-long-key", "ida", ""};
static const char *const skus[] = {"s", "sku-1", "another-product", "sku-3"};
static const char *const ways[] = {"direct", "search", "email", ""};
static const char *const messages[] = {"news", "birthday", "chain-one", "news"};
static const char *const places[] = {"shop", "online", "catalogue", ""};

static inline lty_event blank(const thing *one, char *id, size_t id_size, size_t number, const char *kind)
{
    snprintf(id, id_size, "s/%s/%zu/1", kind, number);
    return (lty_event){.id = lty_test_text(id),
        .customer = lty_test_text(people[one->who]),
        .at_s = one->at_s,
        .payload = lty_test_text(id),
        .until_s = LTY_TIME_NONE};
}

static inline void take_order(lty_base *base, const thing *one, size_t number)
{
    lty_event_line line = {.sku = lty_test_text(skus[one->text]),
        .quantity = one->quantity,
        .amount_minor = one->gross,
        .cost_minor = one->cost,
        .sale = one->sale};
    char id[40], object[24];
    lty_event event = blank(one, id, sizeof id, number, "order");

    snprintf(object, sizeof object, "%zu", number);
    event.type = LTY_EVENT_ORDER;
    event.object = lty_test_text(object);
    event.condition = LTY_ORDER_PAID;
    event.revision = 1;
    memcpy(event.currency, "GBP", 4);
    event.amount_minor = one->gross;
    event.lines = &line;
    event.line_count = 1;
    event.channel = lty_test_text(places[one->place]);
    base_append(base, &event, false);
    if (one->kept < one->gross) {
        event = blank(one, id, sizeof id, number, "refund");
        event.type = LTY_EVENT_REFUND;
        event.object = lty_test_text(object);
        memcpy(event.currency, "GBP", 4);
        event.amount_minor = one->gross - one->kept;
        base_append(base, &event, false);
    }
    if (one->code) {
        event = blank(one, id, sizeof id, number, "coupon");
        event.type = LTY_EVENT_COUPON_REDEEMED;
        event.object = lty_test_text(object);
        event.value = lty_test_text("spring");
        base_append(base, &event, false);
    }
}

static inline void take(lty_base *base, const thing *one, size_t number)
{
    char id[40], object[24];
    lty_event event;

    if (one->kind == ORDER) {
        take_order(base, one, number);
        return;
    }
    event = blank(one, id, sizeof id, number, "thing");
    event.section = lty_test_text(places[one->place]);
    event.object = (lty_text){object, (size_t) snprintf(object, sizeof object, "d%d", one->delivery)};
    switch (one->kind) {
        case VISIT:
            event.type = LTY_EVENT_VISIT;
            event.object = (lty_text){NULL, 0};
            event.value = lty_test_text(ways[one->text]);
            break;
        case SENT:
            event.type = LTY_EVENT_MESSAGE_SENT;
            event.section = (lty_text){NULL, 0};
            break;
        case OPENED: event.type = LTY_EVENT_MESSAGE_OPENED; break;
        default: event.type = LTY_EVENT_MESSAGE_CLICKED; break;
    }
    if (one->kind != VISIT) {
        event.value = lty_test_text(messages[one->delivery % 4]);
        event.channel = lty_test_text(one->delivery % 4 == 3 ? "sms" : "email");
    }
    base_append(base, &event, false);
}

static inline void draw(shop *s, uint64_t *seed, const lty_zone *zone)
{
    s->zone = zone;
    s->count = (size_t) lty_test_below(seed, THINGS + 1);
    s->at_s = LTY_TEST_2011 + lty_test_below(seed, 500) * LTY_TEST_DAY + lty_test_below(seed, 2) * 3600;
    s->from_s = lty_test_below(seed, 3) == 0 ? LTY_TIME_NONE : s->at_s - lty_test_below(seed, 700) * LTY_TEST_DAY;
    for (size_t i = 0; i < s->count; i++) {
        thing *one = &s->things[i];
        const int64_t kind = lty_test_below(seed, 8);

        memset(one, 0, sizeof *one);
        one->kind = kind < 3 ? ORDER : kind < 5 ? VISIT : (thing_kind) (kind - 3);
        one->who = (int) lty_test_below(seed, one->kind <= VISIT ? PEOPLE + 1 : PEOPLE);
        one->at_s =
            LTY_TEST_2010 + lty_test_below(seed, 800) * LTY_TEST_DAY + lty_test_below(seed, 4) * 21600 + (int64_t) i; /* no two at once */
        one->gross = 1 + lty_test_below(seed, 5000);
        one->kept = one->who == NOBODY || lty_test_below(seed, 4) > 0 ? one->gross : lty_test_below(seed, one->gross);
        one->quantity = 1 + lty_test_below(seed, 5);
        one->sale = lty_test_below(seed, 3) == 0;
        one->code = one->who != NOBODY && lty_test_below(seed, 3) == 0;
        one->cost = lty_test_below(seed, 2) == 0 ? LTY_EVENT_COST_NONE : lty_test_below(seed, 4000);
        one->text = (int) lty_test_below(seed, 4);
        one->place = (int) lty_test_below(seed, 4);
        one->delivery = one->who * 8 + (int) lty_test_below(seed, 8);
        if (one->kind >= SENT && lty_test_below(seed, 2) == 0) { /* lately, so that orders follow clicks */
            one->at_s = s->at_s - 20 * LTY_TEST_DAY + lty_test_below(seed, 20 * LTY_TEST_DAY);
        }
        if (one->kind == ORDER && lty_test_below(seed, 2) == 0) {
            one->at_s = s->at_s - 20 * LTY_TEST_DAY + lty_test_below(seed, 20 * LTY_TEST_DAY);
        }
    }
}

#endif
