/* What the tests of programmes share: documents that are opened with a failing allocator, and changed by a word. */
#ifndef LTY_TEST_PROGRAMME_H
#define LTY_TEST_PROGRAMME_H

#include "lty_test.h"

#include "lty_facts.h"
#include "lty_programme.h"

typedef struct document {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_problems problems;
    const lty_programme *programme;
    lty_status status;
} document;

/* Europe/London knows one summer; with a context of 1 it begins an hour later. */
static inline lty_status load_zone(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    static const lty_transition london[] = {{0, 0}, {1301187600, 3600}, {1319936400, 0}};

    if (!lty_text_equal(name, LTY_TEXT("Europe/London"))) {
        return LTY_E_DATE;
    }
    lty_transition *copy = lty_arena_zero(arena, 3, sizeof *copy);
    if (copy == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(copy, london, sizeof london);
    copy[1].from_s += context == NULL ? 0 : 3600;
    *out = (lty_zone){name, copy, 3};
    return LTY_OK;
}

static inline void open_failing(document *doc, const char *text, size_t fail_at, void *context)
{
    const lty_expr_scope catalogue = lty_fact_scope();

    memset(doc, 0, sizeof *doc);
    doc->alloc = (lty_alloc){lty_test_resize, &doc->memory};
    doc->memory.fail_at = fail_at;
    lty_arena_init(&doc->arena, &doc->alloc);
    lty_problems_init(&doc->problems, &doc->arena);
    doc->status = lty_programme_parse(&doc->programme, text, strlen(text), &catalogue, load_zone, context, &doc->arena, &doc->problems);
}

static inline void open_document(document *doc, const char *text)
{
    open_failing(doc, text, 0, NULL);
}

static inline void close_document(document *doc)
{
    lty_arena_destroy(&doc->arena);
    assert_int_equal(doc->memory.blocks, 0);
}

static inline const lty_programme *read_well(document *doc, const char *text)
{
    open_document(doc, text);
    for (size_t i = 0; i < doc->problems.count; i++) {
        print_error("%s: %s; expected %s\n", doc->problems.items[i].pointer.bytes, doc->problems.items[i].found.bytes,
            doc->problems.items[i].expected.bytes);
    }
    assert_int_equal(doc->status, LTY_OK);
    assert_int_equal(doc->problems.count, 0);
    return doc->programme;
}

#define HEAD "\"name\":\"Test\",\"currency\":\"GBP\",\"timezone\":\"Europe/London\",\"version\":3,\"valid_from\":\"2011-06-01\""
#define WORTH "\"worth\":{\"points\":100,\"amount\":150}"

/* Replaces the first `from` of a document. The result lives until the next call. */
static inline const char *changed_in(const char *base, const char *from, const char *to)
{
    static char text[8192];
    const char *at = strstr(base, from);

    assert_non_null(at);
    snprintf(text, sizeof text, "%.*s%s%s", (int) (at - base), base, to, at + strlen(from));
    return text;
}

/* The same document with " for ', so that it can be read in a source. The result lives until the next call. */
static inline const char *quoted(const char *single)
{
    static char text[8192];
    size_t len = strlen(single);

    assert_true(len < sizeof text);
    for (size_t i = 0; i <= len; i++) {
        text[i] = single[i] == '\'' ? '"' : single[i];
    }
    return text;
}

static inline void hash_of(unsigned char out[32], const char *text, void *context)
{
    document doc;

    open_failing(&doc, text, 0, context);
    assert_int_equal(doc.status, LTY_OK);
    memcpy(out, doc.programme->hash, 32);
    close_document(&doc);
}

#endif
