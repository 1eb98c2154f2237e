/* Questions to a base over columns, rows and histories: what rules, scores, models, indicators and goals read of it. They are answered or fail. */
#ifndef LTY_TEST_ASK_H
#define LTY_TEST_ASK_H

#include "lty_clv.h"
#include "lty_facts.h"
#include "lty_goal.h"
#include "lty_indicator.h"
#include "lty_rfm.h"
#include "lty_segment.h"

enum { ASK_UNITS = 2000 };

static const char *const ask_rules[] = {
    "count(skus, category starts with \"c\", last 2 years) > 0 or share(visits, via = \"email\") > 1 %",
    "share(orders, sale, of quantity > 1) is null and average(margin) < 5 and last(clicked, section = \"cats\") is null",
    "min(gross, channel != \"shop\") < 20 and max(quantity, code) >= 1 and sum(cost, month in (3, 10, 12)) >= 0",
    "count(preferences, not wanted) = 0 and hour(first(orders)) < 6 and days_since(last(visits)) > 3 and count(channels) < 9",
    "tier in (\"silver\", \"gold\") or gender starts with \"f\" or month(birthday) = 2 or year(last_order) = 2011 or birthday_in < 30",
    "spent > 10 and points < 100 and consent_email is null and weekday(first_visit) < 6 or best_hour > 3 or average_order < 12",
};

static inline const lty_expr *ask_compile(const char *text, const lty_programme *programme, lty_arena *arena)
{
    lty_expr_scope scope = lty_fact_scope();
    lty_problems problems;
    const lty_expr *rule = NULL;

    scope.zone = &programme->zone;
    scope.currency_decimals = programme->currency_decimals;
    lty_problems_init(&problems, arena);
    return lty_expr_compile(&rule, (lty_text){text, strlen(text)}, &scope, arena, &problems) == LTY_OK ? rule : NULL;
}

static inline void ask_set(lty_base *base, lty_set *set, const lty_alloc *alloc)
{
    uint32_t *members;
    size_t count;

    if (lty_segment_members(&members, &count, base, set, alloc) == LTY_OK) {
        lty_segment_free(members, count, alloc);
    }
    lty_set_destroy(set);
}

static inline void ask_segments(lty_base *base, lty_arena *arena, const lty_alloc *alloc)
{
    lty_set set;

    for (size_t i = 0; i < sizeof ask_rules / sizeof *ask_rules; i++) {
        const lty_expr *rule = ask_compile(ask_rules[i], lty_base_programme(base), arena);
        lty_segment_watch watch;

        LTY_ASSERT(rule != NULL);
        if (lty_segment_select(&set, base, rule, alloc) == LTY_OK) {
            ask_set(base, &set, alloc);
        }
        if (lty_segment_watch_init(&watch, base, rule, alloc) == LTY_OK) {
            lty_set left;

            if (lty_segment_watch_update(&set, &left, &watch, alloc) == LTY_OK) {
                lty_set_destroy(&set);
                lty_set_destroy(&left);
            }
            lty_segment_watch_destroy(&watch);
        }
    }
    if (lty_segment_recorded(&set, base, LTY_TEXT("vip"), alloc) == LTY_OK) {
        ask_set(base, &set, alloc);
    }
}

static inline void ask_scores(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    const lty_rfm_table table = lty_rfm_table_standard(LTY_RFM_TABLE_TOTAL);
    const lty_rfm_rule rule = {.method = LTY_RFM_NTILE, .bins = 5};
    static lty_rfm_sum sums[LTY_RFM_SEGMENTS_MAX];
    const lty_rfm_window window = {lty_rfm_since(base, at_s, 400), at_s};
    lty_rfm_scores scores;
    lty_set set;

    for (int basis = LTY_RFM_GROSS; basis <= LTY_RFM_ROWS; basis++) {
        if (lty_rfm_score_window(&scores, &rule, base, &window, (lty_rfm_basis) basis, alloc) == LTY_OK) {
            (void) lty_rfm_segment_sums(sums, &scores, &table);
            (void) lty_rfm_heatmap(sums, &scores);
            if (lty_rfm_segment_set(&set, &scores, &table, 0, lty_base_count(base), alloc) == LTY_OK) {
                lty_set_destroy(&set);
            }
            lty_rfm_scores_destroy(&scores);
        }
    }
}

