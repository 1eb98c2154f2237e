/* A rule that is watched. Few change between two looks: they are judged one by one, as a person alone is; many are asked as everybody is. */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_segment.h"

/* One of so many that changed is as dear as all of them in columns. */
#define LTY_SEGMENT_MANY_CHANGED 16U
#define LTY_SEGMENT_FEW_CHANGED 64U

lty_status lty_segment_watch_init(lty_segment_watch *watch, lty_base *base, const lty_expr *rule, const lty_alloc *alloc)
{
    lty_set members;
    const lty_status status = lty_segment_select(&members, base, rule, alloc);

    if (status == LTY_OK) {
        *watch = (lty_segment_watch){base, rule, members, lty_base_generation(base), lty_base_at(base), lty_base_persons(base)};
    }
    return status;
}

void lty_segment_watch_destroy(lty_segment_watch *watch)
{
    lty_set_destroy(&watch->members);
}

static void lty_segment_write(lty_set *set, size_t number, bool member)
{
    const uint64_t bit = (uint64_t) 1 << (number % 64);

    set->words[number / 64] = member ? set->words[number / 64] | bit : set->words[number / 64] & ~bit;
}

/* One customer, by the plain meaning of a rule. */
static lty_status lty_segment_judge(bool *member, const lty_segment_watch *watch, uint32_t customer, lty_purchases *purchases)
{
    lty_base *base = watch->base;
    int64_t facts[LTY_FACT_COUNT];
    const lty_aggregate_person person = {facts, purchases, lty_base_in_force(base), lty_base_at(base)};
    lty_status status = LTY_OK;
    size_t aggregates;

    *member = false;
    if (!lty_base_is_person(base, customer)) {
        return LTY_OK;
    }
    lty_expr_aggregates(watch->rule, &aggregates);
    if (aggregates > 0) {
        const lty_history *history;

        status = lty_base_history(&history, base, customer, person.at_s);
        if (status == LTY_OK) {
            status = lty_purchases_read(purchases, history);
        }
    }
    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        facts[i] = lty_base_fact(base, customer, (lty_fact) i);
    }
    if (status == LTY_OK) {
        *member = lty_aggregate_judge(watch->rule, &person) == 1;
    }
    return status;
}

/* The members of now, by those of before and who changed. */
static lty_status lty_segment_update(
    lty_set *out, const lty_segment_watch *watch, const uint32_t *customers, size_t count, const lty_alloc *alloc)
{
    lty_set members;
    lty_purchases purchases;
    lty_status status = lty_set_init(&members, lty_base_count(watch->base), alloc);

    if (status != LTY_OK) {
        return status;
    }
    if (watch->members.size > 0) {
        memcpy(members.words, watch->members.words, LTY_SET_WORDS(watch->members.size) * sizeof *members.words);
    }
    lty_purchases_init(&purchases, alloc);
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        bool member;

        status = lty_segment_judge(&member, watch, customers[i], &purchases);
        lty_segment_write(&members, customers[i], member);
    }
    lty_purchases_destroy(&purchases);
    if (status != LTY_OK) {
        lty_set_destroy(&members);
        return status;
    }
    *out = members;
    return LTY_OK;
}

lty_status lty_segment_watch_update(lty_set *entered, lty_set *left, lty_segment_watch *watch, const lty_alloc *alloc)
{
    const uint32_t *customers = NULL;
    size_t count = 0;
    bool all = false;
    lty_set members, in, out;
    lty_status status = lty_base_refresh(watch->base);

    if (status == LTY_OK) {
        status = lty_base_changed(&customers, &count, &all, watch->base, watch->generation);
    }
    if (status != LTY_OK) {
        return status;
    }
    all = all || lty_base_at(watch->base) != watch->at_s
        || count > lty_base_count(watch->base) / LTY_SEGMENT_MANY_CHANGED + LTY_SEGMENT_FEW_CHANGED;
    status = all ? lty_segment_select(&members, watch->base, watch->rule, watch->members.alloc)
                 : lty_segment_update(&members, watch, customers, count, watch->members.alloc);
    if (status != LTY_OK) {
        return status;
    }
    status = lty_set_combine(&in, &members, &watch->members, LTY_SET_AND_NOT, alloc);
    if (status == LTY_OK) {
        status = lty_set_combine(&out, &watch->members, &members, LTY_SET_AND_NOT, alloc);
        if (status != LTY_OK) {
            lty_set_destroy(&in);
        }
    }
    if (status != LTY_OK) {
        lty_set_destroy(&members);
        return status;
    }
    lty_set_destroy(&watch->members);
    watch->members = members;
    watch->generation = lty_base_generation(watch->base);
    watch->at_s = lty_base_at(watch->base);
    watch->judged = all ? lty_base_persons(watch->base) : count;
    *entered = in;
    *left = out;
    return LTY_OK;
}
