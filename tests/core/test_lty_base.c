/*
 * A whole base: laws 4, 5 and 6 over many customers at once (the facts are the same bytes whatever the order, the repeats and the
 * number of appends), agreement with the fold of each customer, rows of files, conflicts, and memory that runs out anywhere.
 */
#include "lty_indicator.h"
#include "lty_person.h"
#include "lty_rfm.h"
#include "lty_segment.h"
#include "lty_test_base.h"

/* The facts of all persons in canonical order, keys included; whoever is none has no facts. */
static size_t base_image(int64_t *image, lty_base *base)
{
    const uint32_t *order;
    size_t at = 0;
    size_t persons = 0;

    assert_int_equal(lty_base_refresh(base), LTY_OK);
    if (lty_base_count(base) == 0) {
        return 0;
    }
    assert_int_equal(lty_base_order(&order, base, LTY_INTERN_BYTEWISE), LTY_OK);
    for (size_t i = 0; i < lty_base_count(base); i++) {
        const lty_text key = lty_base_key(base, order[i]);
        const bool person = lty_base_is_person(base, order[i]);

        persons += person;
        image[at++] = key.bytes[0];
        image[at++] = (int64_t) key.len;
        for (size_t fact = 0; fact < LTY_FACT_COUNT; fact++) {
            const int64_t value = lty_base_fact(base, order[i], (lty_fact) fact);

            assert_true(person || value == LTY_FACT_NONE);
            image[at++] = value;
        }
    }
    assert_int_equal(persons, lty_base_persons(base));
    return at;
}

static void shuffle(size_t *order, size_t count, uint64_t *state)
{
    for (size_t i = count; i > 1; i--) {
        const size_t other = (size_t) lty_test_below(state, (int64_t) i);
        const size_t swap = order[i - 1];

        order[i - 1] = order[other];
        order[other] = swap;
    }
}

static size_t histories(void)
{
    const char *given = getenv("LTY_HISTORIES");

    return given == NULL ? 10000 : (size_t) strtoull(given, NULL, 10);
}

/* RFM of orders, gross and net, says what the facts say. */
static void check_rfm(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    const lty_rfm_rule rule = {.method = LTY_RFM_QUANTILES, .bins = 5};

    for (int net = 0; net < 2; net++) {
        lty_rfm_scores scores;
        size_t buyers = 0;

        assert_int_equal(lty_rfm_score(&scores, &rule, base, at_s, net ? LTY_RFM_NET : LTY_RFM_GROSS, alloc), LTY_OK);
        for (size_t i = 0; i < lty_base_count(base); i++) {
            buyers += lty_base_fact(base, (uint32_t) i, LTY_FACT_ORDERS) > 0; /* nothing is less than 0 */
        }
        assert_int_equal(scores.count, buyers);
        for (size_t i = 0; i < scores.count; i++) {
            const uint32_t customer = scores.customers[i];
            const lty_zone *zone = &lty_base_programme(base)->zone;

            assert_int_equal(scores.values[LTY_RFM_FREQUENCY][i], lty_base_fact(base, customer, LTY_FACT_ORDERS));
            assert_int_equal(
                scores.values[LTY_RFM_MONETARY][i], lty_base_fact(base, customer, net ? LTY_FACT_SPENT : LTY_FACT_SPENT_GROSS));
            assert_int_equal(scores.values[LTY_RFM_RECENCY][i],
                lty_zone_day(zone, at_s) - lty_zone_day(zone, lty_base_fact(base, customer, LTY_FACT_LAST_ORDER)));
        }
        lty_rfm_scores_destroy(&scores);
    }
}

