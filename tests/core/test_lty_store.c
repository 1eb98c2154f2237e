/* The store: that every event comes back whole, that a failure leaves nothing behind, links, orders, rows of files, what things weigh. */
#include "lty_store.h"
#include "lty_test_event.h"

static const lty_text names[LTY_ROWS_FIELDS] = {{"customer", 8}, {"at", 2}, {"amount", 6}};

/* Gives an event the payload that its members say. */
static void with_payload(lty_event *event, lty_buffer *buffer)
{
    buffer->len = 0;
    lty_event_write(buffer, event);
    event->payload = lty_buffer_view(buffer);
}

static void append(lty_store *store, lty_event event)
{
    lty_buffer buffer;
    bool repeated = true;

    lty_buffer_init(&buffer, store->alloc);
    with_payload(&event, &buffer);
    assert_int_equal(lty_store_append(store, &event, &repeated), LTY_OK);
    assert_false(repeated);
    lty_buffer_destroy(&buffer);
}

static void every_event_comes_back_whole(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    enum { COUNT = 4000 };
    uint64_t state = lty_test_seed("every_event_comes_back_whole", 7);
    lty_test_event *made = calloc(COUNT, sizeof *made);
    lty_store store;

    assert_non_null(made);
    lty_store_init(&store, "GBP", 1, &alloc);
    for (unsigned i = 0; i < COUNT; i++) {
        /* Taxes begin in the middle: what came before them has none, and so have lines behind. */
        lty_test_random_event(&made[i], lty_test_types[lty_test_below(&state, LTY_EVENT_TYPES)], i, &state);
        for (size_t line = 0; line < made[i].event.line_count && (i < COUNT / 3 || i > COUNT / 2); line++) {
            made[i].lines[line].tax_minor = 0;
        }
        append(&store, made[i].event);
    }
    assert_int_equal(store.rows, COUNT);
    assert_true(store.tax_count > 0 && store.tax_count < store.line_count);
    for (unsigned i = 0; i < COUNT; i++) {
        char id[LTY_STORE_ID_MAX];
        lty_event_line lines[4];
        lty_event event;

        memset(&event, 0x55, sizeof event); /* all of it is written */
        assert_int_equal(lty_store_line_count(&store, i), made[i].event.line_count);
        lty_store_event(&event, &store, i, id, lines);
        lty_test_event_is(&event, &made[i].event);
        assert_int_equal(event.payload.len, 0);
        assert_int_equal(LTY_STORE_TYPE(store.kind[i]), made[i].event.type);
        memset(&event, 0x55, sizeof event);
        lty_store_event_bare(&event, &store, i, lines);
        assert_int_equal(event.id.len, 0);
        event.id = made[i].event.id;
        lty_test_event_is(&event, &made[i].event);
    }
    lty_store_destroy(&store);
    free(made);
    assert_int_equal(memory.blocks, 0);
}

