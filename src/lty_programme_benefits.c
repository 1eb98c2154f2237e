/* What a campaign gives: one benefit or several of different kinds. */
#include <stdio.h>
#include <string.h>

#include "lty_programme_read.h"

#define LTY_READ_KINDS 8

static const char *const lty_read_kinds[LTY_READ_KINDS] = {
    "percent", "fixed", "free_shipping", "points", "gift", "points_multiplier", "buy_get", "early_access"};

/* The members of each kind behind "kind"; amounts first. */
typedef struct lty_read_members {
    const char *names[8];
    size_t count;
} lty_read_members;

static const lty_read_members lty_read_kind_members[LTY_READ_KINDS] = {
    {{"kind", "basis_points", "millionths", "steps", "on", "sku", "pieces"}, 7},
    {{"kind", "amount", "amount_millionths", "steps", "on", "sku", "pieces", "with_tax"}, 8},
    {{"kind"}, 1},
    {{"kind", "points"}, 2},
    {{"kind", "sku", "number"}, 3},
    {{"kind", "basis_points"}, 2},
    {{"kind", "buy", "get"}, 3},
    {{"kind"}, 1},
};

/* How many millionths of the currency's unit its minor unit has. */
static int64_t lty_read_micro(const lty_programme_reading *reading)
{
    int64_t micro = 1;

    for (int i = reading->programme->currency_decimals; i < 6; i++) {
        micro *= 10;
    }
    return micro;
}

/* One step's value: percent in millionths, as everywhere behind the document. */
static bool lty_read_step_value(int64_t *out, lty_programme_reading *reading, const lty_json *step, lty_discount_kind kind)
{
    if (kind == LTY_DISCOUNT_FIXED) {
        return lty_read_has(reading, step, "amount", "how much comes off, in minor units")
            && lty_read_minor(out, reading, step, "amount", 1);
    }
    if (!lty_read_has(reading, step, "basis_points", "how much comes off, in basis points: 1000 is 10 %")
        || !lty_read_integer(out, reading, step, "basis_points", 1, 10000)) {
        return false;
    }
    *out *= LTY_PERCENT_WHOLE / 10000;
    return true;
}

static void lty_read_benefit_steps(lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value)
{
    const char *const member = benefit->kind == LTY_DISCOUNT_FIXED ? "amount" : "basis_points";
    const char *const names[] = {"from", member};
    char expected[64];
    size_t count = 0;

    if (!lty_read_array(reading, value, 1, LTY_PROGRAMME_STEPS_MAX, "steps")) {
        return;
    }
    lty_benefit_step *steps = lty_read_room(reading, value->count, sizeof *steps);
    if (steps == NULL) {
        return;
    }
    snprintf(expected, sizeof expected, "an object with \"from\" and \"%s\"", member);
    for (const lty_json *child = value->child; child != NULL; child = child->next) {
        lty_benefit_step *step = &steps[count];
        if (!lty_read_object(reading, child, names, 2, expected)) {
            continue;
        }
        bool from = lty_read_has(reading, child, "from", "the amount from which the step holds, in minor units")
            && lty_read_minor(&step->from_minor, reading, child, "from", 0);
        bool fits = lty_read_step_value(&step->value, reading, child, benefit->kind);
        if (from && count > 0 && step->from_minor <= steps[count - 1].from_minor) {
            lty_read_wrong(reading, lty_json_member(child, "from"), "more than in the step before");
        }
        if (fits && count > 0 && step->value < steps[count - 1].value) {
            lty_read_wrong(reading, lty_json_member(child, member), "at least as much as in the step before");
        }
        count += from && fits;
    }
    benefit->steps = steps;
    benefit->step_count = count;
}

