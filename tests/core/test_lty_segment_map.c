/* Months, weekdays and hours of whole columns: the same as of each instant by itself, in every zone and over every length of time. */
#include "lty_test.h"

#include "lty_segment_part.h"

#define ROWS 4096

static uint64_t seed;

/* Clocks that are put back over midnight at the end of a month, by half an hour, by a day; one that never changes. */
static const lty_transition london_transitions[] = {
    {INT64_MIN, -75}, {-3852662325, 0}, {1301187600, 3600}, {1319936400, 0}, {1332637200, 3600}};
static const lty_transition odd_transitions[] = {
    {INT64_MIN, 1800}, {1293841800, -1800}, {1298937600, 3600}, {1298937601, -7200}, {1325239200, -86400 + 50400}, {1325242800, 50400}};
static const lty_transition still_transitions[] = {{INT64_MIN, 20700}};
static const lty_zone zones[] = {
    {{"Europe/London", 13}, london_transitions, 5}, {{"Odd", 3}, odd_transitions, 6}, {{"Still", 5}, still_transitions, 1}};

static const lty_expr_map maps[] = {
    LTY_EXPR_MAP_YEAR, LTY_EXPR_MAP_MONTH, LTY_EXPR_MAP_WEEKDAY, LTY_EXPR_MAP_HOUR, LTY_EXPR_MAP_DAYS_SINCE};

/* Each row by itself is the measure. */
static void compare(const int64_t *cells, size_t count, lty_expr_type type, int64_t at_s)
{
    static int64_t out[ROWS];

    for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
        for (size_t m = 0; m < sizeof maps / sizeof *maps; m++) {
            const lty_segment_step step = {.map = maps[m], .type = type};
            lty_segment_map(out, cells, sizeof *cells, count, &step, &zones[z], at_s);
            for (size_t i = 0; i < count; i++) {
                const lty_expr_value value = {.null = cells[i] == LTY_COLUMNS_NONE, .number = cells[i]};
                lty_expr_value wanted;
                lty_expr_apply(&wanted, maps[m], type, &value, &zones[z], at_s);
                if (out[i] != (wanted.null ? LTY_COLUMNS_NONE : wanted.number)) {
                    print_error("map %zu of %lld in %s\n", m, (long long) cells[i], zones[z].name.bytes);
                }
                assert_int_equal(out[i], wanted.null ? LTY_COLUMNS_NONE : wanted.number);
            }
        }
    }
}

/* Around a place, by more and more; some null. */
static void test_lengths_of_time(void **state)
{
    static const int64_t places[] = {1325239200, 1298937600, 1293841800, 0, 1319936400, -3852662325, -62135596800, 253402300799};
    static const int64_t widths[] = {
        1, 2, 3600, 86400, 40 * 86400, 400 * 86400, INT64_C(7000) * 86400, INT64_C(10000) * 86400, INT64_C(400000) * 86400};
    static int64_t cells[ROWS];

    (void) state;
    for (size_t p = 0; p < sizeof places / sizeof *places; p++) {
        for (size_t w = 0; w < sizeof widths / sizeof *widths; w++) {
            for (size_t i = 0; i < 500; i++) {
                cells[i] = places[p] - widths[w] / 2 + lty_test_below(&seed, widths[w]);
                cells[i] = cells[i] < LTY_TIME_MIN ? LTY_TIME_MIN : cells[i] > LTY_TIME_MAX ? LTY_TIME_MAX : cells[i];
                cells[i] = i % 17 == 0 ? LTY_COLUMNS_NONE : cells[i];
            }
            compare(cells, 500, LTY_EXPR_INSTANT, 1330000000);
        }
    }
}

/* Every second around each change of a clock, and every border of a month of three years. */
static void test_borders(void **state)
{
    static int64_t cells[ROWS];
    size_t count = 0;

    (void) state;
    for (size_t t = 1; t < sizeof odd_transitions / sizeof *odd_transitions; t++) {
        for (int64_t second = -40; second <= 40; second++) {
            cells[count++] = odd_transitions[t].from_s + second;
            cells[count++] = odd_transitions[t].from_s + second * 1800;
        }
    }
    for (int32_t month = 0; month < 36; month++) {
        const int64_t first = lty_date_to_day((lty_date){2010 + month / 12, month % 12 + 1, 1}) * LTY_DAY_SECONDS;
        for (size_t z = 0; z < sizeof zones / sizeof *zones; z++) {
            for (size_t t = 0; t < zones[z].count; t++) {
                cells[count++] = first - zones[z].transitions[t].offset_s;
                cells[count++] = first - zones[z].transitions[t].offset_s - 1;
            }
        }
    }
    assert_true(count <= ROWS);
    compare(cells, count, LTY_EXPR_INSTANT, 1330000000);
}

/* What is nothing, few, no instant at all, and a birthday. */
static void test_what_is_no_instant(void **state)
{
    static int64_t cells[ROWS];
    int32_t narrow[200];
    int64_t out[200];

    (void) state;
    for (size_t i = 0; i < 200; i++) {
        cells[i] = LTY_COLUMNS_NONE;
    }
    compare(cells, 0, LTY_EXPR_INSTANT, 0);
    compare(cells, 200, LTY_EXPR_INSTANT, 0);
    cells[7] = 1325239200;
    compare(cells, 8, LTY_EXPR_INSTANT, 0);
    compare(cells, 200, LTY_EXPR_INSTANT, 0);
    cells[8] = LTY_TIME_MAX + 1;
    compare(cells, 200, LTY_EXPR_INSTANT, 0);
    cells[8] = LTY_TIME_MIN - 1;
    compare(cells, 200, LTY_EXPR_INSTANT, 0);
    for (size_t i = 0; i < 200; i++) {
        cells[i] = i % 5 == 0 ? LTY_COLUMNS_NONE : lty_test_below(&seed, 40000) - 20000;
    }
    compare(cells, 200, LTY_EXPR_DAY, 1330000000);

    for (size_t i = 0; i < 200; i++) {
        narrow[i] = i % 7 == 0 ? INT32_MIN : 1300000000 + (int32_t) i * 100000;
    }
    const lty_segment_step step = {.map = LTY_EXPR_MAP_MONTH, .type = LTY_EXPR_INSTANT};
    lty_segment_map(out, narrow, sizeof *narrow, 200, &step, &zones[0], 0);
    for (size_t i = 0; i < 200; i++) {
        assert_int_equal(out[i], i % 7 == 0 ? LTY_COLUMNS_NONE : lty_date_from_day(lty_zone_day(&zones[0], narrow[i])).month);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths_of_time), cmocka_unit_test(test_borders), cmocka_unit_test(test_what_is_no_instant)};

    seed = lty_test_seed("segment map", 20260415);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
