/*
 * The loops that all of a column goes through. Each compares 64 cells into 64 bytes, which compilers turn into a few wide instructions for every
 * width, and gathers the bytes into a word. Null is the least value of a width, and no range reaches down to it.
 */
#include <string.h>

#include "lty_segment_part.h"

/* Ranges that are asked one after the other; more are looked up. */
#define LTY_SEGMENT_FEW 4U

/* Bytes of 0 and 1 to bits, eight at a time: each byte is moved to its own place of the highest byte, and no sum carries. */
static uint64_t lty_segment_pack(const unsigned char hits[64])
{
    uint64_t word = 0;

    for (unsigned i = 0; i < 8; i++) {
        word |= (lty_load_le64(hits + (size_t) 8 * i) * UINT64_C(0x0102040810204080)) >> 56 << (8 * i);
    }
    return word;
}

#define LTY_SEGMENT_SCANNER(name, type, least, most)                                                                                       \
 static void name(uint64_t *words, const type *cells, size_t count, const lty_segment_range *range)                                        \
 {                                                                                                                                         \
  const type low = (type) (range->low > (least) ? range->low : (least));                                                                   \
  const type high = (type) (range->high < (most) ? range->high : (most));                                                                  \
  unsigned char hits[64];                                                                                                                  \
                                                                                                                                           \
  if (range->low > (most) || range->high < (least)) {                                                                                      \
   return;                                                                                                                                 \
  }                                                                                                                                        \
  for (; count >= 64; count -= 64, cells += 64, words++) {                                                                                 \
   for (size_t i = 0; i < 64; i++) {                                                                                                       \
    hits[i] = (unsigned char) ((cells[i] >= low) & (cells[i] <= high));                                                                    \
   }                                                                                                                                       \
   *words |= lty_segment_pack(hits);                                                                                                       \
  }                                                                                                                                        \
  for (size_t i = 0; i < count; i++) {                                                                                                     \
   *words |= (uint64_t) ((cells[i] >= low) & (cells[i] <= high)) << i;                                                                     \
  }                                                                                                                                        \
 }
LTY_SEGMENT_SCANNER(lty_segment_scan_1, int8_t, INT8_MIN + 1, INT8_MAX)
LTY_SEGMENT_SCANNER(lty_segment_scan_2, int16_t, INT16_MIN + 1, INT16_MAX)
LTY_SEGMENT_SCANNER(lty_segment_scan_4, int32_t, INT32_MIN + 1, INT32_MAX)
LTY_SEGMENT_SCANNER(lty_segment_scan_8, int64_t, INT64_MIN + 1, INT64_MAX)

static void lty_segment_scan_range(uint64_t *words, const void *cells, unsigned width, size_t count, const lty_segment_range *range)
{
    switch (width) {
        case 1: lty_segment_scan_1(words, cells, count, range); break;
        case 2: lty_segment_scan_2(words, cells, count, range); break;
        case 4: lty_segment_scan_4(words, cells, count, range); break;
        default: lty_segment_scan_8(words, cells, count, range); break;
    }
}

bool lty_segment_holds(const lty_segment_test *test, int64_t value)
{
    size_t low = 0;
    size_t high = test->count;

    if (value == LTY_COLUMNS_NONE) {
        return test->nulls;
    }
    if (test->bits != NULL && value >= test->first && (uint64_t) value - (uint64_t) test->first < test->span) {
        const uint64_t bit = (uint64_t) value - (uint64_t) test->first;

        return (test->bits[bit / 64] >> (bit % 64) & 1U) != 0;
    }
    while (low < high) {
        const size_t middle = low + (high - low) / 2;

        if (test->ranges[middle].high < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < test->count && test->ranges[low].low <= value;
}

static void lty_segment_look_up(uint64_t *words, const void *cells, unsigned width, size_t count, const lty_segment_test *test)
{
    const lty_column column = {.cells = (void *) (uintptr_t) cells, .width = width};

    for (size_t i = 0; i < count; i++) {
        words[i / 64] |= (uint64_t) lty_segment_holds(test, lty_column_get(&column, i)) << (i % 64);
    }
}

void lty_segment_scan(uint64_t *words, const void *cells, unsigned width, size_t count, const lty_segment_test *test)
{
    static const lty_segment_range known = {INT64_MIN + 1, INT64_MAX};

    memset(words, 0, (count + 63) / 64 * sizeof *words);
    if (test->nulls) {
        lty_segment_scan_range(words, cells, width, count, &known);
        for (size_t i = 0; i < (count + 63) / 64; i++) {
            words[i] = ~words[i];
        }
    }
    if (test->count > LTY_SEGMENT_FEW) {
        lty_segment_look_up(words, cells, width, count, test);
        return;
    }
    for (size_t i = 0; i < test->count; i++) {
        lty_segment_scan_range(words, cells, width, count, &test->ranges[i]);
    }
}
