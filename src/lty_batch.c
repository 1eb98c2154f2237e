/*
 * Codes need no rows: whether a serial was ever issued is a question to a sorted table of batches, and the terms of a million codes
 * are computed once per batch.
 */
#include <string.h>

#include "lty_batch.h"
#include "lty_check.h"
#include "lty_sort.h"

lty_status lty_batch_init(lty_batch *out, const lty_programme *programme, const lty_campaign *campaign, int64_t first_serial, int64_t count,
    int64_t issued_at_s, int slot)
{
    const lty_coupon_shape *shape = lty_coupon_shape_of(campaign->length);
    int64_t until_s = campaign->valid_until_s;

    LTY_ASSERT(shape != NULL && slot >= 0 && slot < LTY_KEYRING_SLOTS);
    const int64_t limit = lty_coupon_serial_limit(shape);
    if (first_serial < 0 || count < 1 || first_serial >= limit || count > limit - first_serial
        || campaign->number >= lty_coupon_campaign_limit(shape)) {
        return LTY_E_RANGE;
    }
    if (campaign->valid_for_set) {
        int64_t end_s;

        if (lty_zone_period_end(&end_s, &programme->zone, issued_at_s, campaign->valid_for) != LTY_OK) {
            return LTY_E_RANGE;
        }
        if (until_s == LTY_TIME_NONE || end_s < until_s) {
            until_s = end_s;
        }
    }
    *out = (lty_batch){.campaign = campaign,
        .first_serial = (uint32_t) first_serial,
        .count = (uint32_t) count,
        .issued_at_s = issued_at_s,
        .valid_until_s = until_s,
        .slot = (uint8_t) slot};
    return LTY_OK;
}

void lty_batches_init(lty_batches *batches, const lty_alloc *alloc)
{
    *batches = (lty_batches){alloc, NULL, 0, 0};
}

void lty_batches_destroy(lty_batches *batches)
{
    lty_alloc_free(batches->alloc, batches->items, batches->capacity * sizeof *batches->items);
    lty_batches_init(batches, batches->alloc);
}

static bool lty_batch_before(const lty_batch *batch, uint32_t campaign_number, uint32_t serial)
{
    return batch->campaign->number != campaign_number ? batch->campaign->number < campaign_number : batch->first_serial < serial;
}

static int lty_batch_compare(const void *left, const void *right)
{
    const lty_batch *a = left;
    const lty_batch *b = right;

    if (lty_batch_before(a, b->campaign->number, b->first_serial)) {
        return -1;
    }
    return lty_batch_before(b, a->campaign->number, a->first_serial) ? 1 : 0;
}

/* For two in order. */
static bool lty_batch_clash(const lty_batch *first, const lty_batch *second)
{
    return first->campaign->number == second->campaign->number && second->first_serial - first->first_serial < first->count;
}

