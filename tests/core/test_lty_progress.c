/*
 * Caps and goals: every condition of a rule by hand, then random histories under two versions against a slow look back over all that happened.
 */
#include "lty_test.h"

#include "lty_check.h"
#include "lty_progress.h"

enum { RULES = 4, VERSIONS = 2 };

#define DAY ((int64_t) LTY_DAY_SECONDS)
#define T0 INT64_C(1262304000) /* 2010-01-01T00:00:00Z, a Friday */

/* London, and a zone that is ten hours behind. */
static const lty_transition london[] = {{1256432400, 0}, {1269738000, 3600}, {1288486800, 0}, {1301187600, 3600}, {1319936400, 0}};
static const lty_transition behind[] = {{0, -36000}};

static const lty_text gold_only[] = {{"gold", 4}};
static const lty_text online_only[] = {{"online", 6}};
static const lty_text loyal_only[] = {{"loyal", 5}};
static const lty_tier tiers[] = {{.key = {"basic", 5}, .earn_percent = 10000}, {.key = {"gold", 4}, .from = 100, .earn_percent = 12500}};

typedef struct desk {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_earn_rule rules[VERSIONS][RULES];
    lty_programme programmes[VERSIONS];
    lty_segment_rule segment;
    const lty_timeline *timeline;
    lty_progress progress;
    int64_t facts[LTY_FACT_COUNT];
    lty_progress_moment moment;
    lty_earn_ruling rulings[RULES];
} desk;

static const lty_text keys[RULES] = {{"one", 3}, {"two", 3}, {"three", 5}, {"four", 4}};

/* Two versions with rules of the same keys; the second one begins a year later. */
static void desk_init(desk *it)
{
    memset(it, 0, sizeof *it);
    it->alloc = (lty_alloc){lty_test_resize, &it->memory};
    lty_arena_init(&it->arena, &it->alloc);
    for (size_t v = 0; v < VERSIONS; v++) {
        for (size_t i = 0; i < RULES; i++) {
            it->rules[v][i] = (lty_earn_rule){.key = keys[v == 0 ? i : RULES - 1 - i], /* another order, the same rules */
                .kind = LTY_EARN_ORDER,
                .points = 10,
                .from_s = LTY_TIME_NONE,
                .until_s = LTY_TIME_NONE};
        }
        it->programmes[v] = (lty_programme){.currency = "GBP",
            .currency_decimals = 2,
            .zone = {LTY_TEXT("Europe/London"), london, sizeof london / sizeof *london},
            .in_force_from_s = T0 + (int64_t) v * 365 * DAY,
            .version = (int64_t) v + 1,
            .points = {.enabled = true, .earn = it->rules[v], .earn_count = RULES},
            .tiers = {.items = tiers, .count = 2},
            .segments = &it->segment,
            .segment_count = 1};
    }
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        it->facts[i] = LTY_FACT_NONE;
    }
    it->moment = (lty_progress_moment){.at_s = T0, .facts = it->facts, .kept_minor = 1000, .last_s = LTY_TIME_NONE};
}

/* Behind all changes to rules that may change the hash or the keys. */
static void desk_begin(desk *it)
{
    const lty_programme *versions[VERSIONS] = {&it->programmes[0], &it->programmes[1]};
    const lty_expr_scope *scope = &it->programmes[0].scope;
    size_t culprit;
    lty_problems problems;
    size_t field_count;
    const lty_expr_field *fields = lty_fact_fields(&field_count);

    it->programmes[0].scope =
        (lty_expr_scope){.fields = fields, .field_count = field_count, .zone = &it->programmes[0].zone, .currency_decimals = 2};
    lty_problems_init(&problems, &it->arena);
    it->segment = (lty_segment_rule){.key = LTY_TEXT("loyal"), .name = LTY_TEXT("Loyal")};
    assert_int_equal(lty_expr_compile(&it->segment.rule, LTY_TEXT("orders >= 3 or tier = \"gold\""), scope, &it->arena, &problems), LTY_OK);
    assert_int_equal(lty_timeline_create(&it->timeline, versions, VERSIONS, &culprit, &it->arena), LTY_OK);
    assert_int_equal(it->timeline->slot_count, RULES);
    lty_progress_init(&it->progress, &it->alloc);
    assert_int_equal(lty_progress_clear(&it->progress, it->timeline), LTY_OK);
}

