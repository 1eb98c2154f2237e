/* Bitmap sets against a plain array of flags, and lists of keys with every way to spoil their bytes. */
#include "lty_test.h"

#include "lty_keys.h"
#include "lty_set.h"

static void test_operations(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t seed = lty_test_seed("set", 3);

    (void) state;
    for (int round = 0; round < 300; round++) {
        const size_t sizes[2] = {(size_t) lty_test_below(&seed, 200), (size_t) lty_test_below(&seed, 200)};
        bool flags[2][200] = {{false}};
        lty_set sets[2];

        for (int i = 0; i < 2; i++) {
            assert_int_equal(lty_set_init(&sets[i], sizes[i], &alloc), LTY_OK);
            for (size_t n = 0; n < sizes[i]; n++) {
                flags[i][n] = lty_test_below(&seed, 3) == 0;
                if (flags[i][n]) {
                    lty_set_add(&sets[i], n);
                }
            }
        }
        for (int operation = 0; operation < 3; operation++) {
            lty_set out;
            size_t count = 0;
            size_t next = 0;

            assert_int_equal(lty_set_combine(&out, &sets[0], &sets[1], (lty_set_operation) operation, &alloc), LTY_OK);
            for (size_t n = 0; n < 200; n++) {
                const bool expect = operation == LTY_SET_AND ? flags[0][n] && flags[1][n]
                    : operation == LTY_SET_OR                ? flags[0][n] || flags[1][n]
                                                             : flags[0][n] && !flags[1][n];

                assert_int_equal(lty_set_has(&out, n), expect);
                if (expect) {
                    next = lty_set_next(&out, next);
                    assert_int_equal(next++, n);
                }
                count += expect;
            }
            assert_int_equal(lty_set_next(&out, next), out.size);
            assert_int_equal(lty_set_count(&out), count);
            lty_set_destroy(&out);
        }
        lty_set_fill(&sets[0]);
        assert_int_equal(lty_set_count(&sets[0]), sizes[0]);
        lty_set_destroy(&sets[0]);
        lty_set_destroy(&sets[0]);
        lty_set_destroy(&sets[1]);
    }
    assert_int_equal(memory.blocks, 0);
}

static void test_memory(void **state)
{
    LTY_TEST_ALLOC();
    lty_set set, out = {.size = 99};

    (void) state;
    assert_int_equal(lty_set_init(&set, 100, &alloc), LTY_OK);
    memory.fail_at = memory.calls + 1;
    assert_int_equal(lty_set_combine(&out, &set, &set, LTY_SET_OR, &alloc), LTY_E_MEMORY);
    assert_int_equal(lty_set_init(&out, 1, &alloc), LTY_E_MEMORY);
    assert_int_equal(out.size, 99);
    lty_set_destroy(&set);
    assert_int_equal(memory.blocks, 0);
}

static const unsigned char lineage[LTY_KEYS_LINEAGE] = "0123456789abcdef";

static void write_keys(lty_buffer *buffer, const char *const *keys, size_t count)
{
    lty_keys_writer writer;

    lty_keys_write_start(&writer, buffer, lineage, count);
    for (size_t i = 0; i < count; i++) {
        lty_keys_write(&writer, lty_test_text(keys[i]));
    }
    assert_false(buffer->failed);
}

/* Reads to the end; the number of keys, or -1. */
static int read_keys(lty_text bytes)
{
    lty_keys_reader reader;
    int count = 0;
    char last[LTY_KEYS_LEN_MAX];
    size_t last_len = 0;

    if (lty_keys_read_start(&reader, bytes) != LTY_OK) {
        return -1;
    }
    while (reader.left > 0) {
        lty_text key;

        if (lty_keys_read(&key, &reader) != LTY_OK) {
            return -1;
        }
        assert_true(lty_text_compare((lty_text){last, last_len}, key) < 0);
        memcpy(last, key.bytes, key.len);
        last_len = key.len;
        count++;
    }
    return count;
}

