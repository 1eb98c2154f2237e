/*
 * Cases with the answers of the model, against the core alone: what the mutation run compiles a changed file into. Usage: driver CORPUS
 * A corpus is lines, made by corpus.py: "Z" a zone, "P" a version, "E" an event, "F" the instant and the expected answer's lines behind it as "X".
 * Ends with 0 if all are equal; says which is not and ends with 1 at the first difference.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lty_event.h"
#include "lty_facts.h"
#include "lty_fold.h"
#include "lty_programme.h"
#include "lty_service.h"
#include "lty_time.h"

#define MOST_ZONES 16
#define MOST_VERSIONS 8
#define MOST_EVENTS 4096
#define MOST_ANSWER 65536

typedef struct driver {
    lty_zone zones[MOST_ZONES];
    size_t zone_count;
    const lty_programme *versions[MOST_VERSIONS];
    size_t version_count;
    const lty_event *events[MOST_EVENTS];
    size_t event_count;
    lty_arena arena;
    char answer[MOST_ANSWER];
    size_t answer_len;
} driver;

/* Blocks know their size: one that is given back by another is an error, as a block that is not given back. */
#define HEAD 16U

static void *resize(void *context, void *memory, size_t old_size, size_t new_size)
{
    size_t *blocks = context;
    size_t *head = memory == NULL ? NULL : (size_t *) ((char *) memory - HEAD);

    if ((head == NULL ? 0 : *head) != old_size) {
        printf("a block of another size is given back\n");
        exit(1);
    }
    *blocks += (size_t) (head == NULL);
    if (new_size == 0) {
        *blocks -= 1;
        free(head);
        return NULL;
    }
    head = realloc(head, HEAD + new_size);
    if (head == NULL) {
        exit(1);
    }
    *head = new_size;
    return (char *) head + HEAD;
}

static size_t block_count;
static const lty_alloc alloc = {resize, &block_count};

static void die(const char *what, const char *text)
{
    printf("%s: %s\n", what, text);
    exit(1);
}

static lty_text text_of(const char *text)
{
    return (lty_text){text, strlen(text)};
}

static lty_status load_zone(lty_zone *out, lty_text name, lty_arena *arena, void *context)
{
    const driver *it = context;

    (void) arena;
    for (size_t i = 0; i < it->zone_count; i++) {
        if (lty_text_equal(it->zones[i].name, name)) {
            *out = it->zones[i];
            return LTY_OK;
        }
    }
    return LTY_E_DATE;
}

static void read_zone(driver *it, char *line)
{
    char *name = strtok(line, " ");
    lty_transition *transitions = calloc(1024, sizeof *transitions);
    size_t count = 0;

    if (it->zone_count == MOST_ZONES || name == NULL || transitions == NULL) {
        die("zone", line);
    }
    for (char *from = strtok(NULL, " "), *offset = strtok(NULL, " "); from != NULL && offset != NULL && count < 1024; count++) {
        transitions[count] = (lty_transition){strtoll(from, NULL, 10), (int32_t) strtol(offset, NULL, 10)};
        from = strtok(NULL, " ");
        offset = strtok(NULL, " ");
    }
    it->zones[it->zone_count++] = (lty_zone){text_of(strdup(name)), transitions, count};
}

static void read_version(driver *it, const char *json)
{
    lty_problems problems;
    const lty_expr_scope catalogue = lty_fact_scope();

    lty_problems_init(&problems, &it->arena);
    if (it->version_count == MOST_VERSIONS
        || lty_programme_parse(&it->versions[it->version_count++], json, strlen(json), &catalogue, load_zone, it, &it->arena, &problems)
            != LTY_OK) {
        die("programme", json);
    }
}

static void read_event(driver *it, char *line)
{
    char *id = lty_arena_copy(&it->arena, line, strlen(line));
    char *parts[5] = {id};
    lty_problems problems;
    lty_event *event = lty_arena_zero(&it->arena, 1, sizeof *event);

    for (size_t i = 1; i < 5; i++) {
        parts[i] = strchr(parts[i - 1], '\t');
        if (parts[i] == NULL) {
            die("event", line);
        }
        *parts[i]++ = '\0';
    }
    lty_problems_init(&problems, &it->arena);
    if (it->event_count == MOST_EVENTS
        || lty_event_parse(event, text_of(parts[0]), text_of(parts[1]), text_of(parts[2]), strtoll(parts[3], NULL, 10), text_of(parts[4]),
               &it->arena, &problems)
            != LTY_OK) {
        die("event", line);
    }
    it->events[it->event_count++] = event;
}

