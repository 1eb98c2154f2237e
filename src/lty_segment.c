/* A rule over the fact columns: its fields are read where they stand, nothing is gathered or allocated per customer. */
#include "lty_fold.h"
#include "lty_segment.h"

typedef struct lty_segment_view {
    const lty_base *base;
    const lty_programme *programme;
    uint32_t customer;
} lty_segment_view;

static void lty_segment_read(lty_expr_value *out, const void *context, uint32_t field)
{
    const lty_segment_view *view = context;

    lty_fact_value(out, view->programme, (lty_fact) field, lty_base_fact(view->base, view->customer, (lty_fact) field));
}

lty_status lty_segment_select(lty_set *out, lty_base *base, const lty_expr *rule, const lty_alloc *alloc)
{
    const size_t count = lty_base_count(base);
    lty_segment_view view = {base, lty_base_programme(base), 0};
    lty_set found;
    lty_status status = lty_base_refresh(base);

    if (status == LTY_OK) {
        status = lty_set_init(&found, count, alloc);
    }
    if (status != LTY_OK) {
        return status;
    }
    const int64_t at_s = lty_base_at(base);

    for (size_t i = 0; i < count; i++) {
        view.customer = (uint32_t) i;
        if (lty_expr_evaluate(rule, lty_segment_read, &view, at_s) == 1) {
            lty_set_add(&found, i);
        }
    }
    *out = found;
    return LTY_OK;
}
