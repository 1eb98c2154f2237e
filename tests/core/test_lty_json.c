/* The JSON reader on what other readers let pass, or read two ways. */
#include "lty_test.h"

#include "lty_json.h"

typedef struct document {
    lty_test_memory memory;
    lty_alloc alloc;
    lty_arena arena;
    lty_problems problems;
    const lty_json *root;
    lty_status status;
} document;

static void open_bytes(document *doc, const char *bytes, size_t len)
{
    memset(doc, 0, sizeof *doc);
    doc->alloc = (lty_alloc){lty_test_resize, &doc->memory};
    lty_arena_init(&doc->arena, &doc->alloc);
    lty_problems_init(&doc->problems, &doc->arena);
    doc->status = lty_json_parse(&doc->root, bytes, len, &doc->arena, &doc->problems);
}

static void close_document(document *doc)
{
    lty_arena_destroy(&doc->arena);
    assert_int_equal(doc->memory.blocks, 0);
}

/* Reads and writes canonically. */
static void becomes(const char *text, const char *wanted)
{
    document doc;
    lty_buffer buffer;

    open_bytes(&doc, text, strlen(text));
    if (doc.status != LTY_OK) {
        print_error("%s: %s\n", text, doc.problems.count > 0 ? doc.problems.items[0].found.bytes : "?");
    }
    assert_int_equal(doc.status, LTY_OK);
    lty_buffer_init(&buffer, &doc.alloc);
    lty_json_write(&buffer, doc.root);
    lty_text view = lty_buffer_view(&buffer);
    if (!lty_text_equal(view, lty_test_text(wanted))) {
        print_error("%.*s\n", (int) view.len, view.bytes);
    }
    assert_true(lty_text_equal(view, lty_test_text(wanted)));
    lty_buffer_destroy(&buffer);
    close_document(&doc);
}

static void refused_bytes(const char *bytes, size_t len, size_t offset, const char *pointer, const char *found, const char *expected)
{
    document doc;

    open_bytes(&doc, bytes, len);
    assert_int_equal(doc.status, LTY_E_JSON);
    assert_null(doc.root);
    assert_int_equal(doc.problems.count, 1);
    const lty_problem *problem = &doc.problems.items[0];
    if (problem->offset != offset || strcmp(problem->pointer.bytes, pointer) != 0
        || strncmp(problem->found.bytes, found, strlen(found)) != 0 || strncmp(problem->expected.bytes, expected, strlen(expected)) != 0) {
        print_error("%s\n  %s at %zu: %s\n  expected: %s\n", bytes, problem->pointer.bytes, problem->offset, problem->found.bytes,
            problem->expected.bytes);
    }
    assert_int_equal(problem->offset, offset);
    assert_string_equal(problem->pointer.bytes, pointer);
    assert_memory_equal(problem->found.bytes, found, strlen(found));
    assert_memory_equal(problem->expected.bytes, expected, strlen(expected));
    close_document(&doc);
}

static void refused(const char *text, size_t offset, const char *pointer, const char *found, const char *expected)
{
    refused_bytes(text, strlen(text), offset, pointer, found, expected);
}

static void test_canonical_text(void **state)
{
    (void) state;
    becomes(" {\n} ", "{}");
    becomes("[ ]", "[]");
    becomes("[[],{},[[]],{\"a\":[]}]", "[[],{},[[]],{\"a\":[]}]");
    becomes(
        "{\"b\":1,\"a\":{\"d\":[true,false,null],\"c\":\"x\"},\"aa\":2}", "{\"a\":{\"c\":\"x\",\"d\":[true,false,null]},\"aa\":2,\"b\":1}");
    becomes("\"\\u0041\\u00e9\\u20AC\\ud83d\\ude00\"", "\"A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80\"");
    becomes("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\"");
    becomes("-0", "0");
    becomes("[0,-1,9223372036854775807,-9223372036854775808]", "[0,-1,9223372036854775807,-9223372036854775808]");
    becomes("[1e5,1.0,-0.0,9223372036854775808,1E-2]", "[1e5,1.0,-0.0,9223372036854775808,1E-2]");
    becomes("{\"a\\u0000b\":1,\"a\":2}", "{\"a\":2,\"a\\u0000b\":1}");
    becomes("{\"\":0}", "{\"\":0}");
}

