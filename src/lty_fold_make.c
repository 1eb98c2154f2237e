/* A folder, and what it finds out once about the versions so that no order has to ask. */
#include <string.h>

#include "lty_fold_part.h"
#include "lty_time.h"

/* A rule that every order meets, but for the amount. */
static bool lty_fold_is_plain(const lty_earn_rule *rule)
{
    const bool amount =
        rule->kind == LTY_EARN_RATE || rule->kind == LTY_EARN_STEPS || rule->kind == LTY_EARN_ORDER || rule->kind == LTY_EARN_FIRST_ORDER;

    return amount && rule->tiers.count == 0 && rule->segments.count == 0 && rule->channels.count == 0 && rule->weekdays == 0
        && rule->from_s == LTY_TIME_NONE && rule->until_s == LTY_TIME_NONE;
}

static void lty_fold_compile_version(lty_folder *folder, lty_fold_version *version, const lty_programme *programme)
{
    const lty_points_rules *points = &programme->points;

    version->programme = programme;
    version->sight = points->arrears == LTY_ARREARS_NEGATIVE ? LTY_FOLD_ENDS : LTY_FOLD_KNOWN;
    version->plain = true;
    folder->views[version->sight].used = true;
    folder->tiers = folder->tiers || programme->tiers.count > 0;
    folder->activity = folder->activity || (points->expires && points->expiry_by_activity);
    if (!points->enabled) {
        return;
    }
    for (size_t i = 0; i < points->earn_count; i++) {
        const lty_earn_rule *rule = &points->earn[i];

        version->kinds |= 1U << rule->kind;
        version->segments = version->segments || rule->segments.count > 0;
        version->plain = version->plain && (!LTY_EARN_BY_ORDER(rule->kind) || lty_fold_is_plain(rule));
        folder->once = folder->once || rule->kind == LTY_EARN_REVIEW || rule->kind == LTY_EARN_SURVEY || rule->kind == LTY_EARN_CONTEST;
        folder->born = folder->born || rule->kind == LTY_EARN_BIRTHDAY || rule->kind == LTY_EARN_CHILD_BIRTHDAY;
    }
}

/* What is judged of an order under a plain version, once for those that are the first and once for the others. */
static void lty_fold_compile_rulings(lty_fold_version *version, lty_earn_ruling *pool)
{
    const lty_points_rules *points = &version->programme->points;

    for (size_t first = 0; first < 2; first++) {
        version->rulings[first] = pool + first * points->earn_count;
        for (size_t i = 0; i < points->earn_count; i++) {
            const lty_earn_kind kind = points->earn[i].kind;

            version->rulings[first][i] =
                (lty_earn_ruling){LTY_EARN_BY_ORDER(kind) && (kind != LTY_EARN_FIRST_ORDER || first == 1), LTY_EARN_NO_LIMIT};
        }
    }
}

static lty_status lty_fold_compile_views(lty_folder *folder)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < LTY_FOLD_SIGHTS && status == LTY_OK; i++) {
        lty_fold_view *view = &folder->views[i];

        if (view->used) {
            status = lty_progress_clear(&view->progress, folder->timeline);
        }
        if (view->used && status == LTY_OK && folder->tiers) {
            status = lty_standing_create(&view->standing, folder->timeline, folder->alloc);
        }
    }
    return status;
}

