/* The table of ways: whose arithmetic a programme names. */
#include "lty_check.h"
#include "lty_discount.h"
#include "lty_exact.h"
#include "lty_prestashop.h"
#include "lty_woocommerce.h"

typedef lty_status (*lty_discount_way)(lty_discounts *out, const lty_terms *terms);

static const lty_discount_way lty_discount_ways[] = {
    [LTY_WAY_EXACT] = lty_exact_apply,
    [LTY_WAY_WOOCOMMERCE] = lty_woocommerce_apply,
    [LTY_WAY_PRESTASHOP] = lty_prestashop_apply,
};

lty_status lty_discounts_apply(lty_discounts *out, const lty_terms *terms)
{
    const lty_way way = terms->programme->discounts.way;
    lty_discounts result;

    LTY_ASSERT(way >= LTY_WAY_EXACT && way <= LTY_WAY_PRESTASHOP);
    lty_status status = lty_discounts_init(&result, terms);

    status = status == LTY_OK ? lty_discount_ways[way](&result, terms) : status;
    if (status == LTY_OK && terms->steps->failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        *out = result;
    }
    return status;
}
