/*
 * What is owed is a sum over lots. Breakage is the shop's own: of the lots that are over, the share that expired. It is known only when all lots
 * were seen, and what it says of a lot is no sum, so customers are folded once more for it rather than kept.
 */
#include "lty_forecast.h"

#include "lty_check.h"
#include "lty_fold.h"
#include "lty_months.h"
#include "lty_time.h"

#define LTY_FORECAST_MONTHS_MAX 120U

typedef struct lty_forecast_work {
    lty_forecast forecast;
    lty_base *base;
    lty_folder *folder;
    lty_months table;
    int64_t at_s;
    bool live; /* some lot may still expire */
} lty_forecast_work;

typedef lty_status (*lty_forecast_visit)(lty_forecast_work *work, const lty_customer *customer);

/* The month in which a lot that is not over expires; NULL if that is later than asked for. */
static lty_forecast_month *lty_forecast_due(lty_forecast_work *work, const lty_lot *lot)
{
    if (lot->expires_at_s >= work->table.starts[work->forecast.month_count]) {
        return NULL;
    }
    return &work->forecast.months[lty_months_at(&work->table, lot->expires_at_s)];
}

static lty_status lty_forecast_lot(lty_forecast_work *work, const lty_lot *lot)
{
    lty_forecast *forecast = &work->forecast;
    lty_status status = lty_add(&forecast->owed, forecast->owed, lot->left);

    if (status != LTY_OK) {
        return status;
    }
    if (lot->expires_at_s == LTY_TIME_NONE) {
        forecast->never += lot->left; /* a part of owed */
        return LTY_OK;
    }
    if (lot->expires_at_s <= work->at_s) {
        status = lty_add(&forecast->matured, forecast->matured, lot->earned - lot->reversed);
        if (status == LTY_OK) {
            status = lty_add(&forecast->matured_expired, forecast->matured_expired, lot->expired);
        }
        return status;
    }
    lty_forecast_month *month = lty_forecast_due(work, lot);
    if (month != NULL) {
        month->due += lot->left;
    }
    work->live = work->live || lot->left > 0;
    return LTY_OK;
}

static lty_status lty_forecast_sum(lty_forecast_work *work, const lty_customer *customer)
{
    lty_status status = LTY_OK;

    for (size_t i = 0; i < customer->lot_count && status == LTY_OK; i++) {
        status = lty_forecast_lot(work, &customer->lots[i]);
    }
    for (size_t i = 0; i < customer->debt_count && status == LTY_OK; i++) {
        status = lty_add(&work->forecast.debts, work->forecast.debts, customer->debts[i].points);
    }
    return status;
}

static lty_status lty_forecast_expect(lty_forecast_work *work, const lty_customer *customer)
{
    lty_forecast *forecast = &work->forecast;

    for (size_t i = 0; i < customer->lot_count; i++) {
        const lty_lot *lot = &customer->lots[i];
        int64_t expected;

        if (lot->left == 0 || lot->expires_at_s == LTY_TIME_NONE || lot->expires_at_s <= work->at_s) {
            continue;
        }
        /* Expired is at most matured, so this is at most what the lot began with. */
        const lty_status status =
            lty_mul_div(&expected, lot->earned - lot->reversed, forecast->matured_expired, forecast->matured, LTY_ROUNDING_HALF_UP);
        if (status != LTY_OK) {
            return status;
        }
        expected = expected < lot->left ? expected : lot->left;
        forecast->expected_expired += expected; /* a part of owed */
        lty_forecast_month *month = lty_forecast_due(work, lot);
        if (month != NULL) {
            month->expected += expected;
        }
    }
    return LTY_OK;
}

/* Each person once. */
static lty_status lty_forecast_pass(lty_forecast_work *work, lty_forecast_visit visit)
{
    const lty_persons *persons;
    const lty_history *history;
    lty_customer customer;
    lty_status status = lty_base_persons_at(&persons, work->base, work->at_s);

    if (status == LTY_OK) {
        lty_base_begin(work->base);
    }
    for (size_t i = 0; i < lty_base_count(work->base) && status == LTY_OK; i++) {
        if (!lty_base_is_person_at(work->base, persons, (uint32_t) i)) {
            continue;
        }
        status = lty_base_history(&history, work->base, (uint32_t) i, work->at_s);
        if (status == LTY_OK) {
            status = lty_fold(&customer, work->folder, history, 0);
        }
        if (status == LTY_OK) {
            status = visit(work, &customer);
        }
    }
    return status;
}

