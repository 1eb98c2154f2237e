/* What a programme says of its customers beside segments: affinities, the degree of loyalty, goals. docs/customers.md */
#include <stdio.h>
#include <string.h>

#include "lty_programme_read.h"

/* A group's rule names every category of its affinity, and is written by nobody. */
#define LTY_READ_GROUP_LEN_MAX ((size_t) 1 << 24)

static const lty_read_list lty_read_group_categories = {
    LTY_PROGRAMME_CATEGORIES_MAX, "categories", "the name of a category", "each category once"};

/* A text of a rule: with its quotes. */
static void lty_write_text(lty_buffer *out, lty_text text)
{
    lty_buffer_string(out, "\"");
    for (size_t i = 0; i < text.len; i++) {
        if (text.bytes[i] == '"' || text.bytes[i] == '\\') {
            lty_buffer_string(out, "\\");
        }
        lty_buffer_append(out, &text.bytes[i], 1);
    }
    lty_buffer_string(out, "\"");
}

static void lty_write_categories(lty_buffer *out, const lty_affinity_group *groups, size_t count)
{
    bool first = true;

    lty_buffer_string(out, "category in (");
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < groups[i].categories.count; k++) {
            lty_buffer_string(out, first ? "" : ", ");
            lty_write_text(out, groups[i].categories.items[k]);
            first = false;
        }
    }
    lty_buffer_string(out, ")");
}

static void lty_write_within(lty_buffer *out, lty_period within)
{
    if (within.months > 0 || within.days > 0) {
        lty_buffer_string(out, ", last ");
        lty_buffer_integer(out, within.months > 0 ? within.months : within.days);
        lty_buffer_string(out, within.months > 0 ? " months" : " days");
    }
}

/* Who belongs to a group, as a rule. */
static void lty_write_group(lty_buffer *out, const lty_affinity *affinity, const lty_affinity_group *group)
{
    lty_buffer_string(out, "share(amount, ");
    lty_write_categories(out, group, 1);
    lty_buffer_string(out, ", of ");
    lty_write_categories(out, affinity->groups, affinity->group_count);
    lty_write_within(out, affinity->within);
    lty_buffer_string(out, ") >= ");
    lty_buffer_integer(out, affinity->minimum_share / 100);
    if (affinity->minimum_share % 100 != 0) {
        lty_buffer_string(out, affinity->minimum_share % 100 < 10 ? ".0" : ".");
        lty_buffer_integer(out, affinity->minimum_share % 100);
    }
    lty_buffer_string(out, " % and count(orders, ");
    lty_write_categories(out, group, 1);
    lty_write_within(out, affinity->within);
    lty_buffer_string(out, ") >= ");
    lty_buffer_integer(out, affinity->minimum_orders);
    lty_buffer_string(out, " and count(preferences, name = ");
    lty_write_text(out, group->key);
    lty_buffer_string(out, ", not wanted) = 0");
}

static void lty_read_group_rule(lty_expr_named *out, lty_programme_reading *reading, const lty_affinity *affinity,
    const lty_affinity_group *group, const lty_json *value)
{
    lty_expr_scope scope = reading->programme->scope;
    lty_problems inner;
    lty_buffer text;

    scope.len_max = LTY_READ_GROUP_LEN_MAX;
    lty_problems_init(&inner, reading->arena);
    lty_buffer_init(&text, reading->arena->alloc);
    lty_write_group(&text, affinity, group);
    const lty_status status =
        text.failed ? LTY_E_MEMORY : lty_expr_compile(&out->rule, lty_buffer_view(&text), &scope, reading->arena, &inner);
    if (status == LTY_E_MEMORY) {
        reading->memory = true;
    } else if (status != LTY_OK) {
        lty_read_wrong_found(reading, value, inner.count > 0 ? inner.items[0].found.bytes : "a group",
            inner.count > 0 ? inner.items[0].expected.bytes : "a group that can be written as a rule");
    }
    out->key = group->key;
    lty_buffer_destroy(&text);
}

