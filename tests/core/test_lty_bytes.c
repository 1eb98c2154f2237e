#include "lty_bytes.h"
#include "lty_test.h"

static void test_texts_compare_bytewise(void **state)
{
    (void) state;

    assert_true(lty_text_equal((lty_text){NULL, 0}, LTY_TEXT("")));
    assert_false(lty_text_equal(LTY_TEXT("7"), LTY_TEXT("007")));
    assert_true(lty_text_compare(LTY_TEXT("a"), LTY_TEXT("ab")) < 0);
    assert_true(lty_text_compare(LTY_TEXT("\xFF"), LTY_TEXT("a")) > 0);
    assert_true(lty_text_compare(LTY_TEXT("10"), LTY_TEXT("9")) < 0);
}

static void test_natural_order_reads_integers_as_numbers(void **state)
{
    static const char *const ascending[] = {"-100000000000000000000", "-10", "-9", "0", "9", "10", "99999999999999999999",
        "100000000000000000000", "", "+1", "-", "-0", "007", "1a", "a"};
    (void) state;

    for (size_t i = 0; i < sizeof ascending / sizeof ascending[0]; i++) {
        for (size_t j = 0; j < sizeof ascending / sizeof ascending[0]; j++) {
            const int order = lty_text_compare_natural(lty_test_text(ascending[i]), lty_test_text(ascending[j]));
            assert_int_equal((order > 0) - (order < 0), (i > j) - (i < j));
        }
    }
}

static void test_utf8_is_read_strictly(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        bool valid;
    } cases[] = {{"", 0, true}, {"a\0b", 3, true}, {"\xC3\xA9", 2, true}, {"\xE2\x82\xAC", 3, true}, {"\xF0\x9F\x98\x80", 4, true},
        {"\xF4\x8F\xBF\xBF", 4, true}, {"\xF4\x90\x80\x80", 4, false}, {"\xC1\x81", 2, false}, {"\xC0\x80", 2, false},
        {"\xE0\x80\xAF", 3, false}, {"\xED\xA0\x80", 3, false}, {"\xF0\x80\x80\x80", 4, false}, {"\x80", 1, false}, {"\xC3", 1, false},
        {"\xE2\x82", 2, false}, {"\xE2\x28\xA1", 3, false}, {"\xFF", 1, false}};
    (void) state;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_int_equal(lty_utf8_valid(cases[i].bytes, cases[i].len), cases[i].valid);
    }
    uint32_t point = 0;
    size_t at = 1;
    assert_int_equal(lty_utf8_next(&point, "x\xE2\x82\xAC", 4, &at), LTY_OK);
    assert_int_equal(point, 0x20AC);
    assert_int_equal(at, 4);
    assert_int_equal(lty_utf8_next(&point, "x\xE2\x82\xAC", 4, &at), LTY_E_UTF8); /* nothing is left */
    assert_int_equal(at, 4);
}

static void test_integers_fill_the_whole_range(void **state)
{
    static const char *const none[] = {"", "-", "+1", " 1", "1 ", "1.0", "0x1", "--1"};
    int64_t value = 7;
    (void) state;

    assert_int_equal(lty_text_integer(&value, LTY_TEXT("-9223372036854775808")), LTY_OK);
    assert_true(value == INT64_MIN);
    assert_int_equal(lty_text_integer(&value, LTY_TEXT("9223372036854775807")), LTY_OK);
    assert_true(value == INT64_MAX);
    assert_int_equal(lty_text_integer(&value, LTY_TEXT("9223372036854775808")), LTY_E_RANGE);
    assert_int_equal(lty_text_integer(&value, LTY_TEXT("-9223372036854775809")), LTY_E_RANGE);
    for (size_t i = 0; i < sizeof none / sizeof none[0]; i++) {
        assert_int_equal(lty_text_integer(&value, lty_test_text(none[i])), LTY_E_ROW);
    }
    assert_true(value == INT64_MAX);
}

static void test_a_buffer_grows_and_quotes(void **state)
{
    LTY_TEST_ALLOC();
    lty_buffer buffer;
    (void) state;

    lty_buffer_init(&buffer, &alloc);
    lty_buffer_json(&buffer, (lty_text){"a\"\\\n\0\xC3\xA9", 7});
    lty_buffer_json(&buffer, (lty_text){NULL, 0});
    lty_buffer_integer(&buffer, INT64_MIN);
    lty_buffer_string(&buffer, ",");
    lty_buffer_integer(&buffer, 0);
    assert_false(buffer.failed);
    assert_true(lty_text_equal(lty_buffer_view(&buffer), LTY_TEXT("\"a\\\"\\\\\\u000a\\u0000\xC3\xA9\"\"\"-9223372036854775808,0")));
    lty_buffer_destroy(&buffer);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(memory.bytes, 0);
}

static void test_a_buffer_without_memory_keeps_what_it_had(void **state)
{
    LTY_TEST_ALLOC();
    lty_buffer buffer;
    (void) state;

    lty_buffer_init(&buffer, &alloc);
    lty_buffer_string(&buffer, "kept");
    memory.fail_at = memory.calls + 1;
    lty_buffer_append(&buffer, "0123456789012345678901234567890123456789", 40);
    lty_buffer_string(&buffer, "lost");
    assert_true(buffer.failed);
    assert_true(lty_text_equal(lty_buffer_view(&buffer), LTY_TEXT("kept")));
    lty_buffer_destroy(&buffer);
    assert_int_equal(memory.blocks, 0);
}

static void test_little_endian(void **state)
{
    unsigned char bytes[8];
    (void) state;

    lty_store_le64(bytes, 0x0102030405060708ULL);
    assert_int_equal(bytes[0], 8);
    assert_int_equal(bytes[7], 1);
    assert_true(lty_load_le64(bytes) == 0x0102030405060708ULL);
}

/* Steps of eight bytes: what is not well-formed is found at every place of a word, and behind the last whole one. */
static void test_utf8_span_finds_every_place(void **state)
{
    char text[27];

    (void) state;
    for (size_t len = 0; len <= sizeof text; len++) {
        memset(text, 'a', sizeof text);
        assert_int_equal(lty_utf8_span(text, len), len);
        for (size_t bad = 0; bad < len; bad++) {
            text[bad] = '\xFF';
            assert_int_equal(lty_utf8_span(text, len), bad);
            assert_false(lty_utf8_valid(text, len));
            text[bad] = 'a';
        }
    }
    assert_int_equal(lty_utf8_span("aaaaaaa\xC3\xA9"
                                   "aaaaaaa\xC3",
                         17),
        16);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_compare_bytewise),
        cmocka_unit_test(test_natural_order_reads_integers_as_numbers),
        cmocka_unit_test(test_utf8_is_read_strictly),
        cmocka_unit_test(test_integers_fill_the_whole_range),
        cmocka_unit_test(test_a_buffer_grows_and_quotes),
        cmocka_unit_test(test_a_buffer_without_memory_keeps_what_it_had),
        cmocka_unit_test(test_little_endian),
        cmocka_unit_test(test_utf8_span_finds_every_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