static void say(driver *it, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void say(driver *it, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const int len = vsnprintf(it->answer + it->answer_len, MOST_ANSWER - it->answer_len, format, arguments);
    va_end(arguments);
    it->answer_len += (size_t) len;
    if (it->answer_len >= MOST_ANSWER) {
        die("answer", "too long");
    }
}

/* Instants and keys that are not there are "-". */
static void say_instant(driver *it, int64_t at_s, int64_t none)
{
    if (at_s == none) {
        say(it, " -");
    } else {
        say(it, " %" PRId64, at_s);
    }
}

static int compare_lots(const void *a, const void *b)
{
    const lty_lot *one = a;
    const lty_lot *other = b;
    const int by_id = strcmp(one->event->id.bytes, other->event->id.bytes);

    return by_id != 0 ? by_id : (one->at_s > other->at_s) - (one->at_s < other->at_s);
}

static void say_parts(driver *it, const char *word, const lty_earn_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const lty_earn_part *part = &parts[i];

        say(it, "%s %s %" PRId64 " %" PRId64 " %" PRId64 "\n", word, part->rule->key.bytes, part->base_minor, part->points, part->given);
    }
}

static void say_lots(driver *it, const lty_customer *customer)
{
    static const char *const sources[] = {"", "order", "adjusted", "opening", "action"};
    lty_lot *lots = malloc((customer->lot_count + 1) * sizeof *lots);

    if (customer->lot_count > 0) {
        memcpy(lots, customer->lots, customer->lot_count * sizeof *lots);
    }
    qsort(lots, customer->lot_count, sizeof *lots, compare_lots);
    for (size_t i = 0; i < customer->lot_count; i++) {
        const lty_lot *lot = &lots[i];

        say(it, "lot %s %s %" PRId64, lot->event->id.bytes, sources[lot->source], lot->at_s);
        say_instant(it, lot->available_at_s, LTY_TIME_NONE);
        say_instant(it, lot->expires_at_s, LTY_TIME_NONE);
        say(it, " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %d\n", lot->earned, lot->reversed,
            lot->spent, lot->expired, lot->left, lot->uncapped, lot->earn_percent, (int) lot->pending);
        say_parts(it, "part", lot->parts, lot->part_count);
        say_parts(it, "kept", lot->kept, lot->kept_count);
    }
    free(lots);
}

static void say_flows(driver *it, const lty_customer *customer)
{
    int64_t sums[LTY_FLOW_COUNT] = {0};

    for (size_t i = 0; i < customer->flow_count; i++) {
        sums[customer->flows[i].kind] += customer->flows[i].points;
    }
    say(it, "flows");
    for (size_t i = 0; i < LTY_FLOW_COUNT; i++) {
        say(it, " %" PRId64, sums[i]);
    }
    say(it, "\n");
}

static void say_facts(driver *it, const lty_customer *customer)
{
    static const lty_fact facts[] = {LTY_FACT_REFUNDS, LTY_FACT_REFUNDED, LTY_FACT_FIRST_ORDER, LTY_FACT_LAST_ORDER, LTY_FACT_SPENT_GROSS,
        LTY_FACT_AVERAGE_ORDER, LTY_FACT_BIRTHDAY, LTY_FACT_GENDER, LTY_FACT_CONSENT_EMAIL, LTY_FACT_CONSENT_SMS, LTY_FACT_VISITS,
        LTY_FACT_LAST_VISIT, LTY_FACT_SIGNED_UP, LTY_FACT_REVIEWS, LTY_FACT_SURVEYS, LTY_FACT_CONTESTS, LTY_FACT_EMAIL_SINCE,
        LTY_FACT_SMS_SINCE, LTY_FACT_BIRTHDAY_IN, LTY_FACT_CHILD_BIRTHDAY_IN, LTY_FACT_CHILDREN, LTY_FACT_MESSAGES_SENT,
        LTY_FACT_MESSAGES_OPENED, LTY_FACT_MESSAGES_CLICKED, LTY_FACT_OPEN_RATE, LTY_FACT_LAST_OPENED, LTY_FACT_BEST_HOUR,
        LTY_FACT_FIRST_VISIT, LTY_FACT_REDEMPTIONS, LTY_FACT_POINTS_EXPIRE_AT, LTY_FACT_TIER_MISSING};

    say(it, "facts");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        say_instant(it, customer->facts[facts[i]], LTY_FACT_NONE);
    }
    say(it, "\n");
}

/* Sums by rule, each where its key is first met. */
static void say_rules(driver *it, const lty_customer *customer, const lty_timeline *timeline)
{
    uint32_t next = 0;

    for (size_t i = 0; i < timeline->count; i++) {
        const lty_points_rules *points = &timeline->versions[i]->points;

        for (size_t j = 0; j < points->earn_count; j++) {
            if (timeline->slots[i][j] == next) {
                say(it, "rule %s %" PRId64 "\n", points->earn[j].key.bytes, customer->rule_points[next]);
                next++;
            }
        }
    }
    say(it, "beside %" PRId64 " %" PRId64 "\n", customer->rule_points[next], customer->rule_points[next + 1]);
}

