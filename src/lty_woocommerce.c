/*
 * WooCommerce's way: which codes its cart takes, in the order in which they were entered, then their discounts in the order in which it
 * applies them. The one hard idea: entering and applying are two orders. A code is judged by the cart before any discount and by the codes
 * that are in already; what it takes off depends on a sort that knows nothing of when it was entered, but for ties.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_sort.h"
#include "lty_woocommerce.h"
#include "lty_woocommerce_take.h"

/* A code in the cart, with what it is sorted by. */
typedef struct lty_woocommerce_entry {
    size_t offer;
    int rank;
    int64_t pieces; /* its limit; 0 = none, which goes first */
    int64_t amount; /* millionths, of a rate or of the unit */
    int64_t priority;
} lty_woocommerce_entry;

typedef struct lty_woocommerce_cart {
    const lty_terms *terms;
    lty_discounts *out;
    lty_woocommerce_lines lines;
    lty_woocommerce_entry *entries; /* in order of entry */
    size_t entry_count;
} lty_woocommerce_cart;

static const lty_text lty_no_text = {NULL, 0};

static const lty_campaign *lty_woocommerce_campaign(const lty_woocommerce_cart *cart, size_t offer)
{
    return cart->terms->offers[offer].campaign;
}

static bool lty_woocommerce_takes(const lty_benefit *benefit)
{
    return benefit->kind == LTY_DISCOUNT_PERCENT || benefit->kind == LTY_DISCOUNT_FIXED;
}

static bool lty_woocommerce_of_pieces(const lty_benefit *benefit)
{
    return benefit->kind == LTY_DISCOUNT_PERCENT || (benefit->kind == LTY_DISCOUNT_FIXED && benefit->target == LTY_TARGET_PIECE);
}

/* The shop has two kinds of coupon: those that look for products, and those of the whole cart, as are all that take nothing off goods. */
static bool lty_woocommerce_looks_for_products(const lty_campaign *campaign)
{
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        if (lty_woocommerce_of_pieces(&campaign->benefits[i])) {
            return true;
        }
    }
    return false;
}

static bool lty_woocommerce_is_of_cart(const lty_campaign *campaign)
{
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        if (lty_woocommerce_takes(&campaign->benefits[i]) && !lty_woocommerce_of_pieces(&campaign->benefits[i])) {
            return true;
        }
    }
    return !lty_woocommerce_looks_for_products(campaign);
}

/* A full token brings terms of its own, which may be more than this way can charge. */
static bool lty_woocommerce_knows(const lty_campaign *campaign)
{
    bool known = campaign->maximum_discount_minor == 0;

    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];
        const bool some =
            benefit->target == LTY_TARGET_CHEAPEST || benefit->target == LTY_TARGET_PRODUCT || benefit->target == LTY_TARGET_SELECTION;

        known = known && benefit->kind != LTY_DISCOUNT_GIFT && benefit->kind != LTY_DISCOUNT_BUY_GET;
        known = known && (!lty_woocommerce_takes(benefit) || (!some && benefit->step_count == 0));
    }
    return known;
}

/* Refuses with the staff's text under way; the public's is written by the caller after it, or empty. */
static void lty_woocommerce_refuse(lty_woocommerce_cart *cart, size_t offer, lty_status reason, lty_text message, lty_text public_message)
{
    lty_discounts_refuse(cart->out, cart->terms, offer, reason, message, public_message);
}

static lty_text lty_woocommerce_staff(const lty_woocommerce_cart *cart, size_t offer)
{
    lty_terms_write_version(cart->terms, offer);
    return lty_steps_message(cart->terms->steps);
}