/* "amount" or "basis_points", the same in millionths, or "steps": exactly one. */
static void lty_read_off(lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value)
{
    const bool fixed = benefit->kind == LTY_DISCOUNT_FIXED;
    const char *const *names = lty_read_kind_members[benefit->kind - 1].names + 1; /* whole, millionths, steps */
    const lty_json *found[2] = {NULL, NULL};
    size_t count = 0;
    char text[96];

    for (size_t i = 0; i < 3; i++) {
        const lty_json *member = lty_json_member(value, names[i]);
        if (member != NULL && count < 2) {
            found[count++] = member;
        }
    }
    if (count == 0) {
        (void) lty_read_required(reading, value, names[0],
            fixed ? "how much, in minor units (or \"amount_millionths\", or \"steps\")"
                  : "how much, in basis points: 1000 is 10 % (or \"millionths\", or \"steps\")");
        return;
    }
    if (count == 2) {
        snprintf(text, sizeof text, "both \"%.*s\" and \"%.*s\"", (int) found[0]->key.len, found[0]->key.bytes, (int) found[1]->key.len,
            found[1]->key.bytes);
        lty_read_wrong_found(reading, value, text,
            fixed ? "one of \"amount\", \"amount_millionths\" and \"steps\"" : "one of \"basis_points\", \"millionths\" and \"steps\"");
    }
    const lty_json *steps = lty_json_member(value, "steps");
    if (steps != NULL) {
        lty_read_refuse(reading, steps, LTY_READ_WOOCOMMERCE | LTY_READ_PRESTASHOP);
        lty_read_benefit_steps(benefit, reading, steps);
    }
    if (!fixed) {
        int64_t points = 0;
        (void) lty_read_integer(&benefit->value, reading, value, "millionths", 1, LTY_PERCENT_WHOLE);
        if (lty_read_integer(&points, reading, value, "basis_points", 1, 10000) && points > 0) {
            benefit->value = points * (LTY_PERCENT_WHOLE / 10000);
        }
        return;
    }
    const int64_t micro = lty_read_micro(reading);
    if (lty_read_minor(&benefit->value, reading, value, "amount", 1)) {
        benefit->value_micro = benefit->value * micro;
    }
    const lty_json *exact = lty_json_member(value, "amount_millionths");
    if (exact != NULL && lty_read_integer(&benefit->value_micro, reading, value, "amount_millionths", 1, LTY_PROGRAMME_MILLIONTHS_MAX)) {
        benefit->value = benefit->value_micro / micro;
        if (reading->way == LTY_READ_EXACT && benefit->value_micro % micro != 0) {
            snprintf(text, sizeof text, "whole minor units, multiples of %lld, in the exact way of discounting", (long long) micro);
            lty_read_wrong(reading, exact, text);
        }
    }
}

/* What it comes off. */
static void lty_read_target(lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value, const lty_json *campaign)
{
    static const char *const targets[] = {"order", "piece", "cheapest", "product", "selection"};
    const lty_json *on = lty_json_member(value, "on");
    const lty_json *pieces = lty_json_member(value, "pieces");
    int target = LTY_TARGET_ORDER;

    const bool known = lty_read_choice(&target, reading, value, "on", targets, 5, LTY_TARGET_ORDER);
    benefit->target = (lty_discount_target) target;
    if (benefit->target == LTY_TARGET_PIECE) {
        lty_read_refuse(reading, on, LTY_READ_PRESTASHOP);
    } else if (benefit->target != LTY_TARGET_ORDER) {
        lty_read_refuse(reading, on, LTY_READ_WOOCOMMERCE);
    }
    if (benefit->target == LTY_TARGET_PIECE && benefit->kind == LTY_DISCOUNT_PERCENT) {
        lty_read_wrong(reading, on, "something else than \"piece\": a percentage of each piece is that of the order");
    }
    if (benefit->target == LTY_TARGET_SELECTION && lty_json_member(campaign, "requires") == NULL) {
        lty_read_wrong(reading, on, "a campaign with \"requires\": the selection is what meets it");
    }
    if (benefit->target == LTY_TARGET_PRODUCT) {
        (void) lty_read_sku(&benefit->sku, reading, value, "of which product");
    } else if (known && lty_json_member(value, "sku") != NULL) {
        lty_read_wrong(reading, lty_json_member(value, "sku"), "no product: only \"on\": \"product\" has one");
    }
    lty_read_refuse(reading, pieces, LTY_READ_PRESTASHOP);
    if (lty_read_integer(&benefit->pieces, reading, value, "pieces", 1, LTY_PROGRAMME_PIECES_MAX) && pieces != NULL
        && benefit->target == LTY_TARGET_CHEAPEST) {
        lty_read_wrong(reading, pieces, "no number of pieces: the cheapest is one");
    }
    if (benefit->kind == LTY_DISCOUNT_FIXED) {
        lty_read_refuse(reading, lty_json_member(value, "with_tax"), LTY_READ_EXACT | LTY_READ_WOOCOMMERCE);
        (void) lty_read_bool(&benefit->with_tax, reading, value, "with_tax");
    }
}