static void desk_end(desk *it)
{
    lty_progress_destroy(&it->progress);
    lty_arena_destroy(&it->arena);
    assert_int_equal(it->memory.blocks, 0);
}

static lty_progress_reason ask(desk *it, size_t rule)
{
    return lty_progress_ask(&it->progress, it->timeline, 0, rule, &it->moment);
}

/* Judges by a version and notes the order. */
static void note(desk *it, size_t version, int64_t at_s, int64_t kept_minor)
{
    it->moment.at_s = at_s;
    it->moment.kept_minor = kept_minor;
    assert_int_equal(lty_progress_judge(it->rulings, &it->progress, it->timeline, version, LTY_EARN_ORDER, &it->moment), LTY_OK);
    assert_int_equal(lty_progress_note_order(&it->progress, it->timeline, version, it->rulings, &it->moment), LTY_OK);
}

static void award(desk *it, size_t version, size_t rule, int64_t at_s, int64_t given, int64_t points)
{
    const lty_earn_part part = {&it->rules[version][rule], 0, given, given};

    assert_int_equal(lty_progress_note_award(&it->progress, it->timeline, version, at_s, &part, 1, points), LTY_OK);
}

static int64_t room_of(desk *it, size_t version, size_t rule, int64_t at_s)
{
    int64_t room;

    lty_progress_rooms(it->rulings, &room, &it->progress, it->timeline, version, at_s);
    return rule == RULES ? room : it->rulings[rule].room;
}

static void conditions_of_every_rule(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    desk_begin(&it);
    lty_earn_rule *rule = &it.rules[0][0];

    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    rule->from_s = T0 + 1;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_OUTSIDE);
    rule->from_s = T0;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    rule->until_s = T0;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_OUTSIDE);
    rule->until_s = LTY_TIME_NONE;
    rule->weekdays = 1U << 3;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_WEEKDAY);
    rule->weekdays = 1U << 4;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    rule->channels = (lty_text_list){online_only, 1};
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CHANNEL);
    it.moment.channel = LTY_TEXT("shop");
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CHANNEL);
    it.moment.channel = LTY_TEXT("online");
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    it.moment.channel = LTY_TEXT("shop");
    rule->kind = LTY_EARN_REVIEW; /* channels are of orders */
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    desk_end(&it);
}

static void a_tier_or_a_segment_is_enough(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    desk_begin(&it);
    lty_earn_rule *rule = &it.rules[0][0];

    rule->tiers = (lty_text_list){gold_only, 1};
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER); /* the tier is not known */
    it.facts[LTY_FACT_TIER] = 0;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    it.facts[LTY_FACT_TIER] = 1;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    it.facts[LTY_FACT_TIER] = 2; /* of no version of ours */
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    static const lty_text basic_only[] = {{"basic", 5}};
    rule->tiers = (lty_text_list){basic_only, 1};
    it.facts[LTY_FACT_TIER] = 0;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    rule->tiers = (lty_text_list){gold_only, 1};
    it.facts[LTY_FACT_TIER] = 0;
    rule->segments = (lty_text_list){loyal_only, 1};
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    it.facts[LTY_FACT_ORDERS] = 3;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    rule->tiers.count = 0;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    it.facts[LTY_FACT_ORDERS] = 2;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    it.facts[LTY_FACT_TIER] = 1; /* by the segment's rule */
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    it.facts[LTY_FACT_TIER] = -1;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    it.facts[LTY_FACT_TIER] = 2;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_CUSTOMER);
    desk_end(&it);
}

