/* Programmes: what earns, what tiers keep, services, referral, rewards: read, refused, hashed, and memory that runs out. */
#include "lty_test_programme.h"

static const char whole[] =
    "{'name':'Test','currency':'GBP','timezone':'Europe/London','version':3,'valid_from':'2011-06-01',"
    "'points':{'unit':'points','base':{'tax':false,'shipping':true,'points':true,'gift_card':false},"
    "'caps':{'order':500,'day':600,'month':700,'year':800,'programme':900},'earn':["
    "{'key':'rate','kind':'rate','points':2,'per':100,'categories':{'include':['toys'],'exclude':['cards']},"
    "'products':{'include':['sku-2','sku-1'],'exclude':['sku-3']},'brands':{'include':['acme'],'exclude':['evil']},'sale_items':'only',"
    "'minimum':1000,'channels':['shop','online'],'tiers':['top','base'],'segments':['many'],'weekdays':['sunday','saturday'],"
    "'from':'2011-07-01','until':'2011-07-31','caps':{'order':1,'day':2,'month':3,'year':4,'programme':5}},"
    "{'key':'goal','kind':'goal','points':50,'orders':3,'within':{'days':90}},"
    "{'key':'spree','kind':'goal','points':51,'spend':20000,'within':{'months':2}},"
    "{'key':'again','kind':'next_order','points':7,'within':{'days':30},'after':'first'},"
    "{'key':'each','kind':'next_order','points':8,'within':{'days':31}},"
    "{'key':'flat','kind':'order','points':3},"
    "{'key':'in','kind':'sign_up','points':9},"
    "{'key':'born','kind':'birthday','points':10,'known_days':14},"
    "{'key':'kids','kind':'child_birthday','points':11,'known_days':15,'most_children':2},"
    "{'key':'crowd','kind':'child_birthday','points':12},"
    "{'key':'said','kind':'review','points':13},{'key':'asked','kind':'survey','points':14},{'key':'won','kind':'contest','points':15},"
    "{'key':'host','kind':'inviter','points':16},{'key':'guest','kind':'friend','points':17},{'key':'came','kind':'visit','points':18},"
    "{'key':'first','kind':'first_order','points':19,'sale_items':false}],"
    "'pending_days':3,'pending_until':'delivered','worth':{'points':100,'amount':150},"
    "'expiry':{'months':6,'round_up_to':'month','from':'activity','notice_days':30},"
    "'spend':{'minimum':10,'categories':{'exclude':['cards']},'products':{'exclude':['sku-9']},'brands':{'exclude':['evil']}},"
    "'rewards':[{'key':'mug','name':'Mug','points':300,'kind':'gift','sku':'MUG','tiers':['top']},"
    "{'key':'code','name':'Code','points':200,'kind':'coupon','campaign':'paper'},"
    "{'key':'cash','name':'Cash','points':100,'kind':'credit','amount':250}]},"
    "'tiers':{'by':'points','window':{'months':12},'keep':{'months':6,'from':'joined'},'grace':{'days':30},'downgrade':'one','levels':["
    "{'key':'base','name':'Base','from':0},"
    "{'key':'top','name':'Top','from':5,'coupons':['token','paper'],'benefits':['Second','First','Second']}]},"
    "'services':[{'key':'ask','name':'Ask','kind':'advice','units':4,'per':'year','tiers':['top'],'segments':['many']},"
    "{'key':'fix','name':'Fix','kind':'warranty','units':1,'per':'piece','lasts':{'months':24},'brands':{'include':['acme']},'sale_items':false},"
    "{'key':'read','name':'Read','kind':'information'}],"
    "'referral':{'minimum':5000,'within':{'days':60},'most':9,'burst':{'friends':5,'days':2}},"
    "'segments':[{'key':'many','name':'Many','rule':'orders >= 2'},{'key':'rich','name':'Rich','rule':'points > 5 or rfm_monetary = 5'}],"
    "'campaigns':[{'number':1,'key':'paper','name':'Paper','discount':{'kind':'free_shipping'}},"
    "{'number':2,'key':'token','name':'Token','format':'public','discount':{'kind':'free_shipping'}},"
    "{'number':3,'key':'auto','name':'Auto','automatic':true,'discount':{'kind':'free_shipping'}}]}";

static const char *with(const char *from, const char *to)
{
    return quoted(changed_in(whole, from, to));
}

static void assert_texts(const lty_text_list *list, const char *joined)
{
    char text[128] = "";
    size_t used = 0;

    for (size_t i = 0; i < list->count; i++) {
        used +=
            (size_t) snprintf(text + used, sizeof text - used, "%s%.*s", i == 0 ? "" : " ", (int) list->items[i].len, list->items[i].bytes);
    }
    assert_string_equal(text, joined);
}

