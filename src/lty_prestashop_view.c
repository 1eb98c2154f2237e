/*
 * What comes off in minor units. The shop rounds the sum of all rules once and no rule by itself; here that one figure is cut into rules
 * by largest remainder, and each rule's part into lines, so that whoever adds them up finds what the shop takes.
 */
#include "lty_check.h"
#include "lty_prestashop_part.h"

static const lty_text lty_prestashop_no_rule = {NULL, 0};

/* All discounts are at most the lines as they were before rounding, and the shipping that is waived. Both sides are replaced together. */
static void lty_prestashop_cap(lty_prestashop_job *job)
{
    lty_fine most[LTY_SIDES] = {0, 0};

    for (int side = 0; side < LTY_SIDES; side++) {
        for (size_t i = 0; i < job->line_count; i++) {
            most[side] += job->lines[i].whole_micro[side] * LTY_FINE_MICRO;
        }
        most[side] += job->ships_free ? job->shipping_micro[side] * LTY_FINE_MICRO : 0;
    }
    const bool over = job->taken[LTY_SIDE_GROSS] > most[LTY_SIDE_GROSS]
        || (job->taken[LTY_SIDE_GROSS] == most[LTY_SIDE_GROSS] && job->taken[LTY_SIDE_NET] > most[LTY_SIDE_NET]);

    for (int side = 0; side < LTY_SIDES && over; side++) {
        job->taken[side] = most[side];
    }
}

/*
 * The sum of all rules without the gifts, which the cart as it was handed in does not pay for either. A millionth of a millionth is no
 * reason to round up: a third of 10 three times is 10.
 */
static lty_status lty_prestashop_total(int64_t *minor, lty_prestashop_job *job)
{
    lty_steps *steps = job->terms->steps;
    lty_fine sum;

    lty_prestashop_cap(job);
    sum = job->taken[job->side] - job->gifts[job->side];
    sum = sum < 0 ? 0 : lty_fine_round(sum, 1000000, LTY_WAY_HALF_UP) * 1000000;
    const lty_fine rounded = lty_fine_round(sum, lty_prestashop_minor(job), job->terms->programme->discounts.rounding);

    if (rounded > INT64_MAX) {
        return LTY_E_RANGE;
    }
    *minor = (int64_t) rounded;
    lty_steps_write(steps, "all rules together, without the gifts, ");
    lty_prestashop_write(job, lty_fine_round(sum, LTY_FINE_MICRO, LTY_WAY_HALF_UP), 1000000);
    lty_steps_write(steps, ", rounded as the shop does = %m", *minor);
    lty_steps_end(steps, "discounts", lty_prestashop_no_rule, *minor);
    return LTY_OK;
}

static lty_status lty_prestashop_sum(int64_t *sum, const int64_t *weights, size_t count)
{
    lty_status status = LTY_OK;

    *sum = 0;
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        status = lty_add(sum, *sum, weights[i]);
    }
    return status;
}

/* Takes `parts` off lines and shipping as far as these reach; *excess is what did not fit. */
static void lty_prestashop_fit(lty_prestashop_job *job, lty_discount *discount, int64_t *lines, const int64_t *parts, int64_t *excess)
{
    lty_discounts *out = job->out;

    *excess = 0;
    for (size_t i = 0; i <= job->line_count; i++) {
        int64_t *left = i < job->line_count ? &out->line_left_minor[i] : &out->shipping_left_minor;
        const int64_t off = parts[i] < *left ? parts[i] : *left;

        *left -= off;
        *excess += parts[i] - off; /* parts sum to an amount that fits */
        discount->amount_minor += off;
        if (i < job->line_count) {
            lines[i] += off;
        } else {
            discount->shipping_minor += off;
        }
    }
    out->total_minor += discount->amount_minor;
}

/*
 * Cuts one rule's amount into lines and shipping by its weights. What a line cannot give any more comes off the others, then off a
 * shipping that is waived.
 */
