/* What a programme says of its customers: affinities as rules, segments in any order, circles, the parts of the degree of loyalty, goals. */
#include "lty_test_programme.h"

#define PETS                                                                                                                               \
 "'affinities':[{'key':'pets','minimum_share':7505,'minimum_orders':2,'within':{'months':24},'groups':["                                   \
 "{'key':'cats','categories':['cat food','cat \\\\ \\'toys\\'']},{'key':'dogs','name':'Dogs','categories':['dog food']}]}]"
#define SEGMENTS(list) "{" HEAD ",\"segments\":[" list "]}"
#define SEGMENT(key, rule) "{\"key\":\"" key "\",\"name\":\"" key "\",\"rule\":\"" rule "\"}"

/* ' for " but not behind a backslash, which stays as JSON has it. */
static const char *spelt(const char *single)
{
    static char text[8192];
    size_t len = 0;

    for (const char *at = single; *at != '\0'; at++) {
        text[len++] = *at == '\'' ? '"' : *at;
    }
    text[len] = '\0';
    return text;
}

static void problem_is(const document *doc, size_t index, const char *pointer, const char *found)
{
    assert_true(doc->problems.count > index);
    const lty_problem *problem = &doc->problems.items[index];
    if (strcmp(problem->pointer.bytes, pointer) != 0 || strstr(problem->found.bytes, found) == NULL) {
        print_error("%s: %s; expected %s\n", problem->pointer.bytes, problem->found.bytes, problem->expected.bytes);
    }
    assert_string_equal(problem->pointer.bytes, pointer);
    assert_non_null(strstr(problem->found.bytes, found));
}

static void test_a_group_is_a_rule(void **state)
{
    document doc;
    char text[4096];

    (void) state;
    snprintf(text, sizeof text, "%s", spelt("{" PETS "}"));
    snprintf(text + strlen(text) - 1, sizeof text - strlen(text), "," HEAD "}");
    const lty_programme *programme = read_well(&doc, text);
    assert_int_equal(programme->affinity_count, 1);
    const lty_affinity *pets = &programme->affinities[0];
    assert_int_equal(pets->minimum_share, 7505);
    assert_int_equal(pets->minimum_orders, 2);
    assert_int_equal(pets->within.months, 24);
    assert_int_equal(pets->group_count, 2);
    assert_int_equal(pets->groups[0].categories.count, 2);
    assert_true(lty_text_equal(pets->groups[1].name, LTY_TEXT("Dogs")));
    const lty_expr_affinity *named = &programme->scope.names->affinities[0];
    assert_true(lty_text_equal(lty_expr_source(named->groups[1].rule),
        LTY_TEXT(
            "share(amount, category in (\"dog food\"), of category in (\"cat \\\\ \\\"toys\\\"\", \"cat food\", \"dog food\"), last 24 months) >= 75.05 % "
            "and count(orders, category in (\"dog food\"), last 24 months) >= 2 and count(preferences, name = \"dogs\", not wanted) = 0")));
    close_document(&doc);
}

static void test_segments_name_one_another(void **state)
{
    document doc;
    size_t count;

    (void) state;
    const lty_programme *programme = read_well(&doc,
        SEGMENTS(SEGMENT("a", "in segment \\\"b\\\" and in segment \\\"c\\\"") "," SEGMENT(
            "b", "in segment \\\"c\\\" or visits > 1") "," SEGMENT("c", "count(orders) > 1")));
    (void) lty_expr_steps(programme->segments[0].rule, &count);
    assert_int_equal(count, 8); /* c, is true, visits, or, is true, c, is true, and */
    (void) lty_expr_aggregates(programme->segments[0].rule, &count);
    assert_int_equal(count, 1);
    assert_int_equal(programme->scope.names->segment_count, 3);
    assert_ptr_equal(programme->scope.names->segments[2].rule, programme->segments[2].rule);
    close_document(&doc);
}

