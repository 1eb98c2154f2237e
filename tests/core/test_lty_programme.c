/* Programmes: defaults, every mistake at once with its place, bounds, the hash, and memory that runs out anywhere. */
#include "lty_test_programme.h"

static const char full[] =
    "{\"$schema\":\"x\"," HEAD ","
    "\"points\":{\"earn\":["
    "{\"key\":\"rate\",\"kind\":\"rate\",\"points\":2,\"per\":100,\"categories\":{\"include\":[\"toys\",\"books\"],\"exclude\":[\"gift cards\"]},\"sale_items\":false},"
    "{\"key\":\"steps\",\"kind\":\"steps\",\"steps\":[{\"from\":0,\"points\":1},{\"from\":5000,\"points\":10}],\"sale_items\":true},"
    "{\"key\":\"first\",\"kind\":\"first_order\",\"points\":50}],"
    "\"rounding\":\"half_even\",\"award_on\":\"delivered\",\"pending_days\":14,\"expiry\":{\"days\":90,\"round_up_to\":\"quarter\"}," WORTH
    ","
    "\"spend\":{\"minimum\":10,\"step\":5,\"maximum_share\":2500},\"arrears\":\"pending\",\"backfill\":true},"
    "\"tiers\":{\"by\":\"orders\",\"window\":{\"days\":365},\"levels\":["
    "{\"key\":\"base\",\"name\":\"Base\",\"from\":0},{\"key\":\"top\",\"name\":\"T\\u00f6p\",\"from\":5,\"earn_percent\":20000,\"colour\":\"#C0ffee\"}]},"
    "\"segments\":[{\"key\":\"a\",\"name\":\"A\",\"rule\":\"orders >= 2 and tier = \\\"top\\\"\"},{\"key\":\"b\",\"name\":\"B\",\"rule\":\"spent < 1.50\"}],"
    "\"campaigns\":[{\"number\":255,\"key\":\"c\",\"name\":\"C\",\"length\":12,\"open\":false,\"discount\":{\"kind\":\"percent\",\"basis_points\":10000},"
    "\"minimum_order\":1,\"maximum_discount\":2,\"first_order_only\":true,\"categories\":{\"include\":[\"z\"]},\"sale_items\":false,"
    "\"valid_from\":\"2011-07-01\",\"valid_until\":\"2011-07-31\",\"valid_for\":{\"months\":1},\"uses_per_code\":9,\"combinable\":true},"
    "{\"number\":1,\"key\":\"d\",\"name\":\"D\",\"discount\":{\"kind\":\"free_shipping\"}},"
    "{\"number\":2,\"key\":\"e\",\"name\":\"E\",\"discount\":{\"kind\":\"fixed\",\"amount\":5},\"valid_until\":\"2011-07-31T12:00:00Z\"},"
    "{\"number\":3,\"key\":\"f\",\"name\":\"F\",\"discount\":{\"kind\":\"points\",\"points\":7}}]}";

static void test_every_member(void **state)
{
    document doc;

    (void) state;
    const lty_programme *p = read_well(&doc, full);
    assert_string_equal(p->currency, "GBP");
    assert_int_equal(p->currency_decimals, 2);
    assert_true(lty_text_equal(p->name, LTY_TEXT("Test")));
    assert_true(lty_text_equal(p->zone.name, LTY_TEXT("Europe/London")));
    assert_int_equal(p->version, 3);
    assert_int_equal(p->in_force_from_s, 1306882800); /* summer time: 23:00Z of the day before */
    const lty_points_rules *points = &p->points;
    assert_true(points->enabled && points->expires && points->backfill);
    assert_int_equal(points->rounding, LTY_ROUNDING_HALF_EVEN);
    assert_int_equal(points->award_on, LTY_AWARD_ON_DELIVERED);
    assert_int_equal(points->arrears, LTY_ARREARS_PENDING);
    assert_int_equal(points->pending_days, 14);
    assert_int_equal(points->expiry.days, 90);
    assert_int_equal(points->expiry.months, 0);
    assert_int_equal(points->expiry_round, LTY_EXPIRY_QUARTER);
    assert_int_equal(points->worth_points, 100);
    assert_int_equal(points->worth_minor, 150);
    assert_int_equal(points->spend_minimum, 10);
    assert_int_equal(points->spend_step, 5);
    assert_int_equal(points->spend_maximum_share, 2500);
    assert_int_equal(points->earn_count, 3);
    assert_int_equal(points->earn[0].kind, LTY_EARN_RATE);
    assert_int_equal(points->earn[0].points, 2);
    assert_int_equal(points->earn[0].per_minor, 100);
    assert_true(lty_text_equal(points->earn[1].pointer, LTY_TEXT("/points/earn/1")));
    assert_int_equal(points->earn[1].step_count, 2);
    assert_int_equal(points->earn[1].steps[1].from_minor, 5000);
    assert_int_equal(points->earn[1].steps[1].points, 10);
    assert_int_equal(points->earn[2].kind, LTY_EARN_FIRST_ORDER);
    assert_int_equal(p->tiers.by, LTY_TIER_BY_ORDERS);
    assert_int_equal(p->tiers.window, LTY_TIER_ROLLING);
    assert_int_equal(p->tiers.rolling.days, 365);
    assert_int_equal(p->tiers.items[0].earn_percent, 10000);
    assert_int_equal(p->tiers.items[1].earn_percent, 20000);
    assert_true(lty_text_equal(p->tiers.items[1].name, LTY_TEXT("T\xC3\xB6p")));
    assert_true(lty_text_equal(p->tiers.items[1].colour, LTY_TEXT("#C0ffee")));
    assert_int_equal(p->segment_count, 2);
    const lty_campaign *c = lty_programme_campaign(p, LTY_TEXT("c"));
    assert_ptr_equal(c, lty_programme_campaign_number(p, 255));
    assert_int_equal(c->length, 12);
    assert_false(c->open);
    assert_int_equal(c->format, LTY_FORMAT_SHORT);
    assert_int_equal(c->benefit_count, 1);
    assert_int_equal(c->benefits[0].value, LTY_PERCENT_WHOLE);
    assert_int_equal(c->benefits[0].target, LTY_TARGET_ORDER);
    assert_true(lty_text_equal(c->benefits[0].pointer, LTY_TEXT("/campaigns/0/discount")));
    assert_int_equal(c->minimum_order_minor, 1);
    assert_int_equal(c->maximum_discount_minor, 2);
    assert_true(c->first_order_only && c->combining == LTY_COMBINING_ALL && c->valid_for_set);
    assert_int_equal(c->valid_from_s, 1309474800);  /* 2011-07-01 00:00 local */
    assert_int_equal(c->valid_until_s, 1312153200); /* to the end of 31 July */
    assert_int_equal(c->valid_for.months, 1);
    assert_int_equal(c->uses_per_code, 9);
    assert_true(lty_text_equal(c->pointer, LTY_TEXT("/campaigns/0")));
    const lty_campaign *e = lty_programme_campaign(p, LTY_TEXT("e"));
    assert_int_equal(e->valid_until_s, 1312113600);
    assert_int_equal(e->valid_from_s, LTY_TIME_NONE);
    assert_int_equal(e->length, 20);
    assert_int_equal(e->uses_per_code, 1);
    assert_true(e->open && e->lines.sale_items == LTY_SALE_TAKEN && e->combining == LTY_COMBINING_ALONE && !e->valid_for_set);
    assert_int_equal(lty_programme_campaign(p, LTY_TEXT("f"))->benefits[0].kind, LTY_DISCOUNT_POINTS);
    assert_null(lty_programme_campaign(p, LTY_TEXT("x")));
    assert_null(lty_programme_campaign_number(p, 4));
    assert_non_null(lty_programme_segment(p, LTY_TEXT("b")));
    assert_null(lty_programme_segment(p, LTY_TEXT("")));
    close_document(&doc);
}

