/*
 * What counts of an order is found line by line: tax and the part that was paid otherwise are taken off first, so that a rule's filter sees
 * what is left of each line. Each rule is then rounded once, on the whole order and not line by line: ten lines of 0.99 earn what one line of
 * 9.90 does. The tier's percentage applies to the sum of the rules and is rounded once more, by the same rounding.
 */
#include "lty_earn.h"

#include "lty_check.h"
#include "lty_money.h"
#include "lty_time.h"

/* An order as rules see it: an order without lines is one line, shipping is one more. */
typedef struct lty_earn_view {
    const lty_event_line *lines;
    const int64_t *gross_minor; /* NULL = as kept */
    const int64_t *counted;     /* NULL = all that is kept */
    size_t count;
    int64_t kept_minor;
    int64_t whole_minor;
    int64_t counted_minor;  /* the sum of what counts, shipping too */
    int64_t shipping_minor; /* that counts */
    int64_t elsewhere_minor;
    lty_event_line whole; /* of an order without lines */
} lty_earn_view;

static const lty_line_traits lty_earn_shipping = {{NULL, 0}, {NULL, 0}, NULL, 0, false};

void lty_earn_init(lty_earn *earn, const lty_alloc *alloc)
{
    *earn = (lty_earn){.alloc = alloc};
}

void lty_earn_destroy(lty_earn *earn)
{
    lty_alloc_free(earn->alloc, earn->counted, earn->counted_capacity * sizeof *earn->counted);
    lty_alloc_free(earn->alloc, earn->shares, earn->share_capacity * sizeof *earn->shares);
    lty_earn_init(earn, earn->alloc);
}

static lty_status lty_earn_reserve(lty_earn *earn, size_t count)
{
    const lty_status status =
        lty_alloc_reserve(earn->alloc, (void **) &earn->counted, &earn->counted_capacity, count, sizeof *earn->counted);

    return status == LTY_OK ? lty_alloc_reserve(earn->alloc, (void **) &earn->shares, &earn->share_capacity, count, sizeof *earn->shares)
                            : status;
}

/* view->whole must stay where it is as long as the view is used. */
static lty_status lty_earn_look(lty_earn_view *view, const lty_earn_order *order)
{
    lty_status status = LTY_OK;

    *view = (lty_earn_view){.lines = order->lines, .gross_minor = order->gross_minor, .count = order->line_count};
    if (order->line_count == 0) {
        view->whole = (lty_event_line){.quantity = 1, .amount_minor = order->kept_minor, .tax_minor = order->tax_minor};
        view->lines = &view->whole;
        view->gross_minor = &order->whole_minor;
        view->count = 1;
    }
    for (size_t i = 0; i < view->count && status == LTY_OK; i++) {
        status = lty_add(&view->kept_minor, view->kept_minor, view->lines[i].amount_minor);
        if (status == LTY_OK && view->gross_minor != NULL) {
            status = lty_add(&view->whole_minor, view->whole_minor, view->gross_minor[i]);
        }
    }
    if (view->gross_minor == NULL) {
        view->whole_minor = view->kept_minor;
    }
    return status;
}

static lty_status lty_earn_take_tax(lty_earn_view *view, int64_t *counted)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < view->count && status == LTY_OK; i++) {
        const lty_event_line *line = &view->lines[i];
        const int64_t gross = view->gross_minor == NULL ? line->amount_minor : view->gross_minor[i];
        int64_t tax = 0;

        if (gross > 0) {
            status = lty_mul_div(&tax, line->tax_minor, line->amount_minor, gross, LTY_ROUNDING_HALF_UP);
        }
        counted[i] = tax < line->amount_minor ? line->amount_minor - tax : 0;
    }
    return status;
}

/* Takes the part off that was paid with points or a gift card. */
static lty_status lty_earn_take_elsewhere(lty_earn_view *view, int64_t *counted, int64_t *shares, int64_t paid_minor)
{
    int64_t available = 0;
    int64_t off = 0;

    for (size_t i = 0; i < view->count; i++) {
        available += counted[i]; /* at most what is kept */
    }
    if (paid_minor > view->whole_minor) {
        paid_minor = view->whole_minor;
    }
    if (paid_minor > 0 && lty_mul_div(&off, paid_minor, view->kept_minor, view->whole_minor, LTY_ROUNDING_HALF_UP) != LTY_OK) {
        return LTY_E_RANGE;
    }
    if (off > available) {
        off = available;
    }
    if (off > 0) {
        const lty_status status = lty_split(shares, off, counted, view->count);

        if (status != LTY_OK) {
            return status;
        }
        for (size_t i = 0; i < view->count; i++) {
            counted[i] -= shares[i];
        }
    }
    view->counted_minor = available - off;
    view->elsewhere_minor = off;
    return LTY_OK;
}

