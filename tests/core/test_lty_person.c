/* One person's events, compared with a slow walk over random links. */
#include "lty_person.h"
#include "lty_test.h"

#define KEY(literal) LTY_TEXT(literal)

static lty_event link_event(const char *id, const char *customer, const char *other, int64_t revision, int64_t at_s, bool given)
{
    return (lty_event){.id = lty_test_text(id),
        .customer = lty_test_text(customer),
        .type = LTY_EVENT_IDENTITIES_LINKED,
        .at_s = at_s,
        .object = lty_test_text(other),
        .revision = revision,
        .given = given};
}

static lty_event visit(const char *id, const char *customer)
{
    return (lty_event){.id = lty_test_text(id), .customer = lty_test_text(customer), .type = LTY_EVENT_VISIT, .at_s = 5};
}

/* The ids that are kept, in a row; "!id" of a stranger. */
static const char *gathered(const lty_event *events, size_t count, const char *key, int64_t at_s)
{
    static char text[200];
    const lty_event *pointers[20];
    const lty_event *stranger = NULL;
    LTY_TEST_ALLOC();

    text[0] = '\0';
    for (size_t i = 0; i < count; i++) {
        pointers[i] = &events[i];
    }
    const lty_status status = lty_person_gather(pointers, &count, &stranger, lty_test_text(key), at_s, &alloc);
    assert_int_equal(memory.blocks, 0);
    if (status == LTY_E_UNKNOWN_CUSTOMER) {
        (void) snprintf(text, sizeof text, "!%.*s", (int) stranger->id.len, stranger->id.bytes);
        return text;
    }
    assert_int_equal(status, LTY_OK);
    for (size_t i = 0; i < count; i++) {
        (void) snprintf(
            text + strlen(text), sizeof text - strlen(text), "%s%.*s", i == 0 ? "" : " ", (int) pointers[i]->id.len, pointers[i]->id.bytes);
    }
    return text;
}

static void test_only_its_own_without_links(void **state)
{
    const lty_event events[] = {visit("v1", "a"), visit("v2", "a"), visit("v3", "b"), visit("v4", "")};
    (void) state;

    assert_string_equal(gathered(events, 0, "a", 9), "");
    assert_string_equal(gathered(events, 2, "a", 9), "v1 v2");
    assert_string_equal(gathered(events, 3, "a", 9), "!v3");
    assert_string_equal(gathered(events + 3, 1, "a", 9), "!v4");
}

static void test_links_join_by_steps(void **state)
{
    const lty_event events[] = {link_event("s/link/1/1", "a", "b", 1, 1, true), link_event("s/link/2/1", "b", "c", 1, 2, true),
        visit("v1", "c"), visit("v2", "b"), visit("v3", "a"), visit("v4", "d")};
    (void) state;

    assert_string_equal(gathered(events, 5, "a", 9), "s/link/1/1 s/link/2/1 v1 v2 v3");
    /* Not yet at that instant: left out, not refused. */
    assert_string_equal(gathered(events, 5, "a", 1), "s/link/1/1 s/link/2/1 v2 v3");
    assert_string_equal(gathered(events, 5, "a", 0), "s/link/1/1 v3");
    assert_string_equal(gathered(events, 6, "a", 9), "!v4");
    /* That b is a's is nothing to b's own fold. */
    assert_string_equal(gathered(events + 1, 3, "b", 9), "s/link/2/1 v1 v2");
    assert_string_equal(gathered(events, 4, "b", 9), "!s/link/1/1");
}

static void test_the_highest_revision_says(void **state)
{
    const lty_event events[] = {link_event("s/link/1/2", "a", "b", 2, 3, false), link_event("s/link/1/1", "a", "b", 1, 1, true),
        visit("v1", "b"), link_event("s/link/1/10", "a", "b", 10, 8, true)};
    (void) state;

    assert_string_equal(gathered(events, 3, "a", 2), "s/link/1/2 s/link/1/1 v1");
    assert_string_equal(gathered(events, 3, "a", 3), "s/link/1/2 s/link/1/1");
    assert_string_equal(gathered(events, 4, "a", 8), "s/link/1/2 s/link/1/1 v1 s/link/1/10");
}

static void test_circles_and_two_owners(void **state)
{
    const lty_event events[] = {link_event("s/link/1/1", "b", "c", 1, 1, true), link_event("s/link/2/1", "c", "b", 1, 2, true),
        visit("v1", "c"), link_event("s/link/3/1", "a", "b", 1, 3, true), link_event("s/link/4/1", "d", "b", 1, 4, true)};
    const lty_event back = link_event("s/link/4/2", "d", "b", 2, 5, false);
    lty_event all[6];
    (void) state;

    /* b's last owner is a: then c is b's and b is a's. */
    assert_string_equal(gathered(events, 4, "a", 9), "s/link/1/1 s/link/2/1 v1 s/link/3/1");
    /* Before that b and c were one another's: the later of the two is left out. */
    assert_string_equal(gathered(events, 3, "b", 9), "s/link/1/1 s/link/2/1 v1");
    assert_string_equal(gathered(events, 4, "a", 2), "s/link/3/1");
    /* d took b away, until that was taken back. */
    assert_string_equal(gathered(events, 5, "a", 9), "s/link/3/1");
    memcpy(all, events, sizeof events);
    all[5] = back;
    assert_string_equal(gathered(all, 6, "a", 9), "s/link/1/1 s/link/2/1 v1 s/link/3/1");
}

#define KEYS 7
#define LINKS 9