static bool lty_woocommerce_admit_amount(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    lty_steps *steps = cart->terms->steps;
    const int64_t unit = cart->lines.minor_micro;
    const int64_t shown = cart->terms->cart->displayed_micro;
    const int64_t minor = shown / unit;
    const bool finer = shown % unit != 0;

    if (campaign->minimum_order_minor > 0 && minor < campaign->minimum_order_minor) {
        lty_steps_write(steps, "the goods come to ");
        lty_woocommerce_write_micro(steps, shown, cart->lines.decimals);
        lty_steps_write(steps, ", and the minimum of campaign \"%t\" is %m", campaign->key, campaign->minimum_order_minor);
        const lty_text message = lty_woocommerce_staff(cart, offer);

        lty_steps_write(steps, "add %m of goods", campaign->minimum_order_minor - minor);
        lty_woocommerce_refuse(cart, offer, LTY_E_CODE_MIN_ORDER, message, lty_steps_message(steps));
        return false;
    }
    if (campaign->maximum_order_minor > 0 && (minor > campaign->maximum_order_minor || (minor == campaign->maximum_order_minor && finer))) {
        lty_steps_write(steps, "the goods come to ");
        lty_woocommerce_write_micro(steps, shown, cart->lines.decimals);
        lty_steps_write(steps, ", and the maximum of campaign \"%t\" is %m", campaign->key, campaign->maximum_order_minor);
        const lty_text message = lty_woocommerce_staff(cart, offer);

        lty_steps_write(steps, "the code is for goods of up to %m", campaign->maximum_order_minor);
        lty_woocommerce_refuse(cart, offer, LTY_E_CODE_MAX_ORDER, message, lty_steps_message(steps));
        return false;
    }
    return true;
}

#define LTY_WOOCOMMERCE_NAMES_MAX 5U /* a campaign may list thousands of products; a text names the first */

static void lty_woocommerce_write_list(lty_steps *steps, const lty_text_list *list)
{
    for (size_t i = 0; i < list->count && i < LTY_WOOCOMMERCE_NAMES_MAX; i++) {
        lty_steps_write(steps, i == 0 ? "%t" : ", %t", list->items[i]);
    }
    if (list->count > LTY_WOOCOMMERCE_NAMES_MAX) {
        lty_steps_write(steps, " and %i more", (int64_t) (list->count - LTY_WOOCOMMERCE_NAMES_MAX));
    }
}

/* The first category of a line that a list has; NULL if it has none. */
static const lty_text *lty_woocommerce_category(const lty_cart_line *line, const lty_text_list *list)
{
    for (size_t i = 0; i < line->category_count; i++) {
        if (lty_text_list_has(list, line->categories[i])) {
            return &line->categories[i];
        }
    }
    return NULL;
}

typedef enum lty_woocommerce_question {
    LTY_WOOCOMMERCE_PRODUCT_WANTED,
    LTY_WOOCOMMERCE_CATEGORY_WANTED,
    LTY_WOOCOMMERCE_COVERED,
    LTY_WOOCOMMERCE_ON_SALE,
    LTY_WOOCOMMERCE_PRODUCT_OUT,
    LTY_WOOCOMMERCE_CATEGORY_OUT,
} lty_woocommerce_question;

static bool lty_woocommerce_answers(const lty_cart_line *line, const lty_line_filter *filter, lty_woocommerce_question question)
{
    switch (question) {
        case LTY_WOOCOMMERCE_PRODUCT_WANTED: return lty_text_list_has(&filter->products_in, line->sku);
        case LTY_WOOCOMMERCE_CATEGORY_WANTED:
            return !(line->sale && filter->sale_items == LTY_SALE_LEFT_OUT)
                && lty_woocommerce_category(line, &filter->categories_in) != NULL;
        case LTY_WOOCOMMERCE_COVERED: return lty_terms_line_matches(filter, line);
        case LTY_WOOCOMMERCE_ON_SALE: return line->sale && filter->sale_items == LTY_SALE_LEFT_OUT;
        case LTY_WOOCOMMERCE_PRODUCT_OUT: return lty_text_list_has(&filter->products_out, line->sku);
        case LTY_WOOCOMMERCE_CATEGORY_OUT: return lty_woocommerce_category(line, &filter->categories_out) != NULL;
    }
    return false;
}

