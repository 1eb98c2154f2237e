/*
 * Which codes apply. The one hard idea: they are put in an order of their own before anything is computed, and the choices between
 * codes that exclude each other are few and made from that order, tried on a copy of the cart; so neither the order of typing nor the
 * number of codes can matter, and only the winner is explained.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_exact.h"
#include "lty_exact_explain.h"
#include "lty_exact_refuse.h"
#include "lty_exact_take.h"
#include "lty_sort.h"

/* An offer whose terms hold. */
typedef struct lty_exact_entry {
    size_t index; /* of the offer */
    const lty_offer *offer;
    int64_t worth; /* by itself */
    int64_t points;
    int64_t multiplier;
    int64_t amount_minor; /* in the choice being tried, */
    bool applies;         /* if it does */
} lty_exact_entry;

/* What a set of entries brings. */
typedef struct lty_exact_choice {
    bool *members;
    int64_t worth;
    int64_t points;
    int64_t multiplier;
    size_t first; /* of those that apply the lowest campaign number and serial; the count of entries if none does */
} lty_exact_choice;

typedef struct lty_exact_desk {
    lty_exact_job job;
    lty_exact_entry *entries;
    lty_exact_entry *scratch;
    size_t count;
    lty_exact_choice best;
    lty_exact_choice tried;
    size_t *others; /* scratch: entries or offers of one question each */
} lty_exact_desk;

typedef enum lty_exact_outcome {
    LTY_EXACT_APPLIES = 0,
    LTY_EXACT_IDLE = 1,
    LTY_EXACT_BUDGET = 2,
    LTY_EXACT_LIMIT_CUSTOMER = 3,
    LTY_EXACT_LIMIT_TOTAL = 4,
} lty_exact_outcome;

static int lty_exact_sign(bool less, bool more)
{
    return (int) more - (int) less;
}

static int lty_exact_compare_serial(const lty_offer *a, const lty_offer *b)
{
    if (a->campaign->number != b->campaign->number) {
        return lty_exact_sign(a->campaign->number<b->campaign->number, a->campaign->number> b->campaign->number);
    }
    if (a->serial != b->serial) {
        return lty_exact_sign(a->serial<b->serial, a->serial> b->serial);
    }
    return lty_exact_sign(a->code.len > 0 && b->code.len == 0, a->code.len == 0 && b->code.len > 0); /* a code, then an offer */
}

static int lty_exact_kind(const lty_campaign *campaign)
{
    return campaign->benefit_count == 0 ? 0 : (int) campaign->benefits[0].kind;
}

/* The order of application. What comes behind the serial decides between spellings of one code, of which one stays. */
static int lty_exact_compare(const void *a, const void *b)
{
    const lty_offer *left = ((const lty_exact_entry *) a)->offer;
    const lty_offer *right = ((const lty_exact_entry *) b)->offer;
    const int64_t priorities[2] = {left->campaign->priority, right->campaign->priority};
    const int kinds[2] = {lty_exact_kind(left->campaign), lty_exact_kind(right->campaign)};

    if (priorities[0] != priorities[1]) {
        return lty_exact_sign(priorities[0]<priorities[1], priorities[0]> priorities[1]);
    }
    if (kinds[0] != kinds[1]) {
        return lty_exact_sign(kinds[0]<kinds[1], kinds[0]> kinds[1]);
    }
    const int serial = lty_exact_compare_serial(left, right);

    if (serial != 0) {
        return serial;
    }
    const int version = lty_exact_sign(left->version<right->version, left->version> right->version);

    return version != 0 ? version : lty_text_compare(left->code, right->code);
}

static bool lty_exact_known(const lty_exact_desk *desk, const lty_offer *offer)
{
    for (size_t i = 0; i < desk->count; i++) {
        if (lty_exact_compare_serial(desk->entries[i].offer, offer) == 0) {
            return true;
        }
    }
    return false;
}

