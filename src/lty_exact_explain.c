/* Steps of our own way. Each text has every number that its figure is made of, so that a reader needs nothing but the texts. */
#include "lty_check.h"
#include "lty_exact_explain.h"

static bool lty_exact_automatic(const lty_offer *offer)
{
    return offer->code.len == 0;
}

void lty_exact_write_name(const lty_terms *terms, size_t offer)
{
    const lty_offer *at = &terms->offers[offer];

    if (lty_exact_automatic(at)) {
        lty_steps_write(terms->steps, "\"%t\"", at->campaign->key);
    } else {
        lty_steps_write(terms->steps, "%t", at->code);
    }
}

/* Opens a step of an offer. */
static lty_steps *lty_exact_open(const lty_exact_job *job, size_t offer)
{
    lty_exact_write_name(job->terms, offer);
    lty_terms_write_version(job->terms, offer);
    return job->terms->steps;
}

#define LTY_EXACT_NAMES_MAX 5U /* a campaign may list thousands of products; a text names the first */

static size_t lty_exact_write_list(lty_steps *steps, const char *joint, const lty_text_list *list, size_t room)
{
    size_t count = 0;

    while (count < list->count && count < room) {
        lty_steps_write(steps, "%s%t", count == 0 ? joint : ", ", list->items[count]);
        count++;
    }
    return count;
}

size_t lty_exact_write_names(lty_steps *steps, const char *before, const lty_text_list *categories, const lty_text_list *products)
{
    const size_t all = categories->count + products->count;
    size_t count = lty_exact_write_list(steps, before, categories, LTY_EXACT_NAMES_MAX);

    count += lty_exact_write_list(steps, count == 0 ? before : ", ", products, LTY_EXACT_NAMES_MAX - count);
    if (count < all) {
        lty_steps_write(steps, " and %i more", (int64_t) (all - count));
    }
    return all;
}

static lty_text lty_exact_below(lty_steps *steps, lty_text pointer, const char *member, size_t index)
{
    const lty_text rule = lty_steps_rule(steps, pointer, member);

    lty_steps_write(steps, "%t/%i", rule, (int64_t) index);
    return lty_steps_message(steps);
}

static void lty_exact_explain_requirement(const lty_exact_job *job, size_t offer, size_t index)
{
    const lty_campaign *campaign = job->terms->offers[offer].campaign;
    const lty_requirement *requirement = &campaign->requirements[index];
    lty_steps *steps = job->terms->steps;
    const lty_text rule = lty_exact_below(steps, campaign->pointer, "/requires", index);

    for (size_t i = 0; i < requirement->any_count; i++) {
        const lty_line_filter *any = &requirement->any[i];
        const int64_t pieces = lty_terms_pieces(job->terms, any);

        if (pieces >= requirement->quantity) {
            lty_exact_open(job, offer);
            lty_steps_write(steps, " requires %i of ", requirement->quantity);
            lty_exact_write_names(steps, "", &any->categories_in, &any->products_in);
            lty_steps_write(steps, ": reached, with %i", pieces);
            lty_steps_end(steps, "requires", rule, requirement->quantity);
            return;
        }
    }
}

void lty_exact_explain_terms(const lty_exact_job *job, size_t offer, int64_t goods_minor)
{
    const lty_campaign *campaign = job->terms->offers[offer].campaign;
    lty_steps *steps = job->terms->steps;

    if (campaign->minimum_order_minor > 0) {
        lty_exact_open(job, offer);
        lty_steps_write(steps, " needs %m of goods that it covers: reached, with %m", campaign->minimum_order_minor, goods_minor);
        lty_steps_end(steps, "minimum", lty_steps_rule(steps, campaign->pointer, "/minimum_order"), campaign->minimum_order_minor);
    }
    if (campaign->maximum_order_minor > 0) {
        lty_exact_open(job, offer);
        lty_steps_write(steps, " is for at most %m of goods that it covers: kept, with %m", campaign->maximum_order_minor, goods_minor);
        lty_steps_end(steps, "maximum", lty_steps_rule(steps, campaign->pointer, "/maximum_order"), campaign->maximum_order_minor);
    }
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        lty_exact_explain_requirement(job, offer, i);
    }
}

