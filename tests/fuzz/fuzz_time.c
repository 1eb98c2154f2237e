/* Dates and instants: what parses lies in the years 1 to 9999, and a day formats back to itself. */
#include "lty_fuzz.h"

#include "lty_time.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const lty_transition transitions[] = {{0, 3600}, {1301187600, 7200}, {1319936400, -43200}};
    static const lty_zone zone = {{"Test/Zone", 9}, transitions, 3};
    const lty_text text = {(const char *) data, size};
    char day_text[11];
    int64_t day;
    int64_t again;
    int64_t at_s;

    if (lty_day_parse(&day, text) == LTY_OK) {
        lty_day_format(day_text, day);
        LTY_ASSERT(lty_day_parse(&again, (lty_text){day_text, 10}) == LTY_OK && again == day);
        LTY_ASSERT(lty_zone_day_start(&zone, day) <= lty_zone_day_start(&zone, day + 1));
    }
    if (lty_time_parse(&at_s, text, &zone) == LTY_OK) {
        LTY_ASSERT(at_s >= LTY_TIME_MIN - 2 * LTY_DAY_SECONDS && at_s <= LTY_TIME_MAX + 2 * LTY_DAY_SECONDS);
        LTY_ASSERT(lty_zone_day_start(&zone, lty_zone_day(&zone, at_s)) <= at_s);
    }
    return 0;
}
