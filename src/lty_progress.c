/*
 * Caps and goals look back at what a customer was given and bought. Both are kept as running state, so that a history is walked through once and
 * a quote goes on where it ended: a counter per rule for caps, the open orders per goal. Versions share both by the key of a rule (its slot).
 */
#include "lty_progress.h"

#include <string.h>

#include "lty_calendar.h"
#include "lty_check.h"
#include "lty_expr.h"
#include "lty_time.h"

void lty_progress_init(lty_progress *progress, const lty_alloc *alloc)
{
    *progress = (lty_progress){.alloc = alloc};
}

void lty_progress_destroy(lty_progress *progress)
{
    lty_alloc_free(progress->alloc, progress->counters, progress->counter_capacity * sizeof *progress->counters);
    lty_alloc_free(progress->alloc, progress->entries, progress->entry_capacity * sizeof *progress->entries);
    lty_progress_init(progress, progress->alloc);
}

lty_status lty_progress_clear(lty_progress *progress, const lty_timeline *timeline)
{
    const size_t count = timeline->slot_count + 1;
    const lty_status status =
        lty_alloc_reserve(progress->alloc, (void **) &progress->counters, &progress->counter_capacity, count, sizeof *progress->counters);

    if (status == LTY_OK) {
        memset(progress->counters, 0, count * sizeof *progress->counters);
        progress->counter_count = count;
        progress->entry_count = 0;
    }
    return status;
}

/* What a segment's rule reads. */
typedef struct lty_progress_reader {
    const lty_programme *programme;
    const int64_t *facts;
} lty_progress_reader;

static void lty_progress_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const lty_progress_reader *reader = context;

    if (field == LTY_FACT_TIER && (reader->facts[field] < 0 || (uint64_t) reader->facts[field] >= reader->programme->tiers.count)) {
        *out = (lty_expr_value){.null = true};
        return;
    }
    lty_fact_value(out, reader->programme, (lty_fact) field, reader->facts[field]);
}

static bool lty_progress_in_tier(const lty_programme *programme, const lty_text_list *tiers, int64_t level)
{
    return level >= 0 && (uint64_t) level < programme->tiers.count && lty_text_list_has(tiers, programme->tiers.items[level].key);
}

/* One of the tiers or one of the segments is enough; a rule without both is everybody's. */
static bool lty_progress_for_customer(const lty_earn_rule *rule, const lty_programme *programme, const lty_progress_moment *moment)
{
    if (rule->tiers.count == 0 && rule->segments.count == 0) {
        return true;
    }
    if (rule->tiers.count > 0 && lty_progress_in_tier(programme, &rule->tiers, moment->facts[LTY_FACT_TIER])) {
        return true;
    }
    for (size_t i = 0; i < rule->segments.count; i++) {
        const lty_segment_rule *segment = lty_programme_segment(programme, rule->segments.items[i]);
        const lty_progress_reader reader = {programme, moment->facts};

        if (segment != NULL && lty_expr_evaluate(segment->rule, lty_progress_read, &reader, moment->at_s) == 1) {
            return true;
        }
    }
    return false;
}

/* A period that ends past the year 9999 is never over. */
static bool lty_progress_over(const lty_programme *programme, int64_t from_s, lty_period period, int64_t at_s)
{
    int64_t end_s;

    return lty_zone_period_end(&end_s, &programme->zone, from_s, period) == LTY_OK && end_s <= at_s;
}

void lty_progress_run_of(lty_progress_run *out, const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule,
    const lty_progress_moment *moment)
{
    const lty_programme *programme = timeline->versions[version];
    const uint32_t slot = timeline->slots[version][rule];
    bool over = true; /* they ascend: behind the first that is not over none is */

    *out = (lty_progress_run){moment->kept_minor > 0, moment->kept_minor};
    for (size_t i = 0; i < progress->entry_count; i++) {
        const lty_progress_entry *entry = &progress->entries[i];

        if (entry->slot != slot) {
            continue;
        }
        over = over && lty_progress_over(programme, entry->at_s, programme->points.earn[rule].within, moment->at_s);
        if (over || entry->kept_minor == 0) {
            continue;
        }
        out->orders++;
        if (lty_add(&out->kept_minor, out->kept_minor, entry->kept_minor) != LTY_OK) {
            out->kept_minor = INT64_MAX;
        }
    }
}

