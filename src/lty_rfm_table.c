/* Named segments: ranges of the three scores. The first two tables are in wide use (docs/rfm.md has their sources); the third is ours. */
#include "lty_check.h"
#include "lty_rfm.h"

#define LTY_RFM_TOP 255 /* "and above": our table has no gap with more bins either */

typedef struct lty_rfm_range {
    const char *name;
    unsigned char from[LTY_RFM_MEASURES];
    unsigned char to[LTY_RFM_MEASURES];
} lty_rfm_range;

static const lty_rfm_range lty_rfm_r[] = {
    {"Champions", {5, 5, 5}, {5, 5, 5}},
    {"Potential Loyalist", {3, 3, 2}, {5, 5, 5}},
    {"Loyal Customers", {2, 2, 2}, {4, 4, 4}},
    {"Promising", {3, 1, 3}, {4, 3, 5}},
    {"New Customers", {4, 1, 1}, {5, 3, 5}},
    {"Can't Lose Them", {1, 3, 4}, {2, 4, 5}},
    {"At Risk", {1, 2, 4}, {2, 5, 5}},
    {"Need Attention", {1, 3, 3}, {3, 5, 5}},
    {"About To Sleep", {2, 1, 1}, {3, 3, 4}},
    {"Lost", {1, 1, 1}, {1, 5, 5}},
    {"Others", {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

static const lty_rfm_range lty_rfm_classic[] = {
    {"Champions", {4, 4, 4}, {5, 5, 5}},
    {"Loyal Customers", {2, 3, 3}, {5, 5, 5}},
    {"Potential Loyalist", {3, 1, 1}, {5, 3, 3}},
    {"New Customers", {4, 1, 1}, {5, 1, 1}},
    {"Promising", {3, 1, 1}, {4, 1, 1}},
    {"Need Attention", {2, 2, 2}, {3, 3, 3}},
    {"About To Sleep", {2, 1, 1}, {3, 2, 2}},
    {"At Risk", {1, 2, 2}, {2, 5, 5}},
    {"Can't Lose Them", {1, 4, 4}, {1, 5, 5}},
    {"Lost", {1, 1, 1}, {2, 2, 2}},
    {"Others", {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

static const lty_rfm_range lty_rfm_total[] = {
    {"Best customers", {4, 4, 4}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
    {"Frequent small buyers", {4, 4, 1}, {LTY_RFM_TOP, LTY_RFM_TOP, 3}},
    {"Big spenders", {3, 1, 5}, {LTY_RFM_TOP, 3, LTY_RFM_TOP}},
    {"New customers", {4, 1, 1}, {LTY_RFM_TOP, 1, 4}},
    {"Becoming regulars", {4, 2, 1}, {LTY_RFM_TOP, 3, 4}},
    {"Regulars to remind", {3, 4, 1}, {3, LTY_RFM_TOP, LTY_RFM_TOP}},
    {"Occasional buyers", {3, 2, 1}, {3, 3, 4}},
    {"One-time buyers", {3, 1, 1}, {3, 1, 4}},
    {"Best customers leaving", {1, 4, 4}, {2, LTY_RFM_TOP, LTY_RFM_TOP}},
    {"Regulars leaving", {1, 4, 1}, {2, LTY_RFM_TOP, 3}},
    {"Big spenders leaving", {1, 1, 5}, {2, 3, LTY_RFM_TOP}},
    {"Cooling off", {2, 1, 1}, {2, 3, 4}},
    {"Lost", {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

#define LTY_RFM_COUNT(array) (sizeof(array) / sizeof *(array))

static const lty_rfm_range *lty_rfm_ranges(lty_rfm_table table, size_t *count)
{
    switch (table) {
        case LTY_RFM_TABLE_R: *count = LTY_RFM_COUNT(lty_rfm_r); return lty_rfm_r;
        case LTY_RFM_TABLE_CLASSIC: *count = LTY_RFM_COUNT(lty_rfm_classic); return lty_rfm_classic;
        case LTY_RFM_TABLE_TOTAL: break;
    }
    *count = LTY_RFM_COUNT(lty_rfm_total);
    return lty_rfm_total;
}

size_t lty_rfm_segments(lty_rfm_table table)
{
    size_t count;

    (void) lty_rfm_ranges(table, &count);
    return count;
}

const char *lty_rfm_segment_name(lty_rfm_table table, size_t segment)
{
    size_t count;
    const lty_rfm_range *ranges = lty_rfm_ranges(table, &count);

    LTY_ASSERT(segment < count);
    return ranges[segment].name;
}

size_t lty_rfm_segment(lty_rfm_table table, int64_t recency, int64_t frequency, int64_t monetary)
{
    const int64_t scores[LTY_RFM_MEASURES] = {recency, frequency, monetary};
    size_t count;
    const lty_rfm_range *ranges = lty_rfm_ranges(table, &count);

    for (size_t i = 0; i + 1 < count; i++) {
        size_t fits = 0;

        while (fits < LTY_RFM_MEASURES && scores[fits] >= ranges[i].from[fits] && scores[fits] <= ranges[i].to[fits]) {
            fits++;
        }
        if (fits == LTY_RFM_MEASURES) {
            return i;
        }
    }
    return count - 1;
}

static lty_status lty_rfm_sum_add(lty_rfm_sum *sum, const lty_rfm_scores *scores, size_t i)
{
    sum->customers++;
    const lty_status status = lty_add(&sum->purchases, sum->purchases, scores->values[LTY_RFM_FREQUENCY][i]);

    return status != LTY_OK ? status : lty_add(&sum->amount_minor, sum->amount_minor, scores->values[LTY_RFM_MONETARY][i]);
}

lty_status lty_rfm_segment_sums(lty_rfm_sum *out, const lty_rfm_scores *scores, lty_rfm_table table)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < lty_rfm_segments(table); i++) {
        out[i] = (lty_rfm_sum){0, 0, 0};
    }
    for (size_t i = 0; i < scores->count && status == LTY_OK; i++) {
        const unsigned char *cell = scores->scores[i];

        status = lty_rfm_sum_add(&out[lty_rfm_segment(table, cell[0], cell[1], cell[2])], scores, i);
    }
    return status;
}

void lty_rfm_histogram(size_t *out, const lty_rfm_scores *scores)
{
    const size_t bins = (size_t) scores->bins;

    for (size_t i = 0; i < bins * bins * bins; i++) {
        out[i] = 0;
    }
    for (size_t i = 0; i < scores->count; i++) {
        const unsigned char *cell = scores->scores[i];

        out[((cell[0] - 1U) * bins + (cell[1] - 1U)) * bins + (cell[2] - 1U)]++;
    }
}

lty_status lty_rfm_heatmap(lty_rfm_sum *out, const lty_rfm_scores *scores)
{
    const size_t bins = (size_t) scores->bins;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < bins * bins; i++) {
        out[i] = (lty_rfm_sum){0, 0, 0};
    }
    for (size_t i = 0; i < scores->count && status == LTY_OK; i++) {
        const unsigned char *cell = scores->scores[i];

        status = lty_rfm_sum_add(&out[(cell[0] - 1U) * bins + (cell[1] - 1U)], scores, i);
    }
    return status;
}
