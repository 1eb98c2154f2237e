/*
 * Tiers: the examples of docs/points.md, and a slow model that knows no queue and no next instant. It walks over every instant at which anything
 * could happen, sums all shares anew at each, and does what the document says in the order in which it says it.
 */
#include <time.h>

#include "lty_calendar.h"
#include "lty_standing.h"
#include "lty_test.h"
#include "lty_time.h"

#define DAY ((int64_t) LTY_DAY_SECONDS)
#define Y2010 1262304000LL
#define Y2011 1293840000LL
#define Y2012 1325376000LL
#define YEARS 80
#define VERSIONS 4
#define SHARES 40
#define CHANGES 4000

static lty_transition transitions[2 * YEARS + 1]; /* London, 1990 to 2069, by today's rule */

static void zone_fill(void)
{
    size_t count = 0;

    transitions[count++] = (lty_transition){631152000, 0};
    for (int32_t year = 1990; year < 1990 + YEARS; year++) {
        for (int32_t month = 3; month <= 10; month += 7) {
            int64_t day = lty_date_to_day((lty_date){year, month, 31});
            day -= (day + 4) % 7; /* day 3 was a Sunday */
            transitions[count++] = (lty_transition){day * DAY + 3600, month == 3 ? 3600 : 0};
        }
    }
}

static const lty_tier pool[] = {
    {.key = {"basic", 5}}, {.key = {"bronze", 6}}, {.key = {"silver", 6}}, {.key = {"gold", 4}}, {.key = {"black", 5}}};
#define POOL (sizeof pool / sizeof *pool)

typedef struct shop {
    lty_programme programmes[VERSIONS];
    lty_tier tiers[VERSIONS][POOL];
    const lty_programme *versions[VERSIONS];
    lty_timeline timeline;
} shop;

/* `count` versions with the tiers basic 0, silver 100, gold 200, following, over the lifetime. */
static void shop_init(shop *it, size_t count)
{
    memset(it, 0, sizeof *it);
    for (size_t i = 0; i < count; i++) {
        lty_programme *programme = &it->programmes[i];
        it->tiers[i][0] = pool[0];
        it->tiers[i][1] = pool[2];
        it->tiers[i][2] = pool[3];
        it->tiers[i][1].from = 100;
        it->tiers[i][2].from = 200;
        programme->zone = (lty_zone){LTY_TEXT("Europe/London"), transitions, 2 * YEARS + 1};
        programme->in_force_from_s = Y2010 + (int64_t) i * 365 * DAY;
        programme->tiers = (lty_tier_rules){.by = LTY_TIER_BY_SPEND,
            .window = LTY_TIER_LIFETIME,
            .keep = LTY_TIER_FOLLOW,
            .down = LTY_TIER_DOWN_METRIC,
            .items = it->tiers[i],
            .count = 3};
        it->versions[i] = programme;
    }
    it->timeline.versions = it->versions;
    it->timeline.count = count;
}

/* ---- The slow model ---- */

typedef struct model_share {
    int64_t at_s;
    int64_t values[3];
} model_share;

typedef struct model {
    const lty_timeline *timeline;
    model_share shares[SHARES];
    size_t share_count;
    int64_t cursor_s;
    size_t version;
    size_t first_version;
    int64_t joined_s;
    lty_text key; /* of the tier; len 0 = none */
    int64_t since_s;
    int64_t end_s;
    bool grace;
    lty_text set_key;
    lty_text wait_key; /* set while there were no tiers */
    int64_t wait_until_s;
    int64_t set_until_s; /* INT64_MAX = for ever */
    lty_standing_change changes[CHANGES];
    size_t change_count;
    size_t from;
} model;

static const lty_programme *model_programme(const model *it)
{
    return it->timeline->versions[it->version];
}

static size_t model_level(const model *it, lty_text key)
{
    const lty_tier_rules *rules = &model_programme(it)->tiers;

    for (size_t i = 0; i < rules->count; i++) {
        if (lty_text_equal(rules->items[i].key, key)) {
            return i;
        }
    }
    return LTY_STANDING_NONE;
}

static int64_t model_metric(const model *it, int64_t at_s)
{
    const lty_programme *programme = model_programme(it);
    int64_t sum = 0;

    for (size_t i = 0; programme->tiers.count > 0 && i < it->share_count; i++) {
        if (lty_calendar_window_end(programme, it->shares[i].at_s) > at_s) {
            sum += it->shares[i].values[programme->tiers.by - 1];
        }
    }
    return sum;
}

static size_t model_target(const model *it, int64_t at_s)
{
    const lty_tier_rules *rules = &model_programme(it)->tiers;
    const int64_t metric = model_metric(it, at_s);
    size_t target = 0;

    for (size_t i = 0; i < rules->count; i++) {
        if (metric >= rules->items[i].from || (it->set_key.len > 0 && lty_text_equal(it->set_key, rules->items[i].key))) {
            target = i;
        }
    }
    return target;
}

/* Until when what begins at at_s is kept: the policies spelled out, by steps of days and of single periods. */
static int64_t model_end(const model *it, int64_t at_s)
{
    const lty_programme *programme = model_programme(it);
    const lty_tier_rules *rules = &programme->tiers;
    int64_t end_s = LTY_TIME_NONE;

    switch (rules->keep) {
        case LTY_TIER_KEEP_REACHED:
            assert_int_equal(lty_zone_period_end(&end_s, &programme->zone, at_s, rules->keep_period), LTY_OK);
            break;
        case LTY_TIER_KEEP_JOINED:
            for (int32_t n = 1; end_s == LTY_TIME_NONE || end_s <= at_s; n++) {
                const lty_period period = {n * rules->keep_period.months, n * rules->keep_period.days};
                assert_int_equal(lty_zone_period_end(&end_s, &programme->zone, it->joined_s, period), LTY_OK);
            }
            break;
        case LTY_TIER_KEEP_DATE:
            for (int64_t day = lty_zone_day(&programme->zone, at_s);; day++) {
                lty_date date = lty_date_from_day(day);
                if (date.month == rules->keep_month && date.day == rules->keep_day) {
                    date.year += rules->keep_years;
                    end_s = lty_zone_day_start(&programme->zone, lty_date_to_day(date) + 1);
                    break;
                }
            }
            break;
        case LTY_TIER_FOLLOW:
        case LTY_TIER_KEEP_EVER: break;
    }
    return end_s;
}