/* Categories of one affinity exclude one another, and stand in a rule. */
static void lty_read_group_check(lty_programme_reading *reading, const lty_affinity_group *groups, size_t index, const lty_json *list)
{
    for (const lty_json *child = list == NULL ? NULL : list->child; child != NULL && !reading->memory; child = child->next) {
        bool plain = child->type == LTY_JSON_STRING;
        for (size_t i = 0; plain && i < child->text.len; i++) {
            plain = (unsigned char) child->text.bytes[i] >= 0x20;
        }
        if (child->type == LTY_JSON_STRING && !plain) {
            lty_read_wrong(reading, child, "the name of a category, without control characters");
        }
        for (size_t i = 0; child->type == LTY_JSON_STRING && i < index; i++) {
            if (lty_text_list_has(&groups[i].categories, child->text)) {
                lty_read_wrong(reading, child, "a category that no other group of the affinity has: groups exclude one another");
            }
        }
    }
}

static void lty_read_groups(lty_affinity *affinity, lty_programme_reading *reading, const lty_json *list)
{
    static const char *const names[] = {"key", "name", "categories"};
    size_t count = 0;

    if (list == NULL || !lty_read_array(reading, list, 2, LTY_PROGRAMME_GROUPS_MAX, "groups")) {
        return;
    }
    lty_affinity_group *groups = lty_read_room(reading, list->count, sizeof *groups);
    if (groups == NULL) {
        return;
    }
    for (const lty_json *child = list->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_affinity_group *group = &groups[count];
        if (!lty_read_object(reading, child, names, 3, "an object with \"key\" and \"categories\"")) {
            continue;
        }
        lty_read_own_key(&group->key, reading, child, &groups->key, count, sizeof *groups, "a key that no other group of the affinity has");
        (void) lty_read_name(&group->name, reading, child, "name");
        const lty_json *categories = lty_read_required(reading, child, "categories", "an array of categories");
        if (categories != NULL) {
            lty_read_texts(&group->categories, reading, categories, &lty_read_group_categories, NULL);
            lty_read_group_check(reading, groups, count, categories->type == LTY_JSON_ARRAY ? categories : NULL);
        }
    }
    affinity->groups = groups;
    affinity->group_count = list->count;
}

static void lty_read_affinity(lty_affinity *affinities, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"key", "name", "minimum_share", "minimum_orders", "within", "groups"};
    lty_affinity *affinity = &affinities[index];

    affinity->minimum_share = 8000;
    affinity->minimum_orders = 1;
    if (!lty_read_object(reading, value, names, sizeof names / sizeof names[0], "an object with \"key\" and \"groups\"")) {
        return;
    }
    lty_read_own_key(&affinity->key, reading, value, &affinities->key, index, sizeof *affinities, "a key that no other affinity has");
    (void) lty_read_name(&affinity->name, reading, value, "name");
    (void) lty_read_integer(&affinity->minimum_share, reading, value, "minimum_share", 5001, 10000);
    (void) lty_read_integer(&affinity->minimum_orders, reading, value, "minimum_orders", 1, LTY_PROGRAMME_GOAL_MAX);
    const lty_json *within = lty_json_member(value, "within");
    if (within != NULL) {
        (void) lty_read_period(&affinity->within, reading, within, NULL, 0);
    }
    lty_read_groups(affinity, reading, lty_read_required(reading, value, "groups", "an array of groups of categories"));
}

