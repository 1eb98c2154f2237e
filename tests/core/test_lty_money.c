/* Amounts as text, arithmetic at the edges of 64 bits, and the split: parts sum to the whole, whatever is split. */
#include "lty_money.h"
#include "lty_test.h"

__extension__ typedef __int128 wide;

static lty_money money(int64_t minor, const char *code)
{
    lty_money out;

    assert_int_equal(lty_money_init(&out, minor, code, strlen(code)), LTY_OK);
    return out;
}

static void test_currency_is_three_upper_case_letters(void **state)
{
    static const char *const wrong[] = {"", "EU", "EURO", "eur", "E1R", "EU ", "\xc3\x84R"};
    lty_money out = {5, "GBP"};

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lty_money_init(&out, 1, wrong[i], strlen(wrong[i])), LTY_E_CURRENCY);
    }
    assert_int_equal(lty_money_init(&out, 1, "E\0R", 3), LTY_E_CURRENCY);
    assert_int_equal(out.minor, 5);
    assert_string_equal(out.code, "GBP");
}

static void test_decimals_follow_iso_4217(void **state)
{
    (void) state;
    assert_int_equal(lty_currency_decimals("JPY"), 0);
    assert_int_equal(lty_currency_decimals("KRW"), 0);
    assert_int_equal(lty_currency_decimals("XPF"), 0);
    assert_int_equal(lty_currency_decimals("EUR"), 2);
    assert_int_equal(lty_currency_decimals("HUF"), 2);
    assert_int_equal(lty_currency_decimals("KWD"), 3);
    assert_int_equal(lty_currency_decimals("TND"), 3);
    assert_int_equal(lty_currency_decimals("CLF"), 4);
    assert_int_equal(lty_currency_decimals("UYW"), 4);
    assert_int_equal(lty_currency_decimals("ZZZ"), 2);
}

static void test_text_both_ways(void **state)
{
    static const struct {
        const char *text, *code;
        int64_t minor;
        const char *back;
    } rows[] = {
        {"19.99", "EUR", 1999, "19.99"},
        {"0.5", "EUR", 50, "0.50"},
        {"-5", "EUR", -500, "-5.00"},
        {"-0.05", "EUR", -5, "-0.05"},
        {"-0", "EUR", 0, "0.00"},
        {"007", "EUR", 700, "7.00"},
        {"500", "JPY", 500, "500"},
        {"-1", "JPY", -1, "-1"},
        {"0", "JPY", 0, "0"},
        {"1.234", "KWD", 1234, "1.234"},
        {"0.001", "KWD", 1, "0.001"},
        {"1.2345", "CLF", 12345, "1.2345"},
        {"92233720368547758.07", "EUR", INT64_MAX, "92233720368547758.07"},
        {"-92233720368547758.08", "EUR", INT64_MIN, "-92233720368547758.08"},
        {"9223372036854775807", "JPY", INT64_MAX, "9223372036854775807"},
        {"-922337203685477.5808", "CLF", INT64_MIN, "-922337203685477.5808"},
    };

    (void) state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lty_money out;
        char text[LTY_MONEY_TEXT];

        assert_int_equal(lty_money_parse(&out, rows[i].text, strlen(rows[i].text), rows[i].code), LTY_OK);
        assert_int_equal(out.minor, rows[i].minor);
        assert_int_equal(lty_money_format(text, &out), strlen(rows[i].back));
        assert_string_equal(text, rows[i].back);
    }
}

