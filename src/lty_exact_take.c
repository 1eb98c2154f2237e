/*
 * The arithmetic of one offer. The one hard idea: every benefit on goods is first turned into weights, the most that it may take off each
 * line; percent, limits and the split into lines are then the same few lines for all kinds.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_exact_explain.h"
#include "lty_exact_take.h"
#include "lty_sort.h"

lty_status lty_exact_job_init(lty_exact_job *out, lty_discounts *discounts, const lty_terms *terms)
{
    lty_arena *arena = terms->steps->arena;
    const size_t lines = terms->cart->line_count;
    lty_exact_job job = {.terms = terms, .out = discounts};
    bool *flags = lty_arena_zero(arena, lines, 3 * sizeof *flags);
    int64_t *numbers = lty_arena_zero(arena, lines, 8 * sizeof *numbers);

    job.stock = lty_arena_zero(arena, lines, sizeof *job.stock);
    job.scratch = lty_arena_zero(arena, lines, sizeof *job.scratch);
    if (flags == NULL || numbers == NULL || job.stock == NULL || job.scratch == NULL) {
        return LTY_E_MEMORY;
    }
    job.covered = flags;
    job.selected = flags + lines;
    job.chosen = flags + 2 * lines;
    job.cart = (lty_exact_cart){numbers, numbers + lines, 0};
    job.saved = (lty_exact_cart){numbers + 2 * lines, numbers + 3 * lines, 0};
    job.pieces = numbers + 4 * lines;
    job.weights = numbers + 5 * lines;
    job.off = numbers + 6 * lines;
    job.line_minor = numbers + 7 * lines;
    *out = job;
    return LTY_OK;
}

void lty_exact_restart(lty_exact_job *job)
{
    const lty_cart *cart = job->terms->cart;

    for (size_t i = 0; i < cart->line_count; i++) {
        job->cart.left[i] = cart->lines[i].amount_minor;
        job->cart.rest[i] = cart->lines[i].quantity;
    }
    job->cart.shipping = cart->shipping_minor;
}

static void lty_exact_copy(lty_exact_cart *to, const lty_exact_cart *from, size_t lines)
{
    memcpy(to->left, from->left, lines * sizeof *to->left);
    memcpy(to->rest, from->rest, lines * sizeof *to->rest);
    to->shipping = from->shipping;
}

void lty_exact_save(lty_exact_job *job)
{
    lty_exact_copy(&job->saved, &job->cart, job->terms->cart->line_count);
}

void lty_exact_restore(lty_exact_job *job)
{
    lty_exact_copy(&job->cart, &job->saved, job->terms->cart->line_count);
}

bool lty_exact_idle(const lty_discount *taken)
{
    return taken->amount_minor == 0 && taken->points == 0 && taken->multiplier == 0 && taken->gift.len == 0 && taken->opens.count == 0;
}

/* The cheapest line of a SKU that has a piece, by the label; line_count if there is none. */
static size_t lty_exact_gift_line(const lty_cart *cart, const int64_t *rest, lty_text sku)
{
    size_t found = cart->line_count;

    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *line = &cart->lines[i];
        const int64_t pieces = rest == NULL ? line->quantity : rest[i];

        if (pieces > 0 && lty_text_equal(line->sku, sku)
            && (found == cart->line_count || line->unit_minor < cart->lines[found].unit_minor)) {
            found = i;
        }
    }
    return found;
}

lty_status lty_exact_goods(int64_t *minor, bool *any, lty_exact_job *job, const lty_campaign *campaign)
{
    const lty_cart *cart = job->terms->cart;
    size_t count;
    const lty_status status = lty_terms_cover(job->covered, minor, &count, job->terms, campaign);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];
        const size_t line = benefit->kind == LTY_DISCOUNT_GIFT ? lty_exact_gift_line(cart, NULL, benefit->sku) : cart->line_count;

        if (line < cart->line_count && job->covered[line]) {
            *minor -= cart->lines[line].unit_minor;
            count -= cart->lines[line].quantity == 1;
        }
    }
    *any = count > 0;
    return LTY_OK;
}

/* Dearest first; what is left of a piece, to its fraction, decides between equal labels, so that the order of lines does not. */
static int lty_exact_stock_compare(const void *a, const void *b)
{
    const lty_exact_stock *left = a;
    const lty_exact_stock *right = b;

    if (left->unit_minor != right->unit_minor) {
        return left->unit_minor > right->unit_minor ? -1 : 1;
    }
    const int each = lty_ratio_compare(right->left_minor, right->rest, left->left_minor, left->rest);

    return each != 0 ? each : (left->line > right->line) - (left->line < right->line);
}