static void lty_read_early(lty_programme_reading *reading, const lty_json *value, const lty_json *campaign)
{
    if (lty_json_member(lty_json_member(campaign, "products"), "include") == NULL) {
        lty_read_wrong_found(
            reading, value, "early access without products", "a campaign with \"products\" that it includes: those are opened");
    }
}

static void lty_read_kind(lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value, const lty_json *campaign)
{
    const lty_json *kind = lty_json_member(value, "kind");

    switch (benefit->kind) {
        case LTY_DISCOUNT_PERCENT:
        case LTY_DISCOUNT_FIXED:
            lty_read_off(benefit, reading, value);
            lty_read_target(benefit, reading, value, campaign);
            break;
        case LTY_DISCOUNT_FREE_SHIPPING: break;
        case LTY_DISCOUNT_POINTS:
            if (lty_read_has(reading, value, "points", "how many points on top")) {
                (void) lty_read_integer(&benefit->value, reading, value, "points", 1, LTY_PROGRAMME_POINTS_MAX);
            }
            break;
        case LTY_DISCOUNT_GIFT:
            lty_read_refuse(reading, kind, LTY_READ_WOOCOMMERCE);
            (void) lty_read_sku(&benefit->sku, reading, value, "which product is given");
            (void) lty_read_integer(&benefit->value, reading, value, "number", 1, LTY_PROGRAMME_NUMBER_MAX);
            break;
        case LTY_DISCOUNT_POINTS_MULTIPLIER:
            if (lty_read_has(reading, value, "basis_points", "how many times the order's points, in basis points: 20000 doubles them")) {
                (void) lty_read_integer(&benefit->value, reading, value, "basis_points", 10001, LTY_PROGRAMME_PERCENT_MAX);
            }
            break;
        case LTY_DISCOUNT_BUY_GET:
            lty_read_refuse(reading, kind, LTY_READ_WOOCOMMERCE | LTY_READ_PRESTASHOP);
            if (lty_read_has(reading, value, "buy", "how many pieces are paid")) {
                (void) lty_read_integer(&benefit->buy, reading, value, "buy", 1, LTY_PROGRAMME_BUY_MAX);
            }
            if (lty_read_has(reading, value, "get", "how many pieces are then free")) {
                (void) lty_read_integer(&benefit->get, reading, value, "get", 1, LTY_PROGRAMME_BUY_MAX);
            }
            break;
        case LTY_DISCOUNT_EARLY_ACCESS: lty_read_early(reading, value, campaign); break;
    }
}

