/* Warnings: each kind once, the document beside it that gives none, and rules that are empty or everybody against a search. */
#include "lty_test_programme.h"

#define DOC(parts) "{'name':'T','currency':'GBP','timezone':'Europe/London','version':1,'valid_from':'2011-06-01'," parts "}"
#define POINTS(parts) "'points':{'worth':{'points':100,'amount':100},'earn':[{'key':'a','kind':'rate','points':1,'per':100}]" parts "}"
#define EARN(rules) "'points':{'worth':{'points':100,'amount':100},'earn':[" rules "]}"
#define RULE(members) EARN("{'key':'a','kind':'rate','points':1,'per':100," members "}")
#define TIERS(members, silver)                                                                                                             \
 "'tiers':{'by':'points'," members "'levels':[{'key':'bronze','name':'B','from':0},{'key':'silver','name':'S','from':500" silver "}]}"
#define CAMPAIGN(members) "'campaigns':[{'number':1,'key':'c','name':'C'," members "}]"
#define SEGMENT(rule) "'segments':[{'key':'s','name':'S','rule':'" rule "'}]"

static size_t warn(document *doc, lty_problems *warnings, const char *single)
{
    (void) read_well(doc, quoted(single));
    lty_problems_init(warnings, &doc->arena);
    assert_int_equal(lty_programme_warn(warnings, doc->programme, &doc->arena), LTY_OK);
    return warnings->count;
}

typedef struct expectation {
    const char *document;
    const char *pointer; /* NULL = no warning */
    const char *found;   /* how it begins */
} expectation;

static void assert_warnings(const expectation *table, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        document doc;
        lty_problems warnings;
        const size_t given = warn(&doc, &warnings, table[i].document);
        const size_t wanted = table[i].pointer == NULL ? 0 : 1;
        bool right = given == wanted;

        if (right && wanted == 1) {
            right = strcmp(warnings.items[0].pointer.bytes, table[i].pointer) == 0
                && strncmp(warnings.items[0].found.bytes, table[i].found, strlen(table[i].found)) == 0;
        }
        for (size_t k = 0; !right && k < given; k++) {
            print_error("%s: %s; %s\n", warnings.items[k].pointer.bytes, warnings.items[k].found.bytes, warnings.items[k].expected.bytes);
        }
        if (!right) {
            print_error("%s\n", table[i].document);
        }
        assert_true(right);
        close_document(&doc);
    }
}