static void test_text_that_is_no_amount(void **state)
{
    static const char *const wrong[] = {"", "-", ".", ".5", "5.", "-.5", "+5", " 5", "5 ", "5,00", "1e3", "1.234", "1..2", "1.2.", "--1",
        "0x10", "1_0", "1 000", "1.2-", "\xd9\xa1"};
    lty_money out = {5, "GBP"};

    (void) state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_int_equal(lty_money_parse(&out, wrong[i], strlen(wrong[i]), "EUR"), LTY_E_MONEY_SYNTAX);
    }
    assert_int_equal(lty_money_parse(&out, "1.0", 3, "JPY"), LTY_E_MONEY_SYNTAX);
    assert_int_equal(lty_money_parse(&out, "1\0002", 3, "EUR"), LTY_E_MONEY_SYNTAX);
    assert_int_equal(lty_money_parse(&out, "92233720368547758.08", 20, "EUR"), LTY_E_RANGE);
    assert_int_equal(lty_money_parse(&out, "-92233720368547758.09", 21, "EUR"), LTY_E_RANGE);
    assert_int_equal(lty_money_parse(&out, "92233720368547759", 17, "EUR"), LTY_E_RANGE);
    assert_int_equal(lty_money_parse(&out, "99999999999999999999999999x", 27, "EUR"), LTY_E_MONEY_SYNTAX);
    assert_int_equal(lty_money_parse(&out, "1", 1, "eur"), LTY_E_CURRENCY);
    assert_int_equal(out.minor, 5);
}

