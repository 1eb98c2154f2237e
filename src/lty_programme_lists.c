/* Lists of texts in a programme, sorted for the search in lty_line_filter_match(), and the filters that are made of them. */
#include <stdio.h>
#include <string.h>

#include "lty_near.h"
#include "lty_programme_read.h"
#include "lty_sort.h"

static const lty_read_list lty_read_categories = {
    LTY_PROGRAMME_CATEGORIES_MAX, "categories", "the name of a category", "each category once"};
static const lty_read_list lty_read_products = {LTY_PROGRAMME_PRODUCTS_MAX, "products", "the SKU of a product", "each product once"};
static const lty_read_list lty_read_brands = {LTY_PROGRAMME_BRANDS_MAX, "brands", "the name of a brand", "each brand once"};
static const lty_read_list lty_read_tier_keys = {LTY_PROGRAMME_TIERS_MAX, "tiers", "the key of a tier", "each tier once"};
static const lty_read_list lty_read_segment_keys = {LTY_PROGRAMME_SEGMENTS_MAX, "segments", "the key of a segment", "each segment once"};

static int lty_read_text_order(const void *a, const void *b)
{
    return lty_text_compare(*(const lty_text *) a, *(const lty_text *) b);
}

static int lty_read_value_order(const void *a, const void *b)
{
    return lty_text_compare((*(const lty_json *const *) a)->text, (*(const lty_json *const *) b)->text);
}

bool lty_text_list_has(const lty_text_list *list, lty_text text)
{
    size_t low = 0;
    size_t high = list->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = lty_text_compare(list->items[middle], text);
        if (order == 0) {
            return true;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return false;
}

void lty_read_sorted(lty_text_list *out, lty_programme_reading *reading, const void *first, size_t count, size_t stride)
{
    lty_text *items = lty_read_room(reading, 2 * count, sizeof *items); /* and room to sort in */

    if (items == NULL) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        memcpy(&items[i], (const char *) first + i * stride, sizeof *items);
    }
    lty_sort(items, items + count, count, sizeof *items, lty_read_text_order);
    *out = (lty_text_list){items, count};
}

void lty_read_unknown(lty_programme_reading *reading, const lty_json *value, const char *one, const lty_text_list *known)
{
    char expected[256];
    lty_near near;

    if (reading->problems->count == LTY_PROBLEMS_MAX) {
        reading->wrong = true;
        return;
    }
    lty_near_init(&near, value->text);
    for (size_t i = 0; i < known->count; i++) {
        lty_near_offer(&near, known->items[i]);
    }
    if (near.best.len > 0) {
        snprintf(expected, sizeof expected, "%s; did you mean \"%.*s\"?", one, (int) near.best.len, near.best.bytes);
    } else {
        snprintf(expected, sizeof expected, "%s", one);
    }
    lty_read_wrong(reading, value, expected);
}

void lty_read_texts(
    lty_text_list *out, lty_programme_reading *reading, const lty_json *value, const lty_read_list *kind, const lty_text_list *known)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 1, kind->most, kind->many)) {
        return;
    }
    const lty_json **values = lty_read_room(reading, 2 * value->count, sizeof *values); /* and room to sort in */
    lty_text *items = lty_read_room(reading, value->count, sizeof *items);
    if (values == NULL || items == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL; child = child->next) {
        if (child->type != LTY_JSON_STRING || child->text.len == 0) {
            lty_read_wrong(reading, child, kind->one);
        } else {
            values[count++] = child;
        }
    }
    lty_sort(values, values + value->count, count, sizeof *values, lty_read_value_order);
    for (size_t i = 0; i < count; i++) {
        items[i] = values[i]->text;
        if (i > 0 && lty_text_equal(items[i - 1], items[i])) {
            lty_read_wrong(reading, values[i], kind->twice);
        } else if (known != NULL && !lty_text_list_has(known, items[i])) {
            lty_read_unknown(reading, values[i], kind->one, known);
        }
    }
    *out = (lty_text_list){items, count};
}

static void lty_read_in_and_out(lty_text_list *in, lty_text_list *out, lty_programme_reading *reading, const lty_json *object,
    const char *member, const lty_read_list *kind)
{
    static const char *const names[] = {"include", "exclude"};
    const lty_json *value = lty_json_member(object, member);

    if (value != NULL && lty_read_object(reading, value, names, 2, "an object with \"include\" or \"exclude\"")) {
        lty_read_texts(in, reading, lty_json_member(value, "include"), kind, NULL);
        lty_read_texts(out, reading, lty_json_member(value, "exclude"), kind, NULL);
    }
}

static void lty_read_sale_items(lty_line_filter *out, lty_programme_reading *reading, const lty_json *sale)
{
    if (sale == NULL || sale->type == LTY_JSON_TRUE) {
        out->sale_items = LTY_SALE_TAKEN;
    } else if (sale->type == LTY_JSON_FALSE) {
        out->sale_items = LTY_SALE_LEFT_OUT;
    } else if (sale->type == LTY_JSON_STRING && lty_text_equal(sale->text, LTY_TEXT("only"))) {
        out->sale_items = LTY_SALE_ONLY;
    } else {
        lty_read_wrong(reading, sale, "true, false or \"only\"");
    }
}