static void model_become(model *it, size_t level, int64_t at_s)
{
    it->key = model_programme(it)->tiers.items[level].key;
    it->grace = false;
    it->end_s = level == 0 ? LTY_TIME_NONE : model_end(it, at_s);
}

static void model_note(model *it, lty_text before, int64_t at_s, lty_standing_cause cause)
{
    if (lty_text_equal(before, it->key)) {
        return;
    }
    assert_true(it->change_count < CHANGES);
    const size_t to = it->key.len == 0 ? LTY_STANDING_NONE : model_level(it, it->key);
    it->since_s = it->key.len == 0 ? LTY_TIME_NONE : at_s;
    it->changes[it->change_count++] = (lty_standing_change){at_s, it->from, to, it->version, cause};
    it->from = to;
}

/* The end of what is kept has come, or nothing keeps it. */
static void model_lose(model *it, int64_t at_s)
{
    const lty_programme *programme = model_programme(it);
    const size_t level = model_level(it, it->key);
    const size_t target = model_target(it, at_s);

    if (target >= level || programme->tiers.keep == LTY_TIER_KEEP_EVER) {
        model_become(it, level, at_s);
    } else if (programme->tiers.grace_set && !it->grace) {
        it->grace = true;
        assert_int_equal(lty_zone_period_end(&it->end_s, &programme->zone, at_s, programme->tiers.grace), LTY_OK);
    } else {
        model_become(it, programme->tiers.down == LTY_TIER_DOWN_ONE ? level - 1 : target, at_s);
    }
}

static void model_judge(model *it, size_t target, int64_t at_s)
{
    const size_t level = it->key.len == 0 ? 0 : model_level(it, it->key);

    if (it->key.len == 0) {
        return;
    }
    if (target > level || (target == level && it->grace)) {
        model_become(it, target, at_s);
    }
    if (target < level && model_programme(it)->tiers.keep == LTY_TIER_FOLLOW && it->end_s == LTY_TIME_NONE) {
        model_lose(it, at_s);
    }
}

/* Sets a tier that the version has; returns what is reached by that for this instant alone. */
static size_t model_put(model *it, int64_t at_s, lty_text key, int64_t until_s)
{
    const size_t level = model_level(it, key);

    it->set_key.len = 0;
    it->wait_key.len = 0;
    if (level == 0) { /* the lowest takes what was set away */
        return 0;
    }
    if (until_s != LTY_TIME_NONE && until_s > at_s) {
        it->set_key = key;
        it->set_until_s = until_s;
    } else if (until_s == LTY_TIME_NONE && model_programme(it)->tiers.keep == LTY_TIER_FOLLOW) {
        it->set_key = key;
        it->set_until_s = INT64_MAX;
    } else if (until_s == LTY_TIME_NONE) {
        return level;
    }
    return 0;
}

/* What was set while there were no tiers. */
static size_t model_waited(model *it, int64_t at_s)
{
    return it->wait_key.len == 0 || model_level(it, it->wait_key) == LTY_STANDING_NONE
        ? 0
        : model_put(it, at_s, it->wait_key, it->wait_until_s);
}

static void model_version(model *it, int64_t at_s)
{
    const lty_tier_rules *rules = &model_programme(it)->tiers;

    if (it->joined_s == LTY_TIME_NONE || at_s <= it->joined_s) {
        it->key = rules->count == 0 ? (lty_text){NULL, 0} : rules->items[0].key;
        it->since_s = rules->count == 0 ? LTY_TIME_NONE : it->joined_s;
        it->from = rules->count == 0 ? LTY_STANDING_NONE : 0;
        it->first_version = it->version;
        return;
    }
    const size_t level = it->key.len == 0 ? LTY_STANDING_NONE : model_level(it, it->key);
    if (rules->count == 0) {
        it->key = (lty_text){NULL, 0};
        it->end_s = LTY_TIME_NONE;
        it->grace = false;
        return;
    }
    const size_t waited = model_waited(it, at_s);
    const size_t reached = model_target(it, at_s);
    const size_t target = waited > reached ? waited : reached;
    if (level == LTY_STANDING_NONE) {
        model_become(it, target, at_s);
    } else {
        if (level == 0) {
            it->end_s = LTY_TIME_NONE;
            it->grace = false;
        } else if (it->end_s == LTY_TIME_NONE) {
            it->end_s = model_end(it, at_s);
        }
        model_judge(it, target, at_s);
    }
}

static void model_sooner(int64_t *next_s, int64_t cursor_s, int64_t at_s)
{
    if (at_s > cursor_s && at_s < *next_s) {
        *next_s = at_s;
    }
}

/* The earliest instant after the cursor at which something could happen; INT64_MAX if there is none. */
static int64_t model_next(const model *it)
{
    int64_t next_s = INT64_MAX;

    if (it->version + 1 < it->timeline->count) {
        model_sooner(&next_s, it->cursor_s, it->timeline->versions[it->version + 1]->in_force_from_s);
    }
    for (size_t i = 0; i < it->share_count; i++) {
        model_sooner(&next_s, it->cursor_s, lty_calendar_window_end(model_programme(it), it->shares[i].at_s));
    }
    if (it->set_key.len > 0) {
        model_sooner(&next_s, it->cursor_s, it->set_until_s);
    }
    if (it->end_s != LTY_TIME_NONE) {
        model_sooner(&next_s, it->cursor_s, it->end_s);
    }
    return next_s;
}

static void model_instant(model *it, int64_t at_s)
{
    lty_text before = it->key;

    it->cursor_s = at_s;
    if (it->version + 1 < it->timeline->count && it->timeline->versions[it->version + 1]->in_force_from_s == at_s) {
        const bool joined = it->joined_s != LTY_TIME_NONE && at_s > it->joined_s;
        it->version++;
        model_version(it, at_s);
        if (joined) {
            model_note(it, before, at_s, LTY_STANDING_VERSION);
        }
    }
    before = it->key;
    if (it->set_key.len > 0 && it->set_until_s == at_s) {
        it->set_key.len = 0;
    }
    model_judge(it, model_target(it, at_s), at_s);
    if (it->key.len > 0 && it->end_s == at_s) {
        model_lose(it, at_s);
    }
    model_note(it, before, at_s, LTY_STANDING_LEFT);
}

