/*
 * Radix selection: a histogram over the top bits of (value - least) tells in which bucket a rank falls; only that bucket is
 * gathered and looked at again, with its own least value, so each round takes at least LTY_SELECT_BITS off what differs.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_select.h"

#define LTY_SELECT_BITS 12
#define LTY_SELECT_BUCKETS ((size_t) 1 << LTY_SELECT_BITS)

typedef struct lty_select_histogram {
    int64_t least;
    unsigned shift;
    size_t counts[LTY_SELECT_BUCKETS];
} lty_select_histogram;

static size_t lty_select_bucket(const lty_select_histogram *histogram, int64_t value)
{
    return (size_t) (((uint64_t) value - (uint64_t) histogram->least) >> histogram->shift);
}

static void lty_select_scan(lty_select_histogram *histogram, const int64_t *values, size_t count)
{
    int64_t least = values[0];
    int64_t most = values[0];

    for (size_t i = 1; i < count; i++) {
        least = values[i] < least ? values[i] : least;
        most = values[i] > most ? values[i] : most;
    }
    const uint64_t span = (uint64_t) most - (uint64_t) least;
    const unsigned bits = span == 0 ? 0 : 64U - (unsigned) __builtin_clzll(span);

    histogram->least = least;
    histogram->shift = bits > LTY_SELECT_BITS ? bits - LTY_SELECT_BITS : 0;
    memset(histogram->counts, 0, sizeof histogram->counts);
    for (size_t i = 0; i < count; i++) {
        histogram->counts[lty_select_bucket(histogram, values[i])]++;
    }
}

/* The bucket of a rank; *rank becomes the rank within it, *less grows by what lies below. */
static size_t lty_select_find(const lty_select_histogram *histogram, size_t *rank, size_t *less)
{
    size_t bucket = 0;

    while (*rank >= histogram->counts[bucket]) {
        *rank -= histogram->counts[bucket];
        *less += histogram->counts[bucket];
        bucket++;
    }
    return bucket;
}

/* Copies the values of one bucket; to may be where they come from. to has room for one more than they are. */
static size_t lty_select_gather(int64_t *to, const int64_t *from, size_t count, const lty_select_histogram *histogram, size_t bucket)
{
    const size_t wanted = histogram->counts[bucket];
    size_t kept = 0;

    for (size_t i = 0; i < count && kept < wanted; i++) {
        const int64_t value = from[i];

        to[kept] = value; /* without a branch: which values stay is not predictable */
        kept += lty_select_bucket(histogram, value) == bucket;
    }
    return kept;
}

lty_status lty_select(
    lty_selected *out, const size_t *ranks, size_t rank_count, const int64_t *values, size_t count, const lty_alloc *alloc)
{
    lty_select_histogram *histograms = lty_alloc_new(alloc, 2 * sizeof *histograms);
    int64_t *scratch = lty_alloc_new(alloc, (count + 1) * sizeof *scratch);
    const bool memory = histograms != NULL && scratch != NULL;

    if (memory) {
        lty_select_scan(&histograms[0], values, count);
    }
    for (size_t i = 0; memory && i < rank_count; i++) {
        const lty_select_histogram *histogram = &histograms[0];
        const int64_t *from = values;
        size_t from_count = count;
        size_t rank = ranks[i];

        LTY_ASSERT(rank < count);
        out[i].less = 0;
        size_t bucket = lty_select_find(histogram, &rank, &out[i].less);
        while (histogram->shift > 0) {
            from_count = lty_select_gather(scratch, from, from_count, histogram, bucket);
            from = scratch;
            lty_select_scan(&histograms[1], from, from_count);
            histogram = &histograms[1];
            bucket = lty_select_find(histogram, &rank, &out[i].less);
        }
        out[i].value = (int64_t) ((uint64_t) histogram->least + bucket);
    }
    lty_alloc_free(alloc, histograms, 2 * sizeof *histograms);
    lty_alloc_free(alloc, scratch, (count + 1) * sizeof *scratch);
    return memory ? LTY_OK : LTY_E_MEMORY;
}
