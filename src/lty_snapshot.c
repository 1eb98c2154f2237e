/*
 * The head is hashed as a whole and checked whenever a file is opened, so a file that is no base, or not this programme's, is refused at once. The
 * arrays have hashes of their own, which nobody looks at before lty_snapshot_check_end(): reading them takes as long as the file is large.
 */
#include <string.h>

#include "lty_check.h"
#include "lty_snapshot_part.h"

#define LTY_SNAPSHOT_VERSION 1U
#define LTY_SNAPSHOT_ORDER 0x01020304U
#define LTY_SNAPSHOT_DISORDER 0x04030201U
static const char lty_snapshot_magic[8] = {'L', 'T', 'Y', 'B', 'A', 'S', 'E', '\n'};

_Static_assert(sizeof(lty_snapshot_front) == 120 + 8 * LTY_BASE_NUMBERS, "no gaps");
_Static_assert(sizeof(lty_snapshot_entry) == 24 + LTY_SNAPSHOT_HASH, "no gaps");
_Static_assert(sizeof(lty_snapshot_front) + LTY_BASE_SECTIONS * sizeof(lty_snapshot_entry) <= LTY_SNAPSHOT_HEAD, "the table has room");

void lty_snapshot_hash_head(unsigned char hash[LTY_SNAPSHOT_HASH], const unsigned char head[LTY_SNAPSHOT_HEAD])
{
    static const unsigned char zeros[LTY_SNAPSHOT_HASH];
    const size_t at = offsetof(lty_snapshot_front, hash);
    lty_sign_state state;

    lty_sign_begin(&state, LTY_SNAPSHOT_HASH);
    lty_sign_add(&state, head, at);
    lty_sign_add(&state, zeros, sizeof zeros);
    lty_sign_add(&state, head + at + sizeof zeros, LTY_SNAPSHOT_HEAD - at - sizeof zeros);
    lty_sign_end(hash, LTY_SNAPSHOT_HASH, &state);
}

static uint64_t lty_snapshot_up(uint64_t offset, uint64_t align)
{
    return (offset + align - 1) / align * align;
}

/* Gives sections of one kind their places, and hashes them. */
static void lty_snapshot_place(lty_snapshot_plan *plan, lty_snapshot_entry *entries, const lty_section *sections, size_t count, bool large)
{
    for (size_t i = 0; i < count; i++) {
        const size_t bytes = *sections[i].count * sections[i].size;
        const void *cells = lty_section_cells(&sections[i]);

        if ((bytes >= LTY_SNAPSHOT_LARGE) != large) {
            continue;
        }
        const uint64_t offset = lty_snapshot_up(plan->file_size, large ? LTY_SNAPSHOT_ALIGN : 8);
        lty_snapshot_entry *entry = &entries[plan->count];

        *entry = (lty_snapshot_entry){.id = sections[i].id, .size = sections[i].size, .offset = offset, .count = *sections[i].count};
        lty_sign_hash(entry->hash, sizeof entry->hash, bytes == 0 ? NULL : cells, bytes, NULL);
        plan->pieces[plan->count++] = (lty_snapshot_piece){cells, bytes, offset};
        plan->file_size = offset + bytes;
    }
}

/*
 * Everybody's rows, so that nobody who opens the file has to make them: a tenth of what the fold took. Where there is no room for them, or somebody's sums
 * do not fit, the file is written without, and a rule that asks for them says why there are none.
 */
static lty_status lty_snapshot_rows(lty_base *base)
{
    lty_base_table rows;
    const lty_status status = lty_base_at(base) == LTY_TIME_NONE ? LTY_OK : lty_base_rows_of(&rows, base, LTY_FACT_PURCHASES);

    return status == LTY_E_MEMORY || status == LTY_E_RANGE ? LTY_OK : status;
}