static void model_advance(model *it, int64_t at_s)
{
    for (int64_t next_s = model_next(it); next_s <= at_s && next_s != INT64_MAX; next_s = model_next(it)) {
        model_instant(it, next_s);
    }
}

static void model_init(model *it, const lty_timeline *timeline)
{
    memset(it, 0, sizeof *it);
    it->timeline = timeline;
    it->cursor_s = INT64_MIN;
    it->joined_s = LTY_TIME_NONE;
    it->end_s = LTY_TIME_NONE;
    model_version(it, INT64_MIN);
}

static void model_join(model *it, int64_t at_s)
{
    if (it->joined_s == LTY_TIME_NONE) {
        it->joined_s = at_s;
        it->since_s = it->key.len == 0 ? LTY_TIME_NONE : at_s;
    }
}

/* Shares, changes of shares and settings alike: a target is reached, for now or lastingly. */
static void model_event(model *it, size_t target, int64_t at_s, bool set)
{
    const lty_text before = it->key;
    const size_t level = before.len == 0 ? 0 : model_level(it, before);

    model_judge(it, target, at_s);
    const bool up = it->key.len > 0 && model_level(it, it->key) > level;
    model_note(it, before, at_s, set ? LTY_STANDING_SET : up ? LTY_STANDING_REACHED : LTY_STANDING_LEFT);
}

static void model_share_is(model *it, size_t index, const lty_standing_share *share)
{
    it->shares[index].values[0] = share->spend_minor;
    it->shares[index].values[1] = share->points;
    it->shares[index].values[2] = share->orders;
}

static bool model_nothing(const lty_standing_share *share)
{
    return share->spend_minor == 0 && share->points == 0 && share->orders == 0;
}

static void model_add(model *it, const lty_standing_share *share)
{
    model_advance(it, share->at_s);
    if (!model_nothing(share)) {
        model_join(it, share->at_s);
    }
    it->shares[it->share_count].at_s = share->at_s;
    model_share_is(it, it->share_count++, share);
    model_event(it, model_target(it, share->at_s), share->at_s, false);
}

static void model_change(model *it, size_t index, int64_t at_s, const lty_standing_share *share)
{
    model_advance(it, at_s);
    if (!model_nothing(share)) {
        model_join(it, at_s);
    }
    model_share_is(it, index, share);
    model_event(it, model_target(it, at_s), at_s, false);
}

static void model_set(model *it, int64_t at_s, lty_text key, int64_t until_s)
{
    model_advance(it, at_s);
    model_join(it, at_s);
    if (model_programme(it)->tiers.count == 0) {
        it->set_key.len = 0;
        it->wait_key.len = 0;
        if (until_s == LTY_TIME_NONE || until_s > at_s) {
            it->wait_key = key;
            it->wait_until_s = until_s;
        }
        return;
    }
    if (model_level(it, key) == LTY_STANDING_NONE) {
        return;
    }
    const size_t momentary = model_put(it, at_s, key, until_s);
    const size_t target = model_target(it, at_s);
    model_event(it, target > momentary ? target : momentary, at_s, true);
}

/* The first instant before the horizon at which the tier is lost, or LTY_TIME_NONE. */
static int64_t model_outlook(size_t *level, const model *from, int64_t horizon_s)
{
    model *it = malloc(sizeof *it);
    int64_t lost_s = LTY_TIME_NONE;

    assert_non_null(it);
    *it = *from;
    it->change_count = 0;
    for (int64_t next_s = model_next(it); from->key.len > 0 && next_s <= horizon_s; next_s = model_next(it)) {
        model_instant(it, next_s);
        const size_t same = model_level(it, from->key);
        if (it->key.len == 0 || same == LTY_STANDING_NONE || model_level(it, it->key) < same) {
            lost_s = next_s;
            break;
        }
    }
    *level = it->key.len == 0 ? LTY_STANDING_NONE : model_level(it, lost_s == LTY_TIME_NONE ? from->key : it->key);
    if (lost_s == LTY_TIME_NONE) {
        *level = from->key.len == 0 ? LTY_STANDING_NONE : model_level(from, from->key);
    }
    free(it);
    return lost_s;
}

/* ---- The comparison ---- */

static void compare(lty_standing *standing, const model *it, int64_t at_s, bool outlook)
{
    const lty_standing_state *state = lty_standing_now(standing);
    size_t count;
    const lty_standing_change *changes = lty_standing_changes(standing, &count);

    assert_int_equal(state->version, it->version);
    assert_int_equal(state->level, it->key.len == 0 ? LTY_STANDING_NONE : model_level(it, it->key));
    assert_int_equal(state->metric, model_metric(it, at_s));
    assert_int_equal(state->since_s, it->since_s);
    assert_int_equal(state->keep_until_s, it->end_s);
    assert_int_equal(state->grace, it->grace);
    assert_int_equal(state->first_version, it->first_version);
    assert_int_equal(count, it->change_count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(changes[i].at_s, it->changes[i].at_s);
        assert_int_equal(changes[i].from, it->changes[i].from);
        assert_int_equal(changes[i].to, it->changes[i].to);
        assert_int_equal(changes[i].version, it->changes[i].version);
        assert_int_equal(changes[i].cause, it->changes[i].cause);
    }
    if (outlook) {
        const lty_standing_state before = *state;
        int64_t lost_s;
        size_t level;
        size_t expected;
        const int64_t expected_s = model_outlook(&expected, it, Y2010 + 40 * 366 * DAY);
        assert_int_equal(lty_standing_outlook(&lost_s, &level, standing), LTY_OK);
        assert_int_equal(lost_s, expected_s);
        assert_int_equal(level, expected);
        assert_memory_equal(&before, lty_standing_now(standing), sizeof before);
    }
}

static lty_period random_period(uint64_t *state, int32_t months, int32_t days)
{
    lty_period period = {(int32_t) lty_test_below(state, months + 1), (int32_t) lty_test_below(state, days + 1)};

    if (period.months == 0 && period.days == 0) {
        period.days = 1;
    }
    return period;
}

