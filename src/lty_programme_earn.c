/* The rules that earn points: one table says which members each kind has, so that a member of another kind is an unknown one. */
#include <stdio.h>
#include <string.h>

#include "lty_programme_read.h"

static const char *const lty_read_earn_kinds[LTY_EARN_KINDS] = {"rate", "steps", "first_order", "order", "goal", "next_order", "sign_up",
    "birthday", "child_birthday", "review", "survey", "contest", "inviter", "friend", "visit"};

/* Members that every kind has, those of kinds by order, and what each kind has of its own. */
#define LTY_EARN_COMMON 8U
#define LTY_EARN_OF_ORDERS 6U
#define LTY_EARN_OWN 4U
static const char *const lty_read_earn_common[LTY_EARN_COMMON] = {"key", "kind", "tiers", "segments", "weekdays", "from", "until", "caps"};
static const char *const lty_read_earn_of_orders[LTY_EARN_OF_ORDERS] = {
    "categories", "products", "brands", "sale_items", "minimum", "channels"};
static const char *const lty_read_earn_own[LTY_EARN_KINDS][LTY_EARN_OWN] = {
    [LTY_EARN_RATE - 1] = {"points", "per"},
    [LTY_EARN_STEPS - 1] = {"steps"},
    [LTY_EARN_FIRST_ORDER - 1] = {"points"},
    [LTY_EARN_ORDER - 1] = {"points"},
    [LTY_EARN_GOAL - 1] = {"points", "orders", "spend", "within"},
    [LTY_EARN_NEXT_ORDER - 1] = {"points", "within", "after"},
    [LTY_EARN_SIGN_UP - 1] = {"points"},
    [LTY_EARN_BIRTHDAY - 1] = {"points", "known_days"},
    [LTY_EARN_CHILD_BIRTHDAY - 1] = {"points", "known_days", "most_children"},
    [LTY_EARN_REVIEW - 1] = {"points"},
    [LTY_EARN_SURVEY - 1] = {"points"},
    [LTY_EARN_CONTEST - 1] = {"points"},
    [LTY_EARN_INVITER - 1] = {"points"},
    [LTY_EARN_FRIEND - 1] = {"points"},
    [LTY_EARN_VISIT - 1] = {"points"},
};

static void lty_read_earn_members(lty_programme_reading *reading, const lty_json *value, lty_earn_kind kind)
{
    const char *names[LTY_EARN_COMMON + LTY_EARN_OF_ORDERS + LTY_EARN_OWN];
    size_t count = 0;

    /* What the kind is about comes first: so a list of members reads. */
    names[count++] = lty_read_earn_common[0];
    names[count++] = lty_read_earn_common[1];
    for (size_t i = 0; i < LTY_EARN_OWN && lty_read_earn_own[kind - 1][i] != NULL; i++) {
        names[count++] = lty_read_earn_own[kind - 1][i];
    }
    for (size_t i = 0; LTY_EARN_BY_ORDER(kind) && i < LTY_EARN_OF_ORDERS; i++) {
        names[count++] = lty_read_earn_of_orders[i];
    }
    for (size_t i = 2; i < LTY_EARN_COMMON; i++) {
        names[count++] = lty_read_earn_common[i];
    }
    (void) lty_read_object(reading, value, names, count, "");
}

static void lty_read_steps(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *object)
{
    static const char *const names[] = {"from", "points"};
    const lty_json *value = lty_read_required(reading, object, "steps", "an array of {\"from\", \"points\"}, ascending");
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 1, LTY_PROGRAMME_STEPS_MAX, "steps")) {
        return;
    }
    lty_earn_step *steps = lty_read_room(reading, value->count, sizeof *steps);
    if (steps == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL; child = child->next) {
        lty_earn_step *step = &steps[count];
        if (!lty_read_object(reading, child, names, 2, "an object with \"from\" and \"points\"")) {
            continue;
        }
        bool from = lty_read_has(reading, child, "from", "the amount from which the step holds, in minor units")
            && lty_read_minor(&step->from_minor, reading, child, "from", 0);
        bool points = lty_read_has(reading, child, "points", "how many points")
            && lty_read_integer(&step->points, reading, child, "points", 0, LTY_PROGRAMME_POINTS_MAX);
        if (from && count > 0 && step->from_minor <= steps[count - 1].from_minor) {
            lty_read_wrong(reading, lty_json_member(child, "from"), "more than in the step before");
        }
        if (points && count > 0 && step->points < steps[count - 1].points) {
            lty_read_wrong(reading, lty_json_member(child, "points"), "at least as many as in the step before");
        }
        count += from && points;
    }
    rule->steps = steps;
    rule->step_count = count;
}