/* Which pieces count, where not all do: by the prices on the labels. */
static void lty_exact_explain_pieces(const lty_exact_job *job, const lty_exact_part *part)
{
    const lty_benefit *benefit = part->benefit;
    lty_steps *steps = job->terms->steps;
    const bool cheapest = benefit->kind != LTY_DISCOUNT_BUY_GET && benefit->target == LTY_TARGET_CHEAPEST;
    int64_t count = 0;

    if (benefit->kind == LTY_DISCOUNT_GIFT || (benefit->kind != LTY_DISCOUNT_BUY_GET && !cheapest && benefit->pieces == 0)) {
        return;
    }
    lty_exact_open(job, part->offer);
    lty_steps_write(steps, " covers ");
    for (size_t i = 0; i < job->stock_count; i++) {
        const size_t line = job->stock[i].line;

        lty_steps_write(
            steps, "%sline %i (%i at %m)", i == 0 ? "" : " + ", (int64_t) line + 1, job->cart.rest[line], job->stock[i].unit_minor);
        count += job->pieces[line];
    }
    lty_steps_write(steps, " = %i pieces, ", part->stock);
    if (benefit->kind == LTY_DISCOUNT_BUY_GET) {
        lty_steps_write(steps, "of every %i from the dearest on the cheapest %i: %i", benefit->buy + benefit->get, benefit->get, count);
    } else if (cheapest) {
        lty_steps_write(steps, "the cheapest: %i", count);
    } else {
        lty_steps_write(steps, "at most %i, the dearest: %i", benefit->pieces, count);
    }
    lty_steps_end(steps, "pieces", benefit->pointer, count);
}

/* "line 2 (2 of 3 pieces of 30.00 GBP = 20.00 GBP)", or what is left of all of them. */
static void lty_exact_write_line(const lty_exact_job *job, const lty_exact_part *part, size_t line, const char *joint)
{
    lty_steps *steps = job->terms->steps;
    const int64_t pieces = job->pieces[line];
    const bool each = part->benefit->kind == LTY_DISCOUNT_FIXED && part->benefit->target == LTY_TARGET_PIECE;
    int64_t off;

    lty_steps_write(steps, "%sline %i (", joint, (int64_t) line + 1);
    if (each) {
        const bool whole = lty_mul(&off, pieces, part->value) == LTY_OK && off == job->weights[line];

        lty_steps_write(steps, "%i * %m%s", pieces, part->value, whole ? " =" : ", at most");
        lty_steps_write(steps, " %m)", job->weights[line]);
    } else if (pieces < job->cart.rest[line]) {
        lty_steps_write(
            steps, "%i of %i pieces of %m = %m, rounded down)", pieces, job->cart.rest[line], job->cart.left[line], job->weights[line]);
    } else {
        lty_steps_write(steps, "%m)", job->weights[line]);
    }
}

static void lty_exact_explain_base(const lty_exact_job *job, const lty_exact_part *part)
{
    lty_steps *steps = job->terms->steps;
    const char *joint = "";

    lty_exact_open(job, part->offer);
    lty_steps_write(steps, " covers ");
    for (size_t i = 0; i < job->terms->cart->line_count; i++) {
        if (job->pieces[i] > 0) {
            lty_exact_write_line(job, part, i, joint);
            joint = " + ";
        }
    }
    lty_steps_write(steps, " = %m", part->base_minor);
    lty_steps_end(steps, "base", job->terms->offers[part->offer].campaign->pointer, part->base_minor);
}

/* The pointer of a benefit's value. */
static lty_text lty_exact_explain_step(const lty_exact_job *job, const lty_exact_part *part)
{
    const lty_benefit *benefit = part->benefit;
    lty_steps *steps = job->terms->steps;

    if (benefit->step_count == 0) {
        return benefit->pointer;
    }
    const lty_text rule = lty_exact_below(steps, benefit->pointer, "/steps", part->step);

    lty_exact_open(job, part->offer);
    lty_steps_write(steps, ": %m of goods reach the step from %m", part->goods_minor, benefit->steps[part->step].from_minor);
    lty_steps_end(steps, "step", rule, benefit->steps[part->step].from_minor);
    return rule;
}

static void lty_exact_write_money(const lty_exact_job *job, const lty_exact_part *part)
{
    const lty_benefit *benefit = part->benefit;
    lty_steps *steps = job->terms->steps;

    if (benefit->kind == LTY_DISCOUNT_FREE_SHIPPING) {
        lty_steps_write(steps, ": the shipping of %m", part->wanted_minor);
    } else if (benefit->kind == LTY_DISCOUNT_GIFT) {
        lty_steps_write(steps, ": a piece of %t for nothing, %m", benefit->sku, part->wanted_minor);
    } else if (benefit->kind == LTY_DISCOUNT_BUY_GET) {
        lty_steps_write(steps, ": these pieces for nothing, %m", part->wanted_minor);
    } else if (benefit->kind == LTY_DISCOUNT_PERCENT) {
        lty_steps_write(
            steps, ": %q %% of %m = %m%s", part->value, part->base_minor, part->wanted_minor, lty_steps_rounding(LTY_ROUNDING_HALF_UP));
    } else if (benefit->target == LTY_TARGET_PIECE) {
        lty_steps_write(steps, ": %m off each piece, %m", part->value, part->wanted_minor);
    } else {
        lty_steps_write(steps, ": %m, of the %m that are left", part->value, part->base_minor);
    }
}