static void test_arithmetic(void **state)
{
    const lty_money five = money(500, "EUR");
    const lty_money huge = money(INT64_MAX, "EUR");
    const lty_money yen = money(500, "JPY");
    lty_money out = five;

    (void) state;
    assert_int_equal(lty_money_add(&out, &out, &five), LTY_OK);
    assert_int_equal(out.minor, 1000);
    assert_int_equal(lty_money_sub(&out, &five, &out), LTY_OK);
    assert_int_equal(out.minor, -500);
    assert_int_equal(lty_money_add(&out, &five, &yen), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(lty_money_sub(&out, &five, &yen), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(lty_money_add(&out, &five, &huge), LTY_E_RANGE);
    assert_int_equal(lty_money_percent(&out, &huge, 10001, LTY_ROUNDING_DOWN), LTY_E_RANGE);
    assert_int_equal(out.minor, -500);
    const lty_money odd = money(1005, "EUR");
    assert_int_equal(lty_money_percent(&out, &odd, 1000, LTY_ROUNDING_HALF_UP), LTY_OK);
    assert_int_equal(out.minor, 101);
    assert_int_equal(lty_money_percent(&out, &odd, 1000, LTY_ROUNDING_HALF_EVEN), LTY_OK);
    assert_int_equal(out.minor, 100);
    assert_int_equal(lty_money_compare(&five, &odd), -1);
    assert_int_equal(lty_money_compare(&odd, &five), 1);
    assert_int_equal(lty_money_compare(&odd, &odd), 0);
}

static void assert_split(int64_t minor, const int64_t *weights, size_t count, const int64_t *expected)
{
    int64_t parts[8];

    assert_int_equal(lty_split(parts, minor, weights, count), LTY_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(parts[i], expected[i]);
    }
}

static void test_split_by_hand(void **state)
{
    (void) state;
    assert_split(100, (int64_t[]){1, 1, 1}, 3, (int64_t[]){34, 33, 33});
    assert_split(-100, (int64_t[]){1, 1, 1}, 3, (int64_t[]){-34, -33, -33});
    assert_split(101, (int64_t[]){1, 1, 1}, 3, (int64_t[]){34, 34, 33});
    assert_split(10, (int64_t[]){0, 5, 0}, 3, (int64_t[]){0, 10, 0});
    assert_split(0, (int64_t[]){3, 5}, 2, (int64_t[]){0, 0});
    assert_split(7, (int64_t[]){3, 1, 1}, 3, (int64_t[]){4, 2, 1});
    assert_split(5, (int64_t[]){50, 30, 20}, 3, (int64_t[]){3, 1, 1});
    assert_split(INT64_MIN, (int64_t[]){1, 1}, 2, (int64_t[]){INT64_MIN / 2, INT64_MIN / 2});
    assert_split(INT64_MAX, (int64_t[]){INT64_MAX - 1, 1}, 2, (int64_t[]){INT64_MAX - 1, 1});
    assert_split(INT64_MIN, (int64_t[]){INT64_MAX}, 1, (int64_t[]){INT64_MIN});
}

static void test_split_refuses(void **state)
{
    int64_t parts[2] = {8, 9};

    (void) state;
    assert_int_equal(lty_split(parts, 5, NULL, 0), LTY_E_WEIGHTS);
    assert_int_equal(lty_split(parts, 5, (int64_t[]){0, 0}, 2), LTY_E_WEIGHTS);
    assert_int_equal(lty_split(parts, 5, (int64_t[]){2, -1}, 2), LTY_E_WEIGHTS);
    assert_int_equal(lty_split(parts, 5, (int64_t[]){INT64_MAX, 1}, 2), LTY_E_RANGE);
    assert_int_equal(lty_split_chosen(parts, 5, (int64_t[]){2, 3}, (bool[]){false, false}, 2), LTY_E_WEIGHTS);
    assert_int_equal(parts[0], 8);
    assert_int_equal(parts[1], 9);
    assert_int_equal(lty_split_chosen(parts, 5, (int64_t[]){-1, 3}, (bool[]){false, true}, 2), LTY_OK);
    assert_int_equal(parts[0], 0);
    assert_int_equal(parts[1], 5);
}

/* A part that got a unit has no smaller remainder than one that did not; at equal remainders the lower index comes first. */
static void assert_fair(int64_t minor, const int64_t *weights, const int64_t *parts, size_t count, int64_t sum)
{
    const wide size = minor < 0 ? -(wide) minor : minor;
    wide total = 0;

    for (size_t i = 0; i < count; i++) {
        const wide part = minor < 0 ? -(wide) parts[i] : parts[i];
        const wide share = size * weights[i];
        const bool up = part > share / sum;

        total += parts[i];
        assert_true(part == share / sum || part == share / sum + 1);
        assert_true(weights[i] != 0 || part == 0);
        for (size_t j = 0; up && j < count; j++) {
            const wide other = minor < 0 ? -(wide) parts[j] : parts[j];
            if (other == size * weights[j] / sum) {
                const wide mine = share % sum;
                const wide theirs = size * weights[j] % sum;
                assert_true(mine > theirs || (mine == theirs && i < j));
            }
        }
    }
    assert_true(total == minor);
}

static void test_split_random(void **state)
{
    uint64_t seed = lty_test_seed("split", 20260102);

    (void) state;
    for (int i = 0; i < 10000; i++) {
        const size_t count = (size_t) (1 + lty_test_below(&seed, 12));
        const int64_t minor = (int64_t) lty_test_random(&seed) >> lty_test_below(&seed, 64);
        const int64_t limit = (int64_t) 1 << lty_test_below(&seed, 60);
        int64_t weights[12];
        int64_t parts[12];
        int64_t sum = 0;

        for (size_t w = 0; w < count; w++) {
            weights[w] = lty_test_below(&seed, limit) >> lty_test_below(&seed, 3);
            if (lty_add(&sum, sum, weights[w]) != LTY_OK) {
                weights[w] = 0;
            }
        }
        const lty_status status = lty_split(parts, minor, weights, count);
        assert_int_equal(status, sum == 0 ? LTY_E_WEIGHTS : LTY_OK);
        if (status == LTY_OK) {
            assert_fair(minor, weights, parts, count, sum);
        }
    }
}

static void test_text_random(void **state)
{
    static const char *const codes[] = {"JPY", "EUR", "KWD", "CLF"};
    uint64_t seed = lty_test_seed("money text", 20260103);

    (void) state;
    for (int i = 0; i < 10000; i++) {
        const int64_t minor = (int64_t) lty_test_random(&seed) >> lty_test_below(&seed, 64);
        const lty_money given = money(minor, codes[lty_test_below(&seed, 4)]);
        lty_money back;
        char text[LTY_MONEY_TEXT];
        const size_t len = lty_money_format(text, &given);

        assert_int_equal(lty_money_parse(&back, text, len, given.code), LTY_OK);
        assert_int_equal(back.minor, minor);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_currency_is_three_upper_case_letters),
        cmocka_unit_test(test_decimals_follow_iso_4217),
        cmocka_unit_test(test_text_both_ways),
        cmocka_unit_test(test_text_that_is_no_amount),
        cmocka_unit_test(test_arithmetic),
        cmocka_unit_test(test_split_by_hand),
        cmocka_unit_test(test_split_refuses),
        cmocka_unit_test(test_split_random),
        cmocka_unit_test(test_text_random),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
