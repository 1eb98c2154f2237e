/*
 * What may be paid with points, and what is. A cart is a preview: what is asked for is cut to what may be spent and a step says so; whether it
 * can be spent is decided when the shop books it. Paying with points changes nothing of discounts and taxes.
 */
#include "lty_check.h"
#include "lty_quote_part.h"

/* The goods that points may not pay are taken off the total, with their tax. */
static lty_status lty_quote_payable(int64_t *payable, lty_quote_job *job)
{
    const lty_cart *cart = job->cart;
    int64_t left = job->out.total_minor;
    bool any = false;

    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *line = &cart->lines[i];
        const lty_line_traits traits = {line->sku, line->brand, line->categories, line->category_count, line->sale};
        int64_t amount = job->kept[i];

        if (amount == 0 || lty_line_filter_match(&job->programme->points.spend_lines, &traits)) {
            continue;
        }
        if (!cart->tax_included && lty_add(&amount, amount, job->lines[i].tax_minor) != LTY_OK) {
            return LTY_E_RANGE;
        }
        if (!any) {
            lty_steps_write(&job->steps, "%m", job->out.total_minor);
        }
        lty_steps_write(&job->steps, " - line %i (%m)", (int64_t) i + 1, amount);
        left -= amount; /* all of them are in the total */
        any = true;
    }
    *payable = left > 0 ? left : 0;
    if (any) {
        lty_steps_write(&job->steps, " = %m", *payable);
        lty_steps_end(&job->steps, "spend_lines", LTY_TEXT("/points/spend"), *payable);
    }
    return LTY_OK;
}

/* What the cart lets pay with points: a share of what they may pay, in points. Saturates, since the balance limits it anyway. */
static lty_status lty_quote_cap(lty_quote_job *job, int64_t *cap)
{
    const lty_points_rules *rules = &job->programme->points;
    int64_t payable;
    int64_t share;
    lty_status status = lty_quote_payable(&payable, job);

    status = status == LTY_OK ? lty_mul_div(&share, payable, rules->spend_maximum_share, 10000, LTY_ROUNDING_DOWN) : status;
    if (status != LTY_OK) {
        return status;
    }
    lty_steps_write(&job->steps, "%p %% of %m = %m, rounded down", rules->spend_maximum_share, payable, share);
    lty_steps_end(&job->steps, "spend_share", LTY_TEXT("/points/spend/maximum_share"), share);
    if (lty_mul_div(cap, share, rules->worth_points, rules->worth_minor, LTY_ROUNDING_DOWN) != LTY_OK) {
        *cap = INT64_MAX;
        return LTY_OK;
    }
    lty_steps_write(&job->steps, "%m * %i / %m = %i points, rounded down", share, rules->worth_points, rules->worth_minor, *cap);
    lty_steps_end(&job->steps, "spend_cap", LTY_TEXT("/points/worth"), *cap);
    return LTY_OK;
}

/* Ends the step under way: points in multiples of the step, and none below the minimum. */
static int64_t lty_quote_even(lty_quote_job *job, int64_t points, const char *figure)
{
    const lty_points_rules *rules = &job->programme->points;

    points -= points % rules->spend_step;
    lty_steps_write(&job->steps, ", in multiples of %i = %i", rules->spend_step, points);
    if (points < rules->spend_minimum) {
        lty_steps_write(&job->steps, ", below the minimum of %i: 0", rules->spend_minimum);
        points = 0;
    }
    lty_steps_end(&job->steps, figure, LTY_TEXT("/points/spend"), points);
    return points;
}

static lty_status lty_quote_worth(int64_t *minor, lty_quote_job *job, int64_t points, const char *figure)
{
    const lty_points_rules *rules = &job->programme->points;
    const lty_status status = lty_programme_worth(minor, job->programme, points);

    if (status == LTY_OK) {
        lty_steps_write(&job->steps, "%i points * %m / %i = %m, rounded down", points, rules->worth_minor, rules->worth_points, *minor);
        lty_steps_end(&job->steps, figure, LTY_TEXT("/points/worth"), *minor);
    }
    return status;
}

static lty_status lty_quote_spendable(lty_quote_job *job)
{
    const lty_points_rules *rules = &job->programme->points;
    const int64_t balance = job->facts[LTY_FACT_POINTS];
    int64_t cap;

    if (!rules->enabled || rules->worth_points <= 0 || rules->worth_minor <= 0 || balance <= 0) {
        return LTY_OK;
    }
    const lty_status status = lty_quote_cap(job, &cap);

    if (status != LTY_OK) {
        return status;
    }
    lty_steps_write(&job->steps, "the smaller of the balance of %i and the cap of %i", balance, cap);
    job->out.spendable_points = lty_quote_even(job, balance < cap ? balance : cap, "spendable");
    return lty_quote_worth(&job->out.spendable_minor, job, job->out.spendable_points, "spendable_worth");
}

lty_status lty_quote_spend(lty_quote_job *job)
{
    const int64_t asked = job->cart->points_to_spend;
    lty_quote *out = &job->out;
    lty_status status = lty_quote_spendable(job);

    if (status != LTY_OK || asked == 0) {
        return status;
    }
    lty_steps_write(&job->steps, "%i are asked for, at most %i", asked, out->spendable_points);
    if (out->spendable_points == 0) {
        lty_steps_end(&job->steps, "spent", LTY_TEXT("/points/spend"), 0);
        return LTY_OK;
    }
    out->spent_points = lty_quote_even(job, asked < out->spendable_points ? asked : out->spendable_points, "spent");
    status = lty_quote_worth(&out->spent_minor, job, out->spent_points, "spent_worth");
    if (status == LTY_OK) {
        lty_steps_write(&job->steps, "%m - %m paid with points", out->total_minor, out->spent_minor);
        out->total_minor -= out->spent_minor; /* at most its share */
        lty_steps_write(&job->steps, " = %m", out->total_minor);
        lty_steps_end(&job->steps, "to_pay", lty_quote_no_rule(), out->total_minor);
    }
    return status;
}

lty_status lty_quote_rewards(lty_quote_job *job)
{
    const lty_points_rules *rules = &job->programme->points;
    const lty_tier *tier = lty_quote_tier(job);
    const size_t count = rules->enabled ? rules->reward_count : 0;
    const int64_t balance = job->facts[LTY_FACT_POINTS] == LTY_FACT_NONE ? 0 : job->facts[LTY_FACT_POINTS];
    const int64_t left = balance - job->out.spent_points; /* at most a positive balance */
    lty_quote_reward *rewards = lty_arena_zero(job->arena, count, sizeof *rewards);

    if (rewards == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        const lty_reward *reward = &rules->rewards[i];
        int64_t missing;

        if (reward->tiers.count > 0 && (tier == NULL || !lty_text_list_has(&reward->tiers, tier->key))) {
            continue;
        }
        if (lty_sub(&missing, reward->points, left) != LTY_OK) {
            return LTY_E_RANGE;
        }
        missing = missing > 0 ? missing : 0;
        rewards[job->out.reward_count++] = (lty_quote_reward){reward, missing};
        lty_steps_write(&job->steps, "reward \"%t\": %i points, %i are there: %i missing", reward->key, reward->points, left, missing);
        lty_steps_end(&job->steps, "reward", reward->pointer, missing);
    }
    job->out.rewards = rewards;
    return LTY_OK;
}
