/*
 * Codes need no rows: whether a serial was ever issued is a question to a sorted table of batches, and the terms of a million codes
 * are computed once per batch. Serials whose codes would have offended are holes in a batch, a short sorted list: place and serial of
 * a code are found from each other by halving it.
 */
#include <string.h>

#include "lty_batch.h"
#include "lty_check.h"
#include "lty_sort.h"

/* Serials of a campaign are below this. */
static int64_t lty_batch_serials(const lty_campaign *campaign)
{
    if (campaign->format != LTY_FORMAT_SHORT) {
        return (int64_t) 1 << 32;
    }
    const lty_coupon_shape *shape = lty_coupon_shape_of(campaign->length);

    LTY_ASSERT(shape != NULL);
    return campaign->number < lty_coupon_campaign_limit(shape) ? lty_coupon_serial_limit(shape) : 0;
}

static bool lty_batch_skips_right(const uint32_t *skipped, size_t count, int64_t span)
{
    for (size_t i = 0; i < count; i++) {
        if (skipped[i] >= span || (i > 0 && skipped[i] <= skipped[i - 1])) {
            return false;
        }
    }
    return true;
}

lty_status lty_batch_init(lty_batch *out, const lty_programme *programme, const lty_campaign *campaign, int64_t first_serial, int64_t count,
    const uint32_t *skipped, size_t skip_count, int64_t issued_at_s, int slot)
{
    const int64_t limit = lty_batch_serials(campaign);
    int64_t until_s = campaign->valid_until_s;

    LTY_ASSERT(!campaign->automatic && slot >= 0 && slot < LTY_KEYRING_SLOTS);
    if (first_serial < 0 || count < 1 || first_serial >= limit || count > limit - first_serial
        || skip_count > (uint64_t) (limit - first_serial - count)) {
        return LTY_E_RANGE;
    }
    const int64_t span = count + (int64_t) skip_count;
    if (span > UINT32_MAX || !lty_batch_skips_right(skipped, skip_count, span)) {
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
    *out = (lty_batch){.programme = programme,
        .campaign = campaign,
        .first_serial = (uint32_t) first_serial,
        .count = (uint32_t) count,
        .span = (uint32_t) span,
        .skipped = skipped,
        .skip_count = (uint32_t) skip_count,
        .issued_at_s = issued_at_s,
        .valid_until_s = until_s,
        .slot = (uint8_t) slot};
    return LTY_OK;
}

/* skipped[k] - k codes stand before the k-th hole, so that many holes stand before the index-th code. */
uint32_t lty_batch_serial(const lty_batch *batch, uint32_t index)
{
    uint32_t from = 0;
    uint32_t to = batch->skip_count;

    LTY_ASSERT(index < batch->count);
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;

        if (batch->skipped[middle] - middle <= index) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return batch->first_serial + index + from;
}

bool lty_batch_index(uint32_t *index, const lty_batch *batch, uint32_t serial)
{
    const uint32_t offset = serial - batch->first_serial;
    uint32_t from = 0;
    uint32_t to = batch->skip_count;

    if (serial < batch->first_serial || offset >= batch->span) {
        return false;
    }
    while (from < to) {
        const uint32_t middle = from + (to - from) / 2;

        if (batch->skipped[middle] < offset) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    if (from < batch->skip_count && batch->skipped[from] == offset) {
        return false;
    }
    *index = offset - from;
    return true;
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

static bool lty_batch_before(const lty_batch *batch, uint32_t campaign_number, int64_t serial)
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
    return first->campaign->number == second->campaign->number && second->first_serial - first->first_serial < first->span;
}

/* How many batches begin before this place. */
static size_t lty_batches_place(const lty_batches *batches, uint32_t campaign_number, int64_t serial)
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

int64_t lty_batches_next_serial(const lty_batches *batches, uint32_t campaign_number)
{
    const size_t place = lty_batches_place(batches, campaign_number, INT64_MAX);

    if (place == 0 || batches->items[place - 1].campaign->number != campaign_number) {
        return 0;
    }
    return (int64_t) batches->items[place - 1].first_serial + batches->items[place - 1].span;
}

const lty_batch *lty_batches_find(const lty_batches *batches, uint32_t campaign_number, uint32_t serial)
{
    const size_t place = lty_batches_place(batches, campaign_number, (int64_t) serial + 1);

    if (place == 0) {
        return NULL;
    }
    const lty_batch *batch = &batches->items[place - 1];
    return batch->campaign->number == campaign_number && serial - batch->first_serial < batch->span ? batch : NULL;
}

/* The campaign that a version has under the number of the query: NULL if there is none that issues codes. */
static const lty_campaign *lty_batch_campaign(const lty_programme *version, const lty_batch_query *query)
{
    const lty_campaign *campaign =
        query->campaign < 0 || query->campaign > UINT32_MAX ? NULL : lty_programme_campaign_number(version, (uint32_t) query->campaign);

    return campaign == NULL || campaign->automatic ? NULL : campaign;
}

static bool lty_batch_shaped(const lty_campaign *campaign, const lty_batch_query *query)
{
    return campaign->format == query->format && (campaign->format != LTY_FORMAT_SHORT || campaign->length == query->length);
}

/* Fills in the youngest version that knows the campaign; one that has only its number is there for the message. */
static lty_status lty_batch_known(lty_batch_terms *out, const lty_programme *const *versions, size_t count, const lty_batch_query *query)
{
    for (size_t i = count; i > 0; i--) {
        const lty_campaign *campaign = lty_batch_campaign(versions[i - 1], query);

        if (campaign != NULL && (out->campaign == NULL || lty_batch_shaped(campaign, query))) {
            out->programme = versions[i - 1];
            out->campaign = campaign;
        }
        if (campaign != NULL && lty_batch_shaped(campaign, query)) {
            return i == count && campaign->open ? LTY_OK : LTY_E_CODE_CAMPAIGN_CLOSED;
        }
    }
    return LTY_E_CODE_CAMPAIGN;
}

lty_status lty_batch_window(const lty_batch_terms *terms, int64_t at_s)
{
    if (at_s == LTY_TIME_NONE) {
        return LTY_OK;
    }
    if (terms->valid_from_s != LTY_TIME_NONE && at_s < terms->valid_from_s) {
        return LTY_E_CODE_NOT_YET_VALID;
    }
    return terms->valid_until_s != LTY_TIME_NONE && at_s >= terms->valid_until_s ? LTY_E_CODE_EXPIRED : LTY_OK;
}

lty_status lty_batches_check(lty_batch_terms *out, const lty_batches *batches, const lty_programme *const *versions, size_t count,
    const lty_batch_query *query, int64_t at_s)
{
    uint32_t index;

    LTY_ASSERT(count >= 1);
    *out = (lty_batch_terms){NULL, NULL, NULL, 0, LTY_TIME_NONE, LTY_TIME_NONE};
    const lty_status status = lty_batch_known(out, versions, count, query);
    if (status != LTY_OK) {
        return status;
    }
    if (query->serial < 0 || query->serial > UINT32_MAX) {
        return LTY_E_CODE_NOT_ISSUED;
    }
    const uint32_t serial = (uint32_t) query->serial;
    const lty_batch *batch = lty_batches_find(batches, out->campaign->number, serial);
    /* A key that has leaked and only verifies any more must not sign what younger batches issued. */
    if (batch == NULL || batch->slot != query->slot || !lty_batch_shaped(batch->campaign, query)
        || !lty_batch_index(&index, batch, serial)) {
        return LTY_E_CODE_NOT_ISSUED;
    }
    out->programme = batch->programme;
    out->campaign = batch->campaign;
    out->batch = batch;
    out->index = index;
    out->valid_from_s = batch->campaign->valid_from_s;
    out->valid_until_s = batch->valid_until_s;
    return lty_batch_window(out, at_s);
}
