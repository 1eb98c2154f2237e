/* Goals: who is in the target group and has done it, at which instant; who is left alone, and that nobody else's coming changes it. */
#include "lty_goal.h"
#include "lty_test_base.h"
#include "lty_test_programme.h"

static const char shop_document[] =
    "{\"name\":\"Test\",\"currency\":\"GBP\",\"timezone\":\"Europe/London\",\"version\":1,\"valid_from\":\"2005-01-01\","
    "\"segments\":[{\"key\":\"quiet\",\"name\":\"Quiet\",\"rule\":\"last_order < 90 days ago\"}],"
    "\"goals\":[{\"key\":\"back\",\"name\":\"Back again\",\"segment\":\"quiet\",\"rule\":\"count(orders, since 2011-06-01) >= 1\","
    "\"share\":2500,\"from\":\"2011-06-01\",\"until\":\"2011-06-30\",\"holdout\":2000}]}";

#define BEGIN_S 1306882800LL /* 2011-06-01, London */
#define END_S 1309474800LL   /* 2011-07-01 */
#define CUSTOMERS_OF_GOAL 401

typedef struct fixture {
    document doc;
    const lty_timeline *timeline;
    const lty_goal_target *target;
    lty_keyring *ring;
    unsigned char key[LTY_SIGN_KEY_BYTES];
    lty_base *base;
} fixture;

static void open_fixture(fixture *f)
{
    static const unsigned char master[LTY_SIGN_KEY_BYTES] = {1, 2, 3};
    size_t culprit;

    open_document(&f->doc, shop_document);
    assert_int_equal(f->doc.status, LTY_OK);
    assert_int_equal(lty_timeline_create(&f->timeline, &f->doc.programme, 1, &culprit, &f->doc.arena), LTY_OK);
    f->target = lty_goal_find(f->doc.programme, lty_test_text("back"));
    assert_non_null(f->target);
    assert_null(lty_goal_find(f->doc.programme, lty_test_text("bac")));
    assert_int_equal(f->target->from_s, BEGIN_S);
    assert_int_equal(f->target->until_s, END_S);
    assert_int_equal(lty_keyring_create(&f->ring, lty_test_text("shop/test"), master), LTY_OK);
    assert_true(lty_goal_key(f->key, f->ring, f->target));
    f->base = base_create(f->timeline, &f->doc.alloc);
}

static void close_fixture(fixture *f)
{
    lty_base_destroy(f->base);
    lty_keyring_destroy(f->ring);
    close_document(&f->doc);
}

static void order(lty_base *base, const char *customer, int number, int64_t at_s)
{
    char id[40], object[24];

    snprintf(id, sizeof id, "s/order/%s-%d/1", customer, number);
    snprintf(object, sizeof object, "%s-%d", customer, number);
    lty_event event = lty_test_order(id, object, 1, at_s, LTY_ORDER_PAID, 1000);

    event.customer = lty_test_text(customer);
    event.payload = lty_test_text(id);
    base_append(base, &event, false);
}

/* All bought in January; of those who are treated two of three come back, of the others one of three. */
static void fill(fixture *f, int64_t counts[2][2])
{
    char key[24];

    memset(counts, 0, 4 * sizeof counts[0][0]);
    for (int i = 0; i < CUSTOMERS_OF_GOAL; i++) {
        snprintf(key, sizeof key, "c%d", i);
        const bool alone = lty_goal_is_held_out(f->target, f->key, lty_test_text(key));
        const bool back = i % 3 < (alone ? 1 : 2);

        order(f->base, key, 1, LTY_TEST_2011 + i * 600);
        if (back) {
            order(f->base, key, 2, BEGIN_S + 86400 + i * 60);
        } else if (i % 2 == 0) {
            order(f->base, key, 2, END_S); /* a second too late */
        }
        counts[alone][0]++;
        counts[alone][1] += back;
    }
    order(f->base, "lively", 1, BEGIN_S - 3600); /* not quiet when it began */
    order(f->base, "late", 1, BEGIN_S + 5);      /* not there then */
}