static void conditions_of_first_and_next_orders(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.rules[0][0].kind = LTY_EARN_FIRST_ORDER;
    it.rules[0][1].kind = LTY_EARN_NEXT_ORDER;
    it.rules[0][1].within = (lty_period){0, 30};
    desk_begin(&it);
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_NOT_FIRST);
    it.moment.first = true;
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_HOLDS);
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_NEXT); /* none before it */
    it.moment.last_s = T0 + 3600;
    it.moment.at_s = T0 + 31 * DAY - 1; /* the 30th day after is used to its end */
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_HOLDS);
    it.moment.at_s++;
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_NEXT);
    it.moment.at_s = T0 + DAY;
    it.rules[0][1].after_first = true;
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_NEXT);
    it.moment.second = true;
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_HOLDS);
    it.rules[0][1].within = (lty_period){1200, 0};
    it.moment.last_s = LTY_TIME_MAX - DAY; /* that period ends past the year 9999 */
    it.moment.at_s = LTY_TIME_MAX;
    assert_int_equal(ask(&it, 1), LTY_PROGRESS_HOLDS);
    desk_end(&it);
}

static void only_rules_of_the_kind_are_judged(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.rules[0][1].kind = LTY_EARN_REVIEW;
    it.rules[0][2].kind = LTY_EARN_VISIT;
    it.rules[0][3].kind = LTY_EARN_RATE;
    desk_begin(&it);
    it.rulings[0].room = 0;
    assert_int_equal(lty_progress_judge(it.rulings, &it.progress, it.timeline, 0, LTY_EARN_ORDER, &it.moment), LTY_OK);
    assert_true(it.rulings[0].holds && !it.rulings[1].holds && !it.rulings[2].holds && it.rulings[3].holds);
    assert_int_equal(it.rulings[0].room, LTY_EARN_NO_LIMIT);
    assert_int_equal(lty_progress_judge(it.rulings, &it.progress, it.timeline, 0, LTY_EARN_REVIEW, &it.moment), LTY_OK);
    assert_true(!it.rulings[0].holds && it.rulings[1].holds && !it.rulings[2].holds && !it.rulings[3].holds);
    desk_end(&it);
}

/* Rule 0 of the first version: three orders within 30 days. Says how many are gathered. */
static void goal_init(desk *it)
{
    desk_init(it);
    it->rules[0][0].kind = LTY_EARN_GOAL;
    it->rules[0][0].goal_orders = 3;
    it->rules[0][0].within = (lty_period){0, 30};
    it->rules[1][3].kind = LTY_EARN_GOAL; /* the same one, in the next version */
    it->rules[1][3].goal_orders = 2;
    it->rules[1][3].within = (lty_period){0, 60};
    desk_begin(it);
}

static void a_goal_of_orders_begins_anew_when_it_is_reached(void **unused)
{
    (void) unused;
    desk it;

    goal_init(&it);
    note(&it, 0, T0, 100);
    assert_false(it.rulings[0].holds);
    note(&it, 0, T0 + DAY, 0); /* nothing is kept of it: none */
    assert_int_equal(it.progress.entry_count, 1);
    note(&it, 0, T0 + 2 * DAY, 1);
    assert_false(it.rulings[0].holds);
    note(&it, 0, T0 + 30 * DAY, 100); /* the first one's last day */
    assert_true(it.rulings[0].holds);
    assert_int_equal(it.progress.entry_count, 0);
    note(&it, 0, T0 + 40 * DAY, 100);
    note(&it, 0, T0 + 41 * DAY, 100);
    note(&it, 0, T0 + 71 * DAY, 100); /* the one on day 40 has left */
    assert_false(it.rulings[0].holds);
    assert_int_equal(it.progress.entry_count, 2);
    note(&it, 0, T0 + 71 * DAY, 100);
    assert_true(it.rulings[0].holds);
    desk_end(&it);
}