/* The first line of the cart that answers yes; NULL if none does. */
static const lty_cart_line *lty_woocommerce_find(
    const lty_woocommerce_cart *cart, const lty_line_filter *filter, lty_woocommerce_question question)
{
    const lty_cart *goods = cart->terms->cart;

    for (size_t i = 0; i < goods->line_count; i++) {
        if (goods->lines[i].quantity > 0 && lty_woocommerce_answers(&goods->lines[i], filter, question)) {
            return &goods->lines[i];
        }
    }
    return NULL;
}

static bool lty_woocommerce_refuse_goods(lty_woocommerce_cart *cart, size_t offer, const lty_text_list *wanted)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    const bool no_sale = campaign->lines.sale_items == LTY_SALE_LEFT_OUT;
    lty_steps *steps = cart->terms->steps;

    lty_steps_write(steps, "campaign \"%t\" covers no line of the cart", campaign->key);
    const lty_text message = lty_woocommerce_staff(cart, offer);

    lty_steps_write(steps, "add goods that the code covers");
    if (wanted != NULL) {
        lty_steps_write(steps, ": ");
        lty_woocommerce_write_list(steps, wanted);
    }
    lty_steps_write(steps, "%s", no_sale ? " (no sale items)" : "");
    lty_woocommerce_refuse(cart, offer, LTY_E_CODE_CATEGORY, message, lty_steps_message(steps));
    return false;
}

static bool lty_woocommerce_admit_goods(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    const lty_line_filter *filter = &campaign->lines;

    if (filter->products_in.count > 0 && lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_PRODUCT_WANTED) == NULL) {
        return lty_woocommerce_refuse_goods(cart, offer, &filter->products_in);
    }
    if (filter->categories_in.count > 0 && lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_CATEGORY_WANTED) == NULL) {
        return lty_woocommerce_refuse_goods(cart, offer, &filter->categories_in);
    }
    if (lty_woocommerce_looks_for_products(campaign) && lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_COVERED) == NULL) {
        return lty_woocommerce_refuse_goods(cart, offer, NULL);
    }
    return true;
}

/* A line that a code of the whole cart does not go with. */
static bool lty_woocommerce_refuse_line(
    lty_woocommerce_cart *cart, size_t offer, lty_status reason, const lty_cart_line *line, const char *why)
{
    lty_steps *steps = cart->terms->steps;

    lty_steps_write(steps, "campaign \"%t\" is for the whole cart, and %t %s", lty_woocommerce_campaign(cart, offer)->key, line->sku, why);
    const lty_text message = lty_woocommerce_staff(cart, offer);

    lty_steps_write(steps, "take %t out of the cart to use this code", line->sku);
    lty_woocommerce_refuse(cart, offer, reason, message, lty_steps_message(steps));
    return false;
}

static bool lty_woocommerce_admit_cart(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    const lty_line_filter *filter = &campaign->lines;
    const lty_cart_line *line;

    if (!lty_woocommerce_is_of_cart(campaign)) {
        return true;
    }
    line = lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_ON_SALE);
    if (line != NULL) {
        return lty_woocommerce_refuse_line(cart, offer, LTY_E_CODE_SALE_ITEMS, line, "is on sale");
    }
    line = lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_PRODUCT_OUT);
    if (line != NULL) {
        return lty_woocommerce_refuse_line(cart, offer, LTY_E_CODE_EXCLUDED_PRODUCT, line, "is left out by it");
    }
    line = lty_woocommerce_find(cart, filter, LTY_WOOCOMMERCE_CATEGORY_OUT);
    if (line != NULL) {
        return lty_woocommerce_refuse_line(cart, offer, LTY_E_CODE_EXCLUDED_CATEGORY, line, "is of a category that it leaves out");
    }
    return true;
}

static bool lty_woocommerce_is_same(const lty_offer *a, const lty_offer *b)
{
    return a->code.len > 0 && b->code.len > 0 && a->campaign->number == b->campaign->number && a->serial == b->serial;
}

