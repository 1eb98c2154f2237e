/* All customers of a shop: their events as columns, and what the events say under a programme at an instant. docs/base.md */
#ifndef LTY_BASE_H
#define LTY_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_columns.h"
#include "lty_event.h"
#include "lty_fold.h"
#include "lty_intern.h"
#include "lty_history.h"
#include "lty_persons.h"
#include "lty_programme.h"
#include "lty_purchases.h"
#include "lty_status.h"
#include "lty_store.h"
#include "lty_timeline.h"

/* Customers have dense numbers in the order of their first event; numbers never change. Not thread-safe. */
typedef struct lty_base lty_base;

/* The timeline has to outlive the base. The seed keeps outsiders from slowing the tables down; no result depends on it. LTY_E_MEMORY. */
lty_status lty_base_create(lty_base **out, const lty_timeline *timeline, uint64_t seed, const lty_alloc *alloc);
void lty_base_destroy(lty_base *base); /* NULL is fine */

/* As lty_store_append(), lty_store_append_file() and lty_store_append_rows(): a failure leaves the base as it was. */
lty_status lty_base_append(lty_base *base, const lty_event *event, bool *repeated);
void lty_base_expect(const lty_base *base, lty_text id, lty_text customer); /* as lty_store_expect() */
lty_status lty_base_append_file(
    lty_base *base, const lty_rows_plan *plan, const lty_rows_input *input, lty_text source, lty_store_report *report);
lty_status lty_base_append_rows(
    lty_base *base, lty_text bytes, lty_text source, const lty_text names[LTY_ROWS_FIELDS], lty_store_report *report);

const lty_store *lty_base_store(const lty_base *base);
const lty_timeline *lty_base_timeline(const lty_base *base);
/* The last version: the scope of rules. */
const lty_programme *lty_base_programme(const lty_base *base);
/* The version in force at the instant of the fold, in whose tiers LTY_FACT_TIER counts; the last before the first fold. */
const lty_programme *lty_base_in_force(const lty_base *base);

size_t lty_base_count(const lty_base *base);
lty_text lty_base_key(const lty_base *base, uint32_t customer);
/* A key that is linked to another gives that of the person. LTY_STORE_NONE if no person has it. */
uint32_t lty_base_find(const lty_base *base, lty_text key);

/*
 * The customer to whom this one belongs as of the last fold or refresh: itself, or the one that an identities_linked event names. A number that belongs to
 * another has facts without value (LTY_FACT_NONE), belongs to no set and is counted nowhere; its events are the other's. Before the first fold
 * every number is its own.
 */
uint32_t lty_base_person(const lty_base *base, uint32_t customer);
/* True for a number that belongs to itself and has events; one that a link alone named is nobody. */
bool lty_base_is_person(const lty_base *base, uint32_t customer);
/* How many are. */
size_t lty_base_persons(const lty_base *base);

/* The same at any instant, for passes that need no fold; valid until the base's next use. LTY_E_MEMORY. */
lty_status lty_base_persons_at(const lty_persons **out, lty_base *base, int64_t at_s);
bool lty_base_is_person_at(const lty_base *base, const lty_persons *persons, uint32_t customer);

/*
 * Folds every customer at an instant. LTY_E_MEMORY, LTY_E_RANGE: then nothing is folded, and lty_base_culprit() is the customer whose
 * sums do not fit. RFM scores that were applied stay.
 */
lty_status lty_base_fold(lty_base *base, int64_t at_s);

/* To be called before a reading: folds the customers to whom events came since. LTY_E_NOT_FOLDED before the first fold; else as fold. */
lty_status lty_base_refresh(lty_base *base);

/* The customer at whom the last fold or refresh stopped; LTY_STORE_NONE. */
uint32_t lty_base_culprit(const lty_base *base);

/* The instant of the last fold. LTY_TIME_NONE without. */
int64_t lty_base_at(const lty_base *base);

/* A fact of a customer, as of the last refresh. */
int64_t lty_base_fact(const lty_base *base, uint32_t customer, lty_fact fact);

/* One customer whole at the instant of the fold; the result is valid until the base's next use. Facts have the applied RFM scores. */
lty_status lty_base_customer(lty_customer *out, lty_base *base, uint32_t customer, unsigned want);

/* The same at any instant, for pages between two folds: nobody else is folded. Applied facts are those that there are. Statuses as of lty_fold(), LTY_E_DAMAGED. */
lty_status lty_base_customer_at(lty_customer *out, lty_base *base, uint32_t customer, int64_t at_s, unsigned want);

/* The history of the person whom one of these gave last, valid as long as that is. */
const lty_history *lty_base_customer_history(const lty_base *base);

/* The rows of the person whom lty_base_customer() gave last, valid as long as that is. LTY_E_MEMORY, LTY_E_RANGE. */
lty_status lty_base_customer_rows(const lty_purchases **out, lty_base *base);

/*
 * The history of one person up to at_s (of a number that belongs to another, that one's), valid until the base's next use: for folds under other
 * programmes. The base need not be folded. LTY_E_MEMORY.
 */
lty_status lty_base_history(const lty_history **out, lty_base *base, uint32_t customer, int64_t at_s);
/* Before a pass over the histories of all customers in the order of their numbers: it is several times as fast then. Kept until events come. */
void lty_base_begin(lty_base *base);

