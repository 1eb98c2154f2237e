/* What a customer is entitled to after the sale, what of it is booked and used, and until when. docs/services.md */
#ifndef LTY_SERVICE_H
#define LTY_SERVICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_facts.h"
#include "lty_history.h"
#include "lty_status.h"
#include "lty_timeline.h"

/* One entitlement: a service in its current period, or a service for the pieces of one product in an order. */
typedef struct lty_entitlement {
    const lty_service *service;
    lty_text order; /* of a piece's: the order and its SKU; else empty */
    lty_text sku;
    int64_t pieces; /* kept of it; 0 where it is no piece's */
    int64_t units;  /* in all; 0 = without limit */
    int64_t booked;
    int64_t used;
    int64_t remaining; /* units - booked - used, never below 0; LTY_EARN_NO_LIMIT without limit */
    int64_t from_s;    /* when it began; LTY_TIME_NONE = always */
    int64_t until_s;   /* half open: the end of a warranty, of the month; LTY_TIME_NONE = for ever */
    bool over;         /* until_s has passed: shown, not usable */
} lty_entitlement;

/*
 * Everything that the customer may have at the history's instant, in the order of the programme's services, pieces by when they were bought.
 * Services are those of the version in force at that instant; facts are those of the fold; judge may be NULL. Entitlements live in the arena, their texts are those
 * of the history's events. *out is NULL for none.
 * LTY_E_RANGE, LTY_E_MEMORY.
 */
lty_status lty_service_list(const lty_entitlement **out, size_t *count, const lty_history *history, const lty_timeline *timeline,
    const int64_t *facts, const lty_fact_judge *judge, lty_arena *arena);

#endif