static void the_same_id_says_the_same_or_is_refused(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("the_same_id_says_the_same_or_is_refused", 11);
    lty_buffer buffer;
    lty_store store;

    lty_buffer_init(&buffer, &alloc);
    lty_store_init(&store, "GBP", 1, &alloc);
    for (unsigned i = 0; i < 200; i++) {
        lty_test_event made;
        lty_test_event other;
        bool repeated = false;

        lty_test_random_event(&made, lty_test_types[i % LTY_EVENT_TYPES], i, &state);
        lty_test_random_event(&other, lty_test_types[i % LTY_EVENT_TYPES], i, &state);
        other.event.at_s = made.event.at_s + 1;
        append(&store, made.event);
        const size_t texts = store.texts.count;
        const size_t customers = store.customers.count;

        with_payload(&made.event, &buffer);
        assert_int_equal(lty_store_append(&store, &made.event, &repeated), LTY_OK);
        assert_true(repeated);
        with_payload(&other.event, &buffer);
        assert_int_equal(lty_store_append(&store, &other.event, &repeated), LTY_E_EVENT_CONFLICT);
        assert_int_equal(store.rows, i + 1);
        assert_int_equal(store.texts.count, texts);
        assert_int_equal(store.customers.count, customers);
    }
    lty_buffer_destroy(&buffer);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

static void links_name_customers(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_store store;
    const uint32_t *rows;
    lty_event visit = {.id = LTY_TEXT("s/visit/1/1"), .customer = LTY_TEXT("anna"), .type = LTY_EVENT_VISIT, .at_s = 1};
    lty_event link = {.id = LTY_TEXT("s/link/1/1"), .customer = LTY_TEXT("anna"), .type = LTY_EVENT_IDENTITIES_LINKED, .at_s = 2};

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(lty_store_links(&store, &rows), 0);
    append(&store, visit);
    memset(store.touched, 0, store.customers.count);
    link.object = LTY_TEXT("guest");
    link.revision = 1;
    link.given = true;
    append(&store, link);
    assert_int_equal(store.customers.count, 2);
    assert_int_equal(store.latest[1], LTY_STORE_NONE); /* a number of its own before it has a row */
    assert_int_equal(store.touched[0], 1);
    assert_int_equal(store.touched[1], 1);
    link.id = LTY_TEXT("s/link/1/2");
    link.revision = 2;
    link.given = false;
    append(&store, link);
    visit.id = LTY_TEXT("s/visit/2/1");
    visit.customer = LTY_TEXT("guest");
    append(&store, visit);
    assert_int_equal(store.customer[3], 1);
    assert_int_equal(store.latest[1], 3);
    assert_int_equal(store.next[3], LTY_STORE_NONE);

    assert_int_equal(lty_store_links(&store, &rows), 2);
    assert_int_equal(rows[0], 1);
    assert_int_equal(rows[1], 2);
    assert_int_equal(lty_store_other(&store, rows[0]), 1);
    assert_int_equal(lty_store_other(&store, rows[1]), 1);
    assert_int_equal(LTY_STORE_PLACE(store.kind[rows[0]]), LTY_STORE_LINKED);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

/* Each link brings two new numbers, whatever room there happened to be. */
static void links_make_room_for_two(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_store store;
    char texts[3][32];

    lty_store_init(&store, "GBP", 1, &alloc);
    append(&store, (lty_event){.id = LTY_TEXT("s/visit/1/1"), .customer = LTY_TEXT("first"), .type = LTY_EVENT_VISIT});
    for (unsigned i = 0; i < 200; i++) {
        snprintf(texts[0], sizeof texts[0], "s/link/%u/1", i);
        snprintf(texts[1], sizeof texts[1], "c%u", i);
        snprintf(texts[2], sizeof texts[2], "guest-%u", i);
        append(&store,
            (lty_event){.id = lty_test_text(texts[0]),
                .customer = lty_test_text(texts[1]),
                .type = LTY_EVENT_IDENTITIES_LINKED,
                .object = lty_test_text(texts[2]),
                .revision = 1,
                .given = true});
        assert_int_equal(lty_store_other(&store, i + 1), 2 * i + 2);
        assert_int_equal(store.latest[2 * i + 2], LTY_STORE_NONE);
    }
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

static void memory_may_run_out_anywhere(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("memory_may_run_out_anywhere", 3);
    lty_test_memory calm = {0, 0, 0, 0}; /* of the payloads: theirs does not run out */
    const lty_alloc calm_alloc = {lty_test_resize, &calm};
    lty_store store;
    lty_buffer buffer;
    size_t failures = 0;

    lty_store_init(&store, "GBP", 1, &alloc);
    lty_buffer_init(&buffer, &calm_alloc);
    for (unsigned i = 0; i < 300; i++) {
        lty_test_event made;
        lty_status status = LTY_E_MEMORY;
        bool repeated = true;

        lty_test_random_event(&made, lty_test_types[i % LTY_EVENT_TYPES], i, &state);
        with_payload(&made.event, &buffer);
        for (size_t n = 1; status == LTY_E_MEMORY; n++) {
            const size_t before[] = {store.rows, store.customers.count, store.texts.count, store.ids.count, store.line_count,
                store.tax_count, store.extra_count, store.link_count, store.order_count};

            memory.calls = 0;
            memory.fail_at = n;
            status = lty_store_append(&store, &made.event, &repeated);
            if (status == LTY_E_MEMORY) {
                const size_t after[] = {store.rows, store.customers.count, store.texts.count, store.ids.count, store.line_count,
                    store.tax_count, store.extra_count, store.link_count, store.order_count};

                failures++;
                assert_memory_equal(after, before, sizeof before);
            }
            assert_true(n < 100);
        }
        assert_int_equal(status, LTY_OK);
        assert_false(repeated);
        char id[LTY_STORE_ID_MAX];
        lty_event_line lines[4];
        lty_event event;

        lty_store_event(&event, &store, i, id, lines);
        lty_test_event_is(&event, &made.event);
    }
    assert_true(failures > 20);
    lty_store_destroy(&store);
    lty_buffer_destroy(&buffer);
    assert_int_equal(memory.blocks, 0);
    assert_int_equal(calm.blocks, 0);
}

static void conditions_decide_which_row_counts(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    static const struct {
        int64_t revision;
        int condition;
    } steps[] = {{1, LTY_ORDER_PLACED}, {2, LTY_ORDER_PAID}, {4, LTY_ORDER_DELIVERED}, {3, LTY_ORDER_CANCELLED}, {5, LTY_ORDER_CANCELLED}};
    static const uint32_t counts[] = {LTY_STORE_NONE, 1, 2, 2, LTY_STORE_NONE};
    char ids[5][32];
    lty_store store;

    lty_store_init(&store, "GBP", 1, &alloc);
    for (unsigned i = 0; i < 5; i++) {
        int64_t paid_s = 0;
        lty_event order = {.customer = LTY_TEXT("7"),
            .type = LTY_EVENT_ORDER,
            .at_s = 10 * (i + 1),
            .object = LTY_TEXT("1"),
            .condition = steps[i].condition,
            .revision = steps[i].revision,
            .currency = "GBP",
            .amount_minor = 5};

        snprintf(ids[i], sizeof ids[i], "s/order/1/%d", (int) steps[i].revision);
        order.id = lty_test_text(ids[i]);
        append(&store, order);
        assert_int_equal(LTY_STORE_CONDITION(store.kind[i]), steps[i].condition);
        assert_int_equal(LTY_STORE_PLACE(store.kind[i]), LTY_STORE_ORDER);
        assert_int_equal(lty_store_order_at(&store, 0, 100, &paid_s), counts[i]);
        assert_true(counts[i] == LTY_STORE_NONE || paid_s == 20);
        for (uint32_t row = 0; row <= i; row++) {
            assert_int_equal((store.kind[row] & LTY_STORE_COUNTS) != 0, row == counts[i]);
        }
    }
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

enum { STEPS = 7 };

/* The events of one order in the total order, one after another: one has a say unless a higher revision was before it. */
static size_t slow_order_at(const lty_test_event *steps, int64_t at_s, int64_t *paid_s)
{
    const lty_test_event *sorted[STEPS];
    size_t holds = STEPS;
    int64_t revision = 0;
    bool paid = false;

    for (size_t i = 0; i < STEPS; i++) {
        size_t at = i;

        for (; at > 0 && lty_event_compare(&steps[i].event, &sorted[at - 1]->event) < 0; at--) {
            sorted[at] = sorted[at - 1];
        }
        sorted[at] = &steps[i];
    }
    for (size_t i = 0; i < STEPS; i++) {
        const lty_event *event = &sorted[i]->event;

        if (event->at_s <= at_s && event->revision >= revision) {
            revision = event->revision;
            holds = (size_t) (sorted[i] - steps);
            if (!paid && (event->condition == LTY_ORDER_PAID || event->condition == LTY_ORDER_DELIVERED)) {
                paid = true;
                *paid_s = event->at_s;
            }
        }
    }
    const lty_event *last = holds == STEPS ? NULL : &steps[holds].event;

    return last != NULL && (last->condition == LTY_ORDER_PAID || last->condition == LTY_ORDER_DELIVERED) && last->amount_minor > 0 ? holds
                                                                                                                                   : STEPS;
}

/* Laws 4 and 5 for orders: repeats and the order of arrival change nothing. */
static void an_order_is_the_same_whatever_arrives_first(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    uint64_t state = lty_test_seed("an_order_is_the_same_whatever_arrives_first", 29);

    for (unsigned round = 0; round < 3000; round++) {
        lty_test_event steps[STEPS];
        uint32_t rows[STEPS];
        bool there[STEPS] = {false};
        lty_buffer buffer;
        lty_store store;

        for (unsigned i = 0; i < STEPS; i++) {
            lty_test_random_event(&steps[i], LTY_EVENT_ORDER, 3 * i, &state); /* of one source */
            steps[i].event.customer = LTY_TEXT("7");
            steps[i].event.object = LTY_TEXT("536367");
            steps[i].event.at_s = lty_test_below(&state, 6);
        }
        lty_buffer_init(&buffer, &alloc);
        lty_store_init(&store, "GBP", 1, &alloc);
        for (size_t left = STEPS; left > 0;) {
            const size_t i = (size_t) lty_test_below(&state, STEPS);
            bool repeated;

            with_payload(&steps[i].event, &buffer);
            assert_int_equal(lty_store_append(&store, &steps[i].event, &repeated), LTY_OK);
            assert_int_equal(repeated, there[i]);
            rows[i] = there[i] ? rows[i] : (uint32_t) store.rows - 1;
            left -= !there[i];
            there[i] = true;
        }
        for (int64_t at_s = 0; at_s < 7; at_s++) {
            int64_t wanted_s = -1;
            const size_t wanted = slow_order_at(steps, at_s, &wanted_s);

            for (size_t i = 0; i < STEPS; i++) {
                int64_t paid_s = -1;
                const uint32_t row = lty_store_order_at(&store, rows[i], at_s, &paid_s);

                if (steps[i].event.at_s > at_s || wanted == STEPS) {
                    assert_int_equal(row, LTY_STORE_NONE);
                } else {
                    assert_int_equal(row, rows[wanted]);
                    assert_int_equal(paid_s, wanted_s);
                }
                assert_true(at_s < 6 || ((store.kind[rows[i]] & LTY_STORE_COUNTS) != 0) == (i == wanted));
            }
        }
        lty_store_destroy(&store);
        lty_buffer_destroy(&buffer);
    }
    assert_int_equal(memory.blocks, 0);
}

static void rows_of_files_are_events_of_their_own(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    char id[LTY_STORE_ID_MAX];
    lty_event event;
    lty_event again;
    lty_store store;
    lty_store_report report;
    bool repeated;

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(
        lty_store_append_rows(&store,
            LTY_TEXT("customer\tat\tamount\n7\t5\t100\n\t6\t7\n7\t7\t-30\n1\t1\t1\n1\t1\t1\n1\t1\t1\n1\t1\t1\n1\t1\t1\n1\t1\t1\n1\t1\t1\n"),
            LTY_TEXT("till"), names, &report),
        LTY_OK);
    lty_store_event(&event, &store, 0, id, NULL);
    lty_test_event_is(&event,
        &(lty_event){.id = LTY_TEXT("till/row/1/1"),
            .customer = LTY_TEXT("7"),
            .type = LTY_EVENT_ORDER,
            .at_s = 5,
            .object = LTY_TEXT("row/1"),
            .condition = LTY_ORDER_PAID,
            .revision = 1,
            .currency = "GBP",
            .amount_minor = 100});
    lty_store_event_bare(&again, &store, 0, NULL);
    event.id = (lty_text){NULL, 0};
    event.object = (lty_text){NULL, 0};
    lty_test_event_is(&again, &event);
    lty_store_event(&event, &store, 2, id, NULL);
    lty_test_event_is(&event,
        &(lty_event){.id = LTY_TEXT("till/row/3/1"),
            .customer = LTY_TEXT("7"),
            .type = LTY_EVENT_REFUND,
            .at_s = 7,
            .currency = "GBP",
            .amount_minor = 30});
    lty_store_event(&event, &store, 9, id, NULL);
    assert_true(lty_text_equal(event.id, LTY_TEXT("till/row/10/1")));
    assert_true(lty_text_equal(event.object, LTY_TEXT("row/10")));

    /* The same order as an event is a repeat, unless it says what a row cannot say. */
    lty_store_event(&event, &store, 0, id, NULL);
    assert_int_equal(lty_store_append(&store, &event, &repeated), LTY_OK);
    assert_true(repeated);
    again = event;
    again.shipping_minor = 1;
    assert_int_equal(lty_store_append(&store, &again, &repeated), LTY_E_EVENT_CONFLICT);
    again = event;
    again.channel = LTY_TEXT("online");
    assert_int_equal(lty_store_append(&store, &again, &repeated), LTY_E_EVENT_CONFLICT);
    again = event;
    again.by_points_minor = 1;
    assert_int_equal(lty_store_append(&store, &again, &repeated), LTY_E_EVENT_CONFLICT);
    again = event;
    again.by_card_minor = 1;
    assert_int_equal(lty_store_append(&store, &again, &repeated), LTY_E_EVENT_CONFLICT);
    again = event;
    again.tax_minor = 1;
    assert_int_equal(lty_store_append(&store, &again, &repeated), LTY_E_EVENT_CONFLICT);
    assert_int_equal(store.rows, 10);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

/* A number of many digits, and the largest that a row may have. */
static void ids_of_rows_are_written_in_full(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    char id[LTY_STORE_ID_MAX];
    lty_event event;
    lty_store store;
    lty_store_report report;

    lty_store_init(&store, "GBP", 1, &alloc);
    assert_int_equal(
        lty_store_append_rows(&store, LTY_TEXT("customer\tat\tamount\n7\t5\t100\n"), LTY_TEXT("till"), names, &report), LTY_OK);
    for (size_t first = 1; first < LTY_STORE_NONE; first = first * 7 + 3) {
        char wanted[64];

        store.ranges[0].first = first;
        snprintf(wanted, sizeof wanted, "till/row/%zu/1", first);
        lty_store_event(&event, &store, 0, id, NULL);
        assert_true(lty_text_equal(event.id, lty_test_text(wanted)));
        snprintf(wanted, sizeof wanted, "row/%zu", first);
        assert_true(lty_text_equal(event.object, lty_test_text(wanted)));
    }
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

/* What a row costs is a promise of docs/base.md: a row of a file 29 bytes, and nothing beside the columns for what it has not. */
static void rare_members_cost_those_who_have_them(void **unused)
{
    (void) unused;
    LTY_TEST_ALLOC();
    lty_store store;
    char id[32];

    assert_int_equal(sizeof(lty_store_detail), 56);
    assert_int_equal(sizeof(lty_store_extra), 56);
    assert_int_equal(sizeof(lty_store_line), 32);
    lty_store_init(&store, "GBP", 1, &alloc);
    for (unsigned i = 0; i < 100; i++) {
        const lty_event_line line = {
            .sku = LTY_TEXT("a"), .brand = LTY_TEXT("Ash"), .quantity = 1, .amount_minor = 5, .cost_minor = LTY_EVENT_COST_NONE};
        lty_event order = {.customer = LTY_TEXT("7"),
            .type = LTY_EVENT_ORDER,
            .object = lty_test_text(id),
            .condition = LTY_ORDER_PAID,
            .revision = 1,
            .currency = "GBP",
            .amount_minor = 5,
            .lines = &line,
            .line_count = 1};

        snprintf(id, sizeof id, "s/order/%u/1", i);
        order.id = lty_test_text(id);
        order.object = order.id;
        append(&store, order);
    }
    assert_int_equal(store.extra_capacity, 0);
    assert_int_equal(store.tax_capacity, 0);
    assert_int_equal(store.cost_capacity, 0);
    assert_int_equal(store.link_capacity, 0);
    assert_int_equal(lty_store_bytes(&store), memory.bytes);
    lty_store_destroy(&store);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_event_comes_back_whole),
        cmocka_unit_test(the_same_id_says_the_same_or_is_refused),
        cmocka_unit_test(links_name_customers),
        cmocka_unit_test(links_make_room_for_two),
        cmocka_unit_test(memory_may_run_out_anywhere),
        cmocka_unit_test(conditions_decide_which_row_counts),
        cmocka_unit_test(an_order_is_the_same_whatever_arrives_first),
        cmocka_unit_test(rows_of_files_are_events_of_their_own),
        cmocka_unit_test(ids_of_rows_are_written_in_full),
        cmocka_unit_test(rare_members_cost_those_who_have_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
