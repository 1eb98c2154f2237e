/* Who is in a segment by what was written down: of each person the latest event of it, whatever key it came under. */
#include "lty_segment.h"
#include "lty_store.h"

typedef struct lty_segment_said {
    uint32_t row; /* LTY_STORE_NONE = nothing was */
    bool entered;
} lty_segment_said;

/* True if a row's event stands behind another's in the total order; both are of one type. */
static bool lty_segment_is_later(const lty_store *store, uint32_t row, uint32_t other)
{
    char ids[2][LTY_STORE_ID_MAX];
    lty_event events[2];

    if (lty_store_at_of(store, row) != lty_store_at_of(store, other)) {
        return lty_store_at_of(store, row) > lty_store_at_of(store, other);
    }
    lty_store_event(&events[0], store, row, ids[0], NULL);
    lty_store_event(&events[1], store, other, ids[1], NULL);
    return lty_event_compare(&events[0], &events[1]) > 0;
}

static void lty_segment_note(lty_segment_said *said, const lty_base *base, lty_text key, uint32_t row)
{
    const lty_store *store = lty_base_store(base);
    const uint32_t customer = lty_store_customer_of(store, row);
    char id[LTY_STORE_ID_MAX];
    lty_event event;

    if (customer == LTY_STORE_NONE || lty_store_line_count(store, row) > 0) {
        return;
    }
    lty_store_event(&event, store, row, id, NULL);
    const uint32_t person = lty_base_person(base, customer);

    if (person >= lty_base_count(base)) {
        return;
    }
    lty_segment_said *of = &said[person];

    if (event.type == LTY_EVENT_SEGMENT && lty_text_equal(event.object, key)
        && (of->row == LTY_STORE_NONE || lty_segment_is_later(store, row, of->row))) {
        *of = (lty_segment_said){row, event.given};
    }
}

lty_status lty_segment_recorded(lty_set *out, lty_base *base, lty_text key, const lty_alloc *alloc)
{
    lty_status status = lty_base_refresh(base);
    const size_t count = lty_base_count(base);
    const lty_store *store = lty_base_store(base);
    lty_set found;

    if (status != LTY_OK) {
        return status;
    }
    lty_segment_said *said = lty_alloc_zero(alloc, count + 1, sizeof *said);
    if (said == NULL) {
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < count; i++) {
        said[i].row = LTY_STORE_NONE;
    }
    for (size_t row = 0; row < store->rows; row++) {
        if (LTY_STORE_TYPE(lty_store_kind_of(store, row)) == LTY_EVENT_SEGMENT && lty_store_at_of(store, row) <= lty_base_at(base)) {
            lty_segment_note(said, base, key, (uint32_t) row);
        }
    }
    status = lty_set_init(&found, count, alloc);
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        if (said[i].row != LTY_STORE_NONE && said[i].entered && lty_base_is_person(base, (uint32_t) i)) {
            lty_set_add(&found, i);
        }
    }
    lty_alloc_free(alloc, said, (count + 1) * sizeof *said);
    if (status == LTY_OK) {
        *out = found;
    }
    return status;
}
