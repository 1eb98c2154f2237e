/*
 * Laws 2 to 6 over random histories, each under a random programme: every arrears policy, rounding, window and expiry. The seed is
 * printed; LTY_SEED and LTY_HISTORIES override it and the number of histories. Law 4 for ids is also a test of the base.
 */
#include "lty_calendar.h"
#include "lty_earn.h"
#include "lty_refund.h"
#include "lty_test_fold.h"

#define HISTORY_MAX 64
#define HISTORY_LINES 512

typedef struct history {
    lty_event events[HISTORY_MAX];
    size_t count;
    char ids[HISTORY_MAX][64];
    char refs[HISTORY_MAX][24];
    lty_event_line lines[HISTORY_LINES];
    size_t line_count;
    size_t orders;
} history;

static const char *const skus[] = {"a", "b", "c", "d"};
static const char *const categories[] = {"", "gifts", "home"};

static size_t histories(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 10000 : (size_t) strtoull(given, NULL, 10);
}

static int64_t random_instant(uint64_t *state)
{
    /* Whole hours make equal instants likely. */
    return LTY_TEST_2010 + lty_test_below(state, 24 * 900) * 3600;
}

static lty_programme random_programme(uint64_t *state)
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
    points->backfill = lty_test_below(state, 2) == 0;
    programme.in_force_from_s = lty_test_below(state, 2) == 0 ? 0 : random_instant(state);
    programme.tiers.by = (lty_tier_by) (lty_test_below(state, 3) + 1);
    programme.tiers.window = (lty_tier_window) (lty_test_below(state, 3) + 1);
    programme.tiers.rolling = (lty_period){(int32_t) lty_test_below(state, 13), 1};
    programme.tiers.items = lty_test_tiers;
    programme.tiers.count = (size_t) lty_test_below(state, 4);
    return programme;
}

static lty_event *history_add(history *h, const char *kind, size_t object, int64_t revision)
{
    assert_true(h->count < HISTORY_MAX);
    lty_event *event = &h->events[h->count];

    snprintf(h->ids[h->count], sizeof h->ids[0], "s/%s/%zu/%lld", kind, object, (long long) revision);
    snprintf(h->refs[h->count], sizeof h->refs[0], "%zu", object);
    *event = (lty_event){.id = lty_test_text(h->ids[h->count]), .customer = {"7", 1}};
    h->count++;
    return event;
}

/* Random lines, or the given ones in parts. */
static void random_lines(history *h, uint64_t *state, lty_event *event, size_t count, int64_t most_minor)
{
    event->lines = count == 0 ? NULL : h->lines + h->line_count;
    event->line_count = count;
    event->amount_minor = count == 0 ? lty_test_below(state, most_minor) : 0;
    for (size_t i = 0; i < count; i++) {
        assert_true(h->line_count < HISTORY_LINES);
        lty_event_line *line = &h->lines[h->line_count++];

        *line = (lty_event_line){lty_test_text(skus[lty_test_below(state, 4)]), lty_test_text(categories[lty_test_below(state, 3)]), 1,
            lty_test_below(state, most_minor), lty_test_below(state, 4) == 0};
        event->amount_minor += line->amount_minor;
    }
}

static void random_order(history *h, uint64_t *state)
{
    const size_t object = h->orders++;
    const int64_t revisions = lty_test_below(state, 3) + 1;
    int64_t at_s = random_instant(state);
    char *ref = h->refs[h->count];

    for (int64_t revision = 1; revision <= revisions; revision++) {
        lty_event *event = history_add(h, "order", object, revision);

        event->type = LTY_EVENT_ORDER;
        event->at_s = at_s;
        event->object = lty_test_text(ref);
        event->revision = revision;
        event->condition = (lty_order_condition) (lty_test_below(state, 5) + 1);
        if (event->condition > LTY_ORDER_CANCELLED) {
            event->condition = LTY_ORDER_PAID;
        }
        memcpy(event->currency, "GBP", 4);
        random_lines(h, state, event, (size_t) lty_test_below(state, 4), 9000);
        /* Now and then a lower revision is later than a higher one. */
        at_s += lty_test_below(state, 40) * 3600 * 6 - (lty_test_below(state, 8) == 0 ? 40 * 3600 : 0);
    }
    const int64_t refunds = lty_test_below(state, 4);
    for (int64_t i = 0; i < refunds; i++) {
        lty_event *event = history_add(h, "refund", object * 10 + (size_t) i, 1);

        event->type = LTY_EVENT_REFUND;
        event->at_s = random_instant(state);
        event->object = lty_test_below(state, 10) == 0 ? (lty_text){NULL, 0} : lty_test_text(ref);
        memcpy(event->currency, "GBP", 4);
        random_lines(h, state, event, (size_t) lty_test_below(state, 3), 6000);
    }
}

