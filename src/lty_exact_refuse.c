/* Why a code does not apply. Staff read what is wrong, the shopper what to do about it; where nothing can be done, the standing text. */
#include <string.h>

#include "lty_check.h"
#include "lty_exact_explain.h"
#include "lty_exact_refuse.h"

static lty_steps *lty_exact_text(const lty_exact_job *job)
{
    return job->terms->steps;
}

static const lty_campaign *lty_exact_campaign(const lty_exact_job *job, size_t offer)
{
    return job->terms->offers[offer].campaign;
}

/* Ends the staff's text. */
static lty_text lty_exact_message(const lty_exact_job *job, size_t offer)
{
    lty_terms_write_version(job->terms, offer);
    return lty_steps_message(job->terms->steps);
}

/* Refuses with the public's text under way. */
static void lty_exact_refuse(lty_exact_job *job, size_t offer, lty_status reason, lty_text message)
{
    lty_discounts_refuse(job->out, job->terms, offer, reason, message, lty_steps_message(job->terms->steps));
}

static void lty_exact_write_sale(const lty_exact_job *job, const lty_campaign *campaign, const char *before, const char *after)
{
    if (campaign->lines.sale_items != LTY_SALE_TAKEN) {
        lty_steps_write(lty_exact_text(job), "%s%s%s", before,
            campaign->lines.sale_items == LTY_SALE_ONLY ? "sale items only" : "no sale items", after);
    }
}

static void lty_exact_refuse_category(lty_exact_job *job, size_t offer)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);
    const lty_line_filter *lines = &campaign->lines;
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(steps, "campaign \"%t\" covers no line of the cart", campaign->key);
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(steps, "add goods that the code covers");
    if (lty_exact_write_names(steps, ": ", &lines->categories_in, &lines->products_in) > 0
        || lty_exact_write_names(steps, ", other than ", &lines->categories_out, &lines->products_out) > 0) {
        lty_exact_write_sale(job, campaign, " (", ")");
    } else {
        lty_exact_write_sale(job, campaign, ": ", "");
    }
    lty_exact_refuse(job, offer, LTY_E_CODE_CATEGORY, message);
}

static void lty_exact_refuse_minimum(lty_exact_job *job, size_t offer, int64_t goods_minor, int64_t minimum_minor)
{
    const int64_t missing = minimum_minor - goods_minor;
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(steps, "the goods that campaign \"%t\" covers are %m below the minimum of %m", lty_exact_campaign(job, offer)->key,
        missing, minimum_minor);
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(steps, "add %m of goods that the code covers", missing);
    lty_exact_refuse(job, offer, LTY_E_CODE_MIN_ORDER, message);
}

static void lty_exact_refuse_maximum(lty_exact_job *job, size_t offer, int64_t goods_minor)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);
    const int64_t over = goods_minor - campaign->maximum_order_minor;
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(
        steps, "the goods that campaign \"%t\" covers are %m above the maximum of %m", campaign->key, over, campaign->maximum_order_minor);
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(
        steps, "the code is for at most %m of the goods that it covers: take out %m of them", campaign->maximum_order_minor, over);
    lty_exact_refuse(job, offer, LTY_E_CODE_MAX_ORDER, message);
}

/* "add 2 of tea, cake or 1 of mug": what one requirement lacks. Nothing if it is met. */
static bool lty_exact_write_lack(const lty_exact_job *job, const lty_requirement *requirement, const char *before)
{
    const char *joint = before;

    for (size_t i = 0; i < requirement->any_count; i++) {
        if (lty_terms_pieces(job->terms, &requirement->any[i]) >= requirement->quantity) {
            return false;
        }
    }
    for (size_t i = 0; i < requirement->any_count; i++) {
        const lty_line_filter *any = &requirement->any[i];

        lty_steps_write(lty_exact_text(job), "%s%i of ", joint, requirement->quantity - lty_terms_pieces(job->terms, any));
        lty_exact_write_names(lty_exact_text(job), "", &any->categories_in, &any->products_in);
        joint = " or ";
    }
    return true;
}

static void lty_exact_refuse_requirement(lty_exact_job *job, size_t offer)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);
    const char *joint = "";

    lty_steps_write(lty_exact_text(job), "the cart lacks pieces that campaign \"%t\" requires: ", campaign->key);
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        joint = lty_exact_write_lack(job, &campaign->requirements[i], joint) ? ", and " : joint;
    }
    const lty_text message = lty_exact_message(job, offer);

    joint = "add ";
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        joint = lty_exact_write_lack(job, &campaign->requirements[i], joint) ? ", and " : joint;
    }
    lty_exact_refuse(job, offer, LTY_E_CODE_CATEGORY, message);
}

