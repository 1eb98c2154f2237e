/* Warnings about points: when they end, what they buy, and each rule that earns them. */
#include "lty_programme_warn.h"

#define LTY_WARN_PER INT64_C(1000000)     /* minor units: an amount that hardly an order reaches, so a slip of the comma */
#define LTY_WARN_SHARE INT64_C(100)       /* basis points */
#define LTY_WARN_DELIVERY 14              /* days that a delivery may well take */
#define LTY_WARN_FIRST_DAY INT64_C(14975) /* 2011-01-01: four years from it have every kind of month and year */
#define LTY_WARN_DAYS 1461

/* How many days after that of its award a lot is good, at least and at most, wherever in the calendar it begins. */
static void lty_warn_life(int64_t *shortest, int64_t *longest, const lty_points_rules *points)
{
    static const int32_t months[] = {[LTY_EXPIRY_DAY] = 0, [LTY_EXPIRY_MONTH] = 1, [LTY_EXPIRY_QUARTER] = 3, [LTY_EXPIRY_YEAR] = 12};
    const int32_t round = months[points->expiry_round];

    *shortest = INT64_MAX;
    *longest = 0;
    for (int64_t day = LTY_WARN_FIRST_DAY; day < LTY_WARN_FIRST_DAY + LTY_WARN_DAYS; day++) {
        int64_t last = lty_day_add(day, points->expiry);
        if (round > 0) {
            lty_date date = lty_date_from_day(last);
            date.month = (date.month - 1) / round * round + 1;
            date.day = 1;
            last = lty_day_add(lty_date_to_day(date), (lty_period){.months = round}) - 1;
        }
        *shortest = last - day < *shortest ? last - day : *shortest;
        *longest = last - day > *longest ? last - day : *longest;
    }
}

static void lty_warn_expiry(lty_warnings *warnings)
{
    const lty_points_rules *points = &warnings->programme->points;
    int64_t shortest;
    int64_t longest;

    if (!points->expires) {
        return;
    }
    lty_warn_life(&shortest, &longest, points);
    if (longest < points->pending_days) {
        lty_warn(warnings, LTY_TEXT("/points/expiry"), "",
            "points of orders end before they can be spent: let them live longer than \"pending_days\"",
            "at most %lld days, of which %d are waited for", (long long) longest, (int) points->pending_days);
    } else if (shortest < points->pending_days) {
        lty_warn(warnings, LTY_TEXT("/points/expiry"), "",
            "some points of orders end before they can be spent: let them live longer than \"pending_days\"",
            "as few as %lld days, of which %d are waited for", (long long) shortest, (int) points->pending_days);
    } else if (points->pending_until_delivered && shortest < points->pending_days + LTY_WARN_DELIVERY) {
        lty_warn(warnings, LTY_TEXT("/points/expiry"), "",
            "points wait for the delivery while their time runs: a late parcel leaves nothing to spend",
            "as few as %lld days, and \"pending_until\" the delivery", (long long) shortest);
    }
    if (points->notice_days > shortest) {
        lty_warn(warnings, LTY_TEXT("/points/expiry/notice_days"), "", "points are announced to end as soon as they are given",
            "%d days before the end of as few as %lld", (int) points->notice_days, (long long) shortest);
    }
}

/* The larger the period, the larger its cap: else the smaller one's is never reached. 0 = none. */
static void lty_warn_caps(lty_warnings *warnings, lty_text base, const lty_caps *caps)
{
    static const char *const names[] = {"/caps/order", "/caps/day", "/caps/month", "/caps/year", "/caps/programme"};
    const int64_t values[] = {caps->order, caps->day, caps->month, caps->year, caps->programme};

    for (size_t i = 0; i < 4; i++) {
        for (size_t k = i + 1; k < 5 && values[i] > 0; k++) {
            if (values[k] > 0 && values[k] < values[i]) {
                lty_warn(warnings, base, names[i], "a cap that another one of these never lets be reached", "%lld, and \"%s\" %lld",
                    (long long) values[i], names[k] + 6, (long long) values[k]);
                break;
            }
        }
    }
}