static void test_defaults(void **state)
{
    document doc;
    int64_t minor = -1;

    (void) state;
    const lty_programme *p = read_well(&doc, "{" HEAD "}");
    assert_false(p->points.enabled);
    assert_int_equal(p->points.spend_step, 1);
    assert_int_equal(p->points.spend_maximum_share, 10000);
    assert_int_equal(p->tiers.count, 0);
    assert_int_equal(lty_programme_worth(&minor, p, 1000), LTY_OK);
    assert_int_equal(minor, 0);
    close_document(&doc);
    p = read_well(&doc, "{" HEAD ",\"points\":{\"earn\":[]," WORTH "}}");
    assert_true(p->points.enabled);
    assert_int_equal(p->points.rounding, LTY_ROUNDING_DOWN);
    assert_int_equal(p->points.award_on, LTY_AWARD_ON_PAID);
    assert_int_equal(p->points.arrears, LTY_ARREARS_NEGATIVE);
    assert_false(p->points.expires);
    assert_int_equal(lty_programme_worth(&minor, p, 99), LTY_OK);
    assert_int_equal(minor, 148);
    assert_int_equal(lty_programme_worth(&minor, p, -99), LTY_OK);
    assert_int_equal(minor, -148);
    assert_int_equal(lty_programme_worth(&minor, p, INT64_MAX), LTY_E_RANGE);
    assert_int_equal(minor, -148);
    close_document(&doc);
}

/* A line without a brand. */
static bool takes_line(const lty_line_filter *filter, lty_text sku, const lty_text *categories, size_t count, bool sale)
{
    const lty_line_traits line = {.sku = sku, .categories = categories, .category_count = count, .sale = sale};

    return lty_line_filter_match(filter, &line);
}

/* A line of one category. */
static bool takes(const lty_line_filter *filter, lty_text category, bool sale)
{
    return takes_line(filter, LTY_TEXT("sku"), &category, 1, sale);
}

static void test_line_filter(void **state)
{
    document doc;

    (void) state;
    const lty_programme *p = read_well(&doc, full);
    const lty_line_filter *lines = &p->points.earn[0].lines;
    assert_true(takes(lines, LTY_TEXT("books"), false));
    assert_true(takes(lines, LTY_TEXT("toys"), false));
    assert_false(takes(lines, LTY_TEXT("toys"), true));
    assert_false(takes(lines, LTY_TEXT("toy"), false));
    assert_false(takes(lines, LTY_TEXT(""), false));
    assert_false(takes_line(lines, LTY_TEXT("toys"), NULL, 0, false));
    const lty_text both[] = {{"books", 5}, {"gift cards", 10}};
    assert_true(takes_line(lines, LTY_TEXT(""), both, 1, false));
    assert_false(takes_line(lines, LTY_TEXT(""), both, 2, false));
    const lty_text out[] = {{"a", 1}, {"b", 1}};
    const lty_line_filter exclude = {.categories_out = {out, 2}};
    assert_true(takes(&exclude, LTY_TEXT("c"), true));
    assert_true(takes(&exclude, LTY_TEXT(""), true));
    assert_false(takes(&exclude, LTY_TEXT("a"), false));
    assert_false(takes(&exclude, LTY_TEXT("b"), false));
    const lty_text sku = LTY_TEXT("sku");
    const lty_line_filter product = {.categories_in = {out, 2}, .products_in = {&sku, 1}, .sale_items = LTY_SALE_ONLY};
    assert_true(takes(&product, LTY_TEXT("z"), true));
    assert_false(takes(&product, LTY_TEXT("z"), false));
    assert_true(takes_line(&product, LTY_TEXT("other"), out + 1, 1, true));
    assert_false(takes_line(&product, LTY_TEXT("other"), NULL, 0, true));
    const lty_line_filter without = {.categories_in = {out, 2}, .products_out = {&sku, 1}};
    assert_false(takes(&without, LTY_TEXT("a"), false));
    assert_true(takes_line(&without, LTY_TEXT("other"), out, 1, false));
    close_document(&doc);
}

/* Some of the letters a to h, ascending. */
static lty_text_list some_letters(lty_text *room, uint64_t *seed, int64_t one_in)
{
    static const char letters[] = "abcdefgh";
    size_t count = 0;

    if (lty_test_below(seed, 2) == 0) {
        return (lty_text_list){room, 0};
    }
    for (size_t i = 0; i < 8; i++) {
        if (lty_test_below(seed, one_in) == 0) {
            room[count++] = (lty_text){letters + i, 1};
        }
    }
    return (lty_text_list){room, count};
}

static bool among(const lty_text_list *list, lty_text text)
{
    for (size_t i = 0; i < list->count; i++) {
        if (lty_text_equal(list->items[i], text)) {
            return true;
        }
    }
    return false;
}

/* The sentence of the header, word by word, with lists searched from end to end. */
static bool should_take(const lty_line_filter *filter, const lty_line_traits *line)
{
    bool in = filter->categories_in.count == 0 && filter->products_in.count == 0 && filter->brands_in.count == 0;
    bool out = among(&filter->products_out, line->sku) || among(&filter->brands_out, line->brand);

    in = in || among(&filter->products_in, line->sku) || among(&filter->brands_in, line->brand);
    for (size_t i = 0; i < line->category_count; i++) {
        in = in || among(&filter->categories_in, line->categories[i]);
        out = out || among(&filter->categories_out, line->categories[i]);
    }
    return in && !out && (filter->sale_items == LTY_SALE_TAKEN || line->sale == (filter->sale_items == LTY_SALE_ONLY));
}