lty_status lty_exact_stock_take(int64_t *pieces, lty_exact_job *job, const bool *lines)
{
    const lty_cart *cart = job->terms->cart;

    *pieces = 0;
    job->stock_count = 0;
    for (size_t i = 0; i < cart->line_count; i++) {
        if (!lines[i] || job->cart.left[i] == 0 || job->cart.rest[i] == 0) {
            continue;
        }
        const lty_status status = lty_add(pieces, *pieces, job->cart.rest[i]);

        if (status != LTY_OK) {
            return status;
        }
        job->stock[job->stock_count++] = (lty_exact_stock){cart->lines[i].unit_minor, job->cart.left[i], job->cart.rest[i], i};
    }
    lty_sort(job->stock, job->scratch, job->stock_count, sizeof *job->stock, lty_exact_stock_compare);
    return LTY_OK;
}

/* How many of the first `count` pieces are free, in groups from the dearest on; the last of a group are its cheapest. */
static int64_t lty_exact_free(int64_t count, const lty_benefit *benefit)
{
    const int64_t group = benefit->buy + benefit->get;
    const int64_t over = count % group - benefit->buy;

    return count / group * benefit->get + (over > 0 ? over : 0);
}

static lty_status lty_exact_buy_get(lty_exact_part *part, lty_exact_job *job)
{
    const lty_benefit *benefit = part->benefit;
    const lty_status status = lty_exact_stock_take(&part->stock, job, job->chosen);
    int64_t at = 0;

    if (status != LTY_OK) {
        return status;
    }
    const int64_t whole = part->stock - part->stock % (benefit->buy + benefit->get);

    for (size_t i = 0; i < job->stock_count; i++) {
        const size_t line = job->stock[i].line;
        const int64_t from = at < whole ? at : whole;

        at += job->cart.rest[line];
        job->pieces[line] = lty_exact_free(at < whole ? at : whole, benefit) - lty_exact_free(from, benefit);
    }
    return LTY_OK;
}

/* Which pieces of the chosen lines a benefit looks at: all, so many of the dearest, or the one that is cheapest. */
static lty_status lty_exact_pieces(lty_exact_part *part, lty_exact_job *job)
{
    const lty_benefit *benefit = part->benefit;
    int64_t limit = benefit->pieces;

    if (benefit->kind == LTY_DISCOUNT_BUY_GET) {
        return lty_exact_buy_get(part, job);
    }
    if (benefit->kind == LTY_DISCOUNT_GIFT) {
        return LTY_OK;
    }
    const lty_status status = lty_exact_stock_take(&part->stock, job, job->chosen);

    if (status != LTY_OK) {
        return status;
    }
    if (benefit->target == LTY_TARGET_CHEAPEST) {
        if (job->stock_count > 0) {
            job->pieces[job->stock[job->stock_count - 1].line] = 1;
        }
        return LTY_OK;
    }
    for (size_t i = 0; i < job->stock_count; i++) {
        const size_t line = job->stock[i].line;
        const int64_t rest = job->cart.rest[line];
        const int64_t taken = benefit->pieces > 0 && limit < rest ? limit : rest;

        job->pieces[line] = taken;
        limit -= taken;
    }
    return LTY_OK;
}

/* The lines that a benefit is about. What names its own lines (a product, the selection) asks the campaign only what is left out. */
static void lty_exact_choose_lines(lty_exact_job *job, const lty_campaign *campaign, const lty_benefit *benefit)
{
    const lty_cart *cart = job->terms->cart;
    const bool amounts = benefit->kind == LTY_DISCOUNT_PERCENT || benefit->kind == LTY_DISCOUNT_FIXED;
    const bool product = amounts && benefit->target == LTY_TARGET_PRODUCT;
    const bool selection = amounts && benefit->target == LTY_TARGET_SELECTION;
    lty_line_filter out = campaign->lines;

    memset(job->pieces, 0, cart->line_count * sizeof *job->pieces);
    memset(job->weights, 0, cart->line_count * sizeof *job->weights);
    if (benefit->kind == LTY_DISCOUNT_GIFT) {
        memset(job->chosen, 0, cart->line_count * sizeof *job->chosen);
        return;
    }
    out.categories_in.count = 0;
    out.products_in.count = 0;
    if (selection) {
        lty_terms_require(job->selected, job->terms, campaign);
    }
    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *line = &cart->lines[i];

        job->chosen[i] = job->covered[i];
        if (product || selection) {
            job->chosen[i] = (product ? lty_text_equal(line->sku, benefit->sku) : job->selected[i]) && lty_terms_line_matches(&out, line);
        }
    }
}

