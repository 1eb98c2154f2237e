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

/* The list of docs/points.md, "Segments of earn rules". */
static void what_is_known_on_the_way(void **unused)
{
    (void) unused;
    static const lty_fact known[] = {LTY_FACT_ORDERS, LTY_FACT_FIRST_ORDER, LTY_FACT_LAST_ORDER, LTY_FACT_SPENT, LTY_FACT_SPENT_GROSS,
        LTY_FACT_AVERAGE_ORDER, LTY_FACT_TIER, LTY_FACT_TIER_METRIC, LTY_FACT_BIRTHDAY, LTY_FACT_GENDER, LTY_FACT_CONSENT_EMAIL,
        LTY_FACT_CONSENT_SMS, LTY_FACT_VISITS, LTY_FACT_LAST_VISIT, LTY_FACT_SIGNED_UP, LTY_FACT_REVIEWS, LTY_FACT_SURVEYS,
        LTY_FACT_CONTESTS, LTY_FACT_FRIENDS, LTY_FACT_EMAIL_SINCE, LTY_FACT_SMS_SINCE, LTY_FACT_CHILDREN, LTY_FACT_REDEMPTIONS};
    uint64_t wanted = 0;

    for (size_t i = 0; i < sizeof known / sizeof known[0]; i++) {
        wanted |= UINT64_C(1) << known[i];
    }
    assert_true(lty_fact_earn_fields() == wanted);
}

/* What is never null and never below 0 is a number; what may be unknown is none of them. */
static void what_counts(void **unused)
{
    (void) unused;
    static const lty_fact others[] = {LTY_FACT_AVERAGE_ORDER, LTY_FACT_POINTS, LTY_FACT_TIER_METRIC, LTY_FACT_TIER_MISSING,
        LTY_FACT_RFM_RECENCY, LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY, LTY_FACT_BIRTHDAY_IN, LTY_FACT_CHILD_BIRTHDAY_IN,
        LTY_FACT_BEST_HOUR, LTY_FACT_CLV, LTY_FACT_LOYALTY};
    size_t count;
    const lty_expr_field *fields = lty_fact_fields(&count);

    for (size_t i = 0; i < count; i++) {
        bool counted = fields[i].type == LTY_EXPR_INTEGER || fields[i].type == LTY_EXPR_MONEY;
        for (size_t k = 0; k < sizeof others / sizeof others[0]; k++) {
            counted = counted && others[k] != (lty_fact) i;
        }
        assert_int_equal((fields[i].traits & LTY_EXPR_FIELD_COUNTED) != 0, counted);
    }
}

/* What only a look at all customers can say. */
static void what_is_applied(void **unused)
{
    (void) unused;
    static const lty_fact applied[] = {
        LTY_FACT_RFM_RECENCY, LTY_FACT_RFM_FREQUENCY, LTY_FACT_RFM_MONETARY, LTY_FACT_P_ALIVE, LTY_FACT_EXPECTED_ORDERS, LTY_FACT_CLV};

    for (size_t i = 0; i < LTY_FACT_COUNT; i++) {
        bool is = false;

        for (size_t k = 0; k < sizeof applied / sizeof applied[0]; k++) {
            is = is || applied[k] == (lty_fact) i;
        }
        assert_int_equal(lty_fact_is_applied((lty_fact) i), is);
    }
}

/* Sums over customers make sense of what counts, and of points. */
static void what_is_summed_counts(void **unused)
{
    (void) unused;
    size_t count;
    const lty_fact *sums = lty_fact_sums(&count);
    size_t fields_count;
    const lty_expr_field *fields = lty_fact_fields(&fields_count);
    uint64_t seen = 0;

    for (size_t i = 0; i < count; i++) {
        assert_true(sums[i] == LTY_FACT_POINTS || (fields[sums[i]].traits & LTY_EXPR_FIELD_COUNTED) != 0);
        assert_false(seen >> sums[i] & 1U);
        seen |= UINT64_C(1) << sums[i];
    }
    for (size_t i = 0; i < fields_count; i++) {
        assert_true((fields[i].traits & LTY_EXPR_FIELD_COUNTED) == 0 || (seen >> i & 1U));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_catalogue_is_in_the_order_of_the_enum),
        cmocka_unit_test(numbers_become_values),
        cmocka_unit_test(what_is_known_on_the_way),
        cmocka_unit_test(what_counts),
        cmocka_unit_test(what_is_applied),
        cmocka_unit_test(what_is_summed_counts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
