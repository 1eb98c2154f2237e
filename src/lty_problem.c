/* Problems are gathered while reading goes on; a full list or exhausted memory is remembered, not raised. */
#include <string.h>

#include "lty_problem.h"

void lty_problems_init(lty_problems *problems, lty_arena *arena)
{
    memset(problems, 0, sizeof *problems);
    problems->arena = arena;
}

static bool lty_problems_copy(lty_text *out, lty_arena *arena, lty_text text)
{
    const char *copy = lty_arena_copy(arena, text.bytes, text.len);

    *out = (lty_text){copy, text.len};
    return copy != NULL;
}

void lty_problems_add(lty_problems *problems, lty_text pointer, lty_text found, lty_text expected, size_t offset)
{
    if (problems->failed || problems->count == LTY_PROBLEMS_MAX) {
        return;
    }
    if (problems->items == NULL) {
        problems->items = lty_arena_zero(problems->arena, LTY_PROBLEMS_MAX, sizeof *problems->items);
        if (problems->items == NULL) {
            problems->failed = true;
            return;
        }
        problems->capacity = LTY_PROBLEMS_MAX;
    }
    lty_problem *problem = &problems->items[problems->count];
    if (!lty_problems_copy(&problem->pointer, problems->arena, pointer) || !lty_problems_copy(&problem->found, problems->arena, found)
        || !lty_problems_copy(&problem->expected, problems->arena, expected)) {
        problems->failed = true;
        return;
    }
    problem->offset = offset;
    problems->count++;
}

/* Few, so insertion is enough. */
void lty_problems_sort(lty_problems *problems, size_t from)
{
    for (size_t i = from + 1; i < problems->count; i++) {
        const lty_problem problem = problems->items[i];
        size_t k = i;
        for (; k > from && problems->items[k - 1].offset > problem.offset; k--) {
            problems->items[k] = problems->items[k - 1];
        }
        problems->items[k] = problem;
    }
}