static bool lty_progress_reached(const lty_earn_rule *rule, const lty_progress_run *run)
{
    return rule->goal_orders > 0 ? run->orders >= rule->goal_orders : run->kept_minor >= rule->goal_minor;
}

static bool lty_progress_next(const lty_earn_rule *rule, const lty_programme *programme, const lty_progress_moment *moment)
{
    return moment->last_s != LTY_TIME_NONE && (!rule->after_first || moment->second)
        && !lty_progress_over(programme, moment->last_s, rule->within, moment->at_s);
}

/* What rules of one kind ask beside. */
static lty_progress_reason lty_progress_ask_kind(
    const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t index, const lty_progress_moment *moment)
{
    const lty_programme *programme = timeline->versions[version];
    const lty_earn_rule *rule = &programme->points.earn[index];
    lty_progress_run run;

    if (rule->kind == LTY_EARN_FIRST_ORDER) {
        return moment->first ? LTY_PROGRESS_HOLDS : LTY_PROGRESS_NOT_FIRST;
    }
    if (rule->kind == LTY_EARN_NEXT_ORDER) {
        return lty_progress_next(rule, programme, moment) ? LTY_PROGRESS_HOLDS : LTY_PROGRESS_NEXT;
    }
    if (rule->kind == LTY_EARN_GOAL) {
        if (moment->kept_minor < rule->minimum_minor) {
            return LTY_PROGRESS_MINIMUM;
        }
        lty_progress_run_of(&run, progress, timeline, version, index, moment);
        return moment->kept_minor > 0 && lty_progress_reached(rule, &run) ? LTY_PROGRESS_HOLDS : LTY_PROGRESS_GOAL;
    }
    return LTY_PROGRESS_HOLDS;
}

lty_progress_reason lty_progress_ask(
    const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule, const lty_progress_moment *moment)
{
    const lty_programme *programme = timeline->versions[version];
    const lty_earn_rule *asked = &programme->points.earn[rule];

    if (asked->from_s != LTY_TIME_NONE || asked->until_s != LTY_TIME_NONE || asked->weekdays != 0) {
        if ((asked->from_s != LTY_TIME_NONE && moment->at_s < asked->from_s)
            || (asked->until_s != LTY_TIME_NONE && moment->at_s >= asked->until_s)) {
            return LTY_PROGRESS_OUTSIDE;
        }
        if (!lty_earn_in_time(asked, programme, moment->at_s)) {
            return LTY_PROGRESS_WEEKDAY;
        }
    }
    if (LTY_EARN_BY_ORDER(asked->kind) && asked->channels.count > 0 && !lty_text_list_has(&asked->channels, moment->channel)) {
        return LTY_PROGRESS_CHANNEL;
    }
    if (!lty_progress_for_customer(asked, programme, moment)) {
        return LTY_PROGRESS_CUSTOMER;
    }
    return lty_progress_ask_kind(progress, timeline, version, rule, moment);
}

lty_status lty_progress_judge(lty_earn_ruling *rulings, const lty_progress *progress, const lty_timeline *timeline, size_t version,
    lty_earn_kind kind, const lty_progress_moment *moment)
{
    const lty_points_rules *rules = &timeline->versions[version]->points;

    for (size_t i = 0; i < rules->earn_count; i++) {
        const lty_earn_kind own = rules->earn[i].kind;
        const bool asked = own == kind || (LTY_EARN_BY_ORDER(own) && LTY_EARN_BY_ORDER(kind));

        rulings[i].room = LTY_EARN_NO_LIMIT;
        rulings[i].holds = asked && lty_progress_ask(progress, timeline, version, i, moment) == LTY_PROGRESS_HOLDS;
    }
    return LTY_OK;
}