static void test_conditions_of_a_rule(void **state)
{
    document doc;

    (void) state;
    const lty_earn_rule *rule = &read_well(&doc, quoted(whole))->points.earn[0];
    assert_texts(&rule->lines.categories_in, "toys");
    assert_texts(&rule->lines.categories_out, "cards");
    assert_texts(&rule->lines.products_in, "sku-1 sku-2");
    assert_texts(&rule->lines.products_out, "sku-3");
    assert_texts(&rule->lines.brands_in, "acme");
    assert_texts(&rule->lines.brands_out, "evil");
    assert_int_equal(rule->lines.sale_items, LTY_SALE_ONLY);
    assert_int_equal(rule->minimum_minor, 1000);
    assert_texts(&rule->channels, "online shop");
    assert_texts(&rule->tiers, "base top");
    assert_texts(&rule->segments, "many");
    assert_int_equal(rule->weekdays, 0x60);
    assert_int_equal(rule->from_s, 1309474800);  /* 2011-07-01 00:00 in summer time */
    assert_int_equal(rule->until_s, 1312153200); /* to the end of the 31st */
    assert_int_equal(rule->caps.order, 1);
    assert_int_equal(rule->caps.day, 2);
    assert_int_equal(rule->caps.month, 3);
    assert_int_equal(rule->caps.year, 4);
    assert_int_equal(rule->caps.programme, 5);
    close_document(&doc);
}

static void test_kinds(void **state)
{
    static const lty_earn_kind kinds[] = {LTY_EARN_RATE, LTY_EARN_GOAL, LTY_EARN_GOAL, LTY_EARN_NEXT_ORDER, LTY_EARN_NEXT_ORDER,
        LTY_EARN_ORDER, LTY_EARN_SIGN_UP, LTY_EARN_BIRTHDAY, LTY_EARN_CHILD_BIRTHDAY, LTY_EARN_CHILD_BIRTHDAY, LTY_EARN_REVIEW,
        LTY_EARN_SURVEY, LTY_EARN_CONTEST, LTY_EARN_INVITER, LTY_EARN_FRIEND, LTY_EARN_VISIT, LTY_EARN_FIRST_ORDER};
    static const int64_t points[] = {2, 50, 51, 7, 8, 3, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19};
    document doc;

    (void) state;
    const lty_points_rules *rules = &read_well(&doc, quoted(whole))->points;
    assert_int_equal(rules->earn_count, sizeof kinds / sizeof kinds[0]);
    for (size_t i = 0; i < rules->earn_count; i++) {
        assert_int_equal(rules->earn[i].kind, kinds[i]);
        assert_int_equal(rules->earn[i].points, points[i]);
        assert_int_equal(rules->earn[i].from_s, i == 0 ? 1309474800 : LTY_TIME_NONE);
        assert_int_equal(rules->earn[i].until_s, i == 0 ? 1312153200 : LTY_TIME_NONE);
        assert_int_equal(rules->earn[i].weekdays, i == 0 ? 0x60 : 0);
    }
    assert_int_equal(rules->earn[1].goal_orders, 3);
    assert_int_equal(rules->earn[1].goal_minor, 0);
    assert_int_equal(rules->earn[1].within.days, 90);
    assert_int_equal(rules->earn[2].goal_orders, 0);
    assert_int_equal(rules->earn[2].goal_minor, 20000);
    assert_int_equal(rules->earn[2].within.months, 2);
    assert_true(rules->earn[3].after_first && !rules->earn[4].after_first);
    assert_int_equal(rules->earn[4].within.days, 31);
    assert_int_equal(rules->earn[7].known_days, 14);
    assert_int_equal(rules->earn[8].known_days, 15);
    assert_int_equal(rules->earn[8].most_children, 2);
    assert_int_equal(rules->earn[9].known_days, 0);
    assert_int_equal(rules->earn[9].most_children, 3);
    assert_int_equal(rules->earn[16].lines.sale_items, LTY_SALE_LEFT_OUT);
    close_document(&doc);
}

static void test_points_of_a_programme(void **state)
{
    document doc;

    (void) state;
    const lty_points_rules *points = &read_well(&doc, quoted(whole))->points;
    assert_false(points->money || points->base.tax || points->base.gift_card);
    assert_true(points->base.shipping && points->base.points);
    assert_int_equal(points->caps.order, 500);
    assert_int_equal(points->caps.day, 600);
    assert_int_equal(points->caps.month, 700);
    assert_int_equal(points->caps.year, 800);
    assert_int_equal(points->caps.programme, 900);
    assert_true(points->pending_until_delivered && points->expiry_by_activity);
    assert_int_equal(points->notice_days, 30);
    assert_texts(&points->spend_lines.categories_out, "cards");
    assert_texts(&points->spend_lines.products_out, "sku-9");
    assert_texts(&points->spend_lines.brands_out, "evil");
    assert_int_equal(points->reward_count, 3);
    assert_int_equal(points->rewards[0].kind, LTY_REWARD_GIFT);
    assert_true(lty_text_equal(points->rewards[0].sku, LTY_TEXT("MUG")));
    assert_texts(&points->rewards[0].tiers, "top");
    assert_int_equal(points->rewards[1].kind, LTY_REWARD_COUPON);
    assert_true(lty_text_equal(points->rewards[1].campaign, LTY_TEXT("paper")));
    assert_true(lty_text_equal(points->rewards[1].pointer, LTY_TEXT("/points/rewards/1")));
    assert_int_equal(points->rewards[2].kind, LTY_REWARD_CREDIT);
    assert_int_equal(points->rewards[2].credit_minor, 250);
    assert_int_equal(points->rewards[2].points, 100);
    close_document(&doc);
}

