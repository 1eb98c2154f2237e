/*
 * One pass over the persons: each history is gathered and prepared once and folded under both programmes. Everything that is shown is a sum
 * over persons or a list of thirty, so nothing is kept of one when the next begins.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_fold.h"
#include "lty_months.h"
#include "lty_replay_part.h"
#include "lty_time.h"

#define LTY_REPLAY_STRIDE 1024U /* persons between two reports */

/* One side under way. */
typedef struct lty_replay_side {
    const lty_timeline *timeline;
    const lty_programme *in_force; /* at the instant: in whose tiers levels count */
    lty_folder *folder;
    lty_customer folded;
    int64_t *rules; /* sums by slot */
    size_t rule_count;
} lty_replay_side;

typedef struct lty_replay_work {
    lty_replay *replay;
    lty_base *base;
    const lty_persons *persons;
    lty_replay_side sides[2];
    lty_months table;
    bool *other_tier; /* as tiers: whether the two differ by key */
} lty_replay_work;

void lty_replay_destroy(lty_replay *replay)
{
    const size_t pairs = replay->tier_counts[0] * replay->tier_counts[1];

    lty_alloc_free(replay->alloc, replay->months, replay->month_capacity * sizeof *replay->months);
    lty_alloc_free(replay->alloc, replay->tiers, pairs * sizeof *replay->tiers);
    lty_alloc_free(replay->alloc, replay->rules, replay->rule_count * sizeof *replay->rules);
    replay->months = NULL;
    replay->tiers = NULL;
    replay->rules = NULL;
    replay->month_count = 0;
    replay->month_capacity = 0;
    replay->rule_count = 0;
    replay->tier_counts[0] = 0;
    replay->tier_counts[1] = 0;
}

static size_t lty_replay_tier_count(const lty_programme *programme)
{
    return programme->tiers.count == 0 ? 1 : programme->tiers.count;
}

/* A tier is the same on both sides if its key is. */
static bool lty_replay_tiers_differ(const lty_programme *now, const lty_programme *changed, size_t a, size_t b)
{
    if (now->tiers.count == 0 || changed->tiers.count == 0) {
        return now->tiers.count != changed->tiers.count;
    }
    return !lty_text_equal(now->tiers.items[a].key, changed->tiers.items[b].key);
}

static int64_t lty_replay_first(const lty_store *store, int64_t at_s)
{
    int64_t first_s = at_s;

    for (size_t row = 0; row < store->rows; row++) {
        const int64_t row_s = lty_store_at_of(store, row);

        first_s = row_s < first_s ? row_s : first_s;
    }
    return first_s;
}