static void a_goal_that_is_reached_outside_its_conditions_stays_gathered(void **unused)
{
    (void) unused;
    desk it;

    goal_init(&it);
    it.rules[0][0].minimum_minor = 50;
    note(&it, 0, T0, 10);
    note(&it, 0, T0 + DAY, 10);
    note(&it, 0, T0 + 2 * DAY, 10); /* reached, but small */
    assert_false(it.rulings[0].holds);
    assert_int_equal(it.progress.entry_count, 3);
    assert_int_equal(ask(&it, 0), LTY_PROGRESS_MINIMUM);
    it.rules[0][0].channels = (lty_text_list){online_only, 1};
    note(&it, 0, T0 + 3 * DAY, 100);
    assert_false(it.rulings[0].holds);
    it.moment.channel = LTY_TEXT("online");
    note(&it, 0, T0 + 4 * DAY, 50);
    assert_true(it.rulings[0].holds);
    assert_int_equal(it.progress.entry_count, 0);
    desk_end(&it);
}

static void a_goal_of_money_counts_what_is_kept(void **unused)
{
    (void) unused;
    desk it;
    lty_progress_run run;

    goal_init(&it);
    it.rules[0][0].goal_orders = 0;
    it.rules[0][0].goal_minor = 10000;
    note(&it, 0, T0, 9999);
    assert_false(it.rulings[0].holds);
    lty_progress_change_order(&it.progress, it.timeline, 0, NULL, T0, 9999, 5000); /* part of it came back */
    note(&it, 0, T0 + DAY, 4999);
    assert_false(it.rulings[0].holds);
    lty_progress_change_order(&it.progress, it.timeline, 0, NULL, T0, 5000, 0); /* all of it */
    it.moment.at_s = T0 + 2 * DAY;
    it.moment.kept_minor = 1;
    lty_progress_run_of(&run, &it.progress, it.timeline, 0, 0, &it.moment);
    assert_int_equal(run.orders, 2);
    assert_int_equal(run.kept_minor, 5000);
    lty_progress_change_order(&it.progress, it.timeline, 0, NULL, T0, 0, 9000);     /* open again */
    lty_progress_change_order(&it.progress, it.timeline, 0, NULL, T0 + 5, 9000, 1); /* no such order */
    note(&it, 0, T0 + 2 * DAY, 1);
    assert_true(it.rulings[0].holds);
    note(&it, 0, T0 + 3 * DAY, INT64_MAX);
    assert_true(it.rulings[0].holds); /* at one go */
    it.rules[0][0].goal_minor = INT64_MAX;
    note(&it, 0, T0 + 4 * DAY, INT64_MAX - 1);
    note(&it, 0, T0 + 5 * DAY, 7); /* more than a number can say is enough */
    assert_true(it.rulings[0].holds);
    desk_end(&it);
}

static void of_equal_orders_one_changes(void **unused)
{
    (void) unused;
    desk it;
    lty_progress_run run;

    goal_init(&it);
    note(&it, 0, T0, 500);
    note(&it, 0, T0, 500);
    lty_progress_change_order(&it.progress, it.timeline, 0, NULL, T0, 500, 0);
    it.moment.kept_minor = 0;
    lty_progress_run_of(&run, &it.progress, it.timeline, 0, 0, &it.moment);
    assert_int_equal(run.orders, 1);
    assert_int_equal(run.kept_minor, 500);
    desk_end(&it);
}

static void versions_share_the_goal_of_a_key(void **unused)
{
    (void) unused;
    desk it;

    goal_init(&it);
    note(&it, 0, T0, 100);
    assert_int_equal(it.progress.entry_count, 1);
    note(&it, 1, T0 + 40 * DAY, 100); /* two within 60 days by the next version */
    assert_true(it.rulings[3].holds);
    assert_int_equal(it.progress.entry_count, 0);
    assert_true(lty_progress_has_goals(it.timeline));
    it.rules[0][0].kind = LTY_EARN_ORDER;
    it.rules[1][3].kind = LTY_EARN_ORDER;
    assert_false(lty_progress_has_goals(it.timeline));
    desk_end(&it);
}