static void check_months(lty_base *base, const lty_alloc *alloc)
{
    lty_totals totals;
    lty_month *months;
    lty_month sum = {0};
    size_t count;

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(lty_indicator_months(&months, &count, base, alloc), LTY_OK);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(months[i].month, months[0].month + (int64_t) i);
        assert_true(months[i].buyers <= months[i].orders && (months[i].buyers > 0) == (months[i].orders > 0));
        sum.orders += months[i].orders;
        sum.amount_minor += months[i].amount_minor;
        sum.refunded_minor += months[i].refunded_minor;
        sum.anonymous_orders += months[i].anonymous_orders;
        sum.anonymous_amount_minor += months[i].anonymous_amount_minor;
        for (size_t flow = 0; flow < LTY_FLOW_COUNT; flow++) {
            sum.flows[flow] += months[i].flows[flow];
        }
    }
    assert_int_equal(sum.orders, totals.facts[LTY_FACT_ORDERS]);
    assert_int_equal(sum.amount_minor, totals.facts[LTY_FACT_SPENT_GROSS]);
    assert_int_equal(sum.refunded_minor, totals.facts[LTY_FACT_REFUNDED]);
    assert_int_equal(sum.anonymous_orders, totals.anonymous_orders);
    assert_int_equal(sum.anonymous_amount_minor, totals.anonymous_amount_minor);
    assert_int_equal(sum.flows[LTY_FLOW_EARNED], totals.facts[LTY_FACT_POINTS_EARNED]);
    assert_int_equal(sum.flows[LTY_FLOW_REVERSED], totals.facts[LTY_FACT_POINTS_REVERSED]);
    assert_int_equal(sum.flows[LTY_FLOW_SPENT], totals.facts[LTY_FACT_POINTS_SPENT]);
    assert_int_equal(sum.flows[LTY_FLOW_EXPIRED], totals.facts[LTY_FACT_POINTS_EXPIRED]);
    assert_int_equal(sum.flows[LTY_FLOW_RESTORED], totals.facts[LTY_FACT_POINTS_RESTORED]);
    lty_indicator_free(months, count, alloc);
}