static void assert_part(const lty_goal_part *part, const int64_t counts[2])
{
    assert_int_equal(part->customers, counts[0]);
    assert_int_equal(part->done, counts[1]);
}

static void test_course(void **state)
{
    int64_t counts[2][2];
    lty_goal goal;
    fixture f;

    (void) state;
    open_fixture(&f);
    fill(&f, counts);
    /* Before it begins: who would be in it, and nobody has done anything. */
    assert_int_equal(lty_goal_run(&goal, f.target, f.base, f.key, BEGIN_S - 1, &f.doc.alloc), LTY_OK);
    assert_int_equal(goal.state, LTY_GOAL_PLANNED);
    assert_int_equal(goal.treated.customers, counts[0][0]);
    assert_int_equal(goal.held_out.customers, counts[1][0]);
    assert_int_equal(goal.treated.done + goal.held_out.done, 0);
    assert_false(goal.compared);
    assert_int_equal(goal.wanted, (CUSTOMERS_OF_GOAL + 3) / 4);
    assert_false(goal.reached);
    /* At its first second nobody, at its last all who came back in it, and so ever after. */
    assert_int_equal(lty_goal_run(&goal, f.target, f.base, f.key, BEGIN_S, &f.doc.alloc), LTY_OK);
    assert_int_equal(goal.state, LTY_GOAL_RUNNING);
    assert_int_equal(goal.treated.done + goal.held_out.done, 0);
    assert_int_equal(goal.judgement, LTY_GOAL_UNCLEAR);
    for (int round = 0; round < 3; round++) {
        const int64_t at_s = round == 0 ? END_S - 1 : round == 1 ? END_S : LTY_TEST_2012;

        assert_int_equal(lty_goal_run(&goal, f.target, f.base, f.key, at_s, &f.doc.alloc), LTY_OK);
        assert_int_equal(goal.state, round == 0 ? LTY_GOAL_RUNNING : LTY_GOAL_OVER);
        assert_part(&goal.treated, counts[0]);
        assert_part(&goal.held_out, counts[1]);
        assert_true(goal.reached);
        assert_true(goal.compared);
        assert_int_equal(goal.judgement, LTY_GOAL_WORKS);
        assert_true(goal.uplift.low > 0 && goal.uplift.value < goal.uplift.high);
    }
    close_fixture(&f);
}

static void test_linked(void **state)
{
    int64_t counts[2][2];
    lty_goal goal;
    fixture f;

    (void) state;
    open_fixture(&f);
    fill(&f, counts);
    lty_event link = {.id = {"s/link/1/1", 10},
        .customer = {"c7", 2},
        .type = LTY_EVENT_IDENTITIES_LINKED,
        .at_s = BEGIN_S + 10,
        .object = {"c4", 2},
        .payload = {"x", 1},
        .revision = 1,
        .given = true,
        .until_s = LTY_TIME_NONE};
    base_append(f.base, &link, false);
    assert_int_equal(lty_goal_run(&goal, f.target, f.base, f.key, END_S, &f.doc.alloc), LTY_OK);
    assert_int_equal(goal.treated.customers + goal.held_out.customers, CUSTOMERS_OF_GOAL - 1);
    /* A base that is folded elsewhere in time says the same. */
    assert_int_equal(lty_base_fold(f.base, LTY_TEST_2011), LTY_OK);
    assert_int_equal(lty_goal_run(&goal, f.target, f.base, f.key, END_S, &f.doc.alloc), LTY_OK);
    assert_int_equal(goal.treated.customers + goal.held_out.customers, CUSTOMERS_OF_GOAL - 1);
    assert_int_equal(lty_base_at(f.base), LTY_TEST_2011);
    close_fixture(&f);
}

