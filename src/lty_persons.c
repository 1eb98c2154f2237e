/*
 * A link holds if its highest revision says so. Links are taken in their total order: one that would close a circle is left out, and of
 * several for one key the last takes the place of those before.
 */
#include <stdbool.h>
#include <string.h>

#include "lty_check.h"
#include "lty_persons.h"
#include "lty_sort.h"

typedef struct lty_persons_link {
    lty_text id;
    lty_text object; /* the id without its revision */
    int64_t revision;
    int64_t at_s;
    uint32_t from; /* belongs */
    uint32_t to;
    bool given;
} lty_persons_link;

void lty_persons_init(lty_persons *persons, const lty_alloc *alloc)
{
    *persons = (lty_persons){.alloc = alloc};
}

void lty_persons_destroy(lty_persons *persons)
{
    lty_alloc_free(persons->alloc, persons->person, persons->count * sizeof *persons->person);
    lty_alloc_free(persons->alloc, persons->kin, persons->count * sizeof *persons->kin);
    lty_persons_init(persons, persons->alloc);
}

static int lty_persons_by_object(const void *a, const void *b)
{
    const lty_persons_link *left = a;
    const lty_persons_link *right = b;
    const int order = lty_text_compare(left->object, right->object);

    return order != 0 ? order : (left->revision > right->revision) - (left->revision < right->revision);
}

static int lty_persons_by_instant(const void *a, const void *b)
{
    const lty_persons_link *left = a;
    const lty_persons_link *right = b;

    return left->at_s != right->at_s ? (left->at_s < right->at_s ? -1 : 1) : lty_text_compare(left->id, right->id);
}

static int lty_persons_by_key(const void *a, const void *b)
{
    const lty_persons_link *left = a;
    const lty_persons_link *right = b;

    return left->from != right->from ? (left->from < right->from ? -1 : 1) : lty_persons_by_instant(a, b);
}

static size_t lty_persons_read(lty_persons_link *links, const lty_store *store, int64_t at_s)
{
    const uint32_t *rows;
    const size_t all = lty_store_links(store, &rows);
    size_t count = 0;

    for (size_t i = 0; i < all; i++) {
        const uint32_t row = rows[i];
        lty_event event;

        if (row >= store->rows || LTY_STORE_PLACE(store->kind[row]) != LTY_STORE_LINKED || store->detail[row] == LTY_STORE_NONE) {
            lty_damage(store->damaged);
            continue;
        }
        if (lty_store_at_of(store, row) > at_s || lty_store_customer_of(store, row) == LTY_STORE_NONE) {
            continue;
        }
        lty_store_event_bare(&event, store, row, NULL);
        lty_persons_link link = {.id = lty_intern_text(&store->ids, lty_store_detail_of(store, row)),
            .revision = event.revision,
            .at_s = event.at_s,
            .from = lty_store_other(store, row),
            .to = lty_store_customer_of(store, row),
            .given = event.given};

        link.object = link.id;
        while (link.object.len > 0 && link.object.bytes[link.object.len - 1] != '/') {
            link.object.len--;
        }
        links[count++] = link;
    }
    return count;
}

/* Leaves those that hold, one for each key that belongs to another, in the total order. */
static size_t lty_persons_hold(lty_persons_link *links, lty_persons_link *scratch, size_t count)
{
    size_t kept = 0;

    lty_sort(links, scratch, count, sizeof *links, lty_persons_by_object);
    for (size_t i = 0; i < count; i++) {
        const bool highest = i + 1 == count || !lty_text_equal(links[i].object, links[i + 1].object);

        if (highest && links[i].given && links[i].from != links[i].to) {
            links[kept++] = links[i];
        }
    }
    count = kept;
    kept = 0;
    lty_sort(links, scratch, count, sizeof *links, lty_persons_by_key);
    for (size_t i = 0; i < count; i++) {
        if (i + 1 == count || links[i].from != links[i + 1].from) {
            links[kept++] = links[i];
        }
    }
    lty_sort(links, scratch, kept, sizeof *links, lty_persons_by_instant);
    return kept;
}

static uint32_t lty_persons_root(uint32_t *person, uint32_t number)
{
    uint32_t root = number;

    while (person[root] != root) {
        root = person[root];
    }
    while (person[number] != root) { /* the next walk is short */
        const uint32_t next = person[number];

        person[number] = root;
        number = next;
    }
    return root;
}

static lty_status lty_persons_join(lty_persons *out, const lty_persons_link *links, size_t count, size_t customers, const lty_alloc *alloc)
{
    lty_persons persons = {.alloc = alloc,
        .person = lty_alloc_new(alloc, customers * sizeof *persons.person),
        .kin = lty_alloc_new(alloc, customers * sizeof *persons.kin),
        .count = customers};

    if (persons.person == NULL || persons.kin == NULL) {
        lty_persons_destroy(&persons);
        return LTY_E_MEMORY;
    }
    for (size_t i = 0; i < customers; i++) {
        persons.person[i] = (uint32_t) i;
        persons.kin[i] = LTY_STORE_NONE;
    }
    for (size_t i = 0; i < count; i++) {
        const uint32_t root = lty_persons_root(persons.person, links[i].to);

        LTY_ASSERT(persons.person[links[i].from] == links[i].from);
        persons.person[links[i].from] = root; /* itself, if this link closes a circle */
    }
    for (size_t i = customers; i-- > 0;) {
        const uint32_t person = lty_persons_root(persons.person, (uint32_t) i);

        if (person != i) {
            persons.kin[i] = persons.kin[person];
            persons.kin[person] = (uint32_t) i;
        }
    }
    *out = persons;
    return LTY_OK;
}

lty_status lty_persons_find(lty_persons *persons, const lty_store *store, int64_t at_s)
{
    const uint32_t *rows;
    const size_t all = lty_store_links(store, &rows);
    lty_persons found = {.alloc = persons->alloc};
    lty_status status = LTY_OK;

    if (all > 0) {
        lty_persons_link *links = lty_alloc_zero(persons->alloc, 2 * all, sizeof *links);

        if (links == NULL) {
            return LTY_E_MEMORY;
        }
        size_t count = lty_persons_read(links, store, at_s);

        count = lty_persons_hold(links, links + all, count);
        if (count > 0) {
            status = lty_persons_join(&found, links, count, store->customers.count, persons->alloc);
        }
        lty_alloc_free(persons->alloc, links, 2 * all * sizeof *links);
    }
    if (status == LTY_OK) {
        lty_persons_destroy(persons);
        *persons = found;
    }
    return status;
}