static void lty_woocommerce_refuse_company(lty_woocommerce_cart *cart, size_t offer, size_t alone)
{
    lty_steps *steps = cart->terms->steps;
    const lty_text code = cart->terms->offers[alone].code;

    lty_steps_write(steps, "%t stands alone", code.len > 0 ? code : lty_woocommerce_campaign(cart, alone)->key);
    const lty_text message = lty_woocommerce_staff(cart, offer);

    lty_steps_write(steps, code.len > 0 ? "remove %t to use this code" : "%t does not go with this code",
        code.len > 0 ? code : lty_woocommerce_campaign(cart, alone)->name);
    lty_woocommerce_refuse(cart, offer, LTY_E_CODE_COMBINATION, message, lty_steps_message(steps));
}

/* Whether the codes that are in let it enter. One that stands alone throws the others out; an automatic offer throws out nobody. */
static bool lty_woocommerce_admit_company(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_offer *offers = cart->terms->offers;
    const bool alone = offers[offer].campaign->combining == LTY_COMBINING_ALONE;

    for (size_t i = 0; i < cart->entry_count; i++) {
        if (lty_woocommerce_is_same(&offers[cart->entries[i].offer], &offers[offer])) {
            lty_steps_write(cart->terms->steps, "the code is in the cart already");
            lty_woocommerce_refuse(cart, offer, LTY_E_CODE_REPEATED, lty_woocommerce_staff(cart, offer), lty_no_text);
            return false;
        }
    }
    if (alone && offers[offer].code.len == 0) {
        return cart->entry_count == 0;
    }
    if (alone) {
        for (size_t i = 0; i < cart->entry_count; i++) {
            lty_woocommerce_refuse_company(cart, cart->entries[i].offer, offer);
        }
        cart->entry_count = 0;
        return true;
    }
    for (size_t i = 0; i < cart->entry_count; i++) {
        if (offers[cart->entries[i].offer].campaign->combining == LTY_COMBINING_ALONE) {
            lty_woocommerce_refuse_company(cart, offer, cart->entries[i].offer);
            return false;
        }
    }
    return true;
}

static bool lty_woocommerce_admit(lty_woocommerce_cart *cart, size_t offer)
{
    if (!lty_terms_admit(cart->out, cart->terms, offer)) {
        return false;
    }
    if (!lty_woocommerce_knows(lty_woocommerce_campaign(cart, offer))) {
        lty_steps_write(cart->terms->steps, "the code gives what WooCommerce's way of discounting cannot charge");
        lty_woocommerce_refuse(cart, offer, LTY_E_CODE_NO_EFFECT, lty_woocommerce_staff(cart, offer), lty_no_text);
        return false;
    }
    return lty_woocommerce_admit_amount(cart, offer) && lty_woocommerce_admit_goods(cart, offer) && lty_woocommerce_admit_cart(cart, offer)
        && lty_woocommerce_admit_company(cart, offer);
}

static lty_status lty_woocommerce_enter(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    lty_woocommerce_entry entry = {.offer = offer, .rank = 4, .priority = campaign->priority};
    lty_status status = LTY_OK;

    for (size_t i = 0; i < campaign->benefit_count && entry.rank == 4; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];

        if (!lty_woocommerce_takes(benefit)) {
            continue;
        }
        entry.pieces = benefit->pieces;
        if (benefit->kind == LTY_DISCOUNT_PERCENT) {
            entry.rank = 2;
            entry.amount = benefit->value;
        } else {
            entry.rank = benefit->target == LTY_TARGET_PIECE ? 1 : 3;
            status = lty_woocommerce_amount(&entry.amount, benefit, cart->lines.minor_micro);
        }
    }
    cart->entries[cart->entry_count++] = entry;
    return status;
}

static int lty_woocommerce_compare_entries(const void *a, const void *b)
{
    const lty_woocommerce_entry *one = a;
    const lty_woocommerce_entry *other = b;

    if (one->rank != other->rank) {
        return one->rank < other->rank ? -1 : 1;
    }
    if (one->pieces != other->pieces) {
        return one->pieces < other->pieces ? -1 : 1;
    }
    if (one->amount != other->amount) {
        return one->amount < other->amount ? -1 : 1;
    }
    return (one->priority > other->priority) - (one->priority < other->priority);
}

static int lty_woocommerce_compare_lines(const void *a, const void *b)
{
    const lty_woocommerce_line *one = a;
    const lty_woocommerce_line *other = b;

    return (one->unit_micro < other->unit_micro) - (one->unit_micro > other->unit_micro);
}