static void test_circles_are_named_in_full(void **state)
{
    document doc;

    (void) state;
    open_document(&doc,
        SEGMENTS(SEGMENT("vip", "in segment \\\"loyal\\\"") "," SEGMENT(
            "apart", "in segment \\\"vip\\\" and in segment \\\"apart\\\"") "," SEGMENT("loyal",
            "orders > 1 or in segment \\\"dear\\\"") "," SEGMENT("dear", "in segment \\\"vip\\\" and ordrs > 1")));
    assert_int_equal(doc.status, LTY_E_PROGRAMME);
    assert_int_equal(doc.problems.count, 2);
    problem_is(&doc, 0, "/segments/0/rule", "vip \xE2\x86\x92 loyal \xE2\x86\x92 dear \xE2\x86\x92 vip");
    problem_is(&doc, 1, "/segments/1/rule", "apart \xE2\x86\x92 apart");
    close_document(&doc);
}

/* As many segments as there may be, each naming the next: no recursion, and what waits has its bound. */
static void test_a_long_chain(void **state)
{
    static char text[64 * 1024];
    document doc;
    size_t len = (size_t) snprintf(text, sizeof text, "{" HEAD ",\"segments\":[");

    (void) state;
    for (int i = 0; i < 500; i++) {
        len += (size_t) snprintf(text + len, sizeof text - len, "%s{\"key\":\"s%d\",\"name\":\"S\",\"rule\":\"", i == 0 ? "" : ",", i);
        len += (size_t) (i == 499 ? snprintf(text + len, sizeof text - len, "orders > 1\"}")
                                  : snprintf(text + len, sizeof text - len, "in segment \\\"s%d\\\"\"}", i + 1));
    }
    snprintf(text + len, sizeof text - len, "]}");
    const lty_programme *programme = read_well(&doc, text);
    size_t count;
    (void) lty_expr_steps(programme->segments[0].rule, &count);
    assert_int_equal(count, 500);
    close_document(&doc);
}

static void test_parts_and_goals(void **state)
{
    static const char *const document_text =
        "{" HEAD
        ",\"loyalty\":{\"parts\":[{\"key\":\"much\",\"name\":\"M\",\"value\":\"sum(amount, last 12 months)\",\"full\":\"500.5\",\"weight\":3},"
        "{\"key\":\"late\",\"name\":\"L\",\"value\":\"days_since(last_order)\",\"zero\":365,\"full\":30,\"weight\":1000000},"
        "{\"key\":\"opens\",\"name\":\"O\",\"value\":\"open_rate\",\"zero\":\"5 %\",\"full\":\"0.6\",\"weight\":1}]},"
        "\"goals\":[{\"key\":\"g\",\"name\":\"G\",\"segment\":\"s\",\"rule\":\"count(orders, since 2011-07-01) > 0\",\"share\":1500,"
        "\"from\":\"2011-07-01\",\"until\":\"2011-07-31\",\"holdout\":1000}],\"segments\":[" SEGMENT("s", "visits > 1") "]}";
    document doc;

    (void) state;
    const lty_programme *programme = read_well(&doc, document_text);
    assert_int_equal(programme->loyalty_count, 3);
    assert_int_equal(programme->loyalty[0].zero, 0);
    assert_int_equal(programme->loyalty[0].full, 50050);
    assert_int_equal(programme->loyalty[1].zero, 365);
    assert_int_equal(programme->loyalty[1].full, 30);
    assert_int_equal(programme->loyalty[1].weight, 1000000);
    assert_int_equal(programme->loyalty[2].zero, 50000);
    assert_int_equal(programme->loyalty[2].full, 600000);
    assert_int_equal(programme->goal_count, 1);
    const lty_goal_target *goal = &programme->goals[0];
    assert_true(lty_text_equal(goal->segment, LTY_TEXT("s")));
    assert_int_equal(goal->share, 150000);
    assert_int_equal(goal->holdout, 1000);
    assert_int_equal(goal->from_s, 1309474800); /* midnight of London's summer */
    assert_int_equal(goal->until_s, 1312153200);
    assert_non_null(goal->rule);
    close_document(&doc);
}

