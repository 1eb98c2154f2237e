/*
 * Coupons on a cart. The one hard idea: codes are sorted before anything is computed, so the result cannot depend on the order
 * of typing; choices between codes that exclude each other are tried on a copy of the lines and only the winner is explained.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_discount.h"

typedef struct lty_discount_job {
    const lty_programme *programme;
    const lty_cart *cart;
    const lty_discount_customer *customer;
    const lty_discount_coupon *coupons;
    int64_t at_s;
    lty_steps *steps;
    size_t *order; /* coupons that may still apply, in canonical order */
    size_t order_count;
    int64_t *left; /* by line, of the choice being tried */
    int64_t shipping_left;
    int64_t *off;
    bool *covered;
    lty_discounts *out;
} lty_discount_job;

/* What one choice of codes brings. */
typedef struct lty_discount_choice {
    bool together; /* all combinable ones; else only order[alone] */
    size_t alone;
    int64_t amount_minor;
    int64_t points;
    size_t first; /* its lowest campaign number and serial: index into order */
} lty_discount_choice;

static int lty_discount_compare_serial(const lty_discount_coupon *a, const lty_discount_coupon *b)
{
    if (a->campaign->number != b->campaign->number) {
        return a->campaign->number < b->campaign->number ? -1 : 1;
    }
    return (a->serial > b->serial) - (a->serial < b->serial);
}

static int lty_discount_compare(const lty_discount_coupon *a, const lty_discount_coupon *b)
{
    if (a->campaign->kind != b->campaign->kind) {
        return a->campaign->kind < b->campaign->kind ? -1 : 1;
    }
    return lty_discount_compare_serial(a, b);
}

/* Keeps refusals sorted and free of repeats, so a code that was typed twice is refused once. */
static void lty_discount_refuse(lty_discount_job *job, size_t coupon, lty_status reason, lty_text message, lty_text public_message)
{
    lty_discounts *out = job->out;
    size_t at = out->refusal_count;

    for (size_t i = 0; i < out->refusal_count; i++) {
        const lty_discount_refusal *other = &out->refusals[i];
        const int compare = other->reason == reason ? lty_text_compare(job->coupons[other->coupon].code, job->coupons[coupon].code) : 1;

        if (other->reason == reason && compare == 0) {
            return;
        }
        if (other->reason > reason || (other->reason == reason && compare > 0)) {
            at = i;
            break;
        }
    }
    memmove(&out->refusals[at + 1], &out->refusals[at], (out->refusal_count - at) * sizeof *out->refusals);
    out->refusals[at] = (lty_discount_refusal){coupon, reason, message, public_message};
    out->refusal_count++;
}

static const lty_text lty_no_text = {NULL, 0};

/* Which lines a campaign covers; *sum of their amounts before any discount. */
static lty_status lty_discount_cover(lty_discount_job *job, const lty_campaign *campaign, int64_t *sum, size_t *count)
{
    *sum = 0;
    *count = 0;
    for (size_t i = 0; i < job->cart->line_count; i++) {
        const lty_cart_line *line = &job->cart->lines[i];

        job->covered[i] = lty_line_filter_match(&campaign->lines, line->category, line->sale);
        if (job->covered[i]) {
            *count += 1;
            const lty_status status = lty_add(sum, *sum, line->amount_minor);

            if (status != LTY_OK) {
                return status;
            }
        }
    }
    return LTY_OK;
}

/* A refusal whose staff's text was just written; the public's is a literal or empty. */
static void lty_discount_refuse_written(lty_discount_job *job, size_t coupon, lty_status reason, const char *public_text)
{
    const lty_text message = lty_steps_message(job->steps);

    lty_discount_refuse(job, coupon, reason, message, (lty_text){public_text, strlen(public_text)});
}

/* A local day as text. Instants of the first and the last year may lie a local day outside what has a text. */
static void lty_discount_day(char out[11], const lty_zone *zone, int64_t at_s)
{
    const int64_t first = LTY_TIME_MIN / LTY_DAY_SECONDS;
    const int64_t last = (LTY_TIME_MAX + 1) / LTY_DAY_SECONDS - 1;
    const int64_t day = lty_zone_day(zone, at_s);

    lty_day_format(out, day < first ? first : day > last ? last : day);
}