static void random_history(history *h, uint64_t *state)
{
    const int64_t orders = lty_test_below(state, 5);
    const int64_t others = lty_test_below(state, 10);

    h->count = 0;
    h->line_count = 0;
    h->orders = 0;
    for (int64_t i = 0; i < orders; i++) {
        random_order(h, state);
    }
    for (int64_t i = 0; i < others; i++) {
        lty_event *event = history_add(h, "other", (size_t) i, 1);

        event->at_s = random_instant(state);
        switch (lty_test_below(state, 6)) {
            case 0:
                event->type = LTY_EVENT_OPENING_BALANCE;
                event->points = lty_test_below(state, 100);
                break;
            case 1:
                event->type = LTY_EVENT_POINTS_ADJUSTED;
                event->points = lty_test_below(state, 80) + 1;
                break;
            case 2:
                event->type = LTY_EVENT_POINTS_ADJUSTED;
                event->points = -lty_test_below(state, 80) - 1;
                break;
            case 3: event->type = LTY_EVENT_VISIT; break;
            default:
                event->type = LTY_EVENT_POINTS_SPENT;
                event->points = lty_test_below(state, 120) + 1;
                break;
        }
    }
}

static lty_customer fold_some(lty_folder *folder, const history *h, int64_t at_s, bool flows)
{
    const lty_event *pointers[HISTORY_MAX];
    lty_customer customer;

    for (size_t i = 0; i < h->count; i++) {
        pointers[i] = &h->events[i];
    }
    assert_int_equal(lty_fold(&customer, folder, pointers, h->count, at_s, flows), LTY_OK);
    return customer;
}

static void assert_same_lots(const lty_customer *a, const lty_customer *b)
{
    assert_int_equal(a->lot_count, b->lot_count);
    for (size_t i = 0; i < a->lot_count; i++) {
        const lty_lot *x = &a->lots[i];
        const lty_lot *y = &b->lots[i];

        assert_true(lty_text_equal(x->event->id, y->event->id) && x->at_s == y->at_s && x->source == y->source);
        assert_true(x->available_at_s == y->available_at_s && x->expires_at_s == y->expires_at_s && x->earn_percent == y->earn_percent);
        assert_int_equal(x->earned, y->earned);
        assert_int_equal(x->reversed, y->reversed);
        assert_int_equal(x->spent, y->spent);
        assert_int_equal(x->expired, y->expired);
        assert_int_equal(x->left, y->left);
        assert_int_equal(x->pending, y->pending);
    }
}

static void assert_same(const lty_customer *a, const lty_customer *b)
{
    assert_memory_equal(a->facts, b->facts, sizeof a->facts);
    assert_same_lots(a, b);
    assert_int_equal(a->draw_count, b->draw_count);
    for (size_t i = 0; i < a->draw_count; i++) {
        assert_true(lty_text_equal(a->draws[i].event->id, b->draws[i].event->id));
        assert_true(a->draws[i].lot == b->draws[i].lot && a->draws[i].points == b->draws[i].points);
    }
    assert_int_equal(a->debt_count, b->debt_count);
    for (size_t i = 0; i < a->debt_count; i++) {
        assert_true(lty_text_equal(a->debts[i].event->id, b->debts[i].event->id) && a->debts[i].points == b->debts[i].points);
    }
    assert_int_equal(a->flow_count, b->flow_count);
    for (size_t i = 0; i < a->flow_count; i++) {
        assert_true(
            a->flows[i].kind == b->flows[i].kind && a->flows[i].at_s == b->flows[i].at_s && a->flows[i].points == b->flows[i].points);
    }
}