/* Pieces become weights: the most that may come off each line. */
static lty_status lty_exact_weigh(lty_exact_part *part, lty_exact_job *job)
{
    const bool each = part->benefit->kind == LTY_DISCOUNT_FIXED && part->benefit->target == LTY_TARGET_PIECE;

    part->base_minor = 0;
    for (size_t i = 0; i < job->terms->cart->line_count; i++) {
        int64_t off;

        if (job->pieces[i] == 0) {
            continue;
        }
        lty_status status = lty_mul_div(&job->weights[i], job->cart.left[i], job->pieces[i], job->cart.rest[i], LTY_ROUNDING_DOWN);

        if (each && lty_mul(&off, job->pieces[i], part->value) == LTY_OK && off < job->weights[i]) {
            job->weights[i] = off;
        }
        status = status == LTY_OK ? lty_add(&part->base_minor, part->base_minor, job->weights[i]) : status;
        if (status != LTY_OK) {
            return status;
        }
        job->chosen[i] = true;
    }
    return LTY_OK;
}

/* What a benefit would take if the campaign had no maximum. */
static lty_status lty_exact_want(lty_exact_part *part, const lty_exact_job *job)
{
    const lty_benefit *benefit = part->benefit;

    part->wanted_minor = part->base_minor;
    if (benefit->kind == LTY_DISCOUNT_FREE_SHIPPING) {
        part->base_minor = job->cart.shipping;
        part->wanted_minor = part->base_minor;
    } else if (benefit->kind == LTY_DISCOUNT_PERCENT) {
        return lty_mul_div(&part->wanted_minor, part->base_minor, part->value, LTY_PERCENT_WHOLE, LTY_ROUNDING_HALF_UP);
    } else if (benefit->kind == LTY_DISCOUNT_FIXED && benefit->target != LTY_TARGET_PIECE && part->value < part->base_minor) {
        part->wanted_minor = part->value;
    }
    return LTY_OK;
}

static void lty_exact_limit(lty_exact_part *part)
{
    const int64_t room = part->maximum_minor - part->before_minor;

    part->amount_minor = part->wanted_minor;
    if (part->maximum_minor > 0 && part->amount_minor > room) {
        part->amount_minor = room;
    }
}

/*
 * Takes a part off the lines; pieces that are paid for wholly are nobody's to discount any more. A piece whose worth rounds down to nothing
 * was not given, unless it is a gift.
 */
static lty_status lty_exact_settle_goods(lty_exact_part *part, lty_exact_job *job)
{
    const bool gift = part->benefit->kind == LTY_DISCOUNT_GIFT;
    const bool gives = gift || part->benefit->kind == LTY_DISCOUNT_BUY_GET;
    const size_t lines = job->terms->cart->line_count;
    const lty_status status = lty_cart_discount(job->off, &part->amount_minor, job->weights, job->chosen, lines, part->amount_minor);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < lines; i++) {
        if (job->pieces[i] == 0) {
            continue;
        }
        if (gives && job->off[i] == job->weights[i] && (gift || job->off[i] > 0)) {
            job->cart.rest[i] -= job->pieces[i];
        }
        job->cart.left[i] -= job->off[i];
        job->line_minor[i] += job->off[i];
    }
    return LTY_OK;
}

/* A gift: a piece that is in the cart, or one that the shop adds. Pieces at a price of 0 are gifts that it has added already. */
static void lty_exact_gift(lty_discount *taken, int64_t *price, lty_exact_job *job, const lty_benefit *benefit)
{
    const lty_cart *cart = job->terms->cart;
    const size_t line = lty_exact_gift_line(cart, job->cart.rest, benefit->sku);

    *price = 0;
    if (line < cart->line_count) {
        job->pieces[line] = 1;
        if (job->cart.left[line] > 0 || cart->lines[line].unit_minor == 0) {
            taken->gift = benefit->sku;
        }
        return;
    }
    taken->gift = benefit->sku;
    taken->gift_missing = true;
    bool known = false;

    for (size_t i = 0; i < cart->line_count; i++) {
        const lty_cart_line *at = &cart->lines[i];

        if (lty_text_equal(at->sku, benefit->sku) && (!known || at->unit_minor < *price)) {
            *price = at->unit_minor;
            known = true;
        }
    }
}

