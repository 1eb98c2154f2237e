/*
 * The hash of what a programme means: every field of the compiled form in a fixed order, numbers as 64 bits little endian, texts
 * with their length in front. How the document was written (order of members, blanks, defaults, spelling of a rule) is not in it;
 * the time zone's transitions are. The first text names this encoding: a new one needs a new name.
 */
#include <string.h>

#include "lty_programme_read.h"
#include "lty_sign.h"

static void lty_digest_number(lty_buffer *buffer, int64_t number)
{
    unsigned char bytes[8];

    lty_store_le64(bytes, (uint64_t) number);
    lty_buffer_append(buffer, (const char *) bytes, sizeof bytes);
}

static void lty_digest_text(lty_buffer *buffer, lty_text text)
{
    lty_digest_number(buffer, (int64_t) text.len);
    lty_buffer_text(buffer, text);
}

static void lty_digest_period(lty_buffer *buffer, lty_period period)
{
    lty_digest_number(buffer, period.months);
    lty_digest_number(buffer, period.days);
}

static void lty_digest_list(lty_buffer *buffer, const lty_text_list *list)
{
    lty_digest_number(buffer, (int64_t) list->count);
    for (size_t i = 0; i < list->count; i++) {
        lty_digest_text(buffer, list->items[i]);
    }
}

static void lty_digest_lines(lty_buffer *buffer, const lty_line_filter *lines)
{
    lty_digest_list(buffer, &lines->categories_in);
    lty_digest_list(buffer, &lines->categories_out);
    lty_digest_list(buffer, &lines->products_in);
    lty_digest_list(buffer, &lines->products_out);
    lty_digest_list(buffer, &lines->brands_in);
    lty_digest_list(buffer, &lines->brands_out);
    lty_digest_number(buffer, lines->sale_items);
}

static void lty_digest_zone(lty_buffer *buffer, const lty_zone *zone)
{
    lty_digest_text(buffer, zone->name);
    lty_digest_number(buffer, (int64_t) zone->count);
    for (size_t i = 0; i < zone->count; i++) {
        lty_digest_number(buffer, zone->transitions[i].from_s);
        lty_digest_number(buffer, zone->transitions[i].offset_s);
    }
}

static void lty_digest_caps(lty_buffer *buffer, const lty_caps *caps)
{
    lty_digest_number(buffer, caps->order);
    lty_digest_number(buffer, caps->day);
    lty_digest_number(buffer, caps->month);
    lty_digest_number(buffer, caps->year);
    lty_digest_number(buffer, caps->programme);
}

static void lty_digest_earn_rule(lty_buffer *buffer, const lty_earn_rule *rule)
{
    lty_digest_text(buffer, rule->key);
    lty_digest_number(buffer, rule->kind);
    lty_digest_number(buffer, rule->points);
    lty_digest_number(buffer, rule->per_minor);
    lty_digest_number(buffer, (int64_t) rule->step_count);
    for (size_t k = 0; k < rule->step_count; k++) {
        lty_digest_number(buffer, rule->steps[k].from_minor);
        lty_digest_number(buffer, rule->steps[k].points);
    }
    lty_digest_lines(buffer, &rule->lines);
    lty_digest_number(buffer, rule->minimum_minor);
    lty_digest_number(buffer, rule->goal_orders);
    lty_digest_number(buffer, rule->goal_minor);
    lty_digest_period(buffer, rule->within);
    lty_digest_number(buffer, rule->after_first);
    lty_digest_number(buffer, rule->known_days);
    lty_digest_number(buffer, rule->most_children);
    lty_digest_list(buffer, &rule->tiers);
    lty_digest_list(buffer, &rule->segments);
    lty_digest_list(buffer, &rule->channels);
    lty_digest_number(buffer, rule->weekdays);
    lty_digest_number(buffer, rule->from_s);
    lty_digest_number(buffer, rule->until_s);
    lty_digest_caps(buffer, &rule->caps);
}

static void lty_digest_reward(lty_buffer *buffer, const lty_reward *reward)
{
    lty_digest_text(buffer, reward->key);
    lty_digest_text(buffer, reward->name);
    lty_digest_number(buffer, reward->kind);
    lty_digest_number(buffer, reward->points);
    lty_digest_text(buffer, reward->sku);
    lty_digest_text(buffer, reward->campaign);
    lty_digest_number(buffer, reward->credit_minor);
    lty_digest_list(buffer, &reward->tiers);
}

