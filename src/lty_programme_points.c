/* The "points" of a programme: what earns, when it can be spent, when it ends, what it is worth. */
#include <string.h>

#include "lty_programme_read.h"

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

static void lty_read_earn_rule(lty_earn_rule *rule, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const kinds[] = {"rate", "steps", "first_order"};
    static const char *const rate[] = {"key", "kind", "points", "per", "categories", "sale_items"};
    static const char *const steps[] = {"key", "kind", "steps", "categories", "sale_items"};
    static const char *const first[] = {"key", "kind", "points"};
    int kind = 0;

    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "an object with \"key\" and \"kind\"");
        return;
    }
    (void) lty_read_key(&rule->key, reading, value, "key");
    if (!lty_read_has(reading, value, "kind", "\"rate\", \"steps\" or \"first_order\"")
        || !lty_read_choice(&kind, reading, value, "kind", kinds, 3, LTY_EARN_RATE)) {
        return;
    }
    rule->kind = (lty_earn_kind) kind;
    if (rule->kind == LTY_EARN_FIRST_ORDER) {
        (void) lty_read_object(reading, value, first, 3, "");
    } else {
        (void) lty_read_object(reading, value, rule->kind == LTY_EARN_RATE ? rate : steps, rule->kind == LTY_EARN_RATE ? 6 : 5, "");
        lty_read_lines(&rule->lines, reading, value);
    }
    if (rule->kind == LTY_EARN_STEPS) {
        lty_read_steps(rule, reading, value);
    } else if (lty_read_has(reading, value, "points", "how many points")) {
        (void) lty_read_integer(&rule->points, reading, value, "points", 1, LTY_PROGRAMME_POINTS_MAX);
    }
    if (rule->kind == LTY_EARN_RATE && lty_read_has(reading, value, "per", "the amount that earns them, in minor units")) {
        /* So the largest order under the most generous tier still earns less than 64 bits hold. */
        if (lty_read_minor(&rule->per_minor, reading, value, "per", 1) && rule->points > LTY_PROGRAMME_RATE_MAX * rule->per_minor) {
            lty_read_wrong(reading, lty_json_member(value, "points"), "at most 100 for each minor unit of \"per\"");
        }
    }
}

static void lty_read_earn(lty_programme_reading *reading, const lty_json *object)
{
    lty_points_rules *points = &reading->programme->points;
    const lty_json *value = lty_read_required(reading, object, "earn", "an array of rules that earn points");
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_EARN_MAX, "rules")) {
        return;
    }
    lty_earn_rule *rules = lty_read_room(reading, value->count, sizeof *rules);
    if (rules == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_read_earn_rule(&rules[count], reading, child);
        rules[count].pointer = lty_json_pointer(child, reading->arena);
        reading->memory = reading->memory || rules[count].pointer.bytes == NULL;
        for (size_t i = 0; i < count && rules[count].key.len > 0; i++) {
            if (lty_text_equal(rules[i].key, rules[count].key)) {
                lty_read_wrong(reading, lty_json_member(child, "key"), "a key that no other rule has");
                break;
            }
        }
    }
    points->earn = rules;
    points->earn_count = value->count;
}

static void lty_read_expiry(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const rounds[] = {"month", "quarter", "year"};
    lty_points_rules *points = &reading->programme->points;
    int round = LTY_EXPIRY_DAY;

    if (value != NULL && lty_read_period(&points->expiry, reading, value, "round_up_to")) {
        points->expires = true;
        (void) lty_read_choice(&round, reading, value, "round_up_to", rounds, 3, LTY_EXPIRY_MONTH);
        points->expiry_round = (lty_expiry_round) round;
    }
}

static void lty_read_worth(lty_programme_reading *reading, const lty_json *object)
{
    static const char *const names[] = {"points", "amount"};
    static const char expected[] = "an object with \"points\" and \"amount\": what so many points are worth";
    lty_points_rules *points = &reading->programme->points;
    const lty_json *value = lty_read_required(reading, object, "worth", expected);

    if (value == NULL || !lty_read_object(reading, value, names, 2, expected)) {
        return;
    }
    if (lty_read_has(reading, value, "points", "how many points")) {
        (void) lty_read_integer(&points->worth_points, reading, value, "points", 1, LTY_PROGRAMME_POINTS_MAX);
    }
    if (lty_read_has(reading, value, "amount", "what they are worth, in minor units")) {
        (void) lty_read_minor(&points->worth_minor, reading, value, "amount", 1);
    }
}

static void lty_read_spend(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"minimum", "step", "maximum_share"};
    lty_points_rules *points = &reading->programme->points;

    if (value != NULL && lty_read_object(reading, value, names, 3, "an object with \"minimum\", \"step\" or \"maximum_share\"")) {
        (void) lty_read_integer(&points->spend_minimum, reading, value, "minimum", 0, LTY_PROGRAMME_POINTS_MAX);
        (void) lty_read_integer(&points->spend_step, reading, value, "step", 1, LTY_PROGRAMME_POINTS_MAX);
        (void) lty_read_integer(&points->spend_maximum_share, reading, value, "maximum_share", 1, 10000);
    }
}

void lty_read_points(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"earn", "rounding", "award_on", "pending_days", "expiry", "worth", "spend", "arrears", "backfill"};
    static const char *const roundings[] = {"down", "up", "half_up", "half_even"};
    static const char *const award[] = {"paid", "delivered"};
    static const char *const arrears[] = {"negative", "zero", "pending"};
    lty_points_rules *points = &reading->programme->points;
    int rounding = LTY_ROUNDING_DOWN;
    int award_on = LTY_AWARD_ON_PAID;
    int owed = LTY_ARREARS_NEGATIVE;
    int64_t pending = 0;

    points->award_on = LTY_AWARD_ON_PAID;
    points->arrears = LTY_ARREARS_NEGATIVE;
    points->worth_points = 1;
    points->spend_step = 1;
    points->spend_maximum_share = 10000;
    if (value == NULL || !lty_read_object(reading, value, names, 9, "an object with \"earn\" and \"worth\"")) {
        return;
    }
    points->enabled = true;
    lty_read_earn(reading, value);
    (void) lty_read_choice(&rounding, reading, value, "rounding", roundings, 4, LTY_ROUNDING_DOWN);
    (void) lty_read_choice(&award_on, reading, value, "award_on", award, 2, LTY_AWARD_ON_PAID);
    (void) lty_read_choice(&owed, reading, value, "arrears", arrears, 3, LTY_ARREARS_NEGATIVE);
    (void) lty_read_integer(&pending, reading, value, "pending_days", 0, LTY_PROGRAMME_PENDING_MAX);
    (void) lty_read_bool(&points->backfill, reading, value, "backfill");
    lty_read_expiry(reading, lty_json_member(value, "expiry"));
    lty_read_worth(reading, value);
    lty_read_spend(reading, lty_json_member(value, "spend"));
    points->rounding = (lty_rounding) rounding;
    points->award_on = (lty_award_on) award_on;
    points->arrears = (lty_arrears) owed;
    points->pending_days = (int32_t) pending;
}
