/*
 * A programme: one document, read once, then only looked at. Everything that the document leaves out is filled in here, so that no
 * other module knows a default.
 */
#include <string.h>

#include "lty_money.h"
#include "lty_programme_read.h"

static const lty_transition lty_utc_transitions[] = {{INT64_MIN, 0}};

static void lty_read_currency(lty_programme_reading *reading, const lty_json *root)
{
    static const char expected[] = "three capital letters (ISO 4217), such as \"EUR\"";
    lty_programme *programme = reading->programme;
    const lty_json *value = lty_read_required(reading, root, "currency", expected);
    lty_money money;

    programme->currency_decimals = 2;
    if (value == NULL) {
        return;
    }
    if (value->type != LTY_JSON_STRING || lty_money_init(&money, 0, value->text.bytes, value->text.len) != LTY_OK) {
        lty_read_wrong(reading, value, expected);
        return;
    }
    memcpy(programme->currency, money.code, sizeof programme->currency);
    programme->currency_decimals = lty_currency_decimals(money.code);
}

static void lty_read_zone(lty_programme_reading *reading, const lty_json *root, lty_zone_loader loader, void *context)
{
    static const char expected[] = "an IANA time zone such as \"Europe/London\"";
    lty_programme *programme = reading->programme;
    const lty_json *value = lty_read_required(reading, root, "timezone", expected);

    /* Dates are still read when the zone is wrong, so that their own mistakes show. */
    programme->zone = (lty_zone){LTY_TEXT("UTC"), lty_utc_transitions, 1};
    if (value == NULL) {
        return;
    }
    if (value->type != LTY_JSON_STRING || value->text.len == 0 || memchr(value->text.bytes, '\0', value->text.len) != NULL) {
        lty_read_wrong(reading, value, expected);
        return;
    }
    lty_zone zone;
    lty_status status = loader(&zone, value->text, reading->arena, context);
    if (status == LTY_OK) {
        LTY_ASSERT(zone.count > 0);
        programme->zone = zone;
    } else if (status == LTY_E_MEMORY) {
        reading->memory = true;
    } else {
        lty_read_wrong(reading, value, expected);
    }
}

/* What rules may name; what a tier may be is known only now, and segments and affinities come while they are read. */
static void lty_read_scope(lty_programme_reading *reading, const lty_expr_scope *catalogue)
{
    lty_programme *programme = reading->programme;
    lty_expr_field *copy = lty_read_room(reading, catalogue->field_count, sizeof *copy);
    lty_text *keys = lty_read_room(reading, programme->tiers.count, sizeof *keys);

    if (copy == NULL || keys == NULL) {
        return;
    }
    for (size_t i = 0; i < programme->tiers.count; i++) {
        keys[i] = programme->tiers.items[i].key;
    }
    for (size_t i = 0; i < catalogue->field_count; i++) {
        copy[i] = catalogue->fields[i];
        if (copy[i].type == LTY_EXPR_TEXT && strcmp(copy[i].name, "tier") == 0) {
            copy[i].choices = reading->tiers_known ? keys : NULL;
            copy[i].choice_count = reading->tiers_known ? programme->tiers.count : 0;
        }
    }
    programme->scope = (lty_expr_scope){.fields = copy,
        .field_count = catalogue->field_count,
        .tables = catalogue->tables,
        .table_count = catalogue->table_count,
        .whats = catalogue->whats,
        .what_count = catalogue->what_count,
        .names = &reading->names,
        .zone = &programme->zone,
        .currency_decimals = programme->currency_decimals};
}

/* The names outlive the reading. */
static void lty_read_names(lty_programme_reading *reading)
{
    lty_expr_names *names = lty_read_room(reading, 1, sizeof *names);

    if (names != NULL) {
        *names = reading->names;
        reading->programme->scope.names = names;
    }
}

/* Whether a part of the document is right by itself: what names its keys can be checked only then. */
static bool lty_read_alone(lty_programme_reading *reading, const lty_json *value, void (*part)(lty_programme_reading *, const lty_json *))
{
    const bool before = reading->wrong;

    reading->wrong = false;
    part(reading, value);
    const bool right = !reading->wrong;
    reading->wrong = reading->wrong || before;
    return right;
}