static void lty_exact_explain_money(const lty_exact_job *job, const lty_exact_part *part)
{
    const lty_campaign *campaign = job->terms->offers[part->offer].campaign;
    lty_steps *steps = job->terms->steps;
    const bool goods = part->benefit->kind != LTY_DISCOUNT_FREE_SHIPPING;

    if (part->wanted_minor == 0) {
        return;
    }
    if (goods) {
        lty_exact_explain_pieces(job, part);
    }
    const lty_text rule = lty_exact_explain_step(job, part);

    if (goods) {
        lty_exact_explain_base(job, part);
    }
    lty_exact_open(job, part->offer);
    lty_exact_write_money(job, part);
    lty_steps_end(steps, "discount", rule, part->wanted_minor);
    if (part->amount_minor < part->wanted_minor) {
        lty_exact_open(job, part->offer);
        lty_steps_write(steps, ": %m, at most %m", part->wanted_minor, part->maximum_minor);
        if (part->before_minor > 0) {
            lty_steps_write(steps, " - %m taken before = %m", part->before_minor, part->amount_minor);
        }
        lty_steps_end(steps, "limit", lty_steps_rule(steps, campaign->pointer, "/maximum_discount"), part->amount_minor);
    }
}

void lty_exact_explain_part(const lty_exact_job *job, const lty_exact_part *part, const lty_discount *taken)
{
    const lty_benefit *benefit = part->benefit;
    lty_steps *steps = job->terms->steps;

    switch (benefit->kind) {
        case LTY_DISCOUNT_POINTS:
            lty_exact_open(job, part->offer);
            lty_steps_write(steps, ": %i points on top", benefit->value);
            lty_steps_end(steps, "discount", benefit->pointer, benefit->value);
            break;
        case LTY_DISCOUNT_POINTS_MULTIPLIER:
            lty_exact_open(job, part->offer);
            lty_steps_write(steps, ": the order's own points * %p %%", benefit->value);
            lty_steps_end(steps, "multiplier", benefit->pointer, benefit->value);
            break;
        case LTY_DISCOUNT_EARLY_ACCESS:
            lty_exact_open(job, part->offer);
            lty_exact_write_names(steps, " opens ", &(lty_text_list){NULL, 0}, &taken->opens);
            lty_steps_end(steps, "opens", benefit->pointer, (int64_t) taken->opens.count);
            break;
        case LTY_DISCOUNT_GIFT:
            if (taken->gift.len > 0 && part->wanted_minor == 0) {
                lty_exact_open(job, part->offer);
                lty_steps_write(steps, ": a piece of %t for nothing, %s", benefit->sku,
                    taken->gift_missing ? "which the shop adds" : "which has no price");
                lty_steps_end(steps, "gift", benefit->pointer, 0);
            }
            lty_exact_explain_money(job, part);
            break;
        case LTY_DISCOUNT_PERCENT:
        case LTY_DISCOUNT_FIXED:
        case LTY_DISCOUNT_FREE_SHIPPING:
        case LTY_DISCOUNT_BUY_GET: lty_exact_explain_money(job, part); break;
    }
}

void lty_exact_explain_lines(const lty_exact_job *job, const lty_exact_part *part)
{
    lty_steps *steps = job->terms->steps;

    for (size_t i = 0; i < job->terms->cart->line_count && part->amount_minor > 0; i++) {
        if (job->weights[i] > 0) {
            lty_steps_write(steps, "line %i: %m * %m / %m = %m, by largest remainder", (int64_t) i + 1, part->amount_minor, job->weights[i],
                part->base_minor, job->off[i]);
            lty_steps_end(steps, "line_discount", part->benefit->pointer, job->off[i]);
        }
    }
}

void lty_exact_explain_budget(const lty_exact_job *job, size_t offer, int64_t before_minor, int64_t amount_minor)
{
    const lty_campaign *campaign = job->terms->offers[offer].campaign;
    lty_steps *steps = job->terms->steps;

    lty_exact_open(job, offer);
    lty_steps_write(steps, ": %m given away before + %m, of the budget of %m", before_minor, amount_minor, campaign->budget_minor);
    lty_steps_end(steps, "budget", lty_steps_rule(steps, campaign->pointer, "/budget"), before_minor + amount_minor);
}
