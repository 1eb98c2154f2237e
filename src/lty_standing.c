/*
 * Tiers. The metric is a queue of shares: they come in by time and leave by time, so each is added once and taken off once. All else that time
 * brings (versions, ends of what is kept, of what was set by hand) are single instants; the next of them all is known, and up to it nothing is
 * to be done. The core is small and points to the shares: the outlook runs a copy of it ahead.
 */
#include "lty_standing.h"

#include "lty_calendar.h"
#include "lty_check.h"
#include "lty_standing_part.h"
#include "lty_time.h"

/* So many customers make the table worth its memory; a page that shows one does without. */
#define LTY_STANDING_WORTH 32U

typedef struct lty_standing_core {
    const lty_timeline *timeline;
    lty_standing_day *days;      /* LTY_STANDING_DAYS, by day; NULL = none */
    const lty_tier_rules *rules; /* of the version */
    const lty_standing_share *shares;
    size_t share_count;
    size_t head;   /* the first share in the window */
    size_t leaver; /* the share that leaves at leave_s, and those before it */
    int64_t leave_s;
    int64_t version_s; /* when the next version begins */
    int64_t next_s;    /* the earliest of all instants at which something happens by itself; INT64_MAX = never */
    int64_t joined_s;
    size_t reached; /* by the metric */
    lty_text set_key;
    size_t set_level; /* in the version; 0 = nothing is set */
    int64_t set_until_s;
    lty_text wait_key; /* what was set by hand for a version that has it */
    int64_t wait_until_s;
    lty_standing_state state;
    size_t logged_version; /* what the last change left */
    size_t logged_level;
    size_t from;
    int64_t horizon_s; /* to which it is advanced; INT64_MAX */
    bool ahead;        /* a copy: leaves no log, and needs no metric between two changes of what it reaches */
} lty_standing_core;

struct lty_standing {
    lty_standing_core core;
    const lty_alloc *alloc;
    bool tiers; /* any version has some */
    lty_standing_share *shares;
    size_t share_capacity;
    lty_standing_change *changes;
    size_t change_count;
    size_t change_capacity;
    size_t cleared; /* up to LTY_STANDING_WORTH */
};

static const lty_programme *lty_standing_programme(const lty_standing_core *core)
{
    return core->timeline->versions[core->state.version];
}

static size_t lty_standing_find(const lty_tier_rules *rules, lty_text key)
{
    for (size_t i = 0; i < rules->count; i++) {
        if (lty_text_equal(rules->items[i].key, key)) {
            return i;
        }
    }
    return LTY_STANDING_NONE;
}

static int64_t lty_standing_value(const lty_tier_rules *rules, const lty_standing_share *share)
{
    switch (rules->by) {
        case LTY_TIER_BY_SPEND: return share->spend_minor;
        case LTY_TIER_BY_POINTS: return share->points;
        case LTY_TIER_BY_ORDERS: return share->orders;
    }
    return 0;
}

/* The level that the metric reaches. */
static void lty_standing_aim(lty_standing_core *core)
{
    const lty_tier_rules *rules = core->rules;

    while (core->reached + 1 < rules->count && core->state.metric >= rules->items[core->reached + 1].from) {
        core->reached++;
    }
    while (core->reached > 0 && core->state.metric < rules->items[core->reached].from) {
        core->reached--;
    }
}

static size_t lty_standing_target(const lty_standing_core *core)
{
    return core->reached > core->set_level ? core->reached : core->set_level;
}

/* Which share leaves next, and when. A copy that runs ahead looks for the one with which the level is no longer reached. */
static void lty_standing_plan_leave(lty_standing_core *core)
{
    const lty_tier_rules *rules = core->rules;
    size_t leaver = core->head;

    core->leave_s = INT64_MAX;
    if (rules->count == 0 || rules->window == LTY_TIER_LIFETIME || (core->ahead && core->reached == 0)) {
        return;
    }
    if (core->ahead) {
        int64_t left = core->state.metric;
        for (; leaver < core->share_count; leaver++) {
            left -= lty_standing_value(rules, &core->shares[leaver]);
            if (left < rules->items[core->reached].from) {
                break;
            }
        }
    }
    if (leaver < core->share_count) {
        core->leaver = leaver;
        core->leave_s = lty_standing_window_end(core->days, lty_standing_programme(core), core->state.version, core->shares[leaver].at_s);
    }
}

