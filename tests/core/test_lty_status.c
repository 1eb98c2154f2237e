/* Status numbers are codes of PHP exceptions and stored in logs: a change of one must fail here. */
#include "lty_status.h"
#include "lty_test.h"

static void test_numbers_are_fixed(void **state)
{
    (void) state;

    assert_int_equal(LTY_OK, 0);
    assert_int_equal(LTY_E_LIMIT, 3);
    assert_int_equal(LTY_E_CURRENCY_MISMATCH, 21);
    assert_int_equal(LTY_E_PROGRAMME, 31);
    assert_int_equal(LTY_E_EVENT_CONFLICT, 41);
    assert_int_equal(LTY_E_CODE_EMPTY, 100);
    assert_int_equal(LTY_E_CODE_CHECK, 105);
    assert_int_equal(LTY_E_CODE_TAG, 111);
    assert_int_equal(LTY_E_CODE_EXPIRED, 120);
    assert_int_equal(LTY_E_CODE_RATE_LIMITED, 130);
    assert_int_equal(LTY_E_CODE_NO_EFFECT, 132);
}

static void test_every_code_status_has_its_own_text(void **state)
{
    (void) state;

    for (int i = LTY_E_CODE_EMPTY; i <= LTY_E_CODE_NO_EFFECT; i++) {
        assert_string_not_equal(lty_status_text((lty_status) i), "unknown status");
        for (int j = LTY_E_CODE_EMPTY; j < i; j++) {
            assert_string_not_equal(lty_status_text((lty_status) i), lty_status_text((lty_status) j));
        }
    }
    assert_string_equal(lty_status_text((lty_status) 9999), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_fixed),
        cmocka_unit_test(test_every_code_status_has_its_own_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