static lty_status lty_exact_enter(lty_exact_desk *desk)
{
    const lty_terms *terms = desk->job.terms;
    size_t entered = 0;

    for (size_t i = 0; i < terms->offer_count; i++) {
        bool admitted;
        const lty_status status = lty_exact_admit(&admitted, &desk->job, i);

        if (status != LTY_OK) {
            return status;
        }
        if (admitted) {
            desk->entries[entered++] = (lty_exact_entry){.index = i, .offer = &terms->offers[i]};
        }
    }
    lty_sort(desk->entries, desk->scratch, entered, sizeof *desk->entries, lty_exact_compare);
    for (size_t i = 0; i < entered; i++) {
        if (!lty_exact_known(desk, desk->entries[i].offer)) {
            desk->entries[desk->count++] = desk->entries[i];
        }
    }
    return LTY_OK;
}

/* What the offers of the choice that apply so far mean for the limits and the budget of one of them. */
static lty_exact_outcome lty_exact_room(int64_t *given_minor, const lty_exact_desk *desk, const lty_exact_entry *entry)
{
    const lty_campaign *campaign = entry->offer->campaign;
    const lty_usage *usage = &entry->offer->usage;
    int64_t uses = 0;

    *given_minor = usage->campaign_minor;
    for (size_t i = 0; i < desk->count; i++) {
        const lty_exact_entry *other = &desk->entries[i];

        if (other->applies && other->offer->campaign->number == campaign->number) {
            uses++;
            if (lty_add(given_minor, *given_minor, other->amount_minor) != LTY_OK) {
                *given_minor = INT64_MAX;
            }
        }
    }
    /* The terms themselves saw to it that there is room for one: differences cannot wrap. */
    if (campaign->uses_per_customer > 0 && uses >= campaign->uses_per_customer - usage->customer_uses) {
        return LTY_EXACT_LIMIT_CUSTOMER;
    }
    return campaign->uses_total > 0 && uses >= campaign->uses_total - usage->campaign_uses ? LTY_EXACT_LIMIT_TOTAL : LTY_EXACT_APPLIES;
}

/* Takes one offer off what is left, if it may and if that gives anything; else the cart stays as it was. */
static lty_status lty_exact_visit(
    lty_exact_outcome *outcome, lty_discount *taken, int64_t *worth, int64_t *given_minor, lty_exact_desk *desk, lty_exact_entry *entry)
{
    const int64_t budget = entry->offer->campaign->budget_minor;

    *outcome = lty_exact_room(given_minor, desk, entry);
    if (*outcome != LTY_EXACT_APPLIES) {
        return LTY_OK;
    }
    lty_exact_save(&desk->job);
    const lty_status status = lty_exact_take(taken, worth, &desk->job, entry->index, false);

    if (status != LTY_OK) {
        return status;
    }
    if (lty_exact_idle(taken)) {
        *outcome = LTY_EXACT_IDLE;
    } else if (budget > 0 && (*given_minor > budget || taken->amount_minor > budget - *given_minor)) {
        *outcome = LTY_EXACT_BUDGET;
    }
    if (*outcome != LTY_EXACT_APPLIES) {
        lty_exact_restore(&desk->job);
        return LTY_OK;
    }
    entry->applies = true;
    entry->amount_minor = taken->amount_minor;
    return LTY_OK;
}

static void lty_exact_begin(lty_exact_desk *desk)
{
    lty_exact_restart(&desk->job);
    for (size_t i = 0; i < desk->count; i++) {
        desk->entries[i].applies = false;
    }
}

/* Each by itself: who gives nothing, or more than the budget has, is refused, so that nobody uses up a code for nothing. */
static lty_status lty_exact_weigh_each(lty_exact_desk *desk)
{
    size_t kept = 0;

    for (size_t i = 0; i < desk->count; i++) {
        lty_exact_entry *entry = &desk->entries[i];
        lty_exact_outcome outcome;
        lty_discount taken;
        int64_t given;

        lty_exact_begin(desk);
        lty_status status = lty_exact_visit(&outcome, &taken, &entry->worth, &given, desk, entry);

        if (status == LTY_OK && outcome == LTY_EXACT_IDLE) {
            status = lty_exact_refuse_idle(&desk->job, entry->index);
        } else if (status == LTY_OK && outcome == LTY_EXACT_BUDGET) {
            lty_exact_refuse_budget(&desk->job, entry->index, given, taken.amount_minor);
        } else if (status == LTY_OK) {
            entry->points = taken.points;
            entry->multiplier = taken.multiplier;
            desk->entries[kept++] = *entry;
        }
        if (status != LTY_OK) {
            return status;
        }
    }
    desk->count = kept;
    return LTY_OK;
}