static void test_line_filter_is_what_it_says(void **state)
{
    uint64_t seed = lty_test_seed("line filter", 20111210);
    size_t taken = 0;

    (void) state;
    for (int round = 0; round < 50000; round++) {
        lty_text room[7][8];
        const lty_line_filter filter = {
            .categories_in = some_letters(room[0], &seed, 2),
            .categories_out = some_letters(room[1], &seed, 4),
            .products_in = some_letters(room[2], &seed, 2),
            .products_out = some_letters(room[3], &seed, 4),
            .brands_in = some_letters(room[5], &seed, 2),
            .brands_out = some_letters(room[6], &seed, 4),
            .sale_items = (lty_sale_items) lty_test_below(&seed, 3),
        };
        const lty_text_list categories = some_letters(room[4], &seed, 3);
        const char letters[] = {(char) ('a' + (char) lty_test_below(&seed, 9)), (char) ('a' + (char) lty_test_below(&seed, 9))};
        const lty_line_traits line = {
            .sku = {letters, lty_test_below(&seed, 10) > 0},
            .brand = {letters + 1, lty_test_below(&seed, 3) > 0},
            .categories = categories.items,
            .category_count = categories.count,
            .sale = lty_test_below(&seed, 2) == 0,
        };
        const bool takes_it = lty_line_filter_match(&filter, &line);
        assert_int_equal(takes_it, should_take(&filter, &line));
        taken += takes_it;
    }
    assert_true(taken > 5000 && taken < 45000);
}

static void test_everything_wrong_at_once(void **state)
{
    static const char text[] =
        "{\"nmae\":\"x\",\"currency\":\"gbp\",\"timezone\":\"Europe/Lodnon\",\"version\":0,\"valid_from\":\"2011-02-30\","
        "\"points\":{\"earn\":[{\"key\":\"r\",\"kind\":\"rate\",\"points\":1,\"per\":12.5},{\"key\":\"r\",\"kind\":\"stairs\"}],\"worth\":{\"points\":\"100\",\"amount\":1e2},"
        "\"expiry\":{\"months\":1,\"days\":1}},"
        "\"tiers\":{\"by\":\"spend\",\"levels\":[{\"key\":\"A\",\"name\":\"\",\"from\":1},{\"key\":\"b\",\"name\":\"B\",\"from\":1,\"colour\":\"red\"}]},"
        "\"segments\":[{\"key\":\"s\",\"name\":\"S\",\"rule\":\"ordrs > 1 and last_order < 90 days\"}],"
        "\"campaigns\":[{\"number\":70000,\"key\":\"c\",\"name\":\"C\",\"length\":16,\"discount\":{\"kind\":\"percent\",\"amount\":5}}]}";
    static const struct {
        const char *pointer;
        const char *found;
        const char *expected;
    } wanted[] = {
        {"", "no member \"name\"", "\"name\": what the programme is called"},
        {"/nmae", "an unknown member", "no such member; did you mean \"name\"?"},
        {"/currency", "\"gbp\"", "three capital letters"},
        {"/timezone", "\"Europe/Lodnon\"", "an IANA time zone"},
        {"/version", "0", "an integer from 1 to 2147483647"},
        {"/valid_from", "\"2011-02-30\"", "a date such as"},
        {"/points/earn/0/per", "12.5", "an integer from 1 to 1000000000000: money is in minor units, so 12.50 is 1250"},
        {"/points/earn/1/key", "\"r\"", "a key that no other rule has"},
        {"/points/earn/1/kind", "\"stairs\"", "one of \"rate\", \"steps\", \"first_order\""},
        {"/points/worth/points", "\"100\"", "an integer from 1 to 1000000000"},
        {"/points/worth/amount", "1e2", "an integer from 1 to"},
        {"/points/expiry", "both \"months\" and \"days\"", "one of"},
        {"/tiers/levels/0/key", "\"A\"", "a lower-case letter"},
        {"/tiers/levels/0/name", "\"\"", "a string of 1 to 200"},
        {"/tiers/levels/0/from", "1", "0: the first tier is everybody's"},
        {"/tiers/levels/1/from", "1", "more than in the tier before"},
        {"/tiers/levels/1/colour", "\"red\"", "a colour such as"},
        {"/segments/0/rule", "ordrs at character 1 of the rule", "a field; did you mean orders?"},
        {"/segments/0/rule", "last_order is an instant and is compared with the duration 90 days at character 28 of the rule",
            "last_order < 90 days ago"},
        {"/campaigns/0/number", "70000", "an integer from 1 to 4095"},
        {"/campaigns/0/discount", "no member \"basis_points\"", "\"basis_points\": how much"},
        {"/campaigns/0/discount/amount", "an unknown member", "one of the members kind, basis_points, millionths, steps, on, sku, pieces"},
    };
    document doc;

    (void) state;
    open_document(&doc, text);
    assert_int_equal(doc.status, LTY_E_PROGRAMME);
    assert_null(doc.programme);
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        const lty_problem *problem = &doc.problems.items[i];
        assert_true(i < doc.problems.count);
        if (strcmp(problem->pointer.bytes, wanted[i].pointer) != 0 || strcmp(problem->found.bytes, wanted[i].found) != 0
            || strncmp(problem->expected.bytes, wanted[i].expected, strlen(wanted[i].expected)) != 0) {
            print_error("%s: %s; expected %s\n", problem->pointer.bytes, problem->found.bytes, problem->expected.bytes);
        }
        assert_string_equal(problem->pointer.bytes, wanted[i].pointer);
        assert_string_equal(problem->found.bytes, wanted[i].found);
        assert_memory_equal(problem->expected.bytes, wanted[i].expected, strlen(wanted[i].expected));
    }
    assert_int_equal(doc.problems.count, sizeof wanted / sizeof wanted[0]);
    close_document(&doc);
}

static const char *changed(const char *from, const char *to)
{
    return changed_in(full, from, to);
}

