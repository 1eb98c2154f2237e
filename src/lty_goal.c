/*
 * Two passes: who was in the target group when the goal began, and who of these has done it now. A group that were asked for now would lose the very people
 * who did it (whoever buys is no longer "at risk"). Both need every fact as it was at an instant, so each pass folds; the base's own fold is left alone.
 */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_check.h"
#include "lty_fold.h"
#include "lty_goal.h"
#include "lty_purchases.h"
#include "lty_set.h"

#define LTY_GOAL_WHOLE INT64_C(10000) /* basis points */

const lty_goal_target *lty_goal_find(const lty_programme *programme, lty_text key)
{
    for (size_t i = 0; i < programme->goal_count; i++) {
        if (lty_text_equal(programme->goals[i].key, key)) {
            return &programme->goals[i];
        }
    }
    return NULL;
}

bool lty_goal_key(unsigned char key[LTY_SIGN_KEY_BYTES], const lty_keyring *ring, const lty_goal_target *target)
{
    _Static_assert(LTY_KEYRING_MESSAGE_TAG_BYTES == LTY_SIGN_KEY_BYTES, "a tag is a key");
    return lty_keyring_tag(key, ring, (lty_text){"goal", 4}, target->key);
}

bool lty_goal_is_held_out(const lty_goal_target *target, const unsigned char key[LTY_SIGN_KEY_BYTES], lty_text customer)
{
    unsigned char hash[16];
    uint64_t draw = 0;

    lty_sign_hash(hash, sizeof hash, customer.bytes, customer.len, key);
    for (size_t i = 0; i < 4; i++) { /* of 2^32: a share of basis points is met to less than a millionth */
        draw = draw << 8 | hash[i];
    }
    return (int64_t) (draw * (uint64_t) LTY_GOAL_WHOLE >> 32) < target->holdout;
}

typedef struct lty_goal_work {
    lty_base *base;
    lty_folder *folder;
    lty_purchases purchases;
} lty_goal_work;

/* Whether a rule holds for a person at an instant. */
static lty_status lty_goal_judge(bool *holds, lty_goal_work *work, const lty_expr *rule, uint32_t customer, int64_t at_s)
{
    const lty_history *history;
    lty_customer folded;
    lty_status status = lty_base_history(&history, work->base, customer, at_s);

    if (status == LTY_OK) {
        status = lty_fold(&folded, work->folder, history, 0);
    }
    if (status == LTY_OK) {
        status = lty_purchases_read(&work->purchases, history);
    }
    if (status != LTY_OK) {
        return status;
    }
    for (size_t fact = 0; fact < LTY_FACT_COUNT && lty_base_at(work->base) != LTY_TIME_NONE; fact++) {
        if (lty_fact_is_applied((lty_fact) fact)) {
            folded.facts[fact] = lty_base_fact(work->base, customer, (lty_fact) fact);
        }
    }
    const lty_aggregate_person person = {folded.facts, &work->purchases, lty_timeline_at(lty_base_timeline(work->base), at_s), at_s};

    folded.facts[LTY_FACT_LOYALTY] = lty_aggregate_degree(NULL, person.programme, &person);
    *holds = lty_aggregate_judge(rule, &person) == 1;
    return LTY_OK;
}

/* The target group by number: all persons of an instant for whom the rule of its segment holds. */
static lty_status lty_goal_group(lty_set *group, lty_goal_work *work, const lty_goal_target *target, int64_t at_s)
{
    const lty_segment_rule *segment =
        target->segment.len == 0 ? NULL : lty_programme_segment(lty_base_programme(work->base), target->segment);
    lty_status status = LTY_OK;

    LTY_ASSERT(segment != NULL || target->segment.len == 0);
    for (size_t i = 0; i < group->size && status == LTY_OK; i++) {
        const lty_persons *persons;
        bool holds = true;

        status = lty_base_persons_at(&persons, work->base, at_s);
        if (status != LTY_OK || !lty_base_is_person_at(work->base, persons, (uint32_t) i)) {
            continue;
        }
        const lty_history *history;

        if (segment != NULL) {
            status = lty_goal_judge(&holds, work, segment->rule, (uint32_t) i, at_s);
        } else { /* everybody of whom anything was known by then */
            status = lty_base_history(&history, work->base, (uint32_t) i, at_s);
            holds = status == LTY_OK && history->count > 0;
        }
        if (status == LTY_OK && holds) {
            lty_set_add(group, i);
        }
    }
    return status;
}

/* Keys that were two customers when the goal began and are one person now count once. */
static lty_status lty_goal_unite(lty_set *out, const lty_set *group, lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    const lty_persons *persons;
    lty_status status = lty_base_persons_at(&persons, base, at_s);

    if (status == LTY_OK) {
        status = lty_set_init(out, group->size, alloc);
    }
    for (size_t i = lty_set_next(group, 0); status == LTY_OK && i < group->size; i = lty_set_next(group, i + 1)) {
        lty_set_add(out, lty_persons_of(persons, (uint32_t) i));
    }
    return status;
}

