/*
 * What is asked of a code before any arithmetic, the same in every way of discounting. The one hard idea: refusals are kept in an order
 * of their own (reason, then code), so the order of typing cannot be read off an answer.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_facts.h"
#include "lty_terms.h"

static const lty_text lty_no_text = {NULL, 0};

lty_status lty_discounts_init(lty_discounts *out, const lty_terms *terms)
{
    const lty_cart *cart = terms->cart;
    lty_arena *arena = terms->steps->arena;
    lty_discounts result = {0};

    result.items = lty_arena_zero(arena, terms->offer_count, sizeof *result.items);
    result.refusals = lty_arena_zero(arena, terms->offer_count + 1, sizeof *result.refusals);
    result.line_left_minor = lty_arena_zero(arena, cart->line_count, sizeof *result.line_left_minor);
    if (result.items == NULL || result.refusals == NULL || result.line_left_minor == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < cart->line_count; i++) {
        result.line_left_minor[i] = cart->lines[i].amount_minor;
    }
    result.shipping_left_minor = cart->shipping_minor;
    *out = result;
    return LTY_OK;
}

void lty_discounts_refuse(
    lty_discounts *out, const lty_terms *terms, size_t offer, lty_status reason, lty_text message, lty_text public_message)
{
    const lty_text code = terms->offers[offer].code;
    size_t at = 0;

    if (code.len == 0) {
        return;
    }
    while (at < out->refusal_count) {
        const lty_refusal *other = &out->refusals[at];
        const int compare = other->reason == reason ? lty_text_compare(terms->offers[other->offer].code, code) : 0;

        if (other->reason == reason && compare == 0) {
            return;
        }
        if (other->reason > reason || compare > 0) {
            break;
        }
        at++;
    }
    LTY_ASSERT(out->refusal_count < terms->offer_count);
    memmove(&out->refusals[at + 1], &out->refusals[at], (out->refusal_count - at) * sizeof *out->refusals);
    out->refusals[at] = (lty_refusal){offer, reason, message, public_message};
    out->refusal_count++;
}

void lty_terms_write_version(const lty_terms *terms, size_t offer)
{
    const int64_t version = terms->offers[offer].version;

    if (version != terms->programme->version) {
        lty_steps_write(terms->steps, " (terms of version %i)", version);
    }
}

/* Refuses with the staff's text under way and a literal for the public; always false. */
static bool lty_terms_deny(lty_discounts *out, const lty_terms *terms, size_t offer, lty_status reason, const char *public_text)
{
    lty_terms_write_version(terms, offer);
    lty_discounts_refuse(out, terms, offer, reason, lty_steps_message(terms->steps), (lty_text){public_text, strlen(public_text)});
    return false;
}

static bool lty_terms_admit_uses(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_offer *offer = &terms->offers[index];
    const int64_t allowed = offer->campaign->uses_per_code;

    if (offer->usage.revoked) {
        lty_steps_write(terms->steps, "the shop has withdrawn the code");
        return lty_terms_deny(out, terms, index, LTY_E_CODE_REVOKED, "");
    }
    if (allowed == 0 || offer->usage.uses < allowed) {
        return true;
    }
    lty_steps_write(terms->steps, "the code has been used %i of %i times, checkouts under way included", offer->usage.uses, allowed);
    return lty_terms_deny(out, terms, index, LTY_E_CODE_USED, "");
}

/* A local day as text. Instants of the first and the last year may lie a local day outside what has a text. */
static void lty_terms_day(char out[11], const lty_zone *zone, int64_t at_s)
{
    const int64_t first = LTY_TIME_MIN / LTY_DAY_SECONDS;
    const int64_t last = (LTY_TIME_MAX + 1) / LTY_DAY_SECONDS - 1;
    const int64_t day = lty_zone_day(zone, at_s);

    lty_day_format(out, day < first ? first : day > last ? last : day);
}