void lty_read_affinities(lty_programme_reading *reading, const lty_json *value)
{
    const bool before = reading->wrong;
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_AFFINITIES_MAX, "affinities")) {
        return;
    }
    lty_affinity *affinities = lty_read_room(reading, value->count, sizeof *affinities);
    lty_expr_affinity *named = lty_read_room(reading, value->count, sizeof *named);
    if (affinities == NULL || named == NULL) {
        return;
    }
    reading->wrong = false;
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_affinity(affinities, count++, reading, child);
    }
    const bool right = !reading->wrong;
    reading->wrong = reading->wrong || before;
    count = 0;
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        const lty_affinity *affinity = &affinities[count];
        lty_expr_named *groups = lty_read_room(reading, affinity->group_count, sizeof *groups);
        for (size_t i = 0; groups != NULL && i < affinity->group_count; i++) {
            groups[i].key = affinity->groups[i].key;
            if (right) {
                lty_read_group_rule(&groups[i], reading, affinity, &affinity->groups[i], child);
            }
        }
        named[count] = (lty_expr_affinity){.key = affinity->key, .groups = groups, .group_count = affinity->group_count};
    }
    reading->programme->affinities = affinities;
    reading->programme->affinity_count = value->count;
    reading->names.affinities = named;
    reading->names.affinity_count = value->count;
}

/* The type of what a value is reckoned to. */
static lty_expr_type lty_read_value_type(const lty_expr *value)
{
    size_t count;
    const lty_expr_step *step = lty_expr_steps(value, &count);

    return step->map == LTY_EXPR_MAP_NONE ? step->type : LTY_EXPR_INTEGER;
}

/* A limit in the unit of the value: money and ratios as texts, so that no JSON float says them. True unless one is there and wrong. */
static bool lty_read_limit(int64_t *out, lty_programme_reading *reading, const lty_json *object, const char *name, const lty_expr *measured)
{
    const lty_json *value = lty_json_member(object, name);
    const lty_expr_type type = measured == NULL ? LTY_EXPR_INTEGER : lty_read_value_type(measured);
    const char *expected = type == LTY_EXPR_MONEY ? "an amount of money as a text, such as \"500.00\""
        : type == LTY_EXPR_RATIO                  ? "a ratio as a text, such as \"40 %\" or \"0.4\""
                                                  : "an integer, in the unit of the value";

    if (value == NULL || (measured == NULL && value->type == LTY_JSON_STRING)) {
        return true;
    }
    int64_t number = value->integer;
    const bool text = type == LTY_EXPR_MONEY || type == LTY_EXPR_RATIO;
    if (value->type != (text ? LTY_JSON_STRING : LTY_JSON_INTEGER)
        || (text && !lty_expr_number_parse(&number, value->text, type, reading->programme->currency_decimals))
        || number > LTY_PROGRAMME_LIMIT_MAX || number < -LTY_PROGRAMME_LIMIT_MAX) {
        lty_read_wrong(reading, value, expected);
        return false;
    }
    *out = number;
    return true;
}

static void lty_read_part(lty_loyalty_part *parts, size_t index, lty_programme_reading *reading, const lty_json *object)
{
    static const char *const names[] = {"key", "name", "value", "zero", "full", "weight"};
    lty_loyalty_part *part = &parts[index];

    if (!lty_read_object(reading, object, names, sizeof names / sizeof names[0],
            "an object with \"key\", \"name\", \"value\", \"full\" and \"weight\"")) {
        return;
    }
    lty_read_own_key(&part->key, reading, object, &parts->key, index, sizeof *parts, "a key that no other part has");
    if (lty_read_has(reading, object, "name", "what the shop's staff read")) {
        (void) lty_read_name(&part->name, reading, object, "name");
    }
    const lty_json *value = lty_read_required(reading, object, "value", "what is measured, such as \"count(orders, last 12 months)\"");
    if (value != NULL) {
        lty_read_rule(&part->value, reading, value, true);
    }
    const bool zero = lty_read_limit(&part->zero, reading, object, "zero", part->value);
    const lty_json *full = lty_read_required(reading, object, "full", "of the value what is full marks");
    if (full != NULL && lty_read_limit(&part->full, reading, object, "full", part->value) && zero && part->value != NULL
        && part->full == part->zero) {
        lty_read_wrong(reading, full, "another value than \"zero\", which is 0 where it is left out");
    }
    if (lty_read_has(reading, object, "weight", "how much it counts beside the others")) {
        (void) lty_read_integer(&part->weight, reading, object, "weight", 1, LTY_PROGRAMME_WEIGHT_MAX);
    }
}