static void two_goals_gather_side_by_side(void **unused)
{
    (void) unused;
    desk it;

    goal_init(&it);
    it.rules[0][2] = it.rules[0][0];
    it.rules[0][2].key = keys[2];
    it.rules[0][2].goal_orders = 2;
    note(&it, 0, T0, 100);
    note(&it, 0, T0 + DAY, 100);
    assert_true(!it.rulings[0].holds && it.rulings[2].holds);
    note(&it, 0, T0 + 2 * DAY, 100);
    assert_true(it.rulings[0].holds && !it.rulings[2].holds);
    assert_int_equal(it.progress.entry_count, 1);
    desk_end(&it);
}

static void caps_follow_the_local_calendar(void **unused)
{
    (void) unused;
    desk it;
    lty_progress_left left;

    desk_init(&it);
    it.rules[0][0].caps = (lty_caps){.order = 90, .day = 100, .month = 150, .year = 200, .programme = 230};
    desk_begin(&it);
    assert_true(lty_progress_has_caps(it.timeline));
    const int64_t june = INT64_C(1277938800); /* 2010-06-30T23:00:00Z: July has begun in London */

    assert_int_equal(room_of(&it, 0, 0, june - 1), 90);
    award(&it, 0, 0, june - 1, 80, 80);
    assert_int_equal(room_of(&it, 0, 0, june - 1), 20);
    assert_int_equal(room_of(&it, 0, 1, june - 1), LTY_EARN_NO_LIMIT);
    assert_int_equal(room_of(&it, 0, RULES, june - 1), LTY_EARN_NO_LIMIT);
    lty_progress_left_of(&left, &it.progress, it.timeline, 0, 0, june - 1);
    assert_string_equal(left.per, "day");
    assert_int_equal(left.cap, 100);
    assert_int_equal(left.given, 80);
    assert_int_equal(room_of(&it, 0, 0, june), 90); /* another month */
    award(&it, 0, 0, june, 90, 90);
    assert_int_equal(room_of(&it, 0, 0, june), 10);
    assert_int_equal(room_of(&it, 0, 0, june + DAY), 30);       /* of the year */
    assert_int_equal(room_of(&it, 0, 0, june + 200 * DAY), 60); /* 2011, of the programme */
    award(&it, 0, 0, june + 200 * DAY, 70, 70);                 /* more than the room: another version's award */
    assert_int_equal(room_of(&it, 0, 0, june + 600 * DAY), 0);
    lty_progress_left_of(&left, &it.progress, it.timeline, 0, RULES, june);
    assert_null(left.per);
    it.rules[0][0].caps = (lty_caps){0};
    assert_false(lty_progress_has_caps(it.timeline));
    desk_end(&it);
}

static void caps_are_shared_by_key_and_caps_over_all_count_awards(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.programmes[0].points.caps.programme = 500;
    it.programmes[1].points.caps.day = 60;
    it.rules[0][0].caps.programme = 100;
    it.rules[1][3].caps.programme = 120;
    desk_begin(&it);
    assert_true(lty_progress_has_caps(it.timeline));
    it.rules[0][0].caps.programme = 0;
    it.rules[1][3].caps.programme = 0;
    it.programmes[0].points.caps.programme = 0;
    assert_true(lty_progress_has_caps(it.timeline)); /* of the second version over all */
    it.rules[0][0].caps.programme = 100;
    it.rules[1][3].caps.programme = 120;
    it.programmes[0].points.caps.programme = 500;
    award(&it, 0, 0, T0, 70, 88); /* 70 of the rule, 88 with the tier */
    assert_int_equal(room_of(&it, 0, 0, T0), 30);
    assert_int_equal(room_of(&it, 1, 3, T0), 50);
    assert_int_equal(room_of(&it, 1, 0, T0), LTY_EARN_NO_LIMIT);
    assert_int_equal(room_of(&it, 0, RULES, T0), 412);
    assert_int_equal(room_of(&it, 1, RULES, T0), 0);
    assert_int_equal(room_of(&it, 1, RULES, T0 + DAY), 60);
    award(&it, 0, 1, T0 + 1, 0, 0); /* nothing given */
    assert_int_equal(room_of(&it, 0, RULES, T0), 412);
    desk_end(&it);
}

