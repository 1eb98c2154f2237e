/* Warnings about campaigns: coupons that beat the price, limits that never hold, offers for nobody and for everybody. */
#include "lty_programme_warn.h"

/* Somebody said how much all of it may cost. */
static bool lty_warn_limited(const lty_campaign *campaign)
{
    return campaign->budget_minor > 0 || campaign->uses_total > 0 || campaign->maximum_discount_minor > 0;
}

/* An amount off an order that may be smaller than it. */
static void lty_warn_fixed(lty_warnings *warnings, const lty_campaign *campaign, const lty_benefit *benefit)
{
    static const char advice[] = "the smallest order that it holds for costs nothing: is \"minimum_order\" missing or too low?";
    const int64_t most = campaign->maximum_discount_minor;
    char money[LTY_WARN_MONEY];
    char order[LTY_WARN_MONEY];
    int64_t value = benefit->value;
    int64_t from = campaign->minimum_order_minor;
    bool beats = benefit->step_count == 0 && value > 0 && (most == 0 || value < most ? value : most) >= from;

    for (size_t i = 0; i < benefit->step_count && !beats; i++) {
        value = benefit->steps[i].value;
        from = benefit->steps[i].from_minor > campaign->minimum_order_minor ? benefit->steps[i].from_minor : campaign->minimum_order_minor;
        beats = (most == 0 || value < most ? value : most) >= from;
    }
    if (beats && benefit->target == LTY_TARGET_ORDER) {
        lty_warn(warnings, benefit->pointer, benefit->step_count > 0 ? "/steps" : "", advice, "%s off orders from %s",
            lty_warn_money(money, warnings, value), lty_warn_money(order, warnings, from));
    }
    if (campaign->budget_minor > 0 && benefit->value > campaign->budget_minor) {
        lty_warn(warnings, campaign->pointer, "/budget", "not one code can give its whole amount", "%s, and a budget of %s",
            lty_warn_money(money, warnings, benefit->value), lty_warn_money(order, warnings, campaign->budget_minor));
    }
}

static void lty_warn_percent(lty_warnings *warnings, const lty_campaign *campaign, const lty_benefit *benefit)
{
    const int64_t value = benefit->step_count > 0 ? benefit->steps[benefit->step_count - 1].value : benefit->value;
    char money[LTY_WARN_MONEY];
    int64_t off;

    if (value == LTY_PERCENT_WHOLE && benefit->target == LTY_TARGET_ORDER && benefit->pieces == 0 && !lty_warn_limited(campaign)) {
        lty_warn(warnings, benefit->pointer, "", "whole orders for nothing, as many as are placed: give it a \"budget\" or \"uses_total\"",
            "all of it, without a limit");
    }
    if (campaign->maximum_discount_minor > 0 && campaign->minimum_order_minor > 0 && benefit->step_count == 0
        && benefit->target == LTY_TARGET_ORDER
        && lty_mul_div(&off, campaign->minimum_order_minor, value, LTY_PERCENT_WHOLE, LTY_ROUNDING_DOWN) == LTY_OK
        && off >= campaign->maximum_discount_minor) {
        lty_warn(warnings, campaign->pointer, "/maximum_discount",
            "the percentage is never what comes off: from \"minimum_order\" on it is this amount", "%s",
            lty_warn_money(money, warnings, campaign->maximum_discount_minor));
    }
}

static void lty_warn_benefit(lty_warnings *warnings, const lty_campaign *campaign, const lty_benefit *benefit)
{
    switch (benefit->kind) {
        case LTY_DISCOUNT_FIXED: lty_warn_fixed(warnings, campaign, benefit); break;
        case LTY_DISCOUNT_PERCENT: lty_warn_percent(warnings, campaign, benefit); break;
        case LTY_DISCOUNT_BUY_GET:
            if (benefit->get >= benefit->buy) {
                lty_warn(warnings, benefit->pointer, "/get",
                    "at least half of what is bought is free: are \"buy\" and \"get\" the wrong way round?", "buy %lld, get %lld",
                    (long long) benefit->buy, (long long) benefit->get);
            }
            break;
        case LTY_DISCOUNT_POINTS:
        case LTY_DISCOUNT_POINTS_MULTIPLIER:
            if (!warnings->programme->points.enabled) {
                lty_warn(warnings, benefit->pointer, "", "the programme has no \"points\": nothing is given", "points on top of none");
            }
            break;
        default: break;
    }
}

