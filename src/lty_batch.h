/* What a shop stores of its codes: one row per batch. The checks that follow a genuine tag. */
#ifndef LTY_BATCH_H
#define LTY_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_coupon.h"
#include "lty_programme.h"
#include "lty_status.h"

/* Serials first_serial .. first_serial + count - 1 of one campaign were issued at issued_at_s under the key in slot. */
typedef struct lty_batch {
    const lty_campaign *campaign; /* of the programme */
    uint32_t first_serial;
    uint32_t count;
    int64_t issued_at_s;
    int64_t valid_until_s; /* half open; LTY_TIME_NONE = for ever. Set by lty_batch_init() */
    size_t id;             /* the caller's own, to find what it keeps beside (such as bound customers) */
    uint8_t slot;
} lty_batch;

/*
 * Checks and fills one. The window is computed here, once: what the campaign says, or "valid for" from the batch's instant, what ends
 * first. LTY_E_RANGE for a count below 1, serials that the campaign's length does not hold, or a window beyond the year 9999.
 */
lty_status lty_batch_init(lty_batch *out, const lty_programme *programme, const lty_campaign *campaign, int64_t first_serial, int64_t count,
    int64_t issued_at_s, int slot);

/*
 * Batches in the order (campaign number, first serial), none over another; found by binary search. The programme whose campaigns
 * they name is the caller's and outlives the table. init() allocates nothing; destroy() may be called twice.
 */
typedef struct lty_batches {
    const lty_alloc *alloc;
    lty_batch *items;
    size_t count;
    size_t capacity;
} lty_batches;

void lty_batches_init(lty_batches *batches, const lty_alloc *alloc);
void lty_batches_destroy(lty_batches *batches);

/*
 * Takes over `count` batches in any order, into an empty table. LTY_E_CODE_LIMIT if two have a serial in common: then *clash has
 * their ids and the table stays empty. LTY_E_MEMORY.
 */
lty_status lty_batches_load(size_t clash[2], lty_batches *batches, const lty_batch *items, size_t count);

/* Adds one. LTY_E_CODE_LIMIT as above (clash[0] is the known one), LTY_E_MEMORY. */
lty_status lty_batches_insert(size_t clash[2], lty_batches *batches, const lty_batch *batch);

/* The first serial of a campaign behind all that are known: serials never start again. */
int64_t lty_batches_next_serial(const lty_batches *batches, const lty_campaign *campaign);

/* The batch that has this serial; NULL if none. */
const lty_batch *lty_batches_find(const lty_batches *batches, uint32_t campaign_number, uint32_t serial);

/* What is known of a genuine code; campaign and batch are NULL from the check on that failed. */
typedef struct lty_batch_terms {
    const lty_campaign *campaign;
    const lty_batch *batch;
    int64_t valid_from_s;  /* LTY_TIME_NONE = always */
    int64_t valid_until_s; /* half open; LTY_TIME_NONE = for ever */
} lty_batch_terms;

/*
 * Checks a coupon that lty_coupon_verify() accepted, in this order: LTY_E_CODE_CAMPAIGN (no such campaign, or one whose codes have
 * another length), _CAMPAIGN_CLOSED, _NOT_ISSUED (no batch has the serial, or one that another key signed), _NOT_YET_VALID, _EXPIRED.
 * at_s LTY_TIME_NONE checks no window. *out is filled as far as it went, on failure too, for the staff's message. Allocates nothing.
 */
lty_status lty_batches_check(
    lty_batch_terms *out, const lty_batches *batches, const lty_programme *programme, const lty_coupon *coupon, int64_t at_s);

#endif