static void a_day_that_is_set_back_goes_on(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.programmes[1].zone = (lty_zone){LTY_TEXT("Pacific/Honolulu"), behind, 1};
    it.programmes[0].points.caps.day = 100;
    it.programmes[1].points.caps.day = 100;
    it.programmes[1].points.caps.month = 130;
    desk_begin(&it);
    award(&it, 0, 0, T0, 70, 70);                         /* 2010-01-01 in London */
    assert_int_equal(room_of(&it, 1, RULES, T0 + 1), 30); /* 2009-12-31 in Honolulu */
    award(&it, 1, 3, T0 + 1, 10, 10);
    assert_int_equal(room_of(&it, 1, RULES, T0 + 11 * 3600), 20);
    assert_int_equal(room_of(&it, 1, RULES, T0 + 34 * 3600), 50); /* 2010-01-02, what is left of January */
    desk_end(&it);
}

static void instants_before_1970_begin_a_count_too(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    it.rules[0][0].caps.day = 100;
    desk_begin(&it);
    award(&it, 0, 0, -10 * DAY, 60, 60);
    assert_int_equal(room_of(&it, 0, 0, -10 * DAY), 40);
    assert_int_equal(room_of(&it, 0, 0, -9 * DAY), 100);
    desk_end(&it);
}

static void sums_that_do_not_fit_are_refused(void **unused)
{
    (void) unused;
    desk it;

    desk_init(&it);
    desk_begin(&it);
    award(&it, 0, 0, T0, INT64_MAX, 1);
    const lty_earn_part part = {&it.rules[0][0], 0, 1, 1};
    assert_int_equal(lty_progress_note_award(&it.progress, it.timeline, 0, T0, &part, 1, 1), LTY_E_RANGE);
    assert_int_equal(lty_progress_note_award(&it.progress, it.timeline, 0, T0, NULL, 0, INT64_MAX), LTY_E_RANGE);
    desk_end(&it);
}

static void every_allocation_fails_once(void **unused)
{
    (void) unused;
    lty_status status = LTY_E_MEMORY;

    for (size_t n = 1; status != LTY_OK; n++) {
        desk it;

        goal_init(&it);
        lty_progress_destroy(&it.progress);
        it.memory.calls = 0;
        it.memory.fail_at = n;
        status = lty_progress_clear(&it.progress, it.timeline);
        if (status == LTY_OK) {
            assert_int_equal(lty_progress_judge(it.rulings, &it.progress, it.timeline, 0, LTY_EARN_ORDER, &it.moment), LTY_OK);
            status = lty_progress_note_order(&it.progress, it.timeline, 0, it.rulings, &it.moment);
        }
        assert_true(status == LTY_OK ? it.progress.entry_count == 1 : status == LTY_E_MEMORY && it.progress.entry_count == 0);
        desk_end(&it);
        assert_true(n < 10);
    }
}

/* --- the slow look back ------------------------------------------------------------------------------------------------- */

typedef struct slow_event {
    int64_t at_s;
    size_t version;
    int64_t kept_minor;
    bool emptied[RULES]; /* by slot: the goal began anew with it */
    int64_t given[RULES];
    int64_t points;
} slow_event;

/* "2010-01-01" as a number, of the local day. */
static int64_t slow_date(const lty_programme *programme, int64_t at_s)
{
    const lty_date date = lty_date_from_day(lty_zone_day(&programme->zone, at_s));

    return (int64_t) date.year * 10000 + date.month * 100 + date.day;
}

