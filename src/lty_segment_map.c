/*
 * Months, weekdays and hours of a column. The one hard idea: what a calendar says of an instant changes at few instants only (where a month begins, where a
 * clock is put forward or back), so those between the earliest and the latest of a chunk are found first, and every row is looked up among them: by
 * the part of the time in which it lies, then by at most a few steps. Who asks the calendar of each row pays ten times as much.
 */
#include "lty_check.h"
#include "lty_segment_part.h"

#define LTY_SEGMENT_PIECES 256U /* twenty years of months; longer times are read row by row */
#define LTY_SEGMENT_PARTS 512U
#define LTY_SEGMENT_FEW 64U /* rows that are not worth the preparation */

/* More than any instant lies before 1970, in whole weeks that begin on a Monday: 1970-01-01 was a Thursday. */
#define LTY_SEGMENT_WEEK (7 * (int64_t) LTY_DAY_SECONDS)
#define LTY_SEGMENT_SHIFT (LTY_SEGMENT_WEEK * 110000 + 3 * (int64_t) LTY_DAY_SECONDS)

/* In piece i, from from_s[i] to before from_s[i + 1], the calendar says value[i]: the month, the year, else the offset of the zone. */
typedef struct lty_segment_pieces {
    int64_t from_s[LTY_SEGMENT_PIECES + 1];
    int64_t value[LTY_SEGMENT_PIECES];
    size_t count;
    int64_t least_s;
    unsigned shift;
    uint16_t first[LTY_SEGMENT_PARTS]; /* by part of the time: the piece in which it begins */
} lty_segment_pieces;

static bool lty_segment_pieces_find(lty_segment_pieces *pieces, const lty_zone *zone, lty_expr_map map, int64_t least_s, int64_t most_s)
{
    lty_clock clock = lty_clock_of(zone);

    pieces->count = 0;
    for (int64_t at_s = least_s; at_s <= most_s && at_s < INT64_MAX;) {
        if (pieces->count == LTY_SEGMENT_PIECES) {
            return false;
        }
        const int64_t local_s = lty_clock_local(&clock, at_s);
        int64_t until_s = clock.until_s;
        int64_t value = clock.offset_s;
        if (map == LTY_EXPR_MAP_MONTH || map == LTY_EXPR_MAP_YEAR) {
            const lty_date date = lty_date_from_day(lty_day_of(local_s));
            const bool next_year = map == LTY_EXPR_MAP_YEAR || date.month == 12;
            const lty_date next = {date.year + (next_year ? 1 : 0), next_year ? 1 : date.month + 1, 1};
            const int64_t next_s = lty_date_to_day(next) * LTY_DAY_SECONDS - clock.offset_s;
            value = map == LTY_EXPR_MAP_YEAR ? date.year : date.month;
            until_s = next_s < until_s ? next_s : until_s;
        }
        pieces->from_s[pieces->count] = at_s;
        pieces->value[pieces->count++] = value;
        at_s = until_s;
    }
    pieces->from_s[pieces->count] = INT64_MAX;
    return true;
}

static void lty_segment_pieces_part(lty_segment_pieces *pieces, int64_t least_s, int64_t most_s)
{
    size_t piece = 0;

    pieces->least_s = least_s;
    pieces->shift = 0;
    while ((uint64_t) (most_s - least_s) >> pieces->shift >= LTY_SEGMENT_PARTS) {
        pieces->shift++;
    }
    for (size_t part = 0; part < LTY_SEGMENT_PARTS; part++) {
        const int64_t begins_s = least_s + (int64_t) ((uint64_t) part << pieces->shift);
        while (piece + 1 < pieces->count && pieces->from_s[piece + 1] <= begins_s) {
            piece++;
        }
        pieces->first[part] = (uint16_t) piece;
    }
}

static int64_t lty_segment_pieces_read(const lty_segment_pieces *pieces, int64_t at_s)
{
    size_t piece = pieces->first[(uint64_t) (at_s - pieces->least_s) >> pieces->shift];

    while (pieces->from_s[piece + 1] <= at_s) {
        piece++;
    }
    return pieces->value[piece];
}

static void lty_segment_map_instants(int64_t *cells, size_t count, const lty_segment_pieces *pieces, lty_expr_map map, int64_t today)
{
    for (size_t i = 0; i < count; i++) {
        const int64_t at_s = cells[i];

        if (at_s == LTY_COLUMNS_NONE) {
            continue;
        }
        const int64_t value = lty_segment_pieces_read(pieces, at_s);
        const uint64_t second = (uint64_t) (at_s + value + LTY_SEGMENT_SHIFT);
        switch (map) {
            case LTY_EXPR_MAP_NONE:
            case LTY_EXPR_MAP_YEAR:
            case LTY_EXPR_MAP_MONTH: cells[i] = value; break;
            case LTY_EXPR_MAP_WEEKDAY: cells[i] = (int64_t) (second % (uint64_t) LTY_SEGMENT_WEEK / LTY_DAY_SECONDS) + 1; break;
            case LTY_EXPR_MAP_HOUR: cells[i] = (int64_t) (second % LTY_DAY_SECONDS / 3600); break;
            case LTY_EXPR_MAP_DAYS_SINCE:
                cells[i] = today - ((int64_t) (second / LTY_DAY_SECONDS) - LTY_SEGMENT_SHIFT / LTY_DAY_SECONDS);
                break;
        }
    }
}

void lty_segment_map(
    int64_t *out, const void *cells, unsigned width, size_t count, const lty_segment_step *step, const lty_zone *zone, int64_t at_s)
{
    const lty_column column = {.cells = (void *) (uintptr_t) cells, .width = width};
    int64_t least_s = INT64_MAX;
    int64_t most_s = INT64_MIN;
    lty_segment_pieces pieces;

    for (size_t i = 0; i < count; i++) {
        const int64_t number = lty_column_get(&column, i);
        const bool known = number != LTY_COLUMNS_NONE;

        out[i] = number;
        least_s = known && number < least_s ? number : least_s;
        most_s = known && number > most_s ? number : most_s;
    }
    if (step->type == LTY_EXPR_INSTANT && count >= LTY_SEGMENT_FEW && least_s >= LTY_TIME_MIN && most_s <= LTY_TIME_MAX && least_s <= most_s
        && lty_segment_pieces_find(&pieces, zone, step->map, least_s, most_s)) {
        lty_segment_pieces_part(&pieces, least_s, most_s);
        lty_segment_map_instants(out, count, &pieces, step->map, lty_zone_day(zone, at_s));
        return;
    }
    for (size_t i = 0; i < count; i++) {
        const lty_expr_value value = {.null = out[i] == LTY_COLUMNS_NONE, .number = out[i]};
        lty_expr_value mapped;

        lty_expr_apply(&mapped, step->map, step->type, &value, zone, at_s);
        out[i] = mapped.null ? LTY_COLUMNS_NONE : mapped.number;
    }
}
