/*
 * PrestaShop's way. The one hard idea: a rule never looks at the goods but at what earlier rules left of each line, a pair of amounts
 * without and with tax, and nothing is rounded between the lines' amounts and the sum of all rules.
 */
#include "lty_check.h"
#include "lty_prestashop_part.h"

/* What one rule takes, while it is reckoned. */
typedef struct lty_prestashop_row {
    lty_prestashop_job *job;
    const lty_prestashop_rule *rule;
    const lty_benefit *benefit;
    lty_fine taken[LTY_SIDES];
    int64_t *weights;
} lty_prestashop_row;

static void lty_prestashop_begin(const lty_prestashop_row *row)
{
    lty_steps_write(row->job->terms->steps, "%t: ", lty_prestashop_name(row->job, row->rule->offer));
}

static lty_status lty_prestashop_end(const lty_prestashop_row *row, const lty_fine value[LTY_SIDES])
{
    int64_t micro;
    const lty_status status = lty_prestashop_micro(&micro, value[row->job->side]);

    if (status == LTY_OK) {
        lty_steps_write(row->job->terms->steps, " =");
        lty_prestashop_write_pair(row->job, value);
        lty_steps_end(row->job->terms->steps, "part", row->benefit->pointer, micro);
    }
    return status;
}

/* Counts in full even where less is left of the line; what is left stops at zero. */
static lty_status lty_prestashop_take(lty_prestashop_row *row, size_t line, const lty_fine value[LTY_SIDES])
{
    lty_prestashop_job *job = row->job;
    int64_t micro;
    const lty_status status = lty_prestashop_micro(&micro, value[job->side]);

    for (int side = 0; side < LTY_SIDES; side++) {
        lty_fine *left = &job->lines[line].left[side];

        row->taken[side] += value[side];
        *left = value[side] < *left ? *left - value[side] : 0;
    }
    return status == LTY_OK ? lty_add(&row->weights[line], row->weights[line], micro) : status;
}

static lty_status lty_prestashop_ship(lty_prestashop_row *row)
{
    lty_prestashop_job *job = row->job;
    lty_fine fee[LTY_SIDES];

    for (int side = 0; side < LTY_SIDES; side++) {
        fee[side] = job->shipping_micro[side] * LTY_FINE_MICRO;
        row->taken[side] += fee[side];
        job->taken[side] -= job->ships_free ? fee[side] : 0; /* one rule alone counts in the sum */
    }
    row->weights[job->line_count] = job->ships_free ? 0 : job->shipping_micro[job->side];
    lty_prestashop_begin(row);
    lty_steps_write(job->terms->steps, "the shipping%s", job->ships_free ? ", which is free already" : "");
    job->ships_free = true;
    return lty_prestashop_end(row, fee);
}

/* The piece that the shop adds: no weight, the shopper's own goods cost what they did. */
static lty_status lty_prestashop_give(lty_prestashop_row *row)
{
    lty_prestashop_job *job = row->job;
    const size_t index = row->rule->gift_line;
    lty_fine piece[LTY_SIDES];

    if (index == job->line_count) {
        return LTY_OK;
    }
    for (int side = 0; side < LTY_SIDES; side++) {
        lty_fine *left = &job->lines[index].left[side];

        piece[side] = job->lines[index].unit_micro[side] * LTY_FINE_MICRO;
        row->taken[side] += piece[side];
        job->gifts[side] += piece[side];
        *left = piece[side] < *left ? *left - piece[side] : 0;
    }
    lty_prestashop_begin(row);
    lty_steps_write(job->terms->steps, "one piece of %t is added and given", row->benefit->sku);
    return lty_prestashop_end(row, piece);
}

static void lty_prestashop_begin_percent(const lty_prestashop_row *row)
{
    lty_prestashop_begin(row);
    lty_prestashop_write(row->job, row->benefit->value, LTY_PERCENT_WHOLE / 100);
    lty_steps_write(row->job->terms->steps, " %% of ");
}

