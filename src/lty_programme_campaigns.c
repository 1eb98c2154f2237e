/* The tiers, the segments and the coupon campaigns of a programme. */
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
        (void) lty_read_period(&tiers->rolling, reading, value, NULL);
    } else if (value->type == LTY_JSON_STRING && lty_text_equal(value->text, LTY_TEXT("calendar_year"))) {
        tiers->window = LTY_TIER_CALENDAR_YEAR;
    } else if (value->type != LTY_JSON_STRING || !lty_text_equal(value->text, LTY_TEXT("lifetime"))) {
        lty_read_wrong(reading, value, expected);
    }
}

static void lty_read_level(lty_tier *tiers, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"key", "name", "from", "earn_percent", "colour"};
    lty_tier *tier = &tiers[index];
    bool from;

    tier->earn_percent = 10000;
    if (!lty_read_object(reading, value, names, 5, "an object with \"key\", \"name\" and \"from\"")) {
        return;
    }
    if (lty_read_key(&tier->key, reading, value)) {
        for (size_t i = 0; i < index; i++) {
            if (lty_text_equal(tiers[i].key, tier->key)) {
                lty_read_wrong(reading, lty_json_member(value, "key"), "a key that no other tier has");
                break;
            }
        }
    }
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
}

void lty_read_tiers(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"by", "window", "levels"};
    static const char *const bys[] = {"spend", "points", "orders"};
    lty_tier_rules *rules = &reading->programme->tiers;
    int by = LTY_TIER_BY_SPEND;
    size_t count = 0;

    rules->by = LTY_TIER_BY_SPEND;
    rules->window = LTY_TIER_LIFETIME;
    if (value == NULL || !lty_read_object(reading, value, names, 3, "an object with \"by\" and \"levels\"")) {
        return;
    }
    if (lty_read_has(reading, value, "by", "\"spend\", \"points\" or \"orders\"")) {
        (void) lty_read_choice(&by, reading, value, "by", bys, 3, LTY_TIER_BY_SPEND);
    }
    rules->by = (lty_tier_by) by;
    lty_read_window(reading, value);
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
}

/* The problems of a rule become problems of the document, with the place inside the rule. */
static void lty_read_rule(lty_segment_rule *segment, lty_programme_reading *reading, const lty_json *value)
{
    lty_problems inner;

    if (value->type != LTY_JSON_STRING) {
        lty_read_wrong(reading, value, "a rule such as \"orders >= 2\" (docs/rules.md)");
        return;
    }
    lty_problems_init(&inner, reading->arena);
    lty_status status = lty_expr_compile(&segment->rule, value->text, &reading->programme->scope, reading->arena, &inner);
    if (status == LTY_E_MEMORY) {
        reading->memory = true;
    }
    for (size_t i = 0; status == LTY_E_RULE && i < inner.count; i++) {
        const lty_problem *problem = &inner.items[i];
        size_t column = 1;
        for (size_t at = 0; at < problem->offset && at < value->text.len; at++) {
            column += ((unsigned char) value->text.bytes[at] & 0xC0) != 0x80;
        }
        size_t size = problem->found.len + 48;
        char *found = lty_read_room(reading, size, 1);
        if (found == NULL) {
            return;
        }
        snprintf(found, size, "%s at character %zu of the rule", problem->found.bytes, column);
        lty_read_wrong_found(reading, value, found, problem->expected.bytes);
    }
}

void lty_read_segments(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"key", "name", "rule"};
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_SEGMENTS_MAX, "segments")) {
        return;
    }
    lty_segment_rule *segments = lty_read_room(reading, value->count, sizeof *segments);
    if (segments == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_segment_rule *segment = &segments[count];
        if (!lty_read_object(reading, child, names, 3, "an object with \"key\", \"name\" and \"rule\"")) {
            continue;
        }
        bool key = lty_read_key(&segment->key, reading, child);
        for (size_t i = 0; key && i < count; i++) {
            if (lty_text_equal(segments[i].key, segment->key)) {
                lty_read_wrong(reading, lty_json_member(child, "key"), "a key that no other segment has");
                break;
            }
        }
        if (lty_read_has(reading, child, "name", "what the shop's staff read")) {
            (void) lty_read_name(&segment->name, reading, child, "name");
        }
        const lty_json *rule = lty_read_required(reading, child, "rule", "who belongs to it, such as \"orders >= 2\"");
        if (rule != NULL) {
            lty_read_rule(segment, reading, rule);
        }
    }
    reading->programme->segments = segments;
    reading->programme->segment_count = value->count;
}

static void lty_read_discount(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const kinds[] = {"percent", "fixed", "free_shipping", "points"};
    static const char *const members[] = {"basis_points", "amount", "", "points"};
    static const char *const about[] = {
        "how much, in basis points: 1000 is 10 %", "how much, in minor units", "", "how many points on top"};
    int kind = 0;

    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "an object with \"kind\"");
        return;
    }
    if (!lty_read_has(reading, value, "kind", "\"percent\", \"fixed\", \"free_shipping\" or \"points\"")
        || !lty_read_choice(&kind, reading, value, "kind", kinds, 4, LTY_DISCOUNT_PERCENT)) {
        return;
    }
    campaign->kind = (lty_discount_kind) kind;
    const char *member = members[kind - 1];
    const char *const names[] = {"kind", member};
    (void) lty_read_object(reading, value, names, campaign->kind == LTY_DISCOUNT_FREE_SHIPPING ? 1 : 2, "");
    if (campaign->kind == LTY_DISCOUNT_FREE_SHIPPING || !lty_read_has(reading, value, member, about[kind - 1])) {
        return;
    }
    if (campaign->kind == LTY_DISCOUNT_FIXED) {
        (void) lty_read_minor(&campaign->value, reading, value, member, 1);
    } else {
        (void) lty_read_integer(
            &campaign->value, reading, value, member, 1, campaign->kind == LTY_DISCOUNT_PERCENT ? 10000 : LTY_PROGRAMME_POINTS_MAX);
    }
}

