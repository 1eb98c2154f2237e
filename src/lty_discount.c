/*
 * The table of ways: whose arithmetic a programme names. Shop systems know no budget, and count uses between orders only; so what the codes of
 * one order use up of a campaign is looked at here, when the way has said what each takes off: those beyond are refused, and the way is
 * asked again without them. Without a code no other takes off less, so what was beyond stays beyond.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_discount.h"
#include "lty_exact.h"
#include "lty_prestashop.h"
#include "lty_woocommerce.h"

typedef lty_status (*lty_discount_way)(lty_discounts *out, const lty_terms *terms);

static const lty_discount_way lty_discount_ways[] = {
    [LTY_WAY_EXACT] = lty_exact_apply,
    [LTY_WAY_WOOCOMMERCE] = lty_woocommerce_apply,
    [LTY_WAY_PRESTASHOP] = lty_prestashop_apply,
};

/* What this discount finds used up of its campaign by those before it: LTY_OK if there is room for it. */
static lty_status lty_discount_room(const lty_discounts *made, size_t item, const lty_offer *offers)
{
    const lty_offer *offer = &offers[made->items[item].offer];
    const lty_campaign *campaign = offer->campaign;
    int64_t uses = 0;
    int64_t given_minor = offer->usage.campaign_minor;

    for (size_t i = 0; i < item; i++) {
        const lty_offer *before = &offers[made->items[i].offer];

        if (before->campaign->number == campaign->number) {
            if (before->refused != LTY_OK) { /* one in each round: without it there may be room */
                return LTY_OK;
            }
            uses++;
            if (lty_add(&given_minor, given_minor, made->items[i].amount_minor) != LTY_OK) {
                return LTY_E_CODE_BUDGET;
            }
        }
    }
    if ((campaign->uses_per_customer > 0 && uses >= campaign->uses_per_customer - offer->usage.customer_uses)
        || (campaign->uses_total > 0 && uses >= campaign->uses_total - offer->usage.campaign_uses)) {
        return LTY_E_CODE_LIMIT;
    }
    return campaign->budget_minor > 0 && made->items[item].amount_minor > campaign->budget_minor - given_minor ? LTY_E_CODE_BUDGET : LTY_OK;
}

/* Refuses what is beyond a limit or budget, the first of each campaign; whether there was any. */
static bool lty_discounts_beyond(lty_offer *offers, const lty_discounts *made)
{
    bool any = false;

    for (size_t i = 0; i < made->count; i++) {
        lty_offer *offer = &offers[made->items[i].offer];

        offer->refused = lty_discount_room(made, i, offers);
        any = any || offer->refused != LTY_OK;
    }
    return any;
}

static lty_status lty_discounts_once(lty_discounts *out, const lty_terms *terms)
{
    const lty_status status = lty_discounts_init(out, terms);

    return status == LTY_OK ? lty_discount_ways[terms->programme->discounts.way](out, terms) : status;
}

/* Each round refuses at least one offer, so there are no more rounds than offers. */
static lty_status lty_discounts_within(lty_discounts *out, const lty_terms *terms)
{
    const size_t steps = terms->steps->count;
    lty_offer *offers = lty_arena_zero(terms->steps->arena, terms->offer_count, sizeof *offers);
    lty_terms rest = *terms;

    if (offers == NULL) {
        return LTY_E_MEMORY;
    }
    if (terms->offer_count > 0) {
        memcpy(offers, terms->offers, terms->offer_count * sizeof *offers);
    }
    rest.offers = offers;
    lty_status status = lty_discounts_once(out, &rest);
    while (status == LTY_OK && lty_discounts_beyond(offers, out)) {
        terms->steps->count = steps;
        status = lty_discounts_once(out, &rest);
    }
    return status;
}

lty_status lty_discounts_apply(lty_discounts *out, const lty_terms *terms)
{
    const lty_way way = terms->programme->discounts.way;
    lty_discounts result;

    LTY_ASSERT(way >= LTY_WAY_EXACT && way <= LTY_WAY_PRESTASHOP);
    /* Our own way chooses which codes apply with their limits in view. */
    lty_status status = way == LTY_WAY_EXACT ? lty_discounts_once(&result, terms) : lty_discounts_within(&result, terms);

    if (status == LTY_OK && terms->steps->failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        *out = result;
    }
    return status;
}
