/* What tests and the fuzz target of files of bases share: a file in memory, a base over it, and everything that can be asked of one. */
#ifndef LTY_TEST_SNAPSHOT_H
#define LTY_TEST_SNAPSHOT_H

#include <stdlib.h>
#include <string.h>

#include "lty_forecast.h"
#include "lty_indicator.h"
#include "lty_replay.h"
#include "lty_rfm.h"
#include "lty_segment.h"
#include "lty_snapshot_part.h"

/* The bytes that a plan says, in a block of malloc(). */
static inline unsigned char *snapshot_bytes(const lty_snapshot_plan *plan)
{
    unsigned char *bytes = calloc(1, (size_t) plan->file_size);

    if (bytes == NULL) {
        abort();
    }
    memcpy(bytes, plan->head, sizeof plan->head);
    for (size_t i = 0; i < plan->count; i++) {
        if (plan->pieces[i].len > 0) {
            memcpy(bytes + plan->pieces[i].offset, plan->pieces[i].bytes, plan->pieces[i].len);
        }
    }
    return bytes;
}

/* Opens bytes as a file: each section in a block of its own, just as long as it is, with room for `room` cells more. */
static inline lty_status snapshot_open(lty_base **out, lty_snapshot *snapshot, const char **problem, const unsigned char *bytes, size_t len,
    const lty_timeline *timeline, size_t room, const lty_alloc *alloc)
{
    lty_snapshot_memory memory[LTY_BASE_SECTIONS];
    lty_status status = lty_snapshot_read(snapshot, problem, bytes, len < LTY_SNAPSHOT_HEAD ? len : LTY_SNAPSHOT_HEAD, len, timeline);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < snapshot->count; i++) {
        const lty_snapshot_entry *entry = &snapshot->entries[i];
        const size_t size = lty_snapshot_bytes(entry);
        const size_t more = size < LTY_SNAPSHOT_LARGE ? 0 : room * entry->size;

        memory[i] = (lty_snapshot_memory){NULL, 0};
        if (size > 0 && status == LTY_OK) {
            memory[i] = (lty_snapshot_memory){lty_alloc_new(alloc, size + more), size + more};
            status = memory[i].cells == NULL ? LTY_E_MEMORY : LTY_OK;
        }
        if (size > 0 && status == LTY_OK) {
            memcpy(memory[i].cells, bytes + entry->offset, size);
        }
    }
    if (status == LTY_OK) {
        return lty_snapshot_open(out, snapshot, memory, timeline, alloc);
    }
    for (size_t i = 0; i < snapshot->count; i++) {
        lty_alloc_free(alloc, memory[i].cells, memory[i].bytes);
        if (memory[i].cells == NULL && lty_snapshot_bytes(&snapshot->entries[i]) > 0) {
            break; /* those behind were not asked for */
        }
    }
    return status;
}

/* Asks a base everything; what it says is not looked at. Stops where something fails, as a script would. */
static inline lty_status snapshot_ask(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    static const lty_text names[] = {LTY_TEXT("7"), LTY_TEXT("anna@example.org"), LTY_TEXT("nobody")};
    const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = 5};
    unsigned char hash[32];
    lty_customer customer;
    lty_totals totals;
    lty_month *months;
    lty_rfm_scores scores;
    lty_forecast forecast;
    lty_replay replay;
    lty_set set;
    size_t count;

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const uint32_t number = lty_base_find(base, names[i]);

        if (number != LTY_STORE_NONE) {
            (void) lty_base_customer(&customer, base, number, LTY_FOLD_PARTS | LTY_FOLD_FLOWS);
        }
    }
    (void) lty_base_persons(base);
    for (size_t i = 0; i < lty_base_count(base); i++) {
        (void) lty_base_key(base, (uint32_t) i);
        (void) lty_base_is_person(base, (uint32_t) i);
        for (size_t fact = 0; fact < LTY_FACT_COUNT && lty_base_at(base) != LTY_TIME_NONE && !lty_base_store(base)->any_touched; fact++) {
            lty_expr_value value;

            lty_fact_value(&value, lty_base_in_force(base), (lty_fact) fact, lty_base_fact(base, (uint32_t) i, (lty_fact) fact));
        }
    }
    for (int basis = LTY_RFM_GROSS; basis <= LTY_RFM_ROWS; basis++) {
        if (lty_rfm_score(&scores, &rule, base, at_s, (lty_rfm_basis) basis, alloc) == LTY_OK) {
            (void) lty_base_apply_rfm(base, scores.customers, (const unsigned char(*)[3]) scores.scores, scores.count);
            lty_rfm_scores_destroy(&scores);
        }
    }
    if (lty_indicator_totals(&totals, base) == LTY_OK && lty_indicator_months(&months, &count, base, alloc) == LTY_OK) {
        lty_indicator_free(months, count, alloc);
    }
    for (uint32_t i = 0; i < LTY_FACT_TABLES && lty_base_at(base) != LTY_TIME_NONE; i++) {
        lty_base_table table;

        (void) lty_base_rows_of(&table, base, i);
    }
    int64_t *tiers = calloc(lty_base_in_force(base)->tiers.count + 1, sizeof *tiers);

    (void) lty_indicator_tiers(tiers, base);
    free(tiers);
    if (lty_forecast_run(&forecast, base, at_s, 12, alloc) == LTY_OK) {
        lty_forecast_destroy(&forecast, alloc);
    }
    if (lty_replay_run(&replay, base, lty_base_timeline(base), at_s, NULL, NULL, alloc) == LTY_OK) {
        lty_replay_destroy(&replay);
    }
    if (lty_segment_all(&set, base, alloc) == LTY_OK) {
        uint32_t *members;

        if (lty_segment_members(&members, &count, base, &set, alloc) == LTY_OK) {
            lty_segment_free(members, count, alloc);
        }
        lty_set_destroy(&set);
    }
    (void) lty_base_digest(hash, base);
    return lty_base_fold(base, at_s);
}

#endif
