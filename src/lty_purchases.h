/* What one person bought, line by line, and did: the rows that rules aggregate. docs/customers.md */
#ifndef LTY_PURCHASES_H
#define LTY_PURCHASES_H

#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_facts.h"
#include "lty_history.h"
#include "lty_refund.h"
#include "lty_status.h"
#include "lty_time.h"

/* One row of LTY_FACT_PURCHASES (lty_facts.h): columns that derive from others are not kept. */
typedef struct lty_purchase {
    int64_t at_s;
    int64_t amount_minor; /* kept */
    int64_t gross_minor;
    int64_t quantity;
    int64_t cost_minor;   /* LTY_FACT_NONE = not known */
    int64_t margin_minor; /* LTY_FACT_NONE = not known, exactly where the cost is not */
    lty_text sku;
    lty_text category;
    lty_text brand;
    lty_text channel;
    uint32_t order; /* from 1 */
    bool sale;
    bool code;
} lty_purchase;

/* One row of LTY_FACT_ACTIVITIES. */
typedef struct lty_activity {
    int64_t at_s;
    lty_activity_kind kind;
    lty_text name;
    lty_text via;
    lty_text section;
    int64_t wanted; /* 0, 1; LTY_FACT_NONE */
} lty_activity;

/* Texts of a purchase, by place: sku, category, brand, channel. */
#define LTY_PURCHASE_TEXTS 4U

/* From so many rows on it is known which row before has the same text, so that counting different ones takes no time in their square. */
#define LTY_PURCHASES_LINKED 64U
typedef struct lty_purchase_link {
    uint32_t before[LTY_PURCHASE_TEXTS]; /* row + 1; 0 = none */
} lty_purchase_link;

/* Both lists of one person, and the scratch memory that is kept from person to person. Texts are those of the history's events. */
typedef struct lty_purchases {
    const lty_alloc *alloc;
    lty_purchase *rows; /* by instant of the order, then its number, then its lines */
    size_t count;
    size_t capacity;
    lty_activity *activities; /* by the total order of their events */
    size_t activity_count;
    size_t activity_capacity;
    lty_refund refund;
    lty_purchase_link *links; /* of the rows; of no use where they are fewer than LTY_PURCHASES_LINKED */
    size_t link_capacity;
    const void **pointers;
    size_t pointer_capacity;
} lty_purchases;

void lty_purchases_init(lty_purchases *purchases, const lty_alloc *alloc);
void lty_purchases_destroy(lty_purchases *purchases);

/* Replaces what was there by the rows of a history at its instant. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_purchases_read(lty_purchases *purchases, const lty_history *history);

/*
 * Both lists as bytes, and back: what a Customer record carries. decode() checks form, order, ranges and UTF-8 and refers to the bytes:
 * LTY_E_EVENT for anything that encode() does not write, LTY_E_MEMORY. Then there are no rows.
 */
void lty_purchases_encode(lty_buffer *out, const lty_purchases *purchases);
lty_status lty_purchases_decode(lty_purchases *purchases, lty_text bytes);

/* A column of a row as a value; columns are those of lty_fact_tables(). Local times are those of the zone. */
void lty_purchase_value(lty_expr_value *out, const lty_purchase *row, lty_purchase_column column, const lty_zone *zone);
void lty_activity_value(lty_expr_value *out, const lty_activity *row, lty_activity_column column, const lty_zone *zone);

#endif