static void test_money_instead_of_points(void **state)
{
    document doc;
    int64_t minor;

    (void) state;
    const lty_programme *p = read_well(&doc,
        quoted("{'name':'T','currency':'GBP','timezone':'Europe/London','version':1,'valid_from':'2011-06-01',"
               "'points':{'unit':'money','earn':[{'key':'a','kind':'rate','points':3,'per':100}]}}"));
    assert_true(p->points.money);
    assert_int_equal(p->points.worth_points, 1);
    assert_int_equal(lty_programme_worth(&minor, p, 1234), LTY_OK);
    assert_int_equal(minor, 1234);
    assert_true(p->points.base.tax && p->points.base.gift_card && !p->points.base.shipping && !p->points.base.points);
    close_document(&doc);
}

static void test_what_tiers_keep(void **state)
{
    static const char keep[] = "'keep':{'months':6,'from':'joined'}";
    document doc;

    (void) state;
    const lty_tier_rules *tiers = &read_well(&doc, quoted(whole))->tiers;
    assert_int_equal(tiers->keep, LTY_TIER_KEEP_JOINED);
    assert_int_equal(tiers->keep_period.months, 6);
    assert_true(tiers->grace_set);
    assert_int_equal(tiers->grace.days, 30);
    assert_int_equal(tiers->down, LTY_TIER_DOWN_ONE);
    assert_texts(&tiers->items[1].coupons, "paper token");
    assert_texts(&tiers->items[1].benefits, "Second First Second");
    assert_int_equal(tiers->items[0].coupons.count, 0);
    assert_true(lty_text_equal(tiers->items[1].pointer, LTY_TEXT("/tiers/levels/1")));
    close_document(&doc);
    tiers = &read_well(&doc, with(keep, "'keep':{'days':9,'from':'reached'}"))->tiers;
    assert_int_equal(tiers->keep, LTY_TIER_KEEP_REACHED);
    assert_int_equal(tiers->keep_period.days, 9);
    close_document(&doc);
    tiers = &read_well(&doc, with(keep, "'keep':{'until':'03-31','years':2}"))->tiers;
    assert_int_equal(tiers->keep, LTY_TIER_KEEP_DATE);
    assert_int_equal(tiers->keep_month, 3);
    assert_int_equal(tiers->keep_day, 31);
    assert_int_equal(tiers->keep_years, 2);
    close_document(&doc);
    tiers = &read_well(&doc, with(keep, "'keep':'ever'"))->tiers;
    assert_int_equal(tiers->keep, LTY_TIER_KEEP_EVER);
    close_document(&doc);
    tiers = &read_well(&doc, with("'keep':{'months':6,'from':'joined'},'grace':{'days':30},'downgrade':'one',", ""))->tiers;
    assert_int_equal(tiers->keep, LTY_TIER_FOLLOW);
    assert_int_equal(tiers->down, LTY_TIER_DOWN_METRIC);
    assert_false(tiers->grace_set);
    close_document(&doc);
}

static void test_services_and_referral(void **state)
{
    document doc;

    (void) state;
    const lty_programme *p = read_well(&doc, quoted(whole));
    assert_int_equal(p->service_count, 3);
    assert_int_equal(p->services[0].kind, LTY_SERVICE_ADVICE);
    assert_int_equal(p->services[0].units, 4);
    assert_int_equal(p->services[0].per, LTY_SERVICE_YEAR);
    assert_texts(&p->services[0].tiers, "top");
    assert_texts(&p->services[0].segments, "many");
    assert_int_equal(p->services[1].kind, LTY_SERVICE_WARRANTY);
    assert_int_equal(p->services[1].per, LTY_SERVICE_PIECE);
    assert_int_equal(p->services[1].lasts.months, 24);
    assert_texts(&p->services[1].lines.brands_in, "acme");
    assert_int_equal(p->services[1].lines.sale_items, LTY_SALE_LEFT_OUT);
    assert_int_equal(p->services[2].per, LTY_SERVICE_EVER);
    assert_int_equal(p->services[2].units, 0);
    assert_true(lty_text_equal(p->services[2].pointer, LTY_TEXT("/services/2")));
    assert_true(p->referral.enabled && p->referral.within_set);
    assert_int_equal(p->referral.minimum_minor, 5000);
    assert_int_equal(p->referral.within.days, 60);
    assert_int_equal(p->referral.most, 9);
    assert_int_equal(p->referral.burst_friends, 5);
    assert_int_equal(p->referral.burst_days, 2);
    close_document(&doc);
    p = read_well(&doc, with("{'minimum':5000,'within':{'days':60},'most':9,'burst':{'friends':5,'days':2}}", "{}"));
    assert_true(p->referral.enabled && !p->referral.within_set && p->referral.burst_friends == 0 && p->referral.most == 0);
    close_document(&doc);
}

typedef struct mistake {
    const char *from;
    const char *to;
    const char *pointer;
    const char *expected; /* how it begins */
} mistake;

