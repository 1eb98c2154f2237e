/*
 * What is legal but surely meant otherwise. A warning is given only where the document itself proves the point: nothing is guessed from what
 * shops usually do, so that a quiet check means something.
 */
#include "lty_programme_warn.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "lty_money.h"

#define LTY_WARN_TEXT 320
#define LTY_WARN_RULE 200 /* as much of a rule as a message bears */

void lty_warn(lty_warnings *warnings, lty_text base, const char *suffix, const char *advice, const char *found, ...)
{
    char pointer[LTY_WARN_TEXT];
    char text[LTY_WARN_TEXT];
    va_list arguments;

    va_start(arguments, found);
    vsnprintf(text, sizeof text, found, arguments);
    va_end(arguments);
    snprintf(pointer, sizeof pointer, "%.*s%s", (int) base.len, base.bytes == NULL ? "" : base.bytes, suffix);
    lty_problems_add(
        warnings->problems, (lty_text){pointer, strlen(pointer)}, (lty_text){text, strlen(text)}, (lty_text){advice, strlen(advice)}, 0);
}

const char *lty_warn_money(char out[LTY_WARN_MONEY], const lty_warnings *warnings, int64_t minor)
{
    char text[LTY_MONEY_TEXT];
    lty_money money;

    if (lty_money_init(&money, minor, warnings->programme->currency, 3) != LTY_OK) {
        out[0] = '\0';
        return out;
    }
    (void) lty_money_format(text, &money);
    snprintf(out, LTY_WARN_MONEY, "%s %s", text, warnings->programme->currency);
    return out;
}

bool lty_warn_closed(const lty_warnings *warnings, const lty_text_list *tiers, const lty_text_list *segments)
{
    const lty_programme *programme = warnings->programme;

    if (tiers->count == 0 && segments->count == 0) {
        return false;
    }
    for (size_t i = 0; i < programme->tiers.count; i++) {
        if (warnings->reachable[i] && lty_text_list_has(tiers, programme->tiers.items[i].key)) {
            return false;
        }
    }
    for (size_t i = 0; i < programme->segment_count; i++) {
        if (warnings->segments[i] != LTY_WARN_NOBODY && lty_text_list_has(segments, programme->segments[i].key)) {
            return false;
        }
    }
    return true;
}

bool lty_warn_above_lowest(const lty_warnings *warnings, const lty_text_list *tiers, const lty_text_list *segments)
{
    return tiers->count > 0 && segments->count == 0 && !lty_text_list_has(tiers, warnings->programme->tiers.items[0].key);
}

static bool lty_warn_within(const lty_text_list *in, const lty_text_list *out)
{
    for (size_t i = 0; i < in->count; i++) {
        if (!lty_text_list_has(out, in->items[i])) {
            return false;
        }
    }
    return true;
}

bool lty_warn_filter_empty(const lty_line_filter *lines)
{
    return (lines->categories_in.count > 0 || lines->products_in.count > 0 || lines->brands_in.count > 0)
        && lty_warn_within(&lines->categories_in, &lines->categories_out) && lty_warn_within(&lines->products_in, &lines->products_out)
        && lty_warn_within(&lines->brands_in, &lines->brands_out);
}

void lty_warn_segments(lty_warnings *warnings)
{
    const lty_programme *programme = warnings->programme;

    for (size_t i = 0; i < programme->segment_count; i++) {
        const lty_expr *rule = programme->segments[i].rule;
        const lty_text source = lty_expr_source(rule);
        size_t shown = source.len < LTY_WARN_RULE ? source.len : LTY_WARN_RULE;
        char pointer[48];

        while (shown > 0 && shown < source.len && ((unsigned char) source.bytes[shown] & 0xC0) == 0x80) {
            shown--; /* between code points */
        }
        if (lty_warn_judge(&warnings->segments[i], programme, rule, warnings->arena) != LTY_OK) {
            warnings->problems->failed = true;
            return;
        }
        if (warnings->segments[i] == LTY_WARN_SOME) {
            continue;
        }
        snprintf(pointer, sizeof pointer, "/segments/%zu/rule", i);
        lty_warn(warnings, (lty_text){pointer, strlen(pointer)}, "",
            warnings->segments[i] == LTY_WARN_NOBODY
                ? "nobody can ever be in this segment: its comparisons rule each other out. Is an \"or\" meant?"
                : "everybody is always in this segment: is a comparison the wrong way round?",
            "%.*s%s", (int) shown, source.bytes, shown < source.len ? "..." : "");
    }
}

/* A goal that nobody can reach, that everybody has reached, or whose effect nobody will know. */
static void lty_warn_goals(lty_warnings *warnings)
{
    const lty_programme *programme = warnings->programme;

    for (size_t i = 0; i < programme->goal_count; i++) {
        const lty_goal_target *goal = &programme->goals[i];
        const lty_text_list group = {&goal->segment, 1};
        const lty_text_list none = {NULL, 0};
        lty_warn_verdict verdict;
        char text[32];
        if (lty_warn_judge(&verdict, programme, goal->rule, warnings->arena) != LTY_OK) {
            warnings->problems->failed = true;
            return;
        }
        snprintf(text, sizeof text, "/goals/%zu", i);
        const lty_text pointer = {text, strlen(text)};
        if (goal->holdout == 0) {
            lty_warn(warnings, pointer, "", "without a \"holdout\" its effect cannot be measured: 1000 leaves every tenth customer alone",
                "the goal \"%.*s\" holds nobody out", (int) goal->key.len, goal->key.bytes);
        }
        if (verdict != LTY_WARN_SOME) {
            lty_warn(warnings, pointer, "/rule",
                verdict == LTY_WARN_NOBODY ? "nobody can ever reach this goal: its comparisons rule each other out. Is an \"or\" meant?"
                                           : "everybody has reached this goal: is a comparison the wrong way round?",
                "a rule that is always %s", verdict == LTY_WARN_NOBODY ? "false" : "true");
        }
        if (goal->segment.len > 0 && lty_warn_closed(warnings, &none, &group)) {
            lty_warn(warnings, pointer, "/segment", "nobody can ever be in this segment, so the goal is for nobody", "\"%.*s\"",
                (int) goal->segment.len, goal->segment.bytes);
        }
    }
}

lty_status lty_programme_warn(lty_problems *problems, const lty_programme *programme, lty_arena *arena)
{
    lty_warnings warnings = {.problems = problems, .programme = programme, .arena = arena};
    const bool failed = problems->failed;

    warnings.reachable = lty_arena_zero(arena, programme->tiers.count, sizeof *warnings.reachable);
    warnings.segments = lty_arena_zero(arena, programme->segment_count, sizeof *warnings.segments);
    if (warnings.reachable == NULL || warnings.segments == NULL) {
        return LTY_E_MEMORY;
    }
    problems->failed = false;
    lty_warn_reach(&warnings);
    lty_warn_segments(&warnings);
    lty_warn_points(&warnings);
    lty_warn_earn(&warnings);
    lty_warn_tiers(&warnings);
    lty_warn_services(&warnings);
    lty_warn_campaigns(&warnings);
    lty_warn_goals(&warnings);
    const bool lost = problems->failed;
    problems->failed = failed || lost;
    return lost ? LTY_E_MEMORY : LTY_OK;
}