/* An automatic discount that asks for nothing is a price. */
static bool lty_warn_unconditional(const lty_campaign *campaign)
{
    const lty_line_filter *lines = &campaign->lines;

    return campaign->minimum_order_minor == 0 && campaign->requirement_count == 0 && campaign->tiers.count == 0
        && campaign->segments.count == 0 && !campaign->first_order_only && !campaign->email_only && campaign->valid_until_s == LTY_TIME_NONE
        && campaign->uses_per_customer == 0 && !lty_warn_limited(campaign) && lines->categories_in.count == 0
        && lines->products_in.count == 0 && lines->sale_items == LTY_SALE_TAKEN;
}

static void lty_warn_offered(lty_warnings *warnings, const lty_campaign *campaign)
{
    const lty_benefit *benefit = &campaign->benefits[0];
    const lty_discount_kind kind = benefit->kind;
    const bool steps = benefit->step_count > 0 && benefit->steps[0].from_minor > 0;

    if (campaign->automatic && lty_warn_unconditional(campaign) && !steps && (kind == LTY_DISCOUNT_PERCENT || kind == LTY_DISCOUNT_FIXED)) {
        lty_warn(warnings, campaign->pointer, "/automatic",
            "every cart has it for ever: are lower prices meant, or is a condition missing?",
            "a discount without a code and without a condition");
    }
    if (lty_warn_closed(warnings, &campaign->tiers, &campaign->segments)) {
        lty_warn(warnings, campaign->pointer, campaign->tiers.count > 0 ? "/tiers" : "/segments", "nobody can be in these",
            "a campaign for nobody");
    } else if (campaign->first_order_only && lty_warn_above_lowest(warnings, &campaign->tiers, &campaign->segments)) {
        lty_warn(warnings, campaign->pointer, "/tiers", "whoever has not ordered yet is in the lowest tier, which is not among these",
            "first orders in higher tiers");
    }
}

static void lty_warn_campaign(lty_warnings *warnings, const lty_campaign *campaign)
{
    lty_warn_offered(warnings, campaign);
    if (campaign->valid_until_s != LTY_TIME_NONE && campaign->valid_until_s <= warnings->programme->in_force_from_s) {
        lty_warn(warnings, campaign->pointer, "/valid_until", "it is over before this version begins", "an end before \"valid_from\"");
    }
    if (campaign->uses_total > 0 && campaign->uses_per_customer > campaign->uses_total) {
        lty_warn(warnings, campaign->pointer, "/uses_per_customer", "all uses together are fewer", "%lld of %lld",
            (long long) campaign->uses_per_customer, (long long) campaign->uses_total);
    }
    if (campaign->uses_total > 0 && campaign->uses_per_code > campaign->uses_total) {
        lty_warn(warnings, campaign->pointer, "/uses_per_code", "all uses together are fewer", "%lld of %lld",
            (long long) campaign->uses_per_code, (long long) campaign->uses_total);
    }
    if (lty_warn_filter_empty(&campaign->lines)) {
        lty_warn(warnings, campaign->pointer, "", "all that is included is excluded again: no line is left", "a campaign without lines");
    }
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        lty_warn_benefit(warnings, campaign, &campaign->benefits[i]);
    }
}

void lty_warn_campaigns(lty_warnings *warnings)
{
    for (size_t i = 0; i < warnings->programme->campaign_count; i++) {
        lty_warn_campaign(warnings, &warnings->programme->campaigns[i]);
    }
}
