/* Words that no code should show, in any reading of its symbols: an automaton over the alphabet of codes. */
#ifndef LTY_WORDS_H
#define LTY_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_status.h"

#define LTY_WORDS_MAX 100000U
#define LTY_WORDS_LENGTH_MIN 3U
#define LTY_WORDS_LENGTH_MAX 24U

/* Immutable once built; any number of threads may search. */
typedef struct lty_words lty_words;

/*
 * Compiles words of letters and digits (any case); what looks alike in a code is alike here: I, L and 1, O and 0, U and V, and the
 * usual digits for letters (3 E, 4 A, 5 S, 7 T, 8 B). Words with other characters, shorter than 3 or longer than 24 are left out:
 * *skipped counts them. LTY_E_LIMIT for more than LTY_WORDS_MAX, LTY_E_MEMORY. destroy(NULL) is fine.
 */
lty_status lty_words_create(lty_words **out, size_t *skipped, const lty_text *words, size_t count, const lty_alloc *alloc);
void lty_words_destroy(lty_words *words);

/* Whether one of the words stands anywhere in the characters of a code (canonical, without dashes). */
bool lty_words_found(const lty_words *words, const char *code, size_t len);

/* How many words were taken. */
size_t lty_words_count(const lty_words *words);

#endif