static void test_points(void **state)
{
    static const expectation table[] = {
        {DOC(POINTS("")), NULL, NULL},
        {DOC(EARN("")), "/points/earn", "no rule"},
        {DOC(POINTS(",'award_on':'delivered','pending_until':'delivered'")), "/points/pending_until", "\"delivered\""},
        {DOC(POINTS(",'award_on':'delivered'")), NULL, NULL},
        {DOC(POINTS(",'caps':{'day':500,'year':400}")), "/points/caps/day", "500, and \"year\" 400"},
        {DOC(POINTS(",'caps':{'day':500,'year':500}")), NULL, NULL},
        {DOC(POINTS(",'pending_days':31,'expiry':{'days':30}")), "/points/expiry", "at most 30 days, of which 31"},
        {DOC(POINTS(",'pending_days':30,'expiry':{'days':30}")), NULL, NULL}, /* the last day is left */
        {DOC(POINTS(",'pending_days':31,'expiry':{'months':1}")), "/points/expiry", "as few as 28 days, of which 31"},
        {DOC(POINTS(",'pending_days':28,'expiry':{'months':1}")), NULL, NULL},
        {DOC(POINTS(",'pending_days':60,'expiry':{'days':5,'round_up_to':'month'}")), "/points/expiry", "at most 35 days"},
        {DOC(POINTS(",'pending_days':60,'expiry':{'days':5,'round_up_to':'quarter'}")), "/points/expiry", "as few as 5 days"},
        {DOC(POINTS(",'pending_days':370,'expiry':{'days':5,'round_up_to':'year'}")), "/points/expiry", "as few as 5 days"},
        {DOC(POINTS(",'pending_days':371,'expiry':{'days':5,'round_up_to':'year'}")), "/points/expiry", "at most 370 days"},
        {DOC(POINTS(",'pending_until':'delivered','expiry':{'days':10}")), "/points/expiry", "as few as 10 days, and \"pending_until\""},
        {DOC(POINTS(",'pending_until':'delivered','expiry':{'days':14}")), NULL, NULL},
        {DOC(POINTS(",'expiry':{'days':20,'notice_days':21}")), "/points/expiry/notice_days", "21 days before the end of as few as 20"},
        {DOC(POINTS(",'expiry':{'days':20,'notice_days':20}")), NULL, NULL},
        {DOC(POINTS(",'spend':{'minimum':50,'step':100}")), "/points/spend/step", "100, and a minimum of 50"},
        {DOC(POINTS(",'spend':{'minimum':150,'step':100}")), "/points/spend/minimum", "150, in steps of 100"},
        {DOC(POINTS(",'spend':{'minimum':200,'step':100}")), NULL, NULL},
        {DOC(POINTS(",'spend':{'step':100}")), NULL, NULL},
        {DOC(POINTS(",'spend':{'minimum':100,'step':100}")), NULL, NULL},
        {DOC(POINTS(",'caps':{'programme':200},'spend':{'minimum':200}")), NULL, NULL},
        {DOC(POINTS(",'spend':{'maximum_share':50}")), NULL, NULL},
        {DOC(POINTS(",'caps':{'order':100,'day':500,'month':600,'year':700,'programme':800}")), NULL, NULL},
        {DOC(POINTS(",'caps':{'programme':500},'rewards':[{'key':'a','name':'A','points':500,'kind':'gift','sku':'X'}]")), NULL, NULL},
        {DOC(POINTS(",'caps':{'programme':199},'spend':{'minimum':200}")), "/points/spend/minimum", "200, and a cap of 199"},
        {DOC(POINTS(",'spend':{'minimum':200,'maximum_share':50}")), "/points/spend/maximum_share",
            "50, so that \"minimum\" can be spent on orders from 400.00 GBP"},
        {DOC(POINTS(",'spend':{'minimum':200,'maximum_share':100}")), NULL, NULL},
        {DOC(POINTS(",'caps':{'programme':500},'rewards':[{'key':'a','name':'A','points':501,'kind':'gift','sku':'X'}]")),
            "/points/rewards/0/points", "501, and a cap of 500"},
        {DOC(POINTS(",'rewards':[{'key':'a','name':'A','points':100,'kind':'credit','amount':300}]")), "/points/rewards/0/amount",
            "3.00 GBP"},
        {DOC(POINTS(",'rewards':[{'key':'a','name':'A','points':100,'kind':'credit','amount':200}]")), NULL, NULL},
        {DOC(POINTS(",'rewards':[{'key':'a','name':'A','points':100,'kind':'coupon','campaign':'c'}]") "," CAMPAIGN(
             "'open':false,'discount':{'kind':'free_shipping'}")),
            "/points/rewards/0/campaign", "a closed campaign"},
        {DOC(POINTS(",'rewards':[{'key':'a','name':'A','points':100,'kind':'coupon','campaign':'c'}]") "," CAMPAIGN(
             "'discount':{'kind':'free_shipping'}")),
            NULL, NULL},
    };

    (void) state;
    assert_warnings(table, sizeof table / sizeof table[0]);
}

