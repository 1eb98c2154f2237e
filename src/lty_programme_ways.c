/* Whose arithmetic discounts follow, and what each way cannot keep to: a promise that the shop would not charge is refused here. */
#include "lty_programme_read.h"

static const char *const lty_read_ways[] = {"exact", "woocommerce", "prestashop"};

static void lty_read_way_object(lty_programme_reading *reading, const lty_json *value)
{
    static const char *const exact[] = {"way"};
    static const char *const woocommerce[] = {"way", "sequential"};
    static const char *const prestashop[] = {"way", "rounding", "unit"};
    static const char *const roundings[] = {"up", "down", "half_up", "half_down", "half_even", "half_odd"};
    static const char *const units[] = {"item", "line", "total"};
    lty_discount_rules *rules = &reading->programme->discounts;
    int way = 0;
    int rounding = LTY_WAY_HALF_UP;
    int unit = LTY_WAY_ITEM;

    if (!lty_read_has(reading, value, "way", "\"exact\", \"woocommerce\" or \"prestashop\"")
        || !lty_read_choice(&way, reading, value, "way", lty_read_ways, 3, LTY_WAY_EXACT)) {
        return;
    }
    rules->way = (lty_way) way;
    reading->way = LTY_READ_WAY(way);
    switch (rules->way) {
        case LTY_WAY_EXACT: (void) lty_read_object(reading, value, exact, 1, ""); break;
        case LTY_WAY_WOOCOMMERCE:
            (void) lty_read_object(reading, value, woocommerce, 2, "");
            (void) lty_read_bool(&rules->sequential, reading, value, "sequential");
            break;
        case LTY_WAY_PRESTASHOP:
            (void) lty_read_object(reading, value, prestashop, 3, "");
            (void) lty_read_choice(&rounding, reading, value, "rounding", roundings, 6, LTY_WAY_UP);
            (void) lty_read_choice(&unit, reading, value, "unit", units, 3, LTY_WAY_ITEM);
            break;
    }
    rules->rounding = (lty_way_rounding) rounding;
    rules->unit = (lty_way_unit) unit;
}

void lty_read_discounts(lty_programme_reading *reading, const lty_json *root)
{
    const lty_json *value = lty_json_member(root, "discounts");
    int way = LTY_WAY_EXACT;

    reading->programme->discounts = (lty_discount_rules){.way = LTY_WAY_EXACT, .rounding = LTY_WAY_HALF_UP, .unit = LTY_WAY_ITEM};
    if (value != NULL && value->type == LTY_JSON_OBJECT) {
        lty_read_way_object(reading, value);
    } else if (value != NULL && value->type != LTY_JSON_STRING) {
        lty_read_wrong(reading, value, "\"exact\", \"woocommerce\", \"prestashop\", or an object with \"way\"");
    } else if (lty_read_choice(&way, reading, root, "discounts", lty_read_ways, 3, LTY_WAY_EXACT)) {
        reading->programme->discounts.way = (lty_way) way;
        reading->way = LTY_READ_WAY(way);
    }
}

void lty_read_refuse(lty_programme_reading *reading, const lty_json *value, unsigned ways)
{
    if (value == NULL || (reading->way & ways) == 0) {
        return;
    }
    if ((ways & LTY_READ_PRESTASHOP) == 0 && (ways & LTY_READ_EXACT) != 0) {
        lty_read_wrong(reading, value, "nothing: only PrestaShop's way of discounting knows this");
    } else if (reading->way == LTY_READ_WOOCOMMERCE) {
        lty_read_wrong(reading, value, "nothing: WooCommerce's way of discounting cannot charge this");
    } else {
        lty_read_wrong(reading, value, "nothing: PrestaShop's way of discounting cannot charge this");
    }
}