/* The share that is left alone is met, and neither another goal nor another shop draws the same. */
static void test_hold_out(void **state)
{
    static const unsigned char other_master[LTY_SIGN_KEY_BYTES] = {9};
    unsigned char other_shop[LTY_SIGN_KEY_BYTES], other_goal[LTY_SIGN_KEY_BYTES];
    lty_goal_target target, none, renamed;
    lty_keyring *ring;
    int alone = 0, both[2] = {0, 0};
    char key[24];
    fixture f;

    (void) state;
    open_fixture(&f);
    target = none = renamed = *f.target;
    none.holdout = 0;
    renamed.key = lty_test_text("back2");
    assert_int_equal(lty_keyring_create(&ring, lty_test_text("shop/test"), other_master), LTY_OK);
    assert_true(lty_goal_key(other_shop, ring, &target));
    assert_true(lty_goal_key(other_goal, f.ring, &renamed));
    for (int i = 0; i < 20000; i++) {
        const lty_text customer = {key, (size_t) snprintf(key, sizeof key, "%d", i)};
        const bool held = lty_goal_is_held_out(&target, f.key, customer);

        alone += held;
        both[0] += held && lty_goal_is_held_out(&target, other_shop, customer);
        both[1] += held && lty_goal_is_held_out(&renamed, other_goal, customer);
        assert_false(lty_goal_is_held_out(&none, f.key, customer));
        target.holdout = 2100; /* a larger part keeps those who are in it */
        assert_true(!held || lty_goal_is_held_out(&target, f.key, customer));
        target.holdout = 2000;
    }
    assert_in_range(alone, 3800, 4200);
    assert_in_range(both[0], 700, 900);
    assert_in_range(both[1], 700, 900);
    lty_keyring_destroy(ring);
    assert_int_equal(lty_keyring_create_empty(&ring, lty_test_text("shop/test")), LTY_OK);
    assert_false(lty_goal_key(other_shop, ring, &target));
    lty_keyring_destroy(ring);
    close_fixture(&f);
}

/* Fixed for ever: who is left alone must not change with a release. */
static void test_vector(void **state)
{
    static const unsigned char key[LTY_SIGN_KEY_BYTES] = {0};
    const lty_goal_target half = {.holdout = 5000};
    const char *customers[] = {"1", "2", "3", "anna", "ben"};
    unsigned bits = 0;

    (void) state;
    for (unsigned i = 0; i < 5; i++) {
        bits |= (unsigned) lty_goal_is_held_out(&half, key, lty_test_text(customers[i])) << i;
    }
    assert_int_equal(bits, 0x7); /* by another BLAKE2b */
}

static void test_words(void **state)
{
    lty_goal goal = {.state = LTY_GOAL_RUNNING};

    (void) state;
    assert_string_equal(lty_goal_text(&goal), "Nobody is in the target group.");
    goal.treated.customers = 3;
    assert_non_null(strstr(lty_goal_text(&goal), "Nobody is left alone"));
    goal.held_out.customers = 1;
    assert_non_null(strstr(lty_goal_text(&goal), "not enough customers"));
    goal.judgement = LTY_GOAL_HARMS;
    assert_non_null(strstr(lty_goal_text(&goal), "harms"));
    goal.judgement = LTY_GOAL_WORKS;
    assert_non_null(strstr(lty_goal_text(&goal), "works"));
    goal.state = LTY_GOAL_PLANNED;
    assert_string_equal(lty_goal_text(&goal), "It has not begun.");
}

static void test_memory(void **state)
{
    lty_status status = LTY_E_MEMORY;
    fixture f;

    (void) state;
    open_fixture(&f);
    for (int i = 0; i < 5; i++) {
        char key[24];

        snprintf(key, sizeof key, "c%d", i);
        order(f.base, key, 1, LTY_TEST_2011);
    }
    for (size_t fail = 1; status != LTY_OK; fail++) {
        lty_test_memory own = {0, 0, 0, fail};
        const lty_alloc tight = {lty_test_resize, &own};
        lty_goal goal = {.wanted = -1};

        status = lty_goal_run(&goal, f.target, f.base, f.key, END_S, &tight);
        assert_true(status == LTY_OK ? goal.treated.customers + goal.held_out.customers == 5 : goal.wanted == -1);
        assert_int_equal(own.blocks, 0);
    }
    close_fixture(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_course),
        cmocka_unit_test(test_linked),
        cmocka_unit_test(test_hold_out),
        cmocka_unit_test(test_vector),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_memory),
    };

    assert_true(lty_sign_init());
    return cmocka_run_group_tests(tests, NULL, NULL);
}