static void random_rules(shop *it, size_t version, uint64_t *state)
{
    lty_tier_rules *rules = &it->programmes[version].tiers;
    int64_t from = 0;

    rules->count = 0;
    for (size_t i = 0; i < POOL; i++) {
        if (lty_test_below(state, 4) > 0) {
            it->tiers[version][rules->count] = pool[i];
            it->tiers[version][rules->count++].from = from;
            from += 1 + lty_test_below(state, 120);
        }
    }
    if (lty_test_below(state, 8) == 0) {
        rules->count = 0;
    }
    rules->by = (lty_tier_by) (1 + lty_test_below(state, 3));
    rules->window = (lty_tier_window) (1 + lty_test_below(state, 3));
    rules->rolling = random_period(state, 14, 40);
    rules->keep = (lty_tier_keep) (1 + lty_test_below(state, 5));
    rules->keep_period = random_period(state, 13, 20);
    if (lty_test_below(state, 10) > 0) {
        rules->keep_period.days += 10; /* one day is a case, but a slow one */
    }
    do {
        rules->keep_month = 1 + (int32_t) lty_test_below(state, 12);
        rules->keep_day = 1 + (int32_t) lty_test_below(state, 31);
    } while (!lty_date_valid((lty_date){2011, rules->keep_month, rules->keep_day}));
    rules->keep_years = (int32_t) lty_test_below(state, 3);
    rules->grace_set = lty_test_below(state, 2) == 0;
    rules->grace = random_period(state, 1, 40);
    rules->down = rules->keep != LTY_TIER_FOLLOW && lty_test_below(state, 2) == 0 ? LTY_TIER_DOWN_ONE : LTY_TIER_DOWN_METRIC;
}

/* Mostly somewhere, often where the calendar is odd: midnights, nights of summer time, ends of years and of February, starts of versions. */
static int64_t random_step(uint64_t *state, int64_t at_s, const lty_timeline *timeline)
{
    const lty_zone *zone = &timeline->versions[0]->zone;
    int64_t day = lty_zone_day(zone, at_s) + lty_test_below(state, 120);
    lty_date date = lty_date_from_day(day);

    switch (lty_test_below(state, 9)) {
        case 0: return at_s;
        case 1: day = lty_date_to_day((lty_date){date.year + 1, 1, 1}); break;
        case 2: day = lty_date_to_day((lty_date){date.year, 3, 1}) - 1; break;
        case 3: {
            const int64_t from_s = timeline->versions[lty_test_below(state, (int64_t) timeline->count)]->in_force_from_s;
            return from_s > at_s ? from_s + lty_test_below(state, 3) - 1 : at_s;
        }
        case 4: {
            const int64_t from_s = zone->transitions[38 + (size_t) lty_test_below(state, 12)].from_s;
            return from_s > at_s ? from_s + lty_test_below(state, 3) - 1 : at_s;
        }
        case 5: return at_s + lty_test_below(state, 150) * DAY + lty_test_below(state, DAY);
        case 6: return at_s + lty_test_below(state, 3 * DAY);
        default: break;
    }
    const int64_t start_s = lty_zone_day_start(zone, day) + lty_test_below(state, 3) - 1;
    return start_s > at_s ? start_s : at_s;
}

static lty_standing_share random_share(uint64_t *state, int64_t at_s)
{
    if (lty_test_below(state, 6) == 0) {
        return (lty_standing_share){.at_s = at_s};
    }
    return (lty_standing_share){at_s, lty_test_below(state, 150), lty_test_below(state, 150), lty_test_below(state, 150)};
}

static void random_call(lty_standing *standing, model *it, uint64_t *state, int64_t at_s)
{
    switch (lty_test_below(state, 8)) {
        case 0:
        case 1:
        case 2: {
            const lty_standing_share share = random_share(state, at_s);
            size_t handle;
            assert_int_equal(lty_standing_add(standing, &handle, &share), LTY_OK);
            model_add(it, &share);
            break;
        }
        case 3:
            if (it->share_count > 0) {
                const size_t index = (size_t) lty_test_below(state, (int64_t) it->share_count);
                const lty_standing_share share = random_share(state, at_s);
                assert_int_equal(lty_standing_change_share(standing, index, at_s, &share), LTY_OK);
                model_change(it, index, at_s, &share);
            }
            break;
        case 4: {
            const lty_text key = pool[lty_test_below(state, POOL)].key;
            const int64_t until_s = lty_test_below(state, 2) == 0 ? LTY_TIME_NONE : random_step(state, at_s - DAY, it->timeline);
            assert_int_equal(lty_standing_set(standing, at_s, key, until_s), LTY_OK);
            model_set(it, at_s, key, until_s);
            break;
        }
        case 5:
            lty_standing_join(standing, at_s); /* before it is advanced, as may be */
            assert_int_equal(lty_standing_advance(standing, at_s), LTY_OK);
            model_advance(it, at_s);
            model_join(it, at_s);
            break;
        default:
            assert_int_equal(lty_standing_advance(standing, at_s), LTY_OK);
            model_advance(it, at_s);
            break;
    }
}

static void test_model(void **context)
{
    (void) context;
    uint64_t state = lty_test_seed("standing", 20111210);
    const char *rounds = getenv("LTY_ROUNDS");
    const long count = rounds == NULL ? 1000 : strtol(rounds, NULL, 10);
    model *it = malloc(sizeof *it);
    size_t changes = 0;
    size_t downs = 0;

    assert_non_null(it);
    for (long round = 0; round < count; round++) {
        LTY_TEST_ALLOC();
        shop shop;
        lty_standing *standing;
        int64_t at_s = Y2010 - 200 * DAY;

        shop_init(&shop, 1 + (size_t) lty_test_below(&state, VERSIONS));
        for (size_t i = 0; i < shop.timeline.count; i++) {
            random_rules(&shop, i, &state);
            shop.programmes[i].in_force_from_s = Y2010 + (int64_t) i * 300 * DAY + lty_test_below(&state, 100) * DAY;
            if (lty_test_below(&state, 2) == 0) {
                const lty_date date = lty_date_from_day(shop.programmes[i].in_force_from_s / DAY);
                const int64_t start_s = lty_date_to_day((lty_date){date.year, date.month, 1}) * DAY;
                if (i == 0 || start_s > shop.programmes[i - 1].in_force_from_s) {
                    shop.programmes[i].in_force_from_s = start_s;
                }
            }
        }
        assert_int_equal(lty_standing_create(&standing, &shop.timeline, &alloc), LTY_OK);
        for (int customer = 0; customer < 2; customer++, at_s = Y2010 - 200 * DAY) {
            lty_standing_clear(standing);
            model_init(it, &shop.timeline);
            for (int call = 0; call < 30; call++) {
                at_s = random_step(&state, at_s, &shop.timeline);
                random_call(standing, it, &state, at_s);
                bool tiers = false;
                for (size_t i = 0; i < shop.timeline.count; i++) {
                    tiers = tiers || shop.programmes[i].tiers.count > 0;
                }
                if (tiers) {
                    compare(standing, it, at_s, call % 7 == 0 || call == 29);
                }
            }
            changes += it->change_count;
            for (size_t i = 0; i < it->change_count; i++) {
                downs += it->changes[i].cause == LTY_STANDING_LEFT;
            }
        }
        lty_standing_destroy(standing);
        assert_int_equal(memory.blocks, 0);
    }
    printf("standing: %zu changes, %zu of them down\n", changes, downs);
    if (count >= 1000) {
        assert_true(changes > 4 * (size_t) count);
        assert_true(downs > (size_t) count);
    }
    free(it);
}