static lty_status lty_replay_begin(lty_replay_work *work)
{
    lty_replay *replay = work->replay;
    const lty_alloc *alloc = replay->alloc;
    lty_status status = lty_months_init(&work->table, &lty_base_programme(work->base)->zone,
        lty_replay_first(lty_base_store(work->base), replay->at_s), replay->at_s, alloc);

    for (size_t i = 0; i < 2 && status == LTY_OK; i++) {
        lty_replay_side *side = &work->sides[i];

        side->in_force = lty_timeline_at(side->timeline, replay->at_s);
        side->rule_count = side->timeline->slot_count + 2;
        side->rules = lty_alloc_zero(alloc, side->rule_count, sizeof *side->rules);
        status = side->rules == NULL ? LTY_E_MEMORY : lty_folder_create(&side->folder, side->timeline, alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    const size_t counts[2] = {lty_replay_tier_count(work->sides[0].in_force), lty_replay_tier_count(work->sides[1].in_force)};

    replay->months = lty_alloc_zero(alloc, work->table.count, sizeof *replay->months);
    replay->month_capacity = replay->months == NULL ? 0 : work->table.count;
    replay->tiers = lty_alloc_zero(alloc, counts[0] * counts[1], sizeof *replay->tiers);
    work->other_tier = lty_alloc_zero(alloc, counts[0] * counts[1], sizeof *work->other_tier);
    if (replay->tiers != NULL) {
        memcpy(replay->tier_counts, counts, sizeof counts);
    }
    if (replay->months == NULL || replay->tiers == NULL || work->other_tier == NULL) {
        lty_alloc_free(alloc, work->other_tier, counts[0] * counts[1] * sizeof *work->other_tier);
        work->other_tier = NULL;
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < counts[0] * counts[1]; i++) {
        work->other_tier[i] = lty_replay_tiers_differ(work->sides[0].in_force, work->sides[1].in_force, i / counts[1], i % counts[1]);
    }
    replay->month_count = work->table.count;
    for (size_t i = 0; i < replay->month_count; i++) {
        replay->months[i].month = work->table.first + (int64_t) i;
    }
    return LTY_OK;
}

static void lty_replay_end(lty_replay_work *work)
{
    const lty_alloc *alloc = work->replay->alloc;
    const size_t pairs = work->replay->tier_counts[0] * work->replay->tier_counts[1];

    for (size_t i = 0; i < 2; i++) {
        lty_folder_destroy(work->sides[i].folder);
        lty_alloc_free(alloc, work->sides[i].rules, work->sides[i].rule_count * sizeof *work->sides[i].rules);
    }
    lty_alloc_free(alloc, work->other_tier, pairs * sizeof *work->other_tier);
    lty_months_destroy(&work->table);
}

/* Folds one side of a person and adds what it says. */
static lty_status lty_replay_fold(lty_replay_work *work, size_t which, const lty_history *history)
{
    lty_replay_side *side = &work->sides[which];
    lty_replay *replay = work->replay;
    int64_t *totals = replay->totals[which];
    const lty_customer *folded = &side->folded;
    const lty_status status = lty_fold(&side->folded, side->folder, history, LTY_FOLD_FLOWS | LTY_FOLD_RULES);
    bool fits = true;

    if (status != LTY_OK) {
        return status;
    }

    size_t sums;
    const lty_fact *facts = lty_fact_sums(&sums);
    for (size_t i = 0; i < sums; i++) {
        const lty_fact fact = facts[i];

        fits &= !__builtin_add_overflow(totals[fact], folded->facts[fact], &totals[fact]);
    }
    for (size_t i = 0; i < folded->flow_count; i++) {
        const lty_flow *flow = &folded->flows[i];
        int64_t *sum = &replay->months[lty_months_at(&work->table, flow->at_s)].flows[which][flow->kind];

        fits &= !__builtin_add_overflow(*sum, flow->points, sum);
    }
    for (size_t i = 0; i < side->rule_count; i++) {
        fits &= !__builtin_add_overflow(side->rules[i], folded->rule_points[i], &side->rules[i]);
    }
    return fits ? LTY_OK : LTY_E_RANGE;
}

/* Whether a stands before b in a list whose larger `sign`ed differences come first; ties by key. */
static bool lty_replay_before(const lty_base *base, const lty_replay_customer *a, const lty_replay_customer *b, int64_t sign)
{
    const int64_t left = (a->points[LTY_REPLAY_CHANGED] - a->points[LTY_REPLAY_NOW]) * sign;
    const int64_t right = (b->points[LTY_REPLAY_CHANGED] - b->points[LTY_REPLAY_NOW]) * sign;

    return left != right ? left > right : lty_text_compare(lty_base_key(base, a->customer), lty_base_key(base, b->customer)) < 0;
}

static void lty_replay_list(
    lty_replay_customer *list, size_t *count, const lty_base *base, const lty_replay_customer *customer, int64_t sign)
{
    size_t at = *count;

    if (at == LTY_REPLAY_LIST) {
        if (!lty_replay_before(base, customer, &list[at - 1], sign)) {
            return;
        }
        at--;
    } else {
        ++*count;
    }
    while (at > 0 && lty_replay_before(base, customer, &list[at - 1], sign)) {
        list[at] = list[at - 1];
        at--;
    }
    list[at] = *customer;
}

static lty_status lty_replay_person(lty_replay_work *work, uint32_t person)
{
    lty_replay *replay = work->replay;
    lty_replay_customer customer = {.customer = person};
    const lty_history *history;
    size_t levels[2];
    int64_t difference;
    lty_status status = lty_base_history(&history, work->base, person, replay->at_s);

    for (size_t i = 0; i < 2 && status == LTY_OK; i++) {
        const lty_customer *folded = &work->sides[i].folded;

        status = lty_replay_fold(work, i, history);
        if (status == LTY_OK) {
            status = lty_add(&customer.points[i], folded->facts[LTY_FACT_POINTS], folded->facts[LTY_FACT_POINTS_PENDING]);
            customer.level[i] = folded->standing.level;
            levels[i] = customer.level[i] == LTY_STANDING_NONE ? 0 : customer.level[i];
        }
    }
    if (status == LTY_OK) {
        status = lty_sub(&difference, customer.points[LTY_REPLAY_CHANGED], customer.points[LTY_REPLAY_NOW]);
    }
    if (status != LTY_OK) {
        return status;
    }
    const size_t pair = levels[LTY_REPLAY_NOW] * replay->tier_counts[LTY_REPLAY_CHANGED] + levels[LTY_REPLAY_CHANGED];

    replay->customers++;
    replay->tiers[pair]++;
    replay->affected += difference != 0 || work->other_tier[pair];
    if (difference < 0 && difference > INT64_MIN) {
        lty_replay_list(replay->hardest, &replay->hardest_count, work->base, &customer, -1);
    } else if (difference > 0) {
        lty_replay_list(replay->gaining, &replay->gaining_count, work->base, &customer, 1);
    }
    return LTY_OK;
}

static lty_status lty_replay_pass(lty_replay_work *work, lty_replay_progress progress, void *context)
{
    const size_t count = lty_base_count(work->base);
    size_t all = 0;

    for (size_t i = 0; i < count && progress != NULL; i++) {
        all += lty_base_is_person_at(work->base, work->persons, (uint32_t) i);
    }
    if (progress != NULL && !progress(context, 0, all)) {
        return LTY_E_STOPPED;
    }
    lty_base_begin(work->base);
    for (size_t i = 0; i < count; i++) {
        if (!lty_base_is_person_at(work->base, work->persons, (uint32_t) i)) {
            continue;
        }
        const lty_status status = lty_replay_person(work, (uint32_t) i);

        if (status != LTY_OK) {
            return status;
        }
        const size_t done = work->replay->customers;

        if (progress != NULL && (done % LTY_REPLAY_STRIDE == 0 || done == all) && !progress(context, done, all)) {
            return LTY_E_STOPPED;
        }
    }
    return LTY_OK;
}

/* What is owed at the end of each month: all that came in up to then, less all that went out. */
static lty_status lty_replay_owed(lty_replay_work *work, size_t which)
{
    static const int signs[LTY_FLOW_COUNT] = {[LTY_FLOW_EARNED] = 1,
        [LTY_FLOW_REVERSED] = -1,
        [LTY_FLOW_SPENT] = -1,
        [LTY_FLOW_EXPIRED] = -1,
        [LTY_FLOW_IN] = 1,
        [LTY_FLOW_OUT] = -1,
        [LTY_FLOW_RESTORED] = 1};
    lty_replay *replay = work->replay;
    int64_t owed = 0;

    for (size_t i = 0; i < replay->month_count; i++) {
        lty_replay_month *month = &replay->months[i];
        const int64_t end_s = work->table.starts[i + 1] > replay->at_s ? replay->at_s : work->table.starts[i + 1] - 1;
        lty_status status = LTY_OK;

        for (size_t flow = 0; flow < LTY_FLOW_COUNT && status == LTY_OK; flow++) {
            status = signs[flow] > 0 ? lty_add(&owed, owed, month->flows[which][flow]) : lty_sub(&owed, owed, month->flows[which][flow]);
        }
        month->owed[which] = owed;
        if (status == LTY_OK && owed > 0) {
            status = lty_programme_worth(&month->liability_minor[which], lty_timeline_at(work->sides[which].timeline, end_s), owed);
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    return LTY_OK;
}

/* Months before the first movement of points on any side say nothing. */
static void lty_replay_trim(lty_replay *replay)
{
    size_t first = 0;

    while (first < replay->month_count) {
        int64_t flows = 0;

        for (size_t i = 0; i < 2 * LTY_FLOW_COUNT; i++) {
            flows |= replay->months[first].flows[i / LTY_FLOW_COUNT][i % LTY_FLOW_COUNT];
        }
        if (flows != 0) {
            break;
        }
        first++;
    }
    if (first > 0) {
        memmove(replay->months, replay->months + first, (replay->month_count - first) * sizeof *replay->months);
        replay->month_count -= first;
    }
}

/* The key of a slot: that of the first rule that has it. */
static lty_text lty_replay_slot_key(const lty_timeline *timeline, size_t slot)
{
    for (size_t version = 0; version < timeline->count; version++) {
        const lty_points_rules *points = &timeline->versions[version]->points;

        for (size_t i = 0; i < points->earn_count; i++) {
            if (timeline->slots[version][i] == slot) {
                return points->earn[i].key;
            }
        }
    }
    return LTY_TEXT("");
}

/* Rules of one key on both sides are one line; keys are few. */
static lty_status lty_replay_rules(lty_replay_work *work)
{
    static const lty_text rest[2] = {{"tiers", 5}, {"caps", 4}};
    lty_replay *replay = work->replay;
    const size_t most = work->sides[0].rule_count + work->sides[1].rule_count - 2;
    lty_replay_rule *rules = lty_alloc_zero(replay->alloc, most, sizeof *rules);
    size_t count = 0;

    if (rules == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < 2; i++) {
        const lty_replay_side *side = &work->sides[i];

        for (size_t slot = 0; slot + 2 < side->rule_count; slot++) {
            const lty_text key = lty_replay_slot_key(side->timeline, slot);
            size_t at = 0;

            while (at < count && !lty_text_equal(rules[at].key, key)) {
                at++;
            }
            count += at == count;
            rules[at].key = key;
            rules[at].points[i] = side->rules[slot];
        }
    }
    replay->rules = lty_alloc_zero(replay->alloc, count + 2, sizeof *rules);
    if (replay->rules != NULL) {
        memcpy(replay->rules, rules, count * sizeof *rules);
        for (size_t i = 0; i < 2; i++) {
            const size_t from[2] = {work->sides[0].rule_count - 2 + i, work->sides[1].rule_count - 2 + i};

            replay->rules[count + i] = (lty_replay_rule){rest[i], {work->sides[0].rules[from[0]], work->sides[1].rules[from[1]]}};
        }
        replay->rule_count = count + 2;
    }
    lty_alloc_free(replay->alloc, rules, most * sizeof *rules);
    return replay->rules == NULL ? LTY_E_MEMORY : LTY_OK;
}

static lty_status lty_replay_all(lty_replay_work *work, lty_replay_progress progress, void *context)
{
    lty_status status = lty_replay_begin(work);

    if (status == LTY_OK) {
        status = lty_replay_pass(work, progress, context);
    }
    for (size_t i = 0; i < 2 && status == LTY_OK; i++) {
        status = lty_replay_owed(work, i);
    }
    if (status == LTY_OK) {
        status = lty_replay_rules(work);
    }
    if (status == LTY_OK) {
        lty_replay_trim(work->replay);
        status = lty_replay_hash(work->replay, work->base, work->sides[0].timeline, work->sides[1].timeline);
    }
    return status;
}

lty_status lty_replay_run(lty_replay *out, lty_base *base, const lty_timeline *changed, int64_t at_s, lty_replay_progress progress,
    void *context, const lty_alloc *alloc)
{
    lty_replay replay = {.alloc = alloc, .at_s = at_s};
    lty_replay_work work = {.replay = &replay,
        .base = base,
        .sides = {{.timeline = lty_base_timeline(base)}, {.timeline = changed}},
        .table = {.alloc = alloc}};

    if (memcmp(lty_base_programme(base)->currency, lty_timeline_last(changed)->currency, sizeof(char[4])) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    lty_status status = lty_base_persons_at(&work.persons, base, at_s);

    if (status == LTY_OK) {
        status = lty_replay_all(&work, progress, context);
        lty_replay_end(&work);
    }
    if (status != LTY_OK) {
        lty_replay_destroy(&replay);
        return status;
    }
    *out = replay;
    return LTY_OK;
}