static void say_changes(driver *it, const lty_customer *customer, const lty_timeline *timeline)
{
    static const char *const causes[] = {"", "reached", "left", "set", "version"};

    for (size_t i = 0; i < customer->change_count; i++) {
        const lty_standing_change *change = &customer->changes[i];

        say(it, "change %" PRId64 " %s %s\n", change->at_s,
            change->to == LTY_STANDING_NONE ? "-" : timeline->versions[change->version]->tiers.items[change->to].key.bytes,
            causes[change->cause]);
    }
}

static void say_customer(driver *it, const lty_customer *customer, const lty_timeline *timeline)
{
    static const lty_fact facts[] = {LTY_FACT_POINTS, LTY_FACT_POINTS_PENDING, LTY_FACT_POINTS_EARNED, LTY_FACT_POINTS_RESTORED,
        LTY_FACT_POINTS_IN, LTY_FACT_POINTS_SPENT, LTY_FACT_POINTS_EXPIRED, LTY_FACT_POINTS_REVERSED, LTY_FACT_POINTS_OUT, LTY_FACT_ORDERS,
        LTY_FACT_SPENT};
    const lty_standing_state *state = &customer->standing;

    say(it, "account");
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        say(it, " %" PRId64, customer->facts[facts[i]]);
    }
    say(it, "\n");
    if (state->level != LTY_STANDING_NONE) {
        say(it, "tier %s %" PRId64, timeline->versions[state->version]->tiers.items[state->level].key.bytes, state->metric);
        say_instant(it, customer->outlook_s, LTY_TIME_NONE);
        if (customer->outlook_s != LTY_TIME_NONE && customer->outlook_level != LTY_STANDING_NONE) {
            const lty_programme *then = timeline->versions[lty_timeline_find(timeline, customer->outlook_s)];

            say(it, " %s", then->tiers.items[customer->outlook_level].key.bytes);
        }
        say(it, "\n");
    }
    say_lots(it, customer);
    for (size_t i = 0; i < customer->debt_count; i++) {
        say(it, "debt %s %" PRId64 "\n", customer->debts[i].event->id.bytes, customer->debts[i].points);
    }
    say_flows(it, customer);
    say_facts(it, customer);
    say_rules(it, customer, timeline);
    say_changes(it, customer, timeline);
}

static void digest_differs(const lty_customer *customer, const unsigned char hash[32], const char *what)
{
    unsigned char other[32];

    lty_fold_digest(other, LTY_TEXT("7"), customer);
    if (memcmp(hash, other, sizeof other) == 0) {
        die("digest", what);
    }
}

static const char *or_dash(lty_text text)
{
    return text.len > 0 ? text.bytes : "-";
}

static void say_services(driver *it, const lty_customer *customer, const lty_history *history, const lty_timeline *timeline)
{
    const lty_entitlement *list;
    size_t count;

    if (lty_service_list(&list, &count, history, timeline, customer->facts, NULL, &it->arena) != LTY_OK) {
        die("services", "refused");
    }
    for (size_t i = 0; i < count; i++) {
        const lty_entitlement *one = &list[i];

        say(it, "service %s %s %s %" PRId64, one->service->key.bytes, or_dash(one->order), or_dash(one->sku), one->pieces);
        say_instant(it, one->units, 0);
        say(it, " %" PRId64 " %" PRId64, one->booked, one->used);
        say_instant(it, one->remaining, LTY_EARN_NO_LIMIT);
        say_instant(it, one->from_s, LTY_TIME_NONE);
        say_instant(it, one->until_s, LTY_TIME_NONE);
        say(it, " %d\n", (int) one->over);
    }
}

/* The digest knows the last of each list. */
static void check_digest(const lty_customer *customer, const unsigned char hash[32])
{
    lty_customer other = *customer;

    if (customer->debt_count > 0) {
        lty_debt *debts = malloc(customer->debt_count * sizeof *debts);

        memcpy(debts, customer->debts, customer->debt_count * sizeof *debts);
        debts[customer->debt_count - 1].points++;
        other.debts = debts;
        digest_differs(&other, hash, "the last debt");
        free(debts);
        other.debts = customer->debts;
    }
    if (customer->change_count > 0) {
        lty_standing_change *changes = malloc(customer->change_count * sizeof *changes);

        memcpy(changes, customer->changes, customer->change_count * sizeof *changes);
        changes[customer->change_count - 1].at_s++;
        other.changes = changes;
        digest_differs(&other, hash, "the last change");
        free(changes);
    }
}