/* ---- By hand ---- */

static lty_standing *open_standing(const shop *it, const lty_alloc *alloc)
{
    lty_standing *standing;

    assert_int_equal(lty_standing_create(&standing, &it->timeline, alloc), LTY_OK);
    return standing;
}

static void spend(lty_standing *standing, int64_t at_s, int64_t minor)
{
    assert_int_equal(lty_standing_add(standing, NULL, &(lty_standing_share){at_s, minor, 0, 1}), LTY_OK);
}

static int64_t local(int32_t year, int32_t month, int32_t day)
{
    const lty_zone zone = {LTY_TEXT("Europe/London"), transitions, 2 * YEARS + 1};

    return lty_zone_day_start(&zone, lty_date_to_day((lty_date){year, month, day}));
}

static void expect(lty_standing *standing, int64_t at_s, size_t level, int64_t since_s, int64_t keep_until_s, bool grace)
{
    assert_int_equal(lty_standing_advance(standing, at_s), LTY_OK);
    const lty_standing_state *state = lty_standing_now(standing);
    assert_int_equal(state->level, level);
    assert_int_equal(state->since_s, since_s);
    assert_int_equal(state->keep_until_s, keep_until_s);
    assert_int_equal(state->grace, grace);
}

static void expect_outlook(lty_standing *standing, int64_t expected_s, size_t expected)
{
    int64_t at_s;
    size_t level;

    assert_int_equal(lty_standing_outlook(&at_s, &level, standing), LTY_OK);
    assert_int_equal(at_s, expected_s);
    assert_int_equal(level, expected);
}