static void test_numbers_keep_their_kind(void **state)
{
    static const struct {
        const char *text;
        lty_json_type type;
        int64_t integer;
    } table[] = {{"7", LTY_JSON_INTEGER, 7}, {"-0", LTY_JSON_INTEGER, 0}, {"7.0", LTY_JSON_DECIMAL, 0}, {"7e0", LTY_JSON_DECIMAL, 0},
        {"9223372036854775807", LTY_JSON_INTEGER, INT64_MAX}, {"-9223372036854775808", LTY_JSON_INTEGER, INT64_MIN},
        {"9223372036854775808", LTY_JSON_DECIMAL, 0}, {"-9223372036854775809", LTY_JSON_DECIMAL, 0}};
    document doc;

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        open_bytes(&doc, table[i].text, strlen(table[i].text));
        assert_int_equal(doc.status, LTY_OK);
        assert_int_equal(doc.root->type, table[i].type);
        assert_true(doc.root->integer == table[i].integer);
        assert_true(lty_text_equal(doc.root->text, lty_test_text(table[i].text)));
        close_document(&doc);
    }
}

static void test_syntax_errors(void **state)
{
    (void) state;
    refused("", 0, "", "the end of the document", "a value");
    refused("  ", 2, "", "the end of the document", "a value");
    refused("{} x", 3, "", "x at line 1, column 4", "nothing behind");
    refused("[1,]", 3, "", "] at line 1, column 4", "a value; no comma");
    refused("{\"a\":[1,,2]}", 8, "/a", ", at line 1", "a value: an object");
    refused("{\"a\":1,}", 7, "", "}", "a member; no comma");
    refused("{,}", 1, "", ",", "the name of a member");
    refused("[,]", 1, "", ",", "a value: an object");
    refused("{\"a\" 1}", 5, "", "1", "a : behind");
    refused("{a:1}", 1, "", "a at line", "the name of a member");
    refused("{\"a\":1 \"b\":2}", 7, "", "\"", "a , or a }");
    refused("[1 2]", 3, "", "2", "a , or a ]");
    refused("[1}", 2, "", "}", "a , or a ]");
    refused("{\"a\":1]", 6, "", "]", "a , or a }");
    refused("[1", 2, "", "the end", "a , or a ]");
    refused("{\"a\":{\"b\":[", 11, "/a/b", "the end", "a value");
    refused("True", 0, "", "True at line 1, column 1", "a value: an object");
    refused("nul", 0, "", "nul", "a value");
    refused("NaN", 0, "", "NaN", "a value");
    refused("'a'", 0, "", "'", "a value");
    refused("// x", 0, "", "/", "a value");
    refused("\n\n \xC3\xA9", 3, "", "the byte 0xC3 at line 3, column 2", "a value");
    refused("\"a", 2, "", "the end", "a \" that ends");
    refused("\"a\\", 3, "", "the end", "a \" that ends");
    refused("\"a\nb\"", 2, "", "the byte 0x0A", "no control characters");
    refused("\"\\x\"", 1, "", "\\", "an escape");
    refused("\"\\u12\"", 1, "", "\\", "an escape");
    refused("\"\\u12G4\"", 1, "", "\\", "an escape");
    refused("\"\\ud800\"", 1, "", "\\", "an escape");
    refused("\"\\udc00\"", 1, "", "\\", "an escape");
    refused("\"\\ud800\\u0041\"", 1, "", "\\", "an escape");
    refused("\"\\ud800x\"", 1, "", "\\", "an escape");
    refused("\"\\ud83d\\udbff\"", 1, "", "\\", "an escape");
    refused("\"\\ud83d\\ue000\"", 1, "", "\\", "an escape");
    refused("\"\\ud83d\\ud83d\"", 1, "", "\\", "an escape");
    refused("\xEF\xBB\xBF{}", 0, "", "the byte 0xEF", "UTF-8 without a byte order mark");
    refused("\"\xC0\x80\"", 1, "", "the byte 0xC0", "well-formed UTF-8");
    refused("\"\xED\xA0\x80\"", 1, "", "the byte 0xED", "well-formed UTF-8");
    refused_bytes("1\0", 2, 1, "", "the byte 0x00", "nothing behind");
    refused_bytes("\"\0\"", 3, 1, "", "the byte 0x00", "no control characters");
}