static void test_earn_rules(void **state)
{
    static const expectation table[] = {
        {DOC(RULE("'until':'2011-05-31'")), "/points/earn/0/until", "an end before"},
        {DOC(RULE("'until':'2011-06-01'")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'rate','points':1,'per':1000001}")), "/points/earn/0/per", "10000.01 GBP"},
        {DOC(EARN("{'key':'a','kind':'rate','points':1,'per':1000000}")), NULL, NULL},
        {DOC(RULE("'weekdays':['monday','tuesday','wednesday','thursday','friday','saturday','sunday']")), "/points/earn/0/weekdays",
            "all seven"},
        {DOC(RULE("'weekdays':['monday','tuesday','wednesday','thursday','friday','saturday']")), NULL, NULL},
        {DOC(RULE("'categories':{'include':['a'],'exclude':['a','b']}")), "/points/earn/0", "a rule without lines"},
        {DOC(RULE("'categories':{'include':['a','c'],'exclude':['a','b']}")), NULL, NULL},
        {DOC(RULE("'categories':{'include':['a'],'exclude':['a']},'brands':{'include':['x']}")), NULL, NULL},
        {DOC(RULE("'caps':{'month':5,'programme':4}")), "/points/earn/0/caps/month", "5, and \"programme\" 4"},
        {DOC(EARN("{'key':'a','kind':'rate','points':51,'per':100}")), "/points/earn/0/points", "51 points for 1.00 GBP"},
        {DOC(EARN("{'key':'a','kind':'rate','points':50,'per':100}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'rate','points':50,'per':100}") "," TIERS("", ",'earn_percent':10001")), "/points/earn/0/points",
            "50 points"},
        {DOC(EARN("{'key':'a','kind':'steps','steps':[{'from':0,'points':90},{'from':100,'points':90}]}")), "/points/earn/0/steps",
            "90 points from 1.00 GBP"},
        {DOC(EARN("{'key':'a','kind':'order','points':90,'caps':{'year':80}}")), "/points/earn/0/points", "90, and a cap of 80"},
        {DOC("'points':{'worth':{'points':100,'amount':100},'caps':{'day':80},'earn':[{'key':'a','kind':'goal','points':90,'orders':2,'within':{'days':9}}]}"),
            "/points/earn/0/points", "90, and a cap of 80"},
        {DOC(EARN("{'key':'a','kind':'steps','steps':[{'from':9000,'points':90}],'caps':{'order':80}}")), "/points/earn/0/steps",
            "90, and a cap of 80"},
        {DOC(EARN("{'key':'a','kind':'birthday','points':9}")), "/points/earn/0", "a birthday without"},
        {DOC(EARN("{'key':'a','kind':'child_birthday','points':9}")), "/points/earn/0", "a birthday without"},
        {DOC(EARN("{'key':'a','kind':'birthday','points':9,'known_days':1}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'visit','points':9}")), "/points/earn/0", "visits without"},
        {DOC(EARN("{'key':'a','kind':'visit','points':9,'caps':{'order':9}}")), "/points/earn/0", "visits without"},
        {DOC(EARN("{'key':'a','kind':'visit','points':9,'caps':{'month':9}}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'visit','points':9,'caps':{'year':9}}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'visit','points':9,'caps':{'programme':9}}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'visit','points':9,'caps':{'day':9}}")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'first_order','points':9,'tiers':['silver']}") "," TIERS("", "")), "/points/earn/0/tiers",
            "a rule for nobody new"},
        {DOC(EARN("{'key':'a','kind':'review','points':9,'tiers':['silver']}") "," TIERS("", "")), NULL, NULL},
        {DOC(EARN("{'key':'a','kind':'sign_up','points':9,'tiers':['silver']}") "," TIERS("", "")), "/points/earn/0/tiers",
            "a rule for nobody new"},
        {DOC(EARN("{'key':'a','kind':'first_order','points':9,'tiers':['silver','bronze']}") "," TIERS("", "")), NULL, NULL},
        {DOC(RULE("'segments':['s']") "," SEGMENT("visits < 0")), "/segments/0/rule", "visits < 0"},
        {DOC(EARN("{'key':'a','kind':'inviter','points':9}") ",'referral':{'most':3}"), "/referral", "no \"minimum\""},
        {DOC(EARN("{'key':'a','kind':'friend','points':9}") ",'referral':{'minimum':3}"), "/referral", "neither \"most\" nor"},
        {DOC(EARN("{'key':'a','kind':'friend','points':9}") ",'referral':{'minimum':3,'burst':{'friends':3,'days':1}}"), NULL, NULL},
        {DOC(POINTS("") ",'referral':{'minimum':3,'most':3}"), "/referral", "invitations without a reward"},
    };
    document doc;
    lty_problems warnings;

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (strstr(table[i].document, "visits < 0") == NULL) {
            assert_warnings(&table[i], 1);
        }
    }
    /* Whose caps cut a rule is said. */
    assert_int_equal(warn(&doc, &warnings, DOC(EARN("{'key':'a','kind':'order','points':90,'caps':{'year':80}}"))), 1);
    assert_string_equal(warnings.items[0].expected.bytes, "the rule's own \"caps\" never let it give so many");
    close_document(&doc);
    assert_int_equal(
        warn(&doc, &warnings,
            DOC("'points':{'worth':{'points':100,'amount':100},'caps':{'day':80},'earn':[{'key':'a','kind':'order','points':90}]}")),
        1);
    assert_string_equal(warnings.items[0].expected.bytes, "\"/points/caps\" never lets it give so many");
    close_document(&doc);
    /* A rule for a segment that nobody can be in: both are said. */
    assert_int_equal(warn(&doc, &warnings, DOC(RULE("'segments':['s']") "," SEGMENT("visits < 0"))), 2);
    assert_string_equal(warnings.items[0].pointer.bytes, "/segments/0/rule");
    assert_string_equal(warnings.items[1].pointer.bytes, "/points/earn/0/segments");
    close_document(&doc);
    assert_int_equal(
        warn(&doc, &warnings, DOC(RULE("'segments':['s'],'tiers':['bronze']") "," TIERS("", "") "," SEGMENT("visits < 0"))), 1);
    close_document(&doc);
}

