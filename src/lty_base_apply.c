/* What is said of customers by whoever looks at all of them, and what is asked of columns: facts that are applied, rows, changes. */
#include "lty_base_part.h"
#include "lty_check.h"

/* Three facts of everybody become null, before those who have them are written. */
static lty_status lty_base_clear(lty_base *base, const lty_fact facts[3])
{
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK) {
        lty_base_changes_all(&base->changes); /* what fails has changed some */
    }
    for (size_t i = 0; i < base->facts.rows && status == LTY_OK; i++) {
        for (size_t fact = 0; fact < 3 && status == LTY_OK; fact++) {
            status = lty_columns_set(&base->facts, (size_t) facts[fact], i, LTY_FACT_NONE);
        }
    }
    return status;
}

static lty_status lty_base_apply(lty_base *base, const lty_fact facts[3], uint32_t customer, const int64_t values[3])
{
    lty_status status = LTY_OK;

    LTY_ASSERT(customer < base->facts.rows);
    for (size_t fact = 0; fact < 3 && status == LTY_OK; fact++) {
        status = lty_columns_set(&base->facts, (size_t) facts[fact], customer, values[fact]);
    }
    return status;
}

lty_status lty_base_apply_rfm(lty_base *base, const uint32_t *customers, const unsigned char (*scores)[3], size_t count)
{
    static const lty_fact facts[3] = {LTY_FACT_RFM_RECENCY, LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY};
    lty_status status = lty_base_clear(base, facts);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const int64_t values[3] = {scores[i][0], scores[i][1], scores[i][2]};

        status = lty_base_apply(base, facts, customers[i], values);
    }
    return status;
}

lty_status lty_base_apply_clv(lty_base *base, const uint32_t *customers, const int64_t (*values)[3], size_t count)
{
    static const lty_fact facts[3] = {LTY_FACT_P_ALIVE, LTY_FACT_EXPECTED_ORDERS, LTY_FACT_CLV};
    lty_status status = lty_base_clear(base, facts);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        status = lty_base_apply(base, facts, customers[i], values[i]);
    }
    return status;
}

lty_status lty_base_customer_rows(const lty_purchases **out, lty_base *base)
{
    const lty_status status = lty_purchases_read(&base->rows.scratch, &base->gather.history);

    if (status == LTY_OK) {
        *out = &base->rows.scratch;
    }
    return status;
}

uint64_t lty_base_generation(const lty_base *base)
{
    return base->changes.generation;
}

lty_status lty_base_changed(const uint32_t **customers, size_t *count, bool *all, lty_base *base, uint64_t since)
{
    return lty_base_changes_list(customers, count, all, &base->changes, since);
}

const lty_columns *lty_base_facts(const lty_base *base)
{
    return &base->facts;
}

size_t lty_base_rows_made(const lty_base *base)
{
    size_t made = 0;

    for (size_t i = 0; i < LTY_FACT_TABLES; i++) {
        const lty_base_span *table = &base->rows.tables[i];

        made += table->dropped < table->columns.rows ? table->columns.rows - table->dropped : 0; /* a file may say nonsense */
    }
    return made;
}

lty_status lty_base_rows_of(lty_base_table *out, lty_base *base, uint32_t table)
{
    lty_status status = lty_base_refresh(base);

    LTY_ASSERT(table < LTY_FACT_TABLES);
    if (status == LTY_OK && !base->rows.built) {
        status = lty_base_rows_build(&base->rows, &base->gather, &base->folded.persons, base->at_s);
    }
    if (status == LTY_OK && lty_base_is_damaged(base)) {
        status = LTY_E_DAMAGED;
    }
    if (status == LTY_OK) {
        const lty_base_span *span = &base->rows.tables[table];

        *out = (lty_base_table){&span->columns, span->starts, span->counts};
    }
    return status;
}
