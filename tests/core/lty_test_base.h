/* What tests of whole bases share: programmes of several versions, and a shop's random events of every kind. */
#ifndef LTY_TEST_BASE_H
#define LTY_TEST_BASE_H

#include "lty_base.h"
#include "lty_test_fold.h"
#include "lty_timeline.h"

#define EVENTS_MAX 400
#define CUSTOMERS 12
#define VERSIONS_MAX 3

/* Versions as one; the caller fills `versions` and then calls rules_open(). */
typedef struct rules {
    lty_programme versions[VERSIONS_MAX];
    lty_arena arena;
    const lty_timeline *timeline;
} rules;

static inline void rules_open(rules *r, size_t count, const lty_alloc *alloc)
{
    const lty_programme *pointers[VERSIONS_MAX];
    size_t culprit;

    for (size_t i = 0; i < count; i++) {
        pointers[i] = &r->versions[i];
    }
    lty_arena_init(&r->arena, alloc);
    assert_int_equal(lty_timeline_create(&r->timeline, pointers, count, &culprit, &r->arena), LTY_OK);
}

static inline void rules_close(rules *r)
{
    lty_arena_destroy(&r->arena);
}

/* Of one version, the plain one of the tests. */
static inline void rules_plain(rules *r, const lty_alloc *alloc)
{
    r->versions[0] = lty_test_programme();
    rules_open(r, 1, alloc);
}

static inline lty_programme random_version(uint64_t *state, int64_t from_s)
{
    lty_programme programme = lty_test_programme();
    lty_points_rules *points = &programme.points;

    points->earn_count = (size_t) lty_test_below(state, 4) + 1;
    points->rounding = (lty_rounding) lty_test_below(state, 4);
    points->award_on = (lty_award_on) (lty_test_below(state, 2) + 1);
    points->pending_days = lty_test_below(state, 2) == 0 ? 0 : (int32_t) lty_test_below(state, 40);
    points->expires = lty_test_below(state, 3) > 0;
    points->expiry = (lty_period){(int32_t) lty_test_below(state, 14), (int32_t) lty_test_below(state, 40)};
    points->expiry_round = (lty_expiry_round) lty_test_below(state, 4);
    points->arrears = (lty_arrears) (lty_test_below(state, 3) + 1);
    points->worth_points = 1 + lty_test_below(state, 200);
    points->caps.day = lty_test_below(state, 3) == 0 ? 1 + lty_test_below(state, 100) : 0;
    programme.in_force_from_s = from_s;
    programme.tiers.by = (lty_tier_by) (lty_test_below(state, 3) + 1);
    programme.tiers.window = (lty_tier_window) (lty_test_below(state, 3) + 1);
    programme.tiers.rolling = (lty_period){(int32_t) lty_test_below(state, 13), 1};
    programme.tiers.keep = LTY_TIER_FOLLOW;
    programme.tiers.down = LTY_TIER_DOWN_METRIC;
    programme.tiers.items = lty_test_tiers;
    programme.tiers.count = (size_t) lty_test_below(state, 4);
    for (size_t i = 0; i < sizeof programme.hash; i++) {
        programme.hash[i] = (unsigned char) lty_test_random(state);
    }
    return programme;
}

/* One to three versions. */
static inline void rules_random(rules *r, uint64_t *state, const lty_alloc *alloc)
{
    const size_t count = (size_t) lty_test_below(state, VERSIONS_MAX) + 1;
    int64_t from_s = 0;

    for (size_t i = 0; i < count; i++) {
        r->versions[i] = random_version(state, from_s);
        from_s = (i == 0 ? LTY_TEST_2010 : from_s) + (1 + lty_test_below(state, 300)) * LTY_TEST_DAY;
    }
    rules_open(r, count, alloc);
}

typedef struct world {
    lty_event events[EVENTS_MAX];
    size_t count;
    char ids[EVENTS_MAX][64];
    char refs[EVENTS_MAX][24];
    char payloads[EVENTS_MAX][32];
    lty_event_line lines[EVENTS_MAX];
} world;

static const char *const keys[CUSTOMERS] = {
    "7", "007", "12", "3", "anna@example.org", "customer-000001", "customer-000002", "b", "100", "99", "\xC3\xA9", "z"};

static inline lty_event *world_add(world *w, const char *kind, size_t object, int64_t revision, int64_t at_s, const char *customer)
{
    const size_t i = w->count++;

    assert_true(i < EVENTS_MAX);
    snprintf(w->ids[i], sizeof w->ids[i], "s/%s/%zu/%lld", kind, object, (long long) revision);
    snprintf(w->refs[i], sizeof w->refs[i], "%zu", object);
    snprintf(w->payloads[i], sizeof w->payloads[i], "{\"test\":%zu}", i); /* stands for the canonical payload: told apart, that is all */
    w->events[i] = (lty_event){.id = lty_test_text(w->ids[i]),
        .customer = lty_test_text(customer),
        .at_s = at_s,
        .payload = lty_test_text(w->payloads[i]),
        .until_s = LTY_TIME_NONE};
    return &w->events[i];
}

