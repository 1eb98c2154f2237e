/* The figures of a random shop by a model that asks every question of the flat list anew. */
#ifndef LTY_TEST_BEHAVIOUR_MODEL_H
#define LTY_TEST_BEHAVIOUR_MODEL_H

#include <math.h>

#include "lty_indicator.h"
#include "lty_test_behaviour.h"

static inline bool known(const shop *s, const thing *one)
{
    return one->at_s <= s->at_s;
}

static inline bool within(const shop *s, const thing *one)
{
    return known(s, one) && one->at_s >= s->from_s;
}

static inline int64_t month_of(const shop *s, int64_t at_s)
{
    const lty_date date = lty_date_from_day(lty_zone_day(s->zone, at_s));

    return date.year * 12 + date.month - 1;
}

/* The first, or the last, of a kind that somebody did; NULL. */
static const thing *edge(const shop *s, thing_kind kind, int who, bool last)
{
    const thing *found = NULL;

    for (size_t i = 0; i < s->count; i++) {
        const thing *one = &s->things[i];

        if (one->kind == kind && one->who == who && known(s, one) && (found == NULL || (one->at_s < found->at_s) != last)) {
            found = one;
        }
    }
    return found;
}

static inline int64_t times(const shop *s, thing_kind kind, int who)
{
    int64_t count = 0;

    for (size_t i = 0; i < s->count; i++) {
        count += s->things[i].kind == kind && s->things[i].who == who && within(s, &s->things[i]);
    }
    return count;
}

/* How many orders somebody made before this one. */
static inline int before(const shop *s, const thing *order)
{
    int count = 0;

    for (size_t i = 0; i < s->count; i++) {
        count += s->things[i].kind == ORDER && s->things[i].who == order->who && s->things[i].at_s < order->at_s;
    }
    return count;
}

static inline void check_people(const shop *s, const lty_indicators *got, thing_kind kind)
{
    int64_t customers[2] = {0, 0}, counts[2] = {0, 0}, amounts[2] = {0, 0}, by_times[8] = {0}, by_age[8] = {0};

    for (int who = 0; who < PEOPLE; who++) {
        const thing *first = edge(s, kind, who, false);
        const int64_t count = times(s, kind, who);

        if (first == NULL) {
            continue;
        }
        const int64_t age = lty_zone_day(s->zone, s->at_s) - lty_zone_day(s->zone, edge(s, kind, who, true)->at_s);

        for (size_t i = 0; i < 8; i++) {
            by_age[i] += age >= lty_indicator_ages[i].from && age <= lty_indicator_ages[i].to;
            by_times[i] += count >= lty_indicator_times[i].from && count <= lty_indicator_times[i].to;
        }
        customers[first->at_s < s->from_s] += count > 0;
        counts[first->at_s < s->from_s] += count;
        for (size_t i = 0; i < s->count; i++) {
            amounts[first->at_s < s->from_s] +=
                s->things[i].kind == kind && s->things[i].who == who && within(s, &s->things[i]) ? s->things[i].kept : 0;
        }
    }
    assert_memory_equal(kind == ORDER ? got->purchase_times : got->visit_times, by_times, sizeof by_times);
    assert_memory_equal(kind == ORDER ? got->purchase_ages : got->visit_ages, by_age, sizeof by_age);
    assert_memory_equal(kind == ORDER ? got->buyers.customers : got->visitors.customers, customers, sizeof customers);
    assert_memory_equal(kind == ORDER ? got->buyers.orders : got->visitors.visits, counts, sizeof counts);
    if (kind == ORDER) {
        assert_memory_equal(got->buyers.amount_minor, amounts, sizeof amounts);
    }
}

