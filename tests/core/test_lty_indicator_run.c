/* How customers behave: random shops against a model that asks every question of a flat list anew; ends of periods; memory. */
#include <math.h>

#include "lty_indicator.h"
#include "lty_test_base.h"

#define PEOPLE 9
#define THINGS 60
#define NOBODY PEOPLE

typedef enum thing_kind { ORDER, VISIT, SENT, OPENED, CLICKED } thing_kind;

typedef struct thing {
    thing_kind kind;
    int who;
    int64_t at_s;
    int64_t gross;
    int64_t kept;
    int64_t quantity;
    bool sale;
    bool code;
    int64_t cost;
    int text;     /* sku, message or way */
    int place;    /* channel or section; 3 = none */
    int delivery; /* of messages */
} thing;

typedef struct shop {
    thing things[THINGS];
    size_t count;
    int64_t from_s;
    int64_t at_s;
    const lty_zone *zone;
} shop;

static const char *const people[] = {"anna", "ben", "carl", "dora", "emil", "fay", "gus", "hanna-with-a-long-key", "ida", ""};
static const char *const skus[] = {"s", "sku-1", "another-product", "sku-3"};
static const char *const ways[] = {"direct", "search", "email", ""};
static const char *const messages[] = {"news", "birthday", "chain-one", "news"};
static const char *const places[] = {"shop", "online", "catalogue", ""};

static lty_event blank(const thing *one, char *id, size_t id_size, size_t number, const char *kind)
{
    snprintf(id, id_size, "s/%s/%zu/1", kind, number);
    return (lty_event){.id = lty_test_text(id),
        .customer = lty_test_text(people[one->who]),
        .at_s = one->at_s,
        .payload = lty_test_text(id),
        .until_s = LTY_TIME_NONE};
}

static void take_order(lty_base *base, const thing *one, size_t number)
{
    lty_event_line line = {.sku = lty_test_text(skus[one->text]),
        .quantity = one->quantity,
        .amount_minor = one->gross,
        .cost_minor = one->cost,
        .sale = one->sale};
    char id[40], object[24];
    lty_event event = blank(one, id, sizeof id, number, "order");

    snprintf(object, sizeof object, "%zu", number);
    event.type = LTY_EVENT_ORDER;
    event.object = lty_test_text(object);
    event.condition = LTY_ORDER_PAID;
    event.revision = 1;
    memcpy(event.currency, "GBP", 4);
    event.amount_minor = one->gross;
    event.lines = &line;
    event.line_count = 1;
    event.channel = lty_test_text(places[one->place]);
    base_append(base, &event, false);
    if (one->kept < one->gross) {
        event = blank(one, id, sizeof id, number, "refund");
        event.type = LTY_EVENT_REFUND;
        event.object = lty_test_text(object);
        memcpy(event.currency, "GBP", 4);
        event.amount_minor = one->gross - one->kept;
        base_append(base, &event, false);
    }
    if (one->code) {
        event = blank(one, id, sizeof id, number, "coupon");
        event.type = LTY_EVENT_COUPON_REDEEMED;
        event.object = lty_test_text(object);
        event.value = lty_test_text("spring");
        base_append(base, &event, false);
    }
}

static void take(lty_base *base, const thing *one, size_t number)
{
    char id[40], object[24];
    lty_event event;

    if (one->kind == ORDER) {
        take_order(base, one, number);
        return;
    }
    event = blank(one, id, sizeof id, number, "thing");
    event.section = lty_test_text(places[one->place]);
    event.object = (lty_text){object, (size_t) snprintf(object, sizeof object, "d%d", one->delivery)};
    switch (one->kind) {
        case VISIT:
            event.type = LTY_EVENT_VISIT;
            event.object = (lty_text){NULL, 0};
            event.value = lty_test_text(ways[one->text]);
            break;
        case SENT:
            event.type = LTY_EVENT_MESSAGE_SENT;
            event.section = (lty_text){NULL, 0};
            break;
        case OPENED: event.type = LTY_EVENT_MESSAGE_OPENED; break;
        default: event.type = LTY_EVENT_MESSAGE_CLICKED; break;
    }
    if (one->kind != VISIT) {
        event.value = lty_test_text(messages[one->delivery % 4]);
        event.channel = lty_test_text(one->delivery % 4 == 3 ? "sms" : "email");
    }
    base_append(base, &event, false);
}