static lty_status lty_prestashop_cut(lty_prestashop_job *job, lty_discount *discount, int64_t *weights, int64_t amount, int64_t *parts)
{
    lty_discounts *out = job->out;
    int64_t excess;
    int64_t taken;
    lty_status status = lty_split(parts, amount, weights, job->line_count + 1);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i <= job->line_count; i++) {
        weights[i] = 0;
    }
    lty_prestashop_fit(job, discount, weights, parts, &excess);
    if (excess == 0) {
        return LTY_OK;
    }
    for (size_t i = 0; i < job->line_count; i++) {
        job->covered[i] = true;
    }
    status = lty_cart_discount(parts, &taken, out->line_left_minor, job->covered, job->line_count, excess);
    for (size_t i = 0; i < job->line_count && status == LTY_OK; i++) {
        weights[i] += parts[i];
        out->line_left_minor[i] -= parts[i];
    }
    if (status == LTY_OK) {
        const int64_t rest = job->ships_free ? excess - taken : 0;
        const int64_t shipping = rest < out->shipping_left_minor ? rest : out->shipping_left_minor;

        out->shipping_left_minor -= shipping;
        discount->shipping_minor += shipping;
        discount->amount_minor += taken + shipping;
        out->total_minor += taken + shipping;
    }
    return status;
}

static void lty_prestashop_explain(const lty_prestashop_job *job, const lty_prestashop_rule *rule, const lty_discount *discount)
{
    lty_steps *steps = job->terms->steps;
    const lty_fine row[LTY_SIDES] = {discount->net_micro * LTY_FINE_MICRO, discount->gross_micro * LTY_FINE_MICRO};

    lty_steps_write(steps, "%t:", lty_prestashop_name(job, rule->offer));
    lty_prestashop_write_pair(job, row);
    lty_steps_write(steps, "; of the rounded sum by largest remainder %m", discount->amount_minor);
    lty_steps_end(steps, "discount", rule->campaign->pointer, discount->amount_minor);
    for (size_t i = 0; i < job->line_count && discount->line_minor != NULL; i++) {
        if (discount->line_minor[i] > 0) {
            lty_steps_write(steps, "%t: line %i = %m", lty_prestashop_name(job, rule->offer), (int64_t) i + 1, discount->line_minor[i]);
            lty_steps_end(steps, "line_discount", rule->campaign->pointer, discount->line_minor[i]);
        }
    }
}

lty_status lty_prestashop_view(lty_prestashop_job *job, int64_t *const *weights)
{
    lty_arena *arena = job->terms->steps->arena;
    const size_t count = job->rule_count;
    int64_t *sums = lty_arena_zero(arena, count, sizeof *sums);
    int64_t *amounts = lty_arena_zero(arena, count, sizeof *amounts);
    int64_t *parts = lty_arena_zero(arena, job->line_count + 1, sizeof *parts);
    int64_t total = 0;
    int64_t sum = 0;
    lty_status status = LTY_OK;

    if (sums == NULL || amounts == NULL || parts == NULL) {
        return LTY_E_MEMORY;
    }
    if (count == 0) {
        return LTY_OK;
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        status = lty_prestashop_sum(&sums[i], weights[i], job->line_count + 1);
    }
    status = status == LTY_OK ? lty_prestashop_sum(&sum, sums, count) : status;
    status = status == LTY_OK ? lty_prestashop_total(&total, job) : status;
    if (status == LTY_OK && total > 0 && sum > 0) {
        status = lty_split(amounts, total, sums, count);
    }
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        lty_discount *discount = &job->out->items[i];

        if (amounts[i] > 0) {
            status = lty_prestashop_cut(job, discount, weights[i], amounts[i], parts);
            discount->line_minor = weights[i];
        }
        if (status == LTY_OK) {
            lty_prestashop_explain(job, &job->rules[i], discount);
        }
    }
    return status;
}
