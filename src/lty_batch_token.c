/*
 * Between a campaign and the tokens that carry its terms: what a token says goes before the campaign, what it cannot say stays there, and so
 * the two functions here undo each other.
 */
#include <string.h>

#include "lty_batch.h"
#include "lty_check.h"

#define LTY_BATCH_BASIS_POINT (LTY_PERCENT_WHOLE / 10000) /* in millionths */

/* Millionths of the currency's unit in one of its minor units. */
static int64_t lty_batch_minor_micro(const lty_programme *programme)
{
    int64_t micro = 1000000;

    for (int i = 0; i < programme->currency_decimals; i++) {
        micro /= 10;
    }
    return micro;
}

static void lty_batch_token_put(lty_token *token, int tag, int64_t *field, int64_t value)
{
    token->has |= 1U << tag;
    *field = value;
}

/* What the only benefit gives, as a token says it. */
static lty_status lty_batch_token_value(lty_token *out, const lty_programme *programme, const lty_benefit *benefit)
{
    int64_t value = benefit->value;

    if (benefit->step_count > 0 || benefit->kind > LTY_DISCOUNT_GIFT || (benefit->kind == LTY_DISCOUNT_GIFT && value < 1)) {
        return LTY_E_CODE_FIELD_UNKNOWN;
    }
    if (benefit->kind == LTY_DISCOUNT_PERCENT) {
        if (value % LTY_BATCH_BASIS_POINT != 0) {
            return LTY_E_CODE_FIELD_UNKNOWN;
        }
        value /= LTY_BATCH_BASIS_POINT;
    } else if (benefit->kind == LTY_DISCOUNT_FIXED && benefit->value_micro % lty_batch_minor_micro(programme) != 0) {
        return LTY_E_CODE_FIELD_UNKNOWN;
    }
    lty_batch_token_put(out, LTY_TOKEN_TAG_KIND, &out->kind, benefit->kind);
    if (benefit->kind != LTY_DISCOUNT_FREE_SHIPPING) {
        lty_batch_token_put(out, LTY_TOKEN_TAG_VALUE, &out->value, value);
    }
    return LTY_OK;
}

static bool lty_batch_lines_restricted(const lty_line_filter *lines)
{
    return lines->categories_in.count > 0 || lines->categories_out.count > 0 || lines->products_in.count > 0
        || lines->products_out.count > 0 || lines->sale_items != LTY_SALE_TAKEN;
}

lty_status lty_batch_token(lty_token *out, const lty_batch *batch)
{
    const lty_campaign *campaign = batch->campaign;
    lty_token token = {.has = 0};
    int64_t flags = 0;

    if (campaign->benefit_count != 1) {
        return LTY_E_CODE_FIELD_UNKNOWN;
    }
    const lty_status status = lty_batch_token_value(&token, batch->programme, &campaign->benefits[0]);
    if (status != LTY_OK) {
        return status;
    }
    lty_batch_token_put(&token, LTY_TOKEN_TAG_CAMPAIGN, &token.campaign, campaign->number);
    if (campaign->minimum_order_minor > 0) {
        lty_batch_token_put(&token, LTY_TOKEN_TAG_MIN_ORDER, &token.min_order_minor, campaign->minimum_order_minor);
    }
    if (campaign->maximum_discount_minor > 0) {
        lty_batch_token_put(&token, LTY_TOKEN_TAG_MAX_DISCOUNT, &token.max_discount_minor, campaign->maximum_discount_minor);
    }
    if (token.kind == LTY_DISCOUNT_FIXED || campaign->minimum_order_minor > 0 || campaign->maximum_discount_minor > 0) {
        token.has |= 1U << LTY_TOKEN_TAG_CURRENCY;
        memcpy(token.currency, batch->programme->currency, sizeof token.currency);
    }
    if (campaign->valid_from_s != LTY_TIME_NONE && campaign->valid_from_s > 0) { /* from 1970 or before is from ever */
        lty_batch_token_put(&token, LTY_TOKEN_TAG_NOT_BEFORE, &token.not_before_s, campaign->valid_from_s);
    }
    if (batch->valid_until_s != LTY_TIME_NONE) {
        if (batch->valid_until_s <= token.not_before_s) {
            return LTY_E_CODE_FIELD_RANGE;
        }
        lty_batch_token_put(&token, LTY_TOKEN_TAG_EXPIRES, &token.expires_s, batch->valid_until_s);
    }
    flags |= campaign->email_only ? LTY_TOKEN_EMAIL_ONLY : 0;
    flags |= lty_batch_lines_restricted(&campaign->lines) ? LTY_TOKEN_CATEGORIES : 0;
    flags |= campaign->combining == LTY_COMBINING_ALONE ? LTY_TOKEN_ALONE : 0;
    if (flags != 0) {
        lty_batch_token_put(&token, LTY_TOKEN_TAG_FLAGS, &token.flags, flags);
    }
    *out = token;
    return LTY_OK;
}