/* The months from that of the instant on. LTY_E_RANGE where they would leave the calendar. */
static lty_status lty_forecast_begin(lty_forecast_work *work, size_t months, const lty_alloc *alloc)
{
    const lty_timeline *timeline = lty_base_timeline(work->base);
    const lty_zone *zone = &lty_timeline_at(timeline, work->at_s)->zone;

    if (months < 1 || months > LTY_FORECAST_MONTHS_MAX || work->at_s < LTY_TIME_MIN || work->at_s > LTY_TIME_MAX) {
        return LTY_E_RANGE;
    }
    const lty_date first = lty_date_from_day(lty_zone_day(zone, work->at_s));
    const int64_t last = (int64_t) first.year * 12 + first.month - 1 + (int64_t) months - 1;
    if (last / 12 >= 9999) {
        return LTY_E_RANGE;
    }
    const lty_date middle = {(int32_t) (last / 12), (int32_t) (last % 12) + 1, 15};
    const int64_t middle_s = lty_zone_day_start(zone, lty_date_to_day(middle));
    lty_status status = lty_months_init(&work->table, zone, work->at_s, middle_s < work->at_s ? work->at_s : middle_s, alloc);

    if (status != LTY_OK) {
        return status;
    }
    work->forecast.months = lty_alloc_zero(alloc, months, sizeof *work->forecast.months);
    if (work->forecast.months == NULL) {
        return LTY_E_MEMORY;
    }
    work->forecast.month_count = months;
    for (size_t i = 0; i < months; i++) {
        work->forecast.months[i].month = work->table.first + (int64_t) i;
    }
    return lty_folder_create(&work->folder, timeline, alloc);
}

static lty_status lty_forecast_finish(lty_forecast *forecast, const lty_programme *programme)
{
    int64_t owed = forecast->owed;
    int64_t minor = 0;
    lty_status status = lty_programme_worth(&forecast->liability_minor, programme, owed);

    if (status == LTY_OK) {
        status = lty_programme_worth(&minor, programme, forecast->expected_expired);
    }
    forecast->expected_minor = forecast->liability_minor - minor;
    for (size_t i = 0; i < forecast->month_count; i++) {
        owed -= forecast->months[i].due;
        forecast->months[i].owed = owed;
    }
    return status;
}

lty_status lty_forecast_run(lty_forecast *out, lty_base *base, int64_t at_s, size_t months, const lty_alloc *alloc)
{
    lty_forecast_work work = {.forecast = {.breakage_bp = -1}, .base = base, .table = {.alloc = alloc}, .at_s = at_s};
    lty_forecast *forecast = &work.forecast;
    lty_status status = lty_forecast_begin(&work, months, alloc);

    if (status == LTY_OK) {
        status = lty_forecast_pass(&work, lty_forecast_sum);
    }
    if (status == LTY_OK && forecast->matured > 0) {
        status = lty_mul_div(&forecast->breakage_bp, forecast->matured_expired, 10000, forecast->matured, LTY_ROUNDING_HALF_UP);
        if (status == LTY_OK && work.live) {
            status = lty_forecast_pass(&work, lty_forecast_expect);
        }
    }
    if (status == LTY_OK) {
        status = lty_forecast_finish(forecast, lty_timeline_at(lty_base_timeline(base), at_s));
    }
    if (status == LTY_OK) {
        *out = *forecast;
    } else {
        lty_forecast_destroy(forecast, alloc);
    }
    lty_folder_destroy(work.folder);
    lty_months_destroy(&work.table);
    return status;
}

void lty_forecast_destroy(lty_forecast *forecast, const lty_alloc *alloc)
{
    lty_alloc_free(alloc, forecast->months, forecast->month_count * sizeof *forecast->months);
    forecast->months = NULL;
    forecast->month_count = 0;
}