static void test_number_errors(void **state)
{
    static const char *const wrong[] = {"01", "-", "+1", "-01", ".5", "1.", "1.e5", "1e", "1e+", "--1", "0x10", "1_000"};
    document doc;

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        open_bytes(&doc, wrong[i], strlen(wrong[i]));
        if (doc.status != LTY_E_JSON) {
            print_error("%s was read\n", wrong[i]);
        }
        assert_int_equal(doc.status, LTY_E_JSON);
        close_document(&doc);
    }
}

static void test_every_duplicate_key(void **state)
{
    const char *text = "{\"a\":1,\"b\":[{\"x\":1,\"\\u0078\":2}],\"a/~\":0,\"\\u0061\":3,\"a\":4,\"a\\/~\":1}";
    static const char *const pointers[] = {"/b/0/x", "/a", "/a", "/a~1~0"};
    document doc;

    (void) state;
    open_bytes(&doc, text, strlen(text));
    assert_int_equal(doc.status, LTY_E_JSON);
    assert_int_equal(doc.problems.count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(doc.problems.items[i].pointer.bytes, pointers[i]);
        assert_string_equal(doc.problems.items[i].expected.bytes, "each name once");
    }
    assert_int_equal(doc.problems.items[1].offset, strchr(text, '3') - text);
    close_document(&doc);
}

static void test_depth(void **state)
{
    char text[4 * LTY_JSON_DEPTH_MAX];
    document doc;

    (void) state;
    memset(text, '[', sizeof text / 2);
    memset(text + LTY_JSON_DEPTH_MAX, ']', LTY_JSON_DEPTH_MAX);
    open_bytes(&doc, text, 2 * LTY_JSON_DEPTH_MAX);
    assert_int_equal(doc.status, LTY_OK);
    lty_buffer buffer;
    lty_buffer_init(&buffer, &doc.alloc);
    lty_json_write(&buffer, doc.root);
    assert_int_equal(lty_buffer_view(&buffer).len, 2 * LTY_JSON_DEPTH_MAX);
    lty_buffer_destroy(&buffer);
    close_document(&doc);
    memset(text, '[', LTY_JSON_DEPTH_MAX + 1);
    open_bytes(&doc, text, LTY_JSON_DEPTH_MAX + 1);
    assert_int_equal(doc.status, LTY_E_JSON);
    assert_int_equal(doc.problems.items[0].offset, LTY_JSON_DEPTH_MAX);
    close_document(&doc);
}

static void test_members_and_pointers(void **state)
{
    const char *text = "{\"a\":[10,{\"m~n/o\":[0,1,2,3,4,5,6,7,8,9,\"here\"]}],\"b\":null}";
    document doc;

    (void) state;
    open_bytes(&doc, text, strlen(text));
    assert_int_equal(doc.status, LTY_OK);
    assert_null(lty_json_member(doc.root, "c"));
    assert_null(lty_json_member(NULL, "a"));
    assert_int_equal(lty_json_member(doc.root, "b")->type, LTY_JSON_NULL);
    assert_int_equal(lty_json_pointer(doc.root, &doc.arena).len, 0);
    assert_non_null(lty_json_pointer(doc.root, &doc.arena).bytes);
    const lty_json *a = lty_json_member(doc.root, "a");
    assert_null(lty_json_member(a, "a"));
    assert_int_equal(a->count, 2);
    const lty_json *value = lty_json_member(a->child->next, "m~n/o")->child;
    while (value->next != NULL) {
        value = value->next;
    }
    assert_string_equal(lty_json_pointer(value, &doc.arena).bytes, "/a/1/m~0n~1o/10");
    assert_int_equal(value->offset, strstr(text, "\"here\"") - text);
    close_document(&doc);
}