static void lty_exact_reach(lty_exact_part *part)
{
    const lty_benefit *benefit = part->benefit;

    part->value = benefit->value;
    for (size_t i = 0; i < benefit->step_count && benefit->steps[i].from_minor <= part->goods_minor; i++) {
        part->value = benefit->steps[i].value;
        part->step = i;
    }
}

/* One benefit on goods or shipping. */
static lty_status lty_exact_take_money(
    lty_discount *taken, int64_t *worth, lty_exact_job *job, lty_exact_part *part, const lty_campaign *campaign)
{
    const bool shipping = part->benefit->kind == LTY_DISCOUNT_FREE_SHIPPING;
    int64_t price = 0;

    lty_exact_reach(part);
    lty_exact_choose_lines(job, campaign, part->benefit);
    if (part->benefit->kind == LTY_DISCOUNT_GIFT) {
        lty_exact_gift(taken, &price, job, part->benefit);
    }
    lty_status status = shipping ? LTY_OK : lty_exact_pieces(part, job);

    status = status == LTY_OK && !shipping ? lty_exact_weigh(part, job) : status;
    status = status == LTY_OK ? lty_exact_want(part, job) : status;
    if (status != LTY_OK) {
        return status;
    }
    lty_exact_limit(part);
    if (shipping) {
        job->cart.shipping -= part->amount_minor;
        taken->shipping_minor += part->amount_minor;
    }
    status = lty_add(worth, *worth, price);
    return status == LTY_OK ? lty_add(worth, *worth, part->amount_minor) : status;
}

static lty_status lty_exact_take_part(
    lty_discount *taken, int64_t *worth, lty_exact_job *job, lty_exact_part *part, const lty_campaign *campaign, bool explain)
{
    const lty_benefit *benefit = part->benefit;
    lty_status status = LTY_OK;

    switch (benefit->kind) {
        case LTY_DISCOUNT_POINTS: status = lty_add(&taken->points, taken->points, benefit->value); break;
        case LTY_DISCOUNT_POINTS_MULTIPLIER: taken->multiplier = benefit->value; break;
        case LTY_DISCOUNT_EARLY_ACCESS: taken->opens = campaign->lines.products_in; break;
        case LTY_DISCOUNT_PERCENT:
        case LTY_DISCOUNT_FIXED:
        case LTY_DISCOUNT_FREE_SHIPPING:
        case LTY_DISCOUNT_GIFT:
        case LTY_DISCOUNT_BUY_GET: status = lty_exact_take_money(taken, worth, job, part, campaign); break;
    }
    if (status != LTY_OK) {
        return status;
    }
    if (explain) {
        lty_exact_explain_part(job, part, taken);
    }
    if (benefit->kind == LTY_DISCOUNT_FREE_SHIPPING || part->base_minor + (benefit->kind == LTY_DISCOUNT_GIFT) == 0) {
        return LTY_OK;
    }
    status = lty_exact_settle_goods(part, job);
    if (status == LTY_OK && explain) {
        lty_exact_explain_lines(job, part);
    }
    return status;
}

lty_status lty_exact_take(lty_discount *taken, int64_t *worth, lty_exact_job *job, size_t offer, bool explain)
{
    const lty_campaign *campaign = job->terms->offers[offer].campaign;
    lty_discount result = {.offer = offer};
    int64_t goods;
    bool any;
    lty_status status = lty_exact_goods(&goods, &any, job, campaign);

    *worth = 0;
    memset(job->line_minor, 0, job->terms->cart->line_count * sizeof *job->line_minor);
    if (status == LTY_OK && explain) {
        lty_exact_explain_terms(job, offer, goods);
    }
    for (size_t i = 0; i < campaign->benefit_count && status == LTY_OK; i++) {
        lty_exact_part part = {.offer = offer,
            .benefit = &campaign->benefits[i],
            .goods_minor = goods,
            .maximum_minor = campaign->maximum_discount_minor,
            .before_minor = result.amount_minor};

        status = lty_exact_take_part(&result, worth, job, &part, campaign, explain);
        status = status == LTY_OK ? lty_add(&result.amount_minor, result.amount_minor, part.amount_minor) : status;
    }
    if (status == LTY_OK) {
        *taken = result;
    }
    return status;
}
