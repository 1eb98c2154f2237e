/*
 * Files of bases that were altered: a base with events of every type is saved, the input says which of its bytes, cells and numbers become what, and
 * the head is hashed again, so that whoever wrote the file knew what he did. It is refused, or every question is answered or fails; and what
 * it says must not reach an assertion, a loop without end or memory of somebody else.
 */
#include "lty_fuzz.h"

#include "lty_test_ask.h"
#include "lty_test_event.h"
#include "lty_test_fold.h"
#include "lty_test_snapshot.h"

enum { WORLDS = 3, EVENTS = 160 };

/* Files as they were saved, made once; and of which programme. */
typedef struct fuzz_files {
    const lty_timeline *timeline;
    lty_programme programme;
    lty_arena arena;
    unsigned char *bytes[WORLDS];
    size_t len[WORLDS];
} fuzz_files;

static void fuzz_append(lty_base *base, uint64_t *state, unsigned number)
{
    lty_test_event made;
    lty_buffer buffer;
    bool repeated;

    lty_test_random_event(&made, lty_test_types[lty_test_below(state, LTY_EVENT_TYPES)], number, state);
    if (number % 3 == 0 && made.event.type != LTY_EVENT_IDENTITIES_LINKED && made.event.type != LTY_EVENT_REFERRAL) {
        made.event.customer = LTY_TEXT("anna@example.org");
    }
    lty_buffer_init(&buffer, &lty_fuzz_alloc);
    lty_event_write(&buffer, &made.event);
    made.event.payload = lty_buffer_view(&buffer);
    LTY_ASSERT(lty_base_append(base, &made.event, &repeated) == LTY_OK);
    lty_buffer_destroy(&buffer);
}

static void fuzz_save(fuzz_files *files, size_t world)
{
    static const lty_text names[LTY_ROWS_FIELDS] = {{"customer", 8}, {"at", 2}, {"amount", 6}};
    static const unsigned char lineage[LTY_SNAPSHOT_LINEAGE] = {7};
    static lty_snapshot_plan plan;
    uint64_t state = 40 + world;
    lty_store_report report;
    lty_base *base;

    LTY_ASSERT(lty_base_create(&base, files->timeline, 5, &lty_fuzz_alloc) == LTY_OK);
    for (unsigned i = 0; i < EVENTS; i++) {
        fuzz_append(base, &state, i);
    }
    LTY_ASSERT(lty_base_append_rows(
                   base, LTY_TEXT("customer\tat\tamount\n7\t1300000000\t500\n8\t1300000001\t-100\n"), LTY_TEXT("till"), names, &report)
        == LTY_OK);
    if (world > 0) {
        LTY_ASSERT(lty_base_fold(base, LTY_TEST_2012) == LTY_OK);
    }
    if (world > 0) { /* rows of everybody */
        lty_base_table table;

        LTY_ASSERT(lty_base_rows_of(&table, base, LTY_FACT_PURCHASES) == LTY_OK);
    }
    if (world > 1) { /* and something that was not folded yet */
        fuzz_append(base, &state, EVENTS);
    }
    LTY_ASSERT(lty_snapshot_prepare(&plan, base, lineage, NULL) == LTY_OK);
    files->bytes[world] = snapshot_bytes(&plan);
    files->len[world] = (size_t) plan.file_size;
    lty_base_destroy(base);
}

static const fuzz_files *fuzz_begin(void)
{
    static fuzz_files files;
    const lty_programme *versions[1] = {&files.programme};
    size_t culprit;

    if (files.timeline == NULL) {
        files.programme = lty_test_programme();
        files.programme.tiers.items = lty_test_tiers;
        files.programme.tiers.count = 3;
        lty_arena_init(&files.arena, &lty_fuzz_alloc);
        LTY_ASSERT(lty_timeline_create(&files.timeline, versions, 1, &culprit, &files.arena) == LTY_OK);
        for (size_t i = 0; i < WORLDS; i++) {
            fuzz_save(&files, i);
        }
    }
    return &files;
}

