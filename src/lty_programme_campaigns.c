/* The coupon campaigns of a programme: who may use a code, when, how often and beside what. What it gives is in another file. */
#include <stdio.h>

#include "lty_near.h"
#include "lty_programme_read.h"

/*
 * How long the number may be follows from the code's length (docs/coupon-format.md); a token writes as many digits as it takes, an
 * automatic campaign none.
 */
static void lty_read_number(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *object)
{
    const lty_json *length = lty_json_member(object, "length");
    const bool coded = campaign->format == LTY_FORMAT_SHORT && !campaign->automatic;
    int64_t symbols = 20;
    int64_t number = 0;

    if (!coded && length != NULL) {
        if (!campaign->automatic) { /* else it is said with the other members that codes have */
            lty_read_wrong(reading, length, "no length: only short codes have one");
        }
        length = NULL;
    }
    bool fits = !coded || lty_read_integer(&symbols, reading, object, "length", 12, 24);
    if (coded && fits && symbols % 4 != 0) {
        lty_read_wrong(reading, length, "12, 16, 20 or 24 symbols");
        fits = false;
    }
    const int64_t bits = fits ? symbols - 4 : 20; /* 8, 12, 16, 20 bits for 12, 16, 20, 24 symbols */
    (void) lty_read_has(reading, object, "number", "the number that the campaign's codes carry, never used before");
    (void) lty_read_integer(&number, reading, object, "number", 1, coded ? (INT64_C(1) << bits) - 1 : LTY_PROGRAMME_NUMBER_MAX);
    campaign->number = (uint32_t) number;
    campaign->length = coded ? (int32_t) symbols : 0;
}

static void lty_read_format(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *object)
{
    static const char *const formats[] = {"short", "public", "shared"};
    static const char *const coded[] = {"length", "format", "valid_for", "uses_per_code"};
    int format = LTY_FORMAT_SHORT;

    (void) lty_read_bool(&campaign->automatic, reading, object, "automatic");
    (void) lty_read_choice(&format, reading, object, "format", formats, 3, LTY_FORMAT_SHORT);
    campaign->format = (lty_campaign_format) format;
    if (!campaign->automatic) {
        return;
    }
    campaign->format = LTY_FORMAT_SHORT;
    for (size_t i = 0; i < sizeof coded / sizeof coded[0]; i++) {
        const lty_json *value = lty_json_member(object, coded[i]);
        if (value != NULL) {
            lty_read_wrong(reading, value, "no such member: an automatic campaign has no codes");
        }
    }
}

static void lty_read_campaign_times(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    const lty_json *valid_for = lty_json_member(value, "valid_for");

    campaign->valid_from_s = LTY_TIME_NONE;
    campaign->valid_until_s = LTY_TIME_NONE;
    bool from = lty_read_instant(&campaign->valid_from_s, reading, value, "valid_from", false);
    bool until = lty_read_instant(&campaign->valid_until_s, reading, value, "valid_until", true);
    if (from && until && campaign->valid_from_s != LTY_TIME_NONE && campaign->valid_until_s != LTY_TIME_NONE
        && campaign->valid_until_s <= campaign->valid_from_s) {
        lty_read_wrong(reading, lty_json_member(value, "valid_until"), "a time behind \"valid_from\"");
    }
    if (valid_for != NULL && !campaign->automatic) {
        campaign->valid_for_set = lty_read_period(&campaign->valid_for, reading, valid_for, NULL, 0);
    }
}