static bool lty_discount_window(lty_discount_job *job, size_t index)
{
    const lty_discount_coupon *coupon = &job->coupons[index];
    const lty_campaign *campaign = coupon->campaign;
    const lty_zone *zone = &job->programme->zone;
    int64_t until_s = campaign->valid_until_s;
    char day[11];

    if (campaign->valid_from_s != LTY_TIME_NONE && job->at_s < campaign->valid_from_s) {
        lty_discount_day(day, zone, campaign->valid_from_s);
        lty_steps_write(job->steps, "campaign \"%t\" is valid from %s", campaign->key, day);
        const lty_text message = lty_steps_message(job->steps);
        lty_steps_write(job->steps, "the code is valid from %s", day);
        lty_discount_refuse(job, index, LTY_E_CODE_NOT_YET_VALID, message, lty_steps_message(job->steps));
        return false;
    }
    if (coupon->expires_at_s != LTY_TIME_NONE && (until_s == LTY_TIME_NONE || coupon->expires_at_s < until_s)) {
        until_s = coupon->expires_at_s;
    }
    if (until_s != LTY_TIME_NONE && job->at_s >= until_s) {
        lty_discount_day(day, zone, until_s - 1);
        lty_steps_write(job->steps, "the last day of the code was %s", day);
        lty_discount_refuse_written(job, index, LTY_E_CODE_EXPIRED, "");
        return false;
    }
    return true;
}

static bool lty_discount_person(lty_discount_job *job, size_t index)
{
    const lty_discount_coupon *coupon = &job->coupons[index];
    const lty_discount_customer *customer = job->customer;

    if (coupon->customer.bytes != NULL && !customer->known) {
        lty_steps_write(job->steps, "the code is bound to a customer, and the order names none");
        lty_discount_refuse_written(job, index, LTY_E_CODE_CUSTOMER, "sign in to use this code");
        return false;
    }
    if (coupon->customer.bytes != NULL && !lty_text_equal(coupon->customer, customer->key)) {
        lty_steps_write(job->steps, "the code is bound to another customer");
        lty_discount_refuse_written(job, index, LTY_E_CODE_CUSTOMER, "");
        return false;
    }
    if (coupon->campaign->first_order_only && !customer->known) {
        lty_steps_write(job->steps, "the code is for a first order, and the order names no customer");
        lty_discount_refuse_written(job, index, LTY_E_CODE_CUSTOMER, "sign in to use this code: it is for a first order");
        return false;
    }
    if (coupon->campaign->first_order_only && customer->orders > 0) {
        lty_steps_write(job->steps, "the code is for a first order, and the customer has %i already", customer->orders);
        lty_discount_refuse_written(job, index, LTY_E_CODE_CUSTOMER, "the code is for a first order");
        return false;
    }
    return true;
}

static void lty_discount_refuse_category(lty_discount_job *job, size_t index)
{
    const lty_line_filter *lines = &job->coupons[index].campaign->lines;

    lty_steps_write(job->steps, "campaign \"%t\" covers no line of the cart", job->coupons[index].campaign->key);
    const lty_text message = lty_steps_message(job->steps);

    if (lines->include_count > 0) {
        lty_steps_write(job->steps, "add goods that the code covers: ");
        for (size_t i = 0; i < lines->include_count; i++) {
            lty_steps_write(job->steps, i == 0 ? "%t" : ", %t", lines->include[i]);
        }
        lty_steps_write(job->steps, "%s", lines->sale_items ? "" : " (no sale items)");
    } else {
        lty_steps_write(job->steps, "add goods that the code covers%s", lines->sale_items ? "" : ": no sale items");
    }
    lty_discount_refuse(job, index, LTY_E_CODE_CATEGORY, message, lty_steps_message(job->steps));
}

