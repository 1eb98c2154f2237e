/*
 * Aho-Corasick with everything that can be known beforehand taken out: classes of symbols that look alike are one symbol, a word that has
 * another word in it is never reached, all states behind a match are one, and every transition is in the table, so a search is one load
 * per character. States are numbered in breadth-first order: the few near the root, where a search nearly always is, lie together.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_words.h"

#define LTY_WORDS_CLASSES 27U
#define LTY_WORDS_OTHER LTY_WORDS_CLASSES /* no letter and no digit */
#define LTY_WORDS_MATCH UINT32_MAX

struct lty_words {
    const lty_alloc *alloc;
    uint32_t *next; /* by state (which is its row's offset) and class; LTY_WORDS_MATCH = a word ends here */
    size_t size;    /* entries */
    size_t count;
};

/* The class of an ASCII byte: 0..9 with their look-alikes, then C D F G H J K M N P Q R U/V W X Y Z. */
/* clang-format off */
static const unsigned char lty_words_class[128] = {
    27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27,
    27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27,
    27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27, 27,
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 27, 27, 27, 27, 27, 27,
    27, 4, 8, 10, 11, 3, 12, 13, 14, 1, 15, 16, 1, 17, 18, 0,
    19, 20, 21, 5, 7, 22, 22, 23, 24, 25, 26, 27, 27, 27, 27, 27,
    27, 4, 8, 10, 11, 3, 12, 13, 14, 1, 15, 16, 1, 17, 18, 0,
    19, 20, 21, 5, 7, 22, 22, 23, 24, 25, 26, 27, 27, 27, 27, 27};
/* clang-format on */

static unsigned lty_words_class_of(char character)
{
    const unsigned char byte = (unsigned char) character;

    return byte < 0x80 ? lty_words_class[byte] : LTY_WORDS_OTHER;
}

/* The trie while it grows: rows of LTY_WORDS_CLASSES children, 0 = none; LTY_WORDS_MATCH = a word ends with this character. */
typedef struct lty_words_trie {
    const lty_alloc *alloc;
    uint32_t *child;
    size_t capacity; /* rows */
    size_t count;
} lty_words_trie;

#define LTY_WORDS_ROW (LTY_WORDS_CLASSES * sizeof(uint32_t))

static lty_status lty_words_row(lty_words_trie *trie)
{
    void *memory = trie->child;
    const lty_status status = lty_alloc_reserve(trie->alloc, &memory, &trie->capacity, trie->count + 1, LTY_WORDS_ROW);

    trie->child = memory;
    if (status == LTY_OK) {
        memset(trie->child + trie->count * LTY_WORDS_CLASSES, 0, LTY_WORDS_ROW);
        trie->count++;
    }
    return status;
}

static bool lty_words_fits(lty_text word)
{
    if (word.len < LTY_WORDS_LENGTH_MIN || word.len > LTY_WORDS_LENGTH_MAX) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (lty_words_class_of(word.bytes[i]) == LTY_WORDS_OTHER) {
            return false;
        }
    }
    return true;
}

static lty_status lty_words_add(lty_words_trie *trie, lty_text word)
{
    size_t row = 0;

    for (size_t i = 0; i < word.len; i++) {
        const size_t at = row * LTY_WORDS_CLASSES + lty_words_class_of(word.bytes[i]);

        if (trie->child[at] == LTY_WORDS_MATCH) { /* it begins with a word that is known */
            return LTY_OK;
        }
        if (i + 1 == word.len) {
            trie->child[at] = LTY_WORDS_MATCH; /* longer words that began so are cut off */
            return LTY_OK;
        }
        if (trie->child[at] == 0) {
            const lty_status status = lty_words_row(trie);

            if (status != LTY_OK) {
                return status;
            }
            trie->child[at] = (uint32_t) (trie->count - 1);
        }
        row = trie->child[at];
    }
    return LTY_OK;
}

/*
 * Writes the table breadth first: state s stands for row rows[s] of the trie and falls back to state fall[s], a shorter one, whose row of
 * the table is whole already. Returns how many states there are.
 */