/* From how much to how much, and who pays at most how much. */
static void lty_read_amounts(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const of_prestashop[] = {"minimum_with_tax", "minimum_with_shipping"};
    static const char *const caps[] = {"maximum_discount", "budget"};
    const lty_json *maximum = lty_json_member(value, "maximum_order");
    bool takes = campaign->benefit_count == 0; /* what is wrong already gets the benefit of the doubt */

    bool fits = lty_read_minor(&campaign->minimum_order_minor, reading, value, "minimum_order", 0);
    fits = lty_read_minor(&campaign->maximum_order_minor, reading, value, "maximum_order", 1) && fits;
    if (fits && maximum != NULL && campaign->maximum_order_minor < campaign->minimum_order_minor) {
        lty_read_wrong(reading, maximum, "at least \"minimum_order\"");
    }
    (void) lty_read_minor(&campaign->maximum_discount_minor, reading, value, "maximum_discount", 1);
    (void) lty_read_minor(&campaign->budget_minor, reading, value, "budget", 1);
    (void) lty_read_bool(&campaign->minimum_with_tax, reading, value, of_prestashop[0]);
    (void) lty_read_bool(&campaign->minimum_with_shipping, reading, value, of_prestashop[1]);
    lty_read_refuse(reading, maximum, LTY_READ_PRESTASHOP);
    lty_read_refuse(reading, lty_json_member(value, "maximum_discount"), LTY_READ_WOOCOMMERCE | LTY_READ_PRESTASHOP);
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_discount_kind kind = campaign->benefits[i].kind;
        takes = takes || (kind != LTY_DISCOUNT_POINTS && kind != LTY_DISCOUNT_POINTS_MULTIPLIER && kind != LTY_DISCOUNT_EARLY_ACCESS);
        if (kind == LTY_DISCOUNT_GIFT && lty_json_member(value, "maximum_discount") != NULL) {
            lty_read_wrong(reading, lty_json_member(value, "maximum_discount"), "no such member: a gift comes whole or not at all");
        }
    }
    for (size_t i = 0; i < 2; i++) {
        lty_read_refuse(reading, lty_json_member(value, of_prestashop[i]), LTY_READ_EXACT | LTY_READ_WOOCOMMERCE);
        if (!takes && lty_json_member(value, caps[i]) != NULL) {
            lty_read_wrong(reading, lty_json_member(value, caps[i]), "no such member: this campaign takes no money off");
        }
    }
}

static void lty_read_eligible(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    (void) lty_read_bool(&campaign->first_order_only, reading, value, "first_order_only");
    (void) lty_read_bool(&campaign->email_only, reading, value, "email_only");
    lty_read_tier_list(&campaign->tiers, reading, value);
    lty_read_segment_list(&campaign->segments, reading, value);
}

static void lty_read_uses(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"cancelled", "refunded"};
    const lty_json *release = lty_json_member(value, "release");

    campaign->release_on_cancel = true;
    campaign->uses_per_code = campaign->automatic ? 0 : 1;
    if (!campaign->automatic) {
        (void) lty_read_integer(&campaign->uses_per_code, reading, value, "uses_per_code", 1, LTY_PROGRAMME_USES_MAX);
    }
    (void) lty_read_integer(&campaign->uses_per_customer, reading, value, "uses_per_customer", 1, LTY_PROGRAMME_USES_MAX);
    (void) lty_read_integer(&campaign->uses_total, reading, value, "uses_total", 1, LTY_PROGRAMME_USES_TOTAL_MAX);
    if (release != NULL && lty_read_object(reading, release, names, 2, "an object with \"cancelled\" or \"refunded\"")) {
        (void) lty_read_bool(&campaign->release_on_cancel, reading, release, "cancelled");
        (void) lty_read_bool(&campaign->release_on_refund, reading, release, "refunded");
    }
}

/* "combinable" as a list waits until all campaigns are read. */
static void lty_read_stacking(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    const lty_json *combinable = lty_json_member(value, "combinable");
    const lty_json *stacking = lty_json_member(value, "stacking_class");

    campaign->combining = LTY_COMBINING_ALONE;
    if (combinable != NULL && combinable->type == LTY_JSON_ARRAY) {
        campaign->combining = LTY_COMBINING_LISTED;
        lty_read_refuse(reading, combinable, LTY_READ_WOOCOMMERCE);
    } else if (combinable != NULL && combinable->type == LTY_JSON_TRUE) {
        campaign->combining = LTY_COMBINING_ALL;
    } else if (combinable != NULL && combinable->type != LTY_JSON_FALSE) {
        lty_read_wrong(reading, combinable, "true, false, or an array of keys of campaigns");
    }
    if (stacking != NULL) {
        (void) lty_read_key(&campaign->stacking_class, reading, value, "stacking_class");
        lty_read_refuse(reading, stacking, LTY_READ_WOOCOMMERCE | LTY_READ_PRESTASHOP);
    }
    campaign->priority = LTY_PRIORITY_NONE;
    (void) lty_read_integer(&campaign->priority, reading, value, "priority", 0, LTY_PROGRAMME_PRIORITY_MAX);
}