static void assert_mistakes(const mistake *table, size_t count)
{
    document doc;

    for (size_t i = 0; i < count; i++) {
        open_document(&doc, with(table[i].from, table[i].to));
        const lty_problem *problem = doc.problems.count > 0 ? &doc.problems.items[0] : NULL;
        if (problem == NULL || doc.problems.count != 1 || strcmp(problem->pointer.bytes, table[i].pointer) != 0
            || strncmp(problem->expected.bytes, table[i].expected, strlen(table[i].expected)) != 0) {
            print_error("%s: %zu problems: %s: %s; %s\n", table[i].to, doc.problems.count, problem == NULL ? "-" : problem->pointer.bytes,
                problem == NULL ? "-" : problem->found.bytes, problem == NULL ? "-" : problem->expected.bytes);
        }
        assert_int_equal(doc.status, LTY_E_PROGRAMME);
        assert_int_equal(doc.problems.count, 1);
        assert_string_equal(problem->pointer.bytes, table[i].pointer);
        assert_memory_equal(problem->expected.bytes, table[i].expected, strlen(table[i].expected));
        close_document(&doc);
    }
}

static void test_mistakes_in_points(void **state)
{
    static const mistake table[] = {
        {"'unit':'points'", "'unit':'pounds'", "/points/unit", "one of \"points\", \"money\""},
        {"'unit':'points'", "'unit':'money'", "/points/worth", "no such member: where the unit is money"},
        {"'tax':false", "'tax':0", "/points/base/tax", "true or false"},
        {"'tax':false", "'taxes':false", "/points/base/taxes", "no such member; did you mean \"tax\"?"},
        {"'order':500", "'order':0", "/points/caps/order", "an integer from 1 to 1000000000"},
        {"'order':500", "'week':500", "/points/caps/week", "one of the members order, day, month, year, programme"},
        {"'programme':900", "'programme':1000000001", "/points/caps/programme", "an integer from 1"},
        {"'caps':{'order':1,", "'caps':{'order':1.5,", "/points/earn/0/caps/order", "an integer from 1"},
        {"'pending_until':'delivered'", "'pending_until':'paid'", "/points/pending_until", "one of \"delivered\""},
        {"'from':'activity'", "'from':'active'", "/points/expiry/from", "one of \"award\", \"activity\""},
        {"'notice_days':30", "'notice_days':3651", "/points/expiry/notice_days", "an integer from 0 to 3650"},
        {"'spend':{'minimum':10,'categories':{'exclude'", "'spend':{'minimum':10,'categories':{'include'",
            "/points/spend/categories/include", "no such member; did you mean \"exclude\"?"},
        {"'spend':{'minimum':10,", "'spend':{'minimum':10,'sale_items':false,", "/points/spend/sale_items", "one of the members minimum"},
        {"'key':'code','name'", "'key':'mug','name'", "/points/rewards/1/key", "a key that no other reward has"},
        {"'kind':'gift','sku':'MUG'", "'kind':'gift'", "/points/rewards/0", "\"sku\": which product is given"},
        {"'kind':'gift','sku':'MUG'", "'kind':'present'", "/points/rewards/0/kind", "one of \"gift\", \"coupon\", \"credit\""},
        {"'kind':'gift','sku':'MUG'", "'kind':'gift','sku':'MUG','amount':1", "/points/rewards/0/amount",
            "one of the members key, name, points"},
        {"'campaign':'paper'", "'campaign':'papers'", "/points/rewards/1/campaign",
            "the key of a campaign with codes; did you mean \"paper\"?"},
        {"'campaign':'paper'", "'campaign':'auto'", "/points/rewards/1/campaign",
            "the key of a campaign with codes: this one is automatic"},
        {"'campaign':'paper'", "'campaign':7", "/points/rewards/1/campaign", "the key of a campaign with codes"},
        {"'kind':'credit','amount':250", "'kind':'credit','amount':0", "/points/rewards/2/amount",
            "an integer from 1 to 1000000000000: money"},
        {"'points':300,'kind'", "'points':0,'kind'", "/points/rewards/0/points", "an integer from 1"},
        {"'sku':'MUG','tiers':['top']", "'sku':'MUG','tiers':['tip']", "/points/rewards/0/tiers/0",
            "the key of a tier; did you mean \"top\"?"},
        {"'rewards':[", "'rewards':[7,", "/points/rewards/0", "an object with \"key\""},
    };

    (void) state;
    assert_mistakes(table, sizeof table / sizeof table[0]);
}