static void lty_warn_spend(lty_warnings *warnings)
{
    const lty_points_rules *points = &warnings->programme->points;
    char money[LTY_WARN_MONEY];
    int64_t worth = 0;

    if (points->spend_step > points->spend_minimum && points->spend_minimum > 0) {
        lty_warn(warnings, LTY_TEXT("/points/spend/step"), "", "the step is the real minimum: say it so", "%lld, and a minimum of %lld",
            (long long) points->spend_step, (long long) points->spend_minimum);
    } else if (points->spend_minimum % points->spend_step != 0) {
        lty_warn(warnings, LTY_TEXT("/points/spend/minimum"), "", "the fewest that can be spent is the next multiple of \"step\": say that",
            "%lld, in steps of %lld", (long long) points->spend_minimum, (long long) points->spend_step);
    }
    if (points->caps.programme > 0 && points->caps.programme < points->spend_minimum) {
        lty_warn(warnings, LTY_TEXT("/points/spend/minimum"), "", "nobody can ever earn so many: \"caps\" ends before",
            "%lld, and a cap of %lld", (long long) points->spend_minimum, (long long) points->caps.programme);
    }
    if (points->spend_maximum_share < LTY_WARN_SHARE && points->spend_minimum > 0
        && lty_mul_div(&worth, points->spend_minimum, points->worth_minor, points->worth_points, LTY_ROUNDING_DOWN) == LTY_OK
        && lty_mul_div(&worth, worth, 10000, points->spend_maximum_share, LTY_ROUNDING_UP) == LTY_OK) {
        lty_warn(warnings, LTY_TEXT("/points/spend/maximum_share"), "", "the share is in basis points: 10000 is the whole order",
            "%lld, so that \"minimum\" can be spent on orders from %s", (long long) points->spend_maximum_share,
            lty_warn_money(money, warnings, worth));
    }
}

static void lty_warn_reward(lty_warnings *warnings, const lty_reward *reward)
{
    const lty_programme *programme = warnings->programme;
    const lty_campaign *campaign = reward->kind == LTY_REWARD_COUPON ? lty_programme_campaign(programme, reward->campaign) : NULL;
    const lty_text_list nobody = {NULL, 0};
    char money[LTY_WARN_MONEY];
    int64_t worth;

    if (programme->points.caps.programme > 0 && reward->points > programme->points.caps.programme) {
        lty_warn(warnings, reward->pointer, "/points", "nobody can ever earn so many: \"caps\" ends before", "%lld, and a cap of %lld",
            (long long) reward->points, (long long) programme->points.caps.programme);
    }
    if (lty_warn_closed(warnings, &reward->tiers, &nobody)) {
        lty_warn(warnings, reward->pointer, "/tiers", "nobody can be in these tiers", "a reward for nobody");
    }
    if (reward->kind == LTY_REWARD_CREDIT && lty_programme_worth(&worth, programme, reward->points) == LTY_OK
        && reward->credit_minor / 2 > worth) {
        lty_warn(warnings, reward->pointer, "/amount", "the credit is worth more than twice what its points are: minor units?", "%s",
            lty_warn_money(money, warnings, reward->credit_minor));
    }
    if (campaign != NULL && !campaign->open) {
        lty_warn(warnings, reward->pointer, "/campaign",
            "codes of a campaign that is not open are refused: what was bought is worth nothing", "a closed campaign");
    }
}

