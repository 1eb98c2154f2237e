/* Warnings about tiers and what they carry: which ones nobody reaches, what is lost with a step up, services for nobody. */
#include "lty_programme_warn.h"

/* The most that can be given in any `days` days and `months` months under caps; INT64_MAX = without bound. A period touches one more. */
static int64_t lty_warn_most_in(const lty_caps *caps, int64_t days, int64_t months)
{
    const int64_t values[] = {caps->day, caps->month, caps->year};
    const int64_t times[] = {days + 1, months + 1, (months + 11) / 12 + 1};
    int64_t most = INT64_MAX;

    for (size_t i = 0; i < 3; i++) {
        int64_t product;
        if (values[i] > 0 && lty_mul(&product, values[i], times[i]) == LTY_OK && product < most) {
            most = product;
        }
    }
    return caps->programme > 0 && caps->programme < most ? caps->programme : most;
}

void lty_warn_reach(lty_warnings *warnings)
{
    const lty_programme *programme = warnings->programme;
    const lty_tier_rules *tiers = &programme->tiers;
    const lty_caps *caps = &programme->points.caps;
    int64_t most = INT64_MAX;

    if (tiers->by == LTY_TIER_BY_POINTS) {
        switch (tiers->window) {
            case LTY_TIER_LIFETIME: most = caps->programme > 0 ? caps->programme : INT64_MAX; break;
            case LTY_TIER_ROLLING: {
                const int64_t months = tiers->rolling.months + (tiers->rolling.days + 27) / 28;
                most = lty_warn_most_in(caps, tiers->rolling.months * INT64_C(31) + tiers->rolling.days, months);
                break;
            }
            case LTY_TIER_CALENDAR_YEAR: {
                const lty_caps year = {.day = caps->day, .month = caps->month, .year = 0, .programme = caps->programme};
                most = lty_warn_most_in(&year, 365, 11);
                most = caps->year > 0 && caps->year < most ? caps->year : most;
                break;
            }
        }
        most = programme->points.earn_count == 0 ? 0 : most;
    }
    for (size_t i = 0; i < tiers->count; i++) {
        warnings->reachable[i] = tiers->items[i].from <= most;
    }
}

static void lty_warn_tier_coupons(lty_warnings *warnings, const lty_tier *tier)
{
    for (size_t i = 0; i < tier->coupons.count; i++) {
        const lty_text key = tier->coupons.items[i];
        const lty_campaign *campaign = lty_programme_campaign(warnings->programme, key);

        if (!campaign->open) {
            lty_warn(warnings, tier->pointer, "/coupons", "codes of a campaign that is not open are refused: the gift is worth nothing",
                "the closed campaign \"%.*s\"", (int) key.len, key.bytes);
        }
        if (campaign->tiers.count > 0 && campaign->segments.count == 0 && !lty_text_list_has(&campaign->tiers, tier->key)) {
            lty_warn(warnings, tier->pointer, "/coupons", "its \"tiers\" leave out the tier that is given it: the code is refused",
                "the campaign \"%.*s\"", (int) key.len, key.bytes);
        }
    }
}

static void lty_warn_keep(lty_warnings *warnings)
{
    static const char advice[] = "a figure of a lifetime falls by refunds alone: is a \"window\" missing?";
    const lty_tier_rules *tiers = &warnings->programme->tiers;

    if (tiers->keep == LTY_TIER_KEEP_EVER && (tiers->grace_set || tiers->down == LTY_TIER_DOWN_ONE)) {
        lty_warn(warnings, LTY_TEXT("/tiers/keep"), "", "what is kept for ever is never lost: \"grace\" and \"downgrade\" say nothing",
            "\"ever\", and how a tier is lost");
    } else if (tiers->window == LTY_TIER_LIFETIME && tiers->keep != LTY_TIER_FOLLOW) {
        lty_warn(warnings, LTY_TEXT("/tiers/keep"), "", advice, "tiers that are kept, of a lifetime");
    } else if (tiers->window == LTY_TIER_LIFETIME && tiers->grace_set) {
        lty_warn(warnings, LTY_TEXT("/tiers/grace"), "", advice, "tiers with a time of grace, of a lifetime");
    }
}

void lty_warn_tiers(lty_warnings *warnings)
{
    const lty_tier_rules *tiers = &warnings->programme->tiers;

    if (tiers->count == 0) {
        return;
    }
    if (tiers->count == 1) {
        lty_warn(warnings, LTY_TEXT("/tiers/levels"), "", "everybody is in it, and there is nothing to reach", "a single tier");
    }
    lty_warn_keep(warnings);
    for (size_t i = 0; i < tiers->count; i++) {
        const lty_tier *tier = &tiers->items[i];
        if (!warnings->reachable[i]) {
            lty_warn(warnings, tier->pointer, "/from", "nobody can reach this tier: what earns points, or their \"caps\", end before",
                "%lld points", (long long) tier->from);
        }
        if (i > 0 && tier->earn_percent < tiers->items[i - 1].earn_percent) {
            lty_warn(warnings, tier->pointer, "/earn_percent", "whoever reaches this tier earns less than before", "%lld after %lld",
                (long long) tier->earn_percent, (long long) tiers->items[i - 1].earn_percent);
        }
        lty_warn_tier_coupons(warnings, tier);
    }
}

void lty_warn_services(lty_warnings *warnings)
{
    const lty_programme *programme = warnings->programme;

    for (size_t i = 0; i < programme->service_count; i++) {
        const lty_service *service = &programme->services[i];
        const bool open = service->tiers.count == 0 && service->segments.count == 0;
        if (lty_warn_closed(warnings, &service->tiers, &service->segments)) {
            lty_warn(warnings, service->pointer, service->tiers.count > 0 ? "/tiers" : "/segments", "nobody can be in these",
                "a service for nobody");
        }
        if (lty_warn_filter_empty(&service->lines)) {
            lty_warn(
                warnings, service->pointer, "", "all that is included is excluded again: no piece is left", "a service without pieces");
        }
        if (open && service->units == 0 && service->per != LTY_SERVICE_PIECE
            && (service->kind == LTY_SERVICE_INSTALLATION || service->kind == LTY_SERVICE_REPAIR)) {
            lty_warn(warnings, service->pointer, "",
                "everybody may have somebody come as often as they like: give it \"units\" or \"tiers\"",
                "work without limit for everybody");
        }
    }
}
