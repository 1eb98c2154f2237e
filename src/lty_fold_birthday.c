/*
 * Birthdays are awards without an event: they are merged into the history by their instant, the start of a local day. Each date knows its next
 * one, and a heap the next of all: a parent of thousands costs no more for each than a parent of two.
 */
#include "lty_check.h"
#include "lty_fold_part.h"
#include "lty_time.h"

/* The start of a local day, in the zone of the version that is in force then. */
static int64_t lty_fold_day_start(const lty_folder *folder, int64_t day)
{
    const int64_t near_s = day * LTY_DAY_SECONDS;
    const int64_t at_s = lty_zone_day_start(&lty_timeline_at(folder->timeline, near_s)->zone, day);

    return lty_zone_day_start(&lty_timeline_at(folder->timeline, at_s)->zone, day);
}

/* The birthday of a year: 29 February is kept on the 28th where there is none. */
static int64_t lty_fold_day_of(lty_date date, int32_t year)
{
    date.year = year;
    if (!lty_date_valid(date)) {
        date.day = 28;
    }
    return lty_date_to_day(date);
}

/* Sets the next birthday after an instant; the day of birth is none. */
static void lty_fold_next(const lty_folder *folder, lty_fold_birthday *birthday, int64_t after_s)
{
    const lty_date born = lty_date_from_day(birthday->event->day);
    const int32_t now = lty_date_from_day(lty_zone_day(&lty_timeline_at(folder->timeline, after_s)->zone, after_s)).year;

    birthday->next_s = INT64_MAX;
    if (!folder->born) {
        return;
    }
    for (int32_t year = now > born.year ? now : born.year + 1; year <= 9999 && year <= now + 2; year++) {
        const int64_t day = lty_fold_day_of(born, year);
        const int64_t at_s = lty_fold_day_start(folder, day);

        if (at_s > after_s) {
            birthday->next_s = at_s;
            birthday->next_day = day;
            return;
        }
    }
    if (born.year > now + 1 && born.year < 9999) { /* a date to come */
        birthday->next_day = lty_fold_day_of(born, born.year + 1);
        birthday->next_s = lty_fold_day_start(folder, birthday->next_day);
    }
}

/* Own before children's, children's by name. */
static bool lty_fold_sooner(const lty_folder *folder, size_t a, size_t b)
{
    const lty_fold_birthday *left = &folder->birthdays[a];
    const lty_fold_birthday *right = &folder->birthdays[b];

    return left->next_s != right->next_s ? left->next_s < right->next_s : lty_text_compare(left->child, right->child) < 0;
}

static void lty_fold_place(lty_folder *folder, size_t at, size_t birthday)
{
    folder->birthday_heap[at] = birthday;
    folder->birthdays[birthday].at = at;
}

/* A birthday whose next one has changed finds its place. */
static void lty_fold_sift(lty_folder *folder, size_t birthday)
{
    const size_t *heap = folder->birthday_heap;
    size_t at = folder->birthdays[birthday].at;

    while (at > 0 && lty_fold_sooner(folder, birthday, heap[(at - 1) / 2])) {
        lty_fold_place(folder, at, heap[(at - 1) / 2]);
        at = (at - 1) / 2;
    }
    for (;;) {
        size_t child = 2 * at + 1;

        if (child + 1 < folder->birthday_count && lty_fold_sooner(folder, heap[child + 1], heap[child])) {
            child++;
        }
        if (child >= folder->birthday_count || !lty_fold_sooner(folder, heap[child], birthday)) {
            break;
        }
        lty_fold_place(folder, at, heap[child]);
        at = child;
    }
    lty_fold_place(folder, at, birthday);
    folder->birthday_s = folder->birthdays[heap[0]].next_s;
}