static void test_arrival(void **state)
{
    static world w;
    static int64_t first[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    static int64_t second[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    uint64_t seed = lty_test_seed("base arrival", 2026);
    size_t order[EVENTS_MAX];

    (void) state;
    for (size_t done = 0; done < histories(); done += CUSTOMERS) {
        LTY_TEST_ALLOC();
        unsigned char hashes[2][32];
        rules r;
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&seed, 900) * LTY_TEST_DAY;

        rules_random(&r, &seed, &alloc);
        lty_base *straight = base_create(r.timeline, &alloc);
        lty_base *shuffled = base_create(r.timeline, &alloc);

        world_fill(&w, &seed, 40, CUSTOMERS);
        world_link(&w, &seed, done % 24 == 0 ? 0 : 6, CUSTOMERS);
        for (size_t i = 0; i < w.count; i++) {
            order[i] = i;
        }
        base_fill(straight, &w);
        assert_int_equal(lty_base_fold(straight, at_s), LTY_OK);
        shuffle(order, w.count, &seed);
        assert_int_equal(lty_base_fold(shuffled, at_s), LTY_OK); /* before anything came: all is folded late */
        for (size_t i = 0; i < w.count; i++) {
            base_append(shuffled, &w.events[order[i]], false);
            if (lty_test_below(&seed, 10) == 0) {
                base_append(shuffled, &w.events[order[lty_test_below(&seed, (int64_t) i + 1)]], true);
                assert_int_equal(lty_base_refresh(shuffled), LTY_OK);
            }
        }
        const size_t len = base_image(first, straight);

        assert_int_equal(base_image(second, shuffled), len);
        assert_memory_equal(first, second, len * sizeof *first);
        assert_int_equal(lty_base_digest(hashes[0], straight), LTY_OK);
        assert_int_equal(lty_base_digest(hashes[1], shuffled), LTY_OK);
        assert_memory_equal(hashes[0], hashes[1], 32);
        check_rfm(shuffled, at_s, &alloc);
        check_months(shuffled, &alloc);
        assert_int_equal(lty_base_fold(straight, at_s - 90 * LTY_TEST_DAY), LTY_OK); /* back and forth: other links hold */
        assert_int_equal(lty_base_fold(straight, at_s), LTY_OK);
        assert_int_equal(base_image(second, straight), len);
        assert_memory_equal(first, second, len * sizeof *first);
        lty_base_destroy(straight);
        lty_base_destroy(shuffled);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
}

static void check_person(lty_base *base, const world *w, lty_folder *folder, const char *key, int64_t at_s, const lty_alloc *alloc)
{
    const uint32_t person = lty_base_find(base, lty_test_text(key));
    const lty_event *own[EVENTS_MAX];
    const lty_event *stranger;
    unsigned char hashes[2][32];
    lty_customer expect, got;
    lty_history history;
    size_t count = 0;

    if (person == LTY_STORE_NONE || !lty_text_equal(lty_base_key(base, person), lty_test_text(key))) {
        return; /* it belongs to another, who is asked for by his own key */
    }
    for (size_t i = 0; i < w->count; i++) { /* links of others that name a key of this person's kin are known to a single fold too */
        const lty_event *event = &w->events[i];

        if (lty_base_find(base, event->customer) == person
            || (event->type == LTY_EVENT_IDENTITIES_LINKED && lty_base_find(base, event->object) == person
                && !lty_text_equal(event->object, lty_test_text(key)))) {
            own[count++] = event;
        }
    }
    assert_int_equal(lty_person_gather(own, &count, &stranger, lty_test_text(key), at_s, alloc), LTY_OK);
    lty_history_init(&history, alloc);
    assert_int_equal(lty_history_prepare(&history, own, count, at_s), LTY_OK);
    assert_int_equal(lty_fold(&expect, folder, &history, LTY_FOLD_PARTS), LTY_OK);
    assert_int_equal(lty_base_customer(&got, base, person, LTY_FOLD_PARTS), LTY_OK);
    assert_memory_equal(expect.facts, got.facts, sizeof got.facts);
    assert_int_equal(expect.lot_count, got.lot_count);
    for (size_t i = 0; i < got.lot_count; i++) {
        assert_true(lty_text_equal(expect.lots[i].event->id, got.lots[i].event->id));
        assert_int_equal(expect.lots[i].left, got.lots[i].left);
    }
    lty_fold_digest(hashes[0], lty_test_text(key), &expect);
    lty_fold_digest(hashes[1], lty_test_text(key), &got);
    assert_memory_equal(hashes[0], hashes[1], 32);
    lty_history_destroy(&history);
}

/* Each person of a base is what the fold of the person's own events is. */
static void test_agrees_with_fold(void **state)
{
    static world w;
    uint64_t seed = lty_test_seed("base fold", 12);

    (void) state;
    for (int round = 0; round < 100; round++) {
        LTY_TEST_ALLOC();
        const int64_t at_s = LTY_TEST_2010 + lty_test_below(&seed, 900) * LTY_TEST_DAY;
        lty_folder *folder;
        rules r;

        rules_random(&r, &seed, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);

        assert_int_equal(lty_folder_create(&folder, r.timeline, &alloc), LTY_OK);
        world_fill(&w, &seed, 40, 5);
        world_link(&w, &seed, (size_t) round % 4, 5);
        base_fill(base, &w);
        assert_int_equal(lty_base_fold(base, at_s), LTY_OK);
        for (size_t who = 0; who < 5; who++) {
            check_person(base, &w, folder, keys[who], at_s, &alloc);
        }
        lty_folder_destroy(folder);
        lty_base_destroy(base);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
}

static lty_event linked(const char *id, int64_t revision, int64_t at_s, const char *customer, const char *other, bool given)
{
    return (lty_event){.id = lty_test_text(id),
        .customer = lty_test_text(customer),
        .type = LTY_EVENT_IDENTITIES_LINKED,
        .at_s = at_s,
        .object = lty_test_text(other),
        .revision = revision,
        .given = given,
        .payload = lty_test_text(given ? "{1}" : "{0}"),
        .until_s = LTY_TIME_NONE};
}

static lty_text person_of(lty_base *base, const char *key)
{
    assert_int_equal(lty_base_refresh(base), LTY_OK);
    const uint32_t person = lty_base_find(base, lty_test_text(key));

    return person == LTY_STORE_NONE ? LTY_TEXT("nobody") : lty_base_key(base, person);
}

#define assert_person(base, key, person) assert_true(lty_text_equal(person_of(base, key), lty_test_text(person)))

static void test_persons(void **state)
{
    LTY_TEST_ALLOC();
    rules r;
    const lty_fact orders = LTY_FACT_ORDERS;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    lty_event order = lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2010, LTY_ORDER_PAID, 1000);

    order.customer = LTY_TEXT("guest");
    base_append(base, &order, false);
    order = lty_test_order("s/order/2/1", "2", 1, LTY_TEST_2010 + 1, LTY_ORDER_PAID, 2000);
    order.customer = LTY_TEXT("anna");
    base_append(base, &order, false);
    assert_int_equal(lty_base_persons(base), 2);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2011), LTY_OK);
    const uint32_t guest = lty_base_find(base, LTY_TEXT("guest"));
    const uint32_t anna = lty_base_find(base, LTY_TEXT("anna"));
    lty_event link = linked("s/link/1/1", 1, LTY_TEST_2010 + 9, "anna", "guest", true);

    base_append(base, &link, false);
    assert_person(base, "guest", "anna");
    assert_int_equal(lty_base_persons(base), 1);
    assert_int_equal(lty_base_person(base, guest), anna);
    assert_int_equal(lty_base_fact(base, anna, orders), 2);
    assert_int_equal(lty_base_fact(base, guest, orders), LTY_FACT_NONE);
    link = linked("s/link/2/1", 1, LTY_TEST_2010 + 10, "guest", "anna", true); /* a circle: the later one is left out */
    base_append(base, &link, false);
    assert_person(base, "guest", "anna");
    link = linked("s/link/3/1", 1, LTY_TEST_2010 + 11, "boss", "anna", true); /* a chain */
    base_append(base, &link, false);
    assert_person(base, "guest", "boss");
    assert_int_equal(lty_base_fact(base, lty_base_find(base, LTY_TEXT("guest")), orders), 2);
    link = linked("s/link/1/2", 2, LTY_TEST_2010 + 12, "anna", "guest", false); /* taken back: now the other way round is no circle */
    base_append(base, &link, false);
    assert_person(base, "guest", "guest");
    assert_person(base, "anna", "boss");
    assert_int_equal(lty_base_fact(base, guest, orders), 1);
    link = linked("s/link/4/1", 1, LTY_TEST_2010 + 13, "boss", "nobody", true); /* a key without events */
    base_append(base, &link, false);
    assert_person(base, "nobody", "boss");
    link = linked("s/link/4/2", 2, LTY_TEST_2010 + 14, "boss", "nobody", false);
    base_append(base, &link, false);
    assert_person(base, "nobody", "nobody");
    assert_int_equal(lty_base_find(base, LTY_TEXT("nobody")), LTY_STORE_NONE);
    assert_int_equal(lty_base_persons(base), 2);
    link = linked("s/link/5/1", 1, LTY_TEST_2012, "guest", "boss", true); /* after the instant */
    base_append(base, &link, false);
    assert_person(base, "boss", "boss");
    assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
    assert_person(base, "anna", "guest");
    assert_int_equal(lty_base_persons(base), 1);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2010 + 5), LTY_OK); /* before all links */
    assert_person(base, "anna", "anna");
    assert_person(base, "guest", "guest");

    const lty_persons *persons;
    const lty_history *history;

    assert_int_equal(lty_base_persons_at(&persons, base, LTY_TEST_2012), LTY_OK);
    assert_int_equal(lty_persons_of(persons, anna), guest);
    assert_int_equal(lty_base_history(&history, base, anna, LTY_TEST_2012), LTY_OK);
    assert_int_equal(history->orders.count, 2);
    assert_person(base, "anna", "anna"); /* what was asked of another instant changed nothing */
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static void test_refusals(void **state)
{
    LTY_TEST_ALLOC();
    rules r;

    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    lty_event order = lty_test_order("s/order/1/1", "1", 1, LTY_TEST_2010, LTY_ORDER_PAID, 1000);
    lty_event other = order;
    bool repeated = false;

    (void) state;
    assert_int_equal(lty_base_refresh(base), LTY_E_NOT_FOLDED);
    base_append(base, &order, false);
    base_append(base, &order, true);
    other.at_s++;
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other = order;
    other.customer = (lty_text){"8", 1};
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other = order;
    other.payload = (lty_text){"{}", 2};
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_EVENT_CONFLICT);
    other.id = (lty_text){"s/order/2/1", 11};
    memcpy(other.currency, "EUR", 4);
    assert_int_equal(lty_base_append(base, &other, &repeated), LTY_E_CURRENCY_MISMATCH);
    assert_int_equal(lty_base_store(base)->rows, 1);
    assert_int_equal(lty_base_count(base), 1);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static const lty_text names[LTY_ROWS_FIELDS] = {{"customer", 8}, {"ts", 2}, {"amount", 6}};