static void draw(shop *s, uint64_t *seed, const lty_zone *zone)
{
    s->zone = zone;
    s->count = (size_t) lty_test_below(seed, THINGS + 1);
    s->at_s = LTY_TEST_2011 + lty_test_below(seed, 500) * LTY_TEST_DAY + lty_test_below(seed, 2) * 3600;
    s->from_s = lty_test_below(seed, 3) == 0 ? LTY_TIME_NONE : s->at_s - lty_test_below(seed, 700) * LTY_TEST_DAY;
    for (size_t i = 0; i < s->count; i++) {
        thing *one = &s->things[i];
        const int64_t kind = lty_test_below(seed, 8);

        memset(one, 0, sizeof *one);
        one->kind = kind < 3 ? ORDER : kind < 5 ? VISIT : (thing_kind) (kind - 3);
        one->who = (int) lty_test_below(seed, one->kind <= VISIT ? PEOPLE + 1 : PEOPLE);
        one->at_s =
            LTY_TEST_2010 + lty_test_below(seed, 800) * LTY_TEST_DAY + lty_test_below(seed, 4) * 21600 + (int64_t) i; /* no two at once */
        one->gross = 1 + lty_test_below(seed, 5000);
        one->kept = one->who == NOBODY || lty_test_below(seed, 4) > 0 ? one->gross : lty_test_below(seed, one->gross);
        one->quantity = 1 + lty_test_below(seed, 5);
        one->sale = lty_test_below(seed, 3) == 0;
        one->code = one->who != NOBODY && lty_test_below(seed, 3) == 0;
        one->cost = lty_test_below(seed, 2) == 0 ? LTY_EVENT_COST_NONE : lty_test_below(seed, 4000);
        one->text = (int) lty_test_below(seed, 4);
        one->place = (int) lty_test_below(seed, 4);
        one->delivery = one->who * 8 + (int) lty_test_below(seed, 8);
        if (one->kind >= SENT && lty_test_below(seed, 2) == 0) { /* lately, so that orders follow clicks */
            one->at_s = s->at_s - 20 * LTY_TEST_DAY + lty_test_below(seed, 20 * LTY_TEST_DAY);
        }
        if (one->kind == ORDER && lty_test_below(seed, 2) == 0) {
            one->at_s = s->at_s - 20 * LTY_TEST_DAY + lty_test_below(seed, 20 * LTY_TEST_DAY);
        }
    }
}

/* --- the model ------------------------------------------------------------------------------------------------------- */

static bool known(const shop *s, const thing *one)
{
    return one->at_s <= s->at_s;
}

static bool within(const shop *s, const thing *one)
{
    return known(s, one) && one->at_s >= s->from_s;
}

static int64_t month_of(const shop *s, int64_t at_s)
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

static int64_t times(const shop *s, thing_kind kind, int who)
{
    int64_t count = 0;

    for (size_t i = 0; i < s->count; i++) {
        count += s->things[i].kind == kind && s->things[i].who == who && within(s, &s->things[i]);
    }
    return count;
}

/* How many orders somebody made before this one. */
static int before(const shop *s, const thing *order)
{
    int count = 0;

    for (size_t i = 0; i < s->count; i++) {
        count += s->things[i].kind == ORDER && s->things[i].who == order->who && s->things[i].at_s < order->at_s;
    }
    return count;
}

static void check_people(const shop *s, const lty_indicators *got, thing_kind kind)
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

static void check_months(const shop *s, const lty_indicators *got)
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
static void check_names(const shop *s, const lty_indicators *got)
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

static void check_mail(const shop *s, const lty_indicators *got)
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

static int compare_numbers(const void *a, const void *b)
{
    const int64_t left = *(const int64_t *) a;
    const int64_t right = *(const int64_t *) b;

    return (left > right) - (left < right);
}

static void assert_near(double got, double want)
{
    if (!(fabs(got - want) <= 1e-12 * fmax(1.0, fabs(want)))) {
        fail_msg("%.17g is not %.17g", got, want);
    }
}

static void check_gaps(const shop *s, const lty_indicators *got)
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

static void check_returns(const shop *s, const lty_indicators *got)
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

static void check_cohorts(const shop *s, const lty_indicators *got)
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

static void check_promotion(const shop *s, const lty_indicators *got)
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

static void check_order(const lty_figures *list)
{
    for (size_t i = 1; i < list->count; i++) {
        const lty_figure *one = &list->items[i];

        assert_true(
            one[-1].counts[0] > one->counts[0] || (one[-1].counts[0] == one->counts[0] && lty_text_compare(one[-1].name, one->name) <= 0));
    }
}

static void check(const shop *s, const lty_indicators *got)
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