static void test_memory_runs_out(void **state)
{
    static const char *const texts[] = {"{\"a\":[1,2.5,\"x\",{\"b\":null}],\"c\":\"\\u00e9\"}", "{\"a\":1,\"a\":2}", "[1,"};
    char large[20000];

    (void) state;
    memset(large, 'x', sizeof large);
    memcpy(large, "[\"", 2);
    memcpy(large + sizeof large - 3, "\"]", 3);
    for (size_t i = 0; i < 4; i++) {
        const char *text = i < 3 ? texts[i] : large;
        lty_status status = LTY_E_MEMORY;
        size_t n = 0;
        while (status == LTY_E_MEMORY) {
            LTY_TEST_ALLOC();
            lty_arena arena;
            lty_problems problems;
            const lty_json *root = NULL;
            memory.fail_at = ++n;
            lty_arena_init(&arena, &alloc);
            lty_problems_init(&problems, &arena);
            status = lty_json_parse(&root, text, strlen(text), &arena, &problems);
            assert_true(status == LTY_OK || root == NULL);
            lty_arena_destroy(&arena);
            assert_int_equal(memory.blocks, 0);
        }
        assert_true(n > 1);
        assert_int_equal(status, i == 0 || i == 3 ? LTY_OK : LTY_E_JSON);
    }
}

/* Broken copies of a document: none may be read past its end, and what is read writes to what reads the same. */
static void test_random_damage(void **state)
{
    static const char text[] = "{\"name\":\"A \\ud83d\\ude00 \\\"b\\\"\",\"n\":[1,-2,3.5e1,{\"k\":true,\"l\":[[],{}]}],\"z\":null}";
    uint64_t seed = lty_test_seed("json damage", 4711);

    (void) state;
    for (int i = 0; i < 20000; i++) {
        size_t len = sizeof text - 1;
        char *copy = malloc(len);
        document doc;
        memcpy(copy, text, len);
        for (int64_t k = lty_test_below(&seed, 3); k >= 0; k--) {
            copy[lty_test_below(&seed, (int64_t) len)] = "{}[]\",:\\u0e-1.\x80 "[lty_test_below(&seed, 17)];
        }
        len = (size_t) lty_test_below(&seed, 4) == 0 ? (size_t) lty_test_below(&seed, (int64_t) len) : len;
        char *exact = malloc(len + 1);
        memcpy(exact, copy, len);
        exact = realloc(exact, len > 0 ? len : 1); /* so that a read behind the end is seen */
        open_bytes(&doc, exact, len);
        if (doc.status == LTY_OK) {
            lty_buffer once;
            lty_buffer twice;
            document again;
            lty_buffer_init(&once, &doc.alloc);
            lty_json_write(&once, doc.root);
            open_bytes(&again, once.bytes, once.len);
            assert_int_equal(again.status, LTY_OK);
            lty_buffer_init(&twice, &again.alloc);
            lty_json_write(&twice, again.root);
            assert_true(lty_text_equal(lty_buffer_view(&once), lty_buffer_view(&twice)));
            lty_buffer_destroy(&twice);
            close_document(&again);
            lty_buffer_destroy(&once);
        } else {
            assert_int_equal(doc.status, LTY_E_JSON);
            assert_true(doc.problems.count > 0);
        }
        close_document(&doc);
        free(exact);
        free(copy);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_canonical_text),
        cmocka_unit_test(test_numbers_keep_their_kind),
        cmocka_unit_test(test_syntax_errors),
        cmocka_unit_test(test_number_errors),
        cmocka_unit_test(test_every_duplicate_key),
        cmocka_unit_test(test_depth),
        cmocka_unit_test(test_members_and_pointers),
        cmocka_unit_test(test_memory_runs_out),
        cmocka_unit_test(test_random_damage),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