/* Leaves out the orders of a goal that are over, or all of them. */
static void lty_progress_leave(
    lty_progress *progress, uint32_t slot, const lty_programme *programme, lty_period within, int64_t at_s, bool all)
{
    size_t kept = 0;
    bool over = true;

    for (size_t i = 0; i < progress->entry_count; i++) {
        const lty_progress_entry entry = progress->entries[i];

        if (entry.slot == slot) {
            over = all || (over && lty_progress_over(programme, entry.at_s, within, at_s));
        }
        if (entry.slot != slot || !over) {
            progress->entries[kept++] = entry;
        }
    }
    progress->entry_count = kept;
}

lty_status lty_progress_note_order(
    lty_progress *progress, const lty_timeline *timeline, size_t version, const lty_earn_ruling *rulings, const lty_progress_moment *moment)
{
    const lty_programme *programme = timeline->versions[version];

    if (moment->kept_minor <= 0) {
        return LTY_OK;
    }
    for (size_t i = 0; i < programme->points.earn_count; i++) {
        const lty_earn_rule *rule = &programme->points.earn[i];

        if (rule->kind != LTY_EARN_GOAL) {
            continue;
        }
        const uint32_t slot = timeline->slots[version][i];

        lty_progress_leave(progress, slot, programme, rule->within, moment->at_s, rulings[i].holds);
        if (rulings[i].holds) {
            continue;
        }
        const lty_status status = lty_alloc_reserve(
            progress->alloc, (void **) &progress->entries, &progress->entry_capacity, progress->entry_count + 1, sizeof *progress->entries);

        if (status != LTY_OK) {
            return status;
        }
        progress->entries[progress->entry_count++] = (lty_progress_entry){slot, moment->at_s, moment->kept_minor, moment->order};
    }
    return LTY_OK;
}

void lty_progress_change_order(lty_progress *progress, const lty_timeline *timeline, size_t version, const lty_event *order, int64_t at_s,
    int64_t was_minor, int64_t now_minor)
{
    const lty_points_rules *rules = &timeline->versions[version]->points;

    for (size_t i = 0; i < rules->earn_count; i++) {
        bool changed = rules->earn[i].kind != LTY_EARN_GOAL;

        for (size_t j = 0; j < progress->entry_count && !changed; j++) {
            lty_progress_entry *entry = &progress->entries[j];

            if (entry->slot == timeline->slots[version][i] && entry->order == order && entry->at_s == at_s
                && entry->kept_minor == was_minor) {
                entry->kept_minor = now_minor;
                changed = true;
            }
        }
    }
}

static bool lty_progress_capped(const lty_caps *caps)
{
    return (caps->order | caps->day | caps->month | caps->year | caps->programme) != 0;
}

bool lty_progress_has_goals(const lty_timeline *timeline)
{
    for (size_t v = 0; v < timeline->count; v++) {
        for (size_t i = 0; i < timeline->versions[v]->points.earn_count; i++) {
            if (timeline->versions[v]->points.earn[i].kind == LTY_EARN_GOAL) {
                return true;
            }
        }
    }
    return false;
}

bool lty_progress_has_caps(const lty_timeline *timeline)
{
    for (size_t v = 0; v < timeline->count; v++) {
        const lty_points_rules *rules = &timeline->versions[v]->points;

        if (lty_progress_capped(&rules->caps)) {
            return true;
        }
        for (size_t i = 0; i < rules->earn_count; i++) {
            if (lty_progress_capped(&rules->earn[i].caps)) {
                return true;
            }
        }
    }
    return false;
}

static void lty_progress_narrow(lty_progress_left *left, const char *per, int64_t cap, int64_t given)
{
    const int64_t room = given < cap ? cap - given : 0;

    if (cap > 0 && (left->per == NULL || room < left->room)) {
        *left = (lty_progress_left){per, cap, given, room};
    }
}

