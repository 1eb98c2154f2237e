/*
 * Which codes the cart holds. The one hard idea: the shop asks one code at a time, against what is in the cart at that moment, and asks
 * those in the cart again at each request; so codes are entered here as they were typed, each with a request of its own before it.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_prestashop_part.h"

#define LTY_PRESTASHOP_PRIORITY 1 /* what the shop's form begins with */

static int lty_prestashop_order(int64_t a, int64_t b)
{
    return a < b ? -1 : a > b;
}

/* By priority; gifts before others, of gifts the highest number first; then as created. */
static int lty_prestashop_compare(const lty_prestashop_job *job, const lty_prestashop_rule *a, const lty_prestashop_rule *b)
{
    const lty_offer *one = &job->terms->offers[a->offer];
    const lty_offer *other = &job->terms->offers[b->offer];
    int order = lty_prestashop_order(a->priority, b->priority);

    order = order == 0 ? (b->gift != NULL) - (a->gift != NULL) : order;
    order = order == 0 && a->gift != NULL ? lty_prestashop_order(b->gift->value, a->gift->value) : order;
    order = order == 0 && a->created != b->created ? (a->created < b->created ? -1 : 1) : order;
    order = order == 0 ? lty_prestashop_order(a->campaign->number, b->campaign->number) : order;
    order = order == 0 && one->serial != other->serial ? (one->serial < other->serial ? -1 : 1) : order;
    return order == 0 ? lty_text_compare(one->code, other->code) : order;
}

static lty_prestashop_rule lty_prestashop_rule_of(const lty_prestashop_job *job, size_t offer)
{
    const lty_programme *programme = job->terms->programme;
    const lty_campaign *campaign = job->terms->offers[offer].campaign;
    const bool given = campaign->priority != LTY_PRIORITY_NONE;
    lty_prestashop_rule rule = {offer, campaign, NULL, job->line_count, given ? campaign->priority : LTY_PRESTASHOP_PRIORITY, 0};

    while (rule.created < programme->campaign_count && !lty_text_equal(programme->campaigns[rule.created].key, campaign->key)) {
        rule.created++;
    }
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        if (campaign->benefits[i].kind == LTY_DISCOUNT_GIFT) {
            rule.gift = &campaign->benefits[i];
        }
    }
    for (size_t i = job->line_count; i > 0 && rule.gift != NULL; i--) {
        if (lty_text_equal(job->terms->cart->lines[i - 1].sku, rule.gift->sku)) {
            rule.gift_line = i - 1;
        }
    }
    return rule;
}

static void lty_prestashop_insert(const lty_prestashop_job *job, lty_prestashop_rule *rules, size_t *count, const lty_prestashop_rule *rule)
{
    size_t at = *count;

    while (at > 0 && lty_prestashop_compare(job, rule, &rules[at - 1]) < 0) {
        rules[at] = rules[at - 1];
        at--;
    }
    rules[at] = *rule;
    (*count)++;
}

static void lty_prestashop_remove(lty_prestashop_job *job, size_t index)
{
    job->rule_count--;
    memmove(&job->rules[index], &job->rules[index + 1], (job->rule_count - index) * sizeof *job->rules);
}

/* Refuses with the staff's text under way; always false. */
static bool lty_prestashop_deny(lty_prestashop_job *job, const lty_prestashop_rule *rule, lty_status reason, const char *public_text)
{
    lty_terms_write_version(job->terms, rule->offer);
    lty_discounts_refuse(
        job->out, job->terms, rule->offer, reason, lty_steps_message(job->terms->steps), (lty_text){public_text, strlen(public_text)});
    return false;
}

/* Terms of a version that reckoned otherwise may promise what this shop has no rule for. */
static bool lty_prestashop_chargeable(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    const lty_campaign *campaign = rule->campaign;
    bool chargeable = campaign->maximum_order_minor == 0 && campaign->maximum_discount_minor == 0 && campaign->stacking_class.len == 0
        && campaign->lines.sale_items != LTY_SALE_ONLY;

    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];

        chargeable = chargeable && benefit->step_count == 0 && benefit->pieces == 0 && benefit->kind != LTY_DISCOUNT_BUY_GET
            && benefit->target != LTY_TARGET_PIECE;
    }
    if (chargeable) {
        return true;
    }
    lty_steps_write(job->terms->steps, "campaign \"%t\" has terms that PrestaShop's way of discounting cannot charge", campaign->key);
    return lty_prestashop_deny(job, rule, LTY_E_CODE_NO_EFFECT, "");
}

static bool lty_prestashop_on_sale(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    if (rule->campaign->lines.sale_items != LTY_SALE_LEFT_OUT) {
        return true;
    }
    for (size_t i = 0; i < job->line_count; i++) {
        if (job->covered[i] && !job->terms->cart->lines[i].sale) {
            return true;
        }
    }
    lty_steps_write(job->terms->steps, "every line that campaign \"%t\" covers is on sale", rule->campaign->key);
    return lty_prestashop_deny(job, rule, LTY_E_CODE_SALE_ITEMS, "the code is not for goods on sale");
}