static void test_all_mistakes_at_once(void **state)
{
    document doc;

    (void) state;
    open_document(&doc,
        "{" HEAD
        ",\"affinities\":[{\"key\":\"pets\",\"minimum_share\":100,\"groups\":[{\"key\":\"cats\",\"categories\":[\"a\"]},{\"key\":\"dogs\",\"categories\":[\"a\"]}]}],"
        "\"segments\":[" SEGMENT("s",
            "affinity(\\\"pets\\\") = \\\"birds\\\" and amount > 5") "],"
                                                                     "\"loyalty\":{\"parts\":[{\"key\":\"a\",\"name\":\"A\",\"value\":\"spent\",\"full\":5,\"weight\":0}]},"
                                                                     "\"goals\":[{\"key\":\"g\",\"name\":\"G\",\"segment\":\"t\",\"rule\":\"orders\",\"share\":0,\"from\":\"2011-07-01\",\"until\":\"2011-06-01\"}]}");
    assert_int_equal(doc.status, LTY_E_PROGRAMME);
    static const char *const pointers[] = {"/affinities/0/minimum_share", "/affinities/0/groups/1/categories/0", "/segments/0/rule",
        "/segments/0/rule", "/loyalty/parts/0/full", "/loyalty/parts/0/weight", "/goals/0/rule", "/goals/0/share", "/goals/0/until"};
    assert_int_equal(doc.problems.count, sizeof pointers / sizeof *pointers);
    for (size_t i = 0; i < doc.problems.count; i++) {
        assert_string_equal(doc.problems.items[i].pointer.bytes, pointers[i]);
    }
    close_document(&doc);
}

static void test_earning_asks_no_rows(void **state)
{
    document doc;

    (void) state;
    open_document(&doc,
        "{" HEAD ",\"points\":{\"earn\":[{\"key\":\"a\",\"kind\":\"rate\",\"points\":1,\"per\":100,\"segments\":[\"far\",\"near\"]}]," WORTH
        "},"
        "\"segments\":[" SEGMENT("far", "in segment \\\"rows\\\" or points > 5") "," SEGMENT(
            "rows", "sum(amount, sale, last 90 days) > 5") "," SEGMENT("near", "orders > 1 and month(today) = 12") "]}");
    assert_int_equal(doc.status, LTY_E_PROGRAMME);
    assert_int_equal(doc.problems.count, 1);
    assert_string_equal(doc.problems.items[0].pointer.bytes, "/points/earn/0/segments/0");
    assert_non_null(strstr(doc.problems.items[0].expected.bytes, "points, sum(amount, sale, last 90 days)"));
    close_document(&doc);
}

static void test_memory_runs_out(void **state)
{
    char text[4096];

    (void) state;
    snprintf(text, sizeof text, "%s", spelt("{" PETS "}"));
    snprintf(text + strlen(text) - 1, sizeof text - strlen(text),
        "," HEAD ",\"segments\":[" SEGMENT("b", "in segment \\\"a\\\" and affinity(\\\"pets\\\") = \\\"cats\\\"") "," SEGMENT("a",
            "count(orders) > 1") "],"
                                 "\"loyalty\":{\"parts\":[{\"key\":\"a\",\"name\":\"A\",\"value\":\"spent\",\"full\":\"5\",\"weight\":1}]},"
                                 "\"goals\":[{\"key\":\"g\",\"name\":\"G\",\"segment\":\"a\",\"rule\":\"orders > 1\",\"share\":10,\"from\":\"2011-07-01\",\"until\":\"2011-08-01\"}]}");
    lty_status status = LTY_E_MEMORY;
    for (size_t n = 1; status == LTY_E_MEMORY; n++) {
        document doc;
        open_failing(&doc, text, n, NULL);
        status = doc.status;
        assert_true(status == LTY_E_MEMORY || status == LTY_OK);
        assert_true(status == LTY_OK || doc.programme == NULL);
        close_document(&doc);
        assert_true(n < 400);
    }
    assert_int_equal(status, LTY_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_group_is_a_rule),
        cmocka_unit_test(test_segments_name_one_another),
        cmocka_unit_test(test_circles_are_named_in_full),
        cmocka_unit_test(test_a_long_chain),
        cmocka_unit_test(test_parts_and_goals),
        cmocka_unit_test(test_all_mistakes_at_once),
        cmocka_unit_test(test_earning_asks_no_rows),
        cmocka_unit_test(test_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
