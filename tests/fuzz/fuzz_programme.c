/* Whole programmes from any bytes: a refusal names a place that the document has, an acceptance hashes the same twice and bears warnings. */
#include "lty_fuzz.h"

#include "lty_facts.h"
#include "lty_programme.h"

static const lty_transition fuzz_transitions[] = {{INT64_MIN, 0}, {1301187600, 3600}, {1319936400, 0}};

static lty_status fuzz_load(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    (void) arena;
    (void) context;
    if (memchr(name.bytes, '/', name.len) == NULL) {
        return LTY_E_DATE;
    }
    *out = (lty_zone){name, fuzz_transitions, 3};
    return LTY_OK;
}

static lty_status fuzz_parse(const lty_programme **out, const uint8_t *data, size_t size, lty_arena *arena, lty_problems *problems)
{
    const lty_expr_scope catalogue = lty_fact_scope();

    lty_problems_init(problems, arena);
    return lty_programme_parse(out, (const char *) data, size, &catalogue, fuzz_load, NULL, arena, problems);
}

static void fuzz_list(const lty_text_list *list)
{
    for (size_t i = 0; i < list->count; i++) {
        LTY_ASSERT(list->items[i].len > 0 && lty_text_list_has(list, list->items[i]));
        LTY_ASSERT(i == 0 || lty_text_compare(list->items[i - 1], list->items[i]) < 0);
    }
}

/* What whoever reckons with a campaign takes for granted. */
static void fuzz_campaign(const lty_programme *programme, const lty_campaign *campaign)
{
    const bool exact = programme->discounts.way == LTY_WAY_EXACT;

    LTY_ASSERT(campaign->number >= 1 && campaign->benefit_count >= 1 && campaign->benefit_count <= 4);
    LTY_ASSERT((campaign->length > 0) == (campaign->format == LTY_FORMAT_SHORT && !campaign->automatic));
    LTY_ASSERT((campaign->uses_per_code == 0) == campaign->automatic);
    LTY_ASSERT(campaign->maximum_order_minor == 0 || campaign->maximum_order_minor >= campaign->minimum_order_minor);
    LTY_ASSERT(programme->discounts.way != LTY_WAY_WOOCOMMERCE || campaign->combining != LTY_COMBINING_LISTED);
    LTY_ASSERT((campaign->combines_with.count > 0) == (campaign->combining == LTY_COMBINING_LISTED));
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        const lty_benefit *benefit = &campaign->benefits[i];
        const bool off = benefit->kind == LTY_DISCOUNT_PERCENT || benefit->kind == LTY_DISCOUNT_FIXED;
        LTY_ASSERT(off == (benefit->target != 0) && (off || benefit->step_count == 0));
        LTY_ASSERT(!off || (benefit->value > 0 || benefit->value_micro > 0) == (benefit->step_count == 0));
        LTY_ASSERT((benefit->target == LTY_TARGET_PRODUCT || benefit->kind == LTY_DISCOUNT_GIFT) == (benefit->sku.len > 0));
        LTY_ASSERT(benefit->target != LTY_TARGET_SELECTION || campaign->requirement_count > 0);
        LTY_ASSERT(benefit->kind != LTY_DISCOUNT_EARLY_ACCESS || campaign->lines.products_in.count > 0);
        LTY_ASSERT((benefit->kind == LTY_DISCOUNT_BUY_GET) == (benefit->buy > 0 && benefit->get > 0));
        LTY_ASSERT(!benefit->with_tax || programme->discounts.way == LTY_WAY_PRESTASHOP);
        LTY_ASSERT(exact || benefit->step_count == 0);
        for (size_t k = 0; k < i; k++) {
            LTY_ASSERT(campaign->benefits[k].kind != benefit->kind);
        }
    }
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        LTY_ASSERT(campaign->requirements[i].quantity > 0 && campaign->requirements[i].any_count > 0);
        for (size_t k = 0; k < campaign->requirements[i].any_count; k++) {
            const lty_line_filter *any = &campaign->requirements[i].any[k];
            LTY_ASSERT((any->categories_in.count > 0) != (any->products_in.count > 0));
        }
    }
    fuzz_list(&campaign->tiers);
    fuzz_list(&campaign->segments);
    fuzz_list(&campaign->combines_with);
    fuzz_list(&campaign->lines.categories_in);
    fuzz_list(&campaign->lines.categories_out);
    fuzz_list(&campaign->lines.products_in);
    fuzz_list(&campaign->lines.products_out);
    const lty_line_traits line = {
        .sku = LTY_TEXT("sku"), .brand = campaign->name, .categories = &campaign->key, .category_count = 1, .sale = true};
    (void) lty_line_filter_match(&campaign->lines, &line);
}