static void lty_prestashop_share(lty_fine value[LTY_SIDES], const lty_prestashop_row *row, const lty_fine whole[LTY_SIDES])
{
    for (int side = 0; side < LTY_SIDES; side++) {
        value[side] = lty_fine_round(whole[side] * row->benefit->value, LTY_PERCENT_WHOLE, LTY_WAY_HALF_UP);
    }
}

/* A percentage of one piece at its first price, whatever earlier rules left of the line. */
static lty_status lty_prestashop_cheapest(lty_prestashop_row *row, const bool *taken)
{
    lty_prestashop_job *job = row->job;
    size_t best = job->line_count;
    lty_fine piece[LTY_SIDES];
    lty_fine value[LTY_SIDES];

    for (size_t i = 0; i < job->line_count; i++) {
        const int64_t *unit = job->lines[i].unit_micro;

        if (taken[i] && (best == job->line_count || unit[LTY_SIDE_GROSS] < job->lines[best].unit_micro[LTY_SIDE_GROSS])) {
            best = i;
        }
    }
    if (best == job->line_count) {
        return LTY_OK;
    }
    for (int side = 0; side < LTY_SIDES; side++) {
        piece[side] = job->lines[best].unit_micro[side] * LTY_FINE_MICRO;
    }
    lty_prestashop_share(value, row, piece);
    const lty_status status = lty_prestashop_take(row, best, value);

    lty_prestashop_begin_percent(row);
    lty_steps_write(job->terms->steps, "one piece of line %i,", (int64_t) best + 1);
    lty_prestashop_write_pair(job, piece);
    return status == LTY_OK ? lty_prestashop_end(row, value) : status;
}

/* Marks in job->covered the lines that a percentage takes its share of, or may choose the cheapest from. */
static void lty_prestashop_aim(const lty_prestashop_row *row)
{
    lty_prestashop_job *job = row->job;
    const bool spare_sale = row->rule->campaign->lines.sale_items == LTY_SALE_LEFT_OUT && row->benefit->target != LTY_TARGET_PRODUCT;
    const lty_requirement *failing;
    const bool met = row->benefit->target == LTY_TARGET_SELECTION && lty_prestashop_select(job, row->rule, &failing);

    (void) lty_prestashop_cover(job, row->rule->campaign);
    for (size_t i = 0; i < job->line_count; i++) {
        const lty_cart_line *line = &job->terms->cart->lines[i];
        bool taken = job->covered[i] && !(spare_sale && line->sale);

        if (row->benefit->target == LTY_TARGET_SELECTION) {
            taken = taken && met && job->selected[i];
        } else if (row->benefit->target == LTY_TARGET_PRODUCT) {
            taken = taken && lty_text_equal(line->sku, row->benefit->sku);
        }
        job->covered[i] = taken;
    }
}

static lty_status lty_prestashop_percent(lty_prestashop_row *row)
{
    lty_prestashop_job *job = row->job;
    lty_status status = LTY_OK;

    lty_prestashop_aim(row);
    if (row->benefit->target == LTY_TARGET_CHEAPEST) {
        return lty_prestashop_cheapest(row, job->covered);
    }
    for (size_t i = 0; i < job->line_count && status == LTY_OK; i++) {
        lty_fine value[LTY_SIDES];

        if (!job->covered[i]) {
            continue;
        }
        lty_prestashop_share(value, row, job->lines[i].left);
        lty_prestashop_begin_percent(row);
        lty_steps_write(job->terms->steps, "what is left of line %i,", (int64_t) i + 1);
        lty_prestashop_write_pair(job, job->lines[i].left);
        status = lty_prestashop_take(row, i, value);
        status = status == LTY_OK ? lty_prestashop_end(row, value) : status;
    }
    return status;
}

/*
 * The other side of a line's share of an amount, by the tax that is in what is left of the line. What was rounded may have tax below
 * zero: it counts as none.
 */
static lty_fine lty_prestashop_convert(lty_fine share, lty_side side, const lty_fine left[LTY_SIDES])
{
    if (left[LTY_SIDE_NET] == 0 || left[LTY_SIDE_GROSS] <= left[LTY_SIDE_NET]) {
        return share;
    }
    return lty_fine_mul_div(share, left[side == LTY_SIDE_NET ? LTY_SIDE_GROSS : LTY_SIDE_NET], left[side]);
}

