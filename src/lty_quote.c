/*
 * A quote puts five answers together, in this order: what codes and offers take off, the taxes of the rest, how many points pay for it, what it
 * earns, and what points buy beside. Each figure is written down as a step by the function that computes it.
 */
#include <string.h>

#include "lty_aggregate.h"
#include "lty_check.h"
#include "lty_quote_part.h"

static bool lty_quote_allocate(lty_quote_job *job)
{
    const size_t count = job->cart->line_count;

    job->lines = lty_arena_zero(job->arena, count, sizeof *job->lines);
    job->kept = lty_arena_zero(job->arena, count, sizeof *job->kept);
    return job->lines != NULL && job->kept != NULL;
}

static void lty_quote_goods(lty_quote_job *job)
{
    const lty_cart *cart = job->cart;

    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *line = &cart->lines[i];

        lty_steps_write(
            &job->steps, "line %i, %t: %i * %m = %m", (int64_t) i + 1, line->sku, line->quantity, line->unit_minor, line->amount_minor);
        lty_steps_end(&job->steps, "line", lty_quote_no_rule(), line->amount_minor);
    }
    lty_steps_write(&job->steps, "the sum of %i lines = %m", (int64_t) cart->line_count, cart->goods_minor);
    lty_steps_end(&job->steps, "goods", lty_quote_no_rule(), cart->goods_minor);
    job->out.goods_minor = cart->goods_minor;
    job->out.shipping_minor = cart->shipping_minor;
}

static size_t lty_quote_automatic_count(const lty_programme *programme)
{
    size_t count = 0;

    for (size_t i = 0; i < programme->campaign_count; i++) {
        count += programme->campaigns[i].automatic;
    }
    return count;
}

static lty_usage lty_quote_usage(const lty_quote_automatic *automatic, uint32_t number)
{
    for (size_t i = 0; automatic != NULL && i < automatic->count; i++) {
        if (automatic->numbers[i] == number) {
            return automatic->usage[i];
        }
    }
    return (lty_usage){.uses = 0};
}

static bool lty_quote_offers(lty_quote_job *job, const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic)
{
    const lty_programme *programme = job->programme;

    job->offers = lty_arena_zero(job->arena, code_count + lty_quote_automatic_count(programme), sizeof *job->offers);
    if (job->offers == NULL) {
        return false;
    }
    for (size_t i = 0; i < code_count; i++) {
        job->offers[job->offer_count++] = codes[i];
    }
    for (size_t i = 0; i < programme->campaign_count; i++) {
        const lty_campaign *campaign = &programme->campaigns[i];

        if (campaign->automatic) {
            job->offers[job->offer_count++] = (lty_offer){
                .campaign = campaign,
                .zone = &programme->zone,
                .version = programme->version,
                .expires_at_s = LTY_TIME_NONE,
                .usage = lty_quote_usage(automatic, campaign->number),
                .refused = LTY_OK,
            };
        }
    }
    return true;
}

/* Of a code that was typed as nothing nobody else tells it from an automatic offer. Its reason is the first of all, and so is its text. */
static void lty_quote_refuse_empty(const lty_quote_job *job, lty_discounts *discounts, size_t code_count)
{
    for (size_t i = 0; i < code_count; i++) {
        if (job->offers[i].code.len == 0 && job->offers[i].refused != LTY_OK) {
            const char *text = lty_status_text(job->offers[i].refused);

            if (discounts->refusal_count > 0 && job->offers[discounts->refusals[0].offer].code.len == 0) {
                return;
            }
            memmove(discounts->refusals + 1, discounts->refusals, discounts->refusal_count * sizeof *discounts->refusals);
            discounts->refusals[0] = (lty_refusal){i, job->offers[i].refused, {text, strlen(text)}, {NULL, 0}};
            discounts->refusal_count++;
            return;
        }
    }
}

static void lty_quote_keep(lty_quote_job *job, const lty_discounts *discounts)
{
    lty_quote *out = &job->out;

    for (size_t i = 0; i < job->cart->line_count; i++) {
        const int64_t amount = job->cart->lines[i].amount_minor;

        job->kept[i] = discounts->line_left_minor[i];
        job->lines[i] = (lty_quote_line){
            .amount_minor = amount,
            .discount_minor = amount - job->kept[i],
            .total_minor = job->kept[i],
            .net_micro = discounts->line_left_net_micro == NULL ? -1 : discounts->line_left_net_micro[i],
            .gross_micro = discounts->line_left_gross_micro == NULL ? -1 : discounts->line_left_gross_micro[i],
        };
    }
    job->shipping_kept = discounts->shipping_left_minor;
    job->discounts = discounts->items;
    out->discounts = discounts->items;
    out->discount_count = discounts->count;
    out->refusals = discounts->refusals;
    out->refusal_count = discounts->refusal_count;
    out->discount_minor = discounts->total_minor;
}