static void test_mistakes_in_earn_rules(void **state)
{
    static const mistake table[] = {
        {"'kind':'order'", "'kind':'orders'", "/points/earn/5/kind", "one of \"rate\", \"steps\", \"first_order\""},
        {"'kind':'order','points':3", "'kind':'order'", "/points/earn/5", "\"points\": how many points"},
        {"'kind':'order','points':3", "'kind':'order','points':3,'per':1", "/points/earn/5/per",
            "one of the members key, kind, points, categories"},
        {"'kind':'sign_up','points':9", "'kind':'sign_up','points':9,'minimum':5", "/points/earn/6/minimum",
            "one of the members key, kind, points, tiers"},
        {"'kind':'sign_up','points':9", "'kind':'sign_up','points':9,'channels':['shop']", "/points/earn/6/channels", "one of the members"},
        {"'kind':'review','points':13", "'kind':'review','points':13,'known_days':1", "/points/earn/10/known_days", "one of the members"},
        {"'kind':'birthday','points':10", "'kind':'birthday','points':10,'most_children':1", "/points/earn/7/most_children",
            "one of the members"},
        {"'orders':3,", "", "/points/earn/1", "one of \"orders\" and \"spend\""},
        {"'orders':3,", "'orders':3,'spend':5,", "/points/earn/1", "one of \"orders\" and \"spend\""},
        {"'orders':3,", "'orders':1,", "/points/earn/1/orders", "an integer from 2 to 1000"},
        {"'spend':20000,", "'spend':0,", "/points/earn/2/spend", "an integer from 1 to 1000000000000: money"},
        {"'orders':3,'within':{'days':90}", "'orders':3", "/points/earn/1", "\"within\": an object"},
        {"'within':{'days':30}", "'within':{'days':0}", "/points/earn/3/within/days", "an integer from 1"},
        {"'within':{'days':30}", "'within':'month'", "/points/earn/3/within", "an object with \"months\" or \"days\""},
        {"'after':'first'", "'after':'last'", "/points/earn/3/after", "one of \"each\", \"first\""},
        {"'known_days':14", "'known_days':-1", "/points/earn/7/known_days", "an integer from 0 to 3650"},
        {"'most_children':2", "'most_children':0", "/points/earn/8/most_children", "an integer from 1 to 100"},
        {"'minimum':1000", "'minimum':10.5", "/points/earn/0/minimum", "an integer from 0 to 1000000000000: money is in minor units"},
        {"['shop','online']", "['shop','shop']", "/points/earn/0/channels/1", "each channel once"},
        {"['shop','online']", "[]", "/points/earn/0/channels", "an array of 1 to 100 channels"},
        {"['top','base']", "['top','bass']", "/points/earn/0/tiers/1", "the key of a tier; did you mean \"base\"?"},
        {"'segments':['many']", "'segments':['any']", "/points/earn/0/segments/0", "the key of a segment; did you mean \"many\"?"},
        {"'segments':['many']", "'segments':['many','rich']", "/points/earn/0/segments/1",
            "a segment that does not read points, rfm_monetary"},
        {"['sunday','saturday']", "['sunday','Saturday']", "/points/earn/0/weekdays/1", "\"monday\", \"tuesday\" and so on"},
        {"['sunday','saturday']", "['sunday','sunday']", "/points/earn/0/weekdays/1", "each day once"},
        {"['sunday','saturday']", "['sunday',6]", "/points/earn/0/weekdays/1", "\"monday\", \"tuesday\""},
        {"['sunday','saturday']", "[]", "/points/earn/0/weekdays", "an array of 1 to 7 weekdays"},
        {"'until':'2011-07-31'", "'until':'2011-06-30'", "/points/earn/0/until", "a time behind \"from\""},
        {"'from':'2011-07-01'", "'from':'July'", "/points/earn/0/from", "a date such as"},
        {"'sale_items':'only'", "'sale_items':'none'", "/points/earn/0/sale_items", "true, false or \"only\""},
        {"'brands':{'include':['acme'],", "'brands':{'include':['acme',''],", "/points/earn/0/brands/include/1", "the name of a brand"},
        {"'products':{'include':", "'products':{'includes':", "/points/earn/0/products/includes",
            "no such member; did you mean \"include\"?"},
    };

    (void) state;
    assert_mistakes(table, sizeof table / sizeof table[0]);
}