static lty_status lty_woocommerce_init(lty_woocommerce_cart *cart, lty_discounts *out, const lty_terms *terms)
{
    const lty_cart *goods = terms->cart;
    lty_arena *arena = terms->steps->arena;

    *cart = (lty_woocommerce_cart){.terms = terms, .out = out};
    cart->lines.minor_micro = 1000000;
    cart->lines.decimals = goods->decimals;
    cart->lines.sequential = terms->programme->discounts.sequential;
    for (int i = 0; i < goods->decimals; i++) {
        cart->lines.minor_micro /= 10;
    }
    cart->lines.items = lty_arena_zero(arena, goods->line_count, sizeof *cart->lines.items);
    cart->entries = lty_arena_zero(arena, terms->offer_count, sizeof *cart->entries);
    lty_woocommerce_line *scratch = lty_arena_zero(arena, goods->line_count, sizeof *scratch);

    if (cart->lines.items == NULL || cart->entries == NULL || scratch == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < goods->line_count; i++) {
        const lty_cart_line *line = &goods->lines[i];
        lty_woocommerce_line *item = &cart->lines.items[cart->lines.count];

        if (line->quantity == 0) {
            continue;
        }
        item->index = i;
        item->quantity = line->quantity;
        item->unit_micro = goods->tax_included ? line->gross_micro : line->net_micro;
        const lty_status status = lty_mul(&item->price_micro, item->quantity, item->unit_micro);

        if (status != LTY_OK) {
            return status;
        }
        item->left_micro = item->price_micro;
        cart->lines.count++;
    }
    lty_sort(cart->lines.items, scratch, cart->lines.count, sizeof *scratch, lty_woocommerce_compare_lines);
    return LTY_OK;
}

static void lty_woocommerce_tell_line(
    const lty_woocommerce_cart *cart, size_t offer, const lty_benefit *benefit, const lty_woocommerce_line *line, int64_t minor)
{
    lty_steps *steps = cart->terms->steps;

    lty_woocommerce_write_name(cart->terms, offer);
    lty_steps_write(steps, ", line %i: %m together", (int64_t) line->index + 1, minor);
    if (line->taken_micro % cart->lines.minor_micro != 0) {
        lty_steps_write(steps, ", rounded from ");
        lty_woocommerce_write_micro(steps, line->taken_micro, cart->lines.decimals);
    }
    lty_steps_end(steps, "line_discount", benefit->pointer, minor);
}

/* Rounds what a coupon took off each line to the minor unit, which it is already unless prices or amounts are finer. */
static lty_status lty_woocommerce_settle_lines(lty_discount *item, lty_woocommerce_cart *cart, const lty_benefit *benefit)
{
    const int64_t unit = cart->lines.minor_micro;
    int64_t *left = cart->out->line_left_minor;
    int64_t *parts = NULL;

    for (size_t i = 0; i < cart->lines.count; i++) {
        lty_woocommerce_line *line = &cart->lines.items[i];
        const int64_t minor = line->taken_micro / unit + (line->taken_micro % unit * 2 >= unit);

        if (minor == 0) {
            line->taken_micro = 0;
            continue;
        }
        if (parts == NULL) {
            parts = lty_arena_zero(cart->terms->steps->arena, cart->terms->cart->line_count, sizeof *parts);
            if (parts == NULL) {
                return LTY_E_MEMORY;
            }
            item->line_minor = parts;
        }
        const lty_status status = lty_add(&item->amount_minor, item->amount_minor, minor);

        if (status != LTY_OK) {
            return status;
        }
        parts[line->index] = minor;
        lty_woocommerce_tell_line(cart, item->offer, benefit, line, minor);
        line->taken_micro = 0;
        /* Less than the discount only where the cart's prices are rounded from finer ones: the line is then free. */
        const int64_t off = minor < left[line->index] ? minor : left[line->index];

        left[line->index] -= off;
        cart->out->total_minor += off; /* never more than the cart, whose sum fits */
    }
    return LTY_OK;
}

