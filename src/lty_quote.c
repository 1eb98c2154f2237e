/*
 * A quote puts four answers together, in this order: what codes and offers take off, the taxes of the rest, what it earns, and how many
 * points may pay for it. Each figure is written down as a step by the function that computes it.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_earn.h"
#include "lty_quote.h"

typedef struct lty_quote_job {
    const lty_programme *programme;
    const lty_cart *cart;
    const lty_quote_customer *customer;
    lty_offer *offers; /* the codes, then the automatic ones */
    size_t offer_count;
    int64_t at_s;
    lty_steps steps;
    lty_arena *arena;
    lty_quote out;
    lty_quote_line *lines;
    lty_discount *discounts; /* out.discounts, for the points that multipliers add */
    int64_t *kept;           /* by line, what is left of it */
    int64_t shipping_kept;
    int64_t *weights; /* by line, its points before the tier's percentage */
    int64_t *parts;
    bool *chosen;
} lty_quote_job;

static const lty_text lty_no_rule = {NULL, 0};

static bool lty_quote_allocate(lty_quote_job *job)
{
    const size_t count = job->cart->line_count;

    job->lines = lty_arena_zero(job->arena, count, sizeof *job->lines);
    job->kept = lty_arena_zero(job->arena, count, sizeof *job->kept);
    job->weights = lty_arena_zero(job->arena, count, sizeof *job->weights);
    job->parts = lty_arena_zero(job->arena, count, sizeof *job->parts);
    job->chosen = lty_arena_zero(job->arena, count, sizeof *job->chosen);
    return job->lines != NULL && job->kept != NULL && job->weights != NULL && job->parts != NULL && job->chosen != NULL;
}

static void lty_quote_goods(lty_quote_job *job)
{
    const lty_cart *cart = job->cart;

    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *line = &cart->lines[i];

        lty_steps_write(
            &job->steps, "line %i, %t: %i * %m = %m", (int64_t) i + 1, line->sku, line->quantity, line->unit_minor, line->amount_minor);
        lty_steps_end(&job->steps, "line", lty_no_rule, line->amount_minor);
    }
    lty_steps_write(&job->steps, "the sum of %i lines = %m", (int64_t) cart->line_count, cart->goods_minor);
    lty_steps_end(&job->steps, "goods", lty_no_rule, cart->goods_minor);
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
    lty_discounts discounts;

    if (job->customer != NULL) {
        buyer = (lty_buyer){true, job->customer->key, job->customer->facts};
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
            lty_steps_end(&job->steps, "line_tax", lty_no_rule, job->lines[i].tax_minor);
            status = status == LTY_OK ? lty_add(&goods_tax, goods_tax, job->lines[i].tax_minor) : status;
        }
    }
    if (cart->shipping_tax > 0 && status == LTY_OK) {
        lty_steps_write(&job->steps, "shipping: ");
        status = lty_quote_tax(&out->shipping_tax_minor, job, job->shipping_kept, cart->shipping_tax);
        lty_steps_end(&job->steps, "shipping_tax", lty_no_rule, out->shipping_tax_minor);
    }
    status = status == LTY_OK ? lty_add(&out->tax_minor, goods_tax, out->shipping_tax_minor) : status;
    if (taxed && status == LTY_OK) {
        lty_steps_write(&job->steps, "lines %m + shipping %m = %m, %s", goods_tax, out->shipping_tax_minor, out->tax_minor,
            cart->tax_included ? "in the prices" : "on top of the prices");
        lty_steps_end(&job->steps, "tax", lty_no_rule, out->tax_minor);
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
    lty_steps_end(&job->steps, "total", lty_no_rule, out->total_minor);
    return LTY_OK;
}

/* The tier whose percentage holds: NULL without tiers. Guests stand in the lowest. */
static const lty_tier *lty_quote_tier(const lty_quote_job *job)
{
    const lty_tier_rules *tiers = &job->programme->tiers;
    const int64_t index = job->customer == NULL ? LTY_FACT_NONE : job->customer->facts[LTY_FACT_TIER];

    if (tiers->count == 0) {
        return NULL;
    }
    return index < 0 || (uint64_t) index >= tiers->count ? &tiers->items[0] : &tiers->items[index];
}

static lty_text lty_quote_tier_rule(lty_quote_job *job, const lty_tier *tier)
{
    lty_steps_write(&job->steps, "/tiers/levels/%i", (int64_t) (tier - job->programme->tiers.items));
    return lty_steps_message(&job->steps);
}

/* What the order's event will say of a line: it has one category. */
static lty_text lty_quote_category(const lty_cart_line *line)
{
    return line->category_count == 0 ? (lty_text){NULL, 0} : line->categories[0];
}

static lty_event_line *lty_quote_earn_lines(const lty_quote_job *job)
{
    const size_t count = job->cart->line_count;
    lty_event_line *lines = lty_arena_zero(job->arena, count, sizeof *lines);

    for (size_t i = 0; lines != NULL && i < count; i++) {
        const lty_cart_line *line = &job->cart->lines[i];

        lines[i] = (lty_event_line){line->sku, lty_quote_category(line), line->quantity, job->kept[i], line->sale};
    }
    return lines;
}

