/* A rule over the fact columns: its fields are read where they stand, nothing is gathered or allocated per customer. */
#include "lty_fold.h"
#include "lty_segment.h"

typedef struct lty_segment_view {
    const lty_base *base;
    const lty_programme *programme; /* whose tiers the facts name: the rule's own may be a later version's */
    uint32_t customer;
} lty_segment_view;

static void lty_segment_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const lty_segment_view *view = context;

    lty_fact_value(out, view->programme, (lty_fact) field, lty_base_fact(view->base, view->customer, (lty_fact) field));
}

lty_status lty_segment_select(lty_set *out, lty_base *base, const lty_expr *rule, const lty_alloc *alloc)
{
    const size_t count = lty_base_count(base);
    lty_segment_view view = {base, NULL, 0};
    lty_set found;
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK) {
        status = lty_set_init(&found, count, alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    const int64_t at_s = lty_base_at(base);

    view.programme = lty_base_in_force(base);
    for (size_t i = 0; i < count; i++) {
        view.customer = (uint32_t) i;
        if (lty_base_is_person(base, view.customer) && lty_expr_evaluate(rule, lty_segment_read, &view, at_s) == 1) {
            lty_set_add(&found, i);
        }
    }
    *out = found;
    return LTY_OK;
}

lty_status lty_segment_all(lty_set *out, const lty_base *base, const lty_alloc *alloc)
{
    lty_set all;
    const lty_status status = lty_set_init(&all, lty_base_count(base), alloc);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lty_base_count(base); i++) {
        if (lty_base_is_person(base, (uint32_t) i)) {
            lty_set_add(&all, i);
        }
    }
    *out = all;
    return LTY_OK;
}

#define LTY_SEGMENT_FEW 16U /* sets of less than a 16th of the base are sorted by themselves */

lty_status lty_segment_members(uint32_t **out, size_t *count, lty_base *base, const lty_set *set, const lty_alloc *alloc)
{
    const size_t customers = lty_base_count(base);
    const size_t members = lty_set_count(set);
    const uint32_t *order;
    size_t kept = 0;
    lty_status status = LTY_OK;

    if (members == 0) {
        *out = NULL;
        *count = 0;
        return LTY_OK;
    }
    uint32_t *list = lty_alloc_new(alloc, members * sizeof *list);
    if (list == NULL) {
        return LTY_E_MEMORY;
    }
    if (members < customers / LTY_SEGMENT_FEW) {
        for (size_t at = lty_set_next(set, 0); at < set->size; at = lty_set_next(set, at + 1)) {
            list[kept++] = (uint32_t) at;
        }
        status = lty_intern_sort(list, members, &lty_base_store(base)->customers, LTY_INTERN_BYTEWISE);
    } else {
        status = lty_base_order(&order, base, LTY_INTERN_BYTEWISE);
        for (size_t i = 0; i < customers && status == LTY_OK; i++) {
            if (lty_set_has(set, order[i])) {
                list[kept++] = order[i];
            }
        }
    }
    if (status != LTY_OK) {
        lty_segment_free(list, members, alloc);
        return status;
    }
    *out = list;
    *count = members;
    return LTY_OK;
}

void lty_segment_free(uint32_t *members, size_t count, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, members, count * sizeof *members);
}