/* Whether a, of the same stacking class as b, applies instead of it. Both stand in the order of application. */
static bool lty_exact_prevails(const lty_exact_entry *a, const lty_exact_entry *b)
{
    if (a->offer->campaign->priority != b->offer->campaign->priority) {
        return a->offer->campaign->priority < b->offer->campaign->priority;
    }
    if (a->worth != b->worth) {
        return a->worth > b->worth;
    }
    if (a->points != b->points) {
        return a->points > b->points;
    }
    if (a->multiplier != b->multiplier) {
        return a->multiplier > b->multiplier;
    }
    return lty_exact_compare_serial(a->offer, b->offer) < 0;
}

static void lty_exact_stack(lty_exact_desk *desk)
{
    size_t kept = 0;

    for (size_t i = 0; i < desk->count; i++) {
        const lty_text class = desk->entries[i].offer->campaign->stacking_class;
        size_t winner = i;

        for (size_t j = 0; j<desk->count &&class.len> 0; j++) {
            if (lty_text_equal(desk->entries[j].offer->campaign->stacking_class, class)
                && lty_exact_prevails(&desk->entries[j], &desk->entries[winner])) {
                winner = j;
            }
        }
        desk->others[i] = winner;
        if (winner != i) {
            lty_exact_refuse_class(&desk->job, desk->entries[i].index, desk->entries[winner].index);
        }
    }
    for (size_t i = 0; i < desk->count; i++) {
        if (desk->others[i] == i) {
            desk->entries[kept++] = desk->entries[i];
        }
    }
    desk->count = kept;
}

static bool lty_exact_lists(const lty_campaign *a, const lty_campaign *b)
{
    return a->combining == LTY_COMBINING_LISTED && lty_text_list_has(&a->combines_with, b->key);
}

static bool lty_exact_together(const lty_campaign *a, const lty_campaign *b)
{
    if (a->combining == LTY_COMBINING_ALONE || b->combining == LTY_COMBINING_ALONE) {
        return false;
    }
    if (a->combining == LTY_COMBINING_ALL && b->combining == LTY_COMBINING_ALL) {
        return true;
    }
    return lty_exact_lists(a, b) || lty_exact_lists(b, a);
}

/* Whether an entry goes together with the first `count` of the others. */
static bool lty_exact_fits(const lty_exact_desk *desk, size_t count, size_t at)
{
    for (size_t i = 0; i < count; i++) {
        if (!lty_exact_together(desk->entries[desk->others[i]].offer->campaign, desk->entries[at].offer->campaign)) {
            return false;
        }
    }
    return true;
}

/* Fills members up with whatever fits. Members are few where little goes together, so they are listed: a desk may hold thousands. */
static void lty_exact_fill(lty_exact_desk *desk, bool *members)
{
    size_t count = 0;

    for (size_t i = 0; i < desk->count; i++) {
        if (members[i]) {
            desk->others[count++] = i;
        }
    }
    for (size_t i = 0; i < desk->count; i++) {
        if (!members[i] && lty_exact_fits(desk, count, i)) {
            members[i] = true;
            desk->others[count++] = i;
        }
    }
}

static bool lty_exact_better(const lty_exact_desk *desk, const lty_exact_choice *a, const lty_exact_choice *b)
{
    if (a->worth != b->worth) {
        return a->worth > b->worth;
    }
    if (a->points != b->points) {
        return a->points > b->points;
    }
    if (a->multiplier != b->multiplier) {
        return a->multiplier > b->multiplier;
    }
    if (a->first == desk->count || b->first == desk->count) {
        return a->first < b->first;
    }
    return lty_exact_compare_serial(desk->entries[a->first].offer, desk->entries[b->first].offer) < 0;
}