static lty_status lty_quote_discounts(lty_quote_job *job, size_t code_count)
{
    lty_buyer buyer = {.known = false};
    lty_aggregate_person person;
    lty_discounts discounts;

    if (job->customer != NULL) {
        buyer = (lty_buyer){.known = true, .key = job->customer->key, .facts = job->customer->facts};
    }
    if (job->customer != NULL && job->customer->purchases != NULL) {
        person = (lty_aggregate_person){job->customer->facts, job->customer->purchases, job->programme, job->at_s};
        buyer.judge = (lty_fact_judge){lty_aggregate_ask, &person};
    }
    const lty_terms terms = {
        .programme = job->programme,
        .cart = job->cart,
        .buyer = &buyer,
        .offers = job->offers,
        .offer_count = job->offer_count,
        .at_s = job->at_s,
        .steps = &job->steps,
    };
    const lty_status status = lty_discounts_apply(&discounts, &terms);

    if (status == LTY_OK) {
        lty_quote_refuse_empty(job, &discounts, code_count);
        lty_quote_keep(job, &discounts);
    }
    return status;
}

#define LTY_QUOTE_WHOLE INT64_C(1000000) /* 100 % in millionths */

/* The tax of an amount, and the words of the step that the caller began. */
static lty_status lty_quote_tax(int64_t *tax, lty_quote_job *job, int64_t amount_minor, int64_t rate)
{
    const bool included = job->cart->tax_included;
    const lty_status status =
        lty_mul_div(tax, amount_minor, rate, included ? LTY_QUOTE_WHOLE + rate : LTY_QUOTE_WHOLE, LTY_ROUNDING_HALF_UP);

    if (status != LTY_OK) {
        return status;
    }
    lty_steps_write(&job->steps, "%m * %q %%", amount_minor, rate);
    if (included) {
        lty_steps_write(&job->steps, " / %q %%", LTY_QUOTE_WHOLE + rate);
    }
    lty_steps_write(&job->steps, " = %m%s", *tax, lty_steps_rounding(LTY_ROUNDING_HALF_UP));
    return LTY_OK;
}

/* Where there is no rate there is no step. */
static lty_status lty_quote_taxes(lty_quote_job *job)
{
    const lty_cart *cart = job->cart;
    lty_quote *out = &job->out;
    lty_status status = LTY_OK;
    int64_t goods_tax = 0;
    bool taxed = cart->shipping_tax > 0;

    for (size_t i = 0; i < cart->line_count && status == LTY_OK; i++) {
        if (cart->lines[i].tax > 0) {
            taxed = true;
            lty_steps_write(&job->steps, "line %i: ", (int64_t) i + 1);
            status = lty_quote_tax(&job->lines[i].tax_minor, job, job->kept[i], cart->lines[i].tax);
            lty_steps_end(&job->steps, "line_tax", lty_quote_no_rule(), job->lines[i].tax_minor);
            status = status == LTY_OK ? lty_add(&goods_tax, goods_tax, job->lines[i].tax_minor) : status;
        }
    }
    if (cart->shipping_tax > 0 && status == LTY_OK) {
        lty_steps_write(&job->steps, "shipping: ");
        status = lty_quote_tax(&out->shipping_tax_minor, job, job->shipping_kept, cart->shipping_tax);
        lty_steps_end(&job->steps, "shipping_tax", lty_quote_no_rule(), out->shipping_tax_minor);
    }
    status = status == LTY_OK ? lty_add(&out->tax_minor, goods_tax, out->shipping_tax_minor) : status;
    if (taxed && status == LTY_OK) {
        lty_steps_write(&job->steps, "lines %m + shipping %m = %m, %s", goods_tax, out->shipping_tax_minor, out->tax_minor,
            cart->tax_included ? "in the prices" : "on top of the prices");
        lty_steps_end(&job->steps, "tax", lty_quote_no_rule(), out->tax_minor);
    }
    return status;
}

static lty_status lty_quote_total(lty_quote_job *job)
{
    lty_quote *out = &job->out;
    const bool on_top = !job->cart->tax_included && out->tax_minor > 0;
    int64_t total = out->goods_minor - out->discount_minor + out->shipping_minor; /* each sum fits: lty_cart_init saw to it */
    const lty_status status = on_top ? lty_add(&total, total, out->tax_minor) : LTY_OK;

    if (status != LTY_OK) {
        return status;
    }
    out->total_minor = total;
    lty_steps_write(&job->steps, "goods %m + shipping %m - discounts %m", out->goods_minor, out->shipping_minor, out->discount_minor);
    if (on_top) {
        lty_steps_write(&job->steps, " + tax %m", out->tax_minor);
    }
    lty_steps_write(&job->steps, " = %m", out->total_minor);
    lty_steps_end(&job->steps, "total", lty_quote_no_rule(), out->total_minor);
    return LTY_OK;
}

static lty_text lty_quote_multiplier_rule(const lty_campaign *campaign)
{
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        if (campaign->benefits[i].kind == LTY_DISCOUNT_POINTS_MULTIPLIER) {
            return campaign->benefits[i].pointer;
        }
    }
    return campaign->pointer;
}