static void test_tiers_and_services(void **state)
{
    static const expectation table[] = {
        {DOC(POINTS("") "," TIERS("", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'programme':499}") "," TIERS("", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'programme':500}") "," TIERS("", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'year':499}") "," TIERS("'window':'calendar_year',", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'month':41}") "," TIERS("'window':'calendar_year',", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'month':42}") "," TIERS("'window':'calendar_year',", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'day':1}") "," TIERS("'window':'calendar_year',", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'day':2}") "," TIERS("'window':'calendar_year',", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'year':249}") "," TIERS("'window':{'months':12},", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'year':250}") "," TIERS("'window':{'months':12},", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'day':16}") "," TIERS("'window':{'days':30},", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS(",'caps':{'day':17}") "," TIERS("'window':{'days':30},", "")), NULL, NULL},
        {DOC(POINTS(",'caps':{'day':1}") "," TIERS("", "")), NULL, NULL}, /* it takes long, but a lifetime is long */
        {DOC(TIERS("", "")), "/tiers/levels/1/from", "500 points"},
        {DOC(POINTS("") "," TIERS("", ",'earn_percent':9999")), "/tiers/levels/1/earn_percent", "9999 after 10000"},
        {DOC(POINTS("") ",'tiers':{'by':'spend','levels':[{'key':'a','name':'A','from':0}]}"), "/tiers/levels", "a single tier"},
        {DOC(POINTS("") "," TIERS("'window':{'days':99},'keep':'ever','grace':{'days':1},", "")), "/tiers/keep", "\"ever\""},
        {DOC(POINTS("") "," TIERS("'window':{'days':99},'keep':'ever','downgrade':'one',", "")), "/tiers/keep", "\"ever\""},
        {DOC(POINTS("") "," TIERS("'window':{'days':99},'keep':'ever',", "")), NULL, NULL},
        {DOC(POINTS("") "," TIERS("'keep':{'until':'12-31'},", "")), "/tiers/keep", "tiers that are kept"},
        {DOC(POINTS("") "," TIERS("'grace':{'days':3},", "")), "/tiers/grace", "tiers with a time of grace"},
        {DOC(POINTS("") "," TIERS("'window':{'days':99},'grace':{'days':3},", "")), NULL, NULL},
        {DOC(POINTS("") "," TIERS("", ",'coupons':['c']") "," CAMPAIGN("'open':false,'discount':{'kind':'free_shipping'}")),
            "/tiers/levels/1/coupons", "the closed campaign \"c\""},
        {DOC(POINTS("") "," TIERS("", ",'coupons':['c']") "," CAMPAIGN("'tiers':['bronze'],'discount':{'kind':'free_shipping'}")),
            "/tiers/levels/1/coupons", "the campaign \"c\""},
        {DOC(POINTS("") "," TIERS("", ",'coupons':['c']") "," CAMPAIGN("'tiers':['bronze','silver'],'discount':{'kind':'free_shipping'}")),
            NULL, NULL},
        {DOC("'services':[{'key':'a','name':'A','kind':'repair'}]"), "/services/0", "work without limit"},
        {DOC("'services':[{'key':'a','name':'A','kind':'repair','units':1}]"), NULL, NULL},
        {DOC("'services':[{'key':'a','name':'A','kind':'information'}]"), NULL, NULL},
        {DOC("'services':[{'key':'a','name':'A','kind':'warranty','per':'piece','lasts':{'days':3},'products':{'include':['p'],'exclude':['p']}}]"),
            "/services/0", "a service without pieces"},
    };
    document doc;
    lty_problems warnings;

    (void) state;
    assert_warnings(table, sizeof table / sizeof table[0]);
    /* Whatever is for a tier that nobody reaches is for nobody. */
    assert_int_equal(
        warn(&doc, &warnings,
            DOC(POINTS(
                ",'caps':{'programme':9},'rewards':[{'key':'a','name':'A','points':9,'kind':'gift','sku':'X','tiers':['silver']}]") "," TIERS("",
                "") ",'services':[{'key':'a','name':'A','kind':'advice','tiers':['silver']}]," CAMPAIGN("'tiers':['silver'],'discount':{'kind':'free_shipping'}"))),
        4);
    assert_string_equal(warnings.items[0].pointer.bytes, "/points/rewards/0/tiers");
    assert_string_equal(warnings.items[1].pointer.bytes, "/tiers/levels/1/from");
    assert_string_equal(warnings.items[2].pointer.bytes, "/services/0/tiers");
    assert_string_equal(warnings.items[3].pointer.bytes, "/campaigns/0/tiers");
    close_document(&doc);
}

