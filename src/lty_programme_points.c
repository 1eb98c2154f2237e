/* The "points" of a programme: when they can be spent, when they end, what they are worth and what they buy. */
#include "lty_programme_read.h"

void lty_read_caps(lty_caps *out, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"order", "day", "month", "year", "programme"};
    int64_t *const caps[] = {&out->order, &out->day, &out->month, &out->year, &out->programme};

    if (value == NULL
        || !lty_read_object(reading, value, names, 5, "an object with \"order\", \"day\", \"month\", \"year\" or \"programme\"")) {
        return;
    }
    for (size_t i = 0; i < 5; i++) {
        (void) lty_read_integer(caps[i], reading, value, names[i], 1, LTY_PROGRAMME_POINTS_MAX);
    }
}

static void lty_read_base(lty_earn_base *out, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"tax", "shipping", "points", "gift_card"};
    bool *const parts[] = {&out->tax, &out->shipping, &out->points, &out->gift_card};

    if (value == NULL || !lty_read_object(reading, value, names, 4, "an object with \"tax\", \"shipping\", \"points\" or \"gift_card\"")) {
        return;
    }
    for (size_t i = 0; i < 4; i++) {
        (void) lty_read_bool(parts[i], reading, value, names[i]);
    }
}

static void lty_read_expiry(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const extra[] = {"round_up_to", "from", "notice_days"};
    static const char *const rounds[] = {"month", "quarter", "year"};
    static const char *const froms[] = {"award", "activity"};
    lty_points_rules *points = &reading->programme->points;
    int round = LTY_EXPIRY_DAY;
    int from = 0;

    if (value == NULL || !lty_read_period(&points->expiry, reading, value, extra, 3)) {
        return;
    }
    points->expires = true;
    (void) lty_read_choice(&round, reading, value, "round_up_to", rounds, 3, LTY_EXPIRY_MONTH);
    (void) lty_read_choice(&from, reading, value, "from", froms, 2, 0);
    (void) lty_read_small(&points->notice_days, reading, value, "notice_days", 0, LTY_PROGRAMME_NOTICE_MAX);
    points->expiry_round = (lty_expiry_round) round;
    points->expiry_by_activity = from == 1;
}

static void lty_read_worth(lty_programme_reading *reading, const lty_json *object)
{
    static const char *const names[] = {"points", "amount"};
    static const char expected[] = "an object with \"points\" and \"amount\": what so many points are worth";
    lty_points_rules *points = &reading->programme->points;

    if (points->money) {
        const lty_json *given = lty_json_member(object, "worth");
        points->worth_points = 1;
        points->worth_minor = 1;
        if (given != NULL) {
            lty_read_wrong(reading, given, "no such member: where the unit is money, it is worth what it says");
        }
        return;
    }
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
    static const char *const names[] = {"minimum", "step", "maximum_share", "categories", "products", "brands"};
    lty_points_rules *points = &reading->programme->points;

    if (value != NULL && lty_read_object(reading, value, names, 6, "an object with \"minimum\", \"step\" or \"maximum_share\"")) {
        (void) lty_read_integer(&points->spend_minimum, reading, value, "minimum", 0, LTY_PROGRAMME_POINTS_MAX);
        (void) lty_read_integer(&points->spend_step, reading, value, "step", 1, LTY_PROGRAMME_POINTS_MAX);
        (void) lty_read_integer(&points->spend_maximum_share, reading, value, "maximum_share", 1, 10000);
        lty_read_lines_out(&points->spend_lines, reading, value);
    }
}

