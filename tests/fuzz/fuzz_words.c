/* Lines as words, the last line as a code: the automaton answers as a search word by word does. */
#include "lty_fuzz.h"

#include "lty_words.h"

static char folded(char character)
{
    static const char from[] = "ILOUEASTB";
    static const char to[] = "110V34578";
    const char upper = (char) (character >= 'a' && character <= 'z' ? character - 32 : character);
    const char *place = upper == '\0' ? NULL : strchr(from, upper);

    return place == NULL ? upper : to[place - from];
}

static bool plain(lty_text word)
{
    for (size_t i = 0; i < word.len; i++) {
        const char c = folded(word.bytes[i]);

        if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'))) {
            return false;
        }
    }
    return word.len >= LTY_WORDS_LENGTH_MIN && word.len <= LTY_WORDS_LENGTH_MAX;
}

static bool stands(lty_text word, lty_text code)
{
    for (size_t at = 0; at + word.len <= code.len; at++) {
        size_t same = 0;

        while (same < word.len && folded(word.bytes[same]) == folded(code.bytes[at + same])) {
            same++;
        }
        if (same == word.len) {
            return true;
        }
    }
    return false;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { LINES = 200 };
    lty_text lines[LINES];
    const char *bytes = (const char *) data;
    size_t count = 0;
    size_t start = 0;

    for (size_t i = 0; i <= size && count < LINES; i++) {
        if (i == size || bytes[i] == '\n') {
            lines[count++] = (lty_text){bytes + start, i - start};
            start = i + 1;
        }
    }
    const lty_text code = lines[--count];
    lty_words *words = NULL;
    size_t skipped;
    size_t taken = 0;
    bool expected = false;

    LTY_ASSERT(lty_words_create(&words, &skipped, lines, count, &lty_fuzz_alloc) == LTY_OK);
    for (size_t i = 0; i < count; i++) {
        if (plain(lines[i])) {
            taken++;
            expected = expected || stands(lines[i], code);
        }
    }
    LTY_ASSERT(lty_words_count(words) == taken && skipped == count - taken);
    LTY_ASSERT(lty_words_found(words, code.bytes, code.len) == expected);
    lty_words_destroy(words);
    return 0;
}
