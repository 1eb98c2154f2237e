/*
 * The cart as the shop reckons with it. The one hard idea: what is left of a line is a fraction whose digits never end once a fixed
 * amount was split, so it is kept at 10^-18 of the unit, twelve digits finer than what is shown. docs/discounts-prestashop.md has the
 * bound of the error.
 */
#include "lty_check.h"
#include "lty_prestashop_part.h"

#define LTY_FINE_BITS 104

lty_fine lty_fine_mul_div(lty_fine a, lty_fine b, lty_fine divisor)
{
    const lty_fine limit = (lty_fine) 1 << LTY_FINE_BITS;

    LTY_ASSERT(a >= 0 && b >= 0 && divisor > 0 && a < limit && b < limit && divisor < limit);
    const lty_fine whole = a / divisor;
    const lty_fine part = a % divisor;
    lty_fine quotient = 0;
    lty_fine rest = 0; /* below divisor */

    /* The product has up to 208 bits, so it is never formed: b comes in bit by bit, and the rest is reduced at once. */
    for (int bit = LTY_FINE_BITS - 1; bit >= 0; bit--) {
        quotient *= 2;
        rest *= 2;
        if ((b >> bit & 1) != 0) {
            quotient += whole;
            rest += part;
        }
        while (rest >= divisor) { /* twice at most */
            rest -= divisor;
            quotient++;
        }
        LTY_ASSERT(quotient <= limit);
    }
    return quotient + (rest >= divisor - rest);
}

lty_fine lty_fine_round(lty_fine value, lty_fine step, lty_way_rounding rounding)
{
    const lty_fine down = value / step;
    const lty_fine rest = value % step;
    const lty_fine other = step - rest;
    bool up = false;

    if (rest == 0) {
        return down;
    }
    switch (rounding) {
        case LTY_WAY_UP: up = true; break;
        case LTY_WAY_DOWN: break;
        case LTY_WAY_HALF_UP: up = rest >= other; break;
        case LTY_WAY_HALF_DOWN: up = rest > other; break;
        case LTY_WAY_HALF_EVEN: up = rest > other || (rest == other && down % 2 == 1); break;
        case LTY_WAY_HALF_ODD: up = rest > other || (rest == other && down % 2 == 0); break;
    }
    return down + up;
}

lty_fine lty_prestashop_minor(const lty_prestashop_job *job)
{
    lty_fine minor = LTY_FINE_MICRO * 1000000;

    for (int i = 0; i < job->terms->cart->decimals; i++) {
        minor /= 10;
    }
    return minor;
}

lty_status lty_prestashop_micro(int64_t *micro, lty_fine value)
{
    const lty_fine rounded = lty_fine_round(value, LTY_FINE_MICRO, LTY_WAY_HALF_UP);

    if (rounded > INT64_MAX) {
        return LTY_E_RANGE;
    }
    *micro = (int64_t) rounded;
    return LTY_OK;
}

void lty_prestashop_write(const lty_prestashop_job *job, lty_fine value, lty_fine scale)
{
    char digits[] = ".000000";
    lty_fine rest = value % scale;
    size_t last = 0;

    for (size_t i = 1; rest != 0 && i < sizeof digits - 1; i++) {
        rest *= 10;
        digits[i] = (char) ('0' + rest / scale);
        rest %= scale;
        last = digits[i] == '0' ? last : i;
    }
    digits[last == 0 ? 0 : last + 1] = '\0';
    lty_steps_write(job->terms->steps, "%i%s", (int64_t) (value / scale), digits);
}

void lty_prestashop_write_pair(const lty_prestashop_job *job, const lty_fine value[LTY_SIDES])
{
    lty_fine shown[LTY_SIDES];

    for (int side = 0; side < LTY_SIDES; side++) {
        shown[side] = lty_fine_round(value[side], LTY_FINE_MICRO, LTY_WAY_HALF_UP);
    }
    lty_steps_write(job->terms->steps, " ");
    lty_prestashop_write(job, shown[LTY_SIDE_NET], 1000000);
    lty_steps_write(job->terms->steps, " net, ");
    lty_prestashop_write(job, shown[LTY_SIDE_GROSS], 1000000);
    lty_steps_write(job->terms->steps, " gross");
}

lty_text lty_prestashop_name(const lty_prestashop_job *job, size_t offer)
{
    const lty_offer *at = &job->terms->offers[offer];

    return at->code.len > 0 ? at->code : at->campaign->key;
}

/* Millionths to whole minor units, still in millionths. */
static lty_status lty_prestashop_round(int64_t *out, const lty_prestashop_job *job, int64_t micro)
{
    const lty_fine minor = lty_prestashop_minor(job);
    const lty_fine rounded = lty_fine_round(micro * LTY_FINE_MICRO, minor, job->terms->programme->discounts.rounding) * minor;

    if (rounded / LTY_FINE_MICRO > INT64_MAX) {
        return LTY_E_RANGE;
    }
    *out = (int64_t) (rounded / LTY_FINE_MICRO);
    return LTY_OK;
}