static void lty_standing_plan(lty_standing_core *core)
{
    int64_t next_s = core->version_s < core->leave_s ? core->version_s : core->leave_s;

    if (core->set_until_s < next_s) {
        next_s = core->set_until_s;
    }
    if (core->state.keep_until_s != LTY_TIME_NONE && core->state.keep_until_s < next_s) {
        next_s = core->state.keep_until_s;
    }
    core->next_s = next_s;
}

/* The window of a version that begins: where it starts, and what is in it. */
static lty_status lty_standing_window(lty_standing_core *core, int64_t at_s)
{
    const lty_programme *programme = lty_standing_programme(core);
    size_t low = 0;
    size_t high = core->rules->window == LTY_TIER_LIFETIME ? 0 : core->share_count;
    int64_t metric = 0;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (lty_calendar_window_end(programme, core->shares[middle].at_s) <= at_s) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = low; core->rules->count > 0 && i < core->share_count; i++) {
        if (lty_add(&metric, metric, lty_standing_value(core->rules, &core->shares[i])) != LTY_OK) {
            return LTY_E_RANGE;
        }
    }
    core->head = low;
    core->state.metric = metric;
    core->reached = 0;
    lty_standing_aim(core);
    lty_standing_plan_leave(core);
    return LTY_OK;
}

/* From at_s on the level is kept anew. */
static void lty_standing_keep(lty_standing_core *core, int64_t at_s)
{
    core->state.grace = false;
    core->state.keep_until_s =
        core->state.level == 0 ? LTY_TIME_NONE : lty_standing_end(lty_standing_programme(core), core->joined_s, at_s);
}

/* Nothing is lost at at_s. A tier that is set for thousands of years is renewed at once up to what happens next. */
static void lty_standing_renew(lty_standing_core *core, int64_t at_s)
{
    int64_t until_s = core->version_s < core->leave_s ? core->version_s : core->leave_s;

    until_s = core->set_until_s < until_s ? core->set_until_s : until_s;
    until_s = core->horizon_s < until_s ? core->horizon_s + 1 : until_s;
    lty_standing_keep(
        core, until_s == INT64_MAX || until_s <= at_s ? at_s : lty_standing_renewed(lty_standing_programme(core), at_s, until_s));
}

/* What was kept, or its grace, is over at at_s. */
static void lty_standing_over(lty_standing_core *core, int64_t at_s)
{
    const size_t target = lty_standing_target(core);

    if (target < core->state.level && core->rules->keep != LTY_TIER_KEEP_EVER) {
        if (core->rules->grace_set && !core->state.grace) {
            core->state.grace = true;
            core->state.keep_until_s = lty_standing_grace_end(lty_standing_programme(core), at_s);
            return;
        }
        core->state.level = core->rules->down == LTY_TIER_DOWN_ONE ? core->state.level - 1 : target;
        lty_standing_keep(core, at_s);
        return;
    }
    lty_standing_renew(core, at_s);
}

/* The level where the metric or what is set by hand has changed; `target` is what they reach. */
static void lty_standing_settle(lty_standing_core *core, size_t target, int64_t at_s)
{
    lty_standing_state *state = &core->state;

    if (state->level == LTY_STANDING_NONE) {
        return;
    }
    if (target > state->level) {
        state->level = target;
        lty_standing_keep(core, at_s);
    } else if (target == state->level) {
        if (state->grace) {
            lty_standing_keep(core, at_s);
        }
    } else if (core->rules->keep == LTY_TIER_FOLLOW && state->keep_until_s == LTY_TIME_NONE) {
        lty_standing_over(core, at_s);
    }
}

/* Writes a change down if the tier is another one than before. */
static lty_status lty_standing_log(lty_standing_core *core, lty_standing *standing, int64_t at_s, lty_standing_cause cause)
{
    lty_standing_state *state = &core->state;

    if (state->level == core->logged_level && state->version == core->logged_version) {
        return LTY_OK;
    }
    const size_t before = core->logged_level;
    const lty_tier_rules *old = &core->timeline->versions[core->logged_version]->tiers;

    core->logged_level = state->level;
    core->logged_version = state->version;
    if (before == LTY_STANDING_NONE || state->level == LTY_STANDING_NONE) {
        if (before == state->level) {
            return LTY_OK;
        }
    } else if (lty_text_equal(old->items[before].key, core->rules->items[state->level].key)) {
        return LTY_OK;
    }
    state->since_s = state->level == LTY_STANDING_NONE ? LTY_TIME_NONE : at_s;
    if (core->ahead) {
        return LTY_OK;
    }
    const lty_status status = lty_alloc_reserve(
        standing->alloc, (void **) &standing->changes, &standing->change_capacity, standing->change_count + 1, sizeof *standing->changes);
    if (status == LTY_OK) {
        standing->changes[standing->change_count++] = (lty_standing_change){at_s, core->from, state->level, state->version, cause};
        core->from = state->level;
    }
    return status;
}