static void test_keys(void **state)
{
    static const char *const keys[] = {"1", "10", "100", "2", "21", "customer-1", "customer-12", "customer-2", "\xC3\xA9t\xC3\xA9"};
    LTY_TEST_ALLOC();
    lty_buffer buffer;
    lty_keys_reader reader;
    lty_text key;

    (void) state;
    lty_buffer_init(&buffer, &alloc);
    write_keys(&buffer, keys, 9);
    assert_int_equal(lty_keys_read_start(&reader, lty_buffer_view(&buffer)), LTY_OK);
    assert_memory_equal(reader.lineage, lineage, sizeof lineage);
    for (size_t i = 0; i < 9; i++) {
        assert_int_equal(lty_keys_read(&key, &reader), LTY_OK);
        assert_true(lty_text_equal(key, lty_test_text(keys[i])));
    }
    assert_int_equal(reader.left, 0);
    lty_buffer_destroy(&buffer);
    assert_int_equal(memory.blocks, 0);
}

/* One encoding of one list: a cut, an added byte or a changed one is refused, or is another valid list. */
static void test_keys_hostile(void **state)
{
    static const char *const keys[] = {"1", "10", "2", "customer-1", "customer-12", "customer-2"};
    LTY_TEST_ALLOC();
    lty_buffer buffer;
    char bytes[200];
    uint64_t seed = lty_test_seed("keys", 5);

    (void) state;
    lty_buffer_init(&buffer, &alloc);
    write_keys(&buffer, keys, 6);
    const lty_text whole = lty_buffer_view(&buffer);

    for (size_t len = 0; len < whole.len; len++) {
        assert_int_equal(read_keys((lty_text){whole.bytes, len}), -1);
    }
    memcpy(bytes, whole.bytes, whole.len);
    bytes[whole.len] = 0;
    assert_int_equal(read_keys((lty_text){bytes, whole.len + 1}), -1);
    for (int round = 0; round < 20000; round++) {
        memcpy(bytes, whole.bytes, whole.len);
        for (int64_t i = lty_test_below(&seed, 4); i >= 0; i--) {
            bytes[lty_test_below(&seed, (int64_t) whole.len)] = (char) lty_test_random(&seed);
        }
        (void) read_keys((lty_text){bytes, whole.len});
    }
    lty_buffer_destroy(&buffer);
}

static void test_keys_canonical(void **state)
{
    static const struct {
        const char *tail; /* behind version and lineage */
        size_t len;
        int count;
    } cases[] = {
        {"\x00", 1, 0}, {"\x00\x00", 2, -1}, /* something follows nothing */
        {"\x01\x00\x01"
         "a",
            4, 1},
        {"\x81\x00\x00\x01"
         "a",
            5, -1},              /* a number longer than it need be */
        {"\x01\x00\x00", 3, -1}, /* an empty key */
        {"\x01\x01\x01"
         "a",
            4, -1}, /* shares what is not there */
        {"\x02\x00\x01"
         "a\x00\x01"
         "b",
            7, 2},
        {"\x02\x00\x01"
         "b\x00\x01"
         "a",
            7, -1}, /* not ascending */
        {"\x02\x00\x01"
         "a\x00\x01"
         "a",
            7, -1}, /* twice */
        {"\x02\x00\x01"
         "a\x00\x02"
         "ab",
            8, -1},                                                                       /* shares less than it could */
        {"\x01\x00\x01\xFF", 4, -1},                                                      /* not UTF-8 */
        {"\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\x7F", 9, -1}, {"\xFF\xFF\xFF\xFF\x0F", 5, -1}, /* more keys than bytes */
    };
    char bytes[64] = "\x01"
                     "0123456789abcdef";

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        memcpy(bytes + 17, cases[i].tail, cases[i].len);
        assert_int_equal(read_keys((lty_text){bytes, 17 + cases[i].len}), cases[i].count);
    }
    bytes[0] = 2;
    assert_int_equal(read_keys((lty_text){bytes, 18}), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_operations),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_keys_hostile),
        cmocka_unit_test(test_keys_canonical),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
