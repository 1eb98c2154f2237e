/* One bit per number; unused bits of the last word stay 0, so that counting and comparing read whole words. */
#include "lty_check.h"
#include "lty_set.h"

lty_status lty_set_init(lty_set *set, size_t size, const lty_alloc *alloc)
{
    uint64_t *words = NULL;

    if (size > 0) {
        words = lty_alloc_zero(alloc, LTY_SET_WORDS(size), sizeof *words);
        if (words == NULL) {
            return LTY_E_MEMORY;
        }
    }
    *set = (lty_set){alloc, words, size};
    return LTY_OK;
}

void lty_set_destroy(lty_set *set)
{
    lty_alloc_free(set->alloc, set->words, LTY_SET_WORDS(set->size) * sizeof *set->words);
    set->words = NULL;
    set->size = 0;
}

void lty_set_fill(lty_set *set)
{
    for (size_t i = 0; i < LTY_SET_WORDS(set->size); i++) {
        set->words[i] = UINT64_MAX;
    }
    if (set->size % 64 != 0) {
        set->words[set->size / 64] = ((uint64_t) 1 << (set->size % 64)) - 1;
    }
}

void lty_set_add(lty_set *set, size_t number)
{
    LTY_ASSERT(number < set->size);
    set->words[number / 64] |= (uint64_t) 1 << (number % 64);
}

bool lty_set_has(const lty_set *set, size_t number)
{
    return number < set->size && (set->words[number / 64] >> (number % 64) & 1) != 0;
}

size_t lty_set_count(const lty_set *set)
{
    size_t count = 0;

    for (size_t i = 0; i < LTY_SET_WORDS(set->size); i++) {
        count += (size_t) __builtin_popcountll(set->words[i]);
    }
    return count;
}

size_t lty_set_next(const lty_set *set, size_t from)
{
    if (from >= set->size) {
        return set->size;
    }
    size_t at = from / 64;
    uint64_t word = set->words[at] & (UINT64_MAX << (from % 64));

    while (word == 0) {
        if (++at == LTY_SET_WORDS(set->size)) {
            return set->size;
        }
        word = set->words[at];
    }
    return at * 64 + (size_t) __builtin_ctzll(word);
}

lty_status lty_set_combine(lty_set *out, const lty_set *a, const lty_set *b, lty_set_operation operation, const lty_alloc *alloc)
{
    lty_set result;
    const size_t a_words = LTY_SET_WORDS(a->size);
    const size_t b_words = LTY_SET_WORDS(b->size);
    const lty_status status = lty_set_init(&result, a->size > b->size ? a->size : b->size, alloc);

    if (status != LTY_OK) {
        return status;
    }
    for (size_t i = 0; i < LTY_SET_WORDS(result.size); i++) {
        const uint64_t left = i < a_words ? a->words[i] : 0;
        const uint64_t right = i < b_words ? b->words[i] : 0;

        switch (operation) {
            case LTY_SET_AND: result.words[i] = left & right; break;
            case LTY_SET_OR: result.words[i] = left | right; break;
            case LTY_SET_AND_NOT: result.words[i] = left & ~right; break;
        }
    }
    *out = result;
    return LTY_OK;
}
