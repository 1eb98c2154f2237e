/* What the sources of indicators share with one another and nobody else: a pass over all customers under way. */
#ifndef LTY_INDICATOR_PART_H
#define LTY_INDICATOR_PART_H

#include <stdbool.h>

#include "lty_aggregate.h"
#include "lty_fold.h"
#include "lty_indicator.h"
#include "lty_intern.h"
#include "lty_months.h"
#include "lty_purchases.h"

/* One order of the person under way. */
typedef struct lty_indicator_order {
    int64_t at_s;
    int64_t day;
    size_t month;         /* in work->table */
    int64_t amount_minor; /* kept */
} lty_indicator_order;

/* One opening, click or sending of the person under way, and the delivery that it is of. */
typedef struct lty_indicator_touch {
    const lty_event *event;
    size_t place;    /* in the history: the order among equals */
    size_t delivery; /* in work->deliveries */
} lty_indicator_touch;

typedef struct lty_indicator_delivery {
    size_t message; /* in the messages' list; SIZE_MAX = sent before the period */
} lty_indicator_delivery;

/* How often a subscriber was written to in the period, and opened it. */
typedef struct lty_indicator_reader {
    uint32_t sent;
    uint32_t opened;
} lty_indicator_reader;

typedef struct lty_indicator_work {
    lty_indicators *out;
    lty_base *base;
    const lty_alloc *alloc;
    const lty_programme *programme;
    const lty_zone *zone;
    int64_t from_s;
    int64_t at_s;
    int64_t today;
    uint32_t customer;  /* under way */
    lty_months table;   /* from the first order or visit of all */
    size_t first_month; /* of the period, in the table: out->months begins with it */
    lty_folder *folder; /* NULL without parts of loyalty */
    lty_purchases purchases;
    lty_intern sources; /* names of the lists, in the order of their numbers */
    lty_intern messages;
    lty_intern sections;
    lty_intern channels;
    lty_intern products;
    lty_indicator_order *orders;
    size_t order_count;
    size_t order_capacity;
    lty_indicator_touch *touches; /* and as many of scratch memory behind them */
    size_t touch_capacity;
    lty_indicator_delivery *deliveries;
    size_t delivery_count;
    size_t delivery_capacity;
    lty_indicator_reader *readers;
    size_t reader_count;
    size_t reader_capacity;
    int64_t *gaps; /* by length: how many */
    size_t gap_capacity;
    int64_t *parts;        /* of the degree of loyalty, of the person under way */
    uint32_t *cohorts;     /* by month of the table: place in out->cohorts + 1 */
    lty_event_line *lines; /* of an anonymous sale */
    size_t line_capacity;
} lty_indicator_work;

static inline bool lty_indicator_within(const lty_indicator_work *work, int64_t at_s)
{
    return at_s >= work->from_s && at_s <= work->at_s;
}

/* The month of the period in which a month of the table lies that is not before it. */
static inline lty_indicator_month *lty_indicator_month_of(const lty_indicator_work *work, size_t month)
{
    return &work->out->months[month < work->first_month ? 0 : month - work->first_month];
}

/* The bucket of a number. */
size_t lty_indicator_bucket_of(const lty_indicator_bucket buckets[LTY_INDICATOR_BUCKETS], int64_t number);

/* The figure of a name in a list, a new one if need be; valid until the next. `key` is what tells names apart. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_indicator_figure(
    lty_figure **out, lty_figures *list, lty_intern *names, lty_text key, lty_text name, const lty_alloc *alloc);

/* What the person's purchases add: work->purchases has been read, work->orders becomes its orders. Statuses as of lty_indicators_run(). */
lty_status lty_indicator_buyer(lty_indicator_work *work);

/* A visit in the period and how it came: of somebody known or not. */
lty_status lty_indicator_via(lty_indicator_work *work, lty_text via);

#define LTY_INDICATOR_DIRECT ((lty_text){"direct", 6})

/* What the person's visits and messages add; after the purchases, whose orders messages led to. */
lty_status lty_indicator_visitor(lty_indicator_work *work);
lty_status lty_indicator_reading(lty_indicator_work *work, const lty_history *history);

/* At the end: mean, deviation and median of the gaps; subscribers against the whole; concentration of the products. */
void lty_indicator_finish_gaps(lty_indicator_work *work);
void lty_indicator_finish_readers(lty_indicator_work *work);
void lty_indicator_finish_products(lty_indicator_work *work);

#endif
