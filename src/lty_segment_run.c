/* A rule over a chunk of rows: each step leaves two sets of bits, whom it is true and whom it is false for, of which only those that are asked for are made. */
#include <string.h>

#include "lty_check.h"
#include "lty_segment_part.h"

/* The two sets of one value on the stack. */
typedef struct lty_segment_sets {
    uint64_t *yes;
    uint64_t *no;
} lty_segment_sets;

static void lty_segment_fill(uint64_t *words, bool all)
{
    memset(words, all ? 0xff : 0, LTY_SEGMENT_WORDS * sizeof *words);
}

static void lty_segment_and(uint64_t *words, const uint64_t *other)
{
    for (size_t i = 0; i < LTY_SEGMENT_WORDS; i++) {
        words[i] &= other[i];
    }
}

static void lty_segment_or(uint64_t *words, const uint64_t *other)
{
    for (size_t i = 0; i < LTY_SEGMENT_WORDS; i++) {
        words[i] |= other[i];
    }
}

/* The cells of a chunk that a step looks at. */
typedef struct lty_segment_cells {
    const void *cells;
    unsigned width;
} lty_segment_cells;

static lty_segment_cells lty_segment_cells_of(const lty_segment_step *step, const lty_columns *columns, int64_t *const *values, size_t from)
{
    if (step->aggregate) {
        return (lty_segment_cells){values[step->column], sizeof **values};
    }
    const lty_column *column = &columns->columns[step->column];

    return (lty_segment_cells){(const char *) column->cells + from * column->width, column->width};
}

static void lty_segment_leaf(const lty_segment_sets *out, const lty_segment_step *step, const lty_segment_program *program,
    lty_segment_cells cells, size_t count, int64_t *mapped)
{
    if (step->constant) {
        lty_segment_fill(out->yes, step->number == 1);
        lty_segment_fill(out->no, step->number == 0);
        return;
    }
    if (step->map != LTY_EXPR_MAP_NONE) {
        lty_segment_map(mapped, cells.cells, cells.width, count, step, program->zone, program->at_s);
        cells = (lty_segment_cells){mapped, sizeof *mapped};
    }
    if (step->wants_true) {
        lty_segment_scan(out->yes, cells.cells, cells.width, count, &step->yes);
    }
    if (step->wants_false) {
        lty_segment_scan(out->no, cells.cells, cells.width, count, &step->no);
    }
}

/* An operator over what is on the stack. Kleene: "and" is true where both are and false where one is; "or" the other way round. */
static size_t lty_segment_combine(lty_segment_sets *stack, size_t depth, lty_expr_op op)
{
    lty_segment_sets *top = &stack[depth - 1];

    if (op == LTY_EXPR_OP_NOT) {
        *top = (lty_segment_sets){top->no, top->yes};
        return depth;
    }
    if (op == LTY_EXPR_OP_IS_TRUE) {
        for (size_t i = 0; i < LTY_SEGMENT_WORDS; i++) {
            top->no[i] = ~top->yes[i];
        }
        return depth;
    }
    LTY_ASSERT(depth >= 2);
    lty_segment_sets *left = &stack[depth - 2];
    if (op == LTY_EXPR_OP_AND) {
        lty_segment_and(left->yes, top->yes);
        lty_segment_or(left->no, top->no);
    } else {
        lty_segment_or(left->yes, top->yes);
        lty_segment_and(left->no, top->no);
    }
    return depth - 1;
}

void lty_segment_run(uint64_t *out, const lty_segment_program *program, const lty_columns *columns, int64_t *const *values, size_t from,
    size_t count, lty_segment_scratch *scratch)
{
    lty_segment_sets stack[LTY_EXPR_STACK_MAX];
    size_t depth = 0;

    for (size_t i = 0; i < LTY_EXPR_STACK_MAX; i++) {
        stack[i] = (lty_segment_sets){scratch->words[i][0], scratch->words[i][1]};
    }
    for (size_t i = 0; i < program->count; i++) {
        const lty_segment_step *step = &program->steps[i];

        switch (step->op) {
            case LTY_EXPR_OP_NOT:
            case LTY_EXPR_OP_AND:
            case LTY_EXPR_OP_OR:
            case LTY_EXPR_OP_IS_TRUE:
                LTY_ASSERT(depth >= 1);
                depth = lty_segment_combine(stack, depth, step->op);
                break;
            case LTY_EXPR_OP_COMPARE:
            case LTY_EXPR_OP_IN:
            case LTY_EXPR_OP_NULL:
            case LTY_EXPR_OP_TRUE:
            case LTY_EXPR_OP_PREFIX:
            case LTY_EXPR_OP_CONSTANT:
                LTY_ASSERT(depth < LTY_EXPR_STACK_MAX);
                lty_segment_leaf(&stack[depth++], step, program,
                    step->constant ? (lty_segment_cells){NULL, 1} : lty_segment_cells_of(step, columns, values, from), count,
                    scratch->mapped);
                break;
        }
    }
    LTY_ASSERT(depth == 1);
    memcpy(out, stack[0].yes, (count + 63) / 64 * sizeof *out);
}