static void lty_prestashop_write_requirement(lty_steps *steps, const lty_requirement *requirement)
{
    const char *joint = "";

    lty_steps_write(steps, "%i of ", requirement->quantity);
    for (size_t i = 0; i < requirement->any_count; i++) {
        const lty_text_list *lists[] = {&requirement->any[i].products_in, &requirement->any[i].categories_in};

        for (size_t j = 0; j < sizeof lists / sizeof *lists; j++) {
            for (size_t k = 0; k < lists[j]->count; k++) {
                lty_steps_write(steps, "%s%t", joint, lists[j]->items[k]);
                joint = k + 1 < lists[j]->count ? ", " : " or ";
            }
        }
    }
}

static bool lty_prestashop_products(lty_prestashop_job *job, const lty_prestashop_rule *rule, size_t covered)
{
    lty_steps *steps = job->terms->steps;
    const lty_requirement *failing;

    if (covered == 0) {
        lty_steps_write(steps, "campaign \"%t\" covers no line of the cart", rule->campaign->key);
        return lty_prestashop_deny(job, rule, LTY_E_CODE_CATEGORY, "add goods that the code covers");
    }
    if (lty_prestashop_select(job, rule, &failing)) {
        return true;
    }
    lty_steps_write(steps, "campaign \"%t\" asks for ", rule->campaign->key);
    lty_prestashop_write_requirement(steps, failing);
    lty_terms_write_version(job->terms, rule->offer);
    const lty_text message = lty_steps_message(steps);

    lty_steps_write(steps, "add goods that the code asks for: ");
    lty_prestashop_write_requirement(steps, failing);
    lty_discounts_refuse(job->out, job->terms, rule->offer, LTY_E_CODE_CATEGORY, message, lty_steps_message(steps));
    return false;
}

/* The covered lines as the shop sums them up, with the shipping if the campaign counts it, without one piece of each gift. */
static lty_fine lty_prestashop_reckon(const lty_prestashop_job *job, const lty_campaign *campaign)
{
    const lty_side side = campaign->minimum_with_tax ? LTY_SIDE_GROSS : LTY_SIDE_NET;
    const lty_fine minor = lty_prestashop_minor(job);
    lty_fine sum = 0;

    for (size_t i = 0; i < job->line_count; i++) {
        sum += job->covered[i] ? job->lines[i].total_micro[side] * LTY_FINE_MICRO : 0;
    }
    sum = lty_fine_round(sum, minor, job->terms->programme->discounts.rounding) * minor;
    sum += campaign->minimum_with_shipping ? job->shipping_micro[side] * LTY_FINE_MICRO : 0;
    for (size_t i = 0; i < job->rule_count; i++) {
        const size_t line = job->rules[i].gift_line;

        sum -= line < job->line_count && job->covered[line] ? job->lines[line].unit_micro[side] * LTY_FINE_MICRO : 0;
    }
    return sum;
}

static bool lty_prestashop_minimum(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    const lty_campaign *campaign = rule->campaign;
    lty_steps *steps = job->terms->steps;
    const lty_fine minor = lty_prestashop_minor(job);
    const lty_fine missing = campaign->minimum_order_minor * minor - lty_prestashop_reckon(job, campaign);

    if (campaign->minimum_order_minor == 0 || missing <= 0) {
        return true;
    }
    const lty_fine short_by = lty_fine_round(missing, minor, LTY_WAY_UP);
    const int64_t short_minor = short_by > INT64_MAX ? INT64_MAX : (int64_t) short_by;

    lty_steps_write(steps, "the goods%s that campaign \"%t\" counts are %m below the minimum of %m",
        campaign->minimum_with_shipping ? " and the shipping" : "", campaign->key, short_minor, campaign->minimum_order_minor);
    lty_terms_write_version(job->terms, rule->offer);
    const lty_text message = lty_steps_message(steps);

    lty_steps_write(steps, "add %m of goods that the code covers", short_minor);
    lty_discounts_refuse(job->out, job->terms, rule->offer, LTY_E_CODE_MIN_ORDER, message, lty_steps_message(steps));
    return false;
}

/* What the shop asks at every request, also of a rule that is in the cart; refuses. */
static bool lty_prestashop_holds(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    const size_t covered = lty_prestashop_cover(job, rule->campaign);

    return (covered == 0 || lty_prestashop_on_sale(job, rule)) && lty_prestashop_products(job, rule, covered)
        && lty_prestashop_minimum(job, rule);
}

static bool lty_prestashop_same(const lty_prestashop_job *job, const lty_prestashop_rule *a, const lty_prestashop_rule *b)
{
    return a->campaign->number == b->campaign->number && job->terms->offers[a->offer].serial == job->terms->offers[b->offer].serial
        && (job->terms->offers[a->offer].code.len == 0) == (job->terms->offers[b->offer].code.len == 0);
}