void lty_read_loyalty(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"parts"};
    size_t count = 0;

    if (value == NULL || !lty_read_object(reading, value, names, 1, "an object with \"parts\"")) {
        return;
    }
    const lty_json *list = lty_read_required(reading, value, "parts", "an array of what makes the degree of loyalty");
    if (list == NULL || !lty_read_array(reading, list, 1, LTY_PROGRAMME_PARTS_MAX, "parts")) {
        return;
    }
    lty_loyalty_part *parts = lty_read_room(reading, list->count, sizeof *parts);
    if (parts == NULL) {
        return;
    }
    for (const lty_json *child = list->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_part(parts, count++, reading, child);
    }
    reading->programme->loyalty = parts;
    reading->programme->loyalty_count = list->count;
}

static void lty_read_goal_segment(lty_goal_target *goal, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *value = lty_json_member(object, "segment");

    if (value == NULL) {
        return;
    }
    if (value->type != LTY_JSON_STRING || value->text.len == 0) {
        lty_read_wrong(reading, value, "the key of a segment; without it the goal is for everybody");
        return;
    }
    if (reading->segments_known && !lty_text_list_has(&reading->segment_keys, value->text)) {
        lty_read_unknown(reading, value, "the key of a segment", &reading->segment_keys);
    }
    goal->segment = value->text;
}

static void lty_read_goal(lty_goal_target *goals, size_t index, lty_programme_reading *reading, const lty_json *object)
{
    static const char *const names[] = {"key", "name", "segment", "rule", "share", "from", "until", "holdout"};
    lty_goal_target *goal = &goals[index];
    const lty_json *rule;
    int64_t share = 0;

    goal->from_s = goal->until_s = LTY_TIME_NONE;
    if (!lty_read_object(reading, object, names, sizeof names / sizeof names[0],
            "an object with \"key\", \"name\", \"rule\", \"share\", \"from\" and \"until\"")) {
        return;
    }
    lty_read_own_key(&goal->key, reading, object, &goals->key, index, sizeof *goals, "a key that no other goal has");
    if (lty_read_has(reading, object, "name", "what the shop's staff read")) {
        (void) lty_read_name(&goal->name, reading, object, "name");
    }
    lty_read_goal_segment(goal, reading, object);
    rule = lty_read_required(reading, object, "rule", "who has done it, such as \"count(orders, since 2012-01-01) >= 1\"");
    if (rule != NULL) {
        lty_read_rule(&goal->rule, reading, rule, false);
    }
    if (lty_read_has(reading, object, "share", "the part of them that is wanted, in basis points: 1500 is 15 %")) {
        (void) lty_read_integer(&share, reading, object, "share", 1, 10000);
        goal->share = share * 100;
    }
    const bool from = lty_read_has(reading, object, "from", "the day on which the action begins")
        && lty_read_instant(&goal->from_s, reading, object, "from", false);
    const bool until = lty_read_has(reading, object, "until", "the last day of the action")
        && lty_read_instant(&goal->until_s, reading, object, "until", true);
    if (from && until && goal->until_s <= goal->from_s) {
        lty_read_wrong(reading, lty_json_member(object, "until"), "a day that is not before \"from\"");
    }
    (void) lty_read_integer(&goal->holdout, reading, object, "holdout", 0, 5000);
}

void lty_read_goals(lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_GOALS_MAX, "goals")) {
        return;
    }
    lty_goal_target *goals = lty_read_room(reading, value->count, sizeof *goals);
    if (goals == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_goal(goals, count++, reading, child);
    }
    reading->programme->goals = goals;
    reading->programme->goal_count = value->count;
}