/* Each multiplier counts on what the order earns by itself: two that double it make it three times as much. */
static lty_status lty_quote_multiply(lty_quote_job *job, lty_discount *discount)
{
    const lty_offer *offer = &job->offers[discount->offer];
    const lty_rounding rounding = job->programme->points.rounding;
    int64_t points;
    lty_status status = lty_mul_div(&points, job->out.earned_points, discount->multiplier - 10000, 10000, rounding);

    status = status == LTY_OK ? lty_add(&discount->points, discount->points, points) : status;
    if (status == LTY_OK) {
        if (offer->code.len > 0) {
            lty_steps_write(&job->steps, "%t", offer->code);
        } else {
            lty_steps_write(&job->steps, "\"%t\"", offer->campaign->key);
        }
        lty_steps_write(&job->steps, ": %i earned * %p %% = %i on top%s", job->out.earned_points, discount->multiplier - 10000, points,
            lty_steps_rounding(rounding));
        lty_steps_end(&job->steps, "multiplied", lty_quote_multiplier_rule(offer->campaign), points);
    }
    return status;
}

static lty_status lty_quote_bonus(lty_quote_job *job)
{
    lty_quote *out = &job->out;
    lty_status status = LTY_OK;
    int64_t bonus = 0;

    for (size_t i = 0; i < out->discount_count && status == LTY_OK; i++) {
        lty_discount *discount = &job->discounts[i];

        status = discount->multiplier > 10000 ? lty_quote_multiply(job, discount) : LTY_OK;
        status = status == LTY_OK ? lty_add(&bonus, bonus, discount->points) : status;
    }
    status = status == LTY_OK ? lty_add(&out->points, out->earned_points, bonus) : status;
    if (status == LTY_OK) {
        lty_steps_write(&job->steps, "%i earned + %i by coupons = %i", out->earned_points, bonus, out->points);
        lty_steps_end(&job->steps, "points", lty_quote_no_rule(), out->points);
    }
    return status;
}

/* Where the customer stands, in the version that judges. */
static lty_status lty_quote_stand(lty_quote_job *job)
{
    const lty_tier_rules *tiers = &job->programme->tiers;

    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        job->facts[i] = job->customer == NULL ? LTY_FACT_NONE : job->customer->facts[i];
    }
    const int64_t level = job->facts[LTY_FACT_TIER];

    if (level < 0 || (uint64_t) level >= tiers->count) {
        job->facts[LTY_FACT_TIER] = tiers->count == 0 ? LTY_FACT_NONE : 0;
    }
    return lty_quote_progress(job) == &job->progress ? lty_progress_clear(&job->progress, job->timeline) : LTY_OK;
}

static lty_status lty_quote_run(lty_quote_job *job, const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic)
{
    if (!lty_quote_allocate(job) || !lty_quote_offers(job, codes, code_count, automatic)) {
        return LTY_E_MEMORY;
    }
    lty_status status = lty_quote_stand(job);

    lty_quote_goods(job);
    status = status == LTY_OK ? lty_quote_discounts(job, code_count) : status;
    status = status == LTY_OK ? lty_quote_taxes(job) : status;
    status = status == LTY_OK ? lty_quote_total(job) : status;
    status = status == LTY_OK ? lty_quote_spend(job) : status;
    status = status == LTY_OK ? lty_quote_earn(job) : status;
    status = status == LTY_OK ? lty_quote_bonus(job) : status;
    status = status == LTY_OK ? lty_quote_rewards(job) : status;
    return status == LTY_OK && job->steps.failed ? LTY_E_MEMORY : status;
}

lty_status lty_quote_make(lty_quote *out, const lty_timeline *timeline, const lty_cart *cart, const lty_quote_customer *customer,
    const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic, int64_t at_s, lty_arena *arena)
{
    const size_t version = lty_timeline_find(timeline, at_s);
    const lty_programme *programme = timeline->versions[version];
    lty_quote_job job = {
        .timeline = timeline, .version = version, .programme = programme, .cart = cart, .customer = customer, .at_s = at_s, .arena = arena};

    LTY_ASSERT(code_count <= LTY_OFFERS_MAX);
    if (memcmp(cart->currency, programme->currency, sizeof cart->currency) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    lty_steps_init(&job.steps, arena, cart->currency);
    lty_progress_init(&job.progress, arena->alloc);
    lty_earn_init(&job.earn, arena->alloc);
    const lty_status status = lty_quote_run(&job, codes, code_count, automatic);

    if (status == LTY_OK) {
        job.out.lines = job.lines;
        job.out.line_count = cart->line_count;
        job.out.offers = job.offers;
        job.out.steps = job.steps.items;
        job.out.step_count = job.steps.count;
        *out = job.out;
    }
    lty_earn_destroy(&job.earn);
    lty_progress_destroy(&job.progress);
    lty_steps_destroy(&job.steps);
    return status;
}