/* Early access is for goods that are not in the cart yet. */
static bool lty_exact_opens(const lty_campaign *campaign)
{
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        if (campaign->benefits[i].kind == LTY_DISCOUNT_EARLY_ACCESS) {
            return true;
        }
    }
    return false;
}

lty_status lty_exact_admit(bool *admitted, lty_exact_job *job, size_t offer)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);
    int64_t goods;
    bool any;

    *admitted = false;
    if (!lty_terms_admit(job->out, job->terms, offer)) {
        return LTY_OK;
    }
    const lty_status status = lty_exact_goods(&goods, &any, job, campaign);

    if (status != LTY_OK) {
        return status;
    }
    if (!any && !lty_exact_opens(campaign)) {
        lty_exact_refuse_category(job, offer);
    } else if (goods < campaign->minimum_order_minor) {
        lty_exact_refuse_minimum(job, offer, goods, campaign->minimum_order_minor);
    } else if (campaign->maximum_order_minor > 0 && goods > campaign->maximum_order_minor) {
        lty_exact_refuse_maximum(job, offer, goods);
    } else if (!lty_terms_require(job->selected, job->terms, campaign)) {
        lty_exact_refuse_requirement(job, offer);
    } else {
        *admitted = true;
    }
    return LTY_OK;
}

static void lty_exact_refuse_product(lty_exact_job *job, size_t offer, lty_text sku)
{
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(
        steps, "campaign \"%t\" takes off product %t, and the cart has none that it covers", lty_exact_campaign(job, offer)->key, sku);
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(steps, "add %t", sku);
    lty_exact_refuse(job, offer, LTY_E_CODE_CATEGORY, message);
}

static void lty_exact_refuse_pieces(lty_exact_job *job, size_t offer, int64_t missing)
{
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(steps, "the cart has %i too few pieces that campaign \"%t\" covers", missing, lty_exact_campaign(job, offer)->key);
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(steps, "add %i more of the goods that the code covers", missing);
    lty_exact_refuse(job, offer, LTY_E_CODE_NO_EFFECT, message);
}

static bool lty_exact_in_cart(const lty_cart *cart, lty_text sku)
{
    for (size_t i = 0; i < cart->line_count; i++) {
        if (cart->lines[i].quantity > 0 && lty_text_equal(cart->lines[i].sku, sku)) {
            return true;
        }
    }
    return false;
}

/* Whether one benefit knows what would make it give something; it then has refused. */
static lty_status lty_exact_refuse_benefit(bool *refused, lty_exact_job *job, size_t offer, const lty_benefit *benefit, int64_t goods)
{
    const bool amounts = benefit->kind == LTY_DISCOUNT_PERCENT || benefit->kind == LTY_DISCOUNT_FIXED;
    int64_t pieces;

    *refused = true;
    if (benefit->step_count > 0 && goods < benefit->steps[0].from_minor) {
        lty_exact_refuse_minimum(job, offer, goods, benefit->steps[0].from_minor);
        return LTY_OK;
    }
    if (amounts && benefit->target == LTY_TARGET_PRODUCT && !lty_exact_in_cart(job->terms->cart, benefit->sku)) {
        lty_exact_refuse_product(job, offer, benefit->sku);
        return LTY_OK;
    }
    if (benefit->kind == LTY_DISCOUNT_BUY_GET) {
        const lty_status status = lty_exact_stock_take(&pieces, job, job->covered);

        if (status != LTY_OK) {
            return status;
        }
        if (pieces < benefit->buy + benefit->get) {
            lty_exact_refuse_pieces(job, offer, benefit->buy + benefit->get - pieces);
            return LTY_OK;
        }
    }
    *refused = false;
    return LTY_OK;
}

lty_status lty_exact_refuse_idle(lty_exact_job *job, size_t offer)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);
    lty_steps *steps = lty_exact_text(job);
    bool refused = false;
    bool shipping = false;
    int64_t goods;
    bool any;
    lty_status status = lty_exact_goods(&goods, &any, job, campaign);

    lty_exact_restart(job);
    for (size_t i = 0; i < campaign->benefit_count && status == LTY_OK && !refused; i++) {
        status = lty_exact_refuse_benefit(&refused, job, offer, &campaign->benefits[i], goods);
        shipping = shipping || campaign->benefits[i].kind == LTY_DISCOUNT_FREE_SHIPPING;
    }
    if (status != LTY_OK || refused) {
        return status;
    }
    if (shipping) {
        lty_steps_write(steps, "the code takes off shipping, and the order has none to pay");
    } else {
        lty_steps_write(steps, "the code takes off less than the smallest unit of the currency");
    }
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(steps, "%s", shipping ? "shipping is free already" : "");
    lty_exact_refuse(job, offer, LTY_E_CODE_NO_EFFECT, message);
    return LTY_OK;
}