static bool lty_batch_token_has(const lty_token *token, int tag)
{
    return (token->has >> tag & 1U) != 0;
}

/* What the token gives, over the benefit of that kind that its campaign has: that says what a token cannot, such as the product. */
static lty_status lty_batch_token_benefit(
    lty_benefit *out, const lty_programme *programme, const lty_campaign *campaign, const lty_token *token)
{
    const lty_discount_kind kind = (lty_discount_kind) token->kind;
    const lty_benefit *known = NULL;

    if (kind == LTY_DISCOUNT_GIFT && lty_batch_token_has(token, LTY_TOKEN_TAG_MAX_DISCOUNT)) {
        return LTY_E_CODE_FIELD_RANGE; /* a gift comes whole or not at all */
    }

    for (size_t i = 0; i < campaign->benefit_count && known == NULL; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];

        if (benefit->kind == kind && (kind != LTY_DISCOUNT_GIFT || (benefit->value != 0 && benefit->value == token->value))) {
            known = benefit;
        }
    }
    lty_benefit made = {.kind = kind, .target = LTY_TARGET_ORDER};
    if (known != NULL) {
        made = *known;
    } else if (kind == LTY_DISCOUNT_GIFT) {
        return LTY_E_CODE_FIELD_RANGE;
    } else if (campaign->benefit_count > 0) {
        made.pointer = campaign->benefits[0].pointer;
    }
    made.steps = NULL;
    made.step_count = 0;
    made.value = token->value;
    made.value_micro = 0;
    if (kind == LTY_DISCOUNT_PERCENT) {
        made.value = token->value * LTY_BATCH_BASIS_POINT;
    } else if (kind == LTY_DISCOUNT_FIXED && lty_mul(&made.value_micro, token->value, lty_batch_minor_micro(programme)) != LTY_OK) {
        return LTY_E_CODE_FIELD_RANGE;
    }
    *out = made;
    return LTY_OK;
}

lty_status lty_batch_token_terms(lty_campaign *out, lty_benefit *benefit, const lty_batch_terms *terms, const lty_token *token)
{
    lty_campaign campaign = *terms->campaign;
    lty_benefit gives;

    if (lty_batch_token_has(token, LTY_TOKEN_TAG_CURRENCY) && memcmp(token->currency, terms->programme->currency, 3) != 0) {
        return LTY_E_CODE_CURRENCY;
    }
    const lty_status status = lty_batch_token_benefit(&gives, terms->programme, terms->campaign, token);
    if (status != LTY_OK) {
        return status;
    }
    campaign.benefits = benefit;
    campaign.benefit_count = 1;
    /* What a token does not say is not asked for: it carried all of this when it was issued. */
    campaign.minimum_order_minor = lty_batch_token_has(token, LTY_TOKEN_TAG_MIN_ORDER) ? token->min_order_minor : 0;
    campaign.maximum_discount_minor = lty_batch_token_has(token, LTY_TOKEN_TAG_MAX_DISCOUNT) ? token->max_discount_minor : 0;
    campaign.valid_from_s = lty_batch_token_has(token, LTY_TOKEN_TAG_NOT_BEFORE) ? token->not_before_s : LTY_TIME_NONE;
    campaign.valid_until_s = lty_batch_token_has(token, LTY_TOKEN_TAG_EXPIRES) ? token->expires_s : LTY_TIME_NONE;
    campaign.valid_for_set = false;
    const int64_t flags = lty_batch_token_has(token, LTY_TOKEN_TAG_FLAGS) ? token->flags : 0;
    campaign.email_only = (flags & LTY_TOKEN_EMAIL_ONLY) != 0;
    if ((flags & LTY_TOKEN_ALONE) != 0) {
        campaign.combining = LTY_COMBINING_ALONE;
    } else if (campaign.combining == LTY_COMBINING_ALONE) {
        campaign.combining = LTY_COMBINING_ALL;
    }
    *benefit = gives;
    *out = campaign;
    return LTY_OK;
}
