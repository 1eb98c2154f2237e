/*
 * What a cart earns, by the function that judges history: its lines become those that the order's event will have, and the customer's progress
 * says which rules hold and what caps leave. Then the steps, and each line's part of the points.
 */
#include "lty_check.h"
#include "lty_quote_part.h"
#include "lty_time.h"

/* What is reckoned while the rules are explained. The arrays by line have one more entry, for the shipping. */
typedef struct lty_quote_earning {
    lty_quote_job *job;
    lty_progress_moment moment;
    lty_earn_order order;
    lty_earn_ruling *rulings;
    lty_earn_part *parts;
    size_t part_count;
    lty_event_line *lines;
    size_t line_count;
    int64_t *counted;
    bool *chosen;
    int64_t *shares;
    int64_t *weights; /* points before the tier's percentage */
    int64_t sum;      /* of what the rules give */
    int64_t uncapped;
} lty_quote_earning;

const lty_tier *lty_quote_tier(const lty_quote_job *job)
{
    return job->programme->tiers.count == 0 ? NULL : &job->programme->tiers.items[job->facts[LTY_FACT_TIER]];
}

static bool lty_quote_earning_allocate(lty_quote_earning *earning)
{
    lty_arena *arena = earning->job->arena;
    const size_t rules = earning->job->programme->points.earn_count;
    const size_t count = earning->job->cart->line_count;

    earning->line_count = count;
    earning->rulings = lty_arena_zero(arena, rules, sizeof *earning->rulings);
    earning->parts = lty_arena_zero(arena, rules, sizeof *earning->parts);
    earning->lines = lty_arena_zero(arena, count, sizeof *earning->lines);
    earning->counted = lty_arena_zero(arena, count + 1, sizeof *earning->counted);
    earning->chosen = lty_arena_zero(arena, count + 1, sizeof *earning->chosen);
    earning->shares = lty_arena_zero(arena, count + 1, sizeof *earning->shares);
    earning->weights = lty_arena_zero(arena, count + 1, sizeof *earning->weights);
    return earning->rulings != NULL && earning->parts != NULL && earning->lines != NULL && earning->counted != NULL
        && earning->chosen != NULL && earning->shares != NULL && earning->weights != NULL;
}

/* The lines as the order's event will say them: with their main category, and with tax only where the prices have it. */
static void lty_quote_earning_lines(lty_quote_earning *earning)
{
    const lty_quote_job *job = earning->job;
    int64_t kept = 0;

    for (size_t i = 0; i < earning->line_count; i++) {
        const lty_cart_line *line = &job->cart->lines[i];

        earning->lines[i] = (lty_event_line){
            .sku = line->sku,
            .category = line->category_count == 0 ? (lty_text){NULL, 0} : line->categories[0],
            .brand = line->brand,
            .quantity = line->quantity,
            .amount_minor = job->kept[i],
            .tax_minor = job->cart->tax_included ? job->lines[i].tax_minor : 0,
            .sale = line->sale,
        };
        kept += job->kept[i]; /* at most the goods */
    }
    earning->order = (lty_earn_order){
        .lines = earning->lines,
        .line_count = earning->line_count,
        .kept_minor = kept,
        .whole_minor = kept,
        .shipping_minor = job->shipping_kept,
        .by_points_minor = job->out.spent_minor,
        .earn_percent = job->programme->tiers.count == 0 ? 10000 : lty_quote_tier(job)->earn_percent,
        .rulings = earning->rulings,
        .room = LTY_EARN_NO_LIMIT,
    };
}

/* Orders that went back in full are none to the first order; to the order before they are, since facts say no more of it. */
static lty_status lty_quote_earning_judge(lty_quote_earning *earning)
{
    const lty_quote_job *job = earning->job;
    const int64_t *facts = job->facts;
    const lty_progress *progress = lty_quote_progress(job);

    earning->moment = (lty_progress_moment){
        .at_s = job->at_s,
        .facts = facts,
        .channel = job->cart->sales_channel,
        .first = job->customer != NULL && (facts[LTY_FACT_ORDERS] == 0 || facts[LTY_FACT_SPENT] == 0),
        .kept_minor = earning->order.kept_minor,
        .last_s = facts[LTY_FACT_LAST_ORDER] == LTY_FACT_NONE ? LTY_TIME_NONE : facts[LTY_FACT_LAST_ORDER],
        .second = facts[LTY_FACT_ORDERS] == 1,
    };
    const lty_status status = lty_progress_judge(earning->rulings, progress, job->timeline, job->version, LTY_EARN_ORDER, &earning->moment);

    lty_progress_rooms(earning->rulings, &earning->order.room, progress, job->timeline, job->version, job->at_s);
    return status;
}

