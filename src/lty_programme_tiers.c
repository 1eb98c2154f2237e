/* The tiers and the segments of a programme. */
#include <stdio.h>
#include <string.h>

#include "lty_programme_read.h"

static void lty_read_colour(lty_text *out, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *value = lty_json_member(object, "colour");

    if (value == NULL) {
        return;
    }
    bool fits = value->type == LTY_JSON_STRING && value->text.len == 7 && value->text.bytes[0] == '#';
    for (size_t i = 1; fits && i < 7; i++) {
        char c = value->text.bytes[i];
        fits = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }
    if (!fits) {
        lty_read_wrong(reading, value, "a colour such as \"#c0c0c0\"");
        return;
    }
    *out = value->text;
}

static void lty_read_window(lty_programme_reading *reading, const lty_json *object)
{
    static const char expected[] = "\"lifetime\", \"calendar_year\", or an object with \"months\" or \"days\"";
    lty_tier_rules *tiers = &reading->programme->tiers;
    const lty_json *value = lty_json_member(object, "window");

    tiers->window = LTY_TIER_LIFETIME;
    if (value == NULL) {
        return;
    }
    if (value->type == LTY_JSON_OBJECT) {
        tiers->window = LTY_TIER_ROLLING;
        (void) lty_read_period(&tiers->rolling, reading, value, NULL, 0);
    } else if (value->type == LTY_JSON_STRING && lty_text_equal(value->text, LTY_TEXT("calendar_year"))) {
        tiers->window = LTY_TIER_CALENDAR_YEAR;
    } else if (value->type != LTY_JSON_STRING || !lty_text_equal(value->text, LTY_TEXT("lifetime"))) {
        lty_read_wrong(reading, value, expected);
    }
}

/* "12-31": a day that every year has, so 29 February is none. */
static bool lty_read_day_of_year(lty_tier_rules *rules, lty_programme_reading *reading, const lty_json *value)
{
    char text[] = "2011-00-00";
    int64_t day;

    if (value->type == LTY_JSON_STRING && value->text.len == 5) {
        memcpy(text + 5, value->text.bytes, 5);
        if (lty_day_parse(&day, (lty_text){text, 10}) == LTY_OK) {
            const lty_date date = lty_date_from_day(day);
            rules->keep_month = date.month;
            rules->keep_day = date.day;
            return true;
        }
    }
    lty_read_wrong(reading, value, "a month and a day that every year has, such as \"12-31\"");
    return false;
}

/* "ever", a period with "from", or a day of the year with "years". */
static void lty_read_keep(lty_tier_rules *rules, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const of_dates[] = {"until", "years"};
    static const char *const extra[] = {"from"};
    static const char *const froms[] = {"reached", "joined"};
    int from = 0;

    if (value == NULL) {
        return;
    }
    if (value->type == LTY_JSON_STRING && lty_text_equal(value->text, LTY_TEXT("ever"))) {
        rules->keep = LTY_TIER_KEEP_EVER;
    } else if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "\"ever\", {\"months\" or \"days\", \"from\"}, or {\"until\", \"years\"}");
    } else if (lty_json_member(value, "until") != NULL) {
        rules->keep = LTY_TIER_KEEP_DATE;
        (void) lty_read_object(reading, value, of_dates, 2, "");
        (void) lty_read_day_of_year(rules, reading, lty_json_member(value, "until"));
        (void) lty_read_small(&rules->keep_years, reading, value, "years", 0, LTY_PROGRAMME_YEARS_MAX);
    } else if (lty_read_period(&rules->keep_period, reading, value, extra, 1)) {
        rules->keep = LTY_TIER_KEEP_REACHED;
        if (lty_read_has(reading, value, "from", "\"reached\" or \"joined\"")
            && lty_read_choice(&from, reading, value, "from", froms, 2, LTY_TIER_KEEP_REACHED)) {
            rules->keep = (lty_tier_keep) from;
        }
    }
}

static void lty_read_lose(lty_tier_rules *rules, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const downs[] = {"metric", "one"};
    const lty_json *grace = lty_json_member(value, "grace");
    const lty_json *keep = lty_json_member(value, "keep");
    int down = LTY_TIER_DOWN_METRIC;

    lty_read_keep(rules, reading, keep);
    if (grace != NULL) {
        rules->grace_set = lty_read_period(&rules->grace, reading, grace, NULL, 0);
    }
    (void) lty_read_choice(&down, reading, value, "downgrade", downs, 2, LTY_TIER_DOWN_METRIC);
    rules->down = (lty_tier_down) down;
    if (rules->down == LTY_TIER_DOWN_ONE && keep == NULL) {
        lty_read_wrong(
            reading, lty_json_member(value, "downgrade"), "\"metric\", or tiers with \"keep\": else the tier follows the figure");
    }
}