static void fuzz_caps(const lty_caps *caps)
{
    LTY_ASSERT(caps->order >= 0 && caps->day >= 0 && caps->month >= 0 && caps->year >= 0 && caps->programme >= 0);
}

static bool fuzz_period(lty_period period)
{
    return (period.months > 0) != (period.days > 0);
}

static void fuzz_lines(const lty_line_filter *lines)
{
    fuzz_list(&lines->categories_in);
    fuzz_list(&lines->categories_out);
    fuzz_list(&lines->products_in);
    fuzz_list(&lines->products_out);
    fuzz_list(&lines->brands_in);
    fuzz_list(&lines->brands_out);
}

static void fuzz_rule_of(const lty_programme *programme, const lty_earn_rule *rule)
{
    LTY_ASSERT(rule->kind >= LTY_EARN_RATE && (unsigned) rule->kind <= LTY_EARN_KINDS && rule->key.len > 0);
    LTY_ASSERT((rule->points > 0) == (rule->kind != LTY_EARN_STEPS) && (rule->step_count > 0) == (rule->kind == LTY_EARN_STEPS));
    LTY_ASSERT((rule->per_minor > 0) == (rule->kind == LTY_EARN_RATE));
    LTY_ASSERT(((rule->goal_orders > 0) != (rule->goal_minor > 0)) == (rule->kind == LTY_EARN_GOAL));
    LTY_ASSERT(fuzz_period(rule->within) == (rule->kind == LTY_EARN_GOAL || rule->kind == LTY_EARN_NEXT_ORDER));
    LTY_ASSERT((rule->most_children > 0) == (rule->kind == LTY_EARN_CHILD_BIRTHDAY) && rule->weekdays <= 0x7F);
    LTY_ASSERT(rule->from_s == LTY_TIME_NONE || rule->until_s == LTY_TIME_NONE || rule->from_s < rule->until_s);
    LTY_ASSERT((rule->kind != LTY_EARN_INVITER && rule->kind != LTY_EARN_FRIEND) || programme->referral.enabled);
    fuzz_caps(&rule->caps);
    fuzz_lines(&rule->lines);
    fuzz_list(&rule->tiers);
    fuzz_list(&rule->segments);
    fuzz_list(&rule->channels);
    for (size_t i = 0; i < rule->segments.count; i++) {
        const lty_segment_rule *segment = lty_programme_segment(programme, rule->segments.items[i]);
        size_t aggregates;
        LTY_ASSERT(segment != NULL && (lty_expr_fields(segment->rule) & ~lty_fact_earn_fields()) == 0);
        (void) lty_expr_aggregates(segment->rule, &aggregates);
        LTY_ASSERT(aggregates == 0);
    }
}

/* What judges degrees and goals divides by and asks for. */
static void fuzz_customers(const lty_programme *programme)
{
    for (size_t i = 0; i < programme->affinity_count; i++) {
        const lty_affinity *affinity = &programme->affinities[i];
        LTY_ASSERT(affinity->group_count >= 2 && affinity->minimum_share > 5000 && affinity->minimum_orders >= 1);
        for (size_t k = 0; k < affinity->group_count; k++) {
            fuzz_list(&affinity->groups[k].categories);
            LTY_ASSERT(programme->scope.names->affinities[i].groups[k].rule != NULL);
        }
    }
    for (size_t i = 0; i < programme->loyalty_count; i++) {
        const lty_loyalty_part *part = &programme->loyalty[i];
        LTY_ASSERT(part->value != NULL && part->full != part->zero && part->weight >= 1);
    }
    for (size_t i = 0; i < programme->goal_count; i++) {
        const lty_goal_target *goal = &programme->goals[i];
        LTY_ASSERT(goal->rule != NULL && goal->from_s < goal->until_s && goal->share > 0 && goal->holdout >= 0 && goal->holdout <= 5000);
        LTY_ASSERT(goal->segment.len == 0 || lty_programme_segment(programme, goal->segment) != NULL);
    }
}