static void test_campaigns(void **state)
{
    static const expectation table[] = {
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500}")), "/campaigns/0/discount", "5.00 GBP off orders from 0.00 GBP"},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500},'minimum_order':500")), "/campaigns/0/discount",
            "5.00 GBP off orders from 5.00"},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500},'minimum_order':501")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500},'minimum_order':400,'maximum_discount':399")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500,'on':'piece'}")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','steps':[{'from':300,'amount':100},{'from':400,'amount':400}]}")),
            "/campaigns/0/discount/steps", "4.00 GBP off orders from 4.00 GBP"},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','steps':[{'from':300,'amount':100},{'from':400,'amount':399}]}")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'fixed','amount':500},'minimum_order':501,'budget':499")), "/campaigns/0/budget",
            "5.00 GBP, and a budget of 4.99"},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','basis_points':10000}")), "/campaigns/0/discount", "all of it"},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','steps':[{'from':5,'basis_points':10000}]}")), "/campaigns/0/discount", "all of it"},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','basis_points':10000},'uses_total':5")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','basis_points':10000,'on':'cheapest'}")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','basis_points':1000},'minimum_order':10000,'maximum_discount':1000")),
            "/campaigns/0/maximum_discount", "10.00 GBP"},
        {DOC(CAMPAIGN("'discount':{'kind':'percent','basis_points':1000},'minimum_order':10000,'maximum_discount':1001")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'buy_get','buy':1,'get':2}")), "/campaigns/0/discount/get", "buy 1, get 2"},
        {DOC(CAMPAIGN("'discount':{'kind':'buy_get','buy':2,'get':2}")), "/campaigns/0/discount/get", "buy 2, get 2"},
        {DOC(CAMPAIGN("'discount':{'kind':'buy_get','buy':2,'get':1}")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'points','points':2}")), "/campaigns/0/discount", "points on top of none"},
        {DOC(POINTS("") "," CAMPAIGN("'discount':{'kind':'points','points':2}")), NULL, NULL},
        {DOC(CAMPAIGN("'automatic':true,'discount':{'kind':'percent','basis_points':500}")), "/campaigns/0/automatic",
            "a discount without a code"},
        {DOC(CAMPAIGN("'automatic':true,'discount':{'kind':'percent','basis_points':500},'minimum_order':1")), NULL, NULL},
        {DOC(CAMPAIGN("'automatic':true,'discount':{'kind':'percent','steps':[{'from':5000,'basis_points':500}]}")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'free_shipping'},'valid_until':'2011-05-31'")), "/campaigns/0/valid_until", "an end before"},
        {DOC(CAMPAIGN("'discount':{'kind':'free_shipping'},'valid_until':'2011-06-01'")), NULL, NULL},
        {DOC(CAMPAIGN("'discount':{'kind':'free_shipping'},'uses_total':5,'uses_per_customer':6")), "/campaigns/0/uses_per_customer",
            "6 of 5"},
        {DOC(CAMPAIGN("'discount':{'kind':'free_shipping'},'uses_total':5,'uses_per_code':6")), "/campaigns/0/uses_per_code", "6 of 5"},
        {DOC(CAMPAIGN("'discount':{'kind':'free_shipping'},'products':{'include':['x'],'exclude':['x']}")), "/campaigns/0",
            "a campaign without lines"},
        {DOC("'tiers':{'by':'orders','levels':[{'key':'a','name':'A','from':0},{'key':'b','name':'B','from':2}]}," CAMPAIGN(
             "'discount':{'kind':'free_shipping'},'first_order_only':true,'tiers':['b']")),
            "/campaigns/0/tiers", "first orders in higher tiers"},
    };

    (void) state;
    assert_warnings(table, sizeof table / sizeof table[0]);
}

/* Rules by hand: N nobody, E everybody, S some. */
static void test_segments(void **state)
{
    static const struct {
        const char *rule;
        char verdict;
    } table[] = {
        {"orders < 2 and orders > 5", 'N'},
        {"orders < 2 or orders > 5", 'S'},
        {"orders > 2 and orders < 3", 'N'},
        {"orders > 2 and orders < 4", 'S'},
        {"orders = 1 and orders = 2", 'N'},
        {"orders in (1, 2) and orders > 2", 'N'},
        {"orders in (1, 2) and not orders = 1 and orders != 2", 'N'},
        {"orders >= 0", 'E'},
        {"orders < 0", 'N'},
        {"orders is null", 'N'},
        {"points < 0", 'S'},
        {"points >= 0 or points < 0", 'S'}, /* points may be null to a rule, for all that it knows */
        {"orders < 5 or orders >= 5", 'E'},
        {"not (orders < 5 or orders >= 5)", 'N'},
        {"spent > 10 and (orders > 5 and orders < 3)", 'N'},
        {"spent > 10 or (orders > 5 and orders < 3)", 'S'},
        {"gender = ~female~ and gender = ~male~", 'N'},
        {"gender != ~female~ and gender != ~male~ and gender != ~other~", 'N'},
        {"gender in (~female~, ~male~, ~other~)", 'S'}, /* it may not be known */
        {"gender in (~female~, ~male~, ~other~) or gender is null", 'E'},
        {"tier in (~bronze~, ~silver~)", 'E'},
        {"tier != ~bronze~ and tier != ~silver~", 'N'},
        {"tier = ~bronze~", 'S'},
        {"consent_email and not consent_email", 'N'},
        {"consent_email or not consent_email", 'S'},
        {"consent_email is null and consent_email", 'N'},
        {"true and (consent_email or not consent_email)", 'S'}, /* who was never asked is neither */
        {"(consent_email or not consent_email) and true", 'S'},
        {"false or (consent_email or not consent_email)", 'S'},
        {"last_order < 90 days ago and last_order >= 30 days ago", 'N'},
        {"last_order < 30 days ago and last_order >= 90 days ago", 'S'},
        {"last_order < 2 months ago and last_order >= 1 months ago", 'N'},
        {"last_order >= 2012-01-01 and last_order < 2011-01-01", 'N'},
        {"last_order >= 2012-01-01 and last_order < 30 days ago", 'S'}, /* one day it will be so */
        {"last_order = 2012-01-01 and last_order = 2012-01-02", 'N'},
        {"birthday < 1980-01-01 and birthday > 1990-01-01", 'N'},
        {"true", 'E'},
        {"false", 'N'},
        {"orders > 1 and false", 'N'},
        {"orders > 1 or true", 'E'},
    };

    (void) state;
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        char text[1024];
        char rule[256];
        size_t len = 0;
        document doc;
        lty_problems warnings;

        for (const char *c = table[i].rule; *c != '\0'; c++) {
            len += (size_t) snprintf(rule + len, sizeof rule - len, "%s", *c == '~' ? "\\\"" : (char[]){*c, '\0'});
        }
        snprintf(text, sizeof text, DOC(POINTS("") "," TIERS("", "") ",'segments':[{'key':'s','name':'S','rule':'%s'}]"), rule);
        const size_t count = warn(&doc, &warnings, text);
        const char verdict = count == 0 ? 'S' : warnings.items[0].expected.bytes[0] == 'n' ? 'N' : 'E';
        if (verdict != table[i].verdict) {
            print_error("%s: %c\n", table[i].rule, verdict);
        }
        assert_int_equal(verdict, table[i].verdict);
        close_document(&doc);
    }
}