static lty_status lty_prestashop_fixed_line(lty_prestashop_row *row, size_t line, lty_fine amount, lty_fine sum)
{
    lty_prestashop_job *job = row->job;
    lty_steps *steps = job->terms->steps;
    const lty_side side = row->benefit->with_tax ? LTY_SIDE_GROSS : LTY_SIDE_NET;
    const lty_fine *left = job->lines[line].left;
    const lty_fine shown_amount = lty_fine_round(amount, LTY_FINE_MICRO, LTY_WAY_HALF_UP);
    const lty_fine shown_sum = lty_fine_round(sum, LTY_FINE_MICRO, LTY_WAY_HALF_UP);
    lty_fine value[LTY_SIDES];

    value[side] = lty_fine_mul_div(amount, left[side], sum);
    value[LTY_SIDE_NET + LTY_SIDE_GROSS - side] = lty_prestashop_convert(value[side], side, left);
    lty_prestashop_begin(row);
    lty_steps_write(steps, "line %i, of which", (int64_t) line + 1);
    lty_prestashop_write_pair(job, left);
    lty_steps_write(steps, " are left: its share of ");
    lty_prestashop_write(job, shown_amount, 1000000);
    lty_steps_write(steps, " %s on ", side == LTY_SIDE_NET ? "net" : "gross");
    lty_prestashop_write(job, shown_sum, 1000000);
    const lty_status status = lty_prestashop_take(row, line, value);

    return status == LTY_OK ? lty_prestashop_end(row, value) : status;
}

static lty_status lty_prestashop_fixed(lty_prestashop_row *row)
{
    lty_prestashop_job *job = row->job;
    const lty_benefit *benefit = row->benefit;
    const lty_side side = benefit->with_tax ? LTY_SIDE_GROSS : LTY_SIDE_NET;
    lty_fine amount = benefit->value_micro * LTY_FINE_MICRO;
    lty_fine sum = 0;
    lty_status status = LTY_OK;

    if (benefit->target != LTY_TARGET_ORDER && benefit->target != LTY_TARGET_PRODUCT) {
        return LTY_OK;
    }
    (void) lty_prestashop_cover(job, row->rule->campaign);
    for (size_t i = 0; i < job->line_count; i++) {
        job->covered[i] = job->covered[i]
            && (benefit->target == LTY_TARGET_ORDER || lty_text_equal(job->terms->cart->lines[i].sku, benefit->sku))
            && job->lines[i].left[side] > 0;
        sum += job->covered[i] ? job->lines[i].left[side] : 0;
    }
    amount = amount < sum ? amount : sum;
    for (size_t i = 0; i < job->line_count && status == LTY_OK; i++) {
        if (job->covered[i]) {
            status = lty_prestashop_fixed_line(row, i, amount, sum);
        }
    }
    return status;
}

/* The kinds that take something off, in the order in which one rule applies them; the others say what they give. */
static lty_status lty_prestashop_benefits(lty_prestashop_row *row, lty_discount *discount)
{
    static const struct {
        lty_discount_kind kind;
        lty_status (*subtract)(lty_prestashop_row *row);
    } order[] = {
        {LTY_DISCOUNT_FREE_SHIPPING, lty_prestashop_ship},
        {LTY_DISCOUNT_GIFT, lty_prestashop_give},
        {LTY_DISCOUNT_PERCENT, lty_prestashop_percent},
        {LTY_DISCOUNT_FIXED, lty_prestashop_fixed},
    };
    const lty_campaign *campaign = row->rule->campaign;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        for (size_t j = 0; j < campaign->benefit_count && status == LTY_OK; j++) {
            row->benefit = &campaign->benefits[j];
            status = row->benefit->kind == order[i].kind ? order[i].subtract(row) : LTY_OK;
        }
    }
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];

        switch (benefit->kind) {
            case LTY_DISCOUNT_POINTS: discount->points = benefit->value; break;
            case LTY_DISCOUNT_POINTS_MULTIPLIER: discount->multiplier = benefit->value; break;
            case LTY_DISCOUNT_EARLY_ACCESS: discount->opens = campaign->lines.products_in; break;
            case LTY_DISCOUNT_GIFT:
                discount->gift = benefit->sku;
                discount->gift_missing = true;
                break;
            default: break;
        }
    }
    return status;
}

