/*
 * A quote puts three answers together, in this order: what coupons take off, what the rest earns, and how many points may pay
 * for it. Each figure is written down as a step by the function that computes it.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_earn.h"
#include "lty_quote.h"

typedef struct lty_quote_job {
    const lty_programme *programme;
    const lty_cart *cart;
    const lty_quote_customer *customer;
    lty_steps steps;
    lty_arena *arena;
    lty_quote out;
    lty_quote_line *lines;
    int64_t *kept;    /* by line, what is paid for it */
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

static lty_status lty_quote_discounts(lty_quote_job *job, const lty_discount_coupon *coupons, size_t coupon_count, int64_t at_s)
{
    lty_discount_customer person = {0};
    lty_discounts discounts;

    if (job->customer != NULL) {
        person = (lty_discount_customer){true, job->customer->key, job->customer->facts[LTY_FACT_ORDERS]};
    }
    const lty_status status = lty_discounts_apply(&discounts, job->programme, job->cart, &person, coupons, coupon_count, at_s, &job->steps);

    if (status != LTY_OK) {
        return status;
    }
    lty_quote *out = &job->out;

    for (size_t i = 0; i < job->cart->line_count; i++) {
        const int64_t amount = job->cart->lines[i].amount_minor;

        job->kept[i] = discounts.line_left_minor[i];
        job->lines[i] = (lty_quote_line){amount, amount - job->kept[i], job->kept[i], 0};
    }
    out->discounts = discounts.items;
    out->discount_count = discounts.count;
    out->refusals = discounts.refusals;
    out->refusal_count = discounts.refusal_count;
    out->discount_minor = discounts.total_minor;
    out->total_minor = out->goods_minor - out->discount_minor + out->shipping_minor; /* each sum fits: lty_cart_init saw to it */
    lty_steps_write(&job->steps, "goods %m + shipping %m - discounts %m = %m", out->goods_minor, out->shipping_minor, out->discount_minor,
        out->total_minor);
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

static lty_event_line *lty_quote_earn_lines(const lty_quote_job *job)
{
    const size_t count = job->cart->line_count;
    lty_event_line *lines = lty_arena_zero(job->arena, count, sizeof *lines);

    for (size_t i = 0; lines != NULL && i < count; i++) {
        const lty_cart_line *line = &job->cart->lines[i];

        lines[i] = (lty_event_line){line->sku, line->category, line->quantity, job->kept[i], line->sale};
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

        job->chosen[i] = lty_line_filter_match(&part->rule->lines, line->category, line->sale);
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
    status = lty_quote_share_lines(job, sum);
    int64_t bonus = 0;

    for (size_t i = 0; i < job->out.discount_count && status == LTY_OK; i++) {
        status = lty_add(&bonus, bonus, job->out.discounts[i].points);
    }
    status = status == LTY_OK ? lty_add(&job->out.points, job->out.earned_points, bonus) : status;
    if (status == LTY_OK) {
        lty_steps_write(&job->steps, "%i earned + %i by coupons = %i", job->out.earned_points, bonus, job->out.points);
        lty_steps_end(&job->steps, "points", lty_no_rule, job->out.points);
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
    const lty_discount_coupon *coupons, size_t coupon_count, int64_t at_s, lty_arena *arena)
{
    lty_quote_job job = {.programme = programme, .cart = cart, .customer = customer, .arena = arena};

    if (memcmp(cart->currency, programme->currency, sizeof cart->currency) != 0) {
        return LTY_E_CURRENCY_MISMATCH;
    }
    if (!lty_quote_allocate(&job)) {
        return LTY_E_MEMORY;
    }
    lty_steps_init(&job.steps, arena, cart->currency);
    lty_quote_goods(&job);
    lty_status status = lty_quote_discounts(&job, coupons, coupon_count, at_s);

    status = status == LTY_OK ? lty_quote_points(&job) : status;
    status = status == LTY_OK ? lty_quote_spendable(&job) : status;
    if (status == LTY_OK && job.steps.failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        job.out.lines = job.lines;
        job.out.line_count = cart->line_count;
        job.out.steps = job.steps.items;
        job.out.step_count = job.steps.count;
        *out = job.out;
    }
    lty_steps_destroy(&job.steps);
    return status;
}