/* Law 2: the sums agree, every spend is covered by its draws or a debt, no lot is drawn on outside its life. */
static void check_conservation(const lty_customer *customer, const history *h, int64_t at_s)
{
    lty_test_conserved(customer);
    for (size_t i = 0; i < customer->draw_count; i++) {
        const lty_lot *lot = &customer->lots[customer->draws[i].lot];

        assert_true(lot->available_at_s <= at_s);
        assert_true(lot->expires_at_s == LTY_TIME_NONE || customer->draws[i].event->at_s < lot->expires_at_s);
    }
    for (size_t i = 0; i < h->count; i++) {
        const lty_event *event = &h->events[i];
        int64_t covered = 0;

        if (event->at_s > at_s
            || (event->type != LTY_EVENT_POINTS_SPENT && (event->type != LTY_EVENT_POINTS_ADJUSTED || event->points > 0))) {
            continue;
        }
        for (size_t j = 0; j < customer->draw_count; j++) {
            covered += lty_text_equal(customer->draws[j].event->id, event->id) ? customer->draws[j].points : 0;
        }
        for (size_t j = 0; j < customer->debt_count; j++) {
            covered += lty_text_equal(customer->debts[j].event->id, event->id) ? customer->debts[j].points : 0;
        }
        assert_int_equal(covered, event->points < 0 ? -event->points : event->points);
    }
}

static void check_facts_of_sales(const lty_customer *customer)
{
    const int64_t *facts = customer->facts;

    assert_true(facts[LTY_FACT_SPENT] >= 0 && facts[LTY_FACT_SPENT] <= facts[LTY_FACT_SPENT_GROSS]);
    assert_true((facts[LTY_FACT_ORDERS] == 0) == (facts[LTY_FACT_FIRST_ORDER] == LTY_FACT_NONE));
    assert_true(facts[LTY_FACT_SPENT_GROSS] - facts[LTY_FACT_SPENT] <= facts[LTY_FACT_REFUNDED]);
}