static void lty_digest_points(lty_buffer *buffer, const lty_points_rules *points)
{
    lty_digest_number(buffer, points->enabled);
    lty_digest_number(buffer, points->money);
    lty_digest_number(buffer, points->base.tax);
    lty_digest_number(buffer, points->base.shipping);
    lty_digest_number(buffer, points->base.points);
    lty_digest_number(buffer, points->base.gift_card);
    lty_digest_caps(buffer, &points->caps);
    lty_digest_number(buffer, (int64_t) points->earn_count);
    for (size_t i = 0; i < points->earn_count; i++) {
        lty_digest_earn_rule(buffer, &points->earn[i]);
    }
    lty_digest_number(buffer, points->rounding);
    lty_digest_number(buffer, points->award_on);
    lty_digest_number(buffer, points->pending_days);
    lty_digest_number(buffer, points->pending_until_delivered);
    lty_digest_number(buffer, points->expires);
    lty_digest_number(buffer, points->expiry_by_activity);
    lty_digest_number(buffer, points->notice_days);
    lty_digest_period(buffer, points->expiry);
    lty_digest_number(buffer, points->expiry_round);
    lty_digest_number(buffer, points->worth_points);
    lty_digest_number(buffer, points->worth_minor);
    lty_digest_number(buffer, points->spend_minimum);
    lty_digest_number(buffer, points->spend_step);
    lty_digest_number(buffer, points->spend_maximum_share);
    lty_digest_lines(buffer, &points->spend_lines);
    lty_digest_number(buffer, (int64_t) points->reward_count);
    for (size_t i = 0; i < points->reward_count; i++) {
        lty_digest_reward(buffer, &points->rewards[i]);
    }
    lty_digest_number(buffer, points->arrears);
    lty_digest_number(buffer, points->backfill);
}

static void lty_digest_tiers(lty_buffer *buffer, const lty_tier_rules *tiers)
{
    lty_digest_number(buffer, tiers->by);
    lty_digest_number(buffer, tiers->window);
    lty_digest_period(buffer, tiers->rolling);
    lty_digest_number(buffer, tiers->keep);
    lty_digest_period(buffer, tiers->keep_period);
    lty_digest_number(buffer, tiers->keep_month);
    lty_digest_number(buffer, tiers->keep_day);
    lty_digest_number(buffer, tiers->keep_years);
    lty_digest_number(buffer, tiers->grace_set);
    lty_digest_period(buffer, tiers->grace);
    lty_digest_number(buffer, tiers->down);
    lty_digest_number(buffer, (int64_t) tiers->count);
    for (size_t i = 0; i < tiers->count; i++) {
        const lty_tier *tier = &tiers->items[i];
        lty_digest_text(buffer, tier->key);
        lty_digest_text(buffer, tier->name);
        lty_digest_text(buffer, tier->colour);
        lty_digest_number(buffer, tier->from);
        lty_digest_number(buffer, tier->earn_percent);
        lty_digest_list(buffer, &tier->coupons);
        lty_digest_list(buffer, &tier->benefits);
    }
}

static void lty_digest_service(lty_buffer *buffer, const lty_service *service)
{
    lty_digest_text(buffer, service->key);
    lty_digest_text(buffer, service->name);
    lty_digest_number(buffer, service->kind);
    lty_digest_number(buffer, service->units);
    lty_digest_number(buffer, service->per);
    lty_digest_period(buffer, service->lasts);
    lty_digest_lines(buffer, &service->lines);
    lty_digest_list(buffer, &service->tiers);
    lty_digest_list(buffer, &service->segments);
}

static void lty_digest_referral(lty_buffer *buffer, const lty_referral_rules *rules)
{
    lty_digest_number(buffer, rules->enabled);
    lty_digest_number(buffer, rules->minimum_minor);
    lty_digest_number(buffer, rules->within_set);
    lty_digest_period(buffer, rules->within);
    lty_digest_number(buffer, rules->burst_friends);
    lty_digest_number(buffer, rules->burst_days);
    lty_digest_number(buffer, rules->most);
}

static void lty_digest_steps(lty_buffer *buffer, const lty_expr *rule)
{
    size_t count = 0;
    const lty_expr_step *steps = rule == NULL ? NULL : lty_expr_steps(rule, &count);

    lty_digest_number(buffer, (int64_t) count);
    for (size_t i = 0; i < count; i++) {
        const lty_expr_step *step = &steps[i];
        lty_digest_number(buffer, step->op);
        lty_digest_number(buffer, step->compare);
        lty_digest_number(buffer, step->field);
        lty_digest_number(buffer, step->map);
        lty_digest_number(buffer, step->type);
        lty_digest_number(buffer, step->relative);
        lty_digest_number(buffer, step->months);
        lty_digest_number(buffer, step->days);
        lty_digest_number(buffer, step->number);
        lty_digest_text(buffer, step->text);
        lty_digest_number(buffer, (int64_t) step->list_count);
        for (size_t k = 0; k < step->list_count; k++) {
            lty_digest_number(buffer, step->list[k].number);
            lty_digest_text(buffer, step->list[k].text);
        }
    }
}