void lty_warn_points(lty_warnings *warnings)
{
    const lty_points_rules *points = &warnings->programme->points;

    if (!points->enabled) {
        return;
    }
    if (points->earn_count == 0) {
        lty_warn(warnings, LTY_TEXT("/points/earn"), "", "nothing earns points: only what is given by hand or by coupons can be spent",
            "no rule");
    }
    if (points->award_on == LTY_AWARD_ON_DELIVERED && points->pending_until_delivered) {
        lty_warn(warnings, LTY_TEXT("/points/pending_until"), "", "points are given at the delivery anyway: one of both is enough",
            "\"delivered\", as \"award_on\" says");
    }
    lty_warn_caps(warnings, LTY_TEXT("/points"), &points->caps);
    lty_warn_expiry(warnings);
    lty_warn_spend(warnings);
    for (size_t i = 0; i < points->reward_count; i++) {
        lty_warn_reward(warnings, &points->rewards[i]);
    }
}

/* Whether `points` for `price` give back more than half of it, in the best tier; what cannot be reckoned is more. */
static bool lty_warn_generous(const lty_warnings *warnings, int64_t points, int64_t price_minor)
{
    const lty_programme *programme = warnings->programme;
    int64_t percent = programme->tiers.count > 0 ? 0 : 10000;
    int64_t worth;

    for (size_t i = 0; i < programme->tiers.count; i++) {
        percent = programme->tiers.items[i].earn_percent > percent ? programme->tiers.items[i].earn_percent : percent;
    }
    return lty_mul_div(&worth, points * percent, programme->points.worth_minor, programme->points.worth_points, LTY_ROUNDING_DOWN) != LTY_OK
        || worth > price_minor * 5000;
}

static void lty_warn_generosity(lty_warnings *warnings, const lty_earn_rule *rule)
{
    static const char advice[] = "more than half of the price comes back as points: is \"worth\" or \"per\" off by a hundred?";
    char money[LTY_WARN_MONEY];

    if (rule->kind == LTY_EARN_RATE && lty_warn_generous(warnings, rule->points, rule->per_minor)) {
        lty_warn(warnings, rule->pointer, "/points", advice, "%lld points for %s", (long long) rule->points,
            lty_warn_money(money, warnings, rule->per_minor));
    }
    for (size_t i = 0; i < rule->step_count; i++) {
        if (rule->steps[i].from_minor > 0 && lty_warn_generous(warnings, rule->steps[i].points, rule->steps[i].from_minor)) {
            lty_warn(warnings, rule->pointer, "/steps", advice, "%lld points from %s", (long long) rule->steps[i].points,
                lty_warn_money(money, warnings, rule->steps[i].from_minor));
            break;
        }
    }
}

/* What a rule gives at once, and what cuts it. */
static void lty_warn_cut(lty_warnings *warnings, const lty_earn_rule *rule)
{
    const lty_caps *caps[] = {&rule->caps, &warnings->programme->points.caps};
    const int64_t gives = rule->kind == LTY_EARN_STEPS ? rule->steps[rule->step_count - 1].points : rule->points;

    for (size_t i = 0; i < 2 && rule->kind != LTY_EARN_RATE; i++) {
        const int64_t values[] = {caps[i]->order, caps[i]->day, caps[i]->month, caps[i]->year, caps[i]->programme};
        for (size_t k = 0; k < 5; k++) {
            if (values[k] > 0 && values[k] < gives) {
                lty_warn(warnings, rule->pointer, rule->kind == LTY_EARN_STEPS ? "/steps" : "/points",
                    i == 0 ? "the rule's own \"caps\" never let it give so many" : "\"/points/caps\" never lets it give so many",
                    "%lld, and a cap of %lld", (long long) gives, (long long) values[k]);
                return;
            }
        }
    }
}

static bool lty_warn_capped(const lty_caps *caps)
{
    return caps->day > 0 || caps->month > 0 || caps->year > 0 || caps->programme > 0;
}