void lty_read_lines(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object)
{
    lty_read_sale_items(out, reading, lty_json_member(object, "sale_items"));
    lty_read_in_and_out(&out->categories_in, &out->categories_out, reading, object, "categories", &lty_read_categories);
    lty_read_in_and_out(&out->products_in, &out->products_out, reading, object, "products", &lty_read_products);
    lty_read_in_and_out(&out->brands_in, &out->brands_out, reading, object, "brands", &lty_read_brands);
}

void lty_read_campaign_lines(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *sale = lty_json_member(object, "sale_items");

    lty_read_sale_items(out, reading, sale);
    if (out->sale_items == LTY_SALE_ONLY) {
        lty_read_refuse(reading, sale, LTY_READ_WOOCOMMERCE | LTY_READ_PRESTASHOP);
    }
    lty_read_in_and_out(&out->categories_in, &out->categories_out, reading, object, "categories", &lty_read_categories);
    lty_read_in_and_out(&out->products_in, &out->products_out, reading, object, "products", &lty_read_products);
}

static void lty_read_out(
    lty_text_list *out, lty_programme_reading *reading, const lty_json *object, const char *member, const lty_read_list *kind)
{
    static const char *const names[] = {"exclude"};
    const lty_json *value = lty_json_member(object, member);

    if (value != NULL && lty_read_object(reading, value, names, 1, "an object with \"exclude\"")) {
        lty_read_texts(out, reading, lty_json_member(value, "exclude"), kind, NULL);
    }
}

void lty_read_lines_out(lty_line_filter *out, lty_programme_reading *reading, const lty_json *object)
{
    lty_read_out(&out->categories_out, reading, object, "categories", &lty_read_categories);
    lty_read_out(&out->products_out, reading, object, "products", &lty_read_products);
    lty_read_out(&out->brands_out, reading, object, "brands", &lty_read_brands);
}

void lty_read_tier_list(lty_text_list *out, lty_programme_reading *reading, const lty_json *object)
{
    lty_read_texts(out, reading, lty_json_member(object, "tiers"), &lty_read_tier_keys, reading->tiers_known ? &reading->tier_keys : NULL);
}

void lty_read_segment_list(lty_text_list *out, lty_programme_reading *reading, const lty_json *object)
{
    lty_read_texts(
        out, reading, lty_json_member(object, "segments"), &lty_read_segment_keys, reading->segments_known ? &reading->segment_keys : NULL);
}

static void lty_read_alternative(lty_line_filter *out, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"categories", "products"};
    static const char expected[] = "an object with \"categories\" or \"products\"";

    if (!lty_read_object(reading, value, names, 2, expected)) {
        return;
    }
    const lty_json *categories = lty_json_member(value, "categories");
    const lty_json *products = lty_json_member(value, "products");
    if ((categories != NULL) == (products != NULL)) {
        lty_read_wrong_found(reading, value,
            products != NULL ? "both \"categories\" and \"products\"" : "neither \"categories\" nor \"products\"",
            "one of \"categories\" and \"products\"");
        return;
    }
    lty_read_texts(&out->categories_in, reading, categories, &lty_read_categories, NULL);
    lty_read_texts(&out->products_in, reading, products, &lty_read_products, NULL);
}

static void lty_read_requirement(lty_requirement *out, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"quantity", "any_of"};
    static const char expected[] = "an array of {\"categories\"} or {\"products\"}, one of which is enough";
    size_t count = 0;

    if (!lty_read_object(reading, value, names, 2, "an object with \"quantity\" and \"any_of\"")) {
        return;
    }
    if (lty_read_has(reading, value, "quantity", "how many pieces it takes")) {
        (void) lty_read_integer(&out->quantity, reading, value, "quantity", 1, LTY_PROGRAMME_PIECES_MAX);
    }
    const lty_json *list = lty_read_required(reading, value, "any_of", expected);
    if (list == NULL || !lty_read_array(reading, list, 1, LTY_PROGRAMME_REQUIREMENTS_MAX, "alternatives")) {
        return;
    }
    lty_line_filter *any = lty_read_room(reading, list->count, sizeof *any);
    if (any == NULL) {
        return;
    }
    for (const lty_json *child = list->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_alternative(&any[count++], reading, child);
    }
    out->any = any;
    out->any_count = count;
}

void lty_read_requirements(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 1, LTY_PROGRAMME_REQUIREMENTS_MAX, "requirements")) {
        return;
    }
    lty_requirement *requirements = lty_read_room(reading, value->count, sizeof *requirements);
    if (requirements == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next) {
        lty_read_requirement(&requirements[count++], reading, child);
    }
    campaign->requirements = requirements;
    campaign->requirement_count = count;
}