lty_status lty_snapshot_prepare(
    lty_snapshot_plan *out, lty_base *base, const unsigned char lineage[LTY_SNAPSHOT_LINEAGE], const int64_t *position)
{
    lty_snapshot_front front = {.order = LTY_SNAPSHOT_ORDER, .version = LTY_SNAPSHOT_VERSION};
    lty_snapshot_entry entries[LTY_BASE_SECTIONS];
    lty_section sections[LTY_BASE_SECTIONS];
    lty_status status = lty_base_settle(base);

    if (status == LTY_OK) {
        status = lty_snapshot_rows(base);
    }
    if (status != LTY_OK) {
        return status;
    }
    const size_t count = lty_base_sections(sections, base);

    LTY_ASSERT(count <= LTY_BASE_SECTIONS);
    memset(out->head, 0, sizeof out->head);
    out->count = 0;
    out->file_size = LTY_SNAPSHOT_HEAD;
    lty_snapshot_place(out, entries, sections, count, false);
    lty_snapshot_place(out, entries, sections, count, true);
    memcpy(front.magic, lty_snapshot_magic, sizeof front.magic);
    memcpy(front.programme, lty_base_timeline(base)->hash, sizeof front.programme);
    memcpy(front.lineage, lineage, sizeof front.lineage);
    lty_base_numbers(front.numbers, base);
    front.file_size = out->file_size;
    front.count = (uint32_t) out->count;
    front.has_position = position != NULL;
    front.position = position == NULL ? 0 : *position;
    memcpy(out->head, &front, sizeof front);
    memcpy(out->head + sizeof front, entries, out->count * sizeof *entries);
    lty_snapshot_hash_head(front.hash, out->head);
    memcpy(out->head, &front, sizeof front);
    return LTY_OK;
}

/* What keeps a file from being used; NULL if nothing in the head does. */
static const char *lty_snapshot_refuse(
    const lty_snapshot_front *front, const unsigned char *head, size_t len, uint64_t file_size, const lty_timeline *timeline)
{
    unsigned char hash[LTY_SNAPSHOT_HASH];

    if (len < sizeof *front || memcmp(front->magic, lty_snapshot_magic, sizeof front->magic) != 0) {
        return "it is no base that was saved, or its beginning is gone: build one from the journal";
    }
    if (front->order != LTY_SNAPSHOT_ORDER) {
        return front->order == LTY_SNAPSHOT_DISORDER ? "a machine with another order of bytes wrote it: build one here from the journal"
                                                     : "its beginning is damaged: build one anew from the journal";
    }
    if (front->version != LTY_SNAPSHOT_VERSION) {
        return front->version > LTY_SNAPSHOT_VERSION ? "a newer version of the extension wrote it: update, or build one from the journal"
                                                     : "an older version of the extension wrote it: build one anew from the journal";
    }
    if (len < LTY_SNAPSHOT_HEAD) {
        return "it is cut short: build one anew from the journal";
    }
    lty_snapshot_hash_head(hash, head);
    if (memcmp(hash, front->hash, sizeof hash) != 0) {
        return "its beginning is damaged: build one anew from the journal";
    }
    if (front->file_size != file_size) {
        return file_size < front->file_size ? "it is cut short: build one anew from the journal"
                                            : "it is longer than what was written: build one anew from the journal";
    }
    if (memcmp(front->programme, timeline->hash, sizeof front->programme) != 0) {
        return "it was saved under another programme: open it with that one, or build one from the journal";
    }
    return NULL;
}

/* Sections in order, without overlap, inside of the file, the large ones on pages of their own. */
static bool lty_snapshot_table_is_sound(const lty_snapshot *snapshot)
{
    uint64_t end = LTY_SNAPSHOT_HEAD;

    for (size_t i = 0; i < snapshot->count; i++) {
        const lty_snapshot_entry *entry = &snapshot->entries[i];
        uint64_t bytes;

        if (entry->size == 0 || __builtin_mul_overflow(entry->count, entry->size, &bytes) || entry->offset < end
            || entry->offset > snapshot->file_size || bytes > snapshot->file_size - entry->offset
            || entry->offset % (bytes >= LTY_SNAPSHOT_LARGE ? LTY_SNAPSHOT_ALIGN : 8) != 0) {
            return false;
        }
        end = entry->offset + bytes;
    }
    return end == snapshot->file_size;
}