static lty_status lty_woocommerce_take_shipping(lty_discount *item, lty_woocommerce_cart *cart, const lty_benefit *benefit)
{
    lty_discounts *out = cart->out;

    item->shipping_minor = out->shipping_left_minor;
    if (item->shipping_minor > 0) {
        lty_woocommerce_write_name(cart->terms, item->offer);
        lty_steps_write(cart->terms->steps, ": all of the shipping, %m", item->shipping_minor);
        lty_steps_end(cart->terms->steps, "shipping_discount", benefit->pointer, item->shipping_minor);
    }
    out->shipping_left_minor = 0;
    out->total_minor += item->shipping_minor;
    return lty_add(&item->amount_minor, item->amount_minor, item->shipping_minor);
}

/* Which lines a percentage or an amount for each piece works on; an amount for the cart works on all, whatever the code is for. */
static void lty_woocommerce_choose(lty_woocommerce_cart *cart, const lty_campaign *campaign, const lty_benefit *benefit)
{
    const lty_cart_line *lines = cart->terms->cart->lines;
    const bool all = !lty_woocommerce_of_pieces(benefit);

    for (size_t i = 0; i < cart->lines.count; i++) {
        lty_woocommerce_line *line = &cart->lines.items[i];

        line->chosen = all || lty_woocommerce_answers(&lines[line->index], &campaign->lines, LTY_WOOCOMMERCE_COVERED);
    }
}

static lty_status lty_woocommerce_give(lty_woocommerce_cart *cart, size_t offer)
{
    const lty_campaign *campaign = lty_woocommerce_campaign(cart, offer);
    lty_discount *item = &cart->out->items[cart->out->count];
    const lty_benefit *taking = NULL;
    lty_status status = LTY_OK;

    *item = (lty_discount){.offer = offer};
    for (size_t i = 0; i < campaign->benefit_count && status == LTY_OK; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];

        switch (benefit->kind) {
            case LTY_DISCOUNT_PERCENT:
            case LTY_DISCOUNT_FIXED:
                lty_woocommerce_choose(cart, campaign, benefit);
                status = lty_woocommerce_take(&cart->lines, cart->terms, offer, benefit);
                taking = benefit;
                break;
            case LTY_DISCOUNT_FREE_SHIPPING: status = lty_woocommerce_take_shipping(item, cart, benefit); break;
            case LTY_DISCOUNT_POINTS: item->points = benefit->value; break;
            case LTY_DISCOUNT_POINTS_MULTIPLIER: item->multiplier = benefit->value; break;
            case LTY_DISCOUNT_EARLY_ACCESS: item->opens = campaign->lines.products_in; break;
            case LTY_DISCOUNT_GIFT:
            case LTY_DISCOUNT_BUY_GET: LTY_ASSERT(false); break; /* refused before */
        }
    }
    if (status == LTY_OK && taking != NULL) {
        status = lty_woocommerce_settle_lines(item, cart, taking);
    }
    cart->out->count += status == LTY_OK;
    return status;
}

lty_status lty_woocommerce_apply(lty_discounts *out, const lty_terms *terms)
{
    lty_woocommerce_cart cart;
    lty_status status = lty_woocommerce_init(&cart, out, terms);

    for (size_t i = 0; i < terms->offer_count && status == LTY_OK; i++) {
        if (lty_woocommerce_admit(&cart, i)) {
            status = lty_woocommerce_enter(&cart, i);
        }
    }
    if (status != LTY_OK) {
        return status;
    }
    lty_woocommerce_entry *scratch = lty_arena_zero(terms->steps->arena, cart.entry_count, sizeof *scratch);

    if (scratch == NULL) {
        return LTY_E_MEMORY;
    }
    lty_sort(cart.entries, scratch, cart.entry_count, sizeof *scratch, lty_woocommerce_compare_entries);
    for (size_t i = 0; i < cart.entry_count && status == LTY_OK; i++) {
        status = lty_woocommerce_give(&cart, cart.entries[i].offer);
    }
    return status == LTY_OK && terms->steps->failed ? LTY_E_MEMORY : status;
}
