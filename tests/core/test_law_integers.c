/* Law 1: money and points are integers, checked. Random histories near the ends of 64 bits against sums in 128, and payloads made inexact. */
#include "lty_test_fold.h"

#include "lty_json.h"

__extension__ typedef __int128 wide;

#define EVENTS_MAX 12

static int64_t histories(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 10000 : strtoll(given, NULL, 10);
}

/* Small ones mostly, so that both ends of the check are met: sums that fit and sums that do not. */
static int64_t random_amount(uint64_t *random)
{
    static const int64_t limits[] = {100, 100000, INT64_MAX / 2, INT64_MAX};

    return lty_test_below(random, limits[lty_test_below(random, 4)]) + 1;
}

typedef struct sums {
    wide gross;
    wide refunded;
    wide earned;
    wide in;
    wide out;
} sums;

static lty_event random_event(uint64_t *random, char *id, size_t number, sums *expected)
{
    const int64_t at_s = LTY_TEST_2010 + lty_test_below(random, 365) * LTY_TEST_DAY;
    const int64_t amount = random_amount(random);

    (void) snprintf(id, 16, "s/x/%zu/1", number);
    switch (lty_test_below(random, 4)) {
        case 0: expected->refunded += amount; return lty_test_refund(id, "", at_s, amount);
        case 1: expected->in += amount; return lty_test_points(id, LTY_EVENT_POINTS_ADJUSTED, at_s, amount);
        case 2: expected->out += amount; return lty_test_points(id, LTY_EVENT_POINTS_ADJUSTED, at_s, -amount);
        default:
            expected->gross += amount;
            expected->earned += amount / 100;
            return lty_test_order(id, id, 1, at_s, LTY_ORDER_PAID, amount);
    }
}

static void law_1_sums_are_exact_or_refused(void **state)
{
    LTY_TEST_ALLOC();
    const lty_programme programme = lty_test_programme();
    uint64_t random = lty_test_seed("law 1", 20261122);
    const lty_programme *const versions[] = {&programme};
    lty_test_shop shop;
    int64_t exact = 0;
    int64_t refused = 0;
    (void) state;

    assert_int_equal(lty_test_open(&shop, versions, 1, &alloc), LTY_OK);
    for (int64_t i = 0; i < histories(); i++) {
        char ids[EVENTS_MAX][16];
        lty_event events[EVENTS_MAX];
        const lty_event *pointers[EVENTS_MAX];
        sums expected = {0};
        lty_customer customer;
        const size_t count = (size_t) lty_test_below(&random, EVENTS_MAX) + 1;

        for (size_t j = 0; j < count; j++) {
            events[j] = random_event(&random, ids[j], j, &expected);
            pointers[j] = &events[j];
        }
        const lty_status status = lty_test_try(&customer, &shop, pointers, count, LTY_TEST_2012, LTY_TEST_ALL);
        /* Everything that came in together has to fit too: a balance is a sum over lots of both kinds. */
        const wide in = expected.earned + expected.in;
        if (status == LTY_OK) {
            exact++;
            assert_true(customer.facts[LTY_FACT_SPENT_GROSS] == expected.gross && customer.facts[LTY_FACT_REFUNDED] == expected.refunded);
            assert_true(customer.facts[LTY_FACT_POINTS_EARNED] == expected.earned && customer.facts[LTY_FACT_POINTS_IN] == expected.in);
            assert_true(customer.facts[LTY_FACT_POINTS_OUT] == expected.out && customer.facts[LTY_FACT_POINTS] == in - expected.out);
        } else {
            refused++;
            assert_int_equal(status, LTY_E_RANGE);
            assert_true(expected.gross > INT64_MAX || expected.refunded > INT64_MAX || in > INT64_MAX || expected.out > INT64_MAX);
        }
    }
    assert_true(histories() < 100 || (exact > histories() / 10 && refused > histories() / 10));
    lty_test_close(&shop);
    assert_int_equal(memory.blocks, 0);
}

static lty_status parse(const char *payload, size_t len, const lty_alloc *alloc)
{
    lty_arena arena;
    lty_problems problems;
    lty_event event;

    lty_arena_init(&arena, alloc);
    lty_problems_init(&problems, &arena);
    const lty_status status = lty_event_parse(
        &event, LTY_TEXT("s/order/1/1"), LTY_TEXT("order"), LTY_TEXT("7"), LTY_TEST_2010, (lty_text){payload, len}, &arena, &problems);
    assert_true(status == LTY_OK || problems.count > 0);
    lty_arena_destroy(&arena);
    return status;
}

/* An order's payload as its author writes it; then one integer is made a float, or one member stands twice: both are refused. */
static void law_1_no_float_and_no_member_twice(void **state)
{
    LTY_TEST_ALLOC();
    uint64_t random = lty_test_seed("law 1, payloads", 1);
    static const char *const tails[] = {".0", ".5", "e2", "E0", ".00"};
    (void) state;

    for (int64_t i = 0; i < histories(); i++) {
        char payload[256];
        char changed[512];
        const long long amount = lty_test_below(&random, 1000000);
        const long long quantity = lty_test_below(&random, 9) + 1;
        const int len = snprintf(payload, sizeof payload,
            "{\"amount\":%lld,\"condition\":\"paid\",\"currency\":\"GBP\",\"lines\":[{\"amount\":%lld,\"quantity\":%lld,\"sku\":\"A\"}],\"order\":\"1\","
            "\"revision\":1}",
            amount, amount, quantity);
        static const char *const members[] = {"\"amount\":", "\"quantity\":", "\"revision\":"};

        assert_int_equal(parse(payload, (size_t) len, &alloc), LTY_OK);
        const char *member = members[lty_test_below(&random, 3)];
        const char *number = strstr(payload, member) + strlen(member);
        const size_t head = (size_t) (number - payload) + strspn(number, "0123456789");
        int size = snprintf(changed, sizeof changed, "%.*s%s%s", (int) head, payload, tails[lty_test_below(&random, 5)], payload + head);
        assert_int_equal(parse(changed, (size_t) size, &alloc), LTY_E_EVENT);
        size = snprintf(changed, sizeof changed, "%.*s,%.*s%s", (int) head, payload, (int) (payload + head - (number - strlen(member))),
            number - strlen(member), payload + head);
        assert_int_equal(parse(changed, (size_t) size, &alloc), LTY_E_EVENT);
    }
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(law_1_sums_are_exact_or_refused),
        cmocka_unit_test(law_1_no_float_and_no_member_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