/* A folder that has seen so many customers keeps tables of days. */
#define WARM 33

/* The same customer at earlier instants: what a folder still has of one must not be the next one's. */
static void warm_up(const driver *it, lty_folder *folder, int64_t at_s)
{
    lty_history history;
    lty_customer customer;

    lty_history_init(&history, &alloc);
    for (int i = 0; i < WARM; i++) {
        const int64_t then_s = at_s - (int64_t) (WARM - 1 - i) * 29 * 86400;

        if ((i == 0 || i == WARM - 1 || i % 8 == 0) && lty_history_prepare(&history, it->events, it->event_count, then_s) != LTY_OK) {
            die("warm", "refused");
        }
        if (lty_fold(&customer, folder, &history, i % 4 == 0 ? LTY_FOLD_FLOWS | LTY_FOLD_PARTS | LTY_FOLD_RULES : 0) != LTY_OK) {
            die("warm", "refused");
        }
    }
    lty_history_destroy(&history);
}

static void fold_case(driver *it, int64_t at_s)
{
    const lty_timeline *timeline;
    lty_folder *folder;
    lty_history history;
    lty_customer customer;
    lty_customer plain;
    unsigned char hashes[2][32];
    size_t culprit;

    lty_history_init(&history, &alloc);
    if (lty_timeline_create(&timeline, it->versions, it->version_count, &culprit, &it->arena) != LTY_OK
        || lty_folder_create(&folder, timeline, &alloc) != LTY_OK
        || lty_history_prepare(&history, it->events, it->event_count, at_s) != LTY_OK || lty_fold(&plain, folder, &history, 0) != LTY_OK) {
        die("fold", "refused");
    }
    lty_fold_digest(hashes[0], LTY_TEXT("7"), &plain);
    /* Again in the same folder, with all that may be asked for: it says the same. */
    if (lty_fold(&customer, folder, &history, LTY_FOLD_FLOWS | LTY_FOLD_PARTS | LTY_FOLD_RULES) != LTY_OK) {
        die("fold", "refused");
    }
    lty_fold_digest(hashes[1], LTY_TEXT("7"), &customer);
    if (memcmp(hashes[0], hashes[1], sizeof hashes[0]) != 0) {
        die("fold", "what is asked for changes what is said");
    }
    check_digest(&customer, hashes[0]);
    /* And a third time, after many others. */
    warm_up(it, folder, at_s);
    if (lty_fold(&customer, folder, &history, LTY_FOLD_FLOWS | LTY_FOLD_PARTS | LTY_FOLD_RULES) != LTY_OK) {
        die("fold", "refused");
    }
    lty_fold_digest(hashes[1], LTY_TEXT("7"), &customer);
    if (memcmp(hashes[0], hashes[1], sizeof hashes[0]) != 0) {
        die("fold", "other customers before change what is said");
    }
    it->answer_len = 0;
    say_customer(it, &customer, timeline);
    say_services(it, &customer, &history, timeline);
    lty_folder_destroy(folder);
    lty_history_destroy(&history);
}

static void begin_case(driver *it)
{
    lty_arena_destroy(&it->arena);
    lty_arena_init(&it->arena, &alloc);
    it->version_count = 0;
    it->event_count = 0;
}

int main(int argc, char **argv)
{
    static driver it;
    static char line[1 << 20];
    FILE *corpus = argc == 2 ? fopen(argv[1], "r") : NULL;
    const char *rest = NULL;
    char seed[64] = "";

    if (corpus == NULL) {
        die("usage", "driver CORPUS");
    }
    lty_arena_init(&it.arena, &alloc);
    while (fgets(line, sizeof line, corpus) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        switch (line[0]) {
            case 'Z': read_zone(&it, line + 2); break;
            case 'C':
                snprintf(seed, sizeof seed, "%.60s", line + 2);
                begin_case(&it);
                break;
            case 'P': read_version(&it, line + 2); break;
            case 'E': read_event(&it, line + 2); break;
            case 'F':
                fold_case(&it, strtoll(line + 2, NULL, 10));
                rest = it.answer;
                break;
            case 'X':
                if (strncmp(rest, line + 2, strlen(line + 2)) != 0 || rest[strlen(line + 2)] != '\n') {
                    printf("%s: expected %s\nsaid:\n%s", seed, line + 2, rest);
                    return 1;
                }
                rest += strlen(line + 2) + 1;
                break;
            case '.':
                if (*rest != '\0') {
                    printf("%s: says more: %s", seed, rest);
                    return 1;
                }
                break;
            default: die("line", line);
        }
    }
    lty_arena_destroy(&it.arena);
    fclose(corpus);
    if (block_count != 0) {
        die("memory", "not all was given back");
    }
    return 0;
}