/* Whether the terms of a code hold for this cart, customer and instant, whatever other codes there are. */
static lty_status lty_discount_admit(lty_discount_job *job, size_t index, bool *admitted)
{
    const lty_discount_coupon *coupon = &job->coupons[index];
    const lty_campaign *campaign = coupon->campaign;
    int64_t sum;
    size_t count;

    *admitted = false;
    if (coupon->refused != LTY_OK || campaign == NULL || !campaign->open) {
        const lty_status unknown = campaign == NULL ? LTY_E_CODE_CAMPAIGN : LTY_E_CODE_CAMPAIGN_CLOSED;
        const lty_status reason = coupon->refused != LTY_OK ? coupon->refused : unknown;
        const char *text = lty_status_text(reason);

        lty_discount_refuse(job, index, reason, (lty_text){text, strlen(text)}, lty_no_text);
        return LTY_OK;
    }
    if (!lty_discount_window(job, index) || !lty_discount_person(job, index)) {
        return LTY_OK;
    }
    const lty_status status = lty_discount_cover(job, campaign, &sum, &count);

    if (status != LTY_OK) {
        return status;
    }
    if (count == 0) {
        lty_discount_refuse_category(job, index);
        return LTY_OK;
    }
    if (sum < campaign->minimum_order_minor) {
        const int64_t missing = campaign->minimum_order_minor - sum;

        lty_steps_write(job->steps, "the goods that campaign \"%t\" covers are %m below the minimum of %m", campaign->key, missing,
            campaign->minimum_order_minor);
        const lty_text message = lty_steps_message(job->steps);
        lty_steps_write(job->steps, "add %m of goods that the code covers", missing);
        lty_discount_refuse(job, index, LTY_E_CODE_MIN_ORDER, message, lty_steps_message(job->steps));
        return LTY_OK;
    }
    *admitted = true;
    return LTY_OK;
}

/* Sorted insertion; at most LTY_DISCOUNT_COUPONS_MAX of them. */
static void lty_discount_enter(lty_discount_job *job, size_t index)
{
    size_t at = 0;

    while (at < job->order_count) {
        const int compare = lty_discount_compare(&job->coupons[job->order[at]], &job->coupons[index]);

        if (compare == 0) {
            return; /* the same serial again */
        }
        if (compare > 0) {
            break;
        }
        at++;
    }
    memmove(&job->order[at + 1], &job->order[at], (job->order_count - at) * sizeof *job->order);
    job->order[at] = index;
    job->order_count++;
}

static void lty_discount_reset(lty_discount_job *job)
{
    for (size_t i = 0; i < job->cart->line_count; i++) {
        job->left[i] = job->cart->lines[i].amount_minor;
    }
    job->shipping_left = job->cart->shipping_minor;
}

/* What a discount is reckoned on: line by line what is left of the lines that are covered, or the shipping. */
static void lty_discount_explain_base(lty_discount_job *job, const lty_discount_coupon *coupon, int64_t base)
{
    const lty_campaign *campaign = coupon->campaign;
    const char *joint = "";

    if (campaign->minimum_order_minor > 0) {
        lty_steps_write(job->steps, "%t needs %m of goods that it covers: reached", coupon->code, campaign->minimum_order_minor);
        lty_steps_end(
            job->steps, "minimum", lty_steps_rule(job->steps, campaign->pointer, "/minimum_order"), campaign->minimum_order_minor);
    }
    if (campaign->kind != LTY_DISCOUNT_PERCENT && campaign->kind != LTY_DISCOUNT_FIXED) {
        return;
    }
    lty_steps_write(job->steps, "%t covers ", coupon->code);
    for (size_t i = 0; i < job->cart->line_count; i++) {
        if (job->covered[i]) {
            lty_steps_write(job->steps, "%sline %i (%m)", joint, (int64_t) i + 1, job->left[i]);
            joint = " + ";
        }
    }
    lty_steps_write(job->steps, " = %m", base);
    lty_steps_end(job->steps, "base", campaign->pointer, base);
}