static bool lty_terms_admit_window(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_offer *offer = &terms->offers[index];
    const lty_campaign *campaign = offer->campaign;
    int64_t until_s = campaign->valid_until_s;
    char day[11];

    if (campaign->valid_from_s != LTY_TIME_NONE && terms->at_s < campaign->valid_from_s) {
        lty_terms_day(day, offer->zone, campaign->valid_from_s);
        lty_steps_write(terms->steps, "campaign \"%t\" is valid from %s", campaign->key, day);
        lty_terms_write_version(terms, index);
        const lty_text message = lty_steps_message(terms->steps);

        lty_steps_write(terms->steps, "the code is valid from %s", day);
        lty_discounts_refuse(out, terms, index, LTY_E_CODE_NOT_YET_VALID, message, lty_steps_message(terms->steps));
        return false;
    }
    if (offer->expires_at_s != LTY_TIME_NONE && (until_s == LTY_TIME_NONE || offer->expires_at_s < until_s)) {
        until_s = offer->expires_at_s;
    }
    if (until_s != LTY_TIME_NONE && terms->at_s >= until_s) {
        lty_terms_day(day, offer->zone, until_s - 1);
        lty_steps_write(terms->steps, "the last day of the code was %s", day);
        return lty_terms_deny(out, terms, index, LTY_E_CODE_EXPIRED, "");
    }
    return true;
}

static bool lty_terms_admit_limits(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_campaign *campaign = terms->offers[index].campaign;
    const lty_usage *usage = &terms->offers[index].usage;

    if (campaign->uses_per_customer > 0 && usage->customer_uses >= campaign->uses_per_customer) {
        lty_steps_write(terms->steps, "the customer has used campaign \"%t\" %i of %i times", campaign->key, usage->customer_uses,
            campaign->uses_per_customer);
        return lty_terms_deny(out, terms, index, LTY_E_CODE_LIMIT, "");
    }
    if (campaign->uses_total > 0 && usage->campaign_uses >= campaign->uses_total) {
        lty_steps_write(
            terms->steps, "campaign \"%t\" has been used %i of %i times", campaign->key, usage->campaign_uses, campaign->uses_total);
        return lty_terms_deny(out, terms, index, LTY_E_CODE_LIMIT, "");
    }
    if (campaign->budget_minor > 0 && usage->campaign_minor >= campaign->budget_minor) {
        lty_steps_write(terms->steps, "campaign \"%t\" has given away %m of its budget of %m", campaign->key, usage->campaign_minor,
            campaign->budget_minor);
        return lty_terms_deny(out, terms, index, LTY_E_CODE_BUDGET, "");
    }
    return true;
}

static bool lty_terms_admit_person(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_offer *offer = &terms->offers[index];
    const lty_buyer *buyer = terms->buyer;
    const bool bound = offer->customer.bytes != NULL || offer->bound_elsewhere;

    if (bound && !buyer->known) {
        lty_steps_write(terms->steps, "the code is bound to a customer, and the order names none");
        return lty_terms_deny(out, terms, index, LTY_E_CODE_CUSTOMER, "sign in to use this code");
    }
    if (offer->bound_elsewhere || (bound && !lty_text_equal(offer->customer, buyer->key))) {
        lty_steps_write(terms->steps, "the code is bound to another customer");
        return lty_terms_deny(out, terms, index, LTY_E_CODE_CUSTOMER, "");
    }
    if (offer->campaign->first_order_only && !buyer->known) {
        lty_steps_write(terms->steps, "the code is for a first order, and the order names no customer");
        return lty_terms_deny(out, terms, index, LTY_E_CODE_CUSTOMER, "sign in to use this code: it is for a first order");
    }
    if (offer->campaign->first_order_only && buyer->facts[LTY_FACT_ORDERS] > 0) {
        lty_steps_write(terms->steps, "the code is for a first order, and the customer has %i already", buyer->facts[LTY_FACT_ORDERS]);
        return lty_terms_deny(out, terms, index, LTY_E_CODE_CUSTOMER, "the code is for a first order");
    }
    return true;
}