static void test_one_mistake_each(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        const char *pointer;
    } table[] = {
        {"\"GBP\"", "\"GBPX\"", "/currency"},
        {"\"GBP\"", "7", "/currency"},
        {"\"Europe/London\"", "\"Europe/London\\u0000\"", "/timezone"},
        {"\"version\":3", "\"version\":2147483648", "/version"},
        {"\"version\":3", "\"version\":true", "/version"},
        {"\"$schema\":\"x\"", "\"$schema\":1", "/$schema"},
        {"\"name\":\"Test\"", "\"name\":\"  \"", "/name"},
        {"\"name\":\"Test\"", "\"name\":\"a\\u0007\"", "/name"},
        {"\"points\":2,\"per\"", "\"points\":0,\"per\"", "/points/earn/0/points"},
        {"\"per\":100", "\"per\":0", "/points/earn/0/per"},
        {"\"per\":100", "\"per\":1000000000001", "/points/earn/0/per"},
        {"\"include\":[\"toys\",\"books\"]", "\"include\":[]", "/points/earn/0/categories/include"},
        {"\"include\":[\"toys\",\"books\"]", "\"include\":[\"toys\",\"toys\"]", "/points/earn/0/categories/include/1"},
        {"\"include\":[\"toys\",\"books\"]", "\"include\":[\"\"]", "/points/earn/0/categories/include/0"},
        {"\"include\":[\"toys\",\"books\"]", "\"includes\":[\"toys\"]", "/points/earn/0/categories/includes"},
        {"\"from\":5000", "\"from\":0", "/points/earn/1/steps/1/from"},
        {"\"from\":5000,\"points\":10", "\"from\":5000,\"points\":-1", "/points/earn/1/steps/1/points"},
        {"\"points\":50}", "\"points\":50,\"per\":1}", "/points/earn/2/per"},
        {"\"half_even\"", "\"bankers\"", "/points/rounding"},
        {"\"pending_days\":14", "\"pending_days\":3651", "/points/pending_days"},
        {"\"days\":90,", "\"days\":0,", "/points/expiry/days"},
        {"\"days\":90,", "", "/points/expiry"},
        {"\"quarter\"", "\"day\"", "/points/expiry/round_up_to"},
        {"\"maximum_share\":2500", "\"maximum_share\":10001", "/points/spend/maximum_share"},
        {"\"backfill\":true", "\"backfill\":1", "/points/backfill"},
        {"{\"days\":365}", "\"yearly\"", "/tiers/window"},
        {"{\"days\":365}", "{\"days\":365,\"round_up_to\":\"year\"}", "/tiers/window/round_up_to"},
        {"\"key\":\"top\"", "\"key\":\"base\"", "/tiers/levels/1/key"},
        {"\"earn_percent\":20000", "\"earn_percent\":1000001", "/tiers/levels/1/earn_percent"},
        {"\"key\":\"b\"", "\"key\":\"a\"", "/segments/1/key"},
        {"spent < 1.50", "spent < 1.505", "/segments/1/rule"},
        {"tier = \\\"top\\\"", "tier = \\\"topp\\\"", "/segments/0/rule"},
        {"\"number\":255", "\"number\":256", "/campaigns/0/number"},
        {"\"number\":255", "\"number\":0", "/campaigns/0/number"},
        {"\"number\":2,", "\"number\":1,", "/campaigns/2/number"},
        {"\"key\":\"d\"", "\"key\":\"c\"", "/campaigns/1/key"},
        {"\"length\":12", "\"length\":13", "/campaigns/0/length"},
        {"\"basis_points\":10000", "\"basis_points\":10001", "/campaigns/0/discount/basis_points"},
        {"\"kind\":\"free_shipping\"", "\"kind\":\"free_shipping\",\"amount\":1", "/campaigns/1/discount/amount"},
        {"\"kind\":\"points\",\"points\":7}", "\"kind\":\"points\",\"points\":7},\"maximum_discount\":5", "/campaigns/3/maximum_discount"},
        {"\"valid_until\":\"2011-07-31\"", "\"valid_until\":\"2011-06-30\"", "/campaigns/0/valid_until"},
        {"\"valid_until\":\"2011-07-31\"", "\"valid_until\":\"9999-12-31\"", "/campaigns/0/valid_until"},
        {"\"uses_per_code\":9", "\"uses_per_code\":0", "/campaigns/0/uses_per_code"},
    };
    document doc;

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        open_document(&doc, changed(table[i].from, table[i].to));
        if (doc.problems.count != 1 || strcmp(doc.problems.items[0].pointer.bytes, table[i].pointer) != 0) {
            print_error("%s: %zu problems, at %s\n", table[i].to, doc.problems.count,
                doc.problems.count > 0 ? doc.problems.items[0].pointer.bytes : "-");
        }
        assert_int_equal(doc.status, LTY_E_PROGRAMME);
        assert_int_equal(doc.problems.count, 1);
        assert_string_equal(doc.problems.items[0].pointer.bytes, table[i].pointer);
        close_document(&doc);
    }
}

static void test_bounds_that_hold(void **state)
{
    static const struct {
        const char *from;
        const char *to;
    } table[] = {
        {"\"per\":100", "\"per\":1000000000000"},
        {"\"version\":3", "\"version\":2147483647"},
        {"\"length\":12", "\"length\":24"},
        {"\"number\":255,\"key\":\"c\",\"name\":\"C\",\"length\":12", "\"number\":1048575,\"key\":\"c\",\"name\":\"C\",\"length\":24"},
        {"\"earn_percent\":20000", "\"earn_percent\":0"},
        {"{\"days\":365}", "\"calendar_year\""},
        {"\"valid_until\":\"2011-07-31\"", "\"valid_until\":\"2011-07-01\""},
    };
    document doc;

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        (void) read_well(&doc, changed(table[i].from, table[i].to));
        close_document(&doc);
    }
    open_document(&doc, "[]");
    assert_int_equal(doc.status, LTY_E_PROGRAMME);
    assert_string_equal(doc.problems.items[0].pointer.bytes, "");
    close_document(&doc);
    open_document(&doc, "{\"version\":1,\"version\":1}");
    assert_int_equal(doc.status, LTY_E_JSON);
    close_document(&doc);
}