/* What counts. The usual order, of which all does, needs no array. */
static lty_status lty_earn_count(lty_earn_view *view, lty_earn *earn, const lty_earn_base *base, const lty_earn_order *order, bool array)
{
    const int64_t by_points = base->points ? 0 : order->by_points_minor;
    const int64_t by_card = base->gift_card ? 0 : order->by_card_minor;
    int64_t paid_minor;

    if (lty_add(&paid_minor, by_points, by_card) != LTY_OK || lty_earn_look(view, order) != LTY_OK) {
        return LTY_E_RANGE;
    }
    view->counted_minor = view->kept_minor;
    if (array || !base->tax || paid_minor > 0) {
        lty_status status = lty_earn_reserve(earn, view->count);

        if (status == LTY_OK && base->tax) {
            for (size_t i = 0; i < view->count; i++) {
                earn->counted[i] = view->lines[i].amount_minor;
            }
        } else if (status == LTY_OK) {
            status = lty_earn_take_tax(view, earn->counted);
        }
        status = status == LTY_OK ? lty_earn_take_elsewhere(view, earn->counted, earn->shares, paid_minor) : status;
        if (status != LTY_OK) {
            return status;
        }
        view->counted = earn->counted;
    }
    view->shipping_minor = base->shipping && view->whole_minor > 0 ? order->shipping_minor : 0;
    return lty_add(&view->counted_minor, view->counted_minor, view->shipping_minor);
}

static bool lty_earn_open(const lty_line_filter *filter)
{
    return (filter->categories_in.count | filter->categories_out.count | filter->products_in.count | filter->products_out.count
               | filter->brands_in.count | filter->brands_out.count)
        == 0
        && filter->sale_items == LTY_SALE_TAKEN;
}

/* Cannot wrap: at most view->counted_minor. */
static int64_t lty_earn_base_of(const lty_earn_view *view, const lty_line_filter *filter)
{
    int64_t base_minor = 0;

    if (lty_earn_open(filter)) {
        return view->counted_minor;
    }
    for (size_t i = 0; i < view->count; i++) {
        const lty_event_line *line = &view->lines[i];
        const lty_line_traits traits = {line->sku, line->brand, &line->category, line->category.len > 0 ? 1 : 0, line->sale};

        if (lty_line_filter_match(filter, &traits)) {
            base_minor += view->counted == NULL ? line->amount_minor : view->counted[i];
        }
    }
    if (view->shipping_minor > 0 && lty_line_filter_match(filter, &lty_earn_shipping)) {
        base_minor += view->shipping_minor;
    }
    return base_minor;
}

/* What was given back in full earns nothing, not even a step that begins at 0. */
static lty_status lty_earn_rule_points(int64_t *points, const lty_earn_rule *rule, int64_t base_minor, lty_rounding rounding)
{
    *points = 0;
    if (base_minor <= 0) {
        return LTY_OK;
    }
    if (rule->kind == LTY_EARN_RATE) {
        return lty_mul_div(points, base_minor, rule->points, rule->per_minor, rounding);
    }
    if (rule->kind == LTY_EARN_STEPS) {
        for (size_t i = 0; i < rule->step_count && rule->steps[i].from_minor <= base_minor; i++) {
            *points = rule->steps[i].points;
        }
        return LTY_OK;
    }
    *points = rule->points;
    return LTY_OK;
}