static int64_t slow_room(
    const desk *it, const slow_event *events, size_t count, const lty_caps *caps, size_t slot, size_t version, int64_t at_s)
{
    const int64_t today = slow_date(&it->programmes[version], at_s);
    int64_t day = 0, month = 0, year = 0, ever = 0;
    int64_t room = caps->order > 0 ? caps->order : INT64_MAX;

    for (size_t i = 0; i < count; i++) {
        const int64_t given = slot == RULES ? events[i].points : events[i].given[slot];
        const int64_t then = slow_date(&it->programmes[events[i].version], events[i].at_s);

        day += then == today ? given : 0;
        month += then / 100 == today / 100 ? given : 0;
        year += then / 10000 == today / 10000 ? given : 0;
        ever += given;
    }
    const int64_t limits[4][2] = {{caps->day, day}, {caps->month, month}, {caps->year, year}, {caps->programme, ever}};

    for (size_t i = 0; i < 4; i++) {
        const int64_t rest = limits[i][0] > limits[i][1] ? limits[i][0] - limits[i][1] : 0;

        room = limits[i][0] > 0 && rest < room ? rest : room;
    }
    return room;
}

/* What is gathered under a goal, the newest event with it: back to where it began anew. */
static bool slow_reached(const desk *it, const slow_event *events, size_t count, const lty_earn_rule *rule, size_t slot)
{
    const slow_event *newest = &events[count - 1];
    int64_t orders = 1;
    int64_t minor = newest->kept_minor;

    for (size_t i = count - 1; i > 0 && !events[i - 1].emptied[slot]; i--) {
        int64_t end_s;
        bool gone = events[i - 1].kept_minor == 0;

        /* Gone as soon as one that joined found it over: versions may have other periods. */
        for (size_t j = i; j < count && !gone; j++) {
            const lty_programme *programme = &it->programmes[events[j].version];
            const lty_earn_rule *then = &programme->points.earn[events[j].version == 0 ? slot : RULES - 1 - slot];

            assert_int_equal(lty_zone_period_end(&end_s, &programme->zone, events[i - 1].at_s, then->within), LTY_OK);
            gone = events[j].kept_minor > 0 && end_s <= events[j].at_s;
        }
        orders += !gone;
        minor += gone ? 0 : events[i - 1].kept_minor;
    }
    return rule->goal_orders > 0 ? orders >= rule->goal_orders : minor >= rule->goal_minor;
}

static void random_desk(desk *it, uint64_t *seed)
{
    static const int64_t limits[] = {0, 0, 40, 100, 300};

    desk_init(it);
    for (size_t v = 0; v < VERSIONS; v++) {
        for (size_t i = 0; i < RULES; i++) {
            lty_earn_rule *rule = &it->rules[v][i];

            rule->kind = LTY_EARN_GOAL;
            if (lty_test_below(seed, 2) == 0) {
                rule->goal_orders = 2 + lty_test_below(seed, 3);
            } else {
                rule->goal_minor = 1 + lty_test_below(seed, 3000);
            }
            rule->within = (lty_period){(int32_t) lty_test_below(seed, 2), (int32_t) lty_test_below(seed, 20)};
            rule->weekdays = lty_test_below(seed, 3) == 0 ? 1 + (unsigned) lty_test_below(seed, 127) : 0;
            rule->caps = (lty_caps){limits[lty_test_below(seed, 5)], limits[lty_test_below(seed, 5)], limits[lty_test_below(seed, 5)],
                limits[lty_test_below(seed, 5)], limits[lty_test_below(seed, 5)]};
        }
        it->programmes[v].points.caps = (lty_caps){0, limits[lty_test_below(seed, 5)], limits[lty_test_below(seed, 5)],
            limits[lty_test_below(seed, 5)], 2 * limits[lty_test_below(seed, 5)]};
    }
    desk_begin(it);
}

