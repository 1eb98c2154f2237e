/*
 * Files in every format: the first byte picks it and how amounts are written, the second how long the blocks are. Whatever the bytes, an append
 * ends in a status that blocks of another length give too; what is refused leaves nothing, what is taken in is there when it comes again.
 */
#include "lty_fuzz.h"

#include "lty_sign.h"
#include "lty_store.h"

static const lty_text names[LTY_ROWS_FIELDS] = {
    {"customer", 8}, {"ts", 2}, {"amount", 6}, {"channel", 7}, {"category", 8}, {"brand", 5}, {"sku", 3}, {"quantity", 8}, {"sale", 4}};

typedef struct blocks {
    lty_text rest;
    size_t len;
} blocks;

static bool read_block(size_t *got, void *context, char *into, size_t max)
{
    blocks *from = context;
    const size_t len = from->len < max ? from->len : max;

    *got = len < from->rest.len ? len : from->rest.len;
    memcpy(into, from->rest.bytes, *got);
    from->rest = (lty_text){from->rest.bytes + *got, from->rest.len - *got};
    return true;
}

static lty_status load(lty_store *store, const lty_rows_plan *plan, lty_text bytes, size_t block, lty_store_report *report)
{
    blocks from = {bytes, block};
    const lty_rows_input input = {read_block, &from, bytes.len};
    const lty_status status = lty_store_append_file(store, plan, &input, LTY_TEXT("fuzz"), report);

    LTY_ASSERT(status == LTY_OK || status == LTY_E_ROW || status == LTY_E_EVENT_CONFLICT);
    LTY_ASSERT(status != LTY_E_ROW || report->problem.line >= 1);
    LTY_ASSERT(lty_utf8_valid(report->problem.found, strlen(report->problem.found)));
    LTY_ASSERT(lty_utf8_valid(report->problem.hint, strlen(report->problem.hint)));
    LTY_ASSERT(status != LTY_E_EVENT_CONFLICT || (report->conflict_line > report->conflict_first && *report->conflict != '\0'));
    return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) {
        return 0;
    }
    const lty_text bytes = {(const char *) data + 2, size - 2};
    const lty_text three[LTY_ROWS_FIELDS] = {names[0], names[1], names[2]};
    const lty_rows_plan plan = {(lty_rows_format) (LTY_ROWS_TSV + (data[0] & 3U)), data[0] & 4U ? three : names,
        data[0] & 8U ? LTY_ROWS_INTEGER : (data[0] >> 4) % 5};
    lty_store_report report;
    lty_store_report other;
    lty_store store;
    lty_store again;

    LTY_ASSERT(lty_sign_init());
    lty_store_init(&store, "EUR", 1, &lty_fuzz_alloc);
    lty_store_init(&again, "EUR", 2, &lty_fuzz_alloc);
    const lty_status status = load(&store, &plan, bytes, SIZE_MAX, &report);

    LTY_ASSERT(load(&again, &plan, bytes, (size_t) data[1] + 1, &other) == status);
    LTY_ASSERT(memcmp(&report.problem, &other.problem, sizeof report.problem) == 0 && again.rows == store.rows);
    LTY_ASSERT(report.conflict_line == other.conflict_line && report.conflict_first == other.conflict_first);
    if (status != LTY_OK) {
        LTY_ASSERT(store.rows + store.customers.count + store.ids.count + store.texts.count + store.order_count == 0);
    } else {
        LTY_ASSERT(load(&store, &plan, bytes, SIZE_MAX, &other) == LTY_OK);
        LTY_ASSERT(other.appended == 0 && other.repeated == report.appended + report.repeated && store.rows == again.rows);
        for (uint32_t row = 0; row < store.rows; row++) {
            char id[LTY_STORE_ID_MAX];
            lty_event event;
            lty_event_line *lines = malloc((lty_store_line_count(&store, row) + 1) * sizeof *lines);

            lty_store_event(&event, &store, row, id, lines);
            LTY_ASSERT(lty_store_find(&store, event.id) == row);
            free(lines);
        }
    }
    lty_store_destroy(&store);
    lty_store_destroy(&again);
    return 0;
}
