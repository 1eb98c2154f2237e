/* Named segments: ranges of the three scores. Two tables are in wide use (docs/rfm.md has their sources), the third is ours, others are a shop's own. */
#include <string.h>

#include "lty_check.h"
#include "lty_rfm.h"

/* A name and the two ends. */
#define LTY_RFM_NAME(literal)                                                                                                              \
 {                                                                                                                                         \
  literal, sizeof(literal) - 1                                                                                                             \
 }

static const lty_rfm_range lty_rfm_r[] = {
    {LTY_RFM_NAME("Champions"), {5, 5, 5}, {5, 5, 5}},
    {LTY_RFM_NAME("Potential Loyalist"), {3, 3, 2}, {5, 5, 5}},
    {LTY_RFM_NAME("Loyal Customers"), {2, 2, 2}, {4, 4, 4}},
    {LTY_RFM_NAME("Promising"), {3, 1, 3}, {4, 3, 5}},
    {LTY_RFM_NAME("New Customers"), {4, 1, 1}, {5, 3, 5}},
    {LTY_RFM_NAME("Can't Lose Them"), {1, 3, 4}, {2, 4, 5}},
    {LTY_RFM_NAME("At Risk"), {1, 2, 4}, {2, 5, 5}},
    {LTY_RFM_NAME("Need Attention"), {1, 3, 3}, {3, 5, 5}},
    {LTY_RFM_NAME("About To Sleep"), {2, 1, 1}, {3, 3, 4}},
    {LTY_RFM_NAME("Lost"), {1, 1, 1}, {1, 5, 5}},
    {LTY_RFM_NAME("Others"), {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

static const lty_rfm_range lty_rfm_classic[] = {
    {LTY_RFM_NAME("Champions"), {4, 4, 4}, {5, 5, 5}},
    {LTY_RFM_NAME("Loyal Customers"), {2, 3, 3}, {5, 5, 5}},
    {LTY_RFM_NAME("Potential Loyalist"), {3, 1, 1}, {5, 3, 3}},
    {LTY_RFM_NAME("New Customers"), {4, 1, 1}, {5, 1, 1}},
    {LTY_RFM_NAME("Promising"), {3, 1, 1}, {4, 1, 1}},
    {LTY_RFM_NAME("Need Attention"), {2, 2, 2}, {3, 3, 3}},
    {LTY_RFM_NAME("About To Sleep"), {2, 1, 1}, {3, 2, 2}},
    {LTY_RFM_NAME("At Risk"), {1, 2, 2}, {2, 5, 5}},
    {LTY_RFM_NAME("Can't Lose Them"), {1, 4, 4}, {1, 5, 5}},
    {LTY_RFM_NAME("Lost"), {1, 1, 1}, {2, 2, 2}},
    {LTY_RFM_NAME("Others"), {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

static const lty_rfm_range lty_rfm_total[] = {
    {LTY_RFM_NAME("Best customers"), {4, 4, 4}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
    {LTY_RFM_NAME("Frequent small buyers"), {4, 4, 1}, {LTY_RFM_TOP, LTY_RFM_TOP, 3}},
    {LTY_RFM_NAME("Big spenders"), {3, 1, 5}, {LTY_RFM_TOP, 3, LTY_RFM_TOP}},
    {LTY_RFM_NAME("New customers"), {4, 1, 1}, {LTY_RFM_TOP, 1, 4}},
    {LTY_RFM_NAME("Becoming regulars"), {4, 2, 1}, {LTY_RFM_TOP, 3, 4}},
    {LTY_RFM_NAME("Regulars to remind"), {3, 4, 1}, {3, LTY_RFM_TOP, LTY_RFM_TOP}},
    {LTY_RFM_NAME("Occasional buyers"), {3, 2, 1}, {3, 3, 4}},
    {LTY_RFM_NAME("One-time buyers"), {3, 1, 1}, {3, 1, 4}},
    {LTY_RFM_NAME("Best customers leaving"), {1, 4, 4}, {2, LTY_RFM_TOP, LTY_RFM_TOP}},
    {LTY_RFM_NAME("Regulars leaving"), {1, 4, 1}, {2, LTY_RFM_TOP, 3}},
    {LTY_RFM_NAME("Big spenders leaving"), {1, 1, 5}, {2, 3, LTY_RFM_TOP}},
    {LTY_RFM_NAME("Cooling off"), {2, 1, 1}, {2, 3, 4}},
    {LTY_RFM_NAME("Lost"), {0, 0, 0}, {LTY_RFM_TOP, LTY_RFM_TOP, LTY_RFM_TOP}},
};

#define LTY_RFM_COUNT(array) (sizeof(array) / sizeof *(array))

lty_rfm_table lty_rfm_table_standard(lty_rfm_standard standard)
{
    switch (standard) {
        case LTY_RFM_TABLE_R: return (lty_rfm_table){lty_rfm_r, LTY_RFM_COUNT(lty_rfm_r)};
        case LTY_RFM_TABLE_CLASSIC: return (lty_rfm_table){lty_rfm_classic, LTY_RFM_COUNT(lty_rfm_classic)};
        case LTY_RFM_TABLE_TOTAL: break;
    }
    return (lty_rfm_table){lty_rfm_total, LTY_RFM_COUNT(lty_rfm_total)};
}

static bool lty_rfm_range_is_rest(const lty_rfm_range *range)
{
    bool rest = true;

    for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
        rest = rest && range->from[i] == 0 && range->to[i] == LTY_RFM_TOP;
    }
    return rest;
}

lty_status lty_rfm_table_validate(size_t *range, const lty_rfm_table *table)
{
    for (*range = 0; *range < table->count; (*range)++) {
        const lty_rfm_range *one = &table->ranges[*range];

        if (one->name.len == 0 || *range >= LTY_RFM_SEGMENTS_MAX) {
            return LTY_E_RFM;
        }
        for (size_t before = 0; before < *range; before++) {
            if (lty_text_equal(table->ranges[before].name, one->name)) {
                return LTY_E_RFM;
            }
        }
        if (*range + 1 == table->count) {
            return lty_rfm_range_is_rest(one) ? LTY_OK : LTY_E_RFM;
        }
        for (size_t i = 0; i < LTY_RFM_MEASURES; i++) {
            if (one->from[i] == 0 || one->to[i] < one->from[i]) {
                return LTY_E_RFM;
            }
        }
    }
    return LTY_E_RFM;
}

size_t lty_rfm_segment(const lty_rfm_table *table, int64_t recency, int64_t frequency, int64_t monetary)
{
    const int64_t scores[LTY_RFM_MEASURES] = {recency, frequency, monetary};

    for (size_t i = 0; i + 1 < table->count; i++) {
        const lty_rfm_range *range = &table->ranges[i];
        size_t fits = 0;

        while (fits < LTY_RFM_MEASURES && scores[fits] >= range->from[fits] && scores[fits] <= range->to[fits]) {
            fits++;
        }
        if (fits == LTY_RFM_MEASURES) {
            return i;
        }
    }
    return table->count - 1;
}

void lty_rfm_segment_map(unsigned char *out, const lty_rfm_table *table, int bins)
{
    for (int recency = 1; recency <= bins; recency++) {
        for (int frequency = 1; frequency <= bins; frequency++) {
            for (int monetary = 1; monetary <= bins; monetary++) {
                *out++ = (unsigned char) lty_rfm_segment(table, recency, frequency, monetary);
            }
        }
    }
}

static size_t lty_rfm_cell(const lty_rfm_scores *scores, size_t i)
{
    const size_t bins = (size_t) scores->bins;
    const unsigned char *cell = scores->scores[i];

    return ((cell[0] - 1U) * bins + (cell[1] - 1U)) * bins + (cell[2] - 1U);
}

#define LTY_RFM_CELLS_MAX (LTY_RFM_BINS_MAX * LTY_RFM_BINS_MAX * LTY_RFM_BINS_MAX)

static lty_status lty_rfm_sum_add(lty_rfm_sum *sum, const lty_rfm_scores *scores, size_t i)
{
    sum->customers++;
    const lty_status status = lty_add(&sum->purchases, sum->purchases, scores->values[LTY_RFM_FREQUENCY][i]);

    return status != LTY_OK ? status : lty_add(&sum->amount_minor, sum->amount_minor, scores->values[LTY_RFM_MONETARY][i]);
}

lty_status lty_rfm_segment_sums(lty_rfm_sum *out, const lty_rfm_scores *scores, const lty_rfm_table *table)
{
    unsigned char map[LTY_RFM_CELLS_MAX];
    lty_status status = LTY_OK;

    lty_rfm_segment_map(map, table, scores->bins);
    for (size_t i = 0; i < table->count; i++) {
        out[i] = (lty_rfm_sum){0, 0, 0};
    }
    for (size_t i = 0; i < scores->count && status == LTY_OK; i++) {
        status = lty_rfm_sum_add(&out[map[lty_rfm_cell(scores, i)]], scores, i);
    }
    return status;
}

lty_status lty_rfm_segment_set(
    lty_set *out, const lty_rfm_scores *scores, const lty_rfm_table *table, size_t segment, size_t size, const lty_alloc *alloc)
{
    unsigned char map[LTY_RFM_CELLS_MAX];
    lty_set set;
    const lty_status status = lty_set_init(&set, size, alloc);

    if (status != LTY_OK) {
        return status;
    }
    lty_rfm_segment_map(map, table, scores->bins);
    for (size_t i = 0; i < scores->count; i++) {
        if (map[lty_rfm_cell(scores, i)] == segment) {
            lty_set_add(&set, scores->customers[i]);
        }
    }
    *out = set;
    return LTY_OK;
}

/* Segments of both scorings by the earlier one's numbers. */
typedef struct lty_rfm_walk {
    unsigned char earlier_map[LTY_RFM_CELLS_MAX];
    unsigned char later_map[LTY_RFM_CELLS_MAX];
    unsigned char *met; /* by number of `later`: 1 + where its customer was before */
    size_t met_count;
} lty_rfm_walk;

static size_t lty_rfm_numbers(const lty_rfm_scores *scores)
{
    size_t numbers = 0;

    for (size_t i = 0; i < scores->count; i++) {
        numbers = scores->customers[i] >= numbers ? (size_t) scores->customers[i] + 1 : numbers;
    }
    return numbers;
}

static uint32_t lty_rfm_same(const lty_rfm_moves *moves, uint32_t number)
{
    if (moves->same == NULL) {
        return number;
    }
    return number < moves->same_count ? moves->same[number] : LTY_RFM_NOBODY;
}

/* Notes where everybody of `later` was. Who is not in `later` at all is found by the caller, entry by entry of `earlier`. */
static lty_status lty_rfm_walk_begin(lty_rfm_walk *walk, const lty_rfm_moves *moves, const lty_alloc *alloc)
{
    walk->met_count = lty_rfm_numbers(moves->later);
    walk->met = walk->met_count == 0 ? NULL : lty_alloc_zero(alloc, walk->met_count, 1);
    if (walk->met_count > 0 && walk->met == NULL) {
        return LTY_E_MEMORY;
    }
    lty_rfm_segment_map(walk->earlier_map, moves->table, moves->earlier->bins);
    lty_rfm_segment_map(walk->later_map, moves->table, moves->later->bins);
    for (size_t i = 0; i < moves->earlier->count; i++) {
        const uint32_t number = lty_rfm_same(moves, moves->earlier->customers[i]);

        if (number < walk->met_count) {
            walk->met[number] = (unsigned char) (walk->earlier_map[lty_rfm_cell(moves->earlier, i)] + 1U);
        }
    }
    return LTY_OK;
}

/* Marks of `later` by number, so that who is gone can be told. */
#define LTY_RFM_SEEN 0x80U

lty_status lty_rfm_transitions(size_t *out, const lty_rfm_moves *moves, const lty_alloc *alloc)
{
    const size_t nowhere = moves->table->count;
    const size_t wide = nowhere + 1;
    lty_rfm_walk walk;
    const lty_status status = lty_rfm_walk_begin(&walk, moves, alloc);

    if (status != LTY_OK) {
        return status;
    }
    memset(out, 0, wide * wide * sizeof *out);
    for (size_t i = 0; i < moves->later->count; i++) {
        unsigned char *met = &walk.met[moves->later->customers[i]];

        out[(*met == 0 ? nowhere : *met - 1U) * wide + walk.later_map[lty_rfm_cell(moves->later, i)]]++;
        *met = LTY_RFM_SEEN;
    }
    for (size_t i = 0; i < moves->earlier->count; i++) {
        const uint32_t number = lty_rfm_same(moves, moves->earlier->customers[i]);

        if (number >= walk.met_count || walk.met[number] != LTY_RFM_SEEN) {
            out[walk.earlier_map[lty_rfm_cell(moves->earlier, i)] * wide + nowhere]++;
        }
    }
    lty_alloc_free(alloc, walk.met, walk.met_count);
    return LTY_OK;
}

/* By number of `later`: 1 + the segment there. */
static void lty_rfm_walk_later(lty_rfm_walk *walk, const lty_rfm_moves *moves)
{
    memset(walk->met, 0, walk->met_count);
    for (size_t i = 0; i < moves->later->count; i++) {
        walk->met[moves->later->customers[i]] = (unsigned char) (walk->later_map[lty_rfm_cell(moves->later, i)] + 1U);
    }
}

/* Writes them if out is not NULL, and tells how many they are. */
static size_t lty_rfm_walk_list(uint32_t *out, const lty_rfm_walk *walk, const lty_rfm_moves *moves, size_t from, size_t to)
{
    const size_t nowhere = moves->table->count;
    const bool fresh = from == nowhere; /* asked of `later`, whose walk->met says where they were */
    const lty_rfm_scores *scores = fresh ? moves->later : moves->earlier;
    const unsigned char *map = fresh ? walk->later_map : walk->earlier_map;
    size_t count = 0;

    for (size_t i = 0; i < scores->count; i++) {
        const uint32_t number = fresh ? scores->customers[i] : lty_rfm_same(moves, scores->customers[i]);
        const size_t met = number < walk->met_count ? walk->met[number] : 0;
        const size_t other = met == 0 ? nowhere : met - 1;

        if (map[lty_rfm_cell(scores, i)] == (fresh ? to : from) && other == (fresh ? from : to)) {
            if (out != NULL) {
                out[count] = scores->customers[i];
            }
            count++;
        }
    }
    return count;
}

lty_status lty_rfm_moved(uint32_t **out, size_t *count, const lty_rfm_moves *moves, size_t from, size_t to, const lty_alloc *alloc)
{
    uint32_t *list = NULL;
    lty_rfm_walk walk;
    lty_status status = lty_rfm_walk_begin(&walk, moves, alloc);

    if (status != LTY_OK) {
        return status;
    }
    if (from < moves->table->count && walk.met != NULL) {
        lty_rfm_walk_later(&walk, moves);
    }
    const size_t found = lty_rfm_walk_list(NULL, &walk, moves, from, to);

    if (found > 0) {
        list = lty_alloc_new(alloc, found * sizeof *list);
        status = list == NULL ? LTY_E_MEMORY : LTY_OK;
    }
    if (list != NULL) {
        (void) lty_rfm_walk_list(list, &walk, moves, from, to);
    }
    lty_alloc_free(alloc, walk.met, walk.met_count);
    if (status == LTY_OK) {
        *out = list;
        *count = found;
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
        out[lty_rfm_cell(scores, i)]++;
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