static lty_status lty_prestashop_price_side(lty_prestashop_job *job, size_t index, lty_side side)
{
    const lty_cart_line *line = &job->terms->cart->lines[index];
    const lty_way_unit unit = job->terms->programme->discounts.unit;
    lty_prestashop_line *priced = &job->lines[index];
    lty_status status = LTY_OK;

    priced->unit_micro[side] = side == LTY_SIDE_NET ? line->net_micro : line->gross_micro;
    if (unit == LTY_WAY_ITEM) {
        status = lty_prestashop_round(&priced->unit_micro[side], job, priced->unit_micro[side]);
    }
    status = status == LTY_OK ? lty_mul(&priced->whole_micro[side], priced->quantity, priced->unit_micro[side]) : status;
    priced->total_micro[side] = priced->whole_micro[side];
    if (status == LTY_OK && unit == LTY_WAY_LINE) {
        status = lty_prestashop_round(&priced->total_micro[side], job, priced->whole_micro[side]);
    }
    priced->left[side] = priced->total_micro[side] * LTY_FINE_MICRO;
    return status;
}

lty_status lty_prestashop_price(lty_prestashop_job *job)
{
    int64_t sum[LTY_SIDES] = {0, 0};
    lty_status status = LTY_OK;

    for (size_t i = 0; i < job->line_count; i++) {
        job->lines[i].quantity = job->terms->cart->lines[i].quantity;
    }
    for (size_t i = 0; i < job->rule_count && status == LTY_OK; i++) {
        lty_prestashop_line *line = job->rules[i].gift_line < job->line_count ? &job->lines[job->rules[i].gift_line] : NULL;

        status = line == NULL ? LTY_OK : lty_add(&line->quantity, line->quantity, 1);
    }
    for (size_t i = 0; i < job->line_count; i++) {
        for (int side = 0; side < LTY_SIDES && status == LTY_OK; side++) {
            int64_t larger;

            status = lty_prestashop_price_side(job, i, (lty_side) side);
            larger = job->lines[i].total_micro[side] > job->lines[i].whole_micro[side] ? job->lines[i].total_micro[side]
                                                                                       : job->lines[i].whole_micro[side];
            status = status == LTY_OK ? lty_add(&sum[side], sum[side], larger) : status;
        }
    }
    return status;
}

lty_status lty_prestashop_price_shipping(lty_prestashop_job *job)
{
    const lty_cart *cart = job->terms->cart;
    const lty_status status = lty_prestashop_round(&job->shipping_micro[LTY_SIDE_NET], job, cart->shipping_net_micro);

    return status == LTY_OK ? lty_prestashop_round(&job->shipping_micro[LTY_SIDE_GROSS], job, cart->shipping_gross_micro) : status;
}

static bool lty_prestashop_match(const lty_prestashop_job *job, size_t index, const lty_line_filter *filter)
{
    const lty_cart_line *line = &job->terms->cart->lines[index];

    return job->lines[index].quantity > 0 && lty_terms_line_matches(filter, line);
}

size_t lty_prestashop_cover(lty_prestashop_job *job, const lty_campaign *campaign)
{
    lty_line_filter filter = campaign->lines;
    size_t count = 0;

    filter.sale_items = LTY_SALE_TAKEN; /* each target has a mind of its own about goods on sale */
    for (size_t i = 0; i < job->line_count; i++) {
        job->covered[i] = lty_prestashop_match(job, i, &filter);
        count += job->covered[i];
    }
    return count;
}

/* Pieces of the lines still eligible that an alternative matches; these lines alone stay eligible if the pieces are enough. */
static bool lty_prestashop_satisfy(lty_prestashop_job *job, const lty_prestashop_rule *rule, const lty_line_filter *any, int64_t quantity)
{
    const bool skip_gift = rule->gift != NULL && any->categories_in.count > 0;
    int64_t pieces = 0;

    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < job->line_count; i++) {
            const bool own = skip_gift && lty_text_equal(job->terms->cart->lines[i].sku, rule->gift->sku);
            const bool matches = job->eligible[i] && !own && lty_prestashop_match(job, i, any);

            if (pass == 1) {
                job->eligible[i] = matches;
            } else if (matches && lty_add(&pieces, pieces, job->lines[i].quantity) != LTY_OK) {
                pieces = INT64_MAX; /* more than anybody can require */
            }
        }
        if (pieces < quantity) {
            return false;
        }
    }
    return true;
}

bool lty_prestashop_select(lty_prestashop_job *job, const lty_prestashop_rule *rule, const lty_requirement **failing)
{
    const lty_campaign *campaign = rule->campaign;

    for (size_t i = 0; i < job->line_count; i++) {
        job->selected[i] = false;
    }
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        const lty_requirement *requirement = &campaign->requirements[i];
        bool met = false;

        for (size_t k = 0; k < job->line_count; k++) {
            job->eligible[k] = job->lines[k].quantity > 0;
        }
        for (size_t j = 0; j < requirement->any_count; j++) {
            met = lty_prestashop_satisfy(job, rule, &requirement->any[j], requirement->quantity) || met;
        }
        if (!met) {
            *failing = requirement;
            return false;
        }
        for (size_t k = 0; k < job->line_count; k++) {
            job->selected[k] = job->selected[k] || job->eligible[k];
        }
    }
    return true;
}