static void test_mistakes_elsewhere(void **state)
{
    static const mistake table[] = {
        {"'keep':{'months':6,'from':'joined'}", "'keep':'always'", "/tiers/keep", "\"ever\", {\"months\""},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'months':6}", "/tiers/keep", "\"from\": \"reached\" or \"joined\""},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'from':'joined'}", "/tiers/keep", "one of \"months\" and \"days\""},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'months':6,'from':'birth'}", "/tiers/keep/from", "one of \"reached\", \"joined\""},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'until':'02-29'}", "/tiers/keep/until", "a month and a day that every year has"},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'until':'12-32'}", "/tiers/keep/until", "a month and a day"},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'until':'1-1'}", "/tiers/keep/until", "a month and a day"},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'until':'12-31','months':1}", "/tiers/keep/months",
            "one of the members until, years"},
        {"'keep':{'months':6,'from':'joined'}", "'keep':{'until':'12-31','years':101}", "/tiers/keep/years", "an integer from 0 to 100"},
        {"'keep':{'months':6,'from':'joined'},", "", "/tiers/downgrade", "\"metric\", or tiers with \"keep\""},
        {"'downgrade':'one'", "'downgrade':'two'", "/tiers/downgrade", "one of \"metric\", \"one\""},
        {"'grace':{'days':30}", "'grace':30", "/tiers/grace", "an object with \"months\" or \"days\""},
        {"['token','paper']", "['token','auto']", "/tiers/levels/1/coupons/1", "the key of a campaign with codes: this one is automatic"},
        {"['token','paper']", "['token','papers']", "/tiers/levels/1/coupons/1",
            "the key of a campaign with codes; did you mean \"paper\"?"},
        {"['token','paper']", "['token','token']", "/tiers/levels/1/coupons/1", "each campaign once"},
        {"['token','paper']", "['token',1]", "/tiers/levels/1/coupons/1", "the key of a campaign with codes"},
        {"['token','paper']", "[]", "/tiers/levels/1/coupons", "an array of 1 to 20 keys of campaigns"},
        {"'benefits':['Second'", "'benefits':[' '", "/tiers/levels/1/benefits/0", "a string of 1 to 200 characters"},
        {"'benefits':['Second'", "'benefits':[['x']", "/tiers/levels/1/benefits/0", "a string of 1 to 200 characters"},
        {"'kind':'advice'", "'kind':'advise'", "/services/0/kind", "one of \"information\", \"advice\""},
        {"'per':'year'", "'per':'week'", "/services/0/per", "one of \"ever\", \"month\", \"year\", \"piece\""},
        {"'per':'year'", "'per':'year','lasts':{'days':1}", "/services/0/lasts", "no such member: only what comes with a \"piece\" lasts"},
        {"'per':'year'", "'per':'year','brands':{'include':['acme']}", "/services/0/brands",
            "no such member: only what comes with a \"piece\""},
        {"'per':'piece','lasts':{'months':24},", "'per':'piece',", "/services/1", "\"lasts\": an object"},
        {"'units':4", "'units':-4", "/services/0/units", "an integer from 0 to 1000000"},
        {"'key':'read'", "'key':'ask'", "/services/2/key", "a key that no other service has"},
        {"'name':'Read',", "", "/services/2", "\"name\": what customers read"},
        {"'name':'Read',", "'name':'Read','price':5,", "/services/2/price", "one of the members key, name, kind"},
        {"'minimum':5000", "'minimum':-1", "/referral/minimum", "an integer from 0 to 1000000000000: money"},
        {"'most':9", "'most':1000001", "/referral/most", "an integer from 0 to 1000000"},
        {"'within':{'days':60}", "'within':{}", "/referral/within", "one of \"months\" and \"days\""},
        {"'friends':5", "'friends':1", "/referral/burst/friends", "an integer from 2 to 1000000"},
        {"{'friends':5,'days':2}", "{'friends':5}", "/referral/burst", "\"days\": within how many days"},
        {"{'friends':5,'days':2}", "5", "/referral/burst", "an object with \"friends\" and \"days\""},
        {"'referral':{", "'referral':{'bonus':1,", "/referral/bonus", "one of the members minimum, within, most, burst"},
    };
    document doc;

    (void) state;
    assert_mistakes(table, sizeof table / sizeof table[0]);
    /* Without invitations nobody is rewarded for them. */
    open_document(&doc, with("'referral':{'minimum':5000,'within':{'days':60},'most':9,'burst':{'friends':5,'days':2}},", ""));
    assert_int_equal(doc.problems.count, 2);
    assert_string_equal(doc.problems.items[0].pointer.bytes, "/points/earn/13/kind");
    assert_string_equal(doc.problems.items[1].pointer.bytes, "/points/earn/14/kind");
    close_document(&doc);
    /* What is wrong itself accuses nobody who names it. */
    open_document(&doc, with("'rule':'orders >= 2'", "'rule':'orders >='"));
    assert_int_equal(doc.problems.count, 1);
    assert_string_equal(doc.problems.items[0].pointer.bytes, "/segments/0/rule");
    close_document(&doc);
    open_document(&doc, with("'number':1,", "'number':0,"));
    assert_int_equal(doc.problems.count, 1);
    close_document(&doc);
}

typedef struct change {
    const char *from;
    const char *to;
} change;

static void assert_hashes(const change *table, size_t count, bool same)
{
    unsigned char base[32];
    unsigned char other[32];

    hash_of(base, quoted(whole), NULL);
    for (size_t i = 0; i < count; i++) {
        hash_of(other, with(table[i].from, table[i].to), NULL);
        if ((memcmp(base, other, 32) == 0) != same) {
            print_error("%s to %s\n", table[i].from, table[i].to);
        }
        assert_int_equal(memcmp(base, other, 32) == 0, same);
    }
}