/* Facts of a customer for whom a rule is evaluated in full. */
static void read_fact(lty_expr_value *out, const void *context, uint32_t field)
{
    const int64_t *facts = context;

    *out = (lty_expr_value){.null = facts[field] == LTY_FACT_NONE, .number = facts[field]};
}

static size_t random_rule(char *out, size_t size, uint64_t *seed, int depth)
{
    static const char *const fields[] = {"orders", "visits", "points"};
    static const char *const compares[] = {"<", "<=", ">", ">=", "=", "!="};

    if (depth == 0 || lty_test_below(seed, 4) == 0) {
        return (size_t) snprintf(
            out, size, "%s %s %d", fields[lty_test_below(seed, 3)], compares[lty_test_below(seed, 6)], (int) lty_test_below(seed, 4));
    }
    size_t used = (size_t) snprintf(out, size, "%s(", lty_test_below(seed, 4) == 0 ? "not " : "");
    used += random_rule(out + used, size - used, seed, depth - 1);
    used += (size_t) snprintf(out + used, size - used, lty_test_below(seed, 2) == 0 ? " and " : " or ");
    used += random_rule(out + used, size - used, seed, depth - 1);
    return used + (size_t) snprintf(out + used, size - used, ")");
}

/* Random rules over three fields: what is called nobody is nobody for all small customers, what is called everybody is all of them. */
static void test_verdicts_are_true(void **state)
{
    uint64_t seed = lty_test_seed("verdicts", 20110601);
    size_t nobody = 0;
    size_t everybody = 0;

    (void) state;
    for (int round = 0; round < 3000; round++) {
        char rule[1024];
        char text[2048];
        document doc;
        lty_problems warnings;
        bool any = false;
        bool all = true;

        (void) random_rule(rule, sizeof rule, &seed, 3);
        snprintf(text, sizeof text, DOC("'segments':[{'key':'s','name':'S','rule':'%s'}]"), rule);
        const size_t count = warn(&doc, &warnings, text);
        for (int64_t i = 0; i < 5 * 5 * 7; i++) {
            int64_t facts[LTY_FACT_COUNT] = {0};
            facts[LTY_FACT_ORDERS] = i % 5;
            facts[LTY_FACT_VISITS] = i / 5 % 5;
            facts[LTY_FACT_POINTS] = i / 25 == 6 ? LTY_FACT_NONE : i / 25 - 1;
            const bool holds = lty_expr_evaluate(doc.programme->segments[0].rule, read_fact, facts, 0) == 1;
            any = any || holds;
            all = all && holds;
        }
        if (count == 1) {
            const bool empty = warnings.items[0].expected.bytes[0] == 'n';
            assert_true(empty ? !any : all);
            nobody += empty;
            everybody += !empty;
        }
        close_document(&doc);
    }
    assert_true(nobody > 20 && everybody > 20);
}

static void test_no_warning_without_a_reason(void **state)
{
    document doc;
    lty_problems warnings;

    (void) state;
    assert_int_equal(
        warn(&doc, &warnings, "{'name':'T','currency':'GBP','timezone':'Europe/London','version':1,'valid_from':'2011-06-01'}"), 0);
    close_document(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_points),
        cmocka_unit_test(test_earn_rules),
        cmocka_unit_test(test_tiers_and_services),
        cmocka_unit_test(test_campaigns),
        cmocka_unit_test(test_segments),
        cmocka_unit_test(test_verdicts_are_true),
        cmocka_unit_test(test_no_warning_without_a_reason),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
