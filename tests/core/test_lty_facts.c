/* The catalogue of facts, and facts as values of rules. */
#include "lty_test_fold.h"

static void the_catalogue_is_in_the_order_of_the_enum(void **unused)
{
    (void) unused;
    size_t count = 0;
    const lty_expr_field *fields = lty_fact_fields(&count);

    assert_int_equal(count, LTY_FACT_COUNT);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(fields[i].index, i);
        assert_true(fields[i].about[0] != '\0');
        for (const char *c = fields[i].name; *c != '\0'; c++) {
            assert_true((*c >= 'a' && *c <= 'z') || *c == '_');
        }
        for (size_t j = 0; j < i; j++) {
            assert_string_not_equal(fields[i].name, fields[j].name);
        }
    }
    assert_string_equal(fields[LTY_FACT_LAST_ORDER].name, "last_order");
    assert_int_equal(fields[LTY_FACT_GENDER].choice_count, 3);
}

static void numbers_become_values(void **unused)
{
    (void) unused;
    lty_programme programme = lty_test_programme();
    lty_expr_value value;

    programme.tiers.items = lty_test_tiers;
    programme.tiers.count = 3;
    lty_fact_value(&value, &programme, LTY_FACT_TIER, 2);
    assert_true(!value.null && lty_text_equal(value.text, LTY_TEXT("gold")));
    lty_fact_value(&value, &programme, LTY_FACT_GENDER, 0);
    assert_true(!value.null && lty_text_equal(value.text, LTY_TEXT("female")));
    lty_fact_value(&value, &programme, LTY_FACT_POINTS, -5);
    assert_true(!value.null && value.number == -5);
    lty_fact_value(&value, &programme, LTY_FACT_TIER, LTY_FACT_NONE);
    assert_true(value.null);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_is_in_the_order_of_the_enum),
        cmocka_unit_test(numbers_become_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
