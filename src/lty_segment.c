/* A rule over a base: facts and aggregates of a chunk of customers after the other, whole columns at a time. */
#include "lty_check.h"
#include "lty_fold.h"
#include "lty_segment_part.h"

/* What a selection holds while it runs. */
typedef struct lty_segment_selection {
    lty_arena arena;
    lty_segment_program program;
    lty_segment_aggregate *aggregates;
    int64_t **values;
    size_t aggregate_count;
    lty_segment_scratch *scratch;
} lty_segment_selection;

static lty_status lty_segment_prepare(lty_segment_selection *selection, lty_base *base, const lty_expr *rule)
{
    const lty_segment_domain domain = {.base = base, .facts = true};
    lty_arena *arena = &selection->arena;

    lty_expr_aggregates(rule, &selection->aggregate_count);
    selection->scratch = lty_arena_new(arena, 1, sizeof *selection->scratch);
    selection->aggregates = lty_arena_new(arena, selection->aggregate_count, sizeof *selection->aggregates);
    selection->values = lty_arena_new(arena, selection->aggregate_count, sizeof *selection->values);
    if (selection->scratch == NULL || selection->aggregates == NULL || selection->values == NULL) {
        return LTY_E_MEMORY;
    }
    lty_status status = lty_segment_plan(&selection->program, rule, &domain, arena);
    for (size_t i = 0; i < selection->aggregate_count && status == LTY_OK; i++) {
        status = lty_segment_aggregate_plan(&selection->aggregates[i], rule, i, base, arena, selection->scratch);
        selection->values[i] = selection->aggregates[i].values;
    }
    return status;
}

/* The persons of a chunk for whom the rule is true. */
static void lty_segment_chunk(uint64_t *words, lty_segment_selection *selection, const lty_columns *facts, size_t from, size_t count)
{
    static const lty_segment_range known = {INT64_MIN + 1, INT64_MAX};
    static const lty_segment_test persons = {.ranges = &known, .count = 1};
    const lty_column *orders = &facts->columns[LTY_FACT_ORDERS];
    uint64_t found[LTY_SEGMENT_WORDS];

    lty_segment_scan(words, (const char *) orders->cells + from * orders->width, orders->width, count, &persons);
    for (size_t i = 0; i < selection->aggregate_count; i++) {
        lty_segment_aggregate_run(&selection->aggregates[i], from, count);
    }
    lty_segment_run(found, &selection->program, facts, selection->values, from, count, selection->scratch);
    for (size_t i = 0; i < LTY_SET_WORDS(count); i++) {
        words[i] &= found[i];
    }
}

lty_status lty_segment_select(lty_set *out, lty_base *base, const lty_expr *rule, const lty_alloc *alloc)
{
    const size_t count = lty_base_count(base);
    lty_segment_selection selection = {.aggregate_count = 0};
    lty_set found;
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK) {
        status = lty_set_init(&found, count, alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_arena_init(&selection.arena, alloc);
    status = lty_segment_prepare(&selection, base, rule);
    for (size_t from = 0; from < count && status == LTY_OK; from += LTY_SEGMENT_CHUNK) {
        const size_t rows = count - from < LTY_SEGMENT_CHUNK ? count - from : LTY_SEGMENT_CHUNK;

        lty_segment_chunk(found.words + from / 64, &selection, lty_base_facts(base), from, rows);
    }
    lty_arena_destroy(&selection.arena);
    if (status != LTY_OK) {
        lty_set_destroy(&found);
        return status;
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