lty_status lty_fold_born(lty_folder *folder, const lty_event *event)
{
    const lty_text child = event->type == LTY_EVENT_CHILD_BIRTHDAY ? event->object : (lty_text){NULL, 0};
    size_t at = folder->birthday_own;
    lty_fold_seen *seen = NULL;
    lty_status status = LTY_OK;

    LTY_FOLD_RESERVE(status, folder, birthdays, birthday_capacity, folder->birthday_count + 1);
    if (status == LTY_OK) {
        LTY_FOLD_RESERVE(status, folder, birthday_heap, birthday_heap_capacity, folder->birthday_count + 1);
    }
    if (status == LTY_OK && child.len > 0) {
        const size_t known = folder->seen_count;

        status = lty_fold_seen_find(&seen, folder, LTY_FOLD_CHILD, child, (lty_text){NULL, 0}, true);
        at = status == LTY_OK && folder->seen_count == known ? seen->spend : LTY_FOLD_NONE;
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_fold_birthday *birthday = &folder->birthdays[at == LTY_FOLD_NONE ? folder->birthday_count : at];
    if (at == LTY_FOLD_NONE) {
        *birthday = (lty_fold_birthday){.child = child, .since_s = event->at_s, .year = INT64_MIN, .at = folder->birthday_count};
        *(seen == NULL ? &folder->birthday_own : &seen->spend) = folder->birthday_count++;
        folder->facts[LTY_FACT_CHILDREN] += seen != NULL;
    } else if (birthday->event->day != event->day) {
        birthday->since_s = event->at_s;
    }
    birthday->event = event;
    lty_fold_next(folder, birthday, event->at_s);
    if (folder->born) {
        lty_fold_sift(folder, (size_t) (birthday - folder->birthdays));
    }
    return LTY_OK;
}

/* Whole days from a day to the next birthday; LTY_FACT_NONE if there is none in the calendar. The day of birth is none. */
static int64_t lty_fold_ahead(int64_t born_day, int64_t today)
{
    const lty_date born = lty_date_from_day(born_day);
    const int32_t now = lty_date_from_day(today).year;
    int32_t year = now > born.year ? now : born.year + 1;

    while (year <= 9999 && lty_fold_day_of(born, year) < today) { /* once */
        year++;
    }
    return year > 9999 ? LTY_FACT_NONE : lty_fold_day_of(born, year) - today;
}

void lty_fold_birthdays_ahead(lty_folder *folder)
{
    const int64_t at_s = folder->history->at_s;
    int64_t *facts = folder->facts;

    if (folder->birthday_count == 0) {
        return;
    }
    const int64_t today = lty_zone_day(&lty_timeline_at(folder->timeline, at_s)->zone, at_s);
    for (size_t i = 0; i < folder->birthday_count; i++) {
        const bool own = i == folder->birthday_own;
        int64_t *nearest = &facts[own ? LTY_FACT_BIRTHDAY_IN : LTY_FACT_CHILD_BIRTHDAY_IN];
        const int64_t ahead = lty_fold_ahead(folder->birthdays[i].event->day, today);

        if (ahead != LTY_FACT_NONE && (*nearest == LTY_FACT_NONE || ahead < *nearest)) {
            *nearest = ahead;
        }
    }
}

static lty_status lty_fold_birthday_award(lty_folder *folder, lty_fold_birthday *birthday)
{
    const bool own = birthday->child.len == 0;
    const int64_t year = lty_date_from_day(birthday->next_day).year;
    lty_fold_action action = {.kind = own ? LTY_EARN_BIRTHDAY : LTY_EARN_CHILD_BIRTHDAY,
        .event = birthday->event,
        .at_s = birthday->next_s,
        .birthday = birthday};

    if (!own && folder->child_year != year) {
        folder->child_year = year;
        folder->child_count = 0;
    }
    if (birthday->year == year) {
        return LTY_OK;
    }
    const lty_status status = lty_fold_act(folder, &action);
    if (action.held) {
        birthday->year = year;
        folder->child_count += own ? 0 : 1;
    }
    return status;
}

lty_status lty_fold_birthdays(lty_folder *folder, int64_t at_s)
{
    lty_status status = LTY_OK;

    while (folder->birthday_s <= at_s && status == LTY_OK) {
        lty_fold_birthday *birthday = &folder->birthdays[folder->birthday_heap[0]];

        status = lty_fold_birthday_award(folder, birthday);
        lty_fold_next(folder, birthday, birthday->next_s);
        lty_fold_sift(folder, folder->birthday_heap[0]);
    }
    return status;
}