lty_status lty_snapshot_read(
    lty_snapshot *out, const char **problem, const unsigned char *head, size_t len, uint64_t file_size, const lty_timeline *timeline)
{
    lty_snapshot_front front = {.order = 0};

    memcpy(&front, head, len < sizeof front ? len : sizeof front);
    *problem = lty_snapshot_refuse(&front, head, len, file_size, timeline);
    if (*problem != NULL) {
        return LTY_E_SNAPSHOT;
    }
    lty_snapshot snapshot = {
        .file_size = file_size, .position = front.position, .has_position = front.has_position != 0, .count = front.count};

    memcpy(snapshot.lineage, front.lineage, sizeof snapshot.lineage);
    memcpy(snapshot.numbers, front.numbers, sizeof snapshot.numbers);
    memcpy(snapshot.hash, front.hash, sizeof snapshot.hash);
    if (front.count > LTY_BASE_SECTIONS) {
        *problem = "its beginning is damaged: build one anew from the journal";
        return LTY_E_SNAPSHOT;
    }
    memcpy(snapshot.entries, head + sizeof front, front.count * sizeof *snapshot.entries);
    if (!lty_snapshot_table_is_sound(&snapshot)) {
        *problem = "its beginning is damaged: build one anew from the journal";
        return LTY_E_SNAPSHOT;
    }
    *out = snapshot;
    return LTY_OK;
}

static bool lty_snapshot_fits(const lty_section *section, const lty_snapshot_entry *entry)
{
    if (section->id != entry->id || section->width == NULL) {
        return section->id == entry->id && section->size == entry->size;
    }
    return entry->size == 1 || entry->size == 2 || entry->size == 4 || entry->size == 8;
}

/* Finds which array each entry is: every one once. Several share a count, and each has to say the same. */
static bool lty_snapshot_match(size_t *places, const lty_snapshot *snapshot, const lty_section *sections, size_t count)
{
    bool taken[LTY_BASE_SECTIONS] = {false};
    bool whole = snapshot->count == count;

    for (size_t i = 0; i < snapshot->count && whole; i++) {
        size_t at = 0;

        while (at < count && (taken[at] || !lty_snapshot_fits(&sections[at], &snapshot->entries[i]))) {
            at++;
        }
        whole = at < count;
        if (whole) {
            taken[at] = true;
            places[i] = at;
            *sections[at].count = (size_t) snapshot->entries[i].count;
        }
    }
    for (size_t i = 0; i < snapshot->count && whole; i++) {
        whole = *sections[places[i]].count == snapshot->entries[i].count;
    }
    return whole;
}

lty_status lty_snapshot_open(
    lty_base **out, lty_snapshot *snapshot, lty_snapshot_memory memory[], const lty_timeline *timeline, const lty_alloc *alloc)
{
    lty_section sections[LTY_BASE_SECTIONS];
    size_t places[LTY_BASE_SECTIONS] = {0};
    lty_base *base = NULL;
    lty_status status = lty_base_create(&base, timeline, 0, alloc);
    const size_t count = status == LTY_OK ? lty_base_sections(sections, base) : 0;

    if (status == LTY_OK && !lty_snapshot_match(places, snapshot, sections, count)) {
        status = LTY_E_DAMAGED;
    }
    for (size_t i = 0; i < snapshot->count; i++) {
        const lty_section *section = &sections[places[i]];

        if (status != LTY_OK) {
            lty_alloc_free(alloc, memory[i].cells, memory[i].bytes);
            continue;
        }
        snapshot->names[i] = section->name;
        lty_section_set(section, memory[i].cells);
        if (section->width != NULL) {
            *section->width = snapshot->entries[i].size;
        }
        if (section->capacity != section->count) {
            *section->capacity = memory[i].bytes / snapshot->entries[i].size;
        }
        memory[i].bytes = *section->capacity * snapshot->entries[i].size;
    }
    if (status == LTY_OK) {
        status = lty_base_restore(base, snapshot->numbers);
    }
    if (status != LTY_OK) {
        lty_base_destroy(base);
        return status;
    }
    *out = base;
    return LTY_OK;
}