static void random_histories_are_looked_back_on(void **unused)
{
    (void) unused;
    enum { EVENTS = 40 };
    uint64_t seed = lty_test_seed("progress", 20261123);
    size_t reached = 0;
    size_t capped = 0;

    for (int round = 0; round < 1000; round++) {
        desk it;
        slow_event events[EVENTS] = {0};
        int64_t at_s = T0 + lty_test_below(&seed, 300 * DAY);

        random_desk(&it, &seed);
        for (size_t n = 0; n < EVENTS; n++) {
            slow_event *event = &events[n];
            lty_earn_part parts[RULES];
            size_t part_count = 0;

            at_s += lty_test_below(&seed, 3) == 0 ? lty_test_below(&seed, 20 * DAY) : lty_test_below(&seed, DAY);
            *event =
                (slow_event){.at_s = at_s, .version = at_s >= it.programmes[1].in_force_from_s, .kept_minor = lty_test_below(&seed, 1500)};
            event->kept_minor = lty_test_below(&seed, 8) == 0 ? 0 : event->kept_minor;
            const lty_programme *programme = &it.programmes[event->version];
            int64_t room;

            it.moment.at_s = at_s;
            it.moment.kept_minor = event->kept_minor;
            assert_int_equal(lty_progress_judge(it.rulings, &it.progress, it.timeline, event->version, LTY_EARN_ORDER, &it.moment), LTY_OK);
            lty_progress_rooms(it.rulings, &room, &it.progress, it.timeline, event->version, at_s);
            assert_int_equal(room, slow_room(&it, events, n, &programme->points.caps, RULES, event->version, at_s));
            for (size_t i = 0; i < RULES; i++) {
                const lty_earn_rule *rule = &programme->points.earn[i];
                const size_t slot = event->version == 0 ? i : RULES - 1 - i;
                const bool holds =
                    event->kept_minor > 0 && slow_reached(&it, events, n + 1, rule, slot) && lty_earn_in_time(rule, programme, at_s);

                assert_int_equal(it.rulings[i].holds, holds);
                assert_int_equal(it.rulings[i].room, slow_room(&it, events, n, &rule->caps, slot, event->version, at_s));
                event->emptied[slot] = holds;
                reached += holds;
                if (holds) {
                    const int64_t wanted = 1 + lty_test_below(&seed, 60);
                    const int64_t given = wanted < it.rulings[i].room ? wanted : it.rulings[i].room;

                    capped += given < wanted;
                    parts[part_count++] = (lty_earn_part){rule, 0, wanted, given};
                    event->given[slot] = given;
                    event->points += given;
                }
            }
            event->points = event->points < room ? event->points : room;
            assert_int_equal(lty_progress_note_order(&it.progress, it.timeline, event->version, it.rulings, &it.moment), LTY_OK);
            assert_int_equal(
                lty_progress_note_award(&it.progress, it.timeline, event->version, at_s, parts, part_count, event->points), LTY_OK);
        }
        desk_end(&it);
    }
    assert_true(reached > 5000 && capped > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conditions_of_every_rule),
        cmocka_unit_test(a_tier_or_a_segment_is_enough),
        cmocka_unit_test(conditions_of_first_and_next_orders),
        cmocka_unit_test(only_rules_of_the_kind_are_judged),
        cmocka_unit_test(a_goal_of_orders_begins_anew_when_it_is_reached),
        cmocka_unit_test(a_goal_that_is_reached_outside_its_conditions_stays_gathered),
        cmocka_unit_test(a_goal_of_money_counts_what_is_kept),
        cmocka_unit_test(of_equal_orders_one_changes),
        cmocka_unit_test(versions_share_the_goal_of_a_key),
        cmocka_unit_test(two_goals_gather_side_by_side),
        cmocka_unit_test(caps_follow_the_local_calendar),
        cmocka_unit_test(caps_are_shared_by_key_and_caps_over_all_count_awards),
        cmocka_unit_test(a_day_that_is_set_back_goes_on),
        cmocka_unit_test(instants_before_1970_begin_a_count_too),
        cmocka_unit_test(sums_that_do_not_fit_are_refused),
        cmocka_unit_test(every_allocation_fails_once),
        cmocka_unit_test(random_histories_are_looked_back_on),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
