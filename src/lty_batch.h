/* What a shop stores of its codes: one row per batch. The checks that follow a genuine tag. */
#ifndef LTY_BATCH_H
#define LTY_BATCH_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_coupon.h"
#include "lty_programme.h"
#include "lty_status.h"
#include "lty_token.h"

/*
 * A batch: codes with the serials first_serial .. first_serial + span - 1 of one campaign, less those that were skipped, issued at
 * issued_at_s under the key in slot, by the terms of one version of the programme.
 */
typedef struct lty_batch {
    const lty_programme *programme; /* the version whose terms hold */
    const lty_campaign *campaign;   /* of that programme */
    uint32_t first_serial;
    uint32_t count;          /* codes */
    uint32_t span;           /* serials: count + skip_count */
    const uint32_t *skipped; /* offsets from first_serial, ascending, each below span; the caller's */
    uint32_t skip_count;
    int64_t issued_at_s;
    int64_t valid_until_s; /* half open; LTY_TIME_NONE = for ever. Set by lty_batch_init() */
    size_t id;             /* the caller's own, to find what it keeps beside (such as bound customers) */
    uint8_t slot;          /* of the key: of short codes, or of tokens */
} lty_batch;

/*
 * Checks and fills one; the campaign is not an automatic one. The window is computed here, once: what the campaign says, or "valid for" from the batch's instant, what ends
 * first. LTY_E_RANGE for a count below 1, skipped offsets that do not ascend or reach the span, serials that the campaign's length does not
 * hold (of tokens: 32 bits), or a window beyond the year 9999.
 */
lty_status lty_batch_init(lty_batch *out, const lty_programme *programme, const lty_campaign *campaign, int64_t first_serial, int64_t count,
    const uint32_t *skipped, size_t skip_count, int64_t issued_at_s, int slot);

/* The serial of the index-th code (0 based, < count), and back: false if the batch has no such serial or skipped it. */
uint32_t lty_batch_serial(const lty_batch *batch, uint32_t index);
bool lty_batch_index(uint32_t *index, const lty_batch *batch, uint32_t serial);

/*
 * Batches in the order (campaign number, first serial), none over another; found by binary search. The programmes whose campaigns
 * they name are the caller's and outlive the table. init() allocates nothing; destroy() may be called twice.
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

/* The first serial of a campaign number behind all that are known, under whatever version and key: serials never start again. */
int64_t lty_batches_next_serial(const lty_batches *batches, uint32_t campaign_number);

/* The batch that has this serial, skipped ones included; NULL if none. */
const lty_batch *lty_batches_find(const lty_batches *batches, uint32_t campaign_number, uint32_t serial);

/* A genuine code, short or full, as batches look at it. */
typedef struct lty_batch_query {
    int64_t campaign; /* number */
    int64_t serial;
    lty_campaign_format format;
    int32_t length; /* of short codes, else 0 */
    int slot;       /* of the key that fits */
} lty_batch_query;

/* What is known of a genuine code; members are NULL from the check on that failed. */
typedef struct lty_batch_terms {
    const lty_programme *programme; /* the version of the batch */
    const lty_campaign *campaign;   /* of that version */
    const lty_batch *batch;
    uint32_t index;        /* of the code in its batch */
    int64_t valid_from_s;  /* LTY_TIME_NONE = always */
    int64_t valid_until_s; /* half open; LTY_TIME_NONE = for ever */
} lty_batch_terms;

/*
 * Checks a genuine code, in this order: LTY_E_CODE_CAMPAIGN (no version knows the number with this format and length),
 * _CAMPAIGN_CLOSED (the current version says so, or has dropped it), _NOT_ISSUED (no batch has the serial, or one that another key
 * signed), _NOT_YET_VALID, _EXPIRED. versions are in the order in which they came into force, the last one is current, count >= 1.
 * at_s LTY_TIME_NONE checks no window. *out is filled as far as it went, on failure too, for the staff's message. Allocates nothing.
 */
lty_status lty_batches_check(lty_batch_terms *out, const lty_batches *batches, const lty_programme *const *versions, size_t count,
    const lty_batch_query *query, int64_t at_s);

/* LTY_E_CODE_NOT_YET_VALID or _EXPIRED by the terms' window; at_s LTY_TIME_NONE is always inside. */
lty_status lty_batch_window(const lty_batch_terms *terms, int64_t at_s);

/*
 * What the tokens of a batch say: all but serial, customer and name. LTY_E_CODE_FIELD_UNKNOWN for a campaign that gives what no token can
 * say (several benefits, steps, a percentage finer than basis points, an amount finer than minor units, a gift without a number, kinds beyond),
 * LTY_E_CODE_FIELD_RANGE for a window that is over before it begins or before 1970.
 */
lty_status lty_batch_token(lty_token *out, const lty_batch *batch);

/*
 * The campaign of a token with the token's own terms over it: what it gives, minimum, maximum, window, whether it combines, e-mail only;
 * benefit is the room for what it gives. LTY_E_CODE_CURRENCY for another currency than the programme's, _FIELD_RANGE for a
 * gift that the campaign has none of that number for, or one with a maximum.
 */
lty_status lty_batch_token_terms(lty_campaign *out, lty_benefit *benefit, const lty_batch_terms *terms, const lty_token *token);

#endif