static void lty_read_reward(lty_reward *rewards, size_t index, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const kinds[] = {"gift", "coupon", "credit"};
    static const char *const own[] = {"sku", "campaign", "amount"};
    const char *names[] = {"key", "name", "points", "kind", NULL, "tiers"};
    lty_reward *reward = &rewards[index];
    int kind = 0;

    reward->pointer = lty_read_pointer(reading, value);
    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "an object with \"key\", \"name\", \"points\" and \"kind\"");
        return;
    }
    lty_read_own_key(&reward->key, reading, value, &rewards->key, index, sizeof *rewards, "a key that no other reward has");
    if (lty_read_has(reading, value, "name", "what customers read")) {
        (void) lty_read_name(&reward->name, reading, value, "name");
    }
    if (lty_read_has(reading, value, "points", "how many points it costs")) {
        (void) lty_read_integer(&reward->points, reading, value, "points", 1, LTY_PROGRAMME_POINTS_MAX);
    }
    lty_read_tier_list(&reward->tiers, reading, value);
    if (!lty_read_has(reading, value, "kind", "\"gift\", \"coupon\" or \"credit\"")
        || !lty_read_choice(&kind, reading, value, "kind", kinds, 3, LTY_REWARD_GIFT)) {
        return;
    }
    reward->kind = (lty_reward_kind) kind;
    names[4] = own[kind - LTY_REWARD_GIFT];
    (void) lty_read_object(reading, value, names, 6, "");
    switch (reward->kind) {
        case LTY_REWARD_GIFT: (void) lty_read_sku(&reward->sku, reading, value, "which product is given"); break;
        case LTY_REWARD_COUPON: {
            const lty_json *campaign = lty_read_required(reading, value, "campaign", "the key of a campaign with codes");
            if (campaign != NULL) {
                lty_read_coded(reading, campaign);
                reward->campaign = campaign->text;
            }
            break;
        }
        case LTY_REWARD_CREDIT:
            if (lty_read_has(reading, value, "amount", "how much is put into the store credit, in minor units")) {
                (void) lty_read_minor(&reward->credit_minor, reading, value, "amount", 1);
            }
            break;
    }
}

static void lty_read_rewards(lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_REWARDS_MAX, "rewards")) {
        return;
    }
    lty_reward *rewards = lty_read_room(reading, value->count, sizeof *rewards);
    if (rewards == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_reward(rewards, count++, reading, child);
    }
    reading->programme->points.rewards = rewards;
    reading->programme->points.reward_count = value->count;
}

/* Members that choose one of some words. */
static void lty_read_policies(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const units[] = {"points", "money"};
    static const char *const roundings[] = {"down", "up", "half_up", "half_even"};
    static const char *const award[] = {"paid", "delivered"};
    static const char *const until[] = {"delivered"};
    static const char *const arrears[] = {"negative", "zero", "pending"};
    lty_points_rules *points = &reading->programme->points;
    int unit = 0;
    int rounding = LTY_ROUNDING_DOWN;
    int award_on = LTY_AWARD_ON_PAID;
    int pending_until = 0;
    int owed = LTY_ARREARS_NEGATIVE;

    (void) lty_read_choice(&unit, reading, value, "unit", units, 2, 0);
    (void) lty_read_choice(&rounding, reading, value, "rounding", roundings, 4, LTY_ROUNDING_DOWN);
    (void) lty_read_choice(&award_on, reading, value, "award_on", award, 2, LTY_AWARD_ON_PAID);
    (void) lty_read_choice(&pending_until, reading, value, "pending_until", until, 1, 1);
    (void) lty_read_choice(&owed, reading, value, "arrears", arrears, 3, LTY_ARREARS_NEGATIVE);
    points->money = unit == 1;
    points->rounding = (lty_rounding) rounding;
    points->award_on = (lty_award_on) award_on;
    points->pending_until_delivered = pending_until == 1;
    points->arrears = (lty_arrears) owed;
}

void lty_read_points(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"unit", "earn", "base", "caps", "rounding", "award_on", "pending_days", "pending_until", "expiry",
        "worth", "spend", "rewards", "arrears", "backfill"};
    lty_points_rules *points = &reading->programme->points;

    points->award_on = LTY_AWARD_ON_PAID;
    points->arrears = LTY_ARREARS_NEGATIVE;
    points->base = (lty_earn_base){.tax = true, .shipping = false, .points = false, .gift_card = true};
    points->worth_points = 1;
    points->spend_step = 1;
    points->spend_maximum_share = 10000;
    if (value == NULL || !lty_read_object(reading, value, names, sizeof names / sizeof names[0], "an object with \"earn\" and \"worth\"")) {
        return;
    }
    points->enabled = true;
    lty_read_policies(reading, value);
    lty_read_earn(reading, value);
    lty_read_base(&points->base, reading, lty_json_member(value, "base"));
    lty_read_caps(&points->caps, reading, lty_json_member(value, "caps"));
    (void) lty_read_small(&points->pending_days, reading, value, "pending_days", 0, LTY_PROGRAMME_PENDING_MAX);
    (void) lty_read_bool(&points->backfill, reading, value, "backfill");
    lty_read_expiry(reading, lty_json_member(value, "expiry"));
    lty_read_worth(reading, value);
    lty_read_spend(reading, lty_json_member(value, "spend"));
    lty_read_rewards(reading, lty_json_member(value, "rewards"));
}