static lty_status lty_goal_count(
    lty_goal *goal, lty_goal_work *work, const lty_set *group, const lty_goal_target *target, const unsigned char *key, int64_t at_s)
{
    lty_status status = LTY_OK;

    for (size_t i = lty_set_next(group, 0); i < group->size && status == LTY_OK; i = lty_set_next(group, i + 1)) {
        const bool alone = lty_goal_is_held_out(target, key, lty_base_key(work->base, (uint32_t) i));
        lty_goal_part *part = alone ? &goal->held_out : &goal->treated;
        bool done = false;

        if (goal->state != LTY_GOAL_PLANNED) {
            status = lty_goal_judge(&done, work, target->rule, (uint32_t) i, at_s);
        }
        part->customers++;
        part->done += done;
    }
    return status;
}

static lty_status lty_goal_compare(lty_goal *goal, const lty_goal_target *target)
{
    lty_goal_part *treated = &goal->treated;
    lty_goal_part *held_out = &goal->held_out;
    const lty_status status =
        lty_mul_div(&goal->wanted, treated->customers + held_out->customers, target->share, INT64_C(1000000), LTY_ROUNDING_UP);

    if (status != LTY_OK) {
        return status;
    }
    goal->reached = treated->customers + held_out->customers > 0 && treated->done + held_out->done >= goal->wanted;
    treated->share = lty_proportion_of(treated->done, treated->customers);
    held_out->share = lty_proportion_of(held_out->done, held_out->customers);
    goal->compared = goal->state != LTY_GOAL_PLANNED && treated->customers > 0 && held_out->customers > 0;
    goal->uplift = lty_proportion_difference(treated->done, treated->customers, held_out->done, held_out->customers);
    if (goal->compared && goal->uplift.low > 0.0) {
        goal->judgement = LTY_GOAL_WORKS;
    } else if (goal->compared && goal->uplift.high < 0.0) {
        goal->judgement = LTY_GOAL_HARMS;
    }
    return LTY_OK;
}

static lty_status lty_goal_measure(
    lty_goal *goal, lty_goal_work *work, const lty_goal_target *target, const unsigned char *key, int64_t at_s, const lty_alloc *alloc)
{
    const int64_t begin_s = goal->state == LTY_GOAL_PLANNED ? at_s : target->from_s;
    const int64_t end_s = goal->state == LTY_GOAL_OVER ? target->until_s - 1 : at_s;
    lty_set persons = {.alloc = alloc};
    lty_set group;
    lty_status status = lty_set_init(&group, lty_base_count(work->base), alloc);

    if (status != LTY_OK) {
        return status;
    }
    lty_base_begin(work->base);
    status = lty_goal_group(&group, work, target, begin_s);
    if (status == LTY_OK) {
        status = lty_goal_unite(&persons, &group, work->base, end_s, alloc);
    }
    if (status == LTY_OK) {
        status = lty_goal_count(goal, work, &persons, target, key, end_s);
    }
    lty_set_destroy(&group);
    lty_set_destroy(&persons);
    return status == LTY_OK ? lty_goal_compare(goal, target) : status;
}

lty_status lty_goal_run(lty_goal *out, const lty_goal_target *target, lty_base *base, const unsigned char key[LTY_SIGN_KEY_BYTES],
    int64_t at_s, const lty_alloc *alloc)
{
    lty_goal_work work = {.base = base};
    lty_goal goal;
    lty_status status = lty_base_at(base) == LTY_TIME_NONE ? LTY_OK : lty_base_refresh(base);

    if (status != LTY_OK) {
        return status;
    }
    memset(&goal, 0, sizeof goal);
    goal.state = at_s < target->from_s ? LTY_GOAL_PLANNED : at_s < target->until_s ? LTY_GOAL_RUNNING : LTY_GOAL_OVER;
    lty_purchases_init(&work.purchases, alloc);
    status = lty_folder_create(&work.folder, lty_base_timeline(base), alloc);
    if (status == LTY_OK) {
        status = lty_goal_measure(&goal, &work, target, key, at_s, alloc);
    }
    lty_folder_destroy(work.folder);
    lty_purchases_destroy(&work.purchases);
    if (status == LTY_OK && lty_base_is_damaged(base)) {
        status = LTY_E_DAMAGED;
    }
    if (status == LTY_OK) {
        *out = goal;
    }
    return status;
}

const char *lty_goal_text(const lty_goal *goal)
{
    if (goal->treated.customers + goal->held_out.customers == 0) {
        return "Nobody is in the target group.";
    }
    if (goal->state == LTY_GOAL_PLANNED) {
        return "It has not begun.";
    }
    if (goal->held_out.customers == 0) {
        return "Nobody is left alone, so it cannot be told who would have done it anyway.";
    }
    switch (goal->judgement) {
        case LTY_GOAL_WORKS: return "The action works: those whom it is for do it more often than those whom it leaves alone.";
        case LTY_GOAL_HARMS: return "The action harms: those whom it is for do it less often than those whom it leaves alone.";
        case LTY_GOAL_UNCLEAR: break;
    }
    return "The difference may be chance: not enough customers to tell yet.";
}