/* Only two rules of which both are restricted can be in each other's way. */
static bool lty_prestashop_paired(const lty_campaign *a, const lty_campaign *b)
{
    return a->combining == LTY_COMBINING_ALL || b->combining == LTY_COMBINING_ALL
        || (a->combining == LTY_COMBINING_LISTED && lty_text_list_has(&a->combines_with, b->key))
        || (b->combining == LTY_COMBINING_LISTED && lty_text_list_has(&b->combines_with, a->key));
}

/* Refuses `rule` for another that is in the cart, or the other way round. */
static void lty_prestashop_deny_pair(lty_prestashop_job *job, const lty_prestashop_rule *rule, const lty_prestashop_rule *other)
{
    lty_steps *steps = job->terms->steps;

    lty_steps_write(steps, "campaign \"%t\" (priority %i) does not combine with campaign \"%t\" (priority %i)", rule->campaign->key,
        rule->priority, other->campaign->key, other->priority);
    lty_terms_write_version(job->terms, rule->offer);
    const lty_text message = lty_steps_message(steps);

    if (job->terms->offers[other->offer].code.len > 0) {
        lty_steps_write(steps, "the code does not combine with %t: remove that to use it", job->terms->offers[other->offer].code);
    } else {
        lty_steps_write(steps, "the code does not combine with an offer that this order has");
    }
    lty_discounts_refuse(job->out, job->terms, rule->offer, LTY_E_CODE_COMBINATION, message, lty_steps_message(steps));
}

/* The last check: a rule of a smaller priority number removes what it does not combine with, any other is refused. */
static bool lty_prestashop_combine(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    for (size_t i = 0; i < job->rule_count; i++) {
        const lty_prestashop_rule *other = &job->rules[i];

        if (lty_prestashop_same(job, rule, other)) {
            lty_steps_write(job->terms->steps, "the code is in the cart already");
            return lty_prestashop_deny(job, rule, LTY_E_CODE_REPEATED, "");
        }
        if (!lty_prestashop_paired(rule->campaign, other->campaign) && other->priority <= rule->priority) {
            lty_prestashop_deny_pair(job, rule, other);
            return false;
        }
    }
    for (size_t i = job->rule_count; i > 0; i--) {
        if (!lty_prestashop_paired(rule->campaign, job->rules[i - 1].campaign)) {
            lty_prestashop_deny_pair(job, &job->rules[i - 1], rule);
            lty_prestashop_remove(job, i - 1);
        }
    }
    return true;
}

static lty_status lty_prestashop_add(lty_prestashop_job *job, const lty_prestashop_rule *rule)
{
    if (!lty_prestashop_holds(job, rule) || !lty_prestashop_combine(job, rule)) {
        return LTY_OK;
    }
    lty_prestashop_insert(job, job->rules, &job->rule_count, rule);
    return lty_prestashop_price(job);
}

/* Takes out what does not hold any more; a gift's piece goes with it, so the others are asked again. One round per rule at most. */
static lty_status lty_prestashop_review(lty_prestashop_job *job)
{
    lty_status status = LTY_OK;
    size_t at = 0;

    while (at < job->rule_count && status == LTY_OK) {
        const lty_prestashop_rule rule = job->rules[at];

        at++;
        if (!lty_prestashop_holds(job, &rule)) {
            lty_prestashop_remove(job, at - 1);
            status = lty_prestashop_price(job);
            at = 0;
        }
    }
    return status;
}

static bool lty_prestashop_is_in(const lty_prestashop_job *job, size_t offer)
{
    for (size_t i = 0; i < job->rule_count; i++) {
        if (job->rules[i].offer == offer) {
            return true;
        }
    }
    return false;
}

/* What happens at each request before a code is looked at. */
static lty_status lty_prestashop_request(lty_prestashop_job *job)
{
    lty_status status = lty_prestashop_review(job);

    for (size_t i = 0; i < job->automatic_count && status == LTY_OK; i++) {
        if (!lty_prestashop_is_in(job, job->automatic[i].offer)) {
            status = lty_prestashop_add(job, &job->automatic[i]);
        }
    }
    return status;
}

lty_status lty_prestashop_enter(lty_prestashop_job *job)
{
    const lty_terms *terms = job->terms;
    lty_status status = lty_prestashop_price(job);

    for (size_t i = 0; i < terms->offer_count; i++) {
        if (terms->offers[i].code.len == 0 && lty_terms_admit(job->out, terms, i)) {
            const lty_prestashop_rule rule = lty_prestashop_rule_of(job, i);

            if (lty_prestashop_chargeable(job, &rule)) {
                lty_prestashop_insert(job, job->automatic, &job->automatic_count, &rule);
            }
        }
    }
    for (size_t i = 0; i < terms->offer_count && status == LTY_OK; i++) {
        if (terms->offers[i].code.len > 0 && lty_terms_admit(job->out, terms, i)) {
            const lty_prestashop_rule rule = lty_prestashop_rule_of(job, i);

            status = lty_prestashop_request(job);
            if (status == LTY_OK && lty_prestashop_chargeable(job, &rule)) {
                status = lty_prestashop_add(job, &rule);
            }
        }
    }
    status = status == LTY_OK ? lty_prestashop_request(job) : status;
    return status == LTY_OK ? lty_prestashop_review(job) : status;
}