/* Fills the choice under trial up with whatever fits, tries it, and keeps it if it is better than the best so far. */
static lty_status lty_exact_try(lty_exact_desk *desk)
{
    lty_exact_choice *choice = &desk->tried;
    lty_status status = LTY_OK;

    choice->worth = choice->points = choice->multiplier = 0;
    choice->first = desk->count;
    lty_exact_fill(desk, choice->members);
    lty_exact_begin(desk);
    for (size_t i = 0; i < desk->count && status == LTY_OK; i++) {
        lty_exact_entry *entry = &desk->entries[i];
        lty_exact_outcome outcome;
        lty_discount taken;
        int64_t worth;
        int64_t given;

        if (!choice->members[i]) {
            continue;
        }
        status = lty_exact_visit(&outcome, &taken, &worth, &given, desk, entry);
        if (status == LTY_OK && outcome == LTY_EXACT_APPLIES) {
            status = lty_add(&choice->worth, choice->worth, worth);
            status = status == LTY_OK ? lty_add(&choice->points, choice->points, taken.points) : status;
            status = status == LTY_OK ? lty_add(&choice->multiplier, choice->multiplier, taken.multiplier) : status;
            if (choice->first == desk->count || lty_exact_compare_serial(entry->offer, desk->entries[choice->first].offer) < 0) {
                choice->first = i;
            }
        }
    }
    if (status == LTY_OK && lty_exact_better(desk, choice, &desk->best)) {
        const lty_exact_choice former = desk->best;

        desk->best = *choice;
        desk->tried.members = former.members;
    }
    memset(desk->tried.members, 0, desk->count * sizeof *desk->tried.members);
    return status;
}

static lty_status lty_exact_choose(lty_exact_desk *desk)
{
    lty_status status = LTY_OK;
    size_t all = 0;

    desk->best.first = desk->count;
    for (size_t i = 0; i < desk->count; i++) {
        desk->tried.members[i] = desk->entries[i].offer->campaign->combining == LTY_COMBINING_ALL;
        all += desk->tried.members[i];
    }
    if (all > 0) {
        status = lty_exact_try(desk);
    }
    for (size_t i = 0; i < desk->count && status == LTY_OK; i++) {
        if (desk->entries[i].offer->campaign->combining != LTY_COMBINING_ALL) {
            desk->tried.members[i] = true;
            status = lty_exact_try(desk);
        }
    }
    return status;
}

static void lty_exact_refuse_loser(lty_exact_desk *desk, size_t at)
{
    const lty_campaign *campaign = desk->entries[at].offer->campaign;
    size_t winner = SIZE_MAX;
    size_t count = 0;

    for (size_t i = 0; i < desk->count; i++) {
        if (i == at || lty_exact_together(desk->entries[i].offer->campaign, campaign)) {
            continue;
        }
        desk->others[count++] = desk->entries[i].index;
        if (desk->best.members[i] && winner == SIZE_MAX) {
            winner = desk->entries[i].index;
        }
    }
    LTY_ASSERT(winner != SIZE_MAX); /* a choice is filled up with whatever fits */
    lty_exact_refuse_combination(&desk->job, desk->entries[at].index, winner, desk->others, count);
}

/* Copies what came off the lines, if anything did. */
static lty_status lty_exact_keep_lines(lty_discount *taken, const lty_exact_job *job)
{
    const size_t lines = job->terms->cart->line_count;
    int64_t *copy;

    if (taken->amount_minor == taken->shipping_minor) {
        return LTY_OK;
    }
    copy = lty_arena_zero(job->terms->steps->arena, lines, sizeof *copy);
    if (copy == NULL) {
        return LTY_E_MEMORY;
    }
    memcpy(copy, job->line_minor, lines * sizeof *copy);
    taken->line_minor = copy;
    return LTY_OK;
}