static void lty_warn_event_rule(lty_warnings *warnings, const lty_earn_rule *rule)
{
    if ((rule->kind == LTY_EARN_BIRTHDAY || rule->kind == LTY_EARN_CHILD_BIRTHDAY) && rule->known_days == 0) {
        lty_warn(warnings, rule->pointer, "", "who enters tomorrow's date has points tomorrow: let it be known for some \"known_days\"",
            "a birthday without \"known_days\"");
    }
    if (rule->kind == LTY_EARN_VISIT && !lty_warn_capped(&rule->caps) && !lty_warn_capped(&warnings->programme->points.caps)) {
        lty_warn(warnings, rule->pointer, "", "every page that is opened earns: give it \"caps\"", "visits without \"caps\"");
    }
    if ((rule->kind == LTY_EARN_FIRST_ORDER || rule->kind == LTY_EARN_SIGN_UP)
        && lty_warn_above_lowest(warnings, &rule->tiers, &rule->segments)) {
        lty_warn(
            warnings, rule->pointer, "/tiers", "whoever is new is in the lowest tier, which is not among these", "a rule for nobody new");
    }
}

static void lty_warn_earn_rule(lty_warnings *warnings, const lty_earn_rule *rule)
{
    const lty_programme *programme = warnings->programme;
    char money[LTY_WARN_MONEY];

    if (rule->until_s != LTY_TIME_NONE && rule->until_s <= programme->in_force_from_s) {
        lty_warn(warnings, rule->pointer, "/until", "the rule is over before this version begins: it never gives anything",
            "an end before \"valid_from\"");
    }
    if (rule->per_minor > LTY_WARN_PER) {
        lty_warn(warnings, rule->pointer, "/per", "hardly an order reaches it: amounts are in minor units", "%s",
            lty_warn_money(money, warnings, rule->per_minor));
    }
    if (rule->weekdays == 0x7FU) {
        lty_warn(warnings, rule->pointer, "/weekdays", "that is every day: leave the member out", "all seven days");
    }
    if (lty_warn_closed(warnings, &rule->tiers, &rule->segments)) {
        lty_warn(warnings, rule->pointer, rule->tiers.count > 0 ? "/tiers" : "/segments", "nobody can be in these", "a rule for nobody");
    }
    if (lty_warn_filter_empty(&rule->lines)) {
        lty_warn(warnings, rule->pointer, "", "all that is included is excluded again: no line is left", "a rule without lines");
    }
    lty_warn_caps(warnings, rule->pointer, &rule->caps);
    lty_warn_cut(warnings, rule);
    lty_warn_generosity(warnings, rule);
    lty_warn_event_rule(warnings, rule);
}

static void lty_warn_referral(lty_warnings *warnings, bool rewarded)
{
    const lty_referral_rules *referral = &warnings->programme->referral;

    if (!referral->enabled) {
        return;
    }
    if (!rewarded) {
        lty_warn(warnings, LTY_TEXT("/referral"), "", "no rule of kind \"inviter\" or \"friend\" gives anything for it",
            "invitations without a reward");
        return;
    }
    if (referral->minimum_minor == 0) {
        lty_warn(warnings, LTY_TEXT("/referral"), "", "an order of the smallest amount is enough for the reward: give it a \"minimum\"",
            "no \"minimum\"");
    }
    if (referral->most == 0 && referral->burst_friends == 0) {
        lty_warn(warnings, LTY_TEXT("/referral"), "", "nobody looks at who invites a hundred friends: give it \"most\" or \"burst\"",
            "neither \"most\" nor \"burst\"");
    }
}

void lty_warn_earn(lty_warnings *warnings)
{
    const lty_points_rules *points = &warnings->programme->points;
    bool rewarded = false;

    for (size_t i = 0; i < points->earn_count; i++) {
        lty_warn_earn_rule(warnings, &points->earn[i]);
        rewarded = rewarded || points->earn[i].kind == LTY_EARN_INVITER || points->earn[i].kind == LTY_EARN_FRIEND;
    }
    lty_warn_referral(warnings, rewarded);
}