typedef struct sample {
    lty_event events[LINKS + KEYS];
    char ids[LINKS][24];
    size_t from[LINKS];
    size_t to[LINKS];
    size_t count;
} sample;

static const char *const names[KEYS] = {"a", "b", "c", "d", "e", "f", "g"};

static void draw(sample *s, uint64_t *seed)
{
    s->count = 0;
    for (size_t i = 0; i < LINKS; i++) {
        const size_t from = (size_t) lty_test_below(seed, KEYS);
        const size_t to = (size_t) lty_test_below(seed, KEYS);

        if (from == to || to == 0) {
            continue;
        }
        (void) snprintf(s->ids[s->count], sizeof s->ids[0], "s/link/%zu/1", i);
        s->from[s->count] = from;
        s->to[s->count] = to;
        s->events[s->count] =
            link_event(s->ids[s->count], names[from], names[to], 1, lty_test_below(seed, 10), lty_test_below(seed, 4) > 0);
        s->count++;
    }
}

static bool holds(const sample *s, size_t i, int64_t at_s)
{
    return s->events[i].given && s->events[i].at_s <= at_s;
}

/* Whether key number k is the first one's: its owners are followed, each found anew by looking at every link. */
static bool belongs(const sample *s, size_t k, int64_t at_s)
{
    size_t owner[KEYS];
    bool taken[LINKS] = {false};

    for (size_t i = 0; i < KEYS; i++) {
        owner[i] = i;
    }
    while (true) {
        size_t next = LINKS;

        for (size_t i = 0; i < s->count; i++) {
            bool last = holds(s, i, at_s) && !taken[i];
            for (size_t j = 0; j < s->count && last; j++) {
                last = !holds(s, j, at_s) || s->to[j] != s->to[i] || lty_event_compare(&s->events[j], &s->events[i]) <= 0;
            }
            if (last && (next == LINKS || lty_event_compare(&s->events[i], &s->events[next]) < 0)) {
                next = i;
            }
        }
        if (next == LINKS) {
            break;
        }
        taken[next] = true;
        size_t up = s->from[next];
        while (owner[up] != up) {
            up = owner[up];
        }
        if (up != s->to[next]) {
            owner[s->to[next]] = s->from[next];
        }
    }
    while (owner[k] != k) {
        k = owner[k];
    }
    return k == 0;
}

static void test_like_a_slow_walk(void **state)
{
    uint64_t seed = lty_test_seed("person", 20111);
    (void) state;

    for (int round = 0; round < 3000; round++) {
        sample s;
        bool joined[KEYS][KEYS] = {{false}};
        const lty_event *pointers[LINKS + KEYS];
        const lty_event *stranger = NULL;
        const int64_t at_s = lty_test_below(&seed, 11);
        size_t kept = 0;
        size_t visits = 0;
        LTY_TEST_ALLOC();

        draw(&s, &seed);
        for (size_t i = 0; i < s.count; i++) {
            joined[s.from[i]][s.to[i]] = joined[s.to[i]][s.from[i]] = true;
        }
        for (size_t k = 0; k < KEYS; k++) {
            for (size_t i = 0; i < KEYS * KEYS; i++) {
                joined[i / KEYS][i % KEYS] =
                    joined[i / KEYS][i % KEYS] || i / KEYS == i % KEYS || (joined[i / KEYS][k] && joined[k][i % KEYS]);
            }
        }
        for (size_t i = 0; i < KEYS; i++) {
            s.events[LINKS + i] = visit(names[i], names[i]);
            if (joined[0][i]) {
                pointers[kept++] = &s.events[LINKS + i];
            }
        }
        for (size_t i = 0; i < s.count; i++) {
            if (joined[0][s.from[i]]) {
                pointers[kept++] = &s.events[i];
            }
        }
        assert_int_equal(lty_person_gather(pointers, &kept, &stranger, KEY("a"), at_s, &alloc), LTY_OK);
        for (size_t i = 0; i < kept; i++) {
            assert_true(belongs(&s, (size_t) (pointers[i]->customer.bytes[0] - 'a'), at_s));
            visits += pointers[i]->type == LTY_EVENT_VISIT;
        }
        for (size_t i = 0; i < KEYS; i++) {
            visits -= joined[0][i] && belongs(&s, i, at_s);
        }
        assert_int_equal(visits, 0);
    }
}

static void test_every_lack_of_memory(void **state)
{
    const lty_event events[] = {link_event("s/link/1/1", "a", "b", 1, 1, true), visit("v1", "b")};
    (void) state;

    for (size_t fail = 1;; fail++) {
        const lty_event *pointers[] = {&events[0], &events[1]};
        const lty_event *stranger = NULL;
        size_t count = 2;
        LTY_TEST_ALLOC();

        memory.fail_at = fail;
        const lty_status status = lty_person_gather(pointers, &count, &stranger, KEY("a"), 9, &alloc);
        assert_int_equal(memory.blocks, 0);
        assert_int_equal(count, 2);
        if (status == LTY_OK) {
            assert_true(fail > 1);
            break;
        }
        assert_int_equal(status, LTY_E_MEMORY);
        assert_ptr_equal(pointers[1], &events[1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_only_its_own_without_links),
        cmocka_unit_test(test_links_join_by_steps),
        cmocka_unit_test(test_the_highest_revision_says),
        cmocka_unit_test(test_circles_and_two_owners),
        cmocka_unit_test(test_like_a_slow_walk),
        cmocka_unit_test(test_every_lack_of_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
