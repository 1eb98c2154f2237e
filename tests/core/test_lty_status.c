/* Status numbers are codes of PHP exceptions and stored in logs: a change of one must fail here. */
#include <string.h>

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
    assert_int_equal(LTY_E_CODE_BUDGET, 139);
}

/* Without default: the compiler names a status that is left out here. */
static bool known(lty_status status)
{
    switch (status) {
        case LTY_OK:
        case LTY_E_MEMORY:
        case LTY_E_RANGE:
        case LTY_E_LIMIT:
        case LTY_E_UTF8:
        case LTY_E_DATE:
        case LTY_E_CURRENCY:
        case LTY_E_CURRENCY_MISMATCH:
        case LTY_E_MONEY_SYNTAX:
        case LTY_E_WEIGHTS:
        case LTY_E_JSON:
        case LTY_E_PROGRAMME:
        case LTY_E_RULE:
        case LTY_E_EVENT:
        case LTY_E_EVENT_CONFLICT:
        case LTY_E_UNKNOWN_CUSTOMER:
        case LTY_E_NOT_FOLDED:
        case LTY_E_FOREIGN_SET:
        case LTY_E_POINTS:
        case LTY_E_ROW:
        case LTY_E_STOPPED:
        case LTY_E_SNAPSHOT:
        case LTY_E_DAMAGED:
        case LTY_E_CART:
        case LTY_E_RFM:
        case LTY_E_SQL:
        case LTY_E_CLV:
        case LTY_E_KEYRING:
        case LTY_E_KEYRING_FULL:
        case LTY_E_KEY_SLOT:
        case LTY_E_SEALED:
        case LTY_E_CODE_EMPTY:
        case LTY_E_CODE_TOO_LONG:
        case LTY_E_CODE_UTF8:
        case LTY_E_CODE_CHAR:
        case LTY_E_CODE_LENGTH:
        case LTY_E_CODE_CHECK:
        case LTY_E_CODE_VERSION:
        case LTY_E_CODE_KEY:
        case LTY_E_CODE_KEY_RETIRED:
        case LTY_E_CODE_TRUNCATED:
        case LTY_E_CODE_NON_CANONICAL:
        case LTY_E_CODE_TAG:
        case LTY_E_CODE_FIELD_UNKNOWN:
        case LTY_E_CODE_FIELD_MISSING:
        case LTY_E_CODE_FIELD_RANGE:
        case LTY_E_CODE_CAMPAIGN:
        case LTY_E_CODE_CAMPAIGN_CLOSED:
        case LTY_E_CODE_NOT_ISSUED:
        case LTY_E_CODE_REVOKED:
        case LTY_E_CODE_NOT_YET_VALID:
        case LTY_E_CODE_EXPIRED:
        case LTY_E_CODE_CUSTOMER:
        case LTY_E_CODE_CHANNEL:
        case LTY_E_CODE_CURRENCY:
        case LTY_E_CODE_MIN_ORDER:
        case LTY_E_CODE_CATEGORY:
        case LTY_E_CODE_BUSY:
        case LTY_E_CODE_USED:
        case LTY_E_CODE_LIMIT:
        case LTY_E_CODE_HOLD_LOST:
        case LTY_E_CODE_RATE_LIMITED:
        case LTY_E_CODE_COMBINATION:
        case LTY_E_CODE_NO_EFFECT:
        case LTY_E_CODE_REPEATED:
        case LTY_E_CODE_MAX_ORDER:
        case LTY_E_CODE_SALE_ITEMS:
        case LTY_E_CODE_EXCLUDED_PRODUCT:
        case LTY_E_CODE_EXCLUDED_CATEGORY:
        case LTY_E_CODE_ELIGIBILITY:
        case LTY_E_CODE_BUDGET: return true;
    }
    return false;
}

static void test_every_status_has_its_own_text(void **state)
{
    (void) state;

    size_t count = 0;

    for (int i = 0; i < 1000; i++) {
        const lty_status status = (lty_status) i;

        count += known(status);
        assert_int_equal(known(status), strcmp(lty_status_text(status), "unknown status") != 0);
        for (int j = 0; j < i && known(status); j++) {
            assert_string_not_equal(lty_status_text(status), lty_status_text((lty_status) j));
        }
    }
    assert_int_equal(count, 71);
    assert_string_equal(lty_status_text((lty_status) -1), "unknown status");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers_are_fixed),
        cmocka_unit_test(test_every_status_has_its_own_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
