/*
 * A cart and the exact arithmetic on it: a discount is cut into lines by largest remainder over what is left of them, so that
 * every line keeps a part of its own and the parts sum to the whole.
 */
#include <string.h>

#include "lty_cart.h"
#include "lty_check.h"

static lty_status lty_cart_line_amount(int64_t *amount, const lty_cart_line *line)
{
    if (line->quantity < 1 || line->unit_minor < 0) {
        return LTY_E_CART;
    }
    return lty_mul(amount, line->quantity, line->unit_minor);
}

lty_status lty_cart_init(
    lty_cart *out, const char *currency, size_t currency_len, lty_cart_line *lines, size_t count, int64_t shipping_minor, size_t *bad_line)
{
    int64_t goods = 0;
    int64_t total;
    lty_money shipping;
    lty_status status = lty_money_init(&shipping, shipping_minor, currency, currency_len);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < count; i++) {
        int64_t amount = 0;

        status = lty_cart_line_amount(&amount, &lines[i]);
        status = status == LTY_OK ? lty_add(&goods, goods, amount) : status;
        if (status != LTY_OK) {
            if (bad_line != NULL) {
                *bad_line = i;
            }
            return status;
        }
        lines[i].amount_minor = amount;
    }
    if (shipping_minor < 0) {
        return LTY_E_CART;
    }
    status = lty_add(&total, goods, shipping_minor);
    if (status != LTY_OK) {
        return status;
    }
    memcpy(out->currency, shipping.code, sizeof out->currency);
    out->lines = lines;
    out->line_count = count;
    out->shipping_minor = shipping_minor;
    out->goods_minor = goods;
    return LTY_OK;
}

lty_status lty_cart_discount(
    int64_t *off, int64_t *taken, const int64_t *left, const bool *chosen, size_t line_count, int64_t discount_minor)
{
    int64_t available = 0;

    LTY_ASSERT(discount_minor >= 0);
    for (size_t i = 0; i < line_count; i++) {
        LTY_ASSERT(left[i] >= 0);
        const lty_status status = chosen[i] ? lty_add(&available, available, left[i]) : LTY_OK;

        if (status != LTY_OK) {
            return status;
        }
    }
    const int64_t discount = discount_minor < available ? discount_minor : available;

    *taken = discount;
    if (discount == 0) {
        for (size_t i = 0; i < line_count; i++) {
            off[i] = 0;
        }
        return LTY_OK;
    }
    return lty_split_chosen(off, discount, left, chosen, line_count);
}
