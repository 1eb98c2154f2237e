/* Earn rules that ask for a segment: what its rule is told of earlier orders, in both ways of seeing them. docs/points.md */
#include "lty_test_fold.h"
#include "lty_test_programme.h"

#define DAY LTY_TEST_DAY
#define T0 1309521600LL /* 2011-07-01T12:00:00Z */
#define RULE(rule) "\"segments\":[{\"key\":\"some\",\"name\":\"Some\",\"rule\":\"" rule "\"}]"
#define POINTS(arrears)                                                                                                                    \
 "\"points\":{\"earn\":[{\"key\":\"base\",\"kind\":\"rate\",\"points\":1,\"per\":100},"                                                    \
 "{\"key\":\"bonus\",\"kind\":\"order\",\"points\":5,\"segments\":[\"some\"]}]," WORTH ",\"arrears\":\"" arrears "\"}"
#define DOCUMENT(arrears, rule) "{" HEAD "," POINTS(arrears) "," RULE(rule) "}"

/* What orders 1 to 4 of 10.00 each, on days 0, 7, 9 and 18, earn beside their 10 points: 5 or nothing. `lost` was cancelled on day 14. */
static void earns(const char *text, const char *lost, const int64_t bonus[4])
{
    document doc;
    lty_test_shop shop;
    const lty_event events[] = {
        lty_test_order("s/order/1/1", "1", 1, T0, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/2/1", "2", 1, T0 + 7 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/3/1", "3", 1, T0 + 9 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/4/1", "4", 1, T0 + 18 * DAY, LTY_ORDER_PAID, 1000),
        lty_test_order("s/order/0/2", lost, 2, T0 + 14 * DAY, LTY_ORDER_CANCELLED, 1000),
    };
    const lty_programme *const programme = read_well(&doc, text);

    assert_int_equal(lty_test_open(&shop, &programme, 1, &doc.alloc), LTY_OK);
    const lty_customer c = lty_test_fold(&shop, events, COUNT(events), T0 + 60 * DAY);
    lty_test_conserved(&c);
    for (size_t i = 0, lot = 0; i < 4; i++) {
        if (bonus[i] < 0) {
            continue; /* the order that was cancelled */
        }
        while (lot < c.lot_count && c.lots[lot].event != &events[i]) {
            lot++;
        }
        assert_true(lot < c.lot_count);
        assert_int_equal(c.lots[lot].earned - c.lots[lot].reversed, 10 + bonus[i]);
    }
    lty_test_close(&shop);
    close_document(&doc);
}

static void orders_that_are_cancelled_later_were_known_until_then(void **unused)
{
    (void) unused;
    earns(DOCUMENT("zero", "orders >= 2"), "1", (const int64_t[]){-1, 0, 5, 5});
    earns(DOCUMENT("pending", "orders >= 2"), "1", (const int64_t[]){-1, 0, 5, 5});
    earns(DOCUMENT("negative", "orders >= 2"), "1", (const int64_t[]){-1, 0, 0, 5});
    earns(DOCUMENT("zero", "orders >= 3"), "1", (const int64_t[]){-1, 0, 0, 0});
}

static void the_first_order_is_the_first_that_counts_then(void **unused)
{
    (void) unused;
    earns(DOCUMENT("zero", "first_order < 16 days ago"), "2", (const int64_t[]){0, -1, 0, 5});
    earns(DOCUMENT("zero", "first_order < 16 days ago"), "1", (const int64_t[]){-1, 0, 0, 0});
    earns(DOCUMENT("zero", "first_order < 8 days ago"), "1", (const int64_t[]){-1, 0, 5, 5});
    earns(DOCUMENT("negative", "first_order < 8 days ago"), "1", (const int64_t[]){-1, 0, 0, 5});
    earns(DOCUMENT("zero", "first_order is null"), "2", (const int64_t[]){5, -1, 0, 0});
}

static void the_last_order_is_the_last_that_counts_then(void **unused)
{
    (void) unused;
    earns(DOCUMENT("zero", "last_order >= 10 days ago"), "1", (const int64_t[]){-1, 5, 5, 5});
    earns(DOCUMENT("zero", "last_order >= 10 days ago"), "3", (const int64_t[]){0, 5, -1, 0});
    earns(DOCUMENT("negative", "last_order >= 10 days ago"), "3", (const int64_t[]){0, 5, -1, 0});
}

static void sums_are_those_that_were_known(void **unused)
{
    (void) unused;
    earns(DOCUMENT("zero", "spent >= 20"), "1", (const int64_t[]){-1, 0, 5, 5});
    earns(DOCUMENT("negative", "spent >= 20"), "1", (const int64_t[]){-1, 0, 0, 5});
    earns(DOCUMENT("zero", "average_order = 10"), "1", (const int64_t[]){-1, 5, 5, 5});
    earns(DOCUMENT("negative", "average_order is null"), "2", (const int64_t[]){5, -1, 0, 0});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(orders_that_are_cancelled_later_were_known_until_then),
        cmocka_unit_test(the_first_order_is_the_first_that_counts_then),
        cmocka_unit_test(the_last_order_is_the_last_that_counts_then),
        cmocka_unit_test(sums_are_those_that_were_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