static void lty_progress_leave_room(
    lty_progress_left *left, const lty_caps *caps, const lty_progress_counter *counter, const lty_calendar_place *place)
{
    *left = (lty_progress_left){.room = LTY_EARN_NO_LIMIT};
    lty_progress_narrow(left, "order", caps->order, 0);
    lty_progress_narrow(left, "day", caps->day, place->day > counter->day ? 0 : counter->in_day);
    lty_progress_narrow(left, "month", caps->month, place->month > counter->month ? 0 : counter->in_month);
    lty_progress_narrow(left, "year", caps->year, place->year > counter->year ? 0 : counter->in_year);
    lty_progress_narrow(left, "programme", caps->programme, counter->ever);
}

void lty_progress_left_of(
    lty_progress_left *out, const lty_progress *progress, const lty_timeline *timeline, size_t version, size_t rule, int64_t at_s)
{
    const lty_programme *programme = timeline->versions[version];
    const bool all = rule == programme->points.earn_count;
    const lty_caps *caps = all ? &programme->points.caps : &programme->points.earn[rule].caps;
    lty_calendar_place place;

    lty_calendar_find(&place, programme, at_s);
    lty_progress_leave_room(out, caps, &progress->counters[all ? timeline->slot_count : timeline->slots[version][rule]], &place);
}

void lty_progress_rooms(
    lty_earn_ruling *rulings, int64_t *room, const lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s)
{
    const lty_programme *programme = timeline->versions[version];
    const lty_points_rules *rules = &programme->points;
    lty_progress_left left;
    lty_calendar_place place;

    LTY_ASSERT(progress->counter_count == timeline->slot_count + 1);
    lty_calendar_find(&place, programme, at_s);
    for (size_t i = 0; i < rules->earn_count; i++) {
        lty_progress_leave_room(&left, &rules->earn[i].caps, &progress->counters[timeline->slots[version][i]], &place);
        rulings[i].room = left.room;
    }
    lty_progress_leave_room(&left, &rules->caps, &progress->counters[timeline->slot_count], &place);
    *room = left.room;
}

/* A day, month or year that is later begins a new count; one that is earlier, by another version's zone, does not. */
static lty_status lty_progress_count(lty_progress_counter *counter, const lty_calendar_place *place, int64_t points)
{
    const bool none = counter->ever == 0;

    if (none || place->day > counter->day) {
        counter->day = place->day;
        counter->in_day = 0;
    }
    if (none || place->month > counter->month) {
        counter->month = place->month;
        counter->in_month = 0;
    }
    if (none || place->year > counter->year) {
        counter->year = place->year;
        counter->in_year = 0;
    }
    lty_status status = lty_add(&counter->ever, counter->ever, points);

    status = status == LTY_OK ? lty_add(&counter->in_day, counter->in_day, points) : status;
    status = status == LTY_OK ? lty_add(&counter->in_month, counter->in_month, points) : status;
    return status == LTY_OK ? lty_add(&counter->in_year, counter->in_year, points) : status;
}

lty_status lty_progress_note_award(lty_progress *progress, const lty_timeline *timeline, size_t version, int64_t at_s,
    const lty_earn_part *parts, size_t part_count, int64_t points)
{
    const lty_programme *programme = timeline->versions[version];
    lty_status status = LTY_OK;
    lty_calendar_place place;

    LTY_ASSERT(progress->counter_count == timeline->slot_count + 1);
    lty_calendar_find(&place, programme, at_s);
    for (size_t i = 0; i < part_count && status == LTY_OK; i++) {
        const size_t rule = (size_t) (parts[i].rule - programme->points.earn);

        if (parts[i].given > 0) {
            status = lty_progress_count(&progress->counters[timeline->slots[version][rule]], &place, parts[i].given);
        }
    }
    return status == LTY_OK && points > 0 ? lty_progress_count(&progress->counters[timeline->slot_count], &place, points) : status;
}