static lty_status lty_exact_apply_one(lty_exact_desk *desk, size_t at)
{
    lty_exact_entry *entry = &desk->entries[at];
    lty_discounts *out = desk->job.out;
    lty_exact_outcome outcome;
    lty_discount taken;
    int64_t worth;
    int64_t given;
    lty_status status = lty_exact_visit(&outcome, &taken, &worth, &given, desk, entry);

    if (status != LTY_OK) {
        return status;
    }
    switch (outcome) {
        case LTY_EXACT_IDLE: lty_exact_refuse_left(&desk->job, entry->index); return LTY_OK;
        case LTY_EXACT_BUDGET: lty_exact_refuse_budget(&desk->job, entry->index, given, taken.amount_minor); return LTY_OK;
        case LTY_EXACT_LIMIT_CUSTOMER: lty_exact_refuse_limit(&desk->job, entry->index, true); return LTY_OK;
        case LTY_EXACT_LIMIT_TOTAL: lty_exact_refuse_limit(&desk->job, entry->index, false); return LTY_OK;
        case LTY_EXACT_APPLIES: break;
    }
    lty_exact_restore(&desk->job);
    status = lty_exact_take(&taken, &worth, &desk->job, entry->index, true);
    status = status == LTY_OK ? lty_exact_keep_lines(&taken, &desk->job) : status;
    status = status == LTY_OK ? lty_add(&out->total_minor, out->total_minor, taken.amount_minor) : status;
    if (status != LTY_OK) {
        return status;
    }
    if (entry->offer->campaign->budget_minor > 0 && taken.amount_minor > 0) {
        lty_exact_explain_budget(&desk->job, entry->index, given, taken.amount_minor);
    }
    out->items[out->count++] = taken;
    return LTY_OK;
}

static lty_status lty_exact_settle(lty_exact_desk *desk)
{
    lty_discounts *out = desk->job.out;
    lty_status status = LTY_OK;

    lty_exact_begin(desk);
    for (size_t i = 0; i < desk->count && status == LTY_OK; i++) {
        if (desk->best.members[i]) {
            status = lty_exact_apply_one(desk, i);
        } else {
            lty_exact_refuse_loser(desk, i);
        }
    }
    if (status != LTY_OK) {
        return status;
    }
    memcpy(out->line_left_minor, desk->job.cart.left, desk->job.terms->cart->line_count * sizeof *out->line_left_minor);
    out->shipping_left_minor = desk->job.cart.shipping;
    return LTY_OK;
}

static lty_status lty_exact_desk_init(lty_exact_desk *desk, lty_discounts *discounts, const lty_terms *terms)
{
    lty_arena *arena = terms->steps->arena;
    const size_t offers = terms->offer_count;

    desk->entries = lty_arena_zero(arena, offers, sizeof *desk->entries);
    desk->scratch = lty_arena_zero(arena, offers, sizeof *desk->scratch);
    desk->best.members = lty_arena_zero(arena, offers, sizeof *desk->best.members);
    desk->tried.members = lty_arena_zero(arena, offers, sizeof *desk->tried.members);
    desk->others = lty_arena_zero(arena, offers, sizeof *desk->others);
    if (desk->entries == NULL || desk->scratch == NULL || desk->best.members == NULL || desk->tried.members == NULL
        || desk->others == NULL) {
        return LTY_E_MEMORY;
    }
    return lty_exact_job_init(&desk->job, discounts, terms);
}

lty_status lty_exact_apply(lty_discounts *out, const lty_terms *terms)
{
    lty_discounts result = *out;
    lty_exact_desk desk = {0};
    lty_status status = lty_exact_desk_init(&desk, &result, terms);

    status = status == LTY_OK ? lty_exact_enter(&desk) : status;
    status = status == LTY_OK ? lty_exact_weigh_each(&desk) : status;
    if (status == LTY_OK) {
        lty_exact_stack(&desk);
        status = lty_exact_choose(&desk);
    }
    status = status == LTY_OK ? lty_exact_settle(&desk) : status;
    if (status == LTY_OK && terms->steps->failed) {
        status = LTY_E_MEMORY;
    }
    if (status == LTY_OK) {
        *out = result;
    }
    return status;
}