/* A folder that is compiled in part can be destroyed. */
static lty_status lty_fold_compile(lty_folder *folder)
{
    const lty_timeline *timeline = folder->timeline;
    size_t rules = 0;

    folder->goals = lty_progress_has_goals(timeline);
    folder->caps = lty_progress_has_caps(timeline);
    for (size_t i = 0; i < timeline->count; i++) {
        const size_t count = timeline->versions[i]->points.earn_count;

        rules += count;
        folder->earn_most = count > folder->earn_most ? count : folder->earn_most;
    }
    /* One more of each, so that nothing of size 0 is asked for. */
    folder->ruling_count = 2 * rules + folder->earn_most + 1;
    folder->ruling_pool = lty_alloc_zero(folder->alloc, folder->ruling_count, sizeof *folder->ruling_pool);
    folder->versions = lty_alloc_zero(folder->alloc, timeline->count, sizeof *folder->versions);
    folder->parts[0] = lty_alloc_zero(folder->alloc, 3 * (folder->earn_most + 1), sizeof **folder->parts);
    folder->rule_points = lty_alloc_zero(folder->alloc, timeline->slot_count + 2, sizeof *folder->rule_points);
    if (folder->ruling_pool == NULL || folder->versions == NULL || folder->parts[0] == NULL || folder->rule_points == NULL) {
        return LTY_E_MEMORY;
    }
    folder->parts[1] = folder->parts[0] + folder->earn_most + 1;
    folder->parts[2] = folder->parts[1] + folder->earn_most + 1;
    folder->rulings = folder->ruling_pool + 2 * rules;
    rules = 0;
    for (size_t i = 0; i < timeline->count; i++) {
        lty_fold_compile_version(folder, &folder->versions[i], timeline->versions[i]);
        lty_fold_compile_rulings(&folder->versions[i], folder->ruling_pool + rules);
        rules += 2 * timeline->versions[i]->points.earn_count;
    }
    return lty_fold_compile_views(folder);
}

lty_status lty_folder_create(lty_folder **out, const lty_timeline *timeline, const lty_alloc *alloc)
{
    lty_folder *folder = lty_alloc_zero(alloc, 1, sizeof *folder);

    if (folder == NULL) {
        return LTY_E_MEMORY;
    }
    folder->alloc = alloc;
    folder->timeline = timeline;
    lty_earn_init(&folder->earn, alloc);
    lty_refund_init(&folder->refund, alloc);
    lty_lots_init(&folder->lots, alloc);
    for (size_t i = 0; i < LTY_FOLD_SIGHTS; i++) {
        lty_progress_init(&folder->views[i].progress, alloc);
    }
    const lty_status status = lty_fold_compile(folder);
    if (status != LTY_OK) {
        lty_folder_destroy(folder);
        return status;
    }
    *out = folder;
    return LTY_OK;
}

#define LTY_FOLD_FREE(folder, array, capacity)                                                                                             \
 lty_alloc_free((folder)->alloc, (void *) (folder)->array, (capacity) * sizeof *(folder)->array)

void lty_folder_destroy(lty_folder *folder)
{
    if (folder == NULL) {
        return;
    }
    for (size_t i = 0; folder->versions != NULL && i < folder->timeline->count; i++) {
        lty_fold_free_days(folder, &folder->versions[i]);
    }
    for (size_t i = 0; i < LTY_FOLD_SIGHTS; i++) {
        lty_progress_destroy(&folder->views[i].progress);
        lty_standing_destroy(folder->views[i].standing);
    }
    lty_earn_destroy(&folder->earn);
    lty_refund_destroy(&folder->refund);
    lty_lots_destroy(&folder->lots);
    LTY_FOLD_FREE(folder, ruling_pool, folder->ruling_count);
    LTY_FOLD_FREE(folder, versions, folder->timeline->count);
    LTY_FOLD_FREE(folder, parts[0], 3 * (folder->earn_most + 1));
    LTY_FOLD_FREE(folder, rule_points, folder->timeline->slot_count + 2);
    LTY_FOLD_FREE(folder, runs, folder->run_capacity);
    LTY_FOLD_FREE(folder, steps, folder->step_capacity);
    LTY_FOLD_FREE(folder, known, folder->known_capacity);
    LTY_FOLD_FREE(folder, seen, folder->seen_capacity);
    LTY_FOLD_FREE(folder, slots, folder->slot_capacity);
    LTY_FOLD_FREE(folder, moves, folder->move_capacity);
    LTY_FOLD_FREE(folder, activities, folder->activity_capacity);
    LTY_FOLD_FREE(folder, ends, folder->end_capacity);
    LTY_FOLD_FREE(folder, birthdays, folder->birthday_capacity);
    LTY_FOLD_FREE(folder, birthday_heap, folder->birthday_heap_capacity);
    LTY_FOLD_FREE(folder, flows, folder->flow_capacity);
    LTY_FOLD_FREE(folder, pool, folder->pool_capacity);
    LTY_FOLD_FREE(folder, lot_parts, folder->lot_part_capacity);
    lty_alloc_free(folder->alloc, folder, sizeof *folder);
}