void lty_exact_refuse_left(lty_exact_job *job, size_t offer)
{
    lty_steps_write(lty_exact_text(job), "the other codes leave nothing that this one could take off");
    const lty_text message = lty_exact_message(job, offer);

    lty_exact_refuse(job, offer, LTY_E_CODE_NO_EFFECT, message);
}

void lty_exact_refuse_budget(lty_exact_job *job, size_t offer, int64_t before_minor, int64_t amount_minor)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);

    lty_steps_write(lty_exact_text(job), "the code would take %m off, and campaign \"%t\" has given away %m of its budget of %m",
        amount_minor, campaign->key, before_minor, campaign->budget_minor);
    const lty_text message = lty_exact_message(job, offer);

    lty_exact_refuse(job, offer, LTY_E_CODE_BUDGET, message);
}

void lty_exact_refuse_limit(lty_exact_job *job, size_t offer, bool by_customer)
{
    const lty_campaign *campaign = lty_exact_campaign(job, offer);

    if (by_customer) {
        lty_steps_write(lty_exact_text(job), "with the other codes of this order the customer would use campaign \"%t\" more than %i times",
            campaign->key, campaign->uses_per_customer);
    } else {
        lty_steps_write(lty_exact_text(job), "with the other codes of this order campaign \"%t\" would be used more than %i times",
            campaign->key, campaign->uses_total);
    }
    const lty_text message = lty_exact_message(job, offer);

    lty_steps_write(lty_exact_text(job), "remove another code of the same offer to use this one");
    lty_exact_refuse(job, offer, LTY_E_CODE_LIMIT, message);
}

void lty_exact_refuse_class(lty_exact_job *job, size_t offer, size_t winner)
{
    lty_steps *steps = lty_exact_text(job);

    lty_steps_write(steps, "of the stacking class \"%t\" one applies: ", lty_exact_campaign(job, offer)->stacking_class);
    lty_exact_write_name(job->terms, winner);
    const lty_text message = lty_exact_message(job, offer);

    if (job->terms->offers[winner].code.len > 0) {
        lty_steps_write(steps, "remove %t to use this code", job->terms->offers[winner].code);
    }
    lty_exact_refuse(job, offer, LTY_E_CODE_COMBINATION, message);
}

#define LTY_EXACT_REMOVE_MAX 5U /* nobody removes more codes for the sake of one */

void lty_exact_refuse_combination(lty_exact_job *job, size_t offer, size_t winner, const size_t *others, size_t other_count)
{
    const lty_combining own = lty_exact_campaign(job, offer)->combining;
    const lty_combining other = lty_exact_campaign(job, winner)->combining;
    lty_steps *steps = lty_exact_text(job);
    bool removable = other_count <= LTY_EXACT_REMOVE_MAX;

    if (own == LTY_COMBINING_ALONE || other == LTY_COMBINING_ALONE) {
        lty_exact_write_name(job->terms, own == LTY_COMBINING_ALONE ? offer : winner);
        lty_steps_write(steps, " stands alone");
    } else {
        lty_exact_write_name(job->terms, offer);
        lty_steps_write(steps, " does not go together with ");
        lty_exact_write_name(job->terms, winner);
    }
    lty_steps_write(steps, ", and the better choice has ");
    lty_exact_write_name(job->terms, winner);
    const lty_text message = lty_exact_message(job, offer);

    bool automatic = false;

    for (size_t i = 0; i < other_count; i++) {
        automatic = automatic || job->terms->offers[others[i]].code.len == 0;
    }
    removable = removable && !automatic;
    for (size_t i = 0; i < other_count && removable; i++) {
        lty_steps_write(steps, "%s%t", i == 0 ? "remove " : ", ", job->terms->offers[others[i]].code);
    }
    lty_steps_write(steps, "%s", removable ? " to use this code" : "");
    if (automatic) {
        lty_steps_write(steps, "your cart has a better offer already, and the two do not go together");
    }
    lty_exact_refuse(job, offer, LTY_E_CODE_COMBINATION, message);
}