/* A token carries a kind and a value; whatever else a benefit has would be lost on the way. */
static void lty_read_token_benefit(const lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value)
{
    if (benefit->kind > LTY_DISCOUNT_GIFT) {
        lty_read_wrong(reading, lty_json_member(value, "kind"),
            "\"percent\", \"fixed\", \"free_shipping\", \"points\" or \"gift\": tokens say no other");
    }
    if (lty_json_member(value, "steps") != NULL) {
        lty_read_wrong(reading, lty_json_member(value, "steps"), "no steps: a token says one value");
    }
    if (benefit->target > LTY_TARGET_ORDER) {
        lty_read_wrong(reading, lty_json_member(value, "on"), "\"order\": a token says no other");
    }
    if (benefit->pieces > 0) {
        lty_read_wrong(reading, lty_json_member(value, "pieces"), "no number of pieces: a token cannot say it");
    }
    if (benefit->kind == LTY_DISCOUNT_PERCENT && benefit->value % (LTY_PERCENT_WHOLE / 10000) != 0) {
        lty_read_wrong(reading, lty_json_member(value, "millionths"), "whole basis points, multiples of 100: a token says no other");
    }
    if (benefit->kind == LTY_DISCOUNT_FIXED && benefit->value_micro % lty_read_micro(reading) != 0 && reading->way != LTY_READ_EXACT) {
        lty_read_wrong(reading, lty_json_member(value, "amount_millionths"), "whole minor units: a token says no other");
    }
    if (benefit->kind == LTY_DISCOUNT_GIFT) {
        (void) lty_read_has(reading, value, "number", "the number by which tokens name the gift");
    }
}

/* False if what follows from the kind cannot be checked. */
static bool lty_read_benefit(lty_benefit *benefit, lty_programme_reading *reading, const lty_json *value, const lty_json *campaign)
{
    int kind = 0;

    if (value->type != LTY_JSON_OBJECT) {
        lty_read_wrong(reading, value, "an object with \"kind\"");
        return false;
    }
    if (!lty_read_has(reading, value, "kind", "what is given, such as \"percent\" or \"fixed\"")
        || !lty_read_choice(&kind, reading, value, "kind", lty_read_kinds, LTY_READ_KINDS, LTY_DISCOUNT_PERCENT)) {
        return false;
    }
    const lty_read_members *members = &lty_read_kind_members[kind - 1];
    benefit->kind = (lty_discount_kind) kind;
    benefit->pointer = lty_read_pointer(reading, value);
    (void) lty_read_object(reading, value, members->names, members->count, "");
    lty_read_kind(benefit, reading, value, campaign);
    return true;
}

/* Free shipping, a gift, then as written: neither changes what percentages and amounts are reckoned from. */
static int lty_read_rank(const lty_benefit *benefit)
{
    switch (benefit->kind) {
        case LTY_DISCOUNT_FREE_SHIPPING: return 0;
        case LTY_DISCOUNT_GIFT: return 1;
        default: return 2;
    }
}

static void lty_read_put_in_order(lty_benefit *benefits, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        const lty_benefit benefit = benefits[i];
        size_t k = i;
        for (; k > 0 && lty_read_rank(&benefits[k - 1]) > lty_read_rank(&benefit); k--) {
            benefits[k] = benefits[k - 1];
        }
        benefits[k] = benefit;
    }
}

void lty_read_benefits(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *value = lty_read_required(reading, object, "discount", "an object with \"kind\", or an array of up to 4");
    const bool several = value != NULL && value->type == LTY_JSON_ARRAY;
    size_t count = 0;

    if (value == NULL || (several && !lty_read_array(reading, value, 1, LTY_PROGRAMME_BENEFITS_MAX, "discounts"))) {
        return;
    }
    lty_benefit *benefits = lty_read_room(reading, several ? value->count : 1, sizeof *benefits);
    if (benefits == NULL) {
        return;
    }
    if (campaign->format != LTY_FORMAT_SHORT && several && value->count > 1) {
        lty_read_wrong(reading, value, "one discount: a token says no more");
    }
    for (const lty_json *child = several ? value->child : value; child != NULL && !reading->memory; child = several ? child->next : NULL) {
        lty_benefit *benefit = &benefits[count];
        if (!lty_read_benefit(benefit, reading, child, object)) {
            continue;
        }
        for (size_t i = 0; i < count; i++) {
            if (benefits[i].kind == benefit->kind) {
                lty_read_wrong(reading, lty_json_member(child, "kind"), "each kind once in a campaign");
            }
        }
        if (campaign->format != LTY_FORMAT_SHORT) {
            lty_read_token_benefit(benefit, reading, child);
        }
        count++;
    }
    lty_read_put_in_order(benefits, count);
    campaign->benefits = benefits;
    campaign->benefit_count = count;
}