static void lty_terms_fact(lty_expr_value *out, const void *context, uint32_t field)
{
    const lty_terms *terms = context;

    if (field >= LTY_FACT_COUNT) {
        *out = (lty_expr_value){.null = true}; /* an aggregate, and no rows */
        return;
    }
    lty_fact_value(out, terms->programme, (lty_fact) field, terms->buyer->facts[field]);
}

static bool lty_terms_in_segment(const lty_terms *terms, const lty_expr *rule)
{
    const lty_fact_judge *judge = &terms->buyer->judge;

    return (judge->ask != NULL ? judge->ask(judge->context, rule) : lty_expr_evaluate(rule, lty_terms_fact, terms, terms->at_s)) == 1;
}

/* Tiers and segments are those of the quote's programme, whatever version the terms are of; who is gone from it holds nobody. */
static bool lty_terms_eligible(const lty_terms *terms, const lty_campaign *campaign)
{
    const lty_tier_rules *tiers = &terms->programme->tiers;
    const int64_t tier = terms->buyer->facts[LTY_FACT_TIER];

    if (tier >= 0 && (uint64_t) tier < tiers->count && lty_text_list_has(&campaign->tiers, tiers->items[tier].key)) {
        return true;
    }
    for (size_t i = 0; i < campaign->segments.count; i++) {
        const lty_segment_rule *segment = lty_programme_segment(terms->programme, campaign->segments.items[i]);

        if (segment != NULL && lty_terms_in_segment(terms, segment->rule)) {
            return true;
        }
    }
    return false;
}

/* Tiers are known to shoppers, by their names; segments are the shop's own affair. */
static lty_text lty_terms_tiers_wanted(const lty_terms *terms, const lty_campaign *campaign)
{
    const lty_tier_rules *tiers = &terms->programme->tiers;
    const char *joint = "the code is for customers of the tier ";

    if (campaign->tiers.count == 0 || campaign->segments.count > 0) {
        return lty_no_text;
    }
    for (size_t i = 0; i < tiers->count; i++) {
        if (lty_text_list_has(&campaign->tiers, tiers->items[i].key)) {
            lty_steps_write(terms->steps, "%s%t", joint, tiers->items[i].name);
            joint = " or ";
        }
    }
    return lty_steps_message(terms->steps);
}

static void lty_terms_write_list(const lty_terms *terms, const char *before, const lty_text_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        lty_steps_write(terms->steps, "%s%t", i == 0 ? before : ", ", list->items[i]);
    }
}

static bool lty_terms_admit_eligible(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_campaign *campaign = terms->offers[index].campaign;

    if (campaign->tiers.count == 0 && campaign->segments.count == 0) {
        return true;
    }
    if (terms->buyer->known && lty_terms_eligible(terms, campaign)) {
        return true;
    }
    lty_steps_write(terms->steps, "campaign \"%t\" is for", campaign->key);
    lty_terms_write_list(terms, " the tiers ", &campaign->tiers);
    lty_steps_write(terms->steps, "%s", campaign->tiers.count > 0 && campaign->segments.count > 0 ? " or" : "");
    lty_terms_write_list(terms, " the segments ", &campaign->segments);
    if (!terms->buyer->known) {
        lty_steps_write(terms->steps, ", and the order names no customer");
        return lty_terms_deny(out, terms, index, LTY_E_CODE_ELIGIBILITY, "sign in to use this code: it is for some customers only");
    }
    lty_steps_write(terms->steps, "; the customer is in none of them");
    lty_terms_write_version(terms, index);
    const lty_text message = lty_steps_message(terms->steps);

    lty_discounts_refuse(out, terms, index, LTY_E_CODE_ELIGIBILITY, message, lty_terms_tiers_wanted(terms, campaign));
    return false;
}