/* Every field of its own: two that were hashed as one would be found by the swap of their values. */
static void test_hash_moves_with_every_member(void **state)
{
    static const change table[] = {
        {"'order':500", "'order':501"},
        {"'day':600", "'day':601"},
        {"'order':1,", "'order':9,"},
        {"'day':2,", "'day':9,"},
        {"'month':3,", "'month':9,"},
        {"'year':4,", "'year':9,"},
        {"'key':'rate'", "'key':'rata'"},
        {"'points':100,'amount':150", "'points':101,'amount':150"},
        {"'window':{'months':12}", "'window':{'months':13}"},
        {"'key':'top','name':'Top'", "'key':'top','name':'Tap'"},
        {"'name':'Top','from':5,", "'name':'Top','from':5,'earn_percent':10001,"},
        {"'friends':5", "'friends':6"},
        {"'days':2}}", "'days':3}}"},
        {"'key':'ask','name':'Ask'", "'key':'as','name':'kAsk'"}, /* where one text ends is part of it */
        {"'unit':'points'", "'backfill':true"},
        {"'tax':false", "'tax':true"},
        {"'shipping':true,'p", "'shipping':false,'p"},
        {"'points':true", "'points':false"},
        {"'gift_card':false", "'gift_card':true"},
        {"'order':500,'day':600", "'order':600,'day':500"},
        {"'month':700", "'month':701"},
        {"'year':800", "'year':801"},
        {"'programme':900", "'programme':901"},
        {"'products':{'include':['sku-2'", "'products':{'include':['sku-4'"},
        {"'exclude':['sku-3']", "'exclude':['sku-4']"},
        {"'brands':{'include':['acme'],'exclude':['evil']}", "'brands':{'include':['evil'],'exclude':['acme']}"},
        {"'sale_items':'only'", "'sale_items':false"},
        {"'minimum':1000", "'minimum':1001"},
        {"['shop','online']", "['shop','app']"},
        {"['top','base']", "['top']"},
        {"'segments':['many'],'w", "'w"},
        {"['sunday','saturday']", "['sunday','monday']"},
        {"'from':'2011-07-01'", "'from':'2011-07-02'"},
        {"'until':'2011-07-31'", "'until':'2011-07-30'"},
        {"'caps':{'order':1,'day':2", "'caps':{'order':2,'day':1"},
        {"'month':3,'year':4", "'month':4,'year':3"},
        {"'programme':5}", "'programme':6}"},
        {"'orders':3", "'orders':4"},
        {"'spend':20000", "'spend':20001"},
        {"'within':{'days':90}", "'within':{'months':90}"},
        {"'after':'first'", "'after':'each'"},
        {"'kind':'order'", "'kind':'first_order'"},
        {"'kind':'sign_up'", "'kind':'visit'"},
        {"'kind':'survey'", "'kind':'contest'"},
        {"'kind':'inviter'", "'kind':'friend'"},
        {"'known_days':14", "'known_days':15"},
        {"'most_children':2", "'most_children':3"},
        {"'pending_until':'delivered',", ""},
        {"'from':'activity'", "'from':'award'"},
        {"'notice_days':30", "'notice_days':31"},
        {"'spend':{'minimum':10,'categories':{'exclude':['cards']}", "'spend':{'minimum':10,'categories':{'exclude':['card']}"},
        {"'exclude':['sku-9']", "'exclude':['sku-8']"},
        {"'brands':{'exclude':['evil']}}", "'brands':{'exclude':['good']}}"},
        {"'key':'mug'", "'key':'cup'"},
        {"'name':'Mug'", "'name':'Cup'"},
        {"'points':300", "'points':301"},
        {"'sku':'MUG'", "'sku':'CUP'"},
        {"'sku':'MUG','tiers':['top']", "'sku':'MUG'"},
        {"'campaign':'paper'", "'campaign':'token'"},
        {"'amount':250", "'amount':251"},
        {"'keep':{'months':6", "'keep':{'months':7"},
        {"'from':'joined'", "'from':'reached'"},
        {"'keep':{'months':6,'from':'joined'}", "'keep':'ever'"},
        {"'grace':{'days':30},", ""},
        {"'grace':{'days':30}", "'grace':{'days':31}"},
        {"'downgrade':'one'", "'downgrade':'metric'"},
        {"'coupons':['token','paper'],", "'coupons':['token'],"},
        {"'benefits':['Second','First'", "'benefits':['First','Second'"},
        {"'key':'ask'", "'key':'ask_us'"},
        {"'name':'Ask'", "'name':'Ask us'"},
        {"'kind':'advice'", "'kind':'repair'"},
        {"'units':4", "'units':5"},
        {"'per':'year'", "'per':'month'"},
        {"'lasts':{'months':24}", "'lasts':{'days':24}"},
        {"'brands':{'include':['acme']},", ""},
        {"'per':'year','tiers':['top']", "'per':'year','tiers':['base']"},
        {"'segments':['many']},{'key':'fix'", "'segments':['rich']},{'key':'fix'"},
        {"'minimum':5000", "'minimum':5001"},
        {"'within':{'days':60},", ""},
        {"'within':{'days':60}", "'within':{'days':61}"},
        {"'most':9", "'most':10"},
        {"'friends':5,'days':2", "'friends':2,'days':5"},
    };
    static const char keep[] = "'keep':{'months':6,'from':'joined'}";
    static const char *const dates[] = {"'keep':{'until':'12-11','years':1}", "'keep':{'until':'12-12','years':1}",
        "'keep':{'until':'11-12','years':1}", "'keep':{'until':'12-11','years':0}"};
    unsigned char hashes[4][32];

    (void) state;
    assert_hashes(table, sizeof table / sizeof table[0], false);
    for (size_t i = 0; i < 4; i++) {
        hash_of(hashes[i], with(keep, dates[i]), NULL);
        for (size_t k = 0; k < i; k++) {
            assert_memory_not_equal(hashes[i], hashes[k], 32);
        }
    }
}

