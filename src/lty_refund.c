/*
 * The idea that makes refunds a sum (law 3): nothing is spread refund by refund. Lines are matched by key, where only the sum per key
 * matters; all the rest is one pool, and the pool is spread anew from the whole each time it is asked for.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_money.h"
#include "lty_refund.h"

void lty_refund_init(lty_refund *refund, const lty_alloc *alloc)
{
    memset(refund, 0, sizeof *refund);
    refund->alloc = alloc;
}

void lty_refund_destroy(lty_refund *refund)
{
    lty_alloc_free(refund->alloc, refund->left, refund->left_capacity * sizeof *refund->left);
    lty_alloc_free(refund->alloc, refund->kept, refund->kept_capacity * sizeof *refund->kept);
    lty_alloc_free(refund->alloc, refund->gross_minor, refund->gross_capacity * sizeof *refund->gross_minor);
    lty_alloc_free(refund->alloc, refund->weights, refund->weight_capacity * sizeof *refund->weights);
    lty_alloc_free(refund->alloc, refund->parts, refund->part_capacity * sizeof *refund->parts);
    lty_refund_init(refund, refund->alloc);
}

static lty_status lty_refund_reserve(lty_refund *refund, size_t count)
{
    const lty_alloc *alloc = refund->alloc;
    void *left = refund->left;
    void *kept = refund->kept;
    void *gross = refund->gross_minor;
    void *weights = refund->weights;
    void *parts = refund->parts;
    lty_status status = lty_alloc_reserve(alloc, &left, &refund->left_capacity, count, sizeof *refund->left);

    refund->left = left;
    if (status == LTY_OK) {
        status = lty_alloc_reserve(alloc, &kept, &refund->kept_capacity, count, sizeof *refund->kept);
        refund->kept = kept;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(alloc, &gross, &refund->gross_capacity, count, sizeof *refund->gross_minor);
        refund->gross_minor = gross;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(alloc, &weights, &refund->weight_capacity, count, sizeof *refund->weights);
        refund->weights = weights;
    }
    if (status == LTY_OK) {
        status = lty_alloc_reserve(alloc, &parts, &refund->part_capacity, count, sizeof *refund->parts);
        refund->parts = parts;
    }
    return status;
}

lty_status lty_refund_begin(lty_refund *refund, const lty_event *order)
{
    const size_t count = order->line_count == 0 ? 1 : order->line_count;
    const lty_status status = lty_refund_reserve(refund, count);

    if (status != LTY_OK) {
        return status;
    }
    if (order->line_count == 0) {
        refund->left[0] = (lty_event_line){.quantity = 1, .amount_minor = order->amount_minor, .tax_minor = order->tax_minor};
    } else {
        memcpy(refund->left, order->lines, count * sizeof *refund->left);
    }
    for (size_t i = 0; i < count; i++) {
        refund->gross_minor[i] = refund->left[i].amount_minor;
    }
    refund->count = count;
    refund->shipping_minor = order->shipping_minor;
    refund->left_minor = order->amount_minor;
    refund->pool_minor = 0;
    return LTY_OK;
}

/* More than the whole order changes nothing, so the pool stops there and cannot wrap. */
static void lty_refund_pool(lty_refund *refund, int64_t amount_minor)
{
    const int64_t room = INT64_MAX - refund->pool_minor;

    refund->pool_minor += amount_minor < room ? amount_minor : room;
}

void lty_refund_add(lty_refund *refund, const lty_event *event)
{
    refund->shipping_minor -= event->shipping_minor < refund->shipping_minor ? event->shipping_minor : refund->shipping_minor;
    if (event->line_count == 0) {
        lty_refund_pool(refund, event->amount_minor);
        return;
    }
    for (size_t i = 0; i < event->line_count; i++) {
        const lty_event_line *line = &event->lines[i];
        int64_t rest_minor = line->amount_minor;

        for (size_t j = 0; j < refund->count && rest_minor > 0; j++) {
            lty_event_line *left = &refund->left[j];

            if (left->amount_minor > 0 && lty_text_equal(left->sku, line->sku) && lty_text_equal(left->category, line->category)) {
                const int64_t taken = left->amount_minor < rest_minor ? left->amount_minor : rest_minor;

                left->amount_minor -= taken;
                refund->left_minor -= taken;
                rest_minor -= taken;
            }
        }
        lty_refund_pool(refund, rest_minor);
    }
}

lty_status lty_refund_kept(lty_refund *refund, int64_t *total_minor)
{
    const int64_t spread_minor = refund->pool_minor < refund->left_minor ? refund->pool_minor : refund->left_minor;

    memcpy(refund->kept, refund->left, refund->count * sizeof *refund->kept);
    if (spread_minor > 0) {
        for (size_t i = 0; i < refund->count; i++) {
            refund->weights[i] = refund->left[i].amount_minor;
        }
        const lty_status status = lty_split(refund->parts, spread_minor, refund->weights, refund->count);
        if (status != LTY_OK) {
            return status;
        }
        for (size_t i = 0; i < refund->count; i++) {
            LTY_ASSERT(refund->parts[i] <= refund->kept[i].amount_minor);
            refund->kept[i].amount_minor -= refund->parts[i];
        }
    }
    *total_minor = refund->left_minor - spread_minor;
    return LTY_OK;
}