static inline void check_months(const shop *s, const lty_indicators *got)
{
    int64_t events = 0;

    for (size_t m = 0; m < got->month_count; m++) {
        const lty_indicator_month *month = &got->months[m];
        lty_indicator_month want = {.month = month->month};

        assert_true(m == 0 || month->month == month[-1].month + 1);
        for (int who = 0; who < PEOPLE; who++) {
            for (int kind = ORDER; kind <= VISIT; kind++) {
                const thing *first = edge(s, (thing_kind) kind, who, false);
                bool any = false;
                const size_t side = first == NULL || month_of(s, first->at_s) != month->month;

                for (size_t i = 0; i < s->count; i++) {
                    const thing *one = &s->things[i];

                    if (one->kind == (thing_kind) kind && one->who == who && within(s, one) && month_of(s, one->at_s) == month->month) {
                        any = true;
                        *(kind == ORDER ? &want.orders : &want.visits) += 1;
                        want.amount_minor[side] += kind == ORDER ? one->kept : 0;
                    }
                }
                (kind == ORDER ? want.buyers : want.visitors)[side] += any;
            }
        }
        events += want.orders + want.visits;
        assert_memory_equal(month, &want, sizeof want);
    }
    assert_int_equal(events, got->buyers.orders[0] + got->buyers.orders[1] + got->visitors.visits[0] + got->visitors.visits[1]);
    if (got->month_count > 0) {
        assert_int_equal(got->months[got->month_count - 1].month, month_of(s, s->at_s));
    }
}

static const lty_figure *figure(const lty_figures *list, const char *name, const char *channel)
{
    static const lty_figure none;

    for (size_t i = 0; i < list->count; i++) {
        if (lty_text_equal(list->items[i].name, lty_test_text(name)) && lty_text_equal(list->items[i].channel, lty_test_text(channel))) {
            return &list->items[i];
        }
    }
    return &none;
}

/* Shops, ways, sections, products: each name by itself. */
static inline void check_names(const shop *s, const lty_indicators *got)
{
    int64_t visits = 0, known_visits = 0, anonymous = 0, spent = 0;

    for (int name = 0; name < 4; name++) {
        int64_t channel[5] = {0}, way[5] = {0}, section[5] = {0}, product[5] = {0};

        for (int who = 0; who <= NOBODY; who++) {
            bool in[3] = {false, false, false};

            for (size_t i = 0; i < s->count; i++) {
                const thing *one = &s->things[i];

                if (one->who != who || !within(s, one)) {
                    continue;
                }
                if (one->kind == ORDER && one->place == name) {
                    channel[who == NOBODY ? LTY_CHANNEL_ANONYMOUS_AMOUNT : LTY_CHANNEL_AMOUNT] += who == NOBODY ? one->gross : one->kept;
                    channel[who == NOBODY ? LTY_CHANNEL_ANONYMOUS_ORDERS : LTY_CHANNEL_ORDERS]++;
                    in[0] = true;
                }
                if (one->kind == ORDER && one->text == name && who < NOBODY) {
                    product[LTY_PRODUCT_AMOUNT] += one->gross;
                    product[LTY_PRODUCT_QUANTITY] += one->quantity;
                    in[1] = true;
                }
                way[0] += one->kind == VISIT && one->text == name;
                if (one->kind != ORDER && one->kind != SENT && one->place == name && who < NOBODY) {
                    section[LTY_SECTION_ALL]++;
                    section[one->kind == VISIT ? LTY_SECTION_VISITS : one->kind == OPENED ? LTY_SECTION_OPENED : LTY_SECTION_CLICKED]++;
                    in[2] = true;
                }
                anonymous += name == 0 && one->kind == VISIT && who == NOBODY;
                visits += name == 0 && one->kind == VISIT;
                known_visits += name == 0 && one->kind == VISIT && one->text < 3;
            }
            channel[LTY_CHANNEL_CUSTOMERS] += in[0] && who < NOBODY;
            product[LTY_PRODUCT_CUSTOMERS] += in[1];
            section[LTY_SECTION_CUSTOMERS] += in[2];
        }
        assert_memory_equal(figure(&got->channels, places[name], "")->counts, channel, sizeof channel);
        assert_memory_equal(figure(&got->products, skus[name], "")->counts, product, sizeof product);
        if (name < 3) {
            assert_memory_equal(figure(&got->sources, ways[name], "")->counts, way, sizeof way);
            assert_memory_equal(figure(&got->sections, places[name], "")->counts, section, sizeof section);
        }
        spent += product[LTY_PRODUCT_AMOUNT];
    }
    assert_int_equal(got->visits, visits);
    assert_int_equal(got->known, known_visits);
    assert_int_equal(got->direct, figure(&got->sources, "direct", "")->counts[0]);
    assert_int_equal(got->visitors.anonymous, anonymous);
    assert_int_equal(got->product_minor, spent);
}