static void lty_read_campaign(lty_campaign *campaign, lty_programme_reading *reading, const lty_json *value)
{
    static const char *const names[] = {"number", "key", "name", "format", "length", "automatic", "open", "discount", "minimum_order",
        "maximum_order", "minimum_with_tax", "minimum_with_shipping", "maximum_discount", "categories", "products", "sale_items",
        "requires", "first_order_only", "tiers", "segments", "email_only", "valid_from", "valid_until", "valid_for", "uses_per_code",
        "uses_per_customer", "uses_total", "budget", "combinable", "stacking_class", "priority", "release"};

    campaign->open = true;
    campaign->format = LTY_FORMAT_SHORT;
    if (!lty_read_object(
            reading, value, names, sizeof names / sizeof names[0], "an object with \"number\", \"key\", \"name\" and \"discount\"")) {
        return;
    }
    (void) lty_read_key(&campaign->key, reading, value, "key");
    if (lty_read_has(reading, value, "name", "what customers read")) {
        (void) lty_read_name(&campaign->name, reading, value, "name");
    }
    lty_read_format(campaign, reading, value);
    lty_read_number(campaign, reading, value);
    (void) lty_read_bool(&campaign->open, reading, value, "open");
    lty_read_benefits(campaign, reading, value);
    lty_read_amounts(campaign, reading, value);
    lty_read_campaign_lines(&campaign->lines, reading, value);
    lty_read_requirements(campaign, reading, lty_json_member(value, "requires"));
    lty_read_refuse(reading, lty_json_member(value, "requires"), LTY_READ_WOOCOMMERCE);
    lty_read_eligible(campaign, reading, value);
    lty_read_campaign_times(campaign, reading, value);
    lty_read_uses(campaign, reading, value);
    lty_read_stacking(campaign, reading, value);
}

/* The lists of "combinable" may name campaigns further down. */
static void lty_read_combinable(lty_campaign *campaigns, size_t count, lty_programme_reading *reading, const lty_json *value)
{
    static const lty_read_list kind = {LTY_PROGRAMME_CAMPAIGNS_MAX, "keys of campaigns", "the key of a campaign", "each campaign once"};
    lty_text_list keys = {NULL, 0};
    bool known = true;
    size_t i = 0;

    lty_read_sorted(&keys, reading, &campaigns->key, count, sizeof *campaigns);
    for (size_t k = 0; k < count; k++) {
        known = known && campaigns[k].key.len > 0;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, i++) {
        if (campaigns[i].combining == LTY_COMBINING_LISTED) {
            lty_read_texts(&campaigns[i].combines_with, reading, lty_json_member(child, "combinable"), &kind, known ? &keys : NULL);
        }
    }
}

void lty_read_campaigns(lty_programme_reading *reading, const lty_json *value)
{
    size_t count = 0;

    if (value == NULL || !lty_read_array(reading, value, 0, LTY_PROGRAMME_CAMPAIGNS_MAX, "campaigns") || value->count == 0) {
        return;
    }
    lty_campaign *campaigns = lty_read_room(reading, value->count, sizeof *campaigns);
    if (campaigns == NULL) {
        return;
    }
    for (const lty_json *child = value->child; child != NULL && !reading->memory; child = child->next, count++) {
        lty_campaign *campaign = &campaigns[count];
        const lty_json *number = lty_json_member(child, "number");
        bool same_key = false;
        bool same_number = false;
        lty_read_campaign(campaign, reading, child);
        campaign->pointer = lty_read_pointer(reading, child);
        for (size_t i = 0; i < count; i++) {
            same_key = same_key || (campaign->key.len > 0 && lty_text_equal(campaigns[i].key, campaign->key));
            same_number = same_number || campaigns[i].number == campaign->number;
        }
        if (same_key) {
            lty_read_wrong(reading, lty_json_member(child, "key"), "a key that no other campaign has");
        }
        if (same_number && campaign->number != 0) { /* 0: there is none, which is said already */
            lty_read_wrong(reading, number, "a number that no other campaign has");
        }
    }
    lty_read_combinable(campaigns, count, reading, value);
    reading->programme->campaigns = campaigns;
    reading->programme->campaign_count = value->count;
}

void lty_read_coded(lty_programme_reading *reading, const lty_json *value)
{
    char expected[256];
    lty_near near;

    if (value->type != LTY_JSON_STRING) {
        lty_read_wrong(reading, value, "the key of a campaign with codes");
        return;
    }
    if (!reading->campaigns_known) {
        return;
    }
    const lty_campaign *campaign = lty_programme_campaign(reading->programme, value->text);
    if (campaign != NULL && campaign->automatic) {
        lty_read_wrong(reading, value, "the key of a campaign with codes: this one is automatic, it has none to give");
    } else if (campaign == NULL) {
        lty_near_init(&near, value->text);
        for (size_t i = 0; i < reading->programme->campaign_count; i++) {
            if (!reading->programme->campaigns[i].automatic) {
                lty_near_offer(&near, reading->programme->campaigns[i].key);
            }
        }
        const bool hint = near.best.len > 0;
        snprintf(expected, sizeof expected, "the key of a campaign with codes%s%.*s%s", hint ? "; did you mean \"" : "",
            (int) near.best.len, hint ? near.best.bytes : "", hint ? "\"?" : "");
        lty_read_wrong(reading, value, expected);
    }
}