static size_t lty_words_compile(uint32_t *next, uint32_t *rows, uint32_t *fall, const lty_words_trie *trie)
{
    size_t count = 1;

    rows[0] = 0;
    fall[0] = 0;
    for (size_t state = 0; state < count; state++) {
        const uint32_t *child = trie->child + (size_t) rows[state] * LTY_WORDS_CLASSES;
        const uint32_t *behind = next + (size_t) fall[state] * LTY_WORDS_CLASSES;
        uint32_t *row = next + state * LTY_WORDS_CLASSES;

        for (size_t class = 0; class < LTY_WORDS_CLASSES; class ++) {
            const uint32_t other = state == 0 ? 0 : behind[class];

            if (child[class] == LTY_WORDS_MATCH || other == LTY_WORDS_MATCH) {
                row[class] = LTY_WORDS_MATCH;
            } else if (child[class] == 0) {
                row[class] = other;
            } else {
                rows[count] = child[class];
                fall[count] = other / LTY_WORDS_CLASSES;
                row[class] = (uint32_t) (count * LTY_WORDS_CLASSES);
                count++;
            }
        }
    }
    return count;
}

/* From the trie to the table of its states; at most LTY_WORDS_MAX * LTY_WORDS_LENGTH_MAX of them, so entries fit 32 bits. */
static lty_status lty_words_table(lty_words *words, const lty_words_trie *trie)
{
    const lty_alloc *alloc = trie->alloc;
    const size_t bytes = trie->count * LTY_WORDS_ROW;
    uint32_t *table = lty_alloc_new(alloc, bytes);
    uint32_t *places = lty_alloc_new(alloc, 2 * trie->count * sizeof *places);
    lty_status status = LTY_E_MEMORY;

    if (table != NULL && places != NULL) {
        const size_t size = lty_words_compile(table, places, places + trie->count, trie) * LTY_WORDS_CLASSES;

        words->next = lty_alloc_new(alloc, size * sizeof *table);
        if (words->next != NULL) {
            memcpy(words->next, table, size * sizeof *table);
            words->size = size;
            status = LTY_OK;
        }
    }
    lty_alloc_free(alloc, places, 2 * trie->count * sizeof *places);
    lty_alloc_free(alloc, table, bytes);
    return status;
}

lty_status lty_words_create(lty_words **out, size_t *skipped, const lty_text *words, size_t count, const lty_alloc *alloc)
{
    lty_words_trie trie = {alloc, NULL, 0, 0};
    size_t taken = 0;

    if (count > LTY_WORDS_MAX) {
        return LTY_E_LIMIT;
    }
    lty_status status = lty_words_row(&trie);
    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        if (lty_words_fits(words[i])) {
            status = lty_words_add(&trie, words[i]);
            taken++;
        }
    }
    if (status == LTY_OK) {
        lty_words *made = lty_alloc_zero(alloc, 1, sizeof *made);

        status = made == NULL ? LTY_E_MEMORY : lty_words_table(made, &trie);
        if (status == LTY_OK) {
            made->alloc = alloc;
            made->count = taken;
            *skipped = count - taken;
            *out = made;
        } else {
            lty_alloc_free(alloc, made, sizeof *made);
        }
    }
    lty_alloc_free(alloc, trie.child, trie.capacity * LTY_WORDS_ROW);
    return status;
}

void lty_words_destroy(lty_words *words)
{
    if (words != NULL) {
        lty_alloc_free(words->alloc, words->next, words->size * sizeof *words->next);
        lty_alloc_free(words->alloc, words, sizeof *words);
    }
}

bool lty_words_found(const lty_words *words, const char *code, size_t len)
{
    size_t state = 0;

    for (size_t i = 0; i < len; i++) {
        const unsigned class = lty_words_class_of(code[i]);

        if (class == LTY_WORDS_OTHER) {
            state = 0;
            continue;
        }
        state = words->next[state + class];
        if (state == LTY_WORDS_MATCH) {
            return true;
        }
    }
    return false;
}

size_t lty_words_count(const lty_words *words)
{
    return words->count;
}
