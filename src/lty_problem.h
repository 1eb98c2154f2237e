/* A list of everything that is wrong with a document, so that its author sees all of it at once. */
#ifndef LTY_PROBLEM_H
#define LTY_PROBLEM_H

#include "lty_alloc.h"
#include "lty_bytes.h"

/*
 * Where (a JSON Pointer, RFC 6901, "" = the whole document; or for rules a place in bytes), what was found there, and what
 * would be right. Texts are complete phrases without a final stop: found "-5", expected "an integer from 1 to 10000".
 */
typedef struct lty_problem {
    lty_text pointer;
    lty_text found;
    lty_text expected;
    size_t offset; /* of the place in the input, in bytes */
} lty_problem;

/* Texts live in the arena that is handed to init(); the list owns nothing else and needs no destroy. */
typedef struct lty_problems {
    lty_arena *arena;
    lty_problem *items;
    size_t count;
    size_t capacity;
    bool failed; /* an entry was lost because memory ran out: the status is then LTY_E_MEMORY */
} lty_problems;

/* At most this many are kept; more would help nobody. count stops there. */
#define LTY_PROBLEMS_MAX 100

void lty_problems_init(lty_problems *problems, lty_arena *arena);

/* Adds one; copies the texts. Never fails loudly: see `failed`. */
void lty_problems_add(lty_problems *problems, lty_text pointer, lty_text found, lty_text expected, size_t offset);

/* Those from one on in the order of their places; found in the same place they stay as they were found. */
void lty_problems_sort(lty_problems *problems, size_t from);

#endif