/* The delivery's own instant: when it was sent, or else when it was first touched. */
static const thing *delivered(const shop *s, int delivery)
{
    const thing *sent = NULL;
    const thing *first = NULL;

    for (size_t i = 0; i < s->count; i++) {
        const thing *one = &s->things[i];

        if (one->kind < SENT || one->delivery != delivery || !known(s, one)) {
            continue;
        }
        if (one->kind == SENT && (sent == NULL || one->at_s < sent->at_s)) {
            sent = one;
        }
        if (first == NULL || one->at_s < first->at_s) {
            first = one;
        }
    }
    return sent != NULL ? sent : first;
}

/* The click that led to an order; NULL. */
static const thing *leading(const shop *s, const thing *order)
{
    const thing *click = NULL;

    for (size_t i = 0; i < s->count; i++) {
        const thing *one = &s->things[i];

        if (one->kind == CLICKED && one->who == order->who && known(s, one) && one->at_s <= order->at_s
            && (click == NULL || one->at_s > click->at_s)) {
            click = one;
        }
    }
    return click != NULL && order->at_s - click->at_s <= 7 * LTY_TEST_DAY ? click : NULL;
}

static inline void check_mail(const shop *s, const lty_indicators *got)
{
    int64_t want[4][5] = {{0}}, hours[24] = {0}, whole[5] = {0};
    int64_t sent[PEOPLE] = {0}, opened[PEOPLE] = {0}, against[4] = {0}, subscribers = 0;

    for (int delivery = 0; delivery < PEOPLE * 8; delivery++) {
        const thing *first = delivered(s, delivery);
        bool did[3] = {false, false, false};

        if (first == NULL || !within(s, first)) {
            continue;
        }
        for (size_t i = 0; i < s->count; i++) {
            const thing *one = &s->things[i];

            if (one->kind >= SENT && one->delivery == delivery && known(s, one)) {
                did[one->kind - SENT] = true;
            }
        }
        want[delivery % 4][LTY_MESSAGE_SENT]++;
        want[delivery % 4][LTY_MESSAGE_OPENED] += did[1] || did[2];
        want[delivery % 4][LTY_MESSAGE_CLICKED] += did[2];
        sent[delivery / 8]++;
        opened[delivery / 8] += did[1] || did[2];
    }
    for (size_t i = 0; i < s->count; i++) {
        const thing *one = &s->things[i];
        const thing *click = one->kind == ORDER && known(s, one) ? leading(s, one) : NULL;

        if (click != NULL && within(s, delivered(s, click->delivery))) {
            want[click->delivery % 4][LTY_MESSAGE_ORDERS]++;
            want[click->delivery % 4][LTY_MESSAGE_AMOUNT] += one->kept;
        }
        if (one->kind > SENT && within(s, one)) {
            hours[(one->at_s + lty_zone_offset(s->zone, one->at_s)) / 3600 % 24]++;
        }
    }
    for (int name = 0; name < 4; name++) {
        assert_memory_equal(figure(&got->messages, messages[name], name == 3 ? "sms" : "email")->counts, want[name], sizeof want[name]);
        for (size_t i = 0; i < 5; i++) {
            whole[i] += want[name][i];
        }
    }
    assert_memory_equal(got->mail.counts, whole, sizeof whole);
    assert_memory_equal(got->mail.hours, hours, sizeof hours);
    for (int who = 0; who < PEOPLE; who++) {
        lty_proportion rate;

        if (sent[who] > 0) {
            subscribers++;
            against[lty_indicator_subscriber(&rate, sent[who], opened[who], whole[LTY_MESSAGE_SENT], whole[LTY_MESSAGE_OPENED])]++;
        }
    }
    assert_int_equal(got->mail.subscribers, subscribers);
    assert_memory_equal(got->mail.against, against, sizeof against);
}