/* How many batches begin before this place. */
static size_t lty_batches_place(const lty_batches *batches, uint32_t campaign_number, uint32_t serial)
{
    size_t from = 0;
    size_t to = batches->count;

    while (from < to) {
        const size_t middle = from + (to - from) / 2;

        if (lty_batch_before(&batches->items[middle], campaign_number, serial)) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

static lty_status lty_batches_reserve(lty_batches *batches, size_t count)
{
    void *memory = batches->items;
    const lty_status status = lty_alloc_reserve(batches->alloc, &memory, &batches->capacity, count, sizeof *batches->items);

    batches->items = memory;
    return status;
}

lty_status lty_batches_load(size_t clash[2], lty_batches *batches, const lty_batch *items, size_t count)
{
    LTY_ASSERT(batches->count == 0);
    if (count == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_batches_reserve(batches, count);
    if (status != LTY_OK) {
        return status;
    }
    void *scratch = lty_alloc_new(batches->alloc, count * sizeof *items);
    if (scratch == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(batches->items, items, count * sizeof *items);
    lty_sort(batches->items, scratch, count, sizeof *items, lty_batch_compare);
    lty_alloc_free(batches->alloc, scratch, count * sizeof *items);
    for (size_t i = 1; i < count; i++) {
        if (lty_batch_clash(&batches->items[i - 1], &batches->items[i])) {
            clash[0] = batches->items[i - 1].id;
            clash[1] = batches->items[i].id;
            return LTY_E_CODE_LIMIT;
        }
    }
    batches->count = count;
    return LTY_OK;
}

lty_status lty_batches_insert(size_t clash[2], lty_batches *batches, const lty_batch *batch)
{
    const size_t place = lty_batches_place(batches, batch->campaign->number, batch->first_serial);
    const lty_batch *before = place > 0 ? &batches->items[place - 1] : NULL;
    const lty_batch *after = place < batches->count ? &batches->items[place] : NULL;

    if (before != NULL && lty_batch_clash(before, batch)) {
        clash[0] = before->id;
        clash[1] = batch->id;
        return LTY_E_CODE_LIMIT;
    }
    if (after != NULL && lty_batch_clash(batch, after)) {
        clash[0] = after->id;
        clash[1] = batch->id;
        return LTY_E_CODE_LIMIT;
    }
    const lty_status status = lty_batches_reserve(batches, batches->count + 1);
    if (status != LTY_OK) {
        return status;
    }
    memmove(batches->items + place + 1, batches->items + place, (batches->count - place) * sizeof *batches->items);
    batches->items[place] = *batch;
    batches->count++;
    return LTY_OK;
}

int64_t lty_batches_next_serial(const lty_batches *batches, const lty_campaign *campaign)
{
    const size_t place = lty_batches_place(batches, campaign->number, UINT32_MAX); /* no serial has 32 bits */

    if (place == 0 || batches->items[place - 1].campaign->number != campaign->number) {
        return 0;
    }
    return (int64_t) batches->items[place - 1].first_serial + batches->items[place - 1].count;
}

const lty_batch *lty_batches_find(const lty_batches *batches, uint32_t campaign_number, uint32_t serial)
{
    const size_t place = lty_batches_place(batches, campaign_number, serial + 1); /* at most 30 bits: no wrap */

    if (place == 0) {
        return NULL;
    }
    const lty_batch *batch = &batches->items[place - 1];
    return batch->campaign->number == campaign_number && serial - batch->first_serial < batch->count ? batch : NULL;
}

lty_status lty_batches_check(
    lty_batch_terms *out, const lty_batches *batches, const lty_programme *programme, const lty_coupon *coupon, int64_t at_s)
{
    const lty_campaign *campaign = lty_programme_campaign_number(programme, coupon->campaign);

    *out = (lty_batch_terms){campaign, NULL, LTY_TIME_NONE, LTY_TIME_NONE};
    if (campaign == NULL || campaign->length != coupon->code.count) {
        return LTY_E_CODE_CAMPAIGN;
    }
    if (!campaign->open) {
        return LTY_E_CODE_CAMPAIGN_CLOSED;
    }
    const lty_batch *batch = lty_batches_find(batches, coupon->campaign, coupon->serial);
    /* A key that has leaked and only verifies any more must not sign what younger batches issued. */
    if (batch == NULL || batch->slot != coupon->slot) {
        return LTY_E_CODE_NOT_ISSUED;
    }
    out->batch = batch;
    out->valid_from_s = campaign->valid_from_s;
    out->valid_until_s = batch->valid_until_s;
    if (at_s == LTY_TIME_NONE) {
        return LTY_OK;
    }
    if (out->valid_from_s != LTY_TIME_NONE && at_s < out->valid_from_s) {
        return LTY_E_CODE_NOT_YET_VALID;
    }
    if (out->valid_until_s != LTY_TIME_NONE && at_s >= out->valid_until_s) {
        return LTY_E_CODE_EXPIRED;
    }
    return LTY_OK;
}
