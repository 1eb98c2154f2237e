/*
 * A cart and the exact arithmetic on it. Each price is kept twice, without tax and with it, in millionths: ways of shop systems reckon
 * with both. What a cart sums up to is bounded here, in minor units with tax on top and in millionths, so that nothing behind it can
 * wrap. A discount is cut into lines by largest remainder over what is left of them: every line keeps a part of its own and the parts
 * sum to the whole.
 */
#include "lty_cart.h"
#include "lty_check.h"

#define LTY_CART_WHOLE INT64_C(1000000) /* a rate of 100 %, and one unit of the currency, in millionths */

/* A price of one piece, or of the shipping: minor is what the cart says, net and gross may say it closer. */
typedef struct lty_cart_price {
    int64_t minor;
    int64_t tax;
    int64_t net_micro;
    int64_t gross_micro;
} lty_cart_price;

/* Sums over all prices of a cart, of which each must fit. */
typedef struct lty_cart_sums {
    int64_t minor;
    int64_t taxed_minor; /* as if all tax came on top */
    int64_t net_micro;
    int64_t gross_micro;
} lty_cart_sums;

static lty_status lty_cart_derive(lty_cart_price *price, bool tax_included, int64_t micro_per_minor)
{
    int64_t *own = tax_included ? &price->gross_micro : &price->net_micro;
    int64_t *other = tax_included ? &price->net_micro : &price->gross_micro;
    int64_t unit_micro;

    if (price->minor < 0 || price->tax < 0 || price->tax > LTY_CART_TAX_MAX) {
        return LTY_E_CART;
    }
    const int64_t taxed = LTY_CART_WHOLE + price->tax;
    lty_status status = lty_mul(&unit_micro, price->minor, micro_per_minor);

    if (status == LTY_OK && *own < 0) {
        *own = unit_micro;
    }
    if (status == LTY_OK && *other < 0) {
        status =
            lty_mul_div(other, *own, tax_included ? LTY_CART_WHOLE : taxed, tax_included ? taxed : LTY_CART_WHOLE, LTY_ROUNDING_HALF_UP);
    }
    return status;
}

static lty_status lty_cart_add(int64_t *sum, int64_t quantity, int64_t each)
{
    int64_t amount;
    const lty_status status = lty_mul(&amount, quantity, each);

    return status == LTY_OK ? lty_add(sum, *sum, amount) : status;
}

static lty_status lty_cart_sum(lty_cart_sums *sums, int64_t quantity, const lty_cart_price *price)
{
    int64_t amount;
    int64_t taxed;
    lty_status status = lty_mul(&amount, quantity, price->minor);

    status = status == LTY_OK ? lty_mul_div(&taxed, amount, LTY_CART_WHOLE + price->tax, LTY_CART_WHOLE, LTY_ROUNDING_UP) : status;
    status = status == LTY_OK ? lty_add(&sums->minor, sums->minor, amount) : status;
    status = status == LTY_OK ? lty_add(&sums->taxed_minor, sums->taxed_minor, taxed) : status;
    status = status == LTY_OK ? lty_cart_add(&sums->net_micro, quantity, price->net_micro) : status;
    return status == LTY_OK ? lty_cart_add(&sums->gross_micro, quantity, price->gross_micro) : status;
}

static lty_status lty_cart_line_init(lty_cart_line *line, lty_cart_sums *sums, bool tax_included, int64_t micro_per_minor)
{
    lty_cart_price price = {line->unit_minor, line->tax, line->net_micro, line->gross_micro};
    const int64_t before = sums->minor;
    lty_status status = line->quantity < 0 ? LTY_E_CART : lty_cart_derive(&price, tax_included, micro_per_minor);

    status = status == LTY_OK ? lty_cart_sum(sums, line->quantity, &price) : status;
    if (status == LTY_OK) {
        line->net_micro = price.net_micro;
        line->gross_micro = price.gross_micro;
        line->amount_minor = sums->minor - before;
    }
    return status;
}

lty_status lty_cart_init(lty_cart *cart, lty_cart_line *lines, size_t *bad_line)
{
    const size_t count = cart->line_count;
    lty_cart_price shipping = {cart->shipping_minor, cart->shipping_tax, cart->shipping_net_micro, cart->shipping_gross_micro};
    lty_cart_sums sums = {0, 0, 0, 0};
    int64_t micro_per_minor = LTY_CART_WHOLE;
    size_t done = 0;
    lty_money currency;

    LTY_ASSERT(cart->lines == lines);
    lty_status status = cart->currency[3] != '\0' ? LTY_E_CURRENCY : lty_money_init(&currency, 0, cart->currency, 3);

    if (cart->points_to_spend < 0) {
        done = count;
        status = LTY_E_CART;
    }
    const int decimals = status == LTY_OK ? lty_currency_decimals(currency.code) : 0;

    for (int i = 0; i < decimals; i++) {
        micro_per_minor /= 10;
    }
    while (status == LTY_OK && done < count) {
        status = lty_cart_line_init(&lines[done], &sums, cart->tax_included, micro_per_minor);
        done += status == LTY_OK;
    }
    const lty_cart_sums goods = sums;

    status = status == LTY_OK ? lty_cart_derive(&shipping, cart->tax_included, micro_per_minor) : status;
    status = status == LTY_OK ? lty_cart_sum(&sums, 1, &shipping) : status;
    if (status != LTY_OK) {
        if (bad_line != NULL) {
            *bad_line = status == LTY_E_CURRENCY ? count : done;
        }
        return status;
    }
    cart->decimals = decimals;
    cart->shipping_net_micro = shipping.net_micro;
    cart->shipping_gross_micro = shipping.gross_micro;
    cart->goods_minor = goods.minor;
    if (cart->displayed_micro < 0) {
        cart->displayed_micro = cart->tax_included ? goods.gross_micro : goods.net_micro;
    }
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