static inline int compare_numbers(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *) a;
    const int64_t right = *(const int64_t *) b;

    return (left > right) - (left < right);
}

static inline void assert_near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want)))) {
        fail_msg("%.17g is not %.17g", got, want);
    }
}

static inline void check_gaps(const shop *s, const lty_indicators *got)
{
    int64_t gaps[THINGS];
    size_t count = 0;
    int64_t customers = 0;
    double sum = 0, squares = 0;

    for (int who = 0; who < PEOPLE; who++) {
        const size_t begin = count;

        for (size_t i = 0; i < s->count; i++) { /* the nearest purchase day before that of each order, once a day */
            const thing *one = &s->things[i];
            const int64_t day = lty_zone_day(s->zone, one->at_s);
            int64_t nearest = INT64_MIN;
            bool repeated = false;

            for (size_t j = 0; j < s->count; j++) {
                const int64_t other = lty_zone_day(s->zone, s->things[j].at_s);

                if (s->things[j].kind == ORDER && s->things[j].who == who && known(s, &s->things[j])) {
                    nearest = other < day && other > nearest ? other : nearest;
                    repeated = repeated || (j < i && other == day);
                }
            }
            if (one->kind == ORDER && one->who == who && known(s, one) && !repeated && nearest != INT64_MIN) {
                gaps[count++] = day - nearest;
            }
        }
        customers += count > begin;
    }
    assert_int_equal(got->gaps.count, count);
    assert_int_equal(got->gaps.customers, customers);
    if (count == 0) {
        return;
    }
    for (size_t i = 0; i < count; i++) {
        sum += (double) gaps[i];
    }
    for (size_t i = 0; i < count; i++) {
        squares += pow((double) gaps[i] - sum / (double) count, 2);
    }
    qsort(gaps, count, sizeof *gaps, compare_numbers);
    assert_near(got->gaps.mean, sum / (double) count);
    assert_near(got->gaps.median, count % 2 == 1 ? (double) gaps[count / 2] : (double) (gaps[count / 2 - 1] + gaps[count / 2]) / 2);
    assert_near(got->gaps.sd, count == 1 ? 0 : sqrt(squares / (double) (count - 1)));
}

static inline void check_returns(const shop *s, const lty_indicators *got)
{
    lty_indicator_basket baskets[3] = {{0, 0}};
    int64_t customers = 0, again = 0;

    for (int who = 0; who < PEOPLE; who++) {
        int64_t orders = 0;

        for (size_t i = 0; i < s->count; i++) {
            const thing *one = &s->things[i];

            if (one->kind != ORDER || one->who != who || !known(s, one)) {
                continue;
            }
            const int place = before(s, one);

            orders++;
            if (within(s, one)) {
                baskets[place > 2 ? 2 : place].orders++;
                baskets[place > 2 ? 2 : place].amount_minor += one->kept;
            }
        }
        customers += orders > 0;
        again += orders > 1;
    }
    assert_memory_equal(got->baskets, baskets, sizeof baskets);
    assert_int_equal(got->customers, customers);
    assert_int_equal(got->again, again);
    for (size_t i = 0; i < LTY_INDICATOR_AGAIN; i++) {
        int64_t old = 0, back = 0;

        for (int who = 0; who < PEOPLE; who++) {
            const thing *first = edge(s, ORDER, who, false);
            const int64_t day = first == NULL ? 0 : lty_zone_day(s->zone, first->at_s);
            bool soon = false;

            if (first == NULL || lty_zone_day(s->zone, s->at_s) - day < got->within[i].days) {
                continue;
            }
            for (size_t j = 0; j < s->count; j++) {
                const thing *one = &s->things[j];

                soon = soon
                    || (one != first && one->kind == ORDER && one->who == who && known(s, one)
                        && lty_zone_day(s->zone, one->at_s) - day <= got->within[i].days);
            }
            old++;
            back += soon;
        }
        assert_int_equal(got->within[i].customers, old);
        assert_int_equal(got->within[i].again, back);
    }
}

