/*
 * Each rule is rounded once, on the whole order and not line by line: ten lines of 0.99 earn what one line of 9.90 does. The tier's
 * percentage then applies to the sum of the rules and is rounded once more, by the same rounding.
 */
#include "lty_check.h"
#include "lty_earn.h"

static lty_status lty_earn_base(int64_t *out, const lty_line_filter *filter, const lty_earn_order *order)
{
    int64_t base_minor = 0;

    if (order->line_count == 0) {
        *out = lty_line_filter_match(filter, (lty_text){NULL, 0}, NULL, 0, false) ? order->total_minor : 0;
        return LTY_OK;
    }
    for (size_t i = 0; i < order->line_count; i++) {
        const lty_event_line *line = &order->lines[i];
        const bool matches = lty_line_filter_match(filter, line->sku, &line->category, line->category.len > 0 ? 1 : 0, line->sale);

        if (matches && lty_add(&base_minor, base_minor, line->amount_minor) != LTY_OK) {
            return LTY_E_RANGE;
        }
    }
    *out = base_minor;
    return LTY_OK;
}

/* What was given back in full earns nothing, not even a step that begins at 0. */
static lty_status lty_earn_rule_points(
    int64_t *points, const lty_earn_rule *rule, const lty_earn_order *order, int64_t base_minor, lty_rounding rounding)
{
    *points = 0;
    if (base_minor <= 0) {
        return LTY_OK;
    }
    switch (rule->kind) {
        case LTY_EARN_RATE: return lty_mul_div(points, base_minor, rule->points, rule->per_minor, rounding);
        case LTY_EARN_STEPS:
            for (size_t i = 0; i < rule->step_count && rule->steps[i].from_minor <= base_minor; i++) {
                *points = rule->steps[i].points;
            }
            break;
        case LTY_EARN_FIRST_ORDER: *points = order->first ? rule->points : 0; break;
    }
    return LTY_OK;
}

lty_status lty_earn_points(
    int64_t *points, lty_earn_part *parts, size_t *part_count, const lty_programme *programme, const lty_earn_order *order)
{
    const lty_points_rules *rules = &programme->points;
    const size_t count = rules->enabled ? rules->earn_count : 0;
    int64_t sum = 0;

    for (size_t i = 0; i < count; i++) {
        lty_earn_part part = {.rule = &rules->earn[i]};
        lty_status status = lty_earn_base(&part.base_minor, &part.rule->lines, order);

        if (status == LTY_OK) {
            status = lty_earn_rule_points(&part.points, part.rule, order, part.base_minor, rules->rounding);
        }
        if (status == LTY_OK) {
            status = lty_add(&sum, sum, part.points);
        }
        if (status != LTY_OK) {
            return status;
        }
        if (parts != NULL) {
            parts[i] = part;
        }
    }
    if (lty_mul_div(&sum, sum, order->earn_percent, 10000, rules->rounding) != LTY_OK) {
        return LTY_E_RANGE;
    }
    if (part_count != NULL) {
        *part_count = count;
    }
    *points = sum < 0 ? 0 : sum;
    return LTY_OK;
}