/* How long the number may be follows from the code's length (docs/coupon-format.md). */
static void lty_read_number(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *length = lty_json_member(object, "length");
    int64_t symbols = 20;
    int64_t number = 0;

    bool fits = lty_read_integer(&symbols, reading, object, "length", 12, 24);
    if (fits && symbols % 4 != 0) {
        lty_read_wrong(reading, length, "12, 16, 20 or 24 symbols");
        fits = false;
    }
    const int64_t bits = fits ? symbols - 4 : 20; /* 8, 12, 16, 20 bits for 12, 16, 20, 24 symbols */
    (void) lty_read_integer(&number, reading, object, "number", 1, (INT64_C(1) << bits) - 1);
    campaign->number = (uint32_t) number;
    campaign->length = (int32_t) symbols;
}

static void lty_read_campaign_times(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    const lty_json *valid_for = lty_json_member(value, "valid_for");

    campaign->valid_from_s = LTY_TIME_NONE;
    campaign->valid_until_s = LTY_TIME_NONE;
    bool from = lty_read_instant(&campaign->valid_from_s, reading, value, "valid_from", false);
    bool until = lty_read_instant(&campaign->valid_until_s, reading, value, "valid_until", true);
    if (from && until && campaign->valid_from_s != LTY_TIME_NONE && campaign->valid_until_s != LTY_TIME_NONE
        && campaign->valid_until_s <= campaign->valid_from_s) {
        lty_read_wrong(reading, lty_json_member(value, "valid_until"), "a time behind \"valid_from\"");
    }
    if (valid_for != NULL) {
        campaign->valid_for_set = lty_read_period(&campaign->valid_for, reading, valid_for, NULL);
    }
}

static void lty_read_campaign(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"number", "key", "name", "length", "open", "discount", "minimum_order", "maximum_discount",
        "first_order_only", "categories", "sale_items", "valid_from", "valid_until", "valid_for", "uses_per_code", "combinable"};

    campaign->open = true;
    campaign->uses_per_code = 1;
    if (!lty_read_object(
            reading, value, names, sizeof names / sizeof names[0], "an object with \"number\", \"key\", \"name\" and \"discount\"")) {
        return;
    }
    (void) lty_read_key(&campaign->key, reading, value);
    if (lty_read_has(reading, value, "name", "what customers read")) {
        (void) lty_read_name(&campaign->name, reading, value, "name");
    }
    (void) lty_read_has(reading, value, "number", "the number that the campaign's codes carry, never used before");
    lty_read_number(campaign, reading, value);
    const lty_json *discount = lty_read_required(reading, value, "discount", "an object with \"kind\"");
    if (discount != NULL) {
        lty_read_discount(campaign, reading, discount);
    }
    (void) lty_read_bool(&campaign->open, reading, value, "open");
    (void) lty_read_minor(&campaign->minimum_order_minor, reading, value, "minimum_order", 0);
    (void) lty_read_minor(&campaign->maximum_discount_minor, reading, value, "maximum_discount", 1);
    if (campaign->kind == LTY_DISCOUNT_POINTS && lty_json_member(value, "maximum_discount") != NULL) {
        lty_read_wrong(reading, lty_json_member(value, "maximum_discount"), "no maximum: points take nothing off");
    }
    (void) lty_read_bool(&campaign->first_order_only, reading, value, "first_order_only");
    lty_read_lines(&campaign->lines, reading, value);
    lty_read_campaign_times(campaign, reading, value);
    (void) lty_read_integer(&campaign->uses_per_code, reading, value, "uses_per_code", 1, LTY_PROGRAMME_USES_MAX);
    (void) lty_read_bool(&campaign->combinable, reading, value, "combinable");
}

void lty_read_campaigns(lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_CAMPAIGNS_MAX, "campaigns")) {
        return;
    }
    lty_campaign *campaigns = lty_read_room(reading, value->count, sizeof *campaigns);
    if (campaigns == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_campaign *campaign = &campaigns[count];
        const lty_json *number = lty_json_member(child, "number");
        bool same_key = false;
        bool same_number = false;
        lty_read_campaign(campaign, reading, child);
        campaign->pointer = lty_json_pointer(child, reading->arena);
        reading->memory = reading->memory || campaign->pointer.bytes == NULL;
        for (size_t i = 0; i < count; i++) {
            same_key = same_key || (campaign->key.len > 0 && lty_text_equal(campaigns[i].key, campaign->key));
            same_number = same_number || campaigns[i].number == campaign->number;
        }
        if (same_key) {
            lty_read_wrong(reading, lty_json_member(child, "key"), "a key that no other campaign has");
        }
        if (same_number && campaign->number != 0) { /* 0: there is none, which is said already */
            lty_read_wrong(reading, number, "a number that no other campaign has");
        }
    }
    reading->programme->campaigns = campaigns;
    reading->programme->campaign_count = value->count;
}