/* Twelve months from when it was reached, a month of grace, one level down: each end is that of a local day. */
static void test_reached(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;
    const int64_t reached_s = local(2010, 7, 1) + 9 * 3600;

    shop_init(&shop, 1);
    lty_tier_rules *rules = &shop.programmes[0].tiers;
    rules->window = LTY_TIER_ROLLING;
    rules->rolling = (lty_period){6, 0};
    rules->keep = LTY_TIER_KEEP_REACHED;
    rules->keep_period = (lty_period){12, 0};
    rules->grace_set = true;
    rules->grace = (lty_period){1, 0};
    rules->down = LTY_TIER_DOWN_ONE;
    lty_standing *standing = open_standing(&shop, &alloc);

    assert_int_equal(lty_standing_now(standing)->since_s, LTY_TIME_NONE);
    spend(standing, reached_s, 250);
    expect(standing, reached_s, 2, reached_s, local(2011, 7, 2), false);
    expect_outlook(standing, local(2011, 8, 3), 1); /* the end, and a month from then: day 0 is 2 July */
    expect(standing, local(2011, 7, 2) - 1, 2, reached_s, local(2011, 7, 2), false);
    assert_int_equal(lty_standing_now(standing)->metric, 0);
    expect(standing, local(2011, 7, 2), 2, reached_s, local(2011, 8, 3), true);
    expect(standing, local(2011, 8, 3) - 1, 2, reached_s, local(2011, 8, 3), true);
    expect(standing, local(2011, 8, 3), 1, local(2011, 8, 3), local(2012, 8, 4), false);
    expect_outlook(standing, local(2012, 9, 5), 0);
    /* Within the grace of the second: renewed at that instant, not lost. */
    spend(standing, local(2012, 9, 5) - 1, 100);
    expect(standing, local(2012, 9, 5) - 1, 1, local(2011, 8, 3), local(2013, 9, 5), false);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* A calendar year that is over at midnight in London; what was regained within the grace was never lost. */
static void test_follow(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;
    size_t count;

    shop_init(&shop, 1);
    shop.programmes[0].tiers.window = LTY_TIER_CALENDAR_YEAR;
    lty_standing *standing = open_standing(&shop, &alloc);

    spend(standing, Y2011 - 1, 200);
    expect(standing, Y2011 - 1, 2, Y2011 - 1, LTY_TIME_NONE, false);
    expect_outlook(standing, Y2011, 0);
    expect(standing, Y2011, 0, Y2011, LTY_TIME_NONE, false);
    const lty_standing_change *changes = lty_standing_changes(standing, &count);
    assert_int_equal(count, 2);
    assert_int_equal(changes[0].cause, LTY_STANDING_REACHED);
    assert_int_equal(changes[1].cause, LTY_STANDING_LEFT);
    assert_int_equal(changes[1].from, 2);

    shop.programmes[0].tiers.grace_set = true;
    shop.programmes[0].tiers.grace = (lty_period){0, 30};
    lty_standing_clear(standing);
    spend(standing, Y2011 - 1, 200);
    expect(standing, Y2011, 2, Y2011 - 1, local(2011, 2, 1), true);
    spend(standing, local(2011, 1, 31), 200);
    expect(standing, local(2011, 1, 31), 2, Y2011 - 1, LTY_TIME_NONE, false);
    (void) lty_standing_changes(standing, &count);
    assert_int_equal(count, 1);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

static void test_ends(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;

    shop_init(&shop, 1);
    lty_tier_rules *rules = &shop.programmes[0].tiers;
    lty_standing *standing = open_standing(&shop, &alloc);

    /* Periods of a year from joining on 29 February 2008. */
    rules->keep = LTY_TIER_KEEP_JOINED;
    rules->keep_period = (lty_period){12, 0};
    lty_standing_join(standing, local(2008, 2, 29));
    spend(standing, local(2010, 3, 1) - 1, 100);
    expect(standing, local(2010, 3, 1) - 1, 1, local(2010, 3, 1) - 1, local(2010, 3, 1), false);
    expect(standing, local(2010, 3, 1), 1, local(2010, 3, 1) - 1, local(2011, 3, 1), false); /* renewed: the metric still reaches it */
    expect(
        standing, local(2011, 3, 1), 1, local(2010, 3, 1) - 1, local(2012, 3, 1), false); /* 2012 has a 29th: the day is used to its end */
    expect_outlook(standing, LTY_TIME_NONE, 1);

    /* To the end of next year; on that day itself it is this one. */
    rules->keep = LTY_TIER_KEEP_DATE;
    rules->keep_month = 12;
    rules->keep_day = 31;
    rules->keep_years = 1;
    lty_standing_clear(standing);
    spend(standing, Y2011 - 1, 100);
    expect(standing, Y2011 - 1, 1, Y2011 - 1, Y2012, false);

    rules->keep = LTY_TIER_KEEP_EVER;
    rules->window = LTY_TIER_CALENDAR_YEAR;
    lty_standing_clear(standing);
    spend(standing, Y2011 - 1, 100);
    expect(standing, Y2012, 1, Y2011 - 1, LTY_TIME_NONE, false);
    expect_outlook(standing, LTY_TIME_NONE, 1);

    /* No calendar goes past the year 9999: such an end is none. */
    rules->keep = LTY_TIER_KEEP_DATE;
    rules->keep_years = 8000;
    lty_standing_clear(standing);
    spend(standing, Y2011 - 1, 100);
    expect(standing, Y2012, 1, Y2011 - 1, LTY_TIME_NONE, false);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* A refund of what left the window long ago changes nothing; of what is in it, the tier at that instant. */
static void test_change_share(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;
    size_t old;
    size_t recent;

    shop_init(&shop, 1);
    shop.programmes[0].tiers.window = LTY_TIER_CALENDAR_YEAR;
    lty_standing *standing = open_standing(&shop, &alloc);

    assert_int_equal(lty_standing_add(standing, &old, &(lty_standing_share){Y2010, 500, 0, 1}), LTY_OK);
    assert_int_equal(lty_standing_add(standing, &recent, &(lty_standing_share){Y2011, 150, 0, 1}), LTY_OK);
    assert_int_equal(lty_standing_change_share(standing, old, Y2011 + 1, &(lty_standing_share){0, 0, 0, 0}), LTY_OK);
    assert_int_equal(lty_standing_now(standing)->metric, 150);
    assert_int_equal(lty_standing_change_share(standing, recent, Y2011 + 2, &(lty_standing_share){0, 99, 0, 1}), LTY_OK);
    expect(standing, Y2011 + 2, 0, Y2011 + 2, LTY_TIME_NONE, false);
    assert_int_equal(lty_standing_change_share(standing, recent, Y2011 + 3, &(lty_standing_share){0, 200, 0, 1}), LTY_OK);
    expect(standing, Y2011 + 3, 2, Y2011 + 3, LTY_TIME_NONE, false);
    expect(standing, Y2012, 0, Y2012, LTY_TIME_NONE, false); /* its place in time stayed */
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

static void test_set(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;

    shop_init(&shop, 1);
    lty_standing *standing = open_standing(&shop, &alloc);

    /* Where tiers follow: for ever, until another one takes its place. */
    assert_int_equal(lty_standing_set(standing, Y2010, LTY_TEXT("gold"), LTY_TIME_NONE), LTY_OK);
    expect(standing, Y2012, 2, Y2010, LTY_TIME_NONE, false);
    expect_outlook(standing, LTY_TIME_NONE, 2);
    assert_int_equal(lty_standing_set(standing, Y2012, LTY_TEXT("platinum"), LTY_TIME_NONE), LTY_OK); /* no such tier */
    expect(standing, Y2012, 2, Y2010, LTY_TIME_NONE, false);
    assert_int_equal(lty_standing_set(standing, Y2012, LTY_TEXT("silver"), Y2012 + 90), LTY_OK);
    expect(standing, Y2012, 1, Y2012, LTY_TIME_NONE, false);
    expect_outlook(standing, Y2012 + 90, 0);
    assert_int_equal(lty_standing_set(standing, Y2012 + 5, LTY_TEXT("basic"), LTY_TIME_NONE), LTY_OK);
    expect(standing, Y2012 + 5, 0, Y2012 + 5, LTY_TIME_NONE, false);

    /* Where they are kept: as if reached, and not below it before the end that was named. */
    shop.programmes[0].tiers.keep = LTY_TIER_KEEP_REACHED;
    shop.programmes[0].tiers.keep_period = (lty_period){1, 0};
    lty_standing_clear(standing);
    assert_int_equal(lty_standing_set(standing, Y2010, LTY_TEXT("gold"), LTY_TIME_NONE), LTY_OK);
    expect(standing, Y2010, 2, Y2010, local(2010, 2, 2), false);
    expect(standing, local(2010, 2, 2), 0, local(2010, 2, 2), LTY_TIME_NONE, false);
    assert_int_equal(lty_standing_set(standing, local(2010, 3, 1), LTY_TEXT("gold"), local(2010, 5, 10)), LTY_OK);
    expect_outlook(standing, local(2010, 6, 4), 0); /* renewed on 2 April and on 3 May, while it was set */
    expect(standing, local(2010, 6, 4), 0, local(2010, 6, 4), LTY_TIME_NONE, false);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* A tier that is set for ever is kept anew for thousands of years: the outlook does not walk over each of them, and ends where walking ends. */
static void test_set_for_ever(void **context)
{
    static const lty_tier_keep keeps[] = {LTY_TIER_KEEP_REACHED, LTY_TIER_KEEP_JOINED};
    const int64_t last_s = LTY_TIME_MAX - 400 * DAY;
    const clock_t begun = clock();
    lty_test_memory memory = {0};
    const lty_alloc alloc = {lty_test_resize, &memory};
    shop it;

    (void) context;
    for (size_t i = 0; i < 200; i++) {
        lty_standing *standing = NULL;
        int64_t walked_s = Y2010;

        shop_init(&it, 1);
        it.programmes[0].tiers.keep = keeps[i % 2];
        it.programmes[0].tiers.keep_period = (lty_period){0, 1 + (int32_t) (i / 2) % 7};
        assert_int_equal(lty_standing_create(&standing, &it.timeline, &alloc), LTY_OK);
        assert_int_equal(lty_standing_set(standing, Y2010, LTY_TEXT("gold"), last_s), LTY_OK);
        if (i < 4) {
            for (int32_t n = 1; walked_s < last_s; n++) {
                const lty_period joined = {0, n * it.programmes[0].tiers.keep_period.days};
                const bool reached = keeps[i % 2] == LTY_TIER_KEEP_REACHED;

                assert_int_equal(lty_zone_period_end(&walked_s, &it.programmes[0].zone, reached ? walked_s : Y2010,
                                     reached ? it.programmes[0].tiers.keep_period : joined),
                    LTY_OK);
            }
            expect_outlook(standing, walked_s, 0);
        } else {
            int64_t at_s;
            size_t level;

            assert_int_equal(lty_standing_outlook(&at_s, &level, standing), LTY_OK);
            assert_true(at_s >= last_s && at_s < last_s + 9 * DAY);
        }
        lty_standing_destroy(standing);
    }
    assert_true(clock() - begun < 20 * CLOCKS_PER_SEC);
}

/* A version without tiers keeps what is set for the first one that has the tier. */
static void test_set_before_tiers(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;

    shop_init(&shop, 2);
    shop.programmes[0].tiers.count = 0;
    shop.programmes[1].tiers.keep = LTY_TIER_FOLLOW;
    lty_standing *standing = open_standing(&shop, &alloc);
    const int64_t second_s = shop.programmes[1].in_force_from_s;

    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("gold"), LTY_TIME_NONE), LTY_OK);
    expect(standing, second_s - 1, LTY_STANDING_NONE, LTY_TIME_NONE, LTY_TIME_NONE, false);
    expect(standing, second_s, 2, second_s, LTY_TIME_NONE, false);
    expect_outlook(standing, LTY_TIME_NONE, 2);

    /* Over before that; taken away by a later one; taken away by a later one that is over at once. */
    const lty_text later[] = {LTY_TEXT("gold"), LTY_TEXT("basic"), LTY_TEXT("silver")};
    const int64_t untils_s[] = {second_s, LTY_TIME_NONE, Y2010 + 6};
    for (size_t i = 0; i < 3; i++) {
        lty_standing_clear(standing);
        assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("silver"), LTY_TIME_NONE), LTY_OK);
        assert_int_equal(lty_standing_set(standing, Y2010 + 6, later[i], untils_s[i]), LTY_OK);
        expect(standing, second_s, 0, second_s, LTY_TIME_NONE, false);
    }

    /* Until after that: it holds so long. */
    lty_standing_clear(standing);
    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("silver"), second_s + 9), LTY_OK);
    expect(standing, second_s, 1, second_s, LTY_TIME_NONE, false);
    expect(standing, second_s + 9, 0, second_s + 9, LTY_TIME_NONE, false);

    /* Where tiers are kept it is as if reached where they begin. */
    shop.programmes[1].tiers.keep = LTY_TIER_KEEP_REACHED;
    shop.programmes[1].tiers.keep_period = (lty_period){0, 10};
    lty_standing_clear(standing);
    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("gold"), LTY_TIME_NONE), LTY_OK);
    assert_int_equal(lty_standing_advance(standing, second_s), LTY_OK);
    assert_int_equal(lty_standing_now(standing)->level, 2);
    assert_true(lty_standing_now(standing)->keep_until_s > second_s);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* What is set rests in a version without that key, and one tier alone is joined like any. */