static inline void check_cohorts(const shop *s, const lty_indicators *got)
{
    int64_t met = 0;

    for (size_t c = 0; c < got->cohort_count; c++) {
        const lty_indicator_cohort *cohort = &got->cohorts[c];

        assert_true(c == 0 || cohort->month > cohort[-1].month);
        assert_true(cohort->count > 0 && cohort->cells[0].customers > 0 && cohort->cells[cohort->count - 1].customers > 0);
        met += cohort->cells[0].customers;
        for (size_t offset = 0; offset < cohort->count; offset++) {
            lty_indicator_cell want = {0, 0};

            for (int who = 0; who < PEOPLE; who++) {
                const thing *first = edge(s, ORDER, who, false);
                bool any = false;

                for (size_t i = 0; first != NULL && month_of(s, first->at_s) == cohort->month && i < s->count; i++) {
                    const thing *one = &s->things[i];

                    if (one->kind == ORDER && one->who == who && known(s, one)
                        && month_of(s, one->at_s) == cohort->month + (int64_t) offset) {
                        any = true;
                        want.amount_minor += one->kept;
                    }
                }
                want.customers += any;
            }
            assert_memory_equal(&cohort->cells[offset], &want, sizeof want);
        }
    }
    assert_int_equal(met, got->customers);
}

static inline void check_promotion(const shop *s, const lty_indicators *got)
{
    lty_indicator_promotion want = {0};

    for (int who = 0; who < PEOPLE; who++) {
        bool any = false, full = false;

        for (size_t i = 0; i < s->count; i++) {
            const thing *one = &s->things[i];
            const bool either = one->sale || one->code;

            if (one->kind != ORDER || one->who != who || !within(s, one)) {
                continue;
            }
            any = any || one->kept > 0;
            full = full || (one->kept > 0 && !either);
            want.amount_minor += one->kept;
            want.sale_minor += one->sale ? one->kept : 0;
            want.code_minor += one->code ? one->kept : 0;
            want.either_minor += either ? one->kept : 0;
            if (one->cost != LTY_EVENT_COST_NONE) {
                const int64_t margin = one->kept - one->cost * one->kept / one->gross;

                want.margin_minor += margin;
                want.margin_amount_minor += one->kept;
                want.margin_promotion_minor += either ? margin : 0;
                want.margin_promotion_amount_minor += either ? one->kept : 0;
            }
        }
        want.buyers += any;
        want.only += any && !full;
    }
    assert_memory_equal(&got->promotion, &want, sizeof want);
}

static inline void check_order(const lty_figures *list)
{
    for (size_t i = 1; i < list->count; i++) {
        const lty_figure *one = &list->items[i];

        assert_true(
            one[-1].counts[0] > one->counts[0] || (one[-1].counts[0] == one->counts[0] && lty_text_compare(one[-1].name, one->name) <= 0));
    }
}

static inline void check(const shop *s, const lty_indicators *got)
{
    double concentration = 0;

    check_people(s, got, ORDER);
    check_people(s, got, VISIT);
    check_months(s, got);
    check_names(s, got);
    check_mail(s, got);
    check_gaps(s, got);
    check_returns(s, got);
    check_cohorts(s, got);
    check_promotion(s, got);
    check_order(&got->messages);
    check_order(&got->sections);
    check_order(&got->channels);
    check_order(&got->sources);
    check_order(&got->products);
    for (size_t i = 0; i < got->products.count; i++) {
        concentration += pow((double) got->products.items[i].counts[LTY_PRODUCT_AMOUNT] / (double) got->product_minor, 2);
    }
    assert_near(got->concentration, concentration);
}

#endif