/* What whoever folds, gives and books takes for granted. */
static void fuzz_whole(const lty_programme *programme)
{
    const lty_points_rules *points = &programme->points;
    const lty_tier_rules *tiers = &programme->tiers;

    fuzz_customers(programme);
    fuzz_caps(&points->caps);
    LTY_ASSERT(points->worth_points > 0 && points->spend_step > 0 && (!points->money || points->worth_points == points->worth_minor));
    for (size_t i = 0; i < points->earn_count; i++) {
        fuzz_rule_of(programme, &points->earn[i]);
    }
    for (size_t i = 0; i < points->reward_count; i++) {
        const lty_reward *reward = &points->rewards[i];
        const lty_campaign *campaign = lty_programme_campaign(programme, reward->campaign);
        LTY_ASSERT((reward->sku.len > 0) == (reward->kind == LTY_REWARD_GIFT));
        LTY_ASSERT((campaign != NULL && !campaign->automatic) == (reward->kind == LTY_REWARD_COUPON));
        LTY_ASSERT((reward->credit_minor > 0) == (reward->kind == LTY_REWARD_CREDIT));
    }
    LTY_ASSERT(fuzz_period(tiers->keep_period) == (tiers->keep == LTY_TIER_KEEP_REACHED || tiers->keep == LTY_TIER_KEEP_JOINED));
    LTY_ASSERT((tiers->keep_month > 0 && tiers->keep_day > 0) == (tiers->keep == LTY_TIER_KEEP_DATE));
    LTY_ASSERT(tiers->down != LTY_TIER_DOWN_ONE || tiers->keep != LTY_TIER_FOLLOW);
    for (size_t i = 0; i < tiers->count; i++) {
        fuzz_list(&tiers->items[i].coupons);
        for (size_t k = 0; k < tiers->items[i].coupons.count; k++) {
            const lty_campaign *campaign = lty_programme_campaign(programme, tiers->items[i].coupons.items[k]);
            LTY_ASSERT(campaign != NULL && !campaign->automatic);
        }
    }
    for (size_t i = 0; i < programme->service_count; i++) {
        const lty_service *service = &programme->services[i];
        LTY_ASSERT(fuzz_period(service->lasts) == (service->per == LTY_SERVICE_PIECE));
        fuzz_lines(&service->lines);
        fuzz_list(&service->tiers);
        fuzz_list(&service->segments);
    }
}

static void fuzz_problems(const lty_problems *problems, size_t size)
{
    for (size_t i = 0; i < problems->count; i++) {
        const lty_problem *problem = &problems->items[i];
        LTY_ASSERT(problem->offset <= size && (problem->pointer.len == 0 || problem->pointer.bytes[0] == '/'));
        LTY_ASSERT(problem->found.len > 0 && problem->expected.len > 0);
        LTY_ASSERT(lty_utf8_valid(problem->found.bytes, problem->found.len));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const lty_programme *programme = NULL;
    const lty_programme *again = NULL;
    lty_problems problems;
    lty_arena arena;
    int64_t minor;

    lty_arena_init(&arena, &lty_fuzz_alloc);
    lty_status status = fuzz_parse(&programme, data, size, &arena, &problems);
    if (status == LTY_OK) {
        LTY_ASSERT(problems.count == 0);
        LTY_ASSERT(fuzz_parse(&again, data, size, &arena, &problems) == LTY_OK);
        LTY_ASSERT(memcmp(programme->hash, again->hash, sizeof programme->hash) == 0);
        LTY_ASSERT(lty_programme_worth(&minor, programme, 1000000) == LTY_OK);
        for (size_t i = 0; i < programme->campaign_count; i++) {
            const lty_campaign *campaign = &programme->campaigns[i];
            LTY_ASSERT(lty_programme_campaign(programme, campaign->key) == campaign);
            LTY_ASSERT(lty_programme_campaign_number(programme, campaign->number) == campaign);
            fuzz_campaign(programme, campaign);
        }
        for (size_t i = 0; i < programme->segment_count; i++) {
            LTY_ASSERT(lty_programme_segment(programme, programme->segments[i].key) == &programme->segments[i]);
        }
        fuzz_whole(programme);
        LTY_ASSERT(lty_programme_warn(&problems, programme, &arena) == LTY_OK);
        fuzz_problems(&problems, size);
        for (size_t i = 1; i < programme->tiers.count; i++) {
            LTY_ASSERT(programme->tiers.items[i - 1].from < programme->tiers.items[i].from);
        }
    } else {
        LTY_ASSERT(status == LTY_E_JSON || status == LTY_E_PROGRAMME);
        LTY_ASSERT(programme == NULL && problems.count > 0);
        fuzz_problems(&problems, size);
    }
    lty_arena_destroy(&arena);
    return 0;
}