/* What counts of each line, where it is not all that is paid for it. */
static lty_status lty_quote_explain_counted(lty_quote_earning *earning)
{
    lty_quote_job *job = earning->job;
    const lty_earn_base *base = &job->programme->points.base;
    const int64_t *counted;
    int64_t elsewhere;
    const lty_status status = lty_earn_counted(&counted, &elsewhere, &job->earn, job->programme, &earning->order);

    if (status != LTY_OK) {
        return status;
    }
    if (!base->points && job->out.spent_minor > 0) {
        lty_steps_write(&job->steps, "%m are paid with points, which earn nothing: %m of the lines", job->out.spent_minor, elsewhere);
        lty_steps_end(&job->steps, "paid_with_points", LTY_TEXT("/points/base/points"), elsewhere);
    }
    for (size_t i = 0; i < earning->line_count; i++) {
        const int64_t tax = base->tax ? 0 : earning->lines[i].tax_minor;
        const int64_t share = job->kept[i] - tax - counted[i];

        earning->counted[i] = counted[i];
        if (tax == 0 && share == 0) {
            continue;
        }
        lty_steps_write(&job->steps, "line %i: %m", (int64_t) i + 1, job->kept[i]);
        if (tax > 0) {
            lty_steps_write(&job->steps, " - tax %m", tax);
        }
        if (share > 0) {
            lty_steps_write(&job->steps, " - %m paid with points, by largest remainder", share);
        }
        lty_steps_write(&job->steps, " = %m", counted[i]);
        lty_steps_end(&job->steps, "line_counts", LTY_TEXT("/points/base"), counted[i]);
    }
    earning->counted[earning->line_count] = base->shipping && earning->order.whole_minor > 0 ? job->shipping_kept : 0;
    return LTY_OK;
}

/* The step that says what a rule is reckoned on; marks the lines that it counts. */
static void lty_quote_explain_base(lty_quote_earning *earning, const lty_earn_part *part)
{
    lty_steps *steps = &earning->job->steps;
    const lty_line_filter *filter = &part->rule->lines;
    const char *joint = "";

    lty_steps_write(steps, "rule \"%t\" counts ", part->rule->key);
    for (size_t i = 0; i < earning->line_count; i++) {
        const lty_event_line *line = &earning->lines[i];
        const lty_line_traits traits = {line->sku, line->brand, &line->category, line->category.len > 0 ? 1 : 0, line->sale};

        earning->chosen[i] = lty_line_filter_match(filter, &traits);
        if (earning->chosen[i]) {
            lty_steps_write(steps, "%sline %i (%m)", joint, (int64_t) i + 1, earning->counted[i]);
            joint = " + ";
        }
    }
    const int64_t shipping = earning->counted[earning->line_count];
    const lty_line_traits none = {{NULL, 0}, {NULL, 0}, NULL, 0, false};

    earning->chosen[earning->line_count] = shipping > 0 && lty_line_filter_match(filter, &none);
    if (earning->chosen[earning->line_count]) {
        lty_steps_write(steps, "%sshipping (%m)", joint, shipping);
        joint = " + ";
    }
    lty_steps_write(steps, "%s = %m", *joint == '\0' ? "no line" : "", part->base_minor);
    lty_steps_end(steps, "earn_base", part->rule->pointer, part->base_minor);
}

static void lty_quote_write_step(lty_steps *steps, const lty_earn_part *part)
{
    const lty_earn_rule *rule = part->rule;

    lty_steps_write(steps, "%m reaches ", part->base_minor);
    for (size_t i = rule->step_count; i > 0; i--) {
        if (part->points > 0 && rule->steps[i - 1].from_minor <= part->base_minor) {
            lty_steps_write(steps, "the step from %m: %i points", rule->steps[i - 1].from_minor, part->points);
            return;
        }
    }
    lty_steps_write(steps, "no step: 0 points");
}

static void lty_quote_write_goal(lty_quote_earning *earning, const lty_earn_rule *rule, const char *before)
{
    const lty_quote_job *job = earning->job;
    const size_t index = (size_t) (rule - job->programme->points.earn);
    lty_steps *steps = &earning->job->steps;
    lty_progress_run run;

    lty_progress_run_of(&run, lty_quote_progress(job), job->timeline, job->version, index, &earning->moment);
    if (rule->goal_orders > 0) {
        lty_steps_write(steps, "%s%i of %i orders", before, run.orders, rule->goal_orders);
    } else {
        lty_steps_write(steps, "%s%m of %m", before, run.kept_minor, rule->goal_minor);
    }
}

