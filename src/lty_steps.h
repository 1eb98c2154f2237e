/* How a figure was made, in words that can be recomputed by hand: the explanation of every quote (law 12). */
#ifndef LTY_STEPS_H
#define LTY_STEPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lty_alloc.h"
#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_money.h"

typedef struct lty_step {
    const char *figure; /* "goods", "discount", "points", …: docs/quote.md lists them. Static storage */
    lty_text rule;      /* JSON Pointer into the programme; empty where no rule is behind it */
    lty_text text;      /* "10 % of 45.90 GBP = 4.59 GBP, rounded half up" */
    int64_t value;      /* minor units or points */
} lty_step;

/* Items and texts live in the arena; destroy() frees only the scratch text. */
typedef struct lty_steps {
    lty_arena *arena;
    lty_buffer text; /* of the step or message under way */
    char currency[4];
    lty_step *items;
    size_t count;
    size_t capacity;
    bool failed; /* something was lost because memory ran out: the status is then LTY_E_MEMORY */
} lty_steps;

void lty_steps_init(lty_steps *steps, lty_arena *arena, const char currency[4]);
void lty_steps_destroy(lty_steps *steps);

/*
 * Appends to the text under way. %m an amount ("4.59 GBP", int64_t), %i an integer (int64_t), %p basis points as a percentage
 * ("12.5", int64_t), %q millionths as a percentage ("12.3456", int64_t), %t a lty_text, %s a C string, %% a '%'.
 * Nothing else may follow a '%'.
 */
void lty_steps_write(lty_steps *steps, const char *format, ...);

/* Ends the text under way as a step, or as a message that is returned (empty if there is no memory: see `failed`). */
void lty_steps_end(lty_steps *steps, const char *figure, lty_text rule, int64_t value);
lty_text lty_steps_message(lty_steps *steps);

/* A pointer below another, such as "/campaigns/0" and "/discount". Where the document leaves the member out, its default holds. */
lty_text lty_steps_rule(lty_steps *steps, lty_text pointer, const char *member);

/* ", rounded half up" and so on. */
const char *lty_steps_rounding(lty_rounding rounding);

#endif