static void test_set_where_it_is_unknown(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;

    shop_init(&shop, 3);
    shop.programmes[1].tiers.count = 2; /* no gold */
    lty_standing *standing = open_standing(&shop, &alloc);
    const int64_t second_s = shop.programmes[1].in_force_from_s;
    const int64_t third_s = shop.programmes[2].in_force_from_s;

    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("gold"), third_s + 9), LTY_OK);
    expect(standing, second_s - 1, 2, Y2010 + 5, LTY_TIME_NONE, false);
    expect(standing, second_s, 0, second_s, LTY_TIME_NONE, false);
    expect(standing, third_s, 2, third_s, LTY_TIME_NONE, false);
    expect(standing, third_s + 9, 0, third_s + 9, LTY_TIME_NONE, false);
    lty_standing_destroy(standing);

    /* The lowest tier ends what was set, and is none that is set itself: not where it is no longer the lowest either. */
    shop_init(&shop, 2);
    shop.tiers[1][0].key = pool[1].key;
    shop.tiers[1][1].key = pool[0].key;
    standing = open_standing(&shop, &alloc);
    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("basic"), third_s), LTY_OK);
    expect(standing, second_s, 0, second_s, LTY_TIME_NONE, false);
    lty_standing_destroy(standing);

    shop_init(&shop, 1);
    shop.programmes[0].tiers.count = 1;
    standing = open_standing(&shop, &alloc);
    assert_int_equal(lty_standing_set(standing, Y2010 + 5, LTY_TEXT("basic"), LTY_TIME_NONE), LTY_OK);
    expect(standing, Y2010 + 6, 0, Y2010 + 5, LTY_TIME_NONE, false);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* Who joins at the instant of a version begins with it: without tiers there is nothing since when, with one there is. */
static void test_joined_as_a_version_begins(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;

    shop_init(&shop, 3);
    shop.programmes[1].tiers.count = 0;
    shop.programmes[2].tiers.count = 1;
    for (size_t i = 1; i < 3; i++) {
        lty_standing *standing = open_standing(&shop, &alloc);
        const int64_t begins_s = shop.programmes[i].in_force_from_s;

        lty_standing_join(standing, begins_s);
        assert_int_equal(lty_standing_advance(standing, begins_s), LTY_OK);
        assert_int_equal(lty_standing_now(standing)->level, i == 1 ? LTY_STANDING_NONE : 0);
        assert_int_equal(lty_standing_now(standing)->since_s, i == 1 ? LTY_TIME_NONE : begins_s);
        lty_standing_destroy(standing);
    }
    assert_int_equal(memory.blocks, 0);
}