static void test_random(void **state)
{
    uint64_t seed = lty_test_seed("indicators", 12);

    (void) state;
    for (int round = 0; round < 1500; round++) {
        lty_indicators got;
        size_t order[THINGS];
        shop s;
        rules r;
        LTY_TEST_ALLOC();

        rules_plain(&r, &alloc);
        lty_base *base = base_create(r.timeline, &alloc);

        draw(&s, &seed, &r.versions[0].zone);
        for (size_t i = 0; i < s.count; i++) { /* in any order */
            const size_t at = (size_t) lty_test_below(&seed, (int64_t) i + 1);

            order[i] = order[at];
            order[at] = i;
        }
        for (size_t i = 0; i < s.count; i++) {
            take(base, &s.things[order[i]], order[i]);
        }
        assert_int_equal(lty_indicators_run(&got, base, s.from_s, s.at_s, &alloc), LTY_OK);
        check(&s, &got);
        lty_indicators_destroy(&got);
        lty_indicators_destroy(&got);
        lty_base_destroy(base);
        rules_close(&r);
        assert_int_equal(memory.blocks, 0);
    }
}

static void test_linked(void **state)
{
    LTY_TEST_ALLOC();
    lty_indicators got;
    shop s = {.count = 3};
    rules r;
    char id[40];

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    for (size_t i = 0; i < 3; i++) { /* anna, ben, anna */
        s.things[i] = (thing){.kind = ORDER,
            .who = i == 1,
            .at_s = LTY_TEST_2011 + (int64_t) i * 40 * LTY_TEST_DAY,
            .gross = 100,
            .kept = 100,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE};
        take(base, &s.things[i], i);
    }
    assert_int_equal(lty_indicators_run(&got, base, LTY_TIME_NONE, LTY_TEST_2012, &alloc), LTY_OK);
    assert_int_equal(got.customers, 2);
    assert_int_equal(got.gaps.count, 1);
    lty_indicators_destroy(&got);
    lty_event link = blank(&s.things[0], id, sizeof id, 1, "link");
    link.type = LTY_EVENT_IDENTITIES_LINKED;
    link.object = lty_test_text("ben");
    link.revision = 1;
    link.given = true;
    link.at_s = LTY_TEST_2012;
    base_append(base, &link, false);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TIME_NONE, LTY_TEST_2012 - 1, &alloc), LTY_OK);
    assert_int_equal(got.customers, 2); /* before they are one */
    lty_indicators_destroy(&got);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2012 - 1, LTY_TEST_2012, &alloc), LTY_OK);
    assert_int_equal(got.customers, 1);
    assert_int_equal(got.gaps.count, 2);
    assert_int_equal(got.cohort_count, 1);
    assert_int_equal(got.channels.count, 0); /* nothing was bought in the period */
    assert_int_equal(got.month_count, 2);
    lty_indicators_destroy(&got);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

/* Both ends of the period, of the week before an order, and an opening at the very instant of an order. */
static void test_ends(void **state)
{
    static const thing things[] = {
        {.kind = ORDER, .who = 0, .at_s = LTY_TEST_2011, .gross = 10, .kept = 10, .quantity = 1, .cost = LTY_EVENT_COST_NONE},
        {.kind = VISIT, .who = 0, .at_s = LTY_TEST_2011, .place = 3},
        {.kind = CLICKED, .who = 1, .at_s = LTY_TEST_2011, .place = 3, .delivery = 8},
        {.kind = ORDER,
            .who = 1,
            .at_s = LTY_TEST_2011 + 7 * LTY_TEST_DAY,
            .gross = 20,
            .kept = 20,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
        {.kind = CLICKED, .who = 2, .at_s = LTY_TEST_2011, .place = 3, .delivery = 17},
        {.kind = ORDER,
            .who = 2,
            .at_s = LTY_TEST_2011 + 7 * LTY_TEST_DAY + 1,
            .gross = 40,
            .kept = 40,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
        {.kind = CLICKED, .who = 3, .at_s = LTY_TEST_2011 + 8 * LTY_TEST_DAY, .place = 3, .delivery = 26},
        {.kind = ORDER,
            .who = 3,
            .at_s = LTY_TEST_2011 + 8 * LTY_TEST_DAY,
            .gross = 80,
            .kept = 80,
            .quantity = 1,
            .cost = LTY_EVENT_COST_NONE},
    };
    LTY_TEST_ALLOC();
    lty_indicators got;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    for (size_t i = 0; i < sizeof things / sizeof *things; i++) {
        take(base, &things[i], i);
    }
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2011, LTY_TEST_2011 + 8 * LTY_TEST_DAY, &alloc), LTY_OK);
    assert_int_equal(got.buyers.customers[LTY_INDICATOR_NEW], 4);
    assert_int_equal(got.baskets[0].amount_minor, 150);
    assert_int_equal(got.visitors.customers[LTY_INDICATOR_NEW], 1);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_SENT], 3); /* that nobody sent, and were clicked all the same */
    assert_int_equal(got.mail.counts[LTY_MESSAGE_ORDERS], 2);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_AMOUNT], 100);
    lty_indicators_destroy(&got);
    assert_int_equal(lty_indicators_run(&got, base, LTY_TEST_2011 + 1, LTY_TEST_2011 + 8 * LTY_TEST_DAY - 1, &alloc), LTY_OK);
    assert_int_equal(got.buyers.customers[LTY_INDICATOR_NEW], 2);
    assert_int_equal(got.visits, 0);
    assert_int_equal(got.mail.counts[LTY_MESSAGE_ORDERS], 0); /* the clicked ones are of before the period */
    lty_indicators_destroy(&got);
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