/* Two documents that differ in one word, and otherwise say the same numbers. */
static void test_hash_of_pairs(void **state)
{
#define HEAD_OF "{'name':'T','currency':'GBP','timezone':'Europe/London','version':1,'valid_from':'2011-06-01'"
    static const change pairs[] = {
        {HEAD_OF ",'points':{'unit':'money','earn':[]}}", HEAD_OF ",'points':{'earn':[],'worth':{'points':1,'amount':1}}}"},
        {HEAD_OF ",'tiers':{'by':'spend','levels':[{'key':'a','name':'A','from':0}]}}",
            HEAD_OF ",'tiers':{'by':'spend','window':'calendar_year','levels':[{'key':'a','name':'A','from':0}]}}"},
        {HEAD_OF "}", HEAD_OF ",'referral':{}}"},
        {HEAD_OF ",'points':{'worth':{'points':1,'amount':1},'earn':[{'key':'a','kind':'steps','steps':[{'from':1,'points':2}]}]}}",
            HEAD_OF ",'points':{'worth':{'points':1,'amount':1},'earn':[{'key':'a','kind':'steps','steps':[{'from':1,'points':3}]}]}}"},
    };
    unsigned char left[32];
    unsigned char right[32];

    (void) state;
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        hash_of(left, quoted(pairs[i].from), NULL);
        hash_of(right, quoted(pairs[i].to), NULL);
        assert_memory_not_equal(left, right, 32);
    }
}

/* Law 6: the order of members, defaults that are written out, and sets in another order say the same. */
static void test_hash_stays(void **state)
{
    static const change table[] = {
        {"'unit':'points',", ""},
        {"'base':{'tax':false,'shipping':true,'points':true,'gift_card':false}",
            "'base':{'gift_card':false,'points':true,'shipping':true,'tax':false}"},
        {"['shop','online']", "['online','shop']"},
        {"['top','base']", "['base','top']"},
        {"['sunday','saturday']", "['saturday','sunday']"},
        {"'from':'2011-07-01','until':'2011-07-31'", "'until':'2011-07-31T23:00:00Z','from':'2011-06-30T23:00:00Z'"},
        {"'within':{'days':31}", "'within':{'days':31},'after':'each'"},
        {"'kind':'order','points':3", "'points':3,'kind':'order','sale_items':true,'minimum':0"},
        {"'kind':'child_birthday','points':12", "'kind':'child_birthday','points':12,'most_children':3,'known_days':0"},
        {"'coupons':['token','paper']", "'coupons':['paper','token']"},
        {"'kind':'information'", "'kind':'information','per':'ever','units':0"},
        {"'spend':{'minimum':10,", "'spend':{'minimum':10,'step':1,'maximum_share':10000,"},
        {"'rewards':[", "'arrears':'negative','rounding':'down','award_on':'paid','rewards':["},
    };
    unsigned char base[32];
    unsigned char other[32];

    (void) state;
    assert_hashes(table, sizeof table / sizeof table[0], true);
    hash_of(base, with("'keep':{'months':6,'from':'joined'}", "'keep':{'until':'12-31'}"), NULL);
    hash_of(other, with("'keep':{'months':6,'from':'joined'}", "'keep':{'years':0,'until':'12-31'}"), NULL);
    assert_memory_equal(base, other, 32);
    hash_of(base, with("'minimum':5000,'within':{'days':60},'most':9,'burst':{'friends':5,'days':2}", ""), NULL);
    hash_of(other, with("'minimum':5000,'within':{'days':60},'most':9,'burst':{'friends':5,'days':2}", "'most':0,'minimum':0"), NULL);
    assert_memory_equal(base, other, 32);
}

/* Reading, refusing and warning with the n-th allocation failing, for every n. */
static void test_memory_runs_out(void **state)
{
    const char *const bad = "'known_days':-1";
    document doc;

    (void) state;
    for (int wrong = 0; wrong < 2; wrong++) {
        for (size_t fail_at = 1;; fail_at++) {
            lty_problems warnings;
            open_failing(&doc, wrong == 1 ? with("'known_days':14", bad) : quoted(whole), fail_at, NULL);
            lty_status status = doc.status;
            if (status == LTY_OK) {
                lty_problems_init(&warnings, &doc.arena);
                status = lty_programme_warn(&warnings, doc.programme, &doc.arena);
            } else {
                assert_null(doc.programme);
            }
            close_document(&doc);
            if (status != LTY_E_MEMORY) {
                assert_int_equal(status, wrong == 1 ? LTY_E_PROGRAMME : LTY_OK);
                assert_true(fail_at > 3);
                break;
            }
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_conditions_of_a_rule),
        cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_points_of_a_programme),
        cmocka_unit_test(test_money_instead_of_points),
        cmocka_unit_test(test_what_tiers_keep),
        cmocka_unit_test(test_services_and_referral),
        cmocka_unit_test(test_mistakes_in_points),
        cmocka_unit_test(test_mistakes_in_earn_rules),
        cmocka_unit_test(test_mistakes_elsewhere),
        cmocka_unit_test(test_hash_moves_with_every_member),
        cmocka_unit_test(test_hash_of_pairs),
        cmocka_unit_test(test_hash_stays),
        cmocka_unit_test(test_memory_runs_out),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