static void lty_read_per(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    /* So the largest order under the most generous tier still earns less than 64 bits hold. */
    if (lty_read_has(reading, value, "per", "the amount that earns them, in minor units")
        && lty_read_minor(&rule->per_minor, reading, value, "per", 1) && rule->points > LTY_PROGRAMME_RATE_MAX * rule->per_minor) {
        lty_read_wrong(reading, lty_json_member(value, "points"), "at most 100 for each minor unit of \"per\"");
    }
}

static void lty_read_within(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    const lty_json *within = lty_read_required(reading, value, "within", "an object with \"months\" or \"days\": in how long");

    if (within != NULL) {
        (void) lty_read_period(&rule->within, reading, within, NULL, 0);
    }
}

static void lty_read_goal(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    const bool orders = lty_json_member(value, "orders") != NULL;
    const bool spend = lty_json_member(value, "spend") != NULL;

    if (orders == spend) {
        lty_read_wrong_found(reading, value, orders ? "both \"orders\" and \"spend\"" : "neither \"orders\" nor \"spend\"",
            "one of \"orders\" and \"spend\": what completes the goal");
    }
    (void) lty_read_integer(&rule->goal_orders, reading, value, "orders", 2, LTY_PROGRAMME_GOAL_MAX);
    (void) lty_read_minor(&rule->goal_minor, reading, value, "spend", 1);
    lty_read_within(rule, reading, value);
}

/* What one kind has and others have not. */
static void lty_read_earn_kind(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const afters[] = {"each", "first"};
    int after = 0;

    if (rule->kind != LTY_EARN_STEPS && lty_read_has(reading, value, "points", "how many points")) {
        (void) lty_read_integer(&rule->points, reading, value, "points", 1, LTY_PROGRAMME_POINTS_MAX);
    }
    switch (rule->kind) {
        case LTY_EARN_RATE: lty_read_per(rule, reading, value); break;
        case LTY_EARN_STEPS: lty_read_steps(rule, reading, value); break;
        case LTY_EARN_GOAL: lty_read_goal(rule, reading, value); break;
        case LTY_EARN_NEXT_ORDER:
            lty_read_within(rule, reading, value);
            (void) lty_read_choice(&after, reading, value, "after", afters, 2, 0);
            rule->after_first = after == 1;
            break;
        case LTY_EARN_CHILD_BIRTHDAY:
            rule->most_children = 3;
            (void) lty_read_small(&rule->most_children, reading, value, "most_children", 1, LTY_PROGRAMME_CHILDREN_MAX);
            (void) lty_read_small(&rule->known_days, reading, value, "known_days", 0, LTY_PROGRAMME_KNOWN_MAX);
            break;
        case LTY_EARN_BIRTHDAY: (void) lty_read_small(&rule->known_days, reading, value, "known_days", 0, LTY_PROGRAMME_KNOWN_MAX); break;
        case LTY_EARN_INVITER:
        case LTY_EARN_FRIEND:
            if (!reading->referral) {
                lty_read_wrong(
                    reading, lty_json_member(value, "kind"), "a programme with \"referral\": without it there are no invitations");
            }
            break;
        default: break;
    }
}

/* What of a rule is not known while history is walked through, as far as a message bears. */
static void lty_read_unwalked(char *out, size_t size, const lty_programme *programme, const lty_expr *rule)
{
    const uint64_t fields = lty_expr_fields(rule);
    size_t used = 0;
    size_t count;
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(rule, &count);

    out[0] = '\0';
    for (size_t i = 0; i < programme->scope.field_count && used + 40 < size; i++) {
        const lty_expr_field *field = &programme->scope.fields[i];
        if (field->index < 64 && (fields >> field->index & 1U) != 0 && (field->traits & LTY_EXPR_FIELD_WALKED) == 0) {
            used += (size_t) snprintf(out + used, size - used, "%s%s", used == 0 ? "" : ", ", field->name);
        }
    }
    for (size_t i = 0; i < count && used + 80 < size; i++) {
        const lty_text text = aggregates[i].text;
        size_t shown = text.len < 60 ? text.len : 60;
        while (shown > 0 && shown < text.len && ((unsigned char) text.bytes[shown] & 0xC0) == 0x80) {
            shown--; /* between code points */
        }
        used += (size_t) snprintf(
            out + used, size - used, "%s%.*s%s", used == 0 ? "" : ", ", (int) shown, text.bytes, shown < text.len ? "...)" : "");
    }
}