lty_status lty_prestashop_subtract(lty_prestashop_job *job, const lty_prestashop_rule *rule, lty_discount *discount, int64_t *weights)
{
    lty_prestashop_row row = {.job = job, .rule = rule, .weights = weights};
    lty_status status = lty_prestashop_benefits(&row, discount);

    discount->offer = rule->offer;
    for (int side = 0; side < LTY_SIDES; side++) {
        job->taken[side] += row.taken[side];
    }
    status = status == LTY_OK ? lty_prestashop_micro(&discount->net_micro, row.taken[LTY_SIDE_NET]) : status;
    return status == LTY_OK ? lty_prestashop_micro(&discount->gross_micro, row.taken[LTY_SIDE_GROSS]) : status;
}

static bool lty_prestashop_allocate(lty_prestashop_job *job)
{
    lty_arena *arena = job->terms->steps->arena;
    const size_t offers = job->terms->offer_count;

    job->lines = lty_arena_zero(arena, job->line_count, sizeof *job->lines);
    job->rules = lty_arena_zero(arena, offers, sizeof *job->rules);
    job->automatic = lty_arena_zero(arena, offers, sizeof *job->automatic);
    job->covered = lty_arena_zero(arena, job->line_count, sizeof *job->covered);
    job->selected = lty_arena_zero(arena, job->line_count, sizeof *job->selected);
    job->eligible = lty_arena_zero(arena, job->line_count, sizeof *job->eligible);
    return job->lines != NULL && job->rules != NULL && job->automatic != NULL && job->covered != NULL && job->selected != NULL
        && job->eligible != NULL;
}

static lty_status lty_prestashop_left(int64_t **micro, const lty_prestashop_job *job, lty_side side)
{
    int64_t *left = lty_arena_zero(job->terms->steps->arena, job->line_count, sizeof *left);
    lty_status status = left == NULL ? LTY_E_MEMORY : LTY_OK;

    for (size_t i = 0; i < job->line_count && status == LTY_OK; i++) {
        status = lty_prestashop_micro(&left[i], job->lines[i].left[side]);
    }
    *micro = left;
    return status;
}

lty_status lty_prestashop_apply(lty_discounts *out, const lty_terms *terms)
{
    lty_arena *arena = terms->steps->arena;
    lty_prestashop_job job = {.out = out, .terms = terms, .line_count = terms->cart->line_count};
    int64_t **weights = lty_arena_zero(arena, terms->offer_count, sizeof *weights);
    lty_status status;

    if (weights == NULL || !lty_prestashop_allocate(&job)) {
        return LTY_E_MEMORY;
    }
    job.side = terms->cart->tax_included ? LTY_SIDE_GROSS : LTY_SIDE_NET;
    status = lty_prestashop_price_shipping(&job);
    status = status == LTY_OK ? lty_prestashop_enter(&job) : status;
    for (size_t i = 0; i < job.rule_count && status == LTY_OK; i++) {
        weights[i] = lty_arena_zero(arena, job.line_count + 1, sizeof **weights);
        status = weights[i] == NULL ? LTY_E_MEMORY : lty_prestashop_subtract(&job, &job.rules[i], &out->items[i], weights[i]);
        out->count = i + 1;
    }
    status = status == LTY_OK ? lty_prestashop_left(&out->line_left_net_micro, &job, LTY_SIDE_NET) : status;
    status = status == LTY_OK ? lty_prestashop_left(&out->line_left_gross_micro, &job, LTY_SIDE_GROSS) : status;
    status = status == LTY_OK ? lty_prestashop_view(&job, weights) : status;
    return status == LTY_OK && terms->steps->failed ? LTY_E_MEMORY : status;
}