static void lty_digest_rule(lty_buffer *buffer, const lty_expr *rule)
{
    size_t count;
    const lty_expr_aggregate *aggregates = lty_expr_aggregates(rule, &count);

    lty_digest_steps(buffer, rule);
    lty_digest_number(buffer, (int64_t) count);
    for (size_t i = 0; i < count; i++) {
        const char *what = aggregates[i].what->name;
        lty_digest_number(buffer, aggregates[i].function);
        lty_digest_text(buffer, (lty_text){what, strlen(what)});
        lty_digest_steps(buffer, aggregates[i].window);
        lty_digest_steps(buffer, aggregates[i].of);
        lty_digest_steps(buffer, aggregates[i].condition);
    }
}

static void lty_digest_affinity(lty_buffer *buffer, const lty_affinity *affinity)
{
    lty_digest_text(buffer, affinity->key);
    lty_digest_text(buffer, affinity->name);
    lty_digest_number(buffer, affinity->minimum_share);
    lty_digest_number(buffer, affinity->minimum_orders);
    lty_digest_period(buffer, affinity->within);
    lty_digest_number(buffer, (int64_t) affinity->group_count);
    for (size_t i = 0; i < affinity->group_count; i++) {
        lty_digest_text(buffer, affinity->groups[i].key);
        lty_digest_text(buffer, affinity->groups[i].name);
        lty_digest_list(buffer, &affinity->groups[i].categories);
    }
}

static void lty_digest_customers(lty_buffer *buffer, const lty_programme *programme)
{
    lty_digest_number(buffer, (int64_t) programme->affinity_count);
    for (size_t i = 0; i < programme->affinity_count; i++) {
        lty_digest_affinity(buffer, &programme->affinities[i]);
    }
    lty_digest_number(buffer, (int64_t) programme->loyalty_count);
    for (size_t i = 0; i < programme->loyalty_count; i++) {
        const lty_loyalty_part *part = &programme->loyalty[i];
        lty_digest_text(buffer, part->key);
        lty_digest_text(buffer, part->name);
        lty_digest_rule(buffer, part->value);
        lty_digest_number(buffer, part->zero);
        lty_digest_number(buffer, part->full);
        lty_digest_number(buffer, part->weight);
    }
    lty_digest_number(buffer, (int64_t) programme->goal_count);
    for (size_t i = 0; i < programme->goal_count; i++) {
        const lty_goal_target *goal = &programme->goals[i];
        lty_digest_text(buffer, goal->key);
        lty_digest_text(buffer, goal->name);
        lty_digest_text(buffer, goal->segment);
        lty_digest_rule(buffer, goal->rule);
        lty_digest_number(buffer, goal->share);
        lty_digest_number(buffer, goal->from_s);
        lty_digest_number(buffer, goal->until_s);
        lty_digest_number(buffer, goal->holdout);
    }
}

static void lty_digest_benefit(lty_buffer *buffer, const lty_benefit *benefit)
{
    lty_digest_number(buffer, benefit->kind);
    lty_digest_number(buffer, benefit->value);
    lty_digest_number(buffer, benefit->value_micro);
    lty_digest_number(buffer, (int64_t) benefit->step_count);
    for (size_t i = 0; i < benefit->step_count; i++) {
        lty_digest_number(buffer, benefit->steps[i].from_minor);
        lty_digest_number(buffer, benefit->steps[i].value);
    }
    lty_digest_number(buffer, benefit->target);
    lty_digest_text(buffer, benefit->sku);
    lty_digest_number(buffer, benefit->pieces);
    lty_digest_number(buffer, benefit->buy);
    lty_digest_number(buffer, benefit->get);
    lty_digest_number(buffer, benefit->with_tax);
}

static void lty_digest_requirement(lty_buffer *buffer, const lty_requirement *requirement)
{
    lty_digest_number(buffer, requirement->quantity);
    lty_digest_number(buffer, (int64_t) requirement->any_count);
    for (size_t i = 0; i < requirement->any_count; i++) {
        lty_digest_lines(buffer, &requirement->any[i]);
    }
}