/* The step that says what an earn rule is reckoned on; fills job->chosen. */
static void lty_quote_explain_base(lty_quote_job *job, const lty_earn_part *part)
{
    const char *joint = "";

    lty_steps_write(&job->steps, "rule \"%t\" counts ", part->rule->key);
    for (size_t i = 0; i < job->cart->line_count; i++) {
        const lty_cart_line *line = &job->cart->lines[i];

        const lty_text category = lty_quote_category(line);

        job->chosen[i] = lty_line_filter_match(&part->rule->lines, line->sku, &category, 1, line->sale);
        if (job->chosen[i]) {
            lty_steps_write(&job->steps, "%sline %i (%m)", joint, (int64_t) i + 1, job->kept[i]);
            joint = " + ";
        }
    }
    lty_steps_write(&job->steps, "%s = %m", *joint == '\0' ? "no line" : "", part->base_minor);
    lty_steps_end(&job->steps, "earn_base", part->rule->pointer, part->base_minor);
}

static void lty_quote_explain_part(lty_quote_job *job, const lty_earn_part *part)
{
    const lty_earn_rule *rule = part->rule;

    switch (rule->kind) {
        case LTY_EARN_RATE:
            lty_steps_write(&job->steps, "%m * %i / %m = %i%s", part->base_minor, rule->points, rule->per_minor, part->points,
                lty_steps_rounding(job->programme->points.rounding));
            break;
        case LTY_EARN_STEPS:
            lty_steps_write(&job->steps, "%m reaches ", part->base_minor);
            for (size_t i = rule->step_count; i > 0; i--) {
                if (part->points > 0 && rule->steps[i - 1].from_minor <= part->base_minor) {
                    lty_steps_write(&job->steps, "the step from %m: %i points", rule->steps[i - 1].from_minor, part->points);
                    break;
                }
            }
            lty_steps_write(&job->steps, "%s", part->points > 0 ? "" : "no step: 0 points");
            break;
        case LTY_EARN_FIRST_ORDER:
            if (part->base_minor == 0) {
                lty_steps_write(&job->steps, "nothing is paid for: 0 points");
                break;
            }
            lty_steps_write(&job->steps, "%s: %i points", part->points > 0 ? "the customer's first order" : "not a customer's first order",
                part->points);
            break;
    }
    lty_steps_end(&job->steps, "earn", rule->pointer, part->points);
}

/* Shares a rule's points out over the lines that it counts; a rule gives points only for a base above 0. */
static lty_status lty_quote_share_part(lty_quote_job *job, const lty_earn_part *part)
{
    if (part->points == 0) {
        return LTY_OK;
    }
    lty_status status = lty_split_chosen(job->parts, part->points, job->kept, job->chosen, job->cart->line_count);

    for (size_t i = 0; i < job->cart->line_count && status == LTY_OK; i++) {
        status = lty_add(&job->weights[i], job->weights[i], job->parts[i]);
    }
    return status;
}

static lty_status lty_quote_share_lines(lty_quote_job *job, int64_t sum)
{
    const int64_t points = job->out.earned_points;

    if (points == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_split(job->parts, points, job->weights, job->cart->line_count);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < job->cart->line_count; i++) {
        job->lines[i].points = job->parts[i];
        if (job->weights[i] > 0) {
            lty_steps_write(&job->steps, "line %i: %i * %i / %i = %i, by largest remainder", (int64_t) i + 1, points, job->weights[i], sum,
                job->parts[i]);
            lty_steps_end(&job->steps, "line_points", lty_no_rule, job->parts[i]);
        }
    }
    return LTY_OK;
}

static lty_status lty_quote_parts(lty_quote_job *job, const lty_earn_part *parts, size_t count, int64_t *sum)
{
    lty_status status = LTY_OK;

    *sum = 0;
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        lty_quote_explain_base(job, &parts[i]);
        lty_quote_explain_part(job, &parts[i]);
        status = lty_quote_share_part(job, &parts[i]);
        status = status == LTY_OK ? lty_add(sum, *sum, parts[i].points) : status;
    }
    return status;
}

static lty_status lty_quote_points(lty_quote_job *job)
{
    const lty_programme *programme = job->programme;
    const lty_tier *tier = lty_quote_tier(job);
    lty_event_line *lines = lty_quote_earn_lines(job);
    lty_earn_part *parts = lty_arena_zero(job->arena, programme->points.earn_count, sizeof *parts);
    size_t part_count = 0;
    int64_t sum;

    if (lines == NULL || parts == NULL) {
        return LTY_E_MEMORY;
    }
    const lty_earn_order order = {
        .lines = lines,
        .line_count = job->cart->line_count,
        .earn_percent = tier == NULL ? 10000 : tier->earn_percent,
        .first = job->customer != NULL && job->customer->facts[LTY_FACT_ORDERS] == 0,
    };
    lty_status status = lty_earn_points(&job->out.earned_points, parts, &part_count, programme, &order);

    status = status == LTY_OK ? lty_quote_parts(job, parts, part_count, &sum) : status;
    if (status != LTY_OK) {
        return status;
    }
    if (tier != NULL && part_count > 0) {
        const lty_text rule = lty_quote_tier_rule(job, tier);

        lty_steps_write(&job->steps, "tier \"%t\": %i * %p %% = %i%s", tier->key, sum, order.earn_percent, job->out.earned_points,
            lty_steps_rounding(programme->points.rounding));
        lty_steps_end(&job->steps, "tier", rule, job->out.earned_points);
    }
    return lty_quote_share_lines(job, sum);
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
        lty_steps_end(&job->steps, "points", lty_no_rule, out->points);
    }
    return status;
}