static void lty_quote_explain_part(lty_quote_earning *earning, const lty_earn_part *part)
{
    lty_quote_job *job = earning->job;
    lty_steps *steps = &job->steps;
    const lty_earn_rule *rule = part->rule;

    if (part->base_minor == 0 && rule->kind != LTY_EARN_RATE && rule->kind != LTY_EARN_STEPS) {
        lty_steps_write(steps, "nothing is paid for: 0 points");
    } else if (rule->kind == LTY_EARN_RATE) {
        lty_steps_write(steps, "%m * %i / %m = %i%s", part->base_minor, rule->points, rule->per_minor, part->points,
            lty_steps_rounding(job->programme->points.rounding));
    } else if (rule->kind == LTY_EARN_STEPS) {
        lty_quote_write_step(steps, part);
    } else if (rule->kind == LTY_EARN_FIRST_ORDER) {
        lty_steps_write(steps, "the customer's first order: %i points", part->points);
    } else if (rule->kind == LTY_EARN_GOAL) {
        lty_quote_write_goal(earning, rule, "the goal is reached, ");
        lty_steps_write(steps, ": %i points", part->points);
    } else {
        lty_steps_write(
            steps, "%s: %i points", rule->kind == LTY_EARN_ORDER ? "each order" : "in time after the order before", part->points);
    }
    lty_steps_end(steps, "earn", rule->pointer, part->points);
}

/* Why a rule gives nothing. */
static void lty_quote_explain_refusal(lty_quote_earning *earning, const lty_earn_rule *rule, lty_progress_reason reason)
{
    lty_steps *steps = &earning->job->steps;

    switch (reason) {
        case LTY_PROGRESS_HOLDS:
        case LTY_PROGRESS_MINIMUM:
            lty_steps_write(steps, "%m are below the minimum of %m", earning->order.kept_minor, rule->minimum_minor);
            break;
        case LTY_PROGRESS_OUTSIDE: lty_steps_write(steps, "not in its time"); break;
        case LTY_PROGRESS_WEEKDAY: lty_steps_write(steps, "not on this day of the week"); break;
        case LTY_PROGRESS_CHANNEL: lty_steps_write(steps, "not in the sales channel \"%t\"", earning->moment.channel); break;
        case LTY_PROGRESS_CUSTOMER: lty_steps_write(steps, "for other tiers or segments"); break;
        case LTY_PROGRESS_NOT_FIRST: lty_steps_write(steps, "not a customer's first order"); break;
        case LTY_PROGRESS_GOAL: lty_quote_write_goal(earning, rule, "not yet reached, "); break;
        case LTY_PROGRESS_NEXT: lty_steps_write(steps, "not in time after an order before"); break;
    }
    lty_steps_write(steps, ": 0 points");
    lty_steps_end(steps, "earn", rule->pointer, 0);
}

/* rule: its place, or earn_count for what caps leave of all rules. */
static void lty_quote_explain_cap(lty_quote_earning *earning, size_t rule, int64_t points, int64_t given)
{
    lty_quote_job *job = earning->job;
    const lty_points_rules *rules = &job->programme->points;
    const bool all = rule == rules->earn_count;
    lty_progress_left left;

    if (given == points) {
        return;
    }
    lty_progress_left_of(&left, lty_quote_progress(job), job->timeline, job->version, rule, job->at_s);
    LTY_ASSERT(left.per != NULL);
    if (left.per[0] == 'o') {
        lty_steps_write(&job->steps, "%i, at most %i an order: %i", points, left.cap, given);
    } else {
        lty_steps_write(&job->steps, "%i, of %i %s%s %i were given: %i", points, left.cap, left.per[0] == 'p' ? "in the " : "a ", left.per,
            left.given, given);
    }
    lty_steps_end(&job->steps, all ? "caps" : "earn_cap",
        lty_steps_rule(&job->steps, all ? LTY_TEXT("/points") : rules->earn[rule].pointer, "/caps"), given);
}