static lty_status append_text(lty_base *base, const char *text, lty_store_report *report)
{
    return lty_base_append_rows(base, lty_test_text(text), LTY_TEXT("file"), names, report);
}

static void test_rows(void **state)
{
    LTY_TEST_ALLOC();
    rules r;

    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    lty_store_report report;

    (void) state;
    assert_int_equal(append_text(base, "ts\tx\tcustomer\tamount\n1262304000\t\t7\t1000\r\n1262304001\tq\t\t500\n", &report), LTY_OK);
    assert_int_equal(report.appended, 2);
    assert_int_equal(
        append_text(base, "customer\tts\tamount\n7\t1262304000\t1000\n\t1262304001\t500\n7\t1262390400\t-300\ncustomer-8\t1262390400\t250",
            &report),
        LTY_OK);
    assert_int_equal(report.appended, 2);
    assert_int_equal(report.repeated, 2);
    assert_int_equal(append_text(base, "customer\tts\tamount\n7\t1262304000\t1001\n", &report), LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/1/1");
    assert_int_equal(append_text(base, "customer\tts\tamount\n9\t1262304000\t1000\n", &report), LTY_E_EVENT_CONFLICT);
    assert_int_equal(lty_base_fold(base, LTY_TEST_2011), LTY_OK);
    const uint32_t seven = lty_base_find(base, LTY_TEXT("7"));

    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_ORDERS), 1);
    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_REFUNDED), 300);
    assert_int_equal(lty_base_fact(base, seven, LTY_FACT_SPENT), 1000);
    assert_int_equal(lty_base_count(base), 2);

    lty_totals totals;

    assert_int_equal(lty_indicator_totals(&totals, base), LTY_OK);
    assert_int_equal(totals.anonymous_orders, 1);
    assert_int_equal(totals.anonymous_amount_minor, 500);

    /* The same row as an event by itself, and another one that claims its id. */
    lty_event event = lty_test_order("file/row/1/1", "row/1", 1, 1262304000, LTY_ORDER_PAID, 1000);
    bool repeated = false;

    base_append(base, &event, true);
    event.amount_minor++;
    assert_int_equal(lty_base_append(base, &event, &repeated), LTY_E_EVENT_CONFLICT);
    event.id = LTY_TEXT("file/row/5/1");
    base_append(base, &event, false);
    assert_int_equal(
        append_text(base,
            "customer\tts\tamount\n7\t1262304000\t1000\n\t1262304001\t500\n7\t1262390400\t-300\ncustomer-8\t1262390400\t250\n1\t1\t1\n",
            &report),
        LTY_E_EVENT_CONFLICT);
    assert_string_equal(report.conflict, "file/row/5/1");
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static void test_bad_rows(void **state)
{
    static const struct {
        const char *text;
        size_t line;
    } cases[] = {
        {"", 1},
        {"customer\tts\n", 1},
        {"customer\tts\tamount\tts\n", 1},
        {"customer\tts\tamount\n1\t2\t3\n1\t2\n", 3},
        {"customer\tts\tamount\n1\t2\t3\t4\n", 2},
        {"customer\tts\tamount\n1\t2\t3.5\n", 2},
        {"customer\tts\tamount\n1\t2\t\n", 2},
        {"customer\tts\tamount\n1\t2\t-\n", 2},
        {"customer\tts\tamount\n1\t2x\t3\n", 2},
        {"customer\tts\tamount\n1\t2\t3\n\n1\t2\t3\n", 3},
        {"customer\tts\tamount\n1\t2\t9223372036854775808\n", 2},
        {"customer\tts\tamount\n1\t2\t-9223372036854775808\n", 2},
        {"customer\tts\tamount\n1\t2\t1000000000001\n", 2},
        {"customer\tts\tamount\n1\t2\t-1000000000001\n", 2},
        {"customer\tts\tamount\n1\t999999999999\t1\n", 2},
        {"customer\tts\tamount\n\xFF\t2\t3\n", 2},
    };
    LTY_TEST_ALLOC();
    rules r;

    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);
    lty_store_report report;
    char key[300];

    (void) state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(append_text(base, cases[i].text, &report), LTY_E_ROW);
        assert_int_equal(report.problem.line, cases[i].line);
        assert_true(strlen(report.problem.expected) > 0);
        assert_int_equal(lty_base_store(base)->rows, 0);
        assert_int_equal(lty_base_count(base), 0);
    }
    snprintf(key, sizeof key, "customer\tts\tamount\n%0200d\t1\t1\n", 1);
    assert_int_equal(append_text(base, key, &report), LTY_E_ROW);
    assert_int_equal(append_text(base, "customer\tts\tamount\n1\t2\t1000000000000\n1\t2\t-1000000000000\n", &report), LTY_OK);
    for (size_t i = 0; i < 3; i++) {
        static const char *const sources[] = {"", "a/b", "a%"};
        assert_int_equal(lty_base_append_rows(base, LTY_TEXT("x"), lty_test_text(sources[i]), names, &report), LTY_E_EVENT);
    }
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Everything that allocates, with every allocation failing once: nothing leaks, and a failed call changed nothing. */
static void test_memory(void **state)
{
    static world w;
    static int64_t expect[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    static int64_t got[(CUSTOMERS + 2) * (LTY_FACT_COUNT + 2)];
    lty_test_memory rules_memory = {0, 0, 0, 0};
    const lty_alloc rules_alloc = {lty_test_resize, &rules_memory};
    rules r;
    uint64_t seed = lty_test_seed("base memory", 8);
    size_t len = 0;

    (void) state;
    rules_plain(&r, &rules_alloc);
    world_fill(&w, &seed, 30, CUSTOMERS);
    world_link(&w, &seed, 4, CUSTOMERS);
    for (size_t fail = 0; fail < 400; fail++) {
        LTY_TEST_ALLOC();
        const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = 5};
        lty_rfm_scores scores = {.alloc = &alloc};
        lty_base *base = NULL;
        lty_month *months = NULL;
        lty_store_report report;
        size_t count = 0;

        memory.fail_at = fail;
        if (lty_base_create(&base, r.timeline, 5, &alloc) != LTY_OK) {
            assert_int_equal(memory.blocks, 0);
            continue;
        }
        for (size_t i = 0; i < w.count; i++) {
            const size_t rows = lty_base_store(base)->rows;
            const size_t customers = lty_base_count(base);
            bool repeated;
            lty_status status = lty_base_append(base, &w.events[i], &repeated);

            if (status != LTY_OK) {
                assert_int_equal(status, LTY_E_MEMORY);
                assert_int_equal(lty_base_store(base)->rows, rows);
                assert_int_equal(lty_base_count(base), customers);
                memory.fail_at = 0;
                base_append(base, &w.events[i], false);
            }
        }
        if (append_text(base, "customer\tts\tamount\nq\t1262304000\t1000\nrr\t1262304001\t5\n", &report) != LTY_OK) {
            assert_int_equal(lty_base_store(base)->rows, w.count);
            memory.fail_at = 0;
            assert_int_equal(append_text(base, "customer\tts\tamount\nq\t1262304000\t1000\nrr\t1262304001\t5\n", &report), LTY_OK);
        }
        assert_int_equal(report.appended, 2);
        if (lty_base_fold(base, LTY_TEST_2012) != LTY_OK) {
            assert_int_equal(lty_base_refresh(base), LTY_E_NOT_FOLDED);
            memory.fail_at = 0;
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
        if (lty_rfm_score(&scores, &rule, base, LTY_TEST_2012, LTY_RFM_NET, &alloc) != LTY_OK) {
            assert_null(scores.customers);
            memory.fail_at = 0;
        }
        if (lty_indicator_months(&months, &count, base, &alloc) != LTY_OK) {
            assert_null(months);
            memory.fail_at = 0;
            assert_int_equal(lty_base_fold(base, LTY_TEST_2012), LTY_OK);
        }
        memory.fail_at = 0;
        if (fail == 0) {
            len = base_image(expect, base) * sizeof *expect;
        } else {
            assert_int_equal(base_image(got, base) * sizeof *got, len);
            assert_memory_equal(expect, got, len);
        }
        lty_rfm_scores_destroy(&scores);
        lty_indicator_free(months, count, &alloc);
        lty_base_destroy(base);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(memory.bytes, 0);
    }
    rules_close(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_arrival),
        cmocka_unit_test(test_agrees_with_fold),
        cmocka_unit_test(test_persons),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_bad_rows),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
