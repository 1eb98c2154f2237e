/* The JSON reader on any bytes: it ends, reads nothing outside, and what it reads writes to what reads to the same text. */
#include "lty_fuzz.h"

#include "lty_json.h"

/* Walks the tree, so that every text in it is touched, and asks for the pointer of each value. */
static void fuzz_walk(const lty_json *root, lty_arena *arena)
{
    const lty_json *at = root;
    unsigned sum = 0;

    while (at != NULL) {
        for (size_t i = 0; i < at->key.len; i++) {
            sum += (unsigned char) at->key.bytes[i];
        }
        if (at->parent != NULL && at->parent->type == LTY_JSON_OBJECT && memchr(at->key.bytes, '\0', at->key.len) == NULL) {
            char *key = lty_arena_copy(arena, at->key.bytes, at->key.len);
            LTY_ASSERT(key != NULL && lty_json_member(at->parent, key) == at);
        }
        LTY_ASSERT(lty_json_pointer(at, arena).bytes != NULL);
        if (at->child != NULL) {
            at = at->child;
            continue;
        }
        while (at != NULL && at->next == NULL) {
            at = at->parent;
        }
        at = at == NULL ? NULL : at->next;
    }
    LTY_ASSERT(sum < ~0U);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lty_arena arena;
    lty_problems problems;
    const lty_json *root = NULL;
    lty_buffer once;
    lty_buffer twice;

    if (size > 4096) {
        return 0;
    }
    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_problems_init(&problems, &arena);
    lty_buffer_init(&once, &lty_fuzz_alloc);
    lty_buffer_init(&twice, &lty_fuzz_alloc);
    if (lty_json_parse(&root, (const char *) data, size, &arena, &problems) == LTY_OK) {
        LTY_ASSERT(problems.count == 0);
        fuzz_walk(root, &arena);
        lty_json_write(&once, root);
        lty_text text = lty_buffer_view(&once);
        LTY_ASSERT(lty_json_parse(&root, text.bytes, text.len, &arena, &problems) == LTY_OK);
        lty_json_write(&twice, root);
        LTY_ASSERT(lty_text_equal(text, lty_buffer_view(&twice)));
    } else {
        LTY_ASSERT(root == NULL && problems.count > 0 && problems.items[0].offset <= size);
    }
    lty_buffer_destroy(&twice);
    lty_buffer_destroy(&once);
    lty_arena_destroy(&arena);
    return 0;
}