static inline void world_order(world *w, uint64_t *state, size_t object, const char *customer)
{
    int64_t at_s = LTY_TEST_2010 + lty_test_below(state, 700) * LTY_TEST_DAY / 2;
    const int64_t revisions = lty_test_below(state, 4) == 0 ? 3 : 1;

    for (int64_t revision = 1; revision <= revisions; revision++) {
        lty_event *event = world_add(w, "order", object, revision, at_s, customer);

        event->type = LTY_EVENT_ORDER;
        event->object = lty_test_text(w->refs[event - w->events]);
        event->revision = revision;
        event->condition = revisions == 1 ? LTY_ORDER_PAID : (int) (lty_test_below(state, 4) + 1);
        memcpy(event->currency, "GBP", 4);
        event->amount_minor = lty_test_below(state, 20) == 0 ? 0 : lty_test_below(state, 20000);
        if (lty_test_below(state, 2) == 0) {
            lty_event_line *line = &w->lines[event - w->events];

            *line = (lty_event_line){.sku = {"sku", 3},
                .category = {"gifts", 5},
                .quantity = 1,
                .amount_minor = event->amount_minor,
                .sale = lty_test_below(state, 2) == 0};
            event->lines = line;
            event->line_count = 1;
        }
        at_s += (lty_test_below(state, 5) - 1) * LTY_TEST_DAY; /* sometimes a later revision happened earlier */
    }
    const int64_t refunds = lty_test_below(state, 4) == 0 ? 1 + lty_test_below(state, 2) : 0;
    const lty_event *first = NULL;

    for (int64_t i = 0; i < refunds; i++) {
        lty_event *event = world_add(w, "refund", object * 10 + (size_t) i, 1, at_s + lty_test_below(state, 40) * LTY_TEST_DAY, customer);

        event->type = LTY_EVENT_REFUND;
        snprintf(w->refs[event - w->events], sizeof w->refs[0], "%zu", object);
        event->object = lty_test_below(state, 4) == 0 ? (lty_text){"", 0} : lty_test_text(w->refs[event - w->events]);
        memcpy(event->currency, "GBP", 4);
        event->amount_minor = lty_test_below(state, 25000);
        if (first != NULL && lty_test_below(state, 2) == 0) {
            event->replaces = first->id;
        }
        first = event;
    }
}

static inline void world_spend(world *w, uint64_t *state, size_t number, const char *customer)
{
    lty_event *event = world_add(w, "spent", number, 1, LTY_TEST_2011 + lty_test_below(state, 300) * LTY_TEST_DAY, customer);

    event->type = LTY_EVENT_POINTS_SPENT;
    event->object = lty_test_text(w->refs[event - w->events]);
    event->points = 1 + lty_test_below(state, 30);
    if (lty_test_below(state, 3) == 0) {
        const int64_t at_s = event->at_s + lty_test_below(state, 90) * LTY_TEST_DAY;

        event = world_add(w, "restored", number, 1, at_s, customer);
        event->type = LTY_EVENT_POINTS_RESTORED;
        event->object = lty_test_text(w->refs[event - w->events]);
        event->points = 1 + lty_test_below(state, 30);
    }
}

static inline void world_fill(world *w, uint64_t *state, size_t orders, size_t customers)
{
    w->count = 0;
    for (size_t i = 0; i < orders; i++) {
        const size_t who = (size_t) lty_test_below(state, (int64_t) customers + 1);

        world_order(w, state, i + 1, who == customers ? "" : keys[who]);
        if (who < customers && lty_test_below(state, 5) == 0) {
            world_spend(w, state, i, keys[who]);
        }
    }
}

/* Links between keys at random: taken back and made again, in chains, circles, and two for one key. */
static inline void world_link(world *w, uint64_t *state, size_t links, size_t customers)
{
    for (size_t i = 0; i < links; i++) {
        const size_t to = (size_t) lty_test_below(state, (int64_t) customers);
        const size_t from = (to + 1 + (size_t) lty_test_below(state, (int64_t) customers - 1)) % customers;
        const int64_t revisions = 1 + lty_test_below(state, 3);

        for (int64_t revision = 1; revision <= revisions; revision++) {
            lty_event *event = world_add(w, "link", i, revision, LTY_TEST_2010 + lty_test_below(state, 900) * LTY_TEST_DAY, keys[to]);

            event->type = LTY_EVENT_IDENTITIES_LINKED;
            event->object = lty_test_text(keys[from]);
            event->revision = revision;
            event->given = lty_test_below(state, 3) > 0;
        }
    }
}

static inline lty_base *base_create(const lty_timeline *timeline, const lty_alloc *alloc)
{
    lty_base *base = NULL;

    assert_int_equal(lty_base_create(&base, timeline, 99, alloc), LTY_OK);
    return base;
}

static inline void base_append(lty_base *base, const lty_event *event, bool expect_repeated)
{
    bool repeated = !expect_repeated;

    assert_int_equal(lty_base_append(base, event, &repeated), LTY_OK);
    assert_int_equal(repeated, expect_repeated);
}

static inline void base_fill(lty_base *base, const world *w)
{
    for (size_t i = 0; i < w->count; i++) {
        base_append(base, &w->events[i], false);
    }
}

#endif