static int64_t lty_earn_least(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The rules by order that hold, one after the other; the sum of what they give. */
static lty_status lty_earn_rules(int64_t *sum, lty_earn_part *parts, size_t *part_count, const lty_programme *programme,
    const lty_earn_order *order, const lty_earn_view *view)
{
    const lty_points_rules *rules = &programme->points;
    lty_status status = LTY_OK;

    *sum = 0;
    *part_count = 0;
    for (size_t i = 0; i < rules->earn_count && status == LTY_OK; i++) {
        const lty_earn_rule *rule = &rules->earn[i];
        const lty_earn_ruling *ruling = order->rulings == NULL ? NULL : &order->rulings[i];
        lty_earn_part part = {.rule = rule};

        if (!LTY_EARN_BY_ORDER(rule->kind) || (ruling != NULL && !ruling->holds) || rule->minimum_minor > view->kept_minor) {
            continue;
        }
        part.base_minor = lty_earn_base_of(view, &rule->lines);
        status = lty_earn_rule_points(&part.points, rule, part.base_minor, rules->rounding);
        part.given = ruling == NULL ? part.points : lty_earn_least(part.points, ruling->room);
        status = status == LTY_OK ? lty_add(sum, *sum, part.given) : status;
        if (parts != NULL) {
            parts[*part_count] = part;
        }
        ++*part_count;
    }
    return status;
}

lty_status lty_earn_points(int64_t *points, int64_t *uncapped, lty_earn_part *parts, size_t *part_count, lty_earn *earn,
    const lty_programme *programme, const lty_earn_order *order)
{
    lty_earn_view view;
    size_t written = 0;
    int64_t sum = 0;
    lty_status status = LTY_OK;

    if (programme->points.enabled) {
        status = lty_earn_count(&view, earn, &programme->points.base, order, false);
        status = status == LTY_OK ? lty_earn_rules(&sum, parts, &written, programme, order, &view) : status;
    }
    if (status == LTY_OK && order->earn_percent != 10000) {
        status = lty_mul_div(&sum, sum, order->earn_percent, 10000, programme->points.rounding);
    }
    if (status != LTY_OK) {
        return status;
    }
    if (part_count != NULL) {
        *part_count = written;
    }
    if (uncapped != NULL) {
        *uncapped = sum;
    }
    *points = lty_earn_least(sum, order->room);
    return LTY_OK;
}

lty_status lty_earn_action(int64_t *points, int64_t *uncapped, lty_earn_part *parts, size_t *part_count, const lty_programme *programme,
    lty_earn_kind kind, const lty_earn_ruling *rulings, int64_t room)
{
    const lty_points_rules *rules = &programme->points;
    const size_t count = rules->enabled ? rules->earn_count : 0;
    size_t written = 0;
    int64_t sum = 0;

    LTY_ASSERT(!LTY_EARN_BY_ORDER(kind));
    for (size_t i = 0; i < count; i++) {
        const lty_earn_rule *rule = &rules->earn[i];
        const lty_earn_part part = {rule, 0, rule->points, lty_earn_least(rule->points, rulings[i].room)};

        if (rule->kind != kind || !rulings[i].holds) {
            continue;
        }
        if (lty_add(&sum, sum, part.given) != LTY_OK) {
            return LTY_E_RANGE;
        }
        if (parts != NULL) {
            parts[written] = part;
        }
        written++;
    }
    if (part_count != NULL) {
        *part_count = written;
    }
    if (uncapped != NULL) {
        *uncapped = sum;
    }
    *points = lty_earn_least(sum, room);
    return LTY_OK;
}

lty_status lty_earn_counted(
    const int64_t **counted, int64_t *elsewhere_minor, lty_earn *earn, const lty_programme *programme, const lty_earn_order *order)
{
    lty_earn_view view;
    const lty_status status = lty_earn_count(&view, earn, &programme->points.base, order, true);

    if (status == LTY_OK) {
        *counted = view.counted;
        *elsewhere_minor = view.elsewhere_minor;
    }
    return status;
}

bool lty_earn_in_time(const lty_earn_rule *rule, const lty_programme *programme, int64_t at_s)
{
    if ((rule->from_s != LTY_TIME_NONE && at_s < rule->from_s) || (rule->until_s != LTY_TIME_NONE && at_s >= rule->until_s)) {
        return false;
    }
    if (rule->weekdays == 0) {
        return true;
    }
    const int64_t weekday = ((lty_zone_day(&programme->zone, at_s) + 3) % 7 + 7) % 7; /* day 0 was a Thursday */

    return (rule->weekdays >> (unsigned) weekday & 1U) != 0;
}