/* Every leaf that means something moves the hash; what only looks different does not. */
static void test_hash(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        bool same;
    } table[] = {
        {"\"$schema\":\"x\",", "", true},
        {",\"sale_items\":true}", "}", true},
        {"\"orders >= 2 and", "\"2<=orders   AND", true},
        {"spent < 1.50", "(spent<1.5)", true},
        {"[\"toys\",\"books\"]", "[\"books\",\"toys\"]", true},
        {"\"from\":0}", "\"from\":0,\"earn_percent\":10000}", true},
        {"\"key\":\"d\",\"name\":\"D\"", "\"name\":\"D\",\"key\":\"d\",\"length\":20,\"open\":true,\"uses_per_code\":1", true},
        {"2011-06-01", "2011-05-31T23:00:00Z", true},
        {"\"2011-07-31\"", "\"2011-07-31T23:00:00Z\"", true},
        {"\"Test\"", "\"Text\"", false},
        {"\"GBP\"", "\"EUR\"", false},
        {"\"version\":3", "\"version\":4", false},
        {"2011-06-01", "2011-06-02", false},
        {"\"points\":2,\"per\"", "\"points\":3,\"per\"", false},
        {"\"per\":100", "\"per\":101", false},
        {"\"include\":[\"toys\"", "\"include\":[\"toyz\"", false},
        {"\"sale_items\":false", "\"sale_items\":true", false},
        {"\"from\":5000", "\"from\":5001", false},
        {"\"half_even\"", "\"half_up\"", false},
        {"\"delivered\"", "\"paid\"", false},
        {"\"pending_days\":14", "\"pending_days\":15", false},
        {"\"days\":90", "\"months\":90", false},
        {"\"quarter\"", "\"year\"", false},
        {"\"amount\":150", "\"amount\":151", false},
        {"\"minimum\":10", "\"minimum\":11", false},
        {"\"step\":5", "\"step\":6", false},
        {"\"maximum_share\":2500", "\"maximum_share\":2501", false},
        {"\"pending\",", "\"zero\",", false},
        {"\"backfill\":true", "\"backfill\":false", false},
        {"\"by\":\"orders\"", "\"by\":\"points\"", false},
        {"{\"days\":365}", "\"lifetime\"", false},
        {"\"from\":5,", "\"from\":6,", false},
        {"#C0ffee", "#C0ffef", false},
        {"orders >= 2", "orders > 2", false},
        {"spent < 1.50", "spent < 1.51", false},
        {"spent < 1.50", "spent_gross < 1.50", false},
        {"tier = ", "tier != ", false},
        {"\"open\":false", "\"open\":true", false},
        {"\"number\":255", "\"number\":254", false},
        {"\"length\":12", "\"length\":16", false},
        {"\"basis_points\":10000", "\"basis_points\":9999", false},
        {"\"first_order_only\":true", "\"first_order_only\":false", false},
        {"\"2011-07-31\"", "\"2011-07-30\"", false},
        {"\"valid_for\":{\"months\":1}", "\"valid_for\":{\"days\":1}", false},
        {"\"uses_per_code\":9", "\"uses_per_code\":8", false},
        {"\"combinable\":true", "\"combinable\":false", false},
        {"\"kind\":\"points\",\"points\":7", "\"kind\":\"fixed\",\"amount\":7", false},
    };
    unsigned char base[32];
    unsigned char other[32];

    (void) state;
    hash_of(base, full, NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        hash_of(other, changed(table[i].from, table[i].to), NULL);
        if ((memcmp(base, other, 32) == 0) != table[i].same) {
            print_error("%s to %s\n", table[i].from, table[i].to);
        }
        assert_int_equal(memcmp(base, other, 32) == 0, table[i].same);
    }
    hash_of(other, full, other);
    assert_memory_not_equal(base, other, 32);
}

/* Campaigns with every kind of terms, in our own way. */
static const char terms[] =
    "{" HEAD ",\"discounts\":\"exact\","
    "\"tiers\":{\"by\":\"spend\",\"levels\":[{\"key\":\"low\",\"name\":\"L\",\"from\":0},{\"key\":\"mid\",\"name\":\"M\",\"from\":5},{\"key\":\"top\",\"name\":\"T\",\"from\":9}]},"
    "\"segments\":[{\"key\":\"new\",\"name\":\"N\",\"rule\":\"orders = 1\"},{\"key\":\"lost\",\"name\":\"L\",\"rule\":\"orders = 0\"}],"
    "\"campaigns\":["
    "{\"number\":1,\"key\":\"many\",\"name\":\"Many\",\"discount\":[{\"kind\":\"percent\",\"millionths\":333333,\"on\":\"selection\",\"pieces\":3},"
    "{\"kind\":\"gift\",\"sku\":\"cup\",\"number\":9},{\"kind\":\"points\",\"points\":5},{\"kind\":\"free_shipping\"}],"
    "\"minimum_order\":100,\"maximum_order\":200,\"categories\":{\"include\":[\"b\",\"a\"],\"exclude\":[\"c\"]},"
    "\"products\":{\"include\":[\"q\",\"p\"],\"exclude\":[\"r\"]},\"sale_items\":\"only\","
    "\"requires\":[{\"quantity\":2,\"any_of\":[{\"categories\":[\"y\",\"x\"]},{\"products\":[\"z\"]}]},{\"quantity\":1,\"any_of\":[{\"products\":[\"w\"]}]}],"
    "\"tiers\":[\"top\",\"mid\"],\"segments\":[\"new\",\"lost\"],\"email_only\":true,\"uses_per_customer\":3,\"uses_total\":1000,\"budget\":77,"
    "\"combinable\":[\"token\",\"auto\"],\"stacking_class\":\"summer\",\"priority\":4,\"release\":{\"cancelled\":false,\"refunded\":true}},"
    "{\"number\":70000,\"key\":\"token\",\"name\":\"Token\",\"format\":\"public\",\"discount\":{\"kind\":\"gift\",\"sku\":\"mug\",\"number\":2147483647},\"combinable\":false},"
    "{\"number\":2147483647,\"key\":\"auto\",\"name\":\"Auto\",\"automatic\":true,\"discount\":[{\"kind\":\"buy_get\",\"buy\":2,\"get\":1},"
    "{\"kind\":\"points_multiplier\",\"basis_points\":20000}]},"
    "{\"number\":2,\"key\":\"step\",\"name\":\"Step\",\"discount\":[{\"kind\":\"fixed\",\"steps\":[{\"from\":0,\"amount\":1},{\"from\":10,\"amount\":3}],\"on\":\"product\",\"sku\":\"mug\"},"
    "{\"kind\":\"percent\",\"steps\":[{\"from\":7,\"basis_points\":250}],\"on\":\"cheapest\"},{\"kind\":\"early_access\"}],\"maximum_discount\":50,\"products\":{\"include\":[\"mug\"]}},"
    "{\"number\":3,\"key\":\"piece\",\"name\":\"Piece\",\"format\":\"short\",\"automatic\":false,\"discount\":{\"kind\":\"fixed\",\"amount_millionths\":1250000,\"on\":\"piece\"}}]}";

static void assert_list(const lty_text_list *list, const char *joined)
{
    char text[64];
    size_t used = 0;

    for (size_t i = 0; i < list->count; i++) {
        used +=
            (size_t) snprintf(text + used, sizeof text - used, "%s%.*s", i == 0 ? "" : " ", (int) list->items[i].len, list->items[i].bytes);
    }
    text[used] = '\0';
    assert_string_equal(text, joined);
}