static inline void ask_models(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    static const double p[LTY_CLV_PARAMETERS] = {0.5, 6, 0.8, 2};
    const lty_clv_plan plan = {52, 4, 12, 0.01};
    lty_clv_predictions predictions;
    lty_clv_calibration calibration;
    lty_clv_spend spend;
    lty_clv_model model;
    lty_clv_data data;

    if (lty_clv_data_gather(&data, base, at_s, at_s - (int64_t) 86400 * 100, 7, alloc) != LTY_OK) {
        return;
    }
    LTY_ASSERT(lty_clv_model_init(&model, LTY_CLV_BG, p) == LTY_OK && lty_clv_spend_init(&spend, 6, 4, 1500) == LTY_OK);
    if (lty_clv_predict(&predictions, &model, &spend, &plan, &data, alloc) == LTY_OK) {
        (void) lty_base_apply_clv(base, predictions.customers, (const int64_t(*)[3]) predictions.values, predictions.count);
        lty_clv_predictions_destroy(&predictions);
    }
    (void) lty_clv_calibrate(&calibration, &model, &data);
    const size_t length = lty_clv_curve_length(&data);
    const size_t room = length < ASK_UNITS ? length : 0; /* events of all centuries make a long curve, which is only slow */
    double *predicted = calloc(room + 1, sizeof *predicted);
    uint64_t *actual = calloc(room + 1, sizeof *actual);
    if (room > 0 && predicted != NULL && actual != NULL) {
        (void) lty_clv_curve(predicted, actual, &model, &data);
    }
    free(predicted);
    free(actual);
    lty_clv_data_destroy(&data);
}

static inline void ask_figures(lty_base *base, int64_t at_s, lty_arena *arena, const lty_alloc *alloc)
{
    static const unsigned char key[LTY_SIGN_KEY_BYTES] = {9};
    lty_indicators indicators;
    lty_goal goal;
    const lty_goal_target target = {.key = LTY_TEXT("back"),
        .name = LTY_TEXT("Back"),
        .rule = ask_compile("count(orders, last 12 months) >= 1 and spent > 5", lty_base_programme(base), arena),
        .share = 100000,
        .from_s = at_s - (int64_t) 86400 * 200,
        .until_s = at_s - 86400,
        .holdout = 1000};

    if (lty_indicators_run(&indicators, base, LTY_TIME_NONE, at_s, alloc) == LTY_OK) {
        lty_indicators_destroy(&indicators);
    }
    if (lty_indicators_run(&indicators, base, at_s - (int64_t) 86400 * 365, at_s, alloc) == LTY_OK) {
        lty_indicators_destroy(&indicators);
    }
    (void) lty_goal_run(&goal, &target, base, key, at_s, alloc);
}

static inline void ask_persons(lty_base *base, int64_t at_s)
{
    for (uint32_t i = 0; i < lty_base_count(base); i += 3) {
        const lty_purchases *rows;
        lty_customer customer;

        if (lty_base_customer(&customer, base, i, LTY_FOLD_PARTS) == LTY_OK) {
            (void) lty_base_customer_rows(&rows, base);
        }
        (void) lty_base_customer_at(&customer, base, i, at_s - (int64_t) 86400 * 60, LTY_FOLD_PARTS);
    }
}

static inline void ask_everything(lty_base *base, int64_t at_s, const lty_alloc *alloc)
{
    lty_arena arena;

    lty_arena_init(&arena, alloc);
    ask_segments(base, &arena, alloc);
    ask_scores(base, at_s, alloc);
    ask_models(base, at_s, alloc);
    ask_persons(base, at_s);
    ask_figures(base, at_s, &arena, alloc);
    lty_arena_destroy(&arena);
}

#endif