static void lty_read_programme(
    lty_programme_reading *reading, const lty_json *root, const lty_expr_scope *catalogue, lty_zone_loader loader, void *context)
{
    static const char *const names[] = {"$schema", "name", "currency", "timezone", "version", "valid_from", "points", "tiers", "services",
        "referral", "affinities", "segments", "loyalty", "goals", "campaigns", "discounts"};
    lty_programme *programme = reading->programme;

    if (!lty_read_object(reading, root, names, sizeof names / sizeof names[0], "an object: the programme")) {
        return;
    }
    const lty_json *schema = lty_json_member(root, "$schema");
    if (schema != NULL && schema->type != LTY_JSON_STRING) {
        lty_read_wrong(reading, schema, "the address of the JSON Schema");
    }
    if (lty_read_has(reading, root, "name", "what the programme is called")) {
        (void) lty_read_name(&programme->name, reading, root, "name");
    }
    lty_read_currency(reading, root);
    lty_read_zone(reading, root, loader, context);
    if (lty_read_has(reading, root, "version", "a number that grows with each change, 1 at first")) {
        (void) lty_read_integer(&programme->version, reading, root, "version", 1, LTY_PROGRAMME_VERSION_MAX);
    }
    if (lty_read_has(reading, root, "valid_from", "the date or instant from which it is in force")) {
        (void) lty_read_instant(&programme->in_force_from_s, reading, root, "valid_from", false);
    }
    const lty_json *tiers = lty_json_member(root, "tiers");
    reading->referral = lty_json_member(root, "referral") != NULL;
    reading->tiers_known = lty_read_alone(reading, tiers, lty_read_tiers);
    lty_read_scope(reading, catalogue);
    if (reading->memory) {
        return;
    }
    lty_read_affinities(reading, lty_json_member(root, "affinities"));
    reading->segments_known = lty_read_alone(reading, lty_json_member(root, "segments"), lty_read_segments);
    lty_read_discounts(reading, root);
    reading->campaigns_known = lty_read_alone(reading, lty_json_member(root, "campaigns"), lty_read_campaigns);
    lty_read_tier_coupons(reading, tiers);
    lty_read_referral(reading, lty_json_member(root, "referral"));
    lty_read_points(reading, lty_json_member(root, "points"));
    lty_read_services(reading, lty_json_member(root, "services"));
    lty_read_loyalty(reading, lty_json_member(root, "loyalty"));
    lty_read_goals(reading, lty_json_member(root, "goals"));
    lty_read_names(reading);
}

lty_status lty_programme_parse(const lty_programme **out, const char *json, size_t len, const lty_expr_scope *catalogue,
    lty_zone_loader loader, void *loader_context, lty_arena *arena, lty_problems *problems)
{
    const size_t before = problems->count;
    const lty_json *root;

    lty_status status = lty_json_parse(&root, json, len, arena, problems);
    if (status != LTY_OK) {
        return status;
    }
    lty_programme *programme = lty_arena_zero(arena, 1, sizeof *programme);
    if (programme == NULL) {
        return LTY_E_MEMORY;
    }
    lty_programme_reading reading = {.programme = programme, .arena = arena, .problems = problems};
    lty_read_programme(&reading, root, catalogue, loader, loader_context);
    if (reading.memory) {
        return LTY_E_MEMORY;
    }
    if (reading.wrong) {
        lty_problems_sort(problems, before); /* in the order of the document */
        return LTY_E_PROGRAMME;
    }
    status = lty_programme_digest(programme, arena->alloc);
    if (status == LTY_OK) {
        *out = programme;
    }
    return status;
}

static bool lty_filter_any(const lty_text_list *list, const lty_text *categories, size_t count)
{
    for (size_t i = 0; list->count > 0 && i < count; i++) {
        if (lty_text_list_has(list, categories[i])) {
            return true;
        }
    }
    return false;
}

bool lty_line_filter_match(const lty_line_filter *filter, const lty_line_traits *line)
{
    const bool all = filter->categories_in.count == 0 && filter->products_in.count == 0 && filter->brands_in.count == 0;

    if ((line->sale && filter->sale_items == LTY_SALE_LEFT_OUT) || (!line->sale && filter->sale_items == LTY_SALE_ONLY)) {
        return false;
    }
    if (!all && !lty_text_list_has(&filter->products_in, line->sku) && !lty_text_list_has(&filter->brands_in, line->brand)
        && !lty_filter_any(&filter->categories_in, line->categories, line->category_count)) {
        return false;
    }
    return !lty_text_list_has(&filter->products_out, line->sku) && !lty_text_list_has(&filter->brands_out, line->brand)
        && !lty_filter_any(&filter->categories_out, line->categories, line->category_count);
}

const lty_campaign *lty_programme_campaign(const lty_programme *programme, lty_text key)
{
    for (size_t i = 0; i < programme->campaign_count; i++) {
        if (lty_text_equal(programme->campaigns[i].key, key)) {
            return &programme->campaigns[i];
        }
    }
    return NULL;
}

const lty_campaign *lty_programme_campaign_number(const lty_programme *programme, uint32_t number)
{
    for (size_t i = 0; i < programme->campaign_count; i++) {
        if (programme->campaigns[i].number == number) {
            return &programme->campaigns[i];
        }
    }
    return NULL;
}

const lty_segment_rule *lty_programme_segment(const lty_programme *programme, lty_text key)
{
    for (size_t i = 0; i < programme->segment_count; i++) {
        if (lty_text_equal(programme->segments[i].key, key)) {
            return &programme->segments[i];
        }
    }
    return NULL;
}

lty_status lty_programme_worth(int64_t *minor, const lty_programme *programme, int64_t points)
{
    return lty_mul_div(minor, points, programme->points.worth_minor, programme->points.worth_points, LTY_ROUNDING_DOWN);
}