/* Shares a rule's points out over the lines that it counts; a rule gives points only for a base above 0. */
static lty_status lty_quote_share_part(lty_quote_earning *earning, const lty_earn_part *part)
{
    const size_t count = earning->line_count + 1;
    lty_status status = LTY_OK;

    if (part->given > 0) {
        status = lty_split_chosen(earning->shares, part->given, earning->counted, earning->chosen, count);
        for (size_t i = 0; i < count && status == LTY_OK; i++) {
            status = lty_add(&earning->weights[i], earning->weights[i], earning->shares[i]);
        }
    }
    return status == LTY_OK ? lty_add(&earning->sum, earning->sum, part->given) : status;
}

static lty_status lty_quote_explain_rules(lty_quote_earning *earning)
{
    const lty_quote_job *job = earning->job;
    const lty_points_rules *rules = &job->programme->points;
    lty_status status = LTY_OK;
    size_t next = 0;

    for (size_t i = 0; i < rules->earn_count && status == LTY_OK; i++) {
        const lty_earn_rule *rule = &rules->earn[i];
        const lty_earn_part *part = &earning->parts[next];

        if (!LTY_EARN_BY_ORDER(rule->kind)) {
            continue;
        }
        if (next == earning->part_count || part->rule != rule) {
            lty_quote_explain_refusal(
                earning, rule, lty_progress_ask(lty_quote_progress(job), job->timeline, job->version, i, &earning->moment));
            continue;
        }
        next++;
        lty_quote_explain_base(earning, part);
        lty_quote_explain_part(earning, part);
        lty_quote_explain_cap(earning, i, part->points, part->given);
        status = lty_quote_share_part(earning, part);
    }
    return status;
}

static lty_status lty_quote_share_lines(lty_quote_earning *earning)
{
    lty_quote_job *job = earning->job;
    const int64_t points = job->out.earned_points;
    const size_t count = earning->line_count + 1;

    if (points == 0) {
        return LTY_OK;
    }
    const lty_status status = lty_split(earning->shares, points, earning->weights, count);

    for (size_t i = 0; i < count && status == LTY_OK; i++) {
        const bool shipping = i == earning->line_count;

        *(shipping ? &job->out.shipping_points : &job->lines[i].points) = earning->shares[i];
        if (earning->weights[i] > 0) {
            if (shipping) {
                lty_steps_write(&job->steps, "shipping");
            } else {
                lty_steps_write(&job->steps, "line %i", (int64_t) i + 1);
            }
            lty_steps_write(
                &job->steps, ": %i * %i / %i = %i, by largest remainder", points, earning->weights[i], earning->sum, earning->shares[i]);
            lty_steps_end(&job->steps, shipping ? "shipping_points" : "line_points", lty_quote_no_rule(), earning->shares[i]);
        }
    }
    return status;
}

static void lty_quote_explain_tier(lty_quote_earning *earning)
{
    lty_quote_job *job = earning->job;
    const lty_tier *tier = lty_quote_tier(job);

    if (tier != NULL) {
        lty_steps_write(&job->steps, "/tiers/levels/%i", (int64_t) (tier - job->programme->tiers.items));
        const lty_text rule = lty_steps_message(&job->steps);

        lty_steps_write(&job->steps, "tier \"%t\": %i * %p %% = %i%s", tier->key, earning->sum, tier->earn_percent, earning->uncapped,
            lty_steps_rounding(job->programme->points.rounding));
        lty_steps_end(&job->steps, "tier", rule, earning->uncapped);
    }
    lty_quote_explain_cap(earning, job->programme->points.earn_count, earning->uncapped, job->out.earned_points);
}

lty_status lty_quote_earn(lty_quote_job *job)
{
    const lty_programme *programme = job->programme;
    lty_quote_earning earning = {.job = job};

    if (!programme->points.enabled || (job->at_s < programme->in_force_from_s && !programme->points.backfill)) {
        return LTY_OK;
    }
    if (!lty_quote_earning_allocate(&earning)) {
        return LTY_E_MEMORY;
    }
    lty_quote_earning_lines(&earning);
    lty_status status = lty_quote_earning_judge(&earning);

    status = status == LTY_OK ? lty_earn_points(
                 &job->out.earned_points, &earning.uncapped, earning.parts, &earning.part_count, &job->earn, programme, &earning.order)
                              : status;
    status = status == LTY_OK ? lty_quote_explain_counted(&earning) : status;
    status = status == LTY_OK ? lty_quote_explain_rules(&earning) : status;
    if (status != LTY_OK || programme->points.earn_count == 0) {
        return status;
    }
    lty_quote_explain_tier(&earning);
    return lty_quote_share_lines(&earning);
}