/* BLAKE2b-256 over lty_fold_digest() of every person in the bytewise order of their keys, at the instant of the fold. Statuses as of refresh. */
lty_status lty_base_digest(unsigned char hash[32], lty_base *base);

/* All customers in an order of their keys; kept until customers are added. LTY_E_MEMORY. */
lty_status lty_base_order(const uint32_t **order, lty_base *base, lty_intern_order by);

/* Writes the three RFM facts: those of customers[i] are scores[i][0..2] (recency, frequency, monetary), all others become null. LTY_E_MEMORY
 * leaves the facts of some changed and others not: apply again. */
lty_status lty_base_apply_rfm(lty_base *base, const uint32_t *customers, const unsigned char (*scores)[3], size_t count);

/* The same for the facts of a model of purchases: values[i][0..2] are p_alive and expected_orders in millionths and clv in minor units; LTY_FACT_NONE = null. */
lty_status lty_base_apply_clv(lty_base *base, const uint32_t *customers, const int64_t (*values)[3], size_t count);

/*
 * Counts the refreshes and folds that changed facts. lty_base_changed() gives the customers whose facts may have changed since a generation (persons and
 * numbers that lost or gained a person), ascending, without repeats; *all tells that everything may have (a fold, applied facts, more than it
 * remembers) and then nothing is listed. The list is valid until the base's next use. LTY_E_MEMORY.
 */
uint64_t lty_base_generation(const lty_base *base);
lty_status lty_base_changed(const uint32_t **customers, size_t *count, bool *all, lty_base *base, uint64_t since);

/*
 * For what writes and reads files: all arrays of a base, and the numbers that belong to none. A file's are put in the place of those of a new
 * base with the same timeline; then lty_base_restore() begins to doubt them: LTY_E_DAMAGED if they contradict one another. A new array is a line where
 * its table lists its columns, and a new version of the file.
 */
#define LTY_BASE_SECTIONS (LTY_STORE_SECTIONS + LTY_COLUMNS_MAX + 40U)
#define LTY_BASE_NUMBERS 11U
size_t lty_base_sections(lty_section out[LTY_BASE_SECTIONS], lty_base *base);
void lty_base_numbers(int64_t out[LTY_BASE_NUMBERS], const lty_base *base);
lty_status lty_base_restore(lty_base *base, const int64_t numbers[LTY_BASE_NUMBERS]);

/* Before it is written: takes later events in, where it is folded, and makes room in its tables. Statuses as of refresh. */
lty_status lty_base_settle(lty_base *base);

/*
 * Whether the file of a base was found to say nonsense: whatever came out of it since is worth nothing. Calls that fail for it give LTY_E_DAMAGED;
 * ask after those that cannot.
 */
bool lty_base_is_damaged(const lty_base *base);

/*
 * For rules over columns. Facts have a row for each customer, those of nobody are null, LTY_FACT_ORDERS of a person never is; a file may say nonsense in
 * all of them, which lty_base_fact() alone sees through.
 */
const lty_columns *lty_base_facts(const lty_base *base);

/* Columns of purchases are those up to the margin, of activities those up to what is wanted and the kind; what is local time derives from the instant. */
enum { LTY_BASE_PURCHASE_COLUMNS = LTY_PURCHASE_MONTH, LTY_BASE_ACTIVITY_KIND = LTY_ACTIVITY_MONTH, LTY_BASE_ACTIVITY_COLUMNS };

/*
 * Everybody's rows of a table (LTY_FACT_PURCHASES, LTY_FACT_ACTIVITIES). Those of a customer are starts[c] to starts[c] + counts[c] - 1, in the order of
 * lty_purchases; rows of nobody may stand between. Texts are numbers, those of the store's texts from LTY_BASE_TEXTS on. Of a file all that may be
 * nonsense too.
 */
typedef struct lty_base_table {
    const lty_columns *columns;
    const uint32_t *starts;
    const uint32_t *counts;
} lty_base_table;

/* Where a customer's rows stand, and how many they are: none where a file says nonsense. */
static inline size_t lty_base_rows_range(size_t *count, const lty_base_table *table, size_t customer)
{
    const size_t start = table->starts[customer];
    const bool sound = start <= table->columns->rows && table->counts[customer] <= table->columns->rows - start;

    *count = sound ? table->counts[customer] : 0;
    return sound ? start : 0;
}

/*
 * A text of a cell: 0 is empty; the channels of messages have numbers of their own, for no event brings them as texts. One text has one number in a
 * column. LTY_COLUMNS_NONE for a text that no cell of the column has.
 */
#define LTY_BASE_TEXTS 3U
lty_text lty_base_text(const lty_base *base, int64_t number);
int64_t lty_base_text_number(const lty_base *base, uint32_t table, uint32_t column, lty_text text);
/* Numbers are below this one. */
size_t lty_base_text_count(const lty_base *base);

/* Refreshes, and makes the rows if nobody asked yet. Valid until the base's next use. Statuses as of refresh. */
lty_status lty_base_rows_of(lty_base_table *out, lty_base *base, uint32_t table);

/* How many rows of both tables there are for the next rule; 0 if nobody asked yet. */
size_t lty_base_rows_made(const lty_base *base);

/* Bytes that it holds, scratch memory included. */
size_t lty_base_bytes(const lty_base *base);

#endif