static void lty_standing_enter(lty_standing_core *core, size_t version)
{
    const lty_timeline *timeline = core->timeline;

    core->state.version = version;
    core->rules = &timeline->versions[version]->tiers;
    core->version_s = version + 1 < timeline->count ? timeline->versions[version + 1]->in_force_from_s : INT64_MAX;
    core->set_level = 0;
    if (core->set_key.len > 0) {
        const size_t level = lty_standing_find(core->rules, core->set_key);
        core->set_level = level == LTY_STANDING_NONE ? 0 : level;
    }
}

/* Nobody who has not joined yet has a tier to lose: it is the lowest of the version. */
static void lty_standing_begin(lty_standing_core *core)
{
    core->state.level = core->rules->count == 0 ? LTY_STANDING_NONE : 0;
    core->state.since_s = core->rules->count == 0 ? LTY_TIME_NONE : core->joined_s;
    core->logged_level = core->state.level;
    core->state.first_version = core->state.version;
    core->logged_version = core->state.version;
    core->from = core->state.level;
}

static void lty_standing_unset(lty_standing_core *core)
{
    core->set_key = (lty_text){NULL, 0};
    core->set_level = 0;
    core->set_until_s = INT64_MAX;
    core->wait_key = (lty_text){NULL, 0};
}

/* Sets a tier of the version by hand. Returns the level that is as if reached at this instant. */
static size_t lty_standing_put(lty_standing_core *core, int64_t at_s, lty_text tier, size_t level, int64_t until_s)
{
    lty_standing_unset(core);
    if (until_s == LTY_TIME_NONE && core->rules->keep != LTY_TIER_FOLLOW) {
        return level;
    }
    if (level > 0 && (until_s == LTY_TIME_NONE || until_s > at_s)) {
        core->set_key = tier;
        core->set_level = level;
        core->set_until_s = until_s == LTY_TIME_NONE ? INT64_MAX : until_s;
    }
    return 0;
}

/* What was set for a version with this tier is set where that begins. */
static size_t lty_standing_put_waiting(lty_standing_core *core, int64_t at_s)
{
    const size_t level = core->wait_key.len == 0 ? LTY_STANDING_NONE : lty_standing_find(core->rules, core->wait_key);

    return level == LTY_STANDING_NONE ? 0 : lty_standing_put(core, at_s, core->wait_key, level, core->wait_until_s);
}

static lty_status lty_standing_switch(lty_standing_core *core, lty_standing *standing, int64_t at_s)
{
    const lty_tier_rules *old = core->rules;
    lty_standing_state *state = &core->state;

    lty_standing_enter(core, state->version + 1);
    if (lty_standing_window(core, at_s) != LTY_OK) {
        return LTY_E_RANGE;
    }
    if (core->joined_s == LTY_TIME_NONE || at_s <= core->joined_s) {
        lty_standing_begin(core);
        return LTY_OK;
    }
    const size_t put = lty_standing_put_waiting(core, at_s);
    const size_t target = put > lty_standing_target(core) ? put : lty_standing_target(core);
    const size_t same =
        state->level == LTY_STANDING_NONE ? LTY_STANDING_NONE : lty_standing_find(core->rules, old->items[state->level].key);

    if (core->rules->count == 0) {
        state->level = LTY_STANDING_NONE;
        state->keep_until_s = LTY_TIME_NONE;
        state->grace = false;
    } else if (same == LTY_STANDING_NONE) {
        state->level = target;
        lty_standing_keep(core, at_s);
    } else {
        state->level = same;
        if (same == 0 || state->keep_until_s == LTY_TIME_NONE) {
            lty_standing_keep(core, at_s);
        }
        lty_standing_settle(core, target, at_s);
    }
    return lty_standing_log(core, standing, at_s, LTY_STANDING_VERSION);
}

static void lty_standing_leave(lty_standing_core *core, int64_t at_s)
{
    while (core->leave_s <= at_s) {
        for (; core->head <= core->leaver; core->head++) {
            core->state.metric -= lty_standing_value(core->rules, &core->shares[core->head]);
        }
        lty_standing_aim(core);
        lty_standing_plan_leave(core);
    }
}