static void test_versions(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;
    size_t count;

    shop_init(&shop, 3);
    /* The second version calls the highest tier something else and puts one below silver; the third has no tiers. */
    shop.tiers[1][0] = pool[0];
    shop.tiers[1][1] = pool[1];
    shop.tiers[1][1].from = 50;
    shop.tiers[1][2] = pool[2];
    shop.tiers[1][2].from = 180;
    shop.tiers[1][3] = pool[4];
    shop.tiers[1][3].from = 300;
    shop.programmes[1].tiers.count = 4;
    shop.programmes[2].tiers.count = 0;
    lty_standing *standing = open_standing(&shop, &alloc);
    const int64_t second_s = shop.programmes[1].in_force_from_s;
    const int64_t third_s = shop.programmes[2].in_force_from_s;

    spend(standing, Y2010 + 5, 250); /* gold */
    expect_outlook(standing, second_s, 2);
    expect(standing, second_s, 2, second_s, LTY_TIME_NONE, false); /* silver by the second's measure */
    spend(standing, second_s, 50);
    expect(standing, second_s, 3, second_s, LTY_TIME_NONE, false);
    expect_outlook(standing, third_s, LTY_STANDING_NONE);
    expect(standing, third_s, LTY_STANDING_NONE, LTY_TIME_NONE, LTY_TIME_NONE, false);
    const lty_standing_change *changes = lty_standing_changes(standing, &count);
    assert_int_equal(count, 4);
    assert_int_equal(changes[1].cause, LTY_STANDING_VERSION);
    assert_int_equal(changes[1].from, 2);
    assert_int_equal(changes[1].to, 2);
    assert_int_equal(changes[1].version, 1);
    assert_int_equal(changes[3].to, LTY_STANDING_NONE);

    /* The same key at another place is no change. */
    lty_standing_clear(standing);
    spend(standing, Y2010 + 5, 180);
    expect(standing, second_s, 2, Y2010 + 5, LTY_TIME_NONE, false);
    (void) lty_standing_changes(standing, &count);
    assert_int_equal(count, 1);

    /* Who joins later never was in a tier that the version of joining has at another place. */
    lty_standing_clear(standing);
    spend(standing, second_s + 5, 10);
    expect(standing, second_s + 5, 0, second_s + 5, LTY_TIME_NONE, false);
    (void) lty_standing_changes(standing, &count);
    assert_int_equal(count, 0);
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

static void test_range(void **context)
{
    (void) context;
    LTY_TEST_ALLOC();
    shop shop;
    size_t handle;

    shop_init(&shop, 2);
    shop.programmes[1].tiers.by = LTY_TIER_BY_POINTS;
    lty_standing *standing = open_standing(&shop, &alloc);

    assert_int_equal(lty_standing_add(standing, &handle, &(lty_standing_share){Y2010, INT64_MAX, 0, 1}), LTY_OK);
    assert_int_equal(lty_standing_add(standing, NULL, &(lty_standing_share){Y2010, 1, 0, 1}), LTY_E_RANGE);
    assert_int_equal(lty_standing_change_share(standing, handle, Y2010, &(lty_standing_share){0, 1, INT64_MAX, 1}), LTY_OK);
    assert_int_equal(lty_standing_add(standing, NULL, &(lty_standing_share){Y2010, 1, INT64_MAX, 1}), LTY_OK);
    assert_int_equal(lty_standing_change_share(standing, handle, Y2010, &(lty_standing_share){0, INT64_MAX, INT64_MAX, 1}), LTY_E_RANGE);
    assert_int_equal(lty_standing_advance(standing, Y2012), LTY_E_RANGE); /* the sum of points, once they count */
    lty_standing_destroy(standing);
    assert_int_equal(memory.blocks, 0);
}

/* No allocation once the arrays have grown; none at all without tiers. */
static void test_memory(void **context)
{
    (void) context;
    shop shop;

    shop_init(&shop, 1);
    shop.programmes[0].tiers.window = LTY_TIER_CALENDAR_YEAR;
    for (size_t fail_at = 1;; fail_at++) {
        LTY_TEST_ALLOC();
        lty_standing *standing = NULL;
        lty_status status;

        memory.fail_at = fail_at;
        status = lty_standing_create(&standing, &shop.timeline, &alloc);
        assert_true((standing == NULL) == (status == LTY_E_MEMORY));
        for (int i = 0; status == LTY_OK && i < 40; i++) {
            status = lty_standing_add(standing, NULL, &(lty_standing_share){Y2010 + i * 100 * DAY, 300, 0, 1});
        }
        if (status == LTY_OK) {
            const size_t calls = memory.calls;
            lty_standing_clear(standing);
            for (int i = 0; i < 40; i++) {
                spend(standing, Y2010 + i * 100 * DAY, 300);
            }
            expect_outlook(standing, local(2021, 1, 1), 0);
            assert_int_equal(memory.calls, calls);
        }
        lty_standing_destroy(standing);
        assert_int_equal(memory.blocks, 0);
        if (status == LTY_OK) {
            assert_true(fail_at > 3);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
    }
    LTY_TEST_ALLOC();
    shop.programmes[0].tiers.count = 0;
    lty_standing *standing = open_standing(&shop, &alloc);
    spend(standing, Y2010, 300);
    assert_int_equal(lty_standing_set(standing, Y2010, LTY_TEXT("gold"), LTY_TIME_NONE), LTY_OK);
    expect(standing, Y2012, LTY_STANDING_NONE, LTY_TIME_NONE, LTY_TIME_NONE, false);
    expect_outlook(standing, LTY_TIME_NONE, LTY_STANDING_NONE);
    assert_int_equal(memory.calls, 1);
    lty_standing_destroy(standing);
    lty_standing_destroy(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reached),
        cmocka_unit_test(test_follow),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_change_share),
        cmocka_unit_test(test_set),
        cmocka_unit_test(test_set_for_ever),
        cmocka_unit_test(test_set_before_tiers),
        cmocka_unit_test(test_set_where_it_is_unknown),
        cmocka_unit_test(test_joined_as_a_version_begins),
        cmocka_unit_test(test_versions),
        cmocka_unit_test(test_range),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_model),
    };

    zone_fill();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