static void assert_benefit(const lty_benefit *benefit, lty_discount_kind kind, int64_t value, const char *pointer)
{
    assert_int_equal(benefit->kind, kind);
    assert_int_equal(benefit->value, value);
    assert_memory_equal(benefit->pointer.bytes, pointer, benefit->pointer.len + 1);
}

static void test_every_term(void **state)
{
    document doc;

    (void) state;
    const lty_programme *p = read_well(&doc, terms);
    assert_int_equal(p->discounts.way, LTY_WAY_EXACT);
    const lty_campaign *c = lty_programme_campaign(p, LTY_TEXT("many"));
    assert_int_equal(c->benefit_count, 4);
    assert_benefit(&c->benefits[0], LTY_DISCOUNT_FREE_SHIPPING, 0, "/campaigns/0/discount/3");
    assert_benefit(&c->benefits[1], LTY_DISCOUNT_GIFT, 9, "/campaigns/0/discount/1");
    assert_benefit(&c->benefits[2], LTY_DISCOUNT_PERCENT, 333333, "/campaigns/0/discount/0");
    assert_benefit(&c->benefits[3], LTY_DISCOUNT_POINTS, 5, "/campaigns/0/discount/2");
    assert_true(lty_text_equal(c->benefits[1].sku, LTY_TEXT("cup")));
    assert_int_equal(c->benefits[2].target, LTY_TARGET_SELECTION);
    assert_int_equal(c->benefits[2].pieces, 3);
    assert_int_equal(c->minimum_order_minor, 100);
    assert_int_equal(c->maximum_order_minor, 200);
    assert_int_equal(doc.programme->campaigns[3].maximum_discount_minor, 50);
    assert_list(&c->lines.categories_in, "a b");
    assert_list(&c->lines.categories_out, "c");
    assert_list(&c->lines.products_in, "p q");
    assert_list(&c->lines.products_out, "r");
    assert_int_equal(c->lines.sale_items, LTY_SALE_ONLY);
    assert_int_equal(c->requirement_count, 2);
    assert_int_equal(c->requirements[0].quantity, 2);
    assert_int_equal(c->requirements[0].any_count, 2);
    assert_list(&c->requirements[0].any[0].categories_in, "x y");
    assert_list(&c->requirements[0].any[1].products_in, "z");
    assert_int_equal(c->requirements[0].any[1].categories_in.count, 0);
    assert_int_equal(c->requirements[1].quantity, 1);
    assert_list(&c->tiers, "mid top");
    assert_list(&c->segments, "lost new");
    assert_true(c->email_only && !c->automatic && !c->minimum_with_tax && !c->minimum_with_shipping);
    assert_int_equal(c->uses_per_code, 1);
    assert_int_equal(c->uses_per_customer, 3);
    assert_int_equal(c->uses_total, 1000);
    assert_int_equal(c->budget_minor, 77);
    assert_int_equal(c->combining, LTY_COMBINING_LISTED);
    assert_list(&c->combines_with, "auto token");
    assert_true(lty_text_equal(c->stacking_class, LTY_TEXT("summer")));
    assert_int_equal(c->priority, 4);
    assert_true(!c->release_on_cancel && c->release_on_refund);
    c = lty_programme_campaign(p, LTY_TEXT("token"));
    assert_int_equal(c->format, LTY_FORMAT_PUBLIC);
    assert_int_equal(c->length, 0);
    assert_int_equal(c->priority, LTY_PRIORITY_NONE);
    assert_true(c->release_on_cancel && !c->release_on_refund && c->combining == LTY_COMBINING_ALONE);
    assert_true(c->uses_per_customer == 0 && c->uses_total == 0 && c->budget_minor == 0 && c->maximum_order_minor == 0);
    assert_benefit(&c->benefits[0], LTY_DISCOUNT_GIFT, INT32_MAX, "/campaigns/1/discount");
    c = lty_programme_campaign(p, LTY_TEXT("auto"));
    assert_true(c->automatic && c->length == 0 && c->uses_per_code == 0 && c->number == INT32_MAX);
    assert_benefit(&c->benefits[0], LTY_DISCOUNT_BUY_GET, 0, "/campaigns/2/discount/0");
    assert_true(c->benefits[0].buy == 2 && c->benefits[0].get == 1);
    assert_benefit(&c->benefits[1], LTY_DISCOUNT_POINTS_MULTIPLIER, 20000, "/campaigns/2/discount/1");
    c = lty_programme_campaign(p, LTY_TEXT("step"));
    assert_benefit(&c->benefits[0], LTY_DISCOUNT_FIXED, 0, "/campaigns/3/discount/0");
    assert_int_equal(c->benefits[0].step_count, 2);
    assert_true(c->benefits[0].steps[1].from_minor == 10 && c->benefits[0].steps[1].value == 3);
    assert_int_equal(c->benefits[0].target, LTY_TARGET_PRODUCT);
    assert_true(lty_text_equal(c->benefits[0].sku, LTY_TEXT("mug")));
    assert_int_equal(c->benefits[1].target, LTY_TARGET_CHEAPEST);
    assert_true(c->benefits[1].steps[0].from_minor == 7 && c->benefits[1].steps[0].value == 25000);
    assert_benefit(&c->benefits[2], LTY_DISCOUNT_EARLY_ACCESS, 0, "/campaigns/3/discount/2");
    c = lty_programme_campaign(p, LTY_TEXT("piece"));
    assert_benefit(&c->benefits[0], LTY_DISCOUNT_FIXED, 125, "/campaigns/4/discount");
    assert_int_equal(c->benefits[0].value_micro, 1250000);
    assert_int_equal(c->benefits[0].target, LTY_TARGET_PIECE);
    assert_int_equal(c->length, 20);
    close_document(&doc);
}

#define CAMPAIGN(members) ",\"campaigns\":[{\"number\":1,\"key\":\"a\",\"name\":\"A\"," members "}]}"

