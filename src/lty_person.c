/*
 * One person's events. A link that holds makes one key another's: of several for one key the last in the total order does, and of those that
 * make a circle the one with the later instant is left out. So keys form trees, and a person is the tree whose root is the key asked for. Beside
 * that a coarser graph of all links ever made says whose events may be handed in at all.
 */
#include "lty_person.h"

#include <string.h>

#include "lty_bytes.h"
#include "lty_check.h"
#include "lty_sort.h"

typedef struct lty_person_key {
    lty_text text;
    size_t held;  /* whose it is; its own place at a root */
    size_t known; /* the same in the coarser graph, whoever is whose */
} lty_person_key;

typedef struct lty_person {
    lty_person_key *keys; /* sorted, each once */
    size_t key_count;
    const lty_event **links;
    void *scratch; /* for as many keys or links */
    size_t link_count;
    size_t own; /* place of the key that is asked for */
} lty_person;

/* The link of an event: its id up to the revision. */
static lty_text lty_person_link(const lty_event *event)
{
    size_t len = event->id.len;

    while (len > 0 && event->id.bytes[len - 1] != '/') {
        len--;
    }
    return (lty_text){event->id.bytes, len};
}

static int lty_person_compare_links(const void *a, const void *b)
{
    const lty_event *one = *(const lty_event *const *) a;
    const lty_event *other = *(const lty_event *const *) b;
    const int order = lty_text_compare(lty_person_link(one), lty_person_link(other));

    if (order != 0) {
        return order;
    }
    return one->revision == other->revision ? lty_event_compare(one, other) : one->revision < other->revision ? -1 : 1;
}

static int lty_person_compare_keys(const void *a, const void *b)
{
    return lty_text_compare(((const lty_person_key *) a)->text, ((const lty_person_key *) b)->text);
}