static void law_2_conservation(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 2", 20101201);
    static history h;

    for (size_t n = histories(); n > 0; n--) {
        const lty_programme programme = random_programme(&state);
        lty_folder *folder = NULL;
        const int64_t at_s = random_instant(&state) + 200 * LTY_TEST_DAY;

        random_history(&h, &state);
        assert_int_equal(lty_folder_create(&folder, &programme, &alloc), LTY_OK);
        const lty_customer customer = fold_some(folder, &h, at_s, true);
        check_conservation(&customer, &h, at_s);
        check_facts_of_sales(&customer);
        lty_folder_destroy(folder);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Puts one refund where an order had several. Lines of equal keys need not be merged: they are summed per key. */
static void merge_refunds(history *out, const history *h, size_t order, uint64_t *state)
{
    char ref[24];
    lty_event *merged = NULL;
    lty_event whole = {.at_s = 0};
    size_t seen = 0;
    int64_t loose_minor = 0;

    *out = *h;
    out->count = 0;
    snprintf(ref, sizeof ref, "%zu", order);
    whole.lines = out->lines + out->line_count;
    for (size_t i = 0; i < h->count; i++) {
        const lty_event *event = &h->events[i];

        if (event->type != LTY_EVENT_REFUND || !lty_text_equal(event->object, lty_test_text(ref))) {
            out->events[out->count++] = *event;
            continue;
        }
        for (size_t j = 0; j < event->line_count; j++) {
            assert_true(out->line_count < HISTORY_LINES);
            out->lines[out->line_count++] = event->lines[j];
            whole.line_count++;
        }
        loose_minor += event->line_count == 0 ? event->amount_minor : 0;
        whole.amount_minor += event->amount_minor;
        if (merged == NULL) {
            merged = &out->events[out->count++];
            *merged = *event;
        } else if (lty_test_below(state, (int64_t) seen + 1) == 0) {
            merged->at_s = event->at_s;
        }
        seen++;
    }
    if (merged != NULL) {
        if (whole.line_count > 0 && loose_minor > 0) {
            /* What was refunded without lines is a line that the order does not have. */
            out->lines[out->line_count++] = (lty_event_line){LTY_TEXT("none"), LTY_TEXT("none"), 1, loose_minor, false};
            whole.line_count++;
        }
        merged->amount_minor = whole.amount_minor;
        merged->lines = whole.line_count == 0 ? NULL : whole.lines;
        merged->line_count = whole.line_count;
    }
}

/* One refund of the total, at any of the instants, whatever lies between, ends where the parts end. */
static void law_3_any_split_of_a_refund(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 3", 20101202);
    static history h, whole;

    for (size_t n = histories(); n > 0; n--) {
        lty_programme programme = random_programme(&state);
        lty_folder *parts = NULL;
        lty_folder *one = NULL;

        programme.points.arrears = LTY_ARREARS_NEGATIVE;
        random_history(&h, &state);
        if (h.orders == 0) {
            continue;
        }
        merge_refunds(&whole, &h, (size_t) lty_test_below(&state, (int64_t) h.orders), &state);
        assert_int_equal(lty_folder_create(&parts, &programme, &alloc), LTY_OK);
        assert_int_equal(lty_folder_create(&one, &programme, &alloc), LTY_OK);
        lty_customer a = fold_some(parts, &h, LTY_TEST_2012 + 300 * LTY_TEST_DAY, lty_test_below(&state, 2) == 0);
        lty_customer b = fold_some(one, &whole, LTY_TEST_2012 + 300 * LTY_TEST_DAY, lty_test_below(&state, 2) == 0);
        b.flow_count = 0;
        a.facts[LTY_FACT_REFUNDS] = b.facts[LTY_FACT_REFUNDS];
        a.flow_count = 0;
        assert_same(&a, &b);
        lty_folder_destroy(parts);
        lty_folder_destroy(one);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Where nothing else happens between the parts, every policy ends alike. */
static void law_3_every_policy_without_a_pause(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 3, all policies", 20101203);
    static history h, whole;

    for (size_t n = histories(); n > 0; n--) {
        const lty_programme programme = random_programme(&state);
        lty_folder *parts = NULL;
        lty_folder *one = NULL;

        random_history(&h, &state);
        if (h.orders == 0) {
            continue;
        }
        const int64_t order = lty_test_below(&state, (int64_t) h.orders);
        /* All of them within one second in which nothing else happens: the hours are full elsewhere. */
        const int64_t at_s = random_instant(&state) + 1800;
        char ref[24];
        snprintf(ref, sizeof ref, "%lld", (long long) order);
        for (size_t i = 0; i < h.count; i++) {
            if (h.events[i].type == LTY_EVENT_REFUND && lty_text_equal(h.events[i].object, lty_test_text(ref))) {
                h.events[i].at_s = at_s;
            }
        }
        merge_refunds(&whole, &h, (size_t) order, &state);
        assert_int_equal(lty_folder_create(&parts, &programme, &alloc), LTY_OK);
        assert_int_equal(lty_folder_create(&one, &programme, &alloc), LTY_OK);
        lty_customer a = fold_some(parts, &h, LTY_TEST_2012 + 300 * LTY_TEST_DAY, true);
        const lty_customer b = fold_some(one, &whole, LTY_TEST_2012 + 300 * LTY_TEST_DAY, true);
        a.facts[LTY_FACT_REFUNDS] = b.facts[LTY_FACT_REFUNDS];
        assert_memory_equal(a.facts, b.facts, sizeof a.facts);
        assert_same_lots(&a, &b);
        lty_folder_destroy(parts);
        lty_folder_destroy(one);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Every event twice: the repeats are dropped. An order that says again what it is, or flaps, changes nothing. */
static void law_4_once(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 4", 20101204);
    static history h;

    for (size_t n = histories(); n > 0; n--) {
        const lty_programme programme = random_programme(&state);
        const lty_event *pointers[2 * HISTORY_MAX];
        const lty_event *scratch[2 * HISTORY_MAX];
        const lty_event *conflict = NULL;
        const int64_t at_s = LTY_TEST_2012 + 300 * LTY_TEST_DAY;
        lty_folder *once = NULL;
        lty_folder *twice = NULL;
        lty_customer b;
        size_t count = 0;

        random_history(&h, &state);
        assert_int_equal(lty_folder_create(&once, &programme, &alloc), LTY_OK);
        assert_int_equal(lty_folder_create(&twice, &programme, &alloc), LTY_OK);
        const lty_customer a = fold_some(once, &h, at_s, true);
        for (size_t i = 0; i < h.count; i++) {
            pointers[count++] = &h.events[i];
            if (lty_test_below(&state, 2) == 0) {
                pointers[count++] = &h.events[h.count - 1 - i];
            }
            pointers[count++] = &h.events[i];
            if (count + 3 > 2 * HISTORY_MAX) {
                for (i++; i < h.count && count < 2 * HISTORY_MAX; i++) {
                    pointers[count++] = &h.events[i];
                }
            }
        }
        assert_int_equal(lty_event_unique(pointers, scratch, &count, &conflict), LTY_OK);
        assert_int_equal(count, h.count);
        assert_int_equal(lty_fold(&b, twice, pointers, count, at_s, true), LTY_OK);
        assert_same(&a, &b);
        lty_folder_destroy(once);
        lty_folder_destroy(twice);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Appends events to the last of an order's: the same again (revision + 1), or away and back. */
static void flap(history *h, uint64_t *state, int64_t at_s)
{
    const size_t count = h->count;

    for (size_t order = 0; order < h->orders; order++) {
        const lty_event *last = NULL;
        char ref[24];

        snprintf(ref, sizeof ref, "%zu", order);
        for (size_t i = 0; i < count; i++) {
            const lty_event *event = &h->events[i];
            if (event->type == LTY_EVENT_ORDER && strcmp(h->refs[i], ref) == 0 && (last == NULL || event->revision >= last->revision)) {
                last = event;
            }
        }
        if (last == NULL || (last->condition != LTY_ORDER_PAID && last->condition != LTY_ORDER_DELIVERED) || h->count + 2 > HISTORY_MAX) {
            continue;
        }
        const int64_t revision = last->revision;
        for (int64_t i = 1; i <= 2; i++) {
            lty_event *event = history_add(h, "order", order, revision + i);
            const lty_text id = event->id;

            *event = *last;
            event->id = id;
            event->revision = revision + i;
            event->at_s = at_s + i;
            if (i == 1 && lty_test_below(state, 2) == 0) {
                event->condition = lty_test_below(state, 2) == 0 ? LTY_ORDER_CANCELLED : LTY_ORDER_PLACED;
                event->lines = NULL;
                event->line_count = 0;
                event->amount_minor = 0;
            }
        }
    }
}

static void law_4_flapping_conditions(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("law 4, flapping", 20101205);
    static history h;

    for (size_t n = histories(); n > 0; n--) {
        const lty_programme programme = random_programme(&state);
        const int64_t at_s = LTY_TEST_2012 + 300 * LTY_TEST_DAY;
        lty_folder *still = NULL;
        lty_folder *flapping = NULL;

        random_history(&h, &state);
        assert_int_equal(lty_folder_create(&still, &programme, &alloc), LTY_OK);
        assert_int_equal(lty_folder_create(&flapping, &programme, &alloc), LTY_OK);
        lty_customer a = fold_some(still, &h, at_s, true);
        /* Within the order's life a flap may end in a cancellation that is now overruled, so fold after the last event. */
        flap(&h, &state, LTY_TEST_2012 + 250 * LTY_TEST_DAY);
        lty_customer b = fold_some(flapping, &h, at_s, true);
        assert_same(&a, &b);
        lty_folder_destroy(still);
        lty_folder_destroy(flapping);
    }
    assert_int_equal(memory.blocks, 0);
}

/* Arrival does not matter: shuffled events, and a folder that has seen other customers, give the same. Later events are not seen. */
static void laws_5_and_6_order_and_determinism(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("laws 5 and 6", 20101206);
    static history h, other;
    lty_folder *used = NULL;
    const lty_programme *before = NULL;
    static lty_programme programme;

    for (size_t n = histories(); n > 0; n--) {
        const lty_event *shuffled[HISTORY_MAX];
        lty_folder *fresh = NULL;
        lty_customer b;
        size_t past = 0;

        if (before == NULL || lty_test_below(&state, 50) == 0) {
            lty_folder_destroy(used);
            programme = random_programme(&state);
            assert_int_equal(lty_folder_create(&used, &programme, &alloc), LTY_OK);
            before = &programme;
        }
        const int64_t at_s = random_instant(&state);
        random_history(&h, &state);
        random_history(&other, &state);
        (void) fold_some(used, &other, at_s, true);
        for (size_t i = 0; i < h.count; i++) {
            if (h.events[i].at_s <= at_s) {
                shuffled[past++] = &h.events[i];
            }
        }
        for (size_t i = past; i > 1; i--) {
            const size_t j = (size_t) lty_test_below(&state, (int64_t) i);
            const lty_event *swap = shuffled[i - 1];
            shuffled[i - 1] = shuffled[j];
            shuffled[j] = swap;
        }
        assert_int_equal(lty_folder_create(&fresh, &programme, &alloc), LTY_OK);
        const lty_customer a = fold_some(fresh, &h, at_s, true);
        assert_int_equal(lty_fold(&b, used, shuffled, past, at_s, true), LTY_OK);
        assert_same(&a, &b);
        lty_folder_destroy(fresh);
    }
    lty_folder_destroy(used);
    assert_int_equal(memory.blocks, 0);
}

/* --- a slow model: no sorting of orders, no heap, no windows ------------------------------------------------------- */

typedef struct slow_order {
    const lty_event *counted;
    const lty_event *awarded;
    const lty_event *terms;
    bool counts;
    int64_t kept_minor;
    int64_t percent;
    int64_t kept_points;
    bool first;
} slow_order;

static bool slow_before(const lty_event *a, const lty_event *b)
{
    return lty_event_compare(a, b) < 0;
}

/* True if an order event is overruled by a higher revision that came before it. */
static bool slow_overruled(const history *h, const lty_event *event, int64_t at_s)
{
    for (size_t i = 0; i < h->count; i++) {
        const lty_event *other = &h->events[i];
        if (other->type == LTY_EVENT_ORDER && other->at_s <= at_s && lty_text_equal(other->object, event->object)
            && other->revision > event->revision && slow_before(other, event)) {
            return true;
        }
    }
    return false;
}

static slow_order slow_read(const history *h, const char *ref, int64_t at_s, const lty_programme *programme)
{
    slow_order order = {.counts = false};
    const lty_event *last = NULL;

    for (size_t i = 0; i < h->count; i++) {
        const lty_event *event = &h->events[i];
        if (event->type != LTY_EVENT_ORDER || event->at_s > at_s || !lty_text_equal(event->object, lty_test_text(ref))
            || slow_overruled(h, event, at_s)) {
            continue;
        }
        const bool counts = event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED;
        const bool earns = event->condition == LTY_ORDER_DELIVERED || (counts && programme->points.award_on == LTY_AWARD_ON_PAID);
        if (counts && (order.counted == NULL || slow_before(event, order.counted))) {
            order.counted = event;
        }
        if (earns && (order.awarded == NULL || slow_before(event, order.awarded))) {
            order.awarded = event;
        }
        if (last == NULL || slow_before(last, event)) {
            last = event;
        }
    }
    order.counts = last != NULL && (last->condition == LTY_ORDER_PAID || last->condition == LTY_ORDER_DELIVERED);
    order.terms = last;
    return order;
}

static int64_t slow_points(const history *h, const slow_order *order, const lty_programme *programme, lty_refund *refund, int64_t at_s)
{
    int64_t total_minor = 0;
    int64_t points = 0;

    assert_int_equal(lty_refund_begin(refund, order->terms), LTY_OK);
    for (size_t i = h->count; i-- > 0;) {
        const lty_event *event = &h->events[i];
        if (event->type == LTY_EVENT_REFUND && event->at_s <= at_s && lty_text_equal(event->object, order->terms->object)) {
            lty_refund_add(refund, event);
        }
    }
    assert_int_equal(lty_refund_kept(refund, &total_minor), LTY_OK);
    const lty_earn_order earn = {refund->kept, refund->count, total_minor, order->percent, order->first};
    assert_int_equal(lty_earn_points(&points, NULL, NULL, programme, &earn), LTY_OK);
    return points;
}

static int64_t slow_percent(
    const slow_order *orders, size_t count, const lty_event *at, const lty_programme *programme, int64_t *metric_out)
{
    const lty_tier_rules *tiers = &programme->tiers;
    int64_t metric = 0;
    int64_t percent = 10000;

    for (size_t i = 0; i < count; i++) {
        const lty_event *event = tiers->by == LTY_TIER_BY_POINTS ? orders[i].awarded : orders[i].counted;
        if (event == NULL || !slow_before(event, at) || lty_calendar_window_end(programme, event->at_s) <= at->at_s) {
            continue;
        }
        metric += tiers->by == LTY_TIER_BY_SPEND ? orders[i].kept_minor
            : tiers->by == LTY_TIER_BY_ORDERS    ? orders[i].kept_minor > 0
                                                 : orders[i].kept_points;
    }
    for (size_t i = 0; i < tiers->count; i++) {
        if (metric >= tiers->items[i].from) {
            percent = tiers->items[i].earn_percent;
        }
    }
    *metric_out = metric;
    return percent;
}

/* Points that are kept of each order, in the order of their being counted (bubble sorted), each percentage from those before. */
static size_t slow_orders(slow_order *orders, const history *h, const lty_programme *programme, lty_refund *refund, int64_t at_s)
{
    size_t count = 0;

    for (size_t n = 0; n < h->orders; n++) {
        char ref[24];
        snprintf(ref, sizeof ref, "%zu", n);
        orders[count] = slow_read(h, ref, at_s, programme);
        count += orders[count].counted != NULL;
    }
    for (size_t i = 0; i < count; i++) {
        for (size_t j = i + 1; j < count; j++) {
            if (slow_before(orders[j].counted, orders[i].counted)) {
                const slow_order swap = orders[i];
                orders[i] = orders[j];
                orders[j] = swap;
            }
        }
    }
    bool first = true;
    for (size_t i = 0; i < count; i++) {
        slow_order *order = &orders[i];
        int64_t refunded = 0;
        int64_t metric;

        for (size_t j = 0; j < h->count; j++) {
            const lty_event *event = &h->events[j];
            refunded += event->type == LTY_EVENT_REFUND && event->at_s <= at_s && lty_text_equal(event->object, order->terms->object)
                ? event->amount_minor
                : 0;
        }
        order->kept_minor = !order->counts || refunded > order->terms->amount_minor ? 0 : order->terms->amount_minor - refunded;
        order->first = first && order->kept_minor > 0;
        first = first && order->kept_minor == 0;
        order->percent = slow_percent(orders, i, order->counted, programme, &metric);
        const bool awards =
            order->awarded != NULL && order->counts && (programme->points.backfill || order->awarded->at_s >= programme->in_force_from_s);
        order->kept_points = awards ? slow_points(h, order, programme, refund, at_s) : 0;
    }
    return count;
}

/* Hour by hour: every instant of the tests lies on one, and so do local days. */
static int64_t slow_balance(const lty_customer *customer, const history *h, int64_t at_s)
{
    int64_t left[HISTORY_MAX];
    int64_t debt = 0;
    int64_t sum = 0;

    for (size_t i = 0; i < customer->lot_count; i++) {
        left[i] = customer->lots[i].earned - customer->lots[i].reversed;
    }
    for (int64_t now = LTY_TEST_2010 - 40 * 3600; now <= at_s; now += 3600) {
        for (size_t i = 0; i < customer->lot_count; i++) {
            const lty_lot *lot = &customer->lots[i];
            if (lot->expires_at_s != LTY_TIME_NONE && lot->expires_at_s <= now) {
                left[i] = 0;
            } else if (lot->available_at_s <= now && debt > 0) {
                const int64_t paid = left[i] < debt ? left[i] : debt;
                left[i] -= paid;
                debt -= paid;
            }
        }
        for (size_t e = 0; e < h->count; e++) {
            const lty_event *event = &h->events[e];
            int64_t need = event->type == LTY_EVENT_POINTS_SPENT ? event->points
                : event->type == LTY_EVENT_POINTS_ADJUSTED       ? -event->points
                                                                 : 0;
            while (event->at_s == now && need > 0) {
                size_t best = SIZE_MAX;
                for (size_t i = 0; i < customer->lot_count; i++) {
                    const lty_lot *lot = &customer->lots[i];
                    const int64_t end = lot->expires_at_s == LTY_TIME_NONE ? INT64_MAX : lot->expires_at_s;
                    if (left[i] > 0 && lot->available_at_s <= now
                        && (best == SIZE_MAX
                            || end
                                < (customer->lots[best].expires_at_s == LTY_TIME_NONE ? INT64_MAX : customer->lots[best].expires_at_s))) {
                        best = i;
                    }
                }
                if (best == SIZE_MAX) {
                    debt += need;
                    break;
                }
                const int64_t part = left[best] < need ? left[best] : need;
                left[best] -= part;
                need -= part;
            }
        }
    }
    for (size_t i = 0; i < customer->lot_count; i++) {
        sum += customer->lots[i].available_at_s <= at_s ? left[i] : 0;
    }
    return sum - debt;
}

static void the_fold_equals_a_slow_model(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("slow model", 20101207);
    lty_refund refund;
    static history h;

    lty_refund_init(&refund, &alloc);
    for (size_t n = histories() / 10 + 1; n > 0; n--) {
        lty_programme programme = random_programme(&state);
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&state, 24 * 1000) * 3600;
        slow_order orders[8];
        lty_folder *folder = NULL;
        int64_t points = 0;
        int64_t spent = 0;
        int64_t metric = 0;

        programme.points.arrears = LTY_ARREARS_NEGATIVE;
        random_history(&h, &state);
        assert_int_equal(lty_folder_create(&folder, &programme, &alloc), LTY_OK);
        const lty_customer customer = fold_some(folder, &h, at_s, false);
        const size_t count = slow_orders(orders, &h, &programme, &refund, at_s);
        for (size_t i = 0; i < count; i++) {
            points += orders[i].kept_points;
            spent += orders[i].kept_minor;
        }
        assert_int_equal(points, customer.facts[LTY_FACT_POINTS_EARNED] - customer.facts[LTY_FACT_POINTS_REVERSED]);
        assert_int_equal(spent, customer.facts[LTY_FACT_SPENT]);
        const lty_event now = {.at_s = at_s, .type = (lty_event_type) 99};
        (void) slow_percent(orders, count, &now, &programme, &metric);
        if (programme.tiers.count > 0) {
            assert_int_equal(metric, customer.facts[LTY_FACT_TIER_METRIC]);
        }
        assert_int_equal(slow_balance(&customer, &h, at_s), customer.facts[LTY_FACT_POINTS]);
        lty_folder_destroy(folder);
    }
    lty_refund_destroy(&refund);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(law_2_conservation),
        cmocka_unit_test(law_3_any_split_of_a_refund),
        cmocka_unit_test(law_3_every_policy_without_a_pause),
        cmocka_unit_test(law_4_once),
        cmocka_unit_test(law_4_flapping_conditions),
        cmocka_unit_test(laws_5_and_6_order_and_determinism),
        cmocka_unit_test(the_fold_equals_a_slow_model),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