static void test_ways(void **state)
{
    document doc;

    (void) state;
    const lty_programme *p = read_well(&doc, "{" HEAD "}");
    assert_int_equal(p->discounts.way, LTY_WAY_EXACT);
    close_document(&doc);
    p = read_well(&doc,
        "{" HEAD
        ",\"discounts\":{\"way\":\"woocommerce\",\"sequential\":true}" CAMPAIGN("\"discount\":{\"kind\":\"percent\",\"basis_points\":1}"));
    assert_true(p->discounts.way == LTY_WAY_WOOCOMMERCE && p->discounts.sequential);
    assert_int_equal(p->campaigns[0].benefits[0].value, 100);
    close_document(&doc);
    p = read_well(&doc, "{" HEAD ",\"discounts\":\"woocommerce\"}");
    assert_true(p->discounts.way == LTY_WAY_WOOCOMMERCE && !p->discounts.sequential);
    close_document(&doc);
    p = read_well(&doc,
        "{" HEAD
        ",\"discounts\":\"prestashop\"" CAMPAIGN("\"minimum_with_tax\":true,\"minimum_with_shipping\":true,"
                                                 "\"discount\":{\"kind\":\"fixed\",\"amount_millionths\":1999000,\"with_tax\":true}"));
    assert_true(p->discounts.way == LTY_WAY_PRESTASHOP && p->discounts.rounding == LTY_WAY_HALF_UP && p->discounts.unit == LTY_WAY_ITEM);
    assert_true(p->campaigns[0].minimum_with_tax && p->campaigns[0].minimum_with_shipping && p->campaigns[0].benefits[0].with_tax);
    assert_int_equal(p->campaigns[0].benefits[0].value, 199);
    assert_int_equal(p->campaigns[0].benefits[0].value_micro, 1999000);
    close_document(&doc);
    p = read_well(&doc, "{" HEAD ",\"discounts\":{\"way\":\"prestashop\",\"rounding\":\"half_odd\",\"unit\":\"total\"}}");
    assert_true(p->discounts.rounding == LTY_WAY_HALF_ODD && p->discounts.unit == LTY_WAY_TOTAL);
    close_document(&doc);
}

/* What is smallest in a currency: its minor unit in millionths. */
static void test_millionths_of_currencies(void **state)
{
    static const struct {
        const char *currency;
        int64_t micro;
    } table[] = {{"JPY", 1000000}, {"GBP", 10000}, {"KWD", 1000}, {"CLF", 100}};
    document doc;
    char text[512];

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        snprintf(text, sizeof text, "{%s%s%s" CAMPAIGN("\"discount\":{\"kind\":\"fixed\",\"amount\":7}"), "\"name\":\"T\",\"currency\":\"",
            table[i].currency, "\",\"timezone\":\"Europe/London\",\"version\":3,\"valid_from\":\"2011-06-01\"");
        const lty_programme *p = read_well(&doc, text);
        assert_int_equal(p->campaigns[0].benefits[0].value_micro, 7 * table[i].micro);
        close_document(&doc);
        for (int less = 0; less < 2; less++) {
            snprintf(text, sizeof text, "{%s%s%s" CAMPAIGN("\"discount\":{\"kind\":\"fixed\",\"amount_millionths\":%lld}"),
                "\"name\":\"T\",\"currency\":\"", table[i].currency,
                "\",\"timezone\":\"Europe/London\",\"version\":3,\"valid_from\":\"2011-06-01\"", (long long) (3 * table[i].micro - less));
            open_document(&doc, text);
            assert_int_equal(doc.status, less ? LTY_E_PROGRAMME : LTY_OK);
            assert_true(less || doc.programme->campaigns[0].benefits[0].value == 3);
            close_document(&doc);
        }
    }
}

/* Every leaf of the terms moves the hash; order, defaults and other spellings do not. */
static void test_hash_of_terms(void **state)
{
    static const struct {
        const char *from;
        const char *to;
        bool same;
    } table[] = {
        {",\"discounts\":\"exact\"", "", true},
        {"\"discounts\":\"exact\"", "\"discounts\":{\"way\":\"exact\"}", true},
        {"[\"b\",\"a\"]", "[\"a\",\"b\"]", true},
        {"[\"q\",\"p\"]", "[\"p\",\"q\"]", true},
        {"[\"y\",\"x\"]", "[\"x\",\"y\"]", true},
        {"[\"top\",\"mid\"]", "[\"mid\",\"top\"]", true},
        {"[\"token\",\"auto\"]", "[\"auto\",\"token\"]", true},
        {",{\"kind\":\"points\",\"points\":5},{\"kind\":\"free_shipping\"}]",
            ",{\"kind\":\"free_shipping\"},{\"kind\":\"points\",\"points\":5}]", true},
        {"\"amount_millionths\":1250000", "\"amount\":125", true},
        {"\"format\":\"short\",\"automatic\":false,", "", true},
        {",\"combinable\":false", "", true},
        {"\"combinable\":false", "\"release\":{\"cancelled\":true,\"refunded\":false}", true},
        {"\"key\":\"piece\"", "\"key\":\"peace\"", false},
        {"\"key\":\"low\"", "\"key\":\"lower\"", false},
        {"\"name\":\"Piece\"", "\"name\":\"Peace\"", false},
        {"\"minimum_order\":100", "\"minimum_order\":101", false},
        {"\"maximum_discount\":50", "\"maximum_discount\":51", false},
        {"\"amount_millionths\":1250000,", "\"amount\":125,", true},
        {"\"kind\":\"early_access\"", "\"kind\":\"free_shipping\"", false},
        {"\"email_only\":true", "\"email_only\":true,\"valid_from\":\"2011-06-01\"", false},
        {"\"name\":\"N\"", "\"name\":\"O\"", false},
        {"333333", "333334", false},
        {",\"on\":\"selection\"", "", false},
        {"\"pieces\":3", "\"pieces\":4", false},
        {"\"sku\":\"cup\"", "\"sku\":\"cap\"", false},
        {"\"number\":9", "\"number\":8", false},
        {"\"points\":5", "\"points\":6", false},
        {",{\"kind\":\"free_shipping\"}", "", false},
        {"\"maximum_order\":200", "\"maximum_order\":201", false},
        {"\"exclude\":[\"c\"]", "\"exclude\":[\"d\"]", false},
        {"[\"q\",\"p\"]", "[\"q\",\"o\"]", false},
        {"\"exclude\":[\"r\"]", "\"exclude\":[\"s\"]", false},
        {"\"products\":{\"include\":[\"q\",\"p\"],\"exclude\":[\"r\"]}", "\"products\":{\"include\":[\"q\",\"p\",\"r\"]}", false},
        {"\"sale_items\":\"only\"", "\"sale_items\":false", false},
        {"\"quantity\":2", "\"quantity\":3", false},
        {"{\"categories\":[\"y\",\"x\"]}", "{\"products\":[\"y\",\"x\"]}", false},
        {",{\"quantity\":1,\"any_of\":[{\"products\":[\"w\"]}]}", "", false},
        {"[\"top\",\"mid\"]", "[\"top\"]", false},
        {"[\"new\",\"lost\"]", "[\"new\"]", false},
        {"\"email_only\":true", "\"email_only\":false", false},
        {"\"uses_per_customer\":3", "\"uses_per_customer\":4", false},
        {"\"uses_total\":1000", "\"uses_total\":1001", false},
        {"\"budget\":77", "\"budget\":78", false},
        {"[\"token\",\"auto\"]", "[\"token\"]", false},
        {"\"combinable\":[\"token\",\"auto\"]", "\"combinable\":true", false},
        {"\"summer\"", "\"winter\"", false},
        {"\"priority\":4", "\"priority\":5", false},
        {"\"cancelled\":false", "\"cancelled\":true", false},
        {"\"refunded\":true", "\"refunded\":false", false},
        {"\"public\"", "\"shared\"", false},
        {"\"automatic\":true", "\"open\":false,\"automatic\":true", false},
        {"\"buy\":2", "\"buy\":3", false},
        {"\"get\":1", "\"get\":2", false},
        {"\"basis_points\":20000", "\"basis_points\":20001", false},
        {"\"from\":10,\"amount\":3", "\"from\":11,\"amount\":3", false},
        {"\"from\":10,\"amount\":3", "\"from\":10,\"amount\":4", false},
        {"\"basis_points\":250", "\"basis_points\":251", false},
        {"\"on\":\"cheapest\"", "\"on\":\"order\"", false},
        {",{\"kind\":\"early_access\"}", "", false},
    };
#define OPENS(kind)                                                                                                                        \
 "\"exact\",\"campaigns\":[{\"number\":1,\"key\":\"a\",\"name\":\"A\",\"discount\":{\"kind\":\"" kind                                      \
 "\"},\"products\":{\"include\":[\"a\"]}}]"
#define PRESTASHOP(discount, members)                                                                                                      \
 "\"prestashop\",\"campaigns\":[{\"number\":1,\"key\":\"a\",\"name\":\"A\",\"discount\":{\"kind\":\"fixed\"," discount "}" members "}]"
    static const char *const ways[] = {"\"exact\"", "\"woocommerce\"", "{\"way\":\"woocommerce\",\"sequential\":true}", "\"prestashop\"",
        "{\"way\":\"prestashop\",\"rounding\":\"up\"}", "{\"way\":\"prestashop\",\"unit\":\"line\"}", PRESTASHOP("\"amount\":1", ""),
        PRESTASHOP("\"amount_millionths\":10001", ""), PRESTASHOP("\"amount\":1,\"with_tax\":true", ""),
        PRESTASHOP("\"amount\":1", ",\"minimum_with_tax\":true"), PRESTASHOP("\"amount\":1", ",\"minimum_with_shipping\":true"),
        OPENS("free_shipping"), OPENS("early_access")};
    unsigned char base[32];
    unsigned char other[sizeof ways / sizeof ways[0]][32];
    char text[512];

    (void) state;
    hash_of(base, terms, NULL);
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        hash_of(other[0], changed_in(terms, table[i].from, table[i].to), NULL);
        if ((memcmp(base, other[0], 32) == 0) != table[i].same) {
            print_error("%s to %s\n", table[i].from, table[i].to);
        }
        assert_int_equal(memcmp(base, other[0], 32) == 0, table[i].same);
    }
    for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
        snprintf(text, sizeof text, "{" HEAD ",\"discounts\":%s}", ways[i]);
        hash_of(other[i], text, NULL);
        for (size_t k = 0; k < i; k++) {
            assert_memory_not_equal(other[i], other[k], 32);
        }
    }
}

