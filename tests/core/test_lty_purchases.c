/* Rows of a history: which orders, what refunds leave of each line, what was done; and the bytes that say the same. */
#include "lty_purchases.h"
#include "lty_test_rows.h"

static const char *text_of(lty_text text)
{
    static char copies[8][64];
    static unsigned next;
    char *copy = copies[next++ % 8];

    snprintf(copy, sizeof copies[0], "%.*s", (int) text.len, text.bytes);
    return copy;
}

static void read_rows(lty_purchases *out, lty_history *history, const lty_event *events, size_t count, int64_t at_s)
{
    const lty_event *pointers[EVENTS_MAX];

    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    assert_int_equal(lty_history_prepare(history, pointers, count, at_s), LTY_OK);
    assert_int_equal(lty_purchases_read(out, history), LTY_OK);
}

static void test_orders(void **state)
{
    static const lty_event_line lines[] = {
        {.sku = {"a", 1}, .category = {"tea", 3}, .quantity = 2, .amount_minor = 1000, .tax_minor = 101, .cost_minor = 333},
        {.sku = {"b", 1}, .brand = {"acme", 4}, .quantity = 1, .amount_minor = 0, .cost_minor = 7, .sale = true},
        {.sku = {"c", 1}, .quantity = 3, .amount_minor = 500, .cost_minor = LTY_EVENT_COST_NONE}};
    static const lty_event_line back[] = {{.sku = {"a", 1}, .category = {"tea", 3}, .quantity = 1, .amount_minor = 400}};
    const lty_programme programme = lty_test_programme();
    lty_event events[12];
    size_t count = 0;
    LTY_TEST_ALLOC();
    lty_purchases p;
    lty_history history;
    lty_expr_value value;

    (void) state;
    /* Placed first, paid last: the last order, at the instant of its payment. */
    events[count++] = lty_test_order("s/order/late/1", "late", 1, LTY_TEST_2011, LTY_ORDER_PLACED, 100);
    events[count++] = lty_test_order("s/order/late/2", "late", 2, LTY_TEST_2011 + 90 * LTY_TEST_DAY, LTY_ORDER_PAID, 100);
    events[count++] = lty_test_order("s/order/lines/1", "lines", 1, LTY_TEST_2011 + 5, LTY_ORDER_PAID, 1500);
    events[count - 1].lines = lines;
    events[count - 1].line_count = 3;
    events[count - 1].channel = LTY_TEXT("shop");
    events[count++] = lty_test_refund("s/refund/1/1", "lines", LTY_TEST_2011 + 60, 400);
    events[count - 1].lines = back;
    events[count - 1].line_count = 1;
    events[count++] = lty_test_refund("s/refund/2/1", "lines", LTY_TEST_2011 + 70, 110); /* 600 and 500 are left: 60 and 50 */
    events[count++] = lty_test_order("s/order/none/1", "none", 1, LTY_TEST_2011 + 6, LTY_ORDER_PAID, 0);
    events[count++] = lty_test_order("s/order/gone/1", "gone", 1, LTY_TEST_2011 + 6, LTY_ORDER_PAID, 900);
    events[count++] = lty_test_order("s/order/gone/2", "gone", 2, LTY_TEST_2011 + 7, LTY_ORDER_CANCELLED, 900);
    events[count++] = (lty_event){
        .id = LTY_TEXT("s/coupon/late/spring-1"), .type = LTY_EVENT_COUPON_REDEEMED, .at_s = LTY_TEST_2011, .object = LTY_TEXT("late")};
    events[count++] = (lty_event){
        .id = LTY_TEXT("t/coupon/lines/spring-2"), .type = LTY_EVENT_COUPON_REDEEMED, .at_s = LTY_TEST_2011, .object = LTY_TEXT("lines")};
    events[count++] = lty_test_order("s/order/after/1", "after", 1, LTY_TEST_2012 + 1, LTY_ORDER_PAID, 900);
    lty_history_init(&history, &alloc);
    lty_purchases_init(&p, &alloc);
    read_rows(&p, &history, events, count, LTY_TEST_2012);

    assert_int_equal(p.count, 4);
    assert_int_equal(p.activity_count, 0);
    assert_int_equal(p.rows[0].amount_minor, 540);
    assert_int_equal(p.rows[0].gross_minor, 1000);
    assert_int_equal(p.rows[0].quantity, 2);
    assert_int_equal(p.rows[0].cost_minor, 333);
    assert_int_equal(p.rows[0].margin_minor, 540 - 54 - 179); /* 101 * .54 = 54.5, 333 * .54 = 179.8, both cut */
    assert_string_equal(text_of(p.rows[0].sku), "a");
    assert_string_equal(text_of(p.rows[0].category), "tea");
    assert_string_equal(text_of(p.rows[0].channel), "shop");
    assert_false(p.rows[0].code); /* another source's order of the same name */
    assert_int_equal(p.rows[1].amount_minor, 0);
    assert_int_equal(p.rows[1].margin_minor, 0);
    assert_true(p.rows[1].sale);
    assert_string_equal(text_of(p.rows[1].brand), "acme");
    assert_int_equal(p.rows[2].amount_minor, 450);
    assert_true(p.rows[2].cost_minor == LTY_FACT_NONE && p.rows[2].margin_minor == LTY_FACT_NONE);
    assert_int_equal(p.rows[2].order, 1);
    assert_int_equal(p.rows[3].order, 2);
    assert_int_equal(p.rows[3].at_s, LTY_TEST_2011 + 90 * LTY_TEST_DAY);
    assert_int_equal(p.rows[3].quantity, 1);
    assert_true(p.rows[3].code);

    lty_purchase_value(&value, &p.rows[3], LTY_PURCHASE_MONTH, &programme.zone); /* 1 April, 01:00 in summer time */
    assert_int_equal(value.number, 4);
    lty_purchase_value(&value, &p.rows[3], LTY_PURCHASE_HOUR, &programme.zone);
    assert_int_equal(value.number, 1);
    lty_purchase_value(&value, &p.rows[3], LTY_PURCHASE_WEEKDAY, &programme.zone); /* a Friday */
    assert_int_equal(value.number, 5);
    lty_purchase_value(&value, &p.rows[2], LTY_PURCHASE_COST, &programme.zone);
    assert_true(value.null);
    lty_purchases_destroy(&p);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

static void test_activities(void **state)
{
    const lty_event events[] = {{.id = LTY_TEXT("s/preference/7:pets/1"),
                                    .type = LTY_EVENT_PREFERENCE,
                                    .at_s = LTY_TEST_2011,
                                    .object = LTY_TEXT("pets"),
                                    .given = true},
        {.id = LTY_TEXT("s/preference/7:pets/2"), .type = LTY_EVENT_PREFERENCE, .at_s = LTY_TEST_2011 + 2, .object = LTY_TEXT("pets")},
        {.id = LTY_TEXT("s/preference/7:garden/1"),
            .type = LTY_EVENT_PREFERENCE,
            .at_s = LTY_TEST_2011 + 1,
            .object = LTY_TEXT("garden"),
            .given = true},
        {.id = LTY_TEXT("s/visit/1/1"),
            .type = LTY_EVENT_VISIT,
            .at_s = LTY_TEST_2011 + 3,
            .value = LTY_TEXT("search"),
            .section = LTY_TEXT("cats")},
        {.id = LTY_TEXT("s/sent/d/1"),
            .type = LTY_EVENT_MESSAGE_SENT,
            .at_s = LTY_TEST_2011 + 4,
            .object = LTY_TEXT("d"),
            .value = LTY_TEXT("news"),
            .channel = LTY_TEXT("email")},
        {.id = LTY_TEXT("s/opened/1/1"),
            .type = LTY_EVENT_MESSAGE_OPENED,
            .at_s = LTY_TEST_2011 + 5,
            .object = LTY_TEXT("d"),
            .value = LTY_TEXT("news"),
            .channel = LTY_TEXT("email"),
            .section = LTY_TEXT("top")},
        {.id = LTY_TEXT("s/review/1/1"), .type = LTY_EVENT_REVIEW, .at_s = LTY_TEST_2011 + 6, .object = LTY_TEXT("sku")},
        {.id = LTY_TEXT("s/consent/1/1"), .type = LTY_EVENT_CONSENT, .at_s = LTY_TEST_2011 + 7, .value = LTY_TEXT("email")}};
    static const char *const wanted[] = {
        "8 garden   1", "8 pets   0", "1  search cats -", "2 news email  -", "3 news email top -", "5 sku   -"};
    LTY_TEST_ALLOC();
    lty_purchases p;
    lty_history history;

    (void) state;
    lty_history_init(&history, &alloc);
    lty_purchases_init(&p, &alloc);
    read_rows(&p, &history, events, COUNT(events), LTY_TEST_2012);
    assert_int_equal(p.count, 0);
    assert_int_equal(p.activity_count, COUNT(wanted));
    for (size_t i = 0; i < p.activity_count; i++) {
        const lty_activity *row = &p.activities[i];
        char line[100];

        snprintf(line, sizeof line, "%d %s %s %s %s", (int) row->kind, text_of(row->name), text_of(row->via), text_of(row->section),
            row->wanted == LTY_FACT_NONE ? "-"
                : row->wanted != 0       ? "1"
                                         : "0");
        assert_string_equal(line, wanted[i]);
    }
    lty_purchases_destroy(&p);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

/* --- bytes ------------------------------------------------------------------------------------------------------------- */

static void assert_same_text(lty_text a, lty_text b)
{
    assert_true(lty_text_equal(a, b));
}

static void assert_same(const lty_purchases *a, const lty_purchases *b)
{
    assert_int_equal(a->count, b->count);
    assert_int_equal(a->activity_count, b->activity_count);
    for (size_t i = 0; i < a->count; i++) {
        const lty_purchase *x = &a->rows[i];
        const lty_purchase *y = &b->rows[i];

        assert_true(
            x->at_s == y->at_s && x->amount_minor == y->amount_minor && x->gross_minor == y->gross_minor && x->quantity == y->quantity);
        assert_true(x->cost_minor == y->cost_minor && x->margin_minor == y->margin_minor && x->order == y->order);
        assert_true(x->sale == y->sale && x->code == y->code);
        assert_same_text(x->sku, y->sku);
        assert_same_text(x->category, y->category);
        assert_same_text(x->brand, y->brand);
        assert_same_text(x->channel, y->channel);
    }
    for (size_t i = 0; i < a->activity_count; i++) {
        const lty_activity *x = &a->activities[i];
        const lty_activity *y = &b->activities[i];

        assert_true(x->at_s == y->at_s && x->kind == y->kind && x->wanted == y->wanted);
        assert_same_text(x->name, y->name);
        assert_same_text(x->via, y->via);
        assert_same_text(x->section, y->section);
    }
}

/* Bytes that are read are the bytes that are written of what was read. */
static void assert_only_encoding(lty_text bytes, lty_purchases *p, lty_buffer *buffer, size_t *accepted)
{
    char *copy = malloc(bytes.len + 1); /* a block of its own: reading behind it is found */

    memcpy(copy, bytes.bytes, bytes.len);
    const lty_status status = lty_purchases_decode(p, (lty_text){copy, bytes.len});
    assert_true(status == LTY_OK || status == LTY_E_EVENT);
    if (status == LTY_OK) {
        buffer->len = 0;
        lty_purchases_encode(buffer, p);
        assert_int_equal(buffer->len, bytes.len);
        assert_memory_equal(buffer->bytes, copy, bytes.len);
        (*accepted)++;
    } else {
        assert_int_equal(p->count + p->activity_count, 0);
    }
    free(copy);
}

static void test_bytes(void **state)
{
    static shop s;
    uint64_t random = lty_test_seed("purchases", 7001);
    LTY_TEST_ALLOC();
    lty_buffer buffer, again;
    lty_purchases p, read;
    lty_history history;
    size_t accepted = 0;

    (void) state;
    lty_history_init(&history, &alloc);
    lty_purchases_init(&p, &alloc);
    lty_purchases_init(&read, &alloc);
    lty_buffer_init(&buffer, &alloc);
    lty_buffer_init(&again, &alloc);
    for (int round = 0; round < 40; round++) {
        shop_fill(&s, &random, 1);
        read_rows(&p, &history, s.w.events, s.w.count, shop_instant(&s));
        buffer.len = 0;
        lty_purchases_encode(&buffer, &p);
        assert_false(buffer.failed);
        const lty_text bytes = lty_buffer_view(&buffer);
        assert_int_equal(lty_purchases_decode(&read, bytes), LTY_OK);
        assert_same(&p, &read);
        for (size_t len = 0; len < bytes.len; len += 1 + (size_t) lty_test_below(&random, 7)) {
            assert_int_equal(lty_purchases_decode(&read, (lty_text){bytes.bytes, len}), LTY_E_EVENT);
        }
        for (int i = 0; i < 300; i++) {
            const size_t at = (size_t) lty_test_below(&random, (int64_t) bytes.len);
            const char kept = buffer.bytes[at];

            buffer.bytes[at] = lty_test_below(&random, 2) == 0 ? (char) (kept ^ (char) (1 << lty_test_below(&random, 8)))
                                                               : (char) lty_test_random(&random);
            assert_only_encoding(bytes, &read, &again, &accepted);
            buffer.bytes[at] = kept;
        }
    }
    printf("%zu altered lists read\n", accepted);
    assert_true(accepted > 100);
    lty_buffer_destroy(&buffer);
    lty_buffer_destroy(&again);
    lty_purchases_destroy(&p);
    lty_purchases_destroy(&read);
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

/* Forms that no encoder writes. */
static void test_hostile(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
    } cases[] = {{"", 0}, {"\x01", 1}, {"\x02\x00\x00", 3}, {"\x01\x00", 2}, {"\x01\x80\x00\x00", 4}, {"\x01\x00\x00\x00", 4},
        {"\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00", 12}, {"\x01\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f\x00", 12},
        {"\x01\x00\xff\xff\xff\xff\x0f", 7}, {"\x01\x00\x01\x70\x00", 5} /* kind 0 */, {"\x01\x00\x01\x7f\x00", 5} /* kind 15 */,
        {"\x01\x00\x01\xf1\x00", 5} /* a visit that is wanted */,
        {"\x01\x01\xf0\x00\x00\x01\x00", 7} /* a first row that is no new order */,
        {"\x01\x01\xf1\x00\x00\x00\x00\x00", 8} /* quantity 0 */, {"\x01\x00\x01\x61\x00\x00", 6} /* a text that is the one before */,
        {"\x01\x00\x01\x61\x00\x01\xff", 7} /* no UTF-8 */};
    LTY_TEST_ALLOC();
    lty_purchases p;

    (void) state;
    lty_purchases_init(&p, &alloc);
    assert_int_equal(lty_purchases_decode(&p, (lty_text){"\x01\x00\x00", 3}), LTY_OK);
    assert_int_equal(lty_purchases_decode(&p, (lty_text){"\x01\x01\xf1\x00\x00\x00\x01\x00", 8}), LTY_OK);
    assert_int_equal(lty_purchases_decode(&p, (lty_text){"\x01\x00\x01\x61\x00\x01z", 7}), LTY_OK);
    for (size_t i = 0; i < COUNT(cases); i++) {
        assert_int_equal(lty_purchases_decode(&p, (lty_text){cases[i].bytes, cases[i].len}), LTY_E_EVENT);
        assert_int_equal(p.count + p.activity_count, 0);
    }
    lty_purchases_destroy(&p);
    assert_int_equal(memory.blocks, 0);
}

static void test_memory(void **state)
{
    static shop s;
    uint64_t random = 5;
    LTY_TEST_ALLOC();
    lty_history history;
    const lty_event *pointers[EVENTS_MAX];

    (void) state;
    shop_fill(&s, &random, 1);
    for (size_t i = 0; i < s.w.count; i++) {
        pointers[i] = &s.w.events[i];
    }
    lty_history_init(&history, &alloc);
    assert_int_equal(lty_history_prepare(&history, pointers, s.w.count, LTY_TEST_2012), LTY_OK);
    for (size_t fail = 1;; fail++) {
        lty_purchases p;

        lty_purchases_init(&p, &alloc);
        memory.calls = 0;
        memory.fail_at = fail;
        const lty_status status = lty_purchases_read(&p, &history);
        memory.fail_at = 0;
        lty_purchases_destroy(&p);
        if (status == LTY_OK) {
            assert_true(fail > 4);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
    }
    lty_history_destroy(&history);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_orders), cmocka_unit_test(test_activities), cmocka_unit_test(test_bytes),
        cmocka_unit_test(test_hostile), cmocka_unit_test(test_memory)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