static void lty_discount_explain_amount(
    lty_discount_job *job, const lty_discount_coupon *coupon, int64_t base, int64_t wanted, int64_t amount)
{
    const lty_campaign *campaign = coupon->campaign;

    lty_steps_write(job->steps, "%t: ", coupon->code);
    switch (campaign->kind) {
        case LTY_DISCOUNT_PERCENT:
            lty_steps_write(job->steps, "%p %% of %m = %m%s", campaign->value, base, wanted, lty_steps_rounding(LTY_ROUNDING_HALF_UP));
            break;
        case LTY_DISCOUNT_FIXED: lty_steps_write(job->steps, "%m, of the %m that are left", wanted, base); break;
        case LTY_DISCOUNT_FREE_SHIPPING: lty_steps_write(job->steps, "the shipping of %m", wanted); break;
        case LTY_DISCOUNT_POINTS: lty_steps_write(job->steps, "%i points on top", campaign->value); break;
    }
    const int64_t reached = wanted < base ? wanted : base;

    lty_steps_end(job->steps, "discount", lty_steps_rule(job->steps, campaign->pointer, "/discount"),
        campaign->kind == LTY_DISCOUNT_POINTS ? campaign->value : reached);
    if (amount < reached) {
        lty_steps_write(job->steps, "%t: %m, at most %m", coupon->code, reached, amount);
        lty_steps_end(job->steps, "limit", lty_steps_rule(job->steps, campaign->pointer, "/maximum_discount"), amount);
    }
}

static void lty_discount_explain_lines(lty_discount_job *job, const lty_campaign *campaign, int64_t base, int64_t amount)
{
    for (size_t i = 0; i < job->cart->line_count; i++) {
        if (job->covered[i] && job->left[i] > 0) {
            lty_steps_write(
                job->steps, "line %i: %m * %m / %m = %m, by largest remainder", (int64_t) i + 1, amount, job->left[i], base, job->off[i]);
            lty_steps_end(job->steps, "line_discount", campaign->pointer, job->off[i]);
        }
    }
}

static lty_status lty_discount_left(int64_t *sum, const lty_discount_job *job)
{
    *sum = 0;
    for (size_t i = 0; i < job->cart->line_count; i++) {
        const lty_status status = job->covered[i] ? lty_add(sum, *sum, job->left[i]) : LTY_OK;

        if (status != LTY_OK) {
            return status;
        }
    }
    return LTY_OK;
}

/* What a code would take off if it were not limited, and the base that it is reckoned on. */
static lty_status lty_discount_wanted(int64_t *wanted, int64_t *base, lty_discount_job *job, const lty_campaign *campaign)
{
    int64_t sum;
    size_t count;
    lty_status status = lty_discount_cover(job, campaign, &sum, &count);

    status = status == LTY_OK ? lty_discount_left(base, job) : status;
    if (status != LTY_OK) {
        return status;
    }
    switch (campaign->kind) {
        case LTY_DISCOUNT_PERCENT: return lty_mul_div(wanted, *base, campaign->value, 10000, LTY_ROUNDING_HALF_UP);
        case LTY_DISCOUNT_FIXED: *wanted = campaign->value; break;
        case LTY_DISCOUNT_FREE_SHIPPING:
            *base = job->shipping_left;
            *wanted = *base;
            break;
        case LTY_DISCOUNT_POINTS: *wanted = 0; break;
    }
    return LTY_OK;
}

/* Takes one code off what is left. A code without effect changes and explains nothing. */
static lty_status lty_discount_take(lty_discount *out, lty_discount_job *job, size_t index, bool explain)
{
    const lty_discount_coupon *coupon = &job->coupons[index];
    const lty_campaign *campaign = coupon->campaign;
    int64_t wanted;
    int64_t base;
    lty_status status = lty_discount_wanted(&wanted, &base, job, campaign);

    if (status != LTY_OK) {
        return status;
    }
    int64_t amount = wanted < base ? wanted : base;

    if (campaign->maximum_discount_minor > 0 && amount > campaign->maximum_discount_minor) {
        amount = campaign->maximum_discount_minor;
    }
    *out = (lty_discount){index, amount, campaign->kind == LTY_DISCOUNT_POINTS ? campaign->value : 0};
    if (explain && (amount > 0 || out->points > 0)) {
        lty_discount_explain_base(job, coupon, base);
        lty_discount_explain_amount(job, coupon, base, wanted, amount);
    }
    if (campaign->kind == LTY_DISCOUNT_FREE_SHIPPING) {
        job->shipping_left -= amount;
        return LTY_OK;
    }
    if (amount == 0) {
        return LTY_OK;
    }
    status = lty_cart_discount(job->off, &amount, job->left, job->covered, job->cart->line_count, amount);
    if (status != LTY_OK) {
        return status;
    }
    if (explain) {
        lty_discount_explain_lines(job, campaign, base, amount);
    }
    for (size_t i = 0; i < job->cart->line_count; i++) {
        job->left[i] -= job->off[i];
    }
    return LTY_OK;
}