/* key_count if it is none of them. */
static size_t lty_person_find(const lty_person *person, lty_text key)
{
    size_t low = 0;
    size_t high = person->key_count;

    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        const int order = lty_text_compare(person->keys[middle].text, key);

        if (order == 0) {
            return middle;
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return person->key_count;
}

static size_t lty_person_root(lty_person *person, size_t at, bool held)
{
    while (true) {
        size_t *up = held ? &person->keys[at].held : &person->keys[at].known;

        if (*up == at) {
            return at;
        }
        *up = held ? person->keys[*up].held : person->keys[*up].known; /* halves the way for the next who asks */
        at = *up;
    }
}

static int lty_person_compare_others(const void *a, const void *b)
{
    const lty_event *one = *(const lty_event *const *) a;
    const lty_event *other = *(const lty_event *const *) b;
    const int order = lty_text_compare(one->object, other->object);

    return order != 0 ? order : lty_event_compare(one, other);
}

static int lty_person_compare_events(const void *a, const void *b)
{
    return lty_event_compare(*(const lty_event *const *) a, *(const lty_event *const *) b);
}

static void lty_person_sort(lty_person *person, lty_sort_compare compare)
{
    lty_sort((void *) person->links, person->scratch, person->link_count, sizeof *person->links, compare);
}

/* What of the links says that the key is another's is nobody's business here. */
static bool lty_person_counts(const lty_event *event, lty_text key)
{
    return event->type == LTY_EVENT_IDENTITIES_LINKED && !lty_text_equal(event->object, key);
}

static lty_status lty_person_load(lty_person *person, const lty_event *const *events, size_t count, lty_text key, lty_arena *arena)
{
    const size_t keys = 2 * person->link_count + 1;

    person->scratch = lty_arena_zero(arena, keys, sizeof *person->keys);
    person->keys = lty_arena_zero(arena, keys, sizeof *person->keys);
    person->links = lty_arena_zero(arena, person->link_count, sizeof *person->links);
    if (person->scratch == NULL || person->keys == NULL || person->links == NULL) {
        return LTY_E_MEMORY;
    }
    person->keys[person->key_count++].text = key;
    person->link_count = 0;
    for (size_t i = 0; i < count; i++) {
        if (lty_person_counts(events[i], key)) {
            person->links[person->link_count++] = events[i];
            person->keys[person->key_count++].text = events[i]->customer;
            person->keys[person->key_count++].text = events[i]->object;
        }
    }
    lty_sort(person->keys, person->scratch, person->key_count, sizeof *person->keys, lty_person_compare_keys);
    size_t unique = 0;
    for (size_t i = 0; i < person->key_count; i++) {
        if (unique == 0 || !lty_text_equal(person->keys[unique - 1].text, person->keys[i].text)) {
            person->keys[unique] = (lty_person_key){person->keys[i].text, unique, unique};
            unique++;
        }
    }
    person->key_count = unique;
    person->own = lty_person_find(person, key);
    return LTY_OK;
}

/* Leaves the links that hold at at_s: of each its highest revision up to then, of several for one key the last. */
static void lty_person_hold(lty_person *person, int64_t at_s)
{
    const lty_event *last = NULL; /* of the link at hand, up to at_s */
    size_t count = 0;

    lty_person_sort(person, lty_person_compare_links);
    for (size_t i = 0; i < person->link_count; i++) {
        const lty_event *link = person->links[i];

        last = link->at_s <= at_s ? link : last;
        if (i + 1 == person->link_count || !lty_text_equal(lty_person_link(link), lty_person_link(person->links[i + 1]))) {
            if (last != NULL && last->given) {
                person->links[count++] = last;
            }
            last = NULL;
        }
    }
    person->link_count = count;
    count = 0;
    lty_person_sort(person, lty_person_compare_others);
    for (size_t i = 0; i < person->link_count; i++) {
        if (i + 1 == person->link_count || !lty_text_equal(person->links[i]->object, person->links[i + 1]->object)) {
            person->links[count++] = person->links[i];
        }
    }
    person->link_count = count;
}

static void lty_person_resolve(lty_person *person, int64_t at_s)
{
    for (size_t i = 0; i < person->link_count; i++) {
        const size_t owner = lty_person_root(person, lty_person_find(person, person->links[i]->customer), false);
        const size_t other = lty_person_root(person, lty_person_find(person, person->links[i]->object), false);

        person->keys[other].known = owner;
    }
    lty_person_hold(person, at_s);
    lty_person_sort(person, lty_person_compare_events);
    for (size_t i = 0; i < person->link_count; i++) {
        const size_t owner = lty_person_root(person, lty_person_find(person, person->links[i]->customer), true);

        person->keys[lty_person_find(person, person->links[i]->object)].held = owner; /* itself, if this link closes a circle */
    }
}

static const lty_event *lty_person_stranger(lty_person *person, const lty_event *const *events, size_t count, lty_text key)
{
    for (size_t i = 0; i < count; i++) {
        if (lty_text_equal(events[i]->customer, key)) {
            continue;
        }
        const size_t at = lty_person_find(person, events[i]->customer);
        if (at == person->key_count || lty_person_root(person, at, false) != lty_person_root(person, person->own, false)) {
            return events[i];
        }
    }
    return NULL;
}

static void lty_person_keep(lty_person *person, const lty_event **events, size_t *count, lty_text key)
{
    const size_t own = lty_person_root(person, person->own, true);
    size_t kept = 0;

    for (size_t i = 0; i < *count; i++) {
        if (lty_text_equal(events[i]->customer, key)
            || lty_person_root(person, lty_person_find(person, events[i]->customer), true) == own) {
            events[kept++] = events[i];
        }
    }
    *count = kept;
}

lty_status lty_person_gather(
    const lty_event **events, size_t *count, const lty_event **stranger, lty_text key, int64_t at_s, const lty_alloc *alloc)
{
    lty_person person = {0};
    lty_arena arena;
    lty_status status = LTY_OK;

    for (size_t i = 0; i < *count; i++) {
        person.link_count += lty_person_counts(events[i], key);
    }
    lty_arena_init(&arena, alloc);
    status = lty_person_load(&person, events, *count, key, &arena);
    if (status == LTY_OK) {
        lty_person_resolve(&person, at_s);
        const lty_event *found = lty_person_stranger(&person, events, *count, key);
        if (found != NULL) {
            *stranger = found;
            status = LTY_E_UNKNOWN_CUSTOMER;
        } else {
            lty_person_keep(&person, events, count, key);
        }
    }
    lty_arena_destroy(&arena);
    return status;
}