/* Earning comes before balances and scores, so its segments cannot depend on them. */
static void lty_read_earn_segments(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    const lty_json *list = lty_json_member(value, "segments");
    char names[320];
    char expected[512];

    lty_read_segment_list(&rule->segments, reading, value);
    for (const lty_json *child = list != NULL && list->type == LTY_JSON_ARRAY && reading->segments_known ? list->child : NULL;
         child != NULL && !reading->memory; child = child->next) {
        const lty_segment_rule *segment = child->type == LTY_JSON_STRING ? lty_programme_segment(reading->programme, child->text) : NULL;
        if (segment == NULL) {
            continue; /* said already */
        }
        lty_read_unwalked(names, sizeof names, reading->programme, segment->rule);
        if (names[0] != '\0') {
            snprintf(expected, sizeof expected,
                "a segment that does not read %s: what earns cannot ask it (docs/points.md); a coupon campaign or a service can", names);
            lty_read_wrong(reading, child, expected);
        }
    }
}

static void lty_read_weekdays(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"};
    static const lty_read_list kind = {7, "weekdays", "\"monday\", \"tuesday\" and so on to \"sunday\"", "each day once"};
    lty_text days[7];
    lty_text sorted_days[7];
    lty_text_list list = {NULL, 0};
    const lty_text_list known = {sorted_days, 7};

    if (value == NULL) {
        return;
    }
    for (size_t i = 0; i < 7; i++) {
        days[i] = (lty_text){names[i], strlen(names[i])};
        size_t k = i;
        for (; k > 0 && lty_text_compare(sorted_days[k - 1], days[i]) > 0; k--) {
            sorted_days[k] = sorted_days[k - 1];
        }
        sorted_days[k] = days[i];
    }
    lty_read_texts(&list, reading, value, &kind, &known);
    for (size_t i = 0; i < 7; i++) {
        rule->weekdays |= (unsigned) lty_text_list_has(&list, days[i]) << i;
    }
}

static void lty_read_earn_conditions(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    static const lty_read_list channels = {
        LTY_PROGRAMME_CHANNELS_MAX, "channels", "where an order was made, as the shop names it", "each channel once"};
    const lty_json *until = lty_json_member(value, "until");

    lty_read_tier_list(&rule->tiers, reading, value);
    lty_read_earn_segments(rule, reading, value);
    lty_read_weekdays(rule, reading, lty_json_member(value, "weekdays"));
    const bool fits = lty_read_instant(&rule->from_s, reading, value, "from", false);
    if (lty_read_instant(&rule->until_s, reading, value, "until", true) && fits && until != NULL && rule->from_s != LTY_TIME_NONE
        && rule->until_s <= rule->from_s) {
        lty_read_wrong(reading, until, "a time behind \"from\"");
    }
    lty_read_caps(&rule->caps, reading, lty_json_member(value, "caps"));
    if (LTY_EARN_BY_ORDER(rule->kind)) {
        lty_read_lines(&rule->lines, reading, value);
        (void) lty_read_minor(&rule->minimum_minor, reading, value, "minimum", 0);
        lty_read_texts(&rule->channels, reading, lty_json_member(value, "channels"), &channels, NULL);
    }
}

static void lty_read_earn_rule(lty_earn_rule *rules, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    lty_earn_rule *rule = &rules[index];
    int kind = 0;

    rule->from_s = LTY_TIME_NONE;
    rule->until_s = LTY_TIME_NONE;
    rule->pointer = lty_read_pointer(reading, value);
    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "an object with \"key\" and \"kind\"");
        return;
    }
    lty_read_own_key(&rule->key, reading, value, &rules->key, index, sizeof *rules, "a key that no other rule has");
    if (!lty_read_has(reading, value, "kind", "what earns, such as \"rate\" or \"first_order\"")
        || !lty_read_choice(&kind, reading, value, "kind", lty_read_earn_kinds, LTY_EARN_KINDS, LTY_EARN_RATE)) {
        return;
    }
    rule->kind = (lty_earn_kind) kind;
    lty_read_earn_members(reading, value, rule->kind);
    lty_read_earn_kind(rule, reading, value);
    lty_read_earn_conditions(rule, reading, value);
}

void lty_read_earn(lty_programme_reading *reading, const lty_json *points)
{
    const lty_json *value = lty_read_required(reading, points, "earn", "an array of rules that earn points");
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_EARN_MAX, "rules")) {
        return;
    }
    lty_earn_rule *rules = lty_read_room(reading, value->count, sizeof *rules);
    if (rules == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_earn_rule(rules, count++, reading, child);
    }
    reading->programme->points.earn = rules;
    reading->programme->points.earn_count = value->count;
}