static bool lty_discount_in(const lty_discount_job *job, const lty_discount_choice *choice, size_t at)
{
    return choice->together ? job->coupons[job->order[at]].campaign->combinable : at == choice->alone;
}

/* What a choice of codes brings, from a full cart. */
static lty_status lty_discount_try(lty_discount_choice *choice, lty_discount_job *job)
{
    lty_discount taken;
    bool any = false;

    choice->amount_minor = 0;
    choice->points = 0;
    lty_discount_reset(job);
    for (size_t at = 0; at < job->order_count; at++) {
        if (!lty_discount_in(job, choice, at)) {
            continue;
        }
        lty_status status = lty_discount_take(&taken, job, job->order[at], false);

        status = status == LTY_OK ? lty_add(&choice->amount_minor, choice->amount_minor, taken.amount_minor) : status;
        status = status == LTY_OK ? lty_add(&choice->points, choice->points, taken.points) : status;
        if (status != LTY_OK) {
            return status;
        }
        if (!any || lty_discount_compare_serial(&job->coupons[job->order[at]], &job->coupons[job->order[choice->first]]) < 0) {
            choice->first = at;
            any = true;
        }
    }
    return LTY_OK;
}

static bool lty_discount_better(const lty_discount_job *job, const lty_discount_choice *a, const lty_discount_choice *b)
{
    if (a->amount_minor != b->amount_minor) {
        return a->amount_minor > b->amount_minor;
    }
    if (a->points != b->points) {
        return a->points > b->points;
    }
    return lty_discount_compare_serial(&job->coupons[job->order[a->first]], &job->coupons[job->order[b->first]]) < 0;
}

/* Codes that would take nothing off even alone are refused, so that nobody uses up a code for nothing. */
static lty_status lty_discount_drop_idle(lty_discount_job *job)
{
    size_t kept = 0;

    for (size_t at = 0; at < job->order_count; at++) {
        const size_t index = job->order[at];
        lty_discount taken;

        lty_discount_reset(job);
        const lty_status status = lty_discount_take(&taken, job, index, false);

        if (status != LTY_OK) {
            return status;
        }
        if (taken.amount_minor > 0 || taken.points > 0) {
            job->order[kept++] = index;
        } else if (job->coupons[index].campaign->kind == LTY_DISCOUNT_FREE_SHIPPING) {
            lty_steps_write(job->steps, "the code takes off shipping, and the order has none to pay");
            lty_discount_refuse_written(job, index, LTY_E_CODE_NO_EFFECT, "shipping is free already");
        } else {
            lty_steps_write(job->steps, "the code takes off less than the smallest unit of the currency");
            lty_discount_refuse_written(job, index, LTY_E_CODE_NO_EFFECT, "");
        }
    }
    job->order_count = kept;
    return LTY_OK;
}

/* The best choice where some codes stand alone; all of them where none does. */
static lty_status lty_discount_choose(lty_discount_choice *best, lty_discount_job *job)
{
    size_t alone = 0;

    for (size_t at = 0; at < job->order_count; at++) {
        alone += !job->coupons[job->order[at]].campaign->combinable;
    }
    *best = (lty_discount_choice){.together = alone < job->order_count};
    lty_status status = lty_discount_try(best, job);

    for (size_t at = 0; at < job->order_count && status == LTY_OK && alone > 0; at++) {
        lty_discount_choice choice = {.alone = at};

        if (job->coupons[job->order[at]].campaign->combinable) {
            continue;
        }
        status = lty_discount_try(&choice, job);
        if (status == LTY_OK && lty_discount_better(job, &choice, best)) {
            *best = choice;
        }
    }
    return status;
}