/* In the order of the document: they are read to customers, not searched. */
static void lty_read_phrases(lty_text_list *out, lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 1, LTY_PROGRAMME_PHRASES_MAX, "texts")) {
        return;
    }
    lty_text *items = lty_read_room(reading, value->count, sizeof *items);
    if (items == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL; child = child->next) {
        count += lty_read_phrase(&items[count], reading, child);
    }
    *out = (lty_text_list){items, count};
}

static void lty_read_level(lty_tier *tiers, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"key", "name", "from", "earn_percent", "colour", "coupons", "benefits"};
    lty_tier *tier = &tiers[index];
    bool from;

    tier->earn_percent = 10000;
    tier->pointer = lty_read_pointer(reading, value);
    if (!lty_read_object(reading, value, names, 7, "an object with \"key\", \"name\" and \"from\"")) {
        return;
    }
    lty_read_own_key(&tier->key, reading, value, &tiers->key, index, sizeof *tiers, "a key that no other tier has");
    if (lty_read_has(reading, value, "name", "what customers read")) {
        (void) lty_read_name(&tier->name, reading, value, "name");
    }
    from = lty_read_has(reading, value, "from", "from how much the tier begins");
    if (reading->programme->tiers.by == LTY_TIER_BY_SPEND) {
        from = from && lty_read_minor(&tier->from, reading, value, "from", 0);
    } else {
        from = from && lty_read_integer(&tier->from, reading, value, "from", 0, LTY_PROGRAMME_POINTS_MAX);
    }
    if (from && index == 0 && tier->from != 0) {
        lty_read_wrong(reading, lty_json_member(value, "from"), "0: the first tier is everybody's");
    } else if (from && index > 0 && tier->from <= tiers[index - 1].from) {
        lty_read_wrong(reading, lty_json_member(value, "from"), "more than in the tier before");
    }
    (void) lty_read_integer(&tier->earn_percent, reading, value, "earn_percent", 0, LTY_PROGRAMME_PERCENT_MAX);
    lty_read_colour(&tier->colour, reading, value);
    lty_read_phrases(&tier->benefits, reading, lty_json_member(value, "benefits"));
}

void lty_read_tiers(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"by", "window", "keep", "grace", "downgrade", "levels"};
    static const char *const bys[] = {"spend", "points", "orders"};
    lty_tier_rules *rules = &reading->programme->tiers;
    int by = LTY_TIER_BY_SPEND;
    size_t count = 0;

    rules->by = LTY_TIER_BY_SPEND;
    rules->window = LTY_TIER_LIFETIME;
    rules->keep = LTY_TIER_FOLLOW;
    rules->down = LTY_TIER_DOWN_METRIC;
    if (value == NULL || !lty_read_object(reading, value, names, 6, "an object with \"by\" and \"levels\"")) {
        return;
    }
    if (lty_read_has(reading, value, "by", "\"spend\", \"points\" or \"orders\"")) {
        (void) lty_read_choice(&by, reading, value, "by", bys, 3, LTY_TIER_BY_SPEND);
    }
    rules->by = (lty_tier_by) by;
    lty_read_window(reading, value);
    lty_read_lose(rules, reading, value);
    const lty_json *levels = lty_read_required(reading, value, "levels", "an array of tiers, the lowest first");
    if (levels == NULL || !lty_read_array(reading, levels, 1, LTY_PROGRAMME_TIERS_MAX, "tiers")) {
        return;
    }
    lty_tier *tiers = lty_read_room(reading, levels->count, sizeof *tiers);
    if (tiers == NULL) {
        return;
    }
    for (const lty_json *child = levels->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_level(tiers, count++, reading, child);
    }
    rules->items = tiers;
    rules->count = levels->count;
    reading->tiers = tiers;
    lty_read_sorted(&reading->tier_keys, reading, &tiers->key, rules->count, sizeof *tiers);
}

void lty_read_tier_coupons(lty_programme_reading *reading, const lty_json *value)
{
    static const lty_read_list kind = {
        LTY_PROGRAMME_COUPONS_MAX, "keys of campaigns", "the key of a campaign with codes", "each campaign once"};
    const lty_json *levels = value == NULL ? NULL : lty_json_member(value, "levels");
    size_t index = 0;

    if (levels == NULL || reading->tiers == NULL) {
        return;
    }
    for (const lty_json *child = levels->child; child != NULL && !reading->memory; child = child->next, index++) {
        const lty_json *coupons = lty_json_member(child, "coupons");
        lty_read_texts(&reading->tiers[index].coupons, reading, coupons, &kind, NULL);
        for (const lty_json *coupon = coupons != NULL && coupons->type == LTY_JSON_ARRAY ? coupons->child : NULL; coupon != NULL;
             coupon = coupon->next) {
            if (coupon->type == LTY_JSON_STRING && coupon->text.len > 0) { /* else it is said already */
                lty_read_coded(reading, coupon);
            }
        }
    }
}