static bool lty_terms_admit_channel(lty_discounts *out, const lty_terms *terms, size_t index)
{
    const lty_campaign *campaign = terms->offers[index].campaign;

    if (!campaign->email_only || terms->cart->by_email) {
        return true;
    }
    lty_steps_write(terms->steps, "campaign \"%t\" is for orders that come by a link of an e-mail", campaign->key);
    return lty_terms_deny(out, terms, index, LTY_E_CODE_CHANNEL, "come by the link in the e-mail to use this code");
}

bool lty_terms_admit(lty_discounts *out, const lty_terms *terms, size_t offer)
{
    const lty_offer *at = &terms->offers[offer];

    if (at->refused != LTY_OK || at->campaign == NULL || !at->campaign->open) {
        const lty_status unknown = at->campaign == NULL ? LTY_E_CODE_CAMPAIGN : LTY_E_CODE_CAMPAIGN_CLOSED;
        const lty_status reason = at->refused != LTY_OK ? at->refused : unknown;
        const char *text = lty_status_text(reason);

        lty_discounts_refuse(out, terms, offer, reason, (lty_text){text, strlen(text)}, lty_no_text);
        return false;
    }
    return lty_terms_admit_uses(out, terms, offer) && lty_terms_admit_window(out, terms, offer) && lty_terms_admit_limits(out, terms, offer)
        && lty_terms_admit_person(out, terms, offer) && lty_terms_admit_eligible(out, terms, offer)
        && lty_terms_admit_channel(out, terms, offer);
}

bool lty_terms_line_matches(const lty_line_filter *filter, const lty_cart_line *line)
{
    const lty_line_traits traits = {
        .sku = line->sku, .brand = line->brand, .categories = line->categories, .category_count = line->category_count, .sale = line->sale};

    return lty_line_filter_match(filter, &traits);
}

static bool lty_terms_match(const lty_line_filter *filter, const lty_cart_line *line)
{
    return line->quantity > 0 && lty_terms_line_matches(filter, line);
}

lty_status lty_terms_cover(bool *covered, int64_t *sum_minor, size_t *count, const lty_terms *terms, const lty_campaign *campaign)
{
    const lty_cart *cart = terms->cart;
    int64_t sum = 0;
    size_t found = 0;

    for (size_t i = 0; i < cart->line_count; i++) {
        covered[i] = lty_terms_match(&campaign->lines, &cart->lines[i]);
        if (covered[i]) {
            const lty_status status = lty_add(&sum, sum, cart->lines[i].amount_minor);

            if (status != LTY_OK) {
                return status;
            }
            found++;
        }
    }
    *sum_minor = sum;
    *count = found;
    return LTY_OK;
}

int64_t lty_terms_pieces(const lty_terms *terms, const lty_line_filter *filter)
{
    const lty_cart *cart = terms->cart;
    int64_t pieces = 0;

    for (size_t i = 0; i < cart->line_count; i++) {
        if (lty_terms_match(filter, &cart->lines[i]) && lty_add(&pieces, pieces, cart->lines[i].quantity) != LTY_OK) {
            return INT64_MAX; /* more than anybody can require */
        }
    }
    return pieces;
}

bool lty_terms_require(bool *selected, const lty_terms *terms, const lty_campaign *campaign)
{
    const lty_cart *cart = terms->cart;
    bool all = true;

    memset(selected, 0, cart->line_count * sizeof *selected);
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        const lty_requirement *requirement = &campaign->requirements[i];
        bool met = false;

        for (size_t j = 0; j < requirement->any_count; j++) {
            if (lty_terms_pieces(terms, &requirement->any[j]) < requirement->quantity) {
                continue;
            }
            met = true;
            for (size_t k = 0; k < cart->line_count; k++) {
                selected[k] = selected[k] || lty_terms_match(&requirement->any[j], &cart->lines[k]);
            }
        }
        all = all && met;
    }
    if (!all) {
        memset(selected, 0, cart->line_count * sizeof *selected);
    }
    return all;
}