static void lty_discount_refuse_combination(lty_discount_job *job, const lty_discount_choice *best, size_t at)
{
    const lty_text winner = job->coupons[job->order[best->first]].code;
    const lty_text code = job->coupons[job->order[at]].code;

    if (job->coupons[job->order[at]].campaign->combinable) {
        lty_steps_write(job->steps, "%t stands alone, and takes more off: remove it to use %t", winner, code);
    } else {
        lty_steps_write(job->steps, "%t stands alone, and %t takes more off: remove that to use it", code, winner);
    }
    lty_discount_refuse_written(job, job->order[at], LTY_E_CODE_COMBINATION, "");
}

static lty_status lty_discount_settle(lty_discount_job *job, const lty_discount_choice *best)
{
    lty_discounts *out = job->out;

    lty_discount_reset(job);
    for (size_t at = 0; at < job->order_count; at++) {
        lty_discount taken;

        if (!lty_discount_in(job, best, at)) {
            lty_discount_refuse_combination(job, best, at);
            continue;
        }
        const lty_status status = lty_discount_take(&taken, job, job->order[at], true);

        if (status != LTY_OK) {
            return status;
        }
        if (taken.amount_minor == 0 && taken.points == 0) {
            lty_steps_write(job->steps, "the other codes leave nothing that this one could take off");
            lty_discount_refuse_written(job, job->order[at], LTY_E_CODE_NO_EFFECT, "");
            continue;
        }
        out->items[out->count++] = taken;
        out->total_minor += taken.amount_minor; /* never more than the cart, whose sum fits */
    }
    out->shipping_left_minor = job->shipping_left;
    return LTY_OK;
}

static bool lty_discount_allocate(lty_discount_job *job, size_t coupon_count)
{
    lty_arena *arena = job->steps->arena;
    const size_t lines = job->cart->line_count;

    job->order = lty_arena_zero(arena, coupon_count + 1, sizeof *job->order);
    job->left = lty_arena_zero(arena, lines, sizeof *job->left);
    job->off = lty_arena_zero(arena, lines, sizeof *job->off);
    job->covered = lty_arena_zero(arena, lines, sizeof *job->covered);
    job->out->items = lty_arena_zero(arena, coupon_count, sizeof *job->out->items);
    job->out->refusals = lty_arena_zero(arena, coupon_count + 1, sizeof *job->out->refusals);
    job->out->line_left_minor = job->left;
    return job->order != NULL && job->left != NULL && job->off != NULL && job->covered != NULL && job->out->items != NULL
        && job->out->refusals != NULL;
}

lty_status lty_discounts_apply(lty_discounts *out, const lty_programme *programme, const lty_cart *cart,
    const lty_discount_customer *customer, const lty_discount_coupon *coupons, size_t coupon_count, int64_t at_s, lty_steps *steps)
{
    lty_discounts result = {0};
    lty_discount_job job = {.programme = programme, .cart = cart, .customer = customer, .coupons = coupons, .at_s = at_s, .steps = steps};
    lty_discount_choice best;

    LTY_ASSERT(coupon_count <= LTY_DISCOUNT_COUPONS_MAX);
    job.out = &result;
    if (!lty_discount_allocate(&job, coupon_count)) {
        return LTY_E_MEMORY;
    }
    lty_status status = LTY_OK;

    for (size_t i = 0; i < coupon_count && status == LTY_OK; i++) {
        bool admitted;

        status = lty_discount_admit(&job, i, &admitted);
        if (status == LTY_OK && admitted) {
            lty_discount_enter(&job, i);
        }
    }
    status = status == LTY_OK ? lty_discount_drop_idle(&job) : status;
    status = status == LTY_OK ? lty_discount_choose(&best, &job) : status;
    status = status == LTY_OK ? lty_discount_settle(&job, &best) : status;
    if (status == LTY_OK && steps->failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        *out = result;
    }
    return status;
}