/* What the cart lets pay with points: a share of the total, in points. Saturates, since the balance limits it anyway. */
static lty_status lty_quote_cap(lty_quote_job *job, int64_t *cap)
{
    const lty_points_rules *rules = &job->programme->points;
    int64_t share;

    const lty_status status = lty_mul_div(&share, job->out.total_minor, rules->spend_maximum_share, 10000, LTY_ROUNDING_DOWN);
    if (status != LTY_OK) {
        return status;
    }
    lty_steps_write(&job->steps, "%p %% of %m = %m, rounded down", rules->spend_maximum_share, job->out.total_minor, share);
    lty_steps_end(&job->steps, "spend_share", LTY_TEXT("/points/spend/maximum_share"), share);
    if (lty_mul_div(cap, share, rules->worth_points, rules->worth_minor, LTY_ROUNDING_DOWN) != LTY_OK) {
        *cap = INT64_MAX;
        return LTY_OK;
    }
    lty_steps_write(&job->steps, "%m * %i / %m = %i points, rounded down", share, rules->worth_points, rules->worth_minor, *cap);
    lty_steps_end(&job->steps, "spend_cap", LTY_TEXT("/points/worth"), *cap);
    return LTY_OK;
}

static lty_status lty_quote_spendable(lty_quote_job *job)
{
    const lty_points_rules *rules = &job->programme->points;
    const int64_t balance = job->customer == NULL ? 0 : job->customer->facts[LTY_FACT_POINTS];
    int64_t cap;

    if (!rules->enabled || rules->worth_points <= 0 || rules->worth_minor <= 0 || balance <= 0) {
        return LTY_OK;
    }
    lty_status status = lty_quote_cap(job, &cap);

    if (status != LTY_OK) {
        return status;
    }
    int64_t points = balance < cap ? balance : cap;

    points -= points % rules->spend_step;
    lty_steps_write(&job->steps, "the smaller of the balance of %i and the cap of %i, in multiples of %i = %i", balance, cap,
        rules->spend_step, points);
    if (points < rules->spend_minimum) {
        lty_steps_write(&job->steps, ", below the minimum of %i: 0", rules->spend_minimum);
        points = 0;
    }
    lty_steps_end(&job->steps, "spendable", LTY_TEXT("/points/spend"), points);
    status = lty_programme_worth(&job->out.spendable_minor, job->programme, points);
    if (status == LTY_OK) {
        job->out.spendable_points = points;
        lty_steps_write(&job->steps, "%i points * %m / %i = %m, rounded down", points, rules->worth_minor, rules->worth_points,
            job->out.spendable_minor);
        lty_steps_end(&job->steps, "spendable_worth", LTY_TEXT("/points/worth"), job->out.spendable_minor);
    }
    return status;
}

lty_status lty_quote_make(lty_quote *out, const lty_programme *programme, const lty_cart *cart, const lty_quote_customer *customer,
    const lty_offer *codes, size_t code_count, const lty_quote_automatic *automatic, int64_t at_s, lty_arena *arena)
{
    lty_quote_job job = {.programme = programme, .cart = cart, .customer = customer, .at_s = at_s, .arena = arena};

    LTY_ASSERT(code_count <= LTY_OFFERS_MAX);
    if (memcmp(cart->currency, programme->currency, sizeof cart->currency) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    if (!lty_quote_allocate(&job) || !lty_quote_offers(&job, codes, code_count, automatic)) {
        return LTY_E_MEMORY;
    }
    lty_steps_init(&job.steps, arena, cart->currency);
    lty_quote_goods(&job);
    lty_status status = lty_quote_discounts(&job, code_count);

    status = status == LTY_OK ? lty_quote_taxes(&job) : status;
    status = status == LTY_OK ? lty_quote_total(&job) : status;
    status = status == LTY_OK ? lty_quote_points(&job) : status;
    status = status == LTY_OK ? lty_quote_bonus(&job) : status;
    status = status == LTY_OK ? lty_quote_spendable(&job) : status;
    if (status == LTY_OK && job.steps.failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        job.out.lines = job.lines;
        job.out.line_count = cart->line_count;
        job.out.offers = job.offers;
        job.out.steps = job.steps.items;
        job.out.step_count = job.steps.count;
        *out = job.out;
    }
    lty_steps_destroy(&job.steps);
    return status;
}