static void test_judgements(void **state)
{
    lty_indicator_mail mail = {.hours = {[7] = 3, [19] = 3}};
    const lty_indicator_mail none = {.subscribers = 0};
    lty_proportion rate;

    (void) state;
    assert_int_equal(lty_indicator_direct(99, 0), LTY_JUDGEMENT_UNKNOWN);
    assert_int_equal(lty_indicator_direct(100, 19), LTY_JUDGEMENT_LOW);
    assert_int_equal(lty_indicator_direct(100, 20), LTY_JUDGEMENT_FAIR);
    assert_int_equal(lty_indicator_direct(1000, 399), LTY_JUDGEMENT_FAIR);
    assert_int_equal(lty_indicator_direct(1000, 400), LTY_JUDGEMENT_HIGH);
    assert_int_equal(lty_indicator_best_hour(&mail), 7);
    mail.hours[19]++;
    assert_int_equal(lty_indicator_best_hour(&mail), 19);
    assert_int_equal(lty_indicator_best_hour(&none), -1);
    assert_int_equal(lty_indicator_subscriber(&rate, 0, 0, 100, 30), LTY_JUDGEMENT_UNKNOWN);
    assert_int_equal(lty_indicator_subscriber(&rate, 3, 0, 100, 30), LTY_JUDGEMENT_FAIR); /* too few to tell */
    assert_int_equal(lty_indicator_subscriber(&rate, 30, 1, 100, 30), LTY_JUDGEMENT_LOW);
    assert_int_equal(lty_indicator_subscriber(&rate, 30, 29, 100, 30), LTY_JUDGEMENT_HIGH);
    for (int judgement = LTY_JUDGEMENT_UNKNOWN; judgement <= LTY_JUDGEMENT_HIGH; judgement++) {
        assert_true(strlen(lty_indicator_direct_text((lty_indicator_judgement) judgement)) > 20);
        assert_true(strlen(lty_indicator_subscriber_text((lty_indicator_judgement) judgement)) > 20);
    }
}

/* Bases are made outside, so that only the call itself finds no memory. */
static void test_memory(void **state)
{
    uint64_t seed = 5;
    LTY_TEST_ALLOC();
    shop s;
    rules r;

    (void) state;
    rules_plain(&r, &alloc);
    lty_base *base = base_create(r.timeline, &alloc);

    draw(&s, &seed, &r.versions[0].zone);
    while (s.count < 40) {
        draw(&s, &seed, &r.versions[0].zone);
    }
    for (size_t i = 0; i < s.count; i++) {
        take(base, &s.things[i], i);
    }
    lty_status status = LTY_E_MEMORY;

    for (size_t fail = 1; status != LTY_OK; fail++) {
        lty_test_memory own = {0, 0, 0, fail};
        const lty_alloc tight = {lty_test_resize, &own};
        lty_indicators got = {.customers = -1};

        status = lty_indicators_run(&got, base, s.from_s, s.at_s, &tight);
        if (status == LTY_OK) {
            own.fail_at = 0;
            check(&s, &got);
            lty_indicators_destroy(&got);
        } else {
            assert_int_equal(status, LTY_E_MEMORY);
            assert_int_equal(got.customers, -1);
        }
        assert_int_equal(own.blocks, 0);
    }
    lty_base_destroy(base);
    rules_close(&r);
    assert_int_equal(memory.blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
        cmocka_unit_test(test_linked),
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_judgements),
        cmocka_unit_test(test_memory),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