static void lty_digest_campaign(lty_buffer *buffer, const lty_campaign *campaign)
{
    lty_digest_text(buffer, campaign->key);
    lty_digest_text(buffer, campaign->name);
    lty_digest_number(buffer, campaign->number);
    lty_digest_number(buffer, campaign->format);
    lty_digest_number(buffer, campaign->length);
    lty_digest_number(buffer, campaign->open);
    lty_digest_number(buffer, campaign->automatic);
    lty_digest_number(buffer, (int64_t) campaign->benefit_count);
    for (size_t i = 0; i < campaign->benefit_count; i++) {
        lty_digest_benefit(buffer, &campaign->benefits[i]);
    }
    lty_digest_number(buffer, campaign->minimum_order_minor);
    lty_digest_number(buffer, campaign->maximum_order_minor);
    lty_digest_number(buffer, campaign->minimum_with_tax);
    lty_digest_number(buffer, campaign->minimum_with_shipping);
    lty_digest_number(buffer, campaign->maximum_discount_minor);
    lty_digest_number(buffer, campaign->first_order_only);
    lty_digest_list(buffer, &campaign->tiers);
    lty_digest_list(buffer, &campaign->segments);
    lty_digest_number(buffer, campaign->email_only);
    lty_digest_lines(buffer, &campaign->lines);
    lty_digest_number(buffer, (int64_t) campaign->requirement_count);
    for (size_t i = 0; i < campaign->requirement_count; i++) {
        lty_digest_requirement(buffer, &campaign->requirements[i]);
    }
    lty_digest_number(buffer, campaign->valid_from_s);
    lty_digest_number(buffer, campaign->valid_until_s);
    lty_digest_number(buffer, campaign->valid_for_set);
    lty_digest_period(buffer, campaign->valid_for);
    lty_digest_number(buffer, campaign->uses_per_code);
    lty_digest_number(buffer, campaign->uses_per_customer);
    lty_digest_number(buffer, campaign->uses_total);
    lty_digest_number(buffer, campaign->budget_minor);
    lty_digest_number(buffer, campaign->combining);
    lty_digest_list(buffer, &campaign->combines_with);
    lty_digest_text(buffer, campaign->stacking_class);
    lty_digest_number(buffer, campaign->priority);
    lty_digest_number(buffer, campaign->release_on_cancel);
    lty_digest_number(buffer, campaign->release_on_refund);
}

lty_status lty_programme_digest(lty_programme *programme, const lty_alloc *alloc)
{
    lty_buffer buffer;

    lty_buffer_init(&buffer, alloc);
    lty_digest_text(&buffer, LTY_TEXT("loyalty programme 4"));
    lty_digest_text(&buffer, programme->name);
    lty_digest_text(&buffer, (lty_text){programme->currency, 3});
    lty_digest_number(&buffer, programme->currency_decimals);
    lty_digest_zone(&buffer, &programme->zone);
    lty_digest_number(&buffer, programme->version);
    lty_digest_number(&buffer, programme->in_force_from_s);
    lty_digest_points(&buffer, &programme->points);
    lty_digest_tiers(&buffer, &programme->tiers);
    lty_digest_number(&buffer, (int64_t) programme->segment_count);
    for (size_t i = 0; i < programme->segment_count; i++) {
        lty_digest_text(&buffer, programme->segments[i].key);
        lty_digest_text(&buffer, programme->segments[i].name);
        lty_digest_rule(&buffer, programme->segments[i].rule);
    }
    lty_digest_number(&buffer, programme->discounts.way);
    lty_digest_number(&buffer, programme->discounts.sequential);
    lty_digest_number(&buffer, programme->discounts.rounding);
    lty_digest_number(&buffer, programme->discounts.unit);
    lty_digest_number(&buffer, (int64_t) programme->campaign_count);
    for (size_t i = 0; i < programme->campaign_count; i++) {
        lty_digest_campaign(&buffer, &programme->campaigns[i]);
    }
    lty_digest_number(&buffer, (int64_t) programme->service_count);
    for (size_t i = 0; i < programme->service_count; i++) {
        lty_digest_service(&buffer, &programme->services[i]);
    }
    lty_digest_referral(&buffer, &programme->referral);
    lty_digest_customers(&buffer, programme);
    const bool failed = buffer.failed;
    if (!failed) {
        const lty_text text = lty_buffer_view(&buffer);
        lty_sign_hash(programme->hash, sizeof programme->hash, text.bytes, text.len, NULL);
    }
    lty_buffer_destroy(&buffer);
    return failed ? LTY_E_MEMORY : LTY_OK;
}