static uint32_t fuzz_word(const uint8_t *data)
{
    return (uint32_t) data[0] | (uint32_t) data[1] << 8 | (uint32_t) data[2] << 16 | (uint32_t) data[3] << 24;
}

/* What becomes of four bytes: as given, or one of the values that borders are made of. */
static uint32_t fuzz_value(const uint8_t *data)
{
    static const uint32_t values[] = {0, 1, 2, UINT32_MAX, UINT32_MAX - 1, INT32_MAX, 0x80000000U, 255};

    return data[3] == 0xEE ? values[data[0] % (sizeof values / sizeof *values)] : fuzz_word(data);
}

/* One change: which sort, where (three bytes), what (four bytes). */
static void fuzz_alter(unsigned char *bytes, size_t len, const uint8_t *change)
{
    lty_snapshot_front front;
    const uint32_t place = fuzz_word(change) >> 8;
    const uint32_t value = fuzz_value(change + 4);
    lty_snapshot_entry entry;

    memcpy(&front, bytes, sizeof front);
    const size_t at = sizeof front + place % front.count * sizeof entry;

    memcpy(&entry, bytes + at, sizeof entry);
    switch (change[0] % 8) {
        case 0: front.numbers[place % LTY_BASE_NUMBERS] = (int32_t) value; break;
        case 1: entry.count = value; break;
        case 2: entry.size = value; break;
        case 3: entry.id = value; break;
        case 4: bytes[LTY_SNAPSHOT_HEAD + place % (len - LTY_SNAPSHOT_HEAD)] = (unsigned char) value; break;
        default:
            if (lty_snapshot_bytes(&entry) >= 4 && entry.offset <= len - 4) { /* a cell of the array */
                const size_t cells = lty_snapshot_bytes(&entry) / 4;
                const size_t cell = entry.offset + (place >> 8) % cells * 4;

                memcpy(bytes + (cell <= len - 4 ? cell : len - 4), &value, 4);
            }
    }
    memcpy(bytes, &front, sizeof front);
    memcpy(bytes + at, &entry, sizeof entry);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const fuzz_files *files = fuzz_begin();
    static lty_snapshot snapshot;
    lty_snapshot_front front;
    const char *problem;
    lty_base *base;

    if (size < 9) {
        return 0;
    }
    const size_t world = data[0] % WORLDS;
    const size_t len = files->len[world];
    unsigned char *bytes = malloc(len);

    memcpy(bytes, files->bytes[world], len);
    for (size_t at = 1; at + 8 <= size && at < 8 * 32; at += 8) {
        fuzz_alter(bytes, len, data + at);
    }
    memcpy(&front, bytes, sizeof front);
    lty_snapshot_hash_head(front.hash, bytes);
    memcpy(bytes, &front, sizeof front);
    if (snapshot_open(&base, &snapshot, &problem, bytes, len, files->timeline, 0, &lty_fuzz_alloc) == LTY_OK) {
        uint64_t state = data[0];

        if (data[0] % 2 == 0) { /* one question must not stand before all others */
            (void) snapshot_ask(base, LTY_TEST_2012, &lty_fuzz_alloc);
        }
        ask_everything(base, LTY_TEST_2012, &lty_fuzz_alloc);
        if (!lty_base_is_damaged(base)) {
            lty_test_event made;
            bool repeated;

            lty_test_random_event(&made, LTY_EVENT_ORDER, EVENTS + 1, &state);
            (void) lty_base_append(base, &made.event, &repeated);
            (void) snapshot_ask(base, LTY_TEST_2012, &lty_fuzz_alloc);
            ask_everything(base, LTY_TEST_2012, &lty_fuzz_alloc);
        }
        lty_base_destroy(base);
    }
    free(bytes);
    return 0;
}