/* Lists of many names are searched, not walked: two thousand campaigns that all name each other are read at once. */
static void test_campaigns_that_name_each_other(void **state)
{
    enum { COUNT = 2000 };
    document doc;
    lty_buffer buffer;
    lty_test_memory memory = {0};
    const lty_alloc alloc = {lty_test_resize, &memory};
    char text[160];

    (void) state;
    lty_buffer_init(&buffer, &alloc);
    lty_buffer_string(&buffer, "{" HEAD ",\"campaigns\":[");
    for (int i = 0; i < COUNT; i++) {
        snprintf(text, sizeof text,
            "%s{\"number\":%d,\"key\":\"k%d\",\"name\":\"K\",\"discount\":{\"kind\":\"free_shipping\"},\"combinable\":[", i == 0 ? "" : ",",
            i + 1, i);
        lty_buffer_string(&buffer, text);
        for (int k = 0; k < 200; k++) {
            snprintf(text, sizeof text, "%s\"k%d\"", k == 0 ? "" : ",", (i + 7 * k) % COUNT);
            lty_buffer_string(&buffer, text);
        }
        lty_buffer_string(&buffer, "]}");
    }
    lty_buffer_append(&buffer, "]}", 3); /* with its NUL */
    const lty_programme *p = read_well(&doc, lty_buffer_view(&buffer).bytes);
    assert_int_equal(p->campaign_count, COUNT);
    for (size_t i = 0; i < COUNT; i++) {
        const lty_text_list *list = &p->campaigns[i].combines_with;
        assert_int_equal(list->count, 200);
        assert_true(lty_text_list_has(list, p->campaigns[i].key));
        for (size_t k = 1; k < list->count; k++) {
            assert_true(lty_text_compare(list->items[k - 1], list->items[k]) < 0);
        }
    }
    close_document(&doc);
    lty_buffer_destroy(&buffer);
}

static void test_memory_runs_out(void **state)
{
    (void) state;
    for (int broken = 0; broken < 3; broken++) {
        const char *const texts[] = {full, changed("\"orders >= 2 and", "\"ordrs >= 2 and spent < 1 day and"), terms};
        const char *text = texts[broken];
        lty_status status = LTY_E_MEMORY;
        size_t n = 0;
        while (status == LTY_E_MEMORY) {
            document doc;
            open_failing(&doc, text, ++n, NULL);
            status = doc.status;
            assert_true(status == LTY_OK || doc.programme == NULL);
            close_document(&doc);
            assert_true(n < 500);
        }
        assert_int_equal(status, broken == 1 ? LTY_E_PROGRAMME : LTY_OK);
        assert_true(n > 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_member),
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_line_filter),
        cmocka_unit_test(test_line_filter_is_what_it_says),
        cmocka_unit_test(test_everything_wrong_at_once),
        cmocka_unit_test(test_one_mistake_each),
        cmocka_unit_test(test_bounds_that_hold),
        cmocka_unit_test(test_hash),
        cmocka_unit_test(test_every_term),
        cmocka_unit_test(test_ways),
        cmocka_unit_test(test_millionths_of_currencies),
        cmocka_unit_test(test_hash_of_terms),
        cmocka_unit_test(test_campaigns_that_name_each_other),
        cmocka_unit_test(test_memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