/* What happens by itself at the next instant. */
static lty_status lty_standing_step(lty_standing_core *core, lty_standing *standing)
{
    const int64_t at_s = core->next_s;
    lty_status status = LTY_OK;

    if (core->version_s == at_s) {
        status = lty_standing_switch(core, standing, at_s);
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_standing_leave(core, at_s);
    if (core->set_until_s == at_s) {
        lty_standing_unset(core);
    }
    lty_standing_settle(core, lty_standing_target(core), at_s);
    if (core->state.keep_until_s == at_s) {
        lty_standing_over(core, at_s);
    }
    lty_standing_plan(core);
    return lty_standing_log(core, standing, at_s, LTY_STANDING_LEFT);
}

static lty_status lty_standing_settle_now(
    lty_standing *standing, size_t target, int64_t at_s, lty_standing_cause up, lty_standing_cause down)
{
    lty_standing_core *core = &standing->core;
    const size_t level = core->state.level;

    lty_standing_settle(core, target, at_s);
    lty_standing_plan(core);
    return lty_standing_log(core, standing, at_s, level != LTY_STANDING_NONE && core->state.level > level ? up : down);
}

lty_status lty_standing_create(lty_standing **out, const lty_timeline *timeline, const lty_alloc *alloc)
{
    lty_standing *standing = lty_alloc_zero(alloc, 1, sizeof *standing);

    if (standing == NULL) {
        return LTY_E_MEMORY;
    }
    standing->alloc = alloc;
    standing->core.timeline = timeline;
    for (size_t i = 0; i < timeline->count; i++) {
        standing->tiers = standing->tiers || timeline->versions[i]->tiers.count > 0;
    }
    lty_standing_clear(standing);
    *out = standing;
    return LTY_OK;
}

void lty_standing_destroy(lty_standing *standing)
{
    if (standing == NULL) {
        return;
    }
    lty_alloc_free(standing->alloc, standing->shares, standing->share_capacity * sizeof *standing->shares);
    lty_alloc_free(standing->alloc, standing->changes, standing->change_capacity * sizeof *standing->changes);
    lty_alloc_free(standing->alloc, standing->core.days, LTY_STANDING_DAYS * sizeof *standing->core.days);
    lty_alloc_free(standing->alloc, standing, sizeof *standing);
}

void lty_standing_clear(lty_standing *standing)
{
    const lty_timeline *timeline = standing->core.timeline;
    lty_standing_day *days = standing->core.days;

    if (standing->cleared < LTY_STANDING_WORTH && ++standing->cleared == LTY_STANDING_WORTH && standing->tiers) {
        days = lty_alloc_zero(standing->alloc, LTY_STANDING_DAYS, sizeof *days); /* without it, it takes longer */
    }
    standing->change_count = 0;
    standing->core = (lty_standing_core){.timeline = timeline,
        .days = days,
        .shares = standing->shares,
        .leave_s = INT64_MAX,
        .joined_s = LTY_TIME_NONE,
        .set_until_s = INT64_MAX,
        .state = {.keep_until_s = LTY_TIME_NONE}};
    lty_standing_enter(&standing->core, 0);
    lty_standing_begin(&standing->core);
    lty_standing_plan(&standing->core);
}

lty_status lty_standing_advance(lty_standing *standing, int64_t at_s)
{
    lty_status status = LTY_OK;

    standing->core.horizon_s = at_s;
    while (status == LTY_OK && standing->core.next_s <= at_s && standing->core.next_s != INT64_MAX) {
        status = lty_standing_step(&standing->core, standing);
    }
    return status;
}

lty_status lty_standing_add(lty_standing *standing, size_t *handle, const lty_standing_share *share)
{
    lty_standing_core *core = &standing->core;
    int64_t metric;
    lty_status status = lty_standing_advance(standing, share->at_s);

    if (handle != NULL) {
        *handle = core->share_count;
    }
    if (status != LTY_OK || !standing->tiers) {
        return status;
    }
    if (lty_add(&metric, core->state.metric, core->rules->count == 0 ? 0 : lty_standing_value(core->rules, share)) != LTY_OK) {
        return LTY_E_RANGE;
    }
    status = lty_alloc_reserve(
        standing->alloc, (void **) &standing->shares, &standing->share_capacity, core->share_count + 1, sizeof *standing->shares);
    core->shares = standing->shares;
    if (status != LTY_OK) {
        return status;
    }
    if (share->spend_minor != 0 || share->points != 0 || share->orders != 0) {
        lty_standing_join(standing, share->at_s);
    }
    standing->shares[core->share_count++] = *share;
    core->state.metric = metric;
    lty_standing_aim(core);
    if (core->leave_s == INT64_MAX) {
        lty_standing_plan_leave(core);
    }
    return lty_standing_settle_now(standing, lty_standing_target(core), share->at_s, LTY_STANDING_REACHED, LTY_STANDING_LEFT);
}

lty_status lty_standing_change_share(lty_standing *standing, size_t handle, int64_t at_s, const lty_standing_share *now)
{
    lty_standing_core *core = &standing->core;
    const lty_status status = lty_standing_advance(standing, at_s);

    if (status != LTY_OK || !standing->tiers) {
        return status;
    }
    LTY_ASSERT(handle < core->share_count);
    lty_standing_share *share = &standing->shares[handle];
    int64_t metric = core->state.metric;

    if (core->rules->count > 0 && handle >= core->head) {
        metric -= lty_standing_value(core->rules, share);
        if (lty_add(&metric, metric, lty_standing_value(core->rules, now)) != LTY_OK) {
            return LTY_E_RANGE;
        }
    }
    *share = (lty_standing_share){share->at_s, now->spend_minor, now->points, now->orders};
    if (now->spend_minor != 0 || now->points != 0 || now->orders != 0) {
        lty_standing_join(standing, at_s);
    }
    core->state.metric = metric;
    lty_standing_aim(core);
    return lty_standing_settle_now(standing, lty_standing_target(core), at_s, LTY_STANDING_REACHED, LTY_STANDING_LEFT);
}

lty_status lty_standing_set(lty_standing *standing, int64_t at_s, lty_text tier, int64_t until_s)
{
    lty_standing_core *core = &standing->core;
    const lty_status status = lty_standing_advance(standing, at_s);

    if (status != LTY_OK || !standing->tiers) {
        return status;
    }
    lty_standing_join(standing, at_s);
    const size_t level = lty_standing_find(core->rules, tier);

    if (core->rules->count == 0) {
        lty_standing_unset(core);
        if (until_s == LTY_TIME_NONE || until_s > at_s) {
            core->wait_key = tier;
            core->wait_until_s = until_s;
        }
        lty_standing_plan(core);
        return LTY_OK;
    }
    if (level == LTY_STANDING_NONE) {
        return LTY_OK;
    }
    size_t target = lty_standing_put(core, at_s, tier, level, until_s);
    if (target < lty_standing_target(core)) {
        target = lty_standing_target(core);
    }
    return lty_standing_settle_now(standing, target, at_s, LTY_STANDING_SET, LTY_STANDING_SET);
}

void lty_standing_join(lty_standing *standing, int64_t at_s)
{
    lty_standing_core *core = &standing->core;

    if (core->joined_s != LTY_TIME_NONE) {
        return;
    }
    core->joined_s = at_s;
    if (core->state.level != LTY_STANDING_NONE) {
        core->state.since_s = at_s;
    }
}

const lty_standing_state *lty_standing_now(const lty_standing *standing)
{
    return &standing->core.state;
}

const lty_standing_change *lty_standing_changes(const lty_standing *standing, size_t *count)
{
    *count = standing->change_count;
    return standing->changes;
}

/* True where nothing but ends of what is kept lies ahead, and they renew it. */
static bool lty_standing_settled(const lty_standing_core *core)
{
    return core->version_s == INT64_MAX
        && (core->state.level == LTY_STANDING_NONE || core->state.level == 0
            || (core->leave_s == INT64_MAX && core->set_until_s == INT64_MAX && lty_standing_target(core) >= core->state.level));
}

lty_status lty_standing_outlook(int64_t *at_s, size_t *level, lty_standing *standing)
{
    lty_standing_core ahead = standing->core;
    const lty_standing_state *state = &ahead.state;
    const lty_text key = state->level == LTY_STANDING_NONE ? (lty_text){NULL, 0} : ahead.rules->items[state->level].key;
    const size_t now = state->level;

    ahead.ahead = true;
    ahead.horizon_s = INT64_MAX;
    lty_standing_plan_leave(&ahead);
    lty_standing_plan(&ahead);
    while (now != LTY_STANDING_NONE && ahead.next_s != INT64_MAX && !lty_standing_settled(&ahead)) {
        const int64_t next_s = ahead.next_s;
        const lty_status status = lty_standing_step(&ahead, standing);
        if (status != LTY_OK) {
            return status;
        }
        const size_t same = lty_standing_find(ahead.rules, key);
        if (same == LTY_STANDING_NONE || state->level < same) {
            *at_s = next_s;
            *level = state->level;
            return LTY_OK;
        }
    }
    *at_s = LTY_TIME_NONE;
    *level = now;
    return LTY_OK;
}
